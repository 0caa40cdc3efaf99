"""The parties that a figure may be by, against or of, each with what stands for it and against it.

A role may be filled by a phrase of the figure's sentence, by the counted noun itself, by somebody whom the text named
before, or by nobody who is told. The words that settle who does, suffers or owns something (a subject, 'by', whose
losses) are looked up in :mod:`onrecord.doing` and :mod:`onrecord.belonging`; here they are weighed.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field

from onrecord.belonging import belongings, noun_phrases, says_who
from onrecord.doing import doings, voice_of
from onrecord.partyname import Named
from onrecord.role import Filled, Roles
from onrecord.sentence import Sentence, breaks
from onrecord.slot import Mention, joined
from onrecord.weighing import Chooser, Option, by_weight

ROLES = ("by", "of", "against")
"""In the order in which they are asked: whom it is against hangs most on who did it."""

_ASKED_AS = {"territory_lost": {"by": "by", "of": "against"}}
"""Measures whose roles are weighed as others: whose ground is lost has it taken from them."""

_MOST_BEFORE = 6
"""How many parties that were named before are weighed, the latest first."""

_NEVER_BEFORE = ("nation", "place", "ours", "arm")
"""Kinds of phrases that are nobody by themselves in a later sentence."""

_OPENING = 12
"""Letters that may stand before the one who opens a sentence."""

BEFORE = ("text_before", "claim_before")
"""Rules by which somebody is taken from what stands before."""

NOBODY = Filled((), "")


@dataclass(slots=True)
class _Before:
    """Somebody whom the text named: where they were named last, and what they were last of which measure."""

    filled: Filled
    sentence: int
    paragraph: int
    was: str
    measure: str = ""


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

    def enter(self, *, paragraph: bool) -> None:
        """Begin a sentence."""
        self.number += 1
        self.paragraph += paragraph

    def leave(self, sentence: Sentence, named: Sequence[Named]) -> None:
        """End a sentence: who was named in it and filled no role may fill one later."""
        known = {_key(entry.filled) for entry in self.before if entry.sentence == self.number}
        for phrase in named:
            if phrase.kind in _NEVER_BEFORE or phrase.verb:
                continue
            span = sentence.folded.span(phrase.start, phrase.end)
            filled = Filled((Mention(phrase.actor, span),), "text_before", (phrase,))
            if _key(filled) not in known:
                opens = phrase.start - sentence.start <= _OPENING and not phrase.cue
                self._keep(filled, "opens" if opens else "named", "")

    def _keep(self, filled: Filled, was: str, measure: str) -> None:
        key = _key(filled)
        self.before = [entry for entry in self.before if _key(entry.filled) != key][-_MOST_BEFORE * 2 :]
        self.before.append(_Before(filled, self.number, self.paragraph, was, measure))

    def fill(self, roles: Roles, form: str, voice: str) -> dict[str, Filled]:
        """Every role of a figure that somebody fills."""
        self.changed, self.voice = voice != self.voice, voice
        item = roles.sentence.stated[roles.nth]
        at = roles.sentence.folded.span(item.start, item.end)
        shared = [*_nobody(roles, form), *_here(roles, form), *_nouns(roles, form), *self._earlier(roles, form)]
        found: dict[str, Filled] = {}
        for role, slot in _ASKED_AS.get(roles.measure, {role: role for role in ROLES}).items():
            held = shared[1:] if _is_told(roles, role) else shared
            found[role] = self.choose(slot, at, self._beside_told(roles, role, held, found)).value
        self._remember(roles, found)
        return {role: filled for role, filled in found.items() if filled.mentions}

    def _beside_told(
        self, roles: Roles, role: str, held: Sequence[Option[Filled]], found: dict[str, Filled]
    ) -> list[Option[Filled]]:
        """The options of a role, each with how it stands to the figure before and to the roles asked before."""
        near, last = self._near(roles), _key(self.last.get(role, NOBODY))
        others = [(name, other.mentions, _key(other), _side(other)) for name, other in found.items()]
        stays: dict[tuple[bool, bool], tuple[str, ...]] = {}
        options = []
        for option in held:
            filled = option.value
            key = _key(filled)
            same, some = key == last, bool(key)
            if (same, some) not in stays:
                stays[same, some] = tuple(self._stays(roles, f"{'stay' if same else 'move'}|{near}", some=some))
            beside = _beside_others(filled, key, others) if others else ()
            options.append(Option(filled, (*option.traits, *stays[same, some], *beside)))
        return options

    def _remember(self, roles: Roles, found: dict[str, Filled]) -> None:
        self.last, self.asked, self.asked_in = found, roles, self.number
        for role, filled in found.items():
            if filled.mentions:
                self._keep(filled, role, roles.measure)

    def _earlier(self, roles: Roles, form: str) -> Iterator[Option[Filled]]:
        """Those whom the text named before."""
        here = _stands(roles)
        voice = "other voice" if self.changed else "same voice"
        for far, entry in enumerate(reversed(self.before[-_MOST_BEFORE:])):
            steps = min(self.number - entry.sentence, 3)
            same = "same" if entry.paragraph == self.paragraph else "other"
            side = _side(entry.filled)
            was = f"{entry.was}|{'same measure' if entry.measure == roles.measure else 'other measure'}"
            filled = Filled(entry.filled.mentions, BEFORE[entry.was in ROLES], entry.filled.named)
            yield Option(
                filled,
                (
                    "before",
                    f"before|{steps}|{same}",
                    f"before|{min(far, 3)}",
                    f"before|{was}",
                    f"before|{was}|{steps}|{here}",
                    f"before|{entry.was}|{here}",
                    f"before|{here}|{side}",
                    f"before|{entry.was}|{roles.measure}",
                    f"before|{entry.was}|{entry.measure}>{roles.measure}",
                    f"before|{side}|{roles.measure}",
                    f"before|{side}|{roles.act}",
                    f"before|{roles.measure}|{here}",
                    f"before|{entry.was}|{voice}",
                    f"before|{entry.was}|{form}",
                    f"before|{'noun' if roles.what.noun is not None else 'no noun'}|{roles.what.kind}|{entry.was}",
                    f"before|{voice_of(roles)}|{here}",
                ),
            )

    def _near(self, roles: Roles) -> str:
        """How near the figure before stands."""
        if self.asked_in != self.number:
            return "next" if self.asked_in == self.number - 1 else "later"
        return "joined" if joined(roles.sentence, roles.nth) else "same"

    def _stays(self, roles: Roles, step: str, *, some: bool) -> Iterator[str]:
        """What stands for who filled the role of the figure before, or for others."""
        if self.asked is None:
            return
        step = f"{step}|{'some' if some else 'nobody'}"
        yield step
        yield f"{step}|{self.asked.measure == roles.measure}"
        yield f"{step}|{roles.measure}"
        yield f"{step}|{self.asked.measure}>{roles.measure}"
        yield f"{step}|{_stands(roles)}"
        yield f"{step}|{'act' if roles.what.act is not None else 'no act'}"


def _key(filled: Filled) -> tuple[object, ...]:
    return tuple(m.id or m.span for m in filled.mentions)


def _side(filled: Filled) -> str:
    if not filled.mentions:
        return "nobody"
    return next((n.side for n in filled.named if n.side), "known" if filled.actors else "unknown")


def _stands(roles: Roles) -> str:
    """What of the sentence could fill a role, the strongest of it."""
    if "strongest" not in roles.told:
        roles.told["strongest"] = _strongest(roles)
    return roles.told["strongest"]


def _strongest(roles: Roles) -> str:
    held = {label for labels in _labels(roles).values() for label in labels}
    for label in ("by", "subject", "of_the_act", "beside", "owner"):
        if label in held:
            return label
    return "party" if any(n.kind not in _NEVER_BEFORE for n in roles.named) else "none"


def _is_told(roles: Roles, role: str) -> bool:
    """Whether the words leave no doubt that somebody fills a role: whose strikes killed them, a verb's ending that
    says 'we', and 'out of our forces'."""
    labels = _labels(roles).items()
    if role == "by":
        return any("of_the_act" in stands or (phrase.verb and "subject" in stands) for phrase, stands in labels)
    among = any("among" in stands and phrase.side == "own" and roles.mine(phrase) for phrase, stands in labels)
    return role == "of" and among and roles.what.noun is None


def _labels(roles: Roles) -> dict[Named, list[str]]:
    """How each phrase of the sentence stands to the figure and to what was done."""
    if roles.stances is None:
        roles.stances = {phrase: [] for phrase in roles.named}
        for label, phrase in (*doings(roles), *belongings(roles)):
            roles.stances.setdefault(phrase, []).append(label)
    return roles.stances


def _nobody(roles: Roles, form: str) -> Iterator[Option[Filled]]:
    """That nobody is told."""
    here, voice = _stands(roles), voice_of(roles)
    noun = "noun" if roles.what.noun is not None else "no noun"
    says = roles.what.noun is not None and says_who(roles.what.noun)
    yield Option(
        NOBODY,
        (
            "never",
            f"never|{roles.measure}",
            f"never|{here}",
            f"never|{here}|{roles.measure}",
            f"never|{here}|{voice}",
            f"never|{noun}|{says}|{roles.measure}",
            f"never|{roles.act}",
            f"never|{form}",
            f"never|{roles.what.kind}",
            f"never|{roles.what.whose}",
        ),
    )


def _here(roles: Roles, form: str) -> Iterator[Option[Filled]]:
    """The phrases of the figure's own sentence, alone and as the list that they head."""
    labels = _labels(roles)
    for phrase, stands in labels.items():
        if phrase.kind == "place" and not {"subject", "by", "giver"} & set(stands):
            continue
        chain = roles.chain(phrase)
        traits = tuple(_stance(roles, phrase, stands or ["nearest"], form))
        if len(chain) > 1 and phrase == chain[0]:
            yield Option(roles.filled(chain, stands[0] if stands else "nearest"), (*traits, "here|list"))
        extra = () if len(chain) == 1 else ("here|of a list",)
        yield Option(roles.filled([phrase], stands[0] if stands else "nearest"), (*traits, *extra))


def _stance(roles: Roles, phrase: Named, stands: Sequence[str], form: str) -> Iterator[str]:
    sentence, measure = roles.sentence, roles.measure
    voice = voice_of(roles)
    language = sentence.statement.language
    yield "here"
    yield f"here|{phrase.kind}"
    yield f"here|{phrase.kind}|{measure}"
    yield f"here|{phrase.side}"
    yield f"here|{phrase.side}|{measure}"
    yield f"here|{'+'.join(stands)}"
    for label in stands:
        yield f"here|{label}|{language}"
        yield f"here|{label}|{measure}"
        yield f"here|{label}|{phrase.kind}"
        yield f"here|{label}|{roles.act}"
        yield f"here|{label}|{roles.what.kind}"
        yield f"here|{label}|{voice}"
        yield f"here|{label}|{form}"
        yield f"here|{label}|{phrase.side}"
        yield f"here|{label}|{'noun' if roles.what.noun is not None else 'no noun'}"
    yield f"here|cue {phrase.cue}"
    yield f"here|cue {phrase.cue}|{measure}"
    whose = "mine" if roles.mine(phrase) else "other"
    side = "left" if phrase.start < roles.offset else "right"
    low, high = (phrase.end, roles.offset) if side == "left" else (roles.end, phrase.start)
    cut = "cut" if breaks(sentence, low, high) else "whole"
    first, last = sentence.clause(roles.offset)
    clause = "clause" if first <= phrase.start < last else "apart"
    among = min(2, sum(1 for item in sentence.stated if low <= item.start < high and item.start != roles.offset))
    words = len(sentence.between(low, high).split())
    near = next((str(most) for most in (1, 3, 6, 12) if words <= most), "far")
    for label in stands:
        yield f"here|{label}|{side}|{near} words"
        yield f"here|{label}|{side}|{cut}|{among}"
    yield f"here|{whose}|{side}|{clause}"
    yield f"here|{whose}|{side}|{cut}|{among}"
    yield f"here|{side}|{near} words"
    yield f"here|{side}|{measure}"
    yield f"here|{whose}|{side}|{measure}"
    yield f"here|{'+'.join(stands)}|{whose}|{side}"
    yield f"here|{'verb' if phrase.verb else 'words'}|{measure}"
    yield f"here|{'deed' if phrase.deed else 'party'}|{voice}"


def _nouns(roles: Roles, form: str) -> Iterator[Option[Filled]]:
    """The counted noun itself, alone and with whose it is."""
    held = list(noun_phrases(roles))
    for label, filled, word in held:
        sense = word.sense("dual", "noun") if word is not None else None
        says = word is not None and says_who(word)
        kind = str(sense.data.get("class")) if sense is not None else ""
        yield Option(
            filled,
            (
                "noun",
                f"noun|{label}",
                f"noun|{label}|{says}",
                f"noun|{label}|{len(held)}",
                f"noun|{says}|{roles.measure}",
                f"noun|{kind}",
                f"noun|{kind}|{roles.measure}",
                f"noun|{sense.id if sense is not None else ''}",
                f"noun|{says}|{roles.act}",
                f"noun|{says}|{form}",
                f"noun|{label}|{_side(filled)}",
                f"noun|{says}|{_stands(roles)}",
            ),
        )


_Key = tuple[object, ...]
_Other = tuple[str, tuple[Mention, ...], _Key, str]
"""A role asked before, who fills it, by what they are known again, and on which side they are."""


def _beside_others(filled: Filled, key: _Key, others: Iterable[_Other]) -> Iterator[str]:
    """How who may fill a role stands to those who fill the roles asked before."""
    side = _side(filled)
    for role, mentions, known, where in others:
        if key and known:
            same = key == known or not set(filled.mentions).isdisjoint(mentions)
            yield f"{'same as' if same else 'beside'} {role}"
            yield f"{side} where {role} is {where}"
        else:
            yield f"{'somebody' if key else 'nobody'} where {role} is {where}"
