"""What is counted: measure, actors, places, period. Claim, figure, question and reading each hold one."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from typing import Any, Protocol

from onrecord.actor import Actors
from onrecord.measure import Measures
from onrecord.period import Period
from onrecord.place import Places

ROLES = ("by", "against", "of")
"""The slots that parties fill: who did it, against whom, and whose the counted are."""


@dataclass(frozen=True, slots=True)
class Scope:
    """What is counted. Actors and places are sorted tuples of ids and mean their union.

    An empty role means anyone; empty places mean anywhere. ``without`` are places left out of the union: the
    "elsewhere" of a whole whose parts have figures of their own.
    """

    measure: str
    by: tuple[str, ...] = ()
    against: tuple[str, ...] = ()
    of: tuple[str, ...] = ()
    places: tuple[str, ...] = ()
    period: Period = Period(None, None)
    without: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        for slot in (*ROLES, "places", "without"):
            held = getattr(self, slot)
            if len(held) > 1 or not isinstance(held, tuple):
                object.__setattr__(self, slot, tuple(sorted(set(held))))

    def but(self, **changes: object) -> Scope:
        """The same scope with some parts changed: an edit."""
        return replace(self, **changes)  # type: ignore[arg-type]


class Outlines(Protocol):
    """Outlines of places on the ground, as :class:`onrecord.boundary.Boundaries` holds them."""

    def region(self, places: Sequence[str], known: Places) -> Any:
        """The ground of all of these places, or None where one of them is not drawn."""
        ...

    def not_drawn(self, places: Sequence[str], known: Places) -> list[str]:
        """Those of some places that have no outline, each with what is missing of it."""
        ...

    def holding(self, points: Sequence[tuple[float, float]], places: Places) -> Iterator[str | None]:
        """For each latitude and longitude the narrowest place that surely holds it."""
        ...


@dataclass(frozen=True, slots=True)
class Catalogue:
    """What the project knows of measures, places and actors; handed to whatever must name or compare scopes.

    ``boundaries`` are the outlines of places that were brought, if any were.
    """

    measures: Measures
    places: Places
    actors: Actors
    boundaries: Outlines | None = field(default=None, compare=False)
