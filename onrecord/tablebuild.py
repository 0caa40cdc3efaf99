"""Building a table that was read: its names looked up, its rows as reports sorted by day, what it holds in all.

What a loaded table becomes is a folder of three Parquet files and ``about.json``: ``reports`` (one line a row and
measure, sorted by day), ``wheres`` (each distinct way in which the table says where, with the places that surely hold
it) and ``actors``. It only repeats what the kept file says and is built anew from it whenever it is missing.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import TYPE_CHECKING, Any

from onrecord.errors import InputError
from onrecord.gazetteer import catalogue
from onrecord.reader import (
    CountShape,
    ReaderShape,
    count_days_sql,
    days_sql,
    filter_sql,
    level_sql,
    numbered_by,
    numbers_sql,
    told_days_sql,
)
from onrecord.tableload import Staged
from onrecord.tablesql import LEVELS, literal, quoted
from onrecord.whereabouts import Said, Whereabouts, actor_named

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection


def resolve(held: Staged, then: Callable[[], object] = lambda: None) -> None:
    """Give every distinct way of saying where, and every actor, a number and what is known here of it; then every row
    its own, in the order of its days.

    The database sorts the rows, and does what comes ``then``, while the names that they bear are looked up here.
    """
    _place_points(held)
    said = _said(held)
    _resolve_actors(held)

    def sort() -> None:
        held.connection.execute(f'CREATE TEMP TABLE placed AS {_placed_sql(held)} ORDER BY "@first", "@row"')
        then()

    with ThreadPoolExecutor(1) as pool:
        sorting = pool.submit(sort)  # until it is done nobody else asks the database
        found = _whereabouts(said)
        sorting.result()
    _keep_wheres(held, found)


def _is_drawn(reader: ReaderShape) -> bool:
    """Whether rows are placed by their coordinates in boundaries that were brought."""
    return catalogue().boundaries is not None and bool(reader.where.latitude and reader.where.longitude)


def _place_points(held: Staged) -> None:
    """The division, by boundaries that were brought, of all coordinates that rows are precise to."""
    reader, boundaries = held.reader, catalogue().boundaries
    if boundaries is None or not _is_drawn(reader):
        return
    at = f"{quoted(reader.where.latitude)} AS lat, {quoted(reader.where.longitude)} AS lon"
    precise = f"({level_sql(reader)}) = {LEVELS.index('point')} AND lat IS NOT NULL AND lon IS NOT NULL"
    points = held.connection.execute(f"SELECT DISTINCT {at} FROM typed WHERE {precise} ORDER BY ALL").fetchall()
    divisions = list(boundaries.holding(points, catalogue().places))
    held.connection.execute(
        "CREATE TEMP TABLE drawn AS SELECT unnest(?::DOUBLE[]) AS lat, unnest(?::DOUBLE[]) AS lon, "
        "unnest(?::VARCHAR[]) AS division",
        [[lat for lat, _ in points], [lon for _, lon in points], divisions],
    )


def _where_columns(reader: ReaderShape) -> list[str]:
    """The SQL of what tells rows' wheres apart; coordinates to about ten kilometres, where they are looked at."""
    where = reader.where
    names = [_name_sql(name) for name in (where.country, where.adm1, where.adm2, where.place)]
    if where.whole:
        parts = f"string_split({quoted(where.whole)}, ', ')"
        names = [f"{parts}[-1]", f"{parts}[-2]", "NULL::VARCHAR", f"CASE WHEN len({parts}) > 2 THEN {parts}[1] END"]
    level = level_sql(reader)
    close = f"({level}) <= {LEVELS.index('near')}"
    degrees = [
        f"CASE WHEN {close} THEN round({quoted(name)}, 1) END" if name else "NULL::DOUBLE"
        for name in (where.latitude, where.longitude)
    ]
    # What is narrower than the row is precise to tells nothing: without it there are far fewer wheres to look up.
    country, adm1, adm2, place = names
    adm2 = f"CASE WHEN ({level}) <= {LEVELS.index('district')} THEN {adm2} END"
    adm1 = f"CASE WHEN ({level}) <= {LEVELS.index('feature')} THEN {adm1} END"
    place = f"CASE WHEN {close} THEN {place} END"
    division = "NULL::VARCHAR"
    if _is_drawn(reader):
        latitude, longitude = quoted(where.latitude), quoted(where.longitude)
        within = f"SELECT division FROM drawn WHERE lat = {latitude} AND lon = {longitude}"
        division = f"CASE WHEN ({level}) = {LEVELS.index('point')} THEN ({within}) END"
    return [country, adm1, adm2, place, level, *degrees, division]


def _name_sql(name: str) -> str:
    """The SQL of a column, of a text after =, or of nothing."""
    if name.startswith("="):
        return f"{literal(name[1:])}::VARCHAR"
    return quoted(name) if name else "NULL::VARCHAR"


_WHERE = ("country", "adm1", "adm2", "place", "level", "latitude", "longitude", "division")


def _said(held: Staged) -> list[tuple[Any, ...]]:
    """Every distinct way in which the rows say where, numbered."""
    columns = ", ".join(f"{sql} AS {name}" for sql, name in zip(_where_columns(held.reader), _WHERE, strict=True))
    held.connection.execute(
        f"CREATE TEMP TABLE said AS SELECT row_number() OVER () AS no, * FROM (SELECT DISTINCT {columns} FROM typed "
        f"ORDER BY ALL)"
    )
    return held.connection.execute(f"SELECT no, {', '.join(_WHERE)} FROM said ORDER BY no").fetchall()


def _whereabouts(rows: Iterable[tuple[Any, ...]]) -> tuple[list[Any], ...]:
    """What is known here of each way of saying where, as columns: its number, the places that surely hold it, what
    holds these, the place that it is near, and the level that was reached."""
    whereabouts = Whereabouts(catalogue())
    chain = catalogue().places.tree.chain
    lists: tuple[list[Any], ...] = ([], [], [], [], [])
    for number, country, adm1, adm2, place, level, latitude, longitude, division in rows:
        names = (country or "", adm1 or "", adm2 or "", place or "")
        found = whereabouts.where(Said(*names, LEVELS[level], latitude, longitude, division or ""))
        held_by = sorted({node for one in found.places for node in chain(one)})
        told = (number, list(found.places), held_by, found.near, LEVELS.index(found.level))
        for column, value in zip(lists, told, strict=True):
            column.append(value)
    return lists


def _keep_wheres(held: Staged, found: tuple[list[Any], ...]) -> None:
    """Put what was found beside what was said."""
    held.connection.execute(
        "CREATE TEMP TABLE wheres AS SELECT said.*, places, chain, near, reached FROM said JOIN "
        "(SELECT unnest(?::BIGINT[]) AS no, unnest(?::VARCHAR[][]) AS places, unnest(?::VARCHAR[][]) AS chain, "
        "unnest(?::VARCHAR[]) AS near, unnest(?::INTEGER[]) AS reached) USING (no)",
        list(found),
    )


def _roles(count: CountShape) -> tuple[str, str, str]:
    return count.by, count.against, count.of


def _resolve_actors(held: Staged) -> None:
    """Every actor that a count names: the name, the source's own number, and the id here or NULL."""
    reader = held.reader
    columns = _role_columns(reader)
    fixed = sorted({role[1:] for count in reader.counts for role in _roles(count) if role.startswith("=")})
    number = {name: quoted(reader.numbers[name]) if name in reader.numbers else "NULL" for name in columns}
    selects = [
        f"SELECT {quoted(name)} AS name, {number[name]} AS number FROM typed WHERE {quoted(name)} IS NOT NULL"
        for name in columns
    ]
    named_sql = f"SELECT DISTINCT * FROM ({' UNION '.join(selects)}) ORDER BY ALL"
    rows = held.connection.execute(named_sql).fetchall() if selects else []
    actors = catalogue().actors
    numbered = {actor.ucdp: actor.id for actor in actors if actor.ucdp}
    named = [(name, number, numbered.get(number) or actor_named(name, catalogue())) for name, number in rows]
    named += [("=" + key, None, key) for key in fixed]
    for _, _, key in named:
        if key is not None and key not in actors:
            raise InputError(f"{reader.id}, counts: found the actor {key!r}, expected an id known here")
    held.connection.execute(
        "CREATE TEMP TABLE actors AS SELECT unnest(?::INTEGER[]) AS no, unnest(?::VARCHAR[]) AS name, "
        "unnest(?::VARCHAR[]) AS number, unnest(?::VARCHAR[]) AS id",
        [list(range(1, len(named) + 1)), *([row[n] for row in named] for n in range(3))],
    )


REPORTS = (
    *("row", "id", "measure", "low", "best", "high", "first_day", "day_after"),
    *("where_no", "by_no", "against_no", "of_no", "published_on"),
)
"""The columns of ``reports``."""


def reports_sql(held: Staged) -> str:
    """The one projection: a line for every row and every count that it makes, a count at a time, sorted by day."""
    reader = held.reader
    if reader.withdraws:
        return _withdrawn_sql()
    selects = []
    for nth, count in enumerate(reader.counts):
        low, best, high = numbers_sql(count)
        days, over = count_days_sql(count)
        by, against, of = (_actor_sql(role) for role in _roles(count))
        selects.append(
            f'SELECT "@row" AS row, "@id" AS id, {literal(count.measure)} AS measure, ({low})::BIGINT AS low, '
            f"({best})::BIGINT AS best, ({high})::BIGINT AS high, {days}, "
            f'"@where" AS where_no, {by} AS by_no, {against} AS against_no, {of} AS of_no, '
            f'"@published" AS published_on FROM placed WHERE {_counts(nth)}{over}'
        )
    return " UNION ALL ".join(selects)


WITHDRAWN = "withdrawn"
"""Stands where a measure does in the rows of a table that only names events that count no longer."""


def _withdrawn_sql() -> str:
    """A line for every event that is taken back; of one that is so twice, the first."""
    days = 'min("@first") AS first_day, min("@after") AS day_after'
    nothing = ", ".join(f"NULL::BIGINT AS {name}" for name in ("low", "best", "high"))
    nobody = ", ".join(f"NULL::INTEGER AS {name}" for name in ("by_no", "against_no", "of_no"))
    return (
        f'SELECT min("@row") AS row, "@id" AS id, {literal(WITHDRAWN)} AS measure, {nothing}, {days}, '
        f'min("@where") AS where_no, {nobody}, NULL::DATE AS published_on FROM placed GROUP BY "@id" '
        'ORDER BY min("@first"), "@id"'
    )


def _placed_sql(held: Staged) -> str:
    """Every row with its own id, days, where and actors; our columns begin with @, which no column of a reader does."""
    reader = held.reader
    start, after = days_sql(reader)
    number = f'"@rowid" + {held.first_row}'
    key = quoted(reader.key) if reader.key else f"({number})::VARCHAR"
    published = quoted(reader.published) if reader.published else "NULL::DATE"
    wheres = dict(zip(_WHERE, _where_columns(reader), strict=True))
    if not _is_drawn(reader):
        del wheres["division"]  # nothing to tell rows apart by
    told = ", ".join(f"{sql} AS {quoted('@' + name)}" for name, sql in wheres.items())
    said = ", ".join(f"{name} AS {quoted('@said ' + name)}" for name in ("no", *wheres))
    on = " AND ".join(f"{quoted('@said ' + name)} IS NOT DISTINCT FROM {quoted('@' + name)}" for name in wheres)
    joins = [f"JOIN (SELECT {said} FROM said) ON {on}"]
    for role in _role_columns(reader):
        named, numbered, no = (quoted(f"@{role} {what}") for what in ("name", "number", "no"))
        same = f"{named} = {quoted(role)}"
        if role in reader.numbers:
            same += f" AND {numbered} IS NOT DISTINCT FROM {quoted(reader.numbers[role])}"
        joins.append(f"LEFT JOIN (SELECT name AS {named}, number AS {numbered}, no AS {no} FROM actors) ON {same}")
    chosen = [
        *map(quoted, sorted({name for count in reader.counts for name in numbered_by(count)})),
        # Whether a row makes a count is told before it is sorted: the texts that tell it need not be sorted along.
        *(f"({filter_sql(count)}) AS {_counts(nth)}" for nth, count in enumerate(reader.counts)),
        f'{number} AS "@row", {key} AS "@id", {start} AS "@first", {after} AS "@after"',
        f'"@said no" AS "@where", {published} AS "@published"',
        *(quoted(f"@{role} no") for role in _role_columns(reader)),
    ]
    once = " WHERE rowid IN (SELECT first FROM firsts)" if held.repeated else ""
    typed = f'(SELECT *, rowid AS "@rowid", {told} FROM typed{once})'
    return f"SELECT {', '.join(chosen)} FROM {typed} {' '.join(joins)}"


def _counts(nth: int) -> str:
    """The column that says whether a row makes the count of that place among those of its reader."""
    return quoted(f"@counts {nth}")


def _actor_sql(role: str) -> str:
    """The number of the actor in a role."""
    if role.startswith("="):
        return f"(SELECT no FROM actors WHERE name = {literal(role)})"
    return quoted(f"@{role} no") if role else "NULL::INTEGER"


def _role_columns(reader: ReaderShape) -> list[str]:
    """The columns that name actors in some count."""
    return sorted({role for count in reader.counts for role in _roles(count) if role and not role.startswith("=")})


PARQUET = "FORMAT parquet, PARQUET_VERSION v2, DICTIONARY_SIZE_LIMIT 20000"
"""How reports are written: ids, which are all different, take a third less room and no dictionary tried in vain."""


def write_reports(held: Staged, folder: Path) -> None:
    """Write the reports of rows that were sorted into a folder that is there already and empty."""
    target = literal(str(folder / "reports.parquet"))
    held.connection.execute(f"COPY (SELECT {', '.join(REPORTS)} FROM ({reports_sql(held)})) TO {target} ({PARQUET})")


def keep(held: Staged, folder: Path) -> dict[str, Any]:
    """Write what was resolved beside the reports; what the table holds in all."""
    connection = held.connection
    for name in ("wheres", "actors"):
        target = literal(str(folder / f"{name}.parquet"))
        connection.execute(f"COPY (SELECT * FROM {name} ORDER BY no) TO {target} (FORMAT parquet)")
    if held.reader.where.outline:
        target = literal(str(folder / "outlines.parquet"))
        connection.execute(f"COPY (SELECT * FROM outlines) TO {target} (FORMAT parquet, COMPRESSION zstd)")
    about = _about(held, folder)
    (folder / "about.json").write_text(json.dumps(about, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
    return about


def _about(held: Staged, folder: Path) -> dict[str, Any]:
    """What a built table holds, for those who ask without opening it."""
    reports = f"read_parquet({literal(str(folder / 'reports.parquet'))})"
    measures = held.connection.execute(
        f"SELECT measure, count(*), sum(low)::BIGINT, sum(best)::BIGINT, sum(high)::BIGINT, min(first_day), "
        f"max(day_after) FROM {reports} GROUP BY 1 ORDER BY 1"
    ).fetchall()
    names = ("measure", "reports", "low", "best", "high", "first_day", "day_after")
    told = [dict(zip(names, (*row[:5], *map(str, row[5:])), strict=True)) for row in measures]
    digest = digest_of(held.connection, reports, outlines=bool(held.reader.where.outline))
    places = held.connection.execute("SELECT DISTINCT unnest(places) FROM wheres").fetchall()
    countries = {catalogue().places.country(place) for (place,) in places} - {None}
    return {
        "reader": held.reader.id,
        "card": held.reader.card,
        "rows": held.rows,
        "rounds": held.reader.rounds,
        **_about_publication(held),
        **_about_ground(held),
        "measures": told,
        "countries": sorted(map(str, countries)),
        "covers": None if held.reader.covers is None else held.reader.covers.model_dump(mode="json"),
        "digest": digest,
    }


def _about_publication(held: Staged) -> dict[str, Any]:
    """The last day on which a row was published as it stands, where a column tells."""
    if held.reader.published not in held.names:
        return {}
    ((day,),) = held.connection.execute(f"SELECT max({quoted(held.reader.published)}) FROM typed").fetchall()
    return {} if day is None else {"published_until": str(day)}


def _about_ground(held: Staged) -> dict[str, Any]:
    """Of rows with outlines, the last day that any of them names: what goes on is not known to do so any longer."""
    if not held.reader.where.outline:
        return {}
    first, last = told_days_sql(held.reader)
    ((named,),) = held.connection.execute(
        f"SELECT max(greatest({first}, coalesce({last}, {first}))) FROM typed"
    ).fetchall()
    return {"outlines": True, "named_until": str(named)}


def digest_of(connection: DuckDBPyConnection, reports: str, *, outlines: bool = False) -> str:
    """A digest of reports, whatever order they are read in; the same rows give the same with one version of DuckDB."""
    select = f"SELECT version() || ':' || sum(hash({', '.join(REPORTS)})::HUGEINT)::VARCHAR FROM {reports}"
    ((digest,),) = connection.execute(select).fetchall()
    if outlines:
        ground = "SELECT sum(hash(row, feature, west, south, east, north, geometry)::HUGEINT)::VARCHAR FROM outlines"
        ((drawn,),) = connection.execute(ground).fetchall()
        return f"{digest}:{drawn}"
    return str(digest)
