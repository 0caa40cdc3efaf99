"""Readings: near claims that the record pins to the claimed number, each with its placebo."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction

from onrecord.bounds import Answer
from onrecord.measure import Form
from onrecord.scope import Scope


@dataclass(frozen=True, slots=True)
class Edit:
    """One thing changed: ``slot`` is place, end, measure, by, against, of or form; ``was`` and ``now`` are ids,
    ISO days (last day included) or forms."""

    slot: str
    was: str
    now: str


@dataclass(frozen=True, slots=True)
class Placebo:
    """How easily a number is matched: of the ``others`` numbers of the same roundness from ``low`` to ``high``,
    ``matched`` would also have been reproduced by a reading this near."""

    low: int
    high: int
    others: int
    matched: int


@dataclass(frozen=True, slots=True)
class Reading:
    """A scope near the claim's that the record pins to the claimed number.

    ``exactly`` is true where the claim said more (or less) than the number, and the record gives just the number.
    ``later`` is true where it rests on figures published after the statement.
    """

    edits: tuple[Edit, ...]
    form: Form
    scope: Scope
    answer: Answer
    value: Fraction
    exactly: bool
    later: bool
    placebo: Placebo
