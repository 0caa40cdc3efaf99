"""Ordinals in words and digits: read as such, so that they never become amounts."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from fractions import Fraction
from typing import TYPE_CHECKING

from onrecord import patterns as re
from onrecord.digits import Number
from onrecord.patterns import named
from onrecord.valueclass import replace

if TYPE_CHECKING:
    from onrecord.normal import Folded, Word


def find_ordinals(folded: Folded, words: Sequence[Word], within: tuple[int, int] | None = None) -> list[Number]:
    """Ordinals in words and digits ('twenty-fifth', '1st', الثاني والسبعين): their values, never amounts nor parts.

    ``words`` are those found ``within`` the same stretch of the folded text.
    """
    return ordinals_and_parts(folded, words, within)[0]


def ordinals_and_parts(
    folded: Folded, words: Sequence[Word], within: tuple[int, int] | None = None
) -> tuple[list[Number], list[Number]]:
    """The ordinals, and those that tell a part of one with the number that they tell: 'one twenty-fifth of it'."""
    ordinals: list[Number] = []
    parts: list[Number] = []
    for found in _ordinals(folded, words, within):
        if not _is_part(folded.text, found):
            ordinals.append(found)
            continue
        part, start = 1 / found.low, found.whole_start - len("one ")
        step = Fraction(1, 100)
        parts.append(replace(found, low=part, high=part, step=step, start=start, whole_start=start, kind="fraction"))
    return ordinals, parts


_OF_ONE = named("ordinal", "of-one")
_LARGEST_OF_TABLES = 10


def _is_part(text: str, found: Number) -> bool:
    """Whether an ordinal names a part: 'one twenty-fifth of the land'."""
    start = found.whole_start
    if found.kind != "words" or found.low <= _LARGEST_OF_TABLES or start < len("one "):
        return False
    if not text.startswith(("one ", "one-"), start - len("one ")):
        return False
    return _OF_ONE.match(text, found.end) is not None


def _ordinals(folded: Folded, words: Sequence[Word], within: tuple[int, int] | None) -> list[Number]:
    """Every ordinal, with the words that make one."""
    stretch = within or (0, len(folded.text))
    found = [_digit_ordinal(match) for match in _ORDINAL.finditer(folded.text, *stretch)]
    for nth, word in enumerate(words):
        sense = word.sense("ordinal") if "ordinal" in word.kinds else None
        if sense is None:
            continue
        first, last, value = nth, nth, Fraction(str(sense.data["value"]))
        while first and (size := _ordinal_front(folded, words[first - 1], words[first], value)) is not None:
            first, value = first - 1, size
        tail = nth + 1 + (nth + 1 < len(words) and folded.text[words[nth + 1].start : words[nth + 1].end] == "و")
        if tail < len(words) and (size := _ordinal_tail(folded, word, words[tail], value)) is not None:
            last, value = tail, size
        start = words[first].start
        found.append(
            Number(value, value, Fraction(1), start, words[last].end, words[first].whole[0], "words", word.joined)
        )
    return sorted(found, key=lambda number: number.start)


_ORDINAL = named("ordinal", "ordinal")


def _digit_ordinal(match: re.Match[str]) -> Number:
    value = Fraction(int(match.group(1)))
    return Number(value, value, Fraction(1), match.start(), match.end(), match.start(), "digits")


def _ordinal_front(folded: Folded, word: Word, after: Word, value: Fraction) -> Fraction | None:
    """The value with the number word before an English ordinal: 'twenty-fifth', 'two hundredth'; None where none is."""
    between = folded.text[word.end : after.start]
    sense = word.sense("number")
    if sense is None or folded.text[word.start] > "\u0600" or between.strip(" -") not in ("", "and"):
        return None
    size = Fraction(str(sense.data["value"]))
    if sense.data["role"] == "ten" and size > 10 and value < 10:
        return size + value
    if sense.data["role"] in ("hundred", "scale") and value < size:
        return size + value
    return size * value if value >= 100 and size < 1000 and not between.strip() else None


def _ordinal_tail(folded: Folded, word: Word, after: Word, value: Fraction) -> Fraction | None:
    """The value with the ten behind an Arabic ordinal: الرابع عشر، الثاني والسبعين; None where none is."""
    sense = after.sense("number")
    if sense is None or folded.text[word.start] < "\u0600" or sense.data["role"] != "ten" or value >= 10:
        return None
    between = folded.text[word.end : after.start - len(after.lead)].strip(" ")
    ten = Fraction(str(sense.data["value"]))
    linked = after.joined or between == "و"
    if between not in ("", "و") or linked != (ten > 10):
        return None
    return value + ten


_EVERY = "every "
_MOST_EVERY = 10


def every_nth(folded: Folded, words: Sequence[Word], ordinals: Sequence[Number]) -> Iterator[Number]:
    """'Every third inhabitant' as the share that it is; every second day is a time."""
    for found in ordinals:
        start = found.whole_start - len(_EVERY)
        if not 1 < found.low <= _MOST_EVERY or start < 0 or not folded.text.startswith(_EVERY, start):
            continue
        behind = next((word for word in words if word.start >= found.end), None)
        if behind is None or behind.start - found.end != 1 or not behind.kinds.isdisjoint(("no_figure", "weekday")):
            continue
        part = 1 / found.low
        yield replace(
            found, low=part, high=part, step=Fraction(1, 100), start=start, whole_start=start, kind="fraction"
        )


_OPENS = named("ordinal", "opens")
_SO_FAR = named("ordinal", "so-far")
_LONGEST_OPENING = 16


_OPENS_ARABIC = named("ordinal", "opens-arabic")
_SO_FAR_ARABIC = named("ordinal", "so-far-arabic")
_LONGEST_ARABIC_OPENING = 48


def _counts_so_far(folded: Folded, found: Number) -> bool:
    """Whether an Arabic ordinal says how many there were."""
    before = folded.text[max(0, found.start - _LONGEST_ARABIC_OPENING) : found.start]
    return _OPENS_ARABIC.search(before) is not None and _SO_FAR_ARABIC.match(folded.text, found.end) is not None


def ranks(folded: Folded, ordinals: Sequence[Number]) -> Iterator[Number]:
    """Ordinals that count: 'This is the ninth raid on the town this month' says that there were nine."""
    for found in ordinals:
        if folded.text[found.start] > "\u0600":
            if found.low > 1 and _counts_so_far(folded, found):
                yield replace(found, kind="rank")
            continue
        before = folded.text[max(0, found.start - _LONGEST_OPENING) : found.start]
        if found.low > 1 and _OPENS.search(before) and _SO_FAR.match(folded.text, found.end):
            yield replace(found, kind="rank")
