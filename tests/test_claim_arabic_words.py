"""What Arabic acts and nouns count: a case of each class of wordings, and what other words make of an act."""

from __future__ import annotations

import pytest

from tests.test_claim_arabic import measured, told_in

CASES = [
    pytest.param("فارق سبعة صحفيين الحياة.", [("سبعة", "civilian_deaths")], id="left life"),
    pytest.param("لفظ خمسة جرحى أنفاسهم الأخيرة.", [("خمسة", "deaths")], id="the hurt breathed their last"),
    pytest.param("ستون نُقلوا إلى المستشفيات.", [("ستون", "injured")], id="moved to hospitals"),
    pytest.param("اقتيد خمسة رجال إلى جهة مجهولة.", [("خمسة", "abducted")], id="led to an unknown place"),
    pytest.param("احتجز المتمردون سبعة سياح رهائن.", [("سبعة", "abducted")], id="held as hostages"),
    pytest.param("أُخرج ثمانية من تحت الأنقاض.", [("ثمانية", "rescued")], id="brought from the rubble"),
    pytest.param("أُخرج من الأحياء المحاصرة 150 مدنياً.", [("150", "evacuated")], id="brought out of quarters"),
    pytest.param("سلّم 56 مطلوباً أنفسهم.", [("56", "surrendered")], id="gave themselves up"),
    pytest.param("رفع أربعون جندياً الراية البيضاء.", [("أربعون", "surrendered")], id="raised the white flag"),
    pytest.param("تحولت سبع مدرعات إلى حطام.", [("سبع", "equipment_destroyed")], id="turned to wreckage"),
    pytest.param(
        "خسر العدو ثلاثين مقاتلاً وأسيرين.",
        [("ثلاثين", "combatant_deaths"), ("أسيرين", "detained")],
        id="prisoners lost",
    ),
    pytest.param("دمرت وحداتنا مئة ودبابتين.", [("مئة ودبابتين", "equipment_destroyed")], id="a hundred and two"),
    pytest.param("تكررت الغارات على الحي تسع مرات.", [("تسع", "strikes")], id="a noun that times count"),
    pytest.param("تعرضت القوافل للنهب تسع مرات.", [("تسع", "attacks")], id="looted so many times"),
    pytest.param("هذا هو الهجوم الثالث والعشرون منذ مطلع العام.", [("الثالث والعشرون", "attacks")], id="a rank"),
    pytest.param("وهذا هو الاستهداف الثالث للمستشفى خلال شهر.", [("الثالث", "attacks")], id="a rank of an act"),
    pytest.param("بقي 5 آلاف مدني داخل المدينة القديمة.", [("5 آلاف", "other")], id="civilians who stayed"),
    pytest.param("هوت ثلاث طائرات للعدو بنيران مضاداتنا.", [("ثلاث", "intercepted")], id="fell to our guns"),
    pytest.param("فقد الجيش 9 دبابات.", [("9", "equipment_destroyed")], id="an army lost"),
    pytest.param("وفقد قسد 12 مقاتلاً.", [("12", "combatant_deaths")], id="a party lost"),
    pytest.param("فقد قتلت قواتنا 12 إرهابياً.", [("12", "combatant_deaths")], id="no more than had killed"),
    pytest.param("حيّدت منظومات الدفاع 14 هدفاً جوياً.", [("14", "intercepted")], id="targets in the air"),
]


@pytest.mark.parametrize(("text", "found"), CASES)
def test_measures(text: str, found: list[tuple[str, str]]) -> None:
    assert measured(text) == found


def test_never_less_is_at_least() -> None:
    ((_, claim),) = told_in("لم يمر ليل حلب بأقل من أربعين غارة.")
    assert claim.quantity is not None
    assert (claim.quantity.comparator, claim.modality) == (">=", "asserted")
