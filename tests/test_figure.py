"""Files of figures: what is read, and the one line that says what is wrong."""

from __future__ import annotations

import csv
import datetime as dt
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord import data
from onrecord.errors import InputError
from onrecord.figure import COLUMNS, MOST_CHARACTERS, packaged_figures, read_figures, same_content
from onrecord.period import Period
from tests.factories import figures_csv, figures_row


def read_one(**changes: str):
    (figure,) = read_figures(figures_csv(figures_row(**changes)), "may.csv")
    return figure


def test_a_row_is_read_whole() -> None:
    figure = read_one(note="spelt Huwijah", via="news agency")
    assert (figure.id, figure.source, figure.voice, figure.sense) == ("t-1", "cjtf-oir", "coalition", "equal")
    assert (figure.scope.by, figure.scope.against, figure.scope.of) == (("coalition",), ("daesh",), ())
    assert figure.scope.places == ("IQ", "SY")
    assert figure.scope.period == Period(dt.date(2018, 5, 2), dt.date(2018, 5, 3))
    assert (figure.low, figure.high) == (Fraction(5), Fraction(5))
    assert (figure.published_on, figure.note, figure.via) == (dt.date(2018, 5, 4), "spelt Huwijah", "news agency")
    assert (figure.row, len(figure.file)) == (2, 64)


@pytest.mark.parametrize(
    ("changes", "field", "expected"),
    [
        pytest.param({"place": "البوكمال"}, "places", ("gn:174448",), id="an Arabic place"),
        pytest.param({"place": "gn:174448"}, "places", ("gn:174448",), id="a place by its id"),
        pytest.param({"place": "Syria ;Iraq"}, "places", ("IQ", "SY"), id="a union in any order"),
        pytest.param({"place": ""}, "places", (), id="no place is anywhere"),
        pytest.param({"by": "التحالف الدولي"}, "by", ("coalition",), id="an Arabic actor"),
        pytest.param({"period": "2018-05-01/2018-05-24"}, "period", Period(dt.date(2018, 5, 1), dt.date(2018, 5, 25)),
                     id="both days of a period included"),
        pytest.param({"measure": "partners", "period": "2018-05-02"}, "period",
                     Period(dt.date(2018, 5, 2), dt.date(2018, 5, 3), "asof"), id="a stock stands on its day"),
    ],
)  # fmt: skip
def test_what_is_counted(changes: dict[str, str], field: str, expected: object) -> None:
    assert getattr(read_one(**changes).scope, field) == expected


@pytest.mark.parametrize(
    ("changes", "low", "high"),
    [
        pytest.param({"low": "0", "high": "0"}, 0, 0, id="none at all"),
        pytest.param({"low": "5", "high": "", "sense": "at_least"}, 5, None, id="at least"),
        pytest.param({"low": "", "high": "5", "sense": "at_most"}, None, 5, id="at most"),
        pytest.param({"low": "9" * 30, "high": "9" * 30}, 10**30 - 1, 10**30 - 1, id="thirty digits"),
        pytest.param({"measure": "territory_lost", "low": "97.5", "high": "98.5"}, Fraction(195, 2), Fraction(197, 2),
                     id="a share between two numbers, exactly"),
    ],
)  # fmt: skip
def test_numbers_are_exact(changes: dict[str, str], low: Fraction | None, high: Fraction | None) -> None:
    figure = read_one(**changes)
    assert (figure.low, figure.high) == (low, high)


@pytest.mark.parametrize(
    ("column", "found", "expected"),
    [
        pytest.param("id", "", "letters, digits", id="no id"),
        pytest.param("id", "a b", "letters, digits", id="a space in an id"),
        pytest.param("source", "", "something written there", id="no source"),
        pytest.param("voice", "", "something written there", id="no voice"),
        pytest.param("voice", "the neighbours", "one name or id known here", id="an unknown voice"),
        pytest.param("measure", "strike", "one of abducted, aid", id="a misspelt measure"),
        pytest.param("by", "nobody in particular", "'nobody in particular' is none", id="an unknown actor"),
        pytest.param("place", "Atlantis", "'Atlantis' is none", id="an unknown place"),
        pytest.param("place", "Iraq;;Syria", "'' is none", id="a place left out"),
        pytest.param("period", "2018-04-31", "day is out of range", id="the 31st of April"),
        pytest.param("period", "May 2018", "EDTF", id="a month in words"),
        pytest.param("period", "2018-05-24/2018-05-01", "EDTF", id="the end before the start"),
        pytest.param("period", "2018-05-01/..", "a first and a last day", id="an open end"),
        pytest.param("period", "", "something written there", id="no period"),
        pytest.param("low", "5,000", "a number of at most 30 digits", id="a comma in a number"),
        pytest.param("low", "-5", "a number of at most 30 digits", id="a negative number"),
        pytest.param("low", "٥", "a number of at most 30 digits", id="digits of another script"),
        pytest.param("low", "1e3", "a number of at most 30 digits", id="an exponent"),
        pytest.param("low", "nan", "a number of at most 30 digits", id="not a number"),
        pytest.param("low", "9" * 31, "a number of at most 30 digits", id="thirty-one digits"),
        pytest.param("low", "4.5", "a whole number", id="half a strike"),
        pytest.param("low", "6", "at most the high of 5", id="low above high"),
        pytest.param("low", "", "a number, because the sense is equal", id="no low"),
        pytest.param("high", "", "a number, because the sense is equal", id="no high"),
        pytest.param("sense", "about", "one of equal, at_least, at_most", id="an unknown sense"),
        pytest.param("published_on", "2018-02-30", "a day that exists", id="the 30th of February"),
        pytest.param("published_on", "2018-05", "a day as 2018-05-24", id="published in a month"),
        pytest.param("address", "", "begins with http", id="no address"),
        pytest.param("address", "javascript:alert(1)", "begins with http", id="an address that is a script"),
        pytest.param("address", "https://", "begins with http", id="an address without a host"),
    ],
)  # fmt: skip
def test_a_wrong_row_is_named_in_one_line(column: str, found: str, expected: str) -> None:
    content = figures_csv(figures_row(), figures_row(id="t-2", **{column: found} if column != "id" else {}))
    if column == "id":
        content = figures_csv(figures_row(), figures_row(id=found))
    with pytest.raises(InputError) as caught:
        read_figures(content, "may.csv")
    message = str(caught.value)
    assert message.startswith(f"may.csv, row 3, column {column}: found {found[:60]!r}"), message
    assert expected in message
    assert "\n" not in message


HEADER = ",".join(COLUMNS).encode()
ROW = figures_csv().splitlines()[1]


@pytest.mark.parametrize(
    ("content", "expected"),
    [
        pytest.param(b"", "row 1: found the columns ''", id="an empty file"),
        pytest.param(HEADER.replace(b"note", b"notes") + b"\n", "row 1: found the columns", id="a column misspelt"),
        pytest.param(HEADER + b",extra\n" + ROW + b",x\n", "row 1: found the columns", id="a column too many"),
        pytest.param(HEADER + b"\n" + ROW + b",x\n", "row 2: found 17 columns, expected 16", id="a cell too many"),
        pytest.param(
            HEADER + b"\n" + ROW.rpartition(b",")[0], "row 2: found 15 columns, expected 16", id="a cell too few"
        ),
        pytest.param(
            HEADER + b"\n" + ROW + b'"never closed\n', "row 2: found unreadable CSV", id="a cell never closed"
        ),
        pytest.param(
            HEADER + b"\n" + ROW + b'\n"never closed\n', "row 3: found unreadable CSV", id="a quote never closed"
        ),
        pytest.param(HEADER + b"\n" + ROW + b"\x00\n", "row 2: found the control character '\\x00'", id="a NUL"),
        pytest.param(HEADER + b"\n" + ROW + b"\xff\n", "row 2: found bytes that are not UTF-8", id="not UTF-8"),
        pytest.param(HEADER + b"\n" + b"x" * (MOST_CHARACTERS + 1), "row 2: found 20001 characters", id="a huge line"),
        pytest.param("\n".join(("id", "a")).encode("utf-16"), "row 1: found bytes that are not UTF-8", id="UTF-16"),
    ],
)
def test_a_file_that_is_no_table_of_figures(content: bytes, expected: str) -> None:
    with pytest.raises(InputError) as caught:
        read_figures(content, "may.csv")
    assert f"may.csv, {expected}" in str(caught.value)
    assert "\n" not in str(caught.value)


@pytest.mark.parametrize(
    "change",
    [
        pytest.param(lambda content: b"\xef\xbb\xbf" + content, id="a byte order mark"),
        pytest.param(lambda content: content.replace(b"\n", b"\r\n"), id="Windows line ends"),
        pytest.param(lambda content: content.rstrip(b"\n"), id="no last line end"),
        pytest.param(lambda content: content + b"\n\n", id="empty lines at the end"),
    ],
)
def test_the_same_table_however_it_was_saved(change) -> None:
    plain = figures_csv(figures_row(), figures_row(id="t-2", note="a note, with a comma"))
    one, other = read_figures(plain, "a"), read_figures(change(plain), "b")
    assert [same_content(*pair) for pair in zip(one, other, strict=True)] == [True, True]


def test_a_row_begins_where_its_first_line_is() -> None:
    rows = [figures_row(note="two\nlines"), figures_row(id="t-2")]
    assert [figure.row for figure in read_figures(figures_csv(*rows), "may.csv")] == [2, 4]


def test_a_repeated_row_counts_once_and_a_changed_one_is_refused() -> None:
    assert len(read_figures(figures_csv(figures_row(), figures_row()), "may.csv")) == 1
    with pytest.raises(InputError, match=r"may.csv, row 3, column id: found 't-1', used with other content in row 2"):
        read_figures(figures_csv(figures_row(), figures_row(high="6")), "may.csv")


@given(st.binary(max_size=300))
def test_any_bytes_are_read_or_refused_in_one_line(content: bytes) -> None:
    for prefix in (b"", HEADER + b"\n", HEADER + b"\n" + ROW[:-20]):
        try:
            read_figures(prefix + content, "any.csv")
        except InputError as error:
            assert "\n" not in str(error)  # noqa: PT017 - either way is right, but the message must be one line


@given(st.dictionaries(st.sampled_from(COLUMNS), st.text(max_size=20)))
def test_any_cells_are_read_or_refused_in_one_line(changes: dict[str, str]) -> None:
    try:
        read_figures(figures_csv(figures_row(**changes)), "any.csv")
    except InputError as error:
        assert "\n" not in str(error)  # noqa: PT017 - either way is right, but the message must be one line


def test_every_packaged_fact_is_read() -> None:
    rows = [row for _, content in data.facts() for row in csv.DictReader(content.decode().splitlines())]
    figures = {figure.id: figure for figure in packaged_figures()}
    assert sorted(row["id"] for row in rows) == sorted(figures)
    assert [figures[row["id"]].address for row in rows] == [row["address"] for row in rows]
    assert [figures[row["id"]].note for row in rows] == [row["note"] for row in rows]


@pytest.mark.parametrize(
    ("fact", "low", "high", "sense"),
    [
        pytest.param("oir18-38", 184, 184, "equal", id="184 strikes on 1-24 May"),
        pytest.param("oir18-40", 52, 52, "equal", id="52 strikes on 18-24 May"),
        pytest.param("partners-3", 75, 75, "equal", id="75 partners"),
        pytest.param("territory-14", Fraction("97.5"), Fraction("98.5"), "equal", id="about 98 percent"),
        pytest.param("territory-15", 98, None, "at_least", id="more than 98 percent"),
    ],
)
def test_facts_as_published(fact: str, low: Fraction, high: Fraction | None, sense: str) -> None:
    (figure,) = [figure for figure in packaged_figures() if figure.id == fact]
    assert (figure.low, figure.high, figure.sense) == (low, high, sense)


CLOCKS = [
    pytest.param("08:00", "08:00", id="from eight"),
    pytest.param("00:00", "", id="midnight"),
    pytest.param("", "", id="nothing said"),
]


@pytest.mark.parametrize(("written", "rule"), CLOCKS)
def test_windows_of_another_clock_are_another_count(written: str, rule: str) -> None:
    (found,) = read_figures(with_columns(kind="", clock=written), "f.csv")
    assert found.rule == rule


@pytest.mark.parametrize("written", ["8:00", "24:00", "08.00", "08:60", "eight"])
def test_a_clock_is_an_hour(written: str) -> None:
    with pytest.raises(InputError, match=r"row 2, column clock: found .*expected the hour"):
        read_figures(with_columns(kind="", clock=written), "f.csv")


def with_columns(**more: str) -> bytes:
    """A file of one figure with further columns."""
    row = figures_row() | more
    header = ",".join(row)
    cells = ",".join(f'"{cell}"' for cell in row.values())
    return f"{header}\n{cells}\n".encode()
