"""How much ground outlines cover, alone and together, in square kilometres on the ellipsoid WGS 84.

The lines between two points of an outline are straight in longitude and latitude, as RFC 7946 has them. Nothing is
projected and nothing is drawn denser: the ground is cut along parallels at every corner and wherever two lines cross,
so that between two cuts the lines lie side by side; the ground between two neighbours is the integral of their distance
in longitude times the area of a degree at that latitude,

    a^2 (1 - e^2) cos(phi) / (1 - e^2 sin^2(phi))^2     (Snyder 1987, Map Projections: A Working Manual, p. 16 and 3-11)

by three nodes of Gauss a cut, no cut higher than a degree: that is off by less than one part in 10^13. Outlines of one
layer that overlap count once. :func:`doubt` says by how much the result may be off where lines were meant as the
shortest ones instead.
"""

from __future__ import annotations

import itertools
import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from onrecord.errors import InputError
from onrecord.outline import Outline, lines_of

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Floats = NDArray[np.float64]
    Numbers = NDArray[np.int64]

SEMI_MAJOR_KILOMETRES = 6378.137
FLATTENING = 1 / 298.257223563
"""Of WGS 84 (NGA.STND.0036, table 3.1)."""

ECCENTRICITY_SQUARED = FLATTENING * (2 - FLATTENING)
AUTHALIC_KILOMETRES = 6371.0071809
"""The radius of the sphere that has the area of the ellipsoid (Snyder 1987, 3-13)."""

MOST_STRIPS = 20_000_000
"""Pieces of lines between two cuts that are put in order, in all; past that, outlines are too intricate."""

_INTRICATE = "the outlines are too intricate to be laid over each other; simplify them"
MOST_AT_ONCE = 1_000_000
MOST_LAYERS = 8
_MOST_ROUNDS = 200
_SAME_DEGREES = 1e-12
"""Lines nearer than this, a tenth of a micrometre, lie on each other."""

_NODES = (0.5 - math.sqrt(0.15), 0.5, 0.5 + math.sqrt(0.15))
_WEIGHTS = (5 / 18, 8 / 18, 5 / 18)


@dataclass(frozen=True, slots=True, eq=False)
class _Edges:
    """Lines from south to north: where each begins and ends, of which polygon, and of which layer that is."""

    x: Floats
    y: Floats
    x2: Floats
    y2: Floats
    polygon: Numbers
    layer: Numbers


@dataclass(frozen=True, slots=True, eq=False)
class _Strips:
    """Pieces of lines, each within one cut: which line, which cut; and the cuts, from south to north."""

    edge: Numbers
    cut: Numbers
    south: Floats
    north: Floats


def overlaid(layers: Sequence[Sequence[Outline]]) -> dict[int, float]:
    """The square kilometres that lie in just some of the layers: by the sum of 2^n of each layer n that they lie in.

    Only ground within the box of the first layer is looked at. InputError where the outlines are too intricate.
    """
    import numpy as np

    if len(layers) > MOST_LAYERS:
        raise ValueError(f"{len(layers)} layers, more than {MOST_LAYERS}")
    boxes = [outline.box for outline in layers[0]]
    if not boxes:
        return {}
    south, north = min(box[1] for box in boxes), max(box[3] for box in boxes)
    edges = _edges(layers, south, north)
    found = np.zeros(1 << len(layers))
    left = MOST_STRIPS
    for strips in _strips(edges, _cuts(edges, south, north)):
        cut, spent = _uncrossed(edges, strips, left)
        left -= spent
        found += _added_up(edges, cut, len(layers))
    return {number: float(area) for number, area in enumerate(found) if number}


def _edges(layers: Sequence[Sequence[Outline]], south: float, north: float) -> _Edges:
    """Every line of the layers that crosses these latitudes; level ones bound nothing."""
    import numpy as np

    starts, ends, polygons, layer_of = [], [], [], []
    number = 0
    for layer, outlines in enumerate(layers):
        for outline in outlines:
            begins, finishes, polygon_of = lines_of(outline)
            starts.append(begins)
            ends.append(finishes)
            polygons.append(polygon_of + number)
            layer_of.append(np.full(len(begins), layer, dtype=np.int64))
            number += int(outline.polygons[-1]) + 1
    start, end = np.concatenate(starts), np.concatenate(ends)
    up = start[:, 1] < end[:, 1]
    low, high = np.where(up[:, None], start, end), np.where(up[:, None], end, start)
    wanted = (low[:, 1] < high[:, 1]) & (low[:, 1] < north) & (high[:, 1] > south)
    low, high = low[wanted], high[wanted]
    polygon, of_layer = np.concatenate(polygons)[wanted], np.concatenate(layer_of)[wanted]
    return _Edges(low[:, 0], low[:, 1], high[:, 0], high[:, 1], polygon, of_layer)


def _cuts(edges: _Edges, south: float, north: float) -> Floats:
    """The latitudes of all corners between two latitudes, and the whole degrees."""
    import numpy as np

    degrees = np.arange(math.ceil(south), math.floor(north) + 1, dtype=np.float64)
    every = np.unique(np.concatenate([edges.y, edges.y2, degrees, [south, north]]))
    return every[(every >= south) & (every <= north)]


def _strips(edges: _Edges, cuts: Floats) -> Iterator[_Strips]:
    """The pieces of all lines between cuts, so many cuts at once that they fit into memory."""
    import numpy as np

    if len(cuts) < 2:
        return
    first = np.maximum(np.searchsorted(cuts, edges.y), 0)
    last = np.minimum(np.searchsorted(cuts, edges.y2), len(cuts) - 1)
    across = np.zeros(len(cuts) + 1, dtype=np.int64)
    np.add.at(across, first, 1)
    np.add.at(across, last, -1)
    crossing = np.cumsum(across)[: len(cuts) - 1]
    if int(crossing.sum()) > MOST_STRIPS:
        raise InputError(_INTRICATE)
    block = np.cumsum(crossing) // MOST_AT_ONCE
    bounds = [0, *(np.flatnonzero(np.diff(block)) + 1).tolist(), len(cuts) - 1]
    for begin, end in itertools.pairwise(bounds):
        held = np.flatnonzero((first < end) & (last > begin))
        low, high = np.maximum(first[held], begin), np.minimum(last[held], end)
        many = high - low
        ends = np.cumsum(many)
        within = np.arange(int(ends[-1]) if len(ends) else 0) - np.repeat(ends - many, many)
        cut = np.repeat(low - begin, many) + within
        yield _Strips(np.repeat(held, many), cut, cuts[begin:end], cuts[begin + 1 : end + 1])


def _at(edges: _Edges, edge: Numbers, latitude: Floats) -> Floats:
    """The longitudes of lines at latitudes."""
    x, y = edges.x[edge], edges.y[edge]
    return x + (latitude - y) * ((edges.x2[edge] - x) / (edges.y2[edge] - y))


def _uncrossed(edges: _Edges, strips: _Strips, most: int) -> tuple[_Strips, int]:
    """The same strips, cut once more wherever two lines cross within a cut, in order from west to east; and how many
    were put in order on the way, which are ``most`` at most."""
    import numpy as np

    done: list[_Strips] = []
    spent = 0
    for _ in range(_MOST_ROUNDS):
        spent += len(strips.edge)
        if spent > most:
            raise InputError(_INTRICATE)
        west, east = (_at(edges, strips.edge, side[strips.cut]) for side in (strips.south, strips.north))
        order = np.lexsort((west + east, strips.cut))
        strips = _Strips(strips.edge[order], strips.cut[order], strips.south, strips.north)
        below, above = np.diff(west[order]), np.diff(east[order])
        same = strips.cut[1:] == strips.cut[:-1]
        turned = np.flatnonzero(same & (np.minimum(below, above) < -_SAME_DEGREES))
        crossed = strips.cut[:-1][turned]
        share = below[turned] / (below[turned] - above[turned])
        middle = strips.south[crossed] + share * (strips.north[crossed] - strips.south[crossed])
        apart = (middle > strips.south[crossed]) & (middle < strips.north[crossed])  # else on the very edge of the cut
        if not apart.any():
            break
        kept, strips = _split(strips, crossed[apart], middle[apart])
        done.append(kept)
    else:
        raise InputError(_INTRICATE)
    return _together([*done, strips]), spent


def _split(strips: _Strips, crossed: Numbers, latitudes: Floats) -> tuple[_Strips, _Strips]:
    """The strips whose cuts hold no crossing, and those of the others, each cut made two at one of its crossings."""
    import numpy as np

    at = np.full(len(strips.south), np.nan)
    at[crossed] = latitudes  # of several, the last: the others are found in the next round
    whole = np.isnan(at[strips.cut])
    kept = _Strips(strips.edge[whole], strips.cut[whole], strips.south, strips.north)
    numbers = np.flatnonzero(~np.isnan(at))
    middle = at[numbers]
    place = np.zeros(len(at), dtype=np.int64)
    place[numbers] = np.arange(len(numbers))
    edge, cut = strips.edge[~whole], place[strips.cut[~whole]]
    south = np.concatenate([strips.south[numbers], middle])
    north = np.concatenate([middle, strips.north[numbers]])
    return kept, _Strips(np.concatenate([edge, edge]), np.concatenate([cut, cut + len(numbers)]), south, north)


def _together(parts: Sequence[_Strips]) -> _Strips:
    import numpy as np

    numbers = itertools.accumulate((len(part.south) for part in parts), initial=0)
    return _Strips(
        np.concatenate([part.edge for part in parts]),
        np.concatenate([part.cut + number for part, number in zip(parts, numbers, strict=False)]),
        np.concatenate([part.south for part in parts]),
        np.concatenate([part.north for part in parts]),
    )


def _added_up(edges: _Edges, strips: _Strips, layers: int) -> Floats:
    """The ground between neighbouring lines, added up by the layers that it lies in; strips lie from west to east."""
    import numpy as np

    polygon = edges.polygon[strips.edge]
    order = np.lexsort((np.arange(len(polygon)), polygon, strips.cut))
    run = np.ones(len(order), dtype=bool)  # where the lines of another polygon or cut begin
    run[1:] = (np.diff(polygon[order]) != 0) | (np.diff(strips.cut[order]) != 0)
    begins = np.flatnonzero(run)
    nth = np.arange(len(order)) - np.repeat(begins, np.diff([*begins, len(order)]))
    enters = np.empty(len(order), dtype=np.int64)
    enters[order] = 1 - 2 * (nth % 2)
    layer = edges.layer[strips.edge]
    inside = np.zeros(len(order), dtype=np.int64)
    for number in range(layers):
        inside += (np.cumsum(np.where(layer == number, enters, 0)) > 0).astype(np.int64) << number
    reach = _reach(edges, strips)
    width = np.zeros(len(order))
    width[:-1] = np.where(strips.cut[1:] == strips.cut[:-1], np.diff(reach), 0.0)
    return np.bincount(inside, weights=width, minlength=1 << layers).astype(np.float64)


def _reach(edges: _Edges, strips: _Strips) -> Floats:
    """The ground between each strip and a meridian, in square kilometres."""
    import numpy as np

    south, north = strips.south[strips.cut], strips.north[strips.cut]
    origin = float(edges.x.min())
    found = np.zeros(len(strips.edge))
    for node, weight in zip(_NODES, _WEIGHTS, strict=True):
        latitude = south + node * (north - south)
        found += weight * _a_degree(latitude) * (_at(edges, strips.edge, latitude) - origin)
    return found * (north - south)


def _a_degree(latitude: Floats) -> Floats:
    """Square kilometres of a degree of longitude by a degree of latitude, at latitudes in degrees."""
    import numpy as np

    phi = np.radians(latitude)
    narrowed = 1 - ECCENTRICITY_SQUARED * np.sin(phi) ** 2
    area = SEMI_MAJOR_KILOMETRES**2 * (1 - ECCENTRICITY_SQUARED) * np.cos(phi) / narrowed**2
    return np.asarray(area * math.radians(1) ** 2)


def doubt(outlines: Sequence[Outline], box: tuple[float, float, float, float]) -> float:
    """The most square kilometres by which areas may be off where lines were meant as the shortest ones: the ground
    between the two kinds of every line that meets the box, on the sphere of the same area."""
    import numpy as np

    west, south, east, north = box
    total = 0.0
    for outline in outlines:
        start, end, _ = lines_of(outline)
        low, high = np.minimum(start, end), np.maximum(start, end)
        meets = (low[:, 0] <= east) & (high[:, 0] >= west) & (low[:, 1] <= north) & (high[:, 1] >= south)
        total += float(_between(np.radians(start[meets]), np.radians(end[meets])).sum())
    return total


def _between(start: Floats, end: Floats) -> Floats:
    """The ground between the straight line in degrees and the shortest one, for each pair of points in radians."""
    import numpy as np

    east, north = end[:, 0] - start[:, 0], end[:, 1] - start[:, 1]
    half, middle = np.tan(start[:, 1] / 2), np.tan(end[:, 1] / 2)
    shortest = 2 * np.arctan(np.tan(east / 2) * (half + middle) / (1 + half * middle))
    # The mean of sin over the latitudes passed: sin of the middle one, times sin(h)/h of half the way.
    straight = east * np.sin(start[:, 1] + north / 2) * np.sinc(north / (2 * np.pi))
    return np.asarray(np.abs(shortest - straight) * AUTHALIC_KILOMETRES**2)
