"""Days that are told from days spoken of before: 'that day', 'the week before', 'in the same period of 2018'."""

from __future__ import annotations

import datetime as dt

from onrecord.almanac import day_of, in_year, shift, unit_span
from onrecord.period import ONE_DAY, Period, Precision
from onrecord.timing import Timed
from onrecord.valueclass import replace

_UNITS = {
    "day-before": ("day", -1),
    "day-after": ("day", 1),
    "week-before": ("week", -1),
    "week-after": ("week", 1),
    "month-before": ("month", -1),
    "month-after": ("month", 1),
    "year-after": ("year", 1),
    "quarter-before": ("quarter", -1),
}


NO_DAY = dt.timedelta(0)

_PRECISIONS: dict[str, Precision] = {"week": "week", "quarter": "quarter", "year": "year"}


def told_from(item: Timed, wide: Period, day: Period, near: Period) -> Period | None:
    """The period of words told from the days before: from the longer time, the latest day, or the figure before."""
    longer = item.told == "same-period" and item.year is None and near.days == 1  # 'that time' is longer than a day
    if item.told in ("whole-period", "report-period") or (longer and wide.end is not None):
        return wide if wide.end is not None else None
    if item.told in ("first-day", "last-day", "latest-day", "last-full-day", "first-week", "first-span"):
        return _edge(item, wide)
    if item.told == "nth-of-it":
        return _nth_of_it(item, near if wide.start is None and near.days == 1 else wide)
    if item.told == "since-then":
        return _since_then(day, wide, near)
    if item.told in ("by-day", "by-day-after"):
        until = day.end if day.end is not None else near.end
        more = ONE_DAY if item.told == "by-day-after" else NO_DAY
        return None if until is None else Period(None, until + more, "since", rule="by-day")
    if item.told == "same-day":
        return day if day.days == 1 else None
    if item.told == "until-that":
        last = day if day.start is not None else near
        until = last.end if last.days == 1 else None if last.start is None else last.start + ONE_DAY
        ordered = until is not None and item.period.start is not None and item.period.start < until
        return replace(item.period, end=until) if ordered else None
    if item.told == "then-until":
        began = day.start or near.start
        ordered = began is not None and item.period.end is not None and began < item.period.end
        return replace(item.period, start=began, kind="within") if ordered else None
    if near.start is None or near.end is None:
        return None
    return _told_from_near(item, wide, day, near)


def _told_from_near(item: Timed, wide: Period, day: Period, near: Period) -> Period | None:
    """The period of words told from the latest date: 'the week before', 'in the same month'."""
    assert near.start is not None
    assert near.end is not None
    if item.told in ("same-month", "same-week", "same-year", "whole-year"):
        return _same_unit(item, wide, near)
    if item.told == "same-period":
        return _in_year(near, item.year) if item.year else near
    if item.told == "same-period-last-year":
        return _in_year(near, near.start.year - 1)
    if item.told == "year-before":
        year = near.start.year - 1
        if near.kind == "since" and (near.start.month, near.start.day) != (1, 1):  # a year that began in March
            return Period(shift(near.start, -1, "year"), near.start, "within", "year", item.told)
        return Period(dt.date(year, 1, 1), dt.date(year + 1, 1, 1), "within", "year", item.told)
    if item.told == "span-before":
        return Period(shift(near.start, -item.count, item.unit), near.start, "within", rule=item.told)
    if item.told == "next-span":
        first = near.start + ONE_DAY if near.kind == "since" else near.end  # 'the assault began on 3 June'
        return Period(first, shift(first, item.count, item.unit), "within", rule=item.told)
    if item.told == "step":
        told = near.end - ONE_DAY if item.count > 0 and near.kind == "within" else near.start
        start = shift(told, item.count, item.unit)
        return Period(start, start + ONE_DAY, "within", "day" if item.unit == "day" else "approx", item.told)
    if item.told in ("day-before", "day-after", "later"):
        base = day if day.start is not None else near
        if base.start is None or base.days is None or base.days > _LENGTHS["month"]:  # no year has an eve
            return None
        start = shift(base.start, item.count or _UNITS.get(item.told, ("day", 1))[1], "day")
        return Period(start, start + ONE_DAY, "within", "day", item.told)
    unit, step = _UNITS[item.told]
    start, end = unit_span(near.start, unit, step)
    if unit == "week" and near.days in _WEEK:
        start, end = shift(near.start, step, "week"), shift(near.end, step, "week")
    precision: Precision = _PRECISIONS.get(unit, "month")
    return Period(start, end, "within", precision, item.told)


def this_unit(unit: str, near: Period, today: dt.date | None) -> Period:
    """The month or year that is only called so, as told from the days spoken of, else that of publication."""
    spoken = near.kind == "within" and near.days is not None and near.days <= _LENGTHS[unit]
    first = near.start if spoken else today
    if first is None:
        return Period(None, None)
    start, end = unit_span(first, unit)
    if today is not None and start <= today < end:
        return Period(start, today + ONE_DAY, "within", rule=f"this-{unit}")
    return Period(start, end, "within", rule=f"same-{unit}")


_LENGTHS = {"month": 31, "year": 366}
"""Days that a time may have to tell which month or year is meant."""


def the_one_before(base: Period, own: Period) -> Period:
    """What a change of days spoken of before is measured against: 'in May ... 15 percent up on the month before'.

    'The previous month' is the one before publication, unless that is the very month that the change is of.
    """
    last, _, unit = (base.rule or "").partition("-")
    if last != "last" or base.start is None or (base.start, base.end) != (own.start, own.end):
        return base
    return Period(*unit_span(shift(base.start, -1, unit), unit), "within", base.precision, base.rule)


def _same_unit(item: Timed, wide: Period, near: Period) -> Period:
    """'In the same week': the one of the day spoken of, or the days themselves where so many were told."""
    assert near.start is not None
    assert near.end is not None
    unit = item.told.partition("-")[2]
    if unit == "week" and wide.days in _WEEK and wide.start is not None and wide.start <= near.start:
        return replace(wide, kind="within", rule=item.told)
    day = near.start if near.kind == "since" or (near.days or 0) <= _LONGEST[unit] else near.end - ONE_DAY
    start, end = unit_span(day, unit)
    return Period(start, end, "within", rule=item.told)


_WEEK = range(6, 9)
_LONGEST = {"week": 14, "month": 62, "year": 731}
"""Days of the longest time of which 'the same week' is still that of its first day."""


def as_far_before(near: Period, ago: Period, today: dt.date) -> Period:
    """Days as far before others as a day is before publication, by whole months where it is on the same day of one.

    'The previous three months' are those up to the first of the others.
    """
    assert near.start is not None
    assert near.end is not None
    assert ago.start is not None
    months = 12 * (today.year - ago.start.year) + today.month - ago.start.month
    whole = months > 0 and shift(today, -months, "month") == ago.start
    count, unit = (months, "month") if whole else ((today - ago.start).days, "day")
    first = shift(near.start, -count, unit)
    last = near.start if ago.rule == "previous" else shift(near.end, -count, unit)
    return Period(first, last, "within", near.precision, ago.rule)


def nth_within(period: Period, near: Period, today: dt.date | None) -> Period:
    """'On the 18th' as a day of the time that was spoken of: of its month, or of the next where it comes before."""
    if near.start is None or near.end is None or period.start is None or period.end is None or today is None:
        return period
    if near.start == today or near.kind == "since" or (near.days or 0) > _YEAR:
        return period
    days = period.end - period.start
    for months in range(3):
        first = shift(near.start.replace(day=1), months, "month")
        start = day_of(first.year, first.month, period.start.day)
        if start is not None and near.start <= start <= today:
            within = start < near.end or near.days == 1
            if not within:
                return period
            end = period.end if period.kind == "since" else start + days
            return replace(period, start=start, end=end)
    return period


_YEAR = 366


def _since_then(day: Period, wide: Period, near: Period) -> Period | None:
    """'Since then': since the day that was spoken of, or the end of the longer time, where that is over."""
    held = near if near.start is not None else day if day.start is not None else wide
    if held.start is None:
        return None
    whole = held.kind == "since" or held.days == 1 or held.precision in ("month", "year") or held.end is None
    first = held.start if whole or held.end is None else held.end
    return Period(first, None, "since", rule="event")


def _edge(item: Timed, wide: Period) -> Period | None:
    """The first or last days of a longer time."""
    told = item.told
    if told == "first-span":
        return None if wide.start is None else Period(wide.start, shift(wide.start, item.count, item.unit), rule=told)
    if told in ("first-day", "first-week"):
        days = 1 if told == "first-day" else 7
        return None if wide.start is None else Period(wide.start, wide.start + days * ONE_DAY, rule=told)
    if wide.end is None:
        return None
    last = wide.end - (2 if told == "last-full-day" else 1) * ONE_DAY
    return Period(last, last + ONE_DAY, rule=told)


def _nth_of_it(item: Timed, wide: Period) -> Period | None:
    """One day or week of a longer time, counted from its beginning; one that is not over yet has none."""
    if wide.start is None:
        return None
    start = shift(wide.start, item.count - 1, item.unit)
    end = shift(wide.start, item.count, item.unit)
    over = wide.end is not None and wide.days != 1 and end > wide.end  # of a feast its first day was told
    return None if over else Period(start, end, "within", rule=item.told)


def _in_year(period: Period, year: int) -> Period:
    """The same days of another year."""
    assert period.start is not None
    assert period.end is not None
    return Period(*in_year((period.start, period.end), year), "within", period.precision)
