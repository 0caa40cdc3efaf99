"""Names to one place or one actor, or to none."""

from __future__ import annotations

from itertools import chain, combinations

import pytest

from onrecord.gazetteer import actor_names, catalogue, fold, place_names, resolve_actor, resolve_place
from onrecord.place import WORLD, Place

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
