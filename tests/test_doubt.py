"""Doubts: how close the choice of a slot was, and how a claim would stand with the next option."""

from __future__ import annotations

import datetime as dt
import itertools
from collections.abc import Sequence
from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.assertion import checkable_as
from onrecord.claim import find_claims, read_claims
from onrecord.data import table
from onrecord.doubt import UNSURE, Doubt, Watched, meaning, surety
from onrecord.doubtwords import unsure, unsure_words
from onrecord.finding import measure_claim, measure_statement
from onrecord.gazetteer import catalogue
from onrecord.partychoice import ASKED
from onrecord.period import Period, parse_edtf
from onrecord.quantity import Span
from onrecord.statement import Language, Statement, packaged_statements, statement_from_text
from onrecord.weighing import Option, Traits, by_weight
from scripts.fit_weights import STEP, sureties
from tests.eval import gate
from tests.eval.own import own_rows
from tests.test_finding import holdings

WEIGHED = ("days", "places", "measure", "by", "of", "against")
DAY = dt.date(2017, 3, 8)


def statement(text: str, language: Language = "en", speaker: str = "coalition") -> Statement:
    return replace(statement_from_text(text, published_on=DAY, speaker=speaker), language=language)


# ------------------------------------------------------------------------------------------------------ the choice


def option(value: str, weighs: int) -> Option[str]:
    return Option(value, (Traits((f"{weighs}",)),))


def weigh(held: Sequence[Option[Any]], _slot: str) -> list[int]:
    return [int(each.texts[0]) for each in held]


OPTIONS = st.lists(st.tuples(st.sampled_from("abc"), st.integers(-300, 300)), min_size=1, max_size=8)


def slow_lead(held: Sequence[tuple[str, int]]) -> tuple[int | None, str | None]:
    """The lead by its definition: the best of all, less the best of those that say something else."""
    chosen, most = max(held, key=lambda each: each[1])
    others = [each for each in held if each[0] != chosen]
    if not others:
        return None, None
    value, weighs = max(others, key=lambda each: each[1])
    return most - weighs, value


@given(OPTIONS)
def test_the_lead_is_over_the_best_option_that_says_something_else(held: list[tuple[str, int]]) -> None:
    watched = Watched(weigh)
    chosen = watched("measure", Span(3, 5), [option(*each) for each in held])
    close = watched.close["measure", 3]
    assert chosen.value == max(held, key=lambda each: each[1])[0]
    assert (close.lead, close.other) == slow_lead(held)


def test_watching_changes_no_choice() -> None:
    for row in own_rows()[::9]:
        held = gate.statement_of(row)
        assert read_claims(held, catalogue())[0] == read_claims(held, catalogue(), by_weight)[0]


# -------------------------------------------------------------------------------------------------------- sureties


@pytest.mark.parametrize("slot", WEIGHED)
def test_a_greater_lead_is_never_less_sure(slot: str) -> None:
    steps = table(f"weights/{slot}")["surety"]
    assert [lead for lead, _ in steps] == sorted({lead for lead, _ in steps})
    assert [right for _, right in steps] == sorted(right for _, right in steps)
    assert surety(slot, 0) == steps[0][1]
    assert surety(slot, steps[-1][0] + 10_000) == steps[-1][1]
    for lead, right in steps:
        assert surety(slot, lead) == right
    assert 0 < surety(slot, None) <= 100


MADE = st.lists(st.tuples(st.one_of(st.none(), st.integers(0, 900)), st.booleans()), min_size=1, max_size=700).filter(
    lambda made: any(lead is not None for lead, _ in made)
)


@given(MADE)
def test_steps_rise_and_count_every_choice_once(made: list[tuple[int | None, bool]]) -> None:
    alone, steps = sureties(made)
    unrivalled = [right for lead, right in made if lead is None]
    assert alone == (100 * sum(unrivalled) // len(unrivalled) if unrivalled else 0)
    led = [(lead, right) for lead, right in made if lead is not None]
    assert steps[0][0] == min(lead for lead, _ in led)
    assert all(before[0] < after[0] and before[1] <= after[1] for before, after in itertools.pairwise(steps))
    if len(led) < 2 * STEP:
        assert steps == [[steps[0][0], 100 * sum(right for _, right in led) // len(led)]]


# ---------------------------------------------------------------------------------------------------------- claims

TEXT = "Our aircraft carried out 12 strikes near Mosul on Monday. Eight fighters were killed there, 30 since May."


def test_what_a_slot_may_be_instead_is_something_else_and_touches_no_other_slot() -> None:
    seen = 0
    for row in own_rows()[::5]:
        for claim in find_claims(gate.statement_of(row), catalogue()):
            for slot, doubt in claim.doubts.items():
                if doubt.instead is None:
                    continue
                assert doubt.unsure
                seen += 1
                name = "places" if slot == "place" else slot
                assert doubt.instead.but(**{name: getattr(claim.scope, name)}) == claim.scope, (row["id"], slot)
    assert seen > 300


def test_only_what_the_catalogue_knows_stands_in_a_scope() -> None:
    """'Our forces' of nobody knows whom fill a role with words, and with no id."""
    known, seen = catalogue(), 0
    for row in own_rows()[::5]:
        for claim in find_claims(replace(gate.statement_of(row), speaker=None), known):
            for slot, doubt in claim.doubts.items():
                held = doubt.instead or claim.scope
                seen += any(not mention.id for mention in doubt.mentions)
                assert all(each in known.actors for role in ASKED for each in getattr(held, role)), (row["id"], slot)
                assert all(place in known.places for place in held.places if not place.startswith("near:")), row["id"]
    assert seen > 30


def test_a_statement_whose_speaker_is_not_known_is_measured() -> None:
    text = "نفّذت قواتنا 41 غارة في سوريا في مايو، وشنّ سلاح الجو ست غارات قرب البوكمال، وقتل العدو 12 مدنياً."
    held = statement_from_text(text, published_on=dt.date(2018, 6, 2))
    findings = measure_statement(held, find_claims(held, catalogue()), holdings(), catalogue())
    assert len(findings) == 3
    assert any(not mention.id for f in findings for doubt in f.claim.doubts.values() for mention in doubt.mentions)


def test_a_promise_is_not_called_unsure() -> None:
    claims = find_claims(statement("We will carry out 12 strikes on Raqqa and Mosul next week."), catalogue())
    assert claims
    assert not any(unsure(claim) for claim in claims)


def test_unsure_slots_are_told_with_what_they_may_be() -> None:
    said = statement(TEXT)
    claims = find_claims(said, catalogue())
    doubted = [claim for claim in claims if unsure(claim)]
    assert doubted
    for claim in doubted:
        words = unsure_words(claim, said.text, catalogue(), "en")
        assert words.startswith("Unsure: ")
        assert all(f"{doubt.surety} of 100" in words for doubt in unsure(claim).values())
        assert unsure_words(claim, said.text, catalogue(), "ar").startswith("غير مؤكد")


DAYS = [
    pytest.param(Period(DAY, None), "since 8 March 2017", id="other days"),
    pytest.param(Period(None, None), "none said", id="no days"),
    pytest.param(Period(DAY, DAY + dt.timedelta(1), "asof"), "what there was on 8 March 2017", id="a stock"),
]


@pytest.mark.parametrize(("period", "words"), DAYS)
def test_other_days_are_told(period: Period, words: str) -> None:
    said = statement("Our aircraft carried out 12 strikes near Mosul today.")
    claim = find_claims(said, catalogue())[0]
    claim = replace(claim, doubts={"period": Doubt(UNSURE - 1, claim.scope.but(period=period))})
    assert unsure_words(claim, said.text, catalogue(), "en") == f"Unsure: period ({UNSURE - 1} of 100; else {words})."


# -------------------------------------------------------------------------------------------------------- findings


def test_otherwise_is_the_outcome_of_the_claim_with_the_other_option() -> None:
    told = 0
    for held in packaged_statements():
        for claim in find_claims(held, catalogue()):
            others = {
                "place": Doubt(0, claim.scope.but(places=("SY",))),
                "period": Doubt(0, claim.scope.but(period=parse_edtf("2018-05-01/2018-05-17"))),
            }
            finding = measure_claim(replace(claim, doubts=others), held, holdings(), catalogue())
            for other in finding.otherwise:
                checkable, key = checkable_as(claim.form, other.scope, claim.quantity, claim.modality, claim.base)
                alone = replace(claim, scope=other.scope, checkable=checkable, reason_key=key, doubts={})
                assert measure_claim(alone, held, holdings(), catalogue()).outcome is other.outcome
                told += 1
    assert told > 10


def test_what_is_sure_is_measured_once() -> None:
    held = statement("Our aircraft carried out 12 strikes near Mosul on Monday.")
    claim = find_claims(held, catalogue())[0]
    sure = {slot: replace(doubt, surety=99) for slot, doubt in claim.doubts.items()}
    assert measure_claim(replace(claim, doubts=sure), held, holdings(), catalogue()).otherwise == ()


# ------------------------------------------------------------------------------------------------ on unseen statements


@pytest.mark.skipif(not gate.GOLD.exists(), reason="no annotated statements: they lie in ../shared/gold")
@pytest.mark.parametrize("slot", ["days", "places"])
def test_sureties_hold_in_statements_that_nothing_was_fitted_on(slot: str) -> None:
    """Of the choices in the part held out so many are right as was said of them, within what chance does; nothing but
    these totals is looked at."""
    from scripts.fit_weights import JUDGES, claim_at

    said = right = made = 0
    for row in gate.annotated_rows("held out"):
        watched = Watched()
        chosen: list[tuple[Span, Any]] = []

        def choose(asked: str, at: Span, options: Sequence[Option[Any]]) -> Option[Any]:
            found = watched(asked, at, options)  # noqa: B023  # called before the next statement
            if asked == slot:
                chosen.append((at, found.value))  # noqa: B023
            return found

        read_claims(gate.statement_of(row), catalogue(), choose)
        for at, value in chosen:
            claim = claim_at(row, at)
            if claim is not None:
                made += 1
                said += surety(slot, watched.close[slot, at.start].lead)
                right += JUDGES[slot](claim, value, row["text"])
    assert made > 200
    assert abs(100 * right - said) <= 9 * made, f"{right} of {made} right, {said / made:.1f} of 100 said"


def test_meaning_tells_days_by_their_ends_and_kind() -> None:
    class When:
        def __init__(self, period: Period) -> None:
            self.period = period

    day = Period(DAY, DAY + dt.timedelta(1))
    assert meaning("days", When(day)) == meaning("days", When(replace(day, precision="approx")))
    assert meaning("days", When(day)) != meaning("days", When(replace(day, kind="asof")))
