"""Number axes as SVG: what was said above the line, what the record allows below it, on one scale.

Positions are per cents and heights are pixels, so bars stretch with the page and text never scales. Number axes run
left to right in every language. Nothing here speaks: every string is a number or was given by the caller.
"""

from __future__ import annotations

import math
from collections.abc import Iterable
from dataclasses import dataclass
from fractions import Fraction
from typing import Literal

from markupsafe import Markup

from onrecord.quantity import Quantity
from onrecord.roundness import spread

# The narrowest an axis is ever drawn (a 320 px phone) and how wide a bold digit of 13 px is there: what decides
# whether two labels fit side by side.
NARROWEST = 250
DIGIT = 8
# Beyond this part of the axis the claim's label goes to the left of its value.
LATE = 82


@dataclass(frozen=True, slots=True)
class Stretch:
    """The numbers from ``low`` to ``high``; None where that side goes on; an open end is itself not among them."""

    low: Fraction | None
    high: Fraction | None
    low_open: bool = False
    high_open: bool = False

    @property
    def ends(self) -> tuple[Fraction, ...]:
        """The ends that are numbers."""
        return tuple(end for end in (self.low, self.high) if end is not None)

    @property
    def is_point(self) -> bool:
        """Whether it is one number."""
        return self.low is not None and self.low == self.high


def said(quantity: Quantity) -> Stretch | None:
    """The numbers that a stated quantity speaks of, or None where it speaks of none.

    A number said to be approximate stands for half a unit of its last digit on each side.
    """
    if quantity.stated is None:
        return None
    return Stretch(*spread(quantity), quantity.low_open, quantity.high_open)


# ------------------------------------------------------------------------------------------------------ numbers


Rounding = Literal["near", "down", "up"]


def number(value: Fraction, places: int = 2, rounding: Rounding = "near") -> str:
    """A number as printed on an axis: thousands grouped, at most ``places`` decimals, a true minus sign."""
    scaled = value * 10**places
    whole_parts = math.floor(scaled) if rounding == "down" else math.ceil(scaled) if rounding == "up" else round(scaled)
    sign = "−" if whole_parts < 0 else ""
    whole, part = divmod(abs(whole_parts), 10**places)
    decimals = f"{part:0{places}d}".rstrip("0") if part else ""
    return f"{sign}{whole:,}" + (f".{decimals}" if decimals else "")


def end_numbers(stretch: Stretch) -> tuple[str, ...]:
    """The ends of a stretch as printed: rounded outwards where they never end, so that none is claimed too narrow."""
    if stretch.is_point:
        return (number(stretch.ends[0]),)
    sides: list[tuple[Fraction | None, Rounding]] = [(stretch.low, "down"), (stretch.high, "up")]
    return tuple(number(end, rounding=rounding) for end, rounding in sides if end is not None)


def percent(value: Fraction) -> str:
    """A position: per cent, two decimals at most."""
    return f"{number(value).replace(',', '').replace('−', '-')}%"


# -------------------------------------------------------------------------------------------------------- scale


@dataclass(frozen=True, slots=True)
class Scale:
    """A number axis from ``low`` to ``high`` with a tick at each ``step``."""

    low: Fraction
    high: Fraction
    step: Fraction

    def at(self, value: Fraction) -> Fraction:
        """Where a number stands, in per cents; what lies beyond an end stands at that end."""
        place = (value - self.low) / (self.high - self.low) * 100
        return min(max(place, Fraction(0)), Fraction(100))

    @property
    def ticks(self) -> tuple[Fraction, ...]:
        """The numbers at which the axis has a tick."""
        count = int((self.high - self.low) / self.step)
        return tuple(self.low + self.step * i for i in range(count + 1))


def scale_for(stretches: Iterable[Stretch | None], most: Fraction | None = None) -> Scale:
    """The scale on which all these fit: from nought, or closer in where all numbers lie close together.

    ``most`` is the greatest number that can be (100 for a share), if there is one.
    """
    ends = [end for stretch in stretches if stretch is not None for end in stretch.ends]
    least, greatest = min(ends, default=Fraction(0)), max(ends, default=Fraction(1))
    spread = greatest - least
    close = spread > 0 and least > greatest * Fraction(3, 4)
    first = least - spread if close else min(least, Fraction(0))
    last = greatest + (spread if close else 0)
    step = _nice((last - first) / 4 or Fraction(1, 4))
    if all(end.denominator == 1 for end in ends):
        step = max(step, Fraction(1))  # no half of a whole thing on the axis
    low, high = math.floor(first / step) * step, math.ceil(last / step) * step
    if high == greatest:
        high += step
    if most is not None and greatest <= most < high:
        high = most
        low = high - math.ceil((high - low) / step) * step
    return Scale(Fraction(low), Fraction(high), step)


def _nice(rough: Fraction) -> Fraction:
    """The least of 1, 2, 5, 10, ... times a power of ten that is at least this."""
    power = Fraction(1)
    while power > rough:
        power /= 10
    while power * 10 <= rough:
        power *= 10
    return next(power * factor for factor in (1, 2, 5, 10) if power * factor >= rough)


# ---------------------------------------------------------------------------------------------------------- SVG


def tag(name: str, inner: str = "", **attributes: object) -> Markup:
    """One SVG element; ``cls`` is class, an underscore in a name a hyphen. Everything is escaped."""
    words = [name]
    for key, value in attributes.items():
        shown = percent(value) if isinstance(value, Fraction) else str(value)
        words.append(str(Markup('{}="{}"').format({"cls": "class"}.get(key, key.replace("_", "-")), shown)))
    opening = " ".join(words)
    # The attributes were escaped above, the content is escaped here.
    return Markup(f"<{opening}/>" if not inner else f"<{opening}>{Markup.escape(inner)}</{name}>")


def join(parts: Iterable[Markup]) -> Markup:
    """Pieces of SVG, one after the other."""
    return Markup("").join(parts)


def label(text: str, at: Fraction, y: object, cls: str) -> Markup:
    """A number over its place, turned inwards at the ends of the axis so that it is never cut."""
    half = Fraction(_width(text), 2 * NARROWEST) * 100
    anchor = "start" if at < half else "end" if at > 100 - half else "middle"
    return tag("text", text, cls=cls, x=at, y=y, text_anchor=anchor)


def _width(text: str) -> int:
    return DIGIT * len(text)


def _apart(one: str, at_one: Fraction, other: str, at_other: Fraction) -> bool:
    """Whether two centred labels do not touch on the narrowest axis."""
    gap = abs(at_other - at_one) / 100 * NARROWEST
    return gap >= Fraction(_width(one) + _width(other), 2) + 8


def _ends(scale: Scale, stretch: Stretch, y: object, cls: str) -> Markup:
    """The numbers at the ends of a bar: two, or one joined where two would touch."""
    texts = end_numbers(stretch)
    places = [scale.at(end) for end in stretch.ends]
    if len(texts) == 1:
        return label(texts[0], places[0], y, cls)
    if _apart(texts[0], places[0], texts[1], places[1]):
        return label(texts[0], places[0], y, cls) + label(texts[1], places[1], y, cls)
    return label("–".join(texts), (places[0] + places[1]) / 2, y, cls)


def _arrow(at: Fraction, y: int, cls: str) -> Markup:
    """The head of a line that goes on beyond the axis."""
    path = "M-9,-6 L0,0 L-9,6" if at > 50 else "M9,-6 L0,0 L9,6"
    return tag("svg", tag("path", cls=cls, d=path), x=at, y=y, overflow="visible")


def _band(scale: Scale, stretch: Stretch | None, y: int, height: object) -> Markup:
    """The tint behind the numbers that were said."""
    if stretch is None or stretch.is_point:
        return Markup("")
    left, right = _sides(scale, stretch)
    return tag("rect", cls="band", x=left, y=y, width=right - left, height=height)


def _sides(scale: Scale, stretch: Stretch) -> tuple[Fraction, Fraction]:
    left = Fraction(0) if stretch.low is None else scale.at(stretch.low)
    right = Fraction(100) if stretch.high is None else scale.at(stretch.high)
    return left, right


def _claim(scale: Scale, stretch: Stretch, y: int, radius: object) -> Markup:
    """What was said: a dot, or a line with a ring at an open end, a cap at a closed one, an arrow where it goes on."""
    if stretch.is_point and not (stretch.low_open or stretch.high_open):
        return tag("circle", cls="exact", cx=scale.at(stretch.ends[0]), cy=y, r=radius)
    left, right = _sides(scale, stretch)
    parts = [tag("line", cls="ray", x1=left, x2=right, y1=y, y2=y)]
    for end, at, is_open in ((stretch.low, left, stretch.low_open), (stretch.high, right, stretch.high_open)):
        if end is None:
            parts.append(_arrow(at, y, "ray"))
        elif is_open:
            parts.append(tag("circle", cls="open", cx=at, cy=y, r=radius))
        else:
            parts.append(tag("line", cls="ray", x1=at, x2=at, y1=y - 5, y2=y + 5))
    return join(parts)


def _record(scale: Scale, stretch: Stretch | None, y: int, height: int) -> Markup:
    """What the record allows: a dot, a bar with caps, a bar that fades where nothing bounds it, dots for nothing."""
    middle = Fraction(2 * y + height, 2)
    at = int(middle)
    if stretch is None or not stretch.ends:
        return tag("line", cls="none", x1=0, x2="100%", y1=at, y2=at)
    if stretch.is_point:
        return tag("circle", cls="point", cx=scale.at(stretch.ends[0]), cy=at, r="6")
    left, right = _sides(scale, stretch)
    fades = stretch.high is None or stretch.low is None
    fill = {"cls": "fading" if stretch.high is None else "fading back"} if fades else {"cls": "bounds"}
    parts = [tag("rect", x=left, y=y, width=right - left, height=height, **fill)]
    for end, place in ((stretch.low, left), (stretch.high, right)):
        cap = tag("line", cls="cap", x1=place, x2=place, y1=y - 4, y2=y + height + 4)
        parts.append(_arrow(place, at, "onward") if end is None else cap)
    return join(parts)


def _edges(scale: Scale, stretch: Stretch | None, y1: object, y2: object) -> Markup:
    """Dashed lines down from the numbers that were said."""
    ends = () if stretch is None else stretch.ends[:1] if stretch.is_point else stretch.ends
    return join(tag("line", cls="edge", x1=scale.at(end), x2=scale.at(end), y1=y1, y2=y2) for end in ends)


# ------------------------------------------------------------------------------------------------- the small axis


def small_axis(scale: Scale, claim: Stretch | None, record: Stretch | None, spoken: str) -> Markup:
    """The axis of a card: claim above, record below; ``spoken`` is the same in words, for those who hear it."""
    parts = [_band(scale, claim, 8, 38), tag("line", cls="ground", x1=0, x2="100%", y1=39, y2=39)]
    if claim is not None:
        parts += [_edges(scale, claim, 18, 39), _claim(scale, claim, 18, "4.5"), _beside(scale, claim)]
    parts.append(_record(scale, record, 31, 9))
    if record is not None and record.ends:
        parts.append(_ends(scale, record, 59, "bound"))
    for end in (scale.low, scale.high):
        if _free(scale, end, record):
            anchor = "start" if end == scale.low else "end"
            parts.append(tag("text", number(end), cls="scale", x=scale.at(end), y=59, text_anchor=anchor))
    return tag("svg", join(parts), cls="axis", height=64, role="img", aria_label=spoken)


def _beside(scale: Scale, claim: Stretch) -> Markup:
    """The claim's numbers beside their marks, or over them where the axis leaves no room beside."""
    parts = []
    ends = claim.ends[:1] if claim.is_point else claim.ends
    for end in ends:
        at, text = scale.at(end), number(end)
        leftward = at > LATE if claim.is_point else end == claim.low
        room = at if leftward else 100 - at
        if room / 100 * NARROWEST < _width(text) + 10:
            parts.append(label(text, at, 7, "claimed"))
        else:
            anchor, shift = ("end", -9) if leftward else ("start", 9)
            parts.append(tag("text", text, cls="claimed", x=at, dx=shift, y=22, text_anchor=anchor))
    return join(parts)


def _free(scale: Scale, end: Fraction, record: Stretch | None) -> bool:
    """Whether an end of the scale has room for its number beside those of the record."""
    if record is None or not record.ends:
        return True
    first, last = scale.at(record.ends[0]), scale.at(record.ends[-1])
    texts = end_numbers(record)
    longest = max(map(_width, texts)) * len(texts)
    need = Fraction(longest + _width(number(end)) + 8, NARROWEST) * 100
    near = first if end == scale.low else 100 - last
    return near >= max(need * Fraction(3, 5), Fraction(10))


# ---------------------------------------------------------------------------------------------------- axis rows


def axis_row(scale: Scale, claim: Stretch | None, record: Stretch | None, *, is_claim: bool = False) -> Markup:
    """One row of a figure that shares its scale with the rows above and below it."""
    rows = [_band(scale, claim, 0, "100%")]
    rows += [tag("line", cls="tick", x1=scale.at(t), x2=scale.at(t), y1=0, y2="100%") for t in scale.ticks]
    rows.append(_edges(scale, claim, "60%" if is_claim else 0, "100%"))
    if is_claim and claim is not None:
        drawn = _claim(scale, claim, 5, "5.5") + _ends(scale, claim, -9, "claimed")
    elif record is not None and record.ends:
        drawn = _record(scale, record, 0, 10) + _row_ends(scale, claim, record)
    else:
        drawn = _record(scale, None, 0, 10)
    rows.append(tag("svg", drawn, y="50%", overflow="visible"))
    return tag("svg", join(rows), cls="axis", aria_hidden="true")


def _row_ends(scale: Scale, claim: Stretch | None, record: Stretch) -> Markup:
    """As elsewhere, but a number that would stand on a dashed line of the claim is set beside it."""
    edges = [] if claim is None else [scale.at(end) for end in claim.ends]
    texts, places = end_numbers(record), [scale.at(end) for end in record.ends]
    if len(texts) == 2 and not _apart(texts[0], places[0], texts[1], places[1]):
        return _ends(scale, record, -9, "bound")
    return join(_aside(text, at, edges) for text, at in zip(texts, places, strict=False))


def _aside(text: str, at: Fraction, edges: Iterable[Fraction]) -> Markup:
    """A number over its place, or to the side of it that is clear of the dashed line."""
    half = Fraction(_width(text) + 6, 2 * NARROWEST) * 100
    near = next((edge for edge in edges if abs(edge - at) < half), None)
    if near is None:
        return label(text, at, -9, "bound")
    leftward = near > at - Fraction(1, 2)
    if (at if leftward else 100 - at) < 2 * half:
        leftward = not leftward
    anchor, shift = ("end", -5) if leftward else ("start", 5)
    return tag("text", text, cls="bound", x=at, dx=shift, y=-9, text_anchor=anchor)


def silent_row() -> Markup:
    """A row where there is neither a number said nor one on record: dots, and no scale to read them against."""
    dots = tag("svg", _record(Scale(Fraction(0), Fraction(1), Fraction(1)), None, 0, 10), y="50%", overflow="visible")
    return tag("svg", dots, cls="axis", aria_hidden="true")


def axis_scale(scale: Scale) -> Markup:
    """The scale below the rows."""
    parts = [tag("line", cls="ground", x1=0, x2="100%", y1=1, y2=1)]
    ticks = scale.ticks
    widest = max(_width(number(tick)) for tick in ticks) + 8
    every = 1 if widest * len(ticks) <= NARROWEST + widest else 2
    for i, tick in enumerate(ticks):
        at = scale.at(tick)
        parts.append(tag("line", cls="ground", x1=at, x2=at, y1=1, y2=5))
        if i % every == 0:
            anchor = "start" if i == 0 else "end" if at == 100 else "middle"
            parts.append(tag("text", number(tick), cls="scale", x=at, y=18, text_anchor=anchor))
    return tag("svg", join(parts), cls="axis", aria_hidden="true")
