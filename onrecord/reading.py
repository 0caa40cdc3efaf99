"""Readings: near claims that the record pins to the claimed number, each with its placebo.

Near questions (:mod:`onrecord.lattice`) are asked nearest first. One that the record pins to the claimed number is
offered only where numbers are not matched so easily: of the other numbers of the same roundness between half and twice
the claimed one, at least twenty, at most five in a hundred may be matched by readings as near. Where more are, the
search stops: what lies farther away would be matched more easily still.
It says how easily a number is matched, not what the speaker meant.
"""

from __future__ import annotations

import datetime as dt
import itertools
from collections.abc import Callable, Iterator, Set
from dataclasses import dataclass, replace
from fractions import Fraction

from onrecord.bounds import Answer, Bounds, bound, difference, ratio, settling_bounds
from onrecord.lattice import NO_COUNTS, Around, Asked, Edit, Lattice, Near, near_questions, packaged_lattice, steps_of
from onrecord.measure import Form
from onrecord.pinning import Pinning
from onrecord.place import NOT_STATED
from onrecord.quantity import Quantity
from onrecord.row import Cutoff, Holdings, Record, Term, build_record
from onrecord.scope import Catalogue, Scope

__all__ = [
    "Asked",
    "Edit",
    "Placebo",
    "Reading",
    "answer",
    "find_readings",
    "near_values",
    "offered_readings",
    "others_of",
    "pinning_of",
    "reproduces",
    "roundness",
    "said",
    "value_of",
    "with_tables",
]

MOST_MATCHED = Fraction(5, 100)  # the design's: offered only where a number is matched this rarely by chance
FEWEST_OTHERS = 20  # of fewer numbers, none matched does not show that at most five in a hundred would be
MOST_OFFERED = 20  # a reader looks at a few; each comes with its proofs
MOST_SUMMED = 300  # near questions of which tables of events make sums: two passes through each table for each
MOST_IN_FULL = 3  # what a reading hangs on is as many bounds as its proof has premises; pages draw so many readings


@dataclass(frozen=True, slots=True)
class Placebo:
    """How easily a number is matched: of the ``others`` numbers of the same roundness from ``low`` to ``high``,
    ``matched`` would also have been reproduced by a reading this near; there are ``asked`` questions this near."""

    low: int
    high: int
    others: int
    matched: int
    asked: int = 0


@dataclass(frozen=True, slots=True)
class Reading:
    """A scope near the claim's that the record pins to the claimed number.

    ``exactly`` is true where the claim said more (or less) than the number, and the record gives just the number.
    ``later`` is true where it rests on figures published after the statement. ``cost`` says how far from the claim it
    is, by the lattice of that version.
    """

    edits: tuple[Edit, ...]
    form: Form
    scope: Scope
    answer: Answer
    value: Fraction
    exactly: bool
    later: bool
    placebo: Placebo
    cost: int = 0
    lattice: int = 0


# --------------------------------------------------------------------------------------------------------- answers


Enough = Callable[[Answer], bool]
"""Whether an answer settles what is asked, however much closer another would be."""


def answer(
    question: Asked, record: Record, catalogue: Catalogue, *, withdrawals: bool = True, enough: Enough | None = None
) -> Answer:
    """What the record allows for a question, in the claim's own unit; of one total, only until it is ``enough``."""
    if question.base is None:
        who = (question.voice, question.rule)
        if enough is None:
            found = bound(question.scope, *who, record, catalogue, withdrawals=withdrawals)
        else:
            term, settles = Term(Fraction(1), *who, question.scope), enough
            found = settling_bounds(
                term, record, catalogue, lambda bounds: settles(_of_one(question, bounds)), withdrawals=withdrawals
            )
        return _of_one(question, found)
    scopes = (question.scope, question.base)
    quantity = question.claim.quantity
    if _is_difference(question):
        falls = quantity is not None and quantity.direction == "down"
        who = (question.voice, question.rule)
        return difference(scopes, who, record, catalogue, falls=falls, withdrawals=withdrawals)
    percent = ratio(scopes, question.voice, question.rule, record, catalogue, withdrawals=withdrawals)
    if question.form == "ratio":
        low, high = (None if n is None else n / 100 for n in (percent.low, percent.high))
        return replace(percent, form="ratio", low=low, high=high)
    return percent if quantity is None or question.form != "change" else _as_change(percent, quantity)


def _of_one(question: Asked, found: Bounds) -> Answer:
    """An amount, or a rate: so much a day, week or month."""
    if question.times is None:
        return Answer("amount", found.low, found.high, (found,))
    low, high = (None if n is None else n / question.times for n in (found.low, found.high))
    return Answer("rate", low, high, (found,))


def _is_difference(question: Asked) -> bool:
    """Whether a change is said in counts or percentage points, not as a part of what there was; or not in numbers."""
    quantity = question.claim.quantity
    if question.form == "comparison":
        return True
    return question.form == "change" and quantity is not None and quantity.unit not in ("percent", "times")


def _as_change(percent: Answer, quantity: Quantity) -> Answer:
    """From 'percent of' to a change of the size and direction that the claim speaks of."""
    low, high = percent.low, percent.high
    if quantity.unit == "times":
        low, high = (None if v is None else v / 100 for v in (low, high))
        if quantity.direction == "down":
            low, high = (None if not v else 1 / v for v in (high, low))
    elif quantity.direction == "down":
        low, high = (None if v is None else 100 - v for v in (high, low))
    else:
        low, high = (None if v is None else v - 100 for v in (low, high))
    return replace(percent, form="change", low=low, high=high)


# -------------------------------------------------------------------------------------------------- which to offer


def find_readings(
    question: Asked,
    record: Record,
    catalogue: Catalogue,
    published_on: dt.date | None,
    lattice: Lattice | None = None,
) -> tuple[Reading, ...]:
    """The readings that reproduce the claimed number and are not matched by chance, nearest first."""
    return offered_readings(Around(question, record, catalogue, lattice or packaged_lattice(), published_on))


def offered_readings(
    around: Around, pinning: Pinning | None = None, *, in_full: int = MOST_IN_FULL
) -> tuple[Reading, ...]:
    """The same, with what so many of them hang on; ``pinning`` is what to ask where that was made before."""
    quantity = around.asked.claim.quantity
    if quantity is None or quantity.stated is None or quantity.vague or quantity.comparator == "range":
        return ()
    found: list[Reading] = []
    for near, placebo in _hits(around, quantity, pinning):
        reading = _reading(near, around, placebo, withdrawals=len(found) < in_full)
        found += [reading] if reading is not None else []
        if len(found) == MOST_OFFERED:
            break
    return tuple(found)


def with_tables(around: Around, holdings: Holdings, cutoff: Cutoff) -> Around:
    """The same amid the sums that whole tables of events have for the near questions, of which so many are then asked;
    as it is where no table of this voice is whole."""
    who = (around.asked.voice, around.asked.rule)
    listed = () if holdings.tables is None else holdings.tables.spoken_of(who)
    if not listed or NOT_STATED.id in around.scope.places:
        return around
    lattice = replace(around.lattice, most_questions=min(around.lattice.most_questions, MOST_SUMMED))
    wider = replace(around, lattice=lattice, listed=listed)
    asked = [scope for near in near_questions(wider) for scope in (near.asked.scope, near.asked.base) if scope]
    record = build_record(holdings.summed_near(list(dict.fromkeys(asked)), who), cutoff)
    return replace(wider, record=record)


def _hits(around: Around, quantity: Quantity, pinning: Pinning | None) -> Iterator[tuple[Near, Placebo]]:
    """The near questions that seem to give the number, each with the placebo over all as near; none where, over these,
    numbers are matched by chance."""
    if _placebo(quantity, frozenset(), 0) is None:
        return
    pinning = pinning or pinning_of(around)
    matched: set[int] = set()
    asked = 0
    for _, level in itertools.groupby(near_questions(around), key=lambda near: near.cost):
        pinned: list[tuple[Near, int]] = []
        for near in level:
            asked += 1
            value = value_of(near.asked, pinning, around)
            number = None if value is None else said(value, near.asked, quantity)
            if number is not None:
                pinned.append((near, number))
        matched |= {number for _, number in pinned}
        placebo = _placebo(quantity, matched, asked)
        if placebo is None or placebo.matched > MOST_MATCHED * placebo.others:
            return
        assert quantity.stated is not None
        yield from ((near, placebo) for near, number in pinned if number * quantity.step == quantity.stated)


def pinning_of(around: Around) -> Pinning:
    """What says which near questions the record pins: the rows cut once, for all that any edit names."""
    question = around.asked
    scopes = [question.scope, *(() if question.base is None else (question.base,))]
    scopes += [question.scope.but(**step.scope) for steps in steps_of(around).values() for step in steps]
    return Pinning(scopes, (question.voice, question.rule), around.record, around.catalogue)


def near_values(around: Around, pinning: Pinning | None = None) -> Iterator[tuple[Near, Fraction]]:
    """Every near question that the record seems to pin, nearest first, with its number."""
    pinning = pinning or pinning_of(around)
    for near in near_questions(around):
        value = value_of(near.asked, pinning, around)
        if value is not None:
            yield near, value


def value_of(asked: Asked, pinning: Pinning, around: Around) -> Fraction | None:
    """The number that the record seems to pin a near question to, in the claim's own unit."""
    if asked.base is None:
        return pinning.value(asked.scope)
    quantity = asked.claim.quantity
    assert quantity is not None
    if _is_difference(asked):
        found = pinning.difference(asked.scope, asked.base)
        return found if found is None or quantity.direction != "down" else -found
    top, bottom = pinning.value(asked.scope), pinning.value(asked.base)
    if top is not None and bottom:
        percent = Answer("share", 100 * top / bottom, 100 * top / bottom, ())
        return (_as_change(percent, quantity) if asked.form == "change" else percent).low
    if not pinning.may_be_proportional(asked.scope, asked.base):
        return None
    alone = answer(asked, around.record, around.catalogue, withdrawals=False)
    return alone.low if alone.pinned else None


# ----------------------------------------------------------------------------------------------- numbers and placebo


def said(value: Fraction, asked: Asked, quantity: Quantity) -> int | None:
    """How a claim as round as this one would state a value, in units of its last digit; None where it could not.

    A number taken for so many thousands is as round as these.
    """
    units = value / asked.factor / quantity.step
    if asked.factor <= 1 and not _is_rounded(quantity):
        return int(units) if units.denominator == 1 else None
    return (units + Fraction(1, 2)).__floor__()


def _is_rounded(quantity: Quantity) -> bool:
    """Whether a stated number stands for half a unit of its last digit on each side: parts and times always do."""
    return quantity.unit in NO_COUNTS or quantity.approximate or quantity.as_worded.step > 1


def reproduces(value: Fraction, stated: Fraction, quantity: Quantity) -> bool:
    """Whether a pinned value, rounded as the claim is, gives the stated number."""
    if not _is_rounded(quantity):
        return value == stated
    return stated - quantity.step / 2 <= value < stated + quantity.step / 2


def roundness(number: int) -> int:
    """The largest of 1, 5, 10, 50, 100, ... that divides a number: how round it is."""
    step, larger = 1, 5
    while number and number % larger == 0:
        step, larger = larger, larger * (2 if str(larger)[0] == "5" else 5)
    return step


def _next_rounder(step: int) -> int:
    """The next larger of 1, 5, 10, 50, 100, ..."""
    return step * (5 if str(step)[0] == "1" else 2)


def _half_and_twice(number: int) -> tuple[int, int]:
    return -(-number // 2), number * 2


def others_of(number: int) -> int:
    """How many other numbers of the same roundness lie between half and twice a number."""
    low, high = _half_and_twice(number)
    step = roundness(number)
    alike = [high // each - (low - 1) // each for each in (step, _next_rounder(step))]
    return alike[0] - alike[1] - 1


def _placebo(quantity: Quantity, matched: Set[int], asked: int) -> Placebo | None:
    """How many other numbers of the same kind are among those matched; None of too few others.

    Numbers are counted in units of the last digit stated.
    """
    assert quantity.stated is not None
    units = quantity.stated / quantity.step
    if units.denominator != 1 or units <= 0:
        return None
    number = int(units)
    low, high = _half_and_twice(number)
    step, others = roundness(number), others_of(number)
    found = sum(low <= n <= high and n != number and roundness(n) == step for n in matched)
    return Placebo(low, high, others, found, asked) if others >= FEWEST_OTHERS else None


# -------------------------------------------------------------------------------------------------------- in full


def _reading(near: Near, around: Around, placebo: Placebo, *, withdrawals: bool) -> Reading | None:
    """The reading in full: with its proofs, what it hangs on, and whether it rests on later figures.

    None where exact arithmetic does not bear out what floats said.
    """
    quantity = near.asked.claim.quantity
    assert quantity is not None
    found = answer(near.asked, around.record, around.catalogue, withdrawals=withdrawals)
    if not found.pinned or found.low is None:
        return None
    number = said(found.low, near.asked, quantity)
    if number is None or number * quantity.step != quantity.stated:
        return None
    return Reading(
        edits=near.edits,
        form=near.asked.form,
        scope=near.asked.scope,
        answer=found,
        value=found.low,
        exactly=quantity.comparator not in ("=", "~"),
        later=_later(found, around.published_on),
        placebo=placebo,
        cost=near.cost,
        lattice=around.lattice.version,
    )


def _later(found: Answer, published_on: dt.date | None) -> bool:
    """Whether a proof of the answer cites something published after the statement."""
    if published_on is None:
        return False
    proofs = [proof for part in found.parts for proof in (part.low_proof, part.high_proof) if proof is not None]
    days = [
        witness["published_on"]
        for proof in proofs
        for premise in proof.premises.values()
        for witness in premise.because.get("figures", ())[: None if premise.kind == "events" else 1]
    ]
    return any(day is not None and day > published_on.isoformat() for day in days)
