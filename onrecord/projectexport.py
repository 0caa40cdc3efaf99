"""From what is held inside to the documents of the JSON contract about a project (:mod:`onrecord.projectschema`)."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from fractions import Fraction
from typing import TYPE_CHECKING

from onrecord import projectschema as p
from onrecord.done import Loaded, Verification
from onrecord.exact import exact, number
from onrecord.export import document
from onrecord.measure import Measures
from onrecord.source import check_rows_may_leave

if TYPE_CHECKING:
    from onrecord.acceptance import Acceptable
    from onrecord.decision import Candidate, Decided, Unknown
    from onrecord.doctor import Check
    from onrecord.fetch import Fetched
    from onrecord.originals import Original
    from onrecord.releases import Changes, Event, Release
    from onrecord.revision import Changed as ChangedFinding
    from onrecord.source import Card
    from onrecord.statementstore import Accepted, Offered


def loaded_document(done: Iterable[Loaded]) -> str:
    """What ``onrecord load --json`` prints."""
    return document("loaded", p.LoadedData(files=tuple(p.LoadedDocument.model_validate(entry) for entry in done)))


def verified_document(verified: Verification) -> str:
    """What ``onrecord verify --json`` prints."""
    return document("verified", p.VerifiedData.model_validate(verified))


def accepted_document(
    offered: Iterable[Offered], accepted: Mapping[str, Accepted], new: Iterable[str], measures: Measures
) -> str:
    """What ``onrecord load statement --json`` prints."""
    fresh = frozenset(new)
    held = tuple(
        p.OfferedDocument(
            name=each.name,
            sha256=each.statement.sha256,
            claims=tuple(_acceptable(claim, accepted, fresh, measures) for claim in each.claims),
        )
        for each in offered
    )
    return document("accepted", p.AcceptedData(statements=held))


def _acceptable(
    each: Acceptable, accepted: Mapping[str, Accepted], new: frozenset[str], measures: Measures
) -> p.AcceptableDocument:
    figure = each.figure
    held = None if figure is None else accepted.get(figure.id)
    whole = each.claim.scope.measure in measures and measures[each.claim.scope.measure].whole
    return p.AcceptableDocument(
        claim=each.claim.id,
        quote=each.quote,
        figure=None if figure is None else figure.id,
        measure=each.claim.scope.measure,
        low=None if figure is None else number(figure.low, count=whole),
        high=None if figure is None else number(figure.high, count=whole),
        edtf=each.claim.scope.period.edtf,
        voice=None if figure is None else figure.voice,
        why_not=each.why_not,
        accepted_by=None if held is None or held.withdrawn else held.user,
        accepted_at=None if held is None or held.withdrawn else held.time,
        new=figure is not None and figure.id in new,
    )


def changes_document(
    releases: tuple[Release, Release],
    changes: Changes,
    statements: int,
    findings: Iterable[ChangedFinding],
    *,
    whole: bool,
) -> str:
    """What ``onrecord changes --json`` prints; UsageError where rows of either release may not be passed on."""
    check_rows_may_leave(release.parts[0].reading.card for release in releases)
    changed = tuple(
        p.ChangeDocument(
            id=each.old.id,
            old=_event(each.old),
            new=_event(each.new),
            counts=tuple(each.counts),
            days=each.days,
            kilometres=None if each.kilometres is None else f"{each.kilometres:.1f}",
        )
        for each in changes.changed
    )
    found = tuple(
        p.ChangedFindingDocument(
            statement=each.statement,
            claim=each.claim,
            quote=each.quote,
            old=each.old.outcome,
            new=each.new.outcome,
            bounds=tuple(
                p.ChangedBoundsDocument(voice=voice, old=_exact_pair(old), new=_exact_pair(new))
                for voice, old, new in each.bounds()
            ),
        )
        for each in findings
    )
    counted = {
        "both": changes.both,
        "only_old": changes.only_old,
        "only_new": changes.only_new,
        "statements": statements,
    }
    data = p.ChangesData(
        old=releases[0].name, new=releases[1].name, changed=changed, findings=found, whole=whole, **counted
    )
    return document("changes", data)


def _exact_pair(ends: tuple[Fraction | None, Fraction | None]) -> tuple[str | None, str | None]:
    low, high = (None if end is None else exact(end) for end in ends)
    return low, high


def _event(event: Event) -> p.EventDocument:
    return p.EventDocument(
        row=event.row,
        first=event.first,
        last=event.last,
        latitude=None if event.latitude is None else str(event.latitude),
        longitude=None if event.longitude is None else str(event.longitude),
        counts=dict(event.counts),
    )


def original_document(original: Original, card: Card | None) -> str:
    """What ``onrecord row --json`` prints; UsageError where the card of its source says that rows stay here."""
    check_rows_may_leave([card] if card is not None else [])
    return document("original", p.OriginalData.model_validate(original))


def unresolved_document(
    found: Iterable[tuple[Unknown, Iterable[Candidate]]], more: int, decided: Iterable[Decided]
) -> str:
    """What ``onrecord unresolved --json`` prints."""
    held = tuple(
        p.UnknownDocument(
            kind=each.kind,
            name=each.name,
            said_in=each.said_in,
            table=each.table,
            reports=each.reports,
            candidates=tuple(map(_candidate, candidates)),
            stated=each.stated,
        )
        for each, candidates in found
    )
    told = tuple(p.DecidedDocument.model_validate(each) for each in decided)
    return document("unresolved", p.UnresolvedData(unresolved=held, more=more, decided=told))


def _candidate(each: Candidate) -> p.CandidateDocument:
    far = None if each.kilometres is None else f"{each.kilometres:.1f}"
    return p.CandidateDocument(id=each.id, name=each.name, alike=f"{each.alike:.2f}", kilometres=far)


def fetched_document(done: Fetched) -> str:
    """What ``onrecord fetch --json`` prints."""
    held = {name: getattr(done, name) for name in p.FetchedData.model_fields} | {"path": str(done.path)}
    return document("fetched", p.FetchedData(**held))


def doctor_document(checks: Iterable[Check]) -> str:
    """What ``onrecord doctor --json`` prints."""
    held = tuple(p.CheckDocument.model_validate(check) for check in checks)
    return document("doctor", p.DoctorData(checks=held))
