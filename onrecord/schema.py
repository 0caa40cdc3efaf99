"""The JSON contract: what every ``--json`` prints, as models that refuse what they do not know.

Every document is one object: ``{"onrecord": "finding/1", "program": ..., "method": ..., "data": ...}``. Within a
number fields are only added. Counts are JSON integers; every other exact number is a string ("98.5", "1/3"). Days
are ISO; periods are half-open and carry ``edtf``, which names the last day instead. Spans are code points, half-open,
with UTF-16 offsets beside them.

The schemas under ``data/schemas`` are generated from these models; :mod:`onrecord.export` fills them.
"""

from __future__ import annotations

import datetime as dt
from typing import Annotated, Any, Literal

from pydantic import Field, create_model

from onrecord.claimschema import ClaimDocument, PeriodDocument, ScopeDocument, SpanDocument, StatementDocument
from onrecord.comparing import Against
from onrecord.contract import Document
from onrecord.exact import Count, Exact, Number
from onrecord.figure import Kind as FigureKind
from onrecord.figure import Sense
from onrecord.finding import Outcome
from onrecord.measure import Form
from onrecord.projectschema import (
    AcceptedData,
    ChangesData,
    DoctorData,
    FetchedData,
    LoadedData,
    OriginalData,
    UnresolvedData,
    VerifiedData,
)
from onrecord.proofschema import ProofDocument
from onrecord.source import Completeness

METHOD = "1"
"""The version of the method; a change that can alter a published finding raises it."""


# --------------------------------------------------------------------------------------------------------- bounds


class TermDocument(Document):
    """A multiple of what one voice counts, by one rule, in one scope."""

    coefficient: Exact
    voice: str
    rule: str
    scope: ScopeDocument


class GapDocument(Document):
    """A cell of the question that no figure covers from above."""

    places: tuple[str, ...]
    without: tuple[str, ...]
    start: str
    end: str
    measure: str


class WithdrawalDocument(Document):
    """The bounds without one premise; ``also`` are withdrawn with it where it alone does not restore agreement."""

    premise: str
    also: tuple[str, ...] = ()
    low: Number | None
    high: Number | None
    low_proof: ProofDocument | None
    high_proof: ProofDocument | None


class BoundsDocument(Document):
    """What follows for a total: ``low`` <= total <= ``high``, null where nothing bounds it."""

    question: tuple[TermDocument, ...]
    low: Number | None
    high: Number | None
    low_proof: ProofDocument | None
    high_proof: ProofDocument | None
    hangs_on: tuple[WithdrawalDocument, ...]
    tight: bool
    pinned: bool
    consistent: bool
    figures_used: Count
    figures_known: Count
    gap: GapDocument | None
    settled: bool = False


class QuotientDocument(Document):
    """One total as a percentage of another; each proof shows that a multiple of one is at most one of the other."""

    low: Exact | None
    high: Exact | None
    low_proof: ProofDocument | None
    high_proof: ProofDocument | None


class DifferenceDocument(Document):
    """The proofs of one total less another."""

    low_proof: ProofDocument | None
    high_proof: ProofDocument | None


class AnswerDocument(Document):
    """What the record allows, in the claim's own unit; a change, share or ratio has two parts, and their quotient.

    A difference has two parts and proofs of its own; a rate one part, that is divided by a number of days. An extreme
    is the highest or lowest of its parts: on one side proved by one of them, on the other by a sum of several, each
    ``coefficient`` times, that the extreme taken as often cannot pass.
    """

    form: Literal["amount", "change", "share", "difference", "rate", "ratio", "extreme"]
    low: Number | None
    high: Number | None
    pinned: bool
    parts: tuple[BoundsDocument, ...]
    quotient: QuotientDocument | None
    difference: DifferenceDocument | None = None
    extreme: DifferenceDocument | None = None


class VoiceBoundsDocument(Document):
    """The bounds on what one voice counts by one rule."""

    voice: str
    rule: str
    bounds: BoundsDocument


class ContradictionDocument(Document):
    """Premises that no counts satisfy together, and by how much they miss; none of them is called wrong."""

    premises: tuple[str, ...]
    size: Exact
    proof: ProofDocument
    rounding: Exact = "0"
    within_rounding: bool = False


# ------------------------------------------------------------------------------------------------------- findings


class EditDocument(Document):
    """One thing changed from the claim."""

    slot: str
    was: str
    now: str


class PlaceboDocument(Document):
    """How many other numbers of the same roundness a reading this near would have matched."""

    low: Count
    high: Count
    others: Count
    matched: Count
    asked: Count


class ReadingDocument(Document):
    """Another sum in the record that gives the claimed number."""

    edits: tuple[EditDocument, ...]
    form: Form
    scope: ScopeDocument
    answer: AnswerDocument
    value: Number
    exactly: bool
    later: bool
    placebo: PlaceboDocument
    cost: Count
    lattice: Count


class SlackDocument(Document):
    """By how much one number of a proof may be off, up or down, and the same sum still prove the outcome (``strict``:
    by less than that)."""

    premise: str
    side: Literal["low", "high"]
    direction: Literal["up", "down"]
    room: Exact
    strict: bool


class BaseAnswerDocument(Document):
    """What one voice's figures allow for a claim set against one of several bases."""

    scope: ScopeDocument
    answer: AnswerDocument
    outcome: Outcome


class VoiceAnswerDocument(Document):
    """What one voice's figures allow for the claim; ``bases`` where it may be set against several."""

    voice: str
    side: Literal["own", "other", "unknown"]
    answer: AnswerDocument
    outcome: Outcome
    scope: ScopeDocument | None
    slack: tuple[SlackDocument, ...] = ()
    bases: tuple[BaseAnswerDocument, ...] = ()


class OtherwiseDocument(Document):
    """How a claim would stand, were one slot what the next option would have it."""

    slot: str
    scope: ScopeDocument
    outcome: Outcome


class FindingDocument(Document):
    """A claim, what the record allows for it, and the relation between the two."""

    claim: ClaimDocument
    outcome: Outcome
    by_voice: tuple[VoiceAnswerDocument, ...]
    known_now: AnswerDocument | None
    known_then: AnswerDocument | None
    as_reported: Outcome
    allowing_lateness: Outcome | None
    own_side_only: bool
    readings: tuple[ReadingDocument, ...]
    contradictions: tuple[ContradictionDocument, ...]
    set_aside: tuple[str, ...]
    pattern: str | None
    response: str | None
    otherwise: tuple[OtherwiseDocument, ...] = ()
    method_version: str


# ----------------------------------------------------------------------------------------------------- the record


class FigureDocument(Document):
    """One quantity on record, as its source published it."""

    id: str
    source: str
    voice: str
    rule: str
    scope: ScopeDocument
    low: Number | None
    high: Number | None
    low_open: bool
    high_open: bool
    sense: Sense
    published_on: dt.date | None
    address: str
    via: str
    quote: str
    note: str
    supersedes: str | None
    file: str
    row: Count
    kind: FigureKind = "total"
    reckoned: dict[str, str] = Field(default_factory=dict)
    """Of a figure that was reckoned from a table, how, by language."""


class CoverageDocument(Document):
    """What a source says of its own counts."""

    measure: str
    places: tuple[str, ...]
    period: PeriodDocument
    completeness: Completeness


class TableDocument(Document):
    """A loaded table of events. Events of two tables are never added up: they may be two releases of the same."""

    name: str
    version: str
    published_on: dt.date | None = None
    """By which day it was published, where that is known."""
    sha256: str
    events: Count
    reports: Count


class CardDocument(Document):
    """One source: publisher, voice, licence, coverage, lateness and known limits."""

    id: str
    names: dict[str, str]
    publisher: str
    voice: str
    rule: str
    licence: str
    totals: str = "with-source"
    settles: bool = True
    codebook: str = ""
    get: str = ""
    address: str
    doc: dict[str, str]
    coverage: tuple[CoverageDocument, ...]
    late: dict[str, Count] | None
    rounding: dict[str, Exact] = Field(default_factory=dict)
    late_note: str
    releases: dict[str, dt.date] = Field(default_factory=dict)
    releases_note: str = ""
    limits: str
    clock: str
    spellings: tuple[str, ...]
    figures: Count
    tables: tuple[TableDocument, ...] = ()


# --------------------------------------------------------------------------------------------------- the envelopes


class BoundsData(Document):
    """``onrecord ask``: the question, the terms on which it was asked, and the bounds by voice."""

    question: ScopeDocument
    as_of: dt.date | None
    without: tuple[str, ...]
    answers: tuple[VoiceBoundsDocument, ...]


class ComparedDocument(Document):
    """What follows for a total set against one other (null: against a time, as in so many a day)."""

    base: ScopeDocument | None
    answer: AnswerDocument


class VoiceComparedDocument(Document):
    """What one voice's counts, by one rule, allow. ``settled``, of the highest or lowest since: yes, no, or null where
    the record leaves it open."""

    voice: str
    rule: str
    compared: tuple[ComparedDocument, ...]
    settled: bool | None


class AnswerData(Document):
    """``onrecord ask`` with a total set against others: in which way, in which unit, on which terms, and by voice."""

    question: ScopeDocument
    against: Against
    unit: str
    as_of: dt.date | None
    without: tuple[str, ...]
    answers: tuple[VoiceComparedDocument, ...]


class UnclaimedDocument(Document):
    """A figure or number that became no claim: the key of the reason, and the words that gave it, where some did."""

    span: SpanDocument
    why: str
    words: SpanDocument | None


class ClaimsData(Document):
    """``onrecord claims``: a statement and the claims found in it; with ``--explain`` also what became no claim."""

    statement: StatementDocument
    claims: tuple[ClaimDocument, ...]
    unclaimed: tuple[UnclaimedDocument, ...] | None = None


class SlipDocument(Document):
    """Claims of the statement that, as read, cannot all hold.

    ``left`` and ``right`` are the two sides of the sum: of ``parts`` and ``order`` what is added up and the total that
    it passes, of a ``list`` the total and what is listed, of a ``change`` or ``share`` the percentage stated and the
    one that the two ``numbers`` give (of now and of before, of the part and of the whole). ``size`` is how far they
    are apart.
    ``ratio``: the percentage stated is the one of the number before, not the change from it. Of a ``table``,
    they are what the column or row of that ``label`` comes to and the total given, which stands in ``line``; no claim
    is concerned.
    """

    kind: Literal["parts", "list", "order", "change", "share", "among", "short", "table"]
    claims: tuple[str, ...]
    left: Exact
    right: Exact
    size: Exact
    numbers: tuple[Exact, Exact] | None
    ratio: bool
    label: str = ""
    line: SpanDocument | None = None
    contradiction: ContradictionDocument


class FindingData(Document):
    """``onrecord check``: a statement and its findings, with the pages that were written and the slips in it."""

    statement: StatementDocument
    findings: tuple[FindingDocument, ...]
    pages: tuple[str, ...]
    slips: tuple[SlipDocument, ...] = ()


class DemoData(Document):
    """``onrecord demo``: the shipped statements, checked."""

    statements: tuple[FindingData, ...]


class ContradictionsData(Document):
    """``onrecord contradictions``: what in the record does not fit together.

    ``exhausted``: there are no others. ``withdrawn``: the premises of least weight without which the rest agrees.
    """

    contradictions: tuple[ContradictionDocument, ...]
    exhausted: bool
    withdrawn: tuple[str, ...]


class FiguresData(Document):
    """``onrecord figures``."""

    figures: tuple[FigureDocument, ...]


class SourcesData(Document):
    """``onrecord sources``."""

    sources: tuple[CardDocument, ...]


class CheckedProofDocument(Document):
    """One proof that held."""

    formula: str
    side: Literal["low", "high"]
    value: Exact
    shows: str
    premises: tuple[str, ...]


class ProvedData(Document):
    """``onrecord prove``: the proofs that were checked, and what has to be believed."""

    proofs: tuple[CheckedProofDocument, ...]


DATA: dict[str, type[Document]] = {
    "accepted": AcceptedData,
    "answer": AnswerData,
    "changes": ChangesData,
    "bounds": BoundsData,
    "claims": ClaimsData,
    "contradictions": ContradictionsData,
    "demo": DemoData,
    "doctor": DoctorData,
    "fetched": FetchedData,
    "figures": FiguresData,
    "finding": FindingData,
    "loaded": LoadedData,
    "original": OriginalData,
    "proved": ProvedData,
    "sources": SourcesData,
    "unresolved": UnresolvedData,
    "verified": VerifiedData,
}
"""What each kind of document holds."""


def _envelope(kind: str, data: type[Document]) -> type[Document]:
    """The whole document of one kind: its name and number, who wrote it, by which method, and the data."""
    fields: dict[str, Any] = {
        "onrecord": (Annotated[str, Field(pattern=f"^{kind}/1$")], ...),
        "program": (str, ...),
        "method": (str, ...),
        "data": (data, ...),
    }
    return create_model(f"{kind.title()}Envelope", __base__=Document, __doc__=data.__doc__, **fields)


ENVELOPES: dict[str, type[Document]] = {kind: _envelope(kind, data) for kind, data in sorted(DATA.items())}
"""The whole document of each kind, by its name."""
