"""Pinning: which of many near questions one record pins, and to what number.

The rows around all the questions are cut into cells once. A question needs no cut of its own: what lies in a cell of
the rows may lie in any part of it, so the most that a question can count takes every cell that it touches, and the
least only those that lie in it whole. What these can count together is asked of the linear programs of
:mod:`onrecord.filling`.

Events that a source lists are counted for each question by themselves (:mod:`onrecord.eventsum`), and for the cells as
they are spread over these.

All this is in floats and proves nothing. What is offered to a reader is asked again, exactly, with its proof.
"""

from __future__ import annotations

import itertools
import math
from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import Any

from onrecord.actor import AS_PART
from onrecord.bounds import bound
from onrecord.byday import record_by_day, scope_by_day
from onrecord.cell import BOUNDED, Kind, System, days_of, kind_of
from onrecord.eventsum import EventSums
from onrecord.filling import NEAR, NOTHING, Covers, Range, Solver
from onrecord.frame import Frame, frame_of
from onrecord.period import Period
from onrecord.row import Record, Term
from onrecord.scope import ROLES, Catalogue, Scope


class Pinning:
    """Answers, for any scope near some others, what one voice's count of it can be. Built once for a claim."""

    def __init__(self, scopes: Sequence[Scope], who: tuple[str, str], record: Record, catalogue: Catalogue) -> None:
        """``scopes`` name every place, party, measure and day that is going to be asked about."""
        self.who, self.catalogue = who, catalogue
        measures = catalogue.measures
        askable = [scope for scope in scopes if measures[scope.measure].kind in ("flow", "stock")]
        named = [self._term(scope) for scope in askable]
        stocks = sorted({scope.measure for scope in askable if measures[scope.measure].kind == "stock"})
        periods = dict.fromkeys(scope.period for scope in askable if scope.period.days == 1)
        days = [self._term(Scope(stock, period=period)) for stock in stocks for period in periods]
        hulls = [self._term(hull) for hull in _hulls(askable)]
        frame = frame_of(hulls, record, catalogue, question=tuple(dict.fromkeys(days)), named=named)
        self.system, self.catalogue = frame.system, frame.catalogue
        self._known: dict[Scope, Range] = {}
        self._covered: dict[Scope, Covers | None] = {}
        self.record = record = record_by_day(record, catalogue)
        held = record.orders.get(_HELD)
        if not isinstance(held, _Kept) or not held.is_of(frame, who):
            solver, exact, events = Solver(frame.system), _stated_as(record, who), EventSums(record, who, catalogue)
            held = record.orders[_HELD] = _Kept(frame.system, frame.catalogue, who, solver, exact, events, {})
        self._solver, self._exact, self._events, self._tables = held.solver, held.exact, held.events, held.tables

    def _term(self, scope: Scope) -> Term:
        return Term(Fraction(1), *self.who, scope)

    def value(self, scope: Scope) -> Fraction | None:
        """The number that the record pins a scope to, or None."""
        return self.range(scope).pinned(whole=self._whole(scope))

    def _whole(self, scope: Scope) -> bool:
        return self.catalogue.measures[scope.measure].whole

    def range(self, scope: Scope) -> Range:
        """What one voice's count of a scope can be. Where it is not pinned, the range may be wider or narrower."""
        if scope not in self._known:
            self._known[scope] = self._range(scope_by_day(scope, self.catalogue.actors))
        return self._known[scope]

    def _range(self, scope: Scope) -> Range:
        kind = self.catalogue.measures[scope.measure].kind
        if kind == "ratio":
            return self._range_of_ratio(scope)
        if kind not in BOUNDED or (kind == "stock" and scope.period.days != 1):
            return NOTHING
        covers = self._covers(scope)
        found = NOTHING if covers is None else self._solver.range(covers, whole=self._whole(scope))
        low, high = self._events.range(scope) if kind == "flow" else (0.0, math.inf)
        return found.within(low, high)

    def difference(self, top: Scope, bottom: Scope) -> Fraction | None:
        """The number that one total less another is pinned to, whatever each of them is; None where none is.

        Days that both have cancel out, so that nothing needs to be known of them.
        """
        if None not in (values := [self.value(scope) for scope in (top, bottom)]):
            return values[0] - values[1]  # type: ignore[operator]
        if any(self.catalogue.measures[scope.measure].kind not in ("flow", "stock") for scope in (top, bottom)):
            return None
        sides = [[self._covers(scope) for scope in _only(*pair)] for pair in ((top, bottom), (bottom, top))]
        if any(covers is None for covers in itertools.chain(*sides)):
            return None
        added, taken = ([covers for covers in side if covers is not None] for side in sides)
        whole = self._whole(top) and self._whole(bottom)
        return self._solver.difference(added, taken, whole=whole).pinned(whole=whole)

    def may_be_proportional(self, top: Scope, bottom: Scope) -> bool:
        """Whether the quotient of two totals may be pinned though they are not: all ways that are known agree on it."""
        if NOTHING in (self.range(top), self.range(bottom)):
            return False
        kinds = {self.catalogue.measures[scope.measure].kind for scope in (top, bottom)}
        if "ratio" in kinds:
            return False
        over, under = self._covers(top), self._covers(bottom)
        if over is None or under is None:
            return False
        least_under = self._solver.totals(under, most=False)
        if least_under.min() < NEAR:
            return False
        most = (self._solver.totals(over, most=True) / least_under).max()
        least = (self._solver.totals(over, most=False) / self._solver.totals(under, most=True)).min()
        return bool(most - least <= NEAR * max(1.0, most))

    def _covers(self, scope: Scope) -> Covers | None:
        if scope not in self._covered:
            told = scope_by_day(scope, self.catalogue.actors)
            self._covered[scope] = self._table(kind_of(self._term(told))).covers(told)
        return self._covered[scope]

    def _table(self, kind: Kind) -> _Table:
        if kind not in self._tables:
            self._tables[kind] = _Table(kind, self.system, self.catalogue)
        return self._tables[kind]

    def _range_of_ratio(self, scope: Scope) -> Range:
        """A ratio is known by just what it was stated for, so few can be pinned; these are asked exactly."""
        if scope.period.days != 1 or _stated(scope) not in self._exact:
            return NOTHING
        found = bound(scope, *self.who, self.record, self.catalogue, withdrawals=False)
        return NOTHING if found.low is None or found.high is None else Range(float(found.low), float(found.high))


_HELD = "pinning"


@dataclass(frozen=True, slots=True)
class _Kept:
    """What was made for the last claim: the others of a statement mostly have the same rows around them."""

    system: System
    catalogue: Catalogue
    who: tuple[str, str]
    solver: Solver
    exact: frozenset[tuple[object, ...]]
    events: EventSums
    tables: dict[Kind, _Table]

    def is_of(self, frame: Frame, who: tuple[str, str]) -> bool:
        """Whether the questions of a frame are asked of just the same cells."""
        return self.system is frame.system and self.catalogue is frame.catalogue and self.who == who


def _only(scope: Scope, other: Scope) -> list[Scope]:
    """A scope on the days that another, the same but for its days, does not have; the whole scope else."""
    if scope.but(period=other.period) != other:
        return [scope]
    (start, end), (first, last) = days_of(scope), days_of(other)
    stretches = [(start, min(end, first)), (max(start, last), end)] if start < last and first < end else [(start, end)]
    return [scope.but(period=Period(start, end)) for start, end in stretches if start < end]


def _stated(scope: Scope) -> tuple[object, ...]:
    return scope.measure, scope.places, scope.without, scope.by, scope.against, scope.of


def _stated_as(record: Record, who: tuple[str, str]) -> frozenset[tuple[object, ...]]:
    """What each figure of a voice is stated for, but for its days."""
    terms = [term for row in record.rows for term in row.terms]
    return frozenset(_stated(term.scope) for term in terms if (term.voice, term.rule) == who)


def _hulls(scopes: Sequence[Scope]) -> list[Scope]:
    """For each measure one scope that holds all that may be asked of it: any row that bears on that touches it."""
    if not scopes:
        return []
    union = {
        name: () if any(not getattr(s, name) for s in scopes) else tuple(n for s in scopes for n in getattr(s, name))
        for name in (*ROLES, "places")
    }
    starts, ends = [s.period.start for s in scopes], [s.period.end for s in scopes]
    start = None if None in starts else min(day for day in starts if day is not None)
    end = None if None in ends else max(day for day in ends if day is not None)
    measures = dict.fromkeys(scope.measure for scope in scopes)
    return [Scope(measure, period=Period(start, end), **union) for measure in measures]


# ------------------------------------------------------------------------------------------- which cells a scope takes


@dataclass(frozen=True, slots=True)
class _Held:
    """The pieces that lie in some places and parties: cells, first days and days after, and which nodes these are."""

    cells: Any
    starts: Any
    ends: Any
    masks: list[Any]


class _Table:
    """The pieces of one kind's cells as columns, to see at once which of them a scope takes."""

    def __init__(self, kind: Kind, system: System, catalogue: Catalogue) -> None:
        import numpy as np

        self.catalogue, self.axes = catalogue, system.axes
        self._numbers = [{None: 0} | {name: n for n, name in enumerate(axis, 1)} for axis in system.axes]
        self._masks: dict[tuple[int, tuple[str, ...], bool], Any] = {}
        self._held: dict[tuple[object, ...], _Held] = {}
        rows = [
            (number, piece.start.toordinal(), piece.end.toordinal(), *self._node(piece.node))
            for number, cell in enumerate(system.cells)
            if cell.kind == kind
            for piece in cell.pieces
        ]
        columns = np.array(rows, dtype=np.int64).reshape(len(rows), 3 + len(system.axes)).T
        self.cells, self.starts, self.ends, *self.nodes = columns
        self.sizes = np.bincount(self.cells, minlength=len(system.cells))

    def _node(self, node: Sequence[str | None]) -> list[int]:
        return [numbers[name] for numbers, name in zip(self._numbers, node, strict=True)]

    def covers(self, scope: Scope) -> Covers | None:
        """The cells that a scope takes; None where a part of it lies in no cell, so that nothing bounds it."""
        import numpy as np

        start, end = (day.toordinal() for day in days_of(scope))
        possibly = self._within(scope, outer=True)
        days = np.minimum(possibly.ends, end) - np.maximum(possibly.starts, start)
        touched = days > 0
        if days[touched].sum() != self._node_days(possibly.masks, scope):
            return None
        surely = self._within(scope, outer=False)
        whole = (surely.starts >= start) & (surely.ends <= end)
        taken = np.bincount(surely.cells[whole], minlength=len(self.sizes))
        inner = np.flatnonzero((taken == self.sizes) & (taken > 0))
        return Covers(inner, np.unique(possibly.cells[touched]))

    def _node_days(self, masks: Sequence[Any], scope: Scope) -> int:
        """How many days all combinations of some nodes have in a scope: of a party on which it was what it is there."""
        start, end = days_of(scope)
        where, *roles = (int(mask.sum()) for mask in masks)
        parties = [[None, *axis] for axis in self.axes[1:]]
        changed = any(key is not None and AS_PART in key for axis in parties for key in axis)
        if not changed or self.catalogue.measures[scope.measure].kind != "flow":
            return where * math.prod(roles) * (end - start).days
        held = [list(itertools.compress(axis, mask)) for axis, mask in zip(parties, masks[1:], strict=True)]
        stretches = (self.catalogue.actors.live(node, start, end) for node in itertools.product(*held))
        return where * sum((last - first).days for live in stretches for first, last in live)

    def _within(self, scope: Scope, *, outer: bool) -> _Held:
        """The pieces that lie in the scope's places and parties, whatever its days."""
        where = (*_stated(scope), outer)
        if where not in self._held:
            self._held[where] = self._make_held(scope, outer=outer)
        return self._held[where]

    def _make_held(self, scope: Scope, *, outer: bool) -> _Held:
        places = self.catalogue.places
        inside = places.outer(scope.places) if outer else places.inner(scope.places)
        left_out = places.inner(scope.without) if outer else places.outer(scope.without)
        where = self._mask(0, inside, bool(scope.places))
        if left_out:
            where = where & ~self._mask(0, left_out, True)
        masks = [where]
        for number, role in enumerate(ROLES, 1):
            named: tuple[str, ...] = getattr(scope, role)
            masks.append(self._mask(number, named, bool(named)))
        found = masks[0][self.nodes[0]]
        for mask, column in zip(masks, self.nodes, strict=True):
            found = found & mask[column]
        return _Held(self.cells[found], self.starts[found], self.ends[found], masks)

    def _mask(self, axis: int, wholes: tuple[str, ...], named: bool) -> Any:
        """Which nodes of an axis lie in some wholes; all of them where nothing is named."""
        import numpy as np

        key = (axis, wholes, named)
        if key not in self._masks:
            tree = self.catalogue.actors.tree if axis else self.catalogue.places.tree
            inside = [any(tree.holds(whole, node) for whole in wholes) for node in self.axes[axis]]
            self._masks[key] = np.array([False, *inside] if named else [True] * (len(inside) + 1))
        return self._masks[key]


# ----------------------------------------------------------------------------------------------- how full they can be
