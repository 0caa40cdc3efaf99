"""Growth: which rows of a record bear on a question, from the nearest outwards.

Records speak of few places and actors over many days, so rows are compared by where they speak of first, and that
only once for each pair of wheres; what is left is one search among days for each row and ring.
"""

from __future__ import annotations

import bisect
import datetime as dt
from collections.abc import Iterable, Iterator, Mapping, Sequence

from onrecord.cell import FIRST_DAY, LAST_DAY, Kind, days_of, kind_of, measure_groups, usable
from onrecord.place import Tree
from onrecord.row import Event, Record, Row, Term
from onrecord.scope import Catalogue

_Where = tuple[frozenset[Kind], tuple[str, ...], tuple[tuple[str, ...], ...]]  # kinds tied together, places, roles
_Days = tuple[dt.date, dt.date]
_Stretches = list[_Days]  # apart and in order


def grow(question: Sequence[Term], record: Record, catalogue: Catalogue) -> Iterator[tuple[Row, ...]]:
    """The rows that bear on a question, ring by ring outwards: those that touch it, those that touch these, ...

    Each yield holds one ring, in the order of the record. Ends when no further row touches what is there.
    """
    touch = _Touch(record, catalogue)
    found: list[Row | Event] = [row for row in record.rows if usable(row, catalogue)]
    # An event ties the rows that touch it; without rows there is nothing to tie.
    found += [event for events in record.lists for event in events.events if found]
    waiting = [(row, touch.reach(row.terms)) for row in found]
    frontier = touch.reaches([touch.reach(question)])
    while frontier:
        ring: list[tuple[Row | Event, _Reach]] = []
        still: list[tuple[Row | Event, _Reach]] = []
        near = touch.near(frontier, {where for _, reach in waiting for where, _ in reach})
        for row, reach in waiting:
            touched = any(_overlap_days(days, near[where]) for where, days in reach)
            (ring if touched else still).append((row, reach))
        rows = tuple(row for row, _ in ring if isinstance(row, Row))
        if rows:
            yield rows
        waiting = still
        frontier = touch.reaches(reach for _, reach in ring)


_Reach = list[tuple[int, _Days]]  # for each term, the number of where it speaks of, and over which days


class _Touch:
    """Whether terms can share a cell, or cells that a bridge ties together; wheres are numbered as they come."""

    def __init__(self, record: Record, catalogue: Catalogue) -> None:
        self.groups, self.catalogue = measure_groups(record.bridges), catalogue
        self._numbers: dict[_Where, int] = {}
        self._wheres: list[_Where] = []
        self._met: dict[tuple[int, int], bool] = {}

    def reach(self, terms: Iterable[Term]) -> _Reach:
        """Where some terms speak of, and over which days."""
        return [(self._number(self._where(term)), self._days(term)) for term in terms]

    def reaches(self, reaches: Iterable[_Reach]) -> dict[int, _Stretches]:
        """The days of many reaches together, by where."""
        found: dict[int, _Stretches] = {}
        for reach in reaches:
            for where, days in reach:
                found.setdefault(where, []).append(days)
        return {where: _merged(stretches) for where, stretches in found.items()}

    def near(self, frontier: Mapping[int, _Stretches], wheres: Iterable[int]) -> dict[int, _Stretches]:
        """For each where, the days over which anything of the frontier meets it."""
        met = {where: [other for other in frontier if self._meet(where, other)] for where in wheres}
        return {where: _merged(days for other in others for days in frontier[other]) for where, others in met.items()}

    def _number(self, where: _Where) -> int:
        if where not in self._numbers:
            self._numbers[where] = len(self._wheres)
            self._wheres.append(where)
        return self._numbers[where]

    def _where(self, term: Term) -> _Where:
        kind, scope = kind_of(term), term.scope
        places = self.catalogue.places.outer(scope.places)
        return self.groups.get(kind, frozenset({kind})), places, (scope.by, scope.against, scope.of)

    def _days(self, term: Term) -> _Days:
        """Days that matter for touching: a stock of one day bears on that of any other."""
        flows = self.catalogue.measures[term.scope.measure].kind == "flow"
        return days_of(term.scope) if flows else (FIRST_DAY, LAST_DAY)

    def _meet(self, one: int, other: int) -> bool:
        if (one, other) not in self._met:
            places, actors = self.catalogue.places.tree, self.catalogue.actors.tree
            mine, theirs = self._wheres[one], self._wheres[other]
            self._met[one, other] = self._met[other, one] = (
                mine[0] == theirs[0]
                and _overlap(mine[1], theirs[1], places)
                and all(_overlap(a, b, actors) for a, b in zip(mine[2], theirs[2], strict=True))
            )
        return self._met[one, other]


def _overlap_days(days: _Days, stretches: _Stretches) -> bool:
    """Whether some days fall in one of the stretches."""
    following = bisect.bisect_right(stretches, days[0], key=lambda stretch: stretch[1])
    return following < len(stretches) and stretches[following][0] < days[1]


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
    return any(tree.holds(a, b) or tree.holds(b, a) for a in one for b in other)
