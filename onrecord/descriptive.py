"""Numbers that only describe what a war is told of: how old the dead were, what a charge weighed, which phase it was,
the make of a drone, how many an enemy is dared to send.
"""

from __future__ import annotations

from onrecord.conversion import is_mass
from onrecord.counting import counted_noun
from onrecord.normal import Word
from onrecord.patterns import named
from onrecord.sentence import Sentence

OLDEST = 110
"""Years of age."""


def descriptive(sentence: Sentence, nth: int) -> str:
    """What the nth figure describes, by the key of the reason, or ''."""
    if _is_age_of_part(sentence, nth):
        return "age"
    if _is_dared(sentence, nth):
        return "figurative"
    if _weighs_charge(sentence, nth):
        return "length"
    if _is_rank(sentence, nth):
        return "numbered"
    if _works_for_us(sentence, nth):
        return "staff"
    return "name" if _is_make(sentence, nth) else ""


def _unknown(noun: Word | None) -> bool:
    return noun is None or noun.means("noun", "unknown")


def _is_age_of_part(sentence: Sentence, nth: int) -> bool:
    """Whether a bound says how old a part was that was just told: 'half of the dead were under eighteen'."""
    item, text = sentence.stated[nth], sentence.text
    ends = [side for side in (item.quantity.low, item.quantity.high) if side is not None]
    if not ends or max(ends) > OLDEST or item.quantity.unit or item.quantity.comparator not in "<>":
        return False
    if not _unknown(counted_noun(sentence, nth)):
        return False
    language = sentence.statement.language
    if language == "ar":
        return _BOUND["ar"].match(text, item.start) is not None and " ال" in text[item.start : item.number.end]
    told = nth and sentence.stated[nth - 1].end >= sentence.clause(item.start)[0]
    linked = _SAID_OF_PART.search(text, sentence.start, item.start) is not None
    return bool(told) and linked and _BOUND["en"].match(text, item.start) is not None


_BOUND = {"en": named("descriptive", "bound"), "ar": named("descriptive", "arabic-bound")}

_SAID_OF_PART = named("descriptive", "said-of-part")


def _is_dared(sentence: Sentence, nth: int) -> bool:
    """Whether somebody is dared to send so many: 'let them send twenty divisions', ليأتوا بمئة دبابة."""
    start = sentence.stated[nth].start
    opens = _DARED[sentence.statement.language].search(sentence.text, max(0, sentence.start - 2), start)
    return opens is not None and not any(opens.end() <= other.start < start for other in sentence.stated[:nth])


_DARED = {"en": named("descriptive", "dared"), "ar": named("descriptive", "arabic-dared")}


def _weighs_charge(sentence: Sentence, nth: int) -> bool:
    """Whether a weight is of a charge that went off, not of what was found: 'packed with 500 kilograms of TNT'."""
    noun, item = counted_noun(sentence, nth), sentence.stated[nth]
    sense = noun.sense("dual", "noun") if noun is not None else None
    if noun is None or sense is None or not is_mass(str(sense.data.get("unit", ""))):
        return False
    if any(word.means("act", *_FOUND) for word in sentence.inside(sentence.start, item.start, "act")):
        return False
    language = sentence.statement.language
    if _BEARS[language].search(sentence.text, max(sentence.start, noun.start - _REACH), item.start) is None:
        driven = sentence.text[sentence.start : min(sentence.end, noun.whole[1] + len(" into"))]
        return _DRIVEN_INTO.search(driven) is not None
    return _CHARGE[language].match(sentence.text, item.end, sentence.end) is not None


_DRIVEN_INTO = named("descriptive", "driven-into")

_FOUND = ("seize", "find-arms", "come-by", "clear", "destroy", "intercept")
_REACH = 60


_BEARS = {"en": named("descriptive", "bears"), "ar": named("descriptive", "arabic-bears")}
_CHARGE = {"en": named("descriptive", "charge"), "ar": named("descriptive", "arabic-charge")}

_SERIES = 300
"""Letters before a rank in which the phases are named that it is of."""


def _is_rank(sentence: Sentence, nth: int) -> bool:
    """Whether a bare number tells which of a series: 'the first two handed over nine bases', behind 'phase'."""
    item = sentence.stated[nth]
    if sentence.statement.language != "en" or item.number.kind != "words" or not _unknown(counted_noun(sentence, nth)):
        return False
    if _RANK.search(sentence.text, max(sentence.start, item.start - _REACH), item.start) is None:
        return False
    return _OF_SERIES.search(sentence.text, max(0, item.start - _SERIES), item.start) is not None


_RANK = named("descriptive", "rank")
_OF_SERIES = named("descriptive", "series")


def _works_for_us(sentence: Sentence, nth: int) -> bool:
    """Whether so many work for a body that tells of its own: يعمل في مراكزنا ألفا متطوع، '60 doctors work with us'."""
    item = sentence.stated[nth]
    if sentence.may_match(_ARABIC_WORK):
        return _ARABIC_WORK.search(sentence.text, max(sentence.start, item.start - _REACH), item.start) is not None
    noun = counted_noun(sentence, nth) if sentence.may_match(_WORK) else None
    return noun is not None and _WORK.match(sentence.text, noun.whole[1]) is not None


_ARABIC_WORK = named("descriptive", "arabic-work")
_WORK = named("descriptive", "work")


def _is_make(sentence: Sentence, nth: int) -> bool:
    """Whether bare digits stand behind a name and a noun of arms: أربع مسيّرات هرمز 450."""
    item = sentence.stated[nth]
    digits = item.number.kind == "digits" and not item.quantity.unit
    if sentence.statement.language != "ar" or not digits or counted_noun(sentence, nth) is not None:
        return False
    nouns = sentence.inside(max(sentence.start, item.start - _REACH), item.start, "noun", "dual")
    sense = nouns[-1].sense("dual", "noun") if nouns else None
    if sense is None or sense.data.get("class") not in _ARMS:
        return False
    named = _NAME.fullmatch(sentence.text, nouns[-1].whole[1], item.start)
    return named is not None and not sentence.inside(
        nouns[-1].whole[1], item.start, "act", "reaches", "number", "ellipsis"
    )


_ARMS = ("drone", "aircraft", "munition", "weapon", "equipment", "ship")
_NAME = named("descriptive", "name")
