"""The day on which something was said, told apart from the day on which it happened."""

from __future__ import annotations

import datetime as dt

import pytest

from tests.found import figures_in

THURSDAY = dt.date(2021, 6, 17)


def told(text: str) -> list[str]:
    """The period of every figure of a statement, with its modality."""
    return [f"{claim.scope.period.edtf} {claim.modality}" for claim in figures_in(text, THURSDAY)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param(
            "The health ministry said on Thursday that 12 miners had been killed in a raid on Tuesday.",
            ["2021-06-15 reported"],
            id="said-before",
        ),
        pytest.param(
            "Twelve miners were killed and 30 hurt in a raid on Saturday, an official told reporters on Wednesday.",
            ["2021-06-12 reported"] * 2,
            id="said-behind",
        ),
        pytest.param(
            "Since 1 March, 40 farmers have been shot dead and 12 maimed, the union announced late on Wednesday.",
            ["2021-03-01/2021-06-17 reported"] * 2,
            id="a-running-total",
        ),
        pytest.param(
            "A lorry blew up in Herat on Saturday, the governor said on Wednesday. Nine guards died.",
            ["2021-06-12 asserted"],
            id="handed-down",
        ),
        pytest.param(
            "The governor said on Wednesday that nine guards died.", ["2021-06-16 reported"], id="no-other-day"
        ),
        pytest.param(
            "أعلن محافظ مأرب الأربعاء مقتل تسعة حراس في هجوم على البوابة يوم السبت.",
            ["2021-06-12 reported"],
            id="arabic-said-before",
        ),
        pytest.param(
            "لقي 12 عاملاً حتفهم وجُرح 30 في انهيار نفق برفح يوم السبت، حسبما أعلنت البلدية اليوم الخميس.",
            ["2021-06-12 reported"] * 2,
            id="arabic-as-said-behind",
        ),
        pytest.param(
            "قُتل 12 صياداً في غزة يوم السبت، كما أعلنت النقابة الأربعاء.",
            ["2021-06-12 reported"],
            id="arabic-as-also",
        ),
    ],
)
def test_what_happened_is_of_its_own_day_not_of_the_day_of_the_telling(text: str, expected: list[str]) -> None:
    assert told(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param("The October 7 attack was filmed; 12 guards died.", ["2020-10-07 asserted"], id="of-an-article"),
        pytest.param("On June 3 strikes killed 12 guards.", ["2021-06-03 asserted"], id="of-on"),
        pytest.param("In May 7 attacks killed 12 guards.", ["2021-05 asserted"] * 2, id="a-count-in-a-month"),
        pytest.param(
            "From 4 a.m. on 24 February, when the siege began, to midnight on 9 June, we counted 120 dead.",
            ["2021-02-24/2021-06-09 asserted"],
            id="from-and-to-around-a-clause",
        ),
        pytest.param(
            "The siege of 24 February was lifted on 9 June and 12 guards died.", ["2021-06-09 asserted"], id="no-span"
        ),
        pytest.param(
            "ارتفع عدد القتلى منذ 1 آذار إلى 12.",
            ["2021-03-01/2021-06-17 asserted"],
            id="arabic-risen-to-a-small-number",
        ),
    ],
)
def test_numbers_of_dates_are_no_figures_and_figures_no_dates(text: str, expected: list[str]) -> None:
    assert told(text) == expected


def test_a_release_hands_its_day_down_to_the_places_that_it_goes_through() -> None:
    text = (
        "The coalition conducted 25 strikes yesterday, officials said.\n\nStrikes in Syria\n\n"
        "In Syria, the coalition conducted 18 strikes:\n\n-- Near Raqqa, three strikes destroyed 12 vehicles.\n\n"
        "A last strike killed 9 guards."
    )
    assert [one.split()[0] for one in told(text)] == ["2021-06-16"] * 5


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param("قُتل 12 حارساً منذ صباح أمس الأربعاء.", ["2021-06-16/2021-06-17 asserted"], id="since-yesterday"),
        pytest.param("قُتل 12 حارساً أمس الأربعاء.", ["2021-06-16 asserted"], id="yesterday-by-both-names"),
        pytest.param("وقال ستيفان دوجاريك إن 12 حارساً قُتلوا أمس.", ["2021-06-16 reported"], id="a-name-like-a-future"),
    ],
)
def test_a_day_told_twice_is_one_and_no_name_is_a_future(text: str, expected: list[str]) -> None:
    assert told(text) == expected


@pytest.mark.parametrize(
    ("text", "measures"),
    [
        pytest.param("12 حارساً قُتلوا و31 أُصيبوا.", ["combatant_deaths", "injured"], id="behind-a-bare-number"),
        pytest.param("12 حارساً قُتلوا و31 آخرين أُصيبوا.", ["combatant_deaths", "injured"], id="behind-others"),
        pytest.param(
            "120 killed: 40 men, 50 women and 30 boys.", ["deaths", *["civilian_deaths"] * 3], id="men-with-women"
        ),
        pytest.param(
            "Crews shot down 12 missiles and 31 drones launched at Haifa.",
            ["intercepted"] * 2,
            id="told-of-by-a-participle",
        ),
        pytest.param(
            "أسقط الدفاع الجوي 12 صاروخاً و31 مسيّرة أُطلقت على حيفا.", ["intercepted"] * 2, id="arabic-participle"
        ),
        pytest.param("The mission recorded 31 cases of arbitrary arrest.", ["detained"], id="cases-of-arrest"),
    ],
)
def test_what_stands_beside_a_figure_says_what_it_counts(text: str, measures: list[str]) -> None:
    assert [claim.scope.measure for claim in figures_in(text, THURSDAY)] == measures
