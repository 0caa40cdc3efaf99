"""Claims put on record as figures: no more than the words say, accepted by somebody, corrected, never deleted."""

from __future__ import annotations

import datetime as dt
import json
from fractions import Fraction
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from onrecord import schema
from onrecord.acceptance import Acceptable, acceptable
from onrecord.claim import find_claims
from onrecord.cli import main
from onrecord.errors import VerificationError
from onrecord.gazetteer import catalogue
from onrecord.journal import ACCEPTED, Author, Journal
from onrecord.ledger import from_json, to_json
from onrecord.project import Project, create_project
from onrecord.row import build_record
from onrecord.statement import read_statement
from tests.factories import figures_csv, figures_row

HEAD = """---
language: en
published_on: 2018-06-01
publisher: An office
speaker: coalition
address: https://example.org/june
---
"""
TEXT = "Coalition forces conducted 31 strikes against Daesh in Iraq on 12 May 2018."


@pytest.fixture
def project(tmp_path: Path) -> Project:
    return create_project(tmp_path / "project", empty=True)


def statement(folder: Path, text: str = TEXT, name: str = "june.md", head: str = HEAD) -> Path:
    path = folder / name
    path.write_text(head + text + "\n", encoding="utf-8")
    return path


def offers(path: Path) -> list[Acceptable]:
    read = read_statement(path)
    return [acceptable(claim, read, catalogue()) for claim in find_claims(read, catalogue())]


def run(project: Project, *arguments: str | Path) -> Result:
    return CliRunner().invoke(main, ["load", "statement", "--project", str(project.path), *map(str, arguments)])


@pytest.mark.parametrize(
    ("text", "low", "high", "sense"),
    [
        pytest.param(TEXT, 31, 31, "equal", id="a number"),
        pytest.param(TEXT.replace("31", "more than 31"), 32, None, "at_least", id="more than"),
        pytest.param(TEXT.replace("31", "at least 31"), 31, None, "at_least", id="at least"),
        pytest.param(TEXT.replace("31", "fewer than 31"), None, 30, "at_most", id="fewer than"),
        pytest.param(TEXT.replace("31", "about 30"), 25, 34, "equal", id="about"),
        pytest.param(TEXT.replace("on 12 May 2018", "since 12 May 2018"), 31, None, "at_least", id="an open end"),
    ],
)
def test_a_figure_says_no_more_than_the_words(
    tmp_path: Path, text: str, low: int | None, high: int | None, sense: str
) -> None:
    (offer,) = offers(statement(tmp_path, text))
    assert offer.figure is not None
    figure = offer.figure
    assert (figure.low, figure.high, figure.sense) == (low, high, sense)
    assert (figure.voice, figure.source, figure.address) == ("coalition", "An office", "https://example.org/june")
    assert figure.published_on == dt.date(2018, 6, 1)
    assert figure.quote in text


@pytest.mark.parametrize(
    ("text", "head", "expected"),
    [
        pytest.param("Daesh lost 98 percent of its territory in Iraq.", HEAD, "a share", id="a share"),
        pytest.param("We will conduct 31 strikes against Daesh in Iraq.", HEAD, "promised", id="a promise"),
        pytest.param(TEXT, HEAD.replace("speaker: coalition\n", ""), "not known who speaks", id="nobody speaks"),
        pytest.param(TEXT, HEAD.replace("published_on: 2018-06-01\n", ""), "when it was published", id="no day"),
        pytest.param(TEXT, HEAD.replace("address: https://example.org/june\n", ""), "where it was", id="where"),
        pytest.param(TEXT.replace("31", "dozens of"), HEAD, "vague", id="a vague number"),
        pytest.param(TEXT.replace(" on 12 May 2018", ""), HEAD, "period", id="no period"),
        pytest.param(TEXT.replace("31", "fewer than 31").replace("on 12", "since 12"), HEAD, "leave open", id="open"),
    ],
)  # fmt: skip
def test_what_can_be_no_figure(tmp_path: Path, text: str, head: str, expected: str) -> None:
    offer = offers(statement(tmp_path, text, head=head))[0]
    assert offer.figure is None
    assert expected in offer.why_not


def test_listing_changes_nothing(project: Project, tmp_path: Path) -> None:
    done = run(project, statement(tmp_path))
    assert done.exit_code == 0, done.output
    assert "c1  strikes 31, 2018-05-12, IQ, counted by coalition; can be accepted" in done.stdout
    assert [entry.kind for entry in project.journal.entries()] == ["project made"]


def test_an_accepted_claim_is_on_record(project: Project, tmp_path: Path) -> None:
    path = statement(tmp_path)
    assert "; now on record as june:" in run(project, path, "--accept", "c1").stdout
    (figure,) = project.figures()
    entry = project.journal.entries()[-1]
    assert entry.kind == ACCEPTED
    assert entry.user
    assert entry.content is not None
    assert entry.content["figure"]["quote"] in TEXT
    assert entry.content["figure"]["address"] == "https://example.org/june"
    assert (project.path / "sources" / figure.file).read_bytes() == path.read_bytes()
    assert project.verify().files == 1
    assert "; already on record as june:" in run(project, path, "--accept", "all").stdout
    assert len(project.journal.entries()) == 2, "twice changes nothing"


def test_it_helps_to_check_the_next(project: Project, tmp_path: Path) -> None:
    run(project, statement(tmp_path), "--accept", "all")
    asked = (
        "strikes",
        "--by",
        "Coalition",
        "--against",
        "Daesh",
        "--place",
        "Iraq",
        "--period",
        "2018-05-12",
        "--json",
    )
    done = CliRunner().invoke(main, ["ask", *asked, "--project", str(project.path)])
    (answer,) = json.loads(done.stdout)["data"]["answers"]
    assert (answer["bounds"]["low"], answer["bounds"]["high"]) == (31, 31)


def test_a_rebuild_gives_the_same(project: Project, tmp_path: Path) -> None:
    """Whatever a later version finds in the text: the decision is in the journal."""
    run(project, statement(tmp_path), "--accept", "all")
    before = project.figures()
    (project.path / "record" / "current").unlink()
    figures = tmp_path / "figures.csv"
    figures.write_bytes(figures_csv(figures_row()))
    project.load_figures(figures)
    assert set(before) < set(project.figures())
    assert project.verify().figures == 1, "what was accepted is not in the snapshot, but in the journal"


def test_a_correction_supersedes(project: Project, tmp_path: Path) -> None:
    run(project, statement(tmp_path), "--accept", "c1")
    (old,) = project.figures()
    later = HEAD.replace("2018-06-01", "2018-06-09").replace("/june", "/corrected")
    path = statement(tmp_path, TEXT.replace("31", "29"), "corrected.md", later)
    done = run(project, path, "--accept", "c1", "--supersedes", old.id)
    assert done.exit_code == 0, done.output
    assert len(project.figures()) == 2, "nothing is deleted"
    rows = build_record(project.holdings()).rows
    assert [(row.low, row.high) for row in rows] == [(Fraction(29), Fraction(29))]
    assert "already on record" in run(project, path, "--accept", "c1").stdout


@pytest.mark.parametrize(
    ("options", "expected"),
    [
        pytest.param(("--accept", "c9"), "no claim 'c9'; there are c1 to c1", id="no such claim"),
        pytest.param(("--accept", "c1", "--supersedes", "x"), "no figure 'x' on record", id="no such figure"),
        pytest.param(("--withdraw", "x", "--reason", "y"), "no accepted figure 'x' to withdraw", id="never accepted"),
    ],
)
def test_wrong_decisions(project: Project, tmp_path: Path, options: tuple[str, ...], expected: str) -> None:
    done = run(project, statement(tmp_path), *options)
    assert done.exit_code == 2
    assert expected in done.stderr
    assert len(project.journal.entries()) == 1


def test_a_claim_that_can_be_no_figure_is_not_accepted(project: Project, tmp_path: Path) -> None:
    done = run(project, statement(tmp_path, "We will conduct 31 strikes against Daesh in Iraq."), "--accept", "c1")
    assert done.exit_code == 2
    assert "claim c1 can be no figure: it is promised" in done.stderr


def test_what_was_accepted_by_mistake_is_withdrawn(project: Project, tmp_path: Path) -> None:
    path = statement(tmp_path)
    run(project, path, "--accept", "c1")
    (figure,) = project.figures()
    assert run(project, "--withdraw", figure.id).exit_code == 2, "not without a reason"
    assert run(project, "--withdraw", figure.id, "--reason", "another war").exit_code == 0
    assert project.figures() == ()
    assert "withdrawn: another war" in run(project, path).stdout
    assert project.verify().entries == 3
    assert "now on record" in run(project, path, "--accept", "c1").stdout


def test_a_folder_at_once(project: Project, tmp_path: Path) -> None:
    folder = tmp_path / "statements"
    (folder / "more").mkdir(parents=True)
    statement(folder)
    statement(folder / "more", TEXT.replace("31", "12").replace("12 May", "13 May"), "second.md")
    done = run(project, folder, "--accept", "all", "--json")
    schema.ENVELOPES["accepted"].model_validate_json(done.stdout)
    offered = json.loads(done.stdout)["data"]["statements"]
    assert [claim["new"] for held in offered for claim in held["claims"]] == [True, True]
    assert len(project.figures()) == 2
    assert run(project, folder, "--accept", "c1").exit_code == 2


def test_one_wrong_file_of_a_folder_and_nothing_is_accepted(project: Project, tmp_path: Path) -> None:
    folder = tmp_path / "statements"
    folder.mkdir()
    statement(folder)
    (folder / "z.txt").write_bytes(b"\xff\xfe")
    done = run(project, folder, "--accept", "all")
    assert done.exit_code == 3
    assert "z.txt: not UTF-8" in done.stderr
    assert project.figures() == ()


def test_a_forged_quote_is_seen(project: Project, tmp_path: Path) -> None:
    """Another journal, whole in itself, with a quote that stands nowhere."""
    run(project, statement(tmp_path), "--accept", "c1")
    content = project.journal.entries()[-1].content
    assert content is not None
    forged = {**content, "figure": {**content["figure"], "id": "forged", "quote": "3100 strikes"}}
    Journal(project.path / "journal.sqlite").append(ACCEPTED, [forged], Author())
    with pytest.raises(VerificationError, match="forged: its quote does not stand in its statement"):
        project.verify()


def test_a_changed_statement_is_seen(project: Project, tmp_path: Path) -> None:
    run(project, statement(tmp_path), "--accept", "c1")
    (kept,) = (project.path / "sources").iterdir()
    kept.write_bytes(kept.read_bytes().replace(b"31", b"32"))
    with pytest.raises(VerificationError, match="was changed after it was received"):
        project.verify()


def test_figures_go_through_the_journal_whole(project: Project, tmp_path: Path) -> None:
    (offer,) = offers(statement(tmp_path, TEXT.replace("31", "more than 31")))
    assert offer.figure is not None
    assert from_json(json.loads(json.dumps(to_json(offer.figure)))) == offer.figure
