"""Bounds: the least and the greatest total that the record allows, each with its proof.

Rows enter outwards from the question, ring by ring; any subset of them gives valid bounds. The system that they
make is solved by :mod:`onrecord.linear`; each proof is written out (:mod:`onrecord.proof`) and checked by that
module's own checker before it leaves here.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from fractions import Fraction
from typing import Literal

from onrecord.cell import BOUNDED, Cover, Kind, kind_of, measure_groups
from onrecord.contradiction import judge
from onrecord.distinct import closest, farthest_apart, largest_quotient
from onrecord.errors import OnrecordError, UsageError
from onrecord.frame import STAGES, Frame, Side, frame_of, largest_apart, premises_of, prove, supported_by
from onrecord.gap import Gap, gap_in
from onrecord.inequality import HELD, Inequality, inequalities
from onrecord.linear import CLOSE, cheapest, closest_only, conflict, least_cost, ratio_ceiling
from onrecord.period import Period
from onrecord.proof import Proof
from onrecord.repeated import Repeated
from onrecord.row import Record, Term
from onrecord.scope import Catalogue, Scope
from onrecord.spare import spare

SIDES: tuple[Side, Side] = ("low", "high")


@dataclass(frozen=True, slots=True)
class Withdrawal:
    """The bounds when one assertion or bridge (``premise``) is withdrawn, or several at once (``also``)."""

    premise: str
    low: Fraction | None
    high: Fraction | None
    low_proof: Proof | None
    high_proof: Proof | None
    also: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Bounds:
    """What follows for a total: ``low`` <= total <= ``high``, None where nothing bounds it.

    Whole numbers where the measure counts whole things. ``tight``: no further figure on record can narrow these
    (sharp over real counts; over whole counts on interval systems). ``hangs_on`` holds the withdrawals that change
    a bound, strongest first, then the others among the premises used. ``settled``: worked out from the nearest figures
    only, because these were enough for what was asked; all else is told of these figures too.
    """

    question: tuple[Term, ...]
    low: Fraction | None
    high: Fraction | None
    low_proof: Proof | None
    high_proof: Proof | None
    hangs_on: tuple[Withdrawal, ...]
    tight: bool
    figures_used: int
    figures_known: int
    gap: Gap | None = None
    consistent: bool = True
    settled: bool = False

    def __repr__(self) -> str:
        """The numbers with their sums; all that they hang on fills a screen."""
        return f"<Bounds {self.low} to {self.high}: {self.low_proof}, {self.high_proof}>"

    @property
    def pinned(self) -> bool:
        return self.low is not None and self.low == self.high


@dataclass(frozen=True, slots=True)
class Answer:
    """What the record allows for a claim or question, in the claim's own unit.

    For an amount, ``parts`` is one Bounds, and for a rate, an amount divided by a number of days. For a change or a
    share of A over B it is two (A, then B), and ``low`` and ``high`` are percents; for a ratio, numbers.
    ``low_proof`` and ``high_proof`` then prove the quotient itself: a multiple of A less a multiple of B is on one side
    of nothing. They hold where B is not nothing; where it may be, nothing is pinned. For a difference they prove it:
    A less B, of a decrease B less A. For the highest or lowest of several totals ``parts`` are these; a proof is of the
    one that may be it, or of a sum of several, each so often, that the highest taken as often is at least.
    """

    form: Literal["amount", "change", "share", "difference", "rate", "ratio", "extreme"]
    low: Fraction | None
    high: Fraction | None
    parts: tuple[Bounds, ...]
    low_proof: Proof | None = None
    high_proof: Proof | None = None

    @property
    def pinned(self) -> bool:
        """Whether one number is left, divided by something."""
        divided = self.form == "difference" or all(part.low for part in self.parts[1:])
        return divided and self.low is not None and self.low == self.high


# ----------------------------------------------------------------------------------------------------- the questions


Enough = Callable[[Bounds], bool]
"""Whether bounds are close enough for what is asked, however much closer others would be."""


def bound(
    scope: Scope, voice: str, rule: str, record: Record, catalogue: Catalogue, *, withdrawals: bool = True
) -> Bounds:
    """What the record allows for one voice's count of one scope, with proofs and (on request) what they hang on."""
    check_askable(scope, catalogue)
    question = (Term(Fraction(1), voice, rule, scope),)
    if withdrawals:  # what makes up for a figure that is withdrawn may lie far
        found = _solved(frame_of(question, record, catalogue), withdrawals=True)
        doubts = _doubts(found, question, record, catalogue)
        return replace(found, question=question, hangs_on=_in_order(found, (*found.hangs_on, *doubts)))
    *_, last = early_bounds(scope, voice, rule, record, catalogue)
    return last


def settling_bounds(
    question: Term, record: Record, catalogue: Catalogue, enough: Enough, *, withdrawals: bool = True
) -> Bounds:
    """Bounds from the nearest rows, if these are enough; else from all.

    Bounds from any rows hold, and more rows only bring them closer: what lies on one side of a number stays there. So
    nothing is lost where they are to tell no more than on which side; the proof is that of the rows used. Every row
    that touches the question must be among these, so that none that contradicts them there goes unheard.
    """
    check_askable(question.scope, catalogue)
    for most in STAGES:
        frame = frame_of((question,), record, catalogue, most=most)
        if frame.tight:
            break
        found = _solved(frame, withdrawals=False, brief=True) if frame.heard and _may_settle(frame, enough) else None
        if found is not None and found.consistent and enough(found):
            return replace(_solved(frame, withdrawals=withdrawals), settled=True)
    return _solved(frame_of((question,), record, catalogue), withdrawals=withdrawals, brief=not withdrawals)


def _may_settle(frame: Frame, enough: Enough) -> bool:
    """Whether bounds may be enough, by the solver's word for them, which proves nothing: most are seen not to be."""
    if frame.distinct:
        return True
    known = inequalities(frame.system)
    try:
        low, high = (least_cost(known, _signed(frame, side)) for side in SIDES)
    except OnrecordError:  # as of figures that cannot all hold
        return True
    found = _bounds(frame, None, None, (), None)
    whole = all(frame.catalogue.measures[term.scope.measure].whole for term in frame.question)
    return enough(replace(found, low=_told(low, -1, whole=whole), high=_told(high, 1, whole=whole)))


def _told(end: float | None, sign: int, *, whole: bool) -> Fraction | None:
    """A bound as the solver tells it, and a little closer: nothing that may be enough is passed over."""
    if end is None:
        return None
    slack = HELD * max(1.0, abs(end))
    return sign * (Fraction(math.floor(end + slack)) if whole else Fraction(end - slack))


def early_bounds(scope: Scope, voice: str, rule: str, record: Record, catalogue: Catalogue) -> Iterator[Bounds]:
    """Bounds from the nearest rows, then from more, each valid and none wider than the one before.

    The last one is :func:`bound`'s. One number from all that touches the question is final at once: whatever was left
    out may say anything, and what agrees with what is there leaves that number.
    """
    check_askable(scope, catalogue)
    question = (Term(Fraction(1), voice, rule, scope),)
    for most in (*STAGES, None):
        frame = frame_of(question, record, catalogue, most=most)
        found = replace(_solved(frame, withdrawals=False), question=question)
        settled = frame.tight or (frame.heard and found.pinned)
        yield replace(found, tight=True) if found.pinned and frame.heard else found
        if settled:
            return


def _solved(frame: Frame, *, withdrawals: bool, brief: bool = False) -> Bounds:
    """The bounds that one system gives; ``brief``: by sums that nobody is going to read."""
    if withdrawals:
        frame = largest_apart(frame)
    known = inequalities(frame.system)
    if not frame.distinct and conflict(known) is not None:
        return _inconsistent(frame, known)
    low, high = (_side(frame, known, side, brief=brief) for side in SIDES)
    if frame.distinct and low is not None and high is not None and low.value > high.value:
        return _bounds(frame, None, None, (), None, consistent=False)
    used = sorted(premises_of(low, known) | premises_of(high, known)) if withdrawals else []
    alone = [_withdraw(frame, known, (premise,)) for premise in used] if frame.distinct else None
    tried = alone if alone is not None else _withdrawals(frame, known, used, (low, high))
    tried += [_without_near(frame, bridge) for bridge in _near_used(frame, low, high) if withdrawals]
    gap = _gap(frame, known) if high is None else None
    found = _bounds(frame, low, high, (), gap)
    return replace(found, hangs_on=_in_order(found, tried))


def _in_order(found: Bounds, tried: Iterable[Withdrawal]) -> tuple[Withdrawal, ...]:
    """Withdrawals that change a bound first, the strongest before the others."""
    tried = tuple(tried)
    changed = [each for each in tried if (each.low, each.high) != (found.low, found.high)]
    return (*sorted(changed, key=_strength), *(each for each in tried if each not in changed))


def _doubts(found: Bounds, question: tuple[Term, ...], record: Record, catalogue: Catalogue) -> Iterator[Withdrawal]:
    """The bounds where it is not believed when one party was part of another, for each such stint in a proof."""
    proofs = [proof for proof in (found.low_proof, found.high_proof) if proof is not None]
    used = {step.premise for proof in proofs for step in proof.steps}
    summed = {stint for stint, other in record.otherwise.items() if not used.isdisjoint(record.changed(other))}
    for stint in sorted({key for proof in proofs for key in proof.ground.believed} | summed):
        actors = catalogue.actors.doubting([stint])
        doubted = record.otherwise.get(stint, record)
        other = _solved(frame_of(question, doubted, replace(catalogue, actors=actors)), withdrawals=False)
        yield Withdrawal(stint, other.low, other.high, other.low_proof, other.high_proof)


def check_askable(scope: Scope, catalogue: Catalogue) -> None:
    """Raise UsageError where a total of this measure cannot be bounded, or not over this period."""
    kind = catalogue.measures[scope.measure].kind
    if kind not in (*BOUNDED, "distinct"):
        raise UsageError(f"{scope.measure} is of kind {kind}: its counts do not add up, so no total of it is bounded")
    if kind not in ("flow", "distinct") and scope.period.days != 1:
        raise UsageError(f"{scope.measure} is a {kind}: ask for one day, not for {scope.period.edtf}")


def check_adding(scopes: Iterable[Scope], catalogue: Catalogue) -> None:
    """Raise UsageError where one total is of distinct things and another of something else: nothing ties the two."""
    measures = {scope.measure for scope in scopes}
    distinct = sorted(measure for measure in measures if catalogue.measures[measure].kind == "distinct")
    if distinct and len(measures) > 1:
        raise UsageError(
            f"{distinct[0]} are distinct things, each counted once: set them against counts of the same measure only"
        )


def check_with_extremes(scope: Scope, catalogue: Catalogue) -> None:
    """Raise UsageError where no highest or lowest of such totals is bounded: they are no counts that add up."""
    check_askable(scope, catalogue)
    if (kind := catalogue.measures[scope.measure].kind) not in ("flow", "stock"):
        raise UsageError(f"{scope.measure} is of kind {kind}: no highest or lowest part of it is bounded")


def ratio(
    scopes: tuple[Scope, Scope],
    voice: str,
    rule: str,
    record: Record,
    catalogue: Catalogue,
    *,
    withdrawals: bool = True,
) -> Answer:
    """The quotient of two totals (top, bottom): never by dividing two ranges, but over the system that holds both.

    The least r with ``top <= r bottom`` provable is found by one linear program and then proved exactly as
    ``q top - p bottom <= 0`` for r = p/q; the greatest likewise from below. None where nothing proves one.
    """
    check_adding(scopes, catalogue)
    parts = tuple(bound(scope, voice, rule, record, catalogue, withdrawals=withdrawals) for scope in scopes)
    if any(not part.consistent for part in parts) or parts[1].high == 0:  # no share of nothing
        return Answer("share", None, None, parts)
    high = _quotient(scopes, (voice, rule), record, catalogue, "high")
    low = _quotient(scopes, (voice, rule), record, catalogue, "low")
    return Answer("share", low[0], high[0], parts, low[1], high[1])


def difference(
    scopes: tuple[Scope, Scope],
    who: tuple[str, str],
    record: Record,
    catalogue: Catalogue,
    *,
    falls: bool = False,
    withdrawals: bool = True,
) -> Answer:
    """One total less another (``falls``: the other less the one): never one range less another, but over the system
    that holds both. ``who`` is the voice and its rule."""
    check_adding(scopes, catalogue)
    parts = tuple(bound(scope, *who, record, catalogue, withdrawals=withdrawals) for scope in scopes)
    signs = (Fraction(-1), Fraction(1)) if falls else (Fraction(1), Fraction(-1))
    terms = tuple(Term(sign, *who, scope) for sign, scope in zip(signs, scopes, strict=True))
    frame = frame_of(terms, record, catalogue)
    known = inequalities(frame.system)
    if any(not part.consistent for part in parts) or (not frame.distinct and conflict(known) is not None):
        return Answer("difference", None, None, parts)
    low, high = _side(frame, known, "low"), _side(frame, known, "high")
    return Answer("difference", _value(low), _value(high), parts, low, high)


def extreme(
    scopes: Sequence[Scope], who: tuple[str, str], record: Record, catalogue: Catalogue, *, least: bool = False
) -> Answer:
    """The highest (``least``: the lowest) of several totals, over the system that holds them all.

    The highest is at most the greatest that any of them can be, and at least any mean of them, each taken so often;
    which mean is closest is one linear program. The lowest is bounded the other way round.
    """
    for scope in scopes:
        check_with_extremes(scope, catalogue)
    frame = frame_of(tuple(Term(Fraction(1), *who, scope) for scope in scopes), record, catalogue)
    known = inequalities(frame.system)
    consistent = conflict(known) is None
    parts = tuple(_part(frame, known, number, consistent) for number in range(len(scopes)))
    if not consistent:
        return Answer("extreme", None, None, parts)
    mean, times = _mean(frame, known, "high" if least else "low")
    middle = None if mean is None else _inwards(mean.bound / times, mean)
    if least:
        low = min(parts, key=lambda part: part.low or 0)
        return Answer("extreme", low.low, middle, parts, low.low_proof, mean)
    if any(part.high is None for part in parts):
        return Answer("extreme", middle, None, parts, mean, None)
    high = max(parts, key=lambda part: part.high or 0)
    return Answer("extreme", middle, high.high, parts, mean, high.high_proof)


def _part(frame: Frame, known: Sequence[Inequality], number: int, consistent: bool) -> Bounds:
    """The bounds of one of the totals by itself, in the system of all."""
    one = replace(
        frame,
        question=(frame.question[number],),
        system=replace(frame.system, asked=(frame.system.asked[number],)),
    )
    if not consistent:
        return _bounds(one, None, None, (), None, consistent=False)
    low, high = _side(one, known, "low"), _side(one, known, "high")
    return _bounds(one, low, high, (), _gap(one, known) if high is None else None)


def _mean(frame: Frame, known: Sequence[Inequality], side: Side) -> tuple[Proof | None, Fraction]:
    """The proof of the sum of totals, each so many times, that says most of the highest (side low) or the lowest of
    them, and how many totals it adds up. The extreme itself is one more unknown, below or above all of them."""
    sign = Fraction(1 if side == "low" else -1)
    unknown = 1 + max((cell for each in known for cell in each.cover), default=len(frame.system.cells))
    unknown = max(unknown, len(frame.system.cells))
    covers = [inner if side == "low" else outer for inner, outer in frame.system.asked]
    compared = [
        Inequality("extreme", "high", Fraction(0), {**dict.fromkeys(cover, sign), unknown: -sign}) for cover in covers
    ]
    found = cheapest([*known, *compared], {unknown: -sign})
    taken = {} if found is None else {n - len(known): m for n, m in found.multipliers.items() if n >= len(known)}
    if found is None or not taken:
        return None, Fraction(0)
    scale = Fraction(math.lcm(*(times.denominator for times in taken.values())))
    told = _joined_up([(frame.question[n], scale * taken[n], frame.system.asked[n]) for n in sorted(taken)], frame)
    question = tuple(replace(term, coefficient=times) for term, times, _ in told)
    asked = tuple(covers for _, _, covers in told)
    proof = _side(replace(frame, question=question, system=replace(frame.system, asked=asked)), known, side)
    return proof, scale * sum(taken.values(), Fraction(0))


_Told = tuple[Term, Fraction, tuple[Cover, Cover]]


def _joined_up(told: Iterable[_Told], frame: Frame) -> list[_Told]:
    """Totals of days that follow each other, taken as often, as one total of them all."""
    found: list[_Told] = []
    for term, times, covers in told:
        flows = frame.catalogue.measures[term.scope.measure].kind == "flow"
        if flows and found and found[-1][1] == times:
            last, _, before = found[-1]
            mine, theirs = term.scope.period, last.scope.period
            if mine.start == theirs.end and last.scope.but(period=mine) == term.scope:
                whole = replace(last, scope=last.scope.but(period=Period(theirs.start, mine.end)))
                both = ({**before[0], **covers[0]}, {**before[1], **covers[1]})
                found[-1] = whole, times, both
                continue
        found.append((term, times, covers))
    return found


def _inwards(value: Fraction, proof: Proof) -> Fraction:
    """A bound of whole counts as the next whole number inwards."""
    if not proof.whole:
        return value
    return Fraction(math.floor(value) if proof.side == "high" else math.ceil(value))


# -------------------------------------------------------------------------------------------------------- the system


def _target(frame: Frame, terms: Sequence[Term], side: Side) -> Cover:
    """What is asked for: a high bound must reach what is possibly counted, a low one may only use what surely is."""
    total: dict[int, Fraction] = {}
    for term, (inner, outer) in zip(terms, frame.system.asked, strict=True):
        for cell in outer if (side == "high") == (term.coefficient > 0) else inner:
            total[cell] = total.get(cell, Fraction(0)) + term.coefficient
    return {cell: amount for cell, amount in total.items() if amount}


def _side(frame: Frame, known: Sequence[Inequality], side: Side, *, brief: bool = False) -> Proof | None:
    """The proof of one bound, or None where nothing bounds that side; ``brief``: any that proves it."""
    target = _signed(frame, side)
    if frame.distinct:
        pair = _pair(frame, side)
        closest_one = closest(known, target) if pair is None else farthest_apart(known, *pair)
        return None if closest_one is None else prove(frame, known, closest_one, side, frame.question)
    found = closest_only(known, target) if brief else cheapest(known, target)
    if found is None:
        return None
    return prove(frame, known, found if brief else spare(known, target, found), side, frame.question)


def _pair(frame: Frame, side: Side) -> tuple[Cover, Cover] | None:
    """Of a difference: what counts for the bound at most, and what counts against it at least."""
    if len(frame.question) == 1:
        return None
    plus = next(n for n, term in enumerate(frame.question) if (term.coefficient > 0) == (side == "high"))
    return frame.system.asked[plus][1], frame.system.asked[1 - plus][0]


def _signed(frame: Frame, side: Side) -> Cover:
    """What is to be bounded from above: the question, or for its low bound, less than nothing of it."""
    target = _target(frame, frame.question, side)
    return target if side == "high" else {cell: -amount for cell, amount in target.items()}


def _gap(frame: Frame, known: Sequence[Inequality]) -> Gap | None:
    """Why there is no upper bound."""
    return gap_in(frame.system, known, _target(frame, frame.question, "high"), frame.catalogue)


def _value(proof: Proof | None) -> Fraction | None:
    return None if proof is None else proof.value


def _withdraw(frame: Frame, known: Sequence[Inequality], premises: tuple[str, ...]) -> Withdrawal:
    """The bounds without some premises. The cut stays: finer cells than needed change nothing."""
    left = tuple(inequality for inequality in known if inequality.premise not in premises)
    writing = _writing(frame, known, premises)
    low, high = (_side(writing, left, side) for side in SIDES)
    return Withdrawal(premises[0], _value(low), _value(high), low, high, premises[1:])


def _withdrawals(
    frame: Frame, known: Sequence[Inequality], used: Sequence[str], held: tuple[Proof | None, Proof | None]
) -> list[Withdrawal]:
    """The bounds without each premise used, in turn; a proof that does not use it stays. The cut stays too."""
    programs = [Repeated(known, _signed(frame, side), used) for side in SIDES if used]
    needed = [premises_of(proof, known) for proof in held]
    tried: list[Withdrawal] = []
    for premise in used:
        sides: list[Proof | None] = []
        left = _writing(frame, known, [premise])
        for side, proof, needs, program in zip(SIDES, held, needed, programs, strict=False):
            if premise not in needs:
                sides.append(proof)
                continue
            found = program.without(premise)
            sides.append(None if found is None else prove(left, known, found, side, frame.question))
        tried.append(Withdrawal(premise, _value(sides[0]), _value(sides[1]), sides[0], sides[1]))
    return tried


def _writing(frame: Frame, known: Sequence[Inequality], withdrawn: Collection[str]) -> Frame:
    """The frame in which proofs are written out without some premises."""
    if not frame.system.spreads:
        return frame
    return supported_by(frame, {inequality.premise for inequality in known} - set(withdrawn))


def _near_used(frame: Frame, *proofs: Proof | None) -> list[str]:
    """The premise of what is near a place, where a proof speaks of such."""
    used = {kind for proof in proofs if proof is not None for kind in proof.ground.because}
    return [bridge.id for bridge in frame.record.bridges if bridge.kind in used]


def _without_near(frame: Frame, premise: str) -> Withdrawal:
    """The bounds where what is near a place may be anywhere: other covers make another cut."""
    other = frame_of(frame.question, frame.record.without(premise), frame.catalogue)
    known = inequalities(other.system)
    low, high = (_side(other, known, side) for side in SIDES)
    return Withdrawal(premise, _value(low), _value(high), low, high)


def _strength(withdrawal: Withdrawal) -> tuple[bool, Fraction, str]:
    """No bound at all first, then the widest."""
    if withdrawal.low is None or withdrawal.high is None:
        return False, -(withdrawal.low or Fraction(0)), withdrawal.premise
    return True, withdrawal.low - withdrawal.high, withdrawal.premise


def _bounds(
    frame: Frame,
    low: Proof | None,
    high: Proof | None,
    hangs_on: tuple[Withdrawal, ...],
    gap: Gap | None,
    consistent: bool = True,
) -> Bounds:
    groups = measure_groups(frame.record.bridges)
    kinds = {kind for term in frame.question for kind in groups.get(kind_of(term), {kind_of(term)})}
    kinds |= {kind_of(term) for row in frame.system.rows if row.bridge is not None for term in row.terms}
    return Bounds(
        question=frame.question,
        low=_value(low),
        high=_value(high),
        low_proof=low,
        high_proof=high,
        hangs_on=hangs_on,
        tight=frame.tight and not any(proof is not None and proof.terms == "weaker" for proof in (low, high)),
        figures_used=sum(len(row.figures) for row in frame.system.rows)
        + sum(spread.count for spread in frame.system.spreads),
        figures_known=frame.record.kept(
            f"figures of {sorted(kinds)}", (), frame.catalogue, lambda: _figures_of(frame.record, kinds)
        ),
        gap=gap,
        consistent=consistent,
    )


def _figures_of(record: Record, kinds: Collection[Kind]) -> int:
    """How many figures and events a record holds of some kinds."""
    rows = sum(len(row.figures) for row in record.rows if any(kind_of(term) in kinds for term in row.terms))
    lists = (held for held in record.lists if any(kind_of(term) in kinds for term in held.terms))
    return rows + sum(len(held.events) for held in lists)


def _inconsistent(frame: Frame, known: Sequence[Inequality]) -> Bounds:
    """Bounds where the record contradicts itself: none, but what they would be without what lies in every sum.

    Where no single premise does, the lightest ones that leave the others in agreement are withdrawn together.
    """
    judged = judge(frame)
    common = frozenset.intersection(*(frozenset(entry.premises) for entry in judged.found))
    ways: list[tuple[str, ...]] = [(premise,) for premise in sorted(common) if _agree(known, premise)]
    if not ways and judged.withdrawn:
        ways = [judged.withdrawn]
    return _bounds(frame, None, None, tuple(_withdraw(frame, known, way) for way in ways), None, consistent=False)


def _agree(known: Sequence[Inequality], premise: str) -> bool:
    """Whether the others agree once one premise is withdrawn."""
    return conflict([inequality for inequality in known if inequality.premise != premise]) is None


def _quotient(
    scopes: tuple[Scope, Scope], who: tuple[str, str], record: Record, catalogue: Catalogue, side: Side
) -> tuple[Fraction | None, Proof | None]:
    """The bound of 100 top / bottom on one side, with its proof. For the low side the roles are exchanged."""
    over, under = scopes if side == "high" else scopes[::-1]
    terms = (Term(Fraction(1), *who, over), Term(Fraction(-1), *who, under))
    frame = frame_of(terms, record, catalogue)
    known = inequalities(frame.system)
    (_, outer), (inner, _) = frame.system.asked
    if frame.distinct:
        return _distinct_quotient(frame, known, side)
    ceiling = ratio_ceiling(known, outer, inner)
    if ceiling is None:
        return (None if side == "high" else Fraction(0)), None
    for denominator in (1, 100, 10_000, 1_000_000):
        guess = Fraction(ceiling).limit_denominator(denominator)
        if abs(float(guess) - ceiling) > CLOSE * max(1.0, ceiling) or (guess == 0 and side == "low"):
            continue
        scaled = _scaled(frame.question, guess)
        found = cheapest(known, _target(frame, scaled, "high"))
        if found is not None and found.cost <= 0:
            return 100 * (guess if side == "high" else 1 / guess), prove(frame, known, found, "high", scaled)
    return None, None


def _distinct_quotient(frame: Frame, known: Sequence[Inequality], side: Side) -> tuple[Fraction | None, Proof | None]:
    """The same of distinct things, whose counts do not add up."""
    found = largest_quotient(known, frame.system.asked[0][1], frame.system.asked[1][0])
    if found is None or (found[0] == 0 and side == "low"):
        return (None if side == "high" else Fraction(0)), None
    quotient, combination = found
    value = 100 * (quotient if side == "high" else 1 / quotient)
    return value, prove(frame, known, combination, "high", _scaled(frame.question, quotient))


def _scaled(terms: Sequence[Term], quotient: Fraction) -> tuple[Term, ...]:
    """For p/q: q times the first total less p times the second."""
    first, second = terms
    return (
        replace(first, coefficient=Fraction(quotient.denominator)),
        replace(second, coefficient=-Fraction(quotient.numerator)),
    )
