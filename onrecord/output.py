"""Where the commands put what they say: data on standard output in UTF-8, reports on a page, messages in one line."""

from __future__ import annotations

import io
import sys
from typing import TYPE_CHECKING

from onrecord.printable import printable

if TYPE_CHECKING:
    from collections.abc import Iterable

    from onrecord.row import Holdings
    from onrecord.statement import Language
    from onrecord.terminal import Page


def put(text: str) -> None:
    """Data to stdout, in UTF-8 whatever the terminal's settings."""
    sys.stdout.flush()
    sys.stdout.buffer.write(text.encode("utf-8", "backslashreplace"))
    sys.stdout.buffer.flush()


def put_lines(lines: Iterable[str]) -> None:
    """Lines to stdout, each one line whatever names of files and cells stand in it."""
    put("".join(f"{printable(line)}\n" for line in lines))


def put_document(text: str, holdings: Holdings) -> None:
    """A document for others to read to stdout, unless it holds what a licence forbids to pass on."""
    from onrecord.source import check_may_leave

    check_may_leave([text], holdings.figures, holdings.cards)
    put(text)


def the_page(language: Language) -> Page:
    """Where a report goes: a terminal gets what it can show, anything else gets UTF-8."""
    from onrecord.gazetteer import catalogue
    from onrecord.terminal import Page, Terminal

    if isinstance(sys.stdout, io.TextIOWrapper):
        sys.stdout.reconfigure(encoding=None if sys.stdout.isatty() else "utf-8", errors="backslashreplace")
    return Page(Terminal(), catalogue(), language)
