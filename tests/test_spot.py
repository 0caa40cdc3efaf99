"""The places that a sentence names, known or not, whichever of them a figure may be of."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest

from onrecord import placechoice
from onrecord.spot import Spot, spots_in
from tests.found import Language, annotations_in, claims_in

DAY = dt.date(2018, 6, 6)


def named(text: str, language: Language, monkeypatch: pytest.MonkeyPatch) -> list[tuple[str, str]]:
    """The places that the first sentence of a text names, as written, each with how it is known."""
    seen: list[list[tuple[str, str]]] = []

    def watched(sentence: Any, catalogue: Any) -> list[Spot]:
        spots = spots_in(sentence, catalogue)
        original = sentence.folded.original
        seen.append([(sentence.folded.span(s.start, s.end).of(original), s.sort) for s in spots])
        return spots

    monkeypatch.setattr(placechoice, "spots_in", watched)
    claims_in(text, DAY, language=language)
    return seen[0]


SPOTS: list[tuple[Language, str, list[tuple[str, str]], str]] = [
    ("en", "On Larkspur Ridge the army lost 12 men.", [("Larkspur Ridge", "name")], "a name with a word in it"),
    ("en", "Troops laid down 300 rifles at Port Wendover.", [("Port Wendover", "name")], "a port by name"),
    ("en", "They fired on Tal Morag district 22 times.", [("Tal Morag district", "name")], "a name with its noun"),
    ("en", "The rebels killed 13 in Kishara and Bambola.", [("Kishara", "name"), ("Bambola", "name")], "two on a list"),
    (
        "en",
        "Mortars hit Homs and Zabrin 12 times.",
        [("Homs", "known"), ("Zabrin", "name")],
        "a name listed with a place",
    ),
    ("en", "Some 2,000 people are held in Serbian prisons.", [("Serbian prisons", "site")], "whose prisons"),
    ("en", "About 26,000 people have left the city.", [("the city", "site")], "behind a verb of leaving"),
    ("en", "Some 250 fighters hold out by the river.", [("the river", "site")], "by the river"),
    ("en", "Some 1,100 soldiers have surrendered at our bases.", [("our bases", "site")], "our bases"),
    ("en", "HOMS. 100 trucks a day are needed.", [("HOMS", "known")], "a place for a heading"),
    ("en", "On Monday Soviet troops killed 12 people.", [], "neither a day nor a nation"),
    ("en", "In Operation Lentil 12 people were killed.", [], "an operation"),
    ("ar", "قتل 12 شخصا في دويكوره.", [("دويكوره", "name")], "a name that no table knows"),
    ("ar", "قتل 12 شخصا قرب بيت شلل.", [("بيت شلل", "name")], "a name of two words"),
    ("ar", "يقبع 12 أسيرا في سجون الاحتلال.", [("سجون الاحتلال", "site")], "whose prisons, in Arabic"),
    ("ar", "احتمى ألف شخص بالمسجد.", [("بالمسجد", "site")], "a preposition written on"),
    ("ar", "قتل 12 شخصا في حين جرح غيرهم.", [], "no name behind fi"),
    ("en", "Baghdad radio claims that 12 tanks are burning.", [], "a capital's radio"),
    ("en", "The assertion of Yerevan that 12 soldiers died is untrue.", [], "a capital that asserts"),
    ("en", "Rescuers pulled 12 people from the rubble.", [], "rubble is no place"),
    ("en", "The people were killed by the ZRUF, 12 in all.", [], "the letters of a band"),
    ("ar", "تزعم بلغراد سقوط 12 مدنيا.", [], "a capital that claims"),
    ("ar", "رد العدو بقصف زكر وأصفهان 12 مرة.", [("زكر", "name"), ("أصفهان", "known")], "a name before a place"),
    ("ar", "حررنا محلتي الزكار والشلل وقتلنا 12 مسلحا.", [("الزكار", "name"), ("الشلل", "name")], "behind a dual"),
    ("ar", "أسرنا 12 من فلول الجيش.", [], "remnants are no place"),
    ("en", "Seven men fell at the Line of Control.", [("the Line of Control", "area")], "an area by its whole name"),
    ("en", "They fired 12 times from across the state border.", [("the state border", "area")], "a noun before a noun"),
    ("en", "The enemy delivered six attacks upon Larkspur Wood.", [("Larkspur Wood", "name")], "upon a place"),
    ("en", "At the polls 98 percent of registered East Zabrese voted.", [], "a people behind a direction"),
    ("ar", "صرح الناطق في إيجازه بأن 12 مسلحا قتلوا.", [], "his briefing is no place"),
    ("ar", "تتبادل الأطراف الاتهام بقتل 12 مدنيا.", [], "the parties are no outskirts"),
    ("ar", "اعتقل 12 رجلا بحجة عدم الترخيص.", [], "a pretext is not Hajjah"),
    ("ar", "في معركة دويكوره قتل 12 مسلحا.", [("دويكوره", "name")], "a battle by its place"),
    ("ar", "عبرت نفق شلل 12 دبابة.", [("نفق شلل", "name")], "a tunnel that was crossed"),
    ("ar", "سقط مقذوف نتج عنه إصابة 12 مدنيا.", [], "about it, which is no town"),
]


@pytest.mark.parametrize(
    ("language", "text", "spots"), [pytest.param(lang, text, spots, id=name) for lang, text, spots, name in SPOTS]
)
def test_the_places_that_a_sentence_names(
    language: Language, text: str, spots: list[tuple[str, str]], monkeypatch: pytest.MonkeyPatch
) -> None:
    assert named(text, language, monkeypatch) == spots


@pytest.mark.parametrize(
    ("text", "places"),
    [
        pytest.param("Drones killed 12 men near Zabrin, Lower Zabra Region, Somalia.", ["Zabrin"], id="an-address"),
        pytest.param("هاجم مستوطنون بلدة حوارة جنوب نابلس فجرحوا 12 شخصاً.", ["بلدة حوارة"], id="south-of"),
        pytest.param("Shells killed 12 men in Homs and Aleppo.", ["Homs", "Aleppo"], id="a-list"),
        pytest.param("Shells killed 12 men at Homs and at Aleppo.", ["Homs", "Aleppo"], id="a-list-with-each-its-word"),
    ],
)
def test_of_an_address_the_first_is_the_place(text: str, places: list[str]) -> None:
    claim = annotations_in(text, dt.date(2021, 6, 17))[0]
    assert [place["surface"] for place in claim["places"]] == places


@pytest.mark.parametrize(
    ("text", "place"),
    [
        pytest.param(
            "The coalition hit 12 Houthi posts in Al Bayda and Marib.", "region:ye-ba", id="beside-a-town-of-its-land"
        ),
        pytest.param("The Houthis fired 12 rockets at Al Bayda.", "region:ye-ba", id="by-who-fights-there"),
        pytest.param("The Taliban killed 22 soldiers in Farah.", "region:af-fra", id="not-a-like-name-elsewhere"),
        pytest.param("قُتل 12 شخصاً في قصف استهدف إدلب.", "region:idlib", id="what-a-strike-was-aimed-at"),
        pytest.param("قصف التحالف 12 موقعاً للحوثيين في البيضاء ومأرب.", "region:ye-ba", id="in-arabic"),
    ],
)
def test_a_name_of_two_lands_is_that_of_what_is_told_beside_it(text: str, place: str) -> None:
    claim = claims_in(text, dt.date(2021, 6, 17))[0]
    assert claim.scope.places[0] == place
