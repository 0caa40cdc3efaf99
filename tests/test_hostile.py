"""Files that nobody in good faith would give: each is one clear line with exit code 3, or is harmless; never a wait."""

from __future__ import annotations

import gzip
import hashlib
import io
import json
import os
import random
import shutil
import stat
import subprocess
import sys
import tarfile
import zipfile
from collections.abc import Callable, Iterable
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from hypothesis import given
from hypothesis import strategies as st

from onrecord.cli import main
from onrecord.errors import InputError
from onrecord.printable import one_line, printable
from onrecord.project import Project, create_project, open_project
from onrecord.tableload import staged
from onrecord.tablestore import reading_of
from tests.factories import figures_csv, figures_row
from tests.kills import NAMES, ged_csv
from tests.test_robust import ROOT, refused

EVENTS = ged_csv()


@pytest.fixture
def project(tmp_path: Path) -> Project:
    return create_project(tmp_path / "project", empty=True)


def run(*arguments: object) -> Result:
    return CliRunner().invoke(main, [str(each) for each in arguments])


def load(project: Project, *paths: Path | str) -> Result:
    return run("load", *paths, "--project", project.path)


def zipped(*members: tuple[str | zipfile.ZipInfo, str | bytes]) -> bytes:
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in members:
            archive.writestr(name, content)
    return held.getvalue()


def a_link(name: str) -> zipfile.ZipInfo:
    found = zipfile.ZipInfo(name)
    found.create_system, found.external_attr = 3, (stat.S_IFLNK | 0o777) << 16
    return found


def tarred() -> bytes:
    held = io.BytesIO()
    with tarfile.open(fileobj=held, mode="w:gz") as archive:
        member = tarfile.TarInfo("ged.csv")
        member.size = len(EVENTS)
        archive.addfile(member, io.BytesIO(EVENTS.encode()))
    return held.getvalue()


COLUMNS = ",".join(f"c{n}" for n in range(100_000))
INNER = zipped(("ged191.csv", EVENTS))
GEOMETRY = '{"type":"Polygon","coordinates":' + "[" * 900 + "]" * 900 + "}"
PROPERTIES = '{"holder":"x","from":"2016-01-01","to":""}'
FEATURE = '{"type":"FeatureCollection","features":[{"type":"Feature","properties":' + PROPERTIES

WRONG = [
    pytest.param("a.csv", f"{COLUMNS}\n1\n", "found 100000 columns, expected at most 500", id="100,000 columns"),
    pytest.param("a.csv", COLUMNS.replace(",", "\t"), "found 100000 columns", id="and cut by tabs"),
    pytest.param("a.json", json.dumps([dict.fromkeys(COLUMNS.split(","), 1)]), "100000 columns", id="and in JSON"),
    pytest.param("a.json", "[" * 100_000 + "]" * 100_000, "not a JSON document", id="JSON 100,000 deep"),
    pytest.param("a.json", '{"a":' * 100_000 + "1" + "}" * 100_000, "not a JSON document", id="and of objects"),
    pytest.param("a.geojson", f'{FEATURE},"geometry":{GEOMETRY}}}]}}', "", id="a geometry 900 deep"),
    pytest.param("a.json", r'[{"id":"\ud800","b":"c"}]', r"half a character (\ud800)", id="half a character in JSON"),
    pytest.param("a.json", f'[{{"id":{"9" * 10_000}}}]', "not a JSON document", id="a number of 10,000 digits"),
    pytest.param("a.json", '[{"id":NaN,"b":1e999}]', "no table that is known here", id="NaN"),
    pytest.param("a.zip", zipped(("inner.zip", INNER)), "found 0 tables in the archive", id="a zip in a zip"),
    pytest.param("a.zip", zipped(("ged191.csv", INNER)), "null character", id="a zip that says it is CSV"),
    pytest.param("a.zip", zipped((a_link("ged191.csv"), "/etc/passwd")), "'/etc/passwd'", id="a link in a zip"),
    pytest.param("a.zip", zipped(*((f"{n}.csv", "") for n in range(5_000))), "found 5000 tables", id="5,000 files"),
    pytest.param("a.zip", INNER.replace(b"\x14\0\0\0", b"\x14\0\1\0"), "encrypted", id="a locked zip"),
    pytest.param("a.xlsx", zipped(("[Content_Types].xml", "<a/>")), "save it as CSV", id="a workbook"),
    pytest.param("a.tar.gz", tarred(), "null character", id="a tar archive"),
    pytest.param("a.csv.gz", gzip.compress(EVENTS.encode())[:-20], "cannot be read", id="gzip cut off"),
    pytest.param("a.csv.gz", gzip.compress(EVENTS.encode()) + b"more", "cannot be read", id="and with more after it"),
    pytest.param("a.csv", "<!DOCTYPE html><title>429</title>", "is a web page", id="a web page"),
    pytest.param("a.md", "Coalition forces conducted 31 strikes.", "load statement", id="a statement"),
    pytest.param("a.csv", EVENTS.replace("\n", "\r"), "carriage returns", id="carriage returns only"),
    pytest.param("a.csv", EVENTS.encode("utf-32"), "UTF-32", id="UTF-32"),
    pytest.param("a.csv", EVENTS.encode("utf-16-be"), "UTF-16", id="UTF-16 without a mark"),
    pytest.param("a.csv", EVENTS.replace("date_prec", "precision"), "ucdp-ged, without 'date_prec'", id="nearly GED"),
    pytest.param("a.csv", "x" * 3_000_000, "", id="a header of three megabytes"),
    pytest.param("a.csv", "x,\x1b[2Jy\n1,2\n", r"'\x1b[2Jy'", id="a header that steers the terminal"),
]  # fmt: skip


@pytest.mark.parametrize(("name", "content", "expected"), WRONG)
def test_hostile_files(project: Project, tmp_path: Path, name: str, content: str | bytes, expected: str) -> None:
    path = tmp_path / name
    path.write_bytes(content if isinstance(content, bytes) else content.encode())
    refused(project, path, expected)


PACKED = [pytest.param(bytes, id="plain"), pytest.param(gzip.compress, id="gzipped")]


@pytest.mark.parametrize("pack", PACKED)
def test_a_null_character_far_down_is_found_in_its_row(
    project: Project, tmp_path: Path, pack: Callable[[bytes], bytes]
) -> None:
    """Farther than what is looked at before the columns are told, while the database reads the rows."""
    head, row = EVENTS.splitlines()
    lines = [head, *(row.replace("1,", f"{n},", 1) for n in range(1, 40_001))]
    lines[30_000] += "\0"
    path = tmp_path / "ged191.csv"
    path.write_bytes(pack("\n".join(lines).encode()))
    refused(project, path, "row 30001: found a null character")


@pytest.mark.parametrize("pack", PACKED)
def test_a_line_without_end_is_refused(project: Project, tmp_path: Path, pack: Callable[[bytes], bytes]) -> None:
    head, row = EVENTS.splitlines()
    dice = random.Random(1)  # what packs well is refused as a bomb
    path = tmp_path / "ged191.csv"
    path.write_bytes(pack(f"{head}\n{row}\n{row}".encode() + dice.randbytes(3_000_000).hex().encode()))
    refused(project, path, "row 3: found a line of more than 4000000 bytes")


def test_what_memory_does_not_hold_is_never_written_where_one_stands(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "ged191.csv"
    path.write_text(EVENTS, encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    reading = reading_of(path)
    assert reading is not None
    with staged(path, reading.reader, path.name) as held:
        ((spilled,),) = held.connection.execute("SELECT current_setting('temp_directory')").fetchall()
        assert Path(spilled).is_absolute()
        assert not Path(spilled).is_relative_to(tmp_path)
    assert not Path(spilled).exists()


def a_pipe(path: Path) -> None:
    os.mkfifo(path)


def a_folder(path: Path) -> None:
    path.mkdir()


def a_loop(path: Path) -> None:
    path.symlink_to(path.name)


def a_device(path: Path) -> None:
    path.symlink_to("/dev/zero")


NO_FILES = [
    pytest.param(a_pipe, "is a pipe or a device", id="a pipe into which nobody writes"),
    pytest.param(a_folder, "is a folder", id="a folder"),
    pytest.param(a_loop, "cannot be read", id="a link to itself"),
    pytest.param(a_device, "is a pipe or a device", id="/dev/zero"),
]


@pytest.mark.parametrize(("make", "expected"), NO_FILES)
def test_what_is_no_file(project: Project, tmp_path: Path, make: Callable[[Path], None], expected: str) -> None:
    make(tmp_path / "events.csv")
    refused(project, tmp_path / "events.csv", expected)
    table = tmp_path / "any.csv"
    table.write_text("a,b\n1,2\n", encoding="utf-8")
    done = run("load", table, "--mapping", tmp_path / "events.csv", "--project", project.path)
    assert (done.exit_code, done.stderr.count("\n")) == (3, 1)


@pytest.mark.parametrize(
    "path",
    [
        pytest.param("../../../../../../etc/passwd", id="out of the folder"),
        pytest.param("/etc/passwd", id="from the root"),
        pytest.param("link.csv", id="by a link"),
        pytest.param("a\nb\u202e.csv", id="with a line break"),
        pytest.param("a\0b", id="with a null character"),
        pytest.param("x" * 5_000, id="longer than any name"),
        pytest.param("pipe.csv", id="of a pipe"),
    ],
)
def test_paths_in_a_package(project: Project, tmp_path: Path, path: str) -> None:
    (tmp_path / "link.csv").symlink_to("/etc/passwd")
    os.mkfifo(tmp_path / "pipe.csv")
    package = tmp_path / "datapackage.json"
    package.write_text(json.dumps({"resources": [{"path": path}]}), encoding="utf-8")
    done = load(project, package)
    assert (done.exit_code, done.stdout, done.stderr.count("\n")) == (3, "", 1)
    assert len(done.stderr) < 2_500


def test_a_member_whose_name_leads_out_is_written_nowhere(project: Project, tmp_path: Path) -> None:
    path = tmp_path / "deep" / "down" / "ged191.zip"
    path.parent.mkdir(parents=True)
    path.write_bytes(zipped(("../../evil.csv", EVENTS)))
    assert load(project, path).exit_code == 0
    assert not list(tmp_path.rglob("evil.csv"))


# -- Names that would steer a terminal ----------------------------------------------------------------------------

STEERING = "a\nb\x1b[31m\u202e132\u2066.csv"


@pytest.mark.parametrize(
    "content",
    [pytest.param(EVENTS, id="events"), pytest.param(figures_csv(figures_row()).decode(), id="figures"),
     pytest.param("x,y\n1,2\n", id="nothing known")],
)  # fmt: skip
def test_a_name_cannot_steer_the_terminal(project: Project, tmp_path: Path, content: str) -> None:
    path = tmp_path / STEERING
    path.write_text(content, encoding="utf-8")
    done = load(project, path)
    assert done.output.count("\n") == 1
    assert not set(done.output) & set("\x1b\u202e\u2066")


@given(st.text())
def test_what_is_printed_is_as_long_as_before_and_steers_nothing(text: str) -> None:
    shown = printable(text)
    assert len(shown) == len(text)
    assert printable(shown) == shown
    assert not any(ord(sign) < 0x20 or 0x7F <= ord(sign) < 0xA0 for sign in shown)
    assert not set(shown) & set("\u202a\u202b\u202c\u202d\u202e\u2028\u2029")
    assert len(one_line(text).splitlines()) <= 1


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        pytest.param("\u2066a < b\u2069", "\u2066a < b\u2069", id="closed"),
        pytest.param("\u2067132", "\u2060132", id="left open"),
        pytest.param("\u2069132\u2066", "\u2060132\u2060", id="ended before it began"),
        pytest.param("\u200fالموصل", "\u200fالموصل", id="a mark"),
        pytest.param("\u202e132\u202c", "\u2060132\u2060", id="an override"),
        pytest.param("a\tb\x07", "a\ufffdb\ufffd", id="controls"),
    ],
)
def test_what_may_be_printed(text: str, shown: str) -> None:
    assert printable(text) == shown


# -- Files that change, and files and folders that may not be touched ---------------------------------------------


@pytest.mark.parametrize("step", ["read", "resolved"])
@pytest.mark.parametrize("old", [pytest.param(True, id="written long ago"), pytest.param(False, id="just written")])
def test_a_file_that_grows_while_it_is_loaded(project: Project, tmp_path: Path, step: str, old: bool) -> None:
    path = tmp_path / "ged191.csv"
    path.write_text(EVENTS, encoding="utf-8")
    if old:
        os.utime(path, (1e9, 1e9))
    reading = reading_of(path)
    assert reading is not None

    def at(done: str) -> None:
        if done == step:
            with path.open("a", encoding="utf-8") as file:
                file.write(EVENTS.partition("\n")[2].replace("1,2016", "2,2016", 1))

    with pytest.raises(InputError, match="changed while it was loaded"):
        project.load_table(path, path.name, reading, at=at)
    assert project.tables.loaded() == ()
    assert not [*(project.path / "sources").iterdir(), *(project.path / "record" / "tables").iterdir()]
    assert load(project, path).exit_code == 0
    assert project.verify().files == 1


def test_tables_are_loaded_all_or_none(project: Project, tmp_path: Path) -> None:
    good, other, bad = (tmp_path / f"ged{n}1.csv" for n in (19, 20, 21))
    good.write_text(EVENTS, encoding="utf-8")
    other.write_text(ged_csv(id="2"), encoding="utf-8")
    bad.write_text(ged_csv(latitude="200"), encoding="utf-8")
    done = load(project, good, bad, other)
    assert (done.exit_code, done.stdout, done.stderr.count("\n")) == (3, "", 1)
    assert project.tables.loaded() == ()
    assert not [*(project.path / "sources").iterdir(), *(project.path / "record" / "tables").iterdir()]
    done = load(project, good, other, good)
    assert [line.rpartition(": ")[2] for line in done.stdout.splitlines()] == [
        "1 row read as ucdp-ged, 4 reports",
        "1 row read as ucdp-ged, 4 reports",
        "1 row read as ucdp-ged, 4 reports, already loaded; nothing changed",
    ]
    assert len(project.journal.entries()) == 3
    figures = tmp_path / "figures.csv"
    figures.write_bytes(figures_csv(figures_row()))
    done = load(project, bad, figures)
    assert (done.exit_code, done.stdout, done.stderr.count("\n")) == (3, "", 1)
    assert project.figures() == ()
    done = load(project, good, figures)
    assert [line.rpartition(": ")[2] for line in done.stdout.splitlines()] == [
        "1 row read as ucdp-ged, 4 reports, already loaded; nothing changed",
        "1 figure, 1 of them new",
    ]


def powerless(*arguments: object) -> subprocess.CompletedProcess[str]:
    """The command as somebody whom the rights on files and folders bind, as they do not bind root."""
    command = [sys.executable, "-m", "onrecord", *map(str, arguments)]
    if os.geteuid() == 0:
        if shutil.which("setpriv") is None:
            pytest.skip("root may read and write everything, and there is no setpriv to give that up")
        command = ["setpriv", "--bounding-set", "-dac_override,-dac_read_search", *command]
    return subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)


def rights(paths: Iterable[Path], mode: int) -> None:
    for path in paths:
        path.chmod(path.stat().st_mode & ~0o777 | mode | (0o100 if path.is_dir() and mode else 0))


def test_a_file_that_may_not_be_read(project: Project, tmp_path: Path) -> None:
    path = tmp_path / "ged191.csv"
    path.write_text(EVENTS, encoding="utf-8")
    path.chmod(0)
    done = powerless("load", path, "--project", project.path)
    assert (done.returncode in (2, 3), done.stdout, done.stderr.count("\n")) == (True, "", 1), done.stderr


def test_a_project_that_may_only_be_read(project: Project, tmp_path: Path) -> None:
    """It is asked and checked as any other; what would change it is refused in one line."""
    path, more = tmp_path / "ged191.csv", tmp_path / "ged201.csv"
    path.write_text(EVENTS, encoding="utf-8")
    more.write_text(ged_csv(id="2"), encoding="utf-8")
    assert load(project, path).exit_code == 0
    everything = [project.path, *project.path.rglob("*")]
    rights(everything, 0o444)
    try:
        for command in (["figures"], ["events", "deaths"], ["sources"], ["unresolved"], ["verify"]):
            done = powerless(*command, "--project", project.path)
            assert done.returncode == 0, done.stderr
        assert "6 - 6" in powerless("events", "deaths", "--project", project.path).stdout
        done = powerless("load", more, "--project", project.path)
        assert (done.returncode, done.stdout, done.stderr.count("\n")) == (3, "", 1), done.stderr
    finally:
        rights(everything, 0o644)
    assert load(open_project(project.path), more).exit_code == 0


# -- Loading again what nobody touched ----------------------------------------------------------------------------

AGAIN = """
import sys
from onrecord import untouched
from onrecord.cli import main
untouched.SETTLED_NANOSECONDS = int(sys.argv.pop(1))
try:
    main()
finally:
    print("onrecord.project" in sys.modules)
"""
NEVER, AT_ONCE = 10**18, -(10**18)
"""How long ago a file must have been touched last for its times to tell it from what it may become."""


def again(project: Project, path: Path, *more: str, settled: int = AT_ONCE) -> tuple[str, bool]:
    """What a load says, and whether it was known without a look into the file or the project."""
    command = [sys.executable, "-c", AGAIN, str(settled), "load", str(path), "--project", str(project.path), *more]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True)
    said, _, looked = done.stdout.rstrip("\n").rpartition("\n")
    return said.partition(": ")[2], looked == "False"


@pytest.mark.parametrize(
    ("name", "content", "told"),
    [
        pytest.param("ged191.csv", EVENTS, "1 row read as ucdp-ged, 4 reports", id="a table"),
        pytest.param("figures.csv", figures_csv(figures_row()).decode(), "1 figure", id="figures"),
        pytest.param("names.csv", NAMES, "1 name", id="names"),
    ],
)
def test_what_nobody_touched_is_known(project: Project, tmp_path: Path, name: str, content: str, told: str) -> None:
    path = tmp_path / name
    path.write_text(content, encoding="utf-8")
    nothing = f"{told}, already loaded; nothing changed"
    assert again(project, path, settled=NEVER)[0].startswith(told)
    assert again(project, path) == (nothing, False), "written just now, so nothing was remembered"
    assert again(project, path) == (nothing, True)
    (tmp_path / "other.csv").write_bytes(figures_csv(figures_row(id="t-9")))
    assert load(project, tmp_path / "other.csv").exit_code == 0
    assert again(project, path) == (nothing, False), "the project was changed since"
    assert again(project, path) == (nothing, True)
    (project.path / "record" / "loads.json").write_text('{"a": [1', encoding="utf-8")
    assert again(project, path) == (nothing, False), "what was remembered is spoilt"
    assert again(project, path) == (nothing, True)
    next((project.path / "sources").glob(hashlib.sha256(content.encode()).hexdigest())).touch()
    assert again(project, path)[1] is False, "the kept file was touched"
    path.write_text(content + "\n", encoding="utf-8")
    assert again(project, path)[1] is False, "the file was changed"


def test_what_else_is_said_of_a_file_is_looked_at(project: Project, tmp_path: Path) -> None:
    path = tmp_path / "ged191.csv"
    path.write_text(EVENTS, encoding="utf-8")
    for more in ((), ("--published", "2020-01-01"), ("--release", "20.1")):
        assert again(project, path, *more) == ("1 row read as ucdp-ged, 4 reports", False)
        assert again(project, path, *more)[1] is True
