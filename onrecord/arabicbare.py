"""What an Arabic figure counts whose noun no table knows, or that has none: its act tells, or the figure before it."""

from __future__ import annotations

from onrecord import patterns as re
from onrecord.arabicact import (
    BEFORE,
    LATER,
    VERB,
    Near,
    can_be_done,
    nearest_act,
    with_article,
)
from onrecord.arabicmeasure import PEOPLE, is_now, of_noun, pointer_before, status_of
from onrecord.arabicnoun import crowd, noun_of
from onrecord.arabictoll import CASES
from onrecord.arabicturn import turned
from onrecord.counting import FLAGS, Counted, made, stands_alone, units_of
from onrecord.normal import Word
from onrecord.patterns import named
from onrecord.predicate import act_named, made_of
from onrecord.sentence import Sentence
from onrecord.shape import Shape
from onrecord.valueclass import replace

_TOKEN = re.compile(r"[\s\"'(]*([^\W\d_]+)")


def class_of(noun: Word) -> str:
    """The class of what a noun names, '' where it names none."""
    sense = noun.sense("dual", "noun")
    return str(sense.data.get("class", "")) if sense is not None else ""


_PREPOSITION = named("arabicbare", "preposition")
_LONGEST_PREPOSITION = 8


def behind_preposition(sentence: Sentence, word: Word) -> bool:
    """Whether a noun stands behind a preposition, its own or a word, and so is no subject."""
    if word.lead.removeprefix("و")[:1] in ("ب", "ل", "ك"):
        return True
    first = max(0, word.whole[0] - _LONGEST_PREPOSITION)
    return _PREPOSITION.search(sentence.text, first, word.whole[0]) is not None


def pointer_behind(sentence: Sentence, nth: int) -> bool:
    """Whether a word right behind a figure points back to a whole: ١٢ منهم."""
    end = sentence.stated[nth].end
    pointers = sentence.inside(end, sentence.end, "pointer")
    return bool(pointers) and not sentence.between(end, pointers[0].whole[0]).strip()


def without_noun(
    sentence: Sentence, nth: int, shape: Shape, before: Counted | None, latest: Counted | None
) -> Counted | None:
    """What a figure counts whose noun no table knows, or that has none."""
    known = before or latest
    if sentence.stated[nth].number.kind == "words" and sentence.stated[nth].quantity.stated == 1:
        return _one_alone(sentence, nth, known)
    same = sentence.inside(sentence.start, sentence.stated[nth].start, "same_measure")
    percent = sentence.stated[nth].quantity.unit == "percent"
    alone = percent or shape.is_base or shape.change or bool(same) or _alone(sentence, nth)
    if not alone:
        return _unknown(sentence, nth, before)
    known = _as_crowd(sentence, nth, known)
    kind = known.kind if known is not None else ""
    if before is None and kind in ("civilian", "combatant"):
        kind = "person"
    hint = _named_behind_of(sentence, nth) if before is None else None
    if (
        hint is not None
        and (found := of_noun(sentence, nth, hint, None)) is not None
        and (found.act or percent or _LOT.search(sentence.text, sentence.start, sentence.stated[nth].start))
    ):
        return found
    near = _done_to(sentence, nth, kind, before, known)
    if known is not None and near is not None and known.kind in FLYING and near[2].id in _COMES_DOWN:
        return made(Counted("", known.unit, of=known.of), act_named("fire"), known.kind, near[1])
    if known is not None and known.measure in _LEFT_HOME and sheltered(sentence, nth):
        return Counted("displaced", known.unit, kind="person")
    if near is None:
        head = _head_of_list(sentence, nth) if known is None else None
        if head is not None:
            return of_noun(sentence, nth, head, None)
        return _of_these(sentence, nth, known) if known is not None else None
    if known is not None and kind and can_be_done(near[2], kind):
        kind = (status_of(sentence, *_extent(sentence, nth)) or kind) if kind in PEOPLE else kind
        near = turned(sentence, near, kind) or near
        return made(Counted("", known.unit, of=known.of), near[2], kind, near[1])
    return _by_act(sentence, nth, near)


def _done_to(sentence: Sentence, nth: int, kind: str, before: Counted | None, known: Counted | None) -> Near | None:
    """The act that is done to what a bare figure counts, of those beside it and those done to what was told before."""
    near = nearest_act(sentence, nth, None, kind) if kind else None
    other = _any_act(sentence, nth, LATER if known is None else VERB)
    if other is not None and not other[2].data.get("people") and _of_those(sentence, nth, other, before):
        other = None  # 21 منها استهدفت الشمال
    nearer = other is not None and near is not None and (other[0] < near[0] or (before is None and other[0] == near[0]))
    if near is None or near[0] > LATER or nearer:
        near = other
    stays = known is not None and near is not None and known.kind in _THINGS and _stays(sentence, near[1])
    return None if stays else near


_LOT = named("arabicbare", "lot")


def _as_crowd(sentence: Sentence, nth: int, known: Counted | None) -> Counted | None:
    """What was counted before, or people where a figure is of an unnumbered crowd: دُمرت المنازل وأصيب المئات."""
    if known is None or not crowd(sentence, nth) or known.kind not in (*_THINGS, "person"):
        return known
    return replace(known, unit="person", kind="person", noun=None)


def _of_those(sentence: Sentence, nth: int, act: Near, before: Counted | None) -> bool:
    """Whether a figure is a part of what was told before, of which an act beside it cannot tell."""
    if before is not None:
        return pointer_before(sentence, nth)
    return act[0] in (BEFORE, VERB) and pointer_behind(sentence, nth)  # توجه ستون ألفا منهم شمالا


FLYING = ("munition", "drone")
_COMES_DOWN = ("arrive", "deliver", "crash", "evacuate", "hit-place", "detonate")
"""What munitions do that were not shot down: وصلت ثلاث إلى أهدافها."""

_THINGS = ("munition", "drone", "weapon", "hazard", "strike", "sortie", "goods", "building", "facility", "attack")
"""Classes of things, of which staying is no service: ما بقي منها."""


_STAYS = named("arabicbare", "stays")


def _stays(sentence: Sentence, word: Word) -> bool:
    return _STAYS.match(sentence.text, word.start) is not None


_LEFT_HOME = ("displaced", "returns", "evacuated")

_SHELTERS = named("arabicbare", "shelters")


def sheltered(sentence: Sentence, nth: int) -> bool:
    """Whether people are said to be in shelters still: لا يزال ستون ألفا في المدارس."""
    first = sentence.left_end(nth)
    last = sentence.clause(sentence.stated[nth].start)[1]
    return is_now(sentence, nth) and _SHELTERS.search(sentence.text, first, last) is not None


_BUT_ONE = named("arabicbare", "but-one")


def _one_alone(sentence: Sentence, nth: int, known: Counted | None) -> Counted | None:
    """'One' without a noun, where the verb stands right before it, or all but one are denied: قُتل واحد، سوى واحد."""
    item = sentence.stated[nth]
    if not _alone(sentence, nth) or (nth and sentence.stated[nth - 1].number.kind == "zero"):  # لم تقع إصابة واحدة
        return None
    but = _BUT_ONE.search(sentence.text, max(sentence.start, item.start - 6), item.start) is not None
    near = nearest_act(sentence, nth, None, known.kind if known is not None and known.kind else "person")
    if near is None or near[0] not in ((BEFORE, VERB) if but else (BEFORE,)):
        return None
    if not but and sentence.between(near[1].whole[1], item.start).strip():
        return None
    kind = known.kind if known is not None and can_be_done(near[2], known.kind) else ""
    if kind in ("", "person"):
        kind = status_of(sentence, *_extent(sentence, nth)) or "person"
    if not made_of(near[2], kind)[0]:
        return None
    return made(Counted("", known.unit if known is not None else "person"), near[2], kind, near[1])


def _of_these(sentence: Sentence, nth: int, known: Counted) -> Counted:
    """What was counted before, of those whom the words beside the figure name: ٢٧ من جيش النظام."""
    status = status_of(sentence, *_extent(sentence, nth))
    if status and known.did is not None and known.did.data.get("people") and status != known.kind:
        return made(replace(known, noun=None), known.did, status, None)
    return replace(known, noun=None, act=None)


def _extent(sentence: Sentence, nth: int) -> tuple[int, int]:
    return sentence.stated[nth].start, sentence.stated[nth].end


def _named_behind_of(sentence: Sentence, nth: int) -> Word | None:
    """What a figure counts that its verb names behind 'of': بلغ ما أُتلف من الألغام ثلاثين ألفا."""
    item = sentence.stated[nth]
    first = max(sentence.clause(item.start)[0], sentence.left_end(nth))
    for word in sentence.inside(first, item.start, "noun"):
        of = sentence.text[max(first, word.whole[0] - 3) : word.whole[0]]
        owned = sentence.text.startswith(" ال", word.whole[1])  # حصة المدينة من غارات الأمس
        if of.strip() == "من" and (with_article(sentence, word) or word.tail or owned):
            return word
    return None


def _any_act(sentence: Sentence, nth: int, reach: int) -> Near | None:
    """The act that says by itself what a figure beside it counts: one done to people, else any."""
    near = nearest_act(sentence, nth, None, "person")
    if near is not None and near[0] <= reach and near[2].data.get("people"):
        return near
    near = nearest_act(sentence, nth, None, "")
    return near if near is not None and near[0] <= reach else None


def _by_act(sentence: Sentence, nth: int, near: Near) -> Counted | None:
    """A figure without a noun: people where the act is done to people, else the things that it is done to."""
    near = turned(sentence, near, "") or near
    if near[2].data.get("people"):
        behind = noun_of(sentence, nth)
        if behind is not None and class_of(behind) not in PEOPLE:  # عادت جميع طائراتنا
            return None
        kind = status_of(sentence, *_extent(sentence, nth)) or "person"
        return made(Counted("", "person"), near[2], kind, near[1])
    kinds = sorted((key for key in near[2].data if key not in FLAGS), key=lambda key: (key != "person", key))
    things = str(near[2].data.get("things", "")) or next(iter(kinds), "")
    return made(Counted("", units_of(things)), near[2], things, near[1]) if things else None


_PREPOSITION_BEHIND = named("arabicbare", "preposition-behind")

_DEFINITE_BEHIND = named("arabicbare", "definite-behind")


def _alone(sentence: Sentence, nth: int) -> bool:
    """Whether a figure has no noun behind it: a preposition, a verb, a date or the end of the clause follows."""
    if stands_alone(sentence, nth) or _told_behind(sentence, nth):
        return True
    end = sentence.stated[nth].end
    if _PREPOSITION_BEHIND.match(sentence.text, end) is not None:
        return True
    if sentence.stated[nth].number.kind in ("digits", "words") and _DEFINITE_BEHIND.match(sentence.text, end):
        return True
    placed = sentence.inside(end, sentence.end, "place", "actor", "party", "noun")
    return bool(placed) and placed[0].lead[:1] in ("ب", "ل") and placed[0].whole[0] - end == 1


def _head_of_list(sentence: Sentence, nth: int) -> Word | None:
    """The noun of what is listed behind a colon: توزّع القتلى كالآتي: ١٢ في حلب."""
    colon = sentence.text.rfind(":", sentence.start, sentence.stated[nth].start)
    first = sentence.left_end(nth)
    if colon < first:
        return None
    nouns = [word for word in sentence.inside(first, colon, "noun") if not behind_preposition(sentence, word)]
    return nouns[0] if nouns else None


def _told_behind(sentence: Sentence, nth: int) -> bool:
    """Whether the time of a ratio, or 'the total of', stands right behind a figure."""
    end = sentence.stated[nth].end
    words = sentence.inside(end, sentence.end, "per", "same_measure")
    return any(not sentence.between(end, word.whole[0]).strip() for word in words)


def _unknown(sentence: Sentence, nth: int, known: Counted | None) -> Counted | None:
    """What a noun that no table knows is, by what was done to it; nothing where it is a measure of another sort."""
    if known is not None and CASES.match(sentence.text, sentence.stated[nth].end):
        return replace(known, noun=None, act=None)
    token = _TOKEN.match(sentence.text, sentence.stated[nth].end, sentence.end)
    if token is None or any(
        word.start < token.end() and token.start(1) < word.end and not _may_name(sentence, nth, word)
        for word in sentence.words
    ):
        return None
    near = nearest_act(sentence, nth, None, "person")
    thing = nearest_act(sentence, nth, None, "")
    if near is not None and near[0] <= VERB and near[2].data.get("person") and _of_a_nation(sentence, nth):
        return made(Counted("", "person"), near[2], "person", near[1])
    if near is not None and near[0] <= LATER and near[2].data.get("people") and _may_be_people(token.group(1), thing):
        return made(Counted("", "person"), near[2], "person", near[1])
    if thing is not None and thing[0] <= LATER and thing[2].data.get("things"):
        things = str(thing[2].data["things"])
        return made(Counted("", units_of(things)), thing[2], things, thing[1])
    if known is not None and (pointer_before(sentence, nth) or listed_on(sentence, nth)):
        return replace(known, noun=None, act=None)
    return None


def _of_a_nation(sentence: Sentence, nth: int) -> bool:
    """Whether people are counted by their nation: يحتاج 13 مليون سوري إلى المساعدة."""
    end = sentence.stated[nth].end
    return any(word.whole[0] == end + 1 and not word.lead for word in sentence.of_kinds("nation"))


def _may_name(sentence: Sentence, nth: int, word: Word) -> bool:
    """Whether a word that names a party may be who is counted; a country only where spelled as its people: 14 سوريا."""
    if not word.kinds.isdisjoint(("actor", "party", "nation")):
        return True
    number = sentence.stated[nth].quantity.stated
    teens = number is not None and number.denominator == 1 and 11 <= number % 100 <= 99
    written = sentence.folded.span(word.start, word.end).of(sentence.folded.original)
    return word.means("place") and not word.lead and written.endswith(("اً", "ا") if teens else "اً")


def listed_on(sentence: Sentence, nth: int) -> bool:
    """Whether a figure goes on a list that the figure before it is in, with no more than its noun between."""
    between = sentence.between(sentence.stated[nth - 1].end, sentence.stated[nth].start) if nth else ""
    return _LISTED.fullmatch(between) is not None


_LISTED = named("arabicbare", "listed")


def _may_be_people(noun: str, thing: Near | None) -> bool:
    """Whether an unknown noun may name people, by its plural where the act may be done to things too."""
    both = thing is not None and bool(thing[2].data.get("things"))
    return not both or noun.endswith(("ين", "ون", "ي"))
