"""Plain text for the terminal: answers, proofs, claims, contradictions and what the record holds, in English."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Sequence
from dataclasses import replace
from fractions import Fraction

from onrecord.bounds import Bounds, Contradiction
from onrecord.claim import Claim
from onrecord.explanation import bounds_words, contradiction_words, gap_words, hang_words, rounding_words
from onrecord.figure import Figure
from onrecord.phrase import (
    actor_words,
    day_words,
    figure_words,
    formula_words,
    measure_unit,
    scope_words,
    sum_words,
    term_words,
)
from onrecord.proof import ROLES, Box, Ground, Proof
from onrecord.row import Holdings
from onrecord.scope import Catalogue, Scope
from onrecord.source import Card
from onrecord.statement import Statement

# ---------------------------------------------------------------------------------------------------------- answers


def ask_report(
    scope: Scope, answers: Sequence[tuple[str, str, Bounds]], holdings: Holdings, catalogue: Catalogue
) -> str:
    """The answer to a question, by voice: bounds, the sum of each, what they hang on."""
    label = scope_words(scope, catalogue, "en")
    lines = [label[0].upper() + label[1:]]
    for voice, rule, bounds in answers:
        counted = actor_words((voice,), catalogue, "en") + (f", by the rule {rule!r}" if rule else "")
        unit = measure_unit(scope.measure, catalogue)
        allowed = bounds_words(_telling(bounds.low, bounds.high), bounds.high, scope, unit, "en")
        lines += ["", f"As counted by {counted}: {allowed}"]
        lines.extend(f"  {line}" for line in bounds_lines(bounds, holdings, catalogue))
    if not answers:
        lines.append("Not on record: no figure held counts this. That does not mean that it did not happen.")
    return "\n".join(lines) + "\n"


def bounds_lines(bounds: Bounds, holdings: Holdings, catalogue: Catalogue) -> list[str]:
    """The proofs, the gap, and what changes when something is withdrawn."""
    lines = proofs_lines(bounds.low_proof, bounds.high_proof, holdings, catalogue)
    if bounds.gap is not None:
        lines.append(f"no upper bound: {gap_words(bounds.gap, catalogue, 'en')}")
    changing = [entry for entry in bounds.hangs_on if (entry.low, entry.high) != (bounds.low, bounds.high)]
    for entry in changing:
        told = replace(entry, low=_telling(entry.low, entry.high))
        lines.append(hang_words(told, bounds, holdings, catalogue, "en"))
    if not bounds.consistent:
        lines.append("The figures used do not fit together; see 'onrecord contradictions'.")
    if not bounds.tight:
        lines.append("More work may narrow these.")
    return lines


def _telling(low: Fraction | None, high: Fraction | None) -> Fraction | None:
    """The low bound where it tells something: 'at least 0' alone is no bound."""
    return None if high is None and not low else low


def proofs_lines(low: Proof | None, high: Proof | None, holdings: Holdings, catalogue: Catalogue) -> list[str]:
    """The sum of each bound with its terms; once where both bounds are the same sum."""
    if low is not None and high is not None and low.steps == tuple(_other_side(high)):
        return [_sum(high), *_indented(steps(high, holdings, catalogue))]
    lines: list[str] = []
    for words, proof in (("at least", low), ("at most", high)):
        if proof is not None and proof.steps:
            rounded = rounding_words(proof, "en")
            lines.append(f"{words}: {_sum(proof)}{f', {rounded}' if rounded else ''}")
            lines += _indented(steps(proof, holdings, catalogue))
    return lines


def _sum(proof: Proof) -> str:
    """The sum with its total; a figure that is the bound by itself stands alone."""
    alone = [step for step in proof.steps if step.value]
    return formula_words(proof) if len(alone) != 1 or alone[0].multiplier != 1 else sum_words(alone)


def _other_side(proof: Proof) -> Iterable[object]:
    """The steps as they would be in a proof of the other bound: the same sum from the other sides."""
    for step in proof.steps:
        yield type(step)(step.multiplier, step.premise, "low" if step.side == "high" else "high", step.value)


def _indented(lines: Iterable[str]) -> list[str]:
    return [f"  {line}" for line in lines]


def steps(proof: Proof, holdings: Holdings, catalogue: Catalogue) -> list[str]:
    """One line a step: sign and value, the figure or bridge it comes from, its id, who published it and when."""
    figures = {figure.id: figure for figure in holdings.figures}
    lines = []
    for step in proof.steps:
        sign = "−" if step.multiplier < 0 else "+"
        value = f"{sign} {term_words(abs(step.multiplier), step.value)}".rjust(7)
        figure = figures.get(step.premise)
        if figure is None:
            lines.append(f"{value}  {proof.premises[step.premise].because.get('doc', {}).get('en', step.premise)}")
            continue
        published = day_words(figure.published_on, "en") if figure.published_on else "day not known"
        lines.append(f"{value}  {figure_words(figure, catalogue, 'en')} [{figure.id}: {figure.source}, {published}]")
    return lines


# ----------------------------------------------------------------------------------------------------------- proofs


def shows(proof: Proof) -> str:
    """What the proof proves, in one sentence, from the document alone."""
    if proof.is_contradiction:
        return "these premises do not fit together: nothing at all would come to less than nothing"
    asked = " + ".join(
        ("" if part.coefficient == 1 else f"{part.coefficient} × ") + _in_words(part.box, proof.ground)
        for part in proof.question
    )
    return f"{asked}: {'at most' if proof.side == 'high' else 'at least'} {proof.value}"


def premises_in_words(proof: Proof) -> list[str]:
    """What a reader has to believe for the proof to hold: its premises in the order of the steps, then its ground."""
    lines = []
    for key in dict.fromkeys(step.premise for step in proof.steps):
        premise = proof.premises[key]
        because, sides = premise.because, (("at least", premise.low), ("at most", premise.high))
        if premise.kind != "figure":
            lines.append(f"{key}: {because.get('doc', {}).get('en', '')} {because.get('source', '')}".strip())
            continue
        stated = ", ".join(f"{word} {value}" for word, value in sides if value is not None)
        stated = f"exactly {premise.low}" if premise.low == premise.high else stated
        counted = " − ".join(_in_words(part.box, proof.ground) for part in premise.parts)
        witnesses = [
            " ".join(str(witness.get(name) or "") for name in ("source", "published_on", "address")).strip()
            for witness in because.get("figures", [])
        ]
        lines.append(f"{key}: {counted}: {stated} [{'; '.join(witnesses)}]")
    if proof.value != proof.bound:
        lines.append("what is counted comes in whole numbers")
    for tree in (proof.ground.places, proof.ground.actors):
        inside = sorted((node, whole) for node, whole in tree.items() if whole is not None)
        lines.extend(
            f"{_printed(node, proof.ground)} lies in {_printed(whole, proof.ground)}" for node, whole in inside
        )
    for region, (inner, outer) in sorted(proof.ground.regions.items()):
        covers = ["; ".join(_printed(place, proof.ground) for place in cover) or "nothing" for cover in (inner, outer)]
        lines.append(f"{_printed(region, proof.ground)} surely holds {covers[0]} and lies within {covers[1]}")
    return lines


def _printed(key: str, ground: Ground) -> str:
    return ground.names.get(key, {}).get("en", key)


def _in_words(box: Box, ground: Ground) -> str:
    """A box in words, its last day included."""
    named = [(role, " or ".join(_printed(actor, ground) for actor in getattr(box, role))) for role in ROLES]
    words = [_printed(box.measure, ground), *(f"{role} {names}" for role, names in named if names)]
    if box.places:
        words.append(f"in {'; '.join(_printed(place, ground) for place in box.places)}")
    if box.without:
        words.append(f"without {'; '.join(_printed(entry, ground) for entry in box.without)}")
    days = f"{box.start}/{box.end - dt.timedelta(days=1)}"
    return " ".join([*words, days, f"(as counted by {_printed(box.voice, ground)})"])


# ---------------------------------------------------------------------------------------------- claims, and the record


def claims_report(statement: Statement, claims: Sequence[Claim]) -> str:
    """The claims of a statement: their words, what they count, how they are meant."""
    lines = [f"{len(claims)} claim{'' if len(claims) == 1 else 's'} found"]
    for claim in claims:
        reason = f"; {claim.reason}" if claim.reason else ""
        lines.append(f"{claim.span.start}-{claim.span.end}  {' '.join(claim.span.of(statement.text).split())}")
        lines.append(f"    {claim.form}, {claim.scope.measure}, {claim.modality}; checkable: {claim.checkable}{reason}")
    return "\n".join(lines) + "\n"


def contradictions_report(found: Sequence[Contradiction], holdings: Holdings, catalogue: Catalogue) -> str:
    """Each contradiction as a sum with its size; no figure is called wrong."""
    if not found:
        return "The record holds no contradiction: some counts satisfy all its figures.\n"
    lines = []
    for entry in found:
        lines += [contradiction_words(entry, "en"), *_indented(steps(entry.proof, holdings, catalogue))]
    return "\n".join([*lines, "Withdrawing any one figure of a sum removes its contradiction."]) + "\n"


def figures_report(figures: Iterable[Figure], catalogue: Catalogue) -> str:
    """One line a figure."""
    lines = []
    for figure in figures:
        published = day_words(figure.published_on, "en") if figure.published_on else "day not known"
        lines.append(f"{figure.id}  {figure_words(figure, catalogue, 'en')} [{figure.source}, {published}]")
    return "\n".join([*lines, f"{len(lines)} figure{'' if len(lines) == 1 else 's'}"]) + "\n"


def sources_report(cards: Iterable[Card], figures: Sequence[Figure]) -> str:
    """One line a source, with how many figures of it are held."""
    lines = []
    for card in cards:
        held = sum(1 for figure in figures if figure.source == card.id)
        figures_held = f"{held} figure{'' if held == 1 else 's'}"
        lines.append(f"{card.id}  {card.names.get('en', card.publisher)} [counts of {card.voice}; {figures_held}]")
    return "\n".join([*lines, f"{len(lines)} source{'' if len(lines) == 1 else 's'}"]) + "\n"
