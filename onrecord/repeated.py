"""One linear program asked again and again without some of its premises: it starts from where it last stood.

What a bound hangs on takes a solution for every premise of its proof. The programs differ by a few columns, so that
the simplex method, begun at the last solution, needs a few steps where a fresh start needs thousands.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from typing import Any

from onrecord.cell import Cover
from onrecord.errors import OnrecordError
from onrecord.inequality import HELD, Inequality, columns_of, made_up, prices_of, reduced, wanted_by_row
from onrecord.linear import Ceiling, Combination, cheapest, of_counts, of_multipliers

MOST_SHORTENED = 4_000
"""Inequalities past which what a bound hangs on is told by sums that are not made shorter for the reader: that takes
the solver about as long again, for every premise of the proof."""


class Repeated:
    """The program of one side of a question; see :func:`onrecord.linear.cheapest`.

    Where it is so large that sums are not made shorter, cells that single rows give are taken out of it, but for those
    of the ``premises`` that are going to be left out.
    """

    def __init__(self, known: Sequence[Inequality], target: Cover, premises: Collection[str]) -> None:
        import highspy
        import numpy as np

        self.known, self.target = known, target
        self._wanted = wanted_by_row(known, target)
        program = reduced(known, premises) if len(known) > MOST_SHORTENED else None
        self._reduced = None if program is None or not len(program.numbers) else program
        self._columns: dict[str, list[int]] = {}
        count, most = len(known), highspy.kHighsInf
        for column, number in enumerate(range(count) if self._reduced is None else self._reduced.numbers.tolist()):
            self._columns.setdefault(known[number].premise, []).append(column)
        made: Any = highspy
        self._solver, self._status = made.Highs(), highspy.HighsModelStatus
        for option, setting in (("output_flag", False), ("threads", 1), ("solver", "simplex")):
            self._solver.setOptionValue(option, setting)
        self._most = self._limited = most
        self._ceiling: int | None = None
        self._objective: Sequence[float] = ()
        if self._wanted is None:
            return
        if self._reduced is not None:
            left = of_multipliers(self._reduced, self._reduced.costs, self._wanted[self._reduced.rows])
            self._solver.passModel(left)
            return
        columns, costs = columns_of(known), prices_of(known).costs
        self._ceiling = len(columns.row_of)
        self._solver.passModel(of_multipliers(columns, np.zeros(count), self._wanted))
        self._solver.addRow(-most, most, count, np.arange(count, dtype=np.int32), costs)

    def without(self, *premises: str) -> Combination | None:
        """The best multipliers that use none of some premises; None where nothing bounds the target without them.

        Raises OnrecordError where no exact proof could be made.
        """
        columns = [column for premise in premises for column in self._columns.get(premise, ())]
        self._allow(columns, 0.0)
        try:
            left = (inequality for inequality in self.known if inequality.premise not in premises)
            return cheapest(self.known, self.target, self._solve, left)
        finally:
            self._allow(columns, self._most)

    def _allow(self, columns: Sequence[int], most: float) -> None:
        """How often some inequalities may be used."""
        import numpy as np

        count = len(columns)
        index = np.array(columns, dtype=np.int32)
        self._solver.changeColsBounds(count, index, np.zeros(count), np.full(count, most))

    def _solve(self, objective: Sequence[float], ceiling: Ceiling | None = None) -> Any:
        """As :func:`onrecord.linear.solve`; the weights of a ceiling are the costs."""
        if self._wanted is None or (ceiling is not None and len(self.known) > MOST_SHORTENED):
            return None
        if self._reduced is not None:
            found = self._run()
            return None if found is None else made_up(self.known, self._reduced, found, self._wanted)
        self._aim(objective, self._most if ceiling is None else ceiling[1])
        return self._run()

    def _aim(self, objective: Sequence[float], limit: float) -> None:
        """What is to be least, and how much all may cost together."""
        import numpy as np

        if objective is not self._objective:
            count, self._objective = len(self.known), objective
            self._solver.changeColsCost(count, np.arange(count, dtype=np.int32), np.array(objective, dtype=np.double))
        if limit != self._limited:
            self._limited = limit
            self._solver.changeRowBounds(self._ceiling, -self._most, limit)

    def _run(self) -> Any:
        """The multipliers; None if there are none."""
        import numpy as np

        for _attempt in range(2):
            self._solver.run()
            status = self._solver.getModelStatus()
            if status == self._status.kInfeasible:
                return None
            if status == self._status.kOptimal:
                return np.maximum(self._solver.getSolution().col_value, 0.0)
            self._solver.clearSolver()  # from a bad start it may lose its way; begin anew
        raise OnrecordError(f"the solver gave no answer: {self._solver.modelStatusToString(status)}")


class Agreement:
    """Whether some premises of a system agree, asked again and again: the program of counts starts where it last stood.

    Enumerating contradictions takes a solution for every largest set of premises that agrees.
    """

    def __init__(self, known: Sequence[Inequality]) -> None:
        import highspy
        import numpy as np

        self.known = known
        self._told = prices_of(known).scale == 1
        if not self._told:
            return
        columns, costs = columns_of(known), prices_of(known).costs
        self._columns, self._costs, self._ends = columns, costs, np.array(costs)
        self._rows: dict[str, list[int]] = {}
        for number, inequality in enumerate(known):
            self._rows.setdefault(inequality.premise, []).append(number)
        self._row = np.repeat(np.arange(len(known)), np.diff(columns.starts))
        made: Any = highspy
        self._solver, self._optimal = made.Highs(), highspy.HighsModelStatus.kOptimal
        for option, setting in (("output_flag", False), ("threads", 1), ("solver", "simplex")):
            self._solver.setOptionValue(option, setting)
        self._solver.passModel(of_counts(columns, costs, len(columns.row_of)))

    def shown_without(self, premises: Collection[str]) -> bool:
        """Whether the solver shows counts that satisfy all but some; where it shows none, there may be some."""
        import highspy
        import numpy as np

        if not self._told:
            return False
        ends = np.array(self._costs)
        ends[[number for name in premises for number in self._rows.get(name, ())]] = highspy.kHighsInf
        changed = np.flatnonzero(ends != self._ends).astype(np.int32)
        self._ends = ends
        self._solver.changeRowsBounds(len(changed), changed, np.full(len(changed), -np.inf), ends[changed])
        self._solver.run()
        if self._solver.getModelStatus() != self._optimal:
            return False
        counts = np.maximum(self._solver.getSolution().col_value, 0.0)
        reached = np.bincount(self._row, self._columns.value * counts[self._columns.index], minlength=len(ends))
        return bool((reached <= ends + HELD).all())
