"""The fuzzer and the benchmark run: a short turn of each, so that they do not rot between longer ones."""

from __future__ import annotations

import pytest

from tests.checker import load

TRIES = 60


FUZZ = load("fuzz/run.py")
BENCH = load("bench/bounds.py")
LOADING = load("bench/loading.py")


@pytest.mark.parametrize("name", sorted(FUZZ.TARGETS))
def test_made_up_input_breaks_no_promise(name: str) -> None:
    endings = [FUZZ.attempt(name, seed) for seed in range(TRIES)]
    assert any(endings), "every try was refused: the target reaches nothing"


def test_a_broken_promise_is_noticed(monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(dice: object) -> None:
        FUZZ.promise(False, "nothing holds")

    monkeypatch.setitem(FUZZ.TARGETS, "broken", broken)
    with pytest.raises(FUZZ.BrokenPromiseError):
        FUZZ.attempt("broken", 0)


def test_the_engine_and_the_plain_program_agree(capsys: pytest.CaptureFixture[str]) -> None:
    BENCH.run(60, 3, 0.5)
    figures, variables, *_, unit = capsys.readouterr().out.split()
    assert (int(variables), unit) == (60 * 8, "MB")
    assert int(figures) > 30


def test_a_wrong_answer_stops_the_benchmark(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(BENCH, "plain", lambda *_: (-1, -1))
    with pytest.raises(SystemExit, match="the plain program"):
        BENCH.run(60, 3, 0.5)


def test_loading_is_measured_beside_the_plain_import(capsys: pytest.CaptureFixture[str]) -> None:
    LOADING.main(["--ged", "300", "--acled", "300", "--runs", "1"])
    first, second = capsys.readouterr().out.splitlines()
    assert first.startswith("UCDP GED, 300 x 49: ")
    assert second.startswith("ACLED, 300 x 31: ")
    assert all("s of the processor), loaded in " in line and ": ratio " in line for line in (first, second))
