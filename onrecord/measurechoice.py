"""What a figure may count where its words do not settle it, each measure with what stands for it and against it.

A noun with what is done to it settles what is counted, or a noun that says it itself ('two prisoners'). Where only one
of them is known, or neither, the answer of the grammar is weighed against what the figures before counted and against
every measure that is counted in the same unit, by the words around the figure.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from onrecord import patterns as re
from onrecord.counting import Counted, rule_of
from onrecord.measure import Form
from onrecord.predicate import SURE, made_of, told_acts
from onrecord.scope import Catalogue
from onrecord.sentence import Sentence
from onrecord.shape import Shape
from onrecord.valueclass import replace
from onrecord.weighing import Chooser, Option, Prefixed, by_weight, kept

_UNSETTLED = ("act", "noun", "as_before")
"""Rules of the grammar that knew the noun or what was done alone, or took the answer of the figure before."""

_REACH = 50
"""Code points on either side of a figure in which words say what it counts, and of those beyond the next figure."""

_MOST_WORDS = 6
_MOST_BEFORE = 3
"""How many figures before are looked at for what they count."""

_TOLD = re.compile(r"[^\W\d_]+")


@dataclass(slots=True)
class Topic:
    """What is carried from figure to figure: the measures that were counted."""

    catalogue: Catalogue
    choose: Chooser = by_weight
    counted: list[str] = field(default_factory=list)
    sentence: Sentence | None = None
    """That of the latest figure."""

    def settled(self, sentence: Sentence, nth: int, shape: Shape, found: Counted) -> Counted:
        """What a figure counts: as the grammar found it, unless something else weighs more."""
        if found.sure:
            found = replace(found, sure=False)
        elif rule_of(found) in _UNSETTLED:
            item = sentence.stated[nth]
            options = list(self._options(sentence, nth, shape, found))
            chosen: str = self.choose("measure", sentence.folded.span(item.start, item.end), options).value
            found = found if chosen == found.measure else replace(found, measure=chosen)
        self.counted = [*self.counted[1 - _MOST_BEFORE :], found.measure]
        self.sentence = sentence
        return found

    def _options(self, sentence: Sentence, nth: int, shape: Shape, found: Counted) -> Iterator[Option[str]]:
        """Every measure that a figure may count, the grammar's first."""
        unit = sentence.stated[nth].quantity.unit or found.unit
        alike = (measure.id for measure in self.catalogue.measures if measure.unit == unit)
        near = tuple(_near(sentence, nth))
        acted = _acted(sentence, nth, found) if sentence.statement.language == "en" else {}
        last = self.counted[-1] if self.counted else "none"
        here = "same" if self.sentence is sentence else "next"
        rule = rule_of(found)
        for measure in dict.fromkeys((found.measure, *acted, *self.counted, *alike)):
            repeated = "again" if measure == last else "another"
            told = "told" if measure in self.counted else "new"
            ruled = "ruled" if measure == found.measure else "not ruled"
            traits = (
                _measured(measure, unit, shape.form, last, here),
                _ruled(repeated, here, shape.form, rule),
                _told(told, ruled, rule, found.measure),
                _made(acted.get(measure, -1), rule, ruled),
                Prefixed(measure, near),
            )
            yield Option(measure, traits)


@kept
def _measured(measure: str, unit: str, form: Form | None, last: str, here: str) -> Iterator[str]:
    yield measure
    yield f"{measure}|{unit}"
    yield f"{measure}|{form}"
    yield f"{measure}|after {last}|{here}"


@kept
def _ruled(repeated: str, here: str, form: Form | None, rule: str) -> Iterator[str]:
    yield f"{repeated}|{here}|{form}|{rule}"
    yield f"{repeated}|{here}|{rule}"


@kept
def _told(told: str, ruled: str, rule: str, measure: str) -> Iterator[str]:
    yield f"{told}|{rule}"
    yield f"{ruled}|{rule}"
    yield f"{ruled}|{rule}|{measure}"


@kept
def _made(rank: int, rule: str, ruled: str) -> Iterator[str]:
    yield f"made|{rank}"
    yield f"made|{rank}|{rule}"
    yield f"made|{rank}|{rule}|{ruled}"


def _acted(sentence: Sentence, nth: int, found: Counted) -> dict[str, int]:
    """The measures that the acts of a sentence make of what a figure counts, each with the rank of the nearest."""
    made: dict[str, int] = {}
    for rank, _, act in told_acts(sentence, nth, found.kind or SURE):
        measure = made_of(act, found.kind or "person")[0]
        if measure:
            made[measure] = min(rank, made.get(measure, rank))
    return made


def _near(sentence: Sentence, nth: int) -> Iterator[str]:
    """The words around a figure, up to the figures on either side, and what the tables know of them."""
    item, items = sentence.stated[nth], sentence.stated
    low = items[nth - 1].end if nth else sentence.start
    high = items[nth + 1].start if nth + 1 < len(items) else sentence.end
    left = _TOLD.findall(sentence.text, max(low, item.start - _REACH), item.start)[-_MOST_WORDS:]
    right = _TOLD.findall(sentence.text, item.end, min(high, item.end + _REACH))[:_MOST_WORDS]
    yield from dict.fromkeys(f"{word} before" for word in left)
    yield from dict.fromkeys(f"{word} behind" for word in right)
    yield f"{left[-1] if left else ''} right before"
    yield f"{right[0] if right else ''} right behind"
    seen: dict[str, None] = {}
    for word in sentence.inside(
        max(sentence.start, item.start - _REACH), min(sentence.end, item.end + _REACH), "act", "noun"
    ):
        side = "before" if word.end <= item.start else "behind"
        beyond = "" if low <= word.start < high else " beyond"
        for sense in word.senses:
            if sense.kind in ("act", "noun"):
                seen[f"{sense.kind} {sense.id}"] = seen[f"{sense.kind} {sense.id} {side}{beyond}"] = None
    yield from seen
