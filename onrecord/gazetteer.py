"""Names to one place or one actor, or to none: several candidates are no answer."""

from __future__ import annotations

import datetime as dt
import unicodedata
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass, field
from functools import cache, lru_cache
from typing import Any

from onrecord.actor import ANYONE, Actor, Actors, Stint
from onrecord.data import table
from onrecord.measure import Measure, Measures
from onrecord.nearby import base_of, places_told, unwrapped
from onrecord.place import WORLD, Forms, PackagedForms, Place, Places, Rows
from onrecord.scope import Catalogue

# Light folding only: what writers of one name differ in. Final yeh for alef maksura, heh for teh marbuta; marks of the
# hamza fall with the other marks; quotes that stand for ayn and hamza go; hyphens and dashes are spaces.
_FOLDS = str.maketrans(
    {"ى": "ي", "ة": "ه", "ـ": None, "-": " ", "–": " ", "‐": " ", "_": " "}
    | dict.fromkeys("'`´‘’ʿʾʻʼ\u200c\u200d\u200e\u200f", None)
)


@lru_cache(maxsize=4096)  # a file of figures names few things many times
def fold(name: str) -> str:
    """The form in which names are compared: no case, no marks, one space."""
    if name.isascii():  # nothing to take apart
        return " ".join(name.translate(_FOLDS).casefold().split())
    bare = (char for char in unicodedata.normalize("NFKD", name) if unicodedata.category(char) != "Mn")
    return " ".join("".join(bare).translate(_FOLDS).casefold().split())


@cache
def packaged() -> Catalogue:
    """The packaged measures, places and actors."""
    measures = (Measure(id=key, **entry) for key, entry in sorted(table("measures").items()))
    places = table("places")
    rows = {**places, **table("regions")}
    within = {key: row[1] for key, row in places.items() if key != WORLD}
    actors = {**table("actors"), ANYONE: {"names": {"en": "anyone", "ar": "أي طرف"}}}
    members = {key: entry.get("within") for key, entry in actors.items() if key != ANYONE}
    stints = {key: _stints(entry["stints"]) for key, entry in actors.items() if "stints" in entry}
    return Catalogue(
        Measures(measures),
        Places(Rows(rows, _place), within, PackagedForms("names/places")),
        Actors(Rows(actors, _actor), members, PackagedForms("names/actors"), stints),
    )


def _actor(key: str, entry: Mapping[str, Any]) -> Actor:
    if "acled" in entry:
        entry = {**entry, "acled": tuple(entry["acled"])}
    if "stints" in entry:
        entry = {**entry, "stints": _stints(entry["stints"])}
    return Actor(key, **entry)


def _stints(listed: Iterable[Mapping[str, str]]) -> tuple[Stint, ...]:
    return tuple(
        Stint(held["within"], _day(held.get("since")), _day(held.get("until")), held["why"]) for held in listed
    )


def _day(text: str | None) -> dt.date | None:
    return None if text is None else dt.date.fromisoformat(text)


def _place(key: str, row: Any) -> Place:
    """A place from its compiled row, or a region from its entry."""
    if isinstance(row, Mapping):
        covers = tuple(row["inner"]), tuple(row["outer"])
        return Place(key, "region", row["names"], None, *covers, row["source"], one_area=row["one_area"])
    kind, within, english, arabic, lat, lon = row
    names = {"en": english} if arabic is None else {"en": english, "ar": arabic}
    return Place(key, kind, names, within, lat=lat, lon=lon)


# ------------------------------------------------------------------------------------------- names that people bring


@dataclass(frozen=True, slots=True)
class Added:
    """Places and actors beside the packaged ones, with their forms; ``own`` where a person wrote them."""

    places: tuple[Place, ...]
    actors: tuple[Actor, ...]
    place_forms: Forms
    actor_forms: Forms
    own: bool
    stints: Mapping[str, tuple[Stint, ...]] = field(default_factory=dict)
    """What packaged actors were part of for some days, beside what is known of them."""


_in_force: ContextVar[Catalogue | None] = ContextVar("catalogue", default=None)


def catalogue() -> Catalogue:
    """The measures, places and actors in force: the packaged ones, and in a project that brought names, those too."""
    return _in_force.get() or packaged()


@contextmanager
def using(held: Catalogue | None) -> Iterator[None]:
    """Have a catalogue in force, as while a command works in a project with names of its own."""
    token = _in_force.set(held)
    try:
        yield
    finally:
        _in_force.reset(token)


def with_names(names: Iterable[Added]) -> Catalogue:
    """The packaged catalogue with names that people brought, the later ones over the earlier."""
    base = packaged()
    places, actors = base.places, base.actors
    for added in names:
        own_places = {place.id: place for place in added.places}
        own_actors = {actor.id: actor for actor in added.actors}
        places = places.joined(own_places, _merged(places.forms, added.place_forms, own=added.own))
        actors = actors.joined(own_actors, _merged(actors.forms, added.actor_forms, own=added.own), added.stints)
    return Catalogue(base.measures, places, actors)


def _merged(base: Forms, added: Forms, *, own: bool) -> Forms:
    """Forms with added ones: a person's own win over a packaged name, but for a country's; others give way to any."""
    merged = {mode: dict(forms) for mode, forms in base.items()}
    for mode, forms in added.items():
        for form, ids in forms.items():
            bearers = [held for held in merged.values() if form in held]
            if bearers and not own:
                continue
            for held in bearers:
                if not any(len(one) == len("IQ") for one in held[form].split()):
                    del held[form]
            mine = merged.setdefault(mode, {})
            mine[form] = f"{mine[form]} {ids}" if form in mine else ids
    return merged


# ------------------------------------------------------------------------------------------------------ names to ids


def resolve_place(name: str) -> str | None:
    """The one place of that id, printed name or spelling; None for none and for several. What is packaged goes first:
    names that people bring never change what a file of figures says."""
    return _one(name, _place_names(packaged())) or _one(name, place_names())


def resolve_where(name: str) -> tuple[str, ...] | None:
    """The places of one name, or near it: 'Hajin', 'near Hajin', 'Hajin and its surroundings', or their ids."""
    found = resolve_place(name) or (name if base_of(name) and name in catalogue().places else None)
    if found is not None:
        return (found,)
    told, bare = unwrapped(fold(name)) or ("", name)
    base = resolve_place(bare) if told else None
    return None if base is None else places_told(told, base)


def resolve_actor(name: str) -> str | None:
    """The one actor of that id, printed name or spelling; None for none and for several."""
    return _one(name, _actor_names(packaged())) or _one(name, actor_names())


def place_names() -> Mapping[str, tuple[str, ...]]:
    """Every folded name of every place, with the places it may mean."""
    return _place_names(catalogue())


def actor_names() -> Mapping[str, tuple[str, ...]]:
    """Every folded name of every actor, with the actors it may mean."""
    return _actor_names(catalogue())


@lru_cache(maxsize=4)
def _place_names(held: Catalogue) -> Mapping[str, tuple[str, ...]]:
    return _index(held.places.forms)


@lru_cache(maxsize=4)
def _actor_names(held: Catalogue) -> Mapping[str, tuple[str, ...]]:
    return _index(held.actors.forms)


def _one(name: str, names: Mapping[str, tuple[str, ...]]) -> str | None:
    candidates = names.get(fold(name), ())
    return candidates[0] if len(candidates) == 1 else None


def _index(forms: Forms) -> dict[str, tuple[str, ...]]:
    index: dict[str, tuple[str, ...]] = {}
    for held in forms.values():
        for form, ids in held.items():
            known = index.get(form)
            if known is None and " " not in ids:  # nearly all
                index[form] = (ids,)
            else:
                index[form] = tuple(sorted({*(known or ()), *ids.split()}))
    return index
