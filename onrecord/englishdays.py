"""What English alone says of the time of a figure: where the counted are now, and that a date is of another count."""

from __future__ import annotations

from onrecord.patterns import named
from onrecord.sentence import Sentence
from onrecord.timing import Aspect, Timed

# ------------------------------------------------------------------------------------------- where the counted are now

_TREATED = named("englishdays", "treated")


def in_treatment(sentence: Sentence, nth: int) -> bool:
    """Whether the hurt are in treatment now: '56 are still in hospital'."""
    return _TREATED.match(sentence.text, sentence.stated[nth].end, sentence.end) is not None


_IN_PLACE = named("englishdays", "in-place")
_LET_GO = named("englishdays", "let-go")


def in_place(sentence: Sentence, nth: int) -> bool:
    """Whether it is told where the counted are now: '900,000 are on the roads', '43,000 sleep under trees'."""
    end = sentence.stated[nth].end
    last = sentence.right_end(nth)
    found = _IN_PLACE.match(sentence.text, end, last)
    return found is not None and _LET_GO.search(sentence.text, end, found.end()) is None


_HELD_BEHIND = named("englishdays", "held-behind")
_HELD_LABEL = named("englishdays", "held-label")
_LABEL_REACH = 60
"""Code points of the longest label in front of a figure."""


def in_hand(sentence: Sentence, nth: int, aspect: Aspect) -> bool:
    """Whether it is told in whose hands the counted are: 'prisoners in our hands: 241', 'three men in custody'."""
    item = sentence.stated[nth]
    low = max(sentence.start, item.start - _LABEL_REACH)
    if _HELD_LABEL.search(sentence.text, low, item.start) is not None:
        return True
    return aspect in ("now", "is", "still") and _HELD_BEHIND.match(sentence.text, item.end, sentence.end) is not None


# ------------------------------------------------------------------------------------- that a date is of another count

_COUNT_OF = named("englishdays", "count-of")
_COUNT_BEFORE = named("englishdays", "count-before")
_FOR = named("englishdays", "for")
_SUMS_UP = named("englishdays", "sums-up")
_COUNT_WORDS = 2
"""Words between 'a year earlier it was' and the count."""
_ASIDE_REACH = 90
"""Code points before a date in which the words stand that sum up."""


def dates_only_here(sentence: Sentence, timed: Timed) -> bool:
    """Whether a date is that of a count set beside the one that is told, or of a sum, so that nothing else is of it."""
    if sentence.statement.language != "en" or not sentence.stated or timed.part == "start":
        return False
    count = _COUNT_OF.match(sentence.text, timed.end, sentence.end)
    if count is not None:
        first = next((item.start for item in sentence.stated if item.start >= count.end()), sentence.end)
        if len(sentence.between(count.end(), first).split()) <= _COUNT_WORDS:
            return True
    low = max(sentence.start, timed.start - _ASIDE_REACH)
    led = _FOR.match(sentence.text, timed.start) is not None
    if led and _COUNT_BEFORE.search(sentence.text, low, timed.start) is not None:
        return True
    runs = timed.period.kind == "since" and timed.told != "since-then"
    return runs and _SUMS_UP.search(sentence.text, low, timed.start) is not None
