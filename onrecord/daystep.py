"""Going on in the days of the figure before, or stepping to others: what stands for either."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from onrecord.daychoice import NEVER, When
from onrecord.dayfigure import HARM, Figure
from onrecord.patterns import named
from onrecord.period import Period
from onrecord.slot import joined
from onrecord.timing import told_before
from onrecord.valueclass import dataclass
from onrecord.weighing import Option, Traits, kept


@dataclass(frozen=True, slots=True)
class Before:
    """The figure before, and its days."""

    figure: Figure
    period: Period


def continued(figure: Figure, found: Iterable[Option[When]], before: Before | None) -> list[Option[When]]:
    """The options of a figure, each with what stands for the days of the figure before, or for others."""
    found = list(found)
    if before is None:
        return found
    if len(found) == 1 and found[0].value.period == NEVER and _goes_on(figure, before):
        return [Option(When(before.period, "sentence"), found[0].traits)]
    if _shares(figure, before):
        kept = [option for option in found if option.value.period == before.period]
        found = kept or [Option(When(before.period, "sentence"), found[0].traits)]
    asked, last = figure.asked, before.period
    here = "same" if figure.sentence == before.figure.sentence else "next"
    if here == "same" and joined(asked.sentence, asked.nth):
        here = "joined"
    known: dict[tuple[bool, bool], Traits] = {}
    longer: list[Option[When]] = []
    for option in found:
        period = option.value.period
        same, never = (period.start, period.end) == (last.start, last.end), period == NEVER
        if (same, never) not in known:
            step = f"{'stay' if same else 'move'}|{here}"
            known[same, never] = _continuing(figure, before.figure, step, never=never)
        longer.append(Option(option.value, (*option.traits, known[same, never])))
    return longer


_LISTED = named("daystep", "listed")

_PART_BEHIND = named("daystep", "part-behind")
_PART_AHEAD = named("daystep", "part-ahead")
_PART_REACH = 40


def _shares(figure: Figure, before: Before) -> bool:
    """Whether a figure is a part of the one before it and has no date of its own: '120 dead, 30 of them children'."""
    if figure.sentence != before.figure.sentence or figure.known == "mine" or before.period == NEVER or figure.placed:
        return False
    sentence, item = figure.asked.sentence, figure.asked.sentence.stated[figure.asked.nth]
    low = before.figure.asked.sentence.stated[before.figure.asked.nth].end
    behind = _PART_BEHIND.match(sentence.text, item.end, sentence.end)
    if behind is None and _PART_AHEAD.search(sentence.text, max(low, item.start - _PART_REACH), item.start) is None:
        return False
    if before.period.kind == "asof":
        return not _happens_where_it_stood(figure, before)
    return figure.aspect in ("", "past") or (figure.aspect == "total" and before.figure.aspect == "total")


def _happens_where_it_stood(figure: Figure, before: Before) -> bool:
    """Whether harm came to a part of what only stood there: '200 men attacked, and we killed 57 of them'."""
    return before.period.kind == "asof" and figure.asked.measure in HARM and before.figure.asked.measure not in HARM


def _goes_on(figure: Figure, before: Before) -> bool:
    """Whether a figure without a date is a part of the running total before it, or stands joined to it."""
    if (
        figure.sentence != before.figure.sentence
        or before.period.end is None
        or _happens_where_it_stood(figure, before)
        or told_before(figure.asked.sentence, figure.asked.nth)
    ):
        return False
    sentence, nth = figure.asked.sentence, figure.asked.nth
    if "part" in figure.beside or joined(sentence, nth):
        return True
    if before.figure.asked.nth != nth - 1:
        return False
    low, item = sentence.stated[nth - 1].end, sentence.stated[nth]
    return _LISTED.fullmatch(sentence.text, low, item.start) is not None


def _continuing(figure: Figure, before: Figure, step: str, *, never: bool) -> Traits:
    """What stands for going on as the figure before, or for a step elsewhere."""
    asked, other = figure.asked, before.asked
    day = "never" if never else "day"
    aspects = f"{figure.aspect == before.aspect}|{asked.stock == other.stock}"
    measures = f"{asked.measure == other.measure}|{asked.form == other.form}"
    return _step(step, figure.aspect, figure.known, day, aspects, measures)


@kept
def _step(step: str, aspect: str, known: str, day: str, aspects: str, measures: str) -> Iterator[str]:
    yield step
    yield f"{step}|{aspect}"
    yield f"{step}|{known}"
    yield f"{step}|{known}|{aspect}"
    yield f"{step}|{known}|{day}"
    yield f"{step}|{aspects}"
    yield f"{step}|{measures}"
