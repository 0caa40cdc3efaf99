"""The form of a figure: an amount, a change, a share, a ratio; and which figures are none at all."""

from __future__ import annotations

from collections.abc import Mapping

from onrecord import arabicshape, englishshape
from onrecord import patterns as re
from onrecord.changing import RELATIVE, Direction, change_of, compares, is_increment
from onrecord.counting import acts_by_times, counted_noun
from onrecord.measure import Form
from onrecord.normal import Sense, Word
from onrecord.patterns import named
from onrecord.quantity import Stated
from onrecord.sentence import Sentence, apart, breaks
from onrecord.valueclass import dataclass


@dataclass(frozen=True, slots=True)
class Shape:
    """How a figure uses its measure: ``form`` is None where it is only the whole that a share is taken of.

    ``shown`` is the word that shows the form; ``base`` the figure that a change is measured against; ``is_base``
    says that the figure is one; ``per`` is the time a ratio is told by; ``whole`` the figure a share
    is taken of. ``why`` says why a figure has no form; ``direction`` which way a change went.
    """

    form: Form | None
    shown: Word | None = None
    base: int | None = None
    is_base: bool = False
    per: str = ""
    whole: int | None = None
    why: str = ""
    direction: Direction = ""
    increment: bool = False
    """Whether it is what the total in front of it grew by: '6,776 (+14)'."""

    @property
    def change(self) -> bool:
        """Whether it tells of a change."""
        return self.form == "change"


def shape_of(sentence: Sentence, nth: int, bases: Mapping[int, int]) -> Shape:
    """The form of the nth figure, with the word that shows it."""
    number, unit = sentence.stated[nth].number, sentence.stated[nth].quantity.unit
    is_base = nth in bases.values()
    if number.kind in ("all", "zero", "nobody"):
        return Shape("share" if unit == "percent" else "amount", None, None, is_base)
    if is_whole(sentence, nth) and not _told_of_whole(sentence, nth):
        return Shape(None, why="whole")
    if counts_acts(sentence, nth):
        return Shape("amount", None, None, is_base)
    if (change := change_of(sentence, nth)) is not None:
        form: Form = "comparison" if change.wished else "change"
        grown = is_increment(sentence, nth)
        return Shape(form, change.word, bases.get(nth), is_base, direction=change.direction, increment=grown)
    if unit == "percentage_point" and (went := sentence.stated[nth].quantity.direction):  # من 41 إلى 44,5 في المئة
        return Shape("change", None, None, is_base, direction=went)
    if unit == "times":
        return Shape(None, why="multiple_of_nothing")
    if unit == "percent":
        links = sentence.inside(sentence.stated[nth].end, sentence.end, "of_whole")
        shown = links[0] if links and links[0].whole[0] - sentence.stated[nth].end <= 2 else None
        return Shape("share", shown, None, is_base)
    return _plain(sentence, nth, bases)


def _told_of_whole(sentence: Sentence, nth: int) -> bool:
    """Whether something else is told of a whole, so that it counts itself: 22 من أصل 24 صاروخا أطلقها العدو."""
    if sentence.statement.language == "en":
        return englishshape.told_itself(sentence, nth)
    return arabicshape.told_of_whole(sentence, nth)


def _plain(sentence: Sentence, nth: int, bases: Mapping[int, int]) -> Shape:
    """The form of a count: a rate, a share of another, all of its kind, else an amount."""
    is_base, language = nth in bases.values(), sentence.statement.language
    if language == "ar" and (told := arabicshape.rate(sentence, nth)):
        return Shape("ratio", None, None, is_base, told)
    if (per := per_word(sentence, nth)) is not None:
        sense = per.sense("per", "per_before")
        return Shape("ratio", per, None, is_base, sense.id if sense is not None else "")
    if language == "en" and (told := englishshape.rate(sentence, nth)):
        return Shape("ratio", None, None, is_base, told)
    if (whole := whole_of(sentence, nth)) is not None:
        return Shape("share", None, None, is_base, whole=whole)
    every = englishshape.all_of(sentence, nth) if language == "en" else arabicshape.all_of(sentence, nth)
    if (
        every is not None
        or all_of_them(sentence, nth)
        or (language == "ar" and arabicshape.ended_in_strikes(sentence, nth))
    ):
        return Shape("share", every, None, is_base)
    rate = _as_before(sentence, nth, bases)
    return Shape("amount", None, None, is_base) if rate is None else Shape("ratio", None, None, is_base, rate)


def counts_acts(sentence: Sentence, nth: int) -> bool:
    """Whether 'times' counts what was done ('broke the truce 19 times') and is no multiple of something."""
    item = sentence.stated[nth]
    twice = item.number.kind == "multiple" and sentence.text.startswith("twice", item.number.start)
    if item.quantity.unit != "times" or not (twice or item.number.kind in ("words", "digits")):
        return False
    rival = compares(sentence, nth) and _AT_TIME.match(sentence.text, item.end) is None
    return not rival and acts_by_times(sentence, nth) is not None


_AT_TIME = named("shape", "at-time")


def bases_of(sentence: Sentence) -> dict[int, int]:
    """For each figure that is a change, the figure it is measured against: 'a 304 percent increase over 74'."""
    found: dict[int, int] = {}
    for nth, item in enumerate(sentence.stated[:-1]):
        if item.quantity.unit not in RELATIVE:
            continue
        following = sentence.stated[nth + 1]
        linked = sentence.inside(item.end, following.start, "against_base")
        if linked and change_of(sentence, nth) is not None and following.quantity.unit != item.quantity.unit:
            found[nth] = nth + 1
    return found


# ------------------------------------------------------------------------------------------------------------ ratios

_NEAR = 3
_LATER_THAN = named("shape", "later-than")

_LASTING = named("shape", "lasting")

_ALWAYS = named("shape", "always")


_IN_THE = named("shape", "in-the")


def per_word(sentence: Sentence, nth: int) -> Word | None:
    """The time a figure is told by: 'six a day', ثلاثون هجوما في اليوم, 'a daily average of six'."""
    item, text = sentence.stated[nth], sentence.text
    stop = sentence.right_end(nth)
    for word in sentence.inside(item.end, stop, "per"):
        if _LATER_THAN.match(text, word.end) or breaks(sentence, item.end, word.start):
            continue
        if _LASTING.search(text, item.end, word.start):
            continue
        most = 2 * LONGEST_PER if _ALWAYS.match(text, word.start) else _NEAR
        if not apart(text, item.end, word.whole[0], most):
            return word
    if (told := _IN_THE.match(text, item.end, stop)) is not None and sentence.statement.language == "ar":
        return Word(told.start("in"), told.end(), (Sense("per", str(told.lastgroup), {}),))
    first = sentence.left_end(nth)
    before = sentence.inside(first, item.start, "per_before")
    if sentence.statement.language == "ar" and not before:  # يُقتل كل يوم ستة، but في اليوم ١٢
        before = [word for word in sentence.inside(first, item.start, "per") if _EVERY.match(text, word.start)]
    return before[-1] if before and not sentence.between(before[-1].end, item.start).strip() else None


_EVERY = named("shape", "every")


LONGEST_PER = 5

_AGAINST_RATE = named("shape", "against-rate")


def _as_before(sentence: Sentence, nth: int, bases: Mapping[int, int]) -> str | None:
    """The time of the ratio that a bare figure is set against: 'two thousand a day, down from seven thousand'."""
    item = sentence.stated[nth]
    if not nth or counted_noun(sentence, nth) is not None or item.quantity.unit:
        return None
    if not _AGAINST_RATE.search(sentence.text, max(0, item.start - 20), item.start):
        return None
    for earlier in (nth - 1, nth - 2):
        before = shape_of(sentence, earlier, bases) if earlier >= 0 else None
        if before is not None and before.form == "ratio":
            return before.per
    return None


# ------------------------------------------------------------------------------------------------- parts of wholes


def whole_of(sentence: Sentence, nth: int) -> int | None:
    """The figure that is the whole of this one: the next ('25 of 36'), or the one before ('Of 36 hospitals, 25')."""
    if nth + 1 < len(sentence.stated) and _parts(sentence, nth):
        return nth + 1
    if nth and _whole_ahead(sentence, nth - 1):
        return nth - 1
    if sentence.statement.language != "en" or nth < _THIRD or not englishshape.next_part(sentence, nth):
        return None
    whole = whole_of(sentence, nth - 1)
    shared = whole is not None and whole < nth - 1 and _holds(sentence.stated[whole], sentence.stated[nth])
    return whole if shared else None


_THIRD = 2
"""The least number of a figure that follows a whole and its first part."""


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
    if whole.start <= item.end or whole.quantity.unit:
        return False
    if sentence.statement.language == "en" and englishshape.out_of(sentence, nth):
        return True
    definite = sentence.text.startswith("ال", whole.number.whole_start)
    if not _holds(whole, item):
        return False
    for word in sentence.inside(item.end, whole.start, "of_whole"):
        gap = sentence.between(word.end, whole.start)
        if len(gap.split()) > 1 and not _OWNED.fullmatch(gap) and not (definite and _OF_THE_TEN.fullmatch(gap)):
            continue
        if word.means("of_whole", "out-of"):
            if _within_reach(sentence, item.end, whole.start):
                return True
            continue
        behind = sentence.between(item.end, word.whole[0]).split()
        if not behind or (definite and len(behind) == 1):
            return _within_reach(sentence, item.end, whole.start)
    return False


_OF_THE_TEN = re.compile(r"(?: [^\W\d]+){2,3} ")
"""A noun and whose it is, before the definite number of all: أربعة من أحياء المدينة العشرة."""


def _within_reach(sentence: Sentence, start: int, end: int) -> bool:
    most = _APART[sentence.statement.language]
    return not breaks(sentence, start, end) and not apart(sentence.text, start, end, most)


_OWNED = named("shape", "owned")


def _whole_ahead(sentence: Sentence, nth: int) -> bool:
    """Whether a figure stands behind an 'of' that opens its clause, with its part in the next clause."""
    item = sentence.stated[nth]
    first, last = sentence.clause(item.start)
    opens = sentence.inside(first, item.start, "of_whole")
    if not opens or sentence.between(first, opens[0].whole[0]).strip() or opens[0].joined:
        return False
    if sentence.inside(opens[0].end, item.start, "act"):  # تمكنت أمس، بعد رصد، من اعتقال 18 شخصا
        return False
    following = sentence.stated[nth + 1]
    if sentence.statement.language == "en" and (following.start < last or englishshape.part_at_end(sentence, nth)):
        return _holds(item, following) and englishshape.part_behind(sentence, nth)
    only = sentence.statement.language == "ar" and arabicshape.but_so_many(sentence, nth + 1)
    return (
        (following.start >= last or only)
        and (counted_noun(sentence, nth) is not None or _who(sentence, nth))
        and (only or len(sentence.between(last, following.start).split()) <= _UP_TO_PART[sentence.statement.language])
    )


def _who(sentence: Sentence, nth: int) -> bool:
    return sentence.statement.language == "en" and englishshape.done_to_it(sentence, nth)


_ALL = named("shape", "all")
_IN_ALL = named("shape", "in-all")
_NUMBERED_ALL = named("shape", "numbered-all")


def all_of_them(sentence: Sentence, nth: int) -> bool:
    """Whether a figure is all that there are: 'all three bridges', جسورها الخمسة كلها."""
    item, text = sentence.stated[nth], sentence.text
    before = max(sentence.start, item.start - 16)
    if _ALL.search(text, before, item.start):
        return not _IN_ALL.search(text, before, item.start)
    return text.startswith("ال", item.start) and _NUMBERED_ALL.search(text, before, item.start) is not None


_UP_TO_PART = {"en": 0, "ar": 4}
"""Words between a whole that opens a sentence and its part: in Arabic the verb (لا يعمل سوى ١٢)."""
