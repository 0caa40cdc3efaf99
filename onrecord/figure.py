"""Figures: single quantities that somebody put on record, and the reading of files of them."""

from __future__ import annotations

import csv
import datetime as dt
import hashlib
import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from fractions import Fraction
from functools import cache
from typing import Literal, TypeVar

from onrecord.data import digest_of, facts, table, tables
from onrecord.errors import InputError
from onrecord.gazetteer import catalogue, fold, resolve_actor, resolve_where
from onrecord.measure import Measure
from onrecord.period import Period, parse_edtf
from onrecord.scope import Scope
from onrecord.tablesql import delimiter_of, told_delimiter

Found = TypeVar("Found")

Sense = Literal["equal", "at_least", "at_most"]
SENSES: tuple[Sense, ...] = ("equal", "at_least", "at_most")
Kind = Literal["total", "event", "listing"]
KINDS: tuple[Kind, ...] = ("total", "event", "listing")
COLUMNS = (
    *("id", "source", "voice", "measure", "by", "against", "of", "place", "period", "low", "high", "sense"),
    *("published_on", "via", "address", "note"),
)
OPTIONAL = ("kind", "clock")
"""Columns that a file may have after the others, in this order; without them, every figure is a total of civil days."""

READING = 3
"""Raised whenever the same file would be read otherwise."""

# Bounds on what is read, so that no file can exhaust the machine. 30 digits are more than any count in the world has;
# the packaged releases have at most 350 characters a row (November 2026).
MOST_BYTES = 100_000_000
MOST_CHARACTERS = 20_000
MOST_DIGITS = 30
MOST_SHOWN = 200

_NUMBER = re.compile(r"[0-9]+(\.[0-9]+)?")
_ID = re.compile(r"[A-Za-z0-9][A-Za-z0-9._:/-]{0,99}")
_ADDRESS = re.compile(r"https?://[^\s/]+\S*")
_HOUR = re.compile(r"(?:[01][0-9]|2[0-3]):[0-5][0-9]")
MIDNIGHT = "00:00"
_DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f]")


@dataclass(frozen=True, slots=True)
class Figure:
    """One quantity on record: who counted what, by whom, against whom, where, over which period, low to high.

    ``kind`` says what the quantity is. A ``total`` is what everything in the scope comes to. An ``event`` is one
    occurrence that lies somewhere in the scope (a week, where the day is not known; a province, where the town is
    not) and adds to the other events that its source lists. A ``listing`` holds no number: by it the source says that
    its events in the scope are all that it counts there.

    ``sense`` is what the published words say of the number; which side may serve as a bound is decided in one
    place, :func:`onrecord.source.sides`. ``voice`` is an actor id; ``rule`` names the voice's counting rule (two
    rules never share an unknown). ``file`` is the SHA-256 of the file it was read from, ``row`` its line there.
    """

    id: str
    source: str
    voice: str
    rule: str
    scope: Scope
    low: Fraction | None
    high: Fraction | None
    sense: Sense
    published_on: dt.date | None
    address: str
    low_open: bool = False
    high_open: bool = False
    via: str = ""
    quote: str = ""
    note: str = ""
    supersedes: str | None = None
    file: str = ""
    row: int = 0
    kind: Kind = "total"
    reckoned: tuple[tuple[str, str], ...] = ()
    """Of a figure that was reckoned here, how: the note by language. One that was received has its note alone."""

    def noted(self, language: str) -> str:
        """The note in a language, where there is one in it; else as it is."""
        return dict(self.reckoned).get(language, self.note)


@cache
def packaged_figures() -> tuple[Figure, ...]:
    """Every packaged figure, by id."""
    found = [figure for name, content in facts() for figure in read_figures(content, name)]
    return tuple(sorted(found, key=lambda figure: figure.id))


def packaged_file(sha256: str) -> tuple[str, bytes]:
    """The packaged file of figures with this hash and its name; InputError where none has it."""
    for name, content in facts():
        if hashlib.sha256(content).hexdigest() == sha256:
            return name, content
    raise InputError(f"no packaged file of figures has the SHA-256 {sha256}")


@cache
def reading_tables() -> str:
    """A digest of all that the reading of a file depends on beside the file: when it changes, files are read anew."""
    used = ("measures", "places", "regions", "actors", "names/places", "names/actors", *tables("sources"))
    return hashlib.sha256(f"{READING} {digest_of(used)}".encode()).hexdigest()


def read_figures(content: bytes, name: str) -> tuple[Figure, ...]:
    """Read a CSV file of figures with the columns of COLUMNS, and of OPTIONAL; ``name`` is how messages call the file.

    The first wrong row stops the reading with one line: file, row, column, what was found, what was expected.
    A row repeated word for word counts once.
    """
    digest = hashlib.sha256(content).hexdigest()
    rows = csv_rows(decoded(content, name), name)
    columns = _header(next(rows, (1, []))[1], name)
    figures: dict[str, Figure] = {}
    for line, cells in rows:
        if len(cells) != len(columns):
            raise InputError(f"{name}, row {line}: found {len(cells)} columns, expected {len(columns)}")
        figure = _Row(name, line, dict(zip(columns, cells, strict=True)), digest).figure()
        known = figures.setdefault(figure.id, figure)
        if not same_content(known, figure):
            raise InputError(
                f"{name}, row {line}, column id: found {figure.id!r}, used with other content in row {known.row}; "
                "expected an id of its own"
            )
    return tuple(figures.values())


def same_content(one: Figure, other: Figure) -> bool:
    """Whether two figures say the same, wherever they were read."""
    return one is other or replace(one, file=other.file, row=other.row) == other


def decoded(content: bytes, name: str) -> str:
    """The text of a file that people write, if it is UTF-8 and no larger than such a file may be."""
    if len(content) > MOST_BYTES:
        raise InputError(f"{name}: found {len(content)} bytes, expected at most {MOST_BYTES}; split the file")
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        row = content.count(b"\n", 0, error.start) + 1
        raise InputError(
            f"{name}, row {row}: found bytes that are not UTF-8, expected UTF-8; save it as UTF-8"
        ) from error


def csv_rows(text: str, name: str) -> Iterator[tuple[int, list[str]]]:
    """Every row that is not empty, with the line it begins on.

    Cut as spreadsheets cut them, and without the empty cells that they write beyond the last column.
    """
    told, start = told_delimiter(text)
    before = 1 if told else 0
    delimiter = told or delimiter_of(text[start : start + MOST_CHARACTERS].partition("\n")[0])
    reader = csv.reader(_lines(text[start:], name, 1 + before), strict=True, delimiter=delimiter)
    begins, width = 1 + before, 0
    try:
        for row in reader:
            cells = [cell.strip() for cell in row]
            if any(cells):
                width = width or max(nth for nth, cell in enumerate(cells, 1) if cell)
                while len(cells) > width and not cells[-1]:
                    cells.pop()
                yield begins, cells
            begins = reader.line_num + 1 + before
    except csv.Error as error:
        raise InputError(f"{name}, row {begins}: found unreadable CSV ({error}), expected balanced quotes") from error


def _lines(text: str, name: str, first: int) -> Iterator[str]:
    """The lines, cut at line feeds only, each checked for length and control characters."""
    for number, line in enumerate(text.replace("\r\n", "\n").replace("\r", "\n").split("\n"), start=first):
        if len(line) > MOST_CHARACTERS:
            raise InputError(f"{name}, row {number}: found {len(line)} characters, expected at most {MOST_CHARACTERS}")
        control = _CONTROL.search(line)
        if control is not None:
            raise InputError(f"{name}, row {number}: found the control character {control[0]!r}, expected text")
        yield line + "\n"


def _header(header: list[str], name: str) -> tuple[str, ...]:
    """The columns that a file has."""
    if tuple(header) not in [(*COLUMNS, *OPTIONAL[:more]) for more in range(len(OPTIONAL) + 1)]:
        found = ",".join(header)
        shown = found if len(found) <= MOST_SHOWN else f"{found[:MOST_SHOWN]}…"
        lacking = [column for column in COLUMNS if column not in header]
        more = f" (without {', '.join(lacking)})" if lacking and len(lacking) < len(COLUMNS) else ""
        raise InputError(f"{name}, row 1: found the columns {shown!r}{more}, expected {','.join(COLUMNS)!r}")
    return tuple(header)


@cache
def _cards_by_spelling() -> Mapping[str, str]:
    """Every card id, by the folded forms in which files write the source."""
    cards = [table(name) for name in tables("sources")]
    return {
        fold(form): card["id"] for card in cards for form in (card["id"], *card["names"].values(), *card["spellings"])
    }


def card_id(source: str) -> str:
    """The id of the card that claims this spelling of a source, else the source as written."""
    return _cards_by_spelling().get(fold(source), source)


@dataclass(frozen=True, slots=True)
class _Row:
    """One row being read; every method reads a column or says what is wrong with it."""

    name: str
    line: int
    cells: Mapping[str, str]
    digest: str

    def figure(self) -> Figure:
        """The figure that the row states."""
        measure, kind = self.measure(), self.kind()
        low, high = self.number("low", measure), self.number("high", measure)
        return Figure(
            id=self.matching("id", _ID, "letters, digits and . _ : / -, at most 100"),
            source=card_id(self.given("source")),
            voice=self.one("voice", resolve_actor),
            rule=self.clock(),
            scope=self.scope(measure),
            low=low,
            high=high,
            sense="equal" if kind == "listing" else self.sense(low, high),
            published_on=self.day("published_on") if self.cells["published_on"] else None,
            address=self.matching("address", _ADDRESS, "an address that begins with http:// or https://"),
            via=self.cells["via"],
            note=self.cells["note"],
            file=self.digest,
            row=self.line,
            kind=kind,
        )

    def scope(self, measure: Measure) -> Scope:
        """What is counted."""
        return Scope(
            measure=measure.id,
            by=self.several("by", resolve_actor),
            against=self.several("against", resolve_actor),
            of=self.several("of", resolve_actor),
            places=tuple(place for places in self.several("place", resolve_where) for place in places),
            period=self.period(measure),
        )

    def wrong(self, column: str, expected: str) -> InputError:
        found = self.cells[column]
        shown = found if len(found) <= 60 else f"{found[:60]}…"
        return InputError(f"{self.name}, row {self.line}, column {column}: found {shown!r}, expected {expected}")

    def given(self, column: str) -> str:
        if not self.cells[column]:
            raise self.wrong(column, "something written there")
        return self.cells[column]

    def matching(self, column: str, pattern: re.Pattern[str], expected: str) -> str:
        if not pattern.fullmatch(self.cells[column]):
            raise self.wrong(column, expected)
        return self.cells[column]

    def measure(self) -> Measure:
        measures = catalogue().measures
        if self.cells["measure"] not in measures:
            raise self.wrong("measure", f"one of {', '.join(sorted(measure.id for measure in measures))}")
        return measures[self.cells["measure"]]

    def one(self, column: str, resolve: Callable[[str], str | None]) -> str:
        found = resolve(self.given(column))
        if found is None:
            raise self.wrong(column, "one name or id known here, that means one thing only")
        return found

    def several(self, column: str, resolve: Callable[[str], Found | None]) -> tuple[Found, ...]:
        """The union that names joined by ';' mean; empty for none."""
        names = [name.strip() for name in self.cells[column].split(";")] if self.cells[column] else []
        return tuple(self.known(column, name, resolve) for name in names)

    def known(self, column: str, name: str, resolve: Callable[[str], Found | None]) -> Found:
        found = resolve(name)
        if found is None:
            raise self.wrong(column, f"names or ids known here, joined by ';' ({name!r} is none, or means several)")
        return found

    def period(self, measure: Measure) -> Period:
        kind: Literal["within", "asof"] = "asof" if measure.kind in ("stock", "ratio") else "within"
        try:
            period = parse_edtf(self.given("period"), kind)
        except InputError as error:
            raise self.wrong("period", f"EDTF, both days included, as 2018-05-01/2018-05-24 ({error})") from error
        if period.start is None or period.end is None:
            raise self.wrong("period", "a first and a last day")
        return period

    def day(self, column: str) -> dt.date:
        try:
            return dt.date.fromisoformat(self.matching(column, _DAY, "a day as 2018-05-24, or nothing"))
        except ValueError as error:
            raise self.wrong(column, f"a day that exists ({error})") from error

    def number(self, column: str, measure: Measure) -> Fraction | None:
        text = self.cells[column]
        if not text:
            return None
        if not _NUMBER.fullmatch(text) or sum(map(str.isdigit, text)) > MOST_DIGITS:
            raise self.wrong(column, f"a number of at most {MOST_DIGITS} digits, as 184 or 98.5, no sign or commas")
        value = Fraction(text)
        if measure.whole and value.denominator != 1:
            raise self.wrong(column, f"a whole number, because {measure.id} are counted whole")
        return value

    def clock(self) -> str:
        """The counting rule of windows that begin at another hour than midnight: they share no day with civil days."""
        written = self.cells.get("clock", "")
        if written and not _HOUR.fullmatch(written):
            raise self.wrong("clock", "the hour at which its days begin, as 08:00, or nothing for midnight")
        return "" if written == MIDNIGHT else written

    def kind(self) -> Kind:
        """What the row is: a total, unless it says otherwise."""
        written = self.cells.get("kind") or "total"
        kind = next((known for known in KINDS if known == written), None)
        if kind is None:
            raise self.wrong("kind", f"one of {', '.join(KINDS)}, or nothing for a total")
        if kind == "listing" and (self.cells["low"] or self.cells["high"]):
            raise self.wrong("low", "nothing, because a listing holds no number")
        if kind != "total" and self.measure().kind != "flow":
            raise self.wrong("kind", f"total, because {self.cells['measure']} do not add over time")
        return kind

    def sense(self, low: Fraction | None, high: Fraction | None) -> Sense:
        """What the words say of the number; the sides that they speak of must be there."""
        sense = next((known for known in SENSES if known == self.cells["sense"]), None)
        if sense is None:
            raise self.wrong("sense", f"one of {', '.join(SENSES)}")
        if low is None and sense != "at_most":
            raise self.wrong("low", f"a number, because the sense is {sense}")
        if high is None and sense != "at_least":
            raise self.wrong("high", f"a number, because the sense is {sense}")
        if low is not None and high is not None and low > high:
            raise self.wrong("low", f"at most the high of {self.cells['high']}")
        return sense
