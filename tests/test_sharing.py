"""Two uses of one region's name are of one area, wherever its edge is: against a program that parts every piece."""

from __future__ import annotations

import itertools
from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import onrecord
from onrecord.bounds import Bounds, bound
from onrecord.place import Place, Places
from onrecord.row import Record
from onrecord.scope import Catalogue, Scope
from tests import engine_oracles as slow
from tests.engine_oracles import MORE_ENGAGEMENTS, a_figure, a_record, a_scope
from tests.proof_checks import assert_held_by_all
from tests.test_bounds_properties import records

EDGE, FRINGE = "region:edge", "region:fringe"


def world(*one_area: str) -> Catalogue:
    """The small world, some of its regions being one area."""
    regions = [replace(p, one_area=p.id in one_area) if p.is_region else p for p in slow.WORLD.places]
    return replace(slow.WORLD, places=Places([Place(**_fields(place)) for place in regions]))


def _fields(place: Place) -> dict[str, object]:
    return {name: getattr(place, name) for name in Place.__dataclass_fields__}


SHARED = world(EDGE)


def ask(scope: Scope, record: Record, catalogue: Catalogue = SHARED) -> Bounds:
    return bound(scope, "v", "", record, catalogue, withdrawals=True)


@pytest.mark.parametrize(
    ("question", "low", "high"),
    [
        pytest.param((EDGE,), 7, 7, id="a figure of the region pins a claim of it"),
        pytest.param(("A1",), 0, 7, id="its inner part has no more"),
        pytest.param(("A1", "B"), 7, None, id="its outer part has no less"),
        pytest.param((EDGE, "B"), 7, None, id="the region and all of the place on its edge"),
    ],
)
def test_a_figure_of_a_region_meets_a_question_of_it(question: tuple[str, ...], low: int, high: int | None) -> None:
    record = a_record([a_figure("f", a_scope(places=(EDGE,)), 7)])
    found = ask(a_scope(places=question), record)
    assert (found.low, found.high) == (low, high)


def test_a_name_that_may_mean_two_things_is_not_shared() -> None:
    found = ask(a_scope(places=(EDGE,)), a_record([a_figure("f", a_scope(places=(EDGE,)), 7)]), slow.WORLD)
    assert (found.low, found.high) == (0, None)


def test_of_regions_that_may_overlap_the_one_asked_about_is_shared() -> None:
    """The edge and the fringe may both hold something of B, and of A; how much of that is in both is not parted."""
    figures = [a_figure(region, a_scope(places=(region,)), 7) for region in (EDGE, FRINGE)]
    found = ask(a_scope(places=(EDGE,)), a_record([*figures, a_figure("g", a_scope(places=(FRINGE,), days=(0, 1)), 2)]),
                world(EDGE, FRINGE))  # fmt: skip
    assert (found.low, found.high) == (7, 7)
    beside = ask(a_scope(places=(EDGE, FRINGE)), a_record(figures), world(EDGE, FRINGE))
    assert beside.low == 7


def parted(record: Record, question: Scope) -> tuple[float, float] | None:
    """The plain program with every piece on the edge in two: in the region, and not."""
    plain = slow.program(record)
    inner, outer = slow.REGIONS[EDGE]

    def bits(place: str | None) -> tuple[bool, ...]:
        if slow.within(place, inner, slow.PARENT):
            return (True,)
        return (False, True) if slow.within(place, outer, slow.PARENT) else (False,)

    pieces = [(atom, bit) for atom in plain.atoms for bit in bits(atom[1])]

    def row(scope: Scope, outer_cover: bool) -> np.ndarray:
        whole = replace(scope, places=tuple(place for place in scope.places if place != EDGE))
        named = slow.cover(whole, outer_cover) if whole.places or not scope.places else set()
        anywhere = slow.cover(replace(scope, places=()), outer_cover) if EDGE in scope.places else set()
        return np.array([float(atom in named or (bit and atom in anywhere)) for atom, bit in pieces])

    program = slow.Program([atom for atom, _ in pieces])
    for held in record.rows:
        (term,) = held.terms
        if held.high is not None:
            program.add(row(term.scope, False), float(held.high))
        if held.low is not None:
            program.add(-row(term.scope, True), -float(held.low))
    number_of = {piece: number for number, piece in enumerate(pieces)}
    for (atom, bit), _ in itertools.product(pieces, record.bridges):
        if atom[0] == "strikes":
            entry = np.zeros(len(pieces))
            entry[number_of[atom, bit]], entry[number_of[("engagements", *atom[1:]), bit]] = 1.0, -1.0
            program.add(entry, 0.0)
    low, high = slow.least(program, row(question, False)), slow.least(program, -row(question, True))
    return None if low is None or high is None else (low, -high)


@settings(max_examples=120)
@given(records(), st.sampled_from([(EDGE,), (EDGE,), ("A1",), ("B",), ("A",), (EDGE, "A2"), (FRINGE,)]), st.data())
def test_bounds_are_those_of_the_parted_program(record: Record, places: tuple[str, ...], data: st.DataObject) -> None:
    start = data.draw(st.integers(0, slow.DAYS - 1))
    question = a_scope("strikes", places, (start, data.draw(st.integers(start + 1, slow.DAYS))))
    named = [question, *(term.scope for row in record.rows for term in row.terms)]
    if sum(EDGE in scope.places for scope in named) < 2:
        return
    found, expected = ask(question, record), parted(record, question)
    if not found.consistent or expected is None:  # a right figure of the inner cover may be none of the region
        return
    for proof in (found.low_proof, found.high_proof):
        assert_held_by_all(proof)
    low = 0.0 if found.low_proof is None else float(found.low_proof.bound)
    high = slow.INF if found.high_proof is None else float(found.high_proof.bound)
    assert low <= expected[0] + 1e-6
    assert high >= expected[1] - 1e-6
    if not any(FRINGE in scope.places for scope in named):
        assert (low, high) == pytest.approx(expected, abs=1e-6)


def test_a_bridge_holds_in_the_parts_too() -> None:
    engaged = a_figure("e", a_scope("engagements", (EDGE,)), 9)
    struck = a_figure("s", a_scope(places=(EDGE,), days=(0, 1)), 2)
    found = ask(a_scope(places=(EDGE,)), a_record([engaged, struck], (MORE_ENGAGEMENTS,)))
    assert (found.low, found.high) == (2, 9)


def test_the_valley_of_the_example_is_one_area_and_a_bare_city_is_not() -> None:
    from onrecord.gazetteer import packaged

    places = packaged().places
    assert places["region:middle-euphrates-valley"].one_area
    assert not places["region:raqqa"].one_area
    found = onrecord.ask(
        "strikes",
        by="Coalition",
        against="Daesh",
        places="Middle Euphrates River Valley",
        period="2018-05-01/2018-05-17",
    )
    assert (found.low, found.high) == (9, 128)
