"""Sentences in both languages: counts that agree, days, places, numbers, and one plain sentence for every finding."""

from __future__ import annotations

import datetime as dt
import re
from fractions import Fraction
from pathlib import Path
from string import Formatter
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord import wording
from onrecord.arabic import (
    arabic_count,
    arabic_form,
    count_words,
    english_count,
    genitive,
    is_finite,
    noun_for,
    nouns,
    number_words,
    outward_words,
)
from onrecord.bounds import Answer, Withdrawal
from onrecord.claim import REASONS, Base
from onrecord.contradiction import Contradiction
from onrecord.data import table
from onrecord.finding import Outcome, VoiceAnswer
from onrecord.gap import Gap
from onrecord.period import Period, parse_edtf
from onrecord.phrase import (
    END_OF_ISOLATE,
    LEFT_TO_RIGHT,
    day_words,
    fill,
    isolated,
    percent_number,
    period_words,
    segments,
    when_words,
)
from onrecord.reading import Edit, Placebo, Reading
from onrecord.row import Bridge, Holdings
from onrecord.scope import Catalogue
from tests.factories import answer, bounds, claim, figure, finding, proof, quantity, scope

VALLEY = scope(places=("region:middle-euphrates-valley",), period="2018-05-01/2018-05-19")
PARTNERS = scope("partners", places=(), period="2018-05-19", by=(), against=(), of=("coalition",))
ELECTION = scope("election_held", ("IQ",), "2018-05-12", by=(), against=())
DEATHS = scope("civilian_deaths", ("IQ",), by=(), against=(), of=("civilians",))
LOST = scope("territory_lost", of=("daesh",), by=(), against=())
TERRITORY = Answer("amount", Fraction(195, 2), Fraction(199, 2), (bounds(97, 99, LOST),))
FELL = Bridge("b", "never_falls", "partners", "partners", "coalition", "", {}, "")
AT_MOST = Bridge("b", "at_most", "strikes", "engagements", "coalition", "", {}, "")

# ------------------------------------------------------------------------------------------------------- counting

AGREEMENT = [
    (0, "لا ضربات", "لا شركاء"),
    (1, "ضربة واحدة", "شريك واحد"),
    (2, "ضربتان", "شريكان"),
    (3, "3 ضربات", "3 شركاء"),
    (9, "9 ضربات", "9 شركاء"),
    (10, "10 ضربات", "10 شركاء"),
    (11, "11 ضربة", "11 شريكاً"),
    (12, "12 ضربة", "12 شريكاً"),
    (19, "19 ضربة", "19 شريكاً"),
    (20, "20 ضربة", "20 شريكاً"),
    (75, "75 ضربة", "75 شريكاً"),
    (99, "99 ضربة", "99 شريكاً"),
    (100, "100 ضربة", "100 شريك"),
    (101, "101 ضربة", "101 شريك"),
    (102, "102 ضربة", "102 شريك"),
    (103, "103 ضربات", "103 شركاء"),
    (110, "110 ضربات", "110 شركاء"),
    (111, "111 ضربة", "111 شريكاً"),
    (132, "132 ضربة", "132 شريكاً"),
    (200, "200 ضربة", "200 شريك"),
    (205, "205 ضربات", "205 شركاء"),
    (999, "999 ضربة", "999 شريكاً"),
    (1000, "1,000 ضربة", "1,000 شريك"),
]


@pytest.mark.parametrize(("number", "strikes", "partners"), [pytest.param(*row, id=str(row[0])) for row in AGREEMENT])
def test_arabic_counts_agree(number: int, strikes: str, partners: str) -> None:
    assert arabic_count(number, nouns()["strike"]) == strikes
    assert arabic_count(number, nouns()["partner"]) == partners


@pytest.mark.parametrize(
    ("number", "noun", "case", "words"),
    [
        pytest.param(1, "partner", "accusative", "شريكاً واحداً", id="one man after a verb"),
        pytest.param(1, "strike", "accusative", "ضربة واحدة", id="one feminine after a verb"),
        pytest.param(2, "strike", "accusative", "ضربتين", id="two after a verb"),
        pytest.param(2, "partner", "genitive", "شريكين", id="two after a preposition"),
        pytest.param(1, "civilian_death", "nominative", "قتيل واحد من المدنيين", id="one stands before 'of'"),
        pytest.param(2, "km2", "genitive", "كيلومترين مربعين", id="the adjective is dual too"),
        pytest.param(Fraction(5, 2), "km2", "nominative", "2.5 كيلومتر مربع", id="half a kilometre more than two"),
    ],
)
def test_case_shows_in_one_and_two(number: Any, noun: str, case: Any, words: str) -> None:
    assert arabic_count(number, nouns()[noun], case) == words


@given(st.integers(min_value=3, max_value=1_000_000))
def test_the_last_two_digits_decide_the_form(number: int) -> None:
    noun, last = nouns()["partner"], number % 100
    expected = noun.plural if 3 <= last <= 10 else noun.accusative if last >= 11 else noun.singular
    assert arabic_form(number, noun) == expected


@pytest.mark.parametrize(
    ("number", "words"),
    [
        pytest.param(0, "no strikes", id="none"),
        pytest.param(1, "1 strike", id="one"),
        pytest.param(2, "2 strikes", id="two"),
        pytest.param(29920, "29,920 strikes", id="thousands are grouped"),
    ],
)
def test_english_counts(number: int, words: str) -> None:
    assert english_count(number, nouns()["strike"]) == words


@pytest.mark.parametrize("noun", [pytest.param(noun, id=key) for key, noun in nouns().items()])
def test_every_noun_has_forms_that_fit_together(noun: Any) -> None:
    head = noun.singular.split()[0]
    taking = noun.accusative.split()[0]
    unchanged = head.endswith(("ة", "ى")) or noun.dual == noun.singular
    if " " not in noun.singular or not unchanged:
        assert taking == (head if unchanged else f"{head}اً")
    assert head.endswith("ة") <= (noun.gender == "f"), "teh marbuta is feminine"
    invariable = noun.dual == noun.singular
    assert invariable or noun.dual.split()[0].endswith(("ان", "تا"))
    assert invariable or noun.dual_genitive.split()[0].endswith(("ين", "تي"))


def test_every_unit_of_the_catalogue_has_a_noun(packaged_catalogue: Catalogue) -> None:
    bare = {m.id for m in packaged_catalogue.measures if noun_for(m.id, m.unit).id == "unit"}
    assert bare == {"other", "territory_held", "territory_lost", "turnout"}, "percent and 'other' have none"


# -------------------------------------------------------------------------------------------------------- numbers


@pytest.mark.parametrize(
    ("value", "words"),
    [
        pytest.param(Fraction(132), "132", id="whole"),
        pytest.param(Fraction(29920), "29,920", id="grouped"),
        pytest.param(Fraction(197, 2), "98.5", id="finite decimal"),
        pytest.param(Fraction(1, 80), "0.0125", id="four digits"),
        pytest.param(Fraction(1, 3), "1/3", id="never ends"),
        pytest.param(Fraction(-52), "−52", id="a true minus"),
    ],
)
def test_numbers_are_exact(value: Fraction, words: str) -> None:
    assert number_words(value) == words


@given(st.fractions(min_value=-1000, max_value=1000, max_denominator=500))
def test_a_rounded_bound_stays_a_bound(value: Fraction) -> None:
    def read(words: str) -> Fraction:
        return Fraction(words.replace("−", "-").replace(",", ""))

    assert read(outward_words(value, up=False)) <= value <= read(outward_words(value, up=True))
    assert is_finite(value) == (read(outward_words(value, up=True)) == value) or value.denominator > 1


@pytest.mark.parametrize(
    ("value", "apart", "en", "ar"),
    [
        pytest.param(Fraction(98), None, "98 percent", "98 في المئة", id="whole"),
        pytest.param(Fraction(195, 2), None, "97.5 percent", "97.5 في المئة", id="finite"),
        pytest.param(Fraction(15100, 74), 304, "about 204 percent", "نحو 204 في المئة", id="far from the claim"),
        pytest.param(Fraction(22500, 74), 304, "about 304.05 percent", "نحو 304.05 في المئة", id="near the claim"),
    ],
)
def test_percents(value: Fraction, apart: int | None, en: str, ar: str) -> None:
    stated = None if apart is None else Fraction(apart)
    for language, words in (("en", en), ("ar", ar)):
        number = percent_number(value, language, stated)  # type: ignore[arg-type]  # a literal
        assert fill("quantity.percent", language, n=number) == words  # type: ignore[arg-type]  # a literal


@pytest.mark.parametrize(
    ("given_quantity", "en", "ar"),
    [
        pytest.param(quantity(132), "132 strikes", "132 ضربة", id="a number"),
        pytest.param(quantity(132, ">"), "more than 132 strikes", "أكثر من 132 ضربة", id="more than"),
        pytest.param(quantity(9, ">="), "at least 9 strikes", "ما لا يقل عن 9 ضربات", id="at least"),
        pytest.param(quantity(2, "<"), "fewer than 2 strikes", "أقل من ضربتين", id="fewer than two"),
        pytest.param(quantity(40, "<="), "at most 40 strikes", "ما لا يزيد على 40 ضربة", id="at most"),
        pytest.param(quantity(200, "~"), "about 200 strikes", "نحو 200 ضربة", id="about"),
        pytest.param(quantity(40, "<", "percent"), "less than 40 percent", "أقل من 40 في المئة", id="less than a part"),
        pytest.param(quantity(None, unit="percent", direction="up"), "an increase", "زيادة", id="no number"),
        pytest.param(quantity(0), "no strikes", "لا ضربات", id="none"),
        pytest.param(
            quantity(20, "range", high=Fraction(99), vague=True),
            "between 20 and 99 strikes (a vague number, read by its documented range)",
            "ما بين 20 و99 ضربة (عدد غير محدد، يُقرأ بمداه الموثق)",
            id="dozens",
        ),
        pytest.param(
            quantity(304, unit="percent", direction="up"),
            "an increase of 304 percent",
            "زيادة 304 في المئة",
            id="an increase",
        ),
        pytest.param(quantity(6, unit="strike/day"), "6 strikes per day", "6 ضربات في كل يوم", id="a rate"),
        pytest.param(quantity(3, unit="times"), "3 times", "3 مرات", id="times"),
    ],
)
def test_quantities(given_quantity: Any, en: str, ar: str) -> None:
    assert wording.quantity_words(given_quantity, "strikes", "en") == en
    assert wording.quantity_words(given_quantity, "strikes", "ar") == ar


# ----------------------------------------------------------------------------------------------- days, places, actors

DAYS = [
    ("2018-05-01/2018-05-17", "1–17 May 2018", "من 1 إلى 17 أيار/مايو 2018", "from 1 to 17 May 2018"),
    ("2018-05-05", "5 May 2018", "5 أيار/مايو 2018", "on 5 May 2018"),
    ("2018-05", "May 2018", "أيار/مايو 2018", "in May 2018"),
    ("2018", "2018", "2018", "in 2018"),
    (
        "2018-04-28/2018-05-03",
        "28 April – 3 May 2018",
        "من 28 نيسان/أبريل إلى 3 أيار/مايو 2018",
        "from 28 April to 3 May 2018",
    ),
    (
        "2017-12-30/2018-01-02",
        "30 December 2017 – 2 January 2018",
        "من 30 كانون الأول/ديسمبر 2017 إلى 2 كانون الثاني/يناير 2018",
        "from 30 December 2017 to 2 January 2018",
    ),
    ("../2018-05-17", "up to 17 May 2018", "حتى 17 أيار/مايو 2018", "up to 17 May 2018"),
    ("2018-05-01/..", "since 1 May 2018", "منذ 1 أيار/مايو 2018", "since 1 May 2018"),
]


@pytest.mark.parametrize(("edtf", "en", "ar", "when"), [pytest.param(*row, id=row[0]) for row in DAYS])
def test_periods(edtf: str, en: str, ar: str, when: str) -> None:
    assert period_words(parse_edtf(edtf), "en") == en
    assert period_words(parse_edtf(edtf), "ar") == ar
    assert when_words(parse_edtf(edtf), "en") == when


def test_a_period_inside_an_arabic_sentence() -> None:
    said = [when_words(parse_edtf(edtf), "ar") for edtf in ("2018-05-05", "2018-05", "2018", "2018-05-01/2018-05-17")]
    assert said == ["في 5 أيار/مايو 2018", "في أيار/مايو 2018", "في عام 2018", "من 1 إلى 17 أيار/مايو 2018"]


def test_no_period_is_not_said(packaged_catalogue: Catalogue) -> None:
    assert when_words(Period(None, None), "en") == ""
    assert wording.scope_words(scope().but(period=Period(None, None)), packaged_catalogue, "en").endswith("Syria")


def test_each_month_has_both_its_arabic_names() -> None:
    months = table("sentences")["months"]
    assert len(months["en"]) == len(months["ar"]) == 12
    assert all(name.count("/") == 1 for name in months["ar"])


@pytest.mark.parametrize(
    ("places", "en", "ar"),
    [
        pytest.param(("SY", "IQ"), "Iraq and Syria", "العراق وسوريا", id="two"),
        pytest.param(("IQ", "SY", "TR"), "Iraq, Syria and Turkey", "العراق وسوريا وتركيا", id="three"),
        pytest.param(
            ("region:middle-euphrates-valley",),
            "the Middle Euphrates River Valley",
            "وادي الفرات الأوسط",
            id="a region takes the article",
        ),
        pytest.param(("AE",), "the United Arab Emirates", "الإمارات العربية المتحدة", id="a country with an article"),
        pytest.param((), "anywhere", "أي مكان", id="none"),
        pytest.param(("region:not-stated",), "a place not stated", "مكان لم يُذكر", id="one that the words leave open"),
    ],
)
def test_places(places: tuple[str, ...], en: str, ar: str, packaged_catalogue: Catalogue) -> None:
    assert wording.place_words(places, packaged_catalogue, "en") == en
    assert wording.place_words(places, packaged_catalogue, "ar") == ar


def test_what_is_left_out_is_named(packaged_catalogue: Catalogue) -> None:
    assert wording.place_words(("IQ",), packaged_catalogue, "en", ("gn:98677",)) == "Iraq outside Rutbah"
    assert wording.place_words(("IQ",), packaged_catalogue, "ar", ("gn:98677",)) == "العراق عدا الرطبة"


def test_many_places_are_named_by_the_first(packaged_catalogue: Catalogue) -> None:
    many = ("IQ", "SY", "TR", "AE", "LB")
    assert wording.place_words(many, packaged_catalogue, "en", label=True) == "Iraq, Lebanon, Syria and 2 others"


@pytest.mark.parametrize(
    ("name", "words"),
    [
        pytest.param("الحوثيون", "الحوثيين", id="a plural"),
        pytest.param("البنتاغون", "البنتاغون", id="a name that only looks like one"),
        pytest.param("العراق", "العراق", id="a name"),
    ],
)
def test_arabic_names_after_a_preposition(name: str, words: str) -> None:
    assert genitive(name) == words


def test_scopes(packaged_catalogue: Catalogue) -> None:
    asked = scope(period="2018-05-01/2018-05-17")
    assert (
        wording.scope_words(asked, packaged_catalogue, "en")
        == "strikes by the coalition against Daesh, Iraq and Syria, 1–17 May 2018"
    )
    assert (
        wording.scope_words(asked, packaged_catalogue, "ar")
        == "الضربات من جانب التحالف ضد داعش، العراق وسوريا، من 1 إلى 17 أيار/مايو 2018"
    )


# ------------------------------------------------------------------------------------------------------- sentences


def change(percent: int, before: int, **changes: Any) -> Any:
    """A finding about an increase over an earlier month, both counts on record."""
    made = claim(
        form="change",
        quantity=quantity(percent, unit="percent", direction="up"),
        base=Base("the month before", period=parse_edtf("2018-03")),
    )
    parts = bounds(225, 225), bounds(before, before, scope(period="2018-03"))
    exact = Fraction(100 * (225 - before), before)
    return finding("above_record", Answer("change", exact, exact, parts), made, **changes)


def stock() -> Any:
    """A finding about a number on a day, which rests on the premise that nobody left."""
    held = proof("high", 79, question=PARTNERS)
    fell = {"lesser": "partners", "greater": "partners"}
    premises = {**held.premises, "never": wording_premise("never_falls", fell)}
    leaning = type(held)(held.question, held.side, held.steps, premises, held.bound, held.whole, held.ground)
    part = answer(75, 79, PARTNERS, high_proof=leaning)
    return finding("possible", part, claim(asked=PARTNERS, quantity=quantity(75, unit="member")))


def wording_premise(kind: Any, because: dict[str, str]) -> Any:
    """A bridge as it stands in a proof."""
    from onrecord.proof import Premise

    return Premise("bridge", kind, (), None, Fraction(0), because)


SENTENCES = [
    pytest.param(
        finding("possible", answer(9, 172, VALLEY), claim(asked=VALLEY, quantity=quantity(132, ">"))),
        "The coalition’s own figures allow between 9 and 172 strikes against Daesh in the Middle Euphrates River "
        "Valley from 1 to 19 May 2018; the claim says more than 132 strikes.",
        "تسمح أرقام التحالف وحدها بما بين 9 و172 ضربة ضد داعش في وادي الفرات الأوسط من 1 إلى 19 أيار/مايو 2018،"
        " والقول: أكثر من 132 ضربة.",
        id="possible",
    ),
    pytest.param(
        finding("borne_out", answer(225, 225), claim(quantity=quantity(225))),
        "The coalition’s own figures give exactly 225 strikes against Daesh in Iraq and Syria in May 2018; "
        "the claim says 225 strikes.",
        "تعطي أرقام التحالف وحدها 225 ضربة تماماً ضد داعش في العراق وسوريا في أيار/مايو 2018، والقول: 225 ضربة.",
        id="pinned",
    ),
    pytest.param(
        finding("possible", answer(9, None), own_side_only=False),
        "The coalition’s figures give at least 9 strikes against Daesh in Iraq and Syria in May 2018, "
        "and no upper bound; the claim says 132 strikes.",
        "تعطي أرقام التحالف 9 ضربات على الأقل ضد داعش في العراق وسوريا في أيار/مايو 2018، بلا حدّ أعلى،"
        " والقول: 132 ضربة.",
        id="no upper bound, not the speaker's side alone",
    ),
    pytest.param(
        finding("above_record", answer(0, 40)),
        "The coalition’s own figures allow at most 40 strikes against Daesh in Iraq and Syria in May 2018; "
        "the claim says 132 strikes.",
        "تسمح أرقام التحالف وحدها بما لا يزيد على 40 ضربة ضد داعش في العراق وسوريا في أيار/مايو 2018،"
        " والقول: 132 ضربة.",
        id="no lower bound",
    ),
    pytest.param(
        finding("above_record", answer(0, 0)),
        "The coalition’s own figures give exactly 0 strikes against Daesh in Iraq and Syria in May 2018; "
        "the claim says 132 strikes.",
        "تعطي أرقام التحالف وحدها العدد 0 تماماً (ضربات) ضد داعش في العراق وسوريا في أيار/مايو 2018، والقول: 132 ضربة.",
        id="exactly none",
    ),
    pytest.param(
        finding("above_record", answer(1, 2)),
        "The coalition’s own figures allow between 1 and 2 strikes against Daesh in Iraq and Syria in May 2018; "
        "the claim says 132 strikes.",
        "تسمح أرقام التحالف وحدها بما بين ضربة واحدة وضربتين ضد داعش في العراق وسوريا في أيار/مايو 2018،"
        " والقول: 132 ضربة.",
        id="between one and two",
    ),
    pytest.param(
        change(304, 74),
        "The coalition’s own figures give 225 strikes against Daesh in Iraq and Syria in May 2018 and 74 in March "
        "2018, an increase of about 204 percent (151 ÷ 74); the claim says an increase of 304 percent.",
        "تعطي أرقام التحالف وحدها 225 ضربة ضد داعش في العراق وسوريا في أيار/مايو 2018 و74 في آذار/مارس 2018،"
        " أي زيادة نحو 204 في المئة (151 ÷ 74)، والقول: زيادة 304 في المئة.",
        id="an increase",
    ),
    pytest.param(
        change(10, 250),
        "The coalition’s own figures give 225 strikes against Daesh in Iraq and Syria in May 2018 and 250 in March "
        "2018, a decrease of 10 percent (25 ÷ 250); the claim says an increase of 10 percent.",
        "تعطي أرقام التحالف وحدها 225 ضربة ضد داعش في العراق وسوريا في أيار/مايو 2018 و250 في آذار/مارس 2018،"
        " أي نقصان 10 في المئة (25 ÷ 250)، والقول: زيادة 10 في المئة.",
        id="a decrease where an increase was claimed",
    ),
    pytest.param(
        stock(),
        "The coalition’s own figures allow between 75 and 79 partners of the coalition on 19 May 2018, "
        "if nobody left; the claim says 75 partners.",
        "تسمح أرقام التحالف وحدها بما بين 75 و79 شريكاً في التحالف في 19 أيار/مايو 2018، إذا لم ينسحب أحد،"
        " والقول: 75 شريكاً.",
        id="a stock under a premise",
    ),
    pytest.param(
        finding(
            "possible",
            TERRITORY,
            claim(asked=scope("territory_lost"), form="share", quantity=quantity(98, ">", unit="percent")),
        ),
        "The coalition’s own figures allow between 97.5 and 99.5 percent of the territory once held by Daesh in Iraq "
        "and Syria in May 2018; the claim says more than 98 percent.",
        "تسمح أرقام التحالف وحدها بما بين 97.5 و99.5 في المئة من الأراضي التي كانت في يد داعش في العراق وسوريا"
        " في أيار/مايو 2018، والقول: أكثر من 98 في المئة.",
        id="a share",
    ),
    pytest.param(
        finding(
            "not_on_record",
            None,
            claim(
                asked=scope("election_held", ("IQ",), "2018-05-12", by=(), against=()), form="occurrence", quantity=None
            ),
        ),
        "Nothing on record speaks of an election in Iraq on 12 May 2018; that does not mean that it did not happen.",
        "لا شيء في السجل عن انتخابات في العراق في 12 أيار/مايو 2018، وليس معنى ذلك أنه لم يقع.",
        id="an event not on record",
    ),
    pytest.param(
        finding(
            "not_on_record",
            None,
            claim(asked=DEATHS, quantity=quantity(12, unit="person")),
        ),
        "Nothing on record bounds civilian deaths in Iraq in May 2018, of which the claim says 12 civilians killed; "
        "that does not mean that it did not happen.",
        "لا شيء في السجل يحصر القتلى المدنيين في العراق في أيار/مايو 2018، والقول: 12 قتيلاً من المدنيين،"
        " وليس معنى ذلك أنه لم يقع.",
        id="a number not on record",
    ),
    pytest.param(
        finding("not_checkable", None, claim(modality="promised", checkable="no", quantity=None)),
        "This is a promise; promises are listed and not measured.",
        "هذا وعد، والوعود تُدرَج ولا تُقاس.",
        id="a promise",
    ),
    pytest.param(
        finding("not_checkable", None, claim(modality="opinion", checkable="no", quantity=None)),
        "This is an opinion; opinions are listed and not measured.",
        "هذا رأي، والآراء تُدرَج ولا تُقاس.",
        id="an opinion",
    ),
    pytest.param(
        finding("not_checkable", None, claim(modality="asserted", checkable="no", reason_key="no_period")),
        "It is not said over which period.",
        "لم تُذكر الفترة.",
        id="a reason by its key",
    ),
]


@pytest.mark.parametrize(("made", "en", "ar"), SENTENCES)
def test_one_plain_sentence(made: Any, en: str, ar: str, packaged_catalogue: Catalogue) -> None:
    assert wording.sentence(made, packaged_catalogue, "en") == en
    assert wording.sentence(made, packaged_catalogue, "ar") == ar


@pytest.mark.parametrize("language", ["en", "ar"])
@pytest.mark.parametrize("outcome", [outcome.value for outcome in Outcome])
@pytest.mark.parametrize(
    ("low", "high"),
    [
        pytest.param(None, None, id="nothing"),
        pytest.param(0, None, id="from nothing"),
        pytest.param(9, None, id="from below"),
        pytest.param(None, 9, id="from above"),
        pytest.param(1, 1, id="exactly one"),
        pytest.param(2, 9, id="both"),
    ],
)
def test_every_outcome_and_bound_has_a_sentence(
    outcome: str, language: Any, low: int | None, high: int | None, packaged_catalogue: Catalogue
) -> None:
    for made in (claim(), claim(quantity=None, form="occurrence"), claim(quantity=quantity(7, unit="percent"))):
        held = finding(
            outcome, answer(low, high), made, known_then=answer(low, high), allowing_lateness=Outcome.POSSIBLE
        )
        texts = [
            wording.sentence(held, packaged_catalogue, language),
            wording.outcome_line(held, language),
            wording.settles(held, packaged_catalogue, language),
            wording.known_then_words(held, packaged_catalogue, language),
            wording.lateness_words(held, language),
            wording.claim_words(made, packaged_catalogue, language),
        ]
        assert texts[0].endswith(".")
        assert not any(re.search(r"None|[{}]|  |\bFraction\b", text) for text in texts), texts


def test_voices_that_differ_are_set_side_by_side(packaged_catalogue: Catalogue) -> None:
    voices = (
        VoiceAnswer("coalition", "own", answer(132, 132), Outcome.BORNE_OUT),
        VoiceAnswer("daesh", "other", answer(0, 40), Outcome.ABOVE_RECORD),
    )
    made = finding("record_disagrees", answer(132, 132), by_voice=voices, own_side_only=False)
    assert wording.sentence(made, packaged_catalogue, "en") == (
        "The voices on record differ: the coalition: exactly 132 strikes (consistent with its own reports); "
        "Daesh: at most 40 strikes (above the record)."
    )


# ------------------------------------------------------------------------------------------ what stands beside it


def test_what_would_settle_it_names_the_days_without_a_figure(packaged_catalogue: Catalogue) -> None:
    one = scope(places=("gn:174448",), period="2018-05-01/2018-05-03")
    held = answer(9, 172, VALLEY, low_proof=proof("low", 9, question=one))
    made = finding("possible", held, claim(asked=VALLEY))
    assert wording.settles(made, packaged_catalogue, "en") == (
        "A figure for the Middle Euphrates River Valley from 1 to 19 May 2018 would settle it; "
        "from 4 to 19 May 2018 it has none."
    )
    assert wording.settles(made, packaged_catalogue, "ar") == (
        "يحسمه رقم يقتصر على وادي الفرات الأوسط من 1 إلى 19 أيار/مايو 2018، ولا رقم له من 4 إلى 19 أيار/مايو 2018."
    )


def test_what_is_settled_or_cannot_be_has_nothing_to_settle_it(packaged_catalogue: Catalogue) -> None:
    for made in (
        finding("borne_out", answer(132, 132)),
        finding("above_record", answer(0, 40)),
        finding("not_checkable", None, claim(modality="opinion", checkable="no")),
    ):
        assert wording.settles(made, packaged_catalogue, "en") == ""


def test_the_gap_is_named(packaged_catalogue: Catalogue) -> None:
    gap = Gap(("TR",), (), "2018-05-01", "2018-06-01", "strikes")
    assert wording.gap_words(gap, packaged_catalogue, "en") == "no figure covers Turkey, May 2018, from above"
    assert wording.gap_words(gap, packaged_catalogue, "ar") == "لا رقم يضع حدّاً أعلى لما كان في تركيا في أيار/مايو 2018"


def test_a_gap_with_holes_goes_by_the_place_asked_about(packaged_catalogue: Catalogue) -> None:
    gap = Gap(("SY-DY",), ("gn:174448",), "2018-05-04", "2018-05-20", "strikes")
    assert wording.gap_words(gap, packaged_catalogue, "en", VALLEY) == (
        "no figure covers the Middle Euphrates River Valley, 4–19 May 2018, from above"
    )


def holdings() -> Holdings:
    """Two figures of the coalition's, and the premise that nobody left."""
    week = scope(period="2018-05-18/2018-05-24")
    figures = (
        figure("f1", 184, scope=scope(period="2018-05-01/2018-05-24")),
        figure("f2", 52, scope=week),
        figure("f3", 70, scope=week.but(measure="engagements")),
    )
    return Holdings(figures, {}, (FELL,))


@pytest.mark.parametrize(
    ("premise", "low", "high", "en", "ar"),
    [
        pytest.param(
            "f2",
            117,
            156,
            "Without the 52 (Iraq and Syria, 18–24 May 2018): between 117 and 156 strikes",
            "من دون 52 (العراق وسوريا، من 18 إلى 24 أيار/مايو 2018): ما بين 117 و156 ضربة",
            id="changed",
        ),
        pytest.param(
            "f1",
            132,
            132,
            "Without the 184 (Iraq and Syria, 1–24 May 2018): still exactly 132 strikes",
            "من دون 184 (العراق وسوريا، من 1 إلى 24 أيار/مايو 2018): الحدود نفسها، 132 ضربة تماماً",
            id="still",
        ),
        pytest.param(
            "f3",
            9,
            None,
            "Without the 70 (engagements, Iraq and Syria, 18–24 May 2018): at least 9 strikes, no upper bound",
            "من دون 70 (الاشتباكات، العراق وسوريا، من 18 إلى 24 أيار/مايو 2018): 9 ضربات على الأقل، بلا حدّ أعلى",
            id="another measure",
        ),
        pytest.param(
            "b",
            0,
            None,
            "Without the premise that nobody left: no bound",
            "من دون مقدمة «لم ينسحب أحد»: بلا حدّ",
            id="a bridge",
        ),
    ],
)
def test_what_it_hangs_on(
    premise: str, low: int, high: int | None, en: str, ar: str, packaged_catalogue: Catalogue
) -> None:
    withdrawal = Withdrawal(premise, Fraction(low), None if high is None else Fraction(high), None, None)
    pinned = bounds(132, 132)
    assert wording.hang_words(withdrawal, pinned, holdings(), packaged_catalogue, "en") == en
    assert wording.hang_words(withdrawal, pinned, holdings(), packaged_catalogue, "ar") == ar


READING = Reading(
    (
        Edit("place", "region:middle-euphrates-valley", "IQ;SY"),
        Edit("end", "2018-05-19", "2018-05-17"),
    ),
    "amount",
    scope(period="2018-05-01/2018-05-17"),
    answer(132, 132),
    Fraction(132),
    exactly=True,
    later=True,
    placebo=Placebo(66, 264, 159, 2),
)


def test_a_reading_says_what_it_counts_and_what_was_changed(packaged_catalogue: Catalogue) -> None:
    made = claim(asked=VALLEY, quantity=quantity(132, ">"))
    assert wording.reading_words(READING, made, packaged_catalogue, "en") == (
        "Iraq and Syria, 1–17 May 2018: exactly 132, not more than 132"
    )
    assert wording.reading_words(READING, made, packaged_catalogue, "ar") == (
        "العراق وسوريا، من 1 إلى 17 أيار/مايو 2018: 132 تماماً، لا أكثر من 132"
    )
    assert [wording.edit_words(edit, packaged_catalogue, "en") for edit in READING.edits] == [
        ("place", "the Middle Euphrates River Valley", "Iraq and Syria"),
        ("end", "19 May 2018", "17 May 2018"),
    ]


@pytest.mark.parametrize(
    ("edit", "en", "ar"),
    [
        pytest.param(
            Edit("start", "2018-05-03", "2018-05-01"),
            ("start", "3 May 2018", "1 May 2018"),
            ("البداية", "3 أيار/مايو 2018", "1 أيار/مايو 2018"),
            id="start",
        ),
        pytest.param(
            Edit("number", "132", "132000"), ("number", "132", "132,000"), ("العدد", "132", "132,000"), id="thousands"
        ),
        pytest.param(
            Edit("unit", "percent", "percentage_point"),
            ("unit", "percent", "percentage points"),
            ("الوحدة", "في المئة", "نقاط مئوية"),
            id="points",
        ),
        pytest.param(
            Edit("unit", "percent", "strike"),
            ("unit", "percent", "strikes"),
            ("الوحدة", "في المئة", "ضربات"),
            id="counts",
        ),
        pytest.param(Edit("by", "coalition", ""), ("by", "the coalition", "anyone"), None, id="anyone"),
        pytest.param(Edit("place", "IQ;SY", "SY"), ("place", "Iraq and Syria", "Syria"), None, id="one of several"),
    ],
)
def test_every_edit_has_its_words(
    edit: Edit, en: tuple[str, str, str], ar: tuple[str, str, str] | None, packaged_catalogue: Catalogue
) -> None:
    assert wording.edit_words(edit, packaged_catalogue, "en") == en
    arabic = wording.edit_words(edit, packaged_catalogue, "ar")
    assert ar is None or arabic == ar
    assert not any(re.search("[A-Za-z]", word) for word in arabic)


def test_a_difference_that_was_called_a_percentage(packaged_catalogue: Catalogue) -> None:
    parts = bounds(225, 225), bounds(74, 74, scope(period="2018-03"))
    less = Answer("difference", Fraction(151), Fraction(151), parts)
    edits = (Edit("unit", "percent", "strike"),)
    reading = Reading(edits, "change", scope(), less, Fraction(151), False, False, READING.placebo)
    made = claim(form="change", quantity=quantity(151, unit="percent", direction="up"))
    assert wording.reading_words(reading, made, packaged_catalogue, "en") == "May 2018 less March 2018: exactly 151"
    assert wording.reading_words(reading, made, packaged_catalogue, "ar") == (
        "أيار/مايو 2018 ناقصاً آذار/مارس 2018: 151 تماماً"
    )


def test_a_percentage_that_was_called_an_increase(packaged_catalogue: Catalogue) -> None:
    parts = bounds(225, 225), bounds(74, 74, scope(period="2018-03"))
    share = Answer("share", Fraction(22500, 74), Fraction(22500, 74), parts)
    edits = (Edit("form", "change", "share"),)
    reading = Reading(edits, "share", scope(), share, Fraction(304), False, False, READING.placebo)
    made = claim(form="change", quantity=quantity(304, unit="percent", direction="up"))
    assert wording.reading_words(reading, made, packaged_catalogue, "en") == (
        "May 2018 as a percentage of March 2018: about 304.05 percent (225 ÷ 74)"
    )


@pytest.mark.parametrize(
    ("matched", "en", "ar"),
    [
        pytest.param(
            2,
            "Of 159 other numbers of this kind between 66 and 264, 2 would also have been reproduced by a reading this "
            "near. That says how easily a number is matched, not what the speaker meant.",
            "من 159 عدداً آخر من هذا النوع بين 66 و264، كانت قراءةٌ بهذا القرب ستعطي 2 أيضاً."
            " وهذا يبيّن مدى سهولة أن يُصادَف عدد، لا ما قصده المتحدث.",
            id="some",
        ),
        pytest.param(
            0,
            "Of 159 other numbers of this kind between 66 and 264, none would also have been reproduced by a reading "
            "this near. That says how easily a number is matched, not what the speaker meant.",
            "من 159 عدداً آخر من هذا النوع بين 66 و264، لم تكن قراءةٌ بهذا القرب لتعطي أياً منها."
            " وهذا يبيّن مدى سهولة أن يُصادَف عدد، لا ما قصده المتحدث.",
            id="none",
        ),
    ],
)
def test_the_placebo_is_always_two_sentences(matched: int, en: str, ar: str) -> None:
    assert wording.placebo_words(Placebo(66, 264, 159, matched), "en") == en
    assert wording.placebo_words(Placebo(66, 264, 159, matched), "ar") == ar


def test_a_pattern_is_said_once_for_its_claims() -> None:
    assert wording.pattern_words("change_for_share", ["3", "4"], "en").startswith("In claims 3 and 4 the record gives")
    assert wording.pattern_words("change_for_share", ["3"], "ar").startswith("في القول 3 ")
    assert wording.pattern_words("no_such_pattern", ["3"], "en") == ""


def test_premises_are_conditions(packaged_catalogue: Catalogue) -> None:
    assert wording.premise_words(FELL, packaged_catalogue, "en") == "if nobody left"
    assert wording.premise_words(FELL, packaged_catalogue, "ar") == "إذا لم ينسحب أحد"
    assert wording.premise_words(AT_MOST, packaged_catalogue, "en") == "if no strike is without at least one engagement"
    other = Bridge("b", "at_most", "civilian_deaths", "deaths", "un", "", {}, "")
    assert wording.premise_words(other, packaged_catalogue, "en") == "if civilian deaths are never more than deaths"


def test_a_contradiction_is_a_sum_with_its_size() -> None:
    over = proof("high", -29225, -183, -529, 29920)
    clash = Contradiction(("f1", "f2", "f3", "f4"), over, Fraction(17))
    assert wording.contradiction_words(clash, "en") == "29,225 + 183 + 529 = 29,937 > 29,920: 17 too many"
    assert wording.contradiction_words(clash, "ar") == "29,225 + 183 + 529 = 29,937 > 29,920: الزيادة 17"


@pytest.mark.parametrize(
    ("made", "formula", "rounding"),
    [
        pytest.param(proof("high", 184, -52), "184 − 52 = 132", "", id="a difference"),
        pytest.param(proof("low", 225), "225", "", id="one number is no sum"),
        pytest.param(
            proof("high", 10, 8, 7, multiplier=Fraction(1, 2)),
            "½ × 10 + ½ × 8 + ½ × 7 = 12.5",
            "in whole counts at most 12",
            id="halves, and whole counts",
        ),
        pytest.param(
            proof("low", 29925, multiplier=Fraction(2, 3)),
            "⅔ × 29,925 = 19,950",
            "",
            id="grouped",
        ),
    ],
)
def test_formulas(made: Any, formula: str, rounding: str) -> None:
    assert wording.formula_words(made) == formula
    assert wording.rounding_words(made, "en") == rounding


# ---------------------------------------------------------------------------------------------------- parts of a text


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        pytest.param(
            "البرهان: 184 − 52 = 132، حتى 17 أيار/مايو",
            [
                ("words", "البرهان: "),
                ("formula", "184 − 52 = 132"),
                ("words", "، حتى "),
                ("number", "17"),
                ("words", " أيار/مايو"),
            ],
            id="a formula and a number",
        ),
        pytest.param("2018-05-19", [("number", "2018-05-19")], id="an ISO day"),
        pytest.param("1–17 May", [("number", "1–17"), ("words", " May")], id="a range of days"),
        pytest.param(
            "نحو 204 (151 ÷ 74)",
            [("words", "نحو "), ("number", "204"), ("words", " ("), ("formula", "151 ÷ 74"), ("words", ")")],
            id="a division",
        ),
        pytest.param("½ × 10 + ½ × 8 = 9", [("formula", "½ × 10 + ½ × 8 = 9")], id="fractions"),
        pytest.param("", [], id="nothing"),
    ],
)
def test_segments(text: str, parts: list[tuple[str, str]]) -> None:
    assert segments(text) == parts


@given(st.text(alphabet="0123456789,./−+=×÷>½– abأب", max_size=60))
def test_segments_join_to_the_text(text: str) -> None:
    assert "".join(part for _, part in segments(text)) == text


@given(st.text(alphabet="0123456789−+= أب", max_size=60))
def test_isolating_only_adds_marks(text: str) -> None:
    marked = isolated(text)
    assert marked.count(LEFT_TO_RIGHT) == marked.count(END_OF_ISOLATE)
    assert marked.replace(LEFT_TO_RIGHT, "").replace(END_OF_ISOLATE, "") == text


# ----------------------------------------------------------------------------------------------------- the words


def phrases(entry: Any, path: str = "") -> list[tuple[str, dict[str, str]]]:
    """Every phrase of the packaged table that stands in both languages, with its path."""
    if isinstance(entry, dict) and set(entry) == {"en", "ar"}:
        return [(path, entry)]
    if not isinstance(entry, dict):
        return []
    return [found for key, value in entry.items() for found in phrases(value, f"{path}.{key}")]


PHRASES = [pytest.param(entry, id=path) for path, entry in phrases(table("sentences")) if isinstance(entry["en"], str)]


@pytest.mark.parametrize("entry", PHRASES)
def test_both_languages_fill_in_the_same(entry: dict[str, str]) -> None:
    fields = [{name for _, name, _, _ in Formatter().parse(entry[language]) if name} for language in ("en", "ar")]
    assert fields[0] == fields[1]


@pytest.mark.parametrize("entry", PHRASES)
def test_nothing_judges(entry: dict[str, str]) -> None:
    text = entry["en"].lower() + entry["ar"]
    assert not re.search(r"verdict|\bfalse\b|\blie|debunk|\bscore|misleading|كاذب|كذب|زائف|مضلل|دحض", text)
    without = re.sub(r"(does not mean|never means) that it did not happen", "", entry["en"])
    assert "did not happen" not in without


def test_own_reports_are_never_called_borne_out() -> None:
    made = finding("borne_out", answer(132, 132), allowing_lateness=Outcome.BORNE_OUT)
    assert wording.outcome_word(made, "en") == "Consistent with its own reports"
    assert wording.outcome_word(made, "ar") == "متسق مع تقاريره هو"
    assert "borne out" not in wording.lateness_words(made, "en")
    shared = finding("borne_out", answer(132, 132), own_side_only=False)
    assert wording.outcome_word(shared, "en") == "Borne out"


def test_the_claims_of_a_statement_are_counted_by_outcome() -> None:
    made = [finding("possible", answer(9, 172)), finding("not_on_record", None), finding("possible", answer(1, 500))]
    assert wording.summary_words(made, "en") == "3 claims: 2 possible, 1 not on record."
    assert wording.summary_words(made, "ar") == "3 أقوال: 2 ممكن، 1 ليس في السجل."
    assert wording.summary_words([], "en") == "No claims."


def test_what_was_known_before_the_statement(packaged_catalogue: Catalogue) -> None:
    gap = Gap(("IQ", "SY"), (), "2018-05-04", "2018-06-01", "strikes")
    made = finding("possible", answer(9, 172), known_then=answer(9, None, gap=gap))
    assert wording.known_then_words(made, packaged_catalogue, "en") == (
        "Known before the statement: at least 9 strikes, no upper bound: "
        "no figure covers Iraq and Syria, 4–31 May 2018, from above."
    )
    nothing = finding("possible", answer(9, 172), known_then=answer(None, None))
    assert (
        wording.known_then_words(nothing, packaged_catalogue, "en")
        == "Nothing published before the statement bounds it."
    )


def test_counts_in_either_language() -> None:
    assert count_words(3, nouns()["claim"], "en") == "3 claims"
    assert count_words(3, nouns()["claim"], "ar") == "3 أقوال"


def test_a_day_is_itself() -> None:
    assert day_words(dt.date(2018, 5, 19), "ar") == "19 أيار/مايو 2018"


def glossary_rows() -> list[list[str]]:
    """The cells of every row of every table of the glossary."""
    text = (Path(__file__).parent.parent / "docs" / "glossary.md").read_text(encoding="utf-8")
    return [[cell.strip(" `") for cell in line.strip("|").split("|")] for line in text.splitlines() if line[:1] == "|"]


def test_the_glossary_has_every_outcome_in_both_languages() -> None:
    held = {tuple(row[:3]) for row in glossary_rows()}
    for key, entry in table("sentences")["outcomes"].items():
        assert (key, entry["word"]["en"], entry["word"]["ar"]) in held


def test_the_glossary_has_every_measure_in_both_languages(packaged_catalogue: Catalogue) -> None:
    held = {tuple(row) for row in glossary_rows()}
    for measure in packaged_catalogue.measures:
        assert (measure.id, measure.names["en"], measure.names["ar"], measure.doc["en"]) in held


KEYS = sorted({*REASONS, "not_checkable", "form_not_measured", "base_not_stated", "no_period", "no_day"})


@pytest.mark.parametrize("key", KEYS)
def test_every_reason_for_not_measuring_has_words(key: str) -> None:
    made = claim(checkable="no", reason="in English only", reason_key=key)
    for language in ("en", "ar"):
        assert wording.reason_words(made, language) == table("sentences")["reasons"][key]["reason"][language]


def test_a_reason_without_words_of_ours_is_said_as_given() -> None:
    made = claim(checkable="no", reason="nobody outside could know", reason_key="new")
    assert wording.reason_words(made, "en") == "Nobody outside could know."
    assert wording.reason_words(made, "ar") == "ينقصه شيء لا يُقاس من دونه."


@pytest.mark.parametrize(
    ("measure", "words"),
    [
        pytest.param("personnel", "القوام لدى داعش", id="a strength is with its force"),
        pytest.param("presence", "الوجود (داعش)", id="whose presence stands in brackets"),
        pytest.param("detained", "المعتقلون من داعش", id="people are of those they come from"),
    ],
)
def test_whose_in_arabic_follows_the_measure(measure: str, words: str, packaged_catalogue: Catalogue) -> None:
    whose = scope().but(measure=measure, by=(), against=(), of=("daesh",), places=(), period=Period(None, None))
    assert wording.scope_words(whose, packaged_catalogue, "ar") == words
