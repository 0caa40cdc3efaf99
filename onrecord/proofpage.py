"""A drawn proof with its words: what each row counts, which figures it cites, and what its dashes mean."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from markupsafe import Markup

from onrecord import phrase, wording
from onrecord.arabic import fixed
from onrecord.bounds import Answer, Bounds
from onrecord.box import Box
from onrecord.contradiction import Contradiction
from onrecord.figure import Figure
from onrecord.pagewords import Tongue
from onrecord.period import Period
from onrecord.proof import Premise, Proof
from onrecord.proofdrawing import LONGEST_AGO, Diagram, Row, clash, diagram, exact, open_diagram, question_boxes
from onrecord.row import Bridge
from onrecord.slack import Slack

TICKS = {"day": "days", "week": "weeks", "month": "months", "year": "years"}


@dataclass(frozen=True, slots=True)
class RowWords:
    """One line of a drawn sum as the page prints it."""

    kind: str
    op: str
    value: str
    drawing: Markup
    days: Markup
    what: Markup
    figures: tuple[Figure, ...]


@dataclass(frozen=True, slots=True)
class Drawn:
    """A drawn proof as the page prints it; ``name`` is its place in the page, ``file`` the exported proof."""

    name: str
    heading: Markup
    formula: str
    ruler: Markup
    ruler_label: Markup
    rows: tuple[RowWords, ...]
    captions: tuple[Markup, ...]
    wide: bool
    proof: Proof | None

    @property
    def is_long(self) -> bool:
        return len(self.formula) > 18


@dataclass(frozen=True, slots=True)
class Cited:
    """What the words of a proof are looked up in, the day of the statement, and the slack that its numbers have."""

    figures: Mapping[str, Figure]
    bridges: Mapping[str, Bridge]
    said_on: dt.date | None
    slack: Sequence[Slack] = ()


Speaking = tuple[Cited, Tongue, str]
"""What a drawing is put into words with: what is cited, the language, and the size of a contradiction."""


def figures_of(proof: Proof, cited: Cited) -> list[Figure]:
    """The figures that a proof cites, each with all its witnesses, in the proof's order."""
    ids = [witness["id"] for step in proof.steps for witness in _witnesses(proof.premises[step.premise])]
    return [cited.figures[key] for key in dict.fromkeys(ids) if key in cited.figures]


def _witnesses(premise: Premise) -> Sequence[Mapping[str, str]]:
    found: Sequence[Mapping[str, str]] = premise.because.get("figures", ())
    return found


# --------------------------------------------------------------------------------------------------------- drawn


def draw_bound(proof: Proof, heading: Markup, name: str, cited: Cited, tongue: Tongue) -> Drawn:
    """One bound with its sum."""
    drawing = diagram(proof)
    captions = [*_captions(drawing, proof, tongue), *_later(proof, cited, tongue)]
    return _drawn(drawing, (name, heading), captions, proof, (cited, tongue, ""))


def draw_open(bounds: Bounds, heading: Markup, name: str, cited: Cited, tongue: Tongue) -> Drawn | None:
    """No upper bound, with the cell that is the reason; None where no reason was found."""
    if bounds.gap is None or not bounds.question:
        return None
    asked = question_boxes(bounds.low_proof.question) if bounds.low_proof is not None else _asked(bounds)
    drawing = open_diagram(bounds.low_proof, asked, bounds.gap)
    words = wording.gap_words(bounds.gap, tongue.catalogue, tongue.language, bounds.question[0].scope)
    captions = [tongue.html(_sentence(words))]
    captions.append(tongue.say("proof.open_caption"))
    return _drawn(drawing, (name, heading), captions, bounds.low_proof, (cited, tongue, ""))


def draw_clash(contradiction: Contradiction, name: str, cited: Cited, tongue: Tongue) -> Drawn:
    """A contradiction: the same rows, both totals, and the gap as a number."""
    drawing = clash(contradiction.proof)
    size = exact(contradiction.size)
    heading = tongue.html(wording.contradiction_words(contradiction, tongue.language))
    captions = [tongue.say("contradictions.size", n=size)]
    return _drawn(drawing, (name, heading), captions, contradiction.proof, (cited, tongue, size))


def _asked(bounds: Bounds) -> tuple[Box, ...]:
    """The question's boxes where no proof holds them."""
    found = []
    for term in bounds.question:
        scope, period = term.scope, term.scope.period
        start, end = period.start or LONGEST_AGO, period.end or dt.date.max
        roles = (scope.by, scope.against, scope.of)
        found.append(Box(term.voice, term.rule, scope.measure, *roles, scope.places, scope.without, start, end))
    return tuple(found)


def _drawn(
    drawing: Diagram, title: tuple[str, Markup], captions: Iterable[Markup], proof: Proof | None, speaking: Speaking
) -> Drawn:
    cited, tongue, size = speaking
    period = wording.period_words(Period(drawing.start, drawing.end), tongue.language)
    side = proof.side if proof is not None else "low"
    rows = tuple(_row_words(row, drawing, (side, size), cited, tongue) for row in drawing.rows)
    ruler = tongue.say(f"proof.{TICKS[drawing.ticks]}", period=period)
    return Drawn(*title, drawing.formula, drawing.ruler, ruler, rows, tuple(captions), drawing.wide, proof)


def _sentence(text: str) -> str:
    return f"{text[:1].upper()}{text[1:]}."


# ----------------------------------------------------------------------------------------------------------- rows


def _row_words(row: Row, drawing: Diagram, told: tuple[str, str], cited: Cited, tongue: Tongue) -> RowWords:
    """The days and the label of one row."""
    days, what = _label(row, cited, tongue)
    notes = [what] if what else []
    side, size = told
    if row.kind == "result":
        notes = [_result_note(row, drawing, side, what, tongue)]
    elif row.kind == "unknown":
        notes.append(tongue.say("proof.uncovered"))
    elif row.kind == "against":
        notes.append(tongue.say("contradictions.stated", n=size))
    if row.gives:
        notes.append(tongue.say("proof.gives", n=row.gives))
    if row.small:
        notes.append(tongue.html(row.small))
    premises = {premise.id for premise in row.premises}
    if room := wording.slack_words([one for one in cited.slack if one.premise in premises], tongue.language):
        notes.append(tongue.html(room))
    ids = [witness["id"] for premise in row.premises for witness in _witnesses(premise)]
    figures = tuple(cited.figures[key] for key in dict.fromkeys(ids) if key in cited.figures)
    joined = (Markup("؛ ") if tongue.language == "ar" else Markup("; ")).join(notes)
    return RowWords(row.kind, row.op, row.value, row.drawing, days, joined, figures)


def _label(row: Row, cited: Cited, tongue: Tongue) -> tuple[Markup, Markup]:
    """When and where a row counts; a bridge in its own sentence; several measures or places by name."""
    bridge = next((p for p in row.premises if p.kind not in ("figure", "events")), None)
    boxes = row.boxes
    if not boxes:
        return Markup(""), tongue.say("contradictions.least")
    days = tongue.html(_days(boxes, tongue))
    if bridge is not None:
        held = cited.bridges.get(bridge.id.partition("#")[0])
        return days, tongue.html(wording.bridge_words(held, tongue.language) if held is not None else bridge.id)
    places = dict.fromkeys(_places(box, tongue) for box in boxes)
    text = ("؛ " if tongue.language == "ar" else "; ").join(places)
    return days, tongue.html(text)


def _places(box: Box, tongue: Tongue) -> str:
    """Where a box counts; whose, where a stock is nowhere in particular."""
    if not box.places and box.of:
        return wording.actor_words(box.of, tongue.catalogue, tongue.language)
    return wording.place_words(box.places, tongue.catalogue, tongue.language, box.without)


def _days(boxes: Sequence[Box], tongue: Tongue) -> str:
    """The days that boxes count, the first to the last; a running total by its end alone."""
    start, end = min(box.start for box in boxes), max(box.end for box in boxes)
    if start <= LONGEST_AGO:
        last = phrase.day_words(end - dt.timedelta(days=1), tongue.language)
        return tongue.text("proof.since", last=last)
    return wording.period_words(Period(start, end), tongue.language)


def _result_note(row: Row, drawing: Diagram, side: str, what: Markup, tongue: Tongue) -> Markup:
    """What the result is: at most this, at least this, or nothing where it is exact."""
    note = Markup("")
    if row.op == "≥":
        note = tongue.say("proof.no_upper")
    elif drawing.kept or drawing.elsewhere:
        note = tongue.say("proof.this_most" if side == "high" else "proof.this_least")
    return Markup("{}: {}").format(what, note) if note and what else what or note


# ------------------------------------------------------------------------------------------------------- captions


def _captions(drawing: Diagram, proof: Proof, tongue: Tongue) -> list[Markup]:
    """What hatching and dashes mean here; a dashed bar never stands without its words."""
    most = proof.side == "high"
    found = [tongue.say("proof.hatched" if drawing.hatched else "proof.solid")]
    if drawing.kept:
        spans = [wording.period_words(Period(start, end), tongue.language) for start, end in drawing.kept]
        days = ("، " if tongue.language == "ar" else ", ").join(spans)
        found.append(tongue.say("proof.kept_most" if most else "proof.kept_least", days=days))
    if drawing.elsewhere:
        found.append(tongue.say("proof.above_most" if most else "proof.above_least"))
    if drawing.rounded:
        found.append(tongue.html(_sentence(wording.rounding_words(proof, tongue.language))))
    return found


def _later(proof: Proof, cited: Cited, tongue: Tongue) -> list[Markup]:
    """Which figures of a sum were published after the statement."""
    figures = figures_of(proof, cited)
    day = cited.said_on
    later = [f for f in figures if day is not None and f.published_on is not None and f.published_on > day]
    if not later:
        return []
    if len(later) == len(figures):
        return [tongue.say("proof.later_all")]
    links = Markup(" ").join(reference(figure) for figure in later)
    before, _, after = tongue.text("proof.later_some", ids="\0").partition("\0")
    return [tongue.html(before) + links + tongue.html(after)]


def reference(figure: Figure) -> Markup:
    """A boxed id that leads to the figure's row in the table."""
    return Markup('<a class="ref" href="#r-{0}">{0}</a>').format(figure.id)


def quotients(answer: Answer, unit: str) -> list[Markup]:
    """A change or share written as the sums it is: 225 − 74 = 151, then 151 ÷ 74 = 2.04…; in times, 225 ÷ 74 = 3.04…"""
    if len(answer.parts) != 2:
        return []
    first, second = answer.parts
    if not (first.pinned and second.pinned and first.low is not None and second.low):
        return []
    top, bottom = first.low, second.low
    sums = []
    if answer.form == "change" and unit == "times":  # of a fall, how many times smaller
        top, bottom = (bottom, top) if top and answer.low != top / bottom else (top, bottom)
    elif answer.form in ("change", "difference"):
        size = abs(top - bottom)
        sums.append(f"{exact(max(top, bottom))} − {exact(min(top, bottom))} = {exact(size)}")
        top = size
    if answer.form != "difference":
        quotient = top / bottom
        shown = exact(quotient)
        if "/" in shown or any(sign in shown for sign in "½⅓⅔¼¾"):
            shown = f"{exact(quotient)} ≈ {fixed(quotient, 4)}"
        sums.append(f"{exact(top)} ÷ {exact(bottom)} = {shown}")
    return [Markup('<span class="ltr">{}</span>').format(text) for text in sums]
