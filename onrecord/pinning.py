"""Pinning: which of many near questions one record pins, and to what number.

The rows around all the questions are cut into cells once. A question needs no cut of its own: what lies in a cell of
the rows may lie in any part of it, so the most that a question can count takes every cell that it touches, and the
least only those that lie in it whole. The cells fall into groups that no row ties together; each is one linear program
over counts, solved from where it last stood.

Most questions are not pinned, and that is cheap to see: two ways of filling the cells that differ in the total show
it. So each program keeps the ways that it found, and is solved again only for a question on which they all agree.

Events that a source lists are counted for each question by themselves (:mod:`onrecord.eventsum`), and for the cells as
they are spread over these.

All this is in floats and proves nothing. What is offered to a reader is asked again, exactly, with its proof.
"""

from __future__ import annotations

import itertools
import math
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from fractions import Fraction
from typing import Any

from onrecord.actor import AS_PART
from onrecord.bounds import bound
from onrecord.byday import record_by_day, scope_by_day
from onrecord.cell import BOUNDED, Kind, System, days_of, kind_of
from onrecord.eventsum import EventSums
from onrecord.frame import Frame, frame_of
from onrecord.linear import Inequality, bounded_cells, inequalities
from onrecord.period import Period
from onrecord.row import Record, Term
from onrecord.scope import ROLES, Catalogue, Scope

WAYS = 12
"""Ways of filling the cells that each program starts with: of random weights, two differ on nearly every question that
is not pinned (measured on the packaged releases: past ten, none of the questions left was open)."""

NEAR = 1e-6
"""What differs by less is the same; counts are whole, or are published with a digit or two after the point."""

MOST_WAYS = 64
"""Ways that a program keeps; past these, what another one shows is not worth looking it up."""

PRIMAL = 4
"""HiGHS's number for the primal simplex: with another objective, the last way of filling the cells still is one."""

FINEST = 10_000
"""No number on record has more than four digits after the point; an unwhole value is taken for the nearest such."""


@dataclass(frozen=True, slots=True)
class Range:
    """From the least to the greatest that a total may be, in floats; ``high`` is infinite where nothing bounds it."""

    low: float
    high: float

    def within(self, low: float, high: float) -> Range:
        """What is left of it where something else bounds the total too; nothing is said where the two disagree."""
        found = Range(max(self.low, low), min(self.high, high))
        return found if found.low <= found.high + NEAR * max(1.0, abs(found.low)) else NOTHING

    def pinned(self, *, whole: bool) -> Fraction | None:
        """The one number that is left (of whole things, the one whole number); None where several are."""
        slack = NEAR * max(1.0, abs(self.low) / 1000)
        if not (math.isfinite(self.low) and math.isfinite(self.high)):
            return None
        if whole:
            low, high = math.ceil(self.low - slack), math.floor(self.high + slack)
            return Fraction(low) if low == high else None
        if self.high - self.low > slack:
            return None
        return Fraction((self.low + self.high) / 2).limit_denominator(FINEST)

    def is_open(self, *, whole: bool) -> bool:
        """Whether at least two numbers are left, beyond any doubt of rounding, whatever else is found."""
        slack = NEAR * max(1.0, abs(self.low) / 1000)
        if whole:
            return math.floor(self.high - slack) > math.ceil(self.low + slack)
        return self.high - self.low > 2 * slack


NOTHING = Range(0.0, math.inf)


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
        self._covered: dict[Scope, _Covers | None] = {}
        self.record = record = record_by_day(record, catalogue)
        held = record.orders.get(_HELD)
        if not isinstance(held, _Kept) or not held.is_of(frame, who):
            solver, exact, events = _Solver(frame.system), _stated_as(record, who), EventSums(record, who, catalogue)
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

    def _covers(self, scope: Scope) -> _Covers | None:
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
    solver: _Solver
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


@dataclass(frozen=True, slots=True)
class _Covers:
    """Cells that surely lie in a scope whole, and cells that it touches."""

    inner: Any
    outer: Any


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

    def covers(self, scope: Scope) -> _Covers | None:
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
        return _Covers(inner, np.unique(possibly.cells[touched]))

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


@dataclass(frozen=True, slots=True)
class _Row:
    """low <= cover . x <= high, in floats; infinite where a side is open."""

    cover: Mapping[int, Fraction]
    low: float
    high: float


def _rows(system: System) -> Iterator[_Row]:
    """All that a system says: its rows, both sides at once where they speak of the same cells, and its bridges."""
    for row, low_cover, high_cover in zip(system.rows, system.low_covers, system.high_covers, strict=True):
        low = -math.inf if row.low is None else float(row.low)
        high = math.inf if row.high is None else float(row.high)
        if low_cover == high_cover:
            yield _Row(low_cover, low, high)
        else:
            yield _Row(low_cover, low, math.inf)
            yield _Row(high_cover, -math.inf, high)
    for link in system.links:
        yield _Row({link.lesser: Fraction(1), link.greater: Fraction(-1)}, -math.inf, 0.0)


def _spread(known: Iterable[Inequality]) -> Iterator[_Row]:
    """What a system says of events: how they are spread over its cells, in columns behind those of the cells."""
    for inequality in known:
        if inequality.cell is not None:
            yield _Row(inequality.cover, -math.inf, float(inequality.cost))


class _Solver:
    """The programs of a system, one for each group of cells that no row ties together, made when they are needed."""

    def __init__(self, system: System) -> None:
        import numpy as np

        known = inequalities(system)
        bounded = bounded_cells(known)
        columns = max([len(system.cells), *(column + 1 for each in known for column in each.cover)])
        self.bounded = np.array([column in bounded for column in range(columns)], dtype=bool)
        rows = [row for row in (*_rows(system), *_spread(known)) if row.cover]
        self.groups = _groups(columns, [row.cover for row in rows])
        self._rows: dict[int, list[_Row]] = {}
        for row in rows:
            self._rows.setdefault(self.groups[next(iter(row.cover))], []).append(row)
        self._programs: dict[int, _Program] = {}
        self._groups = np.array(self.groups, dtype=np.int64)

    def range(self, covers: _Covers, *, whole: bool) -> Range:
        """What the total of a cover can be; only as closely as it takes to see whether it is pinned."""
        if not self.bounded[covers.outer].all():
            return NOTHING
        parts = list(self._parts(covers))
        if not all(program.consistent for program, _, _ in parts):
            return NOTHING
        rough = _sum(program.seen(inner, outer) for program, inner, outer in parts)
        if rough.is_open(whole=whole):
            return rough
        return _sum(program.range(inner, outer) for program, inner, outer in parts)

    def difference(self, added: Sequence[_Covers], taken: Sequence[_Covers], *, whole: bool) -> Range:
        """What the total of some covers less that of others can be; only as closely as it takes to see whether it is
        pinned. Counts that nothing bounds may cancel out."""
        weights = [_weights(added, taken, most=most) for most in (False, True)]
        groups = sorted({self.groups[cell] for each in weights for cell in each})
        programs = [self._program(group) for group in groups]
        if not all(program.consistent for program in programs):
            return NOTHING
        rough = _sum(program.seen_weighted(*weights) for program in programs)
        if rough.is_open(whole=whole):
            return rough
        return _sum(program.range_weighted(*weights) for program in programs)

    def totals(self, covers: _Covers, *, most: bool) -> Any:
        """The total of a cover under each of the ways that every program began with."""
        counted = [(program, outer if most else inner) for program, inner, outer in self._parts(covers)]
        return sum(program.totals(cells)[: WAYS + 1] for program, cells in counted)

    def _parts(self, covers: _Covers) -> Iterator[tuple[_Program, Any, Any]]:
        """The programs that a cover takes part in, each with its own cells of the two covers."""
        for group in sorted(set(self._groups[covers.outer].tolist())):
            yield self._program(group), *(c[self._groups[c] == group] for c in (covers.inner, covers.outer))

    def _program(self, group: int) -> _Program:
        if group not in self._programs:
            cells = [cell for cell, of in enumerate(self.groups) if of == group]
            self._programs[group] = _Program(cells, self._rows.get(group, []), self.bounded)
        return self._programs[group]


def _weights(added: Sequence[_Covers], taken: Sequence[_Covers], *, most: bool) -> dict[int, float]:
    """How often each cell counts in a difference: for its most, what is added in full and what is taken surely."""
    found: dict[int, float] = {}
    for covers, sign in (*((each, 1.0) for each in added), *((each, -1.0) for each in taken)):
        for cell in (covers.outer if (sign > 0) == most else covers.inner).tolist():
            found[cell] = found.get(cell, 0.0) + sign
    return {cell: weight for cell, weight in found.items() if weight}


def _sum(ranges: Iterable[Range]) -> Range:
    low = high = 0.0
    for each in ranges:
        low, high = low + each.low, high + each.high
    return Range(low, high)


def _groups(cells: int, covers: Iterable[Mapping[int, Fraction]]) -> list[int]:
    """For each cell the number of its group: cells that a row, or a row of rows, ties together."""
    parent = list(range(cells))

    def root(cell: int) -> int:
        while parent[cell] != cell:
            parent[cell] = parent[parent[cell]]
            cell = parent[cell]
        return cell

    for cover in covers:
        first, *others = [root(cell) for cell in cover] or [0]
        for other in others:
            parent[root(other)] = root(first)
    return [root(cell) for cell in range(cells)]


class _Program:
    """Counts >= 0 in some cells that satisfy some rows; keeps the ways of filling them that it came upon."""

    def __init__(self, cells: Sequence[int], rows: Sequence[_Row], bounded: Any) -> None:
        import highspy
        import numpy as np

        self.column = {cell: number for number, cell in enumerate(cells)}
        self.first_of = np.array(sorted(self.column), dtype=np.int64)
        local = [replace(row, cover={self.column[cell]: n for cell, n in row.cover.items()}) for row in rows]
        self._highs = _loaded(highspy, local, len(cells))
        self._modes = (highspy.ObjSense.kMinimize, highspy.ObjSense.kMaximize)
        self._optimal = highspy.HighsModelStatus.kOptimal
        self._columns = np.arange(len(cells), dtype=np.int32)
        self._bounded = bounded[self.first_of]
        self._known: dict[tuple[bytes, bool], float] = {}
        self.ways = np.zeros((0, len(cells)))
        self.consistent = self._solve(np.zeros(len(cells)), most=False) is not None
        if self.consistent:
            self._vary()

    def _vary(self) -> None:
        """A few ways of filling the cells that have little in common: the fullest under scattered weights."""
        import numpy as np

        for way in range(1, WAYS + 1):
            # Knuth's multiplicative hash scatters the weights; the same record must give the same ways.
            weights = ((self._columns.astype(np.uint64) + 1) * (2654435761 * way) % 2**32) / 2.0**32 - 0.5
            if self._solve(np.where(self._bounded, weights, -np.abs(weights)), most=True) is None:
                self.ways = np.vstack([self.ways, self.ways[-1]])

    def seen(self, inner: Any, outer: Any) -> Range:
        """The range over the ways that are known."""
        return Range(float(self.totals(inner).min()), float(self.totals(outer).max()))

    def totals(self, cells: Any) -> Any:
        """The total of some cells under each way that is known."""
        return self.ways[:, self._local(cells)].sum(axis=1)

    def range(self, inner: Any, outer: Any) -> Range:
        """The range over all ways."""
        return Range(self._extreme(inner, most=False), self._extreme(outer, most=True))

    def seen_weighted(self, least: Mapping[int, float], most: Mapping[int, float]) -> Range:
        """The range of a weighted sum over the ways that are known; its weights may differ for the two ends."""
        low, high = (self.ways @ self._in_columns(weights) for weights in (least, most))
        return Range(float(low.min()), float(high.max()))

    def range_weighted(self, least: Mapping[int, float], most: Mapping[int, float]) -> Range:
        """The same over all ways."""
        low = self._solve(self._in_columns(least), most=False)
        high = self._solve(self._in_columns(most), most=True)
        return Range(-math.inf if low is None else low, math.inf if high is None else high)

    def _in_columns(self, weights: Mapping[int, float]) -> Any:
        """Weights of cells as those of the program's columns; other programs' cells are left out."""
        import numpy as np

        found = np.zeros(len(self._columns))
        for cell, weight in weights.items():
            if cell in self.column:
                found[self.column[cell]] = weight
        return found

    def _extreme(self, cells: Any, *, most: bool) -> float:
        import numpy as np

        local = self._local(cells)
        key = (local.tobytes(), most)
        if key not in self._known:
            weights = np.zeros(len(self._columns))
            weights[local] = 1.0
            found = self._solve(weights, most=most)
            self._known[key] = found if found is not None else math.inf if most else -math.inf
        return self._known[key]

    def _solve(self, weights: Any, *, most: bool) -> float | None:
        """The least or the most of a weighted sum, or None where the solver finds none."""
        import numpy as np

        self._highs.changeColsCost(len(weights), self._columns, weights)
        self._highs.changeObjectiveSense(self._modes[most])
        self._highs.run()
        if self._highs.getModelStatus() != self._optimal:
            return None
        way = np.array(self._highs.getSolution().col_value)
        if len(self.ways) < MOST_WAYS:
            self.ways = np.vstack([self.ways, way])
        return float(weights @ way)

    def _local(self, cells: Any) -> Any:
        import numpy as np

        return np.searchsorted(self.first_of, cells)


def _loaded(highspy: Any, rows: Sequence[_Row], columns: int) -> Any:
    """A solver that holds some rows over counts >= 0: simplex, one thread, so that it gives the same every time."""
    import numpy as np

    program = highspy.HighsLp()
    program.num_col_, program.num_row_ = columns, len(rows)
    program.col_cost_, program.col_lower_ = np.zeros(columns), np.zeros(columns)
    program.col_upper_ = np.full(columns, highspy.kHighsInf)
    program.row_lower_ = np.array([row.low for row in rows], dtype=np.double)
    program.row_upper_ = np.array([row.high for row in rows], dtype=np.double)
    program.a_matrix_.format_ = highspy.MatrixFormat.kRowwise
    program.a_matrix_.start_ = np.cumsum([0, *(len(row.cover) for row in rows)], dtype=np.int32)
    program.a_matrix_.index_ = np.array([column for row in rows for column in row.cover], dtype=np.int32)
    program.a_matrix_.value_ = np.array([float(n) for row in rows for n in row.cover.values()], dtype=np.double)
    solver = highspy.Highs()
    for option, setting in (
        ("output_flag", False),
        ("threads", 1),
        ("solver", "simplex"),
        ("simplex_strategy", PRIMAL),
        ("presolve", "off"),
    ):
        solver.setOptionValue(option, setting)
    solver.passModel(program)
    return solver
