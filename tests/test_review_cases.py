"""Cases that a sceptical reader brought: answers that must not say more than the figures do."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from fractions import Fraction
from typing import Any

import pytest

from onrecord.bounds import Answer, bound, ratio
from onrecord.box import ProofError
from onrecord.claim import Base, Claim
from onrecord.figure import Figure
from onrecord.finding import Finding, Outcome, Stated, measure_claim, relate, stated
from onrecord.gazetteer import catalogue
from onrecord.measure import Form
from onrecord.period import Period, parse_edtf
from onrecord.proof import check
from onrecord.prooffile import check_document
from onrecord.quantity import Comparator, Quantity
from onrecord.reading import Asked, answer, find_readings
from onrecord.row import Cutoff, Holdings, Record, build_record, packaged_bridges
from onrecord.scope import Scope
from onrecord.source import Card, Coverage
from onrecord.statement import Statement
from tests import factories as make

JUNE_1 = make.statement(published_on=dt.date(2018, 6, 1))
TOWN = ("gn:174448",)
DAY_BEFORE = dt.date(2018, 5, 31)


def counted(name: str, value: int | None, period: str = "2018-05", high: int | None = None, **more: Any) -> Figure:
    """A figure of strikes in Iraq and Syria, published the day before the statement unless said otherwise."""
    places = more.pop("places", ("IQ", "SY"))
    asked = make.scope(more.pop("measure", "strikes"), places, period, **more.pop("roles", {}))
    return make.figure(name, value, high, **{"scope": asked, "published_on": DAY_BEFORE} | more)


def held(*figures: Figure, cards: dict[str, Card] | None = None) -> Holdings:
    return Holdings(tuple(figures), cards or {}, ())


def card(source: str = "cjtf-oir", **more: Any) -> Card:
    given = {"id": source, "names": {}, "publisher": "", "voice": "coalition", "rule": "", "licence": "facts"}
    return Card(**given | {"address": make.ADDRESS, "doc": {}} | more)


def said(
    number: int | None,
    period: str | Period = "2018-05",
    comparator: Comparator = "=",
    form: Form = "amount",
    *,
    measure: str = "strikes",
    places: tuple[str, ...] = ("IQ", "SY"),
    base: str | None = None,
    **quantity: Any,
) -> Claim:
    """A claim of so many strikes; of a change, over the base's period."""
    days = parse_edtf(period) if isinstance(period, str) else period
    asked = replace(make.scope(measure, places), period=days)
    amount = None if number is None else make.quantity(number, comparator, **quantity)
    against = None if base is None else Base("", period=parse_edtf(base))
    return make.claim(asked=asked, quantity=amount, form=form, base=against)


def change(number: int, period: str | Period = "2018-05", base: str = "2018-04", **quantity: Any) -> Claim:
    given = {"unit": "percent", "direction": "up"} | quantity
    return said(number, period, form="change", base=base, **given)


def measured(asked: Claim, holdings: Holdings, statement: Statement = JUNE_1) -> Finding:
    return measure_claim(asked, statement, holdings, catalogue())


def since(first: str, last: str) -> Period:
    return replace(parse_edtf(f"{first}/{last}"), kind="since")


# ------------------------------------------------------------------------------- what a claim's number is a number of


@pytest.mark.parametrize(
    ("asked", "reason"),
    [
        pytest.param(
            change(30, unit="km2"), "form_not_measured", id="a rise of 30 square kilometres is no rise of strikes"
        ),
        pytest.param(change(30, direction=None), "form_not_measured", id="a change that goes neither up nor down"),
        pytest.param(said(20_000, unit="km2"), "form_not_measured", id="an area is no number of strikes"),
        pytest.param(said(50, unit="percent"), "form_not_measured", id="a percentage is no number of strikes"),
        pytest.param(
            said(20_000, "2018-05-19", measure="territory_lost", unit="km2"),
            "form_not_measured",
            id="an area is no share",
        ),
        pytest.param(change(30, base="../2018-04"), "base_not_stated", id="a base without a first day"),
    ],
)
def test_a_number_is_only_compared_with_numbers_of_its_own_unit(asked: Claim, reason: str) -> None:
    finding = measured(asked, held(counted("may", 225), counted("april", 183, "2018-04")))
    assert (finding.outcome, finding.claim.reason_key) == (Outcome.NOT_CHECKABLE, reason)


@pytest.mark.parametrize(
    "asked",
    [
        pytest.param(
            said(5, "2018-05-19", form="change", base="2018-04", measure="partners", unit="percent", direction="up"),
            id="a change of a stock over a month",
        ),
        pytest.param(said(None, form="presence", measure="partners"), id="a presence over a month"),
        pytest.param(said(None, Period(None, None), form="occurrence", measure="partners"), id="no day at all"),
    ],
)
def test_a_stock_is_asked_for_on_days_only(asked: Claim) -> None:
    partners = counted("p", 75, "2018-05-19", measure="partners", places=())
    finding = measured(asked, held(partners))
    assert (finding.outcome, finding.claim.reason_key) == (Outcome.NOT_CHECKABLE, "no_day")


# ----------------------------------------------------------------------------------------------- changes at the edges


@pytest.mark.parametrize(
    ("asked", "figures", "outcome"),
    [
        pytest.param(
            change(60, comparator="<", direction="down"),
            [counted("may", 60, sense="at_least"), counted("april", 100, "2018-04")],
            Outcome.POSSIBLE,
            id="a fall of less than 60 percent where nothing says that it did not rise",
        ),
        pytest.param(
            change(0, direction="down"),
            [counted("may", 100, sense="at_least"), counted("april", 100, "2018-04")],
            Outcome.POSSIBLE,
            id="no fall, where it may have risen without end",
        ),
        pytest.param(
            change(50, comparator="<"),
            [counted("may", 80), counted("april", 100, "2018-04")],
            Outcome.ABOVE_RECORD,
            id="a rise of less than 50 percent where it fell",
        ),
        pytest.param(
            change(50),
            [counted("may", 100, sense="at_least"), counted("april", 100, "2018-04")],
            Outcome.POSSIBLE,
            id="a rise, where the record says no more than that it did not fall",
        ),
        pytest.param(
            change(90, direction="down"),
            [counted("may", 10), counted("april", 100, "2018-04")],
            Outcome.BORNE_OUT,
            id="a fall by 90 percent",
        ),
        pytest.param(
            change(10, unit="times", direction="down"),
            [counted("may", 10), counted("april", 100, "2018-04")],
            Outcome.BORNE_OUT,
            id="ten times fewer",
        ),
        pytest.param(
            change(100, direction="down"),
            [counted("may", 0), counted("april", 100, "2018-04")],
            Outcome.BORNE_OUT,
            id="a fall to nothing",
        ),
        pytest.param(
            change(10, base="2018-05-01/2018-05-17"),
            [counted("other", 9, "2017-05")],
            Outcome.NOT_ON_RECORD,
            id="no part is more than its whole, whatever was counted",
        ),
        pytest.param(
            change(100, direction="down"),
            [counted("may", 0)],
            Outcome.POSSIBLE,
            id="a fall to nothing, perhaps from nothing",
        ),
        pytest.param(
            change(50),
            [counted("may", 10), counted("april", 0, "2018-04")],
            Outcome.NOT_ON_RECORD,
            id="no percentage over nothing",
        ),
    ],
)
def test_a_change_against_what_the_two_totals_allow(asked: Claim, figures: list[Figure], outcome: Outcome) -> None:
    assert measured(asked, held(*figures)).outcome is outcome


@pytest.mark.parametrize(
    ("asked", "outcome"),
    [
        pytest.param(said(2_000, comparator="~", approximate=True), Outcome.POSSIBLE, id="about 2,000"),
        pytest.param(said(1_900, comparator="~", approximate=True), Outcome.POSSIBLE, id="about 1,900"),
        pytest.param(said(1_000, comparator="~", approximate=True), Outcome.BELOW_RECORD, id="about 1,000"),
        pytest.param(said(3_000, comparator="~", approximate=True), Outcome.ABOVE_RECORD, id="about 3,000"),
        pytest.param(said(1_900, step=Fraction(100)), Outcome.POSSIBLE, id="1.9 thousand"),
        pytest.param(said(2_100, step=Fraction(100)), Outcome.ABOVE_RECORD, id="2.1 thousand"),
        pytest.param(said(2_000), Outcome.ABOVE_RECORD, id="2,000"),
        pytest.param(said(1_937, comparator="~", approximate=True), Outcome.BORNE_OUT, id="about the very number"),
    ],
)
def test_a_round_number_is_as_exact_as_it_looks(asked: Claim, outcome: Outcome) -> None:
    assert measured(asked, held(counted("c", 1_937))).outcome is outcome


def test_a_fall_since_a_day_is_above_the_record_only_if_so_for_every_end() -> None:
    """Counted to an earlier end the total was smaller, so the fall larger."""
    figures = [counted("may", 50), counted("first", 10, "2018-05-01"), counted("april", 100, "2018-04")]
    asked = change(80, since("2018-05-01", "2018-05-31"), direction="down")
    assert measured(asked, held(*figures)).outcome is Outcome.POSSIBLE
    farther = change(95, since("2018-05-01", "2018-05-31"), direction="down")
    assert measured(farther, held(*figures)).outcome is Outcome.ABOVE_RECORD


def test_the_proof_that_nothing_is_left_of_a_total_can_be_exported() -> None:
    record = build_record(held(counted("may", 0), counted("april", 100, "2018-04")))
    found = ratio((make.scope(), make.scope(period="2018-04")), "coalition", "", record, catalogue())
    assert (found.low, found.high) == (0, 0)
    assert found.high_proof is not None
    beside = {"low": "0", "low_proof": None, "high": "0", "high_proof": found.high_proof.to_document()}
    assert check_document(beside)


def test_what_is_more_than_half_rounds_to_the_number_stated() -> None:
    assert stated(make.quantity(50, "<", "percent", direction="up"), whole=False) == Stated(
        None, Fraction(50), high_open=True
    )


@pytest.mark.parametrize(
    ("claimed", "low", "high", "outcome"),
    [
        pytest.param((0, 60), None, 40, Outcome.POSSIBLE, id="a fall at most so large, and a rise is possible"),
        pytest.param((0, 60), None, -5, Outcome.ABOVE_RECORD, id="a fall, where it rose"),
        pytest.param((50, 50), 0, None, Outcome.POSSIBLE, id="at least no fall is something"),
        pytest.param((50, 50), None, None, Outcome.NOT_ON_RECORD, id="nothing"),
    ],
)
def test_of_changes_no_low_end_is_no_nought(
    claimed: tuple[int | None, int], low: int | None, high: int | None, outcome: Outcome
) -> None:
    numbers = Stated(*(None if n is None else Fraction(n) for n in claimed))
    ends = [None if n is None else Fraction(n) for n in (low, high)]
    assert relate(numbers, *ends, signed=True) == outcome


# ------------------------------------------------------------------------------------------ a claim and its witnesses


@pytest.mark.parametrize(
    ("asked", "statement", "figure"),
    [
        pytest.param(
            said(225), replace(JUNE_1, published_on=None), counted("w", 225), id="a statement of no known day"
        ),
        pytest.param(said(225), JUNE_1, counted("w", 225, published_on=None), id="a figure of no known day"),
        pytest.param(
            replace(said(225), speaker=None),
            replace(JUNE_1, speaker=None),
            counted("w", 225, published_on=JUNE_1.published_on),
            id="a speaker that is not known",
        ),
        pytest.param(
            said(225, since("2018-05-01", "2018-06-01"), ">="),
            JUNE_1,
            counted("w", 225, published_on=JUNE_1.published_on),
            id="a total since a day, counted up to the day before",
        ),
        pytest.param(
            said(225, places=()),
            JUNE_1,
            counted("w", 225, published_on=JUNE_1.published_on),
            id="a place that only the figure names",
        ),
    ],
)
def test_a_figure_that_may_be_the_claim_itself_is_set_aside(asked: Claim, statement: Statement, figure: Figure) -> None:
    cards = {"cjtf-oir": card(coverage=(Coverage("strikes", ("IQ", "SY"), parse_edtf("2014/.."), "complete"),))}
    finding = measured(asked, held(figure, cards=cards), statement)
    assert finding.set_aside == ("w",)
    assert finding.outcome is Outcome.NOT_ON_RECORD
    assert not finding.readings


def test_what_another_side_repeats_is_not_set_aside() -> None:
    figure = counted("w", 225, published_on=JUNE_1.published_on)
    assert measured(replace(said(225), speaker="daesh"), held(figure)).outcome is Outcome.BORNE_OUT


def test_setting_a_correction_aside_does_not_bring_back_what_it_replaced() -> None:
    old = counted("old", 220)
    new = counted("new", 225, published_on=JUNE_1.published_on, supersedes="old")
    finding = measured(said(225), held(old, new))
    assert finding.set_aside == ("new",)
    assert finding.outcome is Outcome.NOT_ON_RECORD
    assert [row.id for row in build_record(held(old, new), Cutoff(day=DAY_BEFORE)).rows] == ["old"]


# ------------------------------------------------------------------------------------------------------------ voices


def test_a_voice_that_does_not_settle_it_disagrees_with_nobody() -> None:
    monitor = counted("m", 100, voice="airwars", sense="at_least")
    assert measured(said(225), held(counted("c", 225), monitor)).outcome is Outcome.POSSIBLE
    assert measured(said(225), held(counted("c", 200), monitor)).outcome is Outcome.RECORD_DISAGREES


def test_readings_are_asked_by_the_counting_rule_that_the_answer_has() -> None:
    """The first of two rules bounds nothing here; what was known then is the second's."""
    one = counted("a", 9, "2017-05", rule="a")
    two = counted("b", 225, rule="b")
    finding = measured(said(225), held(one, two))
    assert finding.known_then is not None
    assert (finding.known_then.low, finding.known_then.high) == (225, 225)


def test_a_contradiction_around_the_base_is_shown() -> None:
    figures = [counted("may", 225), counted("april", 183, "2018-04"), counted("again", 180, "2018-04")]
    finding = measured(change(23), held(*figures))
    assert finding.outcome is Outcome.RECORD_DISAGREES
    assert [contradiction.premises for contradiction in finding.contradictions] == [("again", "april")]


def test_a_claim_without_a_place_is_no_claim_of_all_places_because_one_figure_is() -> None:
    cards = {"cjtf-oir": card(coverage=(Coverage("strikes", ("IQ", "SY"), parse_edtf("2014/.."), "complete"),))}
    figures = [counted("both", 225), counted("anywhere", 230, places=())]
    assert measured(said(12, places=()), held(*figures, cards=cards)).outcome is Outcome.POSSIBLE


# ---------------------------------------------------------------------------------------------------------- lateness


def test_lateness_is_that_of_the_sources_used() -> None:
    unused = {"other": card("other", late={"strikes": 50})}
    assert measured(said(230), held(counted("c", 225), cards=unused)).allowing_lateness is None
    used = {"cjtf-oir": card(late={"strikes": 50})}
    assert measured(said(230), held(counted("c", 225), cards=used)).allowing_lateness is Outcome.POSSIBLE


def test_an_assertion_may_be_late_by_what_any_of_its_witnesses_is() -> None:
    first = counted("a", 225, source="quick", published_on=dt.date(2018, 5, 30))
    cards = {"quick": card("quick"), "cjtf-oir": card(late={"strikes": 50})}
    (row,) = build_record(held(first, counted("b", 225), cards=cards), Cutoff(late=True)).rows
    assert (row.low, row.high) == (225, 275)


# ------------------------------------------------------------------------------------------------------------- record


def test_the_same_days_written_in_two_ways_are_one_assertion() -> None:
    record = build_record(held(counted("a", 225, "2018-05"), counted("b", 225, "2018-05-01/2018-05-31")))
    assert [len(row.figures) for row in record.rows] == [2]


# ------------------------------------------------------------------------------------------------------------ readings


def question(asked: Claim) -> Asked:
    base = None if asked.base is None else asked.scope.but(period=asked.base.period)
    return Asked(asked, asked.scope, base, "coalition", "")


def test_another_end_of_a_total_moves_no_base() -> None:
    """Moved with it, the base would be the total itself, and no change would always be a reading."""
    figures = [counted("may", 50), counted("first", 13, "2018-05-01"), counted("april", 100, "2018-04")]
    record = build_record(held(*figures))
    asked = change(87, since("2018-05-01", "2018-05-31"), direction="down")
    reading, *others = find_readings(question(asked), record, catalogue(), None)
    assert [(edit.slot, edit.now) for edit in reading.edits] == [("end", "2018-05-01")]
    assert all("end" in {edit.slot for edit in other.edits} for other in others)  # 87 strikes fewer, for one
    assert reading.value == 87
    assert reading.answer.parts[1].high == 100


def test_few_numbers_make_no_placebo() -> None:
    """None of three others matched says nothing of five in a hundred."""
    record = build_record(held(counted("both", 3, places=("SY",))))
    assert find_readings(question(said(3, places=TOWN)), record, catalogue(), None) == ()
    record = build_record(held(counted("both", 131, places=("SY",))))
    (reading,) = find_readings(question(said(131, places=TOWN)), record, catalogue(), None)
    assert reading.placebo.others >= 20


def test_a_wider_actor_keeps_the_actors_beside_it() -> None:
    """Daesh has no whole but anyone: put out, the edit would be narrower, not wider."""
    tree = catalogue().actors.tree
    inner = next(a.id for a in catalogue().actors if len(tree.chain(a.id)) > 2 and tree.chain(a.id)[-2] != "daesh")
    whole = tree.chain(inner)[1]
    asked = replace(said(131), scope=replace(said(131).scope, against=("daesh", inner)))
    record = build_record(
        held(counted("a", 131, roles={"against": (whole,)}), counted("b", 149, roles={"against": ("daesh", whole)}))
    )
    assert find_readings(question(asked), record, catalogue(), None) == ()


def test_a_claim_is_answered_of_its_own_scope() -> None:
    record: Record = build_record(held(counted("a", 131)))
    found: Answer = answer(question(said(131)), record, catalogue())
    assert (found.low, found.high) == (131, 131)


# -------------------------------------------------------------------------------------------------------------- proofs


def test_a_share_is_no_whole_number() -> None:
    """Rounded inwards, at least 97.5 percent would become at least 98."""
    lost = counted("t", 97, "2018-05-19", 98, measure="territory_lost")
    asked = Scope("territory_lost", ("coalition",), ("daesh",), (), ("IQ", "SY"), parse_edtf("2018-05-19"))
    half = replace(lost, low=Fraction(195, 2))
    found = answer(Asked(make.claim(), asked, None, "coalition", ""), build_record(held(half)), catalogue())
    proof = found.parts[0].low_proof
    assert proof is not None
    with pytest.raises(ProofError, match="whole"):
        check(replace(proof, whole=True))


VALLEY = "region:middle-euphrates-valley"


@pytest.mark.parametrize(
    ("other", "low", "high"),
    [
        pytest.param({"without": ("IQ-KI",)}, 55, 55, id="a part left out is another whole"),
        pytest.param({"places": ("IQ",)}, 55, 55, id="another place is another whole"),
    ],
)
def test_a_share_says_nothing_of_another_whole(other: dict[str, Any], low: int, high: int) -> None:
    one = counted("a", 55, "2018-05-19", measure="territory_lost")
    two = make.figure("b", 60, scope=one.scope.but(**other))
    record = build_record(held(one, two))
    for asked, ends in ((one.scope, (low, high)), (two.scope, (60, 60))):
        found = bound(asked, "coalition", "", record, catalogue())
        assert (found.low, found.high) == ends


def test_shares_of_two_countries_do_not_add_up() -> None:
    """55 percent of one and 30 percent of another are not 85 percent of both."""
    figures = [
        counted(name, value, "2018-05-19", measure="territory_held", places=(name,))
        for name, value in (("IQ", 55), ("SY", 30))
    ]
    asked = said(85, "2018-05-19", measure="territory_held", unit="percent")
    assert measured(asked, held(*figures)).outcome is Outcome.NOT_ON_RECORD


def test_no_share_of_a_vague_region_is_carried_from_day_to_day() -> None:
    """Its edges may be drawn otherwise on another day, and no proof could say that they were not."""
    figures = [
        counted(day, value, f"2018-05-{day}", measure="territory_lost", places=(VALLEY,))
        for day, value in (("10", 55), ("20", 60))
    ]
    record = build_record(Holdings(tuple(figures), {}, packaged_bridges()))
    asked = replace(figures[0].scope, period=parse_edtf("2018-05-15"))
    found = bound(asked, "coalition", "", record, catalogue())
    assert (found.low, found.high) == (0, None)


def test_the_outcome_of_a_number_stated_is_still_the_table() -> None:
    assert relate(stated(Quantity(None, Fraction(0), "<=", "strike"), whole=True), Fraction(0), Fraction(0)) == (
        Outcome.BORNE_OUT
    )
