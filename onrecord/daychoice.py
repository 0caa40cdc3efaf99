"""The days that a figure may speak of, each with what stands for it and against it.

A figure may speak of any date of its sentence or of those before it, as that date stands, running on to publication or
on its last day; of everything up to publication; of the day of publication; or of no day that is told.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import field
from functools import lru_cache

from onrecord import patterns as re
from onrecord.almanac import moment_of, unit_span
from onrecord.changing import is_increment
from onrecord.period import ONE_DAY, Period
from onrecord.quantity import Span
from onrecord.sentence import Sentence
from onrecord.shape import Shape
from onrecord.slot import owner, stance_of
from onrecord.timing import Aspect, Timed, told_before
from onrecord.valueclass import dataclass, replace
from onrecord.weighing import Option, Traits, kept

NEVER = Period(None, None)

_THIS = {"this-year": "year", "this-month": "month", "this-week": "week", "this-quarter": "quarter"}
_LEVELS = ("territory_lost", "territory_held")
"""Measures of which a share on a single day is what it is on that day."""

_STOCKS = ("presence", "facilities_out", "partners", "missing", "people_in_need", "territory_held")
"""Measures of what is so on a day in whatever tense it is told."""

_HELD = ("detained", "abducted", "personnel")
"""Measures of those who are somewhere until they are let go."""

_HARM = ("deaths", "civilian_deaths", "combatant_deaths", "injured", "casualties", "neutralised")
"""Measures of what happened, which no 'is' makes a stock: 'the dead are 12'."""

_COUNTED_UP = ("trainees", "site_rebuilt")
"""Measures that without a date are told of everything up to publication."""

_MOST_BESIDE, _MOST_BEFORE = 8, 4
"""How many dates of the sentence itself, and of those before it, are weighed."""

_LENGTHS = ((1, "day"), (10, "days"), (31, "month"), (100, "quarter"), (366, "year"))

_HANDED_DOWN = ("adverb", "start", "end", "said")
"""Parts of dates that may date what is told in later sentences."""

_ASIDE = ("clause", "local")
"""Parts of dates that date later sentences only where no other date is told."""

_NEWS = 31
"""Days for which what happened is news."""

_RIVAL = re.compile(
    r"(?<!\w)(?:against|versus|as against|as opposed to|instead of|compared (?:with|to)|(?:up|down) (?:\S+ )?from"
    r"|مقابل|في مقابل|مقارنه(?: ب| مع)?|قياسا(?: ب| الي)?|بدلا من|عوضا عن|بعد ان كان\w*)"
    r"\s*(?:the |just |only |some |about |no more than |at least |نحو |فقط |حوالي |قرابه )?$"
)
_BACK = ("past", "after", "lasted", "summed")
"""Rules of stretches that run back from publication: what is so, is so on their last day."""

_POINTER_REACH, _POINTER_WORDS = 40, 2
"""How far behind a figure 'of them' may stand, in code points and in words."""

_THEIRS = re.compile(r"[\u0600-\u06ff]{3}(?:هم|ها|هن|هما)(?!\w)")
"""A share written with whose it is: 'a third of them' in one word."""

_LABELS = re.compile(
    r"\s*[:(]\s*|\s*,? when (?:(?:only|just|some|about|there were|it was|it had been) )*"
    r"|\s*[،,]? (?:حين|عندما) \w+ (?:(?:الي|نحو|حوالي|فقط) )?"
)
"""Between a day and the figure that it labels: 'Sunday: 7', 'in March (7 killed)', 'a year earlier, when 7 died'."""

_INCLUDING = re.compile(r"includ|among|بين|من بين")
_AMONG = re.compile(
    r"(?<!\w)(?:among (?:the|these|those|them|whom)|of (?:the dead|these|those|them|whom))(?!\w)"
    r"|(?<!\w)و?من (?:بين )?(?:ال|هولاء)"
)
_BESIDE = ("state_of", "took_part", "toll", "asked_for", "pointer", "contrast")
"""Kinds of words beside a figure that say something of its time."""


@dataclass(frozen=True, slots=True)
class Asked:
    """A figure of which the days are asked for.

    ``source`` is who is said to have told it, ``base`` where the words stand that it is measured against; ``measured``
    says that it is told as a fact.
    """

    sentence: Sentence
    nth: int
    form: str
    measure: str
    stock: bool
    shape: Shape
    bases: Mapping[int, int] = field(default_factory=dict)
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


@dataclass(frozen=True, slots=True)
class Spoken:
    """A date that was spoken of: in which sentence and paragraph, and how it stands there."""

    timed: Timed
    sentence: int
    paragraph: int
    leads: bool
    """Whether its sentence begins with it."""
    bare: bool
    """Whether its sentence has no figure."""
    heads: bool
    """Whether it is a heading's."""
    rival: bool = False
    """Whether it is that of a figure which another is only compared with: 'against 12 in May'."""
    saying: bool = False
    """Whether it is the day on which something was said."""


@dataclass(frozen=True, slots=True)
class Figure:
    """What is said of the time of a figure by all but dates; ``beside`` are the kinds of words that tell."""

    asked: Asked
    aspect: Aspect
    sentence: int
    paragraph: int
    beside: tuple[str, ...]
    known: str
    """Where dates stand: "mine" right beside it, in its "sentence", the day of a "said",
    "before" it, or "nowhere"."""
    weighed: tuple[tuple[Spoken, int], ...]
    """The dates that it may be of, each with how many later ones stand before its sentence."""
    kind: str = field(init=False)
    """Whether it is of a stock or a flow."""
    place: str = field(init=False)
    """Which figure of its sentence it is, of how many."""

    def __post_init__(self) -> None:
        asked = self.asked
        object.__setattr__(self, "kind", "stock" if asked.stock else "flow")
        object.__setattr__(self, "place", f"place {min(asked.nth, 2)} of {min(len(asked.sentence.stated), 3)}")


def of_rival(sentence: Sentence, timed: Timed) -> bool:
    """Whether a date is that of a figure which another is only compared with: '30, against 12 in May'."""
    nth = owner(sentence, timed.start, timed.end)
    if nth is None or timed.start < sentence.stated[nth].start:
        return False
    return _RIVAL.search(sentence.text, sentence.start, sentence.stated[nth].start) is not None


def figure_of(asked: Asked, aspect: Aspect, here: tuple[int, int], spoken: Sequence[Spoken]) -> Figure:
    """A figure with what its words say of time; ``here`` are the numbers of its sentence and paragraph."""
    own = [one for one in spoken if one.sentence == here[0] and _may_date(asked, one.timed)]
    before = [one for one in spoken if one.sentence < here[0]]
    at = asked.sentence.stated[asked.nth].start
    near = sorted(own, key=lambda one: abs(one.timed.start - at))[:_MOST_BESIDE]
    label = [one for one in near if _labels(asked, one)]
    handed = () if label else _handed_down(asked, here[1], before)
    weighed = [*((one, 0) for one in label or near), *handed]
    telling = [one.timed for one in own if one.timed.part != "compared" and not one.saying]
    if any(owner(asked.sentence, timed.start, timed.end) == asked.nth for timed in telling):
        known = "mine"
    elif telling:
        known = "sentence"
    elif any(one.saying for one in own):
        known = "said"
    else:
        known = "before" if weighed else "nowhere"
    return Figure(asked, aspect, *here, _beside(asked), known, tuple(weighed))


def _labels(asked: Asked, one: Spoken) -> bool:
    """Whether a date stands as a label in front of a figure."""
    at = asked.sentence.stated[asked.nth].start
    return _LABELS.fullmatch(asked.sentence.between(one.timed.end, at)) is not None


def _handed_down(asked: Asked, paragraph: int, before: Sequence[Spoken]) -> Iterator[tuple[Spoken, int]]:
    """The dates of earlier sentences that may be a figure's, each with how many later ones there are.

    Those of the paragraph, and those of any paragraph for a change, which tells of something told before; the latest
    heading's.
    """
    open_ = [one for one in before if one.heads or (one.timed.part in _HANDED_DOWN and not one.rival)]
    change = asked.form == "change"
    first = next((one for one in open_ if change or one.paragraph == paragraph), None)
    latest = next((one for one in reversed(open_) if one.heads), None)
    if not open_:  # a date that only tells of a noun is then the only one told
        open_ = [one for one in before if one.paragraph == paragraph and _dates_alone(asked, one)]
    for nth, one in enumerate(reversed(open_)):
        near = nth < _MOST_BEFORE or one is first
        if one is latest or (near and not one.heads and (change or one.paragraph == paragraph)):
            yield one, nth


def _dates_alone(asked: Asked, one: Spoken) -> bool:
    """Whether a date that only tells of a noun is news, so that what is told without a date is of it."""
    today, last = asked.sentence.statement.published_on, one.timed.period.end
    if one.rival or one.timed.part not in _ASIDE or today is None or last is None:
        return False
    return (today - last).days <= _NEWS


def _beside(asked: Asked) -> tuple[str, ...]:
    """The kinds of words between the figures on either side that say something of time."""
    sentence, item = asked.sentence, asked.sentence.stated[asked.nth]
    first = sentence.stated[asked.nth - 1].end if asked.nth else sentence.start
    last = sentence.stated[asked.nth + 1].start if asked.nth + 1 < len(sentence.stated) else sentence.end
    words = sentence.inside(max(first, item.start - 40), min(last, item.end + 60), *_BESIDE)
    found = {kind for word in words for kind in word.kinds if kind in _BESIDE and kind != "pointer"}
    found |= {"part"} if _pointed(asked, first, last) else set()
    found |= {"rival"} if _RIVAL.search(sentence.text, sentence.start, item.start) else set()
    found |= {"base"} if asked.shape.is_base else set()
    return tuple(sorted(found))


def _pointed(asked: Asked, first: int, last: int) -> bool:
    """Whether words beside a figure point back to a whole: 'of them', 'among the dead'."""
    item, sentence = asked.sentence.stated[asked.nth], asked.sentence
    if asked.form == "share" and _THEIRS.search(sentence.text, item.start, item.end):
        return True
    if sentence.inside(first, item.start, "pointer") or _AMONG.search(sentence.text, first, item.start):
        return True
    for word in sentence.inside(item.end, min(last, item.end + _POINTER_REACH), "pointer"):
        gap = sentence.between(item.end, word.start)
        near = len(gap.split()) <= _POINTER_WORDS and not re.search("[,،;؛:]", gap)
        if near and not _INCLUDING.match(sentence.text, word.start):
            return True
    return False


# ---------------------------------------------------------------------------------------------------------- the options


def options(figure: Figure) -> list[Option[When]]:
    """Everything that the days of a figure may be, each with its traits; only one where no date was told."""
    asked = figure.asked
    today = asked.sentence.statement.published_on
    never = Option(When(NEVER), tuple(_traits(figure, "never", "", "")))
    if today is None:
        found = [never]
    else:
        end = today + ONE_DAY
        total = When(Period(None, end, "since", rule="perfect"), "running_total")
        now = When(Period(today, end, "asof", rule="publication"), _now_rule(figure))
        running = Option(total, tuple(_traits(figure, "total", "", "")))
        standing = [Option(now, tuple(_traits(figure, "now", "", "")))] if _may_stand(figure) else []
        if figure.known == "nowhere" and told_before(asked.sentence, asked.nth):
            return [never]
        if figure.known == "nowhere":
            return standing or ([running] if _counts_up(figure) else [never])
        found = [never, running, *(() if _named_day(figure) or told_before(asked.sentence, asked.nth) else standing)]
    first = figure.weighed[0][0] if figure.weighed else None
    if first is not None and first.timed.part == "compared" and _labels(asked, first):  # 'than in March (7 killed)'
        return [Option(When(first.timed.period, "date", (first.timed.start, first.timed.end)), ())]
    lasting = figure.aspect == "still" or asked.measure == "facilities_out" or _held_now(figure)
    still = lasting and figure.known != "mine"  # what is still so is so on a day
    for one, far in figure.weighed:
        if one.rival and one.sentence == figure.sentence and _past_rival(figure, one):
            continue
        relation, rest = _stance(figure, one, far)
        for how, period in _ways(figure, one.timed):
            if (still and period.kind != "asof") or (how == "on" and one.heads):  # no heading opens what runs on
                continue
            if how == "on" and one.heads and one.timed.period.days == 1 and figure.aspect not in ("total", "now"):
                continue  # a day that heads a diary dates what stands below it, not what came after
            traits = (*_traits(figure, "date", how, relation), *_traits_of_date(figure, one, how, relation, rest))
            found.append(Option(_when(figure, one, period), traits))
        if not still and (begun := _begun(figure, one)) is not None:
            traits = (*_traits(figure, "date", "from", relation), *_traits_of_date(figure, one, "from", relation, rest))
            found.append(Option(_when(figure, one, begun), traits))
    if still:
        return [option for option in found if option.value.period.kind == "asof"] or found
    return [option for option in found if not _runs_up(option.value.period)] or found if asked.stock else found


def _held_now(figure: Figure) -> bool:
    """Whether those in somebody's hands are told of as they are now: 'there are 90 prisoners in the camp'."""
    held = figure.asked.measure in _HELD and figure.asked.form in ("amount", "share")
    return held and figure.aspect in ("now", "is") and figure.known in ("before", "nowhere")


def _past_rival(figure: Figure, one: Spoken) -> bool:
    """Whether a date is that of the figure before, with which only was compared: '30, against 12 in May, 18 more'."""
    nth = owner(figure.asked.sentence, one.timed.start, one.timed.end)
    return nth is not None and nth < figure.asked.nth and "rival" not in figure.beside


def _runs_up(period: Period) -> bool:
    """Whether days count everything up to a day, as a stock never does: it is what it is on that day."""
    return period.kind == "since" and period.start is None and period.end is not None


def _named_day(figure: Figure) -> bool:
    """Whether the sentence or the heading names the day on which things stood, as 'as of February' does."""
    own = (one.timed.period for one, _ in figure.weighed if one.heads or one.sentence == figure.sentence)
    return any(period.kind == "asof" and period.rule not in ("now", "today") for period in own)


def _may_date(asked: Asked, timed: Timed) -> bool:
    """Whether a date of its sentence may be a figure's: one that only tells of a noun is not."""
    item = asked.sentence.stated[asked.nth]
    if asked.base == asked.sentence.folded.span(timed.start, timed.end):
        return False
    held = owner(asked.sentence, timed.start, timed.end)
    if held is not None and held != asked.nth and is_increment(asked.sentence, held):
        return False  # '450 (+31 since Monday)': it dates only what its total grew by
    if timed.part in ("inside", "start", "end"):
        within = timed.reach is not None and timed.reach[0] <= item.start < timed.reach[1]
        return within or (timed.part != "inside" and timed.end <= item.start)
    return True


def _ways(figure: Figure, timed: Timed) -> Iterator[tuple[str, Period]]:
    """The ways in which a figure may be of a date: as it stands, from or up to it, its last day, its whole."""
    asked = figure.asked
    period = moment_of(timed.period) if timed.part == "compared" else timed.period
    if asked.stock and period.rule == "closing" and period.end is not None:  # 'at the end of 2019'
        period = Period(period.end - ONE_DAY, period.end, "asof", rule=period.rule)
    today = asked.sentence.statement.published_on
    spread = asked.stock and period.kind == "within" and period.rule in _BACK and period.days != 1
    state = period.kind == "asof" and "state_of" in figure.beside  # 'as of 10 June 2,150 were in custody'
    if timed.part != "said" and not spread and (period.kind != "asof" or state or _stands(figure)):
        yield "as", period  # what happened, happened up to then
    if state:
        return
    if today is not None and period.start is not None and period.start <= today and period.kind != "since":
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


def _when(figure: Figure, one: Spoken, period: Period) -> When:
    """The days of a figure from a date, with the kind that its measure gives them."""
    asked, timed = figure.asked, one.timed
    if (period.kind == "within" and (asked.stock or (asked.measure in _LEVELS and period.days == 1))) or (
        period.kind == "within" and period.start == asked.sentence.statement.published_on and _stands(figure)
    ):
        period = replace(period, kind="asof")
    if one.sentence != figure.sentence:
        return When(period, "paragraph" if one.paragraph == figure.paragraph else "text_before")
    mine = owner(asked.sentence, timed.start, timed.end) == asked.nth
    if not mine and period.kind == "asof" and period.start == asked.sentence.statement.published_on:
        return When(period, _now_rule(figure))  # 'today' beside another figure: this one is of the day of publication
    local = timed.part in ("local", "clause") or "rival" in figure.beside or asked.shape.is_base
    return When(period, "date" if mine else "sentence", (timed.start, timed.end), local)


def _stands(figure: Figure) -> bool:
    """Whether a figure may be of what is so on a day."""
    if figure.asked.stock or figure.asked.measure in _STOCKS or figure.aspect == "still":
        return True
    return figure.aspect in ("now", "is") and figure.asked.measure not in _HARM


def _may_stand(figure: Figure) -> bool:
    """Whether a figure may be of the day of publication without a word for it."""
    if _stands(figure):
        return True
    open_ = figure.aspect == "" or figure.asked.form in ("ratio", "share")
    return open_ and figure.asked.measure not in _HARM and figure.known != "nowhere"


def _counts_up(figure: Figure) -> bool:
    """Whether a figure may count everything up to publication where no date is told."""
    if figure.asked.denied:
        return False
    up = figure.aspect in ("total", "now", "is", "still") or figure.asked.measure in _COUNTED_UP
    return up or "toll" in figure.beside


def _now_rule(figure: Figure) -> str:
    if figure.asked.form == "ratio":
        return "rate"
    return "still" if figure.aspect in ("now", "still") else "stock"


# ----------------------------------------------------------------------------------------------------------- the traits


def _stance(figure: Figure, one: Spoken, far: int) -> tuple[str, tuple[str, ...]]:
    """How a date stands to a figure: its relation in short, and what else tells it apart."""
    if one.sentence != figure.sentence:
        same = one.paragraph == figure.paragraph
        steps = min(figure.sentence - one.sentence, 3)
        said = "said " if one.saying else ""
        return f"{said}before{min(steps, 2)}", (f"{steps}:{min(far, 2)}:{'same' if same else 'other'}",)
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


def _traits(figure: Figure, what: str, how: str, relation: str) -> Iterator[Traits]:
    """What stands for an option and against it: what it is, with what is known of the figure."""
    asked, aspect, option = figure.asked, figure.aspect, f"{what}.{how}.{relation}"
    yield _sort(option, aspect, asked.form, figure.kind)
    yield _known(option, figure.known, aspect, asked.form, figure.kind)
    yield _counted(option, f"{what}.{how}", asked.measure, aspect)
    yield _told(option, figure.place, "told" if asked.measured else "not told", "denied" if asked.denied else "")
    if figure.beside:
        yield _words_beside(f"{what}.{how}.{relation[:6]}", figure.beside)


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
def _told(option: str, place: str, told: str, denied: str) -> Iterator[str]:
    yield f"{option}|{place}"
    yield f"{option}|{told}|{denied}"


@kept
def _words_beside(option: str, words: tuple[str, ...]) -> Iterator[str]:
    for word in words:
        yield f"{option}|beside {word}"


def _traits_of_date(figure: Figure, one: Spoken, how: str, relation: str, rest: tuple[str, ...]) -> Iterator[Traits]:
    """What stands for an option of a date and against it: what is told of the date and how it stands to the figure."""
    option, timed, form = f"{how}.{relation[:5]}", one.timed, figure.asked.form
    so_far = f"{figure.kind}|{figure.aspect}"
    yield _date(option, timed.part, _length(timed.period.days), so_far)
    yield _date_kind(option, timed.period.kind, so_far, form)
    yield _spoken(option, one.leads, one.bare, one.heads)
    yield _named(option, "first" if one.sentence == 0 else "later", "anaphoric" if timed.told else "absolute")
    yield _relation(how, rest, f"{form}|{figure.kind}")
    if one.saying:
        yield _saying(how, "before" if one.sentence != figure.sentence else "here", figure.known)
    if one.rival:
        yield _rival(option, "rival" if "rival" in figure.beside else "told")


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
def _named(option: str, first: str, told: str) -> Iterator[str]:
    yield f"{option}|{first}"
    yield f"{option}|{told}"


@kept
def _rival(option: str, figure: str) -> Iterator[str]:
    yield f"{option}|rival|{figure}"


@kept
def _saying(how: str, where: str, known: str) -> Iterator[str]:
    yield f"saying|{where}"
    yield f"saying|{where}|{known}"
    yield f"{how}|saying|{where}|{known}"


@kept
def _relation(how: str, rest: tuple[str, ...], figure: str) -> Iterator[str]:
    for more in rest:
        yield f"{how}|{more}"
    for more in rest[1:2]:
        yield f"{more}|{figure}"
