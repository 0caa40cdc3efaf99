"""Outlines: polygons on the ground, read from GeoJSON (RFC 7946) and checked.

An outline is one or several polygons with holes. Which way round a ring goes says nothing: inside is what an odd number
of a polygon's rings go round. Where two longitudes of a ring that follow each other lie more than half the earth apart,
the ring crosses the antimeridian there; its longitudes are then told past 180 degrees. A ring that goes round a pole is
refused. Heights are left out.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from onrecord.errors import InputError

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

MOST_POINTS = 400_000
"""Of one outline; the border of a country in the finest common file has fewer."""

LEAST_POINTS = 4
"""Of a ring: three corners, and the first once more."""

HALF, WHOLE = 180.0, 360.0
_PARTS = (2, 4)


@dataclass(frozen=True, slots=True, eq=False)
class Outline:
    """Polygons: ``points`` are longitudes and latitudes in degrees, ring after ring, each closed.

    ``rings`` holds where each ring begins, and the number of points at its end; ``polygons`` of each ring the number of
    its polygon.
    """

    points: NDArray[np.float64]
    rings: NDArray[np.int64]
    polygons: NDArray[np.int64]

    @property
    def box(self) -> tuple[float, float, float, float]:
        """Its least longitude and latitude, and its greatest; the longitudes may lie past 180 degrees."""
        west, south = self.points.min(axis=0)
        east, north = self.points.max(axis=0)
        return float(west), float(south), float(east), float(north)


def read_outline(text: str, where: str) -> Outline:
    """The outline that a GeoJSON geometry tells; InputError with what is wrong with it, ``where``, in one line."""
    try:
        held = json.loads(text)
    except (ValueError, RecursionError) as error:
        raise InputError(f"{where}: found no GeoJSON geometry ({str(error)[:100]}), expected a polygon") from error
    return outline_of(held, where)


def outline_of(geometry: Any, where: str) -> Outline:
    """The outline of a decoded GeoJSON geometry: a Polygon, a MultiPolygon, or a collection of such."""
    import numpy as np

    points: list[NDArray[np.float64]] = []
    polygons: list[int] = []
    left = MOST_POINTS
    for number, polygon in enumerate(_polygons(geometry, where)):
        if not isinstance(polygon, list) or not polygon:
            raise InputError(f"{where}: found a polygon without rings, expected at least one")
        for ring in polygon:
            read = _ring(ring, where)
            left -= len(read)
            if left < 0:
                raise InputError(f"{where}: found more than {MOST_POINTS} points, expected fewer; simplify it")
            points.append(read)
            polygons.append(number)
    if not points:
        raise InputError(f"{where}: found no polygon, expected one")
    begins = np.cumsum([0, *map(len, points)], dtype=np.int64)
    return Outline(np.concatenate(points), begins, np.array(polygons, dtype=np.int64))


def _polygons(geometry: Any, where: str) -> Iterator[Any]:
    """The polygons of a geometry, each as its rings."""
    kind = geometry.get("type") if isinstance(geometry, dict) else None
    if kind == "GeometryCollection" and isinstance(geometry.get("geometries"), list):
        for part in geometry["geometries"]:
            if isinstance(part, dict) and part.get("type") == "GeometryCollection":
                raise InputError(f"{where}: found a collection in a collection, expected polygons")
            yield from _polygons(part, where)
        return
    coordinates = geometry.get("coordinates") if isinstance(geometry, dict) else None
    if kind not in ("Polygon", "MultiPolygon") or not isinstance(coordinates, list):
        raise InputError(f"{where}: found {_shown(kind)}, expected a Polygon or MultiPolygon with its coordinates")
    yield from [coordinates] if kind == "Polygon" else coordinates


def _shown(kind: Any) -> str:
    return f"a geometry of the type {kind!r:.40}" if kind is not None else "no geometry"


def _ring(ring: Any, where: str) -> NDArray[np.float64]:
    """One closed ring, its longitudes told on where it crosses the antimeridian."""
    import numpy as np

    if not isinstance(ring, list) or len(ring) < LEAST_POINTS:
        raise InputError(f"{where}: found a ring of fewer than {LEAST_POINTS} points, expected a closed one")
    if len(ring) > MOST_POINTS:
        raise InputError(f"{where}: found more than {MOST_POINTS} points, expected fewer; simplify it")
    found = np.array([_position(point, where) for point in ring], dtype=np.float64)
    if (found[0] != found[-1]).any():
        raise InputError(f"{where}: found a ring that ends elsewhere than it begins, expected a closed one")
    steps = np.diff(found[:, 0])
    turns = np.where(steps > HALF, -WHOLE, np.where(steps < -HALF, WHOLE, 0.0))
    found[1:, 0] += np.cumsum(turns)
    if found[0, 0] != found[-1, 0]:
        raise InputError(f"{where}: found a ring that goes round a pole, expected one that is cut at the antimeridian")
    return found


def _position(point: Any, where: str) -> tuple[float, float]:
    """A longitude and a latitude in degrees."""
    told = point[:2] if isinstance(point, list) and _PARTS[0] <= len(point) <= _PARTS[1] else ()
    if not told or any(isinstance(number, bool) or not isinstance(number, int | float) for number in told):
        raise InputError(f"{where}: found {point!r:.60}, expected a longitude and a latitude in degrees")
    longitude, latitude = told
    if not (abs(longitude) <= HALF and abs(latitude) <= HALF / 2):  # nor what is no number at all
        raise InputError(
            f"{where}: found {point!r:.60}, expected a longitude from -180 to 180 and a latitude from -90 to 90, in "
            "degrees of WGS 84"
        )
    return float(longitude), float(latitude)


def lines_of(outline: Outline) -> tuple[NDArray[np.float64], NDArray[np.float64], NDArray[np.int64]]:
    """The lines between its points: where each begins and ends, and the number of its polygon."""
    import numpy as np

    each = np.ones(len(outline.points), dtype=bool)
    each[outline.rings[1:] - 1] = False  # from the end of one ring to the next one's beginning goes no line
    begins = np.flatnonzero(each)
    ring = np.searchsorted(outline.rings, begins, side="right") - 1
    return outline.points[begins], outline.points[begins + 1], outline.polygons[ring]


def joined(outlines: Iterable[Outline]) -> Outline:
    """All polygons of some outlines as one; at least one outline must be given."""
    import numpy as np

    held = list(outlines)
    points = np.concatenate([outline.points for outline in held])
    rings = [np.zeros(1, dtype=np.int64)]
    polygons: list[NDArray[np.int64]] = []
    for outline in held:
        rings.append(outline.rings[1:] + rings[-1][-1])
        polygons.append(outline.polygons + (polygons[-1][-1] + 1 if polygons else 0))
    return Outline(points, np.concatenate(rings), np.concatenate(polygons))


def moved(outline: Outline, turns: int) -> Outline:
    """The same outline with its longitudes told so many times round the earth farther east."""
    import numpy as np

    return Outline(outline.points + np.array([turns * WHOLE, 0.0]), outline.rings, outline.polygons)


def meeting(outlines: Sequence[Outline], box: tuple[float, float, float, float]) -> list[Outline]:
    """Those outlines whose boxes meet a box, with their longitudes told as those of the box are."""
    found = []
    west, south, east, north = box
    for outline in outlines:
        left, low, right, top = outline.box
        if low > north or top < south:
            continue
        told = (turns for turns in (-1, 0, 1) if left + turns * WHOLE <= east and right + turns * WHOLE >= west)
        found += [moved(outline, turns) if turns else outline for turns in told]
    return found


def geometry_text(geometry: Mapping[str, Any] | None) -> str:
    """A geometry as the text that a cell of a table holds."""
    return "" if geometry is None else json.dumps(geometry, separators=(",", ":"))
