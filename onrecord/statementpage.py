"""The page of a statement: its words on one side, untouched, the findings on the other."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import Any
from urllib.parse import urlsplit

from markupsafe import Markup

from onrecord import phrase, wording
from onrecord.bounds import Answer
from onrecord.claim import Claim
from onrecord.doubtwords import unsure_slots
from onrecord.drawing import Scale, Stretch, said, scale_for, small_axis
from onrecord.finding import Finding, Outcome, as_drawn
from onrecord.marking import Marked, marked_text, paragraphs
from onrecord.pagewords import Tongue
from onrecord.quantity import Span
from onrecord.slip import find_slips
from onrecord.slipwords import slip_quotes, slip_words
from onrecord.statement import Statement, note_lines


@dataclass(frozen=True, slots=True)
class Card:
    """One finding beside its paragraph."""

    number: int
    outcome: str
    quote: str
    label: Markup
    word: str
    sentence: Markup
    axis: Markup
    notes: tuple[Markup, ...]
    unsure: Markup
    page: str


def statement_context(
    statement: Statement, findings: Sequence[Finding], page_of: Callable[[Finding], str], tongue: Tongue
) -> dict[str, Any]:
    """Everything that the statement's template prints."""
    numbers = {finding.claim.id: number for number, finding in enumerate(findings, 1)}
    marks = [_marked(finding, numbers) for finding in findings]
    blocks = paragraphs(statement.text)
    parts = []
    for place, block in enumerate(blocks):
        following = blocks[place + 1].start if place + 1 < len(blocks) else len(statement.text) + 1
        here = [f for f in findings if (block.start if place else 0) <= f.claim.span.start < following]
        words = marked_text(statement.text, block, marks, lambda mark: f"#f{mark[1:]}")
        cards = [_card(f, numbers[f.claim.id], statement, page_of(f), tongue) for f in here]
        parts.append({"words": words, "cards": cards, "label": tongue.text("statement.cards", n=place + 1)})
    return {
        **head(statement, tongue),
        "summary": tongue.html(wording.summary_words(findings, tongue.language)) if findings else "",
        "tally": _tally(findings, tongue),
        "patterns": [
            tongue.html(wording.pattern_words(key, numbered, tongue.language))
            for key, numbered in patterns(findings).items()
        ],
        "slips": _slips(statement, findings, tongue),
        "parts_": parts,
        "dated": any(wording.principal(finding) is not None for finding in findings),
        "address": safe_address(statement.address),
    }


def _slips(statement: Statement, findings: Sequence[Finding], tongue: Tongue) -> dict[str, Any]:
    """Figures of the statement that, as read, do not fit together: each sum, and the words it was read from."""
    claims = [finding.claim for finding in findings]
    return {
        "head": tongue.html(phrase.template("slips.head", tongue.language)),
        "rows": [
            {
                "words": tongue.html(slip_words(slip, tongue.catalogue, tongue.language)),
                "quotes": [(number, claim.span.of(statement.text)) for number, claim in slip_quotes(slip, claims)],
                "line": "" if slip.line is None else slip.line.of(statement.text),
            }
            for slip in find_slips(statement, claims, tongue.catalogue)
        ],
    }


def patterns(findings: Sequence[Finding]) -> dict[str, list[str]]:
    """The slips that claims share, each with the numbers of its claims."""
    found: dict[str, list[str]] = {}
    for number, finding in enumerate(findings, 1):
        if finding.pattern:
            found.setdefault(finding.pattern, []).append(str(number))
    return found


def head(statement: Statement, tongue: Tongue) -> dict[str, Any]:
    """Who said it and when, for the head of either page."""
    day = phrase.day_words(statement.published_on, tongue.language) if statement.published_on else ""
    title = statement_title(statement, tongue)
    return {
        "day": tongue.html(day),
        "statement_title": tongue.html(title),
        "notes": note_lines(statement.note),
        "title": title,
        "speaker": speaker_name(statement, tongue),
    }


def statement_title(statement: Statement, tongue: Tongue) -> str:
    """Statement of 19 May 2018."""
    if statement.published_on is None:
        return tongue.text("statement.undated")
    return tongue.text("statement.title", day=phrase.day_words(statement.published_on, tongue.language))


def speaker_name(statement: Statement, tongue: Tongue) -> str:
    """Who answers for the statement: by name in its own language, else as the catalogue has it."""
    known = statement.speaker if statement.speaker in tongue.catalogue.actors else None
    named = phrase.actor_name(known, tongue.catalogue, tongue.language, short=False) if known else ""
    if tongue.language == statement.language or not named:
        return (
            statement.speaker_name
            or named
            or statement.publisher
            or statement.title
            or statement_title(statement, tongue)
        )
    return named


def _marked(finding: Finding, numbers: dict[str, int]) -> Marked:
    quantity = finding.claim.slots.get("quantity") or (finding.claim.quantity.span if finding.claim.quantity else None)
    return Marked(f"c{numbers[finding.claim.id]}", finding.claim.span, quantity, finding.outcome.value)


def _tally(findings: Sequence[Finding], tongue: Tongue) -> list[dict[str, Any]]:
    """The outcomes counted, those that most ask to be read first."""
    order = [Outcome.RECORD_DISAGREES, Outcome.ABOVE_RECORD, Outcome.BELOW_RECORD, Outcome.POSSIBLE]
    order += [Outcome.BORNE_OUT, Outcome.NOT_ON_RECORD, Outcome.NOT_CHECKABLE]
    entries = []
    for outcome in order:
        keys = dict.fromkeys(wording.outcome_key(f) for f in findings if f.outcome is outcome)
        for key in keys:
            found = [f for f in findings if wording.outcome_key(f) == key and f.outcome is outcome]
            word = wording.outcome_word(found[0], tongue.language)
            entries.append({"outcome": outcome.value, "count": len(found), "word": lowered(word, tongue)})
    return entries


def lowered(text: str, tongue: Tongue) -> str:
    """The text as it stands inside a sentence."""
    return text if tongue.language == "ar" else text[:1].lower() + text[1:]


def safe_address(address: str) -> str:
    """The address where it is one of the web, else nothing: no other scheme becomes a link."""
    try:
        parts = urlsplit(address.strip())
    except ValueError:  # not an address at all
        return ""
    return address.strip() if parts.scheme in ("http", "https") and parts.netloc else ""


# ---------------------------------------------------------------------------------------------------------- cards


def _card(finding: Finding, number: int, statement: Statement, page: str, tongue: Tongue) -> Card:
    return Card(
        number=number,
        outcome=finding.outcome.value,
        quote=quoted(finding.claim, statement),
        label=tongue.html(card_label(finding, tongue)),
        word=wording.outcome_word(finding, tongue.language),
        sentence=tongue.html(_after_word(wording.sentence(finding, tongue.catalogue, tongue.language), tongue)),
        axis=card_axis(finding, tongue),
        notes=tuple(_notes(finding, tongue)),
        unsure=tongue.html(unsure_slots(finding.claim, tongue.language)),
        page=page if finding.outcome is not Outcome.NOT_CHECKABLE else "",
    )


def _after_word(sentence: str, tongue: Tongue) -> str:
    """A sentence after the outcome's word and a colon."""
    first = sentence.split(" ", 1)[0]
    return lowered(sentence, tongue) if first in {"The", "Nothing", "This", "It", "No", "Only", "Nobody"} else sentence


def quoted(claim: Claim, statement: Statement) -> str:
    """The claim's number in its own words, else the first words of the claim."""
    span: Span | None = claim.slots.get("quantity") or (claim.quantity.span if claim.quantity else None)
    if span is not None:
        return span.of(statement.text)
    words = claim.span.of(statement.text).split()
    return " ".join(words[:5]) + (" …" if len(words) > 5 else "")


def card_label(finding: Finding, tongue: Tongue) -> str:
    """How the claim was read, in one line."""
    claim = finding.claim
    if finding.outcome is Outcome.NOT_CHECKABLE or claim.scope.measure not in tongue.catalogue.measures:
        return phrase.where_and_when(claim.scope, tongue.catalogue, tongue.language)
    words = wording.scope_words(claim.scope, tongue.catalogue, tongue.language)
    if claim.base is None or claim.base.period is None:
        return words
    base = wording.period_words(claim.base.period, tongue.language)
    return f"{words} · {tongue.text('read.base')} {base}"


def stretch_of(answer: Answer | None) -> Stretch | None:
    """What an answer allows, as a bar; None where nothing bounds it."""
    if answer is None or (not answer.low and answer.high is None):
        return None
    return Stretch(answer.low if answer.low is not None else Fraction(0), answer.high)


def claim_stretch(claim: Claim) -> Stretch | None:
    """What the claim says, as a bar; the size of a change, whichever way it goes."""
    return None if claim.quantity is None else said(claim.quantity)


def axis_scale_of(claim: Claim, stretches: Sequence[Stretch | None]) -> Scale:
    """The scale of a claim's axes: a share ends at 100."""
    unit = claim.quantity.unit if claim.quantity is not None else ""
    most = Fraction(100) if unit == "percent" and claim.form != "change" else None
    return scale_for([claim_stretch(claim), *stretches], most)


def card_axis(finding: Finding, tongue: Tongue) -> Markup:
    """The small axis of a card; nothing where there is nothing to draw."""
    drawn = as_drawn(finding, tongue.catalogue.measures)
    claim, record = claim_stretch(drawn), stretch_of(wording.principal(finding))
    if finding.outcome is Outcome.NOT_CHECKABLE or claim is None:
        return Markup("")
    scale = axis_scale_of(drawn, [record])
    answer = wording.principal(finding)
    held = wording.answer_words(answer, finding.claim, tongue.catalogue, tongue.language) if answer else ""
    if finding.outcome is Outcome.RECORD_DISAGREES:
        held = tongue.text("voices.disagree")
    spoken = tongue.text(
        "axis.spoken",
        record=held or tongue.text("voices.no_figure"),
        claim=wording.claim_number(finding.claim, tongue.language),
    )
    return small_axis(scale, claim, record, spoken)


def _notes(finding: Finding, tongue: Tongue) -> list[Markup]:
    """One or two lines below the axis: the nearest reading with its sum, else what would settle it."""
    notes = []
    for reading in finding.readings[:1]:
        text = wording.reading_words(reading, finding.claim, tongue.catalogue, tongue.language)
        proofs = wording.proofs_of(reading.answer)[:1] if len(reading.answer.parts) == 1 else []
        sums = [
            words for proof in proofs if "=" in (words := wording.formula_words(proof))
        ]  # the number itself is said
        head = phrase.template("readings.head", tongue.language)
        notes.append(tongue.html(f"{head}: {text}{'. ' if sums else ''}{''.join(sums)}"))
    settled = wording.settles(finding, tongue.catalogue, tongue.language)
    if settled and len(notes) < 2:
        notes.append(tongue.html(settled))
    return notes
