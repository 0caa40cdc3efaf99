"""The JSON contract of the commands about a project and this machine; :mod:`onrecord.schema` holds the others."""

from __future__ import annotations

import datetime as dt
from typing import Literal

from onrecord.contract import Document
from onrecord.exact import Count, Exact, Number


class LoadedDocument(Document):
    """What loading one file did: how many figures, or names, or reports of a table, it holds, how many of them are new.

    ``reader`` is how a table was read, and ``rows`` how many rows it has; empty and 0 for other files.
    """

    name: str
    sha256: str
    figures: Count
    new: Count
    already: bool
    names: Count
    reports: Count = 0
    rows: Count = 0
    reader: str = ""


class LoadedData(Document):
    """``onrecord load``."""

    files: tuple[LoadedDocument, ...]


class VerifiedData(Document):
    """``onrecord verify``: what was checked and holds; with ``other_tables``, names were read by other tables then."""

    files: Count
    entries: Count
    figures: Count
    snapshot: str
    digest: str
    behind: Count
    other_tables: bool


class AcceptableDocument(Document):
    """A claim of a statement: the figure that it would be or is on record, or why it cannot be one."""

    claim: str
    quote: str
    figure: str | None
    measure: str
    low: Number | None
    high: Number | None
    edtf: str
    voice: str | None
    why_not: str
    accepted_by: str | None
    accepted_at: str | None
    new: bool


class OfferedDocument(Document):
    """A statement with its claims as figures."""

    name: str
    sha256: str
    claims: tuple[AcceptableDocument, ...]


class AcceptedData(Document):
    """``onrecord load statement``: the claims of statements as figures, and which of them are on record."""

    statements: tuple[OfferedDocument, ...]


class OriginalData(Document):
    """``onrecord row``: a row as it was received, from which file and row."""

    file: str
    sha256: str
    row: Count
    cells: dict[str, str]


class CandidateDocument(Document):
    """What a name might mean: how alike, from 0 to 1, and how many kilometres away where that is known."""

    id: str
    name: str
    alike: str
    kilometres: str | None


class UnknownDocument(Document):
    """A name that nothing here bears, in how many reports of a table or claims of a statement, with candidates."""

    kind: Literal["place", "actor"]
    name: str
    said_in: str
    table: str
    reports: Count
    candidates: tuple[CandidateDocument, ...]
    stated: bool = False


class DecidedDocument(Document):
    """What was decided that a name means (None: nothing known here), by whom and when."""

    kind: Literal["place", "actor"]
    name: str
    id: str | None
    reason: str
    user: str
    time: str


class UnresolvedData(Document):
    """``onrecord unresolved``: names that nothing here bears, and what was decided of others."""

    unresolved: tuple[UnknownDocument, ...]
    more: Count
    decided: tuple[DecidedDocument, ...]


class EventDocument(Document):
    """One event in one release: its row in the kept file, first and last day, coordinates, low, best and high."""

    row: Count
    first: dt.date
    last: dt.date | None
    latitude: str | None
    longitude: str | None
    counts: dict[str, tuple[Count | None, Count | None, Count | None]]


class ChangeDocument(Document):
    """One event that differs between two releases, and in what."""

    id: str
    old: EventDocument
    new: EventDocument
    counts: tuple[str, ...]
    days: bool
    kilometres: str | None


class ChangedBoundsDocument(Document):
    """What one voice's record allows by either release, from low to high, where that differs."""

    voice: str
    old: tuple[Exact | None, Exact | None]
    new: tuple[Exact | None, Exact | None]


class ChangedFindingDocument(Document):
    """A claim that is found otherwise by the other release."""

    statement: str
    claim: str
    quote: str
    old: str
    new: str
    bounds: tuple[ChangedBoundsDocument, ...] = ()


class ChangesData(Document):
    """``onrecord changes``: how two releases differ, and which findings that would change."""

    old: str
    new: str
    both: Count
    only_old: Count
    only_new: Count
    changed: tuple[ChangeDocument, ...]
    statements: Count
    findings: tuple[ChangedFindingDocument, ...]
    whole: bool = False
    """Whether findings are by the whole of the new release, or by the events that both hold."""


class FetchedData(Document):
    """``onrecord fetch``: what was fetched, now or before (``already``), and where it is kept."""

    source: str
    version: str
    address: str
    path: str
    sha256: str
    size: Count
    already: bool
    changed_on: dt.date | None = None
    """The day on which the server says that it was last changed."""


class CheckDocument(Document):
    """One thing that was looked at: how it is, and what to do where something can be done."""

    name: str
    state: Literal["ok", "missing", "faster", "wrong"]
    said: str
    do: str


class DoctorData(Document):
    """``onrecord doctor``: what is installed here, what is missing, what would be faster."""

    checks: tuple[CheckDocument, ...]
