"""Tables of events: read as published, checked cell by cell, kept whole or not at all, and asked as figures."""

from __future__ import annotations

import csv
import datetime as dt
import gzip
import io
import json
import zipfile
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner

from onrecord.cli import main
from onrecord.errors import InputError, OnrecordError
from onrecord.gazetteer import packaged
from onrecord.journal import Author
from onrecord.period import parse_edtf
from onrecord.project import Project, create_project, open_project
from onrecord.question import Question, Terms, ask_voices, scope_of
from onrecord.reader import fitting, packaged_readers
from onrecord.tablestore import reading_of

AUTHOR = Author("Rana", dt.datetime(2018, 6, 1, tzinfo=dt.UTC))
GED = (
    *("id", "year", "type_of_violence", "side_a_new_id", "side_a", "side_b_new_id", "side_b", "source_article"),
    *("where_prec", "where_coordinates", "adm_1", "adm_2", "latitude", "longitude", "country", "event_clarity"),
    *("date_prec", "date_start", "date_end", "deaths_a", "deaths_b", "deaths_civilians", "deaths_unknown"),
    *("low", "best", "high"),
)
EVENT = {
    "id": "1",
    "year": "2016",
    "type_of_violence": "1",
    "side_a_new_id": "116",
    "side_a": "Government of Iraq",
    "side_b_new_id": "234",
    "side_b": "IS",
    "source_article": '"Agency, 2016-11-02, ""Clashes"" in town"',
    "where_prec": "1",
    "where_coordinates": "Mosul town",
    "adm_1": "Nīnawá province",
    "adm_2": "Qaḑā’ al Mawşil",
    "latitude": "36.335",
    "longitude": "43.11889",
    "country": "Iraq",
    "event_clarity": "1",
    "date_prec": "1",
    "date_start": "2016-11-02",
    "date_end": "2016-11-02",
    "deaths_a": "2",
    "deaths_b": "3",
    "deaths_civilians": "1",
    "deaths_unknown": "0",
    "low": "6",
    "best": "6",
    "high": "9",
}


def ged(*changes: Mapping[str, str], columns: Sequence[str] = GED, tags: bool = False) -> bytes:
    """A file in the shape of UCDP GED, one event for each of the changes."""
    text = io.StringIO()
    writer = csv.writer(text)
    writer.writerow(columns)
    if tags:
        writer.writerow([f"#{column}" if column in ("id", "date_start") else "" for column in columns])
    for number, change in enumerate(changes, 1):
        event = EVENT | {"id": str(number)} | change
        writer.writerow([event[column] for column in columns])
    return text.getvalue().encode()


@pytest.fixture
def project(tmp_path: Path) -> Project:
    return create_project(tmp_path / "project", empty=True, author=AUTHOR)


@pytest.fixture
def load(project: Project, tmp_path: Path) -> Callable[..., Any]:
    def loading(content: bytes, name: str = "ged191.csv", **known: Any) -> Any:
        path = tmp_path / name
        path.write_bytes(content)
        reading = reading_of(path, **known)
        assert reading is not None
        return project.load_table(path, name, reading, author=AUTHOR)

    return loading


def low(project: Project, measure: str = "deaths", place: str = "Iraq", period: str = "2016", **roles: str) -> Any:
    """The lower bound on what is asked, and whether there is an upper one."""
    names = project.catalogue()
    scope = scope_of(Question(measure, places=place, period=parse_edtf(period), **roles), names)
    answers = ask_voices(scope, project.holdings(), names, Terms())
    return [(answer.bounds.low, answer.bounds.high) for answer in answers]


# -- What is taken from a row --------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("change", "asked", "expected"),
    [
        pytest.param({}, {}, 6, id="the country holds the town"),
        pytest.param({}, {"place": "Mosul"}, 6, id="the town that is named"),
        pytest.param({}, {"place": "Mosul district"}, 6, id="the district that is named beside it"),
        pytest.param({}, {"place": "Tal Afar"}, None, id="not another town"),
        pytest.param({"where_prec": "2"}, {"place": "Mosul"}, None, id="near a town is not in it"),
        pytest.param({"where_prec": "2"}, {"place": "Mosul district"}, None, id="nor surely in its district"),
        pytest.param({"where_prec": "2"}, {"place": "Nineveh"}, 6, id="but in the governorate"),
        pytest.param({"where_prec": "3"}, {"place": "Mosul district"}, 6, id="known to the district"),
        pytest.param({"where_prec": "4"}, {"place": "Mosul district"}, None, id="known to the governorate only"),
        pytest.param({"where_prec": "6"}, {"place": "Nineveh"}, None, id="known to the country only"),
        pytest.param({"where_prec": "7"}, {}, None, id="in no country"),
        pytest.param({"latitude": "33.3", "longitude": "44.4"}, {"place": "Mosul"}, None, id="a namesake far away"),
        pytest.param({"where_coordinates": "Nowhere village"}, {"place": "Mosul district"}, 6, id="an unknown village"),
        pytest.param({"low": "7", "best": "6"}, {}, 6, id="a low above the best: the least"),
        pytest.param({"date_end": "2017-01-03"}, {}, None, id="days that reach beyond the period"),
        pytest.param({"date_end": "2017-01-03"}, {"period": "2016/2017"}, 6, id="days within a longer period"),
        pytest.param({}, {"measure": "civilian_deaths"}, 1, id="civilians"),
        pytest.param({"low": "5"}, {"measure": "civilian_deaths"}, 0, id="a part of a best above the low"),
        pytest.param({}, {"measure": "combatant_deaths", "of": "Daesh"}, 3, id="the dead of a side"),
        pytest.param({}, {"by": "Daesh"}, None, id="in a battle it is not said who killed whom"),
        pytest.param(
            {"type_of_violence": "3", "side_a": "IS", "side_a_new_id": "234"}, {"by": "Daesh"}, 6, id="one side"
        ),
    ],
)
def test_a_row_counts_for_what_surely_holds_it(
    load: Callable[..., Any], project: Project, change: dict, asked: dict, expected: int | None
) -> None:
    load(ged(change))
    answers = low(project, **asked)
    assert [bound for bound, _ in answers] in ([expected], [] if expected is None else [expected])
    assert all(high is None for _, high in answers), "the source never bounds from above"


def test_reports_of_one_release_add_up(load: Callable[..., Any], project: Project) -> None:
    load(ged({}, {}, {"date_end": "2016-11-05"}))
    assert low(project, place="Mosul", period="2016-11") == [(18, None)]


def test_two_releases_never_add_up(load: Callable[..., Any], project: Project) -> None:
    load(ged({}, {}), "ged191.csv")
    load(ged({}, {"low": "8", "best": "8"}), "ged251.csv")
    assert low(project, place="Mosul", period="2016-11") == [(14, None)]
    assert [reading.version for _, _, reading in project.tables.entries()] == ["19.1", "25.1"]


def test_a_figure_says_how_many_reports_it_sums(load: Callable[..., Any], project: Project) -> None:
    load(ged({}, {}))
    scope = scope_of(Question("deaths", places="Iraq", period="2016"), packaged())
    (figure,) = project.holdings().bearing_on([scope]).figures
    assert figure.note == "the sum of 2 reports of ged191.csv: low 12, best 12, high 18"
    assert (figure.sense, figure.low, figure.high, figure.voice) == ("at_least", 12, None, "ucdp")


# -- Shapes in which a table comes --------------------------------------------------------------------------------


def zipped(content: bytes) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("GEDEvent_v19_1.csv", content)
        archive.writestr("readme.txt", "read me")
    return buffer.getvalue()


def page(content: bytes) -> bytes:
    rows = [dict(row) for row in csv.DictReader(io.StringIO(content.decode()))]
    for row in rows:
        row |= {"best": int(row["best"]), "latitude": float(row["latitude"])}
    return json.dumps({"TotalCount": len(rows), "NextPageUrl": "", "Result": rows}).encode()


@pytest.mark.parametrize(
    ("name", "made"),
    [
        pytest.param("ged191.csv", lambda content: content, id="CSV"),
        pytest.param("ged191.csv", lambda content: b"\xef\xbb\xbf" + content, id="with a mark before it"),
        pytest.param("ged191.csv.gz", gzip.compress, id="gzipped"),
        pytest.param("ged191-csv.zip", zipped, id="zipped"),
        pytest.param("ged-19.1-page-0.json", page, id="a page of the API"),
    ],
)
def test_every_shape_says_the_same(load: Callable[..., Any], project: Project, name: str, made: Callable) -> None:
    loaded = load(made(ged({}, {})), name)
    assert (loaded.rows, loaded.reader, loaded.already) == (2, "ucdp-ged", False)
    assert low(project) == [(12, None)]


def test_a_row_of_tags_is_no_event(load: Callable[..., Any], project: Project) -> None:
    assert load(ged({}, tags=True)).rows == 1


# -- What is refused ----------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("content", "expected"),
    [
        pytest.param(ged({"best": "six"}), "row 2, column best: found 'six', expected a whole number", id="no number"),
        pytest.param(ged({"best": "6.5"}), "row 2, column best: found '6.5'", id="a broken number is not rounded"),
        pytest.param(ged({"best": "1e3"}), "row 2, column best: found '1e3'", id="no powers"),
        pytest.param(ged({"best": "-1"}), "row 2, column best: found '-1'", id="below nothing"),
        pytest.param(ged({"best": ""}), "row 2, column best: found ''", id="nothing"),
        pytest.param(
            ged({}, {"date_start": "2016-04-31"}), "row 3, column date_start: found '2016-04-31'", id="31 April"
        ),
        pytest.param(
            ged({"latitude": "200"}), "column latitude: found '200', expected degrees from -90", id="latitude"
        ),
        pytest.param(
            ged({"where_prec": "9"}), "column where_prec: found '9', expected one of 1, 2, 3", id="a new code"
        ),
        pytest.param(ged({}, {"id": "1"}), "row 3, column id: found '1' again, expected an id of its own", id="an id"),
        pytest.param(ged({"date_end": "2016-11-01"}), "row 2, column date_end: found a last day before", id="days"),
        pytest.param(ged({"best": "x"}, {"high": "y"}), "the first of 2 such cells", id="all are counted"),
        pytest.param(ged(), "found 0 rows, expected 1 to 2000000 for ucdp-ged \\(The global release", id="no rows"),
        pytest.param(ged({}) + b'2,"', "save it as CSV in UTF-8, with balanced quotes", id="an open quote"),
        pytest.param(ged({}) + b"2,3\n", "save it as CSV", id="a short row"),
    ],
)
def test_a_wrong_table_is_refused_whole(
    load: Callable[..., Any], project: Project, content: bytes, expected: str
) -> None:
    with pytest.raises(InputError, match=expected) as caught:
        load(content)
    assert "\n" not in str(caught.value)
    assert list(project.tables.entries()) == []
    assert not list((project.path / "sources").iterdir())
    assert not list((project.path / "record").glob("tables/*"))


# -- Loading ------------------------------------------------------------------------------------------------------


def test_loading_twice_changes_nothing(load: Callable[..., Any], project: Project) -> None:
    first = load(ged({}))
    entries = len(list(project.journal.entries()))
    again = load(ged({}))
    assert (first.already, again.already) == (False, True)
    assert len(list(project.journal.entries())) == entries


def test_what_was_built_is_built_anew_where_it_is_missing(load: Callable[..., Any], project: Project) -> None:
    load(ged({}, {}))
    (table,) = project.tables.loaded()
    for file in table.folder.iterdir():
        file.unlink()
    table.folder.rmdir()
    (again,) = open_project(project.path).tables.loaded()
    assert (again.about, low(project)) == (table.about, [(12, None)])


class StoppedError(Exception):
    """Raised where a load is stopped."""


@pytest.mark.parametrize("step", ["kept", "built", "placed", "journaled"])
def test_a_load_that_stops_happened_wholly_or_not_at_all(project: Project, tmp_path: Path, step: str) -> None:
    def stop(at: str) -> None:
        if at == step:
            raise StoppedError

    path = tmp_path / "ged191.csv"
    path.write_bytes(ged({}))
    reading = reading_of(path)
    assert reading is not None
    with pytest.raises(StoppedError):
        project.load_table(path, path.name, reading, author=AUTHOR, at=stop)
    held = [(6, None)] if step == "journaled" else []
    assert low(open_project(project.path)) == held
    project.load_table(path, path.name, reading, author=AUTHOR)
    assert low(project) == [(6, None)]


# -- Readers ------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("reader", packaged_readers().values(), ids=list(packaged_readers()))
def test_a_reader_fits_its_own_columns(reader: Any) -> None:
    assert fitting(list(reader.columns))[0].id == reader.id
    assert not set(reader.columns) & set(reader.ignored)
    measures = packaged().measures
    assert all(count.measure in measures for count in reader.counts)


def run(*arguments: str) -> Any:
    return CliRunner().invoke(main, list(arguments))


def test_explaining_loads_nothing(project: Project, tmp_path: Path) -> None:
    path = tmp_path / "ged191.csv"
    path.write_bytes(ged({}, {"where_coordinates": "Nowhere village", "where_prec": "2"}))
    told = run("load", "--explain", "--project", str(project.path), str(path))
    assert told.exit_code == 0
    assert "2 rows, read as ucdp-ged (card ucdp-ged, release 19.1)" in told.output
    assert "2 (within about 25 km of a known place, which is coded): 1 rows" in told.output
    assert "columns ignored: year, source_article" in told.output
    assert "places not known by that name here, counted for wider ones: 1: Nowhere village" in told.output
    assert "row 2 (1): deaths low/best/high 6/6/9, 2016-11-02, gn:99072;place:iq-mosul-district" in told.output
    dry = run("load", "--dry-run", "--project", str(project.path), str(path))
    assert dry.output.startswith(f"{path}: 2 rows, read as ucdp-ged")
    assert list(project.tables.entries()) == []


def test_a_command_loads_and_asks(project: Project, tmp_path: Path) -> None:
    path = tmp_path / "ged191.csv"
    path.write_bytes(ged({}, {}))
    where = ("--project", str(project.path))
    loaded = run("load", *where, str(path))
    assert (loaded.exit_code, loaded.output) == (0, f"{path}: 2 rows read as ucdp-ged, 8 reports\n")
    asked = run("ask", "deaths", "--place", "Mosul", "--period", "2016-11", *where)
    assert "at least 12 people killed, no upper bound" in asked.output
    assert run("load", *where, "--as", "nothing", str(path)).exit_code == OnrecordError.exit_code + 1
