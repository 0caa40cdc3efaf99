"""Claims of many statements: a JSON object a line in, a line out, in the same order and the same bytes by any workers.

A line out is ``{"id": ..., "claims": [...]}``, claims in the form of annotations (:mod:`onrecord.annotation`). Lines
are appended whole, so a run that is killed leaves whole lines, and the next run goes on behind them. Beside OUT stands
``OUT.state``, which says from what it is made and by which version; without it every line is made again and compared.
"""

from __future__ import annotations

import contextlib
import datetime as dt
import fcntl
import hashlib
import json
import multiprocessing
import os
import signal
import sys
import threading
from collections import deque
from collections.abc import Iterable, Iterator, Mapping
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from dataclasses import dataclass, field, replace
from pathlib import Path
from types import TracebackType
from typing import Any, BinaryIO, Protocol

from onrecord import __version__
from onrecord.data import tables_digest
from onrecord.errors import InputError, OnrecordError, ProjectBusyError
from onrecord.gazetteer import catalogue
from onrecord.statement import READERS, Statement, read_statement, statement_from_text

LONGEST_LINE = 16_000_000
"""Bytes of one line: the longest text in Arabic letters, each written as an escape, and some room."""

LONGEST_ID = 500
MOST_TOLD = 100
"""Rows that could not be read and are said one by one; past them only how many."""
CHUNK_ROWS, CHUNK_SIZE = 32, 200_000
"""Rows and bytes handed to a worker at a time: little enough to hold, much enough to be worth the way."""

NEEDED = ("id", "published", "publisher", "speaker", "text")
"""What every line must have; ``lang`` is told from the script where it is missing."""


@dataclass(frozen=True, slots=True)
class Row:
    """One statement to be read, or why it cannot be: where it stands, how large it is, and what is known of it."""

    where: str
    size: int
    id: str = ""
    statement: Statement | None = None
    document: Path | None = None
    given: Mapping[str, Any] = field(default_factory=dict)
    bad: str = ""
    redone: bool = False
    """A row that a run before this one gave no line for."""


@dataclass(frozen=True, slots=True)
class Done:
    """What became of a row: its line, or why there is none."""

    row: Row
    line: bytes = b""
    claims: int = 0
    bad: str = ""


@dataclass(slots=True)
class RunTally:
    """What a run did: statements with a line in OUT, those of them that were there before, claims new, rows skipped."""

    statements: int = 0
    kept: int = 0
    claims: int = 0
    skipped: int = 0

    def __str__(self) -> str:
        which = "as" if self.skipped <= MOST_TOLD else f"the first {MOST_TOLD} as"
        skipped = f"; {self.skipped} skipped, {which} said above" if self.skipped else ""
        if self.kept and self.kept == self.statements:
            return f"{self.statements} statements, all done before{skipped}"
        before = f", {self.kept} of them done before" if self.kept else ""
        found = f"{self.claims} claims found{' in the others' if self.kept else ''}"
        return f"{self.statements} statements{before}; {found}{skipped}"


class Watcher(Protocol):
    """Who is told how a run goes on."""

    def bad(self, message: str) -> None:
        """A row that was skipped, in one line."""

    def at(self, size: int, tally: RunTally) -> None:
        """So many bytes of the input are done."""


# ------------------------------------------------------------------------------------------------------ what comes in


def rows_of_lines(file: BinaryIO, name: str) -> Iterator[Row]:
    """The statements of a file, a JSON object a line; a wrong line is a row that says what is wrong."""
    seen: set[bytes] = set()
    for number, line in enumerate(_lines(file), start=1):
        if not line.strip():
            continue
        where = f"{name}: line {number}"
        try:
            statement = _statement(line, first=number == 1)
        except InputError as error:
            yield Row(where, len(line), bad=f"{where}: {error}")
            continue
        key = hashlib.blake2b(statement.id.encode(), digest_size=16).digest()
        if key in seen:
            yield Row(where, len(line), bad=f"{where}: id {statement.id!r} stood in a line before; expected another")
            continue
        seen.add(key)
        yield Row(where, len(line), statement.id, statement)


def _lines(file: BinaryIO) -> Iterator[bytes]:
    """The lines of a file; of one that is too long only the first part, longer than is allowed."""
    while line := file.readline(LONGEST_LINE + 1):
        rest = line
        while len(line) > LONGEST_LINE and rest and not rest.endswith(b"\n"):
            rest = file.readline(LONGEST_LINE)
        yield line


def _statement(line: bytes, *, first: bool) -> Statement:
    """The statement of one line; InputError where it is none."""
    if len(line) > LONGEST_LINE:
        raise InputError(f"longer than {LONGEST_LINE} bytes; give the statement in parts")
    try:
        held = json.loads(line.decode("utf-8-sig" if first else "utf-8"))
    except (ValueError, RecursionError) as error:
        raise InputError(f"no JSON: {error}; expected one object a line, in UTF-8") from error
    if not isinstance(held, dict):
        raise InputError(f"found {type(held).__name__}, expected an object with {', '.join(NEEDED)}")
    missing = [key for key in NEEDED if key not in held]
    if missing:
        raise InputError(f"no field {missing[0]!r}; expected {', '.join(NEEDED)}")
    words = {key: _words(held, key) for key in ("id", "publisher", "speaker", "text", "lang")}
    if not words["id"] or len(words["id"]) > LONGEST_ID:
        raise InputError(f"id {words['id'][:20]!r}: expected 1 to {LONGEST_ID} letters")
    if words["lang"] not in ("", "ar", "en"):
        raise InputError(f"lang {words['lang']!r}: expected ar or en")
    made = statement_from_text(
        words["text"],
        published_on=_day(held["published"]),
        speaker=words["speaker"],
        language="ar" if words["lang"] == "ar" else "en" if words["lang"] == "en" else None,
        publisher=words["publisher"],
    )
    return replace(made, id=words["id"])


def _words(held: Mapping[str, Any], key: str) -> str:
    """A field of words; only the text and the id must say something."""
    value = held.get(key)
    if value is None and key not in ("id", "text"):
        return ""
    if not isinstance(value, str):
        raise InputError(f"{key}: found {type(value).__name__}, expected text")
    if any("\ud800" <= char <= "\udfff" for char in value):
        raise InputError(f"{key}: a lone surrogate; expected text that UTF-8 can write")
    return value


def _day(value: object) -> dt.date | None:
    """The day of publication; null where it is not known, so that nothing relative to it is read."""
    if value is None:
        return None
    try:
        return dt.date.fromisoformat(value) if isinstance(value, str) else _no_day(value)
    except ValueError:
        return _no_day(value)


def _no_day(value: object) -> dt.date:
    raise InputError(f"published: {value!r} is no day; expected YYYY-MM-DD or null")


def rows_of_folder(folder: Path, given: Mapping[str, Any]) -> Iterator[Row]:
    """The documents of a folder and its folders, by name; each is a statement whose id is its path."""
    for path in documents_of(folder):
        name = path.relative_to(folder).as_posix()
        yield Row(str(path), path.stat().st_size, name, document=path, given=given)


def documents_of(folder: Path) -> list[Path]:
    """The files below a folder that can be read as statements, by name."""
    return sorted(path for path in folder.rglob("*") if path.suffix.lower() in READERS and path.is_file())


# --------------------------------------------------------------------------------------------------------- the reading


def read_row(row: Row) -> Done:
    """The line of one row. Whatever goes wrong is the row's alone, and said in one line."""
    if row.bad:
        return Done(row, bad=row.bad)
    try:
        statement = row.statement
        if row.document is not None:
            statement = replace(read_statement(row.document, **row.given), id=row.id)
        assert statement is not None
        line, count = claims_line(statement)
    except OnrecordError as error:
        said = str(error)
        return Done(row, bad=said if said.startswith(row.where) else f"{row.where}: {said}")
    except Exception as error:  # noqa: BLE001  # one statement that finds a fault of ours must not end the others
        return Done(row, bad=f"{row.where}: an error of ours, {type(error).__name__}: {error}")
    return Done(replace(row, statement=None), line, count)


def claims_line(statement: Statement) -> tuple[bytes, int]:
    """The line of one statement, and how many claims are in it."""
    from onrecord.annotation import as_annotation
    from onrecord.claim import find_claims

    names = catalogue()
    claims = [as_annotation(claim, statement, names) for claim in find_claims(statement, names)]
    line = json.dumps({"id": statement.id, "claims": claims}, ensure_ascii=False)
    return line.encode() + b"\n", len(claims)


def _read_chunk(rows: list[Row]) -> list[Done]:
    return [read_row(row) for row in rows]


def _chunks(rows: Iterable[Row]) -> Iterator[list[Row]]:
    """The rows in pieces that are worth handing on."""
    chunk: list[Row] = []
    for row in rows:
        chunk.append(row)
        if len(chunk) == CHUNK_ROWS or sum(held.size for held in chunk) >= CHUNK_SIZE:
            yield chunk
            chunk = []
    if chunk:
        yield chunk


def _start_worker() -> None:
    """A worker leaves Ctrl-C to its parent and ends with it, however that ends."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    parent = multiprocessing.parent_process()

    def end() -> None:
        if parent is not None:
            parent.join()
            os._exit(1)

    threading.Thread(target=end, daemon=True).start()


def read_rows(rows: Iterable[Row], jobs: int) -> Iterator[Done]:
    """What becomes of the rows, in their order; never more than a few chunks of them are held at a time."""
    if jobs == 1:
        yield from map(read_row, rows)
        return
    context = multiprocessing.get_context("spawn")
    with ProcessPoolExecutor(jobs, mp_context=context, initializer=_start_worker) as pool:
        waiting: deque[Future[list[Done]]] = deque()
        try:
            for chunk in _chunks(rows):
                waiting.append(pool.submit(_read_chunk, chunk))
                if len(waiting) > 2 * jobs:
                    yield from waiting.popleft().result()
            while waiting:
                yield from waiting.popleft().result()
        except BrokenProcessPool as error:
            raise OnrecordError("a worker was ended from outside, or the memory is full; try fewer --jobs") from error
        finally:
            pool.shutdown(wait=False, cancel_futures=True)


# ------------------------------------------------------------------------------------------------------ what goes out


def state_of(source: str) -> dict[str, str]:
    """From what and by what OUT is made: all that its bytes depend on."""
    return {"program": f"onrecord {__version__}", "tables": tables_digest(), "input": source}


class Output:
    """OUT while it is written: lines that were there before are kept, whole lines are appended, one run at a time."""

    def __init__(self, path: Path, source: str, *, force: bool) -> None:
        self.path, self.state_file = path, path.with_name(path.name + ".state")
        self.state = state_of(source)
        self._cut = False
        with contextlib.ExitStack() as opened:
            self._file = opened.enter_context(path.open("a+b", buffering=0))
            self._hold()
            if force:
                self._file.truncate(0)
            self._end = self._whole_lines()
            self._trusted = self._end > 0 and bool(source) and self._known()
            self._reader = opened.enter_context(path.open("rb"))
            self._ahead = self._next()
            self._opened = opened.pop_all()

    def __enter__(self) -> Output:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        self._opened.close()

    def _hold(self) -> None:
        try:
            fcntl.flock(self._file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError as error:
            raise ProjectBusyError(f"{self.path}: another run is writing it; wait for that or name another") from error

    def _whole_lines(self) -> int:
        """Where the last whole line ends; what stands behind it is half a line."""
        end = self._file.seek(0, os.SEEK_END)
        while end:
            start = max(0, end - 65536)
            self._file.seek(start)
            found = self._file.read(end - start).rfind(b"\n")
            if found >= 0:
                return start + found + 1
            end = start
        return 0

    def _known(self) -> bool:
        """Whether the state beside OUT says that it is made from the same by the same; another is refused."""
        try:
            held = json.loads(self.state_file.read_bytes())
        except FileNotFoundError:
            return False
        except ValueError:
            held = {}
        if held == self.state:
            return True
        what = "input" if held.get("program") == self.state["program"] else "version"
        what = "version of the word tables" if held.get("input") == self.state["input"] and what == "input" else what
        raise self.refusal(f"it was made from another {what}" if what == "input" else f"it was made by another {what}")

    def refusal(self, why: str) -> InputError:
        """That OUT is left as it is."""
        return InputError(f"{self.path}: {why}; name another file, or begin it anew with --force")

    def _next(self) -> bytes | None:
        """The next line that was there before."""
        return self._reader.readline() if self._reader.tell() < self._end else None

    @property
    def ahead(self) -> bool:
        """Whether lines that were there before are still to be met."""
        return self._ahead is not None

    def holds(self, row: Row) -> bool:
        """Whether the next line that was there before is this row's, and can be taken as it is."""
        if self._ahead is None or not self._trusted:
            return False
        try:
            mine = bool(json.loads(self._ahead)["id"] == row.id)
        except (ValueError, KeyError, TypeError):
            mine = False
        if mine:
            self._ahead = self._next()
        return mine

    def put(self, done: Done) -> bool:
        """Write a line, or find that it was there already; whether it was. Another line there is refused."""
        if done.row.redone and self._trusted:
            raise self.refusal(f"it has no line for {done.row.where}, where there is one now")
        if self._ahead is not None:
            if done.line != self._ahead:
                raise self.refusal(f"it has another line for {done.row.where}")
            self._ahead = self._next()
            return True
        if not self._cut:
            self._begin()
        self._write(done.line)
        return False

    def _begin(self) -> None:
        """Cut what is half a line, and say beside OUT from what it is made."""
        self._file.truncate(self._end)
        self._cut = True
        part = self.state_file.with_name(self.state_file.name + ".part")
        part.write_text(json.dumps(self.state, indent=1) + "\n", encoding="utf-8")
        part.replace(self.state_file)

    def _write(self, line: bytes) -> None:
        """Append one line whole, or not at all."""
        try:
            at = 0
            while at < len(line):
                at += self._file.write(line[at:]) or 0
        except OSError as error:
            with contextlib.suppress(OSError):
                self._file.truncate(self._end)
            why = error.strerror or str(error)
            raise InputError(
                f"{self.path}: cannot be written: {why}; its lines are whole, run again to go on"
            ) from error
        self._end += len(line)

    def finish(self) -> None:
        """Nothing that was there before may be left over; what was written is on the disk."""
        if self._ahead is not None:
            raise self.refusal("it has more lines than the input gives")
        if not self._cut:
            self._begin()
        os.fsync(self._file.fileno())


class Stream:
    """Standard output, or what else is no file, as OUT: nothing was there before."""

    ahead = False

    def __init__(self, file: BinaryIO, *, close: bool) -> None:
        self._file, self._close = file, close

    def __enter__(self) -> Stream:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        if self._close:
            self._file.close()

    def holds(self, row: Row) -> bool:  # noqa: ARG002  # as the other has it
        """Never."""
        return False

    def put(self, done: Done) -> bool:
        """Write a line."""
        self._file.write(done.line)
        return False

    def finish(self) -> None:
        """Hand on what is held back."""
        self._file.flush()


class Lines:
    """The lines that a run before wrote, by the ids of their statements; only where they stand is held."""

    def __init__(self, file: BinaryIO, path: Path) -> None:
        self._file, self._path = file, path
        self._at: dict[str, int] = {}
        at = 0
        for line in iter(file.readline, b""):
            if line.strip():
                self._at[str(self._held(line)["id"])] = at
            at += len(line)

    def _held(self, line: bytes) -> dict[str, Any]:
        try:
            held = json.loads(line)
            if isinstance(held["id"], str) and isinstance(held["claims"], list):
                return dict(held)
        except (ValueError, KeyError, TypeError):
            pass
        raise InputError(f'{self._path}: expected lines of {{"id": ..., "claims": [...]}}, as --out holds them')

    def claims_of(self, statement: str) -> list[Any] | None:
        """The claims in the line of a statement, or None where there is none; each is asked for once."""
        at = self._at.pop(statement, None)
        if at is None:
            return None
        self._file.seek(at)
        claims: list[Any] = self._held(self._file.readline())["claims"]
        return claims

    @property
    def unasked(self) -> int:
        """How many lines nobody asked for."""
        return len(self._at)


# ------------------------------------------------------------------------------------------------------------ the run


def run(rows: Iterable[Row], out: Output | Stream, jobs: int, watcher: Watcher) -> RunTally:
    """Read every row that OUT holds no line for, and write its line."""
    tally, size = RunTally(), 0

    def wanted() -> Iterator[Row]:
        nonlocal size
        for row in rows:
            if not row.bad and out.holds(row):
                tally.statements += 1
                tally.kept += 1
                size += row.size
                watcher.at(size, tally)
            else:
                yield replace(row, redone=out.ahead)

    for done in read_rows(wanted(), jobs):
        size += done.row.size
        if done.bad:
            tally.skipped += 1
            if tally.skipped <= MOST_TOLD:
                watcher.bad(done.bad)
        else:
            kept = out.put(done)
            tally.statements += 1
            tally.kept += kept
            tally.claims += 0 if kept else done.claims
        watcher.at(size, tally)
    out.finish()
    return tally


def open_source(source: Path, given: Mapping[str, Any], held: contextlib.ExitStack) -> tuple[Iterator[Row], int, str]:
    """The rows of a file of lines, of a folder or of standard input; how large it is, and a digest of what it holds."""
    if source.is_dir():
        there = [(path.relative_to(source).as_posix(), path.stat()) for path in documents_of(source)]
        told = [[(name, at.st_size, at.st_mtime_ns) for name, at in there], {k: str(v) for k, v in given.items()}]
        digest = hashlib.sha256(json.dumps(told).encode()).hexdigest()
        return rows_of_folder(source, given), sum(at.st_size for _, at in there), digest
    if str(source) == "-":
        return rows_of_lines(sys.stdin.buffer, "standard input"), 0, ""
    file = held.enter_context(source.open("rb"))
    if not file.seekable():  # a pipe can be read once only
        return rows_of_lines(file, str(source)), 0, ""
    digest = hashlib.file_digest(file, "sha256").hexdigest()
    file.seek(0)
    return rows_of_lines(file, str(source)), source.stat().st_size, digest


def open_output(out: Path | None, source: Path, digest: str, *, force: bool) -> Output | Stream:
    """Where the lines go: a file that can be gone on with, or standard output."""
    if out is None or str(out) == "-":
        return Stream(sys.stdout.buffer, close=False)
    if out.exists() and not (out.is_file() or out.is_dir()):
        return Stream(out.open("wb", buffering=0), close=True)
    if out.exists() and source.exists() and out.samefile(source):
        raise InputError(f"{out}: is what is read; name another file for --out")
    return Output(out, digest, force=force)
