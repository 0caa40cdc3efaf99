"""Which of the places that bear a name is meant: one where the words around it say so, else none.

Asked in this order, each only of what the one before left open: a place that stands beside the name ('Tripoli,
Lebanon'); the places, nations and parties named in the same sentence; those of the whole statement; the country of
the speaker or the publisher. Each settles it only where it speaks for exactly one of the bearers.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from functools import cache, cached_property

from onrecord import patterns as re
from onrecord.data import table
from onrecord.normal import Folded, Sense, Word, fold
from onrecord.patterns import named
from onrecord.scope import Catalogue
from onrecord.statement import Statement
from onrecord.valueclass import replace

_SENTENCE_END = re.compile(r"[.!?؟…](?=\s)|\n+")
_BESIDE = named("bearer", "beside")


def settled(words: Sequence[Word], folded: Folded, statement: Statement, catalogue: Catalogue) -> list[Word]:
    """The words of a statement, those that several places bear with the one that is meant, or without any place."""
    if not any(map(_several, words)):
        return list(words)
    scene = _Scene(words, folded, statement, catalogue)
    found = (_settle(word, nth, scene) if _several(word) else word for nth, word in enumerate(words))
    return [word for word in found if word.senses]


def _several(word: Word) -> bool:
    return len(word.senses) > 1 and "place" in word.kinds and [sense.kind for sense in word.senses].count("place") > 1


def _settle(word: Word, nth: int, scene: _Scene) -> Word:
    """The word with the one place that the context speaks for, and by which rule; without a place where it does not."""
    bearers = [sense for sense in word.senses if sense.kind == "place"]
    others = tuple(sense for sense in word.senses if sense.kind != "place")
    for rule, holders in (
        ("beside", lambda: scene.beside(nth)),
        ("sentence", lambda: scene.sentence(word.start)),
        ("statement", lambda: scene.everywhere),
        ("publisher", lambda: scene.publisher),
    ):
        chosen = scene.one_of(bearers, holders)
        if chosen is not None:
            not_meant = tuple(sense.id for sense in bearers if sense.id != chosen.id)
            return replace(word, senses=(*others, Sense("place", chosen.id, {"rule": rule, "not": not_meant})))
    return replace(word, senses=others)


@dataclass
class _Scene:
    """What a statement names for sure, and where."""

    words: Sequence[Word]
    folded: Folded
    statement: Statement
    catalogue: Catalogue

    def one_of(self, bearers: Sequence[Sense], holders: Callable[[], Iterable[str]]) -> Sense | None:
        """The only bearer that lies in a place named, or else that lies in the same country as one."""
        named = set(holders())
        for wholes in (named, set(filter(None, map(self._country, named)))):
            inside = [bearer for bearer in bearers if self._meets(bearer.id, wholes)]
            if len(inside) == 1:
                return inside[0]
        return None

    def beside(self, nth: int) -> list[str]:
        """The place that stands right behind a name, or right before it."""
        found = []
        for first, second in ((nth, nth + 1), (nth - 1, nth)):
            if first >= 0 and second < len(self.words):
                left, right = self.words[first], self.words[second]
                other = right if first == nth else left
                if _BESIDE.fullmatch(self.folded.text[left.end : right.start]):
                    found.extend(self._places(other))
        return found

    def sentence(self, offset: int) -> list[str]:
        """What is named in the sentence that an offset stands in."""
        nth = bisect_right(self._ends, offset)
        return [place for at, place in self._named if bisect_right(self._ends, at) == nth]

    @cached_property
    def everywhere(self) -> list[str]:
        """What is named anywhere in the statement."""
        return [place for _, place in self._named]

    @cached_property
    def publisher(self) -> list[str]:
        """The countries of the speaker and of the publisher."""
        found = [self._home(self.statement.speaker)] if self.statement.speaker else []
        for text in (self.statement.publisher, self.statement.speaker_name):
            found.extend(place for _, place in _nations(f" {text.lower()} "))
        return [place for place in found if place is not None]

    @cached_property
    def _ends(self) -> list[int]:
        return [match.end() for match in _SENTENCE_END.finditer(self.folded.text)]

    @cached_property
    def _named(self) -> list[tuple[int, str]]:
        """Every place and nation that is named for sure, and where the parties named are at home."""
        found = [(word.start, place) for word in self.words for place in self._places(word)]
        homes = ((word.start, self._home(sense.id)) for word in self.words if (sense := word.sense("actor")))
        found.extend((at, home) for at, home in homes if home is not None)
        return [*found, *_nations(self.folded.text)]

    def _places(self, word: Word) -> list[str]:
        return [] if _several(word) else [sense.id for sense in word.senses if sense.kind == "place"]

    def _chain(self, place: str) -> tuple[str, ...]:
        """A place and what it lies in; of a region, the country that all of it lies in."""
        places = self.catalogue.places
        if not places[place].is_region:
            return places.tree.chain(place)
        return (place, *places[place].outer, *filter(None, [places.country(place)]))

    def _meets(self, bearer: str, named: set[str]) -> bool:
        """Whether a bearer lies in one of the places named, or one of them in it."""
        return bool(named & set(self._chain(bearer))) or any(bearer in self._chain(place) for place in named)

    def _country(self, place: str) -> str | None:
        return self.catalogue.places.country(place)

    def _home(self, actor: str | None) -> str | None:
        """The country that an actor is of."""
        actors = self.catalogue.actors
        if actor is None or actor not in actors:
            return None
        homes = (actors[one].country for one in actors.tree.chain(actor) if one in actors)
        return next(filter(None, homes), None)


def _nations(text: str) -> list[tuple[int, str]]:
    """The countries whose people or things are named: 'Lebanese', لبنانية."""
    return [(match.start(), _country_of()[match.group(1)]) for match in _NATION.finditer(text)]


_NATION = named("bearer", "nation")


@cache
def _country_of() -> dict[str, str]:
    """The countries by the stems of the words for their people."""
    return {fold(stem).text: code for code, stems in table("naming")["nations"].items() for stem in stems}
