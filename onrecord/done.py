"""What was done to a project, in words: what a load brought, and what was checked and holds."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

At = Callable[[str], None]
"""Told each step of a work on a project as it is done; for who looks on, and for tests that stop there."""


Share = Callable[[float], None]
"""Told which share of a reading is done, from 0 to 1."""


def unseen(_share: float) -> None:
    """Nobody looks on."""


def nowhere(_step: str) -> None:
    """Nobody needs to be told."""


@dataclass(frozen=True, slots=True)
class Loaded:
    """What a load did: with figures, or with names of places and actors."""

    name: str
    sha256: str
    figures: int
    new: int
    already: bool
    names: int = 0
    reports: int = 0
    rows: int = 0
    reader: str = ""

    def __str__(self) -> str:
        if self.reader:
            held = f"{_count(self.rows, 'row')} read as {self.reader}, {_count(self.reports, 'report')}"
            return f"{held}, already loaded; nothing changed" if self.already else held
        held = _count(self.names, "name") if self.names else _count(self.figures)
        if self.already:
            return f"{held}, already loaded; nothing changed"
        return f"{held}, {self.new} of them new"


def _count(number: int, what: str = "figure") -> str:
    return f"1 {what}" if number == 1 else f"{number} {what}s"


@dataclass(frozen=True, slots=True)
class Verification:
    """What was checked and holds.

    ``behind`` counts loads that the snapshot does not hold yet; ``other_tables`` says that it was made when names were
    read by other tables. Either way figures are read from the kept files until the next load.
    """

    files: int
    entries: int
    figures: int
    snapshot: str
    digest: str
    behind: int
    other_tables: bool

    def __str__(self) -> str:
        files = "1 kept file" if self.files == 1 else f"{self.files} kept files"
        entries = "1 journal entry" if self.entries == 1 else f"{self.entries} journal entries"
        held = f"{files}, {entries} and {_count(self.figures)} in snapshot {self.snapshot} check out"
        if self.other_tables:
            return f"{held}; names were read by other tables then, so figures are read anew until the next load"
        return held + (f"; {self.behind} later loads are read from their files" if self.behind else "")
