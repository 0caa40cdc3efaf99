"""Patterns whose alternatives were put together by their first letters match what they matched before."""

from __future__ import annotations

import re

import pytest

from onrecord.setwords import by_letter, either
from scripts.alternatives import by_first_letter, first_letters


@pytest.mark.parametrize(
    ("written", "compiled"),
    [
        pytest.param("(?:day|date|night|noon|eve)", "(?:d(?:ay|ate)|n(?:ight|oon)|eve)", id="a list of words"),
        pytest.param("day|date|days|night|e(?:ve)?", "d(?:ay|ate|ays)|night|e(?:ve)?", id="in their order"),
        pytest.param("(?:day|date|night|noon)", "(?:day|date|night|noon)", id="too few"),
        pytest.param("day|dawn|d?usk|noon|eve", "day|dawn|d?usk|noon|eve", id="a letter that may be missing"),
        pytest.param("day|(dawn)|dusk|noon|eve", "day|(dawn)|dusk|noon|eve", id="a group whose number must stay"),
        pytest.param(r"[(|)]|\||day|dawn|dusk", r"[(|)]|\||day|dawn|dusk", id="no letters"),
    ],
)
def test_alternatives_that_begin_alike_are_put_together(written: str, compiled: str) -> None:
    assert by_first_letter(written) == compiled


@pytest.mark.parametrize(
    ("pattern", "letters"),
    [
        pytest.param("(?:on |in )?(?:the )?day", "diot", id="words that may be missing"),
        pytest.param("(?<!x)(?=y)[ab]c", "ab", id="what only stands around it"),
        pytest.param(r"\w+ day", "", id="any word"),
        pytest.param("(?:on )?", "", id="nothing at all"),
    ],
)
def test_the_letters_with_which_a_match_may_begin(pattern: str, letters: str) -> None:
    assert first_letters(pattern) == letters


def test_words_are_found_as_they_stood_in_one_list() -> None:
    words = ("a.m.", "am", "ambush", "ambushes", "(x)", "(y")
    pattern = re.compile(either(words))
    assert [pattern.match(word + "!")[0] for word in words] == list(words)  # type: ignore[index]
    assert by_letter(["car", "cart", r"\(x"]) == r"c(?:ar|art)|\((?:x)"
