"""Words for none and for all: which of them are a number of nothing where they stand, and what they count.

A word such as 'no' is a zero before the noun it counts; 'nobody' needs none; the Arabic negation of a verb is one
where nobody or a noun without an article follows the verb: لم يُقتل أحد، لم تُسجَّل إصابات، لم تسفر الضربة عن قتلى.
A word such as 'all' is the whole of a noun that it stands before: 'all of the villages', جميع الوزارات.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from typing import TYPE_CHECKING

from onrecord import patterns as re
from onrecord.patterns import named
from onrecord.setwords import forms

if TYPE_CHECKING:
    from onrecord.normal import Folded, Sense, Word

_NEGATION = named("nought", "negation")
_NOBODY = named("nought", "nobody")
_DEFINITE = named("nought", "definite")
_EVENTS = ("strike", "engagement", "sortie", "attack", "violation", "munition")
"""Classes that are things done: 'no strikes' says what happened, 'no soldiers' needs a verb of its own."""

_LONGEST_GAP = 45
_MOST_BETWEEN = {"en": 2, "ar": 1}
"""Words that may stand between a word for none and the noun: 'no heavy coalition weapons', دون وقوع ضحايا."""


def after_negation(folded: Folded, word: Word) -> bool:
    """Whether a negation stands not far before a word, so that 'any' is none."""
    first = word.whole[0]
    return _NEGATION.search(folded.text, max(0, first - _LONGEST_GAP), first) is not None


def negates(folded: Folded, words: Sequence[Word], nth: int) -> tuple[str, int] | None:
    """What the negation of an Arabic verb makes: ("nobody", -1), or ("zero", where its noun starts); None if neither.

    An exception, a number or a definite noun before that says that something was there: لم تقع سوى حادثة.
    """
    word, text = words[nth], folded.text
    nobody = _NOBODY.match(text, word.end)
    limit = nobody.end() if nobody is not None else word.end + _LONGEST_GAP
    for after in words[nth + 1 :]:
        if after.start > limit:
            break
        if not after.kinds.isdisjoint(("exception", "number", "zero", "every", "fraction", "vague")) or after.joined:
            if nobody is None or not text.startswith("احد", after.start):
                return None
        if re.search(r"[\d.,،;؛:]", text[word.end : after.start]):
            return None
        if nobody is None and _counts_none(folded, word, after):
            return "zero", after.start
    return ("nobody", -1) if nobody is not None else None


_NOT_ONE = named("nought", "not-one")


def _counts_none(folded: Folded, word: Word, noun: Word) -> bool:
    """Whether a noun is what the negation leaves at none: bare of an article, a harm or a thing done, not too far."""
    sense = noun.sense("noun")
    if sense is None or noun.lead.startswith(("ال", "ل")) or noun.tail:
        return False
    single = _NOT_ONE.match(folded.text, noun.end) is not None
    if not ("implies" in sense.data or sense.data.get("class") in _EVENTS or single):
        return False
    between = folded.text[word.end : noun.start]
    return 1 <= len(between.split()) <= (_FAR_ONE if single else 4) and _DEFINITE.match(folded.text, noun.end) is None


_FAR_ONE = 7
"""Words between a negation and 'a single one' of what it leaves at none."""


@cache
def _unlinked() -> frozenset[str]:
    """What may not stand between 'no' and what it counts: 'no doubt that', 'no longer'."""
    return frozenset(forms("en", "none"))


def noun_of_none(folded: Folded, words: Sequence[Word], nth: int, sense: Sense) -> int:
    """Where the noun stands that a word such as 'no' counts, -1 where it counts none."""
    word, text = words[nth], folded.text
    arabic = text[word.start] > "\u0600"
    most = 0 if sense.data.get("adjoins") else _MOST_BETWEEN["ar" if arabic else "en"]
    ours = _OF_OURS.match(text, word.end) if sense.data.get("short") else None
    first = word.whole[1] if ours is None else ours.end()
    for after in words[nth + 1 :]:
        if after.start < first:
            continue
        between = text[first : after.start - len(after.lead)]
        if re.search(r"[\d,،.;؛:!?؟\n()]", between) or len(between.split()) > most:
            return -1
        if not _unlinked().isdisjoint(between.split()) or after.means("number"):
            return -1
        if after.means("noun"):
            return -1 if "ال" in after.lead or after.joined else after.start
        if not arabic and after.means("actor") and (flown := _FLOWN.search(text, after.start, after.end)) is not None:
            return flown.start()
    return -1


_OF_OURS = named("nought", "of-ours")
_FLOWN = named("nought", "flown")


_PARTITIVE = named("nought", "partitive")

_MOST_BEFORE_NOUN = 2


_SAID = named("nought", "said")


def _told_of_all(folded: Folded, words: Sequence[Word], nth: int) -> bool:
    """Whether those who are all of something are said to be what stands behind: كلهم مدنيون، جميعهن من النازحات."""
    said = _SAID.match(folded.text, words[nth].end)
    behind = next((word for word in words[nth + 1 :] if word.means("noun")), None)
    if said is None or behind is None or behind.joined or behind.whole[0] != said.end():
        return False
    definite = behind.lead == "ال" or folded.text.startswith("ال", behind.start)
    return definite == bool(said.group().strip()) and not behind.tail


_DIGITS = re.compile(r"\d+")
_BEFORE_ALL = named("nought", "before-all")
_WHOLE_REACH = 90
"""Letters before 'every one of them' in which the number of them stands."""


def _all_of_so_many(folded: Folded, before: Sequence[Word], at: int) -> bool:
    """Whether it was told before how many 'every one of them' are: '1,240 munitions, every one of them guided'."""
    low = max(0, at - _WHOLE_REACH)
    ends = [match.end() for match in _DIGITS.finditer(folded.text, low, at)]
    told = ((word, word.sense("number")) for word in before if low <= word.start)
    ends += [word.end for word, number in told if number is not None and number.id != "one"]
    return any(_BEFORE_ALL.fullmatch(folded.text, end, at) is not None for end in ends)


def every_one(folded: Folded, words: Sequence[Word], nth: int) -> bool:
    """Whether a word such as 'all' is the whole of a noun right behind it; in Arabic the noun is definite."""
    word, text = words[nth], folded.text
    sense = word.sense("all")
    if sense is not None and sense.data.get("told"):
        return _told_of_all(folded, words, nth)
    if sense is not None and sense.data.get("alone"):
        return _all_of_so_many(folded, words[:nth], word.start)
    if word.lead or _PARTITIVE.search(text, max(0, word.start - 8), word.start):
        return False
    for after in words[nth + 1 :]:
        between = text[word.end : after.start - len(after.lead)]
        if re.search(r"[\d,،.;؛:!?؟\n()]", between) or len(between.split()) > _MOST_BEFORE_NOUN:
            return False
        if not after.kinds.isdisjoint(("number", "vague", "fraction", "no_figure")):
            return False
        if after.means("noun"):
            arabic = text[word.start] > "\u0600"
            return not after.joined and (not arabic or after.lead == "ال" or bool(after.tail))
    return False


_BEHIND_NOBODY = named("nought", "behind-nobody")


def counts_nobody(folded: Folded, word: Word) -> bool:
    """Whether 'nobody' or 'none' says how many something was done to."""
    return _BEHIND_NOBODY.match(folded.text, word.end) is not None
