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
from onrecord.linear import MOST_TOLD, Combination, Inequality, chosen
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
    highs = {number: each for number, each in rows.items() if each.side == "high"}
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


def conflicts(known: Sequence[Inequality]) -> Iterator[Combination]:
    """Each count that is larger than all those together which cover it, with the fewest such."""
    rows = {number: each for number, each in enumerate(known) if each.link is None and each.cell is None}
    highs = {number: each for number, each in rows.items() if each.side == "high"}
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
