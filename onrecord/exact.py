"""Exact numbers as JSON holds them: counts as integers, everything else as strings, nothing as a float."""

from __future__ import annotations

from fractions import Fraction
from typing import Annotated

from pydantic import Field

Exact = Annotated[str, Field(pattern=r"^-?[0-9]+(\.[0-9]+|/[0-9]+)?$")]
"""An exact number that is no count: "98", "98.5", "1/3"."""
Count = Annotated[int, Field(strict=True)]
Number = Count | Exact
"""A count as an integer, any other number as a string."""


def exact(number: Fraction) -> str:
    """A number as a string: decimal where it ends, else a fraction: ``98.5``, ``1/3``."""
    rest, places = number.denominator, 0
    for prime in (2, 5):
        power = 0
        while rest % prime == 0:
            rest, power = rest // prime, power + 1
        places = max(places, power)
    if rest != 1:
        return str(number)
    digits = str(abs(number.numerator) * 10**places // number.denominator).rjust(places + 1, "0")
    text = f"{digits[: len(digits) - places]}.{digits[len(digits) - places :]}" if places else digits
    return f"-{text}" if number < 0 else text


def number(value: Fraction | None, *, count: bool) -> int | str | None:
    """A count as an integer, any other number as a string."""
    if value is None:
        return None
    return value.numerator if count and value.denominator == 1 else exact(value)
