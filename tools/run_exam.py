"""Read the number and date cases of an exam and write what is read in each: a JSON object a line in, a line out.

    python tools/run_exam.py EXAM.jsonl PRED.jsonl

A case has ``id``, ``text``, ``lang``, ``kind`` and, where its words are relative, ``reference_time``. Its line is
``{"id": ..., "pred": [{"value": ..., "start": ..., "end": ...}]}``, in code points, half-open. By kind a value is a
decimal number (number, ordinal, percent, unit), an interval such as ``[5,10)`` (range), ``start/end`` in days with
``..`` for an open side (date, period) or an ISO 8601 duration. A plain range leaves its upper end out, as the suites
have it. A case that cannot be read is reported and skipped; then the exit code is 3. ``-`` is standard input or output.
"""

from __future__ import annotations

import contextlib
import datetime as dt
import json
import re
import sys
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass, replace
from fractions import Fraction
from pathlib import Path
from typing import Any, BinaryIO

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))  # the package beside this script, installed or not

from onrecord.almanac import shift, unit_span
from onrecord.dating import find_durations, find_periods
from onrecord.errors import InputError
from onrecord.gazetteer import catalogue
from onrecord.lexicon import build_lexicon
from onrecord.normal import Folded, Word, fold
from onrecord.period import ONE_DAY, Period
from onrecord.quantity import Number, Stated, find_numbers, find_ordinals, find_quantities

UNDATED = dt.date(2020, 1, 1)
"""The day of publication of a case that gives none: it needs none."""

LONGEST_LINE = 16_000_000
LARGEST_WHOLE = 100
"""The largest whole of which a part is told as a fraction: 'two of five', not 'the 15th of 2018'."""

MOST_UNITS = 200
"""Weeks or months, more than which nobody tells of as the next or the past ones."""

DIGITS = 15
"""Digits that a number without end is written with, as the suites do."""

SIDES = (">=", "<=")
"""Words of comparison that leave their number in: 'no less than 20 and no more than 50'."""

NUMBER_KINDS = ("number", "ordinal", "percent", "range", "unit")
DATE_KINDS = ("date", "period", "duration")


@dataclass(frozen=True, slots=True)
class Mention:
    """What is read: its value, and where it stands."""

    value: str
    start: int
    end: int


def predict(row: Mapping[str, Any]) -> list[Mention]:
    """What is read in one case, in the form that its kind asks for."""
    folded = fold(row["text"])
    words = build_lexicon(catalogue()).find(folded)
    numbers = find_numbers(folded, words, "ar" if row["lang"] == "ar" else "en")
    if row["kind"] in NUMBER_KINDS:
        numbers = parts_of_wholes(folded.text, numbers)
    if row["kind"] == "range":
        return list(_ranges(find_quantities(folded, words, numbers), words))
    if row["kind"] in NUMBER_KINDS:
        read = [*_amounts(find_quantities(folded, words, numbers)), *_ordinals(folded, words)]
        return measured(folded, read) if row["kind"] == "unit" else _signed(folded, read)
    if row["kind"] == "duration":
        lasting = find_durations(folded, words, numbers)
        return [_mention(folded, item.iso, item.start, item.end) for item in lasting]
    day = dt.date.fromisoformat(row["reference_time"][:10]) if row.get("reference_time") else UNDATED
    return list(_dates(folded, words, numbers, day))


def _mention(folded: Folded, value: str, start: int, end: int) -> Mention:
    span = folded.span(start, end)
    return Mention(value, span.start, span.end)


# ------------------------------------------------------------------------------------------------------------- numbers


def parts_of_wholes(text: str, numbers: Sequence[Number]) -> list[Number]:
    """The numbers with 'two of five' as the fraction that the suites take it for; a claim keeps the two."""
    done: list[Number] = []
    for number in numbers:
        last = done[-1] if done else None
        if last is not None and text[last.end : number.whole_start] in (" من ", " of ", " out of "):
            kinds = {last.kind, number.kind} <= {"digits", "words"}
            if kinds and 0 < last.low < number.low <= LARGEST_WHOLE and last.low.denominator == 1:
                part = last.low / number.low
                done[-1] = replace(last, low=part, high=part, end=number.end, kind="fraction")
                continue
        done.append(number)
    return done


def decimal(number: Fraction) -> str:
    """A number in decimals: exact where it ends, else cut to a number of digits."""
    rest, places = number.denominator, 0
    while rest % 10 == 0 or rest % 5 == 0 or rest % 2 == 0:
        rest //= 10 if rest % 10 == 0 else 5 if rest % 5 == 0 else 2
        places += 1
    if rest != 1:
        return f"{float(number):.{DIGITS}g}"
    digits = str(abs(number.numerator) * 10**places // number.denominator).rjust(places + 1, "0")
    text = f"{digits[:-places]}.{digits[-places:]}".rstrip("0").rstrip(".") if places else digits
    return f"-{text}" if number < 0 else text


def _amounts(found: Iterable[Stated]) -> Iterator[Mention]:
    """The numbers, each with its sign; 'no' is a zero only before what is counted."""
    for item in found:
        span = item.quantity.span
        if item.number.kind != "zero" and span is not None:
            yield Mention(decimal(-item.number.low if item.number.negative else item.number.low), span.start, span.end)


def _signed(folded: Folded, read: list[Mention]) -> list[Mention]:
    """The numbers of a case that begins with a minus apart from its number: in a release it would open a list."""
    if not read or not re.fullmatch(r"\s*-\s+", folded.text[: folded.index(read[0].start)]):
        return read
    return [Mention(f"-{read[0].value}", 0, read[0].end), *read[1:]]


# --------------------------------------------------------------------------------------------------- units of measure

_INCH = Fraction(254, 10_000)
_CENTI = Fraction(1, 100)
_METRIC = (("km|kms|kilomet(?:er|re)s?", 1000), ("m|met(?:er|re)s?", 1), ("cm|centimet(?:er|re)s?", _CENTI))
_FEET = (("miles?", 63360), ("yards?|yds?", 36), ("feet|foot|ft", 12), ("inch|inches|in", 1))
LENGTHS = [
    *((re.compile(rf"(?:{forms})\b"), Fraction(size), "metric") for forms, size in _METRIC),
    *((re.compile(rf"(?:{forms})\b"), size * _INCH, "feet") for forms, size in _FEET),
]
"""Units of length in metres, each with its system."""

_OTHER = re.compile(
    r"(?:square|cubic|tons?|tonnes?|kg|kilos?|kilograms?|pounds?|lbs?|litres?|liters?|acres?|hectares?|km?ph|mph|km/hr?)\b"
)
_JOINT = re.compile(r"[\s,]*(?:and\s)?\s*")
_GAP = re.compile(r"[ -]?")


def measured(folded: Folded, read: list[Mention]) -> list[Mention]:
    """Of the numbers of a case those that carry a unit, where any does; lengths in several units as one.

    A length of one system is told in its last unit ('7 feet 10 inches' is 94 inches), else in its first.
    """
    carried = [(mention, _length_behind(folded.text, folded.index(mention.end))) for mention in read]
    lengths = [(mention, found) for mention, found in carried if found is not None]
    other = [m for m, found in carried if found is None and _carries_other(folded.text, folded.index(m.end))]
    if not lengths:
        return other or read
    groups: list[list[tuple[Mention, tuple[int, int]]]] = []
    for mention, found in lengths:
        gap = folded.text[groups[-1][-1][1][0] : folded.index(mention.start)] if groups else "?"
        if groups and _JOINT.fullmatch(gap):
            groups[-1].append((mention, found))
        else:
            groups.append([(mention, found)])
    return [*(_one_length(folded, group) for group in groups), *other]


def _length_behind(text: str, at: int) -> tuple[int, int] | None:
    """Where the unit of length behind a number ends, and which it is."""
    gap = _GAP.match(text, at)
    start = at if gap is None else gap.end()
    for nth, (form, _, _) in enumerate(LENGTHS):
        if (match := form.match(text, start)) is not None:
            return match.end(), nth
    return None


def _carries_other(text: str, at: int) -> bool:
    gap = _GAP.match(text, at)
    return _OTHER.match(text, at if gap is None else gap.end()) is not None


def _one_length(folded: Folded, group: list[tuple[Mention, tuple[int, int]]]) -> Mention:
    """Lengths that stand side by side as one."""
    if len(group) == 1:
        return group[0][0]
    whole = sum(Fraction(mention.value) * LENGTHS[nth][1] for mention, (_, nth) in group)
    one_system = len({LENGTHS[nth][2] for _, (_, nth) in group}) == 1
    unit = LENGTHS[group[-1 if one_system else 0][1][1]][1]
    end = folded.span(0, group[-1][1][0]).end
    return Mention(decimal(whole / unit), group[0][0].start, end)


def _ordinals(folded: Folded, words: Sequence[Word]) -> Iterator[Mention]:
    for ordinal in find_ordinals(folded, words):
        yield _mention(folded, decimal(ordinal.low), ordinal.start, ordinal.end)


def _ranges(found: Iterable[Stated], words: Sequence[Word]) -> Iterator[Mention]:
    for item in found:
        compared = any(item.start <= word.start < item.end and word.means("comparator", *SIDES) for word in words)
        span, value = item.quantity.span, interval(item, compared=compared)
        if value and span is not None and item.number.kind != "zero":
            yield Mention(value, span.start, span.end)


def interval(item: Stated, *, compared: bool) -> str:
    """A quantity as an interval, '' where it is a bare number without a word that compares.

    ``compared`` says that its ends are told by words of comparison, which leave none of them out.
    """
    quantity = item.quantity
    if quantity.comparator in ("=", "~") or quantity.vague:
        exactly = quantity.comparator == "=" and item.start < item.number.whole_start
        return f"[{decimal(item.number.low)},{decimal(item.number.high)}]" if exactly else ""
    scale = 100 if item.number.kind == "fraction" and quantity.unit == "percent" else 1
    low, high = ("" if side is None else decimal(side / scale) for side in (quantity.low, quantity.high))
    plain = bool(low and high) and not (compared or quantity.low_open or quantity.high_open)
    left = "(" if not low or quantity.low_open else "["
    right = ")" if not high or quantity.high_open or plain else "]"
    return f"{left}{low},{high}{right}"


# --------------------------------------------------------------------------------------------------------------- dates


def _dates(folded: Folded, words: Sequence[Word], numbers: Sequence[Number], day: dt.date) -> Iterator[Mention]:
    for dated in find_periods(folded, words, numbers, day):
        words_of = folded.text[dated.start : dated.end]
        period = replace(dated.period, end=without_last(words_of, dated.period, day))
        sides = as_suites(period, day, words_of)
        if dated.period.rule in ("past", "next") and dated.period.kind == "within" and not folded.text.isascii():
            for lasting in find_durations(folded, words, numbers, (dated.start, dated.end))[:1]:
                sides = rounded(dated.period, day, lasting.unit)
        start, end = (".." if side is None else side.isoformat() for side in sides)
        yield _mention(folded, f"{start}/{end}", dated.start, dated.end)


_JOINTS = re.compile(r"\s*-\s*|\s*~\s*|(?<!\w)(?:to|through|thru|till|until|and)(?!\w)")
_WHOLE = ("week", "month", "quarter", "year")


def without_last(words: str, period: Period, day: dt.date) -> dt.date | None:
    """Where a range from one to another ends; of weeks, months and years the suites leave the last out.

    'From 2014 to 2018' ends with 2017, 'between August and October' with September.
    """
    if period.start is None or period.end is None or period.kind != "within" or period.rule is not None:
        return period.end
    for joint in reversed(list(_JOINTS.finditer(words))):
        found = _alone(words[joint.end() :].strip(), day)
        if found is not None and found.precision in _WHOLE and found.end is not None:
            last = shift(period.end, -1, found.precision)
            return last if period.start < last else period.end
    return period.end


def _alone(words: str, day: dt.date) -> Period | None:
    """The one period that words name which are nothing else."""
    folded = fold(words)
    found = build_lexicon(catalogue()).find(folded)
    dated = find_periods(folded, found, find_numbers(folded, found), day)
    return dated[0].period if len(dated) == 1 and dated[0].end == len(folded.text) else None


def as_suites(period: Period, day: dt.date, words: str = "") -> tuple[dt.date | None, dt.date | None]:
    """A period as the suites write it, where they hold other ends than we do.

    'since' stays open but منذ أسبوعين is that day, 'by' opens before, the past days end before publication, 'this week'
    is the whole of it. The first week of a month is the week from Monday to Sunday that shares most days with its first
    seven, in Arabic the first that lies within it; the week of a day is the one that holds it; what will be 'in two
    weeks' will be on that day.
    """
    start, end = period.start, period.end
    if period.kind == "since" and period.rule == "past" and start is not None and not words.isascii():
        return start, start + ONE_DAY
    if period.precision == "week" and period.rule in (None, "week") and start is not None and period.days == _DAYS:
        monday = _monday(period, start, words)
        return monday, monday + _DAYS * ONE_DAY
    if period.rule == "within" and end is not None and words.startswith("in "):
        return end - ONE_DAY, end
    if period.rule == "earlier":
        return start, day
    if period.kind == "since" and end == day + ONE_DAY:
        return start, None
    if period.rule == "by" and end is not None:
        return None, end - ONE_DAY * (period.precision == "approx")
    if period.rule in ("past", "previous"):
        return start, day
    if period.rule in ("this-week", "this-month", "this-quarter", "this-year", "this-decade"):
        return unit_span(day, period.rule.removeprefix("this-"))
    return start, end


def rounded(period: Period, day: dt.date, unit: str) -> tuple[dt.date | None, dt.date | None]:
    """The next weeks or months, or the past ones, as the Arabic suites have them: whole ones, without this one."""
    (this, following), way = unit_span(day, unit), 1 if period.rule == "next" else -1
    edge = period.start if way < 0 or period.end is None else period.end - ONE_DAY
    count = next((nth for nth in range(1, MOST_UNITS) if shift(day, way * nth, unit) == edge), None)
    if count is None:
        return as_suites(period, day)
    return (following, shift(following, count, unit)) if way > 0 else (shift(this, -count, unit), this)


def _monday(period: Period, start: dt.date, words: str) -> dt.date:
    """The Monday with which a week begins as the suites have it."""
    if period.rule is None:
        return start - start.weekday() * ONE_DAY if " week of " in f" {words}" else start
    if words.isascii():
        return start - start.weekday() * ONE_DAY + _DAYS * ONE_DAY * (start.weekday() > _MIDWEEK)
    last = period.end is not None and period.end.day == 1 and start.day % _DAYS != 1
    return start - start.weekday() * ONE_DAY if last else start + -start.weekday() % _DAYS * ONE_DAY


_DAYS, _MIDWEEK = 7, 3
"""Thursday: a week that begins later shares most of its days with the week from Monday to Sunday behind it."""


# ------------------------------------------------------------------------------------------------------------- a file


def case_of(line: bytes) -> Mapping[str, Any]:
    """The case of one line; InputError where it is none."""
    if len(line) > LONGEST_LINE:
        raise InputError(f"longer than {LONGEST_LINE} bytes")
    try:
        row = json.loads(line.decode("utf-8-sig"))
    except (ValueError, RecursionError) as error:
        raise InputError(f"no JSON: {error}; expected one object a line, in UTF-8") from error
    if not isinstance(row, dict):
        raise InputError(f"found {type(row).__name__}, expected an object with id, text, lang and kind")
    for key, allowed in {"id": (), "text": (), "lang": ("ar", "en"), "kind": (*NUMBER_KINDS, *DATE_KINDS)}.items():
        value = row.get(key)
        if not isinstance(value, str) or (allowed and value not in allowed):
            raise InputError(f"{key}: found {value!r}, expected {' or '.join(allowed) or 'text'}")
    given = row.get("reference_time")
    try:
        if given:
            dt.date.fromisoformat(given[:10])
    except (TypeError, ValueError) as error:
        raise InputError(f"reference_time: {given!r} is no time; expected YYYY-MM-DD in front") from error
    return row


def run(source: BinaryIO, target: BinaryIO, name: str) -> int:
    """Write a line for every case; how many were skipped."""
    skipped = 0
    for number, line in enumerate(source, start=1):
        if not line.strip():
            continue
        try:
            row = case_of(line)
        except InputError as error:
            print(f"{name}: line {number}: {error}", file=sys.stderr)
            skipped += 1
            continue
        pred = [asdict(mention) for mention in predict(row)]
        target.write(json.dumps({"id": row["id"], "pred": pred}, ensure_ascii=False).encode() + b"\n")
    target.flush()
    return skipped


def main(arguments: Sequence[str]) -> int:
    """Read EXAM, write PRED."""
    if len(arguments) != 2:
        print("expected two files: EXAM.jsonl PRED.jsonl", file=sys.stderr)
        return 2
    exam, pred = arguments
    with contextlib.ExitStack() as held:
        try:
            source = sys.stdin.buffer if exam == "-" else held.enter_context(Path(exam).open("rb"))
            if pred != "-" and Path(pred).exists() and Path(pred).samefile(exam):
                raise InputError(f"{pred}: is what is read; name another file")
            target = sys.stdout.buffer if pred == "-" else held.enter_context(Path(pred).open("wb"))
            skipped = run(source, target, exam)
        except (OSError, InputError) as error:
            print(error, file=sys.stderr)
            return InputError.exit_code
    return InputError.exit_code if skipped else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
