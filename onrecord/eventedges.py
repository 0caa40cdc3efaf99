"""Days that English tells by how far they stand from an event: its eve, the days after it, so many years complete.

What is told of a day with its date is that day moved ('the eve of the vote of 2 June'); what is told of an event alone
is counted back from publication ('ten days after the lorry bomb').
"""

from __future__ import annotations

from collections.abc import Iterator

from onrecord import patterns as re
from onrecord.almanac import shift
from onrecord.datewords import unit_called
from onrecord.patterns import named
from onrecord.period import ONE_DAY, Dated, Period
from onrecord.sentence import Sentence
from onrecord.timing import Timed
from onrecord.valueclass import replace

_REACH = 70
"""Code points before a date in which the words stand that move it."""

_EVE = named("eventedges", "eve")
_WITHIN_HOURS = named("eventedges", "within-hours")
_THAT_DATE = named("eventedges", "that-date")
_COMPLETE = named("eventedges", "complete")


def moved(sentence: Sentence, dated: Dated) -> Timed | None:
    """A date as the words around it move it, or None where they do not."""
    if sentence.statement.language != "en" or dated.period.start is None:
        return None
    start, end = dated.period.start, dated.period.end
    if (that := _THAT_DATE.match(sentence.text, dated.end, sentence.end)) is not None:
        first = Period(start, start + ONE_DAY, "within", dated.period.precision)
        return Timed(first, dated.start, that.end(), told="until-that")
    if dated.period.days != 1 or end is None:
        return None
    low = max(sentence.start, dated.start - _REACH)
    if (eve := _EVE.search(sentence.text, low, dated.start)) is not None:
        return Timed(Period(start - ONE_DAY, start, rule="offset"), eve.start(), dated.end)
    if (hours := _WITHIN_HOURS.search(sentence.text, low, dated.start)) is not None:
        return Timed(replace(dated.period, kind="within"), hours.start(), dated.end)
    if (over := _COMPLETE.search(sentence.text, low, dated.start)) is not None:
        return _since_complete(sentence, dated, over)
    return None


def _since_complete(sentence: Sentence, dated: Dated, over: re.Match[str]) -> Timed | None:
    """'One year complete on 15 June': since the day that lies so far before the one next to publication."""
    today, count = sentence.statement.published_on, _number(sentence, over)
    if today is None or dated.period.start is None or not count:
        return None
    last = min((shift(dated.period.start, step, "year") for step in (0, 1)), key=lambda day: abs((day - today).days))
    first = shift(last, -count, over["unit"])
    return Timed(Period(first, today + ONE_DAY, "since", rule="event"), over.start(), dated.end, "start")


def _number(sentence: Sentence, match: re.Match[str]) -> int:
    """How many units the group "n" of a match counts, 0 where it is no number."""
    if match["n"] in ("a", "an"):
        return 1
    return sentence.number_in(match.span("n"))


_WHEN_BEGAN = named("eventedges", "when-began")


def begun_on(sentence: Sentence) -> Iterator[Timed]:
    """'On 2 November, when the truce was signed': what began on that day, for what is told 'since the truce'."""
    today = sentence.statement.published_on
    if today is None or sentence.statement.language != "en" or not sentence.may_match(_WHEN_BEGAN):
        return
    for dated in sentence.dated:
        first = dated.period.start
        match = _WHEN_BEGAN.match(sentence.text, dated.end, sentence.end) if dated.period.days == 1 else None
        if match is None or first is None or first > today or dated.period.kind != "within":
            continue
        if sentence.inside(match.start(), match.end(), "event_noun"):
            yield Timed(Period(first, today + ONE_DAY, "since", rule="event"), match.start(), match.end(), "start")


_AFTER_EVENT = named("eventedges", "after-event")
_BEGAN = named("eventedges", "began")


def _has_begun(sentence: Sentence, match: re.Match[str]) -> bool:
    """Whether what so many days have passed since is the beginning of something that goes on."""
    if sentence.inside(match.start("of"), match.end("of"), "event_noun", "event_begins"):
        return True
    return _BEGAN.search(sentence.text, match.start("of"), match.end("of")) is not None


_AT_ONCE = named("eventedges", "at-once")


def after_events(sentence: Sentence) -> Iterator[Timed]:
    """'Ten days after the lorry bomb at the junction, ...': the day that lies so far back, from which others run on."""
    today = sentence.statement.published_on
    if today is None or sentence.statement.language != "en" or not sentence.may_match(_AFTER_EVENT):
        return
    match = _AFTER_EVENT.match(sentence.text, sentence.start, sentence.end)
    if match is None or any(match.start("of") <= dated.start < match.end() for dated in sentence.dated):
        return
    if not (count := _number(sentence, match)):
        return
    unit, many = unit_called(match["unit"])
    day = shift(today, -count * many, unit)
    if _AT_ONCE.search(sentence.text, match.start("of"), match.end("of")) is not None:
        precise = match["unit"] == "day"
        yield Timed(Period(day, day + ONE_DAY, "within", "day" if precise else "approx", "offset"), *match.span())
    elif sentence.inside(match.start("of"), match.end("of"), "event_ends"):
        return
    elif _has_begun(sentence, match):
        yield Timed(Period(day, today + ONE_DAY, "within", rule="after"), *match.span())
