"""Reports on the claims of a statement for the terminal, as found.

The statement's own words are printed as they are, but for control characters.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

from rich.text import Text

from onrecord.arabic import capital, count_words, nouns
from onrecord.claimwords import claim_number, reason_words
from onrecord.doubtwords import legend, unsure, unsure_words
from onrecord.phrase import actor_words, day_words, period_words, scope_words
from onrecord.statement import Statement, note_lines
from onrecord.terminal import QUIET, Page

if TYPE_CHECKING:
    from onrecord.assertion import Claim

SAID = "yellow"
UNNAMED = "other"
"""The measure of what is none of the others."""


def claims_report(page: Page, statement: Statement, claims: Sequence[Claim]) -> None:
    """The claims found in a statement, each with its words and how they were read."""
    write_head(page, statement)
    page.line(page.sentence(count_words(len(claims), nouns()["claim"], page.language)), style="bold")
    if not claims:
        page.line(page.say("why_none"), style=QUIET)
    for number, claim in enumerate(claims, 1):
        lead = f"{number}. "
        page.line()
        page.line(quote(statement, claim), lead=lead)
        for words in (*_read_as(page, claim), unsure_words(claim, statement.text, page.catalogue, page.language)):
            if words:
                page.line(words, len(lead), QUIET)
    if any(unsure(claim) for claim in claims):
        page.line()
        page.line(legend(page.language), style=QUIET)


def _read_as(page: Page, claim: Claim) -> Iterable[str]:
    """How a claim was read: what is counted and the number, compared with when, and why it is not measured."""
    if claim.scope.measure != UNNAMED:
        what = capital(scope_words(claim.scope, page.catalogue, page.language), page.language)
        number = claim_number(claim, page.language)
        yield f"{what}: {number}" if number else what
    if claim.base is not None and claim.base.period is not None:
        yield page.say("base", period=period_words(claim.base.period, page.language))
    if reason := reason_words(claim, page.language):
        yield reason


def write_head(page: Page, statement: Statement) -> None:
    """Whose statement, and of which day."""
    day = statement.published_on
    words = [page.say("statement", day=day_words(day, page.language)) if day else page.say("statement_undated")]
    speaker = statement.speaker_name or (
        actor_words((statement.speaker,), page.catalogue, page.language) if statement.speaker else ""
    )
    words += [part for part in (speaker, statement.publisher if statement.publisher != speaker else "") if part]
    page.line(" · ".join(words), style="bold")
    for line in note_lines(statement.note):
        page.line(line, style=QUIET)


def quote(statement: Statement, claim: Claim) -> Text:
    """The claim's own words, unchanged, its quantity emphasised."""
    span = claim.span
    words = Text(span.of(statement.text), style=SAID)
    quantity = claim.quantity.span if claim.quantity is not None else None
    if quantity is not None:
        words.stylize("bold", max(0, quantity.start - span.start), max(0, quantity.end - span.start))
    return words
