"""What an English figure counts: the noun of its phrase, and the act that is said of it, make the measure.

A noun that no table knows is what the act beside it is done to: people where they were killed, arms where they were
seized. A figure without a noun is read by :mod:`onrecord.barefigure`.
"""

from __future__ import annotations

import re
from functools import cache

from onrecord.barefigure import (
    Latest,
    brought_to,
    in_some_of_them,
    item_at_place,
    listed_item,
    named_before,
    noun_ahead,
    of_a_side,
    of_civilians,
    of_the_total,
    of_them,
    of_those,
    told_apart,
    turned_out,
    whole_named,
    without_noun,
)
from onrecord.counting import Counted, acts_by_times, beside_women, made, status_of, units_of
from onrecord.deed import (
    MOVED,
    Near,
    context,
    exchanged,
    in_context,
    joined,
    meant,
    of_fighters,
    of_foes,
    says_more,
    shot_down,
    with_particle,
)
from onrecord.normal import Sense, Word
from onrecord.nounphrase import UNKNOWN, grammar, phrase_at, place_behind, word_at, word_ending
from onrecord.predicate import (
    BEHIND,
    DIRECT,
    LISTED,
    PART,
    WIDER,
    act_named,
    can_be_done,
    extent,
    lists,
    made_of,
    nearest,
    phrases,
    things_of,
)
from onrecord.recipients import recipients
from onrecord.sentence import Sentence
from onrecord.setwords import one_of
from onrecord.shape import Shape, is_whole
from onrecord.valueclass import replace

_MILLION = 1_000_000
_LEAST_FUNDS = 5_000
"""Less money is a price, a wage or what a household was given."""

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
        and found.unit == "incident"
        and context("ceasefire").search(sentence.text, sentence.start, sentence.end)
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


_FROM = re.compile(r"\bfrom (?:[a-z]+ )?$")


_FLOWN = re.compile(
    r"\b(?:from the air|(?:war)?planes|(?:fighter )?jets|bombers|aircraft|helicopters|gunships) (?:have |had |has )?"
    r"(?:been )?(?:hit|struck|attacked|bombed|raided|pounded|targeted)\b"
    r"|\b(?:hit|struck|attacked|bombed|raided|pounded|targeted)\b[^.;]{0,40} (?:from the air"
    r"|by (?:\w+ ){0,2}(?:(?:war)?planes|jets|bombers|aircraft|helicopters|gunships|drones))\b"
)


def _by_times(sentence: Sentence, nth: int) -> Counted | None:
    """What 'times' counts; an enemy who opens fire breaks no truce where there is none."""
    found = acts_by_times(sentence, nth)
    if found is not None and found.measure == "attacks" and _FLOWN.search(sentence.text, sentence.start, sentence.end):
        return replace(found, measure="strikes", unit="strike")
    if found is not None and found.measure == "attacks" and in_context(sentence, "guns", sentence.end):
        return replace(found, measure="strikes", unit="strike")
    if found is not None and found.measure == "strikes" and in_context(sentence, "irregulars", sentence.end):
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


_ELSEWHERE = re.compile(r"\b(?:in|across|to|around|into|through|among|between) (?:[a-z]+ )?$")


def _counted(sentence: Sentence, nth: int, shape: Shape, before: Counted | None, latest: Latest) -> Counted | None:
    """What a figure counts by itself: by its noun or the act beside it, or as the figure before."""
    item = sentence.stated[nth]
    if (shape.form == "amount" and item.quantity.unit == "times") or _occasions(sentence, nth):
        return _by_times(sentence, nth)
    if (currency := _currency(sentence, nth)) is not None:
        return _money(sentence, nth, Counted("", currency, kind="money"), before)
    phrase, at = phrases(sentence)[nth], None
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
    if (own := turned_out(sentence, nth) or listed_item(sentence, nth) or _of_ours(sentence, nth, before)) is not None:
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


_OF_ALL = re.compile(r" of (?:all |its |their |our )?(?:the )?([a-z]{4,})\b")


def _of_unknown_whole(sentence: Sentence, nth: int) -> bool:
    """Whether a share is taken of something that no table knows: 'half of all trade'."""
    of = _OF_ALL.match(sentence.text, sentence.stated[nth].end, sentence.end)
    if of is None or of.group(1) in grammar("no-whole"):
        return False
    return not any(word.start <= of.start(1) < word.end for word in sentence.words)


_OURS = re.compile(r" of (?:ours|theirs|(?:our|their|its|his) own|us|our (?:best|bravest|finest))\b")


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


_LISTS = re.compile(r":|\b(?:including|among (?:them|these)|of (?:them|these|which)|namely)\b")


def _enumerated(sentence: Sentence, nth: int, before: Counted, found: Counted) -> bool:
    """Whether a figure is one of the kinds that a count of breaches is told in: '26 breaches: eleven shootings'."""
    acts = found.kind in ("attack", "strike", "operation", "weapon", "munition") or found.measure == "abducted"
    if before.measure != "violations" or not acts:
        return False
    return _LISTS.search(sentence.text, sentence.start, sentence.stated[nth].start) is not None


# ------------------------------------------------------------------------------------------------------------- nouns


def of_noun(
    sentence: Sentence, nth: int, noun: Word, before: Counted | None, at: tuple[int, int] | None = None
) -> Counted | None:
    """The measure that a noun names: by an act it implies or that is said of it, as the figure before, or by itself."""
    sense = noun.sense("dual", "noun")
    assert sense is not None
    if sense.id == UNKNOWN:
        return _of_unknown(sentence, nth, noun, before)
    kind = _class_here(sentence, nth, noun, sense, before)
    named = _named(sentence, noun, sense, kind)
    if "aerial" in sense.data and (raids := _raids(sentence, noun, sense, named)) is not None:
        return raids
    if kind == "money":
        return _money(sentence, nth, named, before)
    if kind == "member" and named.measure == "partners":
        return named
    if kind == "munition" and _used(sentence, nth):
        return replace(named, measure="munitions")
    near = _act_here(sentence, nth, noun, kind, before, at)
    if sense.id == "operations" and _flown(sentence, noun):
        return replace(named, measure="sorties", unit="sortie")
    if "implies" in sense.data:
        return _implied(sentence, nth, named, act_named(str(sense.data["implies"])), near)
    if near is not None and near[0] <= LISTED:
        return made(named, meant(sentence, near, kind, none=not sentence.stated[nth].quantity.stated), kind, near[1])
    if before is not None and _with_them(sentence, nth, before, named, kind):
        return replace(named, measure=before.measure)
    carried = before if before is not None and before.did is not None and can_be_done(before.did, kind) else None
    if named.measure:
        listed = nth and lists(sentence)[nth][0] < nth
        return made(named, carried.did, kind, None) if carried is not None and carried.did and listed else named
    if carried is not None and carried.did is not None:
        return made(named, carried.did, kind, None)
    return made(named, joined(sentence, near), kind, near[1]) if near is not None else None


def _raids(sentence: Sentence, noun: Word, sense: Sense, named: Counted) -> Counted | None:
    """Raids as strikes where they were flown, as attacks where irregulars made them, else None."""
    if in_context(sentence, "from-the-air", sentence.end) or _on_place(sentence, noun):
        return replace(named, measure=str(sense.data["aerial"]), unit="strike")
    irregular = in_context(sentence, "irregulars", noun.start)
    return replace(named, measure="attacks", unit="attack") if irregular else None


_STRUCK = ("hit", "hit-place", "attacked", "damage", "destroy", "raze", "kill", "injure", "bombard", "attack", "fire")


def _used(sentence: Sentence, nth: int) -> bool:
    """Whether munitions are what something was done with: 'shelled the town with 147 rounds'."""
    if not sentence.text.endswith(("with ", "using "), 0, sentence.stated[nth].start):
        return False
    before = sentence.inside(sentence.start, sentence.stated[nth].start, "act")
    return any(sense.id in _STRUCK for word in before for sense in word.senses if sense.kind == "act")


def _on_place(sentence: Sentence, noun: Word) -> bool:
    """Whether raids were made on a town or a harbour, as aircraft make them, and by no irregulars."""
    on = _ON.match(sentence.text, noun.end, sentence.end)
    if on is None or in_context(sentence, "irregulars", sentence.end):
        return False
    place = word_at(sentence, on.end())
    return (place is not None and place.means("place")) or _town().match(sentence.text, on.end()) is not None


@cache
def _town() -> re.Pattern[str]:
    return re.compile(rf"(?:[\w'-]+ )?{one_of('en', 'context', 'town')}\b")


_ON = re.compile(r" (?:on|over|against|at) (?:the |its |their )?")


def _flown(sentence: Sentence, noun: Word) -> bool:
    """Whether missions are an air force's: they are flown."""
    if not sentence.text.endswith("missions", 0, noun.end):
        return False
    return in_context(sentence, "from-the-air", noun.start) and not in_context(sentence, "relief", sentence.end)


_OR = re.compile(r"(?:,| -) ?(?:or|that is|which is|i\.e\.)(?: [a-z]+){0,2} $")


def _with_them(sentence: Sentence, nth: int, before: Counted, named: Counted, kind: str) -> bool:
    """Whether people are counted as those before them: staff beside soldiers, a share said again as a number."""
    person = named.unit == "person" and WIDER.get(kind, kind) == "person"
    if person and before.measure == "personnel":
        return lists(sentence)[nth][0] < nth
    again = before.measure == "turnout" and _OR.search(sentence.text, sentence.start, sentence.stated[nth].start)
    return person and bool(again)


def _class_here(sentence: Sentence, nth: int, noun: Word, sense: Sense, before: Counted | None) -> str:
    """The class of a noun where it stands: lorries that bear arms or follow tanks in a list are an army's."""
    kind = "civilian" if beside_women(sentence, noun) else str(sense.data.get("class", ""))
    if kind != "goods":
        return kind
    listed = before is not None and before.kind == "equipment" and lists(sentence)[nth][0] < nth
    return "equipment" if listed or _LOADED.match(sentence.text, noun.end) else kind


def _act_here(
    sentence: Sentence, nth: int, noun: Word, kind: str, before: Counted | None, at: tuple[int, int] | None
) -> Near | None:
    """The act that is said of a noun of the tables, with what the words around it make of the act."""
    near = nearest(sentence, nth, kind, noun, at)
    near = with_particle(sentence, nth, kind, near) or near
    if kind in ("hostage", "prisoner") and (near is None or near[0] > LISTED or near[2].id == "depart"):
        kept = context("still-held").search(sentence.text, *sentence.clause(noun.start))
        return (BEHIND, noun, act_named("release")) if exchanged(sentence) and kept is None else near
    if near is None:
        return None
    if near[2].id == "destroy" and kind in ("drone", "munition"):
        return shot_down(sentence, near)
    if (
        near[2].id == "destroy"
        and kind == "aircraft"
        and context("air-battle").search(sentence.text, sentence.start, near[1].end + len(" in the air"))
    ):
        return near[0], near[1], act_named("intercept")
    if near[2].id == "come-by" and kind == "tonnage":
        relief = context("relief").search(sentence.text, noun.end, sentence.clause(noun.end)[1])
        return (near[0], near[1], act_named("deliver")) if relief else near
    shared = before is not None and before.act == near[1] and near[0] == LISTED
    if shared and before is not None and before.did is not None and can_be_done(before.did, kind):
        return near[0], near[1], before.did
    return near


_LOADED = re.compile(
    r" (?:carrying|hauling|loaded with|laden with|full of|filled with|of) (?:\w+ ){0,2}?"
    r"(?:guns?|ammunition|weapons?|weaponry|arms|troops|soldiers|fighters|men|munitions|shells|rockets|missiles"
    r"|explosives)\b"
)
"""What makes lorries an army's: 'lorries carrying guns'."""


def _named(sentence: Sentence, noun: Word, sense: Sense, kind: str) -> Counted:
    """What a noun counts by itself."""
    measure, of = str(sense.data.get("measure", "")), sense.data.get("of")
    if kind == "car_bomb":
        measure = "attacks"
    if kind == "member":
        measure = "partners" if in_context(sentence, "alliance", sentence.end) else "personnel"
    whose = bool(sense.data.get("role_of"))
    unit = "member" if measure == "partners" and kind == "member" else str(sense.data["unit"])
    return Counted(measure, unit, noun, of=str(of) if of else None, whose=whose, kind=kind)


def _implied(sentence: Sentence, nth: int, named: Counted, act: Sense, near: Near | None) -> Counted:
    """What the dead, the hurt and the missing count: what their noun says, where no act says more."""
    said, kind, noun = act, named.kind, named.noun
    assert noun is not None
    start = min(noun.start, sentence.stated[nth].start)
    if near is not None and (says_more(near) or (act.id == "injure" and _then(near, noun))):
        said = near[2]
    kind = status_of(sentence, noun) or kind
    if kind == "person" and said.id == "kill" and of_civilians(sentence, start):
        kind = "civilian"
    if kind == "person" and said.id == "kill" and of_foes(sentence, noun):
        kind = "combatant"
    if kind == "person" and said.id == "kill" and (of_fighters(sentence, noun) or of_a_side(sentence, start)):
        kind = "combatant"
    return made(named, said, kind, None)


def _then(near: Near, noun: Word) -> bool:
    """Whether it is told what became of the wounded: they were moved, or died."""
    return near[0] <= BEHIND and (near[2].id in MOVED or (near[2].id in ("kill", "need") and near[1].start > noun.end))


def _by_subject(sentence: Sentence, nth: int, found: Counted) -> Counted:
    """The dead of a share are what its subject is: 'women and children made up 28 percent of the dead'."""
    kind = _said_to_be(sentence, nth)
    ahead = (noun_ahead(sentence, nth) or _made_up_of(sentence, nth)) if not kind else None
    sense = ahead.sense("noun") if ahead is not None else None
    kind = str(sense.data.get("class", "")) if sense is not None else kind
    if kind not in ("civilian", "combatant") or found.did is None:
        return found
    return replace(found, measure=made_of(found.did, kind)[0], kind=kind)


_MAKES_UP = re.compile(
    r" (?:now |still )?(?:(?:make|makes|made|making) up|account(?:s|ed)? for|form(?:ed|s)?|constituted?"
    r"|represent(?:ed|s)?|comprised?) (?:about |some |nearly |almost |over |more than |at least |roughly )?$"
)


def _made_up_of(sentence: Sentence, nth: int) -> Word | None:
    """The noun of those who make up a share: 'children make up three in every hundred of the dead'."""
    verb = _MAKES_UP.search(sentence.text, sentence.start, sentence.stated[nth].start)
    return word_ending(sentence, verb.start()) if verb is not None else None


_ARE = re.compile(r" (?:were|are|was|is|had been|have been) (?:all |mostly |mainly |either )?")


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


def _of_unknown(sentence: Sentence, nth: int, noun: Word, before: Counted | None) -> Counted | None:
    """What a noun that no table knows is, by what was done to it."""
    sense = noun.sense("noun")
    assert sense is not None
    near = nearest(sentence, nth, "", noun)
    near = with_particle(sentence, nth, str(sense.data["class"]), near) or near
    act, word = (near[2], near[1]) if near is not None and near[0] <= LISTED else (None, None)
    if act is None and before is not None and before.did is not None and lists(sentence)[nth][0] < nth:
        act = before.did
    if act is None:
        return None
    kind = _class_by(act, sense)
    unit = units_of(kind)
    if near is not None and act is near[2]:
        act = joined(sentence, near)
    return made(Counted("", unit, noun), act, kind, word) if can_be_done(act, kind) else None


def _class_by(act: Sense, noun: Sense) -> str:
    """The class of an unknown noun: of its looks, and of what an act is done to."""
    guess = str(noun.data["class"])
    things, people = things_of(act), bool(act.data.get("people"))
    if people and not (things and guess == ""):
        return guess or "civilian"
    return things


def _pointed(sentence: Sentence, nth: int) -> bool:
    """Whether a word points back to a whole before the figure: 'of them', 'including'."""
    return bool(sentence.inside(sentence.start, sentence.stated[nth].start, "pointer"))


# ------------------------------------------------------------------------------------------------------------- money


def _currency(sentence: Sentence, nth: int) -> str | None:
    """The currency whose sign stands before a figure."""
    item = sentence.stated[nth]
    sign = sentence.text[item.start : item.number.start].strip()[-1:]
    return _SIGNS.get(sign)


def _money(sentence: Sentence, nth: int, named: Counted, before: Counted | None) -> Counted | None:
    """Money is funds where it was given, pledged or asked for, and where it is millions."""
    near = nearest(sentence, nth, "money")
    did = near[2] if near is not None and near[0] <= LISTED else before.did if before is not None else None
    stated = sentence.stated[nth].quantity.stated
    share = sentence.stated[nth].quantity.unit == "percent"
    if stated is not None and stated < _LEAST_FUNDS and not share:
        return None
    if did is not None and can_be_done(did, "money"):
        return made(named, did, "money", near[1] if near is not None and did is near[2] else None)
    large = share or (stated is not None and stated >= _MILLION)
    return replace(named, measure="funds", did=act_named("pay")) if large else None
