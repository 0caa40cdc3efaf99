"""What an Arabic figure counts: its noun, what was done with the counted, and the measure that both make.

The noun stands right behind its figure (اثنا عشر صاروخا، مئة من الجنود), within it (a dual), or, where the figure is
'one' or has the article, right before it (جندي واحد، أهدافها الثلاثة). The verb most often comes first and reaches over
the places and the days between; what stands behind a preposition of time or cause only says when or why.
"""

from __future__ import annotations

from onrecord.arabicact import BEHIND, LATER, nearest_act, parted, with_article
from onrecord.arabicalone import of_crew, of_people, relief, strength, told_alone
from onrecord.arabicbare import FLYING, behind_preposition, class_of, listed_on, pointer_behind, sheltered, without_noun
from onrecord.arabicmeasure import PEOPLE, STATES, hurt_too, of_noun, pointer_before, whose
from onrecord.arabicnoun import noun_of
from onrecord.arabicshape import ended_in_strikes, labelled, share_of_place, told_of_whole
from onrecord.arabictoll import bare_toll, cases_of_toll, label_of_act, of_nothing_told, starved, toll_of_act
from onrecord.counting import Counted, acts_by_times, made
from onrecord.normal import Sense, Word
from onrecord.patterns import named
from onrecord.predicate import act_named, made_of
from onrecord.recipients import recipients
from onrecord.sentence import Sentence, apart
from onrecord.shape import Shape, is_whole
from onrecord.valueclass import replace


def arabic_counted(
    sentence: Sentence, nth: int, shape: Shape, before: Counted | None, latest: Counted | None
) -> Counted | None:
    """What the nth figure counts; ``before`` is what the one before it in its sentence counted, ``latest`` in any."""
    if before is not None and share_of_place(sentence, nth):
        return replace(before, noun=None, act=None)
    if nth and shape.form == "amount" and told_of_whole(sentence, nth) and is_whole(sentence, nth):
        before = latest = None
    if sentence.stated[nth].quantity.stated == 0 and (noun := _none_among(sentence, nth)) is not None:
        return _none_of_them(noun, before)
    if labelled(sentence, nth):
        told = label_of_act(sentence, nth) or _counted(sentence, nth, shape, None, None)
        if told is not None:
            return told
    given = recipients(sentence, nth) or relief(sentence, nth) or of_crew(sentence, nth)
    found = given or _counted(sentence, nth, shape, before, latest) or told_alone(sentence, nth, shape)
    parted = before is not None and before.measure == "violations" and pointer_before(sentence, nth)
    if found is not None and found.measure == "attacks" and (parted or _monitored(sentence, nth)):  # منها 112 انفجارا
        return replace(found, measure="violations")
    return found


_FIRING = named("arabiccounting", "firing")
_MONITORS = named("arabiccounting", "monitors")


def _monitored(sentence: Sentence, nth: int) -> bool:
    """Whether firing is counted by those who watch over a truce: أحصت البعثة أكثر من ألف حادثة إطلاق نار."""
    item = sentence.stated[nth]
    if _FIRING.match(sentence.text, item.end) is None:
        return False
    return _MONITORS.search(sentence.folded.text, 0, sentence.end) is not None


_EXISTS = named("arabiccounting", "exists")


def _none_among(sentence: Sentence, nth: int) -> Word | None:
    """The noun of what there is none of among others: استسلم المئات، ولا يوجد بينهم مدني واحد."""
    noun = noun_of(sentence, nth)
    if noun is None or not _EXISTS.search(sentence.text, sentence.stated[nth].start, noun.start):
        return None
    return noun


def _none_of_them(noun: Word, whole: Counted | None) -> Counted | None:
    """What is counted where there is none of a kind among others: what was done to those, where that is told."""
    kind, did = class_of(noun), whole.did if whole is not None else None
    if whole is None or did is None or kind not in PEOPLE or not made_of(did, kind)[0]:
        return None
    return made(replace(whole, noun=noun), did, kind, None)


def _counted(
    sentence: Sentence, nth: int, shape: Shape, before: Counted | None, latest: Counted | None
) -> Counted | None:
    """What a figure counts by itself: by its noun or the act beside it, or as the figure before."""
    if _of_times(sentence, nth, shape):
        return acts_by_times(sentence, nth)
    before = before or _whole_named(sentence, nth)
    noun = noun_of(sentence, nth)
    if noun is None and shape.whole is not None:
        noun = noun_of(sentence, shape.whole)
    if noun is not None:
        return _with_noun(sentence, nth, noun, before, latest)
    if (numbered := _numbered(sentence, nth)) is not None:
        return of_noun(sentence, nth, numbered, None)
    if (summed := _of_whole(sentence, nth, shape, before)) is not None:
        return summed
    if shape.base is not None and (base := noun_of(sentence, shape.base)) is not None:
        return of_noun(sentence, shape.base, base, before)
    if (told := _as_part(sentence, nth, before, latest)) is not None:
        return told
    if before is None and (men := strength(sentence, nth)) is not None:
        return men
    for head in nouns_ahead(sentence, nth):
        if before is None or head.start > sentence.stated[nth - 1].end:
            found = of_noun(sentence, nth, head, before)
            if found is not None:
                return found
    toll = toll_of_act(sentence, nth) or (bare_toll(sentence, nth) if before is None else None)
    known = latest if nth == 0 else None
    return toll or of_people(sentence, nth, before or known) or without_noun(sentence, nth, shape, before, known)


_NUMBERED = named("arabiccounting", "numbered")


def _numbered(sentence: Sentence, nth: int) -> Word | None:
    """Things whose number is told in an aside of their own: لجأوا إلى مدارسنا البالغ عددها ٥٨."""
    start = sentence.stated[nth].start
    aside = _NUMBERED.search(sentence.text, max(sentence.start, start - 40), start)
    if aside is None:
        return None
    ahead = sentence.inside(max(sentence.start, aside.start() - 24), aside.start(), "noun")
    near = ahead and len(sentence.between(ahead[-1].whole[1], aside.start()).split()) <= 1
    return ahead[-1] if near and class_of(ahead[-1]) not in (*PEOPLE, "") else None


def _of_times(sentence: Sentence, nth: int, shape: Shape) -> bool:
    """Whether a figure is how often something was done: تسع مرات، الاستهداف الثالث هذا الشهر."""
    item = sentence.stated[nth]
    if item.number.kind == "rank":
        return noun_of(sentence, nth) is None
    return shape.form == "amount" and item.quantity.unit == "times"


def _of_whole(sentence: Sentence, nth: int, shape: Shape, before: Counted | None) -> Counted | None:
    """A share whose whole says what is counted: money that was asked for, the dead and the hurt together."""
    if shape.form == "share" and _of_money(sentence, nth):
        return Counted("funds", "USD", kind="money", did=act_named("pay"))
    if before is not None and _of_both(sentence, nth, shape, before):
        return made(replace(before, noun=None), act_named("casualty"), "person", None)
    return None


def _of_both(sentence: Sentence, nth: int, shape: Shape, before: Counted) -> bool:
    """Whether a share or a change is of the dead and the hurt before it: خمسة قتلى وثلاثة عشر جريحا، ربعهم أطفال."""
    if before.measure != "injured" or nth < _PAIR or not listed_on(sentence, nth - 1):
        return False
    item = sentence.stated[nth]
    whole = _TAILED.search(sentence.text, item.start, item.number.end) is not None
    whole = whole or _OF_VICTIMS.match(sentence.text, item.end) is not None
    noun = noun_of(sentence, nth - 2)
    sense = noun.sense("dual", "noun") if noun is not None else None
    killed = sense is not None and sense.data.get("implies") == "kill"
    return bool(killed) and item.quantity.unit == "percent" and (whole or bool(shape.change))


_OF_VICTIMS = named("arabiccounting", "of-victims")
_PAIR = 2


def _of_money(sentence: Sentence, nth: int) -> bool:
    """Whether the whole that a share is of is money: ثلث الـ٤٢٤ مليون دولار."""
    rest = sentence.stated[nth + 1 : nth + 2]
    if not rest or _OF.fullmatch(sentence.text, sentence.stated[nth].end, rest[0].start) is None:
        return False
    whole = noun_of(sentence, nth + 1)
    return whole is not None and class_of(whole) == "money"


_OF = named("arabiccounting", "of")


def _with_noun(
    sentence: Sentence, nth: int, noun: Word, before: Counted | None, latest: Counted | None
) -> Counted | None:
    """What a figure with a noun counts: by a toll that it is given for, by its noun, by what they are said to be."""
    found = _of_toll(sentence, nth, noun) or cases_of_toll(sentence, nth)
    if found is not None:
        return found
    if class_of(noun) in PEOPLE and sheltered(sentence, nth):
        return Counted("displaced", "person", noun, kind="person")
    named = before is not None and before.did is None and before.noun is None
    if before is not None and named and before.measure in STATES and class_of(noun) in PEOPLE:
        return replace(before, act=None)  # من بين المعتقلين ستة قاصرين
    found = of_noun(sentence, nth, noun, before or (latest if pointer_before(sentence, nth) else None))
    kind = class_of(noun)
    if before is not None and before.did is not None and _of_nation_too(sentence, nth, noun, before):
        return made(replace(before, noun=noun), before.did, before.kind, None)
    if kind in PEOPLE and (found is None or (found.act is None and not _implies(noun))):
        found = _predicated(sentence, nth, noun) or found
    if found is None and before is not None and _names_part(sentence, nth):
        return replace(before, noun=noun, act=None)
    if kind in PEOPLE and (found is None or (found.act is None and found.measure == "personnel")):
        found = of_nothing_told(sentence, nth, noun) or found
    if found is not None and found.measure == "deaths" and _ranked(sentence, nth, before or latest):
        found = replace(found, measure="civilian_deaths", kind="civilian")
    return starved(sentence, nth, found or (_of_head(sentence, nth, before) if kind in ("person", "country") else None))


def _implies(noun: Word) -> bool:
    sense = noun.sense("dual", "noun")
    return sense is not None and "implies" in sense.data


_RANKED = named("arabiccounting", "ranked")


def _ranked(sentence: Sentence, nth: int, whole: Counted | None) -> bool:
    """Whether the dead of a place or a party are a part of civilians just counted: تصدّرت حلب القائمة بـ٣٩٦ قتيلا."""
    if whole is None or whole.measure != "civilian_deaths":
        return False
    start = sentence.stated[nth].start
    return _RANKED.search(sentence.text, sentence.clause(start)[0], start) is not None


_NATIONAL = named("arabiccounting", "national")


def _of_nation_too(sentence: Sentence, nth: int, noun: Word, before: Counted) -> bool:
    """Whether people told by their nation alone go on a list of fighters: تسعة جنود فرنسيين وثلاثة تشاديين."""
    sense = noun.sense("noun")
    if sense is None or sense.id != "people" or before.kind not in ("combatant", "civilian"):
        return False
    return _NATIONAL.search(sentence.text, noun.start, noun.end) is not None and listed_on(sentence, nth)


# ----------------------------------------------------------------------------------------- the subject of a figure

_HEADS = named("arabiccounting", "heads")
_LINKS = ("change", "predicate", "same_measure", "reaches")


def nouns_ahead(sentence: Sentence, nth: int) -> list[Word]:
    """The nouns before a figure that may be its subject, the likeliest first: وصل عدد النازحين من القرى إلى ٤٠٠."""
    item = sentence.stated[nth]
    first = sentence.left_end(nth)
    own = noun_of(sentence, nth - 1) if nth else None
    nouns = [
        word for word in sentence.inside(first, item.start, "noun") if word is not own and not _says(sentence, word)
    ]
    if len(nouns) > 1 and hurt_too(sentence, nth, nouns[-2]) is not None:
        return [nouns[-2]]  # قتلى العدو وجرحاه ٤٠
    if nouns and _heads_entry(sentence, nth, nouns[-1]):
        return [nouns[-1]]
    if (toll := _toll(sentence, nouns, first, item.start)) is not None:
        return [toll]
    if not sentence.inside(first, item.start, *_LINKS):
        return []
    return [word for word in reversed(nouns) if not behind_preposition(sentence, word)]


def _says(sentence: Sentence, noun: Word) -> bool:
    """Whether what a noun names is who says something: ويقول المرصد إن العدد 20, لكن المرصد يقول."""
    if sentence.text.endswith("عن ", sentence.start, noun.whole[0]):  # وعن المرتزقة قال إن عددهم 20
        return False
    cues = (word for word in sentence.of_kinds("attribution") if not word.means("noun"))
    return any(cue.end + 1 == noun.whole[0] or noun.whole[1] + 1 == cue.whole[0] for cue in cues)


def _toll(sentence: Sentence, nouns: list[Word], first: int, end: int) -> Word | None:
    """The noun that a word for a number governs: عدد الجرحى، حصيلة قتلانا."""
    for match in reversed(list(_HEADS.finditer(sentence.text, first, end))):
        of = [word for word in nouns if word.whole[0] >= match.end()]
        if of and not apart(sentence.text, match.end(), of[0].whole[0], 1):
            return of[0]
    return None


def _bodies(sentence: Sentence, nouns: list[Word], start: int) -> Word | None:
    """The dead right before the number of those who they were: جثث ستة من المقاتلين."""
    sense = nouns[-1].sense("noun") if nouns else None
    killed = sense is not None and sense.data.get("implies") == "kill"
    return nouns[-1] if killed and not sentence.between(nouns[-1].whole[1], start).strip() else None


def _of_toll(sentence: Sentence, nth: int, noun: Word) -> Counted | None:
    """People who are counted under another name, which says what befell them: بلغت حصيلة قتلانا ٣٩ عسكريا."""
    sense = noun.sense("dual", "noun")
    kind = str(sense.data.get("class", "")) if sense is not None else ""
    if sense is None or kind not in PEOPLE or "implies" in sense.data:
        return None
    item = sentence.stated[nth]
    first = sentence.left_end(nth)
    nouns = [word for word in sentence.inside(first, item.start, "noun") if word is not noun]
    toll = _toll(sentence, nouns, first, item.start) or _bodies(sentence, nouns, item.start)
    of = toll.sense("noun") if toll is not None else None
    if toll is None or of is None or parted(sentence, toll.end, item.start):
        return None
    named = Counted("", str(sense.data["unit"]), noun, None, str(sense.data["of"]) if "of" in sense.data else None)
    if "implies" in of.data:
        act = act_named(str(of.data["implies"]))
        own = str(of.data.get("class", ""))
        return made(named, act, own if kind == "person" else kind, None)
    measure = str(of.data.get("measure", ""))
    return replace(named, measure=measure, act=toll, kind="person") if measure in STATES else None


_OPENS_ENTRY = named("arabiccounting", "opens-entry")


def _heads_entry(sentence: Sentence, nth: int, word: Word) -> bool:
    """Whether a noun right before a figure opens an entry of a list: والجرحى ٤٠؛ القتلى: ١٢؛ شهداؤنا تسعة."""
    start = min((d.start for d in sentence.dated if word.end < d.start), default=sentence.stated[nth].start)
    gap = sentence.between(word.whole[1], min(start, sentence.stated[nth].start)).strip(" :").removesuffix(" ف")
    gap = "" if gap == "ف" else gap  # أما الجرحى فسبعون
    owned = whose(sentence, word)
    if gap and not _of_somebody(sentence, word, gap):
        return False
    if not gap and not owned and not with_article(sentence, word):
        return False
    lead = sentence.between(sentence.clause(word.start)[0], word.whole[0]).rpartition("|")[2].split()
    return word.joined or not lead or _OPENS_ENTRY.fullmatch(lead[-1]) is not None


def _of_somebody(sentence: Sentence, word: Word, gap: str) -> bool:
    """Whether the dead, the hurt or the taken are said to be somebody's right behind their noun: شهداء الجيش."""
    sense = word.sense("noun")
    harmed = sense is not None and ("implies" in sense.data or sense.data.get("measure") in STATES)
    whose = sentence.inside(word.whole[1], word.whole[1] + 1 + len(gap), "armed", "party", "actor")
    return harmed and not word.lead.endswith("ال") and bool(whose) and len(gap.split()) <= _OWNER_WORDS


_OWNER_WORDS = 2


def _of_head(sentence: Sentence, nth: int, before: Counted | None) -> Counted | None:
    """What a noun that says no measure counts where the figure has a subject: بلغ عدد النازحين ٣٠٠ عائلة."""
    found = (of_noun(sentence, nth, head, before) for head in nouns_ahead(sentence, nth))
    return next((counted for counted in found if counted is not None), None)


# ----------------------------------------------------------------------------------------------- parts of a whole


def _predicated(sentence: Sentence, nth: int, noun: Word) -> Counted | None:
    """What people are said to be by a second noun: ١٥٥ من مواطنيه أسرى."""
    stop = sentence.right_end(nth)
    for word in sentence.inside(noun.whole[1], stop, "noun"):
        sense = word.sense("noun")
        state = str(sense.data.get("measure", "")) if sense is not None else ""
        if state in STATES and not apart(sentence.text, noun.whole[1], word.whole[0], 1):
            return Counted(state, "person", noun, word, kind="person")
    return None


_AMONG = named("arabiccounting", "among")


def _whole_named(sentence: Sentence, nth: int) -> Counted | None:
    """A whole that is named without a figure: بين القتلى ثلاثة أطفال."""
    item = sentence.stated[nth]
    first = max(sentence.clause(item.start)[0], sentence.left_end(nth))
    for among in _AMONG.finditer(sentence.text, first, item.start):
        nouns = [word for word in sentence.inside(among.end() - 1, item.start, "noun") if word.whole[0] == among.end()]
        sense = nouns[0].sense("noun") if nouns else None
        if sense is None or len(sentence.between(nouns[0].end, item.start).split()) > _LINK:
            continue
        if sense.data.get("measure") in STATES:
            return Counted(str(sense.data["measure"]), "person", kind="person")
        act = "kill" if sense.id == "victims" else str(sense.data.get("implies", ""))
        if act:
            return made(Counted("", "person"), act_named(act), "person", None)
    return None


_LINK = 4
"""Words between a whole that is named and its part."""

_TAILED = named("arabiccounting", "tailed")


def _names_part(sentence: Sentence, nth: int) -> bool:
    """Whether a figure is a part of what was counted before: بينهم ستة، ثلثاهم."""
    item = sentence.stated[nth]
    tailed = _TAILED.search(sentence.text, item.start, item.number.end) is not None
    return pointer_before(sentence, nth) or (item.number.kind == "fraction" and tailed)


def _as_part(sentence: Sentence, nth: int, before: Counted | None, latest: Counted | None) -> Counted | None:
    """What a part of what was told counts: of the figure before, of a sentence before, or of those it only names."""
    part = pointer_behind(sentence, nth)
    if part and before is not None:
        return _part(sentence, nth, before)
    told = _told_of_part(sentence, nth, latest) if part and latest is not None else None
    if before is None and latest is not None:
        told = told or _same_things(sentence, nth, latest)
    if before is None and (part or pointer_before(sentence, nth)):
        told = told or _told_of_named(sentence, nth)
    return told


def _part(sentence: Sentence, nth: int, before: Counted) -> Counted:
    """A part of what was counted before: by what it is said to be or was done to it alone, else as all."""
    if before.kind == "sortie" and ended_in_strikes(sentence, nth):
        return Counted("strikes", before.unit, kind="sortie")
    said = _said_of_part(sentence, nth, before) or _told_of_part(sentence, nth, before)
    if said is not None and (before.measure, said.measure) == ("abducted", "detained"):  # خُطف 12، لا يزال ستة محتجزين
        return replace(before, noun=None, act=None)
    return said or replace(before, noun=None, act=None)


def _told_of_named(sentence: Sentence, nth: int) -> Counted | None:
    """What was done to a part of those who did something themselves: دخل 300 مسلح المدينة، قُتل منهم مئة."""
    named = [word for word in sentence.inside(sentence.start, sentence.stated[nth].start, "noun") if not word.lead]
    kinds = [class_of(word) for word in named if "implies" not in (word.sense("dual", "noun") or _NONE).data]
    if not kinds or kinds[-1] not in ("civilian", "combatant"):
        return None
    return _told_of_part(sentence, nth, Counted("", "person", kind=kinds[-1]))


_NONE = Sense("noun", "", {})


def _same_things(sentence: Sentence, nth: int, whole: Counted) -> Counted | None:
    """A part of what was fired, or more of it, is counted as all of it: أصابت خمس منها المستشفى، عادوا بمئة أخرى."""
    told = _OF_SAME.match(sentence.text, sentence.stated[nth].end) is not None
    return replace(whole, noun=None, act=None) if told and whole.kind in FLYING else None


_OF_SAME = named("arabiccounting", "of-same")


_SAID_TO_BE = named("arabiccounting", "said-to-be")


def _said_of_part(sentence: Sentence, nth: int, whole: Counted) -> Counted | None:
    """A part whose status or hurt a noun behind the pointer tells: سبعة منهم مدنيون، ثلاثة منهم من المسعفين."""
    pointers = sentence.inside(sentence.stated[nth].end, sentence.end, "pointer")
    link = _SAID_TO_BE.match(sentence.text, pointers[0].whole[1])
    nouns = sentence.inside(pointers[0].whole[1], sentence.end, "noun")
    noun = next((word for word in nouns if link is not None and word.whole[0] == link.end()), None)
    sense = noun.sense("noun") if noun is not None else None
    if noun is None or sense is None or sense.data.get("class") not in PEOPLE:
        return None
    kind = str(sense.data["class"])
    if "implies" in sense.data:
        return of_noun(sentence, nth, noun, whole)
    if whole.did is None or kind not in ("civilian", "combatant") or not made_of(whole.did, kind)[0]:
        return replace(whole, noun=noun, act=None)
    near = nearest_act(sentence, nth, noun, kind)
    told = near is not None and near[0] == BEHIND
    return of_noun(sentence, nth, noun, whole) if told else made(replace(whole, noun=noun), whole.did, kind, None)


def _told_of_part(sentence: Sentence, nth: int, whole: Counted) -> Counted | None:
    """What was done to a part alone: سقط منها ستة."""
    near = nearest_act(sentence, nth, None, whole.kind) if whole.kind else None
    if near is None or near[0] > LATER or near[2].data.get("weak"):
        return None
    return made(Counted("", whole.unit, of=whole.of), near[2], whole.kind, near[1])
