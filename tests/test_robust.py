"""Files as they come: broken, hostile, enormous. One clear line with an exit code of 3, and nothing half-loaded."""

from __future__ import annotations

import csv
import gzip
import io
import json
import os
import resource
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from onrecord.cli import main
from onrecord.errors import VerificationError
from onrecord.project import Project, create_project
from tests.factories import figures_csv, figures_row
from tests.kills import NAMES, ged_csv

ROOT = Path(__file__).resolve().parent.parent
FIGURES = figures_csv(figures_row(note="غارات"), figures_row(id="t-2", place="Syria")).decode()
PLACES = NAMES.replace("parent\n", "parent,lat,lon\n").replace("Anbar\n", "Anbar,33.1,42.2\n")
EVENTS = ged_csv(where_coordinates="الموصل town")
GEONAMES = "\t".join(["1", "Quxville", "Quxville", "", "33.1", "42.2", "P", "PPL", "IQ", *[""] * 10]) + "\n"
DIVISIONS = "ADM1_PCODE,ADM1_EN,ADM1_AR\nIQG99,Quxland,قكسلند\n"
GIGABYTE = 1_000_000_000


@pytest.fixture
def project(tmp_path: Path) -> Project:
    return create_project(tmp_path / "project", empty=True)


def load(project: Project, path: Path) -> Result:
    return CliRunner().invoke(main, ["load", str(path), "--project", str(project.path)])


def kept(project: Project) -> set[str]:
    return {str(path) for path in project.path.rglob("*") if path.is_file() and not path.name.startswith("journal.")}


def refused(project: Project, path: Path, expected: str) -> None:
    """The file is refused in one line that names it, and the project is as it was."""
    before, entries = kept(project), project.journal.entries()
    done = load(project, path)
    assert done.exit_code == 3, done.output
    assert done.stdout == ""
    assert done.stderr.count("\n") == 1, done.stderr
    assert path.name in done.stderr
    assert expected in done.stderr
    assert len(done.stderr) < 600
    assert (kept(project) | {str(project.path / "lock")}, project.journal.entries()) == (
        before | {str(project.path / "lock")},
        entries,
    )
    project.verify()


def bomb(name: str, size: int = 100_000_000) -> bytes:
    """A zip archive of a hundred kilobytes that unpacks to a hundred megabytes."""
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w", zipfile.ZIP_DEFLATED) as archive, archive.open(name, "w") as member:
        for _ in range(size // 10_000_000):
            member.write(b"0" * 10_000_000)
    return held.getvalue()


KINDS = {
    "figures.csv": FIGURES,
    "places.csv": PLACES,
    "ged191.csv": EVENTS,
    "divisions.csv": DIVISIONS,
}
BROKEN = [
    pytest.param(lambda text: text.encode("utf-16"), "UTF-", id="UTF-16"),
    pytest.param(lambda text: text.encode("cp1256"), "not UTF-8", id="Windows-1256"),
    pytest.param(lambda text: text.replace("\n", "\n\0", 1).encode(), "", id="a NUL"),
    pytest.param(lambda text: text.encode() + b'"open,', "", id="an unbalanced quote"),
    pytest.param(lambda text: text.encode()[: -len(text.splitlines()[-1]) // 2], "", id="cut off"),
]


@pytest.mark.parametrize("name", [pytest.param(name, id=name) for name in KINDS])
@pytest.mark.parametrize(("breaking", "expected"), BROKEN)
def test_broken_files(project: Project, tmp_path: Path, name: str, breaking, expected: str) -> None:
    path = tmp_path / name
    path.write_bytes(breaking(KINDS[name]))
    refused(project, path, expected)


@pytest.mark.parametrize(
    ("name", "content", "expected"),
    [
        pytest.param("figures.csv", FIGURES.replace("2018-05-02", "2018-04-31"), "2018-04-31", id="31 April"),
        pytest.param("ged191.csv", ged_csv(date_start="2016-04-31"), "2016-04-31", id="31 April of an event"),
        pytest.param("places.csv", PLACES.replace("33.1", "200"), "column lat: found '200'", id="latitude 200"),
        pytest.param("ged191.csv", ged_csv(latitude="200"), "latitude", id="latitude 200 of an event"),
        pytest.param("IQ.txt", GEONAMES.replace("33.1", "200"), "column lat: found '200'", id="and of GeoNames"),
        pytest.param("figures.csv", FIGURES.replace("t-2", "t-1"), "found 't-1', used with other", id="an id twice"),
        pytest.param("places.csv", PLACES + PLACES.partition("\n")[2], "used in row 2 already", id="a name's id twice"),
        pytest.param("ged191.csv", EVENTS + EVENTS.partition("\n")[2], "'1' again", id="an event's id twice"),
        pytest.param("places.toml", "[[name]]\n" + "a = " + "[" * 5000, "nested too deep", id="TOML in the deep"),
        pytest.param("places.zip", b"PK\x05\x06", "", id="an empty zip"),
        pytest.param("x.geojson", '{"features": {"adm1_pcode": ' + "[" * 50_000, "no GeoJSON", id="JSON in the deep"),
        pytest.param("figures.csv", FIGURES.replace("5,5,", "5" * 5000 + ",5,"), "at most 30 digits", id="a number"),
        pytest.param("figures.csv", b"", "", id="nothing"),
        pytest.param("figures.csv", os.urandom(5000), "", id="noise"),
    ],
)  # fmt: skip
def test_wrong_content(project: Project, tmp_path: Path, name: str, content: str | bytes, expected: str) -> None:
    path = tmp_path / name
    path.write_bytes(content if isinstance(content, bytes) else content.encode())
    refused(project, path, expected)


@pytest.mark.parametrize(
    ("name", "member"),
    [
        pytest.param("places.zip", "IQ.txt", id="of places"),
        pytest.param("ged191.zip", "ged191.csv", id="of events"),
        pytest.param("events.json.zip", "page.json", id="of pages"),
    ],
)
def test_zip_bombs(project: Project, tmp_path: Path, name: str, member: str) -> None:
    path = tmp_path / name
    path.write_bytes(bomb(member))
    assert path.stat().st_size < 1_000_000
    refused(project, path, "")


def test_a_bomb_of_gzip(project: Project, tmp_path: Path) -> None:
    path = tmp_path / "ged191.csv.gz"
    path.write_bytes(gzip.compress(ged_csv().partition("\n")[0].encode() + b"\n" + b"0" * 50_000_000))
    refused(project, path, "")


@pytest.mark.parametrize(
    ("name", "head"),
    [
        pytest.param("figures.csv", FIGURES, id="of figures"),
        pytest.param("ged191.csv", EVENTS, id="of events"),
        pytest.param("IQ.txt", GEONAMES, id="of GeoNames"),
        pytest.param("june.md", "---\n", id="of a statement"),
    ],
)
def test_a_line_of_ten_gigabytes(project: Project, tmp_path: Path, name: str, head: str) -> None:
    """A file with holes takes no room; a megabyte of letters before the hole looks like a line that goes on."""
    path = tmp_path / name
    with path.open("wb") as file:
        file.write(head.encode() + b"x" * 2_000_000)
        file.truncate(10 * GIGABYTE)
    with limited(resource.RLIMIT_AS, 3 * GIGABYTE):
        if name == "june.md":
            done = CliRunner().invoke(main, ["load", "statement", str(path), "--project", str(project.path)])
            assert (done.exit_code, done.stderr.count("\n")) == (3, 1)
            return
        refused(project, path, "")


class limited:  # noqa: N801 - a context manager, read as a word
    """This process may use only so much, for as long as the block lasts."""

    def __init__(self, what: int, most: int) -> None:
        self.what, self.most = what, most

    def __enter__(self) -> None:
        self.before = resource.getrlimit(self.what)
        resource.setrlimit(self.what, (self.most, self.before[1]))

    def __exit__(self, *_: object) -> None:
        resource.setrlimit(self.what, self.before)


def paged(*pages: object) -> bytes:
    """The pages of an API as a fetch keeps them."""
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w") as archive:
        for number, page in enumerate(pages, start=1):
            archive.writestr(f"page-{number:05}.json", json.dumps(page))
    return held.getvalue()


def test_pages_of_an_interface_are_one_table(project: Project, tmp_path: Path) -> None:
    first, second = (next(csv.DictReader(io.StringIO(ged_csv(id=key)))) for key in ("1", "2"))
    path = tmp_path / "ucdp-ged-25.1-api.zip"
    path.write_bytes(paged({"TotalCount": 2, "Result": [first]}, {"Result": [second]}, {"Result": []}))
    done = load(project, path)
    assert done.exit_code == 0, done.output
    assert "2 rows read as ucdp-ged" in done.stdout
    assert [table.version for table in project.tables.loaded()] == ["25.1"]
    assert project.verify().files == 1
    (project.path / "sources" / project.tables.loaded()[0].sha256).unlink()
    with pytest.raises(VerificationError, match="is missing or was changed"):
        project.verify()


def test_a_page_that_holds_no_rows(project: Project, tmp_path: Path) -> None:
    path = tmp_path / "ged-25.1-api.zip"
    path.write_bytes(paged({"Result": [{"id": "1"}]}, {"error": "too many requests"}))
    refused(project, path, "")


# -- A disk that fills up -----------------------------------------------------------------------------------------

FULL = """
import resource, sys
from onrecord.cli import main
resource.setrlimit(resource.RLIMIT_FSIZE, (int(sys.argv[1]),) * 2)
main(sys.argv[2:])
"""


@pytest.mark.parametrize("room", [pytest.param(room, id=f"{room} bytes") for room in (0, 300, 5000, 60_000)])
@pytest.mark.parametrize("name", [pytest.param(name, id=name) for name in ("figures.csv", "places.csv", "ged191.csv")])
def test_a_disk_that_fills_up(project: Project, tmp_path: Path, name: str, room: int) -> None:
    """No file may grow past so many bytes: to a writer that is a full disk, wherever in its work it comes."""
    path = tmp_path / name
    path.write_text(KINDS[name], encoding="utf-8")
    command = [sys.executable, "-c", FULL, str(room), "load", str(path), "--project", str(project.path)]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode in (0, 3), done.stderr
    assert done.returncode == 0 or done.stderr.count("\n") == 1, done.stderr
    loaded = {"figures.csv": project.loads, "places.csv": project.named}.get(name)
    there = bool(loaded()) if loaded is not None else bool(project.tables.loaded())
    assert there is (done.returncode == 0), "all or nothing"
    project.verify()
    again = load(project, path)
    assert again.exit_code == 0, again.output
    project.verify()


# -- Two at once --------------------------------------------------------------------------------------------------


def test_a_second_process_says_who_holds_the_project(project: Project, tmp_path: Path) -> None:
    path = tmp_path / "figures.csv"
    path.write_text(FIGURES, encoding="utf-8")
    with project.locked():
        command = [sys.executable, "-m", "onrecord", "load", str(path), "--project", str(project.path)]
        at_once = {**os.environ, "ONRECORD_WAIT": "0"}
        done = subprocess.run(command, cwd=ROOT, env=at_once, capture_output=True, text=True, check=False)
    assert done.returncode == 7
    assert "held by " in done.stderr
    assert f"process {os.getpid()} on " in done.stderr
    assert done.stderr.count("\n") == 1


READER = """
import sys, pathlib
from onrecord.project import open_project
while not pathlib.Path(sys.argv[2]).exists():
    print(len(open_project(sys.argv[1]).figures()), flush=True)
"""


def test_readers_keep_working_while_others_load(project: Project, tmp_path: Path) -> None:
    """Figures are asked for all the time while files are loaded; every answer is one that was true."""
    command = [sys.executable, "-c", READER, str(project.path), str(tmp_path / "stop")]
    reader = subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
    assert reader.stdout is not None
    seen = [int(reader.stdout.readline())]
    for n in range(10):
        path = tmp_path / f"{n}.csv"
        path.write_bytes(figures_csv(figures_row(id=f"t-{n}")))
        project.load_figures(path)
    (tmp_path / "stop").touch()
    out, err = reader.communicate(timeout=60)
    assert reader.returncode == 0, err
    seen += [int(line) for line in out.splitlines()]
    assert seen == sorted(seen)
    assert (seen[0], len(set(seen)) > 2, seen[-1] <= 10) == (0, True, True)
