"""One linear program asked again and again without some of its premises: it starts from where it last stood.

What a bound hangs on takes a solution for every premise of its proof. The programs differ by a few columns, so that
the simplex method, begun at the last solution, needs a few steps where a fresh start needs thousands.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from onrecord.cell import Cover
from onrecord.errors import OnrecordError
from onrecord.linear import Ceiling, Combination, Inequality, cheapest, columns_of, prices_of

MOST_SHORTENED = 4_000
"""Inequalities past which what a bound hangs on is told by sums that are not made shorter for the reader: that takes
the solver about as long again, for every premise of the proof."""


class Repeated:
    """The program of one side of a question; see :func:`onrecord.linear.cheapest`."""

    def __init__(self, known: Sequence[Inequality], target: Cover) -> None:
        import highspy
        import numpy as np

        self.known, self.target = known, target
        self._columns: dict[str, list[int]] = {}
        for number, inequality in enumerate(self.known):
            self._columns.setdefault(inequality.premise, []).append(number)
        columns, count, most = columns_of(known), len(known), highspy.kHighsInf
        self._unreachable = any(amount > 0 for cell, amount in target.items() if cell not in columns.row_of)
        self._ceiling = len(columns.row_of)
        program = highspy.HighsLp()
        program.num_col_, program.num_row_ = count, self._ceiling
        program.col_cost_, program.col_lower_ = np.zeros(count), np.zeros(count)
        program.col_upper_ = np.full(count, most)
        program.row_lower_ = np.array([float(target.get(cell, 0)) for cell in columns.row_of])
        program.row_upper_ = np.full(self._ceiling, most)
        program.a_matrix_.format_ = highspy.MatrixFormat.kColwise
        program.a_matrix_.start_, program.a_matrix_.index_ = columns.starts, columns.index
        program.a_matrix_.value_ = columns.value
        made: Any = highspy
        self._solver, self._status = made.Highs(), highspy.HighsModelStatus
        for option, setting in (("output_flag", False), ("threads", 1), ("solver", "simplex")):
            self._solver.setOptionValue(option, setting)
        self._solver.passModel(program)
        every, costs = np.arange(count, dtype=np.int32), prices_of(known).costs
        self._solver.addRow(-most, most, count, every, costs)
        self._most = self._limited = most
        self._objective: Sequence[float] = ()

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

    def _limit(self, most: float) -> None:
        """How much all may cost together."""
        if most != self._limited:
            self._limited = most
            self._solver.changeRowBounds(self._ceiling, -self._most, most)

    def _solve(self, objective: Sequence[float], ceiling: Ceiling | None = None) -> Sequence[float] | None:
        """As :func:`onrecord.linear.solve`; the weights of a ceiling are the costs."""
        import numpy as np

        count = len(self.known)
        if self._unreachable or (ceiling is not None and count > MOST_SHORTENED):
            return None
        if objective is not self._objective:
            self._objective = objective
            self._solver.changeColsCost(count, np.arange(count, dtype=np.int32), np.array(objective, dtype=np.double))
        self._limit(self._most if ceiling is None else ceiling[1])
        for _attempt in range(2):
            self._solver.run()
            status = self._solver.getModelStatus()
            if status == self._status.kInfeasible:
                return None
            if status == self._status.kOptimal:
                found: Sequence[float] = np.maximum(self._solver.getSolution().col_value, 0.0)
                return found
            self._solver.clearSolver()  # from a bad start it may lose its way; begin anew
        raise OnrecordError(f"the solver gave no answer: {self._solver.modelStatusToString(status)}")
