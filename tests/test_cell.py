"""Cells: what is cut, what is merged, and that the boxes of a proof are the cells it speaks of."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Iterable
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from onrecord.box import Box
from onrecord.boxed import boxes
from onrecord.cell import Cell, System, TooManyCells, cut, usable
from onrecord.figure import Figure
from onrecord.growth import grow
from onrecord.row import Record, Row
from onrecord.scope import Scope
from tests import engine_oracles as slow
from tests.engine_oracles import MORE_ENGAGEMENTS, NOBODY_LEFT, WORLD, a_figure, a_record, a_scope, a_term, day
from tests.test_bounds_properties import records, scopes


def system(question: Scope, *figures: Figure, bridges: Iterable[object] = ()) -> System:
    """The system of a question and all figures."""
    record = a_record(figures, bridges)  # type: ignore[arg-type]
    return cut([a_term(question)], record.rows, record, WORLD)


def figure(places: Iterable[str], days: tuple[int, int], measure: str = "strikes", **more: object) -> Figure:
    """A figure named after what it counts; its value does not matter here."""
    scope = a_scope(measure, places, days, **more)  # type: ignore[arg-type]
    return a_figure(f"{measure} {' '.join(places)} {days} {more}", scope, 1)


@pytest.mark.parametrize(
    ("question", "figures", "cells"),
    [
        pytest.param(a_scope(), [], 1, id="a question alone is one cell"),
        pytest.param(a_scope(days=(1, 2)), [figure((), (0, 6))], 2, id="a day within six days: the day, and the rest"),
        pytest.param(a_scope(places=("A",)), [figure((), (0, 6))], 2, id="a country, and elsewhere"),
        pytest.param(
            a_scope(places=("A",)), [figure(("A1",), (0, 6)), figure(("A2",), (0, 6))], 3, id="towns, and the rest"
        ),
        pytest.param(a_scope(days=(0, 2)), [figure((), (1, 3))], 3, id="windows that cross"),
        pytest.param(a_scope(days=(0, 1)), [figure((), (0, 1)), figure((), (2, 3))], 2, id="days of nobody"),
        pytest.param(a_scope(by=("c1",)), [figure((), (0, 6), by=("c",))], 2, id="a member, and the other members"),
        pytest.param(a_scope(places=("region:edge",)), [], 2, id="what surely and what possibly lies in a region"),
    ],
)  # fmt: skip
def test_the_world_is_cut_no_finer_than_needed(question: Scope, figures: list[Figure], cells: int) -> None:
    assert len(system(question, *figures).cells) == cells


def test_a_bridge_gives_each_cell_a_twin() -> None:
    """What is cut for strikes is cut for engagements, and the two are tied cell by cell."""
    found = system(a_scope(), figure(("A",), (0, 2), "engagements"), bridges=[MORE_ENGAGEMENTS])
    kinds = Counter(cell.kind[2] for cell in found.cells)
    assert kinds == {"strikes": 2, "engagements": 2}
    tied = [(found.cells[link.lesser], found.cells[link.greater]) for link in found.links]
    assert [(lesser.kind[2], greater.kind[2]) for lesser, greater in tied] == [("strikes", "engagements")] * 2
    assert all(lesser.pieces == greater.pieces for lesser, greater in tied)


def test_a_stock_is_cut_day_by_day_with_nothing_between() -> None:
    asked, known = a_scope("partners", days=(2, 3)), [figure((), (0, 1), "partners"), figure((), (4, 5), "partners")]
    found = system(asked, *known, bridges=[NOBODY_LEFT])
    assert [cell.pieces[0].start for cell in found.cells] == [day(0), day(2), day(4)]
    assert [(link.lesser, link.greater) for link in found.links] == [(0, 1), (1, 2)]


def test_stocks_of_a_whole_and_its_part_share_the_part() -> None:
    found = system(a_scope("partners", ("A",), (0, 1)), figure(("A1",), (0, 1), "partners"))
    ((inner, outer),) = found.asked
    assert inner == outer
    assert set(found.high_covers[0]) < set(outer)


@pytest.mark.parametrize("measure", ["share", "fighters"])
def test_what_does_not_add_is_one_cell_a_scope(measure: str) -> None:
    """A share, or a count of distinct people, of a country says nothing of its town's, nor of a region's."""
    asked = a_scope(measure, ("A",), (0, 1))
    known = [figure((place,), (0, 1), measure) for place in ("A", "A1", "region:edge")]
    found = system(asked, *known)
    assert len(found.cells) == 3
    assert [set(cover) & set(found.asked[0][1]) for cover in found.high_covers].count(set()) == 2


@pytest.mark.parametrize(
    ("measure", "days", "expected"),
    [
        pytest.param("strikes", (0, 6), True, id="a flow over days"),
        pytest.param("partners", (0, 1), True, id="a stock on a day"),
        pytest.param("partners", (0, 6), False, id="a stock over days"),
        pytest.param("share", (0, 6), False, id="a ratio over days"),
    ],
)
def test_what_does_not_add_over_time_must_be_dated_to_a_day(
    measure: str, days: tuple[int, int], expected: bool
) -> None:
    (row,) = a_record([figure((), days, measure)]).rows
    assert usable(row, WORLD) is expected


# --------------------------------------------------------------------------------------------------------- growing


def rings(question: Scope, record: Record) -> list[list[str]]:
    """The rows that each ring adds."""
    known: set[str] = set()
    found = []
    for rows in grow([a_term(question)], record, WORLD):
        found.append(sorted(row.id for row in rows if row.id not in known))
        known |= {row.id for row in rows}
    return found


def test_rows_enter_outwards_from_the_question() -> None:
    chain = [a_figure(name, a_scope(days=days), 1) for name, days in
             [("d", (4, 6)), ("c", (3, 5)), ("b", (1, 4)), ("a", (0, 2))]]  # fmt: skip
    apart = a_figure("apart", a_scope(places=("B",), days=(0, 1)), 1)
    elsewhere = a_record([*chain, apart])
    assert rings(a_scope(places=("A",), days=(0, 1)), elsewhere) == [["a"], ["apart", "b"], ["c"], ["d"]]


@pytest.mark.parametrize(
    "stranger",
    [
        pytest.param(figure((), (3, 4)), id="other days"),
        pytest.param(figure(("B",), (0, 1)), id="another place"),
        pytest.param(figure((), (0, 1), "engagements"), id="another measure, and no bridge"),
        pytest.param(figure((), (0, 6), "partners"), id="a measure that cannot be used"),
    ],
)
def test_rows_that_share_no_cell_stay_out(stranger: Figure) -> None:
    assert rings(a_scope(places=("A",), days=(0, 1)), a_record([stranger])) == []


def test_a_bridge_lets_another_measure_in() -> None:
    record = a_record([figure((), (0, 1), "engagements")], [MORE_ENGAGEMENTS])
    assert len(rings(a_scope(places=("A",), days=(0, 1)), record)) == 1


# -------------------------------------------------------------------------------------------------- cells into boxes

_days = st.tuples(st.integers(0, 5), st.integers(1, 6)).filter(lambda days: days[0] < days[1])
_scopes = st.builds(
    a_scope,
    st.just("strikes"),
    st.lists(st.sampled_from([*slow.PARENT, *slow.REGIONS]), max_size=2),
    _days,
    st.lists(st.sampled_from(["c", "c1"]), max_size=1),
    st.lists(st.sampled_from(["A1", "B", "region:edge"]), max_size=1),
)


def inside(box: Box) -> Iterable[slow.Atom]:
    """The atoms that a box covers, by its own words."""
    left_out = [entry.partition(":")[2] for entry in box.without if entry.startswith("by:")]
    places = [entry for entry in box.without if not entry.startswith("by:")]
    for atom in slow.atoms(["strikes"]):
        _, place, by, number = atom
        if (
            box.start <= slow.day(number) < box.end
            and (not box.places or slow.within(place, box.places, slow.PARENT))
            and not slow.within(place, places, slow.PARENT)
            and (not box.by or slow.within(by, box.by, slow.ACTOR_PARENT))
            and not slow.within(by, left_out, slow.ACTOR_PARENT)
        ):
            yield atom


def drawn(cells: Iterable[Cell], found: System) -> Counter[slow.Atom]:
    """How often the boxes of some cells cover each atom."""
    covered: Counter[slow.Atom] = Counter()
    for cell in cells:
        for box in boxes(cell.pieces, cell.kind, found.axes, WORLD):
            covered.update(inside(box))
    return covered


def side(found: System, cover: Iterable[int]) -> Counter[slow.Atom]:
    return drawn((found.cells[number] for number in cover), found)


@settings(max_examples=60)
@given(_scopes, st.lists(_scopes, max_size=5))
def test_the_boxes_of_a_cover_are_just_what_its_scope_covers(question: Scope, scopes: list[Scope]) -> None:
    """On the finest grid: every atom of the scope once, and no other; so no two cells overlap either."""
    found = system(question, *(a_figure(f"f{n}", scope, n) for n, scope in enumerate(scopes)))
    assert set(drawn(found.cells, found).values()) <= {1}
    ((inner, outer),) = found.asked
    assert side(found, inner) == Counter(slow.cover(question, outer=False))
    assert side(found, outer) == Counter(slow.cover(question, outer=True))
    for row, low, high in zip(found.rows, found.low_covers, found.high_covers, strict=True):
        assert side(found, low) == Counter(slow.cover(_scope(row), outer=True))
        assert side(found, high) == Counter(slow.cover(_scope(row), outer=False))


@settings(max_examples=60)
@given(_scopes, st.lists(_scopes, max_size=5))
def test_no_two_cells_are_covered_by_the_same_figures(question: Scope, scopes: list[Scope]) -> None:
    """A cell is a set of figures: whatever could be merged is merged."""
    found = system(question, *(a_figure(f"f{n}", scope, n) for n, scope in enumerate(scopes)))
    covers = [*found.low_covers, *found.high_covers, *(cover for pair in found.asked for cover in pair)]
    signatures = [tuple(number in cover for cover in covers) for number in range(len(found.cells))]
    assert len(set(signatures)) == len(signatures)


def _scope(row: Row) -> Scope:
    return row.terms[0].scope


def test_days_that_follow_each_other_are_one_box() -> None:
    """However finely the days were cut, a proof speaks of stretches."""
    crossing = [figure(("A",), (0, 3)), figure(("B",), (1, 6)), figure(("A",), (3, 6))]
    found = system(a_scope(places=("B",), days=(0, 1)), *crossing)
    spans = [
        (box.places, box.start, box.end)
        for cell in found.cells for box in boxes(cell.pieces, cell.kind, found.axes, WORLD)
    ]  # fmt: skip
    assert sorted(spans) == [
        (("A",), day(0), day(3)),
        (("A",), day(3), day(6)),
        (("B",), day(0), day(1)),
        (("B",), day(1), day(6)),
    ]


def test_an_open_period_runs_to_the_ends_of_the_calendar() -> None:
    from onrecord.period import Period

    found = system(Scope("strikes", period=Period(None, None)))
    ((box,),) = [boxes(cell.pieces, cell.kind, found.axes, WORLD) for cell in found.cells]
    assert (box.start, box.end) == (dt.date(1, 1, 1), dt.date(9999, 12, 31))


# ------------------------------------------------------------------------------------------- cut once for all questions


@settings(max_examples=60)
@given(records(), scopes())
def test_a_question_laid_over_rows_parts_them_as_one_more_row_would(record: Record, question: Scope) -> None:
    """Which is swept with the others."""
    laid = cut([a_term(question)], record.rows, record, WORLD)
    swept = cut([], (*record.rows, replace(record.rows[0], id="asked", terms=(a_term(question),))), record, WORLD)
    assert {(cell.kind, cell.pieces) for cell in laid.cells} == {(cell.kind, cell.pieces) for cell in swept.cells}
    (inner, outer), low, high = laid.asked[0], swept.low_covers[-1], swept.high_covers[-1]
    for mine, theirs in ((outer, low), (inner, high)):
        assert {laid.cells[cell].pieces for cell in mine} == {swept.cells[cell].pieces for cell in theirs}


@settings(max_examples=40)
@given(records(), st.lists(st.lists(scopes(), max_size=3), min_size=2, max_size=3))
def test_rows_that_were_cut_before_are_cut_alike_for_the_next_question(
    record: Record, questions: list[list[Scope]]
) -> None:
    for asked in questions:
        terms = [a_term(scope) for scope in asked]
        assert cut(terms, record.rows, record, WORLD) == cut(terms, record.rows, record.without(), WORLD)


def test_rows_past_the_budget_are_not_cut() -> None:
    record = a_record([figure(("A",), (first, first + 1)) for first in range(5)])
    for _ in range(2):
        with pytest.raises(TooManyCells):
            cut([], record.rows, record, WORLD, 4)
        assert len(cut([], record.rows, record, WORLD, 5).cells) == 5
