"""Words for days told from others: what tells fast that none stands in a sentence never hides one."""

from __future__ import annotations

import re
import re._constants as code
import re._parser as parser
from typing import Any

import pytest

from onrecord.data import table

ASKED = tuple(table("anaphora")["asked"])
ROWS = [pytest.param(row["pattern"], id=f"{nth} {row['id']}") for nth, row in enumerate(table("anaphora")["anaphor"])]


def asks(parsed: Any, said: str = "") -> bool:
    """Whether whatever a parsed pattern matches behind what is said has one of the pieces of ASKED in it."""
    for operator, held in parsed:
        before, said = said, said + chr(held) if operator is code.LITERAL else ""
        if any(piece in said for piece in ASKED):
            return True
        inside = []
        if operator is code.BRANCH:
            inside = held[1]
        elif operator is code.SUBPATTERN:
            inside = [held[3]]
        elif operator in (code.MAX_REPEAT, code.MIN_REPEAT) and held[0]:
            inside = [held[2]]
        if inside and all(asks(part, before) for part in inside):
            return True
    return False


@pytest.mark.parametrize("pattern", ROWS)
def test_a_pattern_asks_for_a_piece_without_which_none_is_tried(pattern: str) -> None:
    assert asks(parser.parse(pattern))


def test_a_pattern_that_may_match_without_a_piece_is_seen() -> None:
    assert not asks(parser.parse("(?:that |same )?(?:day)?"))
    assert not asks(parser.parse("the same (?:day|raid)"))


@pytest.mark.parametrize("pattern", ROWS)
def test_an_english_piece_begins_a_word(pattern: str) -> None:
    bare = re.sub(r"\(\?!.*", "", pattern)  # what must not follow asks for nothing
    pieces = "|".join(sorted((piece for piece in ASKED if piece.isascii()), key=len, reverse=True))
    inside = re.sub(rf"(?<![a-z])(?:{pieces})", "", bare)  # 'fortnight' is asked for itself, and ends in another
    assert not re.search(rf"[a-z](?:{pieces})", inside)
