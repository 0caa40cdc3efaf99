"""Bare English figures that take up what was counted before, wholes with a predicate of their own, zeros and all."""

from __future__ import annotations

import datetime as dt

import pytest

from tests.found import figures_in

DAY = dt.date(2024, 6, 20)


def measures(text: str) -> list[str]:
    """The form and measure of each figure of a text, in their order."""
    found = figures_in(text, DAY, language="en")
    return [claim.scope.measure if claim.form == "amount" else f"{claim.form} {claim.scope.measure}" for claim in found]


CASES = [
    (
        "No ceasefire violation was recorded on Tuesday. Wednesday brought five, Thursday three.",
        ["violations", "violations", "violations"],
        "a day brought so many",
    ),
    (
        "Our gunners fired 412 rockets at Kharkiv in May; in April a week brought 60.",
        ["munitions", "ratio munitions"],
        "a week brought so many",
    ),
    (
        "A patrol found 17 bodies in a well at Tawergha. A second grave held 46.",
        ["deaths", "deaths"],
        "another grave",
    ),
    (
        "We treated 88 wounded men in the first night. The second brought 130 to our tents.",
        ["injured", "injured"],
        "the second brought",
    ),
    (
        "Three incidents of firing were reported on Monday; there have been 48 along the Line since 1 June.",
        ["violations", "violations"],
        "there have been",
    ),
    ("The camps of Macedonia, which held 115,000 on 11 June, were bombed.", ["displaced"], "camps of the displaced"),
    (
        "The war left 11,002 casualties among civilians, of whom 3,545 were killed. Kunduz accounted for 848, "  # noqa: ISC004
        "among them 289 deaths. The Taliban caused 62 percent of the year's total and government forces 17.",
        ["casualties", "civilian_deaths", "casualties", "civilian_deaths", "share casualties", "share casualties"],
        "the whole again behind its parts",
    ),
    (
        "Government troops control 54 percent of the districts, six points fewer than in January.",
        ["share territory_held", "change territory_held"],
        "points fewer",
    ),
    (
        "Of the 96,000 whom the fighting drove out of Goma, 31,000 have come home.",
        ["displaced", "share returns"],
        "a whole that was driven out",
    ),
    ("Of the 5,000 men whom we undertook to let go we have set free 3,895.", ["share released"], "only planned"),
    (
        "They released 1,240 munitions, every one of them guided.",
        ["munitions", "share munitions"],
        "every one of them",
    ),
    ("No British aircraft was lost to hostile fire.", ["equipment_destroyed"], "no aircraft of a nation"),
    ("Not one of our tanks was lost.", ["equipment_destroyed"], "not one of ours"),
    ("No French aircraft struck the post on Friday.", ["strikes"], "no aircraft struck"),
    (
        "Shelters in Hodeidah housed 11,000 displaced people on 1 July; a month later they held 26,000.",
        ["displaced", "displaced"],
        "they held",
    ),
    ("There were a thousand of us when we landed in Cabo Delgado.", ["personnel"], "so many of us"),
    ("There are five of us in the army's clinic.", [], "a team"),
    (
        "Troops rescued 4,310 civilians and counted 54 bodies of LTTE cadres.",
        ["rescued", "combatant_deaths"],
        "bodies of fighters",
    ),
    ("We hold the town, at a cost to us of four soldiers.", ["combatant_deaths"], "at a cost to us of"),
    ("A dozen former combatants have been murdered by rebels.", ["deaths"], "former combatants"),
    ("The council's jets bombed Namkham eleven times.", ["strikes"], "jets bombed"),
    (
        "In August al-Shabaab's dead came to 130, double July's figure.",
        ["combatant_deaths", "change combatant_deaths"],
        "double a month's figure",
    ),
    ("Addis Ababa owns to 300 dead soldiers and 40 wounded.", ["combatant_deaths", "injured"], "a capital owns to"),
    ("The register carried 1,999,127 displaced at the end of February.", ["displaced"], "on a register"),
    ("Three incidents of firing close to UN posts were reported.", ["violations"], "incidents of firing"),
    (
        "There are 210,000 displaced in the province, nine thousand up on the week.",
        ["displaced", "change displaced"],
        "up on the week",
    ),
    ("Rebel raids on police posts numbered 31 in March.", ["attacks"], "raids on police posts"),
    (
        "In the stadium 6,000 refugees were sheltering on Friday. Yesterday our delegates found 4,400.",
        ["displaced", "displaced"],
        "found again",
    ),
    ("Shells hit the port 12 times. The fire brigade put out 60 fires.", ["strikes"], "fires put out"),
    (
        "Of the 740 civilians who died in the siege, a third were children.",
        ["civilian_deaths", "share civilian_deaths"],
        "a whole that died",
    ),
    (
        "The army lost 12 men in June, triple May's total.",
        ["combatant_deaths", "change combatant_deaths"],
        "triple",
    ),
]


@pytest.mark.parametrize(("text", "expected"), [case[:2] for case in CASES], ids=[case[2] for case in CASES])
def test_what_a_figure_counts(text: str, expected: list[str]) -> None:
    assert measures(text) == expected
