"""What an English figure counts: the noun of its phrase, and the act that is said of it, make the measure.

A noun that no table knows is what the act beside it is done to: people where they were killed, arms where they were
seized. A figure without a noun counts what the act beside it counts, else what the figure before it counted.
"""

from __future__ import annotations

import re
from dataclasses import replace
from functools import cache

from onrecord.counting import FLAGS, Counted, acts_by_times, status_of, units_of
from onrecord.normal import Sense, Word
from onrecord.nounphrase import UNKNOWN, grammar, phrase_at, place_behind, word_at
from onrecord.predicate import (
    ANY,
    BEFORE,
    BEHIND,
    DIRECT,
    LISTED,
    PART,
    SAID,
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
from onrecord.sentence import Sentence
from onrecord.shape import Shape

Near = tuple[int, Word, Sense]

_MILLION = 1_000_000
_SIGNS = {"$": "USD", "€": "EUR", "£": "GBP"}


Latest = tuple[Counted | None, Counted | None]
"""What the latest figure counted, and the latest figure of people, in any sentence of the paragraph."""


def english_counted(
    sentence: Sentence, nth: int, shape: Shape, before: Counted | None, latest: Latest
) -> Counted | None:
    """What the nth figure counts; ``before`` is what the one before it in its sentence counted, ``latest`` in any."""
    found = _counted(sentence, nth, shape, before, latest)
    if found is not None and before is not None and _enumerated(sentence, nth, before, found):
        return replace(found, measure=before.measure)
    return found


def _counted(sentence: Sentence, nth: int, shape: Shape, before: Counted | None, latest: Latest) -> Counted | None:
    """What a figure counts by itself: by its noun or the act beside it, or as the figure before."""
    item = sentence.stated[nth]
    if (shape.form == "amount" and item.quantity.unit == "times") or _occasions(sentence, nth):
        return acts_by_times(sentence, nth)
    if (currency := _currency(sentence, nth)) is not None:
        return _money(sentence, nth, Counted("", currency, kind="money"), before)
    phrase, at = phrases(sentence)[nth], None
    if phrase is None and shape.whole is not None:
        phrase, at = phrases(sentence)[shape.whole], (item.start, extent(sentence, shape.whole)[1])
    if phrase is None and item.quantity.unit == "percent" and (place := place_behind(sentence, item.end, sentence.end)):
        return of_noun(sentence, nth, place, before)
    before = before or _whole_named(sentence, nth)
    if phrase is not None:
        found = of_noun(sentence, nth, phrase.head, before or (latest[0] if _pointed(sentence, nth) else None), at)
        if shape.form == "share" and found is not None and found.did is not None and found.did.id == "kill":
            found = _by_subject(sentence, nth, found)
        return found or (before if shape.change else None)
    if (told := _told_apart(sentence, nth, before, latest)) is not None:
        return told
    if shape.base is not None and (base := phrases(sentence)[shape.base]) is not None:
        return of_noun(sentence, shape.base, base.head, before)
    ahead = noun_ahead(sentence, nth)
    if ahead is not None and (before is None or ahead.start > sentence.stated[nth - 1].end):
        counts = of_noun(sentence, nth, ahead, before, at=ahead.whole)
        if counts is not None:
            return counts
    if shape.change and _unknown_subject(sentence, nth):
        return None
    return without_noun(sentence, nth, shape, before, latest[0])


def _occasions(sentence: Sentence, nth: int) -> bool:
    """Whether a figure counts times by another word: 'on eleven occasions'."""
    phrase = phrases(sentence)[nth]
    return phrase is not None and sentence.text[phrase.head.start : phrase.head.end] in grammar("times")


_LISTS = re.compile(r":|\b(?:including|among (?:them|these)|of (?:them|these|which)|namely)\b")


def _enumerated(sentence: Sentence, nth: int, before: Counted, found: Counted) -> bool:
    """Whether a figure is one of the kinds that a count of breaches is told in: '26 breaches: eleven shootings'."""
    if before.measure != "violations" or found.kind not in ("attack", "strike", "operation", "weapon", "munition"):
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
    kind = str(sense.data.get("class", ""))
    of = sense.data.get("of")
    named = Counted(
        str(sense.data.get("measure", "")),
        str(sense.data["unit"]),
        noun,
        of=str(of) if of else None,
        whose=bool(sense.data.get("role_of")),
        kind=kind,
    )
    if "aerial" in sense.data and _in_context(sentence, "from-the-air", sentence.end):
        return replace(named, measure=str(sense.data["aerial"]))
    if kind == "money":
        return _money(sentence, nth, named, before)
    if kind == "car_bomb":
        named = replace(named, measure="attacks")
    if kind == "member":
        named = replace(named, measure="partners" if _in_context(sentence, "alliance", sentence.end) else "personnel")
    near = nearest(sentence, nth, kind, noun, at)
    if near is not None and near[2].id == "destroy" and kind in ("drone", "munition"):
        near = _shot_down(sentence, near)
    if "implies" in sense.data:
        act = act_named(str(sense.data["implies"]))
        said = near[2] if near is not None and _says_more(near) else act
        kind = status_of(sentence, noun) or kind
        if kind == "person" and said.id == "kill" and _of_fighters(sentence, noun):
            kind = "combatant"
        return _made(named, said, kind, None)
    if near is not None and near[0] <= LISTED:
        return _made(named, _meant(sentence, near, kind, before), kind, near[1])
    carried = before if before is not None and before.did is not None and can_be_done(before.did, kind) else None
    if named.measure:
        listed = nth and lists(sentence)[nth][0] < nth
        return _made(named, carried.did, kind, None) if carried is not None and carried.did and listed else named
    if carried is not None and carried.did is not None:
        return _made(named, carried.did, kind, None)
    return _made(named, _joined(sentence, near), kind, near[1]) if near is not None else None


_CLAUSE_LENGTH = 60


def _of_fighters(sentence: Sentence, noun: Word) -> bool:
    """Whether the dead are called ours or the enemy's: of an army, not of a people."""
    first = max(sentence.clause(noun.start)[0], noun.start - _CLAUSE_LENGTH)
    return _context("fighters").search(sentence.text, first, noun.start) is not None


def _by_subject(sentence: Sentence, nth: int, found: Counted) -> Counted:
    """The dead of a share are what its subject is: 'women and children made up 28 percent of the dead'."""
    ahead = noun_ahead(sentence, nth)
    sense = ahead.sense("noun") if ahead is not None else None
    kind = str(sense.data.get("class", "")) if sense is not None else ""
    if kind not in ("civilian", "combatant") or found.did is None:
        return found
    return replace(found, measure=made_of(found.did, kind)[0], kind=kind)


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


_FREED_BY = re.compile(r" (?:by|from|in a raid|in an operation|during an operation)\b")


def _meant(sentence: Sentence, near: Near, kind: str, before: Counted | None) -> Sense:
    """The act that a verb means here: those who are freed, without a word of by whom, were let go."""
    word, act = near[1], near[2]
    if act.id == "casualty" and before is not None and before.measure in _DEATHS and "hurt" in _text(sentence, word):
        return act_named("injure")
    if act.id == "return" and kind == "combatant" and _in_context(sentence, "captivity", sentence.end):
        return act_named("release")
    if act.id == "free" and near[0] in (DIRECT, BEFORE):
        rescued = _context("rescuers").search(sentence.text, sentence.clause(word.start)[0], word.start)
        return act_named("rescue" if rescued or kind not in ("combatant", "prisoner") else "release")
    if act.id == "free" and word.start and _FREED_BY.match(sentence.text, word.end) is None:
        passive = sentence.text[: word.start].split(" ")[-2:-1]
        if near[0] in (SAID, BEHIND) or passive in (["were"], ["been"], ["was"]):
            released = act_named("release")
            return released if can_be_done(released, kind) else act
    return _joined(sentence, near)


_DEATHS = ("deaths", "civilian_deaths", "combatant_deaths")


def _text(sentence: Sentence, word: Word) -> str:
    return sentence.text[word.start : word.end]


def _shot_down(sentence: Sentence, near: Near) -> Near:
    """What flies and was destroyed by air defences was shot down."""
    if _in_context(sentence, "air-defence", near[1].start):
        return near[0], near[1], act_named("intercept")
    return near


def _in_context(sentence: Sentence, name: str, end: int) -> bool:
    """Whether words of a context stand before an offset, outside of what is counted."""
    counted = [extent(sentence, nth) for nth in range(len(sentence.stated))]
    found = _context(name).finditer(sentence.text, sentence.start, end)
    return any(not any(first <= match.start() < last for first, last in counted) for match in found)


@cache
def _context(name: str) -> re.Pattern[str]:
    forms = sorted(grammar("context", name), key=len, reverse=True)
    return re.compile(rf"\b(?:{'|'.join(map(re.escape, forms))})\b")


def _says_more(near: Near) -> bool:
    """Whether the dead and hurt of a noun are of an act that says more: 'dead and wounded'."""
    return near[0] <= BEHIND and near[2].id in ("casualty", "neutralise", "go-missing")


def _of_unknown(sentence: Sentence, nth: int, noun: Word, before: Counted | None) -> Counted | None:
    """What a noun that no table knows is, by what was done to it."""
    sense = noun.sense("noun")
    assert sense is not None
    near = nearest(sentence, nth, "", noun)
    act, word = (near[2], near[1]) if near is not None and near[0] <= LISTED else (None, None)
    if act is None and before is not None and before.did is not None and lists(sentence)[nth][0] < nth:
        act = before.did
    if act is None:
        return None
    kind = _class_by(act, sense)
    unit = units_of(kind)
    if near is not None and act is near[2]:
        act = _joined(sentence, near)
    return _made(Counted("", unit, noun), act, kind, word) if can_be_done(act, kind) else None


def _class_by(act: Sense, noun: Sense) -> str:
    """The class of an unknown noun: of its looks, and of what an act is done to."""
    guess = str(noun.data["class"])
    things, people = things_of(act), bool(act.data.get("people"))
    if people and not (things and guess == ""):
        return guess or "civilian"
    return things


def _made(named: Counted, act: Sense, kind: str, word: Word | None) -> Counted:
    measure, unit = made_of(act, kind)
    own = named.whose and measure == named.measure
    return replace(named, measure=measure, unit=unit or named.unit, act=word, did=act, kind=kind, whose=own)


_AND = re.compile(r",? (?:and|or|and/or|and (?:then|also))? ?(?:were |was )?|, ?")
_CASUALTIES, _TAKEN = {"kill", "injure"}, {"arrest", "captured-men", "take", "surrender", "seize"}


def _joined(sentence: Sentence, near: Near) -> Sense:
    """The act that two or three make together: 'killed or wounded', 'killed, wounded or captured'."""
    held, end = {near[2].id}, near[1].end
    if near[2].id not in _CASUALTIES:
        return near[2]
    for _ in range(2):
        gap = _AND.match(sentence.text, end)
        word = word_at(sentence, gap.end()) if gap is not None and gap.end() > end else None
        if word is None or not word.means("act"):
            break
        ids = {sense.id for sense in word.senses if sense.kind == "act"}
        held |= ids & (_CASUALTIES | _TAKEN)
        end = word.end
        if not ids & (_CASUALTIES | _TAKEN):
            break
    if any(item.start - end <= 1 and item.start >= end for item in sentence.stated) and near[0] == BEHIND:
        return near[2]
    if held & _TAKEN:
        return act_named("neutralise")
    return act_named("casualty") if held == _CASUALTIES else near[2]


def _pointed(sentence: Sentence, nth: int) -> bool:
    """Whether a word points back to a whole before the figure: 'of them', 'including'."""
    return bool(sentence.inside(sentence.start, sentence.stated[nth].start, "pointer"))


_SUBJECT_LINKS = ("change", "predicate", "same_measure", "reaches")
_COUNT_OF = re.compile(
    r"\b(?:number|numbers|total|toll|tally|count|figure|estimate|share|proportion|rate)"
    r" (?:of|for|among) (?:the |its |their |all )*"
)
_IN_FRONT = re.compile(
    r"\b(?:in|on|at|from|near|of|by|for|with|against|to|over|across|under|after|during|since|inside) (?:[\w'-]+ ){0,3}$"
)


def noun_ahead(sentence: Sentence, nth: int) -> Word | None:
    """The noun before a figure that is its subject: 'Strikes rose to 240', 'the number of people killed is 300'."""
    item = sentence.stated[nth]
    first = sentence.stated[nth - 1].end if nth else sentence.start
    links = sentence.inside(first, item.start, *_SUBJECT_LINKS)
    if not links:
        return None
    nouns = sentence.inside(first, item.start, "noun")
    own = phrases(sentence)[nth - 1] if nth else None
    nouns = [word for word in nouns if (own is None or word.start >= own.end) and word.end <= links[-1].end]
    if not nouns:
        return None
    counted = _COUNT_OF.search(sentence.text, max(first, sentence.clause(item.start)[0]), item.start)
    if counted is not None:
        of = [word for word in nouns if word.start >= counted.end()]
        if of:
            return of[0]
    heads = [word for word in nouns if not _IN_FRONT.search(sentence.text, first, word.start)]
    return heads[-1] if heads else nouns[-1]


# ------------------------------------------------------------------------------------------- parts, and the nameless

_PART = re.compile(
    r",? ?(?:of (?:them|these|those|whom|which))?,? ?(?:were|was|are|is|being|have been|had been|as)?"
    r" ?(?:all |mostly |the |a )?"
)


def _told_apart(sentence: Sentence, nth: int, before: Counted | None, latest: Latest) -> Counted | None:
    """A part told by what it was: '12 of them children', '26 were soldiers'; with what was done to the whole."""
    item = sentence.stated[nth]
    before = before or latest[0]
    if before is None:
        return None
    link = _PART.match(sentence.text, item.end, sentence.end)
    if link is None or not link.group().strip():
        return None
    stop = sentence.stated[nth + 1].start if nth + 1 < len(sentence.stated) else sentence.end
    phrase = phrase_at(sentence, link.end(), stop)
    if phrase is None:
        return None
    noun = phrase.head
    near = nearest(sentence, nth, "", None)
    if noun.means("act") or noun.means("noun", UNKNOWN):
        return None
    if near is not None and near[0] <= BEHIND and near[1].start < noun.start and near[2].data.get("people"):
        return None
    if before.unit != "person" and latest[1] is not None and _is_person(noun):
        before = latest[1]
    return of_part(noun, before)


def _is_person(noun: Word) -> bool:
    sense = noun.sense("noun")
    return sense is not None and WIDER.get(str(sense.data.get("class")), str(sense.data.get("class"))) == "person"


_OPENS = re.compile(r"(?:of|among) (?:the|those|its|their|all the) ")


def _whole_named(sentence: Sentence, nth: int) -> Counted | None:
    """A whole named without a figure: 'Of the dead, 26 were children', 'among those detained were two nurses'."""
    item = sentence.stated[nth]
    first = sentence.stated[nth - 1].end if nth else sentence.start
    opens = _OPENS.search(sentence.text, first, item.start)
    word = word_at(sentence, opens.end()) if opens is not None else None
    if word is None or word.end > item.start or len(sentence.text[word.end : item.start].split()) > _LINK:
        return None
    act = word.sense("act")
    noun = word.sense("noun")
    if noun is not None and "implies" in noun.data:
        act = act_named(str(noun.data["implies"]))
    return _made(Counted("", "person"), act, "person", None) if act is not None and act.data.get("people") else None


_LINK = 6
"""Words between a whole that is named and its part."""


def of_part(noun: Word, before: Counted) -> Counted:
    """A part of what was counted before, with a noun that says more of its members."""
    sense = noun.sense("noun") or noun.senses[0]
    kind = str(sense.data.get("class", "")) or before.kind
    if before.did is None or not can_be_done(before.did, kind):
        return replace(before, noun=None, act=None)
    of = sense.data.get("of")
    return _made(Counted("", before.unit, noun, of=str(of) if of else None), before.did, kind, None)


def without_noun(
    sentence: Sentence, nth: int, shape: Shape, before: Counted | None, latest: Counted | None
) -> Counted | None:
    """What a figure without a noun counts: by the act beside it, else what the figure before it counted."""
    if _measures_out(sentence, nth):
        return None
    known = before or latest
    kind = known.kind if known is not None else ""
    if before is None and WIDER.get(kind) == "person" and not _OF_THEM.match(sentence.text, sentence.stated[nth].end):
        kind = "person"
    near = nearest(sentence, nth, kind) if kind else None
    if near is None or near[0] > PART:
        other = nearest_of_any(sentence, nth)
        near = (
            other
            if other is not None and other[0] <= PART
            else near
            if near is not None and near[0] <= LISTED
            else None
        )
    if (
        known is not None
        and (near is None or near[0] > PART)
        and _OF_THEM.match(sentence.text, sentence.stated[nth].end)
    ):
        return replace(known, noun=None, act=None)
    if near is None and _is_billions(sentence, nth):
        return Counted("funds", "currency", kind="money", did=act_named("pay"))
    if near is None:
        one = sentence.stated[nth].number.kind == "words" and sentence.stated[nth].quantity.stated == 1
        alone = shape.is_base or shape.change or stands_alone(sentence, nth)
        return replace(known, noun=None, act=None) if known is not None and not one and alone else None
    act = _joined(sentence, near)
    if kind and can_be_done(act, kind):
        return _made(Counted("", known.unit if known else "", of=known.of if known else None), act, kind, near[1])
    if can_be_done(act, "person"):
        return _made(Counted("", "person"), act, "person", near[1])
    things = things_of(act) or next((key for key in act.data if key not in _FLAGS), "")
    return _made(Counted("", units_of(things)), act, things, near[1]) if things else None


_OF_THEM = re.compile(r" (?:percent |% )?of (?:them|these|those|whom|which)\b")
_BILLION = 1_000_000_000


def _is_billions(sentence: Sentence, nth: int) -> bool:
    """Whether a bare figure is so large that only money is counted so."""
    stated = sentence.stated[nth].quantity.stated
    return stated is not None and stated >= _BILLION and not sentence.stated[nth].quantity.unit


_FLAGS = ("id", *FLAGS)


def nearest_of_any(sentence: Sentence, nth: int) -> Near | None:
    """The act nearest to a figure: one that is done to people, else any that stands right beside it."""
    near = nearest(sentence, nth, "person")
    if near is not None and near[0] <= BEHIND:
        return near
    beside = nearest(sentence, nth, ANY)
    return beside if beside is not None and beside[0] <= BEHIND else near


def _measures_out(sentence: Sentence, nth: int) -> bool:
    """Whether a unit of length, time or the like stands behind a figure: nothing of a war is counted."""
    behind = re.compile(r"[ -]?([\w']+)").match(sentence.text, sentence.stated[nth].end)
    return behind is not None and behind.group(1) in grammar("never")


def stands_alone(sentence: Sentence, nth: int) -> bool:
    """Whether a figure has no noun behind it: a preposition, a verb, a date or the end of the clause follows."""
    end = sentence.stated[nth].end
    rest = sentence.text[end : sentence.end]
    behind = re.compile(r"[\s\"')]*([\w'-]+)").match(rest)
    if behind is None:
        return True
    token = behind.group(1)
    if token in grammar("ends") | grammar("beside") or any(d.start - end in (0, 1) for d in sentence.dated):
        return True
    word = word_at(sentence, end + behind.start(1))
    return word is not None and bool(
        word.sense("act", "change", "role", "month", "weekday", "relative", "ellipsis", "date_lead")
    )


# ------------------------------------------------------------------------------------------------------------- money


def _currency(sentence: Sentence, nth: int) -> str | None:
    """The currency whose sign stands before a figure."""
    item = sentence.stated[nth]
    sign = sentence.text[item.start : item.number.start][-1:]
    return _SIGNS.get(sign)


def _money(sentence: Sentence, nth: int, named: Counted, before: Counted | None) -> Counted | None:
    """Money is funds where it was given, pledged or asked for, and where it is millions."""
    near = nearest(sentence, nth, "money")
    did = near[2] if near is not None and near[0] <= LISTED else before.did if before is not None else None
    stated = sentence.stated[nth].quantity.stated
    if did is not None and can_be_done(did, "money"):
        return _made(named, did, "money", near[1] if near is not None and did is near[2] else None)
    large = stated is not None and stated >= _MILLION
    return replace(named, measure="funds", did=act_named("pay")) if large else None
