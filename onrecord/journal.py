"""The journal: what people decided, who, when; only ever added to.

Each entry carries the hash of the one before, so nothing can be taken out or changed unseen. An entry holds the hash
of its content apart from the content, so that content which must be erased can be blanked with a reason, and the chain
still holds.
"""

from __future__ import annotations

import datetime as dt
import getpass
import hashlib
import json
import os
import sqlite3
from collections.abc import Iterator, Mapping, Sequence
from contextlib import closing, contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from onrecord.errors import InputError, ProjectBusyError, UsageError, VerificationError

LOADED = "figures loaded"
NAMED = "names loaded"
TABLED = "table loaded"
ACCEPTED = "claim accepted as a figure"
DECIDED = "meaning of a name decided"
WITHDRAWN = "accepted figure withdrawn"
BLANKED = "content blanked"
FIRST = "0" * 64
"""What stands for the hash of the entry before the first."""

# How long a writer waits for another: an entry is written in milliseconds.
PATIENCE_SECONDS = 10.0

_TABLE = """
CREATE TABLE IF NOT EXISTS entries (
    number INTEGER PRIMARY KEY,
    time TEXT NOT NULL,
    user TEXT NOT NULL,
    kind TEXT NOT NULL,
    content TEXT,
    content_hash TEXT NOT NULL,
    previous TEXT NOT NULL,
    hash TEXT NOT NULL
) STRICT
"""
_GUARDS = (
    "CREATE TRIGGER IF NOT EXISTS no_delete BEFORE DELETE ON entries BEGIN SELECT RAISE(ABORT, 'append-only'); END",
    """CREATE TRIGGER IF NOT EXISTS only_blank BEFORE UPDATE ON entries
    WHEN NEW.content IS NOT NULL
        OR (NEW.number, NEW.time, NEW.user, NEW.kind, NEW.content_hash, NEW.previous, NEW.hash)
        IS NOT (OLD.number, OLD.time, OLD.user, OLD.kind, OLD.content_hash, OLD.previous, OLD.hash)
    BEGIN SELECT RAISE(ABORT, 'append-only'); END""",
)


@dataclass(frozen=True, slots=True)
class Entry:
    """One decision. ``content`` is None where it was blanked."""

    number: int
    time: str
    user: str
    kind: str
    content: Mapping[str, Any] | None
    content_hash: str
    previous: str
    hash: str


@dataclass(frozen=True, slots=True)
class Author:
    """Who decides, and when; the clock and the user of this machine where they are not given."""

    user: str | None = None
    time: dt.datetime | None = None

    def signature(self) -> tuple[str, str]:
        """The time in UTC, to the second, and the user."""
        time = self.time or dt.datetime.now(dt.UTC)
        if time.tzinfo is None:
            raise UsageError(f"the time {time} names no time zone; give one with a zone")
        return time.astimezone(dt.UTC).isoformat(timespec="seconds"), self.user if self.user is not None else _user()


def _user() -> str:
    try:
        return getpass.getuser()
    except (KeyError, OSError):  # a user id without a name
        return "unknown"


@dataclass(frozen=True, slots=True)
class Journal:
    """The journal in one file; several processes may add to it."""

    path: Path

    def append(self, kind: str, contents: Sequence[Mapping[str, Any]], author: Author) -> tuple[Entry, ...]:
        """Add one entry for each content: all of them or none, and on the disk when this returns."""
        return self.append_all([(kind, contents)], author)

    def append_all(self, kinds: Sequence[tuple[str, Sequence[Mapping[str, Any]]]], author: Author) -> tuple[Entry, ...]:
        """Add entries of several kinds, in this order: all of them or none."""
        entries = [(kind, content) for kind, contents in kinds for content in contents]
        if not entries:
            return ()
        with self._open("rwc") as connection:
            return tuple(_add(connection, kind, content, author) for kind, content in entries)

    def blank(self, number: int, reason: str, author: Author) -> Entry:
        """Erase the content of one entry; the chain still holds, and a new entry says why."""
        with self._open("rwc") as connection:
            row = connection.execute("SELECT kind FROM entries WHERE number = ?", (number,)).fetchone()
            if row is None or row[0] in (LOADED, NAMED, TABLED, BLANKED):
                raise UsageError(f"entry {number} of the journal cannot be blanked")
            connection.execute("UPDATE entries SET content = NULL WHERE number = ?", (number,))
            return _add(connection, BLANKED, {"number": number, "reason": reason}, author)

    def entries(self) -> tuple[Entry, ...]:
        """Every entry, oldest first."""
        with self._open(self._reading()) as connection:
            return tuple(_entry(row) for row in connection.execute("SELECT * FROM entries ORDER BY number"))

    def _reading(self) -> str:
        """How to open it to read: as ever, or (in a folder that cannot be written, where no other can write either, and
        all is in the one file) as what never changes."""
        written = self.path.with_name(f"{self.path.name}-wal")
        if os.access(self.path.parent, os.W_OK) or (written.exists() and written.stat().st_size):
            return "rw"
        return "ro&immutable=1"

    def verify(self) -> int:
        """Follow the chain from the first entry; how many entries hold."""
        entries = self.entries()
        blanked = {entry.content["number"] for entry in entries if entry.kind == BLANKED and entry.content}
        previous = FIRST
        for number, entry in enumerate(entries, start=1):
            fault = _fault(entry, number, previous, blanked)
            if fault:
                raise VerificationError(f"{self.path}: entry {entry.number}: {fault}")
            previous = entry.hash
        return len(entries)

    @contextmanager
    def _open(self, mode: str) -> Iterator[sqlite3.Connection]:
        """One transaction, all or nothing: mode "rwc" to write (and make the file), any other to read."""
        try:
            with closing(
                sqlite3.connect(self._address(mode), PATIENCE_SECONDS, isolation_level=None, uri=True)
            ) as connection:
                if mode == "rwc":
                    _prepare(connection)
                yield connection
                if mode == "rwc":
                    connection.execute("COMMIT")
        except sqlite3.OperationalError as error:
            if "locked" in str(error):
                raise ProjectBusyError(f"{self.path}: another process is writing to the journal; try again") from error
            code = error.sqlite_errorcode & 0xFF
            if code in (sqlite3.SQLITE_IOERR, sqlite3.SQLITE_FULL):
                raise InputError(f"{self.path}: cannot be written: {error}; is there room on the disk?") from error
            if code in (sqlite3.SQLITE_READONLY, sqlite3.SQLITE_CANTOPEN) and self.path.exists():
                raise InputError(f"{self.path}: cannot be opened: {error}; may you read and write it?") from error
            raise VerificationError(f"{self.path}: cannot be read as a journal: {error}") from error
        except (sqlite3.DatabaseError, ValueError) as error:
            raise VerificationError(f"{self.path}: cannot be read as a journal: {error}") from error

    def _address(self, mode: str) -> str:
        return f"{self.path.resolve().as_uri()}?mode={mode}"


def _prepare(connection: sqlite3.Connection) -> None:
    """Begin to write: every entry is on the disk before its writer goes on."""
    connection.execute("PRAGMA journal_mode = WAL")
    connection.execute("PRAGMA synchronous = FULL")
    connection.execute("BEGIN IMMEDIATE")
    for definition in (_TABLE, *_GUARDS):
        connection.execute(definition)


def _add(connection: sqlite3.Connection, kind: str, content: Mapping[str, Any], author: Author) -> Entry:
    last = connection.execute("SELECT number, hash FROM entries ORDER BY number DESC LIMIT 1").fetchone()
    number, previous = (last[0] + 1, last[1]) if last else (1, FIRST)
    time, user = author.signature()
    text = _canonical(content)
    signed = (number, time, user, kind, _hash(text), previous)
    row = (*signed[:4], text, *signed[4:], _hash(_canonical(signed)))
    connection.execute("INSERT INTO entries VALUES (?, ?, ?, ?, ?, ?, ?, ?)", row)
    return _entry(row)


def _entry(row: Sequence[Any]) -> Entry:
    number, time, user, kind, text, content_hash, previous, own = row
    return Entry(number, time, user, kind, None if text is None else json.loads(text), content_hash, previous, own)


def _fault(entry: Entry, number: int, previous: str, blanked: set[int]) -> str | None:
    """What is wrong with an entry, or None."""
    if entry.number != number:
        return f"entry {number} is missing"
    if entry.previous != previous:
        return "it does not follow from the entry before"
    if entry.content is None and entry.number not in blanked:
        return "its content is gone, and no entry says why"
    if entry.content is not None and _hash(_canonical(entry.content)) != entry.content_hash:
        return "its content was changed"
    signed = (entry.number, entry.time, entry.user, entry.kind, entry.content_hash, entry.previous)
    return None if _hash(_canonical(signed)) == entry.hash else "it was changed"


def _canonical(content: Any) -> str:
    return json.dumps(content, ensure_ascii=False, sort_keys=True, separators=(",", ":"))


def _hash(text: str) -> str:
    return hashlib.sha256(text.encode("utf-8")).hexdigest()
