"""Linear programs over a system's inequalities, solved in floats and made exact in rationals.

Every inequality has the form ``cover . x <= cost`` for counts x >= 0. Multipliers >= 0 of inequalities whose
covers add up to at least a target prove ``target . x <= sum of costs``; the cheapest such multipliers give the
least upper bound (linear programming duality). The solver (HiGHS, simplex) only proposes; nothing that it says is
used before exact arithmetic has confirmed it.
"""

from __future__ import annotations

import itertools
import math
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from fractions import Fraction
from functools import partial
from typing import Any, Literal

from onrecord.cell import Cover
from onrecord.errors import OnrecordError
from onrecord.inequality import (
    HELD,
    Columns,
    Inequality,
    Reduced,
    columns_of,
    even_amount,
    made_up,
    prices_of,
    reduced_of,
    wanted_by_row,
)

Terms = Literal["", "weaker", "minimal", "fewest"]
"""What is known of a proof beside that it holds: nothing; that a better bound may exist; that no premise can be spared;
that no fewer premises would do."""

# Simplex duals of these systems are small fractions: on real ones rounding to one of these denominators was exact
# every time; what it misses is solved exactly below.
DENOMINATORS = (1, 2, 6, 60, 10_000)
CLOSE = 1e-9  # relative: a rounded proof whose bound is farther from the solver's is not the same proof


@dataclass(frozen=True, slots=True)
class Combination:
    """Exact multipliers by inequality number, and the sum of costs that they prove. ``best`` is false where the
    proof holds but a better bound may exist. ``terms`` is what was shown of the number of premises
    (:mod:`onrecord.spare`)."""

    multipliers: Mapping[int, Fraction]
    cost: Fraction
    best: bool = True
    terms: Terms = ""


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
    prices = prices_of(known)
    scale, costs = prices.scale, prices.costs
    first = _closest(known, target, costs) if solve is None else solve(costs, None)
    if first is None:
        return None
    least = sum(costs[n] * m for n, m in _used(first))
    solve = solve or partial(_solve, known, target)
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
    return cheapest(known, target, lambda objective, ceiling: None if ceiling else _closest(known, target, objective))


def least_cost(known: Sequence[Inequality], target: Cover) -> float | None:
    """The solver's word for the least bound of ``target . x``, which proves nothing; None if it finds none."""
    costs = [float(inequality.cost) for inequality in known]
    found = _closest(known, target, costs)
    return None if found is None else float(sum(costs[n] * m for n, m in _used(found)))


def _closest(known: Sequence[Inequality], target: Cover, costs: Sequence[float]) -> Sequence[float] | None:
    """Multipliers of least cost, found without the cells that single rows give."""
    if (program := reduced_of(known)) is None:
        return _solve(known, target, costs)
    wanted = wanted_by_row(known, target)
    found = None if wanted is None else _run(of_multipliers(program, program.costs, wanted[program.rows]))
    return None if found is None else made_up(known, program, found, wanted)


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
    import numpy as np

    if not known or (prices := prices_of(known)).scale != 1:
        return not known
    columns = columns_of(known)
    left: Columns | Reduced = columns
    costs, cells = prices.costs, len(columns.row_of)
    if (program := reduced_of(known)) is not None:
        left, costs, cells = program, program.costs, len(program.rows)
    if (costs[np.diff(left.starts) == 0] < -HELD).any():
        return False
    counts = _run(of_counts(left, costs, cells))
    if counts is None:
        return False
    row = np.repeat(np.arange(len(costs)), np.diff(left.starts))
    reached = np.bincount(row, left.value * np.array(counts)[left.index], minlength=len(costs))
    return bool((reached <= costs + HELD).all())


def of_counts(columns: Columns | Reduced, costs: Any, cells: int) -> Any:
    """The program of counts that satisfy inequalities, whatever they are."""
    import highspy
    import numpy as np

    program = highspy.HighsLp()
    program.num_col_, program.num_row_ = cells, len(costs)
    program.col_cost_, program.col_lower_ = np.zeros(cells), np.zeros(cells)
    program.col_upper_ = np.full(cells, highspy.kHighsInf)
    program.row_lower_, program.row_upper_ = np.full(len(costs), -highspy.kHighsInf), costs
    program.a_matrix_.format_ = highspy.MatrixFormat.kRowwise
    program.a_matrix_.start_, program.a_matrix_.index_ = columns.starts, columns.index
    program.a_matrix_.value_ = columns.value
    return program


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
    found = _run(program)
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
    if not known:
        reachable = all(amount <= 0 for amount in target.values()) and (ceiling is None or ceiling[1] >= 0)
        return [] if reachable else None
    wanted = wanted_by_row(known, target)
    return None if wanted is None else _run(of_multipliers(columns_of(known), objective, wanted), ceiling)


def of_multipliers(columns: Columns | Reduced, objective: Any, wanted: Any) -> Any:
    """The program of multipliers >= 0 whose covers reach what is wanted, of least objective."""
    import highspy
    import numpy as np

    program = highspy.HighsLp()
    program.num_col_, program.num_row_ = len(objective), len(wanted)
    program.col_cost_ = np.array(objective, dtype=np.double)
    program.col_lower_ = np.zeros(len(objective))
    program.col_upper_ = np.full(len(objective), highspy.kHighsInf)
    program.row_lower_, program.row_upper_ = wanted, np.full(len(wanted), highspy.kHighsInf)
    program.a_matrix_.format_ = highspy.MatrixFormat.kColwise
    program.a_matrix_.start_, program.a_matrix_.index_ = columns.starts, columns.index
    program.a_matrix_.value_ = columns.value
    return program


def _run(program: Any, ceiling: Ceiling | None = None) -> list[float] | None:
    """Solve by simplex, one thread, so that the same program gives the same answer."""
    import highspy
    import numpy as np

    if not program.num_col_:  # cells that single rows give were all that there was
        return (
            []
            if all(low <= 0 <= high for low, high in zip(program.row_lower_, program.row_upper_, strict=True))
            else None
        )
    made: Any = highspy
    for presolve in ("choose", "off"):
        solver = made.Highs()
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
        if amount := even_amount(cover):
            counted = whole * amount
            for cell in cover:
                reached[cell] = reached.get(cell, 0) + counted
            continue
        for cell, times_there in cover.items():
            reached[cell] = reached.get(cell, 0) + whole * times_there
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
