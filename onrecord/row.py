"""Rows: what the engine sees. Figures of one value become one assertion; definitions and bridges are rows too."""

from __future__ import annotations

import datetime as dt
import itertools
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from fractions import Fraction
from functools import cache
from typing import Any, Literal, Protocol, TypeVar, cast

from onrecord.data import table
from onrecord.figure import Figure
from onrecord.period import ONE_DAY, Period
from onrecord.scope import Catalogue, Scope
from onrecord.source import Card, sides

Made = TypeVar("Made")

MOST_DAYS = 20
"""Days of a stock's figures up to which tables are asked who joined and who left."""


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
    assertion with several witnesses, never two independent figures. ``rounding`` is how far its numbers may be off by
    the rounding of its source. With ``bridge``, the row is that premise (:mod:`onrecord.balance`,
    :mod:`onrecord.clocks`), and nobody's figure.
    """

    id: str
    terms: tuple[Term, ...]
    low: Fraction | None
    high: Fraction | None
    figures: tuple[Figure, ...]
    rounding: Fraction = Fraction(0)
    bridge: Bridge | None = None


@dataclass(frozen=True, slots=True)
class Event:
    """One occurrence, or a row that sums up several: low <= its count <= high, somewhere in the scope of ``term``."""

    id: str
    term: Term
    low: Fraction
    high: Fraction | None
    figure: Figure

    @property
    def terms(self) -> tuple[Term, ...]:
        return (self.term,)


@dataclass(frozen=True, slots=True)
class Listing:
    """That the events which a source lists are all that its voice counts in the scope of ``term``; ``figure`` says so.

    It is never taken from the source's card: that is about all that the source published, not about what was loaded.
    """

    id: str
    term: Term
    figure: Figure


@dataclass(frozen=True, slots=True)
class EventList:
    """The events of one measure that one source lists; they are disjoint, so their counts add up.

    The voice counts at least these; within ``listings`` it counts nothing else. Two sources may list the same
    occurrence, so that their events never add up.
    """

    id: str
    source: str
    events: tuple[Event, ...]
    listings: tuple[Listing, ...]

    @property
    def terms(self) -> tuple[Term, ...]:
        """What its events and listings speak of."""
        return (*(event.term for event in self.events), *(listing.term for listing in self.listings))


@dataclass(frozen=True, slots=True)
class Bridge:
    """A sourced premise that ties counts together at every cell; it can be switched off.

    ``at_most``: of every scope, ``lesser`` <= ``greater`` (no strike without an engagement).
    ``never_falls``: of every scope, the stock ``lesser`` on a day <= on a later day (nobody left).
    ``balance``: of every scope, the stock ``lesser`` at the end of a day = that of an earlier day, with what ``joins``
    between and less what ``leaves`` (``turned``: done against whoever holds the stock). ``balance_most``: at most that.
    ``clock``: civil days and windows of another clock, of which the one lie in the other, count alike.
    ``near``: what is told as near a place lies where :mod:`onrecord.nearby` says.
    ``wholes``: only of places of this kind, whole.
    ``voice`` and ``rule`` name the counts it holds for; a balance without a voice holds for anybody's.
    """

    id: str
    kind: Literal["at_most", "never_falls", "balance", "balance_most", "clock", "near"]
    lesser: str
    greater: str
    voice: str
    rule: str
    doc: Mapping[str, str]
    source: str
    joins: tuple[str, ...] = ()
    leaves: tuple[str, ...] = ()
    turned: tuple[str, ...] = ()
    wholes: str = ""

    @property
    def is_balance(self) -> bool:
        return self.kind in ("balance", "balance_most")

    @property
    def ties_cells(self) -> bool:
        """Whether it ties the counts of two measures, or of two days, at every cell."""
        return self.kind in ("at_most", "never_falls")

    @property
    def measures(self) -> frozenset[str]:
        """All that it ties together."""
        return frozenset((self.lesser, self.greater, *self.joins, *self.leaves))


@dataclass(frozen=True, slots=True)
class Record:
    """All that a question is asked of: rows, bridges, and lists of events."""

    rows: tuple[Row, ...]
    bridges: tuple[Bridge, ...]
    lists: tuple[EventList, ...] = ()
    otherwise: Mapping[str, Record] = field(default_factory=dict, compare=False, repr=False)
    """By each stint that sums of reports rest on, the record where it is not believed."""
    orders: dict[object, object] = field(default_factory=dict, init=False, compare=False, repr=False)
    """What :mod:`onrecord.growth` and :mod:`onrecord.byday` make of it, so that it is made once."""
    _last: dict[str, tuple[Catalogue, tuple[Term, ...], object]] = field(
        default_factory=dict, init=False, compare=False, repr=False
    )

    def kept(self, name: str, question: Sequence[Term], catalogue: Catalogue, make: Callable[[], Made]) -> Made:
        """What ``make`` gives, made once for a question: both sides of it ask, and its next steps. The last is kept."""
        held = self._last.get(name)
        if held is None or held[0] is not catalogue or held[1] != tuple(question):
            held = self._last[name] = (catalogue, tuple(question), make())
        return cast(Made, held[2])

    def without(self, *ids: str) -> Record:
        """The same record with some rows, bridges, events or lists of events withdrawn."""
        return Record(
            tuple(row for row in self.rows if row.id not in ids),
            tuple(bridge for bridge in self.bridges if bridge.id not in ids),
            tuple(_thinned(events, ids) for events in self.lists if events.id not in ids),
            {stint: record.without(*ids) for stint, record in self.otherwise.items()},
        )

    def changed(self, other: Record) -> set[str]:
        """The ids of the rows that are not the same in another record, or not there."""
        held = {row.id: (row.terms, row.low, row.high) for row in other.rows}
        return {row.id for row in self.rows if held.get(row.id) != (row.terms, row.low, row.high)}

    def without_lows(self, ids: Collection[str]) -> Record:
        """The same record with what some events come to withdrawn, while each stays one of its list."""
        lists = tuple(
            replace(held, events=tuple(replace(e, low=Fraction(0)) if e.id in ids else e for e in held.events))
            for held in self.lists
        )
        return replace(self, lists=lists)


class Events(Protocol):
    """Tables of events, of which a question gets the few figures that bear on it."""

    def figures_for(self, scopes: Sequence[Scope]) -> tuple[Figure, ...]:
        """The figures that the tables bring to questions about these scopes."""
        ...

    def otherwise_for(self, scopes: Sequence[Scope]) -> Mapping[str, tuple[Figure, ...]]:
        """By each stint that these figures rest on, what they are where it is not believed."""
        ...

    def whole_sums(self, scopes: Sequence[Scope], who: tuple[str, str]) -> tuple[Figure, ...]:
        """The figures of one voice and rule about these scopes, where its source holds all that there is in them."""
        ...

    def spoken_of(self, who: tuple[str, str]) -> tuple[Scope, ...]:
        """What such sums can be of: all that the sources of one voice cover whole, and each place named there."""
        ...

    def knowing(self, catalogue: Catalogue) -> Events:
        """The same tables, asked by what another catalogue knows."""
        ...


@dataclass(frozen=True, slots=True)
class Holdings:
    """What is held: every figure, the cards of their sources, the bridges, and tables of events."""

    figures: tuple[Figure, ...]
    cards: Mapping[str, Card]
    bridges: tuple[Bridge, ...]
    events: Events | None = None
    otherwise: Mapping[str, tuple[Figure, ...]] = field(default_factory=dict, compare=False, repr=False)
    """By each stint that figures of tables rest on, all figures where it is not believed."""
    tables: Events | None = field(default=None, compare=False, repr=False)
    """The tables that have brought their figures for what is asked, to be asked about questions near it."""
    _built: dict[Cutoff, Record] = field(default_factory=dict, init=False, compare=False, repr=False)
    """The records that were last made of it: the claims of a statement ask the same ones, in the same order."""

    def bearing_on(self, scopes: Sequence[Scope]) -> Holdings:
        """The same with the figures that the tables of events bring to questions about these scopes."""
        if self.events is None:
            return self
        asked = [*scopes, *self._between(scopes)]
        otherwise = {stint: self._with(figures) for stint, figures in self.events.otherwise_for(asked).items()}
        figures = self._with(self.events.figures_for(asked))
        return replace(self, figures=figures, events=None, otherwise=otherwise, tables=self.events)

    def summed_near(self, scopes: Sequence[Scope], who: tuple[str, str]) -> Holdings:
        """The same with the sums that whole tables of one voice and rule have for these scopes."""
        brought = () if self.tables is None else self.tables.whole_sums(scopes, who)
        known = {figure.id for figure in self.figures}
        return replace(self, figures=self._with(figure for figure in brought if figure.id not in known))

    def _with(self, brought: Iterable[Figure]) -> tuple[Figure, ...]:
        """The figures with others, by id."""
        return tuple(sorted((*self.figures, *brought), key=lambda figure: figure.id))

    def _between(self, scopes: Sequence[Scope]) -> Iterator[Scope]:
        """Who joined and left between the day that a stock is asked for and the nearest days that it is known of."""
        for scope, bridge in itertools.product(scopes, self.bridges):
            day = scope.period.start
            if not bridge.is_balance or bridge.turned or scope.measure != bridge.lesser or day is None:
                continue
            held = [figure.scope.period for figure in self.figures if figure.scope.measure == bridge.lesser]
            known = {period.start for period in held if period.start is not None and period.start != day}
            for other in sorted(known, key=lambda each: (abs(each - day), each))[:MOST_DAYS]:
                between = Period(min(day, other) + ONE_DAY, max(day, other) + ONE_DAY)
                for measure in dict.fromkeys((*bridge.joins, *bridge.leaves)):
                    yield scope.but(measure=measure, period=between)


@dataclass(frozen=True, slots=True)
class Cutoff:
    """Which figures count: those published on or before ``day``, less those ``set_aside`` by id.

    A figure whose day of publication is not known is left out wherever a day is asked for. With ``late``, each
    count may be short by what its source's card measured; with ``rounded``, each number may be half a unit off
    where its source's card says that it rounds.
    """

    day: dt.date | None = None
    set_aside: frozenset[str] = frozenset()
    late: bool = False
    rounded: bool = False

    def admits(self, figure: Figure) -> bool:
        """Whether the figure counts."""
        if figure.id in self.set_aside:
            return False
        return self.day is None or (figure.published_on is not None and figure.published_on <= self.day)


EVERYTHING = Cutoff()

MOST_BUILT = 4
"""Records kept for what is held: as it is now, as it was before a statement, and with counts that came late."""


def build_record(holdings: Holdings, cutoff: Cutoff = EVERYTHING) -> Record:
    """The rows and bridges of what is held and admitted; figures superseded by one published by then are left out."""
    built = holdings._built
    if cutoff not in built:
        while len(built) >= MOST_BUILT:
            del built[next(iter(built))]
        built[cutoff] = _build_record(holdings, cutoff)
    return built[cutoff]


def _build_record(holdings: Holdings, cutoff: Cutoff) -> Record:
    published = replace(cutoff, set_aside=frozenset())  # what is set aside has replaced an older value all the same
    replaced = {figure.supersedes for figure in holdings.figures if figure.supersedes and published.admits(figure)}
    admitted = [figure for figure in holdings.figures if cutoff.admits(figure) and figure.id not in replaced]
    witnesses: dict[tuple[object, ...], list[Figure]] = {}
    for figure in admitted:
        if figure.kind == "total":
            witnesses.setdefault(_assertion(figure), []).append(figure)
    rows = (_row(tuple(group), holdings.cards, cutoff) for group in witnesses.values())
    kept = [row for row in rows if row is not None]
    lists = _lists([figure for figure in admitted if figure.kind != "total"], holdings.cards, cutoff.late)
    otherwise = {
        stint: _build_record(replace(holdings, figures=figures, otherwise={}), cutoff)
        for stint, figures in holdings.otherwise.items()
    }
    return Record(tuple(sorted(kept, key=lambda row: row.id)), holdings.bridges, lists, otherwise)


def _thinned(events: EventList, ids: tuple[str, ...]) -> EventList:
    """A list without some of its events or listings."""
    held = tuple(event for event in events.events if event.id not in ids)
    return replace(events, events=held, listings=tuple(entry for entry in events.listings if entry.id not in ids))


def _lists(figures: Sequence[Figure], cards: Mapping[str, Card], late: bool) -> tuple[EventList, ...]:
    """The events by who lists them: source, voice, rule and measure."""
    groups: dict[tuple[str, str, str, str], list[Figure]] = {}
    for figure in figures:
        groups.setdefault((figure.source, figure.voice, figure.rule, figure.scope.measure), []).append(figure)
    found: list[EventList] = []
    for (source, voice, rule, measure), group in sorted(groups.items()):
        card = cards.get(source)
        name = ":".join(filter(None, ("events", source, voice, rule, measure)))
        ordered = sorted(group, key=lambda figure: figure.id)
        events = tuple(_event(figure, card) for figure in ordered if figure.kind == "event")
        # What came late to a list is not in it, so that nothing of it bounds from above.
        whole = () if late or _is_open(card, measure) else tuple(f for f in ordered if f.kind == "listing")
        listings = tuple(Listing(figure.id, _term(figure), figure) for figure in whole)
        found.append(EventList(name, source, events, listings))
    return tuple(found)


def _term(figure: Figure) -> Term:
    return Term(Fraction(1), figure.voice, figure.rule, figure.scope)


def _event(figure: Figure, card: Card | None) -> Event:
    low, high = sides(figure, card)
    return Event(figure.id, _term(figure), low or Fraction(0), high, figure)


def _is_open(card: Card | None, measure: str) -> bool:
    """Whether a source says of itself that it counts at least what happened: then no list of it is whole."""
    coverage = () if card is None else card.coverage
    return any(part.measure == measure and part.completeness == "at_least" for part in coverage)


def _assertion(figure: Figure) -> tuple[object, ...]:
    """What makes two figures one assertion: the same voice saying the same of the same."""
    period = figure.scope.period
    days = figure.scope.but(period=Period(period.start, period.end))  # however a month was written
    return figure.voice, figure.rule, days, figure.low, figure.high, figure.sense


def _row(figures: tuple[Figure, ...], cards: Mapping[str, Card], cutoff: Cutoff) -> Row | None:
    """The row of one assertion, or None where its card leaves neither side usable."""
    ordered = tuple(sorted(figures, key=lambda f: (f.published_on or dt.date.max, f.id)))
    first = ordered[0]
    card = cards.get(first.source)
    low, high = sides(first, card)
    if cutoff.late and high is not None:
        high += max(lateness(figure, cards) or 0 for figure in ordered)
    rounding = min(rounding_of(figure, cards) for figure in ordered)
    if cutoff.rounded:
        low = None if low is None else max(low - rounding, Fraction(0))
        high = None if high is None else high + rounding
    if low is None and high is None:
        return None
    return Row(first.id, (_term(first),), low, high, ordered, rounding)


def rounding_of(figure: Figure, cards: Mapping[str, Card]) -> Fraction:
    """Half the unit that the source's card says a number was rounded to; nothing where it says of none."""
    card = cards.get(figure.source)
    return Fraction(0) if card is None else card.rounding.get(figure.scope.measure, Fraction(0)) / 2


def lateness(figure: Figure, cards: Mapping[str, Card]) -> int | None:
    """By how much the source's card says that a count may be short; None where that was not measured."""
    card = cards.get(figure.source)
    return None if card is None or card.late is None else card.late.get(figure.scope.measure)


@cache
def packaged_bridges() -> tuple[Bridge, ...]:
    """The packaged bridges, by id."""
    return tuple(_bridge(key, entry) for key, entry in sorted(table("bridges").items()))


def _bridge(key: str, entry: Mapping[str, Any]) -> Bridge:
    named = {name: tuple(entry.get(name, ())) for name in ("joins", "leaves", "turned")}
    return Bridge(id=key, **{**entry, **named})
