"""Claims of a statement put on record as figures: which can be, as what figure, or why not.

A figure made of a claim says no more than the words do: "more than 132 since 1 May" is at least 133, and no upper
bound; "about 200" is what rounds to it. What is reported, promised or vague, and what needs a second total to be
measured (a share, a change), is no figure.
"""

from __future__ import annotations

import math
from dataclasses import dataclass, replace
from fractions import Fraction

from onrecord.claim import Claim
from onrecord.figure import Figure, Sense, card_id
from onrecord.finding import Stated, stated
from onrecord.period import Period
from onrecord.place import NOT_STATED
from onrecord.scope import Catalogue
from onrecord.statement import Statement


@dataclass(frozen=True, slots=True)
class Acceptable:
    """A claim with the figure that it would be on record, or why it cannot be one."""

    claim: Claim
    quote: str
    figure: Figure | None
    why_not: str = ""


def acceptable(claim: Claim, statement: Statement, catalogue: Catalogue) -> Acceptable:
    """The claim as a figure whose voice is the side that the statement's speaker speaks for."""
    quote = claim.span.of(statement.text)
    why = _why_not(claim, statement, catalogue)
    if why:
        return Acceptable(claim, quote, None, why)
    measure = catalogue.measures[claim.scope.measure]
    assert claim.quantity is not None
    low, high, sense = _sides(stated(claim.quantity, whole=measure.whole), whole=measure.whole)
    period = claim.scope.period
    note = ""
    if period.kind == "since" and measure.kind == "flow":
        if low is None:
            return Acceptable(claim, quote, None, "it says at most so many, up to a day that the words leave open")
        high, sense = None, "at_least"
        note = "the words leave open up to which day: no upper bound"
    figure = Figure(
        id=figure_id(claim, statement),
        source=card_id(statement.publisher or statement.speaker_name or statement.id),
        voice=voice_of(claim.speaker or statement.speaker or "", catalogue),
        rule="",
        scope=replace(claim.scope, period=_as_counted(period, measure.kind)),
        low=low,
        high=high,
        sense=sense,
        published_on=statement.published_on,
        address=statement.address,
        quote=quote,
        note="; ".join(part for part in (statement.title, note) if part),
        file=statement.sha256,
        row=statement.text.count("\n", 0, claim.span.start) + 1,
    )
    return Acceptable(claim, quote, figure)


def figure_id(claim: Claim, statement: Statement) -> str:
    """An id that stays the same whatever else is found in the statement: where in it the number stands."""
    span = claim.quantity.span if claim.quantity is not None and claim.quantity.span is not None else claim.span
    return f"{statement.id}:{statement.sha256[:8]}/{span.start}"


def voice_of(speaker: str, catalogue: Catalogue) -> str:
    """Whose counts a speaker gives: those of the side that it speaks for."""
    return catalogue.actors[speaker].side or speaker


def _why_not(claim: Claim, statement: Statement, catalogue: Catalogue) -> str:
    """Why a claim can be no figure, or nothing."""
    period, speaker = claim.scope.period, claim.speaker or statement.speaker
    if claim.modality != "asserted":
        return f"it is {claim.modality}, not asserted"
    if claim.form != "amount":
        return f"it states no amount but {'an' if claim.form[0] in 'aeo' else 'a'} {claim.form}"
    reasons = (
        (claim.checkable != "yes", claim.reason or "it is only partly checkable"),
        (claim.quantity is None or claim.quantity.vague, "the number is vague"),
        (claim.scope.measure not in catalogue.measures, "what is counted is not known here"),
        (NOT_STATED.id in claim.scope.places, "the place that it names is not known here"),
        (period.start is None or period.end is None, "its first or its last day is not known"),
        (period.precision == "approx", "its days are not exact"),
        (speaker is None or speaker not in catalogue.actors, "it is not known who speaks; name them with --speaker"),
        (statement.published_on is None, "it is not known when it was published; say it with --published"),
        (not statement.address, "it is not known where it was published; say it with --address"),
    )
    for holds, why in reasons:
        if holds:
            return why
    unit = catalogue.measures[claim.scope.measure].unit
    if claim.quantity is not None and claim.quantity.unit != unit:
        return f"its number is in {claim.quantity.unit}, not in {unit}"
    return ""


def _sides(number: Stated, *, whole: bool) -> tuple[Fraction | None, Fraction | None, Sense]:
    """Low, high and sense of what the words state; whole things are counted whole."""
    low, high = number.low, number.high
    if whole and low is not None:
        low = Fraction(math.ceil(low))
    if whole and high is not None:
        high = Fraction(math.ceil(high) - 1 if number.high_open else math.floor(high))
    sense: Sense = "at_least" if high is None else "at_most" if low is None else "equal"
    return low, high, sense


def _as_counted(period: Period, kind: str) -> Period:
    """The days of a figure: a stock's are as of them, a flow's within them; how they were told does not matter."""
    return Period(period.start, period.end, "asof" if kind in ("stock", "ratio") else "within", period.precision)
