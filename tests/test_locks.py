"""The locks hold what pyproject.toml asks for, with hashes, without addresses; every dependency has its sentence."""

from __future__ import annotations

import ast
import re
import sys
import tomllib
from pathlib import Path

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

ROOT = Path(__file__).resolve().parent.parent
LOCKS = sorted((ROOT / "requirements").glob("*.lock"))
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
CORE = [Requirement(line) for line in PROJECT["dependencies"]]
EXTRAS = [Requirement(line) for extra in PROJECT["optional-dependencies"].values() for line in extra]

each_lock = pytest.mark.parametrize("lock", [pytest.param(path, id=path.name) for path in LOCKS])


def pinned(lock: Path) -> list[tuple[Requirement, list[str]]]:
    """Each requirement of a lock with its hashes; a version may be pinned differently for different Pythons."""
    found: list[tuple[Requirement, list[str]]] = []
    for line in lock.read_text(encoding="utf-8").splitlines():
        text = line.removesuffix("\\").strip()
        if text.startswith("--hash="):
            found[-1][1].append(text.removeprefix("--hash="))
        elif text:
            found.append((Requirement(text), []))
    return found


def versions(lock: Path) -> dict[str, set[str]]:
    """The versions that a lock pins, by package."""
    found: dict[str, set[str]] = {}
    for requirement, _ in pinned(lock):
        found.setdefault(canonicalize_name(requirement.name), set()).add(str(requirement.specifier))
    return found


def test_the_locks_are_those_that_the_commands_install() -> None:
    assert [path.name for path in LOCKS] == ["all.lock", "core.lock", "fuzz.lock", "peers.lock"]


@each_lock
def test_every_requirement_is_pinned_with_hashes(lock: Path) -> None:
    requirements = pinned(lock)
    assert requirements
    for requirement, hashes in requirements:
        assert re.fullmatch(r"==[0-9][0-9a-z.+!]*", str(requirement.specifier)), requirement
        assert hashes, f"{requirement}: no hash"
        assert all(re.fullmatch("sha256:[0-9a-f]{64}", value) for value in hashes), requirement


@each_lock
def test_no_lock_holds_an_address(lock: Path) -> None:
    text = lock.read_text(encoding="utf-8")
    assert "://" not in text
    assert "--index" not in text
    assert "#" not in text, "comments are where tools write addresses and paths"


@pytest.mark.parametrize(
    ("lock", "asked"),
    [pytest.param("core.lock", CORE, id="core"), pytest.param("all.lock", [*CORE, *EXTRAS], id="all")],
)
def test_what_is_asked_for_is_locked(lock: str, asked: list[Requirement]) -> None:
    held = versions(ROOT / "requirements" / lock)
    for requirement in asked:
        pins = held.get(canonicalize_name(requirement.name), set())
        assert pins, f"{requirement} is not in {lock}: run make lock"
        assert all(requirement.specifier.contains(pin.removeprefix("==")) for pin in pins), f"{requirement}: {pins}"


def test_the_core_lock_is_part_of_the_whole_one() -> None:
    core, everything = (versions(ROOT / "requirements" / name) for name in ("core.lock", "all.lock"))
    assert {name: everything.get(name) for name in core} == core


def test_the_core_lock_brings_no_tools() -> None:
    core = versions(ROOT / "requirements" / "core.lock")
    assert not {"pytest", "scipy", "playwright", "mypy", "ruff", "setuptools", "pandas", "pyyaml"} & set(core)


def test_every_dependency_has_its_sentence() -> None:
    text = (ROOT / "docs" / "dependencies.md").read_text(encoding="utf-8")
    listed = re.findall(r"^\| `([^`]+)` \|", text, flags=re.MULTILINE)
    asked = [canonicalize_name(requirement.name) for requirement in [*CORE, *EXTRAS]]
    assert sorted(map(canonicalize_name, listed)) == sorted(asked)


@pytest.mark.parametrize("requirement", [pytest.param(r, id=r.name) for r in CORE])
def test_every_core_dependency_is_used(requirement: Requirement) -> None:
    pattern = re.compile(rf"^\s*(?:import|from) {requirement.name}\b", flags=re.MULTILINE)
    users = [p for p in (ROOT / "onrecord").rglob("*.py") if pattern.search(p.read_text(encoding="utf-8"))]
    assert users, f"nothing imports {requirement.name}: take it out of pyproject.toml"


def third_party(path: Path) -> set[str]:
    """The packages that a module imports which are neither Python's nor ours."""
    nodes = list(ast.walk(ast.parse(path.read_text(encoding="utf-8"))))
    names = {alias.name for node in nodes if isinstance(node, ast.Import) for alias in node.names}
    names |= {node.module for node in nodes if isinstance(node, ast.ImportFrom) and node.module}
    return {name.split(".")[0] for name in names} - set(sys.stdlib_module_names) - {"onrecord"}


def test_every_import_is_a_dependency() -> None:
    """What comes only with another package counts as that one's: numpy with highspy, markupsafe with jinja2."""
    asked = {requirement.name for requirement in [*CORE, *EXTRAS]}
    modules = {"docx": "python-docx", "numpy": "highspy", "markupsafe": "jinja2"}
    imported = {name for path in (ROOT / "onrecord").rglob("*.py") for name in third_party(path)}
    assert {modules.get(name, name) for name in imported} <= asked
