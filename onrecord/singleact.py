"""How many men, aircraft or vehicles did one act: 'four gunmen stormed the post' is an attack, and no count of gunmen.

So it is where they are the subject of a verb of attack: in English right behind their noun, in Arabic right before the
figure or behind its noun. Who was attacked stands before the same words ('four gunmen attacked near Gao'), so a verb
that may be a participle, or a passive without its vowels, needs an object.
"""

from __future__ import annotations

from onrecord import patterns as re
from onrecord.arabicnoun import noun_of
from onrecord.nounphrase import grammar, word_ending
from onrecord.patterns import named
from onrecord.predicate import phrases
from onrecord.sentence import Sentence

_DOERS = ("person", "combatant", "aircraft", "ship", "equipment")
"""Classes of who may do an act; drones and missiles are what it is done with, and counted."""

_PEOPLE = ("person", "combatant")


def single_act(sentence: Sentence, nth: int) -> bool:
    """Whether the nth figure is how many did a single act."""
    if sentence.statement.language == "ar":
        return _arabic_doers(sentence, nth)
    return _doers(sentence, nth) or _strong(sentence, nth)


# ------------------------------------------------------------------------------------------------------------ English


_WHOLE = named("singleact", "whole")
_WITH_OBJECT = named("singleact", "with-object")
_OF_FIGHTERS = named("singleact", "of-fighters")


def _doers(sentence: Sentence, nth: int) -> bool:
    phrase = phrases(sentence)[nth]
    sense = phrase.head.sense("noun") if phrase is not None else None
    if phrase is None or sense is None or "implies" in sense.data or phrase.acts:
        return False
    before = word_ending(sentence, sentence.stated[nth].start - 1)
    if before is not None and before.means("act"):  # 'killed 12 gunmen armed with rifles'
        return False
    kind, ours = sense.data.get("class"), _OURS.match(sentence.text, sentence.stated[nth].end) is not None
    if _CLEARED.match(sentence.text, phrase.end) and _ours(sentence, nth):
        return True
    fight = kind == "combatant" or (kind == "person" and ours)
    return kind in _DOERS and _acts_behind(sentence, phrase.end, fight=fight)


_CLEARED = named("singleact", "cleared")


def _ours(sentence: Sentence, nth: int) -> bool:
    return sentence.text.endswith("our ", sentence.start, sentence.stated[nth].start)


_OURS = named("singleact", "ours")


def _acts_behind(sentence: Sentence, end: int, *, fight: bool) -> bool:
    """Whether a verb of attack stands behind its subject; those who ``fight`` also attack where they cross or enter."""
    if _WHOLE.match(sentence.text, end, sentence.end) is not None:
        return True
    verb = (_OF_FIGHTERS if fight else _WITH_OBJECT).match(sentence.text, end, sentence.end)
    return verb is not None and _is_object(sentence, verb)


def _is_object(sentence: Sentence, verb: re.Match[str]) -> bool:
    """Whether what stands behind a verb is its object, not where or when something was done to its subject."""
    token = verb.group(1).strip(",.;:\"'")
    rest = sentence.text[verb.end() : verb.end() + _AHEAD].split()[1:2]
    dated = any(date.start == verb.end() for date in sentence.dated)
    if not token or dated or (rest and rest[0].strip(",.;:") in grammar("never", "time")):
        return False
    return token in grammar("doing", "object") or token not in grammar("ends") | grammar("beside")


_AHEAD = 40
"""Letters behind a verb in which the second word stands."""

_STRONG = named("singleact", "strong")


def _strong(sentence: Sentence, nth: int) -> bool:
    """Whether a strength stands between a party and its act: 'the raiders, forty strong, crossed the river'."""
    strong = _STRONG.match(sentence.text, sentence.stated[nth].end, sentence.end)
    return strong is not None and _acts_behind(sentence, strong.end(), fight=True)


# ------------------------------------------------------------------------------------------------------------- Arabic

_DAMMA = "\u064f"


_ALWAYS = named("singleact", "always-before"), named("singleact", "always-behind")
_PEOPLE_DO = named("singleact", "people-before"), named("singleact", "people-behind")
_CRAFT_DO = named("singleact", "craft-before"), named("singleact", "craft-behind")
"""Verbs of attack right before their subject, and behind it: those that need no object, and those that do."""


def _arabic_doers(sentence: Sentence, nth: int) -> bool:
    """Whether a figure is the subject of a verb of attack: اقتحم أربعة مسلحين المبنى، أربعة مسلحين اقتحموا المبنى."""
    noun = noun_of(sentence, nth)
    sense = noun.sense("dual", "noun") if noun is not None else None
    if noun is None or sense is None or sense.data.get("class") not in _DOERS or "implies" in sense.data:
        return False
    if _verb_beside(sentence, nth, noun.whole[1], _ALWAYS):
        return True
    verbs = _PEOPLE_DO if sense.data["class"] in _PEOPLE else _CRAFT_DO
    behind = _verb_beside(sentence, nth, noun.whole[1], verbs)
    return bool(behind) and _has_object(sentence, noun.whole[1] if behind is _BEFORE else behind)


_BEFORE = -1


def _verb_beside(sentence: Sentence, nth: int, end: int, verbs: tuple[re.Pattern[str], re.Pattern[str]]) -> int:
    """Where a verb of attack ends that stands behind the noun of a figure; -1 where it stands before it, else 0."""
    before, behind = verbs
    start = sentence.stated[nth].start
    verb = before.search(sentence.text, max(sentence.start, start - _REACH), start)
    if verb is not None and not _passive(sentence, verb.start(1)):
        return _BEFORE
    if sentence.inside(sentence.clause(start)[0], start, "act", "predicate"):
        return 0  # قتل 12 مسلحا هاجموا المخفر
    verb = behind.match(sentence.text, end, sentence.end)
    return verb.end() if verb is not None and not _passive(sentence, verb.start(1)) else 0


_REACH = 28
"""Letters of a verb and what may stand between it and its subject."""


def _passive(sentence: Sentence, verb: int) -> bool:
    """Whether the vowel of the passive is written on a verb: قُصفت."""
    origin = sentence.folded.origin(verb)
    return sentence.folded.original[origin + 1 : origin + 2] == _DAMMA


_OBJECT = named("singleact", "object")


def _has_object(sentence: Sentence, end: int) -> bool:
    found = _OBJECT.match(sentence.text, end, sentence.end)
    return found is not None and not any(d.start < found.end() <= d.end for d in sentence.dated)
