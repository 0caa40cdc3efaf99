"""Arithmetic of days, months and years, and the days of two other calendars, for reading dates.

The Hijri calendar is that of Umm al-Qura; where a month began by sighting, its days may be one off. The solar calendar
of Afghanistan and Iran is told by its cycle of 33 years, which holds for the years 1206 to 1497.
"""

from __future__ import annotations

import calendar
import datetime as dt
from functools import lru_cache

from onrecord.period import ONE_DAY, Period

FIRST_HIJRI, LAST_HIJRI = 1343, 1500
"""The years of the Hijri calendar of which the days are tabled."""

_DAYS = {"day": 1, "week": 7}
_MONTHS = {"month": 1, "quarter": 3, "year": 12, "decade": 120, "century": 1200}
_FAR = 36_500
_LEAP_IN_33 = (1, 5, 9, 13, 17, 22, 26, 30)

Span = tuple[dt.date, dt.date]


def day_of(year: int, month: int, day: int) -> dt.date | None:
    """A day, or None where the calendar has no such day."""
    try:
        return dt.date(year, month, day)
    except ValueError:
        return None


def month_span(year: int, month: int, months: int = 1) -> Span | None:
    """The first day of a month and the first day after so many months."""
    first = day_of(year, month, 1)
    return None if first is None else (first, shift(first, months, "month"))


_HALF_MONTH = 15
"""Days of half a month."""


def shift(day: dt.date, count: int, unit: str) -> dt.date:
    """The day so many hours, days, weeks, months, quarters, years or decades after (before, where negative)."""
    if unit == "hour":
        whole = -(-abs(count) // 24)
        return _days_after(day, whole if count >= 0 else -whole)
    if unit == "half-month":
        way = 1 if count >= 0 else -1
        return _days_after(shift(day, way * (abs(count) // 2), "month"), way * _HALF_MONTH * (count % 2))
    if unit in _DAYS:
        return _days_after(day, count * _DAYS[unit])
    months = day.year * 12 + day.month - 1 + count * _MONTHS[unit]
    year, month = min(max(months // 12, 1), 9998), months % 12 + 1
    return dt.date(year, month, min(day.day, calendar.monthrange(year, month)[1]))


def _days_after(day: dt.date, days: int) -> dt.date:
    try:
        return day + dt.timedelta(days=min(max(days, -_FAR), _FAR))
    except OverflowError:
        return day


def unit_span(day: dt.date, unit: str, steps: int = 0) -> Span:
    """The whole calendar day, week, month, quarter, year or decade that holds a day, or one so many before or after."""
    if unit == "week":
        first = day - dt.timedelta(days=day.weekday())
    elif unit == "month":
        first = day.replace(day=1)
    elif unit == "quarter":
        first = day.replace(month=(day.month - 1) // 3 * 3 + 1, day=1)
    elif unit == "year":
        first = day.replace(month=1, day=1)
    elif unit == "decade":
        first = dt.date(max(day.year // 10 * 10, 1), 1, 1)
    elif unit == "century":
        first = dt.date(max(day.year // 100 * 100, 1), 1, 1)
    else:
        first, unit = day, "day"
    first = shift(first, steps, unit)
    return first, shift(first, 1, unit)


def nth_weekday(span: Span, weekday: int, nth: int) -> dt.date | None:
    """The nth Monday (weekday 1) of a span, counted from its end where nth is negative."""
    if nth > 0:
        first = span[0] + dt.timedelta(days=(weekday - span[0].isoweekday()) % 7)
        found = first + dt.timedelta(days=7 * (nth - 1))
    else:
        last = span[1] - ONE_DAY
        last -= dt.timedelta(days=(last.isoweekday() - weekday) % 7)
        found = last + dt.timedelta(days=7 * (nth + 1))
    return found if span[0] <= found < span[1] else None


def nth_week(span: Span, nth: int) -> Span | None:
    """The nth seven days of a span, or its last seven where nth is negative."""
    first = span[0] + dt.timedelta(days=7 * (nth - 1)) if nth > 0 else span[1] + dt.timedelta(days=7 * nth)
    end = first + dt.timedelta(days=7)
    return (first, min(end, span[1])) if span[0] <= first < span[1] else None


@lru_cache(maxsize=256)
def hijri_span(year: int, month: int, day: int | None) -> Span | None:
    """A day or a month of the Hijri calendar."""
    if not FIRST_HIJRI <= year < LAST_HIJRI:
        return None
    from hijridate import Hijri

    try:
        start = Hijri(year, month, day or 1).to_gregorian()
        first = dt.date(start.year, start.month, start.day)
        if day:
            return first, first + ONE_DAY
        after = Hijri(year + month // 12, month % 12 + 1, 1).to_gregorian()
        return first, dt.date(after.year, after.month, after.day)
    except (ValueError, OverflowError):
        return None


def easter(year: int, *, eastern: bool = False) -> dt.date:
    """Easter Sunday, by the Gregorian reckoning (Meeus, Jones and Butcher) or by that of the eastern churches."""
    golden = year % 19
    if eastern:
        epact = (19 * golden + 15) % 30
        month, day = divmod(epact + (2 * (year % 4) + 4 * (year % 7) - epact + 34) % 7 + 114, 31)
        return dt.date(year, month, day + 1) + (year // 100 - year // 400 - 2) * ONE_DAY
    century, rest = divmod(year, 100)
    epact = (19 * golden + century - century // 4 - (century - (century + 8) // 25 + 1) // 3 + 15) % 30
    weekday = (32 + 2 * (century % 4) + 2 * (rest // 4) - epact - rest % 4) % 7
    late = (golden + 11 * epact + 22 * weekday) // 451
    month, day = divmod(epact + weekday - 7 * late + 114, 31)
    return dt.date(year, month, day + 1)


def feasts(told: str, year: int) -> list[dt.date]:
    """The days of a year on which a feast begins.

    It is told as month and day ('12-25'), those of the Hijri calendar ('h10-1'), so many days from Easter ('e0') or
    from that of the eastern churches ('o0'), or as a day of the week counted in a month ('w11-4-4', its 4th
    Thursday; 'w5-last-1', its last Monday; with '+1' the day after).
    """
    if told[0] in "eo":
        return [easter(year, eastern=told[0] == "o") + int(told[1:]) * ONE_DAY]
    kind, told, later = told[0], *told.lstrip("hw").partition("+")[::2]
    month, *rest = (-1 if part == "last" else int(part) for part in told.split("-"))
    if kind == "h":
        lunar = (year - 622) * 33 // 32
        spans = (hijri_span(candidate, month, rest[0]) for candidate in range(lunar - 1, lunar + 3))
        return [span[0] for span in spans if span is not None and span[0].year == year]
    if kind == "w":
        whole = month_span(year, month)
        day = nth_weekday(whole, rest[1], rest[0]) if whole is not None else None
        day = None if day is None else day + int(later or 0) * ONE_DAY
    else:
        day = day_of(year, month, rest[0])
    return [] if day is None else [day]


def hijri_year(day: dt.date) -> int:
    """The Hijri year that holds a day, or one outside the table where the table has none."""
    from hijridate import Gregorian

    try:
        return int(Gregorian(day.year, day.month, day.day).to_hijri().year)
    except (ValueError, OverflowError):
        return 0


def solar_day(year: int, month: int, day: int) -> dt.date | None:
    """A day of the solar Hijri calendar (months of 31, then of 30 days, from the equinox of March)."""
    leap = year % 33 in _LEAP_IN_33
    longest = 31 if month <= 6 else 30 if month < 12 or leap else 29
    if not (1206 <= year <= 1497 and 1 <= month <= 12 and 1 <= day <= longest):
        return None
    days = 31 * (month - 1) if month <= 7 else 186 + 30 * (month - 7)
    cycles, rest = divmod(year - 1, 33)
    leaps = cycles * 8 + sum(nth <= rest for nth in _LEAP_IN_33)
    return dt.date.fromordinal(_SOLAR_EPOCH + 365 * (year - 1) + leaps + days + day - 1)


_SOLAR_EPOCH = 226_895
"""The ordinal of the first day of the year 1: 22 March 622 by the civil reckoning, 19 March by the Julian."""


def moment_of(period: Period) -> Period:
    """The day, month or year from which a 'since' runs."""
    if period.kind != "since" or period.start is None:
        return period
    unit = period.precision if period.precision in ("day", "month", "year") else "day"
    return Period(*unit_span(period.start, unit), "within", period.precision)


def in_year(span: Span, year: int) -> Span:
    """The same days in another year."""
    return shift(span[0], year - span[0].year, "year"), shift(span[1], year - span[0].year, "year")
