"""What every figure of eval/days_ar.txt counts, and its days, over one to three sentences of Arabic."""

from __future__ import annotations

import datetime as dt
import re

import pytest

from onrecord.period import ONE_DAY
from tests.found import annotations_in, lines_of
from tests.test_claim_breadth import digits, in_words

MARK = re.compile(r"\{([a-z_]+)(?:/([a-z]+))?(?: ([~<>=.\d]+))? ([\w/]+) @(\S+): ([^}]+)\}")
PUBLISHED = re.compile(r"\[(\d{4}-\d\d-\d\d)\] ")
USUAL = dt.date(2020, 6, 15)
KINDS = {"=": "asof", ">": "since"}
Days = tuple[str | None, str | None, str] | None
Said = tuple[tuple[str, str, str, str, str], Days]


def days(mark: str, published: dt.date) -> Days:
    """The first day, the first day after and the kind of a mark."""
    if mark == "-":
        return None
    first, dots, last = mark.lstrip("=>").partition("..")
    start, end = day(first, published), day(last if dots else first, published)
    assert end is not None
    return start and start.isoformat(), (end + ONE_DAY).isoformat(), KINDS.get(mark[0], "within")


def day(text: str, published: dt.date) -> dt.date | None:
    """A day of a mark, in the year of publication where it says none."""
    full = text if text.count("-") == 2 else f"{published.year}-{text}"
    return dt.date.fromisoformat(full) if text else None


def marked(line: str) -> tuple[str, dt.date, list[Said]]:
    """A line without its marks, its day of publication, and what the marks say of each figure."""
    said: list[Said] = []
    dated = PUBLISHED.match(line)
    published = dt.date.fromisoformat(dated[1]) if dated else USUAL

    def unmarked(found: re.Match[str]) -> str:
        measure, form, stated, unit, when, words = found.groups()
        said.append(((words, form or "amount", measure, stated or digits(words), unit), days(when, published)))
        return words

    text = MARK.sub(unmarked, line[dated.end() if dated else 0 :].replace("\\n", "\n"))
    return text, published, said


def read(text: str, published: dt.date) -> list[Said]:
    """What is found in a text, figure by figure, with its days."""
    found = annotations_in(text, published, language="ar")
    return [(in_words(claim), days_of(claim["period"])) for claim in found]


def days_of(period: dict[str, str] | None) -> Days:
    """The days of a claim as a mark says them."""
    return None if period is None else (period["start"], period["end"], period["kind"])


def cases() -> list[object]:
    """Every line of the file of cases."""
    return [pytest.param(*marked(line), id=line[:70], marks=marks) for line, marks in lines_of("days_ar.txt")]


@pytest.mark.parametrize(("text", "published", "said"), cases())
def test_what_every_figure_counts_and_when(text: str, published: dt.date, said: list[Said]) -> None:
    assert read(text, published) == said
