"""Readings: which edits are tried, what reproduces a number, and the placebo."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from fractions import Fraction
from typing import Literal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord import proof as proofs
from onrecord.claim import Base
from onrecord.figure import Figure
from onrecord.lattice import (
    MOVES,
    Around,
    Asked,
    Edit,
    Near,
    after,
    first_of,
    near_questions,
    packaged_lattice,
    steps_of,
)
from onrecord.measure import Form
from onrecord.period import Period
from onrecord.quantity import Quantity
from onrecord.reading import _placebo, answer, find_readings, near_values, others_of, reproduces, roundness, said
from onrecord.row import Holdings, build_record
from onrecord.scope import Scope
from tests.test_finding import BOTH, VALLEY, catalogue, claim, holdings, on, parse_edtf, quantity, since

MAY_19 = dt.date(2018, 5, 19)


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
    found = _placebo(quantity("132"), {132, 140, 141, 300}, 12)
    assert found is not None
    assert (found.low, found.high, found.others, found.matched, found.asked) == (66, 264, 159, 1, 12)


@given(st.integers(min_value=1, max_value=3000))
def test_the_other_numbers_are_counted_as_if_one_by_one(number: int) -> None:
    between = range(-(-number // 2), 2 * number + 1)
    assert others_of(number) == sum(n != number and roundness(n) == roundness(number) for n in between)


@pytest.mark.parametrize(
    ("value", "asked", "factor", "expected"),
    [
        pytest.param("132", quantity("132"), 1, 132, id="a count as it is"),
        pytest.param("265/2", quantity("132"), 1, None, id="no count at all"),
        pytest.param("22500/74", quantity("9", unit="percent"), 1, 304, id="a percentage, rounded"),
        pytest.param("132400", quantity("9"), 1000, 132, id="in thousands, rounded"),
        pytest.param("132500", quantity("9"), 1000, 133, id="in thousands, half way"),
        pytest.param("13", quantity("9"), Fraction(1, 10), 130, id="ten times too many"),
        pytest.param("2649999", quantity("9", step=Fraction(100_000)), 1, 26, id="2.6 million, in steps"),
    ],
)
def test_how_a_value_would_have_been_said(
    value: str, asked: Quantity, factor: Fraction | int, expected: int | None
) -> None:
    question = Asked(claim("strikes", parse_edtf("2018-05"), asked), Scope("strikes"), None, "v", "", Fraction(factor))
    assert said(Fraction(value), question, asked) == expected


# -------------------------------------------------------------------------------------------------------- the lattice


def test_one_thing_changed_is_always_nearer_than_two() -> None:
    costs = sorted(rule.cost for rule in packaged_lattice().rules)
    assert costs[-1] < costs[0] + costs[1]


def test_every_move_of_the_lattice_is_known_and_every_known_move_is_used() -> None:
    moves = {rule.move for rule in packaged_lattice().rules}
    assert moves == {*MOVES, "up", "down"}


def test_the_lattice_names_measures_and_voices_that_exist() -> None:
    lattice, names = packaged_lattice(), catalogue()
    assert {*lattice.neighbours, *(n for held in lattice.neighbours.values() for n in held)} <= {
        measure.id for measure in names.measures
    }
    assert all(voice in names.actors for voice in lattice.lags)


@pytest.mark.parametrize(
    ("unit", "day", "first", "following"),
    [
        pytest.param("week", "2018-05-20", "2018-05-14", "2018-05-21", id="a Sunday closes its week"),
        pytest.param("week", "2018-05-21", "2018-05-21", "2018-05-28", id="a Monday opens one"),
        pytest.param("month", "2018-12-31", "2018-12-01", "2019-01-01", id="over the new year"),
        pytest.param("month", "2020-02-29", "2020-02-01", "2020-03-01", id="a leap day"),
        pytest.param("year", "2020-12-31", "2020-01-01", "2021-01-01", id="a leap year"),
        pytest.param("year", "2019-01-01", "2019-01-01", "2020-01-01", id="new year's day"),
    ],
)
def test_units_of_the_calendar(unit: str, day: str, first: str, following: str) -> None:
    found = dt.date.fromisoformat(day)
    assert (first_of(unit, found).isoformat(), after(unit, found).isoformat()) == (first, following)


def around(asked: Asked, published_on: dt.date | None = MAY_19) -> Around:
    return Around(asked, build_record(holdings()), catalogue(), packaged_lattice(), published_on)


def asked_of_the_coalition(number: str = "132", places: tuple[str, ...] = VALLEY) -> Asked:
    return amount(number, since("2018-05-01", "2018-05-19"), places, quantity(number, ">"))


def amount(number: str, period: Period, places: tuple[str, ...] = BOTH, said_so: Quantity | None = None) -> Asked:
    found = claim("strikes", period, said_so or quantity(number), places=places)
    scope = found.scope.but(by=("coalition",), against=("daesh",))
    return Asked(found, scope, None, "coalition", "")


def change(number: str, unit: str = "percent") -> Asked:
    """N percent over March, of May."""
    asked = quantity(number, unit=unit, direction="up")
    form: Form = "change"
    base = Base("", period=parse_edtf("2018-03"))
    found = claim("strikes", parse_edtf("2018-05"), asked, form, base, places=BOTH)
    scope = found.scope.but(by=("coalition",), against=("daesh",))
    return Asked(found, scope, scope.but(period=base.period), "coalition", "")


def changes(asked: Asked, slot: str, published_on: dt.date | None = MAY_19) -> set[tuple[str, ...]]:
    """What a question's edits in one slot are changed to, an edit of two ends as both."""
    steps = steps_of(around(asked, published_on)).get(slot, [])
    return {tuple(edit.now for edit in step.edits) for step in steps}


@pytest.mark.parametrize(
    ("places", "some", "none"),
    [
        pytest.param(VALLEY, {("IQ;SY",)}, {VALLEY}, id="a region to the countries it may lie in"),
        pytest.param(BOTH, {("IQ",), ("SY",), ("gn:174448",)}, {("IQ;SY",)}, id="of several, one, or a town in it"),
        pytest.param(("gn:174448",), {("SY",), ("SY-DY",)}, {("IQ",)}, id="a town to what it lies in"),
    ],
)
def test_moves_of_the_place(places: tuple[str, ...], some: set[tuple[str]], none: set[tuple[str]]) -> None:
    found = changes(amount("132", parse_edtf("2018-05"), places), "place", dt.date(2018, 6, 1))
    assert some <= found
    assert not none & found


@pytest.mark.parametrize(
    ("period", "published_on", "expected"),
    [
        pytest.param(
            since("2018-05-01", "2018-05-19"), MAY_19, {("2018-04-30",), ("2018-01-01",)}, id="since: only the start"
        ),
        pytest.param(
            parse_edtf("2018-05-03/2018-05-16"),
            dt.date(2018, 5, 18),
            {
                *((f"2018-05-{day:02}",) for day in range(9, 16)),  # the lag
                ("2018-05-17",),  # the eve
                ("2018-05-13",),  # the end of the week before; that of May is not over
                ("2018-05-01",),  # the start: first of the month
                ("2018-04-30",),  # Monday
                ("2018-01-01",),
            },
            id="some days of a month that is not over",
        ),
        pytest.param(
            parse_edtf("2018-05-03"),
            dt.date(2018, 6, 1),
            {
                ("2018-05-31",),  # the eve; the end of the month
                ("2018-05-06",),
                ("2018-04-30", "2018-05-06"),
                ("2018-05-01", "2018-05-31"),
            },
            id="a day to its week and its month",
        ),
    ],
)
def test_moves_of_the_days(period: Period, published_on: dt.date, expected: set[tuple[str, ...]]) -> None:
    assert changes(amount("132", period), "period", published_on) == expected


def test_a_stock_of_a_day_moves_to_another_day() -> None:
    found = claim("partners", on("2018-05-19"), quantity("75", unit="member"), of=("coalition",))
    asked = Asked(found, found.scope, None, "coalition", "")
    steps = steps_of(around(asked))["period"]
    assert all(step.scope["period"].days == 1 and len(step.edits) == 1 for step in steps)
    assert ("2018-04-30",) in changes(asked, "period")


@pytest.mark.parametrize(
    ("number", "expected"),
    [
        pytest.param("132", {("132000",), ("1320",)}, id="a number that is not round can only be short"),
        pytest.param("1320", {("132",), ("13200",), ("1320000",)}, id="ten times too large"),
    ],
)
def test_moves_of_the_number(number: str, expected: set[tuple[str]]) -> None:
    assert changes(amount(number, parse_edtf("2018-05")), "number") == expected


def test_moves_of_the_measure_need_figures_of_it() -> None:
    assert changes(amount("132", parse_edtf("2018-05")), "measure") == {("engagements",)}


def test_moves_of_the_form() -> None:
    assert changes(change("304"), "form") == {("share",), ("strike",)}
    assert changes(amount("132", parse_edtf("2018-05")), "form") == set()


# --------------------------------------------------------------------------------------------------------- the search


def paid(near: Near) -> list[Edit]:
    return [edit for edit in near.edits if edit.slot != "end"]


def test_an_open_end_is_tried_at_every_day_and_is_no_edit() -> None:
    near = list(near_questions(around(asked_of_the_coalition())))
    unedited = [each for each in near if not paid(each)]
    assert len(unedited) == 18  # 1 May alone to 1-18 May; 1-19 May is the claim itself
    assert all(each.cost == 0 for each in unedited)


def test_questions_come_nearest_first_each_once_and_change_few_things() -> None:
    near = list(near_questions(around(asked_of_the_coalition())))
    assert [each.cost for each in near] == sorted(each.cost for each in near)
    cells = [(each.asked.scope, each.asked.form, each.asked.factor) for each in near]
    assert len(cells) == len(set(cells))
    assert max(len(paid(each)) for each in near) <= packaged_lattice().most_slots
    assert len(near) == packaged_lattice().most_questions


def test_the_same_search_gives_the_same_questions() -> None:
    asked = amount("132", parse_edtf("2018-05-03/2018-05-16"))
    assert list(near_questions(around(asked))) == list(near_questions(around(asked)))


def test_a_number_that_many_readings_give_is_not_offered() -> None:
    question = asked_of_the_coalition("13", BOTH)
    record = build_record(holdings())
    near = find_readings(question, record, catalogue(), MAY_19)
    # 8, 12 and 13 are the totals to 1, 2 and 3 May: of the few numbers from 7 to 26, two others match.
    assert near == ()


def test_readings_come_nearest_first_and_pinned() -> None:
    record = build_record(holdings())
    found = find_readings(asked_of_the_coalition(places=BOTH), record, catalogue(), MAY_19)
    assert [reading.scope.period for reading in found] == [since("2018-05-01", "2018-05-17")]
    assert all(reading.answer.pinned for reading in found)


def test_figures_of_before_the_statement_are_not_called_later() -> None:
    record = build_record(holdings())
    (reading,) = find_readings(asked_of_the_coalition(places=BOTH), record, catalogue(), dt.date(2018, 5, 25))
    assert reading.later is False
    assert parse_edtf("2018-05-01/2018-05-17").end == reading.scope.period.end


@pytest.mark.parametrize(
    ("asked", "slots", "value"),
    [
        pytest.param(asked_of_the_coalition(), ["place", "end"], 132, id="the founding example"),
        pytest.param(amount("280", parse_edtf("2018-05")), ["measure"], 280, id="engagements for strikes"),
        pytest.param(amount("231", parse_edtf("2018-05"), VALLEY), ["place", "end", "measure"], 231, id="three slips"),
        pytest.param(amount("2250", parse_edtf("2018-05")), ["number"], 225, id="a digit too many"),
        pytest.param(change("151"), ["unit"], 151, id="percent for strikes"),
        pytest.param(change("304"), ["form"], Fraction(22500, 74), id="an increase of for percent of"),
    ],
)
def test_slips_of_every_kind_are_found_and_proved(asked: Asked, slots: list[str], value: Fraction | int) -> None:
    found = find_readings(asked, build_record(holdings()), catalogue(), dt.date(2018, 6, 1))
    assert [edit.slot for edit in found[0].edits] == slots
    assert found[0].value == value
    for reading in found:
        assert reading.answer.pinned
        assert reading.placebo.matched * 20 <= reading.placebo.others
        for part in reading.answer.parts:
            for proof in (part.low_proof, part.high_proof):
                assert proof is not None
                proofs.check(proof)


def test_what_seems_pinned_is_pinned_and_nothing_else_is() -> None:
    """On the packaged record, every third near question asked exactly, by itself."""
    asked = amount("132", parse_edtf("2018-05-01/2018-05-16"), VALLEY)
    here = around(asked)
    seeming = {near.edits: value for near, value in near_values(here)}
    for near in list(near_questions(here))[:300:3]:
        found = answer(near.asked, here.record, here.catalogue, withdrawals=False)
        assert seeming.get(near.edits) == (found.low if found.pinned else None), near.edits


def test_a_list_of_events_gives_readings() -> None:
    """The towns of a province are listed, and so is that nothing else was counted there: no total is on record."""
    model = next(figure for figure in holdings().figures if figure.id == "oir18-48")
    may, whole = parse_edtf("2018-05"), model.scope

    def listed(name: str, places: tuple[str, ...], days: str, number: int | None) -> Figure:
        value = None if number is None else Fraction(number)
        scope = whole.but(places=places, period=parse_edtf(days))
        kind: Literal["event", "listing"] = "listing" if number is None else "event"
        return replace(model, id=name, scope=scope, low=value, high=value, sense="equal", kind=kind)

    figures = (
        listed("e1", ("SY-DY",), "2018-05-03", 61),
        listed("e2", ("SY-DY",), "2018-05-11/2018-05-13", 47),
        listed("e3", ("SY-HA",), "2018-05-20", 29),
        listed("all", ("SY",), "2018-05", None),
    )
    record = build_record(Holdings(figures, {}, ()))
    said_of_deir = claim("strikes", may, quantity("137"), places=("SY-DY",), by=whole.by, against=whole.against)
    asked = Asked(said_of_deir, said_of_deir.scope, None, model.voice, model.rule)
    assert answer(asked, record, catalogue()).low == 108
    (reading, *_) = find_readings(asked, record, catalogue(), dt.date(2018, 6, 10))
    assert reading.scope.places == ("SY",)
    assert reading.value == 137
    proofs.check(reading.answer.parts[0].high_proof)
    assert reading.later is False
    (later, *_) = find_readings(asked, record, catalogue(), dt.date(2018, 5, 1))
    assert later.later
