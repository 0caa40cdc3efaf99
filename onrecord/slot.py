"""The slots of a claim: which actors, places and period a figure in a sentence speaks of.

A slot belongs to a figure by where it stands: right of it and before the next figure, unless a comma or 'and' stands
between and none before the next; else left of the first figure; else in the same clause; else as the claim before it.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from onrecord.counting import Counted
from onrecord.normal import Word
from onrecord.quantity import Span
from onrecord.scope import Catalogue
from onrecord.sentence import Sentence, breaks
from onrecord.statement import Statement

Role = Literal["by", "against", "of"]

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
    breaks_left = breaks(sentence, items[left].end, start + 1)
    breaks_right = breaks(sentence, end, items[right].start)
    return right if breaks_left and not breaks_right else left


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
class Mention:
    """Words that stand for a party or a place: ``id`` where it is known, ``span`` None where no words of its own do."""

    id: str
    span: Span | None = None


@dataclass(frozen=True, slots=True)
class Party:
    """An actor in a role, with the words that name it (None where the speaker's side is meant)."""

    role: Role
    actor: str
    word: Word


MEMBERS = ("territory_lost", "partners", "personnel")
"""Measures of what a party has or had: it is whose, not by whom."""


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
    if what is not None and what.measure in MEMBERS:
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
