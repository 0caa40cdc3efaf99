"""Parties told apart by the days on which they were part of others, in scopes and in a whole record.

What is said of a party that changed is said of what it was on those days (:mod:`onrecord.actor`): a figure of the YPG
in 2016 is one of the YPG as part of the SDF, and counts in a total of the SDF; one in 2014 does not. Whatever asks the
record sees scopes in this form only; figures keep their own.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import cast

from onrecord.actor import Actors
from onrecord.row import EventList, Record, Row, Term
from onrecord.scope import ROLES, Catalogue, Scope

MOST_MADE, _KEPT = 4, "by day"
"""Records kept of one: a claim that names no place has a catalogue of its own, and may have actors of its own."""


def scope_by_day(scope: Scope, actors: Actors) -> Scope:
    """The scope with each party that changed as what it was on its days; the same one where none did."""
    if not any(actors.change(getattr(scope, role)) for role in ROLES):
        return scope
    return scope.but(**{role: actors.on(getattr(scope, role), scope.period) for role in ROLES})


def terms_by_day(terms: Sequence[Term], actors: Actors) -> tuple[Term, ...]:
    """Terms with the scopes that :func:`scope_by_day` gives."""
    return tuple(_term(term, actors) for term in terms)


def record_by_day(record: Record, catalogue: Catalogue) -> Record:
    """The record with such scopes, made once for each catalogue; the same one where nobody in it ever changed."""
    known = _held(record).get(id(catalogue.actors))
    if known is not None and known.actors is catalogue.actors:
        return known.record
    made = _record(record, catalogue.actors)
    for each in {id(record): record, id(made): made}.values():
        held = _held(each)
        while len(held) >= MOST_MADE:
            del held[next(iter(held))]
        held[id(catalogue.actors)] = _Made(catalogue.actors, made)
    return made


def _held(record: Record) -> dict[int, _Made]:
    """What was made of a record, by whose actors."""
    return cast("dict[int, _Made]", record.orders.setdefault(_KEPT, {}))


class _Made:
    """A record with the actors by which it was made."""

    def __init__(self, actors: Actors, record: Record) -> None:
        self.actors, self.record = actors, record


def _record(record: Record, actors: Actors) -> Record:
    rows = tuple(_row(row, actors) for row in record.rows)
    lists = tuple(_list(events, actors) for events in record.lists)
    same = all(a is b for a, b in zip(rows, record.rows, strict=True))
    same &= all(a is b for a, b in zip(lists, record.lists, strict=True))
    return record if same else Record(rows, record.bridges, lists)


def _term(term: Term, actors: Actors) -> Term:
    scope = scope_by_day(term.scope, actors)
    return term if scope is term.scope else replace(term, scope=scope)


def _row(row: Row, actors: Actors) -> Row:
    terms = terms_by_day(row.terms, actors)
    return row if all(a is b for a, b in zip(terms, row.terms, strict=True)) else replace(row, terms=terms)


def _list(events: EventList, actors: Actors) -> EventList:
    if not any(actors.change(getattr(term.scope, role)) for term in events.terms for role in ROLES):
        return events
    held = tuple(replace(event, term=_term(event.term, actors)) for event in events.events)
    listed = tuple(replace(entry, term=_term(entry.term, actors)) for entry in events.listings)
    return replace(events, events=held, listings=listed)
