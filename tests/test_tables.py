"""Tables of events: read as published, checked cell by cell, kept whole or not at all, and asked as figures."""

from __future__ import annotations

import csv
import datetime as dt
import gzip
import hashlib
import io
import json
import random
import sys
import zipfile
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner

from onrecord.cli import main
from onrecord.errors import InputError, OnrecordError, VerificationError
from onrecord.eventtable import EventTables
from onrecord.gazetteer import packaged
from onrecord.journal import Author
from onrecord.period import parse_edtf
from onrecord.progress import loading
from onrecord.project import Project, create_project, open_project
from onrecord.question import Question, Terms, ask_voices, scope_of
from onrecord.reader import fitting, packaged_readers
from onrecord.source import packaged_cards
from onrecord.tablestore import reading_of
from onrecord.tally import tallies
from tests.factories import CARD, MAPPING, figures_csv, figures_row

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
    assert figure.note == (
        "the sum of 2 reports of ged191.csv: low 12, best 12, high 18; "
        "that it was published by 2 June 2019 is from the card"
    )
    assert figure.noted("ar") == (
        "مجموع التقارير التي في ged191.csv، وعددها 2: الأدنى 12، الأرجح 12، الأعلى 18؛ "
        "ونشره في 2 حزيران/يونيو 2019 أو قبله مأخوذ من بطاقة المصدر"
    )
    assert (figure.sense, figure.low, figure.high, figure.voice) == ("at_least", 12, None, "ucdp")


def test_large_sums_are_written_in_groups(load: Callable[..., Any], project: Project) -> None:
    load(ged(*({"low": "6000", "best": "6000", "high": "6000"} for _ in range(2))))
    scope = scope_of(Question("deaths", places="Iraq", period="2016"), packaged())
    (figure,) = project.holdings().bearing_on([scope]).figures
    assert figure.note.startswith("the sum of 2 reports of ged191.csv: low 12,000, best 12,000, high 12,000")


WHERES = {
    "1": {"Mosul", "Mosul district", "Nineveh", "Iraq"},
    "3": {"Mosul district", "Nineveh", "Iraq"},
    "2": {"Nineveh", "Iraq"},
    "6": {"Iraq"},
}
"""By where_prec, what surely holds an event at Mosul."""


@pytest.mark.parametrize("seed", range(3))
def test_sums_are_those_of_a_plain_program(load: Callable[..., Any], project: Project, seed: int) -> None:
    dice = random.Random(seed)
    first = dt.date(2016, 1, 1)
    events = []
    for _ in range(60):
        start = first + dt.timedelta(days=dice.randrange(60))
        end = start + dt.timedelta(days=dice.choice((0, 0, 0, 3, 40)))
        killed = str(dice.randrange(9))
        events.append(
            {
                "where_prec": dice.choice(sorted(WHERES)),
                "date_start": f"{start}",
                "date_end": f"{end}",
                "low": killed,
                "best": killed,
                "deaths_a": killed,
                "deaths_b": "0",
                "deaths_civilians": "0",
            }
        )
    load(ged(*events))
    for _ in range(8):
        place = dice.choice(sorted(WHERES["1"]))
        start = first + dt.timedelta(days=dice.randrange(60))
        end = start + dt.timedelta(days=dice.randrange(50))
        inside = [
            event
            for event in events
            if place in WHERES[event["where_prec"]]
            and start.isoformat() <= event["date_start"]
            and event["date_end"] <= end.isoformat()
        ]
        asked = low(project, place=place, period=f"{start}/{end}")
        assert asked == ([(sum(int(event["low"]) for event in inside), None)] if inside else [])


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


def test_verify_checks_the_kept_table_and_what_was_built(load: Callable[..., Any], project: Project) -> None:
    load(ged({}, {}))
    assert project.verify().files == 1
    (table,) = project.tables.loaded()
    load(ged({}), "ged181.csv")
    other = project.tables.loaded()[1]
    (table.folder / "reports.parquet").write_bytes((other.folder / "reports.parquet").read_bytes())
    with pytest.raises(VerificationError, match="is not what the kept file gives"):
        project.verify()
    (project.path / "sources" / table.sha256).write_bytes(b"changed")
    with pytest.raises(VerificationError, match="was changed after it was received"):
        project.verify()


class StoppedError(Exception):
    """Raised where a load is stopped."""


@pytest.mark.parametrize("step", ["read", "resolved", "kept", "built", "placed", "journaled"])
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
    assert fitting(reader.header or list(reader.columns))[0].id == reader.id
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


@pytest.mark.parametrize(
    ("number", "listed", "last"),
    [
        pytest.param(1, 1, "", id="one"),
        pytest.param(20, 20, "", id="as many as are listed"),
        pytest.param(23, 20, "  and 3 more\n", id="more than are listed"),
    ],
)
def test_explaining_lists_the_first_wrong_cells(
    project: Project, tmp_path: Path, number: int, listed: int, last: str
) -> None:
    path = tmp_path / "ged191.csv"
    path.write_bytes(ged({}, *({"best": f"x{nth}"} for nth in range(number)), {}))
    told = run("load", "--explain", "--project", str(project.path), str(path))
    assert told.exit_code == 3
    cells = [f"  row {nth + 3}, column best: found 'x{nth}', expected" for nth in range(listed)]
    lines = told.stdout.splitlines()
    counted = "1 cell is not what its column holds" if number == 1 else f"{number} cells are not what their"
    assert lines[0].startswith(f"{path}: {counted}")
    assert [line[: len(cell)] for line, cell in zip(lines[1:], cells, strict=False)] == cells
    assert told.stdout.endswith(last)
    assert len(lines) == 1 + listed + bool(last)
    assert told.stderr.count("\n") == 1
    for arguments in ((), ("--dry-run",)):
        told = run("load", *arguments, "--project", str(project.path), str(path))
        assert (told.exit_code, told.stdout) == (3, "")
        assert ("--explain lists the first 20" in told.stderr) is (number > 20)


class Terminal(io.StringIO):
    """Standard error where somebody looks on."""

    def isatty(self) -> bool:
        return True


@pytest.mark.parametrize("looked_on", [pytest.param(True, id="a terminal"), pytest.param(False, id="a file")])
def test_a_load_says_what_it_is_doing_where_somebody_looks_on(monkeypatch: pytest.MonkeyPatch, looked_on: bool) -> None:
    told = Terminal() if looked_on else io.StringIO()
    monkeypatch.setattr(sys, "stderr", told)
    monkeypatch.setenv("TERM", "xterm")
    with loading() as watching:
        at, watch = watching("ged[red].csv")
        watch(0.37)
        for step in ("read", "resolved", "built", "kept", "placed", "journaled"):
            at(step)
    assert ("ged[red].csv: putting it in place" in told.getvalue()) is looked_on
    assert ("100%" in told.getvalue()) is looked_on
    assert bool(told.getvalue()) is looked_on


def test_sources_tell_their_events(load: Callable[..., Any], project: Project) -> None:
    load(ged({}, {}))
    load(ged({}, {}, {}), name="ged201.csv")
    where = ("--project", str(project.path))
    told = run("sources", *where).output
    assert "ged191.csv 19.1: 2 events\n" in told
    assert "ged201.csv 20.1: 3 events\n" in told
    assert "no figures" not in told.partition("ucdp-ged:")[2].partition("ged191")[0]
    assert "ged191.csv" in run("sources", "--language", "ar", *where).output
    entries = json.loads(run("sources", "--json", *where).output)["data"]["sources"]
    tables = {entry["id"]: [(held["version"], held["events"], held["reports"]) for held in entry["tables"]]
              for entry in entries if entry["tables"]}  # fmt: skip
    assert tables == {"ucdp-ged": [("19.1", 2, 8), ("20.1", 3, 12)]}


def test_a_command_loads_and_asks(project: Project, tmp_path: Path) -> None:
    path = tmp_path / "ged191.csv"
    path.write_bytes(ged({}, {}))
    where = ("--project", str(project.path))
    loaded = run("load", *where, str(path))
    assert (loaded.exit_code, loaded.output) == (0, f"{path}: 2 rows read as ucdp-ged, 8 reports\n")
    asked = run("ask", "deaths", "--place", "Mosul", "--period", "2016-11", *where)
    assert "at least 12 people killed, no upper bound" in asked.output
    assert "the sum of 2 reports of ged191.csv: low 12, best 12, high 18" in asked.output
    assert run("load", *where, "--as", "nothing", str(path)).exit_code == OnrecordError.exit_code + 1


# -- Other tables -------------------------------------------------------------------------------------------------

ACLED = """event_id_cnty,event_date,year,time_precision,disorder_type,event_type,sub_event_type,actor1,assoc_actor_1,\
inter1,actor2,assoc_actor_2,inter2,interaction,civilian_targeting,iso,region,country,admin1,admin2,admin3,location,\
latitude,longitude,geo_precision,source,source_scale,notes,fatalities,tags,timestamp
SYR1,02 May 2018,2018,1,Political violence,Explosions/Remote violence,Air/drone strike,A,,State forces,B,,,,,760,\
Middle East,Syria,Deir ez Zor,Abu Kamal,,Hajin,34.69,40.83,1,SOHR,Other,"On 2 May, a ""strike"" here",3,,1600000000
SYR2,05 May 2018,2018,2,Political violence,Battles,Armed clash,A,,State forces,B,,,,,760,\
Middle East,Syria,Deir ez Zor,Abu Kamal,,Hajin,34.69,40.83,2,SOHR,Other,A clash,4,,1600000000
SYR3,20 May 2018,2018,3,Political violence,Battles,Armed clash,A,,State forces,B,,,,,760,\
Middle East,Syria,Deir ez Zor,Abu Kamal,,Hajin,34.69,40.83,3,SOHR,Other,A clash,10,,1600000000
"""
INCIDENTS = """unique_reference_code,incident_date,country,governorate,location,killed_min,killed_max,grading
CS1,2017-03-17,Iraq,Nineveh,Mosul,105,141,Confirmed
CS2,2017-03-18,Iraq,Nineveh,Mosul,5,9,weak
CS3,2017-03-19,Iraq,Nineveh,Mosul,4,4,Discounted
CS4,2017-03-20,Iraq,Nineveh,Mosul,2,,Fair
"""
LINES = """date,country,location,number,manually_edited,description,line
10/17/2016,Iraq,Mosul,4,,strikes,"- Near Mosul, four strikes engaged."
10/17/2016,Iraq,Mosul,4,,strikes,"- Near Mosul, four strikes engaged."
10/18/2016,Iraq,Kisik,1,,strike,"- Near Kisik, one strike engaged."
"""
RETURNS = """Place id,Governorate,District,Location name,Latitude,Longitude,Returnee Families
1,Nineveh,Mosul,Mosul,36.34,43.13,100
2,Anbar,Ramadi,Ramadi,33.42,43.3,50
"""


def gdelt(**changes: str) -> str:
    reader = packaged_readers()["gdelt-events"]
    event = dict.fromkeys(reader.header, "") | {
        "GLOBALEVENTID": "1",
        "SQLDATE": "20180502",
        "EventRootCode": "19",
        "ActionGeo_Type": "4",
        "ActionGeo_FullName": "Hajin, Dayr az Zawr, Syria",
        "SOURCEURL": "https://example.org/a",
    }
    return "\t".join((event | changes).values()) + "\n"


@pytest.mark.parametrize(
    ("content", "name", "known", "asked", "expected"),
    [
        pytest.param(ACLED, "acled.csv", {}, ("strikes", "Hajin", "2018-05"), 1, id="ACLED: an air strike is a strike"),
        pytest.param(ACLED, "acled.csv", {}, ("deaths", "Hajin", "2018-05"), 3, id="ACLED: the day and town known"),
        pytest.param(ACLED, "acled.csv", {}, ("deaths", "SY-DY", "2018-04/2018-05"), 7, id="ACLED: a week near a town"),
        pytest.param(ACLED, "acled.csv", {}, ("deaths", "Syria", "2018"), 17, id="ACLED: a month in a larger region"),
        pytest.param(INCIDENTS, "i.csv", {}, ("civilian_deaths", "Nineveh", "2017-03"), 107, id="incidents: graded"),
        pytest.param(LINES, "l.csv", {}, ("strikes", "Iraq", "2016-10-16/2016-10-18"), 5, id="lines: once each"),
        pytest.param(LINES, "l.csv", {}, ("strikes", "Iraq", "2016-10-17"), None, id="lines: or the day before"),
        pytest.param(LINES, "l.csv", {}, ("strikes", "Mosul", "2016-10"), None, id="lines: near is not in"),
        pytest.param(
            RETURNS,
            "returns-round-97.csv",
            {"published_on": dt.date(2018, 5, 31)},
            ("returns", "Iraq", "2015-04-01/2018-05-31"),
            900,
            id="returns: families times six",
        ),
        pytest.param(
            RETURNS,
            "returns-round-97.csv",
            {"published_on": dt.date(2018, 5, 31)},
            ("returns", "Iraq", "2018-05"),
            None,
            id="returns: since April 2015, not in a month",
        ),
        pytest.param(
            gdelt(), "20180502000000.export.CSV", {}, ("attacks", "Syria", "2018-05"), None, id="GDELT: never"
        ),
    ],
)
def test_other_tables(
    load: Callable[..., Any], project: Project, content: str, name: str, known: dict, asked: tuple, expected: int | None
) -> None:
    assert load(content.encode(), name, **known).reports
    measure, place, period = asked
    names = project.catalogue()
    scope = scope_of(Question(measure, places=place, period=period), names)
    answers = project.holdings().bearing_on([scope]).figures
    assert [figure.low for figure in answers] == ([] if expected is None else [expected])


def test_rounds_are_not_added_up(load: Callable[..., Any], project: Project) -> None:
    load(RETURNS.encode(), "returns-round-97.csv", published_on=dt.date(2018, 5, 31))
    load(RETURNS.replace("100", "120").encode(), "returns-round-98.csv", published_on=dt.date(2018, 6, 30))
    scope = scope_of(Question("returns", places="Iraq", period="2015/2018"), project.catalogue())
    assert [figure.low for figure in project.holdings().bearing_on([scope]).figures] == [900, 1020]


def test_a_list_of_the_day_needs_its_day(load: Callable[..., Any]) -> None:
    with pytest.raises(InputError, match="give that day with --published"):
        load(RETURNS.encode(), "returns.csv")


# -- Mappings -----------------------------------------------------------------------------------------------------


@pytest.fixture
def mapping(tmp_path: Path) -> Callable[[str], Path]:
    def written(text: str) -> Path:
        path = tmp_path / "mapping.toml"
        path.write_text(text, encoding="utf-8")
        return path

    return written


@pytest.mark.parametrize(
    "content",
    [
        pytest.param("day,where,n,more\n02/05/2018,Hajin,3,x\n03/05/2018,Hajin,4,\n", id="by the names of columns"),
        pytest.param("Tag,Ort,Zahl\n#date,#loc+name,#affected\n02/05/2018,Hajin,3\n03/05/2018,Hajin,4\n", id="by tags"),
    ],
)
def test_any_table_by_a_mapping(load: Callable[..., Any], project: Project, mapping: Callable, content: str) -> None:
    load(content.encode(), "mine.csv", mapping=mapping(MAPPING + CARD))
    assert low(project, "strikes", "Syria", "2018-05-02/2018-05-03") == [(7, 7)], "complete by its card"
    assert low(project, "strikes", "Syria", "2018-05-02", by="coalition") == [(3, 3)]
    assert low(project, "strikes", "Hajin", "2017/2018") == [(7, None)], "complete for 2018 only"
    assert "a-monitor" in project.holdings().cards


def test_the_mapping_in_the_page_is_a_mapping(load: Callable[..., Any], project: Project, mapping: Callable) -> None:
    page = Path(__file__).resolve().parent.parent / "docs" / "tables.md"
    text = page.read_text(encoding="utf-8").partition("```toml\n")[2].partition("```")[0]
    load(b"day,where,n\n02/05/2018,Hajin,3\n", "mine.csv", mapping=mapping(text))
    assert low(project, "strikes", "Hajin", "2018-05-02") == [(3, None)]


@pytest.mark.parametrize(
    ("change", "expected"),
    [
        pytest.param(('low = "n"', 'low = "m"'), "names m, which \\[columns\\] does not have", id="a column"),
        pytest.param(('type = "count"', 'type = "money"'), "columns.n.type: Input should be", id="a type"),
        pytest.param(("[when]", "[whence]"), "when: Field required", id="a key"),
        pytest.param(('"=coalition"', '"=nobody"'), "found the actor 'nobody'", id="an actor"),
        pytest.param(("where = {", '"wh\\"ere" = {'), "should match pattern", id="a quotation mark"),
        pytest.param(('"=Syria"', '"nation"'), "names nation, which", id="a country"),
        pytest.param(('id = "my-table"', 'id = "my-table"\nlike = "nothing"'), "like: found 'nothing'", id="a reader"),
        pytest.param(('voice = "airwars"', "voice = 3"), "card.voice", id="a card"),
        pytest.param(('id = "my-table"', 'id = "my-table'), "cannot be read as TOML", id="no TOML"),
    ],
)
def test_a_wrong_mapping_is_refused(
    load: Callable[..., Any], mapping: Callable, change: tuple[str, str], expected: str
) -> None:
    with pytest.raises(InputError, match=expected):
        load(b"day,where,n\n02/05/2018,Hajin,3\n", "mine.csv", mapping=mapping((MAPPING + CARD).replace(*change)))


def test_members_are_counted_on_a_day(load: Callable[..., Any], project: Project, mapping: Callable) -> None:
    card = CARD.replace('measure = "strikes"', 'measure = "partners"')
    rows = (
        "member,of,joined,left",
        "A,Coalition,2014-09-05,",
        "B,Coalition,2015-01-01,2018-03-01",
        "C,Coalition,2019-01-01,",
    )
    content = "\n".join(rows)
    load(content.encode(), "members.csv", mapping=mapping('like = "members"\n' + card))
    for day, number in (("2014-09-05", 1), ("2018-02-28", 2), ("2018-03-01", 1), ("2019-01-01", 2)):
        assert low(project, "partners", "", day, of="Coalition") == [(number, None)]


PARTLY_KNOWN = """
[[card.coverage]]
measure = "partners"
places = ["world"]
period = "2014/.."
completeness = "at_least"

[[card.coverage]]
measure = "partners_joined"
places = ["world"]
period = "2018/.."
completeness = "complete"

[[card.coverage]]
measure = "partners_left"
places = ["world"]
period = "2018/.."
completeness = "complete"
"""
STATED = """id,source,voice,measure,by,against,of,place,period,low,high,sense,published_on,via,address,note
said,airwars,airwars,partners,,,Coalition,,2018-02-13,75,75,equal,2018-02-13,,https://example.org/said,
"""


@pytest.mark.parametrize(
    ("day", "known", "without", "expected"),
    [
        pytest.param("2018-02-13", STATED, "", (75, 75), id="the day of the figure"),
        pytest.param("2018-06-01", STATED, "", (74, 74), id="after one left and before one joined"),
        pytest.param("2019-02-01", STATED, "", (75, 75), id="after both"),
        pytest.param("2018-01-15", STATED, "", (75, 75), id="and back to a day before"),
        pytest.param("2018-06-01", STATED, "partners-come-and-go", (1, None), id="the premise withdrawn"),
        pytest.param("2018-06-01", "", "", (1, None), id="without the figure, the list alone"),
        pytest.param("2017-06-01", STATED, "", (2, None), id="before the days on which the list is whole"),
    ],
)
def test_who_joined_and_left_by_a_list_beside_a_figure_of_another_day(
    load: Callable[..., Any],
    project: Project,
    mapping: Callable,
    tmp_path: Path,
    day: str,
    known: str,
    without: str,
    expected: tuple[int, int | None],
) -> None:
    rows = ("A,Coalition,2014-09-05,", "B,Coalition,2015-01-01,2018-03-01", "C,Coalition,2019-01-01,")
    content = "\n".join(("member,of,joined,left", *rows))
    card = CARD[: CARD.index("coverage = [")] + PARTLY_KNOWN
    whole = '[covers]\nperiod = "2018/.."\nplaces = ["world"]\n'
    load(content.encode(), "members.csv", mapping=mapping('like = "members"\n' + whole + card))
    if known:
        (tmp_path / "said.csv").write_text(known, encoding="utf-8")
        project.load_figures(tmp_path / "said.csv", author=AUTHOR)
    names = project.catalogue()
    scope = scope_of(Question("partners", of="Coalition", period=parse_edtf(day)), names)
    (answer,) = ask_voices(scope, project.holdings(), names, Terms(without=(without,) if without else ()))
    assert (answer.bounds.low, answer.bounds.high) == expected


def test_towns_are_held_on_a_day(load: Callable[..., Any], project: Project, mapping: Callable) -> None:
    card = CARD.replace('measure = "strikes"', 'measure = "presence"')
    rows = ("Hajin,Syria,ISIS,2014-07-01,2018-12-13", "Mayadin,Syria,ISIS,2014-07-01,2017-10-13")
    content = "\n".join(("place,country,controller,from,to", *rows))
    load(content.encode(), "control.csv", mapping=mapping('like = "control"\n' + card))
    assert low(project, "presence", "Syria", "2018-05-01", by="Daesh") == [(1, 1)]
    assert low(project, "presence", "SY-DY", "2017-10-13", by="Daesh") == [(2, None)], "complete for 2018 only"


# -- Data packages ------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("change", "expected"),
    [
        pytest.param({}, "2 rows read as ucdp-ged", id="as it says"),
        pytest.param({"bytes": 3}, "resources.0.bytes: found", id="another size"),
        pytest.param({"hash": "sha256:" + "0" * 64}, "resources.0.hash: ged.csv is not what", id="another hash"),
        pytest.param({"hash": "crc:0"}, "expected md5, sha1, sha256 or sha512", id="a hash of no kind"),
        pytest.param({"path": "../ged.csv"}, "expected a path beside the package", id="a path that leads out"),
        pytest.param({"path": "https://example.org/ged.csv"}, "get it first", id="an address"),
        pytest.param({"path": "none.csv"}, "which is no file beside the package", id="no file"),
        pytest.param({"schema": {"fields": [{"name": "id"}]}}, "has other columns", id="other columns"),
        pytest.param({"path": 3}, "resources.0.path: Input should be", id="no path"),
    ],
)
def test_a_data_package_stands_for_its_tables(project: Project, tmp_path: Path, change: dict, expected: str) -> None:
    content = ged({}, {})
    (tmp_path / "ged.csv").write_bytes(content)
    resource = {
        "name": "ged",
        "path": "ged.csv",
        "bytes": len(content),
        "hash": f"sha256:{hashlib.sha256(content).hexdigest()}",
        "schema": {"fields": [{"name": name, "type": "string"} for name in GED]},
    }
    package = {"name": "p", "version": "19.1", "licenses": [], "resources": [resource | change]}
    (tmp_path / "datapackage.json").write_text(json.dumps(package))
    told = run("load", "--project", str(project.path), str(tmp_path / "datapackage.json"))
    assert expected in told.output
    assert told.exit_code == (3 if change else 0)
    assert [reading.version for _, _, reading in project.tables.entries()] == ([] if change else ["19.1"])


# -- What may leave -----------------------------------------------------------------------------------------------


@pytest.mark.parametrize("totals", ["free", "not-redistributable"])
def test_totals_leave_where_the_card_lets_them(
    load: Callable[..., Any], project: Project, mapping: Callable, totals: str
) -> None:
    card = CARD.replace('totals = "free"', f'totals = "{totals}"')
    load(b"day,where,n\n02/05/2018,Hajin,3\n", "mine.csv", mapping=mapping(MAPPING + card))
    asked = ("ask", "strikes", "--place", "Syria", "--period", "2018-05", "--project", str(project.path))
    assert run(*asked).exit_code == 0, "it may be seen here"
    told = run(*asked, "--json")
    if totals == "free":
        assert json.loads(told.output)["data"]["answers"][0]["bounds"]["low"] == 3
    else:
        assert told.exit_code == 2
        assert "a total made of rows of A monitor, which its licence forbids to pass on" in told.stderr


def test_rows_of_acled_never_leave(project: Project, tmp_path: Path) -> None:
    row = figures_row(id="acled-1", source="ACLED", voice="ACLED", measure="strikes")
    (tmp_path / "rows.csv").write_bytes(figures_csv(row))
    project.load_figures(tmp_path / "rows.csv", author=AUTHOR)
    where = ("--project", str(project.path))
    assert run("figures", *where).exit_code == 0, "they may be seen here"
    for command in (("figures",), ("ask", "strikes", "--period", "2018-05")):
        told = run(*command, *where, "--json")
        assert told.exit_code == 2
        assert "acled-1 is a row of ACLED, which its licence forbids to pass on" in told.stderr
    statement = tmp_path / "statement.md"
    statement.write_text("The coalition made 5 strikes in Iraq and Syria in May 2018.", encoding="utf-8")
    pages = tmp_path / "pages"
    told = run("check", str(statement), "--published", "2018-06-01", *where, "--out", str(pages))
    assert "which its licence forbids" in told.stderr
    assert not pages.exists() or not list(pages.iterdir())


@pytest.mark.parametrize(
    ("card", "leaves"),
    [
        pytest.param("cc-by-4.0", True, id="rows that may be passed on"),
        pytest.param("not-redistributable", False, id="rows that stay here"),
    ],
)
def test_rows_leave_where_the_card_lets_them(
    load: Callable[..., Any], project: Project, mapping: Callable, card: str, leaves: bool
) -> None:
    """By construction: whatever shows rows as they came is handed the card, and refuses."""
    keyed = MAPPING.replace("[columns]", 'key = "key"\n[columns]\nkey = {}', 1)
    whose = CARD.replace('licence = "not-redistributable"', f'licence = "{card}"')
    for count in (3, 4):
        content = f"day,where,key,n\n02/05/2018,Hajin,a,{count}\n".encode()
        load(content, f"mine{count}.csv", mapping=mapping(keyed + whose), version=str(count))
    where = ("--project", str(project.path))
    for command in (("row", "mine3.csv", "a"), ("changes", "mine3.csv", "mine4.csv")):
        assert run(*command, *where).exit_code == 0, "they may be seen here"
        document = run(*command, *where, "--json")
        assert document.exit_code == (0 if leaves else 2), document.output
        if not leaves:
            assert "rows of A monitor are what its licence forbids to pass on" in document.stderr


# -- Tallies and cards --------------------------------------------------------------------------------------------


def test_a_tally_goes_from_what_surely_to_what_may(load: Callable[..., Any], project: Project) -> None:
    load(
        ged(
            {"date_start": "2016-01-30", "date_end": "2016-02-02"},
            {"date_start": "2016-02-10", "date_end": "2016-02-10"},
            {"where_prec": "4", "date_start": "2016-02-20", "date_end": "2016-02-20"},
            {"where_prec": "2", "date_start": "2016-03-20", "date_end": "2016-03-20"},
        )
    )
    scope = scope_of(Question("deaths", places="Mosul district", period="2016"), project.catalogue())
    events = project.holdings().events
    assert isinstance(events, EventTables)
    (tally,) = tallies(events, scope, "month", gaps=2)
    told = [(each.period.edtf, each.surely, each.possibly, each.low, each.high) for each in tally.stretches]
    assert told == [
        ("2016-01-30/2016-01-31", 0, 1, 0, 9),
        ("2016-02", 1, 3, 6, 27),
        ("2016-03-01/2016-03-20", 0, 1, 0, 9),
    ]
    assert [gap.edtf for gap in tally.gaps] == ["2016-02-21/2016-03-19", "2016-02-11/2016-02-19"]
    (near,) = tallies(
        events, scope_of(Question("deaths", places="Mosul", period="2016"), project.catalogue()), "all", near=True
    )
    assert [(each.surely, each.low) for each in near.stretches] == [(3, 18)], "with the one near it"


@pytest.mark.parametrize(
    ("arguments", "expected"),
    [
        pytest.param(("deaths", "--every", "year"), "2016-11-02  6 - 9  ####", id="a bar"),
        pytest.param(("deaths", "--language", "ar"), "القتلى، 2 تشرين الثاني/نوفمبر 2016\nucdp-ged", id="in Arabic"),
        pytest.param(("deaths", "--place", "Syria"), "no table of events here counts deaths there", id="elsewhere"),
        pytest.param(("strikes",), "no table of events here counts strikes", id="another measure"),
        pytest.param(("deaths", "--period", "1900/2100", "--every", "week"), "2016-11-02  6 - 9", id="what is held"),
    ],
)
def test_events_are_counted_by_a_command(
    load: Callable[..., Any], project: Project, arguments: tuple, expected: str
) -> None:
    load(ged({}))
    assert expected in run("events", *arguments, "--project", str(project.path)).output


def test_without_tables_there_are_no_events(project: Project) -> None:
    told = run("events", "deaths", "--project", str(project.path))
    assert (told.exit_code, "no tables of events here" in told.stderr) == (2, True)


@pytest.mark.parametrize("language", ["en", "ar"])
@pytest.mark.parametrize("name", sorted(packaged_cards()))
def test_a_card_is_shown_whole(project: Project, name: str, language: str) -> None:
    card = packaged_cards()[name]
    told = run("sources", name, "--language", language, "--project", str(project.path))
    assert told.exit_code == 0
    words = " ".join(told.output.replace("\u2068", "").replace("\u2069", "").split())
    shown = (card.publisher, card.address, card.clock, " ".join(card.limits.split()), card.get, card.codebook)
    assert all(" ".join(value.split()) in words for value in shown)
    assert "{" not in told.output


def test_codes_of_a_card_are_told_in_days_and_metres(project: Project) -> None:
    where = ("--project", str(project.path))
    assert "within about 25000 metres" in " ".join(run("sources", "ucdp-ged", *where).output.split())
    assert "up to 6 days before and 6 after" in " ".join(run("sources", "acled", *where).output.split())
    assert run("sources", "nobody", *where).exit_code == 2
