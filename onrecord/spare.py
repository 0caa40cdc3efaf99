"""Proofs without a premise to spare: what a bound does not need is left out of its sum, and what was shown is said.

The multipliers of least weight use few premises, as a rule; that none of these can be spared does not follow. So each
is left out in turn, the least direct first, and stays out where the others prove the same bound. What is left is
*minimal*: without any one of its premises, the others prove less. It is called *fewest* only where no smaller number
of any premises does: where there is one, or none, or where there are two and every single one was tried.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import replace
from fractions import Fraction

from onrecord.cell import Cover
from onrecord.inequality import Inequality
from onrecord.linear import CLOSE, Combination, cheapest, least_cost

MOST_TRIED = 40
"""Premises past which nothing is tried: each is one more program, and nobody adds up so many."""


def spare(known: Sequence[Inequality], target: Cover, found: Combination) -> Combination:
    """The same bound by premises of which none can be spared, with what was shown of their number."""
    premises = _premises(known, found)
    if not found.best:
        return replace(found, terms="weaker")
    if len(premises) > MOST_TRIED:
        return found
    if len(premises) > 1:
        weight = {_line(known[number]): known[number].weight for number in found.multipliers}
        of = _inequalities_of(known, premises)
        for premise in sorted(premises, key=lambda name: (-weight[name], name)):
            left = sorted(number for name in premises - {premise} for number in of[name])
            if premise in premises and (smaller := _by(known, target, found, left)) is not None:
                found = smaller
                premises = _premises(known, found)
    fewest = len(premises) < 2 or (len(premises) == 2 and not _one_is_enough(known, target, found.cost))
    return replace(found, terms="fewest" if fewest else "minimal")


def _premises(known: Sequence[Inequality], found: Combination) -> set[str]:
    return {_line(known[number]) for number in found.multipliers}


def _line(inequality: Inequality) -> str:
    """What a reader adds up as one: the events of a list are one line, whichever of them are told apart."""
    return inequality.events or inequality.premise


def _inequalities_of(known: Sequence[Inequality], premises: Collection[str]) -> dict[str, list[int]]:
    """All that some premises say, used or not."""
    found: dict[str, list[int]] = {name: [] for name in premises}
    for number, inequality in enumerate(known):
        if (name := _line(inequality)) in found:
            found[name].append(number)
    return found


def _by(known: Sequence[Inequality], target: Cover, found: Combination, numbers: Sequence[int]) -> Combination | None:
    """The same bound by some inequalities only; None where they prove less."""
    left = [known[number] for number in numbers]
    least, bound = least_cost(left, target), float(found.cost)
    if least is None or least > bound + CLOSE * max(1.0, abs(bound)):
        return None
    other = cheapest(left, target)
    if other is None or other.cost > found.cost:
        return None
    return Combination({numbers[at]: multiplier for at, multiplier in other.multipliers.items()}, other.cost)


def _one_is_enough(known: Sequence[Inequality], target: Cover, bound: Fraction) -> bool:
    """Whether any single inequality proves the bound; bridges and events, many inequalities each, never do alone."""
    return any(_alone(inequality, target, bound) for inequality in known if inequality.cell is None)


def _alone(inequality: Inequality, target: Cover, bound: Fraction) -> bool:
    least, most = Fraction(0), None
    for cell in target.keys() | inequality.cover.keys():
        wanted, amount = target.get(cell, Fraction(0)), inequality.cover.get(cell, Fraction(0))
        if amount == 0:
            if wanted > 0:
                return False
        elif amount > 0:
            least = max(least, wanted / amount)
        else:
            most = wanted / amount if most is None else min(most, wanted / amount)
    if most is not None and least > most:
        return False
    if inequality.cost >= 0:
        return least * inequality.cost <= bound
    return most is None or most * inequality.cost <= bound
