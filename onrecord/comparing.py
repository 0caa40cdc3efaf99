"""One total set against another, as a person asks for it: a share, a quotient, a change, which is more, the highest.

Each is one question over the one system that holds both totals (:func:`onrecord.bounds.ratio` and
:func:`onrecord.bounds.difference`), as it is for a claim of that form; two ranges are never divided or taken away.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import TYPE_CHECKING, Literal

from onrecord.asking import MOST_PARTS, counted_by, parts_of, periods_before, times_in
from onrecord.bounds import Answer, check_adding, check_askable, check_with_extremes, extreme
from onrecord.byday import scope_by_day
from onrecord.errors import UsageError
from onrecord.measure import Form
from onrecord.outcome import Outcome, Stated, relate, together
from onrecord.period import Period
from onrecord.quantity import Quantity, Span
from onrecord.reading import Asked, answer
from onrecord.row import Record
from onrecord.scope import ROLES, Catalogue, Scope

if TYPE_CHECKING:
    from onrecord.assertion import Claim

Against = Literal[
    "share_of",
    "all_of",
    "none_of",
    "most_of",
    "per",
    "change_from",
    "compared_with",
    "highest_since",
    "lowest_since",
    "most_in",
    "least_in",
]
FORMS: dict[Against, Form] = {
    "share_of": "share",
    "all_of": "share",
    "none_of": "share",
    "most_of": "share",
    "per": "ratio",
    "change_from": "change",
    "compared_with": "comparison",
    "highest_since": "comparison",
    "lowest_since": "comparison",
    "most_in": "amount",
    "least_in": "amount",
}
DIVIDED = ("share", "ratio", "change")
YES_OR_NO = ("all_of", "none_of", "most_of", "highest_since", "lowest_since")
"""Ways that are settled or left open, beside what the numbers come to."""
ALL, HALF, NONE = Fraction(100), Fraction(50), Fraction(0)


@dataclass(frozen=True, slots=True)
class Compared:
    """What is asked: a total, the others that it is set against (none for a rate), and the unit of the answer.

    ``times`` is how many days, weeks or months a rate is told over. Of the highest or lowest, ``each`` is a day, week
    or month, and ``parts`` are all of these in the period.
    """

    against: Against
    scope: Scope
    bases: tuple[Scope, ...]
    unit: str
    times: Fraction | None = None
    each: str = ""
    parts: tuple[Scope, ...] = ()

    @property
    def form(self) -> Form:
        return FORMS[self.against]

    @property
    def claim(self) -> Claim:
        """The claim that the question would be, had it a number: by its form and unit it is measured and worded."""
        from onrecord.assertion import Base, Claim

        whole = Quantity(None, None, "=", self.unit, direction="up" if self.form == "change" else None)
        return Claim(
            id="question",
            statement="",
            span=Span(0, 0),
            form=self.form,
            scope=self.scope,
            quantity=None if self.form == "comparison" else whole,
            modality="asserted",
            speaker=None,
            checkable="yes",
            reason="",
            base=Base(""),
        )


# ------------------------------------------------------------------------------------------------- what can be asked


def compared(against: Against, scope: Scope, base: Scope, catalogue: Catalogue) -> Compared:
    """A total set against one other; UsageError where that makes no sense, with what to ask instead."""
    form = FORMS[against]
    if base == scope:
        raise UsageError("both totals are the same: say where the other one differs")
    if form in DIVIDED and "ratio" in {catalogue.measures[each.measure].kind for each in (scope, base)}:
        raise UsageError(f"{scope.measure} is a share already and cannot be divided; ask with --compared-with")
    if form == "share" and not lies_in(scope, base, catalogue):
        raise UsageError("a share is of what the part lies in, and this does not; ask for the quotient with --per")
    if form in ("change", "comparison") and base.measure != scope.measure:
        raise UsageError(f"{scope.measure} and {base.measure} are not counted in one unit; ask with --per")
    for each in (scope, base):
        check_askable(each, catalogue)
    check_adding((scope, base), catalogue)
    units = [catalogue.measures[each.measure].unit for each in (scope, base)]
    unit = "percent" if form in ("share", "change") else "/".join(units) if form == "ratio" else _points(units[0])
    return Compared(against, scope, (base,), unit)


def _points(unit: str) -> str:
    """What two numbers of a unit are apart: percents, so many percentage points."""
    return "percentage_point" if unit == "percent" else unit


def rate(scope: Scope, per: str, catalogue: Catalogue) -> Compared:
    """A total divided by the days, weeks or months of its period, or by what else is counted (``per`` is a unit)."""
    check_askable(scope, catalogue)
    unit = f"{catalogue.measures[scope.measure].unit}/{per}"
    other = counted_by(unit, catalogue)
    if other is not None:
        return compared("per", scope, scope.but(measure=other.id), catalogue)
    times = times_in(unit, scope.period)
    if times is None or catalogue.measures[scope.measure].kind != "flow":
        raise UsageError(f"{scope.measure} over {scope.period.edtf} is not told per {per}: ask for whole {per}s of it")
    return Compared("per", scope, (), unit, times)


def since(against: Against, scope: Scope, first: Period, catalogue: Catalogue) -> Compared:
    """A total set against that of each earlier period as long since some day: months with months, else so many days."""
    check_askable(scope, catalogue)
    check_adding((scope,), catalogue)
    start, last = first.start, scope.period.start
    rivals = periods_before(scope.period, start, last) if start and last and scope.period.end else ()
    if not rivals:
        raise UsageError(
            f"from {first.edtf} on there is no earlier period as long as {scope.period.edtf}, or more than can be asked"
        )
    unit = _points(catalogue.measures[scope.measure].unit)
    return Compared(against, scope, tuple(scope.but(period=rival) for rival in rivals), unit)


def extreme_in(against: Against, scope: Scope, each: str, catalogue: Catalogue) -> Compared:
    """The most (or least) that a day, week or month of the period has: weeks from its first day on, calendar months."""
    if each not in ("day", "week", "month"):
        raise UsageError(f"the most and the least are asked of one day, week or month, not of one {each!r}")
    found = parts_of(scope.period, each)
    check_with_extremes(scope.but(period=found[0]) if found else scope, catalogue)
    if not 1 < len(found) <= MOST_PARTS:
        raise UsageError(
            f"{scope.period.edtf} is not made of 2 to {MOST_PARTS} whole {each}s: ask for days, weeks or months of it"
        )
    return Compared(
        against,
        scope,
        (),
        catalogue.measures[scope.measure].unit,
        each=each,
        parts=tuple(scope.but(period=part) for part in found),
    )


def lies_in(part: Scope, whole: Scope, catalogue: Catalogue) -> bool:
    """Whether all that one scope counts the other surely counts: the same measure, within its days, places, actors."""
    places, tree = catalogue.places, catalogue.places.tree
    part, whole = (scope_by_day(scope, catalogue.actors) for scope in (part, whole))
    if part.measure != whole.measure or set(whole.without) - set(part.without):
        return False
    held = places.inner(whole.places)
    if whole.places and not (part.places and tree.hold(held, places.outer(part.places))):
        return False
    for role in ROLES:
        mine, theirs = getattr(part, role), getattr(whole, role)
        if theirs and not (mine and catalogue.actors.tree.hold(theirs, mine)):
            return False
    return whole.period.holds(part.period)


# ------------------------------------------------------------------------------------------------------ what follows


def answers(asked: Compared, who: tuple[str, str], record: Record, catalogue: Catalogue) -> tuple[Answer, ...]:
    """What one voice's figures allow, for each base in turn; ``who`` is the voice and its rule."""
    if asked.parts:
        return (extreme(asked.parts, who, record, catalogue, least=asked.against == "least_in"),)
    claim, first = asked.claim, len(asked.bases) <= 1
    return tuple(
        answer(Asked(claim, asked.scope, base, *who, times=asked.times), record, catalogue, withdrawals=first)
        for base in (asked.bases or (None,))
    )


def _is_part(against: Against, share: Answer) -> bool | None:
    """Whether a part is all, none or most of its whole, by the bounds of the quotient."""
    part, whole = share.parts
    if whole.high == 0:
        return None
    low, high = share.low or NONE, ALL if share.high is None else share.high
    if against == "none_of":
        return False if part.low or low > NONE else True if NONE in (part.high, share.high) else None
    if against == "all_of":
        return True if low >= ALL else False if high < ALL else None
    return True if low > HALF else False if high <= HALF else None


def settled(asked: Compared, found: Sequence[Answer]) -> bool | None:
    """Whether a total is higher (or lower) than each of its rivals, or is all, none or most of its whole.

    None where the record leaves it open. No higher than one of them is enough for a no. Of nothing there is no part.
    """
    if any(not part.consistent for each in found for part in each.parts):
        return None
    if asked.form == "share":
        return _is_part(asked.against, found[0])
    low = asked.against == "lowest_since"
    passed = Stated(None, Fraction(0), high_open=True) if low else Stated(Fraction(0), None, low_open=True)
    outcome = together("comparison", [relate(passed, each.low, each.high, signed=True) for each in found])
    return {Outcome.BORNE_OUT: True, Outcome.ABOVE_RECORD: False, Outcome.BELOW_RECORD: False}.get(outcome)
