"""Reading dates that are told from the day of publication: 'the past three days', أمس, 'on Monday', 'this month'.

Each reader takes the tokens that its rule of the grammar (daterules.py) matched, and gives the date or None.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import replace

from onrecord import patterns as re
from onrecord.almanac import Span, day_of, feasts, nth_weekday, shift, unit_span
from onrecord.datebasis import STEPS, Text, counted_units, first_of, got, made
from onrecord.datewords import UNIT_OF, Token
from onrecord.patterns import named
from onrecord.period import ONE_DAY, Precision


def read_weekend(text: Text, tokens: Sequence[Token]) -> Token | None:
    """'over the weekend': the latest Saturday and Sunday that have begun by publication."""
    day, which = text.day(tokens[0], tokens[-1]), first_of(tokens, "PTN")
    saturday = day - (day.isoweekday() + 1) % 7 * ONE_DAY
    ahead = which is not None and which.code == "N"
    ahead = ahead or (which is None and text.looks_ahead(tokens[0].low, tokens[-1].end))
    if which is not None and which.code == "P" and (day - saturday).days <= 1:
        saturday = shift(saturday, -1, "week")
    elif ahead or (which is not None and which.code == "T" and (day - saturday).days > 1):
        saturday = shift(saturday, 1, "week")
    return made((saturday, saturday + 2 * ONE_DAY), "day", rule="weekend")


def read_into(text: Text, tokens: Sequence[Token]) -> Token | None:
    """'two months into the war', شهران على القتال, خلال شهر من القتال: so long up to publication."""
    return read_past(text, tokens) if _INTO.match(text.folded, tokens[-1].end) else None


_INTO = named("relativedates", "into")


def _standing_apart(text: Text, tokens: Sequence[Token]) -> bool:
    """Whether a number only stands in front of a definite unit that it does not count: منهم 300 الأسبوع الماضي."""
    number = first_of(tokens[:1], "dn")
    if number is None or len(tokens) < 2:
        return False
    unit = text.folded[tokens[1].low : tokens[1].end]
    if not unit.startswith("ال") or _MANY_OR_HOUR.fullmatch(unit):
        return False
    return not text.folded[number.low : number.end].lstrip("وف").startswith("ال")


_MANY_OR_HOUR = named("relativedates", "many-or-hour")
_PREVIOUS = named("relativedates", "previous")
_OF_EVENT = named("relativedates", "of-event")


def read_past(text: Text, tokens: Sequence[Token]) -> Token | None:
    """'in the past three days', خلال الأيام الثلاثة الماضية: from so many days back to publication."""
    count, unit = counted_units(tokens)
    day, which = text.day(tokens[0], tokens[-1]), first_of(tokens, "P")
    if which is not None and which.value == "span" and _OF_EVENT.match(text.folded, tokens[-1].end):
        return None
    if _standing_apart(text, tokens):
        return None
    if unit == "quarter" and which is not None:
        whole = unit_span(day, unit, -count)[0], unit_span(day, unit)[0]
        return made(whole, "quarter", "X", rule="quarters")
    before = which is not None and _PREVIOUS.search(text.folded, which.low, which.end) is not None
    return made((shift(day, -count, unit), day + ONE_DAY), "day", "X", rule="previous" if before else "past")


def read_next(text: Text, tokens: Sequence[Token]) -> Token | None:
    """'in the next three days', الأيام الثلاثة المقبلة: from the day after publication."""
    count, unit = counted_units(tokens)
    day = text.day(tokens[0], tokens[-1])
    if unit == "quarter":
        return made((unit_span(day, unit, 1)[0], unit_span(day, unit, count)[1]), "quarter", "X", rule="quarters")
    return made((day + ONE_DAY, shift(day, count, unit) + ONE_DAY), "day", "X", rule="next")


def read_past_or_next(text: Text, tokens: Sequence[Token]) -> Token | None:
    """So many units behind or ahead, as the word says that stands with them: 'past', المقبلة."""
    return (read_past if got(tokens, "PN").code == "P" else read_next)(text, tokens)


def read_ago(text: Text, tokens: Sequence[Token]) -> Token | None:
    """'three months ago', قبل عامين: that day, near enough."""
    count, unit = counted_units(tokens)
    if tokens[0].code == "y":  # 'built 2000 years ago'
        count = int(tokens[0].value)
    if tokens[0].code in "dn" and text.folded.startswith("a ", tokens[1].low):  # '397 a month earlier'
        return None
    if _uncounted(text, tokens):
        return _some_time_back(text, tokens)
    if tokens[-1].value == "back" and tokens[0].code not in "dnr" and not text.folded.startswith("a ", tokens[0].low):
        return None
    day = shift(text.day(tokens[0], tokens[-1]), -count, unit)
    return made((day, day + ONE_DAY), "day" if unit in ("hour", "day") else "approx", rule="ago")


_UNCOUNTED = named("relativedates", "uncounted")


def in_plural(text: Text, unit: Token) -> bool:
    """Whether a length of time stands in the plural, without its article: أشهر."""
    return _UNCOUNTED.fullmatch(text.folded, unit.low, unit.end) is not None


def _uncounted(text: Text, tokens: Sequence[Token]) -> bool:
    """Whether nobody says how many: قبل أيام, منذ سنوات."""
    unit = first_of(tokens, "DwmYz")
    if unit is None or first_of(tokens, "dn") is not None:
        return False
    return in_plural(text, unit)


def _some_time_back(text: Text, tokens: Sequence[Token]) -> Token:
    """Some time before publication: no first day is known."""
    return Token("X", "", 0, 0, (dt.date.min, text.day(tokens[0], tokens[-1]) + ONE_DAY), "day", "past")


def read_ago_today(text: Text, tokens: Sequence[Token]) -> Token | None:
    """'A year ago today': that very day."""
    read = read_ago(text, tokens) if tokens[-1].value == "today" else None
    return None if read is None else replace(read, precision="day")


def read_counted_behind(text: Text, tokens: Sequence[Token]) -> Token | None:
    """'The three past weeks', 'the five upcoming years'; in '3 next week' the number counts another thing."""
    if not text.folded.endswith("s", tokens[-1].low, tokens[-1].end):
        return None
    return read_past_or_next(text, tokens)


def read_hence(text: Text, tokens: Sequence[Token]) -> Token | None:
    """'three weeks from now': that day; 'two days later' is told from another unless the words look ahead."""
    count, unit = counted_units(tokens)
    later = text.folded[tokens[-1].low : tokens[-1].end].startswith("later")
    told = later and not text.looks_ahead(tokens[0].low, tokens[-1].end)
    day = shift(text.day(tokens[0], tokens[-1]), count, unit)
    return made((day, day + ONE_DAY), "day" if unit in ("hour", "day") else "approx", rule="later" if told else "hence")


def read_within(text: Text, tokens: Sequence[Token]) -> Token | None:
    """'in twelve days', خلال خمسة أيام: back from publication, or on from it where the words look ahead."""
    count, unit = counted_units(tokens)
    if _TIME_BEHIND.match(text.folded, tokens[-1].end):
        return read_hence(text, [*tokens, tokens[-1]])
    lead = text.folded[tokens[0].low : tokens[0].end]
    if count == 1 and unit in ("day", "hour") and _IN.fullmatch(lead):
        return None
    if not text.looks_ahead(tokens[0].low, tokens[-1].end):
        read = read_past(text, tokens)
        return None if read is None else replace(read, rule="hours" if unit == "hour" else "spell")
    day = text.day(tokens[0], tokens[-1])
    return made((day, shift(day, count, unit) + ONE_DAY), "day", "X", rule="within")


_IN = named("relativedates", "in")
_DURING = named("relativedates", "during")
_MANY = named("relativedates", "many")
_THE_UNCOUNTED = named("relativedates", "the-uncounted")
_TIME_BEHIND = named("relativedates", "time-behind")

_YEAR_BEHIND = re.compile(r"[\s-]*\d{4}(?!\d)")
_OF_ITSELF = named("relativedates", "of-itself")


def _named(text: Text, unit: Token) -> bool:
    """Whether what follows names a week, month or year: منذ عام 2011, as against منذ أسبوع 12 غارة."""
    named = _OF_ITSELF.match(text.folded, unit.end)
    if named is None or unit.code not in "wY" or not text.folded[named.end() - 1].isdigit():
        return named is not None
    return _YEAR_BEHIND.match(text.folded, unit.end) is not None


def read_during(text: Text, tokens: Sequence[Token]) -> Token | None:
    """خلال الأسبوع, 'during the week': this one; في أسبوع, 'in a week': seven days."""
    lead, unit = (text.folded[token.low : token.end] for token in tokens)
    between = text.folded[tokens[0].end : tokens[1].low] + unit[:2]
    if _named(text, tokens[1]):
        return None
    if unit.startswith("ال") or " the " in between:
        return read_calendar(text, tokens) if _DURING.fullmatch(lead) and not _MANY.fullmatch(unit) else None
    return read_within(text, tokens) if not lead.isascii() or " a " in between or _DURING.fullmatch(lead) else None


def read_one(text: Text, tokens: Sequence[Token]) -> Token | None:
    """في أسبوع واحد: seven days."""
    one = text.folded[tokens[-1].low : tokens[-1].end]
    return read_within(text, tokens) if _ONE.fullmatch(one) else None


_ONE = named("relativedates", "one")


def read_since_one(text: Text, tokens: Sequence[Token]) -> Token | None:
    """منذ شهر: since the day that lies so far back; 'since the month' tells of another."""
    lead, unit = (text.folded[token.low : token.end] for token in tokens)
    if lead.isascii() or unit.startswith("ال") or _named(text, tokens[1]):
        return None
    if _uncounted(text, tokens):
        return replace(_some_time_back(text, tokens), kind="since")
    return read_since_span(text, tokens)


def read_since_dawn(text: Text, tokens: Sequence[Token]) -> Token | None:
    """'since dawn', منذ منتصف الليل: of the day of publication."""
    day = text.day(tokens[0], tokens[0])
    return made((day, day + ONE_DAY), "day", rule="today")


def read_month_first(text: Text, tokens: Sequence[Token]) -> Token | None:
    """منذ أول الشهر: its first day."""
    if tokens[0].value != "1":
        return None
    first = unit_span(text.day(tokens[0], tokens[1]), "month")[0]
    return made((first, first + ONE_DAY), "day", rule="this-month")


def read_after(text: Text, tokens: Sequence[Token]) -> Token | None:
    """'after 267 days': so many days up to publication; where the words look ahead, the day that is so far off."""
    if text.looks_ahead(tokens[0].low, tokens[-1].end):
        return read_hence(text, tokens)
    count, unit = counted_units(tokens)
    day = text.day(tokens[0], tokens[-1])
    return made((shift(day, -count, unit), day + ONE_DAY), "day", "X", rule="after")


def read_after_one(text: Text, tokens: Sequence[Token]) -> Token | None:
    """'after a month of fighting', بعد أسبوع من القتال: so long up to publication."""
    unit = text.folded[tokens[1].low : tokens[1].end]
    led = unit.startswith("a ") or text.folded[tokens[0].end : tokens[1].low].endswith(" a ") or not unit.isascii()
    if not led or unit.startswith("ال") or _LASTING.match(text.folded, tokens[1].end) is None:
        return None
    return read_after(text, tokens)


_LASTING = named("relativedates", "lasting")


def read_since_span(text: Text, tokens: Sequence[Token]) -> Token | None:
    """منذ ثلاثة أيام: since the day that lies so far back."""
    read = read_past(text, tokens)
    return None if read is None else replace(read, kind="since")


def read_calendar(text: Text, tokens: Sequence[Token], whole: bool = False) -> Token | None:
    """'last week', 'this month', العام المقبل: the calendar one; this one only up to publication, unless ahead."""
    which, unit = first_of(tokens, "PTN"), UNIT_OF[got(tokens, "hDwmqYz@").code]
    behind = which is tokens[-1] and len(tokens) > 1
    if behind and not text.folded.startswith(("just ", "now "), tokens[-1].low):  # 'the quarter just ended'
        if text.folded[tokens[0].low].isascii() or text.folded[tokens[-1].low : tokens[-1].end] == "اخر":
            return None  # 'any month this year', يوم آخر
    day = text.day(tokens[0], tokens[-1])
    step = STEPS[which.code] if which else 0
    spanned = which is not None and which.value == "span"
    if behind and step < 0 and _THE_UNCOUNTED.fullmatch(text.folded, tokens[0].low, tokens[0].end):
        if _OF_EVENT.match(text.folded, tokens[-1].end):
            return None
        return Token("X", "", 0, 0, (dt.date.min, day + ONE_DAY), "day", "past")
    if unit in ("day", "hour") and not spanned:  # 'the next day', 'the last day': told from another day
        return None
    if ((spanned and unit != "quarter") or unit == "decade") and step:
        edges = sorted((day, shift(day, step, unit)))
        return made((edges[0], edges[1] + ONE_DAY), "day", "X", rule="past" if step < 0 else "next")
    span = unit_span(day, unit, step)
    if not step and not whole and not text.looks_ahead(tokens[0].low, tokens[-1].end):
        span = span[0], day + ONE_DAY
    precision: Precision = unit if unit in ("week", "month", "quarter", "year") else "day"  # type: ignore[assignment]
    return made(span, precision, rule=f"{('last', 'this', 'next')[step + 1]}-{unit}")


def read_so_far(text: Text, tokens: Sequence[Token]) -> Token | None:
    """'The month so far', 'the week to date': from its first day to publication."""
    unit = UNIT_OF[tokens[0].code]
    if tokens[1].value != "to-date" or unit in ("hour", "decade") or not text.folded.endswith("the ", 0, tokens[0].low):
        return None
    day = text.day(tokens[0], tokens[-1])
    return made((unit_span(day, unit)[0], day + ONE_DAY), "day", "X", rule="to-date-year", kind="since")


def read_before_last(text: Text, tokens: Sequence[Token]) -> Token | None:
    """'the week before last', الشهر قبل الماضي: the calendar one before the last."""
    unit = UNIT_OF[tokens[0].code]
    if unit == "day":
        return None
    return made(unit_span(text.day(tokens[0], tokens[-1]), unit, -2), "day", rule="before-last")


def read_share(text: Text, tokens: Sequence[Token]) -> Token | None:
    """'earlier this month': up to publication; 'later this year', 'the rest of the week': from then on."""
    whole = read_calendar(text, tokens, whole=True)
    if whole is None or whole.span is None:
        return None
    if text.folded.endswith("s", tokens[-1].low, tokens[-1].end):  # 'in earlier years'
        return None
    day, earlier = text.day(tokens[0], tokens[-1]), tokens[0].code == "G"
    span = (whole.span[0], day + ONE_DAY) if earlier else (day, whole.span[1])
    return made(span, "day", rule="earlier" if earlier else "later")


_RELATIVE = {"yesterday": -1, "today": 0, "tomorrow": 1, "before-yesterday": -2, "after-tomorrow": 2}


def read_relative(text: Text, tokens: Sequence[Token]) -> Token | None:
    """'yesterday', 'so far', مساء أمس: told from the day of publication."""
    token = got(tokens, "R")
    day = text.day(token, token)
    if token.value == "weekend":
        return read_weekend(text, tokens)
    if tokens[0].code in "PTN" or _WHICH_DAY.match(text.folded, token.low):
        return None
    if token.value == "now":
        return made((day, day + ONE_DAY), "day", rule="now", kind="asof")
    part, _, unit = token.value.partition("-")
    if part in ("late", "early"):  # 'by month-end'
        first, after = unit_span(day, unit)
        late = shift(first, 8, "month") if unit == "year" else first + _LATE * ONE_DAY
        span = (late, after) if part == "late" else (first, first + _EARLY * ONE_DAY)
        return made(span, "approx", closing=part == "late")
    if token.value == "year-end":
        return made((dt.date(day.year, 12, 1), unit_span(day, "year")[1]), "approx", closing=True)
    if token.value == "overnight":
        return made((day - ONE_DAY, day + ONE_DAY), "day", rule=token.value)
    if token.value == "year-ago":
        first = shift(day, -1, "year")
        return made((first, first + ONE_DAY), "day", rule="ago")
    if token.value == "to-date":
        return Token("X", "", 0, 0, (dt.date.min, day + ONE_DAY), "day", token.value, "since")
    if token.value == "to-date-year":
        return made((day.replace(month=1, day=1), day + ONE_DAY), "day", "X", rule=token.value, kind="since")
    first = day + _RELATIVE[token.value] * ONE_DAY
    if first_of(tokens, "P") is not None:
        first -= ONE_DAY
    return made((first, first + ONE_DAY), "day", rule=token.value, value=_part(tokens))


_EARLY, _LATE = 10, 20
"""Days of a month while it is early, and before it is late."""

_WHICH_DAY = named("relativedates", "which-day")


def read_weekday(text: Text, tokens: Sequence[Token]) -> Token | None:
    """'on Monday': the latest before publication, or that day itself; 'last Monday' never that day, 'next' after it."""
    day, which = text.day(tokens[0], tokens[-1]), first_of(tokens, "PTN")
    back = (day.isoweekday() - int(got(tokens, "W").value)) % 7
    if which is not None and which.code == "P":
        back = back or 7
    elif which is not None and which.code == "T":
        back = back - 7 if back else 0
    elif (which is not None and which.code == "N") or text.looks_ahead(tokens[0].low, tokens[-1].end):
        back -= 7
    first = day - back * ONE_DAY
    return made((first, first + ONE_DAY), "day", "K", rule="weekday", value=_part(tokens))


def _part(tokens: Sequence[Token]) -> str:
    """ "part" where a date begins with a part of its day: مساء الاثنين."""
    return "part" if tokens[0].code == "p" else ""


def read_weekday_date(text: Text, tokens: Sequence[Token]) -> Token | None:
    """'Tuesday the 19th': the nearest such day to publication, or the next where the words look ahead."""
    today = text.day(tokens[0], tokens[-1])
    weekday, number = int(tokens[0].value), int(tokens[1].value)
    if number <= _WEEKS and text.folded.startswith("ال", tokens[1].low):  # الثلاثاء الثالث: of the month
        counted = nth_weekday(unit_span(today, "month"), weekday, number)
        return None if counted is None else made((counted, counted + ONE_DAY), "day", rule="weekday")
    if tokens[1].code == "d" and not _only_numbered(text, tokens):  # 'on Monday 13 Kurds were killed'
        return None
    found = []
    for step in (1,) if text.looks_ahead(tokens[0].low, tokens[-1].end) else (-1, 1):
        for months in range(0, _MONTHS_TRIED * step, step):
            first = shift(today.replace(day=1), months, "month")
            day = day_of(first.year, first.month, number)
            if day is not None and day.isoweekday() == weekday and (day - today).days * step >= 0:
                found.append(day)
                break
    near = min(found, key=lambda day: abs(day - today), default=None)
    return None if near is None else made((near, near + ONE_DAY), "day", rule="weekday")


def _only_numbered(text: Text, tokens: Sequence[Token]) -> bool:
    """Whether a number behind a day of the week is its date: 'Tuesday the 5', 'on Monday 13.'"""
    if text.folded[tokens[0].end : tokens[1].low].strip() == "the":
        return True
    if not text.folded[tokens[1].low].isdigit():  # 'Wednesday brought five, Thursday three'
        return False
    return text.folded[tokens[1].end : tokens[1].end + 1] in ("", ".", ",", ";", ")", "!", "?")


_WEEKS = 5
_MONTHS_TRIED = 15
"""The same day of the month falls on each day of the week within this many months."""


def read_weekday_in(text: Text, tokens: Sequence[Token]) -> Token | None:
    """'Tuesday of next week', أحد الأسبوع الماضي."""
    step = STEPS[got(tokens, "PTN").code]
    day = nth_weekday(unit_span(text.day(tokens[0], tokens[-1]), "week", step), int(got(tokens, "W").value), 1)
    return None if day is None else made((day, day + ONE_DAY), "day", rule="weekday")


_HOLIDAY_OF = named("relativedates", "holiday-of")


def read_holiday(text: Text, tokens: Sequence[Token]) -> Token | None:
    """'Christmas Day', 'Easter', عيد الأضحى: of the year named, else the latest that has begun, or the next.

    Its eve is the day before, ثاني أيام عيد الفطر one of its days.
    """
    if _HOLIDAY_OF.match(text.folded, tokens[-1].end) or text.folded.startswith("for the ", max(0, tokens[0].low - 8)):
        return None
    feast = got(tokens, "F")
    lead, told, days = tokens[0], *feast.value.split("/")
    today = None if first_of(tokens, "y") else text.day(tokens[0], tokens[-1])
    found: list[Span] = []
    years = (int(got(tokens, "y").value),) if today is None else tuple(today.year + step for step in (-1, 0, 1))
    for year in years:
        found.extend((start, shift(start, int(days), "day")) for start in feasts(told, year))
    if today is not None:
        which = first_of(tokens, "PN")
        ahead = text.looks_ahead(tokens[0].low, tokens[-1].end) if which is None else which.code == "N"
        found = [span for span in sorted(found) if (span[0] > today if ahead else span[0] <= today)]
        found = found[:1] if ahead else found[-1:]
    if not found:
        return None
    start, end = found[0]
    if lead.code == "p" and (lead.value == "eve" or _NIGHT.fullmatch(text.folded, lead.low, lead.end)):
        start, end = start - ONE_DAY, start
    elif (numbered := first_of(tokens[: tokens.index(feast)], "do")) is not None:
        start = start + (int(numbered.value) - 1) * ONE_DAY
        end = start + ONE_DAY
    return made((start, end), "day", dated=today is None, rule="holiday")


_NIGHT = named("relativedates", "night")
