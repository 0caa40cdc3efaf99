"""Counts of distinct things: bounds over what happened, against a slow program, and proofs that two checkers accept."""

from __future__ import annotations

import itertools
import json
from collections.abc import Mapping
from dataclasses import replace
from fractions import Fraction

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import onrecord
from onrecord.bounds import Bounds, bound, difference, ratio
from onrecord.contradiction import contradictions
from onrecord.errors import UsageError
from onrecord.finding import Outcome
from onrecord.period import parse_edtf
from onrecord.proof import check
from onrecord.prooffile import check_document
from onrecord.row import Holdings, Record
from onrecord.scope import Scope
from tests import engine_oracles as slow
from tests import factories as make
from tests.engine_oracles import DAYS, WORLD, a_figure, a_record, a_scope
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
        if proof is not None:
            check(proof)
            document = json.loads(json.dumps(proof.to_document()))
            assert check_document(document) == [proof]
            assert held_by_stranger(document)
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


def test_two_counts_are_not_set_against_each_other() -> None:
    scopes, record = (fighters(("A",)), fighters(("A", "B"))), a_record([a_figure("a", fighters(("A",)), 14)])
    with pytest.raises(UsageError, match="are distinct"):
        difference(scopes, ("v", ""), record, WORLD)
    with pytest.raises(UsageError, match="are distinct"):
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
