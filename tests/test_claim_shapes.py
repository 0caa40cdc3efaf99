"""The form, the numbers and the direction of a claim: shares, zeros, changes and ratios in many wordings."""

from __future__ import annotations

import datetime as dt

import pytest

from onrecord.claim import Claim
from tests.found import claims_in

DAY = dt.date(2021, 6, 14)


def claims(text: str) -> list[Claim]:
    """The claims of a text that have a quantity."""
    return [claim for claim in claims_in(text, DAY) if claim.quantity is not None]


def shape(claim: Claim, text: str) -> str:
    """A claim as its form, its words, its numbers with their unit, and the direction."""
    quantity = claim.quantity
    assert quantity is not None
    assert quantity.span is not None
    sides = dict.fromkeys(str(side) for side in (quantity.low, quantity.high) if side is not None)
    told = f"{claim.form} [{quantity.span.of(text)}] {quantity.comparator} {'-'.join(sides)} {quantity.unit}"
    return f"{told} {quantity.direction}" if quantity.direction else told


def shapes(text: str) -> list[str]:
    return [shape(claim, text) for claim in claims(text)]


ENGLISH_SHARES = [
    ("Nine out of ten schools were destroyed.", "share [Nine out of ten] = 90 percent"),
    ("They burned six houses in ten in the valley.", "share [six houses in ten] = 60 percent"),
    ("About one family in four was displaced.", "share [About one family in four] ~ 25 percent"),
    ("One in every three soldiers was wounded.", "share [One in every three] = 100/3 percent"),
    ("Every third house was burned.", "share [Every third] = 100/3 percent"),
    ("Half of the bridges were destroyed.", "share [Half] = 50 percent"),
    ("Just over half of the bridges were destroyed.", "share [Just over half] > 50 percent"),
    ("Two thirds of the bridges were destroyed.", "share [Two thirds] = 200/3 percent"),
    ("Of the 40 bridges, 12 were destroyed.", "share [12] = 12 building"),
    ("Twelve of the province's 40 bridges were destroyed.", "share [Twelve] = 12 building"),
    ("All three bridges were destroyed.", "share [three] = 3 building"),
    ("The army captured all of the villages.", "share [all] = 100 percent"),
    ("The army captured every village on the coast.", "share [every] = 100 percent"),
]
ARABIC_SHARES = [
    ("دُمّرت تسعة من كل عشرة منازل.", "share [تسعة من كل عشرة] = 90 percent"),
    ("دُمّر منزل من كل ثلاثة.", "share [منزل من كل ثلاثة] = 100/3 percent"),
    ("دُمّر نصف المنازل.", "share [نصف] = 50 percent"),
    ("دُمّرت ثلثا المنازل.", "share [ثلثا] = 200/3 percent"),
    ("دُمّر 12 منزلاً من أصل 40.", "share [12] = 12 building"),
    ("دُمّرت المنازل السبعة كلها.", "share [السبعة] = 7 building"),
    ("دُمّرت جميع المنازل.", "share [جميع] = 100 percent"),
]
ZEROS = [
    ("No civilians were killed.", "amount [No] = 0 person"),
    ("Not one civilian was killed.", "amount [Not] = 0 person"),
    ("Not a single civilian was killed.", "amount [Not] = 0 person"),
    ("Nobody was killed.", "amount [Nobody] = 0 person"),
    ("No one was wounded.", "amount [No one] = 0 person"),
    ("The raid ended without casualties.", "amount [without] = 0 person"),
    ("لم يُقتل أي مدني.", "amount [أي] = 0 person"),
    ("لم يُقتل أحد.", "amount [لم] = 0 person"),
    ("لم تُسجَّل إصابات.", "amount [لم] = 0 person"),
    ("لم تسفر الغارة عن قتلى.", "amount [لم] = 0 person"),
    ("انتهت العملية دون إصابات.", "amount [دون] = 0 person"),
]
CHANGES = [
    ("Attacks fell by 12 percent.", "change [12 percent] = 12 percent down"),
    ("There were 12 percent fewer attacks than in May.", "change [12 percent] = 12 percent down"),
    ("Attacks were up by a third.", "change [a third] = 100/3 percent up"),
    ("Attacks have halved since May.", "change [halved] = 50 percent down"),
    ("Attacks doubled in May.", "change [doubled] = 2 times up"),
    ("Attacks more than doubled in May.", "change [more than doubled] > 2 times up"),
    ("They carried out 80 attacks, twice as many as in May.", "change [twice] = 2 times up"),
    ("They carried out 80 attacks, four times the number of May.", "change [four times] = 4 times up"),
    ("They carried out 80 attacks, nine more than in May.", "change [nine] = 9 attack up"),
    ("They carried out 80 attacks, two fewer than the month before.", "change [two] = 2 attack down"),
    ("انخفضت الهجمات بنسبة 12 في المئة.", "change [12 في المئة] = 12 percent down"),
    ("نفذوا 80 هجوماً، بزيادة تسعة هجمات عن أيار.", "change [تسعة] = 9 attack up"),
    ("نفذوا 80 هجوماً، أي أقل بتسعة هجمات من أيار.", "change [بتسعة] = 9 attack down"),
    ("نفذوا 80 هجوماً، أي ضعف عددها في أيار.", "change [ضعف] = 2 times up"),
    ("تضاعفت الهجمات أربع مرات.", "change [أربع مرات] = 4 times up"),
    ("تضاعفت الهجمات في أيار.", "change [تضاعفت] = 2 times up"),
]
RATIOS = [
    ("They carried out nine attacks a day.", "ratio [nine] = 9 attack/day"),
    ("They carried out 80 attacks, an average of nine a day.", "ratio [nine] = 9 attack/day"),
    ("They carried out a daily average of nine attacks.", "ratio [nine] = 9 attack/day"),
    ("About 200 refugees cross the river every day.", "ratio [About 200] ~ 200 person/day"),
    ("نفذوا تسعة هجمات في اليوم.", "ratio [تسعة] = 9 attack/day"),
    ("نفذوا 80 هجوماً، بمعدل تسعة يومياً.", "ratio [تسعة] = 9 attack/day"),
    ("نفذوا تسعة هجمات في اليوم الثاني.", "amount [تسعة] = 9 attack"),
]
COUNTS = [
    ("This is the ninth attack on the town this month.", "amount [ninth] = 9 attack"),
    ("They bombed the camp 11 times.", "amount [11] = 11 strike"),
    ("صودرت ألف قطعة سلاح تقريباً.", "amount [ألف قطعة سلاح تقريباً] ~ 1000 weapon"),
    ("قُتل 20 مدنياً على الأقل.", "amount [20 مدنياً على الأقل] >= 20 person"),
    ("قُتل ما يقل قليلاً عن 20 مدنياً.", "amount [ما يقل قليلاً عن 20] < 20 person"),
    ("أسقط الدفاع الجوي منذ نيسان 2019 مئة وثماني طائرات.", "amount [مئة وثماني] = 108 aircraft"),
]


@pytest.mark.parametrize(
    ("text", "expected"),
    [*ENGLISH_SHARES, *ARABIC_SHARES, *ZEROS, *CHANGES, *RATIOS, *COUNTS],
    ids=lambda value: None if "[" in value else value[:40],
)
def test_a_figure_has_its_form(text: str, expected: str) -> None:
    assert expected in shapes(text)


NO_CLAIM_OF = [
    pytest.param("In all, 80 attacks were recorded.", "share", id="in all"),
    pytest.param("Nobody outside the village talks about the raid.", "amount", id="nobody who does something"),
    pytest.param("There is no doubt that civilians were killed.", "amount", id="no doubt"),
    pytest.param("The army has held two villages in five provinces.", "share", id="so many in so many"),
    pytest.param("لم تقع سوى تسعة هجمات.", "share", id="an exception"),
    pytest.param("لا يزال جنديان في الأسر.", "share", id="still"),
]


@pytest.mark.parametrize(("text", "form"), NO_CLAIM_OF)
def test_words_that_only_look_like_it_make_no_claim(text: str, form: str) -> None:
    found = claims(text)
    assert not [c for c in found if c.form == form and c.quantity is not None and c.quantity.stated in (0, 100)]
    assert form == "amount" or not [c for c in found if c.form == form]
