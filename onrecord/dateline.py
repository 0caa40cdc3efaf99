"""Where a text was filed: 'TAMPA, Fla. – ', 'MOSCOW, July 2. ', 'Kyiv (Ukrinform) – ', دمشق – سانا.

A dateline says where the words were written, not where anything happened: what it names is no place of a figure.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import islice

from onrecord.normal import Folded, Word
from onrecord.patterns import named
from onrecord.quantity import Span

_LINES = 4
"""Lines with text among which one may open with a dateline: titles stand before it."""

_ENGLISH = named("dateline", "english")
_ARABIC = named("dateline", "arabic")


def dateline_of(folded: Folded) -> Span | None:
    """The dateline that a line near the top of a text opens with, by folded offsets."""
    for start, end in islice(_lines(folded.text), _LINES):
        if (match := _ENGLISH.match(folded.original, folded.origin(start))) is not None:
            return Span(start, folded.index(match.end()))
        if (match := _ARABIC.match(folded.text, start, end)) is not None:
            return Span(start, match.end())
    return None


def _lines(text: str) -> Iterator[tuple[int, int]]:
    """Where lines with text start and end."""
    start = 0
    while start < len(text):
        end = text.find("\n", start)
        end = end if end >= 0 else len(text)
        if not text[start:end].isspace() and start < end:
            yield start, end
        start = end + 1


def without_dateline(words: Sequence[Word], folded: Folded) -> Sequence[Word]:
    """The words of a text without what its dateline names; its date stays."""
    line = dateline_of(folded)
    if line is None:
        return words
    return [word for word in words if not line.start <= word.start < line.end or word.kinds.isdisjoint(_NAMES)]


_NAMES = ("place", "actor", "party", "nation")
