"""Where: the phrases of a sentence that name a place, known or not, and which of them a figure speaks of.

A place is a name of the catalogue, a noun that stands for a place where a word leads to it ('across the country',
في القطاع), or, in English, a name that nobody knows behind such a word ('near Shyrokyne'). A name that acts
('Ukraine fires', تعهدت مصر) or that something is given to is a party, and no place.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from onrecord.normal import Word
from onrecord.partyname import role_words
from onrecord.quantity import Span
from onrecord.scope import Catalogue
from onrecord.sentence import Sentence
from onrecord.slot import Mention

OF_A_PLACE = (
    *("facilities_out", "buildings_damaged", "site_destroyed", "site_rebuilt", "people_in_need", "displaced", "deaths"),
    *("civilian_deaths", "turnout", "returns", "territory_held", "territory_taken", "territory_lost", "injured"),
)
"""Measures of what a place itself has: 'Gaza's hospitals', but not 'Iraq's tanks'."""


@dataclass(frozen=True, slots=True)
class Spot:
    """One phrase that names a place, by folded offsets, with its id where it is known."""

    start: int
    end: int
    place: str = ""
    coarse: bool = False
    """A country, or a word as wide as one."""


def spots_in(sentence: Sentence, catalogue: Catalogue) -> list[Spot]:
    """The places that a sentence names, in their order."""
    asked, found = sentence.kept.get("spots", (None, ()))
    if asked is not catalogue:
        found = tuple(_spots_in(sentence, catalogue))
        sentence.kept["spots"] = catalogue, found
    return list(found)


def _spots_in(sentence: Sentence, catalogue: Catalogue) -> list[Spot]:
    known = [spot for word in sentence.of_kinds("place", "ground") if (spot := _spot(sentence, catalogue, word))]
    taken = [(spot.start, spot.end) for spot in known]
    unknown = [
        spot
        for spot in _unknown(sentence, known)
        if all(spot.end <= start or spot.start >= end for start, end in taken)
    ]
    return sorted((*known, *unknown), key=lambda spot: spot.start)


def opening_country(sentence: Sentence, catalogue: Catalogue) -> Spot | None:
    """The country whose vote or war a text begins with, though it acts there: 'Liberia held elections'."""
    if sentence.start > 0 or sentence.statement.language != "en":
        return None
    for word in sentence.words:
        sense = word.sense("place")
        known = sense is not None and sense.id in catalogue.places
        if sense is not None and known and catalogue.places[sense.id].kind == "country":
            return Spot(*word.whole, sense.id, coarse=True)
    return None


# -------------------------------------------------------------------------------------------------------- known words


def _spot(sentence: Sentence, catalogue: Catalogue, word: Word) -> Spot | None:
    """What one word of the tables names as a place."""
    if any(item.start <= word.start < item.end for item in sentence.stated):
        return None
    start, end = word.whole
    sense = word.sense("place")
    if sense is None:
        if word.means("ground", "area") and _led(sentence, word):
            coarse = sentence.text[word.start : word.end] in ("the border", "الحدود", "الخارج")
            return _widened(sentence, Spot(start, end, coarse=coarse))
        return None
    if (
        _acts(sentence, word)
        or _of_a_nation(sentence, word)
        or any(d.start <= word.start < d.end for d in sentence.dated)
    ):
        return None
    coarse = sense.id in catalogue.places and catalogue.places[sense.id].kind in ("country", "world")
    return _widened(sentence, Spot(start, end, sense.id, coarse))


def _of_a_nation(sentence: Sentence, word: Word) -> bool:
    """Whether what looks like a country is its adjective: جورجيًا; or begins a longer name: 'U.S. Africa Command'."""
    end = sentence.folded.span(word.whole[0], word.whole[1]).end
    original = sentence.folded.original
    if sentence.statement.language == "ar":
        return original[end - 1 : end] == "\u064b" or original[end - 2 : end] in ("\u064b\u0627", "\u0627\u064b")
    before = _before(sentence, word.whole[0])
    if before in role_words("en", "places") or before == "and" or before.endswith(","):
        return False
    return (
        re.match(r"\.? [A-Z]", original[end : end + 3]) is not None and original[word.start : word.start + 1].isalpha()
    )


def _widened(sentence: Sentence, spot: Spot) -> Spot:
    """A name with the noun or the direction beside it: 'north-west Syria', 'Bucha district', معبر كفرلوسين."""
    for word in sentence.of_kinds("ground"):
        if not word.means("ground", "site", "side"):
            continue
        start, end = word.whole
        if end <= spot.start and sentence.between(end, spot.start) in (" ", " of ", " of the "):
            if word.means("ground", "side") or sentence.statement.language == "ar":
                coarse = spot.coarse and not word.means("ground", "site")
                return replace(spot, start=start, coarse=coarse)
        if start >= spot.end and sentence.between(spot.end, start) == " ":
            return replace(spot, end=end, coarse=False)
    return spot


def _before(sentence: Sentence, start: int) -> str:
    """The word right before an offset, without an article."""
    before = sentence.text[sentence.start : start].rstrip(" «\"'(")
    tokens = before.split(" ")
    while len(tokens) > 1 and tokens[-1] in ("the", "a", "its", "their", "our", "eastern", "western"):
        tokens.pop()
    last = tokens[-1]
    arabic = sentence.statement.language == "ar" and last not in role_words("ar", "places")
    return last[1:] if arabic and last[:1] in ("و", "ف") else last


def lead_of(sentence: Sentence, start: int) -> str:
    """What leads to a place: the word before it where it is one that leads to places or parties, else its kind."""
    word, language = _before(sentence, start), sentence.statement.language
    if word in role_words(language, "places") or word in role_words(language, "parties"):
        return word
    written_on = sentence.text[start : start + 1] if language == "ar" else ""
    return written_on if written_on in ("ب", "ل") else "a name" if not word else "another word"


def _led(sentence: Sentence, word: Word) -> bool:
    """Whether a word that leads to a place stands before one that is only a noun."""
    language = sentence.statement.language
    lead = sentence.text[word.whole[0] : word.start]
    if language == "ar":
        before = _before(sentence, word.whole[0])
        counted = any(w.end == word.whole[0] - 1 and w.means("noun") for w in sentence.words)
        return lead[:1] in ("ب", "ل") or counted or before in role_words("ar", "places")
    before = _before(sentence, word.start)
    text = sentence.text[word.start : word.end]
    return before in role_words("en", "places") or word.start == sentence.start or text.startswith(("this ", "here"))


_HELPED = re.compile(r" (?:has |have |had |also |now |says? |itself )*")
_DOES = ("act", "predicate", "attribution", "records", "promise", "denial")


def _acts(sentence: Sentence, word: Word) -> bool:
    """Whether the name of a place stands for those who act there: before an active verb, behind an Arabic one."""
    start, end = word.whole
    before = _before(sentence, start)
    language = sentence.statement.language
    listed = [w for w in sentence.of_kinds("place") if sentence.text[w.end : start] in (" and ", ", ", " و", "، ")]
    if listed:
        return _acts(sentence, listed[-1])
    if before in role_words(language, "places"):
        return False
    if word.means("actor"):
        return True
    if language == "ar":
        if "ب" in word.lead:
            return False
        if word.lead.endswith("ل") and "ال" not in word.lead:
            return True
        befalls = role_words("ar", "befalls")
        verbs = [w for w in sentence.of_kinds(*_DOES) if not w.means("noun")]
        return any(w.whole[1] == start - 1 and sentence.text[w.start : w.end] not in befalls for w in verbs)
    if before in role_words("en", "parties"):
        return True
    for verb in sentence.of_kinds(*_DOES):
        if verb.start < end or verb.means("noun"):
            continue
        return _HELPED.fullmatch(sentence.between(end, verb.start)) is not None
    return False


# ------------------------------------------------------------------------------------------------------ unknown names

_NAME = re.compile(r"(?:[A-Z][\w'’-]+|al-[A-Z][\w'’-]+)(?: (?:of |al-|el-|de |and )?[A-Z][\w'’-]+)*")
_LEADS = re.compile(r"\b([a-z]+) (?:the )?$")
_KNOWN = ("actor", "party", "nation", "month", "weekday", "noun", "own_side", "place", "event_word", "act", "negative")


def _unknown(sentence: Sentence, known: Sequence[Spot]) -> Iterator[Spot]:
    """English names behind a word that leads to a place, which no table knows as anything else."""
    if sentence.statement.language != "en":
        yield from _unknown_arabic(sentence)
        yield from _listed_arabic(sentence, known)
        return
    original = sentence.folded.original
    origin = sentence.folded.origin
    for match in _NAME.finditer(original, origin(sentence.start), origin(sentence.end - 1) + 1):
        start, end = sentence.folded.index(match.start()), sentence.folded.index(match.end())
        first, _, rest = sentence.text[start:end].partition(" ")
        if rest and first in role_words("en", "places"):
            start += len(first) + 1
        reach = start
        for _ in range(3):  # the word that leads and an article, each with the blank before it
            reach = max(sentence.text.rfind(" ", sentence.start, reach), sentence.start)
        lead = _LEADS.search(sentence.text, reach, start)
        joined = sentence.text.endswith((", ", " and "), sentence.start, start)
        listed = joined and any(abs(s.end - start) <= 6 for s in known)
        if not listed and (
            lead is None or lead.group(1) not in role_words("en", "places") or lead.group(1) == "between"
        ):
            continue
        if sentence.text[start:end].split()[0] in role_words("en", "titles"):
            continue
        if any(d.start < end and start < d.end for d in sentence.dated):
            continue
        inside = [w for w in sentence.words if w.start < end and start < w.end]
        site = any(w.means("ground", "site") and w.end == end for w in inside)
        if not site and any(w.sense(*_KNOWN) for w in inside):
            continue
        yield _widened(sentence, Spot(start, end))


_UNKNOWN_ARABIC = re.compile(r" (?:ال)?(\w{3,})")


def _maybe_name(word: Word) -> bool:
    """Whether a word may be a name behind a noun for a place: النجاة, which is a verb's noun too."""
    return word.means("ground") or (word.kinds <= {"act", "event_word", "predicate"} and word.lead.endswith("ال"))


def _unknown_arabic(sentence: Sentence) -> Iterator[Spot]:
    """What a noun for a kind of place is the head of: مستشفى النو, حي غويران; and what lies 'near' or 'north of'."""
    for word in sentence.words:
        near = sentence.text[word.whole[0] : word.end] in role_words("ar", "near")
        if not word.means("ground", "site") and not near:
            continue
        if word.means("noun") and any(item.end <= word.start <= item.end + 1 for item in sentence.stated):
            continue
        match = _UNKNOWN_ARABIC.match(sentence.text, word.end, sentence.end)
        if match is None or word.tail or match.group(1).isdigit():
            continue
        if any(w.whole[0] < match.end() and match.start() < w.end and not _maybe_name(w) for w in sentence.words):
            continue
        if any(d.start < match.end() and match.start() < d.end for d in sentence.dated):
            continue
        yield Spot(match.start() + 1 if near else word.whole[0], match.end())


_AND_UNKNOWN = re.compile(r" و(\w{3,})")


def _listed_arabic(sentence: Sentence, known: Sequence[Spot]) -> Iterator[Spot]:
    """A word that no table knows, joined by 'and' to a place: في شرناق وهكاري."""
    for spot in known:
        match = _AND_UNKNOWN.match(sentence.text, spot.end, sentence.end)
        if match is None or not spot.place or match.group(1)[0].isdigit():
            continue
        if not any(w.whole[0] < match.end() and match.start(1) < w.end for w in sentence.words):
            yield Spot(match.start(1), match.end())


# ------------------------------------------------------------------------------------------------- which of them it is


def groups_of(sentence: Sentence, spots: Sequence[Spot]) -> list[list[Spot]]:
    """Places that stand in one list: 'Iraq and Syria'."""
    groups: list[list[Spot]] = []
    for spot in spots:
        gap = sentence.between(groups[-1][-1].end, spot.start).strip() if groups else "?"
        if gap in ("", ",", "،", "and", "و", ", and", "and in", "وفي", "and near") and groups:
            groups[-1].append(spot)
        else:
            groups.append([spot])
    return groups


def finer(catalogue: Catalogue, one: Spot, other: Spot) -> bool:
    """Whether a place is the more precise of two: it lies in the other, or the other is a country."""
    if one.place and other.place:
        return one.place != other.place and _inside(catalogue, one.place, other.place)
    return other.coarse and not one.coarse


def _inside(catalogue: Catalogue, part: str, whole: str) -> bool:
    seen, place = set(), part
    while place in catalogue.places and place not in seen:
        seen.add(place)
        place = catalogue.places[place].within or ""
        if place == whole:
            return True
    return False


def without_wider(catalogue: Catalogue, group: Sequence[Spot]) -> list[Spot]:
    """A list of places without those that another of them lies in: 'Khan Yunis, Gaza'."""
    return [spot for spot in group if not any(finer(catalogue, other, spot) for other in group if other is not spot)]


def spots_of_event(sentence: Sentence, catalogue: Catalogue, offset: int) -> list[Spot]:
    """The places of an event without a figure: those of its clause."""
    first, last = sentence.clause(offset)
    near = [group for group in groups_of(sentence, spots_in(sentence, catalogue)) if first <= group[0].start < last]
    near = [g for g in near if not any(finer(catalogue, o[0], g[0]) for o in near if o is not g)]
    if not near:
        return []
    return without_wider(catalogue, min(near, key=lambda group: abs(group[0].start - offset)))


def beside_the_point(sentence: Sentence, spot: Spot, measure: str) -> bool:
    """Whether a place is only where missiles came from, or whom money is for."""
    before = _before(sentence, spot.start)
    language = sentence.statement.language
    owned = sentence.text[spot.end : spot.end + 2] in ("'s", "' ")
    if owned and measure and measure not in OF_A_PLACE:
        return True
    if measure in ("munitions", "intercepted"):
        return before in role_words(language, "from_where")
    return measure == "funds" and before in role_words(language, "for_whom") and before not in ("in", "في")


def mention(sentence: Sentence, spot: Spot) -> Mention:
    """A place as a claim names it."""
    span: Span = sentence.folded.span(spot.start, spot.end)
    return Mention(spot.place, span)
