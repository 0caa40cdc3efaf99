"""What a toll in Arabic is of, where no noun with an act says it: حصيلة الاعتقالات، الحصيلة ٤٠ مدنيا."""

from __future__ import annotations

from dataclasses import replace

from onrecord.arabicact import parted
from onrecord.counting import Counted, made
from onrecord.normal import Word
from onrecord.patterns import named
from onrecord.predicate import act_named
from onrecord.sentence import Sentence

CASES = named("arabictoll", "cases")


_BARE_TOLL = named("arabictoll", "bare-toll")

_TOLL_OF = named("arabictoll", "toll-of")
_TOLL_REACH = 9
"""Words between what a toll is of and its figure."""


def bare_toll(sentence: Sentence, nth: int) -> Counted | None:
    """The dead, where a toll does not say of whom it is."""
    start = sentence.stated[nth].start
    bare = _BARE_TOLL.search(sentence.text, sentence.clause(start)[0], start)
    return made(Counted("", "person"), act_named("kill"), "person", None) if bare is not None else None


def toll_of_act(sentence: Sentence, nth: int) -> Counted | None:
    """What a toll counts that an act names: حصيلة الاعتقالات، عدد المفرج عنهم."""
    item = sentence.stated[nth]
    first = max(sentence.clause(item.start)[0], sentence.left_end(nth))
    for match in reversed(list(_TOLL_OF.finditer(sentence.text, first, item.start))):
        of = [word for word in sentence.inside(match.end(), item.start, "act") if word.whole[0] == match.end()]
        act = of[0].sense("act") if of else None
        far = len(sentence.between(match.end(), item.start).split()) > _TOLL_REACH
        both = any(word.means("act", "casualty") for word in sentence.inside(match.end(), item.start, "act"))
        people = act is not None and act.data.get("people") and not both
        if act is not None and people and not far and not parted(sentence, of[0].end, item.start):
            return made(Counted("", "person"), act, "person", of[0])
    return None


def cases_of_toll(sentence: Sentence, nth: int) -> Counted | None:
    """Cases of what a toll is of: حصيلة الاعتقالات ٤٠ حالة."""
    return toll_of_act(sentence, nth) if CASES.match(sentence.text, sentence.stated[nth].end) else None


_TOLL_AHEAD = named("arabictoll", "toll-ahead")
_IN_CAMPS = named("arabictoll", "in-camps")


def of_nothing_told(sentence: Sentence, nth: int, noun: Word) -> Counted | None:
    """People of whom no act tells: those of a toll were killed, those in a camp are displaced."""
    sense = noun.sense("dual", "noun")
    start = sentence.stated[nth].start
    first = max(sentence.clause(start)[0], sentence.left_end(nth))
    if sense is None or "implies" in sense.data:
        return None
    named = Counted("", str(sense.data["unit"]), noun, None, str(sense.data["of"]) if "of" in sense.data else None)
    if _TOLL_AHEAD.search(sentence.text, first, start) is not None:
        return made(named, act_named("kill"), str(sense.data.get("class", "person")), None)
    if sense.data.get("class") != "combatant" and _IN_CAMPS.search(sentence.text, first, start) is not None:
        return replace(named, measure="displaced", kind="person")
    return None


_HUNGER = named("arabictoll", "hunger")


def starved(sentence: Sentence, nth: int, found: Counted | None) -> Counted | None:
    """Those whom hunger, cold or sickness killed are dead, not killed civilians."""
    if found is None or found.measure != "civilian_deaths":
        return found
    item = sentence.stated[nth]
    first, last = sentence.clause(item.start)
    first = max(first, sentence.left_end(nth))
    if not (_HUNGER.search(sentence.text, item.end, last) or _HUNGER.search(sentence.text, first, item.start)):
        return found
    return replace(found, measure="deaths")


_COUNTED_DEAD = named("arabictoll", "counted-dead")


def label_of_act(sentence: Sentence, nth: int) -> Counted | None:
    """What the label of a line counts whose words are an act's: عدد المصابين: 18."""
    start = sentence.stated[nth].start
    first = max(sentence.text.rfind("\n", 0, start) + 1, sentence.start)
    for word in sentence.inside(first, start, "act"):
        act = next((sense for sense in word.senses if sense.kind == "act" and sense.data.get("harm")), None)
        if act is not None and _COUNTED_DEAD.match(sentence.text, word.start):
            behind = [held.sense("noun") for held in sentence.inside(word.end, start, "noun")]
            kinds = [str(sense.data.get("class", "")) for sense in behind if sense is not None]
            kind = kinds[0] if kinds and kinds[0] in ("civilian", "combatant") else "person"
            return made(Counted("", "person"), act, kind, word)
    return None
