"""Names of administrative divisions by their p-codes: the tables of OCHA's common operational datasets (COD-AB).

A table has a row for each smallest division and names those above it: ``ADM1_PCODE``, ``ADM1_EN``, ``ADM1_AR``,
``ADM2_PCODE`` ...; newer ones ``adm1_pcode``, ``adm1_name``, ``adm1_name1``; a row of HXL tags may follow the header.
GeoJSON carries the same in its properties, and their outlines (:mod:`onrecord.boundary`); one of countries has
``ADM0_PCODE`` alone. A division that is packaged already keeps its id and is found by its p-code too; the others become
places of their own, ``pcode:SY0203``, in the division above them.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from onrecord.errors import InputError
from onrecord.figure import csv_rows, decoded
from onrecord.gazetteer import fold, packaged, place_names
from onrecord.place import Place

KINDS = {1: "governorate", 2: "district", 3: "area", 4: "area"}
"""What the divisions of each level are here."""

PACKAGED_KINDS = {1: ("governorate",), 2: ("district",), 3: (), 4: ()}
HEAD = 200_000
"""Bytes of a GeoJSON file in which its p-codes must begin."""

MOST_DIVISIONS = 60_000
LONGEST_NAME = 200
_COLUMN = re.compile(r"adm([0-4])_(pcode|name\d?|[a-z]{2})", re.IGNORECASE)
_PCODE = re.compile(r"([A-Z]{2})[A-Z]?[A-Za-z0-9]{0,20}")
_ANY_ARABIC = re.compile(r"[\u0620-\u064a]")
_LATIN = re.compile(r"[A-Za-z]")


@dataclass(slots=True)
class Divisions:
    """The divisions of a file: those that are new, and by p-code the ids of all of them."""

    places: dict[str, Place] = field(default_factory=dict)
    ids: dict[str, str] = field(default_factory=dict)


def is_pcodes(content: bytes, name: str) -> bool:
    """Whether a file holds divisions with their p-codes."""
    head = content[:4000].lower()
    if name.lower().endswith((".geojson", ".json")):
        return re.search(rb'"adm[0-4]_pcode"', content[:HEAD].lower()) is not None
    return re.search(rb"(^|[,;\t\xbf\"])adm[1-4]_pcode", head.partition(b"\n")[0]) is not None


def read_pcodes(content: bytes, name: str) -> Divisions:
    """The divisions in a CSV table or in the properties of a GeoJSON file; the first wrong row is said in one line."""
    found = Divisions()
    json_like = name.lower().endswith((".geojson", ".json"))
    for line, cells in _told(content, name) if json_like else _table(content, name):
        _read_row(found, cells, f"{name}, {'feature' if json_like else 'row'} {line}")
        if len(found.ids) > MOST_DIVISIONS:
            raise InputError(f"{name}: more than {MOST_DIVISIONS} divisions; split the file")
    if not found.ids:
        raise InputError(f"{name}: found no division with a p-code")
    return found


def _table(content: bytes, name: str) -> Iterator[tuple[int, dict[str, str]]]:
    rows = csv_rows(decoded(content, name), name)
    _, header = next(rows, (1, []))
    for line, cells in rows:
        if len(cells) != len(header):
            raise InputError(f"{name}, row {line}: found {len(cells)} columns, expected {len(header)}")
        if not any(cell.startswith("#adm") for cell in cells):  # a row of HXL tags
            yield line, dict(zip((column.lower() for column in header), cells, strict=True))


def deepest(cells: Mapping[str, str]) -> str:
    """The p-code of the smallest division that a row or feature names; empty where it names none."""
    return next((code for level in (4, 3, 2, 1, 0) if (code := cells.get(f"adm{level}_pcode", ""))), "")


def _told(content: bytes, name: str) -> Iterator[tuple[int, dict[str, str]]]:
    for nth, cells, _ in features(content, name):
        yield nth, cells


def features(content: bytes, name: str) -> Iterator[tuple[int, dict[str, str], Any]]:
    """Every feature of a GeoJSON file: its number, its properties in lower case, and its geometry as decoded."""
    try:
        held = json.loads(content)
        listed = held["features"] if isinstance(held, dict) else None
    except (ValueError, RecursionError, KeyError) as error:
        raise InputError(f"{name}: found no GeoJSON ({str(error)[:100]}), expected a FeatureCollection") from error
    if not isinstance(listed, list):
        raise InputError(f"{name}: found no list of features, expected a FeatureCollection")
    for nth, feature in enumerate(listed, start=1):
        properties = feature.get("properties") if isinstance(feature, dict) else None
        if not isinstance(properties, dict):
            raise InputError(f"{name}, feature {nth}: found no properties, expected those with the p-codes")
        told = {str(key).lower(): _text(value) for key, value in properties.items()}
        yield nth, told, feature.get("geometry")


def _text(value: Any) -> str:
    return value.strip() if isinstance(value, str) else ""


def _read_row(found: Divisions, cells: Mapping[str, str], where: str) -> None:
    """Every division that a row names, from the largest down."""
    above: str | None = None
    whole = cells.get("adm0_pcode", "")
    if whole and deepest(cells) == whole:
        if whole not in packaged().places:
            raise InputError(f"{where}, column ADM0_PCODE: found {whole[:60]!r}, expected the two letters of a country")
        found.ids[whole] = whole
    for level, kind in KINDS.items():
        code = cells.get(f"adm{level}_pcode", "")
        if not code:
            continue
        if code not in found.ids:
            country = _country(code, where, level)
            names = _names(cells, level, where)
            place = _packaged(names, level, above or country)
            found.ids[code] = place or f"pcode:{code}"
            if place is None:
                key = found.ids[code]
                found.places[key] = Place(key, kind, names, above or country, spellings=(code,))
        above = found.ids[code]


def _country(code: str, where: str, level: int) -> str:
    """The country that a p-code begins with."""
    match = _PCODE.fullmatch(code)
    if match is None or match[1] not in packaged().places:
        raise InputError(
            f"{where}, column ADM{level}_PCODE: found {code[:60]!r}, expected the two letters of a country and digits"
        )
    return match[1]


def _names(cells: Mapping[str, str], level: int, where: str) -> dict[str, str]:
    """The names of a division by language: by the column, or where that does not say, by the script."""
    names: dict[str, str] = {}
    for column, text in cells.items():
        match = _COLUMN.fullmatch(column)
        if match is None or int(match[1]) != level or match[2].lower() == "pcode" or not text:
            continue
        if len(text) > LONGEST_NAME:
            raise InputError(f"{where}, column {column}: found {len(text)} characters, expected a name")
        if _ANY_ARABIC.search(text):
            if match[2].lower() not in ("ku", "fa", "ps", "ur"):
                names.setdefault("ar", text)
        elif _LATIN.search(text):
            names["en" if match[2].lower() in ("en", "name") or "en" not in names else "other"] = text
    names.pop("other", None)
    if not names:
        raise InputError(
            f"{where}: found no name of the division in ADM{level}, expected ADM{level}_EN or ADM{level}_AR"
        )
    return names if "en" in names else {"en": names["ar"], **names}


def _packaged(names: Mapping[str, str], level: int, whole: str) -> str | None:
    """The one packaged division of that level and name that lies in the whole, if there is one."""
    from onrecord.spelling import latin_family

    known = packaged().places
    if whole not in known:
        return None
    forms = {fold(names["en"]), *latin_family(names["en"]), *([fold(names["ar"])] if "ar" in names else [])}
    index = place_names()
    candidates = {key for form in forms for key in index.get(form, ()) if key in known}
    fitting = sorted(_of_kind(candidates, PACKAGED_KINDS[level], whole))
    return fitting[0] if len(fitting) == 1 else None


def _of_kind(ids: Iterable[str], kinds: tuple[str, ...], whole: str) -> Iterator[str]:
    known = packaged().places
    for key in ids:
        place = known[key]
        insides = place.inner if place.is_region else (key,)  # a name that a town shares with its governorate
        for inside in (*insides, *place.outer):
            if known[inside].kind in kinds and known.tree.holds(whole, inside):
                yield inside
