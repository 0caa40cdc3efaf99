"""Loading a table: sniffed, typed by one SQL projection, checked cell by cell, and kept as reports sorted by day.

What a loaded table becomes is a folder of three Parquet files and ``about.json``: ``reports`` (one line a row and
measure, sorted by day), ``wheres`` (each distinct way in which the table says where, with the places that surely hold
it) and ``actors``. It only repeats what the kept file says and is built anew from it whenever it is missing.
"""

from __future__ import annotations

import hashlib
import json
import threading
from collections.abc import Iterator, Mapping, Sequence
from contextlib import closing, contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from onrecord.done import Share, unseen
from onrecord.errors import InputError
from onrecord.figure import reading_tables
from onrecord.gazetteer import catalogue
from onrecord.outline import read_outline
from onrecord.reader import (
    CountShape,
    ReaderShape,
    count_days_sql,
    counted_by,
    days_sql,
    expected,
    filter_sql,
    level_sql,
    matched,
    numbers_sql,
    told_days_sql,
    typed_columns,
    unknown_columns,
    wrong_cells,
)
from onrecord.received import LONGEST_LINE, Table, check_text, opened
from onrecord.tablesql import LEVELS, literal, quoted
from onrecord.whereabouts import Said, Whereabouts, actor_named

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection

LOADING = 4
"""Raised whenever the same table would be loaded otherwise."""

MOST_SHOWN = 20
"""Wrong cells that are listed; all are counted."""

MOST_MEMORY = "1GB"


@dataclass(frozen=True, slots=True)
class Wrong:
    """One cell that is not what its column holds."""

    row: int
    column: str
    value: str
    expected: str

    def __str__(self) -> str:
        shown = self.value if len(self.value) <= 60 else f"{self.value[:60]}…"
        return f"row {self.row}, column {self.column}: found {shown!r}, expected {self.expected}"


class WrongCellsError(InputError):
    """A table with ``number`` cells that are not what they should be; nothing of it was kept.

    ``cells`` holds the first of them, at most ``MOST_SHOWN``.
    """

    def __init__(self, name: str, number: int, cells: Sequence[Wrong]) -> None:
        self.name, self.number, self.cells = name, number, tuple(cells)
        listed = "them" if number <= MOST_SHOWN else f"the first {MOST_SHOWN}"
        more = f" (the first of {number} such cells; --explain lists {listed})" if number > 1 else ""
        super().__init__(f"{name}, {cells[0]}{more}")

    def lines(self) -> Iterator[str]:
        """How many cells are wrong, a line for each of the first ones, and how many are not listed."""
        if self.number == 1:
            yield f"{self.name}: 1 cell is not what its column holds"
        else:
            yield f"{self.name}: {self.number} cells are not what their columns hold"
        for cell in self.cells:
            yield f"  {cell}"
        if self.number > len(self.cells):
            yield f"  and {self.number - len(self.cells)} more"


def build_key(sha256: str, reader: ReaderShape, brought: str = "") -> str:
    """What a built table is named by: the file, and all that its reading depends on; ``brought`` tells what a project
    knows of names beside the packaged ones."""
    told = json.dumps(
        [LOADING, reader.model_dump(mode="json"), reading_tables(), brought], sort_keys=True, ensure_ascii=False
    )
    return f"{sha256[:32]}-{hashlib.sha256(told.encode()).hexdigest()[:16]}"


# ------------------------------------------------------------------------------------------------------------ loading


@dataclass(frozen=True, slots=True)
class Staged:
    """A table that was read and checked, in a connection: ready to be shown or kept."""

    connection: DuckDBPyConnection
    reader: ReaderShape
    name: str
    rows: int
    unknown: tuple[str, ...]
    first_row: int
    names: Mapping[str, str]
    header: tuple[str, ...]
    repeated: int = 0


@contextmanager
def staged(path: Path, reader: ReaderShape, name: str, watch: Share = unseen) -> Iterator[Staged]:
    """Read a table into memory, typed and checked; InputError with the first wrong cell.

    ``watch`` is told which share of the reading is done: half of it is looking at the text, half of it typing it.
    """
    import duckdb

    with (
        opened(path, name, reader) as table,
        closing(duckdb.connect(config={"memory_limit": MOST_MEMORY})) as connection,
    ):
        names = matched(reader, table.header, name, table.tags)
        check_text(table, name, lambda share: watch(share / 2))
        try:
            with _asked_how_far(connection, watch):
                _stage(connection, table, reader, names)
        except duckdb.Error as error:
            raise InputError(f"{name}: {_reason(error)}") from error
        ((rows, wrong),) = connection.execute("SELECT count(*), count(*) FILTER (wrong) FROM typed").fetchall()
        if wrong:
            raise _wrong_cells(connection, table, reader, names, name)
        _check_rows(reader, rows, name)
        first_row = table.skip + 1
        _check_table(connection, reader, name, first_row)
        if reader.where.outline:
            _check_outlines(connection, reader, name, first_row)
        unknown = tuple(unknown_columns(reader, table.header))
        repeated = 0 if reader.key else _once(connection, reader)
        yield Staged(connection, reader, name, rows, unknown, first_row, names, table.header, repeated)


@contextmanager
def _asked_how_far(connection: DuckDBPyConnection, watch: Share) -> Iterator[None]:
    """Ask the database now and then how far its query is, where somebody looks on."""
    if watch is unseen:
        yield
        return
    connection.execute("SET enable_progress_bar = true")
    connection.execute("SET enable_progress_bar_print = false")
    done = threading.Event()

    def ask() -> None:
        while not done.wait(EVERY_SECONDS):
            share = connection.query_progress()  # -1 where it is not known yet
            if share > 0:
                watch(0.5 + min(share, 100.0) / 200)

    asking = threading.Thread(target=ask, daemon=True)
    asking.start()
    try:
        yield
    finally:
        done.set()
        asking.join()


EVERY_SECONDS = 0.2
"""How often the database is asked how far it is."""


def _stage(connection: DuckDBPyConnection, table: Table, reader: ReaderShape, names: Mapping[str, str]) -> None:
    """The one pass over the file: every used column typed, and whether any cell of the row failed."""
    connection.execute("SET TimeZone = 'UTC'")
    connection.execute("SET python_enable_replacements = false")
    wrong = " OR ".join(wrong_cells(reader, names).values()) or "false"
    connection.execute(
        f"CREATE TEMP TABLE typed AS SELECT {typed_columns(reader, names)}, ({wrong}) AS wrong FROM {scan(table)}"
    )


def scan(table: Table) -> str:
    """The SQL that reads a table as text: nothing is guessed."""
    columns = ", ".join(f"{literal(column)}: 'VARCHAR'" for column in table.header)
    quote = "" if table.delimiter == "\t" else '"'
    return (
        f"read_csv({literal(str(table.path))}, auto_detect = false, header = false, skip = {table.skip}, "
        f"delim = {literal(table.delimiter)}, quote = {literal(quote)}, escape = {literal(quote)}, nullstr = '', "
        f"compression = {literal(table.compression)}, max_line_size = {LONGEST_LINE}, columns = {{{columns}}})"
    )


def _reason(error: Exception) -> str:
    """What DuckDB says is wrong with a file, in one line."""
    lines = [line.strip() for line in str(error).splitlines() if line.strip()]
    told = [line for line in lines if not line.startswith(("Possible", "*", "LINE", "file =", "delimiter", "quote"))]
    return " ".join(told)[:300] + "; save it as CSV in UTF-8, with balanced quotes"


def _wrong_cells(
    connection: DuckDBPyConnection, table: Table, reader: ReaderShape, names: Mapping[str, str], name: str
) -> WrongCellsError:
    """Every wrong cell counted, the first ones listed in the order of the file; reads the file once more, as text."""
    tests = wrong_cells(reader, names)
    used = ", ".join(quoted(column) for column in dict.fromkeys(names[key] for key in tests))
    connection.execute(f"CREATE TEMP TABLE raw AS SELECT {used} FROM {scan(table)}")
    cells: list[Wrong] = []
    number = 0
    for key, test in tests.items():
        column = quoted(names[key])
        ((held,),) = connection.execute(f"SELECT count(*) FROM raw WHERE {test}").fetchall()
        number += held
        found = connection.execute(f"SELECT rowid, {column} FROM raw WHERE {test} ORDER BY rowid LIMIT {MOST_SHOWN}")
        for row, value in found.fetchall():
            cells.append(Wrong(table.skip + 1 + row, names[key], value or "", expected(reader.columns[key])))
    return WrongCellsError(name, number, sorted(cells, key=lambda cell: (cell.row, cell.column))[:MOST_SHOWN])


def _check_rows(reader: ReaderShape, rows: int, name: str) -> None:
    least, most = reader.rows
    if not least <= rows <= most:
        why = f" ({reader.rows_why})" if reader.rows_why else ""
        raise InputError(f"{name}: found {rows} rows, expected {least} to {most} for {reader.id}{why}")


def _check_table(connection: DuckDBPyConnection, reader: ReaderShape, name: str, first_row: int) -> None:
    """What only a whole row, or the whole table, can show: days in order, ids of their own."""
    start, after = days_sql(reader)
    found = connection.execute(f"SELECT rowid FROM typed WHERE NOT ({start}) < ({after}) LIMIT 1").fetchall()
    if found:
        last = reader.when.last or reader.when.first
        value = f"row {found[0][0] + first_row}, column {last}"
        raise InputError(f"{name}, {value}: found a last day before the first, expected the first day or a later one")
    if reader.key and not reader.withdraws:  # an event may be taken back twice
        key = quoted(reader.key)
        again = connection.execute(
            f"SELECT {key}, count(*), max(rowid) FROM typed GROUP BY 1 HAVING count(*) > 1 ORDER BY max(rowid) LIMIT 1"
        ).fetchall()
        if again:
            value, _, row = again[0]
            raise InputError(
                f"{name}, row {row + first_row}, column {reader.key}: found {value!r} again, expected an id of its own"
            )


def _check_outlines(connection: DuckDBPyConnection, reader: ReaderShape, name: str, first_row: int) -> None:
    """Read every outline, and keep the box that each lies in."""
    column = quoted(reader.where.outline)
    boxes: list[tuple[int, float, float, float, float]] = []
    rows = connection.execute(f"SELECT rowid, {column} FROM typed ORDER BY rowid")
    while found := rows.fetchmany(OUTLINES_AT_ONCE):
        boxes += ((row, *read_outline(text, f"{name}, feature {row + 1}").box) for row, text in found)
    sides = ("west", "south", "east", "north")
    unnested = ", ".join(f"unnest(?::DOUBLE[]) AS {side}" for side in sides)
    lists = [[box[n] for box in boxes] for n in range(5)]
    connection.execute(f"CREATE TEMP TABLE boxes AS SELECT unnest(?::BIGINT[]) AS nth, {unnested}", lists)
    connection.execute(
        f"CREATE TEMP VIEW outlines AS SELECT nth + {first_row} AS row, nth + 1 AS feature, {', '.join(sides)}, "
        f"{column} AS geometry FROM boxes JOIN typed ON typed.rowid = nth ORDER BY nth"
    )


OUTLINES_AT_ONCE = 100


def _once(connection: DuckDBPyConnection, reader: ReaderShape) -> int:
    """Mark the rows that repeat another word for word, in a table without ids; how many there are."""
    columns = ", ".join(map(quoted, reader.columns))
    connection.execute(f"CREATE TEMP TABLE firsts AS SELECT min(rowid) AS first FROM typed GROUP BY {columns}")
    ((repeated,),) = connection.execute(
        "SELECT (SELECT count(*) FROM typed) - (SELECT count(*) FROM firsts)"
    ).fetchall()
    return int(repeated)


# ------------------------------------------------------------------------------------------------------------ keeping


def resolve(held: Staged) -> None:
    """Give every distinct way of saying where, and every actor, a number and what is known here of it; then every row
    its own, in the order of its days."""
    _place_points(held)
    _resolve_wheres(held)
    _resolve_actors(held)
    held.connection.execute(f'CREATE TEMP TABLE placed AS {_placed_sql(held)} ORDER BY "@first", "@row"')


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


def _resolve_wheres(held: Staged) -> None:
    columns = ", ".join(f"{sql} AS {name}" for sql, name in zip(_where_columns(held.reader), _WHERE, strict=True))
    held.connection.execute(
        f"CREATE TEMP TABLE said AS SELECT row_number() OVER () AS no, * FROM (SELECT DISTINCT {columns} FROM typed "
        f"ORDER BY ALL)"
    )
    rows = held.connection.execute(f"SELECT no, {', '.join(_WHERE)} FROM said ORDER BY no").fetchall()
    whereabouts = Whereabouts(catalogue())
    chain = catalogue().places.tree.chain
    lists: tuple[list[Any], ...] = ([], [], [], [], [])
    for number, country, adm1, adm2, place, level, latitude, longitude, division in rows:
        names = (country or "", adm1 or "", adm2 or "", place or "")
        said = Said(*names, LEVELS[level], latitude, longitude, division or "")
        found = whereabouts.where(said)
        held_by = sorted({node for one in found.places for node in chain(one)})
        for column, value in zip(
            lists,
            (number, list(found.places), held_by, found.near, LEVELS.index(found.level)),
            strict=True,
        ):
            column.append(value)
    held.connection.execute(
        "CREATE TEMP TABLE wheres AS SELECT said.*, places, chain, near, reached FROM said JOIN "
        "(SELECT unnest(?::BIGINT[]) AS no, unnest(?::VARCHAR[][]) AS places, unnest(?::VARCHAR[][]) AS chain, "
        "unnest(?::VARCHAR[]) AS near, unnest(?::INTEGER[]) AS reached) USING (no)",
        list(lists),
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
    for count in reader.counts:
        low, best, high = numbers_sql(count)
        days, over = count_days_sql(count)
        by, against, of = (_actor_sql(role) for role in _roles(count))
        selects.append(
            f'SELECT "@row" AS row, "@id" AS id, {literal(count.measure)} AS measure, ({low})::BIGINT AS low, '
            f"({best})::BIGINT AS best, ({high})::BIGINT AS high, {days}, "
            f'"@where" AS where_no, {by} AS by_no, {against} AS against_no, {of} AS of_no, '
            f'"@published" AS published_on FROM placed WHERE {filter_sql(count)}{over}'
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
        *map(quoted, sorted({name for count in reader.counts for name in counted_by(count)})),
        f'{number} AS "@row", {key} AS "@id", {start} AS "@first", {after} AS "@after"',
        f'"@said no" AS "@where", {published} AS "@published"',
        *(quoted(f"@{role} no") for role in _role_columns(reader)),
    ]
    once = " WHERE rowid IN (SELECT first FROM firsts)" if held.repeated else ""
    typed = f'(SELECT *, rowid AS "@rowid", {told} FROM typed{once})'
    return f"SELECT {', '.join(chosen)} FROM {typed} {' '.join(joins)}"


def _actor_sql(role: str) -> str:
    """The number of the actor in a role."""
    if role.startswith("="):
        return f"(SELECT no FROM actors WHERE name = {literal(role)})"
    return quoted(f"@{role} no") if role else "NULL::INTEGER"


def _role_columns(reader: ReaderShape) -> list[str]:
    """The columns that name actors in some count."""
    return sorted({role for count in reader.counts for role in _roles(count) if role and not role.startswith("=")})


def keep(held: Staged, folder: Path) -> dict[str, Any]:
    """Write what was staged into a folder that is there already and empty; what it holds in all."""
    connection = held.connection
    columns = ", ".join(REPORTS)
    connection.execute(
        f"COPY (SELECT {columns} FROM ({reports_sql(held)})) "
        f"TO {literal(str(folder / 'reports.parquet'))} (FORMAT parquet)"
    )
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
