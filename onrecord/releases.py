"""Two releases of one source side by side: which events changed deaths, days or place.

Both are read from the files as received; a release may have come in several, as one for each country. Events are the
same where they have the same id. Only what both releases say is compared: a release that gives no low or no last day is
not held to have changed it.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from onrecord.errors import UsageError
from onrecord.reader import ReaderShape, filter_sql, numbers_sql, told_days_sql
from onrecord.tableload import staged
from onrecord.tablesql import literal, quoted
from onrecord.whereabouts import kilometres

if TYPE_CHECKING:
    from onrecord.tablestore import Reading, TableStore

NEAR_KILOMETRES = 0.1
"""Coordinates nearer than this are the same: releases write them with more or fewer digits."""

Numbers = tuple[int | None, int | None, int | None]


@dataclass(frozen=True, slots=True)
class Event:
    """One event of a release: its row in the kept file, days, coordinates, and by measure low, best and high."""

    id: str
    row: int
    first: dt.date
    last: dt.date | None
    latitude: float | None
    longitude: float | None
    counts: Mapping[str, Numbers]


@dataclass(frozen=True, slots=True)
class Change:
    """One event that differs: by measure which numbers, whether its days, and by how many kilometres it moved."""

    old: Event
    new: Event
    counts: Mapping[str, tuple[Numbers, Numbers]]
    days: bool
    kilometres: float | None


@dataclass(frozen=True, slots=True)
class Changes:
    """How two releases differ: events in both, in one only, and those of both that changed, by id."""

    both: int
    only_old: int
    only_new: int
    changed: tuple[Change, ...]


@dataclass(frozen=True, slots=True)
class Part:
    """One loaded file of a release: where it is kept, and how it is read."""

    sha256: str
    path: Path
    reading: Reading


@dataclass(frozen=True, slots=True)
class Release:
    """A loaded release: how it is called, and its files in the order of loading."""

    name: str
    parts: tuple[Part, ...]

    @property
    def files(self) -> tuple[str, ...]:
        """The SHA-256 of each file."""
        return tuple(part.sha256 for part in self.parts)


def release_named(name: str, store: TableStore) -> Release:
    """The loaded release of that version, source and version, file name, or beginning of a file's SHA-256."""
    found: dict[str, list[Part]] = {}
    there: dict[str, None] = {}
    for sha256, file, reading in store.entries():
        called = f"{reading.card.id}:{reading.version or sha256[:8]}"
        there[called] = None
        if name in (reading.version, called, file) or (len(name) >= 6 and sha256.startswith(name)):
            found.setdefault(called, []).append(Part(sha256, store.path / "sources" / sha256, reading))
    if len(found) != 1:
        problem = "no loaded release" if not found else "more than one loaded release"
        raise UsageError(f"{problem} is called {name!r}; there are: {', '.join(there) or 'none'}")
    ((called, parts),) = found.items()
    return Release(called, tuple(parts))


# --------------------------------------------------------------------------------------------------------- comparing


def compare(old: Release, new: Release) -> Changes:
    """What changed between two releases whose events have ids of their own."""
    before, after = _events(old), _events(new)
    both = sorted(before.keys() & after.keys(), key=_in_order)
    changed = (_change(before[key], after[key]) for key in both)
    return Changes(
        len(both), len(before) - len(both), len(after) - len(both), tuple(each for each in changed if each is not None)
    )


def _in_order(key: str) -> tuple[int, str]:
    """Ids that are numbers in the order of the numbers."""
    return (int(key), "") if key.isascii() and key.isdigit() and len(key) < 19 else (2**63, key)


def _events(release: Release) -> dict[str, Event]:
    events: dict[str, Event] = {}
    for part in release.parts:
        events |= _events_of(part, release.name)
    return events


def _events_of(part: Part, name: str) -> dict[str, Event]:
    reader = part.reading.reader
    if not reader.key:
        raise UsageError(f"{name}: its rows have no ids of their own, so that they cannot be told apart")
    with staged(part.path, reader, name) as held:
        rows = held.connection.execute(_events_sql(reader, held.first_row)).fetchall()
    events: dict[str, Event] = {}
    for key, row, first, last, latitude, longitude, measure, *numbers in rows:
        known = events.get(key)
        counts: dict[str, Numbers] = dict(known.counts) if known is not None else {}
        if measure is not None:
            counts[measure] = (numbers[0], numbers[1], numbers[2])
        events[key] = Event(key, row, first, last, latitude, longitude, counts)
    return events


def _events_sql(reader: ReaderShape, first_row: int) -> str:
    """A line for every event and measure; an event that counts nothing has one without a measure."""
    first, last = told_days_sql(reader)
    latitude, longitude = (
        quoted(name) if name else "NULL::DOUBLE" for name in (reader.where.latitude, reader.where.longitude)
    )
    what = f"{quoted(reader.key)}, rowid + {first_row}, {first}, {last}, {latitude}, {longitude}"
    selects = [f"SELECT {what}, NULL AS measure, NULL AS low, NULL AS best, NULL AS high FROM typed"]
    for count in reader.counts:
        low, best, high = numbers_sql(count)
        if count.best:  # a low or high that is only the best estimate again is none of its own
            low = "NULL" if count.low == count.best else low
            high = "NULL" if count.high == count.best else high
        counted = f"{literal(count.measure)}, {low}, {best}, {high} FROM typed WHERE {filter_sql(count, nothing=True)}"
        selects.append(f"SELECT {what}, {counted}")
    columns = "id, row, first, last, latitude, longitude, measure, low, best, high"
    return (
        f"SELECT id, row, first, last, latitude, longitude, measure, sum(low)::BIGINT, sum(best)::BIGINT, "
        f"sum(high)::BIGINT FROM ({' UNION ALL '.join(selects)}) AS t({columns}) GROUP BY ALL ORDER BY ALL"
    )


def _change(old: Event, new: Event) -> Change | None:
    """How an event differs, or None where it does not as far as both say."""
    counts = {
        measure: (old.counts[measure], new.counts[measure])
        for measure in sorted(old.counts.keys() & new.counts.keys())
        if _differ(old.counts[measure], new.counts[measure])
    }
    days, moved = _other_days(old, new), _moved(old, new)
    return Change(old, new, counts, days, moved) if counts or days or moved is not None else None


def _other_days(old: Event, new: Event) -> bool:
    """Whether the days differ; one day alone, of a release without last days, must lie outside the other's days."""
    if old.last is not None and new.last is not None:
        return (old.first, old.last) != (new.first, new.last)
    if old.last is None and new.last is None:
        return old.first != new.first
    day, first, last = (old.first, new.first, new.last) if old.last is None else (new.first, old.first, old.last)
    assert last is not None
    return not first <= day <= last


def _differ(old: Numbers, new: Numbers) -> bool:
    return any(one is not None and other is not None and one != other for one, other in zip(old, new, strict=True))


def _moved(old: Event, new: Event) -> float | None:
    """By how many kilometres an event moved, or None where it did not."""
    if old.latitude is None or old.longitude is None or new.latitude is None or new.longitude is None:
        return None
    far = kilometres(old.latitude, old.longitude, new.latitude, new.longitude)
    return far if far >= NEAR_KILOMETRES else None


# ----------------------------------------------------------------------------------------------------------- in words


def lines(changes: Changes, old: str, new: str, most: int | None) -> Iterator[str]:
    """The changes in words, the largest of deaths first; ``most`` of them, or all."""
    yield f"{changes.both} events in both; {changes.only_old} only in {old}, {changes.only_new} only in {new}"
    counted = [each for each in changes.changed if each.counts]
    days = [each for each in changes.changed if each.days]
    moved = [each for each in changes.changed if each.kilometres is not None]
    yield f"of these {len(counted)} changed their counts, {len(days)} their days, {len(moved)} their place"
    for measure in sorted({measure for each in counted for measure in each.counts}):
        yield f"  {measure}: {_balance(changes.changed, measure)}"
    shown = sorted(changes.changed, key=lambda each: (-_size(each), *_in_order(each.old.id)))
    for each in shown if most is None else shown[:most]:
        yield f"{each.old.id} (row {each.old.row}, now {each.new.row}): {'; '.join(_parts(each))}"
    if most is not None and len(shown) > most:
        yield f"and {len(shown) - most} more; --all lists them"


def _balance(changed: Iterable[Change], measure: str) -> str:
    """How many events rose and fell by how much, of their best estimates."""
    pairs = [each.counts[measure] for each in changed if measure in each.counts]
    steps = [new[1] - old[1] for old, new in pairs if old[1] is not None and new[1] is not None]
    up, down = [step for step in steps if step > 0], [step for step in steps if step < 0]
    return f"{len(up)} rose by {sum(up)}, {len(down)} fell by {-sum(down)} (best estimates)"


def _size(change: Change) -> int:
    """By how much the counts changed, at most."""
    return max(
        (
            abs(other - one)
            for old, new in change.counts.values()
            for one, other in zip(old, new, strict=True)
            if one is not None and other is not None
        ),
        default=0,
    )


def _parts(change: Change) -> Iterator[str]:
    for measure, (old, new) in change.counts.items():
        told = [
            f"{name} {one} to {other}"
            for name, one, other in zip(("low", "best", "high"), old, new, strict=True)
            if one is not None and other is not None and one != other
        ]
        yield f"{measure} {', '.join(told)}"
    if change.days:
        yield f"days {_days(change.old)} to {_days(change.new)}"
    if change.kilometres is not None:
        yield f"moved {change.kilometres:.1f} km"


def _days(event: Event) -> str:
    if event.last is None or event.last == event.first:
        return event.first.isoformat()
    return f"{event.first}/{event.last}"
