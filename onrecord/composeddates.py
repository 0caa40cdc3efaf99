"""Reading what stands around single dates: 'since May', 'by Sunday', 'three days after 1 May', a range.

A grammar over the letters that daterules.py has left in a row, one rule for each way in which words make a period of a
date or two. Each reader takes the tokens that its rule matched, and gives the period or None.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Sequence
from itertools import pairwise

from onrecord import patterns as re
from onrecord.almanac import Span, in_year, shift
from onrecord.counteddays import eve_or_morrow, nth_weekday_after
from onrecord.datebasis import BACKWARD, Text, counted_units, first_of
from onrecord.datewords import Token
from onrecord.patterns import named
from onrecord.period import ONE_DAY, Dated, Period
from onrecord.valueclass import replace

_COMPOSED = re.compile(
    r"(?P<range>[bfsiv]{0,2}(?:[CKOZ](?:-|&?[tu]~?[iv]?)[CKOZ]|(?<=b)[CKOZ](?:,[CKOZ])?&[CKOZ]|(?<=[if])Z&Z)|[iv]?[CK](?:(?:,|,?&)[CK])*,?&[CK]|K/?K)"
    r"|(?P<up_to_now>[sf]i?[CKOZ][tu]?X)"
    r"|(?P<in_year>[iv]?[CZ]\([CKZ](?:(?:-|[tu])[CKZ])?)"
    r"|(?P<week_of>i?(?:w[vf]|l)[CO])"
    r"|(?P<onward>[iv]?[CKOZ],?g)"
    r"|(?P<nth_after>i?ja[CO])"
    r"|(?P<another>(?<=[iv,&]Z)(?:,|,?&)Z)"
    r"|(?P<length>i?(?:[dn]?[hDwmqY]|V)~?[ut]~?[iv]?[CKO]|X[ut]~?i?[CK])"
    r"|(?P<beside>i(?:[dn]?[hDwmqYz]|V)[ak](?:~[iv]?|[iv])?[CO])"
    r"|(?P<eve>p[~^][iv]?C)"
    r"|(?P<after_event>Xf(?:~[iv]?|[iv])?[CO])"
    r"|(?P<so_far>X~?[iv]?[CKOZ]|[iv]?[CKO],?X)"
    r"|(?P<offset>(?:[dn]?[hDwmqYz]|V)[ak](?:~[iv]?|[iv])?[CKO])"
    r"|(?P<length_from>i?(?:[dn]?[hDwmqY]|V),?fi?[CKO](?![tu-]))"
    r"|(?P<since>[sf]i?[CKOXZ]|s(?:[EvtipP]|~|\^){1,6}D?[CKO])"
    r"|(?P<after>a[COZ])"
    r"|(?P<by>[Bkut][CKOZ])"
    r"|(?P<as_of>x[CKOZ])"
    r"|(?P<plain>[ivb]?[CKOX]|[ivb]Z)"
)


def composed(text: Text, row: Sequence[Token]) -> Iterator[Dated]:
    """The periods of a row whose single dates are read."""
    codes = "".join(token.code for token in row)
    readers = {
        "range": _range,
        "offset": _offset,
        "length": _length,
        "eve": eve_or_morrow,
        "after_event": _after_event,
        "beside": _beside,
        "so_far": _so_far,
        "up_to_now": _up_to_now,
        "in_year": _in_this_year,
        "week_of": _week_of,
        "onward": _onward,
        "nth_after": _nth_after,
        "another": _plain,
        "length_from": _length_from,
        "since": _since,
        "after": _after,
        "by": _by,
        "as_of": _as_of,
        "plain": _plain,
    }
    if codes == "Z":
        codes = "C"
    at = 0
    while at < len(row):
        match = _COMPOSED.search(codes, at)
        if match is None or match.lastgroup is None:
            return
        at, name, tokens = match.end(), match.lastgroup, row[match.start() : match.end()]
        period = readers[name](text, tokens)
        if period is not None:
            yield Dated(period, tokens[0].low, tokens[-1].end)
        elif name == "range":  # no range: its first date stands by itself
            at = next(nth for nth in range(match.start(), match.end()) if row[nth].code in "CKOZ") + 1
            alone = row[match.start() : at]
            led = alone[0].code in "sf"
            period = (_since if led else _plain)(text, alone)
            if period is not None and (alone[-1].code != "Z" or len(alone) > 1):
                yield Dated(period, alone[0].low, alone[-1].end)
        else:
            at = match.start() + 1


def _period(token: Token) -> Period:
    """The period of one date as it stands."""
    assert token.span is not None
    start = None if token.span[0] == dt.date.min else token.span[0]
    return Period(start, token.span[1], token.kind, token.precision, token.rule)


def _plain(text: Text, tokens: Sequence[Token]) -> Period | None:
    del text
    return _period(tokens[-1])


def _as_of(text: Text, tokens: Sequence[Token]) -> Period | None:
    """'as of February': a stock on those days."""
    period = _plain(text, tokens) or _period(tokens[-1])
    if tokens[-1].closing and period.end is not None:  # 'as of the end of May'
        period = Period(period.end - ONE_DAY, period.end, precision="day")
    elif period.start is not None and _OPENS.match(text.folded, tokens[-1].low):  # 'as of the start of this month'
        period = Period(period.start, period.start + ONE_DAY, precision="day")
    return replace(period, kind="asof")


_OPENS = named("composeddates", "opens")
_TIME_OF = named("composeddates", "time-of")


def _since(text: Text, tokens: Sequence[Token]) -> Period | None:
    """'since May', 'since the coup of 1 February': from its first day to publication."""
    period = _period(tokens[-1])
    if period.kind != "within" or period.start is None or period.rule in BACKWARD:
        return period
    if tokens[0].code == "f" and (
        tokens[-1].value == "part" or _TIME_OF.search(text.folded, max(0, tokens[0].low - 40), tokens[0].low)
    ):
        return period  # في الرابعة من فجر الأحد, في وقت لاحق من يوم الجمعة
    end = None if text.published is None else text.published + ONE_DAY
    start = period.start
    if end is not None and start >= end and not tokens[-1].dated:  # what has run since then has begun
        start = shift(start, -1, "year")
    if end is not None and start >= end:
        start, end = period.start, None
    return Period(start, end, "since", period.precision, period.rule)


def _after(text: Text, tokens: Sequence[Token]) -> Period | None:
    """'after 7 October', بعد السابع من أكتوبر: from then to publication."""
    date = tokens[-1]
    assert date.span is not None
    if date.rule is not None or date.kind != "within":  # 'after yesterday', بعد اليوم
        return _period(date)
    later = date.precision != "day" and (text.published is None or date.span[1] <= text.published)
    later = later or (date.precision == "year" and date.dated)
    return _since(text, [replace(date, span=(date.span[1], date.span[1] + ONE_DAY)) if later else date])


_NEARLY = 31
"""Days before publication from which a day counted on from an event is rather that of speaking."""


def _offset(text: Text, tokens: Sequence[Token]) -> Period | None:
    """'three days after 1 May', 'two weeks before the vote of 7 June': that day."""
    span, told_by_event = tokens[-1].span, tokens[-2].code not in "ak"
    assert span is not None
    if told_by_event and tokens[-1].precision != "day":
        return None
    joint = next(nth for nth, token in enumerate(tokens) if token.code in "ak")
    count, unit = counted_units(tokens[:joint])
    day = shift(span[0], count if tokens[joint].code == "a" else -count, unit)
    near = text.published is not None and (text.published - day).days <= _NEARLY
    if told_by_event and tokens[joint].code == "a" and near and tokens[joint + 1].code == "~":
        return None  # 'six months after the truce took effect on 3 August': the day of publication, or about that
    return Period(day, day + ONE_DAY, "within", "day" if unit in ("hour", "day") else "approx", "offset")


def _after_event(text: Text, tokens: Sequence[Token]) -> Period | None:
    """بعد أسبوعين من سقوط المدينة في 2 آب: that day; what no day of its own is told of is no such date."""
    back, date = tokens[0], tokens[-1]
    if back.rule != "after" or date.precision != "day" or text.published is None:
        return None
    if back.span is None or date.span is None or (gap := text.folded[back.end : date.low]).count(" ") > _EVENT_GAP:
        return None
    if re.search(r"[,،؛;:]", gap):
        return None
    day = date.span[0] + (text.published - back.span[0])
    return Period(day, day + ONE_DAY, "within", "approx", "offset") if day <= text.published else None


_EVENT_GAP = 6
"""Blanks between 'two weeks from' and the day of the event."""


_THAT_DAY = named("composeddates", "that-day")


def _length(text: Text, tokens: Sequence[Token]) -> Period | None:
    """'the week to 3 May', 'the ten days up to Saturday': so long up to the end of that day."""
    if first_of(tokens, "t") and (gap := first_of(tokens, "~")) and text.folded[gap.low : gap.end].strip() != "that":
        return None  # 'the week's operation ended on Friday'
    if tokens[0].code == "D" and _THAT_DAY.search(text.folded, max(0, tokens[0].low - len("that ")), tokens[0].low):
        return None  # 'from that day to yesterday'
    span = tokens[-1].span
    assert span is not None
    if tokens[0].code == "X":  # 'in the last 24 hours to Wednesday noon'
        past = tokens[0].span
        if past is None or tokens[0].rule != "past" or tokens[0].kind != "within":
            return None
        return Period(span[0] - (past[1] - past[0] - ONE_DAY), span[1], "within", "day", "length")
    count, unit = counted_units(tokens[:-1])
    if tokens[-2].code == "v":  # 'the ten weeks up to the vote of 23 May'
        return Period(shift(span[0], -count, unit), span[0], "within", "day", "length")
    start = shift(span[1], -count, unit) if unit != "hour" else shift(span[1] - ONE_DAY, -count, unit)
    return Period(start, span[1], "within", "day", "length")


def _beside(text: Text, tokens: Sequence[Token]) -> Period | None:
    """'In the six weeks before the truce of 1 June', 'in the month after the coup of 1 May': up to it, from it on."""
    span, joint = tokens[-1].span, next(token for token in tokens if token.code in "ak")
    assert span is not None
    if tokens[-1].precision != "day" or " the " not in text.folded[tokens[0].low : tokens[1].end]:
        return _offset(text, tokens[1:])
    count, unit = counted_units(tokens[: tokens.index(joint)])
    if joint.code == "k":
        return Period(shift(span[0], -count, unit), span[0], "within", "day", "length")
    return Period(span[0], shift(span[0], count, unit), "within", "day", "length")


def _onward(text: Text, tokens: Sequence[Token]) -> Period | None:
    """'2018 or later', 'from 1 May onwards'; 'in 2018 or earlier'."""
    date, told = next(token for token in tokens if token.code in "CKOZ"), tokens[-1]
    if date.span is None or date.kind != "within":
        return None
    if told.value == "backward":
        return Period(None, date.span[1], "since", date.precision)
    return _since(text, [date])


def _nth_after(text: Text, tokens: Sequence[Token]) -> Period | None:
    """'The third Tuesday after Christmas 2014'."""
    del text
    date = tokens[-1]
    if date.span is None or date.precision != "day":
        return None
    day = nth_weekday_after(date.span[0], next(token.value for token in tokens if token.code == "j"))
    return Period(day, day + ONE_DAY, "within", "day", "offset")


def _length_from(text: Text, tokens: Sequence[Token]) -> Period | None:
    """'in the two weeks from 1 June': so long from that day on; 'three days from Tuesday': that day."""
    span, joint = tokens[-1].span, next(nth for nth, token in enumerate(tokens) if token.code == "f")
    assert span is not None
    count, unit = counted_units(tokens[:joint])
    end = shift(span[0], count, unit)
    if first_of(tokens[:joint], "dnV") is None and not text.folded.startswith("a ", tokens[joint - 1].low):
        return None
    if (
        tokens[0].code != "i"
        and text.folded[tokens[joint].low] == "f"
        and not _THE.search(text.folded, 0, tokens[0].low)
    ):
        return Period(end, end + ONE_DAY, "within", "day" if unit in ("hour", "day") else "approx", "offset")
    return Period(span[0], end, "within", "day", "length")


_THE = named("composeddates", "the")


def _in_this_year(text: Text, tokens: Sequence[Token]) -> Period | None:
    """'1992 (April to December)': those months of that year."""
    del text
    year, *rest = [token for token in tokens if token.code in "CKZ"]
    if year.precision != "year" or year.span is None or any(token.precision == "year" for token in rest):
        return None
    held = [in_year(token.span, year.span[0].year) for token in rest if token.span is not None]
    return Period(held[0][0], held[-1][1], "within", rest[0].precision) if held[0][0] < held[-1][1] else None


def _week_of(text: Text, tokens: Sequence[Token]) -> Period | None:
    """'in the week of 7 June', 'in the week beginning 7 June': seven days from that day."""
    del text
    token = tokens[-1]
    assert token.span is not None
    if token.precision != "day" or token.span[1] - token.span[0] != ONE_DAY:
        return None
    return Period(token.span[0], shift(token.span[0], 1, "week"), "within", "week")


def _up_to_now(text: Text, tokens: Sequence[Token]) -> Period | None:
    """'from 3 May to date', من 3 أيار حتى الآن: from its first day to publication."""
    if tokens[-1].rule != "to-date":
        return None
    period = _since(text, tokens[:-2] if tokens[-2].code in "tu" else tokens[:-1])
    return None if period is None else replace(period, rule="to-date")


def _so_far(text: Text, tokens: Sequence[Token]) -> Period | None:
    """'so far in 2023', 'this month so far': from its first day to publication."""
    told = next((token for token in tokens if token.code == "X"), None)
    date = next(token for token in tokens if token.code in "CKOZ")
    if told is None or told.rule != "to-date" or text.published is None or date.span is None:
        return None
    end = text.published + ONE_DAY
    return Period(date.span[0], end, "since", date.precision, "to-date") if date.span[0] < end else None


def _by(text: Text, tokens: Sequence[Token]) -> Period | None:
    """'by the end of March', 'until June': what is past has no known start; what is to come starts at publication."""
    lead, date = tokens[0], tokens[-1]
    assert date.span is not None
    opens = text.folded[lead.low : lead.end] == "الي" and not text.folded[: lead.low].strip()
    if lead.code == "t" and not (date.closing or opens) and not _THROUGH.fullmatch(text.folded, lead.low, lead.end):
        return None
    if lead.code == "t" and date.rule in ("last-week", "last-month", "last-year"):  # 'let 40 lorries through last week'
        return None
    if lead.code == "B" and text.folded.startswith("'s ", date.end):  # 'by Wednesday's blast'
        return _period(date)
    today = text.published
    if today is None:
        return Period(
            None, date.span[0] if lead.code == "k" and not date.closing else date.span[1], "since", date.precision
        )
    first, after = date.span
    if not date.dated or date.code == "K":
        arabic, past = not text.folded[lead.low].isascii(), _told_as_past(text.folded, lead.low, date.end)
        ahead = text.looks_ahead(lead.low, date.end)
        ahead = ahead or (lead.code == "B" and date.code == "K" and not past and not arabic)
        if ahead or not (arabic and past):
            first, after = _nearest(date.span, today, ahead, date.code == "K")
    if first < today and not (date.closing and after > today):
        end = first if lead.code == "k" and not date.closing else after
        return Period(None, min(end, today + ONE_DAY), "since", date.precision, date.rule)
    if lead.code == "u" and first <= today < after and not text.looks_ahead(lead.low, date.end):
        return Period(None, today + ONE_DAY, "since", "day", "to-date")
    if date.closing:
        return Period(today, after, "within", "day", "by")
    end = first if lead.code == "k" else first + ONE_DAY
    return Period(today, end, "within", "day" if lead.code == "k" else "approx", "by") if end > today else None


_THROUGH = named("composeddates", "through")
_BEEN = named("composeddates", "been")
_HAD_BY = named("composeddates", "had-by")
_MOST_HAD = 100


def _told_as_past(text: str, start: int, end: int) -> bool:
    """Whether what is told of 'by Sunday' is over: '620,000 had crossed by Sunday', 'by Sunday 40 were freed'."""
    if _BEEN.match(text, end) is not None:
        return True
    return _HAD_BY.search(text, max(0, start - _MOST_HAD), start) is not None


def _nearest(span: Span, today: dt.date, ahead: bool, week: bool) -> Span:
    """Of a date without its year, the one nearest to publication, or the next one where the words look ahead."""
    step = "week" if week else "year"
    later = shift(span[0], 1, step), shift(span[1], 1, step)
    if span[1] > today or not (ahead or later[0] - today < today - span[1]):
        return span
    return later


_PAIR = 2


def _range(text: Text, tokens: Sequence[Token]) -> Period | None:
    """'from 3 March to 5 April 2016', 'between January 2014 and 15 April 2018', 'Thursday and Friday'."""
    dates = [token for token in tokens if token.code in "CKOZ"]
    first, last = dates[0], dates[-1]
    assert first.span is not None
    assert last.span is not None
    led = any(token.code in "bfs" for token in tokens)
    spans = [date.span for date in dates if date.span is not None]
    if len(spans) > _PAIR and any(one[1] != other[0] for one, other in pairwise(spans)):
        return None
    start, end = _years_shared(first, last, since=tokens[0].code == "s")
    if not first.dated and not last.dated and text.published is not None and start[0] > text.published:
        before, after = shift(start[0], -1, "year"), shift(end[1], -1, "year")
        if before <= text.published < after:  # 'it will last from May to September', said in June
            start, end = (before, shift(start[1], -1, "year")), (shift(end[0], -1, "year"), after)
    if first_of(tokens, "&") is None and _OPENS.match(text.folded, last.low) and start[0] < end[0]:
        end = end[0], end[0]  # 'from January to the start of March'
    if end[1] == start[0] and first.rule == "yesterday":  # أمس وأول من أمس
        start, end = end, start
    if {token.code for token in tokens} <= {"K", "/"} and start[1] != end[0]:  # side by side: one night
        return None
    listed = len(spans) > _PAIR or start[1] == end[0]
    if any(token.code == "&" for token in tokens) and not led and not listed:
        return None
    if not start[0] < end[1]:
        return None
    precision = first.precision if first.precision == last.precision else "day"
    return Period(start[0], end[1], "within", precision)


def _years_shared(first: Token, last: Token, *, since: bool) -> tuple[Span, Span]:
    """Both ends of a range, the one without a year in the year of the other."""
    start, end = first.span, last.span
    assert start is not None
    assert end is not None
    if not first.dated and not last.dated:
        end = in_year(end, start[0].year)
        if end[1] <= start[0]:
            end = in_year(end, start[0].year + 1)
    elif not first.dated:
        start = in_year(start, end[0].year)
        if start[0] >= end[1]:
            start = in_year(start, end[0].year - 1)
    elif not last.dated and not (since and start[0] < end[1]):
        end = in_year(end, start[0].year)
        if end[1] <= start[0]:
            end = in_year(end, start[0].year + 1)
    elif first.code == last.code == "K" and start[0] > end[0]:
        start = shift(start[0], -1, "week"), shift(start[1], -1, "week")
    elif last.code == "K" and start[0] >= end[1]:
        end = shift(end[0], 1, "week"), shift(end[1], 1, "week")
    return start, end
