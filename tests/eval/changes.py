"""Show what changed in finding claims on the annotated statements since a version was kept.

    python tests/eval/changes.py --save   keep what is found now, under build/eval (make eval SAVE=1)
    python tests/eval/changes.py          claims gained, lost and changed since then (make eval DIFF=1)

Of each claim it is said whether it is as annotated (form, measure, numbers, period), and was. Of the statements held
out and of those set apart only how many claims are gained, lost and changed, and how many became right or wrong.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path

from onrecord.difference import Held, compare, of_annotation
from tests.eval.gate import UNSEEN, Row, faults, found_in, measured_sets, pairs

KEPT = Path(__file__).resolve().parent.parent.parent / "build" / "eval"


@dataclass
class Changes:
    """What changed in one set: counts, and a line for each claim."""

    counts: dict[str, int] = field(default_factory=lambda: dict.fromkeys(("gained", "lost", "changed", "same"), 0))
    became: dict[str, int] = field(default_factory=lambda: dict.fromkeys(("right", "wrong"), 0))
    lines: list[str] = field(default_factory=list)


def path_of(name: str, folder: Path = KEPT) -> Path:
    """Where what is found in a set is kept: lines as ``onrecord claims --jsonl`` writes them."""
    return folder / f"{name.replace(' ', '-')}.jsonl"


def save(folder: Path = KEPT) -> None:
    """Keep what is found now in every set."""
    folder.mkdir(parents=True, exist_ok=True)
    for name, rows in measured_sets().items():
        lines = (json.dumps({"id": row["id"], "claims": found_in(row)}, ensure_ascii=False) for row in rows)
        path_of(name, folder).write_text("".join(f"{line}\n" for line in lines), encoding="utf-8")


def right(row: Row, found: Sequence[Row]) -> set[int]:
    """Which of the claims found in a statement are as annotated."""
    golds = row["claims"]
    met = [(i, j) for i, j in pairs(golds, found) if golds[i].get("quantity") and found[j].get("quantity")]
    return {j for i, j in met if not faults(golds[i], found[j])}


def changes_of(rows: Sequence[Row], kept: dict[str, list[Row]]) -> Changes:
    """What changed in one set since its claims were kept."""
    changes = Changes()
    for row in rows:
        if row["id"] in kept:
            _compare(changes, row, kept[row["id"]], found_in(row))
    return changes


def _compare(changes: Changes, row: Row, old: Sequence[Row], new: Sequence[Row]) -> None:
    """What changed in one statement."""
    before, now = [of_annotation(claim) for claim in old], [of_annotation(claim) for claim in new]
    good = {id(now[j]) for j in right(row, new)}
    had = {id(before[j]) for j in right(row, old)}
    difference = compare(before, now)
    changes.counts["same"] += difference.same
    for sort, claims, held in (("gained", difference.gained, good), ("lost", difference.lost, had)):
        changes.counts[sort] += len(claims)
        for claim in claims:
            hit = id(claim) in held
            changes.became["right" if (sort == "gained") == hit else "wrong"] += 1
            changes.lines.append(_line(row, sort, "right" if hit else "wrong", claim))
    for changed in difference.changed:
        changes.counts["changed"] += 1
        states = [
            "right" if one in held else "wrong" for one, held in ((id(changed.old), had), (id(changed.new), good))
        ]
        if states[0] != states[1]:
            changes.became[states[1]] += 1
        slots = ", ".join(f"{s} {changed.old.slots.get(s)!r} -> {changed.new.slots[s]!r}" for s in changed.slots)
        changes.lines.append(f"{_line(row, 'changed', ' -> '.join(dict.fromkeys(states)), changed.new)}\n      {slots}")


def _line(row: Row, sort: str, state: str, claim: Held) -> str:
    sign = {"gained": "+", "lost": "-", "changed": "~"}[sort]
    return f"  {sign} {row['id']} ({state}): {' '.join(claim.quote.split())}"


def report(folder: Path = KEPT) -> list[str]:
    """The lines of every set that was kept; no text of those that nobody reads."""
    lines = []
    for name, rows in measured_sets().items():
        path = path_of(name, folder)
        if not path.is_file():
            lines.append(f"{name}: nothing was kept; run: make eval SAVE=1")
            continue
        held = map(json.loads, path.read_text(encoding="utf-8").splitlines())
        changes = changes_of(rows, {row["id"]: row["claims"] for row in held})
        counts = ", ".join(f"{n} {what}" for what, n in changes.counts.items())
        lines.append(
            f"{name}: {counts}; {changes.became['right']} for the better, {changes.became['wrong']} for the worse"
        )
        lines += [] if name in UNSEEN else changes.lines
    return lines


if __name__ == "__main__":
    if "--save" in sys.argv:
        save()
    else:
        print("\n".join(report()))
