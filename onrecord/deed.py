"""What an English act makes of what a figure counts: which verb is meant, and the measure that comes of it.

Two verbs may make one act ('killed or wounded'), and a verb may mean another where the words around it say so: raids of
jets are strikes, drones that air defences destroyed were shot down, those who were freed by troops were rescued.
"""

from __future__ import annotations

import re
from dataclasses import replace
from functools import cache

from onrecord.counting import Counted
from onrecord.normal import Sense, Word
from onrecord.nounphrase import grammar, word_at
from onrecord.predicate import BEFORE, BEHIND, DIRECT, SAID, WIDER, act_named, can_be_done, extent, made_of
from onrecord.sentence import Sentence

Near = tuple[int, Word, Sense]
"""An act that is said of a figure, with its rank and the meaning that fits."""

_CLAUSE_LENGTH = 60


def of_fighters(sentence: Sentence, noun: Word) -> bool:
    """Whether the dead are called ours or the enemy's: of an army, not of a people."""
    first = max(sentence.clause(noun.start)[0], noun.start - _CLAUSE_LENGTH)
    return context("fighters").search(sentence.text, first, noun.start) is not None


_FREED_BY = re.compile(r" (?:by|from|in a raid|in an operation|during an operation)\b")


def meant(sentence: Sentence, near: Near, kind: str, before: Counted | None) -> Sense:
    """The act that a verb means here: those who are freed, without a word of by whom, were let go."""
    word, act = near[1], near[2]
    if act.id == "casualty" and before is not None and before.measure in _DEATHS and "hurt" in _text(sentence, word):
        return act_named("injure")
    if act.id == "attacked" and _text(sentence, word).startswith("raid"):
        forces = context("rescuers").search(sentence.text, sentence.clause(word.start)[0], word.start)
        return act_named("raid") if forces and can_be_done(act_named("raid"), kind) else act
    if act.id == "rebuild" and sentence.text.endswith(("not ", "yet to be ", "never "), sentence.start, word.start):
        return act_named("out")
    if act.id == "supply" and _TO_FRONT.match(sentence.text, word.end, sentence.end):
        moved = act_named("move")
        return moved if can_be_done(moved, kind) else act
    if act.id == "return" and WIDER.get(kind, kind) == "person" and _exchanged(sentence):
        return act_named("release")
    if act.id == "free" and near[0] in (DIRECT, BEFORE):
        rescued = context("rescuers").search(sentence.text, sentence.clause(word.start)[0], word.start)
        return act_named("rescue" if rescued or kind not in ("combatant", "prisoner") else "release")
    if act.id == "free" and word.start and _FREED_BY.match(sentence.text, word.end) is None:
        passive = sentence.text[sentence.start : word.start].split(" ")[-2:-1]
        if near[0] in (SAID, BEHIND) or passive in (["were"], ["been"], ["was"]):
            released = act_named("release")
            return released if can_be_done(released, kind) else act
    return joined(sentence, near)


_TO_FRONT = re.compile(
    r"[^,;]{0,60}\b(?:to|towards?|into|across) (?:the )?[\w' -]{0,30}\b(?:front|line|frontline|border|frontier)\b"
)
_DEATHS = ("deaths", "civilian_deaths", "combatant_deaths")


_PARAGRAPH = 600


def _exchanged(sentence: Sentence) -> bool:
    """Whether an exchange of prisoners is spoken of not far before."""
    first, last = max(0, sentence.start - _PARAGRAPH), sentence.end + _PARAGRAPH
    return context("captivity").search(sentence.text, first, last) is not None


def _text(sentence: Sentence, word: Word) -> str:
    return sentence.text[word.start : word.end]


def shot_down(sentence: Sentence, near: Near) -> Near:
    """What flies and was destroyed by air defences was shot down."""
    if in_context(sentence, "air-defence", near[1].start):
        return near[0], near[1], act_named("intercept")
    return near


def in_context(sentence: Sentence, name: str, end: int) -> bool:
    """Whether words of a context stand before an offset, outside of what is counted."""
    counted = [extent(sentence, nth) for nth in range(len(sentence.stated))]
    found = context(name).finditer(sentence.text, sentence.start, end)
    return any(not any(first <= match.start() < last for first, last in counted) for match in found)


@cache
def context(name: str) -> re.Pattern[str]:
    """The words of a context of the grammar, as one pattern."""
    forms = sorted(grammar("context", name), key=len, reverse=True)
    return re.compile(rf"\b(?:{'|'.join(map(re.escape, forms))})\b")


_PARTICLES = {
    "prisoner": "captured-men",
    "captive": "captured-men",
    "hostage": "abduct",
    "off the battlefield": "neutralise",
    "go": "release",
    "free": "release",
    "out of": "evacuate",
    "to safety": "evacuate",
    "into rubble": "raze",
    "to rubble": "raze",
    "into ruins": "raze",
    "to ashes": "raze",
}
_PARTICLE = re.compile(
    r" (prisoner|captive|hostage|off the battlefield|go|free|out of(?= [a-z])|to safety"
    r"|into rubble|to rubble|into ruins|to ashes)\b"
)


def with_particle(sentence: Sentence, noun: Word, kind: str) -> Near | None:
    """The act of a verb whose last part stands behind its object: 'took 132 men prisoner'."""
    found = _PARTICLE.match(sentence.text, noun.end, sentence.end)
    act = act_named(_PARTICLES[found.group(1)]) if found is not None else None
    if found is None or act is None or not can_be_done(act, kind):
        return None
    return DIRECT, Word(*found.span(1), ()), act


def says_more(near: Near) -> bool:
    """Whether the dead and hurt of a noun are of an act that says more: 'dead and wounded'."""
    return near[0] <= BEHIND and near[2].id in _MORE


_MORE = ("casualty", "neutralise", "go-missing")
MOVED = ("evacuate", "release", "rescue", "abduct", "arrest", "free")
"""What is done to the wounded, who are then counted by it."""


def made(named: Counted, act: Sense, kind: str, word: Word | None) -> Counted:
    """What is counted once an act was done to it: the measure that the act makes of its class."""
    measure, unit = made_of(act, kind)
    own = named.whose and measure == named.measure
    return replace(named, measure=measure, unit=unit or named.unit, act=word, did=act, kind=kind, whose=own)


_AND = re.compile(r",? (?:and|or|and/or|and (?:then|also))? ?(?:were |was )?|, ?")
_CASUALTIES, _TAKEN = {"kill", "injure"}, {"arrest", "captured-men", "take", "surrender", "seize"}


def joined(sentence: Sentence, near: Near) -> Sense:
    """The act that two or three make together: 'killed or wounded', 'killed, wounded or captured'."""
    held, end = {near[2].id}, near[1].end
    if near[2].id not in _CASUALTIES:
        return near[2]
    for _ in range(2):
        gap = _AND.match(sentence.text, end)
        word = word_at(sentence, gap.end()) if gap is not None and gap.end() > end else None
        if word is None or not word.means("act"):
            break
        ids = {sense.id for sense in word.senses if sense.kind == "act"}
        held |= ids & (_CASUALTIES | _TAKEN)
        end = word.end
        if not ids & (_CASUALTIES | _TAKEN):
            break
    if any(item.start - end <= 1 and item.start >= end for item in sentence.stated) and near[0] == BEHIND:
        return near[2]
    if held & _TAKEN:
        return act_named("neutralise")
    return act_named("casualty") if held == _CASUALTIES else near[2]
