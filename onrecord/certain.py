"""Who fills a role beyond doubt, by the grammar of the sentence alone: nothing is weighed against them.

eleven villages are in the hands of the rebels        whose hands they are in has them
they mounted forty raids, in which 29 were killed     whose raids they were killed them
the infantry knocked out seven tanks, the gunners two whoever stands where the verb is left out did as much
Hanoi owns to nine dead                               who owns to them has lost them
"""

from __future__ import annotations

from onrecord.belonging import says_who
from onrecord.doing import governing
from onrecord.partyname import Named, role_words, side_of
from onrecord.patterns import named
from onrecord.role import Roles
from onrecord.sentence import Sentence
from onrecord.stances import DONE, labels_of
from onrecord.stranger import doers_in, phrase_behind

_HARM = ("deaths", "civilian_deaths", "combatant_deaths", "injured", "casualties", "missing", "equipment_destroyed")
_IN_HANDS = {"en": named("certain", "in-hands"), "ar": named("certain", "arabic-in-hands")}
_HANDS = named("certain", "hands")
_IN_WHICH = {"en": named("certain", "in-which"), "ar": named("certain", "arabic-in-which")}
_OWNS_TO = named("certain", "owns-to")
_OF_HIS = named("certain", "of-his")
_LEFT_OUT = named("certain", "left-out")
_DEEDS = ("operation", "attack", "strike", "sortie")
"""Classes of deeds in which people are harmed."""
_SOMEBODY = ("actor", "party", "own")
_ACTS = (*_SOMEBODY, "arm", "name", "people")
_KEPT = ("detained", "abducted")
_HELD = ("territory_held", "detained")
_ROLE_OF_THE_COUNTED = {"neutralised": "against", "surrendered": "by"}
"""Measures of which those who are counted fill another role than ``of``."""
_OF_PEOPLE = (
    *("deaths", "civilian_deaths", "combatant_deaths", "injured", "casualties", "missing", "detained", "abducted"),
    *("surrendered", "neutralised"),
)
_SOME_OF = {"en": named("certain", "some-of"), "ar": named("certain", "arabic-some-of")}
_REPELS = {"en": named("certain", "repels"), "ar": named("certain", "arabic-repels")}
_LONGEST_VERB = 12
_NO_PEOPLE = ("place", "ground", "month", "weekday", "relative", "act", "event_noun", "event_word", "pointer", "number")
_NOT_BY_ITSELF = ("place", "ours", "nation", "mine")
_BEFORE_HANDS = 32
"""Letters before a phrase among which it may be said that something is in its hands."""


def certain(roles: Roles, role: str) -> Named | None:
    """The phrase of the figure's sentence that fills a role beyond doubt, or None."""
    finders = {
        "by": (_told_by, _striker, _holder, _answers, _in_whose_deed),
        "of": (_owning_to,),
        "against": (repelling,),
    }[role]
    if role == _ROLE_OF_THE_COUNTED.get(roles.measure, "of"):
        finders = (*finders, _some_of)
    return next((phrase for find in finders if (phrase := find(roles)) is not None), None)


_BY = named("certain", "arabic-by")


def _told_by(roles: Roles) -> Named | None:
    """Who is named behind a passive by the words for it: قُصفت المواقع من قبل المدفعية."""
    if not roles.arabic or roles.measure not in DONE:
        return None
    first, last = roles.sentence.clause(roles.offset)
    for phrase in roles.named:
        if first <= phrase.start < last and phrase.kind in (*_SOMEBODY, "arm") and roles.mine(phrase):
            before = roles.text[max(first, phrase.start - _BEFORE_HANDS) : phrase.start]
            if _BY.search(before) is not None:
                return phrase
    return None


_TENDS = named("certain", "tends")
_LAUNCHED = named("certain", "launched")
_STRUCK_WITH = named("certain", "struck-with")
_OBJECT = named("certain", "object")


def _striker(roles: Roles) -> Named | None:
    """Who struck something with what is counted: قصفت الزوارق الحربية الساحل بتسع قذائف."""
    by_means = roles.measure == "munitions" and roles.text.startswith("ب", roles.offset)
    if not roles.arabic or not by_means:
        return None
    first = roles.sentence.clause(roles.offset)[0]
    for phrase in roles.named:
        if first < phrase.start and phrase.end < roles.offset and phrase.kind in (*_SOMEBODY, "arm"):
            verb = _STRUCK_WITH.search(roles.text, max(first, phrase.start - _LONGEST_VERB), phrase.start)
            if verb is not None and (verb["whole"] or _OBJECT.match(roles.text, phrase.end, roles.offset)):
                return phrase
    return None


_OF_HIS_ARABIC = named("certain", "arabic-of-his")


def not_guilty(roles: Roles) -> list[Named]:
    """Who surely did not do it: who was attacked, only tells of harm, buries the dead, or lost them."""
    struck = repelling(roles)
    found = [] if struck is None else [struck]
    if roles.arabic and roles.measure == "intercepted":  # 22 من أصل 28 مسيّرة أطلقها العدو
        found += [phrase for phrase in roles.named if _LAUNCHED.search(roles.text, roles.sentence.start, phrase.start)]
    if roles.measure in _HARM:
        found += _only_tell(roles)
    if not roles.arabic or roles.measure not in _HARM:
        return found
    ahead = [phrase for phrase in roles.named if phrase.end <= roles.offset]
    for phrase in ahead:
        at = phrase.end if phrase.verb else phrase.start
        if _TENDS.search(roles.text[max(roles.sentence.start, at - _LONGEST_VERB) : at]) is not None:
            found.append(phrase)
    if ahead and roles.act != "lose" and _OF_HIS_ARABIC.match(roles.text, roles.sentence.stated[roles.nth].end):
        found.append(ahead[-1])  # نفى الجيش مقتل 20 من جنوده
    return found


def repelling(roles: Roles) -> Named | None:
    """Who repelled the attacks that are counted: they were made on them, by others; صدّ المدافعون سبعة هجمات."""
    if roles.measure != "attacks":
        return None
    pattern = _REPELS[roles.sentence.statement.language]
    for phrase in reversed(roles.named):
        if phrase.end > roles.offset or phrase.kind in ("place", "ours", "nation"):
            continue
        if not roles.arabic and phrase.free and pattern.match(roles.text, phrase.end, roles.offset) is not None:
            return phrase
        before = roles.text[max(roles.sentence.start, phrase.start - _LONGEST_VERB) : phrase.start]
        if roles.arabic and not phrase.verb and pattern.search(before) is not None:
            return phrase
    return None


def _only_tell(roles: Roles) -> list[Named]:
    """Organisations of which the sentence only says that they told of the figure."""
    found = []
    for phrase, stands in labels_of(roles).items():
        known = phrase.actor in roles.catalogue.actors and roles.catalogue.actors[phrase.actor].kind == "organisation"
        if known and stands and _TELLING.issuperset(stands):
            found.append(phrase)
    return found


_TELLING = frozenset(("source", "nearest", "tells near", "tells far"))


def _some_of(roles: Roles) -> Named | None:
    """Of whom the counted are some, where no noun says who they are: 'five of his men', سبعة من فنيينا."""
    sentence, noun = roles.sentence, roles.what.noun
    share = sentence.stated[roles.nth].quantity.unit == "percent"
    if roles.measure not in _OF_PEOPLE or share or roles.act == "lose" or (noun is not None and says_who(noun)):
        return None
    end = sentence.stated[roles.nth].end
    match = _SOME_OF[sentence.statement.language].match(roles.text, end, sentence.end)
    if match is None or sentence.meets_date(*match.span(1)) or sentence.meets_figure(*match.span(1)):
        return None
    start, last = match.span(1)
    if not roles.arabic:
        own = match["own"] in role_words("en", "ours")
        actor = (side_of(sentence.statement, roles.catalogue) or "") if own else ""
        return Named(start, last, start, "own" if own else "name", actor, "own" if own else "")
    words = [word for word in sentence.words if word.whole[0] < last and start < word.end]
    if any(word.sense(*_NO_PEOPLE) and not word.sense("noun", "party", "actor", "nation") for word in words):
        return None
    if match[1] in role_words("ar", "no_place_names") or match[1] in role_words("ar", "places"):
        return None
    return phrase_behind(sentence, roles.catalogue, start)


def _holder(roles: Roles) -> Named | None:
    """In whose hands ground or prisoners are: 'in rebel hands', 'under our control', تحت سيطرة الحوثيين."""
    if roles.measure not in _HELD:
        return None
    for phrase in roles.named:
        if not roles.mine(phrase) or phrase.end < roles.offset:
            continue
        before = roles.text[max(roles.offset, phrase.start - _BEFORE_HANDS) : phrase.start]
        if _IN_HANDS[roles.sentence.statement.language].search(before) is not None:
            return phrase
    return None if roles.arabic else _whose_hands(roles)


def _whose_hands(roles: Roles) -> Named | None:
    """Whose hands they are, whether a table knows them or not: 'in rebel hands', 'under our control'."""
    first, last = roles.sentence.clause(roles.offset)
    match = _HANDS.search(roles.text, roles.end, last)
    if match is None and roles.measure == "detained":  # 'prisoners in our hands: 241'
        match = _HANDS.search(roles.text, first, roles.offset)
    if match is None or any(roles.end < item.start < match.start() for item in roles.sentence.stated):
        return None
    start, end = match.span(1)
    known = [phrase for phrase in roles.named if phrase.start < end and start < phrase.end]
    if known or match[1] not in role_words("en", "ours"):
        return known[0] if known else Named(start, end, start, "name")
    return Named(start, end, start, "own", side_of(roles.sentence.statement, roles.catalogue) or "", "own")


def _answers(roles: Roles) -> Named | None:
    """Who stands right before a figure where the verb of the list is left out: 'we felled seven, the police two'."""
    if roles.arabic or not roles.nth or roles.measure not in DONE:
        return None
    before = roles.sentence.stated[roles.nth - 1].end
    verb = governing(roles)
    if verb is None or verb.start > before:
        return None
    if not any(phrase.free and phrase.end <= verb.start and phrase.kind in _SOMEBODY for phrase in roles.named):
        return None
    for phrase in roles.named:
        ahead = before < phrase.start and phrase.end < roles.offset and phrase.free
        if not ahead or phrase.kind in _NOT_BY_ITSELF or phrase.deed:
            continue
        told = _LISTED.search(roles.text, max(before, phrase.start - len(" and ")), phrase.start)
        if told is not None and _LEFT_OUT.fullmatch(roles.text, phrase.end, roles.offset) is not None:
            return phrase if roles.text.startswith("the ", phrase.start) or phrase.side == "own" else None
    return None


_LISTED = named("certain", "listed")


def _in_whose_deed(roles: Roles) -> Named | None:
    """Whose deed it was in which they were harmed: 'mounted 40 raids, in which 29 policemen were killed'."""
    sentence = roles.sentence
    links = list(_IN_WHICH[sentence.statement.language].finditer(roles.text, sentence.start, roles.offset))
    if not links or roles.measure not in DONE or roles.measure in _KEPT or _of_its_own(roles):
        return None
    start = links[-1].start()
    doers = [doer for doer in doers_in(sentence, roles.catalogue) if doer.label in ("acts", "undertakes", "acts first")]
    if any(start <= doer.phrase.start and doer.verb < roles.offset for doer in doers):
        return None
    for doer in reversed(doers):
        if doer.verb < start and doer.phrase.kind in _ACTS and _does_deed(sentence, doer.verb, start):
            return doer.phrase
    undertaken = [word.whole[0] for word in sentence.inside(sentence.start, start, "predicate", "undertakes")]
    for phrase in reversed(roles.named):
        if phrase.free and phrase.kind in _SOMEBODY and phrase.end + 1 in undertaken:
            return phrase if _does_deed(sentence, phrase.end, start) else None
    return None


def _of_its_own(roles: Roles) -> bool:
    """Whether the words name another who did it, or say that those who did it lost them: 'four of our own'."""
    labels = labels_of(roles).items()
    if roles.act == "lose" or any("by" in stands for _, stands in labels):
        return True
    own = any(phrase.side == "own" and roles.mine(phrase) and phrase.end > roles.offset for phrase, _ in labels)
    return own or _OF_HIS.match(roles.text, roles.sentence.stated[roles.nth].end) is not None


def _does_deed(sentence: Sentence, first: int, last: int) -> bool:
    """Whether a stretch names a deed that harms: an operation, an attack, a strike."""
    senses = (word.sense("noun") for word in sentence.inside(first, last, "noun"))
    return any(sense is not None and sense.data.get("class") in _DEEDS for sense in senses)


def _owning_to(roles: Roles) -> Named | None:
    """Who owns to a loss has suffered it: 'Hanoi owns to nine dead'."""
    noun = roles.what.noun
    if roles.arabic or roles.measure not in _HARM or (noun is not None and says_who(noun)):
        return None
    for phrase in roles.named:
        if phrase.end > roles.offset or phrase.kind == "ours" or not phrase.free:
            continue
        match = _OWNS_TO.fullmatch(roles.text, phrase.end, roles.offset)
        if match is not None and (noun is not None or match["loss"]):
            return phrase
    return None
