"""Findings: the outcome table, and whole claims against the packaged record."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from fractions import Fraction

import pytest

from onrecord import wording
from onrecord.bounds import difference
from onrecord.claim import Base, Claim
from onrecord.figure import packaged_figures
from onrecord.finding import Finding, Outcome, Stated, measure_claim, measure_statement, relate, stated
from onrecord.gazetteer import catalogue
from onrecord.measure import Form
from onrecord.period import Period, parse_edtf
from onrecord.proof import check
from onrecord.quantity import Comparator, Quantity, Span
from onrecord.row import Holdings, build_record, packaged_bridges
from onrecord.scope import Scope
from onrecord.source import packaged_cards
from onrecord.statement import Statement

MAY_19 = Statement("s", "", "ar", dt.date(2018, 5, 19), speaker="coalition")
JUNE_1 = Statement("s", "", "en", dt.date(2018, 6, 1), speaker="coalition")
BOTH = ("IQ", "SY")
VALLEY = ("region:middle-euphrates-valley",)


def holdings() -> Holdings:
    return Holdings(tuple(packaged_figures()), packaged_cards(), packaged_bridges())


def quantity(number: str, comparator: Comparator = "=", unit: str = "strike", **more: object) -> Quantity:
    value = Fraction(number)
    low = None if comparator in ("<", "<=") else value
    high = None if comparator in (">", ">=") else value
    return Quantity(low, high, comparator, unit, **more)  # type: ignore[arg-type]


def claim(
    measure: str,
    period: Period,
    asked: Quantity | None,
    form: Form = "amount",
    base: Base | None = None,
    **scope: object,
) -> Claim:
    counted = Scope(measure, period=period, **scope)  # type: ignore[arg-type]
    return Claim("c1", "s", Span(0, 1), form, counted, asked, "asserted", "coalition", "yes", "", base=base)


def on(day: str) -> Period:
    return replace(parse_edtf(day), kind="asof")


def since(first: str, last: str) -> Period:
    return replace(parse_edtf(f"{first}/{last}"), kind="since")


def measured(asked: Claim, statement: Statement = MAY_19, held: Holdings | None = None) -> Finding:
    return measure_claim(asked, statement, held or holdings(), catalogue())


# ------------------------------------------------------------------------------------------------ the outcome table


@pytest.mark.parametrize(
    ("number", "whole", "expected"),
    [
        pytest.param(quantity("132"), True, Stated(Fraction(132), Fraction(132)), id="one whole number"),
        pytest.param(quantity("132", ">"), True, Stated(Fraction(133), None), id="more than, of whole things"),
        pytest.param(quantity("98", ">"), False, Stated(Fraction(98), None, low_open=True), id="more than, a percent"),
        pytest.param(quantity("132", ">="), True, Stated(Fraction(132), None), id="at least"),
        pytest.param(quantity("132", "<"), True, Stated(None, Fraction(131)), id="fewer than, of whole things"),
        pytest.param(quantity("132", "<="), True, Stated(None, Fraction(132)), id="at most"),
        pytest.param(
            quantity("304"), False, Stated(Fraction(607, 2), Fraction(609, 2), high_open=True), id="a rounded percent"
        ),
        pytest.param(
            quantity("200", "~", step=Fraction(100)),
            True,
            Stated(Fraction(150), Fraction(250), high_open=True),
            id="about, half a unit of the last digit",
        ),
        pytest.param(
            Quantity(Fraction(10), Fraction(40), "range", "strike", exclusive=(True, True)),
            True,
            Stated(Fraction(11), Fraction(39)),
            id="more than 10 and fewer than 40",
        ),
        pytest.param(
            Quantity(Fraction(20), Fraction(99), "=", "strike", vague=True),
            True,
            Stated(Fraction(20), Fraction(99)),
            id="dozens, by the table",
        ),
    ],
)
def test_what_a_claim_states(number: Quantity, whole: bool, expected: Stated) -> None:
    assert stated(number, whole=whole) == expected


@pytest.mark.parametrize(
    ("claimed", "low", "high", "outcome"),
    [
        pytest.param((132, 132), 132, 132, Outcome.BORNE_OUT, id="exactly what is pinned"),
        pytest.param((133, None), 9, 172, Outcome.POSSIBLE, id="a ray that cuts the bounds"),
        pytest.param((133, None), 133, None, Outcome.BORNE_OUT, id="a ray that holds bounds open above"),
        pytest.param((133, None), 132, None, Outcome.POSSIBLE, id="a ray one above a low bound"),
        pytest.param((133, None), 132, 132, Outcome.ABOVE_RECORD, id="a ray one above what is pinned"),
        pytest.param((None, 131), 132, None, Outcome.BELOW_RECORD, id="at most, below the record"),
        pytest.param((5, 5), 6, 9, Outcome.BELOW_RECORD, id="a number below the bounds"),
        pytest.param((10, 10), 6, 9, Outcome.ABOVE_RECORD, id="a number above the bounds"),
        pytest.param((7, 7), 6, 9, Outcome.POSSIBLE, id="a number inside the bounds"),
        pytest.param((5, 10), 6, 9, Outcome.BORNE_OUT, id="a range around the bounds"),
        pytest.param((5, 5), 0, None, Outcome.NOT_ON_RECORD, id="nothing narrows it"),
        pytest.param((0, 0), 0, 0, Outcome.BORNE_OUT, id="none, and none on record"),
        pytest.param((1, None), 0, 0, Outcome.ABOVE_RECORD, id="some, and none on record"),
    ],
)
def test_the_outcome_table(
    claimed: tuple[int | None, int | None], low: int, high: int | None, outcome: Outcome
) -> None:
    numbers = Stated(*(None if n is None else Fraction(n) for n in claimed))
    assert relate(numbers, Fraction(low), None if high is None else Fraction(high)) == outcome


@pytest.mark.parametrize(
    ("number", "outcome"),
    [
        pytest.param("100", Outcome.POSSIBLE, id="less than by the last end, more than by the first"),
        pytest.param("5", Outcome.BELOW_RECORD, id="less than the first day alone"),
        pytest.param("200", Outcome.ABOVE_RECORD, id="more than by the last end"),
    ],
)
def test_a_running_total_is_beyond_the_record_only_if_so_for_every_end(number: str, outcome: Outcome) -> None:
    """At least 132 by 19 May, and 8 on the first of the month."""
    total = claim("strikes", since("2018-05-01", "2018-05-19"), quantity(number), places=BOTH)
    assert measured(total).outcome is outcome


# ------------------------------------------------------------------------------------------------------ whole claims


def test_more_than_132_along_the_euphrates_is_possible_and_another_sum_gives_132() -> None:
    finding = measured(claim("strikes", since("2018-05-01", "2018-05-19"), quantity("132", ">"), places=VALLEY))
    assert finding.outcome is Outcome.POSSIBLE
    assert finding.known_now is not None
    assert (finding.known_now.low, finding.known_now.high) == (9, 172)
    assert finding.own_side_only
    assert finding.allowing_lateness is Outcome.POSSIBLE
    assert finding.known_then is not None
    assert (finding.known_then.low, finding.known_then.high) == (9, None)
    (reading,) = finding.readings
    assert reading.scope.places == BOTH
    assert reading.scope.period.edtf == "2018-05-01/2018-05-17"
    assert reading.value == 132
    assert reading.exactly
    assert reading.later
    proof = reading.answer.parts[0].high_proof
    assert proof is not None
    assert proof.formula == "184 − 52 = 132"
    assert (reading.placebo.low, reading.placebo.high, reading.placebo.others) == (66, 264, 159)


def test_75_partners_hangs_on_the_premise_that_nobody_left() -> None:
    asked = claim("partners", on("2018-05-19"), quantity("75", unit="member"), of=("coalition",))
    finding = measured(asked)
    assert finding.outcome is Outcome.POSSIBLE
    assert finding.known_now is not None
    assert (finding.known_now.low, finding.known_now.high) == (75, 79)
    strongest = finding.known_now.parts[0].hangs_on[0]
    assert (strongest.premise, strongest.low, strongest.high) == ("partners-never-leave", 0, None)
    held = holdings()
    assert measured(asked, held=replace(held, bridges=())).outcome is Outcome.NOT_ON_RECORD


def test_a_share_of_territory_is_possible_between_rounded_shares() -> None:
    asked = quantity("98", ">", "percent")
    finding = measured(claim("territory_lost", on("2018-05-19"), asked, "share", places=BOTH, of=("daesh",)))
    assert finding.outcome is Outcome.POSSIBLE
    assert finding.known_now is not None
    assert (finding.known_now.low, finding.known_now.high) == (Fraction(195, 2), Fraction(199, 2))


@pytest.mark.parametrize(
    ("number", "base", "record"),
    [
        pytest.param("304", "2018-03", Fraction(100 * 151, 74), id="304 percent over March"),
        pytest.param("123", "2018-04", Fraction(100 * 42, 183), id="123 percent over April"),
    ],
)
def test_a_ratio_called_an_increase_is_above_the_record(number: str, base: str, record: Fraction) -> None:
    asked = quantity(number, unit="percent", direction="up")
    change = claim("strikes", parse_edtf("2018-05"), asked, "change", Base("", period=parse_edtf(base)), places=BOTH)
    (finding,) = measure_statement(JUNE_1, [change], holdings(), catalogue())
    assert finding.outcome is Outcome.ABOVE_RECORD
    assert finding.known_now is not None
    assert finding.known_now.low == finding.known_now.high == record
    assert finding.pattern == "change_for_share"
    assert [edit.slot for edit in finding.readings[0].edits] == ["form"]


@pytest.mark.parametrize(
    ("measure", "period", "number", "formula"),
    [
        pytest.param("strikes", "2018-05", "225", "184 + 41 = 225", id="strikes of May"),
        pytest.param("engagements", "2018-05", "280", "231 + 49 = 280", id="engagements of May"),
        pytest.param("strikes", "2018-03", "74", "74 = 74", id="strikes of March, published before"),
        pytest.param("strikes", "2018-05-25/2018-05-31", "41", "225 − 184 = 41", id="the last week"),
    ],
)
def test_a_claim_never_bears_itself_out(measure: str, period: str, number: str, formula: str) -> None:
    finding = measured(claim(measure, parse_edtf(period), quantity(number), places=BOTH), JUNE_1)
    assert finding.outcome is Outcome.BORNE_OUT
    assert finding.own_side_only
    assert finding.set_aside
    assert finding.known_now is not None
    proof = finding.known_now.parts[0].high_proof
    assert proof is not None
    assert proof.formula == formula


@pytest.mark.parametrize(
    ("asked", "outcome", "reason"),
    [
        pytest.param(
            claim("site_destroyed", Period(None, None), None, "occurrence", places=("gn:99072",)),
            Outcome.NOT_ON_RECORD,
            "",
            id="an event nobody put on record",
        ),
        pytest.param(
            replace(claim("strikes", parse_edtf("2018-05"), quantity("9")), modality="promised", checkable="no"),
            Outcome.NOT_CHECKABLE,
            "promised",
            id="a promise",
        ),
        pytest.param(
            claim("strikes", Period(None, None), quantity("9")), Outcome.NOT_CHECKABLE, "no_period", id="no period"
        ),
        pytest.param(
            claim("partners", parse_edtf("2018-05"), quantity("75")),
            Outcome.NOT_CHECKABLE,
            "no_day",
            id="a stock, no day",
        ),
        pytest.param(
            claim("strikes", parse_edtf("2018-05"), quantity("9", unit="percent"), "change"),
            Outcome.NOT_CHECKABLE,
            "base_not_stated",
            id="a change from nothing named",
        ),
        pytest.param(
            claim("strikes", parse_edtf("2018-05"), quantity("9", unit="percent"), "share"),
            Outcome.NOT_CHECKABLE,
            "base_not_stated",
            id="a share of a count whose part the words do not tell",
        ),
        pytest.param(
            claim("deaths", parse_edtf("2018-05"), quantity("9"), places=("SY",)),
            Outcome.NOT_ON_RECORD,
            "",
            id="a measure without figures",
        ),
    ],
)
def test_what_is_not_measured_says_why(asked: Claim, outcome: Outcome, reason: str) -> None:
    finding = measured(asked)
    assert finding.outcome is outcome
    assert finding.claim.reason_key == reason
    assert finding.known_now is None


def test_the_side_of_the_speaker_changes_whose_reports_they_are() -> None:
    asked = claim("strikes", parse_edtf("2018-05"), quantity("225"), places=BOTH, by=("coalition",), against=("daesh",))
    other = measure_claim(replace(asked, speaker="daesh"), replace(JUNE_1, speaker="daesh"), holdings(), catalogue())
    assert [entry.side for entry in other.by_voice] == ["other"]
    assert not other.own_side_only


@pytest.mark.parametrize(
    ("number", "outcome"),
    [
        pytest.param("300", Outcome.POSSIBLE, id="more than the coalition counted of its own"),
        pytest.param("100", Outcome.BELOW_RECORD, id="fewer than the coalition alone"),
    ],
)
def test_strikes_that_an_outsider_speaks_of_may_be_anyones(number: str, outcome: Outcome) -> None:
    asked = replace(claim("strikes", parse_edtf("2018-05"), quantity(number), places=BOTH), speaker="russia")
    finding = measure_claim(asked, replace(JUNE_1, speaker="russia"), holdings(), catalogue())
    assert finding.outcome is outcome
    assert finding.by_voice[0].scope is not None
    assert finding.by_voice[0].scope.by == ()


def test_a_record_that_contradicts_itself_says_so_with_the_sum() -> None:
    held = holdings()
    march = next(f for f in held.figures if f.id == "oir18-48")
    wrong = replace(march, id="x-1", low=Fraction(30), high=Fraction(30))
    asked = claim("strikes", parse_edtf("2018-03"), quantity("74"), places=BOTH)
    finding = measured(asked, held=replace(held, figures=(*held.figures, wrong)))
    assert finding.outcome is Outcome.RECORD_DISAGREES
    assert finding.contradictions
    assert all(contradiction.size > 0 for contradiction in finding.contradictions)


@pytest.mark.parametrize(
    ("number", "outcome"),
    [
        pytest.param("12", Outcome.POSSIBLE, id="a part of what was counted anywhere"),
        pytest.param("225", Outcome.POSSIBLE, id="the whole of it"),
        pytest.param("300", Outcome.ABOVE_RECORD, id="more than was counted anywhere"),
    ],
)
def test_a_claim_without_a_place_may_be_about_any_part(number: str, outcome: Outcome) -> None:
    finding = measured(claim("strikes", parse_edtf("2018-05"), quantity(number)), JUNE_1)
    assert finding.outcome is outcome
    assert finding.known_now is not None
    assert (finding.known_now.low, finding.known_now.high) == (0, 225)
    assert (finding.claim.checkable, finding.claim.reason_key) == ("partly", "place_not_known")


def test_a_place_not_stated_cannot_be_bounded_where_no_card_says_where_is_counted() -> None:
    held = holdings()
    bare = {key: replace(card, coverage=()) for key, card in held.cards.items()}
    finding = measured(claim("strikes", parse_edtf("2018-05"), quantity("12")), held=replace(held, cards=bare))
    assert (finding.outcome, finding.claim.reason_key) == (Outcome.NOT_CHECKABLE, "no_place")


def test_a_change_that_nothing_bounds_is_not_on_record() -> None:
    asked = quantity("50", unit="percent", direction="up")
    base = Base("", period=parse_edtf("2016-02"))
    change = claim("strikes", parse_edtf("2016-03"), asked, "change", base, places=BOTH)
    assert measured(change).outcome is Outcome.NOT_ON_RECORD


# -------------------------------------------------------------------------------------------- every form of a claim

ABU_KAMAL = ("gn:174448",)
FIRST_DAYS = parse_edtf("2018-05-01/2018-05-17")


def share_of_abu_kamal(number: str, **more: object) -> tuple[Claim, Statement]:
    """A share of which the words say that it is at a place, but not of which whole."""
    text = f"{number} percent of the strikes were in Abu Kamal"
    asked = claim(
        "strikes",
        FIRST_DAYS,
        quantity(number, unit="percent", span=Span(0, len(number)), **more),
        "share",
        Base("strikes", span=Span(text.index("strikes"), text.index(" were"))),
        places=ABU_KAMAL,
    )
    place = Span(text.index("Abu"), len(text))
    return replace(asked, slots={"place": place}), replace(JUNE_1, text=text, published_on=dt.date(2018, 6, 5))


@pytest.mark.parametrize(
    ("number", "outcome"),
    [
        pytest.param("30", Outcome.POSSIBLE, id="inside all"),
        pytest.param("3", Outcome.BELOW_RECORD, id="below all"),
        pytest.param("99", Outcome.POSSIBLE, id="above one, inside others"),
    ],
)
def test_a_share_is_measured_against_each_whole_that_it_may_be_of(number: str, outcome: Outcome) -> None:
    """Abu Kamal's share of Syria's strikes on 1-17 May is 3/43 to 128/129; of those of both countries other ends."""
    finding = measure_claim(*share_of_abu_kamal(number), holdings(), catalogue())
    assert finding.outcome is outcome
    (voice,) = finding.by_voice
    assert voice.answer.parts[0].hangs_on
    held = {base.scope.places: base.answer for base in voice.bases}
    assert (held["SY",].low, held["SY",].high) == (Fraction(300, 43), Fraction(12800, 129))
    assert (held[BOTH].low, held[BOTH].high) == (Fraction(900, 132), Fraction(12800, 132))
    governorate = next(answer for places, answer in held.items() if places not in (("SY",), BOTH))
    assert governorate.high == 100  # by part <= whole alone
    for answer in held.values():
        assert answer.low_proof is not None
        check(answer.low_proof)
        assert answer.high_proof is not None
        check(answer.high_proof)


def test_a_share_whose_words_do_not_say_where_the_part_is_is_not_measured() -> None:
    """'30 percent of the strikes in Abu Kamal hit tunnels': the place is that of the whole."""
    asked, said = share_of_abu_kamal("30")
    text = said.text.replace("were in", "near")
    moved = replace(asked, slots={"place": Span(text.index("Abu"), len(text))})
    finding = measure_claim(moved, replace(said, text=text), holdings(), catalogue())
    assert (finding.outcome, finding.claim.reason_key) == (Outcome.NOT_CHECKABLE, "base_not_stated")


@pytest.mark.parametrize(
    ("number", "unit", "outcome", "record"),
    [
        pytest.param("7", "strike/day", Outcome.BORNE_OUT, Fraction(225, 31), id="a day"),
        pytest.param("8", "strike/day", Outcome.ABOVE_RECORD, Fraction(225, 31), id="a day, above"),
        pytest.param("51", "strike/week", Outcome.BORNE_OUT, Fraction(225 * 7, 31), id="a week"),
        pytest.param("225", "strike/month", Outcome.BORNE_OUT, Fraction(225), id="a month"),
        pytest.param("0.3", "strike/hour", Outcome.BORNE_OUT, Fraction(225, 31 * 24), id="an hour"),
    ],
)
def test_a_rate_is_the_total_over_the_days(number: str, unit: str, outcome: Outcome, record: Fraction) -> None:
    asked = quantity(number, unit=unit, step=Fraction(1, 10) if "." in number else Fraction(1))
    finding = measured(claim("strikes", parse_edtf("2018-05"), asked, "ratio", places=BOTH), JUNE_1)
    assert finding.outcome is outcome
    assert finding.known_now is not None
    assert (finding.known_now.low, finding.known_now.high, finding.known_now.form) == (record, record, "rate")


@pytest.mark.parametrize(
    ("unit", "period", "reason"),
    [
        pytest.param("strike/year", parse_edtf("2018-05-03/2018-05-09"), "form_not_measured", id="no whole months"),
        pytest.param("strike/battalion", parse_edtf("2018-05"), "form_not_measured", id="on something not counted"),
        pytest.param("USD/day", parse_edtf("2018-05"), "form_not_measured", id="of something else"),
        pytest.param("strike/day", on("2018-05-19"), "no_period", id="a rate of today"),
    ],
)
def test_a_rate_over_nothing_countable_is_not_measured(unit: str, period: Period, reason: str) -> None:
    finding = measured(claim("strikes", period, quantity("8", unit=unit), "ratio", places=BOTH), JUNE_1)
    assert (finding.outcome, finding.claim.reason_key) == (Outcome.NOT_CHECKABLE, reason)


def test_strikes_per_engagement_are_one_question_over_one_system() -> None:
    asked = quantity("0.82", unit="strike/engagement", step=Fraction(1, 100))
    finding = measured(claim("strikes", FIRST_DAYS, asked, "ratio", places=BOTH), JUNE_1)
    assert finding.outcome is Outcome.BORNE_OUT
    assert finding.known_now is not None
    assert finding.known_now.low == finding.known_now.high == Fraction(132, 161)
    assert finding.known_now.form == "ratio"


@pytest.mark.parametrize(
    ("number", "direction", "base", "outcome"),
    [
        pytest.param("42", "up", "2018-04", Outcome.BORNE_OUT, id="what it rose by"),
        pytest.param("50", "up", "2018-04", Outcome.ABOVE_RECORD, id="more than it rose by"),
        pytest.param("42", "down", "2018-04", Outcome.ABOVE_RECORD, id="a fall where it rose"),
    ],
)
def test_a_change_in_counts_is_one_total_less_the_other(
    number: str, direction: str, base: str, outcome: Outcome
) -> None:
    asked = quantity(number, direction=direction)
    made = claim("strikes", parse_edtf("2018-05"), asked, "change", Base("", period=parse_edtf(base)), places=BOTH)
    finding = measured(made, JUNE_1)
    assert finding.outcome is outcome
    assert finding.known_now is not None
    sign = -1 if direction == "down" else 1
    assert finding.known_now.low == finding.known_now.high == sign * 42
    assert finding.known_now.high_proof is not None
    check(finding.known_now.high_proof)


def test_a_difference_is_narrower_than_that_of_two_ranges() -> None:
    """Syria on 1-17 May less Abu Kamal on these days: what Abu Kamal may have had, Syria had too."""
    record = build_record(holdings())
    scopes = [Scope("strikes", ("coalition",), ("daesh",), (), places, FIRST_DAYS) for places in (("SY",), ABU_KAMAL)]
    found = difference((scopes[0], scopes[1]), ("coalition", ""), record, catalogue())
    ranges = [(part.low, part.high) for part in found.parts]
    assert ranges == [(10, 129), (9, 128)]
    assert (found.low, found.high) == (1, 120)  # not -118 to 120


@pytest.mark.parametrize(
    ("than", "period", "base", "outcome", "rivals"),
    [
        pytest.param("more", "2018-05", "2018-04", Outcome.BORNE_OUT, 0, id="more than in April"),
        pytest.param("fewer", "2018-05", "2018-04", Outcome.BELOW_RECORD, 0, id="fewer than in April"),
        pytest.param("most", "2018-05", "2018-03/2018-05", Outcome.BORNE_OUT, 2, id="the highest since March"),
        pytest.param("most", "2018-04", "2018-03/2018-04", Outcome.BORNE_OUT, 0, id="one rival"),
        pytest.param("most", "2018-05", "2018-01/2018-05", Outcome.POSSIBLE, 4, id="months that nobody counted"),
        pytest.param("fewest", "2018-05", "2018-03/2018-05", Outcome.BELOW_RECORD, 2, id="the lowest since March"),
        pytest.param(
            "most",
            "2018-05-18/2018-05-24",
            "2018-04-13/2018-05-24",
            Outcome.POSSIBLE,
            5,
            id="weeks of which some are not counted",
        ),
    ],
)
def test_a_comparison_is_with_each_rival(than: str, period: str, base: str, outcome: Outcome, rivals: int) -> None:
    against = Base("", period=parse_edtf(base), than=than)  # type: ignore[arg-type]
    finding = measured(claim("strikes", parse_edtf(period), None, "comparison", against, places=BOTH), JUNE_1)
    assert finding.outcome is outcome
    assert len(finding.by_voice[0].bases) == rivals
    assert finding.readings == ()


@pytest.mark.parametrize(
    ("number", "outcome", "word"),
    [
        pytest.param("300", Outcome.ABOVE_RECORD, "Denied; above the record", id="more than recorded"),
        pytest.param("225", Outcome.BORNE_OUT, "Denied; borne out", id="on record"),
    ],
)
def test_a_denial_is_measured_as_what_is_denied(number: str, outcome: Outcome, word: str) -> None:
    asked = replace(claim("strikes", parse_edtf("2018-05"), quantity(number), places=BOTH), modality="denied")
    finding = measured(asked, JUNE_1)
    assert finding.outcome is outcome
    assert wording.outcome_word(finding, "en") == word
    assert finding.readings == ()
    assert finding.set_aside == ()
    assert f"what is denied is {number} strikes" in wording.sentence(finding, catalogue(), "en")


# -------------------------------------------------------------------------------------------- rounding and lateness


def in_hundreds(unit: str, *values: tuple[str, str, int]) -> Holdings:
    """Strikes in Syria by one source that rounds: (id, period, value)."""
    held = holdings()
    model = next(figure for figure in held.figures if figure.id == "oir18-48")
    figures = tuple(
        replace(
            model,
            id=key,
            source="rounds",
            scope=model.scope.but(places=("SY",), period=parse_edtf(period)),
            low=Fraction(value),
            high=Fraction(value),
            published_on=dt.date(2018, 5, 1),
        )
        for key, period, value in values
    )
    card = replace(held.cards["cjtf-oir"], id="rounds", rounding={"strikes": Fraction(unit)}, late=None)
    return Holdings(figures, {"rounds": card}, ())


MARCH_AND_WEEKS = (("m", "2018-03", 4000), ("a", "2018-03-01/2018-03-15", 2600), ("b", "2018-03-16/2018-03-31", 1500))


@pytest.mark.parametrize(
    ("unit", "within", "outcome"),
    [
        pytest.param("100", True, Outcome.POSSIBLE, id="each may be 50 off, and 150 make up for 100"),
        pytest.param("66", False, Outcome.RECORD_DISAGREES, id="99 do not"),
        pytest.param("0", False, Outcome.RECORD_DISAGREES, id="nothing is rounded"),
    ],
)
def test_a_contradiction_below_the_rounding_of_its_source_is_allowed_for(
    unit: str, within: bool, outcome: Outcome
) -> None:
    asked = claim("strikes", parse_edtf("2018-03"), quantity("4030"), places=("SY",))
    finding = measured(asked, JUNE_1, in_hundreds(unit, *MARCH_AND_WEEKS))
    assert finding.outcome is outcome
    (found,) = finding.contradictions
    assert (found.size, found.within_rounding) == (100, within)
    note = wording.rounding_note(finding, "en")
    assert ("within the rounding of these figures" in note) is within
    if within:
        assert finding.known_now is not None
        assert (finding.known_now.low, finding.known_now.high) == (4000, 4050)


def test_the_lateness_of_the_card_is_what_its_closure_shows() -> None:
    """The days of May up to the 24th and the last week, against the month as published when it was over."""
    held, record = holdings(), build_record(holdings())
    values = {(row.terms[0].scope.measure, row.terms[0].scope.period.edtf): row.low for row in record.rows}
    for measure, late in held.cards["cjtf-oir"].late.items():  # type: ignore[union-attr]
        parts = [values[measure, days] for days in ("2018-05-01/2018-05-24", "2018-05-25/2018-05-31")]
        assert values[measure, "2018-05"] - sum(parts) == late  # type: ignore[operator,arg-type]


def test_an_outcome_that_lateness_changes_is_said_both_ways() -> None:
    """A source found 3 short of 74 in the end: 76 is above the record as reported, and possible allowing for that."""
    held = holdings()
    cards = {**held.cards, "cjtf-oir": replace(held.cards["cjtf-oir"], late={"strikes": 3})}
    asked = claim("strikes", parse_edtf("2018-03"), quantity("76"), places=BOTH)
    finding = measured(asked, JUNE_1, replace(held, cards=cards))
    assert (finding.as_reported, finding.allowing_lateness) == (Outcome.ABOVE_RECORD, Outcome.POSSIBLE)
    said = wording.lateness_words(finding, "en")
    assert said == "As reported: above the record. Allowing for late reports: possible."
