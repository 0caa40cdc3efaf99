"""The words that set the time of everything below them: a heading, the name of a report, the day of an operation."""

from __future__ import annotations

from collections.abc import Sequence

from onrecord import patterns as re
from onrecord.eventdays import timed_in
from onrecord.patterns import named
from onrecord.sentence import LIST_MARK, Sentence
from onrecord.timing import Timed

_LONGEST = 120
"""Code points of the longest line that may be a heading."""

_OPENS_LINE = re.compile(r"(?:^|\n)[\s#*•=_-]*$")
_CLOSES_LINE = re.compile(r"[\s)\]*=_:؛،,-]*(?:\n|$)")
_OPENING = 12
"""Code points that may stand before the words with which a text opens."""


def heading_of(sentence: Sentence, timed: Sequence[Timed]) -> Timed | None:
    """The date that holds for all that follows until another is set, or None.

    A line without a figure that no full stop ends is a heading, if it names a day other than that of publication or a
    longer time; a sentence without a figure may name a report with the time that it covers; a text may open with the
    day of an operation that goes on.
    """
    if (until := _until(sentence, timed)) is not None:
        return until
    dates = [item for item in timed if item.part in _PARTS and item.period.start is not None]
    if not dates:
        since = [item for item in timed if item.part == "clause" and item.period.kind == "since"]
        return since[0] if since and _titled(sentence) else None  # إحصائيات الحرب التي يشنها منذ 7 أكتوبر:
    first = dates[0]
    if (first.part == "adverb" or first.period.rule == "nth-day") and _opens_list(sentence):
        return first
    if first.part == "start" and first.start < _OPENING and first.period.kind == "since":
        return first
    if first.period.rule in ("summed", "report") and _opens(sentence, first):
        return first
    reports = bool(sentence.inside(sentence.start, sentence.end, "report_noun"))
    if sentence.stated:
        return None
    if first.period.kind == "asof":
        return first if reports else None
    if own_line(sentence):
        today = sentence.statement.published_on
        label = sentence.between(sentence.start, first.start).split()
        reports = reports or (1 <= len(label) <= _LABEL and label[-1].endswith(":"))  # التاريخ: 3 أيار
        return first if reports or first.period.start != today else None
    longer = first.part == "adverb" and (first.period.days or 0) > 1
    return first if reports and longer else None


_PARTS = ("adverb", "start", "inside")
_LIST = named("heading", "list")


def _opens_list(sentence: Sentence) -> bool:
    """Whether a line that ends in a colon has a list below it, of which it tells the time."""
    text = sentence.text
    at = text.find("\n", max(sentence.start, sentence.end - 1))
    closed = at > 0 and text[:at].rstrip().endswith(":") and not text[sentence.end : at].strip(" :")
    return closed and _LIST.match(text, at) is not None


def _titled(sentence: Sentence) -> bool:
    """Whether a sentence without a figure is a title of what stands below it."""
    return not sentence.stated and own_line(sentence)


def _until(sentence: Sentence, timed: Sequence[Timed]) -> Timed | None:
    """The last day that a title says it tells of: حصيلة العدوان حتى 1 حزيران."""
    found = [item for item in timed if item.period.start is None and item.period.end is not None]
    reports = bool(sentence.inside(sentence.start, sentence.end, "report_noun"))
    return found[0] if found and reports and _titled(sentence) else None


def _opens(sentence: Sentence, first: Timed) -> bool:
    """Whether a date stands in the title of a sentence: before its first figure, and nothing is done before it."""
    figures = sentence.stated
    if figures and figures[0].start < first.start:
        return False
    return not sentence.inside(sentence.start, first.start, "act", "tense", "perfect")


_LABEL = 2
"""Words of the label of a date on a line of its own."""

_SUMS = named("heading", "sums")


def may_sum_up(text: str) -> bool:
    """Whether a text has words that may sum up what stands before them: 'all this in 48 hours'."""
    return _SUMS.search(text) is not None


def summed_up(sentence: Sentence) -> Timed | None:
    """The date of a sentence without a figure that says when all that stands before it happened, or None."""
    opens = _SUMS.match(sentence.text, sentence.start, min(sentence.end, sentence.start + _LONGEST))
    if sentence.stated or opens is None:
        return None
    return next((item for item in timed_in(sentence) if item.part == "adverb" and item.period.start), None)


def own_line(sentence: Sentence) -> bool:
    """Whether a sentence is all of its line, with more below it."""
    text = sentence.text
    if sentence.end - sentence.start > _LONGEST or not text[sentence.end :].strip():
        return False
    before = text[max(0, sentence.start - _OPENING) : sentence.start]
    opens = _OPENS_LINE.search(before) is not None
    return opens and _CLOSES_LINE.match(text, sentence.end) is not None


_ITEM = re.compile(rf"\s*{LIST_MARK}\s")
_LINE = named("heading", "line")
_LABEL_OPENS = 80


def line_kind(sentence: Sentence) -> str:
    """How the line opens in which a sentence stands: as the "item" of a list, with a "label" and a colon, with the
    place "near" which something happened, or as plain "prose"; "" where all of the text is one line."""
    text = sentence.text
    start = text.rfind("\n", 0, sentence.start) + 1
    if _ITEM.match(text, start, start + _LABEL_OPENS) is not None:
        return "item"
    found = _LINE.match(text, start, start + _LABEL_OPENS)
    if found is not None and found.lastgroup:
        return found.lastgroup
    return "prose" if start or "\n" in text else ""
