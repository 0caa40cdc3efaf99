"""Cards, and which side of a figure may be used."""

from __future__ import annotations

import datetime as dt
from fractions import Fraction

import pytest

from onrecord.figure import packaged_figures
from onrecord.gazetteer import catalogue
from onrecord.period import Period
from onrecord.row import packaged_bridges
from onrecord.source import Card, Completeness, Coverage, packaged_cards, sides
from tests.factories import figure

FIVE, SIX = Fraction(5), Fraction(6)


def card(completeness: Completeness, measure: str = "strikes") -> Card:
    coverage = Coverage(measure, ("IQ", "SY"), Period(None, None), completeness)
    return Card("c", {}, "", "coalition", "", "facts", "", {}, (coverage,))


@pytest.mark.parametrize(
    ("changes", "held", "expected"),
    [
        pytest.param({}, None, (FIVE, SIX), id="no card"),
        pytest.param({}, card("complete"), (FIVE, SIX), id="complete"),
        pytest.param({}, card("at_least"), (FIVE, None), id="at least: no upper bound"),
        pytest.param({}, card("at_most"), (None, SIX), id="at most: no lower bound"),
        pytest.param({}, card("at_least", "engagements"), (FIVE, SIX), id="a card on another measure"),
        pytest.param({"sense": "at_least"}, card("complete"), (FIVE, None), id="the words come first"),
        pytest.param({"sense": "at_most"}, None, (None, SIX), id="at most, as published"),
        pytest.param({"sense": "at_least"}, card("at_most"), (None, None), id="neither"),
    ],
)
def test_sides(changes: dict, held: Card | None, expected: tuple) -> None:
    assert sides(figure(low=5, high=6, **changes), held) == expected


def test_the_card_of_the_releases() -> None:
    held = packaged_cards()["cjtf-oir"]
    assert (held.voice, held.rule, held.licence) == ("coalition", "", "public-domain")
    assert [(part.measure, part.completeness) for part in held.coverage] == [
        ("strikes", "complete"),
        ("engagements", "complete"),
    ]
    assert held.coverage[0].period == Period(dt.date(2014, 8, 8), None)
    assert held.late == {"strikes": 0, "engagements": 0}


@pytest.mark.parametrize(
    ("measure", "parts", "month"),
    [
        pytest.param("strikes", ("oir18-38", "oir18-52"), "oir18-50", id="strikes"),
        pytest.param("engagements", ("oir18-39", "oir18-53"), "oir18-51", id="engagements"),
    ],
)
def test_the_lateness_on_the_card_is_what_the_facts_give(measure: str, parts: tuple[str, str], month: str) -> None:
    held = {figure.id: figure for figure in packaged_figures()}
    counted = [held[part].low for part in parts]
    late = packaged_cards()["cjtf-oir"].late
    assert late is not None
    assert held[month].low is not None
    assert held[month].low - sum(count for count in counted if count is not None) == late[measure]


def test_cards_and_bridges_name_only_what_is_known() -> None:
    known = catalogue()
    for held in packaged_cards().values():
        assert held.voice in known.actors
        for part in held.coverage:
            assert part.measure in known.measures
            assert all(place in known.places for place in part.places)
        assert set(held.late or {}) <= {measure.id for measure in known.measures}
        assert not held.late or held.late_note, "a lateness says how it was measured"
    for bridge in packaged_bridges():
        of_anything = bridge.kind in ("clock", "near")
        assert bridge.voice in known.actors or bridge.is_balance or of_anything
        assert of_anything or {bridge.lesser, bridge.greater} <= {each.id for each in known.measures}
        assert bridge.source


def test_every_packaged_figure_has_a_card_of_its_voice() -> None:
    for held in packaged_figures():
        assert packaged_cards()[held.source].voice == held.voice


def test_the_bridges() -> None:
    tying_cells = [bridge for bridge in packaged_bridges() if not bridge.is_balance and bridge.kind != "clock"]
    assert [(bridge.id, bridge.kind, bridge.lesser, bridge.greater) for bridge in tying_cells] == [
        ("near", "near", "*", "*"),
        ("partners-never-leave", "never_falls", "partners", "partners"),
        ("strikes-at-most-engagements", "at_most", "strikes", "engagements"),
        ("territory-lost-never-falls", "never_falls", "territory_lost", "territory_lost"),
    ]
