"""Which act of an Arabic sentence is done to what a figure counts: the nearest that can be, and how near it stands.

The verb most often comes first and reaches over the places and the days between; what stands behind a preposition of
time or cause only says when or why.
"""

from __future__ import annotations

from collections.abc import Iterable

from onrecord import patterns as re
from onrecord.normal import Sense, Word
from onrecord.patterns import named
from onrecord.predicate import made_of
from onrecord.sentence import Sentence

__all__ = [
    "ASIDE",
    "BEFORE",
    "BEHIND",
    "EARLIER",
    "LATER",
    "LISTED",
    "SHARED",
    "VERB",
    "Near",
    "act_of_people",
    "can_be_done",
    "nearest_act",
    "parted",
    "with_article",
]

Near = tuple[int, Word, Sense]
Ranked = list[tuple[tuple[int, int], Word, Sense]]

BEFORE, BEHIND, VERB, LATER, ASIDE, LISTED, EARLIER, SHARED, _FAR = range(9)
"""How an act stands to a figure: right before it, right behind it, before it in its part of the sentence, behind it
there, as a circumstance, in another part, before another figure, shared by a list, farther."""

_LIST = 12
"""Words that a list may go on for before the act that its members share."""


def _acts(sentence: Sentence, kind: str) -> Iterable[tuple[Word, Sense]]:
    """The acts of a sentence that can be done to a class, each with the meaning that says most of it."""
    for word in sentence.of_kinds("act"):
        able = [sense for sense in word.senses if sense.kind == "act" and can_be_done(sense, kind)]
        if able:
            yield word, next((sense for sense in able if kind in sense.data), able[0])


def can_be_done(act: Sense, kind: str) -> bool:
    """Whether an act can be done to a class; munitions are what one strikes with: قصفت الثكنة بعشرين صاروخا."""
    return not kind or (bool(made_of(act, kind)[0]) and (act.id, kind) not in _NEVER)


_NEVER = (("hit", "munition"), ("serve", "voter"))


_CIRCUMSTANCE = named("arabicact", "circumstance")
_NO_BREAK = named("arabicact", "no-break")


def _rank(sentence: Sentence, nth: int, end: int, word: Word) -> tuple[int, int]:
    """How near an act stands to a figure whose noun ends at ``end``: lowest first."""
    item, text = sentence.stated[nth], sentence.text
    if word.start >= end:
        gap = len(text[end : word.whole[0]].split())
        after = sentence.right_end(nth)
        if word.start >= after:
            return (SHARED if gap <= _LIST else _FAR), gap
        if word.joined or _ENDS.search(text, end, word.start) or parted(sentence, end, word.start):
            return _FAR, gap
        return (LATER if gap > 2 or _aside(sentence, word) or with_article(sentence, word) else BEHIND), gap
    gap = len(text[word.whole[1] : item.start].split())
    if word.start < sentence.left_end(nth):
        return EARLIER, gap
    if parted(sentence, word.end, item.start):
        return LISTED, gap
    if ((gap > 1 or word.tail) and _aside(sentence, word)) or _definite(sentence, word):
        return ASIDE, gap
    return (BEFORE if gap <= 2 else VERB), gap


_VIA = "عبر"


def _via(sentence: Sentence, word: Word, end: int) -> bool:
    """Whether what may be 'crossed' is 'by way of': behind the figure, or inside of its clause."""
    if sentence.text[word.start : word.end] != _VIA:
        return False
    first = sentence.clause(word.start)[0]
    return (
        word.start >= end or bool(word.tail) or bool(sentence.between(first, word.whole[0]).strip() and not word.joined)
    )


_ENDS = named("arabicact", "ends")

_LEADS_ON = named("arabicact", "leads-on")


def _definite(sentence: Sentence, word: Word) -> bool:
    """Whether an act is a noun with the article, which governs no figure: في أثناء الاقتراع."""
    text = sentence.text
    if not with_article(sentence, word):
        return False
    return " " not in text[word.start : word.end] and not _LEADS_ON.match(text, word.end)


def with_article(sentence: Sentence, word: Word) -> bool:
    """Whether a word is written with the article."""
    return word.lead.endswith("ال") or sentence.text.startswith("ال", word.start)


def _aside(sentence: Sentence, word: Word) -> bool:
    """Whether an act only says when, where or why: behind a preposition."""
    return _CIRCUMSTANCE.search(sentence.text, max(sentence.start, word.whole[0] - 12), word.whole[0]) is not None


_VERBS = ("act", "reaches")
"""Words that may be verbs, so that an 'and' before them opens another part."""


def parted(sentence: Sentence, start: int, end: int) -> bool:
    """Whether another part of the sentence begins in a stretch: at a comma, or at an 'and' before what may be a verb.

    An article, a preposition, or a word that the tables know as a place, an actor or a noun is no verb.
    """
    text = sentence.text
    if re.search(r"[;؛:\n](?=\s|$)", text[start:end]):
        return True
    comma = re.search(r"[،,](?=\s|$)", text[start:end])
    if comma is not None and sentence.inside(start + comma.end(), end, "act"):
        return True
    plain = {word.whole[0] for word in sentence.words if word.joined and word.kinds.isdisjoint(_VERBS)}
    known = {word.start for word in sentence.words if not word.lead and text[word.start] == "و"}
    for match in re.finditer(r"(?<=\s)و(?=\w)", text[start:end]):
        at = start + match.start()
        if at not in known and at + 1 not in plain and not _NO_BREAK.match(text, at):
            return True
    return False


def _buried(sentence: Sentence, word: Word, found: Ranked) -> bool:
    """Whether an act only says where something else befell people: قضى تحت الأنقاض، استشهد في سجون الاحتلال."""
    others = [near for near in found if near[0][0] <= VERB and near[1] is not word]
    if sentence.text.startswith("تحت ", word.start):
        return bool(others)
    held = _IN_PRISON.match(sentence.text, word.start) is not None
    return held and any(near[2].data.get("harm") for near in others)


_IN_PRISON = named("arabicact", "in-prison")


def _without_weak(sentence: Sentence, found: Ranked) -> Ranked:
    """The acts without those that only say that somebody stays, where one behind says how: يبقى مئة منهم محتاجين."""
    found = [near for near in found if not _buried(sentence, near[1], found)]
    if any(near[0][0] <= VERB and near[2].id != "plant" for near in found):  # نزعت 12 لغما زرعتها الجماعة
        found = [near for near in found if not (near[2].id == "plant" and near[1].tail)]
    behind = [near for near in found if near[0][0] in (BEHIND, LATER) and not near[2].data.get("weak")]
    weak = all(near[2].data.get("weak") for near in found if near[0][0] <= VERB and near not in behind)
    return behind if behind and weak else found


def nearest_act(sentence: Sentence, nth: int, noun: Word | None, kind: str) -> Near | None:
    """The act nearest to a figure, with its rank; any act where no class is asked for."""
    end = max(sentence.stated[nth].end, noun.whole[1] if noun is not None else 0)
    found = [
        (_rank(sentence, nth, end, word), word, sense)
        for word, sense in _acts(sentence, kind)
        if word is not noun and not _via(sentence, word, end)
    ]
    if not found:
        return None
    found = _without_weak(sentence, found)
    own = [near for near in found if near[0] == (BEHIND, 0) and sentence.stated[nth].number.joined]
    if own and noun is None:  # ثلاث مروحيات أُسقطت واثنتان أُعطبتا
        return own[0][0][0], own[0][1], own[0][2]
    summed = [near for near in found if near[2].data.get("sums") and near[0][0] == BEHIND]
    (rank, _), word, sense = min(summed or found, key=lambda near: (near[0], near[1].start))
    return rank, word, sense


_THEM = named("arabicact", "them")


def act_of_people(sentence: Sentence, nth: int) -> tuple[Word, Sense] | None:
    """The act of a verb right behind a figure of people without a noun, which no verb before it overrides."""
    them = _THEM.match(sentence.text, sentence.stated[nth].end, sentence.end)
    if them is None:
        return None
    word = next((word for word in sentence.of_kinds("act") if word.start == them.end()), None)
    senses = word.senses if word is not None else ()
    act = next((sense for sense in senses if sense.kind == "act" and can_be_done(sense, "person")), None)
    return None if word is None or act is None else (word, act)
