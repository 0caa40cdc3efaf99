"""Numbers as they are stated: exact, with their open ends, never a float."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction
from typing import TYPE_CHECKING, Literal

from onrecord import patterns as re
from onrecord.adjoining import Around
from onrecord.digits import LONGEST_NUMERAL, Number, read_numeral
from onrecord.numeral import find_numbers
from onrecord.ordinal import find_ordinals
from onrecord.patterns import named, needs
from onrecord.portion import portions
from onrecord.valueclass import dataclass, replace

if TYPE_CHECKING:
    from onrecord.normal import Folded, Word

__all__ = [
    "LONGEST_NUMERAL",
    "Comparator",
    "Conversion",
    "Number",
    "Quantity",
    "Span",
    "Stated",
    "find_numbers",
    "find_ordinals",
    "find_quantities",
    "read_numeral",
    "without_times",
]

Comparator = Literal["=", ">", ">=", "<", "<=", "~", "range"]


@dataclass(frozen=True, slots=True)
class Span:
    """A stretch of a statement's text: Unicode code points, half-open."""

    start: int
    end: int

    def of(self, text: str) -> str:
        """The words that the span covers."""
        return text[self.start : self.end]

    def overlaps(self, other: Span) -> bool:
        return self.start < other.end and other.start < self.end


@dataclass(frozen=True, slots=True)
class Conversion:
    """What a number was stated in, where claims are given in another unit: one ``unit`` is ``factor`` of that."""

    unit: str
    factor: Fraction


@dataclass(frozen=True, slots=True)
class Quantity:
    """A number as stated.

    ``low`` and ``high`` are what the words give (None where they leave that side open); ``step`` is the unit of
    the last digit stated, so that a rounded or approximate figure stands for half a step on each side.
    ``direction`` is for changes only: the size is never signed. ``exclusive`` says of a range of two comparators which
    of its ends is not itself among the numbers stated: 'more than 10 and fewer than 40'. With a ``conversion``, low,
    high and step are those of the words times its factor, in the claim's ``unit``.
    """

    low: Fraction | None
    high: Fraction | None
    comparator: Comparator
    unit: str
    vague: bool = False
    approximate: bool = False
    step: Fraction = Fraction(1)
    direction: Literal["up", "down"] | None = None
    span: Span | None = None
    exclusive: tuple[bool, bool] = (False, False)
    conversion: Conversion | None = None

    @property
    def as_worded(self) -> Quantity:
        """The number in the unit that it was stated in."""
        if self.conversion is None:
            return self
        return self.in_unit(self.conversion.unit, 1 / self.conversion.factor, None)

    def in_unit(self, unit: str, times: Fraction, conversion: Conversion | None) -> Quantity:
        """The same in another unit, of which one of this is so many."""
        return replace(
            self,
            low=None if self.low is None else self.low * times,
            high=None if self.high is None else self.high * times,
            step=self.step * times,
            unit=unit,
            conversion=conversion,
        )

    @property
    def stated(self) -> Fraction | None:
        """The number that stands in the text, whichever side of it the words speak of."""
        return self.low if self.low is not None else self.high

    @property
    def low_open(self) -> bool:
        """True where the number itself is not among those stated: 'more than 132'."""
        return self.comparator == ">" or self.exclusive[0]

    @property
    def high_open(self) -> bool:
        return self.comparator == "<" or self.exclusive[1]


# ----------------------------------------------------------------------------------------- numbers with their words


@dataclass(frozen=True, slots=True)
class Stated:
    """A quantity with where it stands in the folded text: ``[start, end)`` is its span, ``number`` its figure."""

    quantity: Quantity
    number: Number
    start: int
    end: int


def find_quantities(folded: Folded, words: Sequence[Word], numbers: Sequence[Number]) -> list[Stated]:
    """Numbers with their comparators, ranges, percent and times; ``numbers`` are those that are no part of a date."""
    around = Around(folded, words)
    numbers = list(portions(around, numbers))
    found: list[Stated] = []
    at = 0
    while at < len(numbers):
        number = numbers[at]
        following = numbers[at + 1] if at + 1 < len(numbers) else None
        made = _range(around, number, following) if following is not None else None
        at += 1 if made is None else 2
        item = made or _state(around, number)
        if found and _percent_too(around.text, found[-1], item):
            item = replace(item, quantity=replace(item.quantity, unit="percent"))
        speech = number.bare and item.quantity.comparator == "="
        if item.quantity.unit == "times" and speech:  # 'a thousand times' is a figure of speech
            continue
        if found and _grown_so(around.text, found[-1], item):
            found.pop()
        joined = _two_sided(around.text, found[-1], item) if found else None
        found[len(found) - (joined is not None) :] = [joined or item]
    return found


_LEADS = named("quantity", "leads")
_CLOSED = named("quantity", "closed")
_MOST_TO_PERCENT = 90


def _percent_too(text: str, last: Stated, item: Stated) -> bool:
    """Whether a bare number is a percentage as the one before: 'gangs for 47 percent and the police for 45'."""
    stated, gap = item.quantity.stated, text[last.end : item.start]
    if last.quantity.unit != "percent" or item.quantity.unit or item.number.kind != "digits" or stated is None:
        return False
    if stated > _HUNDRED or len(gap) > _MOST_TO_PERCENT or re.search(r"[.:\n]", gap):
        return False
    mine, other = _LEADS.search(text, 0, item.start), _LEADS.search(text, 0, last.start)
    alike = mine is not None and (mine[1].startswith("as ") or (other is not None and mine[1] == other[1]))
    alike = alike or (_GAPPED.fullmatch(gap) is not None and stated + (last.quantity.stated or 0) <= _HUNDRED)
    return alike and bool(re.search(r",| and ", gap)) and _CLOSED.match(text, item.end) is not None


_GAPPED = named("quantity", "gapped")
_HUNDRED = 100
_MOST_BEFORE_TIMES = 40


def without_times(folded: Folded, item: Stated) -> Stated:
    """The number of times that something was done, as the count that it is: its unit is no part of it."""
    if item.quantity.unit != "times":
        return item
    unit_only = len(folded.text[item.number.end : item.end].split()) <= 1  # not عشر مرات على الأقل
    end = item.number.end if unit_only else item.end
    quantity = replace(item.quantity, unit="", span=folded.span(item.start, end))
    return replace(item, quantity=quantity, end=end)


def _grown_so(text: str, verb: Stated, times: Stated) -> bool:
    """Whether a verb that is a doubling by itself only leads to the number of times: تضاعف أربع مرات."""
    if verb.number.kind != "grown" or times.quantity.unit != "times":
        return False
    gap = text[verb.end : times.start]
    return len(gap) <= _MOST_BEFORE_TIMES and not re.search(r"[,،.;؛]", gap)


# ------------------------------------------------------------------------------------------------------------ ranges

_JOINT = named("quantity", "joint")

_ENDS = {"digits", "words", "fraction", "dual"}
"""What a range may begin or end with."""


def _range(around: Around, first: Number, second: Number) -> Stated | None:
    """Two numbers that are the ends of one range ('20-30', 'between 20 and 30'), or the two of a change in percent."""
    text = around.text
    unit, first_end = _unit(around, first, first.end)
    gap = text[first_end if unit == "percent" else first.end : second.whole_start]
    joint = gap.strip() or ("و" if second.joined else "")
    if joint == "-" and _chained(text, first.whole_start):
        return None
    joined = _JOINT.fullmatch(joint)
    if joined is None or not {first.kind, second.kind} <= _ENDS or "\n" in gap:
        return None
    first = _shared_scale(first, second)
    lead, start = _range_lead(around, first)
    if unit == "percent" and _unit(around, second, second.end)[0] != "percent":  # 'fell by 22 percent to 1,305'
        return None
    if gap == "- " and _LIST_NUMBER.search(text, max(0, first.start - _MARKER), first.start):  # 2- 54 غارة
        return None
    if first.kind == "dual" and not lead:  # بوفاة جريحين إلى ستة وعشرين
        return None
    if joint in ("-", "~") and (lead or gap.strip() == gap or _rises(first, second)):
        return _ends(around, first, second, start)
    if joined["between"]:
        return _ends(around, first, second, start) if lead == "between" else None
    if joined["either"]:
        close = _rises(first, second) and second.low <= 2 * first.low
        return _ends(around, first, second, start) if close else None
    if lead == "from" and around.changes(start) is not None:
        return _moved(around, first, second, start)
    if not _rises(first, second):
        return None
    return _ends(around, first, second, start)


def _chained(text: str, start: int) -> bool:
    """Whether a hyphen ties a number to one before it as well: the second of 'three-nought-four' begins no range."""
    return start > 1 and text[start - 1] == "-" and text[start - 2].isalnum()


_LIST_NUMBER = re.compile(r"(?:^|\n)[ \t]*$")
_MARKER = 8
"""Code points before the number of an item of a list."""


def _rises(first: Number, second: Number) -> bool:
    return first.low < second.low


def _shared_scale(first: Number, second: Number) -> Number:
    """'two or three hundred': the first number takes the scale of the second, where that makes a range."""
    scale = second.scale
    if first.scale >= scale or first.low * scale >= second.low or first.kind == "fraction":
        return first
    if second.low % scale and second.step != scale / 10:
        return first
    return replace(first, low=first.low * scale, high=first.high * scale, scale=scale)


def _range_lead(around: Around, first: Number) -> tuple[str, int]:
    """The word that opens a range, and where the range starts with it."""
    word = around.before(first.whole_start)
    if word is None:
        return "", first.whole_start
    sense = word.sense("range_lead")
    if sense is not None:
        return sense.id, word.whole[0]
    if word.means("date_lead", "between"):
        return "between", word.whole[0]
    return "", first.whole_start


def _ends(around: Around, first: Number, second: Number, start: int) -> Stated | None:
    """A range of two numbers with its unit, or None where it falls."""
    unit, end = _unit(around, second, second.end)
    low, high = first.low, second.low
    if high < low:
        return None
    start = _priced(around.text, start)
    before = around.before(start)
    after = around.after(end)
    if before is not None and before.means("comparator", "~"):
        start = before.whole[0]
    elif after is not None and after.means("comparator_after", "~"):
        end = after.end
    if unit == "percent" and second.kind == "fraction":
        low, high = low * 100, high * 100
    span = around.folded.span(start, end)
    quantity = Quantity(low, high, "range", unit, step=min(first.step, second.step), span=span)
    return Stated(quantity, first, start, end)


def _moved(around: Around, first: Number, second: Number, start: int) -> Stated | None:
    """'rose from 61 to 68 percent' is one change of seven points; of anything else it is two figures."""
    unit, end = _unit(around, second, second.end)
    if unit != "percent" or first.kind == "fraction":
        return None
    size = abs(second.low - first.low)
    step = min(first.step, second.step)
    number = replace(first, low=size, high=size, end=second.end)
    span = around.folded.span(start, end)
    direction: Literal["up", "down"] = "up" if second.low > first.low else "down"
    quantity = Quantity(size, size, "=", "percentage_point", step=step, direction=direction, span=span)
    return Stated(quantity, number, start, end)


def _two_sided(text: str, first: Stated, second: Stated) -> Stated | None:
    """'more than 10 and fewer than 40' as one range, with the ends that are not meant."""
    one, other = first.quantity, second.quantity
    gap = text[first.end : second.start].strip()
    if {one.comparator[0], other.comparator[0]} != {"<", ">"} or _AND.fullmatch(gap) is None:
        return None
    low, high = (one, other) if one.comparator[0] == ">" else (other, one)
    if low.low is None or high.high is None or low.low >= high.high or one.unit not in ("", other.unit):
        return None
    assert one.span is not None
    assert other.span is not None
    both = replace(
        other,
        low=low.low,
        high=high.high,
        comparator="range",
        step=min(one.step, other.step),
        span=Span(one.span.start, other.span.end),
        exclusive=(low.comparator == ">", high.comparator == "<"),
    )
    return Stated(both, first.number, first.start, second.end)


_AND = named("quantity", "and")


# -------------------------------------------------------------------------------------------------------- one number

_COMPARED: dict[str, Comparator] = {"over": ">", "under": "<", "about": "~", "around": "~", "some": "~"}
_HELD = re.compile(rf"\b({'|'.join(_COMPARED)}) $")
"""Comparators that a longer word of the tables may hold: 'destroyed over half'."""

_PARTICLE = named("quantity", "particle")

_SIGN = re.compile(r"(<=|>=|[<>≤≥~≈±]) ?$")
_ARTICLE = re.compile(r"(?<!\w)a $")
_SIGNED: dict[str, Comparator] = {"<": "<", ">": ">", "<=": "<=", ">=": ">=", "≤": "<=", "≥": ">=", "~": "~", "≈": "~"}


def _state(around: Around, number: Number) -> Stated:
    """One number with the words around it that belong to it."""
    start, end = number.whole_start, number.end
    comparator: Comparator = "range" if number.kind == "vague" else ">" if number.kind == "most" else "="
    if number.negative or _negated(around, start) or _booked(around.text, number):
        number = replace(number, negative=True)
        start = _negative_start(around, start)
    elif start and around.text[start - 1] == "+":  # what its total grew by: '6,776 (+14)'
        start -= 1
    start = _priced(around.text, start)
    if comparator == "=":
        comparator, start = _compared(around, start)
    if comparator == "=" and number.front and _ARTICLE.search(around.text, max(0, start - 3), start):
        start -= 2
    unit, end = _unit(around, number, end)
    if comparator == "=" and unit != "times":
        comparator = _told_by_verb(around, start)
    comparator, end = _compared_after(around, comparator, end)
    if unit == "percent" and start and around.text[start - 1] == "%":
        start -= 1
    low, high = number.low, number.high
    if number.kind == "nobody":
        unit = "person"
    if unit == "percent" and number.kind == "fraction":
        low, high = low * 100, high * 100
    quantity = Quantity(
        low=None if comparator in ("<", "<=") else low,
        high=None if comparator in (">", ">=") else high,
        comparator=comparator,
        unit=unit,
        vague=number.kind in ("vague", "most"),
        approximate=comparator == "~",
        step=_rounded(number) if comparator == "~" else number.step,
        direction="down" if number.negative and unit == "percent" else None,
        span=around.folded.span(start, end),
    )
    return Stated(quantity, number, start, end)


def _rounded(number: Number) -> Fraction:
    """The unit that an approximate number is rounded to: its last digit that is no nought ('about 2,000')."""
    if number.low.denominator != 1 or not number.low:
        return number.step
    size, step = int(number.low), 1
    while size % 10 == 0:
        size, step = size // 10, step * 10
    return max(number.step, Fraction(step))


def _compared(around: Around, start: int) -> tuple[Comparator, int]:
    """The comparator before a figure, in words or as a sign, and where the figure starts with it."""
    before = around.before(start)
    if before is not None and (sense := before.sense("comparator")) is not None:
        first = before.whole[0]
        if _PARTICLE.match(around.text[max(0, first - 12) : before.end]):
            return "=", start
        if sense.id == "<" and _NEVER_LESS.search(around.text, max(0, first - 40), first):
            return ">=", first
        return _comparator(sense.id), first + (4 if around.text.startswith("and ", first) else 0)
    held = _HELD.search(around.text, max(0, start - 8), start)
    if held is not None and not _PARTICLE.match(around.text[max(0, held.start(1) - 12) : held.end(1)]):
        return _COMPARED[held.group(1)], held.start(1)
    sign = _SIGN.search(around.text, max(0, start - 4), start)
    if sign is not None and sign.group(1) in _SIGNED:
        return _SIGNED[sign.group(1)], sign.start()
    return "=", start


_NEVER_LESS = named("quantity", "never-less")

_VERB = named("quantity", "verb")
_NUMBERED = ("number", "vague", "fraction", "pointer")
_LONGEST_SUBJECT = 70


def _told_by_verb(around: Around, start: int) -> Comparator:
    """The comparator of a verb whose subject stands between it and a figure: تجاوز عدد النازحين ٩٠ ألفا."""
    window = around.text[max(0, start - _LONGEST_SUBJECT) : start]
    if not any(stem in window for stem in needs(_VERB)):
        return "="
    told = _VERB.search(window)
    if told is None or any(
        word.means(*_NUMBERED) for word in around.behind(start - len(window) + told.start("end"), start)
    ):
        return "="
    if told["near"]:
        return "~" if told.group(1) is None else "="
    return ">" if told.group(1) is None else "<="


def _compared_after(around: Around, comparator: Comparator, end: int) -> tuple[Comparator, int]:
    """The comparator behind a figure, right there or behind its noun, and where the figure ends with it."""
    after = around.after(end)
    if after is not None and comparator in ("<", ">") and after.means("or_equal"):
        return _comparator(comparator + "="), after.end
    if comparator not in ("=", "~"):
        return comparator, end
    if after is not None and (sense := after.sense("comparator_after")) is not None:
        return _comparator(sense.id), after.end
    for pattern in (_NOUN, _LONG_NOUN):
        noun = pattern.match(around.text, end)
        after = around.after(noun.end()) if noun is not None else None
        sense = after.sense("comparator_after") if after is not None else None
        if noun is None or after is None or sense is None or _leads_on(around, after, sense.id):
            continue
        if pattern is _NOUN or _counted(around, end, noun.end()):
            return _comparator(sense.id), after.end
    return comparator, end


def _leads_on(around: Around, word: Word, comparator: str) -> bool:
    """Whether a comparator behind a noun belongs to the next number: 'men, at least 20 of them'."""
    following = around.after(word.end)
    numbered = following is not None and following.means("number")
    late = comparator == "<=" and around.text[word.start] < "\u0600"
    return late or numbered or _NUMBER_NEXT.match(around.text, word.end) is not None


def _counted(around: Around, start: int, end: int) -> bool:
    """Whether a stretch is a noun of the tables with its adjective or its genitive: قطعة سلاح."""
    words = around.behind(start, end)
    return any(word.means("noun") for word in words) and not any(word.means("ellipsis") for word in words)


_NOUN = re.compile(r" [^\W\d]+")
_LONG_NOUN = re.compile(r" [^\W\d]+ [^\W\d]+")
_NUMBER_NEXT = re.compile(r" ?\d")


def _priced(text: str, start: int) -> int:
    """Where a figure starts with the sign of its currency."""
    first = start - 1 if start and text[start - 1] in "$€£" else start
    if text[max(0, start - 4) : start] == "us$ ":
        return start - 4
    if first < start and text[max(0, first - 2) : first] == "us":
        return first - 2
    return first


def _comparator(name: str) -> Comparator:
    """The comparator of a word table; its ids are the comparators themselves."""
    comparators: dict[str, Comparator] = {"=": "=", ">": ">", ">=": ">=", "<": "<", "<=": "<=", "~": "~"}
    return comparators[name]


def _negated(around: Around, start: int) -> bool:
    before = around.before(start)
    return before is not None and before.means("minus")


_BOOKED = named("quantity", "booked")


def _booked(text: str, number: Number) -> bool:
    """Whether money stands in brackets as a minus of the books: 'the balance is ($99.99)', no aside."""
    start = number.start - 2
    if start < 0 or text[start] != "(" or text[start + 1] not in "$€£" or text[number.end : number.end + 1] != ")":
        return False
    return _BOOKED.search(text, max(0, start - 8), start) is not None


def _negative_start(around: Around, start: int) -> int:
    """Where a negative number starts, with its sign or its word."""
    before = around.before(start)
    if before is not None and before.means("minus"):
        return before.whole[0]
    return start - 1 if start and around.text[start - 1] == "-" else start


_POINTS = named("quantity", "points")

_TWICE = ("مرتين", "مرتان")
"""The dual of 'time', which is its own unit."""


def _unit(around: Around, number: Number, end: int) -> tuple[str, int]:
    """The unit that the figure itself carries (percent, percentage points, times), and where it ends."""
    text = around.text
    if text[end : end + 1] == "%" or text[end : end + 2] == " %":
        return "percent", text.index("%", end) + 1
    if number.whole_start and text[number.whole_start - 1] == "%":
        return "percent", end
    if number.kind in ("multiple", "grown"):
        return "times", end
    if number.kind in ("most", "all", "halved"):
        return "percent", end
    if text[number.start : number.end] in _TWICE:
        return "times", end
    after = around.after(end)
    sense = after.sense("percent", "times") if after is not None else None
    if after is not None and sense is not None:
        return sense.id, after.end
    if (points := _POINTS.match(text, end)) is not None and number.kind in ("digits", "words"):
        return "percentage_point", points.end()
    return ("percent" if number.kind == "fraction" else ""), end
