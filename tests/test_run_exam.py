"""The tool that reads number and date cases: one line a case in the form of the exam, wrong cases said and skipped."""

from __future__ import annotations

import json
import subprocess
import sys
from fractions import Fraction
from pathlib import Path
from typing import Any

import pytest

from tools import run_exam

ROOT = Path(__file__).resolve().parent.parent
TOOL = ROOT / "tools" / "run_exam.py"


def case(text: str, kind: str, lang: str = "en", day: str = "2018-05-24T04:30:00") -> dict[str, Any]:
    return {"id": "x", "text": text, "kind": kind, "lang": lang, "reference_time": day}


CASES = [
    pytest.param(case("they fired 1,200 rounds", "number"), [("1200", "1,200")], id="a number"),
    pytest.param(case("٣٫٥ طن", "unit", "ar"), [("3.5", "٣٫٥")], id="a number with a unit"),
    pytest.param(case("-7.25 below", "number"), [("-7.25", "-7.25")], id="below nothing"),
    pytest.param(case("one and two thirds", "number"), [("1.66666666666667", "one and two thirds")], id="never ends"),
    pytest.param(case("the third convoy", "ordinal"), [("3", "third")], id="an ordinal"),
    pytest.param(case("٤٠ بالمئة", "percent", "ar"), [("40", "٤٠ بالمئة")], id="percent"),
    pytest.param(case("more than 40 trucks", "range"), [("(40,)", "more than 40")], id="open above"),
    pytest.param(case("ما لا يقل عن ٤٠ شاحنة", "range", "ar"), [("[40,)", "ما لا يقل عن ٤٠")], id="at least"),
    pytest.param(case("between 20 and 30 trucks", "range"), [("[20,30)", "between 20 and 30")], id="a plain range"),
    pytest.param(
        case("at least 20 and at most 30", "range"), [("[20,30]", "at least 20 and at most 30")], id="both ends said"
    ),
    pytest.param(
        case("more than 20 and less than 30", "range"),
        [("(20,30)", "more than 20 and less than 30")],
        id="both left out",
    ),
    pytest.param(case("40 trucks", "range"), [], id="no range"),
    pytest.param(case("on 3 May 2018", "date"), [("2018-05-03/2018-05-04", "on 3 May 2018")], id="a day"),
    pytest.param(case("أمس", "date", "ar"), [("2018-05-23/2018-05-24", "أمس")], id="yesterday"),
    pytest.param(case("since March 2018", "period"), [("2018-03-01/..", "since March 2018")], id="since"),
    pytest.param(case("ثلاثة أشهر", "duration", "ar"), [("P3M", "ثلاثة أشهر")], id="a duration"),
    pytest.param(case("اثنان من خمسة", "number", "ar"), [("0.4", "اثنان من خمسة")], id="a part of a whole"),
    pytest.param(case("15 of 2018", "number"), [("15", "15"), ("2018", "2018")], id="no part of a whole"),
    pytest.param(case("منذ أسبوعين", "date", "ar"), [("2018-05-10/2018-05-11", "منذ أسبوعين")], id="so long ago"),
    pytest.param(
        case("أول أسبوع من شهر أيار", "date", "ar"), [("2018-05-07/2018-05-14", "أول أسبوع من شهر أيار")], id="a week"
    ),
    pytest.param(
        case("آخر أسبوع من نيسان", "date", "ar"), [("2018-04-23/2018-04-30", "آخر أسبوع من نيسان")], id="its last week"
    ),
    pytest.param(
        case("الأشهر الثلاثة القادمة", "period", "ar"), [("2018-06-01/2018-09-01", "الأشهر الثلاثة القادمة")], id="next"
    ),
]


@pytest.mark.parametrize(("row", "expected"), CASES)
def test_what_is_read(row: dict[str, Any], expected: list[tuple[str, str]]) -> None:
    found = run_exam.predict(row)
    assert [(each.value, row["text"][each.start : each.end]) for each in found] == expected


@pytest.mark.parametrize(
    ("number", "text"),
    [
        pytest.param(Fraction(1200), "1200", id="whole"),
        pytest.param(Fraction(-1, 8), "-0.125", id="below nothing"),
        pytest.param(Fraction(3, 250), "0.012", id="zeros in front"),
        pytest.param(Fraction(5, 2), "2.5", id="a half"),
        pytest.param(Fraction(10**25, 5), "2000000000000000000000000", id="past any float"),
        pytest.param(Fraction(1, 3), "0.333333333333333", id="never ends"),
    ],
)
def test_decimals(number: Fraction, text: str) -> None:
    assert run_exam.decimal(number) == text


def write(path: Path, rows: list[Any]) -> Path:
    path.write_text("".join((r if isinstance(r, str) else json.dumps(r)) + "\n" for r in rows), encoding="utf-8")
    return path


def test_a_file_in_a_file_out(tmp_path: Path) -> None:
    exam = write(
        tmp_path / "exam.jsonl", [{**case("12 men", "number"), "id": "a"}, {**case("none", "date"), "id": "b"}]
    )
    done = subprocess.run(
        [sys.executable, str(TOOL), str(exam), str(tmp_path / "pred.jsonl")],
        cwd=tmp_path,
        capture_output=True,
        check=False,
    )
    assert (done.returncode, done.stdout, done.stderr) == (0, b"", b"")
    lines = [json.loads(line) for line in (tmp_path / "pred.jsonl").read_text(encoding="utf-8").splitlines()]
    assert lines == [{"id": "a", "pred": [{"value": "12", "start": 0, "end": 2}]}, {"id": "b", "pred": []}]


def test_wrong_cases_are_said_and_skipped(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    right = case("12 men", "number")
    wrong = [
        "{",
        "[]",
        {**right, "kind": "colour"},
        {**right, "lang": "fr"},
        {**right, "text": None},
        {**right, "reference_time": "soon"},
    ]
    exam = write(tmp_path / "exam.jsonl", [*wrong, "", right])
    assert run_exam.main([str(exam), str(tmp_path / "pred.jsonl")]) == 3
    said = capsys.readouterr().err.splitlines()
    assert [line.split(": ")[1] for line in said] == [f"line {number}" for number in range(1, 7)]
    assert len((tmp_path / "pred.jsonl").read_text(encoding="utf-8").splitlines()) == 1


@pytest.mark.parametrize("arguments", [[], ["one"], ["a", "b", "c"]])
def test_a_wrong_call(arguments: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    assert run_exam.main(arguments) == 2
    assert "EXAM.jsonl PRED.jsonl" in capsys.readouterr().err


def test_what_is_read_is_not_written_over(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    exam = write(tmp_path / "exam.jsonl", [case("12 men", "number")])
    assert run_exam.main([str(exam), str(exam)]) == 3
    assert run_exam.main([str(tmp_path / "none"), str(tmp_path / "pred")]) == 3
    assert exam.read_text(encoding="utf-8")
    assert "No such file" in capsys.readouterr().err
