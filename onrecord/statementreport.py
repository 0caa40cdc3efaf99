"""Reports on a statement for the terminal: its claims as found, or each claim with its finding.

The statement's own words are printed as they are, but for control characters.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

from rich.text import Text

from onrecord.arabic import comma, count_words, lower, nouns
from onrecord.axis import axis
from onrecord.claimreport import SAID, quote, write_head
from onrecord.claimwords import reason_words
from onrecord.doubtwords import legend, otherwise_words, unsure
from onrecord.finding import Finding, Outcome, as_drawn
from onrecord.phrase import formula_words, template
from onrecord.proofreport import bounding, sum_words, write_gap, write_hangs, write_premises, write_releases
from onrecord.proofwords import sum_lines
from onrecord.slip import find_slips
from onrecord.slipwords import slip_quotes, slip_words
from onrecord.terminal import QUIET, Page
from onrecord.wording import (
    base_words,
    edit_words,
    known_then_words,
    lateness_words,
    outcome_key,
    outcome_word,
    pattern_words,
    placebo_words,
    principal,
    proofs_of,
    reading_words,
    room_words,
    rounding_note,
    sentence,
    settles,
    slack_told,
    summary_words,
    voice_words,
)

if TYPE_CHECKING:
    from onrecord.bounds import Answer, Bounds
    from onrecord.claim import Claim
    from onrecord.proof import Proof
    from onrecord.quantity import Quantity
    from onrecord.row import Holdings
    from onrecord.slack import Slack
    from onrecord.statement import Statement

SIGNS = {
    "borne_out": ("●", "#", "green"),
    "own_reports": ("●", "#", "green"),
    "possible": ("◐", "~", "bold"),
    "above_record": ("▲", "^", "red"),
    "below_record": ("▼", "v", "red"),
    "record_disagrees": ("≠", "!", "red"),
    "not_on_record": ("◌", "?", "bright_black"),
    "not_checkable": ("–", "-", "bright_black"),
}
"""By outcome: its sign, the sign where only ASCII can be shown, and a colour that is never the only sign."""
RECORD = "blue"
WIDEST_AXIS = 72
"""An axis wider than this says nothing more."""


def check_report(page: Page, statement: Statement, findings: Sequence[Finding], holdings: Holdings) -> None:
    """A checked statement, claim by claim, and at the end every figure used with its address."""
    write_head(page, statement)
    page.line(summary_words(findings, page.language), style="bold")
    for number, finding in enumerate(findings, 1):
        page.line()
        _finding(page, statement, finding, number, holdings)
    for key in dict.fromkeys(finding.pattern for finding in findings if finding.pattern):
        sharing = [str(n) for n, finding in enumerate(findings, 1) if finding.pattern == key]
        if words := pattern_words(str(key), sharing, page.language):
            page.line()
            page.line(words)
    if any(unsure(finding.claim) for finding in findings):
        page.line()
        page.line(legend(page.language), style=QUIET)
    _slips(page, statement, [finding.claim for finding in findings])
    _figures_used(page, findings, holdings)
    page.line()
    page.line(template("sentences.not_it", page.language), style=QUIET)


def _finding(page: Page, statement: Statement, finding: Finding, number: int, holdings: Holdings) -> None:
    """One finding: sign and outcome, the words of the claim, the sentence, then what stands behind it."""
    sign, ascii_sign, style = SIGNS[outcome_key(finding)]
    head = Text(f"{number}. ")
    head.append(f"{ascii_sign if page.plain else sign} {outcome_word(finding, page.language)}", style=style)
    page.line(head)
    page.line(quote(statement, finding.claim), 3)
    page.line(sentence(finding, page.catalogue, page.language), 3)
    if words := settles(finding, page.catalogue, page.language):
        page.line(words, 3)
    answer = principal(finding)
    if answer is not None:
        _axis(page, as_drawn(finding, page.catalogue.measures).quantity, answer)
        _proofs(page, answer, holdings, slack_told(finding, answer, page.catalogue.measures))
        _readings(page, finding)
    _notes(page, finding)
    if words := otherwise_words(finding, statement.text, page.catalogue, page.language):
        page.line(words, 3, QUIET)


def _proofs(page: Page, answer: Answer, holdings: Holdings, room: Sequence[Slack]) -> None:
    """The sums that give the bounds, the premises they need, what room their numbers have, and what they hang on."""
    if len(answer.parts) == 2 and not all(part.pinned for part in answer.parts):
        for proof in (proof for proof in proofs_of(answer) if proof.steps):
            page.line(f"{page.say('quotient')}: {formula_words(proof)}", 3)
    for part in answer.parts:
        if len(answer.parts) == 1 or part.pinned:
            _sums(page, part, 3, dated=len(answer.parts) > 1)
    if words := room_words(room, proofs_of(answer), page.language):
        page.line(words, 3, QUIET)
    write_premises(page, proofs_of(answer), 3)
    write_hangs(page, answer.parts, holdings, 3)
    for part in answer.parts:
        write_gap(page, part, 3)
    used = [part.figures_used for part in answer.parts if part.settled]
    if used:
        figures = count_words(max(used), nouns()["figure"], page.language, "genitive")
        page.line(page.say("settled", figures=figures), 3, QUIET)


def _sums(page: Page, bounds: Bounds, indent: int, *, dated: bool) -> None:
    """Each bound with its sum in one line, and the figures in it; ``dated`` names the period."""
    period = bounds.question[0].scope.period if dated else None
    for key, proof in bounding(bounds):
        lines = sum_lines(proof, page.catalogue, page.language)
        ids = comma(page.language).join(witness.id for line in lines for witness in line.witnesses[:1])
        page.line(f"{sum_words(page, key, proof, period)}  [{ids}]", indent)


def _axis(page: Page, quantity: Quantity | None, answer: Answer) -> None:
    """The claim's numbers above, the record's bounds below, on one scale, where there is something to compare."""
    if quantity is None or quantity.stated is None or page.plain:
        return
    if answer.low is None and answer.high is None:
        return
    arabic = page.language == "ar"
    names = [""] * 5 if arabic else ["", page.say("claim_row"), page.say("record_row"), "", ""]
    room = 0 if arabic else max(len(name) for name in names) + 2
    width = min(WIDEST_AXIS, page.console.width - 4 - room)
    rows = axis(quantity, answer, width)
    if arabic:
        page.line(page.say("axis"), 3, QUIET)
    for name, row, style in zip(names, rows, (SAID, SAID, RECORD, RECORD, QUIET), strict=True):
        page.put(Text(f"   {name.ljust(room)}").append(page.number(row.rstrip()), style=style))


# ------------------------------------------------------------------------------------------- readings and notes


def _readings(page: Page, finding: Finding) -> None:
    """Other sums in the record that give the number, each with what was changed, its sum and its placebo."""
    if not finding.readings:
        return
    page.line(template("readings.head", page.language), 3, "bold")
    for reading, following in zip(finding.readings, [*finding.readings[1:], None], strict=True):
        page.line(reading_words(reading, finding.claim, page.catalogue, page.language), 5)
        for edit in reading.edits:
            slot, was, now = edit_words(edit, page.catalogue, page.language)
            page.line(page.say("changed", slot=slot, was=was, now=now), 7, QUIET)
        for part in reading.answer.parts:
            _sums(page, part, 7, dated=len(reading.answer.parts) > 1)
        write_premises(page, proofs_of(reading.answer), 7)
        if reading.later:
            page.line(template("readings.later", page.language), 7, QUIET)
        if following is None or following.placebo != reading.placebo:
            page.line(placebo_words(reading.placebo, page.language), 5)


def _notes(page: Page, finding: Finding) -> None:
    """Lateness, what was known before, whose side, what was set aside, the reply."""
    language, names = page.language, page.catalogue
    reason = reason_words(finding.claim, language) if finding.claim.checkable == "partly" else ""
    if reason and finding.outcome is not Outcome.NOT_CHECKABLE:
        page.line(page.say("partly", reason=lower(reason, language)), 3, QUIET)
    notes = (lateness_words(finding, language), known_then_words(finding, names, language))
    for words in (*notes, rounding_note(finding, language)):
        if words:
            page.line(words, 3, QUIET)
    if len(finding.by_voice) > 1 or any(voice.side != "own" for voice in finding.by_voice):
        page.line(page.say("by_voice"), 3, QUIET)
        for voice in finding.by_voice:
            page.line(voice_words(voice, finding.claim, names, language), 5)
    for number, words in enumerate(base_words(finding, names, language)):
        page.line(words, 5 if number else 3, QUIET)
    if finding.set_aside:
        page.line(page.say("set_aside", ids=comma(language).join(finding.set_aside)), 3, QUIET)
    if finding.response:
        page.line(page.say("reply", text=finding.response), 3)


def _slips(page: Page, statement: Statement, claims: Sequence[Claim]) -> None:
    """Figures of the statement that, as read, do not fit together: each sum, and the words that it was read from."""
    slips = find_slips(statement, claims, page.catalogue)
    if not slips:
        return
    page.line()
    page.line(template("slips.head", page.language), style="bold")
    for slip in slips:
        page.line(slip_words(slip, page.catalogue, page.language), 3)
        for number, claim in slip_quotes(slip, claims):
            page.line(quote(statement, claim), 5, lead=f"{number}. ")
        if slip.line is not None:
            page.line(" ".join(slip.line.of(statement.text).split()), 5)


# ---------------------------------------------------------------------------------------------- the figures


def _figures_used(page: Page, findings: Iterable[Finding], holdings: Holdings) -> None:
    """The figures by their ids, below the release that each was published in."""
    proofs = [proof for finding in findings for proof in _all_proofs(finding)]
    lines = [line for proof in proofs for line in sum_lines(proof, page.catalogue, page.language)]
    used = {witness.id for line in lines for witness in line.witnesses}
    figures = [figure for figure in holdings.figures if figure.id in used]
    if figures:
        page.line()
        page.line(page.say("figures"), style="bold")
        write_releases(page, figures, holdings)


def _all_proofs(finding: Finding) -> Iterable[Proof]:
    """Every proof that the report prints."""
    answers = [principal(finding), *(reading.answer for reading in finding.readings)]
    for answer in answers:
        if answer is not None:
            yield from (proof for proof in (answer.low_proof, answer.high_proof) if proof is not None)
            for part in answer.parts:
                yield from (proof for proof in (part.low_proof, part.high_proof) if proof is not None)
