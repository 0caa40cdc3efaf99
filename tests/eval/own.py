"""Our own annotated statements (own/*.toml), written short and read into the form of the annotations.

A statement is a text with its day, publisher and speaker; a claim is a quotation of it with the figure as the words
have it. What is not said is the usual: an amount, asserted, equal to ``low``. Periods are half-open days after their
kind: ["within", "2018-05-01", "2018-05-18"], an empty side is open. ``nth`` tells repeated quotations apart.
"""

from __future__ import annotations

import datetime as dt
import tomllib
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from onrecord.errors import InputError

FOLDER = Path(__file__).resolve().parent / "own"
APART = FOLDER.parent / "apart"
"""Statements that no weights are fitted on, in the same form."""
Row = Mapping[str, Any]


def own_rows(folder: Path = FOLDER) -> list[Row]:
    """Every statement of the folder, the file's name giving the language: ``en-*.toml``, ``ar-*.toml``."""
    return [row for path in sorted(folder.glob("*.toml")) for row in _statements(path)]


def _statements(path: Path) -> Iterator[Row]:
    for held in tomllib.loads(path.read_text(encoding="utf-8"))["statement"]:
        text = held["text"].strip("\n")
        try:
            claims = [claim_of(text, nth, claim) for nth, claim in enumerate(held.get("claims", ()), start=1)]
            negatives = [_negative(text, negative) for negative in held.get("negatives", ())]
        except InputError as error:
            raise InputError(f"{path.name}: {held['id']}: {error}") from error
        yield {
            "id": held["id"],
            "lang": path.name.partition("-")[0],
            "published": held["published"].isoformat(),
            "publisher": held.get("publisher", ""),
            "speaker": held["speaker"],
            "text": text,
            "claims": claims,
            "negatives": negatives,
        }


def _found(text: str, part: str, nth: int = 1) -> int:
    """Where the nth ``part`` stands in a text."""
    at = -1
    for _ in range(nth):
        at = text.find(part, at + 1)
        if at < 0:
            raise InputError(f"{part!r} does not stand {nth} times in {text[:60]!r}")
    return at


def claim_of(text: str, nth: int, held: Row) -> Row:
    """The annotation of a claim that was written short."""
    start = _found(text, held["quote"], held.get("nth", 1))
    return {
        "id": f"c{nth}",
        "quote": held["quote"],
        "start": start,
        "end": start + len(held["quote"]),
        "speaker": held.get("speaker"),
        "speaker_surface": held.get("speaker_surface"),
        "modality": held.get("modality", "asserted"),
        "form": held.get("form", "amount"),
        "measure": held["measure"],
        "actors": {role: _named(text, held.get(role, ())) for role in ("by", "against", "of")},
        "only_words": True,  # parties whom no words name are left out
        "places": _named(text, held.get("places", ())),
        "period": _period(held.get("period")),
        "quantity": _quantity(held, start),
        "base": None,
        "checkable": held.get("checkable", "yes"),
        "checkable_reason": "",
    }


def _named(text: str, surfaces: list[str]) -> list[Row]:
    return [{"name": surface, "surface": text[_found(text, surface) :][: len(surface)]} for surface in surfaces]


def _period(held: list[str] | None) -> Row | None:
    if held is None:
        return None
    kind, start, end = held
    for day in (start, end):
        if day:
            dt.date.fromisoformat(day)
    return {"kind": kind, "start": start or None, "end": end or None, "precision": "day", "surface": None}


def _quantity(held: Row, start: int) -> Row | None:
    if "figure" not in held:
        return None
    at = start + _found(held["quote"], held["figure"], held.get("nth_figure", 1))
    comparator = held.get("comparator", "=")
    low, high = held.get("low"), held.get("high")
    if comparator in ("=", "~"):
        low = high = low if low is not None else high
    return {
        "comparator": comparator,
        "low": low,
        "high": high,
        "unit": held.get("unit", ""),
        "direction": held.get("direction"),
        "surface": held["figure"],
        "start": at,
        "end": at + len(held["figure"]),
    }


def _negative(text: str, held: Row) -> Row:
    start = _found(text, held["quote"], held.get("nth", 1))
    return {"quote": held["quote"], "start": start, "end": start + len(held["quote"]), "why": held["why"]}
