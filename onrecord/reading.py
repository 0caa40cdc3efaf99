"""Readings: near claims that the record pins to the claimed number, each with its placebo.

A reading is the claim with one edit (and, where the words leave the end of the period open, any end up to
publication). It is offered only where numbers are not matched so easily: of the other numbers of the same
roundness between half and twice the claimed one, at least twenty, at most five in a hundred may be matched by
readings as near.
It says how easily a number is matched, not what the speaker meant.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from fractions import Fraction

from onrecord.bounds import Answer, bound, ratio
from onrecord.claim import Claim
from onrecord.measure import Form
from onrecord.period import ONE_DAY, Period
from onrecord.quantity import Quantity
from onrecord.row import Record
from onrecord.scope import Catalogue, Scope

MOST_MATCHED = Fraction(5, 100)  # the design's: offered only where a number is matched this rarely by chance
FEWEST_OTHERS = 20  # of fewer numbers, none matched does not show that at most five in a hundred would be
MOST_ENDS = 100  # a total that has run for longer than this is not tried at every end


@dataclass(frozen=True, slots=True)
class Edit:
    """One thing changed: ``slot`` is place, end, measure, by, against, of or form; ``was`` and ``now`` are ids
    joined by ';', ISO days (last day included) or forms."""

    slot: str
    was: str
    now: str


@dataclass(frozen=True, slots=True)
class Placebo:
    """How easily a number is matched: of the ``others`` numbers of the same roundness from ``low`` to ``high``,
    ``matched`` would also have been reproduced by a reading this near."""

    low: int
    high: int
    others: int
    matched: int


@dataclass(frozen=True, slots=True)
class Reading:
    """A scope near the claim's that the record pins to the claimed number.

    ``exactly`` is true where the claim said more (or less) than the number, and the record gives just the number.
    ``later`` is true where it rests on figures published after the statement.
    """

    edits: tuple[Edit, ...]
    form: Form
    scope: Scope
    answer: Answer
    value: Fraction
    exactly: bool
    later: bool
    placebo: Placebo


@dataclass(frozen=True, slots=True)
class Asked:
    """A claim as it is asked of one voice: the scope to bound and, for a change or a share, the one to divide by."""

    claim: Claim
    scope: Scope
    base: Scope | None
    voice: str
    rule: str

    @property
    def form(self) -> Form:
        return self.claim.form


# --------------------------------------------------------------------------------------------------------- answers


def answer(question: Asked, record: Record, catalogue: Catalogue, *, withdrawals: bool = True) -> Answer:
    """What the record allows for a question, in the claim's own unit."""
    if question.base is None:
        found = bound(question.scope, question.voice, question.rule, record, catalogue, withdrawals=withdrawals)
        return Answer("amount", found.low, found.high, (found,))
    scopes = (question.scope, question.base)
    percent = ratio(scopes, question.voice, question.rule, record, catalogue, withdrawals=withdrawals)
    quantity = question.claim.quantity
    return percent if quantity is None or question.form != "change" else _as_change(percent, quantity)


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


# ----------------------------------------------------------------------------------------------------------- edits

Variation = tuple[tuple[Edit, ...], Asked]


def _wider_places(question: Asked, catalogue: Catalogue) -> Iterator[Variation]:
    """The place to what it lies in: a region to the countries of its outer cover, a place to each of its wholes."""
    places, tree = catalogue.places, catalogue.places.tree
    chains = [tree.chain(p)[:-1] for p in places.outer(question.scope.places)]
    widest = max((len(chain) for chain in chains), default=0)
    for up in range(widest):
        wider = tuple(sorted({chain[max(0, len(chain) - 1 - up)] for chain in chains}))
        if wider != question.scope.places:
            edit = Edit("place", ";".join(question.scope.places), ";".join(wider))
            yield (edit,), _with_scope(question, places=wider)


def _neighbour_measures(question: Asked, _: Catalogue) -> Iterator[Variation]:
    """The measure to those that statements take for it (engagements for strikes)."""
    was = question.scope.measure
    for now in NEIGHBOURS.get(was, ()):
        yield (Edit("measure", was, now),), _with_scope(question, measure=now)


def _anyone(question: Asked, catalogue: Catalogue) -> Iterator[Variation]:
    """A named actor to its whole, in one role."""
    for role in ("by", "against", "of"):
        was: tuple[str, ...] = getattr(question.scope, role)
        tree = catalogue.actors.tree
        now = tuple(sorted({actor if (whole := tree.chain(actor)[1]) == tree.root else whole for actor in was}))
        if now != was:
            yield (Edit(role, ";".join(was), ";".join(now)),), _with_scope(question, **{role: now})


def _percent_of(question: Asked, _: Catalogue) -> Iterator[Variation]:
    """'An increase of N percent over' to 'N percent of'."""
    if question.form == "change" and question.base is not None:
        claim = replace(question.claim, form="share")
        yield (Edit("form", "change", "share"),), replace(question, claim=claim)


def _increase_of(question: Asked, _: Catalogue) -> Iterator[Variation]:
    """'N percent of' to 'an increase of N percent over'."""
    quantity = question.claim.quantity
    if question.form == "share" and question.base is not None and quantity is not None:
        claim = replace(question.claim, form="change", quantity=replace(quantity, direction="up"))
        yield (Edit("form", "share", "change"),), replace(question, claim=claim)


EDITS: tuple[Callable[[Asked, Catalogue], Iterator[Variation]], ...] = (
    _wider_places,
    _neighbour_measures,
    _anyone,
    _percent_of,
    _increase_of,
)
"""All edits, each of cost one. An open end of the period is no edit: the words leave it open."""

NEIGHBOURS = {
    "strikes": ("engagements", "sorties", "targets_hit"),
    "engagements": ("strikes",),
    "sorties": ("strikes",),
    "targets_hit": ("strikes", "engagements"),
    "deaths": ("civilian_deaths", "combatant_deaths", "casualties"),
    "casualties": ("deaths", "injured"),
    "neutralised": ("combatant_deaths",),
}
"""Measures that statements are known to take for each other (the traps listed with the annotation guide)."""


def _with_scope(question: Asked, **changes: object) -> Asked:
    """The question with other places, actors or measure, and what it is measured against likewise."""
    base = None if question.base is None else question.base.but(**changes)
    return replace(question, scope=question.scope.but(**changes), base=base)


def _ends(period: Period) -> Sequence[dt.date]:
    """The ends (first day after) that the words leave open: all up to publication for a running total."""
    if period.start is None or period.end is None or period.kind != "since":
        return [period.end] if period.end is not None else []
    days = min((period.end - period.start).days, MOST_ENDS)
    return [period.end - n * ONE_DAY for n in range(days)]


def _near(question: Asked, catalogue: Catalogue) -> Iterator[Variation]:
    """The question itself and with each edit, at every end that the words leave open."""
    edited = [variation for edit in EDITS for variation in edit(question, catalogue)]
    for edits, near in [((), question), *edited]:
        for end in _ends(near.scope.period):
            if end == near.scope.period.end:
                if edits:
                    yield edits, near
                continue
            was, now = near.scope.period.last_day, (end - ONE_DAY)
            moved = replace(near, scope=near.scope.but(period=replace(near.scope.period, end=end)))
            yield (*edits, Edit("end", str(was), str(now))), moved


# -------------------------------------------------------------------------------------------------- which to offer


def find_readings(
    question: Asked, record: Record, catalogue: Catalogue, published_on: dt.date | None
) -> tuple[Reading, ...]:
    """All readings of one edit that reproduce the claimed number and are not matched by chance, nearest first."""
    quantity = question.claim.quantity
    if quantity is None or quantity.stated is None or quantity.vague or quantity.comparator == "range":
        return ()
    pinned: list[tuple[tuple[Edit, ...], Asked, Fraction]] = []
    for edits, near in _near(question, catalogue):
        found = answer(near, record, catalogue, withdrawals=False)
        if found.pinned and found.low is not None:
            pinned.append((edits, near, found.low))
    placebo = _placebo(quantity, [value for _, _, value in pinned])
    if placebo is None or placebo.matched > MOST_MATCHED * placebo.others:
        return ()
    hits = [(edits, near) for edits, near, value in pinned if reproduces(value, quantity.stated, quantity)]
    hits.sort(key=lambda hit: (len([e for e in hit[0] if e.slot != "end"]), [(e.slot, e.now) for e in hit[0]]))
    return tuple(_reading(edits, near, record, catalogue, (published_on, placebo)) for edits, near in hits)


def reproduces(value: Fraction, stated: Fraction, quantity: Quantity) -> bool:
    """Whether a pinned value, rounded as the claim is, gives the stated number."""
    if quantity.unit not in ("percent", "times") and not quantity.approximate:
        return value == stated
    return stated - quantity.step / 2 <= value < stated + quantity.step / 2


def roundness(number: int) -> int:
    """The largest of 1, 5, 10, 50, 100, ... that divides a number: how round it is."""
    step, larger = 1, 5
    while number and number % larger == 0:
        step, larger = larger, larger * (2 if str(larger)[0] == "5" else 5)
    return step


def _placebo(quantity: Quantity, values: Sequence[Fraction]) -> Placebo | None:
    """How many other numbers of the same kind the same readings would have matched; None of too few others."""
    assert quantity.stated is not None
    units = quantity.stated / quantity.step
    if units.denominator != 1 or units <= 0:
        return None
    number = int(units)
    low, high = -(-number // 2), number * 2
    others = [n for n in range(low, high + 1) if n != number and roundness(n) == roundness(number)]
    matched = [n for n in others if any(reproduces(value, n * quantity.step, quantity) for value in values)]
    return Placebo(low, high, len(others), len(matched)) if len(others) >= FEWEST_OTHERS else None


def _reading(
    edits: tuple[Edit, ...],
    near: Asked,
    record: Record,
    catalogue: Catalogue,
    known: tuple[dt.date | None, Placebo],
) -> Reading:
    """The reading in full: with its proofs, what it hangs on, and whether it rests on later figures."""
    published_on, placebo = known
    found = answer(near, record, catalogue)
    assert found.low is not None
    assert near.claim.quantity is not None
    exactly = near.claim.quantity.comparator not in ("=", "~")
    return Reading(edits, near.form, near.scope, found, found.low, exactly, _later(found, published_on), placebo)


def _later(found: Answer, published_on: dt.date | None) -> bool:
    """Whether a proof of the answer cites something published after the statement."""
    if published_on is None:
        return False
    proofs = [proof for part in found.parts for proof in (part.low_proof, part.high_proof) if proof is not None]
    days = [
        witness["published_on"]
        for proof in proofs
        for premise in proof.premises.values()
        for witness in premise.because.get("figures", ())[:1]
    ]
    return any(day is not None and day > published_on.isoformat() for day in days)
