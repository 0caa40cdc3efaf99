"""An English figure without a noun: a part of what was counted before, or what the act beside it counts.

12 of them children            what was done to the whole, to children
of the dead, 26 were women     the whole is named without a figure
strikes rose to 240            the noun is the subject before the figure
31 in August                   as the figure before it
"""

from __future__ import annotations

from onrecord import patterns as re
from onrecord.counting import FLAGS, Counted, made, units_of
from onrecord.deed import MOVED, Near, bodies_of_foes, joined, meant, of_the_men_before, shot_down, with_particle
from onrecord.normal import Word
from onrecord.nounphrase import UNKNOWN, Phrase, grammar, hidden_nouns, phrase_at, plural, word_at, word_ending
from onrecord.patterns import named
from onrecord.predicate import (
    BEHIND,
    LISTED,
    PART,
    SURE,
    WIDER,
    act_named,
    acts,
    can_be_done,
    nearest,
    phrases,
    things_of,
)
from onrecord.sentence import Sentence
from onrecord.shape import Shape
from onrecord.takingup import brought_by_time, saw_so_many, takes_up, they_held
from onrecord.valueclass import replace

Latest = tuple[Counted | None, Counted | None, Counted | None]
"""What the latest figure counted, the latest figure of people, and the first, in any sentence of the paragraph."""


_OF_TOTAL = named("barefigure", "of-total")
_TOTAL_OF = named("barefigure", "total-of")


def of_the_total(sentence: Sentence, nth: int) -> bool:
    """Whether a figure is a part of a total named before, or another count of it: 'the official figure of 20,000'."""
    item = sentence.stated[nth]
    if _OF_TOTAL.match(sentence.text, item.end, sentence.end) is not None:
        return True
    return _TOTAL_OF.search(sentence.text, sentence.start, item.start) is not None


_THOSE = named("barefigure", "those")


def of_those(sentence: Sentence, nth: int) -> Counted | None:
    """People who are called by what was done to them: 'a third of those freed', '168 of the burned'."""
    item = sentence.stated[nth]
    link = _THOSE.match(sentence.text, item.end, sentence.end)
    word = word_at(sentence, link.end()) if link is not None else None
    if word is None:
        return None
    act = next((sense for sense in word.senses if sense.kind == "act" and sense.data.get("people")), None)
    if act is None or sentence.text[word.start : word.end] in grammar("planned"):
        return None
    near = nearest(sentence, nth, "person", at=(item.start, word.end))
    if near is not None and near[0] <= BEHIND and near[2].id in (*MOVED, "return", "displace", "surrender"):
        return made(Counted("", "person"), near[2], "person", near[1])
    return made(Counted("", "person"), act, "person", word)


def _says_itself(sentence: Sentence, nth: int) -> bool:
    """Whether right behind a figure stands what was done to those it counts: 'our losses: four killed'."""
    word = word_at(sentence, sentence.stated[nth].end + 1)
    return word is not None and any(sense.kind == "act" and sense.data.get("people") for sense in word.senses)


_KILLED = named("barefigure", "killed")


def _killed_behind(sentence: Sentence, nth: int) -> bool:
    """Whether a figure tells right behind it what became of those it counts: 'losses were 54 killed'."""
    return _KILLED.match(sentence.text, sentence.stated[nth].end) is not None


_HEADING = re.compile(r"[a-z)]: $|(?<= (?:19|20)\d\d): $")
"""A colon between a heading and its number: 'Violations confirmed: 11', 'Displaced in May 2018: 12'."""

_DASHED = re.compile(r"(?:^|[\n•▪*])[^\n.:;,]{3,60}[a-z)] (?:--?|[–—]) $")
"""A line with a dash before its number: 'Civilians killed by gunmen - 31'."""

_LINE_ENDS = re.compile(r" *(?:$|[\n(;.,])")


_TURNOUT = named("barefigure", "turnout")


def turned_out(sentence: Sentence, nth: int) -> Counted | None:
    """The turnout, where a share is of voters who came: 'a turnout of 74 percent'."""
    item = sentence.stated[nth]
    if item.quantity.unit != "percent" or _TURNOUT.search(sentence.text, sentence.start, item.start) is None:
        return None
    return Counted("turnout", "percent", kind="voter")


_BROUGHT = named("barefigure", "brought")

_ITS_COUNT = named("barefigure", "its-count")


def brought_to(sentence: Sentence, nth: int) -> Phrase | None:
    """The noun behind a number that something was brought to: 'which brings to eleven the number of raids'."""
    item = sentence.stated[nth]
    if _BROUGHT.search(sentence.text, sentence.start, item.start) is None:
        return None
    count = _ITS_COUNT.match(sentence.text, item.end, sentence.end)
    stop = sentence.right_end(nth)
    return phrase_at(sentence, count.end(), stop) if count is not None else None


_CELL = named("barefigure", "cell")
_DONE = ("ed", "wn", "lost", "hit", "shot", "sunk", "burnt", "dead", "hurt", "missing", "taken", "held")
"""How what was done ends where it stands behind its noun in a table: 'homes damaged 260'."""
_CELL_ENDS = named("barefigure", "cell-ends")


def in_cell(sentence: Sentence, nth: int) -> Word | None:
    """The noun of a row of a table written out, right before its number: 'air strikes 118, civilians killed 41'."""
    item, text = sentence.stated[nth], sentence.text
    first = sentence.left_end(nth)
    if item.number.kind != "digits" or item.quantity.unit or _CELL_ENDS.match(text, item.end, sentence.end) is None:
        return None
    if _CELL.search(text[first : item.start]) is None:
        return None
    nouns = sentence.inside(first, item.start, "noun")
    last = nouns[-1] if nouns else None
    if last is None or any(d.start >= last.end and d.end <= item.start for d in sentence.dated):
        return None
    between = sentence.inside(last.end, item.start, "act")
    told = between[-1].end if between else last.end
    if between and not (len(between) == 1 and between[0].start == last.end + 1 and text.endswith(_DONE, 0, told)):
        return None
    plain = not plural(text[last.start : last.end])
    return None if told != item.start - 1 or plain or last.means("act") else last


_FULL = re.compile(r"[.;,\n)] ?[^.;,\n]*: $")
"""A heading with nothing counted before it in its own part of the sentence."""

_SUBJECT_LINKS = ("change", "predicate", "same_measure", "reaches")


_COUNT_OF = named("barefigure", "count-of")

_TOLL = named("barefigure", "toll")
_IN_FRONT = named("barefigure", "in-front")


def _headed(sentence: Sentence, nth: int, first: int) -> re.Match[str] | None:
    """A heading right before a figure, with its colon, or with its dash where nothing follows on its line."""
    item, text = sentence.stated[nth], sentence.text
    if (colon := _HEADING.search(text, first, item.start)) is not None or nth:
        return colon
    alone = item.number.kind == "digits" and _LINE_ENDS.match(text, item.end)
    return _DASHED.search(text, max(0, first - 1), item.start) if alone else None


def noun_ahead(sentence: Sentence, nth: int) -> Word | None:
    """The noun before a figure that is its subject: 'Strikes rose to 240', 'the number of people killed is 300'."""
    item = sentence.stated[nth]
    first = sentence.left_end(nth)
    if sentence.text.startswith(" who ", item.end) or _killed_behind(sentence, nth):
        return None
    headed = None if _says_itself(sentence, nth) else _headed(sentence, nth, first)
    if headed is not None and nth and _FULL.search(sentence.text, first, item.start) is None:  # '35 rockets: 24 fell'
        headed = None
    if (cell := in_cell(sentence, nth)) is not None:
        return cell
    links = sentence.inside(first, item.number.start, *_SUBJECT_LINKS)  # the comparator too: 'has passed 4,000'
    if headed is None and not links and item.number.kind not in ("grown", "halved"):
        return None
    nouns = sentence.inside(first, item.start, "noun") or hidden_nouns(sentence, first, item.start)
    own = phrases(sentence)[nth - 1] if nth else None
    last = links[-1].end if links and headed is None else item.start
    nouns = [word for word in nouns if (own is None or word.start >= own.end) and word.end <= last]
    if not nouns:
        return None
    counted = _COUNT_OF.search(sentence.text, max(first, sentence.clause(item.start)[0]), item.start)
    if counted is not None:
        of = [word for word in nouns if word.start >= counted.end()]
        if of and _TOLL.match(counted.group()) and not _is_person(of[0]):  # 'the toll of the raid': of its dead
            return None
        if of:
            return of[0]
    heads = [word for word in nouns if not _IN_FRONT.search(sentence.text, first, word.start)]
    head = heads[-1] if heads else nouns[-1]
    return None if nth and _told_before_and(sentence, head, item.start) else head


def _told_before_and(sentence: Sentence, noun: Word, start: int) -> bool:
    """Whether something was done to a noun before 'and' brings a new figure: 'snipers, were killed and 21'."""
    if not sentence.text.endswith(" and ", 0, start):
        return False
    return any(not word.means("noun") for word in sentence.inside(noun.end, start, "act"))


_ITEM = re.compile(r"(?: -|:| =) $")


_LOSSES = named("barefigure", "losses")

_ABOVE = 800
"""Letters before an item of a list in which its heading may stand."""


def listed_item(sentence: Sentence, nth: int) -> Counted | None:
    """What an item of a list of losses counts, whose noun stands before its number: 'tanks - 12; guns: 7'."""
    item, text = sentence.stated[nth], sentence.text
    link = _ITEM.search(text, max(0, item.start - 3), item.start)
    noun = word_ending(sentence, link.start()) if link is not None else in_cell(sentence, nth)
    sense = noun.sense("noun") if noun is not None else None
    if noun is None or sense is None or _LOSSES.search(text, max(0, item.start - _ABOVE), noun.start) is None:
        return None
    kind = str(sense.data.get("class", ""))
    if sense.id == "personnel":
        return made(Counted("", "person", noun), act_named("casualty"), "combatant", None)
    for name in ("intercept" if kind == "munition" else "lose", "destroy"):
        if can_be_done(act_named(name), kind) and kind in _ARMS:
            return made(Counted("", str(sense.data["unit"]), noun, kind=kind), act_named(name), kind, None)
    return None


_ARMS = ("equipment", "aircraft", "ship", "drone", "weapon", "munition")

_PART = named("barefigure", "part")


def told_apart(sentence: Sentence, nth: int, before: Counted | None, latest: Latest) -> Counted | None:
    """A part told by what it was: '12 of them children', '26 were soldiers'; with what was done to the whole."""
    item = sentence.stated[nth]
    before = before or latest[0]
    if before is None:
        return None
    if _ITEM.search(sentence.text, max(0, item.start - 3), item.start) and listed_item(sentence, nth) is not None:
        return None  # 'tanks - 12, helicopters - 7': the 12 are no helicopters
    link = _PART.match(sentence.text, item.end, sentence.end)
    if link is None:
        return None
    stop = sentence.right_end(nth)
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


_ALL_OF_THEM = named("barefigure", "all-of-them")


def all_of_these(sentence: Sentence, nth: int, before: Counted | None, noun: Word | None) -> Counted | None:
    """Every one of those before, who are counted as they were: 'forty men were killed, all of them conscripts'."""
    item = sentence.stated[nth]
    whole = item.number.kind == "all" and _ALL_OF_THEM.search(sentence.text, item.start, item.end)
    if before is None or not whole:
        return None
    sense = noun.sense("noun") if noun is not None else None
    if noun is not None and sense is not None and sense.data.get("class") in ("civilian", "combatant"):
        return of_part(noun, before)
    return replace(before, noun=None, act=None, sure=True)


def named_before(sentence: Sentence, nth: int, before: Counted | None) -> Counted | None:
    """A part whose noun stands right before its share: 'children make up three percent, and women one in twelve'."""
    word = word_ending(sentence, sentence.stated[nth].start - 1)
    if before is None or word is None or not word.means("noun") or not _is_person(word) or not nth:
        return None
    return of_part(word, before)


def _is_person(noun: Word) -> bool:
    sense = noun.sense("noun")
    return sense is not None and WIDER.get(str(sense.data.get("class")), str(sense.data.get("class"))) == "person"


_OPENS = named("barefigure", "opens")


def whole_named(sentence: Sentence, nth: int) -> Counted | None:
    """A whole named without a figure: 'Of the dead, 26 were children', 'among those detained were two nurses'."""
    item = sentence.stated[nth]
    first = sentence.left_end(nth)
    opens = _OPENS.search(sentence.text, first, item.start)
    word = word_at(sentence, opens.end()) if opens is not None else None
    if word is None or word.end > item.start or len(sentence.text[word.end : item.start].split()) > _LINK:
        return None
    act = word.sense("act")
    noun = word.sense("noun")
    if noun is not None and noun.data.get("class") in _EVENT_KINDS and "measure" in noun.data:  # 'of these raids, 12'
        return Counted(str(noun.data["measure"]), str(noun.data["unit"]), kind=str(noun.data["class"]))
    if noun is not None and "implies" in noun.data:
        act = act_named(str(noun.data["implies"]))
    return made(Counted("", "person"), act, "person", None) if act is not None and act.data.get("people") else None


_LINK = 6
"""Words between a whole that is named and its part."""


_EVENT_KINDS = ("attack", "violation", "strike", "operation", "sortie", "munition", "engagement")


def of_part(noun: Word, before: Counted) -> Counted:
    """A part of what was counted before, with a noun that says more of its members."""
    sense = noun.sense("noun") or noun.senses[0]
    kind = str(sense.data.get("class", "")) or before.kind
    if (
        kind in _EVENT_KINDS
        and before.kind in _EVENT_KINDS
        and kind != before.kind
        and before.measure != "violations"
        and "measure" in sense.data
    ):
        return Counted(
            str(sense.data["measure"]), str(sense.data["unit"]), noun, kind=kind
        )  # 'of them 9 were ambushes'
    if kind == "person" and WIDER.get(before.kind) == "person":  # 'of the slain, ninety were foreigners'
        kind = before.kind
    if before.did is None or not can_be_done(before.did, kind):
        return replace(before, noun=None, act=None)
    of = sense.data.get("of")
    return made(Counted("", before.unit, noun, of=str(of) if of else None), before.did, kind, None)


def without_noun(
    sentence: Sentence, nth: int, shape: Shape, before: Counted | None, latest: Counted | None
) -> Counted | None:
    """What a figure without a noun counts: by the act beside it, else what the figure before it counted."""
    if _measures_out(sentence, nth):
        return None
    if _is_billions(sentence, nth):
        money = before is not None and before.kind == "money"
        return Counted("funds", before.unit if money and before else "currency", kind="money", did=act_named("pay"))
    known = before or latest
    kind = known.kind if known is not None else ""
    near = _own_act(sentence, nth, kind, before)
    if known is not None and _taken_up(sentence, nth, known, near):
        return replace(known, noun=None, act=None, sure=True)
    if near is None:
        one = sentence.stated[nth].number.kind == "words" and sentence.stated[nth].quantity.stated == 1
        one = one and not (before is not None and _one_of_them(sentence, nth))
        of_events = shape.form == "share" and known is not None and known.kind in _EVENT_KINDS
        alone = shape.is_base or shape.change or of_events or stands_alone(sentence, nth)
        return replace(known, noun=None, act=None) if known is not None and not one and alone else None
    if near[2].id == "destroy" and kind in ("drone", "munition"):
        near = shot_down(sentence, near)
    none = not sentence.stated[nth].quantity.stated
    act = joined(sentence, near) if near[2].id == "free" else meant(sentence, near, kind or "person", none=none)
    if act.id in ("kill", "lose") and (side := _whose_dead(sentence, nth, kind if before is not None else "")):
        return made(Counted("", "person"), act, side, near[1])
    if act.id == "kill" and kind in ("", "person", "combatant") and of_the_men_before(sentence, nth, known):
        return made(Counted("", "person"), act, "combatant", near[1])
    if before is None and WIDER.get(kind) == "person" and not of_them(sentence, nth):
        kind = "person"
    if kind and can_be_done(act, kind):
        return made(Counted("", known.unit if known else "", of=known.of if known else None), act, kind, near[1])
    if can_be_done(act, "person"):
        return made(Counted("", "person"), act, "person", near[1])
    things = things_of(act) or next((key for key in act.data if key not in _FLAGS), "")
    return made(Counted("", units_of(things)), act, things, near[1]) if things else None


_SIDE = named("barefigure", "side")
_LOST = named("barefigure", "lost")
_OWNED_UP = named("barefigure", "owned-up")
_HARM_DONE = named("barefigure", "harm-done")
_ITS_DEEDS = 240
"""Letters before 'conceded 13 dead' in which the deeds may stand of whom it is said."""


def _harm_done(sentence: Sentence, end: int) -> bool:
    """Whether those who own up to deaths may have dealt them: their strikes, or civilians, are spoken of before."""
    return _HARM_DONE.search(sentence.text, max(0, end - _ITS_DEEDS), end) is not None


_NO_SIDE = named("barefigure", "no-side")


_OWN = named("barefigure", "own")

_HEADED_BY = 80
"""Letters before a figure in which such a heading may stand."""

_CIVIL = named("barefigure", "civil")


def _whose_dead(sentence: Sentence, nth: int, kind: str) -> str:
    """The class of the killed that a heading, or what is said of a side, tells; '' where none does."""
    start = sentence.stated[nth].start
    if bodies_of_foes(sentence, sentence.stated[nth].end):
        return "combatant"
    if kind in ("", "person") and of_civilians(sentence, start):
        return "civilian"
    return "combatant" if kind in ("", "person", "combatant") and of_a_side(sentence, start) else ""


def of_civilians(sentence: Sentence, start: int) -> bool:
    """Whether the killed are told under a heading of civilians: 'civilian losses: 63 killed'."""
    return _CIVIL.search(sentence.text, sentence.start, start) is not None


def of_a_side(sentence: Sentence, start: int) -> bool:
    """Whether the killed are told as the losses of a side: 'our losses: four killed', 'rebels suffered 33 killed'."""
    if _SIDE.search(sentence.text, sentence.start, start) is not None or _OWN.search(
        sentence.text, max(0, start - _HEADED_BY), start
    ):
        return True
    lost = _LOST.search(sentence.text, sentence.start, start)
    if lost is not None and _OWNED_UP.match(lost.group()) and _harm_done(sentence, lost.start()):
        return False
    if lost is not None and _NO_SIDE.search(sentence.text, sentence.start, lost.start()) is None:
        subject = word_ending(sentence, lost.start())
        noun = subject.sense("noun") if subject is not None else None
        if noun is not None:
            return noun.data.get("class") in ("combatant", "member")
        owned = (
            _OWNED_UP.match(lost.group()) is not None
        )  # a capital stands for its army: 'Addis Ababa owns to 300 dead'
        return subject is None or owned or not subject.sense("place", "ground")
    if not sentence.text.endswith("killed ", 0, start):
        return False
    nouns = [word.sense("noun") for word in sentence.inside(sentence.start, start, "noun")]
    return any(sense is not None and sense.id == "fighters" for sense in nouns)


def _own_act(sentence: Sentence, nth: int, kind: str, before: Counted | None) -> Near | None:
    """The act that is said of a bare figure itself: of what was counted before, else of people or of anything."""
    said = nearest(sentence, nth, kind) if kind else None
    said = with_particle(sentence, nth, kind or "person", said) or said  # 'the army let 110 go'
    other = nearest_of_any(sentence, nth)
    if kind:
        said, other = (None if takes_up(sentence, nth, near) else near for near in (said, other))
    if of_them(sentence, nth):
        if _LET_GO.match(sentence.text, sentence.stated[nth].end):
            return BEHIND, sentence.words[0], act_named("release")
        nears = [near for near in (said, other) if near is not None and near[0] <= BEHIND]
        if sentence.stated[nth].quantity.unit == "percent":
            nears = [near for near in nears if near[1].start > sentence.stated[nth].end]
        return nears[0] if nears else None
    if other is not None and before is not None and kind and not of_them(sentence, nth) and not _may_be(other, kind):
        other = None
    anew = before is None and other is not None and bool(other[2].data.get("harm"))  # 'in the week 38 were neutralised'
    if other is not None and other[0] <= PART and (said is None or other[0] < said[0] + anew):
        return other
    if said is not None and (said[0] <= PART or (before is None and said[0] <= LISTED)):
        return said
    return None


def _taken_up(sentence: Sentence, nth: int, known: Counted, near: Near | None) -> bool:
    """Whether the words leave no doubt that a bare figure counts what was counted before."""
    if near is None and brought_by_time(sentence, nth):
        return True
    found = near is None or near[2].id == "find" or near[1].start < sentence.stated[nth].start
    return they_held(sentence, nth, known) or (found and saw_so_many(sentence, nth, known))


def _may_be(near: Near, kind: str) -> bool:
    """Whether an act says of itself that people are counted, or may be done to what was counted before."""
    return bool(near[2].data.get("people")) or can_be_done(near[2], kind)


def of_them(sentence: Sentence, nth: int) -> bool:
    """Whether 'of them' stands behind a figure."""
    return _OF_THEM.match(sentence.text, sentence.stated[nth].end) is not None


_ONE_OF_THEM = named("barefigure", "one-of-them")


def _one_of_them(sentence: Sentence, nth: int) -> bool:
    """Whether one of those before is told apart by where, when or how: 'killed nine men, one of them in Tripoli'."""
    return _ONE_OF_THEM.match(sentence.text, sentence.stated[nth].end) is not None


def in_some_of_them(sentence: Sentence, nth: int) -> bool:
    """Whether it is told in how many of the events before something happened: 'civilians died in 96 of them'."""
    start = sentence.stated[nth].start
    lead = _AMID.search(sentence.text, max(sentence.start, start - len("during ")), start)
    return lead is not None and of_them(sentence, nth)


_AMID = named("barefigure", "amid")


_LET_GO = named("barefigure", "let-go")
_OF_THEM = named("barefigure", "of-them")
_BILLION = 1_000_000_000


def _is_billions(sentence: Sentence, nth: int) -> bool:
    """Whether a bare figure is so large that only money is counted so."""
    stated = sentence.stated[nth].quantity.stated
    return stated is not None and stated >= _BILLION and not sentence.stated[nth].quantity.unit


_FLAGS = ("id", *FLAGS)


def nearest_of_any(sentence: Sentence, nth: int) -> Near | None:
    """The act nearest to a figure: one that is done to people, else any that stands right beside it."""
    near = nearest(sentence, nth, "person")
    of_known = near is not None and near[2].data.get("known") and not near[2].data.get("subject")
    if near is not None and near[0] <= BEHIND and not of_known:
        return near
    beside = nearest(sentence, nth, SURE)
    if beside is not None and "money" in beside[2].data and of_them(sentence, nth):  # 'half of them in support'
        return near
    return beside if beside is not None and beside[0] <= BEHIND else near


_UNIT_BEHIND = re.compile(r"[ -]?([\w']+)")
_BEHIND = re.compile(r"[\s\"')]*([\w'-]+)")


def _measures_out(sentence: Sentence, nth: int) -> bool:
    """Whether a unit of length, time or the like stands behind a figure: nothing of a war is counted."""
    behind = _UNIT_BEHIND.match(sentence.text, sentence.stated[nth].end)
    return behind is not None and behind.group(1) in grammar("never")


def stands_alone(sentence: Sentence, nth: int) -> bool:
    """Whether a figure has no noun behind it: a preposition, a verb, a date or the end of the clause follows."""
    end = sentence.stated[nth].end
    behind = _BEHIND.match(sentence.text, end, sentence.end)
    if behind is None:
        return True
    token = behind.group(1)
    if token in grammar("ends") | grammar("beside") or any(d.start - end in (0, 1) for d in sentence.dated):
        return True
    word = word_at(sentence, behind.start(1))
    return word is not None and bool(
        word.sense("act", "change", "role", "month", "weekday", "relative", "ellipsis", "date_lead")
    )


_AT_A_PLACE = named("barefigure", "at-a-place")


def item_at_place(sentence: Sentence, nth: int, before: Counted | None) -> Counted | None:
    """What an item of a list by places counts: things that were done to as those of the item before."""
    if before is None or _AT_A_PLACE.match(sentence.text, sentence.start, sentence.end) is None:
        return None
    did = act_named("hit") if before.measure == "targets_hit" else before.did
    phrase = phrases(sentence)[nth]
    sense = phrase.head.sense("noun") if phrase is not None else None
    kind = str(sense.data.get("class", "")) if sense is not None else ""
    if phrase is None or sense is None or did is None or any(acts(sentence, kind)) or not can_be_done(did, kind):
        return None
    return made(Counted("", str(sense.data.get("unit", "")), phrase.head, kind=kind), did, kind, None)
