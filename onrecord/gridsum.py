"""Sums in a table of a statement: columns against the row of their total, rows against the column of theirs.

A total is what its row or column calls itself: Total, المجموع. Its figures take part only where nothing leaves doubt
that they were meant to add up: every cell holds one plain number, no head speaks of a rate, a share, a year or of some
of the others, no row is a part of another, and what is left over is not one of the rows counted twice. Rows are held to
their total only where the table itself shows that they add up to it: in more rows than not. What rounding to the last
digit that the column writes can explain is no slip.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from fractions import Fraction
from functools import cache
from typing import TYPE_CHECKING

from onrecord.contradiction import Contradiction, some_contradictions
from onrecord.data import table
from onrecord.figure import Figure
from onrecord.normal import form_of
from onrecord.period import Period
from onrecord.quantity import Span
from onrecord.row import Record, Row, Term
from onrecord.scope import Catalogue, Scope
from onrecord.tabulated import Entry, Table, tables_in

if TYPE_CHECKING:
    from onrecord.statement import Statement

FEWEST_PARTS = 2
MOST_TOLD = 10
"""Sums told of one statement."""
OTHER = "other"
"""The measure of numbers by themselves."""


@dataclass(frozen=True, slots=True)
class GridSlip:
    """A total of a table and what its parts come to; ``label`` is its column or row, ``line`` where it stands."""

    contradiction: Contradiction
    come_to: Fraction
    total: Fraction
    label: str
    line: Span


@dataclass(frozen=True, slots=True)
class _Sum:
    """Cells that are called the parts of another one."""

    parts: tuple[Entry, ...]
    total: Entry
    label: str
    line: tuple[Entry, ...]

    @property
    def excess(self) -> Fraction:
        """By how much the parts come to more than their total."""
        return sum((value_of(part) for part in self.parts), Fraction(0)) - value_of(self.total)

    @property
    def within_rounding(self) -> bool:
        """Whether each number may be half a unit off, by the last digit that all of them write."""
        step = _unit([*self.parts, self.total])
        return abs(self.excess) <= (0 if step == 1 else (len(self.parts) + 1) * step / 2)


def grid_slips(statement: Statement, catalogue: Catalogue) -> Iterator[GridSlip]:
    """Each total of a statement's tables that is not what its parts come to, in the order of the text."""
    told: set[Span] = set()
    for number, grid in enumerate(tables_in(statement.text), 1):
        for each in (*_columns(grid, catalogue), *_rows(grid)):
            new = each.total.span not in told and len(told) < MOST_TOLD
            if new and each.excess and not each.within_rounding:
                told.add(each.total.span)
                yield _slip(each, number, statement, catalogue)


# ------------------------------------------------------------------------------------------------ what should add up


def _columns(grid: Table, catalogue: Catalogue) -> Iterator[_Sum]:
    """The columns of a table with one row of totals, its first or its last."""
    totals = [number for number, row in enumerate(grid.rows) if _is("total", row[0])]
    if len(totals) != 1 or totals[0] not in (0, len(grid.rows) - 1):
        return
    bottom = grid.rows[totals[0]]
    others = [row for number, row in enumerate(grid.rows) if number != totals[0]]
    if len(others) < FEWEST_PARTS or any(_says("some", row[0]) or not row[0].text for row in others):
        return
    if _nested([row[0].text for row in others], catalogue):
        return
    for column in range(1, len(bottom)):
        head = grid.head[column].text if grid.head else ""
        parts = tuple(row[column] for row in others)
        if any(entry.value is None for entry in (*parts, bottom[column])) or _says("no_sum", head):
            continue
        found = _Sum(parts, bottom[column], head or bottom[0].text, bottom)
        if not any(value_of(part) == found.excess for part in parts):  # a row may stand for others beside it
            yield found


def _rows(grid: Table) -> Iterator[_Sum]:
    """The rows of a table with one column of totals, where most of them add up."""
    totals = [number for number, entry in enumerate(grid.head) if number and _is("total", entry)]
    if len(totals) != 1 or any(not entry.text or _says("some", entry) for entry in grid.head[1:]):
        return
    columns = [n for n in range(1, len(grid.head)) if n != totals[0] and not _says("no_sum", grid.head[n])]
    if len(columns) < FEWEST_PARTS:
        return
    found = [
        _Sum(tuple(row[n] for n in columns), row[totals[0]], row[0].text, row)
        for row in grid.rows
        if not _is("total", row[0])  # its cells are held to their columns
        and all(row[n].value is not None for n in (*columns, totals[0]))
    ]
    wrong = [each for each in found if each.excess]
    if len(found) > 2 * len(wrong):
        yield from wrong


def _nested(labels: Sequence[str], catalogue: Catalogue) -> bool:
    """Whether one row is of a place that lies in the place of another."""
    from onrecord.gazetteer import fold, place_names

    names, tree = place_names(), catalogue.places.tree
    known = {key for label in labels for key in names.get(fold(label), ()) if key in catalogue.places}
    places = sorted(key for key in known if not catalogue.places[key].is_region)
    return any(one != other and tree.holds(one, other) for one in places for other in places)


def value_of(entry: Entry) -> Fraction:
    """The number in a cell that holds one."""
    assert entry.value is not None
    return entry.value


def _unit(entries: Sequence[Entry]) -> Fraction:
    """The unit that all of some numbers are written in: tenths, or tens where every one ends in nought."""
    unit = min(entry.step for entry in entries)
    values = [value_of(entry) for entry in entries]
    while unit >= 1 and any(values) and all(value % (unit * 10) == 0 for value in values):
        unit *= 10
    return unit


# ------------------------------------------------------------------------------------------------------------- words


def _is(kind: str, entry: Entry) -> bool:
    return _pattern(kind).fullmatch(form_of(entry.text).strip(" :").casefold()) is not None


def _says(kind: str, entry: Entry | str) -> bool:
    words = entry if isinstance(entry, str) else entry.text
    return _pattern(kind).search(form_of(words).casefold()) is not None


@cache
def _pattern(kind: str) -> re.Pattern[str]:
    """The words of one kind, of both languages: a table may be headed in another language than its text."""
    held = table("slips")["words"][kind]
    forms = sorted((form_of(form) for language in ("en", "ar") for form in held[language]), key=len, reverse=True)
    return re.compile(rf"(?<!\w)(?:{'|'.join(map(re.escape, forms))})(?!\w)")


# ------------------------------------------------------------------------------------------------------------- proof


def _slip(found: _Sum, number: int, statement: Statement, catalogue: Catalogue) -> GridSlip:
    """A sum that does not come out, as a contradiction of its cells with what they are called."""

    def named(entry: Entry) -> str:
        return f"{statement.id}.t{number}.{entry.span.start}"

    def figure(name: str, words: str, value: Fraction | None) -> Figure:
        return Figure(
            id=name,
            source=statement.id,
            voice=statement.speaker or "statement",
            rule=name,
            scope=Scope(OTHER, period=Period(None, None)),
            low=value,
            high=value,
            sense="equal",
            published_on=statement.published_on,
            address=statement.address,
            quote=words,
        )

    cells = [figure(named(entry), entry.text, entry.value) for entry in (found.total, *found.parts)]
    terms = [Term(Fraction(1), each.voice, each.rule, each.scope) for each in cells]
    rows = [Row(each.id, (term,), each.low, each.high, (each,)) for each, term in zip(cells, terms, strict=True)]
    line = Span(found.line[0].span.start, found.line[-1].span.end)
    whole = figure(f"{cells[0].id}.sum", line.of(statement.text), None)
    parts = (Term(Fraction(-1), term.voice, term.rule, term.scope) for term in terms[1:])
    rows.append(Row(whole.id, (terms[0], *parts), Fraction(0), Fraction(0), (whole,)))
    (contradiction,) = some_contradictions(Record(tuple(rows), ()), catalogue, 1)
    return GridSlip(contradiction, found.excess + value_of(found.total), value_of(found.total), found.label, line)
