"""What releases open with, and words of theirs that are easily read wrong: datelines, hull numbers, who could not."""

from __future__ import annotations

import datetime as dt

import pytest

from onrecord.assertion import Claim
from onrecord.dateline import dateline_of
from onrecord.normal import fold
from tests.found import claims_in

DATELINES = (
    ("TAMPA, Fla. – In March we struck two boats.", "TAMPA, Fla. – ", "a city with its state"),
    ("MOSCOW, July 2. Russian forces shot down 5 drones.", "MOSCOW, July 2. ", "a city with its day"),
    ("WASHINGTON, D.C. -- The command conducted 3 strikes.", "WASHINGTON, D.C. -- ", "a city with letters for a state"),
    ("BEIRUT (AP) — Strikes killed 12 people.", "BEIRUT (AP) — ", "an agency"),
    (
        "Kyiv, 15 March (Ukrinform) – Air defence shot down 27 drones.",
        "Kyiv, 15 March (Ukrinform) – ",
        "in small letters",
    ),
    ("Weekly summary\n\nGENEVA – At least 12 people were killed.", "GENEVA – ", "below a title"),
    ("دمشق – سانا\nأسقط الجيش 3 طائرات.", "دمشق – سانا", "Arabic, behind a dash"),
    ("بغداد/ واع - نفذت القوات 12 ضربة.", "بغداد/ واع", "Arabic, behind a stroke"),
)
NO_DATELINES = (
    ("In March we struck two boats near Aden – all were sunk.", "a dash within a sentence"),
    ("Near Raqqa, 14 strikes destroyed 3 vehicles.", "a place that opens a sentence"),
    ("US – Iraq talks ended.", "two letters"),
    ("غزة – قتل 12 شخصا.", "Arabic without an agency"),
)


@pytest.mark.parametrize(("text", "line"), [pytest.param(t, d, id=why) for t, d, why in DATELINES])
def test_a_dateline_is_what_a_text_was_filed_under(text: str, line: str) -> None:
    folded = fold(text)
    found = dateline_of(folded)
    assert found is not None
    assert folded.span(found.start, found.end).of(text).strip() == line.strip()


@pytest.mark.parametrize("text", [pytest.param(t, id=why) for t, why in NO_DATELINES])
def test_other_openings_are_no_datelines(text: str) -> None:
    assert dateline_of(fold(text)) is None


@pytest.mark.parametrize(("text", "line"), [pytest.param(t, d, id=why) for t, d, why in DATELINES])
def test_a_dateline_is_nobodys_place(text: str, line: str) -> None:
    del line
    assert [claim.scope.places for claim in _claims(text)] == [()]


@pytest.mark.parametrize(
    ("text", "modality"),
    [
        pytest.param("Crews could not reach 30 wounded people in Homs.", "asserted", id="could not"),
        pytest.param("Up to 30 people could die in Homs.", "hypothetical", id="could"),
        pytest.param(
            "لا تستطيع الطواقم الوصول إلى العائلات، وعددهم 30 مفقوداً في حمص.", "asserted", id="cannot, in Arabic"
        ),
        pytest.param("تستطيع المخيمات إيواء 30 نازحاً في حمص.", "hypothetical", id="can, in Arabic"),
    ],
)
def test_what_could_not_be_is_no_supposition(text: str, modality: str) -> None:
    assert [claim.modality for claim in _claims(text)] == [modality]


@pytest.mark.parametrize(
    ("text", "count"),
    [
        pytest.param("The USS EISENHOWER (CVN 69) and the USS GRAVELY (DDG 107) shot down 5 drones.", 1, id="hulls"),
        pytest.param("The command (12 dead) shot down 5 drones.", 2, id="a figure in brackets"),
    ],
)
def test_numbers_of_hulls_are_no_figures(text: str, count: int) -> None:
    assert len(_claims(text)) == count


@pytest.mark.parametrize(
    ("text", "place"),
    [
        pytest.param("ارتفعت حصيلة العدوان الإسرائيلي على قطاع غزة إلى 37 شهيداً.", "place:ps-gaza-strip", id="Gaza"),
        pytest.param("The war in Gaza has left 37 people dead.", "place:ps-gaza-strip", id="in English"),
    ],
)
def test_the_name_of_a_war_tells_its_place(text: str, place: str) -> None:
    (claim,) = _claims(text)
    assert claim.scope.places == (place,)


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("The shelling hit seven towns.", id="shelling"),
        pytest.param("Airstrikes targeted 24 areas in Idlib.", id="strikes"),
        pytest.param("قصفت المدفعية 7 بلدات في ريف حماة.", id="Arabic"),
    ],
)
def test_towns_that_were_shelled_are_targets(text: str) -> None:
    (claim,) = _claims(text)
    assert claim.scope.measure == "targets_hit"


@pytest.mark.parametrize(
    ("text", "doer"),
    [
        pytest.param("ارتكب الاحتلال الإسرائيلي 3 مجازر في غزة.", "الاحتلال الإسرائيلي", id="who committed"),
        pytest.param(
            "قُتل 24 مدنياً بقصف مدفعي لقوات الدعم السريع على سوق في أم درمان.", "قوات الدعم السريع", id="whose shelling"
        ),
        pytest.param("نجح الجيش السوري في تدمير 4 آليات.", "الجيش السوري", id="who managed to"),
    ],
)
def test_who_did_it_in_the_formulas_of_arabic_releases(text: str, doer: str) -> None:
    (claim,) = _claims(text)
    assert [m.span.of(text).removeprefix("ل") for m in claim.mentions["by"] if m.span is not None] == [doer]


@pytest.mark.parametrize(
    ("text", "places"),
    [
        pytest.param(
            "Monitors documented the killing of 96 civilians, including 22 children, in Syria in May.",
            [("SY",), ("SY",)],
            id="from 'including' to a comma",
        ),
        pytest.param(
            "A total of 8,010 casualties (3,330 killed and 4,680 injured) in Sudan were recorded in May.",
            [("SD",), ("SD",), ("SD",)],
            id="in brackets",
        ),
    ],
)
def test_parts_of_a_figure_do_not_cut_it_from_its_place(text: str, places: list[tuple[str, ...]]) -> None:
    assert [claim.scope.places for claim in _claims(text)] == places


def test_items_of_a_list_have_the_noun_before_them() -> None:
    found = _claims("Enemy losses: tanks – 6,776, aircraft – 347, helicopters – 325.")
    assert [(claim.quantity.stated, claim.quantity.unit) for claim in found if claim.quantity is not None] == [
        (6776, "vehicle"),
        (347, "aircraft"),
        (325, "aircraft"),
    ]


def _claims(text: str) -> list[Claim]:
    return claims_in(text, dt.date(2024, 6, 29))
