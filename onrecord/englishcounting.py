"""What an English figure counts: the noun of its phrase, that of its whole or its subject, or what its act is done to.

The measure that a noun makes is found by :mod:`onrecord.englishmeasure`; a figure without a noun is read by
:mod:`onrecord.barefigure`.
"""

from __future__ import annotations

from onrecord import patterns as re
from onrecord.barefigure import (
    Latest,
    all_of_these,
    brought_to,
    in_some_of_them,
    item_at_place,
    listed_item,
    named_before,
    noun_ahead,
    of_the_total,
    of_them,
    of_those,
    told_apart,
    turned_out,
    whole_named,
    without_noun,
)
from onrecord.counting import Counted, acts_by_times, made
from onrecord.deed import (
    context,
    in_context,
    joined,
)
from onrecord.englishmeasure import of_money, of_noun, opens_with_places
from onrecord.normal import Word
from onrecord.nounphrase import UNKNOWN, grammar, phrase_at, place_behind, word_at, word_ending
from onrecord.patterns import named
from onrecord.predicate import (
    BEHIND,
    DIRECT,
    LISTED,
    PART,
    extent,
    made_of,
    nearest,
    phrases,
)
from onrecord.recipients import recipients
from onrecord.sentence import Sentence
from onrecord.shape import Shape, is_whole
from onrecord.takingup import in_camps, of_us
from onrecord.valueclass import replace

_SIGNS = {"$": "USD", "€": "EUR", "£": "GBP"}


def english_counted(
    sentence: Sentence, nth: int, shape: Shape, before: Counted | None, latest: Latest
) -> Counted | None:
    """What the nth figure counts; ``before`` is what the one before it in its sentence counted, ``latest`` in any."""
    found = recipients(sentence, nth) or _counted(sentence, nth, shape, before, latest)
    found = found or item_at_place(sentence, nth, before or latest[0]) or _else(sentence, nth, shape, before)
    if found is not None and before is not None and _enumerated(sentence, nth, before, found):
        return replace(found, measure=before.measure)
    if (
        found is not None
        and found.unit in ("incident", "explosion")
        and context("ceasefire").search(sentence.text, 0 if found.unit == "explosion" else sentence.start, sentence.end)
    ):
        return replace(found, measure="violations")
    return found


_DEFAULTS = {"goods": "aid", "territory": "territory_held", "area": "territory_held", "country": "partners"}
"""What things are counted as where nothing is said to be done to them."""


def _else(sentence: Sentence, nth: int, shape: Shape, before: Counted | None) -> Counted | None:
    """What has no act that a table knows is of the conflict all the same where its noun is: 'two ships are on duty'."""
    whole = _whole(sentence, nth, shape)
    phrase, stated = phrases(sentence)[nth if whole is None else whole], sentence.stated[nth].quantity.stated
    sense = phrase.head.sense("noun") if phrase is not None else None
    if phrase is None or sense is None or sense.id == UNKNOWN or shape.change or stated in (None, 0, 1):
        return None
    kind = str(sense.data.get("class", ""))
    if kind == "country" and before is None and _FROM.search(sentence.text, sentence.start, sentence.stated[nth].start):
        return None
    if kind == "locality" and opens_with_places(sentence, nth):
        return None
    if kind == "country" and _ELSEWHERE.search(sentence.text, sentence.start, sentence.stated[nth].start):
        return None
    told_of_another = sentence.text.endswith(" of ", 0, sentence.stated[nth].start)  # 'the driver of two tanks'
    if told_of_another and kind == "country" and _sends(sentence, sentence.stated[nth].start - len(" of ")):
        told_of_another = False
    if kind in ("", "money", "tonnage", "civilian") or told_of_another:
        return None
    return Counted(_DEFAULTS.get(kind, "other"), str(sense.data.get("unit", "")) or "item", phrase.head, kind=kind)


def _sends(sentence: Sentence, end: int) -> bool:
    """Whether what countries are told of are their forces: 'warships of nine nations'."""
    word = word_ending(sentence, end)
    sense = word.sense("noun") if word is not None else None
    return sense is not None and sense.data.get("class") in ("equipment", "aircraft", "ship", "combatant")


_FROM = named("englishcounting", "from")


_FLOWN = named("englishcounting", "flown")


def _by_times(sentence: Sentence, nth: int) -> Counted | None:
    """What 'times' counts; an enemy who opens fire breaks no truce where there is none."""
    found = acts_by_times(sentence, nth)
    if found is not None and found.measure == "attacks" and _FLOWN.search(sentence.text, sentence.start, sentence.end):
        return replace(found, measure="strikes", unit="strike")
    if found is not None and found.measure == "attacks" and in_context(sentence, "guns", sentence.end):
        return replace(found, measure="strikes", unit="strike")
    flown = _FLOWN.search(sentence.text, sentence.start, sentence.end) is not None
    if (
        found is not None
        and found.measure == "strikes"
        and not flown
        and in_context(sentence, "irregulars", sentence.end)
    ):
        return replace(found, measure="attacks", unit="attack")
    if found is None or found.act is None or found.measure != "violations":
        return found
    fired = "fire" in sentence.text[found.act.start : found.act.end]
    foe = context("foe").search(sentence.text, sentence.start, found.act.start) is not None
    return (
        replace(found, measure="attacks", unit="attack")
        if fired and foe and not context("truce").search(sentence.text)
        else found
    )


_ELSEWHERE = named("englishcounting", "elsewhere")


def _counted(sentence: Sentence, nth: int, shape: Shape, before: Counted | None, latest: Latest) -> Counted | None:
    """What a figure counts by itself: by its noun or the act beside it, or as the figure before."""
    item = sentence.stated[nth]
    if (shape.form == "amount" and item.quantity.unit == "times") or _occasions(sentence, nth):
        return _by_times(sentence, nth)
    if (currency := _currency(sentence, nth)) is not None:
        return of_money(sentence, nth, Counted("", currency, kind="money"), before)
    phrase, at = phrases(sentence)[nth], None
    if (every := all_of_these(sentence, nth, before, phrase.head if phrase is not None else None)) is not None:
        return every
    if (shared := _shared_head(sentence, nth)) is not None:
        return of_noun(sentence, nth, shared, before)
    whole = _whole(sentence, nth, shape)
    if whole is not None and (phrase is None or sentence.text.startswith(" of ", item.end)):
        phrase = phrases(sentence)[whole]
        at = _of_whole_named(sentence, nth, whole) or (item.start, extent(sentence, whole)[1])
    if phrase is None and item.quantity.unit == "percent" and (place := place_behind(sentence, item.end, sentence.end)):
        return of_noun(sentence, nth, place, before)
    before = before or whole_named(sentence, nth)
    if phrase is not None and before is not None and _is_of_party(sentence, nth, phrase.head, before):
        return replace(before, noun=phrase.head if before.unit == "person" else None, act=None)
    if phrase is None and whole is not None and (part := _of_whole_done(sentence, nth, whole)) is not None:
        return part
    if phrase is None and (counted := brought_to(sentence, nth)) is not None:
        return of_noun(sentence, nth, counted.head, before, at=(item.start, counted.end))
    if phrase is None:
        return _without_phrase(sentence, nth, shape, before, latest)
    found = of_noun(sentence, nth, phrase.head, before or (latest[0] if _pointed(sentence, nth) else None), at)
    of_whole = shape.form == "share" or sentence.text.startswith(" of the ", item.end)
    if of_whole and found is not None and found.did is not None and found.did.id == "kill":
        found = _by_subject(sentence, nth, found)
    return found or (before if shape.change else None)


_EVENTS = ("attack", "violation", "strike", "operation", "sortie", "munition")
_KIND_OF = named("englishcounting", "kind-of")


def _shared_head(sentence: Sentence, nth: int) -> Word | None:
    """The noun that several figures share, each with a word for its kind: 'two missile and 42 air strikes'."""
    items = sentence.stated
    for last in range(nth + 1, len(items)):
        gap = items[last - 1].end, items[last].start
        nation = _of_nation(sentence, *gap)
        if not nation and (items[last - 1].quantity.stated == 1 or not _KIND_OF.fullmatch(sentence.text, *gap)):
            return None
        phrase = phrases(sentence)[last]
        sense = phrase.head.sense("noun") if phrase is not None else None
        if phrase is not None and nation:
            return phrase.head
        if phrase is not None and sense is not None and sense.data.get("class") in ("strike", "attack", "operation"):
            return phrase.head
    return None


_AND = named("englishcounting", "and")


def _of_nation(sentence: Sentence, start: int, end: int) -> bool:
    """Whether nothing but a nation stands between two figures: 'six Jordanian and two Kenyan soldiers'."""
    word = word_at(sentence, start + 1)
    return word is not None and word.means("nation") and _AND.fullmatch(sentence.text, word.end, end) is not None


def _is_of_party(sentence: Sentence, nth: int, head: Word, before: Counted) -> bool:
    """Whether a figure is a part of what was counted, told by whose it is: 'two of the SLM'; 'of the nation'."""
    if not sentence.text.startswith(" of ", sentence.stated[nth].end):
        return False
    if before.unit == "person" and sentence.stated[nth].quantity.unit == "percent":
        return sentence.text[head.start : head.end] in grammar("populace")
    sense = head.sense("noun")
    return before.kind in _EVENTS and sense is not None and sense.id == "members"


def _of_whole_named(sentence: Sentence, nth: int, whole: int) -> tuple[int, int] | None:
    """Where a part stands whose whole is named before it where the act is the part's: 'of 140, 51 are dead'."""
    phrase = phrases(sentence)[whole]
    sense = phrase.head.sense("noun") if phrase is not None else None
    if whole > nth or sense is None:
        return None
    at = extent(sentence, whole)[0], sentence.stated[nth].end
    near = nearest(sentence, nth, str(sense.data.get("class", "")), at=at)
    return at if near is not None and near[0] <= BEHIND and near[1].start >= at[1] else None


def _of_whole_done(sentence: Sentence, nth: int, whole: int) -> Counted | None:
    """A part of a whole that is only told by what was done: 'nine of the 40 arrested', '29 of the 67 million voted'."""
    if whole < nth:
        return None
    at = sentence.stated[nth].start, sentence.stated[whole].end
    near = nearest(sentence, whole, "person", at=at)
    if near is None or near[0] > PART or near[1].start < at[1]:
        return None
    return made(Counted("", "person"), joined(sentence, near), "person", near[1])


def _whole(sentence: Sentence, nth: int, shape: Shape) -> int | None:
    """The figure of the whole that a figure is a share of: '44 percent of 24.4 million voters'."""
    if shape.whole is not None or shape.form != "share" or nth + 1 == len(sentence.stated):
        return shape.whole
    return nth + 1 if is_whole(sentence, nth + 1) else None


def _without_phrase(
    sentence: Sentence, nth: int, shape: Shape, before: Counted | None, latest: Latest
) -> Counted | None:
    """What a figure without a noun behind it counts: a part of a whole, the subject before it, or by its act."""
    events = before or latest[0]
    if events is not None and events.kind in _EVENTS and in_some_of_them(sentence, nth):
        return replace(events, noun=None, act=None)
    if (told := told_apart(sentence, nth, before, latest)) is not None:
        return told
    if (told := of_those(sentence, nth)) is not None:
        dead = shape.form == "share" and told.did is not None and told.did.id == "kill"
        return _by_subject(sentence, nth, told) if dead else told
    if (own := _names_itself(sentence, nth, before)) is not None:
        return own
    if shape.form == "share" and (part := named_before(sentence, nth, before)) is not None:
        return part
    if shape.form == "share" and _of_unknown_whole(sentence, nth):
        return Counted("other", "percent")
    if shape.base is not None and (base := phrases(sentence)[shape.base]) is not None:
        return of_noun(sentence, shape.base, base.head, before)
    if of_the_total(sentence, nth) and latest[2] is not None:
        return replace(latest[2], noun=None, act=None)
    ahead = _subject(sentence, nth)
    if ahead is not None and (before is None or ahead.start > sentence.stated[nth - 1].end):
        counts = of_noun(sentence, nth, ahead, before, at=ahead.whole)
        if counts is not None:
            return counts
    if shape.change and _unknown_subject(sentence, nth):
        return None
    return without_noun(sentence, nth, shape, before, latest[0])


def _names_itself(sentence: Sentence, nth: int, before: Counted | None) -> Counted | None:
    """What the words around a figure without a noun name: a turnout, an item of a list, our own, who live in camps."""
    found = turned_out(sentence, nth) or listed_item(sentence, nth) or of_us(sentence, nth)
    return found or _of_ours(sentence, nth, before) or in_camps(sentence, nth)


def _subject(sentence: Sentence, nth: int) -> Word | None:
    """The noun before a figure that it counts, unless that is only what did harm to people."""
    ahead = None if of_them(sentence, nth) else noun_ahead(sentence, nth)
    return None if ahead is None or _killed_by(sentence, nth, ahead) else ahead


def _killed_by(sentence: Sentence, nth: int, ahead: Word) -> bool:
    """Whether harm to people stands right before a figure, and what did it before that: 'the blast killed seven'."""
    cause = ahead.sense("noun")
    if cause is None or cause.data.get("class") not in (*_EVENTS, "car_bomb", "drone"):
        return False
    near = nearest(sentence, nth, "person")
    return near is not None and near[0] == DIRECT and bool(near[2].data.get("harm")) and not near[1].means("noun")


_OF_ALL = named("englishcounting", "of-all")


def _of_unknown_whole(sentence: Sentence, nth: int) -> bool:
    """Whether a share is taken of something that no table knows: 'half of all trade'."""
    of = _OF_ALL.match(sentence.text, sentence.stated[nth].end, sentence.end)
    if of is None or of.group(1) in grammar("no-whole"):
        return False
    return not any(word.start <= of.start(1) < word.end for word in sentence.words)


_OURS = named("englishcounting", "ours")


_ARMS = ("equipment", "aircraft", "ship", "drone", "weapon")


def _of_ours(sentence: Sentence, nth: int, before: Counted | None) -> Counted | None:
    """Men of a force who are only called its own: '25,000 of our own fell', 'we lost one of ours'."""
    at = _OURS.match(sentence.text, sentence.stated[nth].end, sentence.end)
    if at is not None and before is not None and before.kind in _ARMS and before.did is not None:
        return replace(before, noun=None, act=None)  # 'lost 160 aircraft for 43 of ours'
    near = nearest(sentence, nth, "combatant", at=(sentence.stated[nth].start, at.end())) if at is not None else None
    if near is None or near[0] > LISTED:
        return None
    return made(Counted("", "person"), joined(sentence, near), "combatant", near[1])


def _occasions(sentence: Sentence, nth: int) -> bool:
    """Whether a figure counts times by another word: 'on eleven occasions'."""
    phrase = phrases(sentence)[nth]
    return phrase is not None and sentence.text[phrase.head.start : phrase.head.end] in grammar("times")


_LISTS = named("englishcounting", "lists")


def _enumerated(sentence: Sentence, nth: int, before: Counted, found: Counted) -> bool:
    """Whether a figure is one of the kinds that a count of breaches is told in: '26 breaches: eleven shootings'."""
    acts = found.kind in ("attack", "strike", "operation", "weapon", "munition") or found.measure == "abducted"
    if before.measure != "violations" or not acts:
        return False
    return _LISTS.search(sentence.text, sentence.stated[0].end, sentence.stated[nth].start) is not None


# ---------------------------------------------------------------------------------------------------------- subjects


def _by_subject(sentence: Sentence, nth: int, found: Counted) -> Counted:
    """The dead of a share are what its subject is: 'women and children made up 28 percent of the dead'."""
    kind = _said_to_be(sentence, nth)
    ahead = (noun_ahead(sentence, nth) or _made_up_of(sentence, nth)) if not kind else None
    sense = ahead.sense("noun") if ahead is not None else None
    kind = str(sense.data.get("class", "")) if sense is not None else kind
    if kind not in ("civilian", "combatant") or found.did is None:
        return found
    return replace(found, measure=made_of(found.did, kind)[0], kind=kind)


_MAKES_UP = named("englishcounting", "makes-up")


def _made_up_of(sentence: Sentence, nth: int) -> Word | None:
    """The noun of those who make up a share: 'children make up three in every hundred of the dead'."""
    verb = _MAKES_UP.search(sentence.text, sentence.start, sentence.stated[nth].start)
    return word_ending(sentence, verb.start()) if verb is not None else None


_ARE = named("englishcounting", "are")


def _said_to_be(sentence: Sentence, nth: int) -> str:
    """The class that a share of the dead is said to be of: 'seven in ten of the dead were women and children'."""
    are = _ARE.match(sentence.text, extent(sentence, nth)[1], sentence.end)
    phrase = phrase_at(sentence, are.end(), sentence.end) if are is not None else None
    sense = phrase.head.sense("noun") if phrase is not None else None
    return str(sense.data.get("class", "")) if sense is not None else ""


_PLURAL = re.compile(r"\b[a-z]{4,}s\b")


def _unknown_subject(sentence: Sentence, nth: int) -> bool:
    """Whether a change is told of something that no table knows: 'transits of the strait fell by half'."""
    item = sentence.stated[nth]
    words = sentence.inside(max(sentence.clause(item.start)[0], sentence.start), item.start, "change")
    if not words:
        return False
    first = sentence.clause(item.start)[0]
    if nth and sentence.stated[nth - 1].end > first:
        return False
    named = _PLURAL.search(sentence.text, first, words[0].start)
    return named is not None and word_at(sentence, named.start()) is None and not grammar("ends") & {named.group()}


def _pointed(sentence: Sentence, nth: int) -> bool:
    """Whether a word points back to a whole before the figure: 'of them', 'including'."""
    return bool(sentence.inside(sentence.start, sentence.stated[nth].start, "pointer"))


def _currency(sentence: Sentence, nth: int) -> str | None:
    """The currency whose sign stands before a figure."""
    item = sentence.stated[nth]
    sign = sentence.text[item.start : item.number.start].strip()[-1:]
    return _SIGNS.get(sign)
