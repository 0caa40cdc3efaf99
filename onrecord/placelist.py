"""Places that a sentence names together: a list, an address, and which of several are the more precise."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from onrecord.patterns import named
from onrecord.scope import Catalogue
from onrecord.sentence import Sentence
from onrecord.spot import Spot, spots_in

_ONE_LIST = named("placelist", "one-list")


def groups_of(sentence: Sentence, spots: Sequence[Spot]) -> list[list[Spot]]:
    """Places that stand in one list: 'Iraq and Syria'."""
    groups: list[list[Spot]] = []
    for spot in spots:
        if groups and _ONE_LIST.fullmatch(sentence.text, groups[-1][-1].end, spot.start) is not None:
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


def without_wider(sentence: Sentence, catalogue: Catalogue, group: Sequence[Spot]) -> list[Spot]:
    """A list of places without those that another lies in: 'Khan Yunis, Gaza', 'Lebede, Lower Shabelle Region'."""
    gaps = [sentence.between(one.end, other.start).strip() for one, other in pairwise(group)]
    address = all(gap in ("", ",", "،") for gap in gaps)
    wide = {nth for nth in range(1, len(group)) if address and _holds(sentence, catalogue, group, nth)}
    kept = [spot for nth, spot in enumerate(group) if nth not in wide]
    return [spot for spot in kept if not any(finer(catalogue, other, spot) for other in kept if other is not spot)]


_WIDE_KINDS = ("country", "governorate", "district", "province", "region")


_WIDE_NOUN = {"en": named("placelist", "wide-noun"), "ar": named("placelist", "arabic-wide-noun")}
"""What a place that holds others is called, or how it is told where a place lies: 'north of', جنوب."""


def _holds(sentence: Sentence, catalogue: Catalogue, group: Sequence[Spot], nth: int) -> bool:
    """Whether a place of an address is where the one before it lies."""
    spot, before = group[nth], group[nth - 1]
    text = sentence.text[spot.start : spot.end]
    if _WIDE_NOUN[sentence.statement.language].match(text) is not None:
        return True
    if spot.place not in catalogue.places:
        return False
    known = catalogue.places[spot.place]
    wide = known.is_region or known.kind in _WIDE_KINDS
    if before.place not in catalogue.places:
        return wide
    part = catalogue.places[before.place].kind
    return wide and (part not in _WIDE_KINDS or (known.kind == "country" and part != "country"))


def spots_of_event(sentence: Sentence, catalogue: Catalogue, offset: int) -> list[Spot]:
    """The places of an event without a figure: those of its clause."""
    first, last = sentence.clause(offset)
    near = [group for group in groups_of(sentence, spots_in(sentence, catalogue)) if first <= group[0].start < last]
    near = [g for g in near if not any(finer(catalogue, o[0], g[0]) for o in near if o is not g)]
    if not near:
        return []
    return without_wider(sentence, catalogue, min(near, key=lambda group: abs(group[0].start - offset)))
