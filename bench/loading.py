"""Loading tables against the database's own typed import of the same file: `make bench`.

Two files are generated: one in the shape of UCDP GED (49 columns, long texts of sources, quotation marks and line
breaks in them), one in the shape of ACLED (31 columns). The plain program is DuckDB reading the file with the types of
every column given, into a table in memory: nothing checked beyond them, nothing resolved, nothing kept. Ours checks
every used cell, codes, ids and days, finds the places and actors of every row, writes the reports sorted by day, keeps
the file under its hash and journals the load. Both run in turns on the same file; of each the fastest run is told, by
the clock and by the processor (all threads together), which other programs on the machine disturb less.

Printed besides: a second load of the same file, a question over all the reports, and the most memory of a process that
only loads.
"""

from __future__ import annotations

import argparse
import csv
import datetime as dt
import os
import random
import statistics
import tempfile
import time
from collections.abc import Callable, Sequence
from pathlib import Path

import duckdb

from onrecord.data import table
from onrecord.period import parse_edtf
from onrecord.project import create_project
from onrecord.question import Question, Terms, ask_voices, scope_of
from onrecord.tablestore import reading_of

GED_TYPES = {
    "id": "BIGINT",
    "relid": "VARCHAR",
    "year": "INTEGER",
    "active_year": "INTEGER",
    "code_status": "VARCHAR",
    "type_of_violence": "INTEGER",
    "conflict_dset_id": "BIGINT",
    "conflict_new_id": "BIGINT",
    "conflict_name": "VARCHAR",
    "dyad_dset_id": "BIGINT",
    "dyad_new_id": "BIGINT",
    "dyad_name": "VARCHAR",
    "side_a_dset_id": "BIGINT",
    "side_a_new_id": "BIGINT",
    "side_a": "VARCHAR",
    "side_b_dset_id": "BIGINT",
    "side_b_new_id": "BIGINT",
    "side_b": "VARCHAR",
    "number_of_sources": "INTEGER",
    "source_article": "VARCHAR",
    "source_office": "VARCHAR",
    "source_date": "VARCHAR",
    "source_headline": "VARCHAR",
    "source_original": "VARCHAR",
    "where_prec": "INTEGER",
    "where_coordinates": "VARCHAR",
    "where_description": "VARCHAR",
    "adm_1": "VARCHAR",
    "adm_2": "VARCHAR",
    "latitude": "DOUBLE",
    "longitude": "DOUBLE",
    "geom_wkt": "VARCHAR",
    "priogrid_gid": "BIGINT",
    "country": "VARCHAR",
    "country_id": "BIGINT",
    "region": "VARCHAR",
    "event_clarity": "INTEGER",
    "date_prec": "INTEGER",
    "date_start": "DATE",
    "date_end": "DATE",
    "deaths_a": "BIGINT",
    "deaths_b": "BIGINT",
    "deaths_civilians": "BIGINT",
    "deaths_unknown": "BIGINT",
    "best": "BIGINT",
    "high": "BIGINT",
    "low": "BIGINT",
    "gwnoa": "VARCHAR",
    "gwnob": "VARCHAR",
}
ACLED_TYPES = {
    "event_id_cnty": "VARCHAR",
    "event_date": "DATE",
    "year": "INTEGER",
    "time_precision": "INTEGER",
    "disorder_type": "VARCHAR",
    "event_type": "VARCHAR",
    "sub_event_type": "VARCHAR",
    "actor1": "VARCHAR",
    "assoc_actor_1": "VARCHAR",
    "inter1": "VARCHAR",
    "actor2": "VARCHAR",
    "assoc_actor_2": "VARCHAR",
    "inter2": "VARCHAR",
    "interaction": "VARCHAR",
    "civilian_targeting": "VARCHAR",
    "iso": "INTEGER",
    "region": "VARCHAR",
    "country": "VARCHAR",
    "admin1": "VARCHAR",
    "admin2": "VARCHAR",
    "admin3": "VARCHAR",
    "location": "VARCHAR",
    "latitude": "DOUBLE",
    "longitude": "DOUBLE",
    "geo_precision": "INTEGER",
    "source": "VARCHAR",
    "source_scale": "VARCHAR",
    "notes": "VARCHAR",
    "fatalities": "BIGINT",
    "tags": "VARCHAR",
    "timestamp": "BIGINT",
}
FIRST_DAY = dt.date(2014, 1, 1)
NOTE = 'On that day, "forces" clashed in the town, as agencies told; several were killed,\nothers fled. '


def towns(number: int) -> list[tuple[str, str, str, str, str]]:
    """Country, first division, name and coordinates of packaged towns, and as many invented names again."""
    places = table("places")
    found = []
    for row in places.values():
        kind, within, english, _, lat, lon = row
        if kind == "town" and lat is not None and within in places:
            parent = places[within]
            country = places.get(parent[1]) or parent
            found.append((country[2], parent[2], english, lat, lon))
    chosen = sorted(found)[:: max(1, len(found) // number)][:number]
    return chosen + [(c, a, f"{n} farms {k}", lat, lon) for k, (c, a, n, lat, lon) in enumerate(chosen)]


def write_ged(path: Path, rows: int) -> None:
    """A file in the shape of UCDP GED."""
    dice, where = random.Random(rows), towns(8_000)
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(GED_TYPES)
        for number in range(rows):
            country, adm1, town, lat, lon = dice.choice(where)
            day = FIRST_DAY + dt.timedelta(days=dice.randrange(4_000))
            killed = dice.randrange(1, 9)
            told = NOTE * dice.randrange(1, 4)
            event: dict[str, object] = dict.fromkeys(GED_TYPES, "") | {
                "id": number,
                "relid": f"X-{number}",
                "year": day.year,
                "type_of_violence": dice.choice("1123"),
                "conflict_new_id": 259,
                "conflict_name": "A: Government",
                "side_a_new_id": 116,
                "active_year": 1,
                "side_a": "Government of Iraq",
                "side_b_new_id": dice.choice((234, 4456)),
                "side_b": "IS",
                "number_of_sources": 2,
                "source_article": f'"Agency,{day},{told}"',
                "source_headline": told[:60],
                "source_office": "Agency",
                "source_date": day,
                "where_prec": dice.choice("1111223456"),
                "where_coordinates": f"{town} town",
                "where_description": told[:40],
                "adm_1": f"{adm1} province",
                "latitude": lat,
                "longitude": lon,
                "geom_wkt": f"POINT ({lon} {lat})",
                "priogrid_gid": 1,
                "country": country,
                "country_id": 645,
                "region": "Middle East",
                "event_clarity": 1,
                "date_prec": 1,
                "date_start": day,
                "date_end": day,
                "deaths_a": killed,
                "deaths_b": 1,
                "deaths_civilians": 2,
                "deaths_unknown": 0,
                "best": killed + 3,
                "high": killed + 5,
                "low": killed + 2,
                "gwnoa": 645,
            }
            writer.writerow(event.values())


def write_acled(path: Path, rows: int) -> None:
    """A file in the shape of ACLED."""
    dice, where = random.Random(rows), towns(8_000)
    kinds = (("Battles", "Armed clash"), ("Explosions/Remote violence", "Air/drone strike"), ("Protests", "Peaceful"))
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(ACLED_TYPES)
        for number in range(rows):
            country, adm1, town, lat, lon = dice.choice(where)
            day = FIRST_DAY + dt.timedelta(days=dice.randrange(4_000))
            kind, sub = dice.choice(kinds)
            event: dict[str, object] = dict.fromkeys(ACLED_TYPES, "") | {
                "event_id_cnty": f"IRQ{number}",
                "event_date": day,
                "year": day.year,
                "time_precision": 1,
                "disorder_type": "Political violence",
                "event_type": kind,
                "sub_event_type": sub,
                "actor1": "Army",
                "inter1": "State forces",
                "actor2": "Fighters",
                "inter2": "Rebel group",
                "iso": 368,
                "region": "Middle East",
                "country": country,
                "admin1": adm1,
                "location": town,
                "latitude": lat,
                "longitude": lon,
                "geo_precision": dice.choice("112"),
                "source": "Agency",
                "source_scale": "National",
                "notes": NOTE,
                "fatalities": dice.randrange(4),
                "timestamp": 1_600_000_000 + number,
            }
            writer.writerow(event.values())


def plain_import(path: Path, types: dict[str, str]) -> int:
    """DuckDB's own import with all types given."""
    columns = ", ".join(f"'{name}': '{kind}'" for name, kind in types.items())
    with duckdb.connect() as connection:
        connection.execute(
            f"CREATE TABLE plain AS SELECT * FROM read_csv('{path}', header = true, columns = {{{columns}}})"
        )
        ((rows,),) = connection.execute("SELECT count(*) FROM plain").fetchall()
    return int(rows)


def timed(work: Callable[[], object]) -> float:
    """Seconds that some work takes."""
    return both_timed(work)[0]


def both_timed(work: Callable[[], object]) -> tuple[float, float]:
    """Seconds that some work takes by the clock, and of the processor."""
    start, used = time.perf_counter(), time.process_time()
    work()
    return time.perf_counter() - start, time.process_time() - used


def memory(path: Path) -> float:
    """The most megabytes that a process used which does nothing but load the file once."""
    child = os.fork()
    if not child:
        with tempfile.TemporaryDirectory() as folder:
            reading = reading_of(path)
            assert reading is not None
            create_project(Path(folder) / "project", empty=True).load_table(path, path.name, reading)
        os._exit(0)
    _, status, used = os.wait4(child, 0)
    assert os.waitstatus_to_exitcode(status) == 0
    return used.ru_maxrss / 1e3


Shape = tuple[str, Path, dict[str, str], Question]
"""What is measured: how it is called, the file, the types of its columns, a question."""


def measure(shape: Shape, most: float, runs: int) -> None:
    """Print how long loading takes beside the plain import, a second load, and a question."""
    name, path, types, question = shape
    plain: list[tuple[float, float]] = []
    ours: list[tuple[float, float]] = []
    reading = reading_of(path)
    assert reading is not None
    for _ in range(runs):
        plain.append(both_timed(lambda: plain_import(path, types)))
        with tempfile.TemporaryDirectory() as folder:
            project = create_project(Path(folder) / "project", empty=True)
            ours.append(both_timed(lambda held=project: held.load_table(path, path.name, reading)))  # type: ignore[misc]
            again = timed(lambda held=project: held.load_table(path, path.name, reading))  # type: ignore[misc]
            names = project.catalogue()
            scope = scope_of(question, names)
            holdings = project.holdings()
            rows = [timed(lambda held=holdings, asked=scope: held.bearing_on([asked])) for _ in range(3)]  # type: ignore[misc]
            answers = ask_voices(scope, holdings, names, Terms())
    found = ", ".join(f"at least {answer.bounds.low}" for answer in answers) or "none"
    (theirs, their_work), (load, work) = (tuple(map(min, zip(*times, strict=True))) for times in (plain, ours))
    print(
        f"{name} x {len(types)}: {path.stat().st_size / 1e6:.0f} MB; DuckDB's typed import {theirs:.2f} s "
        f"({their_work:.2f} s of the processor), loaded in {load:.2f} s ({work:.2f} s): ratio {load / theirs:.2f} "
        f"({work / their_work:.2f}); loaded again in {again:.3f} s; a question becomes figures in "
        f"{statistics.median(rows):.3f} s ({found}); at most {most:.0f} MB of memory",
        flush=True,
    )


def main(arguments: Sequence[str] | None = None) -> None:
    """Generate the files and measure."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--ged", type=int, default=400_000, help="rows in the shape of UCDP GED; 0 for none")
    parser.add_argument("--acled", type=int, default=3_000_000, help="rows in the shape of ACLED; 0 for none")
    parser.add_argument("--runs", type=int, default=3)
    asked = parser.parse_args(arguments)
    with tempfile.TemporaryDirectory() as folder:
        shapes: list[Shape] = []
        if asked.ged:
            question = Question("deaths", places="Iraq", period=parse_edtf("2016-10/2017-07"))
            shapes.append((f"UCDP GED, {asked.ged}", Path(folder) / "ged251.csv", GED_TYPES, question))
            write_ged(shapes[-1][1], asked.ged)
        if asked.acled:
            question = Question("strikes", places="Syria", period=parse_edtf("2018-05"))
            shapes.append((f"ACLED, {asked.acled}", Path(folder) / "acled.csv", ACLED_TYPES, question))
            write_acled(shapes[-1][1], asked.acled)
        used = [memory(path) for _, path, _, _ in shapes]  # a child has what its parent has: before anything is read
        for shape, most in zip(shapes, used, strict=True):
            measure(shape, most, asked.runs)


if __name__ == "__main__":
    main()
