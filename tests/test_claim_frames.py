"""The time of a whole text, paragraph or list, set once: by a heading, a report's name, the day of an operation."""

from __future__ import annotations

import datetime as dt

import pytest

from tests.found import figures_in

DAY = dt.date(2021, 6, 15)


def periods(text: str, published: dt.date = DAY) -> list[str]:
    """The period of every figure that became a claim, in the order of the text."""
    return [f"{c.scope.period.edtf} {c.scope.period.kind}" for c in figures_in(text, published)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param(
            "Summary for 3 to 9 May\n- 12 rebels killed\n- 5 soldiers wounded\nCivilians:\n- 3 people killed\n",
            ["2021-05-03/2021-05-09 within"] * 3,
            id="lists-under-a-heading",
        ),
        pytest.param(
            "Daily bulletin for 3 May\n\nShelling killed 12 people.\n\nRockets wounded 5 soldiers.\n",
            ["2021-05-03 within"] * 2,
            id="paragraphs-under-a-heading",
        ),
        pytest.param(
            "3 May\nShelling killed 12 people.\n4 May\nShelling killed 5 people.\n",
            ["2021-05-03 within", "2021-05-04 within"],
            id="a-diary",
        ),
        pytest.param(
            "ملخص شهر أيار\n\nقُتل 12 مدنياً.\n\nجُرح خمسة جنود.\n\nودرّبنا 40 شرطياً.\n",
            ["2021-05 within"] * 3,
            id="arabic-month",
        ),
        pytest.param(
            "Our report on the first quarter is out. It lists 12 dead.\n\nMilitias seized 33 people.",
            ["2021-01-01/2021-03-31 within"] * 2,
            id="a-report-by-its-time",
        ),
        pytest.param(
            "صدر تقريرنا عن عام 2020. وثقنا مقتل 12 مدنياً.\n\nجُرح خمسة جنود.",
            ["2020 within"] * 2,
            id="arabic-report-by-its-time",
        ),
        pytest.param(
            "Daily bulletin for 3 May\n\nShelling killed 12 people.\n\n700 families are in the camp.\n",
            ["2021-05-03 within", "2021-06-15 asof"],
            id="a-stock-stays-of-today",
        ),
        pytest.param(
            "Daily bulletin for 3 May\n\nOn 1 May shelling killed 12 people.\n\nRockets wounded 5 soldiers.\n",
            ["2021-05-01 within", "2021-05-03 within"],
            id="back-to-the-heading",
        ),
    ],
)
def test_a_heading_dates_all_that_stands_below_it(text: str, expected: list[str]) -> None:
    assert periods(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("Baghdad, 15 June 2021\nShelling killed 12 people.", id="the-day-of-publication"),
        pytest.param("The report of 3 May was withdrawn.\n\nShelling killed 12 people.", id="a-dated-report"),
    ],
)
def test_what_only_dates_the_text_dates_no_event(text: str) -> None:
    assert periods(text) == ["../.. within"]


@pytest.mark.parametrize(
    ("text", "published", "expected"),
    [
        pytest.param(
            "Day 54 of Operation Olive Branch: 282 villages have been cleared.\n\nOur martyrs are 46.",
            dt.date(2018, 3, 14),
            ["2018-01-20/2018-03-14 since"] * 2,
            id="day-of-a-named-operation",
        ),
        pytest.param(
            "في اليوم العاشر من عملية نبع السلام حُيّد 50 إرهابياً.",
            dt.date(2019, 10, 18),
            ["2019-10-09/2019-10-18 since"],
            id="arabic-day-of-a-named-operation",
        ),
        pytest.param(
            "Day nine of the siege. 40 people have died. Snipers killed 12.",
            DAY,
            ["2021-06-07/2021-06-15 since"] * 2,
            id="day-nine",
        ),
        pytest.param(
            "اليوم الـ54 من العدوان: 300 شهيد و400 جريح.",
            DAY,
            ["2021-04-23/2021-06-15 since"] * 2,
            id="arabic-day-in-digits",
        ),
    ],
)
def test_a_day_of_an_operation_counts_from_its_first(text: str, published: dt.date, expected: list[str]) -> None:
    assert periods(text, published) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param(
            "Last night was the second attack on us since April. They fired 12 missiles.",
            ["2021-06-14 within"],
            id="the-second-since",
        ),
        pytest.param(
            "On the worst day, 3 May, 225 people were killed.",
            ["2021-05-03 within"],
            id="on-the-worst-day",
        ),
    ],
)
def test_what_a_day_is_ranked_among_dates_nothing(text: str, expected: list[str]) -> None:
    assert periods(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("The war that ended on Sunday after ten days left 210 dead.", id="the-war-that-ended"),
        pytest.param("The guns fell silent on Sunday after ten days. Shelling killed 210 people.", id="the-guns"),
        pytest.param("الحرب التي انتهت يوم الأحد بعد عشرة أيام خلّفت 210 قتلى.", id="arabic-that-ended"),
        pytest.param("توقف القصف صباح الأحد بعد عشرة أيام. قُتل 210 مدنيين.", id="arabic-stopped"),
    ],
)
def test_what_ended_after_so_many_days_dates_its_toll(text: str) -> None:
    assert periods(text) == ["2021-06-04/2021-06-13 within"]
