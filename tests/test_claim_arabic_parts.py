"""Arabic figures that are parts of others, wholes told of themselves, noughts, and who says them."""

from __future__ import annotations

import pytest

from tests.test_claim_arabic import told_in


def told(text: str) -> list[tuple[str, str, str, str]]:
    """Every figure of an Arabic text: its words, its form, what it measures, and how it is meant."""
    return [(words, claim.form, claim.scope.measure, claim.modality) for words, claim in told_in(text)]


def as_told(*found: str) -> list[tuple[str, ...]]:
    """Figures written as 'words | form | measure | modality', an asserted amount where no more is said."""
    parts = [tuple(part.strip() for part in line.split("|")) for line in found]
    return [(p[0], p[1], p[2], p[3] if len(p) > 3 else "asserted") for p in parts]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        pytest.param(
            "أسقطنا ٢٤ من أصل ٢٩ مسيّرة أطلقها العدو ليلاً على كييف.",
            ["٢٤ | share | intercepted", "٢٩ | amount | munitions"],
            id="a whole with a verb of its own",
        ),
        pytest.param("أسقطنا ٢٤ من أصل ٢٩ مسيّرة.", ["٢٤ | share | intercepted"], id="a whole without one"),
        pytest.param(
            "من أصل ٣٦ مستشفى في القطاع لا يعمل اليوم سوى أحد عشر.",
            ["أحد عشر | share | facilities_out"],
            id="all that a negation leaves of a whole",
        ),
        pytest.param(
            "شُرّد في القصف ألف مدني أربعة أخماسهم من النساء.",
            ["ألف | amount | displaced", "أربعة أخماسهم | share | displaced"],
            id="so many fifths of them",
        ),
        pytest.param(
            "نفذ العدو في آذار ثلاثين غارة، أي نصف ما كان عليه في شباط.",
            ["ثلاثين | amount | strikes", "نصف | change | strikes"],
            id="half what it was",
        ),
        pytest.param(
            "قُتل في القصف سبعة، خمسة منهم من عائلة واحدة.",
            ["سبعة | amount | deaths", "خمسة | amount | deaths"],
            id="of one family",
        ),
        pytest.param(
            "قُتل في الغارات ألف مدني، وتصدّرت حلب القائمة بـ٣٩٦ قتيلاً.",
            ["ألف | amount | civilian_deaths", "بـ٣٩٦ | amount | civilian_deaths"],
            id="the most of civilians",
        ),
        pytest.param(
            "أسقطت دفاعاتنا تسع مسيّرات، ووصلت ثلاث إلى أهدافها.",
            ["تسع | amount | intercepted", "ثلاث | amount | munitions"],
            id="those that came through",
        ),
        pytest.param(
            "استشهد في سجون الاحتلال ستة معتقلين.", ["ستة | amount | deaths"], id="the dead of a prison are not held"
        ),
        pytest.param(
            "سلّم نفسه للجيش تسعة عشر مسلحاً، ومعهم ٤٠ من أفراد أسرهم.",
            ["تسعة عشر | amount | surrendered", "٤٠ | amount | surrendered"],
            id="their families are no captives",
        ),
        pytest.param(
            "فقدنا في القصف خمسة من زملائنا.",
            ["خمسة | amount | civilian_deaths"],
            id="colleagues of whom a loss is told",
        ),
        pytest.param(
            "أُطلق سراح ألف محتجز في عملية تبادل، ونقلت الطائرات ٦٧١ أسيراً إلى صنعاء.",
            ["ألف | amount | released", "٦٧١ | amount | released"],
            id="the held on their way home",
        ),
        pytest.param(
            "وقع مئة وأربعون من جنود العدو في الأسر.", ["مئة وأربعون | amount | detained"], id="soldiers in captivity"
        ),
        pytest.param(
            "وقعت منذ بدء الهدنة ألف حادثة إطلاق نار.", ["ألف | amount | violations"], id="firing under a truce"
        ),
        pytest.param(
            "أُصيبت في القصف أربعة مرافق صحية من أصل خمسة.",
            ["أربعة | share | buildings_damaged"],
            id="counted of counted",
        ),
        pytest.param(
            "قُتل عشرة من جنودنا، ثمانية منهم في كمين واحد.",
            ["عشرة | amount | combatant_deaths", "ثمانية | amount | combatant_deaths"],
            id="in one ambush",
        ),
        pytest.param(
            "قصف العدو مستشفيات المدينة وعددها تسعة.",
            ["تسعة | amount | buildings_damaged"],
            id="their number in an aside",
        ),
        pytest.param("نعتز بـ٤٨ من موظفينا في الحرب.", [], id="staff of whom nothing is told"),
    ],
)
def test_parts_and_wholes(text: str, found: list[str]) -> None:
    assert told(text) == as_told(*found)


@pytest.mark.parametrize(
    ("text", "found"),
    [
        pytest.param(
            "طالت الحرب، ولم تدخل إلى القطاع منها حتى الآن شاحنة واحدة.", ["لم | amount | aid"], id="one, far behind"
        ),
        pytest.param(
            "استسلم المئات في المصنع ولا يوجد بينهم مدني واحد.",
            ["المئات | amount | surrendered", "لا | amount | surrendered"],
            id="none of a kind among others",
        ),
        pytest.param(
            "لم يُصب أحد من رجالنا في القصف الذي طال الثكنة بعشر قذائف.",
            ["لم | amount | injured", "بعشر | amount | munitions"],
            id="a nought denies no other figure",
        ),
        pytest.param(
            "لم تطلق قواتنا على الثكنة عشر قذائف.", ["عشر | amount | munitions | denied"], id="a negation that does"
        ),
    ],
)
def test_noughts(text: str, found: list[str]) -> None:
    assert told(text) == as_told(*found)


@pytest.mark.parametrize(
    ("text", "found"),
    [
        pytest.param(
            "اعترف العدو بمقتل أربعة من جنوده، ونحن نقول إنهم أربعة عشر.",
            ["أربعة | amount | combatant_deaths | reported", "أربعة عشر | amount | combatant_deaths"],
            id="we say",
        ),
        pytest.param(
            "يُقدَّر عدد النازحين داخل السودان بمليونين.", ["بمليونين | amount | displaced"], id="put at so many by nobody"
        ),
        pytest.param(
            "أُصيب في الكمين تسعة من الجنود وعُدّ اثنان في المفقودين.",
            ["تسعة | amount | injured", "اثنان | amount | missing"],
            id="counted, not promised",
        ),
        pytest.param(
            "أطلقت المقاومة ١٩٤ صاروخاً، وهو ما لم تنفه.", ["١٩٤ | amount | munitions"], id="what it did not deny"
        ),
        pytest.param(
            "سنقصف المدينة بألف صاروخ ما لم ينسحب العدو.", ["بألف | amount | munitions | hypothetical"], id="unless"
        ),
    ],
)
def test_who_says_it_and_how(text: str, found: list[str]) -> None:
    assert told(text) == as_told(*found)


def test_two_numbers_of_one_scale_are_two() -> None:
    ((_, claim),) = told_in("قُتل ما بين أربعة آلاف وخمسة آلاف جندي.")
    assert claim.quantity is not None
    assert (claim.quantity.low, claim.quantity.high) == (4000, 5000)
