"""By how much a number may be off before an outcome is no longer proved."""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from onrecord.bounds import Bounds, bound
from onrecord.finding import Outcome, Stated, relate
from onrecord.row import Record
from onrecord.scope import Scope
from onrecord.slack import slack
from tests.engine_oracles import WORLD, a_figure, a_record, a_scope
from tests.test_bounds_properties import records, scopes


def whole(low: int | None, high: int | None) -> Stated:
    return Stated(None if low is None else Fraction(low), None if high is None else Fraction(high))


def ask(scope: Scope, record: Record) -> Bounds:
    return bound(scope, "v", "", record, WORLD, withdrawals=False)


RECORD = a_record([a_figure("all", a_scope(), 184), a_figure("last", a_scope(days=(4, 6)), 52)])


@pytest.mark.parametrize(
    ("claimed", "outcome", "expected"),
    [
        pytest.param(
            whole(100, None),
            Outcome.BORNE_OUT,
            [("all", "down", 32), ("last", "up", 32)],
            id="at least 100: 32 fewer in all, or 32 more in the last days, and it is still proved",
        ),
        pytest.param(
            whole(133, None),
            Outcome.ABOVE_RECORD,
            [("all", "up", 0), ("last", "down", 0)],
            id="more than 132: one more in all and it is not proved",
        ),
        pytest.param(
            whole(None, 99), Outcome.BELOW_RECORD, [("all", "down", 32), ("last", "up", 32)], id="fewer than 100"
        ),
        pytest.param(
            whole(132, 132),
            Outcome.BORNE_OUT,
            [("all", "down", 0), ("all", "up", 0), ("last", "down", 0), ("last", "up", 0)],
            id="exactly 132: any other number would do",
        ),
        pytest.param(whole(100, 120), Outcome.POSSIBLE, [], id="an outcome that these bounds do not give"),
    ],
)
def test_slack(claimed: Stated, outcome: Outcome, expected: list[tuple[str, str, int]]) -> None:
    """132 = 184 - 52."""
    found = ask(a_scope(days=(0, 4)), RECORD)
    entries = slack(claimed, outcome, (found.low_proof, found.high_proof))
    assert sorted((entry.premise, entry.direction, entry.room) for entry in entries) == expected


@settings(max_examples=60)
@given(records(), scopes(), st.integers(0, 12), st.booleans())
def test_within_its_slack_a_number_may_be_off(record: Record, question: Scope, number: int, least: bool) -> None:
    """The figure is changed by as much as it may be; where the others still agree with it, the outcome is the same."""
    found = ask(question, record)
    claimed = whole(number, None) if least else whole(None, number)
    outcome = relate(claimed, found.low, found.high)
    for entry in slack(claimed, outcome, (found.low_proof, found.high_proof)):
        row = next(row for row in record.rows if row.id == entry.premise)
        off = entry.room * (1 if entry.direction == "up" else -1)
        low, high = (None if held is None else held + off for held in (row.low, row.high))
        rows = tuple(replace(other, low=low, high=high) if other is row else other for other in record.rows)
        again = ask(question, Record(rows, record.bridges))
        if again.consistent and (low is None or low >= 0):
            assert relate(claimed, again.low, again.high) is outcome
