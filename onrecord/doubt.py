"""How sure the choice of a slot was: what else it might hold, and how often so close a choice was right.

The lead of a choice is the weight of what was chosen less that of the heaviest option that says something else. How
often choices with such a lead were right was counted on annotated statements that the weights were not fitted on, the
choices before being the reader's own (``scripts/fit_weights.py``; docs/dates.md); rates that fell as leads rose were
pooled (isotonic regression: Barlow et al., "Statistical Inference under Order Restrictions", 1972). So a surety is a
share that was observed in other texts. It is no judgement of who said it, nor of whether it is so.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable, Hashable, Iterator, Mapping, Sequence
from dataclasses import field
from functools import cache
from typing import Any

from onrecord.data import table
from onrecord.period import Period
from onrecord.quantity import Span
from onrecord.scope import Scope
from onrecord.slot import Mention
from onrecord.valueclass import dataclass
from onrecord.weighing import Option, weigh

UNSURE = 75
"""A choice of which fewer of 100 were right is to be looked at again, and reports say so."""

SLOTS = {"measure": "measure", "days": "period", "places": "place"}
"""The slots of a claim whose choices go by another name; the parties' by their own."""


@dataclass(frozen=True, slots=True)
class Doubt:
    """Of 100 choices as close as that of a slot, ``surety`` were right.

    ``instead`` is the claim's scope with the slot as the next option would have it, told only where the choice is
    unsure, and None where no other was offered; ``mentions`` are the words for its places or parties, those too that no
    catalogue knows.
    """

    surety: int
    instead: Scope | None = None
    mentions: tuple[Mention, ...] = ()

    @property
    def unsure(self) -> bool:
        """Whether it is to be looked at again."""
        return self.surety < UNSURE


@dataclass(frozen=True, slots=True)
class Close:
    """By how much an option won over one that says something else, in hundredths, and what that one holds."""

    lead: int | None = None
    other: Any = None


@dataclass(slots=True)
class Watched:
    """Chooses the option that weighs most, the first of those that weigh the same, and keeps how close it was."""

    weigh: Callable[[Sequence[Option[Any]], str], list[int]] = weigh
    """What options weigh in a slot: by the packaged weights, unless others are being tried."""
    close: dict[tuple[str, int], Close] = field(default_factory=dict)

    def __call__(self, slot: str, at: Span, options: Sequence[Option[Any]]) -> Option[Any]:
        """The choice of a :data:`onrecord.weighing.Chooser`."""
        if len(options) == 1:
            self.close[slot, at.start] = Close()
            return options[0]
        weights = self.weigh(options, slot)
        heaviest, *others = sorted(range(len(options)), key=weights.__getitem__, reverse=True)
        chosen = options[heaviest]
        said, close = meaning(slot, chosen.value), Close()
        for nth in others:
            value = options[nth].value
            if meaning(slot, value) != said:
                close = Close(weights[heaviest] - weights[nth], value)
                break
        self.close[slot, at.start] = close
        return chosen


def meaning(slot: str, value: Any) -> Hashable:
    """What an option says: two that say the same differ only in the words or the rule that they go by."""
    if slot == "measure":
        return str(value)
    if slot == "days":
        period: Period = value.period
        return period.start, period.end, period.kind
    return frozenset([mention.id or mention.span for mention in value.mentions])


def surety(slot: str, lead: int | None) -> int:
    """Of 100 choices with such a lead, how many were right; without a lead, of those where nothing else was offered."""
    alone, leads, rates = _rates(slot)
    return alone if lead is None else rates[max(0, bisect_right(leads, lead) - 1)]


@cache
def _rates(slot: str) -> tuple[int, list[int], list[int]]:
    """Of 100 choices of a slot without another option how many were right; from which leads on, how many of those."""
    held = table(f"weights/{slot}")
    return int(held["alone"]), [lead for lead, _ in held["surety"]], [rate for _, rate in held["surety"]]


def doubts(
    scope: Scope, close: Mapping[tuple[str, int], Close], at: int, roles: Mapping[str, str]
) -> Iterator[tuple[str, Doubt]]:
    """The doubt of each slot of a claim whose figure stands ``at`` an offset; ``roles`` says as what each is asked."""
    for slot, name in (*((slot, name) for name, slot in roles.items()), *SLOTS.items()):
        held = close.get((slot, at))
        if held is None:
            continue
        sure = surety(slot, held.lead)
        if held.lead is None or sure >= UNSURE:
            yield name, Doubt(sure)
        elif name == "measure":
            yield name, Doubt(sure, scope.but(measure=held.other))
        elif name == "period":
            yield name, Doubt(sure, scope.but(period=held.other.period))
        else:
            named = held.other.mentions
            yield name, Doubt(sure, scope.but(**_known(name, named)), named)


def _known(name: str, named: Sequence[Mention]) -> dict[str, tuple[str, ...]]:
    """The slot of a scope that words fill, with the ids that are known: 'our forces' may be nobody's."""
    if name == "place":
        return {"places": tuple(place for mention in named for place in mention.places)}
    return {name: tuple(mention.id for mention in named if mention.id)}
