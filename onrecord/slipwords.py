"""Slips in words: each with both sides of its sum and its size, in English and Arabic. Nobody is judged by them."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction
from typing import TYPE_CHECKING

from onrecord.arabic import number_words
from onrecord.explanation import clause_words, contradiction_words, worked_percent
from onrecord.phrase import fill, template

if TYPE_CHECKING:
    from onrecord.claim import Claim
    from onrecord.scope import Catalogue
    from onrecord.slip import Slip
    from onrecord.statement import Language


def slip_words(slip: Slip, catalogue: Catalogue, language: Language) -> str:
    """One slip in a sentence or two: The parts come to more than their total: 34 + 43 = 77 > 70: 7 too many."""
    if slip.numbers is not None:
        return _percentage(slip, *slip.numbers, language)
    if slip.kind in ("list", "short"):
        words = {"n": number_words(slip.size), "total": number_words(slip.left)}
        text = fill(f"slips.{slip.kind}", language, sum=_listed(slip), **words)
        return f"{text} {template('slips.rounded', language)}" if slip.contradiction.within_rounding else text
    if slip.kind == "table":
        words = {"n": number_words(slip.size), "label": slip.label, "total": number_words(slip.right)}
        return fill("slips.table", language, sum=number_words(slip.left), **words)
    total = contradiction_words(slip.contradiction, language)
    if slip.kind in ("parts", "among"):
        return fill(f"slips.{slip.kind}", language, sum=total)
    return fill("slips.order", language, sum=total, clause=_definition(slip, catalogue, language))


def _listed(slip: Slip) -> str:
    """What a list adds up to: 3 + 2 = 5."""
    parts = [step.value for step in slip.contradiction.proof.steps if step.multiplier > 0 and step.value]
    return f"{' + '.join(number_words(part) for part in parts)} = {number_words(slip.right)}"


def _percentage(slip: Slip, now: Fraction, then: Fraction, language: Language) -> str:
    """A percentage against the two numbers beside it: what they give, and what is said."""
    said = fill("quantity.percent", language, n=number_words(slip.left))
    words = {"now": number_words(now), "then": number_words(then), "said": said}
    if slip.kind == "share":
        return fill("slips.share", language, **words, worked=worked_percent(now, then, slip.left, language))
    rose = now >= then
    worked = worked_percent(abs(now - then), then, slip.left, language)
    stated = fill("quantity.up" if rose == (slip.right >= 0) else "quantity.down", language, n=said)
    text = fill("slips.up" if rose else "slips.down", language, **{**words, "said": stated}, worked=worked)
    return f"{text} {fill('slips.ratio', language, **words)}" if slip.ratio else text


def _definition(slip: Slip, catalogue: Catalogue, language: Language) -> str:
    """The definition that orders the two measures: no strike is without at least one engagement."""
    premises = slip.contradiction.proof.premises.values()
    because = next(premise.because for premise in premises if premise.kind == "at_most")
    return clause_words("at_most", str(because["lesser"]), str(because["greater"]), catalogue, language)


def slip_quotes(slip: Slip, claims: Sequence[Claim]) -> list[tuple[int, Claim]]:
    """The claims of a slip with their numbers in the report, in the order of the text."""
    return [(number, claim) for number, claim in enumerate(claims, 1) if claim.id in slip.claims]
