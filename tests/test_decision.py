"""Names that tables write and nothing here bears: listed with the nearest candidates, decided, reapplied."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from onrecord import schema
from onrecord.cli import main
from onrecord.decision import Candidate, Nearest, Unknown
from onrecord.gazetteer import packaged
from onrecord.journal import DECIDED
from onrecord.project import Project, create_project, open_project
from tests.factories import figures_csv, figures_row
from tests.kills import ged_csv

FALLUJAH = {"where_coordinates": "Al Faluja town", "adm_1": "Al Anbar province", "adm_2": "", "latitude": "33.35"}
FALLUJAH |= {"longitude": "43.78", "id": "2", "side_b": "Daesch group", "side_b_new_id": "999999"}


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A project with a table of two events, one of them in a town spelt as nobody else spells it."""
    folder = tmp_path_factory.mktemp("made")
    create_project(folder / "project", empty=True)
    table = folder / "ged191.csv"
    table.write_text(ged_csv() + ged_csv(**FALLUJAH).splitlines()[1] + "\n", encoding="utf-8")
    done = CliRunner().invoke(main, ["load", str(table), "--project", str(folder / "project")])
    assert done.exit_code == 0, done.output
    return folder / "project"


@pytest.fixture
def project(made: Path, tmp_path: Path) -> Project:
    return open_project(shutil.copytree(made, tmp_path / "project"))


def run(project: Project, *arguments: str) -> Result:
    return CliRunner().invoke(main, [*arguments, "--project", str(project.path)])


def listed(project: Project) -> dict[str, list[str]]:
    """The unknown names with the ids of their candidates."""
    done = run(project, "unresolved", "--json")
    schema.ENVELOPES["unresolved"].model_validate_json(done.stdout)
    found = json.loads(done.stdout)["data"]["unresolved"]
    return {each["name"]: [candidate["id"] for candidate in each["candidates"]] for each in found}


def deaths_in(project: Project, place: str) -> int:
    asked = ("ask", "deaths", "--place", place, "--period", "2016-11-02", "--json")
    answers = json.loads(run(project, *asked).stdout)["data"]["answers"]
    return max((each["bounds"]["low"] for each in answers), default=0)


def fallujah() -> str:
    (key,) = {place.id for place in packaged().places if place.names.get("en") == "Fallujah"}
    return key


def test_unknown_names_are_listed_with_the_nearest(project: Project) -> None:
    found = listed(project)
    assert found["Al Faluja town"][0] == fallujah()
    assert "Daesch group" in found
    assert "Mosul town" not in found
    done = run(project, "unresolved")
    assert "place 'Al Faluja town' in Al Anbar province, Iraq: 4 reports of ucdp-ged:19.1" in done.stdout


def test_a_decision_is_applied_to_what_was_loaded(project: Project) -> None:
    assert deaths_in(project, fallujah()) == 0
    done = run(project, "decide", "Al Faluja town", fallujah(), "--reason", "the map says so")
    assert (done.exit_code, done.stdout) == (0, f"place 'Al Faluja town': {fallujah()}\n")
    assert deaths_in(project, fallujah()) == 6
    assert "Al Faluja town" not in listed(project)
    entry = project.journal.entries()[-1]
    assert (entry.kind, entry.content) == (
        DECIDED,
        {"kind": "place", "name": "Al Faluja town", "id": fallujah(), "reason": "the map says so"},
    )


def test_a_decision_is_reapplied_when_all_is_built_anew(project: Project) -> None:
    run(project, "decide", "Al Faluja town", fallujah())
    run(project, "decide", "Daesch group", "daesh")
    shutil.rmtree(project.path / "record" / "tables")
    assert deaths_in(project, fallujah()) == 6
    assert listed(project) == {}
    project.verify()


def test_figures_may_speak_of_a_decided_name(project: Project, tmp_path: Path) -> None:
    path = tmp_path / "figures.csv"
    path.write_bytes(figures_csv(figures_row(place="Al Faluja town")))
    assert run(project, "load", str(path)).exit_code == 3
    run(project, "decide", "Al Faluja town", fallujah())
    assert run(project, "load", str(path)).exit_code == 0
    (figure,) = project.figures()
    assert figure.scope.places == (fallujah(),)
    assert not project.verify().other_tables


def test_the_latest_decision_counts(project: Project) -> None:
    run(project, "decide", "Al Faluja town", "IQ")
    run(project, "decide", "Al Faluja town", fallujah())
    assert deaths_in(project, fallujah()) == 6
    assert len(project.decisions()) == 1
    assert project.verify().entries == 4


def test_a_name_may_be_decided_to_be_unknown(project: Project) -> None:
    done = run(project, "decide", "Daesch group", "--unknown", "--kind", "actor", "--reason", "could be anyone")
    assert done.exit_code == 0, done.output
    assert "Daesch group" not in listed(project)
    data = json.loads(run(project, "unresolved", "--json").stdout)["data"]
    assert [(each["name"], each["id"], each["reason"]) for each in data["decided"]] == [
        ("Daesch group", None, "could be anyone")
    ]


@pytest.mark.parametrize(
    ("arguments", "expected"),
    [
        pytest.param(("x", "no:such"), "no id 'no:such' of one place or one actor", id="no such id"),
        pytest.param(("x", "region:raqqa"), "no id", id="a region"),
        pytest.param(("x",), "give the ID that it means, or --unknown", id="no id"),
        pytest.param(("x", "IQ", "--unknown"), "give the ID that it means, or --unknown", id="both"),
        pytest.param(("x", "--unknown"), "with --kind", id="of what"),
        pytest.param((" ", "IQ"), "give the name", id="no name"),
        pytest.param(("x", "IQ", "--kind", "actor"), "no id 'IQ'", id="of another kind"),
    ],
)
def test_wrong_decisions(project: Project, arguments: tuple[str, ...], expected: str) -> None:
    before = len(project.journal.entries())
    done = run(project, "decide", *arguments)
    assert done.exit_code == 2
    assert expected in done.stderr
    assert len(project.journal.entries()) == before


@pytest.mark.parametrize(
    ("unknown", "expected"),
    [
        pytest.param(Unknown("place", "Fallujeh town", "t", 1, ("IQ",)), "Fallujah", id="another spelling"),
        pytest.param(Unknown("place", "الفلوجه", "t", 1, ("IQ",)), "Fallujah", id="in Arabic"),
        pytest.param(Unknown("actor", "The Taleban (Afghanistan)", "t", 1), "Taliban", id="an actor"),
    ],
)
def test_candidates(unknown: Unknown, expected: str) -> None:
    first, *_ = Nearest(packaged()).candidates(unknown)
    assert isinstance(first, Candidate)
    assert first.name == expected


def test_what_lies_elsewhere_is_no_candidate() -> None:
    found = Nearest(packaged()).candidates(Unknown("place", "Fallujah", "t", 1, ("SY",)))
    assert fallujah() not in [candidate.id for candidate in found]


# -- Names in statements ------------------------------------------------------------------------------------------

STATED = """---
published_on: 2018-06-01
publisher: An office
speaker: coalition
---
The Zubayri Brigades killed 14 civilians in Homs on 2 May 2018.
At least 9 people were killed in Tell Quxville on 3 May 2018. Our forces carried out 12 strikes in Syria on 4 May 2018.
"""


def stated(project: Project, folder: Path, *arguments: str) -> dict[str, str]:
    """The names that a statement leaves unknown, with their kinds."""
    path = folder / "stated.md"
    path.write_text(STATED, encoding="utf-8")
    done = run(project, "unresolved", "--statement", str(path), "--all", "--json", *arguments)
    schema.ENVELOPES["unresolved"].model_validate_json(done.stdout)
    found = json.loads(done.stdout)["data"]["unresolved"]
    return {each["name"]: each["kind"] for each in found if each["stated"]}


def test_names_that_claims_leave_unknown_are_listed(project: Project, tmp_path: Path) -> None:
    assert stated(project, tmp_path) == {"Zubayri Brigades": "actor", "Tell Quxville": "place"}


def test_a_decision_holds_in_statements_too(project: Project, tmp_path: Path) -> None:
    assert run(project, "decide", "Tell Quxville", fallujah()).exit_code == 0
    assert run(project, "decide", "Zubayri Brigades", "--unknown", "--kind", "actor").exit_code == 0
    assert stated(project, tmp_path) == {}
    done = run(project, "claims", str(tmp_path / "stated.md"), "--json")
    places = {place for claim in json.loads(done.stdout)["data"]["claims"] for place in claim["scope"]["places"]}
    assert fallujah() in places
