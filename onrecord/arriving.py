"""Files as they arrive: read, and checked against what is on record; nothing of them is kept yet."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

from onrecord.done import Loaded
from onrecord.errors import InputError, UsageError
from onrecord.figure import MOST_BYTES, Figure, read_figures, same_content
from onrecord.keptfile import check_file

if TYPE_CHECKING:
    from onrecord.loadedtable import Loaded as LoadedTable
    from onrecord.names import Names


@dataclass(frozen=True, slots=True)
class Received:
    """A file of figures as received, and what it says."""

    name: str
    content: bytes
    sha256: str
    figures: tuple[Figure, ...]


def received(name: str, content: bytes) -> Received:
    """The file with its figures, or what is wrong with it."""
    return Received(name, content, hashlib.sha256(content).hexdigest(), read_figures(content, name))


@dataclass(frozen=True, slots=True)
class Brought:
    """A file of names as received, what it says, and whether the project has it already."""

    name: str
    content: bytes
    names: Names
    already: bool = False

    def done(self) -> Loaded:
        """What loading it comes to."""
        number = len(self.names)
        return Loaded(self.name, self.names.sha256, 0, 0 if self.already else number, self.already, number)


def brought(files: Sequence[tuple[str, bytes]], there: Mapping[str, Names]) -> list[Brought]:
    """Files of names, each read and none at odds with another or with those that are there."""
    from onrecord.names import read_names

    read = [(name, content, read_names(content, name)) for name, content in files]
    found, seen = [], set(there)
    for name, content, names in read:
        check_apart(names, [*there.values(), *(held for _, _, held in read if held is not names)], name)
        found.append(Brought(name, content, names, names.sha256 in seen))
        seen.add(names.sha256)
    return found


@dataclass(frozen=True, slots=True)
class Joined:
    """Files of figures beside those on record: what each comes to, those that are new, and all figures by id."""

    done: tuple[Loaded, ...]
    fresh: Mapping[str, Received]
    held: Mapping[str, Figure]
    stale: bool = False
    """Whether the snapshot that is named does not say what is on record already."""


def joined(files: Sequence[Received], held: Mapping[str, Figure], loads: Mapping[str, str]) -> Joined:
    """Files of figures put beside the figures held; InputError where an id would mean two things."""
    done, fresh = [], dict[str, Received]()
    for file in files:
        more = merged(held, file.figures, file.name)
        already = file.sha256 in loads or file.sha256 in fresh
        fresh |= {} if already else {file.sha256: file}
        done.append(Loaded(file.name, file.sha256, len(file.figures), len(more) - len(held), already))
        held = more
    return Joined(tuple(done), fresh, held)


def content_of(path: str | Path) -> bytes:
    """What a file holds, unless it is larger than any file of figures or names may be."""
    check_file(Path(path))
    try:
        with Path(path).open("rb") as file:
            content = file.read(MOST_BYTES + 1)
        if len(content) > MOST_BYTES:
            raise InputError(f"{path}: found more than {MOST_BYTES} bytes, expected figures or names; split the file")
        return content
    except OSError as error:
        raise InputError(f"{path}: cannot be read: {error.strerror}") from error


def loaded_table(name: str, reader: str, table: LoadedTable, already: bool) -> Loaded:
    """What the load of a table came to."""
    reports = sum(told["reports"] for told in table.measures())
    new = 0 if already else reports
    return Loaded(name, table.sha256, 0, new, already, 0, reports, table.about["rows"], reader)


def check_apart(names: Names, others: Sequence[Names], name: str) -> None:
    """Refuse an id that another loaded file gives to something else."""
    mine = names.by_id()
    for other in others:
        for key, thing in other.by_id().items():
            if key in mine and names.own and mine[key] != thing:
                raise InputError(f"{name}, column id: found {key!r}, loaded with other content; expected its own id")


def merged(held: Mapping[str, Figure], figures: Sequence[Figure], name: str) -> dict[str, Figure]:
    """The figures held with those of one more file; an id may come again only with the same content."""
    found = dict(held)
    for figure in figures:
        known = found.setdefault(figure.id, figure)
        if not same_content(known, figure):
            raise InputError(
                f"{name}, row {figure.row}, column id: found {figure.id!r}, on record with other content "
                f"(row {known.row} of the file {known.file[:12]}); expected an id of its own"
            )
    return found


def correcting(fresh: Sequence[Figure], supersedes: str, on_record: Mapping[str, Figure]) -> Figure:
    """The one figure that corrects another, which must be on record and of the same voice."""
    if len(fresh) != 1:
        raise UsageError(f"a correction is one claim that is not on record yet; found {len(fresh)}")
    old = on_record.get(supersedes)
    if old is None:
        raise UsageError(f"no figure {supersedes!r} on record to correct; onrecord figures lists them")
    if old.voice != fresh[0].voice or old.scope.measure != fresh[0].scope.measure:
        raise UsageError(f"{supersedes}: counts {old.scope.measure} for {old.voice}; a correction counts the same")
    return replace(fresh[0], supersedes=supersedes)


def in_order(held: Mapping[str, Figure]) -> tuple[Figure, ...]:
    """Figures by id."""
    return tuple(held[key] for key in sorted(held))


def in_order_given(files: Sequence[tuple[str, bytes]], names: Sequence[Brought], ready: Joined | None) -> list[Loaded]:
    """What files of names and of figures come to, in the order in which they were given."""
    told = {each.name: each.done() for each in reversed(names)}
    others = iter(ready.done if ready is not None else ())
    return [told[name] if name in told else next(others) for name, _ in files]
