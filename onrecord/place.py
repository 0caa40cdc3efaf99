"""Places: one tree of parts, and regions with uncertain edges laid over it.

Every place has at most one whole; two places of which neither lies in the other are disjoint. A region is not in
the tree: it has an ``inner`` cover (places surely in it) and an ``outer`` one (places possibly in it).
"""

from __future__ import annotations

from collections import ChainMap
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Any, TypeVar

from onrecord.data import table
from onrecord.errors import UsageError
from onrecord.nearby import PRINTED, Drawn, Nearby, base_of, town_of

WORLD = "world"


@dataclass(frozen=True, slots=True)
class Place:
    """A place or a region, with the names it is printed under (by language) and found under (spellings)."""

    id: str
    kind: str
    names: Mapping[str, str]
    within: str | None = None
    inner: tuple[str, ...] = ()
    outer: tuple[str, ...] = ()
    source: str = ""
    spellings: tuple[str, ...] = ()
    lat: str | None = None
    lon: str | None = None
    one_area: bool = False
    """Of a region: whether every use of the name means the same area, though nobody knows its edge."""

    @property
    def is_region(self) -> bool:
        return self.kind == "region"


PART = "|"
"""Between a place and a region: what the region has of the place, and none of its named parts."""

NOT_STATED = Place(
    "region:not-stated", "region", {"en": "a place not stated", "ar": "مكان لم يُذكر"}, inner=(), outer=(WORLD,)
)
"""Where the words name no place, or none that is known: nothing surely in it, and possibly anything."""


class Tree:
    """A tree of ids: what lies in what. Serves places and actors alike."""

    def __init__(self, within: Mapping[str, str | None], root: str) -> None:
        self.root = root
        self._within = dict(within)
        self._chains: dict[str, tuple[str, ...]] = {root: (root,)}

    def chain(self, node: str) -> tuple[str, ...]:
        """The node and all that it lies in, up to the root."""
        if node not in self._chains:
            whole, part, _ = node.partition(PART)
            if part and whole in self._within:  # what a region has of a place
                self._chains[node] = (node, *self.chain(whole))
                return self._chains[node]
            if node not in self._within:
                raise UsageError(f"{node!r} is not in the hierarchy")
            self._chains[node] = (node, *self.chain(self._within[node] or self.root))
        return self._chains[node]

    def holds(self, whole: str, part: str) -> bool:
        """Whether ``part`` is ``whole`` or lies in it."""
        return whole in self.chain(part)

    def hold(self, wholes: Collection[str], parts: Iterable[str]) -> bool:
        """Whether each of some parts lies in one of the wholes."""
        return all(any(self.holds(whole, part) for whole in wholes) for part in parts)

    def meet(self, some: Iterable[str], others: Collection[str]) -> bool:
        """Whether one of some nodes is one of the others, lies in it or holds it."""
        return any(self.holds(one, other) or self.holds(other, one) for one in some for other in others)


Forms = Mapping[int, Mapping[str, str]]
"""The folded forms that names are found under: by what each needs around it, the form with the ids it may mean."""


class PackagedForms(Forms):
    """The forms of a packaged table, read when they are asked for: a text is looked up by first words instead."""

    def __init__(self, name: str) -> None:
        self._name = name

    @cached_property
    def _held(self) -> Forms:
        return {int(mode): forms for mode, forms in table(self._name).items()}

    def __getitem__(self, mode: int) -> Mapping[str, str]:
        return self._held[mode]

    def __iter__(self) -> Iterator[int]:
        return iter(self._held)

    def __len__(self) -> int:
        return len(self._held)


Made = TypeVar("Made")


class Rows(Mapping[str, Made]):
    """Places or actors that are made when they are asked for: of many thousands, a statement names a few."""

    def __init__(self, rows: Mapping[str, Any], make: Callable[[str, Any], Made]) -> None:
        self._rows, self._make = rows, make
        self._made: dict[str, Made] = {}

    def __getitem__(self, key: str) -> Made:
        if key not in self._made:
            self._made[key] = self._make(key, self._rows[key])
        return self._made[key]

    def __contains__(self, key: object) -> bool:
        return key in self._rows

    def __iter__(self) -> Iterator[str]:
        return iter(self._rows)

    def __len__(self) -> int:
        return len(self._rows)


class Places:
    """All places by id, with their tree; ``forms`` are the names of those that come without spellings of their own."""

    def __init__(
        self,
        places: Iterable[Place] | Mapping[str, Place],
        within: Mapping[str, str | None] | None = None,
        forms: Forms | None = None,
    ) -> None:
        self._by_id = places if isinstance(places, Mapping) else {place.id: place for place in places}
        self._not_stated = NOT_STATED
        self._covers: Mapping[str, Place] = {}
        self.forms: Forms = {} if forms is None else forms
        if within is None:
            within = {p.id: p.within for p in self._by_id.values() if not p.is_region and p.id != WORLD}
        self._within = within
        self.tree = Tree(within, WORLD)
        self._nearby: Nearby | None = Nearby(self)

    def country(self, place_id: str) -> str | None:
        """The country that a place lies in, or None for the world, and for a region in several."""
        if place_id == NOT_STATED.id or place_id == WORLD:
            return None
        wholes = [place_id] if place_id in self._within else self[place_id].outer
        tops = {self.tree.chain(whole)[-2] for whole in wholes if whole != WORLD}
        return next(iter(tops)) if len(tops) == 1 else None

    def __getitem__(self, place_id: str) -> Place:
        if place_id == NOT_STATED.id:
            return self._not_stated
        if place_id in self._covers:
            return self._covers[place_id]
        if place_id not in self._by_id:
            return self._near(place_id) or self._part(place_id)
        return self._by_id[place_id]

    def town_of(self, place_id: str) -> str:
        """The town that is meant by a name, where that of a region is shared by a town and its province."""
        return town_of(self[place_id])

    def _near(self, place_id: str) -> Place | None:
        """What is near a place; None of another id. Without the premise that says so, it may be anywhere."""
        base = base_of(place_id)
        if base is None or base not in self._by_id:
            return None
        names = {language: PRINTED[language].format(name) for language, name in self._by_id[base].names.items()}
        inner, outer = ((), (WORLD,)) if self._nearby is None else self._nearby.covers(base)
        return Place(place_id, "region", names, None, inner, outer, one_area=self._nearby is not None)

    def _part(self, place_id: str) -> Place:
        """What a region has of a place."""
        whole, part, region = place_id.partition(PART)
        if not part or whole not in self._by_id or region not in self:
            raise UsageError(f"no place {place_id!r}")
        place, within = self[whole].names, self[region].names
        names = {language: f"{place[language]} ({within[language]})" for language in place if language in within}
        return Place(place_id, "part", names, whole)

    def __iter__(self) -> Iterator[Place]:
        return iter(self._by_id.values())

    def __contains__(self, place_id: object) -> bool:
        if place_id in self._by_id:
            return True
        base = base_of(place_id) if isinstance(place_id, str) else None
        return base is not None and base in self._by_id

    def joined(self, places: Mapping[str, Place], forms: Forms) -> Places:
        """These and other places, with the forms of all of them."""
        within = {**self._within, **{key: place.within for key, place in places.items()}}
        return Places(ChainMap(dict(places), self._by_id), within, forms)  # type: ignore[arg-type]

    def not_stated_within(self, outer: tuple[str, ...]) -> Places:
        """The same places, a place not stated being possibly anywhere in these (tree) places."""
        narrowed = self._again()
        narrowed._not_stated = replace(NOT_STATED, outer=outer)
        return narrowed

    def with_covers(self, covers: Mapping[str, tuple[str, ...]]) -> Places:
        """The same places, some regions being just these (tree) places and parts."""
        made = self._again()
        made._covers = {key: replace(self[key], inner=cover, outer=cover) for key, cover in covers.items()}
        return made

    def nearby_unknown(self) -> Places:
        """The same places, nothing being known of what is near one but that it is somewhere."""
        made = self._again()
        made._nearby = None
        return made

    def outlined(self, drawn: Drawn) -> Places:
        """The same places, with outlines that say which divisions come near to what."""
        made = self._again()
        made._nearby = Nearby(made)
        made._nearby.drawn = drawn
        return made

    def _again(self) -> Places:
        """The same places once more, to be changed."""
        made = Places(self._by_id, self._within, self.forms)
        made._not_stated, made._nearby = self._not_stated, self._nearby
        return made

    def inner(self, places: Iterable[str]) -> tuple[str, ...]:
        """Tree places surely within the union of these."""
        return self._expand(places, inner=True)

    def outer(self, places: Iterable[str]) -> tuple[str, ...]:
        """Tree places that hold everything possibly within the union of these."""
        return self._expand(places, inner=False)

    def _expand(self, places: Iterable[str], *, inner: bool) -> tuple[str, ...]:
        found: set[str] = set()
        for place_id in places:
            place = self[place_id]
            if not place.is_region:
                found.add(place_id)
            else:
                found.update(place.inner if inner else place.outer)
        return tuple(sorted(found))
