"""From figures to rows: assertions and their witnesses, what is admitted, what is replaced, what may come late."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from fractions import Fraction

import pytest

from onrecord.cell import counting
from onrecord.figure import Figure
from onrecord.row import Cutoff, Holdings, Record, Row, build_record
from onrecord.source import Card, Coverage
from tests.engine_oracles import MORE_ENGAGEMENTS, a_figure, a_record, a_scope

MAY_4, MAY_25 = dt.date(2018, 5, 4), dt.date(2018, 5, 25)


def published(name: str, on: dt.date | None, low: int = 5, **changes: object) -> Figure:
    return replace(a_figure(name, a_scope(), low), published_on=on, **changes)  # type: ignore[arg-type]


def card(completeness: str = "complete", late: dict[str, int] | None = None) -> Card:
    coverage = (Coverage("strikes", (), a_scope().period, completeness),)  # type: ignore[arg-type]
    return Card("s", {}, "", "v", "", "", "", {}, coverage, late)


def rows(*figures: Figure, cutoff: Cutoff | None = None, kept: Card | None = None) -> tuple[Row, ...]:
    holdings = Holdings(figures, {"s": kept} if kept else {}, ())
    return build_record(holdings, cutoff or Cutoff()).rows


def ids(record: Record) -> list[str]:
    return [entry.id for entry in (*record.rows, *record.bridges)]


def test_one_value_said_twice_by_one_voice_is_one_assertion_with_two_witnesses() -> None:
    (row,) = rows(published("again", MAY_25), published("first", MAY_4))
    assert row.id == "first"
    assert [figure.id for figure in row.figures] == ["first", "again"]


@pytest.mark.parametrize(
    "change",
    [
        pytest.param({"low": Fraction(4)}, id="another low"),
        pytest.param({"high": Fraction(6)}, id="another high"),
        pytest.param({"sense": "at_least"}, id="another sense"),
        pytest.param({"voice": "w"}, id="another voice"),
        pytest.param({"rule": "r"}, id="another rule of counting"),
        pytest.param({"scope": a_scope("engagements")}, id="another measure"),
        pytest.param({"scope": a_scope(days=(0, 1))}, id="another period"),
    ],
)
def test_what_differs_is_another_assertion(change: dict[str, object]) -> None:
    assert len(rows(published("one", MAY_4), published("other", MAY_4, **change))) == 2


def test_witnesses_without_a_day_come_last() -> None:
    (row,) = rows(published("a", None), published("b", MAY_25))
    assert [figure.id for figure in row.figures] == ["b", "a"]


@pytest.mark.parametrize(
    ("cutoff", "expected"),
    [
        pytest.param(Cutoff(), ["early", "late", "undated"], id="everything"),
        pytest.param(Cutoff(day=MAY_25), ["early", "late"], id="on the day of the last"),
        pytest.param(Cutoff(day=dt.date(2018, 5, 24)), ["early"], id="the day before"),
        pytest.param(Cutoff(day=dt.date(2018, 1, 1)), [], id="before anything"),
        pytest.param(Cutoff(set_aside=frozenset({"late"})), ["early", "undated"], id="one set aside"),
    ],
)
def test_only_what_was_published_by_then_counts(cutoff: Cutoff, expected: list[str]) -> None:
    figures = [published("early", MAY_4, 1), published("late", MAY_25, 2), published("undated", None, 3)]
    assert [row.id for row in rows(*figures, cutoff=cutoff)] == expected


def test_a_correction_replaces_what_it_corrects_once_it_is_published() -> None:
    figures = [published("old", MAY_4, 5), published("new", MAY_25, 6, supersedes="old")]
    assert [row.id for row in rows(*figures)] == ["new"]
    assert [row.id for row in rows(*figures, cutoff=Cutoff(day=MAY_4))] == ["old"]


def test_a_correction_of_a_correction_leaves_the_last() -> None:
    chain = [
        published("a", MAY_4, 1),
        published("b", MAY_4, 2, supersedes="a"),
        published("c", MAY_25, 3, supersedes="b"),
    ]
    assert [row.id for row in rows(*chain)] == ["c"]


@pytest.mark.parametrize(
    ("sense", "completeness", "expected"),
    [
        pytest.param("equal", "complete", (5, 5), id="equal, complete"),
        pytest.param("at_least", "complete", (5, None), id="at least"),
        pytest.param("at_most", "complete", (None, 5), id="at most"),
        pytest.param("equal", "at_least", (5, None), id="equal, of a source that counts at least what happened"),
        pytest.param("equal", "at_most", (None, 5), id="equal, of a source that counts at most what happened"),
    ],
)
def test_the_words_and_the_card_say_which_side_counts(
    sense: str, completeness: str, expected: tuple[int | None, int | None]
) -> None:
    (row,) = rows(published("f", MAY_4, sense=sense), kept=card(completeness))
    assert (row.low, row.high) == expected


def test_a_figure_of_which_no_side_counts_is_no_row() -> None:
    assert rows(published("f", MAY_4, sense="at_most"), kept=card("at_least")) == ()


@pytest.mark.parametrize(
    ("late", "kept", "high"),
    [
        pytest.param(True, card(late={"strikes": 3}), 8, id="as many as were measured"),
        pytest.param(False, card(late={"strikes": 3}), 5, id="not allowed for"),
        pytest.param(True, card(late={"engagements": 3}), 5, id="measured for another measure only"),
        pytest.param(True, card(), 5, id="never measured"),
        pytest.param(True, None, 5, id="no card"),
    ],
)
def test_allowing_lateness_raises_the_high_side_alone(late: bool, kept: Card | None, high: int) -> None:
    (row,) = rows(published("f", MAY_4), cutoff=Cutoff(late=late), kept=kept)
    assert (row.low, row.high) == (5, high)


def test_rows_are_in_order_of_their_ids() -> None:
    assert [row.id for row in rows(published("b", MAY_4, 1), published("a", MAY_4, 2))] == ["a", "b"]


def test_rows_and_bridges_are_withdrawn_by_id() -> None:
    record = a_record([a_figure("f", a_scope(), 1), a_figure("g", a_scope(), 2)], [MORE_ENGAGEMENTS])
    assert ids(record.without("f")) == ["g", "more-engagements"]
    assert ids(record.without("more-engagements", "g")) == ["f"]
    assert record.without("unknown") == record


def test_voices_are_those_that_put_the_measure_on_record() -> None:
    figures = (
        published("f", MAY_4, voice="w"),
        published("g", MAY_4),
        published("h", MAY_4, scope=a_scope("partners")),
    )
    assert tuple(counting("strikes", Holdings(figures, {}, ()))) == (("v", ""), ("w", ""))
