"""Readings: which edits are tried, what reproduces a number, and the placebo."""

from __future__ import annotations

import datetime as dt
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.quantity import Quantity
from onrecord.reading import Asked, _near, _placebo, find_readings, reproduces, roundness
from onrecord.row import build_record
from tests.test_finding import BOTH, VALLEY, catalogue, claim, holdings, parse_edtf, quantity, since


@pytest.mark.parametrize(
    ("number", "expected"),
    [(132, 1), (135, 5), (130, 10), (150, 50), (100, 100), (1500, 500), (2000, 1000), (304, 1), (25, 5), (50, 50)],
)
def test_how_round_a_number_is(number: int, expected: int) -> None:
    assert roundness(number) == expected


@given(st.integers(min_value=1, max_value=10**9))
def test_a_number_is_divisible_by_its_roundness_and_not_by_the_next(number: int) -> None:
    steps = sorted(digit * 10**power for digit in (1, 5) for power in range(10))
    assert roundness(number) == max(step for step in steps if number % step == 0)


@pytest.mark.parametrize(
    ("value", "asked", "expected"),
    [
        pytest.param("132", quantity("132"), True, id="a count, the same"),
        pytest.param("133", quantity("132"), False, id="a count, one off"),
        pytest.param("22500/74", quantity("304", unit="percent"), True, id="304.05 rounds to 304"),
        pytest.param("607/2", quantity("304", unit="percent"), True, id="half a point below is in"),
        pytest.param("609/2", quantity("304", unit="percent"), False, id="half a point above is out"),
        pytest.param("131", quantity("130", approximate=True, step=Fraction(10)), True, id="about 130"),
    ],
)
def test_what_reproduces_a_stated_number(value: str, asked: Quantity, expected: bool) -> None:
    assert asked.stated is not None
    assert reproduces(Fraction(value), asked.stated, asked) is expected


def test_the_placebo_counts_other_numbers_of_the_same_roundness() -> None:
    found = _placebo(quantity("132"), [Fraction(132), Fraction(140), Fraction(141), Fraction(141), Fraction(300)])
    assert found is not None
    assert (found.low, found.high, found.others, found.matched) == (66, 264, 159, 1)


def asked_of_the_coalition(number: str = "132", places: tuple[str, ...] = VALLEY) -> Asked:
    found = claim("strikes", since("2018-05-01", "2018-05-19"), quantity(number, ">"), places=places)
    scope = found.scope.but(by=("coalition",), against=("daesh",))
    return Asked(found, scope, None, "coalition", "")


def test_an_open_end_is_tried_at_every_day_and_is_no_edit() -> None:
    near = list(_near(asked_of_the_coalition(), catalogue()))
    unedited = [edits for edits, _ in near if all(edit.slot == "end" for edit in edits)]
    assert len(unedited) == 18  # 1 May alone to 1-18 May; 1-19 May is the claim itself
    assert all(len([edit for edit in edits if edit.slot != "end"]) <= 1 for edits, _ in near)


def test_a_number_that_many_readings_give_is_not_offered() -> None:
    question = asked_of_the_coalition("13", BOTH)
    record = build_record(holdings())
    near = find_readings(question, record, catalogue(), dt.date(2018, 5, 19))
    # 8, 12 and 13 are the totals to 1, 2 and 3 May: of the few numbers from 7 to 26, two others match.
    assert near == ()


def test_readings_come_nearest_first_and_pinned() -> None:
    record = build_record(holdings())
    found = find_readings(asked_of_the_coalition(places=BOTH), record, catalogue(), dt.date(2018, 5, 19))
    assert [reading.scope.period for reading in found] == [since("2018-05-01", "2018-05-17")]
    assert all(reading.answer.pinned for reading in found)


def test_figures_of_before_the_statement_are_not_called_later() -> None:
    record = build_record(holdings())
    (reading,) = find_readings(asked_of_the_coalition(places=BOTH), record, catalogue(), dt.date(2018, 5, 25))
    assert reading.later is False
    assert parse_edtf("2018-05-01/2018-05-17").end == reading.scope.period.end
