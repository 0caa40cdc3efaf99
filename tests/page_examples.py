"""Two statements with hand-made claims, measured against the packaged record: what the tests of pages publish."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from fractions import Fraction
from functools import cache

from onrecord.claim import Base, Claim
from onrecord.figure import packaged_figures
from onrecord.finding import Finding, measure_statement
from onrecord.gazetteer import catalogue
from onrecord.period import Period, parse_edtf
from onrecord.quantity import Comparator, Quantity, Span
from onrecord.row import Holdings, packaged_bridges
from onrecord.scope import Scope
from onrecord.source import packaged_cards
from onrecord.statement import Statement

BOTH = ("IQ", "SY")
VALLEY = ("region:middle-euphrates-valley",)

ARABIC_TEXT = (
    "يضم التحالف اليوم 75 شريكاً، وقد خسر داعش أكثر من 98 في المئة من الأراضي التي كان يسيطر عليها في العراق وسوريا.\n\n"
    "لكن المهمة لم تنتهِ، فنفّذت قواتنا منذ الأول من أيار/مايو أكثر من 132 ضربة على امتداد نهر الفرات.\n\n"
    "سنواصل العمل مع شركائنا حتى تستعيد كل بلدة أمنها. فالنصر لا يكتمل بتحرير الأرض وحده.\n\n"
    "وفي الأسبوع الماضي أدلى العراقيون بأصواتهم لانتخاب مجلس نواب جديد.\n"
)
ENGLISH_TEXT = (
    "In May our aircraft and artillery carried out 225 strikes in Iraq and Syria, made up of 280 engagements.\n\n"
    "That is a 304 percent increase over the 74 strikes of March, and we are proud of the crews.\n\n"
    "From 25 to 31 May alone there were 41 strikes, in poor weather.\n"
)


def holdings() -> Holdings:
    """The record as packaged."""
    return Holdings(tuple(packaged_figures()), packaged_cards(), packaged_bridges())


def span(text: str, words: str) -> Span:
    """Where the words stand, which they do once."""
    assert text.count(words) == 1, words
    return Span(text.index(words), text.index(words) + len(words))


def quantity(number: str, comparator: Comparator = "=", unit: str = "strike", **more: object) -> Quantity:
    value = Fraction(number)
    low = None if comparator in ("<", "<=") else value
    high = None if comparator in (">", ">=") else value
    return Quantity(low, high, comparator, unit, **more)  # type: ignore[arg-type]


ARABIC = Statement(
    "coalition-2018-05-19",
    ARABIC_TEXT,
    "ar",
    dt.date(2018, 5, 19),
    speaker="coalition",
    speaker_name="متحدث باسم التحالف الدولي ضد داعش",
    note="نصٌّ كُتب لهذا الاختبار، ولم يقله أحد بهذا اللفظ",
)
ENGLISH = Statement(
    "coalition-2018-06-01",
    ENGLISH_TEXT,
    "en",
    dt.date(2018, 6, 1),
    speaker="coalition",
    speaker_name="Spokesperson for the coalition against Daesh",
    note="a text written for this test; nobody said it in these words",
)


def claimed(
    number: int, said: Statement, words: str, figure: str, scope: Scope, asked: Quantity | None, **more: object
) -> Claim:
    slots = {"quantity": span(said.text, figure)} if figure else {}
    given: dict[str, object] = {"form": "amount", "modality": "asserted", "checkable": "yes", "reason": ""} | more
    return Claim(
        f"c{number}",
        said.id,
        span(said.text, words),
        scope=scope,
        quantity=asked,
        speaker="coalition",
        slots=slots,
        **given,
    )  # type: ignore[arg-type]


def arabic_claims() -> list[Claim]:
    day = replace(parse_edtf("2018-05-19"), kind="asof")
    since = replace(parse_edtf("2018-05-01/2018-05-19"), kind="since")
    week = parse_edtf("2018-05-07/2018-05-13")
    ours = {"by": ("coalition",), "against": ("daesh",)}
    return [
        claimed(
            1,
            ARABIC,
            "يضم التحالف اليوم 75 شريكاً",
            "75",
            Scope("partners", of=("coalition",), period=day),
            quantity("75", unit="partner"),
        ),
        claimed(
            2,
            ARABIC,
            "خسر داعش أكثر من 98 في المئة من الأراضي التي كان يسيطر عليها في العراق وسوريا",
            "أكثر من 98 في المئة",
            Scope("territory_lost", of=("daesh",), places=BOTH, period=day),
            quantity("98", ">", "percent"),
        ),
        claimed(
            3,
            ARABIC,
            "نفّذت قواتنا منذ الأول من أيار/مايو أكثر من 132 ضربة على امتداد نهر الفرات",
            "أكثر من 132",
            Scope("strikes", places=VALLEY, period=since, **ours),
            quantity("132", ">"),
        ),
        claimed(
            4,
            ARABIC,
            "سنواصل العمل مع شركائنا حتى تستعيد كل بلدة أمنها",
            "",
            Scope("other"),
            None,
            modality="promised",
            form="occurrence",
            checkable="no",
        ),
        claimed(
            5,
            ARABIC,
            "في الأسبوع الماضي أدلى العراقيون بأصواتهم لانتخاب مجلس نواب جديد",
            "",
            Scope("election_held", places=("IQ",), period=week),
            None,
            form="occurrence",
        ),
    ]


def english_claims() -> list[Claim]:
    ours = {"by": ("coalition",), "against": ("daesh",), "places": BOTH}
    may, march = parse_edtf("2018-05"), parse_edtf("2018-03")
    rise = quantity("304", unit="percent", direction="up")
    return [
        claimed(
            1,
            ENGLISH,
            "carried out 225 strikes in Iraq and Syria",
            "225",
            Scope("strikes", period=may, **ours),
            quantity("225"),
        ),
        claimed(
            2,
            ENGLISH,
            "made up of 280 engagements",
            "280",
            Scope("engagements", period=may, **ours),
            quantity("280", unit="engagement"),
        ),
        claimed(
            3,
            ENGLISH,
            "a 304 percent increase",
            "a 304 percent increase",
            Scope("strikes", period=may, **ours),
            rise,
            form="change",
            base=Base("March", period=march),
        ),
        claimed(4, ENGLISH, "the 74 strikes of March", "74", Scope("strikes", period=march, **ours), quantity("74")),
        claimed(
            5,
            ENGLISH,
            "there were 41 strikes",
            "41",
            Scope("strikes", period=Period(dt.date(2018, 5, 25), dt.date(2018, 6, 1)), **ours),
            quantity("41"),
        ),
    ]


@cache
def findings(said: Statement) -> tuple[Finding, ...]:
    """The statement's claims, measured."""
    claims = arabic_claims() if said is ARABIC else english_claims()
    return tuple(measure_statement(said, claims, holdings(), catalogue()))
