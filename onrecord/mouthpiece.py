"""Places that are named for those who speak or rule there: 'Baghdad radio', 'the assertion of Yerevan', تدّعي يريفان."""

from __future__ import annotations

from onrecord.normal import Word
from onrecord.patterns import named
from onrecord.sentence import Sentence

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


_VOICE_OF = {"en": named("mouthpiece", "voice-of"), "ar": named("mouthpiece", "arabic-voice-of")}
_VOICE_BEHIND = named("mouthpiece", "voice-behind")
_LONGEST_VOICE = 24


def voiced(sentence: Sentence, start: int, end: int) -> bool:
    """Whether the words beside a place make of it those who speak or rule there: 'the assertion of Yerevan'."""
    language = sentence.statement.language
    if language == "en" and _VOICE_BEHIND.match(sentence.text, end, sentence.end) is not None:
        return True
    return _VOICE_OF[language].search(sentence.text, max(sentence.start, start - _LONGEST_VOICE), start) is not None
