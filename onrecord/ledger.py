"""The ledger: snapshots of the record, each built once, checked, and never changed.

The same table written twice gives different bytes in DuckDB, so "the same content" is a digest over the rows in key
order. Exact numbers are kept as text ("197/2"), never as floats.
"""

from __future__ import annotations

import datetime as dt
import hashlib
import json
from collections.abc import Iterable, Mapping, Sequence
from contextlib import closing
from dataclasses import dataclass
from fractions import Fraction
from pathlib import Path
from typing import TYPE_CHECKING, Any

from onrecord.errors import InputError, VerificationError
from onrecord.figure import Figure
from onrecord.period import Period
from onrecord.scope import Scope

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection

# Column and type, in the order of the table. The key comes first; the rows are read and digested in its order.
_COLUMNS = {
    "id": "VARCHAR",
    "source": "VARCHAR",
    "voice": "VARCHAR",
    "rule": "VARCHAR",
    "measure": "VARCHAR",
    "done_by": "VARCHAR[]",
    "against": "VARCHAR[]",
    "of_whom": "VARCHAR[]",
    "places": "VARCHAR[]",
    "without": "VARCHAR[]",
    "first_day": "DATE",
    "day_after": "DATE",
    "period_kind": "VARCHAR",
    "period_precision": "VARCHAR",
    "low": "VARCHAR",
    "high": "VARCHAR",
    "low_open": "BOOLEAN",
    "high_open": "BOOLEAN",
    "sense": "VARCHAR",
    "published_on": "DATE",
    "address": "VARCHAR",
    "via": "VARCHAR",
    "quote": "VARCHAR",
    "note": "VARCHAR",
    "supersedes": "VARCHAR",
    "file": "VARCHAR",
    "line": "INTEGER",
    "kind": "VARCHAR",
}
_CLOSED = {
    "enable_external_access": "false",
    "autoload_known_extensions": "false",
    "autoinstall_known_extensions": "false",
    "python_enable_replacements": "false",
}


@dataclass(frozen=True, slots=True)
class Snapshot:
    """What a snapshot holds: figures by id, the files they were loaded from in order, which tables their names were
    read by, and the digest of the rows."""

    figures: tuple[Figure, ...]
    files: tuple[str, ...]
    tables: str
    digest: str


def write_snapshot(path: Path, snapshot: Snapshot) -> None:
    """Write a snapshot to a path where nothing is yet; InputError where the disk takes no more."""
    import duckdb

    try:
        _write(path, snapshot)
    except duckdb.Error as error:
        first = str(error).partition("\n")[0]
        raise InputError(f"{path}: cannot be written: {first}") from error
    if path.with_name(f"{path.name}.wal").exists():
        # A database that could not be written whole when it was closed says nothing, and leaves the rest beside it.
        raise InputError(f"{path}: cannot be written whole; is there room on the disk?")


def _write(path: Path, snapshot: Snapshot) -> None:
    with closing(_open(path, read_only=False)) as connection:
        columns = ", ".join(f"{name} {kind}" for name, kind in _COLUMNS.items())
        connection.execute(f"CREATE TABLE figures ({columns}, PRIMARY KEY (id))")
        connection.execute("CREATE TABLE files (position INTEGER PRIMARY KEY, sha256 VARCHAR)")
        connection.execute("CREATE TABLE about (tables VARCHAR, digest VARCHAR)")
        values = [list(column) for column in zip(*map(_row, snapshot.figures), strict=True)]
        if values:
            unnested = ", ".join(f"unnest(?::{kind}[])" for kind in _COLUMNS.values())
            connection.execute(f"INSERT INTO figures SELECT {unnested}", values)
        for position, name in enumerate(snapshot.files):
            connection.execute("INSERT INTO files VALUES (?, ?)", [position, name])
        connection.execute("INSERT INTO about VALUES (?, ?)", [snapshot.tables, snapshot.digest])
        connection.execute("CHECKPOINT")


def read_snapshot(path: Path) -> Snapshot:
    """Everything in a snapshot, its rows checked against the digest it was given."""
    import duckdb

    try:
        with closing(_open(path, read_only=True)) as connection:
            rows = connection.execute(f"SELECT {', '.join(_COLUMNS)} FROM figures ORDER BY id").fetchall()
            files = connection.execute("SELECT sha256 FROM files ORDER BY position").fetchall()
            about = connection.execute("SELECT tables, digest FROM about").fetchall()
    except duckdb.Error as error:
        first = str(error).partition("\n")[0]
        raise VerificationError(f"{path}: cannot be read as a snapshot of the record: {first}") from error
    # Sorted again: the order of the key is that of its code points, whatever the database sorts by.
    rows.sort(key=lambda row: str(row[0]))
    if [digest for _, digest in about] != [digest_rows(rows)]:
        raise VerificationError(f"{path}: its rows do not match the digest it was given; load a file to build it anew")
    ((tables, digest),) = about
    return Snapshot(tuple(_figure(row) for row in rows), tuple(name for (name,) in files), tables, digest)


def digest_figures(figures: Iterable[Figure]) -> str:
    """The digest that a snapshot of these figures has."""
    return digest_rows([_row(figure) for figure in sorted(figures, key=lambda figure: figure.id)])


def digest_rows(rows: Iterable[Sequence[Any]]) -> str:
    """SHA-256 over the rows in the order given, each as one line of JSON."""
    digest = hashlib.sha256()
    for row in rows:
        digest.update(json.dumps(list(row), ensure_ascii=False, default=dt.date.isoformat).encode("utf-8") + b"\n")
    return digest.hexdigest()


def to_json(figure: Figure) -> dict[str, Any]:
    """Every column of a figure as JSON holds it."""
    held = dict(zip(_COLUMNS, _row(figure), strict=True))
    return {name: value.isoformat() if isinstance(value, dt.date) else value for name, value in held.items()}


def from_json(held: Mapping[str, Any]) -> Figure:
    """The figure with these columns; KeyError, TypeError or ValueError where they are none."""
    days = {name: held[name] and dt.date.fromisoformat(held[name]) for name, kind in _COLUMNS.items() if kind == "DATE"}
    return _figure([{**held, **days}[name] for name in _COLUMNS])


def _open(path: Path, *, read_only: bool) -> DuckDBPyConnection:
    """DuckDB with its trapdoors closed: no Python variables as tables, no files, no extensions; UTC."""
    import duckdb

    connection = duckdb.connect(str(path), read_only=read_only, config=dict(_CLOSED))
    connection.execute("SET TimeZone = 'UTC'")
    connection.execute("SET lock_configuration = true")
    return connection


def _row(figure: Figure) -> tuple[Any, ...]:
    scope, period = figure.scope, figure.scope.period
    roles = (list(names) for names in (scope.by, scope.against, scope.of, scope.places, scope.without))
    return (
        *(figure.id, figure.source, figure.voice, figure.rule, scope.measure, *roles),
        *(period.start, period.end, period.kind, period.precision),
        *(None if side is None else str(side) for side in (figure.low, figure.high)),
        *(figure.low_open, figure.high_open, figure.sense, figure.published_on, figure.address, figure.via),
        *(figure.quote, figure.note, figure.supersedes, figure.file, figure.row, figure.kind),
    )


def _figure(row: Sequence[Any]) -> Figure:
    held = dict(zip(_COLUMNS, row, strict=True))
    low, high = (None if held[side] is None else Fraction(held[side]) for side in ("low", "high"))
    period = Period(held["first_day"], held["day_after"], held["period_kind"], held["period_precision"])
    by, against, of, places, without = (
        tuple(held[name]) for name in ("done_by", "against", "of_whom", "places", "without")
    )
    same = ("id", "source", "voice", "rule", "low_open", "high_open", "sense", "published_on")
    more = ("address", "via", "quote", "note", "supersedes", "file", "kind")
    return Figure(
        **{name: held[name] for name in (*same, *more)},
        scope=Scope(held["measure"], by, against, of, places, period, without),
        low=low,
        high=high,
        row=held["line"],
    )
