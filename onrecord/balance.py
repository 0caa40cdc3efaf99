"""A stock on two days, tied by who came and who went between: members by joins and leaves, the displaced by arrivals.

    count at the end of day t  =  count at the end of day s  +  all who came on s+1 ... t  -  all who went then

for every scope and any two days: an equality of the one system that holds all three counts, and a premise that can be
withdrawn. Nothing is assumed of what nobody counted: if no figure says how many left, then so many may have left, and
the stock has no lower bound by this. It is written down for the scopes that figures or the question name, and for each
day at which one of them begins, ends or stands, from each to the next; between these nothing can narrow it further.
"""

from __future__ import annotations

import datetime as dt
import itertools
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from fractions import Fraction

from onrecord.cell import FIRST_DAY, LAST_DAY, Kind, days_of, kind_of
from onrecord.period import ONE_DAY, Period
from onrecord.row import Bridge, Record, Row, Term
from onrecord.scope import Catalogue, Scope

MOST_ROWS = 1_000
"""Rows that the balances of one system may come to: past it, those of the days nearest to the question stay."""
PLUS, MINUS = Fraction(1), Fraction(-1)


@dataclass(frozen=True, slots=True)
class Balanced:
    """A record with the rows of its balances. ``whole``: none was left out for being too many."""

    record: Record
    whole: bool


def with_balances(question: Sequence[Term], record: Record, catalogue: Catalogue) -> Balanced:
    """The record with what its balances say around a question; the same record where none bears on it."""
    balances = _bearing(question, record)
    if not balances:
        return Balanced(record, True)
    return record.kept("balances", question, catalogue, lambda: _balanced(balances, question, record, catalogue))


def _balanced(balances: Sequence[Bridge], question: Sequence[Term], record: Record, catalogue: Catalogue) -> Balanced:
    rows: list[Row] = []
    whole = True
    for who in sorted({kind_of(term)[:2] for term in question}):
        for balance in balances:
            if balance.voice in ("", who[0]) and (not balance.voice or balance.rule == who[1]):
                found, all_of_it = _rows(balance, who, question, record, catalogue)
                rows += found
                whole &= all_of_it
    return Balanced(Record((*record.rows, *rows), record.bridges, record.lists) if rows else record, whole)


def _bearing(question: Sequence[Term], record: Record) -> list[Bridge]:
    """The balances that tie something to what is asked, directly or through others."""
    left = [bridge for bridge in record.bridges if bridge.is_balance]
    reached = {term.scope.measure for term in question}
    found: list[Bridge] = []
    while more := [balance for balance in left if balance.measures & reached]:
        found += more
        left = [balance for balance in left if balance not in more]
        reached = reached.union(*(balance.measures for balance in more))
    return sorted(found, key=lambda balance: balance.id)


def _rows(
    balance: Bridge, who: tuple[str, str], question: Sequence[Term], record: Record, catalogue: Catalogue
) -> tuple[list[Row], bool]:
    """One balance of one voice over its scopes and days; none where only one side of it is ever spoken of,
    and no premise says what the other does."""
    kinds = {(*who, measure) for measure in balance.measures}
    asked = [term for term in question if kind_of(term) in kinds]
    held = [term for row in record.rows for term in row.terms if kind_of(term) in kinds]
    held += [term for events in record.lists for term in events.terms if kind_of(term) in kinds]
    spoken = {term.scope.measure for term in (*asked, *held)}
    held_up = any(b.kind == "never_falls" and (b.voice, b.rule, b.lesser) in kinds for b in record.bridges)
    if (balance.lesser not in spoken and not held_up) or spoken == {balance.lesser}:
        return [], True
    scopes = list(_scopes(balance, [*asked, *held], catalogue))
    days = sorted(set(_days(balance, [*asked, *held])))
    near = sorted(days, key=lambda day: (_distance(day, asked), day))
    kept = sorted(near[: max(2, MOST_ROWS // max(1, len(scopes)) + 1)])
    scopes = scopes[:MOST_ROWS]
    numbers = itertools.count(1)
    name = ":".join(filter(None, (balance.id, *who)))
    pairs = [(scope, *ends) for scope in scopes for ends in itertools.pairwise(kept)]
    rows = [
        _row(balance, f"{name}#{next(numbers):05}", balance_terms(balance, who, scope, first, last))
        for scope, first, last in pairs
        if not _changed(scope, first, last, catalogue)
    ]
    return rows, len(pairs) == len(scopes) * (len(days) - 1)


def _changed(scope: Scope, first: dt.date, last: dt.date, catalogue: Catalogue) -> bool:
    """Whether a party of a scope gained or lost a part between two days: what that had neither came nor went."""
    return catalogue.actors.changes_between((*scope.by, *scope.against, *scope.of), first, last)


def _row(balance: Bridge, name: str, terms: tuple[Term, ...]) -> Row:
    low = Fraction(0) if balance.kind == "balance" else None
    return Row(name, terms, low, Fraction(0), (), bridge=balance)


def balance_terms(
    balance: Bridge, who: tuple[str, str], scope: Scope, first: dt.date, last: dt.date
) -> tuple[Term, ...]:
    """The stock on the last day, less that on the first, less all who came between, with all who went then."""

    def on(day: dt.date) -> Scope:
        return scope.but(measure=balance.lesser, period=Period(day, day + ONE_DAY))

    between = scope.but(period=Period(first + ONE_DAY, last + ONE_DAY))
    away = [_gone(between, measure, balance) for measure in balance.leaves]
    return (
        Term(PLUS, *who, on(last)),
        Term(MINUS, *who, on(first)),
        *(Term(MINUS, *who, between.but(measure=measure)) for measure in balance.joins),
        *(Term(PLUS, *who, scope) for scope in away),
    )


def _gone(scope: Scope, measure: str, balance: Bridge) -> Scope:
    """What leaves a stock: where it is done against its holder, whoever does it."""
    scope = scope.but(measure=measure)
    return scope.but(by=(), against=scope.by) if measure in balance.turned else scope


def _scopes(balance: Bridge, terms: Sequence[Term], catalogue: Catalogue) -> Iterator[Scope]:
    """The stock's scopes that terms speak of, and those of each place in them, the question's first."""
    found: dict[Scope, None] = {}
    for term in terms:
        for stock in _of_stock(balance, term.scope):
            found[stock] = None
    for stock in list(found):
        for place in stock.places:
            found[stock.but(places=(place,), without=())] = None
    for stock in found:
        if balance.turned and not stock.by:
            continue  # of everybody's together nothing is gained or lost
        kinds = {catalogue.places[place].kind for place in stock.places}
        if not balance.wholes or (kinds == {balance.wholes} and not stock.without):
            yield stock


def _of_stock(balance: Bridge, scope: Scope) -> Iterator[Scope]:
    """The scopes of the stock that a count of it, or of who comes and goes, bears on."""
    bare = scope.but(measure=balance.lesser, period=Period(None, None))
    if scope.measure == balance.lesser or not balance.turned:
        yield bare
    else:
        yield bare.but(against=())
        yield bare.but(by=scope.against, against=())


def _days(balance: Bridge, terms: Iterable[Term]) -> Iterator[dt.date]:
    """The days at whose ends a stock stands, or something begins or is over."""
    for term in terms:
        start, end = days_of(term.scope)
        if term.scope.measure == balance.lesser:
            yield start
            continue
        yield from (day - ONE_DAY for day in (start, end) if FIRST_DAY < day < LAST_DAY)


def _distance(day: dt.date, asked: Sequence[Term]) -> int:
    """How far a day is from those asked about."""
    ends = [each for term in asked for each in days_of(term.scope)]
    return min((abs((day - end).days) for end in ends), default=0)


def joined_up(rows: Sequence[tuple[Row, Fraction]]) -> Iterator[tuple[tuple[Term, ...], Fraction, Bridge]]:
    """Balances from day to day, each with its multiplier, as few from one day to a later one: what lies between adds
    up to nothing."""
    chains: dict[tuple[str, Kind, Scope, Fraction], list[Row]] = {}
    for row, multiplier in rows:
        assert row.bridge is not None
        scope = row.terms[0].scope.but(period=Period(None, None))
        chains.setdefault((row.bridge.id, kind_of(row.terms[0]), scope, multiplier), []).append(row)
    for (_, (voice, rule, _), scope, multiplier), held in chains.items():
        balance = held[0].bridge
        assert balance is not None
        stretches: list[tuple[dt.date, dt.date]] = []
        for first, last in sorted((days_of(r.terms[1].scope)[0], days_of(r.terms[0].scope)[0]) for r in held):
            if stretches and stretches[-1][1] == first:
                stretches[-1] = (stretches[-1][0], last)
            else:
                stretches.append((first, last))
        for first, last in stretches:
            yield balance_terms(balance, (voice, rule), scope, first, last), multiplier, balance
