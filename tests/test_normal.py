"""One normal form, and exact offsets back to the text as received."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.normal import BIDI, DELETED, HARAKAT, TATWEEL, ZERO_WIDTH, Sense, Word, fold
from onrecord.quantity import Span

ALPHABET = st.sampled_from(
    "aB9 .\n" + "أإآىةئؤءنفذتوبال" + "٠١۲٫٬٪" + HARAKAT[:12] + TATWEEL + BIDI + ZERO_WIDTH + "İß’–"
)
TEXTS = st.text(alphabet=ALPHABET | st.characters(), max_size=60)


@pytest.mark.parametrize(
    ("text", "folded"),
    [
        pytest.param("نفّذت", "نفذت", id="shadda goes"),
        pytest.param("مدنياً", "مدنيا", id="tanwin goes"),
        pytest.param("الـ٢٤", "ال24", id="tatweel goes and digits are European"),
        pytest.param("۱۲۳", "123", id="Persian digits"),
        pytest.param("أإآٱ", "اااا", id="alef"),
        pytest.param("على", "علي", id="alef maksura"),
        pytest.param("ضربة", "ضربه", id="teh marbuta"),
        pytest.param("مئة مؤتمر", "ميه موتمر", id="hamza on its carriers"),
        pytest.param("٩٨٪", "98%", id="Arabic percent sign"),
        pytest.param("Coalition’s 25–31", "coalition's 25-31", id="case, apostrophe, dash"),
        pytest.param("\u200f132\u202c", "132", id="bidi controls"),
        pytest.param("İ", "İ", id="a capital whose small form is two characters stays"),
        pytest.param("", "", id="nothing"),
    ],
)
def test_folding(text: str, folded: str) -> None:
    assert fold(text).text == folded


@given(TEXTS)
def test_every_folded_character_has_its_origin(text: str) -> None:
    folded = fold(text)
    origins = [folded.origin(index) for index in range(len(folded.text))]
    assert origins == [offset for offset, char in enumerate(text) if char not in DELETED]
    assert [folded.index(offset) for offset in origins] == list(range(len(origins)))


@given(TEXTS)
def test_folding_is_done_once(text: str) -> None:
    assert fold(fold(text).text).text == fold(text).text


@given(TEXTS, st.data())
def test_a_span_folds_back_to_its_words(text: str, data: st.DataObject) -> None:
    folded = fold(text)
    if not folded.text:
        return
    start = data.draw(st.integers(0, len(folded.text) - 1))
    end = data.draw(st.integers(start + 1, len(folded.text)))
    assert fold(folded.span(start, end).of(text)).text == folded.text[start:end]


@given(
    st.text(alphabet="نفذتabc ", min_size=1, max_size=30),
    st.lists(st.tuples(st.integers(0, 30), st.sampled_from(DELETED))),
)
def test_marks_do_not_move_a_quotation(text: str, marks: list[tuple[int, str]]) -> None:
    marked = text
    for at, mark in marks:
        marked = marked[:at] + mark + marked[at:]
    assert fold(marked).text == text


def test_a_span_takes_the_marks_on_its_last_letter() -> None:
    folded = fold("75 شريكاً، و")
    assert folded.span(3, 8).of(folded.original) == "شريكاً"


@pytest.mark.parametrize(
    ("lead", "whole"),
    [
        pytest.param("و", (4, 6), id="wa- is no part of the written word"),
        pytest.param("ب", (3, 6), id="bi- is"),
        pytest.param("وب", (3, 6), id="wa- and bi-"),
        pytest.param("", (4, 6), id="nothing written on it"),
    ],
)
def test_the_written_word(lead: str, whole: tuple[int, int]) -> None:
    word = Word(4, 6, (Sense("number", "x", {}),), lead)
    assert word.whole == whole
    assert word.joined is lead.startswith("و")


def test_spans_are_code_points() -> None:
    text = "🙂 نفّذت"
    assert fold(text).span(2, 6) == Span(2, 7)
