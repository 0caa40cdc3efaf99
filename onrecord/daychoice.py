"""The days that a figure may speak of, each with what stands for it and against it.

A figure may speak of any date that is offered to it (:mod:`onrecord.dayfigure`), as that date stands, running on to
publication or on its last day; of everything up to publication; of the day of publication; or of no day that is told.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache

from onrecord.almanac import moment_of, unit_span
from onrecord.dayfigure import HARM, Asked, Figure, Spoken, from_to, is_level, labels, runs_up
from onrecord.patterns import named
from onrecord.period import ONE_DAY, Period
from onrecord.sentence import breaks
from onrecord.slot import owner, stance_of
from onrecord.timing import Timed, told_before
from onrecord.valueclass import dataclass, replace
from onrecord.weighing import Option, Traits, kept

NEVER = Period(None, None)

_THIS = {"this-year": "year", "this-month": "month", "this-week": "week", "this-quarter": "quarter"}
_LEVELS = ("territory_lost", "territory_held")
"""Measures of which a share on a single day is what it is on that day."""

_STOCKS = ("presence", "facilities_out", "partners", "missing", "people_in_need", "territory_held")
"""Measures of what is so on a day in whatever tense it is told."""

_LASTING = {"en": (), "ar": ("people_in_need", "missing", "territory_held")}
"""Measures of what is so on a day, which no date elsewhere makes a count of what happened; English counts them over
days as well: 'from the landing to the truce 311 went missing'."""

_HELD = ("detained", "abducted", "personnel")
"""Measures of those who are somewhere until they are let go."""

_COUNTED_UP = ("trainees", "site_rebuilt")
"""Measures that without a date are told of everything up to publication."""

_LENGTHS = ((1, "day"), (10, "days"), (31, "month"), (100, "quarter"), (366, "year"))

_BACK = ("past", "spell", "hours", "after", "lasted", "summed")
"""Rules of stretches that run back from publication: what is so, is so on their last day."""


@dataclass(frozen=True, slots=True)
class When:
    """The days of a figure, the rule that gave them, the words they stand in, and whether these are its own."""

    period: Period
    rule: str = ""
    span: tuple[int, int] | None = None
    local: bool = False


_UNDATED = ("nowhere", "before", "lead", "said")
"""Where dates stand of a figure of which its own sentence names none."""


# ---------------------------------------------------------------------------------------------------------- the options


def options(figure: Figure) -> list[Option[When]]:
    """Everything that the days of a figure may be, each with its traits; only one where no date was told."""
    asked = figure.asked
    today = asked.sentence.statement.published_on
    never = Option(When(NEVER), _traits(figure, "never", "", ""))
    if today is None:
        found = [never]
    else:
        end = today + ONE_DAY
        total = When(Period(None, end, "since", rule="perfect"), "running_total")
        now = When(Period(today, end, "asof", rule="publication"), _now_rule(figure))
        running = Option(total, _traits(figure, "total", "", ""))
        standing = [Option(now, _traits(figure, "now", "", ""))] if _may_stand(figure) else []
        if figure.known in _UNDATED and told_before(asked.sentence, asked.nth):
            return [never]
        if figure.known == "nowhere":
            return standing or ([running] if _counts_up(figure) else [never])
        found = [never, running, *(() if _named_day(figure) or told_before(asked.sentence, asked.nth) else standing)]
    if (label := _rival_label(figure)) is not None:
        return [Option(label, ())]
    lasting = figure.aspect == "still" or _lasts(figure) or _held_now(figure) or figure.placed
    mine = figure.known == "mine" and not ((figure.placed or _lasts(figure)) and _lasted(figure))
    mine = mine and not (figure.aspect == "still" and _of_aside(figure))
    level = is_level(figure)
    if level:
        found = []
    still = (lasting and not mine) or level  # what is still so is so on a day
    found.extend(_of_dates(figure, still=still))
    if still:
        return [option for option in found if option.value.period.kind == "asof"] or found
    return [option for option in found if not runs_up(option.value.period)] or found if asked.stock else found


def _lasts(figure: Figure) -> bool:
    """Whether what is counted is so on a day, whatever days were told before; a part goes by its whole."""
    asked = figure.asked
    if asked.measure == "facilities_out":
        return True
    if asked.measure == "missing" and _listed(asked):
        return False  # 'they lost 120 dead and 62 missing'
    lasting = asked.measure in _LASTING[asked.sentence.statement.language]
    return lasting and asked.form == "amount" and "part" not in figure.beside


def _listed(asked: Asked) -> bool:
    """Whether a figure stands in a list right behind another, as '120 dead and 62 missing' do."""
    if not asked.nth:
        return False
    gap = asked.sentence.between(asked.sentence.stated[asked.nth - 1].end, asked.sentence.stated[asked.nth].start)
    return len(gap.split()) <= _LIST_WORDS


_LIST_WORDS = 2


def _lasted(figure: Figure) -> bool:
    """Whether the date right beside a figure says how long it has been so: 'without bread for nine days'."""
    own = [one.timed for one, _ in figure.weighed if one.sentence == figure.sentence]
    return bool(own) and all(
        timed.period.rule in _BACK and figure.asked.sentence.text.startswith("for", timed.start) for timed in own
    )


def _of_aside(figure: Figure) -> bool:
    """Whether the dates of a figure's sentence only say when that came about: 'two crews, taken in May, are held'."""
    own = [one.timed for one, _ in figure.weighed if one.sentence == figure.sentence]
    return bool(own) and all(timed.part == "clause" for timed in own)


def _of_dates(figure: Figure, *, still: bool) -> Iterator[Option[When]]:
    """What a figure may be of by the dates that are offered to it."""
    for one, far in figure.weighed:
        if one.rival and one.sentence == figure.sentence and _past_rival(figure, one):
            continue
        if _ahead_of_it(figure, one):
            continue
        if figure.placed and one.sentence != figure.sentence and one.timed.period.kind != "asof" and not one.heads:
            continue  # where they are now is told of no day before
        relation, rest = _stance(figure, one, far)
        begun = None if still else _begun(figure, one)
        ways = _only_way(figure, one.timed.period) or list(_ways(figure, one.timed))
        if begun is not None and (
            _since_here(figure, one) or (_bounded(figure, one) and _begins(figure, begun, one))
        ):  # 'since 17 April, 432 to date'
            ways = [way for way in ways if way[0] != "as"]
        if _is_cut_off(figure, one):
            ways = [way for way in ways if way[0] != "as"]
        if begun is not None:
            ways.append(("from", begun))
        for how, period in ways:
            if (still and period.kind != "asof") or (how == "on" and one.heads):  # no heading opens what runs on
                continue
            traits = (*_traits(figure, "date", how, relation), *_traits_of_date(figure, one, how, relation, rest))
            yield Option(_when(figure, one, period), traits)


def _rival_label(figure: Figure) -> When | None:
    """The days of a rival that its date labels: 'fewer than in March (7 killed)'."""
    first = figure.weighed[0][0] if figure.weighed else None
    if first is None or first.timed.part != "compared" or not labels(figure.asked, first):
        return None
    return When(first.timed.period, "date", (first.timed.start, first.timed.end))


def _held_now(figure: Figure) -> bool:
    """Whether those in somebody's hands are told of as they are now: 'there are 90 prisoners in the camp'."""
    held = figure.asked.measure in _HELD and figure.asked.form in ("amount", "share")
    return held and figure.aspect in ("now", "is") and figure.known in ("before", "nowhere")


def _past_rival(figure: Figure, one: Spoken) -> bool:
    """Whether a date is that of the figure before, with which only was compared: '30, against 12 in May, 18 more'."""
    nth = owner(figure.asked.sentence, one.timed.start, one.timed.end)
    return nth is not None and nth < figure.asked.nth and "rival" not in figure.beside


def _ahead_of_it(figure: Figure, one: Spoken) -> bool:
    """Whether a date is of what is to come, in another clause than a figure of what is or was."""
    if one.timed.period.rule != "by" or figure.aspect == "" or one.sentence != figure.sentence:
        return False
    item = figure.asked.sentence.stated[figure.asked.nth]
    low, high = min(one.timed.end, item.end), max(one.timed.start, item.start)
    return breaks(figure.asked.sentence, low, high)


def _named_day(figure: Figure) -> bool:
    """Whether the sentence or the heading names the day on which things stood, as 'as of February' does."""
    own = (one.timed.period for one, _ in figure.weighed if one.heads or one.sentence == figure.sentence)
    return any(period.kind == "asof" and period.rule not in ("now", "today") for period in own)


def _only_way(figure: Figure, period: Period) -> list[tuple[str, Period]]:
    """The one way in which a figure may be of the day of a list, or money that is asked for of this year."""
    today = figure.asked.sentence.statement.published_on
    if period.rule == "list":
        return [("as", period)]
    if today is not None and period.rule in _THIS and _asks(figure):
        whole = Period(*unit_span(today, _THIS[period.rule]), "within", period.precision, period.rule)
        return [("whole", whole)]
    return []


def _ways(figure: Figure, timed: Timed) -> Iterator[tuple[str, Period]]:
    """The ways in which a figure may be of a date: as it stands, from or up to it, its last day, its whole."""
    asked = figure.asked
    period = moment_of(timed.period) if timed.part == "compared" else timed.period
    if asked.stock and period.rule == "closing" and period.end is not None:  # 'at the end of 2019'
        period = Period(period.end - ONE_DAY, period.end, "asof", rule=period.rule)
    today = asked.sentence.statement.published_on
    spread = asked.stock and period.kind == "within" and period.rule in _BACK and period.days != 1
    state = period.kind == "asof" and ("state_of" in figure.beside or _is_state(figure))
    if timed.part != "said" and not spread and (period.kind != "asof" or state or _stands(figure)):
        yield "as", period  # what happened, happened up to then
    if state:
        return
    if (
        today is not None
        and period.start is not None
        and period.start <= today
        and (period.kind == "within" or period.rule == "now")
    ):
        yield "on", Period(period.start, today + ONE_DAY, "since", rule=period.rule)
    if period.end is not None and (timed.part == "said" or period.kind == "asof"):
        yield "to", Period(None, period.end, "since", rule=period.rule)
    if period.kind == "since" and period.start is not None:
        unit = "month" if period.precision == "month" else "day"
        yield "first", Period(*unit_span(period.start, unit), "within", period.precision, period.rule)
    if period.end is not None and period.days != 1:
        month = period.start is None and period.precision == "month"  # حتى آب
        yield "last", Period(*unit_span(period.end - ONE_DAY, "month" if month else "day"), "asof", rule=period.rule)
    if asked.stock and asked.shape.is_base and period.start is not None and (period.days or 0) > 1:
        yield "start", Period(period.start, period.start + ONE_DAY, "asof", rule=period.rule)
    if today is not None and period.rule == "nth-day":
        yield "that day", Period(today, today + ONE_DAY, rule=period.rule)
    if today is not None and period.rule in _THIS:
        yield "whole", Period(*unit_span(today, _THIS[period.rule]), "within", period.precision, period.rule)


_PAID = named("daychoice", "paid")


def _asks(figure: Figure) -> bool:
    """Whether money is asked for, and nothing is told of what came in: it is then asked for the whole of its time."""
    if figure.asked.measure != "funds" or "asked_for" not in figure.beside or figure.known != "mine":
        return False
    sentence, item = figure.asked.sentence, figure.asked.sentence.stated[figure.asked.nth]
    first, last = sentence.clause(item.start)
    return _PAID.search(sentence.text, first, last) is None


_STATE = named("daychoice", "state")


def _is_state(figure: Figure) -> bool:
    """Whether a count up to a day is of what was so on it: 'as of 31 May 2.3 million were displaced'."""
    sentence, item = figure.asked.sentence, figure.asked.sentence.stated[figure.asked.nth]
    return _STATE.match(sentence.text, item.end, sentence.end) is not None


def _begun(figure: Figure, one: Spoken) -> Period | None:
    """What an open 'to date' or 'until yesterday' counts from the day on which what is spoken of began."""
    last = one.timed.period
    if last.start is not None or last.end is None or last.kind != "since":
        return None
    first: Period | None = None
    for other, _ in figure.weighed:
        held = other.timed.period
        runs = held.kind == "since" or other.timed.part == "start" or other.heads
        if runs and not other.rival and held.start is not None and held.start < last.end:
            first = held if first is None or first.start is None or first.start < held.start else first
    return None if first is None else Period(first.start, last.end, "since", first.precision, first.rule)


def _since_here(figure: Figure, one: Spoken) -> bool:
    """Whether the sentence of an open 'to date' tells since when: it is then not open."""
    if one.timed.told or one.timed.period.rule != "to-date":
        return False
    here = [other.timed.period for other, _ in figure.weighed if other.sentence == one.sentence]
    return one.sentence == figure.sentence and any(p.kind == "since" and p.start is not None for p in here)


_OPEN_RULES = ("event", "to-date", "perfect")
"""Rules of times that end with publication, or of which the beginning is another event's."""


def _bounded(figure: Figure, until: Spoken) -> bool:
    """Whether what is counted up to a day runs from the beginning that was told: لم تهدأ منذ الجمعة. ونفذت حتى أمس."""
    last = until.timed.period
    if figure.asked.stock or figure.asked.sentence.statement.language != "ar" or last.rule in _OPEN_RULES:
        return False
    return until.sentence == figure.sentence and last.kind == "since" and last.start is None and last.end is not None


def _begins(figure: Figure, begun: Period, until: Spoken) -> bool:
    """Whether a time that runs on is the sentence's own, or that of an event of which a day is told as its first."""
    for one, _ in figure.weighed:
        if one.timed.period.start == begun.start:
            event = one.timed.part == "start" or one.timed.told or one.timed.period.rule in ("event", "nth-day")
            if _leads_up(figure, one, until) if one.sentence == figure.sentence else one.heads or event:
                return True
    return False


def _leads_up(figure: Figure, since: Spoken, until: Spoken) -> bool:
    """Whether a 'since' stands before an 'until' or right behind it: حتى أمس قُتل ٩٠ ونزح منذ أيار ٩٠٠ are two times."""
    first, last = since.timed, until.timed
    return first.start < last.start or not figure.asked.sentence.meets_figure(last.end, first.start)


def _is_cut_off(figure: Figure, since: Spoken) -> bool:
    """Whether a time that runs on ends on a day that is told of the figure: منذ أيار قُتل حتى أمس أربعون."""
    period = since.timed.period
    if period.start is None or period.kind != "since":
        return False
    for one, _ in figure.weighed:
        last, timed = one.timed.period, one.timed
        if not _bounded(figure, one) or last.end is None or last.end <= period.start:
            continue
        here = since.sentence == figure.sentence
        mine = owner(figure.asked.sentence, timed.start, timed.end) == figure.asked.nth
        joined = not figure.asked.sentence.meets_figure(*sorted((since.timed.end, timed.start)))
        if mine and (not here or _leads_up(figure, since, one)):
            return True
        if here and joined:
            return True
    return False


def _when(figure: Figure, one: Spoken, period: Period) -> When:
    """The days of a figure from a date, with the kind that its measure gives them."""
    asked, timed = figure.asked, one.timed
    if (period.kind == "within" and (asked.stock or (asked.measure in _LEVELS and period.days == 1))) or (
        period.kind == "within"
        and period.rule != "by"
        and period.start == asked.sentence.statement.published_on
        and _stands(figure)
    ):
        period = replace(period, kind="asof")
    if one.sentence != figure.sentence:
        return When(period, "paragraph" if one.paragraph == figure.paragraph else "text_before")
    mine = owner(asked.sentence, timed.start, timed.end) == asked.nth
    if not mine and period.kind == "asof" and period.start == asked.sentence.statement.published_on:
        return When(period, _now_rule(figure))  # 'today' beside another figure: this one is of the day of publication
    local = timed.part in ("local", "clause") or "rival" in figure.beside or asked.shape.is_base
    return When(period, "date" if mine else "sentence", (timed.start, timed.end), local)


_AT_ONCE = ("weapons_seized", "intercepted", "released", "rescued")
"""Measures of what is done once, though its things are told of in the present: ضُبطت شحنة تضم 350 بندقية."""


def _stands(figure: Figure) -> bool:
    """Whether a figure may be of what is so on a day."""
    if figure.asked.stock or figure.asked.measure in _STOCKS or figure.aspect == "still" or figure.placed:
        return True
    return figure.aspect in ("now", "is") and figure.asked.measure not in (*HARM, *_AT_ONCE)


def _may_stand(figure: Figure) -> bool:
    """Whether a figure may be of the day of publication without a word for it."""
    if _stands(figure):
        return True
    open_ = figure.aspect == "" or figure.asked.form in ("ratio", "share")
    return open_ and figure.asked.measure not in HARM and figure.known != "nowhere"


def _counts_up(figure: Figure) -> bool:
    """Whether a figure may count everything up to publication where no date is told."""
    if figure.asked.denied or from_to(figure.asked):
        return False
    lasts = figure.aspect in ("now", "is") and figure.asked.measure not in _AT_ONCE
    up = lasts or figure.aspect in ("total", "still") or figure.asked.measure in _COUNTED_UP
    return up or "toll" in figure.beside


def _now_rule(figure: Figure) -> str:
    if figure.asked.form == "ratio":
        return "rate"
    return "still" if figure.aspect in ("now", "still") else "stock"


# ----------------------------------------------------------------------------------------------------------- the traits


def _stance(figure: Figure, one: Spoken, far: int) -> tuple[str, tuple[str, ...]]:
    """How a date stands to a figure: its relation in short, and what else tells it apart."""
    if one.lead:
        below = min(figure.paragraph - one.paragraph, 3)
        led = "its measure's" if figure.led is not None and figure.led.start == one.timed.period.start else "another's"
        return "lead", (
            f"lead:{min(far, 1)}:{figure.line}",
            f"lead:{figure.line}:{below}",
            f"lead:{led}:{figure.line}",
        )
    if one.sentence != figure.sentence:
        same = one.paragraph == figure.paragraph
        steps = min(figure.sentence - one.sentence, 3)
        said = "said " if one.saying else ""
        on_line = "\n" not in figure.asked.sentence.between(one.timed.end, figure.asked.sentence.start)
        return f"{said}before{min(steps, 2)}", (
            f"{steps}:{min(far, 2)}:{'same' if same else 'other'}",
            f"{min(far, 2)}:{'on its line' if on_line else 'above its line'}",
        )
    timed, item = one.timed, figure.asked.sentence.stated[figure.asked.nth]
    stance = stance_of(figure.asked.sentence, figure.asked.nth, timed.start, timed.end)
    whose = f"{'saying' if one.saying else _whose(figure.asked, timed)}:{stance.side}"
    reach = "" if timed.reach is None else "in" if timed.reach[0] <= item.start < timed.reach[1] else "out"
    return whose, (
        f"{whose}:{stance.cut}:{stance.among}",
        f"{stance.clause}:{reach}:{timed.part}",
        f"{whose}:{stance.near} words",
    )


def _whose(asked: Asked, timed: Timed) -> str:
    """Whose date it is by where it stands: the figure's own, that of what it is measured against, another's."""
    held = owner(asked.sentence, timed.start, timed.end)
    if held == asked.nth:
        return "mine"
    return "base" if held in asked.bases.values() else "other"


def _traits(figure: Figure, what: str, how: str, relation: str) -> tuple[Traits, ...]:
    """What stands for an option and against it: what it is, with what is known of the figure."""
    asked, aspect, way = figure.asked, figure.aspect, f"{what}.{how}"
    option = f"{way}.{relation}"
    found = [
        _sort(option, aspect, asked.form, figure.kind),
        _known(option, figure.known, aspect, asked.form, figure.kind),
        _counted(option, way, asked.measure, aspect),
        _told(option, figure.place, asked.measured, asked.denied),
    ]
    if figure.line:
        found.append(_on_line(option, figure.line, aspect))
    if figure.beside:
        found.append(_words_beside(f"{way}.{relation[:6]}", figure.beside))
    return tuple(found)


@kept
def _sort(option: str, aspect: str, form: str, kind: str) -> Iterator[str]:
    yield f"{option}|{aspect}"
    yield f"{option}|{form}"
    yield f"{option}|{kind}|{aspect}"


@kept
def _known(option: str, known: str, aspect: str, form: str, kind: str) -> Iterator[str]:
    yield f"{option}|{known}"
    yield f"{option}|{known}|{aspect}"
    yield f"{option}|{known}|{kind}"
    yield f"{option}|{known}|{form}"


@kept
def _counted(option: str, how: str, measure: str, aspect: str) -> Iterator[str]:
    yield f"{option}|{measure}"
    yield f"{how}|{measure}"
    yield f"{how}|{measure}|{aspect}"


@kept
def _told(option: str, place: str, told: bool, denied: bool) -> Iterator[str]:
    yield f"{option}|{place}"
    yield f"{option}|{'told' if told else 'not told'}|{'denied' if denied else ''}"


@kept
def _on_line(option: str, line: str, aspect: str) -> Iterator[str]:
    yield f"{option}|line {line}"
    yield f"{option}|line {line}|{aspect}"


@kept
def _words_beside(option: str, words: tuple[str, ...]) -> Iterator[str]:
    for word in words:
        yield f"{option}|beside {word}"


def _traits_of_date(figure: Figure, one: Spoken, how: str, relation: str, rest: tuple[str, ...]) -> list[Traits]:
    """What stands for an option of a date and against it: what is told of the date and how it stands to the figure."""
    option, timed, form = f"{how}.{relation[:5]}", one.timed, figure.asked.form
    found = [
        _date(option, timed.part, _length(timed.period.days), figure.so_far),
        _date_kind(option, timed.period.kind, figure.so_far, form),
        _spoken(option, one.leads, one.bare, one.heads),
        _named(option, one.sentence == 0, bool(timed.told)),
        _relation(how, rest, form, figure.kind),
    ]
    if one.saying:
        found.append(_saying(how, "before" if one.sentence != figure.sentence else "here", figure.known))
    if one.rival:
        found.append(_rival(option, "rival" if "rival" in figure.beside else "told"))
    return found


@lru_cache(4096)
def _length(days: int | None) -> str:
    """How long so many days are, in a word."""
    return "open" if days is None else next((name for most, name in _LENGTHS if days <= most), "long")


@kept
def _date(option: str, part: str, length: str, figure: str) -> Iterator[str]:
    yield f"{option}|part {part}"
    yield f"{option}|part {part}|{figure}"
    yield f"{option}|{length}"
    yield f"{option}|{length}|{figure}"


@kept
def _date_kind(option: str, kind: str, figure: str, form: str) -> Iterator[str]:
    yield f"{option}|{kind}|{figure}"
    yield f"{option}|{kind}|{form}"


@kept
def _spoken(option: str, leads: bool, bare: bool, heads: bool) -> Iterator[str]:
    yield f"{option}|{'leads' if leads else ''}|{'bare' if bare else ''}|{'heads' if heads else ''}"
    yield f"{option}|{'leads' if leads else 'within'}"
    yield f"{option}|{'bare' if bare else 'with figures'}"


@kept
def _named(option: str, first: bool, told: bool) -> Iterator[str]:
    yield f"{option}|{'first' if first else 'later'}"
    yield f"{option}|{'anaphoric' if told else 'absolute'}"


@kept
def _rival(option: str, figure: str) -> Iterator[str]:
    yield f"{option}|rival|{figure}"


@kept
def _saying(how: str, where: str, known: str) -> Iterator[str]:
    yield f"saying|{where}"
    yield f"saying|{where}|{known}"
    yield f"{how}|saying|{where}|{known}"


@kept
def _relation(how: str, rest: tuple[str, ...], form: str, kind: str) -> Iterator[str]:
    for more in rest:
        yield f"{how}|{more}"
    for more in rest[1:2]:
        yield f"{more}|{form}|{kind}"
