"""Measure the reading of numbers on the cases of other projects' own test suites (../shared/gold/exam).

    python tests/eval/exam.py              found and exact by language and kind
    python tests/eval/exam.py --wrong 20   also list cases not found or not exact

A case is found where every mention has an acceptable value whose span overlaps, and exact where nothing else is
predicted. Cases of a kind that news prose does not need are named in `unserved.json`, with the reason; figures are
given with and without them ("all" and "served"). The suites leave the upper end of a plain range out ('between 20 and
30' is [20,30)) where onrecord holds both ends; both are taken for the same.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Iterable, Iterator, Mapping, Sequence
from fractions import Fraction
from functools import lru_cache
from pathlib import Path

from tests.eval import cases
from tests.eval.cases import Row, Tally
from tools.run_exam import Mention, predict

HERE = Path(__file__).resolve().parent
FILES = ("numbers.ar.dev.jsonl", "numbers.en.dev.jsonl")
UNSERVED = HERE / "unserved.json"
FLOORS = {
    FILES[0]: {"all": 99, "range": 100, "percent": 100, "ordinal": 100},
    FILES[1]: {"served": 98, "all": 93, "range": 90, "percent": 98},
}
"""Percent of cases that must be found and exact, by what is counted; never lowered."""

NEAR = Fraction(1, 10**9)
"""The suites print long fractions cut short; what differs by less than this part is the same number."""

Value = tuple[Fraction | None, Fraction | None, str]


def value_of(text: str) -> Value:
    """An expected value: a number, 'number unit', or an interval '(10,20]'."""
    if text[0] in "([":
        low, high = text[1:-1].split(",")
        return Fraction(low) if low else None, Fraction(high) if high else None, text[0] + text[-1]
    number = Fraction(text.split(maxsplit=1)[0].rstrip("%"))
    return number, number, ""


def same(one: Value, other: Value) -> bool:
    """Whether two values are the same but for digits cut off."""
    if one[2] != other[2]:
        return False
    sides = zip(one[:2], other[:2], strict=True)
    return all(a == b or (a is not None and b is not None and abs(a - b) <= NEAR * abs(b)) for a, b in sides)


def judge(row: Row, mentions: Sequence[Mention]) -> tuple[bool, bool]:
    """Whether a case is found, and whether it is exact."""
    free = list(mentions)
    spans = row.get("spans") or [(0, len(row["text"]))] * len(row["expect"])
    for acceptable, (start, end) in zip(row["expect"], spans, strict=True):
        wanted = [value_of(text) for text in acceptable]
        hit = next((m for m in free if m.start < end and start < m.end and _one_of(value_of(m.value), wanted)), None)
        if hit is None:
            return False, False
        free.remove(hit)
    return True, not free


def _one_of(value: Value, wanted: Iterable[Value]) -> bool:
    return any(same(value, other) for other in wanted)


def unserved() -> dict[str, str]:
    """Case id to the reason why news prose does not need it."""
    reasons: dict[str, list[str]] = json.loads(UNSERVED.read_text(encoding="utf-8"))
    return {case: reason for reason, cases in reasons.items() for case in cases}


def measure(rows: Iterable[Row], left_out: Mapping[str, str]) -> dict[str, Tally]:
    """Tallies by kind, and over all and all that news prose needs."""
    tallies: dict[str, Tally] = {}
    for row in rows:
        mentions = predict(row)
        found, exact = judge(row, mentions)
        for name in ("all", row["kind"], *(() if row["id"] in left_out else ("served",))):
            tally = tallies.setdefault(name, Tally())
            tally.asked += 1
            tally.found += found
            tally.exact += exact
        if not exact:
            read = [(m.value, m.start, m.end) for m in mentions]
            reason = left_out.get(row["id"], "")
            tallies["all"].wrong.append(f"{row['id']} {reason} {'' if found else 'NOT FOUND'} {row['text']!r} {read}")
    return dict(sorted(tallies.items()))


@lru_cache(maxsize=1)
def measured() -> dict[str, cases.Tallies]:
    """The tallies of every file of cases that is there."""
    return cases.measured(FILES, lambda rows: measure(rows, unserved()))


def below() -> list[str]:
    """What does not reach its floor, one line each."""
    return cases.below(measured(), FLOORS)


def report(wrong: int = 0) -> Iterator[str]:
    """Lines that say what is reached; one line that says so where the cases are not there."""
    return cases.report(FILES, measured(), "all", wrong)


if __name__ == "__main__":
    print("\n".join(report(int(sys.argv[sys.argv.index("--wrong") + 1]) if "--wrong" in sys.argv else 0)))
