"""What doctor says of this machine, of a project, and of one where something is missing."""

from __future__ import annotations

import json
import py_compile
import shutil
import tomllib
from pathlib import Path

import pytest
from click.testing import CliRunner
from packaging.requirements import Requirement

from onrecord import doctor, schema
from onrecord.cli import main
from onrecord.doctor import examine
from onrecord.project import create_project

ROOT = Path(__file__).resolve().parent.parent
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]


@pytest.fixture(autouse=True)
def elsewhere(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("ONRECORD_CACHE", str(tmp_path / "cache"))
    for variable in ("ONRECORD_UCDP_TOKEN", "ONRECORD_ACLED_PASSWORD"):
        monkeypatch.delenv(variable, raising=False)


def test_it_looks_at_what_is_installed() -> None:
    """The lists are those of pyproject.toml."""
    assert set(doctor.CORE) == {Requirement(line).name for line in PROJECT["dependencies"]}
    extras = {key: lines for key, lines in PROJECT["optional-dependencies"].items() if key != "dev"}
    assert {key: set(packages) for key, (_, packages) in doctor.EXTRAS.items()} == {
        key: {Requirement(line).name for line in lines} for key, lines in extras.items()
    }


def test_one_screen(tmp_path: Path) -> None:
    create_project(tmp_path / "project", empty=True)
    done = CliRunner().invoke(main, ["doctor", "--project", str(tmp_path / "project")])
    assert done.exit_code == 0, done.output
    lines = done.stdout.splitlines()
    assert (len(lines) <= 23, max(map(len, lines)) <= 79) == (True, True), "a screen of 80 by 24, with the prompt"
    assert done.stdout.endswith("nothing is wrong\n")


def test_what_is_wrong_stands_last_and_long_lines_are_cut() -> None:
    checks = (
        doctor.Check("core", "wrong", "cannot be imported: " + ", ".join(["highspy"] * 9), "pip install onrecord"),
        doctor.Check("start", "faster", "compiled anew", "python -m compileall"),
        doctor.Check("python", "ok", "3.11"),
    )
    said: list[str] = []
    doctor.report(checks, said.append)
    assert said == [
        "ok       python     3.11",
        "faster   start      compiled anew  ->  python -m compileall",
        "wrong    core       cannot be imported: highspy, highspy, highspy, highspy,",
        "                    highspy, highspy, highspy, highspy, highspy",
        "                    ->  pip install onrecord",
        "1 of 3 are wrong",
    ]


@pytest.mark.parametrize(
    ("kept", "state"), [pytest.param(True, "ok", id="kept"), pytest.param(False, "faster", id="not")]
)
def test_whether_the_program_is_compiled(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, kept: bool, state: str
) -> None:
    monkeypatch.setattr(doctor, "_HERE", tmp_path)
    monkeypatch.setattr("sys.dont_write_bytecode", True)
    for name in ("cli.py", "doctor.py"):
        (tmp_path / name).write_text("")
        if kept:
            py_compile.compile(str(tmp_path / name))
    (check,) = (check for check in examine(None) if check.name == "start")
    assert (check.state, "PYTHONDONTWRITEBYTECODE" in check.said) == (state, not kept)


def test_as_a_document() -> None:
    done = CliRunner().invoke(main, ["doctor", "--json"])
    schema.ENVELOPES["doctor"].model_validate_json(done.stdout)
    checks = {check["name"]: check for check in json.loads(done.stdout)["data"]["checks"]}
    assert checks["core"]["state"] == "ok"
    assert (checks["project"]["state"], checks["project"]["do"]) == ("missing", "onrecord init DIR")


@pytest.mark.parametrize(
    ("module", "name", "state", "code"),
    [
        pytest.param("pypdf", "documents", "missing", 0, id="an extra"),
        pytest.param("highspy", "core", "wrong", 5, id="what everything needs"),
    ],
)
def test_what_is_missing(monkeypatch: pytest.MonkeyPatch, module: str, name: str, state: str, code: int) -> None:
    real = doctor._imports
    monkeypatch.setattr(doctor, "_imports", lambda asked: asked != module and real(asked))
    (check,) = (check for check in examine(None) if check.name == name)
    assert (check.state, check.do[:12]) == (state, "pip install ")
    assert CliRunner().invoke(main, ["doctor"]).exit_code == code


def test_tokens_are_named_and_never_shown(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ONRECORD_UCDP_TOKEN", "s3cret")
    done = CliRunner().invoke(main, ["doctor"])
    assert "ONRECORD_UCDP_TOKEN is set, for ucdp-api" in done.output
    assert "s3cret" not in done.output


def test_a_project_that_is_slow_held_or_broken(tmp_path: Path) -> None:
    project = create_project(tmp_path / "project", empty=True)
    names = [check.name for check in examine(project.path)]
    assert "snapshot" not in names
    with project.locked():
        (check,) = (check for check in examine(project.path) if check.name == "project")
        assert "; held by " in check.said
    (project.path / "record" / "current").unlink()
    (check,) = (check for check in examine(project.path) if check.name == "snapshot")
    assert check.state == "faster"
    (project.path / "journal.sqlite").write_bytes(b"no journal")
    for left in project.path.glob("journal.sqlite-*"):
        left.unlink()
    (check,) = (check for check in examine(project.path) if check.name == "project")
    assert (check.state, check.do) == ("wrong", "onrecord verify")
    shutil.rmtree(project.path)
    (check,) = (check for check in examine(project.path) if check.name == "project")
    assert check.state == "wrong"
