"""How a claim is meant and who makes it: asserted, reported, denied; promised, supposed or believed."""

from __future__ import annotations

from typing import Literal

from onrecord.normal import Word, words_of
from onrecord.sentence import Sentence

Modality = Literal["asserted", "reported", "promised", "hypothetical", "opinion", "denied"]
MEASURED: tuple[Modality, ...] = ("asserted", "reported", "denied")
"""Only these are measured; the others are listed with the reason."""


_UNASSERTED: tuple[tuple[str, Modality], ...] = (
    ("promise", "promised"),
    ("opinion", "opinion"),
    ("hypothetical", "hypothetical"),
)


def modality_at(sentence: Sentence, offset: int) -> tuple[Modality, Word | None]:
    """How what stands at an offset is meant, with the word that says so.

    A cue may stand anywhere before it, or behind it in its own part of the clause ('300 prisoners will be freed').
    """
    reach = _reach(sentence, offset)
    if any(future < reach for future in sentence.futures):
        return "promised", None
    for word in sentence.words:
        if word.start >= reach:
            break
        for kind, modality in _UNASSERTED:
            if word.means(kind):
                return modality, word
    denial = next((word for word in words_of(sentence.words, "denial") if word.start < offset), None)
    denial = denial or _negation(sentence, offset)
    if denial is not None:
        return "denied", denial
    said = next(iter(words_of(sentence.words, "attribution")), None)
    if said is not None and not _own_words(sentence, said):
        return "reported", said
    return "asserted", None


def _negation(sentence: Sentence, offset: int) -> Word | None:
    """The word that negates what a figure was part of: 'did not conduct 200 strikes', لم ننفذ 200 ضربة."""
    first, _ = sentence.clause(offset)
    found = sentence.inside(first, offset, "negation")
    if not found or sentence.inside(found[-1].end, offset, "exception", "zero"):
        return None
    return found[-1]


_PART_ENDS = (" and ", " who ", " which ")
"""What follows these says something else of the counted."""


def _reach(sentence: Sentence, offset: int) -> int:
    """Where the part of the clause ends that an offset stands in: at a comma, an 'and', a 'who' or the next figure."""
    last = sentence.clause(offset)[1]
    item = next((item for item in sentence.stated if item.start == offset), None)
    if item is None:
        return offset
    after = next((other.start for other in sentence.stated if other.start >= item.end), sentence.end)
    stop = min(last, after)
    joined = (word.start for word in sentence.words if word.joined and item.end <= word.start < stop)
    found = (sentence.text.find(word, item.end, stop) for word in _PART_ENDS)
    return min([stop, *joined, *(at for at in found if at >= 0)])


def _own_words(sentence: Sentence, said: Word) -> bool:
    """Whether it is the speaker who is said to have said it: 'we announced'."""
    near = sentence.inside(max(sentence.start, said.start - 25), min(sentence.end, said.end + 25), "own_side")
    return bool(near)


def speaker_of(sentence: Sentence, modality: Modality, cue: Word | None) -> tuple[str | None, Word | None]:
    """Who makes the claim: the statement's speaker, or the actor beside the word that reports it."""
    if modality != "reported" or cue is None:
        return sentence.statement.speaker, None
    actors = words_of(sentence.words, "actor")
    near = [word for word in actors if abs(word.start - cue.end) <= 25 or abs(cue.start - word.end) <= 25]
    sense = near[0].sense("actor") if near else None
    return (sense.id, near[0]) if sense is not None else (None, None)
