"""Who did what is counted, by the words of the sentence.

Who acts stands before an active verb (in Arabic also right behind it), behind 'by', or as the adjective of the act
itself ('Israeli strikes').
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache

from onrecord import patterns as re
from onrecord.arabicshape import told_of_whole
from onrecord.belonging import says_who
from onrecord.normal import Word
from onrecord.partyname import Named, role_words
from onrecord.patterns import named
from onrecord.role import Roles
from onrecord.scope import Catalogue
from onrecord.sentence import Sentence, breaks
from onrecord.stranger import aims_in, doers_in

_PASSIVE = named("doing", "passive")
_ACTIVE_GAP = named("doing", "active-gap")
_ARABIC_GAP = named("doing", "arabic-gap")
_GAPPED = named("doing", "gapped")
_ARABIC_AGENT = named("doing", "arabic-agent")
_DESCRIBED = named("doing", "described")
_DEEDS = ("strike", "sortie", "attack")
"""Classes of things that harm those who are counted: 'killed in Israeli strikes'."""
_VERBS = ("act", "predicate", "undertakes", "attribution", "records", "event_word")


def doings(roles: Roles) -> Iterator[tuple[str, Named]]:
    """The phrases that the words of the sentence make doers, each with what makes it one."""
    start = min(roles.offset, roles.what.act.start if roles.what.act is not None else roles.offset)
    for phrase in roles.named:
        if phrase.kind != "ours" and _is_agent(roles, phrase):
            mine = phrase.start > start and _hangs_on(roles, phrase)
            yield "by" if mine else "by_elsewhere", phrase
        if _is_source(roles, phrase):
            yield "source", phrase
        if phrase.deed:
            yield "deed", phrase
        if _holds(roles, phrase):
            yield "holds", phrase
    for label, found in (
        ("beside", _beside(roles)),
        ("giver", _giver(roles)),
        ("of_the_act", _whose_deed(roles)),
        ("subject", subject_of(roles)),
        ("chained", _chained(roles) if roles.arabic else None),
        ("heads" if roles.what.noun is not None and says_who(roles.what.noun) else "heads bare", _heading(roles)),
    ):
        if found is not None:
            yield ("loser" if label == "subject" and loses(roles) else label), found


def acting(roles: Roles) -> Iterator[tuple[str, Named]]:
    """The phrases of a figure's sentence that act by grammar, each with where it stands to the figure.

    Things that are counted do nothing to themselves: 'strikes fell from 80 to 60'.
    """
    doers = [doer for doer in doers_in(roles.sentence, roles.catalogue) if not _is_counted(roles, doer.phrase)]
    ahead = [doer for doer in doers if doer.phrase.end <= roles.offset and doer.verb < roles.end]
    lost = loses(roles)
    for doer in doers:
        where = "behind" if doer not in ahead else "near" if doer is ahead[-1] else "far"
        label = "loses" if lost and where == "near" else doer.label
        yield f"{label} {where}", doer.phrase
    for phrase in aims_in(roles.sentence, roles.catalogue):
        yield f"aim {_way(roles, phrase)}", phrase


_BLOWS = ("hit", "attack", "bombard", "fire", "kill", "injure", "destroy", "abduct", "take", "liberate")


def acted_in(sentence: Sentence, catalogue: Catalogue) -> dict[Named, str]:
    """Those who act in a sentence by grammar: whether they struck somebody or did anything else."""
    blows = {word.start for word in sentence.of_kinds("act") if word.means("act", *_BLOWS)}
    found: dict[Named, str] = {}
    for doer in doers_in(sentence, catalogue):
        if doer.label.startswith("acts"):
            struck = doer.verb in blows or doer.verb + 1 in blows
            found.setdefault(doer.phrase, "struck" if struck else "acted")
    return found


def _way(roles: Roles, phrase: Named) -> str:
    """Where what something is aimed at stands to a figure: before it, right behind it, or behind another."""
    if phrase.start < roles.offset:
        return "ahead"
    return "next" if roles.mine(phrase) else "behind"


def _is_counted(roles: Roles, phrase: Named) -> bool:
    """Whether a phrase holds the noun of the things that the figure counts."""
    noun = roles.what.noun
    return noun is not None and roles.what.unit != "person" and phrase.start <= noun.start < phrase.end


def voice_of(roles: Roles) -> str:
    """Whether the verb that the figure hangs on is active or passive, or stands behind the figure."""
    if "voice" not in roles.told:
        roles.told["voice"] = _voice(roles)
    return roles.told["voice"]


def _voice(roles: Roles) -> str:
    verb = governing(roles)
    if verb is None:
        return "no verb"
    where = "behind" if verb.start > roles.offset else "ahead"
    if roles.arabic:
        return f"{where} {'passive' if is_passive_form(roles.sentence, verb) else 'active'}"
    before = roles.text[max(roles.sentence.start, verb.whole[0] - 20) : verb.whole[0]]
    return f"{where} {'passive' if _PASSIVE.search(before) else 'active'}"


def _giver(roles: Roles) -> Named | None:
    """Whose support or share it is: "Germany's support comes to"."""
    for phrase in roles.named:
        if (
            phrase.end < roles.offset
            and roles.text[phrase.end : phrase.end + 3] in ("'s ", "s' ")
            and phrase.kind != "ours"
        ):
            return phrase
    return None


def _hangs_on(roles: Roles, agent: Named) -> bool:
    """Whether the doer behind 'by' is that of this figure: no other act has begun between."""
    if roles.mine(agent):
        return True
    between = roles.text[roles.offset : agent.start]
    if re.search(r"[;؛:]", between):
        return False
    last = max((item.start for item in roles.sentence.stated if item.start < agent.start), default=roles.offset)
    return not roles.sentence.inside(roles.end, last, "act", "predicate")


def _is_agent(roles: Roles, phrase: Named) -> bool:
    """Whether 'by', 'at the hands of', على يد, من قبل stand before a phrase."""
    before = roles.text[max(0, phrase.start - 18) : phrase.start]
    if roles.arabic:
        return bool(_ARABIC_AGENT.search(before))
    return phrase.cue == "by" or before.endswith(_laid_to())


@cache
def _laid_to() -> tuple[str, ...]:
    return tuple(f"{words} " for words in role_words("en", "laid_to"))


_HELD = named("doing", "held")
_ARABIC_HELD = named("doing", "arabic-held")
_LONGEST_HOLD = 18


def _holds(roles: Roles, phrase: Named) -> bool:
    """Whether a phrase names who holds those who are counted."""
    if roles.arabic:
        return _ARABIC_HELD.search(roles.text, max(0, phrase.start - _LONGEST_HOLD), phrase.start) is not None
    return phrase.cue in role_words("en", "held_in") and _HELD.match(roles.text, phrase.end) is not None


_COLON = re.compile(r" ?(?:\([^()]{1,24}\))? ?:")
_AHEAD = re.compile(r"(?:^|[;؛•▪●*\n]|\d[-.)/–]|[-–] ?) *$")
_LONGEST_HEAD = 4


def _heading(roles: Roles) -> Named | None:
    """The last phrase before the figure that heads what follows: 'Enemy: 25 killed', قطعات الشرطة: قتل 57."""
    found = None
    for phrase in roles.named:
        if phrase.end > roles.offset or phrase.kind in ("place", "ours"):
            continue
        if _COLON.match(roles.text, phrase.end) is None:
            continue
        first = roles.sentence.start
        before = roles.text[max(first, phrase.start - _LONGEST_HEAD) : phrase.start]
        if phrase.start - first <= _LONGEST_HEAD or _AHEAD.search(before) is not None:
            found = phrase
    return found


def _chained(roles: Roles) -> Named | None:
    """Who did the act before it, where an Arabic verb that 'and' joins names nobody: كمن مجاهدونا لهم فقتلوا عشرة."""
    verb = governing(roles)
    if verb is None or verb.start > roles.offset or is_passive_form(roles.sentence, verb):
        return None
    start = verb.whole[0]
    if not {"و", "ف"} & set(roles.text[start - 1 : start + 1]):
        return None
    subjects = [
        doer.phrase
        for doer in doers_in(roles.sentence, roles.catalogue)
        if doer.label.startswith(("acts", "undertakes"))
    ]
    free = [phrase for phrase in roles.named if phrase.free and not phrase.deed]
    for phrases in (subjects, free):
        told = [p for p in phrases if p.end <= start and p.kind in _SOMEBODY and not roles.is_noun(p)]
        if told:
            return told[-1]
    return None


_SOMEBODY = ("actor", "party", "own", "arm", "enemy")


def _whose_deed(roles: Roles) -> Named | None:
    """Whose aggression, strikes or shelling harmed the people that are counted: 'killed in Israeli strikes'."""
    nouns = roles.sentence.of_kinds("noun")
    deeds = [w for w in nouns if (s := w.sense("noun")) is not None and s.data.get("class") in _DEEDS]
    first, last = roles.sentence.clause(roles.offset)
    for phrase in roles.named:
        if phrase.kind in ("place", "ours"):
            continue
        for word in deeds:
            if not first <= word.start < last or word is roles.what.noun:
                continue
            gap = roles.text[word.whole[1] : phrase.start] if roles.arabic else roles.text[phrase.end : word.whole[0]]
            if gap in (" ", "'s ") and (phrase.start > word.start) == roles.arabic:
                return phrase
        if first <= phrase.start < last and _of_blow(roles, phrase):
            return phrase
    return None


_BLOW = named("doing", "blow")
_ARABIC_BLOW = named("doing", "arabic-blow")


def _of_blow(roles: Roles, phrase: Named) -> bool:
    """Whether a phrase names whose a blow is that is not counted: 'the toll of the Russian shelling', بالقصف الروسي."""
    if roles.arabic:
        match = _ARABIC_BLOW.search(roles.text, max(0, phrase.start - 32), phrase.start)
    else:
        match = _BLOW.match(roles.text, phrase.end)
    noun = roles.what.noun
    return match is not None and (noun is None or not match.start() <= noun.start < match.end())


def _beside(roles: Roles) -> Named | None:
    """The phrase that stands right before the counted noun in English, right behind it in Arabic."""
    noun = roles.what.noun
    if noun is None:
        return None
    start, end = noun.whole
    figure = roles.sentence.stated[roles.nth].end
    for phrase in roles.named:
        if phrase.kind in ("place", "ours"):
            continue
        if roles.arabic:
            gap = roles.text[end : phrase.start] if phrase.start > end else ""
            if gap and not phrase.cue and (gap == " " or (phrase.kind == "nation" and _DESCRIBED.fullmatch(gap))):
                return phrase
        elif phrase.end < start and (
            figure <= phrase.start or roles.text[phrase.end : start].strip(" -") in ("", "'s", "'")
        ):
            if not phrase.cue or figure <= phrase.start:
                return phrase
    return None


def subject_of(roles: Roles) -> Named | None:
    """The nearest phrase before the figure that an active verb belongs to."""
    sentence = roles.sentence
    verb = governing(roles)
    gapped = _gapped(roles)
    if gapped is not None:
        return gapped
    if roles.arabic:
        found = _arabic_subject(roles, verb)
        if found is not None:
            return found
        if verb is not None and is_passive_form(sentence, verb):
            return None
    elif (
        verb is not None and _PASSIVE.search(roles.text[max(sentence.start, verb.whole[0] - 20) : verb.whole[0]])
    ) or (verb is not None and verb.start > roles.offset and verb.means("act") and verb is roles.what.act):
        return None
    limit = roles.offset if verb is None or verb.start > roles.offset else verb.whole[0]
    for phrase in reversed(roles.named):
        if phrase.start >= limit or not phrase.free or roles.is_noun(phrase) or phrase.kind in ("nation", "ours"):
            continue
        if _is_source(roles, phrase):
            continue
        if _arabic_doer(roles, phrase) if roles.arabic else _english_doer(roles, phrase):
            return phrase
    return None


def _gapped(roles: Roles) -> Named | None:
    """A phrase right before the figure whose verb is that of the list: 'and the Union a further 38 million'."""
    if roles.measure not in ("funds", "aid") or not roles.nth:
        return None
    before = roles.sentence.stated[roles.nth - 1].end
    for phrase in roles.named:
        if phrase.start > before and phrase.end < roles.offset and phrase.free:
            if _GAPPED.fullmatch(roles.text[phrase.end : roles.offset]):
                return phrase
    return None


def governing(roles: Roles) -> Word | None:
    """The verb that the figure hangs on: its own act where that stands before it, else the nearest verb before it."""
    act, item = roles.what.act, roles.offset
    if act is not None and (act.start < item or (roles.arabic and told_of_whole(roles.sentence, roles.nth))):
        return act
    words = [w for w in roles.sentence.of_kinds("act", "predicate", "records") if not w.means("noun")]
    before = [word for word in words if word.end <= item]
    if act is not None and (not before or breaks(roles.sentence, before[-1].end, item)):
        return act
    return before[-1] if before else None


def _english_doer(roles: Roles, phrase: Named) -> bool:
    """Whether the first verb behind a phrase is active and not one of saying or counting."""
    sentence, text = roles.sentence, roles.text
    verbs = [w for w in sentence.of_kinds(*_VERBS) if w.start >= phrase.end and not w.means("noun")]
    if phrase.kind == "place" and verbs and not _ACTIVE_GAP.fullmatch(text[phrase.end : verbs[0].whole[0]]):
        return False
    before = [w for w in sentence.of_kinds("attribution") if w.end <= phrase.start]
    if before and _WHO_SAYS.fullmatch(text, before[-1].end, phrase.start):
        return False
    if not verbs or not verbs[0].sense("act", "predicate", "attribution"):
        return False
    if verbs[0].means("records") or verbs[0].means("attribution"):
        return verbs[0].means("attribution") and _ITSELF.match(text, verbs[0].end) is not None
    return _PASSIVE.search(text[phrase.end : verbs[0].whole[0]][-20:]) is None


_WHO_SAYS = named("doing", "who-says")


def is_passive_form(sentence: Sentence, verb: Word) -> bool:
    """Whether a damma on its first letter or an auxiliary says that an Arabic verb is passive."""
    origin = sentence.folded.origin(verb.start)
    before = sentence.text[max(0, verb.start - 5) : verb.start]
    return sentence.folded.original[origin + 1 : origin + 2] == "\u064f" or _WAS_DONE.search(before) is not None


_WAS_DONE = named("doing", "was-done")


def _arabic_subject(roles: Roles, verb: Word | None) -> Named | None:
    """The phrase right behind the verb that the figure hangs on, or right before it."""
    if verb is None or verb.means("records"):
        return None
    for phrase in roles.named:
        adjective = phrase.kind == "nation" and not roles.text[phrase.start : phrase.end].endswith(("ون", "ين"))
        befallen = phrase.kind == "place" and roles.text[verb.start : verb.end] in role_words("ar", "befalls")
        if phrase.kind == "ours" or adjective or befallen or _is_source(roles, phrase):
            continue
        if phrase.verb and phrase.start <= verb.start < phrase.end:
            return phrase
        if phrase.start > verb.end and roles.text[verb.whole[1] : phrase.start].strip(' «"') == "" and not phrase.cue:
            return None if roles.is_noun(phrase) else phrase
        near = roles.text[phrase.end : verb.whole[0]]
        if phrase.kind != "place" and phrase.end < verb.start and phrase.free and _ARABIC_GAP.fullmatch(near):
            return phrase
    return None


_HIMSELF = named("doing", "himself")
_OF_SOURCE = named("doing", "of-source")
_ITSELF = named("doing", "itself")


def _is_source(roles: Roles, phrase: Named) -> bool:
    """Whether a phrase is who said it: 'according to the ministry', قالت الوزارة."""
    if _HIMSELF.match(roles.text, phrase.end):
        return False
    if not roles.arabic and _OF_SOURCE.match(roles.text, phrase.start):
        return False
    said = roles.sentence.of_kinds("attribution", "records")
    return any(w.end <= phrase.start and not roles.text[w.whole[1] : phrase.start].strip() for w in said)


def _arabic_doer(roles: Roles, phrase: Named) -> bool:
    """Whether a verb of doing stands right before a phrase, or right behind it."""
    if phrase.verb or phrase.kind in ("place", "ours"):
        return phrase.verb
    for word in roles.sentence.of_kinds("act", "predicate"):
        if word.means("records") or word.means("noun"):
            continue
        if word.end < phrase.start and roles.text[word.whole[1] : phrase.start].strip(' «"') == "":
            return True
        if word.start > phrase.end and _ARABIC_GAP.fullmatch(roles.text[phrase.end : word.whole[0]]):
            return True
    return False


def loses(roles: Roles) -> bool:
    """Whether the verb that the figure hangs on says that it was lost: what stands before it lost it."""
    if roles.act == "lose":
        return True
    verb = governing(roles)
    return verb is not None and any(sense.kind == "act" and sense.id == "lose" for sense in verb.senses)
