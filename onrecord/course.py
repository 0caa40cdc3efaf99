"""The course of a statement in time: which days a figure without a date of its own speaks of.

A figure has the date of its own words, else what its kind and its verb say: what is so now is of the day of
publication; a running total is of all the time since what is spoken of began; a part is of the time of its whole; an
event goes on in the time that the sentence or the paragraph is about.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from onrecord.almanac import is_within, moment_of, same_days, unit_span
from onrecord.anaphora import told_from
from onrecord.heading import heading_of
from onrecord.period import ONE_DAY, Period
from onrecord.quantity import Span
from onrecord.sentence import Sentence, breaks
from onrecord.shape import Shape
from onrecord.slot import owner
from onrecord.timing import Aspect, Timed, aspect_of, timed_in

NEVER = Period(None, None)
_NEAR = 31
"""Days before publication within which the end of a span is the day of a stock told beside it."""

_HARM = ("deaths", "civilian_deaths", "combatant_deaths", "injured", "casualties", "neutralised")
"""Measures of what happened, which no 'is' makes a stock: 'the dead are 12'."""

_PLEDGED = ("funds", "trainees")
"""Measures whose totals run on from no event."""

_COUNTED_UP = ("trainees", "site_rebuilt")
"""Measures that without a date are told of everything up to publication."""

_MOVED = ("returns", "displaced")
"""Measures that no single day of something else dates."""

_THIS = {"this-year": "year", "this-month": "month", "this-week": "week", "this-quarter": "quarter"}
_NOW = ("now", "today")
"""Rules of the words that mean the day of publication itself."""

_WHEN = re.compile(r"[,،]?\s*(?:when|حين|عندما|اذ)(?!\w)(?:\s+\S+){0,4}\s*$")
_RIVAL = re.compile(
    r"(?<!\w)(?:against|versus|compared (?:with|to)|(?:up|down) from|مقابل|مقارنه (?:ب|مع )|بدلا من|بعد ان كان\w*)"
    r"\s*(?:the |just |only |some |about |نحو |فقط )?$"
)
_POINTER_REACH, _POINTER_WORDS = 40, 2
"""How far behind a figure 'of them' may stand, in code points and in words."""

_THEIRS = re.compile(r"[\u0600-\u06ff]{3}(?:هم|ها|هن|هما)(?!\w)")
"""A share written with whose it is: 'a third of them' in one word."""

_INCLUDING = re.compile(r"includ|among|بين|من بين")
_AMONG = re.compile(
    r"(?<!\w)(?:among (?:the|these|those|them|whom)|of (?:the dead|these|those|them|whom))(?!\w)"
    r"|(?<!\w)و?من (?:بين )?(?:ال|هولاء)"
)
_LEVELS = ("territory_lost", "territory_held")
_STOCKS = ("presence", "facilities_out", "partners", "missing", "people_in_need", "territory_held")
"""Measures of what is so on a day in whatever tense it is told."""


@dataclass(frozen=True, slots=True)
class Asked:
    """A figure of which the days are asked for.

    ``before`` is the period of the claim that it continues, ``source`` who is said to have told it, ``base`` where the
    words stand that it is measured against; ``measured`` says that it is told as a fact.
    """

    sentence: Sentence
    nth: int
    form: str
    measure: str
    stock: bool
    shape: Shape
    bases: Mapping[int, int] = field(default_factory=dict)
    before: Period = NEVER
    source: str | None = None
    measured: bool = True
    denied: bool = False
    base: Span | None = None


@dataclass(frozen=True, slots=True)
class When:
    """The days of a figure, the rule that gave them, the words they stand in, and whether these are its own."""

    period: Period
    rule: str = ""
    span: tuple[int, int] | None = None
    local: bool = False


@dataclass(slots=True)
class Course:
    """What is carried from sentence to sentence: the time that is spoken of."""

    frame: Period = NEVER
    """The days that the paragraph is about."""
    head: Period = NEVER
    """The days that a heading sets for every paragraph below it."""
    asof: Period = NEVER
    """The latest 'as of' of the paragraph."""
    wide: Period = NEVER
    """The latest stretch of more than a day that a figure was counted in."""
    led: bool = False
    """Whether the frame stands before what is told in it."""
    framed_by: tuple[str | None, str] = (None, "")
    """Whose words set the frame, and the measure of the figure that did."""
    since: Period = NEVER
    """The time that runs on from the beginning of what is spoken of."""
    day: Period = NEVER
    """The latest single day that was named."""
    last: Period = NEVER
    """The days of the latest figure."""
    asked_here: bool = False
    """Whether a figure of the sentence was asked for."""
    beside_last: int = -1
    """The sentence of the latest figure, where its own words give its days."""
    aspects: dict[int, Aspect] = field(default_factory=dict)
    timed: list[Timed] = field(default_factory=list)
    sentence: Sentence | None = None

    # ------------------------------------------------------------------------------------------ sentence by sentence

    def enter(self, sentence: Sentence, *, paragraph: bool) -> None:
        """Begin a sentence: its dates, with those that are told from days spoken of before."""
        if paragraph:
            self.since = self.day = self.last = self.asof = NEVER
            self._under(self.head)
        self.sentence = sentence
        self.timed, self.aspects, self.asked_here = [], {}, False
        near = self.last
        for item in timed_in(sentence):
            held = self._told(item, near, sentence.statement.published_on) if item.told else item
            if held is None and item.part != "local":
                continue
            held = held or item
            self.timed.append(held)
            if held.part in ("adverb", "clause", "start") and held.period.start is not None:
                near = held.period
            if held.period.days == 1 and held.part != "compared":
                self.day = held.period
            if held.period.kind == "asof" and held.period.rule not in _NOW:
                self.asof = held.period
            if held.part == "start" or (held.part == "adverb" and _runs(held.period)):
                self.since = held.period
        if heading := heading_of(sentence, self.timed):
            self._under(heading.period)

    def _under(self, head: Period) -> None:
        """Begin what stands under a heading, in its time."""
        self.head = self.frame = head
        self.led, self.framed_by = head != NEVER, (None, "")
        self.wide = head if (head.days or 0) > 1 else NEVER
        self.since = head if _runs(head) else self.since

    def leave(self, *, measured: bool) -> None:
        """End a sentence: where it has a date and no figure, it is about those days, unless they are a detail."""
        sentence = self.sentence
        if sentence is None or self.asked_here or not measured:
            return
        today = sentence.statement.published_on
        open_ = [item for item in self.timed if item.part in ("adverb", "start", "end")]
        open_ = [item for item in open_ if not (today and item.period.start and item.period.start > today)]
        if open_ and not is_within(open_[0].period, self.frame):
            lasting = [item for item in open_ if (item.period.days or 99) > 1]
            self.frame = (lasting or open_)[0].period
            self.framed_by, self.led = (None, ""), True

    def _told(self, item: Timed, last: Period, today: dt.date | None) -> Timed | None:
        """A date that is told from one before, with its period, or None where none was spoken of."""
        if item.told == "event-start":
            known = self.since if self.since.start is not None else item.period
            return replace(item, period=known)
        spans: tuple[Period, ...] = (self.frame, self.wide, self.since, last)
        if item.told.startswith("first"):
            spans = (self.since, *spans)
        wide = next((p for p in spans if p.start and (p.days or 0) > 1), NEVER)
        near = next((p for p in (last, self.frame) if p.start and p.end and p.kind != "asof"), NEVER)
        years = [t.period for t in self.timed if t.period.precision == "year"]
        if item.told == "since-then" and years and self._names_year(item):
            near = years[-1]
        period = told_from(item, wide, self.day if self.day.start else near, near)
        if period is not None and item.told == "since-then" and today is not None:
            period = replace(period, end=max(today, period.start or today) + ONE_DAY)
        if period is None or (today is not None and period.start is not None and period.start > today):
            return None
        return replace(item, period=period)

    def _names_year(self, item: Timed) -> bool:
        text = "" if self.sentence is None else self.sentence.between(item.start, item.end)
        return text.endswith(("year", "العام", "السنه"))

    # ----------------------------------------------------------------------------------------------- figure by figure

    def when(self, asked: Asked) -> When:
        """The days that a figure speaks of."""
        self.asked_here = True
        own = self._own(asked, asked.nth)
        if own is None and asked.form == "change":
            own = self._outcome(asked)
        if own is not None:
            aside = own.part == "clause" or self._pointed(asked)
            local = own.part == "local" or self._rival(asked.sentence, asked.nth)
            local = local or (aside and self.frame != NEVER)
            found = When(self._adapted(asked, own), "date", (own.start, own.end), local)
        else:
            found = self._without_date(asked)
        self._keep(asked, found, own)
        return found

    def beside(self, sentence: Sentence, nth: int) -> Timed | None:
        """The date of a figure that only its own words give."""
        return self._own(Asked(sentence, nth, "amount", "", stock=False, shape=Shape("amount")), nth)

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
        compared = [t for t in self.timed if t.part == "compared" and t.start >= item.start and t.period.start]
        if compared:
            return replace(compared[0], period=moment_of(compared[0].period))
        runs = [t for t in self.timed if t.part == "adverb" and _runs(t.period) and t.told == ""]
        near = [t for t in runs if owner(sentence, t.start, t.end) == nth]
        return replace(near[0], period=moment_of(near[0].period)) if near else None

    def _own(self, asked: Asked, nth: int) -> Timed | None:
        """The date of a figure's own words: beside it, else behind the list that it stands in."""
        sentence, item = asked.sentence, asked.sentence.stated[nth]
        mine = [t for t in self._open(asked, nth) if owner(sentence, t.start, t.end) == nth]
        if self._aspect(asked) == "still":
            mine = [t for t in mine if not breaks(sentence, min(t.end, item.end), max(t.start, item.start))]
        said = [t for t in mine if t.part == "said"]
        if len(mine) > len(said):
            mine = [t for t in mine if t.part != "said"]
            others = [t for t in self._open(asked, nth) if t.part == "adverb" and t.end <= item.start]
            if all(t.part == "clause" for t in mine) and others:
                return others[-1]
            apart = {t: t.start > item.end and breaks(sentence, item.end, t.start + 1) for t in mine}
            led = any(t.end <= item.start for t in mine)
            return min(
                mine,
                key=lambda t: (t.period.rule == "war", led and apart[t], t.start < item.start, abs(t.start - item.end)),
            )
        first, last = sentence.clause(item.start)
        barred = set(asked.bases.values()) - {nth}
        near = [t for t in self._open(asked, nth) if first <= t.start < last and t.part != "said"]
        held = {t: owner(sentence, t.start, t.end) for t in near}
        near = [t for t in near if held[t] not in barred and not self._rival(sentence, held[t])]
        ahead = [t for t in near if t.start >= item.end and not self._parted(asked, nth, t)]
        if ahead and not any(t.end <= item.start for t in near) and self._aspect(asked) != "still":
            return ahead[0]
        return said[0] if said else None

    def _rival(self, sentence: Sentence, nth: int | None) -> bool:
        """Whether a figure is only what another is compared with: 'against 12 in May', مقابل 12 في أيار."""
        return nth is not None and _RIVAL.search(sentence.text, sentence.start, sentence.stated[nth].start) is not None

    def _ahead(self, period: Period) -> bool:
        """Whether a period begins with the day of publication or later."""
        today = None if self.sentence is None else self.sentence.statement.published_on
        return today is not None and period.start is not None and period.start >= today and period.rule == "by"

    def _parted(self, asked: Asked, nth: int, timed: Timed) -> bool:
        """Whether words between a figure and a later date tell of another time: 'while', 'against', 'but'."""
        return bool(asked.sentence.inside(asked.sentence.stated[nth].end, timed.start, "contrast", "promise"))

    def _open(self, asked: Asked, nth: int) -> list[Timed]:
        """The dates that may be those of a figure."""
        sentence, item = asked.sentence, asked.sentence.stated[nth]
        shown = []
        for timed in self.timed:
            if (
                timed.part == "compared" and not self._when(sentence, timed, item.start)
            ) or asked.base == sentence.folded.span(timed.start, timed.end):
                continue
            if timed.part == "clause" and asked.stock:
                continue
            if asked.stock and asked.measured and self._ahead(timed.period):
                continue
            if timed.part in ("inside", "start", "end"):
                if timed.reach is None or not timed.reach[0] <= item.start < timed.reach[1]:
                    continue
            shown.append(replace(timed, period=moment_of(timed.period)) if timed.part == "compared" else timed)
        return shown

    def _whole(self, asked: Asked, period: Period) -> Period:
        """The whole of this week, month or year: money that is asked for is asked for all of it."""
        today = asked.sentence.statement.published_on
        assert today is not None
        start, end = unit_span(today, _THIS[period.rule or ""])
        return Period(start, end, "within", period.precision, period.rule)

    def _began(self, asked: Asked) -> dt.date | None:
        """When that began of which a figure counts everything up to a day: as what was counted before it."""
        today = asked.sentence.statement.published_on
        if asked.measure in _PLEDGED:
            return None
        if asked.measure == self.framed_by[1]:
            return self.since.start or self.frame.start
        going_on = today is not None and self.frame.end is not None and self.frame.end > today
        return self.frame.start if asked.measure in _HARM and going_on else None

    def _when(self, sentence: Sentence, timed: Timed, start: int) -> bool:
        """Whether a figure tells how it was on a day that something is compared with: 'lower than in 2004, when 70'."""
        return timed.end <= start and _WHEN.match(sentence.text, timed.end, start) is not None

    def _outcome(self, asked: Asked) -> Timed | None:
        """A change is of the days that it led to: 'fell by 14 percent, from 181 in 2022 to 156 last year'."""
        barred = set(asked.bases.values())
        for nth in range(asked.nth + 1, len(asked.sentence.stated)):
            before = asked.sentence.stated[nth]
            to = asked.sentence.text[max(0, before.start - 4) : before.start].split()[-1:]
            if nth not in barred and to in (["to"], ["الي"]) and (own := self._own(asked, nth)) is not None:
                return own
        return None

    def _adapted(self, asked: Asked, own: Timed) -> Period:
        """The period of a figure's own date: a stock is of a day, what goes on so far began with what is spoken of."""
        period = own.period
        if own.part == "said" and period.end is not None and period.kind != "since":
            if asked.stock or self._aspect(asked) in ("now", "is"):
                return replace(period, kind="asof")
            return Period(None, period.end, "since", rule="said")
        if asked.stock and period.kind == "since" and period.start is None and period.end is not None:
            return Period(period.end - ONE_DAY, period.end, "asof", rule=period.rule)
        if period.rule in _THIS and asked.measure == "funds" and self._beside(asked, "asked_for"):
            return self._whole(asked, period)
        if period.kind == "asof" and not asked.stock and not self._stands(asked, self._aspect(asked)):
            if period.rule in _NOW and asked.measure in _HARM and (self.frame.days or 0) > 1:
                return self.frame
            return Period(None, period.end, "since", rule=period.rule) if period.end else period
        if period.kind == "since" and period.start is None and own.told == "":
            first = self._began(asked)
            if first is not None and period.end is not None and first < period.end:
                return replace(period, start=first)
        if asked.stock and period.kind == "within":
            return replace(period, kind="asof")
        here = period.kind == "within" and period.start == asked.sentence.statement.published_on
        if here and self._stands(asked, self._aspect(asked)):
            return replace(period, kind="asof")
        return _of_day(asked, period)

    # ------------------------------------------------------------------------------------------- without a date

    def _without_date(self, asked: Asked) -> When:
        """The days of a figure that has no date of its own: by its kind and its verb, else as what it goes on from."""
        left, aspect = self._left(asked), self._aspect(asked)
        found = self._by_kind(asked, left, aspect)
        if found is not None:
            return found
        if left is not None:
            return When(_of_day(asked, left.period), "sentence", (left.start, left.end), left.part == "local")
        today = asked.sentence.statement.published_on
        if today is not None and self._counted_up(asked):
            return When(Period(None, today + ONE_DAY, "since", rule="perfect"), "running_total")
        if (aspect == "total" or self._toll(asked, aspect)) and today is not None:
            running = self._running(asked) or (self.frame if self.frame.start is not None else None)
            return When(running or Period(None, today + ONE_DAY, "since", rule="perfect"), "running_total")
        if asked.before != NEVER:
            return When(asked.before, "claim_before")
        if self.beside_last == asked.sentence.start:
            return When(self.last, "claim_before")
        if self.frame == NEVER or not self._goes_on(asked):
            return When(NEVER)
        return When(self.frame, "paragraph")

    def _by_kind(self, asked: Asked, left: Timed | None, aspect: Aspect) -> When | None:
        """The days that a figure's kind gives it: a stock, a part, a rate of today, a total that runs on."""
        today = asked.sentence.statement.published_on
        now = When(NEVER if today is None else Period(today, today + ONE_DAY, "asof", rule="publication"))
        if (told := self._as_of(asked, left, aspect)) is not None:
            return told
        if (part := self._part_of(asked, aspect, left)) is not None:
            return When(part, "claim_before")
        if (step := self._step(asked, left)) is not None:
            return When(step, "sentence")
        if self._stands(asked, aspect) and (asked.form != "change" or asked.stock):
            return replace(now, period=self._day_beside(asked, left) or now.period, rule=_still(aspect))
        if left is not None and asked.measure in _LEVELS and same_days(left.period, now.period):
            return replace(now, rule="stock")
        if asked.form == "ratio" and aspect in ("now", "is", "") and left is None:
            return replace(now, rule="rate")
        english = asked.sentence.statement.language == "en"
        if aspect == "total" and english and self._total(asked) and today is not None:
            running = self._running(asked, left)
            return When(running or Period(None, today + ONE_DAY, "since", rule="perfect"), "running_total")
        return None

    def _as_of(self, asked: Asked, left: Timed | None, aspect: Aspect) -> When | None:
        """The day of an 'as of' before a figure: that of a stock, or the last of a total that ran up to it."""
        dates = [t for t in self._open(asked, asked.nth) if t.end <= asked.sentence.stated[asked.nth].start]
        dates = [t for t in dates if t.period.kind == "asof" and t.period.rule not in _NOW]
        stands = self._stands(asked, aspect)
        if not dates:
            return When(self.asof, "paragraph") if stands and aspect == "past" and self.asof != NEVER else None
        told, span = dates[-1], (dates[-1].start, dates[-1].end)
        if stands:
            return When(told.period, "sentence", span)
        if left is not told or told.period.end is None or aspect != "total":
            return None
        return When(Period(None, told.period.end, "since", rule="perfect"), "sentence", span)

    def _goes_on(self, asked: Asked) -> bool:
        """Whether an event may go on in the time of the paragraph: money does only beside money, a denial seldom."""
        if asked.measure in _PLEDGED:
            return asked.measure == self.framed_by[1] or self.frame == self.head
        if asked.denied:
            return asked.measure in _HARM and self.frame.kind == "since"
        return True

    def _aspect(self, asked: Asked) -> Aspect:
        if asked.nth not in self.aspects:
            self.aspects[asked.nth] = aspect_of(asked.sentence, asked.nth)
        return self.aspects[asked.nth]

    def _left(self, asked: Asked) -> Timed | None:
        """The nearest date before a figure in its sentence that may go on for it."""
        item = asked.sentence.stated[asked.nth]
        barred = set(asked.bases.values())
        found = [t for t in self._open(asked, asked.nth) if t.end <= item.start and t.part != "said"]
        held = {t: owner(asked.sentence, t.start, t.end) for t in found}
        found = [t for t in found if held[t] not in barred and not self._rival(asked.sentence, held[t])]
        started = [t for t in self.timed if t.part in ("start", "end") and t.end <= item.start]
        return max(found or started, key=lambda t: t.start, default=None)

    def _pointed(self, asked: Asked) -> bool:
        """Whether words beside a figure point back to a whole: 'of them', 'among the dead'."""
        item, sentence = asked.sentence.stated[asked.nth], asked.sentence
        first = sentence.stated[asked.nth - 1].end if asked.nth else sentence.start
        last = sentence.stated[asked.nth + 1].start if asked.nth + 1 < len(sentence.stated) else sentence.end
        pointed = bool(sentence.inside(first, item.start, "pointer"))
        if asked.form == "share" and _THEIRS.search(sentence.text, item.start, item.end):
            return True
        for word in sentence.inside(item.end, min(last, item.end + _POINTER_REACH), "pointer"):
            gap = sentence.between(item.end, word.start)
            near = len(gap.split()) <= _POINTER_WORDS and not re.search("[,،;؛:]", gap)
            pointed = pointed or (near and not _INCLUDING.match(sentence.text, word.start))
        return pointed or _AMONG.search(sentence.text, first, item.start) is not None

    def _part_of(self, asked: Asked, aspect: Aspect, left: Timed | None) -> Period | None:
        """The days of a part: those of its whole; what is still so is of the day of publication."""
        item, sentence = asked.sentence.stated[asked.nth], asked.sentence
        last = sentence.stated[asked.nth + 1].start if asked.nth + 1 < len(sentence.stated) else sentence.end
        same = asked.form == "share" and bool(sentence.inside(item.end, last, "same_measure"))
        pointed = self._pointed(asked)
        whole = next(
            (p for p in (asked.before, NEVER if left is None else left.period, self.frame) if p != NEVER), NEVER
        )
        if not (pointed or same) or whole == NEVER or aspect == "still":
            return None
        if whole.kind != "asof" and (aspect == "now" or asked.measure in _STOCKS):
            return None
        return whole

    def _step(self, asked: Asked, left: Timed | None) -> Period | None:
        """'From 1,783 to 452 since June': the first is of the first day or month, the other of now."""
        item, sentence = asked.sentence.stated[asked.nth], asked.sentence
        lead = sentence.text[max(sentence.start, item.start - 5) : item.start].split()[-1:]
        today = sentence.statement.published_on
        if left is None or left.period.kind != "since" or left.period.start is None or today is None:
            return None
        if not sentence.inside(sentence.start, item.start, "change") or asked.form == "change":
            return None
        if lead in (["from"], ["من"]):
            unit = "month" if left.period.precision == "month" else "day"
            return Period(*unit_span(left.period.start, unit))
        return Period(today, today + ONE_DAY, "asof") if lead in (["to"], ["الي"]) else None

    def _stands(self, asked: Asked, aspect: Aspect) -> bool:
        """Whether a figure is of what is so on a day."""
        if asked.measure in _STOCKS or aspect == "still" or self._beside(asked, "state_of"):
            return True
        if asked.stock:
            return not self._took_part(asked) or (self.frame == NEVER and self.since == NEVER)
        if aspect == "is" and asked.form == "share" and asked.measure == self.framed_by[1]:
            return False
        return aspect in ("now", "is") and asked.measure not in _HARM

    def _took_part(self, asked: Asked) -> bool:
        """Whether a strength is that of those who took part in something."""
        return self._beside(asked, "took_part")

    def _beside(self, asked: Asked, kind: str) -> bool:
        """Whether a word of a kind stands beside a figure, before the figures on either side."""
        sentence, item = asked.sentence, asked.sentence.stated[asked.nth]
        first = sentence.stated[asked.nth - 1].end if asked.nth else sentence.start
        last = sentence.stated[asked.nth + 1].start if asked.nth + 1 < len(sentence.stated) else sentence.end
        return bool(sentence.inside(max(first, item.start - 40), min(last, item.end + 60), kind))

    def _day_beside(self, asked: Asked, left: Timed | None) -> Period | None:
        """The day of a stock told beside a span that ends shortly before publication: its last day."""
        today = asked.sentence.statement.published_on
        if left is None or today is None or left.period.end is None or left.period.end > today:
            return None
        last = left.period.end - ONE_DAY
        if left.period.start is None:
            return Period(last, left.period.end, "asof", rule="sentence")
        if left.period.kind != "within" or self._aspect(asked) not in ("now", "is", "still"):
            return None
        if left.period.precision != "day" or left.period.days == 1 or not 0 <= (today - last).days <= _NEAR:
            return None
        return Period(last, left.period.end, "asof", rule="sentence")

    def _total(self, asked: Asked) -> bool:
        """Whether a figure may be a total that runs on."""
        return asked.form in ("amount", "share", "ratio") and not asked.shape.is_base

    def _counted_up(self, asked: Asked) -> bool:
        """Whether a figure counts everything up to publication by what it counts."""
        if not self._total(asked) or asked.form != "amount":
            return False
        if asked.measure in _COUNTED_UP:
            return self.framed_by[1] not in _COUNTED_UP and self.head == NEVER
        return (
            self.since.start is None
            and asked.measure in _MOVED
            and self.frame.days == 1
            and self.framed_by[1] not in _MOVED
        )

    def _toll(self, asked: Asked, aspect: Aspect) -> bool:
        """Whether a figure is a count of the dead or hurt up to now: 'the toll stands at 12', 'it lists 12 dead'."""
        if asked.measure not in _HARM or not self._total(asked):
            return False
        item, sentence = asked.sentence.stated[asked.nth], asked.sentence
        first = sentence.stated[asked.nth - 1].end if asked.nth else sentence.start
        words = sentence.inside(max(first, item.start - 40), item.start, "toll")
        return aspect in ("now", "is") or bool(words)

    def _running(self, asked: Asked, left: Timed | None = None) -> Period | None:
        """The time in which a total runs on: of the sentence, else since what is spoken of began."""
        today = asked.sentence.statement.published_on
        if today is None:
            return None
        if left is not None and left.period.end is not None and left.period.end >= today and left.period.days != 1:
            return left.period
        if self.since.start is not None and (asked.measure not in _PLEDGED or self.framed_by[1] in _PLEDGED):
            return self.since
        same = asked.measure == self.framed_by[1] and (self.frame.days or 0) > 1
        open_ = self.led and self.frame.end is not None and (self.frame.end > today or self.frame == self.head)
        return self.frame if self.frame.start is not None and (same or open_) else None

    # ------------------------------------------------------------------------------------------------- what is kept

    def _keep(self, asked: Asked, found: When, own: Timed | None) -> None:
        """What later figures may go on from."""
        if not asked.measured:
            return
        self.last = found.period
        self.beside_last = asked.sentence.start if own is not None and not asked.shape.is_base else -1
        if found.local or asked.shape.is_base or (own is not None and own.part == "said"):
            return
        today = asked.sentence.statement.published_on
        ahead = today is not None and found.period.start is not None and found.period.start > today
        told = found.span is not None or (found.rule == "running_total" and found.period.start is not None)
        level = own is None or found.period.kind != "asof" or not self._took_part(asked)
        period = found.period if level or own is None else own.period
        if told and period.kind != "asof" and not ahead and (period.start or period.rule not in _NOW):
            self.frame, self.framed_by = period, (asked.source, asked.measure)
            self.wide = period if (period.days or 0) > 1 else self.wide
            self.led = found.span is not None and found.span[0] < asked.sentence.stated[asked.nth].start


def _of_day(asked: Asked, period: Period) -> Period:
    """A share of territory on a single day is what it is on that day."""
    if asked.measure in _LEVELS and period.days == 1 and period.kind == "within":
        return replace(period, kind="asof")
    return period


def _runs(period: Period) -> bool:
    """Whether a period runs from a known day up to publication."""
    return period.kind == "since" and period.start is not None and period.rule not in ("days", "past")


def _still(aspect: Aspect) -> str:
    return "still" if aspect in ("now", "still") else "stock"
