"""What ``onrecord claims`` does: find the claims of one statement or of many, explain them, compare two versions."""

from __future__ import annotations

import contextlib
import json
from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from onrecord.errors import InputError
from onrecord.output import put, the_page
from onrecord.printable import one_line

if TYPE_CHECKING:
    from onrecord.difference import Held
    from onrecord.statement import Language, Statement


def put_claims(statement: Statement, language: Language, *, as_json: bool) -> None:
    """The claims of a statement, as a report or as a document."""
    from onrecord.claim import find_claims
    from onrecord.gazetteer import catalogue

    found = find_claims(statement, catalogue())
    if as_json:
        from onrecord.export import claims_document

        put(claims_document(statement, found))
        return
    from onrecord.claimreport import claims_report

    claims_report(the_page(language), statement, found)


def put_explanation(statement: Statement, language: Language, *, as_json: bool) -> None:
    """Why the claims of a statement are what they are, and which numbers became none."""
    from onrecord.gazetteer import catalogue
    from onrecord.trace import explain_claims

    explained = explain_claims(statement, catalogue())
    if as_json:
        from onrecord.export import claims_document

        put(claims_document(statement, explained.claims, explained.unclaimed))
        return
    from onrecord.tracereport import explain_report

    explain_report(the_page(language), statement, explained)


def claims_of_many(source: Path, given: Mapping[str, Any], out: Path | None, jobs: int, *, force: bool) -> None:
    """The claims of many statements, with a bar where somebody looks on and one line at the end."""
    from onrecord import batch
    from onrecord.progress import watcher_of

    with contextlib.ExitStack() as held:
        rows, total, told = batch.open_source(source, given, held)
        written = batch.open_output(out, source, told, force=force)
        held.push(written)
        watcher = held.enter_context(watcher_of(total))
        tally = batch.run(rows, written, jobs, watcher)
    if tally.skipped and not tally.statements and not source.is_dir():
        raise InputError(f"{source}: {tally}; a text that is no JSON object a line is read without --jsonl")
    if tally.skipped:
        raise InputError(f"{source}: {tally}")
    click.echo(f"onrecord: {one_line(str(source))}: {tally}", err=True)


# ---------------------------------------------------------------------------------------------- beside another version


def put_difference(statement: Statement | None, other: Path, language: Language) -> None:
    """What this version finds in a statement beside a document that another printed of it with ``--json``."""
    from onrecord.difference import compare
    from onrecord.differencereport import Counts, counts_report, difference_report

    said, old = _document(other)
    if statement is None:
        statement = _statement_of(said, other)
    elif said.get("text") != statement.text:
        raise InputError(f"{other}: its claims were found in another text than that of {statement.id}")
    page, counts = the_page(language), Counts()
    difference = compare(old, _found(statement))
    counts.add(difference)
    difference_report(page, statement.id, difference)
    counts_report(page, counts)


def _document(path: Path) -> tuple[Mapping[str, Any], list[Held]]:
    """The statement and the claims in a document of ``claims --json``; of any version that has the slots."""
    from onrecord.difference import of_document

    try:
        data = json.loads(path.read_bytes())["data"]
        return data["statement"], [of_document(claim) for claim in data["claims"]]
    except (ValueError, KeyError, TypeError) as error:
        raise InputError(f"{path}: expected what 'onrecord claims FILE --json' prints; {_fault(error)}") from error


def _fault(error: Exception) -> str:
    return f"no {error}" if isinstance(error, KeyError) else str(error)


def _statement_of(said: Mapping[str, Any], path: Path) -> Statement:
    """The statement that a document holds."""
    import datetime as dt
    from dataclasses import fields

    from onrecord.statement import Statement

    try:
        held = {field.name: said[field.name] for field in fields(Statement) if field.name in said}
        day = held.get("published_on")
        return Statement(**held | {"published_on": None if day is None else dt.date.fromisoformat(day)})
    except (TypeError, ValueError) as error:
        raise InputError(f"{path}: its statement cannot be read: {error}") from error


def _found(statement: Statement) -> list[Held]:
    from onrecord.claim import find_claims
    from onrecord.claimexport import claim_document
    from onrecord.difference import of_document
    from onrecord.gazetteer import catalogue

    found = [claim_document(claim, statement.text) for claim in find_claims(statement, catalogue())]
    return [of_document(claim.model_dump(mode="json")) for claim in found]


def difference_of_many(source: Path, given: Mapping[str, Any], other: Path, jobs: int, language: Language) -> None:
    """What this version finds in many statements beside the lines that another wrote of them."""
    from onrecord import batch
    from onrecord.difference import compare, of_annotation
    from onrecord.differencereport import Counts, counts_report, difference_report

    page, counts = the_page(language), Counts()
    with contextlib.ExitStack() as held:
        lines = batch.Lines(held.enter_context(other.open("rb")), other)
        rows, _, _ = batch.open_source(source, given, held)
        for done in batch.read_rows(rows, jobs):
            if done.bad:
                click.echo(f"onrecord: {one_line(done.bad)}", err=True)
                continue
            old = lines.claims_of(done.row.id)
            if old is None:
                counts.alone += 1
                continue
            new = json.loads(done.line)["claims"]
            difference = compare([of_annotation(each) for each in old], [of_annotation(each) for each in new])
            counts.add(difference)
            difference_report(page, done.row.id, difference)
        counts.alone += lines.unasked
    counts_report(page, counts)
