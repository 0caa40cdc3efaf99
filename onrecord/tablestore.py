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
import tempfile
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
from onrecord.journal import TABLED, Journal
from onrecord.keptfile import Mark, check_file, mark_of, settle, sha256_of
from onrecord.loadedtable import Loaded
from onrecord.loadedtable import opened as asking
from onrecord.reader import ReaderShape, dated, named_day, packaged_readers, read_mapping, version_of
from onrecord.scope import Catalogue
from onrecord.sniffing import sniffed
from onrecord.source import Card, card_of, packaged_cards
from onrecord.tablebuild import digest_of, keep, resolve, write_reports
from onrecord.tableload import build_key, staged
from onrecord.untouched import Seen, settled

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
    elif (fitting := sniffed(path)) is not None:
        held, card = fitting, None
    else:
        return None
    with _said_of(path):
        card = card or _packaged_card(held)
    version = version or version_of(held, path.name) or (fetched or {}).get("version", "")
    day, known_by = (published_on, "") if published_on else _published(held, card, path.name, version, fetched or {})
    with _said_of(path):
        return Reading(dated(held, day), card, version, day, content, fetched, known_by)


@contextlib.contextmanager
def _said_of(path: Path) -> Iterator[None]:
    """Have what is wrong with a reader begin with the file that it is to read."""
    try:
        yield
    except InputError as error:
        raise InputError(f"{path}: {error}") from error


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
    """The files to load, each with its version: a data package stands for the tables in it, and gives them its own.

    InputError for the first that is no file on a disk.
    """
    found: list[tuple[Path, str]] = []
    for file in files:
        check_file(file)
        if file.name == NAME:
            told, tables = tables_of(file)
            found += [(table, version or told) for table in tables]
        else:
            found.append((file, version))
    return found


def mapping_content(path: Path) -> dict[str, Any]:
    """What a mapping file holds."""
    try:
        check_file(path)
        with path.open("rb") as file:
            raw = file.read(MOST_MAPPING + 1)
        if len(raw) > MOST_MAPPING:
            raise InputError(f"{path}: found more than {MOST_MAPPING} bytes, expected a mapping; is it one?")
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
class Wanted:
    """A table to be loaded: its file, how that is called, how it is read, and who looks on."""

    path: Path
    name: str
    reading: Reading
    at: At = nowhere
    watch: Share = unseen


@dataclass(frozen=True, slots=True)
class Put:
    """Tables that were put in their places: what the journal is to hold of each, and whether it does so already."""

    told: tuple[tuple[dict[str, Any], bool], ...]
    fresh: tuple[Wanted, ...]

    def contents(self) -> list[dict[str, Any]]:
        """What the journal does not hold yet."""
        return [content for content, already in self.told if not already]

    def at(self, step: str) -> None:
        """Tell who looks on."""
        for each in self.fresh:
            each.at(step)


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
            wanted = Wanted(self._kept(sha256), name, reading)
            self._place(self._build(wanted, self._building(sha256)), folder)
        about = json.loads((folder / "about.json").read_text(encoding="utf-8"))
        by_rows = about.get("published_until")
        published_on = reading.published_on or (dt.date.fromisoformat(by_rows) if by_rows else None)
        known_by = reading.published_by or ("its rows" if published_on and not reading.published_on else "")
        return Loaded(folder, sha256, name, reading.card, reading.version, published_on, about, published_by=known_by)

    def _folder(self, sha256: str, reading: Reading) -> Path:
        return self.path / "record" / "tables" / build_key(sha256, reading.reader, self.brought)

    def _building(self, sha256: str) -> Path:
        """Where a table is built by this process."""
        return self.path / "record" / "tables" / f"building-{sha256[:16]}-{os.getpid()}"

    def _build(self, wanted: Wanted, building: Path) -> Path:
        """Build a table in a folder of its own, not in its place yet."""
        import duckdb

        shutil.rmtree(building, ignore_errors=True)
        building.mkdir(parents=True)
        try:
            with (
                using(self.known()),
                staged(wanted.path, wanted.reading.reader, wanted.name, wanted.watch) as held,
            ):
                wanted.at("read")
                resolve(held, lambda: write_reports(held, building))
                wanted.at("resolved")
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
            settle(file)
        try:
            building.replace(folder)
        except OSError:
            if not (folder / "about.json").is_file():
                raise
            shutil.rmtree(building)
        settle(folder.parent)

    def verify(self) -> int:
        """Check each kept table and what was built from it, by building it once more; how many there are."""
        number = 0
        for sha256, name, reading in self.entries():
            kept = self._kept(sha256)
            built = self._loaded(sha256, name, reading)
            with tempfile.TemporaryDirectory(prefix="onrecord-") as folder:
                self._build(Wanted(kept, name, reading), Path(folder) / "again")
                again = json.loads((Path(folder) / "again" / "about.json").read_text(encoding="utf-8"))
            held = self._digest(built)
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

    def put(self, wanted: Sequence[Wanted]) -> Put:
        """Build tables while the lock is held, all of them or none, and put them and their files in place. They are on
        record once what the journal is to hold of them is written there."""
        self._sweep()
        there = {sha256: _nameless(content) for sha256, content in self._contents()}
        told, fresh = [], dict[str, tuple[Wanted, Path]]()
        try:
            for each in wanted:
                mark = mark_of(each.path)
                sha256 = Seen(self.path / "record" / "seen.json").sha256(each.path)
                content = each.reading.content(each.name, sha256)
                already = there.get(sha256) == _nameless(content)
                told.append((content, already))
                if not already:
                    there[sha256] = _nameless(content)
                    fresh[sha256] = each, self._received(each, mark, sha256)
        except BaseException:
            for sha256, (_, building) in fresh.items():
                self._dropped(sha256, building)
            raise
        self._put(fresh)
        return Put(tuple(told), tuple(each for each, _ in fresh.values()))

    def added(self, put: Put) -> list[tuple[Loaded, bool]]:
        """Of each table that was put here and journalled since, what it came to, and whether it was there already."""
        put.at("journaled")
        names = {sha256: (name, reading) for sha256, name, reading in self.entries()}
        return [(self._loaded(content["sha256"], *names[content["sha256"]]), already) for content, already in put.told]

    def _received(self, wanted: Wanted, mark: Mark, sha256: str) -> Path:
        """Copy a file and build its table, neither of them in its place yet; where it was built."""
        unfinished = self._unfinished(sha256)
        try:
            with ThreadPoolExecutor(1) as pool:  # the disk is written while the table is read
                copied = pool.submit(_copied, wanted.path, unfinished)
                building = self._build(wanted, self._building(sha256))
                copied.result()
            _check_copy(wanted.path, mark, unfinished, sha256)
        except BaseException:
            self._dropped(sha256, self._building(sha256))
            raise
        return building

    def _dropped(self, sha256: str, building: Path) -> None:
        """Take away what was begun of a table that is not loaded after all."""
        self._unfinished(sha256).unlink(missing_ok=True)
        shutil.rmtree(building, ignore_errors=True)

    def _put(self, fresh: Mapping[str, tuple[Wanted, Path]]) -> None:
        """Put what was built, and the files that it was built from, in their places."""

        def at(step: str) -> None:
            for each, _ in fresh.values():
                each.at(step)

        at("built")
        for sha256 in fresh:
            self._unfinished(sha256).replace(self.path / "sources" / sha256)
        settle(self.path / "sources")
        at("kept")
        for sha256, (each, building) in fresh.items():
            self._place(building, self._folder(sha256, each.reading))
        at("placed")

    def _unfinished(self, sha256: str) -> Path:
        """Where a file is copied to."""
        return self.path / "sources" / f"{sha256}.unfinished"

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


def _nameless(content: Mapping[str, Any]) -> dict[str, Any]:
    """What the journal holds of a table, whatever its file was called."""
    return {key: value for key, value in content.items() if key != "name"}


def _copied(path: Path, target: Path) -> None:
    """Copy a file and wait until it is on the disk."""
    shutil.copyfile(path, target)
    settle(target)


def _check_copy(path: Path, mark: Mark, copy: Path, sha256: str) -> None:
    """Refuse what was written to between the hash of it and the copy; the hash of the copy is looked at too where the
    file was touched so shortly before that its times could not tell."""
    if mark_of(path) != mark or (not settled(mark) and sha256_of(copy) != sha256):
        raise InputError(f"{path}: was changed while it was loaded; load it again when whoever writes it is done")
