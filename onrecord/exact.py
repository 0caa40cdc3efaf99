"""Exact numbers as JSON holds them: counts as integers, everything else as strings, nothing as a float."""

from __future__ import annotations

from fractions import Fraction
from typing import Annotated

from pydantic import Field

from onrecord.proof import exact

__all__ = ["Count", "Exact", "Number", "exact", "number"]

Exact = Annotated[str, Field(pattern=r"^-?[0-9]+(\.[0-9]+|/[0-9]+)?$")]
"""An exact number that is no count: "98", "98.5", "1/3"."""
Count = Annotated[int, Field(strict=True)]
Number = Count | Exact
"""A count as an integer, any other number as a string."""


def number(value: Fraction | None, *, count: bool) -> int | str | None:
    """A count as an integer, any other number as a string."""
    if value is None:
        return None
    return value.numerator if count and value.denominator == 1 else exact(value)
