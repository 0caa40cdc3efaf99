"""The parties that a figure may be by, against or of, each with what stands for it and against it.

A role may be filled by a phrase of the figure's sentence, by the counted noun itself, by somebody whom the text named
before, or by nobody who is told. The words that settle who does, suffers or owns something (a subject, 'by', whose
losses) are looked up in :mod:`onrecord.doing` and :mod:`onrecord.belonging`; here they are weighed.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from onrecord import partytraits
from onrecord.belonging import noun_phrases, says_who
from onrecord.certain import certain, not_guilty
from onrecord.doing import acted_in, voice_of
from onrecord.parthood import is_part
from onrecord.partyname import Named, side_of
from onrecord.role import Filled, Roles, names_of
from onrecord.scope import Catalogue
from onrecord.sentence import Sentence, breaks
from onrecord.slot import Mention, joined
from onrecord.stances import is_told, labels_of
from onrecord.weighing import Chooser, Option, Traits, by_weight

ASKED = ("by", "of", "against")
"""The roles in the order in which they are asked: whom it is against hangs most on who did it."""

_ASKED_AS = {"": {role: role for role in ASKED}, "territory_lost": {"by": "by", "of": "against"}}
"""Measures whose roles are weighed as others: whose ground is lost has it taken from them."""

_MOST_BEFORE = 6
"""How many parties that were named before are weighed, the latest first."""

_NEVER_BEFORE = ("nation", "place", "ours", "arm", "mine")
"""Kinds of phrases that are nobody by themselves in a later sentence."""

_MAY_ACT = ("folk", "name", "own")
"""Kinds of phrases that no table knows and that are somebody in a later sentence where they acted."""

_OPENING = 12
"""Letters that may stand before the one who opens a sentence."""

BEFORE = ("text_before", "claim_before")
"""Rules by which somebody is taken from what stands before."""

NOBODY = Filled((), "")


@dataclass(slots=True)
class _Before:
    """Somebody whom the text named: where they were named last, and what they were last of which measure.

    ``filled`` has them as whom a later figure may be of.
    """

    filled: Filled
    sentence: int
    paragraph: int
    was: str
    measure: str = ""
    did: int = 0
    """How many figures they did so far."""


def asked_as(measure: str) -> Mapping[str, str]:
    """As what each role of a measure is weighed."""
    return _ASKED_AS.get(measure, _ASKED_AS[""])


@dataclass(slots=True)
class Cast:
    """What is carried from sentence to sentence: who was named, and who filled the roles of the latest figure."""

    choose: Chooser = by_weight
    before: list[_Before] = field(default_factory=list)
    last: dict[str, Filled] = field(default_factory=dict)
    asked: Roles | None = None
    asked_in: int = -1
    number: int = -1
    paragraph: int = 0
    voice: str = ""
    changed: bool = False
    part: str = ""
    """The measure of the parts that the latest figures told of a whole, or "" where they told of none."""

    def enter(self, *, paragraph: bool) -> None:
        """Begin a sentence."""
        self.number += 1
        self.paragraph += paragraph

    def leave(self, sentence: Sentence, catalogue: Catalogue) -> None:
        """End a sentence: who was named or acted in it and filled no role may fill one later."""
        known = {entry.filled.key for entry in self.before if entry.sentence == self.number}
        acted = acted_in(sentence, catalogue)
        named = names_of(sentence, catalogue)
        strangers = (phrase for phrase in acted if phrase.kind in _MAY_ACT and phrase not in named)
        for phrase in (*named, *strangers):
            if phrase.kind in _NEVER_BEFORE or phrase.verb:
                continue
            span = sentence.folded.span(phrase.start, phrase.end)
            filled = Filled((Mention(phrase.actor, span),), "text_before", (phrase,))
            if filled.key not in known:
                opens = phrase.start - sentence.start <= _OPENING and not phrase.cue
                self._keep(filled, acted.get(phrase) or ("opens" if opens else "named"), "")

    def _keep(self, filled: Filled, was: str, measure: str) -> None:
        key = filled.key
        did = next((entry.did for entry in self.before if entry.filled.key == key), 0) + (was == "by")
        self.before = [entry for entry in self.before if entry.filled.key != key][-_MOST_BEFORE * 2 :]
        earlier = Filled(filled.mentions, BEFORE[was in ASKED], filled.named)
        self.before.append(_Before(earlier, self.number, self.paragraph, was, measure, did))

    def fill(self, roles: Roles, form: str, voice: str) -> dict[str, Filled]:
        """Every role of a figure that somebody fills."""
        self.changed, self.voice = voice != self.voice, voice
        item = roles.sentence.stated[roles.nth]
        at = roles.sentence.folded.span(item.start, item.end)
        here = (self._by_name(roles, option) for option in _here(roles, form))
        shared = [*_nobody(roles, form), *here, *_nouns(roles, form), *self._earlier(roles, form)]
        found: dict[str, Filled] = {}
        for role, slot in asked_as(roles.measure).items():
            held = _beyond_doubt(roles, role, shared) or (shared[1:] if is_told(roles, role) else shared)
            options = self._beside_told(roles, role, _others(roles, role, held), found)
            found[role] = self.choose(slot, at, options).value
        self._remember(roles, found)
        return {role: filled for role, filled in found.items() if filled.mentions}

    def _by_name(self, roles: Roles, option: Option[Filled]) -> Option[Filled]:
        """Our own whom only a verb's ending names, by the name under which they did something before: أسقطنا."""
        filled = option.value
        if not (filled.named and filled.named[0].verb and filled.side == "own"):
            return option
        for phrase in reversed(roles.named):
            if phrase.side == "own" and phrase.free and not phrase.verb and phrase.end <= filled.named[0].start:
                return Option(Filled(roles.filled([phrase], "").mentions, filled.rule, filled.named), option.traits)
        for entry in reversed(self.before):
            if entry.did and entry.filled.side == "own" and entry.filled.mentions[0].span is not None:
                return Option(Filled(entry.filled.mentions, filled.rule, filled.named), option.traits)
        return option

    def _beside_told(
        self, roles: Roles, role: str, held: Sequence[Option[Filled]], found: dict[str, Filled]
    ) -> list[Option[Filled]]:
        """The options of a role, each with how it stands to the figure before and to the roles asked before."""
        near, last = self._near(roles), self.last.get(role, NOBODY).key
        others = [(name, other.whom, other.key, other.side) for name, other in found.items()]
        nobody = [partytraits.beside_nobody("nobody", name, where) for name, _, _, where in others]
        stays: dict[tuple[bool, bool], tuple[Traits, ...]] = {}
        options = []
        for option in held:
            filled = option.value
            key = filled.key
            same, some = key == last, bool(key)
            if (same, some) not in stays:
                stays[same, some] = self._stays(roles, f"{'stay' if same else 'move'}|{near}", some=some)
            beside = _beside_others(filled, key, others) if some and others else nobody
            options.append(Option(filled, (*option.traits, *stays[same, some], *beside)))
        return options

    def _remember(self, roles: Roles, found: dict[str, Filled]) -> None:
        """Keep who filled the roles; a part of the counted hands nothing on to what is told of the whole."""
        further = self.part == roles.measure and self._near(roles) in ("joined", "same")
        if is_part(roles.sentence, roles.nth) or further:
            self.part = roles.measure
            return
        self.part = ""
        self.last, self.asked, self.asked_in = found, roles, self.number
        for role, filled in found.items():
            if filled.mentions:
                self._keep(filled, role, roles.measure)

    def _earlier(self, roles: Roles, form: str) -> Iterator[Option[Filled]]:
        """Those whom the text named before."""
        here, measure = _stands(roles), roles.measure
        noun = "noun" if roles.what.noun is not None else "no noun"
        told = "other voice" if self.changed else "same voice", form, f"{noun}|{roles.what.kind}", voice_of(roles), here
        for far, entry in enumerate(reversed(self.before[-_MOST_BEFORE:])):
            steps = min(self.number - entry.sentence, 3)
            same = "same" if entry.paragraph == self.paragraph else "other"
            side = entry.filled.side
            again = "same measure" if entry.measure == measure else "other measure"
            yield Option(
                entry.filled,
                (
                    partytraits.before_near(steps, same, min(far, 3)),
                    partytraits.before_was(entry.was, again, steps, here, side),
                    partytraits.before_counted(entry.was, entry.measure, measure, here, side),
                    partytraits.before_act(side, roles.act),
                    partytraits.before_did(min(entry.did, 3), here, told[3], measure),
                    partytraits.before_told(entry.was, *told),
                    partytraits.before_voice(entry.was, side, told[3], measure),
                    partytraits.before_beside(entry.was, self._stand(roles, entry.filled), _victim(roles), measure),
                ),
            )

    def _stand(self, roles: Roles, filled: Filled) -> str:
        """On which side somebody is: by the words, or as a party of the speaker's own side."""
        if filled.side != "known":
            return filled.side
        side = side_of(roles.sentence.statement, roles.catalogue)
        actors = roles.catalogue.actors
        mine = (one == side or (one in actors and actors[one].side == side) for one in filled.actors)
        return "own" if side and any(mine) else "known"

    def _near(self, roles: Roles) -> str:
        """How near the figure before stands."""
        if self.asked_in != self.number:
            return "next" if self.asked_in == self.number - 1 else "later"
        return "joined" if joined(roles.sentence, roles.nth) else "same"

    def _stays(self, roles: Roles, step: str, *, some: bool) -> tuple[Traits, ...]:
        """What stands for who filled the role of the figure before, or for others."""
        if self.asked is None:
            return ()
        step = f"{step}|{'some' if some else 'nobody'}"
        act = "act" if roles.what.act is not None else "no act"
        return (
            partytraits.step(step, _stands(roles), act),
            partytraits.step_counted(step, self.asked.measure, roles.measure),
        )


def _others(roles: Roles, role: str, options: Sequence[Option[Filled]]) -> Sequence[Option[Filled]]:
    """The options without those who surely did not do it."""
    for phrase in not_guilty(roles) if role == "by" else ():
        who = roles.filled([phrase], "").whom
        options = [
            option for option in options if phrase not in option.value.named and who.isdisjoint(option.value.whom)
        ]
    return options


def _beyond_doubt(roles: Roles, role: str, options: Sequence[Option[Filled]]) -> list[Option[Filled]]:
    """The options that hold whom the grammar of the sentence leaves no doubt about."""
    sure = certain(roles, role)
    if sure is None:
        return []
    held = [option for option in options if option.value.rule not in BEFORE and sure in option.value.named]
    return held or [Option(roles.filled(roles.chain(sure), "subject"), ())]


def _stands(roles: Roles) -> str:
    """What of the sentence could fill a role, the strongest of it."""
    if "strongest" not in roles.told:
        roles.told["strongest"] = _strongest(roles)
    return roles.told["strongest"]


def _strongest(roles: Roles) -> str:
    held = {label for labels in labels_of(roles).values() for label in labels}
    for label in ("by", "agent behind", "subject", "acts near", "of_the_act", "beside", "owner"):
        if label in held:
            return label
    return "party" if any(n.kind not in _NEVER_BEFORE for n in roles.named) else "none"


def _victim(roles: Roles) -> str:
    """Whose the counted are, as far as the words tell: our own, the enemy's, or what class of thing."""
    if "victim" not in roles.told:
        roles.told["victim"] = _told_victim(roles)
    return roles.told["victim"]


def _told_victim(roles: Roles) -> str:
    sides = {
        phrase.side
        for phrase, stands in labels_of(roles).items()
        if phrase.side and not _OWNING.isdisjoint(stands) and roles.mine(phrase)
    }
    if len(sides) == 1:
        return sides.pop()
    noun = roles.what.noun.sense("dual", "noun") if roles.what.noun is not None else None
    return "none" if noun is None else str(noun.data.get("of") or noun.data.get("class"))


_OWNING = frozenset(("owner", "among", "losses", "counted", "beside", "loser"))


def _nobody(roles: Roles, form: str) -> Iterator[Option[Filled]]:
    """That nobody is told."""
    here, what = _stands(roles), roles.what
    noun = "noun" if what.noun is not None else "no noun"
    says = f"{noun}|{what.noun is not None and says_who(what.noun)}"
    traits = (
        partytraits.never(roles.measure, here, voice_of(roles)),
        partytraits.never_counted(says, roles.measure, form, what.kind, what.whose),
        partytraits.never_act(roles.act),
        partytraits.never_of(_victim(roles), here, roles.measure),
    )
    yield Option(NOBODY, traits)


def _here(roles: Roles, form: str) -> Iterator[Option[Filled]]:
    """The phrases of the figure's own sentence, alone and as the list that they head."""
    labels = labels_of(roles)
    for phrase, told in labels.items():
        chain, stands = roles.chain(phrase), told
        if len(chain) > 1 and phrase == chain[0]:  # what tells of the last of a list tells of all: 'A, B and C fired'
            stands = list(dict.fromkeys([*told, *(label for one in chain[1:] for label in labels.get(one, ()))]))
        if phrase.kind in _THINGS or (phrase.kind == "place" and not {"subject", "by", "giver"} & set(stands)):
            continue
        rule = _rule(stands)
        traits = tuple(_stance(roles, phrase, stands or ["nearest"], form))
        if len(chain) > 1 and phrase == chain[0]:
            yield Option(roles.filled(chain, rule), (*traits, _HEADS_LIST))
        extra = () if len(chain) == 1 else (_OF_LIST,)
        yield Option(roles.filled([phrase], rule), (*traits, *extra))


_BY_GRAMMAR = {
    "acts": "subject",
    "agent": "by",
    "tells": "source",
    "loses": "loser",
    "aim": "target",
    "undertakes": "subject",
}


def _rule(stands: Sequence[str]) -> str:
    """By which rule a phrase fills a role, as it is told to readers; one that only grammar makes a doer as any doer."""
    first = stands[0] if stands else "nearest"
    return _BY_GRAMMAR.get(first.split()[0], first)


_THINGS = ("hazard", "munition")
"""Kinds of phrases for what kills and is nobody: 'a landmine killed three'."""
_HEADS_LIST, _OF_LIST = Traits(("here|list",)), Traits(("here|of a list",))


def _stance(roles: Roles, phrase: Named, stands: Sequence[str], form: str) -> Iterator[Traits]:
    """How a phrase stands to a figure of its sentence."""
    sentence, measure, voice, what = roles.sentence, roles.measure, voice_of(roles), roles.what
    noun = "noun" if what.noun is not None else "no noun"
    whose = "mine" if roles.mine(phrase) else "other"
    side = "left" if phrase.start < roles.offset else "right"
    low, high = (phrase.end, roles.offset) if side == "left" else (roles.end, phrase.start)
    cut = "cut" if breaks(sentence, low, high) else "whole"
    first, last = sentence.clause(roles.offset)
    clause = "clause" if first <= phrase.start < last else "apart"
    among = min(2, sum(1 for item in sentence.stated if low <= item.start < high and item.start != roles.offset))
    words = len(sentence.between(low, high).split())
    near = next((str(most) for most in (1, 3, 6, 12) if words <= most), "far")
    yield partytraits.phrase(phrase.kind, phrase.side, measure)
    yield partytraits.phrase_told(f"cue {phrase.cue}", "verb" if phrase.verb else "words", measure)
    yield partytraits.deed(_whose_deed(roles, phrase) if phrase.deed else "party", voice)
    yield partytraits.of(phrase.side or phrase.kind, _victim(roles), stands[0])
    for label in stands:
        yield partytraits.label(label, phrase.kind, phrase.side, measure)
        yield partytraits.label_told(label, sentence.statement.language, what.kind, form, noun)
        yield partytraits.label_act(label, roles.act, voice)
        yield partytraits.label_where(label, side, near, cut, among)
    yield partytraits.where(f"{whose}|{side}", clause, f"{cut}|{among}", "+".join(stands))
    yield partytraits.where_counted(whose, side, near, measure)


def _whose_deed(roles: Roles, phrase: Named) -> str:
    """Whether a phrase for a deed says whose it is: 'the Israeli aggression', but not 'night raids'."""
    words = (w for w in roles.sentence.words if phrase.start <= w.start < phrase.end)
    told = phrase.actor or any(word.sense("nation", "actor", "place", "own_side") for word in words)
    return "deed" if told else "bare deed"


def _nouns(roles: Roles, form: str) -> Iterator[Option[Filled]]:
    """The counted noun itself, alone and with whose it is."""
    held = list(noun_phrases(roles))
    for label, filled, word in held:
        sense = word.sense("dual", "noun") if word is not None else None
        says = word is not None and says_who(word)
        kind = str(sense.data.get("class")) if sense is not None else ""
        traits = (
            partytraits.noun(label, says, len(held), filled.side, _stands(roles)),
            partytraits.noun_counted(says, kind, roles.measure, sense.id if sense is not None else ""),
            partytraits.noun_act(says, roles.act, form),
            partytraits.noun_told(roles.sentence.statement.language, label, roles.measure),
        )
        yield Option(filled, traits)


_Key = tuple[object, ...]
_Other = tuple[str, frozenset[Mention], _Key, str]
"""A role asked before, who fills it, by what they are known again, and on which side they are."""


def _beside_others(filled: Filled, key: _Key, others: Iterable[_Other]) -> list[Traits]:
    """How somebody who may fill a role stands to those who fill the roles asked before."""
    side, found = filled.side, []
    for role, whom, known, where in others:
        if known:
            same = key == known or not filled.whom.isdisjoint(whom)
            found.append(partytraits.beside_known("same as" if same else "beside", role, side, where))
        else:
            found.append(partytraits.beside_nobody("somebody", role, where))
    return found
