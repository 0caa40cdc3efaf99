"""Whole classes of wordings in sentences of many wars: aid that reached people, the time before a war, years in
brackets, the last day of a month, the worst day since another, and lists whose noun stands in the sentence before.
"""

from __future__ import annotations

import datetime as dt

import pytest

from tests.found import Language, claims_in, worded_in

DAY = dt.date(2021, 6, 15)
Case = tuple[str, str, str]
"""A text, what its figures are, and what it stands for."""


def read(text: str, language: Language) -> str:
    """Every figure of a text with its measure and days: '12 strikes 2021-06-01..2021-06-15 within; 5 deaths'."""
    told = []
    for words, claim in worded_in(text, DAY, language=language):
        period = claim.scope.period
        days = "" if period.start is period.end is None else f" {period.start or ''}..{period.end} {period.kind}"
        told.append(f"{words} {claim.scope.measure}{days}")
    return "; ".join(told)


ENGLISH: list[Case] = [
    ("We reached 45,000 people with food.", "45,000 aid", "reached with food"),
    ("Food was brought to 12,000 families in Ghouta.", "12,000 aid", "food brought to families"),
    ("We provided shelter to 4,000 families.", "4,000 aid", "shelter provided to"),
    ("Some 90,000 children received nutritional support.", "Some 90,000 aid", "children who received"),
    ("Trucks carried clean water to 700 households.", "700 aid", "water carried to"),
    ("The army brought 300 families to safety.", "300 evacuated", "brought, with nothing to give"),
    ("Before the war, 12 hospitals served Aleppo.", "12 other", "before the war"),
    ("Prior to the conflict 400 families lived in the village.", "400 other", "prior to the conflict"),
    ("Pre-war, the city had 2 million people.", "2 million other", "pre-war"),
    ("Before the invasion the army had 300 tanks.", "300 other", "before the invasion"),
    ("The fighting killed 1,200 civilians (2019).", "1,200 civilian_deaths 2019-01-01..2020-01-01 within", "a year"),
    (
        "Civilian deaths: 340 (2018), 512 (2019).",
        "340 civilian_deaths 2018-01-01..2019-01-01 within; 512 civilian_deaths 2019-01-01..2020-01-01 within",
        "years behind their figures",
    ),
    ("Under resolution 2254 (2015) 40 prisoners were freed.", "40 released", "the year of a resolution"),
    (
        "By the end of 2019, 75 countries had joined.",
        "75 partners 2019-12-31..2020-01-01 asof",
        "a stock by the end of",
    ),
    (
        "As of the end of May, 45 hospitals were out of service.",
        "45 facilities_out 2021-05-31..2021-06-01 asof",
        "as of the end of",
    ),
    (
        "By the end of 2019, 1.4 million people had returned home.",
        "1.4 million returns ..2020-01-01 since",
        "a running total by the end of",
    ),
    (
        "It was the deadliest day since March, with 45 civilians killed.",
        "45 civilian_deaths",
        "the deadliest day since",
    ),
    ("The worst week since January saw 140 attacks.", "140 attacks", "the worst week since"),
    (
        "Casualties were recorded in three provinces. 12 in Homs, 5 in Hama.",
        "three other; 12 casualties; 5 casualties",
        "casualties by province",
    ),
    (
        "Air strikes were reported across the north. Six in Idlib, four in Aleppo and two near Hama.",
        "Six strikes; four strikes; two strikes",
        "strikes by town",
    ),
    (
        "We recorded killings of civilians. 34 in Gao. 12 in Mopti.",
        "34 civilian_deaths; 12 civilian_deaths",
        "killings",
    ),
    (
        "The displaced population grew from 1.1 million to 1.4 million.",
        "1.1 million displaced; 1.4 million displaced",
        "a population",
    ),
    ("So far 88 mass graves have been opened.", "88 other ..2021-06-16 since", "mass graves"),
    ("Eighteen officers fell in the battle for Palmyra.", "Eighteen combatant_deaths", "fell in the battle"),
    ("Not a single soldier was lost.", "Not combatant_deaths", "not a single one lost"),
    ("Funding covers 23 percent of what is needed.", "23 percent funds", "funding that covers"),
    ("The prison population reached 9,000.", "9,000 detained", "a prison population"),
    (
        "As of 10 June 2,150 people were in custody.",
        "2,150 detained 2021-06-10..2021-06-11 asof",
        "in custody as of a day",
    ),
    (
        "Three months ago the garrison numbered 2,000.",
        "2,000 personnel 2021-03-15..2021-03-16 asof",
        "how many men a garrison had",
    ),
    (
        "Seven of the 20 bridges over the Tigris are open.",
        "Seven other 2021-06-15..2021-06-16 asof",
        "a part of things that nothing was done to",
    ),
    ("Day one: 12 strikes. Day two: nine strikes.", "12 strikes; nine strikes", "days by number"),
]

ARABIC: list[Case] = [
    ("أوصلنا أغذية إلى 45 ألف شخص.", "45 ألف aid", "food brought to people"),
    ("أوصلت فرقنا المياه النظيفة إلى مليون ومئتي ألف شخص.", "مليون ومئتي ألف aid", "water brought to people"),
    ("وصلت المساعدات الغذائية إلى 12 ألف عائلة في الغوطة.", "12 ألف aid", "aid that reached families"),
    ("قدمنا المأوى لأربعة آلاف عائلة.", "لأربعة آلاف aid", "shelter given to"),
    ("حصل 90 ألف طفل على دعم غذائي.", "90 ألف aid", "children who got"),
    ("ساعدت الوكالة 300 ألف شخص في تيغراي.", "300 ألف aid", "people who were helped"),
    ("قبل الحرب كان في حلب 12 مستشفى.", "12 other", "before the war"),
    ("قتل القتال 1200 مدني (2019).", "1200 civilian_deaths 2019-01-01..2020-01-01 within", "a year"),
    (
        "قتلى المدنيين: 340 (2018)، 512 (2019).",
        "340 civilian_deaths 2018-01-01..2019-01-01 within; 512 civilian_deaths 2019-01-01..2020-01-01 within",
        "years behind their figures",
    ),
    ("بنهاية 2019 بلغ عدد الشركاء 75 دولة.", "75 partners 2019-12-31..2020-01-01 asof", "a stock by the end of"),
    (
        "حتى نهاية أيار خرج 45 مستشفى عن الخدمة.",
        "45 facilities_out 2021-05-31..2021-06-01 asof",
        "out of service by the end of",
    ),
    ("كان اليوم الأكثر دموية منذ آذار إذ قُتل 45 مدنيا.", "45 civilian_deaths", "the deadliest day since"),
    ("شهد أعنف أسبوع منذ كانون الثاني 140 هجوما.", "140 attacks", "the worst week since"),
    ("سُجلت إصابات في ثلاث محافظات. 12 في حمص و5 في حماة.", "12 injured; 5 injured", "the hurt by province"),
    ("طالت الغارات ريف إدلب. ست في جسر الشغور وأربع في سراقب.", "ست strikes; أربع strikes", "strikes by town"),
    ("وثقنا قتل مدنيين. 34 في غاو. 12 في موبتي.", "34 civilian_deaths; 12 civilian_deaths", "killings"),
    ("دُمرت عشرات المنازل وأصيب المئات.", "عشرات buildings_damaged; المئات injured", "hundreds who were hurt"),
    ("قصفت المدفعية التلة 14 مرة.", "14 strikes", "a hill that was shelled so many times"),
    ("قتل لغم أربعة من نازعي الألغام.", "أربعة civilian_deaths", "deminers"),
    ("تبودل سبعة أسرى.", "سبعة released", "prisoners who were exchanged"),
    ("سجّل المراقبون 640 خرقاً للهدنة منها 112 انفجاراً.", "640 violations; 112 violations", "kinds of breaches"),
    ("أسقطت الطائرات 55 طناً من الغذاء فوق دير الزور.", "55 aid", "a weight of food"),
    ("تعهد المانحون بـ1.9 مليار دولار.", "بـ1.9 مليار funds", "money that was pledged"),
    ("في الأيام العشرة الأولى من الهجوم قُتل 200 جندي.", "200 combatant_deaths", "so many first days"),
]


@pytest.mark.parametrize(("text", "said"), [pytest.param(text, said, id=name) for text, said, name in ENGLISH])
def test_what_english_figures_are(text: str, said: str) -> None:
    assert read(text, "en") == said


@pytest.mark.parametrize(("text", "said"), [pytest.param(text, said, id=name) for text, said, name in ARABIC])
def test_what_arabic_figures_are(text: str, said: str) -> None:
    assert read(text, "ar") == said


MODALITY = [
    ("نقلت الحافلات 1800 شخص من شرق حلب.", "asserted", "who moved people reports nothing"),
    ("نقلت رويترز عن مصدر أن 12 جنديا قتلوا.", "reported", "who passes on what another said"),
    ("ويقولون إن ثلاثة عشر من جنودهم قتلوا.", "reported", "what they say"),
    ("تعهد المانحون بـ1.9 مليار دولار.", "asserted", "money that was pledged"),
    ("تعهد الرئيس بسحب 3000 جندي.", "promised", "what a president promises"),
]


@pytest.mark.parametrize(("text", "said"), [pytest.param(text, said, id=name) for text, said, name in MODALITY])
def test_how_arabic_claims_are_meant(text: str, said: str) -> None:
    assert [claim.modality for claim in claims_in(text, DAY, language="ar")] == [said]
