"""Names to one place or one actor, or to none."""

from __future__ import annotations

from itertools import chain, combinations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.bearer import settled
from onrecord.gazetteer import actor_names, catalogue, fold, place_names, resolve_actor, resolve_place
from onrecord.lexicon import build_lexicon
from onrecord.normal import fold as text_fold
from onrecord.place import WORLD, Place
from onrecord.spelling import MOST_FORMS, arabic_family, latin_family
from onrecord.statement import statement_from_text

VALLEY = "region:middle-euphrates-valley"


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        pytest.param("Iraq", "IQ", id="a country"),
        pytest.param("العراق", "IQ", id="a country in Arabic"),
        pytest.param("IQ", "IQ", id="a country by its id"),
        pytest.param("uae", "AE", id="lower case"),
        pytest.param("U.S.", "US", id="with its points"),
        pytest.param("Abu Kamal", "gn:174448", id="a town"),
        pytest.param("Al-Bukamal", "gn:174448", id="with hyphen"),
        pytest.param("Albu  Kamāl", "gn:174448", id="with a macron and two spaces"),
        pytest.param("البوكمال", "gn:174448", id="a town in Arabic"),
        pytest.param("أبو كمال", "gn:174448", id="with hamza"),
        pytest.param("ابو كمال", "gn:174448", id="without hamza"),
        pytest.param("البُوكَمَال", "gn:174448", id="with short vowels"),
        pytest.param("الرقه", "region:raqqa", id="heh for teh marbuta"),
        pytest.param("Raqqa", "region:raqqa", id="a name that city and governorate share"),
        pytest.param("city of Raqqa", "gn:172955", id="the city needs its word"),
        pytest.param("Huwijah", "gn:390188", id="as one release spells Hawija"),
        pytest.param("Dayr Az Zawr", "region:deir-ez-zor", id="as other releases spell Deir ez-Zor"),
        pytest.param("Deir ez-Zor governorate", "SY-DY", id="the governorate needs its word"),
        pytest.param("محافظة دير الزور", "SY-DY", id="in Arabic too"),
        pytest.param("Anbar", "IQ-AN", id="a governorate whose name no town has"),
        pytest.param("نهر الفرات", VALLEY, id="the river"),
        pytest.param("MERV", VALLEY, id="the valley's letters"),
        pytest.param("وادي الفرات الأوسط", VALLEY, id="the valley"),
        pytest.param("Atlantis", None, id="no such place"),
        pytest.param("", None, id="no name"),
        pytest.param("world", WORLD, id="the world"),
    ],
)
def test_places(name: str, expected: str | None) -> None:
    assert resolve_place(name) == expected


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        pytest.param("Coalition", "coalition", id="as the facts write it"),
        pytest.param("التحالف", "coalition", id="in Arabic"),
        pytest.param("التحالف الدولي", "coalition", id="in Arabic, longer"),
        pytest.param("CJTF-OIR", "coalition", id="its task force"),
        pytest.param("ISIS", "daesh", id="another name"),
        pytest.param("تنظيم الدولة", "daesh", id="another name in Arabic"),
        pytest.param("SDF", "sdf", id="letters"),
        pytest.param("الإمارات", "uae", id="a state"),
        pytest.param("anyone", None, id="nobody in particular"),
    ],
)
def test_actors(name: str, expected: str | None) -> None:
    assert resolve_actor(name) == expected


def test_no_spelling_means_two_actors() -> None:
    assert {name: ids for name, ids in actor_names().items() if len(ids) > 1} == {}


def test_a_name_that_two_places_bear_is_told_apart_by_what_they_lie_in() -> None:
    places = catalogue().places
    for name, bearers in place_names().items():
        for one, other in combinations([b for b in bearers if not places[b].is_region], 2):
            assert not places.tree.holds(one, other), (name, one, other)
            assert not places.tree.holds(other, one), (name, one, other)


def test_every_id_and_printed_name_is_found_again() -> None:
    known = catalogue()
    for place in known.places:
        assert resolve_place(place.id) == place.id
        for name in place.names.values():  # a lesser place's name may be found for a greater one that bears it too
            assert place_names()[fold(name)], name
    for actor in known.actors:
        if actor.id != "anyone":
            assert {resolve_actor(name) for name in (actor.id, *actor.names.values(), *actor.spellings)} == {actor.id}


def test_everything_is_named_in_both_languages() -> None:
    known = catalogue()
    for entry in chain(known.measures, known.places, known.actors):
        assert "en" in entry.names, entry.id
        assert not any("\u0620" <= char <= "\u064a" for char in entry.names["en"]), entry.id
        assert not any(char.isascii() and char.isalpha() for char in entry.names.get("ar", "")), entry.id
        if not (isinstance(entry, Place) and entry.kind in ("governorate", "town")):
            assert set(entry.names) == {"en", "ar"}, entry.id


def test_all_countries_and_first_divisions_are_there() -> None:
    places = list(catalogue().places)
    countries = [place for place in places if place.kind == "country"]
    divisions = [place for place in places if place.kind == "governorate"]
    assert len(countries) == 250
    assert {place.within for place in countries} == {None}
    assert len(divisions) > 3500
    assert sum("ar" in place.names for place in divisions) > 3000
    assert all(place.within is not None for place in divisions)


def test_folding_keeps_different_names_apart() -> None:
    assert fold("‘Ānah") == fold("Anah") == "anah"
    assert fold("عانة") == fold("عانه")
    assert fold("حماة") != fold("حمص")


@pytest.mark.parametrize(
    ("part", "whole", "inside"),
    [
        pytest.param("gn:174448", "SY-DY", True, id="Abu Kamal in Deir ez-Zor"),
        pytest.param("gn:390188", "IQ-KI", True, id="Hawija in Kirkuk"),
        pytest.param("gn:98677", "IQ-AN", True, id="Rutbah in Anbar"),
        pytest.param("gn:172837", "SY-HA", True, id="Shadaddi in Hasakah"),
        pytest.param("gn:92138", "IQ", True, id="Al-Qaim in Iraq"),
        pytest.param("gn:174448", "IQ", False, id="Abu Kamal not in Iraq"),
    ],
)
def test_what_lies_in_what(part: str, whole: str, inside: bool) -> None:
    assert catalogue().places.tree.holds(whole, part) is inside


def test_every_place_and_actor_hangs_on_the_tree() -> None:
    known = catalogue()
    for place in known.places:
        if not place.is_region:
            assert known.places.tree.chain(place.id)[-1] == WORLD
    for actor in known.actors:
        assert known.actors.tree.chain(actor.id)
        assert actor.side is None or actor.side in known.actors


@pytest.mark.parametrize(
    ("town", "inner", "outer"),
    [
        pytest.param("gn:174448", True, True, id="Abu Kamal surely"),
        pytest.param("gn:92138", True, True, id="Al-Qaim surely"),
        pytest.param("gn:95788", False, True, id="Hit possibly"),
        pytest.param("gn:98677", False, False, id="Rutbah not"),
        pytest.param("gn:390188", False, False, id="Hawija not"),
        pytest.param("gn:172837", False, False, id="Shadaddi not"),
    ],
)
def test_the_valley_has_two_covers(town: str, inner: bool, outer: bool) -> None:
    places = catalogue().places
    assert any(places.tree.holds(part, town) for part in places.inner([VALLEY])) is inner
    assert any(places.tree.holds(part, town) for part in places.outer([VALLEY])) is outer


def test_a_shared_name_is_surely_the_city_and_possibly_the_governorate() -> None:
    places = catalogue().places
    assert (places.inner(["region:raqqa"]), places.outer(["region:raqqa"])) == (("gn:172955",), ("SY-RA",))


def test_what_is_surely_in_a_region_is_possibly_in_it() -> None:
    places = catalogue().places
    for region in places:
        if region.is_region:
            assert region.source, region.id
            for part in region.inner:
                assert any(places.tree.holds(whole, part) for whole in region.outer), (region.id, part)


# -- spelling families --------------------------------------------------------------------------------------------

FAMILIES = [
    pytest.param("Hawija", "الحويجة", ["al-Hawija", "Al Hawijah", "el-Hawija", "Hawijah"], id="article and heh"),
    pytest.param(
        "Al-Shaddadi", "الشدادي", ["Shaddadi", "ash-Shaddadi", "Ash Shaddadi", "el-Shaddadi"], id="a sun letter"
    ),
    pytest.param("Deir Hafer", "دير حافر", ["Dayr Hafer", "Der Hafer"], id="the word before"),
    pytest.param("Beit Hanoun", "بيت حانون", ["Bayt Hanoun", "Bait Hanoun"], id="beit"),
    pytest.param("Qasr ibn", "قصر ابن", ["Kasr ibn"], id="q and k"),
    pytest.param("Ménaka", "ميناكا", ["Menaka"], id="marks over letters"),
    pytest.param("Ras al-Ayn", "رأس العين", ["Ras al Ayn"], id="hyphens"),
]


@pytest.mark.parametrize(("name", "arabic", "others"), FAMILIES)
def test_a_family_holds_the_ways_of_writing_a_name(name: str, arabic: str, others: list[str]) -> None:
    family = latin_family(name, arabic)
    for other in others:
        assert text_fold(other).text in family, sorted(family)


@pytest.mark.parametrize(("name", "arabic", "others"), FAMILIES)
def test_whichever_member_is_held_the_others_are_found(name: str, arabic: str, others: list[str]) -> None:
    for other in others:
        assert latin_family(other, arabic) & latin_family(name, arabic)


@given(
    st.text(alphabet="abdeghijklmnoqrstuvwyz -'āīūḥṣţ’", min_size=1, max_size=24),
    st.sampled_from(["", "المدينة", "قرية"]),
)
def test_a_family_is_folded_bounded_and_holds_its_name(name: str, arabic: str) -> None:
    family = latin_family(name, arabic)
    assert text_fold(" ".join(name.split())).text in family
    assert len(family) <= 16 * MOST_FORMS
    assert all(form == text_fold(form).text for form in family)


@given(st.text(alphabet="ابتثجحخدذرزسشصضطظعغفقكلمنهويىةأإآؤئءـَُِّ ", min_size=1, max_size=24))
def test_an_arabic_family_folds_what_writers_differ_in(name: str) -> None:
    for form in arabic_family(name):
        assert form == text_fold(form).text
    assert arabic_family(name) == arabic_family(text_fold(name).text)


# -- names in texts -----------------------------------------------------------------------------------------------


def places_in(text: str, **known: str) -> list[tuple[str, str]]:
    """The words of a text that name a place, each with the place it means."""
    statement, folded = statement_from_text(text, **known), text_fold(text)  # type: ignore[arg-type]
    words = settled(build_lexicon(catalogue()).find(folded), folded, statement, catalogue())
    return [(folded.span(*w.whole).of(text), sense.id) for w in words if (sense := w.sense("place"))]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param("Three strikes hit Hit.", [("Hit", "gn:95788")], id="a verb and the town"),
        pytest.param("We hit 3 targets; a hit was seen.", [], id="only the verb"),
        pytest.param("They fled to Rawa, Ana and Bar.", ["gn:92004", "gn:6765385"], id="a list, to its end"),
        pytest.param("Hit: three strikes.", [("Hit", "gn:95788")], id="the head of a line"),
        pytest.param("Michael Jordan met Gen. Chad.", [], id="persons"),
        pytest.param("Jordan took in 3 families.", [("Jordan", "JO")], id="a country"),
        pytest.param("US forces told us so.", [], id="the letters of a state are no pronoun"),
        pytest.param("دعم مالي بقيمة 3 ملايين", [], id="financial"),
        pytest.param("قتل 3 جنود في مالي", ["ML"], id="Mali"),
        pytest.param("عاد النازحون للموصل وبالرمادي", ["gn:99072", "gn:98717"], id="li- swallows the alef"),
        pytest.param("في محافظة القادسية", ["IQ-QA"], id="its kind before it"),
        pytest.param("In Helmand province 3 died.", ["place:af-helmand"], id="its kind behind it"),
        pytest.param("in Kherson oblast", [("Kherson oblast", "UA-65")], id="the division needs its word"),
        pytest.param("in Kherson", [("Kherson", "region:ua-65")], id="a shared name is no more precise than the words"),
        pytest.param("in Kherson city", [("Kherson city", "place:ua-kherson")], id="the town with its word"),
    ],
)
def test_a_name_counts_where_it_stands_as_one(text: str, expected: list[object]) -> None:
    found = places_in(text)
    assert [
        pair if isinstance(want, tuple) else pair[1] for pair, want in zip(found, expected, strict=True)
    ] == expected


@pytest.mark.parametrize(
    ("text", "known", "expected"),
    [
        pytest.param("3 died in Tripoli, Lebanon.", {}, "place:lb-tripoli", id="beside it"),
        pytest.param("3 died in Tripoli. Libyan forces left Sirte.", {}, "place:ly-tripoli-libya", id="elsewhere"),
        pytest.param("قتل 3 في طرابلس، وقال الجيش اللبناني إنه انتشر.", {}, "place:lb-tripoli", id="a nation's army"),
        pytest.param(
            "3 died in Tripoli.", {"speaker": "libyan-national-army"}, "place:ly-tripoli-libya", id="the speaker"
        ),
        pytest.param("3 died in Tripoli.", {}, None, id="nothing said"),
        pytest.param("Tripoli: 3 died. Beirut and Benghazi agreed.", {}, None, id="both countries named"),
        pytest.param("In Punjab, Pakistan, 3 died.", {}, "PK-PB", id="a division of two countries"),
        pytest.param("Goma fell; in Congo 3 died.", {}, "CD", id="a country by its town"),
    ],
)
def test_one_bearer_of_a_name_or_none(text: str, known: dict[str, str], expected: str | None) -> None:
    contested = {"place:lb-tripoli", "place:ly-tripoli-libya", "PK-PB", "IN-PB", "CD", "CG"}
    found = [place for _, place in places_in(text, **known) if place in contested]
    assert found == ([] if expected is None else [expected])


def test_it_is_said_which_rule_chose_and_what_was_not_meant() -> None:
    text = "3 died in Tripoli, Lebanon."
    statement, folded = statement_from_text(text), text_fold(text)
    words = settled(build_lexicon(catalogue()).find(folded), folded, statement, catalogue())
    (sense,) = [sense for word in words for sense in word.senses if sense.id == "place:lb-tripoli"]
    assert sense.data == {"rule": "beside", "not": ("place:ly-tripoli-libya",)}


@pytest.mark.parametrize(
    ("name", "actor"),
    [
        pytest.param("the Iraqi Federal Police", "iraq-federal-police", id="a force"),
        pytest.param("General Staff of Ukraine", "ukraine-general-staff", id="a general staff"),
        pytest.param("وزارة الصحة في غزة", "gaza-health-ministry", id="a ministry"),
        pytest.param("Malian armed forces", "mali-forces", id="a nation's forces"),
        pytest.param("وزارة الدفاع الأذربيجانية", "azerbaijan-ministry-of-defence", id="a nation's ministry"),
        pytest.param("Somali National Army", "somali-national-army", id="a national army"),
        pytest.param("UN Human Rights Office", "ohchr", id="an organisation"),
        pytest.param("أوتشا", "ocha", id="letters in Arabic"),
    ],
)
def test_actors_of_other_wars(name: str, actor: str) -> None:
    assert resolve_actor(name.removeprefix("the ")) == actor


def test_every_war_has_its_actors() -> None:
    actors = list(catalogue().actors)
    assert len(actors) > 1000
    assert all(actor.country is None or actor.country in catalogue().places for actor in actors)
    assert sum(actor.ucdp is not None for actor in actors) > 25
