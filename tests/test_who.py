"""Parties and places of short statements of many wars (tests/eval/who_*.txt), and who acts by grammar alone."""

from __future__ import annotations

import datetime as dt

import pytest

from tests.eval.who import SLOTS, Asked, cases, readings, wrong
from tests.found import Language, figures_in

FLOORS = {
    "en": {"by": 168, "of": 183, "against": 206, "at": 181, "whole": 127},
    "ar": {"by": 150, "of": 167, "against": 190, "at": 163, "whole": 112},
}
"""Figures with a slot right, or with all four; raised when more is reached."""


@pytest.mark.parametrize("language", sorted(FLOORS))
def test_parties_and_places_of_short_statements(language: str) -> None:
    slots = [wrong(asked, read) for case in cases(language) for asked, read in readings(case)]
    reached = {slot: sum(slot not in otherwise for otherwise in slots) for slot in SLOTS}
    reached["whole"] = sum(not otherwise for otherwise in slots)
    assert all(reached[slot] >= floor for slot, floor in FLOORS[language].items()), reached


def test_every_figure_asked_stands_in_its_text() -> None:
    for language in FLOORS:
        for case in cases(language):
            assert all(asked.figure in case.text for asked in case.asked), case.text


def test_a_slot_read_otherwise_is_told() -> None:
    asked = Asked("12", {"by": ["rebels"], "at": ["Homs"]})
    assert wrong(asked, None) == list(SLOTS)
    assert wrong(asked, {"by": ["the rebels"], "of": [], "against": [], "at": ["Homs", "Hama"]}) == ["at"]


def doer(language: Language, text: str) -> list[str]:
    """The words of who did what the first figure of a text counts."""
    claim = figures_in(text, dt.date(2018, 6, 6), language=language)[0]
    return [mention.span.of(text) for mention in claim.mentions.get("by", ()) if mention.span is not None]


DOERS: list[tuple[Language, str, list[str], str]] = [
    ("en", "The Zintan Shield killed 14 soldiers near Gharyan.", ["The Zintan Shield"], "a name before its verb"),
    ("en", "Local volunteers have rescued 40 women.", ["Local volunteers"], "a noun before its verb"),
    ("en", "Our sappers lifted 300 mines.", ["Our sappers"], "our own, of whatever trade"),
    ("en", "In Derna the Majeed Brigade destroyed 5 tanks.", ["the Majeed Brigade"], "behind a place"),
    ("en", "Fourteen soldiers were killed by the Zintan Shield.", ["the Zintan Shield"], "behind by"),
    (
        "en",
        "Norway, Canada and France fired 14 missiles at a depot near Gharyan.",
        ["Norway", "Canada", "France"],
        "all of joint doers",
    ),
    ("en", "Some 31 flights by our allies carried 400 people out.", ["our allies"], "behind by, before a verb"),
    ("en", "The toll of the Turkish shelling of Afrin stands at 31 dead.", ["the Turkish"], "the blow whose it is"),
    (
        "ar",
        "قالت الوزارة إن النرويج وكندا وفرنسا أطلقت 14 صاروخاً على مستودع قرب غريان.",
        ["النرويج", "كندا", "فرنسا"],
        "all of joint doers, in Arabic",
    ),
    ("ar", "سُجل أمس 14 خرقاً بحرياً تركياً قبالة الساحل.", ["تركياً"], "a nation's adjective in the accusative"),
    ("ar", "قُتل بالقصف التركي على عفرين 12 مدنياً.", ["التركي"], "the blow whose it is, in Arabic"),
    ("ar", "قتلت كتيبة درع الوادي 12 جندياً.", ["كتيبة درع الوادي"], "a name behind its verb, in Arabic"),
    ("ar", "نزع مهندسونا 300 لغم.", ["مهندسونا"], "our own, in Arabic"),
]


@pytest.mark.parametrize(
    ("language", "text", "who"), [pytest.param(lang, text, who, id=name) for lang, text, who, name in DOERS]
)
def test_who_acts_by_grammar(language: Language, text: str, who: list[str]) -> None:
    assert doer(language, text) == who
