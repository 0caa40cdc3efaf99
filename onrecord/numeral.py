"""Numbers in digits and in words of both languages, before anything is known of what they count.

Digits and words are read apart into single numbers; then what stands side by side is put together: '2.6 million', 'one
and a half', '3 آلاف و500', 'tens of thousands'. Ordinals are read as such, so that they never become amounts.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from fractions import Fraction
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from onrecord.normal import Folded, Sense, Word

LONGEST_NUMERAL = 30
"""Digits of one numeral; beyond it nothing in this field is counted, and int() of thousands of digits raises."""

Kind = Literal["digits", "words", "vague", "fraction", "dual", "zero", "multiple", "most", "part"]


@dataclass(frozen=True, slots=True)
class Number:
    """A number read at ``[start, end)`` of a folded text, before its comparator and unit are known.

    ``whole_start`` takes along what is written on its front (bi-, al-), without a conjunction. ``scale`` is the last
    scale word in it (1 where there is none), ``front`` the one it starts with (0 where it starts with none), which
    multiplies what stands before it. The size is never signed: ``negative`` says that a minus stood before it.
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

    @property
    def bare(self) -> bool:
        """Whether it is nothing but a scale word."""
        return self.front > 0 and (self.front == self.low or self.kind == "vague")


# ------------------------------------------------------------------------------------------------------------ digits

_SEPARATORS = "[.,٬٫،]"
_NUMERAL = re.compile(
    r"(?<![\d.,])[1-9]\d{0,2}(?: \d{3})+(?! ?\d)(?:[.,٫]\d{1,2}(?!\d))?"  # 40 000, not a row of single figures
    r"|\d+(?:[.,٬٫،]\d+)*(?: ?[½⅓⅔¼¾⅕⅖⅗⅘⅛⅜⅝⅞])?"
    r"|[½⅓⅔¼¾⅕⅖⅗⅘⅛⅜⅝⅞]"
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
_MEASURED = ("km", "kms", "km2", "kg", "ha", "sqkm", "cm", "m", "mi")
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
    if _INDIAN.fullmatch(text):
        text = text.replace(",", "")
    text = text.replace(" ", "")
    signs = [char for char in text if not char.isdigit()]
    groups = re.split(_SEPARATORS, text)
    point = _decimal_sign(signs, groups, language)
    whole_text, _, tail = text.rpartition(point) if point else (text, "", "")
    if not point and signs and not _groups_of_three(groups):
        return None
    if point and len(signs) > 1 and not _groups_of_three(re.split(_SEPARATORS, whole_text)):
        return None
    digits = re.sub(_SEPARATORS, "", whole_text)
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


def _digit_numbers(folded: Folded, words: Sequence[Word], language: str, within: tuple[int, int]) -> Iterator[Number]:
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
        if before and before in "-+:/#_." and not signed and not _range_before(text, start - len(lead)):
            continue
        whole = start - len(lead.removeprefix("و").removeprefix("ف"))
        number = Number(
            Fraction(0), Fraction(0), Fraction(1), start, end, whole, "digits", lead[:1] in ("و", "ف"), negative=signed
        )
        for found in _valued(folded, number, language):
            yield found
            free = found.end


_TELEPHONE = re.compile(r"0\d{0,4}(?:[ \-]\d{2,4}){1,5}")
_TELEPHONE_DIGITS = 9


def _telephone(text: str, start: int) -> int:
    """Where a telephone number ends that begins here with a zero, else ``start``."""
    match = _TELEPHONE.match(text, start) if text[start] == "0" else None
    if match is None or sum(char.isdigit() for char in match.group()) < _TELEPHONE_DIGITS:
        return start
    return match.end()


def _valued(folded: Folded, number: Number, language: str) -> Iterator[Number]:
    """A numeral with its value: with a slash a part, with letters behind a scale or a unit; a list is its members."""
    text, start, end = folded.text, number.start, number.end
    value = read_numeral(text[start:end], language)
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
        yield number
    elif (letters := _LETTERS.match(text, end)) is not None:
        yield from _lettered(folded, number, letters)


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


def _letters_before(text: str, start: int) -> str:
    first = start
    while first and text[first - 1].isalpha() and start - first < 6:
        first -= 1
    return text[first:start]


def _opens(text: str, minus: int) -> bool:
    """Whether a minus stands at the front of a word, so that it is a sign."""
    return minus == 0 or text[minus - 1] in " (\n\"'"


def _range_before(text: str, start: int) -> bool:
    """Whether the hyphen before ``start`` joins two numbers: '25-31', but not the third group of a telephone number."""
    return bool(re.search(r"(?<![\d\-+/])\d[\d.,]*[km]?-$", text[max(0, start - LONGEST_NUMERAL) : start]))


# ------------------------------------------------------------------------------------------------------------- words

_BETWEEN = re.compile(r"[ \t\-]*")
_AND = ("and", "و")
_TANWIN, _DAMMA = "\u064b", "\u064f"
_PARTS: tuple[Kind, ...] = ("vague", "fraction", "dual", "zero", "multiple", "most", "part")
_READ = frozenset(("number", *_PARTS))
_SCALES = ("scale", "dozen")


def _worded(folded: Folded, words: Sequence[Word]) -> Iterator[Number]:
    """Number words, those that make one number together: 'two hundred and five', ثلاثة وعشرين."""
    run: list[Word] = []
    for nth, word in enumerate(words):
        if word.kinds.isdisjoint(_READ):
            continue
        if not word.means("number"):
            kind = next((kind for kind in _PARTS if word.means(kind)), None)
            sense = word.sense(kind) if kind is not None else None
            if kind is not None and sense is not None and _borne(folded, words, nth, sense):
                yield _special(folded, word, kind, sense)
            continue
        if run and not _joins(folded, run, word):
            yield from _sum_up(folded, run)
            run = []
        run.append(word)
    if run:
        yield from _sum_up(folded, run)


_NEGATION = re.compile(r"(?<!\w)[وف]?(?:لم|لا|لن|ليس|ليست|دون|بدون|عدم)\s(?:\S+\s){0,2}$")
_ANY = " اي"


def _borne(folded: Folded, words: Sequence[Word], nth: int, sense: Sense) -> bool:
    """Whether what an entry needs stands before its word: ``negated``, so that 'any' is none; ``compared``."""
    word, first = words[nth], words[nth].whole[0]
    if sense.data.get("compared"):
        before = words[nth - 1] if nth else None
        return before is not None and before.means("comparator") and not folded.text[before.end : word.start].strip()
    return not sense.data.get("negated") or _NEGATION.search(folded.text, max(0, first - 40), first) is not None


def _special(folded: Folded, word: Word, kind: Kind, sense: Sense) -> Number:
    """Vague words, fractions, multiples, words for none and for most, and Arabic duals of the counted noun.

    ``context`` in the table is how many words at the end of a form only have to stand there.
    """
    low = high = Fraction(str(sense.data.get("value", {"zero": "0", "dual": "2"}.get(kind, "0"))))
    if kind == "vague":
        low, high = Fraction(str(sense.data["low"])), Fraction(str(sense.data["high"]))
    step = Fraction(1, 100) if kind == "fraction" else Fraction(1)
    start, end = word.start, word.whole[1]
    if kind == "zero" and folded.text.endswith(_ANY, start, end):
        start = end - len(_ANY) + 1
        return Number(low, high, step, start, end, start, kind)
    for _ in range(int(str(sense.data.get("context", 0)))):
        end = folded.text.rindex(" ", word.start, end)
    return Number(low, high, step, start, end, word.whole[0], kind, word.joined)


def _role(folded: Folded, word: Word, *, after_number: bool) -> tuple[str, Fraction]:
    """How a number word joins others. ألفا is two thousand, but ألفاً or ألفا after a number is the bare scale."""
    senses = [sense for sense in word.senses if sense.kind == "number"]
    if len(senses) > 1:
        bare = after_number or _TANWIN in folded.span(word.start, word.end).of(folded.original)
        senses = [sense for sense in senses if (sense.data["role"] == "scale") == bare] or senses
    return str(senses[0].data["role"]), Fraction(str(senses[0].data["value"]))


def _waw(word: Word) -> bool:
    """Whether 'and' is part of the form itself, which the table says."""
    sense = word.sense("number")
    return sense is not None and bool(sense.data.get("linked"))


def _linked(folded: Folded, before: Word, word: Word) -> bool:
    """Whether 'and' stands between two words, or is written on the second."""
    return _waw(word) or word.joined or folded.text[before.end : word.start].strip(" -\t") in _AND


def _joins(folded: Folded, run: list[Word], word: Word) -> bool:
    """Whether a number word continues the number before it: by place value and by what stands between."""
    between = folded.text[run[-1].end : word.start - len(word.lead)]
    linked = _linked(folded, run[-1], word)
    if not _BETWEEN.fullmatch(between) and between.strip(" \t") not in _AND:
        return False
    before, value = _role(folded, run[-1], after_number=len(run) > 1)
    role, next_value = _role(folded, word, after_number=not linked)
    arabic = folded.text[word.start] > "\u0600"
    vague = len(run) == 1 and any(sense.data.get("low") for sense in run[0].senses if sense.kind == "number")
    if vague or (role in ("whole", "dual") and not linked):
        return False
    if role in (*_SCALES, "hundred") and not linked:
        return before not in ("whole", "dozen") and (role != "hundred" or before in ("unit", "teen"))
    if arabic and not linked:
        return False
    if before in ("unit", "ten", "teen", "whole", "dozen") and not arabic:
        return before == "ten" and role == "unit" and not linked and value > 10
    if before == "unit":
        return role == "ten" and next_value > 10
    return before in ("hundred", "hundreds", "scale", "dual") and next_value < value


def _sum_up(folded: Folded, run: list[Word]) -> Iterator[Number]:
    """The value of number words that make one number; nothing where a bound word stands alone (إحدى الغارات)."""
    if len(run) == 1 and all(sense.data.get("bound") for sense in run[0].senses if sense.kind == "number"):
        return
    total = group = part = front = Fraction(0)
    step = scale = Fraction(1)
    for nth, word in enumerate(run):
        linked = nth > 0 and _linked(folded, run[nth - 1], word)
        role, value = _role(folded, word, after_number=nth > 0 and not linked)
        if role in (*_SCALES, "hundred") and (nth == 0 or (not linked and front == total + group)):
            front = (front or 1) * value
        if role == "hundred" and group and not linked:
            group *= value
        elif role in _SCALES and not group and part and not linked:  # ألف مليون
            total, part = total - part + part * value, part * value
        elif role in _SCALES:
            part = (group or 1) * value
            total, group = total + part, Fraction(0)
        elif role == "dual":
            total, part = total + value, value
        else:
            group += value
        step, scale = _step(role, value), _scale(role, value, scale)
    first, size, waw = run[0], total + group, _waw(run[0])
    start, whole, joined = first.start + waw, first.whole[0] + waw, first.joined or waw
    number = Number(size, size, step, start, run[-1].end, whole, "words", joined, scale, front)
    yield _alone(folded, number, first) if len(run) == 1 else number


def _alone(folded: Folded, number: Number, word: Word) -> Number:
    """A scale word without a number before it: 'thousand' is a thousand, 'thousands' is vague."""
    sense = next(sense for sense in word.senses if sense.kind == "number")
    if _DAMMA in folded.span(word.start, word.end).of(folded.original)[:3] and 5 <= number.low <= 10:  # خُمس
        part = 1 / number.low
        return replace(number, low=part, high=part, step=Fraction(1, 100), kind="fraction")
    if not number.front or not sense.data.get("low"):
        return number
    low, high = Fraction(str(sense.data["low"])), Fraction(str(sense.data["high"]))
    return replace(number, low=low, high=high, kind="vague")


def _step(role: str, value: Fraction) -> Fraction:
    """The unit of the last number word: 'two million' is stated to the million, 'thirty' to the one."""
    return {"hundred": Fraction(100), "hundreds": Fraction(100), "dual": value / 2, "scale": value}.get(
        role, Fraction(1)
    )


def _scale(role: str, value: Fraction, before: Fraction) -> Fraction:
    """The scale word that stands last in a number, or the hundred: what may share it with a number before."""
    if role in ("scale", "dozen", "hundred", "dual"):
        return value / 2 if role == "dual" else value
    return Fraction(100) if role == "hundreds" else before if role in ("unit", "ten", "teen") else Fraction(1)


# ---------------------------------------------------------------------------------------------------------- ordinals


def find_ordinals(folded: Folded, words: Sequence[Word], within: tuple[int, int] | None = None) -> list[Number]:
    """Ordinals in words and digits ('twenty-fifth', '1st', الثاني والسبعين): their values, never amounts.

    ``words`` are those found ``within`` the same stretch of the folded text.
    """
    stretch = within or (0, len(folded.text))
    found = [_digit_ordinal(match) for match in _ORDINAL.finditer(folded.text, *stretch)]
    for nth, word in enumerate(words):
        sense = word.sense("ordinal")
        if sense is None:
            continue
        first, last, value = nth, nth, Fraction(str(sense.data["value"]))
        while first and (size := _ordinal_front(folded, words[first - 1], words[first], value)) is not None:
            first, value = first - 1, size
        if nth + 1 < len(words) and (size := _ordinal_tail(folded, word, words[nth + 1], value)) is not None:
            last, value = nth + 1, size
        start = words[first].start
        found.append(
            Number(value, value, Fraction(1), start, words[last].end, words[first].whole[0], "words", word.joined)
        )
    return sorted(found, key=lambda number: number.start)


_ORDINAL = re.compile(r"(?<![\w.])(\d{1,3})(?:st|nd|rd|th)(?!\w)")


def _digit_ordinal(match: re.Match[str]) -> Number:
    value = Fraction(int(match.group(1)))
    return Number(value, value, Fraction(1), match.start(), match.end(), match.start(), "digits")


def _ordinal_front(folded: Folded, word: Word, after: Word, value: Fraction) -> Fraction | None:
    """The value with the number word before an English ordinal: 'twenty-fifth', 'two hundredth'; None where none is."""
    between = folded.text[word.end : after.start]
    sense = word.sense("number")
    if sense is None or folded.text[word.start] > "\u0600" or between.strip(" -") not in ("", "and"):
        return None
    size = Fraction(str(sense.data["value"]))
    if sense.data["role"] == "ten" and size > 10 and value < 10:
        return size + value
    if sense.data["role"] in ("hundred", "scale") and value < size:
        return size + value
    return size * value if value >= 100 and size < 100 and not between.strip() else None


def _ordinal_tail(folded: Folded, word: Word, after: Word, value: Fraction) -> Fraction | None:
    """The value with the ten behind an Arabic ordinal: الرابع عشر، الثاني والسبعين; None where none is."""
    sense = after.sense("number")
    if sense is None or folded.text[word.start] < "\u0600" or sense.data["role"] != "ten" or value >= 10:
        return None
    between = folded.text[word.end : after.start - len(after.lead)].strip(" ")
    ten = Fraction(str(sense.data["value"]))
    linked = after.joined or between == "و"
    if between not in ("", "و") or linked != (ten > 10):
        return None
    return value + ten


# ------------------------------------------------------------------------------------------------------ put together


def find_numbers(
    folded: Folded, words: Sequence[Word], language: str = "en", within: tuple[int, int] | None = None
) -> list[Number]:
    """Every number in digits or words, in the order of the text, scale words taken in ('2.6 million').

    ``words`` are those found ``within`` the same stretch of the folded text.
    """
    start, end = within or (0, len(folded.text))
    words = _without_ordinals(folded, words, (start, end))
    found = [*_digit_numbers(folded, words, language, (start, end)), *_worded(folded, words)]
    found.sort(key=lambda number: number.start)
    return _put_together(folded.text, found)


def _without_ordinals(folded: Folded, words: Sequence[Word], within: tuple[int, int]) -> Sequence[Word]:
    """The words that are part of no ordinal: the hundred of 'two hundredth' is no amount."""
    if not any(word.means("ordinal") for word in words):
        return words
    ordinals = find_ordinals(folded, words, within)
    starts = [number.start for number in ordinals]
    kept = []
    for word in words:
        at = bisect_right(starts, word.start) - 1
        if at < 0 or word.start >= ordinals[at].end:
            kept.append(word)
    return kept


def _put_together(text: str, found: Sequence[Number]) -> list[Number]:
    """Numbers that stand side by side as the one number that they make: first scales and parts, then what is added."""
    found = _parts(text, found)
    kept: list[Number] = []
    for nth, number in enumerate(found):
        following = found[nth + 1] if nth + 1 < len(found) else None
        made = None
        if kept:
            made = _multiplied(text, kept[-1], number) or _pointed(text, kept[-1], number)
            made = made or _mixed(text, kept[-1], number, following)
        kept[len(kept) - (made is not None) :] = [made or number]
    summed: list[Number] = []
    for number in kept:
        made = _added(text, summed[-1], number) if summed else None
        summed[len(summed) - (made is not None) :] = [made or number]
    return summed


def _parts(text: str, found: Sequence[Number]) -> list[Number]:
    """Numbers with the name of the part behind them: 'five eighths', ثلاثة أخماس; a name alone is no number."""
    kept: list[Number] = []
    for number in found:
        if number.kind != "part":
            kept.append(number)
            continue
        last = kept[-1] if kept else None
        if last is None or text[last.end : number.whole_start].strip(" -") or last.kind not in ("words", "digits"):
            continue
        size = last.low * number.low
        if last.low.denominator == 1 and 0 < size < 1:
            step = Fraction(1, 100)
            kept[-1] = replace(last, low=size, high=size, step=step, end=number.end, kind="fraction")
    return kept


_POINT = ("point", "فاصله")
_TENTHS = tuple(Fraction(1, 10**n) for n in range(1, 6))


def _pointed(text: str, last: Number, number: Number) -> Number | None:
    """A decimal point in words: 'two point two', '1 فاصلة 1', 'nine point nought four'."""
    gap = text[last.end : number.whole_start].strip()
    if last.kind not in ("digits", "words") or number.kind not in ("digits", "words") or number.low.denominator != 1:
        return None
    further = last.kind == "words" and last.step in _TENTHS and number.kind == "words" and number.low < 10
    if gap in _POINT and last.low.denominator == 1:
        tail = number.low / number.scale
        step = Fraction(1, 10 ** len(str(tail)))
        size = (last.low + tail * step) * number.scale
        return replace(last, low=size, high=size, step=step * number.scale, end=number.end, kind="words")
    if gap or not further or number.joined:
        return None
    step = last.step / 10
    size = last.low + number.low * step
    return replace(last, low=size, high=size, step=step, end=number.end, kind="words")


def _multiplied(text: str, last: Number, number: Number) -> Number | None:
    """A bare scale word standing directly behind a numeral, a part or a vague word: '2.6 million', عشرات الآلاف."""
    gap = text[last.end : number.whole_start]
    if not number.front or number.joined or "\n" in gap or gap.strip() not in ("", "of", "a", "of a"):
        return None
    if last.kind not in ("digits", "fraction", "vague") and not (last.kind == "words" and last.low.denominator != 1):
        return None
    scale = number.front
    if last.kind == "digits" and last.scale > 1 and last.scale >= scale:
        return None
    if last.kind == "vague":
        low, high = last.low * scale, (last.high + 1) * scale - 1
        return replace(last, low=low, high=high, end=number.end, scale=scale) if number.bare else None
    size = last.low * scale + (number.low - scale if number.kind == "words" else 0)
    step = number.step if not number.bare else (last.step if last.kind != "fraction" else last.low) * scale
    return replace(last, low=size, high=size, step=step, end=number.end, kind="words", scale=number.scale)


def _mixed(text: str, last: Number, number: Number, following: Number | None) -> Number | None:
    """A number with a part of one, or of its scale: 'two and a half', مليون ونصف المليون, '10 1/2'."""
    if last.kind not in ("digits", "words") or number.kind != "fraction" or last.low.denominator != 1:
        return None
    gap = text[last.end : number.whole_start].strip()
    slashed = last.kind == "digits" and text[number.start].isdigit() and gap == ""
    if not slashed and not (number.joined and gap in ("", "و")) and gap not in ("and", "and a"):
        return None
    behind = text[number.end : number.end + 4]
    of_scale = following is not None and following.bare and not text[number.end : following.whole_start].strip()
    if not of_scale and re.match(r" (?:of\b|من |ال)", behind):
        return None
    part = number.low * (last.scale if last.scale >= 1000 else 1)
    return replace(last, low=last.low + part, high=last.high + part, step=part, end=number.end, kind="words")


def _added(text: str, last: Number, number: Number) -> Number | None:
    """What continues a number that ends in a scale word: '3 آلاف و500', مليون و200 ألف."""
    whole = last.low.denominator == number.low.denominator == 1
    if not whole or last.kind != "words" or number.kind not in ("digits", "words") or not number.joined:
        return _absorbed(text, last, number)
    if last.scale < 1000 or last.low % last.scale or number.low >= last.scale or not number.low:
        return None
    if text[last.end : number.whole_start].strip() not in ("", "و") or "\n" in text[last.end : number.start]:
        return None
    size = last.low + number.low
    return replace(last, low=size, high=size, step=number.step, end=number.end, scale=number.scale)


def _absorbed(text: str, last: Number, number: Number) -> Number | None:
    """The scale word named again behind its part: مليون ونصف [المليون]."""
    again = number.bare and last.kind == "words" and number.scale == last.scale > 1 and last.low % last.scale
    if again and not text[last.end : number.whole_start].strip():
        return replace(last, end=number.end)
    return None
