"""Statements: texts that somebody published, kept as received."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import Literal

Language = Literal["ar", "en"]


@dataclass(frozen=True, slots=True)
class Statement:
    """A text, when and by whom it was published. ``speaker`` is an actor id where known; ``text`` is untouched."""

    id: str
    text: str
    language: Language
    published_on: dt.date | None
    publisher: str = ""
    speaker: str | None = None
    speaker_name: str = ""
    address: str = ""
    title: str = ""
    note: str = ""
    sha256: str = ""
