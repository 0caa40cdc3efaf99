"""How a claim is meant and who makes it: asserted, reported, denied; promised, supposed or believed."""

from __future__ import annotations

from typing import Literal

from onrecord.normal import Word, words_of
from onrecord.sentence import Sentence

Modality = Literal["asserted", "reported", "promised", "hypothetical", "opinion", "denied"]
MEASURED: tuple[Modality, ...] = ("asserted", "reported", "denied")
"""Only these are measured; the others are listed with the reason."""


def modality_at(sentence: Sentence, offset: int) -> tuple[Modality, Word | None]:
    """How what stands at an offset is meant, with the word that says so: the cue may stand anywhere before it."""
    if sentence.future is not None and sentence.future < offset:
        return "promised", None
    for word in sentence.words:
        if word.start >= offset:
            break
        if word.means("promise"):
            return "promised", word
        if word.means("opinion"):
            return "opinion", word
        if word.means("hypothetical"):
            return "hypothetical", word
    denial = next((word for word in words_of(sentence.words, "denial") if word.start < offset), None)
    if denial is not None:
        return "denied", denial
    said = next(iter(words_of(sentence.words, "attribution")), None)
    if said is not None and not _own_words(sentence, said):
        return "reported", said
    return "asserted", None


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
