"""Days and spans of days, as they are written and as the words of both languages name them."""

from __future__ import annotations

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.dating import find_periods
from onrecord.errors import InputError
from onrecord.gazetteer import catalogue
from onrecord.lexicon import build_lexicon
from onrecord.normal import fold
from onrecord.period import ONE_DAY, Dated, Period, parse_edtf
from onrecord.quantity import find_numbers

FRIDAY = dt.date(2018, 6, 1)
SATURDAY = dt.date(2018, 5, 19)


def periods(text: str, published: dt.date | None = FRIDAY) -> list[tuple[str, Period]]:
    """The words of each period with the period."""
    folded = fold(text)
    words = build_lexicon(catalogue()).find(folded)
    found: list[Dated] = find_periods(folded, words, find_numbers(folded, words), published)
    return [(folded.span(item.start, item.end).of(text), item.period) for item in found]


def read(text: str, published: dt.date = FRIDAY) -> list[tuple[str, str, str]]:
    return [(words, period.edtf, period.kind) for words, period in periods(text, published)]


@pytest.mark.parametrize(
    ("text", "edtf"),
    [
        pytest.param("1 May 2018", "2018-05-01", id="day month year"),
        pytest.param("May 1, 2018", "2018-05-01", id="month day year"),
        pytest.param("the first of May", "2018-05-01", id="ordinal in words"),
        pytest.param("1st May", "2018-05-01", id="ordinal in digits"),
        pytest.param("2018-05-01", "2018-05-01", id="ISO"),
        pytest.param("in May", "2018-05", id="a month"),
        pytest.param("March's", "2018-03", id="a month, possessive"),
        pytest.param("in August", "2017-08", id="a month that has not begun is last year's"),
        pytest.param("2 June", "2017-06-02", id="nor a day"),
        pytest.param("in June", "2018-06", id="a month that has just begun"),
        pytest.param("in May 2016", "2016-05", id="month and year"),
        pytest.param("in 2017", "2017", id="a year"),
        pytest.param("25-31 May", "2018-05-25/2018-05-31", id="days joined by a hyphen"),
        pytest.param("25–31 May 2016", "2016-05-25/2016-05-31", id="days joined by a dash, with a year"),
        pytest.param("from 25 to 31 May", "2018-05-25/2018-05-31", id="from to"),
        pytest.param("between 25 and 31 May", "2018-05-25/2018-05-31", id="between and"),
        pytest.param("May 25-31, 2016", "2016-05-25/2016-05-31", id="month first"),
        pytest.param("from 18 February to 7 April", "2018-02-18/2018-04-07", id="over two months"),
        pytest.param("1 May to 3 June 2017", "2017-05-01/2017-06-03", id="the year behind is that of both"),
        pytest.param("from December to March", "2017-12-01/2018-03-31", id="over the turn of the year"),
        pytest.param("between August 2014 and May 2018", "2014-08-01/2018-05-31", id="month to month"),
        pytest.param("on Sept. 3", "2017-09-03", id="a month cut short"),
        pytest.param("over the past day", "2018-05-31/2018-06-01", id="the past day"),
        pytest.param("in twelve days", "2018-05-20/2018-06-01", id="in so many days"),
        pytest.param("early May", "2018-05-01/2018-05-10", id="early"),
        pytest.param("mid-May", "2018-05-11/2018-05-20", id="mid"),
        pytest.param("late May", "2018-05-21/2018-05-31", id="late"),
        pytest.param("yesterday", "2018-05-31", id="yesterday"),
        pytest.param("today", "2018-06-01", id="today"),
        pytest.param("last week", "2018-05-21/2018-05-27", id="last week"),
        pytest.param("this week", "2018-05-28/2018-06-01", id="this week"),
        pytest.param("last month", "2018-05", id="last month"),
        pytest.param("this month", "2018-06-01", id="this month, on its first day"),
        pytest.param("last year", "2017", id="last year"),
        pytest.param("on Monday", "2018-05-28", id="a day of the week"),
        pytest.param("in the past three days", "2018-05-29/2018-06-01", id="past days"),
        pytest.param("in the past 24 hours", "2018-05-31/2018-06-01", id="past hours"),
        pytest.param("over the past two months", "2018-04-01/2018-06-01", id="past months"),
    ],
)
def test_english(text: str, edtf: str) -> None:
    assert read(text) == [(text.removesuffix("'s").removeprefix("the "), edtf, "within")]


@pytest.mark.parametrize(
    ("text", "edtf"),
    [
        pytest.param("الأول من أيار/مايو", "2018-05-01", id="both names of the month"),
        pytest.param("في 3 مايو (أيار)", "2018-05-03", id="both names, in brackets"),
        pytest.param("في شباط", "2018-02", id="Levantine"),
        pytest.param("في فبراير 2016", "2016-02", id="Egyptian, with a year"),
        pytest.param("في السابع عشر من تشرين الأول", "2017-10-17", id="ordinal in words"),
        pytest.param("في تشرين الثاني", "2017-11", id="the second Tishrin"),
        pytest.param("بين ١٨ شباط و٧ نيسان", "2018-02-18/2018-04-07", id="between and"),
        pytest.param("من 25 إلى 31 أيار/مايو", "2018-05-25/2018-05-31", id="from to"),
        pytest.param("خلال شهر مايو", "2018-05", id="during the month of"),
        pytest.param("عام 2017", "2017", id="a year"),
        pytest.param("أمس", "2018-05-31", id="yesterday"),
        pytest.param("في الأسبوع الماضي", "2018-05-21/2018-05-27", id="last week"),
        pytest.param("الأسبوع المنصرم", "2018-05-21/2018-05-27", id="last week, another word"),
        pytest.param("خلال الأيام الثلاثة الماضية", "2018-05-29/2018-06-01", id="past days"),
        pytest.param("خلال الـ48 ساعة الماضية", "2018-05-30/2018-06-01", id="past hours"),
        pytest.param("أواخر أيار", "2018-05-21/2018-05-31", id="late"),
    ],
)
def test_arabic(text: str, edtf: str) -> None:
    assert read(text) == [(text, edtf, "within")]


@pytest.mark.parametrize(
    ("text", "edtf"),
    [
        pytest.param("since 1 May", "2018-05-01/2018-05-19", id="since a day"),
        pytest.param("since March", "2018-03-01/2018-05-19", id="since a month"),
        pytest.param("since the start of the month", "2018-05-01/2018-05-19", id="since the start of the month"),
        pytest.param("منذ الأول من أيار/مايو", "2018-05-01/2018-05-19", id="since a day, Arabic"),
        pytest.param("منذ مطلع العام", "2018-01-01/2018-05-19", id="since the start of the year, Arabic"),
        pytest.param("حتى الآن", "../2018-05-19", id="until now"),
        pytest.param("since the vote of 1 May 2018", "2018-05-01/2018-05-19", id="since an event with its day"),
        pytest.param("منذ انطلاق العملية في الأول من أيار", "2018-05-01/2018-05-19", id="since an event, Arabic"),
        pytest.param("since early May", "2018-05-01/2018-05-19", id="since early"),
        pytest.param("so far", "../2018-05-19", id="so far"),
    ],
)
def test_running_totals(text: str, edtf: str) -> None:
    assert read(text, SATURDAY) == [(text, edtf, "since")]


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("they may go", id="the verb"),
        pytest.param("the first of many", id="an ordinal without a month"),
        pytest.param("132 strikes", id="a count"),
        pytest.param("31 February", id="no such day"),
        pytest.param("2018 strikes", id="a count as large as a year"),
        pytest.param("للمرة الأولى", id="for the first time"),
    ],
)
def test_no_date(text: str) -> None:
    assert [words for words, _ in periods(text) if words != "February"] == []


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("last week", id="relative words"),
        pytest.param("in May", id="a month without its year"),
        pytest.param("أمس", id="relative words, Arabic"),
    ],
)
def test_what_needs_the_day_of_publication(text: str) -> None:
    with pytest.raises(InputError, match="day of publication"):
        periods(text, None)


def test_a_count_behind_a_month_is_no_day() -> None:
    assert read("in May, 25 strikes") == [("in May", "2018-05", "within")]
    assert read("in May 25 strikes") == [("in May", "2018-05", "within")]


def test_what_does_not() -> None:
    assert [period.edtf for _, period in periods("since 1 May 2018 and in June 2017", None)] == [
        "2018-05-01/..",
        "2017-06",
    ]


@pytest.mark.parametrize(
    ("edtf", "start", "end"),
    [
        pytest.param("2018-05-01/2018-05-17", "2018-05-01", "2018-05-18", id="both days included"),
        pytest.param("2018-05", "2018-05-01", "2018-06-01", id="a month"),
        pytest.param("2018", "2018-01-01", "2019-01-01", id="a year"),
        pytest.param("../2018-05-17", None, "2018-05-18", id="open before"),
        pytest.param("2018-05-01/..", "2018-05-01", None, id="open behind"),
    ],
)
def test_edtf(edtf: str, start: str | None, end: str | None) -> None:
    period = parse_edtf(edtf)
    assert (period.start and str(period.start), period.end and str(period.end)) == (start, end)
    assert period.edtf == edtf


@pytest.mark.parametrize("edtf", ["2018-13", "2018-02-30", "May", "2018-05-02/2018-05-01", "", "2018/5"])
def test_what_is_no_edtf(edtf: str) -> None:
    with pytest.raises(InputError):
        parse_edtf(edtf)


@given(st.dates(dt.date(1950, 1, 1), dt.date(2090, 1, 1)), st.integers(1, 900))
def test_edtf_reads_back(start: dt.date, days: int) -> None:
    period = Period(start, start + dt.timedelta(days=days))
    again = parse_edtf(period.edtf)
    assert (again.start, again.end) == (period.start, period.end)


@given(st.dates(dt.date(1950, 1, 1), dt.date(2090, 1, 1)), st.dates(dt.date(1950, 1, 1), dt.date(2090, 1, 1)))
def test_a_date_without_its_year_lies_in_the_year_before_publication(day: dt.date, published: dt.date) -> None:
    found = [period for _, period in periods(f"on {day.day} {day:%B}", published)]
    if (day.month, day.day) == (2, 29):
        return
    assert [period.end for period in found] == [found[0].start + ONE_DAY] if found[0].start else False
    assert found[0].start is not None
    assert (found[0].start.month, found[0].start.day) == (day.month, day.day)
    assert dt.timedelta(0) <= published - found[0].start <= dt.timedelta(days=366)
