"""How a claim is meant and who makes it; and the numbers that are no figures of a conflict."""

from __future__ import annotations

import datetime as dt

import pytest

from onrecord.claim import Claim
from tests.found import claims_in

DAY = dt.date(2018, 6, 6)


def claims_of(text: str, speaker: str | None = "coalition", publisher: str = "") -> list[Claim]:
    return claims_in(text, DAY, speaker=speaker, publisher=publisher, title="")


MEANT = [
    ("We will train 2,000 soldiers in July.", "promised", "will"),
    ("The parties have agreed to release 300 prisoners.", "promised", "agreed to"),
    ("The coalition intends to train 2,000 soldiers.", "promised", "intends to"),
    ("We pledged to train 2,000 soldiers.", "promised", "pledged to"),
    ("سندرب ألفي جندي في تموز.", "promised", "sa- on the verb"),
    ("سوف ندرب ألفي جندي في تموز.", "promised", "sawfa"),
    ("نعتزم تدريب ألفي جندي.", "promised", "intend, in Arabic"),
    ("من المقرر أن ندرب ألفي جندي.", "promised", "is planned"),
    ("If the truce fails, 20,000 people could flee Homs.", "hypothetical", "if"),
    ("Some 20,000 people may flee Homs.", "hypothetical", "may"),
    ("Unless the road opens, 400 patients could die.", "hypothetical", "unless"),
    ("We expect 20,000 people to return to Homs.", "hypothetical", "a forecast"),
    ("لو انسحب الجيش لنزح 20 ألف شخص.", "hypothetical", "law"),
    ("إذا فشلت الهدنة فسينزح 20 ألف شخص.", "hypothetical", "a condition before a future"),
    ("قد ينزح 20 ألف شخص من حمص.", "hypothetical", "qad with the imperfect"),
    ("وقد نزح 20 ألف شخص من حمص.", "asserted", "qad with the perfect"),
    ("In May 20,000 people fled Homs.", "asserted", "the month is no verb"),
    ("We must free 300 prisoners.", "opinion", "a demand"),
    ("يجب إطلاق 300 أسير.", "opinion", "a demand in Arabic"),
    ("Talk of 400 dead soldiers is nonsense.", "denied", "is nonsense"),
    ("The ministry rejected reports that 400 soldiers had been killed.", "denied", "rejected reports"),
    ("Claims that 12 soldiers were killed are baseless.", "denied", "are baseless"),
    ("That 40 tanks were lost, and another 12 men killed, is a lie.", "denied", "two figures of one lie"),
    ("الأنباء عن مقتل 400 جندي عارية عن الصحة.", "denied", "without truth"),
    ("يدعي العدو أنه قتل 400 جندي، وهذا كذب.", "denied", "and this is a lie"),
    ("نفت الوزارة مقتل 400 جندي.", "denied", "denied in Arabic"),
    ("No civilians were killed in Homs.", "asserted", "a zero unprompted"),
    ("لم يقتل أي مدني في حمص.", "asserted", "a zero in Arabic"),
    ("We destroyed all but two of the 40 tanks.", "asserted", "all but"),
    ("The commander threatened to kill 50 hostages.", "promised", "a threat"),
    ("هدد القائد بقتل 50 رهينة.", "promised", "a threat in Arabic"),
    ("من المقرر نشر 500 جندي هذا الشهر.", "promised", "is planned, before a noun"),
    ("Without new funds, 300 clinics will close.", "hypothetical", "without"),
    ("من دون تمويل جديد ستغلق 300 عيادة أبوابها.", "hypothetical", "without, in Arabic"),
    ("There are fears that 60 people are trapped under the rubble.", "hypothetical", "fears"),
    ("ثمة مخاوف من وجود 60 شخصاً تحت الأنقاض.", "hypothetical", "fears in Arabic"),
    ("The 30 dead exist only on paper.", "denied", "only on paper"),
    ("أخبرنا السكان أن الجنود أحرقوا 14 منزلاً.", "reported", "they told us"),
    ("ذُكر أن 14 منزلاً أُحرقت.", "reported", "it was said"),
    ("تحققت الأمم المتحدة من 214 انتهاكاً.", "reported", "verified"),
    ("ورد في تقرير الأمم المتحدة أن 31 قرية أُحرقت.", "reported", "it stands in a report"),
]


@pytest.mark.parametrize(("text", "modality"), [pytest.param(text, how, id=name) for text, how, name in MEANT])
def test_how_it_is_meant(text: str, modality: str) -> None:
    assert {claim.modality for claim in claims_of(text)} == {modality}


SAID = [
    ("Amnesty said that 14 people were killed in Homs.", "Amnesty", "said"),
    ("According to a local doctor, 14 people were killed in Homs.", "a local doctor", "according to"),
    ("Fourteen people were killed in Homs, witnesses said.", "witnesses", "behind it"),
    ("By the institute's reckoning 14 people were killed in Homs.", "the institute", "by somebody's reckoning"),
    ("A rights group speaks of 14 people killed in Homs.", "A rights group", "a source without a name"),
    ("قال ناشطون إن 14 شخصا قتلوا في حمص.", "ناشطون", "said in Arabic"),
    ("قتل 14 شخصا في حمص بحسب المعارضة.", "المعارضة", "according to, behind it"),
    ("أما المعارضة فتقول إن 14 شخصا قتلوا في حمص.", "المعارضة", "as for"),
    ("كما أكدت المنظمة أن 14 شخصا قتلوا في حمص.", "المنظمة", "moreover"),
    ("كما أن المنظمة أكدت مقتل 14 شخصا في حمص.", "المنظمة", "moreover, before the verb"),
    ("المنظمة كذلك أكدت أن 14 شخصا قتلوا في حمص.", "المنظمة", "too, behind the name"),
    ("وكما قال المتحدث فإن 14 شخصا قتلوا في حمص.", "المتحدث", "as somebody said"),
    ("وأكد بانيسكو أن 14 شخصا قتلوا في حمص.", "بانيسكو", "a name that begins as a preposition does"),
]


@pytest.mark.parametrize(("text", "source"), [pytest.param(text, source, id=name) for text, source, name in SAID])
def test_who_is_reported(text: str, source: str) -> None:
    (claim,) = claims_of(text, None)
    assert claim.modality == "reported"
    (mention,) = claim.mentions["speaker"]
    assert mention.span is not None
    assert mention.span.of(text) == source


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("وأفاد بأن 14 شخصا قتلوا في حمص.", id="reported that"),
        pytest.param("وأفادت بأنها أحصت 14 قتيلا في حمص.", id="reported that she"),
        pytest.param("كما أكد أن 14 شخصا قتلوا في حمص.", id="moreover he"),
        pytest.param("ثم أضاف أن 14 شخصا قتلوا في حمص.", id="then he"),
        pytest.param(
            "وأضاف أن 14 شخصا قتلوا في حمص. Fourteen more people were hurt in the north of the province and around it.",
            id="in two languages",
        ),
    ],
)
def test_a_particle_is_nobody(text: str) -> None:
    """Who is not named again is whoever spoke before."""
    assert "speaker" not in claims_of(text, None)[0].mentions


def test_the_innermost_source_is_the_speaker() -> None:
    text = "The Times wrote that Amnesty had said 14 people were killed in Homs."
    (claim,) = claims_of(text, None)
    (mention,) = claim.mentions["speaker"]
    assert mention.span is not None
    assert mention.span.of(text) == "Amnesty"


@pytest.mark.parametrize(
    ("text", "manners"),
    [
        pytest.param(
            "Moscow claims that 30 tanks were destroyed, but we lost two tanks.", ["reported", "asserted"], id="but"
        ),
        pytest.param(
            "Moscow says 30 soldiers were killed; 12 civilians were killed in Homs.",
            ["reported", "asserted"],
            id="a semicolon",
        ),
        pytest.param(
            "نفت المعارضة مقتل 30 جنديا، وقالت إن 12 جنديا قتلوا.", ["denied", "reported"], id="denies, and says"
        ),
        pytest.param(
            "تقول موسكو إن 30 جنديا قتلوا، بينما قتل 12 مدنيا في حمص.", ["reported", "asserted"], id="while, in Arabic"
        ),
    ],
)
def test_a_manner_ends_where_the_sentence_turns(text: str, manners: list[str]) -> None:
    assert [claim.modality for claim in claims_of(text)] == manners


def test_the_spokesman_of_the_speaker_asserts_and_an_outlet_reports() -> None:
    text = "The spokesman said that 12 insurgents were killed in Homs."
    assert [claim.modality for claim in claims_of(text)] == ["asserted"]
    assert [claim.modality for claim in claims_of(text, None, "wire report")] == ["reported"]


NO_FIGURES = [
    ("The headmaster is 54.", "an age"),
    ("For tips call 112.", "a telephone"),
    ("See also release 20171106-02.", "a document"),
    ("The 101st Airborne Division arrived.", "an ordinal of a unit"),
    ("Troops of 59 Division entered the town.", "a unit"),
    ("The briefing begins at 08:00.", "an hour"),
    ("The shelling stopped at 8 a.m. local time.", "an hour of the morning"),
    ("The works employed 11,000 people before the war.", "staff"),
    ("Bread costs 60 dollars in Homs.", "a price"),
    ("A Kh-101 missile is heavy.", "a type of arms"),
    ("Resolution 2254 calls for peace.", "a resolution"),
    ("Our post is at kilometre 48.", "a road"),
    ("The statement has 800 words.", "a length"),
    ("للتواصل: 0096311.", "a telephone in Arabic"),
    ("عمره 54 عاما.", "an age in Arabic"),
    ("دعا القرار 2254 إلى السلام.", "a resolution in Arabic"),
]


@pytest.mark.parametrize("text", [pytest.param(text, id=name) for text, name in NO_FIGURES])
def test_a_number_that_is_no_figure(text: str) -> None:
    assert [claim for claim in claims_of(text) if claim.quantity is not None] == []


@pytest.mark.parametrize(
    ("text", "many"),
    [
        pytest.param("The army employed 12 tanks near Homs.", 0, id="employed arms are no claim of staff"),
        pytest.param("From camp 12 rockets were fired.", 1, id="a noun behind the number"),
        pytest.param("The toll is 54.", 0, id="a toll of nothing"),
    ],
)
def test_what_looks_like_a_name_may_count(text: str, many: int) -> None:
    assert len([claim for claim in claims_of(text) if claim.quantity is not None]) >= many
