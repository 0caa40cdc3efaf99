"""The form of a figure where Arabic says it by order or by what is written on the word: so many more, a rate, all."""

from __future__ import annotations

from onrecord import patterns as re
from onrecord.datewords import unit_called
from onrecord.normal import Sense, Word
from onrecord.patterns import named
from onrecord.sentence import Sentence

__all__ = ["all_of", "but_so_many", "by_so_many", "ended_in_strikes", "more_by", "rate", "told_of_whole"]

_MORE = named("arabicshape", "more")


def more_by(sentence: Sentence, nth: int) -> Word | None:
    """The comparative whose size a figure with 'by' written on it is: أقل بعشرة خروق، أعلى من آذار بثلاثين في المئة."""
    item, text = sentence.stated[nth], sentence.text
    if not text.startswith("ب", item.start):
        return None
    first = sentence.clause(item.start)[0]
    before = max(first, sentence.left_end(nth))
    found = _MORE.search(text, before, item.start)
    if found is None:
        return None
    way = "down" if found["less"] else "up"
    return Word(found.start(1), found.end(1), (Sense("change", way, {}),))


_CHANGING = named("arabicshape", "changing")


def by_so_many(sentence: Sentence, nth: int, change: Word) -> bool:
    """Whether a count stands right behind a word of change, without 'to': بزيادة ستة."""
    item = sentence.stated[nth]
    if change.end > item.start or sentence.between(change.end, item.start).strip():
        return False
    return _CHANGING.match(sentence.text, change.start) is not None


_MEAN = named("arabicshape", "mean")
_IN_TIME = named("arabicshape", "in-time")


def rate(sentence: Sentence, nth: int) -> str:
    """The time by which a mean is told: بمعدل ألف في الأسبوع; '' where there is none."""
    item = sentence.stated[nth]
    if _MEAN.search(sentence.text, max(sentence.start, item.start - 24), item.start) is None:
        return ""
    stop = sentence.right_end(nth)
    told = _IN_TIME.match(sentence.text, item.end, stop)
    return unit_called(told["unit"])[0] if told is not None else ""


_ENDED = named("arabicshape", "ended")


def ended_in_strikes(sentence: Sentence, nth: int) -> bool:
    """Whether a part of the sorties is those that ended in strikes: انتهت ٥٢ منها بقصف."""
    first, last = sentence.clause(sentence.stated[nth].start)
    pointers = sentence.inside(sentence.stated[nth].end, last, "pointer")
    text = sentence.between(first, last)
    if not pointers or sentence.between(sentence.stated[nth].end, pointers[0].whole[0]).strip():
        return False
    own = sentence.text[sentence.stated[nth].start : pointers[0].whole[1]]
    return _ENDED.search(text.replace(own + " ", "", 1)) is not None


def all_of(sentence: Sentence, nth: int) -> Word | None:
    """The word that makes a figure with the article all of its kind: جسورها الخمسة كلها."""
    item = sentence.stated[nth]
    if not sentence.text.startswith("ال", item.number.whole_start):
        return None
    words = sentence.inside(item.end, sentence.end, "every")
    return words[0] if words and len(sentence.between(item.end, words[0].whole[0]).split()) == 0 else None


def share_of_place(sentence: Sentence, nth: int) -> bool:
    """Whether a figure stands alone in brackets behind a place, which is its share: حلب (٢٤)، واللاذقية (٤)."""
    item = sentence.stated[nth]
    if sentence.text[item.start - 1 : item.start] != "(" or sentence.text[item.end : item.end + 1] != ")":
        return False
    places = sentence.inside(max(sentence.start, item.start - _NAME), item.start, "place")
    return bool(places) and not sentence.between(places[-1].whole[1], item.start - 1).strip()


_NAME = 40
"""Letters of the longest name of a place."""


_LABEL = re.compile(r"(?:^|\n)[^\w\n]*[^\W\d_][^\n:.!؟]{1,40}: ?\(?$")
"""A line up to its figure, of which a label says what it counts: المنازل المدمرة: ٨٠."""


_IN_ROW = re.compile(r"\| *(?:[^\W\d_]+ ){1,3}\(?$")
"""The label of a cell of a line written as a row: القتلى 12 | الجرحى 30."""
_ROW = 48


def labelled(sentence: Sentence, nth: int) -> bool:
    """Whether a figure stands right behind the label of its line."""
    item = sentence.stated[nth]
    if _IN_ROW.search(sentence.text, max(0, item.start - _ROW), item.start) is not None:
        return True
    if not sentence.text.endswith((":", ": ", ": (", ":("), max(0, item.start - 3), item.start):
        return False
    first = max(sentence.text.rfind("\n", 0, item.start), 0)
    return _LABEL.search(sentence.text[first : item.start]) is not None


_BUT = named("arabicshape", "but")


def but_so_many(sentence: Sentence, nth: int) -> bool:
    """Whether a figure is all that a negation leaves: من أصل ٣٦ مستشفى لا يعمل سوى أحد عشر."""
    start = sentence.stated[nth].start
    return _BUT.search(sentence.text, max(sentence.start, start - 6), start) is not None


_OWN_PREDICATE = named("arabicshape", "own-predicate")


def told_of_whole(sentence: Sentence, nth: int) -> bool:
    """Whether a verb right behind a whole, or its noun, tells of it: أسقطنا ٢٢ من أصل ٢٤ صاروخا أطلقها العدو."""
    return _OWN_PREDICATE.match(sentence.text, sentence.stated[nth].end) is not None
