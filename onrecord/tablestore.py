"""The tables of a project: kept as received, journalled, and built into reports; built anew wherever that is missing.

    sources/<sha256>          the file as received
    record/tables/<key>/      what it was built into; <key> names the file, its reader and the tables of names

The journal decides: a table belongs to the record from the moment its entry is on the disk.
"""

from __future__ import annotations

import contextlib
import datetime as dt
import json
import os
import shutil
import time
import tomllib
from collections.abc import Callable, Iterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from pydantic import ValidationError

from onrecord.datapackage import NAME, tables_of
from onrecord.done import At, Share, nowhere, unseen
from onrecord.errors import InputError, UsageError, VerificationError
from onrecord.gazetteer import packaged, using
from onrecord.journal import TABLED, Author, Journal
from onrecord.loadedtable import Loaded
from onrecord.loadedtable import opened as asking
from onrecord.pcode import HEAD, is_pcodes
from onrecord.reader import ReaderShape, dated, named_day, packaged_readers, read_mapping, version_of
from onrecord.received import opened
from onrecord.scope import Catalogue
from onrecord.source import Card, card_of, packaged_cards
from onrecord.tableload import build_key, digest_of, keep, reader_for, resolve, sha256_of, staged

MOST_MAPPING = 1_000_000


@dataclass(frozen=True, slots=True)
class Reading:
    """How a table is to be read: its reader, its card, and what is known of the release."""

    reader: ReaderShape
    card: Card
    version: str = ""
    published_on: dt.date | None = None
    mapping: Mapping[str, Any] | None = None
    fetched: Mapping[str, str] | None = None
    """Of a file that was fetched: its ``source``, ``version`` and ``address``, and when it was changed there."""
    published_by: str = ""
    """What the day of publication is known by, where nobody gave it."""

    def content(self, name: str, sha256: str) -> dict[str, Any]:
        """What the journal holds of it."""
        told: dict[str, Any] = {} if self.fetched is None else {"fetched": dict(self.fetched)}
        told |= {"published_by": self.published_by} if self.published_by else {}
        return told | {
            "sha256": sha256,
            "name": Path(name).name,
            "reader": self.reader.id,
            "version": self.version,
            "published_on": None if self.published_on is None else self.published_on.isoformat(),
            "mapping": self.mapping,
        }


def reading_of(
    path: Path,
    *,
    reader: str = "",
    mapping: Path | None = None,
    version: str = "",
    published_on: dt.date | None = None,
    fetched: Mapping[str, str] | None = None,
) -> Reading | None:
    """How a file is to be read: by the mapping, as the reader named, or as the one that fits it; None where none does.

    ``version`` and ``published_on`` are of the release; the version is else what the file's name tells or what it was
    fetched as (``fetched``), and the day what its name, its card or the server that it came from tells.
    """
    content = None if mapping is None else mapping_content(mapping)
    if content is not None:
        held, card = _mapped(content, str(mapping))
    elif reader:
        if reader not in packaged_readers():
            raise UsageError(f"no reader {reader!r}; there are: {', '.join(sorted(packaged_readers()))}")
        held, card = packaged_readers()[reader], None
    elif (fitting := _sniffed(path)) is not None:
        held, card = fitting, None
    else:
        return None
    card = card or _packaged_card(held)
    version = version or version_of(held, path.name) or (fetched or {}).get("version", "")
    day, known_by = (published_on, "") if published_on else _published(held, card, path.name, version, fetched or {})
    return Reading(dated(held, day), card, version, day, content, fetched, known_by)


def _published(
    reader: ReaderShape, card: Card, name: str, version: str, fetched: Mapping[str, str]
) -> tuple[dt.date | None, str]:
    """By which day a release was published, where somebody says so, and who."""
    day = named_day(reader, name)
    if day is not None:
        return day, "the file's name"
    if version in card.releases:
        return card.releases[version], "the card"
    if "changed_on" in fetched:
        return dt.date.fromisoformat(fetched["changed_on"]), "the server, as its last change"
    return None, ""


def expanded(files: Sequence[Path], version: str) -> list[tuple[Path, str]]:
    """The files to load, each with its version: a data package stands for the tables in it, and gives them its own."""
    found: list[tuple[Path, str]] = []
    for file in files:
        if file.name == NAME:
            told, tables = tables_of(file)
            found += [(table, version or told) for table in tables]
        else:
            found.append((file, version))
    return found


def _sniffed(path: Path) -> ReaderShape | None:
    """The reader that fits a file; None too where it is no table that can be opened: others say what is wrong."""
    if path.suffix.lower() == ".toml":
        return None
    try:
        if path.suffix.lower() in (".json", ".geojson") and _names_divisions(path):
            return None
        with opened(path, str(path)) as table:
            return reader_for(table)
    except InputError:
        return None


def _names_divisions(path: Path) -> bool:
    """Whether a GeoJSON file holds divisions by their p-codes, which are names, not a table."""
    try:
        with path.open("rb") as file:
            return is_pcodes(file.read(HEAD), path.name)
    except OSError as error:
        raise InputError(f"{path}: cannot be read: {error.strerror}") from error


def mapping_content(path: Path) -> dict[str, Any]:
    """What a mapping file holds."""
    try:
        raw = path.read_bytes()
        if len(raw) > MOST_MAPPING:
            raise InputError(f"{path}: found {len(raw)} bytes, expected a mapping of at most {MOST_MAPPING}")
        return json_like(tomllib.loads(raw.decode("utf-8")))
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError, RecursionError) as error:
        raise InputError(f"{path}: cannot be read as TOML: {error}") from error


def json_like(content: Mapping[str, Any]) -> dict[str, Any]:
    """The same content with days as text, as the journal keeps it."""
    held: dict[str, Any] = json.loads(json.dumps(content, default=str, ensure_ascii=False))
    return held


def _mapped(content: Mapping[str, Any], name: str) -> tuple[ReaderShape, Card | None]:
    """The reader of a mapping, and its own card where it brings one."""
    told = dict(content)
    like = told.pop("like", None)
    if like is not None:
        if like not in packaged_readers():
            raise InputError(f"{name}, like: found {like!r}, expected one of {', '.join(sorted(packaged_readers()))}")
        told = packaged_readers()[like].model_dump(mode="json", exclude_defaults=True) | told
    own = told.get("card")
    if not isinstance(own, Mapping):
        return read_mapping(told, name), None
    from onrecord.data.shapes import CardShape

    try:
        shape = CardShape.model_validate(own)
    except ValidationError as error:
        first = error.errors()[0]
        where = ".".join(str(part) for part in first["loc"])
        raise InputError(
            f"{name}, card.{where}: {first['msg']}; expected what docs/record.md says of a card"
        ) from error
    told["card"] = shape.id
    return read_mapping(told, name), card_of(shape.model_dump(exclude_none=True))


def _packaged_card(reader: ReaderShape) -> Card:
    if not reader.card:
        raise InputError(
            f"{reader.id}: whose table it is must be said: write a mapping with like = {reader.id!r} and a [card]"
        )
    if reader.card not in packaged_cards():
        known = ", ".join(sorted(packaged_cards()))
        raise InputError(f"{reader.id}, card: found {reader.card!r}, expected a [card] of its own or one of {known}")
    return packaged_cards()[reader.card]


@dataclass(frozen=True, slots=True)
class TableStore:
    """The tables of the project in a folder."""

    path: Path
    journal: Journal
    brought: str = ""
    """A digest of what is known of names here beside the packaged ones: by others, a table is built anew."""
    known: Callable[[], Catalogue] = packaged
    """What is known of names here; asked for when a table is built."""

    def entries(self) -> Iterator[tuple[str, str, Reading]]:
        """Every table loaded, in order: its SHA-256, its name, how it is read. A later entry of a file counts."""
        found: dict[str, Mapping[str, Any]] = {}
        for entry in self.journal.entries():
            if entry.kind == TABLED and entry.content is not None:
                found[entry.content["sha256"]] = entry.content
        for sha256, content in found.items():
            yield sha256, content["name"], _reading(content)

    def built(self) -> dict[str, bool]:
        """Of every table, by SHA-256, whether it is built by what is known of names now."""
        return {
            sha256: (self._folder(sha256, reading) / "about.json").is_file() for sha256, _, reading in self.entries()
        }

    def loaded(self) -> tuple[Loaded, ...]:
        """The tables, each built; one that was not, or by other tables of names, is built from its kept file."""
        built = [(self._loaded(sha256, name, reading), reading.reader) for sha256, name, reading in self.entries()]
        taken_back: dict[str, tuple[Path, ...]] = {}
        for table, reader in built:
            if reader.withdraws:
                taken_back[table.card.id] = (*taken_back.get(table.card.id, ()), table.folder)
        counting = (table for table, reader in built if not reader.withdraws)
        return tuple(replace(table, withdrawn=taken_back.get(table.card.id, ())) for table in counting)

    def _loaded(self, sha256: str, name: str, reading: Reading) -> Loaded:
        folder = self._folder(sha256, reading)
        if not (folder / "about.json").is_file():
            self._place(self._build(self._kept(sha256), name, sha256, reading), folder)
        about = json.loads((folder / "about.json").read_text(encoding="utf-8"))
        by_rows = about.get("published_until")
        published_on = reading.published_on or (dt.date.fromisoformat(by_rows) if by_rows else None)
        known_by = reading.published_by or ("its rows" if published_on and not reading.published_on else "")
        return Loaded(folder, sha256, name, reading.card, reading.version, published_on, about, published_by=known_by)

    def _folder(self, sha256: str, reading: Reading) -> Path:
        return self.path / "record" / "tables" / build_key(sha256, reading.reader, self.brought)

    def _build(
        self, path: Path, name: str, sha256: str, reading: Reading, at: At = nowhere, watch: Share = unseen
    ) -> Path:
        """Build a table under another name."""
        import duckdb

        building = self.path / "record" / "tables" / f"building-{sha256[:16]}-{os.getpid()}"
        shutil.rmtree(building, ignore_errors=True)
        building.mkdir(parents=True)
        try:
            with using(self.known()), staged(path, reading.reader, name, watch) as held:
                at("read")
                resolve(held)
                at("resolved")
                keep(held, building)
        except duckdb.Error as error:
            shutil.rmtree(building, ignore_errors=True)
            first = str(error).partition("\n")[0]
            raise InputError(f"{building}: cannot be written: {first}") from error
        except BaseException:
            shutil.rmtree(building, ignore_errors=True)
            raise
        return building

    def _place(self, building: Path, folder: Path) -> None:
        """Put a built table in its place; another process may have done so meanwhile."""
        for file in building.iterdir():
            _settle(file)
        try:
            building.replace(folder)
        except OSError:
            if not (folder / "about.json").is_file():
                raise
            shutil.rmtree(building)
        _settle(folder.parent)

    def verify(self) -> int:
        """Check each kept table and what was built from it, by building it once more; how many there are."""
        number = 0
        for sha256, name, reading in self.entries():
            kept = self._kept(sha256)
            built = self._loaded(sha256, name, reading)
            building = self._build(kept, name, sha256, reading)
            again = json.loads((building / "about.json").read_text(encoding="utf-8"))
            held = self._digest(built)
            shutil.rmtree(building)
            if again["digest"] != held:
                raise VerificationError(
                    f"{built.folder}: is not what the kept file gives; delete it to have it built anew"
                )
            number += 1
        return number

    def _digest(self, built: Loaded) -> str:
        """The digest of the reports that lie there, not of what is said of them."""
        with asking(built) as connection:
            return digest_of(connection, "reports", outlines=bool(built.about.get("outlines")))

    def _kept(self, sha256: str) -> Path:
        """The file as received, which must still be what it was."""
        kept = self.path / "sources" / sha256
        if not kept.is_file() or sha256_of(kept) != sha256:
            raise VerificationError(f"{kept}: is missing or was changed after it was received")
        return kept

    def add(
        self, path: Path, name: str, reading: Reading, author: Author, at: At, watch: Share = unseen
    ) -> tuple[Loaded, bool]:
        """Load a table while the lock is held: build, keep, place, journal. Whether it was there already."""
        self._sweep()
        sha256 = Seen(self.path / "record" / "seen.json").sha256(path)
        there = dict(self._contents())
        content = reading.content(name, sha256)
        if there.get(sha256) == content | {"name": there.get(sha256, {}).get("name")}:
            return self._loaded(sha256, there[sha256]["name"], reading), True
        target = self.path / "sources" / sha256
        unfinished = target.with_name(f"{sha256}.unfinished")
        try:
            with ThreadPoolExecutor(1) as pool:  # the disk is written while the table is read
                copied = pool.submit(_copied, path, unfinished)
                building = self._build(path, name, sha256, reading, at, watch)
                copied.result()
        except BaseException:
            unfinished.unlink(missing_ok=True)
            raise
        at("built")
        unfinished.replace(target)
        _settle(target.parent)
        at("kept")
        self._place(building, self._folder(sha256, reading))
        at("placed")
        self.journal.append(TABLED, [content], author)
        at("journaled")
        return self._loaded(sha256, content["name"], reading), False

    def _sweep(self) -> None:
        """Take away what killed processes left, and all but the last build by other tables of names: it may be read."""
        wanted = {self._folder(sha256, reading).name for sha256, _, reading in self.entries()}
        older: dict[str, list[Path]] = {}
        for folder in (self.path / "record" / "tables").glob("*-*"):
            if folder.name not in wanted and not folder.name.startswith("building-"):
                older.setdefault(folder.name.partition("-")[0], []).append(folder)
        for folders in older.values():
            for folder in sorted(folders, key=lambda each: (each.stat().st_mtime_ns, each.name))[:-1]:
                shutil.rmtree(folder, ignore_errors=True)
        (self.path / "record" / "seen.unfinished").unlink(missing_ok=True)
        for left in (self.path / "record" / "tables").glob("building-*"):
            if not _alive(int(left.name.rpartition("-")[2])):
                shutil.rmtree(left, ignore_errors=True)

    def _contents(self) -> Iterator[tuple[str, dict[str, Any]]]:
        for entry in self.journal.entries():
            if entry.kind == TABLED and entry.content is not None:
                yield entry.content["sha256"], dict(entry.content)


@dataclass(frozen=True, slots=True)
class Seen:
    """Which content files had that were loaded, so that one that nobody touched since need not be read to be known.

    What tells a file is its path, size, inode and times, to the nanosecond, as version control does it. A file that was
    touched just now is read again: it could be touched once more within one tick of the clock.
    """

    path: Path

    def sha256(self, file: Path) -> str:
        """The SHA-256 of a file's content."""
        told = self._told()
        name, mark = str(file.resolve()), _mark(file)
        held = told.get(name)
        if isinstance(held, list) and held[:-1] == mark:
            return str(held[-1])
        before = time.time_ns()
        sha256 = sha256_of(file)
        if before - max(mark[1:3]) > SETTLED_NANOSECONDS and _mark(file) == mark:
            kept = dict(list((told | {name: [*mark, sha256]}).items())[-MOST_SEEN:])
            unfinished = self.path.with_suffix(".unfinished")
            with contextlib.suppress(OSError):  # it only saves time
                unfinished.write_text(json.dumps(kept) + "\n", encoding="utf-8")
                unfinished.replace(self.path)
        return sha256

    def _told(self) -> dict[str, Any]:
        try:
            told = json.loads(self.path.read_text(encoding="utf-8"))
        except (OSError, ValueError):
            return {}
        return told if isinstance(told, dict) else {}


SETTLED_NANOSECONDS = 2_000_000_000
MOST_SEEN = 1_000
"""Files that are remembered."""


def _mark(file: Path) -> list[int]:
    """What changes whenever a file does: its size, times and place on the disk."""
    told = file.stat()
    return [told.st_size, told.st_mtime_ns, told.st_ctime_ns, told.st_ino, told.st_dev]


def _reading(content: Mapping[str, Any]) -> Reading:
    """How the journal says that a table is read."""
    published = content["published_on"]
    day = None if published is None else dt.date.fromisoformat(published)
    mapping = content["mapping"]
    if mapping is None:
        if content["reader"] not in packaged_readers():
            raise VerificationError(f"{content['name']}: was read by {content['reader']}, which is not known here")
        reader = packaged_readers()[content["reader"]]
        held = _packaged_card(reader)
        return Reading(dated(reader, day), held, content["version"], day, None, *_whence(content))
    reader, card = _mapped(mapping, content["name"])
    card = card or _packaged_card(reader)
    return Reading(dated(reader, day), card, content["version"], day, mapping, *_whence(content))


def _whence(content: Mapping[str, Any]) -> tuple[Mapping[str, str] | None, str]:
    """Where a table was fetched from, and what the day of its publication is known by."""
    return content.get("fetched"), content.get("published_by", "")


def _alive(process: int) -> bool:
    """Whether a process of that number runs here."""
    try:
        os.kill(process, 0)
    except ProcessLookupError:
        return False
    except PermissionError:  # somebody else's
        return True
    return True


def _copied(path: Path, target: Path) -> None:
    """Copy a file and wait until it is on the disk."""
    shutil.copyfile(path, target)
    _settle(target)


def _settle(path: Path) -> None:
    """Wait until a file, or the names in a folder, are on the disk."""
    descriptor = os.open(path, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
