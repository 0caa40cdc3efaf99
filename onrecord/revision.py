"""What a later release would change: the earlier tables as the later one revises them, and claims found otherwise.

Only events that both releases hold are revised: an extract of a release can be set beside the whole of another. Where
the later release is read by the same reader, its rows take the place of the earlier ones. Where it says less, what it
does not say stays: a low falls to its best estimate and never rises, and an event that moved farther than towns of one
name may lie from their coordinates is known to its country only, because nothing names its place.
"""

from __future__ import annotations

import tempfile
from collections.abc import Callable, Iterator, Sequence
from contextlib import closing, contextmanager
from dataclasses import dataclass, replace
from fractions import Fraction
from pathlib import Path
from typing import TYPE_CHECKING, Any

from onrecord.eventtable import EventTables
from onrecord.exact import exact
from onrecord.loadedtable import Loaded
from onrecord.releases import Change, Release
from onrecord.tablebuild import REPORTS
from onrecord.tablesql import literal
from onrecord.whereabouts import MOST_KILOMETRES

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection

    from onrecord.finding import Finding
    from onrecord.row import Holdings
    from onrecord.statement import Statement

Ends = tuple[Fraction | None, Fraction | None]
Check = Callable[["Statement", "Holdings"], "list[Finding]"]


@dataclass(frozen=True, slots=True)
class Changed:
    """A claim that is found otherwise with the later release."""

    statement: str
    claim: str
    quote: str
    old: Finding
    new: Finding

    def bounds(self) -> Iterator[tuple[str, Ends, Ends]]:
        """By voice, what the record allows by either release, where that differs."""
        after = {each.voice: (each.answer.low, each.answer.high) for each in self.new.by_voice}
        for each in self.old.by_voice:
            before = (each.answer.low, each.answer.high)
            if after.get(each.voice, (None, None)) != before:
                yield each.voice, before, after.get(each.voice, (None, None))


def changed_findings(
    statements: Sequence[Statement], before: Holdings, after: Holdings, check: Check
) -> Iterator[Changed]:
    """The claims whose outcome or bounds differ by ``check`` between two records."""
    for statement in statements:
        for one, other in zip(check(statement, before), check(statement, after), strict=True):
            if _told(one) != _told(other):
                yield Changed(statement.id, one.claim.id, one.claim.span.of(statement.text), one, other)


def _told(finding: Finding) -> tuple[object, ...]:
    """What a finding says: its outcome, and by voice what the record allows."""
    voices = ((each.voice, each.outcome, each.answer.low, each.answer.high) for each in finding.by_voice)
    return (finding.outcome, *voices)


@contextmanager
def both_records(
    holdings: Holdings, old: Release, new: Release, changed: Sequence[Change], *, whole: bool = False
) -> Iterator[tuple[Holdings, Holdings]]:
    """What is held with the old release alone, and with it revised by the new; ``whole``: with the new one alone."""
    events = holdings.events
    assert isinstance(events, EventTables)
    olds, news = ([table for table in events.tables if table.sha256 in each.files] for each in (old, new))
    others = [table for table in events.tables if table.sha256 not in {*old.files, *new.files}]
    with tempfile.TemporaryDirectory(prefix="onrecord-") as folder:
        if whole:
            after = news
        else:
            after = [_revised(table, news, changed, Path(folder) / str(nth)) for nth, table in enumerate(olds)]

        def held(tables: Sequence[Loaded]) -> Holdings:
            return replace(holdings, events=EventTables([*others, *tables], events.catalogue, events.bridges))

        yield held(olds), held(after)


def _revised(table: Loaded, news: Sequence[Loaded], changed: Sequence[Change], folder: Path) -> Loaded:
    """A table in a folder of its own, with what changed as the new tables have it."""
    import duckdb

    folder.mkdir()
    with closing(duckdb.connect(config={"threads": 2})) as connection:
        connection.execute("SET TimeZone = 'UTC'")
        _see(connection, [table, *news])
        _tell(connection, changed)
        same = all(new.about["reader"] == table.about["reader"] for new in news)
        select = _replaced() if same else _amended()
        for name, sql in (("reports", select), ("wheres", "SELECT * FROM wheres"), ("actors", "SELECT * FROM actors")):
            connection.execute(f"COPY ({sql}) TO {literal(str(folder / f'{name}.parquet'))} (FORMAT parquet)")
        days = connection.execute(
            f"SELECT measure, min(first_day)::VARCHAR, max(day_after)::VARCHAR, count(*) FROM ({select}) GROUP BY 1 "
            "ORDER BY 1"
        ).fetchall()
    names = ("measure", "first_day", "day_after", "reports")
    measures = [dict(zip(names, row, strict=True)) for row in days]
    return replace(table, folder=folder, about={**table.about, "measures": measures})


def _see(connection: DuckDBPyConnection, tables: Sequence[Loaded]) -> None:
    """Views of the reports of the first table and of the others, of all wheres and actors by numbers of their own."""
    shown: dict[str, list[str]] = {"old": [], "new": [], "wheres": [], "actors": []}
    for nth, table in enumerate(tables):
        files = {name: literal(str(table.folder / f"{name}.parquet")) for name in ("reports", "wheres", "actors")}
        # The numbers of a table's wheres and actors begin anew in each: every table gets a range of its own.
        moved = ", ".join(f"{name} + {nth} * {MOST_NUMBERS} AS {name}" for name in _NUMBERED)
        shown["new" if nth else "old"].append(f"SELECT * REPLACE ({moved}) FROM read_parquet({files['reports']})")
        for name in ("wheres", "actors"):
            shown[name].append(
                f"SELECT * REPLACE (no::BIGINT + {nth} * {MOST_NUMBERS} AS no) FROM read_parquet({files[name]})"
            )
    for name, selects in shown.items():
        connection.execute(f"CREATE VIEW {name} AS {' UNION ALL BY NAME '.join(selects)}")


MOST_NUMBERS = 100_000_000
"""Above the number of wheres, or actors, that any table has."""

_NUMBERED = ("where_no", "by_no", "against_no", "of_no")


def _tell(connection: DuckDBPyConnection, changed: Sequence[Change]) -> None:
    """Tables of the events that changed, and of their counts."""
    connection.execute("CREATE TABLE changed (id VARCHAR, days BOOLEAN, moved BOOLEAN)")
    connection.execute(
        "CREATE TABLE counted (id VARCHAR, measure VARCHAR, before BIGINT, low BIGINT, best BIGINT, high BIGINT)"
    )
    rows: list[tuple[Any, ...]] = [
        (each.old.id, each.days, (each.kilometres or 0) > MOST_KILOMETRES) for each in changed
    ]
    counts = [(each.old.id, measure, old[1], *new) for each in changed for measure, (old, new) in each.counts.items()]
    for name, told, width in (("changed", rows, 3), ("counted", counts, 6)):
        if told:
            connection.executemany(f"INSERT INTO {name} VALUES ({', '.join('?' * width)})", told)


def _replaced() -> str:
    """Every event that changed as the new release has it, row by row."""
    columns = ", ".join(REPORTS)
    return (
        f"SELECT {columns} FROM old WHERE id NOT IN (SELECT id FROM changed) UNION ALL "
        f"SELECT {columns} FROM new WHERE id IN (SELECT id FROM changed) AND id IN (SELECT id FROM old)"
    )


def _amended() -> str:
    """Every event that changed with what the new release says of it; the rest as it was.

    A count that several rows make together (the dead of either side) may have fallen in any of them.
    """
    fallen = "low - greatest(before - told.best, 0)"
    low = f"CASE WHEN several THEN greatest({fallen}, 0) ELSE least(coalesce(told.low, old.low), told.best) END"
    values = {
        "low": f"CASE WHEN told.id IS NULL THEN old.low ELSE {low.replace('low -', 'old.low -')} END",
        "best": "CASE WHEN told.id IS NULL OR several THEN old.best ELSE told.best END",
        "high": "CASE WHEN told.id IS NULL THEN old.high WHEN NOT several THEN greatest(old.high, told.best) END",
        "first_day": "CASE WHEN days THEN later.first_day ELSE old.first_day END",
        "day_after": "CASE WHEN days THEN later.day_after ELSE old.day_after END",
        "where_no": "CASE WHEN moved THEN later.where_no ELSE old.where_no END",
    }
    columns = ", ".join(f"{values[name]} AS {name}" if name in values else f"old.{name}" for name in REPORTS)
    return (
        f"SELECT {columns} FROM (SELECT *, count(*) OVER (PARTITION BY id, measure) > 1 AS several FROM old) AS old "
        "LEFT JOIN counted AS told ON old.id = told.id AND old.measure = told.measure "
        "LEFT JOIN changed ON old.id = changed.id LEFT JOIN (SELECT id, min(first_day) AS first_day, "
        "max(day_after) AS day_after, any_value(where_no) AS where_no FROM new GROUP BY id) AS later "
        "ON old.id = later.id"
    )


# ----------------------------------------------------------------------------------------------------------- in words

LONGEST_QUOTE = 160


def lines(changed: Changed, old: str, new: str) -> Iterator[str]:
    """A claim that is found otherwise, in words: its outcome and bounds by either release, and the words."""
    yield f"{changed.statement} {changed.claim}: {changed.old.outcome} by {old}, {changed.new.outcome} by {new}"
    for voice, before, after in changed.bounds():
        yield f"      {voice}: {_ends(before)} by {old}, {_ends(after)} by {new}"
    quote = " ".join(changed.quote.split())
    yield f'      "{quote[:LONGEST_QUOTE]}"'


def _ends(ends: Ends) -> str:
    low, high = (None if end is None else exact(end) for end in ends)
    if low is None and high is None:
        return "no bound"
    if high is None:
        return f"at least {low}"
    return f"at most {high}" if low is None else f"{low} to {high}"
