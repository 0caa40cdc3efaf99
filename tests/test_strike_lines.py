"""The lines of the daily strike releases against their own words: what docs/walkthrough.md says of them."""

from __future__ import annotations

import csv
import gzip
import re
from pathlib import Path

import pytest

FILE = "centcom_strike_lines_2014_2016_all-edited-refined.csv.gz"
LINES = Path(__file__).resolve().parent.parent.parent / "shared" / "data" / FILE
NUMBERS = [
    "zero",
    "one",
    "two",
    "three",
    "four",
    "five",
    "six",
    "seven",
    "eight",
    "nine",
    "ten",
    "eleven",
    "twelve",
    "thirteen",
    "fourteen",
    "fifteen",
    "sixteen",
    "seventeen",
    "eighteen",
    "nineteen",
    "twenty",
]


@pytest.mark.data
def test_lines_say_the_number_that_the_table_gives() -> None:
    said, other = 0, []
    with gzip.open(LINES, "rt", encoding="utf-8", newline="") as file:
        for number, row in enumerate(csv.DictReader(file), start=2):
            found = re.search(r"(\w+)\s+(?:air)?strikes?", row["line"], re.IGNORECASE)
            word = found[1].lower() if found else ""
            if word in NUMBERS or word.isdigit():
                said += 1
                if str(NUMBERS.index(word) if word in NUMBERS else int(word)) != row["number"]:
                    other.append((number, row["date"], row["number"], word))
    assert said == 5150
    assert other == [(219, "09/23/2016", "7", "one")]
