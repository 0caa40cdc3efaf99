"""Linear programs over a system's inequalities, solved in floats and made exact in rationals.

Every inequality has the form ``cover . x <= cost`` for counts x >= 0. Multipliers >= 0 of inequalities whose
covers add up to at least a target prove ``target . x <= sum of costs``; the cheapest such multipliers give the
least upper bound (linear programming duality). The solver (HiGHS, simplex) only proposes; nothing that it says is
used before exact arithmetic has confirmed it.
"""

from __future__ import annotations

import itertools
import math
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from fractions import Fraction
from functools import cached_property, partial
from typing import Any, Literal

from onrecord.cell import Cover, System
from onrecord.errors import OnrecordError

Side = Literal["low", "high"]
Terms = Literal["", "weaker", "minimal", "fewest"]
"""What is known of a proof beside that it holds: nothing; that a better bound may exist; that no premise can be spared;
that no fewer premises would do."""

# Simplex duals of these systems are small fractions: on real ones rounding to one of these denominators was exact
# every time; what it misses is solved exactly below.
DENOMINATORS = (1, 2, 6, 60, 10_000)
MOST_TOLD = 10**12
"""Counts up to which a float tells every whole one, with room for sums of them."""

CLOSE = 1e-9  # relative: a rounded proof whose bound is farther from the solver's is not the same proof

# A step of a proof costs the reader one line; a bridge over several cells is one line for all of them.
# Events of one list are one line too, over however many cells.
FIGURE_WEIGHT, BRIDGE_WEIGHT, EVENTS_WEIGHT = 1.0, 0.25, 0.25
# Of two figures that serve alike, the one read where it was published goes before one that came through others.
VIA_WEIGHT = 1.01


HELD = 1e-6
"""By how much the counts that a solver shows may miss an inequality: far less than a conflict of whole counts comes
to, spread over all of them."""

OTHERS = "#others"
"""What the name of a list of events ends in, where it stands for those that are not told apart."""


@dataclass(frozen=True, slots=True)
class Inequality:
    """``cover . x <= cost``: one side of a row, a bridge at one pair of cells (``link``), or what events say of a cell.

    ``balance`` is the number of the row, where it is a premise between two days of a stock.
    ``cell`` is where a list of ``events`` is a part of the count (side low) or all of it (high); it is -1 where the
    inequality is about transport variables alone, which are numbered after the cells. What only says how events are
    spread has no premise: it is withdrawn with the events themselves.
    """

    premise: str
    side: Side
    cost: Fraction
    cover: Cover
    link: int | None = None
    cell: int | None = None
    direct: bool = True
    balance: int | None = None
    events: str = ""

    @property
    def weight(self) -> float:
        """What one use of it costs a reader."""
        if self.cell is not None:
            return EVENTS_WEIGHT
        if self.link is not None or self.balance is not None:
            return BRIDGE_WEIGHT
        return FIGURE_WEIGHT if self.direct else VIA_WEIGHT


@dataclass(frozen=True, slots=True)
class Combination:
    """Exact multipliers by inequality number, and the sum of costs that they prove. ``best`` is false where the
    proof holds but a better bound may exist. ``terms`` is what was shown of the number of premises
    (:mod:`onrecord.spare`)."""

    multipliers: Mapping[int, Fraction]
    cost: Fraction
    best: bool = True
    terms: Terms = ""


@dataclass(frozen=True, slots=True)
class Prices:
    """What inequalities cost, over a scale, and what one use of each costs a reader; columns of floats."""

    scale: Fraction
    costs: Any
    weights: Any


@dataclass(frozen=True, slots=True)
class _Columns:
    """Covers as the solver takes them: the row of each cell, and where each column starts, its rows and amounts."""

    row_of: Mapping[int, int]
    starts: Any
    index: Any
    value: Any


class Known(tuple[Inequality, ...]):
    """Inequalities, with what is told of them to the solver worked out once: each is asked about many times."""

    @cached_property
    def prices(self) -> Prices:
        """What they cost."""
        return _prices(self)

    @cached_property
    def columns(self) -> _Columns:
        """What they cover."""
        return _columns(self)


def prices_of(known: Sequence[Inequality]) -> Prices:
    """What some inequalities cost, over a scale: 1, or the largest cost where that has more digits than a float.

    A bound from such counts holds, but the solver cannot tell whether a better one lies in their last digits.
    """
    return known.prices if isinstance(known, Known) else _prices(known)


def _prices(known: Sequence[Inequality]) -> Prices:
    import numpy as np

    costs = [inequality.cost for inequality in known]
    scale = Fraction(1)
    if any(abs(cost.numerator) > MOST_TOLD * cost.denominator for cost in costs):
        scale = max(abs(cost) for cost in costs)
        costs = [cost / scale for cost in costs]
    told = np.array([float(cost) for cost in costs], dtype=np.double)
    return Prices(scale, told, np.array([inequality.weight for inequality in known], dtype=np.double))


def columns_of(known: Sequence[Inequality]) -> _Columns:
    """What some inequalities cover, as the solver takes it."""
    return known.columns if isinstance(known, Known) else _columns(known)


def _columns(known: Sequence[Inequality]) -> _Columns:
    import numpy as np

    cells = [cell for inequality in known for cell in inequality.cover]
    row_of = {cell: number for number, cell in enumerate(sorted(set(cells)))}
    amounts = [amount for inequality in known for amount in inequality.cover.values()]
    floats = {key: float(amount) for key, amount in {id(amount): amount for amount in amounts}.items()}  # a few ones
    return _Columns(
        row_of,
        np.cumsum([0, *(len(inequality.cover) for inequality in known)], dtype=np.int32),
        np.array([row_of[cell] for cell in cells], dtype=np.int32),
        np.array([floats[id(amount)] for amount in amounts], dtype=np.double),
    )


def inequalities(system: System) -> Known:
    """All that a system says: the usable sides of its rows, and its bridges."""
    found: list[Inequality] = []
    covers = zip(system.rows, system.low_covers, system.high_covers, strict=True)
    for number, (row, low_cover, high_cover) in enumerate(covers):
        direct = any(not figure.via for figure in row.figures)
        name, balance = (row.id, None) if row.bridge is None else (row.bridge.id, number)
        if row.high is not None:
            found.append(Inequality(name, "high", row.high, high_cover, direct=direct, balance=balance))
        if row.low is not None:
            found.append(Inequality(name, "low", -row.low, _turned(low_cover), direct=direct, balance=balance))
    for number, link in enumerate(system.links):
        cover = {link.lesser: Fraction(1), link.greater: Fraction(-1)}
        found.append(Inequality(link.bridge, "high", Fraction(0), cover, number))
    return Known((*found, *_of_events(system)))


def _turned(cover: Cover) -> Cover:
    """A cover taken away instead of added."""
    if plain := _plain(cover):  # nearly always: each cell once
        return dict.fromkeys(cover, Fraction(-plain))
    return {cell: -amount for cell, amount in cover.items()}


def _plain(cover: Cover) -> int:
    """The whole number by which a cover counts each of its cells; 0 where they differ."""
    if len(set(map(id, cover.values()))) != 1:  # one and the same object, nearly always
        return 0
    amount = next(iter(cover.values()))
    return amount.numerator if amount.denominator == 1 else 0


def _of_events(system: System) -> Iterator[Inequality]:
    """What the events say: each is spread over its cells, and a cell holds at least (where closed, just) its events."""
    one, new = Fraction(1), len(system.cells)
    apart = {spread.events for spread in system.spreads if spread.event}
    held: dict[tuple[str, int], list[int]] = {}
    surely: dict[tuple[str, int], tuple[Fraction, Fraction | None]] = {}
    for spread in system.spreads:
        if len(spread.cells) == 1 and not spread.loose and spread.events not in apart:  # nothing to spread
            surely[spread.events, spread.cells[0]] = (spread.low, spread.high)
            held.setdefault((spread.events, spread.cells[0]), [])
            continue
        variables = dict.fromkeys(range(new, new + len(spread.cells)), one)
        new += len(spread.cells)
        for cell, variable in zip(spread.cells, variables, strict=True):
            held.setdefault((spread.events, cell), []).append(variable)
        if spread.low and not spread.loose:
            named = spread.event or (f"{spread.events}{OTHERS}" if spread.events in apart else spread.events)
            cover = dict.fromkeys(variables, -one)
            yield Inequality(named, "low", -spread.low, cover, cell=-1, events=spread.events)
        if spread.high is not None:
            yield Inequality("", "high", spread.high, variables, cell=-1, events=spread.events)
    closed = [(name, cell, by) for name, told in system.closed.items() for by, cells in told.items() for cell in cells]
    for name, cell, _ in closed:
        held.setdefault((name, cell), [])
    for (name, cell), of in sorted(held.items()):
        low = surely.get((name, cell), (Fraction(0), None))[0]
        cover = {cell: -one, **dict.fromkeys(of, one)}
        yield Inequality(name if low else "", "low", -low, cover, cell=cell, events=name)
    for name, cell, listing in sorted(closed):
        high = surely.get((name, cell), (None, Fraction(0)))[1]
        if high is not None:
            cover = {cell: one, **dict.fromkeys(held[name, cell], -one)}
            yield Inequality(listing, "high", high, cover, cell=cell, events=name)


Ceiling = tuple[Sequence[float], float]
"""A weighted sum of the multipliers that must not be exceeded."""
Solve = Callable[[Sequence[float], Ceiling | None], Sequence[float] | None]
"""Multipliers >= 0 of least objective whose covers reach the target, below a ceiling if one is given; None if none.

With a ceiling, the sum is made shorter for a reader: None where that is not worth another solution."""


def cheapest(
    known: Sequence[Inequality],
    target: Cover,
    solve: Solve | None = None,
    left: Iterable[Inequality] | None = None,
) -> Combination | None:
    """The multipliers that bound ``target . x`` from above most closely, shortest first; None if nothing does.

    ``solve`` may use fewer inequalities than are known: just those that are ``left``. Raises OnrecordError where no
    exact proof could be made: a bound is refused rather than printed unproved.
    """
    if all(amount <= 0 for amount in target.values()) and all(i.cost >= 0 for i in (known if left is None else left)):
        return Combination({}, Fraction(0))
    solve = solve or partial(_solve, known, target)
    prices = prices_of(known)
    scale, costs = prices.scale, prices.costs
    first = solve(costs, None)
    if first is None:
        return None
    least = sum(costs[n] * m for n, m in _used(first))
    short = solve(prices.weights, (costs, least + CLOSE * max(1.0, abs(least))))
    for proposal in (short, first):
        if proposal is not None and (found := _exact(known, target, proposal, least, scale)) is not None:
            return replace(found, best=scale == 1)
    for proposal in (first, short):
        if proposal is not None and (found := _roughly(known, target, proposal)) is not None:
            return found
    raise OnrecordError(f"no exact proof of a bound near {least} could be made; the bound is refused")


def closest_only(known: Sequence[Inequality], target: Cover) -> Combination | None:
    """As :func:`cheapest`, where nobody is going to read the sum: no shorter one is looked for."""
    plain = partial(_solve, known, target)
    return cheapest(known, target, lambda objective, ceiling: None if ceiling else plain(objective))


def least_cost(known: Sequence[Inequality], target: Cover) -> float | None:
    """The solver's word for the least bound of ``target . x``, which proves nothing; None if it finds none."""
    costs = [float(inequality.cost) for inequality in known]
    found = _solve(known, target, costs)
    return None if found is None else sum(c * m for c, m in zip(costs, found, strict=True))


def conflict(known: Sequence[Inequality]) -> Combination | None:
    """Multipliers that prove 0 <= a negative number, if there are any: no counts satisfy all (Farkas)."""
    if can_be_filled(known):
        return None
    # Costs as parts of the largest, so that no multiplier drowns in the solver's tolerance however large the counts.
    # A conflict by less than a billionth of the largest is past what the solver can tell.
    largest = max([Fraction(1), *(abs(inequality.cost) for inequality in known)])
    costs = [float(inequality.cost / largest) for inequality in known]
    weights = [inequality.weight for inequality in known]
    proposal = _solve(known, {}, weights, ceiling=(costs, -1.0))
    if proposal is None:
        return None
    # The program fixes the total; a reader wants the smallest multiplier to be 1.
    smallest = min(m for m in proposal if m > 1e-9 * max(proposal))
    return _exact(known, {}, [m / smallest for m in proposal], None)


def can_be_filled(known: Sequence[Inequality]) -> bool:
    """Whether the solver shows counts that satisfy all; where it shows none, there may be some all the same.

    What it shows is looked at cell by cell, so that of a conflict by a whole count or more nothing is missed.
    """
    import highspy
    import numpy as np

    if not known or (prices := prices_of(known)).scale != 1:
        return not known
    columns = columns_of(known)
    program = highspy.HighsLp()
    program.num_col_, program.num_row_ = len(columns.row_of), len(known)
    program.col_cost_, program.col_lower_ = np.zeros(program.num_col_), np.zeros(program.num_col_)
    program.col_upper_ = np.full(program.num_col_, highspy.kHighsInf)
    program.row_lower_, program.row_upper_ = np.full(len(known), -highspy.kHighsInf), prices.costs
    program.a_matrix_.format_ = highspy.MatrixFormat.kRowwise
    program.a_matrix_.start_, program.a_matrix_.index_ = columns.starts, columns.index
    program.a_matrix_.value_ = columns.value
    counts = _run(highspy, program)
    if counts is None:
        return False
    row = np.repeat(np.arange(len(known)), np.diff(columns.starts))
    reached = np.bincount(row, columns.value * np.array(counts)[columns.index], minlength=len(known))
    return bool((reached <= prices.costs + HELD).all())


def ratio_ceiling(known: Sequence[Inequality], top: Cover, bottom: Cover) -> float | None:
    """The least r for which ``top . x <= r (bottom . x)`` is provable, in floats; None if there is none.

    One linear program for the whole parametric family: r is a variable beside the multipliers, and the costs must
    come to nothing or less (Charnes and Cooper 1962).
    """
    costs = [float(inequality.cost) for inequality in known] + [0.0]
    ratio = Inequality("", "high", Fraction(0), bottom)
    objective = [0.0] * len(known) + [1.0]
    proposal = _solve([*known, ratio], top, objective, ceiling=(costs, 0.0))
    return None if proposal is None else proposal[-1]


def heaviest(
    weights: Mapping[str, int], apart: Iterable[frozenset[str]], beyond: Iterable[frozenset[str]]
) -> frozenset[str] | None:
    """The heaviest set of names that holds none of ``apart`` whole and something of each of ``beyond``; None if none.

    A program over zeros and ones. Names that neither speaks of are always in.
    """
    apart, beyond = list(apart), list(beyond)
    if any(not names for names in beyond):
        return None
    asked = sorted(frozenset().union(*apart, *beyond))
    column = {name: number for number, name in enumerate(asked)}
    rows = [(names, 0.0, len(names) - 1.0) for names in apart] + [(names, 1.0, len(names) + 0.0) for names in beyond]
    taken = chosen(
        [-float(weights[name]) for name in asked],
        [[column[name] for name in sorted(r)] for r, _, _ in rows],
        [(low, high) for _, low, high in rows],
    )
    if taken is None:
        return None
    return frozenset(weights) - frozenset(name for name, number in column.items() if not taken[number])


def chosen(
    costs: Sequence[float], rows: Sequence[Sequence[int]], ends: Sequence[tuple[float, float]]
) -> list[bool] | None:
    """Zeros and ones of least cost, each row of ones between its ends; None if there are none."""
    import highspy
    import numpy as np

    program = highspy.HighsLp()
    program.num_col_, program.num_row_ = len(costs), len(rows)
    program.col_cost_ = np.array(costs, dtype=np.double)
    program.col_lower_, program.col_upper_ = np.zeros(len(costs)), np.ones(len(costs))
    program.integrality_ = [highspy.HighsVarType.kInteger] * len(costs)
    program.row_lower_ = np.array([low for low, _ in ends], dtype=np.double)
    program.row_upper_ = np.array([high for _, high in ends], dtype=np.double)
    program.a_matrix_.format_ = highspy.MatrixFormat.kRowwise
    program.a_matrix_.start_ = np.array([0, *itertools.accumulate(len(row) for row in rows)], dtype=np.int32)
    index = [number for row in rows for number in row]
    program.a_matrix_.index_ = np.array(index, dtype=np.int32)
    program.a_matrix_.value_ = np.ones(len(index))
    found = _run(highspy, program)
    return None if found is None else [amount > 0.5 for amount in found]


def bounded_cells(known: Iterable[Inequality]) -> set[int]:
    """Cells that some inequality bounds from above, what it takes away being bounded itself."""
    bounded: set[int] = set()
    waiting = list(known)
    while True:
        ready: list[Inequality] = []
        still: list[Inequality] = []
        for inequality in waiting:
            held = all(cell in bounded for cell, amount in inequality.cover.items() if amount < 0)
            (ready if held else still).append(inequality)
        new = {cell for inequality in ready for cell, amount in inequality.cover.items() if amount > 0} - bounded
        if not new:
            return bounded
        bounded |= new
        waiting = still


# ------------------------------------------------------------------------------------------------------- the solver


def _solve(
    known: Sequence[Inequality],
    target: Cover,
    objective: Sequence[float],
    ceiling: Ceiling | None = None,
) -> list[float] | None:
    """Multipliers >= 0 of least objective whose covers reach the target everywhere; None if there are none.

    ``ceiling`` adds one more condition: a weighted sum of the multipliers that must not be exceeded.
    """
    import highspy
    import numpy as np

    if not known:
        reachable = all(amount <= 0 for amount in target.values()) and (ceiling is None or ceiling[1] >= 0)
        return [] if reachable else None
    columns = columns_of(known)
    if any(amount > 0 for cell, amount in target.items() if cell not in columns.row_of):
        return None  # a cell that nothing covers
    program = highspy.HighsLp()
    program.num_col_, program.num_row_ = len(known), len(columns.row_of)
    program.col_cost_ = np.array(objective, dtype=np.double)
    program.col_lower_ = np.zeros(len(known))
    program.col_upper_ = np.full(len(known), highspy.kHighsInf)
    program.row_lower_ = np.array([float(target.get(cell, 0)) for cell in columns.row_of])
    program.row_upper_ = np.full(len(columns.row_of), highspy.kHighsInf)
    program.a_matrix_.format_ = highspy.MatrixFormat.kColwise
    program.a_matrix_.start_, program.a_matrix_.index_ = columns.starts, columns.index
    program.a_matrix_.value_ = columns.value
    return _run(highspy, program, ceiling)


def _run(highspy: Any, program: Any, ceiling: Ceiling | None = None) -> list[float] | None:
    """Solve by simplex, one thread, so that the same program gives the same answer."""
    import numpy as np

    for presolve in ("choose", "off"):
        solver = highspy.Highs()
        for option, setting in (
            ("output_flag", False),
            ("threads", 1),
            ("solver", "simplex"),
            ("mip_rel_gap", 0.0),
            ("presolve", presolve),
        ):
            solver.setOptionValue(option, setting)
        solver.passModel(program)
        if ceiling is not None:
            every = np.arange(program.num_col_, dtype=np.int32)
            most = np.array(ceiling[0], dtype=np.double)
            solver.addRow(-highspy.kHighsInf, ceiling[1], len(every), every, most)
        solver.run()
        status = solver.getModelStatus()
        if status == highspy.HighsModelStatus.kOptimal:
            found: list[float] = np.maximum(solver.getSolution().col_value, 0.0).tolist()
            return found
        if status == highspy.HighsModelStatus.kInfeasible:
            return None
    raise OnrecordError(f"the solver gave no answer: {solver.modelStatusToString(status)}")


# ------------------------------------------------------------------------------------------------------ exactness


def _exact(
    known: Sequence[Inequality],
    target: Cover,
    proposal: Sequence[float],
    least: float | None,
    scale: Fraction = Fraction(1),
) -> Combination | None:
    """The proposal in exact numbers: rounded if that holds, else solved; None if neither gives the same bound.

    ``least`` is the solver's bound, over ``scale``; without one, any that is less than nothing will do.
    """
    used = _used(proposal)
    for denominator in (*DENOMINATORS, None):
        if denominator is None:
            multipliers = _basis(known, target, proposal)
        else:
            rounded = {n: round(m * denominator) for n, m in used if m * denominator > 0.4}
            multipliers = {n: Fraction(m, denominator) for n, m in rounded.items()}
        found = None if multipliers is None else _confirmed(known, target, multipliers)
        if found is not None and (found.cost < 0 if least is None else _is_close(float(found.cost / scale), least)):
            return found
    return None


def _used(proposal: Sequence[float]) -> list[tuple[int, float]]:
    """The multipliers of a proposal that are not nothing, by inequality number."""
    import numpy as np

    amounts = np.asarray(proposal)
    used = np.flatnonzero(amounts > 0)
    return list(zip(used.tolist(), amounts[used].tolist(), strict=True))


def _is_close(one: float, other: float) -> bool:
    return abs(one - other) <= CLOSE * max(1.0, abs(other))


def _roughly(known: Sequence[Inequality], target: Cover, proposal: Sequence[float]) -> Combination | None:
    """A weaker bound whose proof holds: the proposal scaled up a little until it does."""
    for excess in (Fraction(1, 10**6), Fraction(1, 1000), Fraction(1, 10)):
        raised = {
            n: Fraction(round(m * 10**8), 10**8) * (1 + excess)
            if known[n].cost >= 0
            else Fraction(round(m * 10**8), 10**8)
            for n, m in enumerate(proposal)
        }
        found = _confirmed(known, target, raised)
        if found is not None:
            return Combination(found.multipliers, found.cost, best=False)
    return None


def _confirmed(known: Sequence[Inequality], target: Cover, multipliers: Mapping[int, Fraction]) -> Combination | None:
    """The combination if, in exact arithmetic, it reaches the target at every cell."""
    used = {n: m for n, m in multipliers.items() if m}
    if any(m < 0 for m in used.values()):
        return None
    # Whole numbers are added up much faster than fractions: everything times a common denominator.
    common = math.lcm(*(m.denominator for m in used.values()), *{a.denominator for a in target.values()})
    times = {n: m.numerator * (common // m.denominator) for n, m in used.items()}
    if not _reaches(known, target, times, common):
        return None
    costs = [(whole, known[n].cost) for n, whole in times.items()]
    shared = math.lcm(*(cost.denominator for _, cost in costs))
    total = sum(whole * cost.numerator * (shared // cost.denominator) for whole, cost in costs)
    return Combination(used, Fraction(total, shared * common))


def _reaches(known: Sequence[Inequality], target: Cover, times: Mapping[int, int], common: int) -> bool:
    """Whether inequalities, each so many times, reach so many times the target at every cell; in whole numbers."""
    reached: dict[int, Fraction | int] = {
        cell: -amount.numerator * (common // amount.denominator) for cell, amount in target.items()
    }
    for number, whole in times.items():
        cover = known[number].cover
        if plain := _plain(cover):
            counted = whole * plain
            for cell in cover:
                reached[cell] = reached.get(cell, 0) + counted
            continue
        for cell, amount in cover.items():
            reached[cell] = reached.get(cell, 0) + whole * amount
    return all(amount >= 0 for amount in reached.values())


def _basis(known: Sequence[Inequality], target: Cover, proposal: Sequence[float]) -> dict[int, Fraction] | None:
    """Solve exactly for the multipliers that the proposal uses, on the cells that it just reaches."""
    used = [n for n, m in _used(proposal) if m > 1e-9]
    reached: dict[int, float] = {}
    for number in used:
        for cell, amount in known[number].cover.items():
            reached[cell] = reached.get(cell, 0.0) + float(amount) * proposal[number]
    tight = sorted(cell for cell, amount in reached.items() if abs(amount - float(target.get(cell, 0))) < 1e-7)
    rows = [[known[n].cover.get(cell, Fraction(0)) for n in used] + [target.get(cell, Fraction(0))] for cell in tight]
    solved = _eliminate(rows, len(used))
    return None if solved is None else dict(zip(used, solved, strict=True))


def _eliminate(rows: list[list[Fraction]], unknowns: int) -> list[Fraction] | None:
    """Gauss and Jordan over fractions; None unless exactly one solution exists."""
    rows = [list(row) for row in rows]
    for column in range(unknowns):
        pivot = next((r for r in range(column, len(rows)) if rows[r][column]), None)
        if pivot is None:
            return None
        rows[column], rows[pivot] = rows[pivot], rows[column]
        scale = rows[column][column]
        rows[column] = [entry / scale for entry in rows[column]]
        for r, row in enumerate(rows):
            if r != column and row[column]:
                factor = row[column]
                rows[r] = [entry - factor * other for entry, other in zip(row, rows[column], strict=True)]
    if any(row[-1] for row in rows[unknowns:]):
        return None
    return [rows[n][-1] for n in range(unknowns)]


def names(known: Iterable[Inequality], numbers: Iterable[int]) -> frozenset[str]:
    """The premises behind some inequalities."""
    listed = tuple(known)
    return frozenset(listed[number].premise for number in numbers)
