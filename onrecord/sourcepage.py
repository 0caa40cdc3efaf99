"""The page of the sources that a statement's findings cite: the card of each, whole."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from typing import Any

from markupsafe import Markup

from onrecord import phrase
from onrecord.cardwords import CardLine, card_lines
from onrecord.pagewords import Tongue
from onrecord.proof import Proof
from onrecord.source import Card


def cited(proofs: Iterable[Proof]) -> frozenset[str]:
    """The sources of all figures that some proofs rest on."""
    premises = [premise for proof in proofs for premise in proof.premises.values()]
    listed = [witness for p in premises for key in ("figures", "listings") for witness in p.because.get(key) or ()]
    return frozenset(str(witness["source"]) for witness in listed)


def anchor(source: str) -> str:
    """Where on the page the card of a source stands."""
    return f"card-{re.sub(r'[^A-Za-z0-9-]', '-', source)}"


def sources_context(cards: Sequence[Card], tongue: Tongue) -> dict[str, Any]:
    """Everything that the template of the page prints."""
    return {"title": tongue.text("sources.heading"), "cards": [_card(card, tongue) for card in cards]}


def _card(card: Card, tongue: Tongue) -> dict[str, Any]:
    return {
        "anchor": anchor(card.id),
        "name": tongue.html(phrase.printed_name(card.names, card.id, tongue.language)),
        "doc": tongue.html(card.doc.get(tongue.language, "")),
        "lines": [_line(line, tongue) for line in card_lines(card, tongue.catalogue, tongue.language)],
    }


def _line(line: CardLine, tongue: Tongue) -> dict[str, Any]:
    quoted = Markup('<span lang="en" dir="ltr" class="foreign">{}</span>').format(line.quoted) if line.quoted else ""
    return {"words": tongue.html(line.words) + quoted, "under": line.under}
