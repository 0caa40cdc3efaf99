"""Reports for the terminal, in English and Arabic, at any width from 60 columns, with colour where it is wanted.

Bidirectional text is left to the terminal: nothing is reordered here. Formulas and axes stand between isolates in an
Arabic report, so that they are not turned round; the statement's own words are printed as they are.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from rich.console import Console
from rich.text import Text

from onrecord.arabic import comma, count_words, lower, nouns, number_words
from onrecord.axis import axis
from onrecord.bounds import Answer, Bounds, Contradiction
from onrecord.claim import Claim
from onrecord.explanation import clause_words
from onrecord.figure import Figure
from onrecord.finding import Finding
from onrecord.period import Period
from onrecord.phrase import (
    END_OF_ISOLATE,
    LEFT_TO_RIGHT,
    day_words,
    fill,
    isolated,
    segments,
    template,
    term_words,
    where_and_when,
)
from onrecord.proof import Premise, Proof, Step
from onrecord.quantity import Quantity
from onrecord.row import Holdings
from onrecord.scope import Catalogue, Scope
from onrecord.source import Card
from onrecord.statement import Language, Statement
from onrecord.wording import (
    actor_words,
    bounds_words,
    claim_words,
    contradiction_words,
    edit_words,
    figure_words,
    formula_words,
    gap_words,
    hang_words,
    known_then_words,
    lateness_words,
    outcome_key,
    outcome_word,
    pattern_words,
    period_words,
    placebo_words,
    principal,
    proofs_of,
    reading_words,
    reason_words,
    rounding_words,
    scope_words,
    sentence,
    settles,
    summary_words,
    voice_words,
)

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

SAID, RECORD, QUIET = "yellow", "blue", "dim"
WIDEST, NARROWEST = 110, 20
"""Columns that a paragraph may fill: past the first an eye loses the line, below the second nothing fits."""
WIDEST_AXIS = 72
"""An axis wider than this says nothing more."""
HELD, LONGEST_HELD = "\ue000", 40
"""What stands for a space that must not be broken at, until the lines are cut; a longer formula may be broken."""
MOST_SHOWN = 6
"""Withdrawals listed one by one; a proof of thirty terms would else bury the finding."""


@dataclass(frozen=True, slots=True)
class Page:
    """Where a report goes, what names it uses, and in which language."""

    console: Console
    catalogue: Catalogue
    language: Language

    def line(self, text: str | Text = "", indent: int = 0, style: str = "") -> None:
        """One paragraph, wrapped to the width; formulas are kept left to right in Arabic."""
        if isinstance(text, str):
            text = Text(_unbroken(self.safe(text)), style=style)
        rows = (
            text.wrap(self.console, max(NARROWEST, min(WIDEST, self.console.width) - indent)) if text.plain else [text]
        )
        for row in rows:
            row.rstrip()
            row.plain = row.plain.replace(HELD, " ")
            shown = Text(" " * indent if row.plain else "").append_text(row)
            self.console.print(shown, highlight=False, soft_wrap=True)

    def raw(self, text: str, indent: int = 0, style: str = "") -> None:
        """One line that is never wrapped by us: addresses, axes."""
        self.console.print(Text(" " * indent + text, style=style), highlight=False, soft_wrap=True)

    def safe(self, text: str) -> str:
        """The text with its formulas isolated, where the line runs right to left."""
        return isolated(text) if self.language == "ar" else text

    def say(self, key: str, **words: object) -> str:
        """A phrase of the terminal's own."""
        return fill(f"terminal.{key}", self.language, **words)

    @property
    def plain(self) -> bool:
        """Whether only ASCII can be shown."""
        return self.console.options.ascii_only


# -------------------------------------------------------------------------------------------------- a statement checked


def report(
    statement: Statement,
    findings: Sequence[Finding],
    holdings: Holdings,
    catalogue: Catalogue,
    console: Console,
    language: Language,
) -> None:
    """A checked statement, claim by claim, and at the end every figure used with its address."""
    page = Page(console, catalogue, language)
    _head(page, statement)
    page.line(summary_words(findings, language), style="bold")
    for number, finding in enumerate(findings, 1):
        page.line()
        _finding(page, statement, finding, number, holdings)
    for key in dict.fromkeys(finding.pattern for finding in findings if finding.pattern):
        sharing = [str(n) for n, finding in enumerate(findings, 1) if finding.pattern == key]
        if words := pattern_words(str(key), sharing, language):
            page.line()
            page.line(words)
    used = {step.premise for finding in findings for proof in _all_proofs(finding) for step in proof.steps}
    _figures_used(page, [figure for figure in holdings.figures if figure.id in used], holdings)
    page.line()
    page.line(template("sentences.not_it", language), style=QUIET)


def _head(page: Page, statement: Statement) -> None:
    """Whose statement, and of which day."""
    day = statement.published_on
    words = [page.say("statement", day=day_words(day, page.language)) if day else page.say("statement_undated")]
    speaker = statement.speaker_name or (
        actor_words((statement.speaker,), page.catalogue, page.language) if statement.speaker else ""
    )
    words += [part for part in (speaker, statement.publisher if statement.publisher != speaker else "") if part]
    page.line(" · ".join(words), style="bold")
    if statement.note:
        page.line(statement.note, style=QUIET)


def _finding(page: Page, statement: Statement, finding: Finding, number: int, holdings: Holdings) -> None:
    """One finding: sign and outcome, the words of the claim, the sentence, then what stands behind it."""
    sign, ascii_sign, style = SIGNS[outcome_key(finding)]
    head = Text(f"{number}. ")
    head.append(f"{ascii_sign if page.plain else sign} {outcome_word(finding, page.language)}", style=style)
    page.line(head)
    page.line(_quote(statement, finding.claim), 3)
    page.line(sentence(finding, page.catalogue, page.language), 3)
    if words := settles(finding, page.catalogue, page.language):
        page.line(words, 3)
    answer = principal(finding)
    if answer is not None:
        _axis(page, finding.claim.quantity, answer)
        _proofs(page, answer, holdings)
        _readings(page, finding)
    _notes(page, finding)


def _quote(statement: Statement, claim: Claim) -> Text:
    """The claim's own words, unchanged, its quantity emphasised."""
    span = claim.span
    quote = Text(span.of(statement.text), style=SAID)
    quantity = claim.quantity.span if claim.quantity is not None else None
    if quantity is not None:
        quote.stylize("bold", max(0, quantity.start - span.start), max(0, quantity.end - span.start))
    return quote


def _proofs(page: Page, answer: Answer, holdings: Holdings) -> None:
    """The sums that give the bounds, the premises they need, and what they hang on."""
    if len(answer.parts) == 2 and not all(part.pinned for part in answer.parts):
        for proof in proofs_of(answer):
            page.line(f"{page.say('quotient')}: {formula_words(proof)}", 3)
    for part in answer.parts:
        if len(answer.parts) == 1 or part.pinned:
            _sums(page, part, 3, dated=len(answer.parts) > 1)
    _premises(page, proofs_of(answer), 3)
    _hangs(page, answer.parts, holdings, 3)
    for part in answer.parts:
        if part.gap is not None:
            asked = part.question[0].scope
            page.line(f"{_upper(gap_words(part.gap, page.catalogue, page.language, asked))}.", 3)


def _sums(page: Page, bounds: Bounds, indent: int, *, dated: bool) -> None:
    """At most 172: 184 − 6 − 2 = 172. One line where both bounds are the same sum; ``dated`` names the period."""
    period = bounds.question[0].scope.period if dated else None
    low, high = bounds.low_proof, bounds.high_proof
    if low is not None and high is not None and bounds.pinned and formula_words(low) == formula_words(high):
        page.line(_sum_line(page, "exactly", high, period), indent)
        return
    for key, proof in (("at_most", high), ("at_least", low)):
        if proof is not None and (key == "at_most" or proof.value):
            page.line(_sum_line(page, key, proof, period), indent)


def _sum_line(page: Page, key: str, proof: Proof, period: Period | None = None) -> str:
    """The bound, its sum, and the figures that make it, in the order of the sum."""
    number = number_words(proof.value)
    rounding = rounding_words(proof, page.language)
    ids = ", ".join(step.premise for step in proof.steps if step.value)
    sums = formula_words(proof) + (f"{comma(page.language)}{rounding}" if rounding else "")
    bound = page.say(key, n=number)
    if period is not None:
        bound = page.say("sum_of", bound=bound, period=period_words(period, page.language))
    return bound + ("" if sums == number else f": {sums}") + f"  [{ids}]"


def _premises(page: Page, proofs: Iterable[Proof], indent: int) -> None:
    """The bridges that the proofs need, each said once."""
    needed = [premise for proof in proofs for premise in proof.premises.values() if premise.kind != "figure"]
    for clause in dict.fromkeys(_clause(page, premise) for premise in needed):
        page.line(page.say("premise", clause=clause), indent, QUIET)


def _clause(page: Page, premise: Premise) -> str:
    lesser, greater = str(premise.because.get("lesser", "")), str(premise.because.get("greater", ""))
    return clause_words(premise.kind, lesser, greater, page.catalogue, page.language)


def _hangs(page: Page, parts: Sequence[Bounds], holdings: Holdings, indent: int) -> None:
    """The withdrawals that change the bounds, and that no other does."""
    entries = [(part, withdrawal) for part in parts for withdrawal in part.hangs_on]
    changing = [(part, w) for part, w in entries if (w.low, w.high) != (part.low, part.high)]
    if not changing:
        if entries:
            page.line(page.say("hangs_nothing"), indent, QUIET)
        return
    page.line(page.say("hangs"), indent, QUIET)
    for part, withdrawal in changing[:MOST_SHOWN]:
        page.line(f"{hang_words(withdrawal, part, holdings, page.catalogue, page.language)}.", indent + 2)
    if len(changing) > MOST_SHOWN:
        page.line(page.say("hangs_more", n=len(changing) - MOST_SHOWN), indent + 2, QUIET)
    page.line(page.say("hangs_rest"), indent + 2, QUIET)


def _readings(page: Page, finding: Finding) -> None:
    """Other sums in the record that give the number, each with what was changed, its sum and its placebo."""
    if not finding.readings:
        return
    page.line(template("readings.head", page.language), 3, "bold")
    for reading in finding.readings:
        page.line(reading_words(reading, finding.claim, page.catalogue, page.language), 5)
        for edit in reading.edits:
            slot, was, now = edit_words(edit, page.catalogue, page.language)
            page.line(page.say("changed", slot=slot, was=was, now=now), 7, QUIET)
        for part in reading.answer.parts:
            _sums(page, part, 7, dated=len(reading.answer.parts) > 1)
        _premises(page, proofs_of(reading.answer), 7)
        if reading.later:
            page.line(template("readings.later", page.language), 7, QUIET)
    page.line(placebo_words(finding.readings[0].placebo, page.language), 5)


def _notes(page: Page, finding: Finding) -> None:
    """Lateness, what was known before, whose side, what was set aside, the reply."""
    language, names = page.language, page.catalogue
    if finding.claim.checkable == "partly" and (reason := reason_words(finding.claim, language)):
        page.line(page.say("partly", reason=lower(reason, language)), 3, QUIET)
    for words in (lateness_words(finding, language), known_then_words(finding, names, language)):
        if words:
            page.line(words, 3, QUIET)
    if len(finding.by_voice) > 1 or any(voice.side != "own" for voice in finding.by_voice):
        page.line(page.say("by_voice"), 3, QUIET)
        for voice in finding.by_voice:
            page.line(voice_words(voice, finding.claim, names, language), 5)
    if finding.set_aside:
        page.line(page.say("set_aside", ids=", ".join(finding.set_aside)), 3, QUIET)
    if finding.response:
        page.line(page.say("reply", text=finding.response), 3)


def _all_proofs(finding: Finding) -> Iterable[Proof]:
    """Every proof that the report prints."""
    answers = [principal(finding), *(reading.answer for reading in finding.readings)]
    for answer in answers:
        if answer is not None:
            yield from (proof for proof in (answer.low_proof, answer.high_proof) if proof is not None)
            for part in answer.parts:
                yield from (proof for proof in (part.low_proof, part.high_proof) if proof is not None)


def _figures_used(page: Page, figures: Sequence[Figure], holdings: Holdings) -> None:
    """The figures by their ids, below the release that each was published in."""
    if not figures:
        return
    page.line()
    page.line(page.say("figures"), style="bold")
    _releases(page, figures, holdings, 0)


def _releases(page: Page, figures: Iterable[Figure], holdings: Holdings, indent: int) -> None:
    """Each release with its source, its day and its address, and below it the figures taken from it."""
    releases: dict[tuple[str, str, dt.date | None], list[Figure]] = {}
    for figure in figures:
        releases.setdefault((figure.source, figure.address, figure.published_on), []).append(figure)
    for (source, address, day), listed in sorted(releases.items(), key=lambda entry: _release_order(entry[0])):
        card = holdings.cards.get(source)
        name = card.names.get(page.language, card.publisher) if card is not None else source
        when = page.say("published", day=day_words(day, page.language)) if day else page.say("undated")
        page.line(f"{name}{comma(page.language)}{when}", indent)
        page.raw(address, indent, QUIET)
        for figure in listed:
            page.line(f"{figure_words(figure, page.catalogue, page.language)}  [{figure.id}]", indent + 3)


def _release_order(release: tuple[str, str, dt.date | None]) -> tuple[dt.date, str, str]:
    """By day of publication, those without a known day last."""
    source, address, day = release
    return day or dt.date.max, source, address


# ------------------------------------------------------------------------------------------------------------ the axis


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
        shown = f"{LEFT_TO_RIGHT}{row.rstrip()}{END_OF_ISOLATE}" if arabic else row.rstrip()
        text = Text(f"   {name.ljust(room)}")
        page.console.print(text.append(shown, style=style), highlight=False, soft_wrap=True)


# --------------------------------------------------------------------------------------------------- the record asked


def ask_report(
    scope: Scope,
    answers: Sequence[tuple[str, str, Bounds]],
    holdings: Holdings,
    catalogue: Catalogue,
    console: Console,
    language: Language,
) -> None:
    """What the record allows for a question, by voice, with each proof as a list that can be added up."""
    page = Page(console, catalogue, language)
    page.line(_upper(scope_words(scope, catalogue, language)), style="bold")
    if not answers:
        page.line(page.say("nothing"))
    for voice, rule, bounds in answers:
        page.line()
        unit = catalogue.measures[scope.measure].unit
        named = _upper(actor_words((voice,), catalogue, language)) + (f"{comma(language)}{rule}" if rule else "")
        words = bounds_words(bounds.low, bounds.high, scope, unit, language)
        page.line(f"{named}: {words}.", style="bold")
        _answer(page, bounds, holdings)


def _answer(page: Page, bounds: Bounds, holdings: Holdings) -> None:
    """One voice's bounds: the sums step by step, why there is no upper bound, what they hang on."""
    for key, proof in (("at_most", bounds.high_proof), ("at_least", bounds.low_proof)):
        if proof is not None and (key == "at_most" or proof.value):
            page.line(_sum_line(page, key, proof).partition("  [")[0], 2)
            _steps(page, proof, holdings)
    if bounds.gap is not None:
        page.line(f"{_upper(gap_words(bounds.gap, page.catalogue, page.language, bounds.question[0].scope))}.", 2)
    _hangs(page, [bounds], holdings, 2)
    if not bounds.consistent:
        page.line(page.say("inconsistent"), 2)
        return
    figures = count_words(bounds.figures_used, nouns()["figure"], page.language, "genitive")
    page.line(page.say("worked_from", figures=figures), 2, QUIET)
    page.line(page.say("tight" if bounds.tight else "not_tight"), 2, QUIET)


def _steps(page: Page, proof: Proof, holdings: Holdings) -> None:
    """The signed lines of a proof: value, what it counts, the figure's id and address; bridges as sentences."""
    numbers = [(step, _signed(step, first=n == 0)) for n, step in enumerate(s for s in proof.steps if s.value)]
    room = max((len(number) for _, number in numbers), default=0)
    figures = {figure.id: figure for figure in holdings.figures}
    for step, number in numbers:
        figure = figures.get(step.premise)
        label = where_and_when(figure.scope, page.catalogue, page.language) if figure is not None else step.premise
        if figure is not None and proof.question and figure.scope.measure != proof.question[0].box.measure:
            label = scope_words(figure.scope, page.catalogue, page.language)
        shown = f"{LEFT_TO_RIGHT}{number.rjust(room)}{END_OF_ISOLATE}" if page.language == "ar" else number.rjust(room)
        page.line(f"{shown}  {label}  [{step.premise}]", 4)
        if figure is not None:
            page.raw(figure.address, 6 + room, QUIET)
    _premises(page, [proof], 4)


def _signed(step: Step, *, first: bool) -> str:
    """One step's number with its sign, the multiplier before it where it is not one."""
    negative = step.multiplier * step.value < 0
    sign = "−" if negative else "" if first else "+"
    return sign + term_words(abs(step.multiplier), abs(step.value))


def contradictions_report(
    found: Sequence[Contradiction], holdings: Holdings, catalogue: Catalogue, console: Console, language: Language
) -> None:
    """Each contradiction as a sum with its size, and the figures that make it."""
    page = Page(console, catalogue, language)
    if not found:
        page.line(page.say("no_contradiction"))
        return
    page.line(f"{_upper(count_words(len(found), nouns()['contradiction'], language))}.", style="bold")
    figures = {figure.id: figure for figure in holdings.figures}
    for number, contradiction in enumerate(found, 1):
        page.line()
        page.line(f"{number}. {contradiction_words(contradiction, language)}")
        _releases(page, [figures[premise] for premise in contradiction.premises if premise in figures], holdings, 3)
        _premises(page, [contradiction.proof], 3)
    page.line()
    page.line(page.say("not_wrong"), style=QUIET)


def claims_report(
    statement: Statement, claims: Sequence[Claim], catalogue: Catalogue, console: Console, language: Language
) -> None:
    """The claims found in a statement, each with its words and how they were read."""
    page = Page(console, catalogue, language)
    _head(page, statement)
    page.line(f"{_upper(count_words(len(claims), nouns()['claim'], language))}.", style="bold")
    for number, claim in enumerate(claims, 1):
        page.line()
        page.line(Text(f"{number}. ").append_text(_quote(statement, claim)))
        if claim.quantity is not None:
            page.line(claim_words(claim, catalogue, language), 3)
        page.line(_upper(scope_words(claim.scope, catalogue, language)), 3, QUIET)
        if reason := reason_words(claim, language):
            page.line(reason, 3, QUIET)


def sources_report(
    cards: Iterable[Card], figures: Sequence[Figure], catalogue: Catalogue, console: Console, language: Language
) -> None:
    """The sources of the record: whose count it is, how many figures of it are held, licence, address."""
    page = Page(console, catalogue, language)
    held = list(cards)
    page.line(f"{_upper(count_words(len(held), nouns()['source'], language))}.", style="bold")
    for card in held:
        page.line()
        count = sum(1 for figure in figures if figure.source == card.id)
        name = card.names.get(language, card.publisher)
        page.line(f"{card.id}: {name}")
        counted = count_words(count, nouns()["figure"], language)
        voice = actor_words((card.voice,), catalogue, language)
        page.line(comma(language).join([voice, counted, card.licence]), 3)
        page.line(card.doc.get(language, ""), 3, QUIET)
        page.raw(card.address, 3, QUIET)


def figures_report(
    figures: Sequence[Figure], holdings: Holdings, catalogue: Catalogue, console: Console, language: Language
) -> None:
    """The figures of the record, each with its source and address."""
    page = Page(console, catalogue, language)
    page.line(f"{_upper(count_words(len(figures), nouns()['figure'], language))}.", style="bold")
    _releases(page, figures, holdings, 0)


def _unbroken(text: str) -> str:
    """The text with the spaces of its short formulas held, so that a line never breaks inside one."""
    return "".join(
        part.replace(" ", HELD) if kind == "formula" and len(part) <= LONGEST_HELD else part
        for kind, part in segments(text)
    )


def _upper(text: str) -> str:
    return text[:1].upper() + text[1:]
