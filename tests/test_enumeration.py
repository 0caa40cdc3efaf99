"""Contradictions enumerated, against every set of premises tried."""

from __future__ import annotations

import itertools
from fractions import Fraction

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from onrecord import contradiction
from onrecord.contradiction import _enumerated, irreducible
from onrecord.inequality import Inequality, Known
from onrecord.linear import conflict
from onrecord.repeated import Agreement

Drawn = list[tuple[set[int], int]]
ROWS = st.lists(
    st.tuples(st.sets(st.integers(0, 3), min_size=1, max_size=3), st.integers(0, 5)), min_size=2, max_size=6
)


def rows(drawn: Drawn) -> Known:
    """Each some cells and what they come to, whether or not that agrees with the others."""
    found = []
    for number, (cells, total) in enumerate(drawn):
        found.append(Inequality(f"r{number}", "high", Fraction(total), dict.fromkeys(cells, Fraction(1))))
        found.append(Inequality(f"r{number}", "low", Fraction(-total), dict.fromkeys(cells, Fraction(-1))))
    return Known(found)


def those(known: Known, names: frozenset[str]) -> list[Inequality]:
    return [inequality for inequality in known if inequality.premise in names]


def every_contradiction(known: Known) -> set[frozenset[str]]:
    """Sets of premises that conflict while nothing smaller in them does, each tried."""
    names = sorted({inequality.premise for inequality in known})
    found: set[frozenset[str]] = set()
    for size in range(1, len(names) + 1):
        for held in map(frozenset, itertools.combinations(names, size)):
            if not any(smaller <= held for smaller in found) and conflict(those(known, held)) is not None:
                found.add(held)
    return found


@settings(max_examples=60, deadline=None)
@given(ROWS, st.lists(st.integers(1, 3), min_size=6, max_size=6))
def test_all_are_found_and_the_lightest_are_withdrawn(drawn: Drawn, witnesses: list[int]) -> None:
    known = rows(drawn)
    first, expected = irreducible(known), every_contradiction(known)
    assert (first is None) == (not expected)
    if first is None:
        return
    weights = {f"r{number}": witnesses[number] for number in range(len(drawn))}
    sets, agreeing, exhausted = _enumerated(known, weights, first, 100)
    assert exhausted
    assert (set(sets), len(sets)) == (expected, len(expected))
    assert agreeing is not None
    assert conflict(those(known, agreeing)) is None
    names = frozenset(weights)
    hitting = (frozenset(held) for size in range(len(names) + 1) for held in itertools.combinations(names, size))
    least = min(sum(map(weights.__getitem__, held)) for held in hitting if all(held & each for each in expected))
    assert sum(map(weights.__getitem__, names - agreeing)) == least


@settings(max_examples=40, deadline=None)
@given(ROWS, st.sets(st.integers(0, 5)))
def test_what_is_shown_to_agree_does(drawn: Drawn, left_out: set[int]) -> None:
    known = rows(drawn)
    agreement, names = Agreement(known), {f"r{number}" for number in range(len(drawn))}
    for without in ({f"r{number}" for number in left_out}, set[str](), names):
        agrees = conflict(those(known, frozenset(names - without))) is None
        assert agreement.shown_without(without) == agrees


DISJOINT: Drawn = [({0}, 1), ({1}, 1), ({0, 1}, 5), ({2}, 1), ({3}, 1), ({2, 3}, 5)]
"""Two contradictions that have nothing in common: nine ways of taking something from both."""


@pytest.mark.parametrize(
    ("name", "number"), [pytest.param("MOST_JUDGED", 5, id="judged"), pytest.param("MOST_HITTING", 4, id="kept")]
)
def test_all_is_said_only_where_every_choice_was_judged(
    monkeypatch: pytest.MonkeyPatch, name: str, number: int
) -> None:
    known = rows(DISJOINT)
    weights = {f"r{each}": 1 for each in range(6)}
    first = irreducible(known)
    assert first is not None
    sets, _, exhausted = _enumerated(known, weights, first, 100)
    assert (len(sets), exhausted) == (2, True)
    monkeypatch.setattr(contradiction, name, number)
    sets, _, exhausted = _enumerated(known, weights, first, 100)
    assert (len(sets), exhausted) == (2, False)


def test_no_more_are_given_than_asked_for() -> None:
    known = rows(DISJOINT)
    first = irreducible(known)
    assert first is not None
    sets, agreeing, exhausted = _enumerated(known, {f"r{each}": 1 for each in range(6)}, first, 1)
    assert (len(sets), exhausted) == (1, False)
    assert agreeing is not None
