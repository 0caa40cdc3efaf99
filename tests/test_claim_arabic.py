"""Arabic figures: the measure of each, by its noun, by what was done to the counted, by the figure before."""

from __future__ import annotations

import datetime as dt

import pytest

from onrecord.claim import find_claims
from onrecord.gazetteer import catalogue
from onrecord.statement import Statement
from tests.factories import statement


def measured(text: str) -> list[tuple[str, str]]:
    """Every figure of an Arabic text as its words and what it measures."""
    said: Statement = statement(text, language="ar", published_on=dt.date(2024, 3, 15))
    return [
        (claim.quantity.span.of(text), claim.scope.measure)
        for claim in find_claims(said, catalogue())
        if claim.quantity is not None and claim.quantity.span is not None
    ]


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
    ],
)
def test_measures(text: str, found: list[tuple[str, str]]) -> None:
    assert measured(text) == found
