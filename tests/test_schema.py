"""The JSON contract: exact numbers, spans in both units, schemas that are fresh, and nothing left out or let in."""

from __future__ import annotations

import dataclasses
import datetime as dt
import json
from fractions import Fraction
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import ValidationError

from onrecord import (
    bounds,
    claim,
    contradiction,
    doubt,
    figure,
    finding,
    gap,
    quantity,
    reading,
    row,
    scope,
    source,
    statement,
)
from onrecord import claimexport as ce
from onrecord import claimschema as c
from onrecord import export as e
from onrecord import schema as s
from onrecord.exact import exact, number
from onrecord.figure import packaged_figures
from onrecord.gazetteer import catalogue
from onrecord.period import Period, parse_edtf
from onrecord.quantity import Quantity, Span

FOLDER = Path(e.__file__).parent / "data" / "schemas"


@pytest.mark.parametrize(
    ("value", "text"),
    [
        pytest.param(Fraction(98), "98", id="whole"),
        pytest.param(Fraction(197, 2), "98.5", id="half"),
        pytest.param(Fraction(1, 3), "1/3", id="never ends"),
        pytest.param(Fraction(-1, 8), "-0.125", id="below nothing"),
        pytest.param(Fraction(1, 20), "0.05", id="leading zeros"),
        pytest.param(Fraction(10**40), "1" + "0" * 40, id="past any float"),
    ],
)
def test_exact_numbers_are_written_exactly(value: Fraction, text: str) -> None:
    assert exact(value) == text


@given(st.fractions())
def test_an_exact_number_reads_back_as_itself(value: Fraction) -> None:
    assert Fraction(exact(value)) == value


@pytest.mark.parametrize(
    ("value", "count", "written"),
    [
        pytest.param(Fraction(132), True, 132, id="a count is an integer"),
        pytest.param(Fraction(98), False, "98", id="a share is a string however whole"),
        pytest.param(Fraction(5, 2), True, "2.5", id="a broken count is a string"),
        pytest.param(None, True, None, id="no bound is null"),
    ],
)
def test_numbers(value: Fraction | None, count: bool, written: object) -> None:
    assert number(value, count=count) == written


@pytest.mark.parametrize("wrong", ["98,5", "1e3", "", "0x10", "١٣٢", " 1", "1/", 98.5])
def test_the_contract_refuses_what_is_no_exact_number(wrong: object) -> None:
    with pytest.raises(ValidationError):
        s.PlaceboDocument.model_validate({"low": 1, "high": 2, "others": 3, "matched": wrong})
    with pytest.raises(ValidationError):
        s.CheckedProofDocument.model_validate(
            {"formula": "", "side": "low", "value": wrong, "shows": "", "premises": ()}
        )


@pytest.mark.parametrize(
    ("text", "span", "utf16"),
    [
        pytest.param("more than 132 strikes", (10, 13), (10, 13), id="latin"),
        pytest.param("أكثر من 132 غارة", (8, 11), (8, 11), id="arabic takes one unit a letter"),
        pytest.param("🛰🛰 132", (3, 6), (5, 8), id="past U+FFFF takes two"),
    ],
)
def test_spans_count_code_points_and_utf16(text: str, span: tuple[int, int], utf16: tuple[int, int]) -> None:
    written = ce.span_document(Span(*span), text)
    assert (written.start, written.end, written.quote) == (*span, "132")
    assert (written.utf16_start, written.utf16_end) == utf16
    assert text.encode("utf-16-le")[2 * utf16[0] : 2 * utf16[1]].decode("utf-16-le") == "132"


@pytest.mark.parametrize(
    ("period", "start", "end", "edtf"),
    [
        pytest.param(
            parse_edtf("2018-05-01/2018-05-17"), "2018-05-01", "2018-05-18", "2018-05-01/2018-05-17", id="days"
        ),
        pytest.param(parse_edtf("2018-05"), "2018-05-01", "2018-06-01", "2018-05", id="a month"),
        pytest.param(Period(dt.date(2018, 5, 1), None), "2018-05-01", None, "2018-05-01/..", id="open"),
    ],
)
def test_periods_are_half_open_and_edtf(period: Period, start: str, end: str | None, edtf: str) -> None:
    written = ce.period_document(period).model_dump(mode="json")
    assert (written["start"], written["end"], written["edtf"]) == (start, end, edtf)


def test_a_percentage_is_no_count() -> None:
    stated = Quantity(Fraction(98), None, ">", "percent", step=Fraction(1))
    assert ce.quantity_document(stated, "").low == "98"
    assert ce.quantity_document(dataclasses.replace(stated, unit="strike"), "").low == 98


def test_figures_are_written_whole() -> None:
    measures = catalogue().measures
    for held in packaged_figures():
        written = e.figure_document(held, measures).model_dump(mode="json")
        assert written["id"] == held.id
        assert isinstance(written["low"] if held.low is not None else written["high"], int) == (
            measures[held.scope.measure].whole
        )


# ------------------------------------------------------------------------------------------- nothing left out or let in

PAIRS = [
    pytest.param(statement.Statement, c.StatementDocument, id="statement"),
    pytest.param(claim.Claim, c.ClaimDocument, id="claim"),
    pytest.param(claim.Base, c.BaseDocument, id="base"),
    pytest.param(quantity.Quantity, c.QuantityDocument, id="quantity"),
    pytest.param(scope.Scope, c.ScopeDocument, id="scope"),
    pytest.param(doubt.Doubt, c.DoubtDocument, id="doubt"),
    pytest.param(Period, c.PeriodDocument, id="period"),
    pytest.param(figure.Figure, s.FigureDocument, id="figure"),
    pytest.param(source.Card, s.CardDocument, id="card"),
    pytest.param(source.Coverage, s.CoverageDocument, id="coverage"),
    pytest.param(row.Term, s.TermDocument, id="term"),
    pytest.param(bounds.Bounds, s.BoundsDocument, id="bounds"),
    pytest.param(gap.Gap, s.GapDocument, id="gap"),
    pytest.param(bounds.Withdrawal, s.WithdrawalDocument, id="withdrawal"),
    pytest.param(bounds.Answer, s.AnswerDocument, id="answer"),
    pytest.param(contradiction.Contradiction, s.ContradictionDocument, id="contradiction"),
    pytest.param(reading.Edit, s.EditDocument, id="edit"),
    pytest.param(reading.Placebo, s.PlaceboDocument, id="placebo"),
    pytest.param(reading.Reading, s.ReadingDocument, id="reading"),
    pytest.param(finding.VoiceAnswer, s.VoiceAnswerDocument, id="voice"),
    pytest.param(finding.Otherwise, s.OtherwiseDocument, id="otherwise"),
    pytest.param(finding.Finding, s.FindingDocument, id="finding"),
]


@pytest.mark.parametrize(("inside", "outside"), PAIRS)
def test_nothing_held_inside_is_left_out(inside: type, outside: type[s.Document]) -> None:
    fields = {field.name for field in dataclasses.fields(inside)}
    if inside is bounds.Answer:  # the proofs of a quotient have a document of their own
        fields = fields - set(s.QuotientDocument.model_fields) | {"low", "high", "quotient"}
    assert fields <= set(outside.model_fields)


@pytest.mark.parametrize("kind", sorted(s.ENVELOPES))
def test_a_field_that_the_contract_does_not_know_is_refused(kind: str) -> None:
    content = {"onrecord": f"{kind}/1", "program": "p", "method": "1", "data": {}, "more": 1}
    with pytest.raises(ValidationError, match="more"):
        s.ENVELOPES[kind].model_validate(content)


def test_a_document_says_its_kind_program_and_method_first() -> None:
    found = json.loads(e.claims_document(statement.Statement("s", "", "en", None), ()))
    assert list(found) == ["onrecord", "program", "method", "data"]
    assert (found["onrecord"], found["method"]) == ("claims/1", s.METHOD)


# ---------------------------------------------------------------------------------------------------------- the schemas


def test_the_schemas_are_fresh() -> None:
    """Written by scripts/write_schemas.py; a change of the contract must show as a change of these files."""
    kept = {path.name: path.read_text(encoding="utf-8") for path in FOLDER.glob("*.json")}
    assert kept == dict(e.schemas()), "run: make data"


@pytest.mark.parametrize("kind", sorted(s.ENVELOPES))
def test_every_schema_forbids_what_it_does_not_know(kind: str) -> None:
    found = json.loads(e.schemas()[f"{kind}.schema.json"])
    objects = [found, *found["$defs"].values()]
    assert all(entry["additionalProperties"] is False for entry in objects if "properties" in entry)
    assert found["required"] == ["onrecord", "program", "method", "data"]
