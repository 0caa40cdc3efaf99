"""Events in cells: where each may lie, and what follows for the counts.

An event that is dated to a week, or placed in a province, is one count that lies somewhere there. It is spread over
the cells that it may lie in by transport variables: how much of it each holds, in all what the event comes to. Nothing
is added to each cell, and no month is piled on a day.

Cells are not cut at events: an event that may lie in a part of a cell may lie in the cell. So a hundred thousand
events make as many variables as there are sets of cells in which events may lie.

For every set A of cells this says neither more nor less than

    the events that lie in A whole  <=  the count of A  <=  all events that may lie in A,

the second only where the list is all that is counted there (the transport problem of Gale 1957, seen from one side).
Proofs use these two, so that a reader adds up events and never sees a transport variable.
"""

from __future__ import annotations

import bisect
import datetime as dt
import itertools
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from fractions import Fraction

from onrecord.cell import FIRST_DAY, Piece, Spread, System, days_of, kind_of
from onrecord.place import Tree
from onrecord.row import Event, EventList, Record
from onrecord.scope import ROLES, Catalogue

_Where = tuple[tuple[str, ...], ...]  # places and actors of each role; an empty one is everything


def spread_events(system: System, record: Record, catalogue: Catalogue, apart: int = 0) -> System:
    """The same system with the events of the record that may lie in its cells; so many of each list, the largest,
    are ``apart`` from the others, so that each can be withdrawn by itself."""
    if not record.lists:
        return system
    found: list[Spread] = []
    for events in record.lists:
        spreader = Spreader(system, events, catalogue)
        if spreader.cells:
            found.extend(spreader.spreads(apart))
    return replace(system, spreads=tuple(found))


@dataclass(frozen=True, slots=True)
class _Stretches:
    """Over the days from each of ``starts`` to the next: the cells there, and whether something lies in none.

    The first one starts with the calendar.
    """

    starts: list[dt.date]
    cells: list[frozenset[int]]
    loose: list[bool]

    def over(self, start: dt.date, end: dt.date) -> tuple[frozenset[int], bool]:
        """The cells of some days together, and whether any part of these days lies in none."""
        parts = range(bisect.bisect_right(self.starts, start) - 1, bisect.bisect_left(self.starts, end))
        if len(parts) == 1:
            return self.cells[parts[0]], self.loose[parts[0]]
        return frozenset[int]().union(*(self.cells[n] for n in parts)), any(self.loose[n] for n in parts)


class Spreader:
    """Where the events of one list may lie, among the cells of one system."""

    def __init__(self, system: System, events: EventList, catalogue: Catalogue) -> None:
        self.system, self.events, self.catalogue = system, events, catalogue
        kinds = {kind_of(term) for term in events.terms}
        self.cells = [number for number, cell in enumerate(system.cells) if cell.kind in kinds]
        self._pieces: dict[tuple[str | None, ...], list[tuple[Piece, int]]] = {}
        for number in self.cells:
            for piece in system.cells[number].pieces:
                self._pieces.setdefault(piece.node, []).append((piece, number))
        self._stretches: dict[_Where, _Stretches] = {}

    def spreads(self, apart: int = 0) -> list[Spread]:
        """The events that may lie in some cell, summed by the cells in which they may lie, the largest ``apart``."""
        sums: dict[tuple[tuple[int, ...], bool, str], tuple[Fraction, Fraction | None, int]] = {}
        placed = [(event, *self.of(event)) for event in self.events.events]
        bearing = sorted((-event.low, event.id) for event, cells, loose in placed if cells and event.low and not loose)
        alone = {name for _, name in bearing[:apart]}
        for event, cells, loose in placed:
            if cells:
                key = (tuple(sorted(cells)), loose, event.id if event.id in alone else "")
                low, high, count = sums.get(key, (Fraction(0), Fraction(0), 0))
                high = None if high is None or event.high is None else high + event.high
                sums[key] = (low + event.low, high, count + 1)
        return [Spread(self.events.id, key[0], key[1], *sums[key], key[2]) for key in sorted(sums)]

    def of(self, event: Event) -> tuple[frozenset[int], bool]:
        """The cells that an event may lie in, and whether it may lie outside all of them."""
        scope = event.term.scope
        where = (scope.places, scope.by, scope.against, scope.of)
        if where not in self._stretches:
            self._stretches[where] = self._make(where)
        return self._stretches[where].over(*days_of(scope))

    def _make(self, where: _Where) -> _Stretches:
        """All that a where may lie in, by days."""
        places = self.catalogue.places
        wholes = (places.outer(where[0]), *where[1:])
        trees = (places.tree, *(self.catalogue.actors.tree for _ in ROLES))
        axes = [
            nodes_of(named, axis, tree, everything=not given)
            for named, axis, tree, given in zip(wholes, self.system.axes, trees, where, strict=True)
        ]
        nodes = list(itertools.product(*axes))
        held = [entry for node in nodes for entry in self._pieces.get(node, ())]
        void = [days for node in nodes for days in self.catalogue.actors.void(node[1:])]  # nothing lies there
        ends = {day for piece, _ in held for day in (piece.start, piece.end)} | {day for days in void for day in days}
        borders = sorted({FIRST_DAY, *ends})
        position = {day: number for number, day in enumerate(borders)}
        cells: list[set[int]] = [set() for _ in borders]
        covering = [0] * len(borders)
        for piece, number in held:
            for part in range(position[piece.start], position[piece.end]):
                cells[part].add(number)
                covering[part] += 1
        for first, last in void:
            for part in range(position[first], position[last]):
                covering[part] += 1
        return _Stretches(borders, [frozenset(held) for held in cells], [count < len(nodes) for count in covering])


def nodes_of(named: Sequence[str], axis: Iterable[str], tree: Tree, *, everything: bool) -> list[str | None]:
    """The nodes of an axis that something in one of the named wholes may lie in; None is what lies in no node."""
    axis = tuple(axis)
    if everything:
        return [None, *axis]
    found: set[str | None] = set()
    for whole in named:
        found.update(node for node in axis if tree.holds(whole, node))
        if whole not in axis:
            found.add(next((node for node in tree.chain(whole) if node in axis), None))
    return sorted(found, key=lambda node: node or "")


def listed(events: EventList, spreader: Spreader, cells: frozenset[int], *, whole: bool) -> list[Event]:
    """The events that lie in some cells whole, or that may lie in them at all."""
    found = []
    for event in events.events:
        where, loose = spreader.of(event)
        if (where and not loose and where <= cells) if whole else not where.isdisjoint(cells):
            found.append(event)
    return found
