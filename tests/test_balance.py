"""A stock on two days tied by who came and who went between, against one equation for every place and day."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import onrecord.balance
from onrecord.bounds import Bounds, bound, difference
from onrecord.contradiction import contradictions
from onrecord.figure import Figure
from onrecord.proof import check
from onrecord.row import Record, packaged_bridges
from onrecord.scope import Scope
from tests import engine_oracles as slow
from tests.engine_oracles import (
    AT_MOST_COME,
    CHANGES_HANDS,
    COME_AND_GO,
    DAYS,
    NOBODY_LEFT,
    WORLD,
    a_figure,
    a_record,
    a_scope,
    all_of,
    an_event,
)

MEASURES = ("partners", "joined", "left")


def ask(scope: Scope, record: Record, *, withdrawals: bool = False) -> Bounds:
    found = bound(scope, "v", "", record, WORLD, withdrawals=withdrawals)
    for proof in (found.low_proof, found.high_proof):
        if proof is not None:
            check(proof)
    return found


def on(day: int, places: tuple[str, ...] = ()) -> Scope:
    return a_scope("partners", places, (day, day + 1))


THEN = a_figure("then", on(0), 75)
CAME, WENT = a_figure("came", a_scope("joined", days=(1, 4)), 3), a_figure("went", a_scope("left", days=(1, 4)), 1)
MORE, FEW = replace(CAME, sense="at_least", high=None), replace(WENT, sense="at_most", low=None)


@pytest.mark.parametrize(
    ("figures", "day", "low", "high"),
    [
        pytest.param((THEN, CAME, WENT), 3, 77, 77, id="all is known"),
        pytest.param((THEN, CAME, WENT), 1, 74, 78, id="in the midst: they may have come before and gone after"),
        pytest.param((THEN, CAME, WENT), 4, 0, None, id="a day after: nothing is known of it"),
        pytest.param((THEN, CAME), 3, 0, 78, id="nobody counted who left"),
        pytest.param((THEN, WENT), 3, 74, None, id="nobody counted who joined"),
        pytest.param((THEN, MORE, WENT), 3, 77, None, id="at least so many joined"),
        pytest.param((THEN, CAME, FEW), 3, 77, 78, id="at most so many left"),
        pytest.param((CAME, WENT), 3, 2, None, id="of the stock nothing is known"),
        pytest.param((a_figure("later", on(3), 77), CAME, WENT), 0, 75, 75, id="back from a later day"),
        pytest.param((THEN, a_figure("soon", on(1), 76), CAME, WENT), 2, 75, 78, id="between two counts"),
    ],
)
def test_a_stock_follows_from_who_came_and_went(
    figures: tuple[Figure, ...], day: int, low: int, high: int | None
) -> None:
    found = ask(on(day), a_record(figures, (COME_AND_GO,)))
    assert (found.low, found.high) == (low, high)


def test_without_the_premise_nothing_is_tied() -> None:
    found = ask(on(3), a_record((THEN, CAME, WENT), (COME_AND_GO,)), withdrawals=True)
    assert {(w.premise, w.low, w.high) for w in found.hangs_on} == {
        ("come-and-go", 0, None),
        ("then", 2, None),
        ("came", 74, None),
        ("went", 0, 78),
    }
    assert ask(on(3), a_record((THEN, CAME, WENT))).high is None


def test_how_many_came_follows_too() -> None:
    record = a_record((THEN, a_figure("later", on(3), 79), WENT), (COME_AND_GO,))
    found = ask(a_scope("joined", days=(1, 4)), record)
    assert (found.low, found.high) == (5, 5)
    assert found.high_proof is not None
    assert found.high_proof.formula == "1 + 79 − 75 = 5"


def test_a_list_of_who_joined_and_left() -> None:
    """Two joined on days of their own, one some day in five; the list is whole, and nobody is listed as gone."""
    figures = [
        THEN,
        an_event("first", a_scope("joined", days=(1, 2)), 1),
        an_event("second", a_scope("joined", days=(3, 4)), 1),
        an_event("some day", a_scope("joined", days=(1, 6)), 1),
        all_of(a_scope("joined")),
        all_of(a_scope("left"), "all left"),
    ]
    record = a_record([*figures, an_event("gone", a_scope("left", days=(5, 6)), 1)], (COME_AND_GO,))
    assert [(found.low, found.high) for found in (ask(on(day), record) for day in range(DAYS))] == [
        *[(75, 75), (76, 77), (76, 77), (77, 78), (77, 78), (77, 77)]
    ]


def test_the_example_of_the_docs() -> None:
    """docs/method.md tells these rows and what follows from them; here of six days."""
    figures = [
        THEN,
        an_event("one", a_scope("joined", days=(1, 2)), 1),
        an_event("two", a_scope("joined", days=(2, 4)), 2),
        all_of(a_scope("joined", days=(1, 6))),
        a_figure("gone", a_scope("left", days=(1, 6)), 1),
    ]
    record = a_record(figures, (COME_AND_GO,))
    assert [(b.low, b.high) for b in (ask(on(5), record), ask(on(4), record))] == [(77, 77), (77, 78)]
    assert [(b.low, b.high) for b in [ask(on(4), record.without("gone"))]] == [(0, 78)]
    assert [(b.low, b.high) for b in [ask(on(4), record.without("all"))]] == [(77, None)]


def test_at_most_only_bounds_from_above() -> None:
    found = ask(on(3), a_record((THEN, CAME, WENT), (AT_MOST_COME,)))
    assert (found.low, found.high) == (0, 77)


def test_what_is_taken_from_a_party_leaves_what_it_holds() -> None:
    lost = a_figure("lost", a_scope("taken", days=(1, 4)), 5)
    figures = [
        a_figure("then", a_scope("area", days=(0, 1), by=("c",)), 40),
        a_figure("gained", a_scope("taken", days=(1, 4), by=("c",)), 7),
        replace(lost, scope=lost.scope.but(against=("c",))),
    ]
    record = a_record(figures, (CHANGES_HANDS,))
    found = ask(a_scope("area", days=(3, 4), by=("c",)), record)
    assert (found.low, found.high) == (42, 42)
    assert ask(a_scope("area", days=(3, 4)), record).high is None, "of everybody's land nothing is said"


def test_counts_that_do_not_balance_contradict_each_other() -> None:
    figures = (THEN, CAME, WENT, a_figure("later", on(3), 80))
    (found,) = contradictions(a_record(figures, (COME_AND_GO,)), WORLD).found
    assert set(found.premises) == {"then", "came", "later", "come-and-go"}, "too many, even had nobody gone"
    assert found.size == 2
    assert not ask(on(2), a_record(figures, (COME_AND_GO,))).consistent


def test_a_difference_of_two_days_is_who_came_less_who_went() -> None:
    record = a_record((CAME, WENT), (COME_AND_GO,))
    found = difference((on(3), on(0)), ("v", ""), record, WORLD)
    assert (found.low, found.high) == (2, 2)


def test_too_many_balances_leave_the_nearest_days(monkeypatch: pytest.MonkeyPatch) -> None:
    """Fewer rows give wider bounds, which say that more work may narrow them."""
    record = a_record((THEN, a_figure("soon", on(1), 75), CAME, WENT), (COME_AND_GO,))
    whole = ask(on(3), record)
    assert whole.tight
    monkeypatch.setattr(onrecord.balance, "MOST_ROWS", 1)
    found = ask(on(3), a_record((THEN, a_figure("soon", on(1), 75), CAME, WENT), (COME_AND_GO,)))
    assert not found.tight
    assert found.low is None or (whole.low is not None and found.low <= whole.low)


def test_the_packaged_balances_name_a_stock_and_flows() -> None:
    from onrecord.gazetteer import catalogue

    measures = catalogue().measures
    balances = [bridge for bridge in packaged_bridges() if bridge.is_balance]
    assert {balance.lesser for balance in balances} == {
        *("partners", "displaced_present", "personnel", "facilities_out", "area_held")
    }
    for balance in balances:
        assert measures[balance.lesser].kind == "stock"
        assert {measures[each].kind for each in (*balance.joins, *balance.leaves)} == {"flow"}
        assert set(balance.turned) <= set(balance.leaves)


# ------------------------------------------------------------------------------------------------ against the slow one


@st.composite
def comings(draw: st.DrawFn) -> Record:
    """Counts on single days, of who joined and of who left, right or not, of places in each other."""
    found = []
    where = st.sampled_from([(), ("A",), ("A1",), ("B",), ("A1", "B")])
    for number in range(draw(st.integers(2, 6))):
        measure = draw(st.sampled_from(MEASURES))
        start = draw(st.integers(0, DAYS - 1))
        end = start + 1 if measure == "partners" else draw(st.integers(start + 1, DAYS))
        scope = a_scope(measure, draw(where), (start, end))
        sense = draw(st.sampled_from(["equal", "equal", "at_least", "at_most"]))
        figure = a_figure(f"f{number}", scope, draw(st.integers(0, 5)), None, sense)
        found.append(figure if sense == "equal" else replace(figure, high=figure.low))
    others = draw(st.sampled_from([(COME_AND_GO,), (COME_AND_GO,), (AT_MOST_COME,), (COME_AND_GO, NOBODY_LEFT)]))
    return a_record(found, others)


@settings(max_examples=150)
@given(comings(), st.sampled_from(MEASURES), st.integers(0, DAYS - 1), st.sampled_from([(), ("A",), ("A1",), ("B",)]))
def test_one_equation_a_place_and_day_says_the_same(
    record: Record, measure: str, day: int, places: tuple[str, ...]
) -> None:
    scope = a_scope(measure, places, (day, day + 1))
    found, expected = ask(scope, record), slow.plain_bounds(record, scope, MEASURES)
    if expected is None or not found.consistent:
        assert expected is None or not slow_feasible(record)
        return
    low, high = found.low_proof, found.high_proof
    mine = (-slow.INF if low is None else float(low.bound)), (slow.INF if high is None else float(high.bound))
    assert mine == pytest.approx(expected, abs=1e-6)


def slow_feasible(record: Record) -> bool:
    return slow.plain_bounds(record, a_scope("partners", days=(0, 1)), MEASURES) is not None
