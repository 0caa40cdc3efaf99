"""Parts of wholes: who the people of a part are, further parts of a whole, and bare percentages behind one."""

from __future__ import annotations

import datetime as dt

import pytest

from onrecord.claim import Claim
from tests.found import worded_in

DAY = dt.date(2022, 8, 1)


def claims(text: str) -> dict[str, Claim]:
    """The claims of a text by the words of their figures."""
    return dict(worded_in(text, DAY, language="en"))


WHO = [
    ("The mission counted 29 civilian casualties, twelve deaths and 17 injuries.", {"twelve": "civilian_deaths"}),
    ("Rebels caused 140 civilian casualties (53 killed and 87 hurt).", {"53": "civilian_deaths", "87": "injured"}),
    ("We eliminated 257 militants this year. Of the slain, ninety were foreigners.", {"ninety": "combatant_deaths"}),
    ("In May 36 members of the guerrilla were neutralised. Of the number, 24 were killed.", {"24": "combatant_deaths"}),
    ("In Ghor 37 fighters, including two foreign nationals, were killed.", {"two": "combatant_deaths"}),
    ("In Ghor 12 people were killed and 40 wounded.", {"12": "deaths", "40": "injured"}),
    ("On Monday 30 civilians were hurt. A crash of two buses left 14 people dead.", {"14": "deaths"}),
]


@pytest.mark.parametrize(
    ("text", "measures"),
    WHO,
    ids=[
        "deaths and injuries of civilians",
        "civilians in brackets",
        "of the slain",
        "of the number",
        "including foreigners",
        "people stay people",
        "another sentence's people stay people",
    ],
)
def test_people_of_a_part_are_those_of_its_whole(text: str, measures: dict[str, str]) -> None:
    found = claims(text)
    assert {words: found[words].scope.measure for words in measures} == measures


def test_every_part_of_one_whole_is_a_share() -> None:
    found = claims("Of 115 missions planned this month, 52 were facilitated, 31 impeded and 20 denied access.")
    assert {words: claim.form for words, claim in found.items()} == dict.fromkeys(("52", "31", "20"), "share")


def test_what_was_done_to_some_of_a_whole_is_a_share() -> None:
    found = claims("Of the 10,500 persons who were to leave the town, we have brought out some 6,800.")
    assert [(words, claim.form) for words, claim in found.items()] == [("some 6,800", "share")]


@pytest.mark.parametrize(
    ("text", "words", "unit"),
    [
        ("Gangs answered for 47 percent of the deaths and the police for 45.", "45", "percent"),
        ("Turnout was 62.4 percent, and in Kirkuk as high as 73.", "73", "percent"),
        ("Gangs answered for 47 percent of the deaths and the police for 45 injured people.", "45", "person"),
        ("Losses rose by 12 percent to 340 and we lost 45 men.", "45", "person"),
    ],
    ids=["behind the same word", "as high as", "with a noun of its own", "nothing alike"],
)
def test_a_bare_number_behind_a_percentage(text: str, words: str, unit: str) -> None:
    quantity = claims(text)[words].quantity
    assert quantity is not None
    assert quantity.unit == unit


@pytest.mark.parametrize(
    ("text", "words", "base"),
    [
        ("During 2021 we recorded 113 raids, an 18% drop on 2020.", "18%", "2020-01-01"),
        ("In June there were 63 strikes, a 12% increase over May.", "12%", "2022-05-01"),
        ("We recorded 63 strikes in 2021, 18 percent fewer than 2020.", "18 percent", "2020-01-01"),
        ("In July there were 63 strikes, an increase of 12% on the previous month.", "12%", "2022-06-01"),
        (
            "In the week to Sunday 63 men fled. Last week 40 fled, up 9 per cent on the previous week.",
            "9 per cent",
            None,
        ),
    ],
    ids=["a drop on a year", "an increase over a month", "a bare year", "the month before the one told", "a week"],
)
def test_what_a_change_is_measured_against(text: str, words: str, base: str | None) -> None:
    claim = claims(text)[words]
    assert claim.base is not None
    assert claim.base.period is not None
    assert claim.base.period.start != claim.scope.period.start
    if base is not None:
        assert claim.base.period.start == dt.date.fromisoformat(base)


@pytest.mark.parametrize(
    ("text", "start"),
    [
        ("In the final quarter of the year our bases were hit 196 times.", dt.date(2021, 10, 1)),
        ("In the second half of the year 196 soldiers were killed.", dt.date(2022, 7, 1)),
        ("In the final quarter of the year 196 soldiers will be sent home.", dt.date(2022, 10, 1)),
    ],
    ids=["not begun yet: last year's", "begun", "words that look ahead"],
)
def test_a_part_of_the_year_looks_back(text: str, start: dt.date) -> None:
    [claim] = claims(text).values()
    assert claim.scope.period.start == start


@pytest.mark.parametrize(
    ("text", "counted"),
    [
        ("This is the 73rd attack that our forces have repulsed since 10 May.", {"73rd": "attacks"}),
        ("It is the 34th air raid on homes and roads since 4 January.", {"34th": "strikes"}),
        ("It was the second deadliest attack since the war began.", {}),
        ("It was the 25th anniversary since the truce.", {}),
        ("The office documented 472 human rights violations and abuses.", {"472": "violations"}),
        ("We have 47 reports of damage to houses.", {"47": "buildings_damaged"}),
    ],
    ids=["since a day", "of a kind since a day", "a superlative", "an anniversary", "violations", "reports of damage"],
)
def test_what_ranks_and_reports_count(text: str, counted: dict[str, str]) -> None:
    assert {words: claim.scope.measure for words, claim in claims(text).items()} == counted
