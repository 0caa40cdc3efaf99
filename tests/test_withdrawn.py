"""Events that a source took back: they count in none of its tables, whichever was loaded first, and stand in each."""

from __future__ import annotations

import datetime as dt
import json
from pathlib import Path

import pytest
from click.testing import CliRunner

from onrecord.cli import main
from onrecord.errors import InputError
from onrecord.journal import Author
from onrecord.project import Project, create_project
from onrecord.reader import read_mapping
from onrecord.tablestore import reading_of

AUTHOR = Author("Rana", dt.datetime(2018, 6, 1, tzinfo=dt.UTC))
HEAD = (
    "event_id_cnty,event_date,time_precision,event_type,sub_event_type,country,admin1,admin2,location,latitude,"
    "longitude,geo_precision,fatalities\n"
)


def events(**deaths: int) -> str:
    """Events of ACLED in Syria on 2 May 2018, each with its dead."""
    rows = (
        f"{key},2018-05-02,1,Battles,Armed clash,Syria,Homs,Tadmor,Tadmor,34.56,38.28,1,{dead}"
        for key, dead in deaths.items()
    )
    return HEAD + "\n".join(rows) + "\n"


def deleted(*keys: str, moment: str = "1704067200") -> str:
    """ACLED's list, as pages of its interface give it."""
    return json.dumps({"data": [{"event_id_cnty": key, "deleted_timestamp": moment} for key in keys]})


@pytest.fixture
def project(tmp_path: Path) -> Project:
    return create_project(tmp_path / "project", empty=True)


def load(project: Project, path: Path, content: str) -> None:
    path.write_text(content, encoding="utf-8")
    reading = reading_of(path)
    assert reading is not None
    project.load_table(path, path.name, reading, author=AUTHOR)


def low(project: Project, *, place: str = "Syria") -> str:
    where = ["--place", place, "--period", "2018-05", "--project", str(project.path)]
    told = CliRunner().invoke(main, ["ask", "deaths", *where]).stdout
    return next((line.strip() for line in told.splitlines() if "the sum of" in line), "nothing")


@pytest.mark.parametrize("first", ["events", "list"])
def test_events_taken_back_count_no_longer(project: Project, tmp_path: Path, first: str) -> None:
    steps = {
        "events": lambda: load(project, tmp_path / "acled-2018-06-01.csv", events(SYR1=3, SYR2=4)),
        "list": lambda: load(project, tmp_path / "deleted.json", deleted("SYR2", "SYR9")),
    }
    for step in sorted(steps, key=lambda name: name != first):
        steps[step]()
    assert low(project) == "the sum of 1 report of acled-2018-06-01.csv: low 3, best 3"


def test_lists_add_up(project: Project, tmp_path: Path) -> None:
    load(project, tmp_path / "acled-2018-06-01.csv", events(SYR1=3, SYR2=4, SYR3=5))
    load(project, tmp_path / "one.json", deleted("SYR1"))
    load(project, tmp_path / "two.json", deleted("SYR3", "SYR3", moment="2024-02-01"))
    assert low(project) == "the sum of 1 report of acled-2018-06-01.csv: low 4, best 4"
    assert str(project.verify()).startswith("3 kept files")


def test_a_newer_download_loses_them_too(project: Project, tmp_path: Path) -> None:
    load(project, tmp_path / "deleted.json", deleted("SYR1"))
    load(project, tmp_path / "acled-2018-07-01.csv", events(SYR1=3))
    assert low(project) == "nothing"


def test_other_sources_keep_theirs(project: Project, tmp_path: Path) -> None:
    """Ids are a source's own: an event of UCDP of the same id stays."""
    from tests.kills import ged_csv

    load(project, tmp_path / "ged191.csv", ged_csv(id="SYR1"))
    load(project, tmp_path / "deleted.json", deleted("SYR1"))
    where = ["--place", "Iraq", "--period", "2016", "--project", str(project.path)]
    assert "the sum of 1 report of ged191.csv" in CliRunner().invoke(main, ["ask", "deaths", *where]).stdout


@pytest.mark.parametrize(
    "moment",
    [
        pytest.param("yesterday", id="no moment"),
        pytest.param("17040672000000", id="milliseconds"),
        pytest.param("-1", id="before 1970"),
    ],
)
def test_a_moment_that_is_none(project: Project, tmp_path: Path, moment: str) -> None:
    with pytest.raises(InputError, match=r"column deleted_timestamp: found .* expected seconds since 1970, or a day"):
        load(project, tmp_path / "deleted.json", deleted("SYR1", moment=moment))


@pytest.mark.parametrize(
    "held",
    [
        pytest.param({}, id="neither counts nor withdraws"),
        pytest.param({"withdraws": True}, id="no key"),
        pytest.param({"withdraws": True, "key": "id", "counts": [{"measure": "deaths", "one": True}]}, id="both"),
    ],
)
def test_a_mapping_counts_or_withdraws(held: dict[str, object]) -> None:
    content = {"id": "m", "card": "acled", "columns": {"id": {}}, "when": {"first": "id"}} | held
    with pytest.raises(InputError, match=r"give \[\[counts\]\], or withdraws = true with a key"):
        read_mapping(content, "m.toml")
