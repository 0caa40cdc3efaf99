"""The places that a figure may speak of, each with what stands for it and against it.

A figure may be of any list of places of its sentence, of one that the text named before, or of no place that is told;
the places of the figure before stand for themselves, since a text stays where it is until it goes elsewhere.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import field
from functools import cache

from onrecord import patterns as re
from onrecord.heading import own_line
from onrecord.placelist import finer, groups_of, without_wider
from onrecord.quantity import Span
from onrecord.scope import Catalogue
from onrecord.sentence import Sentence
from onrecord.slot import Mention, Stance, joined, owner, stance_of
from onrecord.spot import (
    Spot,
    beside_the_point,
    lead_of,
    mention,
    opening_country,
    spots_in,
)
from onrecord.tacitplace import tacit_in
from onrecord.valueclass import dataclass
from onrecord.weighing import Chooser, Option, Traits, by_weight, kept

_MOST_BEFORE = 5
"""How many lists of places of earlier sentences are weighed."""

_MOST_KEPT = 40
"""How many are kept, the first among them, so that a long text takes no longer for it."""

_SEVERED = re.compile(r"[;؛]")

_OPENING = 12
"""Code points that may stand before the place with which a sentence begins."""


_Key = tuple[str | Span | None, ...]
_Stays = Callable[[_Key], tuple[Traits, ...]]
"""What stands for a list of places as those of the figure before, or as others than those."""


@dataclass(frozen=True, slots=True)
class Where:
    """The places of a figure: as the words name them, and where these stand if they are of its sentence."""

    mentions: tuple[Mention, ...] = ()
    spots: tuple[Spot, ...] = ()
    rule: str = ""


@dataclass(frozen=True, slots=True)
class Located:
    """A figure of which the places are asked for."""

    sentence: Sentence
    nth: int
    form: str
    measure: str
    groups: tuple[tuple[Spot, ...], ...]
    """The lists of places that its sentence names."""
    named: str
    """Where its sentence names places: "mine" beside the figure, "sentence", or "none"."""
    lasts: str
    """How long a time its sentence speaks of."""


@dataclass(frozen=True, slots=True)
class _Named:
    """A list of places that the text named: in which sentence and paragraph, and whether it began with it."""

    mentions: tuple[Mention, ...]
    coarse: bool
    sentence: int
    paragraph: int
    leads: bool
    lead: str
    sort: str = "known"
    heads: bool = False
    """Whether its sentence is a line without a figure above others: 'In Iraq:'."""
    key: _Key = field(init=False)
    """What the list is known by where it is named again."""

    def __post_init__(self) -> None:
        object.__setattr__(self, "key", _key(self.mentions))


def _first(group: Sequence[Spot]) -> int:
    return group[0].start


def _key(mentions: Sequence[Mention]) -> _Key:
    """What a list of places is known by: their ids, and where those stand that have none."""
    return tuple([mention.id or mention.span for mention in mentions])


@dataclass(slots=True)
class Scene:
    """What is carried from sentence to sentence: the places that the text named, and those of the latest figure."""

    catalogue: Catalogue
    choose: Chooser = by_weight
    named: list[_Named] = field(default_factory=list)
    last: tuple[Mention, ...] = ()
    last_key: _Key = ()
    asked: Located | None = None
    asked_in: int = -1
    number: int = -1
    paragraph: int = 0

    def enter(self, *, paragraph: bool) -> None:
        """Begin a sentence."""
        self.number += 1
        self.paragraph += paragraph

    def leave(self, sentence: Sentence) -> None:
        """End a sentence: its places are those that the text last named."""
        told = groups_of(sentence, spots_in(sentence, self.catalogue))
        for group in sorted([*told, *([spot] for spot in tacit_in(sentence, self.catalogue))], key=_first):
            kept = without_wider(sentence, self.catalogue, group)
            coarse = all(spot.coarse for spot in kept)
            leads = group[0].start - sentence.start < _OPENING
            lead = lead_of(sentence, group[0].start)
            mentions = tuple(mention(sentence, spot) for spot in kept)
            heads = (not sentence.stated and own_line(sentence)) or (leads and _titles(sentence, group))
            named = _Named(mentions, coarse, self.number, self.paragraph, leads, lead, kept[0].sort, heads)
            self.named.append(named)
        if not self.named and (country := opening_country(sentence, self.catalogue)) is not None:
            held = (mention(sentence, country),)
            self.named.append(_Named(held, True, self.number, self.paragraph, True, ""))
        self.named = self.named[:1] + self.named[1:][-_MOST_KEPT:]

    def located(self, sentence: Sentence, nth: int, form: str, measure: str) -> Located:
        """A figure with the places that its sentence names."""
        groups = tuple(tuple(group) for group in groups_of(sentence, spots_in(sentence, self.catalogue)))
        mine = any(owner(sentence, group[0].start, group[-1].end) == nth for group in groups)
        named = "mine" if mine else "sentence" if groups else "none"
        return Located(sentence, nth, form, measure, groups, named, _lasts(sentence))

    def where(self, asked: Located) -> Where:
        """The places that a figure speaks of."""
        stays = self._stays(asked)
        never = _nowhere(asked.named, bool(self.named), asked.form, asked.measure)
        found = [Option(Where(), (never, *stays(())))]
        tacit = [(spot,) for spot in tacit_in(asked.sentence, self.catalogue)]
        found += [self._here(asked, stays, group) for group in (*asked.groups, *tacit)]
        found += [self._before(asked, stays, far, named) for far, named in enumerate(self._handed_down())]
        item = asked.sentence.stated[asked.nth]
        chosen: Where = self.choose("places", asked.sentence.folded.span(item.start, item.end), found).value
        self.last, self.last_key, self.asked, self.asked_in = chosen.mentions, _key(chosen.mentions), asked, self.number
        return chosen

    def _handed_down(self) -> list[_Named]:
        """The places of earlier sentences that are weighed, the latest first, each list once."""
        latest: dict[_Key, _Named] = {}
        for named in reversed(self.named):
            latest.setdefault(named.key, named)
        kept = list(latest.values())
        return kept[:_MOST_BEFORE] + [named for named in kept[_MOST_BEFORE:] if named is self.named[0]]

    def _here(self, asked: Located, stays: _Stays, group: tuple[Spot, ...]) -> Option[Where]:
        """A list of places of the figure's own sentence."""
        sentence = asked.sentence
        kept = tuple(without_wider(sentence, self.catalogue, group))
        mentions = tuple(mention(sentence, spot) for spot in kept)
        coarse = all(spot.coarse for spot in kept)
        traits = [
            *_stance(asked, group),
            *_kind(asked, "here", (coarse, kept[0].sort), lead_of(sentence, group[0].start)),
        ]
        others = [spot for other in asked.groups if other != group for spot in other]
        wider = any(finer(self.catalogue, other, kept[0]) for other in others)
        finest = any(finer(self.catalogue, kept[0], other) for other in others)
        if wider or finest:
            traits.append(_among(wider, finest))
        if beside_the_point(sentence, group[0], asked.measure):
            traits.append(_beside_the_point(asked.measure))
        return Option(Where(mentions, kept, "beside"), (*traits, *stays(_key(mentions))))

    def _before(self, asked: Located, stays: _Stays, far: int, named: _Named) -> Option[Where]:
        """A list of places of an earlier sentence."""
        steps = min(self.number - named.sentence, 3)
        same = "same" if named.paragraph == self.paragraph else "other"
        here = asked.named
        sort = f"{'leads' if named.leads else 'within'}|{'first' if named.sentence == 0 else 'later'}"
        traits = [
            _before(steps, min(far, 3), same, here, sort),
            *_kind(asked, f"before|{here}", (named.coarse, named.sort), named.lead),
        ]
        if named.heads:
            traits.append(_heads(min(far, 1), same, here))
            latest = next(entry for entry in reversed(self.named) if entry.heads) is named
            first = "first" if named.sentence == 0 else "latest" if latest else "earlier"
            traits.append(_headed(first, here))
        traits.append(_before_span(asked.lasts, "wide" if named.coarse else "narrow", here, steps))
        rule = "claim_before" if named.mentions == self.last else "text_before"
        return Option(Where(named.mentions, (), rule), (*traits, *stays(named.key)))

    def _near(self, asked: Located) -> str:
        """How near the figure before stands."""
        if self.asked_in != self.number:
            return "next" if self.asked_in == self.number - 1 else "later"
        return "joined" if joined(asked.sentence, asked.nth) else "same"

    def _stays(self, asked: Located) -> _Stays:
        """What stands for the places of the figure before or for others, by their keys."""
        if self.asked is None:
            return lambda _: ()
        near, last = self._near(asked), self.last_key
        again, dated = asked.measure == self.asked.measure, "dated" if asked.sentence.dated else "undated"

        @cache
        def stays(*, same: bool, some: bool) -> tuple[Traits, ...]:
            step = f"{'stay' if same else 'move'}|{near}"
            counted = _step_counted(step, again, asked.form, asked.measure)
            return _step(step, asked.named, "place" if some else "never", dated), counted, _step_span(step, asked.lasts)

        return lambda key: stays(same=key == last, some=bool(key))


@kept
def _before(steps: int, far: int, same: str, here: str, sort: str) -> Iterator[str]:
    yield f"before|{steps}|{far}|{same}"
    yield f"before|{steps}|{here}"
    yield f"before|{far}|{here}"
    yield f"before|{sort}"


@kept
def _heads(far: int, same: str, here: str) -> Iterator[str]:
    yield f"before|heads|{same}"
    yield f"before|heads|{far}|{here}"


@kept
def _headed(latest: str, here: str) -> Iterator[str]:
    yield f"before|heads|{latest}"
    yield f"before|heads|{latest}|{here}"


@kept
def _before_span(span: str, width: str, here: str, steps: int) -> Iterator[str]:
    yield f"before|{span}|{width}"
    yield f"before|{span}|{width}|{here}"
    yield f"before|{span}|{here}|{steps}"


_LONG = 14
"""Days of a period from which it is a long one."""


def _lasts(sentence: Sentence) -> str:
    """How long a time a sentence speaks of: a running total is seldom of the village of the sentence before."""
    periods = [date.period for date in sentence.dated]
    if any(period.kind == "since" for period in periods):
        return "since"
    if any((period.days or 0) > _LONG for period in periods):
        return "long"
    if sentence.of_kinds("toll"):
        return "toll"
    return "dated" if periods else "undated"


_TITLE = re.compile(r"(?: ?\([^()]{1,40}\))? ?(?::|[–—-](?= )|\.(?:\s|$))")
_LONGEST_TITLE = 60


def _titles(sentence: Sentence, group: Sequence[Spot]) -> bool:
    """Whether the places that begin a sentence head it: 'VAVUNIYA: Troops', 'Right bank of Mosul, day 24.'"""
    if _TITLE.match(sentence.text, group[-1].end) is not None:
        return True
    verbs = sentence.of_kinds("act", "predicate", "attribution", "records")
    return not verbs and not sentence.stated and sentence.end - sentence.start <= _LONGEST_TITLE


@kept
def _step(step: str, here: str, what: str, dated: str) -> Iterator[str]:
    yield step
    yield f"{step}|{here}"
    yield f"{step}|{here}|{what}"
    yield f"{step}|{dated}"


@kept
def _step_span(step: str, span: str) -> Iterator[str]:
    yield f"{step}|lasts {span}"


@kept
def _step_counted(step: str, same: bool, form: str, measure: str) -> Iterator[str]:
    yield f"{step}|{same}|{form}"
    yield f"{step}|{measure}"


@kept
def _among(wider: bool, finest: bool) -> Iterator[str]:
    if wider:
        yield "here|wider than another"
    if finest:
        yield "here|finer than another"


@kept
def _beside_the_point(measure: str) -> Iterator[str]:
    yield "here|beside the point"
    yield f"here|beside the point|{measure}"


@kept
def _nowhere(here: str, known: bool, form: str, measure: str) -> Iterator[str]:
    """What stands for no place and against it; ``known`` says that the text named one before."""
    before = "named" if known else "not named"
    yield "never"
    yield f"never|{here}|{before}"
    yield f"never|{here}|{before}|{form}"
    yield f"never|{measure}"
    yield f"never|{here}|{measure}"


def _stance(asked: Located, group: Sequence[Spot]) -> Iterator[Traits]:
    """How a list of places stands to a figure of its sentence."""
    sentence, item = asked.sentence, asked.sentence.stated[asked.nth]
    start, end = group[0].start, group[-1].end
    stance = stance_of(sentence, asked.nth, start, end)
    whose = "mine" if owner(sentence, start, end) == asked.nth else "other"
    severed = "severed" if _SEVERED.search(sentence.text, min(end, item.end), max(start, item.start)) else ""
    leads = "leads" if start - sentence.start < _OPENING else "within"
    if leads == "leads" and _titles(sentence, group):
        leads = "heads"
    yield _standing(f"here|{whose}|{stance.side}", stance, severed)
    yield _standing_counted(f"here|{whose}|{stance.side}", asked.measure, asked.form)
    yield _leading(stance.side, leads, stance.among)


@kept
def _standing(where: str, stance: Stance, severed: str) -> Iterator[str]:
    yield where
    yield f"{where}|{stance.cut}|{stance.among}"
    yield f"{where}|{stance.clause}|{severed}"
    yield f"{where}|{stance.near} words"


@kept
def _standing_counted(where: str, measure: str, form: str) -> Iterator[str]:
    yield f"{where}|{measure}"
    yield f"{where}|{form}"


@kept
def _leading(side: str, leads: str, among: int) -> Iterator[str]:
    yield f"here|{side}|{leads}|{among}"


def _kind(asked: Located, option: str, known: tuple[bool, str], lead: str) -> tuple[Traits, Traits, Traits]:
    """What is known of a list of places itself, and of what the figure counts."""
    coarse, sort = known
    return (
        _sorted(option, sort, asked.measure, lead),
        _wide(option, "wide" if coarse else "narrow", asked.measure, asked.form),
        _led(option, lead, asked.measure),
    )


@kept
def _wide(option: str, width: str, measure: str, form: str) -> Iterator[str]:
    yield f"{option}|{width}"
    yield f"{option}|{measure}"
    yield f"{option}|{width}|{measure}"
    yield f"{option}|{width}|{form}"


@kept
def _sorted(option: str, sort: str, measure: str, lead: str) -> Iterator[str]:
    yield f"{option}|{sort}"
    yield f"{option}|{sort}|{measure}"
    yield f"{option}|{sort}|led by {lead}"


@kept
def _led(option: str, lead: str, measure: str) -> Iterator[str]:
    yield f"{option}|led by {lead}"
    yield f"{option}|led by {lead}|{measure}"
