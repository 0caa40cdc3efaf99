"""Windows of one place against shortest paths: what happened up to a day is a node, every figure an edge or two.

With S(d) for all that happened before day d, a figure of the days from a to b says S(b) - S(a) <= high and
S(a) - S(b) <= -low, and that no count is negative, S(a) - S(b) <= 0 for a before b. The greatest S(end) - S(start) is
the length of the shortest path from start to end (Bellman 1958), the least, less that of the one back.
"""

from __future__ import annotations

import itertools
from fractions import Fraction
from typing import NamedTuple

from hypothesis import assume, given, settings
from hypothesis import strategies as st

from onrecord.bounds import bound
from onrecord.frame import premises_of
from tests.engine_oracles import DAYS, WORLD, a_figure, a_record, a_scope


class Window(NamedTuple):
    first: int
    end: int
    number: int
    sense: str


SENSES = ("equal", "at_least", "at_most")
Length = tuple[Fraction, int]
"""How long a path is, and over how many figures it leads."""


@st.composite
def windows(draw: st.DrawFn) -> list[Window]:
    """Windows that one history satisfies."""
    history = draw(st.lists(st.integers(0, 6), min_size=DAYS, max_size=DAYS))
    found = []
    for _ in range(draw(st.integers(1, 7))):
        first = draw(st.integers(0, DAYS - 1))
        end = draw(st.integers(first + 1, DAYS))
        found.append(Window(first, end, sum(history[first:end]), draw(st.sampled_from(SENSES))))
    return found


def shortest(edges: list[tuple[int, int, Length]], start: int) -> dict[int, Length]:
    """The shortest path to each day, and of those the one over the fewest figures."""
    best: dict[int, Length] = {start: (Fraction(0), 0)}
    for _ in range(DAYS + 1):
        for here, there, (length, hops) in edges:
            if here in best:
                reached = (best[here][0] + length, best[here][1] + hops)
                best[there] = min(best.get(there, reached), reached)
    return best


def edges_of(held: list[Window]) -> list[tuple[int, int, Length]]:
    edges = [(end, first, (Fraction(0), 0)) for first, end in itertools.combinations(range(DAYS + 1), 2)]
    for first, end, number, sense in held:
        edges += [(first, end, (Fraction(number), 1))] if sense != "at_least" else []
        edges += [(end, first, (Fraction(-number), 1))] if sense != "at_most" else []
    return edges


@settings(max_examples=150, deadline=None)
@given(windows(), st.integers(0, DAYS - 1), st.integers(1, DAYS))
def test_bounds_of_one_place_are_shortest_paths(held: list[Window], first: int, end: int) -> None:
    assume(first < end)
    figures = []
    for number, (start, after, value, sense) in enumerate(held):
        scope, at_most = a_scope(places=("A",), days=(start, after)), sense == "at_most"
        figures.append(a_figure(f"f{number}", scope, None if at_most else value, value if at_most else None, sense))
    found = bound(a_scope(places=("A",), days=(first, end)), "v", "", a_record(figures), WORLD, withdrawals=False)
    edges = edges_of(held)
    high, low = shortest(edges, first).get(end), shortest(edges, end)[first]
    assert (found.low, found.high) == (-low[0], None if high is None else high[0])
    for proof, path in ((found.low_proof, low), (found.high_proof, high)):
        if proof is not None and path is not None and proof.terms == "fewest":
            assert len(premises_of(proof)) <= path[1]
