"""Killed wherever it may be, the next start finds all of a work or nothing, and can go on; see :mod:`tests.kills`."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

from tests.kills import WORKS

ROOT = Path(__file__).resolve().parent.parent
SEED, NUMBER = 2018, 50
"""`make fuzz` kills more, by other seeds."""


def kill(*arguments: str) -> Any:
    command = [sys.executable, "-m", "tests.kills", *arguments]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, timeout=3000, check=False)
    assert done.returncode == 0, done.stderr
    return json.loads(done.stdout)


def test_killed_at_every_point() -> None:
    """From one point on each work has happened; before, nothing of it has."""
    expected = {
        f"{work} {step}": since in steps and steps.index(step) >= steps.index(since)
        for work, (_, _, steps, since) in WORKS.items()
        for step in steps
    }
    assert kill("points") == expected


def test_killed_anywhere() -> None:
    told = kill(str(SEED), str(NUMBER))
    assert told["killed"] == NUMBER
    assert 0 < told["happened"] < NUMBER, "some were killed before their work had happened, some after"
