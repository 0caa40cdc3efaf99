"""Claims: one checkable assertion each, found in a statement with its exact span."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from onrecord.anaphora import the_one_before
from onrecord.arabiccounting import arabic_counted
from onrecord.arabicnoun import as_marked
from onrecord.assertion import REASONS, Aside, Base, Because, Claim, checkable_as
from onrecord.bearer import settled
from onrecord.changing import base_date
from onrecord.conflict import is_ordinary, speaks_of_conflict
from onrecord.counting import Counted, counted_noun, rule_of
from onrecord.data import table
from onrecord.dateline import without_dateline
from onrecord.dayfigure import Asked
from onrecord.doubt import Doubt, Watched, doubts
from onrecord.englishcounting import english_counted
from onrecord.heading import may_sum_up
from onrecord.hearsay import Source
from onrecord.lexicon import build_lexicon
from onrecord.listing import headed, is_item, points_back
from onrecord.manner import ASSERTED, MEASURED, Manner, Modality, manner_at, may_be_unasserted
from onrecord.measure import Form
from onrecord.measurechoice import Topic
from onrecord.measuring import measured_out
from onrecord.normal import Word, fold
from onrecord.parthood import as_its_whole, tells_part
from onrecord.partychoice import BEFORE, asked_as
from onrecord.period import Period
from onrecord.placechoice import Where
from onrecord.placelist import spots_of_event
from onrecord.quantity import Quantity, Span, without_times
from onrecord.ranking import compared_claim, figure_of, ranked, same_thing
from onrecord.role import Roles, names_of
from onrecord.scope import Catalogue, Scope
from onrecord.sentence import Sentence, begins_paragraph, breaks, in_brackets, sentences
from onrecord.setting import Setting
from onrecord.shape import Shape, bases_of, shape_of
from onrecord.slot import Mention, owner, preposition
from onrecord.spot import mention, spots_in
from onrecord.statement import Statement
from onrecord.tabulated import ruled_in
from onrecord.uncounted import negative
from onrecord.valueclass import replace
from onrecord.weighing import Chooser

__all__ = ["MEASURED", "REASONS", "Aside", "Base", "Because", "Claim", "Modality", "find_claims", "read_claims"]


# ------------------------------------------------------------------------------------------------- finding claims


@dataclass(slots=True)
class _Finder:
    """What is carried from sentence to sentence while the claims of one statement are found."""

    statement: Statement
    catalogue: Catalogue
    setting: Setting
    topic: Topic
    watched: Watched
    speaks: bool
    """Whether the statement speaks of an armed conflict."""
    claims: list[Claim] = field(default_factory=list)
    aside: list[Aside] = field(default_factory=list)
    last: dict[str, Claim] = field(default_factory=dict)
    source: Source | None = None
    """Who was last reported; 'it added' goes on with them."""
    counted: Counted | None = None
    """What the latest figure counted, and where its sentence starts."""
    counted_in: int = -1
    counted_nth: int = -1
    """Which figure of that sentence it was."""
    people: Counted | None = None
    """What the latest figure of people counted."""
    parted: tuple[Counted | None, Counted | None] | None = None
    """What the same counted before the parts of a whole with which its sentence ended."""
    whole: tuple[Counted | None, Counted | None] | None = None
    """What the latest figure, and that of people, counted before the brackets in which a figure stands."""
    first: Counted | None = None
    """What the first figure of the paragraph counted."""
    previous: Sentence | None = None
    """The sentence before, where it stands in the same paragraph."""
    read: int = 0
    """The latest amount or event by measure, and by '' the latest of all: what a later claim may inherit from."""

    def leave_brackets(self, sentence: Sentence, nth: int) -> None:
        """Go on, behind brackets that tell parts of a whole, with the whole: '40 casualties (12 killed), a fifth'."""
        inside = in_brackets(sentence, nth)
        if inside and self.whole is None and self.counted_in == sentence.start:
            self.whole = self.counted, self.people
        elif not inside and self.whole is not None:
            (self.counted, self.people), self.whole = self.whole, None

    def leave_parts(self, sentence: Sentence, nth: int) -> None:
        """Go on, in the sentence behind one that ended with parts of a whole, with the whole."""
        if self.counted_in != sentence.start and self.parted is not None:
            (self.counted, self.people), self.parted = self.parted, None
        if not tells_part(sentence, nth):
            self.parted = None
        elif self.parted is None:
            self.parted = self.counted, self.people

    def set_aside(self, sentence: Sentence, nth: int, why: str, word: Word | None = None) -> None:
        """Note why the nth figure becomes no claim."""
        item, span = sentence.stated[nth], sentence.folded.span
        self.aside.append(Aside(span(item.start, item.end), why, None if word is None else span(*word.whole)))

    def add(self, claim: Claim, *, carry: bool) -> None:
        """Keep a claim; ``carry`` it where later ones may inherit from it."""
        self.claims.append(claim)
        if carry:
            self.last[claim.scope.measure] = claim
            self.last[""] = claim


def find_claims(statement: Statement, catalogue: Catalogue) -> list[Claim]:
    """Every claim of a statement, in the order of its text, with ids c1, c2 and so on."""
    return read_claims(statement, catalogue, asides=False)[0]


def read_claims(
    statement: Statement, catalogue: Catalogue, chooser: Chooser | None = None, *, asides: bool = True
) -> tuple[list[Claim], list[Aside]]:
    """The claims of a statement, and the figures that were looked at and became none.

    ``chooser`` decides between the options of a slot: by the fitted weights, unless it is these that are being fitted;
    only then do claims carry their doubts. Without ``asides`` a text that tells of no conflict is read no further.
    """
    watched = Watched()
    choose = chooser or watched
    folded = fold(statement.text)
    found = without_dateline(build_lexicon(catalogue).find(folded), folded)
    speaks = speaks_of_conflict(statement, folded.text, found, catalogue)
    if not (speaks or asides):
        return [], []
    words = as_marked(settled(found, folded, statement, catalogue), folded)
    read = sentences(statement, folded, words)
    ahead: list[Sentence] = []
    if may_sum_up(folded.text):
        read = ahead = list(read)
    setting = Setting.of(catalogue, choose, ahead)
    finder = _Finder(statement, catalogue, setting, Topic(catalogue, choose), watched, speaks)
    ruled = [(folded.index(span.start), folded.index(span.end)) for span in ruled_in(statement.text)]
    for sentence in read:
        if not any(start - _BEFORE_CELL <= sentence.start < end for start, end in ruled):
            _read_sentence(finder, sentence)
    ordered = sorted(finder.claims, key=lambda claim: (claim.span.start, claim.span.end, _figure_start(claim)))
    ordered = measured_out(ordered, catalogue)
    return [replace(claim, id=f"c{nth}") for nth, claim in enumerate(ordered, start=1)], finder.aside


_BEFORE_CELL = 3
"""Characters of a bar and blanks that may stand before the first cell of a table."""


def _figure_start(claim: Claim) -> int:
    return claim.quantity.span.start if claim.quantity is not None and claim.quantity.span is not None else 0


def _read_sentence(finder: _Finder, sentence: Sentence) -> None:
    """Its figures, then its events without a figure; a promise or opinion without either is one claim by itself."""
    if _of_no_conflict(finder, sentence):
        return
    before = len(finder.claims)
    paragraph = begins_paragraph(sentence, finder.read)
    if paragraph and not points_back(sentence):
        finder.counted = finder.people = finder.first = finder.source = finder.previous = finder.whole = (
            finder.parted
        ) = None
    finder.setting.enter(sentence, paragraph=paragraph)
    finder.read = sentence.end
    bases = bases_of(sentence)
    for nth in range(len(sentence.stated)):
        _read_figure(finder, sentence, nth, bases)
    manner = manner_at(sentence, sentence.end, finder.source) if may_be_unasserted(sentence) else ASSERTED
    modality, cue = manner.modality, manner.cue
    _read_comparisons(finder, sentence)
    if modality not in ("promised", "opinion"):
        if "event_word" in sentence.kinds:
            _read_events(finder, sentence)
    elif len(finder.claims) == before:
        finder.add(_plain(sentence, modality, cue), carry=False)
    finder.previous = sentence


def _of_no_conflict(finder: _Finder, sentence: Sentence) -> bool:
    """Whether a statement or one sentence of it tells of no conflict; its figures are then set aside."""
    if finder.speaks and not (sentence.stated and is_ordinary(sentence.text[sentence.start : sentence.end])):
        return False
    for nth in range(len(sentence.stated)):
        finder.set_aside(sentence, nth, *(negative(sentence, nth) or ("no_conflict",)))
    return True


def _read_comparisons(finder: _Finder, sentence: Sentence) -> None:
    """Its comparisons without a number, each about the figure that it stands behind."""
    for found in ranked(sentence):
        figure = figure_of(sentence, found, finder.claims)
        if figure is not None and same_thing(sentence, found, figure):
            manner = manner_at(sentence, found.start, finder.source)
            finder.add(compared_claim(sentence, found, figure, manner), carry=False)


def _plain(sentence: Sentence, modality: Modality, cue: Word | None) -> Claim:
    """A promise or an opinion that is a sentence's whole content."""
    start, end = sentence.start, sentence.end
    first = next((word for word in sentence.words if word.start - len(word.lead) == start), None)
    if first is not None and first.joined:
        start += 1
    statement = sentence.statement
    return Claim(
        id="",
        statement=statement.id,
        span=sentence.folded.span(start, end),
        form="occurrence",
        scope=Scope("other"),
        quantity=None,
        modality=modality,
        speaker=statement.speaker,
        checkable="no",
        reason=REASONS[modality],
        reason_key=modality,
        because={"modality": Because(modality, () if cue is None else (sentence.folded.span(*cue.whole),))},
    )


def _read_figure(finder: _Finder, sentence: Sentence, nth: int, bases: Mapping[int, int]) -> None:
    """One figure with its slots, or nothing where it counts nothing of the catalogue."""
    shape = shape_of(sentence, nth, bases)
    against = None if shape.form is None else negative(sentence, nth)
    if shape.form is None or against is not None:
        finder.set_aside(sentence, nth, *(against or (shape.why, None)))
        return
    finder.leave_brackets(sentence, nth)
    finder.leave_parts(sentence, nth)
    what = _counted(finder, sentence, nth, shape)
    if what is None or what.measure not in finder.catalogue.measures:
        finder.set_aside(sentence, nth, "counts_nothing", None if what is None else what.noun)
        return
    what = finder.topic.settled(sentence, nth, shape, what)
    form, shown = shape.form, shape.shown
    finder.counted, finder.counted_in, finder.counted_nth = what, sentence.start, nth
    finder.first = finder.first or what
    if what.unit == "person":
        finder.people = what
    finder.setting.take_in()
    draft = _Draft(sentence, nth, form, what)
    if shown is not None:
        draft.words.append((shown.whole[0], shown.end))
    draft.is_base, draft.shape = shape.is_base, shape
    draft.fill_base(finder, bases.get(nth))
    draft.fill_parties(finder)
    draft.fill_places(finder)
    draft.fill_period(finder, bases)
    finder.add(draft.claim(finder, shown), carry=form != "change" and not shape.is_base and not draft.local)


def _counted(finder: _Finder, sentence: Sentence, nth: int, shape: Shape) -> Counted | None:
    """What a figure counts, by the grammar of its language."""
    if finder.previous is not None and is_item(sentence, nth) and (named := headed(finder.previous)) is not None:
        return named
    before = finder.counted if finder.counted_in == sentence.start else None
    if shape.increment:
        return replace(before, noun=None) if before is not None and finder.counted_nth == nth - 1 else None
    if sentence.statement.language == "en":
        found = english_counted(sentence, nth, shape, before, (finder.counted, finder.people, finder.first))
        return as_its_whole(sentence, nth, found, before, finder.people)
    return arabic_counted(sentence, nth, shape, before, finder.counted)


class _Draft:
    """One claim while its slots are being filled, by folded offsets."""

    def __init__(self, sentence: Sentence, nth: int | None, form: Form, what: Counted) -> None:
        self.sentence, self.nth, self.form, self.what = sentence, nth, form, what
        self.item = None if nth is None else sentence.stated[nth]
        if self.item is not None and form == "amount":
            self.item = without_times(sentence.folded, self.item)
        self.words: list[tuple[int, int]] = []
        self.slots: dict[str, Span] = {}
        self.because: dict[str, Because] = {}
        self.mentions: dict[str, tuple[Mention, ...]] = {}
        self.actors: dict[str, tuple[str, ...]] = {"by": (), "against": (), "of": ()}
        self.places: tuple[str, ...] = ()
        self.period = Period(None, None)
        self.base: Base | None = None
        self._manner: Manner | None = None
        self.is_base = self.local = False
        self.shape = Shape(form)
        for name, word in (("measure", what.noun), ("measure", what.act)):
            if word is not None:
                self.words.append(word.whole)
                self.slots.setdefault(name, self.span(*word.whole))
        self.note("measure", rule_of(what), *(word.whole for word in (what.noun, what.act) if word is not None))

    @property
    def offset(self) -> int:
        """Where the claim stands: at its figure, else at its first word."""
        return self.item.start if self.item is not None else min(start for start, _ in self.words)

    def span(self, start: int, end: int) -> Span:
        """The original span of a folded stretch."""
        return self.sentence.folded.span(start, end)

    def note(self, slot: str, rule: str, *stretches: tuple[int, int]) -> None:
        """Keep which rule filled a slot, and by which words."""
        self.because[slot] = Because(rule, tuple(self.span(*stretch) for stretch in stretches))

    def fill_base(self, finder: _Finder, nth: int | None) -> None:
        """What a change is measured against, and the whole of a share as the words name it."""
        sentence = self.sentence
        if self.form == "change" and nth is not None:
            item = sentence.stated[nth]
            own = finder.setting.course.beside(sentence, nth)
            noun = counted_noun(sentence, nth)
            end = max(item.end, noun.whole[1] if noun else 0, own.end if own else 0)
            span = self.span(item.start, end)
            self.base = Base(span.of(sentence.statement.text), item.quantity, own.period if own else None, span)
            self.slots["base"] = span
            self.words.append((item.start, end))
        elif self.form == "change" and (dated := base_date(sentence, self.item)) is not None:
            span = self.span(dated.start, dated.end)
            self.base = Base(span.of(sentence.statement.text), None, dated.period, span)
            self.slots["base"] = span
            self.words.append((dated.start, dated.end))
        elif self.form == "share" and self.what.noun is not None:
            start, end = self.what.noun.whole
            rest = sentence.inside(end, sentence.clause(self.offset)[1], "role")
            held = [word.end for word in rest if word.means("role", "of")]
            end = held[0] if held else end
            span = self.span(start, end)
            whole = None if self.shape.whole is None else sentence.stated[self.shape.whole].quantity
            self.base = Base(span.of(sentence.statement.text), whole, span=span)
            self.slots["base"] = span
            self.words.append((start, end))

    def fill_parties(self, finder: _Finder) -> None:
        """Who did it, against whom, whose: what the cast of the statement says of the figure."""
        assert self.nth is not None
        span = self.manner(finder).speaker(self.sentence)[1]
        voice = "" if span is None else span.of(finder.statement.text)
        roles = Roles(self.sentence, finder.catalogue, self.nth, self.what, self.offset)
        first, last = self.sentence.clause(self.offset)
        for role, filled in finder.setting.cast.fill(roles, self.form, voice).items():
            self.actors[role] = filled.actors
            self.mentions[role] = filled.mentions
            self.slots.pop(role, None)
            spans = [mention.span for mention in filled.mentions if mention.span is not None]
            if spans:
                self.slots[role] = spans[0]
            self.note(role, filled.rule, *((named.start, named.end) for named in filled.named))
            for named in filled.named:
                here = filled.rule not in BEFORE and first <= named.start < last
                if here and self.form != "share":
                    self.words.append((named.start, named.end))

    def fill_places(self, finder: _Finder) -> None:
        """Where: what the scene of the statement says of the figure, or of the event by its own clause."""
        where = self.where(finder)
        self.places = tuple(place for held in where.mentions for place in held.places)
        if not where.mentions:
            return
        self.mentions["place"] = where.mentions
        self.note("place", where.rule, *((spot.start, spot.end) for spot in where.spots))
        if where.spots:
            start, end = where.spots[0].start, where.spots[-1].end
            self.slots["place"] = self.span(start, end)
            first, last = self.sentence.clause(self.offset)
            if first <= start < last:
                self.words.append((preposition(self.sentence, start), end))

    def where(self, finder: _Finder) -> Where:
        """The places of the figure or of the event."""
        if self.nth is not None:
            scene = finder.setting.scene
            return scene.where(scene.located(self.sentence, self.nth, self.form, self.what.measure))
        spots = spots_of_event(self.sentence, finder.catalogue, self.offset)
        return Where(tuple(mention(self.sentence, spot) for spot in spots), tuple(spots), "beside")

    def fill_period(self, finder: _Finder, bases: Mapping[int, int]) -> None:
        """When: what the course of the statement says of the figure, or of the event by its own clause."""
        course = finder.setting.course
        when = course.event(self.offset) if self.nth is None else course.when(self.asked(finder, bases))
        self.period, self.local = when.period, when.local
        if self.form == "change" and self.base is None and self.nth is not None:
            rival = course.rival(self.sentence, self.nth)
            if rival is not None:
                span = self.span(rival.start, rival.end)
                if self.sentence.clause(self.offset)[1] > rival.start:
                    self.words.append((rival.start, rival.end))
                self.base = Base(span.of(self.sentence.statement.text), None, rival.period, span)
        if self.base is not None and self.base.period is not None:
            self.base = replace(self.base, period=the_one_before(self.base.period, self.period))
        if when.span is not None:
            self.slots["period"] = self.span(*when.span)
            first, last = self.sentence.clause(self.offset)
            own = self.nth is not None and owner(self.sentence, *when.span) == self.nth
            if (own and self._heads(when.span)) or first <= when.span[0] < last:
                self.words.append(when.span)
        if when.rule:
            self.note("period", when.rule, *([when.span] if when.span is not None else ()))

    def _heads(self, span: tuple[int, int]) -> bool:
        """Whether words are all of their clause: 'On 3 May, 12 soldiers', not 'the army struck on 3 May, and 12'."""
        first, last = self.sentence.clause(span[0])
        return not (self.sentence.between(first, span[0]) + self.sentence.between(span[1], last)).strip(" ,،:;؛")

    def manner(self, finder: _Finder) -> Manner:
        """How it is meant, and who says so; asked often, told once."""
        if self._manner is None:
            self._manner = manner_at(self.sentence, self.offset, finder.source)
            if self._manner.source is not None:
                finder.source = self._manner.source
        return self._manner

    def asked(self, finder: _Finder, bases: Mapping[int, int]) -> Asked:
        """What the days of the figure depend on."""
        assert self.nth is not None
        manner = self.manner(finder)
        return Asked(
            self.sentence,
            self.nth,
            self.form,
            self.what.measure,
            finder.catalogue.measures[self.what.measure].kind == "stock",
            self.shape,
            bases,
            (manner.speaker(self.sentence)[0] or str(self.sentence.start)) if manner.modality == "reported" else None,
            manner.modality in MEASURED,
            manner.modality == "denied" and self.item is not None and self.item.quantity.low != 0,
            self.slots.get("base"),
        )

    def quantity(self) -> Quantity | None:
        """The figure with its unit: what is counted, unless the figure carries its own."""
        if self.item is None:
            return None
        quantity = self.item.quantity
        if self.form == "change" and self.shape.direction:
            quantity = replace(quantity, direction=self.shape.direction)
        unit = quantity.unit or self.what.unit
        return replace(quantity, unit=f"{unit}/{self.shape.per}" if self.form == "ratio" and self.shape.per else unit)

    def claim(self, finder: _Finder, shown: Word | None) -> Claim:
        """The claim, with its whole span, its modality and whether it can be checked."""
        sentence = self.sentence
        manner = self.manner(finder)
        modality, cue = manner.modality, manner.cue
        self.note("modality", modality, *([cue.whole] if cue is not None else ()))
        if shown is not None:
            self.note("form", self.form, shown.whole)
        speaker, named = manner.speaker(sentence)
        if named is not None:
            self.slots["speaker"] = named
            self.mentions["speaker"] = (Mention(speaker or "", named),)
        quantity = self.quantity()
        if self.item is not None:
            self.words.append((self.item.start, self.item.end))
            self.slots["quantity"] = self.span(self.item.start, self.item.end)
        scope = Scope(self.what.measure, **self.actors, places=self.places, period=self.period)
        checkable, key = checkable_as(self.form, scope, quantity, modality, self.base)
        return Claim(
            id="",
            statement=sentence.statement.id,
            span=self.whole(),
            form=self.form,
            scope=scope,
            quantity=quantity,
            modality=modality,
            speaker=speaker,
            checkable=checkable,
            reason=REASONS.get(key, ""),
            reason_key=key,
            base=self.base,
            slots=self.slots,
            because=self.because,
            mentions=self.mentions,
            doubts=self._doubts(finder, scope),
        )

    def _doubts(self, finder: _Finder, scope: Scope) -> dict[str, Doubt]:
        """How sure the slots of the figure are that were chosen by weight."""
        if self.item is None:
            return {}
        at = self.span(self.item.start, self.item.end).start
        return dict(doubts(scope, finder.watched.close, at, asked_as(self.what.measure)))

    def whole(self) -> Span:
        """The shortest run that holds the claim's own words, from its predicate where one stands before them."""
        first = self.sentence.clause(self.offset)[0]
        previous = self.sentence.left_end(self.nth or 0)
        previous = previous if self.item is None else min(previous, self.item.start)
        mine = [(start, end) for start, end in self.words if start >= self._said_at(previous)]
        start, end = min(start for start, _ in mine), max(end for _, end in mine)
        held = self.sentence.inside(max(first, previous), start, "predicate", "imperfect", "act", "event_word")
        verbs = [verb for verb in held if not verb.means("noun")]
        if self.nth:  # behind an 'and', the verb belongs to the figure before
            verbs = [verb for verb in verbs if not breaks(self.sentence, verb.end, start)]
        if verbs:
            start = verbs[0].whole[0]
        closing = end > start + 1 and self.sentence.text[end - 1] == "."  # of 'U.S.': no quotation ends with a stop
        return self.span(start, end - closing)

    def _said_at(self, first: int) -> int:
        """Where the last verb of saying before the figure ends: who is quoted stands before it, what is said behind."""
        if self.item is None:
            return first
        return max((w.end for w in self.sentence.inside(first, self.item.start, "attribution")), default=first)


# ----------------------------------------------------------------------------------------- events without a figure


def _read_events(finder: _Finder, sentence: Sentence) -> None:
    """The closed kinds of event that are claims without a figure, one of a kind in a sentence."""
    for kind in table("event_kinds")["event"]:
        found = _event(sentence, kind)
        if found is None:
            continue
        finder.setting.take_in()
        draft = _Draft(sentence, None, kind["form"], Counted(kind["id"], ""))
        draft.words.extend(word.whole for word in found)
        draft.slots["measure"] = draft.span(*found[0].whole)
        draft.note("measure", "event", *(word.whole for word in found))
        draft.fill_places(finder)
        if "place" in kind.get("slots", ()) and not draft.places:
            continue
        _event_parties(draft, finder, kind)
        _event_place(draft, finder)
        draft.fill_period(finder, {})
        finder.add(draft.claim(finder, None), carry=True)


def _event(sentence: Sentence, kind: Mapping[str, Any]) -> list[Word] | None:
    """The words of a clause that make an event of this kind, or None; a clause with a figure is the figure's."""
    words = sentence.of_kinds("event_word")
    for head in words:
        if not head.means("event_word", kind["all"][0]):
            continue
        first, last = sentence.clause(head.start)
        if any(first <= item.start < last for item in sentence.stated):
            continue
        found = [head]
        for needed in kind["all"][1:]:
            named = sentence.of_kinds("war") if needed == "campaign" else ()
            told = [*(w for w in words if w.means("event_word", needed)), *named]
            held = [w for w in told if first <= w.start < last and w is not head]
            earlier = [w for w in words if w.means("event_word", needed) and w.start < first]
            if held:
                found.append(held[0])
            elif not (needed in kind.get("carry", ()) and earlier):
                break
        else:
            return found
    return None


NAMELESS = ("nation", "place", "ours")
"""Kinds of phrases that are nobody by themselves."""


def _event_parties(draft: _Draft, finder: _Finder, kind: Mapping[str, Any]) -> None:
    """Who did it: a party in the same clause."""
    first, last = draft.sentence.clause(draft.offset)
    if not kind.get("doer"):
        return
    for phrase in names_of(draft.sentence, finder.catalogue):
        if phrase.cue in ("", "by") and first <= phrase.start < last and phrase.kind not in NAMELESS:
            draft.actors["by"] = (phrase.actor,) if phrase.actor else ()
            draft.slots["by"] = draft.span(phrase.start, phrase.end)
            draft.note("by", "same_clause", (phrase.start, phrase.end))
            draft.mentions["by"] = (Mention(phrase.actor, None if phrase.verb else draft.slots["by"]),)
            draft.words.append((phrase.start, phrase.end))
            return


def _event_place(draft: _Draft, finder: _Finder) -> None:
    """A clause without a place of its own is where the clause before it was: 'it' is the mosque named there."""
    if not draft.places and finder.claims:
        spots = spots_in(draft.sentence, finder.catalogue)[:1]
        if spots:
            draft.places = mention(draft.sentence, spots[0]).places
            draft.slots["place"] = draft.span(spots[0].start, spots[0].end)
            draft.note("place", "clause_before", (spots[0].start, spots[0].end))
            draft.mentions["place"] = (mention(draft.sentence, spots[0]),)
