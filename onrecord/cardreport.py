"""The card of one source on a terminal."""

from __future__ import annotations

from onrecord.cardwords import card_lines
from onrecord.source import Card
from onrecord.terminal import QUIET, Page


def card_report(page: Page, card: Card) -> None:
    """Everything a card says, and what the codes of its tables mean in days and metres."""
    page.line(f"{card.id}: {card.names.get(page.language, card.publisher)}", style="bold")
    page.line(card.doc.get(page.language, ""))
    for line in card_lines(card, page.catalogue, page.language):
        page.line(f"{line.words}{line.quoted}", 4 if line.under else 2, QUIET if line.under else "")
