"""A statement reported to a terminal: every width, both languages, with and without colour; axes never mirrored."""

from __future__ import annotations

import re
from dataclasses import replace
from fractions import Fraction
from io import BytesIO, StringIO, TextIOWrapper
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len
from rich.console import Console

from onrecord.axis import axis
from onrecord.bounds import Withdrawal
from onrecord.claimreport import claims_report
from onrecord.phrase import END_OF_ISOLATE, LEFT_TO_RIGHT
from onrecord.quantity import Span
from onrecord.reading import Edit, Placebo, Reading
from onrecord.row import Holdings
from onrecord.scope import Catalogue
from onrecord.statementreport import SIGNS, check_report
from onrecord.terminal import Page
from tests.factories import ADDRESS, answer, claim, figure, finding, proof, quantity, scope, statement

TEXT = "نفّذت قواتنا منذ الأول من أيار/مايو أكثر من 132 ضربة على امتداد نهر الفرات"
MORE = Span(TEXT.index("أكثر"), TEXT.index(" ضربة"))
VALLEY = scope(places=("region:middle-euphrates-valley",), period="2018-05-01/2018-05-19")
HOLDINGS = Holdings((figure("f1", 184), figure("f2", 52, scope=scope(period="2018-05-18/2018-05-24"))), {}, ())
WITHOUT_IT = Withdrawal("f1", Fraction(9), None, None, None)
UNCHANGED = Withdrawal("f2", Fraction(9), Fraction(172), None, None)
READING = Reading(
    (Edit("place", "region:middle-euphrates-valley", "IQ;SY"),),
    "amount",
    scope(period="2018-05-01/2018-05-17"),
    answer(132, 132, low_proof=proof("low", 184, -52), high_proof=proof("high", 184, -52)),
    Fraction(132),
    True,
    True,
    Placebo(66, 264, 159, 2),
)


def console(width: int = 80, **changes: Any) -> Console:
    """A console that writes into memory."""
    return Console(file=StringIO(), width=width, **changes)


def printed(made: Console) -> str:
    """What a console wrote."""
    assert isinstance(made.file, StringIO)
    return made.file.getvalue()


def checked(catalogue: Catalogue, made: Console, language: Any = "en") -> str:
    """A statement of one claim and one promise, reported."""
    said = claim(asked=VALLEY, span=Span(0, len(TEXT)), quantity=quantity(132, ">", span=MORE))
    held = answer(
        9,
        172,
        VALLEY,
        low_proof=proof("low", 4, 4, 1),
        high_proof=proof("high", 184, -12),
        hangs_on=(WITHOUT_IT, UNCHANGED),
    )
    findings = [
        finding("possible", held, said, readings=(READING,), known_then=answer(9, None)),
        finding("not_checkable", None, claim(modality="promised", checkable="no", quantity=None)),
    ]
    check_report(Page(made, catalogue, language), statement(TEXT, language="ar"), findings, HOLDINGS)
    return printed(made)


@pytest.mark.parametrize("language", ["en", "ar"])
@pytest.mark.parametrize("width", [60, 80, 100, 140])
def test_no_line_is_wider_than_the_terminal(width: int, language: Any, packaged_catalogue: Catalogue) -> None:
    lines = checked(packaged_catalogue, console(width), language).splitlines()
    assert all(cell_len(line) <= width for line in lines if ADDRESS not in line)
    assert all(line == line.rstrip() for line in lines)


def test_the_report_shows_outcome_words_sentence_sum_and_placebo(packaged_catalogue: Catalogue) -> None:
    text = " ".join(checked(packaged_catalogue, console(200)).split())
    for shown in (
        "2 claims: 1 possible, 1 not measured.",
        "1. ◐ Possible",
        TEXT,
        "allow between 9 and 172 strikes",
        "At most 172: 184 − 12 = 172 [f1, f2]",
        "Without the 52 (Iraq and Syria, 18–24 May 2018): still between 9 and 172 strikes.",
        "At least 9: 4 + 4 + 1 = 9",
        "Without the 184 (Iraq and Syria, May 2018): at least 9 strikes, no upper bound.",
        "Withdrawing any other single figure changes nothing.",
        "Iraq and Syria, 1–17 May 2018: exactly 132, not more than 132",
        "Exactly 132: 184 − 52 = 132",
        "It rests on figures published after the statement.",
        "Of 159 other numbers of this kind between 66 and 264, 2 would",
        "Known before the statement: at least 9 strikes, no upper bound.",
        "2. – Not measured",
        "This is a promise",
        ADDRESS,
    ):
        assert shown in text


def test_the_statements_words_are_never_changed(packaged_catalogue: Catalogue) -> None:
    text = checked(packaged_catalogue, console(200), "ar")
    assert TEXT in text


def test_formulas_in_an_arabic_report_stand_between_isolates(packaged_catalogue: Catalogue) -> None:
    text = checked(packaged_catalogue, console(200), "ar")
    assert f"{LEFT_TO_RIGHT}184 − 52 = 132{END_OF_ISOLATE}" in text
    assert text.count(LEFT_TO_RIGHT) == text.count(END_OF_ISOLATE)
    assert LEFT_TO_RIGHT not in checked(packaged_catalogue, console(200), "en")


def test_a_short_formula_is_never_cut(packaged_catalogue: Catalogue) -> None:
    for width in range(60, 100):
        assert "184 − 52 = 132" in checked(packaged_catalogue, console(width))


def test_colour_only_where_it_is_wanted(packaged_catalogue: Catalogue) -> None:
    plain = checked(packaged_catalogue, console(80))
    coloured = checked(packaged_catalogue, console(80, force_terminal=True, color_system="standard"))
    without = checked(packaged_catalogue, console(80, force_terminal=True, color_system="standard", no_color=True))
    assert "\x1b" not in plain
    assert "\x1b[33m" in coloured
    assert not re.search(r"\x1b\[[0-9;]*3[0-7]", without), "NO_COLOR leaves weight, no colour"
    assert [re.sub(r"\x1b\[[0-9;]*m", "", text) for text in (coloured, without)] == [plain, plain]


def test_the_quantity_is_emphasised_in_the_quote(packaged_catalogue: Catalogue) -> None:
    text = checked(packaged_catalogue, console(120, force_terminal=True, color_system="standard"))
    assert re.search(r"\x1b\[1;33mأكثر من 132\x1b\[0m", text)


@pytest.mark.parametrize("outcome", sorted(SIGNS))
def test_every_outcome_has_a_sign_of_its_own(outcome: str) -> None:
    sign, ascii_sign, _ = SIGNS[outcome]
    others = [other for key, other in SIGNS.items() if {key, outcome} != {"borne_out", "own_reports"} != {key}]
    same = [other for other in others if other[0] == sign or other[1] == ascii_sign]
    assert len(same) == 1
    assert ascii_sign.isascii()


# ---------------------------------------------------------------------------------------------------------- the axis


@pytest.mark.parametrize(
    ("said", "low", "high", "rows"),
    [
        pytest.param(
            quantity(132, ">"),
            9,
            172,
            ["", "", "132", "○", "▶", "┣", "┫", "9", "172", "0", "200"],
            id="more than, within bounds",
        ),
        pytest.param(quantity(225), 225, 225, ["225", "●", "●", "225"], id="one number against one"),
        pytest.param(quantity(9, ">="), 9, None, ["├", "▶", "┣", "▶"], id="no upper bound goes on"),
        pytest.param(quantity(9, "<"), None, 40, ["◀", "○", "◀", "┫"], id="no lower bound"),
    ],
)
def test_what_an_axis_shows(said: Any, low: int | None, high: int | None, rows: list[str]) -> None:
    text = "\n".join(axis(said, answer(low, high), 60))
    at = 0
    for mark in rows:
        at = text.index(mark, at) + len(mark)


@given(
    st.integers(0, 100_000),
    st.integers(0, 100_000),
    st.integers(0, 100_000),
    st.sampled_from(["=", ">", ">=", "<", "<=", "~"]),
    st.integers(30, 72),
)
def test_an_axis_fits_and_keeps_the_order(stated: int, one: int, other: int, comparator: str, width: int) -> None:
    low, high = sorted((one, other))
    rows = axis(quantity(stated, comparator), answer(low, high), width)
    assert len(rows) == 5
    assert all(len(row) <= width for row in rows)
    labels = [int(number.replace(",", "")) for number in re.findall(r"[\d,]+", rows[3])]
    assert labels == sorted({low, high})
    first, last = (Fraction(end.replace(",", "").replace("−", "-")) for end in re.findall(r"−?[\d,.]+", rows[4]))
    assert first <= min(low, stated) <= max(high, stated) <= last


@pytest.mark.parametrize("language", ["en", "ar"])
def test_claims_are_listed_with_their_words(language: Any, packaged_catalogue: Catalogue) -> None:
    made = console(70)
    said = claim(span=Span(0, len(TEXT)), quantity=quantity(132, ">", span=MORE))
    other = scope("other", places=())
    promised = claim(asked=other, span=Span(0, 10), modality="promised", checkable="no", quantity=None)
    claims_report(Page(made, packaged_catalogue, language), statement(TEXT), [said, promised])
    text = " ".join(printed(made).split())
    assert TEXT in text
    assert ("2 claims." if language == "en" else "قولان") in text
    assert ("more than 132 strikes" if language == "en" else "أكثر من 132 ضربة") in text
    assert ("This is a promise" if language == "en" else "هذا وعد") in text
    assert ("Other" if language == "en" else "غير ذلك") not in text, "a measure that names nothing is not named"


def test_no_control_character_gets_through(packaged_catalogue: Catalogue) -> None:
    made = console(80)
    page = Page(made, packaged_catalogue, "en")
    page.line("a\x1b[2Jb\x9bc")
    page.raw("d\x07")
    claims_report(page, statement("e\x1b]0;f\x07 12 strikes", note="g\x1b"), [claim(span=Span(0, 10))])
    text = printed(made)
    assert not re.search(r"[\x00-\x09\x0b-\x1f\x7f-\x9f]", text)
    for shown in ("a\ufffd[2Jb\ufffdc", "d\ufffd", "e\ufffd]0;f", "g\ufffd"):
        assert shown in text


def test_where_only_ascii_can_be_shown_signs_are_spelled_in_it(packaged_catalogue: Catalogue) -> None:
    raw = BytesIO()
    made = Console(file=TextIOWrapper(raw, "ascii", write_through=True), width=80, force_terminal=False)
    page = Page(made, packaged_catalogue, "en")
    held = answer(9, 172, VALLEY, low_proof=proof("low", 4, 5), high_proof=proof("high", 184, -12))
    check_report(page, statement("132 strikes"), [finding("possible", held, claim(asked=VALLEY))], HOLDINGS)
    text = raw.getvalue().decode("ascii")
    assert "1. ~ Possible" in text
    assert "The coalition's own figures" in text
    assert "At most 172: 184 - 12 = 172" in text


@pytest.mark.parametrize(
    ("language", "words"),
    [
        pytest.param("en", "Settled by the nearest 7 figures", id="English"),
        pytest.param("ar", "حُسم الأمر بأقرب", id="Arabic"),
    ],
)
@pytest.mark.parametrize("settled", [True, False])
def test_that_the_nearest_figures_settled_a_claim_is_said(
    language: Any, words: str, settled: bool, packaged_catalogue: Catalogue
) -> None:
    held = answer(150, 172, VALLEY, low_proof=proof("low", 150), high_proof=proof("high", 172))
    held = replace(held, parts=tuple(replace(part, settled=settled, figures_used=7) for part in held.parts))
    said = claim(asked=VALLEY, span=Span(0, len(TEXT)), quantity=quantity(132, ">", span=MORE))
    made = console(200)
    check_report(
        Page(made, packaged_catalogue, language),
        statement(TEXT, language="ar"),
        [finding("borne_out", held, said)],
        HOLDINGS,
    )
    assert (words in printed(made)) is settled
