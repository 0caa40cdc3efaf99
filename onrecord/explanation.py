"""What stands beside a finding's sentence: bounds, what they hang on, why there are none, readings, contradictions."""

from __future__ import annotations

import datetime as dt
import math
from collections.abc import Iterable, Sequence
from fractions import Fraction
from typing import TYPE_CHECKING

from onrecord.actor import AS_PART
from onrecord.arabic import comma, count_words, is_finite, joined, noun_for, nouns, number_words, outward_words
from onrecord.phrase import (
    MOST_NAMES,
    actor_words,
    amount_words,
    day_words,
    fill,
    has_template,
    iso_period,
    measure_unit,
    measure_words,
    percent_number,
    period_words,
    place_words,
    plain_noun,
    range_words,
    rounded_words,
    scope_words,
    sum_words,
    template,
    when_words,
    where_and_when,
)
from onrecord.proof import Proof, Step
from onrecord.scope import ROLES

if TYPE_CHECKING:
    from onrecord.bounds import Answer, Bounds, Withdrawal
    from onrecord.claim import Claim
    from onrecord.comparing import Compared
    from onrecord.contradiction import Contradiction
    from onrecord.figure import Figure
    from onrecord.gap import Gap
    from onrecord.period import Period
    from onrecord.reading import Edit, Placebo, Reading
    from onrecord.row import Bridge, Holdings
    from onrecord.scope import Catalogue, Scope
    from onrecord.slack import Slack
    from onrecord.statement import Language

# -------------------------------------------------------------------------------------------------------- quotients


def unit_of(claim: Claim, catalogue: Catalogue) -> str:
    """The unit that the claim counts in, else the measure's own."""
    if claim.quantity is not None and claim.quantity.unit:
        return claim.quantity.unit
    return measure_unit(claim.scope.measure, catalogue)


def quotient_words(claim: Claim, answer: Answer, language: Language) -> str:
    """The change or share that two pinned counts make: an increase of about 204 percent (151 ÷ 74)."""
    first, second = (part.low for part in answer.parts)
    assert first is not None
    assert second
    unit = claim.quantity.unit if claim.quantity is not None else "percent"
    stated = claim.quantity.stated if claim.quantity is not None else None
    if answer.form != "change":
        return _share_words(first, second, unit, stated, language)
    size, direction = abs(first - second), "down" if first < second else "up"
    if unit == "times":
        grown = claim.quantity is None or claim.quantity.direction != "down"
        return _share_words(*((first, second) if grown or not first else (second, first)), unit, stated, language)
    if unit == "percent":
        n = worked_percent(size, second, stated, language)
    else:
        n = amount_words(size, claim.scope.measure, unit, language, "genitive")
    return fill(f"quantity.{direction}", language, n=n)


def _share_words(first: Fraction, second: Fraction, unit: str, stated: Fraction | None, language: Language) -> str:
    if unit == "percent":
        return worked_percent(first, second, stated, language)
    value = first / second
    shown = number_words(value) if is_finite(value) else rounded_words(value, value)
    words = f"{shown} {plain_noun(noun_for('', unit), value, language)}"
    return _worked(words if is_finite(value) else fill("quantity.about", language, n=words), first, second, language)


def worked_percent(part: Fraction, whole: Fraction, apart_from: Fraction | None, language: Language) -> str:
    """A percentage with the division that gives it: about 204 percent (151 ÷ 74)."""
    number = percent_number(100 * part / whole, language, apart_from)
    return _worked(fill("quantity.percent", language, n=number), part, whole, language)


def _worked(words: str, part: Fraction, whole: Fraction, language: Language) -> str:
    return fill("quantity.worked", language, n=words, sum=f"{number_words(part)} ÷ {number_words(whole)}")


def change_words(answer: Answer, claim: Claim, language: Language) -> str:
    """The range of a change or a share: an increase of at least 148.64 percent, no upper bound.

    An end that never ends as a decimal is rounded outwards, so that what is said stays true.
    """
    low, high = answer.low, answer.high
    if low is None and high is None:
        return template("bounds.nothing", language)
    if claim.form != "change" or (claim.quantity is not None and claim.quantity.unit == "times"):
        return _ends_words(low, high, claim, language)
    falls = claim.quantity is not None and claim.quantity.direction == "down"
    if low is not None and low < 0 and (high is None or high > 0):
        return _either_way(low, high, claim, language)
    if high is not None and high <= 0:
        low, high, falls = -high, _turned(low), not falls
    return fill("quantity.down" if falls else "quantity.up", language, n=_ends_words(low, high, claim, language))


def _turned(value: Fraction | None) -> Fraction | None:
    return None if value is None else -value


def _ends_words(low: Fraction | None, high: Fraction | None, claim: Claim, language: Language) -> str:
    """Two ends in percent or times, as a label."""
    unit = claim.quantity.unit if claim.quantity is not None else "percent"
    least = "" if low is None else outward_words(low, up=False)
    most = "" if high is None else outward_words(high, up=True)

    def named(number: str, value: Fraction) -> str:
        if unit == "percent":
            return fill("quantity.percent", language, n=number)
        return f"{number} {plain_noun(noun_for('', unit), value, language)}"

    if high is None:
        return fill("bounds.at_least", language, n=named(least, low or Fraction(0)))
    if low is None:
        return fill("bounds.at_most", language, n=named(most, high))
    if low == high:
        return fill("bounds.exactly", language, n=named(most, high))
    return fill("bounds.range", language, a=least, n=named(most, high))


def _either_way(low: Fraction, high: Fraction | None, claim: Claim, language: Language) -> str:
    """A change that may go either way: anything from a decrease of 3 percent to an increase of 10 percent."""
    falls = claim.quantity is not None and claim.quantity.direction == "down"
    names = ("up", "down") if falls else ("down", "up")
    a = fill(f"quantity.{names[0]}", language, n=_percent(outward_words(-low, up=True), language))
    if high is None:
        return fill("bounds.from", language, a=a)
    n = fill(f"quantity.{names[1]}", language, n=_percent(outward_words(high, up=True), language))
    return fill("bounds.from_to", language, a=a, n=n)


def _percent(number: str, language: Language) -> str:
    return fill("quantity.percent", language, n=number)


def rate_words(answer: Answer, measure: str, unit: str, language: Language) -> str:
    """The range of a rate or a ratio: between 7.25 and 7.26 strikes per day. Ends are rounded outwards."""
    if answer.low is not None and answer.low == answer.high:
        near = Fraction(round(answer.low * 100), 100)
        words = amount_words(near, measure, unit, language)
        return fill("bounds.exactly" if near == answer.low else "quantity.about", language, n=words)
    low = None if answer.low is None else _outward(answer.low, up=False)
    high = None if answer.high is None else _outward(answer.high, up=True)
    return range_words(low, high, measure, unit, language)


def _outward(value: Fraction, *, up: bool) -> Fraction:
    """A bound to two digits, rounded so that it stays a bound."""
    return Fraction(math.ceil(value * 100) if up else math.floor(value * 100), 100)


def difference_words(answer: Answer, claim: Claim, unit: str, language: Language) -> str:
    """By how much one total passes another: an increase of between 3 and 20 strikes; no change."""
    falls = claim.quantity is not None and claim.quantity.direction == "down"
    ways = ("down", "up") if falls else ("up", "down")
    low, high, measure = answer.low, answer.high, claim.scope.measure
    if low is None and high is None:
        return template("bounds.nothing", language)
    if low == high == 0:
        return template("quantity.same", language)
    if low is not None and low >= 0:
        return fill(f"quantity.{ways[0]}", language, n=range_words(low, high, measure, unit, language))
    if high is not None and high <= 0:
        return fill(f"quantity.{ways[1]}", language, n=range_words(-high, _turned(low), measure, unit, language))
    most, least = (
        None if end is None else fill(f"quantity.{way}", language, n=amount_words(abs(end), measure, unit, language))
        for end, way in ((high, ways[0]), (low, ways[1]))
    )
    if least is None or most is None:
        return fill("bounds.from", language, a=least) if least else fill("bounds.at_most", language, n=most or "")
    return fill("bounds.from_to", language, a=least, n=most)


def compared_words(asked: Compared, answer: Answer, catalogue: Catalogue, language: Language) -> str:
    """What follows for a total set against another: between 6.97 and 99.23 percent; 42 strikes more."""
    if answer.form == "extreme":
        words = bounds_words(answer.low, answer.high, asked.scope, asked.unit, language)
        return template("bounds.nothing", language) if answer.low is None and answer.high is None else words
    if answer.form != "difference":
        nothing = answer.low is None and answer.high is None
        return (
            template("bounds.nothing", language) if nothing else answer_words(answer, asked.claim, catalogue, language)
        )
    low, high, measure = answer.low, answer.high, asked.scope.measure
    if low == high == 0:
        return template("quantity.same", language)

    def ended(way: str, n: str) -> str:
        return fill(f"compared.{way}", language, n=n)

    if low is not None and low >= 0 and (low or high is not None):
        return ended("more", range_words(low, high, measure, asked.unit, language))
    if high is not None and high <= 0 and (high or low is not None):
        return ended("fewer", range_words(-high, _turned(low), measure, asked.unit, language))
    ends = [
        None if end is None else ended(way, amount_words(abs(end), measure, asked.unit, language))
        for end, way in ((low, "more" if low == 0 else "fewer"), (high, "fewer" if high == 0 else "more"))
    ]
    if ends[0] is None:
        return template("bounds.nothing", language) if ends[1] is None else fill("bounds.at_most", language, n=ends[1])
    if ends[1] is None:
        return fill("bounds.from", language, a=ends[0])
    return fill("bounds.from_to", language, a=ends[0], n=ends[1])


# ------------------------------------------------------------------------------------------------- bounds and proofs


def bounds_words(low: Fraction | None, high: Fraction | None, scope: Scope, unit: str, language: Language) -> str:
    """Bounds as a label: between 9 and 172 strikes; exactly 132 strikes; at least 9 strikes, no upper bound."""
    if low is not None and low == high:
        return fill("bounds.exactly", language, n=amount_words(low, scope.measure, unit, language))
    return range_words(low, high, scope.measure, unit, language)


def answer_words(answer: Answer, claim: Claim, catalogue: Catalogue, language: Language) -> str:
    """An answer as a label, in the claim's unit: between 9 and 172 strikes; an increase of about 204 percent."""
    unit = unit_of(claim, catalogue)
    if answer.form in ("rate", "ratio"):
        return rate_words(answer, claim.scope.measure, unit, language)
    if answer.form == "difference":
        return difference_words(answer, claim, unit, language)
    if len(answer.parts) != 2:
        return bounds_words(answer.low, answer.high, claim.scope, unit, language)
    if all(part.pinned for part in answer.parts) and answer.parts[1].low:
        return quotient_words(claim, answer, language)
    return change_words(answer, claim, language)


def bridge_words(bridge: Bridge, language: Language) -> str:
    """A bridge in its own sentence, as it is kept."""
    return str(bridge.doc.get(language) or bridge.doc.get("en") or bridge.id)


def gap_words(gap: Gap, catalogue: Catalogue, language: Language, asked: Scope | None = None) -> str:
    """Why there is no upper bound: no figure covers Turkey, May 2018, from above.

    A cell left over from many figures is named by the places ``asked`` about, of which it is a part.
    """
    places = gap_places(gap, catalogue, language, asked)
    period = iso_period(gap.start, gap.end)
    when = period_words(period, language) if language == "en" else when_words(period, language)
    if not places:
        return fill("gap.anywhere", language, when=when)
    return fill("gap.cell", language, places=places, when=when)


def gap_places(gap: Gap, catalogue: Catalogue, language: Language, asked: Scope | None = None) -> str:
    """The places of a gap, or those asked about where the gap is a piece with holes; '' for anywhere."""
    if asked is not None and asked.places and (gap.without or len(gap.places) > MOST_NAMES):
        return place_words(asked.places, catalogue, language, asked.without)
    return place_words(gap.places, catalogue, language, gap.without) if gap.places or gap.without else ""


def hang_words(
    withdrawal: Withdrawal, bounds: Bounds, holdings: Holdings, catalogue: Catalogue, language: Language
) -> str:
    """The bounds without one assertion or bridge: Without the 52 (Iraq and Syria, 18–24 May 2018): at least 117."""
    scope = bounds.question[0].scope
    same = (withdrawal.low, withdrawal.high) == (bounds.low, bounds.high)
    words = bounds_words(withdrawal.low, withdrawal.high, scope, measure_unit(scope.measure, catalogue), language)
    names = [
        premise_name(premise, scope.measure, holdings, catalogue, language)
        for premise in (withdrawal.premise, *withdrawal.also)
    ]
    premise = joined(names, language)
    return fill("hangs.still" if same else "hangs.changed", language, premise=premise, bounds=words)


def premise_name(premise: str, measure: str, holdings: Holdings, catalogue: Catalogue, language: Language) -> str:
    """What is withdrawn: a figure by its number and scope (and its measure where that is another), or a bridge."""
    for figure in holdings.figures:
        if figure.id == premise:
            label = where_and_when(figure.scope, catalogue, language)
            if figure.kind == "listing":
                return fill("hangs.listing", language, source=_source(figure.source, holdings, language), scope=label)
            n = figure_number(figure, catalogue, language)
            if figure.scope.measure != measure:
                label = f"{measure_words(figure.scope.measure, catalogue, language)}{comma(language)}{label}"
            return fill("hangs.figure", language, n=n, scope=label)
    for bridge in holdings.bridges:
        if bridge.id == premise:
            clause = clause_words(bridge.kind, bridge.lesser, bridge.greater, catalogue, language)
            return fill("hangs.bridge", language, clause=clause)
    if clause := stint_clause(premise, catalogue, language):
        return fill("hangs.bridge", language, clause=clause)
    if premise.startswith("events:"):
        key = "hangs.others" if "#" in premise else "hangs.events"  # the rest of the list
        return fill(key, language, source=_source(premise.split(":")[1], holdings, language))
    return premise


def _source(source: str, holdings: Holdings, language: Language) -> str:
    """A source by the name on its card."""
    card = holdings.cards.get(source)
    return source if card is None else card.names[language]


def stint_clause(stint: str, catalogue: Catalogue, language: Language) -> str:
    """When one party was part of another by the catalogue; '' where it knows of no such stint."""
    days = [each.period for each in catalogue.actors.stints.get(stint, ())]
    return stint_words(stint, days, catalogue, language) if days else ""


def stint_words(stint: str, days: Iterable[Period], catalogue: Catalogue, language: Language) -> str:
    """When one party was part of another, as a clause: the YPG counted as part of the SDF since 11 October 2015."""
    part, whole = (actor_words((key,), catalogue, language) for key in stint.split(AS_PART))
    when = joined([when_words(period, language) for period in days], language)
    return fill("premises.stint", language, part=part, whole=whole, when=when)


def figure_number(figure: Figure, catalogue: Catalogue, language: Language) -> str:
    """A figure's bare number, as it stands in a sum or a list: 52; 97.5 to 98.5 percent."""
    ends = [number_words(end) for end in dict.fromkeys((figure.low, figure.high)) if end is not None]
    words = ends[0] if len(ends) == 1 else fill("hangs.span", language, a=ends[0], n=ends[-1])
    percent = measure_unit(figure.scope.measure, catalogue) == "percent"
    return fill("quantity.percent", language, n=words) if percent else words


def slack_words(room: Sequence[Slack], language: Language) -> str:
    """By how much one number may be off, the others being right: still shown if up to 32 lower; '' of no slack."""
    holds, ways = _ways(room, language)
    return fill(f"slack.{'still' if holds else 'not'}", language, ways=ways) if ways else ""


def _ways(room: Sequence[Slack], language: Language) -> tuple[bool, str]:
    """How far a number may be off, or (false) which way not at all; '' of no slack."""
    least = {way: min((one for one in room if one.direction == way), key=_room, default=None) for way in ("down", "up")}
    told = {way: one for way, one in least.items() if one is not None}
    some = [
        fill(f"slack.{way}{'_less' if one.strict else ''}", language, n=number_words(one.room))
        for way, one in told.items()
        if one.room
    ]
    if some or not told:
        return True, template("slack.or", language).join(some)
    return False, template(f"slack.any_{'_'.join(told)}", language)


MOST_ROOM = 4
"""Numbers whose slack is told in one line, those with the least first."""


def room_words(room: Sequence[Slack], proofs: Sequence[Proof], language: Language) -> str:
    """The slack of the numbers of a sum: The sum still shows it if 184 is up to 32 lower or 52 is up to 32 higher."""
    values = {step.premise: step.value for proof in proofs for step in proof.steps}
    told: dict[bool, list[str]] = {False: [], True: []}
    for premise in dict.fromkeys(one.premise for one in room if one.premise in values):
        holds, ways = _ways([one for one in room if one.premise == premise], language)
        told[holds].append(fill("slack.number", language, value=number_words(values[premise]), ways=ways))
    words = []
    for holds, numbers in told.items():
        if len(numbers) > MOST_ROOM:
            numbers[MOST_ROOM:] = [fill("slack.more", language, n=len(numbers) - MOST_ROOM)]
        listed = template("slack.or", language).join(numbers)
        words += [fill(f"slack.all_{'still' if holds else 'not'}", language, numbers=listed)] if numbers else []
    return " ".join(words)


def _room(one: Slack) -> tuple[Fraction, bool]:
    return one.room, not one.strict


def clause_words(kind: str, lesser: str, greater: str, catalogue: Catalogue, language: Language) -> str:
    """A bridge as a clause: nobody left; no strike is without at least one engagement."""
    if kind in ("clock", "near"):
        return template(f"premises.{kind}", language)
    special = f"premises.{kind}_{lesser}" + ("" if lesser == greater else f"_{greater}")
    if has_template(special):
        return template(special, language)
    names = [measure_words(measure, catalogue, language) for measure in (lesser, greater)]
    return fill(f"premises.{kind}", language, lesser=names[0], greater=names[1])


def rounding_words(proof: Proof, language: Language) -> str:
    """Where whole counts bring the bound further in than its sum: 'in whole counts at most 166'; else ''."""
    if proof.value == proof.bound:
        return ""
    key = "in_whole_counts_most" if proof.side == "high" else "in_whole_counts_least"
    return fill(f"sentences.{key}", language, n=number_words(proof.value))


def contradiction_words(contradiction: Contradiction, language: Language) -> str:
    """The sum that cannot hold, with its size: 29,225 + 183 + 529 = 29,937 > 29,920: 17 too many."""
    steps = [step for step in contradiction.proof.steps if step.multiplier * step.value]
    said = [_unsigned(step) for step in steps if step.multiplier * step.value < 0]
    limit = [_unsigned(step) for step in steps if step.multiplier * step.value > 0]
    left, right = (_total_words(side) for side in (said, limit))
    size = fill("sentences.too_many", language, n=number_words(contradiction.size))
    if contradiction.within_rounding:
        size = fill("sentences.within_rounding", language, size=size)
    total = sum((step.multiplier * step.value for step in limit), Fraction(0))
    return f"{left} > {right if len(limit) < 2 else f'{number_words(total)} = {sum_words(limit)}'}: {size}"


def _unsigned(step: Step) -> Step:
    return Step(abs(step.multiplier), step.premise, step.side, abs(step.value))


def _total_words(steps: Sequence[Step]) -> str:
    """A sum with its total; a single number stands alone."""
    total = sum((step.multiplier * step.value for step in steps), Fraction(0))
    if len(steps) < 2 and all(step.multiplier == 1 for step in steps):
        return number_words(total)
    return f"{sum_words(steps)} = {number_words(total)}"


# --------------------------------------------------------------------------------------------------------- readings


def reading_words(reading: Reading, claim: Claim, catalogue: Catalogue, language: Language) -> str:
    """A reading in one line: Iraq and Syria, 1–17 May 2018: exactly 132, not more than 132."""
    what = _reading_scope(reading, claim, catalogue, language)
    if (
        reading.answer.form != "difference"
        and len(reading.answer.parts) == 2
        and all(part.pinned for part in reading.answer.parts)
    ):
        first, second = (part.low for part in reading.answer.parts)
        if first is not None and second:
            n = worked_percent(first, second, reading.value, language)
            return fill("readings.rounds", language, what=what, n=n)
    comparator = claim.quantity.comparator if claim.quantity is not None else "="
    key = "exactly"
    if reading.exactly:
        key = {">": "not_more", "<": "not_less"}.get(comparator, "exactly")
    return fill(f"readings.{key}", language, what=what, n=number_words(reading.value))


def _reading_scope(reading: Reading, claim: Claim, catalogue: Catalogue, language: Language) -> str:
    """What the reading counts: where and when, the measure where it was changed, 'a percentage of' or 'less' a base."""
    if len(reading.answer.parts) == 2:
        scopes = [part.question[0].scope for part in reading.answer.parts]
        labels = [where_and_when(scope, catalogue, language) for scope in scopes]
        if scopes[0].but(period=scopes[1].period) == scopes[1]:
            labels = [period_words(scope.period, language) for scope in scopes]
        key = "less" if reading.answer.form == "difference" else "percent_of"
        return fill(f"readings.{key}", language, a=labels[0], b=labels[1])
    if reading.scope.measure != claim.scope.measure or any(e.slot in ROLES for e in reading.edits):
        return scope_words(reading.scope, catalogue, language)
    return where_and_when(reading.scope, catalogue, language)


def edit_words(edit: Edit, catalogue: Catalogue, language: Language) -> tuple[str, str, str]:
    """One thing changed, as (slot, was, now) in words: place, the Middle Euphrates River Valley, Iraq and Syria."""
    slot = template(f"slots.{edit.slot}", language) if has_template(f"slots.{edit.slot}") else edit.slot
    return slot, _edited(edit.slot, edit.was, catalogue, language), _edited(edit.slot, edit.now, catalogue, language)


def _edited(slot: str, value: str, catalogue: Catalogue, language: Language) -> str:
    ids = tuple(part.strip() for part in value.replace(",", ";").split(";") if part.strip())
    if slot == "place":
        return place_words(ids, catalogue, language)
    if slot in ROLES:
        return actor_words(ids, catalogue, language) or template("scope.anyone", language)
    if slot == "measure":
        return measure_words(value, catalogue, language)
    if slot == "form":
        return template(f"forms.{value}", language) if has_template(f"forms.{value}") else value
    if slot == "unit":
        named = has_template(f"units.{value}")
        return template(f"units.{value}", language) if named else plain_noun(noun_for("", value), Fraction(5), language)
    if slot == "number":
        return number_words(Fraction(value))
    try:
        return day_words(dt.date.fromisoformat(value), language)
    except ValueError:
        return value


def placebo_words(placebo: Placebo, language: Language) -> str:
    """How easily the number is matched, and what that says; always both sentences."""
    others = count_words(placebo.others, nouns()["other_number"], language, "genitive")
    words = {"others": others, "low": number_words(placebo.low), "high": number_words(placebo.high)}
    if placebo.matched == 0:
        return fill("readings.placebo_none", language, **words)
    return fill("readings.placebo", language, **words, matched=number_words(placebo.matched))


def pattern_words(key: str, claims: Sequence[str], language: Language) -> str:
    """A slip that several claims share, said once with the claims it concerns (as they are numbered on the page)."""
    if not has_template(f"patterns.{key}"):
        return ""
    form = "one" if len(claims) == 1 else "many"
    return fill(f"patterns.{key}.{form}", language, claims=joined(list(claims), language))
