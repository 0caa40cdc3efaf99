"""What an Arabic figure counts: its noun, what was done with the counted, and the measure that both make.

The noun stands right behind its figure (اثنا عشر صاروخا، مئة من الجنود), within it (a dual), or, where the figure is
'one' or has the article, right before it (جندي واحد، أهدافها الثلاثة). The verb most often comes first and reaches over
the places and the days between; what stands behind a preposition of time or cause only says when or why.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import replace

from onrecord.arabicnoun import noun_of
from onrecord.counting import FLAGS, Counted, acts_by_times, stands_alone, units_of
from onrecord.normal import Sense, Word, words_of
from onrecord.predicate import act_named, made_of
from onrecord.sentence import Sentence, apart
from onrecord.shape import Shape

Near = tuple[int, Word, Sense]

_BEFORE, _BEHIND, _VERB, _LATER, _ASIDE, _LISTED, _EARLIER, _SHARED, _FAR = range(9)
"""How an act stands to a figure: right before it, right behind it, before it in its part of the sentence, behind it
there, as a circumstance, in another part, before another figure, shared by a list, farther."""

_LIST = 12
"""Words that a list may go on for before the act that its members share."""

_TOKEN = re.compile(r"[\s\"'(]*([^\W\d_]+)")


def arabic_counted(
    sentence: Sentence, nth: int, shape: Shape, before: Counted | None, latest: Counted | None
) -> Counted | None:
    """What the nth figure counts; ``before`` is what the one before it in its sentence counted, ``latest`` in any."""
    item = sentence.stated[nth]
    if shape.form == "amount" and item.quantity.unit == "times":
        return acts_by_times(sentence, nth)
    before = before or _whole_named(sentence, nth)
    noun = noun_of(sentence, nth)
    if noun is None and shape.whole is not None:
        noun = noun_of(sentence, shape.whole)
    if noun is not None:
        found = of_noun(sentence, nth, noun, before or (latest if _pointer_before(sentence, nth) else None))
        sense = noun.sense("dual", "noun")
        people = sense is not None and sense.data.get("class") == "person"
        if found is None and people:
            found = _predicated(sentence, nth, noun)
        if found is None and before is not None and _names_part(sentence, nth):
            return replace(before, noun=noun, act=None)
        return _starved(sentence, nth, found or (_of_head(sentence, nth, before) if people else None))
    if shape.base is not None and (base := noun_of(sentence, shape.base)) is not None:
        return of_noun(sentence, shape.base, base, before)
    part = _pointer_behind(sentence, nth)
    if part and before is not None:
        return _part(sentence, nth, before)
    if part and latest is not None and (told := _told_of_part(sentence, nth, latest)) is not None:
        return told
    for head in nouns_ahead(sentence, nth):
        if before is None or head.start > sentence.stated[nth - 1].end:
            found = of_noun(sentence, nth, head, before)
            if found is not None:
                return found
    return _without_noun(sentence, nth, shape, before, latest if nth == 0 else None)


# ----------------------------------------------------------------------------------------- the subject of a figure

_HEADS = re.compile(r"(?<!\w)[وفب]?(?:ال)?(?:عدد|اعداد|حصيله|اجمالي|مجموع|نسبه|معدل|حجم|قيمه|عديد)\s")
_LINKS = ("change", "predicate", "same_measure", "reaches")
_PREPOSITIONS = ("في", "من", "الي", "علي", "عن", "قرب", "خلال", "منذ", "بين", "مع", "لدي", "ضد", "عبر", "شرق", "غرب")


def nouns_ahead(sentence: Sentence, nth: int) -> list[Word]:
    """The nouns before a figure that may be its subject, the likeliest first: وصل عدد النازحين من القرى إلى ٤٠٠."""
    item = sentence.stated[nth]
    first = sentence.stated[nth - 1].end if nth else sentence.start
    own = noun_of(sentence, nth - 1) if nth else None
    nouns = [word for word in sentence.inside(first, item.start, "noun") if word is not own]
    if nouns and _heads_entry(sentence, nouns[-1], item.start):
        return [nouns[-1]]
    heads = [match.end() for match in _HEADS.finditer(sentence.text, first, item.start)]
    for end in reversed(heads):
        of = [word for word in nouns if word.whole[0] >= end]
        if of and not apart(sentence.text, end, of[0].whole[0], 1):
            return [of[0]]
    if not sentence.inside(first, item.start, *_LINKS):
        return []
    return [word for word in reversed(nouns) if not _behind_preposition(sentence, word)]


def _heads_entry(sentence: Sentence, word: Word, start: int) -> bool:
    """Whether a noun right before a figure opens an entry of a list: والجرحى ٤٠؛ القتلى: ١٢."""
    if sentence.between(word.whole[1], start).strip(" :") or not _with_article(sentence, word):
        return False
    first = sentence.clause(word.start)[0]
    return word.joined or not sentence.between(first, word.whole[0]).strip()


def _behind_preposition(sentence: Sentence, word: Word) -> bool:
    lead = sentence.text[max(0, word.whole[0] - 8) : word.whole[0]].split()
    return word.lead.removeprefix("و")[:1] in ("ب", "ل", "ك") or bool(lead and lead[-1] in _PREPOSITIONS)


def _of_head(sentence: Sentence, nth: int, before: Counted | None) -> Counted | None:
    """What a noun that says no measure counts where the figure has a subject: بلغ عدد النازحين ٣٠٠ عائلة."""
    found = (of_noun(sentence, nth, head, before) for head in nouns_ahead(sentence, nth))
    return next((counted for counted in found if counted is not None), None)


# ---------------------------------------------------------------------------------------------------------- acts


def _acts(sentence: Sentence, kind: str) -> Iterable[tuple[Word, Sense]]:
    """The acts of a sentence that can be done to a class, each with the meaning that says most of it."""
    for word in words_of(sentence.words, "act"):
        able = [sense for sense in word.senses if sense.kind == "act" and _can_be_done(sense, kind)]
        if able:
            yield word, next((sense for sense in able if kind in sense.data), able[0])


def _can_be_done(act: Sense, kind: str) -> bool:
    """Whether an act can be done to a class; munitions are what one strikes with: قصفت الثكنة بعشرين صاروخا."""
    return not kind or (bool(made_of(act, kind)[0]) and (act.id, kind) not in _NEVER)


_NEVER = (("hit", "munition"), ("serve", "voter"))


_CIRCUMSTANCE = re.compile(
    r"(?<!\w)[وف]?(?:في|خلال|اثناء|بعد|قبل|اثر|جراء|بسبب|نتيجه|عقب|منذ|قرب|امام|داخل|مع|من ال)\s*$"
)
_NO_BREAK = re.compile(r"و(?:ال|ب|في|من|علي|الي|حتي)")


def _rank(sentence: Sentence, nth: int, end: int, word: Word) -> tuple[int, int]:
    """How near an act stands to a figure whose noun ends at ``end``: lowest first."""
    item, text = sentence.stated[nth], sentence.text
    if word.start >= end:
        gap = len(text[end : word.whole[0]].split())
        after = sentence.stated[nth + 1].start if nth + 1 < len(sentence.stated) else sentence.end
        if word.start >= after:
            return (_SHARED if gap <= _LIST else _FAR), gap
        if word.joined or _ENDS.search(text, end, word.start) or _parted(sentence, end, word.start):
            return _FAR, gap
        return (_LATER if gap > 2 or _aside(sentence, word) or _with_article(sentence, word) else _BEHIND), gap
    gap = len(text[word.whole[1] : item.start].split())
    if word.start < (sentence.stated[nth - 1].end if nth else sentence.start):
        return _EARLIER, gap
    if _parted(sentence, word.end, item.start):
        return _LISTED, gap
    if ((gap > 1 or word.tail) and _aside(sentence, word)) or _definite(sentence, word):
        return _ASIDE, gap
    return (_BEFORE if gap <= 2 else _VERB), gap


_VIA = "عبر"


def _via(sentence: Sentence, word: Word, end: int) -> bool:
    """Whether what may be 'crossed' is 'by way of': behind the figure, or inside of its clause."""
    if sentence.text[word.start : word.end] != _VIA:
        return False
    first = sentence.clause(word.start)[0]
    return (
        word.start >= end or bool(word.tail) or bool(sentence.between(first, word.whole[0]).strip() and not word.joined)
    )


_ENDS = re.compile(r"[،,](?=\s)|(?<!\w)(?:ثم|بينما|فيما)\s")
"""What is said behind these is another matter."""

_LEADS_ON = re.compile(r"\w*\s+(?:علي|عن|الي|ب|ل)")
"""Behind a verbal noun with the article these lead to what it was done to: القبض على ستة."""


def _definite(sentence: Sentence, word: Word) -> bool:
    """Whether an act is a noun with the article, which governs no figure: في أثناء الاقتراع."""
    text = sentence.text
    if not _with_article(sentence, word):
        return False
    return " " not in text[word.start : word.end] and not _LEADS_ON.match(text, word.end)


def _with_article(sentence: Sentence, word: Word) -> bool:
    return word.lead.endswith("ال") or sentence.text.startswith("ال", word.start)


def _aside(sentence: Sentence, word: Word) -> bool:
    """Whether an act only says when, where or why: behind a preposition."""
    return _CIRCUMSTANCE.search(sentence.text, max(sentence.start, word.whole[0] - 12), word.whole[0]) is not None


def _parted(sentence: Sentence, start: int, end: int) -> bool:
    """Whether another part of the sentence begins in a stretch: at a comma, or at an 'and' before what may be a verb.

    An article, a preposition, or a word that the tables know as a place, an actor or a noun is no verb.
    """
    text = sentence.text
    if re.search(r"[;؛:\n](?=\s|$)", text[start:end]):
        return True
    comma = re.search(r"[،,](?=\s|$)", text[start:end])
    if comma is not None and sentence.inside(start + comma.end(), end, "act"):
        return True
    plain = {word.whole[0] for word in sentence.words if word.joined and not word.means("act")}
    known = {word.start for word in sentence.words if not word.lead and text[word.start] == "و"}
    for match in re.finditer(r"(?<=\s)و(?=\w)", text[start:end]):
        at = start + match.start()
        if at not in known and at + 1 not in plain and not _NO_BREAK.match(text, at):
            return True
    return False


def nearest_act(sentence: Sentence, nth: int, noun: Word | None, kind: str) -> Near | None:
    """The act nearest to a figure, with its rank; any act where no class is asked for."""
    end = max(sentence.stated[nth].end, noun.whole[1] if noun is not None else 0)
    found = [
        (_rank(sentence, nth, end, word), word, sense)
        for word, sense in _acts(sentence, kind)
        if word is not noun and not _via(sentence, word, end)
    ]
    if not found:
        return None
    summed = [near for near in found if near[2].data.get("sums") and near[0][0] == _BEHIND]
    (rank, _), word, sense = min(summed or found, key=lambda near: (near[0], near[1].start))
    return rank, word, sense


# ------------------------------------------------------------------------------------------------------- measures


def of_noun(sentence: Sentence, nth: int, noun: Word, before: Counted | None) -> Counted | None:
    """The measure that a noun names: by an act it implies or that is near, as the figure before, or by itself."""
    sense = noun.sense("dual", "noun")
    assert sense is not None
    kind, of = str(sense.data.get("class", "")), sense.data.get("of")
    named = Counted(
        str(sense.data.get("measure", "")),
        str(sense.data["unit"]),
        noun,
        None,
        str(of) if of else None,
        bool(sense.data.get("role_of")),
        kind,
    )
    carried = before.did if before is not None and before.did is not None and made_of(before.did, kind)[0] else None
    if "implies" in sense.data:
        return _of_implied(sentence, nth, named, carried)
    state = _said_behind(sentence, noun)
    if state is not None:
        return _made(named, act_named(state), kind, None)
    near = _shot_down(sentence, nearest_act(sentence, nth, noun, kind), kind)
    if near is not None and named.measure and not _reaches(near[0], before, named.measure):
        near = None
    if near is not None and near[2].data.get("weak") and carried is not None:
        near = None
    if near is not None and not (near[0] > _LISTED and carried is not None):
        return _made(named, near[2], kind, near[1])
    if carried is not None:
        return _made(named, carried, kind, None)
    if near is not None:
        return _made(named, near[2], kind, near[1])
    if kind == "country" and sentence.text.endswith("من ", sentence.start, sentence.stated[nth].start):
        return replace(named, measure="partners")  # مئة جندي من خمس دول
    at = sentence.stated[nth].start
    if named.measure == "presence" and sentence.text.endswith("في ", sentence.start, at):
        return None
    return named if named.measure else None


_DEFENCES = re.compile(r"(?<!\w)[وف]?(?:ال)?(?:دفاعات|دفاعاتنا|دفاعاته|دفاعاتها|دفاع جوي|دفاع الجوي|مضادات)(?!\w)")


def _said_behind(sentence: Sentence, noun: Word) -> str | None:
    """The act that a second noun right behind the first holds within it: ٣٥ جنديا جريحا."""
    behind = sentence.inside(noun.end, min(sentence.end, noun.whole[1] + _NEXT), "noun")
    sense = behind[0].sense("noun") if behind and not behind[0].lead and not noun.tail else None
    if sense is None or sentence.between(noun.whole[1], behind[0].whole[0]).strip():
        return None
    return str(sense.data["implies"]) if sense.data.get("implies") in ("injure", "kill") else None


_NEXT = 12
"""Letters that the next word may have."""


def _shot_down(sentence: Sentence, near: Near | None, kind: str) -> Near | None:
    """What flies and was destroyed by air defences was shot down."""
    if near is None or near[2].id != "destroy" or kind not in ("drone", "munition", "aircraft"):
        return near
    first = sentence.clause(near[1].start)[0]
    if _DEFENCES.search(sentence.text, first, near[1].whole[1] + 40) is None:
        return near
    return near[0], near[1], act_named("intercept")


def _of_implied(sentence: Sentence, nth: int, named: Counted, carried: Sense | None) -> Counted:
    """The dead and the hurt: of which side the words beside them tell; in a part of others what was done to those."""
    noun = named.noun
    assert noun is not None
    sense = noun.sense("dual", "noun")
    assert sense is not None
    if carried is not None and not carried.data.get("harm") and _pointer_before(sentence, nth):
        return _made(named, carried, named.kind, None)
    implied = act_named(str(sense.data["implies"]))
    near = nearest_act(sentence, nth, noun, "person")
    if near is not None and near[2].data.get("sums") and near[0] <= _BEHIND:
        return _made(named, near[2], named.kind, near[1])
    done = near is not None and near[2].id in _DONE_TO_HURT and near[0] == _BEFORE
    if near is not None and done and sense.data["implies"] == "injure" and "نقل" not in _text_of(sentence, near[1]):
        return _made(named, near[2], named.kind, near[1])
    status = status_of(sentence, noun.start, max(noun.whole[1], sentence.stated[nth].end))
    giver = nearest_act(sentence, nth, noun, "dead")
    if not status and giver is not None and giver[0] <= _LATER:
        status = "combatant"
    return _made(named, implied, status or named.kind, None)


_DONE_TO_HURT = ("arrest", "captured-men", "release", "evacuate", "abduct", "surrender")
"""Acts that say more of the hurt than that they are (أُفرج عن ثمانية جرحى); moving them to a hospital does not."""


def _text_of(sentence: Sentence, word: Word) -> str:
    return sentence.text[word.start : word.end]


def _reaches(rank: int, before: Counted | None, measure: str) -> bool:
    """Whether an act is near enough to say more than a noun with a measure of its own; of men what a list shares."""
    reached = (_LISTED, _EARLIER, _SHARED) if measure == "personnel" else (_LISTED, _EARLIER)
    return rank <= _ASIDE or (before is None and rank in reached)


def _made(named: Counted, act: Sense, kind: str, word: Word | None) -> Counted:
    """The measure that an act makes of a class."""
    measure, unit = made_of(act, kind)
    own = named.whose and measure == named.measure
    return replace(named, measure=measure, unit=unit or named.unit, act=word, did=act, kind=kind, whose=own)


_HUNGER = re.compile(r"(?:جوعا|الجوع|سوء التغذيه|المجاعه|سوء تغذيه|الكوليرا|بردا|البرد|نقص الدواء)")


def _starved(sentence: Sentence, nth: int, found: Counted | None) -> Counted | None:
    """Those whom hunger, cold or sickness killed are dead, not killed civilians."""
    if found is None or found.measure != "civilian_deaths":
        return found
    item = sentence.stated[nth]
    if _HUNGER.search(sentence.text, item.end, sentence.clause(item.start)[1]) is None:
        return found
    return replace(found, measure="deaths")


_BESIDE = re.compile(r"\s*(?:من|في صفوف|في|بين|ل)?\s*(?:ال)?$")


def status_of(sentence: Sentence, start: int, end: int) -> str:
    """Whether the dead are called civilians or fighters right beside the words at ``[start, end)``, or theirs."""
    for word in sentence.inside(sentence.start, sentence.end, "noun", "armed", "actor"):
        beside = word.start >= end and len(sentence.text[end : word.whole[0]].split()) <= 2
        gap = sentence.text[end : word.whole[0]] if beside else sentence.text[word.whole[1] : start]
        if not beside and not (word.end <= start and len(gap.split()) <= 1):
            continue
        if not beside and gap.strip():  # من حراس السجن ١٢١
            gap = "" if sentence.text[max(0, word.start - 3) : word.start].strip() == "من" else "?"
        if word.joined or not _BESIDE.fullmatch(gap):
            continue
        if word.means("armed"):
            return "combatant"
        sense = word.sense("noun")
        kind = str(sense.data.get("class", "")) if sense is not None else ""
        if kind in ("civilian", "combatant"):
            return kind
    return ""


# ------------------------------------------------------------------------------------------- parts, and the nameless


def _pointer_before(sentence: Sentence, nth: int) -> bool:
    """Whether a word right before a figure points back to a whole: بينهم ١٢ طفلا."""
    start = sentence.stated[nth].start
    pointers = sentence.inside(sentence.clause(start)[0], start, "pointer")
    return bool(pointers) and len(sentence.between(pointers[-1].end, start).split()) <= 1


_STATES = ("detained", "abducted", "missing", "displaced")


def _predicated(sentence: Sentence, nth: int, noun: Word) -> Counted | None:
    """What people are said to be by a second noun: ١٥٥ من مواطنيه أسرى."""
    stop = sentence.stated[nth + 1].start if nth + 1 < len(sentence.stated) else sentence.end
    for word in sentence.inside(noun.whole[1], stop, "noun"):
        sense = word.sense("noun")
        state = str(sense.data.get("measure", "")) if sense is not None else ""
        if state in _STATES and not apart(sentence.text, noun.whole[1], word.whole[0], 1):
            return Counted(state, "person", noun, word, kind="person")
    return None


_AMONG = re.compile(r"(?<!\w)[وف]?(?:من )?بين ")


def _whole_named(sentence: Sentence, nth: int) -> Counted | None:
    """A whole that is named without a figure: بين القتلى ثلاثة أطفال."""
    item = sentence.stated[nth]
    first = max(sentence.clause(item.start)[0], sentence.stated[nth - 1].end if nth else 0)
    for among in _AMONG.finditer(sentence.text, first, item.start):
        nouns = [word for word in sentence.inside(among.end() - 1, item.start, "noun") if word.whole[0] == among.end()]
        sense = nouns[0].sense("noun") if nouns else None
        if sense is None or len(sentence.between(nouns[0].end, item.start).split()) > _LINK:
            continue
        act = "kill" if sense.id == "victims" else str(sense.data.get("implies", ""))
        if act:
            return _made(Counted("", "person"), act_named(act), "person", None)
    return None


_LINK = 4
"""Words between a whole that is named and its part."""

_TAILED = re.compile(r"(?:هم|ها|هن|هما)$")


def _names_part(sentence: Sentence, nth: int) -> bool:
    """Whether a figure is a part of what was counted before: بينهم ستة، ثلثاهم."""
    item = sentence.stated[nth]
    tailed = _TAILED.search(sentence.text, item.start, item.number.end) is not None
    return _pointer_before(sentence, nth) or (item.number.kind == "fraction" and tailed)


def _pointer_behind(sentence: Sentence, nth: int) -> bool:
    """Whether a word right behind a figure points back to a whole: ١٢ منهم."""
    end = sentence.stated[nth].end
    pointers = sentence.inside(end, sentence.end, "pointer")
    return bool(pointers) and not sentence.between(end, pointers[0].whole[0]).strip()


def _part(sentence: Sentence, nth: int, before: Counted) -> Counted:
    """A part of what was counted before: by what was done to it alone, else by what was done to all."""
    return _told_of_part(sentence, nth, before) or replace(before, noun=None, act=None)


def _told_of_part(sentence: Sentence, nth: int, whole: Counted) -> Counted | None:
    """What was done to a part alone: سقط منها ستة."""
    near = nearest_act(sentence, nth, None, whole.kind) if whole.kind else None
    if near is None or near[0] > _LATER or near[2].data.get("weak"):
        return None
    return _made(Counted("", whole.unit, of=whole.of), near[2], whole.kind, near[1])


def _without_noun(
    sentence: Sentence, nth: int, shape: Shape, before: Counted | None, latest: Counted | None
) -> Counted | None:
    """What a figure counts whose noun no table knows, or that has none."""
    known = before or latest
    if sentence.stated[nth].number.kind == "words" and sentence.stated[nth].quantity.stated == 1:
        return None
    same = sentence.inside(sentence.start, sentence.stated[nth].start, "same_measure")
    percent = sentence.stated[nth].quantity.unit == "percent"
    alone = percent or shape.is_base or shape.change or bool(same) or _alone(sentence, nth)
    if not alone:
        return _unknown(sentence, nth, before)
    kind = known.kind if known is not None else ""
    if before is None and kind in ("civilian", "combatant"):
        kind = "person"
    hint = _named_behind_of(sentence, nth) if before is None else None
    if hint is not None and (found := of_noun(sentence, nth, hint, None)) is not None and found.act is not None:
        return found
    near = nearest_act(sentence, nth, None, kind) if kind else None
    other = _any_act(sentence, nth, _LATER if known is None else _VERB)
    nearer = other is not None and near is not None and (other[0] < near[0] or (before is None and other[0] == near[0]))
    if near is None or near[0] > _LATER or nearer:
        near = other
    if near is None:
        head = _head_of_list(sentence, nth) if known is None else None
        if head is not None:
            return of_noun(sentence, nth, head, None)
        return replace(known, noun=None, act=None) if known is not None else None
    if known is not None and kind and _can_be_done(near[2], kind):
        kind = (status_of(sentence, *_extent(sentence, nth)) or kind) if kind == "person" else kind
        return _made(Counted("", known.unit, of=known.of), near[2], kind, near[1])
    return _by_act(sentence, nth, near)


def _extent(sentence: Sentence, nth: int) -> tuple[int, int]:
    return sentence.stated[nth].start, sentence.stated[nth].end


def _named_behind_of(sentence: Sentence, nth: int) -> Word | None:
    """What a figure counts that its verb names behind 'of': بلغ ما أُتلف من الألغام ثلاثين ألفا."""
    item = sentence.stated[nth]
    first = max(sentence.clause(item.start)[0], sentence.stated[nth - 1].end if nth else 0)
    for word in sentence.inside(first, item.start, "noun"):
        of = sentence.text[max(first, word.whole[0] - 3) : word.whole[0]]
        if of.strip() == "من" and (_with_article(sentence, word) or word.tail):
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
    if near[2].data.get("people"):
        kind = status_of(sentence, *_extent(sentence, nth)) or "person"
        return _made(Counted("", "person"), near[2], kind, near[1])
    kinds = sorted((key for key in near[2].data if key not in FLAGS), key=lambda key: (key != "person", key))
    things = str(near[2].data.get("things", "")) or next(iter(kinds), "")
    return _made(Counted("", units_of(things)), near[2], things, near[1]) if things else None


_PREPOSITION_BEHIND = re.compile(
    r" (?:فوق|تحت|شرق|غرب|شمال|جنوب|شرقي|غربي|شمالي|جنوبي|داخل|خارج|امام|خلف|ضمن|وسط|قباله|باتجاه|"
    r"نحو|لدي|عند|عقب|فقط|كليا|جزييا|يوم|امس|اليوم|حتي|منهم|منها)(?!\w)"
)


def _alone(sentence: Sentence, nth: int) -> bool:
    """Whether a figure has no noun behind it: a preposition, a verb, a date or the end of the clause follows."""
    if stands_alone(sentence, nth) or _told_behind(sentence, nth):
        return True
    end = sentence.stated[nth].end
    if _PREPOSITION_BEHIND.match(sentence.text, end) is not None:
        return True
    placed = sentence.inside(end, sentence.end, "place", "actor", "party")
    return bool(placed) and placed[0].lead[:1] in ("ب", "ل") and placed[0].whole[0] - end == 1


def _head_of_list(sentence: Sentence, nth: int) -> Word | None:
    """The noun of what is listed behind a colon: توزّع القتلى كالآتي: ١٢ في حلب."""
    colon = sentence.text.rfind(":", sentence.start, sentence.stated[nth].start)
    first = sentence.stated[nth - 1].end if nth else sentence.start
    if colon < first:
        return None
    nouns = [word for word in sentence.inside(first, colon, "noun") if not _behind_preposition(sentence, word)]
    return nouns[0] if nouns else None


def _told_behind(sentence: Sentence, nth: int) -> bool:
    """Whether the time of a ratio, or 'the total of', stands right behind a figure."""
    end = sentence.stated[nth].end
    words = sentence.inside(end, sentence.end, "per", "same_measure")
    return any(not sentence.between(end, word.whole[0]).strip() for word in words)


def _unknown(sentence: Sentence, nth: int, known: Counted | None) -> Counted | None:
    """What a noun that no table knows is, by what was done to it; nothing where it is a measure of another sort."""
    token = _TOKEN.match(sentence.text, sentence.stated[nth].end, sentence.end)
    if token is None or any(
        word.start < token.end() and token.start(1) < word.end and not _may_name(sentence, nth, word)
        for word in sentence.words
    ):
        return None
    near = nearest_act(sentence, nth, None, "person")
    thing = nearest_act(sentence, nth, None, "")
    if near is not None and near[0] <= _LATER and near[2].data.get("people") and _may_be_people(token.group(1), thing):
        return _made(Counted("", "person"), near[2], "person", near[1])
    if thing is not None and thing[0] <= _LATER and thing[2].data.get("things"):
        things = str(thing[2].data["things"])
        return _made(Counted("", units_of(things)), thing[2], things, thing[1])
    if known is not None and (_pointer_before(sentence, nth) or _listed_on(sentence, nth)):
        return replace(known, noun=None, act=None)
    return None


def _may_name(sentence: Sentence, nth: int, word: Word) -> bool:
    """Whether a word that names a party may be who is counted; a country only where spelled as its people: 14 سوريا."""
    if not word.kinds.isdisjoint(("actor", "party", "nation")):
        return True
    number = sentence.stated[nth].quantity.stated
    teens = number is not None and number.denominator == 1 and 11 <= number % 100 <= 99
    written = sentence.folded.span(word.start, word.end).of(sentence.folded.original)
    return word.means("place") and not word.lead and written.endswith(("اً", "ا") if teens else "اً")


def _listed_on(sentence: Sentence, nth: int) -> bool:
    """Whether a figure goes on a list that the figure before it is in, with no more than its noun between."""
    between = sentence.between(sentence.stated[nth - 1].end, sentence.stated[nth].start) if nth else ""
    return bool(re.fullmatch(r"(?:\s\w+){0,3}(?:،|\sو)\s*", between))


def _may_be_people(noun: str, thing: Near | None) -> bool:
    """Whether an unknown noun may name people, by its plural where the act may be done to things too."""
    both = thing is not None and bool(thing[2].data.get("things"))
    return not both or noun.endswith(("ين", "ون"))
