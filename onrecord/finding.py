"""Findings: a claim, what the record allows for it, and the relation between the two."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass, replace
from fractions import Fraction
from typing import Literal

from onrecord.assertion import checkable_as
from onrecord.bounds import Answer
from onrecord.cell import BOUNDED, counting
from onrecord.claim import MEASURED, Claim
from onrecord.contradiction import Contradiction, contradictions
from onrecord.lattice import Around, packaged_lattice
from onrecord.measure import Measures
from onrecord.outcome import Outcome, Stated, overall, relate, stated, together
from onrecord.period import ONE_DAY
from onrecord.posing import OTHER_UNITS, Group, Posed, Unasked, pose, side_of_voice, unmeasured
from onrecord.quantity import Quantity
from onrecord.reading import Asked, Reading, answer, offered_readings, with_tables
from onrecord.roundness import roundness
from onrecord.row import Cutoff, Holdings, Record, Term, build_record, lateness
from onrecord.scope import Catalogue, Scope
from onrecord.statement import Statement

__all__ = [
    "METHOD_VERSION",
    "BaseAnswer",
    "Finding",
    "Otherwise",
    "Outcome",
    "Stated",
    "VoiceAnswer",
    "claimed",
    "measure_claim",
    "measure_statement",
    "relate",
    "stated",
    "unmeasured",
]

METHOD_VERSION = "1"
EMPTY_CHANGES = ((Fraction(-100), None), (None, Fraction(100)), (None, None))
"""What bounds on a change say where nothing is known: nothing falls by more than all of it."""


@dataclass(frozen=True, slots=True)
class BaseAnswer:
    """What one voice's figures allow for a claim set against one of several bases, and how the claim stands to that."""

    scope: Scope
    answer: Answer
    outcome: Outcome


@dataclass(frozen=True, slots=True)
class VoiceAnswer:
    """What one voice's figures allow, and how the claim stands to it. ``side`` is seen from the speaker.

    ``scope`` is what was asked of this voice: the claim's scope, with a role that the words leave open filled where
    this voice's figures of the measure all name the same actor in it. ``bases`` are all that it was set against where
    that may be several: the wholes of a share whose words leave it open, the rivals of "the highest since".
    """

    voice: str
    side: Literal["own", "other", "unknown"]
    answer: Answer
    outcome: Outcome
    scope: Scope | None = None
    bases: tuple[BaseAnswer, ...] = ()


@dataclass(frozen=True, slots=True)
class Otherwise:
    """How a claim would stand with one slot as the next option would have it, where the words leave that unsure."""

    slot: str
    scope: Scope
    outcome: Outcome


@dataclass(frozen=True, slots=True)
class Finding:
    """A claim with its answers by voice, outcome, proofs, readings and contradictions.

    ``known_now`` uses every figure on record, ``known_then`` those published before the day of the statement
    (None where it was not measured). ``own_side_only``: every figure used is from the speaker's side; a claim then
    borne out is "consistent with its own reports". ``set_aside`` are figures that only repeat this very claim.
    ``allowing_lateness`` is None where no source used has a measured lateness. ``pattern`` names a slip that
    several claims of the statement share, the same for all of them. ``otherwise``: how the claim would stand, were a
    slot that is not sure what the next option would have it (:mod:`onrecord.doubt`).
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
    otherwise: tuple[Otherwise, ...] = ()
    method_version: str = METHOD_VERSION

    def __repr__(self) -> str:
        """Which claim, and how it stands to the record; its proofs fill screens."""
        claim = self.claim
        stated = claim.quantity.stated if claim.quantity is not None else claim.form
        return f"<Finding {claim.id} {self.outcome}: {claim.scope.measure}, {stated}, {claim.scope.period.edtf}>"


# ------------------------------------------------------------------------------------------------------- measuring


def measure_statement(
    statement: Statement, claims: Sequence[Claim], holdings: Holdings, catalogue: Catalogue
) -> list[Finding]:
    """A finding for each claim, in order; slips that several claims share are named alike in each."""
    findings = [measure_claim(claim, statement, holdings, catalogue) for claim in claims]
    return _with_patterns(findings)


def measure_claim(claim: Claim, statement: Statement, holdings: Holdings, catalogue: Catalogue) -> Finding:
    """One claim against the record: by voice, as known before the statement and now, and as it might be meant."""
    found = _measured(claim, statement, holdings, catalogue)
    return replace(found, otherwise=_otherwise(claim, statement, holdings, catalogue))


def _measured(claim: Claim, statement: Statement, holdings: Holdings, catalogue: Catalogue) -> Finding:
    """One claim against the record, taken as it was found."""
    posed = pose(claim, statement, holdings, catalogue)
    if isinstance(posed, Unasked):
        return _unanswered(posed)
    answered = _answered(posed, statement, holdings, withdrawals=True)
    asked, cutoff, catalogue = answered.asked, answered.cutoff, posed.catalogue
    if not asked:
        return _unanswered(Unasked(posed.claim, Outcome.NOT_ON_RECORD), posed.aside)
    voices = [entry for _, entry in asked]
    question, first = min(asked, key=lambda entry: (entry[1].side != "own", entry[1].voice))
    outcome = overall([entry.outcome for entry in voices])
    readings: tuple[Reading, ...] = ()
    kind = catalogue.measures[claim.scope.measure].kind
    if outcome in NEAR_MISSES and kind in BOUNDED and _may_be_misread(question):
        around = Around(question, answered.record, catalogue, packaged_lattice(), statement.published_on)
        readings = offered_readings(with_tables(around, holdings, cutoff))
    return Finding(
        claim=posed.claim,
        outcome=outcome,
        by_voice=tuple(voices),
        known_now=first.answer,
        known_then=_known_then(question, statement, holdings, cutoff, catalogue),
        as_reported=outcome,
        allowing_lateness=_allowing_lateness(posed.groups, holdings, cutoff, catalogue),
        own_side_only=all(entry.side == "own" for entry in voices),
        readings=readings,
        contradictions=answered.conflicting,
        set_aside=tuple(sorted(posed.aside)),
    )


def _otherwise(claim: Claim, statement: Statement, holdings: Holdings, catalogue: Catalogue) -> tuple[Otherwise, ...]:
    """How the claim would stand with each slot of it that is not sure as the next option would have it."""
    if claim.modality not in MEASURED:
        return ()
    found = []
    for slot, doubt in claim.doubts.items():
        if doubt.unsure and doubt.instead is not None:
            checkable, key = checkable_as(claim.form, doubt.instead, claim.quantity, claim.modality, claim.base)
            other = replace(claim, scope=doubt.instead, checkable=checkable, reason_key=key)
            found.append(Otherwise(slot, doubt.instead, _outcome_of(other, statement, holdings, catalogue)))
    return tuple(found)


def _outcome_of(claim: Claim, statement: Statement, holdings: Holdings, catalogue: Catalogue) -> Outcome:
    """How a claim stands to the record, and no more."""
    posed = pose(claim, statement, holdings, catalogue)
    if isinstance(posed, Unasked):
        return posed.outcome
    asked = _answered(posed, statement, holdings, withdrawals=False).asked
    return overall([entry.outcome for _, entry in asked]) if asked else Outcome.NOT_ON_RECORD


def _unanswered(unasked: Unasked, aside: frozenset[str] = frozenset()) -> Finding:
    """The finding of a claim that no figure narrows."""
    outcome = unasked.outcome
    return Finding(unasked.claim, outcome, (), None, None, outcome, None, False, (), (), tuple(sorted(aside)))


@dataclass(frozen=True, slots=True)
class _Answered:
    """What each voice whose figures narrow it answers, from which record, and where the record disagrees."""

    asked: tuple[tuple[Asked, VoiceAnswer], ...]
    record: Record
    cutoff: Cutoff
    conflicting: tuple[Contradiction, ...]


def _answered(posed: Posed, statement: Statement, holdings: Holdings, *, withdrawals: bool) -> _Answered:
    """What the voices answer; where their figures disagree by no more than rounding, with each allowed its own."""
    catalogue, cutoff = posed.catalogue, Cutoff(set_aside=posed.aside)
    conflicting: tuple[Contradiction, ...] = ()
    while True:
        record = build_record(holdings, cutoff)
        asked = [_voice_answer(group, statement, record, catalogue, withdrawals=withdrawals) for group in posed.groups]
        if cutoff.rounded:
            break
        conflicting = _contradictions(asked, record, catalogue)
        if not conflicting or not all(found.within_rounding for found in conflicting):
            break
        cutoff = replace(cutoff, rounded=True)
    told = tuple(entry for entry in asked if entry[1].outcome is not Outcome.NOT_ON_RECORD)
    return _Answered(told, record, cutoff, conflicting)


NEAR_MISSES = (Outcome.POSSIBLE, Outcome.ABOVE_RECORD, Outcome.BELOW_RECORD)
"""Outcomes that another reading of the claim may explain."""


def _may_be_misread(question: Asked) -> bool:
    """Whether readings of a claim are looked for: of amounts, changes and stated shares that somebody asserts."""
    if question.claim.modality == "denied" or question.form in ("ratio", "comparison"):
        return False
    return question.form != "share" or question.base is None


def _voice_answer(
    group: Group, statement: Statement, record: Record, catalogue: Catalogue, *, withdrawals: bool
) -> tuple[Asked, VoiceAnswer]:
    """One voice's answer: of several bases, that to the first of which what is true of all is true, and all of them.

    ``withdrawals``: also what it hangs on.
    """
    alone = len(group) == 1
    found = [_until_settled(question, record, catalogue, withdrawals=withdrawals and alone) for question in group]
    outcomes = [_outcome(q, each, record, catalogue) for q, each in zip(group, found, strict=True)]
    outcome = together(group[0].form, outcomes)
    first = outcomes.index(outcome) if outcome in outcomes else 0
    question, side = group[first], side_of_voice(group[0], statement, catalogue)
    whole = answer(question, record, catalogue) if withdrawals and not alone else found[first]
    bases = [
        BaseAnswer(asked.base, each, own)
        for asked, each, own in zip(group, found, outcomes, strict=True)
        if asked.base is not None and len(group) > 1
    ]
    return question, VoiceAnswer(question.voice, side, whole, outcome, question.scope, tuple(bases))


SETTLED = (Outcome.BORNE_OUT, Outcome.ABOVE_RECORD, Outcome.BELOW_RECORD)
"""Outcomes that no further figure changes, where figures agree: bounds only come closer."""


def _until_settled(question: Asked, record: Record, catalogue: Catalogue, *, withdrawals: bool = False) -> Answer:
    """One voice's answer, worked out no further than it takes to settle the claim."""

    def settles(found: Answer) -> bool:
        return _related(question.claim, found, catalogue) in SETTLED

    return answer(question, record, catalogue, withdrawals=withdrawals, enough=settles)


def _outcome(question: Asked, found: Answer, record: Record, catalogue: Catalogue) -> Outcome:
    """How the claim stands to one voice's answer."""
    if any(not part.consistent for part in found.parts):
        return Outcome.RECORD_DISAGREES
    outcome = _related(question.claim, found, catalogue)
    period = question.scope.period
    beyond = outcome in (Outcome.ABOVE_RECORD, Outcome.BELOW_RECORD)
    if beyond and period.kind == "since" and found.form not in ("amount", "change"):
        return Outcome.POSSIBLE  # how far the writer counted is open, and what is divided or compared need not grow
    if beyond and period.kind == "since" and period.start is not None:
        # A total only grows from end to end, so what holds at the first and at the last holds at all between.
        first = replace(question, scope=question.scope.but(period=replace(period, end=period.start + ONE_DAY)))
        then = _related(question.claim, _until_settled(first, record, catalogue), catalogue)
        outcome = outcome if then is outcome else Outcome.POSSIBLE
    return outcome


def _related(claim: Claim, found: Answer, catalogue: Catalogue) -> Outcome:
    if found.form == "change" and ((found.low, found.high) in EMPTY_CHANGES or not _cited(found)):
        return Outcome.NOT_ON_RECORD
    if found.form in QUOTIENTS and not _cited(found):
        return Outcome.NOT_ON_RECORD
    percent = found.form == "change" and claim.quantity is not None and claim.quantity.unit == "percent"
    signed = percent or found.form == "difference"
    outcome = relate(claimed(claim, catalogue.measures), found.low, found.high, signed=signed)
    if outcome is Outcome.BORNE_OUT and found.form in ("change", *QUOTIENTS) and not found.parts[1].low:
        return Outcome.POSSIBLE  # measured against what may have been nothing
    loose = _loosened(claim.quantity)
    if outcome in (Outcome.ABOVE_RECORD, Outcome.BELOW_RECORD) and loose is not None:
        loosely = relate(
            claimed(replace(claim, quantity=loose), catalogue.measures), found.low, found.high, signed=signed
        )
        return outcome if loosely is outcome else Outcome.POSSIBLE
    return outcome


QUOTIENTS = ("share", "ratio")
"""Forms of answers that divide one total by another."""


def _cited(quotient: Answer) -> bool:
    """Whether a figure stands behind a quotient: that a whole is no less than its part is true of anything."""
    return any(proof.steps for proof in (quotient.low_proof, quotient.high_proof) if proof is not None)


def _loosened(quantity: Quantity | None) -> Quantity | None:
    """The number as round as it looks, where the words do not say how far it was rounded; None where it is exact.

    "About 2,000" and "2.6 million" may stand for what they are half a unit of their last digit away from: enough to
    leave a claim possible, not enough to bear it out.
    """
    if quantity is None or quantity.stated is None or quantity.vague or quantity.comparator not in ("=", "~"):
        return None
    if not (quantity.approximate or quantity.comparator == "~" or quantity.as_worded.step > 1):
        return None
    return replace(quantity, step=roundness(quantity), approximate=True)


def claimed(claim: Claim, measures: Measures) -> Stated:
    """What the claim states: at least one, for something said to have happened; a rise, however small, for a rise."""
    if claim.form == "comparison" and claim.base is not None:
        return Stated(Fraction(0), None, low_open=True) if claim.base.than in ("more", "most") else _LESS
    if claim.quantity is None or claim.form in ("occurrence", "presence"):
        return Stated(Fraction(1), None)
    counts = claim.form in ("amount", "share", "change") and claim.quantity.unit not in OTHER_UNITS
    whole = counts and measures[claim.scope.measure].whole
    if claim.form == "change" and claim.quantity.low is None:
        numbers = stated(claim.quantity, whole=whole)
        return replace(numbers, low=Fraction(claim.quantity.unit == "times"), low_open=True)
    return stated(claim.quantity, whole=whole)


_LESS = Stated(None, Fraction(0), high_open=True)


def as_drawn(finding: Finding, measures: Measures) -> Claim:
    """The claim with its number as a drawing has it: all that rounds to it, where what is on record lies beside the
    number and among these, so that nobody sees apart what is not. "3 times" is then from 2.5 to 3.5, beside 3.04."""
    claim = finding.claim
    quantity = claim.quantity
    if quantity is None or quantity.low is None or quantity.low != quantity.high:
        return claim
    numbers = claimed(claim, measures)
    if numbers.low is None or numbers.high is None:
        return claim
    answers = (finding.known_now, finding.known_then, *(entry.answer for entry in finding.by_voice))
    ends = {end for answer in answers if answer is not None for end in (answer.low, answer.high) if end is not None}
    if any(numbers.low <= end < numbers.high and end != quantity.low for end in ends):
        return replace(claim, quantity=replace(quantity, approximate=True))
    return claim


# ---------------------------------------------------------------------------------------- then, later, and disagreed


def _known_then(
    question: Asked, statement: Statement, holdings: Holdings, cutoff: Cutoff, catalogue: Catalogue
) -> Answer | None:
    """What the figures published before the day of the statement allowed."""
    if statement.published_on is None or statement.published_on == dt.date.min:
        return None
    record = build_record(holdings, replace(cutoff, day=statement.published_on - ONE_DAY))
    return answer(question, record, catalogue, withdrawals=False)


def _allowing_lateness(
    groups: Sequence[Group],
    holdings: Holdings,
    cutoff: Cutoff,
    catalogue: Catalogue,
) -> Outcome | None:
    """The outcome with each count allowed to be short by what its source measured; None if none measured it."""
    counted = counting(groups[0][0].scope.measure, holdings).values()  # one claim: all ask about one measure
    used = [figure for figures in counted for figure in figures if figure.id not in cutoff.set_aside]
    if all(lateness(figure, holdings.cards) is None for figure in used):
        return None
    record = build_record(holdings, replace(cutoff, late=True))
    outcomes = [
        together(
            group[0].form,
            [_outcome(q, _until_settled(q, record, catalogue), record, catalogue) for q in group],
        )
        for group in groups
        if group
    ]
    known = [outcome for outcome in outcomes if outcome is not Outcome.NOT_ON_RECORD]
    return overall(known) if known else Outcome.NOT_ON_RECORD


def _contradictions(
    asked: Sequence[tuple[Asked, VoiceAnswer]], record: Record, catalogue: Catalogue
) -> tuple[Contradiction, ...]:
    """Where a voice contradicts itself around the question: the sums that show it."""
    question = next((q for q, entry in asked if entry.outcome is Outcome.RECORD_DISAGREES), None)
    if question is None:
        return ()
    scopes = (question.scope,) if question.base is None else (question.scope, question.base)
    terms = tuple(Term(Fraction(1), question.voice, question.rule, scope) for scope in scopes)
    return contradictions(record, catalogue, terms).found


def _with_patterns(findings: Sequence[Finding]) -> list[Finding]:
    """Name the slip of form that a reading shows by itself, so that a report can say it once for all claims that
    share it."""
    return [
        replace(finding, pattern=f"{edit.was}_for_{edit.now}")
        if (edit := next((r.edits[0] for r in finding.readings if [e.slot for e in r.edits] == ["form"]), None))
        else finding
        for finding in findings
    ]
