"""By how much a number may be off before an outcome is no longer proved."""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import onrecord
from onrecord.bounds import Bounds, bound
from onrecord.finding import Outcome, Stated, relate
from onrecord.gazetteer import packaged
from onrecord.row import Record
from onrecord.scope import Scope
from onrecord.slack import Slack, slack, slack_of
from onrecord.wording import principal, proofs_of, room_words, slack_told, slack_words
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


# ------------------------------------------------------------------------------------------------------------ words

TOLD = [
    pytest.param([("a", "down", 32, False)], "the sum still shows it if up to 32 lower", id="lower"),
    pytest.param([("a", "up", 3, True)], "the sum still shows it if less than 3 higher", id="higher, less than so far"),
    pytest.param(
        [("a", "down", 3, False), ("a", "up", 5, False), ("a", "down", 4, False)],
        "the sum still shows it if up to 3 lower or up to 5 higher",
        id="both ways, the least of each",
    ),
    pytest.param(
        [("a", "down", 3, False), ("a", "down", 3, True)],
        "the sum still shows it if less than 3 lower",
        id="the stricter",
    ),
    pytest.param([("a", "down", 0, False)], "the sum no longer shows it if any lower", id="none down"),
    pytest.param(
        [("a", "down", 0, False), ("a", "up", 0, False)], "the sum no longer shows it if any other number", id="none"
    ),
    pytest.param([], "", id="nothing settled"),
]


@pytest.mark.parametrize(("room", "expected"), TOLD)
def test_slack_is_told_of_one_number(room: list[tuple[str, Any, int, bool]], expected: str) -> None:
    entries = [Slack(premise, "high", way, Fraction(size), strict) for premise, way, size, strict in room]
    assert slack_words(entries, "en") == expected
    assert bool(slack_words(entries, "ar")) == bool(expected)


SAID = "The Coalition conducted {} strikes in Iraq and Syria from 1 to 17 May 2018."


@pytest.mark.parametrize(
    ("said", "line"),
    [
        pytest.param(
            "more than 100", "The sum still shows it if 184 is up to 31 lower or 52 is up to 31 higher.", id="room"
        ),
        pytest.param(
            "132", "The sum no longer shows it if 184 is any other number or 52 is any other number.", id="none"
        ),
        pytest.param(
            "about 130",
            "The sum still shows it if 184 is up to 7 lower or less than 3 higher or 52 is less than 3 lower or up to "
            "7 higher.",
            id="both ways",
        ),
    ],
)
def test_slack_is_told_below_a_sum(said: str, line: str) -> None:
    (finding,) = onrecord.check(SAID.format(said), published_on="2018-06-10", speaker="coalition")
    answer = principal(finding)
    assert answer is not None
    room = slack_told(finding, answer, packaged().measures)
    assert room_words(room, proofs_of(answer), "en") == line
    assert {one.premise for one in room} <= {step.premise for proof in proofs_of(answer) for step in proof.steps}


def test_a_difference_has_slack_too() -> None:
    text = "Strikes by the Coalition in Iraq and Syria rose by 40 in May 2018 compared with April 2018."
    (finding,) = onrecord.check(text, published_on="2018-06-10", speaker="coalition")
    (entry,) = finding.by_voice
    assert finding.outcome is Outcome.BELOW_RECORD
    assert entry.answer.form == "difference"
    found = {(one.premise, one.direction): one.room for one in slack_of(finding.claim, entry, packaged().measures)}
    assert set(found.values()) == {Fraction(1)}
    assert {way for _, way in found} == {"up", "down"}
