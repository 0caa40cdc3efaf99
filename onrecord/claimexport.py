"""From statements and claims to the documents of the JSON contract (:mod:`onrecord.claimschema`)."""

from __future__ import annotations

import re
from bisect import bisect_left
from functools import lru_cache

from onrecord import claimschema as c
from onrecord.assertion import Base, Claim
from onrecord.doubt import Doubt
from onrecord.exact import exact, number
from onrecord.period import Period
from onrecord.quantity import Quantity, Span
from onrecord.scope import Scope
from onrecord.slot import Mention
from onrecord.statement import Statement

PERCENT = frozenset({"percent", "percentage_point", "times"})
"""Units in which a number is no count, however whole it looks."""

AROUND = 32
"""Code points that a selector by quotation takes along on each side, to tell equal quotations apart."""


def period_document(period: Period) -> c.PeriodDocument:
    """A period with its EDTF."""
    return c.PeriodDocument.model_validate(period)


def scope_document(scope: Scope) -> c.ScopeDocument:
    """A scope by ids."""
    return c.ScopeDocument.model_validate(scope)


def statement_document(statement: Statement) -> c.StatementDocument:
    """A statement, its text untouched."""
    return c.StatementDocument.model_validate(statement)


@lru_cache(maxsize=4)
def _wide(text: str) -> tuple[int, ...]:
    """Where letters stand that take two units of UTF-16."""
    return tuple(match.start() for match in re.finditer("[\U00010000-\U0010ffff]", text))


def span_document(span: Span, text: str) -> c.SpanDocument:
    """A span with its UTF-16 offsets and its selectors."""
    wide = _wide(text)
    return c.SpanDocument(
        start=span.start,
        end=span.end,
        utf16_start=span.start + bisect_left(wide, span.start),
        utf16_end=span.end + bisect_left(wide, span.end),
        quote=span.of(text),
        selector=(
            c.TextPositionSelector(type="TextPositionSelector", start=span.start, end=span.end),
            c.TextQuoteSelector(
                type="TextQuoteSelector",
                exact=span.of(text),
                prefix=text[max(0, span.start - AROUND) : span.start],
                suffix=text[span.end : span.end + AROUND],
            ),
        ),
    )


def quantity_document(quantity: Quantity, text: str) -> c.QuantityDocument:
    """A stated number; a percentage is never a count."""
    count = quantity.unit not in PERCENT
    return c.QuantityDocument(
        comparator=quantity.comparator,
        low=number(quantity.low, count=count),
        high=number(quantity.high, count=count),
        unit=quantity.unit,
        vague=quantity.vague,
        approximate=quantity.approximate,
        step=exact(quantity.step),
        direction=quantity.direction,
        exclusive=quantity.exclusive,
        span=None if quantity.span is None else span_document(quantity.span, text),
        conversion=None
        if quantity.conversion is None
        else c.ConversionDocument(unit=quantity.conversion.unit, factor=exact(quantity.conversion.factor)),
    )


def base_document(base: Base, text: str) -> c.BaseDocument:
    """What a claim is measured against."""
    return c.BaseDocument(
        what=base.what,
        value=None if base.value is None else quantity_document(base.value, text),
        period=None if base.period is None else period_document(base.period),
        span=None if base.span is None else span_document(base.span, text),
        than=base.than,
    )


def mention_document(mention: Mention, text: str) -> c.MentionDocument:
    """Words that stand for a party or a place."""
    return c.MentionDocument(id=mention.id, span=None if mention.span is None else span_document(mention.span, text))


def doubt_document(doubt: Doubt, text: str) -> c.DoubtDocument:
    """How sure the choice of a slot is."""
    return c.DoubtDocument(
        surety=doubt.surety,
        unsure=doubt.unsure,
        instead=None if doubt.instead is None else scope_document(doubt.instead),
        mentions=tuple(mention_document(held, text) for held in doubt.mentions),
    )


def claim_document(claim: Claim, text: str) -> c.ClaimDocument:
    """A claim with its spans into the text."""
    return c.ClaimDocument(
        id=claim.id,
        statement=claim.statement,
        span=span_document(claim.span, text),
        form=claim.form,
        scope=scope_document(claim.scope),
        quantity=None if claim.quantity is None else quantity_document(claim.quantity, text),
        base=None if claim.base is None else base_document(claim.base, text),
        modality=claim.modality,
        speaker=claim.speaker,
        checkable=claim.checkable,
        reason=claim.reason,
        reason_key=claim.reason_key,
        slots={name: span_document(span, text) for name, span in sorted(claim.slots.items())},
        because={
            slot: c.BecauseDocument(rule=why.rule, words=tuple(span_document(span, text) for span in why.words))
            for slot, why in sorted(claim.because.items())
        },
        mentions={
            role: tuple(mention_document(held, text) for held in named)
            for role, named in sorted(claim.mentions.items())
        },
        doubts={slot: doubt_document(doubt, text) for slot, doubt in sorted(claim.doubts.items())},
    )
