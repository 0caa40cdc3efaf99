"""The word tables of both languages, compiled into one automaton.

A form counts only where it stands as a word: between borders, or behind what Arabic writes on a word's front (wa-, fa-,
bi-, li-, ka-, al-, and sa- on a verb). Borders are checked first, then the leftmost and longest is chosen, so a long
form that fails its border never hides a short one that stands.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

import ahocorasick

from onrecord.data import table, tables
from onrecord.errors import OnrecordError
from onrecord.normal import Folded, Sense, Word, fold
from onrecord.scope import Catalogue

TABLES = ("numbers", "quantities", "dates", "measures", "events", "phrases")
"""The packaged word tables, in the order in which equal forms are listed."""

LANGUAGES = ("en", "ar")
"""The folders of words: a table of meanings without forms has them in ``en/`` and ``ar/``, under the same names."""

_LEAD = re.compile(r"[وف]?(?:[بلك]?(?:ال)?|لل)")
_VERB_LEAD = re.compile(r"[وف]?س?")
_TAILS = ("نا", "هم", "ها", "هما", "ه", "كم", "ي")
_ARABIC = re.compile(r"[\u0620-\u064a\u0671-\u06d3]")
_LONGEST_LEAD = 5
"""wa- + bi- + al- is four letters; the fifth shows that the word begins earlier."""


@dataclass(frozen=True, slots=True)
class Entry:
    """One line of a word table: its meaning, its forms, and the examples that must and must not match."""

    sense: Sense
    forms: tuple[str, ...]
    matches: tuple[str, ...] = ()
    does_not_match: tuple[str, ...] = ()


class Lexicon:
    """All forms of all tables in one automaton; :meth:`find` gives the words of a folded text."""

    def __init__(self, entries: Iterable[Entry]) -> None:
        self.entries = tuple(entries)
        senses: dict[str, list[Sense]] = {}
        for entry in self.entries:
            for form in dict.fromkeys(fold(form).text for form in entry.forms):
                senses.setdefault(form, []).append(entry.sense)
        self._automaton = ahocorasick.Automaton()
        for form, meant in senses.items():
            self._automaton.add_word(form, (len(form), tuple(meant)))
        self._automaton.make_automaton()

    def find(self, folded: Folded) -> list[Word]:
        """The words in a folded text, leftmost and longest, none overlapping another."""
        standing = []
        for last, (length, senses) in self._automaton.iter(folded.text):
            word = _stands(folded, last + 1 - length, last + 1, senses)
            if word is not None:
                standing.append(word)
        standing.sort(key=lambda w: (w.start - len(w.lead), -(w.end + len(w.tail)), len(w.lead), len(w.tail)))
        chosen: list[Word] = []
        free = 0
        for word in standing:
            if word.start - len(word.lead) >= free:
                chosen.append(word)
                free = word.end + len(word.tail)
        return chosen


def _stands(folded: Folded, start: int, end: int, senses: tuple[Sense, ...]) -> Word | None:
    """The word at these offsets with the senses its borders allow, or None where it is part of another word."""
    text = folded.text
    if not _ARABIC.match(text[start]):
        if (start and text[start - 1].isalnum()) or (end < len(text) and text[end].isalnum()):
            return None
        if not folded.original[folded.origin(start)].isupper():  # the month 'May' is no verb
            senses = tuple(sense for sense in senses if not sense.data.get("capital"))
        return Word(start, end, senses) if senses else None
    lead, tail = _lead(text, start), _tail(text, end)
    if lead is None or tail is None:
        return None
    allowed = tuple(sense for sense in senses if _allowed(sense, lead, tail))
    return Word(start, end, allowed, lead, tail) if allowed else None


def _lead(text: str, start: int) -> str | None:
    """The letters written before ``start`` on the same word, or None where they are no clitics."""
    first = start
    while first > max(0, start - _LONGEST_LEAD) and text[first - 1].isalnum():
        first -= 1
    lead = text[first:start]
    if not lead or _LEAD.fullmatch(lead) or _VERB_LEAD.fullmatch(lead):
        return lead
    return None


def _tail(text: str, end: int) -> str | None:
    """The letters written after ``end`` on the same word, or None where they are no pronoun."""
    if end == len(text) or not text[end].isalnum():
        return ""
    for tail in _TAILS:
        after = end + len(tail)
        if text.startswith(tail, end) and (after == len(text) or not text[after].isalnum()):
            return tail
    return None


def _allowed(sense: Sense, lead: str, tail: str) -> bool:
    """Whether a meaning may carry this front and this end; each table says what its words take."""
    if tail and not sense.data.get("pronouns"):
        return False
    if sense.data.get("bare"):
        return lead in ("", "و", "ف")
    return ("س" not in lead and bool(_LEAD.fullmatch(lead))) or (
        bool(sense.data.get("verb")) and bool(_VERB_LEAD.fullmatch(lead))
    )


def _entry(kind: str, row: Mapping[str, Any], words: Sequence[Mapping[str, Any]]) -> Entry:
    """One row of a compiled table as an entry, with its words in each language."""
    data = {key: value for key, value in row.items() if key not in ("key", *_WORDS)}
    forms, matches, others = (tuple(form for held in words for form in held.get(name, ())) for name in _WORDS)
    if not forms:
        raise OnrecordError(f"word table {kind}: {row.get('id')!r} has no forms")
    return Entry(Sense(row.get("kind", kind), row["id"], data), forms, matches, others)


_WORDS = ("forms", "matches", "does_not_match")


def _entries(name: str) -> Iterable[Entry]:
    """The entries of one table; a table of words for a meaning that is not there is an error."""
    named = (f"lexicon/{code}/{name}" for code in LANGUAGES)
    spoken = [table(path) for path in named if path in tables(path.rpartition("/")[0])]
    unused = {(kind, key) for held in spoken for kind, rows in held.items() for key in rows}
    for kind, rows in table(f"lexicon/{name}").items():
        for row in rows:
            key = row.get("key", row["id"])
            unused.discard((kind, key))
            yield _entry(kind, row, [row, *(held.get(kind, {}).get(key, {}) for held in spoken)])
    if unused:
        raise OnrecordError(f"word table {name}: words for no meaning: {sorted(unused)}")


@lru_cache(maxsize=1)
def packaged_entries() -> tuple[Entry, ...]:
    """Every entry of the packaged word tables."""
    return tuple(entry for name in TABLES for entry in _entries(name))


def _named(kind: str, things: Iterable[Any]) -> Iterable[Entry]:
    """Places or actors as entries: found under their spellings, which hold the names that are no common words."""
    for thing in things:
        if thing.spellings:
            yield Entry(Sense(kind, thing.id, {}), thing.spellings)


@lru_cache(maxsize=4)
def build_lexicon(catalogue: Catalogue) -> Lexicon:
    """The packaged word tables with the catalogue's places and actors, as one automaton (kept, it is costly)."""
    return Lexicon((*packaged_entries(), *_named("place", catalogue.places), *_named("actor", catalogue.actors)))
