"""Days that are counted on from days told before: 'in the ten days that followed', بعدها بيومين, اليوم الرابع منها."""

from __future__ import annotations

from collections.abc import Iterator

from onrecord.datewords import unit_called
from onrecord.patterns import named
from onrecord.period import Period
from onrecord.sentence import Sentence
from onrecord.timing import Timed

_STEP = named("stepdays", "step")
_STEPPED = named("stepdays", "stepped")

_FOLLOWING = named("stepdays", "following")
_NTH_OF_IT = named("stepdays", "nth-of-it")
_ON_THE_NTH = named("stepdays", "on-the-nth")
_BEHIND = named("stepdays", "behind")
_AHEAD = named("stepdays", "ahead")


_EVENT_REACH = 40
"""Code points behind 'on its twentieth day' in which the event itself may stand."""

_OPENING = 3
"""Code points that may stand before the words with which a sentence opens: وبعد أسبوع قُتل."""


def stepped(sentence: Sentence) -> Iterator[Timed]:
    """The days of a sentence that are counted on from days told before."""
    yield from _steps(sentence)
    yield from _following(sentence)
    yield from _behind(sentence)
    yield from _on_the_nth(sentence)
    yield from _nth_of_it(sentence)


# --------------------------------------------------------------------------------------------------------------- Arabic


def _steps(sentence: Sentence) -> Iterator[Timed]:
    """بعدها بيومين, قبل ذلك بأسبوع: one day, so far from that which was told."""
    for match in sentence.matches(_STEP):
        opens = match.start() - sentence.start < _OPENING and match["way"] == "بعد" and not match["count"]
        if not opens and _STEPPED.search(match[0]) is None:
            continue
        unit, count = unit_called(match["unit"])
        if count == 1 and match["count"]:
            count = sentence.number_in(match.span("count"))
        if count:
            way = count if match["way"] == "بعد" else -count
            yield Timed(Period(None, None), *match.span(), told="step", count=way, unit=unit)


def _following(sentence: Sentence) -> Iterator[Timed]:
    """في اليومين التاليين, الأيام الثلاثة التالية: so many days right behind those told."""
    for match in sentence.matches(_FOLLOWING):
        unit, count = unit_called(match["pair"] or match["unit"])
        if match["count"]:
            count = sentence.number_in(match.span("count"))
        if count:
            yield Timed(Period(None, None), *match.span(), told="next-span", count=count, unit=unit)


def _nth_of_it(sentence: Sentence) -> Iterator[Timed]:
    """في يومها الخامس, في اليوم الرابع منها: one day or week of what began on a day that was told."""
    for match in sentence.matches(_NTH_OF_IT):
        if match["its"] and sentence.inside(match.end(), match.end() + _EVENT_REACH, "event_noun"):
            continue  # في يومها العشرين، خلفت الحرب
        count = sentence.ordinal_in(match.span("nth" if match["nth"] else "bare"))
        if count:
            unit, _ = unit_called(match["its"] or match["unit"] or match["many"])
            yield Timed(Period(None, None), *match.span(), "local", told="nth-of-it", count=count, unit=unit)


# -------------------------------------------------------------------------------------------------------------- English


def _behind(sentence: Sentence) -> Iterator[Timed]:
    """'In the ten days that followed': so many right behind those told; 'the next ten' only where they are past."""
    for match in sentence.matches(_BEHIND):
        if match["next"] and _AHEAD.search(sentence.text, sentence.start, sentence.end):
            continue
        counted = next((name for name in ("next", "then") if match[name]), None)
        count = sentence.number_in(match.span(counted)) if counted else 1
        if count:
            unit, many = unit_called(match["unit"])
            yield Timed(Period(None, None), *match.span(), told="next-span", count=many * count, unit=unit)


def _on_the_nth(sentence: Sentence) -> Iterator[Timed]:
    """'On the tenth day', 'in its second week': one day or week of what began on a day that was told."""
    for match in sentence.matches(_ON_THE_NTH):
        count = sentence.ordinal_in(match.span("nth"))
        if count > 1:
            yield Timed(Period(None, None), *match.span(), "local", told="nth-of-it", count=count, unit=match["unit"])
