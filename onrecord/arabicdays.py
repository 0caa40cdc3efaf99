"""What Arabic alone tells of days: a story of years long gone, whose later dates have no year of their own."""

from __future__ import annotations

import datetime as dt

from onrecord import patterns as re
from onrecord.almanac import shift
from onrecord.patterns import named
from onrecord.period import Period
from onrecord.sentence import Sentence
from onrecord.timing import Timed
from onrecord.valueclass import replace

_LONG_AGO = 700
"""Days after which a day with its year is one of times long gone, so that the next ones without a year are too."""

_MONTH = 31
"""Days of the longest month."""

_YEAR_TOLD = re.compile(r"(?:1[6-9]|20)\d\d")
_YEAR_MEANT = named("arabicdays", "year-meant")
_PART_OF_ANY_DAY = named("arabicdays", "part-of-any-day")


def of_old(sentence: Sentence, item: Timed, old: dt.date | None) -> tuple[Timed, dt.date | None]:
    """A date as the next one of times long gone, where the text tells of those, and the latest day of them.

    في آب ١٩٩٠ عبرنا الحدود. وفي الرابع من شباط قُتل ١١: of 1991, until something of the last year is told.
    """
    today, period = sentence.statement.published_on, item.period
    if today is None or sentence.statement.language != "ar" or period.kind == "asof":
        return item, old
    told = sentence.between(item.start, item.end)
    if _YEAR_TOLD.search(told):
        return item, _begun(item, old, today)
    if old is not None and _PART_OF_ANY_DAY.fullmatch(told.strip()) is not None:
        return replace(item, period=Period(None, None)), old  # كانوا يتسللون ليلا
    named = sentence.inside(item.start, item.end, "month") and not _YEAR_MEANT.search(told)
    if old is None or not named or period.start is None or period.kind != "within":
        return item, None if item.part == "adverb" and period.rule not in ("nth", "nths") else old
    years = old.year - period.start.year
    years += shift(period.start, 12 * years, "month") < old.replace(day=1)
    start = shift(period.start, 12 * years, "month")
    if start > today or period.end is None:
        return item, old
    return replace(item, period=replace(period, start=start, end=shift(period.end, 12 * years, "month"))), start


def _begun(item: Timed, old: dt.date | None, today: dt.date) -> dt.date | None:
    """The latest day of times long gone behind a date with its year, None where that is of times not so long gone."""
    near = item.period.days is not None and item.period.days <= _MONTH and item.part == "adverb"
    story = near or (item.part == "start" and old is not None)  # no record of years is one
    if not story or item.period.start is None:
        return old
    gone = item.period.precision != "year" and (today - item.period.start).days > _LONG_AGO
    return item.period.start if gone else None
