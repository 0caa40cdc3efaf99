"""Why the claims of a statement were read as they were, for the terminal: slot by slot, and what became no claim."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from onrecord.assertion import Claim
from onrecord.claimreport import quote, write_head
from onrecord.claimwords import claim_number, reason_words
from onrecord.data import table
from onrecord.doubtwords import close_words
from onrecord.phrase import actor_words, period_words, place_words
from onrecord.scope import ROLES
from onrecord.statement import Statement
from onrecord.terminal import QUIET, Page
from onrecord.trace import Clue, Explanation, Filled

PARTIES = ("by", "against", "of", "speaker")


def explain_report(page: Page, statement: Statement, explained: Explanation) -> None:
    """Each claim with how each of its slots was filled; then every number that became no claim, and why."""
    write_head(page, statement)
    for number, claim in enumerate(explained.claims, 1):
        lead = f"{number}. "
        page.line()
        page.line(quote(statement, claim), lead=lead)
        for filled in explained.filled[claim.id]:
            _slot(page, statement, claim, filled, len(lead))
        if reason := reason_words(claim, page.language):
            page.line(reason, len(lead), QUIET)
    page.line()
    page.line(page.sentence(_words(page, "report", "head" if explained.unclaimed else "none")), style="bold")
    for left in explained.unclaimed:
        said = _words(page, "unclaimed", left.why)
        page.line(f"{_quoted(page, statement, left.span.of(statement.text))} {said}", 3)
        if left.clue is not None and left.clue.entries:
            page.line(_clues(page, statement, [left.clue]), 5, QUIET)


def _slot(page: Page, statement: Statement, claim: Claim, filled: Filled, indent: int) -> None:
    """One slot: what it holds, the rule; below, the words and their entries."""
    kind = "party" if filled.slot in ROLES else filled.slot
    slot, rule = _words(page, "slots", filled.slot), _words(page, "rules", kind, filled.rule)
    value = _value(page, claim, filled.slot)
    if filled.slot in claim.doubts:
        close = close_words(claim, filled.slot, statement.text, page.catalogue, page.language)
        rule = _say(page, "sure", rule=rule, close=close)
    page.line(_say(page, "because" if value else "bare", slot=slot, value=value, rule=rule), indent)
    if filled.clues:
        page.line(_clues(page, statement, filled.clues), indent + 2, QUIET)


def _value(page: Page, claim: Claim, slot: str) -> str:
    """What a slot holds, in words; '' where the rule says it."""
    names, language = page.catalogue, page.language
    if slot == "measure" and claim.scope.measure in names.measures:
        return names.measures[claim.scope.measure].names[language]
    if slot == "quantity":
        return claim_number(claim, language)
    if slot == "speaker":
        return actor_words((claim.speaker,), names, language) if claim.speaker else ""
    if slot in PARTIES:
        return actor_words(getattr(claim.scope, slot), names, language, short=False)
    if slot == "place":
        return place_words(claim.scope.places, names, language)
    if slot == "period":
        rule = f" ({claim.scope.period.rule})" if claim.scope.period.rule else ""
        return period_words(claim.scope.period, language) + rule
    return claim.base.what if slot == "base" and claim.base is not None else ""


def _clues(page: Page, statement: Statement, clues: Iterable[Clue]) -> str:
    """Words with the entries that they were found by: "strikes" in measures: noun strike."""
    parts = []
    for clue in clues:
        words = _quoted(page, statement, clue.span.of(statement.text))
        entries = page.number(", ".join(clue.entries))
        parts.append(f"{words} {_say(page, 'entries', entries=entries)}" if clue.entries else words)
    return "; ".join(parts) if page.language == "en" else "؛ ".join(parts)


def _quoted(page: Page, statement: Statement, words: str) -> str:
    """Words of the statement in the marks of the report, kept from turning where they run the other way."""
    quoted = _say(page, "words", words=" ".join(words.split()))
    return page.number(quoted) if statement.language == "en" else quoted


def _say(page: Page, key: str, **words: str) -> str:
    return _words(page, "report", key).format(**words)


def _words(page: Page, *path: str) -> str:
    """The packaged words under a path; a rule without words of its own is told by its key."""
    found: Any = table("why")
    for key in path:
        found = found.get(key, {})
    return str(found.get(page.language, path[-1].replace("_", " ")))
