"""Claims: one checkable assertion each, found in a statement with its exact span."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

from onrecord.measure import Form
from onrecord.period import Period
from onrecord.quantity import Quantity, Span
from onrecord.scope import Scope

Modality = Literal["asserted", "reported", "promised", "hypothetical", "opinion", "denied"]
MEASURED: tuple[Modality, ...] = ("asserted", "reported", "denied")
"""Only these are measured; the others are listed with the reason."""


@dataclass(frozen=True, slots=True)
class Base:
    """What a change, share or comparison is measured against. ``period`` and ``value`` where the words give them."""

    what: str
    value: Quantity | None = None
    period: Period | None = None
    span: Span | None = None


@dataclass(frozen=True, slots=True)
class Claim:
    """One assertion in a statement, with the span of the whole and of each slot.

    ``slots`` maps slot names (quantity, measure, by, against, of, place, period, base, speaker) to spans; a slot
    that was inherited or resolved without words of its own is absent. ``reason`` says in English why a claim is
    only partly or not checkable; ``reason_key`` is the same for :mod:`onrecord.wording` to say in either language.
    """

    id: str
    statement: str
    span: Span
    form: Form
    scope: Scope
    quantity: Quantity | None
    modality: Modality
    speaker: str | None
    checkable: Literal["yes", "partly", "no"]
    reason: str
    reason_key: str = ""
    base: Base | None = None
    slots: Mapping[str, Span] = field(default_factory=dict)
