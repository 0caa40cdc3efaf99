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
from functools import cache, lru_cache
from itertools import repeat
from operator import itemgetter
from typing import Any, Generic, ParamSpec, TypeVar, cast

from onrecord.data import table
from onrecord.quantity import Span
from onrecord.valueclass import dataclass

Value = TypeVar("Value")
Told = ParamSpec("Told")
Weights = Mapping[str, int]

_MOST_KEPT = 4096
"""How much of what one function told is kept."""


class Traits(dict[str, int]):
    """Traits that are told together: what they weigh by slot, in hundredths, weighed when it is asked for."""

    __slots__ = ("_texts",)

    def __init__(self, texts: tuple[str, ...]) -> None:
        self._texts = texts

    @property
    def texts(self) -> tuple[str, ...]:
        """Every single one."""
        return self._texts

    def __missing__(self, slot: str) -> int:
        found = self[slot] = self._weight(slot)
        return found

    def _weight(self, slot: str) -> int:
        return weight(self._texts, weights_of(slot))


class Prefixed(Traits):
    """Traits that begin alike: one text, and behind a bar each of many others, which are not joined to be weighed."""

    __slots__ = ("_prefix",)

    def __init__(self, prefix: str, texts: tuple[str, ...]) -> None:
        super().__init__(texts)
        self._prefix = prefix

    @property
    def texts(self) -> tuple[str, ...]:
        """Every single one, as it stands in the table of weights."""
        return tuple(f"{self._prefix}|{text}" for text in self._texts)

    def _weight(self, slot: str) -> int:
        return weight(self._texts, prefixed_weights_of(slot).get(self._prefix, {}))


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
        return weigh((self,), slot)[0]


Chooser = Callable[[str, Span, Sequence[Option[Any]]], Option[Any]]
"""What chooses among the options of a slot, for the figure that stands at a span of the text."""


@cache
def weights_of(slot: str) -> Weights:
    """The fitted weights of a slot, by trait."""
    weights: Weights = table(f"weights/{slot}")["weight"]
    return weights


@cache
def prefixed_weights_of(slot: str) -> Mapping[str, Weights]:
    """The fitted weights of a slot by what stands before the first bar of a trait, and by the rest of it."""
    found: dict[str, dict[str, int]] = {}
    for text, weighs in weights_of(slot).items():
        prefix, _, rest = text.partition("|")
        found.setdefault(prefix, {})[rest] = weighs
    return found


def weight(texts: Iterable[str], weights: Weights) -> int:
    """What single traits weigh together, in hundredths; one that is not in the table weighs nothing."""
    return sum(map(weights.get, texts, repeat(0)))


def weigh(options: Sequence[Option[Any]], slot: str) -> list[int]:
    """What stands for each of some options and against it in a slot, in hundredths."""
    of_slot = itemgetter(slot)  # this is asked of every option of every slot
    return [sum(map(of_slot, option.traits)) for option in options]


def by_weight(slot: str, _at: Span, options: Sequence[Option[Any]]) -> Option[Any]:
    """The option that weighs most, the first of those that weigh the same."""
    if len(options) == 1:
        return options[0]
    weights = weigh(options, slot)
    return options[weights.index(max(weights))]
