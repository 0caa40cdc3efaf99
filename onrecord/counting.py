"""What a figure counts: its noun, what was done with the counted, and the measure that both make.

A noun gives a class (civilian, vehicle, village); an act in its reach makes a measure of the class (killed + civilian).
A figure without a noun ("12 of them", "31 in August") counts what the act beside it counts, else what the figure
before it counted.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from onrecord.normal import Sense, Word, words_of
from onrecord.predicate import act_named, made_of, phrases
from onrecord.sentence import Sentence, apart, breaks

_WORDS_BETWEEN = 3
"""Words that may stand between a figure and the noun it counts: '225 precise coalition air strikes'."""

_IN_REACH, _LISTED, _SHARED = 3, 4, 6
"""Ranks of an act by where it stands: beside the figure, in its own part of the sentence, shared by a list."""

_LIST = 12
"""Words that a list may go on for before the act that its members share."""

_STATUS = ("civilian", "combatant")


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


# --------------------------------------------------------------------------------------------------------- nouns


def counted_noun(sentence: Sentence, nth: int) -> Word | None:
    """The noun that the nth figure counts: in the figure itself (a dual), behind it, or before it."""
    stated = sentence.stated[nth]
    if sentence.statement.language == "en":
        phrase = phrases(sentence)[nth]
        return phrase.head if phrase is not None else None
    if stated.number.kind == "dual":
        return next(word for word in sentence.words if word.start == stated.number.start)
    stop = sentence.stated[nth + 1].start if nth + 1 < len(sentence.stated) else sentence.end
    between: list[Word] = []
    for word in sentence.inside(stated.end, stop, "noun", "act", "ellipsis"):
        if apart(sentence.text, stated.end, word.whole[0], _WORDS_BETWEEN) or word.joined:
            return None
        if word.means("noun") and _leads_to(sentence, between, word):
            return word
        if word.means("ellipsis") and not word.means("of_whole"):
            return None
        between.append(word)
    return None


def _leads_to(sentence: Sentence, between: Sequence[Word], noun: Word) -> bool:
    """Whether a figure counts the noun behind these words: '12 wounded soldiers', but not '12 hit by shells'."""
    acts = words_of(between, "act")
    return not acts or (len(acts) == 1 and not sentence.between(acts[0].end, noun.whole[0]).strip())


def noun_before(sentence: Sentence, nth: int) -> Word | None:
    """The noun that stands before the nth figure and is counted by no figure before it: 'Strikes rose to 240'."""
    first = sentence.stated[nth - 1].end if nth else sentence.start
    nouns = sentence.inside(first, sentence.stated[nth].start, "noun")
    if nth and nouns and counted_noun(sentence, nth - 1) == nouns[0]:
        nouns = nouns[1:]
    linked = sentence.inside(first, sentence.stated[nth].start, "change", "predicate", "same_measure", "reaches")
    return nouns[-1] if nouns and linked else None


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
        )
        return (
            behind.joined
            or not behind.kinds.isdisjoint(known)
            or any(d.start <= behind.start < d.end for d in sentence.dated)
        )
    return bool(re.match(r"\s*و(?=\w)", rest)) and sentence.statement.language == "ar"


# ---------------------------------------------------------------------------------------------------------- acts


def _acts(sentence: Sentence, kind: str) -> Iterable[tuple[Word, Sense]]:
    """The acts of a sentence that can be done to a class, each with the meaning that can."""
    for word in words_of(sentence.words, "act"):
        senses = [sense for sense in word.senses if sense.kind == "act" and (not kind or made_of(sense, kind)[0])]
        if senses:
            yield word, next((sense for sense in senses if kind in sense.data), senses[0])


def _rank(sentence: Sentence, nth: int, end: int, word: Word) -> tuple[int, int]:
    """How near an act stands to a figure whose noun ends at ``end``: lowest first."""
    item, text = sentence.stated[nth], sentence.text
    if word.start >= end:
        gap = len(text[end : word.whole[0]].split())
        after = sentence.stated[nth + 1].start if nth + 1 < len(sentence.stated) else sentence.end
        if word.start >= after:
            return (_SHARED if gap <= _LIST else _SHARED + 1), gap
        if word.joined or breaks(sentence, end, word.start):
            return _SHARED + 1, gap
        return (1 if gap <= 2 else 3), gap
    gap = len(text[word.end : item.start].split())
    before = sentence.stated[nth - 1].end if nth else sentence.start
    if word.start < before:
        return 5, gap
    if breaks(sentence, word.end, item.start):
        return 4, gap
    return (0 if gap <= 2 else 2), gap


def nearest_act(sentence: Sentence, nth: int, noun: Word | None, kind: str) -> tuple[int, Word, Sense] | None:
    """The act nearest to a figure, with its rank; any act where no class is asked for."""
    end = max(sentence.stated[nth].end, noun.whole[1] if noun is not None else 0)
    found = [
        (_rank(sentence, nth, end, word), word, sense) for word, sense in _acts(sentence, kind) if word is not noun
    ]
    if not found:
        return None
    (rank, _), word, sense = min(found, key=lambda item: (item[0], item[1].start))
    return rank, word, sense


# ------------------------------------------------------------------------------------------------------- measures


def counted(sentence: Sentence, nth: int, noun: Word, before: Counted | None) -> Counted | None:
    """The measure that a noun names: by an act it implies or that is near, as the figure before, or by itself."""
    sense = noun.sense("dual", "noun")
    assert sense is not None
    kind, unit, of = str(sense.data.get("class", "")), str(sense.data["unit"]), sense.data.get("of")
    named = Counted(
        str(sense.data.get("measure", "")),
        unit,
        noun,
        None,
        str(of) if of else None,
        bool(sense.data.get("role_of")),
        kind,
    )
    if "implies" in sense.data:
        return _made(named, act_named(str(sense.data["implies"])), status_of(sentence, noun) or kind, None)
    near = nearest_act(sentence, nth, noun, kind)
    if near is not None and named.measure and not _reaches(near[0], before):
        near = None
    if near is not None and not (near[0] > 4 and before is not None and _applies(before, kind)):
        return _made(named, near[2], kind, near[1])
    if before is not None and before.did is not None and _applies(before, kind):
        return _made(named, before.did, kind, None)
    if near is not None:
        return _made(named, near[2], kind, near[1])
    return named if named.measure else None


def _reaches(rank: int, before: Counted | None) -> bool:
    """Whether an act is near enough to say more than a noun with a measure of its own."""
    return rank <= _IN_REACH or (before is None and rank in (_LISTED, _SHARED))


def _applies(before: Counted, kind: str) -> bool:
    """Whether what was done to the counted before can be done to this class."""
    return before.did is not None and bool(made_of(before.did, kind)[0])


def _made(named: Counted, act: Sense, kind: str, word: Word | None) -> Counted:
    measure, unit = made_of(act, kind)
    unit = unit or named.unit
    return replace(
        named, measure=measure, unit=unit, act=word, did=act, kind=kind, whose=named.whose and measure == named.measure
    )


def status_of(sentence: Sentence, noun: Word) -> str:
    """Whether the dead are called civilians or fighters right beside the word."""
    nouns = words_of(sentence.words, "noun")
    dead = [noun, *(word for word in nouns if word.end <= noun.start and word.senses[0] == noun.senses[0])]
    for word in nouns:
        sense = word.sense("noun")
        near = any(0 <= word.start - of.end <= 4 or 0 <= of.start - word.end <= 1 for of in dead)
        if sense is not None and near and sense.data.get("class") in _STATUS:
            return str(sense.data["class"])
    return ""


def acts_by_times(sentence: Sentence, nth: int) -> Counted | None:
    """What 'times' counts behind an act that is counted so: 'broke the truce 19 times'."""
    start = sentence.stated[nth - 1].end if nth else sentence.start
    for word in sentence.inside(start, sentence.stated[nth].start, "act"):
        for sense in word.senses:
            if sense.kind == "act" and "times" in sense.data:
                measure = str(sense.data["times"])
                return Counted(measure, _UNITS.get(measure[:-1], ""), None, word, kind=measure[:-1], did=sense)
    return None


def unnamed(sentence: Sentence, nth: int, before: Counted | None) -> Counted | None:
    """Who a figure counts whose noun no table knows: people, by what was done to them ('killed 37 Yazidis')."""
    item = sentence.stated[nth]
    near = nearest_act(sentence, nth, None, "person")
    if near is not None and near[0] <= _IN_REACH and near[2].data.get("people"):
        return _made(Counted("", "person"), near[2], "person", near[1])
    pointers = sentence.inside(sentence.clause(item.start)[0], item.start, "pointer")
    if before is not None and pointers and not sentence.between(pointers[-1].end, item.start).strip():
        return replace(before, noun=None, act=None)
    return None


def continued(sentence: Sentence, nth: int, before: Counted | None) -> Counted | None:
    """What a figure without a noun counts: by the act beside it, else what the figure before it counted."""
    kind = before.kind if before is not None else ""
    near = nearest_act(sentence, nth, None, kind) if kind else None
    if near is None or near[0] > _IN_REACH:
        any_act = nearest_act(sentence, nth, None, "")
        near = any_act if any_act is not None and any_act[0] <= _IN_REACH else None
    if near is None:
        one = sentence.stated[nth].number.kind == "words" and sentence.stated[nth].quantity.stated == 1
        return replace(before, noun=None, act=None) if before is not None and not one else None
    _, word, act = near
    if kind and made_of(act, kind)[0]:
        unit = before.unit if before is not None else ""
        return _made(Counted("", unit, of=before.of if before is not None else None), act, kind, word)
    kinds = [key for key in act.data if key not in ("verb", "people", "times", "id")]
    return _made(Counted("", _UNITS.get(kinds[0], "")), act, kinds[0], word) if kinds else None


_UNITS = {
    "person": "person",
    "munition": "munition",
    "equipment": "vehicle",
    "target": "target",
    "violation": "violation",
    "attack": "attack",
}


def units_of(kind: str) -> str:
    """The unit that things of a class are counted in where no noun of the tables says it."""
    return _UNITS.get(kind, "person" if kind in _STATUS else "item")
