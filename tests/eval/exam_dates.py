"""Measure the reading of dates on the cases of other projects' own test suites (../shared/gold/exam).

    python tests/eval/exam_dates.py              found and exact by language and kind
    python tests/eval/exam_dates.py --wrong 20   also list cases not found or not exact

A case is found where every mention has an acceptable value whose span overlaps, and exact where nothing else is
predicted. What onrecord does not serve is told by the patterns of `unserved_dates.json`, each under its name; the same
names, with the reasons, are in docs/dates.md. Figures are given with and without those cases.
"""

from __future__ import annotations

import json
import re
import sys
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path

from tests.eval import cases
from tests.eval.cases import Row, Tally
from tools.run_exam import Mention, predict

HERE = Path(__file__).resolve().parent
FILES = ("dates.ar.dev.jsonl", "dates.en.dev.jsonl")
UNSERVED = HERE / "unserved_dates.json"


def judge(row: Row, mentions: Sequence[Mention]) -> tuple[bool, bool]:
    """Whether a case is found, and whether it is exact."""
    free = list(mentions)
    spans = row.get("spans") or [(0, len(row["text"]))] * len(row["expect"])
    for acceptable, (start, end) in zip(row["expect"], spans, strict=True):
        hit = next((m for m in free if m.start < end and start < m.end and m.value in acceptable), None)
        if hit is None:
            return False, False
        free.remove(hit)
    return True, not free


def why_unserved(row: Row, reasons: Mapping[str, Mapping[str, Sequence[str]]]) -> str | None:
    """The name of the kind of case that is not served, or None for a case that news prose needs."""
    for name, told in reasons.items():
        if set(told.get("tags", ())) & set(row.get("tags", ())) or row["id"] in told.get("ids", ()):
            return name
        if any(re.search(pattern, row["text"]) for pattern in told.get("patterns", ())):
            return name
    return None


def measure(rows: Iterable[Row]) -> dict[str, Tally]:
    """Tallies by kind, and over all and all that news prose needs."""
    reasons = json.loads(UNSERVED.read_text(encoding="utf-8"))
    tallies: dict[str, Tally] = {}
    for row in rows:
        mentions = predict(row)
        found, exact = judge(row, mentions)
        reason = why_unserved(row, reasons)
        for name in ("all", row["kind"], "served" if reason is None else f"not served: {reason}"):
            tally = tallies.setdefault(name, Tally())
            tally.asked += 1
            tally.found += found
            tally.exact += exact
        if not exact:
            read = [f"{row['text'][m.start : m.end]} = {m.value}" for m in mentions]
            told = f"{reason or ''} {'' if found else 'NOT FOUND'}"
            line = f"{row['id']} {told} {row['text']!r} {row.get('reference_time', '')[:10]} {row['expect']} {read}"
            tallies["served" if reason is None else "all"].wrong.append(line)
    return dict(sorted(tallies.items()))


FLOORS = {FILES[0]: {"served": 99, "all": 85, "period": 73}, FILES[1]: {"served": 95, "all": 75}}
"""Percent of cases that must be read exactly; never lowered without a line in docs/record-changes.md."""


def measured() -> dict[str, cases.Tallies]:
    """The tallies of every file of cases that is there."""
    return cases.measured(FILES, measure)


def below() -> list[str]:
    """What does not reach its floor, one line each."""
    return cases.below(measured(), FLOORS)


def report(wrong: int = 0) -> Iterator[str]:
    """Lines that say what is reached; one line that says so where the cases are not there."""
    return cases.report(FILES, measured(), "served", wrong)


if __name__ == "__main__":
    print("\n".join(report(int(sys.argv[sys.argv.index("--wrong") + 1]) if "--wrong" in sys.argv else 0)))
