"""Why claims were read as they were: every slot with its rule and its entries, every number that became none."""

from __future__ import annotations

import datetime as dt
import json
import re

import pytest
from click.testing import CliRunner

from onrecord.claim import find_claims
from onrecord.cli import main
from onrecord.data import table
from onrecord.gazetteer import catalogue
from onrecord.lexicon import build_lexicon, packaged_entries
from onrecord.normal import Sense, fold
from onrecord.quantity import find_numbers
from onrecord.statement import Statement, packaged_statements, statement_from_text
from onrecord.trace import Explanation, entry_of, explain_claims
from tests.eval.gate import statement_of
from tests.eval.own import own_rows

DAY = dt.date(2018, 5, 4)
WHY = table("why")


def explained(text: str, speaker: str | None = "coalition") -> Explanation:
    return explain_claims(statement_from_text(text, published_on=DAY, speaker=speaker), catalogue())


def many() -> list[Statement]:
    """The shipped statements and some of our own annotated ones."""
    return [*packaged_statements(), *(statement_of(row) for row in own_rows()[::4])]


RULES = [
    pytest.param(
        "Coalition jets destroyed 5 vehicles.", "measure", "noun_and_act", ("vehicles", "destroyed"), id="both"
    ),
    pytest.param("They made 12 strikes.", "measure", "noun", ("strikes",), id="the noun alone"),
    pytest.param("نفذت قواتنا ١٢ غارة", "by", "subject", ("قواتنا",), id="the subject"),
    pytest.param("They made 12 strikes in Raqqa.", "place", "beside", ("Raqqa",), id="a place"),
    pytest.param("They made twelve strikes.", "quantity", "words", ("twelve",), id="in words"),
    pytest.param("They made 12 strikes on 3 May 2018.", "period", "date", ("on 3 May 2018",), id="a date"),
    pytest.param("There will be 12 strikes.", "modality", "promised", ("will",), id="a promise"),
    pytest.param("They made 12 strikes.", "modality", "asserted", (), id="nothing says otherwise"),
]


@pytest.mark.parametrize(("text", "slot", "rule", "words"), RULES)
def test_each_slot_says_its_rule_and_its_words(text: str, slot: str, rule: str, words: tuple[str, ...]) -> None:
    found = explained(text)
    held = {filled.slot: filled for filled in found.filled[found.claims[0].id]}
    assert (held[slot].rule, tuple(clue.span.of(text) for clue in held[slot].clues)) == (rule, words)


NONE = [
    pytest.param("Bread costs 6 dollars in Aleppo.", "6", "price", "costs", id="a price"),
    pytest.param("In room 203 they met the press after the strikes.", "203", "label", "room", id="a label"),
    pytest.param("They met in 2016 after the strikes.", "in 2016", "date", "in 2016", id="a date"),
    pytest.param("Call the hotline on telephone 104 after strikes.", "104", "telephone", None, id="a telephone"),
    pytest.param("There were 40 apples and strikes on Raqqa.", "40", "counts_nothing", None, id="counts nothing"),
    pytest.param("Of 36 hospitals, 25 were destroyed.", "36", "whole", None, id="the whole of a share"),
    pytest.param("Quite 4711 xyzzy.", "4711", "no_words", None, id="no words at all"),
    pytest.param("سعر الخبز 6 ليرات في حلب", "6", "price", "سعر", id="an Arabic price"),
    pytest.param("للاتصال على رقم الطوارئ 104 في حلب", "104", "telephone", None, id="an Arabic telephone"),
]


@pytest.mark.parametrize(("text", "words", "why", "clue"), NONE)
def test_each_number_that_became_no_claim_says_why(text: str, words: str, why: str, clue: str | None) -> None:
    left = {each.span.of(text): each for each in explained(text).unclaimed}
    assert words in left, list(left)
    assert left[words].why == why
    if clue is not None:
        held = left[words].clue
        assert held is not None
        assert held.span.of(text) == clue
        assert held.entries


def test_the_claims_are_those_that_are_found() -> None:
    for statement in many():
        assert explain_claims(statement, catalogue()).claims == tuple(find_claims(statement, catalogue()))


def test_every_number_is_a_claims_or_has_its_reason() -> None:
    for statement in many():
        found = explain_claims(statement, catalogue())
        told = [each.span for each in found.unclaimed]
        told += [span for claim in found.claims for span in claim.slots.values()]
        folded = fold(statement.text)
        words = build_lexicon(catalogue()).find(folded)
        for number in find_numbers(folded, words, statement.language):
            span = folded.span(number.start, number.end)
            assert any(span.overlaps(other) for other in told), (statement.id, span.of(statement.text))


def test_every_rule_and_reason_has_words_in_both_languages() -> None:
    for statement in many():
        found = explain_claims(statement, catalogue())
        for filled in (each for held in found.filled.values() for each in held):
            kind = "party" if filled.slot in ("by", "against", "of") else filled.slot
            assert WHY["rules"][kind][filled.rule].keys() == {"en", "ar"}
            assert filled.slot in WHY["slots"]
        for left in found.unclaimed:
            assert WHY["unclaimed"][left.why].keys() == {"en", "ar"}


def test_every_word_that_shows_no_figure_has_a_reason() -> None:
    kinds = {entry.sense.id for entry in packaged_entries() if entry.sense.kind in ("negative", "no_figure")}
    assert kinds <= WHY["unclaimed"].keys()


@pytest.mark.parametrize(
    ("sense", "entry"),
    [
        pytest.param(Sense("place", "IQ", {}), "places: IQ", id="a place"),
        pytest.param(Sense("actor", "coalition", {}), "actors: coalition", id="an actor"),
        pytest.param(Sense("noun", "strikes", {}), "measures: noun strikes", id="a word"),
        pytest.param(Sense("month", "5", {}), "dates: month 5", id="a month"),
    ],
)
def test_an_entry_is_named_by_its_table(sense: Sense, entry: str) -> None:
    assert entry_of(sense) == entry


# ---------------------------------------------------------------------------------------------------------- as printed

TEXT = "Our forces conducted more than 12 strikes near Abu Kamal on 3 May 2018. Bread costs 6 dollars in Aleppo.\n"


def printed(*arguments: str, text: str = TEXT) -> str:
    call = ["claims", "-", "--published", "2018-05-04", "--speaker", "Coalition", "--explain", *arguments]
    done = CliRunner().invoke(main, call, input=text)
    assert done.exit_code == 0, done.stderr
    return done.stdout


def test_the_report_in_english() -> None:
    lines = [line.strip() for line in printed().splitlines()]
    assert any(re.fullmatch(r"measure: strikes — the counted noun \(sure in \d\d of 100\)", line) for line in lines)
    assert any(line.startswith("“strikes” in measures: ") and "noun strikes" in line for line in lines)
    assert any(
        line.startswith("by: the Global Coalition against Daesh — the subject of the verb (sure") for line in lines
    )
    assert lines[-2:] == ["“6” a price or a wage", "“costs” in phrases: negative price"]


def test_the_report_in_arabic() -> None:
    lines = [
        line.strip()
        for line in printed("--language", "ar", text="نفذت قواتنا ١٢ غارة. سعر الخبز 6 ليرات.").splitlines()
    ]
    assert "«قواتنا» في \u2066phrases: own_side we\u2069" in lines
    assert "«6» سعر أو أجر" in lines


def test_a_statement_without_numbers() -> None:
    assert "Every figure became a claim." in printed(text="Nothing to say of strikes.")


def test_the_document_carries_what_became_no_claim() -> None:
    found = json.loads(printed("--json"))["data"]
    assert [(left["span"]["quote"], left["why"]) for left in found["unclaimed"]] == [
        ("on 3 May 2018", "date"),
        ("6", "price"),
    ]
    assert found["claims"][0]["because"]["by"]["rule"] == "subject"
