"""Which noun an Arabic figure counts: right behind it (اثنا عشر صاروخا، مئة من الجنود), within it (a dual), or right
before it, where the figure is 'one' or has the article (جندي واحد، أهدافها الثلاثة).
"""

from __future__ import annotations

from collections.abc import Sequence

from onrecord import patterns as re
from onrecord.normal import Folded, Sense, Word
from onrecord.patterns import named
from onrecord.quantity import Stated
from onrecord.sentence import Sentence, apart, told_noun
from onrecord.valueclass import replace

__all__ = ["as_marked", "crowd", "noun_of"]

_MARKED = re.compile("\u064e\u0651?\u064a\u0652?\u0646\\b|\u0651\u064e\u064a\u0652?\u0646\\b")
"""The end of a dual that its vowels tell from a plural: مدنيَّين."""


def as_marked(words: Sequence[Word], folded: Folded) -> list[Word]:
    """The words of a text, nouns whose vowels make them duals as such, and 'lost' only where somebody lost."""
    ends = {folded.index(match.end()) for match in _MARKED.finditer(folded.original)}
    read = list(words)
    if any(form in folded.text for form in (_LOST, _FAMILIES, _PROMISED)):
        read = [_particle_or_verb(words, nth, folded) for nth in range(len(words))]
    return [_as_dual(word) if word.end in ends else word for word in read] if ends else read


_LOST = "فقد"
_PROMISED = "وعد"
_SUBJECTS = ("actor", "party", "armed", "nation", "noun", "side", "own_side")


def _particle_or_verb(words: Sequence[Word], nth: int, folded: Folded) -> Word:
    """A word with the one of its meanings that it has here.

    فقد is a loss (فقد العدو 114 جنديا) or no more than قد (فقد قتلت قواتنا); أسرهم behind 'members of' are families.
    """
    word = words[nth]
    text = folded.text[word.start : word.end]
    families = text == _FAMILIES and bool(word.tail)  # 'their families', not من أسر ثمانية
    if families and _OF_FAMILIES.search(folded.text, max(0, word.whole[0] - 12), word.whole[0]):
        return replace(word, senses=tuple(sense for sense in word.senses if sense.kind != "act"))
    if text == _PROMISED and _counted(folded, word):
        return replace(word, senses=tuple(sense for sense in word.senses if sense.kind not in ("promise", "pledge")))
    if text != _LOST:
        return word
    behind = next((other for other in words[nth + 1 :] if other.whole[0] <= word.end + 1), None)
    lost = behind is not None and not behind.kinds.isdisjoint(_SUBJECTS)
    lost = lost or (behind is None and folded.text.startswith(" ال", word.end))
    return replace(word, senses=tuple(sense for sense in word.senses if (sense.kind == "act") == lost))


_FAMILIES = "اسر"
_OF_FAMILIES = named("arabicnoun", "of-families")


def _counted(folded: Folded, word: Word) -> bool:
    """Whether what is spelled as 'promised' is 'and were counted', by its vowels: وعُدّ اثنان في المفقودين."""
    written = folded.span(word.start, word.end).of(folded.original)
    return "ع\u064f" in written or "\u062f\u0651" in written + folded.original[folded.origin(word.end - 1) + 1 :][:1]


def _as_dual(word: Word) -> Word:
    sense = word.sense("noun")
    if sense is None:
        return word
    return replace(word, senses=(Sense("dual", sense.id, sense.data), *(s for s in word.senses if s is not sense)))


_NUMBER_OF = named("arabicnoun", "number-of")

_STOPS = re.compile(r"[.؛;:!?؟\n()]")


def noun_of(sentence: Sentence, nth: int) -> Word | None:
    """The noun that the nth figure counts, or None where the tables know none."""
    told = told_noun(sentence, nth)
    if told is not None:
        return told
    if crowd(sentence, nth):
        return None
    behind = _noun_behind(sentence, nth) if sentence.stated[nth].number.kind != "rank" else None
    return behind if behind is not None else _noun_before_one(sentence, nth)


def crowd(sentence: Sentence, nth: int) -> bool:
    """Whether a figure is an unnumbered crowd: شيّع الآلاف جثامينهم, where no 'of' follows."""
    item = sentence.stated[nth]
    definite = sentence.text.startswith("ال", item.number.whole_start)
    return item.number.kind == "vague" and definite and not sentence.text.startswith(" من ", item.end)


_CLITICS = ("ب", "ك")
"""Prepositions written on a noun, which then is what something was done with: إصابة ثلاثة بهجوم."""


def _noun_behind(sentence: Sentence, nth: int) -> Word | None:
    """The noun right behind a figure; behind 'of' another word may lead it: مئة من خيرة المقاتلين."""
    item = sentence.stated[nth]
    stop = sentence.right_end(nth)
    number_of = _NUMBER_OF.match(sentence.text, item.end)
    end, slack = item.end if number_of is None else number_of.end(), 0
    for word in sentence.words:
        if word.start < end or word.end > stop:
            continue
        gap = sentence.between(end, word.whole[0]).split()
        apart_by = len(gap) > slack or _STOPS.search(sentence.text, end, word.whole[0]) is not None
        if apart_by or word.joined or word.lead[:1] in _CLITICS:
            return None
        if word.means("noun") and not (slack and word.means("armed")):  # ثلاثون من جيش النظام
            return word
        if word.means("of_whole"):
            slack = 2
        elif not word.means("comparator_after"):
            return None
        end = word.end
    return None


def _noun_before_one(sentence: Sentence, nth: int) -> Word | None:
    """The noun before 'one' or a figure with the article, with at most an adjective between: ضربة جوية واحدة."""
    item = sentence.stated[nth]
    one = item.number.kind == "words" and item.quantity.stated == 1
    if not one and not _with_article(sentence, item):
        return None
    first = sentence.left_end(nth)
    nouns = sentence.inside(first, item.start, "noun")
    pointed = item.number.kind == "rank" and _IS_THE.search(sentence.text, first, item.start) is not None
    if not nouns or (apart(sentence.text, nouns[-1].whole[1], item.start, 1) and not pointed):
        return None
    head = nouns[-1]
    ruled = not head.lead or (not one and head.means("armed"))  # هدف عسكري واحد، ضربات الجيش الـ12
    if len(nouns) > 1 and ruled and head.whole[0] - nouns[-2].whole[1] == 1:
        head = nouns[-2]
    if nth and _noun_behind(sentence, nth - 1) is head:
        return None
    return None if one and _none_at_all(sentence, nth) else head


def _with_article(sentence: Sentence, item: Stated) -> bool:
    """Whether a figure has the article, as adjectives have: أهدافها الثلاثة، الخروقات الـ 48."""
    if item.number.kind == "digits":
        article = _ARTICLE.search(sentence.text, max(sentence.start, item.start - 4), item.number.start)
        return article is not None or sentence.text.startswith("ال", item.start)
    if item.number.kind not in ("words", "rank"):
        return False
    return sentence.text.startswith("ال", item.number.start) or sentence.text.startswith("ال", item.start)


_ARTICLE = named("arabicnoun", "article")
_IS_THE = named("arabicnoun", "is-the")
_NOT_ONE = named("arabicnoun", "not-one")
_EXCEPT = named("arabicnoun", "except")


def _none_at_all(sentence: Sentence, nth: int) -> bool:
    """Whether 'one' is none ('not a single one'), or any number: ضربة واحدة أو أكثر."""
    item = sentence.stated[nth]
    if sentence.text.startswith(" او اكثر", item.end):
        return True
    first = sentence.clause(item.start)[0]
    negated = list(_NOT_ONE.finditer(sentence.text, first, item.start))
    return bool(negated) and not _EXCEPT.search(sentence.text, negated[0].end(), item.start)
