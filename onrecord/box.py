"""Boxes: what a premise of a proof counts, and what of the world lies in it. Standard library only; nothing of ours.

A box is one voice's count of one measure over actors, places and days. An atom is a piece of the world so small that
every box of a proof counts it wholly or not at all: a place less its named parts, an actor of each role, a day.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from fractions import Fraction
from typing import Any


class ProofError(Exception):
    """The document is not a proof: says which step, premise or atom fails."""


ROLES = ("by", "against", "of")
ADD_OVER_PLACES = ("flow", "stock", "distinct")  # and over actors; other kinds add over nothing
ADD_OVER_TIME = ("flow", "distinct")  # of distinct things, a union has at most as many as its parts together


@dataclass(frozen=True, slots=True)
class Box:
    """What is counted, by whom: one voice, rule and measure, over actors, places and days [start, end).

    Roles and places are unions; an empty one is everyone, or everywhere. ``without`` leaves out places, and actors
    written with their role: ``against:daesh``.
    """

    voice: str
    rule: str
    measure: str
    by: tuple[str, ...]
    against: tuple[str, ...]
    of: tuple[str, ...]
    places: tuple[str, ...]
    without: tuple[str, ...]
    start: dt.date
    end: dt.date


@dataclass(frozen=True, slots=True)
class Part:
    """A multiple of the unknown total of one box."""

    coefficient: Fraction
    box: Box


@dataclass(frozen=True, slots=True)
class Stint:
    """The stretches of days, the last one excluded, on which an actor was part of another, or of none; and whence that
    is known, if it is what the proof rests on."""

    days: tuple[tuple[dt.date, dt.date], ...]
    why: str = ""


@dataclass(frozen=True, slots=True)
class Ground:
    """What lies in what: each place and actor with its whole (None: the root), regions with their two covers,
    measures with their kind.

    An actor that belonged to another for some days only stands apart as part of it ("ypg@sdf"); ``stints`` say on which
    days each of these was anybody.
    """

    places: Mapping[str, str | None]
    regions: Mapping[str, tuple[tuple[str, ...], tuple[str, ...]]]
    actors: Mapping[str, str | None]
    kinds: Mapping[str, str]
    names: Mapping[str, Mapping[str, str]]
    because: Mapping[str, Mapping[str, Any]] = field(default_factory=dict, hash=False, compare=False)
    """The premises by which regions have the covers that they have, by kind, each with its sentence and source."""
    stints: Mapping[str, Stint] = field(default_factory=dict)

    @property
    def believed(self) -> dict[str, Stint]:
        """What has to be believed of them: that one was part of another ("ypg@sdf"), and when."""
        return {"@".join(key.split("@")[:2]): stint for key, stint in sorted(self.stints.items()) if stint.why}


# --------------------------------------------------------------------------------------------- sound ones


def check_trees(ground: Ground) -> None:
    """Each place and actor leads to its root without a loop."""
    for what, tree in (("place", ground.places), ("actor", ground.actors)):
        for node in tree:
            seen, at = {node}, tree[node]
            while at is not None:
                if at in seen or at not in tree:
                    raise ProofError(f"{what} {node!r} leads to {at!r}, which is a loop or is not described")
                seen.add(at)
                at = tree[at]


def check_box(box: Box, ground: Ground, where: str) -> None:
    """Everything that a box names is described, and its days are in order."""
    left_out = [entry.partition(":")[2] for entry in box.without if is_actor(entry)]
    for place in (*box.places, *left_out_places(box)):
        covers = ground.regions.get(place)
        for known in (place,) if covers is None else covers[0] + covers[1]:
            if known not in ground.places:
                raise ProofError(f"{where}: place {known!r} has no place in the hierarchy given")
    for actor in (*box.by, *box.against, *box.of, *left_out):
        if actor not in ground.actors:
            raise ProofError(f"{where}: actor {actor!r} has no place in the hierarchy given")
    if box.measure not in ground.kinds:
        raise ProofError(f"{where}: measure {box.measure!r} is not described")
    if not box.start < box.end:
        raise ProofError(f"{where}: {box.start} is not before {box.end}")
    if ground.kinds[box.measure] not in ADD_OVER_TIME and (box.end - box.start).days != 1:
        raise ProofError(f"{where}: {box.measure} does not add over time; name one day")


def is_actor(entry: str) -> bool:
    """Whether an entry of ``without`` is an actor with its role, not a place."""
    return entry.partition(":")[0] in ROLES


def left_out_places(box: Box) -> tuple[str, ...]:
    """The places that a box leaves out."""
    return tuple(entry for entry in box.without if not is_actor(entry))


def turns(ground: Ground) -> set[dt.date]:
    """The days on which somebody became part of another, or no longer was."""
    return {day for stint in ground.stints.values() for days in stint.days for day in days}


# ---------------------------------------------------------------------------------------- what lies in one


def kind_of(box: Box) -> tuple[str, str, str]:
    """Whose count of what: boxes of two kinds have nothing to do with each other but by a bridge."""
    return box.voice, box.rule, box.measure


def actors_of(box: Box, role: str) -> tuple[str, ...]:
    """The actors that a box names in a role, left out or not."""
    return (*getattr(box, role), *left_out_actors(box, role))


def left_out_actors(box: Box, role: str) -> tuple[str, ...]:
    """The actors that a box leaves out of a role."""
    return tuple(entry.partition(":")[2] for entry in box.without if entry.partition(":")[0] == role)


def axes_of(boxes: Iterable[Box], ground: Ground) -> tuple[list[str], ...]:
    """All places, and all actors of each role, that some boxes tell apart."""
    boxes = tuple(boxes)
    spots = [(*box.places, *left_out_places(box)) for box in boxes]
    places = {place for spot in spots for outer in (True, False) for place in spread(spot, outer, ground)}
    return sorted(places), *(sorted({actor for box in boxes for actor in actors_of(box, role)}) for role in ROLES)


def spread(named: Iterable[str], outer: bool, ground: Ground) -> tuple[str, ...]:
    """Regions replaced by the places of one of their covers."""
    found: list[str] = []
    for place in named:
        covers = ground.regions.get(place)
        found.extend((place,) if covers is None else covers[1] if outer else covers[0])
    return tuple(found)


def counts(box: Box, outer: bool, atom: tuple[Any, ...], ground: Ground) -> bool:
    """Whether the box counts what happens at the atom."""
    *node, day = atom
    if not box.start <= day < box.end:
        return False
    if ground.stints and any(is_nobody(actor, day, ground) for actor in node[1:]):
        return False
    return lies(box, outer, tuple(node), ground)


def lies(box: Box, outer: bool, node: tuple[Any, ...], ground: Ground) -> bool:
    """Whether a place and the actors of each role lie in the box, whatever its days."""
    return all(name in held for name, held in zip(node, lying(box, outer, [[n] for n in node], ground), strict=True))


def lying(
    box: Box, outer: bool, axes: Sequence[Iterable[str | None]], ground: Ground
) -> tuple[frozenset[str | None], ...]:
    """Of some places, and of some actors of each role, those that lie in the box."""
    spots, *actors = axes
    named, left_out = spread(box.places, outer, ground), spread(left_out_places(box), not outer, ground)
    found = [_lying(spots, named, bool(box.places), left_out, ground.places)]
    for role, names in zip(ROLES, actors, strict=True):
        found.append(
            _lying(names, getattr(box, role), bool(getattr(box, role)), left_out_actors(box, role), ground.actors)
        )
    return tuple(found)


def _lying(
    names: Iterable[str | None],
    wholes: Sequence[str],
    named: bool,
    left_out: Sequence[str],
    tree: Mapping[str, str | None],
) -> frozenset[str | None]:
    """Those that lie in one of the wholes (in any, where nothing is named) and in nothing left out."""
    return frozenset(n for n in names if (not named or within(n, wholes, tree)) and not within(n, left_out, tree))


def is_nobody(actor: str | None, day: dt.date, ground: Ground) -> bool:
    """Whether what an actor is called, or what that lies in, is nobody on a day: "a@b" before a became part of b."""
    while actor is not None:
        stint = ground.stints.get(actor)
        if stint is not None and not any(start <= day < end for start, end in stint.days):
            return True
        actor = ground.actors[actor]
    return False


def within(node: str | None, wholes: Sequence[str], tree: Mapping[str, str | None]) -> bool:
    """Whether the node is one of the wholes or lies in one."""
    while node is not None:
        if node in wholes:
            return True
        node = tree[node]
    return False
