"""Decisions on names: what a name that datasets write means here, who said so, and what would be nearest.

A decision makes a name one of a place's or an actor's own, in the whole project; it is journalled and applied wherever
files are read anew. To decide that a name means nothing known here is a decision too.
"""

from __future__ import annotations

import json
import math
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any, Literal

from onrecord.errors import UsageError
from onrecord.gazetteer import Added, fold
from onrecord.journal import DECIDED, Entry
from onrecord.place import WORLD
from onrecord.scope import Catalogue
from onrecord.whereabouts import kilometres

Kind = Literal["place", "actor"]
ALIKE = 0.6
"""The share of letters in common below which two names are no candidates for one another."""

NEAR_KILOMETRES = 15.0
MOST_CANDIDATES = 3
_ANY_ARABIC = re.compile(r"[\u0620-\u064a]")
_KIND_WORDS = re.compile(r"\b(?:town|city|village|area|district|province|governorate|neighbou?rhood|the|of)\b")


@dataclass(frozen=True, slots=True)
class Decided:
    """What a name means: the id of a place or an actor, or None where it means nothing known here."""

    kind: Kind
    name: str
    id: str | None
    reason: str = ""
    user: str = ""
    time: str = ""

    def content(self) -> dict[str, Any]:
        """What the journal holds of it."""
        return {"kind": self.kind, "name": self.name, "id": self.id, "reason": self.reason}

    def content_text(self) -> str:
        """What it says, as text: the same for the same decision."""
        return json.dumps([self.kind, self.name, self.id], ensure_ascii=False)


@dataclass(frozen=True, slots=True)
class Unknown:
    """A name that a loaded table or a statement writes and nothing here bears: how often, in what, and about where.

    ``reports`` counts the reports of a table, or the claims of a statement (``stated``); ``table`` is either's id.
    """

    kind: Kind
    name: str
    table: str
    reports: int
    within: tuple[str, ...] = ()
    said_in: str = ""
    latitude: float | None = None
    longitude: float | None = None
    stated: bool = False


@dataclass(frozen=True, slots=True)
class Candidate:
    """What a name might mean: how alike the names are, from 0 to 1, and how far away it is where that is known."""

    id: str
    name: str
    alike: float
    kilometres: float | None = None


def decisions_in(entries: Iterable[Entry]) -> dict[tuple[str, str], Decided]:
    """The latest decision on each name, by kind and name."""
    found: dict[tuple[str, str], Decided] = {}
    for entry in entries:
        if entry.kind == DECIDED and entry.content is not None:
            held = Decided(**entry.content, user=entry.user, time=entry.time)
            found[held.kind, held.name] = held
    return found


def decision_on(name: str, meaning: str | None, reason: str, catalogue: Catalogue, kind: Kind | None = None) -> Decided:
    """The decision that a name means a place or an actor by its id, or (None) nothing known here."""
    if not name.strip() or len(name) > 300:
        raise UsageError("give the name as the table writes it, at most 300 characters")
    if meaning is None:
        if kind is None:
            raise UsageError("say whether the name is of a place or of an actor, with --kind")
        return Decided(kind, name, None, reason)
    is_place = meaning in catalogue.places and not catalogue.places[meaning].is_region
    kinds: list[Kind] = []
    if is_place and kind != "actor":
        kinds.append("place")
    if meaning in catalogue.actors and kind != "place":
        kinds.append("actor")
    if len(kinds) != 1:
        raise UsageError(f"no id {meaning!r} of one place or one actor; onrecord unresolved lists candidates by id")
    return Decided(kinds[0], name, meaning, reason)


def decided_names(decided: Iterable[Decided], catalogue: Catalogue) -> Added:
    """The decided names as forms of what they mean; they win over packaged names, as one's own do."""
    from onrecord.naming import CAPITAL
    from onrecord.spelling import arabic_family, latin_family

    forms: dict[Kind, dict[int, dict[str, str]]] = {"place": {}, "actor": {}}
    for each in sorted(decided, key=Decided.content_text):
        known = catalogue.places if each.kind == "place" else catalogue.actors
        if each.id is None or each.id not in known:
            continue
        mode = CAPITAL if any(map(str.isupper, each.name)) else 0
        family = arabic_family(each.name) if _ANY_ARABIC.search(each.name) else latin_family(each.name)
        for form in {fold(each.name), *family}:
            if len(form) > 1:
                forms[each.kind].setdefault(mode, {})[form] = each.id
    return Added((), (), forms["place"], forms["actor"], own=True)


# ----------------------------------------------------------------------------------------------- what might be meant


class Nearest:
    """Finds what names might mean; what is known is looked through once for each country."""

    def __init__(self, catalogue: Catalogue) -> None:
        self.catalogue = catalogue
        self._places: dict[str, list[tuple[str, frozenset[str]]]] = {}
        self._actors: list[tuple[str, frozenset[str]]] | None = None

    def candidates(self, unknown: Unknown) -> list[Candidate]:
        """The nearest few, the likeliest first."""
        bare, place = _bare(unknown.name), unknown.kind == "place"
        found = self._place_candidates(unknown, bare) if place else self._actor_candidates(bare)
        return sorted(found, key=_likeliest)[:MOST_CANDIDATES]

    def _place_candidates(self, unknown: Unknown, bare: str) -> Iterator[Candidate]:
        places = self.catalogue.places
        for key, names in self._in(unknown.within):
            place = places[key]
            far = None
            if place.lat is not None and place.lon is not None and unknown.latitude is not None:
                assert unknown.longitude is not None
                far = kilometres(float(place.lat), float(place.lon), unknown.latitude, unknown.longitude)
            alike = _most_alike(bare, names)
            if alike >= ALIKE or (far is not None and far <= NEAR_KILOMETRES and alike >= ALIKE / 2):
                yield Candidate(key, place.names.get("en", key), alike, far)

    def _in(self, within: Sequence[str]) -> list[tuple[str, frozenset[str]]]:
        """The places in the first of some places that holds any, each with its names as they are compared."""
        tree = self.catalogue.places.tree
        whole = within[0] if within else WORLD
        if whole not in self._places:
            self._places[whole] = [
                (place.id, frozenset(map(_bare, (*place.names.values(), *place.spellings))))
                for place in self.catalogue.places
                if not place.is_region and place.id not in (whole, WORLD) and tree.holds(whole, place.id)
            ]
        return self._places[whole]

    def _actor_candidates(self, bare: str) -> Iterator[Candidate]:
        if self._actors is None:
            self._actors = [
                (actor.id, frozenset(map(_bare, (*actor.names.values(), *actor.spellings))))
                for actor in self.catalogue.actors
            ]
        for key, names in self._actors:
            alike = _most_alike(bare, names)
            if alike >= ALIKE:
                yield Candidate(key, self.catalogue.actors[key].names.get("en", key), alike)


def _likeliest(candidate: Candidate) -> tuple[float, float, int, str]:
    """Alike first, then near; of a town and its district the one with the shorter name."""
    far = math.inf if candidate.kilometres is None else candidate.kilometres
    return -candidate.alike, far, len(candidate.name), candidate.id


def _bare(name: str) -> str:
    """A name as it is compared: folded, without the word for what it is and what stands in brackets."""
    folded = fold(re.sub(r"\s*\(.*?\)", "", name))
    return " ".join(_KIND_WORDS.sub(" ", folded).split()) or folded


def _most_alike(name: str, names: Iterable[str]) -> float:
    """The largest share of letters that a name has in common with one of several (Ratcliff and Obershelp)."""
    import difflib

    matcher = difflib.SequenceMatcher(None, b=name, autojunk=False)
    best = 0.0
    for other in names:
        matcher.set_seq1(other)
        if matcher.real_quick_ratio() > max(best, ALIKE / 2) and matcher.quick_ratio() > best:
            best = max(best, matcher.ratio())
    return best
