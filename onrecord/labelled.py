"""Bare numbers that are the number of a thing or describe one, and so take up nothing that was counted before.

badge 4471, photographs 12 to 19           right behind a noun that no figure is told with
the frequency is 243.0, it seats 180       said of a thing that is no count
a two-state solution, the 5+1 talks        a part of a compound
"""

from __future__ import annotations

from functools import cache

from onrecord import patterns as re
from onrecord.counting import counted_noun
from onrecord.normal import Word
from onrecord.patterns import named
from onrecord.quantity import Stated
from onrecord.sentence import Sentence
from onrecord.setwords import forms

_COMPOUND = named("labelled", "compound")
_GROUP_OF = named("labelled", "group-of")
_SUM_NAME = re.compile(r"\+\d")


def labelled(sentence: Sentence, nth: int) -> str:
    """What a number is of that counts nothing, by the key of the reason, or ''."""
    item, bare = sentence.stated[nth], counted_noun(sentence, nth) is None
    if bare and _is_no_count(item):
        return "numbered"
    if sentence.statement.language == "ar":
        return _in_arabic(sentence, item)
    match item.quantity.unit:
        case "times":
            return "property" if _is_so_often(sentence, item) else ""
        case "percent":
            return "property" if bare and _is_rate_of_thing(sentence, item) else ""
        case "":
            return _compound(sentence, item) or (_in_english(sentence, item) if bare else "")
    return ""


def _compound(sentence: Sentence, item: Stated) -> str:
    text = sentence.text
    if _COMPOUND.match(text, item.end) or _SUM_NAME.match(text, item.end) or text.endswith("+", 0, item.start):
        return "compound"
    return "numbered" if item.number.kind == "digits" and _GROUP_OF.search(text, sentence.start, item.start) else ""


def _in_english(sentence: Sentence, item: Stated) -> str:
    """What a number without a noun of its own is."""
    if item.number.kind == "digits" and _is_number_of_thing(sentence, item):
        return "numbered"
    if item.number.kind not in ("digits", "words"):
        return ""
    year = _YEAR.fullmatch(sentence.text, item.start, item.end)
    if year is not None and _YEAR_OF.search(sentence.text, sentence.start, item.start):
        return "year"
    return "property" if _is_said_of_thing(sentence, item) else ""


def _is_no_count(item: Stated) -> bool:
    """Whether a number without a unit is not whole, as no count is that was told before: 'tune in on 102.5'."""
    stated = item.quantity.stated
    return item.number.kind == "digits" and not item.quantity.unit and stated is not None and stated % 1 != 0


_BEHIND_WORD = re.compile(r"(?:(\w+) )?([^\W\d_]{3,}) $")
_PHRASE = named("labelled", "phrase")
_PLAIN = re.compile(r"\d{1,5}")
_VERBAL = named("labelled", "verbal")
_VERB_ENDS = ("ed", "ing", "ly", "wn", "'s")
_NOUNS = frozenset(("noun", "report_noun", "event_noun", "event_word", "document_noun", "ground", "negative"))


def _is_number_of_thing(sentence: Sentence, item: Stated) -> bool:
    """Whether digits stand right behind a noun without an article: 'to ward 6', 'badge 4471', 'photographs 12'."""
    text = sentence.text
    found = _BEHIND_WORD.search(text, sentence.start, item.start)
    if found is None or _PLAIN.fullmatch(text, item.number.start, item.number.end) is None:
        return False
    if item.start != item.number.start or _PHRASE.search(text, sentence.start, found.start(2)):
        return False
    last = found.group(2)
    words = [word for word in sentence.words if word.start <= found.start(2) < word.end]
    if not words:
        if last in _function_words() or last.endswith(_VERB_ENDS) or _VERBAL.fullmatch(last):
            return False
        return not _is_place_like(sentence, found.start(2), found.group(1))
    return all(_is_thing(word, last) for word in words)


def _is_thing(word: Word, text: str) -> bool:
    """Whether a known word is nothing but a noun of one thing, which no verb and no list ends in before a count."""
    plural = text.endswith("s") and not text.endswith(forms("en", "number", "no-plural"))
    return word.kinds <= _NOUNS and not plural and text not in forms("en", "number", "plural")


def _is_place_like(sentence: Sentence, start: int, before: str | None) -> bool:
    """Whether an unknown word is a name behind a preposition, as a place that no gazetteer has: 'at Medyka 230,000'."""
    original, origin = sentence.folded.original, sentence.folded.origin
    return original[origin(start)].isupper() and before in forms("en", "ends", "preposition")


@cache
def _function_words() -> frozenset[str]:
    """Words between a figure and what stands before it, none of them a noun."""
    kinds = ("ends", "beside", "between", "doing")
    return frozenset(word for kind in kinds for form in forms("en", kind) for word in form.split())


def _is_so_often(sentence: Sentence, item: Stated) -> bool:
    """Whether 'twice' only says how often something was done that is no act of a war: 'the law was amended twice'."""
    if item.number.kind != "multiple" or sentence.text[item.number.start : item.number.end] != "twice":
        return False
    if sentence.text[item.end : item.end + 1] not in ("", ".", ",", ";"):
        return False
    return not sentence.inside(*sentence.clause(item.start), "act", "noun", "event_noun")


_SAID_OF = named("labelled", "said-of")
_RATE_OF = named("labelled", "rate-of")
_YEAR, _YEAR_OF = re.compile(r"1\d{3}|20\d\d"), named("labelled", "year-of")
_NUMBER_TO = named("labelled", "number-to")


def _is_said_of_thing(sentence: Sentence, item: Stated) -> bool:
    """Whether a number is all that is said of a thing that no table knows: 'the frequency is 243.0'."""
    if _NUMBER_TO.search(sentence.text, sentence.start, item.start):
        return True
    return _names_unknown(sentence, _SAID_OF.search(sentence.text, _lead(sentence), item.start))


def _is_rate_of_thing(sentence: Sentence, item: Stated) -> bool:
    """Whether a percentage is all that is said of such a thing: 'literacy is at 92 percent'."""
    return _names_unknown(sentence, _RATE_OF.search(sentence.text, _lead(sentence), item.start))


def _lead(sentence: Sentence) -> int:
    """Where a pattern begins that asks for what stands before a sentence too."""
    return max(0, sentence.start - 2)


def _names_unknown(sentence: Sentence, found: re.Match[str] | None) -> bool:
    """Whether the noun that was found is of a thing that no table knows, and neither a count nor a word of grammar."""
    if found is None or found.group(1) in _counts() or found.group(1) in _function_words():
        return False
    return not any(word.whole[0] <= found.start(1) < word.end for word in sentence.words)


@cache
def _counts() -> frozenset[str]:
    """Nouns of a count itself: 'the total was 44'."""
    return frozenset(forms("en", "total"))


_OF_AGE = named("labelled", "arabic-age")
_ARABIC_NUMBER_TO = named("labelled", "arabic-number-to")
_ROOM_FOR = named("labelled", "arabic-room-for")
_IN_EACH = named("labelled", "arabic-in-each")
_PLAN_OF, _POINTS = named("labelled", "arabic-plan-of"), named("labelled", "arabic-points")
_ARTICLE = named("labelled", "arabic-article")


def _in_arabic(sentence: Sentence, item: Stated) -> str:
    """The same in Arabic: ages, what a place has room for, the points of a plan, a number as an adjective."""
    text, start = sentence.text, sentence.start
    if _OF_AGE.match(text, item.end):
        return "age"
    if _ARABIC_NUMBER_TO.search(text, start, item.start):
        return "numbered"
    if _ROOM_FOR.search(text, start, item.start) or _IN_EACH.search(text, start, item.start):
        return "definition"
    if _POINTS.match(text, item.end) and _PLAN_OF.search(text, start, item.start):
        return "compound"
    return ""
