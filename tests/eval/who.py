"""Short statements in which each figure is given with its parties and places (who_*.txt), and how they are read.

A line is ``[speaker ::] text || figure: by=...; against=...; of=...; at=... || figure: ...``; a slot that is left out
or empty is nobody's or no place's, several names join with " + ". A line that begins with # is a remark.

    python -m tests.eval.who en [SLOT]      what is read otherwise, and how much of it is right
"""

from __future__ import annotations

import datetime as dt
import sys
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from onrecord.claim import Claim, find_claims
from onrecord.gazetteer import catalogue
from onrecord.partychoice import ASKED
from onrecord.quantity import Span
from onrecord.slot import Mention
from onrecord.statement import Statement, statement_from_text
from tests.eval.gate import words_meet

SLOTS = (*ASKED, "at")
DAY = dt.date(2024, 10, 2)
Filled = dict[str, list[str]]
"""The words that fill each slot."""


@dataclass(frozen=True)
class Asked:
    """One figure of a text, with the words that fill its slots."""

    figure: str
    slots: Mapping[str, list[str]]


@dataclass(frozen=True)
class Case:
    """A text with what is asked of it."""

    language: str
    text: str
    speaker: str | None
    asked: tuple[Asked, ...]

    @property
    def statement(self) -> Statement:
        """The text as a statement."""
        language = "ar" if self.language == "ar" else "en"
        return statement_from_text(
            self.text, published_on=DAY, speaker=self.speaker, language=language, title="war bulletin"
        )


def cases(language: str) -> list[Case]:
    """The cases of one language."""
    lines = Path(__file__).with_name(f"who_{language}.txt").read_text(encoding="utf-8").splitlines()
    return [_case(language, line) for line in lines if line.strip() and not line.startswith("#")]


def _case(language: str, line: str) -> Case:
    text, *asked = (part.strip() for part in line.split("||"))
    speaker, _, said = text.rpartition(" :: ")
    return Case(language, said, speaker or None, tuple(map(_asked, asked)))


def _asked(part: str) -> Asked:
    figure, _, rest = part.partition(":")
    pairs = (slot.strip().split("=", 1) for slot in rest.split(";") if slot.strip())
    return Asked(figure, {name: [one.strip() for one in held.split("+") if one.strip()] for name, held in pairs})


def readings(case: Case) -> Iterator[tuple[Asked, Filled | None]]:
    """What fills the slots of each figure that is asked for; None where it is no claim."""
    claims = [claim for claim in find_claims(case.statement, catalogue()) if claim.quantity is not None]
    for asked in case.asked:
        start = case.text.index(asked.figure)
        yield asked, _slots(claims, Span(start, start + len(asked.figure)), case.text)


def _slots(claims: list[Claim], at: Span, text: str) -> Filled | None:
    for claim in claims:
        assert claim.quantity is not None
        span = claim.quantity.span
        if span.start < at.end and at.start < span.end:
            held = {**{role: claim.mentions.get(role, ()) for role in ASKED}, "at": claim.mentions.get("place", ())}
            return {slot: _words(mentions, text) for slot, mentions in held.items()}
    return None


def _words(mentions: tuple[Mention, ...], text: str) -> list[str]:
    return [mention.span.of(text) for mention in mentions if mention.span is not None]


def wrong(asked: Asked, read: Filled | None) -> list[str]:
    """The slots of a figure that are read otherwise."""
    if read is None:
        return list(SLOTS)
    pairs = ((slot, [{"surface": one} for one in asked.slots.get(slot, [])]) for slot in SLOTS)
    return [slot for slot, mine in pairs if not words_meet(mine, [{"surface": one} for one in read[slot]])]


def main(language: str, shown: str = "") -> None:
    """Print what is read otherwise, in one slot or in all, and how many of the figures have each slot right."""
    right: Counter[str] = Counter()
    for case in cases(language):
        for asked, read in readings(case):
            slots = wrong(asked, read)
            right.update([*(slot for slot in SLOTS if slot not in slots), "asked", *([] if slots else ["whole"])])
            told = [slot for slot in slots if shown in ("", slot)]
            if told:
                print(f"{case.text}\n    {asked.figure}:", end="")
                print(*(f" {s} {asked.slots.get(s, [])} read {read and read[s]}" for s in told), sep=";")
    print(dict(right))


if __name__ == "__main__":
    main(*sys.argv[1:])
