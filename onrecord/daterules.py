"""Reading single dates: a grammar over the letters of dates, one rule for each way of naming a day or a span of days.

What stands around a date ('since', 'by', a range of two) is read in composeddates.py.
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
from onrecord.counteddays import (
    read_after_next,
    read_century,
    read_counting_weekday,
    read_hence_from,
    read_nth_month,
    read_nth_weekday,
    read_numbered_week,
    read_several,
    read_several_ago,
    read_weekdays,
)
from onrecord.datebasis import STEPS, Text, counted_units, dated, first_of, got, is_part, made
from onrecord.datewords import UNIT_OF, Token
from onrecord.monthdays import (
    day_numbers,
    read_day,
    read_day_of_near,
    read_day_of_this,
    read_days,
    read_days_of_it,
    read_night_of_it,
    read_nth,
    read_nth_and_next,
    read_nth_of_it,
    read_some,
    read_two_days,
)
from onrecord.patterns import named
from onrecord.period import ONE_DAY
from onrecord.relativedates import (
    read_after,
    read_after_one,
    read_ago,
    read_ago_today,
    read_before_last,
    read_calendar,
    read_counted_behind,
    read_during,
    read_hence,
    read_holiday,
    read_into,
    read_month_first,
    read_next,
    read_one,
    read_past,
    read_past_or_next,
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
_HIJRI = r"m?H(?:,?Y?ne?)?"
_OF = r"[vf]?m?[/-]?"
_DAY = r"[doS]"
_TO = r"(?:-|&?[tu]|&)"
_UNIT = r"[hDwmqYz@]"
_LENGTH = rf"[dnr]{_UNIT}(?:,?&?[dn]{_UNIT}){{1,3}}"
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
        if read is None and row[at].code in "MW":  # 'between July and September 31 of them': the month alone
            alone = _read_month if row[at].code == "M" else read_weekday
            read, end = alone(text, row[at : at + 1]), at + 1
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


_ALSO_VERBS = ("اوت",)
_MONTH_LEAD = named("daterules", "month-lead")


_NAMED_FOR = named("daterules", "named-for")


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


def _read_month_by_number(text: Text, tokens: Sequence[Token]) -> Token | None:
    """شهر 10 2014, شهر 3 القادم: a month told by its number; الأشهر 3 القادمة counts them."""
    month, number, *rest = tokens
    if text.folded[month.low : month.end] == "شهر" and int(number.value) <= 12:
        return _read_month(text, [replace(number, code="M", low=month.low), *rest])
    if tokens[-1].code == "y":
        return None
    return read_past_or_next(text, tokens)


def _read_numeric(text: Text, tokens: Sequence[Token]) -> Token | None:
    """'15/3/2018', and behind 'on' or alone '15/3'."""
    token = tokens[0]
    if token.code == "I":
        return replace(token, code="C")
    if is_part(text, token):
        return None
    day, month = map(int, token.value.split("/"))
    span, stated = dated(text, tokens, month, (day,))
    return made(span, "day", dated=stated)


def _read_numbered_month(text: Text, tokens: Sequence[Token]) -> Token | None:
    """'11 / 2016': the month."""
    del text
    month, year = int(tokens[0].value), int(tokens[-1].value)
    return made(month_span(year, month) if day_of(year, month, 1) else None, "month")


def _read_numeric_days(text: Text, tokens: Sequence[Token]) -> Token | None:
    """'10/06 - 16/06': from the one day to the other, in one year."""
    if is_part(text, tokens[0]):
        return None
    (first, month), (last, until) = (map(int, token.value.split("/")) for token in (tokens[0], tokens[-1]))
    start, stated = dated(text, tokens, month, (first,))
    end, _ = dated(text, tokens, until, (last,))
    return None if start is None or end is None else made((start[0], end[1]), "day", dated=stated, rule="days")


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
    """Which of several: the ordinal, or -1 for 'last', -2 for 'second last'."""
    ordinal = first_of(tokens, "o")
    if first_of(tokens[:2], "P") is not None:
        return -int(ordinal.value) if ordinal and tokens[0] is ordinal else -1
    return int(ordinal.value) if ordinal else -1


def _behind_unit(tokens: Sequence[Token]) -> list[Token]:
    """The tokens without the 'last' that stands before the unit: of what follows it is none."""
    return [token for nth, token in enumerate(tokens) if nth > 1 or token.code != "P"]


def _read_weekday_of(text: Text, tokens: Sequence[Token]) -> Token | None:
    """'the first Tuesday of October', الثلاثاء الأول من تشرين الأول."""
    frame = _frame(text, _behind_unit(tokens))
    weekday, nth = int(got(tokens, "W").value), _nth(tokens)
    day = day_of(frame[0].year, frame[0].month, nth) if frame and tokens[0].code == "W" else None
    if day is None or day.isoweekday() != weekday:  # الاثنين الرابع من حزيران is the 4th where that is a Monday
        day = nth_weekday(frame, weekday, nth) if frame else None
    return None if day is None else made((day, day + ONE_DAY), "day", rule="weekday")


def _read_week_of(text: Text, tokens: Sequence[Token]) -> Token | None:
    """'the first week of January': the first seven days."""
    frame = _frame(text, _behind_unit(tokens))
    return made(nth_week(frame, _nth(tokens)) if frame else None, "week", rule="week")


def _read_last_day(text: Text, tokens: Sequence[Token]) -> Token | None:
    """'the last day of May', آخر يوم من أيار."""
    if tokens[0].code == "R" and tokens[0].value != "today":
        return None
    if tokens[0].code == "D" and text.folded.startswith("الايام", tokens[0].low):  # الأيام الأخيرة من أيار
        return _read_part(text, [replace(tokens[1], code="E", value="late"), *tokens[2:]])
    numbered = tokens[0].code == "o"
    frame = _frame(text, tokens[2 + numbered :])
    if frame is None or (numbered and int(tokens[0].value) > _SHORTEST_MONTH):
        return None
    last = frame[1] - (int(tokens[0].value) if numbered else 1) * ONE_DAY
    return made((last, last + ONE_DAY), "day", rule="last")


_SHORTEST_MONTH = 28


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
    elif first_of(rest, "Q") is not None:
        whole = _read_part_of_year(text, [token for token in tokens[1:] if token.code != "-"])
    elif first_of(rest, "n") is not None:
        lunar = read_hijri_year(text, rest[1:])
        whole = None if lunar is None else replace(lunar, precision="year")
    elif first_of(rest, "y") is not None:
        whole = _read_year(text, rest)
    else:  # 'the beginning of the past week'
        rest = [replace(token, value="past") if token.code == "P" else token for token in rest]
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


def _read_part_of_decade(text: Text, tokens: Sequence[Token]) -> Token | None:
    """'The early 1990s': the first four years; the mid three, and the last three."""
    del text
    part, whole = tokens[0], tokens[-1]
    if whole.rule != "decade" or whole.span is None or whole.span[1].year - whole.span[0].year != _DECADE:
        return None
    first = whole.span[0].year
    edges = {"early": (0, 4), "mid": (4, 7), "late": (7, 10)}[part.value]
    span = dt.date(first + edges[0], 1, 1), dt.date(first + edges[1], 1, 1)
    return made(span, "approx", rule="decade")


_DECADE = 10


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
        return read_day(text, tokens)
    if tokens[1].value != "1":
        return None
    return _read_part(text, [replace(tokens[0], code="E", value="early"), *tokens[2:]])


def _read_named_month(text: Text, tokens: Sequence[Token]) -> Token | None:
    """A month of the civil or the Hijri year, by its name."""
    if first_of(tokens, "H") is not None:
        return read_hijri(text, [token for token in tokens if token.code in "Hne"])
    return _read_month(text, tokens)


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
    elif first_of(rest, "MH") is not None:
        whole = _read_named_month(text, rest)
        if whole is None or whole.span is None:
            return None
        start = whole.span[0]
    else:
        which, of = first_of(rest, "PTN"), UNIT_OF[got(rest, "mqY").code]
        start = unit_span(text.day(tokens[0], tokens[-1]), of, STEPS[which.code] if which else 0)[0]
    return made((start, shift(start, count, unit)), "day", rule="first")


def _read_last(text: Text, tokens: Sequence[Token]) -> Token | None:
    """'the last ten days of July', الأيام العشرة الأخيرة من تموز: so many up to the end of the whole."""
    count, unit = counted_units(tokens[:3] if first_of(tokens, "V") is None else tokens[:1])
    joint = next(nth for nth, token in enumerate(tokens) if token.code in "vf")
    rest = tokens[joint + 1 :]
    whole = _read_named_month(text, rest) if first_of(rest, "MH") is not None else _read_year(text, rest)
    if whole is None or whole.span is None:
        return None
    return made((shift(whole.span[1], -count, unit), whole.span[1]), "day", rule="last")


def _read_half(text: Text, tokens: Sequence[Token]) -> Token | None:
    """'the second half of July', الثلث الأخير من أيار: the 1st to the 15th, or from the 16th on; thirds by tens."""
    month, months = map(int, got(tokens, "Q").value.split("/"))
    if months not in (_HALF, _THIRD):
        return None
    rest = [token for token in tokens if token.code not in "Qvf"]
    if first_of(rest, "H"):
        whole = _read_named_month(text, rest)
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


def _read_day_ahead(text: Text, tokens: Sequence[Token]) -> Token | None:
    """'We will be back on 15.', سنعود في 15: a day alone, in digits, where the words look ahead and end with it."""
    token = tokens[0]
    written, before = text.folded[token.low : token.end], text.folded[max(0, token.low - 4) : token.low]
    if not written.isdigit() or not before.endswith((" on ", " في ")) or not _ENDS.fullmatch(text.folded, token.end):
        return None
    if not text.looks_ahead(token.low, token.end):
        return None
    read = read_some(text, tokens, day_numbers(tokens))
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
    (rf"D?[do](?:,&?[do]|&[do](?=&))*{_TO}D?[do]{_OF}M{_TAIL}", read_days),
    (rf"M[do](?:-|[tu])[do]{_TAIL}|M[do](?:,[do])+,?&[do]{_TAIL}|(?<=b)M[do]&[do]{_TAIL}", read_days),
    (rf"M[do]&[do]{_TAIL}", read_two_days),
    (rf"[do]{_TO}[do][vf]?{_RELATIVE_MONTH}", read_days),
    (rf"(?<!s)(?<!s[iD])[do]{_OF}M{_TAIL}(?:&?[tu]|&)[do](?![vfM])", read_days_of_it),
    (r"S(?:-|[tu])S", _read_numeric_days),
    (r"I|(?:(?<=[is])|(?<=^))S", _read_numeric),
    (rf"Do[vf](?:m?M{_TAIL}|{_RELATIVE_MONTH}|m)", _read_first_days),
    (rf"(?:p[iv]?)?D?[do]D?{_OF}M{_TAIL}|M[/-]?[do]{_TAIL}|y[,/-]?M[/-]?[do]", read_day),
    (r"[do]D?(?:[vf][PTN]m|[vf]?m[PTN]|[vf]m)", read_day),
    (r"[do][vf]?T(?![hDwmqYzWMAF])", read_day_of_this),
    (r"y[,/-]?M", _read_month),
    (r"d/y", _read_numbered_month),
    (r"md(?:[vf]?Y?y(?![hDwmqY])|[PN](?![vf]))", _read_month_by_number),
    (r"E-?C", _read_part_of_decade),
    (r"o[PTN]m", read_day_of_near),
    (r"[do]D?[vf]?m?H(?:,?Y?[n]e?)?|m?H(?:,?Y?ne?)|(?:mH|(?<=[isEf])H)", read_hijri),
    (r"[do][vf]?m?Jn", read_solar),
    (
        rf"(?:oP|[oP])W[vfi](?:m?M{_TAIL}|{_RELATIVE_MONTH}|{_RELATIVE_YEAR}|m?H(?:,?Y?ne?)?|m|Y?y)|Wo[vf]m?M{_TAIL}",
        _read_weekday_of,
    ),
    (
        rf"(?:oP|[oP])w(?:[vfi]|(?=m))(?:m?M{_TAIL}|{_RELATIVE_MONTH}|{_RELATIVE_YEAR}|m|Y?y)|w[oP][vfi](?:m?M{_TAIL}|{_RELATIVE_MONTH}|m)|(?:[oP]w|w[oP])[vfi]m?H(?:,?Y?ne?)?",
        _read_week_of,
    ),
    (rf"(?:o?PD|[DR]P)(?:[vfi](?:m?M{_TAIL}|{_RELATIVE_MONTH}|m)|[vf]?m?H(?:,?Y?ne?)?)", _read_last_day),
    (rf"(?:[oP]D|[DR][oP])[vf](?:{_RELATIVE_YEAR}|Y?y|Y)", _read_day_of_year),
    (r"(?<=s)om(?!M)", read_month_first),
    (rf"o(?:m[vf]|i)(?:{_RELATIVE_YEAR}|Y?y)", read_nth_month),
    (r"o[wmY](?![PTNodvfMHyQ])", _read_first_of),
    (rf"P(?:m?M{_TAIL}|[mwY][PT]?(?![PTNodvfMHyQ']))", _read_end_of),
    (
        rf"E-?(?:[vf]?m?M{_TAIL}|[vf]?m?H(?:,?Y?ne?)?|[PTN]{_UNIT}|{_UNIT}[PTN]|A{_TAIL}|Q(?:[vf]?(?:{_RELATIVE_YEAR}|Y?y|Y)|{_TAIL})|Yne|Y?y|[wmqY])",
        _read_part,
    ),
    (
        rf"(?:o[dn][Dwmq]|oV|Vo|[Dwmq][dn]o)[vf](?:Y?y|m?M{_TAIL}|{_HIJRI}|[PTN][mqY]|[mqY][PTN]|[mqY])",
        _read_first,
    ),
    (rf"(?:P[dn][Dwm]|[Dwm][dn]P|VP)[vf](?:m?M{_TAIL}|{_HIJRI}|Y?y)", _read_last),
    (rf"Q[vf](?:m?M{_TAIL}|{_HIJRI}|{_RELATIVE_MONTH}|m)", _read_half),
    (r"(?:[do]D?[vf]?|D[do][vf]|p)?[PTN]?F(?:[,vf]?Y?y)?", read_holiday),
    (r"Av?(?:Z|y-y)", read_winter),
    (r"(?<=s)(?:h?[do])?p(?!(?:[~^]?[fi])?[pRWovdMK])", read_since_dawn),
    (r"(?:(?<=[isfubBk])|(?<=[isfubBk]E)|(?<=[isfubBk]E-))o@", read_century),
    (rf"(?<=[bf])o{_TO}o(?![vfhDwmqYzWQMHJ/-]|,[doMW])", read_nth),
    (r"(?<=i)o&o(?![&vfhDwmqYzWQMHJ/-]|,[doMW])", read_nth_and_next),
    (r"(?<=[isfubBkv])o(?![&vfhDwmqYzWQMHJ/-]|,[doMW])", read_nth),
    (r"(?<=p)d-d(?![hDwmqYzMHJPTN/-])", read_night_of_it),
    (r"(?:D[od]|(?<=p)d)(?![hDwmqYzMHJPTN])", read_nth_of_it),
    (r"(?<=i)d$", _read_day_ahead),
    (rf"Q(?:[vf]?(?:{_RELATIVE_YEAR}|Y?y|Y)|{_TAIL})|y-?Q|[PTN]Y'Q", _read_part_of_year),
    (rf"Pq[vf](?:{_RELATIVE_YEAR}|Y?y|Y)", _read_last_quarter),
    (rf"[PTN]?A{_TAIL}", _read_season),
    (rf"{_LENGTH}[GL]", read_several_ago),
    (rf"[PNisa]{_LENGTH}(?![GLak])", read_several),
    (rf"P[dnr]{_UNIT}|P?[dn]{_UNIT}P(?![wmqYMW])|{_UNIT}[dn]P|PV|VP", read_past),
    (rf"N[dnr]{_UNIT}|[dn]{_UNIT}N|{_UNIT}[dn]N|NV|VN", read_next),
    (rf"[dn][PN]{_UNIT}", read_counted_behind),
    (r"[dn][UW][GL]", read_weekdays),
    (r"[WwmY]aN(?![hDwmqYzMWd])", read_after_next),
    (rf"(?:[dnr]?{_UNIT}|V)GR", read_ago_today),
    (rf"yYG|[dnr]?{_UNIT}G|VG|k(?:[dnr]?{_UNIT}|V)(?![PTNyWMdoRHI])", read_ago),
    (rf"i(?:[dnr]{_UNIT}|V)L", read_hence_from),
    (rf"[dnr]?{_UNIT}L|VL", read_hence),
    (rf"(?<![WR])(?<![WR]p)[aE](?:[dnr]{_UNIT}|V)(?![PTN])", read_after),
    (r"(?<![WR])(?<![WR]p)a[DwmY](?![vf]?[PTNodMHyQ])", read_after_one),
    (rf"s(?:[dnr]{_UNIT}|V)(?![PTN])", read_since_span),
    (r"s[DwmYz](?![PTNodvfMHyQ])", read_since_one),
    (rf"i(?:[dnr]{_UNIT}|V)(?![PTNGtuy]|o[vf]|,?fi?[doMIWHyPTN]|[ka](?:~[vif]?|[vif])?[doMISH])", read_within),
    (r"W[vf,]?(?:[PTN]w|w[PTN])|(?:[PTN]w|w[PTN])[vf,i']?W", read_weekday_in),
    (rf"w[dn](?!{_TO}D?[do]{_OF}M|{_OF}M)(?:[vf](?:{_RELATIVE_YEAR}|Y?y))?", read_numbered_week),
    (r"i[wmY](?=[vf])", read_into),
    (r"i[wmY]d(?![hDwmqYzMHvf/-])", read_one),
    (r"i[wmYz](?![PTNodvfMHyQt]|[~^(,-][(vfibsu]?[doMCIyWH])", read_during),
    (r"Wo(?![vfhDwmqYz])|Wd(?![-/hDwmqYzMJHvfW&tu])", read_weekday_date),
    (r"oW(?=a)", read_counting_weekday),
    (r"oW(?![vfiW-])", read_nth_weekday),
    (r"(?:p[ivf]?|Ri)?D?(?:[PTN]W|W[PTN]?)p?", read_weekday),
    (r"[GL](?:T[wmqY]|[wmY](?![vf]))", read_share),
    (r"[Dwmq]kP|YkP", read_before_last),
    (r"[DwmqY]R", read_so_far),
    (rf"[PTN]{_UNIT}|{_UNIT}[PTN]", read_calendar),
    (r"[PTN]?p?R(?![No])[pP]?", read_relative),
    (rf"[PTN]Y'M|[PTN]?m?M{_TAIL}", _read_month),
    (r"[YV]y(?:(?:&?[tu]|,?&|-|,)y)+", read_years),
    (r"Yne", read_hijri_year),
    (r"Y[vf]?ye?|y", _read_year),
    (rf"(?:[dn]{_UNIT}|V)", read_into),
)
_GRAMMAR = re.compile("|".join(f"(?P<_{nth}>{pattern})" for nth, (pattern, _) in enumerate(RULES)))
