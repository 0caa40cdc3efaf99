"""Patterns that are compiled when they are first used: as those of the standard library, and all of them right.

Those with words of a language stand in tables, each with what it says, how it is asked, and texts that it must match
and must not.
"""

from __future__ import annotations

import ast
import importlib
import re
import subprocess
import sys
import tomllib
from pathlib import Path
from typing import Any

import pytest

from onrecord import patterns
from onrecord.data import table
from onrecord.normal import fold
from tests.test_layout import RANK

ROOT = Path(__file__).resolve().parent.parent
USING = sorted(
    path.stem
    for path in (ROOT / "onrecord").glob("*.py")
    if "import patterns as re" in path.read_text(encoding="utf-8")
)
TABLES = ROOT / "onrecord" / "data" / "patterns"
ENTRIES = [
    pytest.param(path.stem, name, entry, id=f"{path.stem}:{name}")
    for path in sorted(TABLES.glob("*.toml"))
    for name, entry in tomllib.loads(path.read_text(encoding="utf-8")).items()
]
PART = re.compile(r"\(\?&([\w-]+)\)")
USED = re.compile(r'named\(\s*"([\w-]+)",\s*"([\w-]+)"\s*\)')


@pytest.mark.parametrize(("module", "name", "entry"), ENTRIES)
def test_a_pattern_matches_its_examples_and_not_the_others(module: str, name: str, entry: dict[str, Any]) -> None:
    ask = getattr(re.compile(table("patterns")[module][name]), entry["asked"])
    assert entry["says"], "every pattern says what it is for"
    assert entry["matches"], "every pattern has an example that must match"
    assert entry["does_not_match"], "every pattern has an example that must not"
    as_asked = (lambda text: text) if entry.get("as_written") else (lambda text: fold(text).text)
    assert [text for text in entry["matches"] if not ask(as_asked(text))] == []
    assert [text for text in entry["does_not_match"] if ask(as_asked(text))] == []
    needs = entry.get("needs", [""])
    assert [text for text in entry["matches"] if not any(piece in as_asked(text) for piece in needs)] == []


def test_every_pattern_of_the_tables_is_used_and_every_one_used_stands_in_its_module_s_table() -> None:
    used = [
        (path.stem, *found.groups())
        for path in sorted((ROOT / "onrecord").glob("*.py"))
        for found in USED.finditer(path.read_text(encoding="utf-8"))
    ]
    held = {(module, name) for module, names in table("patterns").items() for name in names}
    parts = {
        (path.stem, name) for path in TABLES.glob("*.toml") for name in PART.findall(path.read_text(encoding="utf-8"))
    }
    assert {(module, name) for _, module, name in used} | parts == held
    assert [each for each in used if each[0] != each[1]] == []


READERS = [
    path
    for path in sorted((ROOT / "onrecord").glob("*.py"))
    if RANK["digits"] < RANK.get(path.stem, 0) <= RANK["claim"]
]
ASKING = {f"re.{name}" for name in ("compile", "search", "match", "fullmatch", "finditer", "findall", "split", "sub")}


CLITICS = re.compile("ال|لل")
"""What Arabic writes on its words, and is none itself."""


def written(node: ast.expr) -> str:
    """The text of a string, of a made one without what is put into it."""
    parts = node.values if isinstance(node, ast.JoinedStr) else [node]
    return " ".join(str(part.value) for part in parts if isinstance(part, ast.Constant))


def test_words_of_a_language_stand_in_no_pattern_of_the_code() -> None:
    """Words stand in the tables of patterns; in the code what is put together has none beside the marks."""
    words = re.compile(r"[a-z]{3,}|[\u0621-\u064a]{2,}")
    marks = re.compile(r"\\[a-zA-Z]|\(\?P<\w+>|\\u[0-9a-f]{4}|\[[^\]]*\]")
    left = [
        f"{path.stem}: {written(made.args[0])}"
        for path in READERS
        if path.stem not in BEFORE_TABLES
        for made in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(made, ast.Call) and ast.unparse(made.func) in ASKING
        if words.search(CLITICS.sub("", marks.sub("", written(made.args[0]))))
    ]
    assert left == []


BEFORE_TABLES = {"spelling"}
"""What the tables are compiled with can read none."""

OF_ENGLISH = {
    "the",
    "a",
    "an",
    "our",
    "their",
    "his",
    "her",
    "my",
    "these",
    "those",
    "them",
    "they",
    "we",
    "had",
    "and",
}
"""Words that are no names of anything: a list with one of them is of words of the language."""


def test_lists_of_english_words_stand_in_tables() -> None:
    """Three words or more in one tuple, set or dict of the code belong into a table, with examples."""
    left = []
    for path in READERS:
        for held in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            texts = texts_of(held)
            if len(texts) > 2 and any(word in OF_ENGLISH for text in texts for word in text.split()):
                left.append(f"{path.stem}: {', '.join(texts)}")
    assert left == []


ENDINGS = {"هما", "بال"}
"""Letters that are written on words, and are none themselves."""


def texts_of(node: ast.AST) -> list[str]:
    """The texts of a tuple, set or list, or those by which a dict is asked."""
    if not isinstance(node, ast.Tuple | ast.Set | ast.List | ast.Dict):
        return []
    told = node.keys if isinstance(node, ast.Dict) else node.elts
    return [str(one.value).strip() for one in told if isinstance(one, ast.Constant)]


def test_lists_of_arabic_words_stand_in_tables() -> None:
    """Two words or more in one tuple, set or dict of the code are a list: it belongs into a table, with examples."""
    word = re.compile(r"[\u0621-\u064a]{3,}")
    left = []
    for path in READERS:
        for held in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            found = [text for text in texts_of(held) if word.search(text) and text not in ENDINGS]
            left += [f"{path.stem} {held.lineno}: {', '.join(found)}"] if len(found) > 1 else []
    assert left == []


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
