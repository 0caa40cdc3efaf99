"""What must hold of any statement: one meaning in two languages; a voice that changes only itself; sentences apart."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from onrecord.claim import Claim
from onrecord.gazetteer import catalogue
from tests.found import claims_in

DAY = dt.date(2018, 6, 6)
"""A Wednesday."""


def claims_of(text: str, speaker: str | None = "coalition") -> list[Claim]:
    return claims_in(text, DAY, speaker=speaker, title="")


def meaning(claim: Claim) -> tuple[Any, ...]:
    """Everything of a claim but where it stands and who makes it."""
    quantity = claim.quantity
    stated = quantity and (quantity.comparator, quantity.low, quantity.high, quantity.unit, quantity.direction)
    scope = claim.scope
    return claim.form, scope.measure, claim.modality, stated, scope.period, scope.places, scope.against, scope.of


def said(claim: Claim) -> tuple[Any, ...]:
    """The meaning with the voice and the doer; how days were worked out is not part of it."""
    period = claim.scope.period
    form, measure, modality, stated, _, places, against, of = meaning(claim)
    days = period.start, period.end, period.kind
    return form, measure, modality, stated, days, places, against, of, claim.scope.by, claim.speaker


# ----------------------------------------------------------------------------------------------- both languages alike

PAIRS = [
    ("sorties", "Our aircraft flew 40 sorties over Taiz yesterday.", "نفذت طائراتنا 40 طلعة فوق تعز أمس."),
    (
        "strikes against",
        "The coalition conducted 31 strikes against Daesh in Syria on 24 May 2018.",
        "نفذ التحالف 31 ضربة ضد داعش في سوريا في 24 أيار/مايو 2018.",
    ),
    (
        "civilians killed",
        "Twelve civilians were killed in Aleppo on Monday.",
        "قتل اثنا عشر مدنيا في حلب يوم الاثنين.",
    ),
    ("promise", "We will train 2,000 soldiers next month.", "سندرب ألفي جندي الشهر المقبل."),
    (
        "drones shot down",
        "Our forces shot down five drones over Riyadh today.",
        "أسقطت قواتنا خمس طائرات مسيرة فوق الرياض اليوم.",
    ),
    ("a lie", "Reports of 400 dead are false.", "الأنباء عن 400 قتيل عارية عن الصحة."),
    ("denied", "The ministry denied that 300 soldiers were killed.", "نفت الوزارة مقتل 300 جندي."),
    ("negated", "We did not conduct 200 strikes in April.", "لم ننفذ 200 ضربة في نيسان."),
    (
        "since",
        "Since the start of the month 210 fighters have been killed in Marib.",
        "منذ مطلع الشهر قتل 210 مقاتلين في مأرب.",
    ),
    (
        "arrests",
        "The army arrested 51 suspects in Diyala yesterday.",
        "اعتقل الجيش 51 مشتبها به في ديالى أمس.",
    ),
    (
        "hospitals out",
        "Three hospitals are out of service in Khartoum.",
        "ثلاثة مستشفيات خارج الخدمة في الخرطوم.",
    ),
    (
        "kidnapped",
        "Gunmen kidnapped 30 girls in Zamfara on Sunday.",
        "خطف مسلحون 30 فتاة في زامفارا يوم الأحد.",
    ),
    ("tanks lost", "The rebels lost 12 tanks near Idlib yesterday.", "خسر المتمردون 12 دبابة قرب إدلب أمس."),
    ("zero", "No civilians were killed in the strikes.", "لم يقتل أي مدني في الضربات."),
    (
        "aid",
        "About 40 trucks of aid entered Gaza on Friday.",
        "دخلت نحو 40 شاحنة مساعدات إلى غزة يوم الجمعة.",
    ),
    (
        "insurgents",
        "The coalition killed 12 insurgents in Helmand on 3 May 2018.",
        "قتل التحالف 12 متمردا في هلمند في 3 أيار/مايو 2018.",
    ),
    (
        "mines",
        "Our teams removed 1,082 mines in Sinjar in March.",
        "أزالت فرقنا 1082 لغما في سنجار في آذار.",
    ),
    (
        "missiles",
        "Our defences intercepted two ballistic missiles over Najran on 3 May 2018.",
        "اعترضت دفاعاتنا صاروخين باليستيين فوق نجران في 3 أيار/مايو 2018.",
    ),
    (
        "according to",
        "According to the United Nations, 14 people were killed in Goma yesterday.",
        "وفق الأمم المتحدة قتل 14 شخصا في غوما أمس.",
    ),
    (
        "the other side's figure",
        "Russia claims that 12 soldiers were killed in May.",
        "تزعم روسيا أن 12 جنديا قتلوا في أيار.",
    ),
]


@pytest.mark.parametrize(("english", "arabic"), [pytest.param(en, ar, id=name) for name, en, ar in PAIRS])
def test_a_statement_says_the_same_in_both_languages(english: str, arabic: str) -> None:
    first, second = [said(c) for c in claims_of(english)], [said(c) for c in claims_of(arabic)]
    assert first
    assert first == second


# ------------------------------------------------------------------------------------------------- whoever speaks it

SPEAKERS = ("coalition", "daesh", "russia", "houthis", "united-nations", "israel", "taliban")
SENTENCES = (
    "Our aircraft flew 40 sorties over Taiz on 3 May 2018.",
    "We destroyed 12 vehicles of the militia near Mosul on 4 May 2018.",
    "Twelve civilians were killed in Aleppo on 5 May 2018.",
    "France said that 30 soldiers were killed in Homs on 6 May 2018.",
    "The enemy fired 76 drones at Kharkiv on 7 May 2018.",
    "Some 20,000 people fled Idlib on 8 May 2018.",
    "نفذت قواتنا 12 غارة على صعدة في 9 أيار 2018.",
    "قتل 14 مدنيا في حلب في 10 أيار 2018.",
    "دمرنا خمس دبابات قرب الموصل في 11 أيار 2018.",
    "قالت فرنسا إن 300 عائلة نزحت من تلعفر في 12 أيار 2018.",
)


@settings(deadline=None, max_examples=25)
@given(st.sampled_from(SENTENCES), st.sampled_from(SPEAKERS), st.sampled_from(SPEAKERS))
def test_another_speaker_changes_only_the_voice_and_what_we_means(text: str, one: str, other: str) -> None:
    sides = {catalogue().actors[speaker].side or speaker for speaker in (one, other)}
    for mine, theirs in zip(claims_of(text, one), claims_of(text, other), strict=True):
        assert (mine.span, meaning(mine)) == (theirs.span, meaning(theirs))
        assert mine.speaker == theirs.speaker or {mine.speaker, theirs.speaker} == {one, other}
        assert mine.scope.by == theirs.scope.by or {*mine.scope.by, *theirs.scope.by} == sides
        assert [mention.span for mention in mine.mentions.get("by", ())] == [
            mention.span for mention in theirs.mentions.get("by", ())
        ]


def test_we_of_an_unknown_speaker_is_nobody_known() -> None:
    (claim,) = claims_of("Our aircraft flew 40 sorties over Taiz on 3 May 2018.", None)
    assert claim.scope.by == ()
    (mention,) = claim.mentions["by"]
    assert mention.id == ""
    assert mention.span is not None


# -------------------------------------------------------------------------------------------- sentences by themselves

APART = (
    "The coalition conducted 31 strikes in Syria on 3 May 2018.",
    "Gunmen kidnapped 30 girls in Zamfara on 4 May 2018.",
    "The army arrested 51 suspects in Diyala on 5 May 2018.",
    "Germany paid 200 million euros on 6 May 2018.",
    "Our teams removed 1,082 mines in Sinjar on 7 May 2018.",
    "Iran fired 12 missiles at Haifa on 8 May 2018.",
    "Reports of 400 dead on 9 May 2018 are false.",
    "If the truce fails, 200,000 people could flee Ukraine.",
)
"""Each says all of itself: who, where and when."""


def handed_down(claim: Claim) -> tuple[Any, ...]:
    """What a sentence says by its own words, whatever stands before it."""
    return claim.form, claim.scope.measure, claim.modality, claim.quantity and claim.quantity.stated


@settings(deadline=None, max_examples=25)
@given(st.permutations(APART), st.integers(1, len(APART)))
def test_a_sentence_more_changes_no_other(order: list[str], many: int) -> None:
    texts = order[:many]
    whole = claims_of(" ".join(texts))
    alone = [claim for text in texts for claim in claims_of(text)]
    assert [handed_down(claim) for claim in whole] == [handed_down(claim) for claim in alone]
    stated = [
        (c.scope.period, c.scope.places) for c in alone if c.scope.places and c.modality in ("asserted", "reported")
    ]
    found = [(c.scope.period, c.scope.places) for c, own in zip(whole, alone, strict=True) if own.scope.places]
    assert [pair for pair in found if pair in stated] == stated


@settings(deadline=None, max_examples=25)
@given(st.permutations(APART), st.sampled_from(APART))
def test_a_sentence_behind_changes_none_before_it(order: list[str], last: str) -> None:
    before = [text for text in order if text != last][:3]
    first = claims_of(" ".join(before))
    both = claims_of(" ".join([*before, last]))
    assert [(c.span, said(c)) for c in both[: len(first)]] == [(c.span, said(c)) for c in first]


@pytest.mark.parametrize(
    "text",
    [
        "<script>alert(1)</script>",
        "<b>12</b>",
        "f(3)",
        "alert(1)",
        "x = 14; y = 9",
        "https://example.org/strikes/12",
    ],
)
def test_what_is_no_prose_claims_nothing(text: str) -> None:
    assert claims_of(text) == []
