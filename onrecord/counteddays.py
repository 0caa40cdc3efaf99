"""Reading dates that are told by a count: 'three Fridays from now', 'week 31', 'a year and two months ago'.

Each reader takes the tokens that its rule of the grammar (daterules.py) matched, and gives the date or None.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence

from onrecord.almanac import nth_weekday, shift, unit_span
from onrecord.datebasis import STEPS, Text, counted_units, days_beside, first_of, got, made
from onrecord.datewords import UNIT_OF, Token
from onrecord.patterns import named
from onrecord.period import ONE_DAY, Period

_SIZES = ("hour", "day", "week", "month", "quarter", "year", "decade", "century")
_UNITS = frozenset(UNIT_OF)


def parts_of(tokens: Sequence[Token]) -> list[tuple[int, str]]:
    """The counts of a length in several units, 'two years and a month'; none where the units do not grow smaller."""
    found: list[tuple[int, str]] = []
    size = len(_SIZES)
    for nth, token in enumerate(tokens):
        if token.code not in _UNITS:
            continue
        if _SIZES.index(UNIT_OF[token.code]) >= size:
            return []
        size = _SIZES.index(UNIT_OF[token.code])
        found.append(counted_units(tokens[max(0, nth - 1) : nth + 1]))
    return found


def moved(day: dt.date, parts: Sequence[tuple[int, str]], way: int) -> dt.date:
    """The day that a length in several units lies after, or before where ``way`` is -1."""
    for count, unit in parts:
        day = shift(day, way * count, unit)
    return day


def read_several_ago(text: Text, tokens: Sequence[Token]) -> Token | None:
    """'One year and two months ago', 'two years 21 days later': that day."""
    parts = parts_of(tokens)
    way, rule = (-1, "ago") if tokens[-1].code == "G" else (1, "hence")
    if not parts or tokens[-1].value == "earlier":
        return None
    day = moved(text.day(tokens[0], tokens[-1]), parts, way)
    exact = parts[-1][1] in ("hour", "day")
    return made((day, day + ONE_DAY), "day" if exact else "approx", rule=rule)


def read_several(text: Text, tokens: Sequence[Token]) -> Token | None:
    """'In the past two years and three months', 'in one year and two months' behind words of the future."""
    parts, which, day = parts_of(tokens), tokens[0].code, text.day(tokens[0], tokens[-1])
    if not parts:
        return None
    ahead = which == "N" or (which in "ia" and text.looks_ahead(tokens[0].low, tokens[-1].end))
    if ahead:
        return made((day + ONE_DAY * (which == "N"), moved(day, parts, 1) + ONE_DAY), "day", "X", rule="next")
    rule = {"P": "past", "i": "spell"}.get(which, "after")
    kind = "since" if which == "s" else "within"
    return made((moved(day, parts, -1), day + ONE_DAY), "day", "X", rule=rule, kind=kind)


def read_weekdays(text: Text, tokens: Sequence[Token]) -> Token | None:
    """'Three Fridays from now', 'two Thursdays ago': the third after publication, the second before it."""
    count, weekday = int(tokens[0].value), int(tokens[1].value)
    day, back = text.day(tokens[0], tokens[-1]), tokens[-1].code == "G"
    near = (day.isoweekday() - weekday) % 7 if back else (weekday - day.isoweekday()) % 7
    days = (near or 7) + 7 * (count - 1)
    found = day - days * ONE_DAY if back else day + days * ONE_DAY
    return made((found, found + ONE_DAY), "day", rule="weekday")


def read_after_next(text: Text, tokens: Sequence[Token]) -> Token | None:
    """'The Friday after next', 'the week after next': the one behind the next."""
    if text.folded[tokens[-1].low : tokens[-1].end] != "next":
        return None
    day, told = text.day(tokens[0], tokens[-1]), tokens[0]
    if told.code == "W":
        found = day + ((int(told.value) - day.isoweekday()) % 7 or 7) * ONE_DAY + 7 * ONE_DAY
        return made((found, found + ONE_DAY), "day", rule="weekday")
    return made(unit_span(day, UNIT_OF[told.code], 2), "day", rule="after-next")


def read_nth_weekday(text: Text, tokens: Sequence[Token]) -> Token | None:
    """'The third Friday', of no month that is named: of that of publication, or the one before."""
    if _NO_DAY.match(text.folded, tokens[-1].end) is not None:
        return None
    today, weekday, nth = text.day(tokens[0], tokens[-1]), int(tokens[1].value), int(tokens[0].value)
    day = nth_weekday(unit_span(today, "month"), weekday, nth)
    if day is not None and day > today and not text.looks_ahead(tokens[0].low, tokens[-1].end):
        day = nth_weekday(unit_span(today, "month", -1), weekday, nth)
    return None if day is None else made((day, day + ONE_DAY), "day", rule="weekday")


_NO_DAY = named("counteddays", "no-day")


def nth_weekday_after(day: dt.date, told: str) -> dt.date:
    """The nth of a day of the week after a day, as 'nth/weekday' tells it."""
    nth, weekday = map(int, told.split("/"))
    return day + ((weekday - day.isoweekday()) % 7 or 7) * ONE_DAY + 7 * (nth - 1) * ONE_DAY


def read_counting_weekday(text: Text, tokens: Sequence[Token]) -> Token | None:
    """'The third Tuesday' before 'after Christmas': counted from there."""
    del text
    return Token("j", f"{tokens[0].value}/{tokens[1].value}", 0, 0)


_WEEK_CLOSED = named("counteddays", "week-closed")
_LAST_WEEK = 53


def read_numbered_week(text: Text, tokens: Sequence[Token]) -> Token | None:
    """'Week 31', 'week 3 of 2027': of the year that is named, else of that of publication, by ISO 8601."""
    unit, number = text.folded[tokens[0].low : tokens[0].end], int(tokens[1].value)
    if unit != "week" or not 1 <= number <= _LAST_WEEK or not _WEEK_CLOSED.match(text.folded, tokens[-1].end):
        return None
    stated, which = first_of(tokens, "y"), first_of(tokens, "PTN")
    today = text.day(tokens[0], tokens[-1]) if stated is None else None
    year = int(stated.value) if stated is not None else today.year if today is not None else 1
    year += STEPS[which.code] if which is not None else 0
    try:
        first = dt.date.fromisocalendar(year, number, 1)
    except ValueError:
        return None
    return made((first, first + 7 * ONE_DAY), "week", dated=stated is not None or which is not None, rule="week-number")


def read_century(text: Text, tokens: Sequence[Token]) -> Token | None:
    """'In the 15th century': its hundred years as they are counted by their first figures."""
    number, behind = int(got(tokens, "o").value), tokens[-1]
    if not 1 <= number <= _LAST_CENTURY or text.folded[behind.low : behind.end] != "century":
        return None
    first = max(1, 100 * (number - 1))
    return made((dt.date(first, 1, 1), dt.date(100 * number, 1, 1)), "year", rule="century")


_LAST_CENTURY = 21


def read_nth_month(text: Text, tokens: Sequence[Token]) -> Token | None:
    """'The third month of 2021': March."""
    nth, stated, which = int(tokens[0].value), first_of(tokens, "y"), first_of(tokens[2:], "PTN")
    if not 1 <= nth <= _MONTHS or not text.folded.startswith("month", tokens[1].low):
        return None
    year = int(stated.value) if stated else text.day(tokens[0], tokens[-1]).year + (STEPS[which.code] if which else 0)
    first = dt.date(year, nth, 1)
    return made((first, shift(first, 1, "month")), "month")


_MONTHS = 12


def read_hence_from(text: Text, tokens: Sequence[Token]) -> Token | None:
    """'In two days from today': that day; 'for three days from today': so long from it on."""
    count, unit = counted_units(tokens)
    day = text.day(tokens[0], tokens[-1])
    if tokens[-1].value != "from-now":
        return None
    end = shift(day, count, unit)
    if text.folded.startswith("for", tokens[0].low):
        return made((day, end), "day", "X", rule="next")
    return made((end, end + ONE_DAY), "day" if unit in ("hour", "day") else "approx", rule="hence")


def eve_or_morrow(text: Text, tokens: Sequence[Token]) -> Period | None:
    """عشية الانتخابات في 6 أيار, غداة هجوم 5 حزيران: the day before what is told, and the day after it."""
    del text
    step, date = days_beside(tokens[0]), tokens[-1]
    if not step or date.span is None or date.precision != "day" or date.span[1] - date.span[0] != ONE_DAY:
        return None
    return Period(date.span[0] + step * ONE_DAY, date.span[1] + step * ONE_DAY, "within", "day")
