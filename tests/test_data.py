"""The packaged tables: fresh, canonical, and refused where a key is misspelt."""

from __future__ import annotations

import shutil
import tomllib
from pathlib import Path

import pytest

from onrecord import data
from onrecord.data.shapes import CardShape
from onrecord.errors import InputError, OnrecordError
from onrecord.figure import COLUMNS
from onrecord.gazetteer import catalogue
from scripts import compile_data

GOLD = Path(__file__).resolve().parent.parent.parent / "shared" / "gold"

CATALOGUE = """
strikes engagements sorties munitions intercepted targets_hit equipment_destroyed equipment_moved weapons_seized attacks
violations operations operation_started neutralised deaths civilian_deaths combatant_deaths injured casualties missing
abducted detained released rescued evacuated surrendered returns displaced displaced_present people_in_need personnel
trainees partners_joined partners_left displaced_arrived displaced_departed personnel_joined personnel_left area_held
facilities_closed facilities_reopened
territory_held territory_taken territory_lost presence buildings_damaged facilities_out site_destroyed site_rebuilt
hazards_cleared funds aid partners election_held turnout other
"""

ONLY_ON_RECORD = {
    *("territory_lost", "displaced_present", "partners_joined", "partners_left", "displaced_arrived"),
    *(
        "displaced_departed",
        "personnel_joined",
        "personnel_left",
        "area_held",
        "facilities_closed",
        "facilities_reopened",
    ),
}
"""Measures of figures on record that no statement was annotated with."""


def test_compiled_tables_are_fresh() -> None:
    compiled = compile_data.compile_all(compile_data.DATA)
    assert compile_data.stale(compiled, compile_data.DATA / "compiled") == [], "run: make data"


def test_compiling_twice_gives_the_same_bytes() -> None:
    assert compile_data.compile_all(compile_data.DATA) == compile_data.compile_all(compile_data.DATA)


@pytest.fixture
def copy(tmp_path: Path) -> Path:
    """The packaged data, to be spoilt."""
    return Path(shutil.copytree(compile_data.DATA, tmp_path / "data"))


@pytest.mark.parametrize(
    ("file", "was", "now", "expected"),
    [
        pytest.param("measures.toml", "settled_by =", "setled_by =", "Field required", id="measure: a misspelt key"),
        pytest.param("measures.toml", 'kind = "flow"', 'kind = "flux"', "Input should be 'flow'", id="measure: a kind"),
        pytest.param("places.toml", "spellings =", "speling =", "Extra inputs", id="place: a misspelt key"),
        pytest.param(
            "places.toml", 'id = "IQ-AR"', 'id = "IQ-AN"', "IQ-AN stands there twice", id="place: an id twice"
        ),
        pytest.param("regions.toml", "outer =", "otter =", "Field required", id="region: no outer cover"),
        pytest.param("actors.toml", "side =", "sides =", "Extra inputs", id="actor: a misspelt key"),
        pytest.param(
            "bridges.toml", 'kind = "at_most"', 'kind = "about"', "Input should be 'at_most'", id="bridge: a kind"
        ),
        pytest.param("sources/cjtf-oir.toml", "limits =", "limit =", "Extra inputs", id="card: a misspelt key"),
        pytest.param(
            "sources/cjtf-oir.toml", "strikes = 0", "strikes = -1", "greater than", id="card: lateness below 0"
        ),
        pytest.param("sources/cjtf-oir.toml", '"public-domain"', '"free"', "Input should be", id="card: a licence"),
        pytest.param("places.toml", "[[place]]", "[[place]", "not TOML", id="not TOML"),
        pytest.param("places/countries.toml", "XK: Kosovo", "Kosovo", "begins with its code", id="country: no code"),
        pytest.param(
            "places/countries.toml", "Kosovo / Kosova", "كوسوفو", "other script", id="country: no English name"
        ),
        pytest.param("places/countries.toml", "AF: ", "AD: ", "AD stands there twice", id="country: a code twice"),
    ],
)
def test_what_is_misspelt_is_refused(copy: Path, file: str, was: str, now: str, expected: str) -> None:
    path = copy / file
    text = path.read_text(encoding="utf-8")
    assert was in text
    path.write_text(text.replace(was, now, 1), encoding="utf-8")
    with pytest.raises(InputError, match=expected) as caught:
        compile_data.compile_all(copy)
    assert str(path) in str(caught.value)
    assert "\n" not in str(caught.value)


def test_check_names_what_is_stale_and_write_mends_it(copy: Path) -> None:
    compiled, target = compile_data.compile_all(copy), copy / "compiled"
    (target / "measures.json").write_text("{}", encoding="utf-8")
    (target / "left-over.json").write_text("{}", encoding="utf-8")
    (target / "sources" / "cjtf-oir.json").unlink()
    assert compile_data.stale(compiled, target) == ["left-over.json", "measures.json", "sources/cjtf-oir.json"]
    compile_data.write(compiled, target)
    assert compile_data.stale(compiled, target) == []


def test_the_catalogue_of_measures_is_whole() -> None:
    assert sorted(data.table("measures")) == sorted(CATALOGUE.split())


@pytest.mark.data
def test_the_catalogue_is_that_of_the_annotated_statements() -> None:
    rows = (GOLD / "README.md").read_text(encoding="utf-8").partition("## The catalogue of measures (closed)")[2]
    named = {
        name.strip()
        for line in rows.splitlines()
        if line.startswith("| ") and not line.startswith("| measure |")
        for name in line.split("|")[1].split(",")
    }
    assert named | ONLY_ON_RECORD == set(CATALOGUE.split())


def test_every_measure_says_what_would_settle_a_claim() -> None:
    for measure in catalogue().measures:
        for language, end in (("en", "."), ("ar", ".")):
            assert measure.doc[language].endswith(end), measure.id
            assert measure.settled_by[language].endswith(end), measure.id
            assert measure.settled_by[language].count(". ") == 0, f"{measure.id}: one sentence"


@pytest.mark.parametrize(
    ("measure", "kind", "unit", "whole"),
    [
        pytest.param("strikes", "flow", "strike", True, id="strikes"),
        pytest.param("partners", "stock", "member", True, id="partners"),
        pytest.param("territory_lost", "ratio", "percent", False, id="territory lost"),
        pytest.param("presence", "stock", "locality", True, id="presence"),
        pytest.param("election_held", "occurrence", "day", True, id="an election"),
    ],
)
def test_measures(measure: str, kind: str, unit: str, whole: bool) -> None:
    held = catalogue().measures[measure]
    assert (held.kind, held.unit, held.whole) == (kind, unit, whole)


def test_an_unknown_table_says_how_to_get_it() -> None:
    with pytest.raises(OnrecordError, match="no packaged table 'nonsense'; run: make data"):
        data.table("nonsense")


def test_cards_are_named_as_their_files() -> None:
    assert [data.table(name)["id"] for name in data.tables("sources")] == [
        name.removeprefix("sources/") for name in data.tables("sources")
    ]


def test_every_field_of_a_card_is_known_to_its_type() -> None:
    for name in data.tables("sources"):
        CardShape.model_validate(data.table(name))


RECORD_PAGE = Path(__file__).resolve().parent.parent / "docs" / "record.md"


@pytest.mark.parametrize("field", [pytest.param(name, id=name) for name in (*CardShape.model_fields, *COLUMNS)])
def test_every_column_and_field_is_documented(field: str) -> None:
    cells = [row.split("|")[1] for row in RECORD_PAGE.read_text(encoding="utf-8").splitlines() if row.startswith("| ")]
    assert any(f"`{field}`" in cell for cell in cells), f"{field} has no row in docs/record.md"


def test_the_card_in_the_page_is_a_card() -> None:
    text = RECORD_PAGE.read_text(encoding="utf-8").partition("```toml\n")[2].partition("```")[0]
    assert CardShape.model_validate(tomllib.loads(text)).coverage[0].completeness == "at_least"
