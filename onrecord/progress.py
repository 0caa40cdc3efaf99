"""How far a long run is, on standard error: a bar where somebody looks on, else only what went wrong."""

from __future__ import annotations

import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from types import TracebackType
from typing import TYPE_CHECKING

import click

from onrecord.done import At, Share, nowhere, unseen
from onrecord.printable import one_line

if TYPE_CHECKING:
    from rich.progress import Progress

    from onrecord.batch import RunTally
    from onrecord.transfer import Watch

LONGEST_MESSAGE = 500


class Silent:
    """Says nothing but what was skipped."""

    def __enter__(self) -> Silent:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        return None

    def bad(self, message: str) -> None:
        """One line for one row."""
        click.echo(f"onrecord: {_line(message)}", err=True)

    def at(self, size: int, tally: RunTally) -> None:
        """Nothing."""


class Bar(Silent):
    """A bar over the bytes of the input, with how many statements are done and skipped."""

    def __init__(self, total: int) -> None:
        from rich.console import Console
        from rich.progress import BarColumn, Progress, TextColumn, TimeRemainingColumn

        columns = (BarColumn(), TextColumn("{task.percentage:>3.0f}%"), TextColumn("{task.description}"))
        console = Console(stderr=True, highlight=False)
        self.progress: Progress = Progress(*columns, TimeRemainingColumn(), console=console, transient=True)
        self.task = self.progress.add_task("", total=total)

    def __enter__(self) -> Bar:
        self.progress.start()
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        self.progress.stop()

    def bad(self, message: str) -> None:
        """One line above the bar."""
        from rich.text import Text

        self.progress.console.print(Text(f"onrecord: {_line(message)}"), soft_wrap=True)

    def at(self, size: int, tally: RunTally) -> None:
        """Move on."""
        skipped = f", {tally.skipped} skipped" if tally.skipped else ""
        self.progress.update(self.task, completed=size, description=f"{tally.statements} statements{skipped}")


def _line(message: str) -> str:
    """A message as one line that cannot steer the terminal."""
    line = one_line(message)
    return line if len(line) <= LONGEST_MESSAGE else f"{line[:LONGEST_MESSAGE]}..."


def watcher_of(total: int) -> Silent:
    """A bar where standard error is a terminal and the whole size is known."""
    return Bar(total) if total and sys.stderr.isatty() else Silent()


@contextmanager
def receiving(what: str) -> Iterator[Watch]:
    """How far a fetch is: a bar over its bytes where somebody looks on, else only why it waits."""
    from onrecord.transfer import Watch

    if not sys.stderr.isatty():
        yield Watch(wait=_waiting)
        return
    from rich.console import Console
    from rich.progress import BarColumn, DownloadColumn, Progress, TextColumn, TransferSpeedColumn

    columns = (TextColumn("{task.description}"), BarColumn(), DownloadColumn(), TransferSpeedColumn())
    with Progress(*columns, console=Console(stderr=True, highlight=False), transient=True) as progress:
        task = progress.add_task(_line(what), total=None)
        yield Watch(lambda done, total: progress.update(task, completed=done, total=total), _waiting)


LOADING = {
    "read": "looking up places and actors",
    "resolved": "writing reports",
    "built": "keeping the file",
    "kept": "putting it in place",
}
"""What is done after each step of a load, until the next."""


@contextmanager
def loading() -> Iterator[Callable[[str], tuple[At, Share]]]:
    """How far the load of each table is, by its name, where somebody looks on: the share that is read, what is done
    and since when."""
    if not sys.stderr.isatty():
        yield lambda _name: (nowhere, unseen)
        return
    from rich.console import Console
    from rich.progress import BarColumn, Progress, TextColumn, TimeElapsedColumn

    columns = (BarColumn(), TextColumn("{task.percentage:>3.0f}%"), TextColumn("{task.description}", markup=False))
    console = Console(stderr=True, highlight=False)
    with Progress(*columns, TimeElapsedColumn(), console=console, transient=True) as progress:
        task = progress.add_task("", total=1.0)

        def of(name: str) -> tuple[At, Share]:
            def at(step: str) -> None:
                if step in LOADING:
                    progress.update(task, completed=1.0, description=_line(f"{name}: {LOADING[step]}"))

            def watch(share: float) -> None:
                progress.update(task, completed=share, description=_line(f"{name}: reading and checking every cell"))

            return at, watch

        yield of


def _waiting(seconds: float, why: str) -> None:
    """Say why nothing comes, and wait."""
    click.echo(f"onrecord: {_line(why)}; trying again in {seconds:g} seconds", err=True)
    time.sleep(seconds)
