"""The word tables of both languages, as one table of forms for each script, looked up word by word.

A form counts only where it stands as a word: between borders, or behind what Arabic writes on a word's front (wa-, fa-,
bi-, li-, ka-, al-, and sa- on a verb). Borders are checked first, then the leftmost and longest is chosen, so a long
form that fails its border never hides a short one that stands.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import lru_cache, partial
from typing import Any

from onrecord import patterns as re
from onrecord.data import table, tables
from onrecord.errors import OnrecordError
from onrecord.headword import (
    ARABIC,
    OTHER_LETTER,
    RUN,
    TAILS,
    Headwords,
    Meant,
    Naming,
    Opening,
    head_of,
    of_script,
    openings,
    packed_names,
)
from onrecord.naming import GUARDED, fits, led, listed
from onrecord.normal import Folded, Sense, Word, form_of
from onrecord.patterns import named
from onrecord.place import Forms, PackagedForms
from onrecord.scope import Catalogue
from onrecord.surround import surrounded
from onrecord.valueclass import dataclass, replace

TABLES = ("numbers", "quantities", "dates", "measures", "events", "phrases", "parties", "timing", "wars", "manners")
"""The packaged word tables, in the order in which equal forms are listed."""

LANGUAGES = ("en", "ar")
"""The folders of words: a table of meanings without forms has them in ``en/`` and ``ar/``, under the same names."""

_LEAD = re.compile(r"[وف]?(?:[بلك]?(?:ال)?|لل)")
_VERB_LEAD = re.compile(r"[وف]?س?")
_TAILS_OF_VERBS = ("نا", "هم", "ها", "هما", "هن", "ه")
_TEH_MARBUTA = "ة"


@dataclass(frozen=True, slots=True)
class Entry:
    """One line of a word table: its meaning, its forms, and the examples that must and must not match."""

    sense: Sense
    forms: tuple[str, ...]
    matches: tuple[str, ...] = ()
    does_not_match: tuple[str, ...] = ()


Packed = Callable[[bool], Mapping[str, str]]
"""What gives the packed forms of the Arabic script, or of the other."""


class Lexicon:
    """All forms of all tables; :meth:`find` gives the words of a folded text.

    There is one table of forms for each script, made when a text first has letters of it: a short text in one language
    waits for no other. ``words`` and ``names`` give the forms of a script, packed by their first words; without
    ``words`` those of the entries are packed here.
    """

    def __init__(self, entries: Iterable[Entry], names: Packed = lambda _: {}, words: Packed | None = None) -> None:
        self.entries = tuple(entries)
        self._names = names
        self._words = words or (lambda arabic: packed_words(self.entries, arabic=arabic))
        self._made: dict[bool, Headwords] = {}
        self._known: dict[tuple[bool, ...], Callable[[str], tuple[Opening, ...]]] = {}

    def _headwords(self, *, arabic: bool) -> Headwords:
        """The forms in Arabic letters, or the others; those without letters are in both."""
        if arabic not in self._made:
            senses = [entry.sense for entry in self.entries]
            self._made[arabic] = Headwords(senses, self._words(arabic), self._names(arabic))
        return self._made[arabic]

    def _openings(self, text: str) -> Callable[[str], tuple[Opening, ...]]:
        """What gives the ways in which a word of a text may begin a form; what common words begin is kept."""
        arabic = ARABIC.search(text) is not None
        scripts = (True, False) if arabic and OTHER_LETTER.search(text) is not None else (arabic,)
        if scripts not in self._known:
            tables = [self._headwords(arabic=script) for script in scripts]
            self._known[scripts] = lru_cache(_KEPT)(partial(openings, tables=tables, leads=_is_lead, plain=_plain))
        return self._known[scripts]

    def find(self, folded: Folded) -> list[Word]:
        """The words in a folded text, leftmost and longest, none overlapping another."""
        text, ways_of = folded.text, self._openings(folded.text)
        runs = [run.span() for run in RUN.finditer(text)]
        ends = [end for _, end in runs]
        chosen: list[Word] = []
        free, place_end = 0, -1
        for nth, (start, end) in enumerate(runs):
            ways = ways_of(text[start:end]) if start >= free and end - start <= _LONGEST else ()
            if not ways:
                continue
            way = ways[0]
            if len(ways) == 1 and (way.simple or way.stands_alone(text, ends, nth)):
                if way.plain:
                    word = way.alone(start, end)
                    chosen.append(word)
                    free = end
                    place_end = word.end if "place" in word.kinds else place_end
                continue
            if len(ways) > 1 and all(way.simple or way.stands_alone(text, ends, nth) for way in ways):
                standing = [(way.alone(start, end), False) for way in ways if way.plain]
            else:
                standing = sorted(_standing(folded, start, (ends, nth), ways), key=_reach)
            for word, waiting in standing:
                if word.start - len(word.lead) < free:
                    if chosen and word.lead == _ARTICLE and word.whole == chosen[-1].whole:
                        chosen[-1] = _as_noun_too(text, chosen[-1], word, chosen[-2] if len(chosen) > 1 else None)
                    continue
                if waiting and (place_end < 0 or not listed(folded, place_end, word.start - len(word.lead))):
                    continue
                chosen.append(word)
                free = word.end + len(word.tail)
                if "place" in word.kinds:
                    place_end = word.end
        return chosen


_KEPT = 20_000
"""Words of which it is kept what they begin."""

_LONGEST = 60
"""Letters and digits of the longest word that may begin a form."""

_ARTICLE = "ال"


_NUMBER_BEHIND = named("lexicon", "number-behind")


def _as_noun_too(text: str, word: Word, bare: Word, before: Word | None) -> Word:
    """An actor that a table names with its article, as the noun that it is (المقاتلين); a ground beside its number."""
    numbered = before is not None and not before.kinds.isdisjoint(("vague", "number"))
    counted = before is not None and numbered and word.whole[0] == before.end + 1
    counted = counted or (word.means("ground") and _NUMBER_BEHIND.match(text, word.end) is not None)  # القرى السبع
    if word.means("noun") or not (word.kinds <= {"actor"} or (counted and word.means("ground"))):
        return word
    return replace(word, senses=(*word.senses, *(sense for sense in bare.senses if sense.kind == "noun")))


def _reach(found: tuple[Word, bool]) -> tuple[int, int, int, int, bool]:
    """The order in which words are chosen: leftmost, longest, with the least written on them, sure before waiting."""
    word, waiting = found
    return word.start - len(word.lead), -(word.end + len(word.tail)), len(word.lead), len(word.tail), waiting


@lru_cache(maxsize=4096)
def _senses(kind: str, ids: str) -> tuple[Sense, ...]:
    """What a name means: one sense for each that bears it."""
    return tuple(Sense(kind, one, {}) for one in ids.split())


def _named_here(
    folded: Folded, start: int, end: int, lead: str, named: Iterable[Naming]
) -> tuple[tuple[Sense, ...], bool]:
    """What a form names where it stands, and whether that waits for a place beside it in a list."""
    sure: dict[str, Sense] = {}
    maybe: list[Sense] = []
    for kind, mode, ids in named:
        if not fits(folded, start, end, lead, mode):
            continue
        found = _senses(kind, ids)
        if not mode & GUARDED or led(folded, start, end, lead):
            sure.update((sense.kind + sense.id, sense) for sense in found)
        else:
            maybe.extend(found)
    return (tuple(sure.values()), False) if sure or not maybe else (tuple(maybe), True)


_SHORT = {True: ("act", "event_word", "change", "reaches", "predicate", "still", "own_side"), False: ("own_side",)}
"""Kinds of words that keep their meaning in a longer form, in Latin letters and in others."""


def packed_words(entries: Sequence[Entry], *, arabic: bool) -> dict[str, str]:
    """The forms of one script by their first word: a line for each, with the numbers of the entries that it means."""
    meant: dict[str, list[int]] = {}
    for nth, entry in enumerate(entries):
        for form in dict.fromkeys(map(form_of, of_script(entry.forms, arabic=arabic))):
            meant.setdefault(form, []).append(nth)
    packed: dict[str, list[str]] = {}
    for form, numbers in meant.items():
        if not (head := head_of(form)):
            raise OnrecordError(f"a form has no letter or digit: {form!r}")
        every = (*numbers, *_shorter(form, meant, entries))
        packed.setdefault(head, []).append(f"{form}\t{' '.join(map(str, every))}")
    return {head: "\n".join(lines) for head, lines in packed.items()}


def _shorter(form: str, meant: Mapping[str, Sequence[int]], entries: Sequence[Entry]) -> Iterable[int]:
    """What the first words of a longer act mean alone: 'withdrawn' in 'withdrawn from', أطلقنا in أطلقنا سراح."""
    head = form.rpartition(" ")[0]
    known = [entries[nth].sense for nth in meant[form]]
    acts = any(sense.kind == "act" and _AMID not in sense.data for sense in known)
    if not head or not acts:
        return
    kinds = _SHORT[form.isascii()]
    while head:
        for nth in meant.get(head, ()):
            sense = entries[nth].sense
            if sense.kind in kinds and _AMID not in sense.data and sense not in known:
                known.append(sense)
                yield nth
        head = head.rpartition(" ")[0]


def _standing(
    folded: Folded, start: int, run: tuple[Sequence[int], int], ways: Iterable[Opening]
) -> Iterator[tuple[Word, bool]]:
    """Every form that begins with the word at ``start``, and whether it waits for a list; ``run`` says where the words
    of the text end and which of them it is."""
    end = run[0][run[1]]
    for way in ways:
        first = start + len(way.lead)
        forms = [] if way.begun.alone is None else [(first, end - len(way.tail), way.tail, way.begun.alone)]
        if not way.tail:
            forms += [(first, *form) for form in way.begun.from_here(folded.text, *run)]
        if not (way.tail or way.lead):
            for signs, begun in way.begun.led.items():
                if folded.text.endswith(signs, 0, start):
                    alone = [] if begun.alone is None else [(end, "", begun.alone)]
                    forms += [(start - len(signs), *form) for form in (*alone, *begun.from_here(folded.text, *run))]
        for form in forms:
            found = _stands(folded, *form[:2], (way.lead, form[2]), form[3])
            if found is not None:
                yield found


def _stands(folded: Folded, start: int, end: int, written: tuple[str, str], meant: Meant) -> tuple[Word, bool] | None:
    """The word of a form with what is ``written`` on it and the senses that its borders allow, and whether it waits
    for a list; or None where it is part of another word."""
    (senses, named), text, (lead, tail) = meant, folded.text, written
    after = _tail(text, end)
    if not ARABIC.match(text, start):
        if after is None or after or (start and text[start - 1].isalnum()):
            return None
        if senses and not folded.original[folded.origin(start)].isupper():  # the month 'May' is no verb
            senses = tuple(sense for sense in senses if not sense.data.get("capital"))
    elif after is None or (after == "ه" and folded.original[folded.origin(end)] == _TEH_MARBUTA):
        return None  # نقلة is not نقله
    else:
        tail = after
        senses = _borne(senses, lead, tail)
    if any(_AMID in sense.data for sense in senses):
        senses = _around(senses, text, start - len(lead), end + len(tail))
    waiting = False
    if named and not tail and _LEAD.fullmatch(lead):
        names, maybe = _named_here(folded, start, end, lead, named)
        waiting = maybe and not senses
        if waiting or not maybe:
            senses = (*senses, *names)
    return (Word(start, end, senses, lead, tail), waiting) if senses else None


def _plain(meant: Meant, lead: str, tail: str) -> tuple[Sense, ...] | None:
    """The senses that a form has wherever it stands with this lead and tail, or None where that hangs on the text."""
    senses, named = meant
    named = named if not tail and _LEAD.fullmatch(lead) else ()
    if tail == "ه" or any(sense.data.get("capital") or _AMID in sense.data for sense in senses):
        return None
    if any(mode for _, mode, _ in named):
        return None
    names = {sense.kind + sense.id: sense for kind, _, ids in named for sense in _senses(kind, ids)}
    return (*_borne(senses, lead, tail), *names.values())


def _is_lead(written: str) -> bool:
    """Whether letters are clitics that Arabic writes on the front of a word."""
    return bool(_LEAD.fullmatch(written) or _VERB_LEAD.fullmatch(written))


def _tail(text: str, end: int) -> str | None:
    """The letters written after ``end`` on the same word, or None where they are no pronoun."""
    if end == len(text) or not text[end].isalnum():
        return ""
    for tail in TAILS:
        after = end + len(tail)
        if text.startswith(tail, end) and (after == len(text) or not text[after].isalnum()):
            return tail
    return None


_AMID = "amid"
"""What a sense names that its forms have only where certain words stand around them."""


def _around(senses: tuple[Sense, ...], text: str, start: int, end: int) -> tuple[Sense, ...]:
    """The senses that the words around a form ask for, before others of their kind; or those that ask for nothing."""
    held = [s for s in senses if _AMID in s.data and surrounded(str(s.data[_AMID]), text, start, end)]
    kinds = {sense.kind for sense in held}
    plain = (s for s in senses if _AMID not in s.data and (not kinds or s.kind in kinds))
    return (*held, *plain)


def _borne(senses: tuple[Sense, ...], lead: str, tail: str) -> tuple[Sense, ...]:
    """Those of the senses that may carry this front and this end."""
    return tuple(sense for sense in senses if _allowed(sense, lead, tail)) if lead or tail else senses


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


def _surrounded(base: Entry, words: Sequence[Mapping[str, Any]]) -> Iterator[Entry]:
    """The entries of the forms that mean what ``base`` does only where certain words stand around them."""
    for held in words:
        for one in held.get("amid", ()):
            sense = replace(base.sense, data={**base.sense.data, _AMID: one["where"]})
            yield Entry(sense, *(tuple(one[name]) for name in _WORDS))


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


def entries_of(held: Mapping[str, Any]) -> Iterator[Entry]:
    """The entries of compiled tables, by their names; words for a meaning that is not there are an error."""
    for name in TABLES:
        spoken = [held[path] for path in (f"lexicon/{code}/{name}" for code in LANGUAGES) if path in held]
        unused = {(kind, key) for words in spoken for kind, rows in words.items() for key in rows}
        for kind, rows in held[f"lexicon/{name}"].items():
            for row in rows:
                key = row.get("key", row["id"])
                unused.discard((kind, key))
                words = [row, *(of_kinds.get(kind, {}).get(key, {}) for of_kinds in spoken)]
                base = _entry(kind, row, words)
                yield base
                yield from _surrounded(base, words)
                yield from _duals(kind, row, words)
        if unused:
            raise OnrecordError(f"word table {name}: words for no meaning: {sorted(unused)}")


@lru_cache(maxsize=1)
def packaged_entries() -> tuple[Entry, ...]:
    """Every entry of the packaged word tables."""
    names = (name for folder in ("", *(f"/{code}" for code in LANGUAGES)) for name in tables(f"lexicon{folder}"))
    return tuple(entries_of({name: table(name) for name in names}))


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
    places, actors = catalogue.places.forms, catalogue.actors.forms
    if isinstance(places, PackagedForms) and isinstance(actors, PackagedForms):
        return Lexicon(packaged_entries(), lambda arabic: _packaged("names", arabic), _packaged_words)
    names = {"place": [places or _spelt(catalogue.places)], "actor": [actors or _spelt(catalogue.actors)]}
    return Lexicon(packaged_entries(), lambda arabic: packed_names(names, arabic=arabic), _packaged_words)


def _packaged_words(arabic: bool) -> Mapping[str, str]:
    return _packaged("words", arabic)


def _packaged(folder: str, arabic: bool) -> Mapping[str, str]:
    held: Mapping[str, str] = table(f"{folder}/{'ar' if arabic else 'en'}")
    return held
