"""The outcome table: the numbers that a claim states against those that the record allows."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from fractions import Fraction

from onrecord.measure import Form
from onrecord.quantity import Quantity


class Outcome(StrEnum):
    """The relation between a claim and the record. Never a judgement of honesty or intent."""

    BORNE_OUT = "borne_out"
    POSSIBLE = "possible"
    ABOVE_RECORD = "above_record"
    BELOW_RECORD = "below_record"
    NOT_ON_RECORD = "not_on_record"
    RECORD_DISAGREES = "record_disagrees"
    NOT_CHECKABLE = "not_checkable"


@dataclass(frozen=True, slots=True)
class Stated:
    """The numbers that a claim states: from low to high, None for an open side, open where the end is not in it."""

    low: Fraction | None
    high: Fraction | None
    low_open: bool = False
    high_open: bool = False


def stated(quantity: Quantity, *, whole: bool) -> Stated:
    """C of the outcome table: one number, a ray, a range, or what rounds to the number stated.

    Of whole things, an open end moves to the next whole number ("more than 132" is 133 or more).
    """
    low, high = quantity.low, quantity.high
    low_open, high_open = quantity.low_open, quantity.high_open
    rounded = quantity.approximate or quantity.comparator == "~" or not whole
    if rounded and not quantity.vague and quantity.comparator in ("=", "~") and low is not None and high is not None:
        return Stated(low - quantity.step / 2, high + quantity.step / 2, high_open=True)
    if whole and low_open and low is not None and low.denominator == 1:
        low, low_open = low + 1, False
    if whole and high_open and high is not None and high.denominator == 1:
        high, high_open = high - 1, False
    return Stated(low, high, low_open, high_open)


def relate(claimed: Stated, low: Fraction | None, high: Fraction | None, *, signed: bool = False) -> Outcome:
    """The outcome table: the claimed numbers against the record's [low, high].

    Counts are never below nothing. A change may be (``signed``): there, no low end is no nought.
    """
    low = low if signed else low or Fraction(0)
    if high is None and (low is None or (low == 0 and not signed)):
        return Outcome.NOT_ON_RECORD
    if (
        high is not None
        and claimed.low is not None
        and (claimed.low > high or (claimed.low_open and claimed.low == high))
    ):
        return Outcome.ABOVE_RECORD
    if (
        low is not None
        and claimed.high is not None
        and (claimed.high < low or (claimed.high_open and claimed.high == low))
    ):
        return Outcome.BELOW_RECORD
    above = claimed.low is None or (
        low is not None and (low > claimed.low or (low == claimed.low and not claimed.low_open))
    )
    below = claimed.high is None or (
        high is not None and (high < claimed.high or (high == claimed.high and not claimed.high_open))
    )
    return Outcome.BORNE_OUT if above and below else Outcome.POSSIBLE


def overall(outcomes: Sequence[Outcome]) -> Outcome:
    """One outcome where all voices agree; where they differ, that is the outcome.

    A voice that allows a claim and does not settle it is at odds with none that bears it out: it is then possible.
    """
    found = set(outcomes)
    if found == {Outcome.BORNE_OUT, Outcome.POSSIBLE}:
        return Outcome.POSSIBLE
    return outcomes[0] if len(found) == 1 else Outcome.RECORD_DISAGREES


def together(form: Form, outcomes: Sequence[Outcome]) -> Outcome:
    """One voice's outcome over all that a claim may be set against.

    A share may be one of any of the wholes: it is settled where all of them give the same. A comparison is with all its
    rivals: one that it does not pass is enough against it.
    """
    found = list(dict.fromkeys(outcomes))
    if len(found) == 1 or Outcome.RECORD_DISAGREES in found:
        return found[0] if len(found) == 1 else Outcome.RECORD_DISAGREES
    beyond = [outcome for outcome in found if outcome in (Outcome.ABOVE_RECORD, Outcome.BELOW_RECORD)]
    return beyond[0] if form == "comparison" and beyond else Outcome.POSSIBLE
