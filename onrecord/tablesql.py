"""What all that reads and asks tables has in common: how they are cut, names and texts as SQL writes them, and how
precisely a row says where."""

from __future__ import annotations

import re
from typing import Literal

Level = Literal["point", "near", "district", "governorate", "feature", "country", "anywhere"]
"""How precisely a row says where: at a named place; near one; in a division of the second or the first order; along a
feature such as a road; in a country; in none."""

LEVELS: tuple[Level, ...] = ("point", "near", "district", "governorate", "feature", "country", "anywhere")

GROUND = "territory_held"
"""What rows with an outline speak of."""


def quoted(name: str) -> str:
    """A name as SQL writes it."""
    return '"' + name.replace('"', '""') + '"'


def literal(text: str) -> str:
    """A text as SQL writes it."""
    return "'" + text.replace("'", "''") + "'"


DELIMITERS = (",", ";", "\t", "|")
_TOLD = re.compile(r'"?sep=([,;|\t])"?\r?\n', re.IGNORECASE)


def told_delimiter(text: str) -> tuple[str, int]:
    """By what a first line tells Excel that a table is cut, and where the table begins; "" and 0 where none does."""
    told = _TOLD.match(text)
    return (told[1], told.end()) if told else ("", 0)


def delimiter_of(first: str) -> str:
    """By what a table is cut: by whichever stands in its first line most often, outside of quotation marks."""
    bare = re.sub(r'"[^"]*"', "", first)
    return max(DELIMITERS, key=bare.count)
