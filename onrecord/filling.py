"""The ways of filling a record's cells with counts, and the range that a total can have over all of them.

The cells fall into groups that no row ties together; each is one linear program over counts, solved from where it last
stood.

Most totals are not pinned, and that is cheap to see: two ways of filling the cells that differ in the total show it.
So each program keeps the ways that it found, and is solved again only for a total on which they all agree. All this is
in floats and proves nothing.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from fractions import Fraction
from typing import Any

from onrecord.cell import System
from onrecord.inequality import Inequality, inequalities
from onrecord.linear import bounded_cells

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


@dataclass(frozen=True, slots=True)
class Covers:
    """Cells that surely lie in a scope whole, and cells that it touches."""

    inner: Any
    outer: Any


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


class Solver:
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

    def range(self, covers: Covers, *, whole: bool) -> Range:
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

    def difference(self, added: Sequence[Covers], taken: Sequence[Covers], *, whole: bool) -> Range:
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

    def totals(self, covers: Covers, *, most: bool) -> Any:
        """The total of a cover under each of the ways that every program began with."""
        counted = [(program, outer if most else inner) for program, inner, outer in self._parts(covers)]
        return sum(program.totals(cells)[: WAYS + 1] for program, cells in counted)

    def _parts(self, covers: Covers) -> Iterator[tuple[_Program, Any, Any]]:
        """The programs that a cover takes part in, each with its own cells of the two covers."""
        for group in sorted(set(self._groups[covers.outer].tolist())):
            yield self._program(group), *(c[self._groups[c] == group] for c in (covers.inner, covers.outer))

    def _program(self, group: int) -> _Program:
        if group not in self._programs:
            cells = [cell for cell, of in enumerate(self.groups) if of == group]
            self._programs[group] = _Program(cells, self._rows.get(group, []), self.bounded)
        return self._programs[group]


def _weights(added: Sequence[Covers], taken: Sequence[Covers], *, most: bool) -> dict[int, float]:
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
