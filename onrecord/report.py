"""Plain text for the terminal: answers, claims, contradictions and what the record holds, in English."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Sequence
from fractions import Fraction

from onrecord.bounds import Bounds, Contradiction, Gap
from onrecord.claim import Claim
from onrecord.figure import Figure
from onrecord.proof import ROLES, Box, Ground, Proof, formula
from onrecord.schema import exact
from onrecord.scope import Catalogue, Scope
from onrecord.source import Card
from onrecord.statement import Statement


def scope_line(scope: Scope, names: Catalogue) -> str:
    """What is counted: ``strikes, by Coalition, against Daesh, Iraq; Syria, 2018-05``."""
    roles = [
        f"{role} {'; '.join(_named(names.actors, actor) for actor in getattr(scope, role))}"
        for role in ("by", "against", "of")
        if getattr(scope, role)
    ]
    where = "; ".join(_named(names.places, place) for place in scope.places) or "anywhere"
    without = [f"without {'; '.join(_named(names.places, place) for place in scope.without)}"] if scope.without else []
    return ", ".join([_named(names.measures, scope.measure), *roles, where, *without, scope.period.edtf])


def _named(catalogue: object, key: str) -> str:
    """The printed name of an id, or the id."""
    if key not in catalogue:  # type: ignore[operator]  # measures, places and actors all answer 'in'
        return key
    name: str = catalogue[key].names.get("en", key)  # type: ignore[index]  # and by id
    return name


def interval(low: Fraction | None, high: Fraction | None) -> str:
    """``exactly 132``, ``9 to 172``, ``at least 225``."""
    if low is not None and low == high:
        return f"exactly {exact(low)}"
    if high is None:
        return "at least 0: nothing on record bounds it" if not low else f"at least {exact(low)}, no upper bound"
    return f"{exact(low or Fraction(0))} to {exact(high)}"


def ask_report(scope: Scope, answers: Sequence[tuple[str, str, Bounds]], names: Catalogue) -> str:
    """The answer to a question, by voice: bounds, the sum of each, what they hang on."""
    lines = [scope_line(scope, names), ""]
    for voice, rule, bounds in answers:
        counted = _named(names.actors, voice) + (f", {rule}" if rule else "")
        lines.append(f"{counted}: {interval(bounds.low, bounds.high)}")
        lines.extend(f"  {line}" for line in bounds_lines(bounds, names))
    if not answers:
        lines.append("Not on record: no figure held counts this.")
    return "\n".join(lines) + "\n"


def bounds_lines(bounds: Bounds, names: Catalogue) -> list[str]:
    """The proofs, the gap, and what changes when something is withdrawn."""
    lines: list[str] = []
    for words, proof in (("at least", bounds.low_proof), ("at most", bounds.high_proof)):
        if proof is not None:
            lines += [f"{words} {exact(proof.value)}, as {proof.formula}", *(f"    {line}" for line in steps(proof))]
    if bounds.gap is not None:
        lines.append(f"no upper bound: {gap_line(bounds.gap, names)}")
    for entry in bounds.hangs_on:
        if (entry.low, entry.high) != (bounds.low, bounds.high):
            lines.append(f"without {entry.premise}: {interval(entry.low, entry.high)}")
    if not bounds.consistent:
        lines.append("the figures used do not fit together; see 'onrecord contradictions'")
    if not bounds.tight:
        lines.append("more work may narrow these")
    return lines


def gap_line(gap: Gap, names: Catalogue) -> str:
    """``nobody covers strikes in Turkey, 2018-05-01 to 2018-06-01 (excluded)``."""
    where = "; ".join(_named(names.places, place) for place in gap.places) or "the rest of the world"
    without = f" outside {'; '.join(_named(names.places, place) for place in gap.without)}" if gap.without else ""
    measure = _named(names.measures, gap.measure)
    return f"nobody covers {measure} in {where}{without}, {gap.start} to {gap.end} (excluded)"


def steps(proof: Proof) -> list[str]:
    """One line a step: sign and value, days, places, who published it."""
    lines = []
    for step in proof.steps:
        premise = proof.premises[step.premise]
        if premise.kind != "figure":
            lines.append(f"{step.premise}: {premise.because.get('doc', {}).get('en', '')}")
            continue
        box = premise.parts[0].box
        places = "; ".join(proof.ground.names.get(place, {}).get("en", place) for place in box.places) or "anywhere"
        value = formula([step]).rjust(7) if step.multiplier < 0 else f"+{formula([step])}".rjust(7)
        lines.append(f"{value}  {box.measure}, {places}, {box.start} to {box.end} (excluded)  [{step.premise}]")
    return lines


def shows(proof: Proof) -> str:
    """What the proof proves, in one sentence."""
    if proof.is_contradiction:
        return "these premises do not fit together: nothing at all would come to less than nothing"
    asked = " + ".join(
        ("" if part.coefficient == 1 else f"{part.coefficient} × ") + box_in_words(part.box, proof.ground)
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
        counted = " − ".join(box_in_words(part.box, proof.ground) for part in premise.parts)
        witnesses = [" ".join(str(witness.get(name) or "") for name in ("source", "published_on", "address")).strip()
                     for witness in because.get("figures", [])]  # fmt: skip
        lines.append(f"{key}: {counted}: {stated} [{'; '.join(witnesses)}]")
    for what in (proof.ground.places, proof.ground.actors):
        lines.extend(f"{_printed(node, proof.ground)} lies in {_printed(whole, proof.ground)}"
                     for node, whole in sorted(what.items()) if whole is not None)  # fmt: skip
    return lines


def _printed(key: str, ground: Ground) -> str:
    return ground.names.get(key, {}).get("en", key)


def box_in_words(box: Box, ground: Ground) -> str:
    """A box in words, its last day included."""
    roles = [f"{role} {' or '.join(_printed(actor, ground) for actor in getattr(box, role))}"
             for role in ROLES if getattr(box, role)]  # fmt: skip
    where = [f"in {'; '.join(_printed(place, ground) for place in box.places)}"] if box.places else []
    where += [f"without {'; '.join(_printed(entry, ground) for entry in box.without)}"] if box.without else []
    days = f"{box.start}/{box.end - dt.timedelta(days=1)}"
    return " ".join(
        [_printed(box.measure, ground), *roles, *where, days, f"(counted by {_printed(box.voice, ground)})"]
    )


def claims_report(statement: Statement, claims: Sequence[Claim]) -> str:
    """The claims of a statement: words, form, measure, modality."""
    lines = [f"{len(claims)} claims found"]
    for claim in claims:
        span = f"{claim.span.start}-{claim.span.end}"
        lines.append(f"{span}  {claim.span.of(statement.text)}")
        reason = f"; {claim.reason}" if claim.reason else ""
        lines.append(f"    {claim.form}, {claim.scope.measure}, {claim.modality}; checkable: {claim.checkable}{reason}")
    return "\n".join(lines) + "\n"


def contradictions_report(found: Sequence[Contradiction]) -> str:
    """Each contradiction as a sum with its size; no figure is called wrong."""
    if not found:
        return "The record holds no contradiction: some counts satisfy all figures.\n"
    lines = []
    for entry in found:
        lines.append(f"{exact(entry.size)} too many or too few: {entry.proof.formula}")
        lines.extend(f"    {line}" for line in steps(entry.proof))
    return "\n".join(lines) + "\n"


def figures_report(figures: Iterable[Figure], names: Catalogue) -> str:
    """One line a figure."""
    lines = []
    for figure in figures:
        sense = {"equal": "", "at_least": "at least ", "at_most": "at most "}[figure.sense]
        sides = dict.fromkeys(exact(side) for side in (figure.low, figure.high) if side is not None)
        published = figure.published_on.isoformat() if figure.published_on else "day not known"
        lines.append(f"{figure.id}  {sense}{' to '.join(sides)}  {scope_line(figure.scope, names)}  "
                     f"[{figure.source}, {published}]")  # fmt: skip
    return "\n".join([*lines, f"{len(lines)} figures"]) + "\n"


def sources_report(cards: Iterable[Card], figures: Sequence[Figure]) -> str:
    """One line a source, with how many figures of it are held."""
    lines = []
    for card in cards:
        held = sum(1 for figure in figures if figure.source == card.id)
        lines.append(
            f"{card.id}  {card.names.get('en', card.publisher)}  ({card.voice}; {held} figures; {card.licence})"
        )
    return "\n".join([*lines, f"{len(lines)} sources"]) + "\n"
