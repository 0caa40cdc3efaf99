"""Bounds: the least and the greatest total that the record allows, each with its proof.

Rows enter outwards from the question, ring by ring; any subset of them gives valid bounds. The system that they
make is solved by :mod:`onrecord.linear`; each proof is written out (:mod:`onrecord.proof`) and checked by that
module's own checker before it leaves here.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from fractions import Fraction
from typing import Literal

from onrecord.cell import BOUNDED, Cover, System, TooManyCells, boxes, cut, days_of, kind_of, measure_groups
from onrecord.derivation import write_proof
from onrecord.errors import OnrecordError, UsageError
from onrecord.growth import grow
from onrecord.linear import CLOSE, Combination, Inequality, cheapest, conflict, inequalities, ratio_ceiling
from onrecord.proof import Proof
from onrecord.row import Record, Row, Term
from onrecord.scope import Catalogue, Scope

Side = Literal["low", "high"]
SIDES: tuple[Side, Side] = ("low", "high")

# Past this many cells a system is not grown further. The releases of 2018 make about a hundred. Measured on one core
# (November 2026): 2,000 figures over two years and 34 places, 0.6 s, with all withdrawals 2 s; of 10,000 figures the
# budget keeps half, 1.5 s and 6 s, and there all of them (3.5 s) would not have narrowed anything.
MOST_CELLS = 4_000


@dataclass(frozen=True, slots=True)
class Gap:
    """Why there is no upper bound: a cell of the question that no figure covers from above."""

    places: tuple[str, ...]
    without: tuple[str, ...]
    start: str
    end: str
    measure: str


@dataclass(frozen=True, slots=True)
class Withdrawal:
    """The bounds when one assertion or bridge (``premise``) is withdrawn."""

    premise: str
    low: Fraction | None
    high: Fraction | None
    low_proof: Proof | None
    high_proof: Proof | None


@dataclass(frozen=True, slots=True)
class Bounds:
    """What follows for a total: ``low`` <= total <= ``high``, None where nothing bounds it.

    Whole numbers where the measure counts whole things. ``tight``: no further figure on record can narrow these
    (sharp over real counts; over whole counts on interval systems). ``hangs_on`` holds the withdrawals that change
    a bound, strongest first, then the others among the premises used.
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

    @property
    def pinned(self) -> bool:
        return self.low is not None and self.low == self.high


@dataclass(frozen=True, slots=True)
class Contradiction:
    """Assertions that no counts can satisfy together; none of them is called wrong.

    ``proof`` is a sum that comes to less than nothing; ``size`` says by how much. Taking any one of ``premises``
    away removes it.
    """

    premises: tuple[str, ...]
    proof: Proof
    size: Fraction


@dataclass(frozen=True, slots=True)
class Answer:
    """What the record allows for a claim or question, in the claim's own unit.

    For an amount, ``parts`` is one Bounds. For a change or a share of A over B it is two (A, then B), and ``low``
    and ``high`` are percents; ``low_proof`` and ``high_proof`` then prove the quotient itself: a multiple of A less
    a multiple of B is on one side of nothing. They hold where B is not nothing; where it may be, nothing is pinned.
    """

    form: Literal["amount", "change", "share"]
    low: Fraction | None
    high: Fraction | None
    parts: tuple[Bounds, ...]
    low_proof: Proof | None = None
    high_proof: Proof | None = None

    @property
    def pinned(self) -> bool:
        """Whether one number is left, divided by something."""
        divided = all(part.low for part in self.parts[1:])
        return divided and self.low is not None and self.low == self.high


# ----------------------------------------------------------------------------------------------------- the questions


def bound(
    scope: Scope, voice: str, rule: str, record: Record, catalogue: Catalogue, *, withdrawals: bool = True
) -> Bounds:
    """What the record allows for one voice's count of one scope, with proofs and (on request) what they hang on."""
    check_askable(scope, catalogue)
    question = (Term(Fraction(1), voice, rule, scope),)
    frame = _frame(question, record, catalogue)
    known = inequalities(frame.system)
    trouble = _irreducible(known)
    if trouble is not None:
        return _inconsistent(frame, known, trouble)
    low, high = _side(frame, known, "low"), _side(frame, known, "high")
    used = sorted(_premises(low) | _premises(high)) if withdrawals else []
    tried = [_withdraw(frame, known, premise, (low, high)) for premise in used]
    changed = [w for w in tried if (w.low, w.high) != (_value(low), _value(high))]
    unchanged = [w for w in tried if w not in changed]
    gap = _gap(frame, known) if high is None else None
    return _bounds(frame, low, high, (*sorted(changed, key=_strength), *unchanged), gap)


def check_askable(scope: Scope, catalogue: Catalogue) -> None:
    """Raise UsageError where a total of this measure cannot be bounded, or not over this period."""
    kind = catalogue.measures[scope.measure].kind
    if kind not in BOUNDED:
        raise UsageError(f"{scope.measure} is of kind {kind}: its counts do not add up, so no total of it is bounded")
    if kind != "flow" and scope.period.days != 1:
        raise UsageError(f"{scope.measure} is a {kind}: ask for one day, not for {scope.period.edtf}")


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
    parts = tuple(bound(scope, voice, rule, record, catalogue, withdrawals=withdrawals) for scope in scopes)
    if any(not part.consistent for part in parts) or parts[1].high == 0:  # no share of nothing
        return Answer("share", None, None, parts)
    high = _quotient(scopes, (voice, rule), record, catalogue, "high")
    low = _quotient(scopes, (voice, rule), record, catalogue, "low")
    return Answer("share", low[0], high[0], parts, low[1], high[1])


def contradictions(record: Record, catalogue: Catalogue, question: Sequence[Term] = ()) -> tuple[Contradiction, ...]:
    """Irreducible sets of assertions that no counts satisfy together, no two of them sharing an assertion.

    With a question, only among the rows that bear on it. Others may exist that share assertions with these. Bridges
    may be shared.
    """
    found: list[Contradiction] = []
    left = record
    waiting = [row for ring in grow(question, record, catalogue) for row in ring] if question else list(record.rows)
    while waiting:
        frame = _frame(waiting[0].terms, left, catalogue, question=())
        known = inequalities(frame.system)
        trouble = _irreducible(known)
        if trouble is None:
            done = {waiting[0].id, *(row.id for row in frame.system.rows)}
        else:  # the rest is searched anew: what held its parts together may be among the withdrawn
            found.append(_contradiction(frame, known, trouble))
            done = set(found[-1].premises)
            left = Record(tuple(row for row in left.rows if row.id not in done), left.bridges)
        waiting = [row for row in waiting if row.id not in done]
    return tuple(sorted(found, key=lambda c: (-c.size, c.premises)))


# -------------------------------------------------------------------------------------------------------- the system


@dataclass(frozen=True, slots=True)
class _Frame:
    """A question with the system cut for it."""

    question: tuple[Term, ...]
    record: Record
    catalogue: Catalogue
    system: System
    tight: bool


def _frame(
    seed: Sequence[Term], record: Record, catalogue: Catalogue, question: Sequence[Term] | None = None
) -> _Frame:
    """Grow outwards from the seed until nothing more touches, or the budget is spent: then the nearest rows stay."""
    asked = tuple(seed if question is None else question)
    rows = [row for ring in grow(seed, record, catalogue) for row in sorted(ring, key=lambda row: _distance(row, seed))]
    kept = len(rows)
    while True:
        chosen = sorted(rows[:kept], key=lambda row: row.id)
        try:
            system = cut(asked, chosen, record, catalogue, MOST_CELLS if kept else None)
            return _Frame(asked, record, catalogue, system, tight=kept == len(rows))
        except TooManyCells:
            kept //= 2


def _distance(row: Row, seed: Sequence[Term]) -> tuple[int, str]:
    """How far the days of a row end from those of the question: the nearest is heard first."""
    ends = [days_of(term.scope) for term in row.terms]
    asked = [days_of(term.scope) for term in seed]
    return min(abs((a - c).days) + abs((b - d).days) for a, b in ends for c, d in asked), row.id


def _target(frame: _Frame, terms: Sequence[Term], side: Side) -> Cover:
    """What is asked for: a high bound must reach what is possibly counted, a low one may only use what surely is."""
    total: dict[int, Fraction] = {}
    for term, (inner, outer) in zip(terms, frame.system.asked, strict=True):
        for cell in outer if (side == "high") == (term.coefficient > 0) else inner:
            total[cell] = total.get(cell, Fraction(0)) + term.coefficient
    return {cell: amount for cell, amount in total.items() if amount}


def _side(frame: _Frame, known: Sequence[Inequality], side: Side) -> Proof | None:
    """The proof of one bound, or None where nothing bounds that side."""
    target = _target(frame, frame.question, side)
    found = cheapest(known, target if side == "high" else {cell: -n for cell, n in target.items()})
    return None if found is None else _proof(frame, known, found, side, frame.question)


def _proof(
    frame: _Frame, known: Sequence[Inequality], found: Combination, side: Side, question: tuple[Term, ...]
) -> Proof:
    return write_proof(frame.system, known, found, (side, question), frame.record, frame.catalogue)


def _value(proof: Proof | None) -> Fraction | None:
    return None if proof is None else proof.value


def _premises(proof: Proof | None) -> frozenset[str]:
    """The assertions and bridges that a proof uses."""
    return frozenset() if proof is None else frozenset(step.premise.partition("#")[0] for step in proof.steps)


def _withdraw(
    frame: _Frame, known: Sequence[Inequality], premise: str, held: tuple[Proof | None, Proof | None] | None = None
) -> Withdrawal:
    """The bounds without one assertion or bridge; ``held`` are those with it: a proof that does not use it stays.

    The cut stays too: finer cells than needed change nothing.
    """
    left = tuple(inequality for inequality in known if inequality.premise != premise)
    low, high = (
        proof if held is not None and premise not in _premises(proof) else _side(frame, left, side)
        for side, proof in zip(SIDES, held or (None, None), strict=True)
    )
    return Withdrawal(premise, _value(low), _value(high), low, high)


def _strength(withdrawal: Withdrawal) -> tuple[bool, Fraction, str]:
    """No bound at all first, then the widest."""
    if withdrawal.low is None or withdrawal.high is None:
        return False, -(withdrawal.low or Fraction(0)), withdrawal.premise
    return True, withdrawal.low - withdrawal.high, withdrawal.premise


def _bounds(
    frame: _Frame,
    low: Proof | None,
    high: Proof | None,
    hangs_on: tuple[Withdrawal, ...],
    gap: Gap | None,
    consistent: bool = True,
) -> Bounds:
    groups = measure_groups(frame.record.bridges)
    kinds = {kind for term in frame.question for kind in groups.get(kind_of(term), {kind_of(term)})}
    return Bounds(
        question=frame.question,
        low=_value(low),
        high=_value(high),
        low_proof=low,
        high_proof=high,
        hangs_on=hangs_on,
        tight=frame.tight,
        figures_used=sum(len(row.figures) for row in frame.system.rows),
        figures_known=sum(len(r.figures) for r in frame.record.rows if any(kind_of(t) in kinds for t in r.terms)),
        gap=gap,
        consistent=consistent,
    )


def _inconsistent(frame: _Frame, known: Sequence[Inequality], trouble: frozenset[str]) -> Bounds:
    """Bounds where the record contradicts itself: none, but what they would be under each withdrawal."""
    found: list[Withdrawal] = []
    for premise in sorted(trouble):
        left = tuple(inequality for inequality in known if inequality.premise != premise)
        if conflict(left) is None:
            found.append(_withdraw(frame, known, premise))
    return _bounds(frame, None, None, tuple(found), None, consistent=False)


def _irreducible(known: Sequence[Inequality]) -> frozenset[str] | None:
    """Premises that conflict, none of which can be spared; None where nothing conflicts."""
    found = conflict(known)
    if found is None:
        return None
    premises = {known[number].premise for number in found.multipliers}
    for premise in sorted(premises):
        rest = premises - {premise}
        smaller = conflict([inequality for inequality in known if inequality.premise in rest])
        if smaller is not None:
            premises = rest
    return frozenset(premises)


def _contradiction(frame: _Frame, known: Sequence[Inequality], premises: frozenset[str]) -> Contradiction:
    mine = [inequality for inequality in known if inequality.premise in premises]
    found = conflict(mine)
    if found is None:
        raise OnrecordError(f"no exact proof that {', '.join(sorted(premises))} contradict each other could be made")
    proof = _proof(frame, mine, found, "high", ())
    return Contradiction(tuple(sorted(_premises(proof))), proof, -proof.bound)


def _quotient(
    scopes: tuple[Scope, Scope], who: tuple[str, str], record: Record, catalogue: Catalogue, side: Side
) -> tuple[Fraction | None, Proof | None]:
    """The bound of 100 top / bottom on one side, with its proof. For the low side the roles are exchanged."""
    over, under = scopes if side == "high" else scopes[::-1]
    terms = (Term(Fraction(1), *who, over), Term(Fraction(-1), *who, under))
    frame = _frame(terms, record, catalogue)
    known = inequalities(frame.system)
    (_, outer), (inner, _) = frame.system.asked
    ceiling = ratio_ceiling(known, outer, inner)
    if ceiling is None:
        return (None if side == "high" else Fraction(0)), None
    for denominator in (1, 100, 10_000, 1_000_000):
        guess = Fraction(ceiling).limit_denominator(denominator)
        if abs(float(guess) - ceiling) > CLOSE * max(1.0, ceiling) or (guess == 0 and side == "low"):
            continue
        scaled = _scaled(terms, guess)
        found = cheapest(known, _target(frame, scaled, "high"))
        if found is not None and found.cost <= 0:
            return 100 * (guess if side == "high" else 1 / guess), _proof(frame, known, found, "high", scaled)
    return None, None


def _scaled(terms: tuple[Term, Term], quotient: Fraction) -> tuple[Term, ...]:
    """For p/q: q times the first total less p times the second."""
    first, second = terms
    return (
        replace(first, coefficient=Fraction(quotient.denominator)),
        replace(second, coefficient=-Fraction(quotient.numerator)),
    )


# --------------------------------------------------------------------------------------- why there is no upper bound


def _gap(frame: _Frame, known: Sequence[Inequality]) -> Gap | None:
    """A cell of the question that nothing bounds from above: the earliest, widest one."""
    bounded = _bounded(known)
    open_cells = [cell for cell in sorted(_target(frame, frame.question, "high")) if cell not in bounded]
    found = [
        (box, frame.system.cells[cell].kind)
        for cell in open_cells
        for box in boxes(
            frame.system.cells[cell].pieces, frame.system.cells[cell].kind, frame.system.axes, frame.catalogue
        )
    ]
    if not found:
        return None
    box, kind = min(found, key=lambda entry: (entry[0].start, entry[0].start - entry[0].end, entry[0].places))
    return Gap(box.places, box.without, box.start.isoformat(), box.end.isoformat(), kind[2])


def _bounded(known: Iterable[Inequality]) -> set[int]:
    """Cells that some inequality bounds from above, what it takes away being bounded itself."""
    bounded: set[int] = set()
    waiting = list(known)
    while True:
        ready = [i for i in waiting if all(c in bounded for c, amount in i.cover.items() if amount < 0)]
        new = {cell for i in ready for cell, amount in i.cover.items() if amount > 0} - bounded
        if not new:
            return bounded
        bounded |= new
        waiting = [i for i in waiting if i not in ready]
