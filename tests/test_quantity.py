"""Numbers as they are stated, in digits and words of both languages."""

from __future__ import annotations

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.gazetteer import catalogue
from onrecord.lexicon import build_lexicon
from onrecord.normal import fold
from onrecord.quantity import Stated, find_numbers, find_ordinals, find_quantities, read_numeral
from tests.found import cases_of


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
    ("text", "value"),
    [
        pytest.param("تريليونا دولار", 2 * 10**12, id="two trillion"),
        pytest.param("ثلاثة كوادريليونات ريال", 3 * 10**15, id="quadrillions"),
        pytest.param("تريديسيليون وثلاثة", 10**42 + 3, id="larger than any count"),
        pytest.param("اتنين", 2, id="two, in speech"),
    ],
)
def test_scales_above_a_trillion_and_words_of_speech(text: str, value: int) -> None:
    folded = fold(text)
    assert [n.low for n in find_numbers(folded, build_lexicon(catalogue()).find(folded))] == [value]


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
        pytest.param("40 000", "en", "40000", "1", id="grouped by spaces"),
        pytest.param("12،500", "ar", "12500", "1", id="grouped by the Arabic comma"),
        pytest.param("12,34,567", "en", "1234567", "1", id="Indian grouping"),
        pytest.param("1.111,25", "en", "1111.25", "0.01", id="the last of two kinds marks decimals"),
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
        pytest.param("between 20 and 30", ("between 20 and 30", "range 20-30", ""), id="between"),
        pytest.param("20-30", ("20-30", "range 20-30", ""), id="hyphen between numbers"),
        pytest.param("20 to 30", ("20 to 30", "range 20-30", ""), id="to"),
        pytest.param("from 20 to 30", ("from 20 to 30", "range 20-30", ""), id="from, to"),
        pytest.param("5k-20k", ("5k-20k", "range 5000-20000", ""), id="range of short thousands"),
        pytest.param("two or three hundred", ("two or three hundred", "range 200-300", ""), id="a scale shared"),
        pytest.param("between 2 and 3 million", ("between 2 and 3 million", "range 2000000-3000000", ""), id="million"),
        pytest.param(
            "more than 10 and fewer than 40", ("more than 10 and fewer than 40", "range 10-40", ""), id="both sides"
        ),
        pytest.param("12 people at least", ("12 people at least", ">= 12", ""), id="a comparator behind the noun"),
        pytest.param(">= 30", (">= 30", ">= 30", ""), id="a sign"),
        pytest.param("more than 9 or equal to it", ("more than 9 or equal to it", ">= 9", ""), id="or equal"),
        pytest.param("2.5bn", ("2.5bn", "= 2500000000", ""), id="bn"),
        pytest.param("$5m", ("$5m", "= 5000000", ""), id="m behind a currency sign"),
        pytest.param("25km", ("25", "= 25", ""), id="a unit on the digits"),
        pytest.param("3 hundred and one", ("3 hundred and one", "= 301", ""), id="digits before words"),
        pytest.param("two point five million", ("two point five million", "= 2500000", ""), id="a point in words"),
        pytest.param("one and a half million", ("one and a half million", "= 1500000", ""), id="and a half"),
        pytest.param("a quarter of a million", ("a quarter of a million", "= 250000", ""), id="part of a scale"),
        pytest.param("three fifths", ("three fifths", "= 60", "percent"), id="fifths"),
        pytest.param("1/4", ("1/4", "= 25", "percent"), id="a slash"),
        pytest.param("2½", ("2½", "= 5/2", ""), id="a glyph"),
        pytest.param("one in four", ("one in four", "= 25", "percent"), id="one in four"),
        pytest.param("nine out of every ten", ("nine out of every ten", "= 90", "percent"), id="out of every"),
        pytest.param("most of them", ("most", "> 50", "percent"), id="most"),
        pytest.param("twice as many", ("twice", "= 2", "times"), id="twice"),
        pytest.param("nearly double last month", ("nearly double", "~ 2", "times"), id="double, compared"),
        pytest.param("a dozen men", ("a dozen", "= 12", ""), id="the article of a dozen"),
        pytest.param("without any losses", ("without", "= 0", ""), id="without"),
        pytest.param("500 and more", ("500 and more", ">= 500", ""), id="and more"),
        pytest.param("tenfold", ("tenfold", "= 10", "times"), id="tenfold"),
        pytest.param("several dozen", ("several dozen", "range 36-99", ""), id="several dozen"),
        pytest.param("a few thousand", ("a few thousand", "range 3000-9999", ""), id="a few thousand"),
        pytest.param("several million", ("several million", "range 3000000-9999999", ""), id="several million"),
        pytest.param("thousands of men", ("thousands", "range 2000-9999", ""), id="thousands"),
        pytest.param("minus 5", ("minus 5", "= 5", ""), id="a size is never signed"),
        pytest.param("three hundred and two dozen", ("three hundred and two dozen", "= 324", ""), id="and two dozen"),
        pytest.param("one hundred thirty-fifths", ("one hundred thirty-fifths", "= 20/7", ""), id="thirty-fifths"),
        pytest.param("thirty two fifths", ("thirty two fifths", "= 32/5", ""), id="more fifths than a whole"),
        pytest.param(
            "two hundred and five tenths", ("two hundred and five tenths", "= 401/2", ""), id="and five tenths"
        ),
        pytest.param(
            "two million and three tenths", ("two million and three tenths", "= 2300000", ""), id="of a million"
        ),
        pytest.param("one twenty-fifth of it", ("one twenty-fifth", "= 4", "percent"), id="one twenty-fifth"),
        pytest.param("Route five twenty", ("five twenty", "= 520", ""), id="as it is dictated"),
        pytest.param("minus point five", ("minus point five", "= 1/2", ""), id="a point without a number"),
        pytest.param("point five percent", ("point five percent", "= 1/2", "percent"), id="half a percent"),
        pytest.param("2.3 M people", ("2.3 M", "= 2300000", ""), id="a capital M apart"),
        pytest.param("10 k", ("10 k", "= 10000", ""), id="a k apart"),
        pytest.param("winds of 60kph", ("60", "= 60", ""), id="a speed"),
        pytest.param("a pair of soldiers", ("a pair of", "= 2", ""), id="a pair"),
        pytest.param("naught", ("naught", "= 0", ""), id="naught"),
        pytest.param("three lakh people", ("three lakh", "= 300000", ""), id="lakh"),
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
        pytest.param("138 ألفا", ("138 ألفا", "= 138000", ""), id="a thousand behind digits, without its tanwin"),
        pytest.param("ثلاثة وعشرين ألفاً", ("ثلاثة وعشرين ألفاً", "= 23000", ""), id="thousand behind a number"),
        pytest.param("مليون وسبعمئة ألف", ("مليون وسبعمئة ألف", "= 1700000", ""), id="million and thousands"),
        pytest.param("ربع مليون", ("ربع مليون", "= 250000", ""), id="a quarter of a million"),
        pytest.param("غارتان", ("غارتان", "= 2", ""), id="a dual"),
        pytest.param("ضربتين", ("ضربتين", "= 2", ""), id="a dual, oblique"),
        pytest.param("ما بين 20 و30", ("ما بين 20 و30", "range 20-30", ""), id="between"),
        pytest.param("عشرات الآلاف", ("عشرات الآلاف", "range 20000-99999", ""), id="tens of thousands"),
        pytest.param("ثلاثة أضعاف", ("ثلاثة أضعاف", "= 3", "times"), id="times"),
        pytest.param("تضاعف العدد", ("تضاعف", "= 2", "times"), id="doubled"),
        pytest.param("إحدى وعشرين غارة", ("إحدى وعشرين", "= 21", ""), id="twenty-one, feminine"),
        pytest.param("ليس أقل من 20", ("ليس أقل من 20", ">= 20", ""), id="not less than"),
        pytest.param("خمساً وأربعين دبابة", ("خمساً وأربعين", "= 45", ""), id="accusative"),
        pytest.param("3 آلاف و500 رجل", ("3 آلاف و500", "= 3500", ""), id="digits behind a scale"),
        pytest.param("3 آلاف وخمسمئة رجل", ("3 آلاف وخمسمئة", "= 3500", ""), id="words behind a scale"),
        pytest.param("مليون و200 ألف", ("مليون و200 ألف", "= 1200000", ""), id="million and digits"),
        pytest.param("مليون ونصف المليون", ("مليون ونصف المليون", "= 1500000", ""), id="and a half, named again"),
        pytest.param("ألف مليون", ("ألف مليون", "= 1000000000", ""), id="thousand million"),
        pytest.param("آلاف المدنيين", ("آلاف", "range 2000-9999", ""), id="thousands"),
        pytest.param("مئات الآلاف", ("مئات الآلاف", "range 200000-999999", ""), id="hundreds of thousands"),
        pytest.param("بضع عشرات", ("بضع عشرات", "range 30-99", ""), id="a few tens"),
        pytest.param(
            "50 بالمئة إلى 60 بالمئة", ("50 بالمئة إلى 60 بالمئة", "range 50-60", "percent"), id="percent at both ends"
        ),
        pytest.param("من 20 إلى 30", ("من 20 إلى 30", "range 20-30", ""), id="from, to"),
        pytest.param("مئتان أو ثلاثمئة", ("مئتان أو ثلاثمئة", "range 200-300", ""), id="or"),
        pytest.param("أربعة من كل خمسة", ("أربعة من كل خمسة", "= 80", "percent"), id="out of every"),
        pytest.param("خمسة أثمان", ("خمسة أثمان", "= 125/2", "percent"), id="eighths"),
        pytest.param("الخُمس", ("الخُمس", "= 20", "percent"), id="a vowel tells a fifth from five"),
        pytest.param("ربعهم", ("ربعهم", "= 25", "percent"), id="a part with its pronoun"),
        pytest.param("معظمها", ("معظمها", "> 50", "percent"), id="most"),
        pytest.param("لم يُجرح أي جندي", ("أي", "= 0", ""), id="none"),
        pytest.param("٢٥ قتيلاً على الأقل", ("٢٥ قتيلاً على الأقل", ">= 25", ""), id="at least, behind the noun"),
        pytest.param("\u200f١\u200e٬٢٠٠\u202c", ("١\u200e٬٢٠٠", "= 1200", ""), id="controls of direction inside"),
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
        pytest.param("a .50-calibre", id="a calibre behind a bare point"),
        pytest.param("a .50 cal", id="a calibre, with its word apart"),
        pytest.param("on the 1st", id="an ordinal"),
        pytest.param("9" * 31, id="longer than any count"),
        pytest.param("+964-770-123", id="groups of a telephone number"),
        pytest.param("0700 123 45 67", id="a telephone number with spaces"),
        pytest.param("a thousand times", id="a figure of speech"),
        pytest.param("any soldier", id="any without a negation"),
        pytest.param("a double tap", id="double with nothing compared"),
        pytest.param("إحدى الغارات", id="one of them"),
        pytest.param("أي جندي", id="any without a negation, in Arabic"),
        pytest.param("24/7", id="round the clock"),
        pytest.param("at 10.30 am", id="a time of day"),
        pytest.param("on 1/5", id="a date"),
        pytest.param("the twenty-fifth", id="an ordinal of two words"),
        pytest.param("الغارة الثانية والسبعون", id="an Arabic ordinal of two words"),
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


@pytest.mark.parametrize(
    ("text", "value"),
    [
        pytest.param("the 21st raid", 21, id="digits"),
        pytest.param("the twenty-fifth raid", 25, id="two words"),
        pytest.param("the two hundredth raid", 200, id="hundredth"),
        pytest.param("الغارة الرابعة عشرة", 14, id="fourteenth, feminine"),
        pytest.param("اليوم الثاني والسبعين", 72, id="seventy-second"),
        pytest.param("الثامن و الثلاثين", 38, id="thirty-eighth, and apart"),
    ],
)
def test_ordinals(text: str, value: int) -> None:
    folded = fold(text)
    assert [int(n.low) for n in find_ordinals(folded, build_lexicon(catalogue()).find(folded))] == [value]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param("rose from 61 to 68 percent", ("from 61 to 68 percent", "= 7", "percentage_point"), id="points"),
        pytest.param("fell from 68 to 61%", ("from 68 to 61%", "= 7", "percentage_point"), id="and down"),
    ],
)
def test_a_change_between_two_percentages(text: str, expected: tuple[str, str, str]) -> None:
    assert read(text) == [expected]
    assert [item.quantity.direction for item in quantities(text)] == ["up" if "rose" in text else "down"]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param("three twelve-year-olds", [("three", "= 3", ""), ("twelve", "= 12", "")], id="nothing dictated"),
        pytest.param(
            "three-nought-four",
            [(n, f"= {v}", "") for n, v in zip(("three", "nought", "four"), (3, 0, 4), strict=True)],
            id="a score",
        ),
        pytest.param("eight quarters", [("eight", "= 8", "")], id="quarters of a year"),
        pytest.param("2.3 m people", [("2.3", "= 23/10", "")], id="metres apart"),
        pytest.param("4 M-16 rifles", [("4", "= 4", "")], id="a rifle"),
        pytest.param("one twentieth raid", [("one twentieth", "= 5", "percent")], id="a word of the tables"),
        pytest.param("point five of the plan", [("five", "= 5", "")], id="an item"),
    ],
)
def test_what_only_looks_like_one_number(text: str, expected: list[tuple[str, str, str]]) -> None:
    assert read(text) == expected


@pytest.mark.parametrize(
    ("text", "negative"),
    [
        pytest.param("the balance is ($99.99).", True, id="the books"),
        pytest.param("the balance is $-99.99", True, id="behind the sign"),
        pytest.param("80 pounds ($99.99)", False, id="another currency"),
    ],
)
def test_money_below_nothing(text: str, negative: bool) -> None:
    assert quantities(text)[-1].number.negative == negative


def test_a_change_between_two_counts_is_two_figures() -> None:
    assert [numbers for _, numbers, _ in read("rose from 20 to 30")] == ["= 20", "= 30"]


def test_a_range_of_two_comparators_keeps_its_open_ends() -> None:
    (item,) = quantities("more than 10 and no more than 40")
    assert (item.quantity.low_open, item.quantity.high_open) == (True, False)


def test_and_more_than_belongs_to_the_figure_behind() -> None:
    assert [(words, numbers) for words, numbers, _ in read("12 and more than 30")] == [
        ("12", "= 12"),
        ("more than 30", "> 30"),
    ]


def test_a_space_groups_no_digits_behind_a_month() -> None:
    assert [numbers for _, numbers, _ in read("On May 15 200 people")] == ["= 15", "= 200"]


def test_figures_that_cross_are_no_range() -> None:
    assert [numbers for _, numbers, _ in read("more than 40 and less than 10")] == ["> 40", "< 10"]


# ------------------------------------------------------------------------------- spelled out and in digits, the same

ENGLISH = ["zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine"]
ENGLISH += ["ten", "eleven", "twelve", "thirteen", "fourteen", "fifteen"]
ENGLISH += ["sixteen", "seventeen", "eighteen", "nineteen"]
ENGLISH_TENS = ["_", "_", "twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"]
SCALES = ((10**9, "billion", "مليار"), (10**6, "million", "مليون"), (1000, "thousand", "ألف"))


def english(value: int) -> str:
    """A whole number spelled out in English."""
    for scale, name, _ in SCALES:
        if value >= scale:
            rest = value % scale
            return f"{english(value // scale)} {name}" + (f" {english(rest)}" if rest else "")
    if value >= 100:
        return f"{ENGLISH[value // 100]} hundred" + (f" and {english(value % 100)}" if value % 100 else "")
    if value >= 20:
        return ENGLISH_TENS[value // 10] + (f"-{ENGLISH[value % 10]}" if value % 10 else "")
    return ENGLISH[value]


ARABIC = ["صفر", "واحد", "اثنان", "ثلاثة", "أربعة", "خمسة", "ستة", "سبعة", "ثمانية", "تسعة", "عشرة"]
ARABIC_TEENS = ["أحد عشر", "اثنا عشر", *(f"{unit} عشر" for unit in ARABIC[3:10])]
FEMININE = ["صفر", "إحدى", "اثنتان", "ثلاث", "أربع", "خمس", "ست", "سبع", "ثماني", "تسع", "عشر"]
FEMININE_TEENS = ["إحدى عشرة", "اثنتا عشرة", *(f"{unit} عشرة" for unit in FEMININE[3:10])]
ARABIC_TENS = ["_", "_", "عشرون", "ثلاثون", "أربعون", "خمسون", "ستون", "سبعون", "ثمانون", "تسعون"]
ARABIC_HUNDREDS = ["_", "مئة", "مئتان", "ثلاثمئة", "أربعمئة", "خمسمئة", "ستمئة", "سبعمئة", "ثمانمئة", "تسعمئة"]
MANY = {1000: "آلاف", 10**6: "ملايين", 10**9: "مليارات"}
TWO = {1000: "ألفان", 10**6: "مليونان", 10**9: "ملياران"}


def arabic_group(value: int, *, feminine: bool) -> list[str]:
    """The words of a number below a thousand, to be joined by wa-."""
    units, teens = (FEMININE, FEMININE_TEENS) if feminine else (ARABIC, ARABIC_TEENS)
    words = [ARABIC_HUNDREDS[value // 100]] if value >= 100 else []
    value %= 100
    if value >= 20:
        return [*words, *([units[value % 10]] if value % 10 else []), ARABIC_TENS[value // 10]]
    if value > 10:
        return [*words, teens[value - 11]]
    if value == 1:
        return [*words, "واحدة" if feminine else "واحد"]
    return [*words, *([units[value]] if value else [])]


def arabic(value: int, *, feminine: bool = False) -> str:
    """A whole number spelled out in Arabic; what it counts takes the gender only of the last group."""
    words: list[str] = []
    for scale, _, name in SCALES:
        count, value = divmod(value, scale)
        if count == 1:
            words.append(name)
        elif count == 2:
            words.append(TWO[scale])
        elif count:
            group = arabic_group(count, feminine=False)
            words += [*group[:-1], f"{group[-1]} {MANY[scale] if 3 <= count <= 10 else name}"]
    return " و".join([*words, *arabic_group(value, feminine=feminine)])


@given(st.integers(1, 10**12 - 1))
def test_spelled_out_and_in_digits_in_english(value: int) -> None:
    for text in (english(value), f"{value:,}", str(value)):
        assert [item.quantity.low for item in quantities(text)] == [value], text


@given(st.integers(1, 10**12 - 1), st.booleans())
def test_spelled_out_and_in_digits_in_arabic(value: int, feminine: bool) -> None:
    for text in (arabic(value, feminine=feminine), f"{value:,}".replace(",", "٬"), f"{value:,}".replace(",", ".")):
        assert [item.quantity.low for item in quantities(text, "ar")] == [value], text


def test_separate_numbers_stay_apart() -> None:
    assert [numbers for _, numbers, _ in read("12, 9 and three")] == ["= 12", "= 9", "= 3"]
    assert [numbers for _, numbers, _ in read("ثلاثة وخمسة", "ar")] == ["= 3", "= 5"]


@given(st.text(alphabet="0123456789.,٬٫-+ %و", max_size=40))
def test_any_digits_are_read_or_left(text: str) -> None:
    for item in quantities(text):
        assert item.quantity.span is not None
        assert item.quantity.stated is not None
        assert 0 <= item.quantity.span.start < item.quantity.span.end <= len(text)


PIECES = [
    "one",
    "twenty",
    "hundred",
    "thousands",
    "million",
    "half",
    "a third",
    "and",
    "point",
    "in",
    "of",
    "to",
    "most of",
]
PIECES += [
    "between",
    "more than",
    "or more",
    "12",
    "1.5",
    "1/4",
    "5k",
    "%",
    "-",
    " ",
    "\n",
    "first",
    "fifths",
    "twice as",
    "no",
]
PIECES += [
    "ألف",
    "ألفا",
    "آلاف",
    "وثلاثة",
    "عشر",
    "و500",
    "نصف",
    "ونصف",
    "أي",
    "لم",
    "من",
    "إلى",
    "خُمس",
    "الثاني",
    "معظمها",
]


@given(st.lists(st.sampled_from(PIECES), max_size=12), st.sampled_from([" ", "", " و"]))
def test_any_row_of_number_words_is_read_or_left(pieces: list[str], between: str) -> None:
    text = between.join(pieces)
    found = quantities(text, "ar")
    spans = [item.quantity.span for item in found if item.quantity.span is not None]
    assert len(spans) == len(found)
    assert all(0 <= span.start < span.end <= len(text) for span in spans)
    sizes = [(item.quantity.low, item.quantity.high) for item in found]
    assert all(low is None or high is None or 0 <= low <= high for low, high in sizes)


PERSIAN = {ord(str(n)): chr(0x6F0 + n) for n in range(10)}
ARABIC_INDIC = {ord(str(n)): chr(0x660 + n) for n in range(10)}
SEPARATED = ["", ",", "٬", "،", "\u00a0", "\u202f"]
CONTROLS = ["\u200e", "\u200f", "\u061c", "\u202a", "\u202c", "\u2066", "\u2069"]


@given(
    st.integers(0, 10**12),
    st.sampled_from(SEPARATED),
    st.sampled_from([{}, PERSIAN, ARABIC_INDIC]),
    st.sampled_from(["en", "ar"]),
)
def test_every_style_of_digits_says_the_same(value: int, separator: str, digits: dict[int, str], language: str) -> None:
    text = f"{value:,}".replace(",", separator).translate(digits)
    assert [item.quantity.low for item in quantities(f"{text} x", language)] == [value], text


@given(st.integers(0, 10**9), st.lists(st.tuples(st.integers(0, 12), st.sampled_from(CONTROLS)), max_size=4))
def test_controls_of_direction_inside_a_number_change_nothing(value: int, marks: list[tuple[int, str]]) -> None:
    text = f"{value:,}"
    for at, mark in marks:
        text = text[:at] + mark + text[at:]
    found = quantities(text)
    assert [item.quantity.low for item in found] == [value]
    assert found[0].quantity.span is not None
    assert text[found[0].quantity.span.start].isdigit()


@given(st.integers(1, 10**6), st.integers(1, 99), st.sampled_from([".", "٫", ","]))
def test_decimals_in_every_style(whole: int, part: int, point: str) -> None:
    text = f"{whole}{point}{part:02}"
    assert [item.quantity.low for item in quantities(f"{text} x", "ar")] == [Fraction(f"{whole}.{part:02}")], text


@pytest.mark.parametrize(
    ("text", "step"),
    [
        pytest.param("about 2,000", "1000", id="thousands"),
        pytest.param("about 1,250", "10", id="tens"),
        pytest.param("about 37", "1", id="ones"),
        pytest.param("2,000", "1", id="no approximator"),
        pytest.param("نحو ٣٠٠", "100", id="Arabic"),
        pytest.param("about 2.6 million", "100000", id="a scale with decimals"),
    ],
)
def test_an_approximate_number_is_rounded_to_its_last_digit(text: str, step: str) -> None:
    assert [item.quantity.step for item in quantities(text)] == [Fraction(step)]


CASES_OF_ENDING = {"ون": "ين", "ان": "ين"}


@given(st.integers(1, 10**12 - 1), st.booleans())
def test_the_oblique_case_of_arabic_number_words_says_the_same(value: int, feminine: bool) -> None:
    words = arabic(value, feminine=feminine).split()
    oblique = [w if w.endswith("مليون") else w[:-2] + CASES_OF_ENDING.get(w[-2:], w[-2:]) for w in words]
    text = " ".join(word.replace("اثنا", "اثني").replace("اثنتا", "اثنتي") for word in oblique)
    assert [item.quantity.low for item in quantities(text, "ar")] == [value], text


def as_told(item: Stated) -> str:
    """A quantity as those lines have it: >40, =66.67%, 20-99v."""
    quantity = item.quantity
    low, high = (
        "" if side is None else f"{float(side):.2f}".rstrip("0").rstrip(".") for side in (quantity.low, quantity.high)
    )
    if quantity.vague and low and high:
        return f"{low}-{high}v"
    sign = {"percent": "%", "times": "x"}.get(quantity.unit, "") + "v" * quantity.vague
    both = f"range{low}-{high}" if quantity.comparator == "range" else f"{quantity.comparator}{low or high}"
    return both + sign


@pytest.mark.parametrize(("words", "told"), cases_of("numbers_in_prose_ar.txt"))
def test_arabic_numbers_as_prose_has_them(words: str, told: str) -> None:
    assert [as_told(item) for item in quantities(words, "ar")] == [told]


@pytest.mark.parametrize(
    ("words", "told"),
    [
        pytest.param("دون ضحايا", [], id="without"),
        pytest.param("نزحوا دون 3 من إخوتهم", ["<3"], id="fewer, though it may be without"),
    ],
)
def test_words_near_below(words: str, told: list[str]) -> None:
    assert [as_told(item) for item in quantities(words, "ar") if item.number.kind != "zero"] == told
