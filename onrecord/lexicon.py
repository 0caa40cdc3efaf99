"""The word tables of both languages, compiled into one automaton for each script.

A form counts only where it stands as a word: between borders, or behind what Arabic writes on a word's front (wa-, fa-,
bi-, li-, ka-, al-, and sa- on a verb). Borders are checked first, then the leftmost and longest is chosen, so a long
form that fails its border never hides a short one that stands.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import Any

import ahocorasick

from onrecord.data import table, tables
from onrecord.errors import OnrecordError
from onrecord.naming import AFTER_LIL, ASKED, GUARDED, fits, led, listed
from onrecord.normal import Folded, Sense, Word, form_of
from onrecord.place import Forms
from onrecord.scope import Catalogue

TABLES = ("numbers", "quantities", "dates", "measures", "events", "phrases", "parties", "timing", "wars", "manners")
"""The packaged word tables, in the order in which equal forms are listed."""

LANGUAGES = ("en", "ar")
"""The folders of words: a table of meanings without forms has them in ``en/`` and ``ar/``, under the same names."""

_LEAD = re.compile(r"[وف]?(?:[بلك]?(?:ال)?|لل)")
_VERB_LEAD = re.compile(r"[وف]?س?")
_TAILS = ("نا", "هم", "ها", "هما", "هن", "ه", "كم", "ي")
_TAILS_OF_VERBS = ("نا", "هم", "ها", "هما", "هن", "ه")
_TEH_MARBUTA = "ة"
_TAIL_BEGINS, _LEAD_ENDS = frozenset(tail[0] for tail in _TAILS), frozenset("وفبلكس")
_ARABIC = re.compile(r"[\u0620-\u064a\u0671-\u06d3]")
_OTHER_LETTER = re.compile(r"[^\W\d_\u0620-\u064a\u0671-\u06d3]")
_LONGEST_LEAD = 5
"""wa- + bi- + al- is four letters; the fifth shows that the word begins earlier."""


@dataclass(frozen=True, slots=True)
class Entry:
    """One line of a word table: its meaning, its forms, and the examples that must and must not match."""

    sense: Sense
    forms: tuple[str, ...]
    matches: tuple[str, ...] = ()
    does_not_match: tuple[str, ...] = ()


Naming = tuple[str, int, str]
"""The kind of what a form names, what the form needs around it, and the ids that it may mean."""

Meant = tuple[int, tuple[Sense, ...], tuple[Naming, ...]]
"""What a form of the automaton means: its length, its senses, and what it names."""


class Lexicon:
    """All forms of all tables; :meth:`find` gives the words of a folded text.

    There is one automaton for each script, made when a text first has letters of it: a short text in one language
    waits for no other.
    """

    def __init__(self, entries: Iterable[Entry], names: Mapping[str, Sequence[Forms]] | None = None) -> None:
        self.entries = tuple(entries)
        self._names = names or {}
        self._made: dict[bool, Any] = {}

    def _automaton(self, *, arabic: bool) -> Any:
        """The automaton of the forms in Arabic letters, or of the others; those without letters are in both."""
        if arabic not in self._made:
            senses: dict[str, list[Sense]] = {}
            for entry in self.entries:
                for form in dict.fromkeys(map(form_of, _of_script(entry.forms, arabic=arabic))):
                    senses.setdefault(form, []).append(entry.sense)
            named = _by_form(self._names, arabic=arabic)
            made = ahocorasick.Automaton()
            for form, meant in senses.items():
                made.add_word(form, (len(form), (*meant, *_shorter(form, senses)), named.pop(form, ())))
            for form, namings in named.items():
                made.add_word(form, (len(form), (), namings))
            made.make_automaton()
            self._made[arabic] = made
        return self._made[arabic]

    def _matches(self, text: str) -> Iterable[tuple[int, Meant]]:
        """Where forms end in a text, and what they mean."""
        arabic = _ARABIC.search(text) is not None
        if arabic:
            yield from self._automaton(arabic=True).iter(text)
        if not arabic or _OTHER_LETTER.search(text) is not None:  # a form without letters found twice is chosen once
            yield from self._automaton(arabic=False).iter(text)

    def find(self, folded: Folded) -> list[Word]:
        """The words in a folded text, leftmost and longest, none overlapping another."""
        standing = []
        text = f" {folded.text} "  # so that every form has a letter on both sides
        for last, meant in self._matches(folded.text):
            before, after = text[last + 1 - meant[0]], text[last + 2]
            if (after.isalnum() and after not in _TAIL_BEGINS) or (before.isalnum() and before not in _LEAD_ENDS):
                continue  # most forms found are parts of other words: this tells fast
            found = _stands(folded, last, meant)
            if found is not None:
                standing.append(found)
        standing.sort(key=_reach)
        chosen: list[Word] = []
        free, place_end = 0, -1
        for word, waiting in standing:
            if word.start - len(word.lead) < free:
                if chosen and word.lead == _ARTICLE and word.whole == chosen[-1].whole:
                    chosen[-1] = _as_noun_too(chosen[-1], word, chosen[-2] if len(chosen) > 1 else None)
                continue
            if waiting:
                if place_end < 0 or not listed(folded, place_end, word.start - len(word.lead)):
                    continue
            chosen.append(word)
            free = word.end + len(word.tail)
            if "place" in word.kinds:
                place_end = word.end
        return chosen


_ARTICLE = "ال"


def _as_noun_too(word: Word, bare: Word, before: Word | None) -> Word:
    """An actor that a table names with its article, as the noun that it is (المقاتلين); a ground behind a number."""
    numbered = before is not None and not before.kinds.isdisjoint(("vague", "number"))
    counted = before is not None and numbered and word.whole[0] == before.end + 1
    if word.means("noun") or not (word.kinds <= {"actor"} or (counted and word.means("ground"))):
        return word
    return replace(word, senses=(*word.senses, *(sense for sense in bare.senses if sense.kind == "noun")))


def _of_script(forms: Iterable[str], *, arabic: bool) -> list[str]:
    """The forms with Arabic letters, or those without; a form without any letters is of both."""
    if arabic:
        return [
            form
            for form in forms
            if (not form.isascii() and _ARABIC.search(form) is not None) or _OTHER_LETTER.search(form) is None
        ]
    return [form for form in forms if form.isascii() or _ARABIC.search(form) is None]


def _by_form(names: Mapping[str, Iterable[Forms]], *, arabic: bool) -> dict[str, tuple[Naming, ...]]:
    """What each form names. Arabic leaves the alef of the article out behind li-, so such a form stands without it."""
    named: dict[str, tuple[Naming, ...]] = {}
    for kind, held in names.items():
        for forms in held:
            for mode, ids_of in forms.items():
                if mode & ASKED:
                    continue
                for form in _of_script(ids_of, arabic=arabic):
                    ids = ids_of[form]
                    meant = ((kind, mode, ids),)
                    named[form] = named[form] + meant if form in named else meant
                    if arabic and form.startswith("ال"):
                        short, meant = form[2:], ((kind, mode | AFTER_LIL, ids),)
                        named[short] = named[short] + meant if short in named else meant
    return named


def _reach(found: tuple[Word, bool]) -> tuple[int, int, int, int, bool]:
    """The order in which words are chosen: leftmost, longest, with the least written on them, sure before waiting."""
    word, waiting = found
    return word.start - len(word.lead), -(word.end + len(word.tail)), len(word.lead), len(word.tail), waiting


@lru_cache(maxsize=4096)
def _senses(kind: str, ids: str) -> tuple[Sense, ...]:
    """What a name means: one sense for each that bears it."""
    return tuple(Sense(kind, one, {}) for one in ids.split())


def _named_here(folded: Folded, start: int, meant: Meant, lead: str) -> tuple[tuple[Sense, ...], bool]:
    """What a form names where it stands, and whether that waits for a place beside it in a list."""
    sure: dict[Sense | str, Sense] = {}
    maybe: list[Sense] = []
    end = start + meant[0]
    for kind, mode, ids in meant[2]:
        if not fits(folded, start, end, lead, mode):
            continue
        found = _senses(kind, ids)
        if not mode & GUARDED or led(folded, start, end, lead):
            sure.update((sense.kind + sense.id, sense) for sense in found)
        else:
            maybe.extend(found)
    return (tuple(sure.values()), False) if sure or not maybe else (tuple(maybe), True)


_SHORT = ("act", "event_word", "change", "reaches", "predicate", "still")
"""Kinds of words that keep their meaning in a longer form."""


def _shorter(form: str, senses: Mapping[str, Sequence[Sense]]) -> Iterable[Sense]:
    """What the first words of a longer English act mean alone: 'withdrawn' in 'withdrawn from'."""
    head = form.rpartition(" ")[0]
    if not head or not form.isascii() or not any(sense.kind == "act" for sense in senses[form]):
        return
    known = list(senses[form])
    while head:
        for sense in senses.get(head, ()):
            if sense.kind in _SHORT and sense not in known:
                known.append(sense)
                yield sense
        head = head.rpartition(" ")[0]


def _stands(folded: Folded, last: int, meant: Meant) -> tuple[Word, bool] | None:
    """The word that ends at this offset with the senses its borders allow, and whether it waits for a list; or None
    where it is part of another word."""
    length, senses, named = meant
    text, start, end = folded.text, last + 1 - length, last + 1
    lead, tail = "", ""
    if not _ARABIC.match(text[start]):
        if (start and text[start - 1].isalnum()) or (end < len(text) and text[end].isalnum()):
            return None
        if senses and not folded.original[folded.origin(start)].isupper():  # the month 'May' is no verb
            senses = tuple(sense for sense in senses if not sense.data.get("capital"))
    else:
        before, after = _lead(text, start), _tail(text, end)
        if before is None or after is None:
            return None
        if after == "ه" and folded.original[folded.origin(end)] == _TEH_MARBUTA:  # نقلة is not نقله
            return None
        lead, tail = before, after
        if lead or tail:
            senses = tuple(sense for sense in senses if _allowed(sense, lead, tail))
    waiting = False
    if named and not tail and _LEAD.fullmatch(lead):
        names, maybe = _named_here(folded, start, meant, lead)
        waiting = maybe and not senses
        if waiting or not maybe:
            senses = (*senses, *names)
    return (Word(start, end, senses, lead, tail), waiting) if senses else None


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
    if tail and not sense.data.get("pronouns") and not (sense.kind in ("act", "noun") and tail in _TAILS_OF_VERBS):
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


def _duals(kind: str, row: Mapping[str, Any], words: Sequence[Mapping[str, Any]]) -> Iterable[Entry]:
    """The duals of a noun as entries of their own, which carry the number two; of a phrase the first word does."""
    for name, extra in (("duals", {}), ("dual_phrases", {"context": 1})):
        forms = tuple(form for held in words for form in held.get(name, ()))
        if forms and kind == "noun":
            data = {key: value for key, value in row.items() if key not in ("key", *_WORDS)}
            folded = {form_of(form) for form in forms}
            single = next(form for held in words for form in held.get("forms", ()) if not form.isascii())
            shown = tuple(text for held in words for text in held.get("dual_matches", ()) if form_of(text) in folded)
            yield Entry(Sense("dual", row["id"], data | extra), forms, shown or forms[:1], (single,))


def _entries(name: str) -> Iterable[Entry]:
    """The entries of one table; a table of words for a meaning that is not there is an error."""
    named = (f"lexicon/{code}/{name}" for code in LANGUAGES)
    spoken = [table(path) for path in named if path in tables(path.rpartition("/")[0])]
    unused = {(kind, key) for held in spoken for kind, rows in held.items() for key in rows}
    for kind, rows in table(f"lexicon/{name}").items():
        for row in rows:
            key = row.get("key", row["id"])
            unused.discard((kind, key))
            words = [row, *(held.get(kind, {}).get(key, {}) for held in spoken)]
            yield _entry(kind, row, words)
            yield from _duals(kind, row, words)
    if unused:
        raise OnrecordError(f"word table {name}: words for no meaning: {sorted(unused)}")


@lru_cache(maxsize=1)
def packaged_entries() -> tuple[Entry, ...]:
    """Every entry of the packaged word tables."""
    return tuple(entry for name in TABLES for entry in _entries(name))


def _spelt(things: Iterable[Any]) -> Forms:
    """The forms of places or actors that bring their own spellings: those hold the names that are no common words."""
    forms: dict[str, str] = {}
    for thing in things:
        for form in dict.fromkeys(form_of(spelling) for spelling in thing.spellings):
            forms[form] = f"{forms[form]} {thing.id}" if form in forms else thing.id
    return {0: forms}


@lru_cache(maxsize=4)
def build_lexicon(catalogue: Catalogue) -> Lexicon:
    """The packaged word tables with the catalogue's places and actors, as one lexicon (kept, it is costly)."""
    places = catalogue.places.forms or _spelt(catalogue.places)
    actors = catalogue.actors.forms or _spelt(catalogue.actors)
    return Lexicon(packaged_entries(), {"place": [places], "actor": [actors]})
