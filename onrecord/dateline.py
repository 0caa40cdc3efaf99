"""Where a text was filed: 'TAMPA, Fla. – ', 'MOSCOW, July 2. ', 'Kyiv (Ukrinform) – ', دمشق – سانا.

A dateline says where the words were written, not where anything happened: what it names is no place of a figure.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cache
from itertools import islice

from onrecord import patterns as re
from onrecord.normal import Folded, Word
from onrecord.partyname import role_words
from onrecord.quantity import Span
from onrecord.setwords import either

_LINES = 4
"""Lines with text among which one may open with a dateline: titles stand before it."""

_MONTH = (
    r"(?:Jan(?:uary)?|Feb(?:ruary)?|Mar(?:ch)?|Apr(?:il)?|May|June?|July?|Aug(?:ust)?|Sept?(?:ember)?|Oct(?:ober)?"
    r"|Nov(?:ember)?|Dec(?:ember)?)\.?"
)
_DATE = rf"(?:{_MONTH} \d{{1,2}}|\d{{1,2}} {_MONTH})(?:,? \d{{4}})?"
_DASH = r" ?(?:--?|[–—]) ?(?=[A-Z“\"])"
_CAPITALS = r"[A-Z]['’A-Z]{2,}(?:[ -][A-Z]['’A-Z]+){0,3}"
_STATE = r", [A-Z](?:[a-z]+\.?|(?:\.[A-Z]){1,2}\.)(?: [A-Z][a-z]+)?"
_AGENCY = r" ?\([A-Z][A-Za-z]+(?: [A-Z][A-Za-z]+)?\)"
_PLACE = r"[A-Z][a-z]+(?:[ -][A-Z][a-z]+){0,2}"
_ENGLISH = re.compile(
    rf"{_CAPITALS}(?:{_STATE})?(?:{_AGENCY})?(?:, {_DATE})?{_DASH}"
    rf"|{_CAPITALS}(?:{_STATE})?, {_DATE}(?:{_AGENCY})?[.:] (?=[A-Z])"
    rf"|{_PLACE}(?:{_STATE})?(?:, {_DATE}(?:{_AGENCY})?|{_AGENCY}){_DASH}"
)


@cache
def _arabic() -> re.Pattern[str]:
    """A name of one to three words, then an agency's name behind a dash, a stroke or a comma."""
    agencies = either(role_words("ar", "agencies"))
    return re.compile(rf"\w+(?: \w+){{0,2}} ?[-/،] ?(?:وكاله )?{agencies}(?!\w)")


def dateline_of(folded: Folded) -> Span | None:
    """The dateline that a line near the top of a text opens with, by folded offsets."""
    for start, end in islice(_lines(folded.text), _LINES):
        if (match := _ENGLISH.match(folded.original, folded.origin(start))) is not None:
            return Span(start, folded.index(match.end()))
        if (match := _arabic().match(folded.text, start, end)) is not None:
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
