"""Every date of a sentence with its part: those of the calendar, those told from others, and those of events.

An event gives its days by its name, by how long it lasted, or by which of its days is told; of some only that it began
is known.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from functools import cache

from onrecord import patterns as re
from onrecord.almanac import shift
from onrecord.data import table
from onrecord.datewords import unit_called
from onrecord.dating import Lasting
from onrecord.eventedges import after_events, begun_on, moved
from onrecord.patterns import named
from onrecord.period import ONE_DAY, Dated, Period
from onrecord.sentence import Sentence
from onrecord.stepdays import stepped
from onrecord.timing import Part, Timed, alone, compared, is_event, lasted, part_of
from onrecord.valueclass import replace


def timed_in(sentence: Sentence) -> list[Timed]:
    """Every date, named war and word told from another date of a sentence, in the order of the text."""
    told = [
        *_told(sentence),
        *_nth_days(sentence),
        *_first_spans(sentence),
        *_spans_before(sentence),
        *_anniversaries(sentence),
        *after_events(sentence),
        *begun_on(sentence),
    ]
    told += [one for one in stepped(sentence) if all(one.end <= t.start or t.end <= one.start for t in told)]
    dates = _with_spans(sentence)
    dates = [d for d in dates if not any(t.start <= d.start and d.end <= t.end for t in told)]
    found = [_timed(sentence, dated) for dated in dates]
    taken = [(item.start, item.end) for item in found]
    years = (*_years_of(sentence), *_years_of_report(sentence))
    for extra in (
        *told,
        *_wars(sentence),
        *years,
        *_unknown_starts(sentence),
        *_summed_spans(sentence),
        *_lasting_spans(sentence),
    ):
        if all(extra.end <= start or end <= extra.start for start, end in taken):
            found.append(extra)
            taken.append((extra.start, extra.end))
    return sorted(found, key=lambda item: item.start)


_UP_TO_EVENT = named("eventdays", "up-to-event")
_BETWEEN = named("eventdays", "between")
_LED_BETWEEN = named("eventdays", "led-between")
_AND = named("eventdays", "and")

_SPAN_REACH = 90
"""Code points that may stand between 'between' and the day of the event it names."""


def _with_spans(sentence: Sentence) -> list[Dated]:
    """The dates of a sentence; a day and that of an event as one span: بين ٣ أيار وبدء الهدنة في ٩ منه."""
    found: list[Dated] = []
    for dated in sentence.dated:
        before = found[-1] if found else None
        if before is not None and _spans(sentence, before, dated):
            period = Period(before.period.start, dated.period.end, "within", "day", "between")
            found[-1] = Dated(period, before.start, dated.end)
        else:
            found.append(dated)
    return found


def _spans(sentence: Sentence, first: Dated, last: Dated) -> bool:
    """Whether two dates are the ends of one span."""
    if first.period.start is None or last.period.end is None or first.period.start >= last.period.end:
        return False
    between = _BETWEEN.search(sentence.text, max(sentence.start, first.start - _SPAN_REACH), first.start)
    led = between is not None or _LED_BETWEEN.match(sentence.text, first.start) is not None
    if led and _UP_TO_EVENT.fullmatch(sentence.text, first.end, last.start) is not None:
        return True
    event = between is not None and len(between[0].split()) > _BARE_BETWEEN
    return event and _AND.fullmatch(sentence.text, first.end, last.start) is not None


_BARE_BETWEEN = 2
"""Words of 'in between', behind which no event is named."""


def _timed(sentence: Sentence, dated: Dated) -> Timed:
    """A date with its part."""
    if (held := moved(sentence, dated)) is not None:
        return held
    low = sentence.behind_figures(dated.start)
    part, reach = part_of(sentence, dated, low)
    period, today = dated.period, sentence.statement.published_on
    if period.rule == "later" and period.start is not None and today is not None:
        days = (period.start - today).days
        return Timed(
            Period(None, None, precision=period.precision), dated.start, dated.end, part, reach, "later", count=days
        )
    then = _FROM_THEN.search(sentence.text, max(sentence.start, dated.start - 30), dated.start)
    if then is not None and period.end is not None and (period.start is None or then["to"]):
        until = replace(period, start=None, kind="within")
        return Timed(until, then.start(), dated.end, "adverb", None, "then-until")
    if period.rule == "between":
        part = "adverb"
    if period.days == 1 and period.kind == "within" and _list_of(sentence, dated.start):
        return Timed(replace(period, kind="asof", rule="list"), dated.start, dated.end)
    if (part == "start" or _since_aside(sentence, dated)) and period.start is not None:
        period = _since(sentence, period.start)
    elif period.kind == "since" and period.start is not None and _names_event(sentence, dated):
        period = replace(period, rule="event")
    elif part in _MAY_END and period.end is not None and (lasted := _ended_after(sentence, period)) is not None:
        last = period.start if period.rule == "offset" and period.start else period.end  # counted from its first day
        first = shift(last, -lasted.count, lasted.unit)
        return Timed(Period(first, period.end, rule="lasted"), dated.start, dated.end)
    elif part == "end":
        period = Period(None, period.end, "since", period.precision, period.rule) if period.end else period
    return Timed(period, dated.start, dated.end, part, reach)


_LIST_OF = named("eventdays", "list-of")
_LIST_REACH = 70


def _list_of(sentence: Sentence, start: int) -> bool:
    """Whether a day is that of a list, by which so many are on it: 'the register, closed on 2 May, carries 40'."""
    if not sentence.may_match(_LIST_OF):
        return False
    return _LIST_OF.search(sentence.text, max(sentence.start, start - _LIST_REACH), start) is not None


_FROM_THEN = named("eventdays", "from-then")

_SINCE_ASIDE = named("eventdays", "since-aside")


def _since_aside(sentence: Sentence, dated: Dated) -> bool:
    """Whether a day is told in an aside behind what began on it: 'since my briefing, on 3 March, 57 were killed'."""
    if dated.period.days != 1 or not sentence.text.startswith((",", "،"), dated.end):
        return False
    return _SINCE_ASIDE.search(sentence.text, sentence.start, max(sentence.start, dated.start)) is not None


_MAY_END = ("end", "adverb", "local")


def _ended_after(sentence: Sentence, last: Period) -> Lasting | None:
    """How long that had gone on which ended on a day, where a verb of ending and an event stand in the sentence."""
    if last.kind != "within" or last.days != 1 or not sentence.of_kinds("event_ends"):
        return None
    return lasted(sentence) if any(is_event(word) for word in sentence.of_kinds("event_noun", "noun")) else None


_NTH_DAY = named("eventdays", "nth-day")
_NTH_UNIT = named("eventdays", "nth-unit")

_NTH_NAMES = ("unit", "unitn", "arunit", "itsunit", "ownunit", "rowunit", "rununit", "inrow")
_NTH_NUMBERS = ("en", "enn", "ar", "its", "eno", "arrow", "enrow")
"""The groups of a unit and of its number."""

_THIS_DAY = named("eventdays", "this-day")


def _anniversaries(sentence: Sentence) -> Iterator[Timed]:
    """'On this day in 2018', في مثل هذا اليوم من عام 2018: the day of publication in another year."""
    today = sentence.statement.published_on
    if today is None:
        return
    for match in sentence.matches(_THIS_DAY):
        day = shift(today, 12 * (int(match[1] or match[2]) - today.year), "month")
        yield Timed(Period(day, day + ONE_DAY), match.start(), match.end())


_ORDINAL_END = named("eventdays", "ordinal-end")


def _nth_days(sentence: Sentence) -> Iterator[Timed]:
    """'On the ninth day of the war': what goes on began so many days before publication."""
    today = sentence.statement.published_on
    if today is None or not (
        not sentence.kinds.isdisjoint(("event_noun", "war"))
        or sentence.says("consecutive", "running", "التوالي", "لليوم", "لليله")
    ):
        return
    if _NTH_UNIT.search(sentence.text, sentence.start, sentence.end) is None:
        return
    for match in _NTH_DAY.finditer(sentence.text, sentence.start, sentence.end):
        unit, _ = unit_called(next(match[name] for name in _NTH_NAMES if match[name]))
        number = _nth_told(sentence, match)
        if match["its"] or match["eno"]:  # دخلت الحرب شهرها الثالث
            named = sentence.inside(max(sentence.start, match.start() - 40), match.start(), "event_noun", "war")
            if not named and match["its"]:  # في يومها العشرين، خلفت الحرب
                named = sentence.inside(match.end(), min(sentence.end, match.end() + 40), "event_noun", "war")
        elif match["arrow"]:  # حصيلة اليوم الثامن من العمليات is of that day
            named = []
        else:
            named = sentence.inside(match.end() - 3, min(sentence.end, match.end() + 24), "event_noun")
        in_a_row = bool(match["inarow"] or match["enrow"] or (match["arrow"] and _goes_on(sentence, match)))
        if number > 1 and (named or in_a_row):
            first = shift(today, 1 - number, unit)
            yield Timed(replace(_since(sentence, first), rule="nth-day"), match.start(), match.end(), "start")


def _goes_on(sentence: Sentence, match: re.Match[str]) -> bool:
    """Whether لليوم الخامس tells of what goes on: it opens its sentence, or an event stands before it."""
    if match.start() - sentence.start < _OPENING:
        return True
    return bool(sentence.inside(max(sentence.start, match.start() - 90), match.start(), "event_noun", "war"))


_OPENING = 4
"""Code points that may stand before the words with which a sentence opens."""


def _nth_told(sentence: Sentence, match: re.Match[str]) -> int:
    """Which day is told: 'ninth', '9th', 'day nine', التاسع, 0 where it is no number."""
    group = next(name for name in _NTH_NUMBERS if match[name])
    told = _ORDINAL_END.sub("", match[group])
    digits = told.removeprefix("ال").strip(" ()")
    if digits.isdigit():
        return int(digits)
    span = match.span(group)
    found = sentence.number_in(span) if group == "enn" else sentence.ordinal_in(span)
    if not found and match["arunit"] == "الشهر":  # الشهر الرابع من الغزو is no April
        months = [
            sense for word in sentence.inside(match.start(), match.end(), "month") if (sense := word.sense("month"))
        ]
        if months:
            return int(months[0].id)
    if not found and group in ("ar", "its", "arrow"):  # الثلاثون is no ordinal of its own
        found = sentence.number_in(span)
    return found


_FIRST_SPAN = named("eventdays", "first-span")


def _first_spans(sentence: Sentence) -> Iterator[Timed]:
    """The first days or weeks of an event, counted: they are told from its beginning."""
    for match in sentence.matches(_FIRST_SPAN):
        pair = match["fortnight"] or match["pair"]
        unit, count = unit_called(pair or match["unit"] or match["arunit"])
        if not pair:
            count = _counted(sentence, match)
        if count:
            yield Timed(Period(None, None), *match.span(), told="first-span", count=count, unit=unit)


_SPAN_BEFORE = named("eventdays", "span-before")


def _spans_before(sentence: Sentence) -> Iterator[Timed]:
    """So many days or weeks before those spoken of, counted."""
    for match in sentence.matches(_SPAN_BEFORE):
        unit, count = unit_called(match["pair"] or match["unit"] or match["arunit"])
        if not match["pair"]:
            count = _counted(sentence, match)
        if count:
            yield Timed(Period(None, None), *match.span(), told="span-before", count=count, unit=unit)


def _counted(sentence: Sentence, match: re.Match[str]) -> int:
    """How many units the group "en" or "ar" of a match counts, 0 where it is no number."""
    return sentence.number_in(match.span("en" if match["en"] else "ar"))


def _names_event(sentence: Sentence, dated: Dated) -> bool:
    """Whether a 'since' says what began on its day: 'since the truce took effect on 3 August'."""
    return bool(sentence.inside(dated.start, dated.end, "event_noun", "event_begins"))


def _since(sentence: Sentence, first: dt.date) -> Period:
    """From a day to the day of publication."""
    today = sentence.statement.published_on
    after = None if today is None or today < first else today + ONE_DAY
    return Period(first, after, "since", rule="event")


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
            kept[nth] = f"(?=[{row['opens']}])" + row["pattern"].replace("(?P<year>", f"(?P<y{nth}>")
    whole = "|".join(f"(?P<_{nth}>{pattern})" for nth, pattern in kept.items())
    return re.compile(rf"(?<!\w)[وف]?(?:{whole})(?!\w)"), tuple(row["id"] for row in rows)


@cache
def _asked() -> re.Pattern[str]:
    """The words of which every such pattern has one: in English they begin a word."""
    pieces = table("anaphora")["asked"]
    latin, other = ("|".join(piece for piece in pieces if piece.isascii() == ascii_) for ascii_ in (True, False))
    return re.compile(rf"(?<!\w)(?:{latin})|{other}")


_EDGE_DAYS = ("first-day", "last-day", "latest-day", "last-full-day")


def _told(sentence: Sentence) -> Iterator[Timed]:
    """Words for days that are told from those spoken of before."""
    if not sentence.says(*table("anaphora")["asked"]):  # it is faster than the pattern
        return
    if _asked().search(sentence.text, sentence.start, sentence.end) is None:
        return
    latin = _LATIN.search(sentence.text, sentence.start, sentence.end) is not None
    other = not sentence.text[sentence.start : sentence.end].isascii()
    pattern, ids = _told_pattern(latin=latin, other=other)
    for match in pattern.finditer(sentence.text, sentence.start, sentence.end):
        nth = next(int(name[1:]) for name, held in match.groupdict().items() if held and name[0] == "_")
        year = match.groupdict().get(f"y{nth}")
        dated = Dated(Period(None, None, precision="year"), match.start(), match.end())
        low = sentence.behind_figures(match.start())
        part: Part = "compared" if compared(sentence, low, dated) else "adverb"
        if ids[nth] in _EDGE_DAYS or alone(sentence, match.end()):
            part = "local"
        period = dated.period
        if ids[nth] == "event-start" and sentence.statement.published_on is not None:
            period = Period(None, sentence.statement.published_on + ONE_DAY, "since", rule="event")
        yield Timed(period, match.start(), match.end(), part, None, ids[nth], int(year) if year else None)


_SINCE = named("eventdays", "since")
_DAY_OF = named("eventdays", "day-of")
_DURING = named("eventdays", "during")


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
            low = sentence.behind_figures(at)
            span = Dated(Period(first, last + ONE_DAY, rule="war"), at, word.end)
            yield Timed(span.period, at, word.end, "compared" if compared(sentence, low, span) else "adverb")


_YEAR_OF = named("eventdays", "year-of")


def _years_of(sentence: Sentence) -> Iterator[Timed]:
    """The year of an election or a war: 'the 2014 election', انتخابات 2014."""
    for match in sentence.matches(_YEAR_OF):
        year = int(match[1] or match[2])
        low = sentence.behind_figures(match.start())
        period = Period(dt.date(year, 1, 1), dt.date(year + 1, 1, 1), "within", "year", "year-of")
        dated = Dated(period, match.start(), match.end())
        yield Timed(period, dated.start, dated.end, "compared" if compared(sentence, low, dated) else "local")


_REPORT_YEAR = named("eventdays", "report-year")


def _years_of_report(sentence: Sentence) -> Iterator[Timed]:
    """The year of a report by its title: 'Results 2018', الحصيلة السنوية 2019."""
    for word in sentence.of_kinds("report_noun"):
        match = _REPORT_YEAR.match(sentence.text, word.end, sentence.end)
        if match is None or any(item.start <= match.start("year") < item.end for item in sentence.stated):
            continue
        year = int(match["year"])
        period = Period(dt.date(year, 1, 1), dt.date(year + 1, 1, 1), "within", "year", "report")
        yield Timed(period, match.start("year"), match.end())


_TITLE_REACH, _TITLE_WORDS = 60, 6
_OF_WHAT = named("eventdays", "of-what")
_LED_SPAN = named("eventdays", "led-span")


def _summed_spans(sentence: Sentence) -> Iterator[Timed]:
    """'Forty days of war: 300 dead', حصيلة ثلاثة أشهر من القتال: a text that opens with how long it sums up."""
    today = sentence.statement.published_on
    if today is None or sentence.start > _TITLE_REACH:
        return
    for span in sentence.durations:
        if span.end > sentence.start + 2 * _TITLE_REACH:
            return
        lead = sentence.text[sentence.start : span.start]
        behind = _OF_WHAT.match(sentence.text, span.end, sentence.end)
        if behind is None or len(lead.split()) > _TITLE_WORDS or _LED_SPAN.search(lead) or span.count < _SHORTEST_SUM:
            continue
        if any(item.end <= span.start for item in sentence.stated):
            return
        if sentence.inside(span.end, sentence.end, "event_ends"):  # 'fifty days of war ended on 1 June'
            return
        report = bool(sentence.inside(sentence.start, span.start, "report_noun"))
        near = sentence.inside(behind.end(), min(sentence.end, behind.end() + 40), "event_noun")
        event = bool(near) and len(sentence.between(behind.end(), near[0].start).split()) <= 1
        verb = sentence.inside(sentence.start, span.start, "act", "tense", "perfect")
        if (report or event or not sentence.stated) and not verb:
            first = shift(today, -span.count, span.unit)
            yield Timed(Period(first, today + ONE_DAY, "within", rule="summed"), span.start, span.end)
            return


_SHORTEST_SUM = 2
_LAST_REACH, _LAST_WORDS = 48, 4
"""How far behind the verb of going on its length may stand, in code points and in words."""


def _lasting_spans(sentence: Sentence) -> Iterator[Timed]:
    """استمر القصف ثلاثة أيام, صمدت أسبوعاً كاملاً: so long up to publication, where no date is told."""
    today = sentence.statement.published_on
    if today is None or sentence.dated or sentence.kinds.isdisjoint(("event_lasts", "event_unbroken")):
        return
    for span in sentence.durations:
        verb = sentence.inside(max(sentence.start, span.start - _LAST_REACH), span.start, "event_lasts")
        gap = "" if not verb else sentence.between(verb[-1].end, span.start)
        lasts = bool(verb) and len(gap.split()) <= _LAST_WORDS and not re.search(r"[\d,،.;؛:]", gap)
        behind = sentence.inside(span.end, min(sentence.end, span.end + 24), "event_unbroken")
        unbroken = bool(behind) and not sentence.between(span.end, behind[0].start).strip()
        if (lasts or unbroken) and span.count and _LED_SPAN.search(sentence.text, sentence.start, span.start) is None:
            first = shift(today, -span.count, span.unit)
            yield Timed(Period(first, today + ONE_DAY, "within", rule="summed"), span.start, span.end)
            return


_UNKNOWN = named("eventdays", "unknown")


def _unknown_starts(sentence: Sentence) -> Iterator[Timed]:
    """'since the war began', منذ بدء العملية: since the beginning of an event of which no day is given."""
    today = sentence.statement.published_on
    if today is None:
        return
    spans = {dated.end for dated in sentence.dated if (dated.period.days or 0) > 1}
    for match in sentence.matches(_UNKNOWN):
        if match.start() - 1 in spans:  # 'in the three weeks since the war began'
            continue
        if sentence.inside(match.start(), match.end(), "event_noun", "event_begins"):
            low = sentence.behind_figures(match.start())
            dated = Dated(Period(None, today + ONE_DAY, "since", rule="event"), match.start(), match.end())
            part: Part = "compared" if compared(sentence, low, dated) else "adverb"
            yield Timed(dated.period, dated.start, dated.end, part, told="event-start")
