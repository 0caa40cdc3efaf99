"""Reading single dates: a grammar over the letters of dates, one rule for each way of naming a day or a span of days.

What stands around a date ('since', 'by', a range of two) is read in dating.py.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Sequence
from functools import lru_cache

from onrecord import patterns as re
from onrecord.almanac import (
    Span,
    day_of,
    month_span,
    nth_week,
    nth_weekday,
    shift,
    unit_span,
)
from onrecord.calendars import read_hijri, read_hijri_year, read_solar, read_winter, read_years
from onrecord.datebasis import STEPS, Text, counted_units, dated, first_of, got, made
from onrecord.datewords import UNIT_OF, Token
from onrecord.patterns import named
from onrecord.period import ONE_DAY
from onrecord.relativedates import (
    read_after,
    read_after_one,
    read_ago,
    read_before_last,
    read_calendar,
    read_during,
    read_hence,
    read_holiday,
    read_into,
    read_month_first,
    read_next,
    read_one,
    read_past,
    read_relative,
    read_share,
    read_since_dawn,
    read_since_one,
    read_since_span,
    read_so_far,
    read_weekday,
    read_weekday_date,
    read_weekday_in,
    read_within,
)
from onrecord.valueclass import replace

_RELATIVE_YEAR = r"(?:[PTN]Y|Y[PTN])"
_RELATIVE_MONTH = r"(?:[PTN]m|m[PTN])"
_TAIL = rf"(?:,?[vf]?{_RELATIVE_YEAR}|[,/-]?[vfi]?Y?(?:y(?![hDwmqzG])e?)|[PTN](?![hDwmqYzVdno]))?"
_OF = r"[vf]?m?[/-]?"
_DAY = r"[doS]"
_TO = r"(?:-|&?[tu]|&)"
_UNIT = r"[hDwmqYz]"
Read = Callable[["Text", Sequence[Token]], Token | None]


OPENS_NONE = frozenset("~|^&,(=-cvftuBbxe")
"""The letters with which no rule begins: most of a row is what stands between."""


def read_dates(text: Text, row: Sequence[Token]) -> list[Token]:
    """The row with its single dates read: a day C, a day of the week K, a Hijri date O, a bare year Z, a span X."""
    codes = "".join(token.code for token in row)
    done: list[Token] = []
    at = 0
    while at < len(row):
        if codes[at] in OPENS_NONE:
            done.append(row[at])
            at += 1
            continue
        reader, end = _rule_at(codes, at)
        read = None if reader is None else reader(text, row[at:end])
        if read is None and row[at].code == "M":  # 'between July and September 31 of them': the month alone
            read, end = _read_month(text, row[at : at + 1]), at + 1
        if read is None:
            done.append(row[at])
            at += 1
            continue
        done.append(replace(read, low=row[at].low, end=row[end - 1].end))
        at = end
    return done


@lru_cache(4096)  # a few rows make up most of the dates of any text
def _rule_at(codes: str, at: int) -> tuple[Read | None, int]:
    """What reads the date that begins at a place of a row, and where it ends."""
    match = _GRAMMAR.match(codes, at)
    if match is None or match.lastgroup is None:
        return None, at
    return RULES[int(match.lastgroup[1:])][1], match.end()


def _day_numbers(tokens: Sequence[Token]) -> tuple[int, ...]:
    return tuple(int(token.value) for token in tokens if token.code in "do")


def _read_days(text: Text, tokens: Sequence[Token]) -> Token | None:
    """'25-31 May', 'the 13th to the 15th of July', 'from 4 to 22 this month', 'May 21 and 27' behind 'between'."""
    days = _day_numbers(tokens)
    if days != tuple(sorted(set(days))):
        return None
    read = _read_some(text, tokens, days)
    return None if read is None else replace(read, rule="days")


def _read_two_days(text: Text, tokens: Sequence[Token]) -> Token | None:
    """'May 21 and 22': two days that follow each other; another number behind 'and' may count something else."""
    first, last = _day_numbers(tokens)
    return _read_days(text, tokens) if last == first + 1 else None


def _read_days_of_it(text: Text, tokens: Sequence[Token]) -> Token | None:
    """بين الأول من آذار والعشرين منه: from one day of a month to a later one 'of it'."""
    if not text.folded.startswith(" منه", tokens[-1].end):
        return None
    first, last = _day_numbers(tokens[:1]), _day_numbers(tokens[-1:])
    return _read_days(text, [*tokens[:-1], *tokens[-1:]]) if first < last else None


def _read_day(text: Text, tokens: Sequence[Token]) -> Token | None:
    """'1 May 2018', 'the first of May', 'May 1, 2018', الأول من أيار/مايو, 'the 20th of next month'."""
    if tokens[0].code == "d" and _MORE_BY.search(text.folded, max(0, tokens[0].low - _MORE_REACH), tokens[0].end):
        return None
    read, lead = _read_some(text, tokens, _day_numbers(tokens)[:1]), tokens[0]
    steps = 0 if lead.code != "p" else 1 if lead.value == "morrow" else -(text.folded[lead.low : lead.end] == "عشيه")
    if read is None or read.span is None or not steps:
        return read
    return replace(read, span=(read.span[0] + steps * ONE_DAY, read.span[1] + steps * ONE_DAY))


_ALSO_VERBS = ("اوت",)
_MONTH_LEAD = named("daterules", "month-lead")


_NAMED_FOR = named("daterules", "named-for")


_MORE_BY, _MORE_REACH = named("daterules", "more-by"), 16
"""What a number is more or less by, and how far before it the comparative stands."""


def _read_month(text: Text, tokens: Sequence[Token]) -> Token | None:
    """'May', 'May 2018', 'last May', أيار من العام الماضي: the whole month."""
    if len(tokens) == 1 and text.folded[: tokens[0].end].endswith(_ALSO_VERBS):  # آوت المدارس, as against في أوت
        led = _MONTH_LEAD.search(text.folded, max(0, tokens[0].low - 12), tokens[0].low)
        if led is None:
            return None
    if len(tokens) == 1 and _NAMED_FOR.search(text.folded, max(0, tokens[0].low - 12), tokens[0].low):
        return None
    if len(tokens) == 1 and text.folded.startswith(" نت", tokens[0].end):
        return None  # an outlet: سبتمبر نت
    span, stated = dated(text, tokens, int(got(tokens, "M").value), ())
    if span is not None and first_of(tokens, "T") is not None and not first_of(tokens, "Yy"):
        today = text.day(tokens[0], tokens[-1])  # أيلول الجاري: up to publication
        if span[0] <= today < span[1] and not text.looks_ahead(tokens[0].low, tokens[-1].end):
            return made((span[0], today + ONE_DAY), "month", dated=stated, rule="this-month")
    return made(span, "month", dated=stated)


def _read_some(text: Text, tokens: Sequence[Token], days: tuple[int, ...]) -> Token | None:
    month = first_of(tokens, "M")
    if month is not None:
        span, stated = dated(text, tokens, int(month.value), days)
        return made(span, "day", dated=stated)
    which, today = first_of(tokens, "PTN"), text.day(tokens[0], tokens[-1])
    back = which is None and max(days) > today.day and not text.looks_ahead(tokens[0].low, tokens[-1].end)
    whole = unit_span(today, "month", STEPS[which.code] if which else -back)[0]
    first, last = day_of(whole.year, whole.month, days[0]), day_of(whole.year, whole.month, days[-1])
    return None if first is None or last is None else made((first, last + ONE_DAY), "day", rule="month")


def _read_numeric(text: Text, tokens: Sequence[Token]) -> Token | None:
    """'15/3/2018', and behind 'on' or alone '15/3'."""
    token = tokens[0]
    if token.code == "I":
        return replace(token, code="C")
    if _is_part(text, token):
        return None
    day, month = map(int, token.value.split("/"))
    span, stated = dated(text, tokens, month, (day,))
    return made(span, "day", dated=stated)


def _read_numeric_days(text: Text, tokens: Sequence[Token]) -> Token | None:
    """'10/06 - 16/06': from the one day to the other, in one year."""
    if _is_part(text, tokens[0]):
        return None
    (first, month), (last, until) = (map(int, token.value.split("/")) for token in (tokens[0], tokens[-1]))
    start, stated = dated(text, tokens, month, (first,))
    end, _ = dated(text, tokens, until, (last,))
    return None if start is None or end is None else made((start[0], end[1]), "day", dated=stated, rule="days")


def _read_ago_today(text: Text, tokens: Sequence[Token]) -> Token | None:
    """'A year ago today': that very day."""
    read = read_ago(text, tokens) if tokens[-1].value == "today" else None
    return None if read is None else replace(read, precision="day")


_THREAD_REACH = 1000
"""Letters on either side of the number of a post in which that of another may stand."""


def _is_part(text: Text, token: Token) -> bool:
    """Whether '2/4' at the head of a line is the second of four posts: another line begins with a part of as many."""
    low, written = token.low, text.folded[token.low : token.end]
    if low and text.folded[low - 1] != "\n":
        return False
    near = text.folded[max(0, low - _THREAD_REACH) : low + _THREAD_REACH]
    parts = re.findall(rf"(?:^|\n)(\d{{1,2}})/{written.partition('/')[2]}\b", near)
    return len(set(parts)) > 1


def _frame(text: Text, tokens: Sequence[Token]) -> Span | None:
    """The month or year in which 'the first week of ...' lies."""
    if (month := first_of(tokens, "M")) is not None:
        return dated(text, tokens, int(month.value), ())[0]
    if first_of(tokens, "H") is not None:
        lunar = read_hijri(text, [token for token in tokens if token.code in "Hne"])
        return None if lunar is None else lunar.span
    if (year := first_of(tokens, "y")) is not None:
        return dt.date(int(year.value), 1, 1), dt.date(int(year.value) + 1, 1, 1)
    which = first_of(tokens[1:], "PTN")
    unit = UNIT_OF[got(tokens, "mYq").code]
    return unit_span(text.day(tokens[0], tokens[-1]), unit, STEPS[which.code] if which else 0)


def _nth(tokens: Sequence[Token]) -> int:
    """Which of several: the ordinal, or -1 for 'last'."""
    ordinal = first_of(tokens, "o")
    return int(ordinal.value) if ordinal else -1


def _read_weekday_of(text: Text, tokens: Sequence[Token]) -> Token | None:
    """'the first Tuesday of October', الثلاثاء الأول من تشرين الأول."""
    frame = _frame(text, [t for nth, t in enumerate(tokens) if nth or t.code != "P"])
    weekday, nth = int(got(tokens, "W").value), _nth(tokens)
    day = day_of(frame[0].year, frame[0].month, nth) if frame and tokens[0].code == "W" else None
    if day is None or day.isoweekday() != weekday:  # الاثنين الرابع من حزيران is the 4th where that is a Monday
        day = nth_weekday(frame, weekday, nth) if frame else None
    return None if day is None else made((day, day + ONE_DAY), "day", rule="weekday")


def _read_week_of(text: Text, tokens: Sequence[Token]) -> Token | None:
    """'the first week of January': the first seven days."""
    frame = _frame(text, [t for nth, t in enumerate(tokens) if nth or t.code != "P"])
    return made(nth_week(frame, _nth(tokens)) if frame else None, "week", rule="week")


def _read_last_day(text: Text, tokens: Sequence[Token]) -> Token | None:
    """'the last day of May', آخر يوم من أيار."""
    if tokens[0].code == "R" and tokens[0].value != "today":
        return None
    if tokens[0].code == "D" and text.folded.startswith("الايام", tokens[0].low):  # الأيام الأخيرة من أيار
        return _read_part(text, [replace(tokens[1], code="E", value="late"), *tokens[2:]])
    frame = _frame(text, tokens[2:])
    return made((frame[1] - ONE_DAY, frame[1]), "day", rule="last") if frame else None


def _read_day_of_year(text: Text, tokens: Sequence[Token]) -> Token | None:
    """في اليوم الأول من العام, أول يوم من السنة, آخر يوم من العام الماضي."""
    numbered = first_of(tokens[:2], "do")
    if (numbered is not None and numbered.value != "1") or (tokens[0].code == "R" and tokens[0].value != "today"):
        return None
    rest = tokens[3:]
    whole = read_calendar(text, rest, whole=True) if first_of(rest, "y") is None else _read_year(text, rest)
    if whole is None or whole.span is None:
        return None
    day = whole.span[1] - ONE_DAY if numbered is None else whole.span[0]
    return made((day, day + ONE_DAY), "day", rule="first")


def _read_last_quarter(text: Text, tokens: Sequence[Token]) -> Token | None:
    """'the last quarter of 2020': October to December."""
    rest = tokens[3:]
    whole = read_calendar(text, rest, whole=True) if first_of(rest, "y") is None else _read_year(text, rest)
    span = None if whole is None or whole.span is None else whole.span
    return None if span is None else made(month_span(span[0].year, 10, 3), "quarter")


# Where early, mid and late begin: days of a month or week, months of a year or season.
_PARTS = {"month": (0, 10, 20), "week": (0, 2, 4), "year": (0, 4, 8), "quarter": (0, 1, 2), "season": (0, 1, 2)}
_PART_ENDS = {"month": (10, 20, None), "week": (3, 5, None), "year": (3, 8, None)}


def _read_part(text: Text, tokens: Sequence[Token]) -> Token | None:
    """'early May', 'the end of the year', مطلع الشهر: the 1st to the 10th, the 11th to the 20th, from the 21st on."""
    rest = [token for token in tokens if token.code not in "E-vf"]
    whole: Token | None = None
    if first_of(rest, "M") is not None:
        whole = _read_month(text, rest)
    elif first_of(rest, "A") is not None:
        whole = _read_season(text, rest)
    elif first_of(rest, "H") is not None:
        whole = read_hijri(text, [token for token in rest if token.code in "Hne"])
    elif first_of(rest, "y") is not None:
        whole = _read_year(text, rest)
    else:
        whole = read_calendar(text, rest, whole=True)
    if whole is None or whole.span is None or whole.precision not in _PARTS:
        return None
    nth = ("early", "mid", "late").index(tokens[0].value)
    unit = "day" if whole.precision in ("month", "week") else "month"
    start = shift(whole.span[0], _PARTS[whole.precision][nth], unit)
    ends = _PART_ENDS.get(whole.precision, (1, 2, None))[nth]
    end = whole.span[1] if ends is None else shift(whole.span[0], ends, unit)
    closing = tokens[0].closing
    return made((start, end), "approx", dated=whole.dated, closing=closing, rule="closing" if closing else None)


def _read_first_of(text: Text, tokens: Sequence[Token]) -> Token | None:
    """أول الأسبوع, منذ أول السنة: its beginning; أول أسبوع is another thing."""
    return _read_edge(text, tokens, "اول", "early")


def _read_end_of(text: Text, tokens: Sequence[Token]) -> Token | None:
    """آخر آب, آخر الشهر الماضي: its end; آخر شهر, 'last May' are the last one."""
    edge = _read_edge(text, tokens, "اخر", "late")
    if edge is not None:
        return edge
    return _read_month(text, tokens) if first_of(tokens, "M") is not None else read_calendar(text, tokens)


def _read_edge(text: Text, tokens: Sequence[Token], word: str, part: str) -> Token | None:
    """The beginning or the end of a named month, or of a week, month or year with its article."""
    first, unit = tokens[0], tokens[1]
    named = "M" in (token.code for token in tokens[1:3])
    if text.folded[first.low : first.end] != word or not (named or text.folded.startswith("ال", unit.low)):
        return None
    return _read_part(text, [replace(first, code="E", value=part), *tokens[1:]])


def _read_first_days(text: Text, tokens: Sequence[Token]) -> Token | None:
    """الأيام الأولى من أيلول: its beginning; اليوم الأول من أيلول is a day."""
    if not text.folded[tokens[0].low : tokens[0].end].endswith("ايام"):
        return _read_day(text, tokens)
    if tokens[1].value != "1":
        return None
    return _read_part(text, [replace(tokens[0], code="E", value="early"), *tokens[2:]])


def _read_day_of_this(text: Text, tokens: Sequence[Token]) -> Token | None:
    """يوم 7 الجاري, في السابع من الجاري: of the month of publication."""
    if not _THIS_ONE.fullmatch(text.folded, tokens[-1].low, tokens[-1].end):
        return None
    today = text.day(tokens[0], tokens[-1])
    day = day_of(today.year, today.month, _day_numbers(tokens)[0])
    return None if day is None else made((day, day + ONE_DAY), "day", rule="month")


_THIS_ONE = named("daterules", "this-one")


def _read_first(text: Text, tokens: Sequence[Token]) -> Token | None:
    """'the first nine months of 2014', الأشهر التسعة الأولى من العام: so many from the start of the whole."""
    ordinal, (count, unit) = (
        got(tokens, "o"),
        counted_units(tokens[:3] if first_of(tokens, "V") is None else tokens[:2]),
    )
    joint = next(nth for nth, token in enumerate(tokens) if token.code in "vf")
    rest = tokens[joint + 1 :]
    if ordinal.value != "1":
        return None
    if (year := first_of(rest, "y")) is not None and first_of(rest, "M") is None:
        start = dt.date(int(year.value), 1, 1)
    elif first_of(rest, "M") is not None:
        whole = _read_month(text, rest)
        if whole is None or whole.span is None:
            return None
        start = whole.span[0]
    else:
        which, of = first_of(rest, "PTN"), UNIT_OF[got(rest, "mqY").code]
        start = unit_span(text.day(tokens[0], tokens[-1]), of, STEPS[which.code] if which else 0)[0]
    return made((start, shift(start, count, unit)), "day", rule="first")


def _read_last(text: Text, tokens: Sequence[Token]) -> Token | None:
    """'the last ten days of July', الأيام العشرة الأخيرة من تموز: so many up to the end of the whole."""
    number, unit = got(tokens, "dn"), UNIT_OF[got(tokens, "Dwm").code]
    joint = next(nth for nth, token in enumerate(tokens) if token.code in "vf")
    rest = tokens[joint + 1 :]
    whole = _read_month(text, rest) if first_of(rest, "M") is not None else _read_year(text, rest)
    if whole is None or whole.span is None:
        return None
    return made((shift(whole.span[1], -int(number.value), unit), whole.span[1]), "day", rule="last")


def _read_half(text: Text, tokens: Sequence[Token]) -> Token | None:
    """'the second half of July', الثلث الأخير من أيار: the 1st to the 15th, or from the 16th on; thirds by tens."""
    month, months = map(int, got(tokens, "Q").value.split("/"))
    if months not in (_HALF, _THIRD):
        return None
    rest = [token for token in tokens if token.code not in "Qvf"]
    if first_of(rest, "H"):
        whole = read_hijri(text, [token for token in rest if token.code in "Hne"])
    else:
        whole = _read_month(text, rest) if first_of(rest, "M") else read_calendar(text, rest, whole=True)
    if whole is None or whole.span is None:
        return None
    if months == _THIRD:
        if whole.precision != "month":
            return None
        begins, ends = _PARTS["month"][month // _THIRD], _PART_ENDS["month"][month // _THIRD]
        end = whole.span[1] if ends is None else whole.span[0] + ends * ONE_DAY
        return made((whole.span[0] + begins * ONE_DAY, end), "approx", dated=whole.dated)
    middle = whole.span[0] + _MIDDLE * ONE_DAY
    return made((whole.span[0], middle) if month == 1 else (middle, whole.span[1]), "approx", dated=whole.dated)


_HALF, _THIRD, _MIDDLE = 6, 4, 15


_NTH_LEAD = named("daterules", "nth-lead")
_NTH_OTHER = named("daterules", "nth-other")


def _read_nth(text: Text, tokens: Sequence[Token]) -> Token | None:
    """'on the 3rd', 'since the 13th', 'between the 21st and the 25th': the latest such days of a month."""
    numbered = [token for token in tokens if token.code == "o"]
    if len(tokens) == 1 and _OF_IT.match(text.folded, tokens[0].end):
        return _read_nth_of_it(text, tokens)
    for token in numbered:
        led = token is not numbered[0] or _NTH_LEAD.search(text.folded, max(0, token.low - 30), token.low)
        if not led or not text.folded[token.low].isdigit() or _NTH_OTHER.match(text.folded, token.end):
            return None
    days = _day_numbers(numbered)
    if days != tuple(sorted(set(days))):
        return None
    read = _read_some(text, tokens, days)
    return None if read is None else replace(read, rule="nth" if len(days) == 1 else "nths")


def _read_nth_and_next(text: Text, tokens: Sequence[Token]) -> Token | None:
    """'on the 13th and 14th': two days side by side."""
    first, last = _day_numbers([token for token in tokens if token.code == "o"])
    return _read_nth(text, tokens) if last == first + 1 else None


_OF_IT = named("daterules", "of-it")


def _read_nth_of_it(text: Text, tokens: Sequence[Token]) -> Token | None:
    """في الثاني عشر منه, يوم 31 منه: the day of the month that was spoken of."""
    if _OF_IT.match(text.folded, tokens[-1].end) is None and not _numbered_day(text, tokens):
        return None
    read = _read_some(text, tokens, _day_numbers(tokens))
    return None if read is None else replace(read, rule="nth")


def _numbered_day(text: Text, tokens: Sequence[Token]) -> bool:
    """Whether a day is only numbered: يوم الثالث عشر, as against اليوم الثالث عشر من الحرب."""
    if len(tokens) < _PAIR or tokens[1].code != "o" or int(tokens[1].value) < _LEAST_NUMBERED:
        return False
    if not _BARE_DAY.fullmatch(text.folded, tokens[0].low, tokens[0].end):
        return False
    return _OF_SOMETHING.match(text.folded, tokens[1].end) is None


_BARE_DAY = named("daterules", "bare-day")
_OF_SOMETHING = named("daterules", "of-something")


_PAIR, _LEAST_NUMBERED = 2, 3


def _read_day_ahead(text: Text, tokens: Sequence[Token]) -> Token | None:
    """'We will be back on 15.', سنعود في 15: a day alone, in digits, where the words look ahead and end with it."""
    token = tokens[0]
    written, before = text.folded[token.low : token.end], text.folded[max(0, token.low - 4) : token.low]
    if not written.isdigit() or not before.endswith((" on ", " في ")) or not _ENDS.fullmatch(text.folded, token.end):
        return None
    if not text.looks_ahead(token.low, token.end):
        return None
    read = _read_some(text, tokens, _day_numbers(tokens))
    return None if read is None else replace(read, rule="nth")


_ENDS = re.compile(r"\s*[.!]?\s*")


def _read_part_of_year(text: Text, tokens: Sequence[Token]) -> Token | None:
    """'the first quarter of 2018', النصف الأول من العام, 'Q3'."""
    month, months = map(int, got(tokens, "Q").value.split("/"))
    rest = [token for token in tokens if token.code != "Q"]
    part = got(tokens, "Q")
    if first_of(rest, "Yy") is None and "فصل" in text.folded[part.low : part.end]:  # الفصل الأول من الاتفاق
        return None
    span, stated = dated(text, [*rest, got(tokens, "Q")], month, ())
    today = text.day(tokens[0], tokens[-1])
    begun = dt.date(today.year, month, 1) <= today or text.looks_ahead(tokens[0].low, tokens[-1].end)
    if span is not None and begun and first_of(rest, "Y") is not None and not stated:
        span = month_span(today.year, month)
    return made(None if span is None else month_span(span[0].year, month, months), "quarter", dated=stated)


def _read_season(text: Text, tokens: Sequence[Token]) -> Token | None:
    """'the summer of 2014', 'last winter': June to August, and so on."""
    season = got(tokens, "A")
    span, stated = dated(text, tokens, int(season.value), ())
    if span is None:
        return None
    return made(month_span(span[0].year, span[0].month, 3), "season", "C" if stated else "Z", dated=stated)


def _read_year(text: Text, tokens: Sequence[Token]) -> Token | None:
    """'the year 2018', عام 2018; a bare '2018' counts only behind a word that leads to a date."""
    del text
    year = int(got(tokens, "y").value)
    return made((dt.date(year, 1, 1), dt.date(year + 1, 1, 1)), "year", "C" if first_of(tokens, "Y") else "Z")


RULES: tuple[tuple[str, Read], ...] = (
    (rf"D?[do](?:,&?[do]|&[do](?=&))*{_TO}D?[do]{_OF}M{_TAIL}", _read_days),
    (rf"M[do](?:-|[tu])[do]{_TAIL}|M[do](?:,[do])+,?&[do]{_TAIL}|(?<=b)M[do]&[do]{_TAIL}", _read_days),
    (rf"M[do]&[do]{_TAIL}", _read_two_days),
    (rf"[do]{_TO}[do][vf]?{_RELATIVE_MONTH}", _read_days),
    (rf"(?<!s)(?<!s[iD])[do]{_OF}M{_TAIL}(?:&?[tu]|&)[do](?![vfM])", _read_days_of_it),
    (r"S(?:-|[tu])S", _read_numeric_days),
    (r"I|(?:(?<=[is])|(?<=^))S", _read_numeric),
    (rf"Do[vf](?:m?M{_TAIL}|{_RELATIVE_MONTH}|m)", _read_first_days),
    (rf"(?:p[iv]?)?D?[do]D?{_OF}M{_TAIL}|M[/-]?[do]{_TAIL}|y[,/-]?M[/-]?[do]", _read_day),
    (r"[do]D?(?:[vf][PTN]m|[vf]?m[PTN]|[vf]m)", _read_day),
    (r"[do][vf]?T(?![hDwmqYzWMAF])", _read_day_of_this),
    (r"y[,/-]?M", _read_month),
    (r"[do]D?[vf]?m?H(?:,?Y?[n]e?)?|m?H(?:,?Y?ne?)|(?:mH|(?<=[isEf])H)", read_hijri),
    (r"[do][vf]?m?Jn", read_solar),
    (rf"[oP]W[vfi](?:m?M{_TAIL}|{_RELATIVE_MONTH}|m)|Wo[vf]m?M{_TAIL}", _read_weekday_of),
    (
        rf"[oP]w(?:[vfi]|(?=m))(?:m?M{_TAIL}|{_RELATIVE_MONTH}|{_RELATIVE_YEAR}|m|Y?y)|w[oP][vfi](?:m?M{_TAIL}|{_RELATIVE_MONTH}|m)|(?:[oP]w|w[oP])[vfi]m?H(?:,?Y?ne?)?",
        _read_week_of,
    ),
    (rf"(?:PD|[DR]P)(?:[vf](?:m?M{_TAIL}|{_RELATIVE_MONTH}|m)|[vf]?m?H(?:,?Y?ne?)?)", _read_last_day),
    (rf"(?:[oP]D|[DR][oP])[vf](?:{_RELATIVE_YEAR}|Y?y|Y)", _read_day_of_year),
    (r"(?<=s)om(?!M)", read_month_first),
    (r"o[wmY](?![PTNodvfMHyQ])", _read_first_of),
    (rf"P(?:m?M{_TAIL}|[mwY][PT]?(?![PTNodvfMHyQ]))", _read_end_of),
    (rf"E-?(?:[vf]?m?M{_TAIL}|[vf]?m?H(?:,?Y?ne?)?|[PTN]{_UNIT}|{_UNIT}[PTN]|A{_TAIL}|Y?y|[wmqY])", _read_part),
    (
        rf"(?:o[dn][Dwmq]|oV)[vf](?:Y?y|m?M{_TAIL}|[PTN][mqY]|[mqY][PTN]|[mqY])|[Dwmq][dn]o[vf](?:Y?y|m?M{_TAIL}|[PTN][mqY]|[mqY][PTN]|[mqY])",
        _read_first,
    ),
    (rf"P[dn][Dwm][vf](?:m?M{_TAIL}|Y?y)|[Dwm][dn]P[vf](?:m?M{_TAIL}|Y?y)", _read_last),
    (rf"Q[vf](?:m?M{_TAIL}|m?H(?:,?Y?ne?)?|{_RELATIVE_MONTH}|m)", _read_half),
    (r"(?:[do]D?[vf]?|D[do][vf]|p)?[PTN]?F(?:[,vf]?Y?y)?", read_holiday),
    (r"Av?(?:Z|y-y)", read_winter),
    (r"(?<=s)(?:h?[do])?p(?!(?:[~^]?[fi])?[pRWovdMK])", read_since_dawn),
    (rf"(?<=[bf])o{_TO}o(?![vfhDwmqYzWQMHJ/-]|,[doMW])", _read_nth),
    (r"(?<=i)o&o(?![&vfhDwmqYzWQMHJ/-]|,[doMW])", _read_nth_and_next),
    (r"(?<=[isfubBkv])o(?![&vfhDwmqYzWQMHJ/-]|,[doMW])", _read_nth),
    (r"(?:D[od]|(?<=p)d)(?![hDwmqYzMHJPTN])", _read_nth_of_it),
    (r"(?<=i)d$", _read_day_ahead),
    (rf"Q(?:[vf]?(?:{_RELATIVE_YEAR}|Y?y|Y)|{_TAIL})|y-?Q", _read_part_of_year),
    (rf"Pq[vf](?:{_RELATIVE_YEAR}|Y?y|Y)", _read_last_quarter),
    (rf"[PTN]?A{_TAIL}", _read_season),
    (rf"P[dn]{_UNIT}|P?[dn]{_UNIT}P(?![wmqYMW])|{_UNIT}[dn]P|PV|VP", read_past),
    (rf"N[dn]{_UNIT}|[dn]{_UNIT}N|{_UNIT}[dn]N|NV|VN", read_next),
    (rf"(?:[dn]?{_UNIT}|V)GR", _read_ago_today),
    (rf"[dn]?{_UNIT}G|VG|k(?:[dn]?{_UNIT}|V)(?![PTNyWMdoRHI])", read_ago),
    (rf"[dn]?{_UNIT}L|VL", read_hence),
    (rf"(?<![WR])(?<![WR]p)[aE](?:[dn]{_UNIT}|V)(?![PTN])", read_after),
    (r"(?<![WR])(?<![WR]p)a[DwmY](?![vf]?[PTNodMHyQ])", read_after_one),
    (rf"s(?:[dn]{_UNIT}|V)(?![PTN])", read_since_span),
    (r"s[DwmYz](?![PTNodvfMHyQ])", read_since_one),
    (rf"i(?:[dn]{_UNIT}|V)(?![PTNGtuy]|fi?[doMIWHy]|[ka](?:~[vif]?|[vif])?[doMISH])", read_within),
    (r"W[vf,]?(?:[PTN]w|w[PTN])|(?:[PTN]w|w[PTN])[vf,i]?W", read_weekday_in),
    (r"i[wmY](?=[vf])", read_into),
    (r"i[wmY]d(?![hDwmqYzMHvf/-])", read_one),
    (r"i[wmYz](?![PTNodvfMHyQt]|[~^(,-][(vfibsu]?[doMCIyWH])", read_during),
    (r"Wo(?![vfhDwmqYz])", read_weekday_date),
    (r"(?:p[ivf]?|Ri)?D?(?:[PTN]W|W[PTN]?)p?", read_weekday),
    (r"[GL](?:T[wmqY]|[wmY](?![vf]))", read_share),
    (r"[Dwmq]kP|YkP", read_before_last),
    (r"[DwmqY]R", read_so_far),
    (rf"[PTN]{_UNIT}|{_UNIT}[PTN]", read_calendar),
    (r"[PTN]?p?R(?![No])[pP]?", read_relative),
    (rf"[PTN]?m?M{_TAIL}", _read_month),
    (r"[YV]y(?:(?:&?[tu]|,?&|-|,)y)+", read_years),
    (r"Yne", read_hijri_year),
    (r"Y[vf]?ye?|y", _read_year),
    (rf"(?:[dn]{_UNIT}|V)", read_into),
)
_GRAMMAR = re.compile("|".join(f"(?P<_{nth}>{pattern})" for nth, (pattern, _) in enumerate(RULES)))
