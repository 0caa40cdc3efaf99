"""Steps of a proof that add up events: the multipliers of a spread become whole sums over scopes.

The solver multiplies what events say of each cell. Where it takes a cell so many times, the cells taken at least that
often are a scope, and the events of the scope are one sum; scopes of different multiples lie inside each other like
the layers of an onion. Of an event that may lie in several cells, the least multiple counts from below and the greatest
from above, which is just what the sums over the layers come to (the Lovász extension of a transport polymatroid).
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from fractions import Fraction
from typing import Any, Literal

from onrecord.box import Box, Part
from onrecord.boxed import boxes
from onrecord.cell import System, days_of
from onrecord.figure import Figure
from onrecord.inequality import Inequality
from onrecord.linear import Combination
from onrecord.proof import Occurrences, Premise, Step
from onrecord.row import Event, EventList, Record, Term
from onrecord.scope import Catalogue
from onrecord.transport import Spreader, listed

Side = Literal["low", "high"]

MOST_CITED = 50
"""Events of a sum that are cited with their addresses; all of them are named."""


def event_steps(
    system: System,
    known: Sequence[Inequality],
    found: Combination,
    asked: tuple[Side, tuple[Term, ...]],
    record: Record,
    catalogue: Catalogue,
) -> Iterator[tuple[Step, Premise]]:
    """A step for each list of events and each scope that it is summed over."""
    side, question = asked
    net: dict[str, dict[int, Fraction]] = {}
    for number, multiplier in found.multipliers.items():
        inequality = known[number]
        if inequality.cell is not None and inequality.cell >= 0:
            sign = 1 if inequality.side == "high" else -1
            held = net.setdefault(inequality.events, {})
            held[inequality.cell] = held.get(inequality.cell, Fraction(0)) + sign * multiplier
    asked_covers = {frozenset(outer): term for term, (_, outer) in zip(question, system.asked, strict=False)}
    for events in record.lists:
        if events.id not in net:
            continue
        writer = _Writer(events, Spreader(system, events, catalogue), asked_covers, catalogue)
        for number, (multiple, taken, cells) in enumerate(_layers(net[events.id])):
            name = events.id if not number else f"{events.id}#{number + 1}"
            premise = writer.premise(name, cells, taken)
            value = premise.low if taken == "low" else premise.high
            assert value is not None
            turned = (taken == "low") != (side == "low")
            yield Step(-multiple if turned else multiple, name, taken, value), premise


def _layers(multiples: Mapping[int, Fraction]) -> Iterator[tuple[Fraction, Side, frozenset[int]]]:
    """Cells by how often they are taken, outermost first: from above those with a multiple over nothing, then from
    below the others."""
    sides: tuple[tuple[Side, int], ...] = (("high", 1), ("low", -1))
    for side, sign in sides:
        sizes = {cell: sign * multiple for cell, multiple in multiples.items() if sign * multiple > 0}
        before = Fraction(0)
        for size in sorted(set(sizes.values())):
            yield size - before, side, frozenset(cell for cell, taken in sizes.items() if taken >= size)
            before = size


class _Writer:
    """Writes premises of one list of events."""

    def __init__(
        self, events: EventList, spreader: Spreader, asked: Mapping[frozenset[int], Term], catalogue: Catalogue
    ) -> None:
        self.events, self.spreader, self.asked, self.catalogue = events, spreader, asked, catalogue

    def premise(self, name: str, cells: frozenset[int], side: Side) -> Premise:
        """That the events in some cells add up to the count there, from one side."""
        found = listed(self.events, self.spreader, cells, whole=side == "low")
        if side == "low":
            found = [event for event in found if event.low]  # what may be nothing adds nothing
        grouped: dict[Box, list[Event]] = {}
        for event in found:
            grouped.setdefault(box_of(event.term), []).append(event)
        occurrences = tuple(
            Occurrences(box, tuple((event.id, event.low, event.high) for event in held))
            for box, held in sorted(grouped.items(), key=lambda entry: (entry[0].start, entry[0].end, entry[1][0].id))
        )
        listings = tuple(box_of(listing.term) for listing in self.events.listings) if side == "high" else ()
        parts = tuple(Part(Fraction(1), box) for box in self._boxes(cells))
        low = sum((held.low for held in occurrences), Fraction(0)) if side == "low" else None
        highs = [held.high for held in occurrences if held.high is not None]
        high = sum(highs, Fraction(0)) if side == "high" else None
        because = {
            "events": len(found),
            "source": self.events.source,
            "figures": [witness(event.figure) for event in found[:MOST_CITED]],
            "listings": [witness(listing.figure) for listing in self.events.listings] if side == "high" else [],
        }
        return Premise(name, "events", parts, low, high, because, occurrences, listings)

    def _boxes(self, cells: frozenset[int]) -> tuple[Box, ...]:
        """Some cells as boxes: the question's own where they are just what it asks for."""
        term = self.asked.get(cells)
        system = self.spreader.system
        kind = system.cells[min(cells)].kind
        if term is not None and not any(self.catalogue.places[place].is_region for place in _places(term)):
            return (box_of(term),)
        pieces = [piece for cell in sorted(cells) for piece in system.cells[cell].pieces]
        return boxes(pieces, kind, system.axes, self.catalogue)


def _places(term: Term) -> tuple[str, ...]:
    return (*term.scope.places, *term.scope.without)


def box_of(term: Term) -> Box:
    """What a term counts, in the proof's own words."""
    scope, (start, end) = term.scope, days_of(term.scope)
    return Box(
        term.voice, term.rule, scope.measure, scope.by, scope.against, scope.of, scope.places, scope.without, start, end
    )


def witness(figure: Figure) -> dict[str, Any]:
    """Who published the figure, when and where: what a reader needs to find it."""
    published = figure.published_on.isoformat() if figure.published_on else None
    return {
        "id": figure.id,
        "source": figure.source,
        "published_on": published,
        "address": figure.address,
        "via": figure.via,
        "quote": figure.quote,
        "note": figure.note,
    }
