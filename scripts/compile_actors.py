"""Compile the actors: those written at length, those of the lists, and what every nation has, with all their forms."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from pydantic import ValidationError

from onrecord.data.shapes import KnownShape
from onrecord.errors import InputError
from onrecord.gazetteer import fold as asked
from onrecord.naming import ASKED, UPPER
from onrecord.normal import fold
from onrecord.spelling import arabic_family, latin_family
from scripts.compile_places import ARABIC, Entry, bare, least, marked, slug

KINDS = {
    "forces": "forces",
    "groups": "group",
    "coalitions": "coalition",
    "organisations": "organisation",
    "people": "people",
}
"""The lists of a file, and the kind of the actors in each."""

_ID = re.compile(r"^([a-z0-9-]+): ")
_KEYS = ("within", "side", "ucdp", "wikidata")
LONGEST_LETTERS = 5
"""Names in capitals of up to so many letters are found in capitals only: SAMIM may be written Samim, but no AES aes."""


@dataclass(slots=True)
class Party:
    """An actor while it is compiled."""

    id: str
    en: list[str]
    ar: list[str]
    kind: str | None = None
    country: str | None = None
    keys: dict[str, Any] = field(default_factory=dict)
    ruled: tuple[list[str], list[str]] = ([], [])
    """The forms that come by rule: they give way to those that somebody wrote."""


def compile_actors(
    long: Mapping[str, Any], data: Path, countries: Iterable[Entry]
) -> tuple[dict[str, Any], dict[str, dict[str, str]]]:
    """The compiled table of actors, by id, and the forms that they are found under."""
    parties = {key: _long(key, held) for key, held in long.items()}
    named = {entry.id: entry for entry in countries}
    nations = _read(data / "actors" / "nations.toml")
    for party in [*_lists(data / "actors" / "groups.toml"), *_nations(nations, named)]:
        if party.id in parties and party.ruled[0]:
            _join(parties[party.id], party)
            continue
        if party.id in parties:
            raise InputError(f"{data / 'actors'}: {party.id} stands there twice")
        parties[party.id] = party
    _learn(parties, data / "actors" / "known.toml")
    for party in parties.values():
        for key in ("within", "side"):
            if party.keys.get(key) is not None and party.keys[key] not in parties:
                raise InputError(f"{data / 'actors'}: {party.id}: {key}={party.keys[key]}, who is not there")
    return _tables(parties)


def _read(path: Path) -> dict[str, Any]:
    try:
        return tomllib.loads(path.read_text(encoding="utf-8"))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise InputError(f"{path}: not TOML: {error}") from error


def _long(key: str, held: Mapping[str, Any]) -> Party:
    """An actor written at length; every form of it is found in any letters, as the file says."""
    names, spellings = held["names"], held["spellings"]
    en = [names["en"], *(form for form in spellings if not ARABIC.search(form))]
    ar = [names["ar"], *(form for form in spellings if ARABIC.search(form))]
    if names["en"] not in spellings:  # a common word: only the spellings are looked for
        en[0], ar[0] = f"?{en[0]}", f"?{ar[0]}"
    keys = {name: held.get(name) for name in _KEYS}
    return Party(key, en, ar, held.get("kind"), held.get("country"), {k: v for k, v in keys.items() if v is not None})


def _lists(path: Path) -> Iterator[Party]:
    """The actors of a file of lists: a table for each country, in it a list of lines for each kind."""
    for country, lists in _read(path).items():
        for name, lines in lists.items():
            if name not in KINDS:
                raise InputError(f"{path}: {country}.{name}: expected one of {', '.join(KINDS)}")
            for line in lines:
                yield _line(line, KINDS[name], None if country == "world" else country, path)


def _line(line: str, kind: str, country: str | None, path: Path) -> Party:
    text, _, rest = line.partition(" ; ")
    match = _ID.match(text)
    english, _, arabic = text[match.end() if match else 0 :].partition("|")
    en, ar = ([form.strip() for form in side.split(" / ") if form.strip()] for side in (english, arabic))
    keys = dict(pair.partition("=")[::2] for pair in rest.split())
    if match is None or not en or not ar or any(key not in _KEYS for key in keys):
        raise InputError(f"{path}: {line!r}: expected 'id: English / variants | Arabic / variants ; key=value'")
    return Party(match.group(1), en, ar, kind, country, {"side": match.group(1), **keys})


def _learn(parties: Mapping[str, Party], path: Path) -> None:
    """What other tables know actors by, and the days on which one was part of another."""
    for key, held in _read(path).items():
        if key not in parties:
            raise InputError(f"{path}: {key}, who is not there")
        try:
            known = KnownShape.model_validate(held)
        except ValidationError as error:
            raise InputError(f"{path}: {key}: {error.errors()[0]['msg']}") from error
        party = parties[key]
        wholes = [parent.within for parent in known.parents]
        if unknown := [whole for whole in wholes if whole not in parties]:
            raise InputError(f"{path}: {key}: within={unknown[0]}, who is not there")
        if party.keys.get("within") in wholes:  # so on these days alone
            del party.keys["within"]
        told = known.model_dump(mode="json", exclude_defaults=True)
        party.keys |= {"stints" if name == "parents" else name: value for name, value in told.items()}


# ------------------------------------------------------------------------------------------------------- the nations


def _nations(held: Mapping[str, Any], countries: Mapping[str, Entry]) -> Iterator[Party]:
    """What each nation has, by the roles: forms with its adjective and its country's names filled in."""
    for code, line in held["nations"].items():
        ids = held["ids"].get(code, {})
        stem = slug(countries[code].en[0])
        names = {role["id"]: ids.get(role["id"], f"{stem}-{role['id']}") for role in held["role"]}
        side = held["sides"].get(code, names["government"])
        for role in held["role"]:
            keys: dict[str, Any] = {"side": side}
            if "within" in role:
                keys["within"] = names[role["within"]]
            if role["id"] == "government" and code in held["ucdp"]:
                keys["ucdp"] = str(held["ucdp"][code])
            en, ar = _filled(role, line, countries[code])
            yield Party(names[role["id"]], en[:1], ar[:1], role["kind"], code, keys, (en, ar))


def compile_peoples(data: Path) -> dict[str, str]:
    """The countries of peoples, by the folded words for them: 'Iraqis', العراقيون."""
    found: dict[str, str] = {}
    for code, line in _read(data / "actors" / "nations.toml")["nations"].items():
        english, arabic = ([part.strip() for part in side.split(" / ")] for side in line.split("|"))
        regular = [adjective for adjective in english if not adjective.endswith(("s", "se", "sh", "ch"))]
        found.update({fold(f"{bare(adjective)}s").text: code for adjective in regular})
        for ending in ("ون", "ين"):
            found.update({fold(f"{_the(adjective)}{ending}").text: code for adjective in arabic})
    return found


def _filled(role: Mapping[str, Any], line: str, country: Entry) -> tuple[list[str], list[str]]:
    """The forms of a role for one nation; the first of each is the one that is printed."""
    english, arabic = ([part.strip() for part in side.split(" / ")] for side in line.split("|"))
    name, named = country.names["en"], country.names["ar"]
    en = [form.format(adj=bare(adjective), country=name) for adjective in english for form in role["en"]]
    ar = [
        form.format(the=_the(adjective), thef=_the(adjective, "ة"), thepl=_the(adjective, "ين"), country=named)
        for adjective in arabic
        for form in role["ar"]
    ]
    first = en[0][0].upper() + en[0][1:]
    return [first, *en], ar


def _the(adjective: str, ending: str = "") -> str:
    """An Arabic adjective of one or two words with its article, and the ending on its last word."""
    return " ".join(f"ال{word}{ending}" for word in adjective.split())


def _join(held: Party, ruled: Party) -> None:
    """An actor that is written at length takes the forms that its nation gives it, and what it does not say itself."""
    held.ruled = ruled.ruled
    held.kind, held.country = held.kind or ruled.kind, held.country or ruled.country
    if "ucdp" in ruled.keys:
        held.keys.setdefault("ucdp", ruled.keys["ucdp"])


# -------------------------------------------------------------------------------------------------------- all of them


def forms_of(english: Iterable[str], arabic: Sequence[str]) -> dict[str, int]:
    """Every form of some names of an actor, by what each needs around it."""
    forms: dict[str, int] = {}
    first = bare(arabic[0]) if arabic else ""
    for name in english:
        text = bare(name)
        mode = marked(name) | (UPPER if text.isupper() and text.isalpha() and len(text) <= LONGEST_LETTERS else 0)
        for form in latin_family(text, first if text.lower().startswith(("al-", "al ")) else ""):
            least(forms, form, mode)
    for name in arabic:
        for form in arabic_family(bare(name)):
            least(forms, form, marked(name))
    return forms


def _tables(parties: Mapping[str, Party]) -> tuple[dict[str, Any], dict[str, dict[str, str]]]:
    owners: dict[str, tuple[str, int]] = {}
    for party in parties.values():
        forms = forms_of(party.en, party.ar)
        for name in (party.id, bare(party.en[0]), bare(party.ar[0])):
            least(forms, asked(name), ASKED)
        for form, mode in forms.items():
            other = owners.setdefault(form, (party.id, mode))[0]
            if other != party.id:
                raise InputError(f"actors: {form!r} is a name of {other} and of {party.id}")
    for party in parties.values():
        for form, mode in forms_of(*party.ruled).items():
            owners.setdefault(form, (party.id, mode))
    table: dict[str, dict[str, str]] = {}
    for form, (key, mode) in owners.items():
        table.setdefault(str(mode), {})[form] = key
    actors = {
        party.id: {
            "names": {"en": bare(party.en[0]), "ar": bare(party.ar[0])},
            **party.keys,
            **({"kind": party.kind} if party.kind else {}),
            **({"country": party.country} if party.country else {}),
        }
        for party in parties.values()
    }
    return actors, table
