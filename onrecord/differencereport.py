"""What two versions find in the same texts, for the terminal: claims gained (+), lost (-) and changed (~)."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from rich.text import Text

from onrecord.data import table
from onrecord.difference import Changed, Difference, Held
from onrecord.terminal import QUIET, Page

SIGNS = {"gained": ("+", "green"), "lost": ("-", "red"), "changed": ("~", "yellow")}
TOLD = ("measure", "quantity", "by", "place", "period")
"""The slots told of a claim that only one version has."""


@dataclass(slots=True)
class Counts:
    """How many claims were gained, lost, changed and the same, over all texts, and how many texts differ."""

    gained: int = 0
    lost: int = 0
    changed: int = 0
    same: int = 0
    texts: int = 0
    differ: int = 0
    alone: int = 0
    """Texts that only one of the two has."""

    def add(self, difference: Difference) -> None:
        """Count one text."""
        self.gained += len(difference.gained)
        self.lost += len(difference.lost)
        self.changed += len(difference.changed)
        self.same += difference.same
        self.texts += 1
        self.differ += bool(difference)


def difference_report(page: Page, name: str, difference: Difference) -> None:
    """What changed in one text, in the order of the text; nothing where nothing did."""
    if difference:
        page.line(name, style="bold")
    entries: list[tuple[str, Held, Changed | None]] = [("lost", claim, None) for claim in difference.lost]
    entries += [("gained", claim, None) for claim in difference.gained]
    entries += [("changed", changed.new, changed) for changed in difference.changed]
    for sort, claim, changed in sorted(entries, key=lambda entry: (entry[1].at, entry[0])):
        sign, style = SIGNS[sort]
        lead = f"{sign} {_words(page, 'difference', sort)}: "
        page.line(Text(" ".join(claim.quote.split()), style=style), lead=lead)
        lines = ["; ".join(_told(page, claim))] if changed is None else _slots(page, changed)
        for words in lines:
            page.line(words, 4, QUIET)


def _slots(page: Page, changed: Changed) -> Iterable[str]:
    """The slots that changed: what each holds now, and what it held."""
    nothing = _words(page, "difference", "nothing")
    for slot in changed.slots:
        now, was = (held.slots.get(slot) or nothing for held in (changed.new, changed.old))
        words = {"slot": _words(page, "slots", slot), "new": page.number(now), "old": page.number(was)}
        yield _words(page, "difference", "slot").format(**words)


def counts_report(page: Page, counts: Counts) -> None:
    """One line of totals at the end; of several texts, how many differ."""
    totals = {name: page.number(str(getattr(counts, name))) for name in ("gained", "lost", "changed", "same")}
    page.line(page.sentence(_words(page, "difference", "summary").format(**totals)), style="bold")
    if counts.texts > 1:
        page.line(_words(page, "difference", "statements").format(n=counts.texts, differ=counts.differ) + ".")
    if counts.alone:
        page.line(_words(page, "difference", "missing").format(n=counts.alone) + ".")


def _told(page: Page, claim: Held) -> Iterable[str]:
    """What the main slots of a claim hold."""
    for slot in TOLD:
        if claim.slots.get(slot):
            yield f"{_words(page, 'slots', slot)} {page.number(claim.slots[slot])}"


def _words(page: Page, *path: str) -> str:
    found: Any = table("why")
    for key in path:
        found = found[key]
    return str(found[page.language])
