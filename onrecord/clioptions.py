"""What commands have in common: kinds of options, and the statement, the record or the project they are handed."""

from __future__ import annotations

import contextlib
import datetime as dt
import functools
import os
import re
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from onrecord.errors import InputError, UsageError
from onrecord.period import Period, parse_edtf

if TYPE_CHECKING:
    from onrecord.holding import Patience
    from onrecord.statement import Statement


def a_period(value: str) -> Period:
    """A period in EDTF; a wrong one is a wrong call."""
    try:
        return parse_edtf(value)
    except InputError as error:
        raise click.BadParameter(str(error)) from error


def a_day(value: str) -> dt.date:
    """A day in ISO form; a wrong one is a wrong call."""
    try:
        return dt.date.fromisoformat(value)
    except ValueError as error:
        raise click.BadParameter(f"{value!r} is not a day: expected YYYY-MM-DD") from error


def some_names(_context: click.Context, option: click.Parameter, value: str | None) -> str:
    """Names as they were given, or none; an empty one is refused, for without names anyone and anywhere is meant."""
    if value is not None and not value.strip(" ;؛"):
        raise click.BadParameter("there is no name in it; leave the option out where any is meant", param=option)
    return value or ""


Command = Callable[..., Any]
FILE = click.Path(allow_dash=True, path_type=Path)
FOLDER = click.Path(file_okay=False, path_type=Path)

as_json = click.option("--json", "as_json", is_flag=True, help="Print the document of the JSON contract.")
in_language = click.option(
    "--language", type=click.Choice(["en", "ar"]), default="en", help="Language of the report. [default: en]"
)


project_option = click.option(
    "--project",
    type=FOLDER,
    default=None,
    help="Folder of the project. [default: this folder if it is one]",
)


published_option = click.option(
    "--published",
    type=a_day,
    metavar="DATE",
    default=None,
    help="Day on which it was published. [default: what the file says of itself]",
)
speaker_option = click.option(
    "--speaker", default=None, help="Who answers for it: a name or id. [default: what the file says]"
)


def of_statement(command: Command) -> Command:
    """Hand a command the statement in FILE, with what is said of it on the command line."""

    @click.argument("file", type=FILE)
    @published_option
    @speaker_option
    @functools.wraps(command)
    def with_statement(file: Path, published: dt.date | None, speaker: str | None, **options: Any) -> None:
        with names_of(options.get("project")):
            command(statement=statement_at(file, published, speaker), **options)

    return with_statement


def of_scope(command: Command) -> Command:
    """Hand a command who did it, against whom, whose it is and where, in names: empty where any is meant."""
    said = {
        "by": "Who did it. Names or ids; several are joined by ';' and mean their union.",
        "against": "Against whom.",
        "of": "Whose: the members, victims or property of whom.",
        "place": "Where, as in 'Iraq; Syria'. [default: anywhere]",
    }
    for slot, help_text in reversed(said.items()):
        name = "of_whom" if slot == "of" else slot
        command = click.option(f"--{slot}", name, default=None, callback=some_names, help=help_text)(command)
    return command


@contextlib.contextmanager
def names_of(project: Path | None) -> Iterator[None]:
    """Have the names in force that were brought to a project: the one named, else the folder one stands in."""
    asked = project or project_here()
    if asked is None:  # the packaged names are in force by themselves, and nothing more is imported for them
        yield
        return
    from onrecord.question import names_in

    with names_in(asked):
        yield


FORMAT_FILE = "format.json"
"""The file that makes a folder a project."""


def project_here() -> Path | None:
    """The current folder, where it is a project."""
    return Path() if Path(FORMAT_FILE).is_file() else None


_AGAINST = {
    "share_of": ("PLACE", "What percentage it is of the total of PLACE."),
    "all_of": ("PLACE", "Whether it is all of the total of PLACE."),
    "none_of": ("PLACE", "Whether it is none of the total of PLACE."),
    "most_of": ("PLACE", "Whether it is more than half of the total of PLACE."),
    "per": ("MEASURE|day|week|month", "It divided by another MEASURE, or by the time of the period."),
    "change_from": ("EDTF", "What change in percent it is from the total of that period."),
    "compared_with": ("EDTF", "By how much it is more or less than the total of that period."),
    "highest_since": ("EDTF", "Whether it is more than in each period as long since then."),
    "lowest_since": ("EDTF", "Whether it is less than in each period as long since then."),
    "most_in": ("day|week|month", "The most that one of these has in the period."),
    "least_in": ("day|week|month", "The least that one of these has in the period."),
}


def against_another(command: Command) -> Command:
    """Hand a command what a total is set against, by the way it is: empty where it is asked by itself."""

    @functools.wraps(command)
    def with_another(*args: Any, **options: Any) -> None:
        ways = {way: options.pop(way) for way in _AGAINST}
        command(*args, against_other={way: named for way, named in ways.items() if named}, **options)

    options: Command = with_another
    for way, (metavar, said) in reversed(_AGAINST.items()):
        options = click.option(f"--{way.replace('_', '-')}", way, multiple=True, metavar=metavar, help=said)(options)
    return options


def statement_at(file: Path, published: dt.date | None, speaker: str | None) -> Statement:
    """The statement in a file, with what is said of it on the command line."""
    from onrecord.statement import read_statement

    return read_statement(file, published_on=published, speaker=actor_named(speaker))


def actor_named(speaker: str | None) -> str | None:
    """The id of the actor named on the command line."""
    if speaker is None:
        return None
    from onrecord.gazetteer import catalogue
    from onrecord.question import actor_of

    return actor_of(speaker, catalogue())


def say_nowhere() -> None:
    """Say that there is no project, and what is asked instead."""
    click.echo("onrecord: no project here; asking the facts shipped with onrecord", err=True)


def nowhere(project: Path) -> bool:
    """Whether no project was named, and one stands in none."""
    return project == Path() and project_here() is None


def of_record(command: Command) -> Command:
    """Hand a command the record it asks: ``--project``, else the folder it stands in, else the packaged facts."""

    @project_option
    @functools.wraps(command)
    def with_record(*args: Any, project: Path | None, **options: Any) -> None:
        from onrecord.question import holdings_of

        asked = project or project_here()
        if asked is None:
            say_nowhere()
        with names_of(asked):
            command(*args, holdings=holdings_of(asked), **options)

    return with_record


def of_project(command: Command) -> Command:
    """Hand a command the project it works on: ``--project``, else the folder it stands in."""

    @project_option
    @functools.wraps(command)
    def with_project(*args: Any, project: Path | None, **options: Any) -> None:
        from onrecord.holding import patient

        with patient(patience_of(os.environ)):
            command(*args, project=project or Path(), **options)

    return with_project


PATIENCE_SECONDS = 30.0
"""How long a command waits for a project that another process is changing, where ONRECORD_WAIT says nothing else."""


def patience_of(environ: Mapping[str, str]) -> Patience:
    """How long to wait for a busy project: so many seconds as ONRECORD_WAIT says; who waits is told so."""
    from onrecord.holding import Patience

    told = environ.get("ONRECORD_WAIT", "")
    if told and not re.fullmatch(r"\d{1,6}(\.\d{1,3})?", told):
        raise UsageError(f"ONRECORD_WAIT: found {told[:40]!r}, expected a number of seconds")
    return Patience(float(told) if told else PATIENCE_SECONDS, lambda line: click.echo(f"onrecord: {line}", err=True))
