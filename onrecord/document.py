"""Reading documents that need a parser (web pages, PDF, Word) in a child process that may fail without harm."""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import Any, Literal

from onrecord.errors import InputError, UsageError

Kind = Literal["page", "pdf", "docx"]
KINDS: dict[Kind, str] = {"page": "web pages", "pdf": "PDF files", "docx": "Word documents"}

PARSER = Path(__file__).with_name("extraction.py")
"""What the child runs, by its path: it needs nothing of this package."""

PATIENCE = 120.0
"""Seconds on the clock for one document, whatever its parser does."""


def read_document(
    name: str, kind: Kind, content: bytes, *, parser: Path = PARSER, patience: float = PATIENCE
) -> tuple[dict[str, str], str]:
    """The fields that a document states of itself, and its text.

    Raises :class:`InputError` in one line where it cannot be read or takes too much memory or time, and
    :class:`UsageError` where the library for its kind is not installed.
    """
    import subprocess  # slow to import, and most statements are plain text

    command = [sys.executable, "-P", str(parser), kind]
    try:
        done = subprocess.run(command, input=content, capture_output=True, timeout=patience, check=False)
    except subprocess.TimeoutExpired as error:
        raise InputError(f"{name}: not read within {patience:g} seconds; save its text as .txt") from error
    found = _answer(name, done.returncode, done.stdout)
    if "missing" in found:
        what = KINDS[kind]
        raise UsageError(f"{name}: reading {what} needs the extra 'documents': pip install 'onrecord[documents]'")
    if "refused" in found:
        raise InputError(f"{name}: {found['refused']}; save its text as .txt")
    return found["fields"], found["text"]


def _answer(name: str, code: int, output: bytes) -> Any:
    """What the child said, or one line where it ended without a word: out of memory, out of time or broken."""
    try:
        return json.loads(output)
    except ValueError as error:
        raise InputError(f"{name}: its parser gave up (exit code {code}); save its text as .txt") from error
