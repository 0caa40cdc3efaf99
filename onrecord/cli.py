"""The commands: thin; each asks a module and prints what it answers. Data on stdout, messages on stderr.

Errors end in one place, :class:`Commands`: one line that says what, where and what to do, and the exit code of
:mod:`onrecord.errors`.
"""

from __future__ import annotations

import atexit
import datetime as dt
import gc
import json
import os
import sys
import traceback
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from onrecord import __version__, decidecli, machinecli, recordcli
from onrecord.claiming import claims_of_many, difference_of_many, put_claims, put_difference, put_explanation
from onrecord.clioptions import (
    FILE,
    FOLDER,
    a_day,
    a_period,
    actor_named,
    against_another,
    as_json,
    in_language,
    names_of,
    of_record,
    of_scope,
    of_statement,
    project_option,
    published_option,
    speaker_option,
    statement_at,
)
from onrecord.errors import InputError, OnrecordError, UsageError, VerificationError
from onrecord.output import put, put_document, the_page
from onrecord.printable import one_line

if TYPE_CHECKING:
    from collections.abc import Mapping

    from onrecord.comparing import Compared
    from onrecord.period import Period
    from onrecord.question import Checked, Terms
    from onrecord.row import Holdings
    from onrecord.schema import FindingData
    from onrecord.statement import Language, Statement

INTERRUPTED = 130
COLLECT_AFTER = 200_000
"""New objects after which to look for garbage: the tables are more than that and never any, and were looked through
again and again while they are read."""
UNMEASURED = 6
LONGEST_MESSAGE = 2_000


class Commands(click.Group):
    """The one place where errors end."""

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        """The options before the command; a wrong one is one line."""
        with _ending(ctx):
            return super().parse_args(ctx, args)

    def invoke(self, ctx: click.Context) -> Any:
        """Run the command; whatever goes wrong is said in one line, with its exit code."""
        with _ending(ctx):
            return super().invoke(ctx)


class _ending:  # noqa: N801 - a context manager, read as a word
    """Turns what was raised into one line on stderr and an exit code."""

    def __init__(self, ctx: click.Context) -> None:
        self.ctx = ctx

    def __enter__(self) -> None:
        return None

    def __exit__(self, kind: object, error: BaseException | None, trace: object) -> None:
        passing = isinstance(error, click.exceptions.Exit | click.exceptions.NoArgsIsHelpError)
        if passing or not isinstance(error, Exception | KeyboardInterrupt):
            return
        code, message = explain(error)
        if message:
            click.echo(f"onrecord: {_bounded(message)}", err=True)
        if self.ctx.params.get("debug"):
            traceback.print_exception(error)
        self.ctx.exit(code)


def _bounded(message: str) -> str:
    """A message whose middle is left out where somebody's file name or cell would fill the screen."""
    half = LONGEST_MESSAGE // 2
    return message if len(message) <= LONGEST_MESSAGE else f"{message[:half]} … {message[-half:]}"


def explain(error: BaseException) -> tuple[int, str]:
    """The exit code and the one line for whatever was raised."""
    from onrecord.box import ProofError

    if isinstance(error, OnrecordError):
        return error.exit_code, one_line(str(error))
    if isinstance(error, ProofError):
        return VerificationError.exit_code, one_line(str(error))
    if isinstance(error, click.UsageError):
        where = f"; see '{error.ctx.command_path} --help'" if error.ctx is not None else ""
        return UsageError.exit_code, one_line(error.format_message()).rstrip(".") + where
    if isinstance(error, BrokenPipeError):
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())  # the reader is gone: nothing left to flush
        return 0, ""
    if isinstance(error, KeyboardInterrupt | click.Abort):
        return INTERRUPTED, "stopped"
    if isinstance(error, OSError):
        return InputError.exit_code, one_line(f"{error.filename or 'a file'}: {error.strerror or error}")
    kind = type(error).__name__
    return OnrecordError.exit_code, one_line(f"an error of ours, {kind}: {error} (run again with --debug to see where)")


# --------------------------------------------------------------------------------------------------------- the group


@click.group(cls=Commands, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__, prog_name="onrecord", message="%(prog)s %(version)s")
@click.option("--debug", is_flag=True, envvar="ONRECORD_DEBUG", help="Show where an error happened.")
def main(debug: bool) -> None:  # noqa: ARG001  # asked for where errors end
    """What officials say about a war, measured against the public record, with the arithmetic shown."""
    gc.set_threshold(COLLECT_AFTER)
    atexit.register(_pass_over_tables)


def _pass_over_tables() -> None:
    """Look for no garbage among the tables when the program ends; some bindings take what is left for a leak."""
    if _BINDINGS.isdisjoint(sys.modules):
        gc.freeze()


_BINDINGS = frozenset({"highspy", "duckdb"})
"""Modules that print what is left of theirs when the program ends."""


@main.command(short_help="Check an exported proof, without a project.")
@click.argument("file", type=FILE)
@in_language
@as_json
def prove(file: Path, language: Language, as_json: bool) -> None:
    """Check the proof in FILE, or every proof in an exported document, without a project.

    Prints each sum, what it proves, and what has to be believed for it to hold.
    """
    from onrecord.box import ProofError
    from onrecord.prooffile import check_document

    content = read_json(file)
    try:
        proofs = check_document(content)
    except ProofError as error:
        raise VerificationError(f"{file}: the proof is refused: {error}") from error
    if not proofs:
        raise InputError(f"{file}: there is no proof in it; expected what --json or a page's proof file holds")
    if as_json:
        from onrecord.export import proved_document

        put(proved_document(proofs))
        return
    from onrecord.recordreport import proofs_report

    proofs_report(the_page(language), proofs)


def read_json(file: Path) -> Any:
    """What a JSON file holds; InputError where it is none."""
    raw = sys.stdin.buffer.read() if str(file) == "-" else file.read_bytes()
    try:
        return json.loads(raw)
    except (ValueError, RecursionError) as error:
        raise InputError(f"{file}: not a JSON document: {error}") from error


@main.command(short_help="Ask the record for the bounds of a total.")
@click.argument("measure")
@of_scope
@click.option("--period", type=a_period, metavar="EDTF", required=True, help="When; both days belong to it.")
@click.option("--as-of", type=a_day, metavar="DATE", default=None, help="Use only what was published by this day.")
@click.option("--voice", default=None, help="Whose count. [default: everyone's who counts it]")
@click.option("--without", multiple=True, metavar="ID", help="Do without this figure or bridge; may be repeated.")
@against_another
@in_language
@as_json
@of_record
def ask(
    measure: str,
    by: str,
    against: str,
    of_whom: str,
    place: str,
    period: Period,
    as_of: dt.date | None,
    voice: str | None,
    without: tuple[str, ...],
    against_other: Mapping[str, tuple[str, ...]],
    language: Language,
    as_json: bool,
    holdings: Holdings,
) -> None:
    """The least and the greatest total of MEASURE that the record allows, with the proof of each.

    With --most-in or --least-in, the most or the least that one day, week or month of the period has. With one of
    --share-of, --all-of, --none-of, --most-of, --per, --change-from, --compared-with, --highest-since and
    --lowest-since, what follows for that total set against another, over the figures of both at once. The other total
    is the same but for what is named: a place, a period, a measure, or SLOT=VALUE with place, period, measure, by,
    against or of, as often as needed ('--share-of place=Syria --share-of by=Coalition'; '--all-of by=' asks for all
    that anybody did).
    """
    from onrecord import question
    from onrecord.gazetteer import catalogue

    names = catalogue()
    scope = question.scope_of(question.Question(measure, by, against, of_whom, place, period), names)
    terms = question.Terms(voice, as_of, without)
    if against_other:
        asked = question.compared_of(scope, *question.the_one(against_other), names)
        put_compared(
            asked, terms, holdings.bearing_on([scope, *asked.bases, *asked.parts]), as_json=as_json, language=language
        )
        return
    holdings = holdings.bearing_on([scope])
    answers = question.ask_voices(scope, holdings, names, terms)
    if as_json:
        from onrecord.export import ask_document

        put_document(ask_document(scope, answers, names.measures, as_of=as_of, without=without), holdings)
        return
    from onrecord.recordreport import ask_report

    ask_report(the_page(language), scope, answers, holdings, as_of=as_of, without=without)


def put_compared(asked: Compared, terms: Terms, holdings: Holdings, *, as_json: bool, language: Language) -> None:
    """Print what follows for a total set against others."""
    from onrecord.gazetteer import catalogue
    from onrecord.question import ask_compared

    names = catalogue()
    found = ask_compared(asked, holdings, names, terms)
    if as_json:
        from onrecord.export import compared_document

        put_document(compared_document(asked, found, names.measures, terms.as_of, terms.without), holdings)
        return
    from onrecord.recordreport import compared_report

    compared_report(the_page(language), asked, found, holdings, (terms.as_of, terms.without))


@main.command(short_help="Find the claims in a statement, or in many.")
@click.argument("file", type=FILE, required=False)
@published_option
@speaker_option
@click.option("--explain", "explained", is_flag=True, help="Say why each slot was filled so, and what became no claim.")
@click.option("--diff", type=FILE, default=None, help="Say what changed since another version printed or wrote this.")
@click.option("--jsonl", type=FILE, default=None, help="Read many statements: a JSON object a line.")
@click.option("--out", type=FILE, default=None, help="Write a line a statement there. [default: standard output]")
@click.option("--jobs", type=click.IntRange(1, 64), default=1, help="So many statements at a time. [default: 1]")
@click.option("--force", is_flag=True, help="Begin --out anew, whatever it holds.")
@project_option
@in_language
@as_json
def claims(
    file: Path | None,
    published: dt.date | None,
    speaker: str | None,
    explained: bool,
    diff: Path | None,
    jsonl: Path | None,
    out: Path | None,
    jobs: int,
    force: bool,
    project: Path | None,
    language: Language,
    as_json: bool,
) -> None:
    """Find the claims in the statement FILE, each with its exact words; nothing is measured.

    With --jsonl, find them in every statement of a file: a JSON object a line with id, published, publisher,
    speaker, text and, where it cannot be told from the script, lang. If FILE is a folder, in every document in it.
    A line of --out is {"id": ..., "claims": [...]}, in the order of the statements. A run that was stopped goes on
    where it stopped. A statement that cannot be read is reported and skipped; then the exit code is 3 at the end.

    With --diff OTHER, say which claims were gained (+), lost (-) and changed (~) since another version printed OTHER
    with --json (FILE can be left out: OTHER holds the text) or wrote OTHER with --jsonl.
    """
    click.get_current_context().with_resource(names_of(project))
    if jsonl is not None and (file or published or speaker or explained):
        raise click.UsageError("--jsonl goes with --out, --jobs, --force and --diff only; its lines say the rest")
    if jsonl is not None and jsonl.is_dir():
        raise click.UsageError("--jsonl reads a file of lines; give a folder of documents as FILE")
    if jsonl is None and file is None and diff is None:
        raise click.UsageError("give a FILE or --jsonl")
    many = jsonl if file is None or not file.is_dir() else file
    if many is None and (out is not None or jobs > 1 or force):
        raise click.UsageError("--out, --jobs and --force go with --jsonl or a folder")
    if diff is not None and (out is not None or force or explained or as_json):
        raise click.UsageError("--diff goes with a FILE or --jsonl, --jobs and --language only")
    if many is not None:
        given = {"published_on": published, "speaker": actor_named(speaker)}
        if diff is not None:
            difference_of_many(many, given, diff, jobs, language)
        else:
            claims_of_many(many, given, out, jobs, force=force)
        return
    statement = None if file is None else statement_at(file, published, speaker)
    if diff is not None:
        put_difference(statement, diff, language)
    elif statement is not None:
        (put_explanation if explained else put_claims)(statement, language, as_json=as_json)


@main.command(short_help="Check a statement against the record.")
@of_statement
@click.option("--out", type=FOLDER, default=None, help="Write the pages into this folder.")
@in_language
@click.option("--strict", is_flag=True, help="End with exit code 6 if some claim could not be measured.")
@as_json
@of_record
@click.pass_context
def check(
    ctx: click.Context,
    statement: Statement,
    out: Path | None,
    language: Language,
    strict: bool,
    as_json: bool,
    holdings: Holdings,
) -> None:
    """Check the statement FILE: find its claims and measure each against the record."""
    from onrecord.question import check_and_publish

    checked = check_and_publish(statement, holdings, out)
    if as_json:
        from onrecord.export import document

        put_document(document("finding", finding_data(checked)), checked.holdings)
    else:
        print_report(checked, language)
    if strict and any(finding.outcome in ("not_on_record", "not_checkable") for finding in checked.findings):
        click.echo("onrecord: done; some claims could not be measured", err=True)
        ctx.exit(UNMEASURED)


def finding_data(checked: Checked) -> FindingData:
    """The document's content for a checked statement."""
    from onrecord import export
    from onrecord.gazetteer import catalogue
    from onrecord.slip import find_slips

    statement, findings, pages, _ = checked
    names = catalogue()
    slips = find_slips(statement, [finding.claim for finding in findings], names)
    return export.finding_data(statement, findings, [str(page) for page in pages], names.measures, slips)


def print_report(checked: Checked, language: Language) -> None:
    """The report of a checked statement, and where its page is."""
    from onrecord.statementreport import check_report

    page = the_page(language)
    check_report(page, checked.statement, checked.findings, checked.holdings)
    for written in checked.pages:
        if written.name == "index.html":
            page.line()
            page.raw(page.say("page", file=page.number(str(written))))


@main.command(short_help="Check the two statements shipped with onrecord.")
@click.option("--out", type=FOLDER, default=None, help="Write the pages into this folder.")
@in_language
@as_json
def demo(out: Path | None, language: Language, as_json: bool) -> None:
    """Check the two statements shipped with onrecord against the facts shipped with it; asks no project."""
    from onrecord.question import check_and_publish, packaged_holdings
    from onrecord.statement import packaged_statements

    holdings = packaged_holdings()
    done = [check_and_publish(each, holdings, out and out / each.id) for each in packaged_statements()]
    if as_json:
        from onrecord.export import document
        from onrecord.schema import DemoData

        put(document("demo", DemoData(statements=tuple(finding_data(checked) for checked in done))))
        return
    for checked in done:
        print_report(checked, language)
        click.echo()


for command in (*recordcli.COMMANDS, *decidecli.COMMANDS, *machinecli.COMMANDS):
    main.add_command(command)
