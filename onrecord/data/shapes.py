"""The shape of every packaged TOML file; an unknown or misspelt key is an error, not a silence."""

from __future__ import annotations

import datetime as dt
import itertools
from typing import Annotated, Literal, Self

from pydantic import Field, PlainSerializer, model_validator

from onrecord.data.basis import Bilingual, Shape, Text


class Named(Shape):
    """Anything that texts name."""

    id: Text
    names: Bilingual
    """Printed, one a language; looked for in texts too unless ``common_words``."""
    spellings: tuple[Text, ...] = ()
    """Further forms that are looked for in texts."""
    common_words: bool = False
    """The printed names are also common words, so texts are searched for the spellings only."""

    @property
    def found_under(self) -> list[str]:
        """Every form that texts are searched for."""
        names = [] if self.common_words else [self.names.en, self.names.ar]
        return sorted({*names, *self.spellings})


class MeasureShape(Shape):
    """One thing that is counted."""

    id: Text
    unit: Text
    kind: Literal["flow", "stock", "ratio", "distinct", "extreme", "occurrence"]
    whole: bool
    names: Bilingual
    doc: Bilingual
    settled_by: Bilingual


class PlaceShape(Named):
    """One place of the tree."""

    kind: Literal["world", "country", "governorate", "district", "town"]
    within: Text | None = None
    lat: str | None = Field(None, pattern=r"^-?\d{1,2}(\.\d+)?$")
    lon: str | None = Field(None, pattern=r"^-?\d{1,3}(\.\d+)?$")


class RegionShape(Named):
    """A place whose edges are not agreed, with its two covers."""

    inner: tuple[Text, ...]
    outer: tuple[Text, ...] = Field(min_length=1)
    one_area: bool = False
    source: Text


class ActorShape(Named):
    """One party."""

    within: Text | None = None
    side: Text | None = None
    kind: Literal["state", "forces", "ministry", "coalition", "group", "organisation", "people"] | None = None
    country: Text | None = None
    """The state that it is of or mostly acts in."""
    ucdp: str | None = Field(None, pattern=r"^\d+$")
    wikidata: str | None = Field(None, pattern=r"^Q\d+$")


class StintShape(Shape):
    """What an actor was part of for some days only, both included; ``why`` says whence that is known."""

    within: Text
    since: dt.date | None = None
    until: dt.date | None = None
    why: Text

    @model_validator(mode="after")
    def _some_days(self) -> Self:
        if self.since is None and self.until is None:
            raise ValueError("a parent of all days stands in the actor's own line, as within")
        if self.since and self.until and self.since > self.until:
            raise ValueError("since is after until")
        return self


class KnownShape(Shape):
    """What other tables know an actor by, and what it was part of for some days only."""

    acled: tuple[Text, ...] = ()
    ucdp: str | None = Field(None, pattern=r"^\d+$")
    wikidata: str | None = Field(None, pattern=r"^Q\d+$")
    parents: tuple[StintShape, ...] = ()

    @model_validator(mode="after")
    def _one_at_a_time(self) -> Self:
        for one, other in itertools.combinations(self.parents, 2):
            later = max(one.since or dt.date.min, other.since or dt.date.min)
            if later <= min(one.until or dt.date.max, other.until or dt.date.max):
                raise ValueError(f"part of {one.within} and of {other.within} on one day")
        return self


class BridgeShape(Shape):
    """A sourced premise that ties counts together."""

    id: Text
    kind: Literal["at_most", "never_falls", "balance", "balance_most", "clock", "near"]
    lesser: Text
    greater: Text
    voice: str
    rule: str
    joins: tuple[Text, ...] = ()
    leaves: tuple[Text, ...] = ()
    turned: tuple[Text, ...] = ()
    wholes: str = ""
    doc: Bilingual
    source: Text

    @model_validator(mode="after")
    def _balances_name_their_flows(self) -> Self:
        if self.kind.startswith("balance") != bool(self.joins or self.leaves):
            raise ValueError("joins and leaves are of a balance, and a balance has some")
        if not self.voice and not self.kind.startswith(("balance", "clock", "near")):
            raise ValueError("a bridge holds for the counts of some voice")
        return self


class CoverageShape(Shape):
    """What a source says of its own counts of one measure, over some places and a period (EDTF)."""

    measure: Text
    places: tuple[Text, ...] = Field(min_length=1)
    period: Text
    completeness: Literal["complete", "at_least", "at_most"]


class NotesShape(Shape):
    """``late`` says how the lateness was measured; ``limits`` what the source's figures cannot show."""

    late: str = ""
    limits: str = ""
    releases: str = ""
    """Where the days of the releases are from."""


class CardShape(Shape):
    """One source: who publishes, whose count it is, what a figure of theirs can show."""

    id: Text
    names: Bilingual
    spellings: tuple[Text, ...] = ()
    """The source as the figures files write it."""
    publisher: Text
    voice: Text
    rule: str = ""
    """The voice's counting rule; two rules never share an unknown."""
    licence: Literal["public-domain", "facts", "cc-by-4.0", "free-with-source", "not-redistributable"]
    """Of its rows."""
    totals: Literal["free", "with-source", "not-redistributable"] = "with-source"
    """Of totals that are made of its rows."""
    codebook: str = Field("", pattern=r"^(https?://\S+)?$")
    """Where the meaning of its columns and codes is said."""
    get: str = ""
    """How to get it."""
    address: str = Field(pattern=r"^https?://\S+$")
    clock: str = ""
    doc: Bilingual
    coverage: tuple[CoverageShape, ...] = ()
    late: dict[str, Annotated[int, Field(ge=0)]] | None = None
    """By measure, the most by which a count of a week was later found short of its month."""
    rounding: dict[str, Annotated[str, Field(pattern=r"^[0-9]{1,30}(\.[0-9]{1,10})?$")]] = Field({})
    """By measure, the unit that its numbers are rounded to."""
    releases: dict[str, Annotated[dt.date, PlainSerializer(dt.date.isoformat)]] = Field({})
    """By version, the day on which it was published, or by which it surely was."""
    notes: NotesShape = NotesShape()
    settles: bool = True
    """False for a source that only leads to reports: its counts never bound anything."""


class MeasuresFile(Shape):
    """measures.toml"""

    measure: tuple[MeasureShape, ...]


class PlacesFile(Shape):
    """places.toml"""

    place: tuple[PlaceShape, ...]


class RegionsFile(Shape):
    """regions.toml"""

    region: tuple[RegionShape, ...]


class ActorsFile(Shape):
    """actors.toml"""

    actor: tuple[ActorShape, ...]


class BridgesFile(Shape):
    """bridges.toml"""

    bridge: tuple[BridgeShape, ...]


class ReadingEditShape(Shape):
    """One thing that a reading may change in a claim."""

    id: Text
    slot: Literal["place", "period", "measure", "by", "against", "of", "form", "number"]
    move: Text
    cost: int = Field(ge=1)
    doc: Bilingual
    levels: int | None = Field(None, ge=1)
    unit: Literal["week", "month", "year"] | None = None
    factor: int | None = Field(None, ge=2)


class NeighbourShape(Shape):
    """Measures that statements take for a measure."""

    measure: Text
    taken_for: tuple[Text, ...] = Field(min_length=1)


class LagShape(Shape):
    """How far behind a statement the last figure of a voice may end."""

    voice: Text
    days: int = Field(ge=1)
    source: Text


class LatticeFile(Shape):
    """lattice.toml"""

    version: int = Field(ge=1)
    most_slots: int = Field(ge=1)
    most_questions: int = Field(ge=1)
    most_ends: int = Field(ge=1)
    edit: tuple[ReadingEditShape, ...]
    neighbour: tuple[NeighbourShape, ...] = ()
    lag: tuple[LagShape, ...] = ()
