"""What must hold of pinning and of the search, over random small records, against slow and obvious programs."""

from __future__ import annotations

import itertools
from collections.abc import Iterator
from dataclasses import replace
from fractions import Fraction

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from onrecord.bounds import bound
from onrecord.claim import Base, Claim
from onrecord.lattice import Around, Asked, Edit, Lattice, Rule, Step, near_questions, steps_of
from onrecord.period import ONE_DAY, Period
from onrecord.pinning import Pinning
from onrecord.quantity import Quantity, Span
from onrecord.reading import answer, near_values, pinning_of, value_of
from onrecord.row import Record
from onrecord.scope import Scope
from tests.engine_oracles import COME_AND_GO, NOBODY_LEFT, WORLD, a_figure, a_record, a_scope, day
from tests.test_bounds_properties import FEW, records, scopes, stated_records
from tests.test_events import event_records

SOME = settings(max_examples=40, deadline=None)
FEWER = settings(max_examples=12, deadline=None)

LATTICE = Lattice(
    version=1,
    rules=(
        Rule("hull", "place", "hull", 1),
        Rule("country", "place", "country", 2),
        Rule("member", "place", "member", 2),
        Rule("down", "place", "down", 3),
        Rule("eve", "period", "eve", 1),
        Rule("start", "period", "start", 2, unit="week"),
        Rule("bridged", "measure", "bridged", 1),
        Rule("by-whole", "by", "up", 1),
        Rule("share", "form", "share", 2),
        Rule("points", "form", "points", 2),
        Rule("ten", "number", "times", 3, factor=10),
    ),
    neighbours={},
    lags={"v": 2},
    most_slots=3,
    most_questions=10_000,
    most_ends=100,
)


def exactly(scope: Scope, record: Record) -> Fraction | None:
    """The number that a scope is pinned to by bounds made for it alone, with proofs."""
    found = bound(scope, "v", "", record, WORLD, withdrawals=False)
    return found.low if found.pinned else None


@SOME
@given(records(), st.lists(scopes(), min_size=1, max_size=6))
def test_what_many_questions_are_pinned_to_is_what_each_is_pinned_to(record: Record, asked: list[Scope]) -> None:
    pinning = Pinning(asked, ("v", ""), record, WORLD)
    for scope in asked:
        assert pinning.value(scope) == exactly(scope, record), scope


@settings(max_examples=100, deadline=None)
@given(event_records(), st.lists(scopes(roles=False), min_size=1, max_size=4))
def test_listed_events_pin_what_they_pin_by_themselves(record: Record, asked: list[Scope]) -> None:
    """Beside other figures or not; bounds made for each question alone, with proofs, are the slow way."""
    pinning = Pinning(asked, ("v", ""), record, WORLD)
    for scope in asked:
        found = bound(scope, "v", "", record, WORLD, withdrawals=False)
        assert pinning.value(scope) == (found.low if found.pinned else None) or not found.consistent, scope


@FEW
@given(stated_records(), st.lists(scopes(), min_size=1, max_size=4))
def test_among_contradictions_nothing_pinned_is_lost(record: Record, asked: list[Scope]) -> None:
    """A question that a contradiction touches is pinned to nothing; what is far from one may be, as by itself."""
    pinning = Pinning(asked, ("v", ""), record, WORLD)
    for scope in asked:
        value = exactly(scope, record)
        assert value is None or pinning.value(scope) == value


@FEW
@given(
    st.lists(st.tuples(st.integers(0, 5), st.sampled_from(["A", "A1", "B"]), st.integers(0, 9)), max_size=6),
    st.lists(st.tuples(st.integers(0, 5), st.sampled_from(["A", "A1", "B"])), min_size=1, max_size=4),
)
def test_stocks_are_pinned_day_by_day(figures: list[tuple[int, str, int]], asked: list[tuple[int, str]]) -> None:
    held = [
        a_figure(f"f{n}", a_scope("partners", (place,), (on, on + 1)), value + 3 * on)
        for n, (on, place, value) in enumerate(figures)
    ]
    record = a_record(held, (NOBODY_LEFT,))
    wanted = [a_scope("partners", (place,), (on, on + 1)) for on, place in asked]
    pinning = Pinning(wanted, ("v", ""), record, WORLD)
    for scope in wanted:
        value = exactly(scope, record)
        assert value is None or pinning.value(scope) == value


# --------------------------------------------------------------------------------------------------------- the search


@st.composite
def questions(draw: st.DrawFn) -> Asked:
    """A claim about a scope: an amount, a running total, or a change from some days before."""
    scope = draw(scopes(roles=False)).but(by=draw(st.sampled_from([("c",), ("c1",)])))
    kind = draw(st.sampled_from(["amount", "since", "change"]))
    number = Fraction(draw(st.integers(1, 60)))
    if kind == "change":
        quantity = Quantity(number, number, "=", "percent", direction=draw(st.sampled_from(["up", "down"])))
        base = scope.but(period=Period(day(0), day(2)))
        claim = Claim(
            "c", "s", Span(0, 1), "change", scope, quantity, "asserted", None, "yes", "", base=Base("", base.period)
        )
        return Asked(claim, scope, base, "v", "")
    if kind == "since":
        scope = scope.but(period=replace(scope.period, kind="since"))
    claim = Claim(
        "c", "s", Span(0, 1), "amount", scope, Quantity(number, number, "=", "thing"), "asserted", None, "yes", ""
    )
    return Asked(claim, scope, None, "v", "")


def every_edit(around: Around) -> Iterator[tuple[int, Asked]]:
    """Every way of making up to three edits in different slots, at every open end, one by one; nothing merged."""
    steps = [step for held in steps_of(around).values() for step in held]
    for size in range(4):
        for made in itertools.combinations(steps, size):
            if len({step.slot for step in made}) == size:
                yield from at_each_end(sum(step.cost for step in made), edited(around.asked, made))


def edited(asked: Asked, made: tuple[Step, ...]) -> Asked:
    """The edits one after the other."""
    for step in made:
        without_days = {name: value for name, value in step.scope.items() if name != "period"}
        asked = replace(
            asked,
            scope=asked.scope.but(**step.scope),
            base=None if asked.base is None else asked.base.but(**without_days),
            claim=replace(asked.claim, **step.claim),
            factor=asked.factor * step.factor,
        )
    return asked


def at_each_end(cost: int, asked: Asked) -> Iterator[tuple[int, Asked]]:
    period = asked.scope.period
    assert period.start is not None
    assert period.end is not None
    ends = (period.end - period.start).days if period.kind == "since" else 1
    for back in range(ends):
        yield cost, replace(asked, scope=asked.scope.but(period=replace(period, end=period.end - back * ONE_DAY)))


def key(asked: Asked) -> tuple[object, ...]:
    """What is asked, in full."""
    quantity = asked.claim.quantity
    assert quantity is not None
    days = [(s.period.start, s.period.end) for s in (asked.scope, asked.base) if s is not None]
    scopes = [s.but(period=Period(None, None)) for s in (asked.scope, asked.base) if s is not None]
    return *days, *scopes, asked.form, quantity.unit, asked.factor


@FEW
@given(records(roles=False), questions())
def test_the_search_asks_all_that_edits_lead_to_each_once_at_the_least_cost(record: Record, asked: Asked) -> None:
    around = Around(asked, record, WORLD, LATTICE, day(6))
    cheapest: dict[tuple[object, ...], int] = {}
    for cost, near in every_edit(around):
        cheapest[key(near)] = min(cost, cheapest.get(key(near), cost))
    del cheapest[key(asked)]
    found = list(near_questions(around))
    assert {key(near.asked): near.cost for near in found} == cheapest
    assert len(found) == len(cheapest)
    assert [near.cost for near in found] == sorted(near.cost for near in found)


@FEWER
@given(records(), questions())
def test_the_numbers_found_are_those_of_the_slow_enumeration(record: Record, asked: Asked) -> None:
    """Each question that any edits lead to, asked by itself with proofs, against all asked of one system."""
    around = Around(asked, record, WORLD, LATTICE, day(6))
    fast = {key(near.asked): value for near, value in near_values(around)}
    slow: dict[tuple[object, ...], Fraction | None] = {}
    for cost, near in every_edit(around):
        if cost <= 4 and key(near) not in slow and key(near) != key(asked):
            found = answer(near, record, WORLD, withdrawals=False)
            slow[key(near)] = found.low if found.pinned else None
    assert {name: value for name, value in slow.items() if value is not None} == {
        name: value for name, value in fast.items() if name in slow
    }


@FEW
@given(questions())
def test_an_edit_says_what_it_changed(asked: Asked) -> None:
    """Reading the edits alone, a reader comes to the question that was asked."""
    record = a_record([a_figure("f", a_scope("strikes", ("A", "B"), by=("c",)), 9)])
    for near in near_questions(Around(asked, record, WORLD, LATTICE, day(6))):
        told = {edit.slot: edit for edit in near.edits}
        assert len(told) == len(near.edits)
        place = told.get("place", Edit("place", "", ";".join(asked.scope.places)))
        assert tuple(place.now.split(";")) == near.asked.scope.places or not near.asked.scope.places
        last = told["end"].now if "end" in told else str(asked.scope.period.last_day)
        assert last == str(near.asked.scope.period.last_day)


# ----------------------------------------------------------------------------------------------------- cases by name


def test_a_region_is_pinned_only_where_its_two_covers_are_to_the_same() -> None:
    edge = a_scope("strikes", ("region:edge",))  # surely A1, possibly B too
    both = a_figure("both", a_scope("strikes", ("A1", "B")), 7)
    assert Pinning([edge], ("v", ""), a_record([both]), WORLD).value(edge) is None
    none = a_figure("none", a_scope("strikes", ("B",)), 0)
    assert Pinning([edge], ("v", ""), a_record([both, none]), WORLD).value(edge) == 7


def test_a_part_of_a_day_that_no_figure_covers_leaves_no_number() -> None:
    longer = a_scope("strikes", ("A",), (0, 4))
    record = a_record([a_figure("f", a_scope("strikes", ("A",), (0, 3)), 7)])
    assert Pinning([longer], ("v", ""), record, WORLD).value(longer) is None


def test_whole_counts_can_be_pinned_where_real_ones_are_not() -> None:
    """Three pairs of three places, each at most 1, and all together at least 1: no whole count fills two halves."""
    pairs = [("A1", "A2"), ("A1", "B"), ("A2", "B")]
    figures = [a_figure(f"f{n}", a_scope("strikes", pair), None, 1, "at_most") for n, pair in enumerate(pairs)]
    every = a_scope("strikes", ("A1", "A2", "B"))
    record = a_record([*figures, a_figure("all", every, 1, sense="at_least")])
    assert exactly(every, record) == 1
    assert Pinning([every], ("v", ""), record, WORLD).value(every) == 1


def test_a_quotient_is_pinned_where_two_counts_are_equal_and_neither_is_known() -> None:
    """Day 0 with day 1, and day 1 with day 2, are both 10: day 0 is 100 percent of day 2, whatever they are."""
    figures = [a_figure(f"f{on}", a_scope("strikes", ("A",), (on, on + 2), ("c",)), 10) for on in (0, 1)]
    figures.append(a_figure("most", a_scope("strikes", ("A",), (1, 2), ("c",)), None, 9, "at_most"))
    quantity = Quantity(Fraction(100), Fraction(100), "=", "percent", direction="up")
    top, base = (a_scope("strikes", ("A",), (on, on + 1), ("c",)) for on in (0, 2))
    claim = Claim(
        "c", "s", Span(0, 1), "change", top, quantity, "asserted", None, "yes", "", base=Base("", base.period)
    )
    around = Around(Asked(claim, top, base, "v", ""), a_record(figures), WORLD, LATTICE, day(6))
    found = {near.asked.form: value for near, value in near_values(around) if [e.slot for e in near.edits] == ["form"]}
    assert found == {"share": 100}


def a_change(top: Scope, base: Scope, unit: str, direction: str = "up") -> Asked:
    """A claim that something rose or fell by 7, asked as it is."""
    quantity = Quantity(Fraction(7), Fraction(7), "=", unit, direction=direction)  # type: ignore[arg-type]
    claim = Claim(
        "c", "s", Span(0, 1), "change", top, quantity, "asserted", None, "yes", "", base=Base("", base.period)
    )
    return Asked(claim, top, base, "v", "")


def a_day(on: int, places: tuple[str, ...] = ("A",), measure: str = "strikes") -> Scope:
    return a_scope(measure, places, (on, on + 1), ("c",))


@pytest.mark.parametrize(
    ("figures", "top", "base", "expected"),
    [
        pytest.param([(a_day(0), 0), (a_day(2), 0)], a_day(2), a_day(0), 0, id="nothing, after nothing"),
        pytest.param([(a_day(0), 0), (a_day(2), 5)], a_day(2), a_day(0), 5, id="five, after nothing"),
        pytest.param([(a_day(0), 5), (a_day(2), 0)], a_day(2), a_day(0), -5, id="nothing, after five"),
        pytest.param(
            [(a_scope(places=("A",), days=(on, on + 2), by=("c",)), 10 + on) for on in (0, 1)],
            a_day(2), a_day(0), 1, id="two days of which neither is known, each ten with the day between, or eleven",
        ),
        pytest.param(
            [(a_day(1), 4)], a_scope(places=("A",), days=(0, 2), by=("c",)), a_day(0), 4,
            id="a day that both have, of which nothing is known",
        ),
        pytest.param([(a_day(0), 5)], a_day(2), a_day(0), None, id="a day of which nothing is known"),
    ],
)  # fmt: skip
def test_a_change_in_counts_is_pinned_whatever_the_two_counts_are(
    figures: list[tuple[Scope, int]], top: Scope, base: Scope, expected: int | None
) -> None:
    record = a_record([a_figure(f"f{number}", scope, value) for number, (scope, value) in enumerate(figures)])
    for direction, sign in (("up", 1), ("down", -1)):
        asked = a_change(top, base, "strike", direction)
        around = Around(asked, record, WORLD, LATTICE, day(6))
        exact = answer(asked, record, WORLD, withdrawals=False)
        value = value_of(asked, pinning_of(around), around)
        assert value == (exact.low if exact.pinned else None)
        assert value == (None if expected is None else sign * expected)


def test_a_stock_that_nobody_counted_rose_by_those_who_joined() -> None:
    joined = a_figure("joined", a_scope("joined", ("A",), (1, 4)), 3)
    nobody = a_figure("left", a_scope("left", ("A",), (1, 4)), 0)
    top, base = (a_scope("partners", ("A",), (on, on + 1)) for on in (3, 0))
    record = a_record([joined, nobody], (COME_AND_GO,))
    around = Around(a_change(top, base, "thing"), record, WORLD, LATTICE, day(6))
    assert value_of(around.asked, pinning_of(around), around) == 3
