"""Sources and their cards: who published, whose count it is, and what a figure of theirs can show."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from fractions import Fraction
from functools import cache
from typing import Any, Literal

from onrecord.data import table, tables
from onrecord.errors import UsageError
from onrecord.figure import Figure
from onrecord.period import Period, parse_edtf

FORBIDDEN = "not-redistributable"
Completeness = Literal["complete", "at_least", "at_most"]


@dataclass(frozen=True, slots=True)
class Coverage:
    """What a source says of its own counts of one measure, over some places and a period."""

    measure: str
    places: tuple[str, ...]
    period: Period
    completeness: Completeness


@dataclass(frozen=True, slots=True)
class Card:
    """One source: publisher, voice, licence, coverage, lateness and known limits.

    ``late`` is, by measure, the most by which a count of a week was later found short of its month (measured from
    closure; a measure that is missing was not measured). ``late_note`` says how it was measured. A source that never
    ``settles`` anything only leads to reports: no figure of it bounds a count. ``licence`` is that of its rows,
    ``totals`` of what is added up from them; ``codebook`` and ``get`` say where its codes are explained, and how to
    get it. ``releases`` is, by version, the day by which it was published, ``releases_note`` whence that is known.
    ``rounding`` is, by measure, the unit that its numbers are rounded to: "about 2,600", always in hundreds.
    """

    id: str
    names: Mapping[str, str]
    publisher: str
    voice: str
    rule: str
    licence: str
    address: str
    doc: Mapping[str, str]
    coverage: tuple[Coverage, ...] = ()
    late: Mapping[str, int] | None = None
    late_note: str = ""
    limits: str = ""
    clock: str = ""
    spellings: tuple[str, ...] = ()
    settles: bool = True
    totals: str = "with-source"
    codebook: str = ""
    get: str = ""
    rounding: Mapping[str, Fraction] = field(default_factory=dict)
    releases: Mapping[str, dt.date] = field(default_factory=dict)
    releases_note: str = ""


def sides(figure: Figure, card: Card | None) -> tuple[Fraction | None, Fraction | None]:
    """Which sides of a figure may be used as bounds: (low, high), None where it may not.

    The words of the figure come first (`at_least` never bounds from above). The card can only take away: a source
    that by its own account counts at least what happened gives no upper bound, whatever its rows say.
    """
    if card is not None and not card.settles:
        return None, None
    low = figure.low if figure.sense != "at_most" else None
    high = figure.high if figure.sense != "at_least" else None
    for coverage in card.coverage if card is not None else ():
        if coverage.measure == figure.scope.measure:
            low = None if coverage.completeness == "at_most" else low
            high = None if coverage.completeness == "at_least" else high
    return low, high


def check_may_leave(texts: Iterable[str], figures: Iterable[Figure], cards: Mapping[str, Card]) -> None:
    """Raise UsageError where texts for others to read hold a figure that its source's licence forbids to pass on.

    A row of a source, or a total made of its rows, each as its card says. Whatever writes pages or documents hands
    them to this before they leave, so that nothing forbidden is written by any way: the figure's id tells it.
    """
    forbidden = {figure.id: why for figure in figures if (why := _forbidden(figure, cards.get(figure.source)))}
    if not forbidden:
        return
    for text in texts:
        for key, why in forbidden.items():
            if key in text:
                raise UsageError(f"the figure {key} is {why}, which its licence forbids to pass on; ask without it")


def check_rows_may_leave(cards: Iterable[Card]) -> None:
    """Raise UsageError where the licence of a source forbids to pass on its rows: for what shows them as they came."""
    for card in cards:
        if card.licence == FORBIDDEN:
            raise UsageError(
                f"rows of {card.publisher} are what its licence forbids to pass on; look at them here, without --json"
            )


def _forbidden(figure: Figure, card: Card | None) -> str | None:
    """Why a figure may not be passed on, or None where it may."""
    if card is None:
        return None
    if figure.row and card.licence == FORBIDDEN:
        return f"a row of {card.publisher}"
    if not figure.row and card.totals == FORBIDDEN:
        return f"a total made of rows of {card.publisher}"
    return None


@cache
def packaged_cards() -> Mapping[str, Card]:
    """Every packaged card by id, sorted."""
    cards = (card_of(table(name)) for name in tables("sources"))
    return {card.id: card for card in sorted(cards, key=lambda card: card.id)}


def card_of(entry: Mapping[str, Any]) -> Card:
    """The card that a checked entry tells."""
    apart = ("coverage", "notes", "spellings", "rounding", "releases")
    plain = {key: value for key, value in entry.items() if key not in apart}
    coverage = tuple(
        Coverage(part["measure"], tuple(part["places"]), parse_edtf(part["period"]), part["completeness"])
        for part in entry["coverage"]
    )
    notes = entry["notes"]
    spellings = tuple(entry["spellings"])
    rounding = {measure: Fraction(unit) for measure, unit in entry.get("rounding", {}).items()}
    told = {"late_note": notes["late"], "limits": notes["limits"], "rounding": rounding}
    releases = {version: dt.date.fromisoformat(str(day)) for version, day in entry.get("releases", {}).items()}
    told |= {"releases": releases, "releases_note": notes.get("releases", "")}
    return Card(**plain, coverage=coverage, spellings=spellings, **told)
