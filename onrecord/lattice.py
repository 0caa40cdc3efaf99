"""The lattice of near questions: what a reading may change in a claim, at what cost, nearest first.

The edits, their costs and the measures that are taken for each other are data (``data/lattice.toml``); how an edit is
made is a function of :data:`MOVES`. A near question changes at most one thing in each of a few slots; its cost is the
sum of its edits'. Questions that come to the same are asked once, under the cheapest way there.
"""

from __future__ import annotations

import datetime as dt
import itertools
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from fractions import Fraction
from functools import cache
from typing import TYPE_CHECKING, Any

from onrecord.cell import BOUNDED, measure_groups
from onrecord.data import table
from onrecord.measure import Form
from onrecord.period import ONE_DAY
from onrecord.row import Record
from onrecord.scope import ROLES, Catalogue, Scope

if TYPE_CHECKING:
    from onrecord.assertion import Claim

NO_COUNTS = ("percent", "percentage_point", "times")
"""Units of numbers that nobody counts by the thousand."""


@dataclass(frozen=True, slots=True)
class Edit:
    """One thing changed: ``slot`` is place, start, end, measure, by, against, of, form, unit or number; ``was`` and
    ``now`` are ids joined by ';', ISO days (last day included), forms, units or numbers."""

    slot: str
    was: str
    now: str


@dataclass(frozen=True, slots=True)
class Asked:
    """A claim as it is asked of one voice: the scope to bound and, for a change or a share, the one to divide by.

    ``factor`` is what the claimed number is taken times, where a reading takes it for so many thousands. ``times`` is
    how many days, weeks or months a rate is told over.
    """

    claim: Claim
    scope: Scope
    base: Scope | None
    voice: str
    rule: str
    factor: Fraction = Fraction(1)
    times: Fraction | None = None

    @property
    def form(self) -> Form:
        return self.claim.form


@dataclass(frozen=True, slots=True)
class Near:
    """A question near a claim's: what was changed, how far that is, and what is asked."""

    edits: tuple[Edit, ...]
    cost: int
    asked: Asked


@dataclass(frozen=True, slots=True)
class Rule:
    """One edit of the lattice: in which slot, by which move, how far away; the others are the move's own."""

    id: str
    slot: str
    move: str
    cost: int
    doc: Mapping[str, str] = field(default_factory=dict)
    levels: int = 1
    unit: str = ""
    factor: int = 1


@dataclass(frozen=True, slots=True)
class Lattice:
    """The edits in order, measures taken for each other, lags by voice, and how far the search may go."""

    version: int
    rules: tuple[Rule, ...]
    neighbours: Mapping[str, tuple[str, ...]]
    lags: Mapping[str, int]
    most_slots: int
    most_questions: int
    most_ends: int


@cache
def packaged_lattice() -> Lattice:
    """The lattice shipped with the program."""
    held = table("lattice")
    return Lattice(
        version=held["version"],
        rules=tuple(Rule(**entry) for entry in held["edit"]),
        neighbours={entry["measure"]: tuple(entry["taken_for"]) for entry in held["neighbour"]},
        lags={entry["voice"]: entry["days"] for entry in held["lag"]},
        most_slots=held["most_slots"],
        most_questions=held["most_questions"],
        most_ends=held["most_ends"],
    )


# ----------------------------------------------------------------------------------------------------------- moves


@dataclass(frozen=True, slots=True)
class Around:
    """What moves look at: the claim's question, the record, the catalogue, the lattice, the day of the statement.

    ``listed``: what tables of events, whose sums are made when asked for, can be asked about beside the record.
    """

    asked: Asked
    record: Record
    catalogue: Catalogue
    lattice: Lattice
    published_on: dt.date | None
    listed: tuple[Scope, ...] = ()

    @property
    def scope(self) -> Scope:
        return self.asked.scope

    @property
    def known(self) -> tuple[Scope, ...]:
        """Once each the scopes of this voice's figures, and of the events that it lists, whatever their days."""
        voice, rule = self.asked.voice, self.asked.rule
        name = f"scopes of {voice} {rule}"
        figures = self.record.kept(name, (), self.catalogue, lambda: self._scopes((voice, rule)))
        return (*figures, *self.listed)

    def _scopes(self, who: tuple[str, str]) -> tuple[Scope, ...]:
        rows, lists = (row.terms for row in self.record.rows), (held.terms for held in self.record.lists)
        terms = itertools.chain.from_iterable(itertools.chain(rows, lists))
        mine = (term.scope for term in terms if (term.voice, term.rule) == who)
        return tuple({(s.measure, s.places, s.without, s.by, s.against, s.of): s for s in mine}.values())


@dataclass(frozen=True, slots=True)
class Step:
    """One edit as it is made: what it changes in the scope, in the claim, or the factor of its number."""

    slot: str
    cost: int
    edits: tuple[Edit, ...]
    scope: Mapping[str, Any] = field(default_factory=dict)
    claim: Mapping[str, Any] = field(default_factory=dict)
    factor: Fraction = Fraction(1)


Changed = tuple[tuple[Edit, ...], Mapping[str, Any]]
Move = Callable[[Rule, Around], Iterator[Changed]]


def _place(now: Sequence[str], around: Around) -> Iterator[Changed]:
    """The place to others; of two places one of which holds the other, the larger stays."""
    tree, was = around.catalogue.places.tree, around.scope.places
    kept = tuple(sorted(p for p in set(now) if not any(q != p and tree.holds(q, p) for q in now)))
    if kept and kept != was:
        yield (Edit("place", ";".join(was), ";".join(kept)),), {"places": kept}


def _hull(_: Rule, around: Around) -> Iterator[Changed]:
    yield from _place(around.catalogue.places.outer(around.scope.places), around)


def _core(_: Rule, around: Around) -> Iterator[Changed]:
    yield from _place(around.catalogue.places.inner(around.scope.places), around)


def _country(_: Rule, around: Around) -> Iterator[Changed]:
    chains = _chains(around)
    yield from _place([chain[-1] for chain in chains], around)


def _up(rule: Rule, around: Around) -> Iterator[Changed]:
    """So many levels up, a country staying where it is."""
    yield from _place([chain[min(rule.levels, len(chain) - 1)] for chain in _chains(around)], around)


def _chains(around: Around) -> list[tuple[str, ...]]:
    """What each place lies in, up to its country."""
    places = around.catalogue.places
    chains = [places.tree.chain(p)[:-1] for p in places.outer(around.scope.places)]
    return [chain for chain in chains if chain]


def _member(_: Rule, around: Around) -> Iterator[Changed]:
    if len(around.scope.places) > 1:
        for place in around.scope.places:
            yield from _place([place], around)


def _down(_: Rule, around: Around) -> Iterator[Changed]:
    """Each place that the record speaks of and that lies in the claim's."""
    places, tree = around.catalogue.places, around.catalogue.places.tree
    wholes = places.outer(around.scope.places)
    named = sorted({p for scope in around.known for p in scope.places if not places[p].is_region})
    for place in named:
        if place not in wholes and (not wholes or any(tree.holds(whole, place) for whole in wholes)):
            yield from _place([place], around)


def _role_up(rule: Rule, around: Around) -> Iterator[Changed]:
    """A party to what it belongs to; to anyone, where it belongs to nothing."""
    was: tuple[str, ...] = getattr(around.scope, rule.slot)
    tree = around.catalogue.actors.tree
    then = around.catalogue.actors.on(was, around.scope.period)
    wholes = {tree.chain(actor)[1] for actor in then if actor != tree.root}
    now = () if tree.root in wholes else tuple(sorted(wholes))
    if was and now != was:
        yield (Edit(rule.slot, ";".join(was), ";".join(now)),), {rule.slot: now}


def _role_down(rule: Rule, around: Around) -> Iterator[Changed]:
    """A party to each of its parts, or anyone to each party, that the record names in this role."""
    was: tuple[str, ...] = getattr(around.scope, rule.slot)
    actors = around.catalogue.actors
    for part in sorted({actor for scope in around.known for actor in getattr(scope, rule.slot)}):
        if part not in was and (not was or any(actors.holds(whole, part) for whole in was)):
            yield (Edit(rule.slot, ";".join(was), part),), {rule.slot: (part,)}


def _bridged(_: Rule, around: Around) -> Iterator[Changed]:
    was, who = around.scope.measure, (around.asked.voice, around.asked.rule)
    bridges = [b for b in around.record.bridges if b.kind == "at_most" and (b.voice, b.rule) == who]
    pairs = [(b.lesser, b.greater) for b in bridges]
    for now in sorted({b for a, b in pairs if a == was} | {a for a, b in pairs if b == was}):
        yield from _measure(now, around)


def _neighbour(_: Rule, around: Around) -> Iterator[Changed]:
    for now in around.lattice.neighbours.get(around.scope.measure, ()):
        yield from _measure(now, around)


def _measure(now: str, around: Around) -> Iterator[Changed]:
    """Another measure, if its counts can be asked for over the same days."""
    measures, was = around.catalogue.measures, around.scope.measure
    if now not in measures or now == was:
        return
    kind = measures[now].kind
    if kind in BOUNDED and (kind == "flow" or around.scope.period.days == 1):
        yield (Edit("measure", was, now),), {"measure": now}


# ------------------------------------------------------------------------------------------------- moves of the days


def _lag(_: Rule, around: Around) -> Iterator[Changed]:
    for days in range(1, around.lattice.lags.get(around.asked.voice, 0) + 1):
        if around.scope.period.end is not None:
            yield from _to_end(around.scope.period.end - days * ONE_DAY, around)


def _eve(_: Rule, around: Around) -> Iterator[Changed]:
    if around.published_on is not None:
        yield from _to_end(around.published_on, around)


def _end(rule: Rule, around: Around) -> Iterator[Changed]:
    """The end to the last day of the unit that it lies in, and of the one before."""
    last = around.scope.period.last_day
    if last is not None:
        for end in (first_of(rule.unit, last), after(rule.unit, last)):
            yield from _to_end(end, around)


def _start(rule: Rule, around: Around) -> Iterator[Changed]:
    period = around.scope.period
    if period.start is not None and period.end is not None and period.days != 1:
        yield from _to_days(first_of(rule.unit, period.start), period.end, around)


def _whole(rule: Rule, around: Around) -> Iterator[Changed]:
    period = around.scope.period
    if period.start is None or period.last_day is None or not _adds_over_days(around) or period.kind == "since":
        return
    start, end = first_of(rule.unit, period.start), after(rule.unit, period.start)
    if period.last_day < end and not _in_future(end, around):
        yield from _to_days(start, end, around)


def _to_end(end: dt.date, around: Around) -> Iterator[Changed]:
    """The period up to another end, before publication; what holds on a day, on another day.

    Nothing for an end that the words leave open: it may be any day as it is.
    """
    period = around.scope.period
    if period.start is None or period.kind == "since" or _in_future(end, around):
        return
    yield from _to_days(period.start if _adds_over_days(around) else end - ONE_DAY, end, around)


def _to_days(start: dt.date, end: dt.date, around: Around) -> Iterator[Changed]:
    """The period on other days, with an edit for each end that moved (for one day, one)."""
    was = around.scope.period
    assert was.start is not None
    assert was.last_day is not None
    if start >= end or (start, end) == (was.start, was.end):
        return
    edits = [Edit("start", str(was.start), str(start))] if start != was.start and _adds_over_days(around) else []
    if end != was.end:
        edits.append(Edit("end", str(was.last_day), str(end - ONE_DAY)))
    yield tuple(edits), {"period": replace(was, start=start, end=end)}


def _adds_over_days(around: Around) -> bool:
    return around.catalogue.measures[around.scope.measure].kind == "flow"


def _in_future(end: dt.date, around: Around) -> bool:
    """Whether days up to (not including) ``end`` were not over when the statement was published."""
    return around.published_on is not None and end > around.published_on + ONE_DAY


def first_of(unit: str, day: dt.date) -> dt.date:
    """The first day of the week (Monday), month or year that a day lies in."""
    if unit == "week":
        return day - day.weekday() * ONE_DAY
    return day.replace(day=1) if unit == "month" else day.replace(month=1, day=1)


def after(unit: str, day: dt.date) -> dt.date:
    """The first day after the week, month or year that a day lies in."""
    longest = {"week": 7, "month": 31, "year": 366}[unit]
    return first_of(unit, first_of(unit, day) + longest * ONE_DAY)


# ------------------------------------------------------------------------------------- moves of the form and the number


def _share(_: Rule, around: Around) -> Iterator[Changed]:
    """'An increase of N percent over' to 'N percent of'."""
    if around.asked.form == "change" and around.asked.base is not None:
        yield (Edit("form", "change", "share"),), {"form": "share"}


def _change(_: Rule, around: Around) -> Iterator[Changed]:
    """'N percent of' to 'an increase of N percent over'."""
    quantity = around.asked.claim.quantity
    if around.asked.form == "share" and around.asked.base is not None and quantity is not None:
        yield (Edit("form", "share", "change"),), {"form": "change", "quantity": replace(quantity, direction="up")}


def _points(_: Rule, around: Around) -> Iterator[Changed]:
    """'By N percent' to 'by N', of what is counted or in percentage points."""
    quantity = around.asked.claim.quantity
    if around.asked.form == "change" and around.asked.base is not None and quantity is not None:
        unit = around.catalogue.measures[around.scope.measure].unit
        now = "percentage_point" if unit == "percent" else unit
        if quantity.unit == "percent":
            yield (Edit("unit", "percent", now),), {"quantity": replace(quantity, unit=now)}


def _times(rule: Rule, around: Around) -> Iterator[Changed]:
    """The number so many times as large, and as small where that is a whole number."""
    quantity = around.asked.claim.quantity
    if quantity is None or quantity.stated is None or around.asked.form != "amount" or quantity.unit in NO_COUNTS:
        return
    for factor in (Fraction(rule.factor), Fraction(1, rule.factor)):
        now = quantity.stated * factor
        if now.denominator == 1:
            yield (Edit("number", str(quantity.stated), str(now)),), {"factor": factor}


MOVES: Mapping[str, Move] = {
    "hull": _hull,
    "core": _core,
    "country": _country,
    "member": _member,
    "bridged": _bridged,
    "neighbour": _neighbour,
    "lag": _lag,
    "eve": _eve,
    "end": _end,
    "start": _start,
    "whole": _whole,
    "share": _share,
    "change": _change,
    "points": _points,
    "times": _times,
}
"""How each edit of the lattice is made; ``up`` and ``down`` are places' or parties', by the slot."""


def steps_of(around: Around) -> dict[str, list[Step]]:
    """Every edit that can be made to a question, by slot, in the order of the lattice.

    An edit to something that no figure covers is left out: nothing bounds it, whatever else is changed.
    """
    found: dict[str, list[Step]] = {}
    covered = _Covered(around)
    for rule in around.lattice.rules:
        for edits, changed in _move(rule)(rule, around):
            step = _step(rule, edits, changed)
            if all(covered.holds(slot, now) for slot, now in step.scope.items()):
                found.setdefault(rule.slot, []).append(step)
    return found


class _Covered:
    """What a voice's figures speak of, slot by slot: measures (bridged ones too), places, parties."""

    def __init__(self, around: Around) -> None:
        known, who = around.known, (around.asked.voice, around.asked.rule)
        groups = measure_groups(around.record.bridges)
        kinds = {(*who, scope.measure) for scope in known}
        self.measures = {kind[2] for each in kinds for kind in groups.get(each, (each,))}
        places, parties = around.catalogue.places, around.catalogue.actors
        self.outer = places.outer
        self.lines = {"places": places.tree.chain, **dict.fromkeys(ROLES, parties.line)}
        held = {scope.places: places.outer(scope.places) for scope in known}
        self.wholes: dict[str, list[tuple[str, ...]]] = {"places": list(held.values())}
        self.wholes |= {role: list({getattr(scope, role) for scope in known}) for role in ROLES}
        self.named = {slot: {name for names in wholes for name in names} for slot, wholes in self.wholes.items()}

    def holds(self, slot: str, now: Any) -> bool:
        """Whether figures speak of what a slot is changed to, of each of its places or parties in full."""
        if slot == "period":
            return True
        if slot == "measure":
            return now in self.measures
        if () in self.wholes[slot]:  # a figure of anywhere, or of anyone
            return True
        asked = self.outer(now) if slot == "places" else now
        return bool(asked) and all(not self.named[slot].isdisjoint(self.lines[slot](each)) for each in asked)


def _move(rule: Rule) -> Move:
    if rule.move == "up":
        return _role_up if rule.slot in ROLES else _up
    if rule.move == "down":
        return _role_down if rule.slot in ROLES else _down
    return MOVES[rule.move]


def _step(rule: Rule, edits: tuple[Edit, ...], changed: Mapping[str, Any]) -> Step:
    if rule.slot == "number":
        return Step(rule.slot, rule.cost, edits, factor=changed["factor"])
    if rule.slot == "form":
        return Step(rule.slot, rule.cost, edits, claim=changed)
    return Step(rule.slot, rule.cost, edits, scope=changed)


# ---------------------------------------------------------------------------------------------------------- the search


def near_questions(around: Around) -> Iterator[Near]:
    """Every question near a claim's, nearest first, each once; at most as many as the lattice allows.

    Of equal cost, fewer slots come first, then the order of the lattice, then the later end.
    """
    return itertools.islice(_each_once(around), around.lattice.most_questions)


def _each_once(around: Around) -> Iterator[Near]:
    seen = {_cell(around.asked)}
    for edits, cost, asked in _by_cost(around):
        for near in _at_every_end(edits, cost, asked, around.lattice.most_ends):
            cell = _cell(near.asked)
            if cell not in seen:
                seen.add(cell)
                yield near


def _cell(asked: Asked) -> tuple[object, ...]:
    """What makes two questions the same, however they were come by."""
    quantity = asked.claim.quantity
    said = quantity and (asked.form, quantity.unit, quantity.direction, asked.factor)
    return said, _counted(asked.scope), asked.base and _counted(asked.base)


def _counted(scope: Scope) -> tuple[object, ...]:
    """What a scope counts, however its days were come by."""
    days = scope.period.start, scope.period.end
    return scope.measure, scope.by, scope.against, scope.of, scope.places, scope.without, *days


def _by_cost(around: Around) -> Iterator[tuple[tuple[Edit, ...], int, Asked]]:
    """The question itself, then each combination of edits, by cost."""
    steps = steps_of(around)
    by_cost = {
        slot: {cost: [step for step in held if step.cost == cost] for cost in sorted({step.cost for step in held})}
        for slot, held in steps.items()
    }
    dearest = sum(sorted((max(costs) for costs in by_cost.values()), reverse=True)[: around.lattice.most_slots])
    for cost in range(dearest + 1):
        for size in range(around.lattice.most_slots + 1):
            for slots in itertools.combinations(by_cost, size):
                for costs in itertools.product(*(by_cost[slot] for slot in slots)):
                    if sum(costs) == cost:
                        chosen = (by_cost[slot][each] for slot, each in zip(slots, costs, strict=True))
                        for made in itertools.product(*chosen):
                            yield tuple(e for step in made for e in step.edits), cost, _with(around.asked, made)


def _with(asked: Asked, steps: Sequence[Step]) -> Asked:
    """The question with some edits made, in what it is measured against likewise, but for the days."""
    scope = {name: value for step in steps for name, value in step.scope.items()}
    claim = {name: value for step in steps for name, value in step.claim.items()}
    factor = asked.factor
    for step in steps:
        factor *= step.factor
    timeless = {name: value for name, value in scope.items() if name != "period"}
    return replace(
        asked,
        claim=replace(asked.claim, **claim) if claim else asked.claim,
        scope=asked.scope.but(**scope),
        base=None if asked.base is None else asked.base.but(**timeless),
        factor=factor,
    )


def _at_every_end(edits: tuple[Edit, ...], cost: int, asked: Asked, most: int) -> Iterator[Near]:
    """The question at every end (the first day after) that the words leave open: all up to publication for a running
    total. An open end is no edit that costs: the words leave it open."""
    period = asked.scope.period
    yield Near(edits, cost, asked)
    if period.start is None or period.end is None or period.kind != "since":
        return
    for days in range(1, min((period.end - period.start).days, most)):
        end = period.end - days * ONE_DAY
        moved = Edit("end", str(period.last_day), str(end - ONE_DAY))
        scope = asked.scope.but(period=replace(period, end=end))
        yield Near((*edits, moved), cost, replace(asked, scope=scope))
