"""What must hold of every bound, over random small records, against slow and obvious programs."""

from __future__ import annotations

import itertools
import json
from collections.abc import Mapping
from dataclasses import replace
from fractions import Fraction

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from onrecord import frame
from onrecord import proof as proofs
from onrecord.bounds import Bounds, bound, ratio
from onrecord.contradiction import contradictions
from onrecord.figure import Figure
from onrecord.prooffile import check_document
from onrecord.row import Bridge, Record
from onrecord.scope import Scope
from tests import engine_oracles as slow
from tests.engine_oracles import DAYS, MORE_ENGAGEMENTS, NOBODY_LEFT, WORLD, Atom, a_figure, a_record, a_scope

FEW, SOME = settings(max_examples=25), settings(max_examples=50)

# ---------------------------------------------------------------------------------------------------- random records

_counts = st.integers(1, 5)
_atoms = st.tuples(
    st.just("strikes"), st.sampled_from(slow.PLACE_NODES), st.sampled_from(slow.ACTOR_NODES), st.integers(0, DAYS - 1)
)


@st.composite
def truths(draw: st.DrawFn) -> dict[Atom, int]:
    """What happened: some strikes here and there, and at least as many engagements."""
    strikes = draw(st.dictionaries(_atoms, _counts, max_size=10))
    more = draw(st.dictionaries(_atoms, _counts, max_size=4))
    engagements = {("engagements", *atom[1:]): n + more.get(atom, 0) for atom, n in strikes.items()}
    return {**strikes, **{("engagements", *atom[1:]): n for atom, n in more.items()}, **engagements}


@st.composite
def scopes(draw: st.DrawFn, places: tuple[str, ...] = (*slow.PARENT, *slow.REGIONS), roles: bool = True) -> Scope:
    """A measure, up to two places (regions too), now and then an actor, and some days on end."""
    start = draw(st.integers(0, DAYS - 1))
    days = (start, draw(st.integers(start + 1, DAYS)))
    measure = draw(st.sampled_from(["strikes", "strikes", "engagements"]))
    where = draw(st.lists(st.sampled_from(places), max_size=2)) if places else []
    by = draw(st.sampled_from([(), (), ("c",), ("c1",)])) if roles else ()
    return a_scope(measure, where, days, by)


@st.composite
def true_figures(draw: st.DrawFn, truth: Mapping[Atom, int], **limits: object) -> tuple[Figure, ...]:
    """Figures that are right: exact, or widened, or only one side of it; many scopes have none."""
    found = []
    for number, scope in enumerate(draw(st.lists(scopes(**limits), min_size=1, max_size=7))):  # type: ignore[arg-type]
        value = slow.total(truth, scope)
        less, more = draw(st.sampled_from([(0, 0), (0, 0), (1, 0), (2, 3)]))
        sense = draw(st.sampled_from(["equal", "equal", "equal", "at_least", "at_most"]))
        found.append(a_figure(f"f{number}", scope, max(0, value - less), value + more, sense))
    return tuple(found)


@st.composite
def records(draw: st.DrawFn, bridges: tuple[Bridge, ...] = (MORE_ENGAGEMENTS,), **limits: object) -> Record:
    """A record of right figures."""
    figures = draw(truths().flatmap(lambda truth: true_figures(truth, **limits)))
    return a_record(figures, draw(st.sampled_from([(), bridges])))


@st.composite
def stated_records(draw: st.DrawFn) -> Record:
    """A record of figures that need not be right, nor agree; about half of them contradict themselves."""
    limits = draw(st.sampled_from([scopes(), scopes(("A", "A1"), roles=False)]))
    found = [
        a_figure(f"f{number}", scope, draw(st.sampled_from([0, 2, 3, 7, 30])))
        for number, scope in enumerate(draw(st.lists(limits, min_size=4, max_size=7)))
    ]
    return a_record(found, draw(st.sampled_from([(), (MORE_ENGAGEMENTS,)])))


def ask(scope: Scope, record: Record, *, withdrawals: bool = False) -> Bounds:
    return bound(scope, "v", "", record, WORLD, withdrawals=withdrawals)


def real(found: Bounds) -> tuple[float, float]:
    """The bounds before they are rounded to whole numbers."""
    low, high = found.low_proof, found.high_proof
    return (-slow.INF if low is None else float(low.bound)), (slow.INF if high is None else float(high.bound))


def checks(proof: proofs.Proof | None) -> None:
    """A proof holds, and so does what a reader would be handed."""
    if proof is not None:
        proofs.check(proof)
        assert check_document(json.loads(json.dumps(proof.to_document()))) == [proof]


# ------------------------------------------------------------------------------------------------------- what must hold


@SOME
@given(st.data(), truths(), scopes())
def test_the_truth_is_always_inside(data: st.DataObject, truth: dict[Atom, int], question: Scope) -> None:
    record = a_record(data.draw(true_figures(truth)), (MORE_ENGAGEMENTS,))
    found = ask(question, record)
    assert found.consistent
    assert found.low is not None
    assert found.low <= slow.total(truth, question)
    assert found.high is None or found.high >= slow.total(truth, question, outer=False)


@SOME
@given(records(), scopes())
def test_bounds_are_those_of_the_plain_program(record: Record, question: Scope) -> None:
    """One variable for each place, actor and day, nothing merged and nothing grown, gives the same."""
    assert real(ask(question, record)) == pytest.approx(slow.plain_bounds(record, question), abs=1e-6)


@FEW
@given(records(), scopes())
def test_bounds_hold_every_whole_solution(record: Record, question: Scope) -> None:
    found, whole = ask(question, record), slow.whole_bounds(record, question)
    assert whole is not None
    assert found.low is not None
    assert found.low <= whole[0] + 1e-6
    assert found.high is None or found.high >= whole[1] - 1e-6


@FEW
@given(records(places=(), roles=False), scopes(places=(), roles=False))
def test_on_windows_of_time_alone_bounds_are_sharp_over_whole_counts(record: Record, question: Scope) -> None:
    """Windows on one line make an interval system: totally unimodular, so nothing is lost by asking for reals."""
    found, whole = ask(question, record), slow.whole_bounds(record, question)
    assert whole is not None
    assert found.low == round(whole[0])
    if found.high is not None:
        assert found.high == round(whole[1])
    else:
        assert whole[1] >= 10_000


@SOME
@given(st.data(), truths(), scopes())
def test_a_further_figure_never_widens(data: st.DataObject, truth: dict[Atom, int], question: Scope) -> None:
    figures = data.draw(true_figures(truth))
    fewer, all_of_them = real(ask(question, a_record(figures[:-1]))), real(ask(question, a_record(figures)))
    assert fewer[0] <= all_of_them[0] <= all_of_them[1] <= fewer[1]


@SOME
@given(records(), scopes(), st.integers(0, 12))
def test_bounds_hold_wherever_growing_stops(record: Record, question: Scope, most: int) -> None:
    """Any rows give valid bounds; they are called tight only where none was left out."""
    whole = ask(question, record)
    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(frame, "MOST_CELLS", most)
        stopped = ask(question, record)
    assert real(stopped)[0] <= real(whole)[0] <= real(whole)[1] <= real(stopped)[1]
    if stopped.tight:
        assert real(stopped) == real(whole)
        assert stopped.figures_used == whole.figures_used
    else:
        assert stopped.figures_used < whole.figures_used


@FEW
@given(st.data(), truths(), scopes())
def test_the_order_of_figures_changes_nothing(data: st.DataObject, truth: dict[Atom, int], question: Scope) -> None:
    figures = data.draw(true_figures(truth))
    mixed = data.draw(st.permutations(figures))
    assert ask(question, a_record(figures, (MORE_ENGAGEMENTS,)), withdrawals=True) == ask(
        question, a_record(mixed, (MORE_ENGAGEMENTS,)), withdrawals=True
    )


@FEW
@given(st.data(), truths(), scopes())
def test_repeating_a_figure_changes_nothing_but_its_witnesses(
    data: st.DataObject, truth: dict[Atom, int], question: Scope
) -> None:
    figures = data.draw(true_figures(truth))
    again = [replace(figure, id=f"{figure.id}-again") for figure in figures]
    once, twice = a_record(figures), a_record([*figures, *again])
    assert [row.id for row in once.rows] == [row.id for row in twice.rows]
    found, repeated = ask(question, once, withdrawals=True), ask(question, twice, withdrawals=True)
    assert real(found) == real(repeated)
    assert _withdrawn(found) == _withdrawn(repeated)
    assert repeated.figures_used == 2 * found.figures_used


@FEW
@given(st.data(), truths(), scopes())
def test_a_figure_split_into_its_two_sides_changes_no_bound(
    data: st.DataObject, truth: dict[Atom, int], question: Scope
) -> None:
    """'5 to 7' and, from two releases, 'at least 5' and 'at most 7'."""
    figures = data.draw(true_figures(truth))
    sides = [replace(figure, id=f"{figure.id}{sense}", sense=sense) for figure in figures
             for sense in ("at_least", "at_most") if figure.sense in ("equal", sense)]  # fmt: skip
    assert real(ask(question, a_record(figures))) == real(ask(question, a_record(sides)))


@SOME
@given(records(), scopes())
def test_every_proof_holds_and_so_does_its_document(record: Record, question: Scope) -> None:
    found = ask(question, record, withdrawals=True)
    checks(found.low_proof)
    checks(found.high_proof)
    for withdrawal in found.hangs_on:
        checks(withdrawal.low_proof)
        checks(withdrawal.high_proof)


@FEW
@given(records(), scopes())
def test_what_a_bound_hangs_on_is_told_wholly(record: Record, question: Scope) -> None:
    """Withdrawing what is listed gives what is listed; withdrawing anything else changes nothing."""
    found = ask(question, record, withdrawals=True)
    listed = {withdrawal.premise: (withdrawal.low, withdrawal.high) for withdrawal in found.hangs_on}
    for premise in [entry.id for entry in (*record.rows, *record.bridges)]:
        without = ask(question, record.without(premise))
        assert (without.low, without.high) == listed.get(premise, (found.low, found.high))


@SOME
@given(stated_records(), scopes())
def test_a_record_is_inconsistent_exactly_where_no_counts_satisfy_it(record: Record, question: Scope) -> None:
    found = contradictions(record, WORLD).found
    assert bool(found) == (not slow.is_feasible(record))
    if not found:
        assert ask(question, record).consistent


@SOME
@given(stated_records())
def test_a_contradiction_is_irreducible_and_has_its_size(record: Record) -> None:
    """Taking any one premise away leaves figures that agree; the size is the least by which they must be bent."""
    found = contradictions(record, WORLD).found
    for contradiction in found:
        checks(contradiction.proof)
        involved = _only(record, contradiction.premises)
        assert not slow.is_feasible(involved)
        for premise in contradiction.premises:
            assert slow.is_feasible(involved.without(premise))
        heaviest = max(
            abs(step.multiplier) for step in contradiction.proof.steps if not step.premise.startswith("more-")
        )
        assert float(contradiction.size / heaviest) == pytest.approx(slow.least_excess(involved), abs=1e-6)
    assert slow.is_feasible(record.without(*(premise for one in found for premise in one.premises)))


@FEW
@given(stated_records())
def test_contradictions_are_those_that_trying_every_set_finds(record: Record) -> None:
    """Beside the enumeration stands the slow way: every set of premises, from the smallest."""
    names = sorted(entry.id for entry in (*record.rows, *record.bridges))
    if len(names) > 8:
        return
    sets = [frozenset(held) for size in range(len(names) + 1) for held in itertools.combinations(names, size)]
    clashes = list[frozenset[str]]()
    agree = list[frozenset[str]]()
    for held in sets:
        if any(clash <= held for clash in clashes):
            continue
        if slow.is_feasible(_only(record, tuple(held))):
            agree.append(held)
        else:
            clashes.append(held)
    found = contradictions(record, WORLD)
    assert found.exhausted
    assert {frozenset(entry.premises) for entry in found.found} == set(clashes)
    weights = {row.id: len(row.figures) for row in record.rows}
    lost = [sum(weights.get(name, 1) for name in names if name not in held) for held in agree]
    assert sum(weights.get(name, 1) for name in found.withdrawn) == min(lost)
    assert slow.is_feasible(record.without(*found.withdrawn))


@SOME
@given(stated_records(), scopes())
def test_an_inconsistent_question_gets_no_bound_but_what_each_withdrawal_gives(record: Record, question: Scope) -> None:
    found = ask(question, record)
    if found.consistent:
        return
    assert (found.low, found.high) == (None, None)
    for withdrawal in found.hangs_on:
        left = record.without(withdrawal.premise, *withdrawal.also)
        expected = slow.plain_bounds(left, question)
        if expected is None:  # another contradiction, that does not bear on the question
            continue
        low, high = withdrawal.low_proof, withdrawal.high_proof
        assert low is not None
        assert float(low.bound) == pytest.approx(expected[0], abs=1e-6)
        assert (slow.INF if high is None else float(high.bound)) == pytest.approx(expected[1], abs=1e-6)


@SOME
@given(records(), scopes(), scopes())
def test_a_quotient_is_that_of_the_scaled_plain_program(record: Record, top: Scope, bottom: Scope) -> None:
    found = ratio((top, bottom), "v", "", record, WORLD)
    try:
        greatest = slow.greatest_quotient(record, top, bottom)
    except ZeroDivisionError:
        assert found.high is None or (found.high == 0 and found.parts[0].high == 0)
        return
    assert (found.high is None) == (greatest is None)
    assert greatest is None or float(found.high or 0) / 100 == pytest.approx(greatest, rel=1e-6)
    assert found.low is not None
    assert float(found.low) / 100 == pytest.approx(_least_quotient(record, top, bottom), rel=1e-6)
    checks(found.low_proof)
    checks(found.high_proof)


def _least_quotient(record: Record, top: Scope, bottom: Scope) -> float:
    """One over the greatest of the quotient turned round; 0 where that has no bound."""
    try:
        turned = slow.greatest_quotient(record, bottom, top)
    except ZeroDivisionError:
        return 0.0
    return 0.0 if turned is None else 1 / turned


# ---------------------------------------------------------------------------------------------------------- stocks


@st.composite
def stock_records(draw: st.DrawFn) -> Record:
    """Counts of partners on single days that never fall, some of them missing."""
    found = []
    for number in range(draw(st.integers(1, 5))):
        on = draw(st.integers(0, DAYS - 1))
        where = draw(st.lists(st.sampled_from(tuple(slow.PARENT)), max_size=1))
        scope = a_scope("partners", where, (on, on + 1))
        sense = draw(st.sampled_from(["equal", "at_least", "at_most"]))
        found.append(a_figure(f"f{number}", scope, draw(st.integers(0, 5)), None, sense))
    sided = [figure if figure.sense == "equal" else replace(figure, high=figure.low) for figure in found]
    return a_record(sided, draw(st.sampled_from([(), (NOBODY_LEFT,)])))


@SOME
@given(stock_records(), st.integers(0, DAYS - 1), st.sampled_from([(), ("A",), ("A1",), ("A", "B")]))
def test_a_stock_adds_over_places_and_never_falls_where_that_is_held(
    record: Record, on: int, places: tuple[str, ...]
) -> None:
    question = a_scope("partners", places, (on, on + 1))
    found, expected = ask(question, record), slow.plain_bounds(record, question, ("partners",))
    if expected is None:
        assert not found.consistent or not slow.is_feasible(record)
        return
    assert real(found) == pytest.approx(expected, abs=1e-6)
    checks(found.low_proof)
    checks(found.high_proof)


def _withdrawn(found: Bounds) -> list[tuple[str, Fraction | None, Fraction | None]]:
    return [(withdrawal.premise, withdrawal.low, withdrawal.high) for withdrawal in found.hangs_on]


def _only(record: Record, premises: tuple[str, ...]) -> Record:
    return record.without(*({e.id for e in (*record.rows, *record.bridges)} - set(premises)))


@SOME
@given(records() | stated_records(), scopes(), st.sampled_from([10**6, 10**9, 10**12]))
def test_counts_of_any_size_are_bounded_alike(record: Record, question: Scope, times: int) -> None:
    """Millions of people or billions of dollars: the same sums, so many times as large."""
    larger = Record(
        tuple(
            replace(
                row,
                low=None if row.low is None else row.low * times,
                high=None if row.high is None else row.high * times,
            )
            for row in record.rows
        ),
        record.bridges,
    )
    found, large = ask(question, record), ask(question, larger)
    assert large.consistent == found.consistent
    # Of several ways to the same bound, the solver may take another.
    for proof, big in ((found.low_proof, large.low_proof), (found.high_proof, large.high_proof)):
        assert (proof is None) == (big is None)
        assert proof is None or big is None or big.bound == times * proof.bound
    assert bool(contradictions(larger, WORLD).found) == bool(contradictions(record, WORLD).found)
