"""Places that are named for those who speak or rule there: 'Baghdad radio', 'the assertion of Yerevan', تدّعي يريفان."""

from __future__ import annotations

from functools import cache

from onrecord import patterns as re
from onrecord.normal import Word
from onrecord.partyname import role_words
from onrecord.patterns import named
from onrecord.sentence import Sentence
from onrecord.setwords import either

HELPED = named("mouthpiece", "helped")

_SAYS = ("attribution", "records", "denial", "promise")


def speaks(sentence: Sentence, word: Word) -> bool:
    """Whether a place is only who says something: 'Baghdad radio', 'Tehran boasts', تدّعي يريفان."""
    start, end = word.whole
    if voiced(sentence, start, end):
        return True
    for verb in sentence.of_kinds(*_SAYS):
        if verb.means("noun") or verb.sense("act"):
            continue
        if verb.whole[0] > end and HELPED.fullmatch(sentence.between(end, verb.whole[0])) is not None:
            return True
        if sentence.statement.language == "ar" and sentence.between(verb.whole[1], start) == " ":
            return True
    return False


@cache
def _voices(language: str) -> tuple[re.Pattern[str], re.Pattern[str]]:
    """What stands before the capital of those who speak, and what behind it."""
    of, voices = either(role_words(language, "voices_of")), either(role_words(language, "voices"))
    if language == "ar":
        return re.compile(rf"(?<!\w)[وفبل]?(?:ال)?{of} $"), re.compile(r"(?!)")
    bare = "(?:radio|wireless|television|tv|propaganda|press|communiques?)"
    return (
        re.compile(rf"\b{of} (?:of|in|from|by|at) (?:the )?$"),
        re.compile(rf"(?:'s|’s|s'|')(?: [\w-]+)? {voices}\b| {bare}\b"),
    )


_LONGEST_VOICE = 24


def voiced(sentence: Sentence, start: int, end: int) -> bool:
    """Whether the words beside a place make of it those who speak or rule there: 'the assertion of Yerevan'."""
    ahead, behind = _voices(sentence.statement.language)
    if behind.match(sentence.text, end, sentence.end) is not None:
        return True
    return ahead.search(sentence.text, max(sentence.start, start - _LONGEST_VOICE), start) is not None
