"""The course of a statement in time: the dates that were spoken of, and which of them a figure speaks of.

Which date is a figure's is weighed (``daychoice`` gives what there is to choose from); the days of the figures before
stand for themselves, since a text keeps to its time until it says otherwise.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass, field

from onrecord.almanac import moment_of, shift
from onrecord.anaphora import as_far_before, nth_within, this_unit, told_from
from onrecord.arabicdays import of_old
from onrecord.datebasis import BACKWARD
from onrecord.dateline import dateline_of
from onrecord.daychoice import NEVER, When, options
from onrecord.dayfigure import Asked, Figure, Spoken, figure_of, of_rival
from onrecord.daystep import Before, continued
from onrecord.englishdays import dates_only_here
from onrecord.eventdays import timed_in
from onrecord.heading import heading_of, summed_up
from onrecord.patterns import named
from onrecord.period import ONE_DAY, Period
from onrecord.quantity import Span
from onrecord.saying import of_saying
from onrecord.sentence import Sentence
from onrecord.slot import owner
from onrecord.statement import Statement
from onrecord.timing import Aspect, Timed, aspect_of, ran, told_before
from onrecord.valueclass import replace
from onrecord.weighing import Chooser, by_weight

_OPENING = 4
"""Code points that may stand before the date with which a sentence begins."""

_OF_EVENT = named("course", "of-event")
_ON_THE_WEEKDAY = named("course", "on-the-weekday")
_ON_THE_REACH = len("on the ")

_WEEK_LONG = range(6, 9)
"""Days of what is told as a week."""

_MONTH = 31
"""Days of the longest month."""

_FROM_TODAY = ("ago", "previous", "today")
"""Rules of days from which no others are told: they are told from publication themselves."""

_LATE = 3
"""Days since which nothing began that a text calls by its name later."""

_YEAR_SAID = named("course", "year-said")

_MOST_KEPT = 40
"""How many dates are kept, the first among them, so that a long text takes no longer for it."""


@dataclass(slots=True)
class Course:
    """What is carried from sentence to sentence: the dates that were spoken of and the days of the latest figure."""

    choose: Chooser = by_weight
    spoken: list[Spoken] = field(default_factory=list)
    before: Before | None = None
    wide: Period = NEVER
    """The latest stretch of more than a day."""
    since: Period = NEVER
    """The time that runs on from the beginning of what is spoken of."""
    since_told: int = -1
    """The sentence whose 'since' told the beginning of it."""
    day: Period = NEVER
    """The latest single day that was named."""
    days: tuple[Period, ...] = ()
    """The last two single days that were named."""
    whole: Period = NEVER
    """The first stretch of more than a day: what a report covers."""
    near: Period = NEVER
    """The latest date that other days may be told from."""
    of_noun: bool = False
    """Whether that is a longer time which only tells of a noun."""
    rival_of: tuple[int, Period] = (-1, NEVER)
    """The sentence and the days of the latest figure with which only was compared."""
    short: Period = NEVER
    """The latest date of a month or less."""
    summed: list[tuple[int, Timed]] = field(default_factory=list)
    """The dates of what sums up all that stands before it in its paragraph, each with where that starts."""
    leads: dict[str, Period] = field(default_factory=dict)
    """The days that figures of a measure were told with so far, NEVER where they differ."""
    old: dt.date | None = None
    """The latest day or month that was told with a year long gone, while nothing since is told."""
    latest: dict[str, dt.date] = field(default_factory=dict)
    """The beginning of the latest year and month that were told."""
    led: Period = NEVER
    """The days that a paragraph without a date takes from those."""
    paragraph: int = 0
    number: int = -1
    sentence: Sentence | None = None
    aspects: dict[int, Aspect] = field(default_factory=dict)
    filed: Span | None = None
    """The dateline: its day is that on which the text was filed, and no figure's."""

    # ------------------------------------------------------------------------------------------ sentence by sentence

    def foretell(self, sentences: Iterable[Sentence]) -> None:
        """Look ahead for sentences that say when all that stands before them happened: 'all this in 48 hours'."""
        self.summed = [(one.start, timed) for one in sentences if (timed := summed_up(one)) is not None]

    def enter(self, sentence: Sentence, *, paragraph: bool) -> None:
        """Begin a sentence: its dates, with those that are told from days spoken of before."""
        if paragraph:
            self.paragraph += 1
            self.since = self.day = self.led = NEVER
        self.sentence, self.aspects = sentence, {}
        self.number += 1
        if not self.number:
            self.filed = dateline_of(sentence.folded)
        if paragraph or not self.number:
            for at, timed in self.summed:
                if "\n" not in sentence.between(sentence.start, at) and sentence.start < at:
                    self.spoken.append(Spoken(timed, self.number - 1, self.paragraph, False, True, True))
        found = self._all_dated(sentence)
        found = self._closed(found)
        heading = heading_of(sentence, found)
        for timed in found:
            if heading is not None and heading.period.rule == "nth-day" and self._is_today(timed):
                continue  # لليوم الأربعمئة – السبت 9 نوفمبر: the list below sums up, it is not of that day
            leads = timed.start - sentence.start < _OPENING
            heads = heading is not None and timed.start == heading.start
            bare = not sentence.stated
            rival = of_rival(sentence, timed)
            saying = not heads and of_saying(sentence, timed.start, timed.end)
            aside = not heads and timed.aside
            self.spoken.append(Spoken(timed, self.number, self.paragraph, leads, bare, heads, rival, saying, aside))
        if len(self.spoken) > _MOST_KEPT:
            self.spoken = [self.spoken[0], *self.spoken[1 - _MOST_KEPT :]]

    def _is_today(self, timed: Timed) -> bool:
        """Whether a date is the day of publication."""
        period, today = timed.period, None if self.sentence is None else self.sentence.statement.published_on
        return period.kind == "within" and period.days == 1 and period.start == today

    def _closed(self, found: list[Timed]) -> list[Timed]:
        """The dates of a sentence, with an event's days as one time where it tells both when it began and was over."""
        began = next((t for t in found if t.part == "start" and t.period.start is not None), None)
        over = next((t for t in found if t.part == "end" and t.period.end and t.period.rule not in BACKWARD), None)
        first = self.since.start if began is None else began.period.start
        end = self._over_by(first) if over is None else over.period.end
        if first is None or end is None or (over is not None and began is None):
            return found
        whole = Period(first, end, rule="lasted")
        if (whole.days or 0) <= 1:
            return found
        self.wide = self.near = whole
        self.since = NEVER
        self.whole = whole if began is not None and self.whole == began.period else self.whole
        spans = [t for t in found if t in (began, over) or t.period.rule in ("summed", "spell", "hours")]
        return [replace(t, period=whole, part="adverb") if t in spans else t for t in found]

    def _over_by(self, first: dt.date | None) -> dt.date | None:
        """The day after that on which was over what began on a day and is told to have gone on for so long."""
        assert self.sentence is not None
        today = self.sentence.statement.published_on
        if first is None or today is None or (lasting := ran(self.sentence)) is None:
            return None
        end = shift(first, lasting.count, lasting.unit)
        return end if end <= today + ONE_DAY else None

    def _all_dated(self, sentence: Sentence) -> list[Timed]:
        """The dates of a sentence with their periods; what is told from an event waits for the day of its beginning."""
        unbegun = self.since == self.wide == NEVER
        items = [one for one in timed_in(sentence) if self.filed is None or one.end > self.filed.end]
        items.sort(key=lambda one: unbegun and one.told.startswith("first"))
        found = [held for one in items if (held := self._dated(one)) is not None]
        told = [one for one in found if _is_day(one) and not of_saying(sentence, one.start, one.end)]
        found = [self._spell(one, told) for one in found if one.period.rule != "hours" or not told]
        return sorted(found, key=lambda one: one.start)

    def _spell(self, item: Timed, told: Iterable[Timed]) -> Timed:
        """'On 28 October 50,000 fled within three days': a length of time that begins with the day told before it."""
        assert self.sentence is not None
        days = [one for one in told if one.end <= item.start]
        if item.period.rule != "spell" or item.period.days is None or not days:
            return item
        first, today = days[-1].period.start, self.sentence.statement.published_on
        if first is None or today is None or item.period.start is None or first >= item.period.start:
            return item
        if of_rival(self.sentence, days[-1]):
            return item
        period = Period(first, first + (item.period.days - 1) * ONE_DAY, "within", "approx", "spell")
        return replace(item, period=period)

    def _dated(self, item: Timed) -> Timed | None:
        """A date with its period, or None where it tells of none; what it says of the course is kept."""
        assert self.sentence is not None
        if item.told:
            held = self._told(item, self.sentence.statement)
        else:
            item, self.old = of_old(self.sentence, item, self.old)
            held = self._earlier(item)
        if held is None or held.period == NEVER:
            return None
        if held.period.rule in ("nth", "nths") and self.near.start is not None and not self.of_noun:
            held = replace(held, period=nth_within(held.period, self.near, self.sentence.statement.published_on))
        if held.period.rule == "weekday" and held.part != "compared":
            held = self._of_week(held)
        aside = dates_only_here(self.sentence, held)
        if of_rival(self.sentence, held):
            self.rival_of = (self.number, held.period)
        elif not aside:
            self._keep(held)
        elif _runs(held.period) and held.part == "adverb":
            self.since = held.period
        return replace(held, aside=True) if aside else held

    def _of_week(self, item: Timed) -> Timed:
        """'On the Thursday' as a day of the week that is told."""
        assert self.sentence is not None
        week = next((period for period in (self.near, self.wide) if period.days in _WEEK_LONG), NEVER)
        first, day = week.start, item.period.start
        low = max(self.sentence.start, item.start - _ON_THE_REACH)
        named = _ON_THE_WEEKDAY.search(self.sentence.text, low, item.end) is not None
        if not named or first is None or day is None or item.period.days != 1:
            return item
        start = first + (day - first).days % 7 * ONE_DAY
        return replace(item, period=replace(item.period, start=start, end=start + ONE_DAY))

    def _keep(self, held: Timed) -> None:
        """Take a date into the course."""
        period = held.period
        if period.days == 1 and held.part != "compared":
            self.day = period
            self.days = (*(day for day in self.days if day.start != period.start), period)[-2:]
        if period.start is not None and period.precision in ("year", "month"):
            self.latest[period.precision] = period.start
        aside = held.reach is not None and self.since != NEVER  # the truce, which began today
        if (held.part == "start" and not aside) or (held.part == "adverb" and _runs(period)):
            self.since, self.since_told = period, self.number if held.part == "adverb" else -1
        if held.part in ("adverb", "clause", "start", "local") and period.start is not None:
            self.near = period
            self.of_noun = held.part == "clause" and (period.days or 0) > 1
        if period.days is not None and period.days <= _MONTH and held.part != "compared":
            self.short = period
        if held.part in ("adverb", "start") and period.kind != "asof" and (period.days or 0) > 1:
            self.wide = period
            if self.whole == NEVER:
                self.whole = period

    def _earlier(self, item: Timed) -> Timed:
        """'A year earlier' as what the days before are compared with: the same days of the year before."""
        assert self.sentence is not None
        if item.part == "compared":
            item = self._year_of_rival(item)
        today, near, period = self.sentence.statement.published_on, self.near, item.period
        if period.rule == "after" and (later := self._after_day(item)) is not None:
            return replace(item, period=later)
        if today is None or period.rule not in ("ago", "previous") or near.kind != "within" or near.rule in _FROM_TODAY:
            return item
        if near.start is None or near.end is None or near.end > today + ONE_DAY:
            return item
        rival = item.part == "compared" or of_rival(self.sentence, item)
        earlier = near.days == 1 and self.sentence.text[item.start : item.end].endswith("earlier")
        return replace(item, period=as_far_before(near, period, today)) if rival or earlier else item

    def _year_of_rival(self, item: Timed) -> Timed:
        """'Down by a third on the first half' of the year that is told: no figure is compared with days to come."""
        assert self.sentence is not None
        near, period = self.near, item.period
        if period.start is None or period.end is None or period.precision not in ("month", "quarter"):
            return item
        if near.end is None or near.kind != "within" or near.rule in _FROM_TODAY or period.start < near.end:
            return item
        if _YEAR_SAID.search(self.sentence.text, item.start, item.end) is not None:
            return item
        first, last = shift(period.start, -1, "year"), shift(period.end, -1, "year")
        return replace(item, period=replace(period, start=first, end=last))

    def _after_day(self, item: Timed) -> Period | None:
        """The day so long after one that was told before: سقطت في 3 أيلول. وبعد أسبوع قتل."""
        assert self.sentence is not None
        today, near, back = self.sentence.statement.published_on, self.near, item.period.days
        opens = item.start - self.sentence.start < _OPENING and _OF_EVENT.match(self.sentence.text, item.end) is None
        told = near.days == 1 and near.kind == "within" and near.rule not in _FROM_TODAY
        if today is None or back is None or near.start is None or not (opens and told):
            return None
        day = near.start + (back - 1) * ONE_DAY
        return Period(day, day + ONE_DAY, "within", "approx", "step") if day <= today else None

    def _told_since(self, item: Timed, today: dt.date | None) -> Timed | None:
        """'Since that year', 'since it began': from the beginning of what was told, or None where that is not known."""
        if item.told in ("since-year", "since-month"):
            first = self.latest.get(item.told.removeprefix("since-"))
            if first is None or today is None:
                return None
            return replace(item, period=Period(first, today + ONE_DAY, "since", rule="event"))
        if item.told == "event-start" or (item.told == "began" and self.since.start is not None):
            return self._from_start(item)
        return None

    def _told(self, item: Timed, statement: Statement) -> Timed | None:
        """A date that is told from one before, with its period, or None where none was spoken of."""
        today = statement.published_on
        if (begun := self._told_since(item, today)) is not None:
            return begun
        if item.told in ("since-year", "since-month") or (item.told == "began" and self.since.start is None):
            item = replace(item, told="since-then")
        last = NEVER if self.before is None else self.before.period
        spans = (
            [self.since, self.wide, last]
            if item.told.startswith(("first", "nth-of"))
            else [self.wide, self.since, last]
        )
        if item.told == "report-period":
            spans.insert(0, self.whole)
        wide = next((p for p in spans if p.start and (p.days or 0) > 1), NEVER)
        near = next((p for p in (self.near, last) if p.start and p.end and p.kind != "asof"), NEVER)
        if item.told in ("same-month", "same-week") and (near.days is None or near.days > _MONTH):
            near = self.short
        if self.rival_of[0] == self.number and item.told.endswith("-before") and self.rival_of[1].days:
            near = self.rival_of[1]  # 'against 612 in 2017 and 98 the year before'
        if item.told.startswith("unit-"):
            spoken = near if near.days is not None and near.days <= _MONTH else self.short
            return replace(item, period=this_unit(item.told.removeprefix("unit-"), spoken, today))
        if item.told == "between-days":
            return self._between_days(item)
        if item.told == "latest-day" and wide == NEVER and today is not None:
            return replace(item, period=Period(today - ONE_DAY, today + ONE_DAY, rule="past"))
        period = told_from(item, wide, self.day if self.day.start else near, near)
        if period is not None and item.told == "since-then" and today is not None:
            period = replace(period, end=max(today, period.start or today) + ONE_DAY)
        if period is None or (today is not None and period.start is not None and period.start > today):
            return None
        if item.told.startswith("same-") and today is not None and period.end and period.end > today + ONE_DAY:
            period = replace(period, end=today + ONE_DAY)  # the month that goes on
        return replace(item, period=period)

    def _between_days(self, item: Timed) -> Timed | None:
        """'Between these two dates': from the one to the other of the last two days that were named."""
        named = [day for period in self.days for day in (period.start, period.end) if day is not None]
        return replace(item, period=Period(min(named), max(named), "within")) if len(self.days) > 1 else None

    def _from_start(self, item: Timed) -> Timed:
        """'Since the war began' from the beginning that was told, unless that was another's."""
        known = self.since.start is not None
        if item.told == "event-start":  # 57 since the truce (yesterday 12), 1,320 since the war began
            known = known and self.since_told != self.number and not self._lately()
        return replace(item, period=self.since) if known else item

    def _lately(self) -> bool:
        """Whether what runs on has only run for days, and no event was told to have begun with it."""
        assert self.sentence is not None
        today, since = self.sentence.statement.published_on, self.since
        if today is None or since.start is None or since.rule in ("event", "nth-day"):
            return False
        return (today - since.start).days <= _LATE

    # ----------------------------------------------------------------------------------------------- figure by figure

    def when(self, asked: Asked) -> When:
        """The days that a figure speaks of."""
        if asked.shape.increment and (since := self._since_report(asked)) is not None:
            return since
        figure = figure_of(
            asked,
            self._aspect(asked),
            (self.number, self.paragraph),
            self.spoken,
            self.leads.get(asked.measure),
        )
        if figure.known == "nowhere" and (led := self._led(figure)) != NEVER:
            self.led, self.before = led, Before(figure, led)
            return When(led, "text_before")
        found = continued(figure, options(figure), self.before)
        item = asked.sentence.stated[asked.nth]
        chosen: When = self.choose("days", asked.sentence.folded.span(item.start, item.end), found).value
        if asked.measured and not asked.shape.is_base:
            self.before = Before(figure, chosen.period)
            if chosen.period.kind == "within" and chosen.period.days is not None:
                known = self.leads.setdefault(asked.measure, chosen.period)
                self.leads[asked.measure] = known if known == chosen.period else NEVER
            if chosen.period.kind != "asof" and (chosen.period.days or 0) > 1:
                self.wide = chosen.period
        return chosen

    def _since_report(self, asked: Asked) -> When | None:
        """The days of what a total grew by, '6,776 (+14)', unless its brackets name others: since the day before."""
        sentence, today = asked.sentence, asked.sentence.statement.published_on
        end = sentence.stated[asked.nth].end
        own = any(t.start >= end and ")" not in sentence.between(end, t.start) for t in self._here())
        if own or today is None:
            return None
        return When(Period(today - ONE_DAY, today + ONE_DAY, rule="increment"), "increment")

    def _led(self, figure: Figure) -> Period:
        """The days of an event in a paragraph that tells no date, where the text told its measure with one before.

        A release tells the day in its first lines and then place by place what was done; another paragraph may tell
        of another day, so nothing but its own measure opens it.
        """
        asked = figure.asked
        if asked.stock or asked.form == "change" or not asked.measured or figure.aspect not in ("past", ""):
            return NEVER
        if told_before(asked.sentence, asked.nth):
            return NEVER
        return self.led if self.led != NEVER else self.leads.get(asked.measure, NEVER)

    def beside(self, sentence: Sentence, nth: int) -> Timed | None:
        """The date that stands right beside a figure, as that of a rival does: 'against 12 in May'."""
        item = sentence.stated[nth]
        mine = [t for t in self._here() if owner(sentence, t.start, t.end) == nth and t.part != "said"]
        near = min(mine, key=lambda t: (t.start < item.start, abs(t.start - item.end)), default=None)
        return None if near is None else replace(near, period=moment_of(near.period))

    def event(self, offset: int) -> When:
        """The days of an event without a figure: the date of its clause, else one of its sentence."""
        sentence = self.sentence
        if sentence is None or not sentence.dated:
            return When(NEVER)
        first, last = sentence.clause(offset)
        near = [dated for dated in sentence.dated if first <= dated.start < last] or list(sentence.dated)
        return When(near[0].period, "date", (near[0].start, near[0].end))

    def rival(self, sentence: Sentence, nth: int) -> Timed | None:
        """The days that a change is measured against: those it is compared with, else the first of its 'since'."""
        item = sentence.stated[nth]
        compared = [t for t in self._here() if t.part == "compared" and t.start >= item.start and t.period.start]
        if compared:
            return replace(compared[0], period=moment_of(compared[0].period))
        runs = [t for t in self._here() if t.part == "adverb" and _runs(t.period) and t.told == ""]
        near = [t for t in runs if owner(sentence, t.start, t.end) == nth]
        return replace(near[0], period=moment_of(near[0].period)) if near else None

    def _here(self) -> list[Timed]:
        """The dates of the sentence."""
        return [one.timed for one in self.spoken if one.sentence == self.number]

    def _aspect(self, asked: Asked) -> Aspect:
        if asked.nth not in self.aspects:
            self.aspects[asked.nth] = aspect_of(asked.sentence, asked.nth)
        return self.aspects[asked.nth]


def _is_day(item: Timed) -> bool:
    """Whether a date is one day on which something happened."""
    period = item.period
    return period.days == 1 and period.kind == "within" and item.part in ("adverb", "local", "clause", "start")


def _runs(period: Period) -> bool:
    """Whether a period runs from a known day up to publication."""
    return period.kind == "since" and period.start is not None and period.rule not in BACKWARD
