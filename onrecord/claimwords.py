"""Words for a claim by itself: the number that it states, and why it is not measured."""

from __future__ import annotations

from typing import TYPE_CHECKING

from onrecord.arabic import capital
from onrecord.assertion import Claim
from onrecord.manner import MEASURED
from onrecord.phrase import has_template, quantity_words, template

if TYPE_CHECKING:
    from onrecord.statement import Language


def claim_number(claim: Claim, language: Language) -> str:
    """The number as the claim states it, or '' where it states none."""
    return "" if claim.quantity is None else quantity_words(claim.quantity, claim.scope.measure, language)


def reason_words(claim: Claim, language: Language) -> str:
    """Why a claim is not measured, or only in part; '' where nothing stands in the way."""
    if claim.modality not in MEASURED:
        return template(f"reasons.{claim.modality}.reason", language)
    if has_template(f"reasons.{claim.reason_key}.reason"):
        return template(f"reasons.{claim.reason_key}.reason", language)
    if not claim.reason:
        return template("reasons.not_checkable.reason", language) if claim.checkable == "no" else ""
    return (
        capital(claim.reason.rstrip(".") + ".", "en")
        if language == "en"
        else template("reasons.not_checkable.reason", "ar")
    )
