"""The plain sentences of news agencies and ministries (plain/*.toml), written as frames that are filled from lists.

Most of what is ever read has these shapes: a source says on a day that so many were killed somewhere on another day.
A frame is a text with slots, a sentence or a whole release; a slot's fillings stand in ``[fillings]``, each with what
it means; ``usual`` is what the claims of a frame have in common. Frames and fillings are combined by turns, so that
every filling meets every frame of its kind sooner or later, and always the same way.
A file may name slots as ``untold`` that nobody annotated in its frames: places and parties where only the times and
the measures of whole releases are.
"""

from __future__ import annotations

import datetime as dt
import re
import tomllib
from collections.abc import Callable, Iterator, Mapping, Sequence
from itertools import count
from pathlib import Path
from typing import Any

from tests.eval.own import Row, claim_of

FOLDER = Path(__file__).resolve().parent / "plain"
TURNS = 3
"""Statements that are made of a frame."""
STATED = dt.date(2021, 6, 17)
"""A Thursday; the statements of a frame are a week apart."""
ONE_DAY = dt.timedelta(days=1)
WEEK = dt.timedelta(weeks=1)
FIXED: Mapping[str, Callable[[dt.date], tuple[str, dt.date | None, dt.date]]] = {
    "today": lambda published: ("asof", published, published + ONE_DAY),
    "yesterday": lambda published: ("within", published - ONE_DAY, published),
    "total": lambda published: ("since", None, published + ONE_DAY),
    "began": lambda published: ("since", dt.date(2021, 6, 1), published),
    "overnight": lambda published: ("within", published - ONE_DAY, published + ONE_DAY),
    "pastday": lambda published: ("within", published - ONE_DAY, published + ONE_DAY),
    "pastweek": lambda published: ("within", published - WEEK, published + ONE_DAY),
    "sofar": lambda published: ("since", None, published + ONE_DAY),
    "toll": lambda published: ("within", dt.date(2021, 3, 1), published + ONE_DAY),
    "losses": lambda published: ("within", dt.date(2020, 2, 24), published + ONE_DAY),
    "campaign": lambda published: ("since", dt.date(2020, 8, 8), published + ONE_DAY),
    "evenings": lambda _: ("within", dt.date(2021, 6, 11), dt.date(2021, 6, 14)),
    "fled": lambda _: ("within", dt.date(2021, 6, 1), dt.date(2021, 6, 13)),
    "reporting": lambda _: ("within", dt.date(2021, 6, 7), dt.date(2021, 6, 14)),
}
"""The days of words that stand in a frame itself."""
_SLOT = re.compile(r"\{(\w+)\}")


def plain_rows(folder: Path = FOLDER) -> list[Row]:
    """Every statement of the folder, the file's name giving the language: ``en.toml``, ``en-*.toml``."""
    return [row for path in sorted(folder.glob("*.toml")) for row in _filled(path)]


def _filled(path: Path) -> Iterator[Row]:
    held, language = tomllib.loads(path.read_text(encoding="utf-8")), path.stem.partition("-")[0]
    turn = count()
    for nth, frame in enumerate(held["frame"], start=1):
        for week in range(TURNS):
            published = STATED + WEEK * week
            chosen = {
                slot: _chosen(held["fillings"][slot.rstrip("0123456789")], next(turn) + place)
                for place, slot in enumerate(dict.fromkeys(_SLOT.findall(frame["text"])))
            }
            name = f"plain-{path.stem}-{nth:02}-{week + 1}"
            yield {**_statement(name, language, published, frame, chosen), "untold": held.get("untold", ())}


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
    usual, speaker = frame.get("usual", {}), frame.get("speaker", "news agency")
    claims = [
        claim_of(text, nth, _short(text, published, {**usual, **claim}, chosen, at))
        for nth, claim in enumerate(frame["claims"], start=1)
    ]
    return {
        "id": name,
        "lang": language,
        "published": published.isoformat(),
        "publisher": "",
        "speaker": chosen[speaker]["words"] if speaker in chosen else speaker,
        "text": text,
        "claims": claims,
        "negatives": [],
    }


def _in_words(filling: Row, published: dt.date) -> str:
    words: str = filling["words"]
    first, last = (_day(filling.get(end, 0), published) for end in ("from", "to"))
    return words.format(day=published - dt.timedelta(days=filling.get("ago", 0)), first=first, last=last)


def _short(text: str, published: dt.date, claim: Row, chosen: Mapping[str, Row], at: Mapping[str, int]) -> Row:
    """A claim of a frame as our own statements have theirs."""
    figure, counted = chosen[claim["figure"]], chosen.get(claim.get("counted", ""), {})
    words, source = figure["words"], claim.get("source")
    named = {slot: _named(claim.get(slot, ()), chosen, text) for slot in ("by", "against", "of", "places")}
    return {
        "quote": words,
        "nth": sum(text.startswith(words, start) for start in range(at[claim["figure"]] + 1)),
        "figure": words,
        "low": figure["low"],
        "comparator": figure.get("comparator", "="),
        "form": claim.get("form", "amount"),
        "direction": claim.get("direction"),
        "unit": claim.get("unit", "percent" if "form" in claim else counted.get("unit", "person")),
        "measure": claim.get("measure", counted.get("measure", "")),
        "modality": "reported" if source else "asserted",
        "speaker_surface": chosen[source]["words"] if source in chosen else source,
        "period": _period(claim["period"], claim.get("kind"), published, chosen) if claim.get("period") else None,
        **named,
    }


def _named(slots: Sequence[str], chosen: Mapping[str, Row], text: str) -> list[str]:
    """Who or where: the filling of a slot, or the name in it; words that are no slot stand in the text themselves."""
    names = [chosen[slot].get("name", chosen[slot]["words"]) if slot in chosen else slot for slot in slots]
    return [name for name in names if name and name in text]


def _period(
    told: str | Sequence[Any], asked: str | None, published: dt.date, chosen: Mapping[str, Row]
) -> list[str] | None:
    """A kind with its half-open days, an open side empty; None where none is told.

    ``told`` is a slot, a name of days, or a kind with its first and last day as fillings have them. A claim may have
    ``asked`` for more: "since" runs on from these days to publication, "asof" is their last day, and "open" is all that
    was before it ended.
    """
    if isinstance(told, str) and told in FIXED:
        kind, first, after = FIXED[told](published)
        return [kind, "" if first is None else first.isoformat(), after.isoformat()]
    if isinstance(told, str):
        filling = chosen[told]
        ends = [filling.get(end, filling.get("ago", 0)) for end in ("from", "to")]
        kind = filling.get("kind", "within")
    elif told:
        kind, *ends = told
    else:
        return None
    start, last = (_day(end, published) for end in ends)
    assert last is not None
    if asked == "since":
        last = published
    elif asked == "asof":
        start = last
    elif asked == "open":
        asked, start = "since", None
    return [asked or kind, "" if start is None else start.isoformat(), (last + ONE_DAY).isoformat()]


def _day(held: str | int, published: dt.date) -> dt.date | None:
    """A day that is written out, or so many days before publication; None for an open beginning."""
    if isinstance(held, int):
        return published - dt.timedelta(days=held)
    return dt.date.fromisoformat(held) if held else None
