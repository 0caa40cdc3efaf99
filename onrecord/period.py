"""Days and spans of days, half-open, without pretending that they are exact instants.

A period is [start, end): ``end`` is the first day after it. Either side may be open. EDTF, which we read and
write, names the last day instead, both days included: 2018-05-01/2018-05-17 ends before 2018-05-18.
"""

from __future__ import annotations

import calendar
import datetime as dt
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from onrecord.errors import InputError

if TYPE_CHECKING:
    from onrecord.normal import Folded, Word
    from onrecord.quantity import Number

PeriodKind = Literal["within", "since", "asof"]
Precision = Literal["day", "week", "month", "quarter", "season", "year", "approx"]

_EDTF_DATE = re.compile(r"(?P<year>\d{4})(?:-(?P<month>\d{2})(?:-(?P<day>\d{2}))?)?")
ONE_DAY = dt.timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Period:
    """Civil days, half-open; ``rule`` names how relative words were resolved (None for a stated date)."""

    start: dt.date | None
    end: dt.date | None
    kind: PeriodKind = "within"
    precision: Precision = "day"
    rule: str | None = None

    def __post_init__(self) -> None:
        if self.start is not None and self.end is not None and not self.start < self.end:
            raise InputError(f"a period must start before it ends: {self.start} .. {self.end} (end excluded)")

    @property
    def days(self) -> int | None:
        """How many days, or None where a side is open."""
        return None if self.start is None or self.end is None else (self.end - self.start).days

    @property
    def last_day(self) -> dt.date | None:
        """The last day that belongs to the period."""
        return None if self.end is None else self.end - ONE_DAY

    @property
    def edtf(self) -> str:
        """The same period in EDTF: a day, a month or a year where it is exactly that, else an interval."""
        if self.start is not None and self.end is not None:
            for text in (f"{self.start:%Y}", f"{self.start:%Y-%m}", f"{self.start:%Y-%m-%d}"):
                if _edtf_date(text) == (self.start, self.end):
                    return text
        first = ".." if self.start is None else self.start.isoformat()
        last = ".." if self.last_day is None else self.last_day.isoformat()
        return f"{first}/{last}"


def _edtf_date(text: str) -> tuple[dt.date, dt.date]:
    """The first day and the first day after of one EDTF date (year, month or day)."""
    match = _EDTF_DATE.fullmatch(text)
    if match is None:
        raise InputError(f"{text!r} is not a date: expected YYYY, YYYY-MM or YYYY-MM-DD")
    year, month, day = (int(part) if part else None for part in match.group("year", "month", "day"))
    try:
        assert year is not None
        if month is None:
            return dt.date(year, 1, 1), dt.date(year + 1, 1, 1)
        if day is None:
            first = dt.date(year, month, 1)
            return first, first + dt.timedelta(days=calendar.monthrange(year, month)[1])
        first = dt.date(year, month, day)
        return first, first + ONE_DAY
    except (ValueError, OverflowError) as error:
        raise InputError(f"{text!r} is not a date: {error}") from error


def parse_edtf(text: str, kind: PeriodKind = "within") -> Period:
    """Read an EDTF date or interval (both ends included, '..' for an open one) as a half-open period."""
    first, slash, last = text.strip().partition("/")
    if not slash:
        start, end = _edtf_date(first)
        precisions: tuple[Precision, ...] = ("year", "month", "day")
        precision = precisions[first.count("-")]
        return Period(start, end, kind, precision)
    opened = None if first in ("", "..") else _edtf_date(first)[0]
    closed = None if last in ("", "..") else _edtf_date(last)[1]
    return Period(opened, closed, kind)


# --------------------------------------------------------------------------------------------------- reading dates


@dataclass(frozen=True, slots=True)
class Dated:
    """A period with where its words stand in the folded text, the word before it ('in', 'since', منذ) included."""

    period: Period
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class _Token:
    """A month, a day of the month, a year or a word of the date tables."""

    kind: str
    value: str
    start: int
    end: int
    low: int
    """Where the written word starts, with what is written on its front."""
    senses: tuple[str, ...] = ()
    joined: bool = False


_ISO = re.compile(r"(?<![\d\-/])(\d{4})-(\d{2})-(\d{2})(?![\d\-/])")
_GAP = re.compile(r"[ ,،/(\-]*(?:of |من |شهر |the )?")
_RANGE_GAP = re.compile(r" ?- ?| to | until | through | till | and | الي | حتي | و ?| ")
_ORDINAL = re.compile(r"(?<!\w)(\d{1,2})(?:st|nd|rd|th)(?!\w)")
_FIRST_YEAR, _LAST_YEAR = 1900, 2100


def find_periods(
    folded: Folded,
    words: Sequence[Word],
    numbers: Sequence[Number],
    published_on: dt.date | None,
    within: tuple[int, int] | None = None,
) -> list[Dated]:
    """The dates and spans of days that the words name, in the order of the text.

    A year that is not stated is the latest in which the date had begun by the day of publication.
    """
    start, end = within or (0, len(folded.text))
    tokens = _tokens(folded, words, numbers, start, end)
    found: list[Dated] = []
    at = 0
    while at < len(tokens):
        dated, used = _read_at(folded.text, tokens, at, published_on)
        if dated is not None:
            found.append(dated)
        at += max(used, 1)
    return found


def _tokens(folded: Folded, words: Sequence[Word], numbers: Sequence[Number], start: int, end: int) -> list[_Token]:
    """Everything that may be part of a date, in order; the two names of one month ('أيار/مايو') are one token."""
    tokens = [_Token("iso", m.group(), m.start(), m.end(), m.start()) for m in _ISO.finditer(folded.text, start, end)]
    taken = [(token.start, token.end) for token in tokens]
    ordinals = _ORDINAL.finditer(folded.text, start, end)
    tokens.extend(_Token("day", m.group(1), m.start(), m.end(), m.start()) for m in ordinals)
    for number in numbers:
        value = number.low
        if value.denominator == 1 and 0 < value <= _LAST_YEAR and not _inside(number.start, taken):
            kind = "count" if _counts(number, words) else "year" if value >= _FIRST_YEAR else "number"
            tokens.append(_Token(kind, str(value), number.start, number.end, number.whole_start, (), number.joined))
    numbered = [(number.start, number.end) for number in numbers]
    for word in words:
        kinds = ("month", "relative", "date_lead", "date_to", "day", "weekday", "time_unit", "date_past")
        senses = tuple(f"{sense.kind}:{sense.id}" for sense in word.senses if sense.kind in kinds)
        if senses and not _inside(word.start, numbered):
            kind, _, name = senses[0].partition(":")
            tokens.append(_Token(kind, name, word.start, word.end, word.whole[0], senses, word.joined))
    tokens.sort(key=lambda token: (token.start, token.end))
    return _one_month(folded.text, tokens)


def _counts(number: Number, words: Sequence[Word]) -> bool:
    """Whether a counted noun stands right behind a number ('in May 25 strikes'): then it is no day and no year."""
    return any(0 < word.whole[0] - number.end <= 1 and word.means("noun") for word in words)


def _inside(offset: int, spans: Iterable[tuple[int, int]]) -> bool:
    return any(first <= offset < last for first, last in spans)


def _one_month(text: str, tokens: list[_Token]) -> list[_Token]:
    """Both names of one month as one token: 'أيار/مايو', 'مايو (أيار)'."""
    kept: list[_Token] = []
    for token in tokens:
        last = kept[-1] if kept else None
        same = last is not None and last.kind == token.kind == "month" and last.value == token.value
        if last is not None and same and text[last.end : token.start].strip() in ("/", "(", "", "-"):
            closed = (
                token.end + 1 if "(" in text[last.end : token.start] and text[token.end : token.end + 1] == ")" else 0
            )
            kept[-1] = _Token("month", last.value, last.start, closed or token.end, last.low, last.senses, last.joined)
        else:
            kept.append(token)
    return kept


def _read_at(text: str, tokens: list[_Token], at: int, published: dt.date | None) -> tuple[Dated | None, int]:
    """The period that starts at a token, with how many tokens it uses; the word before it is looked at by itself."""
    token = tokens[at]
    lead = token if _has(token, "date_lead") and _adjacent(text, tokens, at) else None
    if lead is None and text[token.start : token.end] in _SINCE:
        return _read_since_event(text, tokens, at, published)
    first = at if lead is None else at + 1
    part = tokens[first] if lead is not None and tokens[first].value in _PARTS_OF_MONTH else None
    if part is not None and _adjacent(text, tokens, first):
        dated, used = _read_core(text, tokens, first + 1, published)
        return (None, 1) if dated is None else (_led(_part_of(dated, part.value), lead, published, token.low), 2 + used)
    dated, used = _read_core(text, tokens, first, published, lead)
    if dated is None:
        return None, 1
    if lead is not None and lead.value in _PARTS_OF_MONTH:
        return _led(_part_of(dated, lead.value), None, published, lead.low), 1 + used
    return _led(dated, lead, published, token.low if lead else dated.start), used + (1 if lead else 0)


def _adjacent(text: str, tokens: list[_Token], at: int) -> bool:
    """Whether the next token stands right behind this one."""
    return at + 1 < len(tokens) and not text[tokens[at].end : tokens[at + 1].low].strip(" -")


_SINCE = ("since", "منذ")
_EVENT_WORDS = 5
"""Words that may name the event between 'since' and its date: 'since the coup of 1 February'."""


def _read_since_event(text: str, tokens: list[_Token], at: int, published: dt.date | None) -> tuple[Dated | None, int]:
    """'since the coup of 1 February 2021', منذ انطلاق العملية في السابع عشر من تشرين الأول: since that day."""
    for nth in range(at + 1, min(at + 4, len(tokens))):
        between = text[tokens[at].end : tokens[nth].low]
        if re.search(r"[,،.;؛:()]", between) or len(between.split()) > _EVENT_WORDS:
            break
        dated, used = _read_core(text, tokens, nth, published)
        if dated is not None:
            return _led(dated, tokens[at], published, tokens[at].low), nth - at + used
    return None, 1


_PARTS_OF_MONTH = {"early": (1, 10), "mid": (11, 20), "late": (21, None)}


def _part_of(dated: Dated, part: str) -> Dated:
    """Early, mid or late in a month."""
    period = dated.period
    if period.precision != "month" or period.start is None:
        return dated
    first, last = _PARTS_OF_MONTH[part]
    assert first is not None
    start = period.start.replace(day=first)
    end = period.end if last is None else period.start.replace(day=last) + ONE_DAY
    return Dated(Period(start, end, precision="approx"), dated.start, dated.end)


def _led(dated: Dated, lead: _Token | None, published: dt.date | None, low: int) -> Dated:
    """A period as the word before it makes it: 'since' runs to publication, 'by' and 'until' leave the start open."""
    period = dated.period
    senses = lead.senses if lead is not None else ()
    if "date_lead:since" in senses and period.start is not None and period.kind == "within" and period.rule != "range":
        end = None if published is None else published + ONE_DAY
        if end is None or period.start < end:
            period = Period(period.start, end, "since", period.precision, period.rule)
    elif "date_lead:by" in senses and period.kind == "within" and period.rule is None:
        period = Period(None, period.end, "since", period.precision, period.rule)
    if period.rule == "range":
        period = Period(period.start, period.end, period.kind, period.precision)
    return Dated(period, low, dated.end)


def _has(token: _Token, kind: str) -> bool:
    return any(sense.startswith(f"{kind}:") for sense in token.senses)


def _read_core(
    text: str, tokens: list[_Token], at: int, published: dt.date | None, lead: _Token | None = None
) -> tuple[Dated | None, int]:
    """The date or span at a token, without the word before it, and how many tokens it uses."""
    token = tokens[at]
    if token.kind == "iso":
        year, month, day = map(int, token.value.split("-"))
        return _dated(_day(year, month, day), token, token), 1
    if token.kind == "relative":
        return _dated(_relative(token, published, text), token, token), 1
    if token.kind == "weekday":
        return _dated(_weekday(int(token.value), published), token, token), 1
    for read in (_read_range, _read_day_month, _read_month):
        dated, used = read(text, tokens, at, published)
        if dated is not None:
            return dated, used
    if token.kind == "year" and lead is not None and (lead.value == "year" or "date_lead:in" in lead.senses):
        year = int(token.value)
        return _dated(Period(dt.date(year, 1, 1), dt.date(year + 1, 1, 1), precision="year"), token, token), 1
    return _read_past(text, tokens, at, published, lead)


def _dated(period: Period | None, first: _Token, last: _Token) -> Dated | None:
    return None if period is None else Dated(period, first.low, last.end)


def _follows(text: str, tokens: list[_Token], at: int, kind: str) -> bool:
    """Whether the token at ``at`` is of this kind and stands right behind the one before it."""
    if at >= len(tokens) or not (tokens[at].kind == kind or _has(tokens[at], kind)):
        return False
    return bool(_GAP.fullmatch(text[tokens[at - 1].end : tokens[at].low]))


def _skip_of(text: str, tokens: list[_Token], at: int) -> int:
    """The index after a lone 'of' or من, which stands among the tokens as a word before dates."""
    if at < len(tokens) and tokens[at].kind == "date_lead" and text[tokens[at].start : tokens[at].end] in _OF:
        return at + 1
    return at


_OF = ("of", "من", "شهر", "من شهر")


def _is_day(token: _Token) -> bool:
    return token.kind in ("number", "day") and token.value.isdigit() and 1 <= int(token.value) <= 31


def _year_after(text: str, tokens: list[_Token], at: int) -> tuple[int | None, int]:
    """A year right behind the token before ``at``, with how many tokens it takes ('عام 2018' is two)."""
    if at < len(tokens) and tokens[at].kind == "year" and _GAP.fullmatch(text[tokens[at - 1].end : tokens[at].low]):
        return int(tokens[at].value), 1
    worded = at + 1 < len(tokens) and tokens[at].value == "year" and tokens[at + 1].kind == "year"
    if worded and not text[tokens[at - 1].end : tokens[at].low].strip(" ,،"):
        return int(tokens[at + 1].value), 2
    return None, 0


def _read_day_month(text: str, tokens: list[_Token], at: int, published: dt.date | None) -> tuple[Dated | None, int]:
    """'1 May 2018', 'the first of May', 'May 1, 2018', الأول من أيار/مايو."""
    token = tokens[at]
    if _is_day(token):
        month_at = _skip_of(text, tokens, at + 1)
        if month_at >= len(tokens) or tokens[month_at].kind != "month":
            return None, 0
        between = text[token.end : tokens[month_at].low]
        if between.strip(" /-") not in ("", *_OF):
            return None, 0
        year, extra = _year_after(text, tokens, month_at + 1)
        period = _resolved(year, int(tokens[month_at].value), int(token.value), published)
        return _dated(period, token, tokens[month_at + extra]), month_at + extra - at + 1
    behind = token.kind == "month" and _follows(text, tokens, at + 1, "number") and _is_day(tokens[at + 1])
    if behind and text[token.end : tokens[at + 1].low] == " ":
        year, extra = _year_after(text, tokens, at + 2)
        period = _resolved(year, int(token.value), int(tokens[at + 1].value), published)
        return _dated(period, token, tokens[at + 1 + extra]), 2 + extra
    return None, 0


def _read_month(text: str, tokens: list[_Token], at: int, published: dt.date | None) -> tuple[Dated | None, int]:
    """'May', 'May 2018': the whole month; without a year, the latest that has begun."""
    token = tokens[at]
    if token.kind != "month":
        return None, 0
    year, extra = _year_after(text, tokens, at + 1)
    start = _resolved_start(year, int(token.value), 1, published)
    if start is None:
        return None, 0
    days = calendar.monthrange(start.year, start.month)[1]
    period = Period(start, start + dt.timedelta(days=days), precision="month")
    return _dated(period, token, tokens[at + extra]), 1 + extra


def _read_range(text: str, tokens: list[_Token], at: int, published: dt.date | None) -> tuple[Dated | None, int]:
    """'25-31 May', 'from 25 to 31 May', 'from 18 February to 7 April', 'May 25-31'."""
    second = at + 1
    first_dated, used = _read_point(text, tokens, at, published)
    if first_dated is not None:
        second = at + used
    elif not _is_day(tokens[at]):
        return None, 0
    joint = second
    if joint < len(tokens) and _has(tokens[joint], "date_to"):
        second = joint + 1
    if second < len(tokens) and tokens[second].value == "late" and not _is_day(tokens[at]):
        tokens = [*tokens[:second], *tokens[second + 1 :]]
        found, length = _close_range(text, tokens, (at, second), first_dated, published)
        return found, length + 1
    if second >= len(tokens):
        return None, 0
    ended = tokens[second - 1] if second == joint else tokens[joint - 1]
    if not _RANGE_GAP.fullmatch(text[ended.end : tokens[second].low]) and not tokens[second].joined:
        return None, 0
    if second == joint and text[ended.end : tokens[second].low].strip() == "" and not tokens[second].joined:
        return None, 0
    return _close_range(text, tokens, (at, second), first_dated, published)


def _read_point(text: str, tokens: list[_Token], at: int, published: dt.date | None) -> tuple[Dated | None, int]:
    """One end of a range: a day, or a whole month."""
    dated, used = _read_day_month(text, tokens, at, published)
    return (dated, used) if dated is not None else _read_month(text, tokens, at, published)


def _close_range(
    text: str, tokens: list[_Token], at: tuple[int, int], first: Dated | None, published: dt.date | None
) -> tuple[Dated | None, int]:
    """The range from the day at the first index to the date at the second."""
    last, used = _read_point(text, tokens, at[1], published)
    if first is None and tokens[at[1]].kind == "month":
        return None, 0
    if last is None and first is not None and _is_day(tokens[at[1]]) and tokens[at[0]].kind == "month":
        first, last, used = _second_day(text, tokens, at[1], first)
    if last is None or last.period.start is None or last.period.end is None:
        return None, 0
    if first is None:
        start = _day(last.period.start.year, last.period.start.month, int(tokens[at[0]].value))
    elif any(token.kind in ("year", "iso") for token in tokens[at[0] : at[1]]):
        start = first.period
    else:
        start = _moved(first.period, last.period.start.year)
        if start.start is not None and start.start >= last.period.end:
            start = _moved(first.period, last.period.start.year - 1)
    if start is None or start.start is None or not start.start < last.period.end:
        return None, 0
    period = Period(start.start, last.period.end, precision="day", rule="range")
    return Dated(period, tokens[at[0]].low, last.end), at[1] + used - at[0]


def _second_day(text: str, tokens: list[_Token], at: int, first: Dated) -> tuple[Dated, Dated | None, int]:
    """'May 25-31, 2018': the second day has the month of the first, and the year behind it is that of both."""
    year, extra = _year_after(text, tokens, at + 1)
    if year is not None:
        first = Dated(_moved(first.period, year), first.start, first.end)
    assert first.period.start is not None
    end = _day(first.period.start.year, first.period.start.month, int(tokens[at].value))
    return first, _dated(end, tokens[at], tokens[at + extra]), 1 + extra


def _moved(period: Period, year: int) -> Period:
    """The same day in another year."""
    assert period.start is not None
    return _day(year, period.start.month, period.start.day) or period


def _day(year: int, month: int, day: int) -> Period | None:
    """One day, or None where the calendar has no such day."""
    try:
        start = dt.date(year, month, day)
    except ValueError:
        return None
    return Period(start, start + ONE_DAY)


def _resolved(year: int | None, month: int, day: int, published: dt.date | None) -> Period | None:
    start = _resolved_start(year, month, day, published)
    return None if start is None else Period(start, start + ONE_DAY)


def _resolved_start(year: int | None, month: int, day: int, published: dt.date | None) -> dt.date | None:
    """A day whose year, where it is not stated, is the latest that had begun by publication."""
    if year is None:
        year = _needed(published, "a date without its year").year
        found = _day(year, month, day)
        if found is None or found.start is None or found.start > _needed(published, ""):
            year -= 1
    found = _day(year, month, day)
    return None if found is None else found.start


def _needed(published: dt.date | None, what: str) -> dt.date:
    """The day of publication, which relative words cannot do without."""
    if published is None:
        raise InputError(f"the statement holds {what}, and its day of publication is not known: give it (YYYY-MM-DD)")
    return published


def _relative(token: _Token, published: dt.date | None, text: str) -> Period:
    """Words told from the day of publication; 'last week' is the ISO week (Monday to Sunday) before."""
    day = _needed(published, f"{text[token.low : token.end]!r}")
    monday = day - dt.timedelta(days=day.weekday())
    first, january = day.replace(day=1), day.replace(month=1, day=1)
    after, week, rule = day + ONE_DAY, dt.timedelta(days=7), token.value
    before_month = (first - ONE_DAY).replace(day=1)
    table: dict[str, Period] = {
        "yesterday": Period(day - ONE_DAY, day, rule=rule),
        "today": Period(day, after, rule=rule),
        "last-week": Period(monday - week, monday, precision="week", rule=rule),
        "this-week": Period(monday, after, precision="week", rule=rule),
        "last-month": Period(before_month, first, precision="month", rule=rule),
        "this-month": Period(first, after, precision="month", rule=rule),
        "last-year": Period(january.replace(year=day.year - 1), january, precision="year", rule=rule),
        "this-year": Period(january, after, precision="year", rule=rule),
        "since-month": Period(first, after, "since", rule=rule),
        "since-year": Period(january, after, "since", rule=rule),
        "to-date": Period(None, after, "since", rule=rule),
    }
    return table[rule]


def _weekday(weekday: int, published: dt.date | None) -> Period:
    """The latest such day before publication, or that day itself."""
    day = _needed(published, "a day of the week")
    start = day - dt.timedelta(days=(day.isoweekday() - weekday) % 7)
    return Period(start, start + ONE_DAY, rule="weekday")


_PAST_DAYS = {"day": 1, "week": 7}


def _read_past(
    text: str, tokens: list[_Token], at: int, published: dt.date | None, lead: _Token | None
) -> tuple[Dated | None, int]:
    """'in the past three days', خلال الأيام الثلاثة الماضية: from so many days back to publication."""
    here = tokens[at : at + 3]
    kinds = {"number" if token.kind in ("number", "day") else token.kind for token in here}
    led = lead is not None and lead.value in ("past", "in")
    if led and len(here) > 1 and here[0].kind == "number" and here[1].kind == "time_unit" and len(kinds) < 3:
        count, unit, used = int(here[0].value), here[1].value, 2
    elif lead is not None and lead.value == "past" and here[0].kind == "time_unit":
        count, unit, used = 1, here[0].value, 1
    elif len(here) == 3 and kinds == {"number", "time_unit", "date_past"}:
        number = next(token for token in here if token.kind in ("number", "day"))
        count, unit, used = int(number.value), next(t.value for t in here if t.kind == "time_unit"), 3
    else:
        return None, 0
    day = _needed(published, f"{text[here[0].low : here[used - 1].end]!r}")
    start = _back(day, count, unit)
    return Dated(Period(start, day + ONE_DAY, rule="past"), here[0].low, here[used - 1].end), used


def _back(day: dt.date, count: int, unit: str) -> dt.date:
    """The day that lies so many hours, days, weeks, months or years before."""
    if unit == "hour":
        return day - dt.timedelta(days=-(-count // 24))
    if unit in _PAST_DAYS:
        return day - dt.timedelta(days=min(count * _PAST_DAYS[unit], 10_000))
    months = day.year * 12 + day.month - 1 - count * (12 if unit == "year" else 1)
    year, month = max(months // 12, 1), months % 12 + 1
    return dt.date(year, month, min(day.day, calendar.monthrange(year, month)[1]))
