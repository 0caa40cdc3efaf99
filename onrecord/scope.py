"""What is counted: measure, actors, places, period. Claim, figure, question and reading each hold one."""

from __future__ import annotations

from dataclasses import dataclass, replace

from onrecord.actor import Actors
from onrecord.measure import Measures
from onrecord.period import Period
from onrecord.place import Places


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
        for field in ("by", "against", "of", "places", "without"):
            object.__setattr__(self, field, tuple(sorted(set(getattr(self, field)))))

    def but(self, **changes: object) -> Scope:
        """The same scope with some parts changed: an edit."""
        return replace(self, **changes)  # type: ignore[arg-type]


@dataclass(frozen=True, slots=True)
class Catalogue:
    """What the project knows of measures, places and actors; handed to whatever must name or compare scopes."""

    measures: Measures
    places: Places
    actors: Actors
