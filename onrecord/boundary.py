"""Boundaries: the outlines of places, from files of divisions with their p-codes.

A place has an outline where a feature is that very place: a file of governorates draws governorates, not their country,
whose own file is another one. Where several loaded files draw a place, the one loaded last counts. Files are read when
they are first asked.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from onrecord.locating import NEAR_KILOMETRES, located
from onrecord.outline import Outline, joined, outline_of
from onrecord.pcode import deepest, features, read_pcodes

if TYPE_CHECKING:
    from onrecord.place import Places


@dataclass(frozen=True, slots=True)
class Drawn:
    """A file of boundaries: its hash, its name, and what reads its outlines by place."""

    sha256: str
    name: str
    read: Callable[[], Mapping[str, Outline]]


@dataclass(frozen=True, slots=True)
class Region:
    """The outlines of some places together, and the names and hashes of the files that draw them."""

    outlines: tuple[Outline, ...]
    files: tuple[tuple[str, str], ...]


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
        self._read: dict[str, tuple[Outline, tuple[str, str]]] | None = None

    def region(self, places: Sequence[str]) -> Region | None:
        """The ground of all of these places; None where one of them is not drawn."""
        drawn = self._drawn()
        if not places or any(place not in drawn for place in places):
            return None
        held = [drawn[place] for place in places]
        return Region(tuple(outline for outline, _ in held), tuple(dict.fromkeys(file for _, file in held)))

    def not_drawn(self, places: Sequence[str]) -> list[str]:
        """Those of some places that have no outline."""
        drawn = self._drawn()
        return [place for place in places if place not in drawn]

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

    def _drawn(self) -> dict[str, tuple[Outline, tuple[str, str]]]:
        if self._read is None:
            self._read = {
                place: (outline, (file.name, file.sha256))
                for file in self._files
                for place, outline in file.read().items()
            }
        return self._read


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
