"""The named edges of records: degenerate, empty, huge, repeated, overlapping by a day, leap days, two clocks."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from fractions import Fraction

import pytest

from onrecord.bounds import Bounds, bound
from onrecord.cell import counting
from onrecord.contradiction import contradictions
from onrecord.figure import Figure
from onrecord.period import Period
from onrecord.row import Holdings, build_record
from tests.engine_oracles import NOBODY_LEFT, WORLD, a_figure, a_record, a_scope

JANUARY = dt.date(2020, 1, 1)


def on(first: str, last: str, measure: str = "strikes", places: tuple[str, ...] = ("A",)) -> Period:
    return Period(dt.date.fromisoformat(first), dt.date.fromisoformat(last) + dt.timedelta(days=1))


def a_count(name: str, number: int, first: str, last: str, **changes: object) -> Figure:
    """What was counted in A from the first day to the last."""
    figure = a_figure(name, a_scope(places=("A",)).but(period=on(first, last)), number)
    return replace(figure, **changes)  # type: ignore[arg-type]


def ask(figures: list[Figure], first: str, last: str, rule: str = "") -> Bounds:
    return bound(a_scope(places=("A",)).but(period=on(first, last)), "v", rule, a_record(figures), WORLD)


def ends(found: Bounds) -> tuple[Fraction | None, Fraction | None]:
    return found.low, found.high


HUGE = 10**29 + 1


@pytest.mark.parametrize(
    ("figures", "first", "last", "low", "high"),
    [
        pytest.param([], "2020-01-01", "2020-01-07", 0, None, id="empty: no figure at all"),
        pytest.param([("w", 0, "2020-01-01", "2020-01-07")], "2020-01-03", "2020-01-03", 0, 0, id="degenerate: nought"),
        pytest.param(
            [("w", 9, "2020-01-01", "2020-01-07"), ("x", 5, "2020-01-07", "2020-01-13")],
            "2020-01-01", "2020-01-13", 9, 14, id="overlapping by a day: the day may hold all 5 or nothing",
        ),
        pytest.param(
            [("w", 9, "2020-01-01", "2020-01-07"), ("x", 5, "2020-01-07", "2020-01-13"),
             ("d", 2, "2020-01-07", "2020-01-07")],
            "2020-01-01", "2020-01-13", 12, 12, id="overlapping by a day that has a figure of its own",
        ),
        pytest.param(
            [("f", 29, "2020-02-01", "2020-02-29"), ("d", 28, "2020-02-01", "2020-02-28")],
            "2020-02-29", "2020-02-29", 1, 1, id="leap day: what February has beside its 28 days",
        ),
        pytest.param(
            [("f", 28, "2019-02-01", "2019-02-28"), ("m", 31, "2019-03-01", "2019-03-31")],
            "2019-02-01", "2019-03-31", 59, 59, id="no leap day: February and March tile",
        ),
        pytest.param(
            [("y", 12, "2019-12-31", "2020-01-01"), ("d", 5, "2020-01-01", "2020-01-01")],
            "2019-12-31", "2019-12-31", 7, 7, id="across the turn of a year",
        ),
    ],
)  # fmt: skip
def test_edges(figures: list[tuple[str, int, str, str]], first: str, last: str, low: int, high: int | None) -> None:
    assert ends(ask([a_count(*entry) for entry in figures], first, last)) == (low, high)


def test_of_huge_counts_a_weaker_bound_is_proved_and_called_so() -> None:
    """Thirty digits that differ in the last: the solver cannot see it, so the truth is inside but not called sharp."""
    figures = [a_count("w", HUGE, "2020-01-01", "2020-01-07"), a_count("d", HUGE - 1, "2020-01-01", "2020-01-01")]
    found = ask(figures, "2020-01-02", "2020-01-07")
    assert found.low is not None
    assert found.high is not None
    assert 0 <= found.low <= 1 <= found.high
    assert not found.tight
    assert ends(ask(figures[:1], "2020-01-01", "2020-01-07")) == (HUGE, HUGE)


def test_repeated_a_thousand_times_it_is_one_assertion() -> None:
    figures = [a_count(f"f{n:04}", 9, "2020-01-01", "2020-01-07") for n in range(1_000)]
    found = ask(figures, "2020-01-01", "2020-01-07")
    assert (ends(found), found.figures_used, len(found.hangs_on)) == ((9, 9), 1_000, 1)


def test_a_figure_said_again_with_another_number_contradicts_it() -> None:
    figures = [a_count("w", 9, "2020-01-01", "2020-01-07"), a_count("x", 10, "2020-01-01", "2020-01-07")]
    (found,) = contradictions(a_record(figures), WORLD).found
    assert (found.premises, found.size) == (("w", "x"), 1)


EIGHT = "from 08:00"


def test_windows_of_the_eight_o_clock_tile_exactly_and_touch_no_midnight() -> None:
    """Two windows of 08:00 to 08:00 and the two days together; counts from midnight to midnight are another rule."""
    windows = [
        a_count("first", 4, "2020-01-01", "2020-01-01", rule=EIGHT),
        a_count("both", 9, "2020-01-01", "2020-01-02", rule=EIGHT),
    ]
    days = [a_count("day", 6, "2020-01-01", "2020-01-01")]
    assert ends(ask([*windows, *days], "2020-01-02", "2020-01-02", EIGHT)) == (5, 5)
    assert ends(ask([*windows, *days], "2020-01-01", "2020-01-01")) == (6, 6)
    assert ends(ask([*windows, *days], "2020-01-01", "2020-01-02")) == (6, None)
    assert not contradictions(a_record([*windows, *days]), WORLD).found
    held = Holdings((*windows, *days), {}, ())
    assert [rule for _, rule in counting("strikes", held)] == ["", EIGHT]


def test_midnight_windows_of_one_source_tile_exactly() -> None:
    days = [a_count(f"d{n}", n, f"2020-01-0{n}", f"2020-01-0{n}") for n in range(1, 8)]
    assert ends(ask(days, "2020-01-01", "2020-01-07")) == (28, 28)


def test_a_stock_on_a_leap_day_lies_between_its_neighbours() -> None:
    def of(day: str) -> object:
        start = dt.date.fromisoformat(day)
        return a_scope("partners").but(period=Period(start, start + dt.timedelta(days=1)))

    figures = (a_figure("feb", of("2020-02-28"), 75), a_figure("mar", of("2020-03-01"), 77))  # type: ignore[arg-type]
    record = build_record(Holdings(figures, {}, (NOBODY_LEFT,)))
    assert ends(bound(of("2020-02-29"), "v", "", record, WORLD)) == (75, 77)  # type: ignore[arg-type]
