"""What an English figure counts: its noun phrase, the act that is said of it, and nouns that no table knows."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest

from onrecord.claim import find_claims
from onrecord.data import table
from onrecord.gazetteer import catalogue
from onrecord.statement import statement_from_text
from tests.factories import BULLETIN

CASES = Path(__file__).resolve().parent / "eval" / "measures_en.txt"


def measures(text: str) -> list[str]:
    """The measures of the figures of an English text, in the order in which the figures stand."""
    statement = statement_from_text(
        text, published_on=dt.date(2020, 6, 15), speaker=None, language="en", title=BULLETIN
    )
    found = [claim for claim in find_claims(statement, catalogue()) if claim.quantity and claim.quantity.span]
    found.sort(key=lambda claim: claim.quantity.span.start if claim.quantity and claim.quantity.span else 0)
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
