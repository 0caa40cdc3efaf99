"""Readings from tables of events: sums of near questions, where the source holds all that there is in them."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from fractions import Fraction
from pathlib import Path
from typing import Any

import pytest

from onrecord.finding import Finding, measure_statement
from onrecord.journal import Author
from onrecord.lattice import Around, near_questions, packaged_lattice
from onrecord.period import parse_edtf
from onrecord.project import Project, create_project
from onrecord.question import Question, scope_of, with_events
from onrecord.reading import Asked, answer, near_values, with_tables
from onrecord.row import Cutoff, build_record
from onrecord.scope import Scope
from onrecord.statement import Statement
from onrecord.tablestore import reading_of
from tests.factories import CARD, MAPPING, claim, quantity

AUTHOR = Author("Rana", dt.datetime(2018, 6, 1, tzinfo=dt.UTC))
ROWS = (
    ("2018-01-10", "Raqqa", 3),
    ("2018-05-03", "Hajin", 61),
    ("2018-05-11", "Hajin", 47),
    ("2018-05-20", "Abu Kamal", 29),
    ("2018-05-21", "Raqqa", 12),
    ("2018-06-02", "Hajin", 5),
    ("2018-08-01", "Raqqa", 2),
)


def held(tmp_path: Path, completeness: str) -> Project:
    """A project with one table, whole by its card or not."""
    project = create_project(tmp_path / "project", empty=True, author=AUTHOR)
    mapping, path = tmp_path / "mapping.toml", tmp_path / "mine.csv"
    mapping.write_text(
        (MAPPING + CARD).replace('"complete"', f'"{completeness}"').replace("%d/%m/%Y", "%Y-%m-%d"), encoding="utf-8"
    )
    path.write_text("day,where,n\n" + "".join(f"{day},{where},{n}\n" for day, where, n in ROWS), encoding="utf-8")
    reading = reading_of(path, mapping=mapping)
    assert reading is not None
    project.load_table(path, "mine.csv", reading, author=AUTHOR)
    return project


def asked_scope(project: Project, place: str = "Hajin", period: str = "2018-05") -> Scope:
    question = Question("strikes", by="coalition", places=place, period=parse_edtf(period))
    return scope_of(question, project.catalogue())


def measured(project: Project, number: int, published: str = "2018-06-20") -> Finding:
    """So many strikes in Hajin in May, against what the project holds."""
    said = claim("c1", asked_scope(project), quantity=quantity(number))
    holdings = with_events(project.holdings(), [said])
    day = parse_edtf(published).start
    (found,) = measure_statement(Statement("s", "", "en", day), [said], holdings, project.catalogue())
    return found


@pytest.fixture
def whole(tmp_path: Path) -> Iterator[Project]:
    return held(tmp_path, "complete")


def test_a_whole_table_gives_readings(whole: Project) -> None:
    """Hajin had 108; its province 137."""
    found = measured(whole, 137)
    assert (found.outcome, found.known_now and found.known_now.low) == ("above_record", 108)
    reading, *_ = found.readings
    assert (reading.scope.places, reading.value) == (("SY-DY",), 137)
    assert [(edit.slot, edit.now) for edit in reading.edits] == [("place", "SY-DY")]
    assert reading.placebo.matched * 20 <= reading.placebo.others
    assert reading.answer.pinned
    assert not measured(whole, 131).readings, "a number that nothing near comes to"


def test_what_a_table_may_lack_pins_nothing(tmp_path: Path) -> None:
    """The same rows by a source that counts at least what happened: the 137 may be 138."""
    found = measured(held(tmp_path, "at_least"), 137)
    assert found.outcome == "possible"
    assert not found.readings


def test_sums_made_for_readings_are_not_used_for_the_claim_itself(whole: Project) -> None:
    found = measured(whole, 137)
    assert found.known_now is not None
    (bounds,) = found.known_now.parts
    assert bounds.figures_known == 2, "the sum of its own question, from below and from above"


def test_what_seems_pinned_of_tables_is(whole: Project) -> None:
    """Near questions, each asked by itself of the table, come to what they seemed to."""
    project, scope, names = whole, asked_scope(whole), whole.catalogue()
    said = claim("c1", scope, quantity=quantity(137))
    holdings = with_events(project.holdings(), [said])
    asked = Asked(said, scope, None, "airwars", "")
    alone = Around(asked, build_record(holdings), names, packaged_lattice(), parse_edtf("2018-06-20").start)
    around = with_tables(alone, holdings, Cutoff())
    seeming = {near.edits: value for near, value in near_values(around)}
    assert len(seeming) > 5
    for near in list(near_questions(around))[:60:3]:
        again = project.holdings().bearing_on([near.asked.scope])
        found: Any = answer(near.asked, build_record(again), names, withdrawals=False)
        if found.pinned or near.edits in seeming:
            assert seeming.get(near.edits) == (found.low if found.pinned else None), near.edits


def test_a_sum_says_what_its_rows_are(whole: Project) -> None:
    reading, *_ = measured(whole, 137).readings
    (part,) = reading.answer.parts
    assert part.high_proof is not None
    (premise,) = part.high_proof.premises.values()
    assert premise.high == Fraction(137)
    (witness,) = premise.because["figures"]
    assert witness["note"] == "the sum of 3 reports of mine.csv: low 137, high 137"
