"""Readings, timed: a thousand near questions of one claim, and a statement of twenty claims: `make bench`.

The near questions are asked of one system, cut once, and solved only where the ways of filling it that are known do
not already differ. Beside that stands what it would take to ask each by itself, exactly and with its proofs: from a
sample of them, times as many. Where the two do not say the same of the sample, this stops. The records are the
packaged releases and the generated ones of bench/bounds.py. Twenty claims of one statement are measured of each too;
those of the packaged releases have numbers that the record does not bear out, so that readings of all are looked for.

Seconds are those of one core (process time): what else the machine does is not in them.
"""

from __future__ import annotations

import datetime as dt
import gc
import itertools
import sys
import time
from collections.abc import Iterator
from dataclasses import replace
from fractions import Fraction

from bench import bounds as generated
from onrecord.claim import Claim
from onrecord.cli import COLLECT_AFTER
from onrecord.doubt import Doubt
from onrecord.figure import packaged_figures
from onrecord.finding import measure_statement
from onrecord.gazetteer import catalogue
from onrecord.lattice import Around, Asked, near_questions, packaged_lattice
from onrecord.period import ONE_DAY, Period
from onrecord.quantity import Quantity, Span
from onrecord.reading import answer, near_values
from onrecord.row import Holdings, build_record, packaged_bridges
from onrecord.scope import Catalogue, Scope
from onrecord.source import packaged_cards
from onrecord.statement import Statement

READINGS, CLAIMS = 1_000, 20
GOALS = (5.0, 10.0)
"""Seconds for a thousand readings of one claim, and for a statement of twenty claims."""

SAMPLE = 20
FIRST = dt.date(2018, 5, 1)
SIZES = ((365, 8, 0.5), (1461, 30, 0.5), (1461, 30, 3))


def a_claim(scope: Scope, number: int) -> Claim:
    """So many of something, somewhere, in some time."""
    quantity = Quantity(Fraction(number), Fraction(number), "=", "strike")
    return Claim("c", "s", Span(0, 1), "amount", scope, quantity, "asserted", "coalition", "yes", "")


def cases() -> Iterator[tuple[str, Around]]:
    """One claim on each record: a running total, whose every end is tried."""
    lattice = replace(packaged_lattice(), most_questions=READINGS)
    who = {"by": ("coalition",), "against": ("daesh",)}
    period = Period(dt.date(2018, 5, 1), dt.date(2018, 5, 20), "since")
    scope = Scope("strikes", places=("region:middle-euphrates-valley",), period=period, **who)
    asked = Asked(a_claim(scope, 132), scope, None, "coalition", "")
    yield "releases", Around(asked, build_record(packaged()), catalogue(), lattice, period.end)
    for days, towns, detail in SIZES:
        world = generated.make_world(days, towns, detail)
        first = generated.FIRST_DAY + (days // 2) * ONE_DAY
        scope = Scope(
            generated.MEASURE, places=generated.COUNTRIES, period=Period(first, first + 45 * ONE_DAY, "since")
        )
        asked = Asked(a_claim(scope, 300), scope, None, generated.VOICE, generated.RULE)
        record, names = generated.make_record(world), generated.make_catalogue(world)
        yield f"{days} days", Around(asked, record, names, lattice, scope.period.end)


def packaged() -> Holdings:
    """The facts shipped with the program."""
    return Holdings(packaged_figures(), packaged_cards(), packaged_bridges())


def one_by_one(around: Around, seeming: dict[int, Fraction]) -> float:
    """Seconds for all near questions, each by itself, as a sample of them says; stops where the answers differ."""
    near = list(near_questions(around))
    step = max(1, len(near) // SAMPLE)
    began = time.process_time()
    for number in range(0, len(near), step):
        found = answer(near[number].asked, around.record, around.catalogue, withdrawals=False)
        if (found.low if found.pinned else None) != seeming.get(number):
            sys.exit(f"asked by itself: {found.low} to {found.high}, together: {seeming.get(number)}")
    return (time.process_time() - began) * step


def readings() -> None:
    """The table of one claim on several records."""
    print(f"a thousand readings of one claim (goal: {GOALS[0]:.0f} s)")
    print(f"{'record':>12} {'figures':>8} {'readings':>9} {'pinned':>7} {'together':>9} {'one by one':>11}")
    for name, around in cases():
        began = time.process_time()
        pinned = {near.edits: value for near, value in near_values(around)}
        spent = time.process_time() - began
        near = list(near_questions(around))
        seeming = {number: pinned[each.edits] for number, each in enumerate(near) if each.edits in pinned}
        alone = one_by_one(around, seeming)
        sizes = f"{len(around.record.rows):8} {len(near):9} {len(pinned):7}"
        print(f"{name:>12} {sizes} {spent:7.2f} s {alone:9.1f} s")


def of_releases() -> tuple[list[Claim], Holdings, Catalogue]:
    """Twenty claims of what the packaged releases count, two slots of each unsure, so that it is asked three times."""
    both, valley = ("IQ", "SY"), ("region:middle-euphrates-valley",)
    around = [Scope("", places=places, period=Period(FIRST, FIRST + ONE_DAY, "since")) for places in (both, valley)]
    around += [Scope("", places=(country,), period=Period(FIRST, FIRST + ONE_DAY)) for country in both]
    scopes = [
        each.but(measure=measure, period=replace(each.period, end=FIRST + days * ONE_DAY))
        for days, measure, each in itertools.product((19, 20, 21), ("strikes", "engagements"), around)
    ]
    claims = [a_claim(scope, 132 if scope.measure == "strikes" else 119 + n) for n, scope in enumerate(scopes)]
    return [_unsure(claim) for claim in claims[:CLAIMS]], packaged(), catalogue()


def _unsure(claim: Claim) -> Claim:
    scope = claim.scope
    earlier = replace(scope.period, start=FIRST - 7 * ONE_DAY)
    elsewhere = ("SY",) if scope.places == ("IQ",) else ("IQ",)
    other = {"place": scope.but(places=elsewhere), "period": scope.but(period=earlier)}
    return replace(claim, doubts={slot: Doubt(60, instead) for slot, instead in other.items()})


def of_generated(size: tuple[int, int, float]) -> tuple[list[Claim], Holdings, Catalogue]:
    """Twenty claims about two countries, one, or a town, in the middle of a generated record."""
    world = generated.make_world(*size)
    middle, places = size[0] // 2, [generated.COUNTRIES, (generated.COUNTRIES[0],), *((t,) for t in world.towns[:6])]
    scopes = [generated.scope(places[n % len(places)], middle + n, middle + 2 * n + 16) for n in range(CLAIMS)]
    claims = [replace(a_claim(scope, 40 + 7 * n), speaker=generated.VOICE) for n, scope in enumerate(scopes)]
    figures = tuple(figure for row in generated.make_record(world).rows for figure in row.figures)
    return claims, Holdings(figures, {}, ()), generated.make_catalogue(world)


def statement(told: str, claims: list[Claim], holdings: Holdings, names: Catalogue) -> None:
    """Twenty claims of one statement, with readings, contradictions and all."""
    claims = [replace(claim, id=f"c{n}") for n, claim in enumerate(claims)]
    days = (claim.scope.period.end or FIRST for claim in claims)
    published = max(dt.date(2018, 6, 1), *days)
    began = time.process_time()
    found = measure_statement(Statement("s", "", "en", published, speaker=claims[0].speaker), claims, holdings, names)
    spent = time.process_time() - began
    offered = sum(len(finding.readings) for finding in found)
    print(
        f"a statement of {len(found)} claims, {told}, {len(holdings.figures)} figures: {spent:.2f} s"
        f" (goal: {GOALS[1]:.0f} s), {offered} readings offered"
    )


def main() -> None:
    """Both tables."""
    gc.set_threshold(COLLECT_AFTER)  # as the command does
    readings()
    statement("two slots unsure", *of_releases())
    for size in generated.SIZES[1:3]:
        statement("generated", *of_generated(size))


if __name__ == "__main__":
    main()
