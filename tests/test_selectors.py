"""Web Annotation selectors in the JSON of claims: by place and by words, either finds the stretch again."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

import pytest

from onrecord import claimexport, export
from onrecord.claim import find_claims
from onrecord.gazetteer import catalogue
from onrecord.quantity import Span
from onrecord.statement import Statement, packaged_statements


def spans(node: Any) -> Iterator[dict[str, Any]]:
    """Every span document inside a document."""
    if isinstance(node, dict):
        if "selector" in node:
            yield node
        for value in node.values():
            yield from spans(value)
    elif isinstance(node, list):
        for value in node:
            yield from spans(value)


@pytest.mark.parametrize("statement", [pytest.param(each, id=each.id) for each in packaged_statements()])
def test_each_selector_finds_its_stretch(statement: Statement) -> None:
    written = export.claims_document(statement, find_claims(statement, catalogue()))
    claims = json.loads(written)["data"]["claims"]
    assert claims
    for claim in claims:
        for span in spans(claim):
            position, quote = span["selector"]
            assert statement.text[position["start"] : position["end"]] == quote["exact"] == span["quote"]
            around = quote["prefix"] + quote["exact"] + quote["suffix"]
            assert statement.text.find(around) == position["start"] - len(quote["prefix"])
            assert statement.text.count(around) == 1


def test_every_slot_says_which_rule_filled_it() -> None:
    for statement in packaged_statements():
        written = export.claims_document(statement, find_claims(statement, catalogue()))
        for claim in json.loads(written)["data"]["claims"]:
            assert "modality" in claim["because"]
            assert claim["slots"].keys() - {"quantity", "base", "speaker"} <= claim["because"].keys()


@pytest.mark.parametrize(
    ("start", "end", "units"),
    [
        pytest.param(0, 2, (0, 2), id="before any wide letter"),
        pytest.param(2, 3, (2, 4), id="a wide letter"),
        pytest.param(3, 5, (4, 6), id="behind one"),
        pytest.param(5, 6, (6, 8), id="a second"),
    ],
)
def test_wide_letters_take_two_units(start: int, end: int, units: tuple[int, int]) -> None:
    text = "ab\U0001f6e9cd\U0001f4a3"
    written = claimexport.span_document(Span(start, end), text)
    assert (written.utf16_start, written.utf16_end) == units
    assert text.encode("utf-16-le")[2 * units[0] : 2 * units[1]].decode("utf-16-le") == written.quote


def test_a_quotation_takes_along_what_stands_around_it() -> None:
    text = "x" * 50 + "12" + "y" * 50
    quote = claimexport.span_document(Span(50, 52), text).selector[1]
    assert (quote.prefix, quote.suffix) == ("x" * claimexport.AROUND, "y" * claimexport.AROUND)
