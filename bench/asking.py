"""A question over very many reports, in a table as a load leaves it: `make bench`.

A small table in the shape of UCDP GED is loaded; its reports are then repeated, each time as other events on other
days, until there are as many as asked for, sorted by day as a load sorts them. What is timed is how long a question
takes to become figures, and how long the whole answer takes. `--reports 100000000` needs some 4 GB of disk.
"""

from __future__ import annotations

import argparse
import datetime as dt
import resource
import statistics
import tempfile
from collections.abc import Sequence
from dataclasses import replace
from functools import partial
from pathlib import Path

import duckdb

from bench.loading import FIRST_DAY, timed, write_ged
from onrecord.eventtable import EventTables
from onrecord.loadedtable import Loaded
from onrecord.period import parse_edtf
from onrecord.project import create_project
from onrecord.question import Question, Terms, ask_voices, scope_of
from onrecord.row import packaged_bridges
from onrecord.tablestore import reading_of

DAYS = 4_000
SEEDS = 20_000
"""Rows of the table that is loaded."""

ASKED = {
    "a month of a country": Question("deaths", places="Iraq", period=parse_edtf("2018-05")),
    "a year of a country": Question("deaths", places="Iraq", period=parse_edtf("2018")),
    "all days of a country": Question("deaths", places="Iraq", period=parse_edtf("2014/2024")),
}


def repeated(table: Loaded, folder: Path, reports: int) -> Loaded:
    """The table with so many reports: a stretch of every day's, sorted by day."""
    folder.mkdir()
    for name in ("wheres", "actors"):
        (folder / f"{name}.parquet").write_bytes((table.folder / f"{name}.parquet").read_bytes())
    with duckdb.connect() as connection:
        connection.execute("SET TimeZone = 'UTC'")
        source = f"read_parquet('{table.folder / 'reports.parquet'}')"
        connection.execute(f"CREATE TABLE seeds AS SELECT *, row_number() OVER () - 1 AS nth FROM {source}")
        ((seeds,),) = connection.execute("SELECT count(*) FROM seeds").fetchall()
        # The rows of one day follow each other, and each is one of the seeds: no sort of a hundred million is needed.
        day = f"DATE '{FIRST_DAY}' + (number * {DAYS} // {reports})::INTEGER"
        connection.execute(
            f"COPY (SELECT number AS row, number::VARCHAR AS id, measure, low, best, high, {day} AS first_day, "
            f"{day} + 1 AS day_after, where_no, by_no, against_no, of_no, published_on "
            f"FROM range({reports}) AS t(number) JOIN seeds ON nth = (number * 7919) % {seeds}) "
            f"TO '{folder / 'reports.parquet'}' (FORMAT parquet)"
        )
    first, after = FIRST_DAY, FIRST_DAY + dt.timedelta(days=DAYS)
    told = [
        {**each, "first_day": first.isoformat(), "day_after": after.isoformat()} for each in table.about["measures"]
    ]
    return replace(table, folder=folder, about={**table.about, "measures": told})


def main(arguments: Sequence[str] | None = None) -> None:
    """Generate the reports and ask."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--reports", type=int, default=10_000_000)
    parser.add_argument("--runs", type=int, default=5)
    asked = parser.parse_args(arguments)
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        write_ged(folder / "ged251.csv", SEEDS)
        project = create_project(folder / "project", empty=True)
        reading = reading_of(folder / "ged251.csv")
        assert reading is not None
        project.load_table(folder / "ged251.csv", "ged251.csv", reading)
        (small,) = project.tables.loaded()
        many = repeated(small, folder / "many", asked.reports)
        size = (many.folder / "reports.parquet").stat().st_size
        print(f"{asked.reports} reports sorted by day: {size / 1e9:.2f} GB of Parquet", flush=True)
        names = project.catalogue()
        holdings = replace(project.holdings(), events=EventTables([many], names, packaged_bridges()))
        for told, question in ASKED.items():
            scope = scope_of(question, names)
            rows = [timed(partial(holdings.bearing_on, [scope])) for _ in range(asked.runs)]
            whole = timed(partial(ask_voices, scope, holdings, names, Terms()))
            (answer,) = ask_voices(scope, holdings, names, Terms())
            print(
                f"  {told}: becomes figures in {statistics.median(rows):.2f} s (the slowest of {asked.runs}: "
                f"{max(rows):.2f}), answered in {whole:.2f} s: at least {answer.bounds.low}",
                flush=True,
            )
    print(f"  at most {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1e3:.0f} MB of memory")


if __name__ == "__main__":
    main()
