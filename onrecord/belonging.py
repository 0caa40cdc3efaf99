"""Whose the counted are, and at whom something was done.

A noun that says who the counted are ('12 soldiers', not '12 people') is the answer itself, with what stands beside it
('of the 5th brigade', من داعش); else it is whoever lost them, or has them.
"""

from __future__ import annotations

import re

from onrecord.doing import loses, subject_of
from onrecord.normal import Word
from onrecord.partyname import Named
from onrecord.role import AIMED, LOST, MEMBERS, NOBODYS, PERSONS, UNSAID, VICTIMS, Filled, Roles
from onrecord.sentence import breaks
from onrecord.slot import Mention


def _says_who(noun: Word) -> bool:
    """Whether a noun says who the counted are: civilians, soldiers; not people, the dead or a thing."""
    sense = noun.sense("dual", "noun")
    if sense is None or sense.data.get("class") not in PERSONS or noun.means("anybody"):
        return False
    return sense.id not in UNSAID and sense.id != "turnout"


def _noun_actor(noun: Word) -> str:
    sense = noun.sense("dual", "noun")
    return str(sense.data.get("of", "")) if sense is not None else ""


def _with_owners(roles: Roles, noun: Word) -> Filled:
    """A noun that says who the counted are, with the phrases that say whose they are, as one."""
    extent = [n for n in _owners(roles, noun) if n.kind != "nation" or n.start >= noun.start or n.end >= noun.start - 2]
    start = min([noun.whole[0], *(n.start for n in extent)])
    end = max([noun.whole[1], *(n.end for n in extent)])
    known = next((n.actor for n in extent if n.actor), "") or _noun_actor(noun)
    return Filled((Mention(known, roles.sentence.folded.span(start, end)),), "noun", tuple(extent))


def whose(roles: Roles) -> Filled | None:
    """Whose the counted are: the noun itself where it says who they are, with what stands beside it."""
    noun = roles.what.noun
    if roles.measure in NOBODYS:
        return None
    if loses(roles) and roles.measure in (*VICTIMS, *LOST, "missing", "territory_lost"):
        loser = subject_of(roles)
        noun_says = noun is not None and loser is not None and loser.kind == "own" and _says_who(noun)
        if loser is not None and not noun_says:
            return roles.filled([loser], "loser")
    if roles.measure in (*VICTIMS, *LOST, "missing") and (loser := _losses(roles)) is not None:
        return roles.filled([loser], "losses")
    people = _people(roles, noun) if noun is not None and roles.what.kind in PERSONS else None
    if people is None and roles.measure in VICTIMS:
        people = _from_among(roles)
    if people is not None or (noun is not None and roles.what.kind in PERSONS):
        return people
    if roles.measure == "territory_lost" and (held := [n for n in roles.named if n.cue == "by"]):
        return roles.filled(held[:1], "nearest")
    if roles.measure in ("funds", "aid"):  # whom it is for is no owner of it
        return None
    if roles.measure in LOST and noun is not None and (owners := _owners(roles, noun)):
        return roles.filled(owners[:1], "beside")
    if roles.measure in MEMBERS or roles.what.whose:
        free = [n for n in roles.named if not roles.is_noun(n) and n.kind not in ("arm", "place", "ours")]
        near = [n for n in free if roles.mine(n)] or free
        return roles.filled([roles.nearest(near)], "nearest") if near else None
    return None


_OUR_LOSSES = re.compile(r"\b(?:خسايرنا|قتلانا|شهداينا|شهداونا|جرحانا|ضحايانا|مفقودينا)\b")


def _from_among(roles: Roles) -> Filled | None:
    """Out of whom the dead and wounded are: استشهد من قواتنا 121, 'civilian deaths fell to 40', خسائرنا 51."""
    first = max(roles.sentence.clause(roles.offset)[0], _previous_end(roles))
    own = _OUR_LOSSES.search(roles.text, first, roles.offset)
    if own is not None:
        return Filled((Mention("", roles.sentence.folded.span(*own.span())),), "losses")
    if roles.arabic:
        cues = ("من", "صفوف", "ل")
        among = [n for n in roles.named if n.cue in cues and first <= n.start < roles.end + 12 and n.kind != "place"]
        if among:
            return roles.filled(roles.chain(roles.nearest(among)), "among")
    status = _STATUS.search(roles.text, first, roles.offset)
    if status is not None:
        return Filled((Mention("civilians", roles.sentence.folded.span(*status.span())),), "noun")
    return None


def _previous_end(roles: Roles) -> int:
    """Where the figure before ends."""
    return roles.sentence.stated[roles.nth - 1].end if roles.nth else roles.sentence.start


def _people(roles: Roles, noun: Word) -> Filled | None:
    """Who the counted people are, or whose."""
    if _says_who(noun):
        return _with_owners(roles, noun)
    for word in roles.sentence.words:
        near = noun.whole[0] - 1 <= word.start < noun.whole[1] + 2 or 0 <= noun.whole[0] - word.end <= 1
        if word is not noun and near and word.means("noun") and _says_who(word):
            return _with_owners(roles, word)
    status = _STATUS.search(roles.text, noun.whole[0], noun.whole[1])
    if status is not None:
        return Filled((Mention("civilians", roles.sentence.folded.span(*status.span())),), "noun")
    owners = _owners(roles, noun)
    return roles.filled(owners[:1], "beside") if owners else None


_STATUS = re.compile(r"\bcivilians?\b|مدني(?:ا|ين|ون)?\b|\bchild\b")
_LOSSES = re.compile(r"^(?:'s)? ?(?:own )?(?:losses|casualties|dead|death toll|toll|fatalities)\b")
_ARABIC_LOSSES = re.compile(r"(?:خساير|قتلي|جرحي|شهداء|ضحايا|حصيله) $")


def _losses(roles: Roles) -> Named | None:
    """Whose losses the sentence speaks of: 'enemy losses came to'."""
    for phrase in roles.named:
        if phrase.start > roles.offset and roles.nth is not None:
            break
        if phrase.kind == "place":
            continue
        if phrase.kind == "ours" and not roles.arabic:
            near = roles.text[phrase.end : roles.offset].strip() == "" or roles.text[phrase.end :].startswith(" dead")
            if near:
                return phrase
            continue
        if roles.arabic:
            if _ARABIC_LOSSES.search(roles.text[max(0, phrase.start - 8) : phrase.start]):
                return phrase
        elif _LOSSES.match(roles.text[phrase.end : phrase.end + 24]) and not phrase.deed:
            return phrase
    return None


_OF = re.compile(r"(?:'s)? ?(?:(?:of|from|belonging to|in the ranks of|among|on|owned by|under)(?: the)?)? ?")
_ARABIC_OF = re.compile(r" ?(?:(?:من|في صفوف|من صفوف|من بين|تابعه|تابعا|تابعين|التابعه|التابعين|لدي|عايده|باتت) ?)?ل?")


def _owners(roles: Roles, noun: Word) -> list[Named]:
    """The phrases that say whose a noun is: before it in English, behind it in both."""
    start, end = noun.whole
    figure = roles.sentence.stated[roles.nth].end if roles.nth is not None else start
    found = []
    for phrase in roles.named:
        if phrase.kind == "place":
            continue
        if phrase.start < end and start < phrase.end:
            if phrase.actor or phrase.side == "own" or phrase.end - phrase.start > end - start:
                found.append(phrase)
        elif phrase.end <= start and not roles.arabic:
            beside = roles.text[phrase.end : start].strip() in ("", "'s", "own")
            if beside or (figure <= phrase.start and not breaks(roles.sentence, figure, start)):
                found.append(phrase)
        elif phrase.start >= end:
            gap = roles.text[end : phrase.start]
            if ((_ARABIC_OF if roles.arabic else _OF).fullmatch(gap) and gap.strip() not in ("'s", "")) or (
                roles.arabic and gap == " "
            ):
                found.append(phrase)
    return found


# ----------------------------------------------------------------------------------------------------------- at whom


def against(roles: Roles) -> Filled | None:
    """At whom it was done."""
    noun = roles.what.noun
    if roles.measure == "neutralised":
        return _with_owners(roles, noun) if noun is not None and _says_who(noun) else None
    if roles.measure == "territory_taken":
        loser = subject_of(roles) if roles.act == "lose" else None
        found = [
            n
            for n in roles.named
            if n.cue in roles.cues("from") and n.side != "own" and n.kind in ("party", "actor", "nation")
        ]
        found = [loser] if loser is not None else found
        return roles.filled([found[0]], "from") if found else None
    if roles.act == "repel":
        subject = subject_of(roles)
        return roles.filled([subject], "subject") if subject is not None else None
    if roles.measure == "attacks" and roles.what.kind not in ("attack", "") and noun is not None:
        owners = _owners(roles, noun)
        return roles.filled(owners[:1], "beside") if owners else None
    if roles.measure in AIMED:
        return _aimed(roles)
    return None


_NOT_AT = ("place", "ours")


def _aimed(roles: Roles) -> Filled | None:
    """The phrase that an act is said to be against, or whose targets were hit."""
    found = [n for n in roles.named if n.cue in roles.cues("at") and not roles.is_noun(n) and n.kind not in _NOT_AT]
    near = [n for n in found if roles.mine(n)] or found
    if near:
        return roles.filled(roles.chain(roles.nearest(near)), "against")
    noun = roles.what.noun
    if noun is not None and roles.what.kind in ("target", "post") and (owners := _owners(roles, noun)):
        return roles.filled(owners[:1], "beside")
    return None


def themselves(roles: Roles) -> Filled | None:
    """Those who give up or go home do it themselves."""
    noun = roles.what.noun
    if noun is not None and _says_who(noun):
        return _with_owners(roles, noun)
    if noun is None and roles.memory.counted is not None:
        return roles.memory.counted
    free = [
        n
        for n in roles.named
        if n.side != "own" and n.kind != "place" and not n.verb and n.cue in ("", "of", "from", "من")
    ]
    return roles.filled([roles.nearest(free)], "subject") if free and roles.measure == "surrendered" else None
