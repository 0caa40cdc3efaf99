"""Statements through the commands: claims found, findings measured, pages written; the two shipped statements whole."""

from __future__ import annotations

import json
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner

from onrecord import question, schema
from onrecord.cli import main
from onrecord.finding import Finding
from onrecord.row import Holdings
from onrecord.statement import Statement
from tests.test_cli import alone, assert_one_line, data, run

STATEMENTS = Path(schema.__file__).parent / "data" / "statements"
ARABIC, ENGLISH = STATEMENTS / "2018-05-19.ar.md", STATEMENTS / "2018-06-01.en.md"
COUNT = "Coalition forces conducted 12 strikes against Daesh in Syria {when}.\n"


MEASURED: dict[Statement, list[Finding]] = {}


@pytest.fixture(autouse=True)
def once(monkeypatch: pytest.MonkeyPatch) -> None:
    """Each statement is measured once; every test here asks the packaged facts."""
    measure = question.check_statement

    def remembered(statement: Statement, holdings: Holdings) -> list[Finding]:
        if statement not in MEASURED:
            MEASURED[statement] = measure(statement, holdings)
        return MEASURED[statement]

    monkeypatch.setattr(question, "check_statement", remembered)


@pytest.fixture(autouse=True)
def elsewhere(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("COLUMNS", "100")
    monkeypatch.setenv("NO_COLOR", "1")
    return tmp_path


@cache
def checked(path: Path) -> str:
    """What ``check --json`` prints of a shipped statement; worked out once."""
    result = CliRunner().invoke(main, ["check", str(path), "--json"])
    data(result, "finding")
    return result.stdout


def findings(path: Path) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = json.loads(checked(path))["data"]["findings"]
    return found


def of_measure(path: Path, measure: str, form: str | None = None) -> list[dict[str, Any]]:
    return [
        finding
        for finding in findings(path)
        if finding["claim"]["scope"]["measure"] == measure and form in (None, finding["claim"]["form"])
    ]


# ----------------------------------------------------------------------------------------------- the Arabic statement


def test_the_strikes_along_the_river_are_possible() -> None:
    (finding,) = of_measure(ARABIC, "strikes")
    assert finding["claim"]["scope"]["places"] == ["region:middle-euphrates-valley"]
    assert (finding["claim"]["quantity"]["comparator"], finding["claim"]["quantity"]["low"]) == (">", 132)
    assert finding["outcome"] == "possible"
    assert (finding["known_now"]["low"], finding["known_now"]["high"]) == (9, 172)


def test_one_near_sum_gives_exactly_132() -> None:
    (finding,) = of_measure(ARABIC, "strikes")
    (reading,) = finding["readings"]
    assert (reading["scope"]["places"], reading["scope"]["period"]["edtf"]) == (["IQ", "SY"], "2018-05-01/2018-05-17")
    assert (reading["value"], reading["exactly"], reading["later"]) == (132, True, True)
    assert reading["answer"]["parts"][0]["high_proof"]["formula"] == "184 − 52 = 132"
    placebo = reading["placebo"]
    assert placebo["others"] > 100
    assert placebo["matched"] * 20 <= placebo["others"]


def test_partners_are_possible_only_if_nobody_left() -> None:
    (finding,) = of_measure(ARABIC, "partners")
    assert (finding["outcome"], finding["own_side_only"]) == ("possible", True)
    assert (finding["known_now"]["low"], finding["known_now"]["high"]) == (75, 79)
    (bounds,) = finding["known_now"]["parts"]
    without = {entry["premise"]: entry for entry in bounds["hangs_on"]}["partners-never-leave"]
    assert (without["low"] or 0, without["high"]) == (0, None)


def test_the_territory_is_a_share_whose_base_is_not_stated() -> None:
    (finding,) = of_measure(ARABIC, "territory_lost")
    assert finding["own_side_only"] is True
    assert (finding["claim"]["checkable"], finding["claim"]["quantity"]["low"]) == ("partly", "98")
    assert "whole" in finding["claim"]["reason"]


@pytest.mark.parametrize(
    ("measure", "places"),
    [
        pytest.param("buildings_damaged", 2, id="Mosul and Raqqa damaged"),
        pytest.param("site_destroyed", 1, id="the mosque destroyed"),
        pytest.param("site_rebuilt", 1, id="its rebuilding paid for"),
        pytest.param("election_held", 1, id="an election held"),
    ],
)
def test_what_no_figure_speaks_of_is_not_on_record(measure: str, places: int) -> None:
    (finding,) = of_measure(ARABIC, measure)
    assert (finding["outcome"], finding["by_voice"]) == ("not_on_record", [])
    assert len(finding["claim"]["scope"]["places"]) == places


def test_promises_and_the_opinion_are_not_measured() -> None:
    unmeasured = [finding for finding in findings(ARABIC) if finding["outcome"] == "not_checkable"]
    assert sorted(finding["claim"]["modality"] for finding in unmeasured) == ["opinion", "promised", "promised"]
    assert all(finding["claim"]["reason"] and finding["known_now"] is None for finding in unmeasured)


# ---------------------------------------------------------------------------------------------- the English statement


@pytest.mark.parametrize(
    ("said", "increase", "share"),
    [
        pytest.param("304", "7550/37", "11250/37", id="304 percent over March"),
        pytest.param("123", "1400/61", "7500/61", id="123 percent over April"),
    ],
)
def test_an_increase_that_is_a_ratio_is_beyond_the_record(said: str, increase: str, share: str) -> None:
    (finding,) = [f for f in of_measure(ENGLISH, "strikes", "change") if f["claim"]["quantity"]["low"] == said]
    assert finding["outcome"] == "above_record"  # the claim is more than the record allows
    answer = finding["known_now"]
    assert (answer["low"], answer["high"]) == (increase, increase)
    assert (answer["quotient"]["low"], answer["quotient"]["high"]) == (share, share)
    assert finding["pattern"] == "change_for_share"
    (reading,) = finding["readings"]
    assert [(edit["slot"], edit["was"], edit["now"]) for edit in reading["edits"]] == [("form", "change", "share")]


def test_the_slip_is_reported_once() -> None:
    printed = " ".join(run("check", str(ENGLISH)).stdout.split())
    assert printed.count("In claims 3 and 5 the record gives the claimed numbers as percentages") == 1


@pytest.mark.parametrize(
    ("measure", "number"),
    [
        pytest.param("strikes", 225, id="strikes of May"),
        pytest.param("engagements", 280, id="engagements of May"),
        pytest.param("strikes", 41, id="strikes of the last week"),
    ],
)
def test_counts_of_the_release_are_consistent_with_its_own_reports(measure: str, number: int) -> None:
    (finding,) = [f for f in of_measure(ENGLISH, measure, "amount") if f["claim"]["quantity"]["low"] == number]
    assert (finding["outcome"], finding["own_side_only"]) == ("borne_out", True)
    assert finding["set_aside"]


# -------------------------------------------------------------------------------------------------------- both of them

both = pytest.mark.parametrize("path", [pytest.param(ARABIC, id="Arabic"), pytest.param(ENGLISH, id="English")])


@both
def test_every_span_is_the_text_it_quotes(path: Path) -> None:
    found = json.loads(checked(path))["data"]
    text = found["statement"]["text"]
    units = text.encode("utf-16-le")
    for claim in (finding["claim"] for finding in found["findings"]):
        for span in (claim["span"], *claim["slots"].values()):
            assert text[span["start"] : span["end"]] == span["quote"]
            assert units[2 * span["utf16_start"] : 2 * span["utf16_end"]].decode("utf-16-le") == span["quote"]


@both
def test_every_exported_proof_is_checked_alone(path: Path, elsewhere: Path) -> None:
    exported = elsewhere / "finding.json"
    exported.write_text(checked(path), "utf-8")
    done = alone(exported)
    assert done.returncode == 0, done.stderr
    assert len(done.stdout.splitlines()) == checked(path).count('"onrecord": "proof/1"') > 10


@both
def test_claims_are_those_that_are_checked(path: Path) -> None:
    found = data(run("claims", str(path), "--json"), "claims")["claims"]
    assert found == [finding["claim"] for finding in findings(path)]
    assert f"{len(found)} claims." in run("claims", str(path)).stdout


@both
@pytest.mark.parametrize("language", ["en", "ar"])
def test_a_report_shows_every_claim(path: Path, language: str) -> None:
    printed = " ".join(run("check", str(path), "--language", language).stdout.split())
    for finding in findings(path):
        assert " ".join(finding["claim"]["span"]["quote"].split()) in printed
    assert "132" in printed or path == ENGLISH
    for word in ("verdict", "false", "lie", "debunked", "score"):
        assert f" {word} " not in printed.lower()


# ---------------------------------------------------------------------------------------------------- days and endings


def write(when: str, name: str = "s.txt") -> str:
    Path(name).write_text(COUNT.format(when=when), encoding="utf-8")
    return name


@pytest.mark.parametrize("command", ["claims", "check"])
def test_a_relative_date_needs_a_day_and_never_takes_today(command: str) -> None:
    result = run(command, write("last week"))
    assert (result.exit_code, result.stdout) == (3, "")
    assert "last week" in result.stderr
    assert "--published YYYY-MM-DD" in result.stderr
    assert_one_line(result)


@pytest.mark.parametrize("language", ["en", "ar"])
def test_what_rounds_to_the_number_is_drawn_where_the_record_lies_among_it(language: str) -> None:
    """42 more than 183 are about 23 percent: a picture that shows 22.95 apart would deny what the words say."""
    said = (
        "The Coalition made 225 strikes in Iraq and Syria in May, a {} percent increase over the 183 strikes of April."
    )
    for percent, drawn in [("23", True), ("24", False)]:
        Path("s.txt").write_text(said.format(percent), encoding="utf-8")
        arguments = ("s.txt", "--published", "2018-06-02", "--speaker", "Coalition", "--language", language)
        report = run("check", *arguments, "--out", "pages").stdout
        page = Path(f"pages/s.c2.{language}.html").read_text("utf-8")
        assert [">23.5<" in page, "23.5" in report] == [drawn, drawn]


def test_a_place_that_is_not_named_is_asked_for() -> None:
    report = run("check", "-", "--speaker", "Coalition", given="Our forces made 41 strikes between 25 and 31 May 2018.")
    words = " ".join(report.stdout.split())
    assert "it would have to be said which place is meant" in words
    assert "A figure for a place not stated" not in words


def test_the_day_can_be_given_or_come_from_the_file() -> None:
    given = data(run("claims", write("last week"), "--published", "2018-05-19", "--json"), "claims")
    front = f"---\npublished_on: 2018-05-19\n---\n{COUNT.format(when='last week')}"
    stated = data(run("claims", "-", "--json", given=front), "claims")
    for found in (given, stated):
        assert found["statement"]["published_on"] == "2018-05-19"
        assert found["claims"][0]["scope"]["period"]["edtf"] == "2018-05-07/2018-05-13"


def test_what_is_said_on_the_command_line_goes_before_the_file() -> None:
    found = data(run("claims", str(ENGLISH), "--published", "2018-06-02", "--speaker", "Daesh", "--json"), "claims")
    assert (found["statement"]["published_on"], found["statement"]["speaker"]) == ("2018-06-02", "daesh")


@pytest.mark.parametrize("speaker", [pytest.param("", id="none"), pytest.param("Daesh; Coalition", id="two")])
def test_a_speaker_is_one_actor(speaker: str) -> None:
    assert run("claims", str(ENGLISH), "--speaker", speaker).exit_code == 2


@pytest.mark.parametrize(
    ("text", "strict", "code"),
    [
        pytest.param("on 1 May 2018", False, 0, id="measured"),
        pytest.param("on 1 May 2018", True, 0, id="measured strictly"),
        pytest.param("in June 2016", False, 0, id="not on record"),
        pytest.param("in June 2016", True, 6, id="not on record strictly"),
    ],
)
def test_strict_ends_with_6_where_something_is_unmeasured(text: str, strict: bool, code: int) -> None:
    result = run("check", write(text), "--published", "2018-06-02", *(("--strict",) if strict else ()))
    assert result.exit_code == code, result.stderr
    assert result.stdout


def test_an_outcome_is_no_exit_code() -> None:
    assert "above_record" in checked(ENGLISH)
    assert run("check", str(ENGLISH)).exit_code == 0


def test_pages_are_written_and_named(elsewhere: Path) -> None:
    result = run("check", str(ENGLISH), "--out", "site")
    assert result.exit_code == 0, result.stderr
    assert f"\n\nThe page: {Path('site') / 'index.html'}\n" in result.stdout
    assert "index.html" in run("check", str(ENGLISH), "--out", "site", "--language", "ar").stdout.splitlines()[-1]
    pages = data(run("check", str(ENGLISH), "--out", "site", "--json"), "finding")["pages"]
    assert pages
    assert all((elsewhere / page).is_file() for page in pages)


def test_the_demo_checks_both_and_says_where_the_pages_are(elsewhere: Path) -> None:
    done = data(run("demo", "--json", "--out", "site"), "demo")["statements"]
    assert [len(each["findings"]) for each in done] == [len(findings(ARABIC)), len(findings(ENGLISH))]
    printed = run("demo", "--out", "site").stdout
    indexes = sorted(path.relative_to(elsewhere) for path in elsewhere.glob("site/*/index.html"))
    assert len(indexes) == 2
    assert all(f"The page: {index}" in printed for index in indexes)


@pytest.mark.parametrize("command", ["claims", "check"])
def test_a_statement_cannot_steer_the_terminal(command: str) -> None:
    Path("s.txt").write_text(COUNT.format(when="on 1 May 2018").replace("12 ", "12 \x1b[2J "), encoding="utf-8")
    result = run(command, "s.txt", "--published", "2018-06-02")
    assert (result.exit_code, "\x1b" in result.stdout) == (0, False)
    assert "\ufffd[2J" in result.stdout
