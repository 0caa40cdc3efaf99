"""Actors: states, coalitions, armed groups, organisations, peoples; ``anyone`` at the root.

Who belongs to whom changes: a group joins a coalition on a day and leaves it on another. An actor lies in one whole at
a time; its :class:`Stint` in each says from when to when, and on all other days it lies in what it is ``within``.
Counts are kept apart by this: an actor that changed is two actors or more to the record, one for each way up that it
ever had ("ypg" by itself, "ypg@sdf" as part of the SDF), and what is said of it over some days is said of those that it
was on these days. So one tree holds for all days, and a total of the SDF in 2014 holds nothing of the YPG.
"""

from __future__ import annotations

import datetime as dt
from collections import ChainMap
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from onrecord.errors import UsageError
from onrecord.period import ONE_DAY, Period
from onrecord.place import Forms, Tree

ANYONE = "anyone"
AS_PART = "@"
"""Between an actor and what it was part of at the time: "ypg@sdf"; never in an id that somebody gives."""

FIRST_DAY, LAST_DAY = dt.date.min, dt.date.max
Days = tuple[dt.date, dt.date]
"""A stretch of days, the last one excluded."""

ALWAYS: tuple[Days, ...] = ((FIRST_DAY, LAST_DAY),)


class Stint(NamedTuple):
    """The days, both included, on which an actor was part of another; None where there was no such end.

    ``why`` is the source of it.
    """

    within: str
    since: dt.date | None = None
    until: dt.date | None = None
    why: str = ""

    @property
    def period(self) -> Period:
        """The days as a period."""
        return Period(self.since, None if self.until in (None, LAST_DAY) else self.until + ONE_DAY)

    @property
    def days(self) -> Days:
        """The days as a stretch that ends at the calendar's ends where it is open."""
        return _days_of(self.period)


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
    stints: tuple[Stint, ...] = ()
    """What it was part of for some days only; on the others it lies in what it is ``within``."""


@dataclass(frozen=True, slots=True)
class Standing:
    """An actor on the days on which it stood in one way: its id for these, what it lay in, and the days."""

    id: str
    within: str
    days: tuple[Days, ...]


class Actors:
    """All actors by id, with their tree; ``forms`` are the names of those that come without spellings of their own.

    Of the stints in ``doubted`` ("ypg@sdf") it is not believed that they were on these days: the actor may have been
    part of that whole or not, on any day.
    """

    def __init__(
        self,
        actors: Iterable[Actor] | Mapping[str, Actor],
        within: Mapping[str, str | None] | None = None,
        forms: Forms | None = None,
        stints: Mapping[str, tuple[Stint, ...]] | None = None,
        doubted: frozenset[str] = frozenset(),
    ) -> None:
        self._by_id = actors if isinstance(actors, Mapping) else {actor.id: actor for actor in actors}
        self.forms: Forms = {} if forms is None else forms
        if within is None:
            within = {a.id: a.within for a in self._by_id.values() if a.id != ANYONE}
        if stints is None:
            stints = {a.id: a.stints for a in self._by_id.values() if a.stints} if within else {}
        self._within, self._stints, self.doubted = within, stints, doubted
        self._standings = _standings(within, stints, doubted) if stints else {}
        apart = {each.id: each.within for several in self._standings.values() for each in several}
        self.tree = Tree({**within, **apart} if apart else within, ANYONE)
        self._by_acled: dict[str, str] | None = None

    def joined(
        self, actors: Mapping[str, Actor], forms: Forms, stints: Mapping[str, tuple[Stint, ...]] | None = None
    ) -> Actors:
        """These and other actors, with the forms of all of them, and what is known now of who was part of whom."""
        within = {**self._within, **{key: actor.within for key, actor in actors.items()}}
        told = {**self._stints, **{key: actor.stints for key, actor in actors.items() if actor.stints}}
        for key, more in (stints or {}).items():  # what is told later holds on its days
            told[key] = (
                *(one for one in told.get(key, ()) if not any(_meet(one.days, new.days) for new in more)),
                *more,
            )
        return Actors(ChainMap(dict(actors), self._by_id), within, forms, told)  # type: ignore[arg-type]

    def doubting(self, stints: Iterable[str]) -> Actors:
        """The same actors, some stints of which are not believed."""
        doubted = self.doubted.union(stints)
        return Actors(self._by_id, self._within, self.forms, self._stints, doubted)

    @property
    def by_acled(self) -> Mapping[str, str]:
        """The id of each actor by the names that ACLED writes."""
        if self._by_acled is None:
            self._by_acled = {name: actor.id for actor in self for name in actor.acled}
        return self._by_acled

    # -- by days

    @property
    def stints(self) -> Mapping[str, tuple[Stint, ...]]:
        """Every stay of one actor in another by its id, such as "ypg@sdf"."""
        held: dict[str, tuple[Stint, ...]] = {}
        for key in self._stints:
            for stint in self.stints_of(key):
                name = f"{key}{AS_PART}{stint.within}"
                held[name] = (*held.get(name, ()), stint)
        return held

    def told_apart(self, actors: Iterable[str]) -> Iterator[tuple[str, tuple[Days, ...], str]]:
        """Of some actors as what they were on some days, and of those beside them as what they were on others: when
        that was, and whence it is known that they were part of another, where that is believed."""
        listed = sorted(actors)
        if not any(AS_PART in key for key in listed):
            return
        stints = self.stints
        for key in listed:
            for each in self._standings.get(_base(key), ()):
                stint = AS_PART.join(key.split(AS_PART)[:2])
                told = stints.get(stint, ()) if stint not in self.doubted else ()
                if each.id == key and each.days != ALWAYS:
                    yield key, each.days, " ".join(dict.fromkeys(one.why for one in told))

    def stints_of(self, actor_id: str) -> tuple[Stint, ...]:
        """What an actor was part of for some days, in the order of these."""
        return tuple(sorted(self._stints.get(actor_id, ()), key=lambda stint: stint.days))

    def change(self, actors: Iterable[str]) -> bool:
        """Whether one of some actors ever changed what it lies in."""
        return bool(self._standings) and any(key in self._standings for key in actors)

    def on(self, actors: Sequence[str], period: Period) -> tuple[str, ...]:
        """What some actors were to the record over some days: each that changed, as what it was on these."""
        asked = _days_of(period)
        found: list[str] = []
        for key in actors:
            for each in self._standings.get(key, (Standing(key, "", ALWAYS),)):
                found += [each.id] if any(_meet(asked, days) for days in each.days) else []
        return tuple(dict.fromkeys(found))

    def live(self, actors: Iterable[str | None], start: dt.date, end: dt.date) -> tuple[Days, ...]:
        """The days of a stretch on which each of some actors, as what it was on some days, was there at all."""
        found: tuple[Days, ...] = ((start, end),)
        for key in actors if self._standings else ():
            several = self._standings.get(_base(key), ()) if key is not None else ()
            for days in (each.days for each in several if each.id == key):
                found = _shared(found, days)
        return found

    def void(self, actors: Iterable[str | None]) -> tuple[Days, ...]:
        """All other days."""
        return _rest(self.live(actors, FIRST_DAY, LAST_DAY)) if self._standings else ()

    def days_within(self, whole: str, part: str, *, surely: bool = True) -> tuple[Days, ...]:
        """The stretches of days on which an actor surely (or else possibly) was part of another, or was it."""
        several = self._standings.get(part, (Standing(part, "", ALWAYS),))
        inside = [each for each in several if whole in self._line(each.id)]
        if not surely:
            return _merged([days for each in inside for days in each.days])
        return _rest([days for each in several if each not in inside for days in each.days]) if inside else ()

    def holds(self, whole: str, part: str) -> bool:
        """Whether one actor ever was part of another, or is it."""
        return bool(self.days_within(whole, part, surely=False))

    def changes_between(self, actors: Iterable[str], first: dt.date, last: dt.date) -> bool:
        """Whether one of some actors gained or lost a part, or changed its whole, after one day and by another."""
        named = {_base(key) for key in actors}
        if not self._standings or not named:
            return False
        for part, several in self._standings.items():
            if part in named or any(not named.isdisjoint(self._line(each.id)) for each in several):
                edges = {edge for each in several for days in each.days for edge in days}
                if any(first < edge <= last for edge in edges):
                    return True
        return False

    def line(self, actor_id: str) -> set[str]:
        """An actor with all that it ever lay in."""
        return {whole for each in self._standings.get(actor_id, ()) for whole in self._line(each.id)} or self._line(
            actor_id
        )

    def _line(self, key: str) -> set[str]:
        """An actor as what it was on some days, with all that it lay in then: each so, and as itself."""
        chain = self.tree.chain(key)
        return {*chain, *map(_base, chain)}

    def __getitem__(self, actor_id: str) -> Actor:
        if actor_id in self._by_id:
            return self._by_id[actor_id]
        base, part, _ = actor_id.partition(AS_PART)
        if part and base in self._by_id and actor_id in self:
            return self._as_part(self._by_id[base], actor_id)
        raise UsageError(f"no actor {actor_id!r}")

    def _as_part(self, actor: Actor, key: str) -> Actor:
        """An actor as part of another: its names with that of the whole."""
        whole = self[key.partition(AS_PART)[2]]
        words = {"en": "part of", "ar": "ضمن"}
        names = {
            code: f"{name} ({words[code]} {whole.names.get(code, whole.id)})"
            for code, name in actor.names.items()
            if code in words
        }
        return Actor(key, names, whole.id, actor.side, kind=actor.kind, country=actor.country)

    def __iter__(self) -> Iterator[Actor]:
        return iter(self._by_id.values())

    def __contains__(self, actor_id: object) -> bool:
        if actor_id in self._by_id:
            return True
        base = _base(actor_id) if isinstance(actor_id, str) else ""
        return any(each.id == actor_id for each in self._standings.get(base, ()))


def _base(key: str) -> str:
    return key.partition(AS_PART)[0]


def _standings(
    within: Mapping[str, str | None], stints: Mapping[str, tuple[Stint, ...]], doubted: frozenset[str]
) -> dict[str, tuple[Standing, ...]]:
    """Of each actor that changed, or lies in one that did, all the ways in which it stood."""
    made: dict[str, tuple[Standing, ...]] = {ANYONE: ()}

    def stand(key: str) -> tuple[Standing, ...]:
        """Nothing for an actor that stood in one way always."""
        if key not in made:
            made[key] = ()  # asked again in a loop, which the tree refuses when it is asked
            if key in stints or stand(within.get(key) or ANYONE):
                made[key] = tuple(_stood(key))
        return made[key]

    def _stood(key: str) -> Iterator[Standing]:
        own = stints.get(key, ())
        for whole, days in _ways(key, within.get(key) or ANYONE, own, doubted):
            dated = any(stint.within == whole for stint in own)
            for above in stand(whole) or (Standing(whole, "", ALWAYS),):
                apart = dated or AS_PART in above.id
                if shared := _shared(days, above.days):
                    yield Standing(f"{key}{AS_PART}{above.id}" if apart else key, above.id, shared)

    return {key: several for key in within if (several := stand(key))}


def _ways(
    key: str, whole: str, stints: Sequence[Stint], doubted: frozenset[str]
) -> Iterator[tuple[str, tuple[Days, ...]]]:
    """What an actor lies in, each with the days on which it may have: its stints, and on other days its whole."""
    told: dict[str, list[Days]] = {}
    for stint in stints:
        told.setdefault(stint.within, []).append(stint.days)
    believed = {one: days for one, days in told.items() if f"{key}{AS_PART}{one}" not in doubted}
    open_days = _rest([stretch for days in believed.values() for stretch in days])
    for one, days in told.items():
        yield one, _merged(days) if one in believed else open_days
    yield whole, open_days


def _days_of(period: Period) -> Days:
    return period.start or FIRST_DAY, period.end or LAST_DAY


def _meet(one: Days, other: Days) -> bool:
    return one[0] < other[1] and other[0] < one[1]


def _shared(some: Iterable[Days], others: Sequence[Days]) -> tuple[Days, ...]:
    """The days that two lists of stretches share."""
    return _merged(
        [(max(one[0], other[0]), min(one[1], other[1])) for one in some for other in others if _meet(one, other)]
    )


def _merged(stretches: Iterable[Days]) -> tuple[Days, ...]:
    """The same days as stretches that are apart and in order."""
    found: list[Days] = []
    for start, end in sorted(stretches):
        if found and start <= found[-1][1]:
            found[-1] = (found[-1][0], max(end, found[-1][1]))
        elif start < end:
            found.append((start, end))
    return tuple(found)


def _rest(stretches: Iterable[Days]) -> tuple[Days, ...]:
    """All other days."""
    held = _merged(stretches)
    edges = [FIRST_DAY, *(day for stretch in held for day in stretch), LAST_DAY]
    return tuple((start, end) for start, end in zip(edges[::2], edges[1::2], strict=True) if start < end)
