"""Whose the counted are, and at whom something was done.

A noun that says who the counted are ('12 soldiers', not '12 people') is the answer itself, with what stands beside it
('of the 5th brigade', من داعش); else it is whoever lost them, or has them.
"""

from __future__ import annotations

from collections.abc import Iterator

from onrecord import patterns as re
from onrecord.normal import Word
from onrecord.partyname import PERSONS, Named, role_words
from onrecord.patterns import named
from onrecord.role import UNSAID, Filled, Roles
from onrecord.sentence import breaks
from onrecord.slot import Mention


def says_who(noun: Word) -> bool:
    """Whether a noun says who the counted are: civilians, soldiers; not people, the dead or a thing."""
    sense = noun.sense("dual", "noun")
    if sense is None or sense.data.get("class") not in PERSONS or noun.means("anybody"):
        return False
    return sense.id not in UNSAID and sense.id != "turnout"


def _noun_class(noun: Word) -> str:
    sense = noun.sense("dual", "noun")
    return str(sense.data.get("class", "")) if sense is not None else ""


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


def belongings(roles: Roles) -> Iterator[tuple[str, Named]]:
    """The phrases that say whose the counted are or at whom it was done, each with what makes it say so."""
    losses = _losses(roles)
    if losses is not None:
        yield "losses", losses
    owners = [] if roles.what.noun is None else _owners(roles, roles.what.noun)
    yield from (("owner", phrase) for phrase in owners)
    first = max(roles.sentence.clause(roles.offset)[0], _previous_end(roles))
    for phrase in roles.named:
        if roles.counted(phrase):
            yield "counted", phrase
        elif roles.is_noun(phrase):
            yield "counted_elsewhere", phrase
        for label, cues in (("against", "at"), ("from", "from")):
            if phrase.cue in roles.cues(cues):
                yield label, phrase
        if not roles.arabic and phrase.cue == "of" and _part_of(roles, phrase):
            yield "among", phrase
        near = first <= phrase.start < roles.end + 12 and phrase.kind != "place"
        if near and phrase.cue in role_words("ar", "among"):
            yield "among", phrase


_OF_THEM = named("belonging", "of-them")


def _part_of(roles: Roles, phrase: Named) -> bool:
    """Whether a figure is a part of somebody: '94 of the enemy', 'of our police 14 have fallen'."""
    figure = roles.sentence.stated[roles.nth].end
    if phrase.start >= figure:
        return _OF_THEM.fullmatch(roles.text, figure, phrase.start) is not None
    return roles.text[phrase.end : roles.offset].strip(" ,") == ""


def noun_phrases(roles: Roles) -> Iterator[tuple[str, Filled, Word | None]]:
    """What is counted as the words that say who they are: the noun, the noun with whose it is, a noun beside it."""
    noun = roles.what.noun
    if noun is not None:
        alone = Filled((Mention(roles.what.of or _noun_actor(noun), roles.sentence.folded.span(*noun.whole)),), "noun")
        whole = _with_owners(roles, noun)
        if whole.mentions[0].span != alone.mentions[0].span:
            yield "with owners", whole, noun
            yield "alone of more", alone, noun
        else:
            yield "alone", alone, noun
        start, end = noun.whole
        for word in roles.sentence.of_kinds("noun"):
            near = start - 1 <= word.start < end + 2 or 0 <= start - word.end <= 1
            if word is not noun and near and says_who(word):
                yield "noun beside", _with_owners(roles, word), word
    yield from _told(roles)
    first = max(roles.sentence.clause(roles.offset)[0], _previous_end(roles))
    own = _OUR_LOSSES.search(roles.text, first, roles.offset)
    if own is not None:
        yield "our losses", Filled((Mention("", roles.sentence.folded.span(*own.span())),), "losses"), None
    status = _STATUS.search(roles.text, first, roles.end)
    if status is not None:
        yield "status", Filled((Mention("civilians", roles.sentence.folded.span(*status.span())),), "noun"), None


def _told(roles: Roles) -> Iterator[tuple[str, Filled, Word | None]]:
    """Who they are by what is said of them: 'two in three of them are children', ثلثهم من النساء, 'cost us 12'."""
    text, span = roles.text, roles.sentence.folded.span
    if roles.arabic and roles.what.noun is None and (match := _ARABIC_NEXT.match(text, roles.end)) is not None:
        words = [w for w in roles.sentence.words if w.start < match.end(1) and match.start(1) < w.end]
        if all(word.means("nation") or word.means("place") for word in words):
            yield "stranger", Filled((Mention("", span(*match.span(1))),), "noun"), None
    if roles.arabic and (match := _ARABIC_AMONG.match(text, roles.end)) is not None:
        if match[1] not in role_words("ar", "no_place_names") and not roles.sentence.meets_date(*match.span(1)):
            yield "stranger among", Filled((Mention("", span(*match.span(1))),), "noun"), None
    said = _ARABIC_SAID if roles.arabic else _SAID
    for word in roles.sentence.of_kinds("noun"):
        start, end = word.whole
        behind = roles.end < start <= roles.end + _SAID_WITHIN and said.fullmatch(text, roles.end, word.start)
        ahead = end < roles.offset <= end + _SAID_WITHIN and _MAKE.fullmatch(text, end, roles.offset)
        same = roles.measure == "displaced" and _noun_class(word) == "displaced"
        if (behind or ahead) and word is not roles.what.noun and says_who(word) and not same:
            yield "said", Filled((Mention(_noun_actor(word), span(start, end)),), "noun"), word
    first = max(roles.sentence.clause(roles.offset)[0], _previous_end(roles))
    for label, pattern in (("cost", _COST), ("whose losses", _WHOSE_LOSSES)):
        if not roles.arabic and (match := pattern.search(text, first, roles.offset)) is not None:
            yield label, Filled((Mention("", span(*match.span(1))),), "losses"), None


_SAID_WITHIN = 48
"""Letters that may stand between a figure and the noun that says who the counted are."""
_SAID = named("belonging", "said")
_ARABIC_SAID = named("belonging", "arabic-said")
_MAKE = named("belonging", "make")
_ARABIC_AMONG = named("belonging", "arabic-among")
_ARABIC_NEXT = re.compile(r" (\w{3,})(?!\w)")
_COST = named("belonging", "cost")
_WHOSE_LOSSES = named("belonging", "whose-losses")


_OUR_LOSSES = named("belonging", "our-losses")


def _previous_end(roles: Roles) -> int:
    """Where the figure before ends."""
    return roles.sentence.left_end(roles.nth)


_STATUS = named("belonging", "status")
_LOSSES = named("belonging", "losses")
_ARABIC_LOSSES = named("belonging", "arabic-losses")


def _losses(roles: Roles) -> Named | None:
    """Whose losses the sentence speaks of: 'enemy losses came to'."""
    for phrase in roles.named:
        if phrase.start > roles.offset:
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


_OF = named("belonging", "of")
_ARABIC_OF = named("belonging", "arabic-of")


def _owners(roles: Roles, noun: Word) -> list[Named]:
    """The phrases that say whose a noun is: before it in English, behind it in both."""
    start, end = noun.whole
    figure = roles.sentence.stated[roles.nth].end
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
