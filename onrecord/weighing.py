"""Choosing among what a slot may hold by weights: what stands for each option and against it, added up.

A trait is a short text that says how an option stands to what it would fill ('date|own:mine|past'). Its weight is a
whole number of hundredths of a logarithm of odds, fitted on annotated statements (a conditional logit: McFadden,
"Conditional logit analysis of qualitative choice behavior", 1974) and kept as data, so that the same text gives the
same choice everywhere and every choice can be shown as a sum.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import repeat
from typing import Any, Generic, TypeVar

from onrecord.data import table
from onrecord.quantity import Span

Value = TypeVar("Value")
Weights = Mapping[str, int]


@dataclass(frozen=True, slots=True)
class Option(Generic[Value]):
    """What a slot may hold, with its traits."""

    value: Value
    traits: tuple[str, ...]


Chooser = Callable[[str, Span, Sequence[Option[Any]]], Option[Any]]
"""What chooses among the options of a slot, for the figure that stands at a span of the text."""


@cache
def weights_of(slot: str) -> Weights:
    """The fitted weights of a slot, by trait."""
    weights: Weights = table(f"weights/{slot}")["weight"]
    return weights


def weight(traits: Iterable[str], weights: Weights) -> int:
    """What the traits weigh together, in hundredths; a trait that is not in the table weighs nothing."""
    return sum(map(weights.get, traits, repeat(0)))


def by_weight(slot: str, _at: Span, options: Sequence[Option[Any]]) -> Option[Any]:
    """The option that weighs most, the first of those that weigh the same."""
    if len(options) == 1:
        return options[0]
    weights = weights_of(slot)
    return max(options, key=lambda option: weight(option.traits, weights))
