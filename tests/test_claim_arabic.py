"""Arabic figures: the measure of each, by its noun, by what was done to the counted, by the figure before."""

from __future__ import annotations

import datetime as dt

import pytest

from onrecord.claim import Claim
from tests.found import worded_in


def told_in(text: str) -> list[tuple[str, Claim]]:
    """The claims of an Arabic text with the words of their figures."""
    return worded_in(text, dt.date(2024, 3, 15), language="ar")


def measured(text: str) -> list[tuple[str, str]]:
    """Every figure of an Arabic text as its words and what it measures."""
    return [(words, claim.scope.measure) for words, claim in told_in(text)]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        pytest.param("قُتل 14 مزارعاً قرب سنار.", [("14", "civilian_deaths")], id="passive, a trade"),
        pytest.param("قتلتهم القوات، وكانوا 14 مسلحاً.", [("14", "combatant_deaths")], id="a pronoun on the verb"),
        pytest.param(
            "أدى القصف إلى مقتل جنديين وإصابة 9 آخرين.",
            [("جنديين", "combatant_deaths"), ("9", "injured")],
            id="verbal nouns, a dual",
        ),
        pytest.param(
            "دُمّرت ناقلتا جند وثلاث مدرعات.",
            [("ناقلتا", "equipment_destroyed"), ("ثلاث", "equipment_destroyed")],
            id="a dual annexed",
        ),
        pytest.param("أسقطت الدفاعات طائرتين مسيّرتين.", [("طائرتين", "intercepted")], id="a dual with its adjective"),
        pytest.param("استعادت القوات 12 بلدة.", [("12", "territory_taken")], id="taken back"),
        pytest.param("فجّر التنظيم ثلاث سيارات مفخخة.", [("ثلاث", "attacks")], id="car bombs set off"),
        pytest.param("وقعت أربع مجازر في المدينة.", [("أربع", "attacks")], id="a massacre is an attack"),
        pytest.param("أُجلي 300 مريض من الفاشر.", [("300", "evacuated")], id="passive of a defective verb"),
        pytest.param("اغتيل ستة صحفيين.", [("ستة", "civilian_deaths")], id="passive of a hollow verb"),
        pytest.param("تحاصر المليشيا 300 ألف مواطن.", [("300 ألف", "other")], id="besieged"),
        pytest.param("أسقطنا منذ أيار 2019 مئة مسيّرة.", [("مئة", "intercepted")], id="words behind a year"),
        pytest.param("أودى الهجوم بحياة 22 راعياً.", [("22", "civilian_deaths")], id="a trade few tables know"),
        pytest.param("أُسر منذ آب 40 مصرياً.", [("40", "detained")], id="a noun that no table knows"),
        pytest.param("بلغ العمق 40 متراً حيث قُتل القائد.", [], id="a measure of another sort"),
        pytest.param("قُتل خمسة من الدرك.", [("خمسة", "combatant_deaths")], id="of an armed force"),
        pytest.param("قدّمت قواتنا 30 شهيداً.", [("30", "combatant_deaths")], id="given by a force"),
        pytest.param("أُفرج عن ثمانية جرحى.", [("ثمانية", "released")], id="more than hurt"),
        pytest.param("نُقل ثمانية جرحى إلى المشفى.", [("ثمانية", "injured")], id="no more than hurt"),
        pytest.param("توفي 12 طفلاً جوعاً.", [("12", "deaths")], id="starved"),
        pytest.param(
            "نُقل العتاد عبر المعبر إلى 30 قرية، وعبر النهر 20 شخصاً.", [("20", "displaced")], id="by way of, and crossed"
        ),
        pytest.param("بلغ عدد النازحين من القرى 300 عائلة.", [("300", "displaced")], id="the subject's measure"),
        pytest.param("شُرّد 40 شخصاً، بينهم تسعة أطفال.", [("40", "displaced"), ("تسعة", "displaced")], id="a part"),
        pytest.param(
            "وقع هجوم واحد وقُتل جندي واحد.", [("واحد", "attacks"), ("واحد", "combatant_deaths")], id="one behind"
        ),
        pytest.param("من أصل 36 مستشفى، لا يعمل سوى 12.", [("12", "facilities_out")], id="whole ahead of the verb"),
        pytest.param("توزّع القتلى كالآتي: 12 في الضالع و9 في لحج.", [("12", "deaths"), ("9", "deaths")], id="listed"),
        pytest.param("أغارت المقاتلات على التل ست مرات.", [("ست", "strikes")], id="times bombed"),
        pytest.param("أُجلي 35 جندياً جريحاً.", [("35", "injured")], id="a second noun says more"),
        pytest.param("ستون من أهلها أسرى لديهم.", [("ستون", "detained")], id="what they are is said behind"),
        pytest.param("قتلت منذ انسحابها 27 حارساً.", [("27", "combatant_deaths")], id="a circumstance between"),
        pytest.param("دمّرت الدفاعات الجوية 7 مسيّرات.", [("7", "intercepted")], id="destroyed by air defences"),
        pytest.param("وصل 300 جندي من خمس دول.", [("300", "personnel"), ("خمس", "partners")], id="sent by countries"),
        pytest.param(
            "قُتل اثنا عشر شخصاً، خمسة منهم مدنيون وثلاثة من الأطباء.",
            [("اثنا عشر", "deaths"), ("خمسة", "civilian_deaths"), ("ثلاثة", "civilian_deaths")],
            id="a part is said to be civilians",
        ),
        pytest.param(
            "سقط أحد عشر قتيلاً، تسعة منهم من الجنود.",
            [("أحد عشر", "deaths"), ("تسعة", "combatant_deaths")],
            id="a part is of the soldiers",
        ),
        pytest.param(
            "قُتل ستة، ثلاثة منهم أجانب.", [("ستة", "deaths"), ("ثلاثة", "deaths")], id="a part without a status"
        ),
        pytest.param(
            "قُتل ثمانية أشخاص، جميعهم من النساء.",
            [("ثمانية", "deaths"), ("جميعهم", "civilian_deaths")],
            id="all of them are women",
        ),
        pytest.param("كلهم في المدينة، وقُتل ثمانية.", [("ثمانية", "deaths")], id="all of them are somewhere"),
        pytest.param("ماتت من البرد في المخيم تسع نساء.", [("تسع", "deaths")], id="cold before the figure"),
        pytest.param("مات الرجل ودُفن.", [], id="died is no number"),
        pytest.param("قصفت المقاتلات الجسر مرتين.", [("مرتين", "strikes")], id="twice"),
        pytest.param("زار القائد الجبهة مرتين.", [], id="twice of no act that is counted"),
        pytest.param("أقلعت طائراتنا أربعين مرة.", [("أربعين", "sorties")], id="took off so many times"),
        pytest.param("أُحرقت أمس 12 قرية.", [("12", "buildings_damaged")], id="villages burnt"),
        pytest.param("لا يزال ثمانون ألفاً خارج بيوتهم.", [("ثمانون ألفاً", "displaced")], id="out of their homes"),
        pytest.param("بلغت حصيلة شهدائنا 39 عسكرياً.", [("39", "combatant_deaths")], id="a toll of our dead"),
        pytest.param("ارتفع عدد الأسرى إلى 25 ضابطاً.", [("25", "detained")], id="a number of prisoners"),
        pytest.param(
            "أُجلي مئة جريح، فصار في المدارس 40 نازحاً.",
            [("مئة", "evacuated"), ("40", "displaced")],
            id="what is now is no part of the list",
        ),
        pytest.param("دكّت المدفعية الحصن بستين قذيفة.", [("بستين", "munitions")], id="what it was struck with"),
        pytest.param("أُجلي من الحي يوم أمس 40 جريحاً.", [("40", "evacuated")], id="the hurt who were brought out"),
        pytest.param("أُفرج يوم الخميس عن 40 جريحاً.", [("40", "released")], id="the hurt who were let go"),
        pytest.param("أوقع الكمين في صفوف العدو مئة قتيل.", [("مئة", "combatant_deaths")], id="in whose ranks, before"),
        pytest.param("أُجريت 93 عملية جراحية.", [], id="surgery"),
        pytest.param("قُتل ثلاثة. خط التواصل 1550.", [("ثلاثة", "deaths")], id="a line to call"),
        pytest.param("قتلت القوة نحو عشرين من عناصر الشرطة.", [("نحو عشرين", "combatant_deaths")], id="of the men of"),
        pytest.param("بلغ عدد قتلى داعش 60.", [("60", "combatant_deaths")], id="the dead of an armed group"),
        pytest.param("بلغ عدد قتلى الزلزال 60.", [("60", "deaths")], id="the dead of an earthquake"),
        pytest.param("أجهزت قواتنا على ستة انتحاريين.", [("ستة", "combatant_deaths")], id="finished off"),
        pytest.param("ألقى خمسون مسلحاً سلاحهم.", [("خمسون", "surrendered")], id="laid down their arms"),
        pytest.param("ما زال 12 بحاراً مختطفين.", [("12", "abducted")], id="a second noun says what they are"),
        pytest.param("يبقى مئة من السكان محتاجين إلى الغذاء.", [("مئة", "people_in_need")], id="how they stay"),
        pytest.param("قضى تحت الركام أربعة أطفال.", [("أربعة", "civilian_deaths")], id="where they died"),
        pytest.param("طردنا العدو من أربع بلدات.", [("أربع", "territory_taken")], id="driven out of"),
        pytest.param("خرجت من الخدمة دبابتان.", [("دبابتان", "equipment_destroyed")], id="knocked out"),
        pytest.param("أوصدت تسع مدارس أبوابها.", [("تسع", "facilities_out")], id="shut its doors"),
        pytest.param("تصدّعت 300 شقة.", [("300", "buildings_damaged")], id="cracked"),
        pytest.param("خرق العدو الهدنة 12 مرة.", [("12", "violations")], id="broke it so many times"),
        pytest.param("جرت مبادلة 40 أسيراً.", [("40", "released")], id="an exchange"),
        pytest.param("وُضعت اليد على خمس بنادق.", [("خمس", "weapons_seized")], id="laid hands on"),
        pytest.param("أصبنا خمس دبابات إصابات مباشرة.", [("خمس", "targets_hit")], id="hits on things are no wounds"),
        pytest.param("قتلت مئات المقاتلين الأجانب.", [("مئات", "combatant_deaths")], id="an actor with its article"),
        pytest.param("حررنا عشرات القرى.", [("عشرات", "territory_taken")], id="a ground behind a vague number"),
        pytest.param(
            "نزح ستون ألفاً، مقابل ألفين سبقوهم.",
            [("ستون ألفاً", "displaced"), ("ألفين", "displaced")],
            id="a verb behind",
        ),
        pytest.param("سقط للعدو 30 جندياً.", [("30", "combatant_deaths")], id="fell on their side"),
        pytest.param("قُتل 40. بلغ التضخم 60 في المئة.", [("40", "deaths")], id="an economy is no war"),
        pytest.param("قُتل 40 في عملية «غضب الجبل 2».", [("40", "deaths")], id="a number in a name"),
        pytest.param("قُتل 40 عند الساعة الثالثة والنصف فجراً.", [("40", "deaths")], id="half past"),
        pytest.param("أسقطنا 40 مسيّرة من طراز كاف 9.", [("40", "intercepted")], id="a type of arms"),
        pytest.param("دخلت كتائبنا ثلاث قرى.", [("ثلاث", "territory_taken")], id="went into villages"),
        pytest.param("دخلت القرية ثلاث شاحنات إغاثة.", [("ثلاث", "aid")], id="lorries went in"),
        pytest.param("لم يُقتل مدني واحد.", [("لم", "civilian_deaths")], id="not one"),
        pytest.param("قُتل واحد وجُرح ثلاثة.", [("واحد", "deaths"), ("ثلاثة", "injured")], id="one"),
        pytest.param("لم يُستشهد من جنودنا سوى واحد.", [("واحد", "combatant_deaths")], id="none but one"),
        pytest.param("واحد من الأسباب أنهم قتلوا.", [], id="one of the reasons"),
        pytest.param(
            "رجع ثمانية آلاف نازح، ولا يزال في المخيمات ستون ألفاً.",
            [("ثمانية آلاف", "returns"), ("ستون ألفاً", "displaced")],
            id="in camps still",
        ),
        pytest.param(
            "خسائر العدو: تسعمئة قتيل وأسيران.",
            [("تسعمئة", "combatant_deaths"), ("أسيران", "detained")],
            id="a list of losses",
        ),
        pytest.param(
            "قُتل تسعة جنود فرنسيين وثلاثة تشاديين.",
            [("تسعة", "combatant_deaths"), ("ثلاثة", "combatant_deaths")],
            id="a nation in a list of soldiers",
        ),
        pytest.param(
            "قُتل تسعة جنود وثلاثة أشخاص.",
            [("تسعة", "combatant_deaths"), ("ثلاثة", "deaths")],
            id="people in such a list",
        ),
        pytest.param("عُثر على جثث ستة من المقاتلين.", [("ستة", "combatant_deaths")], id="their bodies"),
        pytest.param("قُتل خمسة من الجنود والمستوطنين.", [("خمسة", "deaths")], id="fighters and others together"),
        pytest.param("اقتحم أربعة مسلحين المبنى.", [], id="how many men did it"),
        pytest.param(
            "نُفّذت 70 طلعة، انتهت 52 منها بقصف.",
            [("70", "sorties"), ("52", "strikes")],
            id="sorties that ended in strikes",
        ),
    ],
)
def test_measures(text: str, found: list[tuple[str, str]]) -> None:
    assert measured(text) == found


def formed(text: str) -> list[tuple[str, str]]:
    """Every figure of an Arabic text as its words and its form."""
    return [(words, claim.form) for words, claim in told_in(text)]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        pytest.param(
            "وقع 40 خرقاً، أي أقل بعشرة خروق من سابقه.", [("40", "amount"), ("بعشرة", "change")], id="fewer by"
        ),
        pytest.param("وقع 40 خرقاً، بزيادة ستة عن آذار.", [("40", "amount"), ("ستة", "change")], id="a rise of"),
        pytest.param("عادوا بمعدل 90 لاجئاً في الأسبوع.", [("90", "ratio")], id="at a rate"),
        pytest.param("أطلقوا تسعين صاروخاً في اليوم الأول.", [("تسعين", "amount")], id="on the first day"),
        pytest.param("خرجت الجسور الأربعة كلها من الخدمة.", [("الأربعة", "share")], id="all of them"),
        pytest.param("هُدمت تسع كنائس من الإحدى عشرة القائمة.", [("تسع", "share")], id="of the eleven"),
        pytest.param(
            "تراجعت الهجمات بنسبة 30 في المئة والخروق بنسبة 20 في المئة.",
            [("30 في المئة", "change"), ("20 في المئة", "change")],
            id="a list of changes",
        ),
        pytest.param("خرجت أربعة من جسور المدينة السبعة من الخدمة.", [("أربعة", "share")], id="of the town's seven"),
        pytest.param(
            "وصل ألف لاجئ يومياً، وكان المعدل ستة آلاف في أيار.",
            [("ألف", "ratio"), ("ستة آلاف", "ratio")],
            id="the mean was",
        ),
    ],
)
def test_forms(text: str, found: list[tuple[str, str]]) -> None:
    assert formed(text) == found
