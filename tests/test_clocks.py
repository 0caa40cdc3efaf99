"""Windows of another clock beside civil days, against a slow world of quarter days."""

from __future__ import annotations

import json
from dataclasses import replace
from fractions import Fraction

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.optimize import linprog

from onrecord.bounds import Bounds, bound
from onrecord.figure import Figure
from onrecord.proof import check
from onrecord.row import Record
from onrecord.scope import Scope
from tests.engine_oracles import CLOCKS, DAYS, MORE_ENGAGEMENTS, WORLD, a_figure, a_record, a_scope
from tests.test_stranger import held_by_stranger

EIGHT = "08:00"
PART = 3
"""Thirds of a day: a day that begins at 08:00 begins a third later."""


def window(name: str, days: tuple[int, int], number: int, places: tuple[str, ...] = ()) -> Figure:
    """A count of windows from 08:00 to 08:00."""
    return replace(a_figure(name, a_scope(places=places, days=days), number), rule=EIGHT)


def ask(scope: Scope, record: Record, rule: str = "", *, withdrawals: bool = False) -> Bounds:
    found = bound(scope, "v", rule, record, WORLD, withdrawals=withdrawals)
    for proof in (found.low_proof, found.high_proof):
        if proof is not None:
            check(proof)
            assert held_by_stranger(json.loads(json.dumps(proof.to_document())))
    return found


WEEK = (window("first", (0, 2), 10), window("second", (2, 4), 7))

ASKED = [
    pytest.param(WEEK, "", (0, 5), 17, None, id="civil days around both windows"),
    pytest.param(WEEK, "", (1, 4), 0, 17, id="civil days inside both"),
    pytest.param(WEEK, "", (3, 4), 0, 7, id="a day inside one"),
    pytest.param(WEEK, "", (1, 3), 0, 17, id="days that both windows touch"),
    pytest.param((a_figure("days", a_scope(days=(0, 3)), 12),), EIGHT, (0, 2), 0, 12, id="a window inside civil days"),
    pytest.param((a_figure("days", a_scope(days=(1, 3)), 12),), EIGHT, (0, 3), 12, None, id="a window around them"),
    pytest.param((a_figure("days", a_scope(days=(0, 2)), 12),), EIGHT, (0, 2), 0, None, id="windows that reach out"),
]


@pytest.mark.parametrize(("figures", "rule", "days", "low", "high"), ASKED)
def test_what_one_clock_says_of_the_other(
    figures: tuple[Figure, ...], rule: str, days: tuple[int, int], low: int, high: int | None
) -> None:
    """Some other figure by the other clock makes it known that the voice counts by both."""
    rules = {figure.rule for figure in figures}
    far = (
        a_figure("far", a_scope(places=("B",), days=(5, 6)), 1) if EIGHT in rules else window("far", (5, 6), 1, ("B",))
    )
    found = ask(a_scope(places=("A",), days=days), a_record(_in_a((*figures, far)), (CLOCKS,)), rule)
    assert (found.low, found.high) == (low, high)


def _in_a(figures: tuple[Figure, ...]) -> list[Figure]:
    return [f if f.scope.places else replace(f, scope=f.scope.but(places=("A",))) for f in figures]


def test_without_the_premise_the_clocks_stay_apart() -> None:
    civil = a_figure("day", a_scope(days=(1, 2)), 3)
    record = a_record((*WEEK, civil), (CLOCKS,))
    found = ask(a_scope(days=(1, 4)), record, withdrawals=True)
    assert (found.low, found.high) == (3, 17)
    assert ("clocks", 3, None) in {(w.premise, w.low, w.high) for w in found.hangs_on}
    assert ask(a_scope(days=(1, 4)), a_record((*WEEK, civil))).high is None


def test_a_voice_that_counts_by_one_clock_only_is_left_alone() -> None:
    found = ask(a_scope(days=(0, 4)), a_record(WEEK, (CLOCKS,)), EIGHT)
    assert (found.low, found.high) == (17, 17)
    assert found.low_proof is not None
    assert {premise.kind for premise in found.low_proof.premises.values()} == {"figure"}


# ------------------------------------------------------------------------------------------------ against the slow one


def thirds(days: tuple[int, int], rule: str) -> set[int]:
    """The thirds of days that a window takes."""
    shift = 1 if rule else 0
    return set(range(days[0] * PART + shift, days[1] * PART + shift))


def slow_bounds(figures: list[tuple[tuple[int, int], str, int]], days: tuple[int, int]) -> tuple[float, float] | None:
    """One unknown a third of a day: closer than what is tied by what lies in what alone, never farther."""
    size = (DAYS + 1) * PART + 1
    rows = np.array([[float(n in thirds(window, rule)) for n in range(size)] for window, rule, _ in figures])
    values = [float(value) for *_, value in figures]
    wanted = np.array([float(n in thirds(days, "")) for n in range(size)])
    found = []
    for sign in (1.0, -1.0):
        solved = linprog(sign * wanted, A_eq=rows, b_eq=values, bounds=(0, None), method="highs")
        if solved.status == 2:
            return None
        found.append(sign * solved.fun if solved.status == 0 else np.inf)
    return found[0], found[1]


_days = st.tuples(st.integers(0, DAYS - 1), st.integers(1, DAYS)).filter(lambda days: days[0] < days[1])


@settings(max_examples=100, deadline=None)
@given(st.lists(st.tuples(_days, st.sampled_from(["", EIGHT]), st.integers(0, 9)), min_size=1, max_size=5), _days)
def test_bounds_hold_whatever_happened_at_which_hour(
    figures: list[tuple[tuple[int, int], str, int]], days: tuple[int, int]
) -> None:
    told = [
        replace(a_figure(f"f{n}", a_scope(days=held), value), rule=rule)
        for n, (held, rule, value) in enumerate(figures)
    ]
    expected = slow_bounds(figures, days)
    found = ask(a_scope(days=days), a_record(told, (CLOCKS, MORE_ENGAGEMENTS)))
    if expected is None:
        return
    assert found.consistent, "what can have happened is no contradiction"
    low, high = expected
    assert found.low is None or found.low <= Fraction(round(low + 1e-6))
    assert found.high is None or float(found.high) >= high - 1e-6
