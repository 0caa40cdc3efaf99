"""Slack: by how much each number of a proof may be off before the outcome is no longer proved.

A bound is a signed sum, and it moves with each number by that number's multiplier. So as long as one number is off by
no more than its slack, the others being right, the same sum still gives a bound on the same side of what was claimed.
Only outcomes that a bound settles have slack: what is possible may become settled either way.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction
from typing import Literal

from onrecord.claim import Claim
from onrecord.finding import Outcome, Stated, VoiceAnswer, claimed, relate
from onrecord.measure import Measures
from onrecord.proof import Proof, Side


@dataclass(frozen=True, slots=True)
class Slack:
    """How far the number of ``premise`` may lie ``up`` or ``down`` from what was published (``strict``: less far)."""

    premise: str
    side: Side
    direction: Literal["up", "down"]
    room: Fraction
    strict: bool


def slack_of(claim: Claim, entry: VoiceAnswer, measures: Measures) -> tuple[Slack, ...]:
    """The slack of what one voice's figures prove of a total, or of one total less another.

    A quotient is proved by a sum for its own end, not for the claimed number, so no slack is told of it.
    """
    numbers = claimed(claim, measures)
    if entry.answer.form == "difference":
        return slack(numbers, entry.outcome, (entry.answer.low_proof, entry.answer.high_proof), signed=True)
    if entry.answer.form != "amount":
        return ()
    (part,) = entry.answer.parts
    return slack(numbers, entry.outcome, (part.low_proof, part.high_proof))


def slack(
    claimed: Stated, outcome: Outcome, proofs: tuple[Proof | None, Proof | None], *, signed: bool = False
) -> tuple[Slack, ...]:
    """The slack of each figure in the proofs of a (low, high) interval, least first; () where nothing is settled."""
    low, high = proofs
    ends = (None if low is None else low.value, None if high is None else high.value)
    if relate(claimed, *ends, signed=signed) is not outcome:  # it was reached by other ways
        return ()
    found: list[Slack] = []
    if outcome is Outcome.BORNE_OUT:
        # Of "at least nothing", which is true of anything, no number has a slack.
        if low is not None and claimed.low is not None and (claimed.low > 0 or high is not None):
            found += _of(low, low.bound - claimed.low, strict=claimed.low_open)
        if high is not None and claimed.high is not None:
            found += _of(high, claimed.high - high.bound, strict=claimed.high_open)
    elif outcome is Outcome.ABOVE_RECORD and high is not None and claimed.low is not None:
        found += _beyond(high, claimed.low - high.bound, reaches=claimed.low_open)
    elif outcome is Outcome.BELOW_RECORD and low is not None and claimed.high is not None:
        found += _beyond(low, low.bound - claimed.high, reaches=claimed.high_open)
    return tuple(sorted(found, key=lambda entry: (entry.room, entry.premise, entry.side)))


def _beyond(proof: Proof, room: Fraction, *, reaches: bool) -> Iterator[Slack]:
    """Where the claim must stay beyond a bound: of whole things, a whole one beyond it."""
    if proof.whole and not reaches and room.denominator == 1:
        return _of(proof, room - 1, strict=False)
    return _of(proof, room, strict=not reaches)


def _of(proof: Proof, room: Fraction, *, strict: bool) -> Iterator[Slack]:
    """The room that a bound has, as room of each number in its sum; a bound rounded inwards may have none."""
    room = max(room, Fraction(0))
    for step in proof.steps:
        if proof.premises[step.premise].kind in ("figure", "events"):
            up = (step.multiplier > 0) == (proof.side == "high")
            yield Slack(step.premise, proof.side, "up" if up else "down", room / abs(step.multiplier), strict)
