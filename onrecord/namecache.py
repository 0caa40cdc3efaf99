"""What a file of names comes to, kept beside the snapshots, so that 15,000 names are not spelt out at every start.

A kept form is for one content, one version of the program and one state of the packaged tables; anything else, and
what is damaged, is made anew from the file as received. It only saves time: nothing is ever known from it alone.
"""

from __future__ import annotations

import contextlib
import dataclasses
import datetime as dt
import hashlib
import json
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

from onrecord import __version__
from onrecord.actor import Actor, Stint
from onrecord.data import tables_digest
from onrecord.gazetteer import Added
from onrecord.place import Forms, Place

SPELLING = 2
"""Raised whenever the same file of names would be spelt out otherwise."""


def cached(folder: Path, sha256: str, make: Callable[[], Added]) -> Added:
    """What the file of names with this hash comes to: as kept in the folder, else made and kept there."""
    path = folder / f"{sha256}.json"
    made_by = [SPELLING, __version__, tables_digest()]
    held = _read(path, made_by)
    if held is not None:
        return held
    added = make()
    with contextlib.suppress(OSError):  # a project that can only be read is read, slowly
        _keep(path, made_by, added)
    return added


def differs(folder: Path, sha256: str, added: Added) -> bool:
    """Whether what is kept for a file, if it counts at all, is something else than it comes to."""
    held = _read(folder / f"{sha256}.json", [SPELLING, __version__, tables_digest()])
    return held is not None and held != added


def _keep(path: Path, made_by: list[Any], added: Added) -> None:
    body = json.dumps(_plain(added), ensure_ascii=False, separators=(",", ":"))
    head = json.dumps({"made_by": made_by, "sha256": hashlib.sha256(body.encode()).hexdigest()})
    path.parent.mkdir(exist_ok=True)
    unfinished = path.with_name(f"{path.name}.unfinished")
    unfinished.write_text(f"{head}\n{body}\n", encoding="utf-8")
    unfinished.replace(path)


def _read(path: Path, made_by: list[Any]) -> Added | None:
    """What is kept, if it was made by the same program and tables and is whole."""
    try:
        head, _, body = path.read_text(encoding="utf-8").rstrip("\n").partition("\n")
        said = json.loads(head)
        if said != {"made_by": made_by, "sha256": hashlib.sha256(body.encode()).hexdigest()}:
            return None
        return _added(json.loads(body))
    except (OSError, ValueError, KeyError, TypeError, RecursionError):
        return None


def _plain(added: Added) -> dict[str, Any]:
    return {
        "places": [_fields(place) for place in added.places],
        "actors": [_fields(actor) for actor in added.actors],
        "place_forms": added.place_forms,
        "actor_forms": added.actor_forms,
        "own": added.own,
        "stints": {key: [_stint(stint) for stint in told] for key, told in added.stints.items()},
    }


def _fields(thing: Place | Actor) -> dict[str, Any]:
    """The fields that say something."""
    held = {field.name: getattr(thing, field.name) for field in dataclasses.fields(thing)}
    if isinstance(thing, Actor):
        held["stints"] = tuple(_stint(stint) for stint in thing.stints)
    return {name: value for name, value in held.items() if value not in (None, "", ())}


def _added(held: Mapping[str, Any]) -> Added:
    return Added(
        tuple(_made(Place, entry) for entry in held["places"]),
        tuple(_made(Actor, entry) for entry in held["actors"]),
        _forms(held["place_forms"]),
        _forms(held["actor_forms"]),
        bool(held["own"]),
        {key: tuple(map(_as_stint, told)) for key, told in held["stints"].items()},
    )


def _stint(stint: Stint) -> list[str]:
    return [stint.within, str(stint.since or ""), str(stint.until or ""), stint.why]


def _as_stint(told: list[str]) -> Stint:
    within, since, until, why = told
    days = [dt.date.fromisoformat(day) if day else None for day in (since, until)]
    return Stint(within, days[0], days[1], why)


def _made(kind: Callable[..., Any], entry: Mapping[str, Any]) -> Any:
    if "stints" in entry:
        entry = {**entry, "stints": [_as_stint(told) for told in entry["stints"]]}
    return kind(**{name: tuple(value) if isinstance(value, list) else value for name, value in entry.items()})


def _forms(held: Mapping[str, Mapping[str, str]]) -> Forms:
    return {int(mode): forms for mode, forms in held.items()}
