"""Where a form of a name stands as a name: what each kind of form needs around it before it counts.

A name that is also a common word (Hit, Bar; مالي، القائم) is guarded: it counts only behind a word that leads to a
place ('in', 'the city of', قرب), before one that says what it is ('Hit district'), in a list with another place, or
at the head of a line that it dates ('Galcad: three strikes').
"""

from __future__ import annotations

from functools import cache

from onrecord import patterns as re
from onrecord.data import table
from onrecord.normal import Folded
from onrecord.patterns import named

GUARDED = 1
"""Also a common word: it needs its context."""
AFTER_LIL = 2
"""Without its article, which Arabic leaves out behind li- (للموصل): only there."""
CAPITAL = 4
"""Some letter of it is a capital: the town of Hit is no hit."""
UPPER = 8
"""All letters are capitals: the letters of an organisation that also make a word."""
ASKED = 16
"""Found where a person asks for it, never in a text."""
PERSON = 32
"""Also a person's name: not beside another name that is none of a place."""

_LIST_GAP = named("naming", "list-gap")
_BEFORE = named("naming", "before")
_AFTER = named("naming", "after")
_LINE_HEAD = re.compile(r"(?:^|\n|[.!?:]\s)[\s*•\-–]*$")
_NEXT_CAPITAL = re.compile(r"\s([A-Z][a-z]+)")
_LAST_CAPITAL = re.compile(r"([A-Z][\w.]+)\s$")
_FOLLOWING = re.compile(r"\s*(\S+)")
_REACH = 40


def fits(folded: Folded, start: int, end: int, lead: str, mode: int) -> bool:
    """Whether a form at these offsets meets what its mode asks of the form itself and of the words beside it."""
    if mode & AFTER_LIL and not lead.endswith("لل"):
        return False
    if mode & (CAPITAL | UPPER):
        seen = folded.original[folded.origin(start) : folded.origin(end - 1) + 1]
        if not (seen.isupper() if mode & UPPER else any(map(str.isupper, seen))):
            return False
    return not (mode & PERSON and _person(folded, start, end))


def led(folded: Folded, start: int, end: int, lead: str) -> bool:
    """Whether the words beside a guarded form say that it is a place."""
    text = folded.text
    first = start - len(lead)
    before, after = text[max(0, first - _REACH) : first], text[end : end + _REACH]
    if lead.lstrip("وف").startswith("ب") or _BEFORE.search(before) or _AFTER.match(after):
        return True
    return bool(_LINE_HEAD.search(before)) and after[:1] == ":"


def listed(folded: Folded, last: int, start: int) -> bool:
    """Whether nothing but a comma or an 'and' stands between the end of a place and what starts here."""
    return bool(_LIST_GAP.fullmatch(folded.text[last:start]))


def _person(folded: Folded, start: int, end: int) -> bool:
    """Whether the name stands beside what makes it a person's: a title before it, a family name behind it."""
    first, last = folded.origin(start), folded.origin(end - 1) + 1
    before = _LAST_CAPITAL.search(folded.original[max(0, first - _REACH) : first])
    if before is not None and before.group(1).lower().rstrip(".") in _set("titles"):
        return True
    if before is not None and before.group(1).lower() in _set("given_names"):
        return True
    behind = _NEXT_CAPITAL.match(folded.original, last)
    if behind is not None and behind.group(1).lower() in _set("family_names"):
        return True
    following = _FOLLOWING.match(folded.text, end)
    return following is not None and following[1] in _set("family_names")


@cache
def _set(name: str) -> frozenset[str]:
    return frozenset(table("naming")[name])
