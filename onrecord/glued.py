"""Digits with letters written on them that are parts of a date: '15SEP2013', 'Feb13', '24hrs', '2016H2'.

Each part is given as its letter of the date grammar (datewords.py), its value, and where it stands.
"""

from __future__ import annotations

from collections.abc import Iterator

from onrecord.patterns import named

Part = tuple[str, str, int, int]

_MONTH_BEHIND = named("glued", "month-behind")
_MONTH_BEFORE = named("glued", "month-before")
_UNIT_BEHIND = named("glued", "unit-behind")
_HOUR_LEAD = named("glued", "hour-lead")
_PART_BEHIND = named("glued", "part-behind")

_MONTHS = "janfebmaraprmayjunjulaugsepoctnovdec"
_LONGEST_MONTH = len("september")
_LONGEST_LEAD = 16
_LAST_DAY, _YEAR_DIGITS = 31, 4
_UNITS = {"hour": "h", "day": "D", "week": "w", "month": "m", "year": "Y"}
_DIMENSIONS = ("2", "3", "4")
"""'3D' is no three days."""


def glued(text: str, run: str, start: int, end: int) -> Iterator[Part]:
    """The parts that digits make with the letters written before or behind them, none where they make no date."""
    if not run.isdigit() or len(run) > _YEAR_DIGITS:
        if run.replace(".", "", 1).isdigit():
            yield from _counted(text, run, start, end)
        return
    before = _MONTH_BEFORE.search(text, max(0, start - _LONGEST_MONTH), start)
    if before is not None:
        number = _numbered(run, start, end)
        if number is None:
            return
        if not text[before.start() - 1 : before.start()].isdigit():
            yield "M", _month(before.group()), before.start(), start
        yield number
        return
    if (month := _MONTH_BEHIND.match(text, end)) is not None:
        number = _numbered(run, start, end)
        if number is not None:
            yield number
            yield "M", _month(month.group()), end, month.end()
    elif len(run) == _YEAR_DIGITS:
        part = _PART_BEHIND.match(text, end)
        if part is not None and run[:2] in ("19", "20"):
            yield "y", run, start, end
            months = 3 if part["quarter"] else 6
            yield "Q", f"{(int(part['quarter'] or part['half']) - 1) * months + 1}/{months}", end, part.end()
    else:
        yield from _counted(text, run, start, end)


def _month(name: str) -> str:
    """The number of a month by its first letters."""
    return str(_MONTHS.index(name[:3]) // 3 + 1)


def _numbered(run: str, start: int, end: int) -> Part | None:
    """A day or a year in digits."""
    if len(run) == _YEAR_DIGITS:
        return ("y", run, start, end) if run[:2] in ("19", "20") else None
    return ("d", str(int(run)), start, end) if 1 <= int(run) <= _LAST_DAY else None


def _counted(text: str, run: str, start: int, end: int) -> Iterator[Part]:
    """A number with its unit of time: '24hrs', '3.5years', 'the past 48h'."""
    unit = _UNIT_BEHIND.match(text, end)
    if unit is None or run[0] == "0":
        return
    letters, name = unit.group(), unit.lastgroup
    if letters == "h" and _HOUR_LEAD.search(text, max(0, start - _LONGEST_LEAD), start) is None:
        return
    if (letters == "d" and run in _DIMENSIONS) or name is None:
        return
    whole, point, tail = run.partition(".")
    if point and tail != "5":
        return
    yield "r" if point else "d" if int(whole) <= _LAST_DAY else "n", whole, start, end
    yield _UNITS[name], name, end, unit.end()
