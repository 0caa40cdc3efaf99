"""The commands by which people decide: which claims of a statement are put on record, and what a name means."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Mapping
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

import click

from onrecord.clioptions import (
    FILE,
    actor_named,
    as_json,
    nowhere,
    of_project,
    published_option,
    say_nowhere,
    speaker_option,
)
from onrecord.errors import InputError, UsageError
from onrecord.output import put, put_lines
from onrecord.printable import one_line

if TYPE_CHECKING:
    from onrecord.acceptance import Acceptable
    from onrecord.decision import Candidate, Decided, Kind, Unknown
    from onrecord.originals import Original
    from onrecord.project import Project
    from onrecord.source import Card
    from onrecord.statementstore import Accepted, Offered


@click.command("statement", short_help="Put claims of statements on record as figures.")
@click.argument("files", metavar="FILE...", nargs=-1, type=FILE)
@click.option("--accept", default="", metavar="CLAIMS", help="Put these on record, as c1,c3, or all that can be.")
@click.option("--supersedes", default="", metavar="FIGURE", help="The one accepted corrects this figure on record.")
@click.option("--withdraw", default="", metavar="FIGURE", help="Let this accepted figure count no longer.")
@click.option("--reason", default="", help="Why it is withdrawn.")
@click.option("--address", default="", help="Where it was published. [default: what the file says]")
@published_option
@speaker_option
@as_json
@of_project
def load_statement(
    files: tuple[Path, ...],
    accept: str,
    supersedes: str,
    withdraw: str,
    reason: str,
    address: str,
    published: dt.date | None,
    speaker: str | None,
    as_json: bool,
    project: Path,
) -> None:
    """List the claims of statements with the figures that they would be on record, or why they cannot be.

    FILE is a statement, or a folder of them. With --accept, the claims named are put on record: the journal keeps who
    accepted what and when, with the quote and the address. A correction is accepted with --supersedes; a figure that
    should not have been accepted is withdrawn with a reason. Nothing is deleted.
    """
    from onrecord.gazetteer import using
    from onrecord.journal import Author
    from onrecord.project import open_project

    held = open_project(project)
    if withdraw:
        held.withdraw(withdraw, reason, Author())
        put(f"{withdraw}: withdrawn\n")
        return
    if not files:
        raise click.UsageError("give a FILE, or --withdraw with --reason")
    wanted = [part.strip() for part in accept.split(",") if part.strip()]
    with using(held.catalogue()):
        offered = list(_offered(files, {"published_on": published, "speaker": actor_named(speaker)}, address))
        if len(offered) > 1 and wanted not in ([], ["all"]):
            raise click.UsageError("of several statements, accept all that can be, or take one at a time")
        fresh = held.accept(offered, wanted, Author(), supersedes=supersedes) if wanted else []
        new, there = {figure.id for figure in fresh}, held.statements.accepted()
        if as_json:
            from onrecord.gazetteer import catalogue
            from onrecord.projectexport import accepted_document

            put(accepted_document(offered, there, new, catalogue().measures))
            return
        put_lines(line for each in offered for line in _lines(each, there, new))
    if wanted:
        click.echo(f"onrecord: {'1 claim' if len(fresh) == 1 else f'{len(fresh)} claims'} put on record", err=True)


def _offered(files: tuple[Path, ...], given: Mapping[str, object], address: str) -> Iterator[Offered]:
    """Every statement with its claims as figures."""
    from onrecord.acceptance import acceptable
    from onrecord.claim import find_claims
    from onrecord.gazetteer import catalogue
    from onrecord.statement import read_statement
    from onrecord.statementstore import Offered

    for path in _documents(files):
        statement = read_statement(path, **given)  # type: ignore[arg-type]  # a day and an id, or None
        if address:
            statement = replace(statement, address=address)
        claims = find_claims(statement, catalogue())
        offers = tuple(acceptable(claim, statement, catalogue()) for claim in claims)
        yield Offered(statement, str(path), path.read_bytes(), offers)


def _documents(files: tuple[Path, ...]) -> Iterator[Path]:
    """The files, and of folders every document in them, by name."""
    from onrecord.statement import READERS

    for path in files:
        if not path.is_dir():
            yield path
            continue
        found = sorted(each for each in path.rglob("*") if each.suffix.lower() in READERS and each.is_file())
        if not found:
            raise InputError(f"{path}: no statement in this folder; expected {', '.join(READERS)}")
        yield from found


def _lines(offered: Offered, accepted: Mapping[str, Accepted], new: set[str]) -> Iterator[str]:
    """A statement and its claims, two lines each: the figure or why not, and the words."""
    statement = offered.statement
    day = statement.published_on.isoformat() if statement.published_on else "of an unknown day"
    yield f"{offered.name}: {statement.speaker or 'an unknown speaker'}, {day}, {len(offered.claims)} claims"
    for each in offered.claims:
        yield f"  {each.claim.id}  {_figure_line(each, accepted, new)}"
        quote = " ".join(each.quote.split())
        yield f'      "{quote if len(quote) <= 160 else quote[:157] + "..."}"'


def _figure_line(each: Acceptable, accepted: Mapping[str, Accepted], new: set[str]) -> str:
    figure = each.figure
    if figure is None:
        return f"no figure: {each.why_not}"
    low, high = ("?" if side is None else str(side) for side in (figure.low, figure.high))
    number = low if low == high else f"{low} to {high}"
    where = ";".join(figure.scope.places) or "anywhere"
    told = f"{figure.scope.measure} {number}, {figure.scope.period.edtf}, {where}, counted by {figure.voice}"
    held = accepted.get(figure.id)
    if held is None:
        return f"{told}; can be accepted"
    if held.withdrawn:
        return f"{told}; withdrawn: {held.withdrawn}"
    return f"{told}; {'now' if figure.id in new else 'already'} on record as {figure.id}, by {held.user} {held.time}"


@click.command(short_help="Say what changed between two releases of a source.")
@click.argument("old", metavar="OLD")
@click.argument("new", metavar="NEW")
@click.option("--statement", "files", multiple=True, type=FILE, help="Check these statements by both; may be repeated.")
@click.option("--all", "every", is_flag=True, help="List every event that changed, not only the largest changes.")
@click.option("--whole", is_flag=True, help="Findings by the whole of NEW: also by events that only one of them holds.")
@as_json
@of_project
def changes(
    old: str, new: str, files: tuple[Path, ...], every: bool, whole: bool, as_json: bool, project: Path
) -> None:
    """Say which events changed deaths, days or place between two loaded releases, and which findings that changes.

    OLD and NEW are versions, as 19.1, or names as ucdp-ged:19.1, or names of the loaded files. Findings are those of
    the statements accepted in the project, and of those named here: by OLD, and by OLD with the events that both hold
    as NEW has them. What NEW does not say of them stays as it was.
    """
    from onrecord.gazetteer import using
    from onrecord.project import open_project
    from onrecord.question import check_statement
    from onrecord.releases import compare, lines, release_named
    from onrecord.revision import both_records, changed_findings
    from onrecord.revision import lines as finding_lines
    from onrecord.statement import read_statement

    held = open_project(project)
    with using(held.catalogue()):
        one, other = release_named(old, held.tables), release_named(new, held.tables)
        found = compare(one, other)
        statements = [*held.statements.statements(), *(read_statement(path) for path in _documents(files))]
        findings = []
        if statements:
            with both_records(held.holdings(), one, other, found.changed, whole=whole) as records:
                findings = list(changed_findings(statements, *records, check_statement))
    if as_json:
        from onrecord.projectexport import changes_document

        put(changes_document((one, other), found, len(statements), findings, whole=whole))
        return
    put_lines(lines(found, one.name, other.name, None if every else MOST_CHANGES))
    put_lines(line for each in findings for line in finding_lines(each, one.name, other.name))
    if statements:
        put(f"{len(findings)} findings of {len(statements)} statements would change\n")


@click.command(short_help="Show the original row of a figure or an event.")
@click.argument("figure", metavar="FIGURE|RELEASE")
@click.argument("event", required=False)
@as_json
@of_project
def row(figure: str, event: str | None, as_json: bool, project: Path) -> None:
    """Show the row that a figure was read from, or that an EVENT of a loaded release was, as it was received.

    It is read back from the kept file, which must still be what was received.
    """
    found, card = _shipped(figure) if event is None and nowhere(project) else _original(figure, event, project)
    if as_json:
        from onrecord.projectexport import original_document

        put(original_document(found, card))
        return
    put(f"{one_line(found.file)}, row {found.row}, of the file with the SHA-256 {found.sha256}\n")
    put_lines(f"  {column}: {one_line(_shortened(cell))}" for column, cell in found.cells.items() if cell)


def _shipped(figure: str) -> tuple[Original, Card | None]:
    """The row of a figure shipped with the program, where there is no project to ask."""
    from onrecord.figure import packaged_figures
    from onrecord.originals import shipped_original
    from onrecord.source import packaged_cards

    say_nowhere()
    held = next((each for each in packaged_figures() if each.id == figure), None)
    if held is None:
        raise UsageError(f"no figure {figure!r} is shipped with onrecord; 'onrecord figures' lists them")
    return shipped_original(held), packaged_cards().get(held.source)


def _original(figure: str, event: str | None, project: Path) -> tuple[Original, Card | None]:
    """The row of a figure or an event of a project, with the card of its source."""
    from onrecord.originals import original_event, original_of
    from onrecord.project import open_project
    from onrecord.releases import release_named
    from onrecord.source import packaged_cards

    held = open_project(project)
    if event is not None:
        release = release_named(figure, held.tables)
        return original_event(release, event), release.parts[0].reading.card
    on_record = {each.id: each for each in held.figures()}
    if figure not in on_record:
        raise UsageError(f"no figure {figure!r} on record; of an event, give the release and the event's id")
    names = held.loads() | held.statements.files()
    found = original_of(on_record[figure], names[on_record[figure].file], held.path / "sources")
    return found, packaged_cards().get(on_record[figure].source)


LONGEST_CELL = 10_000
"""Characters of a cell that are shown; polygons have millions."""


def _shortened(cell: str) -> str:
    if len(cell) <= LONGEST_CELL:
        return cell
    return f"{cell[:LONGEST_CELL]}… ({len(cell)} characters; --json shows them all)"


@click.command(short_help="List the names in tables and statements that are not known.")
@click.option("--statement", "files", multiple=True, type=FILE, help="Look in these statements too; may be repeated.")
@click.option("--all", "every", is_flag=True, help="List all of them, not only the most frequent.")
@as_json
@of_project
def unresolved(files: tuple[Path, ...], every: bool, as_json: bool, project: Path) -> None:
    """List the names of places and actors that nothing here bears, with what might be meant.

    They are those of the loaded tables, of the statements accepted in the project, and of those named here. The most
    frequent come first, each with the nearest candidates: by name, and by distance where a table gives a point.
    'onrecord decide NAME ID' says what a name means, in tables and statements alike.
    """
    from onrecord.decision import Nearest
    from onrecord.gazetteer import using
    from onrecord.project import open_project

    held = open_project(project)
    known = held.catalogue()
    with using(known):
        decided = held.decisions()
        found = list(_unknown_names(held, files, decided))
    found.sort(key=lambda each: (-each.reports, each.kind, each.name, each.table))
    shown, nearest = found if every else found[:MOST_UNRESOLVED], Nearest(known)
    told = [(each, nearest.candidates(each)) for each in shown]
    if as_json:
        from onrecord.projectexport import unresolved_document

        put(unresolved_document(told, len(found) - len(shown), decided.values()))
        return
    for each, candidates in told:
        put(f"{each.kind} {one_line(each.name)!r}{f' in {one_line(each.said_in)}' if each.said_in else ''}: ")
        put(f"{each.reports} {'claims' if each.stated else 'reports'} of {one_line(each.table)}\n")
        put_lines(f"      {_candidate_line(candidate)}" for candidate in candidates)
    more = f"; {len(found) - len(shown)} more, --all lists them" if len(found) > len(shown) else ""
    put(f"{len(found)} names are not known{more}; {len(decided)} were decided\n")


def _unknown_names(
    held: Project, files: tuple[Path, ...], decided: Mapping[tuple[str, str], Decided]
) -> Iterator[Unknown]:
    """The names that are not known: of every table, of the statements on record, and of those in files."""
    from onrecord.claim import find_claims
    from onrecord.gazetteer import catalogue
    from onrecord.statement import read_statement
    from onrecord.unresolved import unresolved as unknown_in
    from onrecord.unresolved import unresolved_claims

    for table in held.tables.loaded():
        yield from unknown_in(table, decided)
    for statement in [*held.statements.statements(), *(read_statement(path) for path in _documents(files))]:
        yield from unresolved_claims(statement, find_claims(statement, catalogue()), decided)


def _candidate_line(candidate: Candidate) -> str:
    far = "" if candidate.kilometres is None else f", {candidate.kilometres:.0f} km away"
    return f"{candidate.id}  {candidate.name}, {round(100 * candidate.alike)} of 100 letters alike{far}"


@click.command(short_help="Decide what a name in a table means.")
@click.argument("name")
@click.argument("meaning", metavar="[ID]", required=False)
@click.option("--unknown", is_flag=True, help="It means nothing known here, and is listed no longer.")
@click.option("--kind", type=click.Choice(["place", "actor"]), default=None, help="Of what, where the id is of both.")
@click.option("--reason", default="", help="Why.")
@of_project
def decide(name: str, meaning: str | None, unknown: bool, kind: Kind | None, reason: str, project: Path) -> None:
    """Decide that NAME, as tables write it, means the place or actor with this ID, in the whole project.

    The decision is journalled with who and when, and applied to every table and file from then on; tables are built
    anew by it at the next question. The latest decision on a name counts.
    """
    from onrecord.decision import decision_on
    from onrecord.journal import Author
    from onrecord.project import open_project

    if (meaning is None) is not unknown:
        raise click.UsageError("give the ID that it means, or --unknown")
    held = open_project(project)
    decided = decision_on(name, meaning, reason, held.catalogue(), kind)
    held.decide(decided, Author())
    put(f"{decided.kind} {one_line(name)!r}: {decided.id or 'nothing known here'}\n")


MOST_UNRESOLVED = 30
"""Names that are listed where not all are asked for."""

MOST_CHANGES = 20
"""Events that are listed where not all are asked for."""

COMMANDS = (row, changes, unresolved, decide)
"""In the order in which help lists them after the others."""
