"""Days and spans of days, half-open, without pretending that they are exact instants.

A period is [start, end): ``end`` is the first day after it. Either side may be open. EDTF, which we read and
write, names the last day instead, both days included: 2018-05-01/2018-05-17 ends before 2018-05-18.
"""

from __future__ import annotations

import calendar
import datetime as dt
from typing import Literal

from onrecord import patterns as re
from onrecord.errors import InputError
from onrecord.valueclass import dataclass

PeriodKind = Literal["within", "since", "asof"]
Precision = Literal["day", "week", "month", "quarter", "season", "year", "approx"]

_EDTF_DATE = re.compile(r"(?P<year>\d{4})(?:-(?P<month>\d{2})(?:-(?P<day>\d{2}))?)?")
ONE_DAY = dt.timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Period:
    """Civil days, half-open; ``rule`` names how relative words were resolved (None for a stated date)."""

    start: dt.date | None
    end: dt.date | None
    kind: PeriodKind = "within"
    precision: Precision = "day"
    rule: str | None = None

    def __post_init__(self) -> None:
        if self.start is not None and self.end is not None and not self.start < self.end:
            raise InputError(f"a period must start before it ends: {self.start} .. {self.end} (end excluded)")

    @property
    def days(self) -> int | None:
        """How many days, or None where a side is open."""
        return None if self.start is None or self.end is None else (self.end - self.start).days

    @property
    def last_day(self) -> dt.date | None:
        """The last day that belongs to the period."""
        return None if self.end is None else self.end - ONE_DAY

    def holds(self, other: Period) -> bool:
        """Whether all of another period lies in it."""
        starts = self.start is None or (other.start is not None and self.start <= other.start)
        return starts and (self.end is None or (other.end is not None and other.end <= self.end))

    @property
    def edtf(self) -> str:
        """The same period in EDTF: a day, a month or a year where it is exactly that, else an interval."""
        if self.start is not None and self.end is not None:
            day = self.start.isoformat()
            for text in (day[:4], day[:7], day):
                if _edtf_date(text) == (self.start, self.end):
                    return text
        first = ".." if self.start is None else self.start.isoformat()
        last = ".." if self.last_day is None else self.last_day.isoformat()
        return f"{first}/{last}"


@dataclass(frozen=True, slots=True)
class Dated:
    """A period with where its words stand in the folded text, the word before it ('in', 'since', منذ) included."""

    period: Period
    start: int
    end: int


def _edtf_date(text: str) -> tuple[dt.date, dt.date]:
    """The first day and the first day after of one EDTF date (year, month or day)."""
    match = _EDTF_DATE.fullmatch(text)
    if match is None:
        raise InputError(f"{text!r} is not a date: expected YYYY, YYYY-MM or YYYY-MM-DD, or two of them as FIRST/LAST")
    year, month, day = (int(part) if part else None for part in match.group("year", "month", "day"))
    try:
        assert year is not None
        if month is None:
            return dt.date(year, 1, 1), dt.date(year + 1, 1, 1)
        if day is None:
            first = dt.date(year, month, 1)
            return first, first + dt.timedelta(days=calendar.monthrange(year, month)[1])
        first = dt.date(year, month, day)
        return first, first + ONE_DAY
    except (ValueError, OverflowError) as error:
        raise InputError(f"{text!r} is not a date: {error}") from error


def parse_edtf(text: str, kind: PeriodKind = "within") -> Period:
    """Read an EDTF date or interval (both ends included, '..' for an open one) as a half-open period."""
    first, slash, last = text.strip().partition("/")
    if not slash:
        start, end = _edtf_date(first)
        precisions: tuple[Precision, ...] = ("year", "month", "day")
        precision = precisions[first.count("-")]
        return Period(start, end, kind, precision)
    opened = None if first in ("", "..") else _edtf_date(first)[0]
    closed = None if last in ("", "..") else _edtf_date(last)[1]
    if opened is not None and closed is not None and opened >= closed:
        raise InputError(f"{text.strip()!r} ends before it starts")
    return Period(opened, closed, kind)
