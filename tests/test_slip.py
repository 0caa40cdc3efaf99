"""Slips: figures of one statement that cannot all hold, as read; and the many statements that hold none."""

from __future__ import annotations

import datetime as dt
import json
import re
from dataclasses import replace
from fractions import Fraction
from pathlib import Path

import pytest

from onrecord.claim import find_claims
from onrecord.contradiction import contradictions, some_contradictions
from onrecord.data import table
from onrecord.gazetteer import catalogue
from onrecord.normal import form_of
from onrecord.proof import check
from onrecord.question import check_and_publish, packaged_holdings
from onrecord.row import build_record
from onrecord.slip import MOST_SUMS, Slip, find_slips
from onrecord.slipwords import slip_words
from onrecord.statement import Language, Statement, packaged_statements, statement_from_text
from tests.eval.own import own_rows

LINES = """On 3 May, Coalition forces conducted {total} strikes in Syria:
- Near Abu Kamal, three strikes engaged a tactical unit.
- Near Shadaddi, two strikes destroyed a vehicle."""
ARABIC_LINES = """نفذت قوات التحالف في 3 أيار {total} ضربات في سوريا على النحو التالي:
- ثلاث ضربات قرب البوكمال.
- ضربتان قرب الشدادي."""


def statement(text: str, language: Language = "en") -> Statement:
    return statement_from_text(text, published_on=dt.date(2018, 6, 1), speaker="coalition", language=language)


def slips(text: str, language: Language = "en") -> list[Slip]:
    said = statement(text, language)
    return list(find_slips(said, find_claims(said, catalogue()), catalogue()))


def words(text: str, language: Language = "en") -> list[str]:
    return [re.sub("[\u2066-\u2069]", "", slip_words(slip, catalogue(), language)) for slip in slips(text, language)]


@pytest.mark.parametrize(
    ("text", "kind", "sides"),
    [
        pytest.param(
            "Between 18 and 24 May, Coalition forces conducted 70 engagements in Iraq and Syria. In Syria there were"
            " 34 engagements, in Iraq 43 engagements.",
            "parts",
            (77, 70),
            id="two countries of a total",
        ),
        pytest.param(
            "Between 4 and 10 May, Coalition forces conducted 61 strikes against Daesh in Iraq and Syria. They"
            " conducted 56 strikes in Syria and 56 strikes in Iraq.",
            "parts",
            (112, 61),
            id="both countries given the same number",
        ),
        pytest.param(
            "Coalition forces conducted 22 strikes in Iraq between 11 and 17 May. On 12 May Coalition forces conducted"
            " 12 strikes in Iraq. On 14 May Coalition forces conducted 13 strikes in Iraq.",
            "parts",
            (25, 22),
            id="days of a week",
        ),
        pytest.param(
            "On 20 May Coalition forces conducted 56 strikes consisting of 43 engagements in Syria.",
            "order",
            (56, 43),
            id="more strikes than engagements",
        ),
        pytest.param(LINES.format(total="six"), "list", (6, 5), id="places that add to one fewer"),
        pytest.param(LINES.format(total="four"), "parts", (5, 4), id="places that add to one more"),
        pytest.param(
            "Coalition forces conducted 225 strikes in Syria in May. That is a 304 percent increase over the 74 strikes"
            " of March.",
            "change",
            (304, Fraction(15100, 74)),
            id="a ratio called an increase",
        ),
        pytest.param(
            "Strikes in Syria fell from 80 in March to 60 in May, a decrease of 35 percent.",
            "change",
            (35, 25),
            id="a fall that is not that of its numbers",
        ),
        pytest.param(
            "The army destroyed 34 of the 70 bridges, or 52 percent.",
            "share",
            (52, Fraction(3400, 70)),
            id="a share that is not that of its part and whole",
        ),
    ],
)
def test_a_slip_is_named_with_both_sides(text: str, kind: str, sides: tuple[Fraction, Fraction]) -> None:
    (slip,) = slips(text)
    assert (slip.kind, (slip.left, slip.right)) == (kind, sides)
    assert slip.size == abs(sides[0] - sides[1])
    check(slip.contradiction.proof)
    assert slip.contradiction.proof.is_contradiction


@pytest.mark.parametrize(
    ("text", "kind", "sides"),
    [
        pytest.param(
            "نفذت قوات التحالف بين 18 و24 أيار 70 اشتباكاً في العراق وسوريا. ونفذت قوات التحالف في سوريا 34 اشتباكاً."
            " ونفذت في العراق 43 اشتباكاً.",
            "parts",
            (77, 70),
            id="two countries of a total",
        ),
        pytest.param(ARABIC_LINES.format(total="ست"), "list", (6, 5), id="places that add to one fewer"),
        pytest.param(
            "نفذت قوات التحالف 225 ضربة ضد داعش في سوريا في أيار 2018، بزيادة 304 في المئة عن 74 ضربة في آذار.",
            "change",
            (304, Fraction(15100, 74)),
            id="a ratio called an increase",
        ),
        pytest.param("دمّر القصف 34 من أصل 70 جسراً، أي 52 في المئة.", "share", (52, Fraction(3400, 70)), id="a share"),
    ],
)
def test_a_slip_in_arabic(text: str, kind: str, sides: tuple[Fraction, Fraction]) -> None:
    (slip,) = slips(text, "ar")
    assert (slip.kind, (slip.left, slip.right)) == (kind, sides)
    check(slip.contradiction.proof)


@pytest.mark.parametrize(
    "text",
    [
        pytest.param(
            "Coalition forces conducted 22 strikes in Iraq between 11 and 17 May. On 12 May Coalition forces conducted"
            " 12 strikes in Iraq.",
            id="part of a total",
        ),
        pytest.param(LINES.format(total="five"), id="a list that adds up"),
        pytest.param(LINES.format(total="at least six").replace("Syria:", "Syria."), id="no list is announced"),
        pytest.param(LINES.format(total="six").replace("Syria:", "Syria, including:"), id="only some are listed"),
        pytest.param(
            "On 12 May Coalition forces conducted 9 strikes in Syria. Coalition forces conducted another 4 strikes in"
            " Syria between 11 and 17 May.",
            id="further strikes",
        ),
        pytest.param(
            "On 12 May Coalition forces conducted 9 artillery strikes in Syria. Coalition forces conducted 4 air"
            " strikes in Syria between 11 and 17 May.",
            id="strikes of another sort",
        ),
        pytest.param(
            "On 12 May Coalition forces conducted 9 strikes in Syria. The Iraqi army said it had conducted 4 strikes in"
            " Syria between 11 and 17 May.",
            id="another's count",
        ),
        pytest.param(
            "On 12 May Coalition forces conducted at least 9 strikes in Syria. Coalition forces conducted more than 4"
            " strikes in Syria between 11 and 17 May.",
            id="no more than a lower end",
        ),
        pytest.param(
            "On 12 May Coalition forces conducted 104 strikes in Syria. Coalition forces conducted about 100 strikes in"
            " Syria between 11 and 17 May.",
            id="about so many",
        ),
        pytest.param(
            "On 12 May Coalition forces conducted 9 strikes in Syria. Coalition forces will conduct 4 strikes in"
            " Syria between 11 and 17 June.",
            id="a promise",
        ),
        pytest.param(
            "Coalition forces conducted 225 strikes in Syria in May. That is a 204 percent increase over the 74 strikes"
            " of March.",
            id="a change that is right",
        ),
        pytest.param("Of 36 bridges, 12 (33 percent) were destroyed.", id="a share cut off"),
        pytest.param("Of 36 bridges, 13 (36 percent) were destroyed.", id="a share rounded"),
        pytest.param("The army destroyed 34 of the 70 bridges and 52 percent of the mills.", id="a share of others"),
        pytest.param("Coalition forces conducted 12 strikes in Syria.", id="one figure"),
    ],
)
def test_what_can_hold_is_no_slip(text: str) -> None:
    assert slips(text) == []


def test_no_slip_is_told_of_our_annotated_statements() -> None:
    """They hold none: whatever is told of them was misread."""
    found = []
    for row in own_rows():
        day = dt.date.fromisoformat(row["published"])
        said = statement_from_text(row["text"], published_on=day, publisher=row["publisher"], language=row["lang"])
        found += [(row["id"], slip.claims) for slip in find_slips(said, find_claims(said, catalogue()), catalogue())]
    assert found == []


def test_the_shipped_statements_hold_the_two_that_are_known() -> None:
    names = catalogue()
    found = [find_slips(each, find_claims(each, names), names) for each in packaged_statements()]
    assert [[(slip.kind, slip.ratio, slip.left) for slip in held] for held in found] == [
        [],
        [("change", True, 304), ("change", True, 123)],
    ]


def test_the_words() -> None:
    assert words(LINES.format(total="six")) == [
        "The places listed come to 3 + 2 = 5, 1 fewer than their total of 6; the list may have left something out."
    ]
    assert words("On 20 May Coalition forces conducted 56 strikes consisting of 43 engagements in Syria.") == [
        "As no strike is without at least one engagement, these cannot both hold: 56 > 43: 13 too many."
    ]
    assert words("Strikes in Syria rose from 60 in March to 80 in May, a decrease of 25 percent.") == [
        "From 60 to 80 is an increase of about 33 percent (20 ÷ 60); the statement says a decrease of 25 percent."
    ]
    assert words("دمّر القصف 34 من أصل 70 جسراً، أي 52 في المئة.", "ar") == [
        "34 من 70 تساوي نحو 49 في المئة (34 ÷ 70)، والبيان يقول 52 في المئة."
    ]


def test_slips_stand_in_the_json_and_on_the_page(tmp_path: Path) -> None:
    said = statement(LINES.format(total="six"))
    checked = check_and_publish(said, packaged_holdings(), tmp_path)
    pages = {path.name: path.read_text(encoding="utf-8") for path in checked.pages if path.suffix in (".html", ".json")}
    assert 'aria-labelledby="slips"' in pages["index.html"]
    assert "3 + 2 = 5" in pages["index.html"]
    (document,) = [json.loads(text) for name, text in pages.items() if name.endswith("c1.json")]
    (slip,) = document["data"]["slips"]
    assert (slip["kind"], slip["left"], slip["right"], slip["size"]) == ("list", "6", "5", "1")
    assert slip["claims"] == ["c1", "c2", "c3"]


@pytest.mark.parametrize("kind", ["further", "listing", "some", "that_is"])
def test_the_words_match_what_they_should(kind: str) -> None:
    held = table("slips")["words"][kind]
    for language in ("en", "ar"):
        forms = [form_of(form) for form in held[language]]
        pattern = re.compile(rf"(?<!\w)(?:{'|'.join(map(re.escape, forms))})(?!\w)")
        for key, wanted in (("matches", True), ("does_not_match", False)):
            texts = [text for text in held[key] if text.isascii() == (language == "en")]
            assert [pattern.search(form_of(text)) is not None for text in texts] == [wanted] * len(texts)


def test_sums_told_one_after_another_are_among_all_of_them() -> None:
    held = packaged_holdings()
    model = next(figure for figure in held.figures if figure.id == "oir18-48")
    wrong = [replace(model, id=f"x-{n}", low=Fraction(n), high=Fraction(n)) for n in (30, 40)]
    record = build_record(replace(held, figures=(*held.figures, *wrong)))
    every = {found.premises for found in contradictions(record, catalogue()).found}
    some = [found.premises for found in some_contradictions(record, catalogue(), 10)]
    assert 1 < len(some) <= len(every)
    assert set(some) <= every
    assert [found.premises for found in some_contradictions(record, catalogue(), 1)] == some[:1]


def test_a_statement_that_contradicts_itself_everywhere_is_told_of_ten_times() -> None:
    days = [f"On {day} May Coalition forces conducted {40 + day} strikes in Iraq." for day in range(1, 25)]
    text = "Coalition forces conducted 30 strikes in Iraq between 1 and 28 May.\n\n" + "\n\n".join(days)
    weeks = "\n\nCoalition forces conducted {} strikes in Iraq between {} and 28 May."
    assert len(slips(text + "".join(weeks.format(day, day) for day in range(2, 20)))) == MOST_SUMS


AMONG = [
    pytest.param("A raid on 3 May killed 12 people, including 15 children.", "15 > 12: 3 too many", id="including"),
    pytest.param("12 dead, 15 of them children.", "15 > 12: 3 too many", id="of them"),
    pytest.param(
        "Shelling killed 12 people, including 8 children and 7 women.",
        "8 + 7 = 15 > 12: 3 too many",
        id="two, nobody in both",
    ),
    pytest.param(
        "The shelling killed 40 people: 25 civilians and 20 fighters.", "25 + 20 = 45 > 40: 5 too many", id="a colon"
    ),
    pytest.param("قُتل 12 شخصاً في الرقة، بينهم 15 طفلاً و3 نساء.", "15 > 12: 3 too many", id="in Arabic"),
]
NOT_AMONG = [
    pytest.param("12 dead, 5 of them children and 6 women.", id="fewer than all"),
    pytest.param("The shelling killed 40 people, including 25 civilians and 20 children.", id="some may be both"),
    pytest.param("12 people were killed, including the mayor, and 15 children were wounded.", id="of others"),
    pytest.param("12 people were killed, and 15 children.", id="not said to be among them"),
    pytest.param("Shelling killed more than 12 people, including 15 children.", id="a whole left open"),
    pytest.param("Shelling killed about 10 people, including 12 children.", id="a whole that is rounded"),
]


@pytest.mark.parametrize(("text", "sums"), AMONG)
def test_people_said_to_be_among_others_are_no_more_than_these(text: str, sums: str) -> None:
    language: Language = "ar" if "قُتل" in text else "en"
    (slip,) = slips(text, language)
    assert slip.kind == "among"
    assert slip_words(slip, catalogue(), "en") == f"Those said to be among them come to more than the whole: {sums}."
    check(slip.contradiction.proof)


@pytest.mark.parametrize("text", NOT_AMONG)
def test_who_is_not_surely_among_others_is_no_slip(text: str) -> None:
    assert slips(text) == []


SHORT = [
    pytest.param("The shelling killed 40 people: 25 civilians and 10 fighters.", "25 + 10 = 35, 5 fewer", id="a colon"),
    pytest.param(
        "The raids killed 2,600 people: 1,240 civilians and 1,310 fighters.", "That is within rounding.", id="rounded"
    ),
    pytest.param("أدى القصف إلى مقتل 40 شخصاً: 25 مدنياً و10 مقاتلين.", "25 + 10 = 35, 5 fewer", id="in Arabic"),
]
NOT_SHORT = [
    pytest.param("The shelling killed 40 people: 25 civilians and 15 fighters.", id="all of them"),
    pytest.param("The shelling killed about 40 people: 25 civilians and 11 fighters.", id="about so many"),
    pytest.param("The shelling killed 40 people, including 25 civilians and 10 fighters.", id="some of them"),
    pytest.param("The shelling killed 40 people: 8 children and 7 women.", id="others are not told"),
    pytest.param("The shelling killed at least 40 people: 25 civilians and 17 fighters.", id="at least so many"),
]


@pytest.mark.parametrize(("text", "told"), SHORT)
def test_civilians_and_fighters_are_all_the_dead(text: str, told: str) -> None:
    (slip,) = slips(text, "ar" if "مقتل" in text else "en")
    assert slip.kind == "short"
    assert told in slip_words(slip, catalogue(), "en")
    assert slip_words(slip, catalogue(), "ar")
    check(slip.contradiction.proof)


@pytest.mark.parametrize("text", NOT_SHORT)
def test_the_dead_are_not_short_where_some_may_be_left_out(text: str) -> None:
    assert [slip.kind for slip in slips(text)] in ([], ["among"])
