"""Which rows bear on a question, and bounds from the nearest of them first."""

from __future__ import annotations

import itertools
from collections.abc import Sequence

import pytest
from hypothesis import given, settings

from onrecord import bounds as engine
from onrecord.bounds import bound, early_bounds
from onrecord.cell import days_of, kind_of
from onrecord.growth import grow
from onrecord.row import Record, Row, Term
from onrecord.scope import Scope
from tests.engine_oracles import WORLD, a_figure, a_record, a_scope, a_term
from tests.test_bounds_properties import records, scopes


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
