"""What two versions find in one text: gained, lost and changed claims, in either form, and in many statements."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result

from onrecord import difference
from onrecord.annotation import as_annotation
from onrecord.claim import find_claims
from onrecord.claimexport import claim_document
from onrecord.cli import main
from onrecord.difference import Held, compare
from onrecord.gazetteer import catalogue
from onrecord.statement import packaged_statements
from tests.eval import changes
from tests.eval.gate import UNSEEN, found_in
from tests.eval.own import own_rows

TEXT = "Coalition forces made 12 strikes near Raqqa on 3 May 2018. They destroyed 5 vehicles and killed 9 fighters."


def held(start: int, end: int, figure: tuple[int, int] | None = None, **slots: str) -> Held:
    return Held((start, end), figure, TEXT[start:end], {"measure": "strikes", **slots})


CASES = [
    pytest.param([], [], (0, 0, 0, 0), id="nothing"),
    pytest.param([], [held(0, 9, (1, 3))], (1, 0, 0, 0), id="gained"),
    pytest.param([held(0, 9, (1, 3))], [], (0, 1, 0, 0), id="lost"),
    pytest.param([held(0, 9, (1, 3))], [held(0, 9, (1, 3))], (0, 0, 0, 1), id="the same"),
    pytest.param([held(0, 9, (1, 3))], [held(0, 9, (2, 5), measure="x")], (0, 0, 1, 0), id="changed"),
    pytest.param([held(0, 9, (1, 3))], [held(0, 9, (3, 5))], (1, 1, 0, 0), id="figures that only touch"),
    pytest.param([held(0, 9, (1, 3))], [held(0, 9)], (1, 1, 0, 0), id="with a figure and without"),
    pytest.param([held(0, 10)], [held(0, 6)], (0, 0, 0, 1), id="quotations that share more than half"),
    pytest.param([held(0, 10)], [held(0, 4)], (1, 1, 0, 0), id="quotations that share less"),
    pytest.param(
        [held(0, 9, (1, 4))], [held(0, 9, (0, 2)), held(0, 9, (1, 4))], (1, 0, 0, 1), id="the best overlap first"
    ),
    pytest.param([held(0, 9, (1, 4)), held(0, 9, (1, 4))], [held(0, 9, (1, 4))], (0, 1, 0, 1), id="each met once"),
]


@pytest.mark.parametrize(("old", "new", "counts"), CASES)
def test_claims_are_met_by_where_they_stand(old: list[Held], new: list[Held], counts: tuple[int, ...]) -> None:
    found = compare(old, new)
    assert (len(found.gained), len(found.lost), len(found.changed), found.same) == counts
    assert bool(found) == any(counts[:3])


def test_a_changed_claim_names_its_slots() -> None:
    (changed,) = compare([held(0, 9, (1, 3), by="a", place="b")], [held(0, 9, (1, 3), by="a", place="c")]).changed
    assert changed.slots == ("place",)


def test_both_forms_tell_the_same_claims() -> None:
    for statement in packaged_statements():
        claims = find_claims(statement, catalogue())
        annotated = [difference.of_annotation(as_annotation(claim, statement, catalogue())) for claim in claims]
        written = [claim_document(claim, statement.text).model_dump(mode="json") for claim in claims]
        documents = [difference.of_document(claim) for claim in written]
        assert [(each.at, each.figure, each.quote) for each in annotated] == [
            (each.at, each.figure, each.quote) for each in documents
        ]
        assert {each.slots["period"] for each in annotated} == {each.slots["period"] for each in documents}


# --------------------------------------------------------------------------------------------------------- the commands


def run(*arguments: object, given: str | None = None) -> Result:
    return CliRunner().invoke(main, ["claims", *map(str, arguments)], input=given)


@pytest.fixture
def text(tmp_path: Path) -> Path:
    path = tmp_path / "said.md"
    path.write_text(f"---\npublished_on: 2018-05-04\nspeaker: Coalition\n---\n{TEXT}\n", encoding="utf-8")
    return path


@pytest.fixture
def document(text: Path) -> dict[str, Any]:
    found: dict[str, Any] = json.loads(run(text, "--json").stdout)
    assert len(found["data"]["claims"]) == 3
    return found


def write(path: Path, content: object) -> Path:
    path.write_text(json.dumps(content), encoding="utf-8")
    return path


def test_nothing_changed(text: Path, document: dict[str, Any], tmp_path: Path) -> None:
    done = run(text, "--diff", write(tmp_path / "old.json", document))
    assert (done.exit_code, done.stdout) == (0, "0 gained, 0 lost, 0 changed, 3 the same.\n")


def changed(document: dict[str, Any]) -> dict[str, Any]:
    """As an older version may have had it: another place, one claim less, one more."""
    first, second, third = document["data"]["claims"]
    first["scope"]["places"] = ["SY"]
    more = json.loads(json.dumps(third))
    more["quantity"]["span"]["start"], more["quantity"]["span"]["end"] = 0, 3
    document["data"]["claims"] = [first, second, more]
    document["onrecord"], document["data"]["field of another version"] = "claims/9", 1
    return document


@pytest.mark.parametrize("named", [True, False])
def test_what_changed_in_a_document(text: Path, document: dict[str, Any], tmp_path: Path, named: bool) -> None:
    old = write(tmp_path / "old.json", changed(document))
    done = run(*([text] if named else []), "--diff", old)
    lines = done.stdout.splitlines()
    assert (done.exit_code, lines[0]) == (0, "said")
    assert lines[1].startswith("~ changed: Coalition forces made 12 strikes near Raqqa")
    assert lines[2].startswith("    place: ")
    assert "(was SY)" in lines[2]
    assert [line for line in lines if line[0] in "+-"] == ["+ gained: killed 9 fighters", "- lost: killed 9 fighters"]
    assert lines[-1] == "1 gained, 1 lost, 1 changed, 1 the same."


def test_what_changed_in_arabic(text: Path, document: dict[str, Any], tmp_path: Path) -> None:
    done = run("--diff", write(tmp_path / "old.json", changed(document)), "--language", "ar")
    assert "تغيّر" in done.stdout
    assert "(وكان \u2066SY\u2069)" in done.stdout


WRONG = [
    pytest.param("{", "expected what 'onrecord claims FILE --json' prints", id="no JSON"),
    pytest.param("[]", "expected what 'onrecord claims FILE --json' prints", id="a list"),
    pytest.param('{"data": {"statement": {}}}', "no 'claims'", id="no claims"),
    pytest.param('{"data": {"statement": {}, "claims": [{}]}}', "no 'scope'", id="a claim of nothing"),
    pytest.param(
        '{"data": {"statement": {"id": "a"}, "claims": []}}', "its statement cannot be read", id="no statement"
    ),
]


@pytest.mark.parametrize(("content", "said"), WRONG)
def test_a_document_that_is_none_is_one_line(tmp_path: Path, content: str, said: str) -> None:
    path = tmp_path / "old.json"
    path.write_text(content, encoding="utf-8")
    done = run("--diff", path)
    assert (done.exit_code, done.stdout, len(done.stderr.splitlines())) == (3, "", 1)
    assert said in done.stderr


def test_claims_of_another_text_are_refused(text: Path, document: dict[str, Any], tmp_path: Path) -> None:
    document["data"]["statement"]["text"] = "another"
    done = run(text, "--diff", write(tmp_path / "old.json", document))
    assert done.exit_code == 3
    assert "another text than that of said" in done.stderr


def test_many_statements(tmp_path: Path) -> None:
    rows = [
        {"id": f"s{n}", "published": "2018-05-04", "publisher": "", "speaker": "Coalition", "text": TEXT}
        for n in range(4)
    ]
    lines = tmp_path / "in.jsonl"
    lines.write_text("".join(json.dumps(row) + "\n" for row in rows), encoding="utf-8")
    out = tmp_path / "out.jsonl"
    assert run("--jsonl", lines, "--out", out).exit_code == 0
    held = [json.loads(line) for line in out.read_text(encoding="utf-8").splitlines()]
    held[1]["claims"][0]["measure"] = "sorties"
    del held[2]["claims"][1]
    held[3]["id"] = "of before"
    out.write_text("".join(json.dumps(line) + "\n" for line in reversed(held)), encoding="utf-8")
    done = run("--jsonl", lines, "--diff", out, "--jobs", 2)
    assert done.exit_code == 0, done.stderr
    assert "    measure: strikes (was sorties)" in done.stdout.splitlines()
    assert done.stdout.splitlines()[-3:] == [
        "1 gained, 0 lost, 1 changed, 7 the same.",
        "3 statements compared; 2 differ.",
        "2 statements stand in only one of the two.",
    ]


@pytest.mark.parametrize("line", ["{", "[]", '{"id": 1, "claims": []}', '{"id": "a", "claims": {}}'])
def test_lines_that_are_none_are_one_line(tmp_path: Path, line: str) -> None:
    old = tmp_path / "old.jsonl"
    old.write_text(line + "\n", encoding="utf-8")
    done = run("--jsonl", "-", "--diff", old, given="")
    assert (done.exit_code, len(done.stderr.splitlines())) == (3, 1)
    assert "as --out holds them" in done.stderr


@pytest.mark.parametrize(
    "arguments",
    [
        pytest.param(("--diff", "a", "--json"), id="as a document"),
        pytest.param(("--diff", "a", "--explain"), id="explained"),
        pytest.param(("--jsonl", "b", "--diff", "a", "--out", "c"), id="with lines written"),
    ],
)
def test_a_wrong_call_is_one_line(arguments: tuple[str, ...]) -> None:
    done = run(*arguments)
    assert (done.exit_code, len(done.stderr.splitlines())) == (2, 1)
    assert "--diff goes with" in done.stderr


# -------------------------------------------------------------------------------------- on the annotated statements


def test_what_changed_on_the_annotated_statements(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    rows = own_rows()[:6]
    monkeypatch.setattr(changes, "measured_sets", lambda: dict.fromkeys(("own", *UNSEEN), rows))
    assert changes.report(tmp_path)[0] == "own: nothing was kept; run: make eval SAVE=1"
    changes.save(tmp_path)
    same = sum(len(found_in(row)) for row in rows)
    nothing = f"0 gained, 0 lost, 0 changed, {same} same; 0 for the better, 0 for the worse"
    assert changes.report(tmp_path) == [f"own: {nothing}", f"held out: {nothing}", f"apart: {nothing}"]
    for name in ("own", *UNSEEN):
        lines = changes.path_of(name, tmp_path).read_text(encoding="utf-8").splitlines()
        held = [json.loads(line) for line in lines]
        held[0]["claims"][0]["measure"] = "sorties"
        changes.path_of(name, tmp_path).write_text("\n".join(map(json.dumps, held)), encoding="utf-8")
    said = changes.report(tmp_path)
    assert len(said) == 4
    assert said[0].startswith(f"own: 0 gained, 0 lost, 1 changed, {same - 1} same")
    assert "measure 'sorties' -> " in said[1]
    totals = [line.partition(":")[0] for line in said[2:]]
    assert totals == ["held out", "apart"], "of statements held out and set apart no word is shown"
