"""Names that a person brings: files of places and actors of one's own, and the country files of GeoNames.

A file of names is CSV with the columns of COLUMNS, or TOML with a ``[[name]]`` table each; or a table of divisions
with their p-codes (:mod:`onrecord.pcode`). A file of GeoNames is one of its country files or ``citiesNNN`` files, as
text or zipped: populated places and administrative divisions are read. One's own names are found wherever they stand,
and win over a packaged town of the same name; those of GeoNames and p-codes need their context, as the packaged towns
of GeoNames do, and give way to names that are known already. What is read
is bounded in size, rows and depth; the first wrong row is said in one line.
"""

from __future__ import annotations

import hashlib
import io
import itertools
import re
import tomllib
import zipfile
import zlib
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace

from onrecord.actor import ANYONE, Actor, Stint
from onrecord.boundary import read_outlines
from onrecord.data import table
from onrecord.errors import InputError
from onrecord.figure import csv_rows, decoded
from onrecord.gazetteer import Added, fold, packaged, resolve_actor, resolve_place
from onrecord.naming import CAPITAL, GUARDED
from onrecord.pcode import is_pcodes, read_pcodes
from onrecord.period import parse_edtf
from onrecord.place import Place
from onrecord.spelling import arabic_family, latin_family, plain
from onrecord.tablesql import delimiter_of

COLUMNS = ("id", "kind", "name_en", "name_ar", "spellings", "parent", "why", "lat", "lon", "ucdp", "wikidata")
PLACE_KINDS = ("governorate", "district", "town", "area", "site", "water")
PART = "part"
"""The kind of a row that says of a packaged actor, by its id, what it was part of on which days."""

ACTOR_KINDS = ("state", "forces", "ministry", "coalition", "group", "organisation", "people")
GEONAMES_COLUMNS = 19
MOST_BYTES = 64_000_000
"""Of a file, and of what a zipped one unpacks to: the largest country files of GeoNames are refused with that said."""

MOST_NAMES = 60_000
MOST_MEMBERS = 10
LONGEST_NAME = 200
_ID = re.compile(r"[A-Za-z][A-Za-z0-9]*(?:[:._-][A-Za-z0-9]+)*")
_ARABIC = re.compile(r"[\u0621-\u063a\u0641-\u064a ]+")
_ANY_ARABIC = re.compile(r"[\u0620-\u064a]")
_BETWEEN = re.compile(r"[;؛]")
_DATED = re.compile(r"(.+?)\s*\[([^\[\]]+)\]")
_VOWELS = re.compile(r"[aeiouy'`\- ]")
_ALIKE = str.maketrans("qgcjvpz", "kkkyfbs")
_CLASSES = {"P": "town", "A": "district"}


@dataclass(frozen=True, slots=True)
class Names:
    """What a file of names holds; ``own`` where a person wrote it, not GeoNames."""

    sha256: str
    own: bool
    places: tuple[Place, ...] = ()
    actors: tuple[Actor, ...] = ()
    codes: Mapping[str, str] = field(default_factory=dict)
    """P-codes, each with the place that it is of."""
    stints: Mapping[str, tuple[Stint, ...]] = field(default_factory=dict)
    """Of packaged actors, what they were part of for some days."""

    def __len__(self) -> int:
        more = len(self.actors) + len(self.stints)
        return len(self.places) + more + len(set(self.codes.values()) - {place.id for place in self.places})

    def by_id(self) -> dict[str, Place | Actor]:
        """Its places and actors by id."""
        places: dict[str, Place | Actor] = {place.id: place for place in self.places}
        return places | {actor.id: actor for actor in self.actors}

    def added(self) -> Added:
        """The names with the forms that each is found under."""
        foreign = {code for code in {_country(place) for place in self.places} if code not in _arab()}
        forms: dict[str, dict[int, dict[str, str]]] = {"place": {}, "actor": {}}
        for kind, things in (("place", self.places), ("actor", self.actors)):
            for thing in things:
                alien = isinstance(thing, Place) and _country(thing) in foreign
                for form, mode in _forms(thing, own=self.own, foreign=alien).items():
                    held = forms[kind].setdefault(mode, {})
                    held[form] = f"{held[form]} {thing.id}" if form in held else thing.id
        for code, key in self.codes.items():
            forms["place"].setdefault(GUARDED, {}).setdefault(fold(code), key)
        return Added(self.places, self.actors, forms["place"], forms["actor"], self.own, self.stints)


def is_names(content: bytes, name: str) -> bool:
    """Whether a file holds names: by its ending, its columns, or the shape of its first line."""
    lower = name.lower()
    if lower.endswith((".zip", ".toml")) or content[:2] == b"PK" or is_pcodes(content, name):
        return True
    first = content.lstrip(b"\xef\xbb\xbf").partition(b"\n")[0]
    if first.count(b"\t") == GEONAMES_COLUMNS - 1:
        return True
    named = first.decode("utf-8", "replace")
    columns = {cell.strip().strip('"') for cell in named.split(delimiter_of(named))}
    return {"id", "kind"} <= columns and bool(columns & {"name_en", "name_ar"})


def read_names(content: bytes, name: str) -> Names:
    """The names in a file, or what is wrong with it in one line."""
    digest = hashlib.sha256(content).hexdigest()
    if len(content) > MOST_BYTES:
        raise InputError(f"{name}: found {len(content)} bytes, expected at most {MOST_BYTES}; take a smaller file")
    if content[:2] == b"PK" or name.lower().endswith(".zip"):
        return _geonames(_unzipped(content, name), name, digest)
    if name.lower().endswith(".toml"):
        return _own(_toml_rows(content, name), name, digest)
    if is_pcodes(content, name):
        divisions = read_pcodes(content, name)
        if name.lower().endswith((".geojson", ".json")):
            read_outlines(content, name)  # what is wrong with one is said now, not when somebody asks of it
        return Names(digest, False, tuple(divisions.places.values()), codes=divisions.ids)
    if content.partition(b"\n")[0].count(b"\t") == GEONAMES_COLUMNS - 1:
        return _geonames(content, name, digest)
    return _own(_csv_rows(content, name), name, digest)


# ------------------------------------------------------------------------------------------------- a person's own


@dataclass(frozen=True, slots=True)
class _Row:
    """One row being read; every method reads a column or says what is wrong with it."""

    name: str
    line: int
    cells: Mapping[str, str]

    def wrong(self, column: str, expected: str) -> InputError:
        found = self.cells.get(column, "")
        shown = found if len(found) <= 60 else f"{found[:60]}…"
        return InputError(f"{self.name}, row {self.line}, column {column}: found {shown!r}, expected {expected}")

    def key(self) -> str:
        key = self.cells["id"]
        if _ID.fullmatch(key) is None or len(key) > 100:
            raise self.wrong("id", "letters and digits, parts joined by : . _ or -, at most 100")
        known = packaged()
        if self.cells["kind"] == PART:
            if key not in known.actors or key == ANYONE:
                raise self.wrong(
                    "id", "the id of a packaged actor; an actor of this file says its parents in its own row"
                )
        elif key in known.places or key in known.actors:
            raise self.wrong(
                "id", f"an id of its own: this one is packaged already; kind {PART} says what it was part of"
            )
        return key

    @property
    def file(self) -> str:
        """The name of the file, without its folder."""
        return self.name.replace("\\", "/").rpartition("/")[2]

    def kind(self) -> str:
        if self.cells["kind"] not in (*PLACE_KINDS, *ACTOR_KINDS, PART):
            raise self.wrong("kind", f"one of {', '.join((*PLACE_KINDS, *ACTOR_KINDS, PART))}")
        return self.cells["kind"]

    def names(self) -> dict[str, str]:
        """The printed names; an Arabic one has Arabic letters, an English one none."""
        names = {}
        for code in ("en", "ar"):
            text = self.cells.get(f"name_{code}", "")
            if len(text) > LONGEST_NAME or (text and (code == "ar") != bool(_ANY_ARABIC.search(text))):
                letters = "Arabic letters" if code == "ar" else "letters that are not Arabic"
                raise self.wrong(f"name_{code}", f"a name in {letters}, at most {LONGEST_NAME} characters")
            if text:
                names[code] = text
        if not names:
            raise self.wrong("name_en", "a name in English or in Arabic")
        return names if "en" in names else {"en": names["ar"], **names}

    def spellings(self) -> tuple[str, ...]:
        found = tuple(part.strip() for part in _BETWEEN.split(self.cells.get("spellings", "")) if part.strip())
        if any(len(part) > LONGEST_NAME for part in found):
            raise self.wrong("spellings", f"names of at most {LONGEST_NAME} characters, joined by ;")
        return found

    def number(self, column: str, pattern: str, example: str) -> str | None:
        """The number that a dataset knows an actor by; None where the cell is empty."""
        text = self.cells.get(column, "")
        if text and re.fullmatch(pattern, text) is None:
            raise self.wrong(column, f"a number as {example}, or nothing")
        return text or None

    def degrees(self, column: str, most: int) -> str | None:
        text, other = self.cells.get(column, ""), self.cells.get("lon" if column == "lat" else "lat", "")
        if not text and not other:
            return None
        if re.fullmatch(r"-?\d{1,3}(\.\d+)?", text) is None or abs(float(text)) > most:
            raise self.wrong(column, f"degrees from -{most} to {most}, such as 34.45")
        return text


def _csv_rows(content: bytes, name: str) -> Iterator[_Row]:
    rows = csv_rows(decoded(content, name), name)
    line, header = next(rows, (1, []))
    unknown = [column for column in header if column not in COLUMNS]
    if unknown or len(set(header)) != len(header) or not {"id", "kind"} <= set(header):
        raise InputError(f"{name}, row {line}: found the columns {','.join(header)!r}, expected {','.join(COLUMNS)!r}")
    for line, cells in rows:
        if len(cells) != len(header):
            raise InputError(f"{name}, row {line}: found {len(cells)} columns, expected {len(header)}")
        yield _Row(name, line, dict(zip(header, cells, strict=True)))


def _toml_rows(content: bytes, name: str) -> Iterator[_Row]:
    try:
        document = tomllib.loads(decoded(content, name))
    except (tomllib.TOMLDecodeError, RecursionError) as error:
        raise InputError(f"{name}: not TOML, or nested too deep: {str(error)[:200]}") from error
    tables = document.get("name")
    if set(document) != {"name"} or not isinstance(tables, list):
        raise InputError(f"{name}: found {', '.join(map(repr, document)) or 'nothing'}, expected [[name]] tables only")
    for nth, held in enumerate(tables, start=1):
        cells = held if isinstance(held, dict) else {}
        for key, value in cells.items():
            listed = key == "spellings" and isinstance(value, list) and all(isinstance(part, str) for part in value)
            if key not in COLUMNS or not (listed or isinstance(value, str | int | float)):
                raise InputError(f"{name}, row {nth}, column {key}: found {value!r:.60}, expected one of {COLUMNS}")
        joined = {key: "; ".join(value) if isinstance(value, list) else str(value) for key, value in cells.items()}
        yield _Row(name, nth, {"id": "", "kind": "", **joined})


def _own(rows: Iterable[_Row], name: str, digest: str) -> Names:
    """The places and actors of a file of one's own, each parent found in it or among the packaged."""
    held: dict[str, _Row] = {}
    for row in rows:
        key = row.key()
        if key in held:
            raise row.wrong("id", f"an id of its own, used in row {held[key].line} already")
        held[key] = row
        if len(held) > MOST_NAMES:
            raise InputError(f"{name}, row {row.line}: more than {MOST_NAMES} names; split the file")
    if not held:
        raise InputError(f"{name}: found no names in it, expected at least one row")
    places = {key: _place(key, row) for key, row in held.items() if row.kind() in PLACE_KINDS}
    actors = {key: _actor(key, row) for key, row in held.items() if row.kind() in ACTOR_KINDS}
    placed = tuple(replace(place, within=_parent(held[key], places, resolve_place)) for key, place in places.items())
    parents = {key: _parents(row, actors) for key, row in held.items() if key not in places}
    acting = tuple(
        replace(actor, within=parents[key].always, stints=parents[key].stints) for key, actor in actors.items()
    )
    wholes: dict[str, tuple[str, ...]] = {place.id: tuple(filter(None, [place.within])) for place in placed}
    wholes |= {key: told.wholes for key, told in parents.items()}
    for key, row in held.items():
        _check_chain(key, wholes, row)
    apart = {key: told.stints for key, told in parents.items() if key not in actors}
    return Names(digest, True, placed, acting, stints=apart)


def _place(key: str, row: _Row) -> Place:
    lat, lon = row.degrees("lat", 90), row.degrees("lon", 180)
    return Place(key, row.kind(), row.names(), spellings=row.spellings(), lat=lat, lon=lon)


def _actor(key: str, row: _Row) -> Actor:
    ucdp, wikidata = row.number("ucdp", r"\d{1,8}", "123"), row.number("wikidata", r"Q\d{1,12}", "Q123")
    actor = Actor(key, row.names(), side=key, spellings=row.spellings(), kind=row.kind())
    return replace(actor, ucdp=ucdp, wikidata=wikidata)


def _parent(row: _Row, mine: Collection[str], resolve: Callable[[str], str | None]) -> str:
    """The place that one lies in: by its id in the file, or by any name among the packaged."""
    text = row.cells.get("parent", "")
    if not text:
        raise row.wrong("parent", "the place that it lies in: a country at least")
    return _whole(row, text, mine, resolve)


def _whole(row: _Row, text: str, mine: Collection[str], resolve: Callable[[str], str | None]) -> str:
    found = text if text in mine else resolve(text)
    if found is None or found.startswith("region:"):
        raise row.wrong("parent", "one place or actor of this file or of the packaged ones, by its id or name")
    return found


@dataclass(frozen=True, slots=True)
class _Parents:
    """What an actor lies in: for some days each, and on all others, if anything, always."""

    always: str | None
    stints: tuple[Stint, ...]

    @property
    def wholes(self) -> tuple[str, ...]:
        return (*filter(None, [self.always]), *(stint.within for stint in self.stints))


def _parents(row: _Row, mine: Collection[str]) -> _Parents:
    """The parents of an actor: ``sdf [2015-10-11/..]; free-syrian-army [../2015-10-10]``; without days, always."""
    always: list[str] = []
    stints: list[Stint] = []
    for text in (part.strip() for part in _BETWEEN.split(row.cells.get("parent", "")) if part.strip()):
        match = _DATED.fullmatch(text)
        whole = _whole(row, match[1] if match else text, mine, resolve_actor)
        if match is None:
            always.append(whole)
            continue
        try:
            days = parse_edtf(match[2])
        except InputError as error:
            raise row.wrong("parent", f"days in EDTF, such as [2015-10-11/..]: {error}") from error
        stints.append(Stint(whole, days.start, days.last_day, row.cells.get("why") or f"as {row.file} says"))
    if row.cells["kind"] == PART and (always or not stints):
        raise row.wrong("parent", "what it was part of, each with its days, such as sdf [2015-10-11/..]")
    ordered = sorted(stints, key=lambda stint: stint.days)
    if len(always) > 1 or any(one.days[1] > other.days[0] for one, other in itertools.pairwise(ordered)):
        raise row.wrong("parent", "one parent at a time, and at most one for all other days")
    return _Parents(always[0] if always else None, tuple(ordered))


def _check_chain(key: str, wholes: Mapping[str, tuple[str, ...]], row: _Row) -> None:
    """Refuse what lies in itself, on whichever days."""
    seen: set[str] = set()
    waiting = [key]
    actors = packaged().actors
    while waiting:
        at = waiting.pop()
        above = list(wholes.get(at, ()))
        if at in actors:
            above += [one for one in actors.line(at) if one != at]
        if key in above:
            raise row.wrong("parent", "a whole that does not lie in its own part")
        waiting += [one for one in above if one not in seen]
        seen.update(above)


# --------------------------------------------------------------------------------------------------------- GeoNames


def _unzipped(content: bytes, name: str) -> bytes:
    """The one text file in a zip of GeoNames, never more of it than is allowed."""
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            members = [info for info in archive.infolist() if info.filename.lower().endswith(".txt")]
            members = [info for info in members if not info.filename.lower().endswith("readme.txt")]
            if len(members) != 1 or len(archive.infolist()) > MOST_MEMBERS:
                raise InputError(
                    f"{name}: found {len(members)} text files in the zip, expected one, as GeoNames zips it"
                )
            if members[0].file_size > MOST_BYTES or members[0].flag_bits & 1:
                raise InputError(f"{name}: found a locked file, or one that unpacks to more than {MOST_BYTES} bytes")
            with archive.open(members[0]) as member:
                text = member.read(MOST_BYTES + 1)
    except (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, RuntimeError, ValueError) as error:
        raise InputError(f"{name}: cannot be read as a zip: {error}") from error
    if len(text) > MOST_BYTES:
        raise InputError(f"{name}: unpacks to more than {MOST_BYTES} bytes; take a smaller file")
    return text


def _geonames(content: bytes, name: str, digest: str) -> Names:
    """Populated places and divisions of a file in the columns of GeoNames."""
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        row = content.count(b"\n", 0, error.start) + 1
        raise InputError(f"{name}, row {row}: found bytes that are not UTF-8, expected a file of GeoNames") from error
    known = packaged().places
    places: dict[str, Place] = {}
    for line, record in enumerate(text.split("\n"), start=1):
        if not record.strip():
            continue
        cells = record.rstrip("\r").split("\t")
        if len(cells) != GEONAMES_COLUMNS:
            raise InputError(
                f"{name}, row {line}: found {len(cells)} columns, expected the {GEONAMES_COLUMNS} of GeoNames"
            )
        place = _geoname(cells, name, line)
        if place is None or place.id in known:
            continue
        places[place.id] = place
        if len(places) > MOST_NAMES:
            raise InputError(
                f"{name}, row {line}: more than {MOST_NAMES} places; take a smaller file, such as cities500"
            )
    if not places:
        raise InputError(f"{name}: found no populated place that is not known already")
    return Names(digest, False, tuple(places.values()))


def _geoname(cells: list[str], name: str, line: int) -> Place | None:
    """The place in one line, or None for what is neither populated nor a division."""
    row = _Row(
        name, line, {"geonameid": cells[0], "name": cells[1], "lat": cells[4], "lon": cells[5], "country": cells[8]}
    )
    if re.fullmatch(r"\d{1,10}", cells[0]) is None:
        raise row.wrong("geonameid", "a number")
    lat, lon = row.degrees("lat", 90), row.degrees("lon", 180)
    if cells[6] not in _CLASSES or cells[7] in ("PCLI", "ADM1"):
        return None
    if cells[8] not in packaged().places:
        raise row.wrong("country", "the two letters of a country")
    english = plain(cells[2] or cells[1])
    if not english or len(cells[1]) > LONGEST_NAME:
        return None
    printed = cells[2] or cells[1]
    others = cells[3].split(",")
    arabic = [other for other in others if _ARABIC.fullmatch(other) and len(other) > 2]
    latin = [other for other in others if skeleton(other) == skeleton(printed) and other.isascii()]
    names = {"en": printed, **({"ar": arabic[0]} if arabic else {})}
    spelled = tuple(dict.fromkeys((cells[1], *latin, *arabic)))[:12]
    return Place(f"gn:{cells[0]}", _CLASSES[cells[6]], names, cells[8], spellings=spelled, lat=lat, lon=lon)


def skeleton(name: str) -> str:
    """The consonants of a Latin name, those that writers mix taken for one: what two spellings of it share."""
    return re.sub(r"(.)\1+", r"\1", _VOWELS.sub("", plain(name)).translate(_ALIKE).replace("h", ""))


# ------------------------------------------------------------------------------------------------------------- forms


def _forms(thing: Place | Actor, *, own: bool, foreign: bool) -> dict[str, int]:
    """The forms that a name is found under: one's own anywhere, those of GeoNames in their context."""
    forms: dict[str, int] = {}
    related = thing.names.get("ar", "") if isinstance(thing, Place) and not foreign else ""
    for name in (*thing.names.values(), *thing.spellings):
        mode = 0 if own else GUARDED
        if _ANY_ARABIC.search(name):
            forms.update(dict.fromkeys(arabic_family(name, foreign=foreign), mode))
        else:
            mode |= CAPITAL if any(map(str.isupper, name)) else 0
            forms.update(dict.fromkeys(latin_family(name, related), mode))
    return {form: mode for form, mode in forms.items() if len(form) > 1}


def _country(place: Place) -> str:
    """The country at the end of a chain, as far as it is packaged."""
    known = packaged().places
    return (known.country(place.within) or "") if place.within is not None and place.within in known else ""


def _arab() -> frozenset[str]:
    """The countries where places have their names in Arabic."""
    return frozenset(table("naming")["arab"])
