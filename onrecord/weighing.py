"""Choosing among what a slot may hold by weights: what stands for each option and against it, added up.

A trait is a short text that says how an option stands to what it would fill ('date|own:mine|past'). Its weight is a
whole number of hundredths of a logarithm of odds, fitted on annotated statements (a conditional logit: McFadden,
"Conditional logit analysis of qualitative choice behavior", 1974) and kept as data, so that the same text gives the
same choice everywhere and every choice can be shown as a sum.

Traits that hang on the same few things are told together, by a function that is ``kept``: what such a function tells of
the same things is made and weighed once for all options, figures and statements.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import field
from functools import cache, lru_cache
from itertools import repeat
from typing import Any, Generic, ParamSpec, TypeVar, cast

from onrecord.data import table
from onrecord.quantity import Span
from onrecord.valueclass import dataclass

Value = TypeVar("Value")
Told = ParamSpec("Told")
Weights = Mapping[str, int]

_MOST_KEPT = 4096
"""How much of what one function told is kept."""


@dataclass(frozen=True, slots=True)
class Traits:
    """Traits that are told together, with what they weigh for the slots of which that was asked."""

    texts: tuple[str, ...]
    weighed: _Weighed = field(init=False, compare=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "weighed", _Weighed(self.texts))


class _Weighed(dict[str, int]):
    """What traits weigh together by slot, in hundredths, weighed when it is asked for."""

    __slots__ = ("_texts",)

    def __init__(self, texts: tuple[str, ...]) -> None:
        self._texts = texts

    def __missing__(self, slot: str) -> int:
        found = self[slot] = weight(self._texts, weights_of(slot))
        return found


def kept(tell: Callable[Told, Iterable[str]]) -> Callable[Told, Traits]:
    """A function that tells traits as one that tells them once for the same arguments."""

    def told(*args: Told.args, **kwargs: Told.kwargs) -> Traits:
        return Traits(tuple(tell(*args, **kwargs)))

    return cast(Callable[Told, Traits], lru_cache(_MOST_KEPT)(told))


@dataclass(frozen=True, slots=True)
class Option(Generic[Value]):
    """What a slot may hold, with its traits."""

    value: Value
    traits: tuple[Traits, ...]

    @property
    def texts(self) -> tuple[str, ...]:
        """Every single trait."""
        return tuple(text for traits in self.traits for text in traits.texts)

    def weight(self, slot: str) -> int:
        """What stands for it and against it in a slot, in hundredths."""
        total = 0
        for traits in self.traits:  # a loop: this is asked of every option of every slot
            total += traits.weighed[slot]
        return total


Chooser = Callable[[str, Span, Sequence[Option[Any]]], Option[Any]]
"""What chooses among the options of a slot, for the figure that stands at a span of the text."""


@cache
def weights_of(slot: str) -> Weights:
    """The fitted weights of a slot, by trait."""
    weights: Weights = table(f"weights/{slot}")["weight"]
    return weights


def weight(texts: Iterable[str], weights: Weights) -> int:
    """What single traits weigh together, in hundredths; one that is not in the table weighs nothing."""
    return sum(map(weights.get, texts, repeat(0)))


def by_weight(slot: str, _at: Span, options: Sequence[Option[Any]]) -> Option[Any]:
    """The option that weighs most, the first of those that weigh the same."""
    if len(options) == 1:
        return options[0]
    return max(options, key=lambda option: option.weight(slot))
