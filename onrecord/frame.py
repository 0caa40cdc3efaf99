"""The system of a question: the rows that bear on it, cut into cells, and proofs made from them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from onrecord.cell import System, TooManyCells, cut, days_of
from onrecord.derivation import write_proof
from onrecord.growth import grow
from onrecord.linear import Combination, Inequality
from onrecord.proof import Proof
from onrecord.row import Record, Row, Term
from onrecord.scope import Catalogue
from onrecord.transport import spread_events

Side = Literal["low", "high"]

# Past this many cells a system is not grown further. The releases of 2018 make about a hundred. Measured on one core
# (November 2026): 2,000 figures over two years and 34 places, 0.6 s, with all withdrawals 2 s; of 10,000 figures the
# budget keeps half, 1.5 s and 6 s, and there all of them (3.5 s) would not have narrowed anything.
MOST_CELLS = 4_000


@dataclass(frozen=True, slots=True)
class Frame:
    """A question with the system cut for it."""

    question: tuple[Term, ...]
    record: Record
    catalogue: Catalogue
    system: System
    tight: bool


def frame_of(
    seed: Sequence[Term],
    record: Record,
    catalogue: Catalogue,
    question: Sequence[Term] | None = None,
    named: Sequence[Term] = (),
) -> Frame:
    """Grow outwards from the seed until nothing more touches, or the budget is spent: then the nearest rows stay.

    Space is cut at the borders of ``named`` too.
    """
    asked = tuple(seed if question is None else question)
    rows = [row for ring in grow(seed, record, catalogue) for row in sorted(ring, key=lambda row: _distance(row, seed))]
    kept = len(rows)
    while True:
        chosen = sorted(rows[:kept], key=lambda row: row.id)
        try:
            system = cut(asked, chosen, record, catalogue, MOST_CELLS if kept else None, named)
            system = spread_events(system, record, catalogue)
            return Frame(asked, record, catalogue, system, tight=kept == len(rows))
        except TooManyCells:
            kept //= 2


def _distance(row: Row, seed: Sequence[Term]) -> tuple[int, str]:
    """How far the days of a row end from those of the question: the nearest is heard first."""
    ends = [days_of(term.scope) for term in row.terms]
    asked = [days_of(term.scope) for term in seed]
    return min(abs((a - c).days) + abs((b - d).days) for a, b in ends for c, d in asked), row.id


def prove(
    frame: Frame, known: Sequence[Inequality], found: Combination, side: Side, question: tuple[Term, ...]
) -> Proof:
    """The proof, written out and checked, that a combination of inequalities gives for one side of a question."""
    return write_proof(frame.system, known, found, (side, question), frame.record, frame.catalogue)


def premises_of(proof: Proof | None) -> frozenset[str]:
    """The assertions and bridges that a proof uses."""
    return frozenset() if proof is None else frozenset(step.premise.partition("#")[0] for step in proof.steps)
