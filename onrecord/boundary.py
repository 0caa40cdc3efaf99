"""Boundaries: the outlines of places, from files of divisions with their p-codes.

A place has an outline where a feature is that very place. One that no file draws by itself is made of its divisions,
where a file draws divisions of one level in every governorate of the country that is known here: then it is a file of
the whole country, as OCHA's are, and none of the place's divisions is missing. Where several loaded files draw a place,
the one loaded last counts. Files are read when they are first asked.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from onrecord.gazetteer import packaged
from onrecord.locating import NEAR_KILOMETRES, located
from onrecord.outline import Outline, joined, outline_of
from onrecord.pcode import deepest, features, read_pcodes

if TYPE_CHECKING:
    from onrecord.place import Places


DIVISIONS = ("governorate", "district", "area")
"""Levels of divisions, the largest first."""

MADE_OF_OTHERS = frozenset({"IQ-KR"})
"""What ISO 3166-2 lists beside the governorates that it is made of."""

MOST_SHOWN = 6


@dataclass(frozen=True, slots=True)
class Drawn:
    """A file of boundaries: its hash, its name, and what reads its outlines by place."""

    sha256: str
    name: str
    read: Callable[[], Mapping[str, Outline]]


@dataclass(frozen=True, slots=True)
class Region:
    """The outlines of some places together, and the names and hashes of the files that draw them.

    ``divisions`` is how many divisions the places that no file draws by themselves are made of.
    """

    outlines: tuple[Outline, ...]
    files: tuple[tuple[str, str], ...]
    divisions: int = 0


def read_outlines(content: bytes, name: str) -> dict[str, Outline]:
    """By place, the outlines that a GeoJSON file of divisions draws; InputError with the first that is none."""
    ids = read_pcodes(content, name).ids
    found: dict[str, list[Outline]] = {}
    for nth, cells, geometry in features(content, name):
        code = deepest(cells)
        if code and geometry is not None:
            found.setdefault(ids[code], []).append(outline_of(geometry, f"{name}, feature {nth}"))
    return {place: joined(outlines) for place, outlines in found.items()}


class Boundaries:
    """The boundaries that a project holds, asked by place or by point."""

    def __init__(self, files: Sequence[Drawn]) -> None:
        self._files = tuple(files)
        self._read: list[Mapping[str, Outline]] | None = None

    def region(self, places: Sequence[str], known: Places) -> Region | None:
        """The ground of all of these places; None where one of them is not drawn."""
        grounds = [self._ground(place, known) for place in places]
        held = [ground for ground in grounds if ground is not None]
        if not places or len(held) < len(places):
            return None
        outlines = tuple(outline for ground in held for outline in ground.outlines)
        files = tuple(dict.fromkeys(file for ground in held for file in ground.files))
        return Region(outlines, files, sum(ground.divisions for ground in held))

    def not_drawn(self, places: Sequence[str], known: Places | None = None) -> list[str]:
        """Those of some places that have no outline of their own; with what is ``known``, that are not made of parts
        either, each with what is missing of it."""
        if known is None:
            drawn = self._drawn()
            return [place for place in places if place not in drawn]
        return [self._missing(place, known) for place in places if self._ground(place, known) is None]

    def _ground(self, place: str, known: Places) -> Region | None:
        """The outline of a place, else those of its divisions."""
        drawn = self._drawn()
        if place in drawn:
            outline, drawer = drawn[place]
            return Region((outline,), (drawer,))
        if place not in known or known[place].is_region:
            return None
        for file, outlines in zip(reversed(self._files), reversed(self._outlines()), strict=True):
            for kind in DIVISIONS:
                inside = _inside(place, kind, outlines, known)
                if inside and not _undrawn(place, kind, outlines, known):
                    return Region(tuple(outlines[key] for key in inside), ((file.name, file.sha256),), len(inside))
        return None

    def _missing(self, place: str, known: Places) -> str:
        """A place that is not drawn, and which governorates a file would have to draw in for it to be made of parts."""
        nearest: list[str] | None = None
        for outlines in self._outlines() if place in known and not known[place].is_region else ():
            for kind in DIVISIONS:
                if _inside(place, kind, outlines, known):
                    missing = _undrawn(place, kind, outlines, known)
                    nearest = missing if nearest is None or len(missing) < len(nearest) else nearest
        if not nearest:
            return place
        shown = ", ".join(known[key].names.get("en", key) for key in nearest[:MOST_SHOWN])
        more = f" and {len(nearest) - MOST_SHOWN} more" if len(nearest) > MOST_SHOWN else ""
        return f"{place} (divisions of it are drawn, but none in {shown}{more})"

    def holding(self, points: Sequence[tuple[float, float]], places: Places) -> Iterator[str | None]:
        """For each latitude and longitude the narrowest place that surely holds it; None where no division does.

        What lies nearer to a border than can be told lies in the place that holds both sides.
        """
        import numpy as np

        drawn = self._drawn()
        keys = [key for key in drawn if key in places and places[key].kind != "country"]
        latitudes = np.array([point[0] for point in points], dtype=np.float64)
        longitudes = np.array([point[1] for point in points], dtype=np.float64)
        for numbers in located([drawn[key][0] for key in keys], longitudes, latitudes):
            yield _holding_all(_narrowest([keys[number] for number in sorted(numbers)], places), places)

    def reaching(self, point: tuple[float, float], kilometres: float) -> frozenset[str]:
        """The drawn places that come so near to a latitude and longitude; as near again as outlines are unsure."""
        import numpy as np

        drawn = self._drawn()
        keys = list(drawn)
        at = [np.array([part], dtype=np.float64) for part in reversed(point)]
        (numbers,) = located([drawn[key][0] for key in keys], at[0], at[1], kilometres + NEAR_KILOMETRES)
        return frozenset(keys[number] for number in numbers)

    def _outlines(self) -> list[Mapping[str, Outline]]:
        """What each file draws."""
        if self._read is None:
            self._read = [file.read() for file in self._files]
        return self._read

    def _drawn(self) -> dict[str, tuple[Outline, tuple[str, str]]]:
        return {
            place: (outline, (file.name, file.sha256))
            for file, outlines in zip(self._files, self._outlines(), strict=True)
            for place, outline in outlines.items()
        }


def _inside(place: str, kind: str, drawn: Collection[str], known: Places) -> list[str]:
    """The divisions of one level that are drawn and lie in a place."""
    held = (key for key in drawn if key in known and known[key].kind == kind and key != place)
    return sorted(key for key in held if known.tree.holds(place, key))


def _undrawn(place: str, kind: str, drawn: Collection[str], known: Places) -> list[str]:
    """The governorates of a place's country in which no division of a level is drawn; none where as many are drawn
    that are not known here under their name."""
    country = known.tree.chain(place)[-2]
    names = {
        one.id: one.names["en"]
        for one in packaged().places
        if one.kind == "governorate" and one.within == country and one.id not in MADE_OF_OTHERS
    }
    of_level = [key for key in drawn if key in known and known[key].kind == kind and known.tree.holds(country, key)]
    tops = {whole for key in of_level for whole in known.tree.chain(key) if known[whole].kind == "governorate"}
    held = {names.get(key) for key in tops}
    missing = sorted(key for key, name in names.items() if name not in held)
    return [] if names and len(missing) <= len(tops - set(names)) else missing or [place]


def _narrowest(keys: Sequence[str], places: Places) -> list[str]:
    """The places that hold none of the others."""
    tree = places.tree
    return [key for key in keys if not any(other != key and tree.holds(key, other) for other in keys)]


def _holding_all(keys: Sequence[str], places: Places) -> str | None:
    """The narrowest division that holds all of some places, or None."""
    if not keys:
        return None
    first, *others = keys
    for whole in places.tree.chain(first):
        if all(places.tree.holds(whole, other) for other in others):
            return whole if places[whole].kind in ("governorate", "district", "area") else None
    return None
