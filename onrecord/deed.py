"""What an English act makes of what a figure counts: which verb is meant, and the measure that comes of it.

Two verbs may make one act ('killed or wounded'), and a verb may mean another where the words around it say so: raids of
jets are strikes, drones that air defences destroyed were shot down, those who were freed by troops were rescued.
"""

from __future__ import annotations

from functools import cache

from onrecord import patterns as re
from onrecord.counting import Counted
from onrecord.data import table
from onrecord.normal import Sense, Word
from onrecord.nounphrase import grammar, word_at, word_ending
from onrecord.patterns import named
from onrecord.predicate import (
    BEFORE,
    BEHIND,
    DIRECT,
    SAID,
    WIDER,
    act_named,
    aside_end,
    can_be_done,
    extent,
    phrases,
)
from onrecord.sentence import Sentence

Near = tuple[int, Word, Sense]
"""An act that is said of a figure, with its rank and the meaning that fits."""

_CLAUSE_LENGTH = 60


def of_fighters(sentence: Sentence, noun: Word) -> bool:
    """Whether the dead are called ours or the enemy's: of an army, not of a people."""
    if _UNARMED.match(sentence.text, noun.start, noun.end):
        return False
    first = max(sentence.clause(noun.start)[0], noun.start - _CLAUSE_LENGTH)
    ours = _OURS.search(sentence.text, first, noun.start)
    return ours is not None or context("fighters").search(sentence.text, first, noun.start) is not None


def of_foes(sentence: Sentence, noun: Word) -> bool:
    """Whether the dead are told to be of those who fight: 'twelve dead of the enemy'."""
    return _OF_FOES.match(sentence.text, noun.end) is not None


def bodies_of_foes(sentence: Sentence, start: int) -> bool:
    """Whether bodies are counted that were those of fighters: '54 bodies of LTTE cadres'."""
    bodies = _BODIES.match(sentence.text, start)
    return bodies is not None and _OF_FOES.match(sentence.text, bodies.end()) is not None


_BODIES = named("deed", "bodies")


_OF_FOES = named("deed", "of-foes")

_OURS = named("deed", "ours")
_UNARMED = named("deed", "unarmed")


_FREED_BY = named("deed", "freed-by")


def meant(sentence: Sentence, near: Near, kind: str, *, none: bool) -> Sense:
    """The act that a verb means here: those who are freed, without a word of by whom, were let go.

    ``none`` says that it was done to nobody.
    """
    word, act = near[1], near[2]
    if act.id == "injure" and "hurt" in _text(sentence, word).split() and none:  # 'nobody was hurt': nor killed
        return act_named("casualty")
    if act.id == "attacked" and _RAID.match(sentence.text, word.start, word.end):
        forces = context("rescuers").search(sentence.text, sentence.clause(word.start)[0], word.start)
        return act_named("raid") if forces and can_be_done(act_named("raid"), kind) else act
    picked_up = act.id == "rescue" and _PICK_UP.match(sentence.text, word.start, word.end)
    if picked_up and in_context(sentence, "police", word.start):
        return act_named("arrest")
    if (other := _of_others(sentence, near, kind)) is not None:
        return other
    if act.id == "rebuild" and _NOT_YET.search(sentence.text, max(sentence.start, word.start - _SHORT), word.start):
        return act_named("out")
    if act.id == "supply" and _TO_FRONT.match(sentence.text, word.end, sentence.end):
        moved = act_named("move")
        return moved if can_be_done(moved, kind) else act
    if act.id == "return" and WIDER.get(kind, kind) == "person" and exchanged(sentence):
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


def _of_others(sentence: Sentence, near: Near, kind: str) -> Sense | None:
    """What reaching, holding and looting mean by who does them or what is done besides; None where nothing else."""
    word, act = near[1], near[2]
    span = word.start, word.end
    if act.id == "displace" and near[0] in (DIRECT, BEFORE) and _REACH.match(sentence.text, *span):
        return act_named("benefit")  # 'reached 27,000 people': with aid
    if act.id == "arrest" and _HOLD.match(sentence.text, *span):
        clause = sentence.clause(word.start)[0]
        if kind in ("civilian", "person") and context("irregulars").search(sentence.text, clause, word.start):
            return act_named("abduct")
        sheltered = context("shelters").search(sentence.text, clause, word.start)
        return act_named("displace") if sheltered and kind in ("person", "civilian", "displaced") else None
    if act.id in ("seize", "come-by", "find-arms") and _HAND_OVER.match(sentence.text, *span):
        given_up = context("disarmed").search(sentence.text)
        supplied = act_named("supply")
        return supplied if given_up is None and near[0] != DIRECT and can_be_done(supplied, kind) else None
    return None


_RAID = named("deed", "raid")
_PICK_UP = named("deed", "pick-up")
_NOT_YET, _SHORT = named("deed", "not-yet"), 12
_REACH = named("deed", "reach")
_HOLD = named("deed", "hold")
_HAND_OVER = named("deed", "hand-over")
_TO_FRONT = named("deed", "to-front")
_PARAGRAPH = 600


def exchanged(sentence: Sentence) -> bool:
    """Whether an exchange of prisoners is spoken of not far before."""
    first, last = max(0, sentence.start - _PARAGRAPH), sentence.end + _PARAGRAPH
    return context("captivity").search(sentence.text, first, last) is not None


def _text(sentence: Sentence, word: Word) -> str:
    return sentence.text[word.start : word.end]


def shot_down(sentence: Sentence, near: Near) -> Near:
    """What flies and was destroyed by air defences was shot down."""
    if in_context(sentence, "air-defence", min(near[1].end + _IN_FLIGHT, sentence.end)):
        return near[0], near[1], act_named("intercept")
    return near


_IN_FLIGHT = 15
"""Letters behind the verb in which 'in flight' may stand."""


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


@cache
def _particles() -> tuple[re.Pattern[str], dict[str, tuple[str, ...]]]:
    """The last parts of verbs, and the acts that each may make: 'ablaze' burns houses and lorries."""
    rows = table("lexicon/en/grammar")["particle"]
    acts: dict[str, tuple[str, ...]] = {}
    for name, row in rows.items():
        for form in row["forms"]:
            acts[form] = (*acts.get(form, ()), name)
    longest = sorted(acts, key=len, reverse=True)
    return re.compile(rf" ({'|'.join(map(re.escape, longest))})\b(?! of \d| \d)"), acts


def with_particle(sentence: Sentence, nth: int, kind: str, near: Near | None) -> Near | None:
    """The act of a verb whose last part stands behind its object: 'took 132 men prisoner', 'set 45 houses alight'."""
    if near is not None and (near[2].id == "rescue" or (near[0] <= BEFORE and near[2].data.get("harm"))):
        return None
    if context("light-verb").search(sentence.text, *_before(sentence, nth)) is None:
        return None
    pattern, acts = _particles()
    found = pattern.match(sentence.text, aside_end(sentence, extent(sentence, nth)[1]), sentence.end)
    bare = phrases(sentence)[nth] is None
    for name in acts[found.group(1)] if found is not None else ():
        act = act_named(name)
        if found is not None and (can_be_done(act, kind) or (bare and act.data.get("people"))):
            return DIRECT, Word(*found.span(1), ()), act
    return None


def _before(sentence: Sentence, nth: int) -> tuple[int, int]:
    """The stretch before a figure in which the first part of its verb may stand."""
    start = sentence.stated[nth].start
    first = sentence.left_end(nth)
    return max(first, sentence.clause(start)[0], start - _VERB_REACH), start


_VERB_REACH = 45
"""Letters from a verb to its object."""


def says_more(near: Near) -> bool:
    """Whether the dead and hurt of a noun are of an act that says more: 'dead and wounded'."""
    return near[0] <= BEHIND and near[2].id in _MORE


_MORE = ("casualty", "neutralise", "go-missing")
MOVED = ("evacuate", "release", "rescue", "abduct", "arrest", "free")
"""What is done to the wounded, who are then counted by it."""


_AND = named("deed", "and")
_CASUALTIES, _TAKEN = {"kill", "injure"}, {"arrest", "captured-men", "take", "surrender", "seize"}


def joined(sentence: Sentence, near: Near) -> Sense:
    """The act that two or three make together: 'killed or wounded', 'killed, wounded or captured'."""
    if not any(sense.id in _CASUALTIES | _TAKEN for sense in near[1].senses):
        return near[2]
    held, end = {near[2].id}, near[1].end
    for _ in range(2):
        gap = _AND.match(sentence.text, end)
        word = word_at(sentence, gap.end()) if gap is not None and gap.end() > end else None
        ids = _harms(word)
        if word is None or not ids:
            break
        held |= ids
        end = word.end
    if any(item.start - end <= 1 and item.start >= end for item in sentence.stated) and near[0] == BEHIND:
        return near[2]
    held |= _harms_before(sentence, near[1])
    if near[2].id not in _CASUALTIES and not held & _CASUALTIES:
        return near[2]
    if held & _TAKEN:
        return act_named("neutralise")
    return act_named("casualty") if held == _CASUALTIES else near[2]


def _harms(word: Word | None) -> set[str]:
    """The acts of harm and capture that a word may mean."""
    return {sense.id for sense in word.senses if sense.kind == "act"} & (_CASUALTIES | _TAKEN) if word else set()


_AND_BEFORE = named("deed", "and-before")


def _harms_before(sentence: Sentence, word: Word) -> set[str]:
    """The acts of harm that verbs joined to one right before it say: 'killed, wounded or captured 37,000'."""
    held: set[str] = set()
    start = word.start
    for _ in range(2):
        gap = _AND_BEFORE.search(sentence.text, sentence.start, start)
        before = word_ending(sentence, gap.start()) if gap is not None else None
        ids = _harms(before)
        if before is None or not ids:
            break
        held |= ids
        start = before.start
    return held


_SENTENCE_BEFORE = 300
"""Letters of the sentence before that are looked at."""

_LAST_SENTENCE = re.compile(r"(?:^|[.!?\n])\s*((?:[^.!?\n]|[.,](?=\d))*)[.!?]\s*$")
"""The sentence right before another of the same paragraph."""

_OPENS_IT = named("deed", "opens-it")


def of_the_men_before(sentence: Sentence, nth: int, known: Counted | None) -> bool:
    """Whether a bare figure opens its sentence, and those of the sentence before bear arms and had it done to them.

    'The patrol was ambushed. Two were killed': soldiers; 'The rebels shelled the town. Two were killed': others.
    """
    start = sentence.start
    if _OPENS_IT.fullmatch(sentence.text, start, sentence.stated[nth].start) is None:
        return False
    before = _LAST_SENTENCE.search(sentence.text, max(0, start - _SENTENCE_BEFORE), start)
    if before is None or _OTHERS.search(before.group(1)):
        return False
    if (
        known is not None
        and known.kind == "combatant"
        and known.noun is not None
        and known.noun.start >= before.start(1)
    ):
        return True
    return _SUFFERED.search(before.group(1)) is not None


_OTHERS = named("deed", "others")

_SUFFERED = named("deed", "suffered")
