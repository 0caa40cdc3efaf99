"""What a stated number allows: how far those that were rounded, or said to be about so much, may be off."""

from __future__ import annotations

from fractions import Fraction

from onrecord.quantity import Quantity


def numbers_of(quantity: Quantity, *, whole: bool) -> tuple[Fraction | None, Fraction | None]:
    """What a stated number allows; one that is said to be about so much allows what rounds to it."""
    low, high = quantity.low, quantity.high
    if quantity.approximate or quantity.comparator == "~":
        half = roundness(quantity) / 2
        return (None if low is None else low - half, None if high is None else high + half)
    if quantity.as_worded.step > 1 and low is not None and low == high:  # 2.6 million
        return low - quantity.step / 2, low + quantity.step / 2
    if whole and low is not None and quantity.low_open:
        low += 1
    if whole and high is not None and quantity.high_open:
        high -= 1
    return low, high


def spread(quantity: Quantity) -> tuple[Fraction | None, Fraction | None]:
    """From where to where a stated number is drawn: an approximate one half a unit of its last digit to each side.

    Nothing is counted below nothing, and sizes have no sign.
    """
    half = quantity.step / 2 if quantity.comparator == "~" or quantity.approximate else Fraction(0)
    low, high = quantity.low, quantity.high
    return (None if low is None else max(low - half, Fraction(0)), None if high is None else high + half)


def roundness(quantity: Quantity) -> Fraction:
    """The unit that an approximate number looks rounded to, as it was worded: of 2,000, a thousand."""
    worded = quantity.as_worded
    step, unit = worded.step, 10
    while worded.stated and worded.stated % unit == 0:
        step, unit = max(step, Fraction(unit)), unit * 10
    return step if quantity.conversion is None else step * quantity.conversion.factor


def rounded(quantity: Quantity) -> tuple[Fraction, Fraction]:
    """What rounds to a stated percentage: half a unit of its last digit on each side, cut off or not.

    Some cut digits off where others round, so a whole unit is allowed: 52.9 may have been written 52 or 53.
    """
    assert quantity.low is not None
    assert quantity.high is not None
    loose = quantity.approximate or quantity.comparator == "~"
    step = roundness(quantity) if loose else quantity.step
    return quantity.low - step, quantity.high + step
