"""The form of a figure: an amount, a change, a share, a ratio; and which figures are none at all."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass

from onrecord import arabicshape, englishshape
from onrecord.counting import acts_by_times, counted_noun
from onrecord.measure import Form
from onrecord.normal import Word
from onrecord.quantity import Stated
from onrecord.sentence import Sentence, apart, breaks

_DIGITS_BESIDE = re.compile(r"\d[ \-]$")
"""Digits right before a figure: both are groups of one telephone number."""

_OLDEST = 110
"""Years of age."""

RELATIVE = ("percent", "times", "percentage_point")


@dataclass(frozen=True, slots=True)
class Shape:
    """How a figure uses its measure: ``form`` is None where it is only the whole that a share is taken of.

    ``shown`` is the word that shows the form; ``base`` the figure that a change is measured against; ``is_base``
    says that the figure is one; ``per`` is the time a ratio is told by; ``whole`` the figure a share
    is taken of. ``why`` says why a figure has no form.
    """

    form: Form | None
    shown: Word | None = None
    base: int | None = None
    is_base: bool = False
    per: str = ""
    whole: int | None = None
    why: str = ""

    @property
    def change(self) -> bool:
        """Whether it tells of a change."""
        return self.form == "change"


def shape_of(sentence: Sentence, nth: int, bases: Mapping[int, int]) -> Shape:
    """The form of the nth figure, with the word that shows it."""
    unit = sentence.stated[nth].quantity.unit
    change, is_base = change_word(sentence, nth), nth in bases.values()
    if (arabic := _arabic_shape(sentence, nth, bases)) is not None:
        return arabic
    if sentence.statement.language == "en" and (more := englishshape.more_by(sentence, nth)) is not None:
        return Shape("change", more, bases.get(nth), is_base)
    if sentence.stated[nth].number.kind in ("all", "zero", "nobody"):
        return Shape("share" if unit == "percent" else "amount", None, None, is_base)
    if is_whole(sentence, nth):
        return Shape(None, why="whole")
    if unit in RELATIVE and change is not None:
        return Shape("change", change, bases.get(nth), is_base)
    if unit == "times":
        if acts_by_times(sentence, nth) is not None:
            return Shape("amount", None, None, is_base)
        if change is None and not _times_of(sentence, nth):
            return Shape(None, why="multiple_of_nothing")
        return Shape("change", None, bases.get(nth), is_base)
    if unit == "percent":
        links = sentence.inside(sentence.stated[nth].end, sentence.end, "of_whole")
        shown = links[0] if links and links[0].whole[0] - sentence.stated[nth].end <= 2 else None
        return Shape("share", shown, None, is_base)
    if change is not None and _by_so_many(sentence, nth, change):
        return Shape("change", change, bases.get(nth), is_base)
    return _plain(sentence, nth, is_base=is_base)


def _plain(sentence: Sentence, nth: int, *, is_base: bool) -> Shape:
    """The form of a count: a rate, a share of another, all of its kind, else an amount."""
    english = sentence.statement.language == "en"
    if (per := _per(sentence, nth)) is not None:
        sense = per.sense("per")
        return Shape("ratio", per, None, is_base, sense.id if sense is not None else "")
    if english and (told := englishshape.rate(sentence, nth)):
        return Shape("ratio", None, None, is_base, told)
    if (whole := whole_of(sentence, nth)) is not None:
        return Shape("share", None, None, is_base, whole=whole)
    if english and (every := englishshape.all_of(sentence, nth)) is not None:
        return Shape("share", every, None, is_base)
    return Shape("amount", None, None, is_base)


def _arabic_shape(sentence: Sentence, nth: int, bases: Mapping[int, int]) -> Shape | None:
    """The form that only Arabic says in these ways, or None."""
    if sentence.statement.language != "ar":
        return None
    is_base = nth in bases.values()
    if (more := arabicshape.more_by(sentence, nth)) is not None:
        return Shape("change", more, bases.get(nth), is_base)
    if sentence.stated[nth].quantity.unit in RELATIVE:
        return None
    if told := arabicshape.rate(sentence, nth):
        return Shape("ratio", None, None, is_base, told)
    if (every := arabicshape.all_of(sentence, nth)) is not None:
        return Shape("share", every, None, is_base)
    return None


def bases_of(sentence: Sentence) -> dict[int, int]:
    """For each figure that is a change, the figure it is measured against: 'a 304 percent increase over 74'."""
    found: dict[int, int] = {}
    for nth, item in enumerate(sentence.stated[:-1]):
        if item.quantity.unit not in RELATIVE:
            continue
        following = sentence.stated[nth + 1]
        stop = change_word(sentence, nth)
        linked = sentence.inside(item.end, following.start, "against_base")
        if stop is not None and linked and following.quantity.unit != item.quantity.unit:
            found[nth] = nth + 1
    return found


def change_word(sentence: Sentence, nth: int) -> Word | None:
    """The word of increase or decrease that belongs to a figure: behind it, else right before it."""
    item = sentence.stated[nth]
    stop = sentence.stated[nth + 1].start if nth + 1 < len(sentence.stated) else sentence.end
    behind = sentence.inside(item.end, min(stop, sentence.clause(item.start)[1]), "change")
    if behind and len(sentence.between(item.end, behind[0].start).split()) <= 2:
        return behind[0]
    first = sentence.stated[nth - 1].end if nth else sentence.start
    before = sentence.inside(first, item.start, "change")
    if before and len(sentence.between(before[-1].end, item.start).split()) <= 3:
        return None if re.search("[;؛:]", sentence.between(before[-1].end, item.start)) else before[-1]
    sized = sentence.inside(first, item.start, "by_size")
    if before and sized and not sentence.between(sized[-1].end, item.start).strip(" ب"):
        return before[-1]
    return None


def _times_of(sentence: Sentence, nth: int) -> bool:
    """Whether a multiple has something that it is a multiple of behind it."""
    end = sentence.stated[nth].end
    return any(
        not sentence.between(end, word.whole[0]).strip() for word in sentence.inside(end, sentence.end, "times_of")
    )


def _by_so_many(sentence: Sentence, nth: int, change: Word) -> bool:
    """Whether a count is the size of a change: 'a fall of 22', 'rose by 14', but not 'rose to 240'."""
    item = sentence.stated[nth]
    if change.end > item.start:
        return False
    if sentence.statement.language == "ar" and arabicshape.by_so_many(sentence, nth, change):
        return True
    sizes = sentence.inside(change.end, item.start, "by_size")
    return bool(sizes) and not sentence.between(sizes[-1].end, item.start).strip(" ب")


_ORDINAL_BEHIND = re.compile(r" ال(?:اول|ثاني|ثالث|رابع|خامس|سادس|سابع|ثامن|تاسع|عاشر|اخير|ماضي|تالي|سابق|نفس)")
"""Behind these 'in the day' is one day: في اليوم الثاني."""


def _per(sentence: Sentence, nth: int) -> Word | None:
    """The time a figure is told by: 'six a day', ثلاثون هجوما في اليوم."""
    item = sentence.stated[nth]
    stop = sentence.stated[nth + 1].start if nth + 1 < len(sentence.stated) else sentence.end
    for word in sentence.inside(item.end, stop, "per"):
        if _ORDINAL_BEHIND.match(sentence.text, word.end):
            continue
        if not apart(sentence.text, item.end, word.whole[0], 3) and not breaks(sentence, item.end, word.start):
            return word
    return None


# ------------------------------------------------------------------------------------------------- parts of wholes


def whole_of(sentence: Sentence, nth: int) -> int | None:
    """The figure that is the whole of this one: the next ('25 of 36'), or the one before ('Of 36 hospitals, 25')."""
    if nth + 1 < len(sentence.stated) and _parts(sentence, nth):
        return nth + 1
    return nth - 1 if nth and _whole_ahead(sentence, nth - 1) else None


def is_whole(sentence: Sentence, nth: int) -> bool:
    """Whether a figure is only the whole that a share is taken of."""
    if nth and _parts(sentence, nth - 1):
        return True
    return nth + 1 < len(sentence.stated) and _whole_ahead(sentence, nth)


def _holds(whole: Stated, part: Stated) -> bool:
    """Whether a whole is as large as its part: '163 from 13 countries' is no share."""
    first, second = part.quantity.stated, whole.quantity.stated
    return first is None or second is None or part.quantity.unit == "percent" or second >= first


_APART = {"en": 5, "ar": 7}
"""Words between a part and its whole."""


def _parts(sentence: Sentence, nth: int) -> bool:
    """Whether 'of' or 'out of' links a figure to the next one."""
    item, whole = sentence.stated[nth], sentence.stated[nth + 1]
    if sentence.statement.language == "en" and whole.start > item.end and englishshape.out_of(sentence, nth):
        return True
    if whole.start <= item.end or apart(sentence.text, item.end, whole.start, _APART[sentence.statement.language]):
        return False
    definite = sentence.text.startswith("ال", whole.number.whole_start)
    if not _holds(whole, item):
        return False
    for word in sentence.inside(item.end, whole.start, "of_whole"):
        between = sentence.between(word.end, whole.start).split()
        close = len([part for part in between if part != "the" and not part.endswith(("'s", "s'"))]) <= 1
        behind = sentence.between(item.end, word.whole[0]).split()
        direct = not behind or (definite and len(behind) == 1) or word.means("of_whole", "out-of")
        if close and direct and not breaks(sentence, item.end, whole.start):
            return True
    return False


def _whole_ahead(sentence: Sentence, nth: int) -> bool:
    """Whether a figure stands behind an 'of' that opens its clause, with its part in the next clause."""
    item = sentence.stated[nth]
    first, last = sentence.clause(item.start)
    opens = sentence.inside(first, item.start, "of_whole")
    if not opens or sentence.between(first, opens[0].whole[0]).strip() or opens[0].joined:
        return False
    following = sentence.stated[nth + 1]
    if sentence.statement.language == "en" and following.start < last:
        return englishshape.part_behind(sentence, nth)
    return (
        following.start >= last
        and counted_noun(sentence, nth) is not None
        and len(sentence.between(last, following.start).split()) <= _UP_TO_PART[sentence.statement.language]
    )


_UP_TO_PART = {"en": 0, "ar": 4}
"""Words between a whole that opens a sentence and its part: in Arabic the verb (لا يعمل سوى ١٢)."""


# -------------------------------------------------------------------------------------------------- what counts not


def negative(sentence: Sentence, nth: int) -> tuple[str, Word | None] | None:
    """What a figure is that is a price, a label or a length, with the word before it in its clause or beside it."""
    item = sentence.stated[nth]
    first, last = sentence.clause(item.start)
    dated = any(date.start < item.start - 1 < date.end + 1 for date in sentence.dated)
    if not dated and _DIGITS_BESIDE.search(sentence.text[max(0, item.start - 4) : item.start]):
        return "digits_beside", None
    if _is_age(sentence, nth):
        return "age", None
    if (named := _part_of_name(sentence, nth)) is not None:
        return named, None
    for word in sentence.inside(first, last, "negative"):
        sense = word.sense("negative")
        assert sense is not None
        where = str(sense.data["where"])
        before = where == "before" and word.end <= item.start and not apart(sentence.text, word.end, item.start, 1)
        after = where == "after" and word.start >= item.end and not apart(sentence.text, item.end, word.start, 1)
        beside = where == "beside" and not sentence.between(word.end + len(word.tail), item.start).strip(" :")
        if beside and word.end <= item.start and not _counts_on(sentence, nth):
            return sense.id, word
        if where == "clause" and sense.id == "price" and _no_money(sentence, nth):
            continue
        if sense.id == "staff" and not _staff(sentence, nth, word):
            continue
        if where == "clause" or before or after:
            return sense.id, word
    return None


_HYPHENATED = re.compile(r"[^\W\d_]-$")
_SERIAL = re.compile(r"-\d")
_CLOCK = re.compile(r"(?::\d\d\b| ?[ap]\.?m\b| o'clock)")
_UNIT_NAME = re.compile(
    r"(?:st|nd|rd|th)? (division|brigade|battalion|regiment|corps|squadron|army|commando|airborne)\b"
)


def _part_of_name(sentence: Sentence, nth: int) -> str | None:
    """What a number is that is part of a name: of arms (Kh-101), a paper (2017-02), a unit (59 Division), an hour."""
    item, text = sentence.stated[nth], sentence.text
    if item.number.kind != "digits":
        return None
    before, behind = text[max(0, item.start - 2) : item.start], text[item.end : item.end + 24]
    if _HYPHENATED.search(before):
        return "name"
    bare = text[item.start : item.end]
    if _SERIAL.match(behind) and len(bare) >= _SERIAL_DIGITS:
        return "label"
    if len(bare) >= _SERIAL_DIGITS and bare.isdigit() and bare.startswith("0"):
        return "label"
    if _CLOCK.match(behind):
        return "clock"
    unit = _UNIT_NAME.match(behind)
    if unit is not None:
        origin = sentence.folded.origin(item.end + unit.start(1))
        return "name" if sentence.folded.original[origin].isupper() else None
    return None


_SERIAL_DIGITS = 4
"""Digits of a number that may be a document's or a telephone's."""


def _counts_on(sentence: Sentence, nth: int) -> bool:
    """Whether a counted noun stands right behind a number: 'from camp 12 rockets were fired'."""
    noun = counted_noun(sentence, nth)
    sense = noun.sense("noun") if noun is not None else None
    return sense is not None and sense.id != "unknown"


def _staff(sentence: Sentence, nth: int, word: Word) -> bool:
    """Whether a figure counts the people that somebody employs, not what an army does."""
    noun = counted_noun(sentence, nth)
    sense = noun.sense("noun") if noun is not None else None
    near = abs(sentence.stated[nth].start - word.end) <= _STAFF_REACH
    return near and (sense is None or sense.data.get("class") in ("person", "staff"))


_STAFF_REACH = 40
"""Letters between 'employs' and its figure."""


def _no_money(sentence: Sentence, nth: int) -> bool:
    """Whether an English figure has a noun that is no money: 'the war has cost 10,000 lives'."""
    if sentence.statement.language != "en":
        return False
    noun = counted_noun(sentence, nth)
    sense = noun.sense("noun") if noun is not None else None
    return sense is not None and sense.id != "unknown" and sense.data.get("class") not in ("money", "tonnage")


_IS_SO_OLD = re.compile(r"\b(?:is|was|turned|turns) $")


def _is_age(sentence: Sentence, nth: int) -> bool:
    """Whether a number stands alone behind a name or 'is': 'the custodian Karim Saleh, 71, who', 'she is 26.'"""
    item, text = sentence.stated[nth], sentence.text
    value = item.quantity.stated
    if item.number.kind != "digits" or value is None or value > _OLDEST:
        return False
    ends = text[item.end : item.end + 1] in (",", "،", ".", "", ";")
    if text[max(0, item.start - 2) : item.start] in (", ", "، ") and text[item.end : item.end + 1] in (",", "،"):
        return True
    first, _ = sentence.clause(item.start)
    said_of = sentence.inside(sentence.start, item.start, "noun", "same_measure", "change", "of_whole", "act")
    return ends and bool(_IS_SO_OLD.search(text, first, item.start)) and not said_of
