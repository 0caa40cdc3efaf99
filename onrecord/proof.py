"""Exact proofs of bounds, and their checker. Standard library only; nothing of ours is imported.

A proof shows that a total asked about is at most (or at least) a number, *if* the cited premises hold. It is a
signed sum: each step takes one side of one premise, times an exact multiplier. The checker needs no solver and
trusts no matrix. It cuts the world anew, at every place, actor and day that the premises name, into atoms, and
looks at each atom:

* for an upper bound, the signed covers of the steps must come to at least what the question counts there;
* for a lower bound, to at most that.

Counts are never negative, so the bound follows by adding up (Farkas' lemma, read forwards). A contradiction is the
same object for a question that asks for nothing: its sum is less than nothing.

What a reader still has to believe is listed in the document itself: the figures as published, what lies in what,
the bridges. Two places, or two actors, of which neither is said to lie in the other are disjoint.
"""

from __future__ import annotations

import datetime as dt
import functools
import hashlib
import itertools
import json
import math
import operator
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from fractions import Fraction
from typing import Any, Literal

from onrecord.box import (
    ADD_OVER_PLACES,
    Box,
    Ground,
    Part,
    ProofError,
    axes_of,
    check_box,
    check_trees,
    counts,
    is_nobody,
    kind_of,
    left_out_places,
    lying,
    turns,
)

Side = Literal["low", "high"]
FORMAT = "proof/1"

# A proof of a hundred steps over a hundred places makes some millions of atoms and takes seconds; past this the
# document is not a proof that anybody can read, and is refused rather than worked on for hours.
MOST_ATOMS = 20_000_000


Terms = Literal["", "weaker", "minimal", "fewest"]
TERMS: tuple[Terms, ...] = ("", "weaker", "minimal", "fewest")
PremiseKind = Literal["figure", "at_most", "never_falls", "balance", "balance_most", "clock", "events"]
KINDS: tuple[PremiseKind, ...] = (
    "figure",
    "at_most",
    "never_falls",
    "balance",
    "balance_most",
    "clock",
    "events",
)


@dataclass(frozen=True, slots=True)
class Occurrences:
    """Events of one list that lie somewhere in one box: each by its id, from low to high (None: no upper side)."""

    box: Box
    listed: tuple[tuple[str, Fraction, Fraction | None], ...]

    @property
    def low(self) -> Fraction:
        """What they come to at least."""
        return sum((low for _, low, _ in self.listed), Fraction(0))

    @property
    def high(self) -> Fraction | None:
        """What they come to at most; None where one of them has no upper side."""
        sides = [high for _, _, high in self.listed if high is not None]
        return sum(sides, Fraction(0)) if len(sides) == len(self.listed) else None


@dataclass(frozen=True, slots=True)
class Premise:
    """low <= sum of parts <= high, and why: a figure as published, a bridge, or events that add up.

    Of ``events``, the lower side is the sum of those that lie in the parts whole. The upper side is the sum of all
    that may lie there; ``listings`` are the boxes within which their source lists all that it counts.
    """

    id: str
    kind: PremiseKind
    parts: tuple[Part, ...]
    low: Fraction | None
    high: Fraction | None
    because: Mapping[str, Any] = field(hash=False, compare=False)
    events: tuple[Occurrences, ...] = ()
    listings: tuple[Box, ...] = ()


@dataclass(frozen=True, slots=True)
class Step:
    """One side of one premise, times a multiplier; ``value`` repeats the number used, for the reader."""

    multiplier: Fraction
    premise: str
    side: Side
    value: Fraction


@dataclass(frozen=True, slots=True)
class Proof:
    """That the question's total is at most (``side`` high) or at least (low) ``bound``.

    With ``whole``, the counts are whole numbers and ``value`` is the bound rounded inwards. ``terms`` says what whoever
    made it found beside that it holds: that a better bound may exist, that no premise can be spared, or that no fewer
    premises would do. No checker looks at it.
    """

    question: tuple[Part, ...]
    side: Side
    steps: tuple[Step, ...]
    premises: Mapping[str, Premise]
    bound: Fraction
    whole: bool
    ground: Ground
    terms: Terms = ""

    def __repr__(self) -> str:
        """The sum: what it is made of is long, and :meth:`to_document` holds all of it."""
        return f"<Proof at {'most' if self.side == 'high' else 'least'} {exact(self.value)}: {self.formula}>"

    @property
    def value(self) -> Fraction:
        """The bound; of whole counts, the next whole number inwards."""
        if not self.whole:
            return self.bound
        return Fraction(math.floor(self.bound) if self.side == "high" else math.ceil(self.bound))

    @property
    def is_contradiction(self) -> bool:
        return not self.question

    @property
    def formula(self) -> str:
        """The sum in one line: ``184 - 52 = 132``, with a true minus sign, zero terms left out."""
        return formula(self.steps, self.bound)

    def to_document(self) -> dict[str, Any]:
        """The proof as plain JSON values, complete in itself."""
        return _to_document(self)


def formula(steps: Sequence[Step], total: Fraction | None = None) -> str:
    """The signed sum of the steps, each multiplier shown where it is not one."""
    words: list[str] = []
    for step in steps:
        if step.value == 0:
            continue
        amount = step.multiplier * step.value
        sign = "−" if amount < 0 else "+"
        size = abs(step.multiplier)
        shown = exact(abs(step.value)) if size == 1 else f"{exact(size)} × {exact(abs(step.value))}"
        words.append(f"{sign} {shown}" if words else (f"−{shown}" if amount < 0 else shown))
    text = " ".join(words) or "0"
    return text if total is None else f"{text} = {exact(total).replace('-', '−')}"


def summed(products: Iterable[tuple[Fraction, Fraction]]) -> Fraction:
    """The exact sum of some products; over one denominator, which is much faster than fraction by fraction."""
    found = [(one.numerator * other.numerator, one.denominator * other.denominator) for one, other in products]
    common = math.lcm(*(denominator for _, denominator in found))
    return Fraction(sum(numerator * (common // denominator) for numerator, denominator in found), common)


def exact(number: Fraction) -> str:
    """An exact number as people write it: 132, 98.5, or 1/3 where no finite decimal is the same."""
    places, rest = 0, number.denominator
    for prime in (2, 5):
        power = 0
        while rest % prime == 0:
            rest, power = rest // prime, power + 1
        places = max(places, power)
    if rest != 1 or places == 0:
        return str(number)
    digits = str(abs(number.numerator) * 10**places // number.denominator).rjust(places + 1, "0")
    return f"{'-' if number < 0 else ''}{digits[:-places]}.{digits[-places:]}"


# ---------------------------------------------------------------------------------------------------- checking


def check(proof: Proof) -> None:
    """Raise ProofError unless the proof holds; needs nothing but the proof itself."""
    check_trees(proof.ground)
    for premise in proof.premises.values():
        _check_premise(premise, proof.ground)
    total = summed((step.multiplier, _stated(step, number, proof)) for number, step in enumerate(proof.steps, 1))
    if total != proof.bound:
        raise ProofError(f"the steps add up to {total}, not to the bound {proof.bound}")
    if proof.is_contradiction and not (proof.side == "high" and proof.bound < 0):
        raise ProofError(f"not a contradiction: nothing at all would have to be at most {proof.bound}")
    split = (p.coefficient.denominator > 1 or proof.ground.kinds.get(p.box.measure) == "ratio" for p in proof.question)
    if proof.whole and any(split):
        raise ProofError("the question asks for a ratio or a fraction of a count: its total need not be whole")
    _check_covers(proof)


def _check_premise(premise: Premise, ground: Ground) -> None:
    """A premise has the form that its kind allows."""
    for part in premise.parts:
        check_box(part.box, ground, f"premise {premise.id}")
    if premise.kind == "events":
        _check_events(premise, ground)
        return
    if premise.kind == "figure":
        return
    if premise.kind in ("balance", "balance_most"):
        _check_balance(premise, ground)
        return
    if len(premise.parts) % 2 or premise.high != 0 or premise.low is not None:
        raise ProofError(f"premise {premise.id}: a bridge says that one count less another is at most 0, in pairs")
    for lesser, greater in zip(premise.parts[::2], premise.parts[1::2], strict=True):
        if lesser.coefficient != 1 or greater.coefficient != -1:
            raise ProofError(f"premise {premise.id}: a bridge takes one count from another, once")
        (_check_clock if premise.kind == "clock" else _check_bridge)(premise, lesser.box, greater.box, ground)


def _check_balance(premise: Premise, ground: Ground) -> None:
    """A stock on a day is that of an earlier one, with what joins between them and less what leaves."""
    where, because = f"premise {premise.id}", premise.because
    if premise.high != 0 or premise.low != (0 if premise.kind == "balance" else None):
        raise ProofError(f"{where}: a balance says that what is there less what was there, came and went is nothing")
    joins, leaves, turned = (tuple(because.get(key) or ()) for key in ("joins", "leaves", "turned"))
    stock = because.get("lesser")
    if [part.box.measure for part in premise.parts] != [stock, stock, *joins, *leaves]:
        raise ProofError(f"{where}: is about {stock}, {joins} and {leaves}, in this order")
    if [part.coefficient for part in premise.parts] != [1, -1, *(-1 for _ in joins), *(1 for _ in leaves)]:
        raise ProofError(f"{where}: what was there and came is taken away, what is there and went is added, once")
    last, first, *flows = (part.box for part in premise.parts)
    if ground.kinds.get(last.measure) != "stock" or any(ground.kinds.get(box.measure) != "flow" for box in flows):
        raise ProofError(f"{where}: a balance is between a stock and what flows")
    between = replace(last, start=first.end, end=last.end)
    against = replace(between, by=(), against=between.by)
    wanted = [between] * len(joins) + [against if measure in turned else between for measure in leaves]
    if any(box != replace(each, measure=box.measure) for box, each in zip(flows, wanted, strict=True)):
        raise ProofError(f"{where}: what joins and leaves is of other days or of another scope than the stock")
    if first != replace(last, start=first.start, end=first.end) or not first.start < last.start:
        raise ProofError(f"{where}: runs from an earlier day to a later one of the same scope")


def _check_events(premise: Premise, ground: Ground) -> None:
    """Events add up: from below those that lie in the parts whole, from above all, where nothing else is counted."""
    where = f"premise {premise.id}"
    boxes = [part.box for part in premise.parts]
    if any(part.coefficient != 1 for part in premise.parts) or len({kind_of(box) for box in boxes}) != 1:
        raise ProofError(f"{where}: events are of one count, once")
    (kind,) = {kind_of(box) for box in boxes}
    for box in (*boxes, *(found.box for found in premise.events), *premise.listings):
        check_box(box, ground, where)
        if kind_of(box) != kind or ground.kinds[box.measure] != "flow":
            raise ProofError(f"{where}: its events are not of its own count, or do not add up over time")
    ids = [name for found in premise.events for name, _, _ in found.listed]
    if len(set(ids)) != len(ids) or (premise.low is None) == (premise.high is None):
        raise ProofError(f"{where}: an event counts once, and from one side at a time")
    try:
        if premise.high is None:
            _check_inside(premise, ground)
        else:
            _check_whole(premise, ground)
    except ProofError as error:
        raise ProofError(f"{where}: {error}") from error


def _check_inside(premise: Premise, ground: Ground) -> None:
    """All the events lie within the parts, wherever in their boxes they lie."""
    if premise.low != sum((found.low for found in premise.events), Fraction(0)):
        raise ProofError(f"its events do not add up to {premise.low}")
    parts = [(Fraction(1), part.box, False) for part in premise.parts]
    for found in premise.events:
        _check_atoms(parts, [(Fraction(1), found.box, True)], "high", ground)


def _check_whole(premise: Premise, ground: Ground) -> None:
    """No part of the count is counted twice, and all of it lies where the source lists all that it counts."""
    highs = [found.high for found in premise.events]
    if None in highs or premise.high != sum((high for high in highs if high is not None), Fraction(0)):
        raise ProofError(f"its events do not add up to {premise.high}")
    boxes = [part.box for part in premise.parts]
    start, end = min(box.start for box in boxes), max(box.end for box in boxes)
    everything = replace(boxes[0], by=(), against=(), of=(), places=(), without=(), start=start, end=end)
    parts = [(Fraction(1), box, True) for box in boxes]
    _check_atoms(parts, [(Fraction(1), everything, True)], "low", ground)
    listings = [(Fraction(1), box, False) for box in premise.listings]
    for box in boxes:
        _check_atoms(listings, [(Fraction(1), box, True)], "high", ground)


def _check_clock(premise: Premise, lesser: Box, greater: Box, ground: Ground) -> None:
    """The lesser side lies in the greater one, whichever of them begins its days at midnight."""
    where = f"premise {premise.id}"
    same = ("voice", "measure", "by", "against", "of", "places", "without")
    if any(getattr(lesser, name) != getattr(greater, name) for name in same) or ground.kinds[lesser.measure] != "flow":
        raise ProofError(f"{where}: its two sides cover different things, or do not add up over time")
    if {*lesser.places, *left_out_places(lesser)} & set(ground.regions) or bool(lesser.rule) == bool(greater.rule):
        raise ProofError(f"{where}: ties the civil days and the windows of places with certain edges")
    day = dt.timedelta(days=1)
    first, last = (greater.start, greater.end - day) if lesser.rule else (greater.start + day, greater.end)
    if lesser.start < first or lesser.end > last:
        raise ProofError(f"{where}: its lesser side does not lie in the greater one")


def _check_bridge(premise: Premise, lesser: Box, greater: Box, ground: Ground) -> None:
    """The two sides of a bridge cover the same, but for what the bridge is about."""
    declared = (premise.because.get("lesser"), premise.because.get("greater"))
    if (lesser.measure, greater.measure) != declared:
        raise ProofError(f"premise {premise.id}: is about {declared}, not {lesser.measure} and {greater.measure}")
    same = ("voice", "rule", "by", "against", "of", "places", "without")
    if any(getattr(lesser, name) != getattr(greater, name) for name in same):
        raise ProofError(f"premise {premise.id}: its two sides cover different things")
    if {*lesser.places, *left_out_places(lesser)} & set(ground.regions):
        raise ProofError(f"premise {premise.id}: a bridge needs places with certain edges")
    if premise.kind == "at_most" and (lesser.start, lesser.end) != (greater.start, greater.end):
        raise ProofError(f"premise {premise.id}: its two sides cover different days")
    if premise.kind == "never_falls":
        if lesser.measure != greater.measure or ground.kinds.get(lesser.measure) == "flow":
            raise ProofError(f"premise {premise.id}: 'never falls' is about one stock on two days")
        if not lesser.start < greater.start:
            raise ProofError(f"premise {premise.id}: 'never falls' runs from the earlier day to the later one")


def _stated(step: Step, number: int, proof: Proof) -> Fraction:
    """The number that a step may use, from the premise itself."""
    premise = proof.premises.get(step.premise)
    if premise is None:
        raise ProofError(f"step {number}: no premise {step.premise!r}")
    if step.multiplier == 0:
        raise ProofError(f"step {number}: multiplies by nothing")
    wanted: Side = proof.side if step.multiplier > 0 else ("low" if proof.side == "high" else "high")
    if step.side != wanted:
        raise ProofError(f"step {number}: a multiplier of {step.multiplier} needs the {wanted} side")
    stated = premise.low if step.side == "low" else premise.high
    if stated is None:
        raise ProofError(f"step {number}: {premise.id} gives no {step.side} side")
    if stated != step.value:
        raise ProofError(f"step {number}: {premise.id} says {stated}, not {step.value}")
    return stated


Weighed = tuple[Fraction, Box, bool]
"""A multiple of what a box counts; of a region, its outer cover or (false) its inner one."""


def weighed(proof: Proof) -> tuple[list[Weighed], list[Weighed]]:
    """What the steps of a proof count, and what its question asks for."""
    have: list[Weighed] = []
    for step in proof.steps:
        for part in proof.premises[step.premise].parts:
            outer = (step.side == "low") == (part.coefficient > 0)
            have.append((step.multiplier * part.coefficient, part.box, outer))
    asked = [(part.coefficient, part.box, (proof.side == "high") == (part.coefficient > 0)) for part in proof.question]
    return have, asked


def _check_covers(proof: Proof) -> None:
    """At every atom, the signed covers come to what the question needs."""
    have, asked = weighed(proof)
    for part in proof.question:
        check_box(part.box, proof.ground, "the question")
    for kind in sorted({kind_of(box) for _, box, _ in have + asked}):
        mine, theirs = ([entry for entry in held if kind_of(entry[1]) == kind] for held in (have, asked))
        _check_atoms(mine, theirs, proof.side, proof.ground)


Atom = tuple[Any, ...]


def _check_things(have: list[Weighed], asked: list[Weighed], side: Side, atoms: Iterable[Atom], ground: Ground) -> None:
    """Of distinct things, each counts once wherever it is: what the steps count of one, be it in one atom or in many at
    once, is no less (of a lower bound, no more) than what the question counts of it.

    A thing that is in many atoms fails only where one fails that is in as many as there are counts that speak against
    the sum: those through which it is counted against it; in fewer, it is counted less often in its favour.
    """
    sign = 1 if side == "high" else -1
    sizes = [sign * times for times, _, _ in have] + [-sign * times for times, _, _ in asked]
    boxes = [(box, outer) for _, box, outer in have + asked]
    kinds = {tuple(counts(box, outer, atom, ground) for box, outer in boxes) for atom in atoms}
    against = sum(size < 0 for size in sizes)
    if sum(math.comb(len(kinds), number) for number in range(1, against + 1)) * len(sizes) > MOST_ATOMS:
        raise ProofError("the proof tells apart more things than can be checked")
    for number in range(1, against + 1):
        for thing in itertools.combinations(sorted(kinds), number):
            held = [size for size, *met in zip(sizes, *thing, strict=True) if any(met)]
            if sum(held, Fraction(0)) < 0:
                raise ProofError("distinct things are not added up or taken away so: one may be in many places")


def _check_atoms(have: list[Weighed], asked: list[Weighed], side: Side, ground: Ground) -> None:
    """One voice's count of one measure: every combination of place, actors and days that the boxes tell apart."""
    boxes = [box for _, box, _ in have + asked]
    if ground.kinds[boxes[0].measure] not in ADD_OVER_PLACES:
        if len({(b.places, b.without, b.by, b.against, b.of) for b in boxes}) > 1:
            raise ProofError(f"{boxes[0].measure} adds over nothing: its places and actors must be the same throughout")
        have, asked = ([(m, box, True) for m, box, _ in entries] for entries in (have, asked))  # one and the same place
    days = sorted({day for box in boxes for day in (box.start, box.end)})
    days = sorted({*days, *(day for day in turns(ground) if days[0] < day < days[-1])})
    nodes: list[list[str | None]] = [[None, *axis] for axis in axes_of(boxes, ground)]
    if math.prod(len(axis) for axis in nodes) * len(days) * len(boxes) > MOST_ATOMS:
        raise ProofError("the proof tells apart more places, actors and days than can be checked")
    if ground.kinds[boxes[0].measure] == "distinct":
        atoms = ((*node, day) for node in itertools.product(*nodes) for day in days[:-1])
        _check_things(have, asked, side, atoms, ground)
        return
    wheres: dict[tuple[object, ...], tuple[int, Box, bool]] = {}
    counted: list[list[_Counted]] = [[], []]
    at = {day: number for number, day in enumerate(days)}
    for number, held in enumerate((have, asked)):
        for times, box, outer in held:
            where = (box.places, box.without, box.by, box.against, box.of, outer)
            place, _, _ = wheres.setdefault(where, (len(wheres), box, outer))
            whole = times.numerator if times.denominator == 1 else times  # which is added up faster
            counted[number].append((place, at[box.start], at[box.end], whole))
    more = _more(counted[0], counted[1], side)
    inner = [lying(box, outer, nodes, ground) for _, box, outer in wheres.values()]
    seen: set[int] = set()
    for node in itertools.product(*(_in_which(axis, [each[n] for each in inner]) for n, axis in enumerate(nodes))):
        inside = functools.reduce(operator.and_, (mask for _, mask in node))
        if inside in seen:  # the same boxes count what happens there as at a node before, where they are enough
            continue
        if _is_enough(more, inside):
            seen.add(inside)
            continue
        had, needed = (_changes(each, inside, len(days)) for each in counted)
        _check_days(zip(days, had, needed, strict=True), side, tuple(name for name, _ in node), ground)


def _more(have: list[_Counted], asked: list[_Counted], side: Side) -> dict[int, dict[int, Fraction | int]]:
    """For each where, from which days on the steps count how much more than the question (of a low bound, less)."""
    found: dict[int, dict[int, Fraction | int]] = {}
    for held, sign in ((have, 1), (asked, -1)):
        for place, start, end, times in held:
            changes = found.setdefault(place, {})
            signed = times * sign if side == "high" else -times * sign
            changes[start] = changes.get(start, 0) + signed
            changes[end] = changes.get(end, 0) - signed
    return found


def _is_enough(more: dict[int, dict[int, Fraction | int]], inside: int) -> bool:
    """Whether on every day the steps count no less of some places and actors (of a low bound, no more) than asked."""
    together: dict[int, Fraction | int] = {}
    for place, changes in more.items():
        if inside >> place & 1:
            for day, times in changes.items():
                together[day] = together.get(day, 0) + times
    return all(count >= 0 for count in itertools.accumulate(together[day] for day in sorted(together)))


def _in_which(axis: list[str | None], held: list[frozenset[str | None]]) -> list[tuple[str | None, int]]:
    """Each name of an axis with the wheres that it lies in, as the bits of a number."""
    return [(name, sum(1 << number for number, names in enumerate(held) if name in names)) for name in axis]


_Counted = tuple[int, int, int, Fraction | int]  # which where, from which day on, until which, how often


def _changes(counted: list[_Counted], inside: int, days: int) -> Iterable[Fraction | int]:
    """How often each day of some places and actors is counted."""
    changes: list[Fraction | int] = [0] * days
    for place, start, end, times in counted:
        if inside >> place & 1:
            changes[start] += times
            changes[end] -= times
    return itertools.accumulate(changes)


_Day = tuple[dt.date, Fraction | int, Fraction | int]  # how often the steps, and the question, count from a day on


def _check_days(days: Iterable[_Day], side: Side, node: tuple[Any, ...], ground: Ground) -> None:
    """From each day to the next, the steps count what the question needs."""
    for (start, got, need), (end, *_) in itertools.pairwise(days):
        if got >= need if side == "high" else got <= need:
            continue
        if ground.stints and any(is_nobody(actor, start, ground) for actor in node[1:]):
            continue
        spot, by, against, _ = node
        where = f"{spot or 'elsewhere'}, {start} to {end} (excluded), {by or 'anyone'} on {against or 'anyone'}"
        raise ProofError(f"at {where}: the steps count {got} times what the question counts {need} times")


# ------------------------------------------------------------------------------------------------------- JSON


def digest(content: Any) -> str:
    """SHA-256 over canonical JSON: keys sorted, no blanks, UTF-8."""
    text = json.dumps(content, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(text.encode()).hexdigest()


def _box_document(box: Box) -> dict[str, Any]:
    lists = {name: list(getattr(box, name)) for name in ("by", "against", "of", "places", "without")}
    return {"voice": box.voice, "rule": box.rule, "measure": box.measure, **lists,
            "start": box.start.isoformat(), "end": box.end.isoformat()}  # fmt: skip


def _parts_document(parts: Iterable[Part]) -> list[dict[str, Any]]:
    return [{"coefficient": str(part.coefficient), "box": _box_document(part.box)} for part in parts]


def _event_document(name: str, low: Fraction, high: Fraction | None) -> dict[str, Any]:
    return {"id": name, "low": str(low), "high": None if high is None else str(high)}


def _premise_document(premise: Premise) -> dict[str, Any]:
    content: dict[str, Any] = {
        "kind": premise.kind,
        "parts": _parts_document(premise.parts),
        "low": None if premise.low is None else str(premise.low),
        "high": None if premise.high is None else str(premise.high),
        "because": dict(premise.because),
    }
    if premise.kind == "events":
        content["events"] = [
            {"box": _box_document(found.box), "listed": [_event_document(*event) for event in found.listed]}
            for found in premise.events
        ]
        content["listings"] = [_box_document(box) for box in premise.listings]
    return {**content, "digest": digest(content)}


def _to_document(proof: Proof) -> dict[str, Any]:
    ground = proof.ground
    because = {key: dict(held) for key, held in sorted(ground.because.items())}
    content: dict[str, Any] = {
        "onrecord": FORMAT,
        "question": _parts_document(proof.question),
        "side": proof.side,
        "bound": str(proof.bound),
        "whole": proof.whole,
        "value": str(proof.value),
        "formula": proof.formula,
        "terms": proof.terms,
        "steps": [
            {"multiplier": str(s.multiplier), "premise": s.premise, "side": s.side, "value": str(s.value)}
            for s in proof.steps
        ],
        "premises": {key: _premise_document(premise) for key, premise in sorted(proof.premises.items())},
        "ground": {
            "places": dict(sorted(ground.places.items())),
            "regions": {
                key: {"inner": list(inner), "outer": list(outer)}
                for key, (inner, outer) in sorted(ground.regions.items())
            },
            "actors": dict(sorted(ground.actors.items())),
            "kinds": dict(sorted(ground.kinds.items())),
            "names": {key: dict(names) for key, names in sorted(ground.names.items())},
            **({"because": because} if because else {}),
            "stints": {
                key: {"days": [[str(day) for day in days] for days in stint.days], "why": stint.why}
                for key, stint in sorted(ground.stints.items())
            },
        },
    }
    return {**content, "digest": digest(content)}
