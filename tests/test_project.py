"""Projects: loading is all or nothing, twice changes nothing, and verify sees what was touched."""

from __future__ import annotations

import dataclasses
import datetime as dt
import errno
import os
import shutil
import signal
import subprocess
import sys
from fractions import Fraction
from pathlib import Path

import pytest

from onrecord.errors import InputError, ProjectBusyError, UsageError, VerificationError
from onrecord.figure import packaged_figures
from onrecord.journal import Author
from onrecord.ledger import digest_figures, read_snapshot, write_snapshot
from onrecord.project import Project, create_project, open_project
from onrecord.row import packaged_bridges
from tests.factories import figures_csv, figures_row

ROOT = Path(__file__).resolve().parent.parent
AUTHOR = Author("Rana", dt.datetime(2018, 6, 1, tzinfo=dt.UTC))
STEPS = ("kept", "built", "placed", "journaled", "named")


@pytest.fixture(scope="session")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An empty project, made once."""
    path = tmp_path_factory.mktemp("made") / "project"
    create_project(path, empty=True, author=AUTHOR)
    return path


@pytest.fixture
def project(made: Path, tmp_path: Path) -> Project:
    """An empty project of one's own."""
    return open_project(shutil.copytree(made, tmp_path / "project"))


@pytest.fixture
def may(tmp_path: Path) -> Path:
    """A file of two figures."""
    return written(tmp_path / "may.csv", figures_row(), figures_row(id="t-2", low="6", high="6", place="Syria"))


def written(path: Path, *rows: dict[str, str]) -> Path:
    path.write_bytes(figures_csv(*rows))
    return path


def contents(folder: Path) -> dict[str, bytes]:
    return {str(path.relative_to(folder)): path.read_bytes() for path in sorted(folder.rglob("*")) if path.is_file()}


def ids(project: Project) -> list[str]:
    return [figure.id for figure in project.figures()]


# -- Making and opening -------------------------------------------------------------------------------------------


def test_a_new_project_holds_the_packaged_facts(tmp_path: Path) -> None:
    project = create_project(tmp_path / "deep" / "project", author=AUTHOR)
    assert project.figures() == packaged_figures()
    assert open_project(project.path).figures() == packaged_figures()
    checked = project.verify()
    assert (checked.files, checked.entries, checked.figures, checked.behind) == (3, 4, 86, 0)
    assert [(entry.user, entry.kind) for entry in project.journal.entries()] == [
        ("Rana", "project made"),
        *[("Rana", "figures loaded")] * 3,
    ]


def test_holdings_bring_cards_and_bridges(project: Project, may: Path) -> None:
    project.load_figures(may)
    held = project.holdings()
    assert ([figure.id for figure in held.figures], held.bridges) == (["t-1", "t-2"], packaged_bridges())
    assert set(held.cards) >= {figure.source for figure in held.figures}


def test_an_empty_project_is_whole(project: Project) -> None:
    assert project.figures() == ()
    assert str(project.verify()) == "0 kept files, 1 journal entry and 0 figures in snapshot 1.duckdb check out"


def test_a_folder_with_other_things_can_become_a_project(tmp_path: Path) -> None:
    (tmp_path / "notes.txt").write_text("mine", encoding="utf-8")
    create_project(tmp_path, empty=True)
    assert (tmp_path / "notes.txt").read_text(encoding="utf-8") == "mine"
    assert open_project(tmp_path).verify().files == 0


@pytest.mark.parametrize(
    ("taken", "expected"),
    [
        pytest.param("sources", "holds sources already", id="a folder of that name"),
        pytest.param("record", "holds record already", id="another folder of that name"),
        pytest.param("format.json", "is already a project", id="a project"),
    ],
)
def test_a_folder_that_cannot_become_one_is_left_alone(tmp_path: Path, taken: str, expected: str) -> None:
    (tmp_path / taken).mkdir()
    (tmp_path / taken / "mine.txt").write_text("mine", encoding="utf-8")
    before = contents(tmp_path)
    with pytest.raises(UsageError, match=expected):
        create_project(tmp_path)
    assert contents(tmp_path) == before


@pytest.mark.parametrize(
    ("text", "error", "expected"),
    [
        pytest.param(None, UsageError, "is no project; make it one with: onrecord init", id="no project"),
        pytest.param('{"onrecord": "project/9"}', InputError, "expected project/1", id="of a later version"),
        pytest.param("{", InputError, "cannot be read", id="no JSON"),
    ],
)
def test_what_cannot_be_opened(tmp_path: Path, text: str | None, error: type[Exception], expected: str) -> None:
    if text is not None:
        (tmp_path / "format.json").write_text(text, encoding="utf-8")
    with pytest.raises(error, match=expected):
        open_project(tmp_path)


# -- Loading ------------------------------------------------------------------------------------------------------


def test_loading_keeps_the_file_as_received(project: Project, may: Path) -> None:
    loaded = project.load_figures(may, author=AUTHOR)
    assert str(loaded) == "2 figures, 2 of them new"
    assert (project.path / "sources" / loaded.sha256).read_bytes() == may.read_bytes()
    entry = project.journal.entries()[-1]
    assert (entry.user, entry.time, entry.content) == (
        "Rana",
        "2018-06-01T00:00:00+00:00",
        {"name": "may.csv", "sha256": loaded.sha256},
    )
    assert {figure.file for figure in project.figures()} == {loaded.sha256}


def test_loading_twice_changes_nothing(project: Project, may: Path, tmp_path: Path) -> None:
    project.load_figures(may)
    before = contents(project.path)
    again = project.load_figures(Path(shutil.copy(may, tmp_path / "another name.csv")))
    assert str(again) == "2 figures, already loaded; nothing changed"
    assert contents(project.path) == before


def test_a_second_file_adds_its_own(project: Project, may: Path, tmp_path: Path) -> None:
    project.load_figures(may)
    loaded = project.load_figures(written(tmp_path / "more.csv", figures_row(), figures_row(id="t-3")))
    assert str(loaded) == "2 figures, 1 of them new"
    assert ids(project) == ["t-1", "t-2", "t-3"]
    assert project.verify().files == 2


def test_the_order_of_loading_does_not_matter_for_what_is_held(made: Path, tmp_path: Path) -> None:
    files = [written(tmp_path / f"{n}.csv", figures_row(id=f"t-{n}")) for n in "abc"]
    digests = set()
    for number, order in enumerate(([0, 1, 2], [2, 0, 1])):
        project = open_project(shutil.copytree(made, tmp_path / str(number)))
        for index in order:
            project.load_figures(files[index])
        digests.add(project.verify().digest)
    assert len(digests) == 1


@pytest.mark.parametrize(
    ("rows", "expected"),
    [
        pytest.param([figures_row(id="t-9"), figures_row(id="t-8", period="2018-04-31")],
                     "row 3, column period: found '2018-04-31'", id="a wrong row"),
        pytest.param([figures_row(id="t-9"), figures_row(high="6")],
                     "row 3, column id: found 't-1', on record with other content", id="an id with other content"),
    ],
)  # fmt: skip
def test_a_wrong_file_leaves_everything_as_it_was(
    project: Project, may: Path, tmp_path: Path, rows: list[dict[str, str]], expected: str
) -> None:
    project.load_figures(may)
    before = contents(project.path)
    wrong = written(tmp_path / "wrong.csv", *rows)
    with pytest.raises(InputError) as caught:
        project.load_figures(wrong)
    assert f"{wrong}, {expected}" in str(caught.value)
    assert "\n" not in str(caught.value)
    assert contents(project.path) == before


def test_a_file_that_is_not_there(project: Project, tmp_path: Path) -> None:
    with pytest.raises(InputError, match="cannot be read: No such file"):
        project.load_figures(tmp_path / "nowhere.csv")


def test_only_the_last_two_snapshots_stay(project: Project, tmp_path: Path) -> None:
    for n in range(4):
        project.load_figures(written(tmp_path / f"{n}.csv", figures_row(id=f"t-{n}")))
    assert sorted(path.name for path in (project.path / "record").iterdir()) == ["4.duckdb", "5.duckdb", "current"]


def test_when_the_tables_change_files_are_read_anew(
    project: Project, may: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    project.load_figures(may)
    monkeypatch.setattr("onrecord.project.reading_tables", lambda: "other tables")
    assert ids(project) == ["t-1", "t-2"]
    assert "names were read by other tables then" in str(project.verify())
    assert project.load_figures(may).already
    assert not project.verify().other_tables


# -- Two at once --------------------------------------------------------------------------------------------------


def test_a_held_project_says_by_whom_and_since_when(project: Project, may: Path) -> None:
    with project.locked(), pytest.raises(ProjectBusyError) as caught:
        project.load_figures(may)
    assert f"process {os.getpid()} on " in str(caught.value)
    assert " since 20" in str(caught.value)
    assert project.figures() == (), "reading goes on"
    assert str(project.load_figures(may)) == "2 figures, 2 of them new"


def test_a_lock_whose_holder_is_gone_holds_nothing(project: Project, may: Path) -> None:
    (project.path / "lock").write_text("somebody (process 1 on nowhere) since long ago", encoding="utf-8")
    assert project.load_figures(may).new == 2


def test_readers_keep_what_they_opened(project: Project, may: Path, tmp_path: Path) -> None:
    project.load_figures(may)
    seen: list[list[str]] = []
    more = written(tmp_path / "more.csv", figures_row(id="t-3"))
    project.load_figures(more, at=lambda step: seen.append(ids(project)))
    before, after = ["t-1", "t-2"], ["t-1", "t-2", "t-3"]
    assert dict(zip(STEPS, seen, strict=True)) == {
        "kept": before,
        "built": before,
        "placed": before,
        "journaled": after,
        "named": after,
    }


def test_two_who_make_the_same_project(tmp_path: Path) -> None:
    path = tmp_path / "project"

    def other(step: str) -> None:
        if step == "built":
            with pytest.raises(ProjectBusyError, match="held by"):
                create_project(path)

    create_project(path, empty=True, at=other)
    with pytest.raises(UsageError, match="is already a project"):
        create_project(path)
    assert open_project(path).verify().entries == 1


# -- Killed -------------------------------------------------------------------------------------------------------

KILLED = """
import os, signal, sys
from onrecord.project import create_project, open_project
step, verb, path = sys.argv[1:4]
at = lambda done: os.kill(os.getpid(), signal.SIGKILL) if done == step else None
create_project(path, at=at) if verb == "init" else open_project(path).load_figures(sys.argv[4], at=at)
"""


def killed_at(step: str, *arguments: str | Path) -> None:
    command = [sys.executable, "-c", KILLED, step, *map(str, arguments)]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, timeout=60, check=False)
    assert done.returncode == -signal.SIGKILL, done.stderr


@pytest.mark.parametrize("step", [pytest.param(step, id=step) for step in STEPS])
def test_a_killed_load_is_all_or_nothing(project: Project, may: Path, tmp_path: Path, step: str) -> None:
    project.load_figures(written(tmp_path / "first.csv", figures_row(id="t-0")))
    killed_at(step, "load", project.path, may)
    happened = step in ("journaled", "named")
    expected = ["t-0", "t-1", "t-2"] if happened else ["t-0"]
    assert ids(project) == expected
    assert project.verify().behind == (1 if step == "journaled" else 0)
    assert ids(project) == expected, "verifying changes nothing"
    assert project.load_figures(may).already is happened
    assert ids(project) == ["t-0", "t-1", "t-2"]
    checked = project.verify()
    assert (checked.files, checked.behind) == (2, 0)
    left = sorted(path.name for path in project.path.rglob("*") if "unfinished" in path.name or "building" in path.name)
    assert left == []


@pytest.mark.parametrize("step", [pytest.param(step, id=step) for step in STEPS])
def test_a_killed_init_makes_no_project_and_can_be_done_again(tmp_path: Path, step: str) -> None:
    path = tmp_path / "project"
    killed_at(step, "init", path)
    with pytest.raises(UsageError, match="is no project"):
        open_project(path)
    assert create_project(path).figures() == packaged_figures()
    assert open_project(path).verify().entries == 4


@pytest.mark.parametrize("step", [pytest.param(step, id=step) for step in STEPS[:3]])
def test_a_full_disk_is_one_line_and_nothing_happened(project: Project, may: Path, step: str) -> None:
    def full(done: str) -> None:
        if done == step:
            raise OSError(errno.ENOSPC, "No space left on device")

    with pytest.raises(InputError, match="cannot be written: No space left on device"):
        project.load_figures(may, at=full)
    assert ids(project) == []
    assert project.verify().files == 0
    assert project.load_figures(may).new == 2


# -- Touched ------------------------------------------------------------------------------------------------------


def test_a_changed_kept_file_is_seen(project: Project, may: Path) -> None:
    kept = project.path / "sources" / project.load_figures(may).sha256
    kept.write_bytes(kept.read_bytes().replace(b",6,6,", b",7,7,"))
    with pytest.raises(VerificationError, match="was changed after it was received"):
        project.verify()


def test_a_missing_kept_file_is_seen(project: Project, may: Path) -> None:
    (project.path / "sources" / project.load_figures(may).sha256).unlink()
    with pytest.raises(VerificationError, match="a loaded file cannot be read: No such file"):
        project.verify()


def test_a_snapshot_of_something_else_is_seen_and_built_anew(project: Project, may: Path, tmp_path: Path) -> None:
    project.load_figures(may)
    other = open_project(shutil.copytree(project.path, tmp_path / "other"))
    other.load_figures(written(tmp_path / "more.csv", figures_row(id="t-3")))
    current = project.path / "record" / (project.path / "record" / "current").read_text(encoding="utf-8").strip()
    shutil.copy(other.path / "record" / "3.duckdb", current)
    with pytest.raises(VerificationError, match="the journal does not"):
        project.verify()
    assert ids(project) == ["t-1", "t-2"], "what the journal does not know is not on record"
    project.load_figures(may)
    assert project.verify().figures == 2


def test_a_forged_snapshot_is_seen(project: Project, may: Path) -> None:
    project.load_figures(may)
    path = project.path / "record" / "2.duckdb"
    true = read_snapshot(path)
    figures = (true.figures[0], dataclasses.replace(true.figures[1], low=Fraction(7), high=Fraction(7)))
    path.unlink()
    write_snapshot(path, dataclasses.replace(true, figures=figures, digest=digest_figures(figures)))
    with pytest.raises(VerificationError, match="is not what the kept files give; delete it and load a file again"):
        project.verify()
    path.unlink()
    project.load_figures(may)
    assert project.figures() == true.figures
    assert project.verify().figures == 2


@pytest.mark.parametrize(
    "spoil",
    [
        pytest.param(lambda record: (record / "2.duckdb").write_bytes(b"no snapshot"), id="another file in its place"),
        pytest.param(lambda record: (record / "2.duckdb").unlink(), id="the snapshot gone"),
        pytest.param(lambda record: (record / "current").unlink(), id="nothing named"),
        pytest.param(lambda record: (record / "current").write_text("../../x"), id="something elsewhere named"),
        pytest.param(lambda record: (record / "current").write_bytes(b"\xff"), id="nonsense named"),
    ],
)
def test_a_spoilt_snapshot_is_seen_and_built_anew_from_the_kept_files(project: Project, may: Path, spoil) -> None:
    project.load_figures(may)
    spoil(project.path / "record")
    with pytest.raises(VerificationError):
        project.verify()
    assert project.load_figures(may).already
    assert ids(project) == ["t-1", "t-2"]
    assert project.verify().figures == 2


def test_making_and_opening_load_no_database() -> None:
    code = "import sys, onrecord.project; print('duckdb' in sys.modules)"
    done = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=True)
    assert done.stdout == "False\n"
