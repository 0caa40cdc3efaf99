"""The drawings: scales, axes, and proofs of any shape; read back from the SVG that they are."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Sequence
from fractions import Fraction
from xml.etree import ElementTree

import pytest
from hypothesis import given
from hypothesis import strategies as st
from markupsafe import Markup

from onrecord.box import Box, Ground, Part
from onrecord.drawing import Stretch, axis_row, axis_scale, number, said, scale_for, small_axis
from onrecord.gap import Gap
from onrecord.proof import Premise, Proof, Step, check
from onrecord.proofdrawing import MOST_ROWS, clash, coverage, diagram, exact, open_diagram
from onrecord.quantity import Comparator, Quantity

DAY = dt.timedelta(days=1)
MAY = dt.date(2018, 5, 1)


def stretch(low: int | None, high: int | None) -> Stretch:
    return Stretch(None if low is None else Fraction(low), None if high is None else Fraction(high))


def elements(drawing: Markup, cls: str) -> list[ElementTree.Element]:
    """The elements of a class, in order; parsing fails where the SVG is not well formed."""
    return [e for e in ElementTree.fromstring(str(drawing)).iter() if cls in e.get("class", "").split()]


def texts(drawing: Markup, cls: str) -> list[str]:
    return [e.text or "" for e in elements(drawing, cls)]


def position(element: ElementTree.Element, name: str = "x") -> float:
    return float(element.attrib[name].rstrip("%"))


# ------------------------------------------------------------------------------------------------------- scales


@pytest.mark.parametrize(
    ("stretches", "most", "ticks"),
    [
        pytest.param([stretch(132, None), stretch(9, 172)], None, ["0", "50", "100", "150", "200"], id="from nought"),
        pytest.param([stretch(225, 225)], None, ["0", "100", "200", "300"], id="one number"),
        pytest.param([stretch(75, 75), stretch(75, 79)], None, ["70", "75", "80", "85"], id="close in"),
        pytest.param([stretch(200, 200)], None, ["0", "50", "100", "150", "200", "250"], id="room past the greatest"),
        pytest.param([stretch(98, None), stretch(97, 99)], 100, ["94", "96", "98", "100"], id="a share ends at 100"),
        pytest.param([stretch(0, 0)], None, ["0", "1"], id="nought"),
        pytest.param([], None, ["0", "1", "2"], id="nothing at all"),
    ],
)
def test_scales_have_round_ticks(stretches: list[Stretch], most: int | None, ticks: list[str]) -> None:
    scale = scale_for(stretches, None if most is None else Fraction(most))
    assert [number(tick) for tick in scale.ticks] == ticks


@given(st.lists(st.fractions(0, 10**7, max_denominator=1000), min_size=1, max_size=6))
def test_every_number_lies_on_its_scale(values: list[Fraction]) -> None:
    scale = scale_for([Stretch(value, value) for value in values])
    assert all(scale.low <= value < scale.high for value in values)
    assert 1 <= len(scale.ticks) <= 12
    assert scale.ticks[0] == scale.low
    assert scale.ticks[-1] == scale.high


@pytest.mark.parametrize(
    ("comparator", "low", "high", "open_ends"),
    [
        pytest.param("=", 132, 132, (False, False), id="one number"),
        pytest.param(">", 132, None, (True, False), id="more than"),
        pytest.param("<=", None, 132, (False, False), id="at most"),
        pytest.param("<", None, 132, (False, True), id="less than"),
    ],
)
def test_what_was_said(comparator: Comparator, low: int | None, high: int | None, open_ends: tuple[bool, bool]) -> None:
    found = said(Quantity(*(None if v is None else Fraction(v) for v in (low, high)), comparator, "strike"))
    assert found is not None
    assert (found.low, found.high) == (low, high)
    assert (found.low_open, found.high_open) == open_ends


def test_an_approximate_number_stands_for_half_a_unit_on_each_side() -> None:
    found = said(Quantity(Fraction(200), Fraction(200), "~", "strike", step=Fraction(100)))
    assert found == Stretch(Fraction(150), Fraction(250))


# --------------------------------------------------------------------------------------------------------- axes


def test_a_card_shows_the_claim_above_and_the_bounds_below() -> None:
    claim, record = Stretch(Fraction(132), None, low_open=True), stretch(9, 172)
    drawing = small_axis(scale_for([claim, record]), claim, record, 'said "so"')
    assert texts(drawing, "claimed") == ["132"]
    assert texts(drawing, "bound") == ["9", "172"]
    assert len(elements(drawing, "open")) == 1
    assert [position(e) for e in elements(drawing, "bounds")] == [4.5]
    assert ElementTree.fromstring(str(drawing)).get("aria-label") == 'said "so"'


def test_no_upper_bound_fades_into_an_arrow() -> None:
    drawing = axis_row(scale_for([stretch(9, None)]), None, stretch(9, None))
    assert len(elements(drawing, "fading")) == 1
    assert len(elements(drawing, "onward")) == 1
    assert not elements(drawing, "bounds")


def test_nothing_on_record_is_dotted() -> None:
    drawing = axis_row(scale_for([stretch(5, 9)]), stretch(5, 5), None)
    assert len(elements(drawing, "none")) == 1
    assert not texts(drawing, "bound")


def test_labels_that_would_touch_become_one() -> None:
    drawing = axis_row(scale_for([stretch(0, 1000), stretch(131, 132)]), None, stretch(131, 132))
    assert texts(drawing, "bound") == ["131–132"]


def test_the_numbers_of_a_claimed_range_stand_outside_its_line() -> None:
    claim = Stretch(Fraction(20), Fraction(99))
    drawing = small_axis(scale_for([claim]), claim, None, "")
    assert 'text-anchor="end">20</text>' in drawing
    assert re.search(r'y="7" text-anchor="end">99</text>', drawing), "no room beside it: above the line"


def test_a_number_on_the_edge_of_the_claim_is_set_beside_the_line() -> None:
    claim = Stretch(Fraction(132), None, low_open=True)
    drawing = axis_row(scale_for([claim, stretch(132, 176)]), claim, stretch(132, 176))
    assert [e.get("text-anchor") for e in elements(drawing, "bound")] == ["end", "middle"]


def test_ends_that_never_end_are_rounded_outwards() -> None:
    drawing = axis_row(scale_for([stretch(0, 20)]), None, Stretch(Fraction(10, 3), Fraction(50, 3)))
    assert texts(drawing, "bound") == ["3.33", "16.67"]


@given(
    st.tuples(st.integers(0, 10**6), st.integers(0, 10**6)).map(sorted),
    st.one_of(st.none(), st.integers(0, 10**6)),
)
def test_no_drawing_leaves_its_axis(ends: list[int], claimed: int | None) -> None:
    claim = None if claimed is None else Stretch(Fraction(claimed), None, low_open=True)
    scale = scale_for([claim, stretch(ends[0], ends[1])])
    row = axis_row(scale, claim, stretch(ends[0], ends[1]))
    for drawing in (row, axis_scale(scale), small_axis(scale, claim, stretch(ends[0], ends[1]), "")):
        shares = [float(v) for v in re.findall(r'(?:x|x1|x2|cx)="(-?[\d.]+)%"', str(drawing))]
        assert all(0 <= share <= 100 for share in shares)


@pytest.mark.parametrize(
    ("value", "shown"),
    [
        pytest.param(Fraction(29225), "29,225", id="thousands"),
        pytest.param(Fraction(195, 2), "97.5", id="a decimal that ends"),
        pytest.param(Fraction(1, 2) / 10**9, "0.0000000005", id="however small"),
        pytest.param(Fraction(1, 3), "⅓", id="a third"),
        pytest.param(Fraction(-7, 6), "−1 1/6", id="a mixed number"),
    ],
)
def test_numbers_in_sums_are_never_rounded(value: Fraction, shown: str) -> None:
    assert exact(value) == shown


# ------------------------------------------------------------------------------------------------------- proofs


def box(first: int, last: int, places: tuple[str, ...] = ("SY",), **changes: object) -> Box:
    """Days of May 2018, both included."""
    given = {"voice": "v", "rule": "", "measure": "strikes", "by": (), "against": (), "of": (), "without": ()} | changes
    return Box(places=places, start=MAY + DAY * (first - 1), end=MAY + DAY * last, **given)  # type: ignore[arg-type]


def figure(name: str, value: int, counted: Box) -> Premise:
    number = Fraction(value)
    because = {"figures": [{"id": name, "source": "s"}]}
    return Premise(name, "figure", (Part(Fraction(1), counted),), number, number, because)


GROUND = Ground(
    {"SY": None, "IQ": None, "town": "SY"},
    {},
    {},
    {"strikes": "flow", "engagements": "flow", "partners": "stock"},
    {},
)


def proof(asked: Box | None, side: str, steps: Sequence[tuple[str, Premise]], whole: bool = True) -> Proof:
    """A proof from (multiplier, premise) pairs; its sum is worked out, and the checker agrees."""
    made = []
    for multiplier, premise in steps:
        times = Fraction(multiplier)
        used = side if times > 0 else {"low": "high", "high": "low"}[side]
        value = premise.low if used == "low" else premise.high
        assert value is not None
        made.append(Step(times, premise.id, used, value))  # type: ignore[arg-type]
    bound = sum((s.multiplier * s.value for s in made), Fraction(0))
    question = () if asked is None else (Part(Fraction(1), asked),)
    built = Proof(question, side, tuple(made), {p.id: p for _, p in steps}, bound, whole, GROUND)  # type: ignore[arg-type]
    check(built)
    return built


BOTH = ("IQ", "SY")
DIFFERENCE = [("1", figure("a", 184, box(1, 24, BOTH))), ("-1", figure("b", 52, box(18, 24, BOTH)))]


def test_a_difference_is_drawn_as_it_is_written() -> None:
    drawn = diagram(proof(box(1, 17, BOTH), "high", DIFFERENCE))
    assert drawn.formula == "184 − 52 = 132"
    assert [(row.op, row.value) for row in drawn.rows] == [("", "184"), ("−", "52"), ("=", "132")]
    plus, minus, total = (
        elements(row.drawing, cls)[0] for row, cls in zip(drawn.rows, ("plus", "minus", "total"), strict=True)
    )
    assert (position(plus), position(plus, "width")) == (0, 100)
    assert (position(minus), position(minus, "width")) == (70.83, 29.17)
    assert (position(total), position(total, "width")) == (0, 70.83)
    assert not elements(drawn.rows[-1].drawing, "ghost")
    assert texts(drawn.ruler, "scale") == ["1", "24", "17"]


def test_what_is_in_the_sum_but_not_asked_for_is_dashed() -> None:
    drawn = diagram(proof(box(1, 19, BOTH), "high", DIFFERENCE[:1]))
    assert drawn.kept == ((dt.date(2018, 5, 20), dt.date(2018, 5, 25)),)
    assert not drawn.elsewhere
    assert len(elements(drawn.rows[-1].drawing, "ghost")) == 1


def test_the_same_days_elsewhere_are_dashed_above_the_bar() -> None:
    drawn = diagram(proof(box(1, 24), "high", DIFFERENCE[:1]))
    assert drawn.kept == ()
    assert drawn.elsewhere


def test_what_is_asked_for_but_not_in_the_sum_is_dashed() -> None:
    steps = [("1", figure("a", 4, box(1, 1))), ("1", figure("b", 5, box(2, 2)))]
    drawn = diagram(proof(box(1, 19), "low", steps))
    assert drawn.formula == "4 + 5 = 9"
    assert drawn.kept == ((dt.date(2018, 5, 3), dt.date(2018, 5, 20)),)


def test_halves_are_half_as_high_and_a_result_is_rounded_inwards() -> None:
    spans = [(1, 2), (2, 3)]
    steps = [("1/2", figure(f"f{a}", 9, box(a, b))) for a, b in spans]
    steps.append(
        (
            "1/2",
            Premise(
                "f3", "figure", (Part(Fraction(1), box(1, 1)), Part(Fraction(1), box(3, 3))), None, Fraction(7), {}
            ),
        )
    )
    drawn = diagram(proof(box(1, 3), "high", steps))
    assert drawn.formula == "½ × 9 + ½ × 9 + ½ × 7 = 12.5"
    assert drawn.rounded == "12"
    assert [row.gives for row in drawn.rows[:3]] == ["4.5", "4.5", "3.5"]
    assert position(elements(drawn.rows[0].drawing, "plus")[0], "height") == 24
    assert drawn.wide


def test_twice_is_drawn_twice() -> None:
    premise = Premise("f", "figure", (Part(Fraction(1, 2), box(1, 3)),), None, Fraction(5), {})
    drawn = diagram(proof(box(1, 3), "high", [("2", premise)]))
    assert len(elements(drawn.rows[0].drawing, "plus")) == 1
    twice = diagram(proof(box(1, 3), "high", [("2", figure("g", 5, box(1, 3)))]))
    assert len(elements(twice.rows[0].drawing, "plus")) == 2


def bridge(counted: Box, other: Box) -> Premise:
    because = {"lesser": "strikes", "greater": "engagements"}
    return Premise("b", "at_most", (Part(Fraction(1), counted), Part(Fraction(-1), other)), None, Fraction(0), because)


def test_a_bridge_is_a_row_like_any_other_and_no_term_of_the_written_sum() -> None:
    fights = box(1, 5, measure="engagements")
    drawn = diagram(proof(box(1, 5), "high", [("1", figure("e", 8, fights)), ("1", bridge(box(1, 5), fights))]))
    assert drawn.formula == "8"
    assert [(row.op, row.value) for row in drawn.rows] == [("", "8"), ("+", "0"), ("=", "8")]
    assert len(elements(drawn.rows[1].drawing, "plus")) == len(elements(drawn.rows[1].drawing, "minus")) == 1


def test_terms_past_a_dozen_share_rows_and_the_sum_still_holds() -> None:
    steps = [("1", figure("all", 900, box(1, 31)))]
    steps += [("-1", figure(f"d{n}", n, box(n, n, ("town",)))) for n in range(1, 20)]
    drawn = diagram(proof(box(20, 31), "high", steps))
    assert len(drawn.rows) <= MOST_ROWS + 1
    assert drawn.formula == "900 − 190 = 710"
    assert drawn.rows[1].small == " + ".join(str(n) for n in range(1, 20))
    assert len(drawn.rows[1].premises) == 19


def test_a_stock_is_a_point_in_time() -> None:
    then, later = box(1, 1, (), measure="partners"), box(19, 19, (), measure="partners")
    because = {"lesser": "partners", "greater": "partners"}
    never = Premise(
        "n", "never_falls", (Part(Fraction(1), then), Part(Fraction(-1), later)), None, Fraction(0), because
    )
    drawn = diagram(proof(later, "low", [("1", figure("p", 75, then)), ("-1", never)]))
    assert drawn.formula == "75"
    assert len(elements(drawn.rows[-1].drawing, "total")) == 1
    assert elements(drawn.rows[-1].drawing, "total")[0].tag == "circle"


@pytest.mark.parametrize(
    ("days", "ticks"),
    [
        pytest.param(24, "day", id="weeks"),
        pytest.param(100, "week", id="months"),
        pytest.param(700, "month", id="years"),
        pytest.param(3000, "year", id="a decade"),
    ],
)
def test_the_ruler_fits_the_time(days: int, ticks: str) -> None:
    drawn = diagram(proof(box(1, days), "high", [("1", figure("a", 9, box(1, days)))]))
    assert drawn.ticks == ticks
    assert 1 <= len(elements(drawn.ruler, "day")) <= 63


def test_a_running_total_has_no_beginning() -> None:
    total = Box("v", "", "strikes", (), (), (), ("SY",), (), dt.date(1, 1, 1), MAY)
    drawn = diagram(proof(box(-9, 0), "high", [("1", figure("t", 29225, total))]))
    assert drawn.formula == "29,225"
    assert drawn.start > dt.date(2018, 1, 1)


def test_no_upper_bound_has_a_row_with_a_question_mark() -> None:
    low = proof(box(1, 19), "low", [("1", figure("a", 9, box(1, 3)))])
    gap = Gap(("SY",), (), "2018-05-04", "2018-05-20", "strikes")
    drawn = open_diagram(low, (box(1, 19),), gap)
    assert drawn.formula == "9 + ? ≥ 9"
    assert [row.kind for row in drawn.rows] == ["term", "unknown", "result"]
    assert [row.op for row in drawn.rows] == ["", "+", "≥"]
    assert open_diagram(None, (box(1, 19),), gap).formula == "? ≥ 0"


def test_a_contradiction_shows_both_totals_and_the_gap() -> None:
    steps = [("1", figure("all", 29920, box(1, 9))), ("-1", figure("a", 29225, box(1, 3)))]
    steps += [("-1", figure("b", 183, box(4, 5))), ("-1", figure("c", 529, box(6, 9)))]
    found = proof(None, "high", steps)
    drawn = clash(found)
    assert found.bound == -17
    assert drawn.formula == "29,225 + 183 + 529 = 29,937 > 29,920"
    assert [row.kind for row in drawn.rows] == ["term", "term", "term", "result", "against"]


@given(st.integers(1, 20), st.integers(0, 20), st.integers(1, 30), st.integers(0, 30))
def test_coverage_is_what_two_spans_of_days_say(first: int, more: int, start: int, length: int) -> None:
    last, end = first + more, start + length
    one = figure("a", 5, box(start, end))
    asked = box(first, last)
    if not (first <= start and end <= last):
        return
    seen = coverage(proof(asked, "low", [("1", one)]))
    for days in seen:
        inside = [(MAY - days.start).days * -1 + 1 + n for n in range((days.end - days.start).days)]
        assert all((start <= day <= end) == days.counted for day in inside)
        assert all((first <= day <= last) == days.asked for day in inside)
        assert days.slack == (days.asked and not days.counted)
