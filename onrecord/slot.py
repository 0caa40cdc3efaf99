"""The words that fill a slot of a claim: whose figure they are by where they stand, and what they name.

A slot belongs to a figure by where it stands: right of it and before the next figure, unless a comma or 'and' stands
between and none before the next; else left of the first figure; else in the same clause; else as the claim before it.
"""

from __future__ import annotations

from dataclasses import field

from onrecord.nearby import Told, places_told
from onrecord.quantity import Span
from onrecord.sentence import Sentence, breaks
from onrecord.valueclass import dataclass

_NEAR = (1, 3, 6, 12)
"""Words up to which a stretch is as near as that."""

# ---------------------------------------------------------------------------------------------- periods and places


def owner(sentence: Sentence, start: int, end: int) -> int | None:
    """Which figure a stretch of words belongs to by where it stands, or None where the sentence has none."""
    known = sentence.owners
    if (start, end) not in known:
        known[start, end] = _owner(sentence, start, end)
    return known[start, end]


def _owner(sentence: Sentence, start: int, end: int) -> int | None:
    items = sentence.stated
    before = [nth for nth, item in enumerate(items) if item.end <= start]
    after = [nth for nth, item in enumerate(items) if item.start >= end]
    if not before or not after:
        return next(iter(before[-1:] or after[:1]), None)
    left, right = before[-1], after[0]
    if sentence.text[end : items[right].start] in (" ", "'s "):
        return right
    breaks_left = breaks(sentence, items[left].end, start + 1)
    breaks_right = breaks(sentence, end, items[right].start)
    return right if breaks_left and not breaks_right else left


@dataclass(frozen=True, slots=True)
class Stance:
    """How a stretch of a sentence stands to one of its figures, in the words of traits.

    ``side`` of the figure; whether a comma or 'and' ``cut``s them; how many other figures stand ``among`` them, two at
    most; whether it stands in the figure's ``clause``; how ``near`` it is, in words.
    """

    side: str
    cut: str
    among: int
    clause: str
    near: str


def stance_of(sentence: Sentence, nth: int, start: int, end: int) -> Stance:
    """How the stretch from ``start`` to ``end`` stands to the nth figure."""
    item = sentence.stated[nth]
    low, high = min(end, item.end), max(start, item.start)
    words = len(sentence.between(low, high).split())
    among = sum(1 for other in sentence.stated if low <= other.start < high and other is not item)
    first, last = sentence.clause(item.start)
    return Stance(
        "left" if end <= item.start else "right",
        "cut" if breaks(sentence, low, high) else "whole",
        min(among, 2),
        "clause" if first <= start < last else "apart",
        next((str(most) for most in _NEAR if words <= most), "far"),
    )


def joined(sentence: Sentence, nth: int) -> bool:
    """Whether neither a comma nor 'and' stands between a figure and the one before it in its sentence."""
    items = sentence.stated
    return nth > 0 and not breaks(sentence, items[nth - 1].end, items[nth].start)


def preposition(sentence: Sentence, start: int) -> int:
    """Where the preposition right before a word stands ('in', في), or the word itself."""
    before = [word for word in sentence.inside(sentence.start, start, "date_lead", "role") if start - word.end == 1]
    return before[-1].whole[0] if before else start


# ----------------------------------------------------------------------------------------------------------- actors


@dataclass(frozen=True, slots=True)
class Mention:
    """Words that stand for a party or a place: ``id`` where it is known, ``span`` None where no words of its own do.

    ``near`` is how words tell that something was near a place (:mod:`onrecord.nearby`), "" where it was there.
    """

    id: str
    span: Span | None = None
    near: Told = field(default="", compare=False)

    @property
    def places(self) -> tuple[str, ...]:
        """The places whose union is meant; none where it is not known."""
        return places_told(self.near, self.id) if self.id else ()
