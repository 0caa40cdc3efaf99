"""Places that a sentence names without saying that anything happened there: by who acts, by a name, by a people.

    Liberia held elections                       a country that acts
    Idlib Health Directorate, weekly note        a place in a longer name
    the Support Mission in Libya recorded        a place in a party's name
    Afghans voted on Saturday                    a people, by its country

Such places are only offered, to the figures of their sentence and of later ones: the weights tell what they are worth.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import cache

from onrecord import patterns as re
from onrecord.data import table
from onrecord.lexicon import build_lexicon
from onrecord.mouthpiece import speaks
from onrecord.normal import Word, fold
from onrecord.patterns import named
from onrecord.role import names_of
from onrecord.scope import Catalogue
from onrecord.sentence import Sentence
from onrecord.setwords import either
from onrecord.spot import Spot, spelled_otherwise, spots_in


def tacit_in(sentence: Sentence, catalogue: Catalogue) -> tuple[Spot, ...]:
    """The places that a sentence names so, in their order; asked often, told once."""
    asked, found = sentence.kept.get("tacit", (None, ()))
    if asked is not catalogue:
        taken = [(spot.start, spot.end) for spot in spots_in(sentence, catalogue)]
        spots = sorted((*_known(sentence, catalogue), *_in_names(sentence, catalogue), *_peoples(sentence)), key=_start)
        clear = (spot for spot in spots if all(spot.end <= low or high <= spot.start for low, high in taken))
        found = tuple([spot for spot in clear if not spelled_otherwise(sentence, spot)])
        sentence.kept["tacit"] = catalogue, found
    tacit: tuple[Spot, ...] = found
    return tacit


def _start(spot: Spot) -> int:
    return spot.start


def _known(sentence: Sentence, catalogue: Catalogue) -> Iterator[Spot]:
    """Places of the tables that act or begin a longer name; nouns for places, and names with one, without a lead."""
    for word in sentence.of_kinds("place", "ground"):
        start, end = word.whole
        sense = word.sense("place")
        if sentence.meets_date(start, end) or sentence.meets_figure(start, end):
            continue
        if sense is not None:
            coarse = _coarse(catalogue, sense.id)
            if not _adjective(sentence, end) and (coarse or not speaks(sentence, word)):
                yield Spot(start, end, sense.id, coarse, sort="acting country" if coarse else "acting")
        elif word.means("ground", "area"):
            yield Spot(start, end, sort="unled area")
        elif word.means("ground", "site"):
            match = _NAMED.search(sentence.folded.original, *_before(sentence, word))
            if match is not None:
                yield Spot(sentence.folded.index(match.start()), word.end, sort="unled name")


def _coarse(catalogue: Catalogue, place: str) -> bool:
    return place in catalogue.places and catalogue.places[place].kind in ("country", "world")


_NAMED = re.compile(r"(?:[A-Z][\w'-]+ ){1,3}$")


def _before(sentence: Sentence, word: Word) -> tuple[int, int]:
    """The stretch of the text as received that stands before a word of its sentence."""
    origin = sentence.folded.origin
    return max(origin(sentence.start), origin(word.start) - _LONGEST), origin(word.start)


_LONGEST = 40
"""Letters of a name before its noun."""


def _adjective(sentence: Sentence, end: int) -> bool:
    """Whether an Arabic word ends with a tanwin: روسياً is no name of Russia."""
    origin = sentence.folded.origin(end - 1) + 1
    return "\u064b" in sentence.folded.original[origin - 2 : origin + 1]


_LEADS = named("tacitplace", "leads")


def _in_names(sentence: Sentence, catalogue: Catalogue) -> Iterator[Spot]:
    """Places in the names of parties: the first word, and what stands behind 'in'."""
    for found in names_of(sentence, catalogue):
        text = sentence.text[found.start : found.end]
        if found.kind != "actor" or " " not in text:
            continue
        match = _LEADS.search(text)
        start = found.start + (match.end() if match is not None else 0)
        end = found.end if match is not None else start + text.index(" ")
        written = sentence.folded.span(start, end)
        for word in build_lexicon(catalogue).find(fold(sentence.folded.original[written.start : written.end])):
            sense = word.sense("place")
            if sense is not None and sense.id in catalogue.places:
                at = start + word.start, start + word.end
                yield Spot(*at, sense.id, _coarse(catalogue, sense.id), sort="in a name")


@cache
def _people_words() -> tuple[re.Pattern[str], Mapping[str, str]]:
    """The words for the people of a country, folded, and whose they are."""
    codes: Mapping[str, str] = table("names/peoples")
    return re.compile(rf"(?<!\w){either(codes)}(?!\w)"), codes


def _peoples(sentence: Sentence) -> Iterator[Spot]:
    """Peoples, each for its country."""
    pattern, codes = _people_words()
    for match in pattern.finditer(sentence.text, sentence.start, sentence.end):
        if not sentence.meets_figure(*match.span()):
            yield Spot(*match.span(), codes[match.group()], coarse=True, sort="people")
