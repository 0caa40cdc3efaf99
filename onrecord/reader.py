"""Readers: how one kind of table becomes reports, said as data and turned into one SQL projection.

A reader (``data/readers/*.toml``, or a mapping of one's own) names every column of the table as used or ignored, says
of what type each used one is, and which of them tell when, where, how many and whose. From that this module writes the
SQL: every column comes in as text and is typed by a cast that fails by cell, never by file. Nothing here touches a
file or a database; :mod:`onrecord.tableload` and :mod:`onrecord.tablebuild` run what is written here.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from typing import Annotated, Any, Literal, Self

from pydantic import Field, ValidationError, model_validator

from onrecord.data import table, tables
from onrecord.data.basis import Bilingual, Shape, Text
from onrecord.errors import InputError
from onrecord.tablesql import GROUND, LEVELS, Level, literal, quoted

Name = Annotated[str, Field(pattern=r"^[^\x00-\x1f\"@][^\x00-\x1f\"]{0,99}$")]
"""The name of a column: no quotation mark or control character, and no @ before it, which are our own in SQL."""

MOST_COLUMNS = 500
STILL = dt.date(9998, 12, 31)
"""The last day of what goes on."""


class CodeShape(Shape):
    """One value that a column of codes may have, and what it means for where or when."""

    doc: str = ""
    level: Level | None = None
    metres: int | None = Field(None, ge=0)
    """About how far from the coordinates it may have been, by the codebook."""
    days: tuple[int, int] = (0, 0)
    """So many days before and after the day given it may have been, by the codebook."""


class ColumnShape(Shape):
    """One column that is used: its type, its names in other releases, whether it may be missing or empty."""

    type: Literal["text", "count", "number", "day", "moment", "code", "latitude", "longitude", "outline"] = "text"
    also: tuple[Name, ...] = ()
    optional: bool = False
    """The column may be missing from the table."""
    filled: bool = False
    """Every row must have a value."""
    lower: bool = False
    """Capitals mean nothing in it."""
    comma: bool = False
    """Decimals are written after a comma; a point is read as well."""
    formats: tuple[str, ...] = ("%Y-%m-%d",)
    codes: dict[str, CodeShape] = Field(default_factory=dict)
    """Every value that it may have; others are wrong."""


class WhenShape(Shape):
    """Which columns tell the first and the last day; ``before`` and ``after`` widen it to what the row may speak of.

    ``since`` is a first day that all rows share; ``released``: the last day is that of the release, which ``day`` then
    holds (it is given with the file, never here). ``open``: an empty last day means still; ``exclusive``: the last day
    no longer belongs.
    """

    first: Name = ""
    last: Name = ""
    since: dt.date | None = None
    released: bool = False
    day: dt.date | None = None
    open: bool = False
    exclusive: bool = False
    precision: Name = ""
    before: int = Field(0, ge=0, le=366)
    after: int = Field(0, ge=0, le=366)


class WhereShape(Shape):
    """Which columns tell where, from the widest to the narrowest, and which how precisely.

    After ``=`` the country is the same in every row. ``whole`` is a column that tells all, the narrowest first:
    ``Mosul, Ninawa, Iraq``. ``outline`` is a column of polygons as GeoJSON: such rows count no things, they say whose
    the ground is.
    """

    country: Name = ""
    whole: Name = ""
    adm1: Name = ""
    adm2: Name = ""
    place: Name = ""
    latitude: Name = ""
    longitude: Name = ""
    outline: Name = ""
    precision: Name = ""
    level: Level = "point"
    """How precise every row is, where no column says it."""


class CountShape(Shape):
    """One count that a row makes: of what, from which columns, whose, and of which rows.

    ``by``, ``against`` and ``of`` name a column, or after ``=`` an actor. ``less`` are two columns whose difference
    the low may be short by (a part of a best estimate, of a whole whose low is lower).
    """

    measure: Text
    low: Name = ""
    best: Name = ""
    high: Name = ""
    one: bool = False
    """Every row counts one."""
    times: int = Field(1, ge=1, le=1000)
    less: tuple[Name, Name] | None = None
    by: str = ""
    against: str = ""
    of: str = ""
    only: dict[Name, tuple[str, ...]] = Field(default_factory=dict)
    positive: bool = False
    """Rows that count nothing are left out."""
    at: Literal["", "first", "last"] = ""
    """Counted on the first day of the row's days, or on the day after the last, which an open row has none of."""


class CoversShape(Shape):
    """Of which days (EDTF) and places, by id, this very file holds every row; told by who knows how it was cut."""

    period: Text
    places: tuple[Text, ...] = Field(min_length=1)


class ReaderShape(Shape):
    """One kind of table. ``recognise`` are columns that tell it from others; ``[]`` for a mapping of one's own."""

    id: Annotated[str, Field(pattern=r"^[a-z0-9][a-z0-9-]{0,60}$")]
    card: str = ""
    """The id of a card; empty where whose table it is must be said by a mapping."""
    doc: Bilingual | None = None
    recognise: tuple[Name, ...] = ()
    version: str = ""
    """A pattern on the file's name; its groups, joined by points, are the version."""
    delimiter: Literal[",", ";", "\t", "|"] = ","
    header: tuple[Name, ...] = ()
    """The columns in order, where the table has no header."""
    layout: tuple[Name, ...] = ()
    """The columns in order, of files that come without the header that others have."""
    key: Name = ""
    rows: tuple[int, int] = (1, 10_000_000)
    rows_why: str = ""
    columns: dict[Name, ColumnShape] = Field(min_length=1, max_length=MOST_COLUMNS)
    ignored: tuple[Name, ...] = ()
    when: WhenShape
    where: WhereShape = WhereShape()
    counts: tuple[CountShape, ...] = ()
    covers: CoversShape | None = None
    """What the file holds all of; where nothing says it, no more than the days and countries of its rows."""
    withdraws: bool = False
    """Its rows name, by their key, events of the card's tables that count no longer; it counts nothing itself."""
    rounds: bool = False
    """Rows of one place and of different days count the same things again: only those of one day add up."""
    published: Name = ""
    """The column that says on which day a row was published as it stands; the table was so by the last of them."""
    published_name: str = ""
    """A pattern on the file's name; its three groups are the year, month and day of publication."""
    numbers: dict[Name, Name] = Field(default_factory=dict)
    """By column of actors, the column with the source's own number for each, by which the tables know some."""

    @model_validator(mode="after")
    def _names_only_its_columns(self) -> Self:
        """Whatever names a column names one of ``columns``."""
        roles = (role for count in self.counts for role in (count.by, count.against, count.of))
        counted = (name for count in self.counts for name in counted_by(count))
        named = [*self._named(), *counted, *(role for role in roles if not role.startswith("="))]
        unknown = sorted({name for name in named if name and name not in self.columns})
        if unknown:
            raise ValueError(f"names {', '.join(unknown)}, which [columns] does not have")
        when = self.when
        if not (when.first or when.released):
            raise ValueError("when tells no day: give first, or released = true")
        if bool(self.counts) is self.withdraws or (self.withdraws and not self.key):
            raise ValueError("give [[counts]], or withdraws = true with a key")
        for count in self.counts:
            numbered = count.one or count.low or count.best or count.high
            if self.where.outline and (numbered or not count.by or count.measure != GROUND):
                raise ValueError(
                    f"rows with an outline say by whom ground is held: give them measure = {GROUND!r} and by"
                )
            if not (numbered or self.where.outline):
                raise ValueError(f"the count of {count.measure} has neither low, best, high nor one = true")
        if re.compile(self.version).groups > 4:
            raise ValueError("version has more than four groups")
        if self.published_name and re.compile(self.published_name).groups != 3:
            raise ValueError("published_name has not three groups, for year, month and day")
        return self

    def _named(self) -> tuple[str, ...]:
        where, when = self.where, self.when
        country = "" if where.country.startswith("=") else where.country
        names = (where.adm1, where.adm2, where.place, where.whole, where.outline)
        places = (*names, where.latitude, where.longitude, where.precision)
        numbered = (*self.numbers, *self.numbers.values())
        return (self.key, self.published, when.first, when.last, when.precision, country, *places, *numbered)


def counted_by(count: CountShape) -> Iterator[str]:
    """The columns whose values a count is made of, or chosen by."""
    yield from numbered_by(count)
    yield from count.only


def numbered_by(count: CountShape) -> Iterator[str]:
    """The columns whose values a count is made of."""
    yield from (name for name in (count.low, count.best, count.high, *(count.less or ())) if name)


def read_mapping(content: Mapping[str, Any], name: str) -> ReaderShape:
    """A reader from the content of a TOML file; InputError with the first thing that is wrong in it."""
    try:
        return ReaderShape.model_validate(content)
    except ValidationError as error:
        first = error.errors()[0]
        where = ".".join(str(part) for part in first["loc"]) or "the file"
        raise InputError(f"{name}, {where}: {first['msg']}; expected what docs/record.md says of a mapping") from error


@cache
def packaged_readers() -> Mapping[str, ReaderShape]:
    """Every packaged reader by id."""
    found = (ReaderShape.model_validate(table(name)) for name in tables("readers"))
    return {reader.id: reader for reader in found}


def fitting(header: Sequence[str]) -> tuple[ReaderShape, ...]:
    """The packaged readers that fit a table's columns, the one that asks for most of them first."""

    def fits(reader: ReaderShape) -> bool:
        if reader.header:
            return tuple(header) == reader.header
        return bool(reader.recognise) and not missing(reader, header)

    found = [reader for reader in packaged_readers().values() if fits(reader)]
    return tuple(sorted(found, key=lambda reader: (-len(reader.recognise), reader.id)))


def missing(reader: ReaderShape, header: Sequence[str]) -> list[str]:
    """The columns by which a reader knows its tables that are not there."""
    there = {column.strip().casefold() for column in header}
    return [name for name in reader.recognise if not _held(name, reader, there)]


def without_header(cells: Sequence[str]) -> ReaderShape | None:
    """The packaged reader of a table that has no header and whose first row this may be."""
    for reader in packaged_readers().values():
        if _is_row(cells, reader.header or reader.layout):
            return reader
    return None


def is_bare(cells: Sequence[str], reader: ReaderShape) -> bool:
    """Whether a first row is one of a reader's own files that came without their header."""
    return _is_row(cells, reader.layout)


def _is_row(cells: Sequence[str], columns: Sequence[str]) -> bool:
    return bool(columns) and len(columns) == len(cells) and cells[0].isdigit()


def dated(reader: ReaderShape, released: dt.date | None) -> ReaderShape:
    """The reader with the day of the release, where its rows are of that day; InputError where it is not given."""
    if not reader.when.released:
        return reader
    if released is None:
        raise InputError(f"{reader.id}: its rows are of the day of the release; give that day with --published")
    return reader.model_copy(update={"when": reader.when.model_copy(update={"day": released})})


def _held(name: str, reader: ReaderShape, there: set[str]) -> bool:
    """Whether a column is there under any of its names."""
    column = reader.columns.get(name)
    return any(form.casefold() in there for form in (name, *(column.also if column else ())))


# ------------------------------------------------------------------------------------------------ columns of a table


def matched(reader: ReaderShape, header: Sequence[str], name: str, tags: Sequence[str] = ()) -> dict[str, str]:
    """For each used column that is there, how the table calls it; InputError where one is missing.

    A column is found by its name, or by its HXL tag where the table has a row of them.
    """
    there = {tag.strip().casefold(): column for tag, column in zip(tags, header, strict=False) if tag.strip()}
    there |= {column.strip().casefold(): column for column in reversed(header)}
    found: dict[str, str] = {}
    for key, column in reader.columns.items():
        forms = [form for form in (key, *column.also) if form.casefold() in there]
        if forms:
            found[key] = there[forms[0].casefold()]
        elif not column.optional:
            raise InputError(
                f"{name}, row 1: found no column {key!r}, expected the columns of {reader.id} "
                f"({', '.join(reader.recognise or reader.columns)})"
            )
    return found


def unknown_columns(reader: ReaderShape, header: Sequence[str]) -> list[str]:
    """The columns of a table that its reader neither uses nor says that it ignores."""
    known = {form.casefold() for key, column in reader.columns.items() for form in (key, *column.also)}
    known |= {column.casefold() for column in reader.ignored}
    return [column for column in header if column.strip().casefold() not in known]


def with_decimal_commas(reader: ReaderShape) -> ReaderShape:
    """The reader for a table that is cut by semicolons, as it is where decimals are written after a comma."""
    columns = {
        key: column.model_copy(update={"comma": True}) if column.type in DECIMAL else column
        for key, column in reader.columns.items()
    }
    return reader.model_copy(update={"columns": columns})


DECIMAL = ("number", "latitude", "longitude")


def version_of(reader: ReaderShape, name: str) -> str:
    """The version that a file's name tells, or nothing."""
    found = re.search(reader.version, name) if reader.version else None
    return ".".join(group for group in found.groups() if group) if found else ""


def named_day(reader: ReaderShape, name: str) -> dt.date | None:
    """The day of publication that a file's name tells, or None; a day that does not exist is none."""
    found = re.search(reader.published_name, name) if reader.published_name else None
    try:
        return dt.date(*(int(group) for group in found.groups())) if found else None
    except (ValueError, TypeError):
        return None


# -------------------------------------------------------------------------------------------------------------- SQL


_EXPECTED = {
    "count": "a whole number of at most 15 digits",
    "number": "a number",
    "latitude": "degrees from -90 to 90",
    "longitude": "degrees from -180 to 180",
    "text": "something written there",
    "moment": "seconds since 1970, or a day",
    "outline": "a polygon as GeoJSON",
}


_DIGITS = "NOT regexp_matches({}, '[^0-9]')"


def expected(column: ColumnShape) -> str:
    """What a cell of a column should hold, in words."""
    if column.type == "day":
        return f"a day that exists, as {' or '.join(column.formats)}"
    if column.type == "code":
        return f"one of {', '.join(column.codes)}"
    return _EXPECTED[column.type]


def cast(column: ColumnShape, name: str) -> str:
    """The SQL that types one cell of text: NULL where it is not what it should be, or empty."""
    cell = f"lower({quoted(name)})" if column.lower else quoted(name)
    match column.type:
        case "count":
            # A cast to a whole number would round '12.5' to 13 and read '1e3' as a thousand: digits only.
            # '12.0' is how programs write 12 in a column with empty cells; '1.000' may be a thousand, and is wrong.
            whole = f"CASE WHEN regexp_full_match({cell}, '[0-9]{{1,15}}\\.0') THEN {cell}[:-3]::BIGINT END"
            return f"CASE WHEN length({cell}) <= 15 AND {_DIGITS.format(cell)} THEN {cell}::BIGINT ELSE {whole} END"
        case "number":
            return f"try_cast({_pointed(column, cell)} AS DECIMAL(18, 6))"
        case "latitude" | "longitude":
            most = 90 if column.type == "latitude" else 180
            degrees = f"try_cast({_pointed(column, cell)} AS DOUBLE)"
            return f"CASE WHEN {degrees} BETWEEN -{most} AND {most} THEN {degrees} END"
        case "moment":
            seconds = f"make_timestamp(try_cast({cell} AS BIGINT) * 1000000)::DATE"
            told = f"length({cell}) <= 10 AND {_DIGITS.format(cell)}"
            return f"CASE WHEN {told} THEN {seconds} ELSE try_cast({cell} AS DATE) END"
        case "day":
            if column.formats == ("%Y-%m-%d",):
                return f"try_cast({cell} AS DATE)"
            formats = ", ".join(literal(form) for form in column.formats)
            return f"try_strptime({cell}, [{formats}])::DATE"
        case "code":
            known = ", ".join(literal(code) for code in column.codes)
            return f"CASE WHEN {cell} IN ({known}) THEN {cell} END"
        case "text" | "outline":
            return cell


def _pointed(column: ColumnShape, cell: str) -> str:
    """A cell with a point before its decimals."""
    return f"replace({cell}, ',', '.')" if column.comma else cell


def typed_columns(reader: ReaderShape, names: Mapping[str, str]) -> str:
    """The select list that types every used column; one that the table does not have is NULL."""
    parts = []
    for key, column in reader.columns.items():
        value = cast(column, names[key]) if key in names else f"NULL::{_KINDS[column.type]}"
        parts.append(f"{value} AS {quoted(key)}")
    return ", ".join(parts)


_KINDS = {
    "text": "VARCHAR",
    "code": "VARCHAR",
    "count": "BIGINT",
    "number": "DECIMAL(18, 6)",
    "day": "DATE",
    "moment": "DATE",
    "latitude": "DOUBLE",
    "longitude": "DOUBLE",
    "outline": "VARCHAR",
}


def is_wrong(reader: ReaderShape, key: str, name: str) -> str | None:
    """The SQL that says whether one cell is not what it should be; None where any cell may be there."""
    column = reader.columns[key]
    cell = quoted(name)
    empty = f"{cell} IS NULL"
    if column.type in ("text", "outline"):
        return empty if column.filled else None
    failed = f"({cast(column, name)}) IS NULL"
    return failed if column.filled else f"(NOT {empty} AND {failed})"


def wrong_cells(reader: ReaderShape, names: Mapping[str, str]) -> dict[str, str]:
    """By used column, the SQL that says whether its cell is wrong."""
    found = {key: is_wrong(reader, key, name) for key, name in names.items()}
    return {key: test for key, test in found.items() if test is not None}


def _by_code(name: str, values: Mapping[str, Any], otherwise: str) -> str:
    """A value for each code of a column."""
    if not name:
        return otherwise
    cases = " ".join(f"WHEN {literal(code)} THEN {value}" for code, value in values.items())
    return f"CASE {quoted(name)} {cases} ELSE {otherwise} END" if cases else otherwise


def level_sql(reader: ReaderShape) -> str:
    """The SQL for how precisely a row says where, as a number in LEVELS."""
    name = reader.where.precision
    codes = reader.columns[name].codes if name else {}
    values = {code: LEVELS.index(shape.level) for code, shape in codes.items() if shape.level is not None}
    return _by_code(name, values, str(LEVELS.index(reader.where.level)))


def days_sql(reader: ReaderShape) -> tuple[str, str]:
    """The SQL for the first day that a row may speak of, and the first day after the last one."""
    when = reader.when
    day = "NULL::DATE" if when.day is None else f"DATE {literal(when.day.isoformat())}"
    first = quoted(when.first) if when.first else day
    last = day if when.released else quoted(when.last or when.first)
    otherwise = f"DATE {literal(STILL.isoformat())}" if when.open else first
    codes = reader.columns[when.precision].codes if when.precision else {}
    before = _by_code(when.precision, {c: s.days[0] for c, s in codes.items() if s.days[0]}, "0")
    after = _by_code(when.precision, {c: s.days[1] for c, s in codes.items() if s.days[1]}, "0")
    since = first if when.since is None else f"DATE {literal(when.since.isoformat())}"
    start = f"{since} - ({before} + {when.before})::INTEGER"
    return start, f"coalesce({last}, {otherwise}) + ({after} + {when.after + (0 if when.exclusive else 1)})::INTEGER"


def count_days_sql(count: CountShape) -> tuple[str, str]:
    """The SQL for the days on which a row counts, all of its own or that on which it begins or is over; and the
    condition that there is such a day."""
    if not count.at:
        return '"@first" AS first_day, "@after" AS day_after', ""
    day = '"@first"' if count.at == "first" else '"@after"'
    over = f' AND "@after" < DATE {literal(STILL.isoformat())}' if count.at == "last" else ""
    return f"{day} AS first_day, ({day} + 1)::DATE AS day_after", over


def told_days_sql(reader: ReaderShape) -> tuple[str, str]:
    """The SQL for the first and the last day that a row gives, whatever their precision; NULL where it gives none."""
    day = "NULL::DATE" if reader.when.day is None else f"DATE {literal(reader.when.day.isoformat())}"
    first = quoted(reader.when.first) if reader.when.first else day
    return first, quoted(reader.when.last) if reader.when.last else "NULL::DATE"


def numbers_sql(count: CountShape) -> tuple[str, str, str]:
    """The SQL for low, best and high of a count. Some sources give a low above their best: the least is the low."""
    if count.one:
        return "1", "1", "1"
    given = [f"{quoted(name)} * {count.times}" if name else "NULL" for name in (count.low, count.best, count.high)]
    low, best, high = given
    low = f"least({low}, {best})" if count.low and count.best else low
    high = f"greatest({high}, {best})" if count.high and count.best else high
    if count.less is not None:
        over, under = (quoted(name) for name in count.less)
        low = f"greatest({low} - greatest({over} - {under}, 0), 0)"
    return low, best, high


def filter_sql(count: CountShape, *, nothing: bool = False) -> str:
    """The SQL for which rows make this count; with ``nothing``, those that count nothing too."""
    tests = [f"{quoted(name)} IN ({', '.join(map(literal, values))})" for name, values in count.only.items()]
    if count.positive and not nothing:
        tests.append(f"{quoted(count.high or count.best or count.low)} > 0")
    return " AND ".join(tests) or "true"
