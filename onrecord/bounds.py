"""Bounds: the least and the greatest total that the record allows, each with its proof."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from typing import Literal

from onrecord.proof import Proof
from onrecord.row import Term

Side = Literal["low", "high"]


@dataclass(frozen=True, slots=True)
class Gap:
    """Why there is no upper bound: a cell of the question that no figure covers from above."""

    places: tuple[str, ...]
    without: tuple[str, ...]
    start: str
    end: str
    measure: str


@dataclass(frozen=True, slots=True)
class Withdrawal:
    """The bounds when one assertion or bridge (``premise``) is withdrawn."""

    premise: str
    low: Fraction | None
    high: Fraction | None
    low_proof: Proof | None
    high_proof: Proof | None


@dataclass(frozen=True, slots=True)
class Bounds:
    """What follows for a total: ``low`` <= total <= ``high``, None where nothing bounds it.

    Whole numbers where the measure counts whole things. ``tight``: no further figure on record can narrow these
    (sharp over real counts; over whole counts on interval systems). ``hangs_on`` holds the withdrawals that change
    a bound, strongest first, then the others among the premises used.
    """

    question: tuple[Term, ...]
    low: Fraction | None
    high: Fraction | None
    low_proof: Proof | None
    high_proof: Proof | None
    hangs_on: tuple[Withdrawal, ...]
    tight: bool
    figures_used: int
    figures_known: int
    gap: Gap | None = None
    consistent: bool = True

    @property
    def pinned(self) -> bool:
        return self.low is not None and self.low == self.high


@dataclass(frozen=True, slots=True)
class Contradiction:
    """Assertions that no counts can satisfy together; none of them is called wrong.

    ``proof`` is a sum that comes to less than nothing; ``size`` says by how much. Taking any one of ``premises``
    away removes it.
    """

    premises: tuple[str, ...]
    proof: Proof
    size: Fraction


@dataclass(frozen=True, slots=True)
class Answer:
    """What the record allows for a claim or question, in the claim's own unit.

    For an amount, ``parts`` is one Bounds. For a change or a ratio of A over B it is two (A, then B), and ``low``
    and ``high`` are exact numbers worked out from them (percent for a change, a share or 'percent of').
    """

    form: Literal["amount", "change", "ratio", "share"]
    low: Fraction | None
    high: Fraction | None
    parts: tuple[Bounds, ...]

    @property
    def pinned(self) -> bool:
        return self.low is not None and self.low == self.high
