"""Who the people of a part are: civilians or fighters, where its own words do not say and those of its whole do.

'29 civilian casualties, twelve deaths and 17 injuries'; '257 militants were eliminated. Of the slain, ninety ...'.
"""

from __future__ import annotations

from onrecord import patterns as re
from onrecord.counting import Counted
from onrecord.patterns import named
from onrecord.sentence import Sentence
from onrecord.valueclass import replace

_KINDS = {"civilian": "civilian_deaths", "combatant": "combatant_deaths", "member": "combatant_deaths"}
"""What the killed among people of a class are counted as."""
_HURT = ("deaths", "injured", "casualties")
_FARTHEST = 80
"""Characters between a part and the figure that it is a part of."""


def as_its_whole(
    sentence: Sentence, nth: int, found: Counted | None, before: Counted | None, people: Counted | None
) -> Counted | None:
    """What a figure counts, its people those of the whole that it is a part of.

    ``before`` is what the figure before it in its sentence counted, ``people`` the latest figure of people in any.
    """
    if found is None or found.kind != "person" or found.measure not in _HURT:
        return found
    whole = before if before is not None else people
    if whole is None or not _is_part(sentence, nth, found, of_before=before is not None):
        whole = people if found.measure == "casualties" else None
    kind = whole.kind if whole is not None and whole.unit == "person" else ""
    if found.measure == "casualties":
        kind = "civilian" if kind == "civilian" or _civilian_casualties(sentence, nth) else ""
    if kind not in _KINDS:
        return found
    return replace(found, kind=kind, measure=_KINDS[kind] if found.measure == "deaths" else found.measure)


def tells_part(sentence: Sentence, nth: int) -> bool:
    """Whether words that open a part stand between a figure and the one before it: '848, among them 289 deaths'."""
    if not nth or sentence.statement.language != "en":
        return False
    return _PART.search(sentence.text, sentence.stated[nth - 1].end, sentence.stated[nth].start) is not None


def is_part(sentence: Sentence, nth: int) -> bool:
    """Whether words beside a figure say that it is of a whole: 'including 4', 'five of them', بينهم أربعة."""
    start = sentence.stated[nth].start
    pointers = sentence.inside(sentence.left_end(nth), start, "pointer")
    ahead = any(len(sentence.between(word.end, start).split()) <= _WORDS_AHEAD for word in pointers)
    return ahead or points_back(sentence, nth)


def points_back(sentence: Sentence, nth: int) -> bool:
    """Whether words behind a figure point back to a whole: 'five of them', 'three officers among them'."""
    end, stop = sentence.stated[nth].end, sentence.right_end(nth)
    for word in sentence.inside(end, min(stop, end + _REACH), "pointer"):
        gap, behind = sentence.between(end, word.start), sentence.between(word.end, stop)
        near = len(gap.split()) <= _WORDS_BEHIND and _CUT.search(gap) is None
        if near and not (_AHEAD.match(sentence.text, word.start) and len(behind.split()) <= _WORDS_AHEAD):
            return True
    return False


def _is_part(sentence: Sentence, nth: int, found: Counted, *, of_before: bool) -> bool:
    """Whether a figure tells a part of the one before it: it names nobody of its own, or says that it is one."""
    item, text = sentence.stated[nth], sentence.text
    start = sentence.stated[nth - 1].end if of_before else sentence.start
    if _PART.search(text, start, item.start) is not None:
        return True
    sense = found.noun.sense("noun") if found.noun is not None else None
    if not of_before or (sense is not None and not sense.data.get("implies")) or item.start - start > _FARTHEST:
        return False
    return not _others(sentence, start, item.start)


def _others(sentence: Sentence, start: int, end: int) -> bool:
    """Whether other people are named between two figures behind the noun of the first."""
    named = [word.sense("noun") for word in sentence.inside(start, end, "noun")]
    people = [s for s in named if s is not None and s.data.get("unit") == "person" and not s.data.get("implies")]
    return len(people) > 1


def _civilian_casualties(sentence: Sentence, nth: int) -> bool:
    """Whether civilians are named in the sentence up to the next figure: 'among civilians, 11,002'."""
    stop = sentence.right_end(nth)
    words = sentence.inside(sentence.start, min(stop, sentence.clause(sentence.stated[nth].start)[1]), "noun")
    senses = [word.sense("noun") for word in words]
    return any(sense is not None and sense.id in _CIVILIANS for sense in senses)


_CIVILIANS = ("civilian-casualties", "civilians")


_PART = named("parthood", "part")
_AHEAD = named("parthood", "ahead")
_CUT = re.compile("[,،;؛:]")
_REACH, _WORDS_AHEAD, _WORDS_BEHIND = 40, 1, 2
"""Characters behind a figure, and words before and behind it, within which a word that points to a whole is its own."""
