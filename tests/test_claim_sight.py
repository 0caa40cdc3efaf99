"""Measures and periods of the figures of eval/sight_*.txt, written before the reader was tried on them."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction
from functools import cache

import pytest

from tests.found import Language, annotations_in, lines_of

LANGUAGES: tuple[Language, ...] = ("ar", "en")
PERIODS = 0.86
"""The share of the figures found whose period must be as told, within three days: which one it is is weighed, so a
single one may come and go when the weights are fitted anew."""

SLACK = 3
DAY = "day "
"""Before the day of publication of the lines below it."""

Days = tuple[dt.date | None, dt.date | None] | None


@dataclass(frozen=True)
class Told:
    """What a figure counts and when; its number as the table writes it."""

    measure: str
    form: str
    number: Fraction
    days: Days


@dataclass(frozen=True)
class Case:
    """A statement with what is told in it."""

    language: Language
    day: dt.date
    text: str
    told: tuple[Told, ...]
    marks: list[pytest.MarkDecorator]


def bound(words: str, day: dt.date, *, last: bool) -> dt.date | None:
    """The first day of a day, month or year, or the day behind its last."""
    if not words:
        return None
    parts = [int(part) for part in words.split("-")]
    year, *rest = parts if parts[0] > 31 else (day.year, *parts)
    if len(rest) == 2:
        return dt.date(year, *rest) + dt.timedelta(days=last)
    months = year * 12 + (rest[0] - 1 + last if rest else 12 * last)
    return dt.date(months // 12, months % 12 + 1, 1)


def days_of(words: str, day: dt.date) -> Days:
    """The half-open days that a table's words mean."""
    if words == "-":
        return None
    if words == "asof":
        return day, day + dt.timedelta(days=1)
    first, dots, last = words.partition("..")
    return bound(first, day, last=False), bound(last if dots else first, day, last=True)


def cases(language: Language) -> Iterator[Case]:
    """Every line of a language's table."""
    day = dt.date.min
    for line, marks in lines_of(f"sight_{language}.txt"):
        if line.startswith(DAY):
            day = dt.date.fromisoformat(line.removeprefix(DAY))
            continue
        text, _, said = line.partition(" => ")
        told = []
        for group in said.split(";"):
            figures, _, days = group.partition("@")
            for figure in figures.split(","):
                name, number = figure.split()
                measure, _, form = name.partition("/")
                told.append(Told(measure, form or "amount", Fraction(number), days_of(days.strip(), day)))
        yield Case(language, day, text, tuple(told), marks)


@cache
def read(language: Language, day: dt.date, text: str) -> tuple[Told, ...]:
    """What is found in a statement, figure by figure."""
    return tuple(told_of(claim) for claim in annotations_in(text, day, language=language))


def told_of(claim: dict[str, object]) -> Told:
    """A claim as the table tells one."""
    quantity, period = claim["quantity"], claim["period"]
    assert isinstance(quantity, dict)
    size = quantity["low"] if quantity["low"] is not None else quantity["high"]
    days = None
    if isinstance(period, dict):
        first, last = (period[end] and dt.date.fromisoformat(period[end]) for end in ("start", "end"))
        days = first, last
    return Told(str(claim["measure"]), str(claim["form"]), Fraction(str(size)), days)


EVERY = [case for language in LANGUAGES for case in cases(language)]


@pytest.mark.parametrize("case", [pytest.param(case, id=case.text[:70], marks=case.marks) for case in EVERY])
def test_what_each_figure_of_an_unseen_statement_counts(case: Case) -> None:
    found = [(told.measure, told.form, told.number) for told in read(case.language, case.day, case.text)]
    assert found == [(told.measure, told.form, told.number) for told in case.told]


def meets(told: Days, found: Days) -> bool:
    """Whether two periods are the same within three days."""
    if told is None or found is None:
        return told is found
    pairs = zip(told, found, strict=True)
    return all(
        one is other or (one is not None and other is not None and abs((one - other).days) <= SLACK)
        for one, other in pairs
    )


@pytest.mark.parametrize("language", LANGUAGES)
def test_most_figures_of_unseen_statements_have_their_period(language: Language) -> None:
    met = []
    for case in cases(language):
        found = {told.number: told.days for told in read(language, case.day, case.text)}
        met += [meets(told.days, found[told.number]) for told in case.told if told.number in found]
    assert sum(met) / len(met) >= PERIODS
