"""Growth: which rows of a record bear on a question, from the nearest outwards.

Records speak of few places and actors over many days. So rows are found by where they speak of and by when: those of
one where lie in order of their days, apart by how long they run, and what touches some days is then a stretch of each
list. A record is put in this order once; a question costs what touches it.
"""

from __future__ import annotations

import bisect
import datetime as dt
from collections.abc import Iterable, Iterator, Mapping, Sequence

from onrecord.cell import FIRST_DAY, LAST_DAY, Kind, days_of, kind_of, measure_groups, usable
from onrecord.place import Tree
from onrecord.row import Event, Record, Row, Term
from onrecord.scope import Catalogue

MOST_ORDERS, _ORDERS = 4, "orders"
"""Orders kept of one record: a claim that names no place has a catalogue of its own."""

_Where = tuple[frozenset[Kind], tuple[str, ...], tuple[tuple[str, ...], ...]]  # kinds tied together, places, roles
_Days = tuple[dt.date, dt.date]
_Stretches = list[_Days]  # apart and in order
_Reach = list[tuple[int, _Days]]  # for each term, the number of where it speaks of, and over which days


def grow(question: Sequence[Term], record: Record, catalogue: Catalogue) -> Iterator[tuple[Row, ...]]:
    """The rows that bear on a question, ring by ring outwards: those that touch it, those that touch these, ...

    Each yield holds one ring, in the order of the record. Ends when no further row touches what is there.
    """
    order = _order(record, catalogue)
    taken: set[int] = set()
    frontier = [order.reach(question)]
    while frontier:
        ring = order.touching(merged_reaches(frontier), taken)
        taken.update(ring)
        rows = tuple(row for row in (order.rows[number] for number in ring) if isinstance(row, Row))
        if rows:
            yield rows
        frontier = [order.reaches[number] for number in ring]


def _order(record: Record, catalogue: Catalogue) -> _Order:
    """The record in order, made once for each catalogue."""
    held = record.orders.setdefault(_ORDERS, {})
    assert isinstance(held, dict)
    known = held.get(id(catalogue))
    if not isinstance(known, _Order) or known.catalogue is not catalogue:
        known = _Order(record, catalogue)
        while len(held) >= MOST_ORDERS:
            del held[next(iter(held))]
        held[id(catalogue)] = known
    return known


class _Order:
    """The rows of a record by where and when they speak of; wheres are numbered as they come."""

    def __init__(self, record: Record, catalogue: Catalogue) -> None:
        self.groups, self.catalogue = measure_groups(record.bridges), catalogue
        self._numbers: dict[_Where, int] = {}
        self._wheres: list[_Where] = []
        self._exactly: dict[str | None, list[int]] = {}  # by place, the wheres that name it; None: they name none
        self._inside: dict[str, list[int]] = {}  # by place, the wheres that name something in it
        self._met: dict[int, list[int]] = {}
        self.rows: list[Row | Event] = [row for row in record.rows if usable(row, catalogue)]
        # An event ties the rows that touch it; without rows there is nothing to tie.
        self.rows += [event for events in record.lists for event in events.events if self.rows]
        self.reaches = [self.reach(row.terms) for row in self.rows]
        self._lists = _by_length(self.reaches)

    def reach(self, terms: Iterable[Term]) -> _Reach:
        """Where some terms speak of, and over which days."""
        return [(self._number(self._where(term)), self._days(term)) for term in terms]

    def touching(self, frontier: Mapping[int, _Stretches], taken: set[int]) -> list[int]:
        """The rows not taken yet that touch a frontier, in the order of the record."""
        near: dict[int, list[_Days]] = {}
        for where, stretches in frontier.items():
            for other in self._meeting(where):
                near.setdefault(other, []).extend(stretches)
        found: set[int] = set()
        for where, days in near.items():
            for entries in self._lists.get(where, {}).values():
                for start, end in _merged(days):
                    found.update(number for number in entries.touching(start, end) if number not in taken)
        return sorted(found)

    def _number(self, where: _Where) -> int:
        if where not in self._numbers:
            number = self._numbers[where] = len(self._wheres)
            self._wheres.append(where)
            for named in where[1] or (None,):
                self._exactly.setdefault(named, []).append(number)
            for above in {above for place in where[1] for above in self.catalogue.places.tree.chain(place)}:
                self._inside.setdefault(above, []).append(number)
            self._met.clear()
        return self._numbers[where]

    def _where(self, term: Term) -> _Where:
        kind, scope = kind_of(term), term.scope
        places = self.catalogue.places.outer(scope.places)
        return self.groups.get(kind, frozenset({kind})), places, (scope.by, scope.against, scope.of)

    def _days(self, term: Term) -> _Days:
        """Days that matter for touching: a stock of one day bears on that of any other."""
        flows = self.catalogue.measures[term.scope.measure].kind == "flow"
        return days_of(term.scope) if flows else (FIRST_DAY, LAST_DAY)

    def _meeting(self, where: int) -> list[int]:
        """The wheres that share something with one, or something that a bridge ties to it."""
        if where not in self._met:
            places, tree = self._wheres[where][1], self.catalogue.places.tree
            near = set(self._exactly.get(None, ())) if places else set(range(len(self._wheres)))
            for place in places:
                near.update(self._inside.get(place, ()))
                near.update(number for above in tree.chain(place) for number in self._exactly.get(above, ()))
            self._met[where] = sorted(other for other in near if self._meet(where, other))
        return self._met[where]

    def _meet(self, one: int, other: int) -> bool:
        """Whether two wheres whose places meet have their kinds and actors in common too."""
        mine, theirs = self._wheres[one], self._wheres[other]
        actors = self.catalogue.actors.tree
        return mine[0] == theirs[0] and all(_overlap(a, b, actors) for a, b in zip(mine[2], theirs[2], strict=True))


class _InOrder:
    """Rows of about one length, by their first day: those that touch some days stand together."""

    def __init__(self, entries: Iterable[tuple[dt.date, dt.date, int]]) -> None:
        self._entries = sorted(entries)
        self._starts = [start for start, _, _ in self._entries]
        self._longest = max(end - start for start, end, _ in self._entries)

    def touching(self, start: dt.date, end: dt.date) -> Iterator[int]:
        """The rows that share a day with some days."""
        first = start - self._longest if start - FIRST_DAY > self._longest else FIRST_DAY
        for at in range(bisect.bisect_left(self._starts, first), bisect.bisect_left(self._starts, end)):
            if self._entries[at][1] > start:
                yield self._entries[at][2]


def _by_length(reaches: Sequence[_Reach]) -> dict[int, dict[int, _InOrder]]:
    """For each where its rows, apart by how many binary digits their length has."""
    found: dict[int, dict[int, list[tuple[dt.date, dt.date, int]]]] = {}
    for number, reach in enumerate(reaches):
        for where, (start, end) in reach:
            length = (end - start).days.bit_length()
            found.setdefault(where, {}).setdefault(length, []).append((start, end, number))
    return {where: {length: _InOrder(rows) for length, rows in held.items()} for where, held in found.items()}


def merged_reaches(reaches: Iterable[_Reach]) -> dict[int, _Stretches]:
    """The days of many reaches together, by where."""
    found: dict[int, _Stretches] = {}
    for reach in reaches:
        for where, days in reach:
            found.setdefault(where, []).append(days)
    return {where: _merged(stretches) for where, stretches in found.items()}


def _merged(stretches: Iterable[tuple[dt.date, dt.date]]) -> _Stretches:
    """The same days as stretches that are apart and in order."""
    found: _Stretches = []
    for start, end in sorted(stretches):
        if found and start <= found[-1][1]:
            found[-1] = (found[-1][0], max(end, found[-1][1]))
        else:
            found.append((start, end))
    return found


def _overlap(one: Sequence[str], other: Sequence[str], tree: Tree) -> bool:
    """Whether two unions share anything; an empty one is everything."""
    if not one or not other:
        return True
    return tree.meet(one, other)
