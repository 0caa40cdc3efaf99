"""Claims in the form of annotations: names with the words that stand for them, offsets in code points of the text.

The same form is written by hand when statements are annotated, so what is found can be measured against what is
annotated by anybody's scorer. Names are English; what no catalogue knows is named by its own words.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from fractions import Fraction
from typing import Any

from onrecord.claim import Base, Claim
from onrecord.conversion import annotated
from onrecord.period import Period
from onrecord.quantity import Quantity, Span
from onrecord.scope import ROLES, Catalogue
from onrecord.slot import Mention
from onrecord.statement import Statement

__all__ = ["MEASURE_NAMES", "as_annotation"]

MEASURE_NAMES: Mapping[str, str] = {"territory_lost": "territory_taken", "area_held": "territory_held"}
"""The record tells lost shares of territory from taken ground, and square kilometres held from shares; annotations have
one measure for both."""

IMPLIED, RELATIVE = "implied", ("share", "comparison")
"""What a share or comparison is taken of where no words say it; these forms are never without."""

SETTLED = "measure, party or place, and period are all stated"
"""The reason of a claim that nothing stands in the way of."""


def as_annotation(claim: Claim, statement: Statement, catalogue: Catalogue) -> dict[str, Any]:
    """A claim of a statement as a line of annotations holds it."""
    text, mentions = statement.text, claim.mentions
    return {
        "id": claim.id,
        "quote": claim.span.of(text),
        "start": claim.span.start,
        "end": claim.span.end,
        **_speaker(claim, statement, catalogue),
        "modality": claim.modality,
        "form": claim.form,
        "measure": MEASURE_NAMES.get(claim.scope.measure, claim.scope.measure),
        "actors": {role: _named(mentions.get(_role(role, claim), ()), text, catalogue) for role in ROLES},
        "places": _named(mentions.get("place", ()), text, catalogue),
        "period": _period(claim.scope.period, claim.slots.get("period"), text),
        "quantity": None if claim.quantity is None else _quantity(claim.quantity, text),
        "base": _base(claim.base or Base(IMPLIED), text) if claim.base or claim.form in RELATIVE else None,
        "checkable": claim.checkable,
        "checkable_reason": claim.reason or SETTLED,
    }


def _role(role: str, claim: Claim) -> str:
    """The role of ours that annotations have under another name: whose territory is lost has it taken from them."""
    if claim.scope.measure != "territory_lost":
        return role
    return {"against": "of", "of": ""}.get(role, role)


def _speaker(claim: Claim, statement: Statement, catalogue: Catalogue) -> dict[str, Any]:
    """Who makes the claim, with the words that name them where it is not the statement's own voice."""
    named = _named(claim.mentions.get("speaker", ()), statement.text, catalogue)
    if named:
        return {"speaker": named[0]["name"], "speaker_surface": named[0]["surface"]}
    own = claim.modality != "reported" and claim.speaker == statement.speaker
    name = (own and statement.speaker_name) or _name(claim.speaker or "", catalogue)
    return {"speaker": name or None, "speaker_surface": None}


def _named(mentions: Iterable[Mention], text: str, catalogue: Catalogue) -> list[dict[str, Any]]:
    """Parties or places with the words that name them; null where a verb ending or the context does."""
    rows = []
    for mention in mentions:
        surface = None if mention.span is None else mention.span.of(text)
        name = _name(mention.id, catalogue) or surface
        if name:
            rows.append({"name": name, "surface": surface})
    return rows


def _name(known: str, catalogue: Catalogue) -> str:
    """The English name of a known party or place, else its id."""
    for things in (catalogue.actors, catalogue.places):
        if known in things:
            return things[known].names.get("en", known)
    return known


def _number(value: Fraction | None, unit: str) -> int | float | None:
    """A number as JSON has it: whole where it is whole, shares to two decimals."""
    if value is None:
        return None
    if value.denominator == 1:
        return int(value)
    return round(float(value), 2) if unit == "percent" else float(value)


def _quantity(quantity: Quantity, text: str) -> dict[str, Any]:
    span = quantity.span
    return {
        "comparator": quantity.comparator,
        "low": _number(quantity.low, quantity.unit),
        "high": _number(quantity.high, quantity.unit),
        "unit": annotated(quantity.unit),
        "vague": quantity.vague,
        "surface": None if span is None else span.of(text),
        "start": None if span is None else span.start,
        "end": None if span is None else span.end,
        "direction": quantity.direction,
    }


def _period(period: Period | None, span: Span | None, text: str) -> dict[str, Any] | None:
    """A period as annotations have it; null where both sides are open."""
    if period is None or (period.start is None and period.end is None):
        return None
    return {
        "start": None if period.start is None else period.start.isoformat(),
        "end": None if period.end is None else period.end.isoformat(),
        "precision": period.precision,
        "kind": period.kind,
        "surface": None if span is None else span.of(text),
    }


def _base(base: Base, text: str) -> dict[str, Any]:
    value = None if base.value is None else base.value.stated
    return {
        "what": base.what,
        "value": _number(value, ""),
        "surface": None if base.span is None else base.span.of(text),
        "period": _period(base.period, None, text),
    }
