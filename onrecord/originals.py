"""The original row behind a figure or an event, read back from the file as received."""

from __future__ import annotations

from collections.abc import Mapping
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

from onrecord.errors import UsageError, VerificationError
from onrecord.figure import Figure, csv_rows, decoded, packaged_file
from onrecord.keptfile import kept_content
from onrecord.reader import matched
from onrecord.received import opened
from onrecord.releases import Part, Release
from onrecord.tableload import scan
from onrecord.tablesql import literal, quoted


@dataclass(frozen=True, slots=True)
class Original:
    """A row as it was received: of which file, which row, and every column with what stands in it."""

    file: str
    sha256: str
    row: int
    cells: Mapping[str, str]


def original_of(figure: Figure, name: str, sources: Path) -> Original:
    """The row of a figure: of a file of figures its columns, of a statement the line that its words stand in.

    Raises :class:`VerificationError` where the kept file is not what was received.
    """
    return _row_of(figure, name, kept_content(sources / figure.file, figure.file))


def shipped_original(figure: Figure) -> Original:
    """The row of a figure that is shipped with the program."""
    return _row_of(figure, *packaged_file(figure.file))


def _row_of(figure: Figure, name: str, content: bytes) -> Original:
    if figure.quote:
        line = content.decode("utf-8-sig", "replace")
        at = line.count("\n", 0, line.find(figure.quote)) + 1 if figure.quote in line else figure.row
        return Original(name, figure.file, at, {"quote": figure.quote})
    rows = csv_rows(decoded(content, name), name)
    _, header = next(rows, (1, []))
    for line_number, cells in rows:
        if line_number == figure.row:
            return Original(name, figure.file, figure.row, dict(zip(header, cells, strict=False)))
    raise VerificationError(f"{name}: has no row {figure.row}, from which the figure {figure.id} was read")


def original_event(release: Release, key: str) -> Original:
    """The row of an event of a loaded release, by its id; in a table without ids, by the number of the row."""
    for part in release.parts:
        found = _original_in(part, release.name, key)
        if found is not None:
            return found
    raise UsageError(f"{release.name}: has no event {key!r}")


def _original_in(part: Part, name: str, key: str) -> Original | None:
    """The row in one file of a release, or None where that file does not have it."""
    import duckdb

    if not part.path.is_file():
        raise VerificationError(f"{part.path}: a loaded file is missing")
    reader = part.reading.reader
    with (
        opened(part.path, name, reader) as table,
        closing(duckdb.connect(config={"threads": 1})) as connection,
    ):
        number = f"row_number() OVER () + {table.skip}"
        names = matched(reader, table.header, name, table.tags)
        wanted = f"{quoted(names[reader.key])} = {literal(key)}" if reader.key else f'"@row"::VARCHAR = {literal(key)}'
        found = connection.execute(
            f'SELECT * FROM (SELECT {number} AS "@row", * FROM {scan(table)}) WHERE {wanted} LIMIT 1'
        ).fetchall()
    if not found:
        return None
    row, *cells = found[0]
    return Original(name, part.sha256, row, dict(zip(table.header, (c or "" for c in cells), strict=True)))
