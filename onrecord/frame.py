"""The system of a question: the rows that bear on it, cut into cells, and proofs made from them."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import Literal

from onrecord.balance import with_balances
from onrecord.byday import record_by_day, terms_by_day
from onrecord.cell import System, TooManyCells, cut, days_of
from onrecord.clocks import with_clocks
from onrecord.derivation import write_proof
from onrecord.distinct import cut_as_flow
from onrecord.growth import grow
from onrecord.inequality import OTHERS, Inequality
from onrecord.linear import Combination
from onrecord.proof import Premise, Proof
from onrecord.row import Record, Row, Term
from onrecord.scope import Catalogue
from onrecord.sharing import share_regions
from onrecord.transport import spread_events

Side = Literal["low", "high"]

MOST_CELLS = 4_000
"""Past this many cells a system is not grown further: a budget in work, not in seconds, so that every machine gives the
same. The releases of 2018 make about a hundred; docs/method.md shows what it takes."""

STAGES = (150, 1_000)
"""Rows after which bounds are worth working out before all are in: the nearest settle most questions."""

MOST_APART, MOST_LISTED = 12, 200
"""Of a list of at most so many events, what a bound hangs on is worked out for each of the largest by itself: every one
is a proof more that names all the others."""


@dataclass(frozen=True, slots=True)
class Frame:
    """A question with the system cut for it; in its catalogue, a region that is one area is made of places and parts.

    ``tight``: no row that bears on the question was left out. ``heard``: none that touches it was.
    """

    question: tuple[Term, ...]
    record: Record
    catalogue: Catalogue
    system: System
    tight: bool
    heard: bool
    distinct: bool = False
    """Whether distinct things are counted, whose counts do not add up."""


def frame_of(
    seed: Sequence[Term],
    record: Record,
    catalogue: Catalogue,
    question: Sequence[Term] | None = None,
    named: Sequence[Term] = (),
    most: int | None = None,
) -> Frame:
    """Grow outwards from the seed until nothing more touches, or the budget is spent: then the nearest rows stay.

    Space is cut at the borders of ``named`` too. ``most`` rows are enough, if given. Parties that changed
    stand in it as what they were on the days in question.
    """
    record = record_by_day(record, catalogue)
    seed, named = terms_by_day(seed, catalogue.actors), terms_by_day(named, catalogue.actors)
    asked = seed if question is None else terms_by_day(question, catalogue.actors)
    counted = {term.scope.measure for term in asked}
    measure = counted.pop() if len(counted) == 1 else ""
    distinct = measure in catalogue.measures and catalogue.measures[measure].kind == "distinct"
    if not any(bridge.kind == "near" for bridge in record.bridges):
        catalogue = _nearby_unknown(catalogue)
    measures, catalogue = catalogue.measures, cut_as_flow(catalogue, measure) if distinct else catalogue
    balanced = with_balances(seed, record, catalogue)
    tied, all_tied = with_clocks(seed, balanced.record, catalogue)
    rows, touching, whole = _nearest(seed, tied, catalogue, 2 * MOST_CELLS if most is None else most)
    whole &= balanced.whole and all_tied
    kept = len(rows)
    while True:
        chosen = sorted(rows[:kept], key=lambda row: row.id)
        shared = share_regions(catalogue, asked, chosen, named)
        try:
            system = cut(asked, chosen, record, shared, MOST_CELLS if kept else None, named)
        except TooManyCells:
            kept = kept * 2 // 3
            continue
        system = spread_events(system, record, shared)
        told = replace(shared, measures=measures) if distinct else shared
        return Frame(asked, record, told, system, whole and kept == len(rows), kept >= touching, distinct)


@lru_cache(maxsize=4)
def _nearby_unknown(catalogue: Catalogue) -> Catalogue:
    """The catalogue without the premise of what is near a place."""
    return replace(catalogue, places=catalogue.places.nearby_unknown())


def _nearest(seed: Sequence[Term], record: Record, catalogue: Catalogue, most: int) -> tuple[list[Row], int, bool]:
    """The nearest rows, how many of all rows touch the seed itself, and whether no row was left out."""
    held = record.kept("nearest", seed, catalogue, lambda: _Outwards(seed, record, catalogue))
    held.reach(most)
    return held.rows[:most], held.touching, held.whole and len(held.rows) <= most


class _Outwards:
    """The rows around a question, nearest first, as far as they were asked for: each stage takes more of them."""

    def __init__(self, seed: Sequence[Term], record: Record, catalogue: Catalogue) -> None:
        self.rows: list[Row] = []
        self.touching, self.whole = 0, False
        self._asked = [days_of(term.scope) for term in seed]
        self._rings = enumerate(grow(seed, record, catalogue))

    def reach(self, most: int) -> None:
        """Take rings until there are more than so many rows, or no more."""
        while len(self.rows) <= most and not self.whole:
            number, ring = next(self._rings, (-1, ()))
            self.whole = number < 0
            self.touching = len(ring) if number == 0 else self.touching
            self.rows += sorted(ring, key=self._distance)

    def _distance(self, row: Row) -> tuple[int, str]:
        """How far the days of a row end from those of the question: the nearest is heard first."""
        ends = [days_of(term.scope) for term in row.terms]
        return min(abs((a - c).days) + abs((b - d).days) for a, b in ends for c, d in self._asked), row.id


def prove(
    frame: Frame, known: Sequence[Inequality], found: Combination, side: Side, question: tuple[Term, ...]
) -> Proof:
    """The proof, written out and checked, that a combination of inequalities gives for one side of a question."""
    return write_proof(frame.system, known, found, (side, question), frame.record, frame.catalogue)


def premises_of(proof: Proof | None, known: Iterable[Inequality] = ()) -> frozenset[str]:
    """The assertions and bridges that a proof uses; of a list of events, those told apart in what is ``known``."""
    if proof is None:
        return frozenset()
    named = {inequality.premise for inequality in known}
    found: set[str] = set()
    for step in proof.steps:
        premise, name = proof.premises[step.premise], step.premise.partition("#")[0]
        found |= _of_list(premise, name, named) if premise.kind == "events" and named else {name}
    return frozenset(found)


def _of_list(premise: Premise, name: str, named: Collection[str]) -> set[str]:
    """From below the events that are added up, from above the word of the source that they are all."""
    if premise.high is not None:
        return {entry["id"] for entry in premise.because["listings"]} & set(named)
    events = {event for held in premise.events for event, _, _ in held.listed}
    others = {name, f"{name}{OTHERS}"} & set(named) if events - set(named) else set[str]()
    return events & set(named) | others


def supported_by(frame: Frame, named: Collection[str]) -> Frame:
    """The frame in which proofs are written out where only these premises are left: what other events come to is
    withdrawn, though each stays one of its list."""
    told = {spread.event for spread in frame.system.spreads if spread.event}
    doubted = told - set(named)
    for held in frame.record.lists:
        if not {held.id, f"{held.id}{OTHERS}"} & set(named):
            doubted |= {event.id for event in held.events}
    return replace(frame, record=frame.record.without_lows(doubted - set(named))) if doubted else frame


def told_apart(frame: Frame, most: int) -> Frame:
    """The same system with so many events of each list, the largest, apart from the others, to be withdrawn alone."""
    if not frame.system.spreads or frame.distinct:
        return frame
    return replace(frame, system=spread_events(frame.system, frame.record, frame.catalogue, most))


def without_others(record: Record, named: Collection[str], question: Term, catalogue: Catalogue) -> Record:
    """The record without what the events come to that a list is told of by itself ("events:s:v:strikes#others"): all
    but those that what the question's bounds hang on tells one by one."""
    frame = largest_apart(frame_of((question,), record, catalogue))
    alone = {spread.event for spread in frame.system.spreads}
    lists = [held for held in record.lists if f"{held.id}{OTHERS}" in named]
    return record.without_lows({event.id for held in lists for event in held.events} - alone)


def largest_apart(frame: Frame) -> Frame:
    """The frame with the largest events told apart, to be withdrawn by themselves, where they are not too many."""
    few = sum(spread.count for spread in frame.system.spreads) <= MOST_LISTED
    return told_apart(frame, MOST_APART) if few else frame
