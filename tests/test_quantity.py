"""Numbers as they are stated, in digits and words of both languages."""

from __future__ import annotations

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.gazetteer import catalogue
from onrecord.lexicon import build_lexicon
from onrecord.normal import fold
from onrecord.quantity import Stated, find_numbers, find_quantities, read_numeral


def quantities(text: str, language: str = "en") -> list[Stated]:
    folded = fold(text)
    words = build_lexicon(catalogue()).find(folded)
    return find_quantities(folded, words, find_numbers(folded, words, language))


def read(text: str, language: str = "en") -> list[tuple[str, str, str]]:
    """Each quantity as its words, its comparator with its numbers, and its unit."""
    found = []
    for item in quantities(text, language):
        quantity = item.quantity
        sides = [str(side) for side in (quantity.low, quantity.high) if side is not None]
        numbers = sides[0] if len(set(sides)) == 1 else "-".join(sides)
        assert quantity.span is not None
        found.append((quantity.span.of(text), f"{quantity.comparator} {numbers}", quantity.unit))
    return found


@pytest.mark.parametrize(
    ("numeral", "language", "value", "step"),
    [
        pytest.param("132", "en", "132", "1", id="whole"),
        pytest.param("98.5", "en", "98.5", "0.1", id="decimal point"),
        pytest.param("3,500", "en", "3500", "1", id="grouped by comma"),
        pytest.param("1,234,567", "en", "1234567", "1", id="grouped twice"),
        pytest.param("1,234.5", "en", "1234.5", "0.1", id="grouped, with a decimal point"),
        pytest.param("1,5", "en", "1.5", "0.1", id="decimal comma"),
        pytest.param("1.240", "en", "1.24", "0.001", id="a full stop is a decimal point in English"),
        pytest.param("1.240", "ar", "1240", "1", id="and groups in Arabic"),
        pytest.param("1٬633", "ar", "1633", "1", id="Arabic grouping sign"),
        pytest.param("2٫6", "ar", "2.6", "0.1", id="Arabic decimal sign"),
        pytest.param("3٫500", "ar", "3500", "1", id="Arabic decimal sign misused for grouping"),
        pytest.param("0.125", "ar", "0.125", "0.001", id="nothing groups behind a zero"),
    ],
)
def test_numerals(numeral: str, language: str, value: str, step: str) -> None:
    assert read_numeral(numeral, language) == (Fraction(value), Fraction(step))


@pytest.mark.parametrize(
    "numeral", [pytest.param("1" * 31, id="too long"), pytest.param("1,23,4", id="no groups of three")]
)
def test_no_numerals(numeral: str) -> None:
    assert read_numeral(numeral) is None


@given(st.integers(0, 10**12))
def test_grouping_changes_no_value(value: int) -> None:
    arabic = f"{value:,}".replace(",", "٬").translate({ord(str(n)): chr(0x660 + n) for n in range(10)})
    assert read_numeral(f"{value:,}") == (value, 1)
    assert [item.quantity.low for item in quantities(f"{arabic} شخص", "ar")] == [value]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param("132 strikes", ("132", "= 132", ""), id="a number"),
        pytest.param("more than 132", ("more than 132", "> 132", ""), id="more than"),
        pytest.param("over 98 percent", ("over 98 percent", "> 98", "percent"), id="over, percent"),
        pytest.param("at least 9", ("at least 9", ">= 9", ""), id="at least"),
        pytest.param("9 or more", ("9 or more", ">= 9", ""), id="or more"),
        pytest.param("up to 40", ("up to 40", "<= 40", ""), id="up to"),
        pytest.param("fewer than 40", ("fewer than 40", "< 40", ""), id="fewer than"),
        pytest.param("nearly 200", ("nearly 200", "~ 200", ""), id="nearly is about"),
        pytest.param("98.5%", ("98.5%", "= 197/2", "percent"), id="percent sign"),
        pytest.param("7 percentage points", ("7 percentage points", "= 7", "percentage_point"), id="points"),
        pytest.param("three times", ("three times", "= 3", "times"), id="times"),
        pytest.param("twenty-one", ("twenty-one", "= 21", ""), id="hyphen"),
        pytest.param("two hundred and five", ("two hundred and five", "= 205", ""), id="hundred and"),
        pytest.param("three hundred thousand", ("three hundred thousand", "= 300000", ""), id="scale"),
        pytest.param("2.6 million", ("2.6 million", "= 2600000", ""), id="digits and scale"),
        pytest.param("two dozen", ("two dozen", "= 24", ""), id="two dozen"),
        pytest.param("a third", ("a third", "= 100/3", "percent"), id="a fraction is percent"),
        pytest.param("dozens", ("dozens", "range 20-99", ""), id="dozens"),
        pytest.param("tens of thousands", ("tens of thousands", "range 20000-99999", ""), id="tens of thousands"),
        pytest.param("between 20 and 30", ("20 and 30", "range 20-30", ""), id="between"),
        pytest.param("20-30", ("20-30", "range 20-30", ""), id="hyphen between numbers"),
    ],
)
def test_english(text: str, expected: tuple[str, str, str]) -> None:
    assert read(text) == [expected]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param("أكثر من 132 ضربة", ("أكثر من 132", "> 132", ""), id="more than"),
        pytest.param("بأكثر من 132", ("بأكثر من 132", "> 132", ""), id="bi- is part of the words"),
        pytest.param("وأكثر من 132", ("أكثر من 132", "> 132", ""), id="wa- is not"),
        pytest.param("بـ132", ("بـ132", "= 132", ""), id="a preposition written on digits"),
        pytest.param("ما لا يقل عن ١٬٦٣٣", ("ما لا يقل عن ١٬٦٣٣", ">= 1633", ""), id="at least"),
        pytest.param("نحو ١٥ ألف", ("نحو ١٥ ألف", "~ 15000", ""), id="about"),
        pytest.param("50 تقريباً", ("50 تقريباً", "~ 50", ""), id="about, behind"),
        pytest.param("98 في المئة", ("98 في المئة", "= 98", "percent"), id="percent in words"),
        pytest.param("٩٨٪", ("٩٨٪", "= 98", "percent"), id="percent sign"),
        pytest.param("ثلاثة وعشرين", ("ثلاثة وعشرين", "= 23", ""), id="units before tens"),
        pytest.param("ثلاث عشرة", ("ثلاث عشرة", "= 13", ""), id="teens, feminine"),
        pytest.param("ألف ومئة وواحد وتسعون", ("ألف ومئة وواحد وتسعون", "= 1191", ""), id="a long one"),
        pytest.param("ثلاثة و عشرون", ("ثلاثة و عشرون", "= 23", ""), id="wa- written apart"),
        pytest.param("مئتا ألف", ("مئتا ألف", "= 200000", ""), id="two hundred thousand"),
        pytest.param("ألفا لاجئ", ("ألفا", "= 2000", ""), id="two thousand, its nun dropped"),
        pytest.param("ألفاً", ("ألفاً", "= 1000", ""), id="a thousand, with tanwin"),
        pytest.param("ثلاثة وعشرين ألفاً", ("ثلاثة وعشرين ألفاً", "= 23000", ""), id="thousand behind a number"),
        pytest.param("مليون وسبعمئة ألف", ("مليون وسبعمئة ألف", "= 1700000", ""), id="million and thousands"),
        pytest.param("ربع مليون", ("ربع مليون", "= 250000", ""), id="a quarter of a million"),
        pytest.param("غارتان", ("غارتان", "= 2", ""), id="a dual"),
        pytest.param("ضربتين", ("ضربتين", "= 2", ""), id="a dual, oblique"),
        pytest.param("ما بين 20 و30", ("20 و30", "range 20-30", ""), id="between"),
        pytest.param("عشرات الآلاف", ("عشرات الآلاف", "range 20000-99999", ""), id="tens of thousands"),
        pytest.param("ثلاثة أضعاف", ("ثلاثة أضعاف", "= 3", "times"), id="times"),
    ],
)
def test_arabic(text: str, expected: tuple[str, str, str]) -> None:
    assert read(text, "ar") == [expected]


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("F-16", id="part of a name"),
        pytest.param("B52", id="letters before"),
        pytest.param("20mm", id="letters behind"),
        pytest.param("at 10:30", id="a time"),
        pytest.param("version .77", id="digits behind a bare point"),
        pytest.param("on the 1st", id="an ordinal"),
        pytest.param("9" * 31, id="longer than any count"),
        pytest.param("+964-770-123", id="groups of a telephone number"),
    ],
)
def test_no_quantity(text: str) -> None:
    assert read(text) == []


@pytest.mark.parametrize(
    ("text", "step"),
    [
        pytest.param("132", 1, id="to the one"),
        pytest.param("98.5", Fraction(1, 10), id="to the tenth"),
        pytest.param("2.6 million", 100_000, id="to the hundred thousand"),
        pytest.param("two thousand", 1000, id="to the thousand"),
        pytest.param("two hundred and five", 1, id="words to the one"),
    ],
)
def test_the_unit_of_the_last_digit(text: str, step: int | Fraction) -> None:
    assert [item.quantity.step for item in quantities(text)] == [step]


def test_separate_numbers_stay_apart() -> None:
    assert [numbers for _, numbers, _ in read("12, 9 and three")] == ["= 12", "= 9", "= 3"]
    assert [numbers for _, numbers, _ in read("ثلاثة وخمسة", "ar")] == ["= 3", "= 5"]


@given(st.text(alphabet="0123456789.,٬٫-+ %و", max_size=40))
def test_any_digits_are_read_or_left(text: str) -> None:
    for item in quantities(text):
        assert item.quantity.span is not None
        assert item.quantity.stated is not None
        assert 0 <= item.quantity.span.start < item.quantity.span.end <= len(text)
