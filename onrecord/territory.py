"""Territory: who held how much of a place on a day, from dated outlines laid over the place's own outline.

The outlines of a table say, each, that somebody held this ground from a first to a last day. Of what an actor held of a
place on a day, the low is the ground that outlines give to this actor alone, the high what they may give to it: ground
that two claim, or somebody whose name is not known here, counts in the high only. There is a high only where the source
is complete by its own account. Lines are straight in degrees, as GeoJSON has them; by how much that matters is told
with each figure (:func:`onrecord.overlay.doubt`). Shares are of the ground of the whole place, square kilometres on
WGS 84.

An outline without a last day holds until the release was published, or else until the last day that the file names.
"""

from __future__ import annotations

import datetime as dt
import json
import math
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from fractions import Fraction
from functools import partial
from typing import TYPE_CHECKING, Literal

from onrecord.actor import Actors
from onrecord.arabic import joined, number_words
from onrecord.boundary import Region
from onrecord.errors import UsageError
from onrecord.figure import Figure
from onrecord.loadedtable import Loaded, opened
from onrecord.outline import Outline, meeting, read_outline
from onrecord.overlay import doubt, overlaid
from onrecord.period import ONE_DAY, Period, parse_edtf
from onrecord.phrase import fill
from onrecord.scope import Catalogue, Scope
from onrecord.tablesql import GROUND, literal

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection

    from onrecord.statement import Language

KILOMETRES = "area_held"
"""The measure that is held ground in square kilometres; the share of it is the other."""

MEASURES = (GROUND, KILOMETRES)
SHARE_DIGITS, KILOMETRE_DIGITS = 3, 2
"""Decimal places that shares (in percent) and square kilometres are rounded to, outwards."""

RECKONED = 1e-9
"""The part of a whole that its ground may be off by in reckoning."""

MOST_FEATURES_NAMED = 12
Whose = Literal["theirs", "others", "unknown"]
_REGION, _THEIRS, _OTHERS, _UNKNOWN = 1, 2, 4, 8


@dataclass(frozen=True, slots=True)
class Ground:
    """What an actor held of a place on a day, in square kilometres: surely from ``low``, possibly to ``high``.

    ``whole`` is the place, ``drawn`` what any outline of the day has of it, ``doubt`` by how much they may
    be off where lines were meant as the shortest ones.
    ``features`` are the numbers of the outlines that are the actor's.
    """

    low: float
    high: float
    whole: float
    drawn: float
    doubt: float
    features: tuple[int, ...]

    @property
    def share(self) -> tuple[Fraction, Fraction]:
        """The low and the high in percent of the whole, rounded outwards."""
        low = 100 * max(self.low - self._off, 0.0) / (self.whole + self._off)
        least = max(self.whole - self._off, self.whole / 2)
        return _down(low, SHARE_DIGITS), min(_up(100 * (self.high + self._off) / least, SHARE_DIGITS), Fraction(100))

    @property
    def kilometres(self) -> tuple[Fraction, Fraction]:
        """The low and the high in square kilometres, rounded outwards."""
        high = min(self.high, self.whole) + self._off
        return _down(max(self.low - self._off, 0.0), KILOMETRE_DIGITS), _up(high, KILOMETRE_DIGITS)

    @property
    def _off(self) -> float:
        return self.whole * RECKONED


def _down(value: float, digits: int) -> Fraction:
    return Fraction(math.floor(value * 10**digits), 10**digits)


def _up(value: float, digits: int) -> Fraction:
    """Rounded up; nothing stays nothing."""
    return Fraction(math.ceil(value * 10**digits), 10**digits)


def figures(table: Loaded, scopes: Sequence[Scope], catalogue: Catalogue) -> Iterator[Figure]:
    """The figures that a table of outlines brings to questions about these scopes."""
    wanted = [scope for scope in dict.fromkeys(scopes) if _is_asked(scope)]
    if not wanted or catalogue.boundaries is None:
        return
    with opened(table) as connection:
        for scope in wanted:
            region = catalogue.boundaries.region(scope.places, catalogue.places)
            if region is None:
                continue
            ground = ground_of(table, scope, region, catalogue, connection)
            if ground is not None:
                yield from _figure(table, scope, ground, region, catalogue)


def _is_asked(scope: Scope) -> bool:
    """Whether a scope asks how much of places somebody held on a day."""
    held = bool(scope.by) != bool(scope.of) and not scope.against and not scope.without
    return scope.measure in MEASURES and held and bool(scope.places) and scope.period.days == 1


def ground_of(
    table: Loaded, scope: Scope, region: Region, catalogue: Catalogue, connection: DuckDBPyConnection
) -> Ground | None:
    """What the holders in a scope held of a region on its day; None where the table says nothing of that day there."""
    day = scope.period.start
    assert day is not None
    box = _box(region.outlines)
    theirs: list[Outline] = []
    others: list[Outline] = []
    unknown: list[Outline] = []
    features: list[int] = []
    for feature, holder, outline in _outlines(table, day, box, connection):
        whose = _whose(holder, scope.by or scope.of, day, catalogue)
        {"theirs": theirs, "others": others, "unknown": unknown}[whose].append(outline)
        features += [feature] if whose == "theirs" else []
    layers = [list(region.outlines), *(meeting(held, box) for held in (theirs, others, unknown))]
    if not any(layers[1:]):
        return None
    found = overlaid(layers)

    def ground(layer: int) -> float:
        return sum(area for lies_in, area in found.items() if lies_in & _REGION and lies_in & layer)

    return Ground(
        found.get(_REGION | _THEIRS, 0.0),
        ground(_THEIRS | _UNKNOWN),
        sum(area for lies_in, area in found.items() if lies_in & _REGION),
        ground(_THEIRS | _OTHERS | _UNKNOWN),
        doubt([outline for layer in layers for outline in layer], box),
        tuple(sorted(features)),
    )


def _box(outlines: Iterable[Outline]) -> tuple[float, float, float, float]:
    west, south, east, north = zip(*(outline.box for outline in outlines), strict=True)
    return min(west), min(south), max(east), max(north)


def _outlines(
    table: Loaded, day: dt.date, box: tuple[float, float, float, float], connection: DuckDBPyConnection
) -> Iterator[tuple[int, str | None, Outline]]:
    """The outlines of a day that may meet a box: the number of the feature, the holder's id or None, the outline."""
    if day > last_day(table):
        return
    at = literal(day.isoformat())
    rows = connection.execute(
        "SELECT feature, actors.id, geometry FROM reports JOIN outlines USING (row) JOIN actors ON by_no = actors.no "
        f"WHERE first_day <= DATE {at} AND day_after > DATE {at} AND south <= {box[3]!r} AND north >= {box[1]!r} "
        "ORDER BY feature"
    ).fetchall()
    for feature, holder, geometry in rows:
        yield feature, holder, read_outline(geometry, f"{table.name}, feature {feature}")


def last_day(table: Loaded) -> dt.date:
    """The last day that a table of outlines says anything of."""
    named = dt.date.fromisoformat(table.about["named_until"])
    return max(named, table.published_on) if table.published_on is not None else named


def _whose(holder: str | None, asked: Sequence[str], day: dt.date, catalogue: Catalogue) -> Whose:
    """Whether an outline's holder is, on that day, one of those asked about, certainly none of them, or may be."""
    actors = catalogue.actors
    if holder is None:
        return "unknown"
    if any(_among(whole, holder, day, actors, surely=True) for whole in asked):
        return "theirs"
    pairs = [pair for whole in asked for pair in ((whole, holder), (holder, whole))]
    return "unknown" if any(_among(*pair, day, actors, surely=False) for pair in pairs) else "others"


def _among(whole: str, holder: str, day: dt.date, actors: Actors, *, surely: bool) -> bool:
    """Whether a holder was part of another on a day, or may have been."""
    return any(first <= day < end for first, end in actors.days_within(whole, holder, surely=surely))


def _figure(table: Loaded, scope: Scope, ground: Ground, region: Region, catalogue: Catalogue) -> Iterator[Figure]:
    """The figure of a scope: from low to high where the source is complete, else at least the low."""
    low, high = ground.share if scope.measure == GROUND else ground.kilometres
    complete = _is_complete(table, scope, catalogue)
    if not complete and not low:
        return
    told = json.dumps([scope.measure, scope.by, scope.of, scope.places, scope.period.edtf, region.files])
    side = "share" if scope.measure == GROUND else "km2"
    yield table.figure(told, side, scope, (low, high if complete else None), partial(note_of, table, ground, region))


def _is_complete(table: Loaded, scope: Scope, catalogue: Catalogue) -> bool:
    """Whether by its own account the source draws all ground that anybody held there on that day, in this very file."""
    tree, about = catalogue.places.tree, table.about

    def holds(wholes: Collection[str], period: Period) -> bool:
        return tree.hold(wholes, scope.places) and period.holds(scope.period)

    told = [entry for entry in table.card.coverage if entry.measure == GROUND and entry.completeness == "complete"]
    if not any(holds(entry.places, entry.period) for entry in told):
        return False
    return about.get("covers") is None or holds(about["covers"]["places"], parse_edtf(about["covers"]["period"]))


def note_of(table: Loaded, ground: Ground, region: Region, language: Language) -> str:
    """How a figure was reckoned, so that somebody can do it again."""
    shown = [str(feature) for feature in ground.features[:MOST_FEATURES_NAMED]]
    listed = joined(shown, language) if shown else ""
    more = len(ground.features) - MOST_FEATURES_NAMED
    named = fill("notes.more", language, named=listed, n=number_words(more)) if more > 0 else listed
    key = "none" if not ground.features else "one" if len(ground.features) == 1 else "several"
    over = fill(f"notes.over.{'divisions' if region.divisions else 'whole'}", language, n=region.divisions)
    kilometres = {"low": ground.low, "high": ground.high, "whole": ground.whole, "drawn": ground.drawn}
    return fill(
        "notes.ground",
        language,
        features=fill(f"notes.features.{key}", language, named=named),
        table=table.name,
        over=over,
        files=joined([f"{name} ({sha256[:12]})" for name, sha256 in region.files], language),
        doubt=f"{float(_up(ground.doubt, 2)):,.2f}",
        **{name: f"{float(value):,.2f}" for name, value in kilometres.items()},
    )


# ------------------------------------------------------------------------------------------------------------ listed


def lines(table: Loaded, scope: Scope, days: Sequence[dt.date], catalogue: Catalogue) -> Iterator[str]:
    """Who held how much of places on days by one table, a line a holder; UsageError where a place is not drawn."""
    region = None if catalogue.boundaries is None else catalogue.boundaries.region(scope.places, catalogue.places)
    if region is None:
        boundaries = catalogue.boundaries
        missing = scope.places if boundaries is None else boundaries.not_drawn(scope.places, catalogue.places)
        raise UsageError(
            f"no outline of {', '.join(missing) or 'the whole world'} here; load its boundary as GeoJSON with p-codes "
            "(docs/tables.md, Territory)"
        )
    with opened(table) as connection:
        for day in days:
            period = Period(day, day + ONE_DAY)
            for holder in _holders(day, connection):
                if scope.by and _whose(holder, scope.by, day, catalogue) != "theirs":
                    continue
                asked = scope.but(measure=GROUND, by=(holder,), of=(), period=period)
                ground = ground_of(table, asked, region, catalogue, connection)
                if ground is not None and ground.features:
                    yield _line(day, catalogue.actors[holder].names["en"], ground)


def _holders(day: dt.date, connection: DuckDBPyConnection) -> list[str]:
    at = literal(day.isoformat())
    rows = connection.execute(
        "SELECT DISTINCT actors.id FROM reports JOIN actors ON by_no = actors.no WHERE actors.id IS NOT NULL AND "
        f"first_day <= DATE {at} AND day_after > DATE {at} ORDER BY 1"
    ).fetchall()
    return [holder for (holder,) in rows]


def _line(day: dt.date, name: str, ground: Ground) -> str:
    low, high = (f"{float(side):.{SHARE_DIGITS}f}" for side in ground.share)
    least, most = (f"{float(side):.{KILOMETRE_DIGITS}f}" for side in ground.kilometres)
    return f"  {day}  {name}: {low} - {high} percent, {least} - {most} km2 of {ground.whole:.2f} km2"
