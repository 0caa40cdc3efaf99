"""The JSON contract of statements and of the claims in them (:mod:`onrecord.schema`)."""

from __future__ import annotations

import datetime as dt
from typing import Literal

from onrecord.contract import Document
from onrecord.exact import Count, Exact, Number
from onrecord.manner import Modality
from onrecord.measure import Form
from onrecord.period import PeriodKind, Precision
from onrecord.quantity import Comparator
from onrecord.statement import Language


class PeriodDocument(Document):
    """Civil days: ``end`` is the first day after; ``edtf`` has both days included."""

    start: dt.date | None
    end: dt.date | None
    edtf: str
    kind: PeriodKind
    precision: Precision
    rule: str | None


class ScopeDocument(Document):
    """What is counted, by ids: an empty role means anyone, no places mean anywhere."""

    measure: str
    by: tuple[str, ...]
    against: tuple[str, ...]
    of: tuple[str, ...]
    places: tuple[str, ...]
    without: tuple[str, ...]
    period: PeriodDocument


class TextPositionSelector(Document):
    """Where a stretch stands, as the W3C Web Annotation model has it: code points, half-open."""

    type: Literal["TextPositionSelector"]
    start: Count
    end: Count


class TextQuoteSelector(Document):
    """What a stretch says and what stands around it, as the W3C Web Annotation model has it."""

    type: Literal["TextQuoteSelector"]
    exact: str
    prefix: str
    suffix: str


class SpanDocument(Document):
    """A stretch of the statement's text, in code points and in UTF-16 units, with its words.

    ``selector`` is the same as the W3C Web Annotation model has it: by place and by words.
    """

    start: Count
    end: Count
    utf16_start: Count
    utf16_end: Count
    quote: str
    selector: tuple[TextPositionSelector, TextQuoteSelector]


# ------------------------------------------------------------------------------------------ statements and claims


class StatementDocument(Document):
    """A text as it was published."""

    id: str
    text: str
    language: Language
    published_on: dt.date | None
    publisher: str
    speaker: str | None
    speaker_name: str
    address: str
    title: str
    note: str
    sha256: str


class ConversionDocument(Document):
    """The unit that a number was stated in, and the exact factor from it to the claim's."""

    unit: str
    factor: Exact


class QuantityDocument(Document):
    """A number as stated; ``step`` is the unit of its last digit, ``exclusive`` which ends of a range are not in it.

    With a ``conversion``, the number that stands in the text times its factor.
    """

    comparator: Comparator
    low: Number | None
    high: Number | None
    unit: str
    vague: bool
    approximate: bool
    step: Exact
    direction: Literal["up", "down"] | None
    exclusive: tuple[bool, bool]
    span: SpanDocument | None
    conversion: ConversionDocument | None


class BaseDocument(Document):
    """What a change, share or comparison is measured against; ``than`` is the way that a comparison goes."""

    what: str
    value: QuantityDocument | None
    period: PeriodDocument | None
    span: SpanDocument | None
    than: Literal["", "more", "fewer", "most", "fewest"] = ""


class BecauseDocument(Document):
    """Which rule filled a slot, by its key, and the words that it went by."""

    rule: str
    words: tuple[SpanDocument, ...]


class MentionDocument(Document):
    """A party or place by its id, empty where it is not known, with the words for it; null where context says it."""

    id: str
    span: SpanDocument | None


class DoubtDocument(Document):
    """Of 100 choices as close as that of a slot, how many were right; where it is unsure, ``instead`` is the claim's
    scope as the next option would have it, null where no other was offered, with the words for places or parties."""

    surety: int
    unsure: bool
    instead: ScopeDocument | None
    mentions: tuple[MentionDocument, ...]


class ClaimDocument(Document):
    """One assertion found in a statement."""

    id: str
    statement: str
    span: SpanDocument
    form: Form
    scope: ScopeDocument
    quantity: QuantityDocument | None
    base: BaseDocument | None
    modality: Modality
    speaker: str | None
    checkable: Literal["yes", "partly", "no"]
    reason: str
    reason_key: str
    slots: dict[str, SpanDocument]
    because: dict[str, BecauseDocument]
    mentions: dict[str, tuple[MentionDocument, ...]]
    doubts: dict[str, DoubtDocument]
