"""The measure that an English noun makes of its figure: by an act it implies or that is said of it, or by itself.

A noun that no table knows is what the act beside it is done to: people where they were killed, arms where they were
seized. Which noun is a figure's is found by :mod:`onrecord.englishcounting`.
"""

from __future__ import annotations

from onrecord.barefigure import (
    of_a_side,
    of_civilians,
)
from onrecord.counting import Counted, beside_women, made, status_of, units_of
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
from onrecord.nounphrase import UNKNOWN, word_at
from onrecord.patterns import named
from onrecord.predicate import (
    BEHIND,
    LISTED,
    WIDER,
    act_named,
    can_be_done,
    extent,
    lists,
    nearest,
    things_of,
)
from onrecord.sentence import Sentence
from onrecord.valueclass import replace

_MILLION = 1_000_000

_LEAST_FUNDS = 5_000
"""Less money is a price, a wage or what a household was given."""


def of_noun(
    sentence: Sentence, nth: int, noun: Word, before: Counted | None, at: tuple[int, int] | None = None
) -> Counted | None:
    """The measure that a noun names: by an act it implies or that is said of it, as the figure before, or by itself."""
    sense = noun.sense("dual", "noun")
    assert sense is not None
    if sense.id == UNKNOWN:
        return _of_unknown(sentence, nth, noun, before)
    kind = _class_here(sentence, nth, noun, sense, before)
    named = _named(sentence, nth, noun, sense, kind)
    if (flown := _raids(sentence, noun, sense, named) or _not_struck(sentence, nth, noun, kind)) is not None:
        return flown
    if kind == "money":
        return of_money(sentence, nth, named, before)
    if kind == "locality" and opens_with_places(sentence, nth):
        return None
    if (told := _by_itself(sentence, nth, named)) is not None:
        return told
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


_IN = named("englishmeasure", "in")


def opens_with_places(sentence: Sentence, nth: int) -> bool:
    """Whether places only open a sentence that tells of something else: 'in 15 provinces 34 attacks marred the day'."""
    return (
        nth == 0
        and len(sentence.stated) > 1
        and _IN.fullmatch(sentence.text, sentence.start, sentence.stated[0].start) is not None
        and sentence.text[extent(sentence, 0)[1] : extent(sentence, 0)[1] + 1] in (" ", ",")
    )


_RUNS = named("englishmeasure", "runs")


def _by_itself(sentence: Sentence, nth: int, named: Counted) -> Counted | None:
    """What members of an alliance, and munitions that something was done with, count whatever is said of them."""
    if named.kind == "member" and named.measure == "partners":
        return named
    return replace(named, measure="munitions") if named.kind == "munition" and _used(sentence, nth) else None


def _lived_in(sentence: Sentence, nth: int, noun: Word) -> bool:
    """Whether camps are those of people who were driven from home: they are opened, run or lived in."""
    return sentence.text[noun.start : noun.end] in ("camp", "camps", "tent camps") and bool(
        _RUNS.search(sentence.text, sentence.start, sentence.stated[nth].start)
    )


def _raids(sentence: Sentence, noun: Word, sense: Sense, named: Counted) -> Counted | None:
    """Raids as strikes where they were flown, as attacks where irregulars made them, else None."""
    if "aerial" not in sense.data:
        return None
    if in_context(sentence, "from-the-air", sentence.end) or _on_place(sentence, noun):
        return replace(named, measure=str(sense.data["aerial"]), unit="strike")
    irregular = in_context(sentence, "irregulars", noun.start) or _ON_POLICE.match(sentence.text, noun.end)
    return replace(named, measure="attacks", unit="attack") if irregular else None


_ON_POLICE = named("englishmeasure", "on-police")
_STRUCK = ("hit", "hit-place", "attacked", "damage", "destroy", "raze", "kill", "injure", "bombard", "attack", "fire")


def _used(sentence: Sentence, nth: int) -> bool:
    """Whether munitions are what something was done with: 'shelled the town with 147 rounds'."""
    if not sentence.text.endswith(("with ", "using "), 0, sentence.stated[nth].start):
        return False
    before = sentence.inside(sentence.start, sentence.stated[nth].start, "act")
    return any(sense.id in _STRUCK for word in before for sense in word.senses if sense.kind == "act")


_ACTIVE = named("englishmeasure", "active")


def _not_struck(sentence: Sentence, nth: int, noun: Word, kind: str) -> Counted | None:
    """No strikes, where it is said that no aircraft made one: 'no French aircraft struck the post'."""
    if kind != "aircraft" or sentence.stated[nth].quantity.stated != 0:
        return None
    acts = sentence.inside(noun.end, sentence.clause(noun.end)[1], "act")
    active = bool(acts) and _ACTIVE.fullmatch(sentence.text, noun.end, acts[0].end) is not None
    struck = (
        next((sense for sense in acts[0].senses if sense.kind == "act" and sense.id in _STRUCK), None)
        if active
        else None
    )
    return Counted("strikes", "strike", noun, acts[0]) if struck is not None else None


def _on_place(sentence: Sentence, noun: Word) -> bool:
    """Whether raids were made on a town or a harbour, as aircraft make them, and by no irregulars."""
    on = _ON.match(sentence.text, noun.end, sentence.end)
    if on is None or in_context(sentence, "irregulars", sentence.end):
        return False
    place = word_at(sentence, on.end())
    return (place is not None and place.means("place")) or _TOWN.match(sentence.text, on.end()) is not None


_TOWN = named("englishmeasure", "town")

_ON = named("englishmeasure", "on")


def _flown(sentence: Sentence, noun: Word) -> bool:
    """Whether missions are an air force's: they are flown."""
    if not sentence.text.endswith("missions", 0, noun.end):
        return False
    return in_context(sentence, "from-the-air", noun.start) and not in_context(sentence, "relief", sentence.end)


_OR = named("englishmeasure", "or")


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
    if kind == "combatant" and _FORMER.match(sentence.text, sentence.stated[nth].end, noun.end) is not None:
        return "person"  # 'a dozen former combatants were murdered'
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
    if near is not None and _ON_A_LIST.search(sentence.text, sentence.start, sentence.stated[nth].start) is not None:
        return None
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


_ON_A_LIST = named("englishmeasure", "on-a-list")
_FORMER = named("englishmeasure", "former")
_LOADED = named("englishmeasure", "loaded")


def _named(sentence: Sentence, nth: int, noun: Word, sense: Sense, kind: str) -> Counted:
    """What a noun counts by itself."""
    measure, of = str(sense.data.get("measure", "")), sense.data.get("of")
    if kind == "car_bomb":
        measure = "attacks"
    if sense.id == "targets" and _lived_in(sentence, nth, noun):
        measure = "other"
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
    if kind == "person" and said.id == "kill":
        kind = _of_what_dead(sentence, noun, start)
    return made(named, said, kind, None)


def _of_what_dead(sentence: Sentence, noun: Word, start: int) -> str:
    """The class of the dead by whose they are said to be: 'bodies of LTTE cadres', "al-Shabaab's dead"."""
    if of_foes(sentence, noun):
        return "combatant"
    if of_civilians(sentence, start):
        return "civilian"
    fought = of_fighters(sentence, noun) or of_a_side(sentence, start) or _of_a_group(sentence, noun)
    return "combatant" if fought else "person"


def _of_a_group(sentence: Sentence, noun: Word) -> bool:
    """Whether an armed group, which is no nation and no place, stands before its dead: "al-Shabaab's dead"."""
    for word in sentence.of_kinds("actor"):
        if word.end < noun.start and _POSSESSED.fullmatch(sentence.text, word.end, noun.start) is not None:
            return not word.means("place") and not word.means("nation")
    return False


_POSSESSED = named("englishmeasure", "possessed")


def _then(near: Near, noun: Word) -> bool:
    """Whether it is told what became of the wounded: they were moved, or died."""
    return near[0] <= BEHIND and (near[2].id in MOVED or (near[2].id in ("kill", "need") and near[1].start > noun.end))


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


def of_money(sentence: Sentence, nth: int, named: Counted, before: Counted | None) -> Counted | None:
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
