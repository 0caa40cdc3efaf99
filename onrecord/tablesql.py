"""What all that asks tables has in common: names and texts as SQL writes them, and how precisely a row says where."""

from __future__ import annotations

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
