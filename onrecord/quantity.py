"""Numbers as they are stated: exact, with their open ends, never a float."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from typing import Literal

Comparator = Literal["=", ">", ">=", "<", "<=", "~", "range"]


@dataclass(frozen=True, slots=True)
class Span:
    """A stretch of a statement's text: Unicode code points, half-open."""

    start: int
    end: int

    def of(self, text: str) -> str:
        """The words that the span covers."""
        return text[self.start : self.end]

    def overlaps(self, other: Span) -> bool:
        return self.start < other.end and other.start < self.end


@dataclass(frozen=True, slots=True)
class Quantity:
    """A number as stated.

    ``low`` and ``high`` are what the words give (None where they leave that side open); ``step`` is the unit of
    the last digit stated, so that a rounded or approximate figure stands for half a step on each side.
    ``direction`` is for changes only: the size is never signed.
    """

    low: Fraction | None
    high: Fraction | None
    comparator: Comparator
    unit: str
    vague: bool = False
    approximate: bool = False
    step: Fraction = Fraction(1)
    direction: Literal["up", "down"] | None = None
    span: Span | None = None

    @property
    def stated(self) -> Fraction | None:
        """The number that stands in the text, whichever side of it the words speak of."""
        return self.low if self.low is not None else self.high

    @property
    def low_open(self) -> bool:
        """True where the number itself is not among those stated: 'more than 132'."""
        return self.comparator == ">"

    @property
    def high_open(self) -> bool:
        return self.comparator == "<"
