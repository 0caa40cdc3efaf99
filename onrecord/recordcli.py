"""The commands about the record: projects, what is loaded into them, and what they hold."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from onrecord.clioptions import (
    FILE,
    FOLDER,
    a_day,
    a_period,
    as_json,
    in_language,
    of_project,
    of_record,
    of_scope,
    some_names,
)
from onrecord.decidecli import load_statement
from onrecord.errors import InputError, UsageError
from onrecord.output import put, put_document, put_lines, the_page
from onrecord.printable import one_line

if TYPE_CHECKING:
    from collections.abc import Sequence

    from onrecord.done import Loaded as Done
    from onrecord.loadedtable import Loaded
    from onrecord.period import Period
    from onrecord.project import Project
    from onrecord.row import Holdings
    from onrecord.statement import Language
    from onrecord.tablestore import Reading
    from onrecord.tally import Every


@click.command(short_help="Make a folder a project.")
@click.argument("folder", metavar="[DIR]", type=FOLDER, default=Path())
@click.option("--empty", is_flag=True, help="Without the facts shipped with onrecord.")
def init(folder: Path, empty: bool) -> None:
    """Make DIR (default: this folder) a project, which starts with the facts shipped with onrecord."""
    from onrecord.project import create_project

    held = len(create_project(folder, empty=empty).figures())
    click.echo(f"onrecord: {one_line(str(folder))}: made a project that holds {held} figures", err=True)


class _Load(click.Command):
    """``onrecord load``, where ``onrecord load statement`` is another command: claims are not loaded, but accepted."""

    def make_context(
        self, info_name: str | None, args: list[str], parent: click.Context | None = None, **extra: Any
    ) -> click.Context:
        """The context of the command that is meant."""
        if args[:1] == ["statement"]:
            return load_statement.make_context(f"{info_name} statement", args[1:], parent, **extra)
        return super().make_context(info_name, args, parent, **extra)


@click.command(cls=_Load, short_help="Load figures, tables of events, or names, from files.")
@click.argument("files", metavar="FILE...", nargs=-1, required=True, type=FILE)
@click.option("--as", "reader", default="", metavar="READER", help="Read as this kind of table. [default: what fits]")
@click.option("--mapping", type=FILE, default=None, help="Read by this mapping (TOML), for tables of any other kind.")
@click.option("--release", default="", metavar="VERSION", help="The release it is of. [default: what its name tells]")
@click.option("--published", type=a_day, metavar="DATE", default=None, help="Day on which the release was published.")
@click.option(
    "--explain", "explained", is_flag=True, help="Say how every column is read, and the first rows; load nothing."
)
@click.option("--dry-run", "dry", is_flag=True, help="Check every cell and say what would be loaded; load nothing.")
@as_json
@of_project
def load(
    files: tuple[Path, ...],
    reader: str,
    mapping: Path | None,
    release: str,
    published: dt.date | None,
    explained: bool,
    dry: bool,
    as_json: bool,
    project: Path,
) -> None:
    """Load figures from CSV files into the project; a wrong row stops the load and leaves everything as it was.

    Tables of events are told by their columns: UCDP GED and others that docs/tables.md lists, as CSV, gzipped, zipped,
    or as pages of JSON. A wrong cell stops the load too. Any other table is read by a mapping. A datapackage.json
    stands for the tables that it names.

    Names of places and actors of one's own are loaded the same way: from CSV with the columns id, kind, name_en,
    name_ar, spellings, parent, lat, lon, from TOML with [[name]] tables, or from a country file of GeoNames (XX.txt,
    XX.zip, cities500.txt). The project's claims, checks and figures know them from then on, those in the same
    load too: files of every kind may be given together, in any order, and all of them are loaded or none.

    Statements: see 'onrecord load statement --help'.
    """
    asked = _Asked(files, reader, mapping, release, published)
    if explained or dry:
        _explain_all(project, asked, whole=explained)
        return
    done = _loaded(project, asked)
    if as_json:
        from onrecord.projectexport import loaded_document

        put(loaded_document(done))
        return
    put_lines(f"{each.name}: {each}" for each in done)


@dataclass(frozen=True, slots=True)
class _Asked:
    """What somebody wants to load, and what they say of it."""

    files: tuple[Path, ...]
    reader: str
    mapping: Path | None
    release: str
    published: dt.date | None

    def readings(self, held: Project) -> list[tuple[Path, Reading | None]]:
        """Every file, and how it is read where it is a table."""
        from onrecord.provenance import SIDECAR, fetched_as
        from onrecord.tablestore import expanded, reading_of
        from onrecord.untouched import Seen

        wanted = [file for file in self.files if not file.name.endswith(SIDECAR)]  # those are read with their files
        if not wanted:
            raise click.UsageError(f"*{SIDECAR} only tells where the file beside it came from; load that file")
        seen = Seen(held.path / "record" / "seen.json").sha256
        given: dict[str, Any] = {"reader": self.reader, "mapping": self.mapping, "published_on": self.published}
        return [
            (file, reading_of(file, version=version, fetched=fetched_as(file, seen), **given))
            for file, version in expanded(wanted, self.release)
        ]

    def said(self) -> dict[str, str]:
        """What is said of the files."""
        return {"reader": self.reader, "release": self.release, "published": str(self.published or "")}


def _loaded(project: Path, asked: _Asked) -> list[Done]:
    """Load files: all of them, or none; where nothing was touched since they were, that is said at once."""
    from onrecord.provenance import SIDECAR, sidecar
    from onrecord.untouched import Loads

    alone = not asked.mapping and not any(sidecar(f).is_file() or f.name.endswith(SIDECAR) for f in asked.files)
    before = Loads(project).again(asked.files, asked.said()) if alone else None
    if before is not None:
        return before
    from onrecord.project import open_project

    held = open_project(project)
    readings = asked.readings(held)
    done = _load_all(held, readings)
    tables = [(file, reading) for file, reading in readings if reading is not None]
    if (
        alone
        and tuple(file for file, _ in readings) == asked.files
        and not any(reading.fetched for _, reading in tables)
    ):
        Loads(project).remember(asked.files, asked.said(), done)
    return done


def _load_all(held: Project, readings: Sequence[tuple[Path, Reading | None]]) -> list[Done]:
    """Load files of every kind in one go, saying what is done with tables where somebody looks on."""
    others = [file for file, reading in readings if reading is None]
    if len(others) == len(readings):
        return held.load_files(others)
    from onrecord.progress import loading
    from onrecord.tablestore import Wanted

    with loading() as watching:
        tables = [Wanted(file, str(file), told, *watching(str(file))) for file, told in readings if told is not None]
        done = held.load_files(others, tables)
    rest, tabled = iter(done[: len(others)]), iter(done[len(others) :])
    return [next(rest if reading is None else tabled) for _, reading in readings]


def _explain_all(project: Path, asked: _Asked, *, whole: bool) -> None:
    """Say how every table is read, by the names that come with it too, and what other files hold; nothing is loaded."""
    from onrecord.gazetteer import using
    from onrecord.project import open_project

    held = open_project(project)
    readings = asked.readings(held)
    known, done = held.offered([file for file, reading in readings if reading is None])
    others = iter(done)
    with using(known):
        for file, reading in readings:
            if reading is None:
                put(f"{one_line(str(file))}: {next(others)}\n")
            else:
                _explain(file, reading, whole=whole)


def _explain(file: Path, reading: Reading, *, whole: bool) -> None:
    """Say how a table is read; with ``whole`` also the first of its wrong cells, which are then an InputError."""
    from onrecord.tableexplain import explained
    from onrecord.tableload import WrongCellsError

    try:
        put_lines(explained(file, reading, whole=whole))
    except WrongCellsError as error:
        if not whole:
            raise
        put_lines(error.lines())
        raise InputError(f"{file}: cannot be loaded as it is; mend the cells listed") from error


@click.command(short_help="Check everything that a project holds.")
@as_json
@of_project
def verify(as_json: bool, project: Path) -> None:
    """Check the project: every kept file, the chain of the journal, the snapshot against what its files give."""
    from onrecord.project import open_project

    verified = open_project(project).verify()
    if as_json:
        from onrecord.projectexport import verified_document

        put(verified_document(verified))
        return
    put(f"{verified}\n")


@click.command(short_help="Count what tables of events say, month by month.")
@click.argument("measure")
@of_scope
@click.option("--near", is_flag=True, help="Also what the source names as near these places.")
@click.option("--period", type=a_period, metavar="EDTF", default="../..", help="When. [default: all that is held]")
@click.option(
    "--every", type=click.Choice(["all", "month", "week", "year"]), default="all", help="Cut so. [default: all]"
)
@click.option("--gaps", type=click.IntRange(0, 100), default=0, help="Also the longest runs of days without a report.")
@in_language
@of_record
def events(
    measure: str,
    by: str,
    against: str,
    of_whom: str,
    place: str,
    near: bool,
    period: Period,
    every: Every,
    gaps: int,
    language: Language,
    holdings: Holdings,
) -> None:
    """What each table of events counts of MEASURE, from what surely lies in the place and days to what may.

    Tables are never added up. What this shows is no bound: 'onrecord ask' says what follows from it.
    """
    from onrecord.eventtable import EventTables
    from onrecord.gazetteer import catalogue
    from onrecord.phrase import scope_words
    from onrecord.question import Question, scope_of
    from onrecord.tally import held, lines_of, tallies

    names = catalogue()
    scope = scope_of(Question(measure, by, against, of_whom, place, period), names)
    if not isinstance(holdings.events, EventTables):
        raise UsageError("no tables of events here; load one with: onrecord load FILE")
    found = list(tallies(holdings.events, scope, every, near=near, gaps=gaps))
    grounds = list(held(holdings.events, scope, every)) if scope.measure in ("territory_held", "area_held") else []
    put_lines(grounds)
    if not found and not grounds:
        raise UsageError(f"no table of events here counts {scope.measure} there over these days")
    for tally in found:
        put_lines(lines_of(tally, scope_words(tally.scope, names, language), language))


def tables_of(holdings: Holdings) -> tuple[Loaded, ...]:
    """The tables of events that are held."""
    if holdings.events is None:
        return ()
    from onrecord.eventtable import EventTables

    return holdings.events.tables if isinstance(holdings.events, EventTables) else ()


@click.command(short_help="List the sources, or show the card of one.")
@click.argument("name", metavar="[NAME]", default="")
@in_language
@as_json
@of_record
def sources(name: str, language: Language, as_json: bool, holdings: Holdings) -> None:
    """List the sources of the record, each with whose count it is and how many of its figures and events are held.

    With NAME, the id of one, show its card: licence, coverage, lateness, clock, codes, limits, how to get it.
    """
    if name and name not in holdings.cards:
        raise UsageError(f"no source {name!r}; there are: {', '.join(sorted(holdings.cards))}")
    cards = [holdings.cards[key] for key in ([name] if name else sorted(holdings.cards))]
    tables = tables_of(holdings)
    if as_json:
        from onrecord.export import sources_document

        put(sources_document(cards, holdings.figures, tables))
        return
    if name:
        from onrecord.cardreport import card_report

        card_report(the_page(language), cards[0])
        return
    from onrecord.recordreport import sources_report

    sources_report(the_page(language), cards, holdings.figures, tables)


@click.command(short_help="List the figures.")
@click.option("--measure", default=None, help="Only figures of this measure.")
@click.option(
    "--place",
    default=None,
    callback=some_names,
    help="Only figures of these places and what lies in them; several joined by ';'.",
)
@click.option("--voice", default=None, help="Only figures of this voice.")
@click.option("--as-of", type=a_day, metavar="DATE", default=None, help="Only figures published by this day.")
@in_language
@as_json
@of_record
def figures(
    measure: str | None,
    place: str,
    voice: str | None,
    as_of: dt.date | None,
    language: Language,
    as_json: bool,
    holdings: Holdings,
) -> None:
    """List the figures of the record."""
    from onrecord.gazetteer import catalogue
    from onrecord.question import Filter, figures_of

    names = catalogue()
    found = figures_of(holdings, names, Filter(measure, place, voice, as_of))
    if as_json:
        from onrecord.export import figures_document

        put_document(figures_document(found, names.measures), holdings)
        return
    from onrecord.recordreport import figures_report

    figures_report(the_page(language), found, holdings)


@click.command(short_help="Show what in the record does not fit together.")
@in_language
@as_json
@click.option("--all", "every", is_flag=True, help="Show every contradiction, not only the three largest.")
@of_record
def contradictions(language: Language, as_json: bool, every: bool, holdings: Holdings) -> None:
    """Show the figures that no counts satisfy together, as sums with their size.

    Every set is given of which no figure can be spared, up to a hundred, and the least that can be withdrawn so that
    the rest agrees; a figure weighs as much as it has witnesses.
    """
    from onrecord.contradiction import contradictions as find
    from onrecord.gazetteer import catalogue
    from onrecord.row import build_record

    names = catalogue()
    found = find(build_record(holdings), names)
    if as_json:
        from onrecord.export import contradictions_document

        put_document(contradictions_document(found), holdings)
        return
    from onrecord.recordreport import contradictions_report

    contradictions_report(the_page(language), found, holdings, every=every)


COMMANDS = (init, load, verify, sources, figures, events, contradictions)
"""In the order in which help lists them after the others."""
