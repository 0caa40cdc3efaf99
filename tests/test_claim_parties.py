"""Who did it, at whom and whose, and where: in sentences of our own, both languages, known names and unknown."""

from __future__ import annotations

import datetime as dt

import pytest

from onrecord.claim import Claim
from tests.found import claims_in

DAY = dt.date(2018, 6, 6)


def claims_of(text: str, speaker: str | None = "coalition") -> list[Claim]:
    return claims_in(text, DAY, speaker=speaker, title="")


def surfaces(text: str, claim: Claim, role: str) -> list[str | None]:
    """The words that name who fills a role; None where a verb's ending does."""
    return [None if m.span is None else m.span.of(text) for m in claim.mentions.get(role, ())]


DONE_BY = [
    ("The rebels killed 12 soldiers near Homs.", "The rebels", "before the verb"),
    ("Russian warplanes carried out 30 air strikes on Idlib.", "Russian warplanes", "a nation's arms"),
    ("Nine villages were captured by the militia last week.", "the militia", "by"),
    ("Forty civilians died at the hands of the gunmen.", "the gunmen", "at the hands of"),
    ("Some 14 people were killed in Israeli strikes on Tyre.", "Israeli", "whose strikes"),
    ("The 188th Brigade destroyed three tanks.", "The 188th Brigade", "a unit with a number"),
    ("UNESCO has paid 2 million dollars.", "UNESCO", "a name that no table knows"),
    ("Ukraine fires 2,000 shells a day.", "Ukraine", "a country that acts"),
    ("Our engineers cleared 300 mines.", "Our engineers", "our own"),
    ("نفذت طائرات الاحتلال 20 غارة على رفح.", "طائرات الاحتلال", "behind the Arabic verb"),
    ("التحالف نفذ 20 غارة على رفح.", "التحالف", "before the Arabic verb"),
    ("قتل 40 مدنيا على يد المسلحين.", "المسلحين", "at the hand of"),
    ("تعهدت مصر بعشرة ملايين دولار.", "مصر", "a country that acts in Arabic"),
    ("أحصت اللجنة 70 خرقا ارتكبها الحوثيون.", "الحوثيون", "which they committed"),
    ("دمرت قواتنا ست عجلات.", "قواتنا", "our own in Arabic"),
    ("Some 40 percent of the district is in rebel hands.", "rebel", "in whose hands ground is"),
    ("Nine villages in Homs are under our control.", "our", "under our control"),
    ("Four towns near Homs are in the hands of the Taliban.", "the Taliban", "in the hands of"),
    ("ثلث المحافظة تحت سيطرة الحوثيين.", "الحوثيين", "under whose control, in Arabic"),
    ("Some 50,000 prisoners are in our hands.", "our", "in whose hands prisoners are"),
    ("Prisoners in Saudi hands: 241.", "Saudi", "prisoners before their figure"),
    ("Three people were killed as a result of enemy attacks.", "enemy", "whose attacks"),
    ("Fourteen breaches are laid at the door of the government.", "the government", "laid at their door"),
    ("We will deliver 30 tanks to Kyiv by the end of March.", "We", "we who promise"),
    ("The enemy claims to have killed 50 of our soldiers.", "The enemy", "who claims to have done it"),
    ("The Houthis said on Monday they had fired 4 drones.", "The Houthis", "who said on a day that they had"),
    ("Tbilisi denies having killed 1,600 people in Tskhinvali.", "Tbilisi", "who denies having done it"),
    ("أطلقنا سراح 20 أسيراً من جنود العدو.", None, "we in the ending of a verb with its object"),
    ("سندرب ألفي جندي الشهر المقبل.", None, "we in a verb of the future"),
]


def test_who_lost_men_in_a_deed_did_not_kill_them() -> None:
    text = "The brigade mounted 40 raids, in which nine of its men were killed."
    assert [surfaces(text, claim, "by") for claim in claims_of(text)] == [["The brigade"], []]


@pytest.mark.parametrize(("text", "who"), [pytest.param(text, who, id=name) for text, who, name in DONE_BY])
def test_who_did_it(text: str, who: str | None) -> None:
    claim = claims_of(text)[0]
    assert surfaces(text, claim, "by") == [who]


def test_our_own_of_a_verb_s_ending_have_the_name_under_which_they_did_something_before() -> None:
    text = "دمّرت قواتنا أمس ثلاث دبابات للعدو. وأسقطنا طائرتين مسيّرتين يوم الاثنين."
    assert surfaces(text, claims_of(text)[1], "by") == ["قواتنا"]


OF_THE_LAST = [
    ("The Taliban mounted 40 attacks, in which 29 policemen were killed.", "The Taliban", "in whose attacks"),
    (
        "The Armed Forces carried out two raids, during which 15 drones were launched.",
        "The Armed Forces",
        "during which",
    ),
    (
        "We lifted 312 mines near Homs, and the police engineers another 1,000.",
        "the police engineers",
        "no verb of its own",
    ),
    ("Our men felled seven tanks, the militia two.", "the militia", "right before the figure"),
    ("شنت طالبان أربعين هجوما قتل فيها 29 شرطيا.", "طالبان", "in whose attacks, in Arabic"),
]


@pytest.mark.parametrize(("text", "who"), [pytest.param(text, who, id=name) for text, who, name in OF_THE_LAST])
def test_who_did_the_last_that_is_counted(text: str, who: str) -> None:
    assert surfaces(text, claims_of(text)[-1], "by") == [who]


NOBODY = [
    ("The mission recorded 70 violations in May.", "who counts does not do it"),
    ("UNRWA said 14 people were killed in Gaza.", "who says does not do it"),
    ("The ministry said that 30 soldiers were wounded.", "a ministry that says"),
    ("Twelve soldiers were killed in Homs.", "the dead do nothing"),
    ("A landmine killed three children in Marib.", "a thing is nobody"),
    ("وثقت الشبكة مقتل 40 مدنيا في حلب.", "who documents does not do it"),
    ("قالت وكالة الأونروا إن 14 شخصا قتلوا في غزة.", "who says, in Arabic"),
    ("وفق الأمم المتحدة قتل 14 شخصا في غوما.", "according to"),
    ("لقي 12 جنديا حتفهم في حمص.", "the dead do nothing in Arabic"),
]


@pytest.mark.parametrize("text", [pytest.param(text, id=name) for text, name in NOBODY])
def test_who_did_it_is_not_said(text: str) -> None:
    assert [surfaces(text, claim, "by") for claim in claims_of(text)] == [[]]


def test_who_counts_harm_did_none_of_a_list() -> None:
    text = "The Syrian Observatory for Human Rights said 21 soldiers and 14 rebels were killed in clashes."
    assert [surfaces(text, claim, "by") for claim in claims_of(text)] == [[], []]


WHOSE = [
    ("Twelve civilians were killed in Homs.", ["civilians"], "civilians"),
    ("Nine of our soldiers fell on Monday.", ["our soldiers"], "our soldiers"),
    ("Troops killed two al-Shabaab fighters.", ["al-Shabaab fighters"], "whose fighters"),
    ("Twelve people were killed in Homs.", [], "people are nobody"),
    ("Forty families fled Homs.", [], "families are nobody"),
    ("Three schools were damaged in Homs.", [], "schools are things"),
    ("The rebels lost 12 tanks near Idlib.", ["The rebels"], "who lost them"),
    ("The militia lost 60 men in Homs.", ["The militia"], "who lost men"),
    ("The alliance counts 4,000 soldiers.", ["The alliance"], "a strength"),
    ("قتل 12 مدنيا في حمص.", ["مدنيا"], "civilians in Arabic"),
    ("استشهد من قواتنا 12 في حمص.", ["قواتنا"], "out of our forces"),
    ("قتل 12 شخصا في حمص.", [], "people are nobody in Arabic"),
    ("خسرت المليشيا 12 دبابة.", ["المليشيا"], "who lost them in Arabic"),
    ("Addis Ababa owns to 300 dead.", ["Addis Ababa"], "who owns to losses"),
    ("The enemy's radio acknowledges 43 killed.", ["The enemy"], "who acknowledges losses"),
    ("The army admits the loss of 14 soldiers.", ["soldiers"], "a noun that says who they are goes before"),
    ("In the war 215 of its people were killed.", ["its people"], "of its people"),
    ("ألفا قتيل في صفوف العدو.", ["العدو"], "in whose ranks, in Arabic"),
    ("قتل سبعة من مرتزقة فاغنر.", ["مرتزقة فاغنر"], "of whom, in Arabic"),
    ("استشهد سبعة من فنيينا.", ["فنيينا"], "of ours, in Arabic"),
    ("استشهد ثلاثون من مدينة تعز.", [], "from a town, in Arabic"),
]


@pytest.mark.parametrize(("text", "whose"), [pytest.param(text, whose, id=name) for text, whose, name in WHOSE])
def test_whose_the_counted_are(text: str, whose: list[str]) -> None:
    assert surfaces(text, claims_of(text)[0], "of") == whose


AT_WHOM = [
    ("Our forces neutralised 300 terrorists in May.", ["terrorists"], "the neutralised"),
    ("The coalition conducted 12 strikes against the militia.", ["the militia"], "against"),
    ("Aircraft struck 15 Houthi targets near Saada.", ["Houthi"], "whose targets"),
    ("حيدت قواتنا 40 إرهابيا.", ["إرهابيا"], "the neutralised in Arabic"),
    ("نفذ التحالف 12 ضربة ضد داعش.", ["داعش"], "against in Arabic"),
    ("Our defenders repelled 23 attacks near Homs.", ["Our defenders"], "who repelled attacks"),
    ("صد المدافعون سبعة عشر هجوما قرب حمص.", ["المدافعون"], "who repelled attacks, in Arabic"),
]


@pytest.mark.parametrize(("text", "whom"), [pytest.param(text, whom, id=name) for text, whom, name in AT_WHOM])
def test_at_whom_it_was_done(text: str, whom: list[str]) -> None:
    assert surfaces(text, claims_of(text)[0], "against") == whom


def test_an_ending_of_a_verb_names_its_doer_without_words() -> None:
    text = "نفذنا 12 ضربة في نيسان."
    (claim,) = claims_of(text)
    assert claim.scope.by == ("coalition",)
    assert surfaces(text, claim, "by") == [None]


def test_the_enemy_is_left_unresolved() -> None:
    text = "The enemy fired 76 drones."
    (claim,) = claims_of(text)
    assert claim.scope.by == ()
    assert surfaces(text, claim, "by") == ["The enemy"]


WHERE = [
    ("A convoy of 39 trucks reached Zabrat on Friday.", ["Zabrat"], "a name that no table knows"),
    ("In Zabrat district 12 civilians were killed.", ["Zabrat district"], "with what it is"),
    ("Twelve civilians were killed across the country.", ["the country"], "a noun for a place"),
    ("Germany paid 20 million euros.", [], "who acts is no place"),
    ("Twelve civilians were killed near Khan Yunis in Gaza.", ["Khan Yunis"], "the more precise"),
    ("Strikes in Iraq and Syria killed 12 insurgents.", ["Iraq", "Syria"], "a list"),
    ("قتل 12 مدنيا في عموم البلاد.", ["البلاد"], "a noun for a place in Arabic"),
    ("تعهدت مصر بعشرة ملايين دولار.", [], "who acts is no place in Arabic"),
    ("قصفت الطائرات مستشفى النجاة فقتل 12 مدنيا.", ["مستشفى النجاة"], "a named hospital"),
]


@pytest.mark.parametrize(("text", "places"), [pytest.param(text, places, id=name) for text, places, name in WHERE])
def test_where_it_was(text: str, places: list[str]) -> None:
    assert surfaces(text, claims_of(text)[0], "place") == places
