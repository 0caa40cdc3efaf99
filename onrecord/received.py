"""A table as it was received: opened without unpacking more than it may, its columns read, nothing else.

Plain and gzipped CSV are handed to the database as they are. Of a zip archive the one table in it is unpacked into a
temporary file, within bounds; a page of JSON from an API is written out as CSV there.
"""

from __future__ import annotations

import codecs
import contextlib
import csv
import gzip
import io
import json
import re
import tempfile
import zipfile
import zlib
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path
from typing import IO, Any

from onrecord.done import Share, unseen
from onrecord.errors import InputError
from onrecord.keptfile import check_file
from onrecord.outline import geometry_text
from onrecord.reader import MOST_COLUMNS, ReaderShape, fitting, is_bare, without_header
from onrecord.tablesql import DELIMITERS, delimiter_of, told_delimiter

MOST_BYTES = 8_000_000_000
"""Of a table, unpacked."""

MOST_TIMES = 200
"""A zip archive that unpacks to more than so many times its size is refused; CSV of events packs to a tenth."""

LONGEST_LINE = 4_000_000
"""Bytes of one line."""

MOST_JSON = 200_000_000
_HEAD = 1_000_000
"""So much is looked at to tell the columns."""

_SAMPLE = 1_000
"""Bytes by which text of wide characters is told that has no mark before it."""

_MARKS = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE, codecs.BOM_UTF32_LE, codecs.BOM_UTF32_BE)


@dataclass(frozen=True, slots=True)
class Table:
    """Where a table can be read, how it is cut, its columns, and how many lines come before its first row.

    ``tags`` are the HXL tags of its columns, where a row of them stands below the header. Where it is not ``quoted``, a
    quotation mark is a letter as any other.
    """

    path: Path
    compression: str
    delimiter: str
    header: tuple[str, ...]
    skip: int
    tags: tuple[str, ...] = ()
    quoted: bool = True


@contextmanager
def opened(path: Path, name: str, reader: ReaderShape | None = None) -> Iterator[Table]:
    """The table in a file, for as long as the block lasts; InputError where there is none."""
    with tempfile.TemporaryDirectory(prefix="onrecord-") as folder:
        where, compression = _plain(path, name, Path(folder))
        head = _head(where, compression, name)
        if head.lstrip()[:1] in ("{", "["):
            where, compression = _from_json(where, compression, name, Path(folder)), "none"
            head = _head(where, compression, name)
        yield _table(where, compression, head, name, reader)


def _plain(path: Path, name: str, folder: Path) -> tuple[Path, str]:
    """A file that the database can read, and how it is packed."""
    check_file(path)
    try:
        with path.open("rb") as file:
            start = file.read(4)
    except OSError as error:
        raise InputError(f"{path}: cannot be read: {error.strerror}") from error
    if start[:2] == b"PK":
        return _unzipped(path, name, folder / "table"), "none"
    compression = "gzip" if start[:2] == b"\x1f\x8b" else "none"
    if compression == "none" and path.stat().st_size > MOST_BYTES:
        raise InputError(f"{name}: found {path.stat().st_size} bytes, expected at most {MOST_BYTES}; split the file")
    return path, compression


def check_text(table: Table, name: str, watch: Share = unseen) -> None:
    """Refuse what no table holds anywhere: a null character, a line without end, more than a table may hold.

    The database takes the first for text, and of a line of ten gigabytes says nothing. Costs as much as reading does.
    """
    most = MOST_BYTES
    if table.compression == "gzip":
        most = min(most, max(MOST_TIMES * table.path.stat().st_size, _HEAD))
    whole = max(table.path.stat().st_size, 1)
    done = since = 0
    buffer = bytearray(1 << 20)
    try:
        with _unpacked(table) as (raw, file):
            while held := file.readinto(buffer):
                nothing = buffer.find(0, 0, held)
                if nothing >= 0:
                    row = _row_at(table, done + nothing)
                    raise InputError(f"{name}, row {row}: found a null character, expected text")
                done += held
                end = buffer.rfind(b"\n", 0, held)
                since = since + held if end < 0 else held - end
                if since > LONGEST_LINE:
                    row = _row_at(table, done)
                    raise InputError(f"{name}, row {row}: found a line of more than {LONGEST_LINE} bytes")
                if done > most:
                    raise InputError(f"{name}: unpacks to more than {most} bytes, expected a table; look at it")
                watch(raw.tell() / whole)
    except (OSError, EOFError, zlib.error) as error:
        raise InputError(f"{name}: cannot be read: {error}") from error


@contextmanager
def _unpacked(table: Table) -> Iterator[tuple[IO[bytes], Any]]:
    """A table's file, and its text as bytes."""
    with table.path.open("rb", buffering=0) as raw:
        if table.compression == "gzip":
            with gzip.GzipFile(fileobj=raw) as file:
                yield raw, file
        else:
            yield raw, raw


def _row_at(table: Table, byte: int) -> int:
    """The line in which a byte of the text lies."""
    with _unpacked(table) as (_, file):
        lines = 0
        while byte > 0 and (piece := file.read(min(byte, 1 << 20))):
            lines += piece.count(b"\n")
            byte -= len(piece)
    return lines + 1


def _unzipped(path: Path, name: str, target: Path) -> Path:
    """The one table of a zip archive, unpacked."""
    try:
        with zipfile.ZipFile(path) as archive:
            found = [e for e in archive.infolist() if e.filename.lower().endswith((".csv", ".json", ".tsv"))]
            tables = [entry for entry in found if entry.filename.lower().endswith(".csv")] or found
            if len(tables) > 1 and all(entry.filename.lower().endswith(".json") for entry in tables):
                return _joined(archive, sorted(entry.filename for entry in tables), name, target)
            if len(tables) != 1:
                raise InputError(f"{name}: found {len(tables)} tables in the archive, expected one; unpack it yourself")
            most = min(MOST_BYTES, max(MOST_TIMES * path.stat().st_size, _HEAD))
            with archive.open(tables[0]) as packed, target.open("wb") as unpacked:
                _copied(packed, unpacked, most, name)
    except (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, RuntimeError) as error:
        raise InputError(f"{name}: cannot be unpacked: {error}") from error
    return target


def _copied(source: IO[bytes], target: IO[bytes], most: int, name: str) -> None:
    """Copy up to so many bytes; more is an error."""
    left = most
    while piece := source.read(1 << 20):
        left -= len(piece)
        if left < 0:
            raise InputError(f"{name}: unpacks to more than {most} bytes, expected a table; unpack and look at it")
        target.write(piece)


def _head(path: Path, compression: str, name: str) -> str:
    """The beginning of a file as text; whole characters of UTF-8."""
    try:
        with gzip.open(path) if compression == "gzip" else path.open("rb") as file:
            raw = file.read(_HEAD)
    except (OSError, EOFError, zlib.error) as error:
        raise InputError(f"{name}: cannot be read: {error}") from error
    if raw.startswith(_MARKS) or _is_wide(raw[:_SAMPLE]):
        raise InputError(f"{name}: found UTF-16 or UTF-32, expected UTF-8; save it as UTF-8")
    if b"\x00" in raw:
        row = raw.count(b"\n", 0, raw.index(b"\x00")) + 1
        raise InputError(f"{name}, row {row}: found a null character, expected text")
    try:
        return codecs.getincrementaldecoder("utf-8-sig")().decode(raw)
    except UnicodeDecodeError as error:
        row = raw.count(b"\n", 0, error.start) + 1
        raise InputError(
            f"{name}, row {row}: found bytes that are not UTF-8, expected UTF-8; save it as UTF-8"
        ) from error


def _is_wide(sample: bytes) -> bool:
    """Whether every other byte is null and the others are not: letters of two or four bytes, not what archives hold."""
    shares = sorted(sample[first::2].count(0) / max(1, len(sample[first::2])) for first in (0, 1))
    return shares[0] <= 0.5 and shares[1] > 0.8


def _table(path: Path, compression: str, head: str, name: str, reader: ReaderShape | None) -> Table:
    """The table with its columns."""
    if reader is not None and reader.header:
        return Table(path, compression, reader.delimiter, reader.header, 0, quoted=reader.delimiter != "\t")
    told, begins = told_delimiter(head)
    body = head[begins:]
    first = body.partition("\n")[0]
    if "\r" in first.rstrip("\r"):
        raise InputError(f"{name}, row 1: found lines that end in carriage returns only; save it with line feeds")
    said = reader.delimiter if reader is not None and reader.delimiter != DELIMITERS[0] else ""
    delimiter = told or said or delimiter_of(first)
    if reader is None and delimiter == "\t":
        bare = without_header(first.rstrip("\r").split("\t"))
        if bare is not None:
            return Table(path, compression, delimiter, bare.header or bare.layout, 0, quoted=not bare.header)
    rows = csv.reader(io.StringIO(body), delimiter=delimiter)
    before = 1 if told else 0
    try:
        header = next(rows, [])
        lines = rows.line_num + before
        below = next(rows, [])
    except csv.Error as error:
        raise InputError(f"{name}, row 1: found unreadable CSV ({error}), expected the names of columns") from error
    bare = reader if reader is not None and is_bare(header, reader) else None
    bare = without_header(header) if reader is None else bare
    if bare is not None:
        return Table(path, compression, delimiter, bare.header or bare.layout, before)
    header = _nameless_named(header)
    _check_header(header, name)
    found = Table(path, compression, delimiter, tuple(header), lines)
    if _are_tags(below):
        return replace(found, skip=rows.line_num + before, tags=tuple(below))
    return found


def _nameless_named(header: Sequence[str]) -> list[str]:
    """The names of columns; one without a name, as spreadsheets and programs write them, is called by its place."""
    if not any(column.strip() for column in header):
        return []
    return [column if column.strip() else f"column {nth} without a name" for nth, column in enumerate(header, 1)]


def header_below(table: Table) -> int | None:
    """The row in which the names of columns of a known table stand, where others stand above it; None of none."""
    with _unpacked(table) as (_, file):
        text = file.read(_SAMPLE * MOST_ABOVE).decode("utf-8-sig", "replace")
    rows = csv.reader(io.StringIO(text), delimiter=table.delimiter)
    with contextlib.suppress(csv.Error):
        for number, cells in zip(range(1, MOST_ABOVE + 1), rows, strict=False):
            if number > 1 and fitting(cells):
                return number
    return None


MOST_ABOVE = 20
"""Rows in which a title may stand above the names of columns."""


def _check_header(header: Sequence[str], name: str) -> None:
    folded = [column.strip().casefold() for column in header]
    if not header:
        raise InputError(f"{name}, row 1: found nothing, expected the names of columns")
    if len(header) > MOST_COLUMNS:
        raise InputError(f"{name}, row 1: found {len(header)} columns, expected at most {MOST_COLUMNS}")
    numbers = [column for column in folded if _NUMBER.fullmatch(column)]
    if len(numbers) >= MOST_NUMBERS:
        raise InputError(
            f"{name}, row 1: found {numbers[0][:60]!r} and {len(numbers) - 1} more numbers or days, expected the names "
            "of columns; does the table lack its header?"
        )
    twice = sorted({column for column in folded if folded.count(column) > 1})
    if twice:
        raise InputError(f"{name}, row 1: found the column {twice[0][:60]!r} twice, expected names of their own")


MOST_NUMBERS = 3
_NUMBER = re.compile(r"[-+]?\d+(?:[.,]\d+)*|\d{4}-\d\d-\d\d.{0,16}")
"""What names no column: where so many cells of a first row are of this kind, it is a row like any other."""


def _are_tags(cells: Sequence[str]) -> bool:
    """Whether a row is one of HXL tags: some are, and nothing else stands there."""
    filled = [cell for cell in cells if cell.strip()]
    return bool(filled) and all(cell.strip().startswith("#") for cell in filled)


# ---------------------------------------------------------------------------------------------------- pages of JSON


def _from_json(path: Path, compression: str, name: str, folder: Path) -> Path:
    """A page of an API, or a list of objects, as CSV."""
    with gzip.open(path) if compression == "gzip" else path.open("rb") as file:
        raw = file.read(MOST_JSON + 1)
    if len(raw) > MOST_JSON:
        raise InputError(f"{name}: found more than {MOST_JSON} bytes of JSON, expected a page; ask for smaller pages")
    try:
        document = json.loads(raw)
    except (ValueError, RecursionError) as error:
        raise InputError(f"{name}: not a JSON document: {error}") from error
    rows = _of_features(document, name) if _is_features(document) else _objects(document)
    if not rows:
        raise InputError(
            f"{name}: found no list of objects, expected a page of rows (as UCDP's Result or ACLED's data)"
        )
    columns = list(dict.fromkeys(key for row in rows for key in row))
    target = folder / "page.csv"
    with _writing(target, name) as writer:
        writer.writerow(columns)
        writer.writerows([_cell(row.get(column)) for column in columns] for row in rows)
    return target


@contextmanager
def _writing(target: Path, name: str) -> Iterator[Any]:
    """A writer of CSV; InputError for half a character, which JSON can hold and no text."""
    try:
        with target.open("w", encoding="utf-8", newline="") as file:
            yield csv.writer(file)
    except UnicodeEncodeError as error:
        half = ord(error.object[error.start])
        raise InputError(f"{name}: found half a character (\\u{half:04x}), expected text") from error


def _joined(archive: zipfile.ZipFile, pages: Sequence[str], name: str, target: Path) -> Path:
    """The pages of an API, as a fetch keeps them, as one CSV; each is read twice, none is held longer than needed."""
    columns = list(dict.fromkeys(key for page in pages for row in _page_rows(archive, page, name) for key in row))
    written = 0
    with _writing(target, name) as writer:
        writer.writerow(columns)
        for page in pages:
            for row in _page_rows(archive, page, name):
                written += writer.writerow([_cell(row.get(column)) for column in columns])
            if written > MOST_BYTES:
                raise InputError(f"{name}: unpacks to more than {MOST_BYTES} bytes, expected a table; take less of it")
    return target


def _page_rows(archive: zipfile.ZipFile, page: str, name: str) -> list[dict[str, Any]]:
    """The rows of one page of an archive; a page may be empty, as the last one of some interfaces is."""
    with archive.open(page) as file:
        raw = file.read(MOST_JSON + 1)
    if len(raw) > MOST_JSON:
        raise InputError(f"{name}, {page}: found more than {MOST_JSON} bytes of JSON, expected a page")
    try:
        document = json.loads(raw)
    except (ValueError, RecursionError) as error:
        raise InputError(f"{name}, {page}: not a JSON document: {error}") from error
    rows = _objects(document)
    if not rows and not (isinstance(document, dict) and [] in document.values()):
        raise InputError(f"{name}, {page}: found no list of objects, expected a page of rows")
    return rows


GEOMETRY = "geometry"
"""The column that holds the geometries of a GeoJSON file."""


def _of_features(document: Any, name: str) -> list[dict[str, Any]]:
    """The features of a GeoJSON file as rows: their properties, and the geometry."""
    rows = []
    for nth, feature in enumerate(document["features"], 1):
        properties = feature.get("properties") if isinstance(feature, dict) else None
        if not isinstance(properties, dict) or GEOMETRY in properties:
            raise InputError(f"{name}, feature {nth}: expected properties, none of them called {GEOMETRY!r}")
        geometry = feature.get("geometry")
        if geometry is not None and not isinstance(geometry, dict):
            raise InputError(f"{name}, feature {nth}: found no geometry, expected a polygon")
        rows.append({**properties, GEOMETRY: geometry_text(geometry)})
    return rows


def _is_features(document: Any) -> bool:
    """Whether a document is a GeoJSON file with features."""
    return (
        isinstance(document, dict)
        and document.get("type") == "FeatureCollection"
        and isinstance(document.get("features"), list)
    )


def _objects(document: Any) -> list[dict[str, Any]]:
    """The rows of a page: a list of objects, bare or under one key; else all lists farther in that a reader knows."""
    lists = [document] if isinstance(document, list) else list(document.values()) if isinstance(document, dict) else []
    found = [held for held in lists if _are_rows(held)]
    if len(found) == 1 and fitting(list(found[0][0])):
        return found[0]
    known = [held for held in _lists_in(document, DEEPEST) if fitting(list(held[0]))]
    if known:
        return [row for held in known for row in held]
    return found[0] if len(found) == 1 else []


DEEPEST = 5
"""Levels of a JSON document in which lists of rows are looked for."""


def _are_rows(held: Any) -> bool:
    return isinstance(held, list) and bool(held) and all(isinstance(row, dict) for row in held)


def _lists_in(node: Any, levels: int) -> Iterator[list[dict[str, Any]]]:
    """The lists of objects in a document, outermost first; what stands in the rows of one is not looked at again."""
    inside = list(node.values()) if isinstance(node, dict) else node if isinstance(node, list) else []
    for held in inside if levels else ():
        if _are_rows(held) and fitting(list(held[0])):
            yield held
        else:
            yield from _lists_in(held, levels - 1)


def _cell(value: Any) -> str:
    if value is None:
        return ""
    return value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)
