"""The date words of a sentence, each with the part it plays there, and what the verb beside a figure says of its time.

Only an adverb of its clause dates what is told there. The day on which an event began opens a time that runs on; a day
inside a clause about a noun, in a comparison, of a document or of somebody's speaking dates nothing else.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cache
from typing import Literal

from onrecord.almanac import shift
from onrecord.data import table
from onrecord.dating import Lasting, find_durations
from onrecord.lexicon import packaged_entries
from onrecord.normal import Word, fold
from onrecord.period import ONE_DAY, Dated, Period
from onrecord.quantity import find_numbers
from onrecord.sentence import Sentence, break_at

Part = Literal["adverb", "local", "clause", "start", "end", "inside", "compared", "said"]
Aspect = Literal["still", "now", "is", "total", "past", ""]

_SHORTEST = 3
"""Letters of the shortest verb in the imperfect, and one less."""

_BESIDE = 5
"""Words that may stand between a word and the date that it governs."""

_NOUN_REACH = 60
"""Code points in which the event stands whose beginning a verb tells."""


@dataclass(frozen=True, slots=True)
class Timed:
    """A date with its part in the sentence; ``reach`` is the clause about a noun that it stands in.

    ``told`` is the key of words that are told from days spoken of before ('that day'); they have no period yet.
    """

    period: Period
    start: int
    end: int
    part: Part = "adverb"
    reach: tuple[int, int] | None = None
    told: str = ""
    year: int | None = None
    days: int = 0
    """How many days after one that was spoken of."""


# ------------------------------------------------------------------------------------------------- the parts of dates


def timed_in(sentence: Sentence) -> list[Timed]:
    """Every date, named war and word told from another date of a sentence, in the order of the text."""
    told = [*_told(sentence), *_nth_days(sentence)]
    dates = [d for d in sentence.dated if not any(t.start <= d.start and d.end <= t.end for t in told)]
    found = [_timed(sentence, dated) for dated in dates]
    taken = [(item.start, item.end) for item in found]
    for extra in (*told, *_wars(sentence), *_years_of(sentence), *_unknown_starts(sentence)):
        if all(extra.end <= start or end <= extra.start for start, end in taken):
            found.append(extra)
            taken.append((extra.start, extra.end))
    return sorted(found, key=lambda item: item.start)


def _timed(sentence: Sentence, dated: Dated) -> Timed:
    """A date with its part."""
    low = max((item.end for item in sentence.stated if item.end <= dated.start), default=sentence.start)
    part, reach = _part(sentence, dated, low)
    period, today = dated.period, sentence.statement.published_on
    if period.rule == "later" and period.start is not None and today is not None:
        days = (period.start - today).days
        return Timed(
            Period(None, None, precision=period.precision), dated.start, dated.end, part, reach, "later", days=days
        )
    if part == "start" and period.start is not None:
        period = _since(sentence, period.start)
    elif period.kind == "since" and period.start is not None and _names_event(sentence, dated):
        period = replace(period, rule="event")
    elif part in _MAY_END and period.end is not None and (lasted := _ended_after(sentence, period)) is not None:
        first = shift(period.end, -lasted.count, lasted.unit)
        return Timed(Period(first, period.end, rule="lasted"), dated.start, dated.end)
    elif part == "end":
        period = Period(None, period.end, "since", period.precision, period.rule) if period.end else period
    return Timed(period, dated.start, dated.end, part, reach)


_MAY_END = ("end", "adverb", "local")


def _ended_after(sentence: Sentence, last: Period) -> Lasting | None:
    """How long that had gone on which ended on a day, where a verb of ending and an event stand in the sentence."""
    if last.kind != "within" or last.days != 1 or not sentence.of_kinds("event_ends"):
        return None
    return _lasted(sentence) if any(_is_event(word) for word in sentence.of_kinds("event_noun", "noun")) else None


def _is_event(word: Word) -> bool:
    """Whether a word names what has a beginning and an end."""
    return word.means("event_noun") or word.means("noun", "operations")


def _lasted(sentence: Sentence) -> Lasting | None:
    """How long what ended had gone on: 'fifty days of war ended', حرب دامت ثلاثة وثلاثين يوما."""
    within = (sentence.start, sentence.end)
    numbers = find_numbers(sentence.folded, sentence.words, sentence.statement.language, within)
    for lasting in find_durations(sentence.folded, sentence.words, numbers, within):
        behind = sentence.text[lasting.end : lasting.end + 24]
        ahead = sentence.inside(max(sentence.start, lasting.start - 16), lasting.start, "event_lasts")
        opens = re.match(r"\s+(?:of|من)\s", behind) and sentence.inside(lasting.end, lasting.end + 30, "event_noun")
        after = re.search(r"(?<!\w)(?:after|بعد)\s+$", sentence.text[sentence.start : lasting.start])
        joined = "-" in sentence.text[lasting.start : lasting.end]  # 'a three-week operation'
        if lasting.count and (ahead or opens or after or joined):
            return lasting
    return None


_NTH_DAY = re.compile(
    r"(?<!\w)(?P<unitn>day|week|month)\s+(?P<enn>\d{1,3}|[a-z-]+)\s+of\s+(?:the|its|our|this|their)\s+(?=[a-z]+)"
    r"|(?:on|in|is|was|now)?\s*(?:the|its|their|this)\s+(?P<en>\d{1,3}(?:st|nd|rd|th)|[a-z-]+)"
    r"\s+(?P<unit>day|week|month)\s+of\s+(?:the|its|our|this|their)\s+(?=(?P<of>[a-z]+))"
    r"|(?:في\s+)?(?P<arunit>اليوم|الاسبوع|الشهر)\s+(?P<ar>(?:ال)?\d{1,3}|ال\w+(?: (?:عشر|و\w+))?)"
    r"\s+(?:من|ل)\s?(?=(?P<arof>\w+))"
)
_ORDINAL_END = re.compile(r"(?<=\d)(?:st|nd|rd|th)$")
_NTH_UNITS = {"day": "day", "week": "week", "month": "month", "اليوم": "day", "الاسبوع": "week", "الشهر": "month"}


def _nth_days(sentence: Sentence) -> Iterator[Timed]:
    """'On the ninth day of the war': what goes on began so many days before publication."""
    today = sentence.statement.published_on
    if today is None or not sentence.inside(sentence.start, sentence.end, "event_noun"):
        return
    for match in _NTH_DAY.finditer(sentence.text, sentence.start, sentence.end):
        unit = _NTH_UNITS[match["unit"] or match["unitn"] or match["arunit"]]
        number = _nth_told(sentence, match)
        named = sentence.inside(match.end() - 3, min(sentence.end, match.end() + 24), "event_noun")
        if number > 1 and named:
            first = shift(today, 1 - number, unit)
            yield Timed(_since(sentence, first), match.start(), match.end(), "start")


def _nth_told(sentence: Sentence, match: re.Match[str]) -> int:
    """Which day is told: 'ninth', '9th', 'day nine', التاسع, 0 where it is no number."""
    told = _ORDINAL_END.sub("", match["en"] or match["enn"] or match["ar"])
    digits = told.removeprefix("ال")
    if digits.isdigit():
        return int(digits)
    if match["enn"]:
        numbers = find_numbers(sentence.folded, sentence.words, sentence.statement.language, match.span("enn"))
        return int(numbers[0].low) if numbers else 0
    days = [w for w in sentence.words if w.means("day") and sentence.text[w.start : w.end] == told]
    return int(next(sense.id for sense in days[0].senses if sense.kind == "day")) if days else 0


def _names_event(sentence: Sentence, dated: Dated) -> bool:
    """Whether a 'since' says what began on its day: 'since the truce took effect on 3 August'."""
    return bool(sentence.inside(dated.start, dated.end, "event_noun", "event_begins"))


def _since(sentence: Sentence, first: dt.date) -> Period:
    """From a day to the day of publication."""
    today = sentence.statement.published_on
    after = None if today is None or today < first else today + ONE_DAY
    return Period(first, after, "since", rule="event")


def _part(sentence: Sentence, dated: Dated, low: int) -> tuple[Part, tuple[int, int] | None]:
    """The part of a date, and the clause about a noun in which it stands; ``low`` is where the figure before ends."""
    if dated.period.rule == "previous" or compared(sentence, low, dated):
        return "compared", None
    opener = _opener(sentence, low, dated.start)
    if opener is not None and sentence.inside(opener, dated.start, "event_lasts"):
        return "adverb", None
    reach = None if opener is None else (opener, _closing(sentence, opener, dated.end))
    since = dated.period.kind == "since" or dated.period.start is None
    said = _said(sentence, dated, low)
    if since and (said or _BEFORE.match(sentence.text, dated.start)):
        return "inside", None
    if not since and _governed(
        sentence, "event_begins", max(low, opener or low), dated.start, opened=opener is not None
    ):
        return "start", reach
    told = opener is None or (low == sentence.start and _lasted(sentence) is not None)
    if told and not since and _governed(sentence, "event_ends", low, dated.start, opened=False):
        return "end", None
    if opener is not None:
        aside = sentence.text[max(0, opener - 2) : opener].strip() in (",", "،", "(")
        return ("inside", reach) if aside and not _of_counted(sentence, low, opener) else ("clause", None)
    if _PARTICIPLE.search(sentence.text, max(sentence.start, low, dated.start - 20), dated.start):
        return "clause", None
    if _of_document(sentence, dated.start):
        return "inside", None
    if said == "speak-of":
        return "said", None
    return ("local" if _alone(sentence, dated.end) else "adverb"), None


_LINK = re.compile(
    r"[\s,]*(?:on|over|from|against|versus|عن|علي|مقارنه ب|قياسا ب)"
    r"\s*(?:the\s+)?(?:(?:whole|rest|total)\s+(?:of\s+)?)?(?=\w)"
)
_OF_WHAT = re.compile(r"\s*(?:ما (?:كان|سجل|وصل|بلغ)|of (?:what|the (?:figure|number|level|total)))(?!\w)")
_MULTIPLE = re.compile(
    r"\s*(?:(?:the|that|those|what|as|more|higher|its|their|ما|عدد\w{0,3}|العدد|المعدل|معدل)(?!\w)|[\u0600-\u06ff]+\s*$)"
)
_LESS = re.compile(r"(?<!\w)(?:اقل|اكثر|اعلي|ادني|اكبر|ازيد)(?!\w)")
_FIRST_SINCE = re.compile(
    r"(?<!\w)(?:اكثر|الاكثر|اعنف|الاعنف|اسوا|الاسوا|اكبر|اعلي|ادني|اشد|الاشد|اول|اطول|اهدا|اقل|first|worst|largest|biggest|heaviest|deadliest|bloodiest|highest|lowest|fewest|most|best"
    r"|(?:second|third|fourth|fifth|sixth|seventh|eighth|ninth|tenth|\d+(?:st|nd|rd|th)) \w+)(?!\w)"
)
_THAN = re.compile(
    r"(?<!\w)(?:than|as (?:many|much) as|(?:against|compared (?:with|to)) (?:none|no|zero|nothing)"
    r"|the (?:first|last|only) (?:to|of|such|time)|the (?:most|fewest|worst|highest|lowest|largest|deadliest|biggest)"
    r"|(?:double|twice|half|times) (?:that|the|what|as many as|as much as)|ضعفي?|اضعاف|نصف ما"
    r"|مما|لاول مره|للمره الاولي)(?!\w)"
)


_RANKED = re.compile(
    r"(?<!\w)(?:(?:on|in|during)\s+(?:the|its|their|our)\s+(?:single\s+)?\w+st\s+(?:day|night|week|month|year)"
    r"|(?:في|خلال)\s+ا\w{3,4}\s+(?:يوم|الايام|ليله|الليالي|اسبوع|شهر|عام))\s*[,،(]\s*$"
)
"""What a date stands beside that says which day it is: 'on the worst day, 3 May,'."""


_HAD_BEEN = re.compile(r"(?<!\w)(?:بعد ?ما كان\w{0,2}|بعد ان كان\w{0,2}|after having been)(?!\w)")
"""What opens a clause that tells how it was before."""

_FIRST_REACH, _FIRST_WORDS = 60, 7
"""Code points and words between 'the most' and its 'since'."""


def compared(sentence: Sentence, end: int, dated: Dated) -> bool:
    """Whether a date behind a figure is only what it is compared with: 'fewer than in 2019', 'the most since May'."""
    if _RANKED.search(sentence.text, max(sentence.start, dated.start - 50), dated.start):
        return False
    words = [(word.start, word.end) for word in sentence.inside(end, dated.end, "compared")]
    words += [match.span() for match in _THAN.finditer(sentence.text, end, dated.start)]
    if any(
        start <= dated.start and len(sentence.between(last, dated.start).split()) <= _BESIDE for start, last in words
    ):
        return True
    if _HAD_BEEN.search(sentence.text, max(sentence.start, end), dated.start):
        return True
    before = sentence.text[max(end, dated.start - _FIRST_REACH) : dated.start]
    since = sentence.text.startswith(("since", "this", "منذ"), dated.start)
    if since and any(len(before[m.end() :].split()) <= _FIRST_WORDS for m in _FIRST_SINCE.finditer(before)):
        return True
    if sentence.text.startswith("من ", dated.start) and _LESS.search(
        sentence.text, max(sentence.start, dated.start - 60), dated.start
    ):
        return True
    item = next((item for item in sentence.stated if item.end == end), None)
    relative = item is not None and item.quantity.unit in ("percent", "times", "percentage_point")
    times = item is not None and item.quantity.unit == "times" and not sentence.inside(item.start, item.end, "change")
    gap = sentence.between(end, dated.start)
    if times and len(gap.split()) <= _BESIDE and (_MULTIPLE.match(gap) or sentence.text.startswith("'s", dated.end)):
        return True
    if item is not None and item.quantity.unit == "percent" and _OF_WHAT.match(gap):
        return True
    link = _LINK.match(sentence.text, end, dated.end)
    link = link if link is not None and link.end() >= dated.start else None
    return relative and link is not None and dated.period.precision in ("month", "quarter", "year")


def _opener(sentence: Sentence, low: int, start: int) -> int | None:
    """Where the clause about a noun opens in which a date stands: 'which ...', ', blown up in June 2017,'."""
    first = max(low, sentence.clause(start)[0])
    for word in reversed(sentence.inside(first, start, "relative_clause")):
        if word.means("relative_clause", "which") or _verb_follows(sentence, word.end):
            return word.start
    before = sentence.text[max(sentence.start, low) : start]
    aside = re.search(r"[,(]\s*([a-z]+)(?:\s+[a-z]+){0,4}\s*$", before)
    if aside is not None and _participle(aside[1]) and aside.start() > 0:
        return max(sentence.start, low) + aside.start(1)
    return None


def _of_counted(sentence: Sentence, low: int, opener: int) -> bool:
    """Whether a clause about a noun tells of what the figure before it counts: '12 soldiers, who were taken in May'."""
    if low == sentence.start or len(sentence.between(low, opener).split()) > _BESIDE:
        return False
    return not sentence.inside(low, opener, "act", "tense", "perfect")


def _closing(sentence: Sentence, opener: int, end: int) -> int:
    """Where a clause about a noun ends: at its comma where one opened it, else with its date."""
    if sentence.text[max(0, opener - 2) : opener].strip() in (",", "،", "("):
        return sentence.clause(end)[1]
    return end


def _verb_follows(sentence: Sentence, end: int) -> bool:
    """Whether a verb stands right behind 'that': then it tells of the noun before it."""
    match = re.match(r"\s*([a-z]+)", sentence.text[end : sentence.end])
    if match is None:
        return False
    word = next((w for w in sentence.words if w.start == end + match.start(1)), None)
    verb = word is not None and word.sense("act", "event_begins", "event_ends", "tense", "perfect") is not None
    return verb or _participle(match[1])


@cache
def _irregular() -> frozenset[str]:
    return frozenset(table("anaphora")["irregular_participles"])


def _participle(word: str) -> bool:
    return (len(word) > 4 and word.endswith("ed")) or word in _irregular()


def _passive(sentence: Sentence, word: Word) -> bool:
    """Whether a form of 'be' stands right before a verb: 'was launched on'."""
    helpers = sentence.inside(max(sentence.start, word.start - 16), word.start, "tense", "perfect")
    return bool(helpers) and len(sentence.between(helpers[-1].end, word.start).split()) <= 1


def _governed(sentence: Sentence, kind: str, low: int, start: int, *, opened: bool) -> bool:
    """Whether a verb of beginning or ending stands right before a date, with the event it is said of."""
    for word in reversed(sentence.inside(low, start, kind)):
        gap = sentence.between(word.end, start)
        if len(gap.split()) > _BESIDE or re.search(r"[.;؛:]", gap):
            return False
        if kind == "event_begins" and word.means(kind, "alone"):
            return True
        if kind == "event_ends":
            start = min(sentence.end, start + _NOUN_REACH)
        elif not opened and not _passive(sentence, word):
            continue
        near = sentence.inside(max(low, word.start - _NOUN_REACH), start, "event_noun", "noun")
        if any(_is_event(held) for held in near):
            return True
    return False


def _of_document(sentence: Sentence, start: int) -> bool:
    """Whether a date is that of a document: 'the agreement of 3 May', 'the deal signed on Saturday'."""
    near = sentence.inside(max(sentence.start, start - 40), start, "document_noun")
    if not near or _covers(sentence, start):
        return False
    gap = sentence.between(near[-1].end, start)
    if re.fullmatch(r"\s*(?:no\. )?(?:\d+\s*)?(?:of|in)?\s*", gap) and not gap.strip().endswith("in"):
        return True
    signed = sentence.inside(near[-1].end, start, "document_dated")
    return bool(signed) and not sentence.between(near[-1].end, signed[0].start).strip()


_ABOUT = re.compile(r"\s*(?:\S+\s+){0,2}?(?:on|for|about|covering|covers|in|عن|حول|خلال|لعام|لشهر)?\s*(?:the\s+)?")
_DATED_REPORT = re.compile(r"(?<!\w)(?:of|dated|من|بتاريخ|المورخ|الصادر)(?!\w)")


def _covers(sentence: Sentence, start: int) -> bool:
    """Whether a date is the time that a report tells of: 'our report on the fourth quarter', not 'of 3 May'."""
    dated = next((held for held in sentence.dated if held.start == start), None)
    near = sentence.inside(max(sentence.start, start - 40), start, "report_noun")
    if dated is None or not near or (dated.period.days or 0) <= 1:
        return False
    gap = sentence.between(near[-1].end, start)
    return _ABOUT.fullmatch(gap) is not None and _DATED_REPORT.search(gap) is None


_PARTICIPLE = re.compile(r"(?<!\w)الم\w{3,}(?:ين|ون|ات)\s+$")
_BEFORE = re.compile(r"(?<!\w)(?:before|prior to|قبل)(?!\w)")
_HELD = re.compile(r"(?:has|have|had)(?: (?:long|always|repeatedly|consistently))?\s*$")


def _said(sentence: Sentence, dated: Dated, low: int) -> str:
    """Which verb of saying stands right before a date, or ''; before a 'since' it must itself run on ('has said')."""
    before = sentence.inside(low, dated.start, "said_on")
    if not before or sentence.between(before[-1].end, dated.start).strip():
        return ""
    held = next(sense.id for sense in before[-1].senses if sense.kind == "said_on")
    lead = sentence.text[max(sentence.start, before[-1].start - 20) : before[-1].start]
    return held if held == "speak-of" or _HELD.search(lead) else ""


def _alone(sentence: Sentence, end: int) -> bool:
    """Whether words right behind a date say that it is a part: 'on Sunday alone', يوم الأحد وحده."""
    behind = sentence.text[end : end + 12]
    if re.match(r"\s+وحد", behind):
        return True
    return any(
        word.start >= end and not sentence.between(end, word.start).strip()
        for word in sentence.inside(end, min(sentence.end, end + 12), "date_alone")
    )


# ------------------------------------------------------------------------------------ days told from other days, wars


_SYNTAX = re.compile(r"\\.|\(\?P<\w+>")
"""What has letters in a pattern and asks for none in the text."""

_LATIN = re.compile("[a-z]")


@cache
def _told_pattern(*, latin: bool, other: bool) -> tuple[re.Pattern[str], tuple[str, ...]]:
    """The patterns in one, but those that ask for letters that the text has none of."""
    rows = table("anaphora")["anaphor"]
    kept = {}
    for nth, row in enumerate(rows):
        asked = _SYNTAX.sub("", row["pattern"])
        if (latin and _LATIN.search(asked)) or (other and not asked.isascii()):
            kept[nth] = row["pattern"].replace("(?P<year>", f"(?P<y{nth}>")
    whole = "|".join(f"(?P<_{nth}>{pattern})" for nth, pattern in kept.items())
    return re.compile(rf"(?<!\w)[وف]?(?:{whole})(?!\w)"), tuple(row["id"] for row in rows)


def _told(sentence: Sentence) -> Iterator[Timed]:
    """Words for days that are told from those spoken of before."""
    latin = _LATIN.search(sentence.text, sentence.start, sentence.end) is not None
    other = not sentence.text[sentence.start : sentence.end].isascii()
    if not latin and not other:
        return
    pattern, ids = _told_pattern(latin=latin, other=other)
    for match in pattern.finditer(sentence.text, sentence.start, sentence.end):
        nth = next(int(name[1:]) for name, held in match.groupdict().items() if held and name[0] == "_")
        year = match.groupdict().get(f"y{nth}")
        dated = Dated(Period(None, None, precision="year"), match.start(), match.end())
        low = max((item.end for item in sentence.stated if item.end <= match.start()), default=sentence.start)
        part: Part = "compared" if compared(sentence, low, dated) else "adverb"
        if ids[nth] in ("first-day", "last-day", "last-full-day") or _alone(sentence, match.end()):
            part = "local"
        yield Timed(dated.period, match.start(), match.end(), part, None, ids[nth], int(year) if year else None)


_SINCE = re.compile(r"(?:since|منذ)\s+(?:the\s+)?(?:[^\s,،.]+\s+){0,4}$")
_DAY_OF = re.compile(
    r"(?:(?:on|in)\s+)?(?:the\s+)?(?:(?:day|week|month)\s+(?:\d+|[a-z-]+)|[\w-]+\s+(?:day|week|month))\s+of\s+(?:the\s+)?"
    r"(?:operation\s+)?[\"(]*$"
    r"|(?:في\s+)?(?:اليوم|الاسبوع|الشهر)\s+\w+(?:\s+\w+)?\s+(?:من|ل)\s*(?:عمليه\s+|معركه\s+)?[\"(]*$"
)
_DURING = re.compile(
    r"(?:in|during|over|throughout|خلال|في|اثناء|ابان)\s+(?:the\s+)?(?:operation\s+|عمليه\s+|معركه\s+|حرب\s+)?[\"(]*$"
)


def _wars(sentence: Sentence) -> Iterator[Timed]:
    """'since the start of' or 'in' a war or operation that is called by a name."""
    for word in sentence.of_kinds("war"):
        sense = word.sense("war")
        if sense is None:
            continue
        first = dt.date.fromisoformat(str(sense.data["first"]))
        lead = sentence.text[max(sentence.start, word.whole[0] - 50) : word.whole[0]]
        if (since := _SINCE.search(lead)) is not None:
            at = max(sentence.start, word.whole[0] - 50) + since.start()
            yield Timed(_since(sentence, first), at, word.end)
        elif (day := _DAY_OF.search(lead)) is not None:
            at = max(sentence.start, word.whole[0] - 50) + day.start()
            yield Timed(_since(sentence, first), at, word.end, "start")
        elif (during := _DURING.search(lead)) is not None and "last" in sense.data:
            at = max(sentence.start, word.whole[0] - 50) + during.start()
            last = dt.date.fromisoformat(str(sense.data["last"]))
            low = max((item.end for item in sentence.stated if item.end <= at), default=sentence.start)
            span = Dated(Period(first, last + ONE_DAY, rule="war"), at, word.end)
            yield Timed(span.period, at, word.end, "compared" if compared(sentence, low, span) else "adverb")


_YEAR_OF = re.compile(
    r"(?<!\w)(?:(?:في |خلال )?(?:انتخابات|استفتاء|حرب|عدوان|حمله|تعداد) (?:عام |سنه )?((?:19|20)\d\d)"
    r"|(?:in |of |during )?the ((?:19|20)\d\d) (?:elections?|vote|poll|referendum|war|census|campaign|offensive))(?!\w)"
)


def _years_of(sentence: Sentence) -> Iterator[Timed]:
    """The year of an election or a war: 'the 2014 election', انتخابات 2014."""
    for match in _YEAR_OF.finditer(sentence.text, sentence.start, sentence.end):
        year = int(match[1] or match[2])
        low = max((item.end for item in sentence.stated if item.end <= match.start()), default=sentence.start)
        period = Period(dt.date(year, 1, 1), dt.date(year + 1, 1, 1), "within", "year", "year-of")
        dated = Dated(period, match.start(), match.end())
        yield Timed(period, dated.start, dated.end, "compared" if compared(sentence, low, dated) else "local")


_UNKNOWN = re.compile(
    r"(?<!\w)(?:since|و?منذ)\s+(?:the\s+|its\s+|their\s+|our\s+)?(?:[^\s,،.;؛\d]+\s+){0,3}?[^\s,،.;؛\d]+"
)


def _unknown_starts(sentence: Sentence) -> Iterator[Timed]:
    """'since the war began', منذ بدء العملية: since the beginning of an event of which no day is given."""
    today = sentence.statement.published_on
    if today is None:
        return
    spans = {dated.end for dated in sentence.dated if (dated.period.days or 0) > 1}
    for match in _UNKNOWN.finditer(sentence.text, sentence.start, sentence.end):
        if match.start() - 1 in spans:  # 'in the three weeks since the war began'
            continue
        if sentence.inside(match.start(), match.end(), "event_noun", "event_begins"):
            low = max((item.end for item in sentence.stated if item.end <= match.start()), default=sentence.start)
            dated = Dated(Period(None, today + ONE_DAY, "since", rule="event"), match.start(), match.end())
            part: Part = "compared" if compared(sentence, low, dated) else "adverb"
            yield Timed(dated.period, dated.start, dated.end, part, told="event-start")


# ------------------------------------------------------------------------------------------------ what the verbs say


def aspect_of(sentence: Sentence, nth: int) -> Aspect:
    """What the verb of the nth figure says: so now, a total that runs on, past; from its part of the sentence first."""
    asked, aspect = sentence.kept.get("aspect", (None, ""))
    if asked == nth:
        return aspect  # type: ignore[no-any-return]  # an Aspect, as it was kept
    found = _aspect(sentence, nth)
    sentence.kept["aspect"] = nth, found
    return found


def _aspect(sentence: Sentence, nth: int) -> Aspect:
    item = sentence.stated[nth]
    low = sentence.stated[nth - 1].end if nth else sentence.start
    high = sentence.stated[nth + 1].start if nth + 1 < len(sentence.stated) else sentence.end
    own = (_after_break(sentence, low, item.start), _before_break(sentence, item.end, high))
    for first, last in (own, (low, high), (sentence.start, sentence.end)):
        left = [cue for word in sentence.inside(first, item.start, *_CUES) if (cue := _cue(sentence, word))]
        if left:
            return left[-1]
        words = [word for word in sentence.inside(item.end, last, *_CUES) if _cue(sentence, word)]
        words.sort(key=lambda word: (not word.means("still"), word.sense("tense", "perfect") is None))
        if words:
            return _cue(sentence, words[0])
    return ""


_CUES = ("tense", "perfect", "still", "act")
_NO_VERB = re.compile(r"(?<!\w)(?:the|a|an|of|in|under|took|take|taken|gained?|lost|its|their|our|his|full|all)\s+$")


def _after_break(sentence: Sentence, low: int, start: int) -> int:
    """Where the figure's own part begins: behind the last comma, 'and' or 'while' before it."""
    return max([low, *(last for _, last in break_at(sentence, low, start))])


def _before_break(sentence: Sentence, end: int, high: int) -> int:
    """Where the figure's own part ends."""
    return min([high, *(first for first, _ in break_at(sentence, end, high))])


def _cue(sentence: Sentence, word: Word) -> Aspect:
    """What one word says of time: a helper by what follows it, an act by the helper before it."""
    if word.means("still"):
        return "still"
    lead = sentence.text[max(sentence.start, word.start - 12) : word.start]
    if word.means("perfect"):
        return _perfect(sentence, word)
    if word.means("tense"):
        sense = word.sense("tense")
        if sense is None or _NO_VERB.search(lead) or any(item.end == word.start - 1 for item in sentence.stated):
            return ""
        return {"now": "now", "be": "is", "was": "past"}[sense.id]  # type: ignore[return-value]  # an Aspect each
    first, *more = sentence.text[word.start : word.end].split()
    if first in ("have", "has") and more:
        return "total"
    if first[0] == "ي" and len(first) > _SHORTEST and not re.search(r"(?<!\w)[وف]?(?:لم|لن|ان)\s+$", lead):
        return "now"
    if not _now_forms().isdisjoint((first, *more)):
        return "" if _NO_VERB.search(lead) else "now"
    helpers = sentence.inside(max(sentence.start, word.start - 24), word.start, "tense", "perfect")
    if helpers and len(sentence.between(helpers[-1].end, word.start).split()) <= 2:
        return _cue(sentence, helpers[-1]) or "past"
    return "past"


@cache
def _now_forms() -> frozenset[str]:
    """The verbs of what is so now, as they stand in a folded text."""
    held = (entry for entry in packaged_entries() if entry.sense.kind == "tense" and entry.sense.id == "now")
    return frozenset(fold(form).text for entry in held for form in entry.forms)


_SKIPPED = "now|already|also|so|far|since|not|both|all|been|then|thus|again|together|each|recently|just|either"


def _perfect(sentence: Sentence, word: Word) -> Aspect:
    """'have trained' is a running total, 'have 300 men' is so now; قد before a perfect is a total, behind كان past."""
    text = sentence.text
    if not text[word.start].isascii():
        before = text[max(sentence.start, word.start - 30) : word.start]
        return "past" if re.search(r"(?<!\w)[وف]?كان(?:ت|وا)?\s+(?:\S+\s+){0,2}[وف]?$", before) else "total"
    match = re.match(rf"\s+(?:(?:{_SKIPPED})\s+)*([a-z]+)", text[word.end : min(sentence.end, word.end + 60)])
    if match is None:
        return "now"
    at = word.end + match.start(1)
    acts = [held for held in sentence.words if held.start == at and held.sense("act") is not None]
    return "total" if acts or _participle(match[1]) or text[word.start : word.end].endswith("been") else "now"
