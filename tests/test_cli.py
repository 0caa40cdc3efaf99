"""The commands, as a person types them: what they print, where, and with which exit code they end."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import threading
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import click
import pytest
from click.testing import CliRunner, Result

from onrecord import __version__, errors, question, schema
from onrecord.cli import explain, main
from onrecord.gazetteer import catalogue
from onrecord.proof import digest
from tests.checker import CHECKER

ROOT = Path(__file__).resolve().parent.parent
DAESH = ("--by", "Coalition", "--against", "Daesh")
BOTH, THREE = "Iraq; Syria", "Iraq; Syria; Turkey"
HEADER = "id,source,voice,measure,by,against,of,place,period,low,high,sense,published_on,via,address,note\n"
ROW = "x-1,CJTF-OIR,Coalition,strikes,Coalition,Daesh,,Iraq,2018-07-02,5,5,equal,2018-07-04,,https://example.org/a,\n"


@pytest.fixture(autouse=True)
def elsewhere(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Every command here stands in an empty folder."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("ONRECORD_DEBUG", raising=False)
    return tmp_path


def run(*arguments: str, given: str | None = None) -> Result:
    return CliRunner().invoke(main, arguments, input=given)


def data(result: Result, kind: str) -> Any:
    """The data of a printed document, once it is what the contract says."""
    assert result.exit_code == 0, result.stderr
    found = json.loads(result.stdout)
    schema.ENVELOPES[kind].model_validate_json(result.stdout)
    assert (found["onrecord"], found["program"]) == (f"{kind}/1", f"onrecord {__version__}")
    return found["data"]


def asked(measure: str, place: str, period: str, *more: str) -> dict[str, Any]:
    """The one answer to a question about what the coalition counts."""
    (answer,) = data(run("ask", measure, *DAESH, "--place", place, "--period", period, "--json", *more), "bounds")[
        "answers"
    ]
    assert answer["voice"] == "coalition"
    bounds: dict[str, Any] = answer["bounds"]
    return bounds


# ------------------------------------------------------------------------------------------------ the founding example

MAY_17, MAY_22, APRIL_12 = "2018-05-01/2018-05-17", "2018-05-01/2018-05-22", "2018-04-01/2018-04-12"
TABLE = [
    pytest.param("strikes", BOTH, MAY_17, 132, 132, id="strikes in both countries"),
    pytest.param("engagements", BOTH, MAY_17, 161, 161, id="engagements in both countries"),
    pytest.param("strikes", "Abu Kamal", MAY_17, 9, 128, id="strikes in the town"),
    pytest.param("strikes", "Syria", MAY_17, 10, 129, id="strikes in Syria"),
    pytest.param("strikes", BOTH, MAY_22, 132, 176, id="strikes in both countries five days later"),
    pytest.param("strikes", "Abu Kamal", MAY_22, 9, 172, id="strikes in the town five days later"),
    pytest.param("strikes", BOTH, APRIL_12, 113, 113, id="strikes of early April"),
    pytest.param("strikes", "Iraq", "2018-05", 5, 203, id="strikes in Iraq in May"),
    pytest.param("strikes", THREE, "2018-05", 225, None, id="strikes in three countries in May"),
]


@pytest.mark.parametrize(("measure", "place", "period", "low", "high"), TABLE)
def test_the_founding_example(measure: str, place: str, period: str, low: int, high: int | None) -> None:
    found = asked(measure, place, period)
    assert (found["low"], found["high"]) == (low, high)
    assert found["pinned"] is (low == high)


def test_the_answer_of_132_is_its_sum() -> None:
    found = asked("strikes", BOTH, MAY_17)
    assert [found[side]["formula"] for side in ("low_proof", "high_proof")] == ["184 − 52 = 132"] * 2


def test_early_april_hangs_on_the_count_of_april() -> None:
    found = asked("strikes", BOTH, APRIL_12)
    figures = {f["id"]: f for f in data(run("figures", "--json"), "figures")["figures"]}
    freed = [entry["premise"] for entry in found["hangs_on"] if entry["high"] is None]
    assert [(figures[premise]["low"], figures[premise]["scope"]["period"]["edtf"]) for premise in freed] == [
        (183, "2018-04")
    ]


def test_nobody_covers_turkey() -> None:
    assert asked("strikes", THREE, "2018-05")["gap"]["places"] == ["TR"]
    assert "No figure covers Turkey" in run("ask", "strikes", *DAESH, "--place", THREE, "--period", "2018-05").stdout


def test_the_text_shows_the_sum_and_what_it_hangs_on() -> None:
    printed = run("ask", "strikes", *DAESH, "--place", BOTH, "--period", MAY_17).stdout
    assert "exactly 132 strikes" in printed
    assert "184 − 52 = 132" in printed
    assert "Without the 52" in printed


def test_nothing_published_by_then_bounds_nothing() -> None:
    found = asked("strikes", BOTH, MAY_17, "--as-of", "2018-05-20")
    assert (found["low"], found["high"]) != (132, 132)
    printed = run("ask", "strikes", *DAESH, "--place", BOTH, "--period", APRIL_12, "--as-of", "2018-01-01").stdout
    assert "no bound" in printed


def test_a_place_may_be_named_in_arabic_and_joined_by_an_arabic_semicolon() -> None:
    assert asked("strikes", "العراق؛ سوريا", MAY_17)["low"] == 132


def test_partners_rest_on_a_premise_that_can_be_switched_off() -> None:
    (answer,) = data(run("ask", "partners", "--of", "Coalition", "--period", "2018-05-19", "--json"), "bounds")[
        "answers"
    ]
    found = answer["bounds"]
    assert (found["low"], found["high"]) == (75, 79)
    without = {entry["premise"]: (entry["low"], entry["high"]) for entry in found["hangs_on"]}
    assert without["partners-never-leave"] in ((0, None), (None, None))


def test_what_it_hangs_on_is_what_doing_without_gives() -> None:
    """Each withdrawal beside an answer is the answer that asking without it gives."""
    found = asked("strikes", "Abu Kamal", MAY_17)
    assert found["hangs_on"]
    for entry in found["hangs_on"]:
        without = asked("strikes", "Abu Kamal", MAY_17, "--without", entry["premise"])
        assert (without["low"], without["high"]) == (entry["low"], entry["high"])


def test_a_premise_can_be_switched_off() -> None:
    arguments = ("ask", "partners", "--of", "Coalition", "--period", "2018-05-19", "--json")
    found = data(run(*arguments, "--without", "partners-never-leave"), "bounds")
    assert found["without"] == ["partners-never-leave"]
    assert [answer["bounds"]["high"] for answer in found["answers"]] == [None]


def test_the_same_question_gives_the_same_bytes() -> None:
    arguments = ("ask", "strikes", *DAESH, "--place", "Abu Kamal", "--period", MAY_22, "--json")
    assert run(*arguments).stdout_bytes == run(*arguments).stdout_bytes


# -------------------------------------------------------------------------------------------------------------- proofs


@pytest.fixture
def exported(elsewhere: Path) -> Path:
    """An answer with its proofs, as exported."""
    path = elsewhere / "answer.json"
    path.write_text(run("ask", "strikes", *DAESH, "--place", BOTH, "--period", MAY_17, "--json").stdout, "utf-8")
    return path


def alone(path: Path) -> subprocess.CompletedProcess[str]:
    """The checker as a stranger runs it: no site packages, nothing of ours in the path."""
    command = [sys.executable, "-I", "-S", str(CHECKER), str(path)]
    return subprocess.run(command, capture_output=True, encoding="utf-8", check=False)


@pytest.mark.parametrize(("measure", "place", "period", "low", "high"), TABLE)
def test_every_proof_of_the_founding_example_is_checked_alone(
    measure: str, place: str, period: str, low: int, high: int | None, elsewhere: Path
) -> None:
    path = elsewhere / "answer.json"
    found = run("ask", measure, *DAESH, "--place", place, "--period", period, "--json").stdout
    path.write_text(found, "utf-8")
    checked = alone(path)
    assert checked.returncode == 0, checked.stderr
    assert len(checked.stdout.splitlines()) == found.count('"onrecord": "proof/1"')


def test_prove_says_the_sum_what_it_shows_and_what_to_believe(exported: Path) -> None:
    printed = run("prove", str(exported)).stdout
    assert "184 − 52 = 132" in printed
    assert "at most 132" in " ".join(printed.split())
    assert "−52  Iraq and Syria, 18–24 May 2018  [oir18-40]" in printed
    assert "published 25 May 2018" in printed
    assert "https://" in printed


def test_prove_takes_a_single_proof_and_standard_input(exported: Path) -> None:
    (answer,) = json.loads(exported.read_text("utf-8"))["data"]["answers"]
    proved = data(run("prove", "-", "--json", given=json.dumps(answer["bounds"]["high_proof"])), "proved")["proofs"]
    assert [(proof["formula"], proof["side"], proof["value"]) for proof in proved] == [
        ("184 − 52 = 132", "high", "132")
    ]


def test_a_document_cannot_steer_the_terminal(exported: Path) -> None:
    found = bound_of(json.loads(exported.read_text("utf-8")))["high_proof"]
    found["ground"]["names"]["IQ"]["en"] = "Iraq\x1b[2J"
    del found["digest"]
    found["digest"] = digest(found)
    result = run("prove", "-", given=json.dumps(found))
    assert (result.exit_code, "\x1b" in result.stdout, "Iraq\ufffd[2J" in result.stdout) == (0, False, True)


def bound_of(document: Any) -> Any:
    return document["data"]["answers"][0]["bounds"]


def raise_bound(document: Any) -> None:
    bound_of(document)["high"] = 131


def drop_proof(document: Any) -> None:
    bound_of(document)["high_proof"] = None


def swap_proofs(document: Any) -> None:
    found = bound_of(document)
    found["low_proof"], found["high_proof"] = found["high_proof"], found["low_proof"]


def change_formula(document: Any) -> None:
    bound_of(document)["high_proof"]["formula"] = "184 − 53 = 131"


def change_premise(document: Any) -> None:
    premises = bound_of(document)["high_proof"]["premises"]
    premises[min(premises)]["high"] = "183"


@pytest.mark.parametrize(
    "tamper",
    [
        pytest.param(raise_bound, id="another bound beside the proof"),
        pytest.param(drop_proof, id="a bound without its proof"),
        pytest.param(swap_proofs, id="the proof of the other side"),
        pytest.param(change_formula, id="another formula"),
        pytest.param(change_premise, id="another premise"),
    ],
)
def test_a_tampered_export_is_refused(tamper: Callable[[Any], None], exported: Path) -> None:
    document = json.loads(exported.read_text("utf-8"))
    tamper(document)
    exported.write_text(json.dumps(document), "utf-8")
    refused = run("prove", str(exported))
    assert refused.exit_code == 5
    assert refused.stdout == ""
    assert_one_line(refused)
    # A stranger judges the proofs themselves, not what stands beside them.
    assert alone(exported).returncode == (5 if tamper is change_premise else 0)


# ---------------------------------------------------------------------------------------------------------- exit codes


def assert_one_line(result: Result) -> None:
    lines = [line for line in result.stderr.splitlines() if "asking the facts" not in line]
    assert len(lines) == 1, result.stderr
    assert lines[0].startswith("onrecord: ")


def write(name: str, content: str | bytes) -> str:
    Path(name).write_bytes(content.encode() if isinstance(content, str) else content)
    return name


ASK = ("ask", "strikes", "--period", "2018-05")
USAGE = [
    pytest.param((), "Usage", id="no command"),
    pytest.param(("askk",), "No such command 'askk'", id="no such command"),
    pytest.param(("--verbose",), "No such option", id="no such option"),
    pytest.param(("ask",), "MEASURE", id="no measure"),
    pytest.param(("ask", "strikes"), "--period", id="no period"),
    pytest.param(("ask", "strikes", "--period", "May 2018"), "YYYY-MM", id="a period that is no EDTF"),
    pytest.param(("ask", "strikes", "--period", "2018-05-17/2018-05-01"), "ends before it starts", id="turned period"),
    pytest.param(("ask", "strike", "--period", "2018-05"), "did you mean strikes", id="a measure nearly right"),
    pytest.param(("ask", "qqqq", "--period", "2018-05"), "there are: ", id="no such measure"),
    pytest.param(
        ("ask", "strikes", "--period", "2018-05", "--place", "qqqq"), "are known, and none is near", id="no such place"
    ),
    pytest.param((*ASK, "--place", "Irak"), "did you mean Iraq (IQ)", id="a place nearly right"),
    pytest.param((*ASK, "--by", "Coalitoin"), "coalition", id="an actor nearly right"),
    pytest.param((*ASK, "--voice", "Daesh"), "counted by: coalition", id="a voice that counts nothing of it"),
    pytest.param((*ASK, "--voice", "nobody"), "counted by: coalition", id="no such voice"),
    pytest.param((*ASK, "--without", "oir18-999"), "did you mean oir18-", id="nothing of that id to do without"),
    pytest.param((*ASK, "--as-of", "yesterday"), "YYYY-MM-DD", id="a day that is no date"),
    pytest.param(("ask", "partners", "--period", "2018"), "one day", id="a stock over a year"),
    pytest.param((*ASK, "--place", ""), "there is no name in it", id="an empty place"),
    pytest.param((*ASK, "--by", " ; "), "there is no name in it", id="names with none between them"),
    pytest.param(("figures", "--place", ""), "there is no name in it", id="figures of an empty place"),
    pytest.param(("events", "deaths", "--of", ""), "there is no name in it", id="events of nobody"),
    pytest.param(("fetch", "ucdp-ged"), "say which version with --version", id="a source in no version"),
    pytest.param((*ASK, "--most-in", "hour"), "one day, week or month", id="the most of no such time"),
    pytest.param(("load", "x.csv"), "onrecord init", id="load outside a project"),
    pytest.param(("verify",), "onrecord init", id="verify outside a project"),
    pytest.param((*ASK, "--project", "nowhere"), "onrecord init", id="a project that is none"),
]


@pytest.mark.parametrize(("arguments", "said"), USAGE)
def test_a_wrong_call_ends_with_2(arguments: tuple[str, ...], said: str) -> None:
    result = run(*arguments)
    assert (result.exit_code, result.stdout) == (2, "")
    assert said in result.stderr
    if arguments:
        assert_one_line(result)


WRONG_ROW = HEADER + ROW.replace(",5,5,", ",five,5,")
INPUT = [
    pytest.param(("prove", "p.json"), "{", "not a JSON document", id="cut JSON"),
    pytest.param(("prove", "p.json"), b"\xff\xfe\x00", "not a JSON document", id="bytes that are no text"),
    pytest.param(("prove", "p.json"), "[" * 200_000, "not a JSON document", id="JSON nested without end"),
    pytest.param(("prove", "p.json"), '{"data": []}', "no proof in it", id="JSON without a proof"),
    pytest.param(("prove", "missing.json"), "", "missing.json: No such file", id="no such file"),
    pytest.param(("claims", "s.docm"), "x", "s.docm", id="a kind of file that is not read"),
    pytest.param(("claims", "s.txt"), "", "no text in it", id="an empty statement"),
    pytest.param(("check", "s.txt"), b"\xff\xfe", "not UTF-8", id="a statement in another encoding"),
    pytest.param(("load", "f.csv", "--project", "p"), "a,b\n1,2\n", "f.csv", id="a file of other columns"),
    pytest.param(("load", "f.csv", "--project", "p"), WRONG_ROW, "five", id="a wrong row"),
]


@pytest.mark.parametrize(("arguments", "content", "said"), INPUT)
def test_bad_input_ends_with_3(arguments: tuple[str, ...], content: str | bytes, said: str) -> None:
    if "missing" not in arguments[1]:
        write(arguments[1], content)
    if "--project" in arguments:
        run("init", "p")
    result = run(*arguments)
    assert (result.exit_code, result.stdout) == (3, ""), result.stderr
    assert said in result.stderr
    assert_one_line(result)


@pytest.mark.parametrize(
    ("raised", "code", "said"),
    [
        pytest.param(errors.OnrecordError("a promise broken"), 1, "a promise broken", id="our fault, known"),
        pytest.param(ValueError("odd\nthing"), 1, "an error of ours, ValueError: odd thing", id="our fault, unknown"),
        pytest.param(errors.UsageError("no such thing"), 2, "no such thing", id="usage"),
        pytest.param(errors.InputError("row 3"), 3, "row 3", id="input"),
        pytest.param(errors.SourceError("not reached"), 4, "not reached", id="source"),
        pytest.param(errors.VerificationError("differs"), 5, "differs", id="verification"),
        pytest.param(errors.ProjectBusyError("held by 7"), 7, "held by 7", id="busy"),
        pytest.param(KeyboardInterrupt(), 130, "stopped", id="interrupted"),
        pytest.param(PermissionError(13, "Permission denied", "x"), 3, "x: Permission denied", id="a file of another"),
    ],
)
def test_whatever_goes_wrong_is_one_line_and_its_code(
    raised: BaseException, code: int, said: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(_project: object) -> None:
        raise raised

    monkeypatch.setattr(question, "holdings_of", fail)
    result = run("sources")
    assert (result.exit_code, result.stdout) == (code, "")
    assert said in result.stderr
    assert_one_line(result)


def test_debug_shows_where(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(question, "holdings_of", lambda project: 1 / 0)
    assert "Traceback" in run("--debug", "sources").stderr
    monkeypatch.setenv("ONRECORD_DEBUG", "1")
    result = run("sources")
    assert (result.exit_code, "Traceback" in result.stderr) == (1, True)


def test_every_error_has_the_code_of_its_class() -> None:
    tree = [errors.OnrecordError, *errors.OnrecordError.__subclasses__()]
    assert {error: explain(error("x")) for error in tree} == {error: (error.exit_code, "x") for error in tree}


def test_a_reader_that_goes_away_is_no_error() -> None:
    """As in ``onrecord figures | head -1``."""
    read, written = os.pipe()
    os.close(read)
    done = subprocess.run(
        [sys.executable, "-m", "onrecord", "figures"],
        stdout=written, stderr=subprocess.PIPE, env={**os.environ, "PYTHONPATH": str(ROOT)}, check=False,
    )  # fmt: skip
    os.close(written)
    assert done.returncode == 0
    assert b"Traceback" not in done.stderr
    assert b"Exception" not in done.stderr


# ---------------------------------------------------------------------------------------------------------- the record


def test_a_project_is_made_loaded_and_verified(elsewhere: Path) -> None:
    assert run("init", "p").exit_code == 0
    packaged = len(data(run("figures", "--json"), "figures")["figures"])
    write("f.csv", HEADER + ROW)
    first, again = (data(run("load", "f.csv", "--project", "p", "--json"), "loaded")["files"] for _ in range(2))
    assert [(entry["figures"], entry["new"], entry["already"]) for entry in (*first, *again)] == [
        (1, 1, False),
        (1, 0, True),
    ]
    verified = data(run("verify", "--project", "p", "--json"), "verified")
    assert (verified["figures"], verified["behind"], verified["other_tables"]) == (packaged + 1, 0, False)
    assert "check out" in run("verify", "--project", "p").stdout


def test_the_folder_one_stands_in_is_the_project_asked(monkeypatch: pytest.MonkeyPatch) -> None:
    run("init", "p", "--empty")
    monkeypatch.chdir("p")
    result = run("figures")
    assert (result.stdout, result.stderr) == ("No figures.\n", "")


def test_without_a_project_the_packaged_facts_are_asked_and_that_is_said() -> None:
    assert run("sources").stderr == "onrecord: no project here; asking the facts shipped with onrecord\n"


def test_the_row_of_a_figure_that_is_shipped_needs_no_project(elsewhere: Path) -> None:
    shown = run("row", "oir18-38")
    assert (shown.exit_code, "no project here" in shown.stderr) == (0, True)
    assert "oir_releases_2018.csv, row 39" in shown.stdout
    assert run("init", "p").exit_code == 0
    assert run("row", "oir18-38", "--project", "p").stdout == shown.stdout
    assert "'onrecord figures' lists them" in run("row", "oir18-999").stderr


def test_a_project_is_not_made_twice() -> None:
    assert [run("init", "p").exit_code for _ in range(2)] == [0, 2]


@pytest.mark.parametrize(
    "second",
    [
        pytest.param(WRONG_ROW, id="a wrong row"),
        pytest.param(HEADER + ROW.replace(",5,5,", ",6,6,"), id="an id with other content"),
    ],
)
def test_where_the_second_file_is_refused_the_first_is_not_loaded(second: str) -> None:
    run("init", "p", "--empty")
    write("good.csv", HEADER + ROW)
    write("wrong.csv", second)
    assert run("load", "good.csv", "wrong.csv", "--project", "p").exit_code == 3
    assert data(run("figures", "--project", "p", "--json"), "figures")["figures"] == []
    assert run("verify", "--project", "p").exit_code == 0


def test_a_changed_file_fails_verification(elsewhere: Path) -> None:
    run("init", "p")
    kept = min((elsewhere / "p" / "sources").iterdir())
    kept.chmod(0o644)
    kept.write_bytes(kept.read_bytes() + b"\n")
    result = run("verify", "--project", "p")
    assert result.exit_code == 5
    assert_one_line(result)


@pytest.mark.parametrize(("wait", "lines"), [pytest.param("0", 1, id="at once"), pytest.param("0.2", 2, id="waited")])
def test_a_busy_project_says_who_holds_it(
    elsewhere: Path, monkeypatch: pytest.MonkeyPatch, wait: str, lines: int
) -> None:
    from onrecord.project import open_project

    run("init", "p")
    write("f.csv", HEADER + ROW)
    monkeypatch.setenv("ONRECORD_WAIT", wait)
    with open_project(elsewhere / "p").locked():
        result = run("load", "f.csv", "--project", "p")
    assert result.exit_code == 7
    told = result.stderr.splitlines()
    assert len(told) == lines
    assert all(f"process {os.getpid()}" in line for line in told)
    assert lines == 1 or f"waiting up to {wait} seconds" in told[0]


def test_a_second_process_waits_for_a_project(elsewhere: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from onrecord.project import open_project

    run("init", "p")
    write("f.csv", HEADER + ROW)
    monkeypatch.setenv("ONRECORD_WAIT", "60")
    held = threading.Event()

    def hold() -> None:
        with open_project(elsewhere / "p").locked():
            held.set()
            time.sleep(0.5)

    other = threading.Thread(target=hold)
    other.start()
    assert held.wait(60)
    result = run("load", "f.csv", "--project", "p")
    other.join()
    assert result.exit_code == 0
    assert "waiting up to 60 seconds for it" in result.stderr


def test_a_wait_that_is_no_number(elsewhere: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    run("init", "p")
    monkeypatch.setenv("ONRECORD_WAIT", "long")
    result = run("verify", "--project", "p")
    assert result.exit_code == 2
    assert "ONRECORD_WAIT: found 'long'" in result.stderr


FILTERS = [
    pytest.param(("--measure", "engagements"), lambda f: f["scope"]["measure"] == "engagements", id="by measure"),
    pytest.param(("--voice", "Coalition"), lambda f: f["voice"] == "coalition", id="by voice"),
    pytest.param(("--place", "Abu Kamal"), lambda f: f["scope"]["places"] == ["gn:174448"], id="by place"),
    pytest.param(
        ("--as-of", "2018-04-30"), lambda f: f["published_on"] and f["published_on"] <= "2018-04-30", id="by day"
    ),
]


@pytest.mark.parametrize(("options", "wanted"), FILTERS)
def test_figures_can_be_chosen(options: tuple[str, ...], wanted: Callable[[Any], bool]) -> None:
    everything = data(run("figures", "--json"), "figures")["figures"]
    chosen = data(run("figures", *options, "--json"), "figures")["figures"]
    assert chosen
    assert chosen == [figure for figure in everything if wanted(figure)]
    printed = " ".join(run("figures", *options).stdout.split())
    assert [figure["id"] for figure in chosen if f"[{figure['id']}]" in printed] == [figure["id"] for figure in chosen]
    assert printed.count("[") == len(chosen)


def test_a_place_chooses_what_lies_in_it() -> None:
    chosen = data(run("figures", "--place", "Syria", "--json"), "figures")["figures"]
    assert {"SY", "gn:174448"} <= {place for figure in chosen for place in figure["scope"]["places"]}


def test_sources_say_whose_count_and_how_many() -> None:
    sources = {card["id"]: card for card in data(run("sources", "--json"), "sources")["sources"]}
    assert sources["cjtf-oir"]["voice"] == "coalition"
    figures = data(run("figures", "--json"), "figures")["figures"]
    assert sum(card["figures"] for card in sources.values()) == len(figures)
    assert "cjtf-oir" in run("sources").stdout


def test_the_packaged_record_holds_together() -> None:
    assert data(run("contradictions", "--json"), "contradictions")["contradictions"] == []


def test_a_question_amid_a_contradiction_has_no_bound_but_what_each_withdrawal_gives() -> None:
    run("init", "p")
    write("f.csv", HEADER + ROW.replace("2018-07-02,5,5,", "2018-05,300,300,"))
    run("load", "f.csv", "--project", "p")
    found = asked("strikes", "Iraq", "2018-05", "--project", "p")
    assert (found["low"], found["high"], found["consistent"]) == (None, None, False)
    assert {e["premise"]: (e["low"], e["high"]) for e in found["hangs_on"]}["x-1"] == (5, 203)
    printed = run("ask", "strikes", *DAESH, "--place", "Iraq", "--period", "2018-05", "--project", "p").stdout
    assert "do not fit together" in printed


def test_a_contradiction_is_a_sum_with_its_size() -> None:
    run("init", "p", "--empty")
    more = ROW.replace("x-1", "x-2").replace(",Iraq,", ",Iraq; Syria,").replace(",5,5,", ",3,3,")
    write("f.csv", HEADER + ROW + more)
    run("load", "f.csv", "--project", "p")
    (found,) = data(run("contradictions", "--project", "p", "--json"), "contradictions")["contradictions"]
    assert (found["premises"], found["size"]) == (["x-1", "x-2"], "2")
    printed = run("contradictions", "--project", "p").stdout
    assert "2 too many" in printed
    write("c.json", json.dumps(found))
    assert run("prove", "c.json").exit_code == 0


IN_ARABIC = [
    pytest.param(("ask", "strikes", *DAESH, "--place", BOTH, "--period", MAY_17), "132 ضربة تماماً", id="ask"),
    pytest.param(("ask", "partners", "--of", "Coalition", "--period", "2018-05-19"), "الشركاء في التحالف", id="stock"),
    pytest.param(("claims", "s.txt"), "12 ضربة", id="claims"),
    pytest.param(("check", "s.txt"), "ما ليس في السجل ليس معناه أنه لم يقع", id="check"),
    pytest.param(("sources",), "وزارة الدفاع الأمريكية", id="sources"),
    pytest.param(("figures", "--measure", "partners"), "79 شريكاً", id="figures"),
    pytest.param(("contradictions",), "لا تعارض في السجل", id="contradictions"),
    pytest.param(("prove", "answer.json"), "132 على الأكثر", id="prove"),
]


@pytest.mark.parametrize(("arguments", "said"), IN_ARABIC)
def test_every_report_is_given_in_arabic_too(arguments: tuple[str, ...], said: str, exported: Path) -> None:
    write("s.txt", "Coalition forces conducted 12 strikes against Daesh in Syria on 1 May 2018.")
    arabic, english = run(*arguments, "--language", "ar"), run(*arguments)
    assert arabic.exit_code == 0, arabic.stderr
    assert said in arabic.stdout
    assert said not in english.stdout
    assert english.stdout == run(*arguments, "--language", "en").stdout


# ---------------------------------------------------------------------------------------------------- the whole surface


def commands() -> list[tuple[str, click.Command]]:
    context = click.Context(main)
    found = [(name, main.get_command(context, name)) for name in main.list_commands(context)]
    return [(name, command) for name, command in found if command is not None]


@pytest.mark.parametrize(("name", "command"), [pytest.param(*entry, id=entry[0]) for entry in commands()])
def test_every_command_and_option_says_what_it_is(name: str, command: click.Command) -> None:
    assert command.help
    assert all(option.help for option in command.params if isinstance(option, click.Option))
    assert run(name, "--help").exit_code == 0


def test_the_version() -> None:
    assert run("--version").stdout == f"onrecord {__version__}\n"


def test_the_data_is_utf8_whatever_the_terminal(exported: Path) -> None:
    env = {**os.environ, "PYTHONPATH": str(ROOT), "PYTHONIOENCODING": "ascii", "LC_ALL": "C"}
    done = subprocess.run(
        [sys.executable, "-m", "onrecord", "prove", str(exported)], capture_output=True, env=env, check=False
    )
    assert (done.returncode, "184 − 52 = 132" in done.stdout.decode("utf-8")) == (0, True)


def test_every_measure_can_be_named_by_its_id() -> None:
    names = catalogue()
    assert [question.measure_of(measure.id, names) for measure in names.measures] == [m.id for m in names.measures]


@pytest.mark.parametrize("name", ["الضربات", "ضربات", "الضّربات", "Strikes"])
def test_a_measure_may_be_named_in_arabic_with_its_article_or_without(name: str) -> None:
    assert question.measure_of(name, catalogue()) == "strikes"
