"""Changes: the word that shows that a figure is the size of one, and which way it went."""

from __future__ import annotations

from typing import Literal

from onrecord import englishshape
from onrecord import patterns as re
from onrecord.almanac import moment_of
from onrecord.arabicshape import by_so_many, more_by
from onrecord.normal import Word
from onrecord.patterns import named
from onrecord.period import ONE_DAY, Dated
from onrecord.quantity import Stated
from onrecord.sentence import Sentence
from onrecord.valueclass import dataclass, replace

RELATIVE = ("percent", "times", "percentage_point")

Direction = Literal["", "up", "down"]

_BASE_LEAD = named("changing", "base-lead")
_CHANGE_WORDS = 3
"""Words that may stand between a change and its base: 'an 18 percent drop on 2018'."""


@dataclass(frozen=True, slots=True)
class Change:
    """What shows that a figure is a change: its word (None where the figure says it itself), and the direction.

    ``wished`` says that the rival is no number of the past but one hoped for: 'double what we had asked for'.
    """

    word: Word | None
    direction: Direction
    wished: bool = False


def change_of(sentence: Sentence, nth: int) -> Change | None:
    """The change that a figure is the size of, or None where it is none."""
    item = sentence.stated[nth]
    if is_increment(sentence, nth):
        return Change(None, "up")
    if item.number.kind == "halved":
        return Change(change_word(sentence, nth), "down")
    if item.number.kind == "grown":
        return Change(change_word(sentence, nth), "up")
    if item.quantity.unit == "times":
        return _multiple(sentence, nth)
    beside = _beside(sentence, nth)
    if beside is not None:
        return beside
    word = change_word(sentence, nth)
    if item.quantity.unit in RELATIVE:
        if word is not None:
            return _directed(word)
        return _half_of_before(sentence, nth) or _restated(sentence, nth) or _listed(sentence, nth)
    return _directed(word) if word is not None and _by_so_many(sentence, nth, word) else None


def is_increment(sentence: Sentence, nth: int) -> bool:
    """Whether a figure is what the total in front of it grew by since the report before: '6,776 (+14)'."""
    return sentence.text.startswith("+", sentence.stated[nth].start)


def _directed(word: Word) -> Change:
    return Change(word, "down" if word.means("change", "down") else "up")


# ------------------------------------------------------------------------------------------ the word beside a figure

_MADE = named("changing", "made")


def change_word(sentence: Sentence, nth: int) -> Word | None:
    """The word of increase or decrease that belongs to a figure: behind it, else right before it."""
    item = sentence.stated[nth]
    stop = sentence.right_end(nth)
    behind = _changes(sentence, item.end, min(stop, sentence.clause(item.start)[1]))
    if behind and len(sentence.between(item.end, behind[0].start).split()) <= 2:
        return behind[0]
    first = sentence.left_end(nth)
    before = _changes(sentence, first, item.start)
    if before and len(sentence.between(before[-1].end, item.start).split()) <= 3:
        return None if re.search("[;؛:]", sentence.between(before[-1].end, item.start)) else before[-1]
    sized = sentence.inside(first, item.start, "by_size")
    if before and sized and not sentence.between(sized[-1].end, item.start).strip(" ب"):
        return before[-1]
    return None


def _changes(sentence: Sentence, start: int, end: int) -> list[Word]:
    """The words of increase and decrease in a stretch, but for those that only belong to another verb."""
    text = sentence.text
    return [
        word
        for word in sentence.inside(start, end, "change")
        if not (
            text[word.start : word.end] in ("up", "down") and _MADE.search(text, max(0, word.start - 8), word.start)
        )
    ]


def _by_so_many(sentence: Sentence, nth: int, change: Word) -> bool:
    """Whether a count is the size of a change: 'a fall of 22', 'rose by 14', بزيادة ست قنابل, but not 'rose to 240'."""
    item = sentence.stated[nth]
    if change.end > item.start:
        return False
    sizes = sentence.inside(change.end, item.start, "by_size")
    if sizes and not sentence.between(sizes[-1].end, item.start).strip(" ب"):
        return True
    return sentence.statement.language == "ar" and by_so_many(sentence, nth, change)


# ------------------------------------------------------------------------------------------- more and fewer than

_THAN = named("changing", "than")

_LINK = named("changing", "link")
_UP_ON = named("changing", "up-on")


def _beside(sentence: Sentence, nth: int) -> Change | None:
    """A change told by comparing: so many more or fewer than at another time."""
    item, text = sentence.stated[nth], sentence.text
    stop = sentence.right_end(nth)
    than = _THAN.match(text, item.end, min(stop, sentence.clause(item.start)[1]))
    if than is not None and not _LINK.search(text, item.end, than.start(1)):
        return Change(None, "down" if than["fewer"] else "up")
    if (grown := _UP_ON.match(text, item.end, sentence.end)) is not None and sentence.statement.language == "en":
        return Change(None, "down" if grown.group(1) == "down" else "up")
    more = (more_by if sentence.statement.language == "ar" else englishshape.more_by)(sentence, nth)
    return _directed(more) if more is not None else None


# ----------------------------------------------------------------------------------------------- multiples and halves

_RIVAL = named("changing", "rival")

_WISHED = named("changing", "wished")
_HALF_OF = named("changing", "half-of")


def compares(sentence: Sentence, nth: int) -> bool:
    """Whether what a number of times is a multiple of stands right behind it."""
    return _RIVAL.match(sentence.text, sentence.stated[nth].end) is not None


def _multiple(sentence: Sentence, nth: int) -> Change | None:
    """Twice, three times or so many times something; without that it is no number."""
    item = sentence.stated[nth]
    word = change_word(sentence, nth)
    if word is None and item.number.kind != "multiple" and not compares(sentence, nth):
        return None
    last = sentence.clause(item.start)[1]
    wished = _WISHED.search(sentence.text, item.end, last) is not None
    return Change(word, "down" if word is not None and word.means("change", "down") else "up", wished)


def _half_of_before(sentence: Sentence, nth: int) -> Change | None:
    """'Half what it was', نصف ما كان عليه: down to that part."""
    item = sentence.stated[nth]
    half = item.number.kind == "fraction" and item.quantity.stated == 50
    return Change(None, "down") if half and _HALF_OF.match(sentence.text, item.end) else None


_AND_BY = named("changing", "and-by")


def _listed(sentence: Sentence, nth: int) -> Change | None:
    """A further member of a list of changes that share their verb: تراجع القصف بنسبة ٦٩ في المئة والقنص بنسبة ٥٥."""
    before = sentence.stated[nth - 1] if nth else None
    if before is None or before.quantity.unit != sentence.stated[nth].quantity.unit:
        return None
    if not _AND_BY.fullmatch(sentence.between(before.end, sentence.stated[nth].start)):
        return None
    shared = change_of(sentence, nth - 1)
    return None if shared is None else Change(None, shared.direction)


_RATE = named("changing", "rate")


def _restated(sentence: Sentence, nth: int) -> Change | None:
    """A percentage that restates a fall or a rise told in two numbers before it: '... أي بنسبة ٨١ بالمئة'."""
    item = sentence.stated[nth]
    if nth < 2 or not _RATE.search(sentence.text, max(0, item.start - 9), item.start):
        return None
    words = _changes(sentence, sentence.start, sentence.stated[nth - 2].start)
    return _directed(words[-1]) if words else None


def base_date(sentence: Sentence, item: Stated | None) -> Dated | None:
    """The date that a change is measured against without a figure: 'up 304 percent on March'."""
    if item is None:
        return None
    for dated in sentence.dated:
        links = sentence.inside(item.end, dated.start, "against_base")
        linked = links and not sentence.between(links[-1].end, dated.start).strip()
        beside = dated.start >= item.end and _only_names_change(sentence, item.end, dated.start)
        if linked or (beside and _leads_to_base(sentence, dated)):
            return replace(dated, period=moment_of(dated.period))
    return None


def _leads_to_base(sentence: Sentence, dated: Dated) -> bool:
    """Whether a date's own first word is the link of a change: 'on March', but not 'over the past two weeks'."""
    today = sentence.statement.published_on
    lasts = dated.period.kind == "within" and today is not None and dated.period.end == today + ONE_DAY
    return _BASE_LEAD.match(sentence.text, dated.start, dated.end) is not None and not lasts


def _only_names_change(sentence: Sentence, start: int, end: int) -> bool:
    """Whether nothing stands between a change and its base but what it is called: 'an 18 percent drop on 2018'."""
    gap = sentence.between(start, end)
    return not gap.strip() or (len(gap.split()) <= _CHANGE_WORDS and bool(sentence.inside(start, end, "change")))
