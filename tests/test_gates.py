"""What is skipped while a text is read, because the words for it are not there, would have found nothing."""

from __future__ import annotations

import dataclasses
import datetime as dt
import re
import re._constants as code
import re._parser as parser
from collections.abc import Iterator
from typing import Any

import pytest

from onrecord import daterules, dating, eventdays, headword, lexicon, sentence
from onrecord.claim import read_claims
from onrecord.gazetteer import catalogue
from onrecord.lexicon import Lexicon, build_lexicon, packaged_entries
from onrecord.normal import Sense, Word, fold
from onrecord.statement import Statement, statement_from_text
from onrecord.valueclass import replace
from tests.eval.own import own_rows

EVERY = frozenset(entry.sense.kind for entry in packaged_entries()) | {"place", "actor", "dual"}
"""Every kind of word: no gate that asks for one of these is shut."""

GATES = (
    (sentence, "NUMBER_KINDS"),
    (dating, "DATE_KINDS"),
    (sentence, "DURATION_KINDS"),
)


def statements() -> Iterator[Statement]:
    """Every sixth of our own statements."""
    for row in own_rows()[::6]:
        day = dt.date.fromisoformat(row["published"])
        yield statement_from_text(row["text"], published_on=day, language=row["lang"], speaker=row["speaker"])


def test_open_gates_find_the_same_claims(monkeypatch: pytest.MonkeyPatch) -> None:
    held = list(statements())
    shut = [read_claims(statement, catalogue()) for statement in held]
    for module, name in GATES:
        assert getattr(module, name) < EVERY
        monkeypatch.setattr(module, name, EVERY)
    monkeypatch.setattr(sentence.Sentence, "says", lambda *_: True)
    monkeypatch.setattr(eventdays, "_NTH_UNIT", re.compile(""))
    monkeypatch.setattr(eventdays, "_asked", lambda: re.compile(""))
    monkeypatch.setattr(daterules, "OPENS_NONE", frozenset())
    assert [read_claims(statement, catalogue()) for statement in held] == shut


def test_first_letters_hide_no_form(monkeypatch: pytest.MonkeyPatch) -> None:
    texts = [fold(statement.text) for statement in statements()]
    fast = [build_lexicon(catalogue()).find(text) for text in texts]
    monkeypatch.setattr(headword, "_FIRST", 0)
    monkeypatch.setattr(headword, "_FRONT", 0)
    made = build_lexicon(catalogue())
    slow = Lexicon(made.entries, made._names, made._words)
    assert [slow.find(text) for text in texts] == fast


@pytest.mark.parametrize(
    ("text", "spoken"),
    [
        pytest.param("three weeks of shelling", True, id="English"),
        pytest.param("شهران من القصف", True, id="Arabic dual"),
        pytest.param("the shelling went on", False, id="none"),
    ],
)
def test_a_length_of_time_has_a_word_of_its_kinds(text: str, *, spoken: bool) -> None:
    folded = fold(text)
    words = lexicon.build_lexicon(catalogue()).find(folded)
    assert any(not word.kinds.isdisjoint(dating.DURATION_KINDS) for word in words) is spoken


@pytest.mark.parametrize(
    ("text", "dated"),
    [
        pytest.param("12 people and 1,200 sheep", False, id="counts"),
        pytest.param("the 3rd", True, id="an ordinal in digits"),
        pytest.param("3/5 and 4.6.2018", True, id="numeric dates"),
        pytest.param("in 2014", True, id="a year"),
        pytest.param("in '14", True, id="a short year"),
    ],
)
def test_digits_that_may_be_a_date_are_seen_at_a_glance(text: str, *, dated: bool) -> None:
    assert dating.may_be_dated(text, frozenset(), (), (0, len(text))) is dated


@pytest.mark.parametrize("letter", sorted(daterules.OPENS_NONE))
def test_no_rule_of_dates_opens_with_what_stands_between(letter: str) -> None:
    assert not any(opens(parser.parse(pattern), letter) for pattern, _ in daterules.RULES)


def opens(parsed: Any, letter: str) -> bool:
    """Whether what a parsed pattern matches may begin with a letter."""
    for operator, held in parsed:
        if operator in (code.ASSERT, code.ASSERT_NOT, code.AT):
            continue
        if operator is code.LITERAL:
            return held == ord(letter)
        if operator is code.IN:
            return any(one is code.LITERAL and value == ord(letter) for one, value in held)
        if operator is code.BRANCH:
            return any(opens(part, letter) for part in held[1])
        inside = held[3] if operator is code.SUBPATTERN else held[2]
        if opens(inside, letter):
            return True
        if inside.getwidth()[0] and (operator is code.SUBPATTERN or held[0]):
            return False
    return False


def test_replace_is_that_of_dataclasses() -> None:
    word = Word(3, 7, (Sense("noun", "dead", {}),), "ال")
    changed = {"senses": (Sense("act", "kill", {}), Sense("noun", "dead", {})), "end": 8}
    assert replace(word, **changed) == dataclasses.replace(word, **changed)  # type: ignore[arg-type]
    assert replace(word, **changed).kinds == {"act", "noun"}  # type: ignore[arg-type]  # not those of the word before


def test_a_value_class_is_known_by_what_it_holds() -> None:
    one, other = Sense("noun", "dead", ()), Sense("noun", "dead", ())  # type: ignore[arg-type]  # what can be hashed
    assert one == other
    assert len({one, other, replace(one, id="hurt")}) == 2
