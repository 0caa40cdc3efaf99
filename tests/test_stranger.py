"""The stranger's checker beside ours: written apart, they must judge every proof alike."""

from __future__ import annotations

import json
import re
import subprocess
import sys
from fractions import Fraction
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from onrecord.box import ProofError
from onrecord.proof import check
from onrecord.prooffile import from_document
from tests.checker import CHECKER, stranger
from tests.test_proof import EXAMPLES, TAMPERING, Change, paths_in, sealed

LONGEST = 150
"""Lines that a stranger is asked to read."""

REFUSALS = (ValueError, KeyError, TypeError, ArithmeticError, RecursionError)


def held_by_stranger(document: Any) -> bool:
    try:
        stranger.check(document)
    except REFUSALS:
        return False
    return True


def held_by_us(document: Any) -> bool:
    try:
        check(from_document(document))
    except ProofError:
        return False
    return True


def test_it_can_be_read_in_one_sitting() -> None:
    lines = CHECKER.read_text(encoding="utf-8").splitlines()
    assert len(lines) < LONGEST
    assert "onrecord" not in {
        line.split()[1].partition(".")[0] for line in lines if line.startswith(("import", "from"))
    }


@pytest.mark.parametrize("name", EXAMPLES)
def test_what_we_hold_a_stranger_holds(name: str) -> None:
    document = json.loads(json.dumps(EXAMPLES[name]().to_document()))
    assert held_by_us(document)
    assert stranger.check(document).endswith(document["formula"])


@pytest.mark.parametrize(("name", "change", "reason"), TAMPERING)
def test_a_forgery_is_refused_by_a_stranger(name: str, change: Change, reason: str) -> None:
    document = EXAMPLES[name]().to_document()
    change(document)
    assert not held_by_stranger(sealed(document))


KINDS = (
    ("1", "-1", "2", "1/2", "0", "7"),
    ("low", "high"),
    ("2018-05-01", "2018-05-18", "2018-05-25", "2018-06-01"),
)
"""What may be put for one another: numbers, sides, days."""


@settings(max_examples=200)
@given(st.data(), st.sampled_from(sorted(EXAMPLES)))
def test_one_thing_put_for_another_is_judged_alike(data: st.DataObject, name: str) -> None:
    """Any number, side or day exchanged for another of its kind, the sum made to fit and everything sealed anew."""
    document = json.loads(json.dumps(EXAMPLES[name]().to_document()))
    for _ in range(data.draw(st.integers(1, 2))):
        path = data.draw(st.sampled_from([found for found in paths_in(document) if _kind(document, found)]))
        at = _at(document, path[:-1])
        at[path[-1]] = data.draw(st.sampled_from(_kind(document, path)))
    steps = [Fraction(s["multiplier"]) * Fraction(s["value"]) for s in document["steps"]]
    document["bound"] = str(sum(steps, Fraction(0)))
    document = sealed(document)
    assert held_by_stranger(document) == held_by_us(document)


def _at(document: Any, path: tuple[Any, ...]) -> Any:
    for key in path:
        document = document[key]
    return document


def _kind(document: Any, path: tuple[Any, ...]) -> tuple[str, ...]:
    """The kind of thing that stands at a path; () for what is no number, side or day."""
    held = _at(document, path)
    if not isinstance(held, str) or path[0] == "ground" or "because" in path:
        return ()
    days, number = re.fullmatch(r"\d{4}-\d\d-\d\d", held), re.fullmatch(r"-?\d+(?:/\d+)?", held)
    return KINDS[0] if number else KINDS[1] if held in KINDS[1] else KINDS[2] if days else ()


def test_it_runs_alone(tmp_path: Path) -> None:
    path = tmp_path / "proof.json"
    path.write_text(json.dumps({"deep": [EXAMPLES["difference"]().to_document()]}), encoding="utf-8")
    command = [sys.executable, "-I", "-S", str(CHECKER), str(path)]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert (done.returncode, done.stdout) == (0, "high 132: 184 − 52 = 132\n")
    path.write_text(path.read_text(encoding="utf-8").replace('"value": "52"', '"value": "51"'), encoding="utf-8")
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode == 5
    assert done.stderr.count("\n") == 1
    path.write_text("{}", encoding="utf-8")
    assert subprocess.run(command, capture_output=True, check=False).returncode == 3
