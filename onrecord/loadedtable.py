"""Loaded tables: where each is built, what is known of its release, and how it is opened for asking."""

from __future__ import annotations

import datetime as dt
import hashlib
from collections.abc import Callable, Iterator, Mapping
from contextlib import closing, contextmanager
from dataclasses import dataclass, field
from fractions import Fraction
from pathlib import Path
from typing import TYPE_CHECKING, Any

from onrecord.figure import Figure, Sense
from onrecord.phrase import day_words, fill, has_template
from onrecord.scope import Scope
from onrecord.source import Card
from onrecord.tablesql import literal

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection

    from onrecord.statement import Language


LANGUAGES: tuple[Language, ...] = ("en", "ar")
KNOWN_BY = {
    "the file's name": "name",
    "the card": "card",
    "the server, as its last change": "server",
    "its rows": "rows",
}
"""What a day of publication may be known by, as the journal has it, and where the words for it stand."""


@dataclass(frozen=True, slots=True)
class Loaded:
    """One loaded table: its folder, the file that it was read from, and what is known of the release."""

    folder: Path
    sha256: str
    name: str
    card: Card
    version: str = ""
    published_on: dt.date | None = None
    about: Mapping[str, Any] = field(default_factory=dict)
    withdrawn: tuple[Path, ...] = ()
    """The folders of loaded tables that name events of this source that count no longer."""
    published_by: str = ""
    """What the day of publication is known by, where nobody gave it."""

    @property
    def source(self) -> str:
        """The source and its version, as ids of figures begin."""
        return f"{self.card.id}:{self.version or self.sha256[:8]}"

    def whence(self, language: Language) -> str:
        """In words, for the note of a figure: what the day of publication is known by, where nobody gave it."""
        if not self.published_by or self.published_on is None:
            return ""
        known_by = f"notes.known_by.{KNOWN_BY.get(self.published_by, '')}"
        source = fill(known_by, language) if has_template(known_by) else self.published_by
        return fill("notes.published", language, day=day_words(self.published_on, language), source=source)

    def figure(
        self,
        told: str,
        side: str,
        scope: Scope,
        bounds: tuple[Fraction | None, Fraction | None],
        note: Callable[[Language], str],
    ) -> Figure:
        """A figure that was reckoned from it: from low to high; at least or at most so many where one side is open.

        ``told`` is all that it hangs on, and with ``side`` makes its id; ``note`` says how it was reckoned.
        """
        low, high = bounds
        noted = tuple((language, f"{note(language)}{self.whence(language)}") for language in LANGUAGES)
        sense: Sense = "at_least" if high is None else "at_most" if low is None else "equal"
        return Figure(
            id=f"{self.source}:{hashlib.sha256(told.encode()).hexdigest()[:10]}:{side}",
            source=self.card.id,
            voice=self.card.voice,
            rule=self.card.rule,
            scope=scope,
            low=low,
            high=high,
            sense=sense,
            published_on=self.published_on,
            address=self.card.address,
            note=noted[0][1],
            reckoned=noted,
            file=self.sha256,
        )

    def measures(self) -> Iterator[Mapping[str, Any]]:
        """What it counts: a mapping a measure, with how many reports, their sums, and the days they span."""
        yield from self.about["measures"]


@contextmanager
def opened(table: Loaded) -> Iterator[DuckDBPyConnection]:
    """A connection that sees one table's reports, wheres and actors, and no other file."""
    import duckdb

    with closing(duckdb.connect(config={"threads": 2})) as connection:
        names = ("reports", "wheres", "actors", *(["outlines"] if table.about.get("outlines") else []))
        for name in names:
            path = literal(str(table.folder / f"{name}.parquet"))
            left_out = _left_out(table) if name == "reports" else ""
            connection.execute(f"CREATE VIEW {name} AS SELECT * FROM read_parquet({path}){left_out}")
        connection.execute("SET TimeZone = 'UTC'")
        folders = ", ".join(literal(f"{folder}/") for folder in (table.folder, *table.withdrawn))
        connection.execute(f"SET allowed_directories = [{folders}]")
        connection.execute("SET enable_external_access = false")
        connection.execute("SET lock_configuration = true")
        yield connection


def _left_out(table: Loaded) -> str:
    """The condition that leaves out the events that the source took back."""
    if not table.withdrawn:
        return ""
    files = ", ".join(literal(str(folder / "reports.parquet")) for folder in table.withdrawn)
    return f" WHERE id NOT IN (SELECT id FROM read_parquet([{files}]))"
