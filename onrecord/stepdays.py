"""Days that are counted on from days told before: 'in the ten days that followed', بعدها بيومين, اليوم الرابع منها."""

from __future__ import annotations

from collections.abc import Iterator

from onrecord import patterns as re
from onrecord.patterns import named
from onrecord.period import Period
from onrecord.sentence import Sentence
from onrecord.timing import Timed

_UNITS = {
    "يوم": "day",
    "يومين": "day",
    "ايام": "day",
    "ليله": "day",
    "ليلتين": "day",
    "ليلت": "day",
    "ليال": "day",
    "ليالي": "day",
    "اسبوع": "week",
    "اسبوعين": "week",
    "اسابيع": "week",
    "شهر": "month",
    "شهور": "month",
    "شهرين": "month",
    "اشهر": "month",
    "عام": "year",
    "عامين": "year",
    "اعوام": "year",
    "سنه": "year",
    "سنتين": "year",
    "سنوات": "year",
}
_PAIRS = ("يومين", "ليلتين", "اسبوعين", "شهرين", "عامين", "سنتين")

_STEP = re.compile(
    r"(?<!\w)[وف]?(?P<way>بعد|قبل)(?:ها|ه|هما|هم| ذلك)? (?:بنحو |بحوالي |بقرابه )?ب?"
    r"(?P<count>[^\W\d_]{3,7} |\d{1,2} )?(?P<unit>"
    + "|".join(sorted(_UNITS, key=len, reverse=True))
    + r")(?: واحده?)?(?!\w| (?:من|علي|ال))"
)
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
    if sentence.says("بعد", "قبل"):
        yield from _steps(sentence)
    if sentence.says("التالي", "اللاحق", "التي تلت", "التي اعقبت", "التي لحقت"):
        yield from _following(sentence)
    if sentence.says(" follow", " next ", " subsequent", " ensuing", " thereafter", " after"):
        yield from _behind(sentence)
    if sentence.says("on the ", "on its ", "in the ", "in its ") and sentence.says(" day", " week", " month"):
        yield from _on_the_nth(sentence)
    if sentence.says("في يوم", "في ليل", "في اسبوع", "في شهر", "في ال", "ايامه", "لياليه", "اسابيعه", "اشهره", "شهوره"):
        yield from _nth_of_it(sentence)


def _steps(sentence: Sentence) -> Iterator[Timed]:
    """بعدها بيومين, قبل ذلك بأسبوع: one day, so far from that which was told."""
    for match in _STEP.finditer(sentence.text, sentence.start, sentence.end):
        opens = match.start() - sentence.start < _OPENING and match["way"] == "بعد" and not match["count"]
        if not opens and _STEPPED.search(match[0]) is None:
            continue
        unit = match["unit"]
        count = 2 if unit in _PAIRS else sentence.number_in(match.span("count")) if match["count"] else 1
        if count:
            way = count if match["way"] == "بعد" else -count
            yield Timed(Period(None, None), *match.span(), told="step", count=way, unit=_UNITS[unit])


def _following(sentence: Sentence) -> Iterator[Timed]:
    """في اليومين التاليين, الأيام الثلاثة التالية: so many days right behind those told."""
    for match in _FOLLOWING.finditer(sentence.text, sentence.start, sentence.end):
        unit = _UNITS[(match["pair"] or match["unit"]).removeprefix("ال")]
        count = 2 if match["pair"] else sentence.number_in(match.span("count"))
        if count:
            yield Timed(Period(None, None), *match.span(), told="next-span", count=count, unit=unit)


def _behind(sentence: Sentence) -> Iterator[Timed]:
    """'In the ten days that followed': so many right behind those told; 'the next ten' only where they are past."""
    for match in _BEHIND.finditer(sentence.text, sentence.start, sentence.end):
        if match["next"] and _AHEAD.search(sentence.text, sentence.start, sentence.end):
            continue
        counted = next((name for name in ("next", "then") if match[name]), None)
        count = sentence.number_in(match.span(counted)) if counted else 1
        if count:
            pair = match["unit"] == "fortnight"
            yield Timed(
                Period(None, None),
                *match.span(),
                told="next-span",
                count=2 * count if pair else count,
                unit="week" if pair else match["unit"],
            )


def _on_the_nth(sentence: Sentence) -> Iterator[Timed]:
    """'On the tenth day', 'in its second week': one day or week of what began on a day that was told."""
    for match in _ON_THE_NTH.finditer(sentence.text, sentence.start, sentence.end):
        count = sentence.ordinal_in(match.span("nth"))
        if count > 1:
            yield Timed(
                Period(None, None),
                *match.span(),
                "local",
                told="nth-of-it",
                count=count,
                unit=match["unit"],
            )


def _nth_of_it(sentence: Sentence) -> Iterator[Timed]:
    """في يومها الخامس, في اليوم الرابع منها: one day or week of what began on a day that was told."""
    for match in _NTH_OF_IT.finditer(sentence.text, sentence.start, sentence.end):
        if match["its"] and "event_noun" in {
            k for w in sentence.inside(match.end(), match.end() + 40) for k in w.kinds
        }:
            continue  # في يومها العشرين، خلفت الحرب
        count = sentence.ordinal_in(match.span("nth" if match["nth"] else "bare"))
        if count:
            unit = _UNITS[match["its"] or match["unit"] or match["many"]]
            yield Timed(Period(None, None), *match.span(), "local", told="nth-of-it", count=count, unit=unit)
