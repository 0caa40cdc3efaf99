"""Windows from 08:00 to 08:00 beside civil days: what lies in what, as rows of the one system.

A window that runs from 08:00 of one day to 08:00 of another holds the civil days between these whole, and lies in them
and the two at its ends. So where one voice counts by both clocks, and alike but for the hours,

    civil days inside  <=  the window  <=  civil days that it touches,

and the same of civil days and the windows inside and around them. The windows of one clock tile among themselves.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterable, Iterator, Sequence
from fractions import Fraction

from onrecord.cell import FIRST_DAY, LAST_DAY, days_of
from onrecord.period import ONE_DAY, Period
from onrecord.row import Bridge, Record, Row, Term
from onrecord.scope import Catalogue, Scope

CLOCK = re.compile(r"\d\d:\d\d")
CIVIL = ""
MOST_ROWS = 1_000
"""Rows that tie two clocks in one system; past it, those about the days nearest to the question stay."""

_Pair = tuple[Term, Term]


def with_clocks(question: Sequence[Term], record: Record, catalogue: Catalogue) -> tuple[Record, bool]:
    """The record with what ties windows to civil days around a question, and whether none was left out."""
    bridge = next((each for each in record.bridges if each.kind == "clock"), None)
    if bridge is None:
        return record, True
    clocks = record.kept("hours", (), catalogue, lambda: _clocks(record.rows))
    if not clocks and not any(CLOCK.fullmatch(term.rule) for term in question):
        return record, True
    return record.kept("clocks", question, catalogue, lambda: _tied(bridge, question, record, catalogue))


def _tied(bridge: Bridge, question: Sequence[Term], record: Record, catalogue: Catalogue) -> tuple[Record, bool]:
    rows, whole = _rows(bridge, question, record, catalogue)
    return (Record((*record.rows, *rows), record.bridges, record.lists) if rows else record), whole


def _clocks(rows: Iterable[Row]) -> frozenset[str]:
    """The rules of some rows that are clocks."""
    return frozenset(term.rule for row in rows for term in row.terms if CLOCK.fullmatch(term.rule))


def _rows(bridge: Bridge, question: Sequence[Term], record: Record, catalogue: Catalogue) -> tuple[list[Row], bool]:
    """The rows of each voice and measure that is counted by both clocks."""
    asked = {(term.voice, term.scope.measure) for term in question}
    held = [term for row in record.rows for term in row.terms if (term.voice, term.scope.measure) in asked]
    pairs: dict[_Pair, None] = {}
    for voice, measure in sorted(asked):
        terms = [term for term in (*question, *held) if (term.voice, term.scope.measure) == (voice, measure)]
        rules = {term.rule for term in terms}
        if catalogue.measures[measure].kind != "flow" or CIVIL not in rules:
            continue
        for clock in sorted(rule for rule in rules if CLOCK.fullmatch(rule)):
            for term in terms:
                if term.rule in (CIVIL, clock) and not _is_vague(term.scope, catalogue):
                    pairs.update(dict.fromkeys(pair for pair in _pairs(term, clock) if not _changed(pair, catalogue)))
    near = sorted(pairs, key=lambda pair: _distance(pair, question))[:MOST_ROWS]
    rows = [
        Row(f"{bridge.id}#{number:05}", pair, None, Fraction(0), (), bridge=bridge)
        for number, pair in enumerate(near, 1)
    ]
    return rows, len(near) == len(pairs)


def _is_vague(scope: Scope, catalogue: Catalogue) -> bool:
    return any(catalogue.places[place].is_region for place in (*scope.places, *scope.without))


def _changed(pair: _Pair, catalogue: Catalogue) -> bool:
    """Whether a party gained or lost a part in these days: at which hour of its first day nobody knows."""
    scope, (start, end) = pair[1].scope, days_of(pair[1].scope)
    return catalogue.actors.changes_between((*scope.by, *scope.against, *scope.of), start - ONE_DAY, end)


def _pairs(term: Term, clock: str) -> Iterator[_Pair]:
    """That what lies inside is at most what it lies in: the lesser with a plus, the greater with a minus."""
    (start, end), day = days_of(term.scope), ONE_DAY
    if not FIRST_DAY < start < end < LAST_DAY:
        return
    other = CIVIL if term.rule == clock else clock
    inside, around = (
        ((start, end - day), (start - day, end)) if other == clock else ((start + day, end), (start, end + day))
    )
    if inside[0] < inside[1]:
        yield _counted(term, other, inside, 1), _counted(term, term.rule, (start, end), -1)
    yield _counted(term, term.rule, (start, end), 1), _counted(term, other, around, -1)


def _counted(term: Term, rule: str, days: tuple[dt.date, dt.date], sign: int) -> Term:
    return Term(Fraction(sign), term.voice, rule, term.scope.but(period=Period(*days)))


def _distance(pair: _Pair, question: Sequence[Term]) -> tuple[int, str]:
    """How far the days of a pair end from those of the question."""
    ends = [days_of(term.scope) for term in pair]
    wanted = [days_of(term.scope) for term in question]
    far = min((abs((a - c).days) + abs((b - d).days) for a, b in ends for c, d in wanted), default=0)
    return far, repr(pair)
