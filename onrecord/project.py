"""Projects: a folder that holds what was received, what was decided, and the record that follows from both.

    format.json      which version of this layout it is; a folder without it is no project
    sources/         every file as received, named by its SHA-256
    journal.sqlite   what people decided, append-only
    record/          snapshots of the record, each immutable; ``current`` names the one to read
    lock             held by whoever is changing the project, with who and since when

The journal is what decides: a file belongs to the record from the moment its entry is on the disk. A snapshot only
saves time; a load whose snapshot was not named yet is read from the kept file. So whenever a process is killed, a load
has happened wholly or not at all.
"""

from __future__ import annotations

import hashlib
import json
import shutil
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

from onrecord import data
from onrecord.arriving import (
    Brought,
    Joined,
    Received,
    brought,
    content_of,
    correcting,
    in_order,
    in_order_given,
    joined,
    loaded_table,
    merged,
    received,
)
from onrecord.decision import Decided, decided_names, decisions_in
from onrecord.done import At, Loaded, Share, Verification, nowhere, unseen
from onrecord.errors import InputError, OnrecordError, UsageError, VerificationError
from onrecord.figure import Figure, read_figures, reading_tables
from onrecord.gazetteer import Added, packaged, using, with_names
from onrecord.holding import hold, holder_of
from onrecord.journal import DECIDED, LOADED, NAMED, TABLED, Author, Journal
from onrecord.keptfile import kept_content, settle, write_whole
from onrecord.ledger import Snapshot, digest_figures, read_snapshot, write_snapshot
from onrecord.namecache import cached, differs
from onrecord.row import Holdings, packaged_bridges
from onrecord.scope import Catalogue
from onrecord.source import packaged_cards

if TYPE_CHECKING:
    from onrecord.boundary import Boundaries
    from onrecord.names import Names
    from onrecord.outline import Outline
    from onrecord.statementstore import Offered, StatementStore
    from onrecord.tablestore import Reading, TableStore, Wanted

FORMAT = "project/1"
_OURS = ("format.json", "sources", "journal.sqlite", "record")
_UNFINISHED = "format.json.unfinished"


def create_project(path: str | Path, *, empty: bool = False, author: Author | None = None, at: At = nowhere) -> Project:
    """Make a folder a project that holds the packaged facts, or nothing with ``empty``.

    The folder may exist and hold other things, but nothing under a name that a project uses. Until it is whole it is
    no project; one that was interrupted is begun anew.
    """
    path = Path(path)
    _check_free(path)
    project, author = Project(path), author or Author()
    files = [] if empty else [received(name, content) for name, content in data.facts()]
    try:
        path.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise UsageError(f"{path}: cannot be made a folder: {error.strerror}") from error
    with project.locked():
        _check_free(path)  # again: another may have made it meanwhile
        (path / _UNFINISHED).write_text(json.dumps({"onrecord": FORMAT}) + "\n", encoding="utf-8")
        _clear(path)
        (path / "record").mkdir()
        (path / "sources").mkdir()
        project.journal.append("project made", [{"format": FORMAT}], author)
        project._record({}, project._joined(files), [], author, at)
        (path / _UNFINISHED).replace(path / "format.json")
        settle(path)
    return project


def _check_free(path: Path) -> None:
    """Refuse a folder that is a project, or that holds others' things under names that a project uses."""
    taken = [name for name in _OURS if (path / name).exists()]
    if "format.json" in taken:
        raise UsageError(f"{path}: is already a project")
    if taken and not (path / _UNFINISHED).exists():
        raise UsageError(f"{path}: holds {', '.join(taken)} already, names that a project uses; choose another folder")


def _clear(path: Path) -> None:
    """Take away what an interrupted attempt to make a project left."""
    for folder in (path / "sources", path / "record"):
        if folder.exists():
            shutil.rmtree(folder)
    for left in sorted(path.glob("journal.sqlite*")):
        left.unlink()


def open_project(path: str | Path) -> Project:
    """The project in a folder."""
    path = Path(path)
    try:
        found = json.loads((path / "format.json").read_text(encoding="utf-8"))
    except FileNotFoundError as error:
        raise UsageError(f"{path}: is no project; make it one with: onrecord init {path}") from error
    except (OSError, ValueError) as error:
        raise InputError(f"{path / 'format.json'}: cannot be read: {error}") from error
    if found != {"onrecord": FORMAT}:
        raise InputError(f"{path / 'format.json'}: found {found!r}, expected {FORMAT}; use the onrecord that made it")
    return Project(path)


@dataclass(frozen=True, slots=True)
class Project:
    """A project in a folder; opening it reads nothing yet.

    ``arriving`` are files of names that are about to be loaded, name and content by SHA-256: known, and not kept yet.
    """

    path: Path
    arriving: Mapping[str, tuple[str, bytes]] = field(default_factory=dict)

    @property
    def journal(self) -> Journal:
        """What people decided here."""
        return Journal(self.path / "journal.sqlite")

    def load_figures(self, path: str | Path, *, author: Author | None = None, at: At = nowhere) -> Loaded:
        """Load a CSV file of figures: wholly, or (a wrong row, a kill) not at all. Twice changes nothing."""
        return self.load_files([path], author=author, at=at)[0]

    def load_files(
        self,
        paths: Sequence[str | Path],
        tables: Sequence[Wanted] = (),
        *,
        author: Author | None = None,
        at: At = nowhere,
    ) -> list[Loaded]:
        """Load files of names and of figures, and tables of events, in one go: where one of them is refused, none is
        loaded. Figures and tables may speak of names that come with them. What each came to, the tables last.
        """
        contents = [(str(path), content_of(path)) for path in paths]
        with self.locked():
            knowing, names, rest = self._arrived(contents)
            known = knowing.catalogue() if rest or tables else packaged()
            with using(known):
                ready = self._joined([received(name, content) for name, content in rest]) if rest else None
                store = replace(knowing.tables, known=lambda: known) if tables else None
                put = store.put(tables) if store is not None else None
                entries = [] if put is None else [(TABLED, put.contents())]
                self._record(knowing.arriving, ready, entries, author or Author(), at)
                added = store.added(put) if store is not None and put is not None else []
        given = zip(tables, added, strict=True)
        return [
            *in_order_given(contents, names, ready),
            *(loaded_table(each.name, each.reading.reader.id, table, already) for each, (table, already) in given),
        ]

    def offered(self, paths: Sequence[str | Path]) -> tuple[Catalogue, list[Loaded]]:
        """What files of names and of figures would come to, and what would be known of names then; loads nothing."""
        contents = [(str(path), content_of(path)) for path in paths]
        knowing, names, rest = self._arrived(contents)
        known = knowing.catalogue()
        with using(known):
            ready = self._joined([received(name, content) for name, content in rest]) if rest else None
        return known, in_order_given(contents, names, ready)

    def _arrived(self, files: Sequence[tuple[str, bytes]]) -> tuple[Project, list[Brought], list[tuple[str, bytes]]]:
        """The project as it would be with the names in some files, these, and the files that hold no names."""
        from onrecord.names import is_names

        named = [(name, content) for name, content in files if is_names(content, name)]
        names = brought(named, self.names()) if named else []
        arriving = {each.names.sha256: (each.name, each.content) for each in names if not each.already}
        return replace(self, arriving=arriving), names, [file for file in files if file not in named]

    def _joined(self, files: Sequence[Received]) -> Joined:
        """Files of figures beside those on record."""
        loads, snapshot = self.loads(), self._usable_snapshot()
        told = joined(files, self._held(loads, snapshot), loads)
        return replace(told, stale=snapshot is None or not self._says(snapshot, tuple(loads)))

    def _record(
        self,
        names: Mapping[str, tuple[str, bytes]],
        ready: Joined | None,
        entries: Sequence[tuple[str, Sequence[Mapping[str, Any]]]],
        author: Author,
        at: At,
    ) -> None:
        """Keep files of names and figures, build, place, journal these with other ``entries``, name. The entries, all
        written at once, are what counts."""
        fresh = {} if ready is None else {sha256: (file.name, file.content) for sha256, file in ready.fresh.items()}
        for sha256, (_, content) in {**names, **fresh}.items():  # one without a journal entry is not on record
            write_whole(self.path / "sources" / sha256, content)
        at("kept")
        built = None
        if ready is not None and (ready.fresh or ready.stale):
            built = self._build(ready.held, (*self.loads(), *ready.fresh), at)
        self.journal.append_all([(NAMED, _entries(names)), (LOADED, _entries(fresh)), *entries], author)
        at("journaled")
        if built is not None:
            self._name(built)
            at("named")

    def names(self) -> dict[str, Names]:
        """The names that people brought, by the SHA-256 of their file, in the order of loading."""
        return {sha256: self._read_names(sha256, name) for sha256, name in self.named().items()}

    def _read_names(self, sha256: str, name: str) -> Names:
        from onrecord.names import read_names

        return read_names(self._kept(sha256), name)

    def named(self) -> dict[str, str]:
        """The SHA-256 of every file of names, in the order of loading, with the name it came under."""
        entries = (entry for entry in self.journal.entries() if entry.kind == NAMED and entry.content is not None)
        there = {entry.content["sha256"]: entry.content["name"] for entry in entries if entry.content is not None}
        return there | {sha256: name for sha256, (name, _) in self.arriving.items()}

    def catalogue(self) -> Catalogue:
        """The packaged measures, places and actors with the names that people brought here."""
        brought = [self._added(sha256, name) for sha256, name in self.named().items()]
        decided = self.decisions()
        if decided:
            brought.append(decided_names(decided.values(), with_names(brought) if brought else packaged()))
        held = with_names(brought) if brought else packaged()
        drawn = self._drawn()
        return replace(held, places=held.places.outlined(drawn), boundaries=drawn) if drawn is not None else held

    def _drawn(self) -> Boundaries | None:
        """The boundaries in the files of divisions that were brought, each read when it is first asked."""
        named = self._drawings()
        if not named:
            return None
        from onrecord.boundary import Boundaries, Drawn

        return Boundaries([Drawn(key, name, partial(self._outlines, key, name)) for key, name in named.items()])

    def _drawings(self) -> dict[str, str]:
        """The files of boundaries among the files of names."""
        return {sha256: name for sha256, name in self.named().items() if name.lower().endswith((".geojson", ".json"))}

    def _outlines(self, sha256: str, name: str) -> Mapping[str, Outline]:
        from onrecord.boundary import read_outlines
        from onrecord.outlinecache import cached_outlines

        if sha256 in self.arriving:
            return read_outlines(self._kept(sha256), name)
        folder = self.path / "record" / "names"
        return cached_outlines(folder, sha256, lambda: read_outlines(self._kept(sha256), name))

    def decisions(self) -> dict[tuple[str, str], Decided]:
        """What was decided that names mean here, the latest of each name, by kind and name."""
        return decisions_in(self.journal.entries())

    def decide(self, decision: Decided, author: Author) -> None:
        """Journal what a name means; tables and figures are read by it from then on."""
        with using(self.catalogue()), self.locked():
            self.journal.append(DECIDED, [decision.content()], author)

    def _reading(self) -> str:
        """A digest of all that the reading of a file depends on: the tables of the package, and what was decided."""
        decided = self.decisions()
        if not decided:
            return reading_tables()
        told = json.dumps([reading_tables(), sorted(map(Decided.content_text, decided.values()))])
        return hashlib.sha256(told.encode()).hexdigest()

    def _added(self, sha256: str, name: str) -> Added:
        """What a file of names comes to, as kept from the last time or from the file itself."""
        if sha256 in self.arriving:
            return self._read_names(sha256, name).added()
        folder = self.path / "record" / "names"
        return cached(folder, sha256, lambda: self._read_names(sha256, name).added())

    def figures(self) -> tuple[Figure, ...]:
        """Every figure on record, by id; where the snapshot is spoilt or of another version, from the kept files."""
        with using(self.catalogue()):
            return in_order(self._held(self.loads(), self._usable_snapshot()) | self.statements.figures())

    def holdings(self) -> Holdings:
        """The figures with the cards of their sources and the bridges."""
        bridges = packaged_bridges()
        if not any(entry.kind == TABLED for entry in self.journal.entries()):
            return Holdings(self.figures(), packaged_cards(), bridges)
        from onrecord.eventtable import EventTables

        held = self.catalogue()
        with using(held):
            loaded = self.tables.loaded()
        cards = {**packaged_cards(), **{table.card.id: table.card for table in loaded}}
        return Holdings(self.figures(), cards, bridges, EventTables(loaded, held, bridges))

    @property
    def statements(self) -> StatementStore:
        """The statements whose claims were accepted here as figures."""
        from onrecord.statementstore import StatementStore

        return StatementStore(self.path, self.journal)

    def accept(
        self,
        offered: Sequence[Offered],
        wanted: Sequence[str],
        author: Author,
        *,
        supersedes: str = "",
        at: At = nowhere,
    ) -> list[Figure]:
        """Put claims on record as figures, all that are wanted or none; those that were not there yet.

        ``supersedes`` is the id of the figure on record that the one accepted corrects; it stays, and stays quoted.
        """
        with self.locked():
            on_record = {figure.id: figure for figure in self.figures()}
            fresh = self.statements.chosen(offered, wanted, on_record)
            if supersedes:
                fresh = [correcting(fresh, supersedes, on_record)]
            needed = {figure.file for figure in fresh}
            for held in offered:
                if held.statement.sha256 in needed:
                    write_whole(self.path / "sources" / held.statement.sha256, held.content)
            at("kept")
            names = {held.statement.sha256: Path(held.name).name for held in offered}
            self.statements.journal_accepted(fresh, names, author)
            at("journaled")
        return fresh

    def withdraw(self, key: str, reason: str, author: Author) -> None:
        """Let an accepted figure count no longer, with the reason."""
        with self.locked():
            self.statements.withdraw(key, reason, author)

    @property
    def tables(self) -> TableStore:
        """The tables of events that were loaded here."""
        from onrecord.tablestore import TableStore

        told = json.dumps([sorted(self.named()), sorted(map(Decided.content_text, self.decisions().values()))])
        return TableStore(self.path, self.journal, hashlib.sha256(told.encode()).hexdigest(), self.catalogue)

    def load_table(
        self,
        path: Path,
        name: str,
        reading: Reading,
        *,
        author: Author | None = None,
        at: At = nowhere,
        watch: Share = unseen,
    ) -> Loaded:
        """Load a table of events, see :meth:`load_tables`."""
        from onrecord.tablestore import Wanted

        return self.load_tables([Wanted(path, name, reading, at, watch)], author=author)[0]

    def load_tables(self, wanted: Sequence[Wanted], *, author: Author | None = None) -> list[Loaded]:
        """Load tables of events: all of them wholly, or (a wrong cell, a kill) none at all. Twice changes nothing."""
        return self.load_files([], wanted, author=author)

    def loads(self) -> dict[str, str]:
        """The SHA-256 of every file loaded, in order, with the name it came under."""
        entries = (entry for entry in self.journal.entries() if entry.kind == LOADED and entry.content is not None)
        return {entry.content["sha256"]: entry.content["name"] for entry in entries if entry.content is not None}

    def verify(self) -> Verification:
        """Check every kept file, the chain of the journal, and the snapshot against a rebuild from both."""
        entries = self.journal.verify()
        loads = self.loads()
        for sha256 in loads:
            self._kept(sha256)
        named = len(self._verified_names())
        stated = {sha256: self._kept(sha256) for sha256 in self.statements.files()}
        self.statements.verify(stated)
        snapshot = self._snapshot()
        unknown = [sha256 for sha256 in snapshot.files if sha256 not in loads]
        if unknown:
            raise VerificationError(f"{self.path}: the snapshot holds the file {unknown[0]}, the journal does not")
        with using(self.catalogue()):
            rebuilt = self._rebuilt({sha256: loads[sha256] for sha256 in snapshot.files})
        other_tables = snapshot.tables != self._reading()
        if not other_tables and digest_figures(rebuilt.values()) != snapshot.digest:
            current = self.path / "record" / self.current()
            raise VerificationError(f"{current}: is not what the kept files give; delete it and load a file again")
        behind = len(loads) - len(snapshot.files)
        held = len(snapshot.figures)
        files = len(loads) + named + len(stated) + self._verified_tables()
        return Verification(files, entries, held, self.current(), snapshot.digest, behind, other_tables)

    def _verified_tables(self) -> int:
        """How many tables of events there are, each checked against its kept file."""
        if not any(entry.kind == TABLED for entry in self.journal.entries()):
            return 0
        with using(self.catalogue()):
            return self.tables.verify()

    def holder(self) -> str:
        """Who is changing the project now, and since when; empty where nobody is."""
        return holder_of(self.path / "lock")

    def _verified_names(self) -> dict[str, Names]:
        """The names that people brought, once what is kept of them is what their files come to."""
        folder, brought = self.path / "record" / "names", self.names()
        for sha256, names in brought.items():
            if differs(folder, sha256, names.added()):
                raise VerificationError(f"{folder / sha256}.json: is not what the kept file gives; delete it")
        self._verify_outlines(folder)
        return brought

    def _verify_outlines(self, folder: Path) -> None:
        """Check what is kept of boundaries against the files."""
        from onrecord import outlinecache
        from onrecord.boundary import read_outlines

        for sha256, name in self._drawings().items():
            if outlinecache.differs(folder, sha256, read_outlines(self._kept(sha256), name)):
                raise VerificationError(f"{folder / sha256}.outlines: is not what the kept file gives; delete it")

    @contextmanager
    def locked(self) -> Iterator[None]:
        """Hold the project for changing it, once whoever holds it now is done; see :mod:`onrecord.holding`."""
        try:
            with (self.path / "lock").open("a+", encoding="utf-8") as lock:
                hold(lock, self.path, Author().signature())
                try:
                    yield
                finally:
                    lock.truncate(0)
        except OSError as error:
            raise InputError(f"{self.path}: cannot be written: {error.strerror}") from error

    def _says(self, snapshot: Snapshot, files: tuple[str, ...]) -> bool:
        """Whether a snapshot is what these files give, by the tables and decisions of today."""
        return snapshot.files == files and snapshot.tables == self._reading()

    def _build(self, held: Mapping[str, Figure], files: tuple[str, ...], at: At) -> Path:
        """Build the next snapshot under a temporary name, check it, and put it in its place, named by nobody yet."""
        record = self.path / "record"
        building = record / "building.duckdb"
        for left in sorted(record.glob("building.duckdb*")):
            left.unlink()
        meant = Snapshot(in_order(held), files, self._reading(), digest_figures(held.values()))
        write_snapshot(building, meant)
        if read_snapshot(building) != meant:
            raise OnrecordError(f"{building}: the snapshot does not hold what was written to it")
        settle(building)
        at("built")
        place = record / f"{max(self._numbers(), default=0) + 1}.duckdb"
        building.replace(place)
        settle(record)
        at("placed")
        return place

    def _name(self, built: Path) -> None:
        """Make a snapshot the one to read, and take away all but it and the one before, which others may be reading."""
        before = self.current()
        write_whole(self.path / "record" / "current", f"{built.name}\n".encode())
        for number in self._numbers():
            old = self.path / "record" / f"{number}.duckdb"
            if old.name not in (built.name, before):
                old.unlink()

    def _numbers(self) -> list[int]:
        """The numbers of all snapshots that are there."""
        return sorted(int(path.stem) for path in (self.path / "record").glob("*.duckdb") if path.stem.isdigit())

    def current(self) -> str:
        """The file name of the snapshot to read; empty where none is named."""
        try:
            return (self.path / "record" / "current").read_text(encoding="utf-8").strip()
        except (FileNotFoundError, UnicodeDecodeError):
            return ""

    def _snapshot(self) -> Snapshot:
        """The snapshot to read; asked for twice, because it may be replaced while it is being opened."""
        for _attempt in range(2):
            name = self.current()
            path = self.path / "record" / name
            if name == path.name and path.is_file():
                return read_snapshot(path)
        raise VerificationError(f"{self.path}: record/current names no snapshot; load a file to build it anew")

    def _usable_snapshot(self) -> Snapshot | None:
        """The snapshot, or None where it must be built anew; it only ever repeats what the kept files say."""
        try:
            return self._snapshot()
        except VerificationError:
            return None

    def _held(self, loads: Mapping[str, str], snapshot: Snapshot | None) -> dict[str, Figure]:
        """Every figure of these loads by id, as far as possible from the snapshot."""
        if snapshot is None or snapshot.tables != self._reading() or not set(snapshot.files) <= set(loads):
            return self._rebuilt(loads)
        later = {sha256: name for sha256, name in loads.items() if sha256 not in snapshot.files}
        return self._rebuilt(later, {figure.id: figure for figure in snapshot.figures})

    def _rebuilt(self, loads: Mapping[str, str], held: Mapping[str, Figure] | None = None) -> dict[str, Figure]:
        """The figures of kept files, in the order of loading, added to those held."""
        figures = dict(held or {})
        for sha256, name in loads.items():
            figures = merged(figures, read_figures(self._kept(sha256), name), name)
        return figures

    def _kept(self, sha256: str) -> bytes:
        """A kept file, which must still be what was received; or one that is about to be."""
        if sha256 in self.arriving:
            return self.arriving[sha256][1]
        return kept_content(self.path / "sources" / sha256, sha256)


def _entries(files: Mapping[str, tuple[str, bytes]]) -> list[dict[str, str]]:
    """What the journal holds of files that were kept."""
    return [{"sha256": sha256, "name": Path(name).name} for sha256, (name, _) in files.items()]
