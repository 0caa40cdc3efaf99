"""Rows: what the engine sees. Figures of one value become one assertion; definitions and bridges are rows too."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from fractions import Fraction
from functools import cache
from typing import Literal, Protocol

from onrecord.data import table
from onrecord.figure import Figure
from onrecord.period import Period
from onrecord.scope import Scope
from onrecord.source import Card, sides


@dataclass(frozen=True, slots=True)
class Term:
    """A multiple of one unknown total: what this voice counts, by this rule, in this scope."""

    coefficient: Fraction
    voice: str
    rule: str
    scope: Scope


@dataclass(frozen=True, slots=True)
class Row:
    """low <= sum of terms <= high, because of one assertion: a value put on record by one voice.

    ``figures`` are its witnesses, the earliest published first; the same value repeated by one voice is one
    assertion with several witnesses, never two independent figures.
    """

    id: str
    terms: tuple[Term, ...]
    low: Fraction | None
    high: Fraction | None
    figures: tuple[Figure, ...]


@dataclass(frozen=True, slots=True)
class Bridge:
    """A sourced premise that ties counts together at every cell; it can be switched off.

    ``at_most``: of every scope, ``lesser`` <= ``greater`` (no strike without an engagement).
    ``never_falls``: of every scope, the stock ``lesser`` on a day <= on a later day (nobody left).
    ``voice`` and ``rule`` name the counts it holds for.
    """

    id: str
    kind: Literal["at_most", "never_falls"]
    lesser: str
    greater: str
    voice: str
    rule: str
    doc: Mapping[str, str]
    source: str


@dataclass(frozen=True, slots=True)
class Record:
    """All that a question is asked of: rows and bridges."""

    rows: tuple[Row, ...]
    bridges: tuple[Bridge, ...]

    def without(self, *ids: str) -> Record:
        """The same record with some rows or bridges withdrawn."""
        return Record(
            tuple(row for row in self.rows if row.id not in ids),
            tuple(bridge for bridge in self.bridges if bridge.id not in ids),
        )


class Events(Protocol):
    """Tables of events, of which a question gets the few figures that bear on it."""

    def figures_for(self, scopes: Sequence[Scope]) -> tuple[Figure, ...]:
        """The figures that the tables bring to questions about these scopes."""
        ...


@dataclass(frozen=True, slots=True)
class Holdings:
    """What is held: every figure, the cards of their sources, the bridges, and tables of events."""

    figures: tuple[Figure, ...]
    cards: Mapping[str, Card]
    bridges: tuple[Bridge, ...]
    events: Events | None = None

    def bearing_on(self, scopes: Sequence[Scope]) -> Holdings:
        """The same with the figures that the tables of events bring to questions about these scopes."""
        if self.events is None:
            return self
        brought = self.events.figures_for(scopes)
        return replace(
            self, figures=tuple(sorted((*self.figures, *brought), key=lambda figure: figure.id)), events=None
        )


@dataclass(frozen=True, slots=True)
class Cutoff:
    """Which figures count: those published on or before ``day``, less those ``set_aside`` by id.

    A figure whose day of publication is not known is left out wherever a day is asked for. With ``late``, each
    count may be short by what its source's card measured.
    """

    day: dt.date | None = None
    set_aside: frozenset[str] = frozenset()
    late: bool = False

    def admits(self, figure: Figure) -> bool:
        """Whether the figure counts."""
        if figure.id in self.set_aside:
            return False
        return self.day is None or (figure.published_on is not None and figure.published_on <= self.day)


EVERYTHING = Cutoff()


def build_record(holdings: Holdings, cutoff: Cutoff = EVERYTHING) -> Record:
    """The rows and bridges of what is held and admitted; figures superseded by one published by then are left out."""
    published = replace(cutoff, set_aside=frozenset())  # what is set aside has replaced an older value all the same
    replaced = {figure.supersedes for figure in holdings.figures if figure.supersedes and published.admits(figure)}
    admitted = [figure for figure in holdings.figures if cutoff.admits(figure)]
    witnesses: dict[tuple[object, ...], list[Figure]] = {}
    for figure in admitted:
        if figure.id not in replaced:
            witnesses.setdefault(_assertion(figure), []).append(figure)
    rows = (_row(tuple(group), holdings.cards, cutoff.late) for group in witnesses.values())
    kept = [row for row in rows if row is not None]
    return Record(tuple(sorted(kept, key=lambda row: row.id)), holdings.bridges)


def _assertion(figure: Figure) -> tuple[object, ...]:
    """What makes two figures one assertion: the same voice saying the same of the same."""
    period = figure.scope.period
    days = figure.scope.but(period=Period(period.start, period.end))  # however a month was written
    return figure.voice, figure.rule, days, figure.low, figure.high, figure.sense


def _row(figures: tuple[Figure, ...], cards: Mapping[str, Card], late: bool) -> Row | None:
    """The row of one assertion, or None where its card leaves neither side usable."""
    ordered = tuple(sorted(figures, key=lambda f: (f.published_on or dt.date.max, f.id)))
    first = ordered[0]
    card = cards.get(first.source)
    low, high = sides(first, card)
    if late and high is not None:
        high += max(lateness(figure, cards) or 0 for figure in ordered)
    if low is None and high is None:
        return None
    term = Term(Fraction(1), first.voice, first.rule, first.scope)
    return Row(first.id, (term,), low, high, ordered)


def lateness(figure: Figure, cards: Mapping[str, Card]) -> int | None:
    """By how much the source's card says that a count may be short; None where that was not measured."""
    card = cards.get(figure.source)
    return None if card is None or card.late is None else card.late.get(figure.scope.measure)


@cache
def packaged_bridges() -> tuple[Bridge, ...]:
    """The packaged bridges, by id."""
    return tuple(Bridge(id=key, **entry) for key, entry in sorted(table("bridges").items()))
