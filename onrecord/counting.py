"""What a figure counts, in either language: the measure, its unit, and the words that say so.

The noun gives a class (civilian, vehicle, village); what was done makes a measure of the class (killed + civilian).
"""

from __future__ import annotations

from onrecord import patterns as re
from onrecord.arabicnoun import noun_of
from onrecord.normal import Sense, Word
from onrecord.predicate import made_of, phrases
from onrecord.sentence import Sentence
from onrecord.valueclass import dataclass, replace

_STATUS = ("civilian", "combatant")

FLAGS = ("verb", "people", "times", "id", "subject", "things", "sums", "harm", "weak", "dead", "known")
"""What an act says of itself beside the measures that it makes."""


TROOPS = ("soldiers", "personnel", "peacekeepers")
"""Nouns of an army's men: those who leave are counted as its strength, others as brought out."""


@dataclass(frozen=True, slots=True)
class Counted:
    """What a figure counts: the measure, its unit, the noun (and act) that say so, and whose they are."""

    measure: str
    unit: str
    noun: Word | None = None
    act: Word | None = None
    of: str | None = None
    whose: bool = False
    kind: str = ""
    did: Sense | None = None
    sure: bool = False
    """Whether the words leave no doubt that it counts what the figure before it did."""


def made(named: Counted, act: Sense, kind: str, word: Word | None) -> Counted:
    """What is counted once an act was done to it: the measure that the act makes of its class, or none."""
    measure, unit = made_of(act, kind)
    if measure == "evacuated" and act.id in ("depart", "displace") and named.noun is not None:
        measure = "personnel" if named.noun.means("noun", *TROOPS) else measure  # '600 soldiers will leave'
    own = named.whose and measure == named.measure
    return replace(named, measure=measure, unit=unit or named.unit, act=word, did=act, kind=kind, whose=own)


def rule_of(what: Counted) -> str:
    """The rule that gave a measure: by its noun, by what was done, by both, or as the claim before it."""
    if what.noun is None:
        return "act" if what.act is not None else "as_before"
    if what.act is not None:
        return "noun_and_act"
    return "noun" if what.did is None else "noun_implies_or_as_before"


def counted_noun(sentence: Sentence, nth: int) -> Word | None:
    """The noun that the nth figure counts, or None where it has none of its own."""
    if sentence.statement.language == "ar":
        return noun_of(sentence, nth)
    phrase = phrases(sentence)[nth]
    return phrase.head if phrase is not None else None


def stands_alone(sentence: Sentence, nth: int) -> bool:
    """Whether a figure has no noun behind it: a preposition, a verb, a date or the end of the clause follows."""
    end = sentence.stated[nth].end
    rest = sentence.text[end : sentence.end]
    if not rest.strip() or not rest.lstrip(" \"')")[:1].isalnum():
        return True
    behind = next((word for word in sentence.words if word.start >= end), None)
    if behind is not None and not sentence.between(end, behind.whole[0]).strip():
        known = (
            "ellipsis",
            "act",
            "date_lead",
            "month",
            "relative",
            "weekday",
            "of_whole",
            "change",
            "role",
            "pointer",
            "hypothetical",
        )
        return (
            behind.joined
            or not behind.kinds.isdisjoint(known)
            or any(d.start <= behind.start < d.end for d in sentence.dated)
        )
    return bool(re.match(r"\s*و(?=\w)", rest)) and sentence.statement.language == "ar"


def status_of(sentence: Sentence, noun: Word) -> str:
    """Whether the dead are called civilians or fighters right beside the word."""
    nouns = sentence.of_kinds("noun")
    dead = [noun, *(word for word in nouns if word.end <= noun.start and word.senses[0] == noun.senses[0])]
    for word in nouns:
        sense = word.sense("noun")
        near = any(0 <= word.start - of.end <= 4 or 0 <= of.start - word.end <= 1 for of in dead)
        if sense is not None and near and sense.data.get("class") in _STATUS:
            return str(sense.data["class"])
    return ""


_MEN, _LISTED_REACH = "men", 40
_BESIDE_MEN = ("women", "children")


def beside_women(sentence: Sentence, noun: Word) -> bool:
    """Whether men are told with women or children, as civilians are: '40 men, 31 women'; men alone fight."""
    if sentence.text[noun.start : noun.end] != _MEN:
        return False
    near = sentence.inside(max(sentence.start, noun.start - _LISTED_REACH), noun.end + _LISTED_REACH, "noun")
    return any(word.means("noun", other) for word in near for other in _BESIDE_MEN)


def acts_by_times(sentence: Sentence, nth: int) -> Counted | None:
    """What 'times' counts behind an act that is counted so: 'broke the truce 19 times'."""
    start = sentence.left_end(nth)
    for word in sentence.inside(start, sentence.stated[nth].start, "act"):
        if (sense := _done_by_times(word)) is not None:
            return _by_act(word, sense)
    if nth and sentence.stated[nth - 1].quantity.unit == "times":
        return acts_by_times(sentence, nth - 1)
    if sentence.statement.language == "ar" and (named := _noun_by_times(sentence, start, nth)) is not None:
        return named
    return _act_behind(sentence, nth) if sentence.statement.language == "en" else None


_OFTEN = ("strikes", "sorties", "attacks", "violations", "operations")


def _noun_by_times(sentence: Sentence, start: int, nth: int) -> Counted | None:
    """What a noun names that was done so many times: تكررت الغارات على الحي تسع مرات."""
    end = sentence.stated[nth].start
    for word in sentence.inside(start, end, "noun") if not sentence.inside(start, end, "change") else ():
        sense = word.sense("noun")
        if sense is not None and sense.data.get("measure") in _OFTEN:
            measure = str(sense.data["measure"])
            return Counted(measure, str(sense.data["unit"]), word, kind=str(sense.data.get("class", "")))
    return None


def _act_behind(sentence: Sentence, nth: int) -> Counted | None:
    """What 'times' counts that opens a sentence: 'Three times on Tuesday the junction was bombed'."""
    item = sentence.stated[nth]
    if sentence.between(sentence.start, item.start).strip():
        return None
    stop = sentence.right_end(nth)
    for word in sentence.inside(item.end, stop, "act"):
        if (sense := _done_by_times(word)) is not None:
            return _by_act(word, sense)
    return None


def _done_by_times(word: Word) -> Sense | None:
    """The act of a word that is counted by times; what may be a bombardment is one."""
    held = [sense for sense in word.senses if sense.kind == "act" and "times" in sense.data]
    return next((sense for sense in held if sense.id == "bombard"), held[0] if held else None)


def _by_act(word: Word, sense: Sense) -> Counted:
    measure = str(sense.data["times"])
    return Counted(measure, _UNITS.get(measure[:-1], ""), None, word, kind=measure[:-1], did=sense)


_UNITS = {
    "person": "person",
    "munition": "munition",
    "equipment": "vehicle",
    "target": "target",
    "violation": "violation",
    "attack": "attack",
    "strike": "strike",
    "sortie": "sortie",
    "operation": "operation",
}


def units_of(kind: str) -> str:
    """The unit that things of a class are counted in where no noun of the tables says it."""
    return _UNITS.get(kind, "person" if kind in _STATUS else "item")
