"""Figures: single quantities that somebody put on record."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from fractions import Fraction
from typing import Literal

from onrecord.scope import Scope

Sense = Literal["equal", "at_least", "at_most"]


@dataclass(frozen=True, slots=True)
class Figure:
    """One quantity on record: who counted what, by whom, against whom, where, over which period, low to high.

    ``sense`` is what the published words say of the number; which side may serve as a bound is decided in one
    place, :func:`onrecord.source.sides`. ``voice`` is an actor id; ``rule`` names the voice's counting rule (two
    rules never share an unknown). ``file`` is the SHA-256 of the file it was read from, ``row`` its line there.
    """

    id: str
    source: str
    voice: str
    rule: str
    scope: Scope
    low: Fraction | None
    high: Fraction | None
    sense: Sense
    published_on: dt.date | None
    address: str
    low_open: bool = False
    high_open: bool = False
    via: str = ""
    quote: str = ""
    note: str = ""
    supersedes: str | None = None
    file: str = ""
    row: int = 0
