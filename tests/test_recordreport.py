"""The record reported to a terminal: answers, proofs, contradictions, sources, figures, in both languages."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from fractions import Fraction
from io import StringIO
from typing import Any

import pytest
from rich.cells import cell_len
from rich.console import Console

from onrecord.bounds import Withdrawal
from onrecord.box import Ground
from onrecord.contradiction import Contradiction, Contradictions
from onrecord.gap import Gap
from onrecord.phrase import END_OF_ISOLATE, LEFT_TO_RIGHT
from onrecord.proof import Premise, Proof
from onrecord.recordreport import ask_report, contradictions_report, figures_report, proofs_report, sources_report
from onrecord.row import Holdings
from onrecord.scope import Catalogue
from onrecord.terminal import Page
from tests.factories import ADDRESS, bounds, figure, premise, proof, scope

MAY, LAST_WEEK, START = scope(), scope(period="2018-05-25/2018-05-31"), scope(period="2018-05-01/2018-05-24")
HOLDINGS = Holdings((figure("f1", 225), figure("f2", 41, scope=LAST_WEEK)), {}, ())


def cited(held: Premise, *ids: str, day: str | None = "2018-06-01", address: str = ADDRESS) -> Premise:
    """The premise with its witnesses."""
    found = [{"id": each, "source": "cjtf-oir", "published_on": day, "address": address} for each in ids or (held.id,)]
    return replace(held, because={"figures": found})


SUM = replace(
    proof("high", 225, -41, question=START),
    premises={"f1": cited(premise("f1", 225, MAY), "f1", "f9"), "f2": cited(premise("f2", 41, LAST_WEEK))},
)


def page(catalogue: Catalogue, language: Any = "en", width: int = 100) -> Page:
    """A report that is written into memory."""
    return Page(Console(file=StringIO(), width=width), catalogue, language)


def printed(made: Page) -> str:
    """What was written."""
    assert isinstance(made.console.file, StringIO)
    return made.console.file.getvalue()


def asked(made: Page, *answers: Any, **terms: Any) -> str:
    """The answer to a question about the first weeks of May, as printed."""
    ask_report(made, START, [("coalition", "", answer) for answer in answers], HOLDINGS, **terms)
    return printed(made)


# ------------------------------------------------------------------------------------------------------------ answers


@pytest.mark.parametrize(
    ("language", "lines"),
    [
        pytest.param(
            "en",
            [
                "Strikes by the coalition against Daesh, Iraq and Syria, 1–24 May 2018",
                "The coalition: between 9 and 184 strikes.",
                "  At most 184: 225 − 41 = 184",
                "    225  Iraq and Syria, May 2018  [f1, f9]",
                f"         published 1 June 2018: {ADDRESS}",
                "    −41  Iraq and Syria, 25–31 May 2018  [f2]",
                "         published 1 June 2018, the same address",
                "  At least 9",
                "  Worked out from 3 figures.",
                "  No further figure on record narrows these.",
            ],
            id="english",
        ),
        pytest.param(
            "ar",
            [
                "التحالف: ما بين 9 و184 ضربة.",
                f"  184 على الأكثر: {LEFT_TO_RIGHT}225 − 41 = 184{END_OF_ISOLATE}",
                f"    {LEFT_TO_RIGHT}−41{END_OF_ISOLATE}  العراق وسوريا، من 25 إلى 31 أيار/مايو 2018  [f2]",
                "         نُشر في 1 حزيران/يونيو 2018، العنوان نفسه",
                "  لا رقم آخر في السجل يضيّق هذه الحدود.",
            ],
            id="arabic",
        ),
    ],
)
def test_an_answer_with_its_proof_line_by_line(language: Any, lines: list[str], packaged_catalogue: Catalogue) -> None:
    held = bounds(9, 184, START, low_proof=proof("low", 9, question=START), high_proof=SUM)
    text = asked(page(packaged_catalogue, language), held).splitlines()
    places = [text.index(line) for line in lines]
    assert places == sorted(places)


def test_one_sum_for_both_bounds_is_written_once(packaged_catalogue: Catalogue) -> None:
    held = bounds(184, 184, START, low_proof=replace(SUM, side="low"), high_proof=SUM)
    text = asked(page(packaged_catalogue), held)
    assert text.count("225 − 41 = 184") == text.count("Exactly 184") == 1


def test_a_figure_of_nothing_has_its_line(packaged_catalogue: Catalogue) -> None:
    more = replace(SUM, steps=(*SUM.steps, replace(SUM.steps[0], premise="f3", value=Fraction(0))))
    more = replace(more, premises={**SUM.premises, "f3": cited(premise("f3", 0, START), day=None)})
    text = asked(page(packaged_catalogue), bounds(None, 184, START, high_proof=more))
    assert "     +0  Iraq and Syria, 1–24 May 2018  [f3]\n" in text
    assert "         day of publication not known, the same address\n" in text


def test_what_the_question_does_not_say_stands_in_the_line(packaged_catalogue: Catalogue) -> None:
    """Another measure, other actors, and the range of a figure that is not exact."""
    other = replace(premise("f1", 225, scope("engagements")), low=Fraction(220))
    alone = replace(proof("high", 225, question=START), premises={"f1": cited(other)})
    text = asked(page(packaged_catalogue, width=140), bounds(None, 225, START, high_proof=alone))
    whole = "engagements by the coalition against Daesh, Iraq and Syria, May 2018: between 220 and 225 engagements"
    assert f" 225 {whole} [f1] " in " ".join(text.split())


@pytest.mark.parametrize("language", ["en", "ar"])
@pytest.mark.parametrize("width", [60, 80, 120, 140])
def test_no_line_but_an_address_is_wider_than_the_terminal(
    width: int, language: Any, packaged_catalogue: Catalogue
) -> None:
    standing = Withdrawal("f1", Fraction(9), Fraction(184), None, proof("high", 225, -20, -21))
    held = bounds(9, 184, START, low_proof=proof("low", 9), high_proof=SUM, hangs_on=(standing,))
    lines = asked(page(packaged_catalogue, language, width), held).splitlines()
    assert all(cell_len(line) <= width for line in lines if ADDRESS not in line)
    assert all(line == line.rstrip() for line in lines)


def test_what_it_hangs_on_and_the_weightiest_that_it_does_not(packaged_catalogue: Catalogue) -> None:
    changed = Withdrawal("f2", Fraction(9), None, None, None)
    stands = Withdrawal("f1", Fraction(9), Fraction(184), None, proof("high", 150, 34))
    unused = Withdrawal("f0", Fraction(9), Fraction(184), None, SUM)
    held = bounds(9, 184, START, low_proof=proof("low", 9), high_proof=SUM, hangs_on=(changed, unused, stands))
    text = asked(page(packaged_catalogue), held)
    for words in (
        "    Without the 41 (Iraq and Syria, 25–31 May 2018): at least 9 strikes, no upper bound.",
        "    Without the 225 (Iraq and Syria, May 2018): still between 9 and 184 strikes (150 + 34 = 184).",
        "    Withdrawing any other single figure changes nothing.",
    ):
        assert f"{words}\n" in text
    assert text.count("still") == 1


def test_why_there_is_no_upper_bound(packaged_catalogue: Catalogue) -> None:
    gap = Gap(("TR",), (), "2018-05-01", "2018-06-01", "strikes")
    held = bounds(225, None, scope(places=("IQ", "SY", "TR")), low_proof=proof("low", 225), gap=gap)
    assert "  No figure covers Turkey, May 2018, from above.\n" in asked(page(packaged_catalogue), held)


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        pytest.param({"tight": False}, "More work may narrow these.", id="stopped early"),
        pytest.param({"consistent": False}, "do not fit together", id="inconsistent"),
    ],
)
def test_how_far_the_bounds_go(changes: dict[str, Any], said: str, packaged_catalogue: Catalogue) -> None:
    assert said in asked(page(packaged_catalogue), bounds(9, 172, START, **changes))


def test_nothing_on_record(packaged_catalogue: Catalogue) -> None:
    text = asked(page(packaged_catalogue))
    assert "Not on record: no figure held counts this." in text
    assert "Not on record never means that it did not happen." in text


def test_the_terms_of_a_question_are_said(packaged_catalogue: Catalogue) -> None:
    text = asked(page(packaged_catalogue), as_of=dt.date(2018, 5, 20), without=("f1", "f2"))
    assert "Only what was published by 20 May 2018.\nWithout f1, f2.\n" in text


# ------------------------------------------------------------------------------------------------------------- proofs


NAMES = {"IQ": {"en": "Iraq", "ar": "العراق"}, "SY": {"en": "Syria"}, "daesh": {"en": "Daesh"}}
VALLEY = {"region:v": (("gn:1",), ("IQ", "SY"))}
GROUND = Ground({"gn:1": "SY", "SY": None, "IQ": None}, VALLEY, {"daesh": None}, {"strikes": "flow"}, NAMES)


def proved(catalogue: Catalogue, *proofs: Proof, language: Any = "en") -> str:
    made = page(catalogue, language)
    proofs_report(made, proofs)
    return printed(made)


def test_a_proof_is_told_under_the_names_that_it_gives(packaged_catalogue: Catalogue) -> None:
    text = proved(packaged_catalogue, replace(SUM, ground=GROUND))
    asked = "strikes by the coalition against Daesh, Iraq and Syria, 1–24 May 2018, as counted by the coalition"
    assert f" It holds: {asked}: at most 184. " in " ".join(text.split())
    for words in (
        "1. 225 − 41 = 184\n",
        "   What has to be believed for it\n",
        "     225  Iraq and Syria, May 2018  [f1, f9]\n",
        "     Gn:1 is part of Syria.\n",
        "     Region:v surely holds gn:1, and nothing beyond Iraq and Syria.\n",
    ):
        assert words in text


def test_a_proof_in_arabic(packaged_catalogue: Catalogue) -> None:
    text = proved(packaged_catalogue, replace(SUM, ground=GROUND), language="ar")
    assert "يصحّ ذلك:" in text
    assert "العراق" in text
    assert f"{LEFT_TO_RIGHT}225 − 41 = 184{END_OF_ISOLATE}" in text


def test_a_proof_of_nothing_rests_on_nothing(packaged_catalogue: Catalogue) -> None:
    text = proved(packaged_catalogue, proof("low", question=START))
    assert text.startswith("1. 0\n")
    assert "nothing else has to be believed" in text


def test_bridges_and_whole_counts_are_among_what_has_to_be_believed(packaged_catalogue: Catalogue) -> None:
    because = {"lesser": "partners", "greater": "partners", "source": "A premise of ours."}
    bridge = Premise("b", "never_falls", (), None, Fraction(0), because)
    steps = (*SUM.steps, replace(SUM.steps[0], premise="b", value=Fraction(0)))
    half = replace(SUM, steps=steps, premises={**SUM.premises, "b": bridge}, bound=Fraction(369, 2))
    text = proved(packaged_catalogue, half)
    assert "     Nobody left.\n     What is counted comes in whole numbers.\n     A premise of ours.\n" in text


@pytest.mark.parametrize(
    "because",
    [
        pytest.param({}, id="nothing"),
        pytest.param({"figures": "f1"}, id="a word for a list"),
        pytest.param({"figures": [1, None]}, id="no witnesses in it"),
    ],
)
def test_a_document_that_names_no_witness_is_told_all_the_same(because: Any, packaged_catalogue: Catalogue) -> None:
    bare = {key: replace(held, because=because) for key, held in SUM.premises.items()}
    assert "     225  Iraq and Syria, May 2018  [f1]\n" in proved(
        packaged_catalogue, replace(SUM, premises=bare, ground=GROUND)
    )


# ----------------------------------------------------------------------------------------------------- contradictions


def test_a_contradiction_and_its_figures(packaged_catalogue: Catalogue, packaged_holdings: Holdings) -> None:
    made = page(packaged_catalogue)
    clash = Contradiction(("f1", "f2"), replace(SUM, question=(), steps=proof("high", -184, 170).steps), Fraction(14))
    contradictions_report(made, Contradictions((clash,)), packaged_holdings)
    text = printed(made)
    assert "1 contradiction.\n" in text
    assert "1. 184 > 170: 14 too many\n" in text
    assert "−184  " in text
    assert "[f2]" in text
    assert ADDRESS in text
    assert "none of them is called wrong." in text


def test_a_contradiction_as_a_proof_says_that_its_figures_cannot_all_hold(packaged_catalogue: Catalogue) -> None:
    clash = replace(SUM, question=(), steps=proof("high", -184, 170).steps, bound=Fraction(-14))
    text = proved(packaged_catalogue, clash)
    assert "   These figures cannot all hold: counting nothing at all would come to less than nothing.\n" in text
    assert "believed" not in text


def test_no_contradiction(packaged_catalogue: Catalogue, packaged_holdings: Holdings) -> None:
    made = page(packaged_catalogue, "ar")
    contradictions_report(made, Contradictions(), packaged_holdings)
    assert "لا تعارض في السجل" in printed(made)


# ----------------------------------------------------------------------------------------------------- what it holds


@pytest.mark.parametrize("language", ["en", "ar"])
def test_lists_of_sources_and_figures(
    language: Any, packaged_catalogue: Catalogue, packaged_holdings: Holdings
) -> None:
    made = page(packaged_catalogue, language, 70)
    cards = [packaged_holdings.cards[key] for key in sorted(packaged_holdings.cards)]
    sources_report(made, cards, packaged_holdings.figures)
    figures_report(made, packaged_holdings.figures, packaged_holdings)
    text = printed(made)
    assert all(card.address in text for card in cards)
    assert ("public domain" if language == "en" else "ملك عام") in text
    assert all(f"[{held.id}]" in text for held in packaged_holdings.figures)
    assert all(held.address in text for held in packaged_holdings.figures)
