"""Contradictions: every irreducible set of assertions that no counts satisfy together, and the lightest way out.

The sets are enumerated by MARCO (Liffiton, Previti, Malik, Marques-Silva 2016, "Fast, flexible MUS enumeration",
Constraints 21): a map of the sets not yet judged gives the heaviest one left; if its assertions agree, everything
outside it is a way out, else it is shrunk to a contradiction; either way the map loses that part. Because the heaviest
set is judged first, the first one that agrees leaves out the least weight there is (as implicit hitting sets do). An
assertion weighs as many figures as witness it, so that one number said once goes before one said five times.

The solver only proposes. Every contradiction is proved in exact numbers, and its irreducibility is judged by deletion;
a solver's own irreducible subsystem is not trusted.
"""

from __future__ import annotations

import itertools
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from fractions import Fraction

from onrecord.byday import record_by_day, terms_by_day
from onrecord.cell import Kind, kind_of
from onrecord.distinct import conflicts
from onrecord.errors import OnrecordError
from onrecord.frame import Frame, frame_of, premises_of, prove, supported_by, told_apart
from onrecord.growth import grow
from onrecord.inequality import OTHERS, Inequality, Known, inequalities
from onrecord.linear import Combination, conflict, heaviest
from onrecord.proof import Proof
from onrecord.repeated import Agreement
from onrecord.row import EventList, Record, Row, Term
from onrecord.scope import Catalogue

MOST = 100
"""Contradictions given at most."""

MOST_JUDGED = 1_000
"""Sets judged at most; a set is one linear program. A count and no clock, so that the same record gives the same."""


MOST_HITTING = 4 * MOST_JUDGED
"""Ways of taking something from every contradiction that are kept, the lightest: no more will be judged."""

MOST_APART = 40
"""Events of a list that are told apart, the largest; the others are withdrawn together."""


@dataclass(frozen=True, slots=True)
class Contradiction:
    """Assertions that no counts can satisfy together; none of them is called wrong.

    ``proof`` is a sum that comes to less than nothing; ``size`` says by how much. Taking any one of ``premises``
    away removes it. ``rounding`` is how much of the size the rounding of its figures can account for.
    """

    premises: tuple[str, ...]
    proof: Proof
    size: Fraction
    rounding: Fraction = Fraction(0)

    @property
    def within_rounding(self) -> bool:
        """Whether the figures miss each other by no more than their sources round."""
        return self.size <= self.rounding


@dataclass(frozen=True, slots=True)
class Contradictions:
    """What does not fit together: ``found`` from the largest, ``exhausted`` where there are no others.

    ``withdrawn`` are the premises of least weight without which the rest agrees; () where that was not reached.
    """

    found: tuple[Contradiction, ...] = ()
    exhausted: bool = True
    withdrawn: tuple[str, ...] = ()


def contradictions(
    record: Record, catalogue: Catalogue, question: Sequence[Term] = (), *, most: int = MOST
) -> Contradictions:
    """Every contradiction of a record, up to ``most``; with a question, among the rows that bear on it.

    Bridges count as premises like assertions. Figures that nothing ties together are judged apart.
    """
    record, question = record_by_day(record, catalogue), terms_by_day(question, catalogue.actors)
    found: list[Contradiction] = []
    withdrawn: list[str] = []
    exhausted = True
    waiting = _asked_about(question, record, catalogue) if question else list(record.rows)
    for terms in () if question else _listed_twice(record):
        judged = judge(frame_of(terms, replace(record, rows=(), bridges=()), catalogue), most=most)
        found += judged.found
        withdrawn += judged.withdrawn
    while waiting:
        frame = _frame(waiting[0].terms, record, catalogue)
        judged = (_of_distinct if frame.distinct else judge)(frame, most=most - len(found))
        found += judged.found
        withdrawn += judged.withdrawn
        exhausted &= judged.exhausted and frame.tight
        done = {waiting[0].id, *(row.id for row in frame.system.rows)}
        waiting = [row for row in waiting if row.id not in done]
    return Contradictions(_in_order(found), exhausted, tuple(sorted(set(withdrawn))))


def _listed_twice(record: Record) -> Iterator[tuple[Term, ...]]:
    """What several lists of one count speak of: where one is whole, it may hold less than another."""
    lists: dict[Kind, list[EventList]] = {}
    for held in record.lists:
        lists.setdefault(kind_of(held.terms[0]), []).append(held)
    for together in lists.values():
        if len(together) > 1 and any(held.listings for held in together):
            yield tuple(entry.term for held in together for entry in held.listings)


def _asked_about(question: Sequence[Term], record: Record, catalogue: Catalogue) -> list[Row]:
    """The rows that bear on a question; of distinct things, all of that count that its system holds."""
    frame = _frame(question, record, catalogue)
    if frame.distinct:
        return list(frame.system.rows)
    return [row for ring in grow(question, record, catalogue) for row in ring]


def _frame(terms: Sequence[Term], record: Record, catalogue: Catalogue) -> Frame:
    """The system around some terms; nothing is asked of it but whether it agrees."""
    distinct = any(_is_distinct(term, catalogue) for term in terms)
    return frame_of(terms, record, catalogue, question=tuple(terms) if distinct else ())


def _is_distinct(term: Term, catalogue: Catalogue) -> bool:
    return catalogue.measures[term.scope.measure].kind == "distinct"


def _of_distinct(frame: Frame, *, most: int = MOST) -> Contradictions:
    """Of distinct things: counts that are larger than others which cover them. Other sums than the closest may be."""
    known = inequalities(frame.system)
    found = [_proved(frame, known, each) for each in itertools.islice(conflicts(known), most)]
    return Contradictions(_in_order(found), not found)


def some_contradictions(record: Record, catalogue: Catalogue, most: int) -> Iterator[Contradiction]:
    """Contradictions one after another, up to ``most``, each without the first premise of those before it.

    For a reader who wants to know what does not fit, not every way in which it does not: that costs one shrinking each.
    """
    waiting, told = list(record.rows), 0
    while waiting and told < most:
        frame = frame_of(waiting[0].terms, record, catalogue, question=())
        known = inequalities(frame.system)
        while told < most and (premises := irreducible(known)) is not None:
            yield _contradiction(frame, known, premises)
            told += 1
            rows = [row.id for row in record.rows if row.id in premises]
            known = Known(inequality for inequality in known if inequality.premise != (rows or sorted(premises))[0])
        done = {waiting[0].id, *(row.id for row in frame.system.rows)}
        waiting = [row for row in waiting if row.id not in done]


def _in_order(found: Iterable[Contradiction]) -> tuple[Contradiction, ...]:
    once = {entry.premises: entry for entry in found}
    return tuple(sorted(once.values(), key=lambda entry: (-entry.size, len(entry.premises), entry.premises)))


def judge(frame: Frame, *, most: int = MOST) -> Contradictions:
    """Every contradiction of one system, up to ``most``, and the lightest premises to withdraw from it.

    A list of events is judged as one, for of many events each other choice would be another contradiction. What is
    told of it then names as few of its events as serve, the largest, and what is withdrawn are events.
    """
    known = inequalities(frame.system)
    first = irreducible(known)
    if first is None:
        return Contradictions()
    weights = _weights(frame, known)
    sets, agreeing, exhausted = _enumerated(known, weights, first, most)
    withdrawn = frozenset(weights) - agreeing if agreeing is not None else frozenset[str]()
    if frame.system.spreads:
        frame = told_apart(frame, MOST_APART)
        known = inequalities(frame.system)
        sets = [_by_event(frame, known, premises) for premises in sets]
        withdrawn = _withdrawn(frame, known, sets[0]) if withdrawn else withdrawn
    found = [_contradiction(frame, known, premises) for premises in sets]
    return Contradictions(_in_order(found), exhausted, tuple(sorted(withdrawn)))


def _by_event(frame: Frame, known: Sequence[Inequality], premises: frozenset[str]) -> frozenset[str]:
    """A contradiction with lists of events, by those of their events that it needs."""
    named = set(premises)
    for spread in frame.system.spreads:
        if spread.events in premises:
            named |= {spread.event or f"{spread.events}{OTHERS}"}
    return irreducible(_of(known, named)) or premises


def _withdrawn(frame: Frame, known: Sequence[Inequality], first: frozenset[str]) -> frozenset[str]:
    """The lightest premises to withdraw, each event by itself."""
    weights = _weights(frame, known)
    _, agreeing, _ = _enumerated(known, weights, first, 0)
    return frozenset(weights) - agreeing if agreeing is not None else frozenset()


def irreducible(known: Sequence[Inequality]) -> frozenset[str] | None:
    """Premises that conflict, none of which can be spared; None where nothing conflicts. Of events, the smallest are
    spared first, so that few are left."""
    found = conflict(known)
    if found is None:
        return None
    premises = {known[number].premise for number in found.multipliers} - {""}
    sizes = {i.premise: Fraction(-1) if i.premise.endswith(OTHERS) else -i.cost for i in known if i.events}
    for premise in sorted(premises, key=lambda name: (sizes.get(name, Fraction(0)), name)):
        rest = premises - {premise}
        smaller = conflict(_of(known, rest))
        if smaller is not None:
            premises = rest
    return frozenset(premises)


def _weights(frame: Frame, known: Sequence[Inequality]) -> dict[str, int]:
    """What withdrawing each premise costs: the figures that witness it; a bridge counts as one."""
    weights = {row.id: len(row.figures) for row in frame.system.rows}
    for spread in frame.system.spreads:
        for name in (spread.events, f"{spread.events}{OTHERS}") if not spread.event else ():
            weights[name] = weights.get(name, 0) + spread.count
    return {premise: max(1, weights.get(premise, 1)) for premise in sorted({i.premise for i in known} - {""})}


def _of(known: Iterable[Inequality], premises: Collection[str]) -> list[Inequality]:
    """What some premises say, with what needs none."""
    return [inequality for inequality in known if not inequality.premise or inequality.premise in premises]


def _enumerated(
    known: Sequence[Inequality], weights: dict[str, int], first: frozenset[str], most: int
) -> tuple[list[frozenset[str]], frozenset[str] | None, bool]:
    """The contradictions, the heaviest set that agrees, and whether every set was judged.

    Seeds come from a program until one of them agrees: that is the heaviest. From then on the others are told by what
    they leave out: the sets that take something from every contradiction found, the lightest first.
    """
    sets, whole, agreement = [first], frozenset(weights), Agreement(known)
    for judged in range(MOST_JUDGED):
        seed = heaviest(weights, sets, ())
        assert seed is not None  # nothing is asked of it but to leave something out
        left_out = whole - seed
        trouble = None if agreement.shown_without(left_out) else irreducible(_of(known, seed))
        if trouble is None:
            rest = _Enumeration(known, weights, sets, agreement)
            return rest.all_sets(left_out, most, MOST_JUDGED - judged - 1), seed, rest.exhausted
        sets.append(trouble)
    return sets[:most], None, False


class _Enumeration:
    """The rest of the contradictions of a system, once some are known and a set that agrees."""

    def __init__(
        self,
        known: Sequence[Inequality],
        weights: dict[str, int],
        sets: Sequence[frozenset[str]],
        agreement: Agreement,
    ) -> None:
        self.known, self.weights, self.agreement = known, weights, agreement
        self.sets: list[frozenset[str]] = []
        self.hitting: dict[frozenset[str], tuple[int, list[str]]] = {frozenset(): (0, [])}
        self.exhausted = True
        for found in sets:
            self._add(found)

    def all_sets(self, agreeing: frozenset[str], most: int, judged: int) -> list[frozenset[str]]:
        """So many contradictions at most, with so many sets judged at most; ``agreeing`` is what was left out where
        the others agreed."""
        whole, done = frozenset(self.weights), {agreeing}
        for _ in range(judged):
            left = [held for held in self.hitting if held not in done]
            if not left or len(self.sets) >= most:
                self.exhausted &= not left
                return self.sets[:most]
            left_out = min(left, key=self.hitting.__getitem__)
            done.add(left_out)
            if not self.agreement.shown_without(left_out):
                trouble = irreducible(_of(self.known, whole - left_out))
                if trouble is not None:
                    self._add(trouble)
        self.exhausted &= all(held in done for held in self.hitting)
        return self.sets[:most]

    def _add(self, found: frozenset[str]) -> None:
        """One more contradiction: whatever leaves out nothing of it leaves out one thing more (Berge 1989)."""
        self.sets.append(found)
        hit = {held: order for held, order in self.hitting.items() if held & found}
        more = {held | {name} for held in self.hitting.keys() - hit.keys() for name in found}
        smallest = [held for held in more if not any(other <= held for other in hit)]
        hit |= {held: (sum(self.weights[name] for name in held), sorted(held)) for held in smallest}
        self.exhausted &= len(hit) <= MOST_HITTING
        self.hitting = dict(sorted(hit.items(), key=lambda entry: entry[1])[:MOST_HITTING])


def _contradiction(frame: Frame, known: Sequence[Inequality], premises: frozenset[str]) -> Contradiction:
    mine = _of(known, premises)
    found = conflict(mine)
    if found is None:
        raise OnrecordError(f"no exact proof that {', '.join(sorted(premises))} contradict each other could be made")
    return _proved(supported_by(frame, premises) if frame.system.spreads else frame, mine, found)


def _proved(frame: Frame, mine: Sequence[Inequality], found: Combination) -> Contradiction:
    proof = prove(frame, mine, found, "high", ())
    rows = {row.id: row.rounding for row in frame.system.rows}
    rounding = sum((abs(step.multiplier) * rows.get(step.premise, 0) for step in proof.steps), Fraction(0))
    return Contradiction(tuple(sorted(premises_of(proof, mine))), proof, -proof.bound, rounding)
