"""Verbs that only say that there were so many of what was counted before: 'April saw 44', 'there have been 48 since'.

Others say by their subject who is counted: those who live in camps, and those of whom the speaker is one.
"""

from __future__ import annotations

from onrecord.counting import Counted, made
from onrecord.deed import Near
from onrecord.patterns import named
from onrecord.predicate import BEHIND, act_named
from onrecord.sentence import Sentence
from onrecord.valueclass import replace

_TIME_BROUGHT = named("takingup", "time-brought")


def takes_up(sentence: Sentence, nth: int, near: Near | None) -> bool:
    """Whether a verb tells no more than that a time had so many of what was counted: 'April saw 44'."""
    if near is None or near[1].start > sentence.stated[nth].start:
        return False
    return _TIME_BROUGHT.search(sentence.text, max(sentence.start, near[1].end - _SUBJECT), near[1].end) is not None


def brought_by_time(sentence: Sentence, nth: int) -> bool:
    """Whether the verb before a figure only says that a time had so many: 'April saw 44', 'Wednesday brought five'."""
    found = sentence.inside(sentence.clause(sentence.stated[nth].start)[0], sentence.stated[nth].start, "act")
    return bool(found) and takes_up(sentence, nth, (BEHIND, found[-1], found[-1].senses[0]))


_SUBJECT = 60
"""Letters before the end of a verb in which its subject stands."""

_CAMPS_HELD = named("takingup", "camps-held")


def in_camps(sentence: Sentence, nth: int) -> Counted | None:
    """Those who are told to live in camps: 'the camps of Macedonia, which held 115,000'."""
    item = sentence.stated[nth]
    if item.quantity.unit or _CAMPS_HELD.search(sentence.text, sentence.start, item.start) is None:
        return None
    return replace(made(Counted("", "person"), act_named("displace"), "person", None), sure=True)


_THEY_HELD = named("takingup", "they-held")


def they_held(sentence: Sentence, nth: int, known: Counted) -> bool:
    """Whether camps that were spoken of hold the displaced: 'a month later they held 26,000, a month after 31,000'."""
    if known.measure != "displaced":
        return False
    return _THEY_HELD.search(sentence.text, sentence.start, sentence.stated[nth].start) is not None


_OF_US = named("takingup", "of-us")
_WERE_THERE = named("takingup", "were-there")
_LEAST_FORCE = 50
"""Fewer of us are a team, not a force."""


_SAW = named("takingup", "saw")


def saw_so_many(sentence: Sentence, nth: int, known: Counted) -> bool:
    """Whether people spoken of before are found or met again: '6,000 refugees; yesterday our delegates found 4,400'."""
    start = sentence.stated[nth].start
    return (
        known.unit == "person" and _SAW.search(sentence.text, max(sentence.start, start - _SUBJECT), start) is not None
    )


def of_us(sentence: Sentence, nth: int) -> Counted | None:
    """The strength of the speaker's force: 'there were a thousand of us when we landed'."""
    item = sentence.stated[nth]
    stated = item.quantity.stated
    if stated is None or stated < _LEAST_FORCE or _OF_US.match(sentence.text, item.end) is None:
        return None
    if _WERE_THERE.search(sentence.text, sentence.start, item.start) is None:
        return None
    return Counted("personnel", "person", kind="combatant", sure=True)
