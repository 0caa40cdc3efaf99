"""The breadth of both languages: what every figure of eval/breadth_*.txt counts, in the words of many issuers."""

from __future__ import annotations

import datetime as dt
import re
from fractions import Fraction

import pytest

from tests.found import annotations_in, lines_of

MARK = re.compile(r"\{([a-z_]+)(?:/([a-z]+))?(?: ([~<>=.\d]+))? ([\w/]+): ([^}]+)\}")
SCALES = {"million": 10**6, "billion": 10**9, "مليون": 10**6, "ملايين": 10**6, "مليار": 10**9}
Said = tuple[str, str, str, str, str]
"""The words of a figure, with its form, measure, quantity and unit."""


def marked(line: str) -> tuple[str, list[Said]]:
    """A line without its marks, and what they say of each figure."""
    said: list[Said] = []

    def unmarked(found: re.Match[str]) -> str:
        measure, form, stated, unit, words = found.groups()
        said.append((words, form or "amount", measure, stated or digits(words), unit))
        return words

    return MARK.sub(unmarked, line), said


def digits(words: str) -> str:
    """The number of a figure in plain digits, with its scale."""
    number, _, scale = words.strip("$£€بلـ").replace(",", "").partition(" ")
    return plain(Fraction(number) * SCALES.get(scale, 1))


def plain(value: Fraction) -> str:
    """A number as the cases write it."""
    return str(int(value)) if value.denominator == 1 else f"{float(value):.2f}".rstrip("0")


def read(text: str, language: str = "en") -> list[Said]:
    """What is found in a text, figure by figure."""
    return [in_words(claim) for claim in annotations_in(text, dt.date(2020, 6, 15), language=language)]


def in_words(claim: dict[str, object]) -> Said:
    """A claim as a mark says it; a range by its two ends."""
    quantity = claim["quantity"]
    assert isinstance(quantity, dict)
    ends = [None if end is None else plain(Fraction(str(end))) for end in (quantity["low"], quantity["high"])]
    sign = {"=": "", "range": ""}.get(quantity["comparator"], quantity["comparator"])
    stated = f"{ends[0]}..{ends[1]}" if quantity["comparator"] == "range" else sign + str(ends[0] or ends[1])
    return quantity["surface"], str(claim["form"]), str(claim["measure"]), stated, quantity["unit"]


def cases(language: str = "en") -> list[object]:
    """Every line of the file of cases of a language."""
    made = [(*marked(line), marks) for line, marks in lines_of(f"breadth_{language}.txt")]
    return [pytest.param(text, said, id=text[:70], marks=marks) for text, said, marks in made]


@pytest.mark.parametrize(("text", "said"), cases("en"))
def test_what_every_figure_counts(text: str, said: list[Said]) -> None:
    assert read(text, "en") == said


@pytest.mark.parametrize(("text", "said"), cases("ar"))
def test_what_every_arabic_figure_counts(text: str, said: list[Said]) -> None:
    assert read(text, "ar") == said
