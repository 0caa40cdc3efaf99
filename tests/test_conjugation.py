"""English phrases in every form of their verb: those that acts are written out in, and what they then find."""

from __future__ import annotations

import datetime as dt
import tomllib
from pathlib import Path

import pytest

from onrecord.claim import find_claims
from onrecord.conjugation import conjugated, known_verbs, phrase_forms, verb_forms
from onrecord.gazetteer import catalogue
from onrecord.statement import statement_from_text

VERBS = tomllib.loads(
    Path(__file__).parent.parent.joinpath("onrecord", "data", "verbs.toml").read_text(encoding="utf-8")
)


@pytest.mark.parametrize(
    ("base", "forms"),
    [
        ("lay", "lay lays laid laying"),
        ("give", "give gives gave given giving"),
        ("die", "die dies died dying"),
        ("flee", "flee flees fled fleeing"),
        ("carry", "carry carries carried carrying"),
        ("quit", "quit quits quitting"),
        ("wipe", "wipe wipes wiped wiping"),
        ("catch", "catch catches caught catching"),
        ("go", "go goes went gone going"),
    ],
    ids=lambda told: told.split()[0],
)
def test_every_form_of_a_verb(base: str, forms: str) -> None:
    assert verb_forms(base, **VERBS[base]) == tuple(forms.split())


def test_a_phrase_names_the_others_from_any_form_and_short_ones_none() -> None:
    known = known_verbs(VERBS)
    whole = {"gave up their arms", *phrase_forms("gave up their arms", known)}
    assert all({form, *phrase_forms(form, known)} == whole for form in whole)
    assert phrase_forms("gave up", known) == ()
    assert phrase_forms("surrender of arms", known) == ()


def test_forms_named_stay_and_barred_ones_are_not_made() -> None:
    act = {"forms": ["gave up their arms", "gives up their arms"], "except": ["give up their arms"], "matches": []}
    written = conjugated({"act": {"surrender": act}, "noun": {}}, VERBS)["act"]["surrender"]
    assert written["forms"] == [*act["forms"], "given up their arms", "giving up their arms"]
    assert "except" not in written


@pytest.mark.parametrize(
    ("text", "measure"),
    [
        ("Since May 412 rebels have given up their weapons.", "surrendered"),
        ("Another 30 fighters are laying down their arms in Goma.", "surrendered"),
        ("In two days 14 soldiers gave their lives at Bukavu.", "combatant_deaths"),
    ],
    ids=["the participle", "what goes on", "the past"],
)
def test_acts_are_found_in_every_form(text: str, measure: str) -> None:
    statement = statement_from_text(text, published_on=dt.date(2019, 6, 3), language="en")
    assert measure in [claim.scope.measure for claim in find_claims(statement, catalogue())]
