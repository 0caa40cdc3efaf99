"""Numbers in digits, with the separators, scales and units that are written on them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from fractions import Fraction
from typing import TYPE_CHECKING, Literal

from onrecord import patterns as re
from onrecord.data import table
from onrecord.valueclass import dataclass, replace

if TYPE_CHECKING:
    from onrecord.normal import Folded, Word

LONGEST_NUMERAL = 30
"""Digits of one numeral; beyond it nothing in this field is counted, and int() of thousands of digits raises."""

Kind = Literal[
    "digits",
    "words",
    "vague",
    "fraction",
    "dual",
    "zero",
    "nobody",
    "all",
    "most",
    "part",
    "rank",
    "multiple",
    "grown",
    "halved",
]


@dataclass(frozen=True, slots=True)
class Number:
    """A number read at ``[start, end)`` of a folded text, before its comparator and unit are known.

    ``whole_start`` takes along what is written on its front (bi-, al-), without a conjunction. ``scale`` is the last
    scale word in it (1 where there is none), ``front`` the one it starts with (0 where it starts with none), which
    multiplies what stands before it. The size is never signed: ``negative`` says that a minus stood before it.
    ``noun`` is where the noun stands that it counts, where reading the number told it (-1 where not).
    """

    low: Fraction
    high: Fraction
    step: Fraction
    start: int
    end: int
    whole_start: int
    kind: Kind
    joined: bool = False
    scale: Fraction = Fraction(1)
    front: Fraction = Fraction(0)
    negative: bool = False
    noun: int = -1

    @property
    def bare(self) -> bool:
        """Whether it is nothing but a scale word."""
        return self.front > 0 and (self.front == self.low or self.kind == "vague")


_NOUGHT, _ONE = Fraction(0), Fraction(1)
_SEPARATOR = re.compile("[.,٬٫،]")
_NUMERAL = re.compile(
    r"(?<![\d.,])[1-9]\d{0,2}(?: \d{3})+(?! ?\d)(?:[.,٫]\d{1,2}(?!\d))?"  # 40 000, not a row of single figures
    r"|\d+(?:[.,٬٫،]\d+)*(?: ?[½⅓⅔¼¾⅕⅖⅗⅘⅛⅜⅝⅞])?"
    r"|[½⅓⅔¼¾⅕⅖⅗⅘⅛⅜⅝⅞]"
    r"|(?<![^\s\-(])\.\d+(?![\w\-.])(?! ?cal)"  # .5, but no calibre
)
_HALVES = {"½": (1, 2), "⅓": (1, 3), "⅔": (2, 3), "¼": (1, 4), "¾": (3, 4), "⅕": (1, 5), "⅖": (2, 5), "⅗": (3, 5)}
_EIGHTHS = {"⅘": (4, 5), "⅛": (1, 8), "⅜": (3, 8), "⅝": (5, 8), "⅞": (7, 8)}
_GLYPHS = {glyph: Fraction(*part) for glyph, part in (_HALVES | _EIGHTHS).items()}
_GROUP = re.compile(r"[^ ]+")
_CLOCK = re.compile(r"\d{1,2}\.\d\d ?(?:[ap]m|[ap]\.m)\b")
_INDIAN = re.compile(r"\d{1,2}(?:,\d\d)+,\d{3}(?:\.\d+)?")
_SLASHED = re.compile(r"/(2|3|4|5|6|8|10|20|100|1000)(?![\d/])")
_CLITICS = re.compile(r"[وف]?(?:[بلك]?(?:ال)?|لل)")
_DATED = re.compile(r"(?:\b(?:on|since|of|until|by)|في|يوم|منذ|حتي|بتاريخ) ?$")
_SUFFIXES = {"k": 1_000, "mn": 10**6, "mln": 10**6, "mil": 10**6, "bn": 10**9, "bln": 10**9, "tn": 10**12}
_LARGE_LETTERS = {"m": 10**6, "b": 10**9}
"""Only as a capital or behind a currency sign: '5m' is as often five metres."""
_MEASURED = ("km", "kms", "km2", "kg", "ha", "sqkm", "cm", "m", "mi", "kph", "kmph", "kmh", "mph")
"""Units that are written on digits and counted; 'mm' is not here, since it names weapons."""
_LETTERS = re.compile(r"[a-z]+2?²?")


def read_numeral(text: str, language: str = "en") -> tuple[Fraction, Fraction] | None:
    """The value and the unit of the last digit of a numeral with its separators, or None where it is none.

    Groups of three behind one kind of separator are grouping; a full stop before three digits is a decimal point in
    English and grouping in Arabic; the Arabic decimal sign before three digits is misused for grouping.
    """
    if sum(char.isdigit() for char in text) > LONGEST_NUMERAL:
        return None
    if text[-1:] in _GLYPHS:
        whole = read_numeral(text[:-1].rstrip(), language) if text[:-1] else (Fraction(0), Fraction(1))
        return (whole[0] + _GLYPHS[text[-1]], _GLYPHS[text[-1]]) if whole else None
    if text[0] == ".":
        text = f"0{text}"
    if _INDIAN.fullmatch(text):
        text = text.replace(",", "")
    text = text.replace(" ", "")
    signs = [char for char in text if not char.isdigit()]
    groups = _SEPARATOR.split(text)
    point = _decimal_sign(signs, groups, language)
    whole_text, _, tail = text.rpartition(point) if point else (text, "", "")
    if not point and signs and not _groups_of_three(groups):
        return None
    if point and len(signs) > 1 and not _groups_of_three(_SEPARATOR.split(whole_text)):
        return None
    digits = _SEPARATOR.sub("", whole_text)
    if not tail:
        return Fraction(int(digits)), _ONE
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
        return "" if last == "،" else last
    return last if last == "." and language == "en" else ""


def _numerals(text: str, words: Sequence[Word], first: int, last: int) -> Iterator[tuple[int, int]]:
    """Where numerals stand; a space groups no digits behind a month ('May 15 200 people')."""
    months = {word.end for word in words if word.means("month")}
    for match in _NUMERAL.finditer(text, first, last):
        start, end = match.span()
        if " " in match.group() and not months.isdisjoint((start - 1, start)):
            yield from (part.span() for part in _GROUP.finditer(text, start, end))
        else:
            yield start, end


def digit_numbers(folded: Folded, words: Sequence[Word], language: str, within: tuple[int, int]) -> Iterator[Number]:
    """Numerals that stand as words: no part of a name (F-16), an ordinal (1st) or a time (10:30)."""
    text = folded.text
    free = within[0]
    for start, end in _numerals(text, words, *within):
        lead = _letters_before(text, start)
        free = max(free, _telephone(text, start))
        if start < free or not _CLITICS.fullmatch(lead):
            continue
        before = text[start - len(lead) - 1 : start - len(lead)] if start > len(lead) else ""
        signed = before == "-" and not lead and _opens(text, start - 1)
        grown = before == "+" and not lead and _INCREMENT.search(text, max(0, start - _AFTER_TOTAL), start) is not None
        if before and before in "-+:/#_." and not (signed or grown) and not _range_before(text, start - len(lead)):
            continue
        whole = start - len(lead.removeprefix("و").removeprefix("ف"))
        number = Number(_NOUGHT, _NOUGHT, _ONE, start, end, whole, "digits", lead[:1] in ("و", "ف"), negative=signed)
        for found in _valued(folded, words, number, language):
            yield found
            free = found.end


_AFTER_TOTAL = 60
_INCREMENT = re.compile(r"\d(?: ?%)?(?: [^\W\d][\w'-]*){0,3} ?[(\[]\+$")
"""What a total in front of it grew by, in brackets: '6,776 (+14)', '120 persons (+3)'; a prefix follows no total."""

_TELEPHONE = re.compile(r"0\d{0,4}(?:[ \-]\d{2,4}){1,5}")
_TELEPHONE_DIGITS = 9


def _telephone(text: str, start: int) -> int:
    """Where a telephone number ends that begins here with a zero, else ``start``."""
    match = _TELEPHONE.match(text, start) if text[start] == "0" else None
    if match is None or sum(char.isdigit() for char in match.group()) < _TELEPHONE_DIGITS:
        return start
    return match.end()


def _valued(folded: Folded, words: Sequence[Word], number: Number, language: str) -> Iterator[Number]:
    """A numeral with its value: with a slash a part, with letters behind a scale or a unit; a list is its members."""
    text, start, end = folded.text, number.start, number.end
    whole = _POINT_GROUPS.fullmatch(text, start, end) is not None and _counts_wholes(text, words, end)
    value = read_numeral(text[start:end].replace(".", "") if whole else text[start:end], language)
    if value is None:
        if re.fullmatch(r"\d{1,3}(?:[,،]\d{1,3})+", text[start:end]):
            for member in re.finditer(r"\d+", text[start:end]):
                size = Fraction(int(member.group()))
                at = start + member.start()
                yield replace(number, low=size, high=size, start=at, whole_start=at, end=start + member.end())
        return
    if _CLOCK.match(text, start):
        return
    number = replace(number, low=value[0], high=value[0], step=value[1])
    after = text[end : end + 1]
    if after == "/" and (part := _slashed(text, number)) is not None:
        yield part
    elif after in (":", "/") and text[end + 1 : end + 2].isdigit() and after:
        return
    elif not after.isalpha():
        yield number if language != "en" else _lettered_apart(folded, number)
    elif (letters := _LETTERS.match(text, end)) is not None:
        yield from _lettered(folded, number, letters)


_POINT_GROUPS = re.compile(r"[1-9]\d{0,2}\.\d{3}")
_QUALITIES = re.compile(r"(?: [a-z-]+){0,2} $")


def _counts_wholes(text: str, words: Sequence[Word], end: int) -> bool:
    """Whether what stands behind a numeral comes in wholes, so that its point groups thousands: '1.200 strikes'."""
    near = (word for word in words if end < word.start <= end + _NOUN_REACH and word.means("noun"))
    noun = next((word for word in near if _QUALITIES.fullmatch(text, end, word.start)), None)
    sense = noun.sense("noun") if noun is not None else None
    return sense is not None and sense.data.get("unit") not in (None, "", *table("units"))


_NOUN_REACH = 30
"""Characters within which the counted noun stands behind a numeral."""


def _slashed(text: str, number: Number) -> Number | None:
    """'3/4' as a part; '1/5' behind 'on' is a date and 24/7 is neither."""
    part = _SLASHED.match(text, number.end)
    if part is None or number.low.denominator != 1 or not 0 < number.low < int(part.group(1)):
        return None
    if _DATED.search(text[max(0, number.start - 10) : number.start]) or text[part.end() : part.end() + 1].isalpha():
        return None
    value = number.low / int(part.group(1))
    return replace(number, low=value, high=value, step=Fraction(1, 100), end=part.end(), kind="fraction")


def _lettered(folded: Folded, number: Number, letters: re.Match[str]) -> Iterator[Number]:
    """'5k', '$2bn', '2M' with their scale; '25km' without its unit; anything else is a name."""
    name = letters.group().rstrip("2²")
    priced = number.start > 0 and folded.text[number.start - 1] in "$€£"
    large = priced or folded.original[folded.origin(number.end)].isupper() or (name == "b" and number.step < 1)
    scale = _SUFFIXES.get(name) or (_LARGE_LETTERS.get(name) if large else None)
    if folded.text[letters.end() : letters.end() + 1].isalnum():
        return
    if scale is not None:
        size, step = number.low * scale, number.step * scale
        yield replace(number, low=size, high=size, step=step, end=letters.end(), scale=Fraction(scale))
    elif letters.group() in _MEASURED or name in _MEASURED:
        yield number


_APART = re.compile(r" {1,2}([km])(?=$|[.,;:)]| [a-z])")
"""A scale in one letter, apart from its digits: '2.3 M people', '10 k'."""


def _lettered_apart(folded: Folded, number: Number) -> Number:
    """A numeral with the letter of its scale behind a blank; a million only as a capital."""
    letter = _APART.match(folded.text, number.end)
    if letter is None or (letter[1] == "m" and not folded.original[folded.origin(letter.start(1))].isupper()):
        return number
    scale = _SUFFIXES["k"] if letter[1] == "k" else _LARGE_LETTERS["m"]
    size, step = number.low * scale, number.step * scale
    return replace(number, low=size, high=size, step=step, end=letter.end(1), scale=Fraction(scale))


def _letters_before(text: str, start: int) -> str:
    first = start
    while first and text[first - 1].isalpha() and start - first < 6:
        first -= 1
    return text[first:start]


def _opens(text: str, minus: int) -> bool:
    """Whether a minus stands at the front of a word, so that it is a sign."""
    return minus == 0 or text[minus - 1] in " (\n\"'$€£"


def _range_before(text: str, start: int) -> bool:
    """Whether the hyphen before ``start`` joins two numbers: '25-31', but not the third group of a telephone number."""
    return bool(re.search(r"(?<![\d\-+/])\d[\d.,]*[km]?-$", text[max(0, start - LONGEST_NUMERAL) : start]))
