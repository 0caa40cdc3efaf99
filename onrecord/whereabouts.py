"""Where a row of a table says that something was: the places known here that surely hold it.

A dataset names a country, its divisions and a place, and says how precisely it knows. What is taken from that is never
more precise than the source: a row that is "near" a town lies somewhere in the governorate, one that is only known to
a province lies in the province. A name that is not known, or means several places, is left out, and what is wider
holds all the same.
"""

from __future__ import annotations

import math
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from onrecord.gazetteer import actor_names, fold, place_names
from onrecord.place import WORLD
from onrecord.scope import Catalogue

_KINDS = re.compile(
    r"\b(?:province|provinces|governorate|governate|district|districts|oblast|raion|region|state|county|department|"
    r"municipality|wilayat|wilaya|town|city|village|suburb|neighbou?rhood|settlement|locality|mintaqat|markaz|muhafazat|"
    r"qada|nahiyat|capital|proper)\b"
)
_DIVISIONS = ("governorate", "province", "oblast", "region", "state", "district", "county")
_TOWNS = ("city", "town")
_DIVISION_KINDS = ("governorate", "district")
MOST_KILOMETRES = 30.0
"""A place of that name farther than this from the coordinates given is another place."""

_KILOMETRES_A_DEGREE = 111.2


@dataclass(frozen=True, slots=True)
class Said:
    """What a row says of where: names from wide to narrow, how precise it is, and coordinates where it has them."""

    country: str = ""
    adm1: str = ""
    adm2: str = ""
    place: str = ""
    level: str = "point"
    latitude: float | None = None
    longitude: float | None = None
    division: str = ""
    """The place whose outline surely holds the coordinates, by boundaries that were brought."""


@dataclass(frozen=True, slots=True)
class Where:
    """The narrowest known places that each surely hold it, the one that it is near, and the level that was reached."""

    places: tuple[str, ...]
    near: str | None
    level: str


@dataclass
class Whereabouts:
    """Resolves what rows say, each name once."""

    catalogue: Catalogue
    _names: Mapping[str, tuple[str, ...]] = field(default_factory=place_names)
    _divisions: dict[tuple[str, str], str | None] = field(default_factory=dict)
    _countries: dict[str, str | None] = field(default_factory=dict)
    _towns: dict[tuple[str, str], tuple[str, ...]] = field(default_factory=dict)

    def where(self, said: Said) -> Where:
        """The places that surely hold what a row tells of."""
        country = self._country(said.country)
        first = self._division(said.adm1, country) if country and said.adm1 else None
        second = self._division(said.adm2, first or country) if country and said.adm2 else None
        near = self._town(said, first or country) if country else None
        if said.level == "anywhere" or country is None:
            return Where((WORLD,), near, "anywhere")
        wide = first or country
        if said.level in ("country", "near", "feature", "governorate"):
            held = country if said.level == "country" else wide
            return Where((held,), near if said.level == "near" else None, self._reached(held, country))
        named = self._town(said, second or wide) or near if said.level == "point" else None
        drawn = said.division if self._agrees(said.division, second or wide) else None
        found = self._narrowest([place for place in (named, drawn, second, wide) if place is not None])
        narrow = second or (drawn if drawn and self._kind(drawn) != "governorate" else None)
        reached = "district" if narrow else self._reached(first or drawn or country, country)
        return Where(found, named, "point" if named else reached)

    def _agrees(self, division: str, whole: str) -> bool:
        """Whether a division by the coordinates lies in, or holds, what the row names: else one of them is wrong."""
        tree = self.catalogue.places.tree
        return bool(division) and (tree.holds(whole, division) or tree.holds(division, whole))

    def _reached(self, place: str, country: str) -> str:
        return "country" if place == country else "governorate"

    def _narrowest(self, places: Iterable[str]) -> tuple[str, ...]:
        """The places that hold none of the others."""
        tree, found = self.catalogue.places.tree, list(dict.fromkeys(places))
        return tuple(p for p in found if not any(q != p and tree.holds(p, q) for q in found))

    def _country(self, name: str) -> str | None:
        if name not in self._countries:
            bare = re.sub(r"\s*\(.*\)", "", name)
            forms = (fold(name), fold(bare))
            found = {p for form in forms for p in self._tree_places(form) if self._kind(p) == "country"}
            self._countries[name] = found.pop() if len(found) == 1 else None
        return self._countries[name]

    def _division(self, name: str, within: str | None) -> str | None:
        """The one division of that name in a place."""
        assert within is not None
        key = (name, within)
        if key not in self._divisions:
            found: set[str] = set()
            for form in (*_forms(name, _DIVISIONS), *self._after_towns(name)):
                inside = {p for p in self._tree_places(form) if self._kind(p) in _DIVISION_KINDS and p != within}
                found = {p for p in inside if self.catalogue.places.tree.holds(within, p)}
                if found:
                    break
            self._divisions[key] = found.pop() if len(found) == 1 else None
        return self._divisions[key]

    def _after_towns(self, name: str) -> list[str]:
        """A district is often called by its town, in the spelling of one: its names in our own."""
        towns = [self.catalogue.places[p] for form in _forms(name, ()) for p in self._tree_places(form)]
        return [fold(f"{town.names['en']} district") for town in towns if "en" in town.names]

    def _town(self, said: Said, within: str | None) -> str | None:
        """The one town or site of that name in a place, unless it lies too far from the coordinates."""
        if within is None or not said.place:
            return None
        key = (said.place, within)
        if key not in self._towns:
            tree = self.catalogue.places.tree
            found: list[str] = []
            for form in _forms(said.place, _TOWNS):
                found += [p for p in self._tree_places(form) if tree.holds(within, p)]
            self._towns[key] = tuple(
                dict.fromkeys(p for p in found if self._kind(p) not in ("country", *_DIVISION_KINDS))
            )
        there = [place for place in self._towns[key] if self._is_near(place, said)]
        return there[0] if len(there) == 1 else None

    def _is_near(self, key: str, said: Said) -> bool:
        place = self.catalogue.places[key]
        if place.lat is None or place.lon is None or said.latitude is None or said.longitude is None:
            return True
        return kilometres(float(place.lat), float(place.lon), said.latitude, said.longitude) <= MOST_KILOMETRES

    def _kind(self, key: str) -> str:
        return self.catalogue.places[key].kind

    def _tree_places(self, folded: str) -> list[str]:
        """The places of a folded name; for a region that a town and its division share, both."""
        found: list[str] = []
        for key in self._names.get(folded, ()):
            place = self.catalogue.places[key]
            found += (*place.inner, *place.outer) if place.is_region else (key,)
        return found


def _forms(name: str, kinds: Iterable[str]) -> list[str]:
    """The folded name as it is, without the word for what it is, and with each of some such words."""
    folded = fold(name)
    bare = " ".join(_KINDS.sub(" ", folded).split())
    return list(dict.fromkeys([folded, bare, *(f"{bare} {kind}" for kind in kinds)])) if bare else [folded]


def kilometres(latitude: float, longitude: float, other: float, beyond: float) -> float:
    """About how far two points are apart, on a sphere; for comparing with tens of kilometres."""
    north = (other - latitude) * _KILOMETRES_A_DEGREE
    east = (beyond - longitude) * _KILOMETRES_A_DEGREE * math.cos(math.radians((latitude + other) / 2))
    return math.hypot(north, east)


_ABBREVIATED = re.compile(r"^[A-Z][A-Za-z/-]{1,9}: ")


def actor_named(name: str, catalogue: Catalogue) -> str | None:
    """The one actor of a name as datasets write it, or None.

    ``Government of Iraq``, ``Islamic State (Iraq)``, ``Military Forces of Syria (2000-2024)``, whose years ACLED gives
    because they are those of one government, ``QSD: Syrian Democratic Forces``.
    """
    names = actor_names()
    bare = re.sub(r"\s*\(.*\)", "", name)
    for form in (name, bare):
        if form in catalogue.actors.by_acled:
            return catalogue.actors.by_acled[form]
    for form in (name, bare, _ABBREVIATED.sub("", bare)):
        found = names.get(fold(form), ())
        if len(found) == 1 and found[0] in catalogue.actors:
            return found[0]
    return None
