"""Compile the gazetteer: what people wrote and what sources gave, to places and the forms that they are found under.

Three ranks: what is written by hand (places.toml, regions.toml, places/*.toml), the first-level divisions of the world
(places/divisions.csv), and the towns of GeoNames (places/geonames.csv). Where a name of a higher number meets one of a
lower, it yields: a village never takes a name away from a city. A name that a division shares with a town in it is a
region of its own: surely the town, possibly the whole division.
"""

from __future__ import annotations

import csv
import re
import tomllib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from onrecord.errors import InputError
from onrecord.gazetteer import fold as asked
from onrecord.naming import ASKED, CAPITAL, GUARDED, PERSON, UPPER
from onrecord.normal import fold
from onrecord.spelling import arabic_family, latin_family, plain

KINDS = {
    "divisions": "governorate",
    "lands": "governorate",
    "districts": "district",
    "towns": "town",
    "areas": "area",
    "sites": "site",
    "waters": "water",
}
"""The lists of a file, and the kind of the places in each; ``lands`` are divisions that go by their names alone."""

_ID = re.compile(r"^((?:place|gn|district|region):[a-z0-9-]+|[A-Z]{2}(?:-[A-Z0-9]{1,3})?): ")
_MARKS = {"~": GUARDED, "^": PERSON, "!": UPPER, "?": ASKED}
ARABIC = re.compile(r"[\u0620-\u064a\u0671-\u06d3]")
HAND, DIVISIONS, GEONAMES = 0, 1, 2
LONG_WORDS = 2
"""A name of so many words is no common word."""


@dataclass(slots=True)
class Entry:
    """A place or region while it is compiled: ``forms`` are folded, each with what it needs around it."""

    id: str
    kind: str
    within: str | None
    en: tuple[str, ...]
    ar: tuple[str, ...]
    rank: int = HAND
    lat: str | None = None
    lon: str | None = None
    inner: tuple[str, ...] = ()
    outer: tuple[str, ...] = ()
    source: str = ""
    one_area: bool = False
    forms: dict[str, int] = field(default_factory=dict)
    bare: set[str] = field(default_factory=set)
    """Those of its forms that do not say what it is."""
    said: bool = True
    """Whether it may be named with the word for what it is: nobody says 'West Bank governorate'."""

    @property
    def names(self) -> dict[str, str]:
        """The names that it is printed under."""
        return {code: bare(held[0]) for code, held in (("en", self.en), ("ar", self.ar)) if held}


@dataclass(slots=True)
class Words:
    """How a country calls its divisions, and whether its names are foreign to Arabic."""

    kinds: Mapping[str, tuple[tuple[str, ...], tuple[str, ...]]]
    foreign: bool


def bare(form: str) -> str:
    """A form without its marks."""
    return form.lstrip("~^!?")


def marked(form: str) -> int:
    """What the marks before a form say."""
    mode = 0
    for char in form[: len(form) - len(bare(form))]:
        mode |= _MARKS[char]
    return mode


def split_line(line: str, path: Path) -> tuple[str | None, tuple[str, ...], tuple[str, ...]]:
    """``id: English / variants | Arabic / variants``; the id may be left out, and the Arabic where there is none."""
    match = _ID.match(line)
    own = match.group(1) if match else None
    english, _, arabic = line[match.end() if match else 0 :].partition("|")
    en, ar = (tuple(part.strip() for part in side.split(" / ") if part.strip()) for side in (english, arabic))
    if not en or any(not bare(form) for form in (*en, *ar)):
        raise InputError(f"{path}: {line!r}: expected 'English / variants | Arabic / variants'")
    if any(ARABIC.search(bare(form)) for form in en) or any(not ARABIC.search(form) for form in ar):
        raise InputError(f"{path}: {line!r}: a name stands on the side of the other script")
    return own, en, ar


def slug(name: str) -> str:
    """An id's own part from an English name."""
    return re.sub(r"[^a-z0-9]+", "-", plain(bare(name)).replace("'", "")).strip("-")


# -------------------------------------------------------------------------------------------------- what people wrote


def from_long(table: Mapping[str, Any], kind: str | None = None) -> Iterator[Entry]:
    """The entries of places.toml and regions.toml, already checked and by id."""
    for key, held in table.items():
        names, spellings = held["names"], held.get("spellings", ())
        mark = "~" if held.get("common_words") else ""
        if held.get("kind") == "world":
            mark = "?"
        en = [mark + names["en"], *(s for s in spellings if not ARABIC.search(s))]
        ar = [mark + names["ar"], *(s for s in spellings if ARABIC.search(s))]
        yield Entry(
            key,
            kind or held["kind"],
            held.get("within"),
            tuple(dict.fromkeys(en)),
            tuple(dict.fromkeys(ar)),
            lat=held.get("lat"),
            lon=held.get("lon"),
            inner=tuple(held.get("inner", ())),
            outer=tuple(held.get("outer", ())),
            one_area=held.get("one_area", False),
            source=held.get("source", ""),
        )


def from_short(path: Path) -> Iterator[Entry]:
    """The entries of one file of places/: a table for each whole, in it a list of lines for each kind."""
    document = _document(path)
    for whole, lists in document.items():
        if whole == "words":
            continue
        if not isinstance(lists, dict):
            raise InputError(f"{path}: {whole}: expected a table for each whole, such as [YE-TA]")
        for name, lines in lists.items():
            if name == "regions":
                yield from (_region(whole, line, path) for line in lines)
            elif name == "countries":
                yield from (_entry(None, "country", line, path) for line in lines)
            elif name in KINDS:
                for line in lines:
                    entry = _entry(whole, KINDS[name], line, path)
                    entry.said = name != "lands"
                    yield entry
            else:
                raise InputError(f"{path}: {whole}.{name}: expected one of {', '.join((*KINDS, 'regions'))}")


def _document(path: Path) -> dict[str, Any]:
    try:
        return tomllib.loads(path.read_text(encoding="utf-8"))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise InputError(f"{path}: not TOML: {error}") from error


def _entry(whole: str | None, kind: str, line: str, path: Path) -> Entry:
    own, en, ar = split_line(line, path)
    if kind == "country" and own is None:
        raise InputError(f"{path}: {line!r}: a country begins with its code")
    return Entry(own or f"place:{_code(whole)}-{slug(en[0])}", kind, whole, en, ar)


def _code(whole: str | None) -> str:
    """The letters of a country in the ids of what lies in it."""
    named = (whole or "").rpartition(":")[2]
    return named[:2].lower()


def _region(whole: str, line: str, path: Path) -> Entry:
    """``names ; outer places [; inner places]``: a river or a land whose edges are nobody's, laid over the tree."""
    text, _, covers = line.partition(" ; ")
    outer, _, inner = covers.partition(" ; ")
    own, en, ar = split_line(text, path)
    if not outer.split():
        raise InputError(f"{path}: {line!r}: a region names the places that it may lie in")
    source = "The name is in common use; no source draws its edge, and the cut along divisions is ours."
    key = own or f"region:{_code(whole)}-{slug(en[0])}"
    return Entry(key, "region", None, en, ar, inner=tuple(inner.split()), outer=tuple(outer.split()), source=source)


# -------------------------------------------------------------------------------------------------- what sources gave


def rows_of(path: Path) -> Iterator[dict[str, str]]:
    """The rows of a CSV file; lines that begin with # say where it is from."""
    if not path.is_file():
        return
    with path.open(encoding="utf-8", newline="") as lines:
        yield from csv.DictReader(line for line in lines if not line.startswith("#"))


def from_divisions(path: Path) -> Iterator[Entry]:
    """The first-level divisions of the world; a name that is a common word is marked there."""
    for row in rows_of(path):
        en, ar = (tuple(filter(None, row[name].split(" / "))) for name in ("en", "ar"))
        yield Entry(row["id"], "governorate", row["id"][:2], en, ar, DIVISIONS)


def from_geonames(path: Path) -> Iterator[Entry]:
    """Towns as GeoNames names them, in the division where it puts them."""
    for row in rows_of(path):
        en, ar = (tuple(filter(None, row[name].split(" / "))) for name in ("en", "ar"))
        yield Entry(f"gn:{row['id']}", "town", row["within"], en, ar, GEONAMES, row["lat"], row["lon"])


# ------------------------------------------------------------------------------------------------------------- forms


def forms_of(entry: Entry, words: Words) -> dict[str, int]:
    """Every form of an entry's names, by what each needs around it; the least demand wins where two families meet."""
    forms: dict[str, int] = {}
    related = _arabic_name(entry, words)
    for name in entry.en:
        mode, text = marked(name), bare(name)
        guard = _guard(entry, text)
        capital = CAPITAL if any(map(str.isupper, text)) else 0
        for form in latin_family(text, related):
            least(forms, form, mode | guard | capital)
        if "(" in text:
            least(forms, fold(text).text, ASKED)
    for name in entry.ar:
        mode, text = marked(name), bare(name)
        guard = _guard(entry, text)
        for form in arabic_family(text, foreign=words.foreign):
            least(forms, form, mode | guard)
    entry.bare = set(forms)
    if entry.rank == HAND or any(mode & ASKED for mode in forms.values()):
        add_kind(entry, words, forms)
    for name in (entry.id, *entry.names.values()):
        least(forms, asked(name), ASKED)
    return {form: mode for form, mode in forms.items() if form}


def _arabic_name(entry: Entry, words: Words) -> str:
    """The Arabic name that its Latin one was written after, which says where an article or a heh may stand."""
    if words.foreign or not entry.ar or entry.kind in ("country", "region", "world"):
        return ""
    return bare(entry.ar[0])


def add_kind(entry: Entry, words: Words, forms: dict[str, int]) -> None:
    """Add the forms that say what a division is."""
    if entry.said and entry.kind in words.kinds:
        for form in _with_kind(entry, words):
            least(forms, form, 0)


def _guard(entry: Entry, text: str) -> int:
    """Names that sources gave need their context, but for divisions of several words: many villages bear a person's."""
    if entry.rank == HAND:
        return 0
    long = len(text.split()) >= LONG_WORDS and len(text) > len("Al Abcd")
    return 0 if long and entry.rank == DIVISIONS else GUARDED


def least(forms: dict[str, int], form: str, mode: int) -> None:
    """Keep the lesser demand; being found where somebody asks is the least that a form can do."""
    if form not in forms or (mode & ASKED, mode) < (forms[form] & ASKED, forms[form]):
        forms[form] = mode


def _with_kind(entry: Entry, words: Words) -> Iterator[str]:
    """Kherson oblast, محافظة صلاح الدين: the name with the word for what it is, which no town has."""
    english, arabic = words.kinds[entry.kind]
    english, arabic = (english[:2], arabic[:2]) if entry.rank else (english, arabic)
    for name in entry.en:
        for form in latin_family(bare(name), _arabic_name(entry, words)):
            if any(form.endswith(f" {word}") for word in english):
                continue
            for word in english:
                yield f"{form} {word}"
    for name in entry.ar:
        for form in arabic_family(bare(name), foreign=words.foreign):
            if form.split()[0] not in arabic:
                yield from (f"{word} {form}" for word in arabic)


# ------------------------------------------------------------------------------------------------------- all together


def read_places(long: Iterable[Entry], data: Path, taken: frozenset[str]) -> dict[str, Entry]:
    """Every place and region with its forms; ``taken`` are the forms of the word tables."""
    folder = data / "places"
    files = sorted(folder.glob("*.toml"))
    spoken = {path.stem: _document(path).get("words", {}) for path in files}
    entries: dict[str, Entry] = {}
    for path, held in ((folder, long), *((path, from_short(path)) for path in files)):
        for entry in held:
            if entry.id in entries:
                raise InputError(f"{path}: {entry.id} stands there twice")
            entries[entry.id] = entry
    given = {key for held in spoken.values() for key in held.get("replaced", ())}
    for entry in from_divisions(folder / "divisions.csv"):
        if entry.id not in entries and entry.id not in given:
            entries[entry.id] = entry
    words = _words(spoken, entries, _document(data / "naming.toml")["arab"])
    for entry in entries.values():
        _check_whole(entry, entries, folder)
        entry.forms = forms_of(entry, words[country_of(entry, entries)])
    _add_towns(entries, folder / "geonames.csv", words)
    _share_names(entries, words)
    _yield_names(entries, taken)
    return entries


def country_of(entry: Entry, entries: Mapping[str, Entry]) -> str:
    """The country that an entry lies in, or '' for the world and for regions."""
    while entry.within is not None:
        entry = entries[entry.within]
    return entry.id if entry.kind == "country" else ""


def _check_whole(entry: Entry, entries: Mapping[str, Entry], folder: Path) -> None:
    for whole in (*filter(None, [entry.within]), *entry.inner, *entry.outer):
        if whole not in entries and not whole.startswith("gn:"):
            raise InputError(f"{folder}: {entry.id} ({bare(entry.en[0])}) lies in {whole}, which is not there")


def _words(
    spoken: Mapping[str, Mapping[str, Any]], entries: Mapping[str, Entry], arab: Iterable[str]
) -> dict[str, Words]:
    """How each country calls its divisions and districts: as its file says, else by the usual words."""
    usual = next(held["usual"] for held in spoken.values() if "usual" in held)
    found: dict[str, Words] = {}
    own = {code: kinds for held in spoken.values() for code, kinds in held.get("kinds", {}).items()}
    for code in ("", *(key for key, entry in entries.items() if entry.kind == "country")):
        kinds = {**usual, **own.get(code, {})}
        found[code] = Words({kind: _kind_words(line) for kind, line in kinds.items()}, code not in arab)
    return found


def _kind_words(line: str) -> tuple[tuple[str, ...], tuple[str, ...]]:
    english, _, arabic = line.partition("|")
    en, ar = (tuple(fold(word.strip()).text for word in side.split(" / ")) for side in (english, arabic))
    return en, ar


def _add_towns(entries: dict[str, Entry], path: Path, words: Mapping[str, Words]) -> None:
    """Towns of GeoNames; one that is already there by hand lends it its point on the map and its spellings."""
    there: dict[tuple[str, str], list[Entry]] = {}
    for entry in entries.values():
        if entry.kind in ("town", "district", "area", "site"):
            for form in entry.forms:
                there.setdefault((country_of(entry, entries), form), []).append(entry)
    for town in from_geonames(path):
        if town.id in entries or town.within not in entries:
            continue
        code = country_of(town, entries)
        town.forms = forms_of(town, words[code])
        same = {id(e): e for form in town.forms for e in there.get((code, form), ())}
        held = [e for e in same.values() if e.rank == HAND and _may_be(e, town, entries)]
        if not held:
            entries[town.id] = town
            continue
        if len(held) == 1 and held[0].kind == "town" and held[0].lat is None:
            held[0].lat, held[0].lon = town.lat, town.lon
            wholes = {form for whole in _chain(held[0], entries)[1:] for form in entries[whole].forms}
            for form, mode in town.forms.items():
                if form not in wholes:
                    held[0].forms.setdefault(form, mode)


def _may_be(entry: Entry, town: Entry, entries: Mapping[str, Entry]) -> bool:
    """Whether a place written by hand may be this town: neither lies where the other cannot."""
    return (entry.within or "") in _chain(town, entries) or (town.within or "") in _chain(entry, entries)


def _share_names(entries: dict[str, Entry], words: Mapping[str, Words]) -> None:
    """A bare name of a division and of a town in it: a region that is surely the one and possibly the other."""
    towns: dict[tuple[str, str], list[Entry]] = {}
    for entry in entries.values():
        if entry.kind in ("town", "area"):
            for form in entry.forms:
                towns.setdefault((country_of(entry, entries), form), []).append(entry)
    told = {form for entry in entries.values() if entry.kind == "region" for form in entry.forms}
    shared: list[Entry] = []
    for division in [entry for entry in entries.values() if entry.kind == "governorate" and entry.said]:
        code = country_of(division, entries)
        bare_names = division.bare | set(_without_kind(division, words[code]))
        met = [town for form in bare_names for town in towns.get((code, form), ()) if form in town.bare]
        met = [town for town in met if division.id in _chain(town, entries)]
        if not met:
            continue
        town = min(met, key=lambda one: (one.rank, one.id))
        region = Entry(
            f"region:{division.id.rpartition(':')[2].lower()}",
            "region",
            None,
            town.en,
            town.ar,
            town.rank if told & bare_names else min(town.rank, division.rank),
            inner=(town.id,),
            outer=(division.id,),
            source="A name that a town and the division around it share: surely the town, possibly the whole division.",
        )
        for entry in (town, division):
            kept = _kind_forms(division, words[code]) if entry is division else _city_forms(town)
            for form in (entry.bare & entry.forms.keys()) - kept:
                least(region.forms, form, entry.forms.pop(form))
        for entry in (town, division, region):
            entry.forms[asked(entry.id)] = ASKED
        add_kind(division, words[code], division.forms)
        _tell_apart(region, division, town, words[code])
        shared.append(region)
    entries.update((region.id, region) for region in shared)


def _city_forms(town: Entry) -> set[str]:
    """Those of a town's names that say that it is one."""
    return {form for form in town.bare if form.endswith((" city", " town")) or form.startswith(("مدينه ", "بلده "))}


def _kind_forms(division: Entry, words: Words) -> set[str]:
    """Those of a division's names that say what it is."""
    english, arabic = words.kinds["governorate"]
    ends, heads = tuple(f" {word}" for word in english), tuple(f"{word} " for word in arabic)
    return {form for form in division.bare if form.endswith(ends) or form.startswith(heads)}


def _without_kind(division: Entry, words: Words) -> Iterator[str]:
    """The names of a division that is written with the word for what it is, without that word."""
    english, arabic = words.kinds["governorate"]
    for form in division.bare:
        yield from (form.removesuffix(f" {word}") for word in english if form.endswith(f" {word}"))
        yield from (form.removeprefix(f"{word} ") for word in arabic if form.startswith(f"{word} "))


def _chain(entry: Entry, entries: Mapping[str, Entry]) -> list[str]:
    chain = [entry.id]
    while entry.within is not None:
        entry = entries[entry.within]
        chain.append(entry.id)
    return chain


def _tell_apart(region: Entry, division: Entry, town: Entry, words: Words) -> None:
    """The town and the division are printed, and found, with the word for what they are."""
    english, arabic = words.kinds["governorate"]
    name, named = region.names["en"], region.names.get("ar", "")
    for form in tuple(region.forms):
        if ARABIC.search(form):
            for word in ("مدينه", "بلده"):
                town.forms.setdefault(f"{word} {form}", 0)
        else:
            for shown in (f"{form} city", f"city of {form}"):
                town.forms.setdefault(shown, 0)
    region.ar = region.ar[:1] or division.ar[:1]
    division.en = (f"{name} {english[0]}",)
    division.ar = (f"{_unfolded(arabic[0])} {named}",) if named else ()
    town.en = (f"{name} city",)
    town.ar = (f"مدينة {named}",) if named else ()

    for entry in (division, town):
        for shown in entry.names.values():
            entry.forms.setdefault(asked(shown), ASKED)


def _unfolded(word: str) -> str:
    """The word for a division as it is printed: with teh marbuta."""
    return f"{word[:-1]}ة" if word.endswith("ه") else word


def _yield_names(entries: Mapping[str, Entry], taken: frozenset[str]) -> None:
    """Names of a later rank give way to earlier ones, and all but those written by hand to the words of the tables."""
    ranks: dict[str, int] = {}
    for entry in entries.values():
        for form, mode in entry.forms.items():
            if not mode & ASKED or entry.rank == HAND:
                ranks[form] = min(ranks.get(form, GEONAMES), entry.rank)
    for entry in entries.values():
        for form, mode in tuple(entry.forms.items()):
            if ranks.get(form, GEONAMES) < entry.rank:
                del entry.forms[form]
            elif form in taken and " " not in form and not mode & ASKED:
                entry.forms[form] = ASKED if entry.rank else mode | GUARDED


def place_tables(entries: Mapping[str, Entry]) -> tuple[dict[str, Any], dict[str, Any], dict[str, dict[str, str]]]:
    """The compiled tables of places and of regions, and the forms that they are found under."""
    places: dict[str, Any] = {}
    regions: dict[str, Any] = {}
    forms: dict[str, dict[str, str]] = {}
    for key in sorted(entries):
        entry = entries[key]
        for form, mode in entry.forms.items():
            held = forms.setdefault(str(mode), {})
            held[form] = f"{held[form]} {key}" if form in held else key
        if entry.kind == "region":
            regions[key] = {
                "names": entry.names,
                "inner": list(entry.inner),
                "outer": list(entry.outer),
                "source": entry.source,
                "one_area": entry.one_area,
            }
        else:
            names = entry.names
            places[key] = [entry.kind, entry.within, names["en"], names.get("ar"), entry.lat, entry.lon]
    return places, regions, forms
