"""Findings: a claim, what the record allows for it, and the relation between the two."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass, replace
from fractions import Fraction
from typing import Literal

from onrecord.asking import counted_by, rivals_of, times_in, wholes_of
from onrecord.bounds import Answer
from onrecord.cell import BOUNDED, counting
from onrecord.claim import MEASURED, Claim
from onrecord.contradiction import Contradiction, contradictions
from onrecord.figure import Figure
from onrecord.measure import Measure, Measures
from onrecord.outcome import Outcome, Stated, overall, relate, stated, together
from onrecord.period import ONE_DAY
from onrecord.place import NOT_STATED, WORLD
from onrecord.quantity import Quantity
from onrecord.reading import Asked, Reading, answer, find_readings
from onrecord.row import Cutoff, Holdings, Record, Term, build_record, lateness
from onrecord.scope import Catalogue, Scope
from onrecord.statement import Statement

__all__ = [
    "METHOD_VERSION",
    "BaseAnswer",
    "Finding",
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
SPANNING = ("flow", "distinct")
"""Kinds of measure that are counted over any days."""
EMPTY_CHANGES = ((Fraction(-100), None), (None, Fraction(100)), (None, None))
"""What bounds on a change say where nothing is known: nothing falls by more than all of it."""
OTHER_UNITS = ("percent", "percentage_point", "times", "km2", "USD")
"""Units of numbers that are no counts of things: they are compared with numbers of the same unit only."""


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
    method_version: str = METHOD_VERSION


# ------------------------------------------------------------------------------------------------------- measuring


def measure_statement(
    statement: Statement, claims: Sequence[Claim], holdings: Holdings, catalogue: Catalogue
) -> list[Finding]:
    """A finding for each claim, in order; slips that several claims share are named alike in each."""
    findings = [measure_claim(claim, statement, holdings, catalogue) for claim in claims]
    return _with_patterns(findings)


def measure_claim(claim: Claim, statement: Statement, holdings: Holdings, catalogue: Catalogue) -> Finding:
    """One claim against the record: by voice, as known before the statement and now."""
    if (reason := unmeasured(claim, catalogue)) is not None:
        return _unmeasured(replace(claim, reason_key=claim.reason_key or reason))
    groups = _questions(claim, statement, holdings, catalogue)
    if not groups:
        return _not_on_record(claim)
    groups = [group for group in groups if group]
    questions = [question for group in groups for question in group]
    if not questions:
        return _unmeasured(replace(claim, reason_key=claim.reason_key or "base_not_stated"))
    kind = catalogue.measures[claim.scope.measure].kind
    if kind not in BOUNDED and (kind != "distinct" or claim.form not in ("amount", "occurrence")):
        return _unmeasured(replace(claim, reason_key="kind_not_measured"))
    if kind not in SPANNING and claim.scope.period.days != 1:
        return _unmeasured(replace(claim, reason_key="no_day"))
    if any(NOT_STATED.id in question.scope.places for question in questions):
        if not (counted := _counted_in(questions, holdings)):
            return _unmeasured(replace(claim, reason_key="no_place"))
        catalogue = replace(catalogue, places=catalogue.places.not_stated_within(counted))
        claim = replace(claim, checkable="partly", reason_key="place_not_known")
    aside = _own_witnesses(questions, statement, holdings, catalogue)
    record = build_record(holdings, Cutoff(set_aside=aside))
    asked = [_voice_answer(group, statement, record, catalogue) for group in groups]
    conflicting = _contradictions(asked, record, catalogue)
    cutoff = Cutoff(set_aside=aside)
    if conflicting and all(found.within_rounding for found in conflicting):
        cutoff = replace(cutoff, rounded=True)
        record = build_record(holdings, cutoff)
        asked = [_voice_answer(group, statement, record, catalogue) for group in groups]
    asked = [entry for entry in asked if entry[1].outcome is not Outcome.NOT_ON_RECORD]
    if not asked:
        return _not_on_record(claim, aside)
    voices = [entry for _, entry in asked]
    question, first = min(asked, key=lambda entry: (entry[1].side != "own", entry[1].voice))
    outcome = overall([entry.outcome for entry in voices])
    readings: tuple[Reading, ...] = ()
    if outcome in NEAR_MISSES and kind in BOUNDED and _may_be_misread(question):
        readings = find_readings(question, record, catalogue, statement.published_on)
    return Finding(
        claim=claim,
        outcome=outcome,
        by_voice=tuple(voices),
        known_now=first.answer,
        known_then=_known_then(question, statement, holdings, cutoff, catalogue),
        as_reported=outcome,
        allowing_lateness=_allowing_lateness(groups, holdings, cutoff, catalogue),
        own_side_only=all(entry.side == "own" for entry in voices),
        readings=readings,
        contradictions=conflicting,
        set_aside=tuple(sorted(aside)),
    )


NEAR_MISSES = (Outcome.POSSIBLE, Outcome.ABOVE_RECORD, Outcome.BELOW_RECORD)
"""Outcomes that another reading of the claim may explain."""


def _may_be_misread(question: Asked) -> bool:
    """Whether readings of a claim are looked for: of amounts, changes and stated shares that somebody asserts."""
    if question.claim.modality == "denied" or question.form in ("ratio", "comparison"):
        return False
    return question.form != "share" or question.base is None


def unmeasured(claim: Claim, catalogue: Catalogue) -> str | None:
    """Why a claim is not measured at all, as a key for :mod:`onrecord.wording`; None where it is."""
    if claim.modality not in MEASURED:
        return claim.modality
    if claim.checkable == "no":
        return claim.reason_key or "not_checkable"
    measure = catalogue.measures[claim.scope.measure]
    if claim.form in ("occurrence", "presence"):
        return None
    base = claim.base.period if claim.base is not None else None
    compared = claim.form in ("change", "comparison")
    if compared and (base is None or (claim.form == "change" and base.days is None)):
        return "base_not_stated"
    if not _same_unit(claim, measure, catalogue):
        return "form_not_measured"
    if claim.scope.period.days is None or (claim.form == "ratio" and claim.scope.period.kind == "asof"):
        return "no_period"
    days = [claim.scope.period.days, *([base.days] if claim.form == "change" and base is not None else [])]
    if measure.kind not in SPANNING and any(number != 1 for number in days):
        return "no_day"
    return None


def _same_unit(claim: Claim, measure: Measure, catalogue: Catalogue) -> bool:
    """Whether the claim's number and those of the measure's figures are numbers of the same thing."""
    quantity = claim.quantity
    if claim.form == "comparison":
        return quantity is None and claim.base is not None and claim.base.than != ""
    if quantity is None:
        return False
    if claim.form == "ratio":
        counted, timed = quantity.unit.partition("/")[0], times_in(quantity.unit, claim.scope.period) is not None
        alike = counted == measure.unit or not {counted, measure.unit} & set(OTHER_UNITS)
        return alike and measure.kind == "flow" and (timed or counted_by(quantity.unit, catalogue) is not None)
    if claim.form == "change" and quantity.unit in ("percent", "times"):
        return quantity.direction is not None
    if claim.form == "change" and quantity.unit == "percentage_point":
        return quantity.direction is not None and measure.unit == "percent"
    if claim.form == "share" and measure.kind != "ratio" and quantity.unit == "percent":
        return measure.kind in BOUNDED
    return quantity.unit == measure.unit or not {quantity.unit, measure.unit} & set(OTHER_UNITS)


def _unmeasured(claim: Claim) -> Finding:
    return replace(_not_on_record(claim), outcome=Outcome.NOT_CHECKABLE, as_reported=Outcome.NOT_CHECKABLE)


def _not_on_record(claim: Claim, aside: frozenset[str] = frozenset()) -> Finding:
    outcome = Outcome.NOT_ON_RECORD
    return Finding(claim, outcome, (), None, None, outcome, None, False, (), (), tuple(sorted(aside)))


# ------------------------------------------------------------------------------------------- the question, by voice


Group = Sequence[Asked]
"""What one voice is asked: one question, or one for each of several bases."""


def _questions(claim: Claim, statement: Statement, holdings: Holdings, catalogue: Catalogue) -> list[Group]:
    """What is asked of each voice that put figures of this measure, or of one tied to it, on record."""
    asked: list[Group] = []
    for (voice, rule), theirs in counting(claim.scope.measure, holdings).items():
        own = _same_side(claim.speaker or statement.speaker, voice, catalogue)
        question = Asked(claim, _filled(claim.scope, theirs, own=own), None, voice, rule)
        asked.append(_by_form(question, statement, holdings, catalogue))
    return asked


def _by_form(question: Asked, statement: Statement, holdings: Holdings, catalogue: Catalogue) -> Group:
    """The question with what the claim's form sets it against; several where that may be several things."""
    claim, scope, measure = question.claim, question.scope, catalogue.measures[question.scope.measure]
    base, quantity = claim.base, claim.quantity
    if claim.form == "change" and base is not None and base.period is not None:
        return [replace(question, base=scope.but(period=base.period))]
    if claim.form == "comparison":
        return [replace(question, base=scope.but(period=rival)) for rival in rivals_of(claim)]
    if claim.form == "ratio" and quantity is not None:
        times, other = times_in(quantity.unit, scope.period), counted_by(quantity.unit, catalogue)
        if times is None and other is not None:
            return [replace(question, base=scope.but(measure=other.id))]
        return [replace(question, times=times)]
    if claim.form == "share" and measure.kind != "ratio" and quantity is not None:
        counted = _counted_in([question], holdings)
        wholes = wholes_of(claim, scope, statement.text, counted, catalogue)
        if quantity.unit != "percent":
            return [question] if wholes else []
        return [replace(question, base=whole) for whole in wholes]
    return [question]


def _filled(scope: Scope, figures: Sequence[Figure], *, own: bool) -> Scope:
    """A role that a voice's own side leaves open, as its figures of the measure all have it, if they do.

    A coalition that counts only its own strikes against one enemy means these when it says "our strikes"; when
    somebody else speaks of strikes, they may be anyone's. A place that the words leave open stays open: the claim may
    be about any part of where the voice counts.
    """
    changes: dict[str, object] = {}
    if not scope.places and any(f.scope.places for f in figures):
        changes["places"] = (NOT_STATED.id,)
    for role in ("by", "against", "of"):
        used = {getattr(f.scope, role) for f in figures}
        if own and not getattr(scope, role) and len(used) == 1:
            changes[role] = used.pop()
    return scope.but(**changes)


def _counted_in(questions: Sequence[Asked], holdings: Holdings) -> tuple[str, ...]:
    """Where, by their cards, the sources of the figures that count the measure count at all; empty where no card says
    so, or one counts anywhere."""
    measures = {question.scope.measure for question in questions}
    figures = [figure for m in measures for theirs in counting(m, holdings).values() for figure in theirs]
    cards = [holdings.cards[source] for source in {f.source for f in figures} if source in holdings.cards]
    places = {place for card in cards for c in card.coverage if c.measure in measures for place in c.places}
    return () if WORLD in places else tuple(sorted(places))


def _voice_answer(
    group: Group, statement: Statement, record: Record, catalogue: Catalogue
) -> tuple[Asked, VoiceAnswer]:
    """One voice's answer: of several bases, that to the first of which what is true of all is true, and all of them."""
    found = [answer(question, record, catalogue, withdrawals=len(group) == 1) for question in group]
    outcomes = [_outcome(q, each, record, catalogue) for q, each in zip(group, found, strict=True)]
    outcome = together(group[0].form, outcomes)
    first = outcomes.index(outcome) if outcome in outcomes else 0
    question, side = group[first], _side(group[0], statement, catalogue)
    whole = found[first] if len(group) == 1 else answer(question, record, catalogue)  # with what it hangs on
    bases = [
        BaseAnswer(asked.base, each, own)
        for asked, each, own in zip(group, found, outcomes, strict=True)
        if asked.base is not None and len(group) > 1
    ]
    return question, VoiceAnswer(question.voice, side, whole, outcome, question.scope, tuple(bases))


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
        then = _related(question.claim, answer(first, record, catalogue, withdrawals=False), catalogue)
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
    if not (quantity.approximate or quantity.comparator == "~" or quantity.step > 1):
        return None
    step, unit = quantity.step, 10
    while quantity.stated and quantity.stated % unit == 0:
        step, unit = max(step, Fraction(unit)), unit * 10
    return replace(quantity, step=step, approximate=True)


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


def _side(question: Asked, statement: Statement, catalogue: Catalogue) -> Literal["own", "other", "unknown"]:
    """Whether a voice is on the side of whoever makes the claim, or a party on another side."""
    speaker = question.claim.speaker or statement.speaker
    if _same_side(speaker, question.voice, catalogue):
        return "own"
    if speaker not in catalogue.actors or question.voice not in catalogue.actors:
        return "unknown"
    parties = {_side_of(actor, catalogue) for actor in (*question.scope.by, *question.scope.against)}
    return "other" if _side_of(question.voice, catalogue) in parties else "unknown"


def _same_side(speaker: str | None, voice: str, catalogue: Catalogue) -> bool:
    """Whether a speaker and a voice are known, and on one side."""
    if speaker is None or speaker not in catalogue.actors or voice not in catalogue.actors:
        return False
    return _side_of(speaker, catalogue) == _side_of(voice, catalogue)


def _side_of(actor: str, catalogue: Catalogue) -> str:
    return catalogue.actors[actor].side or actor


def _own_witnesses(
    questions: Sequence[Asked], statement: Statement, holdings: Holdings, catalogue: Catalogue
) -> frozenset[str]:
    """Figures that only repeat the claim: the same voice, scope and value, published with it or after it.

    A claim never bears itself out. What the same voice had published before stays: that is a record to agree with.
    Where a day or the speaker is not known, a figure that may be the claim itself is taken for it.
    """
    found: set[str] = set()
    for question in questions:
        speaker = question.claim.speaker or statement.speaker
        known = speaker is not None and speaker in catalogue.actors
        if question.base is not None or question.times is not None or question.claim.modality == "denied":
            continue
        if question.form == "change" or (known and _side(question, statement, catalogue) != "own"):
            continue
        for figure in holdings.figures:
            days = (statement.published_on, figure.published_on)
            before = days[0] is not None and days[1] is not None and days[1] < days[0]
            if figure.voice == question.voice and not before and _repeats(figure, question):
                found.add(figure.id)
    return frozenset(found)


def _repeats(figure: Figure, question: Asked) -> bool:
    """Whether a figure gives the claim's number for its scope, in the words of the claim or in fuller ones."""
    quantity, scope = question.claim.quantity, question.scope
    if quantity is None or quantity.stated is None or quantity.stated not in (figure.low, figure.high):
        return False
    placeless = NOT_STATED.id in scope.places
    fuller = scope.but(places=figure.scope.places, without=figure.scope.without) if placeless else scope
    mine, theirs = scope.period, figure.scope.period
    end = theirs.end is not None and mine.end is not None and theirs.end <= mine.end
    same_days = mine.start == theirs.start and (mine.end == theirs.end or (mine.kind == "since" and end))
    return same_days and _without_days(figure.scope) == _without_days(fuller)


def _without_days(scope: Scope) -> tuple[object, ...]:
    return scope.measure, scope.by, scope.against, scope.of, scope.places, scope.without


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
            [_outcome(q, answer(q, record, catalogue, withdrawals=False), record, catalogue) for q in group],
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
