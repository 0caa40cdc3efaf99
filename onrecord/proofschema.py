"""The JSON contract of proofs (``proof/1``), as models that refuse what they do not know."""

from __future__ import annotations

import datetime as dt
from typing import Annotated, Any, Literal

from pydantic import Field, SerializerFunctionWrapHandler, model_serializer

from onrecord.contract import Document
from onrecord.exact import Exact


class BoxDocument(Document):
    """What is counted, by whom, on the days from ``start`` to the one before ``end``."""

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


class PartDocument(Document):
    """A multiple of the total of one box."""

    coefficient: Exact
    box: BoxDocument


class PremiseDocument(Document):
    """A figure as published, or a bridge: what a reader of the proof has to believe."""

    kind: Literal["figure", "at_most", "never_falls", "balance", "balance_most", "clock"]
    parts: tuple[PartDocument, ...]
    low: Exact | None
    high: Exact | None
    because: dict[str, Any]
    digest: str


class EventDocument(Document):
    """One event of a sum: at least and (null: not said) at most so many."""

    id: str
    low: Exact
    high: Exact | None


class OccurrencesDocument(Document):
    """Events that lie somewhere in one box."""

    box: BoxDocument
    listed: tuple[EventDocument, ...]


class EventsPremiseDocument(Document):
    """Events that add up: from below those that lie in the parts whole, from above all that may lie there, where
    ``listings`` say that their source lists all that it counts."""

    kind: Literal["events"]
    parts: tuple[PartDocument, ...]
    low: Exact | None
    high: Exact | None
    because: dict[str, Any]
    events: tuple[OccurrencesDocument, ...]
    listings: tuple[BoxDocument, ...]
    digest: str


class StepDocument(Document):
    """One side of one premise, times a multiplier."""

    multiplier: Exact
    premise: str
    side: Literal["low", "high"]
    value: Exact


class CoversDocument(Document):
    """The places surely in a region, and those possibly in it."""

    inner: tuple[str, ...]
    outer: tuple[str, ...]


class StintDocument(Document):
    """The stretches of days, the last one excluded, on which an actor was part of another, or of none; and whence."""

    days: tuple[tuple[dt.date, dt.date], ...]
    why: str


class GroundDocument(Document):
    """What lies in what, as far as the proof needs it."""

    places: dict[str, str | None]
    regions: dict[str, CoversDocument]
    actors: dict[str, str | None]
    kinds: dict[str, str]
    names: dict[str, dict[str, str]]
    stints: dict[str, StintDocument] = Field(default_factory=dict)
    """Of an actor that changed, when it was what it is called: "ypg@sdf" part of the SDF, "ypg" of nobody."""
    because: dict[Literal["near"], dict[str, Any]] | None = None
    """The premise by which what is near a place has the covers given."""

    @model_serializer(mode="wrap")
    def _as_exported(self, handler: SerializerFunctionWrapHandler) -> dict[str, Any]:
        """Without the premise where there is none: the digest is of what the proof itself says."""
        held: dict[str, Any] = handler(self)
        return {key: value for key, value in held.items() if key != "because" or value is not None}


class ProofDocument(Document):
    """A signed sum of premises that gives a bound; ``onrecord prove`` checks it without a project."""

    onrecord: Literal["proof/1"]
    question: tuple[PartDocument, ...]
    side: Literal["low", "high"]
    bound: Exact
    whole: bool
    value: Exact
    formula: str
    terms: Literal["", "weaker", "minimal", "fewest"]
    steps: tuple[StepDocument, ...]
    premises: dict[str, Annotated[PremiseDocument | EventsPremiseDocument, Field(discriminator="kind")]]
    ground: GroundDocument
    digest: str
