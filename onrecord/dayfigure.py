"""A figure of which the days are asked for, and the dates that are offered to it.

The dates of its sentence are, but for those that only tell of a noun; those of the sentences before it in its
paragraph; the latest heading's; and, where its paragraph names none, those that lead the text.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import field
from itertools import pairwise

from onrecord.changing import is_increment
from onrecord.englishdays import in_hand, in_place, in_treatment
from onrecord.heading import line_kind
from onrecord.normal import Word
from onrecord.parthood import points_back
from onrecord.patterns import named
from onrecord.period import Period
from onrecord.quantity import Span
from onrecord.sentence import Sentence
from onrecord.shape import Shape
from onrecord.slot import owner
from onrecord.timing import Aspect, Timed
from onrecord.valueclass import dataclass, replace

_MOST_BESIDE, _MOST_BEFORE = 8, 4
"""How many dates of the sentence itself, and of those before it, are weighed."""

_HANDED_DOWN = ("adverb", "start", "end", "said")
"""Parts of dates that may date what is told in later sentences."""

_ASIDE = ("clause", "local")
"""Parts of dates that date later sentences only where no other date is told."""

_NEWS = 31
"""Days for which what happened is news."""

_RIVAL = named("dayfigure", "rival")
HARM = ("deaths", "civilian_deaths", "combatant_deaths", "injured", "casualties", "neutralised")
"""Measures of what happened, which no 'is' makes a stock: 'the dead are 12'."""

_THEIRS = named("dayfigure", "theirs")

_LABELS = named("dayfigure", "labels")

_AMONG = named("dayfigure", "among")
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
    aside: bool = False
    """Whether it dates its own sentence alone: 'September's count had been 48', 'that makes 6,140 since February'."""
    lead: bool = False
    """Whether it is offered to another paragraph than its own, which names no date."""


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
    "before" it, in an earlier paragraph that "leads", or "nowhere"."""
    weighed: tuple[tuple[Spoken, int], ...]
    """The dates that it may be of, each with how many later ones stand before its sentence."""
    led: Period | None = None
    """The days that figures of its measure were told with so far, where these did not differ."""
    kind: str = field(init=False)
    """Whether it is of a stock or a flow."""
    place: str = field(init=False)
    """Which figure of its sentence it is, of how many."""
    so_far: str = field(init=False)
    """Its kind with what its verb says of time."""
    placed: bool = field(init=False)
    """Whether it is told where they are now."""
    line: str = field(init=False)
    """How its line opens, where it may go on in the time of another paragraph."""

    def __post_init__(self) -> None:
        asked = self.asked
        object.__setattr__(self, "kind", "stock" if asked.stock else "flow")
        object.__setattr__(self, "so_far", f"{self.kind}|{self.aspect}")
        object.__setattr__(self, "place", f"place {min(asked.nth, 2)} of {min(len(asked.sentence.stated), 3)}")
        object.__setattr__(self, "placed", _placed(asked, self.aspect))
        object.__setattr__(self, "line", line_kind(asked.sentence) if self.known == "lead" else "")


def _placed(asked: Asked, aspect: Aspect) -> bool:
    """Whether it is told where they are now, in a sentence that says so with no verb of a stock."""
    sentence, nth = asked.sentence, asked.nth
    if sentence.statement.language != "en" or asked.form not in ("amount", "share"):
        return False
    if asked.measure in HARM:
        return in_treatment(sentence, nth)
    return in_place(sentence, nth) or in_hand(sentence, nth, aspect)


def of_rival(sentence: Sentence, timed: Timed) -> bool:
    """Whether a date is that of a figure which another is only compared with: '30, against 12 in May'."""
    nth = owner(sentence, timed.start, timed.end)
    if nth is None or timed.start < sentence.stated[nth].start:
        return False
    return _RIVAL.search(sentence.text, sentence.start, sentence.stated[nth].start) is not None


def figure_of(
    asked: Asked, aspect: Aspect, here: tuple[int, int], spoken: Sequence[Spoken], led: Period | None = None
) -> Figure:
    """A figure with what its words say of time; ``here`` are the numbers of its sentence and paragraph."""
    own = [one for one in spoken if one.sentence == here[0] and _may_date(asked, one.timed)]
    before = [one for one in spoken if one.sentence < here[0]]
    at = asked.sentence.stated[asked.nth].start
    near = sorted(own, key=lambda one: abs(one.timed.start - at))[:_MOST_BESIDE]
    label = [one for one in near if labels(asked, one) or _of_part(asked, asked.nth, one.timed)] or _count_of_its_day(
        asked, near
    )
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
        known = "nowhere" if not weighed else "lead" if all(one.lead for one, _ in weighed) else "before"
    return Figure(asked, aspect, *here, _beside(asked), known, tuple(weighed), led)


def _count_of_its_day(asked: Asked, near: Sequence[Spoken]) -> list[Spoken]:
    """The date of a count that is set beside another, where the figure is of it: 'those for 1971 were 1,756'."""
    at = asked.sentence.stated[asked.nth].start
    ahead = [one for one in near if one.timed.end <= at]
    last = max(ahead, key=lambda one: one.timed.start, default=None)
    return [last] if last is not None and last.aside and last.timed.period.kind != "since" else []


def labels(asked: Asked, one: Spoken) -> bool:
    """Whether a date stands as a label in front of a figure."""
    at = asked.sentence.stated[asked.nth].start
    return _LABELS.fullmatch(asked.sentence.between(one.timed.end, at)) is not None


def _handed_down(asked: Asked, paragraph: int, before: Sequence[Spoken]) -> Iterator[tuple[Spoken, int]]:
    """The dates of earlier sentences that may be a figure's, each with how many later ones there are.

    Those of the paragraph, and those of any paragraph for a change, which tells of something told before; the latest
    heading's.
    """
    open_ = [one for one in before if one.heads or (one.timed.part in _HANDED_DOWN and not one.rival)]
    if any(one.aside for one in open_) and "part" not in _beside(asked):
        open_ = [one for one in open_ if not one.aside or one.heads]
    change = asked.form == "change"
    first = next((one for one in open_ if change or one.paragraph == paragraph), None)
    latest = next((one for one in reversed(open_) if one.heads), None)
    if not open_:  # a date that only tells of a noun is then the only one told
        open_ = [one for one in before if one.paragraph == paragraph and _dates_alone(asked, one)]
    for nth, one in enumerate(reversed(open_)):
        near = nth < _MOST_BEFORE or one is first
        if one is latest or (near and not one.heads and (change or one.paragraph == paragraph)):
            yield one, nth
    if all(one.paragraph != paragraph for one in open_):
        for nth, one in enumerate(_leading(asked, open_)):
            yield replace(one, lead=True), nth


def _is_publication(asked: Asked, period: Period) -> bool:
    """Whether days are the day of publication, as the line with a release's own date has them."""
    return period.kind == "within" and period.days == 1 and period.start == asked.sentence.statement.published_on


def _leading(asked: Asked, open_: Sequence[Spoken]) -> list[Spoken]:
    """The dates that may hold for a paragraph without one: the first of the text, and the latest that led a sentence.

    A release tells its time in its first lines, and then place by place, or one by one, what was done.
    """
    held = [one for one in open_ if not one.heads and not one.saying and one.timed.part in ("adverb", "start")]
    held = [one for one in held if not (one.bare and _is_publication(asked, one.timed.period))]
    led = [one for one in held if one.leads]
    return list(dict.fromkeys([*held[:1], *led[-1:]]))


def _dates_alone(asked: Asked, one: Spoken) -> bool:
    """Whether a date that only tells of a noun is news, so that what is told without a date is of it."""
    today, last = asked.sentence.statement.published_on, one.timed.period.end
    if one.rival or one.timed.part not in _ASIDE or today is None or last is None:
        return False
    return (today - last).days <= _NEWS


def _beside(asked: Asked) -> tuple[str, ...]:
    """The kinds of words between the figures on either side that say something of time."""
    sentence, item = asked.sentence, asked.sentence.stated[asked.nth]
    first = sentence.left_end(asked.nth)
    last = sentence.right_end(asked.nth)
    words = sentence.inside(max(first, item.start - 40), min(last, item.end + 60), *_BESIDE)
    found = {kind for word in words for kind in word.kinds if kind in _BESIDE and kind != "pointer"}
    found -= {"toll"} if _of_one_event(asked, words) else set()
    found |= {"toll"} if _on_toll(sentence, asked.nth) else set()
    found |= {"part"} if _pointed(asked, first) else set()
    found |= {"rival"} if _RIVAL.search(sentence.text, sentence.start, item.start) else set()
    found |= {"base"} if asked.shape.is_base else set()
    return tuple(sorted(found))


def _of_one_event(asked: Asked, words: Sequence[Word]) -> bool:
    """Whether the dead beside a figure are those that one event left, or those of the figure before."""
    sentence, low = asked.sentence, asked.sentence.left_end(asked.nth)
    if _LEFT.search(sentence.text, low, asked.sentence.stated[asked.nth].start):
        return True
    tolls = [word for word in words if "toll" in word.kinds]
    return bool(asked.nth and tolls) and all(word.start == low + 1 for word in tolls)


_PAIRED, _RISES = named("dayfigure", "paired"), named("dayfigure", "rises")
_TOLL_REACH = 60


def _on_toll(sentence: Sentence, nth: int) -> bool:
    """Whether a number rises to a figure, or it goes on such a toll: ارتفعت الحصيلة إلى 406 قتلى و1302 جريح."""
    if sentence.statement.language != "ar":
        return False
    low, start = sentence.left_end(nth), sentence.stated[nth].start
    if _RISES.search(sentence.text, max(low, start - _TOLL_REACH), start) is not None:
        return True
    if not nth or "toll" not in sentence.kinds:
        return False
    before, item = sentence.stated[nth - 1], sentence.stated[nth]
    if _PAIRED.fullmatch(sentence.text, before.end, item.start) is None:
        return False
    return any(word.end <= before.start for word in sentence.of_kinds("toll"))


def _pointed(asked: Asked, first: int) -> bool:
    """Whether words beside a figure point back to a whole: 'of them', 'among the dead'."""
    item, sentence = asked.sentence.stated[asked.nth], asked.sentence
    if asked.form == "share" and _THEIRS.search(sentence.text, item.start, item.end):
        return True
    if sentence.inside(first, item.start, "pointer") or _AMONG.search(sentence.text, first, item.start):
        return True
    return points_back(sentence, asked.nth)


_LEFT = named("dayfigure", "left")
_OF_PART = named("dayfigure", "of-part")


def _of_part(asked: Asked, nth: int, timed: Timed) -> bool:
    """Whether a date stands right behind a part of what was told before: '396 killed, eight of them yesterday; ...'."""
    item = asked.sentence.stated[nth]
    behind = _OF_PART.match(asked.sentence.text, item.end, asked.sentence.end)
    return behind is not None and behind.end() in (timed.start, timed.start - 1)


_PART_OF_IT = named("dayfigure", "part-of-it")


def _may_date(asked: Asked, timed: Timed) -> bool:
    """Whether a date of its sentence may be a figure's: one that only tells of a noun is not."""
    item = asked.sentence.stated[asked.nth]
    if asked.base == asked.sentence.folded.span(timed.start, timed.end):
        return False
    held = owner(asked.sentence, timed.start, timed.end)
    if held is not None and held != asked.nth and is_increment(asked.sentence, held):
        return False  # '450 (+31 since Monday)': it dates only what its total grew by
    if held is not None and held < asked.nth and asked.form != "change" and _of_part(asked, held, timed):
        return False
    if held is not None and held > asked.nth and timed.period.kind == "within":
        part = asked.sentence.stated[held]
        bare = not asked.sentence.between(part.end, timed.start).strip()
        if bare and _PART_OF_IT.search(asked.sentence.text, item.end, part.start) is not None:
            return False  # ١٢٠ شهيداً، بينهم ثلاثون في تموز
    if timed.part in ("inside", "start", "end"):
        within = timed.reach is not None and timed.reach[0] <= item.start < timed.reach[1]
        return within or (timed.part != "inside" and timed.end <= item.start)
    return True


# ------------------------------------------------------------------------------------------------ levels and changes


def runs_up(period: Period) -> bool:
    """Whether days count everything up to a day, as a stock never does: it is what it is on that day."""
    return period.kind == "since" and period.start is None and period.end is not None


_NUMBER_OF = named("dayfigure", "number-of")
_AWAY = ("displaced", "detained", "missing", "abducted")


def is_level(figure: Figure) -> bool:
    """Whether the number of those away or held is told up to a day, on which it stood: بلغ عدد النازحين حتى آب."""
    sentence, item = figure.asked.sentence, figure.asked.sentence.stated[figure.asked.nth]
    if figure.asked.measure not in _AWAY or sentence.statement.language != "ar":
        return False
    own = [one.timed.period for one, _ in figure.weighed if one.sentence == figure.sentence]
    if not own or not all(map(runs_up, own)):
        return False
    return _NUMBER_OF.search(sentence.text, sentence.clause(item.start)[0], item.start) is not None


_CHANGED = named("dayfigure", "changed")
_TO = named("dayfigure", "to")


def from_to(asked: Asked) -> bool:
    """Whether a figure is one of the two between which something changed: انخفض عدد الطلعات من 88 إلى 44."""
    sentence = asked.sentence
    if sentence.statement.language != "ar" or _CHANGED.search(sentence.text, sentence.start, sentence.end) is None:
        return False
    for one, two in pairwise(sentence.stated):
        if sentence.stated[asked.nth] in (one, two):
            from_ = sentence.text.endswith("من ", sentence.start, one.start)
            return from_ and _TO.search(sentence.text, one.end, two.start) is not None
    return False
