"""The dates on which something was said, which date what was said only where nothing else does.

'The ministry said on Thursday that 12 had been killed on Sunday': Thursday is the day of the saying.
"""

from __future__ import annotations

from onrecord import patterns as re
from onrecord.patterns import named
from onrecord.sentence import Sentence

_SPEAKS = ("attribution", "records")
_DONE = ("act", "event_word")
_CLOSED = named("saying", "closed")

_MOST_BETWEEN = {"en": 5, "ar": 8}
"""Words between a verb of saying and its day: who spoke in Arabic, how or to whom in English."""

_REACH = 70
"""Code points in which they stand."""


def of_saying(sentence: Sentence, start: int, end: int) -> bool:
    """Whether a date is that of saying something: a verb of saying stands right before it, with no more than who spoke,
    and how, between them (أعلنت وزارة الصحة يوم الأربعاء), or with its 'that' behind it.
    """
    if sentence.statement.language == "ar" and of_issuing(sentence, start, end):
        return True
    if sentence.kinds.isdisjoint(_SPEAKS):
        return False
    return _said_on(sentence, start) or _of_that(sentence, start, end)


_FILED = named("saying", "filed")

_ISSUES = named("saying", "issues")
_PAPER = named("saying", "paper")


def of_issuing(sentence: Sentence, start: int, end: int) -> bool:
    """Whether a date is that on which words were filed or given out: أصدرت الشبكة اليوم تقريرها الشهري."""
    text = sentence.text
    if _FILED.match(text, end) is not None:
        return True
    issued = _ISSUES.search(text, max(sentence.start, start - _REACH), start)
    if issued is None or sentence.meets_figure(issued.start(), start):
        return False
    before = _PAPER.search(text, issued.start(), start)
    return before is not None or _PAPER.match(text, end) is not None


def _said_on(sentence: Sentence, start: int) -> bool:
    """Whether a verb of saying stands right before a date: 'said late on Wednesday', 'told reporters on Monday'."""
    cues = sentence.inside(max(sentence.start, start - _REACH), start, *_SPEAKS)
    if not cues:
        return False
    after = cues[-1].end
    gap = sentence.between(after, start)
    if len(gap.split()) > _MOST_BETWEEN[sentence.statement.language] or _CLOSED.search(gap):
        return False
    return not sentence.meets_figure(after, start) and not sentence.inside(after, start, *_DONE)


_THAT = named("saying", "that")
_NO_SAYING = re.compile(r"[;؛:.\d]")
_SAYING = 8
"""Words of a date's clause that may stand between it and what was said then, or the verb of saying."""


def _of_that(sentence: Sentence, start: int, end: int) -> bool:
    """Whether a date goes with what somebody said: 'said on 4 June that', 'on 4 June the ministry said that'."""
    that = _THAT.search(sentence.text, end, sentence.end)
    if that is None or len((gap := sentence.text[end : that.start()]).split()) > _SAYING or _NO_SAYING.search(gap):
        return False
    low = sentence.clause(start)[0]
    cues = [
        word for word in sentence.inside(low, that.start(), "attribution") if word.start >= end or word.end <= start
    ]
    near = cues and (cues[-1].start >= end or len(sentence.between(cues[-1].end, start).split()) <= _SAYING)
    return bool(near)
