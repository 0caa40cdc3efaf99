"""The evaluation of readings: its records are true, its claims are what they are called, its table is the page's."""

from __future__ import annotations

import random
from fractions import Fraction

import pytest

from onrecord.bounds import bound
from tests.eval import readings as evaluation


@pytest.mark.parametrize("density", evaluation.DENSITIES)
def test_the_figures_of_a_record_are_true_of_its_history(density: str) -> None:
    world = evaluation.make_world(density, 0)
    for row in world.record.rows:
        (term,) = row.terms
        assert row.low == row.high == world.total(term.scope)


def test_the_same_seed_makes_the_same_record() -> None:
    assert evaluation.make_world("sparse", 1).record == evaluation.make_world("sparse", 1).record


def test_denser_records_hold_more_and_pin_truly() -> None:
    rows = [len(evaluation.make_world(density, 0).record.rows) for density in evaluation.DENSITIES]
    assert rows == sorted(rows)
    world = evaluation.make_world("middling", 0)
    dice = random.Random("pinned")
    for row in dice.sample(world.record.rows, 5):
        scope = row.terms[0].scope
        assert bound(scope, "army", "", world.record, world.catalogue, withdrawals=False).low == world.total(scope)


def test_a_short_evaluation_finds_what_is_there_and_offers_nothing_for_what_is_not(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(evaluation, "TRIES", 3)
    results = evaluation.measure_world("sparse", 0)
    found, wrong = results.sum(evaluation.IDENTIFIABLE), results.sum(evaluation.UNFOUND)
    assert found.claims
    assert found.right_first == found.claims
    assert wrong.none == wrong.claims


def rows() -> list[list[str]]:
    """The table that stands in the page."""
    lines = evaluation.written(evaluation.PAGE.read_text(encoding="utf-8")).splitlines()[2:]
    return [[cell.strip() for cell in line.strip("|").split("|")] for line in lines]


def share(kinds: tuple[str, ...], column: int) -> Fraction:
    chosen = [row for row in rows() if row[0] in kinds]
    return Fraction(sum(int(row[column]) for row in chosen), sum(int(row[2]) for row in chosen))


def test_the_table_of_the_page_is_whole_and_above_the_floors() -> None:
    assert [tuple(row[:2]) for row in rows()] == [
        (kind, density) for kind in evaluation.KINDS for density in evaluation.DENSITIES
    ]
    assert share(evaluation.IDENTIFIABLE, 3) >= evaluation.FIRST_AT_LEAST
    assert share((evaluation.WRONG,), 6) >= evaluation.NONE_AT_LEAST
    assert share(evaluation.UNFOUND, 6) >= evaluation.NONE_AT_LEAST
