"""Reading a table to be loaded: typed by one SQL projection and checked cell by cell before anything is kept.

What is read here is built by :mod:`onrecord.tablebuild`.
"""

from __future__ import annotations

import hashlib
import json
import re
import tempfile
import threading
from collections.abc import Iterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing, contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from onrecord.done import Share, unseen
from onrecord.errors import InputError
from onrecord.figure import reading_tables
from onrecord.outline import read_outline
from onrecord.reader import (
    ReaderShape,
    days_sql,
    expected,
    matched,
    typed_columns,
    unknown_columns,
    with_decimal_commas,
    wrong_cells,
)
from onrecord.received import LONGEST_LINE, Table, check_text, opened
from onrecord.tablesql import literal, quoted

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
        tempfile.TemporaryDirectory(prefix="onrecord-") as spilled,  # else it would be written where one stands
        closing(duckdb.connect(config={"memory_limit": MOST_MEMORY, "temp_directory": spilled})) as connection,
    ):
        names = matched(reader, table.header, name, table.tags)
        if table.delimiter == ";":
            reader = with_decimal_commas(reader)
        try:
            with _checked(table, name, connection, watch), _asked_how_far(connection, watch):
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
def _checked(table: Table, name: str, connection: DuckDBPyConnection, watch: Share) -> Iterator[None]:
    """Look at the text while the database reads it; what is wrong with the text is said before what the database finds
    wrong, and neither is waited for once the other gave up."""
    given_up = threading.Event()

    def look(share: float) -> None:
        if given_up.is_set():
            raise InputError(f"{name}: not read to its end")
        watch(share / 2)

    with ThreadPoolExecutor(1) as pool:
        looking = pool.submit(check_text, table, name, look)
        looking.add_done_callback(lambda done: connection.interrupt() if done.exception() else None)
        try:
            yield
        except Exception:
            looking.result()
            raise
        except BaseException:
            given_up.set()
            raise
        looking.result()


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
    quote = '"' if table.quoted else ""
    return (
        f"read_csv({literal(str(table.path))}, auto_detect = false, header = false, skip = {table.skip}, "
        f"delim = {literal(table.delimiter)}, quote = {literal(quote)}, escape = {literal(quote)}, nullstr = '', "
        f"compression = {literal(table.compression)}, max_line_size = {LONGEST_LINE}, columns = {{{columns}}})"
    )


_LINE = re.compile(r"CSV Error on Line: (\d+)")
_CELLS = re.compile(r"Expected Number of Columns: (\d+) Found: (\d+)")


def _reason(error: Exception) -> str:
    """What DuckDB says is wrong with a file, in one line."""
    text = str(error)
    line = _LINE.search(text)
    where = f"line {line[1]}: " if line else ""
    if cells := _CELLS.search(text):
        return f"{where}found {cells[2]} cells, expected {cells[1]}, as many as columns; mend the line"
    if "unterminated quote" in text:
        return f"{where}found a quotation mark that is not closed; save it as CSV in UTF-8, with balanced quotes"
    lines = [line.strip() for line in text.splitlines() if line.strip()]
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
