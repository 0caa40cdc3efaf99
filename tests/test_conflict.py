"""Whether a text speaks of an armed conflict: of others no figure is a claim."""

from __future__ import annotations

import datetime as dt

import pytest

from onrecord.claim import find_claims, read_claims
from onrecord.conflict import speaks_of_conflict
from onrecord.data import table
from onrecord.gazetteer import catalogue
from onrecord.lexicon import build_lexicon
from onrecord.normal import fold
from onrecord.statement import Language, Statement, statement_from_text
from tests.found import lines_of

DAY = dt.date(2024, 6, 20)


def statement(text: str, language: Language = "en", speaker: str | None = None, publisher: str = "") -> Statement:
    return statement_from_text(text, published_on=DAY, language=language, speaker=speaker, publisher=publisher)


def speaks(text: str) -> bool:
    """Whether a text alone tells of a conflict."""
    folded = fold(text)
    return speaks_of_conflict(statement(text), folded.text, build_lexicon(catalogue()).find(folded), catalogue())


def whys(given: Statement) -> list[str]:
    """Why its numbers became no claims."""
    return [aside.why for aside in read_claims(given, catalogue())[1]]


@pytest.mark.parametrize("text", table("conflict")["examples"]["matches"])
def test_it_tells_of_a_conflict(text: str) -> None:
    assert speaks(text)


@pytest.mark.parametrize("text", table("conflict")["examples"]["does_not_match"])
def test_it_tells_of_no_conflict(text: str) -> None:
    assert not speaks(text)


LANGUAGES: tuple[Language, ...] = ("en", "ar")
NOT_TOLD_APART = ("Police arrested", "Police raided", "A fire destroyed", "The pilots' strike", "ألقت الشرطة")
"""How sentences begin that only somebody who knows the place, or the strike, can tell from a war's."""


@pytest.mark.parametrize("language", LANGUAGES)
def test_ordinary_news_has_no_claims(language: Language) -> None:
    read = {
        text: find_claims(statement(text, language), catalogue()) for text, _ in lines_of(f"ordinary_{language}.txt")
    }
    taken = [text for text, found in read.items() if any(claim.quantity is not None for claim in found)]
    assert [text for text in taken if not text.startswith(NOT_TOLD_APART)] == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_sentences_of_a_war_are_read(language: Language) -> None:
    texts = [text for text, _ in lines_of(f"of_war_{language}.txt")]
    left = [text for text in texts if "no_conflict" in whys(statement(text, language))]
    assert left == [text for text in left if "along the canal" in text]


def test_a_promise_of_ordinary_news_is_no_claim() -> None:
    assert find_claims(statement("The film will be shown at the festival in the autumn."), catalogue()) == []


REBUILT = "We rebuilt 14 schools and paid out 2 million dollars."


def test_who_spoke_tells_of_a_conflict_where_the_text_does_not() -> None:
    assert find_claims(statement(REBUILT), catalogue()) == []
    assert len(find_claims(statement(REBUILT, speaker="coalition"), catalogue())) == 2


def test_who_published_tells_of_a_conflict_where_the_text_does_not() -> None:
    assert (
        len(find_claims(statement(REBUILT, publisher="Ministry of Defence, peacekeeping press office"), catalogue()))
        == 2
    )


def test_a_price_is_called_a_price_in_ordinary_news_too() -> None:
    assert whys(statement("The hotel has 240 rooms. The book costs 25 dollars.")) == ["no_conflict", "price"]


def test_every_packaged_actor_has_a_kind() -> None:
    assert [key for key, actor in table("actors").items() if not actor.get("kind")] == []
