"""Reading dates of other calendars, and years and seasons that are told by several years.

Each reader takes the tokens that its rule of the grammar (daterules.py) matched, and gives the date or None.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence

from onrecord.almanac import hijri_span, hijri_year, month_span, solar_day
from onrecord.datebasis import Text, first_of, got, made
from onrecord.datewords import Token
from onrecord.period import ONE_DAY


def _days(tokens: Sequence[Token]) -> tuple[int, ...]:
    """The number of the day, where there is one."""
    return tuple(int(token.value) for token in tokens if token.code in "do")[:1]


def read_hijri(text: Text, tokens: Sequence[Token]) -> Token | None:
    """'6 جمادى الآخرة 1436', 'the first of Ramadan': by Umm al-Qura; without a year the latest that has begun."""
    month, days = int(got(tokens, "H").value), _days(tokens)
    stated = first_of(tokens, "n")
    if stated is not None:
        return made(
            hijri_span(int(stated.value), month, *(days or (None,))), "day" if days else "month", "O", rule="hijri"
        )
    today = text.day(tokens[0], tokens[-1])
    for year in (hijri_year(today), hijri_year(today) - 1):
        span = hijri_span(year, month, *(days or (None,)))
        if span is not None and span[0] <= today:
            return made(span, "day" if days else "month", "O", rule="hijri")
    return None


def read_hijri_year(text: Text, tokens: Sequence[Token]) -> Token | None:
    """عام 1439هـ: from the first day of its first month to that of the next year."""
    del text
    spans = [hijri_span(int(got(tokens, "n").value) + step, 1, None) for step in (0, 1)]
    if tokens[-1].value != "hijri" or spans[0] is None or spans[1] is None:
        return None
    return made((spans[0][0], spans[1][0]), "day", "O", rule="hijri")


def read_solar(text: Text, tokens: Sequence[Token]) -> Token | None:
    """'24 أسد 1400': a day of the solar calendar of Afghanistan and Iran."""
    del text
    day = solar_day(int(got(tokens, "n").value), int(got(tokens, "J").value), _days(tokens)[0])
    return None if day is None else made((day, day + ONE_DAY), "day", "O", rule="solar")


def read_winter(text: Text, tokens: Sequence[Token]) -> Token | None:
    """'the winter of 2022-23': it begins in the first of its two years."""
    del text
    season, years = int(got(tokens, "A").value), first_of(tokens, "Z")
    first = years.span[0].year if years and years.span else int(got(tokens, "y").value)
    if years is None and int(tokens[-1].value) != first + 1:
        return None
    return made(month_span(first, season, 3), "season")


def read_years(text: Text, tokens: Sequence[Token]) -> Token | None:
    """عامي 2019 و2020, الأعوام 2014 و2015 و2016, 'the years 2015 to 2020'."""
    del text
    first, *between, last = years = [int(token.value) for token in tokens if token.code == "y"]
    if first >= last or (tokens[0].code == "V" and tokens[0].value != "year"):
        return None
    if between and years != list(range(first, last + 1)):
        return None
    return made((dt.date(first, 1, 1), dt.date(last + 1, 1, 1)), "year")
