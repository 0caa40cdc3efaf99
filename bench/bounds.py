"""The engine against a plain program, on generated records: `make bench`.

The plain program is what one would write first: a variable for each day and place, a row for each figure, and two
linear programs in scipy (HiGHS) for each question. The engine cuts the record into cells, grows outwards from the
question, and ends with an exact proof of each bound, checked; the plain program ends with two floats. Where the engine
heard everything, both must give the same interval, or this stops; where its budget was spent, its interval must hold
the other.

A record is made as releases are: totals of each week and of each month for two countries together, of some weeks for
one country, and of some days for single towns, all true of one hidden history. Each size runs in a process of its own.
Printed are medians of three questions, in seconds: until the first valid bounds, until bounds within a hundredth of the
final ones (those of all figures, which the plain program gives), until the last ones, which are tight or as far as the
budget goes, and by how much of the final ones these are off at most; then, of one question, the engine without
growth (every figure of the record cut and solved), and the plain program. The ratio is the plain program's time over
the engine's: above 1 the engine is faster. Putting the record in order, once for all questions, is told apart. Memory
is the most that the process of the engine held.
"""

from __future__ import annotations

import datetime as dt
import itertools
import math
import multiprocessing
import random
import resource
import statistics
import sys
import time
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from fractions import Fraction

import numpy as np
from scipy.optimize import linprog
from scipy.sparse import coo_array

from onrecord.actor import Actor, Actors
from onrecord.bounds import Bounds, early_bounds
from onrecord.cell import cut
from onrecord.contradiction import contradictions
from onrecord.figure import Figure
from onrecord.growth import grow
from onrecord.inequality import inequalities
from onrecord.linear import cheapest
from onrecord.measure import Measure, Measures
from onrecord.period import ONE_DAY, Period
from onrecord.place import Place, Places
from onrecord.row import Holdings, Record, Term, build_record
from onrecord.scope import Catalogue, Scope

FIRST_DAY = dt.date(2018, 1, 1)
COUNTRIES = ("AA", "BB")
VOICE, RULE, MEASURE = "army", "", "strikes"
# Days, towns in each country, figures of single towns a day: about 100, 1,000, 10,000 and 100,000 figures.
SIZES = ((90, 4, 0.9), (1461, 30, 0.45), (1461, 50, 6.7), (1461, 50, 75))
ENOUGH_NEAR = 0.01
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


def without_growth(asked: Scope, record: Record, catalogue: Catalogue) -> None:
    """Every figure of the record cut and solved, whether it bears on the question or not."""
    question = (Term(Fraction(1), VOICE, RULE, asked),)
    system = cut(question, record.rows, record, catalogue)
    known, target = inequalities(system), system.asked[0][1]
    cheapest(known, target)
    cheapest(known, {cell: -amount for cell, amount in target.items()})


@dataclass(frozen=True)
class Spent:
    """One question of the engine: the bounds of each stage, and the seconds until they were there."""

    stages: tuple[tuple[Bounds, float], ...]

    @property
    def bounds(self) -> Bounds:
        """The last ones."""
        return self.stages[-1][0]

    def near(self, final: tuple[int, int]) -> float:
        """Seconds until bounds within a hundredth of the final ones; infinite where none came so near."""
        return next((spent for bounds, spent in self.stages if _off(bounds, final) <= ENOUGH_NEAR), math.inf)


def ask(asked: Scope, record: Record, catalogue: Catalogue) -> Spent:
    """One question, each stage timed with its proofs."""
    began = time.perf_counter()
    early = early_bounds(asked, VOICE, RULE, record, catalogue)
    return Spent(tuple((bounds, time.perf_counter() - began) for bounds in early))


def _off(bounds: Bounds, final: tuple[int, int]) -> float:
    """By how much of the final bounds some others are off, at the end that is farther off."""
    if bounds.high is None:
        return math.inf
    ends = zip((bounds.low or Fraction(0), bounds.high), final, strict=True)
    return max(float(abs(one - last)) / max(1, last) for one, last in ends)


def run(days: int, towns: int, detail: float) -> None:
    """One row of the table."""
    world = make_world(days, towns, detail)
    record, catalogue = make_record(world), make_catalogue(world)
    began = time.perf_counter()
    next(grow((Term(Fraction(1), VOICE, RULE, questions(world)[0]),), record, catalogue), None)
    ordered = time.perf_counter() - began
    spent = [ask(asked, record, catalogue) for asked in questions(world)]
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
    began = time.perf_counter()
    without_growth(questions(world)[0], record, catalogue)
    ungrown = time.perf_counter() - began
    other: list[float] = []
    finals: list[tuple[int, int]] = []
    for asked, engine in zip(questions(world), spent, strict=True):
        began = time.perf_counter()
        expected = plain(world, record, asked)
        other.append(time.perf_counter() - began)
        if expected is None:
            break
        finals.append(expected)
        _compare(engine.bounds, expected, asked)
    given_up = len(finals) < len(spent)
    first, last = (statistics.median(entry.stages[number][1] for entry in spent) for number in (0, -1))
    near = statistics.median(entry.near(final) for entry, final in zip(spent, finals, strict=False)) if finals else last
    off = max((_off(entry.bounds, final) for entry, final in zip(spent, finals, strict=False)), default=math.nan)
    plainly = ENOUGH if given_up else statistics.median(other)
    print(
        f"{len(record.rows):8,} {len(world.history):9,} {ordered:7.2f} {first:7.3f} {near:7.2f} {last:6.2f}"
        f" {'tight' if all(entry.bounds.tight for entry in spent) else 'budget':>6} {off:6.1%} {ungrown:8.2f}"
        f" {'>' if given_up else ' '}{plainly:6.2f} {'>' if given_up else ' '}{plainly / last:5.1f} {memory:6} MB",
        flush=True,
    )


def _compare(bounds: Bounds, expected: tuple[int, int], asked: Scope) -> None:
    """Stop where the two do not agree."""
    low, high = (Fraction(end) for end in expected)
    same = (bounds.low, bounds.high) == (low, high)
    holds = (bounds.low or 0) <= low and (bounds.high is None or bounds.high >= high)
    if not (same if bounds.tight else holds):
        sys.exit(f"the engine says {bounds.low} to {bounds.high}, the plain program {expected}, for {asked}")


def contradicted(size: tuple[int, int, float], wrong: int) -> None:
    """Seconds for all that contradicts itself around a question, where some totals of weeks and months are altered."""
    world = make_world(*size)
    figures = [figure for row in make_record(world).rows for figure in row.figures]
    dice = random.Random(1)
    longer = [number for number, figure in enumerate(figures) if (figure.scope.period.days or 0) > 1]
    for number in dice.sample(longer, wrong):
        value = max(Fraction(0), Fraction(figures[number].low or 0) + dice.choice((-60, 60)))
        figures[number] = replace(figures[number], low=value, high=value)
    record, catalogue = build_record(Holdings(tuple(figures), {}, ())), make_catalogue(world)
    began = time.process_time()
    found = contradictions(record, catalogue, (Term(Fraction(1), VOICE, RULE, questions(world)[0]),))
    spent, many = time.process_time() - began, "all" if found.exhausted else "the first"
    print(f"{many} {len(found.found)} contradictions, {len(figures):,} figures, {wrong} altered: {spent:.2f} s")


def main() -> None:
    """The table, smallest record first, and what contradicts itself in records with altered figures."""
    print(" figures variables ordered   first within1   last           off no growth   plain  ratio    memory")
    for size in SIZES:
        process = multiprocessing.get_context("spawn").Process(target=run, args=size)
        process.start()
        process.join()
        if process.exitcode:
            sys.exit(process.exitcode)
    for size, wrong in zip(SIZES[1:3], (12, 40), strict=True):
        contradicted(size, wrong)


if __name__ == "__main__":
    main()
