"""What a file is that somebody wants to load: a table that a reader fits, figures, names, or nothing known here."""

from __future__ import annotations

import zipfile
from collections.abc import Sequence
from pathlib import Path

from onrecord.errors import InputError
from onrecord.figure import COLUMNS
from onrecord.names import is_names
from onrecord.pcode import HEAD
from onrecord.reader import ReaderShape, fitting, missing, packaged_readers
from onrecord.received import Table, header_below, opened

LIKE_FIGURES = 6
"""So many columns of a file of figures make one that is meant as such, whatever is wrong with the others."""

TEXTS = (".md", ".txt", ".html", ".htm", ".pdf", ".docx")
"""The files that statements come in."""

MOST_LISTED = 4


def sniffed(path: Path) -> ReaderShape | None:
    """The reader that fits a file, or None where it is one of figures or names; InputError where it is neither."""
    if path.suffix.lower() == ".toml":
        return None
    head = _begins(path)
    if _may_hold_names(path, head):
        return None
    with opened(path, str(path)) as table:
        found = reader_for(table)
        if found is not None or len({*table.header} & {*COLUMNS}) >= LIKE_FIGURES:
            return found
        raise InputError(f"{path}: {_neither(path, head, table)}")


def reader_for(table: Table) -> ReaderShape | None:
    """The packaged reader that fits a table's columns, or None."""
    found = fitting(table.header)
    return found[0] if found else None


def _begins(path: Path) -> bytes:
    try:
        with path.open("rb") as file:
            return file.read(HEAD)
    except OSError as error:
        raise InputError(f"{path}: cannot be read: {error.strerror}") from error


def _may_hold_names(path: Path, head: bytes) -> bool:
    """Whether a file is one of names; an archive is where it holds a text as GeoNames zips it, and no table."""
    if head[:2] != b"PK":
        return not path.name.lower().endswith(".zip") and is_names(head, path.name)
    try:
        with zipfile.ZipFile(path) as archive:
            inside = [name.lower() for name in archive.namelist()]
    except (zipfile.BadZipFile, OSError, NotImplementedError, ValueError):
        return False
    if "[content_types].xml" in inside:
        raise InputError(f"{path}: is an office document, expected a table; save it as CSV in UTF-8")
    ends = {name.rpartition(".")[2] for name in inside}
    return "txt" in ends and not ends & {"csv", "json", "tsv"}


def _neither(path: Path, head: bytes, table: Table) -> str:
    """Why a table is none that can be loaded as it is, and what to do."""
    if head.lstrip(b"\xef\xbb\xbf \t\r\n")[:1] == b"<":
        return "is a web page or XML, expected a table; an address may give an answer in place of the file"
    if path.suffix.lower() in TEXTS:
        return "is no table; claims of a statement are put on record by: onrecord load statement FILE"
    if row := header_below(table):
        return f"row 1 holds no names of columns, row {row} does; delete what stands above row {row}"
    near, lacks = _nearest(table.header)
    nearest = f"nearest is {near}, without {_listed(lacks)}" if near else f"found {_listed(table.header)}"
    return (
        f"its columns are those of no table that is known here, nor of figures or names ({nearest}); "
        "write a --mapping for it, see docs/tables.md"
    )


def _nearest(header: Sequence[str]) -> tuple[str, list[str]]:
    """The reader that finds the most of its columns in a table, at least half of them, and those that it misses."""
    best, lacks, share = "", [], 0.5
    for reader in packaged_readers().values():
        lacking = missing(reader, header)
        found = 1 - len(lacking) / len(reader.recognise) if reader.recognise else 0
        if found >= share and (not best or found > share):
            best, lacks, share = reader.id, lacking, found
    return best, lacks


def _listed(columns: Sequence[str]) -> str:
    """Names of columns, not more of them nor longer than a line bears."""
    shown = ", ".join(repr(column if len(column) <= 40 else f"{column[:40]}…") for column in columns[:MOST_LISTED])
    return f"{shown} and {len(columns) - MOST_LISTED} more" if len(columns) > MOST_LISTED else shown
