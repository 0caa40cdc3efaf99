"""Two releases side by side: what changed, which findings that changes, and the original row read back."""

from __future__ import annotations

import dataclasses
import datetime as dt
import json
from collections.abc import Mapping
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from onrecord import schema
from onrecord.cli import main
from onrecord.errors import UsageError, VerificationError
from onrecord.figure import packaged_figures
from onrecord.journal import Author
from onrecord.originals import original_event, original_of, shipped_original
from onrecord.project import Project, create_project
from onrecord.releases import Changes, compare, lines, release_named
from onrecord.tablestore import reading_of
from tests.factories import figures_csv, figures_row
from tests.kills import ged_csv

AUTHOR = Author("Rana", dt.datetime(2018, 6, 1, tzinfo=dt.UTC))
DATA = Path(__file__).resolve().parent.parent.parent / "shared" / "data"
STATEMENT = """---
published_on: 2016-12-01
publisher: An office
speaker: coalition
address: https://example.org/nov
---
At least 9 people were killed in Iraq on 2 November 2016.
"""


def release(*events: Mapping[str, str]) -> str:
    """A release of UCDP GED with these events."""
    header, _, first = ged_csv(**events[0]).partition("\n")
    return "\n".join([header, first.strip(), *(ged_csv(**event).splitlines()[1] for event in events[1:])]) + "\n"


@pytest.fixture
def project(tmp_path: Path) -> Project:
    return create_project(tmp_path / "project", empty=True)


def load(project: Project, folder: Path, version: str, *events: Mapping[str, str]) -> Path:
    path = folder / f"ged{version.replace('.', '')}.csv"
    path.write_text(release(*events), encoding="utf-8")
    reading = reading_of(path, version=version)
    assert reading is not None
    project.load_table(path, path.name, reading, author=AUTHOR)
    return path


def compared(project: Project, old: str = "19.1", new: str = "20.1") -> Changes:
    return compare(release_named(old, project.tables), release_named(new, project.tables))


@pytest.mark.parametrize(
    ("changes", "counts", "days", "moved"),
    [
        pytest.param({}, [], False, False, id="nothing"),
        pytest.param({"best": "7", "high": "9"}, ["deaths"], False, False, id="deaths"),
        pytest.param({"deaths_civilians": "2"}, ["civilian_deaths"], False, False, id="civilians"),
        pytest.param({"date_end": "2016-11-03"}, [], True, False, id="a last day"),
        pytest.param({"latitude": "36.5"}, [], False, True, id="a place"),
        pytest.param({"latitude": "36.3350001"}, [], False, False, id="more digits"),
        pytest.param({"where_coordinates": "Mosul city", "side_b": "ISIS"}, [], False, False, id="other names"),
    ],
)
def test_what_changed(
    project: Project, tmp_path: Path, changes: dict[str, str], counts: list[str], days: bool, moved: bool
) -> None:
    load(project, tmp_path, "19.1", {}, {"id": "2"})
    load(project, tmp_path, "20.1", {"id": "3"}, changes)
    found = compared(project)
    assert (found.both, found.only_old, found.only_new) == (1, 1, 1)
    told = [(list(each.counts), each.days, each.kilometres is not None) for each in found.changed]
    assert told == ([(counts, days, moved)] if counts or days or moved else [])
    assert all((each.old.row, each.new.row) == (2, 3) for each in found.changed)


def test_the_largest_changes_are_told_first(project: Project, tmp_path: Path) -> None:
    load(project, tmp_path, "19.1", *({"id": str(n)} for n in (2, 10, 9)))
    load(project, tmp_path, "20.1", *({"id": str(n), "best": str(6 + n), "high": str(6 + n)} for n in (10, 9, 2)))
    told = list(lines(compared(project), "a", "b", 2))
    assert told[0] == "3 events in both; 0 only in a, 0 only in b"
    assert told[2] == "  deaths: 3 rose by 21, 0 fell by 0 (best estimates)"
    assert told[3] == "10 (row 3, now 2): deaths best 6 to 16, high 6 to 16"
    assert told[-1] == "and 1 more; --all lists them"


def run(project: Project, *arguments: str) -> Result:
    return CliRunner().invoke(main, [*arguments, "--project", str(project.path)])


def test_findings_that_would_change(project: Project, tmp_path: Path) -> None:
    load(project, tmp_path, "19.1", {"low": "6"})
    load(project, tmp_path, "20.1", {"low": "12", "best": "12", "high": "12"})
    statement = tmp_path / "nov.md"
    statement.write_text(STATEMENT.replace("At least 9", "Fewer than 9"), encoding="utf-8")
    done = run(project, "changes", "19.1", "20.1", "--statement", str(statement))
    assert "nov c1: possible by ucdp-ged:19.1, below_record by ucdp-ged:20.1" in done.stdout
    assert done.stdout.endswith("1 findings of 1 statements would change\n")


def test_findings_of_statements_on_record(project: Project, tmp_path: Path) -> None:
    load(project, tmp_path, "19.1", {"low": "6"})
    load(project, tmp_path, "20.1", {"low": "12", "best": "12", "high": "12"})
    statement = tmp_path / "nov.md"
    statement.write_text(STATEMENT, encoding="utf-8")
    assert run(project, "load", "statement", str(statement), "--accept", "all").exit_code == 0
    done = run(project, "changes", "19.1", "20.1", "--json")
    schema.ENVELOPES["changes"].model_validate_json(done.stdout)
    data = json.loads(done.stdout)["data"]
    assert (data["both"], data["changed"][0]["counts"], data["statements"]) == (1, ["deaths"], 1)
    assert [(each["old"], each["new"]) for each in data["findings"]] == [("possible", "borne_out")]


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        pytest.param("21.1", "no loaded release is called '21.1'; there are: ucdp-ged:19.1", id="none"),
        pytest.param("", "no loaded release", id="nothing"),
    ],
)
def test_releases_that_are_not_there(project: Project, tmp_path: Path, name: str, expected: str) -> None:
    path = load(project, tmp_path, "19.1", {})
    with pytest.raises(UsageError, match=expected):
        release_named(name, project.tables)
    for known in ("19.1", "ucdp-ged:19.1", path.name):
        assert release_named(known, project.tables).name == "ucdp-ged:19.1"


# -- The original row ---------------------------------------------------------------------------------------------


def test_the_row_of_an_event(project: Project, tmp_path: Path) -> None:
    path = load(project, tmp_path, "19.1", {"id": "7"}, {"id": "8", "where_coordinates": 'Mosul, "old" town'})
    found = original_event(release_named("19.1", project.tables), "8")
    assert (found.row, found.cells["where_coordinates"], found.cells["best"]) == (3, 'Mosul, "old" town', "6")
    path.unlink()
    assert "where_coordinates: Mosul, " in run(project, "row", "19.1", "8").stdout, "from the kept file"
    assert run(project, "row", "19.1", "9").exit_code == 2


def test_the_row_of_a_figure(project: Project, tmp_path: Path) -> None:
    path = tmp_path / "figures.csv"
    path.write_bytes(figures_csv(figures_row(), figures_row(id="t-2", note="two\nlines"), figures_row(id="t-3")))
    project.load_figures(path)
    done = run(project, "row", "t-3", "--json")
    schema.ENVELOPES["original"].model_validate_json(done.stdout)
    data = json.loads(done.stdout)["data"]
    assert (data["file"], data["row"], data["cells"]["id"]) == ("figures.csv", 5, "t-3")
    assert "figures.csv, row 2, of the file" in run(project, "row", "t-1").stdout
    assert run(project, "row", "t-9").exit_code == 2


def test_the_words_of_an_accepted_claim(project: Project, tmp_path: Path) -> None:
    statement = tmp_path / "nov.md"
    statement.write_text(STATEMENT, encoding="utf-8")
    run(project, "load", "statement", str(statement), "--accept", "all")
    (figure,) = project.figures()
    done = run(project, "row", figure.id)
    assert "nov.md, row 7, of the file" in done.stdout
    assert "quote: At least 9 people were killed in Iraq on 2 November 2016" in done.stdout


def test_a_packaged_figure_has_its_row() -> None:
    figure = packaged_figures()[0]
    assert shipped_original(figure).cells["id"] == figure.id


def test_a_row_that_is_not_there(project: Project, tmp_path: Path) -> None:
    path = tmp_path / "figures.csv"
    path.write_bytes(figures_csv(figures_row()))
    project.load_figures(path)
    (figure,) = project.figures()
    with pytest.raises(VerificationError, match="has no row 9"):
        original_of(dataclasses.replace(figure, row=9), "figures.csv", project.path / "sources")


# -- What a later release would change ------------------------------------------------------------------------------

BRIEF = "id,conflict_id,latitude,longitude,date,type_of_violence,best,civilian_deaths,combatant_deaths,country,region\n"
"""The columns of a release that says less: no lows, no names of places, one day."""


def brief(**cells: str) -> str:
    """The event of ``ged_csv`` as such a release has it, with some cells otherwise."""
    held = {
        "id": "1", "conflict_id": "1", "latitude": "36.335", "longitude": "43.11889", "date": "2016-11-02",
        "type_of_violence": "1", "best": "6", "civilian_deaths": "0", "combatant_deaths": "6", "country": "Iraq",
        "region": "Middle East",
    }  # fmt: skip
    return BRIEF + ",".join((held | cells).values()) + "\n"


def ends(project: Project, statement: str, folder: Path, *options: str) -> list[tuple[str | None, ...]]:
    """The old and the new low of UCDP, where a claim is found otherwise."""
    path = folder / "nov.md"
    path.write_text(STATEMENT.replace("At least 9 people were killed in Iraq", statement), encoding="utf-8")
    done = run(project, "changes", "19.1", "20.1", "--statement", str(path), "--json", *options)
    schema.ENVELOPES["changes"].model_validate_json(done.stdout)
    findings = json.loads(done.stdout)["data"]["findings"]
    return [(each["old"][0], each["new"][0]) for found in findings for each in found["bounds"]]


@pytest.mark.parametrize(
    ("cells", "place", "expected"),
    [
        pytest.param({}, "Iraq", [], id="the same"),
        pytest.param({"best": "9", "combatant_deaths": "9"}, "Iraq", [], id="a best that rose: no low is told"),
        pytest.param({"best": "2", "combatant_deaths": "2"}, "Iraq", [("4", "2")], id="a best below the low"),
        pytest.param({"best": "5", "combatant_deaths": "5"}, "Iraq", [], id="a best above the low"),
        pytest.param({"date": "2017-11-02"}, "Iraq", [("4", None)], id="another day"),
        pytest.param({"latitude": "36.36"}, "Mosul", [], id="moved a little"),
        pytest.param({"latitude": "35.3"}, "Mosul", [("4", None)], id="moved far: the country is known"),
        pytest.param({"latitude": "35.3"}, "Iraq", [], id="moved far within the country"),
    ],
)
def test_what_a_release_that_says_less_would_change(
    project: Project, tmp_path: Path, cells: dict[str, str], place: str, expected: list[tuple[str | None, ...]]
) -> None:
    load(project, tmp_path, "19.1", {"low": "4"})
    path = tmp_path / "brief.csv"
    path.write_text(brief(**cells), encoding="utf-8")
    reading = reading_of(path, version="20.1")
    assert reading is not None
    assert reading.reader.id == "ucdp-ged-brief"
    project.load_table(path, path.name, reading, author=AUTHOR)
    assert ends(project, f"At least 9 people were killed in {place}", tmp_path) == expected


@pytest.mark.parametrize(
    ("options", "expected"),
    [
        pytest.param((), [("6", "7")], id="what both hold"),
        pytest.param(("--whole",), [("6", "17")], id="the whole of it"),
    ],
)
def test_events_of_one_release_only(
    project: Project, tmp_path: Path, options: tuple[str, ...], expected: list[tuple[str, str]]
) -> None:
    """An event that only the later release holds is no change of the earlier one, unless the whole takes its place."""
    load(project, tmp_path, "19.1", {"low": "6"})
    load(project, tmp_path, "20.1", {"low": "7", "best": "7"}, {"id": "2", "low": "10", "best": "10", "high": "10"})
    assert ends(project, "At least 9 people were killed in Iraq", tmp_path, *options) == expected


def test_a_release_in_several_files(project: Project, tmp_path: Path) -> None:
    load(project, tmp_path, "19.1", {})
    other = tmp_path / "ged191-more.csv"
    other.write_text(release({"id": "2", "where_coordinates": "Mosul, elsewhere"}), encoding="utf-8")
    reading = reading_of(other, version="19.1")
    assert reading is not None
    project.load_table(other, other.name, reading, author=AUTHOR)
    load(project, tmp_path, "20.1", {}, {"id": "2", "best": "8", "high": "8"})
    found = compared(project)
    assert (found.both, found.only_old, found.only_new, [each.old.id for each in found.changed]) == (2, 0, 0, ["2"])
    assert original_event(release_named("19.1", project.tables), "2").cells["where_coordinates"] == "Mosul, elsewhere"


def test_a_table_without_lows_bounds_nothing(project: Project, tmp_path: Path) -> None:
    path = tmp_path / "brief.csv"
    path.write_text(brief(), encoding="utf-8")
    reading = reading_of(path, version="25.1")
    assert reading is not None
    project.load_table(path, path.name, reading, author=AUTHOR)
    assert "Not on record" in run(project, "ask", "deaths", "--place", "Iraq", "--period", "2016").stdout


@pytest.mark.data
def test_the_sample_of_a_later_release_beside_the_older(project: Project) -> None:
    """UCDP GED 25.1, a sample, over the events of Syria of 19.1: the same ids, other numbers, days and places."""
    older, later = DATA / "ucdp_ged_syria_2016_2019.csv.gz", DATA / "ucdp_ged251_sample_iq_sy_2014_2019.csv"
    for path, reading in (
        (older, reading_of(older, version="19.1")),
        (later, reading_of(later)),
    ):
        assert reading is not None
        project.load_table(path, path.name, reading, author=AUTHOR)
    found = compared(project, "19.1", "25.1")
    assert (found.both, found.only_old, found.only_new) == (311, 16255, 520)
    counted = [each for each in found.changed if each.counts]
    moved = [each for each in found.changed if each.kilometres is not None]
    assert (len(counted), sum(each.days for each in found.changed), len(moved)) == (26, 1, 15)
    (event,) = (each for each in found.changed if each.old.id == "241498")
    assert (event.old.counts["deaths"][1], event.new.counts["deaths"][1]) == (7, 1)
    row = original_event(release_named("19.1", project.tables), "241498")
    assert (row.row, row.cells["best"], row.cells["where_coordinates"]) == (6347, "7", "Wadi Barada area")
