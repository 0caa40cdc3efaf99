"""What a found claim holds: one checkable assertion with its exact span and the span of each of its slots."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

from onrecord.doubt import Doubt
from onrecord.manner import Modality
from onrecord.measure import Form
from onrecord.period import Period
from onrecord.quantity import Quantity, Span
from onrecord.scope import Scope
from onrecord.slot import Mention

REASONS = {
    "promised": "a promise: nothing has happened yet that could be measured",
    "opinion": "an opinion: no record could settle it",
    "hypothetical": "what might be: nothing has happened yet that could be measured",
    "no_base": "it is not said of what the share is taken, nor as of which day",
    "base_unsized": "the whole is named, but neither how large it was nor on which day",
    "base_not_stated": "it is not said what it is measured against, or over which period that was",
    "vague_number": "the number is vague",
    "no_period": "it is not said over which period",
    "no_place": "neither a place nor a party is named",
    "no_quantity": "no number is stated that could be measured",
}
"""Why a claim is only partly or not checkable, by the key that the wordings have for it."""


Than = Literal["", "more", "fewer", "most", "fewest"]


@dataclass(frozen=True, slots=True)
class Base:
    """What a change, share or comparison is measured against. ``period`` and ``value`` where the words give them.

    ``than`` says which way a comparison without a number goes: more or fewer than in the period, or the most or fewest
    of all such periods in it.
    """

    what: str
    value: Quantity | None = None
    period: Period | None = None
    span: Span | None = None
    than: Than = ""


@dataclass(frozen=True, slots=True)
class Because:
    """Which rule filled a slot, by its key, and where the words stand that it went by."""

    rule: str
    words: tuple[Span, ...] = ()


@dataclass(frozen=True, slots=True)
class Aside:
    """A figure that became no claim: where it stands, the key of the reason, and the word that gave it."""

    span: Span
    why: str
    word: Span | None = None


@dataclass(frozen=True, slots=True)
class Claim:
    """One assertion in a statement, with the span of the whole and of each slot.

    ``slots`` maps slot names (quantity, measure, by, against, of, place, period, base, speaker) to spans; a slot
    that was inherited or resolved without words of its own is absent. ``reason`` says in English why a claim is
    only partly or not checkable; ``reason_key`` is the same for :mod:`onrecord.wording` to say in either language.
    ``because`` says of each slot which rule filled it. ``mentions`` holds for by, against, of, place and speaker the
    words that name them, those too that no catalogue knows and those inherited from a claim before. ``doubts`` says of
    each slot that was chosen by weight how sure that is; a measure that the grammar settled is none.
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
    because: Mapping[str, Because] = field(default_factory=dict, compare=False)
    mentions: Mapping[str, tuple[Mention, ...]] = field(default_factory=dict)
    doubts: Mapping[str, Doubt] = field(default_factory=dict, compare=False)


def checkable_as(
    form: Form, scope: Scope, quantity: Quantity | None, modality: Modality, base: Base | None
) -> tuple[Literal["yes", "partly", "no"], str]:
    """Whether public sources could settle a claim, with the key of the reason where not wholly."""
    if modality in ("promised", "opinion", "hypothetical"):
        return "no", modality
    if form == "share":
        return "partly", "no_base" if base is None else "base_unsized"
    if form in ("change", "comparison") and (base is None or base.period is None):
        return "partly", "base_not_stated"
    if quantity is not None and quantity.vague:
        return "partly", "vague_number"
    if not (scope.places or scope.by or scope.against or scope.of):
        return "partly", "no_place"
    if scope.period.start is None and scope.period.end is None:
        return "partly", "no_period"
    return "yes", ""
