"""The letters of dates: every word of the date tables, every number and every stretch between them as one token.

The grammars over those letters are in daterules.py and composeddates.py.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Iterator, Mapping, Sequence
from functools import cache
from itertools import pairwise

from onrecord import patterns as re
from onrecord.almanac import Span, day_of, hijri_span, month_span
from onrecord.data import table
from onrecord.glued import glued
from onrecord.normal import Word, fold
from onrecord.patterns import named
from onrecord.period import ONE_DAY, PeriodKind, Precision
from onrecord.quantity import Number
from onrecord.setwords import forms
from onrecord.valueclass import dataclass, replace

_KINDS = {
    "month": "M",
    "month_word": "M",
    "hijri_month": "H",
    "solar_month": "J",
    "weekday": "W",
    "weekdays": "U",
    "day": "o",
    "relative": "R",
    "season": "A",
    "part_of_year": "Q",
    "time_pair": "V",
    "time_count": "n",
    "date_past": "P",
    "date_this": "T",
    "date_next": "N",
    "ago": "G",
    "from_now": "L",
    "onward": "g",
    "date_to": "t",
    "date_and": "&",
    "date_twin": "=",
    "era": "e",
    "day_part": "p",
    "holiday": "F",
    "decade": "C",
    "time_unit": "",
    "date_lead": "",
}
_UNITS = {
    "hour": "h",
    "day": "D",
    "week": "w",
    "month": "m",
    "quarter": "q",
    "year": "Y",
    "decade": "z",
    "century": "@",
}
_LEADS = {
    "in": "i",
    "of": "v",
    "since": "s",
    "from": "f",
    "between": "b",
    "by": "B",
    "before": "k",
    "until": "u",
    "as-of": "x",
    "after": "a",
    "week-of": "l",
    "part": "E",
}
_DATE_KINDS = frozenset(_KINDS)


def kinds_with(letters: frozenset[str]) -> frozenset[str]:
    """The kinds of words that may have one of these letters; a day has its own only in digits."""
    by_id = {"time_unit": _UNITS, "date_lead": _LEADS}
    held = {kind: set(by_id[kind].values()) if kind in by_id else {code} for kind, code in _KINDS.items()}
    return frozenset(kind for kind, codes in held.items() if codes & letters)


@cache
def _units_of_time() -> Mapping[str, tuple[str, int]]:
    """What each word for a length of time is: its unit, and how many of it; a night is one day."""
    nights = {"one": ("day", 1), "two": ("day", 2)}
    held = {form: told for name, told in nights.items() for form in forms("ar", "night", name)}
    for kind, count in (("time_unit", 1), ("time_pair", 2)):
        for row in table("lexicon/dates")[kind]:
            held |= {fold(form).text: (row["id"], count) for form in row["forms"]}
    return held


def unit_called(word: str) -> tuple[str, int]:
    """The unit that a word for a length of time names, and how many of it: 'fortnight' and الأسبوعين are two weeks."""
    return _units_of_time()[word.removeprefix("ال")]


UNIT_OF = {letter: unit for unit, letter in _UNITS.items()}
FIRST_YEAR, LAST_YEAR, _NEAR_YEARS = 1700, 2100, 2060
LUNAR = range(1206, 1501)
FEW_WORDS, EVENT_WORDS = 5, 10
"""Words that may stand between two words of a date, and that may tell the event between 'since' and its date."""


@dataclass(frozen=True, slots=True)
class Token:
    """A word of the date tables, a number, what stands between two of them, or a date read from several."""

    code: str
    value: str
    low: int
    """Where the written word starts, with what is written on its front."""
    end: int
    span: Span | None = None
    precision: Precision = "day"
    rule: str | None = None
    kind: PeriodKind = "within"
    dated: bool = True
    """Whether the words state the year, or say by themselves which it is."""
    closing: bool = False
    """Whether the words name the end of something: 'the end of March'."""
    half: bool = False
    """Whether half of it is added to a length of time: شهر ونصف, 'two and a half years'."""


_RUN = named("datewords", "run")
_CLITICS = named("datewords", "clitics")
_ARTICLE = named("datewords", "article")
_CLOCK = named("datewords", "clock")
_DECADE = re.compile(r"(?:1[5-9]|20)\d0|[5-9]0")
_SHORT_YEAR = 2
_LONGEST_FRONT = 5
_LONGEST_MONTH = 31
_NO_FRONT = ("+", "#", "_", ".", ":")
_PLAIN = re.compile(r"\d{1,4}")
_ORDINAL = named("datewords", "ordinal")
_SPLIT = re.compile(r"(\d{4})-(\d{4})|(\d{1,2})-(\d{1,2})")
_YEARS = re.compile(r"(\d{4})[-/](\d\d)")
_FULL = re.compile(r"(\d{1,4})([-/.])(\d{1,2})\2(\d{1,4})")
_MONTH_YEAR = re.compile(r"(\d{1,2})[-/](\d{4})|(\d{4})[-/](\d{1,2})")
_OLD_YEAR = re.compile(r"1[0-6]\d\d")
_BASIC = re.compile(r"((?:19|20)\d\d)(\d\d)(\d\d)")
_DAY_YEAR = re.compile(r"(\d{1,2})[-/]((?:19|20)\d\d)")
_MONTH_BEFORE = named("datewords", "month-before")
_DAY_MONTH = re.compile(r"(\d{1,2})/(\d{1,2})")


_YEAR_WORD = named("datewords", "year-word")

_TWO_THOUSAND, _MILLENNIUM = named("datewords", "two-thousand"), 2000
_DEFINITE_TEEN = named("datewords", "definite-teen")


def date_tokens(text: str, words: Sequence[Word], numbers: Sequence[Number], within: tuple[int, int]) -> list[Token]:
    """Everything that may be part of a date, in order."""
    start, end = within
    nouns = {
        word.whole[0]
        for word in words
        if ("noun" in word.kinds and "time_unit" not in word.kinds) or "percent" in word.kinds
    }
    counted = {n.start for n in numbers if n.end in nouns or n.end + 1 in nouns or text[n.end : n.end + 1] == "%"}
    ends = {number.start: number.end for number in numbers}
    tokens = list(_bare_weekdays(text, words, (start, end)))
    words = [word for word in words if "month_word" not in word.kinds or _is_month(text, word)]
    months = {word.whole[1]: word.whole[0] for word in words if "month" in word.kinds}
    for match in _RUN.finditer(text, start, end):
        taken_on = match.start() in counted or ends.get(match.start(), 0) > match.end()
        taken_on = taken_on and not _led_year(text, match, months) and not _led_day(text, match, months)
        tokens.extend(_digits(text, match, taken_on))
    years = _years_in_words(text, numbers, counted)
    tokens.extend(years)
    taken_by_years = {year.low for year in years}
    for number in numbers:
        if number.low.denominator == _HALVES and number.start not in counted:  # two and a half years
            half = Token("r", str(int(number.low)), number.whole_start, number.end, half=True)
            tokens.append(half)
        elif number.whole_start in taken_by_years:
            continue
        elif number.kind in ("words", "vague") and number.low.denominator == 1 and not text[number.start].isdigit():
            code = "c" if number.start in counted else _number_code(int(number.low))
            if _TWO_THOUSAND.match(text, number.start) and number.low == _MILLENNIUM:
                led = _YEAR_WORD.search(text, max(0, number.whole_start - 12), number.whole_start)
                code = code if led else "n"  # رحل في حزيران ألفان
            tokens.append(Token(code, str(number.low), number.whole_start, number.end))
    taken = [(n.start, n.end) for n in numbers if n.kind in ("digits", "words", "vague")]
    tokens.extend(_worded(text, [word for word in words if not _cut_name(text, word)], taken))
    ordinals = [word for word in words if "ordinal" in word.kinds]
    teens = [(_DEFINITE_TEEN.match(text, word.start), word) for word in ordinals]
    tokens.extend(Token("d", "11" if teen["eleven"] else "12", *word.whole) for teen, word in teens if teen is not None)
    tokens.sort(key=lambda token: (token.low, -token.end))
    kept: list[Token] = []
    for token in tokens:
        if not kept or token.low >= kept[-1].end:
            kept.append(token)
    return kept


_BARE_WEEKDAY = named("datewords", "bare-weekday")
_FRAMES = frozenset(("time_unit", "month", "hijri_month"))


def _bare_weekdays(text: str, words: Sequence[Word], within: tuple[int, int]) -> Iterator[Token]:
    """Days of the week without their article, as a week or month counts them: آخر خميس من أيار, أحد الأسبوع الماضي."""
    if not any(text[word.start] > "\u0600" and not _FRAMES.isdisjoint(word.kinds) for word in words):
        return
    for match in _BARE_WEEKDAY.finditer(text, *within):
        nth = 1 if match[1] else 2
        yield Token("W", _weekdays()[match[nth]], match.start(nth), match.end(nth))


@cache
def _weekdays() -> Mapping[str, str]:
    """The days of the week by their Arabic names without the article."""
    rows = table("lexicon/dates")["weekday"]
    return {fold(form).text.removeprefix("ال"): row["id"] for row in rows for form in row["forms"]}


_HALVES = 2
_CENTURIES = range(17, 21)
_TENS = range(10, 100)


def _years_in_words(text: str, numbers: Sequence[Number], counted: Collection[int]) -> list[Token]:
    """Years as they are spoken: 'nineteen eighty-six'."""
    found = []
    for first, second in pairwise(numbers):
        worded = first.kind == second.kind == "words" and first.low in _CENTURIES and second.low in _TENS
        if not worded or second.start in counted or text[first.end : second.whole_start] not in (" ", "-"):
            continue
        if text[second.end : second.end + 1] != "-" and not text[first.start].isdigit():
            year = str(100 * int(first.low) + int(second.low))
            found.append(Token("y", year, first.whole_start, second.end))
    return found


_LOW_MONTH_BEFORE = named("datewords", "low-month-before")
_LOW_MONTH_BEHIND = named("datewords", "low-month-behind")
_MODAL = named("datewords", "modal")
_MODAL_SUBJECT = named("datewords", "modal-subject")
_LOW_REACH = 32


def _is_month(text: str, word: Word) -> bool:
    """Whether 'march', 'may' or 'august' is a month: written large, or by the words around it."""
    if "month" in word.kinds:
        return True
    if text.startswith("may", word.start):
        if _MODAL.match(text, word.end) or _MODAL_SUBJECT.search(text, max(0, word.start - 8), word.start):
            return False
    if _LOW_MONTH_BEHIND.match(text, word.start) is not None:
        return True
    return _LOW_MONTH_BEFORE.search(text, max(0, word.start - _LOW_REACH), word.end) is not None


_CUT = named("datewords", "cut")


def _cut_name(text: str, word: Word) -> bool:
    """Whether a month's name is the beginning of another name, with an apostrophe."""
    return "month" in word.kinds and _CUT.match(text, word.end) is not None


_LED_YEAR = re.compile(r"(?:19|20)(?!00)\d\d")
_YEAR_LEAD = named("datewords", "year-lead")


_DAY_LEAD = named("datewords", "day-lead")


def _led_day(text: str, match: re.Match[str], months: Mapping[int, int]) -> bool:
    """Whether a number behind a month is its day whatever follows: 'the October 7 attacks', but 'in May 7 attacks'."""
    if len(match.group()) > len("31") or not 1 <= int(match.group()) <= _LONGEST_MONTH:
        return False
    month = months.get(match.start() - 1, months.get(match.start() - len(". ")))
    return month is not None and _DAY_LEAD.search(text, max(0, month - len("  the ")), month) is not None


def _led_year(text: str, match: re.Match[str], months: Mapping[int, int]) -> bool:
    """Whether a number is a year by the word before it, whatever follows: 'in 2014 turnout', منذ تموز 2021 مئة."""
    if _LED_YEAR.fullmatch(match.group()) is None or int(match.group()) > _NEAR_YEARS:
        return False
    lead = text[max(0, match.start() - 12) : match.start()]
    return match.start() - 1 in months or _YEAR_LEAD.search(lead) is not None


_HALF = named("datewords", "half")

_HALVED = frozenset("hDwmYV")


def _worded(text: str, words: Sequence[Word], taken: Sequence[tuple[int, int]]) -> Iterator[Token]:
    """The words of the date tables that stand in no number."""
    at = 0
    for word in words:
        while at < len(taken) and taken[at][1] <= word.start:
            at += 1
        inside = at < len(taken) and taken[at][0] <= word.start and "decade" not in word.kinds
        if "decade" in word.kinds and _AGED.search(
            text, max(0, word.start - len("their ")), word.start
        ):  # 'women in their fifties'
            continue
        if word.end - word.start == len("sun") and text.startswith(_SHORT_DAYS, word.start):
            inside = inside or _DAY_BEHIND.match(text, word.end) is None
        if inside or _DATE_KINDS.isdisjoint(word.kinds):
            continue
        sense = min((s for s in word.senses if s.kind in _DATE_KINDS), key=lambda s: _ORDER[s.kind])
        code = _KINDS[sense.kind] or _UNITS.get(sense.id) or _LEADS[str(sense.data.get("code", "in"))]
        value = f"{sense.id}/{sense.data['months']}" if "months" in sense.data else sense.id
        closing = bool(sense.data.get("end"))
        if sense.kind == "decade":
            first = dt.date(int(sense.id), 1, 1)
            span = first, dt.date(first.year + int(str(sense.data["years"])), 1, 1)
            yield Token("C", value, word.whole[0], word.whole[1], span, "year", "decade")
        elif sense.kind == "holiday":
            yield Token(code, f"{sense.id}/{sense.data['days']}", word.whole[0], word.whole[1])
        else:
            if closing and (low := _by_its_end(text, word.whole[0])) is not None:  # بنهاية أيار
                yield Token("B", "by", low, word.start)
                yield Token(code, value, word.start, word.whole[1], closing=True)
                continue
            half = _HALF.match(text, word.end) if code in _HALVED else None
            end = word.whole[1] if half is None else half.end()
            yield Token(code, value, word.whole[0], end, closing=closing, half=half is not None)


def _by_its_end(text: str, low: int) -> int | None:
    """Where a word for the end of something is led to by what tells of all up to it: مع نهاية, بنهاية."""
    return low if text[low] == "ب" else low - len("مع ") if text.endswith((" مع ", "\nمع "), 0, low) else None


_AGED = named("datewords", "aged")
_SHORT_DAYS = ("sat", "sun")
_DAY_BEHIND = named("datewords", "day-behind")
"""What follows a day of the week whose name cut short is another word too: 'Sat 14th', 'Sun, March 6'."""

_ORDER = {kind: nth for nth, kind in enumerate(_KINDS)}


def _number_code(value: int) -> str:
    """Which letter a whole number has: a day, a year, or another number."""
    return "d" if 1 <= value <= 31 else "y" if FIRST_YEAR <= value <= LAST_YEAR else "n"


def _digits(text: str, match: re.Match[str], counted: bool) -> Iterator[Token]:
    """A run of digits as a day, a year, a numeric date, two numbers with a hyphen, or nothing that dates."""
    run, start, end = match.group(), *match.span()
    if (text[end : end + 1].isalpha() or text[start - 1 : start].isalpha()) and not text[end : end + 1] > "\u0600":
        parts = list(glued(text, run, start, end))
        if parts:
            yield from (Token(*part, half=part[0] == "r") for part in parts)
            return
    first = start
    while first > max(0, start - _LONGEST_FRONT) and text[first - 1].isalpha():
        first -= 1
    known = _CLITICS.fullmatch(text, first, start)
    if text[first - 1 : first] == "/" and not text[first - 2 : first - 1].isalpha():
        return
    if not known or text[first - 1 : first] in (*_NO_FRONT, "$", "€", "£") or _CLOCK.match(text, end):
        return
    low = first + (text[first:start][:1] in ("و", "ف"))
    if low == start and (article := _ARTICLE.search(text, max(0, start - 4), start)) is not None:
        low = article.start()
    if (marked := _marked_year(text, run, (start, end), low)) is not None:
        yield marked
        return
    if _WITH_ERA.match(text, start) is not None:
        yield Token(_number_code(int(run)), run, low, end)  # 1438هـ
        yield Token("e", "hijri" if text[end] == "ه" else "common", end, end + 1)
        return
    if text[end : end + 1].isalpha() or ("/" in run and _NUMBERED.search(text, max(0, low - _LONGEST_NUMBERED), low)):
        return
    if counted:
        yield Token("c", run, low, end)
    elif _LED_YEAR.fullmatch(run) and (_reports(text, start) or _aside(text, match)):
        yield Token("C", run, low, end, (dt.date(int(run), 1, 1), dt.date(int(run) + 1, 1, 1)), "year")
    else:
        yield from _undecided(text, run, low, (start, end))


_DECADE_LEAD = named("datewords", "decade-lead")


def _marked_year(text: str, run: str, at: tuple[int, int], low: int) -> Token | None:
    """A decade in figures, 'the 1990s', 'the '90s', or a year of two digits that is marked as one: 'Aug '22'."""
    start, end = at
    if text.startswith("s", end) and not text[end + 1 : end + 2].isalnum():
        if _DECADE.fullmatch(run) and _DECADE_LEAD.search(text, max(0, start - len("early ")), start):
            year = int(run) + (1900 if len(run) == _SHORT_YEAR else 0)
            span = dt.date(year, 1, 1), dt.date(year + 10, 1, 1)
            return Token("C", run, low, end + 1, span, "year", "decade")
        return None
    if len(run) != _SHORT_YEAR or not run.isdigit():
        return None
    if text[start - 1 : start] == "'" and text[max(0, start - 2) : start - 1] in (" ", ""):
        return Token("y", _of_century(run), low - 1, end)
    return Token("y", _of_century(run), low, end) if _ends_date(text, run, start, end) else None


_PIVOT = 40


def _of_century(run: str) -> str:
    """A year of two digits with its century: '22, '67."""
    return str(int(run) + (2000 if int(run) < _PIVOT else 1900))


_DATE_BEFORE = named("datewords", "date-before")
_MONTH_LED = named("datewords", "month-led")
_DATE_REACH = 32
_CLOSERS = ("", ".", ",", ";", ":", ")", "!", "?", "\n")


def _ends_date(text: str, run: str, start: int, end: int) -> bool:
    """Whether two digits close a date as its year: '4 Aug 96', '31-Oct-74'; behind a month alone, no day of it."""
    if text[end : end + 1] not in _CLOSERS or text[start - 1 : start] not in (" ", "-"):
        return False
    if _DATE_BEFORE.search(text, max(0, start - _DATE_REACH), start) is not None:
        return True
    alone = int(run) > _LONGEST_MONTH and text[start - 1] == " "
    return alone and _MONTH_LED.search(text, max(0, start - _DATE_REACH), start) is not None


def _undecided(text: str, run: str, low: int, at: tuple[int, int]) -> Iterator[Token]:
    """A run of digits by its form alone."""
    start, end = at
    if _COUNTER.fullmatch(run) and text[start - 1 : start] == "(" and text[end : end + 1] == ")":
        return  # the second of four: (2/4)
    if (ordinal := _ORDINAL.fullmatch(run)) and 1 <= int(ordinal[1]) <= 31:
        yield Token("o", str(int(ordinal[1])), low, end)
    elif _OLD_YEAR.fullmatch(run) and _ends_date(text, run, start, end):
        yield Token("y", run, low, end)  # 5 December 1391
    elif _PLAIN.fullmatch(run):
        yield Token(_number_code(int(run)), str(int(run)), low, end)
    elif (years := _YEARS.fullmatch(run)) and int(years[2]) == (int(years[1]) + 1) % 100 and int(years[2]) > 12:
        span = dt.date(int(years[1]), 1, 1), dt.date(int(years[1]) + 2, 1, 1)
        yield Token("Z", run, low, end, span, "year")
    elif (whole := _DAY_YEAR.fullmatch(run)) and _MONTH_BEFORE.search(text, max(0, start - _DATE_REACH), start):
        yield Token("d", str(int(whole[1])), low, start + whole.end(1))  # Sep-23-2020
        yield Token("y", whole[2], start + whole.start(2), end)
    elif _SPLIT.fullmatch(run):
        left, _, right = run.partition("-")
        yield Token(_number_code(int(left)), str(int(left)), low, start + len(left))
        yield Token(_number_code(int(right)), str(int(right)), start + len(left) + 1, end)
    else:
        yield from () if numbers_thread(text, start, end) else _numeric(run, low, end)


_WITH_ERA = re.compile(r"\d{4}[هم](?!\w)")
_THREAD_RUN = re.compile(r"(?<![\d/])(\d{1,2})/(\d{1,2})(?![\d/])")
_OPENS_THREAD = re.compile(r"\s*[(\[]?1/\d{1,2}[)\]]?\s+(?=\S)")


def numbers_thread(text: str, start: int, end: int) -> bool:
    """Whether '2/4' numbers a message of a thread: the first and last stand there too, or the text opens with one."""
    short = _DAY_MONTH.fullmatch(text, start, end)
    if short is None or int(short[1]) > int(short[2]):
        return False
    before, after = text[:start].rstrip(" \t"), text[end : end + 1]
    framed = before.endswith(("(", "[")) and after in (")", "]")
    if not framed and before and not before.endswith("\n"):
        return False
    if _OPENS_THREAD.match(text, 0, end + 2) is not None:
        return True
    last = int(short[2])
    told = {int(m[1]) for m in _THREAD_RUN.finditer(text) if int(m[2]) == last}
    return last > 1 and {1, last} <= told


def _reports(text: str, start: int) -> bool:
    return _REPORT.search(text, max(0, start - _LONGEST_REPORT), start) is not None


def _aside(text: str, match: re.Match[str]) -> bool:
    """Whether a year stands alone in brackets, or opens them: '340 (2018), 512 (2019: 98)'."""
    return text[match.start() - 1 : match.start()] == "(" and text[match.end() : match.end() + 1] in (")", ":")


_NUMBERED = named("datewords", "numbered")

_LONGEST_NUMBERED = 24

_COUNTER = re.compile(r"\d{1,2}/\d{1,2}")
_REPORT = named("datewords", "report")

_LONGEST_REPORT = 24


def _numeric(run: str, low: int, end: int) -> Iterator[Token]:
    """'15/3/2018', '2018-03-15', '3/2018'; day before month but where only the other order names a day."""
    if full := _FULL.fullmatch(run):
        first, month, last = int(full[1]), int(full[3]), int(full[4])
        if len(full[1]) == 4:
            day = day_of(first, month, last)
        else:
            year = last if len(full[4]) == 4 else int(_of_century(full[4])) if len(full[4]) == 2 else 0
            lunar = hijri_span(year, month, first) if year in LUNAR else None
            day = None if lunar else day_of(year, month, first) or day_of(year, first, month)
            if lunar:
                yield Token("O", run, low, end, lunar, rule="hijri")
        if day is not None:
            yield Token("I", run, low, end, (day, day + ONE_DAY))
    elif basic := _BASIC.fullmatch(run):
        if (day := day_of(int(basic[1]), int(basic[2]), int(basic[3]))) is not None:
            yield Token("I", run, low, end, (day, day + ONE_DAY))
    elif pair := _MONTH_YEAR.fullmatch(run):
        month, year = (int(pair[1]), int(pair[2])) if pair[1] else (int(pair[4]), int(pair[3]))
        span_ = month_span(year, month) if 1 <= month <= 12 and FIRST_YEAR <= year <= LAST_YEAR else None
        if span_:
            yield Token("I", run, low, end, span_, "month")
    elif short := _DAY_MONTH.fullmatch(run):
        of_month, in_year = (int(short[1]), int(short[2]))
        if in_year > 12:
            of_month, in_year = in_year, of_month
        if day_of(2000, in_year, of_month) is not None:
            yield Token("S", f"{of_month}/{in_year}", low, end)


_NIGHT = named("datewords", "night")
_GAPS = {"'s": "'", "": "", "-": "-", "~": "-", ",": ",", "،": ",", "/": "/", "(": "("}
_ARTICLES = named("datewords", "articles")
_ABOUT = named("datewords", "about")
_HOUR_OF = named("datewords", "hour-of")
_DIGIT = re.compile(r"\d")
_HARD = re.compile(r"[,،.;؛:()\n!?]")


def with_gaps(text: str, tokens: Sequence[Token]) -> list[Token]:
    """The tokens with what stands between them; the two names of one month ('أيار/مايو') become one token."""
    row: list[Token] = []
    for nth, token in enumerate(tokens):
        if nth:
            last = row[-1]
            joined = text[token.low - 1] in "وف" and text[token.low - 2 : token.low - 1].isspace()
            between = text[last.end : token.low - joined]
            if last.code == token.code == "M" and last.value == token.value and between.strip() in ("/", "(", "", "-"):
                closed = "(" in between and text[token.end : token.end + 1] == ")"
                row[-1] = replace(last, end=token.end + closed)
                continue
            night = between == " علي " and _NIGHT.search(text, max(0, last.low - 6), last.low)
            code = "-" if night else _gap(_ABOUT.sub("", between) if last.code in "isfak" else between)
            row.extend(Token(c, "", last.end, token.low) for c in code + ("&" if joined else ""))
            if token.value in ("20", "30") and (front := _ordinal_front(text, row, token)) is not None:
                row[-2:] = [replace(front, value=str(int(front.value) + int(token.value)), end=token.end)]
                continue
            if token.code == "d" and last is row[-1] and _numbers_month(text, row, token):
                row[-1] = replace(last, code="M", value=token.value, end=token.end)
                continue
        row.append(token)
    return row


def _ordinal_front(text: str, row: Sequence[Token], ten: Token) -> Token | None:
    """What stands before 'and' and a ten apart that it makes one ordinal with: الثاني و العشرين من أيار."""
    if len(row) < len("o&") or row[-1].code != "&" or row[-2].code != "o" or len(row[-2].value) > 1:
        return None
    both = text.startswith("ال", row[-2].low) and text.startswith(("ال", "وال"), ten.low)
    return row[-2] if both and text[row[-2].end : ten.low].strip() in ("", "و") else None


def _numbers_month(text: str, row: Sequence[Token], number: Token) -> bool:
    """Whether a month is told by its number: من شهر 3, بداية شهر عشرة."""
    led = row[-1].code == "m" and len(row) > 1 and row[-2].code in "fvE"
    led = led or (row[-1].code == "m" and len(row) > 2 and row[-2].code == "i" and row[-3].code in "DwW")
    return led and text[row[-1].low : row[-1].end] == "شهر" and int(number.value) <= 12


def _gap(between: str) -> str:
    """The letter of what stands between two tokens: none, a sign, a few words (~), some more (^) or too many (|)."""
    bare = _HOUR_OF.sub("", between).strip() if _DIGIT.search(between) else between.strip()
    if bare in _GAPS:
        return "|" if "\n" in between else _GAPS[bare]
    bare = _ARTICLES.sub("", between).strip().rstrip(")")
    if bare in _GAPS:
        return _GAPS[bare]
    words = len(between.split())
    return "|" if _HARD.search(between) or words > EVENT_WORDS else "~" if words <= FEW_WORDS else "^"
