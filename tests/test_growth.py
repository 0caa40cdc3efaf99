"""Which rows bear on a question, and bounds from the nearest of them first."""

from __future__ import annotations

import itertools
from collections.abc import Sequence

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from onrecord import bounds as engine
from onrecord.bounds import Bounds, bound, early_bounds, settling_bounds
from onrecord.cell import days_of, kind_of
from onrecord.growth import grow
from onrecord.row import Record, Row, Term
from onrecord.scope import Scope
from tests.engine_oracles import WORLD, a_figure, a_record, a_scope, a_term
from tests.test_bounds_properties import records, scopes, stated_records


def touch(one: Term, other: Term) -> bool:
    """Whether two terms share a place, an actor and a day; strikes and engagements may be tied."""
    (start, end), (first, after) = days_of(one.scope), days_of(other.scope)
    places = [WORLD.places.outer(term.scope.places) for term in (one, other)]
    trees = ((places, WORLD.places.tree), *(([getattr(t.scope, role) for t in (one, other)], WORLD.actors.tree)
                                            for role in ("by", "against", "of")))  # fmt: skip
    return start < after and first < end and all(
        not a or not b or any(tree.holds(x, y) or tree.holds(y, x) for x in a for y in b) for (a, b), tree in trees
    )  # fmt: skip


def rings(question: Term, record: Record) -> list[list[str]]:
    """The slow way: every row against every row, again and again."""
    frontier, waiting, found = [question], list(record.rows), list[list[str]]()
    tied = bool(record.bridges)
    while frontier:
        ring = [r for r in waiting if any(touch(r.terms[0], f) and (tied or kind_of(r.terms[0]) == kind_of(f))
                                          for f in frontier)]  # fmt: skip
        found += [[row.id for row in ring]] if ring else []
        waiting = [row for row in waiting if row not in ring]
        frontier = [row.terms[0] for row in ring]
    return found


def ids(found: Sequence[Sequence[Row]]) -> list[list[str]]:
    return [[row.id for row in ring] for ring in found]


@settings(max_examples=60)
@given(records(), scopes())
def test_rings_are_those_of_the_slow_way(record: Record, question: Scope) -> None:
    assert ids(list(grow((a_term(question),), record, WORLD))) == rings(a_term(question), record)
    thinner = record.without(record.rows[0].id)  # a record made from another keeps nothing of its order
    assert ids(list(grow((a_term(question),), thinner, WORLD))) == rings(a_term(question), thinner)


@settings(max_examples=40)
@given(records(), scopes())
def test_early_bounds_hold_and_never_widen(record: Record, question: Scope) -> None:
    """Whatever is left out: each interval lies in the one before, and the last is the one from everything."""
    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(engine, "STAGES", (1, 2, 4))
        found = list(early_bounds(question, "v", "", record, WORLD))
    whole = bound(question, "v", "", record, WORLD, withdrawals=True)
    assert (found[-1].low, found[-1].high, found[-1].tight) == (whole.low, whole.high, True)
    for before, after in itertools.pairwise(found):
        assert not before.tight
        assert before.low is not None
        assert after.low is not None
        assert before.low <= after.low
        assert before.high is None or (after.high is not None and after.high <= before.high)


@settings(max_examples=40)
@given(records(), scopes(), st.integers(0, 12))
def test_bounds_that_are_enough_settle_what_all_would(record: Record, question: Scope, number: int) -> None:
    """Whether a total is more or less than a number comes out the same from the nearest rows as from all."""

    def beyond(found: Bounds) -> bool:
        return (found.low or 0) > number or (found.high is not None and found.high < number)

    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(engine, "STAGES", (1, 2, 4))
        found = settling_bounds(a_term(question), record, WORLD, beyond, withdrawals=False)
    whole = bound(question, "v", "", record, WORLD)
    assert beyond(found) == beyond(whole)
    assert (whole.low or 0) >= (found.low or 0)
    assert found.high is None or (whole.high is not None and whole.high <= found.high)
    assert not (found.settled and found.tight)
    if not beyond(found):
        assert (found.low, found.high, found.tight, found.settled) == (whole.low, whole.high, True, False)


@pytest.mark.parametrize(
    ("number", "settled"),
    [
        pytest.param(9, True, id="at most 3 + 5, which the two nearest show"),
        pytest.param(4, False, id="4 lies among what the record allows, so all are heard"),
    ],
)
def test_bounds_stop_where_the_nearest_rows_settle_a_claim(
    number: int, settled: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(engine, "STAGES", (4,))
    days = a_term(a_scope(days=(0, 2)))
    record = Record(tuple(row for row in chain(12).rows if row.id != "f000"), ())
    found = settling_bounds(days, record, WORLD, lambda bounds: bounds.high is not None and bounds.high < number)
    assert found.settled is settled
    assert found.high_proof is not None
    assert found.high_proof.formula == "3 + 5 = 8"
    assert (found.figures_used < 12) is settled
    assert {entry.premise for entry in found.hangs_on} >= {"day", "f001"}


@settings(max_examples=60)
@given(records() | stated_records(), scopes(), st.integers(0, 12), st.booleans(), st.sampled_from([1, 3]))
def test_what_the_solver_tells_at_a_glance_changes_no_answer(
    record: Record, question: Scope, number: int, more: bool, stage: int
) -> None:
    """Where it is passed over, and every stage proved in full, the same comes out."""

    def enough(found: Bounds) -> bool:
        end = found.low if more else found.high
        return end is not None and (end >= number if more else end <= number)

    answers = []
    for glance in (engine._may_settle, lambda *_: True):
        with pytest.MonkeyPatch.context() as patched:
            patched.setattr(engine, "STAGES", (stage,))
            patched.setattr(engine, "_may_settle", glance)
            answers.append(settling_bounds(a_term(question), record, WORLD, enough))
    assert answers[0] == answers[1]


def test_a_row_that_touches_and_was_not_heard_settles_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(engine, "STAGES", (1,))
    record = a_record([*(row.figures[0] for row in chain(3).rows), a_figure("other", a_scope(days=(0, 1)), 4)])
    found = settling_bounds(a_term(a_scope(days=(0, 1))), record, WORLD, lambda bounds: True)
    assert not found.consistent


def chain(length: int) -> Record:
    """A count of the first day, and windows of two days, each crossing the next."""
    pinned = a_figure("day", a_scope(days=(0, 1)), 3)
    return a_record([pinned, *(a_figure(f"f{n:03}", a_scope(days=(n, n + 2)), 5) for n in range(length))])


def test_one_number_from_all_that_touches_the_question_is_final(monkeypatch: pytest.MonkeyPatch) -> None:
    """3 on the first day: the forty windows that hang on each other may say what they like."""
    monkeypatch.setattr(engine, "STAGES", (10,))
    (found,) = early_bounds(a_scope(days=(0, 1)), "v", "", chain(40), WORLD)
    assert (found.low, found.high, found.tight, found.figures_used) == (3, 3, True, 10)


def test_one_number_is_not_final_where_a_row_that_touches_was_not_heard(monkeypatch: pytest.MonkeyPatch) -> None:
    """A second count of the same day contradicts the first one; it touches, so it is heard."""
    monkeypatch.setattr(engine, "STAGES", (1,))
    record = a_record([*(row.figures[0] for row in chain(3).rows), a_figure("other", a_scope(days=(0, 1)), 4)])
    *_, found = early_bounds(a_scope(days=(0, 1)), "v", "", record, WORLD)
    assert not found.consistent
