"""The public surface is what ``__all__`` says, and each name of it says what it is."""

from __future__ import annotations

import ast
import inspect
import re
import tomllib
from pathlib import Path
from types import ModuleType

import pytest

import onrecord
from onrecord import errors

ROOT = Path(__file__).resolve().parent.parent
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]


def test_all_is_what_is_defined() -> None:
    """Every name that the package itself defines is either public and listed or starts with an underscore."""
    body = ast.parse((ROOT / "onrecord" / "__init__.py").read_text(encoding="utf-8")).body
    defined = {node.name for node in body if isinstance(node, ast.FunctionDef | ast.ClassDef)}
    targets = [t for node in body if isinstance(node, ast.Assign) for t in node.targets]
    defined |= {target.id for target in targets if isinstance(target, ast.Name)}
    assert {name for name in defined if not name.startswith("_")} | {"__version__"} == set(onrecord.__all__)


def test_all_is_sorted() -> None:
    assert list(onrecord.__all__) == sorted(onrecord.__all__)


@pytest.mark.parametrize("name", [name for name in onrecord.__all__ if name != "__version__"])
def test_public_names_say_what_they_are(name: str) -> None:
    assert inspect.getdoc(getattr(onrecord, name))


def test_the_version_is_one() -> None:
    assert onrecord.__version__ == PROJECT["version"]
    changes = (ROOT / "CHANGES.md").read_text(encoding="utf-8")
    assert re.search(rf"^## {re.escape(onrecord.__version__)}\b", changes, flags=re.MULTILINE)


def error_classes(module: ModuleType) -> list[type[errors.OnrecordError]]:
    """Every class of the tree that a module defines."""
    classes = (value for value in vars(module).values() if inspect.isclass(value))
    return [value for value in classes if issubclass(value, errors.OnrecordError)]


@pytest.mark.parametrize("error", [pytest.param(e, id=e.__name__) for e in error_classes(errors)])
def test_the_error_tree_is_drawn_with_its_exit_codes(error: type[errors.OnrecordError]) -> None:
    assert re.search(rf"{error.__name__} +{error.exit_code} ", errors.__doc__ or "")
    assert inspect.getdoc(error)


def test_the_error_tree_fits_one_screen() -> None:
    assert len(error_classes(errors)) <= 8
