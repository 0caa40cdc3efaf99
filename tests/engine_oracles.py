"""Slow and obvious: one variable for every place, actor and day of a small world, and scipy; nothing merged or grown.

The world: country A with the towns A1 and A2, country B, and the rest of the earth; the actor c with its member c1, and
everyone else; six days of January 2020; strikes and engagements (flows), partners (a stock, with who joins and leaves).
Two regions have uncertain edges. The engine is never asked anything here.
"""

from __future__ import annotations

import datetime as dt
import itertools
import random
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from fractions import Fraction

import numpy as np
from scipy.optimize import Bounds as Ranges
from scipy.optimize import LinearConstraint, linprog, milp

from onrecord.actor import Actor, Actors
from onrecord.figure import Figure
from onrecord.measure import Measure, Measures
from onrecord.period import Period
from onrecord.place import Place, Places
from onrecord.row import Bridge, Holdings, Record, Term, build_record
from onrecord.scope import Catalogue, Scope

FIRST = dt.date(2020, 1, 1)
DAYS = 6
INF = float("inf")

PARENT = {"A": None, "A1": "A", "A2": "A", "B": None}
REGIONS = {"region:edge": (("A1",), ("A1", "B")), "region:fringe": (("A2", "B"), ("A", "B"))}
ACTOR_PARENT = {"c": None, "c1": "c"}
MEASURES = {
    "strikes": "flow",
    "engagements": "flow",
    "joined": "flow",
    "left": "flow",
    "taken": "flow",
    "partners": "stock",
    "area": "stock",
    "share": "ratio",
    "fighters": "distinct",
}


def a_place(name: str, within: str | None = None, **more: object) -> Place:
    """A place called by its id."""
    return Place(name, str(more.pop("kind", "town")), {"en": name, "ar": name}, within, **more)  # type: ignore[arg-type]


def a_measure(name: str, kind: str) -> Measure:
    """A measure called by its id; only ratios are not whole."""
    return Measure(name, "things", kind, kind != "ratio", {"en": name}, {}, {})  # type: ignore[arg-type]


def small_world() -> Catalogue:
    """The catalogue of the small world."""
    places = [a_place(name, whole) for name, whole in PARENT.items()]
    places += [a_place(r, kind="region", inner=inner, outer=outer) for r, (inner, outer) in REGIONS.items()]
    actors = [Actor(name, {"en": name}, whole) for name, whole in ACTOR_PARENT.items()]
    measures = [a_measure(name, kind) for name, kind in MEASURES.items()]
    return Catalogue(Measures(measures), Places(places), Actors(actors))


WORLD = small_world()
MORE_ENGAGEMENTS = Bridge("more-engagements", "at_most", "strikes", "engagements", "v", "", {"en": "x"}, "s")
NOBODY_LEFT = Bridge("nobody-left", "never_falls", "partners", "partners", "v", "", {"en": "x"}, "s")
BRIDGES = (MORE_ENGAGEMENTS, NOBODY_LEFT)
COME_AND_GO = Bridge(
    "come-and-go", "balance", "partners", "partners", "", "", {"en": "x"}, "s", joins=("joined",), leaves=("left",)
)
AT_MOST_COME = replace(COME_AND_GO, id="at-most-come", kind="balance_most")
CLOCKS = Bridge("clocks", "clock", "*", "*", "", "", {"en": "x"}, "s")
CHANGES_HANDS = Bridge(
    *("changes-hands", "balance", "area", "area", "", "", {"en": "x"}, "s"), ("taken",), ("taken",), ("taken",)
)


def day(number: int) -> dt.date:
    return FIRST + dt.timedelta(days=number)


def a_scope(
    measure: str = "strikes",
    places: Iterable[str] = (),
    days: tuple[int, int] = (0, DAYS),
    by: Iterable[str] = (),
    without: Iterable[str] = (),
) -> Scope:
    """A scope over days numbered from 0, the second excluded."""
    return Scope(measure, tuple(by), (), (), tuple(places), Period(day(days[0]), day(days[1])), tuple(without))


def a_figure(name: str, scope: Scope, low: int | None, high: int | None = None, sense: str = "equal") -> Figure:
    """A figure of the voice v; one number stands for both sides."""
    top = low if high is None and sense == "equal" else high
    sides = [None if side is None else Fraction(side) for side in (low, top)]
    return Figure(name, "s", "v", "", scope, *sides, sense, None, f"https://example.org/{name}")  # type: ignore[arg-type]


def an_event(name: str, scope: Scope, low: int, high: int | None = None, sense: str = "equal") -> Figure:
    """One occurrence somewhere in a scope."""
    return replace(a_figure(name, scope, low, high, sense), kind="event")


def all_of(scope: Scope, name: str = "all") -> Figure:
    """That the source lists all that it counts in a scope."""
    return replace(a_figure(name, scope, None), kind="listing")


def a_record(figures: Iterable[Figure], bridges: Iterable[Bridge] = ()) -> Record:
    return build_record(Holdings(tuple(figures), {}, tuple(bridges)))


# ------------------------------------------------------------------------------------------------- the finest pieces

STOCKS = ("partners", "area")
Atom = tuple[str, str | None, str | None, int]  # measure, place, by, day; None: in none of those named
PLACE_NODES: tuple[str | None, ...] = (None, *PARENT)
ACTOR_NODES: tuple[str | None, ...] = (None, *ACTOR_PARENT)


def atoms(measures: Iterable[str]) -> list[Atom]:
    """Every place less its parts, every actor less its members, every day; of a stock also the day before them all,
    at whose end the first to come find somebody there or nobody."""
    wheres = itertools.product(sorted(measures), PLACE_NODES, ACTOR_NODES)
    return [
        (measure, place, by, number)
        for measure, place, by in wheres
        for number in range(-1 if measure in STOCKS else 0, DAYS)
    ]


def within(node: str | None, wholes: Sequence[str], parents: Mapping[str, str | None]) -> bool:
    while node is not None:
        if node in wholes:
            return True
        node = parents[node]
    return False


def opened(places: Iterable[str], outer: bool) -> list[str]:
    """Regions as the places of one of their covers."""
    return [name for place in places for name in (REGIONS[place][outer] if place in REGIONS else (place,))]


def covers(scope: Scope, atom: Atom, outer: bool) -> bool:
    """Whether the scope counts what happens at the atom."""
    measure, place, by, number = atom
    assert scope.period.start is not None
    assert scope.period.end is not None
    return (
        measure == scope.measure
        and scope.period.start <= day(number) < scope.period.end
        and (not scope.by or within(by, scope.by, ACTOR_PARENT))
        and (not scope.places or within(place, opened(scope.places, outer), PARENT))
        and not within(place, opened(scope.without, not outer), PARENT)
    )


def cover(scope: Scope, outer: bool) -> set[Atom]:
    """The atoms of a scope's outer or inner cover."""
    return {atom for atom in atoms([scope.measure]) if covers(scope, atom, outer)}


# ------------------------------------------------------------------------------------------------- the plain program


@dataclass
class Program:
    """``matrix . x <= ceiling`` for counts x >= 0, one for each atom."""

    atoms: list[Atom]
    rows: list[np.ndarray] = field(default_factory=list)
    ceiling: list[float] = field(default_factory=list)

    def indicator(self, wanted: set[Atom]) -> np.ndarray:
        return np.array([1.0 if atom in wanted else 0.0 for atom in self.atoms])

    def add(self, row: np.ndarray, ceiling: float) -> None:
        self.rows.append(row)
        self.ceiling.append(ceiling)


def program(record: Record, measures: Iterable[str] = ("strikes", "engagements")) -> Program:
    """The plain program of a record."""
    plain = Program(atoms(measures))
    for row in record.rows:
        (term,) = row.terms
        if term.scope.measure not in measures:
            continue
        if row.high is not None:
            plain.add(plain.indicator(cover(term.scope, outer=False)), float(row.high))
        if row.low is not None:
            plain.add(-plain.indicator(cover(term.scope, outer=True)), -float(row.low))
    for bridge in record.bridges:
        _add_bridge(plain, bridge)
    return plain


def _add_bridge(plain: Program, bridge: Bridge) -> None:
    """One row for each atom: at the same place and day for at_most, from each day to the next for the others."""
    if bridge.is_balance:
        _add_balance(plain, bridge)
        return
    number_of = {atom: number for number, atom in enumerate(plain.atoms)}
    step = 0 if bridge.kind == "at_most" else 1
    for measure, place, by, number in plain.atoms:
        greater = (bridge.greater, place, by, number + step)
        if measure == bridge.lesser and greater in number_of:
            row = np.zeros(len(plain.atoms))
            row[number_of[(measure, place, by, number)]] = 1.0
            row[number_of[greater]] = -1.0
            plain.add(row, 0.0)


def _add_balance(plain: Program, bridge: Bridge) -> None:
    """For each atom, from each day to the next: what is there is what was there, with who came and less who went."""
    number_of = {atom: number for number, atom in enumerate(plain.atoms)}
    for measure, place, by, number in plain.atoms:
        if measure != bridge.lesser or number + 1 == DAYS:
            continue
        row = np.zeros(len(plain.atoms))
        row[number_of[measure, place, by, number]] = -1.0
        for sign, measures in ((1.0, (measure,)), (-1.0, bridge.joins), (1.0, bridge.leaves)):
            for each in measures:
                row[number_of[each, place, by, number + 1]] = sign
        plain.add(row, 0.0)
        if bridge.kind == "balance":
            plain.add(-row, 0.0)


def least(plain: Program, objective: np.ndarray) -> float | None:
    """The least value of the objective: -inf where nothing bounds it, None where no counts satisfy all."""
    if not plain.rows:
        return 0.0 if (objective >= 0).all() else -INF
    solved = linprog(objective, np.array(plain.rows), np.array(plain.ceiling), bounds=(0, None), method="highs")
    if solved.status == 4:  # infeasible or unbounded: ask which
        solved = linprog(objective, np.array(plain.rows), np.array(plain.ceiling), bounds=(0, None), method="highs-ds",
                         options={"presolve": False})  # fmt: skip
    if solved.status == 0:
        return float(solved.fun)
    assert solved.status in (2, 3), solved.message
    return None if solved.status == 2 else -INF


def plain_bounds(
    record: Record, scope: Scope, measures: Iterable[str] = ("strikes", "engagements")
) -> tuple[float, float] | None:
    """The real bounds of a question by the plain program; None where no counts satisfy all."""
    plain = program(record, measures)
    low = least(plain, plain.indicator(cover(scope, outer=False)))
    high = least(plain, -plain.indicator(cover(scope, outer=True)))
    return None if low is None or high is None else (low, -high)


def plain_difference(record: Record, scope: Scope, other: Scope) -> tuple[float, float]:
    """The real bounds of one total less another, by the plain program."""
    plain = program(record)
    low = least(plain, plain.indicator(cover(scope, outer=False)) - plain.indicator(cover(other, outer=True)))
    high = least(plain, plain.indicator(cover(other, outer=False)) - plain.indicator(cover(scope, outer=True)))
    assert low is not None
    assert high is not None
    return low, -high


def whole_bounds(record: Record, scope: Scope) -> tuple[float, float] | None:
    """The bounds over whole counts, by branch and bound; None where no whole counts satisfy all."""
    plain = program(record)
    found = []
    for sign, outer in ((1, False), (-1, True)):
        objective = sign * plain.indicator(cover(scope, outer))
        rules = LinearConstraint(np.array(plain.rows), -np.inf, np.array(plain.ceiling))
        solved = milp(objective, constraints=rules, integrality=np.ones(len(plain.atoms)), bounds=Ranges(0, 10_000))
        if solved.status == 2:
            return None
        assert solved.status == 0, solved.message
        found.append(sign * float(solved.fun))
    return found[0], found[1]


def is_feasible(record: Record) -> bool:
    """Whether any counts satisfy all rows and bridges."""
    plain = program(record, ("strikes", "engagements", "partners"))
    return least(plain, np.zeros(len(plain.atoms))) is not None


def least_excess(record: Record) -> float:
    """By how much, in all, the figures must be bent so that some counts satisfy them: bridges are not bent."""
    plain = program(record, ("strikes", "engagements", "partners"))
    figures = sum((row.low is not None) + (row.high is not None) for row in record.rows)
    bend = np.zeros((len(plain.rows), figures))
    bend[:figures] = -np.eye(figures)
    objective = np.concatenate([np.zeros(len(plain.atoms)), np.ones(figures)])
    solved = linprog(objective, np.hstack([np.array(plain.rows), bend]), np.array(plain.ceiling), bounds=(0, None))
    assert solved.status == 0, solved.message
    return float(solved.fun)


def greatest_quotient(record: Record, top: Scope, bottom: Scope) -> float | None:
    """The greatest top / bottom over all counts for which there is one; None where nothing bounds it.

    Every solution is scaled until the bottom is 1 (Charnes and Cooper 1962); ``t`` is by how much.
    """
    plain = program(record)
    over, under = plain.indicator(cover(top, outer=True)), plain.indicator(cover(bottom, outer=False))
    rows = np.hstack([np.array(plain.rows), -np.array(plain.ceiling)[:, None]])
    solved = linprog(
        np.append(-over, 0.0), rows, np.zeros(len(rows)), np.append(under, 0.0)[None, :], [1.0], method="highs-ds"
    )
    assert solved.status in (0, 2, 3), solved.message
    if solved.status == 2:
        raise ZeroDivisionError("the bottom is nothing in every solution")
    return -float(solved.fun) if solved.status == 0 else None


# ----------------------------------------------------------------------------------------------------------- records


def a_term(scope: Scope) -> Term:
    return Term(Fraction(1), "v", "", scope)


def total(truth: Mapping[Atom, int], scope: Scope, outer: bool = False) -> int:
    """What truly happened in a scope; of a region, what happened in its inner (or outer) cover."""
    return sum(truth.get(atom, 0) for atom in cover(scope, outer))


# ------------------------------------------------------------------------------------------------- a large record


@dataclass(frozen=True)
class Large:
    """Two countries of four provinces of three towns over two years: what happened, and figures of some of it."""

    catalogue: Catalogue
    record: Record
    truth: tuple[tuple[str, int], ...]  # town and day of each strike

    def total(self, places: Sequence[str], days: tuple[int, int]) -> int:
        """How many strikes there truly were."""
        tree = self.catalogue.places.tree
        return sum(
            days[0] <= on < days[1] and any(tree.holds(place, town) for place in places) for town, on in self.truth
        )


def large_record(figures: int, seed: int = 1) -> Large:
    """Weekly and monthly figures of countries and provinces, daily ones of any place; all right, none twice."""
    draw = random.Random(seed)
    provinces = {f"{country}P{n}": country for country in ("C0", "C1") for n in range(4)}
    towns = {f"{province}T{n}": province for province in provinces for n in range(3)}
    places = [a_place("C0"), a_place("C1"), *(a_place(*pair) for pair in (provinces | towns).items())]
    catalogue = Catalogue(Measures([a_measure("strikes", "flow")]), Places(places), Actors([]))
    strikes = tuple((draw.choice([*towns]), draw.randrange(730)) for _ in range(4_000))
    known = Large(catalogue, a_record([]), strikes)
    found = []
    for number in range(figures):
        length = draw.choices([7, 30, 1, 365], [6, 1, 8, 0.05])[0]
        start = length * draw.randrange(730 // length)
        one = draw.choice([["C0", "C1"], ["C0"], ["C1"], [draw.choice([*provinces])]])
        where = one if length > 1 else [draw.choice(places).id]
        days = (start, start + length)
        found.append(a_figure(f"f{number:05}", a_scope(places=where, days=days), known.total(where, days)))
    return Large(catalogue, a_record(found), strikes)
