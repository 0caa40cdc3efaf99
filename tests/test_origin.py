"""docs/origin.md, against what ``check`` gives on the shipped Arabic statement: row by row, and both ways."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from onrecord import wording
from onrecord.claim import find_claims
from onrecord.finding import Finding, measure_statement
from onrecord.measure import Form
from onrecord.scope import Catalogue
from onrecord.statement import read_statement

ROOT = Path(__file__).resolve().parent.parent
STATEMENT = ROOT / "onrecord" / "data" / "statements" / "2018-05-19.ar.md"
FORMS = Form.__args__  # type: ignore[attr-defined]  # a Literal lists its values


@dataclass(frozen=True)
class Row:
    """One row of the table."""

    asserted: str
    found: bool
    form: str
    measure: str
    says: str
    settled_by: str


def rows() -> list[Row]:
    lines = (ROOT / "docs" / "origin.md").read_text(encoding="utf-8").splitlines()
    cells = [[cell.strip() for cell in line.strip("|").split("|")] for line in lines if line.startswith("| ")]
    assert [cell[0] for cell in cells[:1]] == ["what the column asserts"]
    assert {cell[1] for cell in cells[1:]} == {"found", "not yet"}
    return [Row(c[0], c[1] == "found", *c[2].split(", "), c[3], c[4]) for c in cells[1:]]


ROWS = rows()
FOUND = [row for row in ROWS if row.found]


@pytest.fixture(scope="module")
def findings(packaged_holdings: Any, packaged_catalogue: Catalogue) -> list[Finding]:
    statement = read_statement(STATEMENT)
    claims = find_claims(statement, packaged_catalogue)
    return measure_statement(statement, claims, packaged_holdings, packaged_catalogue)


def said(finding: Finding, catalogue: Catalogue) -> tuple[str, str, str, str]:
    """A finding as the table gives it."""
    sentence = f"{finding.outcome}: {wording.sentence(finding, catalogue, 'en')}"
    return finding.claim.form, finding.claim.scope.measure, sentence, wording.settles(finding, catalogue, "en")


@pytest.mark.parametrize("row", [pytest.param(row, id=row.asserted) for row in FOUND])
def test_a_found_row_is_what_check_says(row: Row, findings: list[Finding], packaged_catalogue: Catalogue) -> None:
    given = [said(finding, packaged_catalogue) for finding in findings]
    assert (row.form, row.measure, row.says, row.settled_by) in given


def test_every_finding_has_its_row(findings: list[Finding], packaged_catalogue: Catalogue) -> None:
    given = Counter(said(finding, packaged_catalogue)[:2] for finding in findings)
    assert given == Counter((row.form, row.measure) for row in FOUND)


@pytest.mark.parametrize("row", [pytest.param(row, id=row.asserted) for row in ROWS])
def test_rows_speak_of_forms_and_measures_that_exist(row: Row, packaged_catalogue: Catalogue) -> None:
    assert row.form in FORMS
    assert row.measure in packaged_catalogue.measures
    assert row.asserted
    assert row.found or (row.settled_by and not row.says), (
        "what is not found says nothing yet, but what would settle it"
    )


def test_the_rows_are_the_assertions_of_the_column() -> None:
    """Each thing that the column is known to assert stands in some row."""
    text = " ".join(row.asserted for row in ROWS)
    words = (
        "75 partners|98 percent|finances and influence|surrendering|leaders gone, heavy losses|still present|anywhere|"
        "last pocket|air and artillery|operations begun|132 strikes|strikes on Daesh|part of the way|"
        "areas to be secured|Mosul and Raqqa|spare civilians|aimed at those who return|al-Nuri|UAE|propaganda|"
        "technology firms|elections|partner forces"
    )
    assert not [word for word in words.split("|") if not re.search(re.escape(word), text)]
