"""The most and the least that one day, week or month has: known answers, and a plain program with one more unknown."""

from __future__ import annotations

import datetime as dt
import itertools
import json
from fractions import Fraction
from typing import Any

import numpy as np
import pytest
from click.testing import CliRunner
from hypothesis import given, settings
from hypothesis import strategies as st

import onrecord
from onrecord.asking import parts_of
from onrecord.bounds import extreme
from onrecord.cli import main
from onrecord.errors import UsageError
from onrecord.period import parse_edtf
from onrecord.prooffile import check_document
from onrecord.row import Record
from onrecord.scope import Scope
from tests import engine_oracles as slow
from tests.checker import proofs_in, stranger
from tests.engine_oracles import DAYS, WORLD, Atom, a_figure, a_record, a_scope
from tests.proof_checks import assert_held_by_all
from tests.test_bounds_properties import records, true_figures, truths

DAESH: dict[str, Any] = {"by": "Coalition", "against": "Daesh"}


# ------------------------------------------------------------------------------------------------ on the shipped facts


@pytest.mark.parametrize(
    ("period", "asked", "low", "high"),
    [
        pytest.param("2018-03/2018-05", {"most_in": "month"}, 225, 225, id="the highest month"),
        pytest.param("2018-03/2018-05", {"least_in": "month"}, 74, 74, id="the lowest month"),
        pytest.param("2018-05-18/2018-05-31", {"most_in": "week"}, 52, 52, id="the highest of two weeks"),
        pytest.param("2018-05-01/2018-05-17", {"most_in": "day"}, 9, 119, id="119 on 14 days: nine on one of them"),
        pytest.param("2018-05-18/2018-05-24", {"least_in": "day"}, 0, 7, id="44 on 6 days: no more than seven"),
    ],
)
def test_the_most_and_the_least(period: str, asked: dict[str, Any], low: int, high: int) -> None:
    (found,) = onrecord.compare("strikes", places="Iraq; Syria", period=period, **DAESH, **asked)
    assert (found.low or 0, found.high) == (low, high)
    assert all(part.high is None or part.high <= high for part in found.parts if "most_in" in asked)


def test_the_command_prints_the_sums_and_json_that_can_be_checked() -> None:
    arguments = ["ask", "strikes", "--by", "Coalition", "--against", "Daesh", "--place", "Iraq; Syria"]
    arguments += ["--period", "2018-05-01/2018-05-17", "--most-in", "day"]
    done = CliRunner().invoke(main, arguments)
    assert done.exit_code == 0, done.output
    assert "between 9 and 119 strikes" in done.output
    assert "At least 9, for 14 of them together have at least" in " ".join(done.output.split())
    assert "No more than 8: 1 May 2018" in done.output
    answer = json.loads(CliRunner().invoke(main, [*arguments, "--json"]).stdout)
    assert answer["onrecord"] == "answer/1"
    (told,) = answer["data"]["answers"][0]["compared"]
    assert (told["answer"]["low"], told["answer"]["high"], len(told["answer"]["parts"])) == (9, 119, 17)
    assert len(check_document(answer)) > 17
    for proof in proofs_in(answer):
        stranger.check(proof)


@pytest.mark.parametrize(
    ("measure", "period", "asked", "reason"),
    [
        pytest.param("strikes", "2018-05-01/2018-05-10", {"most_in": "week"}, "whole weeks", id="days are left over"),
        pytest.param("strikes", "2018-05-02/2018-06-01", {"most_in": "month"}, "whole months", id="no whole months"),
        pytest.param("strikes", "2018", {"most_in": "day"}, "2 to 62", id="too many days"),
        pytest.param("strikes", "2018-05", {"most_in": "fortnight"}, "one day, week or month", id="another word"),
        pytest.param("displaced", "2018-05", {"most_in": "day"}, "no highest or lowest", id="distinct things"),
    ],
)
def test_what_cannot_be_asked_is_told_in_one_line(
    measure: str, period: str, asked: dict[str, Any], reason: str
) -> None:
    with pytest.raises(UsageError, match=reason) as told:
        onrecord.compare(measure, places="Syria", period=period, **({} if measure == "displaced" else DAESH), **asked,
                         voice=None if measure != "displaced" else "coalition")  # fmt: skip
    assert "\n" not in str(told.value)


@pytest.mark.parametrize(
    ("period", "each", "first", "count"),
    [
        pytest.param("2020-02", "day", "2020-02-01", 29, id="a leap month"),
        pytest.param("2019-12/2020-02", "month", "2019-12", 3, id="across a year"),
        pytest.param("2018-05-18/2018-05-31", "week", "2018-05-18/2018-05-24", 2, id="weeks from the first day"),
        pytest.param("2018-05-18/2018-05-30", "week", "", 0, id="not whole"),
    ],
)
def test_parts_tile_their_period(period: str, each: str, first: str, count: int) -> None:
    parts = parts_of(parse_edtf(period), each)
    assert len(parts) == count
    if parts:
        assert parts[0].edtf == first
        assert (parts[0].start, parts[-1].end) == (parse_edtf(period).start, parse_edtf(period).end)
        assert all(before.end == after.start for before, after in itertools.pairwise(parts))


# ------------------------------------------------------------------------------------------------- over random records


def days_of_a_scope(places: tuple[str, ...], start: int, end: int) -> list[Scope]:
    return [a_scope("strikes", places, (day, day + 1)) for day in range(start, end)]


def plain_extreme(record: Record, scopes: list[Scope], *, least: bool) -> float | None:
    """The least that the highest of some totals can be (the most that the lowest can), by one more unknown."""
    plain = slow.program(record)
    covers = [plain.indicator(slow.cover(scope, outer=least)) for scope in scopes]
    rows = [np.append(row, 0.0) for row in plain.rows]
    rows += [np.append(-cover, 1.0) if least else np.append(cover, -1.0) for cover in covers]
    both = slow.Program([*plain.atoms, plain.atoms[0]], rows, [*plain.ceiling, *(0.0 for _ in covers)])
    goal = np.append(np.zeros(len(plain.atoms)), -1.0 if least else 1.0)
    found = slow.least(both, goal)
    return None if found is None else -found if least else found


@settings(max_examples=60)
@given(records(), st.booleans(), st.sampled_from([("A",), ("A1",), ("B",), ("region:edge",), ()]), st.data())
def test_bounds_are_those_of_a_plain_program(
    record: Record, least: bool, places: tuple[str, ...], data: st.DataObject
) -> None:
    start = data.draw(st.integers(0, DAYS - 2))
    scopes = days_of_a_scope(places, start, data.draw(st.integers(start + 2, DAYS)))
    found = extreme(scopes, ("v", ""), record, WORLD, least=least)
    middle, proof = (found.high, found.high_proof) if least else (found.low, found.low_proof)
    expected = plain_extreme(record, scopes, least=least)
    assert expected is not None
    if expected == slow.INF:
        assert middle is None
    else:
        assert float(middle or 0) == pytest.approx(np.floor(expected + 1e-6) if least else np.ceil(expected - 1e-6))
    assert_held_by_all(proof)
    ends = [slow.plain_bounds(record, scope) for scope in scopes]
    outer = min(low for low, _ in ends) if least else max(high for _, high in ends)
    other = found.low or 0 if least else slow.INF if found.high is None else found.high
    assert float(other) == pytest.approx(
        np.ceil(outer - 1e-6) if least else np.floor(outer + 1e-6) if outer < slow.INF else outer
    )


@settings(max_examples=60)
@given(st.data(), truths(), st.booleans())
def test_what_happened_is_inside(data: st.DataObject, truth: dict[Atom, int], least: bool) -> None:
    record = a_record(data.draw(true_figures(truth)))
    scopes = days_of_a_scope(data.draw(st.sampled_from([("A",), ("A", "B"), ()])), 0, DAYS)
    counted = [slow.total(truth, scope) for scope in scopes]
    found = extreme(scopes, ("v", ""), record, WORLD, least=least)
    happened = min(counted) if least else max(counted)
    assert (found.low or 0) <= happened
    assert found.high is None or happened <= found.high


def test_figures_that_cannot_all_hold_leave_nothing() -> None:
    record = a_record([a_figure("all", a_scope(days=(0, 6)), 3), a_figure("day", a_scope(days=(0, 1)), 5)])
    found = extreme(days_of_a_scope((), 0, 6), ("v", ""), record, WORLD)
    assert (found.low, found.high) == (None, None)
    assert not any(part.consistent for part in found.parts)


def test_a_stock_has_its_highest_day() -> None:
    figures = [a_figure(f"p{n}", a_scope("partners", days=(n, n + 1)), value) for n, value in enumerate((4, 9, 7))]
    found = extreme([a_scope("partners", days=(n, n + 1)) for n in range(3)], ("v", ""), a_record(figures), WORLD)
    assert (found.low, found.high) == (Fraction(9), Fraction(9))
    assert found.parts[0].question[0].scope.period.start == dt.date(2020, 1, 1)
