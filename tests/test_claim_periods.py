"""When a figure was: the date of its own words, what its kind and its verb say, and what it goes on from."""

from __future__ import annotations

import datetime as dt
import re

import pytest

from onrecord.data import table
from onrecord.normal import fold
from tests.found import claims_in, figures_in

DAY = dt.date(2021, 6, 15)
TODAY = "2021-06-15 asof"
NEVER = "../.. within"


def periods(text: str) -> list[str]:
    """The period of every figure that became a claim, in the order of the text."""
    return [f"{claim.scope.period.edtf} {claim.scope.period.kind}" for claim in figures_in(text, DAY)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param("On 3 May 12 soldiers were killed and 5 civilians died.", ["2021-05-03 within"] * 2, id="ahead"),
        pytest.param("12 soldiers were killed and 5 wounded on 3 May.", ["2021-05-03 within"] * 2, id="behind-a-list"),
        pytest.param("Twelve people lost their lives in the raid.", [NEVER], id="a-noun-that-looks-like-a-verb-of-now"),
        pytest.param("The army took control of 13 villages on 3 May.", ["2021-05-03 within"], id="control-taken"),
        pytest.param("The brigade, which has 5,100 soldiers, killed 30 rebels.", [TODAY, NEVER], id="a-clause-aside"),
        pytest.param("The attack left 15 dead and more than 40 wounded.", [NEVER] * 2, id="what-one-event-left"),
        pytest.param(
            "Gunmen attacked the base with 200 men, and we killed 57 of them.", [TODAY, NEVER], id="harm-to-a-part"
        ),
        pytest.param(
            "In the first ten days of Ramadan 17 air strikes hit Idlib.",
            ["2021-04-13/2021-04-22 within"],
            id="the-first-days-of-a-hijri-month",
        ),
        pytest.param(
            "ضربت إدلب 17 غارة جوية في العشر الأواخر من رمضان.",
            ["2021-05-03/2021-05-12 within"],
            id="ar-the-last-days-of-a-hijri-month",
        ),
        pytest.param(
            "In May 20 soldiers were killed, against 12 in April.",
            ["2021-05 within", "2021-04 within"],
            id="one-each",
        ),
        pytest.param("In May 20 soldiers were killed, fewer than in April.", ["2021-05 within"], id="a-rival-without"),
        pytest.param("In May 20 soldiers were killed, the most since 2016.", ["2021-05 within"], id="the-most-since"),
        pytest.param(
            "قُتل في أيار 20 جندياً مقابل 12 جندياً في نيسان.", ["2021-05 within", "2021-04 within"], id="ar-one-each"
        ),
        pytest.param("قُتل 12 جندياً وجُرح 25 مدنياً يوم 3 أيار.", ["2021-05-03 within"] * 2, id="ar-behind-a-list"),
    ],
)
def test_a_date_belongs_to_the_figures_of_its_clause(text: str, expected: list[str]) -> None:
    assert periods(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Officials announced on 4 June that 40 soldiers were killed on 2 June.", ["2021-06-02 within"]),
        (
            "The ministry said on Monday that 40 soldiers were killed in the last week of May.",
            ["2021-05-25/2021-05-31 within"],
        ),
        ("On 4 June, the office confirmed that 12 civilians died on 1 June.", ["2021-06-01 within"]),
        (
            "On 4 June the army said that 40 strikes were carried out between 25 and 31 May.",
            ["2021-05-25/2021-05-31 within"],
        ),
        ("Police said on Sunday that on Saturday 12 civilians were killed and 30 injured.", ["2021-06-12 within"] * 2),
        ("أعلن المتحدث في 4 حزيران أن 40 جندياً قتلوا في 2 حزيران.", ["2021-06-02 within"]),
        ("قالت الوزارة يوم الاثنين إن الجيش نفذ 40 غارة بين 25 و31 أيار.", ["2021-05-25/2021-05-31 within"]),
        ("Officials announced on 4 June that 40 soldiers were killed.", ["2021-06-04 within"]),
        ("أعلن المتحدث في 4 حزيران أن 40 جندياً قتلوا.", ["2021-06-04 within"]),
        (
            "The army said on 4 June that 40 soldiers were killed, bringing the toll since March to 900.",
            ["2021-06-04 within", "2021-03-01/2021-06-15 since"],
        ),
    ],
)
def test_the_day_of_saying_gives_way_to_the_day_of_what_is_said(text: str, expected: list[str]) -> None:
    assert periods(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("In May 225 strikes were carried out, a 23 percent increase over April.", ("2021-05", "2021-04")),
        ("In May 225 strikes were carried out, a 23 percent rise on 2019.", ("2021-05", "2019")),
        ("In May 225 strikes were carried out, up 23 percent from April.", ("2021-05", "2021-04")),
        ("Deaths are up 12 percent since January.", ("2021-01-01/2021-06-15", "2021-01")),
        ("Displacement rose 12 percent over the past two weeks.", ("2021-06-01/2021-06-15", None)),
    ],
)
def test_what_a_change_is_measured_against(text: str, expected: tuple[str, str | None]) -> None:
    (change,) = (claim for claim in claims_in(text, DAY) if claim.form == "change")
    base = change.base.period.edtf if change.base is not None and change.base.period is not None else None
    assert (change.scope.period.edtf, base) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param(
            "The campaign that began on 10 May cost the army 40 soldiers killed.",
            ["2021-05-10/2021-06-15 since"],
            id="a-clause",
        ),
        pytest.param(
            "The offensive, which began on 10 May, goes on. 40 soldiers were killed.",
            ["2021-05-10/2021-06-15 since"],
            id="the-sentence-before",
        ),
        pytest.param(
            "The truce took effect on 3 May. Since then 26 soldiers were killed.",
            ["2021-05-03/2021-06-15 since"],
            id="since-then",
        ),
        pytest.param(
            "نفذت القوات في إطار العملية التي انطلقت في 5 أيار 42 غارة.",
            ["2021-05-05/2021-06-15 since"],
            id="ar-a-clause",
        ),
        pytest.param("منذ انقلاب الأول من شباط قُتل 40 مدنياً.", ["2021-02-01/2021-06-15 since"], id="ar-since-an-event"),
    ],
)
def test_the_beginning_of_an_event_opens_a_time_that_runs_on(text: str, expected: list[str]) -> None:
    assert periods(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param(
            "The tower, blown up in June 2017, stood for ages. 40 civilians were killed.", [NEVER], id="participle"
        ),
        pytest.param(
            "Under the agreement of 3 May the army counts 40 soldiers killed.", ["../2021-06-15 since"], id="document"
        ),
        pytest.param("دُمّر البرج الذي فجّره التنظيم في حزيران 2017. وقُتل 40 مدنياً.", [NEVER], id="ar-clause"),
    ],
)
def test_a_date_inside_what_is_said_of_a_noun_dates_nothing_else(text: str, expected: list[str]) -> None:
    assert periods(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param("We hold 300 prisoners.", TODAY, id="hold"),
        pytest.param("In May 40 families fled; 25 families remain displaced.", TODAY, id="remain"),
        pytest.param("In May 20 soldiers were killed. Forty hospitals are out of service.", TODAY, id="out-of-service"),
        pytest.param("As of 5 May the force numbered 300 soldiers.", "2021-05-05 asof", id="as-of"),
        pytest.param("تحتجز القوات 300 أسير.", TODAY, id="ar-hold"),
        pytest.param("نزحت في أيار 40 أسرة، ولا تزال 25 أسرة نازحة.", TODAY, id="ar-still"),
        pytest.param("بين 3 و9 أيار قُتل 20 مدنياً. وخرجت عن الخدمة 5 مستشفيات.", TODAY, id="ar-out-of-service"),
    ],
)
def test_what_stands_is_of_the_day_of_publication(text: str, expected: str) -> None:
    assert periods(text)[-1] == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param("We have trained 300 soldiers.", "../2021-06-15 since", id="perfect"),
        pytest.param(
            "Since January 20 schools were shelled. 40 soldiers have been killed.",
            "2021-01-01/2021-06-15 since",
            id="since-frame",
        ),
        pytest.param(
            "Since January 20 soldiers were killed. On Monday 2 schools were shelled. 40 soldiers have been killed.",
            "2021-01-01/2021-06-15 since",
            id="over-a-detail",
        ),
        pytest.param("The death toll stands at 300.", "../2021-06-15 since", id="toll"),
        pytest.param("درّبنا 300 جندي.", "../2021-06-15 since", id="ar-trained"),
    ],
)
def test_a_running_total_is_of_everything_up_to_publication(text: str, expected: str) -> None:
    assert periods(text)[-1] == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param("40 civilians were killed.", NEVER, id="nothing-before"),
        pytest.param("In May 20 soldiers were killed. 40 civilians were wounded.", "2021-05 within", id="frame"),
        pytest.param(
            "Between 3 and 9 May 90 rockets were fired. On Sunday alone 40 were fired. 7 civilians were killed.",
            "2021-05-03/2021-05-09 within",
            id="behind-a-part",
        ),
        pytest.param("In May 20 soldiers were killed.\n\n40 civilians were wounded.", "2021-05 within", id="paragraph"),
        pytest.param(
            "Over the past day:\n- 20 soldiers were killed;\n- 40 were wounded.",
            "2021-06-14/2021-06-15 within",
            id="list",
        ),
        pytest.param("قُتل في أيار 20 جندياً. وجُرح 40 مدنياً.", "2021-05 within", id="ar-frame"),
        pytest.param(
            "أُطلق بين 3 و9 أيار 90 صاروخاً. وفي اليوم الأول وحده أُطلق 40 صاروخاً. وقُتل 7 مدنيين.",
            "2021-05-03/2021-05-09 within",
            id="ar-behind-a-part",
        ),
    ],
)
def test_an_event_without_a_date_goes_on_in_the_time_of_its_paragraph(text: str, expected: str) -> None:
    assert periods(text)[-1] == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param(
            "On 3 May 20 soldiers were killed. On the following day 4 soldiers were killed.",
            "2021-05-04 within",
            id="next-day",
        ),
        pytest.param(
            "On 3 May 20 soldiers were killed; the day before 30 soldiers were killed.",
            "2021-05-02 within",
            id="day-before",
        ),
        pytest.param(
            "Between 3 and 9 May 20 soldiers were killed. On the first day 4 soldiers were killed.",
            "2021-05-03 within",
            id="first-day",
        ),
        pytest.param("قُتل بين 3 و9 أيار 20 جندياً. وفي اليوم الأخير قُتل 4 جنود.", "2021-05-09 within", id="ar-last-day"),
        pytest.param("سقطت البلدة في 3 أيار. وقُتل يومها 9 جنود.", "2021-05-03 within", id="ar-on-its-day"),
        pytest.param("سقطت البلدة في 3 أيار. وقُتل بعدها بيومين 9 جنود.", "2021-05-05 within", id="ar-two-days-after"),
        pytest.param("سقطت البلدة في 3 أيار. وقبل ذلك بأسبوع قُتل 9 جنود.", "2021-04-26 within", id="ar-a-week-before"),
        pytest.param("سقطت البلدة في 3 أيار. وبعد أسبوع قُتل 9 جنود.", "2021-05-10 within", id="ar-after-a-week"),
        pytest.param(
            "سقطت البلدة في 3 أيار. وفي اليومين التاليين قُتل 9 جنود.",
            "2021-05-04/2021-05-05 within",
            id="ar-the-next-two",
        ),
        pytest.param(
            "سقطت البلدة في 3 أيار. ومنذ سقوطها قُتل 9 جنود.", "2021-05-03/2021-06-15 since", id="ar-since-its-fall"
        ),
        pytest.param(
            "اندلعت الحرب عام 2011. وقُتل منذ ذلك العام 9 جنود.", "2011-01-01/2021-06-15 since", id="ar-since-that-year"
        ),
        pytest.param(
            "انطلقت المعركة في 3 أيار. وقُتل في يومها الخامس 9 جنود.", "2021-05-07 within", id="ar-its-fifth-day"
        ),
        pytest.param(
            "انطلقت المعركة في 3 أيار. وقُتل في اليوم الرابع منها 9 جنود.", "2021-05-06 within", id="ar-the-fourth-of-it"
        ),
        pytest.param(
            "دخلوا البلدة في العاشر من أيار، فنزح عنها 50 شخصاً خلال ثلاثة أيام.",
            "2021-05-10/2021-05-12 within",
            id="ar-three-days-from",
        ),
        pytest.param(
            "أصابت البلدة خلال 12 ساعة من القصف يوم 9 أيار 40 قذيفة.", "2021-05-09 within", id="ar-hours-of-a-day"
        ),
        pytest.param(
            "سقطت البلدة في 3 أيار. وفي الأيام الثلاثة التي تلت قُتل 9 جنود.",
            "2021-05-04/2021-05-06 within",
            id="ar-the-three-that-followed",
        ),
        pytest.param(
            "انطلقت المعركة في 3 أيار. وقُتل في المعركة كلها 9 جنود.",
            "2021-05-03/2021-06-15 since",
            id="ar-in-the-whole-battle",
        ),
        pytest.param(
            "في الشهر الرابع من الغزو قُتل 40 مدنياً.", "2021-03-15/2021-06-15 since", id="ar-its-fourth-month-no-april"
        ),
        pytest.param("قُتل في الأسابيع الماضية 40 مدنياً.", "../2021-06-15 within", id="ar-weeks-that-nobody-counts"),
        pytest.param("رحل منهم في نيسان ألفان من الجنود.", "2021-04 asof", id="ar-no-year-2000"),
        pytest.param(
            "في يومها العاشر، خلّفت الحرب 40 قتيلاً.", "2021-06-06/2021-06-15 since", id="ar-its-tenth-day-first"
        ),
        pytest.param(
            "لليوم العاشر من العدوان: استشهد 40 مواطناً.", "2021-06-06/2021-06-15 since", id="ar-for-the-tenth-day"
        ),
        pytest.param("قُتل في أيار 20 جندياً. وفي الشهر نفسه قُتل 4 مدنيين.", "2021-05 within", id="ar-same-month"),
    ],
)
def test_days_are_told_from_the_days_before(text: str, expected: str) -> None:
    assert periods(text)[-1] == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param(
            "Since the start of the special military operation 300 tanks were lost.",
            "2022-02-24/2024-05-02 since",
            id="since",
        ),
        pytest.param("In the five-day war 169 soldiers died.", "2008-08-08/2008-08-12 within", id="in"),
        pytest.param("منذ بدء طوفان الأقصى قُتل 300 مدني.", "2023-10-07/2024-05-02 since", id="ar-since"),
        pytest.param("قُتل 300 مدني خلال حرب تموز.", "2006-07-12/2006-08-14 within", id="ar-in"),
    ],
)
def test_wars_that_have_a_name_have_their_days(text: str, expected: str) -> None:
    (claim,) = [claim for claim in claims_in(text, dt.date(2024, 5, 2)) if claim.quantity is not None]
    assert f"{claim.scope.period.edtf} {claim.scope.period.kind}" == expected


def test_every_word_told_from_other_days_matches_its_examples() -> None:
    for row in table("anaphora")["anaphor"]:
        pattern = re.compile(rf"(?<!\w)[وف]?(?:{row['pattern']})(?!\w)")
        assert [text for text in row["matches"] if pattern.search(fold(text).text) is None] == [], row["id"]
        assert [text for text in row["does_not_match"] if pattern.search(fold(text).text)] == [], row["id"]


def test_wars_begin_before_they_end() -> None:
    for row in table("lexicon/wars")["war"]:
        first = dt.date.fromisoformat(row["first"])
        assert first <= dt.date.fromisoformat(row.get("last", row["first"])), row["id"]
        assert row["source"]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param(
            "Fifty days of war ended on 1 June. 40 civilians were killed.", "2021-04-13/2021-06-01 within", id="ended"
        ),
        pytest.param(
            "In the siege, which lasted from 3 May until 9 June, 40 civilians were killed.",
            "2021-05-03/2021-06-09 within",
            id="lasted",
        ),
        pytest.param(
            "On the ninth day of the war 40 civilians were killed.", "2021-06-07/2021-06-15 since", id="nth-day"
        ),
        pytest.param(
            "انتهت أمس حرب دامت ثلاثة وثلاثين يوماً. وقُتل 40 مدنياً.", "2021-05-13/2021-06-14 within", id="ar-ended"
        ),
        pytest.param("في اليوم التاسع من العدوان قُتل 40 مدنياً.", "2021-06-07/2021-06-15 since", id="ar-nth-day"),
    ],
)
def test_the_length_of_an_event_gives_its_days(text: str, expected: str) -> None:
    assert periods(text)[-1] == expected


@pytest.mark.parametrize(
    ("text", "edtf"),
    [
        pytest.param("Attacks have halved since January.", "2021-01", id="since"),
        pytest.param(
            "In 2016 there were 212 raids, a third more than in the first half of 2017.",
            "2017-01-01/2017-06-30",
            id="a later time that says its year",
        ),
        pytest.param("In May 20 strikes hit Hajin, three times the figure of April.", "2021-04", id="times"),
        pytest.param("في أيار وقع 20 هجوماً، أي ثلاثة أضعاف ما وقع في نيسان.", "2021-04", id="ar-times"),
    ],
)
def test_a_change_is_measured_against_the_days_it_is_compared_with(text: str, edtf: str) -> None:
    change = next(claim for claim in claims_in(text, DAY) if claim.form == "change")
    assert change.base is not None
    assert change.base.period is not None
    assert change.base.period.edtf == edtf


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param(
            "On Friday the army concluded an operation that lasted ten days. 40 civilians were killed.",
            "2021-06-02/2021-06-11 within",
            id="verb-behind",
        ),
        pytest.param(
            "The ten-day operation ended on Friday. 40 civilians were killed.",
            "2021-06-02/2021-06-11 within",
            id="joined",
        ),
        pytest.param(
            "أنهت قوات الشرطة والدفاع المدني في المحافظة أمس عملية استمرت عشرة أيام. وقُتل 40 مدنياً.",
            "2021-06-05/2021-06-14 within",
            id="ar-far-from-its-verb",
        ),
        pytest.param(
            "40 civilians were killed. All this in 48 hours.",
            "2021-06-13/2021-06-15 within",
            id="told-one-sentence-later",
        ),
        pytest.param("قُتل 40 مدنياً. كل ذلك خلال 48 ساعة.", "2021-06-13/2021-06-15 within", id="ar-told-later"),
        pytest.param(
            "Situation report (as of 10 June 2021)\n\n40 hospitals are out of service.", "2021-06-10 asof", id="as-of"
        ),
        pytest.param(
            "In May 40 civilians were killed, down from 70 in the previous two months.", "2021-05 within", id="previous"
        ),
    ],
)
def test_a_length_or_a_day_told_elsewhere_dates_what_it_is_about(text: str, expected: str) -> None:
    assert periods(text)[0] == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param(
            "Since 9 May 300 men were deployed. In the first two weeks of the mission 40 civilians were killed.",
            "2021-05-09/2021-05-22 within",
            id="first-weeks",
        ),
        pytest.param(
            "منذ 9 أيار نُشر 300 جندي. وفي الأسبوعين الأولين من الانتشار قُتل 40 مدنياً.",
            "2021-05-09/2021-05-22 within",
            id="ar-first-weeks",
        ),
        pytest.param(
            "وفي اليوم الثامن والثلاثين من الحرب قُتل 40 مدنياً.", "2021-05-09/2021-06-15 since", id="ar-a-high-day"
        ),
        pytest.param("On 3 May 7 died. Two days later 40 civilians were killed.", "2021-05-05 within", id="days-later"),
        pytest.param(
            "After a month of fighting 40 civilians were killed.", "2021-05-15/2021-06-15 within", id="a-month-of"
        ),
    ],
)
def test_days_are_counted_from_the_beginning_of_what_is_spoken_of(text: str, expected: str) -> None:
    assert periods(text)[-1] == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param(
            "In March our men did 60 raids. On the 18th forty soldiers were killed.",
            ["2024-03 within", "2024-03-18 within"],
            id="nth-of-the-month-told",
        ),
        pytest.param(
            "قُتل في آذار 60 مدنياً، وأصيب في الثاني عشر منه 9.",
            ["2024-03 within", "2024-03-12 within"],
            id="ar-nth-of-it",
        ),
        pytest.param(
            "Between the 12th and the 16th our men killed 40 rebels.", ["2024-04-12/2024-04-16 within"], id="nth-to-nth"
        ),
        pytest.param("On the 3rd Brigade 40 shells fell.", [], id="no-day"),
        pytest.param(
            "1/3 Our guns killed 30 men.\n2/3 We killed 14 gunmen.\n3/3 We took 5 rifles.",
            ["../.. within"] * 3,
            id="thread",
        ),
        pytest.param(
            "Forty days of war in numbers. Killed: 300 civilians.", ["2024-03-23/2024-05-02 within"], id="summed"
        ),
        pytest.param(
            "حصيلة ثلاثة أشهر من حرب الجبل: 900 قتيل. وأصيب في القرى أربعون مدنياً.",
            ["2024-02-02/2024-05-02 within"] * 2,
            id="ar-summed",
        ),
        pytest.param("RESULTS 2022. Soldiers killed: 41.", ["2022 within"], id="year-of-report"),
        pytest.param("الحصيلة السنوية 2022: القضاء على 15 مسلحاً.", ["2022 within"], id="ar-year-of-report"),
        pytest.param(
            "In December 2023 five civilians were killed. For the whole year, 121 civilians were killed.",
            ["2023-12 within", "2023 within"],
            id="whole-year",
        ),
        pytest.param(
            "خلال كانون الأول 2023 قُتل خمسة مدنيين. وقُتل خلال العام كله 121 مدنياً.",
            ["2023-12 within", "2023 within"],
            id="ar-whole-year",
        ),
        pytest.param(
            "From 8 to 14 April 40 men were wounded, 12 on Sunday. Two men were killed in the same week.",
            ["2024-04-08/2024-04-14 within", "2024-04-28 within", "2024-04-08/2024-04-14 within"],
            id="same-week",
        ),
        pytest.param(
            "The war began on 3 April. Since day one 90 men were killed.", ["2024-04-03/2024-05-02 since"], id="day-one"
        ),
        pytest.param("قُتل منذ الثالثة فجراً 40 مدنياً.", ["2024-05-02 since"], id="ar-since-an-hour"),
    ],
)
def test_days_are_told_from_what_the_text_is_about(text: str, expected: list[str]) -> None:
    found = [claim for claim in claims_in(text, dt.date(2024, 5, 2)) if claim.quantity is not None]
    assert [f"{claim.scope.period.edtf} {claim.scope.period.kind}" for claim in found] == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param(
            "The truce, now in its third week, has been breached 84 times.", ["2021-06-01/2021-06-15 since"], id="its"
        ),
        pytest.param(
            "The siege entered its tenth day on Sunday. Since it began 31 people have died.",
            ["2021-06-06/2021-06-15 since"],
            id="since-it-began",
        ),
        pytest.param(
            "The siege went on for the tenth consecutive day; 31 people have been killed in it.",
            ["2021-06-06/2021-06-15 since"],
            id="in-a-row",
        ),
        pytest.param(
            "Ten days after the offensive began, 430 people have fled.",
            ["2021-06-05/2021-06-15 within"],
            id="so-long-after-it-began",
        ),
        pytest.param(
            "In a month of fighting 57 civilians were killed.", ["2021-05-15/2021-06-15 within"], id="so-long-of-it"
        ),
        pytest.param(
            "Between the start of the operation on 3 June and yesterday, 57 civilians were killed.",
            ["2021-06-03/2021-06-14 within"],
            id="between-its-start-and-a-day",
        ),
        pytest.param(
            "Since my last briefing, on 3 June, 57 civilians have been killed.",
            ["2021-06-03/2021-06-15 since"],
            id="a-day-in-an-aside",
        ),
        pytest.param(
            "تتواصل العملية لليوم العاشر على التوالي، وقد أسفرت عن مقتل 57 مدنياً.",
            ["2021-06-06/2021-06-15 since"],
            id="ar-in-a-row",
        ),
        pytest.param(
            "خلال شهر من العمليات العسكرية دمرت قواتنا 61 آلية.",
            ["2021-05-15/2021-06-15 within"],
            id="ar-so-long-of-it",
        ),
        pytest.param(
            "ما بين انطلاق العملية في الثالث من حزيران ويوم أمس قُتل 57 مدنياً.",
            ["2021-06-03/2021-06-14 within"],
            id="ar-between-its-start-and-a-day",
        ),
        pytest.param(
            "قُتل منذ الثالث من أيار 57 مدنياً، منهم 30 الأسبوع الماضي.",
            ["2021-05-03/2021-06-15 since", "2021-06-07/2021-06-13 within"],
            id="ar-a-number-before-a-unit",
        ),
    ],
)
def test_what_began_runs_on_from_then(text: str, expected: list[str]) -> None:
    assert periods(text) == expected


MAY = "2021-05 within"


@pytest.mark.parametrize(
    ("text", "rival"),
    [
        pytest.param("In May 418 people were killed, up from 397 a month earlier.", "2021-04 within", id="a-month"),
        pytest.param("In May 418 people were killed, up from 397 a year earlier.", "2020-05 within", id="a-year"),
        pytest.param("In May 418 people were killed, fewer than in April (521).", "2021-04 within", id="in-brackets"),
        pytest.param(
            "In May 418 people were killed, fewer than in the same month of 2019, when 521 died.",
            "2019-05 within",
            id="when",
        ),
        pytest.param(
            "In May 418 people were killed, compared with 521 in the three months before.",
            "2021-02-01/2021-04-30 within",
            id="months-before",
        ),
        pytest.param("قُتل في أيار 418 مدنياً مقارنة بـ397 قبل عام.", "2020-05 within", id="ar-a-year"),
        pytest.param(
            "قُتل في أيار 418 مدنياً مقابل 397 في الفترة نفسها من العام السابق.", "2020-05 within", id="ar-same-period"
        ),
        pytest.param("قُتل في أيار 418 مدنياً مقابل 397 في الشهر السابق.", "2021-04 within", id="ar-month-before"),
    ],
)
def test_what_is_compared_with_is_told_from_the_days_spoken_of(text: str, rival: str) -> None:
    assert periods(text) == [MAY, rival]


def test_the_year_before_that_is_told_from_the_last_rival() -> None:
    text = "In 2020 we carried out 410 strikes, compared with 612 in 2019 and 98 the year before that."
    assert periods(text) == ["2020 within", "2019 within", "2018 within"]


def test_the_day_before_is_no_length_of_time() -> None:
    assert periods("Yesterday 41 people were killed, compared with 12 the day before.") == [
        "2021-06-14 within",
        "2021-06-13 within",
    ]
