"""Which outlines points on the ground lie in, or so near that nobody can tell."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from onrecord.outline import HALF, Outline, lines_of, moved

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Floats = NDArray[np.float64]
    Numbers = NDArray[np.int64]

NEAR_KILOMETRES = 1.0
"""So near a border a point may lie on either side of it: published outlines are simplified, and points rounded."""

_KILOMETRES_A_DEGREE = 110.5
"""The least that a degree of latitude has (at the equator)."""

_POINTS_AT_ONCE = 256


@dataclass(frozen=True, slots=True, eq=False)
class _Lines:
    """Every line of some outlines, from south to north, polygon after polygon; of which outline each is."""

    x: Floats
    y: Floats
    x2: Floats
    y2: Floats
    polygon: Numbers
    outline: Numbers


def located(
    outlines: Sequence[Outline], longitudes: Floats, latitudes: Floats, near: float = NEAR_KILOMETRES
) -> list[frozenset[int]]:
    """For each point, the numbers of the outlines that it lies in or nearer than ``near`` kilometres to."""
    import numpy as np

    found: list[frozenset[int]] = [frozenset()] * len(longitudes)
    if not outlines or not len(longitudes):
        return found
    lines = _lines(outlines)
    order = np.argsort(latitudes, kind="stable")
    for begin in range(0, len(order), _POINTS_AT_ONCE):
        chosen = order[begin : begin + _POINTS_AT_ONCE]
        for number, held in zip(chosen, _held(lines, longitudes[chosen], latitudes[chosen], near), strict=True):
            found[number] = held
    return found


def _lines(outlines: Sequence[Outline]) -> _Lines:
    """The lines of all outlines; those told past 180 degrees also once round the earth, where points may be told."""
    import numpy as np

    starts, ends, polygons, numbers = [], [], [], []
    count = 0
    for number, outline in enumerate(outlines):
        west, _, east, _ = outline.box
        turns = [0, *([-1] if east > HALF else []), *([1] if west < -HALF else [])]
        for turn in turns:
            begins, finishes, polygon_of = lines_of(moved(outline, turn) if turn else outline)
            starts.append(begins)
            ends.append(finishes)
            polygons.append(polygon_of + count)
            numbers.append(np.full(len(begins), number, dtype=np.int64))
            count += int(outline.polygons[-1]) + 1
    start, end = np.concatenate(starts), np.concatenate(ends)
    up = (start[:, 1] <= end[:, 1])[:, None]
    low, high = np.where(up, start, end), np.where(up, end, start)
    polygon, outline_of = np.concatenate(polygons), np.concatenate(numbers)
    order = np.argsort(polygon, kind="stable")
    low, high = low[order], high[order]
    return _Lines(low[:, 0], low[:, 1], high[:, 0], high[:, 1], polygon[order], outline_of[order])


def _held(lines: _Lines, x: Floats, y: Floats, close: float) -> list[frozenset[int]]:
    """Of points of about one latitude, the outlines of each."""
    import numpy as np

    margin = close / _KILOMETRES_A_DEGREE
    there = np.flatnonzero((lines.y <= y.max() + margin) & (lines.y2 >= y.min() - margin))
    if not len(there):
        return [frozenset()] * len(x)
    low, high = lines.y[there], lines.y2[there]
    west, east = lines.x[there], lines.x2[there]
    at, up = x[:, None], y[:, None]
    spans = (low <= up) & (up < high)
    slope = np.divide(east - west, high - low, out=np.zeros(len(there)), where=high > low)
    crossed = spans & (west + (up - low) * slope > at)
    polygon = lines.polygon[there]
    begins = np.flatnonzero(np.concatenate([[True], np.diff(polygon) != 0]))
    inside = np.add.reduceat(crossed.astype(np.int64), begins, axis=1) % 2 == 1
    outline = lines.outline[there]
    near = _near(lines, there, at, up, close)
    of_polygon = outline[begins]
    return [
        frozenset(of_polygon[row].tolist()) | frozenset(outline[beside].tolist())
        for row, beside in zip(inside, near, strict=True)
    ]


def _near(lines: _Lines, there: Numbers, at: Floats, up: Floats, close: float) -> NDArray[np.bool_]:
    """Which lines lie nearer to which points than ``close`` kilometres; as if the ground were flat there."""
    import numpy as np

    scale = np.cos(np.radians(up)) * _KILOMETRES_A_DEGREE
    east, north = (lines.x[there] - at) * scale, (lines.y[there] - up) * _KILOMETRES_A_DEGREE
    along = (lines.x2[there] - lines.x[there]) * scale
    upward = (lines.y2[there] - lines.y[there]) * _KILOMETRES_A_DEGREE + np.zeros_like(along)
    length = along**2 + upward**2
    share = np.divide(-(east * along + north * upward), length, out=np.zeros_like(length), where=length > 0)
    share = np.clip(share, 0.0, 1.0)
    return np.asarray((east + share * along) ** 2 + (north + share * upward) ** 2 < close**2)
