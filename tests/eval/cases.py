"""Cases of other projects' own test suites (../shared/gold/exam): how they are counted, reported and held to floors."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

EXAM = Path(__file__).resolve().parent.parent.parent.parent / "shared" / "gold" / "exam"
Row = Mapping[str, Any]


@dataclass
class Tally:
    """Cases asked, found and exact; ``wrong`` are those that are not exact."""

    asked: int = 0
    found: int = 0
    exact: int = 0
    wrong: list[str] = field(default_factory=list)


Tallies = Mapping[str, Tally]


def measured(names: Sequence[str], measure: Callable[[list[Row]], Tallies]) -> dict[str, Tallies]:
    """The tallies, by kind of case, of every file that is there."""
    found = {}
    for name in names:
        if (EXAM / name).is_file():
            lines = (EXAM / name).read_text(encoding="utf-8").splitlines()
            found[name] = measure([json.loads(line) for line in lines if line.strip()])
    return found


def below(reached: Mapping[str, Tallies], floors: Mapping[str, Mapping[str, int]]) -> list[str]:
    """What does not reach its floor, in percent read exactly, one line each."""
    return [
        f"{name} {kind}: exact {tallies[kind].exact} of {tallies[kind].asked} is below its floor of {floor} percent"
        for name, tallies in reached.items()
        for kind, floor in floors[name].items()
        if 100 * tallies[kind].exact < floor * tallies[kind].asked
    ]


def report(names: Sequence[str], reached: Mapping[str, Tallies], listed: str, wrong: int) -> Iterator[str]:
    """Lines that say what is reached, with cases of one kind that went wrong; a line for each file that is missing."""
    for name in names:
        if name not in reached:
            yield f"skipped: {name} is not beside the checkout (../shared/gold/exam)"
            continue
        for kind, tally in reached[name].items():
            share = [f"{100 * n / tally.asked:.1f}" for n in (tally.found, tally.exact)]
            yield f"{name} {kind}: found {share[0]} exact {share[1]} percent of {tally.asked}"
        yield from (f"    {line}" for line in reached[name].get(listed, Tally()).wrong[:wrong])
