"""Actors by the names and numbers that other tables know them by, and by the days on which one is part of another."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest

from onrecord.actor import ALWAYS, Days
from onrecord.gazetteer import catalogue, packaged, using
from onrecord.journal import Author
from onrecord.project import Project, create_project
from onrecord.question import Question, Terms, ask_voices, scope_of
from onrecord.tablestore import reading_of
from onrecord.whereabouts import actor_named
from tests.factories import figures_csv, figures_row

SEVEN_MONTHS = dt.date(2017, 1, 28), dt.date(2017, 7, 20)
AUTHOR = Author("Rana", dt.datetime(2018, 6, 1, tzinfo=dt.UTC))
MAPPING = """
id = "my-attacks"
columns.first = { type = "day", filled = true }
columns.last = { type = "day", filled = true }
columns.who = {}
columns.n = { type = "count", filled = true }
when = { first = "first", last = "last" }
where.country = "=Syria"
counts = [{ measure = "attacks", low = "n", high = "n", by = "who" }]
covers = { period = "2014/2019", places = ["SY"] }
[card]
id = "a-monitor"
names = { en = "A monitor", ar = "جهة رصد" }
publisher = "A monitor"
voice = "airwars"
licence = "facts"
address = "https://example.org/"
doc = { en = "Attacks.", ar = "هجمات." }
coverage = [{ measure = "attacks", places = ["SY"], period = "2014/2019", completeness = "complete" }]
"""


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        pytest.param("Military Forces of Iraq (2022-)", "iraq-security-forces", id="forces of any years"),
        pytest.param("Military Forces of Syria (2000-2024)", "syria-government-forces", id="forces of those years"),
        pytest.param("Military Forces of Syria (2024-)", None, id="forces of another government"),
        pytest.param("Military Forces of Afghanistan (2021-)", None, id="forces of which nothing is sure"),
        pytest.param("QSD: Syrian Democratic Forces", "sdf", id="an abbreviation first"),
        pytest.param("HTS: Hayat Tahrir al-Sham", "hayat-tahrir-al-sham", id="another abbreviation"),
        pytest.param("YPG: Peoples Protection Units", "ypg", id="spelt as nobody else does"),
        pytest.param("Islamic State (Syria)", "daesh", id="a country in brackets"),
        pytest.param("Unidentified Armed Group (Syria)", None, id="nobody"),
    ],
)
def test_actors_are_known_by_the_names_of_acled(name: str, expected: str | None) -> None:
    assert actor_named(name, packaged()) == expected


def test_numbers_and_names_are_of_one_actor_each() -> None:
    actors = list(packaged().actors)
    for what in ("ucdp", "wikidata"):
        held = [getattr(actor, what) for actor in actors if getattr(actor, what)]
        assert len(held) == len(set(held)), what
        assert len(held) > 20, what
    names = [name for actor in actors for name in actor.acled]
    assert len(names) == len(set(names)) == len(packaged().actors.by_acled)


@pytest.mark.parametrize(
    ("whole", "part", "expected"),
    [
        pytest.param("sdf", "ypg", ((dt.date(2015, 10, 11), dt.date.max),), id="from a day on"),
        pytest.param(
            "hayat-tahrir-al-sham",
            "nour-al-din-al-zenki",
            ((dt.date(2017, 1, 28), dt.date(2017, 7, 20)),),
            id="until a day",
        ),
        pytest.param("sdf", "sdf", ALWAYS, id="itself"),
        pytest.param("iraq-government", "iraq-security-forces", ALWAYS, id="always"),
        pytest.param("anyone", "ypg", ALWAYS, id="anyone"),
    ],
)
def test_days_on_which_one_is_part_of_another(whole: str, part: str, expected: tuple[Days, ...]) -> None:
    assert packaged().actors.days_within(whole, part) == expected


@pytest.fixture
def project(tmp_path: Path) -> Project:
    made = create_project(tmp_path / "project", empty=True)
    table, mapping = tmp_path / "mine.csv", tmp_path / "mine.toml"
    table.write_text(
        "first,last,who,n\n2015-10-01,2015-10-02,YPG,1\n2015-10-10,2015-10-12,YPG,2\n2015-10-20,2015-10-20,YPG,4\n"
        "2015-10-01,2015-10-01,SDF,8\n2015-10-05,2015-10-05,Nobody knows,16\n",
        encoding="utf-8",
    )
    mapping.write_text(MAPPING, encoding="utf-8")
    reading = reading_of(table, mapping=mapping)
    assert reading is not None
    made.load_table(table, table.name, reading, author=AUTHOR)
    return made


@pytest.mark.parametrize(
    ("by", "expected"),
    [
        pytest.param(
            "sdf", (4 + 8, 2 + 4 + 8 + 16), id="the whole: what came before it was part of it counts for none"
        ),
        pytest.param("ypg", (1 + 2 + 4, 1 + 2 + 4 + 8 + 16), id="the part, on all days"),
        pytest.param("", (31, 31), id="anyone"),
    ],
)
def test_who_acted_is_told_by_the_day(project: Project, by: str, expected: tuple[int, int]) -> None:
    scope = scope_of(Question("attacks", by=by, places="Syria", period="2015-10"), project.catalogue())
    figures = project.holdings().bearing_on([scope]).figures
    assert (max(f.low or 0 for f in figures), max(f.high or 0 for f in figures)) == expected


def test_without_the_stint_nothing_of_the_part_surely_counts(project: Project) -> None:
    catalogue, holdings = project.catalogue(), project.holdings()
    scope = scope_of(Question("attacks", by="sdf", places="Syria", period="2015-10"), catalogue)
    (held,) = ask_voices(scope, holdings, catalogue, Terms())
    (doubted,) = ask_voices(scope, holdings, catalogue, Terms(without=("ypg@sdf",)))
    assert (held.bounds.low, held.bounds.high) == (12, 30)
    assert (doubted.bounds.low, doubted.bounds.high) == (8, 31)
    figures = holdings.bearing_on([scope]).figures
    clauses = {
        "en": "; YPG counted as part of the Syrian Democratic Forces since 11 October 2015 (ypg@sdf)",
        "ar": "؛ وحدات حماية الشعب ضمن قوات سوريا الديمقراطية منذ 11 تشرين الأول/أكتوبر 2015 (ypg@sdf)",
    }
    for language, clause in clauses.items():
        assert [clause in figure.noted(language) for figure in figures] == [True, True], figures[0].noted(language)


def test_what_a_sum_hangs_on_tells_the_stint(project: Project) -> None:
    """The same as asking without it; and of what is withdrawn beside it, nothing else is changed."""
    catalogue, holdings = project.catalogue(), project.holdings()
    scope = scope_of(Question("attacks", by="sdf", places="Syria", period="2015-10"), catalogue)
    (held,) = ask_voices(scope, holdings, catalogue, Terms())
    (told,) = [each for each in held.bounds.hangs_on if each.premise == "ypg@sdf"]
    assert (told.low, told.high) == (8, 31)
    low = next(f.id for f in holdings.bearing_on([scope]).figures if f.low is not None)
    (thinner,) = ask_voices(scope, holdings, catalogue, Terms(without=(low,)))
    (told,) = [each for each in thinner.bounds.hangs_on if each.premise == "ypg@sdf"]
    assert (told.low, told.high) == (0, 31)


def test_what_a_stint_does_not_change_does_not_hang_on_it(project: Project) -> None:
    catalogue, holdings = project.catalogue(), project.holdings()
    scope = scope_of(Question("attacks", places="Syria", period="2015-10"), catalogue)
    (held,) = ask_voices(scope, holdings, catalogue, Terms())
    assert not [each for each in held.bounds.hangs_on if "@" in each.premise]


FACTION = """\
id,kind,name_en,name_ar,spellings,parent
my:front,coalition,Qux Front,,,
my:army,coalition,Qux Army,,,
my:battalion,group,Qux Battalion,,,my:front [2018-01-01/..]
"""


def test_a_faction_that_two_totals_hold_is_said_as_a_union(tmp_path: Path) -> None:
    """A party lies in one whole at a time; the other total names it, and nothing is counted twice."""
    made, names, figures = create_project(tmp_path / "made", empty=True), tmp_path / "names.csv", tmp_path / "f.csv"
    names.write_text(FACTION, encoding="utf-8")
    told = {"t-1": ("Qux Front", "10"), "t-2": ("Qux Army; Qux Battalion", "7"), "t-3": ("Qux Battalion", "3")}
    rows = [figures_row(id=key, by=by, low=number, high=number) for key, (by, number) in told.items()]
    figures.write_bytes(figures_csv(*rows))
    made.load_files([figures, names], author=AUTHOR)
    with using(made.catalogue()):
        for by, expected in {"Qux Front; Qux Army": 10 + 7 - 3, "Qux Army": 7 - 3}.items():
            question = Question("strikes", by=by, against="Daesh", places="Iraq; Syria", period="2018-05-02")
            scope = scope_of(question, catalogue())
            (answer,) = ask_voices(scope, made.holdings(), catalogue(), Terms())
            assert (answer.bounds.low, answer.bounds.high) == (expected, expected)
