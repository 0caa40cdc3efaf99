"""Names that people bring: read with what is wrong by row and column, kept with the project, known to its claims."""

from __future__ import annotations

import csv
import datetime as dt
import hashlib
import io
import json
import shutil
import zipfile
from pathlib import Path

import pytest
from click.testing import CliRunner

from onrecord import names as names_module
from onrecord.claim import find_claims
from onrecord.cli import main
from onrecord.errors import InputError, VerificationError
from onrecord.gazetteer import catalogue, packaged, resolve_actor, resolve_place, using, with_names
from onrecord.journal import NAMED, Author
from onrecord.names import COLUMNS, is_names, read_names
from onrecord.period import parse_edtf
from onrecord.project import Project, create_project, open_project
from onrecord.question import Question, scope_of
from onrecord.statement import statement_from_text
from tests.factories import BULLETIN, figures_csv, figures_row
from tests.kills import ged_csv

AUTHOR = Author("Rana", dt.datetime(2018, 6, 1, tzinfo=dt.UTC))
GEONAMES = Path(__file__).resolve().parent.parent.parent / "shared" / "data" / "geonames_iq_sy_cities500.csv"

OWN = """\
id,kind,name_en,name_ar,spellings,parent,lat,lon
my:quxville,town,Quxville,قكسفيل,Quxton; Quxham,Anbar,33.1,42.2
my:qux-camp,area,Qux Camp,مخيم قكس,,my:quxville,,
my:qux-brigade,group,Qux Brigade,لواء قكس,QBX,,,
my:qux-battery,forces,Qux Battery,بطارية قكس,,my:qux-brigade,,
"""


def own(**changes: str) -> bytes:
    """A file of one name, with some columns changed."""
    row = {"id": "my:x", "kind": "town", "name_en": "Xville", "name_ar": "", "spellings": "", "parent": "IQ"}
    row |= {"lat": "", "lon": ""} | changes
    lines = io.StringIO()
    writer = csv.DictWriter(lines, COLUMNS, lineterminator="\n")
    writer.writeheader()
    writer.writerow(row)
    return lines.getvalue().encode()


def geoname(number: str, name: str, others: str = "", **changes: str) -> str:
    """A line in the columns of GeoNames."""
    cells = {"lat": "33.5", "lon": "42.5", "class": "P", "code": "PPL", "country": "IQ"} | changes
    first = [number, name, name, others, cells["lat"], cells["lon"], cells["class"], cells["code"], cells["country"]]
    return "\t".join([*first, "", "01", "", "", "", "1200", "", "", "Asia/Baghdad", "2020-01-01"])


COUNTRY_FILE = "\n".join(
    [
        geoname("900000001", "Al Quxbah", "Quxba,القكسبة,Al-Quxbah,Кусба"),
        geoname("900000002", "Jabal Qux", **{"class": "T", "code": "MT"}),
        geoname("99072", "Mosul"),
        geoname("900000003", "Mar"),
    ]
).encode()


def zipped(**files: bytes) -> bytes:
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in files.items():
            archive.writestr(name.replace("_", "."), content)
    return held.getvalue()


@pytest.fixture
def project(tmp_path: Path) -> Project:
    return create_project(tmp_path / "project", empty=True, author=AUTHOR)


def written(path: Path, content: bytes | str) -> Path:
    path.write_bytes(content.encode() if isinstance(content, str) else content)
    return path


def slots(text: str, known: object) -> list[tuple[tuple[str, ...], tuple[str, ...]]]:
    """Places and doers of the claims in a text."""
    with using(known):  # type: ignore[arg-type]
        statement = statement_from_text(text, published_on=dt.date(2018, 5, 20), title=BULLETIN)
        return [(claim.scope.places, claim.scope.by) for claim in find_claims(statement, catalogue())]


# -- one's own ----------------------------------------------------------------------------------------------------


def test_own_names_are_known_after_the_load(project: Project, tmp_path: Path) -> None:
    done = project.load_files([written(tmp_path / "own.csv", OWN)], author=AUTHOR)
    assert [(one.names, one.new, one.already) for one in done] == [(4, 4, False)]
    known = open_project(project.path).catalogue()
    text = "On 3 May the Qux Brigade carried out 4 attacks in Quxton."
    assert slots(text, known) == [(("my:quxville",), ("my:qux-brigade",))]
    assert slots("نفذ لواء قكس 4 هجمات في قكسفيل في 3 أيار.", known) == [(("my:quxville",), ("my:qux-brigade",))]
    assert slots(text, None) != [(("my:quxville",), ("my:qux-brigade",))]
    assert known.places.tree.chain("my:qux-camp") == ("my:qux-camp", "my:quxville", "IQ-AN", "IQ", "world")
    assert known.actors.tree.holds("my:qux-brigade", "my:qux-battery")


def test_loading_twice_changes_nothing(project: Project, tmp_path: Path) -> None:
    path = written(tmp_path / "own.csv", OWN)
    project.load_files([path], author=AUTHOR)
    before = [entry.kind for entry in project.journal.entries()]
    assert str(project.load_files([path], author=AUTHOR)[0]) == "4 names, already loaded; nothing changed"
    assert [entry.kind for entry in project.journal.entries()] == before
    assert before.count(NAMED) == 1
    assert project.verify().files == 1


def test_own_actors_have_parents_for_some_days(project: Project, tmp_path: Path) -> None:
    text = (
        "id,kind,name_en,parent,why\n"
        "my:band,group,Quxband,Free Syrian Army; my:army [2015-01-01/2016-06-30]; sdf [2017/..],a pact\n"
        "my:army,group,Quxarmy,,\n"
        "netherlands-government,part,,coalition [2014-10-07/2016-06-30],a letter\n"
    )
    project.load_files([written(tmp_path / "own.csv", text)], author=AUTHOR)
    for _ in range(2):  # made, then as kept beside the snapshots
        actors = open_project(project.path).catalogue().actors
        years = ["2014", "2015", "2016-09", "2018"]
        assert [actors.on(("my:band",), parse_edtf(year)) for year in years] == [
            ("my:band",), ("my:band@my:army",), ("my:band",), ("my:band@sdf",)
        ]  # fmt: skip
        assert actors.tree.chain("my:band") == ("my:band", "free-syrian-army", "anyone")
        assert actors.stints["my:band@my:army"][0].why == "a pact"
        assert actors.on(("netherlands-forces",), parse_edtf("2015")) == (
            "netherlands-forces@netherlands-government@coalition",
        )
        assert actors.on(("netherlands-forces",), parse_edtf("2017")) == ("netherlands-forces",)


@pytest.mark.parametrize(
    ("row", "expected"),
    [
        pytest.param("my:a,group,A,sdf [2015-31-12/..]", "days in EDTF", id="no such day"),
        pytest.param("my:a,group,A,sdf; Free Syrian Army", "at most one for all other days", id="two at all times"),
        pytest.param("my:a,group,A,sdf [2015]; ypg [2015-06/..]", "one parent at a time", id="two on one day"),
        pytest.param("my:a,group,A,my:a [2015]", "does not lie in its own part", id="part of itself"),
        pytest.param("sdf,part,,ypg [2015]", "does not lie in its own part", id="part of its own part"),
        pytest.param("sdf,part,,coalition", "each with its days", id="a packaged one at all times"),
        pytest.param("my:a,part,,coalition [2015]", "the id of a packaged actor", id="a part that is not packaged"),
    ],
)
def test_wrong_parents_are_said(row: str, expected: str) -> None:
    with pytest.raises(InputError, match=expected):
        read_names(f"id,kind,name_en,parent\n{row}\n".encode(), "own.csv")


def test_the_same_in_toml() -> None:
    toml = """[[name]]
id = "my:x"
kind = "town"
name_en = "Xville"
spellings = ["Xton", "Xham"]
parent = "IQ"
lat = 33.5
lon = 42
"""
    (place,) = read_names(toml.encode(), "own.toml").places
    assert (place.id, place.within, place.spellings, place.lat) == ("my:x", "IQ", ("Xton", "Xham"), "33.5")


def test_an_own_name_wins_over_a_town_but_not_over_a_country() -> None:
    own_mosul = read_names(own(id="my:mosul", name_en="Mosul", parent="US-TX"), "own.csv").added()
    with using(with_names([own_mosul])):
        assert slots("On 3 May 4 strikes hit Mosul.", catalogue())[0][0] == ("my:mosul",)
        assert resolve_place("Mosul") == "gn:99072", "what a file of figures says does not change"
    iraq = read_names(own(id="my:iraq", name_en="Iraq", parent="US-TX"), "own.csv").added()
    assert slots("On 3 May 4 strikes hit Iraq.", with_names([iraq]))[0][0] == ()


WRONG = [
    pytest.param(own(id="a b"), "row 2, column id: found 'a b', expected letters", id="an id with a blank"),
    pytest.param(own(id="IQ"), "row 2, column id: found 'IQ', expected an id of its own", id="a packaged id"),
    pytest.param(own(kind="planet"), "row 2, column kind: found 'planet', expected one of governorate", id="a kind"),
    pytest.param(own(name_en=""), "row 2, column name_en: found '', expected a name", id="no name"),
    pytest.param(
        own(name_en="بلدة"), "column name_en: found 'بلدة', expected a name in letters that", id="the other script"
    ),
    pytest.param(
        own(name_ar="Town"), "column name_ar: found 'Town', expected a name in Arabic", id="no Arabic letters"
    ),
    pytest.param(own(parent="Atlantis"), "column parent: found 'Atlantis', expected one place", id="no such parent"),
    pytest.param(own(parent=""), "column parent: found '', expected the place that it lies in", id="no parent"),
    pytest.param(own(parent="my:x"), "column parent: found 'my:x', expected a whole", id="in itself"),
    pytest.param(own(lat="95", lon="42"), "column lat: found '95', expected degrees from -90", id="too far north"),
    pytest.param(own(lat="33.5"), "column lon: found '', expected degrees", id="half a point"),
    pytest.param(
        own() + own().partition(b"\n")[2], "row 3, column id: found 'my:x', expected an id of its own", id="twice"
    ),
    pytest.param(b"id,kind,nom\na,b,c\n", "row 1: found the columns 'id,kind,nom'", id="an unknown column"),
    pytest.param(b"id,kind,name_en\nmy:x,town\n", "row 2: found 2 columns, expected 3", id="a short row"),
    pytest.param(b"id,kind,name_en\n", "found no names in it", id="nothing in it"),
    pytest.param(b"id,kind,name_en\nmy:x,town,\xff\n", "bytes that are not UTF-8", id="not UTF-8"),
]


@pytest.mark.parametrize(("content", "expected"), WRONG)
def test_the_first_wrong_row_is_said_in_one_line(content: bytes, expected: str) -> None:
    with pytest.raises(InputError) as caught:
        read_names(content, "own.csv")
    assert str(caught.value).startswith("own.csv")
    assert expected in str(caught.value)
    assert "\n" not in str(caught.value)


@pytest.mark.parametrize(
    "content",
    [
        pytest.param(b"name = 3", id="no tables"),
        pytest.param(b"[[name]]\nid = 'a'\nkind = 'town'\nsize = 3\n", id="an unknown key"),
        pytest.param(b"x = " + b"[" * 100_000, id="nested deep"),
        pytest.param(b"[[name]\n", id="not TOML"),
    ],
)
def test_wrong_toml_is_refused(content: bytes) -> None:
    with pytest.raises(InputError, match=r"own\.toml"):
        read_names(content, "own.toml")


def test_a_wrong_file_leaves_the_project_as_it_was(project: Project, tmp_path: Path) -> None:
    files = [written(tmp_path / "own.csv", OWN), written(tmp_path / "bad.csv", own(kind="planet"))]
    with pytest.raises(InputError, match="column kind"):
        project.load_files(files, author=AUTHOR)
    assert project.catalogue() is packaged()


def test_another_file_may_not_give_an_id_to_something_else(project: Project, tmp_path: Path) -> None:
    project.load_files([written(tmp_path / "a.csv", own())], author=AUTHOR)
    with pytest.raises(InputError, match="column id: found 'my:x', loaded with other content"):
        project.load_files([written(tmp_path / "b.csv", own(name_en="Yville"))], author=AUTHOR)


IN_QUXVILLE = figures_row(place="Quxville")


def test_names_are_known_to_what_comes_with_them(project: Project, tmp_path: Path) -> None:
    """Figures and tables of events may speak of them, whichever is given first; one load, one journal."""
    figures = tmp_path / "figures.csv"
    figures.write_bytes(figures_csv(IN_QUXVILLE))
    table = written(tmp_path / "ged191.csv", ged_csv(where_coordinates="Quxville town"))
    names = written(tmp_path / "own.csv", own(id="my:quxville", name_en="Quxville", parent="Ninawa"))
    with pytest.raises(InputError, match="Quxville"):
        project.load_files([figures], author=AUTHOR)
    before = len(project.journal.entries())
    told = CliRunner().invoke(main, ["load", *map(str, (figures, table, names)), "--project", str(project.path)])
    assert told.exit_code == 0, told.output
    assert [line.rpartition(": ")[2] for line in told.stdout.splitlines()] == [
        "1 figure, 1 of them new",
        "1 row read as ucdp-ged, 4 reports",
        "1 name, 1 of them new",
    ]
    kinds = [entry.kind for entry in project.journal.entries()][before:]
    assert kinds == ["names loaded", "figures loaded", "table loaded"]
    (held,) = [figure for figure in project.figures() if figure.id == "t-1"]
    assert held.scope.places == ("my:quxville",)
    with using(project.catalogue()):
        scope = scope_of(Question("deaths", places="Quxville", period="2016-11-02"), catalogue())
        found = project.holdings().bearing_on([scope]).figures
    totals = [figure for figure in found if figure.scope.measure == "deaths" and figure.kind == "total"]
    assert [figure.low for figure in totals if figure.low] == [6]
    assert project.verify().files == 3
    again = CliRunner().invoke(main, ["load", *map(str, (names, table, figures)), "--project", str(project.path)])
    assert again.stdout.count("already loaded; nothing changed") == 3
    assert len(project.journal.entries()) == before + 3


WRONG_WITH_OTHERS = [
    pytest.param({"own.csv": own(kind="planet").decode()}, "column kind", id="names"),
    pytest.param({"figures.csv": figures_csv(figures_row(place="Nowhereville")).decode()}, "Nowhere", id="figures"),
    pytest.param({"ged191.csv": ged_csv(latitude="200")}, "column latitude", id="a table"),
]


@pytest.mark.parametrize(("wrong", "expected"), WRONG_WITH_OTHERS)
def test_where_one_of_several_kinds_is_wrong_none_is_loaded(
    project: Project, tmp_path: Path, wrong: dict[str, str], expected: str
) -> None:
    good = {
        "own.csv": own(id="my:quxville", name_en="Quxville").decode(),
        "figures.csv": figures_csv(IN_QUXVILLE).decode(),
        "ged191.csv": ged_csv(),
    }
    files = [written(tmp_path / name, text) for name, text in (good | wrong).items()]
    before = sorted(project.path.rglob("*"))
    for how in ([], ["--dry-run"]):
        told = CliRunner().invoke(main, ["load", *map(str, files), *how, "--project", str(project.path)])
        assert (told.exit_code, expected in told.stderr, told.stderr.count("\n")) == (3, True, 1), told.output
    left = [path for path in sorted(project.path.rglob("*")) if path not in before]
    assert [path.name for path in left if path.name not in ("seen.json", "tables")] == []
    assert project.catalogue() is packaged()


def test_a_dry_run_says_what_files_of_each_kind_would_come_to(project: Project, tmp_path: Path) -> None:
    figures = tmp_path / "figures.csv"
    figures.write_bytes(figures_csv(IN_QUXVILLE))
    names = written(tmp_path / "own.csv", own(id="my:quxville", name_en="Quxville"))
    before = sorted(project.path.rglob("*"))
    told = CliRunner().invoke(main, ["load", str(figures), str(names), "--dry-run", "--project", str(project.path)])
    assert told.stdout == f"{figures}: 1 figure, 1 of them new\n{names}: 1 name, 1 of them new\n"
    assert sorted(project.path.rglob("*")) == before


# -- GeoNames -----------------------------------------------------------------------------------------------------


def test_a_country_file_gives_its_populated_places() -> None:
    read = read_names(COUNTRY_FILE, "IQ.txt")
    assert [place.id for place in read.places] == ["gn:900000001", "gn:900000003"], "no mountain, nothing known already"
    first = read.places[0]
    assert (first.kind, first.within, first.names) == ("town", "IQ", {"en": "Al Quxbah", "ar": "القكسبة"})
    assert "Кусба" not in first.spellings


def test_a_name_from_geonames_needs_its_context_and_gives_way() -> None:
    known = with_names([read_names(COUNTRY_FILE, "IQ.txt").added()])
    assert slots("On 3 May 4 strikes in el-Quxba killed 3 fighters.", known)[0][0] == ("gn:900000001",)
    assert slots("في 3 أيار نفذت 4 ضربات في القكسبة.", known)[0][0] == ("gn:900000001",)
    assert slots("Quxbah said on 3 May that 4 strikes were made.", known)[0][0] == ()


def test_zipped_it_is_the_same() -> None:
    assert read_names(zipped(readme_txt=b"read me", IQ_txt=COUNTRY_FILE), "IQ.zip").places == (
        read_names(COUNTRY_FILE, "IQ.txt").places
    )


@pytest.mark.parametrize(
    ("content", "expected"),
    [
        pytest.param(
            geoname("x", "A").encode(), "row 1, column geonameid: found 'x', expected a number", id="a number"
        ),
        pytest.param(geoname("1", "A", lat="95").encode(), "row 1, column lat: found '95'", id="latitude"),
        pytest.param(geoname("1", "A", country="??").encode(), "row 1, column country: found '??'", id="country"),
        pytest.param(COUNTRY_FILE + b"\n1\t2\n", "row 5: found 2 columns, expected the 19", id="a short line"),
        pytest.param(geoname("99072", "Mosul").encode(), "no populated place", id="nothing new"),
    ],
)
def test_a_wrong_line_of_geonames_is_said(content: bytes, expected: str) -> None:
    with pytest.raises(InputError) as caught:
        read_names(content, "IQ.txt")
    assert str(caught.value).startswith("IQ.txt")
    assert expected in str(caught.value)


@pytest.mark.parametrize(
    "content",
    [
        pytest.param(b"PK\x03\x04nonsense", id="no zip"),
        pytest.param(zipped(a_txt=b"1", b_txt=b"2"), id="two files"),
        pytest.param(zipped(a_csv=b"1"), id="none"),
        pytest.param(zipped(**{f"m{n}_csv": b"" for n in range(12)}, a_txt=b"1"), id="many members"),
        pytest.param(zipped(IQ_txt=COUNTRY_FILE)[:200], id="cut off"),
    ],
)
def test_a_wrong_zip_is_refused(content: bytes) -> None:
    with pytest.raises(InputError, match=r"IQ\.zip"):
        read_names(content, "IQ.zip")


def test_a_zip_that_unpacks_to_too_much_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    bomb = zipped(IQ_txt=b"0" * 5_000_000)
    monkeypatch.setattr(names_module, "MOST_BYTES", 1_000_000)
    with pytest.raises(InputError, match="unpacks to more than 1000000 bytes"):
        read_names(bomb, "IQ.zip")


def test_what_is_a_file_of_names() -> None:
    assert is_names(OWN.encode(), "x.csv")
    assert is_names(COUNTRY_FILE, "IQ.txt")
    assert is_names(b"PK\x03\x04", "x")
    assert not is_names(b"id,source,voice,measure\n", "figures.csv")


@pytest.mark.data
@pytest.mark.skipif(not GEONAMES.is_file(), reason="the GeoNames rows are not beside the checkout (../shared/data)")
def test_the_towns_of_iraq_and_syria_are_nearly_all_found_by_their_names() -> None:
    """Of the towns that GeoNames holds with 5,000 people, by either script."""
    rows = list(csv.DictReader(GEONAMES.read_text(encoding="utf-8").splitlines()))
    big = [row for row in rows if int(row["population"]) >= 5000]
    missed = []
    for row in big:
        names = [row["name"], *row["names_other"].split("|"), *row["names_arabic_script"].split("|")]
        if not any(resolve_place(name) for name in names if name):
            missed.append(row["name"])
    assert len(missed) <= len(big) // 5, f"{len(missed)} of {len(big)}: {missed}"


# -- the command --------------------------------------------------------------------------------------------------


def test_the_command_loads_names_and_claims_knows_them(project: Project, tmp_path: Path) -> None:
    run, folder = CliRunner(), str(project.path)
    loaded = run.invoke(main, ["load", "--project", folder, str(written(tmp_path / "own.csv", OWN))])
    assert loaded.exit_code == 0, loaded.output
    assert "4 names, 4 of them new" in loaded.output
    statement = str(written(tmp_path / "s.txt", "On 3 May 2018 the Qux Brigade carried out 4 attacks in Quxton."))
    given = ["claims", "--published", "2018-05-20", statement]
    assert "Attacks by Qux Brigade, Quxville" in run.invoke(main, [*given, "--project", folder]).output
    assert "Quxville" not in run.invoke(main, given).output
    assert resolve_actor("Qux Brigade") is None, "nothing stays in force behind a command"


def test_a_project_may_be_moved(project: Project, tmp_path: Path) -> None:
    project.load_files([written(tmp_path / "own.csv", OWN)], author=AUTHOR)
    moved = open_project(shutil.copytree(project.path, tmp_path / "moved"))
    assert "my:quxville" in moved.catalogue().places


# -- What is kept of them -----------------------------------------------------------------------------------------


def test_names_are_spelt_out_once(project: Project, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "own.csv"
    path.write_text(OWN, encoding="utf-8")
    project.load_files([path], author=AUTHOR)
    made = project.catalogue()
    monkeypatch.setattr("onrecord.names.read_names", lambda *given: pytest.fail("spelt out again"))
    kept = project.catalogue()
    assert (kept.places.forms, kept.actors.forms) == (made.places.forms, made.actors.forms)
    ids = [place.id for place in read_names(OWN.encode(), "own.csv").places]
    assert [kept.places[key] for key in ids] == [made.places[key] for key in ids]


@pytest.mark.parametrize(
    ("old", "new"),
    [
        pytest.param(b'"own":true', b'"own":false', id="touched"),
        pytest.param(b'"made_by"', b'"made"', id="of another program"),
        pytest.param(b"}", b"", id="damaged"),
    ],
)
def test_what_is_kept_and_does_not_fit_is_made_anew(project: Project, tmp_path: Path, old: bytes, new: bytes) -> None:
    path = tmp_path / "own.csv"
    path.write_text(OWN, encoding="utf-8")
    project.load_files([path], author=AUTHOR)
    made = project.catalogue().places.forms
    (kept,) = (project.path / "record" / "names").iterdir()
    whole = kept.read_bytes()
    kept.write_bytes(whole.replace(old, new))
    assert project.catalogue().places.forms == made
    assert kept.read_bytes() == whole


def test_forged_names_are_seen(project: Project, tmp_path: Path) -> None:
    """Somebody may change what is kept and its digest; verify spells it out again."""
    path = tmp_path / "own.csv"
    path.write_text(OWN, encoding="utf-8")
    project.load_files([path], author=AUTHOR)
    assert project.verify().files == 1
    (kept,) = (project.path / "record" / "names").iterdir()
    head, body = kept.read_text(encoding="utf-8").splitlines()
    forged = body.replace(":true", ":false")
    digest = [hashlib.sha256(text.encode()).hexdigest() for text in (body, forged)]
    kept.write_text(f"{head.replace(*digest)}\n{forged}\n", encoding="utf-8")
    with pytest.raises(VerificationError, match="is not what the kept file gives; delete it"):
        project.verify()


def test_names_of_a_project_that_can_only_be_read(project: Project, tmp_path: Path) -> None:
    path = tmp_path / "own.csv"
    path.write_text(OWN, encoding="utf-8")
    project.load_files([path], author=AUTHOR)
    (project.path / "record" / "names").write_text("no folder", encoding="utf-8")
    ids = [place.id for place in read_names(OWN.encode(), "own.csv").places]
    assert set(ids) <= {place.id for place in project.catalogue().places}


# -- Divisions with p-codes ---------------------------------------------------------------------------------------

DIVISIONS = """\
ADM0_EN,ADM0_PCODE,ADM1_EN,ADM1_AR,ADM1_PCODE,ADM2_EN,ADM2_AR,ADM2_PCODE
#country+name,#country+code,#adm1+name,#adm1+name+ar,#adm1+code,#adm2+name,#adm2+name+ar,#adm2+code
Syria,SY,Al-Hasakeh,الحسكة,SY08,Quxmishli,القكسملي,SY0802
Syria,SY,Al-Hasakeh,الحسكة,SY08,Tal Quxmis,تل قكسميس,SY0803
"""
NEWER = """\
adm1_pcode,adm1_name,adm1_name1,adm2_pcode,adm2_name,adm2_name1
SY08,Al-Hasakeh,الحسكة,SY0802,Quxmishli,القكسملي
"""
GEOJSON = json.dumps(
    {"type": "FeatureCollection", "features": [{"type": "Feature", "geometry": None, "properties": {
        "ADM1_PCODE": "SY08", "ADM1_EN": "Al-Hasakeh", "ADM1_AR": "الحسكة", "AREA_SQKM": 7.5,
        "ADM2_PCODE": "SY0802", "ADM2_EN": "Quxmishli", "ADM2_AR": "القكسملي"}}]}
)  # fmt: skip


@pytest.mark.parametrize(
    ("content", "name"),
    [
        pytest.param(DIVISIONS, "syr.csv", id="a table with HXL tags"),
        pytest.param(NEWER, "syr.csv", id="the newer columns"),
        pytest.param(GEOJSON, "syr.geojson", id="GeoJSON"),
    ],
)
def test_divisions_are_known_by_name_and_p_code(content: str, name: str) -> None:
    read = read_names(content.encode(), name)
    assert is_names(content.encode(), name)
    assert (read.codes["SY08"], read.codes["SY0802"]) == ("SY-HA", "pcode:SY0802")
    first = read.places[0]
    assert (first.names, first.within, first.kind) == ({"en": "Quxmishli", "ar": "القكسملي"}, "SY-HA", "district")
    with using(with_names([read.added()])):
        assert [resolve_place(form) for form in ("SY08", "sy0802", "Quxmishli", "القكسملي")] == [
            "SY-HA", *["pcode:SY0802"] * 3]  # fmt: skip


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        pytest.param("SY0802", "XX0802", "row 3, column ADM2_PCODE: found 'XX0802'", id="no country"),
        pytest.param("SY0802", "SY 0802", "column ADM2_PCODE: found 'SY 0802'", id="no p-code"),
        pytest.param("Quxmishli,القكسملي", ",", "row 3: found no name of the division in ADM2", id="no name"),
        pytest.param(",SY0802", "", "row 3: found 7 columns, expected 8", id="a short row"),
    ],
)
def test_wrong_divisions_are_said(old: str, new: str, expected: str) -> None:
    with pytest.raises(InputError, match=r"syr\.csv") as caught:
        read_names(DIVISIONS.replace(old, new).encode(), "syr.csv")
    assert expected in str(caught.value)


@pytest.mark.parametrize("content", ['{"adm1_pcode": ', '["adm1_pcode"]', '{"features": ["adm1_pcode"]}'])
def test_wrong_geojson_is_said(content: str) -> None:
    with pytest.raises(InputError, match=r"syr\.geojson"):
        read_names(content.encode(), "syr.geojson")


def test_a_project_speaks_of_divisions_by_p_code(project: Project, tmp_path: Path) -> None:
    path = tmp_path / "syr.csv"
    path.write_text(DIVISIONS, encoding="utf-8")
    assert str(project.load_files([path], author=AUTHOR)[0]) == "3 names, 3 of them new"
    figures = tmp_path / "figures.csv"
    figures.write_bytes(figures_csv(figures_row(place="SY0803")))
    project.load_files([figures], author=AUTHOR)
    assert [figure.scope.places for figure in project.figures()] == [("pcode:SY0803",)]
    assert project.verify().files == 2


def test_an_actor_is_known_by_the_number_of_its_dataset(project: Project, tmp_path: Path) -> None:
    """UCDP writes the same actor by many names and one number."""
    names = tmp_path / "own.csv"
    names.write_text("id,kind,name_en,ucdp,wikidata\nmy:quxband,group,The Qux Band,999999,Q42\n", encoding="utf-8")
    project.load_files([names], author=AUTHOR)
    assert project.catalogue().actors["my:quxband"].wikidata == "Q42"
    table = tmp_path / "ged191.csv"
    table.write_text(ged_csv(side_b="Some other name", side_b_new_id="999999"), encoding="utf-8")
    done = CliRunner().invoke(main, ["load", str(table), "--project", str(project.path)])
    assert done.exit_code == 0, done.output
    listed = CliRunner().invoke(main, ["unresolved", "--project", str(project.path)]).stdout
    assert "Some other name" not in listed


@pytest.mark.parametrize("column", ["ucdp", "wikidata"])
def test_a_wrong_number_is_said(column: str) -> None:
    content = f"id,kind,name_en,{column}\nmy:quxband,group,The Qux Band,x-1\n"
    with pytest.raises(InputError, match=f"row 2, column {column}: found 'x-1', expected a number as"):
        read_names(content.encode(), "own.csv")
