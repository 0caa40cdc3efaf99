"""Findings: a claim, what the record allows for it, and the relation between the two."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import Literal

from onrecord.bounds import Answer, Contradiction
from onrecord.claim import Claim
from onrecord.reading import Reading


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
class VoiceAnswer:
    """What one voice's figures allow, and how the claim stands to it. ``side`` is seen from the speaker.

    ``scope`` is what was asked of this voice: the claim's scope, with a role that the words leave open filled where
    this voice's figures of the measure all name the same actor in it.
    """

    voice: str
    side: Literal["own", "other", "unknown"]
    answer: Answer
    outcome: Outcome
    scope: Scope | None = None


@dataclass(frozen=True, slots=True)
class Finding:
    """A claim with its answers by voice, outcome, proofs, readings and contradictions.

    ``known_now`` uses every figure on record, ``known_then`` those published before the day of the statement
    (None where it was not measured). ``own_side_only``: every figure used is from the speaker's side; a claim then
    borne out is "consistent with its own reports". ``set_aside`` are figures that only repeat this very claim.
    ``allowing_lateness`` is None where no source used has a measured lateness. ``pattern`` names a slip that
    several claims of the statement share, the same for all of them.
    """

    claim: Claim
    outcome: Outcome
    by_voice: tuple[VoiceAnswer, ...]
    known_now: Answer | None
    known_then: Answer | None
    as_reported: Outcome
    allowing_lateness: Outcome | None
    own_side_only: bool
    readings: tuple[Reading, ...]
    contradictions: tuple[Contradiction, ...]
    set_aside: tuple[str, ...] = ()
    pattern: str | None = None
    response: str | None = None
    method_version: str = "1"
