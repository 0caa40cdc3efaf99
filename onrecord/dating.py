"""Finding the dates and spans of days that words name, in Arabic and English.

A text becomes a row of letters, one for each word of the date tables, each number and each stretch between them; two
small grammars over those letters read first the single dates (daterules.py), then what stands around them
(composeddates.py). Every pattern is bounded, so the time grows with the text and no faster.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Sequence
from itertools import pairwise

from onrecord import patterns as re
from onrecord.composeddates import composed
from onrecord.counteddays import parts_of
from onrecord.datebasis import Text, counted_units
from onrecord.daterules import read_dates
from onrecord.datewords import FIRST_YEAR, LAST_YEAR, UNIT_OF, Token, date_tokens, kinds_with, with_gaps
from onrecord.normal import Folded, Word
from onrecord.patterns import named
from onrecord.period import Dated, Period
from onrecord.quantity import Number
from onrecord.valueclass import dataclass, replace

_SEEDS = frozenset("MHJWRAQVGLISZOCFUyhDwmqYz@p")
"""The letters without one of which there is no date."""

DATE_KINDS = kinds_with(_SEEDS) | {"day"}
"""The kinds of words without one of which, and without a number, there is no date."""

_DATING_DIGITS = named("dating", "dating-digits")

DURATION_KINDS = kinds_with(frozenset("hDwmqYz@V"))
"""The kinds of words without one of which there is no length of time."""


@dataclass(frozen=True, slots=True)
class Lasting:
    """A length of time ('three days') in ISO 8601, with where its words stand in the folded text."""

    iso: str
    start: int
    end: int
    count: int = 0
    unit: str = ""


_FUTURE = named("dating", "future")
_I_WILL = named("dating", "i-will")


_PLEDGED = named("dating", "pledged")


def may_be_dated(text: str, kinds: frozenset[str], numbers: Sequence[Number], within: tuple[int, int]) -> bool:
    """Whether a stretch with words of these kinds and these numbers may have a date, as far as a glance tells."""
    if not kinds.isdisjoint(DATE_KINDS) or _DATING_DIGITS.search(text, *within) is not None:
        return True
    return any(FIRST_YEAR <= number.low <= LAST_YEAR for number in numbers)


def find_periods(
    folded: Folded,
    words: Sequence[Word],
    numbers: Sequence[Number],
    published_on: dt.date | None,
    within: tuple[int, int] | None = None,
) -> list[Dated]:
    """The dates and spans of days that the words name, in the order of the text.

    A year that is not stated is the latest in which the date had begun by the day of publication, or the next where
    words of the future stand in the same clause.
    """
    start, end = within or (0, len(folded.text))
    tokens = date_tokens(folded.text, words, numbers, (start, end))
    of_it = " منه" in folded.text[start:end]
    seeded = any(t.code in _SEEDS or (t.code == "o" and (of_it or folded.text[t.low].isdigit())) for t in tokens)
    if not seeded and not any(b.code in "Td" and a.code in "idovf" for a, b in pairwise(tokens)):  # في 7 الجاري
        return []
    plain = (word for word in words if "imperfect" not in word.kinds and "س" not in word.lead)
    known = {word.start - len(word.lead) for word in plain}
    promised = (word for word in words if "promise" in word.kinds and start <= word.start < end)
    cues = [word.start for word in promised if _PLEDGED.match(folded.text, word.start) is None]
    cues += [match.start() for match in _FUTURE.finditer(folded.text, start, end) if match.start() not in known]
    if "سأ" in folded.original:  # without its hamza 'I will' is like other words
        cues += [folded.index(match.start()) for match in _I_WILL.finditer(folded.original)]
    text = Text(folded.text, published_on, tuple(sorted(cues)))
    read = _merged(read_dates(text, with_gaps(folded.text, tokens)))
    return [_at_hour(folded.text, dated) for dated in _spanned(folded.text, composed(text, read))]


_AS_OF_HOUR = named("dating", "as-of-hour")
_MOST_HOUR = 40
_UP_TO_HOUR = named("dating", "up-to-hour")


def _at_hour(text: str, dated: Dated) -> Dated:
    """A day that is told with the hour up to which something was counted: 'as of 7 p.m., 22 August 2017'."""
    if dated.period.kind != "within" or dated.period.days != 1:
        return dated
    titled = text.startswith(":", dated.end)  # الموقف حتى السادسة من مساء أمس: a report of that day
    if not titled and (hour := _UP_TO_HOUR.search(text, max(0, dated.start - _MOST_HOUR), dated.start)) is not None:
        return Dated(replace(dated.period, start=None, kind="since"), hour.start(), dated.end)
    if (hour := _AS_OF_HOUR.search(text, max(0, dated.start - _MOST_HOUR), dated.start)) is None:
        return dated
    return Dated(replace(dated.period, kind="asof"), hour.start(), dated.end)


_FROM = named("dating", "from")
_TO = named("dating", "to")
_MOST_FROM = 60


def _spanned(text: str, found: Iterable[Dated]) -> list[Dated]:
    """Dates, with those from one to another as one: 'from 24 May, when it began, to midnight on 9 June'.

    Only hours and what happened on the first day may stand between them.
    """
    done: list[Dated] = []
    for dated in found:
        span = _both(text, done[-1], dated) if done else None
        if span is None:
            done.append(dated)
        else:
            done[-1] = span
    return done


def _both(text: str, first: Dated, last: Dated) -> Dated | None:
    """One date from the first to the last of two, where words say so."""
    start, end = first.period.start, last.period.end
    named = first.period.kind in ("within", "since") and first.period.precision == last.period.precision == "day"
    if start is None or end is None or not named or start >= end or (last.period.kind == "since" and last.period.start):
        return None
    led = first.period.kind == "since" or _FROM.search(text, max(0, first.start - _MOST_FROM), first.start)
    joined = _TO.match(text, first.end, last.end) if led else None
    if joined is None or joined.end() < last.start:
        return None
    return Dated(Period(start, end, "within", "day"), first.start, last.end)


def find_durations(
    folded: Folded, words: Sequence[Word], numbers: Sequence[Number], within: tuple[int, int] | None = None
) -> list[Lasting]:
    """Lengths of time that are part of no date: 'three days', شهرين."""
    tokens = with_gaps(folded.text, date_tokens(folded.text, words, numbers, within or (0, len(folded.text))))
    codes = "".join(token.code for token in tokens)
    found = []
    for match in _LASTING.finditer(codes):
        row = tokens[match.start() : match.end()]
        if row[-1].code == "p":
            if row[0].value == "1" and folded.text.startswith("night", row[-1].low):  # one night
                found.append(Lasting("P1D", row[0].low, row[-1].end, 1, "day"))
            continue
        if folded.text[row[0].end : row[-1].low].strip() == "the":  # '12 the day before'
            continue
        if match["several"] and (parts := parts_of(row)):
            found.append(Lasting(_iso(parts), row[0].low, row[-1].end, *parts[0]))
            continue
        row = row[:1] if row[0].code == "V" else row[: next(n for n, t in enumerate(row) if t.code in UNIT_OF) + 1]
        told, count = row[-1], "1" if len(row) == 1 else row[0].value
        half = ".5" if told.half or row[0].half else ""
        unit = told.value if told.code == "V" else UNIT_OF[told.code]
        iso = _ISO_UNITS[unit].format(("2" if told.code == "V" else count) + half)
        if folded.text.startswith("fortnight", told.low):
            iso = "P14D"
        found.append(Lasting(iso, row[0].low, told.end, *counted_units(row)))
    return found


_LASTING = re.compile(r"(?P<several>[dnr]-?[hDwmqYz@](?:,?&?[dn][hDwmqYz@]){1,3})|(?:[dnr]-?)?[hDwmqYz@]|V|dp")


def _iso(parts: Iterable[tuple[int, str]]) -> str:
    """A length in several units in ISO 8601: 'P2Y3M', 'P1DT6H'."""
    told = [_ISO_UNITS[unit].format(count) for count, unit in parts]
    hours = [text.removeprefix("P") for text in told if text.startswith("PT")]
    return "P" + "".join([text.removeprefix("P") for text in told if not text.startswith("PT")] + hours)


_ISO_UNITS = {
    "hour": "PT{}H",
    "day": "P{}D",
    "week": "P{}W",
    "month": "P{}M",
    "quarter": "P{}Q",
    "year": "P{}Y",
    "decade": "P{}0Y",
    "century": "P{}00Y",
}


_TWINS = re.compile(r"C,?K,?C|K,?O[(=,/-]{1,2}[vi]?C|O[(=,/-]{1,2}[vi]?[CK]|[CK][(=/]{1,2}O|K,?=?[iv]?C|C,?=?K")


def _merged(row: Sequence[Token]) -> list[Token]:
    """Two names of one day as one date: a day of the week with its date, a Hijri date with its twin, which wins."""
    codes = "".join(token.code for token in row)
    done: list[Token] = []
    at = 0
    for match in _TWINS.finditer(codes):
        first, last = row[match.start()], row[match.end() - 1]
        if first.code == last.code == "C" and first.span != last.span:
            continue
        if first.code == "K" and last.precision != "day":
            continue
        if last.code == "K" and first.code == "C" and first.span != last.span:  # أمس الاثنين is one day
            continue
        kept = first if last.code == "O" else last
        done.extend(row[at : match.start()])
        done.append(replace(kept, code="C", low=first.low, end=last.end))
        at = match.end()
    return [*done, *row[at:]]
