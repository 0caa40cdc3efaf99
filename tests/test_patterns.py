"""Patterns that are compiled when they are first used: as those of the standard library, and all of them right."""

from __future__ import annotations

import importlib
import re
import subprocess
import sys
from pathlib import Path

import pytest

from onrecord import patterns

ROOT = Path(__file__).resolve().parent.parent
USING = sorted(
    path.stem
    for path in (ROOT / "onrecord").glob("*.py")
    if "import patterns as re" in path.read_text(encoding="utf-8")
)


@pytest.mark.parametrize("name", USING)
def test_every_pattern_of_a_module_can_be_compiled(name: str) -> None:
    held = vars(importlib.import_module(f"onrecord.{name}"))
    waiting = [each for each in held.values() if type(each) is type(patterns.compile(""))]
    for each in waiting:
        re.compile(each.pattern)


@pytest.mark.parametrize(
    ("pattern", "text"),
    [
        pytest.param(r"\d+", "12 and 40", id="found"),
        pytest.param(r"(?P<day>\d+) May", "on 3 May", id="a group by its name"),
        pytest.param(r"[ء-ي]+", "ثلاثة جنود", id="Arabic"),
        pytest.param(r"\d+", "none", id="not found"),
    ],
)
def test_a_pattern_answers_as_one_of_the_standard_library(pattern: str, text: str) -> None:
    lazy, usual = patterns.compile(pattern), re.compile(pattern)
    assert [each.span() for each in lazy.finditer(text)] == [each.span() for each in usual.finditer(text)]
    assert lazy.findall(text, 1) == usual.findall(text, 1)
    assert lazy.sub("-", text) == usual.sub("-", text)
    assert (lazy.pattern, lazy.groups) == (usual.pattern, usual.groups)
    for method in ("search", "match", "fullmatch"):
        found, expected = getattr(lazy, method)(text, 0, 8), getattr(usual, method)(text, 0, 8)
        assert (found and found.groupdict()) == (expected and expected.groupdict())


def test_nothing_is_compiled_before_it_is_asked_for() -> None:
    unused = patterns.compile(r"(")
    assert unused.pattern == "("
    with pytest.raises(re.error):
        unused.search("a")


def test_reading_the_modules_of_the_reader_compiles_next_to_nothing() -> None:
    """What starts every command: a pattern of a module is compiled by the text that asks for it, and not before."""
    code = """
import re._compiler as compiler, sys
made, usual = [], compiler.compile
def counted(pattern, flags=0):
    frame = sys._getframe(1)
    while "/re/" in frame.f_code.co_filename:
        frame = frame.f_back
    if "/onrecord/" in frame.f_code.co_filename:
        made.append(pattern)
    return usual(pattern, flags)
compiler.compile = counted
import onrecord.claim
sys.exit(f"compiled: {made}" if made else 0)
"""
    done = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
