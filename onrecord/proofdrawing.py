"""A proof as a drawing: a written sum beside a ruler of days, one row a term, then the result.

Added is light, taken away is hatched, the result is solid. Dashed is what keeps the bound from being exact: for an
upper bound what is in the sum but not asked for, for a lower bound what is asked for but not in the sum. Nothing here
speaks: rows carry the boxes that they count, and the page says them in its language.
"""

from __future__ import annotations

import datetime as dt
import itertools
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import Literal

from markupsafe import Markup

from onrecord.box import Box, Part, axes_of, counts, kind_of
from onrecord.drawing import join, number, tag
from onrecord.gap import Gap

# The drawing cuts the world as the checker cuts it, so it uses the checker's own eyes.
from onrecord.proof import Premise, Proof, Step, Weighed, weighed

MOST_ROWS = 12
"""More terms than this are joined, by place and then by source."""
LONGEST_AGO = dt.date(1900, 1, 1)
"""A box that begins before this has no beginning: a running total."""
NARROWEST = 200  # pixels of a ruler on a phone of 320
OPS = {True: "+", False: "−"}
VULGAR = {Fraction(1, 2): "½", Fraction(1, 3): "⅓", Fraction(2, 3): "⅔", Fraction(1, 4): "¼", Fraction(3, 4): "¾"}
TickUnit = Literal["day", "week", "month", "year"]


def exact(value: Fraction) -> str:
    """A number inside a sum: never rounded, so a decimal where it ends, else a fraction."""
    rest = value.denominator
    for prime in (2, 5):
        while rest % prime == 0:
            rest //= prime
    if rest == 1:
        return number(value, 12)
    whole, part = divmod(abs(value), 1)
    shown = VULGAR.get(part, f" {part}" if whole else f"{part}")
    return ("−" if value < 0 else "") + (f"{int(whole):,}" if whole else "") + shown


@dataclass(frozen=True, slots=True)
class Row:
    """One line of the sum. ``premises`` are what it rests on (several where terms were joined), ``boxes`` what it
    counts, ``small`` its own small sum where terms were joined, ``gives`` what a multiplied term comes to."""

    kind: Literal["term", "unknown", "result", "against"]
    op: str
    value: str
    drawing: Markup
    boxes: tuple[Box, ...]
    premises: tuple[Premise, ...] = ()
    small: str = ""
    gives: str = ""


@dataclass(frozen=True, slots=True)
class Diagram:
    """A whole drawing, and what there is to be said of it.

    ``kept`` are the days, and ``elsewhere`` the fact, that make an upper bound more than exact (in the sum, not asked
    for); for a lower bound the same words mean asked for, not in the sum.
    """

    formula: str
    ruler: Markup
    start: dt.date
    end: dt.date
    ticks: TickUnit
    rows: tuple[Row, ...]
    hatched: bool
    kept: tuple[tuple[dt.date, dt.date], ...] = ()
    elsewhere: bool = False
    rounded: str = ""

    @property
    def wide(self) -> bool:
        """Whether the column of values needs more room."""
        return any(len(row.op) + len(row.value) > 5 for row in self.rows)


# -------------------------------------------------------------------------------------------------------- ruler


@dataclass(frozen=True, slots=True)
class Ruler:
    """Days from ``start`` to ``end`` (excluded), with guides at the borders that the result needs."""

    start: dt.date
    end: dt.date
    guides: tuple[dt.date, ...]

    def at(self, day: dt.date) -> Fraction:
        """Where a day begins, in per cents."""
        share = Fraction((day - self.start).days, (self.end - self.start).days) * 100
        return min(max(share, Fraction(0)), Fraction(100))

    @property
    def ticks(self) -> TickUnit:
        """What one tick stands for, so that there are at most some sixty."""
        days = (self.end - self.start).days
        return "day" if days <= 62 else "week" if days <= 186 else "month" if days <= 1100 else "year"


def _ruler(boxes: Sequence[Box], asked: Sequence[Box]) -> Ruler:
    """The stretch of days on which all boxes can be drawn."""
    ends = [box.end for box in boxes]
    starts = [box.start for box in boxes if box.start > LONGEST_AGO] or [min(ends) - dt.timedelta(days=1)]
    start, end = min(starts), max(ends)
    if any(box.start <= LONGEST_AGO for box in boxes):  # room for what came before
        start -= dt.timedelta(days=max(1, (end - start).days // 4))
    if (end - start).days < 2:
        end = start + dt.timedelta(days=2)
    borders = {day for box in asked for day in (box.start, box.end)}
    return Ruler(start, end, tuple(sorted({start, end, *(day for day in borders if start <= day <= end)})))


def _tick_days(ruler: Ruler) -> Iterator[dt.date]:
    """The borders at which the ruler has a tick."""
    for offset in range((ruler.end - ruler.start).days + 1):
        day = ruler.start + dt.timedelta(days=offset)
        first = {"day": True, "week": day.weekday() == 0, "month": day.day == 1, "year": (day.month, day.day) == (1, 1)}
        if first[ruler.ticks]:
            yield day


def _draw_ruler(ruler: Ruler, asked: Sequence[Box]) -> Markup:
    parts = [
        tag("line", cls="day", x1=ruler.at(day), x2=ruler.at(day), y1="70%", y2="100%") for day in _tick_days(ruler)
    ]
    one = dt.timedelta(days=1)
    wanted = [ruler.start, ruler.end - one]
    for box in asked:
        wanted += [box.start, box.end - one]
    taken: list[tuple[Fraction, Fraction]] = []
    for day in dict.fromkeys(day for day in wanted if ruler.start <= day < ruler.end):
        if ruler.ticks == "day":
            text, at = str(day.day), (ruler.at(day) + ruler.at(day + one)) / 2
        else:
            text, at = day.isoformat(), ruler.at(day)
        half = Fraction(7 * len(text) + 6, 2 * NARROWEST) * 100
        anchor = "middle" if ruler.ticks == "day" else "start" if at < half else "end" if at > 100 - half else "middle"
        left = {"start": at, "middle": at - half, "end": at - 2 * half}[anchor]
        if all(left + 2 * half <= other or left >= end for other, end in taken):
            taken.append((left, left + 2 * half))
            parts.append(tag("text", text, cls="scale", x=at, y="55%", text_anchor=anchor))
    return tag("svg", join(parts), cls="strip", aria_hidden="true")


def _lane(ruler: Ruler, bars: Iterable[Markup]) -> Markup:
    """One row's drawing: its track, the guides, then its bars."""
    parts = [tag("line", cls="track", x1=0, x2="100%", y1="50%", y2="50%")]
    places: list[Fraction] = []
    for day in ruler.guides:  # a day of a year is thinner than its two guides
        if not places or ruler.at(day) - places[-1] > Fraction(3, 2):
            places.append(ruler.at(day))
    parts += [tag("line", cls="guide", x1=at, x2=at, y1=-2, y2="100%") for at in places]
    return tag("svg", join([*parts, *bars]), cls="strip", aria_hidden="true")


def _bar(ruler: Ruler, start: dt.date, end: dt.date, cls: str, y: Fraction, height: Fraction) -> Markup:
    left, right = ruler.at(start), ruler.at(end)
    return tag("rect", cls=cls, x=left, width=right - left, y=y, height=height)


def _mark(ruler: Ruler, box: Box, kinds: dict[str, str], cls: str, y: Fraction, height: Fraction) -> Markup:
    """A bar over the days of a flow; a point at the day of a stock."""
    if kinds.get(box.measure, "flow") == "flow":
        return _bar(ruler, max(box.start, ruler.start), box.end, cls, y, height)
    at = (ruler.at(box.start) + ruler.at(box.end)) / 2
    return tag("circle", cls=cls, cx=at, cy=y + height / 2, r="6.5")


def _weighted(ruler: Ruler, weight: Fraction, box: Box, kinds: dict[str, str], lane: tuple[int, int]) -> list[Markup]:
    """A multiple of a box: a half is half as high, two is drawn twice."""
    cls, size = ("plus" if weight > 0 else "minus"), abs(weight)
    if size == 1 or size > 4:
        return [_mark(ruler, box, kinds, cls, Fraction(lane[0]), Fraction(lane[1]))]
    whole, part = divmod(size, 1)
    pieces = [Fraction(1)] * int(whole) + ([part] if part else [])
    room = Fraction(lane[1], max(len(pieces), 1))
    bars, y = [], Fraction(lane[0])
    for piece in pieces:
        height = room * piece - (Fraction(2) if len(pieces) > 1 else 0)
        bars.append(_mark(ruler, box, kinds, cls, y + room - room * piece, height))
        y += room
    return bars


# --------------------------------------------------------------------------------------------------------- rows


def _joined(proof: Proof) -> list[list[Step]]:
    """The steps, one a row; past a dozen, those of one sign and place, and then of one source, share a row."""
    groups = [[step] for step in proof.steps]
    for by_source in (False, True):
        if len(groups) <= MOST_ROWS:
            return groups
        found: dict[str, list[Step]] = {}
        for step in proof.steps:
            premise = proof.premises[step.premise]
            what = _source(premise) if by_source else (premise.parts[0].box.places, len(premise.parts))
            found.setdefault(repr((step.multiplier, premise.kind, premise.parts[0].box.measure, what)), []).append(step)
        groups = list(found.values())
    return groups


def _source(premise: Premise) -> object:
    """The source of a figure as its first witness names it; a bridge has none."""
    return [witness["source"] for witness in premise.because.get("figures", [])][:1]


def _amount(group: Sequence[Step]) -> Fraction:
    return sum((step.multiplier * step.value for step in group), Fraction(0))


def _op(group: Sequence[Step], first: bool, flipped: bool) -> tuple[str, str]:
    """Sign and multiplier, then the value, as in a written sum."""
    amount = _amount(group) * (-1 if flipped else 1)
    multipliers = {abs(step.multiplier) for step in group}
    times = next(iter(multipliers)) if len(group) == 1 else Fraction(1)
    added = amount > 0 if amount else (group[0].multiplier > 0) != flipped
    sign = "" if first and added else OPS[added]
    size = f"{VULGAR.get(times, exact(times))} ×" if times != 1 else ""
    return " ".join(filter(None, (sign, size))), exact(abs(amount) / times)


def _small(group: Sequence[Step]) -> str:
    """The small sum of joined terms, all of one sign."""
    if len(group) == 1:
        return ""
    return " + ".join(exact(abs(step.multiplier * step.value)) for step in group if step.value)


def _term_rows(proof: Proof, ruler: Ruler, groups: Sequence[list[Step]], flipped: bool = False) -> list[Row]:
    rows: list[Row] = []
    kinds = dict(proof.ground.kinds)
    for group in groups:
        op, value = _op(group, first=not rows, flipped=flipped)
        bars: list[Markup] = []
        premises = tuple(proof.premises[step.premise] for step in group)
        for step, premise in zip(group, premises, strict=True):
            one_sided = all(part.coefficient > 0 for part in premise.parts)
            lanes = ((26, 48),) if one_sided else ((18, 30), (52, 30))
            for part, lane in zip(premise.parts, itertools.cycle(lanes), strict=False):
                weight = step.multiplier * part.coefficient * (-1 if flipped else 1)
                bars += _weighted(ruler, weight, part.box, kinds, lane)
        boxes = tuple(part.box for premise in premises for part in premise.parts)
        times = abs(group[0].multiplier)
        gives = exact(abs(_amount(group))) if len(group) == 1 and times != 1 and group[0].value else ""
        rows.append(Row("term", op, value, _lane(ruler, bars), boxes, premises, _small(group), gives))
    return rows


def _written(rows: Sequence[Row], total: str) -> str:
    """The sum in one line; terms of nothing are left out."""
    words = [f"{row.op} {row.value}".strip() for row in rows if row.kind == "term" and row.value != "0"]
    if words and words[0].startswith("+ "):
        words[0] = words[0][2:]
    sum_of = " ".join(words) or "0"
    return total if sum_of == total else f"{sum_of} = {total}"


# ----------------------------------------------------------------------------------------------------- coverage


@dataclass(frozen=True, slots=True)
class Stretched:
    """Some days of a proof: whether they are asked about, whether the sum counts there what is asked, and whether
    there is anything that keeps the bound from being exact."""

    start: dt.date
    end: dt.date
    asked: bool
    counted: bool
    slack: bool


def coverage(proof: Proof) -> list[Stretched]:
    """What the sum counts against what is asked for, day by day, equal neighbours joined."""
    have, asked = weighed(proof)
    days = sorted({day for _, box, _ in have + asked for day in (box.start, box.end)})
    found: list[Stretched] = []
    for start, end in itertools.pairwise(days):
        now = Stretched(start, end, *_seen(proof, have, asked, start))
        if found and (found[-1].asked, found[-1].counted, found[-1].slack) == (now.asked, now.counted, now.slack):
            now = Stretched(found.pop().start, end, now.asked, now.counted, now.slack)
        found.append(now)
    return found


def _seen(proof: Proof, mine: list[Weighed], theirs: list[Weighed], day: dt.date) -> tuple[bool, bool, bool]:
    """One day over all places and actors that the boxes of one count tell apart."""
    asked = counted = slack = False
    for kind in sorted({kind_of(box) for _, box, _ in [*mine, *theirs]}):
        here, wanted = (
            [entry for entry in held if kind_of(entry[1]) == kind and entry[1].start <= day < entry[1].end]
            for held in (mine, theirs)
        )
        axes = axes_of((box for _, box, _ in here + wanted), proof.ground)
        for place, by, against, of in itertools.product(*([None, *axis] for axis in axes)):
            atom = (place, by, against, of, day)
            have = sum((m for m, box, outer in here if counts(box, outer, atom, proof.ground)), Fraction(0))
            need = sum((m for m, box, outer in wanted if counts(box, outer, atom, proof.ground)), Fraction(0))
            asked = asked or need > 0
            counted = counted or (need > 0 and have > 0)
            slack = slack or have != need
    return asked, counted, slack


# ----------------------------------------------------------------------------------------------------- diagrams


def diagram(proof: Proof) -> Diagram:
    """A bound and its sum."""
    asked = [part.box for part in proof.question]
    ruler = _ruler([*_boxes(proof), *asked], asked)
    groups = _joined(proof)
    rows = _term_rows(proof, ruler, groups)
    bars, kept, elsewhere = _result_bars(proof, ruler)
    total = exact(proof.bound)
    rows.append(Row("result", "=", total, _lane(ruler, bars), tuple(asked)))
    rounded = exact(proof.value) if proof.value != proof.bound else ""
    hatched = any('class="minus"' in row.drawing for row in rows)
    formula = _written(rows, total)
    return Diagram(formula, _draw_ruler(ruler, asked), ruler.start, ruler.end, ruler.ticks, tuple(rows), hatched,
                   kept, elsewhere, rounded)  # fmt: skip


def _boxes(proof: Proof) -> list[Box]:
    return [part.box for step in proof.steps for part in proof.premises[step.premise].parts]


def _result_bars(proof: Proof, ruler: Ruler) -> tuple[list[Markup], tuple[tuple[dt.date, dt.date], ...], bool]:
    """The solid bar, what is dashed beside it, and whether something is dashed above it (other places)."""
    bars: list[Markup] = []
    kept: list[tuple[dt.date, dt.date]] = []
    elsewhere = False
    flow = all(proof.ground.kinds.get(part.box.measure, "flow") == "flow" for part in proof.question)
    if not flow:
        kinds = dict(proof.ground.kinds)
        points = [_mark(ruler, part.box, kinds, "total", Fraction(26), Fraction(48)) for part in proof.question]
        return points, (), False
    for days in coverage(proof):
        start = max(days.start, ruler.start)
        dashed = days.slack and (not days.asked if proof.side == "high" else not days.counted)
        if dashed:
            kept.append((days.start, days.end))
            bars.append(_bar(ruler, start, days.end, "ghost", Fraction(26), Fraction(48)))
        elif days.asked:
            if days.slack:
                elsewhere = True
                bars.append(_bar(ruler, start, days.end, "ghost", Fraction(10), Fraction(16)))
            bars.append(_bar(ruler, start, days.end, "total", Fraction(26), Fraction(48)))
    return bars, tuple(kept), elsewhere


def open_diagram(low_proof: Proof | None, question: Sequence[Box], gap: Gap) -> Diagram:
    """No upper bound: the sum of the lower one, the cell that no figure covers as a question mark, and >=."""
    start, end = dt.date.fromisoformat(gap.start), dt.date.fromisoformat(gap.end)
    steps = [] if low_proof is None else _boxes(low_proof)
    missing = tuple(_narrowed(box, start, end, gap) for box in question)
    ruler = _ruler([*steps, *question, *missing], list(question))
    rows: list[Row] = [] if low_proof is None else _term_rows(low_proof, ruler, _joined(low_proof))
    known = Fraction(0) if low_proof is None else low_proof.value
    ghost = _bar(ruler, max(start, ruler.start), min(end, ruler.end), "ghost", Fraction(26), Fraction(48))
    rows.append(Row("unknown", "+" if rows else "", "?", _lane(ruler, [ghost]), missing))
    solid = [] if low_proof is None else _result_bars(low_proof, ruler)[0]
    rows.append(Row("result", "≥", exact(known), _lane(ruler, solid or [ghost]), tuple(question)))
    written = " ".join(f"{row.op} {row.value}".strip() for row in rows if row.kind != "result" and row.value != "0")
    formula = f"{written.removeprefix('+ ')} ≥ {exact(known)}"
    hatched = any('class="minus"' in row.drawing for row in rows)
    return Diagram(
        formula, _draw_ruler(ruler, list(question)), ruler.start, ruler.end, ruler.ticks, tuple(rows), hatched
    )


def _narrowed(box: Box, start: dt.date, end: dt.date, gap: Gap) -> Box:
    """The part of a question that no figure covers."""
    return Box(box.voice, box.rule, gap.measure, box.by, box.against, box.of, gap.places, gap.without, start, end)


def clash(proof: Proof) -> Diagram:
    """A contradiction: what the record gives at least, and what it says at most; the gap is the proof's own."""
    less = [step for step in proof.steps if step.multiplier < 0]
    more = [step for step in proof.steps if step.multiplier > 0]
    ruler = _ruler(_boxes(proof), [])
    rows = _term_rows(proof, ruler, [[step] for step in less], flipped=True)
    least, most = -_amount(less), _amount(more)
    plain = [row for row in rows if row.value != "0"]
    spans = [box for row in plain for box in row.boxes]
    kinds = dict(proof.ground.kinds)
    solid = [_mark(ruler, box, kinds, "total", Fraction(26), Fraction(48)) for box in spans]
    rows.append(Row("result", "=", exact(least), _lane(ruler, solid), ()))
    for i, step in enumerate(more):
        premise = proof.premises[step.premise]
        bars = [bar for part in premise.parts for bar in _weighted(ruler, -part.coefficient, part.box, kinds, (26, 48))]
        _, value = _op([step], first=True, flipped=False)
        boxes = tuple(part.box for part in premise.parts)
        rows.append(Row("against", ">" if i == 0 else "+", value, _lane(ruler, bars), boxes, (premise,)))
    formula = f"{_written(rows, exact(least))} > {exact(most)}"
    return Diagram(formula, _draw_ruler(ruler, []), ruler.start, ruler.end, ruler.ticks, tuple(rows), hatched=True)


def question_boxes(parts: Iterable[Part]) -> tuple[Box, ...]:
    """What a proof's question counts."""
    return tuple(part.box for part in parts)
