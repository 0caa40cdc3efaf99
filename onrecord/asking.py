"""What a claim asks of the record, by its form: which total, set against which other, over which time.

A share names its whole seldom in full, and a comparison may be with many others ("the highest since March"): each
possible whole and each rival is a question of its own (:func:`onrecord.outcome.together` says what they come to).
"""

from __future__ import annotations

import datetime as dt
import itertools
import re
from collections.abc import Iterator, Sequence
from fractions import Fraction
from functools import cache
from typing import TYPE_CHECKING

from onrecord.data import table
from onrecord.measure import Measure
from onrecord.normal import form_of
from onrecord.period import Period
from onrecord.place import WORLD
from onrecord.scope import Catalogue, Scope

if TYPE_CHECKING:
    from onrecord.claim import Claim

DAYS_OF = {"hour": Fraction(1, 24), "day": Fraction(1), "night": Fraction(1), "week": Fraction(7)}
MONTHS = {"month": 1, "quarter": 3, "year": 12}
MOST_RIVALS = 100
"""Rival periods that one claim is compared with: each is a linear program or two."""
MOST_WHOLES = 6
MOST_PARTS = 62
"""Days, weeks or months of which the highest is asked: each is two linear programs, and a line to read."""
MOST_BEFORE = 40
"""Characters looked at before a place."""


# ------------------------------------------------------------------------------------------------------------ rates


def times_in(unit: str, period: Period) -> Fraction | None:
    """How many of the time in 'strike/day' a period has; None where that is not a number of days or whole months."""
    per = unit.partition("/")[2]
    if per in DAYS_OF and period.days is not None:
        return period.days / DAYS_OF[per]
    months = _months(period)
    return None if per not in MONTHS or months is None else Fraction(months, MONTHS[per])


def _months(period: Period) -> int | None:
    """How many calendar months a period is made of, or None where it begins or ends inside one."""
    if period.start is None or period.end is None or period.start.day != 1 or period.end.day != 1:
        return None
    return (period.end.year - period.start.year) * 12 + period.end.month - period.start.month


def parts_of(period: Period, each: str) -> tuple[Period, ...]:
    """The days, weeks (from its first day on) or calendar months of a period; () where that leaves days over."""
    if period.start is None or period.end is None or each not in ("day", "week", "month"):
        return ()
    months = _months(period)
    if each == "month":
        starts = [] if months is None else [_earlier(period.start, -n) for n in range(months + 1)]
    else:
        step = 7 if each == "week" else 1
        count = (period.end - period.start).days
        starts = [period.start + dt.timedelta(days=n) for n in range(0, count + 1, step)] if count % step == 0 else []
    return tuple(Period(first, last) for first, last in itertools.pairwise(starts))


def counted_by(unit: str, catalogue: Catalogue) -> Measure | None:
    """The measure that 'engagement/strike' is counted on: whose unit stands behind the stroke."""
    per = unit.partition("/")[2]
    named = [measure for measure in catalogue.measures if per and measure.unit == per and measure.kind == "flow"]
    return named[0] if len(named) == 1 else None


# ----------------------------------------------------------------------------------------------------------- wholes


def wholes_of(
    claim: Claim, scope: Scope, text: str, counted_in: Sequence[str], catalogue: Catalogue
) -> tuple[Scope, ...]:
    """The wholes that the part at a place may be a share of, nearest first; () where words do not make it one.

    What is said to be some party's doing is a share of what anybody did.

    Only where the words say that the part *is* at the place ("30 percent of the strikes were in Abu Kamal"): of "30
    percent of the strikes in Abu Kamal" something else is said. Seldom is the whole named in full. It may be what any
    place holds in which the part's lies, up to where the sources count.
    """
    if is_part_of_party(claim, text):
        return (scope.but(by=()),)
    if not is_part_at_place(claim, text):
        return ()
    levels = list(_wider(scope.places, catalogue))
    if counted_in and catalogue.places.tree.hold(counted_in, catalogue.places.outer(scope.places)):
        levels.append(tuple(counted_in))
    wider = [places for places in dict.fromkeys(levels) if places != scope.places]
    return tuple(scope.but(places=places) for places in wider)[:MOST_WHOLES]


def is_part_of_party(claim: Claim, text: str) -> bool:
    """Whether the words say of a share that it is the doing of the party named: 'all of the strikes were made by'."""
    by, base, quantity = claim.slots.get("by"), claim.base, claim.quantity
    if by is None or base is None or base.span is None or quantity is None or quantity.span is None:
        return False
    whole = max(base.span.end, quantity.span.end)
    gap = form_of(text[whole : by.start]).strip()
    return whole <= by.start and _pattern("done_by").search(gap) is not None


def is_part_at_place(claim: Claim, text: str) -> bool:
    """Whether the words say of a share that it is where its place is."""
    place, base, quantity = claim.slots.get("place"), claim.base, claim.quantity
    if place is None or base is None or base.span is None or quantity is None or quantity.span is None:
        return False
    whole = base.span.end if base.value is None or base.value.span is None else max(base.span.end, base.value.span.end)
    if whole <= place.start:
        gap = form_of(text[whole : place.start]).strip()
        return _pattern("lies").search(gap) is not None
    before = form_of(text[: place.start]).strip()[-MOST_BEFORE:]
    gap = form_of(text[place.end : quantity.span.start]).strip()
    return place.end <= quantity.span.start and (
        _pattern("takes").fullmatch(gap) is not None or (not gap and _pattern("ends_taking").search(before) is not None)
    )


@cache
def _pattern(kind: str) -> re.Pattern[str]:
    """The words by which a share tells its part, in both languages; before them, no more than where the whole is."""
    words = table("asking")["words"]["takes" if kind == "ends_taking" else kind]
    forms = "|".join(re.escape(form_of(form)) for language in ("en", "ar") for form in words[language])
    if kind in ("lies", "done_by"):
        whole_is = r"(?:ال ?\d+ )?(?:(?:in|near|of|on|over|across|during|في|خلال)(?: [\w'-]+){1,4} )?"
        return re.compile(rf"^{whole_is}(?:{forms})(?: the)?$")
    return re.compile(rf"(?:^|\s)(?:{forms})$" if kind == "ends_taking" else rf"(?:{forms})(?: (?:some|about|نحو))?")


def _wider(places: Sequence[str], catalogue: Catalogue) -> Iterator[tuple[str, ...]]:
    """The places that hold these, from the nearest to their countries."""
    tree, held = catalogue.places.tree, catalogue.places.outer(places)
    chains = [[place for place in tree.chain(place) if place != WORLD] for place in held]
    for level in range(1, max((len(chain) for chain in chains), default=0)):
        yield tuple(sorted({chain[min(level, len(chain) - 1)] for chain in chains}))


# ----------------------------------------------------------------------------------------------------------- rivals


def rivals_of(claim: Claim) -> tuple[Period, ...]:
    """The periods that a comparison is with: the one named, or each earlier one as long ("the highest since March").

    () where there are none, or too many to ask.
    """
    base = None if claim.base is None else claim.base.period
    period = claim.scope.period
    if base is None or claim.base is None or period.start is None or period.end is None or base.start is None:
        return ()
    if claim.base.than in ("more", "fewer"):
        return (base,) if base.days is not None and base != period else ()
    return periods_before(period, base.start, base.end or period.end)


def periods_before(period: Period, first: dt.date, last: dt.date) -> tuple[Period, ...]:
    """The earlier periods as long as one, from some day on and up to another (excluded); () of none, or too many."""
    found: list[Period] = []
    for rival in _stepping_back(period):
        if rival.start is None or rival.start < first or len(found) > MOST_RIVALS:
            break
        if rival.end is not None and rival.end <= last:
            found.append(rival)
    return tuple(found) if len(found) <= MOST_RIVALS else ()


def _stepping_back(period: Period) -> Iterator[Period]:
    """The periods before one, each as long as it: months before a month, else so many days."""
    assert period.start is not None
    assert period.end is not None
    months, days = _months(period), period.end - period.start
    start = period.start
    while start.year > dt.MINYEAR + 2:
        end = start
        start = _earlier(start, months) if months else start - days
        yield Period(start, end)


def _earlier(first: dt.date, months: int) -> dt.date:
    """The first of a month, so many months before."""
    count = first.year * 12 + first.month - 1 - months
    return dt.date(count // 12, count % 12 + 1, 1)
