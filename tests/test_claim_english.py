"""What an English figure counts: its noun phrase, the act that is said of it, and nouns that no table knows."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest

from onrecord.data import table
from tests.found import figures_in

CASES = Path(__file__).resolve().parent / "eval" / "measures_en.txt"


def measures(text: str) -> list[str]:
    """The measures of the figures of an English text, in the order in which the figures stand."""
    found = figures_in(text, dt.date(2020, 6, 15), language="en")
    return [claim.scope.measure.replace("territory_lost", "territory_taken") for claim in found]


def cases() -> list[object]:
    """Every line of the file of cases: the measures, a bar, the sentence."""
    lines = [line for line in CASES.read_text(encoding="utf-8").splitlines() if "|" in line and line[0] != "#"]
    pairs = [[part.strip() for part in line.split("|", 1)] for line in lines]
    return [pytest.param(text, expected.replace("-", "").split(), id=text[:60]) for expected, text in pairs]


@pytest.mark.parametrize(("text", "expected"), cases())
def test_what_a_figure_counts(text: str, expected: list[str]) -> None:
    assert measures(text) == expected


@pytest.mark.parametrize("kind", sorted(table("lexicon/en/grammar")))
def test_every_entry_of_the_grammar_has_its_examples(kind: str) -> None:
    for row in table("lexicon/en/grammar")[kind].values():
        assert row["forms"]
        assert row["matches"]
        assert row["does_not_match"]
