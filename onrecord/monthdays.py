"""Reading days of a month by their number: '25-31 May', 'the first of May', 'on the 3rd', يوم 7 الجاري.

Each reader takes the tokens that its rule of the grammar (daterules.py) matched, and gives the date or None.
"""

from __future__ import annotations

from collections.abc import Sequence

from onrecord.almanac import day_of, unit_span
from onrecord.datebasis import STEPS, Text, dated, days_beside, first_of, made
from onrecord.datewords import Token
from onrecord.patterns import named
from onrecord.period import ONE_DAY
from onrecord.relativedates import in_plural, read_past_or_next
from onrecord.valueclass import replace


def day_numbers(tokens: Sequence[Token]) -> tuple[int, ...]:
    """The days of the month that the tokens number."""
    return tuple(int(token.value) for token in tokens if token.code in "do")


def read_days(text: Text, tokens: Sequence[Token]) -> Token | None:
    """'25-31 May', 'the 13th to the 15th of July', 'from 4 to 22 this month', 'May 21 and 27' behind 'between'."""
    days = day_numbers(tokens)
    if days != tuple(sorted(set(days))):
        return None
    read = read_some(text, tokens, days)
    return None if read is None else replace(read, rule="days")


def read_two_days(text: Text, tokens: Sequence[Token]) -> Token | None:
    """'May 21 and 22': two days that follow each other; another number behind 'and' may count something else."""
    first, last = day_numbers(tokens)
    return read_days(text, tokens) if last == first + 1 else None


def read_days_of_it(text: Text, tokens: Sequence[Token]) -> Token | None:
    """بين الأول من آذار والعشرين منه: from one day of a month to a later one 'of it'."""
    if not text.folded.startswith(" منه", tokens[-1].end):
        return None
    first, last = day_numbers(tokens[:1]), day_numbers(tokens[-1:])
    return read_days(text, [*tokens[:-1], *tokens[-1:]]) if first < last else None


def read_day(text: Text, tokens: Sequence[Token]) -> Token | None:
    """'1 May 2018', 'the first of May', 'May 1, 2018', الأول من أيار/مايو, 'the 20th of next month'."""
    if tokens[0].code == "d" and _MORE_BY.search(text.folded, max(0, tokens[0].low - _MORE_REACH), tokens[0].end):
        return None
    unit = first_of(tokens, "m")
    if unit is not None and in_plural(text, unit):  # 3 أشهر القادمة
        which = first_of(tokens[-1:], "PN")
        return None if which is None else read_past_or_next(text, tokens)
    read, steps = read_some(text, tokens, day_numbers(tokens)[:1]), days_beside(tokens[0])
    if read is None or read.span is None or not steps:
        return read
    return replace(read, span=(read.span[0] + steps * ONE_DAY, read.span[1] + steps * ONE_DAY))


_MORE_BY, _MORE_REACH = named("monthdays", "more-by"), 16
"""What a number is more or less by, and how far before it the comparative stands."""


def read_some(text: Text, tokens: Sequence[Token], days: tuple[int, ...]) -> Token | None:
    """Days of the month that is named, or of this one, the last or the next."""
    month = first_of(tokens, "M")
    if month is not None:
        span, stated = dated(text, tokens, int(month.value), days)
        return made(span, "day", dated=stated)
    which, today = first_of(tokens, "PTN"), text.day(tokens[0], tokens[-1])
    back = which is None and max(days) > today.day and not text.looks_ahead(tokens[0].low, tokens[-1].end)
    whole = unit_span(today, "month", STEPS[which.code] if which else -back)[0]
    first, last = day_of(whole.year, whole.month, days[0]), day_of(whole.year, whole.month, days[-1])
    return None if first is None or last is None else made((first, last + ONE_DAY), "day", rule="month")


def read_day_of_near(text: Text, tokens: Sequence[Token]) -> Token | None:
    """'Around the 21st this month'; 'the 21st this month' may count what happened."""
    led = _DAY_LEAD.search(text.folded, max(0, tokens[0].low - 12), tokens[0].low)
    return read_day(text, tokens) if led is not None else None


_DAY_LEAD = named("monthdays", "day-lead")


def read_day_of_this(text: Text, tokens: Sequence[Token]) -> Token | None:
    """يوم 7 الجاري, في السابع من الجاري: of the month of publication."""
    if not _THIS_ONE.fullmatch(text.folded, tokens[-1].low, tokens[-1].end):
        return None
    today = text.day(tokens[0], tokens[-1])
    day = day_of(today.year, today.month, day_numbers(tokens)[0])
    return None if day is None else made((day, day + ONE_DAY), "day", rule="month")


_THIS_ONE = named("monthdays", "this-one")


_NTH_LEAD = named("monthdays", "nth-lead")


_NTH_OTHER = named("monthdays", "nth-other")


def read_nth(text: Text, tokens: Sequence[Token]) -> Token | None:
    """'on the 3rd', 'since the 13th', 'between the 21st and the 25th': the latest such days of a month."""
    numbered = [token for token in tokens if token.code == "o"]
    if len(tokens) == 1 and _OF_IT.match(text.folded, tokens[0].end):
        return read_nth_of_it(text, tokens)
    for token in numbered:
        led = token is not numbered[0] or _NTH_LEAD.search(text.folded, max(0, token.low - 30), token.low)
        if not led or not text.folded[token.low].isdigit() or _NTH_OTHER.match(text.folded, token.end):
            return None
    days = day_numbers(numbered)
    if days != tuple(sorted(set(days))):
        return None
    read = read_some(text, tokens, days)
    return None if read is None else replace(read, rule="nth" if len(days) == 1 else "nths")


def read_nth_and_next(text: Text, tokens: Sequence[Token]) -> Token | None:
    """'on the 13th and 14th': two days side by side."""
    first, last = day_numbers([token for token in tokens if token.code == "o"])
    return read_nth(text, tokens) if last == first + 1 else None


_OF_IT = named("monthdays", "of-it")


def read_nth_of_it(text: Text, tokens: Sequence[Token]) -> Token | None:
    """في الثاني عشر منه, يوم 31 منه: the day of the month that was spoken of."""
    if _OF_IT.match(text.folded, tokens[-1].end) is None and not _numbered_day(text, tokens):
        return None
    read = read_some(text, tokens, day_numbers(tokens))
    return None if read is None else replace(read, rule="nth")


def read_night_of_it(text: Text, tokens: Sequence[Token]) -> Token | None:
    """ليلة 20 على 21 منه: the two days between which a night of the month lies that was spoken of."""
    first, last = day_numbers(tokens)
    if last != first + 1 or "علي" not in text.folded[tokens[0].end : tokens[-1].low]:
        return None
    read = read_some(text, tokens, (first, last))
    return None if read is None else replace(read, rule="nths")


def _numbered_day(text: Text, tokens: Sequence[Token]) -> bool:
    """Whether a day is only numbered: يوم الثالث عشر, as against اليوم الثالث عشر من الحرب."""
    if len(tokens) < _PAIR or tokens[1].code != "o" or int(tokens[1].value) < _LEAST_NUMBERED:
        return False
    if not _BARE_DAY.fullmatch(text.folded, tokens[0].low, tokens[0].end):
        return False
    return _OF_SOMETHING.match(text.folded, tokens[1].end) is None


_BARE_DAY = named("monthdays", "bare-day")
_OF_SOMETHING = named("monthdays", "of-something")


_PAIR, _LEAST_NUMBERED = 2, 3
