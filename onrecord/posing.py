"""What a claim asks of each voice on record: whether it can be measured at all, the questions that its form comes to,
and which figures are set aside because they only repeat it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Literal

from onrecord.asking import counted_by, rivals_of, times_in, wholes_of
from onrecord.assertion import Claim
from onrecord.cell import BOUNDED, counting
from onrecord.conversion import of_no_known_size, units
from onrecord.figure import Figure
from onrecord.manner import MEASURED
from onrecord.measure import Measure
from onrecord.outcome import Outcome
from onrecord.place import NOT_STATED, WORLD
from onrecord.reading import Asked
from onrecord.row import Holdings
from onrecord.scope import ROLES, Catalogue, Scope
from onrecord.statement import Statement

SPANNING = ("flow", "distinct")
"""Kinds of measure that are counted over any days."""
OTHER_UNITS = frozenset(
    {"percent", "percentage_point", "times", "USD", "EUR", "GBP", "IQD", "currency", "family", *units()}
)
"""Units of numbers that are no counts of things, or of others: compared with numbers of the same unit only."""

Group = Sequence[Asked]
"""What one voice is asked: one question, or one for each of several bases."""


@dataclass(frozen=True, slots=True)
class Posed:
    """What is asked about a claim of each voice, among which names, and the figures that only repeat the claim."""

    claim: Claim
    groups: tuple[Group, ...]
    catalogue: Catalogue
    aside: frozenset[str]


@dataclass(frozen=True, slots=True)
class Unasked:
    """A claim that nothing can be asked about: it cannot be measured, or nobody on record counts such things."""

    claim: Claim
    outcome: Outcome = Outcome.NOT_CHECKABLE


def pose(claim: Claim, statement: Statement, holdings: Holdings, catalogue: Catalogue) -> Posed | Unasked:
    """What is asked about a claim; the claim alone where nothing can be."""
    if (reason := unmeasured(claim, catalogue)) is not None:
        return Unasked(replace(claim, reason_key=claim.reason_key or reason))
    groups = _questions(claim, statement, holdings, catalogue)
    if not groups:
        return Unasked(claim, Outcome.NOT_ON_RECORD)
    groups = [group for group in groups if group]
    questions = [question for group in groups for question in group]
    if not questions:
        return Unasked(replace(claim, reason_key=claim.reason_key or "base_not_stated"))
    kind = catalogue.measures[claim.scope.measure].kind
    if kind not in (*BOUNDED, "distinct") or not _of_one_kind(questions, catalogue):
        return Unasked(replace(claim, reason_key="kind_not_measured"))
    if kind not in SPANNING and claim.scope.period.days != 1:
        return Unasked(replace(claim, reason_key="no_day"))
    if any(NOT_STATED.id in question.scope.places for question in questions):
        if not (counted := _counted_in(questions, holdings)):
            return Unasked(replace(claim, reason_key="no_place"))
        catalogue = replace(catalogue, places=catalogue.places.not_stated_within(counted))
        claim = replace(claim, checkable="partly", reason_key="place_not_known")
    aside = _own_witnesses(questions, statement, holdings, catalogue)
    return Posed(claim, tuple(groups), catalogue, aside)


def _of_one_kind(questions: Sequence[Asked], catalogue: Catalogue) -> bool:
    """Whether distinct things, each counted once, are set against counts of their own measure only."""
    measures = {each.measure for q in questions for each in (q.scope, q.base) if each is not None}
    return len(measures) == 1 or all(catalogue.measures[measure].kind != "distinct" for measure in measures)


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
    if claim.quantity is not None and of_no_known_size(claim.quantity.unit):
        return "unit_size_not_known"
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
        alike = counted == measure.unit or not {counted, measure.unit} & OTHER_UNITS
        return alike and measure.kind == "flow" and (timed or counted_by(quantity.unit, catalogue) is not None)
    if claim.form == "change" and quantity.unit in ("percent", "times"):
        return quantity.direction is not None
    if claim.form == "change" and quantity.unit == "percentage_point":
        return quantity.direction is not None and measure.unit == "percent"
    if claim.form == "share" and measure.kind != "ratio" and quantity.unit == "percent":
        return measure.kind in (*BOUNDED, "distinct")
    return quantity.unit == measure.unit or not {quantity.unit, measure.unit} & OTHER_UNITS


# ----------------------------------------------------------------------------------------------- the question, by voice


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
    for role in ROLES:
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


def side_of_voice(question: Asked, statement: Statement, catalogue: Catalogue) -> Literal["own", "other", "unknown"]:
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
        if question.form == "change" or (known and side_of_voice(question, statement, catalogue) != "own"):
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
    if scope.period.start != figure.scope.period.start:  # which is quick to see of every figure
        return False
    if quantity is None or quantity.stated is None or quantity.stated not in (figure.low, figure.high):
        return False
    placeless = NOT_STATED.id in scope.places
    fuller = scope.but(places=figure.scope.places, without=figure.scope.without) if placeless else scope
    mine, theirs = scope.period, figure.scope.period
    end = theirs.end is not None and mine.end is not None and theirs.end <= mine.end
    same_days = mine.end == theirs.end or (mine.kind == "since" and end)
    return same_days and _without_days(figure.scope) == _without_days(fuller)


def _without_days(scope: Scope) -> tuple[object, ...]:
    return scope.measure, scope.by, scope.against, scope.of, scope.places, scope.without
