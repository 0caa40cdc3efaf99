"""Words for what is not sure of a claim: how often so close a choice was right, and what the slot may hold instead."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from onrecord.arabic import comma, joined, lower
from onrecord.assertion import Claim
from onrecord.data import table
from onrecord.doubt import Doubt
from onrecord.manner import MEASURED
from onrecord.phrase import actor_name, fill, measure_words, period_words, place_words, template

if TYPE_CHECKING:
    from onrecord.finding import Finding
    from onrecord.period import Period
    from onrecord.scope import Catalogue
    from onrecord.slot import Mention
    from onrecord.statement import Language

ORDER = ("measure", "period", "place", "by", "against", "of")
"""The slots in the order in which they are told."""

LONGEST_NAME = 40
"""Code points of a name that no catalogue knows that are printed."""


def unsure(claim: Claim) -> Mapping[str, Doubt]:
    """The slots of a claim that are to be looked at again, in order; none of what is never measured."""
    if claim.modality not in MEASURED:
        return {}
    return {slot: claim.doubts[slot] for slot in ORDER if slot in claim.doubts and claim.doubts[slot].unsure}


def unsure_words(claim: Claim, text: str, catalogue: Catalogue, language: Language) -> str:
    """Unsure: period (66 of 100; else 8 March 2017); '' where every slot is sure. ``text`` is the statement's."""
    return _line({slot: close_words(claim, slot, text, catalogue, language) for slot in unsure(claim)}, language)


def unsure_slots(claim: Claim, language: Language) -> str:
    """Unsure: period, place; '' where every slot is sure."""
    names = [str(table("why")["slots"][slot][language]) for slot in unsure(claim)]
    return fill("unsure.line", language, slots=comma(language).join(names)) if names else ""


def otherwise_words(finding: Finding, text: str, catalogue: Catalogue, language: Language) -> str:
    """The same of a finding, with what would then be its outcome."""
    told = {
        slot: close_words(finding.claim, slot, text, catalogue, language) + then_words(finding, slot, language)
        for slot in unsure(finding.claim)
    }
    return _line(told, language)


def _line(told: Mapping[str, str], language: Language) -> str:
    names = table("why")["slots"]
    slots = [fill("unsure.slot", language, slot=names[slot][language], close=close) for slot, close in told.items()]
    return fill("unsure.line", language, slots=comma(language).join(slots)) if slots else ""


def legend(language: Language) -> str:
    """What the numbers beside unsure slots say."""
    return template("unsure.legend", language)


def close_words(claim: Claim, slot: str, text: str, catalogue: Catalogue, language: Language) -> str:
    """How often so close a choice was right, and what the slot may hold instead: 66 of 100; else 8 March 2017."""
    doubt = claim.doubts[slot]
    if doubt.instead is None:
        return fill("unsure.alone", language, surety=doubt.surety)
    instead = instead_words(claim, slot, text, catalogue, language)
    return fill("unsure.close", language, surety=doubt.surety, instead=instead)


def then_words(finding: Finding, slot: str, language: Language) -> str:
    """What the outcome would be with a slot as the next option would have it; '' where there is none."""
    outcome = next((other.outcome for other in finding.otherwise if other.slot == slot), None)
    if outcome is None:
        return ""
    if outcome is finding.outcome:
        return template("unsure.same", language)
    return fill("unsure.then", language, outcome=lower(template(f"outcomes.{outcome.value}.word", language), language))


def instead_words(claim: Claim, slot: str, text: str, catalogue: Catalogue, language: Language) -> str:
    """What the next option would put into a slot."""
    doubt = claim.doubts[slot]
    assert doubt.instead is not None
    if slot == "measure":
        return lower(measure_words(doubt.instead.measure, catalogue, language), language)
    if slot == "period":
        return _days(doubt.instead.period, claim.scope.period, language)
    names = [_name(slot, mention, text, catalogue, language) for mention in doubt.mentions]
    told = list(dict.fromkeys(name for name in names if name))
    return joined(told, language) if told else template("unsure.nothing", language)


def _days(period: Period, was: Period, language: Language) -> str:
    """Other days; the same days, counted otherwise."""
    if period.start is None and period.end is None:
        return template("unsure.nothing", language)
    words = period_words(period, language)
    if words != period_words(was, language):
        return words
    return fill(f"unsure.{period.kind}", language, days=words)


def _name(slot: str, mention: Mention, text: str, catalogue: Catalogue, language: Language) -> str:
    """A place or party, by the words of the statement where no catalogue knows it."""
    if not mention.id:
        return "" if mention.span is None else " ".join(mention.span.of(text).split())[:LONGEST_NAME]
    if slot == "place":
        return place_words(mention.places, catalogue, language, label=True)
    return actor_name(mention.id, catalogue, language)
