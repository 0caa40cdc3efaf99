"""Measure which readings are offered, on generated records and claims with known slips, and hold it to pinned floors.

    python tests/eval/readings.py             measure; exit 1 where a floor is not reached or the table is not that of
                                              docs/method.md
    python tests/eval/readings.py --update    write the table there; floors stay as they are

A world has two countries with provinces, towns and a river valley that nobody drew the edge of, two measures that a
bridge ties together and a third, and a hidden history. Its record is made as releases are, all true of that history,
at three densities. A claim says one thing where the speaker's number is the true total of another: a near question
some edits away. It is *identifiable* where the record pins that total, no other question as near gives the same
number, and the number is one of twenty or more of its roundness; *confusable* where another one as near does. The
slips are those of the packaged lattice; those of another lattice, that no cost was chosen on; those that no lattice
has, so that the right reading cannot be found; and numbers that are simply wrong.

Seeded throughout: the same program gives the same table. What is measured is :func:`onrecord.reading.offered_readings`.
"""

from __future__ import annotations

import datetime as dt
import itertools
import random
import sys
from collections.abc import Iterator, Mapping, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass, field, fields, replace
from fractions import Fraction
from pathlib import Path

from onrecord.actor import Actor, Actors
from onrecord.claim import Base, Claim
from onrecord.figure import Figure
from onrecord.lattice import Around, Asked, Lattice, Near, Rule, packaged_lattice
from onrecord.measure import Measure, Measures
from onrecord.period import ONE_DAY, Period
from onrecord.pinning import Pinning
from onrecord.place import Place, Places
from onrecord.quantity import Quantity, Span
from onrecord.reading import FEWEST_OTHERS, Reading, near_values, offered_readings, others_of, pinning_of, said
from onrecord.row import Bridge, Holdings, Record, build_record
from onrecord.scope import Catalogue, Scope

ROOT = Path(__file__).resolve().parent.parent.parent
PAGE = ROOT / "docs" / "method.md"
BEGIN, END = "<!-- readings: written by tests/eval/readings.py -->", "<!-- end of readings -->"

FIRST_DAY = dt.date(2018, 1, 1)
DAYS = 120
COUNTRIES = ("AA", "BB")
PROVINCES = tuple(f"{country}-{number}" for country in COUNTRIES for number in (1, 2, 3))
TOWNS = tuple(f"{province}{letter}" for province in PROVINCES for letter in "abc")
VALLEY = "region:valley"
BRANCHES = ("army-air", "army-guns")
VOICE, ENEMY = "army", "rebels"
MEASURES = ("strikes", "engagements", "sorties")
DENSITIES = ("sparse", "middling", "dense")
WORLDS = 4
"""Records of each density; on each, so many claims of each kind are tried:"""
TRIES = 10

FIRST_AT_LEAST = Fraction(85, 100)
NONE_AT_LEAST = Fraction(95, 100)

History = Mapping[tuple[str, str, str, int], int]  # measure, place, branch, day number -> count


# ------------------------------------------------------------------------------------------------------------- worlds


@dataclass(frozen=True)
class World:
    """A hidden history and the record that was published of it."""

    history: History
    record: Record
    catalogue: Catalogue

    def total(self, scope: Scope) -> int:
        """What really happened in a scope."""
        places = set(self.places(scope.places))
        branches = BRANCHES if scope.by in ((), (VOICE,)) else scope.by
        assert scope.period.start is not None
        assert scope.period.end is not None
        days = range((scope.period.start - FIRST_DAY).days, (scope.period.end - FIRST_DAY).days)
        return sum(self.history.get((scope.measure, p, b, d), 0) for p in places for b in branches for d in days)

    def places(self, named: Sequence[str]) -> Iterator[str]:
        """The towns and provinces outside towns that lie in some places."""
        wholes = self.catalogue.places.outer(named)
        for leaf in (*PROVINCES, *TOWNS):
            if any(self.catalogue.places.tree.holds(whole, leaf) for whole in wholes):
                yield leaf


def make_catalogue() -> Catalogue:
    """Two countries with provinces and towns, a valley, an army with two branches, three measures."""
    none: dict[str, str] = {}
    places = [Place(country, "country", none) for country in COUNTRIES]
    places += [Place(province, "governorate", none, within=province[:2]) for province in PROVINCES]
    places += [Place(town, "town", none, within=town[:4]) for town in TOWNS]
    places.append(Place(VALLEY, "region", none, inner=("AA-1a", "BB-1a"), outer=("AA-1", "AA-2", "BB-1")))
    actors = [Actor(VOICE, none), Actor(ENEMY, none), Actor("anyone", none)]
    actors += [Actor(branch, none, within=VOICE) for branch in BRANCHES]
    measures = [Measure(each, each, "flow", True, none, none, none) for each in MEASURES]
    return Catalogue(Measures(measures), Places(places), Actors(actors))


def make_world(density: str, seed: int) -> World:
    """A history in which a few places see most of what happens, and its record."""
    dice = random.Random(f"{density} {seed}")
    history: dict[tuple[str, str, str, int], int] = {}
    scale = dice.choice((1, 2, 4))
    for leaf in (*PROVINCES, *TOWNS):
        for branch in BRANCHES:
            busy, most = dice.choice((0.05, 0.2, 0.7)), dice.choice((2, 4, 6)) * scale
            for day in range(DAYS):
                strikes = dice.randint(1, most) if dice.random() < busy else 0
                history["strikes", leaf, branch, day] = strikes
                history["engagements", leaf, branch, day] = strikes + sum(dice.random() < 0.4 for _ in range(strikes))
                history["sorties", leaf, branch, day] = dice.randint(0, 3) if strikes else 0
    catalogue = make_catalogue()
    bare = World(history, Record((), ()), catalogue)
    figures = []
    for number, scope in enumerate(dict.fromkeys(_published(density, dice))):
        value, last = Fraction(bare.total(scope)), scope.period.last_day
        assert last is not None
        figures.append(Figure(f"f{number:04}", "gazette", VOICE, "", scope, value, value, "equal", last + ONE_DAY, ""))
    bridge = Bridge("strikes-engagements", "at_most", "strikes", "engagements", VOICE, "", {}, "")
    return replace(bare, record=build_record(Holdings(tuple(figures), {}, (bridge,))))


WEEKS = [(day, min(day + 7, DAYS)) for day in range(4, DAYS, 7)]
"""From Friday to Thursday, as day numbers, the second excluded."""

MONTHS = [(0, 31), (31, 59), (59, 90), (90, 120)]


def _published(density: str, dice: random.Random) -> Iterator[Scope]:
    """The scopes of a record's figures, as releases choose them."""
    yield from _sparse()
    if density != "sparse":
        yield from _middling(dice, 0.3 if density == "middling" else 1.0)
    if density == "dense":
        yield from _dense(dice)


def _sparse() -> Iterator[Scope]:
    """Weeks, months and what there is of one, of both countries together."""
    for first, after in (*WEEKS, *MONTHS):
        yield _scope("strikes", COUNTRIES, first, after)
        yield _scope("engagements", COUNTRIES, first, after)
    for (first, after), (_, end) in itertools.product(MONTHS, WEEKS):
        if first < end < after:
            yield _scope("strikes", COUNTRIES, first, end)


def _middling(dice: random.Random, towns: float) -> Iterator[Scope]:
    """Weeks of each country, months of another measure, and a town on so many of the days."""
    for first, after in WEEKS:
        for country in COUNTRIES:
            yield _scope("strikes", (country,), first, after)
    for first, after in MONTHS:
        yield _scope("sorties", COUNTRIES, first, after)
    for day in range(DAYS):
        if dice.random() < towns:
            yield _scope("strikes", (dice.choice(TOWNS),), day, day + 1)


def _dense(dice: random.Random) -> Iterator[Scope]:
    """Weeks and months of each province and of one branch, and a month of single days."""
    for first, after in (*WEEKS, *MONTHS):
        for province in PROVINCES:
            yield _scope("strikes", (province,), first, after)
        yield _scope("engagements", (dice.choice(COUNTRIES),), first, after)
        yield replace(_scope("strikes", COUNTRIES, first, after), by=(BRANCHES[0],))
    for day in range(90, DAYS):
        yield _scope("strikes", COUNTRIES, day, day + 1)


def _scope(measure: str, places: tuple[str, ...], first: int, after: int) -> Scope:
    period = Period(FIRST_DAY + first * ONE_DAY, FIRST_DAY + after * ONE_DAY)
    return Scope(measure, (VOICE,), (ENEMY,), (), places, period)


# ------------------------------------------------------------------------------------------------------------- claims


def other_lattice() -> Lattice:
    """A lattice of other edits at other costs, other neighbours, another lag: nothing was chosen by what it gives."""
    rules = (
        Rule("country", "place", "country", 3),
        Rule("much-wider", "place", "up", 4, levels=2),
        Rule("core", "place", "core", 3),
        Rule("eve", "period", "eve", 3),
        Rule("lag", "period", "lag", 3),
        Rule("start-week", "period", "start", 4, unit="week"),
        Rule("whole-month", "period", "whole", 5, unit="month"),
        Rule("neighbour", "measure", "neighbour", 3),
        Rule("by-part", "by", "down", 4),
        Rule("percent-of", "form", "share", 3),
        Rule("dozen", "number", "times", 5, factor=12),
    )
    neighbours = {"strikes": ("sorties",), "engagements": ("sorties",), "sorties": ("engagements",)}
    return Lattice(1, rules, neighbours, {VOICE: 3}, 3, 2000, 100)


def own_lattice() -> Lattice:
    """The packaged lattice, with this world's lag of a week and its third measure."""
    neighbours = {"strikes": ("sorties",), "engagements": ("sorties",), "sorties": ("strikes",)}
    return replace(packaged_lattice(), lags={VOICE: 7}, neighbours=neighbours)


def a_claim(dice: random.Random) -> tuple[Asked, dt.date]:
    """What a speaker's words ask for, and the day of the statement; the number is put in later."""
    published = FIRST_DAY + dice.randint(45, DAYS - 1) * ONE_DAY
    month = published.replace(day=1)
    before = (month - ONE_DAY).replace(day=1)
    start = published - dice.randint(3, 30) * ONE_DAY
    period = dice.choice(
        (
            Period(month if published > month else before, published, "since"),
            Period(before, month),
            Period(published - (published.weekday() + 7) * ONE_DAY, published - published.weekday() * ONE_DAY),
            Period(start, published - dice.randint(0, 2) * ONE_DAY),
        )
    )
    places = dice.choice((COUNTRIES, (dice.choice(COUNTRIES),), (dice.choice(PROVINCES),), (VALLEY,)))
    measure = dice.choices(MEASURES, (6, 3, 1))[0]
    scope = Scope(measure, (VOICE,), (ENEMY,), (), places, period)
    if dice.random() < 0.15:
        earlier = (before - ONE_DAY).replace(day=1)
        scope = scope.but(period=Period(before, month))
        base = scope.but(period=Period(earlier, before))
        quantity = Quantity(Fraction(100), Fraction(100), "=", "percent", direction="up")
        claim = Claim(
            "c", "s", Span(0, 1), "change", scope, quantity, "asserted", VOICE, "yes", "",
            base=Base("", period=base.period),
        )  # fmt: skip
        return Asked(claim, scope, base, VOICE, ""), published
    quantity = Quantity(Fraction(1200), Fraction(1200), "=", measure)
    claim = Claim("c", "s", Span(0, 1), "amount", scope, quantity, "asserted", VOICE, "yes", "")
    return Asked(claim, scope, None, VOICE, ""), published


def with_number(asked: Asked, number: int, dice: random.Random) -> Asked:
    """The claim with its number: just that, or more than it."""
    assert asked.claim.quantity is not None
    value = Fraction(number)
    more = asked.form == "amount" and dice.random() < 0.2
    quantity = replace(asked.claim.quantity, low=value, high=None if more else value, comparator=">" if more else "=")
    return replace(asked, claim=replace(asked.claim, quantity=quantity))


# ---------------------------------------------------------------------------------------------------------- the tally


@dataclass
class Tally:
    """What was offered for the claims of one kind."""

    claims: int = 0
    right_first: int = 0
    right_offered: int = 0
    other_first: int = 0
    none: int = 0

    def add(self, offered: Sequence[Reading], right: Sequence[Asked]) -> None:
        """Count one claim; ``right`` is what the speaker meant, if a reading can be that."""
        self.claims += 1
        self.none += not offered
        hits = [any((r.scope, r.form) == (asked.scope, asked.form) for asked in right) for r in offered]
        self.right_first += bool(hits) and hits[0]
        self.right_offered += any(hits)
        self.other_first += bool(hits) and not hits[0]

    def join(self, other: Tally) -> None:
        """Count the claims of another tally too."""
        for each in fields(self):
            setattr(self, each.name, getattr(self, each.name) + getattr(other, each.name))


@dataclass
class Results:
    """Tallies by kind of claim and density."""

    by_kind: dict[tuple[str, str], Tally] = field(default_factory=dict)

    def tally(self, kind: str, density: str) -> Tally:
        return self.by_kind.setdefault((kind, density), Tally())

    def sum(self, kinds: Sequence[str]) -> Tally:
        found = Tally()
        for (kind, _), tally in self.by_kind.items():
            if kind in kinds:
                found.join(tally)
        return found


ONE, TWO, THREE, OTHER = "one thing changed", "two", "three", "another lattice"
CONFUSABLE, OUTSIDE, WRONG = "confusable", "outside the lattice", "simply wrong"
KINDS = (ONE, TWO, THREE, OTHER, CONFUSABLE, OUTSIDE, WRONG)
IDENTIFIABLE, UNFOUND = (ONE, TWO, THREE, OTHER), (OUTSIDE, WRONG)


def slots(near: Near) -> int:
    """How many things were changed; an end that the words leave open is none."""
    free = "end" if near.asked.scope.period.kind == "since" else ""
    named = {"period" if edit.slot in ("start", "end") else edit.slot for edit in near.edits if edit.slot != free}
    return len(named)


@dataclass(frozen=True)
class Setting:
    """A world, the lattice that its claims are read by, how their slips are called (or by their size), a seed."""

    world: World
    density: str
    lattice: Lattice
    kind: str
    seed: str


def slips(setting: Setting, results: Results) -> None:
    """Claims whose number is the total of a near question that the record pins: for each, one of every size."""
    dice = random.Random(f"slips {setting.seed} {setting.kind}")
    for _ in range(TRIES):
        asked, published = a_claim(dice)
        around = Around(asked, setting.world.record, setting.world.catalogue, setting.lattice, published)
        pinning = pinning_of(around)
        pinned = [(near, value) for near, value in near_values(around, pinning) if value > 0]
        for size in (1, 2, 3):
            fitting = [entry for entry in pinned if slots(entry[0]) == size]
            if fitting:
                slip((around, pinning), pinned, dice.choice(fitting), (setting, size, dice), results)


def slip(
    question: tuple[Around, Pinning],
    pinned: Sequence[tuple[Near, Fraction]],
    meant: tuple[Near, Fraction],
    given: tuple[Setting, int, random.Random],
    results: Results,
) -> None:
    """One claim whose number is that of the near question ``meant``."""
    (around, pinning), (setting, size, dice) = question, given
    near, quantity = meant[0], around.asked.claim.quantity
    assert quantity is not None
    number = said(meant[1], near.asked, quantity)
    if not number or not _allows(number, near) or others_of(number) < FEWEST_OTHERS:
        return
    as_near = [
        other
        for other, value in pinned
        if other.cost <= near.cost and said(value, other.asked, quantity) == number and _allows(number, other)
    ]
    claim = with_number(around.asked, number, dice)
    offered = offered_readings(replace(around, asked=claim), pinning, in_full=0)
    name = CONFUSABLE if len(as_near) > 1 else setting.kind or (ONE, TWO, THREE)[size - 1]
    results.tally(name, setting.density).add(offered, [near.asked])


def _allows(number: int, near: Near) -> bool:
    """Whether a number can have been mistaken so: only one that it divides stands for so many times less."""
    return (number * near.asked.factor).denominator == 1


def wrongs(setting: Setting, results: Results) -> None:
    """Claims whose number is that of no near question: of one that no lattice has, or of nothing at all."""
    dice, world = random.Random(f"wrongs {setting.seed}"), setting.world
    for _ in range(2 * TRIES):
        asked, published = a_claim(dice)
        outside = dice.random() < 0.5
        truth = world.total(_elsewhere(asked.scope, dice) if outside else asked.scope)
        if asked.base is not None:
            truth = 100 * truth // max(1, world.total(asked.base))
        number = truth if outside else _wrong(truth, dice)
        if number <= 0 or others_of(number) < FEWEST_OTHERS:
            continue
        claim = with_number(asked, number, dice)
        around = Around(claim, world.record, world.catalogue, setting.lattice, published)
        offered = offered_readings(around, in_full=0)
        results.tally(OUTSIDE if outside else WRONG, setting.density).add(offered, [])


def _elsewhere(scope: Scope, dice: random.Random) -> Scope:
    """Another stretch of as many days, or another place beside the claim's."""
    period = scope.period
    assert period.start is not None
    assert period.end is not None
    if dice.random() < 0.5:
        back = dice.randint(3, 11) * ONE_DAY
        return scope.but(period=Period(period.start - back, period.end - back))
    beside = [p for p in (*PROVINCES, *TOWNS) if p not in scope.places]
    return scope.but(places=tuple(dice.sample(beside, 3)))


def _wrong(truth: int, dice: random.Random) -> int:
    """A number near a true one: two digits exchanged, or any between half and twice as many."""
    digits = list(str(truth))
    if len(digits) > 2 and dice.random() < 0.5:
        at = dice.randrange(len(digits) - 1)
        digits[at], digits[at + 1] = digits[at + 1], digits[at]
        return int("".join(digits))
    return dice.randint(max(1, truth // 2), 2 * truth + 1)


# ------------------------------------------------------------------------------------------------------------ the page


def measure() -> Results:
    """All kinds of claims on all records; each record by itself, by as many processes as there are cores."""
    with ProcessPoolExecutor() as pool:
        each = list(pool.map(measure_world, *zip(*itertools.product(DENSITIES, range(WORLDS)), strict=True)))
    results = Results()
    for part in each:
        for (kind, density), tally in part.by_kind.items():
            results.tally(kind, density).join(tally)
    return results


def measure_world(density: str, number: int) -> Results:
    """All kinds of claims on one record."""
    results = Results()
    own = Setting(make_world(density, number), density, own_lattice(), "", f"{density} {number}")
    slips(own, results)
    slips(replace(own, lattice=other_lattice(), kind=OTHER), results)
    wrongs(own, results)
    return results


def table(results: Results) -> str:
    """The tallies as the page shows them."""
    rows = ["| claim | record | claims | right first | right offered | another first | none offered |"]
    rows.append("|---|---|--:|--:|--:|--:|--:|")
    for kind in KINDS:
        for density in DENSITIES:
            tally = results.tally(kind, density)
            right = "" if kind in UNFOUND else tally.right_first
            offered = "" if kind in UNFOUND else tally.right_offered
            cells = (kind, density, tally.claims, right, offered, tally.other_first, tally.none)
            rows.append(f"| {' | '.join(str(cell) for cell in cells)} |")
    return "\n".join(rows)


def summary(results: Results) -> list[tuple[str, int, int, Fraction]]:
    """What the floors hold: identifiable slips found first; nothing offered for what is simply wrong, or not there."""
    found, wrong, unfound = (results.sum(kinds) for kinds in (IDENTIFIABLE, (WRONG,), UNFOUND))
    return [
        ("right reading first, where identifiable", found.right_first, found.claims, FIRST_AT_LEAST),
        ("none offered, simply wrong", wrong.none, wrong.claims, NONE_AT_LEAST),
        ("none offered, simply wrong or outside the lattice", unfound.none, unfound.claims, NONE_AT_LEAST),
    ]


def written(page: str) -> str:
    """The table that stands in the page."""
    return page[page.index(BEGIN) + len(BEGIN) : page.index(END)].strip()


def main(arguments: Sequence[str]) -> int:
    """Measure, say it, and hold it to the floors."""
    results = measure()
    shown, failed = table(results), False
    print(shown)
    for name, count, claims, floor in summary(results):
        share = Fraction(count, claims)
        print(f"{name}: {count} of {claims} ({float(100 * share):.1f} percent), floor {float(100 * floor):.0f}")
        failed |= share < floor
    page = PAGE.read_text(encoding="utf-8")
    if "--update" in arguments:
        before, rest = page.split(BEGIN)
        new = f"{before}{BEGIN}\n{shown}\n{END}{rest.split(END)[1]}"
        PAGE.write_text(new, encoding="utf-8")
    elif written(page) != shown:
        print("docs/method.md has another table; run: python tests/eval/readings.py --update")
        failed = True
    return int(failed)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
