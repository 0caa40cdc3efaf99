"""How a report goes to a terminal, in either language and at any width.

Colour is used where it is wanted and is never the only sign. Bidirectional text is left to the terminal: nothing is
reordered here. Formulas and axes stand between isolates in an Arabic report, so that they are not turned round. No
control character of a file or document gets through.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, NoReturn

from rich.cells import cell_len
from rich.console import Console
from rich.text import Text

from onrecord.arabic import capital
from onrecord.phrase import (
    END_OF_ISOLATE,
    LEFT_TO_RIGHT,
    fill,
    isolated,
    segments,
)
from onrecord.printable import CONTROLS, printable

if TYPE_CHECKING:
    from onrecord.scope import Catalogue
    from onrecord.statement import Language

QUIET = "dim"
WIDEST, NARROWEST = 110, 20
"""Columns that a paragraph may fill: past the first an eye loses the line, below the second nothing fits."""
HELD, LONGEST_HELD = "\ue000", 40
"""What stands for a space that must not be broken at, until the lines are cut; a longer formula may be broken."""
_CONTROLS = CONTROLS | {ord("\n"): "\n", ord("\t"): " "}
ASCII = str.maketrans("’–−·×÷«»…\ufffd", '\'--|x/"".?')
"""What stands for a sign where only ASCII can be shown, one letter for one."""


def shown(text: str) -> str:
    """The text, as long as before, without what could steer the terminal, but for the breaks of its lines."""
    return printable(text, _CONTROLS)


class Terminal(Console):
    """A console that leaves it to the command to end when nobody reads on, as in ``onrecord figures | head -1``."""

    def on_broken_pipe(self) -> NoReturn:
        """Hand the error on."""
        raise BrokenPipeError


@dataclass(frozen=True, slots=True)
class Page:
    """Where a report goes, what names it uses, and in which language."""

    console: Console
    catalogue: Catalogue
    language: Language

    def line(self, text: str | Text = "", indent: int = 0, style: str = "", lead: str = "") -> None:
        """One paragraph, wrapped to the width; a ``lead`` stands before its first line, the others below its end."""
        if isinstance(text, str):
            text = Text(_unbroken(self.safe(shown(text))), style=style)
        else:
            text = text.copy()
            text.plain = shown(text.plain)
        room = max(NARROWEST, min(WIDEST, self.console.width) - indent - cell_len(lead))
        for number, row in enumerate(text.wrap(self.console, room) if text.plain else [text]):
            row.rstrip()
            row.plain = row.plain.replace(HELD, " ")
            before = lead if number == 0 else " " * cell_len(lead)
            self.put(Text(" " * indent + before if row.plain else "").append_text(row))

    def raw(self, text: str, indent: int = 0, style: str = "") -> None:
        """One line that is never wrapped by us: addresses, paths."""
        self.put(Text(" " * indent + shown(text), style=style))

    def put(self, text: Text) -> None:
        """One line as it is, its signs in ASCII where nothing else can be shown."""
        if self.plain:
            text.plain = text.plain.translate(ASCII)
        self.console.print(text, highlight=False, soft_wrap=True)

    def safe(self, text: str) -> str:
        """The text with its formulas isolated, where the line runs right to left."""
        return isolated(text) if self.language == "ar" else text

    def number(self, text: str) -> str:
        """A number or a row that must not be turned round, isolated where the line runs right to left."""
        return f"{LEFT_TO_RIGHT}{text}{END_OF_ISOLATE}" if self.language == "ar" else text

    def say(self, key: str, **words: object) -> str:
        """A phrase of the terminal's own."""
        return fill(f"terminal.{key}", self.language, **words)

    def sentence(self, text: str) -> str:
        """The text with a capital and a full stop."""
        return f"{capital(text, self.language)}."

    @property
    def plain(self) -> bool:
        """Whether only ASCII can be shown."""
        return self.console.options.ascii_only


def _unbroken(text: str) -> str:
    """The text with the spaces of its short formulas held, so that a line never breaks inside one."""
    return "".join(
        part.replace(" ", HELD) if kind == "formula" and len(part) <= LONGEST_HELD else part
        for kind, part in segments(text)
    )
