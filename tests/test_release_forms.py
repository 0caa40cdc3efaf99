"""Forms of releases of ministries, armies and monitors in Arabic: framed figures, lists, own voices, look-alikes."""

from __future__ import annotations

import datetime as dt

import pytest

from onrecord.claim import Claim
from onrecord.normal import fold
from tests.found import claims_in


def _claims(text: str) -> list[Claim]:
    return claims_in(text, dt.date(2021, 6, 15), speaker="x", language="ar")


def _numbers(text: str) -> list[tuple[str, int | None]]:
    return [(c.scope.measure, None if c.quantity is None else int(c.quantity.low or 0)) for c in _claims(text)]


@pytest.mark.parametrize(
    ("text", "claims"),
    [
        ("نزعت الفرق أمس (212) لغماً و(14) عبوة ناسفة", [("hazards_cleared", 212), ("hazards_cleared", 14)]),
        ("ارتفعت حصيلة الشهداء إلى أكثر من (1,340).", [("deaths", 1340)]),
        ("ضبطت الدورية كمية من الذخائر", []),
        ("استعادت القوات كميات من الأسلحة", []),
        ("نشرة العدوان لليوم الـ 57:", []),
        ("تم اعتراض وتدمير أربع طائرات مسيّرة", [("intercepted", 4)]),
        ("نزعت الفرق 31 لغماً زرعتها الجماعة", [("hazards_cleared", 31)]),
        ("إجمالي القتلى والجرحى: 38 مدنياً.", [("casualties", 38)]),
        ("بلغ عدد الأسر النازحة 900 أسرة", [("displaced", 900)]),
    ],
)
def test_release_forms(text: str, claims: list[tuple[str, int | None]]) -> None:
    assert _numbers(text) == claims


def test_frame_leaves_offsets() -> None:
    folded = fold("منها (11) لغماً")
    at = folded.text.index("11")
    assert folded.span(at, at + 2).of(folded.original) == "11"
    assert fold("خمسة (05) إرهابيين").text == "خمسه (05) ارهابيين"
    assert "(2)" in fold("حماة (2) وحلب (4)").text


@pytest.mark.parametrize(
    ("text", "modality"),
    [
        ("أسفرت العمليات عن مقتل 12 مسلحاً بشمال سيناء.", "asserted"),
        ("شن الطيران 36 غارة على صعدة، ولن تتردد قواتنا في الرد إذا استمر الحصار", "asserted"),
        ("ستنتشر قوة من 300 جندي", "promised"),
        ("أكد مجاهدونا قتل ثلاثة جنود", "asserted"),
    ],
)
def test_modality_of_releases(text: str, modality: str) -> None:
    assert [claim.modality for claim in _claims(text)][:1] == [modality]
