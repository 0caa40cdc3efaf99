"""The statements of a project: claims that somebody accepted as figures, journalled with who, when, quote and address.

The journal holds each accepted figure whole, so that a rebuild gives the same figure whatever a later version finds in
the text; the statement itself is kept under its hash. A correction supersedes; a figure that should not have been
accepted is withdrawn with a reason; nothing is deleted.
"""

from __future__ import annotations

import dataclasses
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from onrecord.acceptance import Acceptable
from onrecord.errors import InputError, UsageError, VerificationError
from onrecord.figure import Figure
from onrecord.journal import ACCEPTED, WITHDRAWN, Author, Entry, Journal
from onrecord.ledger import from_json, to_json
from onrecord.statement import Statement, statement_from_bytes

EXACT = (".txt", ".md")
"""Endings of files whose text is the file: there a quote can be looked up again by anybody."""


@dataclass(frozen=True, slots=True)
class Accepted:
    """A figure that a claim became, who accepted it and when; ``withdrawn`` says why it no longer counts."""

    figure: Figure
    name: str
    user: str
    time: str
    withdrawn: str = ""


@dataclass(frozen=True, slots=True)
class Offered:
    """A statement with the bytes it was read from, and its claims as figures."""

    statement: Statement
    name: str
    content: bytes
    claims: tuple[Acceptable, ...]


@dataclass(frozen=True, slots=True)
class StatementStore:
    """The accepted claims of the project in a folder."""

    path: Path
    journal: Journal

    def accepted(self) -> dict[str, Accepted]:
        """Every figure that was ever accepted, by id; the withdrawn ones too."""
        held: dict[str, Accepted] = {}
        for entry in self.journal.entries():
            if entry.content is None:
                continue
            if entry.kind == ACCEPTED:
                figure = self._figure(entry)
                held[figure.id] = Accepted(figure, entry.content["name"], entry.user, entry.time)
            elif entry.kind == WITHDRAWN and entry.content["figure"] in held:
                key = entry.content["figure"]
                held[key] = dataclasses.replace(held[key], withdrawn=entry.content["reason"])
        return held

    def _figure(self, entry: Entry) -> Figure:
        assert entry.content is not None
        try:
            return from_json(entry.content["figure"])
        except (KeyError, TypeError, ValueError) as error:
            raise VerificationError(f"{self.journal.path}: entry {entry.number}: holds no figure: {error}") from error

    def figures(self) -> dict[str, Figure]:
        """The figures that count, by id."""
        return {key: held.figure for key, held in self.accepted().items() if not held.withdrawn}

    def statements(self) -> Iterator[Statement]:
        """The statements with a figure that counts, read anew from what was kept."""
        held = {each.figure.file: each for each in self.accepted().values() if not each.withdrawn}
        for sha256, each in held.items():
            kept = self.path / "sources" / sha256
            read = statement_from_bytes(each.name, kept.read_bytes())
            yield dataclasses.replace(
                read,
                published_on=read.published_on or each.figure.published_on,
                speaker=read.speaker or each.figure.voice,
            )

    def files(self) -> dict[str, str]:
        """The SHA-256 of every statement with an accepted claim, with the name it came under."""
        return {held.figure.file: held.name for held in self.accepted().values()}

    def chosen(
        self, offered: Sequence[Offered], wanted: Sequence[str], on_record: Mapping[str, Figure]
    ) -> list[Figure]:
        """The figures of the claims that are wanted and not there yet: ``all`` that can be, or claims by their ids."""
        found = [*self._wanted(offered, wanted)]
        held, fresh = self.accepted(), dict[str, Figure]()
        for figure in found:
            before = held.get(figure.id)
            known = fresh.get(figure.id) or on_record.get(figure.id)
            if (
                before is not None
                and not before.withdrawn
                and dataclasses.replace(figure, supersedes=None)
                == (dataclasses.replace(before.figure, supersedes=None))
            ):
                continue
            if known is not None and known != figure:
                raise InputError(f"{figure.id}: is on record with other content; withdraw it first, with a reason")
            fresh[figure.id] = figure
        return list(fresh.values())

    def _wanted(self, offered: Sequence[Offered], wanted: Sequence[str]) -> Iterator[Figure]:
        for held in offered:
            by_id = {each.claim.id: each for each in held.claims}
            unknown = [key for key in wanted if key != "all" and key not in by_id]
            if unknown:
                there = f"there are c1 to c{len(by_id)}" if by_id else "there are no claims in it"
                raise UsageError(f"{held.name}: no claim {unknown[0]!r}; {there}")
            for key, each in by_id.items():
                if each.figure is not None and ("all" in wanted or key in wanted):
                    yield each.figure
                elif key in wanted:
                    raise UsageError(f"{held.name}: claim {key} can be no figure: {each.why_not}")

    def journal_accepted(self, figures: Sequence[Figure], names: Mapping[str, str], author: Author) -> None:
        """Put figures on record: one entry each, all of them or none."""
        contents = [{"name": names[figure.file], "figure": to_json(figure)} for figure in figures]
        if contents:
            self.journal.append(ACCEPTED, contents, author)

    def withdraw(self, key: str, reason: str, author: Author) -> None:
        """Let an accepted figure count no longer; the journal keeps it, and why."""
        held = self.accepted().get(key)
        if held is None or held.withdrawn:
            raise UsageError(f"no accepted figure {key!r} to withdraw; onrecord figures lists them")
        if not reason.strip():
            raise UsageError("say why it is withdrawn, with --reason")
        self.journal.append(WITHDRAWN, [{"figure": key, "reason": reason.strip()}], author)

    def verify(self, kept: Mapping[str, bytes]) -> int:
        """Check that every accepted figure stands as quoted in its statement as received; how many do."""
        held = self.accepted()
        for key, each in held.items():
            if Path(each.name).suffix.lower() in EXACT:
                text = kept[each.figure.file].decode("utf-8-sig")
                if each.figure.quote not in text:
                    raise VerificationError(f"{self.journal.path}: {key}: its quote does not stand in its statement")
        return len(held)
