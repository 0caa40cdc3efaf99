"""How a table is read, said before anything is kept: every column, every code, the first rows as figures."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path

from onrecord.scope import ROLES
from onrecord.tablebuild import REPORTS, reports_sql, resolve
from onrecord.tableload import Staged, staged
from onrecord.tablesql import LEVELS, quoted
from onrecord.tablestore import Reading

FIRST_ROWS = 5
MOST_LISTED = 12
"""Values of a category, and names that are not known, that are listed; the others are counted."""


def explained(path: Path, reading: Reading, *, whole: bool) -> Iterator[str]:
    """Lines that say how a table is read; with ``whole`` of every column, else only what would be loaded.

    Raises InputError as loading does.
    """
    with staged(path, reading.reader, str(path)) as held:
        resolve(held)
        yield from _head(held, reading)
        if whole:
            yield from _columns(held)
            yield from _categories(held)
        yield from _known(held)
        yield from _first(held, FIRST_ROWS if whole else 0)


def _head(held: Staged, reading: Reading) -> Iterator[str]:
    version = f", release {reading.version}" if reading.version else ""
    yield f"{held.name}: {held.rows} rows, read as {held.reader.id} (card {reading.card.id}{version})"
    if reading.published_on is not None:
        known_by = f", as {reading.published_by} has it" if reading.published_by else ""
        yield f"  published by {reading.published_on}{known_by}"
    if held.repeated:
        yield f"  {held.repeated} rows repeat another word for word and count once"
    select = (
        f"SELECT measure, count(*), sum(low), sum(best), sum(high) FROM ({reports_sql(held)}) GROUP BY 1 ORDER BY 1"
    )
    for measure, count, *numbers in held.connection.execute(select).fetchall():
        told = ", ".join(
            f"{name} {number}"
            for name, number in zip(("low", "best", "high"), numbers, strict=True)
            if number is not None
        )
        yield f"  {measure}: {count} reports, {told}"


def _columns(held: Staged) -> Iterator[str]:
    yield "columns used:"
    for key, column in held.reader.columns.items():
        if key not in held.names:
            yield f"  {key}: not in this table"
            continue
        called = "" if held.names[key] == key else f" (called {held.names[key]!r} here)"
        needed = ", in every row" if column.filled else ""
        yield f"  {key}{called}: {column.type}{needed}"
    header = set(held.header)
    ignored = [name for name in held.header if name not in held.names.values() and name not in held.unknown]
    if ignored and header:
        yield f"columns ignored: {', '.join(ignored)}"
    if held.unknown:
        yield f"columns that this reader does not know, ignored: {', '.join(held.unknown)}"


def _categories(held: Staged) -> Iterator[str]:
    """Every code with its meaning and how many rows have it."""
    for key, column in held.reader.columns.items():
        if column.type != "code" or key not in held.names:
            continue
        yield f"{key}:"
        counted = dict(held.connection.execute(f"SELECT {quoted(key)}, count(*) FROM typed GROUP BY 1").fetchall())
        for code, shape in column.codes.items():
            meaning = f" ({shape.doc})" if shape.doc else ""
            yield f"  {code}{meaning}: {counted.get(code, 0)} rows"
        if counted.get(None):
            yield f"  empty: {counted[None]} rows"


def _known(held: Staged) -> Iterator[str]:
    """How precisely the rows' places and actors are known here, and the names that are not."""
    levels = held.connection.execute(
        f"SELECT reached, count(*) FROM ({reports_sql(held)}) JOIN wheres ON no = where_no GROUP BY 1 ORDER BY 1"
    ).fetchall()
    told = ", ".join(f"{LEVELS[level]} {count}" for level, count in levels)
    yield f"reports by the narrowest place known here: {told}"
    unknown = held.connection.execute(
        "SELECT place || coalesce(', ' || adm1, '') || coalesce(', ' || country, '') FROM wheres "
        f"WHERE near IS NULL AND level <= {LEVELS.index('near')} AND place IS NOT NULL ORDER BY 1"
    ).fetchall()
    yield from _listed("places not known by that name here, counted for wider ones", [name for (name,) in unknown])
    nobody = held.connection.execute("SELECT name FROM actors WHERE id IS NULL ORDER BY 1").fetchall()
    yield from _listed("actors not known here, counted for anyone", [name for (name,) in nobody])


def _listed(what: str, names: Sequence[str]) -> Iterator[str]:
    if names:
        more = f" and {len(names) - MOST_LISTED} more" if len(names) > MOST_LISTED else ""
        yield f"{what}: {len(names)}: {'; '.join(names[:MOST_LISTED])}{more}"


def _first(held: Staged, number: int) -> Iterator[str]:
    """The first rows as what they say."""
    if not number:
        return
    columns = ", ".join(REPORTS)
    rows = held.connection.execute(
        "SELECT row, reports.id, measure, low, best, high, first_day, day_after - 1, places, near, "
        "b.name, a.name, o.name "
        f"FROM (SELECT {columns} FROM ({reports_sql(held)}) WHERE row < {held.first_row + number}) AS reports "
        "JOIN wheres ON wheres.no = where_no LEFT JOIN actors AS b ON b.no = by_no LEFT JOIN actors AS a "
        "ON a.no = against_no LEFT JOIN actors AS o ON o.no = of_no ORDER BY row, measure, low"
    ).fetchall()
    yield f"the first {number} rows as figures:"
    for row, key, measure, low, best, high, first, last, places, near, *roles in rows:
        days = first.isoformat() if first == last else f"{first}/{last}"
        where = ";".join(places) + (f" (near {near})" if near and near not in places else "")
        told = "/".join("-" if value is None else str(value) for value in (low, best, high))
        who = ", ".join(f"{role} {name.removeprefix('=')}" for role, name in zip(ROLES, roles, strict=True) if name)
        yield f"  row {row} ({key}): {measure} low/best/high {told}, {days}, {where}{', ' + who if who else ''}"
