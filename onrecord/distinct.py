"""Counts of distinct things, of people displaced or buildings damaged: a union has at most as many as its parts have.

Nothing is added up but from above. A count is at most the sum of counts that together cover it, and at least that of
any part of it; one that reaches farther gives what is left of it once all beyond is taken away. Which of them gives the
closest bound is a small program over zeros and ones; the checker of proofs looks only at whether they cover.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from fractions import Fraction
from functools import lru_cache

from onrecord.cell import Cover
from onrecord.inequality import MOST_TOLD, Inequality
from onrecord.linear import Combination, chosen
from onrecord.measure import Measures
from onrecord.scope import Catalogue

MOST_TRIED = 200
"""Counts tried for a lower bound, from the largest: each is a program."""
INFINITE = float("inf")


@lru_cache(maxsize=16)
def cut_as_flow(catalogue: Catalogue, measure: str) -> Catalogue:
    """The catalogue by which counts of distinct things are cut into cells: apart over places, actors and days."""
    measures = (replace(each, kind="flow") if each.id == measure else each for each in catalogue.measures)
    return replace(catalogue, measures=Measures(measures))


def closest(known: Sequence[Inequality], target: Cover) -> Combination | None:
    """The closest bound of ``target``, from above where it is positive and from below where it is negative."""
    rows = {number: each for number, each in enumerate(known) if each.link is None and each.cell is None}
    highs = _highs(known)
    if all(amount > 0 for amount in target.values()):
        return covering(highs, frozenset(target))
    best = Combination({}, Fraction(0), terms="fewest")
    lows = sorted((number for number, each in rows.items() if each.side == "low"), key=lambda n: (rows[n].cost, n))
    for number in lows[:MOST_TRIED]:
        if rows[number].cost >= best.cost:
            break  # none of those that follow is more, even with nothing taken away
        beyond = covering(highs, frozenset(rows[number].cover) - frozenset(target))
        if beyond is not None and rows[number].cost + beyond.cost < best.cost:
            multipliers = {number: Fraction(1), **beyond.multipliers}
            best = Combination(multipliers, rows[number].cost + beyond.cost, beyond.best, beyond.terms)
    return best if len(lows) <= MOST_TRIED else replace(best, best=False, terms="weaker")


def farthest_apart(known: Sequence[Inequality], over: Cover, under: Cover) -> Combination | None:
    """The closest bound from above of how many more are in ``over`` than in ``under``.

    There are no more than can be in the one, less those surely in the other; nor more than can be in what only the one
    has, for whoever is in both is in the other.
    """
    most, least = covering(_highs(known), frozenset(over)), closest(known, _taken(under))
    beyond = covering(_highs(known), frozenset(over) - frozenset(under))
    ways = [beyond, None if most is None or least is None else _sum((most, Fraction(1)), (least, Fraction(1)))]
    return min((way for way in ways if way is not None), key=lambda way: way.cost, default=None)


def largest_quotient(known: Sequence[Inequality], over: Cover, under: Cover) -> tuple[Fraction, Combination] | None:
    """The least r that is proved for ``over <= r under``, with the proof for ``q over - p under <= 0`` where r = p/q.

    With at most U in the one and at least L in the other, r is U/L; with at most c in what only the one has, whoever is
    in both being in the other, it is 1 + c/L.
    """
    least = closest(known, _taken(under))
    most, beyond = (covering(_highs(known), frozenset(over) - each) for each in (frozenset[int](), frozenset(under)))
    low = Fraction(0) if least is None else -least.cost
    ways: list[tuple[Fraction, Combination]] = []
    if beyond is not None and beyond.cost == 0:
        ways.append((Fraction(1), beyond))
    if least is not None and low > 0:
        for held, whole in ((most, Fraction(0)), (beyond, Fraction(1))):
            if held is not None:
                r = whole + held.cost / low
                ways.append((r, _sum((held, Fraction(r.denominator)), (least, r.numerator - whole * r.denominator))))
    return min(ways, key=lambda way: (way[0], len(way[1].multipliers)), default=None)


def _highs(known: Sequence[Inequality]) -> dict[int, Inequality]:
    """The counts that bound from above."""
    plain = ((number, each) for number, each in enumerate(known) if each.link is None and each.cell is None)
    return {number: each for number, each in plain if each.side == "high"}


def _taken(cover: Cover) -> Cover:
    return dict.fromkeys(cover, Fraction(-1))


def _sum(*held: tuple[Combination, Fraction]) -> Combination:
    """Combinations added up, each so many times."""
    multipliers: dict[int, Fraction] = {}
    for each, times in held:
        for number, multiplier in each.multipliers.items():
            multipliers[number] = multipliers.get(number, Fraction(0)) + times * multiplier
    cost = sum((times * each.cost for each, times in held), Fraction(0))
    return Combination({n: m for n, m in multipliers.items() if m}, cost, all(each.best for each, _ in held), "")


def conflicts(known: Sequence[Inequality]) -> Iterator[Combination]:
    """Each count that is larger than all those together which cover it, with the fewest such."""
    rows = {number: each for number, each in enumerate(known) if each.link is None and each.cell is None}
    highs = _highs(known)
    lows = sorted((number for number, each in rows.items() if each.side == "low"), key=lambda n: (rows[n].cost, n))
    for number in lows[:MOST_TRIED]:
        above = covering(highs, frozenset(rows[number].cover))
        if above is not None and above.cost + rows[number].cost < 0:
            yield Combination({number: Fraction(1), **above.multipliers}, above.cost + rows[number].cost, above.best)


def covering(highs: Mapping[int, Inequality], needed: frozenset[int]) -> Combination | None:
    """The counts of least sum that together cover some cells; None where none do."""
    useful = [number for number, each in highs.items() if needed & each.cover.keys()]
    rows = [[place for place, number in enumerate(useful) if cell in highs[number].cover] for cell in sorted(needed)]
    if not all(rows):
        return None
    taken = (
        chosen([float(highs[number].cost) for number in useful], rows, [(1.0, INFINITE)] * len(rows)) if rows else []
    )
    if taken is None:
        return None
    kept = _needed_of([number for number, one in zip(useful, taken, strict=True) if one], highs, needed)
    exact = all(highs[number].cost <= MOST_TOLD for number in useful)
    cost = sum((highs[number].cost for number in kept), Fraction(0))
    return Combination(dict.fromkeys(kept, Fraction(1)), cost, exact, "minimal" if exact else "weaker")


def _needed_of(taken: Sequence[int], highs: Mapping[int, Inequality], needed: frozenset[int]) -> list[int]:
    """Those that cannot be spared: one of nothing may have been taken for nothing."""
    kept = list(taken)
    for number in sorted(taken, key=lambda n: (highs[n].direct, -n)):
        rest = frozenset().union(*(highs[other].cover.keys() for other in kept if other != number))
        if needed <= rest:
            kept.remove(number)
    return sorted(kept)
