"""Files that nobody touched since they were loaded: their hashes, and what loading them came to.

Both only save time: what is remembered is dropped as soon as anything that it rests on is other than it was.
"""

from __future__ import annotations

import contextlib
import json
import time
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from onrecord import __version__
from onrecord.data import tables_mark
from onrecord.done import Loaded
from onrecord.keptfile import Mark, mark_of, sha256_of

SETTLED_NANOSECONDS = 2_000_000_000
"""A file that was touched within so long is looked at again: it could be touched once more within a tick."""

MOST_SEEN = 1_000
"""Files, and loads, that are remembered."""


@dataclass(frozen=True, slots=True)
class Seen:
    """Which content files had that were loaded, so that one that nobody touched since need not be read to be known.

    What tells a file is its path and its mark, as version control does it.
    """

    path: Path

    def sha256(self, file: Path) -> str:
        """The SHA-256 of a file's content."""
        told = _read(self.path)
        name, mark = str(file.resolve()), mark_of(file)
        held = told.get(name)
        if isinstance(held, list) and held[:-1] == mark:
            return str(held[-1])
        before = time.time_ns()
        sha256 = sha256_of(file)
        if settled(mark, before) and mark_of(file) == mark:
            _write(self.path, told | {name: [*mark, sha256]})
        return sha256


@dataclass(frozen=True, slots=True)
class Loads:
    """What loads into a project came to, to be said again where neither the files nor the project were touched since.

    A load rests on its files, what was asked for, the program with its packaged tables, the journal of the project,
    and what it left in the project.
    """

    project: Path

    def again(self, files: Sequence[Path], asked: Mapping[str, str]) -> list[Loaded] | None:
        """What the same load came to before, all of it there already; None where something may have changed."""
        held = _read(self._path).get(_key(files, asked), {})
        try:
            done = [Loaded(*each) for each in held["done"]]
            return done if held["marks"] == self._marks(files, done) else None
        except (KeyError, TypeError, ValueError, AttributeError, OSError):  # not held, spoilt, or something is gone
            return None

    def remember(self, files: Sequence[Path], asked: Mapping[str, str], done: Sequence[Loaded]) -> None:
        """Remember what a load came to, unless one of its files was touched just now."""
        with contextlib.suppress(OSError):
            if not all(settled(mark_of(file)) for file in files):
                return
            there = [replace(each, new=0, already=True) for each in done]
            told = {"marks": self._marks(files, there), "done": [list(_values(each)) for each in there]}
            _write(self._path, _read(self._path) | {_key(files, asked): told})

    @property
    def _path(self) -> Path:
        return self.project / "record" / "loads.json"

    def _marks(self, files: Sequence[Path], done: Sequence[Loaded]) -> dict[str, Mark]:
        """The marks of all that a load rests on, and of all that it left."""
        return {str(path): mark_of(path) for path in (*files, *self._rests_on(done))}

    def _rests_on(self, done: Sequence[Loaded]) -> Iterator[Path]:
        yield self.project / "format.json"
        yield from sorted(path for path in self.project.glob("journal.sqlite*") if not path.name.endswith("-shm"))
        record = self.project / "record"
        yield from (record / "current", *sorted(record.glob("*.duckdb")))
        for each in done:
            yield self.project / "sources" / each.sha256
            yield from sorted((record / "tables").glob(f"{each.sha256[:32]}-*/*"))


def _key(files: Sequence[Path], asked: Mapping[str, str]) -> str:
    """What a load is known by: the program, the files as they were named and where they lie, and what was asked for."""
    named = [[str(file), str(file.absolute())] for file in files]
    return json.dumps([__version__, tables_mark(), named, sorted(asked.items())])


def _values(done: Loaded) -> tuple[Any, ...]:
    """The fields of what a load came to, in their order."""
    return tuple(getattr(done, name) for name in Loaded.__slots__)


def settled(mark: Mark, now: int | None = None) -> bool:
    """Whether a file was last touched so long before now that its times tell it from what it may become."""
    return (time.time_ns() if now is None else now) - max(mark[1:3]) > SETTLED_NANOSECONDS


def _read(path: Path) -> dict[str, Any]:
    """What is remembered; nothing where that was lost or spoilt."""
    try:
        told = json.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError, RecursionError):
        return {}
    return told if isinstance(told, dict) else {}


def _write(path: Path, told: Mapping[str, Any]) -> None:
    """Remember the last of it; where that cannot be written, it is forgotten."""
    unfinished = path.with_suffix(".unfinished")
    with contextlib.suppress(OSError):
        unfinished.write_text(json.dumps(dict(list(told.items())[-MOST_SEEN:])) + "\n", encoding="utf-8")
        unfinished.replace(path)
