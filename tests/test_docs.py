"""Printed examples are tests: every block in README and docs is run, parsed or refused; every link leads somewhere.

- ``console`` blocks: lines that start with ``$ onrecord`` are run, and what they print must be what stands below;
  a line of ``...`` alone stands for any lines. ``$ make WORD`` must be a word of the Makefile.
- ``python`` blocks are run, with their doctest prompts where they have some; a ``text`` block that follows
  directly is what they print.
- ``json`` and ``toml`` blocks must parse. Any other language is refused: it could not be kept true.
"""

from __future__ import annotations

import contextlib
import doctest
import io
import json
import os
import re
import subprocess
import sys
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import click
import pytest

from tests.conftest import SHARED_DATA

ROOT = Path(__file__).resolve().parent.parent
PAGES = [ROOT / "README.md", ROOT / "CONTRIBUTING.md", ROOT / "CHANGES.md", *sorted((ROOT / "docs").glob("*.md"))]
# Commands that a reader types and a test cannot: they set up what the test already stands in.
TYPED = ("git clone ", "cd ", "python3 -m venv ", ". ", "pip install ", "python -m pip install ", ".venv-demo/bin/")

each_page = pytest.mark.parametrize("page", [pytest.param(p, id=str(p.relative_to(ROOT))) for p in PAGES])


@dataclass(frozen=True)
class Block:
    """One fenced block: its language, text, line, and whether it follows the block before it directly."""

    language: str
    text: str
    line: int
    follows: bool


def blocks(page: Path) -> Iterator[Block]:
    lines = page.read_text(encoding="utf-8").splitlines()
    number, between = 0, True
    while number < len(lines):
        fence = re.fullmatch(r"(`{3,})(\S*)", lines[number])
        if fence is None:
            between = between or bool(lines[number].strip())
            number += 1
            continue
        end = lines.index(fence[1], number + 1)
        yield Block(fence[2], "".join(f"{line}\n" for line in lines[number + 1 : end]), number + 1, not between)
        number, between = end + 1, False


def commands(block: Block) -> Iterator[tuple[str, str]]:
    """Each command of a console block with what is printed below it."""
    command = ""
    printed: list[str] = []
    for line in block.text.splitlines():
        if line.startswith("$ "):
            if command:
                yield command, "\n".join(printed)
            command, printed = line[2:], []
        elif command.endswith("\\") and not printed:
            command = command[:-1] + line.strip()
        else:
            printed.append(line)
    yield command, "\n".join(printed)


def matches(printed: str, expected: str) -> bool:
    """Whether what was printed is what stands there; a line of dots alone stands for any lines."""
    parts = re.split(r"(?:^|\n)(?:\.\.\.|…)(?=\n|$)", expected.rstrip())
    pattern = r"[\s\S]*?".join(re.escape(part) for part in parts)
    return re.fullmatch(pattern, "\n".join(line.rstrip() for line in printed.rstrip().splitlines())) is not None


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder that looks like the checkout, with the command in its path; what is written stays in it."""
    return make_desk(tmp_path_factory.mktemp("desk"))


def make_desk(folder: Path) -> Path:
    folder.mkdir(exist_ok=True)
    for name in ("onrecord", "tests", "docs"):
        (folder / name).symlink_to(ROOT / name)
    if SHARED_DATA.is_dir():
        (folder / "data").symlink_to(SHARED_DATA)
    command = folder / "bin" / "onrecord"
    command.parent.mkdir()
    command.write_text(f'#!/bin/sh\nexec {sys.executable} -m onrecord "$@"\n')
    command.chmod(0o755)
    return folder


def run(command: str, desk: Path) -> str:
    """What a person sees who types the command."""
    env = {key: value for key, value in os.environ.items() if not key.startswith("ONRECORD")}
    env |= {"PATH": f"{desk / 'bin'}:{env['PATH']}", "COLUMNS": "100", "NO_COLOR": "1", "PYTHONPATH": str(ROOT)}
    env |= {"LC_ALL": "C.UTF-8", "PYTHONDONTWRITEBYTECODE": "1"}
    done = subprocess.run(
        command, shell=True, cwd=desk, env=env, text=True, encoding="utf-8", timeout=120, check=False,
        stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.STDOUT,
    )  # fmt: skip
    return done.stdout


def is_run(command: str) -> bool:
    """Whether the command is ours, or hands something to ours."""
    return re.match(r"(sed .*\| )?onrecord ", command) is not None


def make_words() -> set[str]:
    return set(re.findall(r"^([a-z]+):.*##", (ROOT / "Makefile").read_text(encoding="utf-8"), flags=re.MULTILINE))


def check_console(block: Block, desk: Path) -> None:
    for command, expected in commands(block):
        assert command, f"line {block.line}: a console block starts with a command"
        if is_run(command):
            printed = run(command, desk)
            assert matches(printed, expected), f"line {block.line}: $ {command}\nprints:\n{printed}\nnot:\n{expected}"
        elif command.startswith("make "):
            words = {word for word in command.split()[1:] if "=" not in word}
            assert words <= make_words(), f"line {block.line}: the Makefile knows no {words - make_words()}"
        else:
            assert command.startswith(TYPED) or command.startswith(("ONRECORD_", "bash .ci/run")), command


def check_python(block: Block, printed: str | None, names: dict[str, Any]) -> None:
    """Run a block among the names that earlier blocks of the page left."""
    if ">>>" in block.text:
        example = doctest.DocTestParser().get_doctest(block.text, names, f"line {block.line}", None, block.line)
        out = io.StringIO()
        runner = doctest.DocTestRunner(optionflags=doctest.ELLIPSIS | doctest.NORMALIZE_WHITESPACE)
        runner.run(example, out=out.write, clear_globs=False)
        names.update(example.globs)
        assert runner.summarize(verbose=False).failed == 0, out.getvalue()
        return
    output = printed_by(block, names)
    assert printed is None or matches(output, printed), f"line {block.line} prints:\n{output}"


def printed_by(block: Block, names: dict[str, Any]) -> str:
    out = io.StringIO()
    with contextlib.redirect_stdout(out):
        exec(compile(block.text, f"line {block.line}", "exec"), names)
    return out.getvalue()


@each_page
def test_printed_examples_are_true(page: Path, desk: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    if page.name == "walkthrough.md" and not SHARED_DATA.is_dir():
        pytest.skip("the real datasets of the walk-through are not here")
    monkeypatch.chdir(desk)
    names: dict[str, Any] = {"__name__": "docs"}
    found = list(blocks(page))
    for block, following in zip(found, [*found, None][1:], strict=False):
        if block.language == "console":
            check_console(block, desk)
        elif block.language == "python":
            direct = following is not None and following.follows and following.language == "text"
            check_python(block, following.text if direct and following else None, names)
        elif block.language == "json":
            json.loads(block.text)
        elif block.language == "toml":
            tomllib.loads(block.text)
        else:
            assert block.language == "text", f"line {block.line}: a block in {block.language!r} cannot be kept true"


@each_page
def test_links_lead_somewhere(page: Path) -> None:
    text = re.sub(r"^(`{3,}).*?^\1$", "", page.read_text(encoding="utf-8"), flags=re.MULTILINE | re.DOTALL)
    for target in re.findall(r"\]\(([^)\s]+)\)", text):
        if re.match(r"[a-z]+:", target):
            assert target.startswith("https://"), target
            continue
        path, _, anchor = target.partition("#")
        there = (page.parent / path).resolve() if path else page
        assert there.exists(), f"{page.name} links to {target}"
        assert there.is_relative_to(ROOT), target
        if anchor:
            heads = re.findall(r"^#+ (.+)$", there.read_text(encoding="utf-8"), flags=re.MULTILINE)
            assert anchor in {re.sub(r"[^\w\- ]", "", head.lower()).replace(" ", "-") for head in heads}, target


def test_the_reader_of_blocks_reads(tmp_path: Path) -> None:
    """The tests above stand on this: a block that is overlooked would be a test that cannot fail."""
    page = tmp_path / "page.md"
    page.write_text(
        "a\n\n```python\nprint(1)\n```\n\n```text\n1\n```\n\nb\n\n```console\n$ onrecord a \\\n  b\nc\n```\n"
    )
    found = list(blocks(page))
    assert [(b.language, b.follows) for b in found] == [("python", False), ("text", True), ("console", False)]
    assert list(commands(found[2])) == [("onrecord a b", "c")]


@pytest.mark.parametrize(
    ("printed", "expected", "same"),
    [
        pytest.param("a\nb\n", "a\nb", True, id="the same"),
        pytest.param("a\nb\n", "a", False, id="more is printed"),
        pytest.param("a\nb\nc\n", "a\n...\nc", True, id="dots for a line"),
        pytest.param("a\nb\n", "a\n...", True, id="dots for the rest"),
        pytest.param("a\nb\nd\n", "a\n...\nc", False, id="dots, another end"),
        pytest.param("a.c\n", "abc", False, id="a dot is a dot"),
    ],
)
def test_printed_is_compared_as_it_stands(printed: str, expected: str, same: bool) -> None:
    assert matches(printed, expected) is same


def test_a_wrong_example_is_noticed(desk: Path) -> None:
    with pytest.raises(AssertionError, match="prints"):
        check_console(Block("console", "$ onrecord --version\nonrecord 0\n", 1, False), desk)
    with pytest.raises(AssertionError):
        check_python(Block("python", ">>> 1 + 1\n3\n", 1, False), None, {})
    with pytest.raises(AssertionError):
        check_python(Block("python", "print(1)\n", 1, False), "2\n", {})


@pytest.mark.parametrize("script", ["write_cli_reference.py", "write_claims_page.py"])
def test_generated_pages_are_fresh(script: str) -> None:
    command = [sys.executable, f"scripts/{script}", "--check"]
    env = {**os.environ, "PYTHONPATH": str(ROOT)}
    done = subprocess.run(command, cwd=ROOT, env=env, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr


def test_every_command_and_option_says_what_it_does() -> None:
    from onrecord.cli import main

    for name, command in main.commands.items():
        assert command.get_short_help_str(), name
        options = [parameter for parameter in command.params if isinstance(parameter, click.Option)]
        assert not [option.name for option in options if not option.help], name


def test_nothing_of_one_machine_is_printed() -> None:
    texts = {page.name: page.read_text(encoding="utf-8") for page in PAGES}
    wrong = re.compile(r"(?<![\w.])/(?:home|root|tmp|work|opt|Users)/")
    assert not [name for name, text in texts.items() if wrong.search(text)]
