"""Numbers as they are stated: exact, with their open ends, never a float."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from onrecord.normal import Folded, Sense, Word

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
class Quantity:
    """A number as stated.

    ``low`` and ``high`` are what the words give (None where they leave that side open); ``step`` is the unit of
    the last digit stated, so that a rounded or approximate figure stands for half a step on each side.
    ``direction`` is for changes only: the size is never signed.
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

    @property
    def stated(self) -> Fraction | None:
        """The number that stands in the text, whichever side of it the words speak of."""
        return self.low if self.low is not None else self.high

    @property
    def low_open(self) -> bool:
        """True where the number itself is not among those stated: 'more than 132'."""
        return self.comparator == ">"

    @property
    def high_open(self) -> bool:
        return self.comparator == "<"


# ------------------------------------------------------------------------------------------------- reading numbers

LONGEST_NUMERAL = 30
"""Digits of one numeral; beyond it nothing in this field is counted, and int() of thousands of digits raises."""

_NUMERAL = re.compile(r"\d+(?:[.,٬٫]\d+)*")
_CLITICS = re.compile(r"[وف]?(?:[بلك]?(?:ال)?|لل)")
_BETWEEN = re.compile(r"[ \t\-]*")
_AND = ("and", "و")
_TANWIN = "\u064b"
_RANK = {"unit": 1, "teen": 2, "ten": 2, "hundred": 3, "hundreds": 3, "scale": 4, "dual": 4, "dozen": 4, "whole": 5}


@dataclass(frozen=True, slots=True)
class Number:
    """A number read at ``[start, end)`` of a folded text, before its comparator and unit are known.

    ``whole_start`` takes along what is written on its front (bi-, al-), without a conjunction.
    """

    low: Fraction
    high: Fraction
    step: Fraction
    start: int
    end: int
    whole_start: int
    kind: Literal["digits", "words", "vague", "fraction", "dual", "zero"]
    joined: bool = False


def read_numeral(text: str, language: str = "en") -> tuple[Fraction, Fraction] | None:
    """The value and the unit of the last digit of a numeral with its separators, or None where it is none.

    Groups of three behind one kind of separator are grouping; a full stop before three digits is a decimal point in
    English and grouping in Arabic; the Arabic decimal sign before three digits is misused for grouping.
    """
    if sum(char.isdigit() for char in text) > LONGEST_NUMERAL:
        return None
    signs = [char for char in text if not char.isdigit()]
    groups = re.split(r"[.,٬٫]", text)
    point = _decimal_sign(signs, groups, language)
    whole, _, tail = text.partition(point) if point else (text, "", "")
    if not point and signs and not _groups_of_three(groups):
        return None
    digits = re.sub(r"[.,٬٫]", "", whole)
    step = Fraction(1, 10 ** len(tail))
    return Fraction(int(digits + tail)) * step, step


def _groups_of_three(groups: list[str]) -> bool:
    return 1 <= len(groups[0]) <= 3 and groups[0] != "0" and all(len(group) == 3 for group in groups[1:])


def _decimal_sign(signs: list[str], groups: list[str], language: str) -> str:
    """Which separator marks decimals, '' where none does."""
    if not signs or (len(signs) > 1 and signs[-1] in signs[:-1]):
        return ""
    last = signs[-1]
    if len(signs) > 1:
        return last
    if not _groups_of_three(groups):
        return last
    return last if last == "." and language == "en" else ""


def find_numbers(
    folded: Folded, words: Sequence[Word], language: str = "en", within: tuple[int, int] | None = None
) -> list[Number]:
    """Every number in digits or words, in the order of the text, scale words taken in ('2.6 million').

    ``words`` are those found ``within`` the same stretch of the folded text.
    """
    text = folded.text
    start, end = within or (0, len(text))
    found = [*_digit_numbers(text, language, start, end), *_worded(folded, words)]
    found.sort(key=lambda number: number.start)
    return _scaled(text, found, words)


def _digit_numbers(text: str, language: str, first: int, last: int) -> Iterator[Number]:
    """Numerals that stand as words: no part of a name (F-16), an ordinal (1st) or a time (10:30)."""
    for match in _NUMERAL.finditer(text, first, last):
        start, end = match.span()
        lead = _letters_before(text, start)
        if not _CLITICS.fullmatch(lead) or (end < len(text) and text[end].isalpha()):
            continue
        before = text[start - len(lead) - 1 : start - len(lead)]
        if before in ("-", "+", ":", "/", "#", "_", ".") and not _range_before(text, start - len(lead)):
            continue
        if text[end : end + 1] in (":", "/") and text[end + 1 : end + 2].isdigit():
            continue
        value = read_numeral(match.group(), language)
        if value is not None:
            whole = start - len(lead.removeprefix("و").removeprefix("ف"))
            yield Number(value[0], value[0], value[1], start, end, whole, "digits", lead[:1] in ("و", "ف"))


def _letters_before(text: str, start: int) -> str:
    first = start
    while first and text[first - 1].isalpha():
        first -= 1
    return text[first:start]


def _range_before(text: str, start: int) -> bool:
    """Whether the hyphen before ``start`` joins two numbers: '25-31', but not the third group of a telephone number."""
    return bool(re.search(r"(?<![\d\-+/])\d[\d.,]*-$", text[max(0, start - LONGEST_NUMERAL) : start]))


_PARTS = ("number", "vague", "fraction", "dual", "zero")


def _worded(folded: Folded, words: Sequence[Word]) -> Iterator[Number]:
    """Number words, those that make one number together: 'two hundred and five', ثلاثة وعشرين."""
    run: list[Word] = []
    for word in words:
        if not word.means("number"):
            special = next((word.sense(kind) for kind in _PARTS if word.means(kind)), None)
            if special is not None:
                yield _special(word, special)
            continue
        if run and not _joins(folded, run, word):
            yield _sum_up(folded, run)
            run = []
        run.append(word)
    if run:
        yield _sum_up(folded, run)


def _special(word: Word, sense: Sense) -> Number:
    """Vague words, fractions, words for none, and Arabic duals of the counted noun."""
    start = word.whole[0]
    if sense.kind == "zero":
        return Number(Fraction(0), Fraction(0), Fraction(1), word.start, word.end, start, "zero", word.joined)
    if sense.kind == "vague":
        low, high = Fraction(str(sense.data["low"])), Fraction(str(sense.data["high"]))
        return Number(low, high, Fraction(1), word.start, word.end, start, "vague", word.joined)
    if sense.kind == "fraction":
        part = Fraction(str(sense.data["value"]))
        return Number(part, part, Fraction(1, 100), word.start, word.end, start, "fraction", word.joined)
    return Number(Fraction(2), Fraction(2), Fraction(1), word.start, word.end, start, "dual", word.joined)


def _role(folded: Folded, word: Word, *, after_number: bool) -> tuple[str, Fraction]:
    """How a number word joins others. ألفا is two thousand, but ألفاً or ألفا after a number is the bare scale."""
    senses = [sense for sense in word.senses if sense.kind == "number"]
    if len(senses) > 1:
        bare = after_number or _TANWIN in folded.span(word.start, word.end).of(folded.original)
        senses = [sense for sense in senses if (sense.data["role"] == "scale") == bare] or senses
    return str(senses[0].data["role"]), Fraction(str(senses[0].data["value"]))


def _joins(folded: Folded, run: list[Word], word: Word) -> bool:
    """Whether a number word continues the number before it: by place value and by what stands between."""
    between = folded.text[run[-1].end : word.start - len(word.lead)]
    linked = word.joined or between.strip() in _AND
    if not _BETWEEN.fullmatch(between) and between.strip() not in _AND:
        return False
    before, value = _role(folded, run[-1], after_number=len(run) > 1)
    role, next_value = _role(folded, word, after_number=not linked)
    arabic = folded.text[word.start] > "\u0600"
    if role in ("whole", "dual") and not linked:
        return False
    if role in ("scale", "dozen", "hundred") and not linked:
        return before not in ("whole", "dozen") and (role != "hundred" or before == "unit")
    if arabic and not linked:
        return False
    if before == "unit":
        return role == "ten" and next_value > 10 and linked and arabic
    if before == "ten":
        return role == "unit" and not arabic and not linked and value > 10
    return before in ("hundred", "hundreds", "scale", "dual") and next_value < value


def _sum_up(folded: Folded, run: list[Word]) -> Number:
    """The value of number words that make one number."""
    total = group = Fraction(0)
    step = Fraction(1)
    for nth, word in enumerate(run):
        linked = nth > 0 and (word.joined or folded.text[run[nth - 1].end : word.start].strip() in _AND)
        role, value = _role(folded, word, after_number=nth > 0 and not linked)
        if role == "hundred" and group and not linked:
            group *= value
        elif role in ("scale", "dozen"):
            total, group = total + (group or 1) * value, Fraction(0)
        elif role == "dual":
            total += value
        else:
            group += value
        step = _step(role, value)
    value = total + group
    first = run[0]
    return Number(value, value, step, first.start, run[-1].end, first.whole[0], "words", first.joined)


def _step(role: str, value: Fraction) -> Fraction:
    """The unit of the last number word: 'two million' is stated to the million, 'thirty' to the one."""
    return {"hundred": Fraction(100), "hundreds": Fraction(100), "dual": value / 2, "scale": value}.get(
        role, Fraction(1)
    )


def _scaled(text: str, found: list[Number], words: Sequence[Word]) -> list[Number]:
    """Numerals, fractions and number words with the scale word after them taken in: '2.6 million', ربع مليون."""
    kept: list[Number] = []
    for number in found:
        last = kept[-1] if kept else None
        if last is None or not _multiplies(text, last, number, words):
            kept.append(number)
            continue
        kept[-1] = Number(
            last.low * number.low,
            last.high * number.high,
            last.step * number.low,
            last.start,
            number.end,
            last.whole_start,
            last.kind if last.kind == "vague" else "words",
            last.joined,
        )
    return kept


def _multiplies(text: str, last: Number, number: Number, words: Sequence[Word]) -> bool:
    """Whether the number after is a bare scale word standing directly behind a numeral, a part or a vague word."""
    if number.joined or last.kind not in ("digits", "fraction", "vague") or number.kind != "words":
        return False
    if text[last.end : number.whole_start].strip() not in ("", "of", "a", "of a"):
        return False
    if "\n" in text[last.end : number.whole_start]:
        return False
    inside = [word for word in words if number.start <= word.start < number.end]
    sense = inside[0].sense("number") if len(inside) == 1 else None
    return sense is not None and sense.data["role"] in ("scale", "hundred", "dozen")


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
    found: list[Stated] = []
    skip = False
    for nth, number in enumerate(numbers):
        following = numbers[nth + 1] if nth + 1 < len(numbers) else None
        if skip:
            skip = False
            continue
        partner = following if following is not None and _makes_range(folded.text, words, number, following) else None
        skip = partner is not None
        found.append(_state(folded, words, number, partner))
    return found


def _makes_range(text: str, words: Sequence[Word], first: Number, second: Number) -> bool:
    """Whether two numbers are the ends of one range: '20-30', 'between 20 and 30', 'from 20 to 30'."""
    between = text[first.end : second.whole_start]
    if between == "-":
        return True
    lead = _neighbour(text, words, first.whole_start, before=True)
    led = lead is not None and lead.means("date_lead", "between", "since") and not lead.means("of_whole")
    joint = between.strip() in ("to", "and", "الي", "حتي", "و") or (second.joined and not between.strip(" و"))
    return led and joint


def _state(folded: Folded, words: Sequence[Word], number: Number, partner: Number | None) -> Stated:
    """One number (or the two ends of a range) with the words around it that belong to it."""
    text = folded.text
    start, end = number.whole_start, (partner or number).end
    comparator: Comparator = "range" if partner or number.kind == "vague" else "="
    before = _neighbour(text, words, start, before=True)
    if partner is None and before is not None and (sense := before.sense("comparator")) is not None:
        comparator, start = _comparator(sense.id), before.whole[0]
    unit, end = _unit(text, words, number, end)
    after = _neighbour(text, words, end, before=False)
    if comparator == "=" and after is not None and (sense := after.sense("comparator_after")) is not None:
        comparator, end = _comparator(sense.id), after.end
    if unit == "percent" and start and text[start - 1] == "%":
        start -= 1
    low, high = number.low, (partner or number).high
    if unit == "percent" and number.kind == "fraction":
        low, high = low * 100, high * 100
    span = folded.span(start, end)
    quantity = Quantity(
        low=None if comparator in ("<", "<=") else low,
        high=None if comparator in (">", ">=") else high,
        comparator=comparator,
        unit=unit,
        vague=number.kind == "vague",
        approximate=comparator == "~",
        step=number.step,
        span=span,
    )
    return Stated(quantity, number, start, end)


def _comparator(name: str) -> Comparator:
    """The comparator of a word table; its ids are the comparators themselves."""
    comparators: dict[str, Comparator] = {">": ">", ">=": ">=", "<": "<", "<=": "<=", "~": "~"}
    return comparators[name]


def _unit(text: str, words: Sequence[Word], number: Number, end: int) -> tuple[str, int]:
    """The unit that the figure itself carries (percent, percentage points, times), and where it ends."""
    if text[end : end + 1] == "%" or text[end : end + 2] == " %":
        return "percent", text.index("%", end) + 1
    if number.whole_start and text[number.whole_start - 1] == "%":
        return "percent", end
    after = _neighbour(text, words, end, before=False)
    sense = after.sense("percent", "times") if after is not None else None
    if after is not None and sense is not None:
        return sense.id, after.end
    return ("percent" if number.kind == "fraction" else ""), end


def _neighbour(text: str, words: Sequence[Word], offset: int, *, before: bool) -> Word | None:
    """The word that ends right before ``offset``, or starts right after it, with nothing but a space between."""
    for word in words:
        if before and word.end <= offset and not text[word.end : offset].strip(" a"):
            return word
        if not before and word.start >= offset:
            lead = word.start - len(word.lead)
            return word if lead >= offset and not text[offset:lead].strip(" -") else None
    return None
