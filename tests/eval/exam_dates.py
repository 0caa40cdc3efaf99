"""Measure the reading of dates on the cases of other projects' own test suites (../shared/gold/exam).

    python tests/eval/exam_dates.py              found and exact by language and kind
    python tests/eval/exam_dates.py --wrong 20   also list cases not found or not exact

A case is found where every mention has an acceptable value whose span overlaps, and exact where nothing else is
predicted. What onrecord does not serve is told by the patterns of `unserved_dates.json`, each under its name; the same
names, with the reasons, are in docs/dates.md. Figures are given with and without those cases.
"""

from __future__ import annotations

import datetime as dt
import json
import re
import sys
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from onrecord.almanac import unit_span
from onrecord.dating import find_durations, find_periods
from onrecord.gazetteer import catalogue
from onrecord.lexicon import build_lexicon
from onrecord.normal import fold
from onrecord.period import ONE_DAY, Period
from onrecord.quantity import find_numbers
from tests.eval import cases
from tests.eval.cases import Row, Tally

HERE = Path(__file__).resolve().parent
FILES = ("dates.ar.dev.jsonl", "dates.en.dev.jsonl")
UNSERVED = HERE / "unserved_dates.json"
UNDATED = dt.date(2020, 1, 1)
"""The day of publication of a case that gives none: it needs none."""


@dataclass(frozen=True)
class Mention:
    """What is predicted: its value, and where it stands."""

    value: str
    start: int
    end: int


def predict(row: Row) -> list[Mention]:
    """What is read in one case, in the form that its kind asks for."""
    folded = fold(row["text"])
    words = build_lexicon(catalogue()).find(folded)
    numbers = find_numbers(folded, words, row["lang"])
    day = dt.date.fromisoformat(row["reference_time"][:10]) if row.get("reference_time") else UNDATED
    mentions = []
    if row["kind"] == "duration":
        for lasting in find_durations(folded, words, numbers):
            span = folded.span(lasting.start, lasting.end)
            mentions.append(Mention(lasting.iso, span.start, span.end))
        return mentions
    for dated in find_periods(folded, words, numbers, day):
        span = folded.span(dated.start, dated.end)
        start, end = (".." if side is None else side.isoformat() for side in as_suites(dated.period, day))
        mentions.append(Mention(f"{start}/{end}", span.start, span.end))
    return mentions


def as_suites(period: Period, day: dt.date) -> tuple[dt.date | None, dt.date | None]:
    """A period as the suites write it, where they hold other ends than we do.

    'since' stays open, 'by' opens before, the past days end before publication, 'this week' is the whole of it.
    """
    start, end = period.start, period.end
    if period.kind == "since" and end == day + ONE_DAY:
        return start, None
    if period.rule == "by" and end is not None:
        return None, end - ONE_DAY * (period.precision == "approx")
    if period.rule == "past":
        return start, day
    if period.rule in ("this-week", "this-month", "this-quarter", "this-year"):
        return unit_span(day, period.rule.removeprefix("this-"))
    return start, end


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


FLOORS = {FILES[0]: {"served": 93}, FILES[1]: {"served": 84}}
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
