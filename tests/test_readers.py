"""Packaged readers against the columns that their sources were seen to publish (docs/tables.md); the rows are ours."""

from __future__ import annotations

import csv
import datetime as dt
import io
import json
from collections.abc import Mapping, Sequence
from fractions import Fraction
from pathlib import Path
from typing import Any

import pytest

from onrecord.errors import InputError
from onrecord.journal import Author
from onrecord.project import Project, create_project
from onrecord.question import Question, scope_of
from onrecord.reader import fitting, packaged_readers, unknown_columns
from onrecord.tablestore import reading_of

AUTHOR = Author("Rana", dt.datetime(2018, 6, 1, tzinfo=dt.UTC))
GED = packaged_readers()["ucdp-ged"].layout
ACLED = [
    "event_id_cnty",
    "event_date",
    "year",
    "time_precision",
    "disorder_type",
    "event_type",
    "sub_event_type",
    "actor1",
    "assoc_actor_1",
    "inter1",
    "actor2",
    "assoc_actor_2",
    "inter2",
    "interaction",
    "civilian_targeting",
    "iso",
    "region",
    "country",
    "admin1",
    "admin2",
    "admin3",
    "location",
    "latitude",
    "longitude",
    "geo_precision",
    "source",
    "source_scale",
    "notes",
    "fatalities",
    "tags",
    "timestamp",
]
AIRWARS = [
    "civilians_injured_max",
    "civilians_injured_min",
    "civilians_killed_max",
    "civilians_killed_min",
    "country",
    "date",
    "geolocation_accuracy",
    "grading",
    "latitude",
    "longitude",
    "militants_killed_max",
    "militants_killed_min",
    "permalink",
    "post_id",
    "strike_status",
    "targeted_belligerents",
    "unique_reference_code",
]
DTM = [
    "id",
    "operation",
    "admin0Name",
    "admin0Pcode",
    "admin1Name",
    "admin1Pcode",
    "admin2Name",
    "admin2Pcode",
    "adminLevel",
    "numPresentIdpInd",
    "reportingDate",
    "yearReportingDate",
    "monthReportingDate",
    "roundNumber",
    "displacementReason",
    "numberMales",
    "numberFemales",
    "idpOriginAdmin1Name",
    "idpOriginAdmin1Pcode",
    "assessmentType",
    "operationStatus",
]


@pytest.mark.parametrize(
    ("columns", "reader"),
    [
        pytest.param(GED, "ucdp-ged", id="UCDP GED and Candidate, 49 columns"),
        pytest.param(ACLED, "acled", id="ACLED, 31 columns"),
        pytest.param(
            [*ACLED, "population_1km", "population_2km", "population_5km", "population_best"], "acled", id="wide"
        ),
        pytest.param(AIRWARS, "incidents", id="the data of Airwars' maps"),
        pytest.param(DTM, "iom-dtm-levels", id="DTM with its levels"),
        pytest.param(
            [c for c in DTM if c not in ("adminLevel", "admin2Name", "admin2Pcode")], "iom-dtm-api", id="one level"
        ),
    ],
)
def test_published_columns_are_known_every_one(columns: Sequence[str], reader: str) -> None:
    found = fitting(columns)[0]
    assert found.id == reader
    assert unknown_columns(found, columns) == []


def table(columns: Sequence[str], *rows: Mapping[str, object], header: bool = True, tags: bool = False) -> bytes:
    text = io.StringIO()
    writer = csv.writer(text)
    writer.writerows([columns] if header else [])
    writer.writerows([["#id+code", *("" for _ in columns[1:])]] if tags else [])
    writer.writerows([row.get(column, "") for column in columns] for row in rows)
    return text.getvalue().encode()


EVENT: dict[str, object] = {
    "id": 1,
    "relid": "IRQ-1",
    "year": 2018,
    "active_year": 1,
    "code_status": "Clear",
    "type_of_violence": 3,
    "side_a": "IS",
    "side_a_new_id": 234,
    "side_b": "Civilians",
    "where_prec": 4,
    "adm_1": "Ninawa",
    "country": "Iraq",
    "event_clarity": 1,
    "date_prec": 1,
    "date_start": "2018-05-03 00:00:00.000",
    "date_end": "2018-05-03 00:00:00.000",
    "deaths_a": 0,
    "deaths_b": 0,
    "deaths_civilians": 4,
    "deaths_unknown": 0,
    "best": 4,
    "high": 6,
    "low": 3,
}
BATTLE: dict[str, object] = {
    "event_id_cnty": "IRQ1",
    "event_date": "2018-05-03",
    "time_precision": 1,
    "event_type": "Battles",
    "sub_event_type": "Armed clash",
    "inter1": "State forces",
    "country": "Iraq",
    "admin1": "Ninewa",
    "location": "Mosul",
    "latitude": 36.34,
    "longitude": 43.13,
    "geo_precision": 1,
    "fatalities": 5,
    "timestamp": 1526000000,
}
INCIDENT: dict[str, object] = {
    "civilians_killed_min": 2,
    "civilians_killed_max": 5,
    "country": "syria",
    "date": "2018-05-03",
    "grading": "fair",
    "latitude": 35.95,
    "longitude": 39.0,
    "unique_reference_code": "X1",
    "post_id": 7,
    "targeted_belligerents": None,
}
PRESENT: dict[str, object] = {
    "admin0Name": "Iraq",
    "admin0Pcode": "IRQ",
    "admin1Name": "Nineveh",
    "adminLevel": 1,
    "reportingDate": "2018-05-31T00:00:00",
    "assessmentType": "BA",
    "displacementReason": "Conflict",
}


def present(number: int, people: int, **more: object) -> dict[str, object]:
    return {**PRESENT, "id": number, "numPresentIdpInd": people, **more}


def maps(*incidents: Mapping[str, object]) -> bytes:
    taxonomies = {"country_terms": [{"slug": "syria", "name": "Syria"}]}
    held = {"post_data": {"lang": "en"}, "conflicts": [{"slug": "x", "civcas_incidents": list(incidents)}]}
    return json.dumps({**held, "taxonomies": taxonomies}).encode()


def lowest(project: Project, measure: str, place: str, period: str) -> Fraction | None:
    names = project.catalogue()
    scope = scope_of(Question(measure, places=place, period=period), names)
    return max((f.low for f in project.holdings().bearing_on([scope]).figures if f.low is not None), default=None)


LEVELS = [
    present(1, 600),
    present(2, 40, displacementReason="Natural disaster"),
    present(3, 500, assessmentType="SA"),
    present(4, 900, adminLevel=0, admin1Name=""),
    present(5, 300, adminLevel=2, admin2Name="Mosul"),
    present(6, 610, reportingDate="2018-04-30T00:00:00"),
]
ONE_LEVEL = [{key: value for key, value in row.items() if key != "adminLevel"} for row in LEVELS[:3]]


@pytest.mark.parametrize(
    ("name", "content", "asked", "expected"),
    [
        pytest.param(
            "GEDEvent_v18_0_5.csv",
            table(GED, EVENT, {**EVENT, "id": 2}, header=False),
            ("deaths", "Nineveh", "2018-05"),
            6,
            id="a Candidate file that came without its header",
        ),
        pytest.param(
            "GEDEvent_v18_0_5.csv", table(GED, EVENT, tags=True), ("deaths", "Nineveh", "2018-05"), 3, id="with tags"
        ),
        pytest.param(
            "acled.csv",
            b"\xef\xbb\xbf" + table(ACLED, BATTLE),
            ("deaths", "Nineveh", "2018-05"),
            5,
            id="ACLED with a mark",
        ),
        pytest.param(
            "map.json",
            maps(INCIDENT, {**INCIDENT, "unique_reference_code": "X2", "grading": None}),
            ("civilian_deaths", "Syria", "2018-05"),
            2,
            id="the data of a map, one incident of it not graded",
        ),
        pytest.param(
            "dtm.csv",
            table(DTM, *LEVELS, tags=True),
            ("displaced_present", "Nineveh", "2018-05-31"),
            640,
            id="of several levels governorates, by reasons, of baseline assessments",
        ),
        pytest.param(
            "dtm.csv", table(DTM, *LEVELS), ("displaced_present", "Iraq", "2018-04-30"), 610, id="another day"
        ),
        pytest.param(
            "dtm.json",
            json.dumps({"result": ONE_LEVEL, "isSuccess": True}).encode(),
            ("displaced_present", "Nineveh", "2018-05-31"),
            640,
            id="the answer of the API",
        ),
    ],
)
def test_published_shapes_are_counted(
    tmp_path: Path, name: str, content: bytes, asked: tuple[str, str, str], expected: int
) -> None:
    project = create_project(tmp_path / "project", empty=True, author=AUTHOR)
    path = tmp_path / name
    path.write_bytes(content)
    reading = reading_of(path)
    assert reading is not None
    project.load_table(path, name, reading, author=AUTHOR)
    assert lowest(project, *asked) == expected


@pytest.mark.parametrize(
    ("change", "expected"),
    [
        pytest.param({"assessmentType": "XX"}, "expected one of BA, SA", id="an assessment that is not known"),
        pytest.param({"adminLevel": 3}, "expected one of 0, 1, 2", id="a level that is not known"),
        pytest.param({"numPresentIdpInd": "many"}, "expected a whole number", id="no number"),
    ],
)
def test_codes_that_are_not_known_are_said(tmp_path: Path, change: dict[str, Any], expected: str) -> None:
    path = tmp_path / "dtm.csv"
    path.write_bytes(table(DTM, present(1, 5) | change))
    project = create_project(tmp_path / "project", empty=True, author=AUTHOR)
    reading = reading_of(path)
    assert reading is not None
    with pytest.raises(InputError, match=expected):
        project.load_table(path, path.name, reading, author=AUTHOR)


def test_a_file_without_header_of_other_width_is_not_taken_for_one(tmp_path: Path) -> None:
    path = tmp_path / "GEDEvent_v18_0_5.csv"
    path.write_bytes(table(GED[:-1], EVENT, header=False))
    with pytest.raises(InputError, match="does the table lack its header"):
        reading_of(path)
