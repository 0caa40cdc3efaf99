"""The engine against a plain program, on generated records: `make bench`.

The plain program is what one would write first: a variable for each day and place, a row for each figure, and two
linear programs in scipy (HiGHS) for each question. The engine cuts the record into cells, grows outwards from the
question, and ends with an exact proof of each bound, checked; the plain program ends with two floats. Both must give
the same interval, or this stops.

A record is made as releases are: totals of each week and of each month for two countries together, of some weeks for
one country, and of some days for single towns, all true of one hidden history. Printed for each size: the figures
held, the variables of the plain program, the cells of the engine, and the median seconds of one question. The last
column is the plain program's time over the engine's: above 1 the engine is faster.
"""

from __future__ import annotations

import datetime as dt
import itertools
import math
import random
import statistics
import sys
import time
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction

import numpy as np
from scipy.optimize import linprog
from scipy.sparse import coo_array

from onrecord.actor import Actor, Actors
from onrecord.bounds import bound
from onrecord.cell import cut
from onrecord.figure import Figure
from onrecord.growth import grow
from onrecord.measure import Measure, Measures
from onrecord.period import ONE_DAY, Period
from onrecord.place import Place, Places
from onrecord.row import Holdings, Record, Term, build_record
from onrecord.scope import Catalogue, Scope

FIRST_DAY = dt.date(2018, 1, 1)
COUNTRIES = ("AA", "BB")
VOICE, RULE, MEASURE = "army", "", "strikes"
# Days, towns in each country, figures of single towns a day.
SIZES = ((90, 4, 0.5), (365, 8, 0.5), (1461, 30, 0.5), (1461, 30, 3), (1461, 50, 6))
ENOUGH = 60.0  # seconds for one program of the plain kind; past it the size is given up and said to be

History = Mapping[tuple[str, int], int]  # (place, day number) -> count


@dataclass(frozen=True)
class World:
    """Two countries with towns, some days, and what happened there."""

    days: int
    towns: tuple[str, ...]
    history: History
    detail: float

    @property
    def leaves(self) -> tuple[str, ...]:
        """The towns, and each country outside its towns."""
        return (*COUNTRIES, *self.towns)

    def inside(self, places: Sequence[str]) -> list[str]:
        """The leaves that lie in some places: a country holds its towns."""
        return [leaf for leaf in self.leaves if leaf in places or leaf[:2] in places]

    def total(self, places: Sequence[str], first: int, last: int) -> int:
        """What happened in some places on days first..last."""
        return sum(self.history[leaf, day] for leaf in self.inside(places) for day in range(first, last + 1))


def make_world(days: int, towns: int, detail: float) -> World:
    """A history in which few days of few towns hold most of what happens."""
    dice = random.Random(days)
    names = tuple(f"{country}-{number:02}" for country in COUNTRIES for number in range(towns))
    leaves = (*COUNTRIES, *names)
    busy = {leaf: dice.choice((0.02, 0.1, 0.5)) for leaf in leaves}
    history = {
        (leaf, day): dice.randint(1, 6) if dice.random() < busy[leaf] else 0 for leaf in leaves for day in range(days)
    }
    return World(days, names, history, detail)


def windows(world: World) -> Iterator[tuple[tuple[str, ...], int, int]]:
    """The places and days (both included) of each figure, as releases choose them."""
    dice = random.Random(world.days)
    both: tuple[str, ...] = COUNTRIES
    for first in range(0, world.days, 7):
        yield both, first, min(first + 6, world.days - 1)
        if dice.random() < 0.4:
            yield (dice.choice(COUNTRIES),), first, min(first + 6, world.days - 1)
    months = sorted({day for day in range(world.days) if (FIRST_DAY + day * ONE_DAY).day == 1} | {world.days})
    for first, after in itertools.pairwise(months):
        yield both, first, after - 1
    for day in range(world.days):
        for town in world.towns:
            if dice.random() < world.detail / len(world.towns):
                yield (town,), day, day


def scope(places: tuple[str, ...], first: int, last: int) -> Scope:
    """Some places and days as a scope."""
    return Scope(MEASURE, places=places, period=Period(FIRST_DAY + first * ONE_DAY, FIRST_DAY + (last + 1) * ONE_DAY))


def make_record(world: World) -> Record:
    """All figures of a world, each true."""
    figures = []
    for number, (places, first, last) in enumerate(windows(world)):
        value = Fraction(world.total(places, first, last))
        asked = scope(places, first, last)
        figures.append(Figure(f"f{number:05}", "bench", VOICE, RULE, asked, value, value, "equal", None, ""))
    return build_record(Holdings(tuple(figures), {}, ()))


def make_catalogue(world: World) -> Catalogue:
    """The two countries and their towns."""
    names: dict[str, str] = {}
    places = [Place(country, "country", names) for country in COUNTRIES]
    places += [Place(town, "town", names, within=town[:2]) for town in world.towns]
    measure = Measure(MEASURE, "strike", "flow", True, names, names, names)
    return Catalogue(Measures([measure]), Places(places), Actors([Actor(VOICE, names)]))


def plain(world: World, record: Record, asked: Scope) -> tuple[int, int] | None:
    """The interval by one variable a day and place; None where a program was given up."""
    column = {pair: number for number, pair in enumerate(sorted(world.history))}
    rows, columns, values = [], [], []
    for number, row in enumerate(record.rows):
        for cell in _cells(world, row.terms[0].scope):
            rows.append(number)
            columns.append(column[cell])
        values.append(float(row.high or 0))
    system = coo_array((np.ones(len(rows)), (rows, columns)), shape=(len(values), len(column))).tocsr()
    objective = np.zeros(len(column))
    objective[[column[cell] for cell in _cells(world, asked)]] = 1.0
    found = []
    for sign in (1.0, -1.0):
        # scipy takes sparse matrices here; its types do not know
        done = linprog(sign * objective, A_eq=system, b_eq=values, options={"time_limit": ENOUGH})  # type: ignore[call-overload]
        if done.status == 1:
            return None
        found.append(sign * done.fun)
    return math.ceil(found[0] - 1e-6), math.floor(found[1] + 1e-6)


def _cells(world: World, asked: Scope) -> list[tuple[str, int]]:
    assert asked.period.start is not None
    assert asked.period.end is not None
    days = range((asked.period.start - FIRST_DAY).days, (asked.period.end - FIRST_DAY).days)
    return [(leaf, day) for leaf in world.inside(asked.places) for day in days]


def questions(world: World) -> list[Scope]:
    """A span of 17 days in the middle, for both countries, for one, and for a town."""
    first = world.days // 2 + 3
    return [scope(places, first, first + 16) for places in (COUNTRIES, (COUNTRIES[0],), (world.towns[0],))]


def run(days: int, towns: int, detail: float) -> bool:
    """One row of the table; False where the plain program was given up."""
    world = make_world(days, towns, detail)
    record, catalogue = make_record(world), make_catalogue(world)
    spent: dict[str, list[float]] = {"engine": [], "plain": []}
    cells = 0
    for asked in questions(world):
        question = (Term(Fraction(1), VOICE, RULE, asked),)
        rows = [row for ring in grow(question, record, catalogue) for row in ring]
        cells = max(cells, len(cut(question, rows, record, catalogue).cells))
        began = time.perf_counter()
        bounds = bound(asked, VOICE, RULE, record, catalogue, withdrawals=False)
        spent["engine"].append(time.perf_counter() - began)
        began = time.perf_counter()
        expected = plain(world, record, asked)
        spent["plain"].append(time.perf_counter() - began)
        if expected is None:
            _print_row(days, record, (len(world.history), cells), spent, given_up=True)
            return False
        if bounds.tight and (bounds.low, bounds.high) != (Fraction(expected[0]), Fraction(expected[1])):
            sys.exit(f"the engine says {bounds.low} to {bounds.high}, the plain program {expected}, for {asked}")
    _print_row(days, record, (len(world.history), cells), spent, given_up=False)
    return True


def _print_row(
    days: int, record: Record, sizes: tuple[int, int], spent: Mapping[str, Sequence[float]], *, given_up: bool
) -> None:
    engine, other = (statistics.median(spent[name]) for name in ("engine", "plain"))
    shown = f"> {ENOUGH:5.0f} s" if given_up else f"{other:7.2f} s"
    print(f"{days:5} {len(record.rows):8} {sizes[0]:10} {sizes[1]:7} {engine:8.2f} s {shown:>10} {other / engine:8.1f}")


def main() -> None:
    """The table, smallest record first."""
    print(" days  figures  variables   cells     engine      plain    ratio")
    for days, towns, detail in SIZES:
        if not run(days, towns, detail):
            break


if __name__ == "__main__":
    main()
