"""Actors: states, coalitions, armed groups, organisations, peoples; one tree, ``anyone`` at its root."""

from __future__ import annotations

import datetime as dt
from collections import ChainMap
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from onrecord.errors import UsageError
from onrecord.place import Forms, Tree

ANYONE = "anyone"


@dataclass(frozen=True, slots=True)
class Actor:
    """One party, with the names it is printed under (by language) and found under (spellings)."""

    id: str
    names: Mapping[str, str]
    within: str | None = None
    side: str | None = None
    spellings: tuple[str, ...] = ()
    wikidata: str | None = None
    kind: str | None = None
    ucdp: str | None = None
    country: str | None = None
    """The state that it is of or mostly acts in, where a name needs it to be told from another's."""
    acled: tuple[str, ...] = ()
    """The names that ACLED writes."""
    since: dt.date | None = None
    until: dt.date | None = None
    """The first and the last day on which it was part of what it is ``within``; None where it always was."""


class Actors:
    """All actors by id, with their tree; ``forms`` are the names of those that come without spellings of their own."""

    def __init__(
        self,
        actors: Iterable[Actor] | Mapping[str, Actor],
        within: Mapping[str, str | None] | None = None,
        forms: Forms | None = None,
    ) -> None:
        self._by_id = actors if isinstance(actors, Mapping) else {actor.id: actor for actor in actors}
        self.forms: Forms = {} if forms is None else forms
        if within is None:
            within = {a.id: a.within for a in self._by_id.values() if a.id != ANYONE}
        self._within = within
        self.tree = Tree(within, ANYONE)
        self._by_acled: dict[str, str] | None = None

    def joined(self, actors: Mapping[str, Actor], forms: Forms) -> Actors:
        """These and other actors, with the forms of all of them."""
        within = {**self._within, **{key: actor.within for key, actor in actors.items()}}
        return Actors(ChainMap(dict(actors), self._by_id), within, forms)  # type: ignore[arg-type]

    @property
    def by_acled(self) -> Mapping[str, str]:
        """The id of each actor by the names that ACLED writes."""
        if self._by_acled is None:
            self._by_acled = {name: actor.id for actor in self for name in actor.acled}
        return self._by_acled

    def days_within(self, whole: str, part: str) -> tuple[dt.date | None, dt.date | None]:
        """The first and last day on which one actor was part of another that the tree has it in; None: no such end."""
        first = last = None
        for key in self.tree.chain(part) if whole != ANYONE else ():
            if key == whole:
                break
            actor = self._by_id[key]
            first = max((day for day in (first, actor.since) if day is not None), default=None)
            last = min((day for day in (last, actor.until) if day is not None), default=None)
        return first, last

    def __getitem__(self, actor_id: str) -> Actor:
        if actor_id not in self._by_id:
            raise UsageError(f"no actor {actor_id!r}")
        return self._by_id[actor_id]

    def __iter__(self) -> Iterator[Actor]:
        return iter(self._by_id.values())

    def __contains__(self, actor_id: object) -> bool:
        return actor_id in self._by_id
