"""Near a place: what such words surely hold and what they possibly hold, from the places whose coordinates are known.

``near:X`` is a region like any other, with an inner and an outer cover. Surely near X are other towns a few kilometres
away; possibly near it is all within 25 kilometres, told by the divisions that may reach so near. "In and around X" is
the union of X and ``near:X``. How far, and why, stands in ``near.toml``; that it is so is a premise.

Where outlines were brought, they say which divisions reach so near; else the known towns of a division do. Where X is
no point with coordinates, what is near it may lie anywhere in its country and in those next to this.
"""

from __future__ import annotations

import itertools
import math
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, fields
from functools import cache
from typing import TYPE_CHECKING, Literal, Protocol

from onrecord.data import table
from onrecord.patterns import named

if TYPE_CHECKING:
    from onrecord.place import Place, Places

Told = Literal["", "near", "about"]
"""How words tell where: at a place, near it, or in it and near it."""
HEAD = "near:"
PRINTED: Mapping[str, str] = {"en": "near {}", "ar": "قرب {}"}
POINTS = ("town", "site")
"""Kinds of places that are points: what is near them is measured from their coordinates."""
WIDE = ("country", "governorate", "world")
"""Kinds of places of which 'near' and 'around' mean throughout as often as near."""

_KILOMETRES_A_DEGREE = 111.2
Point = tuple[float, float]
"""Latitude and longitude."""


class Drawn(Protocol):
    """Outlines of places, as :class:`onrecord.boundary.Boundaries` holds them."""

    def reaching(self, point: Point, kilometres: float) -> frozenset[str]:
        """The drawn places that come so near to a point."""
        ...

    def not_drawn(self, places: Sequence[str]) -> list[str]:
        """Those of some places that have no outline."""
        ...


@dataclass(frozen=True, slots=True)
class Reach:
    """How far near is: ``near.toml``."""

    version: int
    kilometres: int
    own_kilometres: int
    sure_kilometres: int
    towns: int
    most_kilometres: int


@cache
def packaged_reach() -> Reach:
    """The packaged distances."""
    held = table("near")
    return Reach(**{field.name: held[field.name] for field in fields(Reach)})


def base_of(place_id: str) -> str | None:
    """The place that a region is near to; None of a place that is no such region."""
    return place_id.removeprefix(HEAD) if place_id.startswith(HEAD) else None


def places_told(told: Told, base: str) -> tuple[str, ...]:
    """The places whose union words mean, by their ids."""
    near = f"{HEAD}{base}"
    return {"": (base,), "near": (near,), "about": (base, near)}[told]


# ------------------------------------------------------------------------------------------------------- the covers


class Nearby:
    """The covers of what is near the places of one table, each made once."""

    def __init__(self, places: Places) -> None:
        self._places = places
        self._grid: dict[tuple[int, int], list[tuple[float, float, str]]] | None = None
        self._made: dict[str, tuple[tuple[str, ...], tuple[str, ...]]] = {}
        self.drawn: Drawn | None = None

    def covers(self, base: str) -> tuple[tuple[str, ...], tuple[str, ...]]:
        """The places surely near one, and those that together hold all that may be."""
        if base not in self._made:
            self._made[base] = self._covers(base)
        return self._made[base]

    def _covers(self, base: str) -> tuple[tuple[str, ...], tuple[str, ...]]:
        reach, place = packaged_reach(), self._places[base]
        town = self._places[town_of(place)]
        known = town.kind in POINTS and self._country(town.id) in table("near")["borders"]
        if town.lat is None or town.lon is None or not known:
            return (), self._tops(self._next_to(place.outer if place.is_region else (base,)))
        point, tree = (float(town.lat), float(town.lon)), self._places.tree
        close = (key for apart, key in self._within(point, reach.sure_kilometres) if apart > reach.own_kilometres)
        inner = [key for key in close if not tree.meet([key], [town.id])]
        wholes = {self._unit(whole) for whole in (town.id, *(place.outer if place.is_region else ()))}
        return self._tops(inner), self._tops({*wholes, *self._reached(point, self._country(town.id), reach)})

    def _next_to(self, wholes: Sequence[str]) -> Iterator[str]:
        """The countries that places lie in, and those next to these: all that is known of what is near, where nothing
        is known of where it is."""
        for whole in wholes:
            country = self._country(whole)
            yield from (country, *table("near")["borders"].get(country, (self._places.tree.root,)))

    def _country(self, place_id: str) -> str:
        chain = self._places.tree.chain(place_id)
        return chain[-2] if len(chain) > 1 else chain[-1]

    def _reached(self, point: Point, country: str, reach: Reach) -> set[str]:
        """The first-level divisions that may come within reach of a point, and neighbours of which no town is known."""
        units: set[str] = set()
        countries = {country, *table("near")["borders"].get(country, ())}
        for apart, key in sorted(self._within(point, reach.kilometres + reach.most_kilometres)):
            unit = self._unit(key)
            if unit in units or self._country(key) not in countries:
                continue
            if self._may_reach(key, apart - reach.kilometres, reach):
                units.add(unit)
        boxes = table("near")["boxes"]
        beside = [key for key in table("near")["borders"].get(country, ()) if key in boxes]
        units.update(key for key in beside if near_box(point, boxes[key], reach.kilometres))
        if self.drawn is None:
            return units
        reaching = {self._unit(key) for key in self.drawn.reaching(point, reach.kilometres) if key in self._places}
        return {*self.drawn.not_drawn(sorted(units)), *reaching}

    def _may_reach(self, town: str, spare: float, reach: Reach) -> bool:
        """Whether a border may lie so far from a town: fewer than so many other towns of its country are nearer."""
        if spare <= 0:
            return True
        place, country = self._places[town], self._country(town)
        near = self._within((float(place.lat or 0), float(place.lon or 0)), spare)
        others = (key for apart, key in near if apart < spare and key != town and self._country(key) == country)
        return len(list(itertools.islice(others, reach.towns))) < reach.towns

    def _unit(self, place_id: str) -> str:
        """The first-level division that a place lies in, its country where it lies in none."""
        chain = self._places.tree.chain(place_id)[:-1]
        if not chain:
            return place_id
        return chain[-2] if len(chain) > 1 and self._places[chain[-2]].kind == "governorate" else chain[-1]

    def _tops(self, keys: Iterable[str]) -> tuple[str, ...]:
        """The places that lie in none of the others."""
        tree, held = self._places.tree, set(keys)
        return tuple(sorted(k for k in held if not any(other != k and tree.holds(other, k) for other in held)))

    # -- distances

    def _cells(self) -> Mapping[tuple[int, int], Sequence[tuple[float, float, str]]]:
        """Every town that is known, by the square that it lies in."""
        if self._grid is None:
            self._grid = {}
            for place in self._places:
                if place.lat is not None and place.lon is not None and place.kind in POINTS:
                    entry = float(place.lat), float(place.lon), place.id
                    self._grid.setdefault(_square(entry[:2]), []).append(entry)
        return self._grid

    def _within(self, point: Point, distance: float) -> Iterator[tuple[float, str]]:
        """The known towns within some kilometres of a point, each with how far it is; its own square goes first."""
        (row, column), cells = _square(point), self._cells()
        up = math.ceil(distance / _KILOMETRES_A_DEGREE / SQUARE)
        across = min(
            math.ceil(up / max(0.02, math.cos(math.radians(min(89.0, abs(point[0]) + up * SQUARE))))), ROUND // 2
        )
        squares = itertools.product(range(-up, up + 1), range(-across, across + 1))
        for north, east in sorted(squares, key=lambda step: max(map(abs, step))):
            for lat, lon, key in cells.get((row + north, (column + east) % ROUND), ()):
                apart = kilometres(point, (lat, lon))
                if apart <= distance:
                    yield apart, key


SQUARE = 0.5
"""Degrees that a square of the grid of towns has on each side."""
ROUND = 720
"""Squares once round the earth."""


def _square(point: Point) -> tuple[int, int]:
    return math.floor(point[0] / SQUARE), math.floor(point[1] / SQUARE) % ROUND


def kilometres(one: Point, other: Point) -> float:
    """How far two points are apart on a sphere (the haversine formula, Sinnott 1984)."""
    north, south = math.radians(one[0]), math.radians(other[0])
    up, along = (south - north) / 2, math.radians(other[1] - one[1]) / 2
    share = math.sin(up) ** 2 + math.cos(north) * math.cos(south) * math.sin(along) ** 2
    return 2 * _KILOMETRES_A_DEGREE * math.degrees(math.asin(min(1.0, math.sqrt(share))))


def near_box(point: Point, box: Sequence[float], distance: float) -> bool:
    """Whether a point lies in a box of latitudes and longitudes, or no more than so many kilometres from it."""
    south, north, west, east = box
    nearest = min(max(point[0], south), north), min(max(point[1], west), east)
    return kilometres(point, nearest) <= distance


def town_of(place: Place) -> str:
    """The town that is meant, where a name is also that of its province: nobody is told to be near the latter."""
    shared = place.is_region and not place.one_area and len(place.inner) == 1
    return place.inner[0] if shared else place.id


# --------------------------------------------------------------------------------------------------------- the words


def told_near(before: str, behind: str) -> Told:
    """Whether the folded words right before a name and right behind it say that something was near it, or about it."""
    last = before[:-1].rpartition(" ")[2]  # few places have such a word before them: no pattern is tried on the others
    found = _BEFORE_NAME.search(before) if last in _last_words() or last[1:] in _last_words() else None
    if found is not None and found["about"]:
        return "about"
    if behind.startswith((" and ", " و")) and _BEHIND_NAME.match(behind):
        return "about"
    return "near" if found is not None else ""


def unwrapped(folded: str) -> tuple[Told, str] | None:
    """``("near", "hajin")`` of the folded name 'near hajin', as a file or a person names it; None of another name."""
    if folded in table("near")["words"]["names"]["en"]:
        return None
    found = _OPENS_NAME.match(folded)
    if found is not None and folded[found.end() :]:
        return ("about" if found["about"] else "near"), folded[found.end() :]
    behind = _ENDS_NAME.search(folded)
    return ("about", folded[: behind.start()]) if behind is not None and behind.start() else None


REACH = 60
"""Characters on either side of a name in which words for near are looked for."""


_BEFORE_NAME = named("nearby", "before-name")
_OPENS_NAME = named("nearby", "opens-name")
_BEHIND_NAME = named("nearby", "behind-name")
_ENDS_NAME = named("nearby", "ends-name")


@cache
def _last_words() -> frozenset[str]:
    """The words that may stand right before a name where those before it say near."""
    words, naming = table("near")["words"], table("naming")
    kinds = ("about", "near", "between")
    phrases = [phrase for kind in kinds for each in ("en", "ar") for phrase in words[kind][each]]
    return frozenset(phrase.rpartition(" ")[2] for phrase in [*phrases, *naming["kinds"], *naming["sides"]])
