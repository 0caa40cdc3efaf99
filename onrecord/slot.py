"""The slots of a claim: which measure, actors, places and period a figure in a sentence speaks of.

A slot belongs to a figure by where it stands: right of it and before the next figure, unless a comma or 'and' stands
between and none before the next; else left of the first figure; else in the same clause; else as the claim before it.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Literal

from onrecord.normal import Folded, Sense, Word, words_of
from onrecord.period import Dated, find_periods
from onrecord.quantity import Stated, find_numbers, find_quantities
from onrecord.scope import Catalogue
from onrecord.statement import Statement

Role = Literal["by", "against", "of"]

_SENTENCE_END = re.compile(r"[.!?؟…]+[\"')\]]*(?=\s|$)|\n+")
_CLAUSE_END = re.compile(r"[,،;؛:](?=\s|$)|\s-+\s")
_BREAK = re.compile(r"[,،;؛:](?=\s|$)|\band\b|\bwhile\b|(?<=\s)و")
LONGEST_SENTENCE = 1000
"""Code points; what goes on longer without a full stop is a table or a list, and is read in pieces."""

_FUTURE = re.compile(r"(?<!\w)[وف]?س[ينت]\w{3,}")
_WORDS_BETWEEN = 3
"""Words that may stand between a figure and the noun it counts: '225 precise coalition air strikes'."""


@dataclass(frozen=True, slots=True)
class Sentence:
    """One sentence with everything that the word tables find in it, by folded offsets."""

    statement: Statement
    folded: Folded
    start: int
    end: int
    words: tuple[Word, ...]
    stated: tuple[Stated, ...]
    dated: tuple[Dated, ...]

    @property
    def text(self) -> str:
        return self.folded.text

    @property
    def future(self) -> int | None:
        """Where sa- stands on a verb in the imperfect: three letters or more that the tables know as nothing else."""
        known = {word.start - len(word.lead) for word in self.words if not word.means("imperfect")}
        found = _FUTURE.finditer(self.text, self.start, self.end)
        return next((match.start() for match in found if match.start() not in known), None)

    def between(self, start: int, end: int) -> str:
        """The folded text of a stretch."""
        return self.folded.text[start:end]

    def clause(self, offset: int) -> tuple[int, int]:
        """The clause that holds an offset: from one comma to the next."""
        cuts = [self.start, *(m.end() for m in _CLAUSE_END.finditer(self.text, self.start, self.end)), self.end]
        first = max(cut for cut in cuts if cut <= offset)
        return first, min((cut for cut in cuts if cut > offset), default=self.end)

    def inside(self, start: int, end: int, *kinds: str) -> list[Word]:
        """The words of these kinds that stand in a stretch."""
        return [word for word in self.words if start <= word.start and word.end <= end and word.sense(*kinds)]


def sentences(statement: Statement, folded: Folded, words: Sequence[Word]) -> Iterable[Sentence]:
    """The sentences of a statement, each with its words, figures and dates."""
    at = 0
    dotted = {word.end - 1 for word in words if folded.text[word.end - 1] == "."}
    for start, end in _bounds(folded, dotted):
        mine = []
        while at < len(words) and words[at].start < end:
            if words[at].start >= start:
                mine.append(words[at])
            at += 1
        if mine:
            yield _sentence(statement, folded, (start, end), tuple(mine))


def _bounds(folded: Folded, dotted: set[int]) -> Iterable[tuple[int, int]]:
    """Where sentences start and end; the full stop of an initial ('U.S.') or of a known word ('Sept.') ends none."""
    start = 0
    for match in _SENTENCE_END.finditer(folded.text):
        before = folded.text[max(0, match.start() - 2) : match.start()]
        if match.start() in dotted:
            continue
        if match.group() == "." and before[-1:].isascii() and before[-1:].isalpha() and not before[:1].isalnum():
            continue
        yield from _trimmed(folded.text, start, match.start())
        start = match.end()
    yield from _trimmed(folded.text, start, len(folded.text))


def _trimmed(text: str, start: int, end: int) -> Iterable[tuple[int, int]]:
    while start < end and not text[start].isalnum() and text[start] not in "%$":
        start += 1
    while start < end and text[end - 1].isspace():
        end -= 1
    while end - start > LONGEST_SENTENCE:
        cut = text.rfind(" ", start, start + LONGEST_SENTENCE)
        cut = cut if cut > start else start + LONGEST_SENTENCE
        yield start, cut
        start = cut
    if start < end:
        yield start, end


def _sentence(statement: Statement, folded: Folded, within: tuple[int, int], words: tuple[Word, ...]) -> Sentence:
    numbers = find_numbers(folded, words, statement.language, within)
    dated = find_periods(folded, words, numbers, statement.published_on, within) if _may_date(numbers, words) else []
    free = [n for n in numbers if not any(d.start <= n.start < d.end for d in dated)]
    free = [n for n in free if n.kind != "zero" or _counts(folded, words, n.end)]
    stated = [s for s in find_quantities(folded, words, free) if not _no_figure(folded, words, s)]
    return Sentence(statement, folded, *within, words, tuple(stated), tuple(dated))


def _may_date(numbers: Sequence[object], words: Sequence[Word]) -> bool:
    return bool(numbers) or any(word.sense("month", "relative", "weekday", "time_unit") for word in words)


def _no_figure(folded: Folded, words: Sequence[Word], stated: Stated) -> bool:
    """Whether a number is a telephone or document number, an age or a length of time, or a bare year."""
    for word in words:
        sense = word.sense("no_figure")
        if sense is None:
            continue
        behind = word.whole[0] >= stated.end and not _apart(folded.text, stated.end, word.start, 1)
        ahead = word.end <= stated.start and not _apart(folded.text, word.end, stated.start, 3)
        if behind and (sense.data.get("unit") or sense.id == "age"):
            return True
        if ahead and not sense.data.get("unit"):
            return True
    bare = folded.text[stated.start : stated.end]
    return len(bare) == 4 and bare.isdigit() and 1900 <= int(bare) <= 2100 and not _counts(folded, words, stated.end)


def _counts(folded: Folded, words: Sequence[Word], end: int) -> bool:
    """Whether a counted noun stands right behind a figure that ends there."""
    return any(
        word.sense("noun") and word.start >= end and not _apart(folded.text, end, word.start, 1) for word in words
    )


def _apart(text: str, start: int, end: int, most: int) -> bool:
    """Whether more than ``most`` words or any punctuation stand in a stretch."""
    between = text[start:end]
    return bool(re.search(r"[,،.;؛:!?؟\n()]", between)) or len(between.split()) > most


# ------------------------------------------------------------------------------------------------ measure and noun


@dataclass(frozen=True, slots=True)
class Counted:
    """What a figure counts: the measure, its unit, the noun (and act) that say so, and whose they are."""

    measure: str
    unit: str
    noun: Word | None = None
    act: Word | None = None
    of: str | None = None
    whose: bool = False


def counted_noun(sentence: Sentence, nth: int) -> Word | None:
    """The noun that the nth figure counts: in the figure itself (a dual), behind it, or before it."""
    stated = sentence.stated[nth]
    if stated.number.kind == "dual":
        return next(word for word in sentence.words if word.start == stated.number.start)
    stop = sentence.stated[nth + 1].start if nth + 1 < len(sentence.stated) else sentence.end
    for word in sentence.inside(stated.end, stop, "noun"):
        if _apart(sentence.text, stated.end, word.whole[0], _WORDS_BETWEEN):
            break
        return word
    return None


def noun_before(sentence: Sentence, nth: int) -> Word | None:
    """The noun that stands before the nth figure and is counted by no figure before it: 'Strikes rose to 240'."""
    first = sentence.stated[nth - 1].end if nth else sentence.start
    nouns = sentence.inside(first, sentence.stated[nth].start, "noun")
    if nth and nouns and counted_noun(sentence, nth - 1) == nouns[0]:
        nouns = nouns[1:]
    linked = sentence.inside(first, sentence.stated[nth].start, "change", "predicate", "same_measure")
    return nouns[-1] if nouns and linked else None


def counted(sentence: Sentence, noun: Word, offset: int) -> Counted | None:
    """The measure that a noun names, by itself or with the nearest act in the sentence."""
    sense = noun.sense("dual", "noun")
    assert sense is not None
    unit, of = str(sense.data["unit"]), sense.data.get("of")
    whose = str(of) if of else None
    named = Counted(str(sense.data.get("measure", "")), unit, noun, None, whose, bool(sense.data.get("role_of")))
    if "class" not in sense.data:
        return named
    kind = str(sense.data["class"])
    acts = [word for word in words_of(sentence.words, "act") if _act_on(word, kind) is not None]
    first, last = sentence.clause(offset)
    if named.measure:  # what the noun says by itself holds unless an act in the same clause says more
        acts = [word for word in acts if first <= word.start < last]
        if not acts:
            return named
    acts.sort(key=lambda word: (not first <= word.start < last, abs(word.start - offset)))
    if not acts:
        return None
    act = _act_on(acts[0], kind)
    assert act is not None
    return Counted(str(act.data[_class_of(act, kind)]), unit, noun, acts[0], whose)


def _class_of(act: Sense, kind: str) -> str:
    """Which class of an act's table a noun falls in: a civilian is also a person."""
    return kind if kind in act.data else "person"


def _act_on(word: Word, kind: str) -> Sense | None:
    """The act among a word's senses that can be done to a class of noun."""
    for sense in word.senses:
        people = kind in ("civilian", "combatant", "person")
        if sense.kind == "act" and (kind in sense.data or (people and "person" in sense.data)):
            return sense
    return None


# ---------------------------------------------------------------------------------------------- periods and places


def owner(sentence: Sentence, start: int, end: int) -> int | None:
    """Which figure a stretch of words belongs to by where it stands, or None where the sentence has none."""
    items = sentence.stated
    before = [nth for nth, item in enumerate(items) if item.end <= start]
    after = [nth for nth, item in enumerate(items) if item.start >= end]
    if not before or not after:
        return next(iter(before[-1:] or after[:1]), None)
    left, right = before[-1], after[0]
    if sentence.text[end : items[right].start] in (" ", "'s "):
        return right
    breaks_left = _BREAK.search(sentence.text, items[left].end, start + 1)
    breaks_right = _BREAK.search(sentence.text, end, items[right].start)
    return right if breaks_left and not breaks_right else left


def breaks(sentence: Sentence, start: int, end: int) -> bool:
    """Whether a comma or 'and' stands in a stretch."""
    return bool(_BREAK.search(sentence.text, start, end))


def dated_for(sentence: Sentence, nth: int, others: Iterable[int] = ()) -> Dated | None:
    """The date of the nth figure: its own, else one in its clause, but none of those of the figures ``others``."""
    item, barred = sentence.stated[nth], set(others)
    owned = [(dated, owner(sentence, dated.start, dated.end)) for dated in sentence.dated]
    own = [dated for dated, holder in owned if holder == nth]
    if own:
        return min(own, key=lambda dated: (dated.start < item.start, abs(dated.start - item.end)))
    first, last = sentence.clause(item.start)
    near = [d for d, holder in owned if holder not in barred and first <= d.start < last]
    return min(near, key=lambda dated: abs(dated.start - item.end)) if near else None


def place_words(sentence: Sentence) -> list[Word]:
    """The words that name places."""
    return [word for word in sentence.words if _is_place(sentence, word)]


def _is_place(sentence: Sentence, word: Word) -> bool:
    """Whether a word names a place; one that may also name an actor does so only behind 'in'."""
    if not word.means("place") or not word.means("actor"):
        return word.means("place")
    lead = sentence.text[max(0, word.whole[0] - 5) : word.whole[0]].split()
    return bool(lead) and lead[-1] in ("in", "في", "near", "قرب")


def _groups(sentence: Sentence, words: Sequence[Word]) -> list[list[Word]]:
    """Words that stand in one list: 'Iraq and Syria'."""
    groups: list[list[Word]] = []
    for word in words:
        gap = sentence.between(groups[-1][-1].end, word.whole[0]).strip() if groups else "?"
        if gap in ("", ",", "،", "and", "و", "in", "في") or (groups and gap == ", and"):
            groups[-1].append(word)
        else:
            groups.append([word])
    return groups


def places_for(sentence: Sentence, offset: int, nth: int | None) -> list[Word]:
    """The place words of a figure (``nth``) or of an event at an offset, as one list of words."""
    groups = _groups(sentence, place_words(sentence))
    if not groups:
        return []
    first, last = sentence.clause(offset)
    near = [group for group in groups if first <= group[0].start < last]
    if nth is not None:
        own = [group for group in groups if owner(sentence, group[0].start, group[-1].end) == nth]
        shared = [group for group in near if group not in own]
        near = own or shared
    return min(near, key=lambda group: abs(group[0].start - offset)) if near else []


def preposition(sentence: Sentence, start: int) -> int:
    """Where the preposition right before a word stands ('in', في), or the word itself."""
    before = [word for word in sentence.inside(sentence.start, start, "date_lead", "role") if start - word.end == 1]
    return before[-1].whole[0] if before else start


# ----------------------------------------------------------------------------------------------------------- actors


@dataclass(frozen=True, slots=True)
class Party:
    """An actor in a role, with the words that name it (None where the speaker's side is meant)."""

    role: Role
    actor: str
    word: Word


def parties(sentence: Sentence, catalogue: Catalogue, what: Counted | None) -> list[Party]:
    """Every actor of a sentence with its role: from the word before it, else from the measure, else as the doer."""
    found: list[Party] = []
    for word in sentence.words:
        if word.means("own_side"):
            side = side_of(sentence.statement, catalogue)
            if side is not None:
                found.append(Party("by", side, word))
            continue
        sense = word.sense("actor")
        if sense is None or word.means("noun") or _is_place(sentence, word):
            continue
        role = _role_of(sentence, word, found, what)
        if role is not None:
            found.append(Party(role, sense.id, word))
    return found


def _role_of(sentence: Sentence, word: Word, before: Sequence[Party], what: Counted | None) -> Role | None:
    """The role of an actor's word."""
    roles: dict[str, Role] = {"by": "by", "against": "against", "of": "of"}
    for cue in sentence.words:
        sense = cue.sense("role")
        if sense is not None and 0 <= word.whole[0] - cue.end <= 1:
            return roles[sense.id]
    if before and sentence.between(before[-1].word.end, word.whole[0]).strip() in ("and", "و", ""):
        if before[-1].word.end <= word.whole[0]:
            return before[-1].role
    if what is not None and what.whose:
        return "of"
    if what is not None and what.measure == "territory_lost":
        return "of"
    if what is not None and what.noun is not None and what.of is None and word.start > what.noun.end:
        if sentence.between(what.noun.end, word.whole[0]).strip() in ("of", "from", "من"):
            return "of"
    behind = what is not None and what.noun is not None and word.start > what.noun.end
    return None if behind or word.lead.endswith(("ب", "ل", "ك")) else "by"


def side_of(statement: Statement, catalogue: Catalogue) -> str | None:
    """Whose acts 'we' and 'our forces' mean: the speaker's side, else the speaker."""
    if statement.speaker is None or statement.speaker not in catalogue.actors:
        return statement.speaker
    return catalogue.actors[statement.speaker].side or statement.speaker
