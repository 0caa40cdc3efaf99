"""Sentences about findings, in English and Arabic: one plain sentence each, and the notes that stand beside it.

Nothing here judges anybody. The words are data (``data/sentences.toml``); this module chooses among them and fills
them in. Every function returns plain text; :func:`onrecord.phrase.segments` cuts it where numbers and formulas must
be kept from turning round.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import TYPE_CHECKING

from onrecord.arabic import capital, comma, count_words, lower, noun_for, nouns, number_words
from onrecord.claim import MEASURED, Claim
from onrecord.claimwords import claim_number, reason_words
from onrecord.explanation import (
    answer_words,
    bounds_words,
    bridge_words,
    change_words,
    clause_words,
    contradiction_words,
    edit_words,
    gap_places,
    gap_words,
    hang_words,
    pattern_words,
    placebo_words,
    quotient_words,
    reading_words,
    room_words,
    rounding_words,
    slack_words,
    stint_clause,
    unit_of,
)
from onrecord.finding import Finding, Outcome, VoiceAnswer
from onrecord.period import ONE_DAY, Period
from onrecord.phrase import (
    actor_name,
    actor_words,
    amount_words,
    counted_words,
    figure_words,
    fill,
    formula_words,
    has_template,
    iso_period,
    isolated,
    low_end,
    measure_unit,
    measure_words,
    period_words,
    place_words,
    plain_noun,
    possessive,
    quantity_words,
    scope_words,
    segments,
    tail_words,
    template,
    when_words,
    where_and_when,
    with_article,
)
from onrecord.place import NOT_STATED
from onrecord.slack import slack_of

if TYPE_CHECKING:
    from onrecord.bounds import Answer, Bounds
    from onrecord.box import Box
    from onrecord.measure import Measures
    from onrecord.proof import Proof
    from onrecord.row import Bridge
    from onrecord.scope import Catalogue, Scope
    from onrecord.slack import Slack
    from onrecord.statement import Language

__all__ = [
    "actor_words",
    "answer_words",
    "base_words",
    "bounds_words",
    "bridge_words",
    "claim_number",
    "claim_words",
    "contradiction_words",
    "edit_words",
    "figure_words",
    "formula_words",
    "gap_words",
    "hang_words",
    "isolated",
    "known_then_words",
    "lateness_words",
    "number_words",
    "outcome_key",
    "outcome_line",
    "outcome_word",
    "pattern_words",
    "period_words",
    "place_words",
    "placebo_words",
    "premise_told",
    "premise_words",
    "principal",
    "proofs_of",
    "quantity_words",
    "reading_words",
    "reason_words",
    "room_words",
    "rounding_note",
    "rounding_words",
    "scope_words",
    "segments",
    "sentence",
    "settles",
    "slack_told",
    "slack_words",
    "summary_words",
    "uncovered",
    "voice_words",
    "when_words",
]


# -------------------------------------------------------------------------------------------------------- outcomes


def outcome_key(finding: Finding) -> str:
    """The outcome's key: as the finding has it, but ``own_reports`` where only the speaker's side bears it out.

    What somebody denies is not consistent with their own reports because these bear it out.
    """
    return _key(finding.outcome, finding.own_side_only and finding.claim.modality != "denied")


def _key(outcome: Outcome, own: bool) -> str:
    return "own_reports" if own and outcome is Outcome.BORNE_OUT else outcome.value


def outcome_word(finding: Finding, language: Language) -> str:
    """Possible; Consistent with its own reports; Above the record."""
    word = template(f"outcomes.{outcome_key(finding)}.word", language)
    if finding.claim.modality != "denied" or finding.outcome is Outcome.NOT_CHECKABLE:
        return word
    return fill("denied.word", language, word=lower(word, language))


def outcome_line(finding: Finding, language: Language) -> str:
    """The outcome in one sentence: Possible: the record allows it and does not settle it."""
    key = outcome_key(finding)
    if finding.outcome is Outcome.NOT_CHECKABLE:
        reason = lower(_unmeasured_words(finding.claim, language), language)
        return f"{template(f'outcomes.{key}.word', language)}: {reason}"
    line = template(f"outcomes.{key}.line", language)
    if finding.claim.modality == "denied":
        line = fill("denied.line", language, line=line)
    return f"{outcome_word(finding, language)}: {line}."


SHOWN_FIRST = (
    *("record_disagrees", "above_record", "below_record", "possible"),
    *("borne_out", "own_reports", "not_on_record", "not_checkable"),
)
"""Outcomes in the order in which they are counted: those that most ask to be read first."""


def summary_words(findings: Sequence[Finding], language: Language) -> str:
    """How many claims, and how many of each outcome: 5 claims: 1 above the record, 4 possible."""
    keys = [outcome_key(finding) for finding in findings]
    counts = [f"{keys.count(key)} {_lowered(key, language)}" for key in sorted(set(keys), key=SHOWN_FIRST.index)]
    n = count_words(len(findings), nouns()["claim"], language)
    if not counts:
        return f"{n[0].upper()}{n[1:]}."
    return fill("voices.summary", language, n=n, counts=("، " if language == "ar" else ", ").join(counts))


def _lowered(key: str, language: Language) -> str:
    return lower(template(f"outcomes.{key}.word", language), language)


def principal(finding: Finding) -> Answer | None:
    """The answer that the sentence speaks of: all that is known now, else the first voice's that bounds anything."""
    answers = [finding.known_now, *(voice.answer for voice in finding.by_voice)]
    held = [answer for answer in answers if answer is not None]
    return next((a for a in held if a.low or a.high is not None), held[0] if held else None)


def slack_told(finding: Finding, answer: Answer, measures: Measures) -> tuple[Slack, ...]:
    """The slack of the numbers behind an answer; () where voices differ, or the answer settles nothing."""
    told = (entry for entry in finding.by_voice if entry.answer is answer and entry.outcome is finding.outcome)
    entry = next(told, None)
    return () if entry is None else slack_of(finding.claim, entry, measures)


# -------------------------------------------------------------------------------------------------- the one sentence


def sentence(finding: Finding, catalogue: Catalogue, language: Language) -> str:
    """The finding in one plain sentence."""
    if finding.outcome is Outcome.NOT_CHECKABLE:
        return _unmeasured_words(finding.claim, language)
    answer = principal(finding)
    if finding.outcome is Outcome.RECORD_DISAGREES:
        return _disagrees(finding, catalogue, language)
    if finding.outcome is Outcome.NOT_ON_RECORD or answer is None or not (answer.low or answer.high is not None):
        return _not_on_record(finding.claim, catalogue, language)
    said = claim_number(finding.claim, language)
    allowed = capital(_allowed(finding, answer, catalogue, language), language)
    if not said:
        return fill("sentences.plain", language, sentence=allowed)
    key = "denied" if finding.claim.modality == "denied" else "claim"
    return fill(f"allowed.{key}", language, sentence=allowed, n=said)


def claim_words(claim: Claim, catalogue: Catalogue, language: Language) -> str:
    """The claim as a label: more than 132 strikes, the Middle Euphrates River Valley, 1–19 May 2018."""
    number = claim_number(claim, language) or measure_words(claim.scope.measure, catalogue, language)
    label = where_and_when(claim.scope, catalogue, language)
    return f"{number}{comma(language)}{label}" if label else number


def _unmeasured_words(claim: Claim, language: Language) -> str:
    return reason_words(claim, language) or template("reasons.not_checkable.reason", language)


def _disagrees(finding: Finding, catalogue: Catalogue, language: Language) -> str:
    """The sum that cannot hold; where each voice is at one with itself, how the claim stands to each."""
    if not finding.contradictions:
        return _voices_differ(finding, catalogue, language)
    words = contradiction_words(finding.contradictions[0], language)
    return fill("sentences.disagrees", language, sum=words)


def rounding_note(finding: Finding, language: Language) -> str:
    """That figures which differ within their rounding were allowed to; '' where none do."""
    if finding.outcome is Outcome.RECORD_DISAGREES or not finding.contradictions:
        return ""
    return fill("sentences.rounded", language, sum=contradiction_words(finding.contradictions[0], language))


def _voices_differ(finding: Finding, catalogue: Catalogue, language: Language) -> str:
    words = []
    for entry in finding.by_voice:
        outcome = _lowered(_key(entry.outcome, entry.side == "own"), language)
        voice = actor_words((entry.voice,), catalogue, language)
        words.append(f"{voice}: {answer_words(entry.answer, finding.claim, catalogue, language)} ({outcome})")
    if not words:
        return template("sentences.disagrees_plain", language)
    return fill("sentences.voices_differ", language, voices=("؛ " if language == "ar" else "; ").join(words))


def _not_on_record(claim: Claim, catalogue: Catalogue, language: Language) -> str:
    what = counted_words(claim.scope.measure, catalogue, language)
    tail = tail_words(claim.scope, catalogue, language)
    said = claim_number(claim, language)
    if not said:
        return fill("sentences.not_on_record", language, what=what, tail=tail)
    return fill("sentences.not_on_record_number", language, what=what, tail=tail, n=said)


@dataclass(frozen=True, slots=True)
class _Told:
    """Whose figures speak, with the two verbs that agree with them, in one language."""

    who: str
    allow: str
    give: str
    voice: str


def _told(finding: Finding, answer: Answer, catalogue: Catalogue, language: Language) -> _Told:
    """The voice whose counts the answer rests on; 'the record' where no voice is known."""
    voice = answer.parts[0].question[0].voice if answer.parts and answer.parts[0].question else ""
    if voice:
        name = actor_name(voice, catalogue, language)
        shown = possessive(with_article(name, language)) if language == "en" else actor_words((voice,), catalogue, "ar")
        who = fill("subject.alone" if finding.own_side_only else "subject.figures", language, voice=shown)
    else:
        who = template("subject.speaker" if finding.own_side_only else "subject.record", language)
    number = 0 if not voice and not finding.own_side_only else 1
    return _Told(who, _verb("allow", number, language), _verb("give", number, language), voice)


def _verb(verb: str, number: int, language: Language) -> str:
    return template(f"subject.{verb}_{('one', 'many')[number]}", language)


def _allowed(finding: Finding, answer: Answer, catalogue: Catalogue, language: Language) -> str:
    """What the record allows: who gives what, where and when, under which contestable premise."""
    told = _told(finding, answer, catalogue, language)
    if len(answer.parts) == 2:
        words = _two_parts(finding.claim, answer, told, catalogue, language)
    else:
        words = _one_part(finding.claim, answer, told, catalogue, language)
    for premise in _contestable(answer, catalogue, language):
        words = fill("allowed.if_premise", language, sentence=words, premise=premise)
    return words


def _one_part(claim: Claim, answer: Answer, told: _Told, catalogue: Catalogue, language: Language) -> str:
    """An amount: between 9 and 172 strikes, exactly 132, at least 9 and no upper bound."""
    scope = answer.parts[0].question[0].scope if answer.parts and answer.parts[0].question else claim.scope
    unit = unit_of(claim, catalogue)
    if answer.form == "rate":
        measure, tail = counted_words(scope.measure, catalogue, language), tail_words(scope, catalogue, language)
        n = answer_words(answer, claim, catalogue, language)
        return fill("allowed.rate", language, who=told.who, allow=told.allow, measure=measure, tail=tail, n=n)
    tail = _named_measure(scope, unit, catalogue, language) + tail_words(scope, catalogue, language, told.voice)
    words = {"who": told.who, "allow": told.allow, "give": told.give, "tail": tail}
    low, high = answer.low, answer.high
    if high is None:
        assert low is not None
        n = amount_words(low, scope.measure, unit, language, "accusative")
        return fill("allowed.at_least", language, **words, n=n)
    if low == high == 0 and unit != "percent":
        return fill(
            "allowed.zero", language, **words, noun=plain_noun(noun_for(scope.measure, unit), Fraction(3), language)
        )
    if low == high:
        n = amount_words(high, scope.measure, unit, language, "accusative")
        return fill("allowed.exactly", language, **words, n=n)
    n = amount_words(high, scope.measure, unit, language, "genitive")
    if low is None or low == 0:
        return fill("allowed.at_most", language, **words, n=n)
    return fill("allowed.range", language, **words, n=n, a=low_end(low, high, scope.measure, unit, language))


def _named_measure(scope: Scope, unit: str, catalogue: Catalogue, language: Language) -> str:
    """What the counted noun leaves unsaid: 12 people (rescued); 98 percent of the territory once held."""
    measure = scope.measure
    special = f"measured.{measure}"
    if has_template(special):
        bare = not scope.of and has_template(f"{special}_bare")
        return template(f"{special}_bare" if bare else special, language)
    if measure in noun_for(measure, unit.partition("/")[0]).measures:
        return ""
    return f" ({measure_words(measure, catalogue, language)})"


def _two_parts(claim: Claim, answer: Answer, told: _Told, catalogue: Catalogue, language: Language) -> str:
    """A change or share of A over B: both counts where the record pins them, else the range of the quotient."""
    first, second = answer.parts
    scopes = first.question[0].scope, second.question[0].scope
    words = {"who": told.who, "allow": told.allow, "give": told.give}
    if answer.form in ("ratio", "difference") or (answer.form == "share" and not (first.pinned and second.pinned)):
        return _set_against(claim, answer, words, catalogue, language)
    if first.pinned and second.pinned and first.low is not None and second.low:
        a_tail, b_tail, b = _pair_words(scopes, second.low, told, catalogue, language)
        a = amount_words(
            first.low, scopes[0].measure, measure_unit(scopes[0].measure, catalogue), language, "accusative"
        )
        n = quotient_words(claim, answer, language)
        return fill("allowed.two_parts", language, **words, a=a, a_tail=a_tail, b=b, b_tail=b_tail, n=n)
    tail = tail_words(scopes[0], catalogue, language, told.voice)
    words |= {"measure": counted_words(scopes[0].measure, catalogue, language), "tail": tail}
    base = period_words(scopes[1].period, language)
    return fill("allowed.change", language, **words, base=base, n=change_words(answer, claim, language))


def _set_against(claim: Claim, answer: Answer, words: dict[str, str], catalogue: Catalogue, language: Language) -> str:
    """A total set against another of which the record leaves a range: of the strikes in Syria, 7 to 99 percent."""
    first, other = (part.question[0].scope for part in answer.parts)
    told = {**words, "measure": counted_words(first.measure, catalogue, language)}
    told |= {"n": answer_words(answer, claim, catalogue, language), "tail": tail_words(first, catalogue, language)}
    if answer.form == "ratio":
        return fill("allowed.rate", language, **told)
    if answer.form == "share":
        return fill("allowed.share", language, **told, base=scope_words(other, catalogue, language))
    return fill("allowed.change", language, **told, base=period_words(other.period, language))


def _pair_words(
    scopes: tuple[Scope, Scope], second: Fraction, told: _Told, catalogue: Catalogue, language: Language
) -> tuple[str, str, str]:
    """What follows the first count, what follows the second, and the second: bare where only the days differ."""
    first, other = scopes
    a_tail = tail_words(first, catalogue, language, told.voice)
    if first.but(period=other.period) == other:
        when = when_words(other.period, language)
        return a_tail, f" {when}" if when else "", number_words(second)
    b = amount_words(second, other.measure, measure_unit(other.measure, catalogue), language, "accusative")
    return a_tail, tail_words(other, catalogue, language, told.voice), b


# ------------------------------------------------------------------------------------------------ reasons, premises


def premise_words(bridge: Bridge, catalogue: Catalogue, language: Language) -> str:
    """A bridge as a condition: if nobody left; if no strike is without at least one engagement."""
    clause = clause_words(bridge.kind, bridge.lesser, bridge.greater, catalogue, language)
    return fill("premises.condition", language, clause=clause)


def premise_told(
    premise: str, bridges: Mapping[str, Bridge], catalogue: Catalogue, language: Language
) -> tuple[str, str] | None:
    """A bridge, or when one party was part of another, as a sentence, and its source; None for a figure."""
    if (bridge := bridges.get(premise)) is not None:
        return bridge_words(bridge, language), bridge.source
    clause = stint_clause(premise, catalogue, language)
    whence = " ".join(stint.why for stint in catalogue.actors.stints.get(premise, ()))
    return (f"{capital(clause, language)}.", whence) if clause else None


def _contestable(answer: Answer, catalogue: Catalogue, language: Language) -> list[str]:
    """The premises of the proofs that nobody published and that a reader may doubt: each said once."""
    stocks = {
        str(premise.because.get("lesser", ""))
        for proof in proofs_of(answer)
        for premise in proof.premises.values()
        if premise.kind == "never_falls"
    }
    clauses = [clause_words("never_falls", stock, stock, catalogue, language) for stock in sorted(stocks)]
    return [fill("premises.condition", language, clause=clause) for clause in dict.fromkeys(clauses)]


def proofs_of(answer: Answer) -> list[Proof]:
    """The proofs of an answer: of the quotient where there is one, else of its parts; the upper bound first."""
    own = [proof for proof in (answer.high_proof, answer.low_proof) if proof is not None]
    parts = [proof for part in answer.parts for proof in (part.high_proof, part.low_proof) if proof is not None]
    return own or parts


# ------------------------------------------------------------------------------------------------ what would settle it


def settles(finding: Finding, catalogue: Catalogue, language: Language) -> str:
    """What would settle the claim, in one sentence; '' where it is settled, or where nothing can."""
    claim = finding.claim
    if finding.outcome is Outcome.NOT_CHECKABLE:
        key = f"reasons.{claim.modality}.settles"
        return template(key, language) if claim.modality not in MEASURED and has_template(key) else ""
    if finding.outcome is Outcome.RECORD_DISAGREES:
        return template("settles.correction", language)
    if finding.outcome is Outcome.NOT_ON_RECORD:
        return _settled_by(claim, catalogue, language)
    answer = principal(finding)
    if finding.outcome is not Outcome.POSSIBLE or answer is None or not answer.parts:
        return ""
    return _settled_bounds(claim, answer, catalogue, language) or _settled_by(claim, catalogue, language)


def _settled_by(claim: Claim, catalogue: Catalogue, language: Language) -> str:
    if claim.scope.measure not in catalogue.measures:
        return ""
    doc = catalogue.measures[claim.scope.measure].settled_by
    words = str(doc.get(language) or doc.get("en") or "")
    return fill("settles.by", language, doc=lower(words, language)) if words else ""


def _settled_bounds(claim: Claim, answer: Answer, catalogue: Catalogue, language: Language) -> str:
    """For a flow, the place and period that want a figure, and the part that has none; for a stock, the day."""
    part = answer.parts[0]
    if len(answer.parts) != 1 or not part.question or claim.scope.measure not in catalogue.measures:
        return ""
    scope, kind = part.question[0].scope, catalogue.measures[claim.scope.measure].kind
    when = when_words(scope.period, language)
    if kind == "stock" and when:
        return fill("settles.count", language, when=when)
    if kind not in ("flow", "distinct") or not when or not scope.places:
        return ""
    if NOT_STATED.id in scope.places:
        return template("settles.place", language)
    places = place_words(scope.places, catalogue, language, scope.without)
    if part.gap is not None and (named := gap_places(part.gap, catalogue, language, scope)):
        missing = when_words(iso_period(part.gap.start, part.gap.end), language)
        return fill("settles.gap", language, places=named, when=missing)
    bare = uncovered(part)
    if bare is None or bare == scope.period:
        return fill("settles.figure", language, places=places, when=when)
    return fill("settles.figure_gap", language, places=places, when=when, gap=when_words(bare, language))


def uncovered(bounds: Bounds) -> Period | None:
    """From the first to the last day of the question that no figure in the proof of its lower bound speaks of."""
    period = bounds.question[0].scope.period
    if period.start is None or period.end is None:
        return None
    days = {period.start + ONE_DAY * n for n in range(period.days or 0)}
    for box in _boxes_used(bounds.low_proof):
        days = {day for day in days if not box.start <= day < box.end}
    return Period(min(days), max(days) + ONE_DAY) if days else None


def _boxes_used(proof: Proof | None) -> list[Box]:
    """What the figures added up in a proof count."""
    steps = [] if proof is None else [step for step in proof.steps if step.multiplier > 0 and step.value]
    premises = [] if proof is None else [proof.premises[step.premise] for step in steps]
    return [part.box for premise in premises if premise.kind in ("figure", "events") for part in premise.parts]


# ------------------------------------------------------------------------------------------------ notes of a finding


def base_words(finding: Finding, catalogue: Catalogue, language: Language) -> list[str]:
    """Each whole that a share may be of, or each rival of a comparison, with what it comes to; [] of a single one."""
    lines = [
        fill(
            "bases.line",
            language,
            base=period_words(base.scope.period, language)
            if finding.claim.form == "comparison"
            else where_and_when(base.scope, catalogue, language),
            bounds=answer_words(base.answer, finding.claim, catalogue, language),
            outcome=_lowered(_key(base.outcome, False), language),
        )
        for voice in finding.by_voice
        for base in voice.bases
    ]
    head = "bases.rivals" if finding.claim.form == "comparison" else "bases.head"
    return [f"{template(head, language)}:", *lines] if lines else []


def lateness_words(finding: Finding, language: Language) -> str:
    """As reported: possible. Allowing for late reports: possible. '' where lateness was not measured."""
    if finding.allowing_lateness is None:
        return ""
    words = [
        _lowered(_key(o, finding.own_side_only and finding.claim.modality != "denied"), language)
        for o in (finding.as_reported, finding.allowing_lateness)
    ]
    return fill("sentences.as_reported", language, a=words[0], b=words[1])


def known_then_words(finding: Finding, catalogue: Catalogue, language: Language) -> str:
    """What was published before the statement: at least 9, no upper bound. '' where that was not measured."""
    answer = finding.known_then
    if answer is None:
        return ""
    if not answer.low and answer.high is None:
        return template("sentences.known_then_nothing", language)
    words = answer_words(answer, finding.claim, catalogue, language)
    gap = answer.parts[0].gap if answer.high is None and len(answer.parts) == 1 else None
    if gap is not None:
        words += f": {gap_words(gap, catalogue, language, answer.parts[0].question[0].scope)}"
    return fill("sentences.known_then", language, bounds=words)


def voice_words(voice: VoiceAnswer, claim: Claim, catalogue: Catalogue, language: Language) -> str:
    """One voice's row: the coalition (the speaker’s side): between 9 and 172 strikes."""
    return fill(
        "voices.line",
        language,
        voice=capital(actor_words((voice.voice,), catalogue, language), language),
        side=template(f"voices.{voice.side}", language),
        bounds=answer_words(voice.answer, claim, catalogue, language),
    )
