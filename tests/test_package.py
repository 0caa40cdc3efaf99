"""The wheel holds everything that the checkout does: what a user installs is what the tests saw."""

from __future__ import annotations

import shutil
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
BUILD = "import setuptools.build_meta as backend, sys; print(backend.build_wheel(sys.argv[1]))"
LEFT_OUT = {"__pycache__"}


def shipped(folder: Path) -> set[str]:
    """Every file of the package."""
    files = (path for path in folder.rglob("*") if path.is_file() and not LEFT_OUT & set(path.parts))
    return {path.relative_to(folder.parent).as_posix() for path in files}


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> zipfile.ZipFile:
    """The wheel of this checkout, built from a copy without the network."""
    copy = tmp_path_factory.mktemp("build") / "onrecord"
    copy.mkdir()
    shutil.copytree(ROOT / "onrecord", copy / "onrecord", ignore=shutil.ignore_patterns(*LEFT_OUT))
    for name in ("pyproject.toml", "README.md", "LICENSE", "NOTICE"):
        shutil.copy(ROOT / name, copy)
    done = subprocess.run(
        [sys.executable, "-c", BUILD, str(copy.parent)], cwd=copy, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr
    return zipfile.ZipFile(next(copy.parent.glob("*.whl")))


def test_the_wheel_holds_every_file_of_the_package(wheel: zipfile.ZipFile) -> None:
    inside = {name for name in wheel.namelist() if name.startswith("onrecord/")}
    assert inside == shipped(ROOT / "onrecord")


def test_the_wheel_brings_the_command_and_the_licence(wheel: zipfile.ZipFile) -> None:
    about = {Path(name).name: name for name in wheel.namelist() if ".dist-info/" in name}
    assert "onrecord = onrecord.cli:main" in wheel.read(about["entry_points.txt"]).decode()
    assert wheel.read(about["LICENSE"]) == (ROOT / "LICENSE").read_bytes()
    assert "License-Expression: Apache-2.0" in wheel.read(about["METADATA"]).decode()


def test_the_wheel_stays_small(wheel: zipfile.ZipFile) -> None:
    assert sum(entry.compress_size for entry in wheel.infolist()) < 5_000_000
