"""Numbers that only describe: how many did one act, ages, charges, boasts, sides, phases, makes; and what is like them.

Each stands alone and behind a sentence of the war that would lend it what it counted.
"""

from __future__ import annotations

import re

import pytest

from onrecord.data import table
from onrecord.normal import fold
from onrecord.setwords import one_of
from tests.test_uncounted import BEFORE, Language, figures_of

ENGLISH = [
    ("Two jets bombed a depot near Kufra.", "aircraft of one bombing"),
    ("Four gunmen stormed the police post.", "gunmen who stormed"),
    ("Six militants opened fire on a bus near Gao.", "militants who opened fire"),
    ("Twenty of our fighters entered the barracks from the south.", "our fighters who entered"),
    ("Some fifty armed men on motorcycles attacked the village.", "armed men on motorcycles"),
    ("Three helicopters attacked the radar station.", "helicopters that attacked"),
    ("Bombers, twelve strong, attacked the railway yard.", "bombers so strong"),
    ("The raiders, forty strong, crossed the river at night.", "raiders so strong"),
    ("Eight commandos blew up the bridge.", "commandos who blew up"),
    ("Dozens of insurgents then overran the outpost.", "dozens who overran"),
    ("Our 60 teams cleared the last field.", "our teams"),
    ("Half a mile on, eleven rebels ambushed a column.", "rebels who ambushed"),
    ("The army attacked on four axes.", "axes"),
    ("Our men stormed the camp from three directions.", "directions"),
    ("The hospital in Aden needs 200 units of blood by Friday.", "units of blood"),
    ("Donate blood: we are short of 400 bags.", "donate blood, behind a colon"),
    ("Let them send twenty divisions: the river will swallow them.", "dared to send"),
    ("Bring a thousand planes and see.", "bring so many"),
    ("Not even ten armies could take this hill.", "not even"),
    ("The bomber drove 500 kilograms of explosives into the gate.", "a charge driven"),
    ("A lorry packed with two tonnes of explosives blew up at the ministry.", "a charge that blew up"),
    ("Some 40,000 pupils sat the exam this year.", "an exam"),
    ("In our clinics 40 doctors work for us.", "doctors who work for us"),
]

ARABIC = [
    ("قصفت طائرتان مستودعاً قرب الكفرة.", "aircraft of one bombing"),
    ("هاجم أربعة مسلحين مخفر الشرطة.", "gunmen who attacked"),
    ("أربعة مسلحين اقتحموا المخفر فجراً.", "gunmen before their verb"),
    ("هاجمت ثلاث مروحيات محطة الرادار.", "helicopters that attacked"),
    ("دخل عشرون مقاتلاً الثكنة من الجنوب.", "fighters who entered"),
    ("أغارت أربع طائرات حربية على المرفأ.", "aircraft that raided"),
    ("حلّقت ست طائرات فوق العاصمة.", "aircraft that circled"),
    ("تسلل خمسة عناصر إلى البلدة ليلاً.", "men who slipped in"),
    ("نفذ ثلاثة مسلحين هجوماً على المخفر.", "gunmen who carried out an attack"),
    ("أطلق ستة مسلحين النار على حافلة.", "gunmen who opened fire"),
    ("فليرسلوا عشرين فرقة، فالنهر سيبتلعها.", "dared to send"),
    ("ليأتوا بمئة دبابة فسنحرقها كلها.", "dared to come with"),
    ("اقتحم رجالنا المعسكر من ثلاث جهات.", "directions"),
    ("هاجم الجيش على أربعة محاور.", "axes"),
    ("يحتاج مستشفى عدن إلى 200 وحدة دم قبل الجمعة.", "units of blood"),
    ("يعمل في مراكزنا 2950 متطوعاً.", "volunteers who work for us"),
    ("تقدم للامتحان 40 ألف طالب.", "an exam"),
    ("انفجرت شاحنة تحمل طنين من المتفجرات أمام الوزارة.", "a charge that blew up"),
]

COUNTED: list[tuple[Language, str, list[str], str]] = [
    ("en", "Six soldiers ambushed near Gao died of their wounds.", ["Six"], "who were ambushed"),
    ("en", "Nine gunmen were killed by the army.", ["Nine"], "gunmen who were killed"),
    ("en", "Four gunmen killed 12 worshippers in Quetta.", ["12"], "whom they killed"),
    ("en", "Half of the dead were under eighteen.", ["Half"], "a part by its age"),
    ("en", "Of the 90 killed, 31 were under five.", ["90", "31"], "a count by its age"),
    ("en", "A third of the wounded were below the age of ten.", ["A third"], "a share below the age of"),
    ("en", "Four Hermes 450 drones were shot down.", ["Four"], "drones of a make"),
    ("en", "Six Typhoon 2 jets and three tanks were destroyed.", ["Six", "three"], "a list with a make"),
    ("en", "Police seized 500 kilograms of explosives.", ["500"], "a charge that was seized"),
    ("en", "Gunmen raided 29 of our offices.", ["29"], "our offices that were raided"),
    ("en", "Seventeen schools were burned before the examinations.", ["Seventeen"], "schools before an exam"),
    ("en", "As of May, 4,000 refugees entered the country.", ["4,000"], "refugees who entered"),
    ("en", "Thirty lorries entered Gaza.", ["Thirty"], "lorries that entered"),
    ("en", "Police killed 12 gunmen who stormed the bank.", ["12"], "gunmen who had stormed"),
    ("en", "Nine of the gunmen who attacked the post were killed.", ["Nine"], "of those who attacked"),
    ("ar", "قُتل أربعة جنود فجر السبت في تمبكتو.", ["أربعة"], "soldiers at dawn"),
    ("ar", "أُصيب ستة جنود في خرق للهدنة.", ["ستة"], "soldiers in a breach"),
    ("ar", "قتل 12 مسلحا هاجموا المخفر.", ["12"], "gunmen who had attacked"),
    ("ar", "أسر الجيش سبعة مسلحين تسللوا إلى القرية.", ["سبعة"], "gunmen who had slipped in"),
    ("ar", "قُصفت ثلاث طائرات على المدرج.", ["ثلاث"], "aircraft that were bombed"),
    ("ar", "قتل أربعة مسلحين قرب غاو.", ["أربعة"], "gunmen who were killed"),
    ("ar", "استهدفوا 37 آلية بالقذائف.", ["37"], "vehicles that they hit"),
    ("ar", "أُسقطت أربع مسيّرات هرمز 450.", ["أربع"], "drones of a make"),
    ("ar", "معظم الأسرى فوق الستين.", ["معظم"], "a part by its age"),
    ("ar", "ضبطت الشرطة 500 كيلوغرام من المتفجرات.", ["500"], "a charge that was seized"),
]


@pytest.mark.parametrize("text", [pytest.param(text, id=name) for text, name in ENGLISH])
def test_it_only_describes_in_english(text: str) -> None:
    assert figures_of(text, "en") == []
    assert figures_of(BEFORE["en"] + text, "en", len(BEFORE["en"])) == []


@pytest.mark.parametrize("text", [pytest.param(text, id=name) for text, name in ARABIC])
def test_it_only_describes_in_arabic(text: str) -> None:
    assert figures_of(text, "ar") == []
    assert figures_of(BEFORE["ar"] + text, "ar", len(BEFORE["ar"])) == []


@pytest.mark.parametrize(
    ("language", "text", "figures"),
    [pytest.param(lang, text, figures, id=f"{lang}: {name}") for lang, text, figures, name in COUNTED],
)
def test_what_is_like_it_is_counted(language: Language, text: str, figures: list[str]) -> None:
    assert figures_of(text, language) == figures


WORDS = [
    (language, kind, name)
    for language in ("ar", "en")
    for kind, rows in table(f"lexicon/{language}/grammar").items()
    for name in rows
    if kind in ("doing", "age", "dare", "charge", "series", "gift", "portion", "total", "place")
]


@pytest.mark.parametrize(("language", "kind", "name"), [pytest.param(*row, id=" ".join(row)) for row in WORDS])
def test_words_stand_in_their_examples(language: str, kind: str, name: str) -> None:
    row = table(f"lexicon/{language}/grammar")[kind][name]
    pattern = re.compile(rf"(?<!\w){one_of(language, kind, name)}(?:ت|نا|وا)?(?!\w)")
    assert row["matches"]
    assert all(pattern.search(fold(text).text.lower()) for text in row["matches"])
    assert row["does_not_match"]
