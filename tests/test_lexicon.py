"""The word tables: every entry with its examples, borders before length, one table of forms a script."""

from __future__ import annotations

import re
from itertools import pairwise, product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.data import tables
from onrecord.errors import OnrecordError
from onrecord.gazetteer import catalogue
from onrecord.headword import TAILS
from onrecord.lexicon import TABLES, Entry, Lexicon, build_lexicon, packaged_entries
from onrecord.normal import Sense, Word, fold

ENTRIES = [pytest.param(entry, id=f"{entry.sense.kind}:{entry.sense.id}") for entry in packaged_entries()]


def found(text: str, *entries: Entry) -> list[tuple[str, str]]:
    """The words found in a text, each with the id of its first meaning."""
    folded = fold(text)
    lexicon = Lexicon(entries) if entries else build_lexicon(catalogue())
    return [(folded.text[w.start : w.end], w.senses[0].id) for w in lexicon.find(folded)]


def entry(word_id: str, *forms: str, **data: object) -> Entry:
    return Entry(Sense("test", word_id, data), forms)


def means(entry: Entry, text: str) -> bool:
    words: list[Word] = build_lexicon(catalogue()).find(fold(text))
    return any(sense == entry.sense for word in words for sense in word.senses)


@pytest.mark.parametrize("entry", ENTRIES)
def test_an_entry_matches_its_examples_and_not_the_others(entry: Entry) -> None:
    assert entry.matches, "every entry has an example that must match"
    assert entry.does_not_match, "every entry has an example that must not"
    assert [text for text in entry.matches if not means(entry, text)] == []
    assert [text for text in entry.does_not_match if means(entry, text)] == []


def test_every_packaged_table_is_read() -> None:
    assert {f"lexicon/{name}" for name in TABLES} == set(tables("lexicon"))


@pytest.mark.parametrize(
    ("text", "words"),
    [
        pytest.param("ضربة", ["ضربه"], id="alone"),
        pytest.param("والضربة", ["ضربه"], id="wa- and al-"),
        pytest.param("للضربة", ["ضربه"], id="lil-"),
        pytest.param("فبالضربة", ["ضربه"], id="fa-, bi- and al-"),
        pytest.param("مضربة", [], id="a letter before is no clitic"),
        pytest.param("ضربتنا", [], id="a letter after is another word"),
        pytest.param("سضربة", [], id="sa- only on verbs"),
    ],
)
def test_arabic_borders(text: str, words: list[str]) -> None:
    assert [word for word, _ in found(text, entry("strike", "ضربة"))] == words


@pytest.mark.parametrize(
    ("text", "words"),
    [
        pytest.param("strike", ["strike"], id="alone"),
        pytest.param("Strike's", ["strike"], id="possessive"),
        pytest.param("striker", [], id="longer word"),
        pytest.param("airstrike", [], id="end of a word"),
    ],
)
def test_latin_borders(text: str, words: list[str]) -> None:
    assert [word for word, _ in found(text, entry("strike", "strike"))] == words


def test_the_longest_form_that_stands_is_chosen() -> None:
    short, long = entry("short", "air"), entry("long", "air strike")
    assert found("an air strike", short, long) == [("air strike", "long")]
    assert found("an air striker", short, long) == [("air", "short")]


def test_borders_are_checked_before_the_longest_is_chosen() -> None:
    assert found("من عشرة", entry("ten", "عشرة"), entry("from-ten", "من عشر")) == [("عشره", "ten")]


def test_a_verb_takes_the_sign_of_the_future() -> None:
    assert found("وسنواصل", entry("go-on", "نواصل", verb=True)) == [("نواصل", "go-on")]


def test_a_pronoun_only_where_the_table_says_so() -> None:
    assert found("مقاتليه", entry("fighters", "مقاتلي", pronouns=True)) == [("مقاتلي", "fighters")]
    assert found("مقاتليه", entry("fighters", "مقاتلي")) == []


def test_may_the_month_needs_its_capital() -> None:
    may = entry("may", "may", capital=True)
    assert found("in May they may go", may) == [("may", "may")]


def test_words_never_overlap() -> None:
    text = "نفّذت قوات التحالف الدولي أكثر من 132 ضربة في العراق وسوريا; the Global Coalition in Iraq and Syria"
    words = build_lexicon(catalogue()).find(fold(text))
    spans = [(w.start - len(w.lead), w.end + len(w.tail)) for w in words]
    assert all(first[1] <= second[0] for first, second in pairwise(spans))


SCRIPTS = [
    pytest.param("12 strikes", ["strike"], id="Latin letters"),
    pytest.param("12 غارة", ["غارة"], id="Arabic letters"),
    pytest.param("12 strikes, 12 غارة, on 9/11", ["strike", "غارة", "9/11"], id="both, and digits once"),
    pytest.param("on 9/11", ["9/11"], id="digits beside Latin"),
    pytest.param("9/11 غارة", ["9/11", "غارة"], id="digits beside Arabic"),
    pytest.param("بي-52 B-52", ["بي-52"], id="digits beside letters"),
]


@pytest.mark.parametrize(("text", "ids"), SCRIPTS)
def test_words_of_both_scripts_are_found_in_one_text(text: str, ids: list[str]) -> None:
    entries = (entry("strike", "strikes"), entry("غارة", "غارة"), entry("9/11", "9/11"), entry("بي-52", "بي-52"))
    assert [word for _, word in found(text, *entries)] == ids


def test_a_script_is_made_ready_when_a_text_has_letters_of_it() -> None:
    lexicon = Lexicon([entry("strike", "strikes"), entry("غارة", "غارة")])
    assert not lexicon._made
    lexicon.find(fold("strikes"))
    assert set(lexicon._made) == {False}
    lexicon.find(fold("غارة"))
    assert set(lexicon._made) == {False, True}


SIGNS = [
    pytest.param("in Aug. and Oct", ["aug."], id="a stop that belongs to it"),
    pytest.param("the army (Ghana) said", ["army (ghana)"], id="closed by a bracket"),
    pytest.param("near 'Ayn Isa, again", ["'ayn isa"], id="led by a quote"),
    pytest.param("o'ayn isa", [], id="a letter before its quote"),
    pytest.param("the army (Ghana and Mali)", [], id="not closed"),
]


@pytest.mark.parametrize(("text", "forms"), SIGNS)
def test_signs_that_belong_to_a_form(text: str, forms: list[str]) -> None:
    assert [
        word for word, _ in found(text, *(entry(form, form) for form in ("aug.", "army (ghana)", "'ayn isa")))
    ] == forms


def test_a_form_needs_a_letter_or_a_digit() -> None:
    with pytest.raises(OnrecordError, match="no letter or digit: '%'"):
        found("40 %", entry("%", "%"))


FORMS = ("air", "air strike", "air strikes", "the air", "strike", "غاره", "غاره جويه", "الغاره", "جوي", "9", "in 9 air")
PIECES = (*FORMS, "و", "وال", "لل", "س", "ها", "ه", "s", " ", "  ", ", ", "-", "_", "7")


def slowly(text: str) -> list[tuple[int, int]]:
    """Where the words of FORMS stand, tried at every offset with every form: leftmost, longest, least written on it."""
    standing = []
    for form, start in product(FORMS, range(len(text))):
        end = start + len(form)
        if text.startswith(form, start):
            before = re.search(r"[^\W_]*$", text[:start])[0]  # type: ignore[index]
            after = re.match(r"[^\W_]*", text[end:])[0]  # type: ignore[index]
            clitics = re.fullmatch("[وف]?(?:[بلك]?(?:ال)?|لل)", before) and after in ("", *TAILS)
            if clitics if form[0] > "ء" else not before and not after:
                standing.append((start - len(before), -end - len(after), len(before), start, end))
    chosen: list[tuple[int, int]] = []
    free = 0
    for first, last, _, start, end in sorted(standing):
        if first >= free:
            chosen.append((start, end))
            free = -last
    return chosen


@given(st.lists(st.sampled_from(PIECES), max_size=12).map("".join))
def test_looking_up_word_by_word_finds_what_trying_every_form_finds(text: str) -> None:
    lexicon = Lexicon([entry(form, form, pronouns=True) for form in FORMS])
    assert [(word.start, word.end) for word in lexicon.find(fold(text))] == slowly(fold(text).text)


SURROUNDED = [
    pytest.param("the shelling claimed 12", ["kill"], id="right before"),
    pytest.param("the shelling of the old market claimed 12", ["kill"], id="with words between"),
    pytest.param("the shelling ended. he claimed 12", ["say"], id="in another clause"),
    pytest.param("he claimed 12", ["say"], id="not there: what else the form means"),
    pytest.param("he lost his 12 men", ["lose"], id="behind it"),
    pytest.param("he lost", [], id="not behind it"),
    pytest.param("فقد العدو 12", ["lose-ar"], id="Arabic, with the article"),
    pytest.param("فقد أعلن العدو", ["lose-ar"], id="Arabic, with words between"),
    pytest.param("فقد أعلن", [], id="Arabic, not there"),
]


@pytest.mark.parametrize(("text", "ids"), SURROUNDED)
def test_a_form_that_asks_for_words_around_it(text: str, ids: list[str]) -> None:
    entries = (
        entry("say", "claimed"),
        entry("kill", "claimed", amid="(@harm …) _"),
        entry("lose", "lost", amid="_ (… men|boys)"),
        entry("lose-ar", "فقد", amid="_ (… عدو|جيش)"),
    )
    assert [word for _, word in found(text, *entries)] == ids
