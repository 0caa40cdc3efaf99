"""A sentence that only names what the next one counts place by place: 'Casualties were recorded in both towns. 12 in
Homs, 5 in Hama.'
"""

from __future__ import annotations

from onrecord.counting import Counted, counted_noun, made
from onrecord.normal import Sense, Word
from onrecord.patterns import named
from onrecord.predicate import act_named, can_be_done
from onrecord.sentence import Sentence

_EVENTS = ("strike", "sortie", "attack", "violation", "operation", "engagement", "munition", "civilian", "building")
_AT = {
    "en": named("listing", "at-en"),
    "ar": named("listing", "at-ar"),
}
"""Between a bare figure and its place."""

_OPENING = 3
"""Letters that may stand before a figure with which a sentence opens."""


_POINTS = named("listing", "points")


def points_back(sentence: Sentence) -> bool:
    """Whether a sentence opens with a part of what the paragraph before it counted: 'Of these, 12 were ambushes'."""
    return _POINTS.match(sentence.text, sentence.start, sentence.end) is not None


def is_item(sentence: Sentence, nth: int) -> bool:
    """Whether a figure opens its sentence with nothing but its place behind it: '12 in Homs, 5 in Hama'."""
    item = sentence.stated[nth]
    if nth or item.start - sentence.start > _OPENING or item.quantity.unit or counted_noun(sentence, nth) is not None:
        return False
    at = _AT[sentence.statement.language].match(sentence.text, item.end, sentence.end)
    if at is None or sentence.inside(item.end, sentence.clause(item.start)[1], "act"):
        return False
    placed = any(at.end() - len("ال") <= word.start <= at.end() and word.means("place") for word in sentence.words)
    return placed or _named(sentence, at.end())


def _named(sentence: Sentence, at: int) -> bool:
    return sentence.folded.original[sentence.folded.origin(at)].isupper()


def headed(sentence: Sentence) -> Counted | None:
    """What a sentence says happened, without counting it; None where it names nothing that is counted so."""
    counted = {id(noun) for nth in range(len(sentence.stated)) if (noun := counted_noun(sentence, nth)) is not None}
    for word in sentence.of_kinds("noun"):
        sense = word.sense("noun")
        if sense is None or id(word) in counted or _singular(sentence, word):
            continue
        found = _told(sentence, sense)
        if found is not None:
            return found
    return None


def _singular(sentence: Sentence, word: Word) -> bool:
    """Whether an English noun is one thing: 'the attack'."""
    text = sentence.text[word.start : word.end]
    plural = text.endswith(("s", "people", "men", "women", "children", "dead", "wounded", "missing"))
    return sentence.statement.language == "en" and not plural


def _told(sentence: Sentence, sense: Sense) -> Counted | None:
    kind, unit = str(sense.data.get("class", "")), str(sense.data.get("unit", ""))
    if "implies" in sense.data:
        return _done_to(sense, act_named(str(sense.data["implies"])))
    for word in sentence.of_kinds("act"):
        for act in word.senses:
            if act.kind == "act" and can_be_done(act, kind) and kind not in ("strike", "attack", "violation"):
                return _done_to(sense, act)
    measure = str(sense.data.get("measure", ""))
    return Counted(measure, unit, kind=kind) if measure and kind in _EVENTS else None


def _done_to(noun: Sense, act: Sense) -> Counted | None:
    """What an act makes of the class of a noun; None where it makes nothing of it."""
    of = noun.data.get("of")
    named = Counted("", str(noun.data.get("unit", "")), of=str(of) if of else None)
    found = made(named, act, str(noun.data.get("class", "")), None)
    return found if found.measure else None
