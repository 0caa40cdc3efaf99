"""The measure of what an Arabic figure counts, made of its noun and of what was done: killed + civilians.

A noun may say its measure itself (غارة), imply what was done (قتيل), or say only who or what is counted, so that the
act near the figure decides; in a list and in a part of a whole, what was done to those before.
"""

from __future__ import annotations

from onrecord import patterns as re
from onrecord.arabicact import ASIDE, BEFORE, BEHIND, EARLIER, LATER, LISTED, SHARED, VERB, Near, nearest_act
from onrecord.arabicnoun import noun_of
from onrecord.arabicturn import turned
from onrecord.counting import Counted, made
from onrecord.normal import Sense, Word
from onrecord.patterns import named
from onrecord.predicate import act_named, made_of, only_fired
from onrecord.sentence import Sentence
from onrecord.setwords import forms
from onrecord.valueclass import replace

__all__ = ["PEOPLE", "STATES", "hurt_too", "is_now", "of_noun", "pointer_before", "status_of", "whose"]

PEOPLE = ("person", "civilian", "combatant", "staff")
"""Classes of those to whom something may be done."""

STATES = ("detained", "abducted", "missing", "displaced")
"""Measures of what people are, which nouns say by themselves."""


def pointer_before(sentence: Sentence, nth: int) -> bool:
    """Whether a word right before a figure points back to a whole: بينهم ١٢ طفلا."""
    start = sentence.stated[nth].start
    pointers = sentence.inside(sentence.clause(start)[0], start, "pointer")
    return bool(pointers) and len(sentence.between(pointers[-1].end, start).split()) <= 1


_LISTED_APART = 4
"""Words between two members of a list."""


def _carried(sentence: Sentence, nth: int, named: Counted, before: Counted | None) -> Sense | None:
    """The act that the figure before hands on; none to what people are by their noun, in a clause of its own."""
    if before is None or before.did is None or not made_of(before.did, named.kind)[0]:
        return None
    far = (
        nth and len(sentence.between(sentence.stated[nth - 1].end, sentence.stated[nth].start).split()) > _LISTED_APART
    )
    if named.measure == "casualties" and before.did.id in ("kill", "injure") and far:
        return None  # victims told anew are both
    if before.did.id in ("release", "swap") and _IN_RETURN.search(sentence.text, 0, sentence.stated[nth].start):
        return before.did
    implied = before.noun is not None and before.act is None
    return None if named.measure in STATES and (implied or is_now(sentence, nth)) else before.did


def _classed(sentence: Sentence, nth: int, named: Counted) -> tuple[Counted, str]:
    """What is counted with its class, as the words beside its noun have it."""
    assert named.noun is not None
    if named.kind == "site" and _prayed_in(sentence, nth, named.noun):
        return replace(named, unit="building", kind="building"), "building"
    kind = _mixed(sentence, named.noun, named.kind)
    return named, "combatant" if kind == "person" and _of_force(sentence, named.noun) else kind


_IN_RETURN = named("arabicmeasure", "in-return")


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
    if named.measure == "engagements" and not _of_strikes(sentence):
        kind = "attack"
        named = replace(named, measure="attacks", unit=kind, kind=kind)
    carried = _carried(sentence, nth, named, before)
    if "implies" in sense.data:
        return _of_implied(sentence, nth, named, carried)
    named, kind = _classed(sentence, nth, named)
    state = _state_told(sentence, nth, noun, kind)
    if state is not None:
        return made(named, act_named(state), kind, None)
    near = _shot_down(sentence, nearest_act(sentence, nth, noun, kind), kind)
    near = _blown_up(sentence, turned(sentence, _said_of(sentence, near, named), kind), kind)
    if kind in ("munition", "drone") and _by_means(sentence, nth, near[2] if near is not None else carried):
        return made(named, act_named("fire"), kind, None)
    if near is not None and named.measure and not _reaches(near[0], before, named.measure):
        near = None
    if near is not None and _gives_way(sentence, near, carried, kind):
        near = None
    if near is not None and not (near[0] > LISTED and carried is not None):
        return made(named, near[2], kind, near[1])
    if carried is not None:
        return made(named, carried, kind, None)
    if near is not None:
        return made(named, near[2], kind, near[1])
    if kind == "country" and sentence.text.endswith("من ", sentence.start, sentence.stated[nth].start):
        return replace(named, measure="partners")  # مئة جندي من خمس دول
    at = sentence.stated[nth].start
    if named.measure == "presence" and sentence.text.endswith("في ", sentence.start, at):
        return None
    return named if named.measure else None


def _state_told(sentence: Sentence, nth: int, noun: Word, kind: str) -> str | None:
    """The act that other words hold of people: ٣٥ جنديا جريحا; of the held, that they are on their way home."""
    if kind == "prisoner":
        return "release" if _freed(sentence, nth) else None
    return _said_behind(sentence, noun) if kind in PEOPLE else None


_EXCHANGE = named("arabicmeasure", "exchange")
_BROUGHT = named("arabicmeasure", "brought")


def _freed(sentence: Sentence, nth: int) -> bool:
    """Whether the held are on their way behind an exchange: تمت الصفقة، ونقلت الطائرات ٦٧١ أسيرا إلى صنعاء."""
    start = sentence.stated[nth].start
    if _BROUGHT.search(sentence.text, sentence.clause(start)[0], start) is None:
        return False
    return _EXCHANGE.search(sentence.folded.text, 0, start) is not None


_WORSHIP = named("arabicmeasure", "worship")


def _prayed_in(sentence: Sentence, nth: int, noun: Word) -> bool:
    """Whether houses of prayer are counted by their number, as buildings are; a site is one that has a name."""
    item = sentence.stated[nth].quantity
    return item.stated != 1 and item.unit != "percent" and _WORSHIP.match(sentence.text, noun.start) is not None


def _gives_way(sentence: Sentence, near: Near, carried: Sense | None, kind: str) -> bool:
    """Whether an act gives way to that of the list: a weak one, or a verb behind arms that only tells which they were
    (اعترض 12 صاروخا و31 مسيرة أُطلقت).
    """
    if carried is None or near[2].data.get("weak"):
        return carried is not None
    fired = sentence.text.startswith(forms("ar", "fired"), near[1].start)
    return near[0] == BEHIND and fired and only_fired(near[2], carried, kind)


def _of_force(sentence: Sentence, noun: Word) -> bool:
    """Whether people are those of a force that is named right behind them: رجال القوات المسلحة."""
    behind = sentence.inside(noun.end, min(sentence.end, noun.whole[1] + _NEXT), "armed")
    if not behind or noun.tail or behind[0].lead not in ("", "ال"):
        return False
    return not sentence.between(noun.whole[1], behind[0].whole[0]).strip()


_STRIKES = named("arabicmeasure", "strikes")


def _of_strikes(sentence: Sentence) -> bool:
    """Whether engagements are those of strikes, told in their sentence or before, and not clashes between men."""
    return _STRIKES.search(sentence.folded.text, 0, sentence.end) is not None


_IS_NOW = named("arabicmeasure", "is-now")


def is_now(sentence: Sentence, nth: int) -> bool:
    """Whether a word of being or staying opens what is told: صار في المخيمات ٢٠٠ نازح."""
    first = sentence.left_end(nth)
    return _IS_NOW.search(sentence.text, first, sentence.stated[nth].start) is not None


_BY_MEANS = ("destroy", "hit", "raze", "damage", "hit-place", "attacked", "detonate", "knock-out", "kill", "bombard")


def _by_means(sentence: Sentence, nth: int, act: Sense | None) -> bool:
    """Whether a figure is what was struck with: دكّ الحصن بستين قذيفة."""
    told = sentence.text.startswith("ب", sentence.stated[nth].start)
    return told and act is not None and act.id in _BY_MEANS


def _mixed(sentence: Sentence, noun: Word, kind: str) -> str:
    """The class of a noun: people where one figure counts fighters and others together, خمسة من جنوده ومستوطنيه."""
    if kind not in ("civilian", "combatant"):
        return kind
    behind = sentence.inside(noun.whole[1], min(sentence.end, noun.whole[1] + 2 * _NEXT), "noun")
    sense = behind[0].sense("noun") if behind and behind[0].joined and not behind[0].means("act") else None
    if sense is None or "implies" in sense.data or sentence.between(noun.whole[1], behind[0].whole[0]).strip(" و"):
        return kind
    return "person" if sense.data.get("class") in {"civilian", "person", "combatant"} - {kind} else kind


def _said_of(sentence: Sentence, near: Near | None, named: Counted) -> Near | None:
    """An act that says something else of these: people who 'were lost' are missing, victims who 'fell' hurt or dead."""
    if near is None:
        return None
    gone = near[0] == BEHIND or _GONE.match(sentence.text, near[1].start) is not None
    if near[2].id == "lose" and gone and named.kind in PEOPLE:  # ستة آلاف شخص فُقدوا، فُقد نحو 140 بحارا
        return near[0], near[1], act_named("go-missing")
    if near[2].id == "lose" and named.kind in PEOPLE and _LOSSES.match(sentence.text, near[1].start):
        return near[0], near[1], act_named("casualty")
    if near[2].id == "surrender" and _BLEW_UP.search(sentence.text, *sentence.clause(near[1].start)):
        return None  # فجّر ستة انتحاريين أنفسهم
    if near[2].id == "abduct" and named.kind == "combatant" and _CAPTIVITY.match(sentence.text, near[1].start):
        return near[0], near[1], act_named("arrest")  # وقع مئة من جنوده في الأسر
    fell = named.measure == "casualties" and _FELL.match(sentence.text, near[1].start) is not None
    return None if fell else near


_CAPTIVITY = named("arabicmeasure", "captivity")
_FELL = named("arabicmeasure", "fell")

_GONE = named("arabicmeasure", "gone")

_BLEW_UP = named("arabicmeasure", "blew-up")

_LOSSES = named("arabicmeasure", "losses")

_ENGINEERS = named("arabicmeasure", "engineers")


def _blown_up(sentence: Sentence, near: Near | None, kind: str) -> Near | None:
    """Charges that engineers blow up are cleared: فجّرت فرق الهندسة أربعين عبوة."""
    if near is None or near[2].id not in ("detonate", "destroy") or kind not in ("hazard", "munition"):
        return near
    if _ENGINEERS.search(sentence.text, *sentence.clause(near[1].start)) is None:
        return near
    return near[0], near[1], act_named("clear")


_DEFENCES = named("arabicmeasure", "defences")


_DEFENCES_REACH = 80


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
    if near is None or kind not in ("drone", "munition", "aircraft"):
        return near
    fell = near[2].id in ("fire", "crash") and _FELL.match(sentence.text, near[1].start) is not None
    first = sentence.clause(near[1].start)[0]
    if near[2].id not in ("destroy", "detonate") and not fell:
        return near
    if _DEFENCES.search(sentence.text, first, near[1].whole[1] + _DEFENCES_REACH) is None:
        return near
    return near[0], near[1], act_named("intercept")


_FORMED = named("arabicmeasure", "formed")


def _formed_by(sentence: Sentence, nth: int) -> str:
    """Who are said to be a share of the dead: شكّل الأطفال أربعين بالمئة من القتلى."""
    item = sentence.stated[nth]
    first = max(sentence.clause(item.start)[0], sentence.left_end(nth))
    formed = _FORMED.search(sentence.text, first, item.start)
    if item.quantity.unit != "percent" or formed is None:
        return ""
    senses = (word.sense("noun") for word in sentence.inside(formed.start(), item.start, "noun"))
    kinds = [str(sense.data.get("class", "")) for sense in senses if sense is not None and "implies" not in sense.data]
    return kinds[0] if kinds and kinds[0] in ("civilian", "combatant") else ""


def _of_implied(sentence: Sentence, nth: int, named: Counted, carried: Sense | None) -> Counted:
    """The dead and the hurt: of which side the words beside them tell; in a part of others what was done to those."""
    noun = named.noun
    assert noun is not None
    sense = noun.sense("dual", "noun")
    assert sense is not None
    if carried is not None and not carried.data.get("harm") and pointer_before(sentence, nth):
        return made(named, carried, named.kind, None)
    implied = act_named(str(sense.data["implies"]))
    if hurt_too(sentence, nth, noun) is not None:
        return made(named, act_named("casualty"), named.kind, None)
    near = _left_for_treatment(sentence, nth, noun) or nearest_act(sentence, nth, noun, "person")
    if near is not None and near[2].data.get("sums") and near[0] <= BEHIND:
        return made(named, near[2], named.kind, near[1])
    if sense.data["implies"] == "injure" and _died(sentence, nth, noun):
        return made(named, act_named("kill"), named.kind, None)
    done = near is not None and near[2].id in _DONE_TO_HURT and near[0] in (BEFORE, VERB)
    if near is not None and done and _OUT_OF_SERVICE.match(sentence.text, near[1].end):
        done = False
    if near is not None and done and sense.data["implies"] == "injure" and not _to_hospital(sentence, near[1]):
        return made(named, near[2], named.kind, near[1])
    status = status_of(sentence, noun.start, max(noun.whole[1], sentence.stated[nth].end))
    status = status or _in_ranks(sentence, nth, noun)
    status = status or _of_civil_victims(sentence, nth) or _of_label(sentence, nth, noun) or _formed_by(sentence, nth)
    status = status or ("combatant" if _ours(sentence, noun) else "")
    if not status and noun.whole[1] < sentence.stated[nth].start:
        status = status_of(sentence, noun.start, noun.whole[1])
    giver = nearest_act(sentence, nth, noun, "dead")
    given = giver is not None and (giver[0] <= LATER or _heads_list(sentence, nth, giver[1]))
    if not status and given and named.kind == "person":
        status = "combatant"
    return made(named, implied, status or named.kind, None)


def _of_civil_victims(sentence: Sentence, nth: int) -> str:
    """Whether the dead are a part of victims who are called civilian: 400 ضحية مدنية، منها 71 قتيلا."""
    whole = noun_of(sentence, nth - 1) if nth and pointer_before(sentence, nth) else None
    civil = whole is not None and _CIVIL.match(sentence.text, whole.whole[1]) is not None
    return "civilian" if civil else ""


_CIVIL = named("arabicmeasure", "civil")


def _of_label(sentence: Sentence, nth: int, noun: Word) -> str:
    """Whose dead or hurt the words for their number name: بلغ عدد شهداء الكوادر الطبية ٤٠ شهيدا."""
    start = sentence.stated[nth].start
    if noun.start < start:
        return ""
    first = max(sentence.clause(start)[0], sentence.left_end(nth))
    for word in sentence.inside(first, start, "noun"):
        sense = word.sense("noun")
        if sense is not None and "implies" in sense.data and (status := status_of(sentence, word.start, word.whole[1])):
            return status
    return ""


def hurt_too(sentence: Sentence, nth: int, noun: Word) -> Word | None:
    """The hurt told of with the dead under one figure: عشرات القتلى والجرحى، قتلى العدو وجرحاه ٤٠."""
    item, sense = sentence.stated[nth], noun.sense("noun")
    if sense is None or sense.data.get("implies") != "kill":
        return None
    last = sentence.end if nth + 1 == len(sentence.stated) else sentence.stated[nth + 1].start
    if noun.start < item.start:
        last = item.start
    for word in sentence.inside(noun.whole[1], min(last, noun.whole[1] + 2 * _NEXT), "noun"):
        of = word.sense("noun")
        if word.joined and of is not None and of.data.get("implies") == "injure":
            behind = sentence.between(word.whole[1], last)
            alone = last == item.start or last == sentence.end or bool(re.search(r"\w", behind))
            return word if alone and not re.search(r"[،,]", sentence.between(noun.whole[1], word.whole[0])) else None
    return None


def _ours(sentence: Sentence, noun: Word) -> bool:
    """Whether the dead are called the speaker's own, as forces call theirs: شهداؤنا."""
    return whose(sentence, noun) == "نا"


_WHOSE = named("arabicmeasure", "whose")


def whose(sentence: Sentence, noun: Word) -> str:
    """The pronoun written on a noun of people, '' where none is: شهداؤنا، قتلاهم."""
    written = _WHOSE.search(sentence.text, noun.start, noun.end)
    return noun.tail or (written[1] if written is not None else "")


_DIED = named("arabicmeasure", "died")


def _died(sentence: Sentence, nth: int, noun: Word) -> bool:
    """Whether those who had been hurt are said to have died since: توفي اثنان من الجرحى."""
    start = min(sentence.stated[nth].start, noun.whole[0])
    first = max(sentence.clause(start)[0], sentence.left_end(nth))
    return _DIED.search(sentence.text, first, start) is not None


def _heads_list(sentence: Sentence, nth: int, word: Word) -> bool:
    """Whether a word stands before the colon of a list that a figure is in: خسائر العدو: مئة قتيل."""
    return word.end <= sentence.stated[nth].start and ":" in sentence.between(word.end, sentence.stated[nth].start)


_DONE_TO_HURT = ("arrest", "captured-men", "release", "evacuate", "abduct", "surrender")
"""Acts that say more of the hurt than that they are (أُفرج عن ثمانية جرحى); moving them to a hospital does not."""


_OUT_OF_SERVICE = named("arabicmeasure", "out-of-service")
_HOSPITAL = named("arabicmeasure", "hospital")
_FAR_OFF = named("arabicmeasure", "far-off")


_LEFT = named("arabicmeasure", "left")


def _left_for_treatment(sentence: Sentence, nth: int, noun: Word) -> Near | None:
    """The verb by which the hurt left to be treated elsewhere: خرج للعلاج ستون جريحا."""
    first = max(sentence.clause(noun.start)[0], sentence.left_end(nth))
    left = _LEFT.search(sentence.text, first, sentence.stated[nth].start)
    if left is None:
        return None
    acts = (word for word in sentence.inside(left.start(), left.end(), "act") if word.means("act", "evacuate"))
    return next(((BEFORE, word, act_named("evacuate")) for word in acts), None)


def _to_hospital(sentence: Sentence, word: Word) -> bool:
    """Whether the hurt were only moved to where they are treated."""
    if "نقل" not in _text_of(sentence, word):
        return False
    last = sentence.clause(word.start)[1]
    left = _FAR_OFF.search(sentence.text, word.end, last) is not None
    return not left or _HOSPITAL.search(sentence.text, word.end, last) is not None


def _text_of(sentence: Sentence, word: Word) -> str:
    return sentence.text[word.start : word.end]


def _reaches(rank: int, before: Counted | None, measure: str) -> bool:
    """Whether an act is near enough to say more than a noun with a measure of its own; of men what a list shares."""
    reached = (LISTED, EARLIER, SHARED) if measure == "personnel" else (LISTED, EARLIER)
    return rank <= ASIDE or (before is None and rank in reached)


_BESIDE = named("arabicmeasure", "beside")


def status_of(sentence: Sentence, start: int, end: int) -> str:
    """Whether the dead are called civilians or fighters right beside the words at ``[start, end)``, or theirs."""
    for word in sentence.inside(sentence.start, sentence.end, "noun", "armed", "actor", "party"):
        beside = word.start >= end and len(sentence.text[end : word.whole[0]].split()) <= 2
        gap = sentence.text[end : word.whole[0]] if beside else sentence.text[word.whole[1] : start]
        if not beside and not (word.end <= start and len(gap.split()) <= 1):
            continue
        if not beside and gap.strip():  # من حراس السجن ١٢١
            gap = "" if sentence.text[max(0, word.start - 3) : word.start].strip() == "من" else "?"
        if word.joined or not _BESIDE.fullmatch(gap):
            continue
        if beside and _HELPERS.match(sentence.text, word.start):
            return "civilian"
        if _is_armed(sentence, word):
            if beside or _of_them(sentence, word):
                return "combatant"
            continue  # قتل الجيش ٤٥٢
        sense = word.sense("noun")
        kind = str(sense.data.get("class", "")) if sense is not None else ""
        if kind in ("civilian", "combatant"):
            return kind
    return ""


_HELPERS = named("arabicmeasure", "helpers")


def _is_armed(sentence: Sentence, word: Word) -> bool:
    """Whether a word names those who fight: a force, or the enemy."""
    if word.means("armed") or word.means("party", "enemy"):
        return True
    return word.means("actor") and _FORCES.match(sentence.text, word.start) is not None


_THEIR_DEAD = named("arabicmeasure", "their-dead")


def _of_them(sentence: Sentence, word: Word) -> bool:
    """Whether the dead are said to be of those named before their number: سقط من الجيش ٤٠."""
    return _THEIR_DEAD.search(sentence.text, max(sentence.start, word.start - 16), word.start) is not None


_FORCES = named("arabicmeasure", "forces")

_RANKS = named("arabicmeasure", "ranks")
_RANKS_REACH = 36
_RANKED = ("noun", "armed", "party", "actor", "own_side")


def _in_ranks(sentence: Sentence, nth: int, noun: Word) -> str:
    """Whose ranks the dead stood in, told before their number or right behind them: أوقع في صفوف العدو مئة قتيل."""
    item = sentence.stated[nth]
    first = max(sentence.clause(item.start)[0], sentence.left_end(nth))
    last, ranks = item.start, _RANKS.search(sentence.text, first, item.start)
    if ranks is None:
        last, ranks = sentence.end, _RANKS.match(sentence.text, noun.whole[1] + 1)
    if ranks is None:
        return ""
    for word in sentence.inside(ranks.end(), min(last, ranks.end() + _RANKS_REACH), *_RANKED):
        sense = word.sense("noun")
        kind = str(sense.data.get("class", "")) if sense is not None else ""
        if kind in ("civilian", "combatant") or sense is None:
            return kind or "combatant"
    return ""
