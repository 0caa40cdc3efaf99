"""What the set forms of releases say: increments in brackets, what a thing has, the publisher's own acronym."""

from __future__ import annotations

import datetime as dt

import pytest

from onrecord.claim import Claim
from tests.found import worded_in

DAY = dt.date(2031, 5, 20)


def claims_of(text: str, speaker: str = "General Staff", language: str = "en") -> dict[str, Claim]:
    """The claims of a text by the words of their figures."""
    return dict(worded_in(text, DAY, speaker=speaker, language=language))


def test_increment_in_brackets_is_a_change_of_the_day_before() -> None:
    found = claims_of("Enemy losses since 1 May: tanks - 412 (+7), helicopters - 31 (+2 since Sunday).")
    assert set(found) == {"412", "+7", "31", "+2"}
    grown = found["+7"]
    assert (grown.form, grown.scope.measure) == ("change", found["412"].scope.measure)
    assert grown.quantity is not None
    assert (grown.quantity.low, grown.quantity.direction) == (7, "up")
    assert (grown.scope.period.start, grown.scope.period.end) == (dt.date(2031, 5, 19), dt.date(2031, 5, 21))
    assert found["+2"].scope.period.start == dt.date(2031, 5, 18)  # the brackets name the day themselves
    assert found["31"].scope.period.start == dt.date(2031, 5, 1)


@pytest.mark.parametrize(
    "text", ["Call our line at (+963) 11 222.", "Losses: tanks - many (+7)."], ids=["a prefix", "behind no total"]
)
def test_plus_without_a_total_counts_nothing(text: str) -> None:
    assert not [words for words in claims_of(text) if words.startswith("+")]


def test_increment_of_a_figure_that_counts_nothing_counts_nothing() -> None:
    assert "+7" not in claims_of("Soldiers lost: 40. Page views - 412 (+7).")


@pytest.mark.parametrize(
    ("speaker", "text", "modality"),
    [
        ("Northern Lakes Network for Human Rights", "NLNHR documented 120 civilian deaths in April.", "asserted"),
        ("UN Mission in the Lakes", "UNML has verified 12 attacks on schools.", "asserted"),
        ("Ministry of Defence", "NLNHR documented 120 civilian deaths in April.", "reported"),
        ("Ministry of Defence", "According to preliminary data, 12 soldiers were killed.", "asserted"),
        ("Ministry of Defence", "According to the mayor, 12 soldiers were killed.", "reported"),
    ],
    ids=["its own letters", "letters of a UN mission", "another's letters", "nobody's data", "somebody's words"],
)
def test_own_acronym_is_the_speakers_own_voice(speaker: str, text: str, modality: str) -> None:
    assert {claim.modality for claim in claims_of(text, speaker).values()} == {modality}


def test_brackets_of_parts_leave_the_whole_to_what_follows() -> None:
    found = claims_of(
        "The mission recorded 90 civilian casualties (30 killed and 60 injured) in April. It laid 45 percent to gunmen."
    )
    assert found["60"].scope.measure == "injured"
    assert found["45 percent"].scope.measure == found["90"].scope.measure == "casualties"


@pytest.mark.parametrize(
    ("text", "words", "measure"),
    [
        ("In April 12 trucks equipped with guns and 3 launchers were destroyed.", "12", "equipment_destroyed"),
        ("Key hits: In the vicinity of Brega: 2 tanks. In the vicinity of Sirte: 4 tanks.", "4", "targets_hit"),
        ("In August the command received 33 new reports of harm.", "33", "other"),
        ("The appeal for US$ 191 million was met in part.", "US$ 191 million", "funds"),
    ],
    ids=["what a thing has", "the next place of a list", "reports", "a sign apart"],
)
def test_measure_of_set_wordings(text: str, words: str, measure: str) -> None:
    assert claims_of(text)[words].scope.measure == measure


@pytest.mark.parametrize(
    "text",
    ["Among the wounded is a boy, 11.", "The tanker was 77 NM west of Hodeidah."],
    ids=["an age behind a person", "miles at sea"],
)
def test_ages_and_distances_count_nothing(text: str) -> None:
    assert not claims_of(text)
