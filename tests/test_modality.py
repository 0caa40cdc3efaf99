"""How a claim is meant, by idiom: denied, passed on, planned, supposed, demanded; and what only looks so."""

from __future__ import annotations

import datetime as dt

import pytest

from onrecord.manner import Modality
from tests.found import Language, cases_of, figures_in

DAY = dt.date(2018, 6, 6)
A, R, D, P, H, O = "asserted", "reported", "denied", "promised", "hypothetical", "opinion"  # noqa: E741


def meant(text: str, language: Language) -> list[Modality]:
    """How each figure of a text is meant, in their order."""
    return [claim.modality for claim in figures_in(text, DAY, language=language)]


ENGLISH = [
    ("The claim that 70 rebels fell at Mweso is an invention.", [D], "an invention"),
    ("Their claim to have shot down five jets is a fake.", [D], "a fake"),
    ("Talk of 300 dead is enemy propaganda.", [D], "whose propaganda"),
    ("The allegation that 162 civilians have died is the organisation's propaganda.", [D], "propaganda with its owner"),
    ("The video of 40 slaughtered soldiers is a fake.", [D], "a video that is a fake"),
    ("It is not true that 1,000 of our soldiers died.", [D], "it is not true that"),
    ("It is untrue that we lost 14 tanks.", [D], "it is untrue that"),
    ("There is no truth in the report that 50 soldiers were killed.", [D], "no truth in"),
    ("There is no truth to reports of 12 dead.", [D], "no truth to"),
    ("Reports that 90 civilians were killed are groundless.", [D], "groundless"),
    ("The figure of 7,100 dead we cannot accept.", [D], "cannot accept, behind"),
    ("We do not accept the figure of 7,100 dead.", [D], "do not accept"),
    ("The army's fairy tale of 8,000 fighters surrendering amuses us.", [D], "fairy tale of"),
    ("The myth of 20,000 foreign fighters in the city has been put about.", [D], "myth of"),
    ("Baku's tale of 170 dead soldiers needs no comment.", [D], "needs no comment"),
    ("Rumours that 30 soldiers had been captured were unfounded.", [D], "unfounded"),
    ("The ministry's boast of 60 tanks destroyed is pure fantasy.", [D], "pure fantasy"),
    ("The alleged loss of 12 aircraft is a fabrication from start to finish.", [D], "fabrication from start to finish"),
    ("We categorically deny that 40 hostages were killed.", [D], "categorically deny"),
    ("We have not lost 12 tanks, as the enemy claims.", [D], "have not lost"),
    ("Our forces did not kill 30 civilians in Homs.", [D], "did not kill"),
    ("Nobody killed 30 civilians in Homs; the story is a hoax.", [D], "a hoax"),
    ("The enemy's assertion that 500 of our men laid down their arms does not stand up.", [D], "does not stand up"),
    ("That 600 of our soldiers were captured is simply not the case.", [D], "not the case"),
    ("Contrary to what the rebels say, 40 soldiers were not killed.", [D], "contrary to"),
    ("We lost nine men, not the 72 that the enemy claims.", [A, D], "not the N that"),
    ("The general refuted allegations that 25 villages had been burned.", [D], "refuted allegations"),
    ("The mission was at pains to deny that 12 peacekeepers were missing.", [D], "pains to deny"),
    ("The spokesman scoffed at reports of 300 casualties.", [D], "scoffed at"),
    ("The governor has another count: 22 insurgents dead.", [R], "another count"),
    (
        "According to the migration agency nearly 800,000 people were displaced, while 27,400 went back to Palma.",
        [R, R],
        "according to, without a comma",
    ),
    ("The enemy owns to four soldiers dead and more than sixty wounded.", [R, R], "owns to"),
    ("The rebels admit the loss of 45 fighters.", [R], "admit the loss of"),
    ("Maskhadov's envoy, for his part, admits the loss of no more than 45 fighters.", [R], "an aside before the verb"),
    ("Damascus concedes 45 dead soldiers.", [R], "concedes"),
    ("The militia boasts of 200 soldiers killed.", [R], "boasts of"),
    ("By the army's own count 45 soldiers were killed.", [R], "own count"),
    ("By the commission's figures 44 percent of voters took part.", [R], "by somebody's figures"),
    ("The Red Cross puts the dead at 90 and the injured at 300.", [R, R], "puts at, carried on"),
    ("Doctors gave the dead as nine, two of them soldiers, and the injured as 130.", [R, R, R], "gave as, carried on"),
    ("Amnesty has documented 31 attacks and interviewed the families of 12 of the dead.", [R, R], "documented"),
    ("WHO has verified 53 attacks on health care, which led to 10 deaths.", [R, R], "verified, and what it led to"),
    ("State television showed what it said were 40 captured soldiers.", [R], "what it said were"),
    ("Rebels have reportedly killed 40 soldiers.", [R], "reportedly"),
    ("Some 40 soldiers are said to have been killed in Homs.", [R], "are said to"),
    ("Some 40 soldiers were allegedly killed in Homs.", [R], "allegedly"),
    ("Witnesses speak of 40 dead.", [R], "speak of"),
    ("In the words of the mayor, 40 people were killed.", [R], "in the words of"),
    ("The opposition's figure is 300 dead.", [R], "somebody's figure is"),
    ("Moscow's version is that 60 tanks were destroyed.", [R], "somebody's version"),
    ("Our volunteers have logged 1,318 shellings since August.", [A], "our volunteers logged"),
    ("Since the truce took effect our monitors have counted 212 violations.", [A], "our monitors counted"),
    ("Violations confirmed: 11.", [A], "confirmed, a participle"),
    ("Ceasefire violations reported in March: 47.", [A], "reported, a participle"),
    ("In all, 47 violations were reported last week.", [A], "were reported"),
    ("The 12 attacks recorded in May killed 40 civilians.", [A, A], "recorded, a participle"),
    ("UNICEF gave 2 million dollars for the camps.", [A], "gave money"),
    ("The army took 26 prisoners.", [A], "took prisoners"),
    ("The claim of 40 dead could not be verified.", [R], "could not be verified"),
    ("Six people whom nobody could name were killed in Homs.", [A], "whom nobody could"),
    ("We killed 40 fighters who would have attacked Homs.", [A], "who would have"),
    ("The army killed 12 fighters before they could flee.", [A], "before they could"),
    ("So that aid could reach Homs, 300 mines were cleared.", [A], "so that it could"),
    ("We will free the 300 prisoners we took in May.", [P], "will free"),
    ("The aim is to train 2,000 soldiers by June.", [P], "the aim is"),
    ("The target for this year is 40,000 mines.", [P], "the target is"),
    ("The plan foresees 3,000 peacekeepers in the zone.", [P], "the plan foresees"),
    ("The minister ordered that 2,000 soldiers be sent.", [P], "ordered that"),
    ("Under the deal 300 prisoners are to be freed.", [P], "are to be"),
    ("Under the deal each side is to free 300 prisoners.", [P], "is to"),
    ("The government has undertaken to release 300 detainees.", [P], "has undertaken to"),
    ("Elections due in June would bring 12 million voters to the polls.", [H], "would bring"),
    ("As many as 20,000 people risk being displaced.", [H], "risk being"),
    ("Analysts forecast that 20,000 people will flee.", [H], "forecast that"),
    ("In the worst case 20,000 people flee Homs.", [H], "in the worst case"),
    ("Had the dam burst, 20,000 people would have drowned.", [H], "had it"),
    ("Without aid 20,000 children could starve.", [H], "without aid could"),
    ("The world should take in 20,000 refugees.", [O], "should"),
    ('"Two hundred martyrs in Rafah"? Pure invention.', [D], "a verdict behind a question"),
    ("The enemy claims that eleven helicopters were shot down. That is a lie.", [D], "that is a lie, behind a report"),
    ("The rebels say that 72 villagers were executed. No such thing happened.", [D], "no such thing happened"),
    ("The rebels say that 72 villagers were executed. That is true.", [R], "that is true"),
    ("It is a lie that our aircraft killed 19 children.", [D], "it is a lie that"),
    ("It is pure fabrication that 500 cluster bombs were dropped.", [D], "it is pure fabrication that"),
    ("Forty civilians killed by our guns - a plain lie.", [D], "a lie behind a dash"),
    ("Talk of 900 captured soldiers is idle.", [D], "idle"),
    ("The claim that we lost 40 tanks is a fairy story.", [D], "a fairy story"),
    ("Nine captives were freed yesterday, and the tale of 317 kidnapped girls is false.", [A, D], "false of another"),
    ("ARVN reports 300 enemy dead around An Loc.", [R], "reports so many"),
    ("The general confesses to 43 dead.", [R], "confesses to so many"),
    ('"Ten planes downed by the rebels"? Let them show a single wing.', [D], "a question in quotation marks"),
    ("M23 is said to have lost 400 men.", [R], "is said to, behind digits"),
    ("Nine soldiers fell at Hasakah, and not 71.", [A, D], "and not so many"),
    ("The army lost 130 men, double July's figure.", [A, A], "a month's figure is no source"),
]


@pytest.mark.parametrize(("text", "modalities"), [pytest.param(text, how, id=name) for text, how, name in ENGLISH])
def test_how_it_is_meant_in_english(text: str, modalities: list[Modality]) -> None:
    assert meant(text, "en") == modalities


ARABIC = [
    ("ليس صحيحا أن سبعة آلاف مدني قتلوا.", [D], "not true that"),
    ("غير صحيح أن 40 جنديا قتلوا.", [D], "untrue that"),
    ("من غير الصحيح أننا فقدنا 14 دبابة.", [D], "it is untrue that we"),
    ("لا صحة لما يقال عن مقتل 30 جنديا.", [D], "no truth in what is said"),
    ("لا صحة للأنباء عن أسر 30 جنديا.", [D], "no truth in the news"),
    ("لا أساس للحديث عن مقتل 30 جنديا.", [D], "no basis for talk"),
    ("نرفض القول إن لنا خمسين ألف قتيل.", [D], "we reject saying"),
    ("ننفي نفيا قاطعا مقتل 40 رهينة.", [D], "we deny categorically"),
    ("ونكذب أننا أطلقنا خمسة صواريخ.", [D], "we belie"),
    ("ادعاء العدو إسقاط خمس طائرات محض اختلاق.", [D], "pure invention"),
    ("ما يشاع عن مقتل 200 جندي شائعات مغرضة.", [D], "rumours"),
    ("الحديث عن 300 قتيل أكذوبة.", [D], "a falsehood"),
    ("مزاعم إسقاط خمس طائرات باطلة.", [D], "void"),
    ("الأنباء التي تحدثت عن أسر 30 جنديا ملفقة.", [D], "made up"),
    ("رواية العدو عن مقتل 500 جندي من نسج الخيال.", [D], "woven of fancy"),
    ("فيديو إعدام 40 جنديا مفبرك.", [D], "a fabricated video"),
    ("لم نقتل 30 مدنيا في حمص.", [D], "we did not kill"),
    ("لم تخسر قواتنا 12 دبابة كما يزعم العدو.", [D], "did not lose"),
    ("نفى الناطق صحة ما تردد عن مقتل 25 جنديا.", [D], "denied the truth of"),
    ("دحضت القيادة مزاعم عن أسر 500 جندي.", [D], "refuted"),
    ("كذبت الوزارة خبر مقتل 12 جنديا.", [D], "belied the news"),
    ("وتزعم بلغراد سقوط ألف ومئتي مدني.", [R], "alleges"),
    ("ويزعم العدو أنه قتل 40 جنديا.", [R], "the enemy alleges"),
    ("تدعي بغداد أنها أسقطت 160 طائرة.", [R], "claims"),
    ("زعم الحوثيون إسقاط خمس طائرات.", [R], "alleged"),
    ("وتبنت الحركة الهجوم قائلة إنها قتلت 170 جنديا.", [R], "saying that it"),
    ("أقرت باكو بفقدان 71 من رجالها.", [R], "admitted the loss"),
    ("اعترف العدو بمقتل أربعة من جنوده.", [R], "owned to"),
    ("تقول بانكوك إن عشرين من مواطنيها قتلوا وإن 138 ألفا فروا.", [R, R], "says, carried on"),
    (
        "وبحسب منظمة الصحة العالمية قتل 607 أشخاص، فيما تجاوز عدد النازحين 90 ألفا.",
        [R, R],
        "according to, carried over while",
    ),
    ("أحصت الأمم المتحدة 405 قتلى مدنيين.", [R], "another counted"),
    ("يتحدث ناشطون عن 40 قتيلا.", [R], "speak of"),
    ("قدرت الأمم المتحدة عدد النازحين بـ90 ألفا.", [R], "estimated"),
    ("قيل إن 40 جنديا قتلوا.", [R], "it was said"),
    ("يقال إن 40 جنديا قتلوا.", [R], "it is said"),
    ("أفيد عن مقتل 40 جنديا.", [R], "it was reported"),
    ("ذكر شهود عيان أن 40 شخصا قتلوا.", [R], "witnesses"),
    ("نقلت الوكالة عن طبيب أن 40 شخصا قتلوا.", [R], "quoted a doctor"),
    ("تشير تقديرات أممية إلى نزوح 40 ألف شخص.", [R], "estimates point to"),
    ("في حصيلة أوردتها الصحيفة قتل 40 شخصا.", [R], "a toll that it gave"),
    ("وثقت فرقنا 40 هجوما.", [A], "our teams documented"),
    ("سجل مراقبونا 212 خرقا.", [A], "our monitors recorded"),
    ("رصدت وسائط دفاعنا الجوي 103 صواريخ.", [A], "our air defence spotted"),
    ("سُجل 212 خرقا الأسبوع الماضي.", [A], "were recorded"),
    ("الخروق المسجلة في آذار: 47.", [A], "recorded, a participle"),
    ("قدمت اليونيسف مليوني دولار.", [A], "gave money"),
    ("أعداد النازحين البالغة 115 ألفا قد تتضاعف.", [A], "a size in passing"),
    ("يعاني نصف مليون طفل الجوع، وقد يموت كثيرون.", [A], "what stands before perhaps"),
    ("أفرجنا عن 300 أسير كي تعود الحياة إلى طبيعتها.", [A], "so that"),
    ("سنفرج عن 300 أسير.", [P], "will free"),
    ("الهدف تدريب ألفي جندي هذا العام.", [P], "the aim is"),
    ("نخطط لتدريب ألفي جندي.", [P], "we plan"),
    ("تقضي الخطة بنشر ثلاثة آلاف جندي.", [P], "the plan provides"),
    ("يقضي الاتفاق بالإفراج عن 300 أسير.", [P], "the deal provides"),
    ("تعهدت الحكومة بالإفراج عن 300 معتقل.", [P], "undertook"),
    ("من المقرر أن يصل 500 جندي.", [P], "it is planned"),
    ("يستعد الجيش لنشر ألفي جندي.", [P], "prepares to"),
    ("ينتظر أن يفرج عن 300 أسير.", [P], "it is awaited"),
    ("لو انهار السد لغرق 20 ألف شخص.", [H], "had it"),
    ("إذا استمر القصف فقد ينزح 20 ألف شخص.", [H], "if"),
    ("يخشى نزوح 20 ألف شخص.", [H], "it is feared"),
    ("قد يفقد 20 ألف شخص منازلهم.", [H], "may lose"),
    ("20 ألف شخص مهددون بالنزوح.", [H], "threatened with"),
    ("في أسوأ الأحوال ينزح 20 ألف شخص.", [H], "in the worst case"),
    ("من شأن الهجوم أن يشرد 20 ألف شخص.", [H], "it would"),
    ("على العالم أن يستقبل 20 ألف لاجئ.", [O], "the world must"),
    ("نطالب بالإفراج عن 300 معتقل.", [O], "we demand"),
    ("ينبغي إرسال 300 دبابة.", [O], "it is needed to"),
]


@pytest.mark.parametrize(("text", "modalities"), [pytest.param(text, how, id=name) for text, how, name in ARABIC])
def test_how_it_is_meant_in_arabic(text: str, modalities: list[Modality]) -> None:
    assert meant(text, "ar") == modalities


BEFORE: dict[Language, str] = {
    "en": "On Tuesday 12 soldiers were killed near Homs. ",
    "ar": "قتل يوم الثلاثاء 12 جنديا قرب حمص. ",
}
UNCHECKABLE = (P, H, O)
"""Told apart from what is asserted, and here not from one another."""


def right(said: str, text: str, language: Language) -> bool:
    """Whether the figures of a sentence behind one of the war are meant so."""
    found = set(meant(BEFORE[language] + text, language)[1:])
    return bool(found) and found <= set(UNCHECKABLE if said in UNCHECKABLE else (said,))


@pytest.mark.parametrize(("said", "text"), cases_of("meant_en.txt"))
def test_english_sentences_written_before_they_were_read_are_meant_so(said: str, text: str) -> None:
    assert right(said, text, "en")


@pytest.mark.parametrize(("said", "text"), cases_of("meant_ar.txt"))
def test_arabic_sentences_written_before_they_were_read_are_meant_so(said: str, text: str) -> None:
    assert right(said, text, "ar")
