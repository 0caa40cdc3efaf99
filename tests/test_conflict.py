"""Whether a text speaks of an armed conflict: of others no figure is a claim."""

from __future__ import annotations

import datetime as dt

import pytest

from onrecord.claim import find_claims, read_claims
from onrecord.conflict import tells
from onrecord.data import table
from onrecord.gazetteer import catalogue
from onrecord.normal import fold
from onrecord.statement import Language, Statement, statement_from_text

DAY = dt.date(2024, 6, 20)


def statement(text: str, language: Language = "en", speaker: str | None = None, publisher: str = "") -> Statement:
    return statement_from_text(text, published_on=DAY, language=language, speaker=speaker, publisher=publisher)


def whys(given: Statement) -> list[str]:
    """Why its numbers became no claims."""
    return [aside.why for aside in read_claims(given, catalogue())[1]]


@pytest.mark.parametrize("text", table("conflict")["examples"]["matches"])
def test_it_tells_of_a_conflict(text: str) -> None:
    assert tells(fold(text).text, more=int("Marib" in text or "El Fasher" in text or "الفاشر" in text))


@pytest.mark.parametrize("text", table("conflict")["examples"]["does_not_match"])
def test_it_tells_of_no_conflict(text: str) -> None:
    assert not tells(fold(text).text)


ORDINARY: list[tuple[Language, str]] = [
    ("en", "The airline carried 3.4 million passengers in the first quarter and took delivery of two aircraft."),
    ("en", "The company laid off 1,500 workers and closed three plants."),
    ("en", "Doctors carried out 1,200 heart operations last year, 12 percent more than the year before."),
    ("en", "The orchestra gave nine concerts in seven cities in two weeks."),
    ("en", "Firefighters put out 16 forest fires that had burned 900 hectares."),
    ("en", "Our launch of 40 new products this year was a success, the chief executive said."),
    ("en", "In the second half the visitors attacked 11 times and hit the bar twice."),
    ("ar", "نقلت الشركة 3.4 ملايين مسافر في الربع الأول وتسلمت طائرتين."),
    ("ar", "أخمد رجال الإطفاء 16 حريقاً في الغابات أتت على 900 هكتار."),
    ("ar", "خسر المؤشر 132 نقطة وأغلق عند 11204 نقاط."),
    ("ar", "عرض المهرجان 112 فيلماً من 38 دولة وحضره 60 ألف زائر."),
    ("ar", "أطلق المهاجم قذيفتين من خارج المنطقة ودك الشباك بهدفين."),
]


@pytest.mark.parametrize(("language", "text"), ORDINARY, ids=[text[:40] for _, text in ORDINARY])
def test_ordinary_news_has_no_claims(language: Language, text: str) -> None:
    given = statement(text, language)
    assert [claim.form for claim in find_claims(given, catalogue()) if claim.quantity is not None] == []
    assert "no_conflict" in whys(given)


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
