"""Patterns as they are tried fastest: of many alternatives only those that begin with the letter in the text.

The patterns of the tables are written for people, with long lists of words. The engine tries one word after the other
wherever a list may stand; here words of one list that begin alike are put together, which matches the same.
"""

from __future__ import annotations

import re
import re._constants as code  # type: ignore[import-not-found]  # no stubs tell of it
import re._parser as parser  # type: ignore[import-not-found]
from typing import Any

_FEWEST = 5
"""Alternatives from which on putting them together is worth the longer pattern."""

_PIECE = re.compile(r"\\.|\[\^?\]?(?:\\.|[^\]\\])*\]|\((?:\?(?:P[<=]\w*[>]?|<?[=!]|[:#]))?|[)|]|[^\\\[()|]+", re.DOTALL)
_LITERAL = re.compile(r"[^\W_](?![?*+{])")
"""A letter or digit that an alternative begins with, whatever follows."""


def by_first_letter(pattern: str) -> str:
    """The pattern with the alternatives of its lists put together by their first letters."""
    opened: list[tuple[str, list[str]]] = [("", [""])]
    for piece in _PIECE.findall(pattern):
        if piece.startswith("("):
            opened.append((piece, [""]))
        elif piece == ")":
            begin, alternatives = opened.pop()
            opened[-1][1][-1] += f"{begin}{_together(alternatives)})"
        elif piece == "|":
            opened[-1][1].append("")
        else:
            opened[-1][1][-1] += piece
    ((_, whole),) = opened
    return _together(whole)


def _together(alternatives: list[str]) -> str:
    """Alternatives in their order, those that begin with the same letter as one."""
    first = [_LITERAL.match(one) for one in alternatives]
    if len(alternatives) < _FEWEST or None in first or any(re.compile(one).groups for one in alternatives):
        return "|".join(alternatives)
    begun: dict[str, list[str]] = {}
    for one in alternatives:
        begun.setdefault(one[0], []).append(one[1:])
    if len(begun) == len(alternatives):
        return "|".join(alternatives)
    return "|".join(
        letter + (rests[0] if len(rests) == 1 else f"(?:{'|'.join(rests)})") for letter, rests in begun.items()
    )


def first_letters(pattern: str) -> str:
    """The letters with which what a pattern matches may begin, '' where that may be any."""
    letters, empty = _opening(parser.parse(pattern))
    return "" if empty or letters is None else "".join(sorted(letters))


def _opening(parsed: Any) -> tuple[set[str] | None, bool]:
    """The letters with which a parsed pattern may begin, None for any; and whether it may match nothing at all."""
    letters: set[str] | None = set()
    for operator, held in parsed:
        found, empty = _opening_of(operator, held)
        letters = None if letters is None or found is None else letters | found
        if not empty:
            return letters, False
    return letters, True


def _opening_of(operator: Any, held: Any) -> tuple[set[str] | None, bool]:
    if operator in (code.ASSERT, code.ASSERT_NOT, code.AT):
        return set(), True
    if operator is code.LITERAL:
        return {chr(held)}, False
    if operator is code.IN:
        plain = all(kind is code.LITERAL for kind, _ in held)
        return ({chr(value) for _, value in held} if plain else None), False
    if operator is code.BRANCH:
        parts = [_opening(part) for part in held[1]]
        letters = (
            None if any(found is None for found, _ in parts) else {one for found, _ in parts for one in found or ()}
        )
        return letters, any(empty for _, empty in parts)
    if operator is code.SUBPATTERN:
        return _opening(held[3])
    if operator in (code.MAX_REPEAT, code.MIN_REPEAT):
        letters, empty = _opening(held[2])
        return letters, empty or not held[0]
    return None, False
