"""Numbers in the unit that claims are given in: exact, with the number as it was stated kept beside them.

85 hectares are 0.85 square kilometres. What a unit is comes from ``data/units.toml``, with its source. Where its size
differs from country to country and the country is not known, the number stays in the unit that was stated.
"""

from __future__ import annotations

from collections.abc import Collection
from fractions import Fraction
from functools import cache
from typing import Any

from onrecord.data import table
from onrecord.quantity import Conversion, Quantity


@cache
def units() -> dict[str, dict[str, Any]]:
    """Every unit of measurement that is known, by name."""
    known: dict[str, dict[str, Any]] = table("units")
    return known


def is_area(unit: str) -> bool:
    """Whether so many of a unit are ground."""
    return unit in units() and units()[unit]["kind"] == "area"


def is_mass(unit: str) -> bool:
    """Whether so many of a unit are a weight."""
    return unit in units() and units()[unit]["kind"] == "mass"


def counted_in(unit: str) -> str:
    """The unit of what is counted, without that of what it is counted for: 'barrel' of 'barrel/day'."""
    return unit.partition("/")[0]


def of_no_known_size(unit: str) -> bool:
    """Whether a number was left in the unit stated because how much that is differs, and is not known here."""
    return "source" in units().get(counted_in(unit), {})


def differs(unit: str) -> bool:
    """Whether a unit is another size in each country."""
    counted = counted_in(unit)
    return "to" in units().get(counted, {}) and factor(counted, ()) is None


def annotated(unit: str) -> str:
    """The unit that annotations have for ours."""
    counted, stroke, per = unit.partition("/")
    return f"{units().get(counted, {}).get('annotated', counted)}{stroke}{per}"


def factor(unit: str, countries: Collection[str]) -> Fraction | None:
    """How much of the unit that claims are given in one of ``unit`` is; None where it is not known."""
    entry = units().get(unit, {})
    if "factor" in entry:
        return Fraction(entry["factor"])
    sizes = [Fraction(size) for size, held in entry.get("sizes", {}).items() if countries and set(countries) <= {*held}]
    return sizes[0] if len(sizes) == 1 else None


def converted(quantity: Quantity, countries: Collection[str]) -> Quantity:
    """The quantity in the unit that claims are given in, what it was stated in told; itself where that is not known.

    ``countries`` are the ISO 3166 codes of those that it was counted in: some units are another size in each.
    """
    counted, stroke, per = quantity.unit.partition("/")
    times = factor(counted, countries)
    if times is None:
        return quantity
    return quantity.in_unit(f"{units()[counted]['to']}{stroke}{per}", times, Conversion(quantity.unit, times))
