"""Proofs without a premise to spare, against every smaller set of premises."""

from __future__ import annotations

import itertools
from dataclasses import replace
from fractions import Fraction

import pytest
from hypothesis import given, settings

from onrecord.bounds import bound
from onrecord.frame import premises_of
from onrecord.inequality import Inequality
from onrecord.linear import Combination
from onrecord.proof import Proof
from onrecord.row import Record
from onrecord.scope import Scope
from onrecord.spare import spare
from tests.engine_oracles import WORLD, a_figure, a_record, a_scope
from tests.test_bounds_properties import records, scopes


def proofs_of(record: Record, question: Scope) -> list[Proof]:
    found = bound(question, "v", "", record, WORLD, withdrawals=False)
    return [proof for proof in (found.low_proof, found.high_proof) if proof is not None]


def only(record: Record, premises: frozenset[str]) -> Record:
    names = [entry.id for entry in (*record.rows, *record.bridges)]
    return record.without(*(name for name in names if name not in premises))


def reaches(record: Record, question: Scope, proof: Proof) -> bool:
    """Whether what is left of a record still gives the bound of a proof."""
    again = {other.side: other.bound for other in proofs_of(record, question)}
    return again.get(proof.side) == proof.bound


@settings(max_examples=50)
@given(records(), scopes())
def test_no_premise_can_be_spared(record: Record, question: Scope) -> None:
    for proof in proofs_of(record, question):
        premises = premises_of(proof)
        assert proof.terms
        assert reaches(only(record, premises), question, proof)
        for premise in premises:
            assert not reaches(only(record, premises - {premise}), question, proof)


@settings(max_examples=40)
@given(records(), scopes())
def test_what_is_called_fewest_is(record: Record, question: Scope) -> None:
    """Every smaller set of premises is tried, and proves less."""
    names = [entry.id for entry in (*record.rows, *record.bridges)]
    for proof in proofs_of(record, question):
        if proof.terms == "fewest":
            for size in range(len(premises_of(proof))):
                for premises in itertools.combinations(names, size):
                    assert not reaches(only(record, frozenset(premises)), question, proof)


def test_of_two_figures_that_serve_alike_the_direct_one_is_taken() -> None:
    """The total of all six days, from a reprint and, by another id, from the source itself."""
    reprint = replace(a_figure("a", a_scope(), 10), via="news agency")
    direct = a_figure("b", a_scope(), 11, sense="at_most")
    parts = [a_figure("first", a_scope(days=(0, 1)), 4), a_figure("rest", a_scope(days=(1, 6)), 6)]
    question = a_scope(places=("A",))
    (_, high) = proofs_of(a_record([reprint, *(replace(part, via="reprint") for part in parts)]), question)
    assert premises_of(high) == {"a"}
    same = replace(direct, scope=a_scope(), high=Fraction(10))
    (_, high) = proofs_of(a_record([reprint, same]), question)
    assert premises_of(high) == {"b"}


def an_inequality(name: str, cost: int, cells: str) -> Inequality:
    return Inequality(name, "high", Fraction(cost), {ord(cell) - ord("a"): Fraction(1) for cell in cells})


@pytest.mark.parametrize(
    ("proposed", "left", "terms"),
    [
        pytest.param({"a": 1, "b": 1, "c": 1}, {"a", "b"}, "minimal", id="one too many; the whole alone would do"),
        pytest.param({"ab": 1}, {"ab"}, "fewest", id="one premise"),
    ],
)
def test_a_premise_that_is_not_needed_goes(proposed: dict[str, int], left: set[str], terms: str) -> None:
    """a <= 3, b <= 4, c <= 0, and a + b <= 7."""
    known = [an_inequality("a", 3, "a"), an_inequality("b", 4, "b"), an_inequality("c", 0, "c"),
             an_inequality("ab", 7, "ab")]  # fmt: skip
    multipliers = {n: Fraction(proposed[i.premise]) for n, i in enumerate(known) if i.premise in proposed}
    found = spare(known, {0: Fraction(1), 1: Fraction(1)}, Combination(multipliers, Fraction(7)))
    assert ({known[n].premise for n in found.multipliers}, found.cost, found.terms) == (left, 7, terms)


def test_what_is_not_the_best_bound_is_called_weaker() -> None:
    weak = Combination({0: Fraction(1)}, Fraction(9), best=False)
    assert spare([an_inequality("a", 9, "a")], {0: Fraction(1)}, weak).terms == "weaker"
