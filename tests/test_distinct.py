"""Counts of distinct things: bounds over what happened, against a slow program, and proofs that two checkers accept."""

from __future__ import annotations

import itertools
import json
from collections.abc import Mapping
from dataclasses import replace
from fractions import Fraction

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import onrecord
from onrecord.bounds import Bounds, bound, difference, ratio
from onrecord.box import ProofError
from onrecord.contradiction import contradictions
from onrecord.errors import UsageError
from onrecord.finding import Outcome
from onrecord.period import parse_edtf
from onrecord.proof import check
from onrecord.row import Holdings, Record
from onrecord.scope import Scope
from tests import engine_oracles as slow
from tests import factories as make
from tests.engine_oracles import DAYS, WORLD, a_figure, a_record, a_scope
from tests.proof_checks import assert_held_by_all
from tests.test_stranger import held_by_stranger

Person = frozenset[tuple[str, int]]
"""Where and on which days one person was displaced: places and days."""


def ask(scope: Scope, record: Record, *, withdrawals: bool = False) -> Bounds:
    return bound(scope, "v", "", record, WORLD, withdrawals=withdrawals)


def fighters(places: tuple[str, ...] = (), days: tuple[int, int] = (0, DAYS)) -> Scope:
    return a_scope("fighters", places, days)


def within(place: str, scope: Scope) -> bool:
    chain = [place]
    while (above := slow.PARENT.get(chain[-1])) is not None:
        chain.append(above)
    return not scope.places or any(each in scope.places for each in chain)


def counted(people: list[Person], scope: Scope) -> int:
    """How many people were there at all: each once, however often."""
    start, end = scope.period.start, scope.period.end
    assert start is not None
    assert end is not None
    days = range((start - slow.FIRST).days, (end - slow.FIRST).days)
    return sum(any(within(place, scope) and day in days for place, day in person) for person in people)


_people = st.lists(
    st.frozensets(st.tuples(st.sampled_from(sorted(slow.PARENT)), st.integers(0, DAYS - 1)), min_size=1, max_size=4),
    max_size=8,
)


@st.composite
def _scopes(draw: st.DrawFn) -> Scope:
    start = draw(st.integers(0, DAYS - 1))
    places = draw(st.lists(st.sampled_from(sorted(slow.PARENT)), max_size=2))
    return fighters(tuple(places), (start, draw(st.integers(start + 1, DAYS))))


@st.composite
def _records(draw: st.DrawFn, people: list[Person]) -> Record:
    """Right figures, exact or on one side only."""
    found = []
    for number, scope in enumerate(draw(st.lists(_scopes(), max_size=6))):
        sense = draw(st.sampled_from(["equal", "equal", "at_least", "at_most"]))
        value = counted(people, scope)
        found.append(a_figure(f"f{number}", scope, value, value, sense))
    return a_record(found)


def atoms(scope: Scope) -> set[tuple[str, int]]:
    start, end = scope.period.start, scope.period.end
    assert start is not None
    assert end is not None
    days = range((start - slow.FIRST).days, (end - slow.FIRST).days)
    places = [place for place in (*slow.PARENT, "elsewhere", "rest of A") if place in slow.PARENT or not scope.places]
    return {(place, day) for place in places for day in days if place not in slow.PARENT or within(place, scope)}


def slow_bounds(record: Record, question: Scope) -> tuple[Fraction | None, Fraction | None]:
    """Every set of figures tried: the least sum that covers, and the greatest that is left of one."""
    highs = [(atoms(row.terms[0].scope), int(row.high)) for row in record.rows if row.high is not None]
    lows = [(atoms(row.terms[0].scope), int(row.low)) for row in record.rows if row.low is not None]
    sums = [
        (set[tuple[str, int]]().union(*(cells for cells, _ in group)), sum(value for _, value in group))
        for size in range(len(highs) + 1)
        for group in itertools.combinations(highs, size)
    ]
    asked = atoms(question)
    high = min((total for cells, total in sums if asked <= cells), default=None)
    left = [value - total for mine, value in lows for cells, total in sums if mine - asked <= cells]
    return Fraction(max([0, *left])), None if high is None else Fraction(high)


@settings(max_examples=60)
@given(st.data(), _people, _scopes())
def test_what_happened_is_inside_and_no_set_of_figures_gives_more(
    data: st.DataObject, people: list[Person], question: Scope
) -> None:
    record = data.draw(_records(people))
    found = ask(question, record, withdrawals=True)
    assert found.consistent
    low, high = slow_bounds(record, question)
    assert (found.low, found.high) == (low, high)
    assert low is not None
    assert low <= counted(people, question)
    assert high is None or high >= counted(people, question)
    for proof in (found.low_proof, found.high_proof):
        assert_held_by_all(proof)
    for withdrawal in found.hangs_on:
        assert (withdrawal.low, withdrawal.high) == slow_bounds(record.without(withdrawal.premise), question)


KNOWN: Mapping[str, tuple[tuple[str, ...], int]] = {"both": (("A", "B"), 20), "a": (("A",), 14), "b": (("B",), 9)}
ASKED = [
    pytest.param(("A", "B"), ("both",), ("20 = 20", "20 = 20"), id="a union with a count of its own"),
    pytest.param(("A", "B"), ("a", "b"), ("14 = 14", "14 + 9 = 23"), id="at most the sum of its parts"),
    pytest.param(("A",), ("both", "b"), ("20 − 9 = 11", "20 = 20"), id="what is left of a union"),
    pytest.param(("A1",), ("a",), ("0 = 0", "14 = 14"), id="a part"),
    pytest.param(("A", "B"), ("a",), ("14 = 14", None), id="a part that has no count"),
]


@pytest.mark.parametrize(("places", "known", "expected"), ASKED)
def test_sums(places: tuple[str, ...], known: tuple[str, ...], expected: tuple[str | None, ...]) -> None:
    found = ask(fighters(places), a_record([a_figure(key, fighters(KNOWN[key][0]), KNOWN[key][1]) for key in known]))
    assert tuple(None if proof is None else proof.formula for proof in (found.low_proof, found.high_proof)) == expected


def test_parts_that_come_to_more_than_their_union_do_not_contradict_it() -> None:
    record = a_record([a_figure(key, fighters(places), value) for key, (places, value) in KNOWN.items()])
    assert contradictions(record, WORLD).found == ()
    assert ask(fighters(("A", "B")), record).pinned


def test_a_part_larger_than_its_whole_leaves_no_bounds() -> None:
    record = a_record([a_figure("all", fighters(("A",)), 3), a_figure("town", fighters(("A1",)), 5)])
    found = ask(fighters(("A",)), record)
    assert not found.consistent
    assert (found.low, found.high) == (None, None)
    (shown,) = contradictions(record, WORLD).found
    assert shown.premises == ("all", "town")
    assert shown.size == 2
    check(shown.proof)
    assert contradictions(record, WORLD, found.question).found == (shown,)


@settings(max_examples=60)
@given(st.data(), st.lists(st.tuples(_scopes(), st.integers(0, 9)), min_size=1, max_size=5))
def test_contradictions_are_those_that_every_set_of_figures_shows(
    data: st.DataObject, said: list[tuple[Scope, int]]
) -> None:
    """Against every set of figures: a count conflicts where some that cover it come to less."""
    record = a_record([a_figure(f"f{number}", scope, value) for number, (scope, value) in enumerate(said)])
    found = contradictions(record, WORLD).found
    for each in found:
        check(each.proof)
        assert held_by_stranger(json.loads(json.dumps(each.proof.to_document())))
    counts = [(atoms(row.terms[0].scope), int(row.high or 0), row.id) for row in record.rows]
    larger = set()
    for mine, value, name in counts:
        for size in range(1, len(counts) + 1):
            for group in itertools.combinations(counts, size):
                covered = set[tuple[str, int]]().union(*(cells for cells, _, _ in group))
                if mine <= covered and sum(other for _, other, _ in group) < value:
                    larger.add(name)
    assert {step.premise for each in found for step in each.proof.steps if step.multiplier < 0} == larger


@pytest.mark.parametrize(("top", "bottom", "known", "expected", "percent"), [
    pytest.param(("A1",), ("A",), {"A1": 3, "A": 10}, (-7, -7), (30, 30), id="a part of a whole, both counted"),
    pytest.param(("A1",), ("A",), {"A": 10}, (-10, 0), (0, 100), id="a part has no more than its whole"),
    pytest.param(("A",), ("A1",), {"A1": 3}, (0, None), (100, None), id="a whole has no fewer than its part"),
    pytest.param(("A",), ("B",), {"A": 14, "B": 10}, (4, 4), (140, 140), id="two places, both counted"),
    pytest.param(("A", "B"), ("A",), {"B": 5, "A": 10}, (0, 5), (100, 150), id="no more than B adds"),
    pytest.param(("A",), ("A", "B"), {"B": 5, "A,B": 20}, (-5, 0), (75, 100), id="what B cannot have added"),
    pytest.param(("A",), ("B",), {"A": 14}, (None, 14), (0, None), id="nobody counted the other"),
])  # fmt: skip
def test_two_counts_set_against_each_other(
    top: tuple[str, ...],
    bottom: tuple[str, ...],
    known: dict[str, int],
    expected: tuple[int | None, int | None],
    percent: tuple[int | None, int | None],
) -> None:
    record = a_record([a_figure(key, fighters(tuple(key.split(","))), value) for key, value in known.items()])
    scopes = fighters(top), fighters(bottom)
    found, share = difference(scopes, ("v", ""), record, WORLD), ratio(scopes, "v", "", record, WORLD)
    assert (found.low, found.high) == expected
    assert (share.low, share.high) == percent
    for proof in (found.low_proof, found.high_proof, share.low_proof, share.high_proof):
        if proof is not None:
            check(proof)
            assert held_by_stranger(json.loads(json.dumps(proof.to_document())))


@settings(max_examples=60)
@given(st.data(), _people, _scopes(), _scopes())
def test_what_happened_is_inside_what_is_proved_of_two_counts(
    data: st.DataObject, people: list[Person], top: Scope, bottom: Scope
) -> None:
    record = data.draw(_records(people))
    first, second = counted(people, top), counted(people, bottom)
    apart, share = difference((top, bottom), ("v", ""), record, WORLD), ratio((top, bottom), "v", "", record, WORLD)
    assert apart.low is None or apart.low <= first - second
    assert apart.high is None or apart.high >= first - second
    if second:
        assert (share.low or 0) <= Fraction(100 * first, second)
        assert share.high is None or share.high >= Fraction(100 * first, second)
    for proof in (apart.low_proof, apart.high_proof, share.low_proof, share.high_proof):
        if proof is not None:
            check(proof)
            assert held_by_stranger(json.loads(json.dumps(proof.to_document())))


def most_apart(record: Record, top: Scope, bottom: Scope) -> float | None:
    """Every kind of thing there may be on one day, by the places it is at: how far two counts can be apart at most."""
    pieces = sorted({*atoms(fighters(days=(0, 1)))})
    kinds = [set(kind) for size in range(1, len(pieces) + 1) for kind in itertools.combinations(pieces, size)]

    def met(scope: Scope) -> np.ndarray:
        return np.array([float(bool(kind & atoms(scope))) for kind in kinds])

    sides = [(met(row.terms[0].scope), row) for row in record.rows]
    program = slow.Program(list(range(len(kinds))))
    for entry, row in sides:
        if row.high is not None:
            program.add(entry, float(row.high))
        if row.low is not None:
            program.add(-entry, -float(row.low))
    low = slow.least(program, met(bottom) - met(top))
    return None if low is None else -low


@settings(max_examples=60)
@given(st.data(), _people)
def test_no_two_counts_can_be_farther_apart_than_is_proved(data: st.DataObject, people: list[Person]) -> None:
    """Against a program with a variable for every set of places that a thing may be in."""
    places = st.sampled_from([("A",), ("A1",), ("B",), ("A", "B"), ("A1", "B"), ()])
    scopes = [fighters(each, (0, 1)) for each in data.draw(st.lists(places, max_size=5, unique=True))]
    record = a_record([a_figure(f"f{n}", scope, counted(people, scope)) for n, scope in enumerate(scopes)])
    top, bottom = (fighters(data.draw(places), (0, 1)) for _ in range(2))
    if top == bottom:
        return
    found, most = difference((top, bottom), ("v", ""), record, WORLD), most_apart(record, top, bottom)
    assert most is not None
    assert found.high is None or float(found.high) >= most - 1e-6


@pytest.mark.parametrize(
    ("steps", "reason"),
    [
        pytest.param([("1", "a"), ("1", "b")], None, id="a union is covered"),
        pytest.param([("1", "a")], "distinct things", id="but not by one of its parts"),
        pytest.param([("2", "a"), ("-1", "b")], "distinct things", id="nothing is taken away from above"),
    ],
)
def test_the_checkers_look_at_things_that_are_in_many_places(steps: list[tuple[str, str]], reason: str | None) -> None:
    record = a_record([a_figure(key, fighters((key.upper(),)), 9) for key in ("a", "b")])
    proof = ask(fighters(("A", "B")), record).high_proof
    assert proof is not None
    asked = {step.premise: step for step in proof.steps}
    made = tuple(
        replace(asked[key], multiplier=Fraction(times), side="high" if times[0] != "-" else "low")
        for times, key in steps
    )
    bound = sum((step.multiplier * step.value for step in made), Fraction(0))
    forged = replace(proof, steps=made, bound=bound)
    if reason is None:
        check(forged)
        return
    with pytest.raises(ProofError, match=reason):
        check(forged)
    assert not held_by_stranger(json.loads(json.dumps(forged.to_document())))


def test_distinct_things_are_not_set_against_others() -> None:
    scopes, record = (fighters(("A",)), a_scope("strikes", ("A",))), a_record([a_figure("a", fighters(("A",)), 14)])
    with pytest.raises(UsageError, match="are distinct things"):
        difference(scopes, ("v", ""), record, WORLD)
    with pytest.raises(UsageError, match="are distinct things"):
        ratio(scopes, "v", "", record, WORLD)


def test_a_claim_of_distinct_people_is_measured() -> None:
    """Of two weeks with 300 and 400 displaced, a month of 1,000 is not on record's side: 400 to 700."""
    from onrecord.finding import measure_claim
    from onrecord.gazetteer import catalogue
    from onrecord.statement import statement_from_text

    text = "Fighting displaced 1,000 people in Syria from 1 to 14 May 2018."
    (claim,) = onrecord.find_claims(text, published_on="2018-06-01", speaker="ocha")
    assert claim.scope.measure == "displaced"
    weeks = [("w1", "2018-05-01/2018-05-07", 300), ("w2", "2018-05-08/2018-05-14", 400)]
    scope = replace(claim.scope, by=(), against=(), of=())
    figures = tuple(
        make.figure(key, value, voice="ocha", source="x", scope=scope.but(period=parse_edtf(period)))
        for key, period, value in weeks
    )
    said = statement_from_text(text, published_on=claim.scope.period.end, speaker="ocha")
    finding = measure_claim(replace(claim, scope=scope), said, Holdings(figures, {}, ()), catalogue())
    assert finding.outcome is Outcome.ABOVE_RECORD
    (entry,) = finding.by_voice
    assert (entry.answer.low, entry.answer.high) == (Fraction(400), Fraction(700))
