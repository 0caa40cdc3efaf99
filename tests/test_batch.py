"""Claims of many statements: whole lines in order whatever happens, gone on with where a run stopped, faults said."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result

from onrecord import batch
from onrecord.cli import main
from onrecord.errors import InputError, ProjectBusyError

ROOT = Path(__file__).resolve().parent.parent
TEXTS = (
    "Coalition forces conducted {n} strikes in Iraq on 3 May 2018 and destroyed 5 vehicles.",
    "نفّذ التحالف {n} غارة في سوريا أمس، ودمّر خمس عربات.",
    "The spokesman thanked everybody who came. Nothing else was said on page {n}.",
)


def row(nth: int, **changes: Any) -> dict[str, Any]:
    given = {
        "id": f"s{nth}",
        "lang": "ar" if nth % 3 == 1 else "en",
        "published": "2018-05-04",
        "publisher": "a press office",
        "speaker": "Coalition",
        "text": TEXTS[nth % 3].format(n=nth + 2),
    }
    return {key: value for key, value in (given | changes).items() if value is not ...}


def write(path: Path, rows: list[Any]) -> Path:
    """Rows as lines; what is text already is written as it is."""
    lines = [line if isinstance(line, str) else json.dumps(line, ensure_ascii=False) for line in rows]
    path.write_text("".join(f"{line}\n" for line in lines), encoding="utf-8")
    return path


def run(*arguments: object, given: bytes | None = None) -> Result:
    return CliRunner().invoke(main, ["claims", *map(str, arguments)], input=given)


@pytest.fixture
def statements(tmp_path: Path) -> Path:
    return write(tmp_path / "in.jsonl", [row(nth) for nth in range(90)])


@pytest.fixture
def out(tmp_path: Path) -> Path:
    return tmp_path / "out.jsonl"


@pytest.fixture
def whole(statements: Path, tmp_path: Path) -> bytes:
    """What an undisturbed run writes."""
    target = tmp_path / "whole.jsonl"
    assert run("--jsonl", statements, "--out", target).exit_code == 0
    return target.read_bytes()


# ------------------------------------------------------------------------------------------------------ what is written


def test_a_line_for_each_statement_in_order(statements: Path, out: Path) -> None:
    done = run("--jsonl", statements, "--out", out)
    assert (done.exit_code, done.stdout) == (0, "")
    lines = [json.loads(line) for line in out.read_text(encoding="utf-8").splitlines()]
    assert [line["id"] for line in lines] == [f"s{nth}" for nth in range(90)]
    first = lines[0]["claims"][0]
    assert (first["measure"], first["quantity"]["low"], first["period"]["start"]) == ("strikes", 2, "2018-05-03")
    assert all(set(line) == {"id", "claims"} for line in lines)
    assert f"90 statements; {sum(len(line['claims']) for line in lines)} claims found" in done.stderr


def test_the_same_bytes_for_any_number_of_workers(statements: Path, out: Path, whole: bytes) -> None:
    assert run("--jsonl", statements, "--out", out, "--jobs", 2).exit_code == 0
    assert out.read_bytes() == whole


def test_lines_from_standard_input_to_standard_output(statements: Path, whole: bytes) -> None:
    done = run("--jsonl", "-", "--out", "-", given=statements.read_bytes())
    assert (done.exit_code, done.stdout_bytes) == (0, whole)


def test_language_is_told_from_the_script_where_it_is_not_said(tmp_path: Path, out: Path) -> None:
    said = write(tmp_path / "in.jsonl", [row(nth) for nth in range(6)])
    run("--jsonl", said, "--out", out)
    told = write(tmp_path / "told.jsonl", [row(nth, lang=...) for nth in range(6)])
    assert run("--jsonl", told, "--out", tmp_path / "o2").exit_code == 0
    assert (tmp_path / "o2").read_bytes() == out.read_bytes()


def test_a_byte_order_mark_and_empty_lines_are_nothing(tmp_path: Path, out: Path) -> None:
    path = tmp_path / "in.jsonl"
    path.write_bytes(b"\xef\xbb\xbf" + json.dumps(row(0)).encode() + b"\r\n\n   \n" + json.dumps(row(2)).encode())
    done = run("--jsonl", path, "--out", out)
    assert (done.exit_code, len(out.read_bytes().splitlines())) == (0, 2)


def test_a_pipe_is_read_and_written(statements: Path, tmp_path: Path, whole: bytes) -> None:
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    with subprocess.Popen(["sh", "-c", f"cat {statements} > {pipe}"]):
        done = run("--jsonl", pipe, "--out", tmp_path / "out")
    assert (done.exit_code, (tmp_path / "out").read_bytes()) == (0, whole)
    with subprocess.Popen(["cat", str(pipe)], stdout=subprocess.PIPE) as reading:
        assert run("--jsonl", statements, "--out", pipe).exit_code == 0
        assert reading.communicate()[0] == whole
    assert run("--jsonl", statements, "--out", "/dev/null").exit_code == 0


def test_a_relative_date_without_a_day_is_said_with_its_line(tmp_path: Path, out: Path) -> None:
    path = write(tmp_path / "in.jsonl", [row(2), row(1, published=None), row(0, published=None)])
    done = run("--jsonl", path, "--out", out)
    assert done.exit_code == 3
    assert f"onrecord: {path}: line 2: the statement holds" in done.stderr
    assert [json.loads(line)["id"] for line in out.read_bytes().splitlines()] == ["s2", "s0"]


def test_a_folder_of_documents(tmp_path: Path, out: Path) -> None:
    folder = tmp_path / "texts"
    (folder / "b").mkdir(parents=True)
    (folder / "one.txt").write_text(TEXTS[0].format(n=7), encoding="utf-8")
    (folder / "b" / "two.md").write_text(
        "---\npublished_on: 2018-05-04\n---\n" + TEXTS[1].format(n=9), encoding="utf-8"
    )
    (folder / "empty.txt").write_text("", encoding="utf-8")
    (folder / "left.csv").write_text("1,2", encoding="utf-8")
    done = run(folder, "--out", out, "--jobs", 2)
    assert done.exit_code == 3
    assert "empty.txt: no text in it" in done.stderr
    lines = [json.loads(line) for line in out.read_bytes().splitlines()]
    assert [line["id"] for line in lines] == ["b/two.md", "one.txt"]
    assert [line["claims"][0]["quantity"]["low"] for line in lines] == [9, 7]


# ---------------------------------------------------------------------------------------------------------- wrong lines

WRONG = [
    pytest.param("{", "no JSON: Expecting property name", id="half an object"),
    pytest.param("[1]", "found list, expected an object with id", id="a list"),
    pytest.param("NaN", "found float, expected an object", id="no number"),
    pytest.param("[" * 100_000, "no JSON", id="nested too deep"),
    pytest.param('{"id": ' + "9" * 5000 + "}", "no JSON: Exceeds the limit", id="a number without end"),
    pytest.param(row(1, text=...), "no field 'text'", id="no text"),
    pytest.param(row(1, published=...), "no field 'published'", id="no day"),
    pytest.param(row(1, speaker=...), "no field 'speaker'", id="no speaker"),
    pytest.param(row(1, id=7), "id: found int, expected text", id="a number as id"),
    pytest.param(row(1, id=""), "expected 1 to 500 letters", id="empty id"),
    pytest.param(row(1, id="x" * 501), "expected 1 to 500 letters", id="long id"),
    pytest.param(row(1, id="\ud800"), "id: a lone surrogate", id="a surrogate in the id"),
    pytest.param(row(1, text=["a"]), "text: found list, expected text", id="text as a list"),
    pytest.param(row(1, text=" \n"), "no text in it", id="blank text"),
    pytest.param(row(1, text="a\0b"), "NUL", id="no text at all"),
    pytest.param(row(1, text="5 strikes \udc00"), "text: a lone surrogate", id="a surrogate in the text"),
    pytest.param(row(1, lang="fr"), "lang 'fr': expected ar or en", id="another language"),
    pytest.param(row(1, published="2018-02-30"), "'2018-02-30' is no day; expected YYYY-MM-DD", id="no such day"),
    pytest.param(row(1, published="4 May 2018"), "'4 May 2018' is no day", id="a day in words"),
    pytest.param(row(1, published=20180504), "20180504 is no day", id="a day as a number"),
    pytest.param(row(0), "id 's0' stood in a line before; expected another", id="the id of another line"),
]


@pytest.mark.parametrize("jobs", [1, 2])
def test_wrong_lines_are_said_and_skipped(tmp_path: Path, out: Path, jobs: int) -> None:
    wrong = [case.values[0] for case in WRONG]
    lines = [json.dumps(line) if isinstance(line, dict) else line for line in wrong]  # ASCII: surrogates as escapes
    path = write(tmp_path / "in.jsonl", [row(0), *lines, row(2), b"\xff".decode("latin-1"), row(3)])
    done = run("--jsonl", path, "--out", out, "--jobs", jobs)
    assert done.exit_code == 3
    assert [json.loads(line)["id"] for line in out.read_bytes().splitlines()] == ["s0", "s2", "s3"]
    said = done.stderr.splitlines()
    assert len(said) == len(wrong) + 2
    for number, (line, case) in enumerate(zip(said, WRONG, strict=False), start=2):
        assert line.startswith(f"onrecord: {path}: line {number}: ")
        assert str(case.values[1]) in line
    assert said[-1] == f"onrecord: {path}: 3 statements; 4 claims found; {len(wrong) + 1} skipped, as said above"


def test_of_many_wrong_lines_the_first_are_said(tmp_path: Path, out: Path) -> None:
    path = write(tmp_path / "in.jsonl", ["no statement"] * (batch.MOST_TOLD + 7))
    said = run("--jsonl", path, "--out", out).stderr.splitlines()
    assert len(said) == batch.MOST_TOLD + 1
    assert f"{batch.MOST_TOLD + 7} skipped, the first {batch.MOST_TOLD} as said above" in said[-1]
    assert said[-1].endswith("a text that is no JSON object a line is read without --jsonl")


def test_a_line_not_in_utf8_is_skipped(tmp_path: Path, out: Path) -> None:
    path = tmp_path / "in.jsonl"
    path.write_bytes(json.dumps(row(0)).encode() + b"\n" + '{"id": "é"}\n'.encode("latin-1"))
    done = run("--jsonl", path, "--out", out)
    assert done.exit_code == 3
    assert "line 2: no JSON: 'utf-8' codec" in done.stderr


def test_a_line_too_long_is_skipped_without_being_held(
    tmp_path: Path, out: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(batch, "LONGEST_LINE", 400)
    path = write(tmp_path / "in.jsonl", [row(0), row(1, text="word " * 1000), row(2), "x" * 401, row(3)])
    done = run("--jsonl", path, "--out", out)
    assert [json.loads(line)["id"] for line in out.read_bytes().splitlines()] == ["s0", "s2", "s3"]
    assert done.stderr.count("longer than 400 bytes") == 2
    assert "line 4: longer than" in done.stderr


def test_a_fault_of_ours_in_one_statement_does_not_end_the_others(
    statements: Path, out: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    made = batch.claims_line

    def failing(statement: Any) -> tuple[bytes, int]:
        if statement.id == "s4":
            raise KeyError("of")
        return made(statement)

    monkeypatch.setattr(batch, "claims_line", failing)
    done = run("--jsonl", statements, "--out", out)
    assert done.exit_code == 3
    assert "line 5: an error of ours, KeyError: 'of'" in done.stderr
    assert len(out.read_bytes().splitlines()) == 89


# ------------------------------------------------------------------------------------------------------------- going on


def cut(whole: bytes, lines: int, more: int = 0) -> bytes:
    """The first lines, and some bytes of the next."""
    end = sum(len(line) for line in whole.splitlines(keepends=True)[:lines])
    return whole[: end + more]


@pytest.mark.parametrize(
    ("lines", "more"),
    [
        pytest.param(0, 0, id="nothing"),
        pytest.param(0, 9, id="half the first line"),
        pytest.param(40, 0, id="whole lines"),
        pytest.param(40, 30, id="and half a line"),
        pytest.param(90, 0, id="everything"),
    ],
)
@pytest.mark.parametrize("state", [True, False])
def test_a_run_goes_on_behind_the_whole_lines(
    statements: Path, out: Path, whole: bytes, lines: int, more: int, state: bool
) -> None:
    if state:
        run("--jsonl", statements, "--out", out)
    out.write_bytes(cut(whole, lines, more))
    done = run("--jsonl", statements, "--out", out)
    assert (done.exit_code, out.read_bytes()) == (0, whole)
    said = "all done before" if lines == 90 else f"{lines} of them done before" if lines else " claims found"
    assert said in done.stderr
    assert ("claims found" in done.stderr) == (lines < 90)


def test_what_was_done_is_not_done_again(
    statements: Path, out: Path, whole: bytes, monkeypatch: pytest.MonkeyPatch
) -> None:
    run("--jsonl", statements, "--out", out)
    out.write_bytes(cut(whole, 80, 5))
    made, read = batch.claims_line, []
    monkeypatch.setattr(batch, "claims_line", lambda statement: read.append(statement.id) or made(statement))
    run("--jsonl", statements, "--out", out)
    assert read == [f"s{nth}" for nth in range(80, 90)]


def test_wrong_lines_do_not_disturb_going_on(tmp_path: Path, out: Path) -> None:
    path = write(tmp_path / "in.jsonl", ["{", row(0), row(0), row(1), "[]", row(2)])
    assert run("--jsonl", path, "--out", out).exit_code == 3
    whole = out.read_bytes()
    out.write_bytes(cut(whole, 1, 20))
    done = run("--jsonl", path, "--out", out)
    assert (done.exit_code, out.read_bytes()) == (3, whole)
    assert "3 statements, 1 of them done before" in done.stderr


REFUSED = [
    pytest.param({"text": "Coalition forces conducted 99 strikes in Iraq on 3 May 2018."}, id="another text"),
    pytest.param({"id": "another"}, id="another id"),
]


@pytest.mark.parametrize("state", [True, False])
@pytest.mark.parametrize("changes", REFUSED)
def test_another_input_is_refused_and_nothing_is_touched(
    statements: Path, out: Path, whole: bytes, state: bool, changes: dict[str, Any]
) -> None:
    run("--jsonl", statements, "--out", out)
    out.write_bytes(held := cut(whole, 50, 7))
    if not state:
        (out.parent / "out.jsonl.state").unlink()
    write(statements, [row(nth, **(changes if nth == 20 else {})) for nth in range(90)])
    done = run("--jsonl", statements, "--out", out)
    assert (done.exit_code, out.read_bytes()) == (3, held)
    assert len(done.stderr.splitlines()) == 1
    assert "begin it anew with --force" in done.stderr
    assert run("--jsonl", statements, "--out", out, "--force").exit_code == 0
    assert len(out.read_bytes().splitlines()) == 90


def test_a_shorter_input_is_refused(statements: Path, out: Path) -> None:
    run("--jsonl", statements, "--out", out)
    (out.parent / "out.jsonl.state").unlink()
    write(statements, [row(nth) for nth in range(10)])
    done = run("--jsonl", statements, "--out", out)
    assert done.exit_code == 3
    assert "it has more lines than the input gives" in done.stderr


@pytest.mark.parametrize("name", ["__version__", "tables_digest"])
def test_another_version_is_refused(statements: Path, out: Path, name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    run("--jsonl", statements, "--out", out)
    monkeypatch.setattr(batch, name, "0.0.9" if name == "__version__" else lambda: "other")
    done = run("--jsonl", statements, "--out", out)
    assert done.exit_code == 3
    assert "it was made by another version" in done.stderr


def test_what_is_read_is_not_written_over(statements: Path) -> None:
    held = statements.read_bytes()
    done = run("--jsonl", statements, "--out", statements, "--force")
    assert (done.exit_code, statements.read_bytes()) == (3, held)
    assert "is what is read" in done.stderr


def test_two_runs_do_not_write_one_file(statements: Path, out: Path) -> None:
    with batch.Output(out, "x", force=False), pytest.raises(ProjectBusyError, match="another run is writing it"):
        batch.Output(out, "x", force=False)
    with batch.Output(out, "x", force=False):
        assert run("--jsonl", statements, "--out", out).exit_code == 7


def test_a_full_disk_leaves_whole_lines(out: Path) -> None:
    class Full:
        def __init__(self, file: Any) -> None:
            self.file, self.room = file, 2500

        def write(self, content: bytes) -> int:
            if self.room == 0:
                raise OSError(28, "No space left on device")
            taken = min(self.room, len(content))
            self.room -= taken
            return int(self.file.write(content[:taken]))

        def __getattr__(self, name: str) -> Any:
            return getattr(self.file, name)

    line = b"x" * 999 + b"\n"
    with batch.Output(out, "x", force=False) as written:
        written._file = Full(written._file)  # type: ignore[assignment]
        written.put(batch.Done(batch.Row("1", 1), line))
        written.put(batch.Done(batch.Row("2", 1), line))
        with pytest.raises(InputError, match="cannot be written: No space left on device; its lines are whole"):
            written.put(batch.Done(batch.Row("3", 1), line))
    assert out.read_bytes() == line * 2


# ----------------------------------------------------------------------------------------------------- killed, and kept


def started(*arguments: object) -> subprocess.Popen[bytes]:
    command = [sys.executable, "-m", "onrecord", "claims", *map(str, arguments)]
    return subprocess.Popen(command, cwd=ROOT, stderr=subprocess.PIPE, env={**os.environ, "PYTHONPATH": str(ROOT)})


def children(process: int) -> list[int]:
    path = Path(f"/proc/{process}/task/{process}/children")
    return [int(each) for each in path.read_text(encoding="ascii").split()] if path.exists() else []


def until(holds: Any, seconds: float = 60) -> bool:
    end = time.monotonic() + seconds
    while not holds() and time.monotonic() < end:
        time.sleep(0.02)
    return bool(holds())


@pytest.mark.parametrize("jobs", [1, 2])
@pytest.mark.parametrize("sent", [signal.SIGKILL, signal.SIGINT])
def test_a_run_that_is_ended_leaves_whole_lines_and_is_gone_on_with(tmp_path: Path, sent: int, jobs: int) -> None:
    statements = write(tmp_path / "in.jsonl", [row(nth) for nth in range(3000)])
    out = tmp_path / "out.jsonl"
    process = started("--jsonl", statements, "--out", out, "--jobs", jobs)
    assert until(lambda: out.exists() and out.stat().st_size > 9_000), process.communicate()
    workers = children(process.pid)
    process.send_signal(sent)
    _, said = process.communicate(timeout=60)
    held = out.read_bytes()
    assert held.endswith(b"\n")
    ids = [json.loads(line)["id"] for line in held.splitlines()]
    assert ids == [f"s{nth}" for nth in range(len(ids))]
    assert len(ids) < 3000
    if sent == signal.SIGINT:
        assert (process.returncode, said.decode()) == (130, "onrecord: stopped\n")
    assert until(lambda: not any(Path(f"/proc/{worker}").exists() for worker in workers)), "workers are left over"
    assert run("--jsonl", statements, "--out", out, "--jobs", jobs).exit_code == 0
    plain = tmp_path / "plain.jsonl"
    run("--jsonl", statements, "--out", plain)
    assert out.read_bytes() == plain.read_bytes()


def test_rows_are_not_read_far_ahead(monkeypatch: pytest.MonkeyPatch) -> None:
    pulled = 0

    def rows() -> Iterator[batch.Row]:
        nonlocal pulled
        for nth in range(5000):
            pulled += 1
            yield batch.Row(f"line {nth}", 100, f"s{nth}", bad="no statement")

    reading = batch.read_rows(rows(), 2)
    assert next(reading).row.id == "s0"
    assert pulled <= 5 * batch.CHUNK_ROWS
    assert sum(1 for _ in reading) == 4999


# ---------------------------------------------------------------------------------------------------------- wrong calls


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        pytest.param([], "give a FILE or --jsonl", id="nothing to read"),
        pytest.param(["a.txt", "--jsonl", "b"], "its lines say the rest", id="both"),
        pytest.param(["a.txt", "--jobs", "2"], "go with --jsonl or a folder", id="jobs for one file"),
        pytest.param(["a.txt", "--out", "b"], "go with --jsonl or a folder", id="out for one file"),
        pytest.param(["--jsonl", "a", "--speaker", "Coalition"], "its lines say the rest", id="a speaker for lines"),
        pytest.param(["--jsonl", "."], "give a folder of documents as FILE", id="a folder of lines"),
        pytest.param(["--jsonl", "a", "--jobs", "0"], "--jobs", id="no workers"),
    ],
)
def test_a_wrong_call_is_one_line(tmp_path: Path, arguments: list[str], said: str) -> None:
    done = run(*arguments)
    assert (done.exit_code, done.stdout, len(done.stderr.splitlines())) == (2, "", 1)
    assert said in done.stderr


def test_an_input_that_is_not_there_is_one_line(tmp_path: Path) -> None:
    done = run("--jsonl", tmp_path / "none.jsonl", "--out", tmp_path / "o")
    assert (done.exit_code, (tmp_path / "o").exists()) == (3, False)
    assert done.stderr == f"onrecord: {tmp_path}/none.jsonl: No such file or directory\n"
