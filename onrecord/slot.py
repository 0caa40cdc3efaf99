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
    if before and not after:
        return _past_asides(sentence, before[-1], start)
    if not before:
        return next(iter(after), None)
    left, right = _past_asides(sentence, before[-1], start), after[0]
    if sentence.text[end : items[right].start] in (" ", "'s "):
        return right
    breaks_left = breaks(sentence, items[left].end, start + 1)
    breaks_right = breaks(sentence, end, items[right].start)
    return right if breaks_left and not breaks_right else left


def _past_asides(sentence: Sentence, nth: int, start: int) -> int:
    """The figure before a place where the aside that the nth stands in has ended: that which it is a part of."""
    for first, last in reversed(sentence.asides):
        if last <= start and first < sentence.stated[nth].start < last:
            nth = max(n for n, item in enumerate(sentence.stated) if item.end <= first)
    return nth


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
    pieces = _without_asides(sentence, low, high)
    words = sum(len(sentence.between(*piece).split()) for piece in pieces)
    among = sum(low <= other.start < high for low, high in pieces for other in sentence.stated if other is not item)
    first, last = sentence.clause(item.start)
    if len(pieces) > 1 and end > item.start:
        last = sentence.clause(pieces[-1][0])[1]
    return Stance(
        "left" if end <= item.start else "right",
        "cut" if any(breaks(sentence, *piece) for piece in pieces) else "whole",
        min(among, 2),
        "clause" if first <= start < last else "apart",
        next((str(most) for most in _NEAR if words <= most), "far"),
    )


def _without_asides(sentence: Sentence, low: int, high: int) -> list[tuple[int, int]]:
    """The pieces of a stretch between the asides that lie wholly in it."""
    pieces, at = [], low
    for first, last in sentence.asides:
        if at <= first and last <= high:
            pieces.append((at, first))
            at = last
    return [*pieces, (at, high)]


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
