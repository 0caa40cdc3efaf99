"""Numbers that count nothing of a war: prices and wages, ages, hours, votes, names and labels of things.

What says so is a word of the tables beside the number or in its clause, the form of the number itself (Kh-101,
09:00), or where it stands: right behind a singular noun it is that thing's number (Sector 4, البوابة 3).
"""

from __future__ import annotations

from functools import cache

from onrecord import patterns as re
from onrecord.counting import counted_noun
from onrecord.data import table
from onrecord.descriptive import OLDEST, descriptive
from onrecord.labelled import labelled
from onrecord.normal import Sense, Word, fold
from onrecord.patterns import named
from onrecord.quantity import Stated
from onrecord.sentence import Sentence, apart
from onrecord.singleact import single_act

_DIGITS_BESIDE = re.compile(r"\d[ \-]$")
"""Digits right before a figure: both are groups of one telephone number."""

_WHICH_DAY = named("uncounted", "which-day")


def negative(sentence: Sentence, nth: int) -> tuple[str, Word | None] | None:
    """What a figure is that is a price, a label or a length, with the word before it in its clause or beside it."""
    item = sentence.stated[nth]
    dated = any(date.start < item.start - 1 < date.end + 1 for date in sentence.dated)
    digits = item.number.kind == "digits" and not dated
    if digits and _DIGITS_BESIDE.search(sentence.text[max(0, item.start - 4) : item.start]):
        return "digits_beside", None
    if (_is_age(sentence, nth) and not _THE_REST.search(sentence.text, sentence.start, item.start)) or _is_age_limit(
        sentence, nth
    ):
        return "age", None
    if _one_more(sentence, nth) or _which_day(sentence, item) or _of_one(sentence, item):
        return "numbered", None
    if item.number.kind == "fraction" and (
        _OF_A_MEASURE.match(sentence.text, item.end) or _AND_A_HALF.search(sentence.text, sentence.start, item.start)
    ):
        return "length", None
    if _WEIGHING.match(sentence.text, item.end):
        return "length", None
    if _DEFINES.search(sentence.text, sentence.start, item.start):
        return "definition", None
    if item.start == sentence.start and _HEADS.match(sentence.text, item.end):
        return "label", None
    if _own_staff(sentence, nth):
        return "staff", None
    named = _hour(sentence, nth) or _part_of_name(sentence, nth) or _ballot(sentence, nth)
    if named is not None:
        return named, None
    told = _told(sentence, nth) or _listed_label(sentence, nth)
    if told is not None:
        return told
    if sentence.stated[nth].quantity.stated != 0 and single_act(sentence, nth):
        return "single_act", None
    described = descriptive(sentence, nth) or labelled(sentence, nth)
    return (described, None) if described else None


def _which_day(sentence: Sentence, item: Stated) -> bool:
    """Whether a figure is the number of a day, with its article or framed: لليوم (400)."""
    framed = sentence.text.endswith("(", 0, item.start) and sentence.text.startswith(")", item.end)
    told = sentence.text.startswith("ال", item.start) or sentence.text.endswith("ال ", 0, item.start)
    if not framed and not told:
        return False
    return _WHICH_DAY.search(sentence.text, max(sentence.start, item.start - 16), item.start) is not None


_OF_ONE = named("uncounted", "of-one")


def _of_one(sentence: Sentence, item: Stated) -> bool:
    """Whether 'one' only says that people are of the same house: خمسة من عائلة واحدة."""
    if item.quantity.stated != 1 or item.number.kind != "words":
        return False
    return _OF_ONE.search(sentence.text, max(sentence.start, item.start - 24), item.start) is not None


def _told(sentence: Sentence, nth: int) -> tuple[str, Word | None] | None:
    """What a word of the tables says that a figure is."""
    item = sentence.stated[nth]
    first, last = sentence.clause(item.start)
    headed = sentence.text.endswith(": ", 0, item.start)  # 'Free line: 103'
    if item.quantity.unit == "times" or headed:  # 'costs 120 birr, twice what it did'
        first = min(first, sentence.clause(max(sentence.start, first - 3))[0])
    for word in sentence.of_kinds("negative"):
        for sense in word.senses:
            if sense.kind != "negative" or not (sense.data["where"] == "sentence" or first <= word.start < last):
                continue
            if _says_so(sentence, nth, word, sense):
                return sense.id, word
    return None


def _says_so(sentence: Sentence, nth: int, word: Word, sense: Sense) -> bool:
    """Whether a word of the figure's clause stands where it says that the figure counts nothing."""
    item, text = sentence.stated[nth], sentence.text
    match str(sense.data["where"]):
        case "before":
            if sense.id == "label" and _THE_NUMBER_IS.search(text, sentence.start, word.end):
                return False
            return word.end <= item.start and not apart(text, word.end, item.start, 1)
        case "after":  # 'three 152-mm howitzers'
            near = word.start >= item.end and not apart(text, item.end, word.start, 1)
            near = near and not sentence.inside(item.end, word.start, "noun")  # أربعون ضربة دقيقة
            return near and not _DIGIT.search(text, item.end, word.start)
        case "beside" | "named" as where:
            beside = word.end <= item.start and not sentence.between(word.end + len(word.tail), item.start).strip(" :")
            if not beside or _counts_on(sentence, nth) or item.quantity.unit == "times":  # قصفت المدفعية التلة 14 مرة
                return False
            return where == "beside" or (item.number.kind == "digits" and _is_capital(sentence, word))
    if sense.id == "price":
        return not _no_money(sentence, nth) and not _is_budget(sentence, item)
    if sense.id == "exam":
        noun = counted_noun(sentence, nth)
        counted = noun.sense("dual", "noun") if noun is not None else None
        return counted is None or counted.data.get("class") in _PEOPLE
    return sense.id != "staff" or _staff(sentence, nth, word)


_THE_NUMBER_IS = named("uncounted", "the-number-is")


def _is_capital(sentence: Sentence, word: Word) -> bool:
    """Whether a word begins with a capital: 'Gate 3', but not 'at the gate 3 were hurt'; Arabic has none."""
    if sentence.statement.language == "ar":
        return True
    return sentence.folded.original[sentence.folded.origin(word.start)].isupper()


_LISTED = named("uncounted", "listed")


def _listed_label(sentence: Sentence, nth: int) -> tuple[str, Word | None] | None:
    """What a bare number is that goes on a list of labels: 'Articles 13 and 14'."""
    item = sentence.stated[nth]
    if not nth or item.number.kind != "digits" or item.quantity.unit or counted_noun(sentence, nth) is not None:
        return None
    before = sentence.stated[nth - 1]
    gap = sentence.text[before.end : item.start]
    if _LISTED.fullmatch(gap) is None or before.number.kind != "digits":
        return None
    told = _told(sentence, nth - 1) or _listed_label(sentence, nth - 1)
    return told if told is not None and told[0] in ("name", "label", "numbered") else None


_DIGIT = re.compile(r"\d")
_HOUR = named("uncounted", "hour")

_PAST = named("uncounted", "past")
_HALF_PAST = named("uncounted", "half-past")
_AT = named("uncounted", "at")
_BEGAN_AT = named("uncounted", "began-at")
_OF_THE_DAY = named("uncounted", "of-the-day")


def _hour(sentence: Sentence, nth: int) -> str | None:
    """That a number is an hour of the day in words: 'half past four', 'at five in the morning', الرابعة والنصف."""
    item, text = sentence.stated[nth], sentence.text
    low = max(sentence.start, item.start - _LONGEST_TYPE * 2)
    if item.number.kind == "fraction":
        told = _HOUR.search(text, low, item.start) or _HALF_PAST.match(text, item.end)
        return "clock" if told else None
    value = item.quantity.stated
    if value is None or value > _HOURS or item.quantity.unit:
        return None
    if item.number.kind == "words" and value <= 12 and _BEGAN_AT.search(text, sentence.start, item.start):
        if text[item.end : item.end + 1] in (".", ",", ";", ""):
            return "clock"
    past = item.number.kind == "words" and text.startswith(" past ", item.end)
    at = (past or _OF_THE_DAY.match(text, item.end)) and _AT.search(text, low, item.start)
    return "clock" if at or _PAST.search(text, low, item.start) else None


_HOURS = 24
_VOTES = named("uncounted", "votes")
_BY_SO_MANY = named("uncounted", "by-so-many")
_VERDICT = named("uncounted", "verdict")
_SECOND = named("uncounted", "second")
_AGAINST = named("uncounted", "against")
_BY_VOTES = named("uncounted", "by-votes")
_ARABIC_VOTES = named("uncounted", "arabic-votes")
_ARABIC_VERDICT = named("uncounted", "arabic-verdict")


def _ballot(sentence: Sentence, nth: int) -> str | None:
    """That a number is of votes, or a score: 'passed by 13 votes to two', 'drew 1-1'; not 'votes were cast'."""
    item, text = sentence.stated[nth], sentence.text
    low = max(sentence.start, item.start - _LONGEST_QUOTED)
    if sentence.statement.language == "ar":
        score = _ARABIC_VERDICT.search(text, low, item.start) and _SCORE.search(text, item.start - 2, item.end + 3)
        return "votes" if score or _ARABIC_VOTES.match(text, item.end) else None
    if _VOTES.match(text, item.end) or _BY_VOTES.search(text, low, item.start):
        return "votes"
    if text.startswith(" votes", item.end) and _BY_SO_MANY.search(text, low, item.start):
        return "votes"
    verdict = _VERDICT.search(text, low, item.start)
    if verdict is None or item.number.kind != "digits" or counted_noun(sentence, nth) is not None:
        return None
    second = _SECOND.search(text, verdict.start(), item.start)
    return "votes" if second or _AGAINST.match(text, item.end) else None


_SCORE = re.compile(r"\d-\d")
_ONE_MORE = named("uncounted", "one-more")
_OF = named("uncounted", "of")


def _one_more(sentence: Sentence, nth: int) -> bool:
    """Whether a part of one is the next of those just counted: 'two were killed and a third was hurt'."""
    item, text = sentence.stated[nth], sentence.text
    if item.number.kind != "fraction" or _ONE_MORE.fullmatch(text[item.start : item.end]) is None:
        return False
    if _OF.match(text, item.end) or text.endswith(("quarter", "half"), 0, item.end):
        return False
    so_many = 1 / item.number.low - 1 if item.number.low else 0
    return any(before.quantity.stated == so_many for before in sentence.stated[max(0, nth - 2) : nth])


_OF_A_MEASURE = named("uncounted", "of-a-measure")
_AND_A_HALF = named("uncounted", "and-a-half")
_WEIGHING = named("uncounted", "weighing")

_DEFINES = named("uncounted", "defines")

_HEADS = re.compile(r"[-.)]-? ")
"""The number of a heading: '1. Situation'."""

_TYPED = named("uncounted", "typed")

_STREET = named("uncounted", "street")
_HYPHENATED = re.compile(r"[^\W\d_]-$")
_SERIAL = re.compile(r"-\d")

_UNIT_NAME = named("uncounted", "unit-name")


def _part_of_name(sentence: Sentence, nth: int) -> str | None:
    """What a number is that is part of a name: of arms (Kh-101), a paper (2017-02), a unit (59 Division), an hour."""
    item, text = sentence.stated[nth], sentence.text
    names = sentence.of_kinds("place", "actor", "war")
    if any(word.start < item.start and item.end <= word.end for word in names):  # البرج 22
        return "name"
    if item.number.kind != "digits":
        return "name" if item.number.kind == "words" and _is_name_in_words(sentence, item) else None
    if text[item.end : item.end + 1] == '"' and _QUOTED.search(text, max(0, item.start - _LONGEST_QUOTED), item.start):
        return "name"
    before, behind = text[max(0, item.start - 2) : item.start], text[item.end : item.end + 24]
    if _STREET.match(sentence.folded.original, sentence.folded.origin(item.end - 1) + 1):
        return "name"
    if _TYPED.search(text, max(0, item.start - _LONGEST_TYPE), item.start):
        return "name"
    if _HYPHENATED.search(before) or _is_model(sentence, nth) or _is_hull(sentence, item):
        return "name"
    bare = text[item.start : item.end]
    if _SERIAL.match(behind) and len(bare) >= _SERIAL_DIGITS:
        return "label"
    if len(bare) >= _SERIAL_DIGITS and bare.isdigit() and bare.startswith("0"):
        return "label"
    if _is_hour_and_minutes(sentence, item):
        return "clock"
    unit = _UNIT_NAME.match(behind)
    if unit is not None:
        origin = sentence.folded.origin(item.end + unit.start(1))
        return "name" if sentence.folded.original[origin].isupper() else None
    return None


_HOUR_AND_MINUTES = re.compile(r"(?:[01]?\d|2[0-3])\.[0-5]\d")


def _is_hour_and_minutes(sentence: Sentence, item: Stated) -> bool:
    """Whether a number with two decimals is an hour with its minutes: 'Black-out begins at 7.42.'"""
    told = _HOUR_AND_MINUTES.fullmatch(sentence.text, item.start, item.end) is not None
    alone = sentence.text[item.end : item.end + 1] in ("", ".", ",", ";") or sentence.text.startswith(" on ", item.end)
    return told and alone and _AT.search(sentence.text, max(sentence.start, item.start - 8), item.start) is not None


_CAPITALS = re.compile(r"\b[A-Z][a-z]+ $")


_HULL = re.compile(r"\([A-Z]{2,5} $")


def _is_hull(sentence: Sentence, item: Stated) -> bool:
    """Whether a number closes brackets that capitals open: 'the USS Gravely (DDG 107)'."""
    original, origin = sentence.folded.original, sentence.folded.origin
    start = origin(item.start)
    return sentence.text.startswith(")", item.end) and _HULL.search(original, max(0, start - 7), start) is not None


_MODEL = re.compile(r" (?:[A-Z][\w-]+ )$")


def _is_model(sentence: Sentence, nth: int) -> bool:
    """Whether a number stands behind one capital word behind a figure, with a noun to come: '14 Challenger 2 tanks'."""
    if not nth:
        return False
    before, item = sentence.stated[nth - 1], sentence.stated[nth]
    original, origin = sentence.folded.original, sentence.folded.origin
    gap = original[origin(before.end - 1) + 1 : origin(item.start)]
    return _MODEL.fullmatch(gap) is not None and counted_noun(sentence, nth) is not None


def _is_name_in_words(sentence: Sentence, item: Stated) -> bool:
    """Whether a number in words has a capital and stands behind a name within a sentence: 'into District Three'."""
    original, start = sentence.folded.original, sentence.folded.origin(item.start)
    behind_name = _CAPITALS.search(original, max(0, start - _LONGEST_TYPE), start)
    return (
        original[start].isupper()
        and behind_name is not None
        and behind_name.start() > sentence.folded.origin(sentence.start)
    )


_QUOTED = named("uncounted", "quoted")
_LONGEST_QUOTED = 60
_LONGEST_TYPE = 24
_SERIAL_DIGITS = 4
"""Digits of a number that may be a document's or a telephone's."""


def _counts_on(sentence: Sentence, nth: int) -> bool:
    """Whether a counted noun stands right behind a number: 'from camp 12 rockets were fired'."""
    noun, end = counted_noun(sentence, nth), sentence.stated[nth].end
    if sentence.text.startswith(" of the ", end):  # 'Battalion 12 of the 4th Brigade'
        return False
    if noun is not None and '"' in sentence.text[end : noun.start]:  # 'in line 7 read "brigade"'
        return False
    sense = noun.sense("noun") if noun is not None else None
    return sense is not None and sense.id != "unknown"


def _staff(sentence: Sentence, nth: int, word: Word) -> bool:
    """Whether a figure counts the people that somebody employs, not what an army does."""
    noun = counted_noun(sentence, nth)
    sense = noun.sense("noun") if noun is not None else None
    near = abs(sentence.stated[nth].start - word.end) <= _STAFF_REACH
    return near and (sense is None or sense.data.get("class") in ("person", "staff"))


_OUR = named("uncounted", "our")
_OF_OURS = named("uncounted", "of-ours")
_OURS_WRITTEN_ON = named("uncounted", "ours-written-on")


def _own_staff(sentence: Sentence, nth: int) -> bool:
    """Whether a figure is of the speaker's own civilian staff, nothing done to them: 'our 48 observers are home'."""
    item, text, language = sentence.stated[nth], sentence.text, sentence.statement.language
    if language == "en" and (of_ours := _OF_OURS.match(text, item.end)) is not None:
        name = of_ours.group(1)
    elif language == "ar":
        told = _OURS_WRITTEN_ON.match(text, item.end)
        name = told.group(1) if told is not None else ""
    else:
        noun = counted_noun(sentence, nth) if _OUR.search(text, sentence.start, item.start) else None
        name = text[noun.start : noun.end] if noun is not None else ""
    if name not in _staff_words(language):
        return False
    words = sentence.inside(*sentence.clause(item.start), "act", "noun")
    return not any(_of_fate(sense) for word in words for sense in word.senses)


def _of_fate(sense: Sense) -> bool:
    """Whether a word tells what befell people: an act done to them, a loss, the held and the missing."""
    if sense.kind == "act":
        return bool(sense.data.get("people")) or sense.id == "lose"
    return sense.kind == "noun" and ("implies" in sense.data or sense.data.get("class") in ("prisoner", "hostage"))


@cache
def _staff_words(language: str) -> frozenset[str]:
    return frozenset(fold(word).text for word in table("roles")[language]["staff"])


_STAFF_REACH = 40
"""Letters between 'employs' and its figure."""


_MILLION = 1_000_000
_ENTERPRISE = named("uncounted", "enterprise")


def _is_budget(sentence: Sentence, item: Stated) -> bool:
    """Whether a sum is what a war or a mission costs, no price: 'the operation has cost 14.3 billion dollars'."""
    large = item.quantity.stated is not None and item.quantity.stated >= _MILLION
    return large and _ENTERPRISE.search(sentence.text, sentence.start, item.start) is not None


def _no_money(sentence: Sentence, nth: int) -> bool:
    """Whether an English figure has a noun that is no money: 'the war has cost 10,000 lives'."""
    if sentence.statement.language != "en":
        return False
    noun = counted_noun(sentence, nth)
    sense = noun.sense("noun") if noun is not None else None
    return sense is not None and sense.id != "unknown" and sense.data.get("class") not in ("money", "tonnage")


def _sums(word: Word) -> bool:
    """Whether a word may stand before 'was 54' as what comes to it: a toll, the dead, a total; not a person."""
    sense = word.sense("noun")
    if sense is None and word.means("act"):
        return word.means("act", "kill", "injure", "casualty")
    return sense is None or "implies" in sense.data or sense.data.get("class") in _ACTS


_LAST_WORD = re.compile(r"([^\W\d_]+) \($")


def _behind_name(sentence: Sentence, nth: int) -> bool:
    """Whether a number in brackets stands behind a name that is neither a place nor a party: 'Ahmed (31)'."""
    item, folded = sentence.stated[nth], sentence.folded
    named = _LAST_WORD.search(sentence.text, sentence.start, item.start)
    if named is None or not folded.original[folded.origin(named.start())].isupper():
        return False
    return not any(word.start <= named.start() < word.end for word in sentence.words)


_THE_REST = named("uncounted", "the-rest")

_OF_AGE = named("uncounted", "of-age")


def _is_age_limit(sentence: Sentence, nth: int) -> bool:
    """Whether a bound or a range stands alone behind people: 'children under 5', 'men aged 18 to 60'."""
    item, text = sentence.stated[nth], sentence.text
    ends = [side for side in (item.quantity.low, item.quantity.high) if side is not None]
    if not ends or max(ends) > OLDEST or item.quantity.unit or item.quantity.comparator in ("=", "~"):
        return False
    if sentence.statement.language == "ar" or not _LIMITS.match(text, item.start):
        return sentence.statement.language == "en" and text.endswith("aged ", 0, item.start)
    noun = counted_noun(sentence, nth)
    if noun is not None and not noun.means("noun", "unknown"):
        return False
    nouns = (word.sense("noun") for word in sentence.words if word.end == item.start - 1)
    sense = next((sense for sense in nouns if sense is not None), None)
    people = sense is not None and sense.data.get("class") in _PEOPLE and "implies" not in sense.data
    return people or _OF_AGE.search(text, 0, item.start) is not None


_LIMITS = named("uncounted", "limits")
_PEOPLE = ("person", "civilian", "combatant", "trainee", "voter")
_ACTS = ("strike", "sortie", "attack", "violation", "operation", "engagement", "munition")
_TURNED = named("uncounted", "turned")
_YOUNGEST = named("uncounted", "youngest")
_ONE_WAS = named("uncounted", "one-was")
_A_PERSON = named("uncounted", "a-person")
_IT_WAS = named("uncounted", "it-was")
_IS_SO_OLD = named("uncounted", "is-so-old")


def _is_age(sentence: Sentence, nth: int) -> bool:
    """Whether a number stands alone behind a name or 'is': 'the custodian Karim Saleh, 71, who', 'she is 26.'"""
    item, text = sentence.stated[nth], sentence.text
    value = item.quantity.stated
    if item.number.kind not in ("digits", "words") or item.quantity.unit or value is None or value > OLDEST:
        return False
    ends = text[item.end : item.end + 1] in (",", "،", ".", "", ";")
    if ends and _YOUNGEST.search(text, sentence.start, item.start):
        return True
    if item.number.kind == "words":
        return False
    if _ONE_WAS.search(text, sentence.start, item.start) and (ends or _TURNED.search(text, 0, item.start)):
        return True
    if ends and _A_PERSON.search(text, sentence.start, item.start):
        return True
    if text[max(0, item.start - 2) : item.start] in (", ", "، ") and text[item.end : item.end + 1] in (",", "،"):
        return True
    if text[max(0, item.start - 1) : item.start] + text[item.end : item.end + 1] == "()" and _behind_name(
        sentence, nth
    ):
        return True
    first, _ = sentence.clause(item.start)
    before = sentence.inside(sentence.start, item.start, "noun", "same_measure", "change", "act")
    said_of: list[object] = [word for word in before if _sums(word)]
    said_of += [_IT_WAS.search(text, first, item.start)] if _IT_WAS.search(text, first, item.start) else []
    return ends and bool(_IS_SO_OLD.search(text, first, item.start)) and not said_of
