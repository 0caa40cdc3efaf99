"""What the form of a release says of its figures: datelines, leads, headings, lists, labels and cases."""

from __future__ import annotations

import datetime as dt

import pytest

from tests.found import claims_in

DAY = dt.date(2031, 6, 19)


def told(text: str) -> list[str]:
    """Of each figure of a text: the measure, the number and the days."""
    found = claims_in(text, DAY, language="en")
    return [f"{c.scope.measure} {c.quantity.low} {c.scope.period.edtf}" for c in found if c.quantity is not None]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param(
            "GENEVA, 19 June 2031 — From 1 to 31 May 2031, the office counted 40 civilian deaths.",
            ["civilian_deaths 40 2031-05"],
            id="a dateline dates nothing",
        ),
        pytest.param(
            "On June 11, the coalition conducted 17 strikes.\nStrikes in Syria\nNear Manbij, two strikes hit a bunker.",
            ["strikes 17 2031-06-11", "strikes 2 2031-06-11"],
            id="a lead is handed down to the places",
        ),
        pytest.param(
            "The three days from 1 May saw 12 strikes on Homs.",
            ["strikes 12 2031-05-01/2031-05-03"],
            id="a length that runs from its day",
        ),
        pytest.param(
            "In the next ten days we will need 40 lorries for the displaced.",
            ["aid 40 2031-06-20/2031-06-29"],
            id="the days ahead, where the words look ahead",
        ),
        pytest.param(
            "The report, which covers the second half of 2030, lists 212 attacks.",
            ["attacks 212 2030-07-01/2030-12-31"],
            id="the time that a report covers",
        ),
        pytest.param(
            "Our work in May 2031\n\nNorth\nTroops killed 12 insurgents.\n\nSouth\nTroops freed 30 hostages.",
            ["combatant_deaths 12 2031-05", "rescued 30 2031-05"],
            id="a title is handed down to the sections",
        ),
        pytest.param(
            "Since 1 February 2030 the war has killed 900 people. The mission counted 12 bombings during the month.",
            ["deaths 900 2030-02-01/2031-06-19", "attacks 12 2031-06-01/2031-06-19"],
            id="the month that is going on",
        ),
        pytest.param(
            "In March 2031 the mission recorded 12 bombings. Three hospitals were damaged during the month.",
            ["attacks 12 2031-03", "buildings_damaged 3 2031-03"],
            id="the month that is spoken of",
        ),
        pytest.param(
            "The network publishes today its findings. Shelling killed 31 civilians in May.",
            ["civilian_deaths 31 2031-05"],
            id="the day on which findings come out",
        ),
        pytest.param(
            "Operation Dawn, which opened on 1 June, lasted nine days. In that time we lost 38 men.",
            ["combatant_deaths 38 2031-06-01/2031-06-09"],
            id="from when it began for as long as it lasted",
        ),
        pytest.param(
            "The ground war, which opened on 1 June, was over in four days. We lost 79 men.",
            ["combatant_deaths 79 2031-06-01/2031-06-04"],
            id="over in so many days",
        ),
        pytest.param(
            "In May 61 attacks were recorded. April's count had been 48. On the 19th gunmen killed three midwives.",
            ["attacks 61 2031-05", "attacks 48 2031-04", "civilian_deaths 3 2031-05-19"],
            id="the count of another month tells no later day",
        ),
        pytest.param(
            "We cleared 77 mines yesterday. That brings the total since 3 May to 6,140. Two sappers were wounded.",
            ["hazards_cleared 77 2031-06-18", "hazards_cleared 6140 2031-05-03/2031-06-19", "injured 2 2031-06-18"],
            id="a sum in passing",
        ),
        pytest.param(
            "On 3 June rebels seized Kamango. On 9 June the army took it back. Between these two dates 66,000 fled.",
            ["displaced 66000 2031-06-03/2031-06-09"],
            id="between two days told before",
        ),
        pytest.param(
            "The column reached Baidoa on 4 June. By the next evening 12 soldiers had died.",
            ["combatant_deaths 12 ../2031-06-05"],
            id="by the next evening",
        ),
        pytest.param(
            "Since 1 June 396 rebels have been killed, eight of them yesterday; 40 mines have been cleared.",
            [
                "combatant_deaths 396 2031-06-01/2031-06-19",
                "combatant_deaths 8 2031-06-18",
                "hazards_cleared 40 2031-06-01/2031-06-19",
            ],
            id="the day of a part",
        ),
        pytest.param(
            "The review covering the second half of 2030 puts civilian deaths at 1,940. Gunfire killed 702 of them.",
            ["civilian_deaths 1940 2030-07-01/2030-12-31", "civilian_deaths 702 2030-07-01/2030-12-31"],
            id="what a report covers",
        ),
        pytest.param(
            "The fighting broke out on 3 June and went on for a fortnight. On the tenth day a shell wounded two monks.",
            ["injured 2 2031-06-12"],
            id="on the tenth day of what was told",
        ),
        pytest.param(
            "In the week of 2 June we counted 90 attacks. Four soldiers died on the Wednesday. On the Sunday two did.",
            ["attacks 90 2031-06-02/2031-06-08", "combatant_deaths 4 2031-06-04", "combatant_deaths 2 2031-06-08"],
            id="the Thursday of the week that was told",
        ),
        pytest.param(
            "From the day they took Kherson, 2 May, to the day they gave it up, 11 June, they killed 82 residents.",
            ["civilian_deaths 82 2031-05-02/2031-06-11"],
            id="from one event to another",
        ),
        pytest.param(
            "Two soldiers, abducted in May, are still held. On 3 June 40 people died. The morning after, 9 did.",
            ["abducted 2 2031-06-19", "deaths 40 2031-06-03", "deaths 9 2031-06-04"],
            id="the month of an aside",
        ),
        pytest.param(
            "The prison's register, closed on 28 May, lists 40 detainees.",
            ["detained 40 2031-05-28"],
            id="the day of a register",
        ),
        pytest.param("Daily report 12/2030: 4 soldiers died.", ["combatant_deaths 4 ../.."], id="a report's number"),
        pytest.param(
            "Near Mar'a, 3 strikes destroyed a bunker on Monday.", ["strikes 3 2031-06-16"], id="a town is no March"
        ),
    ],
)
def test_when(text: str, expected: list[str]) -> None:
    assert told(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param("Civilians killed by insurgents - 31", ["civilian_deaths 31"], id="a label with a dash"),
        pytest.param("People displaced in March 2030: 78,466", ["displaced 78466"], id="a label with its month"),
        pytest.param(
            "Gunmen killed nine people, one of them in Tripoli.", ["deaths 9", "deaths 1"], id="one of them elsewhere"
        ),
        pytest.param(
            "The enemy launched two missile and 42 air strikes.", ["strikes 2", "strikes 42"], id="a shared noun"
        ),
        pytest.param(
            "In May 40 attacks were recorded.\n\nOf these, 9 were ambushes.",
            ["attacks 40", "attacks 9"],
            id="a part in the next paragraph",
        ),
        pytest.param("The agency opened two camps in May.", ["other 2"], id="camps of the displaced are no targets"),
        pytest.param("On 3 May we flew 90 missions. On 5 May it was 46.", ["sorties 90", "sorties 46"], id="no age"),
        pytest.param(
            "The parties killed 90 civilians in May:\nA. Rebel forces: 60 civilians.\nB. Regime forces: 30 civilians.",
            ["civilian_deaths 90", "civilian_deaths 60", "civilian_deaths 30"],
            id="items by party",
        ),
        pytest.param("North: 20 violations; 34 people abducted.", ["violations 20", "abducted 34"], id="another"),
    ],
)
def test_what_is_counted(text: str, expected: list[str]) -> None:
    assert [one.rpartition(" ")[0] for one in told(text)] == expected


@pytest.mark.parametrize(
    ("text", "modality"),
    [
        pytest.param("UNAMA updated the toll: 12 civilians were killed on Monday.", "reported", id="a toll updated"),
        pytest.param("The ministry revised its figures: 40 people had died.", "reported", id="figures revised"),
        pytest.param("The UN mission reported on 12 civilian deaths in May.", "reported", id="a mission speaks"),
        pytest.param("Violations reported in May: 11.", "asserted", id="a participle"),
        pytest.param("The army updated its positions. 12 soldiers were killed.", "asserted", id="positions updated"),
    ],
)
def test_who_says_so(text: str, modality: str) -> None:
    assert {claim.modality for claim in claims_in(text, DAY, language="en")} == {modality}
