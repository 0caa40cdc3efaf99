"""By which day a table was published, who says so, and where a file came from: kept beside it, checked, journalled."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner

from onrecord.cli import main
from onrecord.errors import InputError
from onrecord.gazetteer import using
from onrecord.journal import TABLED, Author
from onrecord.period import parse_edtf
from onrecord.project import Project, create_project
from onrecord.provenance import SIDECAR, fetched_as
from onrecord.question import Question, scope_of
from onrecord.reader import packaged_readers, read_mapping, version_of
from onrecord.row import Cutoff, build_record
from onrecord.tablestore import reading_of
from tests.test_tables import EVENT, GED, ged

AUTHOR = Author("Rana", dt.datetime(2018, 6, 1, tzinfo=dt.UTC))
ACLED = """event_id_cnty,event_date,time_precision,event_type,sub_event_type,country,admin1,admin2,location,latitude,\
longitude,geo_precision,fatalities,timestamp
SYR1,2018-05-02,1,Battles,Armed clash,Syria,Deir ez Zor,,Hajin,34.69,40.83,1,3,1525824000
SYR2,2018-05-03,1,Battles,Armed clash,Syria,Deir ez Zor,,Hajin,34.69,40.83,1,2,1527638400
"""


@pytest.fixture
def project(tmp_path: Path) -> Project:
    return create_project(tmp_path / "project", empty=True, author=AUTHOR)


def load(project: Project, path: Path, content: bytes, **known: Any) -> None:
    path.write_bytes(content)
    reading = reading_of(path, **known)
    assert reading is not None
    project.load_table(path, path.name, reading, author=AUTHOR)


def published(project: Project) -> list[dt.date | None]:
    with using(project.catalogue()):
        return [table.published_on for table in project.tables.loaded()]


SERVER = {"source": "https://example.org/ged.csv", "version": "", "address": "https://example.org/ged.csv"}
CHANGED = SERVER | {"changed_on": "2020-02-29"}
CHANGED_BUT_GIVEN = {"published_on": dt.date(2019, 5, 30), "fetched": CHANGED}


@pytest.mark.parametrize(
    ("name", "content", "known", "day", "by"),
    [
        pytest.param("ged191.csv", ged({}), {}, "2019-06-02", "the card", id="a release that the card knows"),
        pytest.param("GEDEvent_v26_0_8.csv", ged({}), {}, "2026-09-20", "the card", id="a month of Candidate"),
        pytest.param("ged991.csv", ged({}), {}, None, "", id="a release that nobody knows"),
        pytest.param("ged.csv", ged({}), {"version": "25.1"}, "2025-06-11", "the card", id="a release that is named"),
        pytest.param("ged.csv", ged({}), {"fetched": CHANGED | {"version": "24.1"}}, "2024-05-22", "the card",
                     id="fetched as a release"),
        pytest.param("ged.csv", ged({}), {"fetched": CHANGED}, "2020-02-29", "the server, as its last change",
                     id="the last change that the server told"),
        pytest.param("ged.csv", ged({}), {"fetched": SERVER}, None, "", id="a server that told none"),
        pytest.param("ged191.csv", ged({}), CHANGED_BUT_GIVEN, "2019-05-30", "",
                     id="what is given goes before"),
        pytest.param("acled.csv", ACLED.encode(), {}, "2018-05-30", "", id="ACLED: the last row put there"),
        pytest.param("acled.csv", ACLED.encode(), {"published_on": dt.date(2018, 6, 3)}, "2018-06-03", "",
                     id="ACLED: what is given goes before"),
    ],
)  # fmt: skip
def test_a_table_knows_by_when_it_was_published(
    project: Project, tmp_path: Path, name: str, content: bytes, known: dict[str, Any], day: str | None, by: str
) -> None:
    load(project, tmp_path / name, content, **known)
    assert published(project) == [None if day is None else dt.date.fromisoformat(day)]
    assert [reading.published_by for _, _, reading in project.tables.entries()] == [by]  # as the journal has it
    assert project.verify().files == 1


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        pytest.param("20180502001500.export.CSV", dt.date(2018, 5, 2), id="a quarter of an hour of GDELT"),
        pytest.param("20180532001500.export.CSV", None, id="no day"),
        pytest.param("export.CSV", None, id="no number"),
    ],
)
def test_a_name_may_tell_the_day(tmp_path: Path, name: str, expected: dt.date | None) -> None:
    row = dict.fromkeys(packaged_readers()["gdelt-events"].header, "") | {"GLOBALEVENTID": "1", "SQLDATE": "20180502"}
    (tmp_path / name).write_text("\t".join(row.values()) + "\n", encoding="utf-8")
    reading = reading_of(tmp_path / name)
    assert reading is not None
    assert reading.published_on == expected


def test_a_pattern_of_names_has_three_groups() -> None:
    told = packaged_readers()["gdelt-events"].model_dump(mode="json", exclude_defaults=True)
    with pytest.raises(InputError, match="published_name has not three groups"):
        read_mapping(told | {"published_name": r"(\d{8})"}, "map.toml")


@pytest.mark.parametrize(
    ("day", "expected"),
    [pytest.param("2019-06-01", 0, id="before"), pytest.param("2019-06-02", 1, id="from that day on")],
)
def test_what_was_published_later_does_not_count_yet(project: Project, tmp_path: Path, day: str, expected: int) -> None:
    load(project, tmp_path / "ged191.csv", ged({}))
    names = project.catalogue()
    with using(names):
        scope = scope_of(Question("deaths", places="Iraq", period="2016"), names)
        held = project.holdings().bearing_on([scope])
        assert len(build_record(held, Cutoff(dt.date.fromisoformat(day))).rows) == expected


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        pytest.param("GEDEvent_v26_01_26_06.csv", "26.01.26.06", id="a run of months of Candidate"),
        pytest.param("GEDEvent_v25_1.csv", "25.1", id="as it lies in the zip"),
        pytest.param("ged251-csv.zip", "25.1", id="the zip"),
        pytest.param("ged_2019.csv", "", id="a year is no release"),
        pytest.param("ucdp_ged_syria_2016_2019.csv", "", id="nor are years"),
    ],
)
def test_a_name_tells_the_release(name: str, expected: str) -> None:
    assert version_of(packaged_readers()["ucdp-ged"], name) == expected


def test_the_api_writes_days_with_a_time(project: Project, tmp_path: Path) -> None:
    """As UCDP's own description of its API has an event: numbers as numbers, moments in ISO 8601, nothing as null."""
    row: dict[str, Any] = dict(zip(GED, [EVENT[column] for column in GED], strict=True))
    row |= {name: int(row[name]) for name in ("id", "best", "low", "high", "deaths_a", "where_prec", "date_prec")}
    row |= {"date_start": "2016-11-02T00:00:00", "date_end": "2016-11-02T00:00:00", "active_year": True, "gwnob": None}
    page = {"TotalCount": 1, "TotalPages": 1, "PreviousPageUrl": "", "NextPageUrl": "", "Result": [row]}
    load(project, tmp_path / "ucdp-ged-25.1-api.json", json.dumps(page).encode())
    assert published(project) == [dt.date(2025, 6, 11)]


DTM = """Location ID,Place ID,Governorate,District,Location Name,Arabic Name,Latitude,Longitude,Families,Individuals,\
Anbar,Ninewa,Camp,Rented pre Apr 2019,Post April15 Period of displacement
1101001,7861,Dahuk,Amedi,Quxmedi,??????,37.09,43.48,14,84,0,14,1,13,3
1101002,8171,Dahuk,Amedi,Ara Qux,?????,37.10,43.31,7,42,0,6,6,1,6
"""


def test_the_list_of_displaced_people_is_read_as_it_comes(project: Project, tmp_path: Path) -> None:
    load(project, tmp_path / "dtm-round-110.csv", DTM.encode(), published_on=dt.date(2019, 4, 30))
    names = project.catalogue()
    with using(names):
        scope = scope_of(Question("displaced_present", places="Iraq", period=parse_edtf("2019-04-30")), names)
        (figure,) = project.holdings().bearing_on([scope]).figures
    assert figure.low == 126


# ------------------------------------------------------------------------------------------------------- beside a file


def beside(path: Path, **changes: Any) -> dict[str, Any]:
    """What a fetch keeps beside a file that it was told to write."""
    import hashlib

    digest = hashlib.sha256(path.read_bytes()).hexdigest()
    told = {"address": "https://example.org/ged191.csv", "name": path.name, "sha256": digest, "source": "ucdp-ged"}
    told |= {"version": "19.1", "changed_on": "2019-06-03"} | changes
    path.with_name(path.name + SIDECAR).write_text(json.dumps(told), encoding="utf-8")
    return told


def test_a_file_is_journalled_with_what_lies_beside_it(project: Project, tmp_path: Path) -> None:
    path = tmp_path / "mine.csv"
    path.write_bytes(ged({}))
    told = beside(path)
    for _ in range(2):
        done = CliRunner().invoke(main, ["load", str(path), "--project", str(project.path)])
        assert done.exit_code == 0, done.output
    (content,) = (entry.content for entry in project.journal.entries() if entry.kind == TABLED)
    assert content is not None
    assert content["fetched"] == {key: told[key] for key in ("source", "version", "address", "changed_on")}
    assert (content["version"], content["published_on"], content["published_by"]) == ("19.1", "2019-06-02", "the card")
    explained = CliRunner().invoke(main, ["load", str(path), "--explain", "--project", str(project.path)])
    assert "published by 2019-06-02, as the card has it" in explained.output


def _garbled(path: Path) -> None:
    path.with_name(path.name + SIDECAR).write_text("{", encoding="utf-8")


def _deep(path: Path) -> None:
    path.with_name(path.name + SIDECAR).write_text("[" * 90_000, encoding="utf-8")


@pytest.mark.parametrize(
    ("spoil", "expected"),
    [
        pytest.param(lambda path: path.write_bytes(ged({"best": "7"})), "is of another content", id="changed"),
        pytest.param(_garbled, "tells not where mine.csv came from", id="no JSON"),
        pytest.param(_deep, "tells not where mine.csv came from", id="in the deep"),
        pytest.param(lambda path: beside(path, sha256="12"), "no source, address and sha256", id="no hash"),
        pytest.param(lambda path: beside(path, changed_on="2019-02-30"), "tells not where", id="no day"),
    ],
)  # fmt: skip
def test_what_lies_beside_must_be_of_this_content(
    project: Project, tmp_path: Path, spoil: Callable[[Path], Any], expected: str
) -> None:
    path = tmp_path / "mine.csv"
    path.write_bytes(ged({}))
    beside(path)
    spoil(path)
    done = CliRunner().invoke(main, ["load", str(path), "--project", str(project.path)])
    assert done.exit_code == 3
    assert expected in done.output
    assert not list(project.tables.entries())


def test_a_folder_is_loaded_with_what_lies_beside(project: Project, tmp_path: Path) -> None:
    """As a shell hands over ``data/*``: what lies beside a file is no file of its own."""
    path = tmp_path / "mine.csv"
    path.write_bytes(ged({}))
    beside(path)
    files = [str(path), str(path.with_name(path.name + SIDECAR))]
    done = CliRunner().invoke(main, ["load", *files, "--project", str(project.path)])
    assert (done.exit_code, done.stdout.count("\n")) == (0, 1)
    done = CliRunner().invoke(main, ["load", files[1], "--project", str(project.path)])
    assert (done.exit_code, "load that file" in done.output) == (2, True)


@pytest.mark.parametrize("told", ["{", "[" * 90_000, '{"sha256": "{}", "name": "ged.csv", "changed_on": "2019-02-30"}'])
def test_a_spoilt_cache_tells_nothing(tmp_path: Path, told: str) -> None:
    path = tmp_path / "files" / ("a" * 64) / "ged.csv"
    path.parent.mkdir(parents=True)
    path.write_bytes(ged({}))
    (tmp_path / "addresses").mkdir()
    (tmp_path / "addresses" / "k.json").write_text(told.replace("{}", "a" * 64), encoding="utf-8")
    assert fetched_as(path) is None


def test_a_file_by_itself_tells_nothing(tmp_path: Path) -> None:
    (tmp_path / "mine.csv").write_bytes(ged({}))
    assert fetched_as(tmp_path / "mine.csv") is None
