"""Numbers in digits and in words of both languages, before anything is known of what they count.

Digits and words are read apart into single numbers; then what stands side by side is put together: '2.6 million', 'one
and a half', '3 آلاف و500', 'tens of thousands'. Ordinals are read as such, so that they never become amounts.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from fractions import Fraction
from functools import cache
from typing import TYPE_CHECKING

from onrecord import patterns as re
from onrecord.data import table
from onrecord.digits import Kind, Number, digit_numbers
from onrecord.nought import after_negation, counts_nobody, every_one, negates, noun_of_none
from onrecord.ordinal import every_nth, ordinals_and_parts, ranks
from onrecord.patterns import named
from onrecord.valueclass import replace

if TYPE_CHECKING:
    from onrecord.normal import Folded, Sense, Word

# ------------------------------------------------------------------------------------------------------------- words

_BETWEEN = re.compile(r"[ \t\-]*")
_AND = ("and", "و")
_TANWIN, _DAMMA = "\u064b", "\u064f"
_PARTS: tuple[Kind, ...] = ("vague", "fraction", "dual", "zero", "grown", "halved", "multiple", "most", "all", "part")
_READ = frozenset(("number", *_PARTS))
_SCALES = ("scale", "dozen")

NUMBER_KINDS = _READ | {"ordinal"}
"""The kinds of words without one of which, and without a digit, there is no number."""


def _worded(folded: Folded, words: Sequence[Word]) -> Iterator[Number]:
    """Number words, those that make one number together: 'two hundred and five', ثلاثة وعشرين."""
    run: list[Word] = []
    for nth, word in enumerate(words):
        if word.kinds.isdisjoint(_READ):
            continue
        if not word.means("number"):
            yield from _marked(folded, words, nth)
            continue
        if _is_dead(folded, word):
            continue
        if run and not _joins(folded, run, word):
            yield from _sum_up(folded, run)
            run = []
        run.append(word)
    if run:
        yield from _sum_up(folded, run)


_DEAD = named("numeral", "dead")


def _is_dead(folded: Folded, word: Word) -> bool:
    """Whether what is spelled as two hundred without its hamza is the dead: 11 حياً و20 ميتاً."""
    if _DEAD.fullmatch(folded.text, word.start, word.end) is None:
        return False
    return "ئ" not in (written := folded.span(word.start, word.end).of(folded.original)) and "ا" not in written[1:2]


def _marked(folded: Folded, words: Sequence[Word], nth: int) -> Iterator[Number]:
    """What a word is that is no number word and tells a number all the same, where it does so."""
    kind = next((kind for kind in _PARTS if words[nth].means(kind)), None)
    sense = words[nth].sense(kind) if kind is not None else None
    if kind is None or sense is None or not _borne(folded, words, nth, sense):
        return
    if kind == "dual" and _agrees(folded, words, nth):
        return
    if kind == "zero":
        yield from _none(folded, words, nth, sense)
    elif kind != "all" or every_one(folded, words, nth):
        yield _special(folded, words[nth], kind, sense)


def _agrees(folded: Folded, words: Sequence[Word], nth: int) -> bool:
    """Whether a dual is the adjective of the dual right before it: لواءان أوكرانيان."""
    before = words[nth - 1] if nth else None
    return (
        before is not None
        and not words[nth].lead
        and before.means("dual")
        and folded.text[before.whole[1] : words[nth].whole[0]] == " "
    )


_ANY = " اي"
_COUNTED_TWICE = named("numeral", "counted-twice")
_TIMES_ITS = named("numeral", "times-its")


def _borne(folded: Folded, words: Sequence[Word], nth: int, sense: Sense) -> bool:
    """Whether what an entry needs stands before its word: ``negated``, so that 'any' is none; ``compared``."""
    word = words[nth]
    if sense.data.get("compared"):
        if folded.text.startswith("twice", word.start) and _COUNTED_TWICE.match(folded.text, word.end):
            return True
        if _TIMES_ITS.match(folded.text, word.end):
            return True
        before = words[nth - 1] if nth else None
        return before is not None and before.means("comparator") and not folded.text[before.end : word.start].strip()
    return not sense.data.get("negated") or after_negation(folded, word)


def _special(folded: Folded, word: Word, kind: Kind, sense: Sense) -> Number:
    """Vague words, fractions, multiples, words for most and all, and Arabic duals of the counted noun.

    ``context`` in the table is how many words at the end of a form only have to stand there.
    """
    low = high = Fraction(str(sense.data.get("value", {"dual": "2", "all": "100"}.get(kind, "0"))))
    if kind == "vague":
        low, high = Fraction(str(sense.data["low"])), Fraction(str(sense.data["high"]))
    step = Fraction(1, 100) if kind == "fraction" else Fraction(1)
    start, end = word.start, word.whole[1]
    for _ in range(int(str(sense.data.get("context", 0)))):
        end = folded.text.rindex(" ", word.start, end)
    return Number(low, high, step, start, end, word.whole[0], kind, word.joined)


def _none(folded: Folded, words: Sequence[Word], nth: int, sense: Sense) -> Iterator[Number]:
    """A word for none as a number of nothing: before its noun, for nobody, or as the negation of a verb.

    Only the negating word is the figure; of a negated 'any' it is that.
    """
    word, kind, noun = words[nth], "zero", -1
    start, end = word.whole
    if sense.data.get("nobody"):
        if not counts_nobody(folded, word):
            return
        kind = "nobody"
    elif sense.data.get("verbal"):
        made = negates(folded, words, nth)
        if made is None:
            return
        kind, noun = made
    else:
        noun = noun_of_none(folded, words, nth, sense)
        if noun < 0 and sense.data.get("adjoins"):  # لا يوجد بينهم مدني واحد
            kind, noun = negates(folded, words, nth) or (kind, -1)
        if noun < 0 and kind != "nobody":
            return
        if folded.text.endswith(_ANY, start, end):
            start = end - len(_ANY) + 1
        elif sense.data.get("short"):
            end = start + len(folded.text[start:end].split(" ")[0])
    nothing, one = Fraction(0), Fraction(1)
    found: Kind = "nobody" if kind == "nobody" else "zero"
    yield Number(nothing, nothing, one, start, end, start, found, noun=noun)


_COUNT_BEFORE = re.compile(r"(?<!\d)(?!(?:19|20)\d\d )\d+(?:[.,]\d+)* $")
"""Digits right before a word, 138 ألفا, that are no year: عام 2017 ألفا مقاتل."""
_LONGEST_COUNT = 16


def _role(folded: Folded, word: Word, *, after_number: bool) -> tuple[str, Fraction]:
    """How a number word joins others. ألفا is two thousand, but ألفاً or ألفا after a number is the bare scale."""
    senses = [sense for sense in word.senses if sense.kind == "number"]
    if len(senses) > 1:
        after_number = after_number or bool(
            _COUNT_BEFORE.search(folded.text, max(0, word.whole[0] - _LONGEST_COUNT), word.whole[0])
        )
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
    if cut := _second_of_two(folded, run):
        yield from _sum_up(folded, run[:cut])
        yield from _sum_up(folded, run[cut:])
        return
    total = group = part = front = before = Fraction(0)
    step = scale = Fraction(1)
    for nth, word in enumerate(run):
        linked = nth > 0 and _linked(folded, run[nth - 1], word)
        role, value = _role(folded, word, after_number=nth > 0 and not linked)
        if role in (*_SCALES, "hundred") and (nth == 0 or (not linked and front == total + group)):
            front = (front or 1) * value
        if role == "hundred" and group and not linked:
            group *= value
        elif role == "dozen" and before and not linked:  # three hundred and two dozen
            total, part, group, before = total + before + (group - before) * value, value, Fraction(0), Fraction(0)
        elif role in _SCALES and not group and part and not linked:  # ألف مليون
            total, part = total - part + part * value, part * value
        elif role in _SCALES:
            part = (group or 1) * value
            total, group = total + part, Fraction(0)
        elif role == "dual":
            total, part = total + value, value
        else:
            before = group if linked and group else before
            group += value
        step, scale = _step(role, value), _scale(role, value, scale)
    first, size, waw = run[0], total + group, _waw(run[0])
    start, whole, joined = first.start + waw, first.whole[0] + waw, first.joined or waw
    number = Number(size, size, step, start, run[-1].end, whole, "words", joined, scale, front)
    yield _alone(folded, number, first) if len(run) == 1 else number


def _second_of_two(folded: Folded, run: list[Word]) -> int:
    """Where a second number begins that is of the same scale as the first: بين أربعة آلاف وخمسة آلاف; else 0."""
    first, least = 0, Fraction(0)
    for nth, word in enumerate(run):
        role, value = _role(folded, word, after_number=nth > 0 and not _linked(folded, run[nth - 1], word))
        if role not in ("scale", "dual"):
            continue
        size = value / 2 if role == "dual" else value
        if size == least and nth > first and _linked(folded, run[first - 1], run[first]):
            return first
        first, least = nth + 1, size
    return 0


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


# ------------------------------------------------------------------------------------------------------ put together


def find_numbers(
    folded: Folded,
    words: Sequence[Word],
    language: str = "en",
    within: tuple[int, int] | None = None,
    *,
    counting: bool = False,
) -> list[Number]:
    """Every number in digits or words, in the order of the text, scale words taken in ('2.6 million').

    ``words`` are those found ``within`` the same stretch of the folded text; ``counting`` takes in ordinals that count.
    """
    start, end = within or (0, len(folded.text))
    told = counting or any("ordinal" in word.kinds for word in words)
    ordinals, parts = ordinals_and_parts(folded, words, (start, end)) if told else ([], [])
    shares = [*parts, *every_nth(folded, words, ordinals), *(ranks(folded, ordinals) if counting else ())]
    words = _without_ordinals(words, ordinals)
    worded = (n for n in _worded(folded, words) if not any(share.start <= n.start < share.end for share in shares))
    found = [*digit_numbers(folded, words, language, (start, end)), *worded, *shares]
    found.sort(key=lambda number: number.start)
    return _put_together(folded.text, found)


def _without_ordinals(words: Sequence[Word], ordinals: Sequence[Number]) -> Sequence[Word]:
    """The words that are part of no ordinal: the hundred of 'two hundredth' is no amount."""
    if not ordinals:
        return words
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
            made = made or _mixed(text, kept[-1], number, following) or _over(text, kept[-1], number)
            made = made or _dictated(text, kept[-1], number)
        kept[len(kept) - (made is not None) :] = [made or _bare_point(text, number)]
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
        if number.low == _QUARTER and _OF_TIME.search(text, max(0, last.whole_start - 12), last.whole_start):
            continue  # 'in the past two quarters'
        size, part = _of_parts(text, last, number)
        if last.low.denominator != 1 or not size or (size > 1 and (last.kind != "words" or number.low == _QUARTER)):
            continue
        if size < 1:
            kept[-1] = replace(last, low=size, high=size, step=Fraction(1, 100), end=number.end, kind="fraction")
        else:
            kept[-1] = replace(last, low=size, high=size, step=part, end=number.end)
    return kept


_OF_TIME = named("numeral", "of-time")
_QUARTER = Fraction(1, 4)
"""Quarters of a year are counted by more than four."""

_TENTH = Fraction(1, 10)


@cache
def _english(*roles: str) -> dict[str, int]:
    """The English number words that join others in one of these ways, with what they come to."""
    rows = [row for row in table("lexicon/numbers")["number"] if row["role"] in roles]
    return {form: int(row["value"]) for row in rows for form in row["forms"] if form.isascii()}


def _of_parts(text: str, last: Number, number: Number) -> tuple[Fraction, Fraction]:
    """The size of so many parts, and that of one: 'two hundred and five tenths', 'one hundred thirty-fifths'."""
    count, part = last.low, number.low
    written = text[last.start : last.end]
    tens = next((tens for ten, tens in _english("ten").items() if written.endswith((f" {ten}", f"-{ten}"))), 0)
    if tens and part > _TENTH:
        count, part = count - tens, 1 / (tens + 1 / part)
    return _apart(written, count, part)


def _apart(written: str, count: Fraction, part: Fraction) -> tuple[Fraction, Fraction]:
    """Parts behind 'and' are added to what stands before it; of what ends in a scale word they are parts of that."""
    scales = _english("hundred", "scale").items()
    linked, scale = next(((f" {word} and ", scale) for word, scale in scales if f" {word} and " in written), ("", 1))
    last = written.rfind(" and ") == written.rfind(linked) + len(linked) - len(" and ")
    tail = count % scale if linked and last else 0
    if not tail or tail == count:
        return count * part, part
    scale = scale if scale >= _THOUSAND else 1
    return count - tail + tail * part * scale, part * scale


_POINT = named("numeral", "point")
_TENTHS = tuple(Fraction(1, 10**n) for n in range(1, 6))


_ENDS_THERE = re.compile(r"\s*(?:[.!?]|$)")
_LARGEST_DIVISOR = 1000


def _over(text: str, last: Number, number: Number) -> Number | None:
    """'One over twenty', where nothing that would be counted follows."""
    if text[last.end : number.whole_start] != " over " or not _ENDS_THERE.match(text, number.end):
        return None
    if not {last.kind, number.kind} <= {"digits", "words"} or not 1 < number.low <= _LARGEST_DIVISOR:
        return None
    size = last.low / number.low
    return replace(last, low=size, high=size, step=Fraction(1, 100), end=number.end, kind="words")


def _bare_point(text: str, number: Number) -> Number:
    """A decimal point in words without a number before it, behind a minus or before percent: 'minus point five'."""
    if number.kind != "words" or not 0 < number.low < _HUNDRED or not text.endswith("point ", 0, number.whole_start):
        return number
    start = number.whole_start - len("point ")
    if not text.endswith(("minus ", "negative "), 0, start) and not text.startswith(
        (" percent", " per cent"), number.end
    ):
        return number
    step = Fraction(1, 10 ** len(str(number.low)))
    size = number.low * step
    return replace(number, low=size, high=size, step=step, start=start, whole_start=start)


def _dictated(text: str, last: Number, number: Number) -> Number | None:
    """'Route five twenty': a number told as it is dictated, where nothing that would be counted follows."""
    if text[last.end : number.whole_start] != " " or not _ENDS_THERE.match(text, number.end):
        return None
    if last.kind != "words" or number.kind != "words" or not 1 <= last.low < 10 <= number.low < _HUNDRED:
        return None
    if last.low.denominator != 1 or number.low.denominator != 1:
        return None
    size = last.low * _HUNDRED + number.low
    return replace(last, low=size, high=size, end=number.end)


def _pointed(text: str, last: Number, number: Number) -> Number | None:
    """A decimal point in words: 'two point two', '1 فاصلة 1', 'nine point nought four'."""
    gap = text[last.end : number.whole_start].strip()
    if last.kind not in ("digits", "words") or number.kind not in ("digits", "words") or number.low.denominator != 1:
        return None
    further = last.kind == "words" and last.step in _TENTHS and number.kind == "words" and number.low < 10
    if _POINT.fullmatch(gap) is not None and last.low.denominator == 1:
        tail = number.low / number.scale
        step = Fraction(1, 10 ** len(str(tail)))
        size = (last.low + tail * step) * number.scale
        return replace(last, low=size, high=size, step=step * number.scale, end=number.end, kind="words")
    if gap or not further or number.joined:
        return None
    step = last.step / 10
    size = last.low + number.low * step
    return replace(last, low=size, high=size, step=step, end=number.end, kind="words")


_HUNDRED, _THOUSAND, _YEARS = 100, 1000, (1900, 2100)


def _multiplied(text: str, last: Number, number: Number) -> Number | None:
    """A bare scale word standing directly behind a numeral, a part or a vague word: '2.6 million', عشرات الآلاف."""
    gap = text[last.end : number.whole_start]
    if not number.front or number.joined or "\n" in gap or gap.strip() not in ("", "of", "a", "of a"):
        return None
    if last.kind not in ("digits", "fraction", "vague") and not (last.kind == "words" and last.low.denominator != 1):
        return None
    scale = number.front
    if last.kind == "digits" and scale == _THOUSAND and _YEARS[0] <= last.low < _YEARS[1]:  # في ٢٠٢٣ ألفا وأربعمئة
        return None
    if last.kind == "digits" and ((last.scale > 1 and last.scale >= scale) or (last.low >= 1000 and scale < 1000)):
        return None  # '2M thousand'; a year before a number: نيسان 2019 مئة وثماني طائرات
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
    if number.kind == "dual" and last.kind == "words" and text[last.end : number.start] == " و":
        bare = last.scale >= _HUNDRED and not last.low % last.scale  # مئة ودبابتين
        return replace(last, low=last.low + 2, high=last.high + 2, end=number.end, noun=number.start) if bare else None
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
