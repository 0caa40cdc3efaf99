"""Tallies: what tables of events count of something, stretch by stretch, from what surely lies in it to what may.

A tally shows what the tables hold; it bounds nothing above what :mod:`onrecord.eventtable` makes of it. ``low`` is the
sum of the lows of the reports that surely lie in a stretch of days and in the places asked about; ``high`` is the sum
of the highs (of the bests, where there are no highs) of all that may. Near a place means that the source names it as
near: the reports of those are counted beside the ones that surely lie in it.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from onrecord.arabic import capital, count_words, nouns, number_words
from onrecord.errors import UsageError
from onrecord.eventtable import Asked, EventTables
from onrecord.lattice import after
from onrecord.loadedtable import Loaded, opened
from onrecord.period import ONE_DAY, Period
from onrecord.phrase import END_OF_ISOLATE, LEFT_TO_RIGHT, fill
from onrecord.scope import Scope
from onrecord.tablesql import literal
from onrecord.territory import last_day, lines

if TYPE_CHECKING:
    from onrecord.statement import Language

Every = Literal["all", "month", "week", "year"]
MOST_STRETCHES = 600


@dataclass(frozen=True, slots=True)
class Stretch:
    """One stretch of days of one table: how many reports surely lie in it and how many may, and what they come to."""

    period: Period
    surely: int
    possibly: int
    low: int
    high: int


@dataclass(frozen=True, slots=True)
class Tally:
    """What one table counts of a measure, by stretches; ``gaps`` are its longest runs of days without a report."""

    table: Loaded
    scope: Scope
    stretches: tuple[Stretch, ...]
    gaps: tuple[Period, ...]


def tallies(tables: EventTables, scope: Scope, every: Every, *, near: bool = False, gaps: int = 0) -> Iterator[Tally]:
    """The tally of each table that counts the measure over the days asked about."""
    for table in tables.tables:
        if table.about.get("outlines"):
            continue  # ground is not counted: see onrecord.territory
        told = [entry for entry in table.measures() if entry["measure"] == scope.measure]
        if not told:
            continue
        first, end = (dt.date.fromisoformat(told[0][key]) for key in ("first_day", "day_after"))
        first, end = max(scope.period.start or first, first), min(scope.period.end or end, end)
        if first >= end:
            continue
        period = Period(first, end)
        with opened(table) as connection:
            asked = Asked(table, scope.but(period=period), tables.catalogue, connection)
            stretches = tuple(
                _stretch(Asked(table, scope.but(period=each), tables.catalogue, connection), near=near)
                for each in _cut(period, every)
            )
            if any(stretch.possibly for stretch in stretches):
                yield Tally(table, scope.but(period=period), stretches, tuple(_gaps(asked, gaps, near=near)))


def held(tables: EventTables, scope: Scope, every: Every) -> Iterator[str]:
    """In words, who held how much of places by each table of outlines, on the first day of each stretch."""
    for table in tables.tables:
        told = next((entry for entry in table.measures() if table.about.get("outlines")), None)
        if told is None:
            continue
        first, end = dt.date.fromisoformat(told["first_day"]), last_day(table) + ONE_DAY
        first, end = max(scope.period.start or first, first), min(scope.period.end or end, end)
        if first < end:
            yield f"{table.card.id}{_release(table)}, from what outlines give to one alone to what they may"
            days = [each.start for each in _cut(Period(first, end), every) if each.start is not None]
            yield from lines(table, scope, days, tables.catalogue)


def _cut(period: Period, every: Every) -> Iterator[Period]:
    """The period cut at the first days of months, weeks (Mondays) or years."""
    assert period.start is not None
    assert period.end is not None
    if every == "all":
        yield period
        return
    start = period.start
    for _ in range(MOST_STRETCHES):
        end = min(after(every, start), period.end)
        yield Period(start, end)
        start = end
        if start >= period.end:
            return
    raise UsageError(f"that makes more than {MOST_STRETCHES} stretches; ask for a shorter period or longer stretches")


def _stretch(asked: Asked, *, near: bool) -> Stretch:
    """One stretch of one table."""
    sure, may = _conditions(asked, near=near)
    surely, possibly = asked.sum(sure), asked.sum(may)
    high = possibly.best if possibly.high is None else possibly.high
    return Stretch(asked.scope.period, surely.reports, possibly.reports, surely.low, max(high, surely.low))


def _conditions(asked: Asked, *, near: bool) -> tuple[str, str]:
    """What surely and what possibly lies in the scope; with ``near``, also what is named as near its places."""
    sure, may = asked.surely(), asked.possibly()
    if not near:
        return sure, may
    anywhere = Asked(asked.table, asked.scope.but(places=(), without=()), asked.catalogue, asked.connection)
    tree = asked.catalogue.places.tree
    wholes = asked.catalogue.places.outer(asked.scope.places)
    named = asked.connection.execute("SELECT DISTINCT near FROM wheres WHERE near IS NOT NULL").fetchall()
    inside = [place for (place,) in named if any(tree.holds(whole, place) for whole in wholes)]
    beside = f"where_no IN (SELECT no FROM wheres WHERE near IN ({', '.join(map(literal, inside)) or 'NULL'}))"
    close = [
        f"({each}) OR ({widest} AND {beside})"
        for each, widest in ((sure, anywhere.surely()), (sure, anywhere.possibly()))
    ]
    return close[0], close[1]


def _gaps(asked: Asked, most: int, *, near: bool) -> Iterator[Period]:
    """The longest runs of days on which no report of the table may lie, the longest first."""
    if not most:
        return
    _, may = _conditions(asked, near=near)
    rows = asked.connection.execute(
        f"SELECT DISTINCT first_day, day_after FROM reports WHERE {may} ORDER BY first_day, day_after"
    ).fetchall()
    found: list[Period] = []
    reached = asked.scope.period.start
    for first, end in [*rows, (asked.scope.period.end, asked.scope.period.end)]:
        if reached is not None and first > reached:
            found.append(Period(reached, first))
        reached = end if reached is None else max(reached, end)
    found.sort(key=lambda gap: (-(gap.days or 0), gap.edtf))
    yield from found[:most]


# ------------------------------------------------------------------------------------------------------------ written

WIDTH = 38
"""Characters of the longest bar."""


def lines_of(tally: Tally, name: str, language: Language) -> Iterator[str]:
    """A tally as lines of a screen: a bar up to what surely lies in the stretch, dots up to what may."""
    yield capital(name, language)
    yield fill("tally.from", language, table=f"{tally.table.card.id}{_release(tally.table)}")
    most = max((stretch.high for stretch in tally.stretches), default=0) or 1
    labels = [stretch.period.edtf for stretch in tally.stretches]
    wide = max(map(len, labels), default=0)
    digits = len(number_words(most))
    for label, stretch in zip(labels, tally.stretches, strict=True):
        sure = WIDTH * stretch.low // most
        may = WIDTH * stretch.high // most
        bar = "#" * sure + "." * (may - sure)
        numbers = f"{number_words(stretch.low):>{digits}} - {number_words(stretch.high):>{digits}}"
        yield f"  {label:<{wide}}  {numbers}  {bar}".rstrip()
    low, high = (number_words(sum(getattr(stretch, side) for stretch in tally.stretches)) for side in ("low", "high"))
    if len(tally.stretches) > 1:
        yield f"  {fill('tally.in_all', language, low=low, high=high)}"
    for gap in tally.gaps:
        days = count_words(gap.days or 0, nouns()["day"], language, "genitive")
        period = f"{LEFT_TO_RIGHT}{gap.edtf}{END_OF_ISOLATE}" if language == "ar" else gap.edtf
        yield f"  {fill('tally.gap', language, days=days, period=period)}"


def _release(table: Loaded) -> str:
    return f" {table.version}" if table.version else f" ({table.name})"
