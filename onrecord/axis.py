"""One number axis in plain characters: what was said above, what the record allows below, on one scale.

It runs left to right in every language, and from nothing only where the numbers reach near it.
"""

from __future__ import annotations

import math
from collections.abc import Callable
from dataclasses import dataclass
from fractions import Fraction
from typing import TYPE_CHECKING

from onrecord.arabic import fixed, is_finite, number_words
from onrecord.roundness import spread

if TYPE_CHECKING:
    from onrecord.bounds import Answer
    from onrecord.quantity import Quantity


@dataclass(frozen=True, slots=True)
class _Ends:
    """Two ends of a bar, None where it goes on."""

    low: Fraction | None
    high: Fraction | None

    @property
    def numbers(self) -> list[Fraction]:
        return [end for end in (self.low, self.high) if end is not None]


def axis(quantity: Quantity, answer: Answer, width: int) -> list[str]:
    """Five rows of ``width`` columns: claim labels, claim, record, record labels, scale. Never mirrored.

    A ring is an open end, a dot one number, a stop a closed end; an arrow goes on, for the record without a bound.
    """
    said, held = _Ends(*spread(quantity)), _Ends(answer.low, answer.high)
    first, last = _scale([*said.numbers, *held.numbers])

    def at(value: Fraction) -> int:
        return round((value - first) / (last - first) * (width - 1))

    return [
        _labels(said, at, width),
        _bar(said, at, width, "─○○" if quantity.low_open or quantity.high_open else "─├┤"),
        _bar(held, at, width, "━┣┫"),
        _labels(held, at, width),
        f"{number_words(first)}{number_words(last).rjust(width - len(number_words(first)))}",
    ]


def _bar(ends: _Ends, at: Callable[[Fraction], int], width: int, glyphs: str) -> str:
    """A bar between two ends; a dot for a single number; an arrow where it goes on."""
    line, left, right = tuple(glyphs)
    if ends.low is not None and ends.low == ends.high:
        return " " * at(ends.low) + "●"
    start = 0 if ends.low is None else at(ends.low)
    stop = width - 1 if ends.high is None else at(ends.high)
    inside = line * max(0, stop - start - 1)
    opening = "◀" if ends.low is None else left
    closing = "▶" if ends.high is None else right
    return " " * start + (f"{opening}{inside}{closing}" if stop > start else closing)


def _labels(ends: _Ends, at: Callable[[Fraction], int], width: int) -> str:
    """The numbers at the ends, each centred under its end, moved apart where they would touch."""
    row = ""
    numbers = list(dict.fromkeys(ends.numbers))
    for place, value in enumerate(numbers):
        text = number_words(value) if is_finite(value) else fixed(value, 2)
        left = max(0, at(value) - (len(text) - 1) // 2)
        rest = sum(len(number_words(later)) + 2 for later in numbers[place + 1 :])
        left = min(left, width - len(text) - rest)
        left = max(left, len(row) + 2 if row else 0)
        row = row.ljust(left) + text
    return row


def _scale(numbers: list[Fraction]) -> tuple[Fraction, Fraction]:
    """Round ends that hold all numbers with room beside them; from nothing only where the numbers reach near it."""
    low, high = min(numbers), max(numbers)
    spread = high - low or max(abs(high) / 4, Fraction(1))
    step = _round_step(spread / 4)
    if all(number.denominator == 1 for number in numbers):
        step = max(step, Fraction(1))
    first = Fraction(math.floor((low - spread / 4) / step)) * step
    if 0 <= low <= 2 * spread:
        first = Fraction(0)
    last = Fraction(math.ceil((high + spread / 8) / step)) * step
    return first, last


def _round_step(size: Fraction) -> Fraction:
    """The largest of 1, 2 or 5 times a power of ten that is not above a size."""
    power = Fraction(1)
    while power > size:
        power /= 10
    while power * 10 <= size:
        power *= 10
    return max(factor * power for factor in (1, 2, 5) if factor * power <= size)
