"""Event tables: what is asked of millions of reports becomes a few figures.

A report says: at least so many here, in these days. Of one release of one source every report is of another occurrence,
so reports add up, and all that surely lie in a question's scope are together one figure about that scope: the sum of
their lows. Where the source is complete by its own account, the highs of all that may lie in it are another. These are
the figures that a table brings to a question; the reports themselves stay in the table.
"""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from fractions import Fraction
from functools import partial
from typing import TYPE_CHECKING

from onrecord import territory
from onrecord.actor import ALWAYS, AS_PART, FIRST_DAY, LAST_DAY, Days
from onrecord.arabic import comma, number_words
from onrecord.explanation import stint_words
from onrecord.figure import Figure
from onrecord.loadedtable import Loaded, opened
from onrecord.nearby import base_of
from onrecord.period import Period, parse_edtf
from onrecord.phrase import fill
from onrecord.place import WORLD
from onrecord.row import Bridge
from onrecord.scope import ROLES, Catalogue, Scope
from onrecord.tablesql import LEVELS, literal

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection

    from onrecord.statement import Language


MOST_PLACES = 500
"""Places named in a table that near questions are asked about."""


@dataclass(frozen=True, slots=True)
class Sum:
    """Reports added up: how many, from low to high, and what the best estimates come to.

    ``lows`` is how many of them give a low: where none does, nothing is bounded from below.
    """

    reports: int
    low: int
    best: int
    high: int | None
    lows: int


class EventTables:
    """The tables of a project, asked together."""

    def __init__(self, tables: Sequence[Loaded], catalogue: Catalogue, bridges: Sequence[Bridge]) -> None:
        self.tables, self.catalogue, self.bridges = tuple(tables), catalogue, tuple(bridges)
        self._whole: dict[tuple[str, Scope], tuple[Figure, ...]] = {}

    def knowing(self, catalogue: Catalogue) -> EventTables:
        """The same tables, asked by what another catalogue knows of who was part of whom."""
        return EventTables(self.tables, catalogue, self.bridges)

    def figures_for(self, scopes: Sequence[Scope]) -> tuple[Figure, ...]:
        """The figures that the tables bring to questions about these scopes, by id."""
        found: dict[str, Figure] = {}
        for table in self.tables:
            if table.card.settles and table.about.get("outlines"):
                found |= {figure.id: figure for figure in territory.figures(table, scopes, self.catalogue)}
        for asked in self._asked(scopes):
            found |= {figure.id: figure for figure in asked.figures()}
        return tuple(found[key] for key in sorted(found))

    def otherwise_for(self, scopes: Sequence[Scope]) -> dict[str, tuple[Figure, ...]]:
        """By each stint that sums of reports about these scopes rest on, the figures where it is not believed."""
        parted = [scope for scope in scopes if self._may_be_parted(scope)]  # no table is opened for the others
        stints = {stint for asked in self._asked(parted) for stint in asked.stints()}
        found = {}
        for stint in sorted(stints):
            doubting = replace(self.catalogue, actors=self.catalogue.actors.doubting([stint]))
            found[stint] = self.knowing(doubting).figures_for(scopes)
        return found

    def whole_sums(self, scopes: Sequence[Scope], who: tuple[str, str]) -> tuple[Figure, ...]:
        """The figures of one voice and rule about these scopes, where its source holds all that there is in them."""
        found: dict[str, Figure] = {}
        for asked in self._of(who)._asked(scopes):
            key = (asked.table.source, asked.scope)
            if key not in self._whole:  # the claims of a statement have near questions in common
                self._whole[key] = tuple(asked.figures()) if asked.is_complete() else ()
            found |= {figure.id: figure for figure in self._whole[key]}
        return tuple(found[key] for key in sorted(found))

    def spoken_of(self, who: tuple[str, str]) -> tuple[Scope, ...]:
        """What such sums can be of: all that the sources of one voice cover whole, and each place named there."""
        found: dict[Scope, None] = {}
        for table in self._of(who).tables:
            whole = [told for told in table.card.coverage if told.completeness == "complete"]
            with opened(table) as connection:
                asked = "SELECT DISTINCT unnest(places) AS place FROM wheres ORDER BY place LIMIT ?"
                named = [place for (place,) in connection.execute(asked, [MOST_PLACES]).fetchall()]
            for told in whole:
                found |= {Scope(told.measure, places=places): None for places in (told.places, *((p,) for p in named))}
        return tuple(found)

    def _of(self, who: tuple[str, str]) -> EventTables:
        """The tables of one voice and rule whose source holds, by its own account, all that there is of something."""
        mine = (table for table in self.tables if (table.card.voice, table.card.rule) == who and table.card.settles)
        whole = [table for table in mine if any(told.completeness == "complete" for told in table.card.coverage)]
        return EventTables([t for t in whole if not t.about.get("outlines")], self.catalogue, self.bridges)

    def _may_be_parted(self, scope: Scope) -> bool:
        """Whether a scope names somebody of whom another was a part on some days only."""
        actors = self.catalogue.actors
        named = [one for role in ROLES for one in getattr(scope, role)]
        wholes = {name.partition(AS_PART)[2] for name in actors.stints} if named else set()
        return any(actors.holds(one, whole) for one in named for whole in wholes)

    def _asked(self, scopes: Sequence[Scope]) -> Iterator[Asked]:
        """Each table of reports that settles something, asked about each scope by each measure that bears on it."""
        for table in self.tables:
            if not table.card.settles or table.about.get("outlines"):
                continue
            wanted = dict.fromkeys((scope, measure) for scope in scopes for measure in self._measures(table, scope))
            if wanted:
                with opened(table) as connection:
                    for scope, measure in wanted:
                        yield Asked(table, scope.but(measure=measure), self.catalogue, connection)

    def _measures(self, table: Loaded, scope: Scope) -> list[str]:
        """The measures of a table that bear on a scope: its own, and those that a bridge ties to it."""
        who = (table.card.voice, table.card.rule)
        tied = {scope.measure}
        for bridge in self.bridges:
            if bridge.kind == "at_most" and (bridge.voice, bridge.rule) == who:
                tied |= {bridge.lesser, bridge.greater} if scope.measure in (bridge.lesser, bridge.greater) else set()
        period, covers = scope.period, bool(table.about.get("covers"))  # which has something to say of quiet days
        return [
            told["measure"]
            for told in table.measures()
            if told["measure"] in tied
            and (covers or period.end is None or told["first_day"] < period.end.isoformat())
            and (covers or period.start is None or told["day_after"] > period.start.isoformat())
        ]


@dataclass(frozen=True, slots=True)
class Asked:
    """One table asked about one scope."""

    table: Loaded
    scope: Scope
    catalogue: Catalogue
    connection: DuckDBPyConnection

    def figures(self) -> Iterator[Figure]:
        """The sum of what surely lies in the scope, and where the source is complete, of what may."""
        surely = self.sum(self.surely())
        if surely.lows:
            places = self.catalogue.places.inner(self.scope.places)
            left_out = self.catalogue.places.outer(self.scope.without)
            near = any(base_of(place) for place in self.scope.places)  # which reports tell by its own name
            scope = self.scope.but(places=self.scope.places if near else places, without=left_out)
            if places or near or not self.scope.places:
                yield self._figure(scope, Fraction(surely.low), None, surely)
        if self.is_complete():
            possibly = self.sum(self.possibly())
            if possibly.high is not None:
                scope = self.scope.but(
                    places=self.catalogue.places.outer(self.scope.places),
                    without=self.catalogue.places.inner(self.scope.without),
                )
                yield self._figure(scope, None, Fraction(possibly.high), possibly)

    def is_complete(self) -> bool:
        """Whether the source holds, by its own account, everything in this scope, and each thing once.

        A file may be cut from what the source holds: it is taken for no more than the days and countries of its rows,
        or than a mapping says that it covers.
        """
        if self._in_rounds() or not self._spans():
            return False
        tree, period = self.catalogue.places.tree, self.scope.period
        wholes = self._wholes()
        told = [c for c in self.table.card.coverage if c.measure == self.scope.measure and c.completeness == "complete"]
        return bool(wholes) and any(
            tree.hold(coverage.places, wholes) and coverage.period.holds(period) for coverage in told
        )

    def _wholes(self) -> tuple[str, ...]:
        """The places that hold all that may be in the scope: the world, where it names none."""
        return self.catalogue.places.outer(self.scope.places) if self.scope.places else (WORLD,)

    def _spans(self) -> bool:
        """Whether the scope lies in the days and places that this file holds all of."""
        places, about = self.catalogue.places, self.table.about
        wholes = self._wholes()
        if about.get("covers"):
            inside = places.tree.hold(about["covers"]["places"], wholes)
            return inside and parse_edtf(about["covers"]["period"]).holds(self.scope.period)
        told = next((told for told in about["measures"] if told["measure"] == self.scope.measure), None)
        if told is None or any(places.country(whole) not in about["countries"] for whole in wholes):
            return False
        days = Period(dt.date.fromisoformat(told["first_day"]), dt.date.fromisoformat(told["day_after"]))
        return days.holds(self.scope.period)

    def _figure(self, scope: Scope, low: Fraction | None, high: Fraction | None, total: Sum) -> Figure:
        """The figure that a sum of reports makes."""
        table = self.table
        told = json.dumps(
            [scope.measure, scope.by, scope.against, scope.of, scope.places, scope.without, scope.period.edtf]
        )
        side = "low" if low is not None else "high"
        return table.figure(told, side, scope, (low, high), partial(self._note, total))

    def _note(self, total: Sum, language: Language) -> str:
        """How a sum was made, in words."""
        given = {"low": total.low, "best": total.best or None, "high": total.high}
        ends = [fill(f"notes.ends.{end}", language, n=number_words(n)) for end, n in given.items() if n is not None]
        key = "notes.report" if total.reports == 1 else "notes.reports"
        made = fill(
            key, language, n=number_words(total.reports), table=self.table.name, ends=comma(language).join(ends)
        )
        days = [(name, stint_words(name, when, self.catalogue, language)) for name, when in self._stints()]
        return made + "".join(fill("notes.stint", language, clause=clause, id=name) for name, clause in days)

    def _stints(self) -> Iterator[tuple[str, list[Period]]]:
        """By which stints actors of this table count for those asked about on some days only: part of the figure."""
        actors = self.catalogue.actors
        asked = [whole for role in ROLES for whole in getattr(self.scope, role)]
        if not asked:
            return
        held = {key for (key,) in self.connection.execute("SELECT DISTINCT id FROM actors").fetchall() if key}
        for name, stints in actors.stints.items():
            part, _, whole = name.partition(AS_PART)
            inside = name not in actors.doubted and any(actors.holds(part, key) for key in held)
            if inside and part not in asked and any(actors.holds(one, whole) for one in asked):
                yield name, [stint.period for stint in stints]

    def stints(self) -> set[str]:
        """The stints that its figures rest on."""
        return {name for name, _ in self._stints()}

    def sum(self, where: str) -> Sum:
        """The reports that a condition lets through, added up; no high where one of them has none.

        Of a table in rounds, those of the day that gives the most: each round counts the same things again.
        """
        # The same distinct thing may stand in many reports: there are at least as many as in the largest of them.
        least = "max" if self.catalogue.measures[self.scope.measure].kind == "distinct" else "sum"
        rounds = " GROUP BY first_day, day_after ORDER BY sum(low) DESC, day_after LIMIT 1" if self._in_rounds() else ""
        found = self.connection.execute(
            f"SELECT count(*), coalesce({least}(low), 0)::BIGINT, coalesce(sum(best), 0)::BIGINT, "
            f"coalesce(sum(high), 0)::BIGINT, count(*) FILTER (high IS NULL), count(low) "
            f"FROM reports WHERE {where}{rounds}"
        ).fetchall()
        reports, low, best, high, open_high, lows = found[0] if found else (0, 0, 0, 0, 1, 0)
        return Sum(reports, low, best, None if open_high else high, lows)

    def _in_rounds(self) -> bool:
        return bool(self.table.about.get("rounds"))

    # -- conditions in SQL

    def surely(self) -> str:
        """The reports that lie in the scope whatever their uncertainty is resolved to."""
        places, period = self.catalogue.places, self.scope.period
        tests = [f"measure = {literal(self.scope.measure)}"]
        if self.is_stock():
            tests += self._on_the_day()
        else:
            tests += [] if period.start is None else [f"first_day >= DATE {literal(period.start.isoformat())}"]
            tests += [] if period.end is None else [f"day_after <= DATE {literal(period.end.isoformat())}"]
        if self.scope.places:
            tests.append(f"where_no IN ({self._within(self.scope.places)})")
        if self.scope.without:
            tests.append(f"where_no NOT IN ({self._touching(places.outer(self.scope.without))})")
        for role, column in (("by", "by_no"), ("against", "against_no"), ("of", "of_no")):
            named = getattr(self.scope, role)
            if named:
                tests.append(self._acted(column, named, inside=True))
        return " AND ".join(tests)

    def possibly(self) -> str:
        """The reports that may lie in the scope."""
        places, period = self.catalogue.places, self.scope.period
        tests = [f"measure = {literal(self.scope.measure)}"]
        tests += [] if period.start is None else [f"day_after > DATE {literal(period.start.isoformat())}"]
        tests += [] if period.end is None else [f"first_day < DATE {literal(period.end.isoformat())}"]
        if self.scope.places:
            tests.append(f"where_no IN ({self._touching(places.outer(self.scope.places))})")
        if self.scope.without:
            outside = _list(places.inner(self.scope.without))
            tests.append(f"where_no NOT IN (SELECT no FROM wheres WHERE list_has_any(chain, {outside}))")
        for role, column in (("by", "by_no"), ("against", "against_no"), ("of", "of_no")):
            named = getattr(self.scope, role)
            if named:
                tests.append(f"({column} IS NULL OR {self._acted(column, named, inside=False)})")
        return " AND ".join(tests)

    def is_stock(self) -> bool:
        """Whether a report of this measure says what was so on each of its days."""
        return self.catalogue.measures[self.scope.measure].kind == "stock"

    def _on_the_day(self) -> list[str]:
        """A stock is asked for on one day, which a report's days must hold."""
        start, end = self.scope.period.start, self.scope.period.end
        if start is None or end is None or self.scope.period.days != 1:
            return ["false"]
        return [f"first_day <= DATE {literal(start.isoformat())}", f"day_after >= DATE {literal(end.isoformat())}"]

    def _within(self, wholes: Sequence[str]) -> str:
        """The wheres that surely lie in some places, those too that tell to be near what is asked about."""
        tests = [f"list_has_any(chain, {_list(self.catalogue.places.inner(wholes))})"]
        bases = (base for whole in wholes if (base := base_of(whole)) is not None)
        towns = sorted({self.catalogue.places.town_of(base) for base in bases})
        if towns:
            tests.append(f"(level = {LEVELS.index('near')} AND list_contains({_list(towns)}, near))")
        return f"SELECT no FROM wheres WHERE {' OR '.join(tests)}"

    def _touching(self, wholes: Sequence[str]) -> str:
        """The wheres that may lie in some places: none of what surely holds them is apart from the place."""
        tree = self.catalogue.places.tree
        tests = [f"list_has_any(chain, {_list(wholes)})"]
        tests += [f"list_has_all({_list(tree.chain(whole))}, places)" for whole in wholes]
        return f"SELECT no FROM wheres WHERE {' OR '.join(tests)}"

    def _acted(self, column: str, named: Sequence[str], *, inside: bool) -> str:
        """Whether the actor of a report is (or else may be) of those named, on all (or any) of its days."""
        tests = []
        for (first, end), numbers in self._actors(named, inside=inside).items():
            told = [f"{column} IN ({', '.join(map(str, numbers))})"]
            if first > FIRST_DAY:
                told.append(f"{'first_day >=' if inside else 'day_after >'} DATE {literal(first.isoformat())}")
            if end < LAST_DAY:
                told.append(f"{'day_after <=' if inside else 'first_day <'} DATE {literal(end.isoformat())}")
            tests.append(" AND ".join(told))
        return f"({' OR '.join(tests)})" if tests else "false"

    def _actors(self, named: Sequence[str], *, inside: bool) -> dict[Days, list[int]]:
        """The numbers of the table's actors that are (or else may be) of those named, by the days on which they are."""
        actors = self.catalogue.actors
        found: dict[Days, list[int]] = {}
        for number, key in self.connection.execute("SELECT no, id FROM actors").fetchall():
            days = set[Days]() if inside else set(ALWAYS)
            if key is not None:
                days = {each for whole in named for each in actors.days_within(whole, key, surely=inside)}
                if not inside and any(actors.holds(key, whole) for whole in named):
                    days = set(ALWAYS)
            for each in sorted(days):
                found.setdefault(each, []).append(number)
        return found


def _list(names: Sequence[str]) -> str:
    return f"[{', '.join(map(literal, names))}]::VARCHAR[]"
