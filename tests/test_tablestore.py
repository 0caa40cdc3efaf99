"""What a project knows of its tables: of what they hold all, where they came from, and which builds are kept."""

from __future__ import annotations

import datetime as dt
import hashlib
import json
import os
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import CliRunner

from onrecord.cli import main
from onrecord.decision import Decided
from onrecord.doctor import examine
from onrecord.errors import InputError
from onrecord.journal import TABLED, Author
from onrecord.period import parse_edtf
from onrecord.project import Project, create_project
from onrecord.question import Question, scope_of
from onrecord.tablestore import reading_of
from onrecord.untouched import Seen
from tests.kills import ged_csv

AUTHOR = Author("Rana", dt.datetime(2018, 6, 1, tzinfo=dt.UTC))
MAPPING = """
id = "my-strikes"
columns.day = { type = "day", filled = true }
columns.country = {}
columns.where = {}
columns.n = { type = "count", filled = true }
when.first = "day"
where = { country = "country", place = "where" }
counts = [{ measure = "strikes", low = "n", high = "n" }]
[card]
id = "a-monitor"
names = { en = "A monitor", ar = "جهة رصد" }
publisher = "A monitor"
voice = "airwars"
licence = "facts"
address = "https://example.org/"
doc = { en = "Strikes.", ar = "ضربات." }
coverage = [{ measure = "strikes", places = ["SY", "IQ"], period = "2014/2019", completeness = "complete" }]
"""
ROWS = "day,country,where,n\n2018-05-02,Syria,Hajin,3\n2018-05-20,Syria,Raqqa,4\n"


@pytest.fixture
def project(tmp_path: Path) -> Project:
    return create_project(tmp_path / "project", empty=True)


def load(project: Project, path: Path, content: str, mapping: str = "", **known: dt.date) -> None:
    path.write_text(content, encoding="utf-8")
    told = None
    if mapping:
        told = path.with_suffix(".toml")
        told.write_text(mapping, encoding="utf-8")
    reading = reading_of(path, mapping=told, **known)  # type: ignore[arg-type]  # a day
    assert reading is not None
    project.load_table(path, path.name, reading, author=AUTHOR)


def ends(project: Project, measure: str, places: str, period: str) -> list[tuple[object, object]]:
    """The lows and highs that tables bring to a question."""
    scope = scope_of(Question(measure, places=places, period=period), project.catalogue())
    figures = project.holdings().bearing_on([scope]).figures
    return [(figure.low, figure.high) for figure in figures if figure.scope.period == parse_edtf(period)]


COVERS = 'covers = { period = "2018", places = ["SY"] }\n'


@pytest.mark.parametrize(
    ("covers", "places", "period", "expected"),
    [
        pytest.param("", "Syria", "2018-05-02/2018-05-20", [(None, 7), (7, None)], id="the days of its rows"),
        pytest.param("", "Syria", "2018-05-03/2018-05-19", [(None, 0)], id="quiet days between them"),
        pytest.param("", "Syria", "2018", [(7, None)], id="days beyond them"),
        pytest.param("", "Iraq", "2018-05-02/2018-05-20", [], id="a country that none lies in"),
        pytest.param("", "Iraq; Syria", "2018-05-02/2018-05-20", [(7, None)], id="a country that none lies in, too"),
        pytest.param(COVERS, "Syria", "2018", [(None, 7), (7, None)], id="the days that it is said to cover"),
        pytest.param(COVERS, "Raqqa governorate", "2018-06", [(None, 0)], id="a month without any"),
        pytest.param(COVERS, "Syria", "2017/2018", [(7, None)], id="days beyond those"),
        pytest.param(COVERS, "Iraq", "2018-05", [], id="a country that it is not said to cover"),
    ],
)
def test_a_part_is_not_taken_for_the_whole(
    project: Project, tmp_path: Path, covers: str, places: str, period: str, expected: list[tuple[object, object]]
) -> None:
    """The card is complete for two countries and six years; the file holds three weeks of one of them."""
    load(project, tmp_path / "mine.csv", ROWS, covers + MAPPING)
    assert sorted(ends(project, "strikes", places, period), key=lambda pair: pair[0] is not None) == expected


def test_what_covers_must_say(project: Project, tmp_path: Path) -> None:
    with pytest.raises(InputError, match=r"covers\.places"):
        load(project, tmp_path / "mine.csv", ROWS, 'covers = { period = "2018" }\n' + MAPPING)


def test_builds_by_other_names_are_taken_away(project: Project, tmp_path: Path) -> None:
    """The one before the last is kept, because somebody may be reading it."""
    load(project, tmp_path / "ged191.csv", ged_csv())
    tables = project.path / "record" / "tables"
    for number, meaning in enumerate(("gn:99072", "gn:95446", "gn:98463")):
        project.decide(Decided("place", "Quxville", meaning), AUTHOR)
        (folder,) = (table.folder for table in project.tables.loaded())
        os.utime(folder, (1_600_000_000 + number,) * 2)
    assert len(list(tables.iterdir())) == 4
    load(project, tmp_path / "mine.csv", ROWS, MAPPING)
    left = {path.name for path in tables.iterdir()}
    assert len(left) == 3, "two of the first table, one of the second"
    assert {table.folder.name for table in project.tables.loaded()} <= left


DISPLACED = """Location ID,Place ID,Location Name,Governorate,District,Latitude,Longitude,Families,Individuals,Camp
1,11,Mosul,Nineveh,Mosul,36.34,43.13,100,600,0
2,12,Ramadi,Anbar,Ramadi,33.42,43.3,50,300,50
"""


@pytest.mark.parametrize(
    ("place", "day", "expected"),
    [
        pytest.param("Iraq", "2018-05-31", [(900, None)], id="a country"),
        pytest.param("Nineveh", "2018-05-31", [(600, None)], id="a governorate"),
        pytest.param("Iraq", "2018-06-01", [], id="another day"),
    ],
)
def test_who_lives_displaced_in_a_place_on_a_day(
    project: Project, tmp_path: Path, place: str, day: str, expected: list[tuple[int, None]]
) -> None:
    load(project, tmp_path / "idps-round-97.csv", DISPLACED, published_on=dt.date(2018, 5, 31))
    assert ends(project, "displaced_present", place, day) == expected
    asked = ("--place", place, "--period", day, "--project", str(project.path))
    told = CliRunner().invoke(main, ["ask", "displaced_present", *asked]).stdout
    assert ("at least" in told) is bool(expected)
    assert ("Not on record" in told) is not bool(expected)


def test_distinct_things_are_not_added_up_from_below(project: Project, tmp_path: Path) -> None:
    """The same building may stand in two rows: at least 4, at most 7."""
    load(project, tmp_path / "mine.csv", ROWS, MAPPING.replace('"strikes"', '"buildings_damaged"'))
    found = ends(project, "buildings_damaged", "Syria", "2018-05-02/2018-05-20")
    assert sorted(found, key=lambda pair: pair[0] is not None) == [(None, 7), (4, None)]


def test_the_doctor_counts_tables(project: Project, tmp_path: Path) -> None:
    load(project, tmp_path / "ged191.csv", ged_csv())
    checks = {check.name: check for check in examine(project.path)}
    assert checks["project"].said.endswith("0 files of figures, 0 of names, 1 tables")
    assert "built" not in checks
    project.decide(Decided("place", "Quxville", "gn:99072"), AUTHOR)
    checks = {check.name: check for check in examine(project.path)}
    assert (checks["built"].state, checks["built"].said) == ("faster", "1 of 1 to be built anew, at the next question")


def cached(folder: Path, content: str) -> Path:
    """A file as a fetch leaves it."""
    sha256 = hashlib.sha256(content.encode()).hexdigest()
    path = folder / "files" / sha256 / "ged.csv"
    path.parent.mkdir(parents=True)
    path.write_text(content, encoding="utf-8")
    said = {"address": "https://example.org/ged.csv", "name": path.name, "sha256": sha256, "source": "ucdp-ged"}
    (folder / "addresses").mkdir()
    (folder / "addresses" / "a.json").write_text("not JSON", encoding="utf-8")
    (folder / "addresses" / "k.json").write_text(json.dumps(said | {"version": "19.1"}), encoding="utf-8")
    return path


@pytest.mark.parametrize(
    ("place", "version"),
    [
        pytest.param(lambda folder: cached(folder, ged_csv()), "19.1", id="where a fetch put it"),
        pytest.param(lambda folder: cached(folder, ged_csv()).rename(folder / "ged.csv"), "", id="elsewhere"),
    ],
)
def test_a_fetched_file_is_journalled_with_where_it_came_from(
    project: Project, tmp_path: Path, place: Callable[[Path], Path], version: str
) -> None:
    path = place(tmp_path)
    for _ in range(2):  # loaded again, it is there already
        done = CliRunner().invoke(main, ["load", str(path), "--project", str(project.path)])
        assert done.exit_code == 0, done.output
    (content,) = (entry.content for entry in project.journal.entries() if entry.kind == TABLED)
    assert content is not None
    told = {"source": "ucdp-ged", "version": "19.1", "address": "https://example.org/ged.csv"}
    assert content.get("fetched") == (told if version else None)
    assert [reading.version for _, _, reading in project.tables.entries()] == [version]


def test_a_load_tells_how_far_it_is(project: Project, tmp_path: Path) -> None:
    path = tmp_path / "ged191.csv"
    path.write_text(ged_csv(), encoding="utf-8")
    reading = reading_of(path)
    assert reading is not None
    shares: list[float] = []
    project.load_table(path, path.name, reading, author=AUTHOR, watch=shares.append)
    assert shares == sorted(shares)
    assert shares[0] == 0.5, "the text was looked at"
    assert all(0 < share <= 1 for share in shares)


def test_a_file_that_nobody_touched_is_not_read_again(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path, seen = tmp_path / "a.csv", Seen(tmp_path / "seen.json")
    path.write_text("one", encoding="utf-8")
    one = hashlib.sha256(b"one").hexdigest()
    assert seen.sha256(path) == one
    assert not seen.path.exists(), "touched just now, it could be touched again within one tick"
    monkeypatch.setattr("onrecord.untouched.SETTLED_NANOSECONDS", -(10**9))
    assert seen.sha256(path) == one
    monkeypatch.setattr("onrecord.untouched.sha256_of", lambda path: "read")
    assert seen.sha256(path) == one
    path.write_text("two", encoding="utf-8")
    assert seen.sha256(path) == "read"
    assert Seen(tmp_path / "other.json").sha256(path) == "read"


@pytest.mark.parametrize("told", ["", "[]", "{", '{"a.csv": 1}', "\x00"])
def test_what_is_remembered_of_files_may_be_spoilt(tmp_path: Path, told: str) -> None:
    path, seen = tmp_path / "a.csv", Seen(tmp_path / "seen.json")
    path.write_text("one", encoding="utf-8")
    seen.path.write_text(told.replace("a.csv", str(path)), encoding="utf-8")
    assert seen.sha256(path) == hashlib.sha256(b"one").hexdigest()
