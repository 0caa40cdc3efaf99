"""Sums of listed events for many questions at once: what surely lies in a scope, and what may where a list is whole.

No program is solved: of a scope that nothing but events speaks of, the counts are at least those of the events that lie
in it whole, and where the source lists all that it counts there, at most those of the events that may lie in it. These
are the bounds that :mod:`onrecord.transport` gives such a scope, worked out for each by itself.
"""

from __future__ import annotations

import datetime as dt
import math
from collections.abc import Sequence
from typing import Any

from onrecord.cell import days_of
from onrecord.row import EventList, Record
from onrecord.scope import ROLES, Catalogue, Scope

_Where = tuple[tuple[str, ...], ...]  # places, places left out, and actors of each role


class EventSums:
    """The lists of events of one voice and rule, by measure."""

    def __init__(self, record: Record, who: tuple[str, str], catalogue: Catalogue) -> None:
        self._lists: dict[str, list[_List]] = {}
        for events in record.lists:
            kinds = {(term.voice, term.rule): term.scope.measure for term in events.terms[:1]}
            if who in kinds:
                self._lists.setdefault(kinds[who], []).append(_List(events, catalogue))

    def range(self, scope: Scope) -> tuple[float, float]:
        """From the least to the most, infinite where no list is whole. The events of two sources are never added up."""
        ranges = [each.range(scope) for each in self._lists.get(scope.measure, ())]
        return max((low for low, _ in ranges), default=0.0), min((high for _, high in ranges), default=math.inf)


class _List:
    """The events of one list as columns."""

    def __init__(self, events: EventList, catalogue: Catalogue) -> None:
        import numpy as np

        self.places, self.actors = catalogue.places, catalogue.actors.tree
        self.listings = [listing.term.scope for listing in events.listings]
        self._wheres: dict[_Where, int] = {}
        rows = []
        for event in events.events:
            start, end = days_of(event.term.scope)
            where = self._wheres.setdefault(_where(event.term.scope), len(self._wheres))
            high = math.inf if event.high is None else float(event.high)
            rows.append((where, start.toordinal(), end.toordinal(), float(event.low), high))
        columns = np.array(rows, dtype=np.double).reshape(len(rows), 5).T
        self._numbers, self._starts, self._ends, self._lows, self._highs = columns
        self._numbers = self._numbers.astype(np.int64)
        self._known: dict[_Where, tuple[Any, Any]] = {}

    def range(self, scope: Scope) -> tuple[float, float]:
        start, end = (day.toordinal() for day in days_of(scope))
        surely, possibly = self._masks(scope)
        inside = (self._starts >= start) & (self._ends <= end)
        low = float(self._lows[surely[self._numbers] & inside].sum())
        if not self._is_whole(scope):
            return low, math.inf
        touching = (self._starts < end) & (self._ends > start)
        return low, float(self._highs[possibly[self._numbers] & touching].sum())

    def _masks(self, scope: Scope) -> tuple[Any, Any]:
        """Of each where, whether it lies in that of a scope, and whether it may."""
        import numpy as np

        where = _where(scope)
        if where not in self._known:
            surely = np.array([self._inside(mine, where) for mine in self._wheres], dtype=bool)
            possibly = np.array([self._meets(mine, where) for mine in self._wheres], dtype=bool)
            self._known[where] = surely, possibly
        return self._known[where]

    def _inside(self, mine: _Where, asked: _Where) -> bool:
        """Whether all of one where surely lies in another."""
        tree, held = self.places.tree, self.places.outer(mine[0])
        if asked[0] and not (mine[0] and tree.hold(self.places.inner(asked[0]), held)):
            return False
        if asked[1] and (not mine[0] or tree.meet(held, self.places.outer(asked[1]))):
            return False
        return all(not role or (own and self.actors.hold(role, own)) for own, role in _roles(mine, asked))

    def _meets(self, mine: _Where, asked: _Where) -> bool:
        """Whether one where may share something with another."""
        tree, held = self.places.tree, self.places.outer(mine[0])
        if asked[0] and mine[0] and not tree.meet(held, self.places.outer(asked[0])):
            return False
        if asked[1] and mine[0] and tree.hold(self.places.inner(asked[1]), held):
            return False
        return all(not role or not own or self.actors.meet(own, role) for own, role in _roles(mine, asked))

    def _is_whole(self, scope: Scope) -> bool:
        """Whether the source lists all that it counts in a scope: in each of its places, on each of its days."""
        asked, (start, end) = _where(scope), days_of(scope)
        return all(
            _covers(
                [days_of(each) for each in self.listings if self._lists_all(_where(each), place, asked)], start, end
            )
            for place in self.places.outer(scope.places) or (None,)
        )

    def _lists_all(self, mine: _Where, place: str | None, asked: _Where) -> bool:
        """Whether a listing speaks of all of one place of a scope, whoever did it there."""
        tree = self.places.tree
        if set(mine[1]) - set(asked[1]):
            return False
        if mine[0] and (place is None or not tree.hold(self.places.inner(mine[0]), [place])):
            return False
        return all(not own or (role and self.actors.hold(own, role)) for own, role in _roles(mine, asked))


def _where(scope: Scope) -> _Where:
    return scope.places, scope.without, *(getattr(scope, role) for role in ROLES)


def _roles(mine: _Where, asked: _Where) -> Sequence[tuple[tuple[str, ...], tuple[str, ...]]]:
    return list(zip(mine[2:], asked[2:], strict=True))


def _covers(stretches: Sequence[tuple[dt.date, dt.date]], start: dt.date, end: dt.date) -> bool:
    """Whether some stretches of days together hold every day from one to another (excluded)."""
    for first, last in sorted(stretches):
        if first > start:
            break
        start = max(start, last)
    return start >= end
