"""What an Arabic figure counts where no act is said of its noun: things that are told of as they are, the strength of a
force, weights of relief, and people of whom a verb behind their number tells.
"""

from __future__ import annotations

from onrecord.arabicact import BEHIND, act_of_people
from onrecord.arabicmeasure import PEOPLE
from onrecord.arabicnoun import noun_of
from onrecord.arabicturn import turned
from onrecord.counting import Counted, made
from onrecord.patterns import named
from onrecord.predicate import act_named
from onrecord.sentence import Sentence
from onrecord.shape import Shape

_STRENGTH = named("arabicalone", "strength")


def strength(sentence: Sentence, nth: int) -> Counted | None:
    """How many men a force has, told by a word for its strength: كان عديد الحامية ألفين."""
    start = sentence.stated[nth].start
    told = _STRENGTH.search(sentence.text, sentence.clause(start)[0], start) is not None
    return Counted("personnel", "person", kind="combatant") if told else None


def relief(sentence: Sentence, nth: int) -> Counted | None:
    """A weight of what is given to people in need: 55 طنا من الغذاء."""
    noun = noun_of(sentence, nth)
    sense = noun.sense("dual", "noun") if noun is not None else None
    if noun is None or sense is None or sense.data.get("class") != "tonnage":
        return None
    if _GIFT.match(sentence.text, noun.whole[1]) is None:
        return None
    return Counted("aid", str(sense.data["unit"]), noun, kind="tonnage", did=act_named("deliver"))


_GIFT = named("arabicalone", "gift")

_TOLD_ALONE = ("facility", "installation", "building", "site", "artefact", "weapon", "locality")
"""Classes of things that a sentence of the conflict tells of whatever it says of them; of people, states and sums it
may tell what is no count."""

_LED = named("arabicalone", "led")

_REACH = 20
"""Letters before a figure in which these stand."""


def told_alone(sentence: Sentence, nth: int, shape: Shape) -> Counted | None:
    """What has no act that a table knows is of the conflict all the same where its noun is: في المدينة 12 مستشفى."""
    item, noun = sentence.stated[nth], noun_of(sentence, nth)
    sense = noun.sense("dual", "noun") if noun is not None else None
    if noun is None or sense is None or shape.change or item.quantity.stated in (None, 0, 1):
        return None
    kind = str(sense.data.get("class", ""))
    start = min(item.start, noun.whole[0])
    led = _LED.search(sentence.text, max(sentence.start, start - _REACH), start) is not None
    if kind not in _TOLD_ALONE or led or sentence.text[start] in "بلك":
        return None
    return Counted("other", str(sense.data["unit"]), noun, kind=kind)


def of_people(sentence: Sentence, nth: int, known: Counted | None) -> Counted | None:
    """People of whom a verb right behind their number says what became of them: و31 أُصيبوا."""
    said = act_of_people(sentence, nth)
    if said is None or (known is not None and known.unit != "person"):
        return None
    kind = known.kind if known is not None and known.kind in PEOPLE else "person"
    act = turned(sentence, (BEHIND, *said), kind)
    return made(
        Counted("", "person", of=known.of if known is not None else None), act[2] if act else said[1], kind, said[0]
    )


_CREW = named("arabicalone", "crew")


def of_crew(sentence: Sentence, nth: int) -> Counted | None:
    """What was done to a crew of so many."""
    start = sentence.stated[nth].start
    first = max(sentence.clause(start)[0], sentence.left_end(nth))
    crew = _CREW.search(sentence.text, first, start)
    if crew is None:
        return None
    for word in reversed(sentence.inside(max(first, crew.start() - _CREW_REACH), crew.start(), "act")):
        act = next((sense for sense in word.senses if sense.kind == "act" and sense.data.get("people")), None)
        if act is not None:
            return made(Counted("", "person", noun_of(sentence, nth)), act, "combatant", word)
    return None


_CREW_REACH = 40
"""Code points before a crew in which the verb stands that tells of it."""
