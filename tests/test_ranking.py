"""Comparisons without a number: which words are one, of which figure, with which time; and measured."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest

import onrecord
from onrecord.claim import Claim
from onrecord.data import table
from onrecord.finding import Outcome


def compared(text: str, published: str = "2018-06-10") -> list[Claim]:
    """The comparisons without a number that are found in a statement."""
    found = onrecord.find_claims(text, published_on=published, speaker="coalition")
    return [claim for claim in found if claim.form == "comparison" and claim.quantity is None]


WORDS = table("ranking")["words"]
EXAMPLES = [
    pytest.param(text, expected, id=f"{kind}: {text}")
    for kind, entry in WORDS.items()
    for key, expected in (("matches", True), ("does_not_match", False))
    for text in entry.get(key, ())
]


@pytest.mark.parametrize(("text", "expected"), EXAMPLES)
def test_the_examples_of_each_word(text: str, *, expected: bool) -> None:
    assert bool(compared(f"{text}.")) is expected


FOUND = [
    pytest.param(
        "The Coalition conducted 225 strikes in Syria in May 2018, the highest monthly figure since March 2018.",
        ("strikes", "most", "2018-03-01", None, "2018-05-01", "the highest monthly figure since March 2018"),
        id="a superlative behind a comma",
    ),
    pytest.param(
        "Our aircraft flew 40 sorties last week. It was the lowest number since January.",
        ("sorties", "fewest", "2018-01-01", None, "2018-05-28", "the lowest number since January"),
        id="a superlative in a sentence of its own",
    ),
    pytest.param(
        "The Coalition conducted 40 strikes in May 2018, more than in the whole of April.",
        ("strikes", "more", "2018-04-01", "2018-05-01", "2018-05-01", "more than in the whole of April"),
        id="a comparative",
    ),
    pytest.param(
        "Rebels fired 12 shells in May 2018, fewer than in any month since January 2016.",
        ("munitions", "fewest", "2016-01-01", None, "2018-05-01", "fewer than in any month since January 2016"),
        id="a comparative with any month",
    ),
    pytest.param(
        "Rebels fired 12 shells in May 2018, the fewest of any month this year.",
        ("munitions", "fewest", "2018-01-01", "2018-06-11", "2018-05-01", "the fewest of any month this year"),
        id="a superlative of any month",
    ),
    pytest.param(
        "Clashes killed 41 people in May 2018, the highest toll since 2014.",
        ("deaths", "most", "2014-01-01", None, "2018-05-01", "the highest toll since 2014"),
        id="a bare year",
    ),
    pytest.param(
        "نفّذ التحالف 225 ضربة في العراق وسوريا في أيار 2018، وهي أعلى حصيلة منذ آذار 2018.",
        ("strikes", "most", "2018-03-01", None, "2018-05-01", "هي أعلى حصيلة منذ آذار 2018"),
        id="a superlative in Arabic",
    ),
    pytest.param(
        "نفّذ التحالف 40 طلعة في أيار 2018، وهو أقل مما كان عليه في نيسان 2018.",
        ("sorties", "fewer", "2018-04-01", "2018-05-01", "2018-05-01", "هو أقل مما كان عليه في نيسان 2018"),
        id="a comparative in Arabic",
    ),
    pytest.param(
        "نفّذ التحالف 40 طلعة في أيار 2018، أي أكثر من أي شهر منذ كانون الثاني 2016.",
        ("sorties", "most", "2016-01-01", None, "2018-05-01", "أكثر من أي شهر منذ كانون الثاني 2016"),
        id="a comparative with any month in Arabic",
    ),
]


def iso(day: dt.date | None) -> str | None:
    return None if day is None else day.isoformat()


@pytest.mark.parametrize(("text", "expected"), FOUND)
def test_what_is_found(text: str, expected: tuple[Any, ...]) -> None:
    (claim,) = compared(text)
    assert claim.base is not None
    assert claim.base.period is not None
    rival = claim.base.period
    held = (claim.scope.measure, claim.base.than, iso(rival.start), iso(rival.end), iso(claim.scope.period.start))
    assert (*held, claim.span.of(text)) == expected
    assert claim.slots["base"].of(text) in claim.span.of(text)


NOT_ONE = [
    pytest.param("The Coalition conducted more than 40 strikes in May 2018.", id="a number"),
    pytest.param("The Coalition conducted no more than 40 strikes in May 2018, no more than in April.", id="no more"),
    pytest.param("The Coalition conducted 40 strikes in May 2018, 12 more than in April.", id="by how much is said"),
    pytest.param("The Coalition conducted twice as many strikes in May 2018 as in April.", id="so many times"),
    pytest.param("Strikes killed 40 people in Mosul, the largest city since 2014 under Daesh.", id="a city"),
    pytest.param("In the largest raid since March 2018 they killed 40 people.", id="a raid before the figure"),
    pytest.param("They killed 40 people in May 2018, in the largest raid since March 2018.", id="a raid behind it"),
    pytest.param("They killed 40 people in May 2018, the second highest toll since March 2018.", id="the second"),
    pytest.param("Losses of 40 people in May 2018 are the price of the highest mountains.", id="no time"),
    pytest.param("They flew 40 sorties in May 2018, the busiest month since March 2018.", id="a month is ranked"),
    pytest.param("قُتل 40 شخصاً في الموصل، وهي أكبر مدينة في الشمال.", id="a city in Arabic"),
    pytest.param("قُتل أكثر من 40 شخصاً في أيار 2018.", id="a number in Arabic"),
    pytest.param("قُتل 40 شخصاً في أيار 2018، وهي ثاني أعلى حصيلة منذ آذار 2018.", id="the second in Arabic"),
]


@pytest.mark.parametrize("text", NOT_ONE)
def test_what_is_none(text: str) -> None:
    assert compared(text) == []


def test_an_event_without_a_day_leaves_the_time_open() -> None:
    (claim,) = compared("They freed 900 prisoners in May 2018, the largest number since the war began.")
    assert claim.base is not None
    assert claim.base.period is None
    assert (claim.checkable, claim.reason_key) == ("partly", "base_not_stated")


@pytest.mark.parametrize(
    ("text", "modality"),
    [
        pytest.param(
            "The United Nations said 40 people were killed in May 2018, the highest toll since March.",
            "reported",
            id="reported",
        ),
        pytest.param(
            "If 40 people die in May 2018, it would be the highest toll since March.", "hypothetical", id="would be"
        ),
    ],
)
def test_it_is_meant_as_its_figure_is(text: str, modality: str) -> None:
    assert [claim.modality for claim in compared(text)] == [modality]


MEASURED = [
    pytest.param(
        "225 strikes in Iraq and Syria in May 2018, the highest since March 2018", Outcome.BORNE_OUT, id="highest"
    ),
    pytest.param(
        "183 strikes in Iraq and Syria in April 2018, the lowest since March 2018", Outcome.ABOVE_RECORD, id="no"
    ),
    pytest.param("225 strikes in Iraq and Syria in May 2018, more than in April", Outcome.BORNE_OUT, id="more"),
    pytest.param("225 strikes in Iraq and Syria in May 2018, fewer than in April", Outcome.ABOVE_RECORD, id="fewer"),
    pytest.param("12 strikes in Abu Kamal in May 2018, more than in April", Outcome.POSSIBLE, id="left open"),
]


@pytest.mark.parametrize(("said", "outcome"), MEASURED)
def test_comparisons_are_measured(said: str, outcome: Outcome) -> None:
    findings = onrecord.check(f"The Coalition conducted {said}.", published_on="2018-06-10", speaker="coalition")
    (finding,) = [finding for finding in findings if finding.claim.form == "comparison"]
    assert finding.outcome in {outcome, Outcome.BELOW_RECORD if outcome is Outcome.ABOVE_RECORD else outcome}
    for entry in finding.by_voice:
        answers = [base.answer for base in entry.bases] or [entry.answer]
        for proof in (proof for each in answers for proof in (each.low_proof, each.high_proof) if proof is not None):
            onrecord.prove(proof.to_document())
