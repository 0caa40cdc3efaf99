"""The page of a finding: the claim against the bounds, the proofs drawn, what they hang on, whose counts they are."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, replace
from fractions import Fraction
from typing import Any

from markupsafe import Markup

from onrecord import phrase, wording
from onrecord.bounds import Answer, Bounds, Withdrawal
from onrecord.doubtwords import close_words, legend, then_words, unsure
from onrecord.drawing import Stretch, axis_row, axis_scale, scale_for, silent_row
from onrecord.figure import Figure
from onrecord.finding import Finding, VoiceAnswer, as_drawn
from onrecord.pagewords import Tongue
from onrecord.proof import Proof
from onrecord.proofdrawing import exact
from onrecord.proofpage import Cited, Drawn, draw_bound, draw_clash, draw_open, figures_of, quotients
from onrecord.reading import Reading
from onrecord.row import Holdings
from onrecord.scope import ROLES
from onrecord.sourcepage import anchor
from onrecord.statement import Statement
from onrecord.statementpage import axis_scale_of, claim_stretch, head, patterns, safe_address, stretch_of

MOST_READINGS = 3
"""Readings drawn in full; the others are listed."""
MOST_CONTRADICTIONS = 3
"""Contradictions drawn, the largest first; the others are counted, and their proofs lie beside the page."""

MOST_WITHDRAWN = 4
"""Withdrawals drawn, the strongest first; the others are said in a line each."""


@dataclass(frozen=True, slots=True)
class Page:
    """One finding, its statement and what it cites."""

    finding: Finding
    statement: Statement
    number: int
    count: int
    holdings: Holdings
    cited: Cited
    tongue: Tongue
    alike: tuple[str, ...] = ()


def page_of(
    finding: Finding, statement: Statement, findings: Sequence[Finding], holdings: Holdings, tongue: Tongue
) -> Page:
    """A finding with all that its page needs: its number among the others, and those that share its slip."""
    figures = {figure.id: figure for figure in holdings.figures}
    bridges = {bridge.id: bridge for bridge in holdings.bridges}
    alike = patterns(findings).get(finding.pattern or "", [])
    place = (findings.index(finding) + 1, len(findings))
    return Page(
        finding, statement, *place, holdings, Cited(figures, bridges, statement.published_on), tongue, tuple(alike)
    )


def named_proofs(finding: Finding) -> dict[str, Proof]:
    """Every proof behind a page by the name of its file: bounds, quotient, readings, withdrawals, contradictions."""
    found: dict[str, Proof | None] = {}
    if finding.known_now is None:
        for entry in finding.by_voice:
            found.update(_answer_proofs(f"bounds-{entry.voice}", entry.answer))
    else:
        found.update(_answer_proofs("bounds", finding.known_now))
    if finding.known_then is not None:
        found.update(_answer_proofs("before", finding.known_then))
    for number, reading in enumerate(finding.readings, 1):
        found.update(_answer_proofs(f"reading-{number}", reading.answer))
    for number, contradiction in enumerate(finding.contradictions, 1):
        found[f"contradiction-{number}"] = contradiction.proof
    return {name: proof for name, proof in found.items() if proof is not None}


def _answer_proofs(name: str, answer: Answer) -> dict[str, Proof | None]:
    found = {f"{name}.low": answer.low_proof, f"{name}.high": answer.high_proof}
    for number, part in enumerate(answer.parts, 1):
        stem = name if len(answer.parts) == 1 else f"{name}.part-{number}"
        found.update({f"{stem}.low": part.low_proof, f"{stem}.high": part.high_proof})
        for place, withdrawal in enumerate(part.hangs_on, 1):
            found[f"{stem}.without-{place}.low"] = withdrawal.low_proof
            found[f"{stem}.without-{place}.high"] = withdrawal.high_proof
    return found


# ------------------------------------------------------------------------------------------------------- the whole


def finding_context(page: Page) -> dict[str, Any]:
    """Everything that the finding's template prints."""
    finding, tongue = page.finding, page.tongue
    answer = wording.principal(finding)
    claim = wording.claim_words(finding.claim, tongue.catalogue, tongue.language)
    used = _used_figures(page)
    return {
        **head(page.statement, tongue),
        "page": page,
        "title": tongue.text("finding.title", claim=claim, outcome=wording.outcome_word(finding, tongue.language)),
        "claim_words": tongue.html(claim[:1].upper() + claim[1:]),
        "quote": _quote(page),
        "read": _read(page),
        "unsure": tongue.html(legend(tongue.language) if unsure(finding.claim) else ""),
        "outcome": _outcome(page),
        "rows": _axis_rows(page, answer),
        "bounds": _bounds(page, answer),
        "readings": [_reading(page, n, r) for n, r in enumerate(finding.readings[:MOST_READINGS], 1)],
        "more_readings": [_reading_line(page, reading) for reading in finding.readings[MOST_READINGS:]],
        "voices": _voices(page),
        "contradictions": _contradictions(page),
        "more_contradictions": max(0, len(page.finding.contradictions) - MOST_CONTRADICTIONS),
        "premises": _premises(page, answer),
        "figures": [_figure_row(figure, page) for figure in used],
        "sources": _sources(used, page),
        "method": _method(page, answer),
    }


def _quote(page: Page) -> dict[str, str]:
    """The claim's words as they stand, cut at its number."""
    claim, text = page.finding.claim, page.statement.text
    span = claim.slots.get("quantity") or (claim.quantity.span if claim.quantity is not None else None)
    if span is None or not (claim.span.start <= span.start and span.end <= claim.span.end):
        return {"before": claim.span.of(text), "number": "", "after": ""}
    return {
        "before": text[claim.span.start : span.start],
        "number": span.of(text),
        "after": text[span.end : claim.span.end],
    }


def _read(page: Page) -> list[tuple[str, Markup, Markup | None]]:
    """How the claim was read: each slot in words or what was not said, and what it may be instead where it is not
    sure."""
    claim, tongue, language = page.finding.claim, page.tongue, page.tongue.language
    scope = claim.scope
    said = wording.claim_number(claim, language)
    lines = [("measure", phrase.measure_words(scope.measure, tongue.catalogue, language)), ("number", said)]
    lines += [(role, wording.actor_words(getattr(scope, role), tongue.catalogue, language)) for role in ROLES]
    lines.append(("place", wording.place_words(scope.places, tongue.catalogue, language) if scope.places else ""))
    period = scope.period
    lines.append(("period", wording.period_words(period, language) if period.start or period.end else ""))
    if claim.base is not None and claim.base.period is not None:
        lines.append(("base", wording.period_words(claim.base.period, language)))
    if claim.modality == "reported" and claim.speaker:
        lines.append(("said_by", wording.actor_words((claim.speaker,), tongue.catalogue, language)))
    needed = {"measure", "number", "place", "period"}
    doubted = {slot: tongue.html(_unsure(page, slot)) for slot in unsure(claim)}
    return [
        (tongue.text(f"read.{key}"), tongue.html(words) if words else tongue.say("read.not_said"), doubted.get(key))
        for key, words in lines
        if words or key in needed or key in doubted
    ]


def _unsure(page: Page, slot: str) -> str:
    """How sure a slot is, what it may hold instead, and what would then be the outcome."""
    finding, language = page.finding, page.tongue.language
    close = close_words(finding.claim, slot, page.statement.text, page.tongue.catalogue, language)
    return phrase.fill("unsure.page", language, close=close + then_words(finding, slot, language))


def _outcome(page: Page) -> dict[str, Any]:
    """The outcome block: word and line, the sentence, what would settle it, and the notes below."""
    finding, tongue, language = page.finding, page.tongue, page.tongue.language
    word, _, line = wording.outcome_line(finding, language).partition(": ")
    notes = [wording.lateness_words(finding, language)]
    if finding.own_side_only:
        notes.append(tongue.text("finding.own_side"))
    notes.append(wording.rounding_note(finding, language))
    notes += wording.base_words(finding, tongue.catalogue, language)
    reason = wording.reason_words(finding.claim, language)
    paragraphs = [
        wording.sentence(finding, tongue.catalogue, language),
        wording.settles(finding, tongue.catalogue, language),
    ]
    if finding.pattern:
        paragraphs.append(wording.pattern_words(finding.pattern, page.alike, language))
    return {
        "key": finding.outcome.value,
        "word": tongue.html(word),
        "line": tongue.html(line),
        "paragraphs": [tongue.html(text) for text in dict.fromkeys(paragraphs) if text],
        "notes": [tongue.html(text) for text in [*notes, reason] if text and text not in paragraphs],
    }


# -------------------------------------------------------------------------------------------------------- the axis


def _row(name: str | Markup, note: str | Markup, drawing: Markup) -> dict[str, Any]:
    return {"name": name, "note": note, "drawing": drawing}


def _axis_rows(page: Page, answer: Answer | None) -> dict[str, Any] | None:
    """Claim against bounds, as known before the statement, and the scopes of the readings, on one scale."""
    finding, tongue = page.finding, page.tongue
    drawn = as_drawn(finding, tongue.catalogue.measures)
    claim = claim_stretch(drawn)
    if claim is None:
        return None
    shown = [(tongue.say("axis.record"), answer)]
    if finding.known_then is not None:
        shown.append((tongue.say("axis.then"), finding.known_then))
    for reading in finding.readings[:MOST_READINGS]:
        words = wording.reading_words(reading, finding.claim, tongue.catalogue, tongue.language)
        shown.append((tongue.html(words.rpartition(": ")[0]), reading.answer))
    scale = axis_scale_of(drawn, [stretch_of(entry) for _, entry in shown])
    said = tongue.html(wording.claim_number(finding.claim, tongue.language))
    rows = [_row(tongue.say("axis.claim"), said, axis_row(scale, claim, None, is_claim=True))]
    for name, entry in shown:
        rows.append(_row(name, _bounds_note(entry, page), axis_row(scale, claim, stretch_of(entry))))
    caption = "axis.point_caption" if claim.is_point else "axis.caption"
    return {"rows": rows, "scale": axis_scale(scale), "unit": _unit(page), "caption": tongue.say(caption)}


def _stated_in(page: Page) -> str:
    """The unit of the number that the claim states."""
    quantity = page.finding.claim.quantity
    return quantity.unit if quantity is not None else ""


def _unit(page: Page) -> Markup:
    """What the numbers of the scale count."""
    claim = page.finding.claim
    if (unit := _stated_in(page)) in ("percent", "times"):
        return page.tongue.html("%" if unit == "percent" else "×")
    return page.tongue.html(phrase.measure_words(claim.scope.measure, page.tongue.catalogue, page.tongue.language))


def _bounds_note(answer: Answer | None, page: Page) -> Markup:
    """Bounds in words; where there is no upper one, why."""
    tongue = page.tongue
    if answer is not None and not all(part.consistent for part in answer.parts):
        return tongue.say("voices.disagree")
    if answer is None or (not answer.low and answer.high is None and not answer.parts):
        return tongue.say("voices.no_figure")
    words = wording.answer_words(answer, page.finding.claim, tongue.catalogue, tongue.language)
    gap = answer.parts[0].gap if len(answer.parts) == 1 and answer.high is None else None
    if gap is not None:
        words += f": {wording.gap_words(gap, tongue.catalogue, tongue.language, answer.parts[0].question[0].scope)}"
    return tongue.html(words)


# ---------------------------------------------------------------------------------------------------------- bounds


def _bounds(page: Page, answer: Answer | None) -> dict[str, Any]:
    """Where the bounds come from, and what they hang on."""
    if answer is None or not answer.parts:
        return {"drawn": [], "hangs": [], "quotients": [], "none": _no_bounds(answer, page)}
    drawn, hangs = [], []
    room = wording.slack_told(page.finding, answer, page.tongue.catalogue.measures) if len(answer.parts) == 1 else ()
    own = replace(page, cited=replace(page.cited, slack=room))
    for number, part in enumerate(answer.parts, 1):
        drawn += _part_drawn(part, f"b{number}", own)
        table = _hangs(part, page)
        hangs += [table] if table else []
    return {
        "drawn": drawn,
        "hangs": hangs,
        "quotients": quotients(answer, _stated_in(page)),
        "none": _no_bounds(answer, page),
    }


def _no_bounds(answer: Answer | None, page: Page) -> Markup:
    """Why there is nothing to draw: nothing on record, or figures that cannot all hold."""
    if answer is not None and not all(part.consistent for part in answer.parts):
        return page.tongue.say("proof.disagree")
    return page.tongue.say("proof.nothing") + " " + page.tongue.say("voices.not_it")


def _part_drawn(part: Bounds, name: str, page: Page) -> list[Drawn]:
    """The drawings of one count's bounds: both, or one where both are the same sum."""
    tongue, cited = page.tongue, page.cited
    high, low = part.high_proof, part.low_proof
    drawn: list[Drawn] = []
    if high is not None:
        key = "proof.pinned" if part.pinned else "proof.most"
        drawn.append(draw_bound(high, _headed(key, high, part, page), f"{name}-high", cited, tongue))
    else:
        heading = _with_scope(tongue.say("proof.open"), part, page)
        opened = draw_open(part, heading, f"{name}-open", cited, tongue)
        drawn += [opened] if opened is not None else []
    if low is not None and low.steps and not (part.pinned and high is not None and _same_sum(low, high)):
        key = "proof.same_low" if part.pinned else "proof.least"
        if high is not None or not drawn:
            drawn.append(draw_bound(low, _headed(key, low, part, page), f"{name}-low", cited, tongue))
    return drawn


def _same_sum(low: Proof, high: Proof) -> bool:
    return [(s.premise, s.multiplier, s.value) for s in low.steps] == [
        (s.premise, s.multiplier, s.value) for s in high.steps
    ]


def _headed(key: str, proof: Proof, part: Bounds, page: Page) -> Markup:
    return _with_scope(page.tongue.say(key, n=exact(proof.value)), part, page)


def _with_scope(heading: Markup, part: Bounds, page: Page) -> Markup:
    """A heading, with what is counted where that is not the claim's own scope."""
    scope, tongue = part.question[0].scope, page.tongue
    if (scope.places, scope.period) == (page.finding.claim.scope.places, page.finding.claim.scope.period):
        return heading
    label = tongue.html(phrase.where_and_when(scope, tongue.catalogue, tongue.language))
    return Markup("{}: {}").format(heading, label)


def _hangs(part: Bounds, page: Page) -> dict[str, Any] | None:
    """The bounds when an assertion or bridge is withdrawn: those that change them, and the strongest that does not."""
    tongue = page.tongue
    changing = [w for w in part.hangs_on if (w.low, w.high) != (part.low, part.high)]
    still = [w for w in part.hangs_on if w not in changing][:1]
    if not part.hangs_on:
        return None
    drawn = [*changing[:MOST_WITHDRAWN], *still]
    whole = _stretch(part.low, part.high)
    scope = part.question[0].scope
    most = Fraction(100) if phrase.measure_unit(scope.measure, tongue.catalogue) == "percent" else None
    scale = scale_for([whole, *(_stretch(w.low, w.high) for w in drawn)], most)
    rows = [_row(tongue.say("hangs.all"), _plain_bounds(part, page), axis_row(scale, None, whole))]
    for withdrawal in drawn:
        name, note = _withdrawn(withdrawal, part, page)
        rows.append(_row(name, note, axis_row(scale, None, _stretch(withdrawal.low, withdrawal.high))))
    unit = phrase.measure_words(scope.measure, tongue.catalogue, tongue.language)
    return {
        "label": tongue.html(phrase.where_and_when(scope, tongue.catalogue, tongue.language)),
        "rows": rows,
        "scale": axis_scale(scale),
        "unit": tongue.html(unit),
        "caption": tongue.say("hangs.each") + " " + tongue.say("hangs.rest" if changing else "hangs.nothing"),
        "more": [_hang_line(w, part, page) for w in changing[MOST_WITHDRAWN:]],
    }


def _hang_line(withdrawal: Withdrawal, part: Bounds, page: Page) -> Markup:
    """A withdrawal in one line."""
    tongue = page.tongue
    return tongue.html(wording.hang_words(withdrawal, part, page.holdings, tongue.catalogue, tongue.language))


def _stretch(low: Fraction | None, high: Fraction | None) -> Stretch | None:
    return None if not low and high is None else Stretch(low or Fraction(0), high)


def _withdrawn(withdrawal: Withdrawal, part: Bounds, page: Page) -> tuple[Markup, Markup]:
    """What is withdrawn, and what the others still give, with the sums that are new."""
    words = wording.hang_words(withdrawal, part, page.holdings, page.tongue.catalogue, page.tongue.language)
    name, _, bounds = words.rpartition(": ")
    known = {wording.formula_words(proof) for proof in (part.low_proof, part.high_proof) if proof is not None}
    proofs = [proof for proof in (withdrawal.low_proof, withdrawal.high_proof) if proof is not None and _adds(proof)]
    note = page.tongue.html(bounds)
    for text in dict.fromkeys(wording.formula_words(proof) for proof in proofs):
        if text not in known:
            note += Markup("<br>") + page.tongue.html(text)
    return page.tongue.html(name), note


def _adds(proof: Proof) -> bool:
    """Whether there is anything to add up: more than one term that is not nought."""
    return sum(1 for step in proof.steps if step.value) > 1


def _plain_bounds(part: Bounds, page: Page) -> Markup:
    tongue, scope = page.tongue, part.question[0].scope
    unit = phrase.measure_unit(scope.measure, tongue.catalogue)
    return tongue.html(wording.bounds_words(part.low, part.high, scope, unit, tongue.language))


# -------------------------------------------------------------------------------------------------------- readings


def _reading(page: Page, number: int, reading: Reading) -> dict[str, Any]:
    """A reading: what was changed, its proof drawn, what it hangs on, and how easily the number is matched."""
    tongue = page.tongue
    drawn, hangs = [], []
    own = wording.principal(page.finding)
    for place, part in enumerate(reading.answer.parts, 1):
        if own is not None and part in own.parts:  # another form of the same counts: drawn below, for the claim itself
            continue
        drawn += _part_drawn(part, f"x{number}-{place}", page)
        table = _hangs(part, page)
        hangs += [table] if table else []
    return {
        "heading": _reading_line(page, reading),
        "edits": _edits(page, reading),
        "drawn": drawn,
        "quotients": quotients(reading.answer, _stated_in(page)),
        "hangs": hangs,
        "placebo": tongue.html(wording.placebo_words(reading.placebo, tongue.language)),
    }


def _reading_line(page: Page, reading: Reading) -> Markup:
    tongue = page.tongue
    return tongue.html(wording.reading_words(reading, page.finding.claim, tongue.catalogue, tongue.language))


def _edits(page: Page, reading: Reading) -> list[dict[str, Any]]:
    """What differs from the claim, slot by slot."""
    tongue = page.tongue
    found = []
    for edit in reading.edits:
        slot, was, now = wording.edit_words(edit, tongue.catalogue, tongue.language)
        found.append({"slot": tongue.html(slot), "was": tongue.html(was), "now": tongue.html(now)})
    return found


# ------------------------------------------------------------------------------- voices, contradictions and premises


def _voices(page: Page) -> dict[str, Any]:
    """Whose count it is: a row for every voice, and one, dotted, with words, for each kind of voice that is silent."""
    finding, tongue = page.finding, page.tongue
    drawn = as_drawn(finding, tongue.catalogue.measures)
    claim = claim_stretch(drawn)
    bounds = [stretch_of(entry.answer) for entry in finding.by_voice]
    scale = axis_scale_of(drawn, bounds)
    measured = claim is not None or any(bounds)

    def drawing(bar: Stretch | None) -> Markup:
        return axis_row(scale, claim, bar) if measured else silent_row()

    rows = [
        _row(_voice_name(entry, page), _bounds_note(entry.answer, page), drawing(bar))
        for entry, bar in zip(finding.by_voice, bounds, strict=True)
    ]
    for key in _silent({entry.side for entry in finding.by_voice}):
        note = tongue.say("voices.no_count" if key == "press" else "voices.no_figure")
        rows.append(_row(tongue.say(f"voices.empty_{key}"), note, drawing(None)))
    return {
        "rows": rows,
        "scale": axis_scale(scale) if measured else "",
        "unit": _unit(page),
        "caption": tongue.say("voices.not_it"),
    }


def _silent(sides: Collection[str]) -> list[str]:
    """The kinds of voice that put nothing on record here.

    A voice on neither side is a monitor or the press; which, nobody has said, so neither is called silent then.
    """
    kinds = [key for key in ("own", "other") if key not in sides]
    return kinds if "unknown" in sides else [*kinds, "monitors", "press"]


def _voice_name(entry: VoiceAnswer, page: Page) -> Markup:
    tongue = page.tongue
    name = wording.actor_words((entry.voice,), tongue.catalogue, tongue.language)
    comma = "، " if tongue.language == "ar" else ", "
    return tongue.html(f"{name[:1].upper()}{name[1:]}{comma}{tongue.text(f'voices.{entry.side}')}")


def _contradictions(page: Page) -> list[Drawn]:
    found = page.finding.contradictions[:MOST_CONTRADICTIONS]
    return [draw_clash(entry, f"clash-{n}", page.cited, page.tongue) for n, entry in enumerate(found, 1)]


def _premises(page: Page, answer: Answer | None) -> list[dict[str, Any]]:
    """The bridges that the proofs use and who was part of whom when, and what the bounds are without each."""
    parts = [*(answer.parts if answer is not None else ())]
    parts += [part for reading in page.finding.readings[:MOST_READINGS] for part in reading.answer.parts]
    found: dict[str, dict[str, Any]] = {}
    for part in parts:
        for withdrawal in part.hangs_on:
            told = wording.premise_told(
                withdrawal.premise, page.cited.bridges, page.tongue.catalogue, page.tongue.language
            )
            if told is not None:
                found.setdefault(withdrawal.premise, _premise(told, withdrawal, part, page))
    return [found[key] for key in sorted(found)]


def _premise(told: tuple[str, str], withdrawal: Withdrawal, part: Bounds, page: Page) -> dict[str, Any]:
    tongue, scope = page.tongue, part.question[0].scope
    unit = phrase.measure_unit(scope.measure, tongue.catalogue)
    bounds = wording.bounds_words(withdrawal.low, withdrawal.high, scope, unit, tongue.language)
    same = (withdrawal.low, withdrawal.high) == (part.low, part.high)
    return {
        "sentence": tongue.html(told[0]),
        "without": tongue.say("premises.same") if same else tongue.say("premises.without", bounds=bounds),
        "source": told[1],
        "id": withdrawal.premise,
    }


# ---------------------------------------------------------------------------------------------- figures and sources


def _used_figures(page: Page) -> list[Figure]:
    """Every figure that a sum of this page cites, in the order of their days."""
    found: dict[str, Figure] = {}
    for proof in named_proofs(page.finding).values():
        for figure in figures_of(proof, page.cited):
            found.setdefault(figure.id, figure)
    return sorted(found.values(), key=lambda f: (f.scope.measure, f.scope.period.start or dt.date.min, f.id))


def _figure_row(figure: Figure, page: Page) -> dict[str, Any]:
    tongue = page.tongue
    scope, language = figure.scope, page.tongue.language
    return {
        "id": figure.id,
        "value": _value(figure),
        "measure": tongue.html(phrase.measure_words(scope.measure, tongue.catalogue, language)),
        "place": tongue.html(
            wording.place_words(scope.places, tongue.catalogue, language, scope.without) if scope.places else "–"
        ),
        "period": tongue.html(wording.period_words(scope.period, language)),
        "source": tongue.html(_source_name(figure, page)),
        "address": safe_address(figure.address),
    }


def _value(figure: Figure) -> str:
    """The figure as published, from low to high."""
    ends = [None if end is None else exact(end) for end in (figure.low, figure.high)]
    low, high = ends
    if low is high is None:
        return "–"
    if figure.sense == "at_least" or high is None:
        return f"≥ {low}"
    if figure.sense == "at_most" or low is None:
        return f"≤ {high}"
    return str(low) if low == high else f"{low}–{high}"


def _source_name(figure: Figure, page: Page) -> str:
    """Who published it, and on which day."""
    language = page.tongue.language
    card = page.holdings.cards.get(figure.source)
    name = phrase.printed_name(card.names, figure.source, language) if card is not None else figure.source
    day = (
        phrase.day_words(figure.published_on, language)
        if figure.published_on
        else page.tongue.text("figures.day_unknown")
    )
    return f"{name}{'، ' if language == 'ar' else ', '}{day}"


def _sources(figures: Iterable[Figure], page: Page) -> list[dict[str, Any]]:
    """Each address once, with who published there and when, and which figures came from it."""
    found: dict[str, dict[str, Any]] = {}
    for figure in sorted(figures, key=lambda f: (f.published_on or dt.date.min, f.address, f.id)):
        entry = found.setdefault(
            figure.address,
            {
                "name": page.tongue.html(_source_name(figure, page)),
                "address": safe_address(figure.address),
                "card": anchor(figure.source) if figure.source in page.holdings.cards else "",
                "via": "",
                "notes": [],
            },
        )
        if figure.via:
            entry["via"] = page.tongue.text("figures.via", via=figure.via)
    return list(found.values())


def _method(page: Page, answer: Answer | None) -> list[Markup]:
    """What follows from what, and whether more work could narrow it."""
    tongue = page.tongue
    lines = [tongue.say("method.follows"), tongue.say("method.whole")]
    parts: Sequence[Bounds] = answer.parts if answer is not None else ()
    if parts:
        if all(part.tight for part in parts):
            used, known = max(p.figures_used for p in parts), max(p.figures_known for p in parts)
            lines.append(tongue.say("method.tight", used=used, known=known))
        elif all(part.tight or part.settled for part in parts):
            used, known = max(p.figures_used for p in parts), max(p.figures_known for p in parts)
            lines.append(tongue.say("method.settled", used=used, known=known))
        else:
            lines.append(tongue.say("proof.not_tight"))
    return [*lines, tongue.say("method.version", version=page.finding.method_version)]
