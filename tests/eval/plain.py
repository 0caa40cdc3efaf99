"""The plain sentences of news agencies and ministries (plain/*.toml), written as frames that are filled from lists.

Most of what is ever read has these shapes: a source says on a day that so many were killed somewhere on another day.
A frame is a text with slots; a slot's fillings stand in ``[fillings]``, each with what it means. Frames and fillings
are combined by turns, so that every filling meets every frame of its kind sooner or later, and always the same way.
"""

from __future__ import annotations

import datetime as dt
import re
import tomllib
from collections.abc import Callable, Iterator, Mapping, Sequence
from itertools import count
from pathlib import Path
from typing import Any

FOLDER = Path(__file__).resolve().parent / "plain"
TURNS = 3
"""Statements that are made of a frame."""
STATED = dt.date(2021, 6, 17)
"""A Thursday; the statements of a frame are a week apart."""
ONE_DAY = dt.timedelta(days=1)
WEEK = dt.timedelta(weeks=1)
FIXED: Mapping[str, Callable[[dt.date], tuple[str, dt.date, dt.date]]] = {
    "today": lambda published: ("asof", published, published + ONE_DAY),
    "yesterday": lambda published: ("within", published - ONE_DAY, published),
    "began": lambda published: ("since", dt.date(2021, 6, 1), published),
}
"""The days of words that stand in a frame itself."""
Row = Mapping[str, Any]
_SLOT = re.compile(r"\{(\w+)\}")


def plain_rows(folder: Path = FOLDER) -> list[Row]:
    """Every statement of the folder, the file's name giving the language."""
    return [row for path in sorted(folder.glob("*.toml")) for row in _filled(path)]


def _filled(path: Path) -> Iterator[Row]:
    held = tomllib.loads(path.read_text(encoding="utf-8"))
    turn = count()
    for nth, frame in enumerate(held["frame"], start=1):
        for week in range(TURNS):
            published = STATED + WEEK * week
            chosen = {
                slot: _chosen(held["fillings"][slot.rstrip("0123456789")], next(turn) + place)
                for place, slot in enumerate(dict.fromkeys(_SLOT.findall(frame["text"])))
            }
            yield _statement(f"plain-{path.stem}-{nth:02}-{week + 1}", path.stem, published, frame, chosen)


def _chosen(fillings: Sequence[Row], turn: int) -> Row:
    return fillings[turn % len(fillings)]


def _statement(name: str, language: str, published: dt.date, frame: Row, chosen: Mapping[str, Row]) -> Row:
    """A frame with its slots filled, and a claim for every figure that it names."""
    text, at = "", {}
    for part in re.split(r"(\{\w+\})", frame["text"].strip("\n")):
        slot = part[1:-1] if part.startswith("{") else ""
        if slot and slot not in at:
            at[slot] = len(text)
        text += _in_words(chosen[slot], published) if slot else part
    claims = [
        _claim(f"c{nth}", text, published, claim, chosen, at) for nth, claim in enumerate(frame["claims"], start=1)
    ]
    return {
        "id": name,
        "lang": language,
        "published": published.isoformat(),
        "publisher": "",
        "speaker": "news agency",
        "text": text,
        "claims": claims,
        "negatives": [],
    }


def _in_words(filling: Row, published: dt.date) -> str:
    words: str = filling["words"]
    return words.format(day=published - dt.timedelta(days=filling.get("ago", 0)))


def _claim(
    name: str, text: str, published: dt.date, claim: Row, chosen: Mapping[str, Row], at: Mapping[str, int]
) -> Row:
    figure = chosen[claim["figure"]]
    counted = chosen.get(claim.get("counted", ""), {})
    start = at[claim["figure"]]
    source = claim.get("source")
    low, comparator = figure["low"], figure.get("comparator", "=")
    return {
        "id": name,
        "quote": figure["words"],
        "start": start,
        "end": start + len(figure["words"]),
        "speaker": None,
        "speaker_surface": chosen[source]["words"] if source in chosen else source,
        "modality": "reported" if source else "asserted",
        "form": "amount",
        "measure": claim.get("measure", counted.get("measure", "")),
        "actors": {role: _named(claim.get(role, ()), chosen, at, text) for role in ("by", "against", "of")},
        "only_words": True,
        "places": _named(claim.get("places", ()), chosen, at, text),
        "period": _period(claim["period"], published, chosen),
        "quantity": {
            "comparator": comparator,
            "low": low,
            "high": low if comparator == "=" else None,
            "unit": claim.get("unit", counted.get("unit", "person")),
            "direction": None,
            "surface": figure["words"],
            "start": start,
            "end": start + len(figure["words"]),
        },
        "base": None,
        "checkable": "yes",
        "checkable_reason": "",
    }


def _named(slots: Sequence[str], chosen: Mapping[str, Row], at: Mapping[str, int], text: str) -> list[Row]:
    """Who or where: the filling of a slot, or the name in it; words that are no slot stand in the text themselves."""
    names = [chosen[slot].get("name", chosen[slot]["words"]) if slot in chosen else slot for slot in slots]
    return [{"name": name, "surface": name} for name in names if name and name in text]


def _period(slot: str, published: dt.date, chosen: Mapping[str, Row]) -> Row:
    if slot in FIXED:
        return _days(*FIXED[slot](published))
    filling = chosen[slot]
    first = filling.get("from", filling.get("ago", 0))
    last = filling.get("to", filling.get("ago", 0))
    start, end = _day(first, published), _day(last, published)
    assert end is not None
    end += ONE_DAY
    return _days(filling.get("kind", "within"), start, end)


def _day(held: str | int, published: dt.date) -> dt.date | None:
    """A day that is written out, or so many days before publication; None for an open beginning."""
    if isinstance(held, int):
        return published - dt.timedelta(days=held)
    return dt.date.fromisoformat(held) if held else None


def _days(kind: str, start: dt.date | None, end: dt.date) -> Row:
    return {
        "kind": kind,
        "start": start and start.isoformat(),
        "end": end.isoformat(),
        "precision": "day",
        "surface": None,
    }
