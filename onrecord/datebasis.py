"""What reading a date needs: the day of publication, where words look ahead, and the year that words leave out."""

from __future__ import annotations

import datetime as dt
from bisect import bisect_left
from collections.abc import Sequence

from onrecord import patterns as re
from onrecord.almanac import Span, day_of, month_span
from onrecord.datewords import UNIT_OF, Token
from onrecord.errors import InputError
from onrecord.patterns import named
from onrecord.period import ONE_DAY, Precision
from onrecord.valueclass import dataclass, replace

_THREAD_REACH = 1000
"""Letters on either side of the number of a post in which that of another may stand."""

_SAY_IT = "say it with --published YYYY-MM-DD (published_on in Python, published in a line of --jsonl)"


@dataclass(frozen=True, slots=True)
class Text:
    """What reading a date needs to know of its text: the day of publication, and where words look ahead."""

    folded: str
    published: dt.date | None
    ahead: tuple[int, ...]

    def day(self, first: Token, last: Token) -> dt.date:
        """The day of publication, which relative words cannot do without."""
        if self.published is None:
            words = repr(self.folded[first.low : last.end])
            raise InputError(f"the statement holds {words}, and its day of publication is not known; {_SAY_IT}")
        return self.published

    def looks_ahead(self, start: int, end: int) -> bool:
        """Whether words of the future stand in the same clause."""
        nth = bisect_left(self.ahead, start)
        before = self.folded[self.ahead[nth - 1] : start] if nth else "\n"
        after = self.folded[end : self.ahead[nth]] if nth < len(self.ahead) else "\n"
        return any(len(part) <= _CLAUSE_LENGTH and not _CLAUSE.search(part) for part in (before, after))


def is_part(text: Text, token: Token) -> bool:
    """Whether '2/4' at the head of a line is the second of four posts: another line begins with a part of as many."""
    low, written = token.low, text.folded[token.low : token.end]
    if low and text.folded[low - 1] != "\n":
        return False
    near = text.folded[max(0, low - _THREAD_REACH) : low + _THREAD_REACH]
    parts = re.findall(rf"(?:^|\n)(\d{{1,2}})/{written.partition('/')[2]}\b", near)
    return len(set(parts)) > 1


_CLAUSE_LENGTH = 300
_CLAUSE = named("datebasis", "clause")


def first_of(tokens: Sequence[Token], letters: str) -> Token | None:
    """The first of the tokens that has one of these letters."""
    return next((token for token in tokens if token.code in letters), None)


def got(tokens: Sequence[Token], letters: str) -> Token:
    """The first of the tokens that has one of these letters; the pattern says that there is one."""
    found = first_of(tokens, letters)
    assert found is not None, letters
    return found


def made(span: Span | None, precision: Precision, code: str = "C", **more: object) -> Token | None:
    """A date read from several tokens; the caller sets where it stands."""
    if span is None or not span[0] < span[1]:
        return None
    token = Token(code, "", 0, 0, span, precision)
    return replace(token, **more)  # type: ignore[arg-type]  # the names are those of Token's fields


BACKWARD = ("days", "nths", "past", "spell", "hours", "previous")
"""Rules of days of which 'from' makes no time that runs on: they have an end of their own."""

STEPS = {"P": -1, "T": 0, "N": 1}


def year_named(text: Text, tokens: Sequence[Token], first: dt.date) -> int | None:
    """The year that the words give to a date whose month and day are those of ``first``: 2016, last year, next May."""
    if (stated := first_of(tokens, "y")) is not None:
        return int(stated.value)
    which = first_of(tokens, "PTN")
    if which is None:
        return None
    today = text.day(tokens[0], tokens[-1])
    if first_of(tokens, "Y") is not None:
        return today.year + STEPS[which.code]
    if which.code == "T":
        return today.year
    before = (first.month, max(1, first.day)) < (today.month, 1)
    return today.year - (not before) if which.code == "P" else today.year + before


def dated(text: Text, tokens: Sequence[Token], month: int, days: tuple[int, ...]) -> tuple[Span | None, bool]:
    """The days of a month, or the whole month where none is given, and whether the words say which year."""
    first = day_of(2000, month, min(days, default=1)) if 1 <= month <= 12 else None
    if first is None:
        return None, False
    year = year_named(text, tokens, first)
    stated = year is not None
    if year is None:
        year = unstated(text, tokens, month, first.day)
    if not 1 < year < 9999:
        return None, False
    if not days:
        return month_span(year, month), stated
    if not stated and (month, days) == _LEAP_DAY:
        year -= year % 4
    start, last = day_of(year, month, days[0]), day_of(year, month, days[-1])
    return (None if start is None or last is None else (start, last + ONE_DAY)), stated


_LEAP_DAY = 2, (29,)
"""A day that lies in the latest year that has it."""


def unstated(text: Text, tokens: Sequence[Token], month: int, day: int) -> int:
    """The latest year in which the date had begun by publication; the next where the words look ahead."""
    today = text.day(tokens[0], tokens[-1])
    ahead = today.year + ((month, day if day > 1 else 31) < (today.month, today.day))
    if text.looks_ahead(tokens[0].low, tokens[-1].end) and not _far(today, day_of(ahead, month, day)):
        return ahead
    return today.year - ((month, day) > (today.month, today.day))


_FAR = 300
"""Days ahead from which a date without its year is rather the one that is just over: 'in April we pledged'."""


def _far(today: dt.date, day: dt.date | None) -> bool:
    return day is not None and (day - today).days > _FAR


def counted_units(tokens: Sequence[Token]) -> tuple[int, str]:
    """How many of which unit: 'three days', شهرين, 'a week'."""
    pair = first_of(tokens, "V")
    number = first_of(tokens, "dnr")
    told = got(tokens, "hDwmqYz@V")
    count, unit = (2, told.value) if pair else (int(number.value) if number else 1, UNIT_OF[told.code])
    if (told.half or (number is not None and number.half)) and unit in _HALVES:
        times, unit = _HALVES[unit]
        return count * times + times // 2, unit
    return count, unit


_HALVES = {"day": (24, "hour"), "week": (7, "day"), "month": (2, "half-month"), "year": (12, "month")}
"""What a unit with a half is counted in."""


def days_beside(lead: Token) -> int:
    """How many days beside a date the word before it leads: one on for its morrow, one back for its eve (عشية)."""
    return {"morrow": 1, "eve": -1}.get(lead.value, 0) if lead.code == "p" else 0
