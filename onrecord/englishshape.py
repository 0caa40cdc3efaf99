"""The form of a figure where English says it by order: so many more than, all of a kind, so many a day, out of many."""

from __future__ import annotations

from onrecord.normal import Sense, Word
from onrecord.nounphrase import grammar
from onrecord.patterns import named
from onrecord.predicate import phrases
from onrecord.sentence import Sentence

__all__ = ["all_of", "asked_for", "more_by", "out_of", "part_behind", "rate"]

_MORE = named("englishshape", "more")


def more_by(sentence: Sentence, nth: int) -> Word | None:
    """The comparative whose size a figure is: 'six fewer than the day before', '37 percent more than in May'."""
    item = sentence.stated[nth]
    stop = sentence.right_end(nth)
    found = _MORE.match(sentence.text, item.end, min(stop, sentence.clause(item.start)[1]))
    if found is None or grammar("ends") & set(sentence.text[item.end : found.start(1)].split()):
        return None
    way = "down" if found["fewer"] else "up"
    return Word(found.start(1), found.end(1), (Sense("change", way, {}),))


_ALL = named("englishshape", "all")


def all_of(sentence: Sentence, nth: int) -> Word | None:
    """The word that makes a figure all of its kind: 'all three bridges'."""
    item = sentence.stated[nth]
    found = _ALL.search(sentence.text, sentence.start, item.start)
    return Word(found.start(1), found.end(1), (Sense("every", "all", {}),)) if found is not None else None


_TIMES = {"day": "day", "daily": "day", "week": "week", "weekly": "week", "month": "month", "monthly": "month"}
_TIMES |= {"hour": "hour", "hourly": "hour", "year": "year"}
_EVERY = named("englishshape", "every")
_REGULAR = named("englishshape", "regular")


def rate(sentence: Sentence, nth: int) -> str:
    """The time a figure is told by, not right behind it: '40 people cross every day', 'monthly deaths fell to 40'."""
    item = sentence.stated[nth]
    if item.quantity.unit:
        return ""
    first, last = sentence.clause(item.start)
    stop = sentence.right_end(nth)
    behind = _EVERY.match(sentence.text, item.end, min(stop, last))
    if behind is not None and phrases(sentence)[nth] is not None:
        return _TIMES[behind.group(1)]
    before = sentence.left_end(nth)
    if (brought := _BROUGHT.search(sentence.text, max(first, before), item.start)) is not None:
        return _TIMES[brought.group(1)]
    regular = _REGULAR.search(sentence.text, max(first, before), item.start)
    if regular is not None and sentence.inside(regular.end(1), item.start, "reaches", "change"):
        return _TIMES[regular.group(1)]
    return _carried(sentence, nth)


_BROUGHT = named("englishshape", "brought")
_FROM = named("englishshape", "from")


def _carried(sentence: Sentence, nth: int) -> str:
    """The time of the figure before, where this is another number of the same rate: 'down from seven thousand'."""
    item = sentence.stated[nth]
    if not nth or phrases(sentence)[nth] is not None or _FROM.search(sentence.text, sentence.start, item.start) is None:
        return ""
    for before in range(nth - 1, -1, -1):
        told = sentence.inside(sentence.stated[before].end, sentence.stated[before + 1].start, "per")
        if told and (sense := told[0].sense("per")) is not None:
            return sense.id
        if told_by := _REGULAR.search(sentence.text, sentence.start, sentence.stated[before].start):
            return _TIMES[told_by.group(1)]
    return ""


_OF_WHOLE = named("englishshape", "of-whole")
_OUT_OF = named("englishshape", "out-of")
_PLACES = ("locality", "building", "facility", "site", "territory", "post", "target")


def out_of(sentence: Sentence, nth: int) -> bool:
    """Whether the next figure is the whole of this one behind an 'out of' at some distance."""
    item, whole = sentence.stated[nth], sentence.stated[nth + 1]
    own = phrases(sentence)[nth]
    if own is not None and _OF_WHOLE.fullmatch(sentence.text, own.end, whole.start):
        return True
    if item.quantity.unit or _OUT_OF.match(sentence.text[item.end : whole.start]) is None:
        return False
    phrase, of = phrases(sentence)[nth], phrases(sentence)[nth + 1]
    if phrase is None or of is None:
        return True
    mine, other = (each.head.sense("noun") for each in (phrase, of))
    kinds = [str(sense.data.get("class", "")) if sense is not None else "" for sense in (mine, other)]
    return kinds[0] == kinds[1] or kinds[1] not in _PLACES


_ASKED_FOR = named("englishshape", "asked-for")


def asked_for(sentence: Sentence, nth: int) -> bool:
    """Whether money of which a share is told is itself told, as asked for: '39 percent of the 515 million we need'."""
    item, phrase = sentence.stated[nth], phrases(sentence)[nth]
    sense = phrase.head.sense("noun") if phrase is not None else None
    signed = sentence.text[item.start : item.number.start][-1:] in ("$", "€", "£")
    money = signed or (sense is not None and sense.data.get("class") == "money")
    return money and _ASKED_FOR.match(sentence.text, item.end, sentence.end) is not None


def told_itself(sentence: Sentence, nth: int) -> bool:
    """Whether of a whole something is told by itself: it is money asked for, or 'the 96,000 whom the war drove out'."""
    return asked_for(sentence, nth) or done_to_it(sentence, nth)


def done_to_it(sentence: Sentence, nth: int) -> bool:
    """Whether a clause of its own says what was done to the people of a whole: 'the 96,000 whom the war drove out'."""
    item, phrase = sentence.stated[nth], phrases(sentence)[nth]
    relative = _WHO.match(sentence.text, phrase.head.end if phrase is not None else item.end, sentence.end)
    if relative is None:
        return False
    stop = min(relative.end(1), sentence.right_end(nth))
    if _YET_TO_BE.search(relative.group(1)) is not None:
        return False
    acts = (word for word in sentence.inside(relative.start(), stop, "act") if not word.means("noun"))
    return any(sense.data.get("people") for act in acts for sense in act.senses if sense.kind == "act")


_WHO = named("englishshape", "who")
_YET_TO_BE = named("englishshape", "yet-to-be")
_VERB = named("englishshape", "verb")


def part_behind(sentence: Sentence, nth: int) -> bool:
    """Whether the part of a whole that opens a clause follows in it: 'of 54 districts 15 lie in ruins'."""
    following = sentence.stated[nth + 1]
    if phrases(sentence)[nth + 1] is not None:
        return False
    if phrases(sentence)[nth] is None and _WHO.match(sentence.text, sentence.stated[nth].end) is None:
        return False
    return part_at_end(sentence, nth) or _VERB.match(sentence.text, following.end) is not None


_DONE = named("englishshape", "done")
_ENDS = named("englishshape", "ends")


def part_at_end(sentence: Sentence, nth: int) -> bool:
    """Whether a part is what was done to some: 'of the 5,000 men that we were to let go we have set free 3,895'."""
    following, text = sentence.stated[nth + 1], sentence.text
    if _ENDS.match(text, following.end) is None:
        return False
    return _DONE.search(text, sentence.stated[nth].end, following.start) is not None


_NEXT = named("englishshape", "next")


def next_part(sentence: Sentence, nth: int) -> bool:
    """Whether a figure is a further part of the same whole: 'of 115 missions, 52 were let through, 31 impeded'."""
    item, before = sentence.stated[nth], sentence.stated[nth - 1]
    if phrases(sentence)[nth] is not None or phrases(sentence)[nth - 1] is not None or item.quantity.unit:
        return False
    return _NEXT.fullmatch(sentence.text[before.end : item.start]) is not None
