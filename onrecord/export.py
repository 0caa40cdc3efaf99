"""From what is held inside to the documents of the JSON contract (:mod:`onrecord.schema`)."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Iterable, Mapping, Sequence

from onrecord import __version__
from onrecord import schema as s
from onrecord.assertion import Claim
from onrecord.bounds import Answer, Bounds, Withdrawal
from onrecord.claimexport import claim_document, scope_document, span_document, statement_document
from onrecord.comparing import YES_OR_NO, Compared, settled
from onrecord.contract import Document
from onrecord.contradiction import Contradiction, Contradictions
from onrecord.exact import exact, number
from onrecord.figure import Figure
from onrecord.finding import Finding, VoiceAnswer
from onrecord.loadedtable import Loaded
from onrecord.measure import Measures
from onrecord.proof import Proof
from onrecord.proofschema import ProofDocument
from onrecord.proofwords import believed_alone, shows_alone
from onrecord.reading import Reading
from onrecord.row import Term
from onrecord.scope import Scope
from onrecord.slack import slack_of
from onrecord.slip import Slip
from onrecord.source import Card
from onrecord.statement import Statement
from onrecord.trace import Unclaimed

PROGRAM = f"onrecord {__version__}"


def document(kind: str, data: Document) -> str:
    """The JSON text of one kind of document, the same bytes for the same content."""
    content = {"onrecord": f"{kind}/1", "program": PROGRAM, "method": s.METHOD, "data": data}
    envelope = s.ENVELOPES[kind].model_validate(content)
    return json.dumps(envelope.model_dump(mode="json"), ensure_ascii=False, indent=1) + "\n"


# ------------------------------------------------------------------------------------------------ bounds and proofs


def proof_document(proof: Proof | None) -> ProofDocument | None:
    """A proof, complete in itself."""
    return None if proof is None else ProofDocument.model_validate(proof.to_document())


def term_document(term: Term) -> s.TermDocument:
    """One term of a question."""
    return s.TermDocument(
        coefficient=exact(term.coefficient), voice=term.voice, rule=term.rule, scope=scope_document(term.scope)
    )


def _counts(terms: Iterable[Term], measures: Measures) -> bool:
    """Whether a sum of these terms is a count of whole things."""
    return all(term.scope.measure in measures and measures[term.scope.measure].whole for term in terms)


def withdrawal_document(withdrawal: Withdrawal, *, count: bool) -> s.WithdrawalDocument:
    """The bounds without one premise."""
    return s.WithdrawalDocument(
        premise=withdrawal.premise,
        also=withdrawal.also,
        low=number(withdrawal.low, count=count),
        high=number(withdrawal.high, count=count),
        low_proof=proof_document(withdrawal.low_proof),
        high_proof=proof_document(withdrawal.high_proof),
    )


def bounds_document(bounds: Bounds, measures: Measures) -> s.BoundsDocument:
    """Bounds with their proofs and what they hang on."""
    count = _counts(bounds.question, measures)
    return s.BoundsDocument(
        question=tuple(term_document(term) for term in bounds.question),
        low=number(bounds.low, count=count),
        high=number(bounds.high, count=count),
        low_proof=proof_document(bounds.low_proof),
        high_proof=proof_document(bounds.high_proof),
        hangs_on=tuple(withdrawal_document(entry, count=count) for entry in bounds.hangs_on),
        tight=bounds.tight,
        pinned=bounds.pinned,
        consistent=bounds.consistent,
        figures_used=bounds.figures_used,
        figures_known=bounds.figures_known,
        gap=None if bounds.gap is None else s.GapDocument.model_validate(bounds.gap),
        settled=bounds.settled,
    )


def answer_document(answer: Answer, measures: Measures) -> s.AnswerDocument:
    """What the record allows; only an amount of whole things is a count."""
    count = answer.form in ("amount", "extreme") and all(_counts(part.question, measures) for part in answer.parts)
    proved = answer.low_proof is not None or answer.high_proof is not None
    return s.AnswerDocument(
        form=answer.form,
        low=number(answer.low, count=count),
        high=number(answer.high, count=count),
        pinned=answer.pinned,
        parts=tuple(bounds_document(part, measures) for part in answer.parts),
        quotient=quotient_document(answer) if proved and answer.form not in ("difference", "extreme") else None,
        difference=difference_document(answer) if proved and answer.form == "difference" else None,
        extreme=difference_document(answer) if proved and answer.form == "extreme" else None,
    )


def difference_document(answer: Answer) -> s.DifferenceDocument:
    """The proofs of one total less another, or of the highest or lowest of several."""
    return s.DifferenceDocument(
        low_proof=proof_document(answer.low_proof), high_proof=proof_document(answer.high_proof)
    )


def quotient_document(answer: Answer) -> s.QuotientDocument:
    """The proved percentages behind a change or share."""

    def percent(proof: Proof | None) -> str | None:
        if proof is None:
            return None
        over, under = (part.coefficient for part in proof.question)
        return exact(100 * (-under / over if proof is answer.high_proof else over / -under))

    return s.QuotientDocument(
        low=percent(answer.low_proof),
        high=percent(answer.high_proof),
        low_proof=proof_document(answer.low_proof),
        high_proof=proof_document(answer.high_proof),
    )


def contradiction_document(contradiction: Contradiction) -> s.ContradictionDocument:
    """Premises that do not fit together, with their sum."""
    return s.ContradictionDocument(
        premises=contradiction.premises,
        size=exact(contradiction.size),
        rounding=exact(contradiction.rounding),
        within_rounding=contradiction.within_rounding,
        proof=ProofDocument.model_validate(contradiction.proof.to_document()),
    )


# --------------------------------------------------------------------------------------------------------- findings


def reading_document(reading: Reading, measures: Measures) -> s.ReadingDocument:
    """Another sum in the record that gives the claimed number."""
    answer = answer_document(reading.answer, measures)
    return s.ReadingDocument(
        edits=tuple(s.EditDocument.model_validate(edit) for edit in reading.edits),
        form=reading.form,
        scope=scope_document(reading.scope),
        answer=answer,
        value=number(reading.value, count=not isinstance(answer.low, str)) or 0,
        exactly=reading.exactly,
        later=reading.later,
        placebo=s.PlaceboDocument.model_validate(reading.placebo),
        cost=reading.cost,
        lattice=reading.lattice,
    )


def _slack(claim: Claim, entry: VoiceAnswer, measures: Measures) -> tuple[s.SlackDocument, ...]:
    """The slack of what one voice's figures prove."""
    return tuple(
        s.SlackDocument(premise=one.premise, side=one.side, direction=one.direction, room=exact(one.room),
                        strict=one.strict)
        for one in slack_of(claim, entry, measures)
    )  # fmt: skip


def finding_document(finding: Finding, text: str, measures: Measures) -> s.FindingDocument:
    """A finding, whole; ``text`` is the statement's, for the quotes."""

    def answer(given: Answer | None) -> s.AnswerDocument | None:
        return None if given is None else answer_document(given, measures)

    return s.FindingDocument(
        claim=claim_document(finding.claim, text),
        outcome=finding.outcome,
        by_voice=tuple(
            s.VoiceAnswerDocument(
                voice=entry.voice,
                side=entry.side,
                answer=answer_document(entry.answer, measures),
                outcome=entry.outcome,
                scope=None if entry.scope is None else scope_document(entry.scope),
                slack=_slack(finding.claim, entry, measures),
                bases=tuple(
                    s.BaseAnswerDocument(
                        scope=scope_document(base.scope),
                        answer=answer_document(base.answer, measures),
                        outcome=base.outcome,
                    )
                    for base in entry.bases
                ),
            )
            for entry in finding.by_voice
        ),
        known_now=answer(finding.known_now),
        known_then=answer(finding.known_then),
        as_reported=finding.as_reported,
        allowing_lateness=finding.allowing_lateness,
        own_side_only=finding.own_side_only,
        readings=tuple(reading_document(reading, measures) for reading in finding.readings),
        contradictions=tuple(contradiction_document(entry) for entry in finding.contradictions),
        set_aside=finding.set_aside,
        pattern=finding.pattern,
        response=finding.response,
        otherwise=tuple(
            s.OtherwiseDocument(slot=other.slot, scope=scope_document(other.scope), outcome=other.outcome)
            for other in finding.otherwise
        ),
        method_version=finding.method_version,
    )


# ------------------------------------------------------------------------------------------------------- the record


def figure_document(figure: Figure, measures: Measures) -> s.FigureDocument:
    """A figure as published."""
    count = figure.scope.measure in measures and measures[figure.scope.measure].whole
    plain = ("id", "source", "voice", "rule", "low_open", "high_open", "sense", "published_on", "address", "via",
             "quote", "note", "supersedes", "file", "row", "kind")  # fmt: skip
    return s.FigureDocument(
        **{name: getattr(figure, name) for name in plain},
        scope=scope_document(figure.scope),
        low=number(figure.low, count=count),
        high=number(figure.high, count=count),
        reckoned=dict(figure.reckoned),
    )


def card_document(card: Card, figures: Iterable[Figure], tables: Iterable[Loaded] = ()) -> s.CardDocument:
    """A source's card, how many figures of it are held, and the tables of events that are."""
    plain = ("id", "publisher", "voice", "rule", "licence", "address", "late_note", "limits", "clock", "spellings",
             "settles", "totals", "codebook", "get", "releases_note")  # fmt: skip
    return s.CardDocument(
        **{name: getattr(card, name) for name in plain},
        names=dict(card.names),
        doc=dict(card.doc),
        coverage=tuple(s.CoverageDocument.model_validate(entry) for entry in card.coverage),
        late=None if card.late is None else dict(card.late),
        rounding={measure: exact(unit) for measure, unit in card.rounding.items()},
        releases=dict(card.releases),
        figures=sum(1 for figure in figures if figure.source == card.id),
        tables=tuple(_table_document(table) for table in tables if table.card.id == card.id),
    )


def _table_document(table: Loaded) -> s.TableDocument:
    """A loaded table: how many events it holds, and how many reports they make."""
    reports = sum(told["reports"] for told in table.measures())
    return s.TableDocument(
        name=table.name,
        version=table.version,
        published_on=table.published_on,
        sha256=table.sha256,
        events=table.about["rows"],
        reports=reports,
    )


# ---------------------------------------------------------------------------------------------- whole documents


def ask_document(
    scope: Scope,
    answers: Iterable[tuple[str, str, Bounds]],
    measures: Measures,
    *,
    as_of: dt.date | None = None,
    without: Iterable[str] = (),
) -> str:
    """What ``onrecord ask --json`` prints; answers are (voice, rule, bounds)."""
    return document(
        "bounds",
        s.BoundsData(
            question=scope_document(scope),
            as_of=as_of,
            without=tuple(without),
            answers=tuple(
                s.VoiceBoundsDocument(voice=voice, rule=rule, bounds=bounds_document(bounds, measures))
                for voice, rule, bounds in answers
            ),
        ),
    )


def compared_document(
    asked: Compared,
    answers: Iterable[tuple[str, str, Sequence[Answer]]],
    measures: Measures,
    as_of: dt.date | None,
    without: Iterable[str],
) -> str:
    """What ``onrecord ask --json`` prints of a total set against others; answers are (voice, rule, answers)."""
    bases = asked.bases or (None,)
    voices = tuple(
        s.VoiceComparedDocument(
            voice=voice,
            rule=rule,
            compared=tuple(
                s.ComparedDocument(
                    base=None if base is None else scope_document(base), answer=answer_document(answer, measures)
                )
                for base, answer in zip(bases, found, strict=True)
            ),
            settled=settled(asked, found) if asked.against in YES_OR_NO else None,
        )
        for voice, rule, found in answers
    )
    return document(
        "answer",
        s.AnswerData(
            question=scope_document(asked.scope),
            against=asked.against,
            unit=asked.unit,
            as_of=as_of,
            without=tuple(without),
            answers=voices,
        ),
    )


def claims_document(statement: Statement, claims: Iterable[Claim], unclaimed: Iterable[Unclaimed] | None = None) -> str:
    """What ``onrecord claims --json`` prints, and with ``--explain`` what became no claim."""
    found = tuple(claim_document(claim, statement.text) for claim in claims)
    left = None if unclaimed is None else tuple(unclaimed_document(each, statement.text) for each in unclaimed)
    return document("claims", s.ClaimsData(statement=statement_document(statement), claims=found, unclaimed=left))


def unclaimed_document(unclaimed: Unclaimed, text: str) -> s.UnclaimedDocument:
    """A number that became no claim."""
    clue = unclaimed.clue
    return s.UnclaimedDocument(
        span=span_document(unclaimed.span, text),
        why=unclaimed.why,
        words=None if clue is None else span_document(clue.span, text),
    )


def slip_document(slip: Slip, text: str) -> s.SlipDocument:
    """Claims of one statement that, as read, cannot all hold."""
    return s.SlipDocument(
        kind=slip.kind,
        claims=slip.claims,
        left=exact(slip.left),
        right=exact(slip.right),
        size=exact(slip.size),
        numbers=None if slip.numbers is None else (exact(slip.numbers[0]), exact(slip.numbers[1])),
        ratio=slip.ratio,
        label=slip.label,
        line=None if slip.line is None else span_document(slip.line, text),
        contradiction=contradiction_document(slip.contradiction),
    )


def finding_data(
    statement: Statement,
    findings: Iterable[Finding],
    pages: Iterable[str],
    measures: Measures,
    slips: Iterable[Slip] = (),
) -> s.FindingData:
    """A statement with its findings, its pages and the slips in it."""
    return s.FindingData(
        statement=statement_document(statement),
        findings=tuple(finding_document(finding, statement.text, measures) for finding in findings),
        pages=tuple(pages),
        slips=tuple(slip_document(slip, statement.text) for slip in slips),
    )


def proved_document(proofs: Iterable[Proof]) -> str:
    """What ``onrecord prove --json`` prints."""
    checked = tuple(
        s.CheckedProofDocument(
            formula=proof.formula,
            side=proof.side,
            value=exact(proof.value),
            shows=shows_alone(proof),
            premises=tuple(believed_alone(proof)),
        )
        for proof in proofs
    )
    return document("proved", s.ProvedData(proofs=checked))


def contradictions_document(found: Contradictions) -> str:
    """What ``onrecord contradictions --json`` prints."""
    entries = tuple(contradiction_document(entry) for entry in found.found)
    data = s.ContradictionsData(contradictions=entries, exhausted=found.exhausted, withdrawn=found.withdrawn)
    return document("contradictions", data)


def figures_document(figures: Iterable[Figure], measures: Measures) -> str:
    """What ``onrecord figures --json`` prints."""
    entries = tuple(figure_document(figure, measures) for figure in figures)
    return document("figures", s.FiguresData(figures=entries))


def sources_document(cards: Iterable[Card], figures: Iterable[Figure], tables: Sequence[Loaded] = ()) -> str:
    """What ``onrecord sources --json`` prints."""
    held = tuple(figures)
    return document("sources", s.SourcesData(sources=tuple(card_document(card, held, tables) for card in cards)))


def schemas() -> Mapping[str, str]:
    """The JSON Schema of every kind of document, as text, by file name."""
    return {
        f"{name}.schema.json": json.dumps(envelope.model_json_schema(), ensure_ascii=False, indent=1, sort_keys=True)
        + "\n"
        for name, envelope in sorted(s.ENVELOPES.items())
    }
