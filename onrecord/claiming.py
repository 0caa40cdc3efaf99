"""What ``onrecord claims`` does beside finding the claims of one statement: explain them, and read many."""

from __future__ import annotations

import contextlib
from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from onrecord.errors import InputError
from onrecord.output import put, the_page

if TYPE_CHECKING:
    from onrecord.statement import Language, Statement


def put_claims(statement: Statement, language: Language, *, as_json: bool) -> None:
    """The claims of a statement, as a report or as a document."""
    from onrecord.question import claims_of

    found = claims_of(statement)
    if as_json:
        from onrecord.export import claims_document

        put(claims_document(statement, found))
        return
    from onrecord.statementreport import claims_report

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
    if tally.skipped:
        raise InputError(f"{source}: {tally}")
    click.echo(f"onrecord: {source}: {tally}", err=True)
