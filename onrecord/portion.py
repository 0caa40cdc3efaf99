"""Shares told in two numbers, or in a noun and a number: 'one in four', 'seven houses in ten', طلعة من كل ست."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from fractions import Fraction
from typing import TYPE_CHECKING

from onrecord import patterns as re
from onrecord.patterns import named
from onrecord.setwords import forms
from onrecord.valueclass import replace

if TYPE_CHECKING:
    from onrecord.adjoining import Around
    from onrecord.digits import Number
    from onrecord.normal import Word

_ROUND = frozenset([*range(2, 11), 12, 15, 20, 25, 30, 40, 50, 100, 1000])
"""Wholes that nobody has counted: 'two in seven' is a share, 'two of seventeen' counts both."""

_COUNTED_OUT = 4
"""'Two out of three missiles' counts them out; out of more, in words, a share is told."""

_IN = named("portion", "in")
_NAMED_IN = named("portion", "named-in")

_OUT_OF = named("portion", "out-of")


_NO_NOUN_BEHIND = named("portion", "no-noun-behind")
_ALL_BUT = named("portion", "all-but")
_STEP = Fraction(1, 100)


def portions(around: Around, numbers: Sequence[Number]) -> Iterator[Number]:
    """The numbers in their order, those that tell a share together as one."""
    at = 0
    while at < len(numbers):
        first = numbers[at]
        second = numbers[at + 1] if at + 1 < len(numbers) else None
        made = None if second is None else _rest(around, first, second) or _together(around, first, second)
        at += 1 if made is None else 2
        made = made or _of_every(around, first) or _none_of(around, first)
        yield first if made is None else _all_but(around, made)


def _together(around: Around, first: Number, second: Number) -> Number | None:
    """Two numbers that tell a part of a whole that is not counted out, with the counted noun where it is between."""
    if first.kind not in ("words", "digits") or not 0 < first.low < second.low or second.low not in _ROUND:
        return None
    if second.kind not in ("words", "digits") or first.low.denominator != 1:
        return None
    noun = around.after(first.end)
    if noun is None or not noun.means("noun") or noun.joined:
        noun = None
    at = first.end if noun is None else noun.end
    worded = first.kind == second.kind == "words"
    link = around.after(at)
    if link is not None and link.means("in_every") and not around.text[link.end : second.whole_start].strip(" a"):
        return _share(first, second, noun)
    gap = around.text[at : second.whole_start]
    if _OUT_OF.fullmatch(gap):
        counted = noun is not None and gap.startswith(" من")  # أربعة مرافق من أصل خمسة
        return _share(first, second, noun) if worded and second.low >= _COUNTED_OUT and not counted else None
    if noun is None and worded and (named := _NAMED_IN.fullmatch(gap)) is not None:
        following = around.after(second.end)
        part_of = following is None or not following.means("no_figure", "noun")
        return (
            _share(first, second, None) if part_of and named.group(1) not in forms("en", "portion", "no-name") else None
        )
    if not _IN.fullmatch(gap) or (first.kind != second.kind and second.low not in _TENS):
        return None
    if noun is not None:
        plain = worded and _NO_NOUN_BEHIND.match(around.text, second.end)
        return _share(first, second, noun) if plain else None
    behind = around.after(second.end)
    lasts = behind is not None and behind.means("no_figure")  # 'two in three days'
    counts = behind is not None and not worded and behind.means("noun") and not _of_people(behind, second)
    return None if lasts or counts else _share(first, second, None)


_TENS = (5, 10, 20, 100)
_PEOPLE = ("person", "civilian", "combatant", "displaced", "voter", "prisoner")


def _of_people(noun: Word, whole: Number) -> bool:
    """Whether people are told by shares: '4 in 10 families', but '4 in 10 villages' are in so many villages."""
    sense = noun.sense("noun")
    return sense is not None and sense.data.get("class") in _PEOPLE and whole.low in _TENS


def _share(first: Number, second: Number, noun: Word | None) -> Number:
    part = first.low / second.low
    return replace(
        first, low=part, high=part, step=_STEP, end=second.end, kind="fraction", noun=-1 if noun is None else noun.start
    )


def _of_every(around: Around, number: Number) -> Number | None:
    """A singular noun before 'of every' stands for one: طلعة من كل ست."""
    if number.kind not in ("words", "digits") or number.low not in _ROUND:
        return None
    link = around.before(number.whole_start)
    if link is None or not link.means("in_every"):
        return None
    one = _ONE.search(around.text, max(0, link.whole[0] - _LONGEST_NOUN), link.whole[0])
    if one is None or one.group(1).startswith("ال"):
        return None
    before = around.before(link.whole[0])
    known = before is not None and before.means("noun")
    if before is not None and not known and not before.kinds.isdisjoint(_NO_NOUN):
        return None
    start, part = one.start(1), 1 / number.low
    return replace(
        number,
        low=part,
        high=part,
        step=_STEP,
        start=start,
        whole_start=start,
        kind="fraction",
        joined=False,
        noun=before.start if before is not None and known else -1,
    )


_NONE_OF = named("portion", "none-of")
_COUNTED_OF = named("portion", "counted-of")


def _none_of(around: Around, number: Number) -> Number | None:
    """'None of the 56 raids': nought, however many it is taken of."""
    lead = _NONE_OF.search(around.text, max(0, number.whole_start - 36), number.whole_start)
    if lead is None or number.kind not in ("words", "digits"):
        return None
    return _taken_from(number, lead.start(), Fraction(0))


def _rest(around: Around, first: Number, second: Number) -> Number | None:
    """'All but two of the 56': what is left of a whole that is counted."""
    if second.kind not in ("words", "digits") or first.kind not in ("words", "digits") or first.low >= second.low:
        return None
    if not _COUNTED_OF.fullmatch(around.text, first.end, second.whole_start):
        return None
    lead = _ALL_BUT.search(around.text, max(0, first.whole_start - 20), first.whole_start)
    return None if lead is None else _taken_from(second, lead.start(), second.low - first.low)


def _taken_from(whole: Number, start: int, left: Fraction) -> Number:
    return replace(whole, low=left, high=left, start=start, whole_start=start, joined=False)


_NO_NOUN = ("number", "fraction", "vague", "ellipsis", "date_lead", "all")
_ONE = re.compile(r"(?<!\S)([^\W\d]{3,}) $")
_LONGEST_NOUN = 20


def _all_but(around: Around, share: Number) -> Number:
    """'All but one in twenty' is the rest."""
    lead = _ALL_BUT.search(around.text, max(0, share.whole_start - 20), share.whole_start)
    if lead is None or share.kind != "fraction":
        return share
    rest = 1 - share.low
    return replace(share, low=rest, high=rest, start=lead.start(), whole_start=lead.start())
