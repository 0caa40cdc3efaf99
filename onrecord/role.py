"""The figure whose parties are asked for, who fills a role, and what is remembered of them between sentences."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from onrecord.counting import Counted
from onrecord.partyname import Named, named_in, role_words
from onrecord.scope import Catalogue
from onrecord.sentence import Sentence
from onrecord.slot import Mention, owner

# ------------------------------------------------------------------------------------------- what measures take whom

GOES_ON = (
    *("strikes", "engagements", "munitions", "attacks", "targets_hit", "neutralised", "weapons_seized"),
    *("hazards_cleared", "detained", "operations", "rescued", "sorties", "territory_taken", "abducted"),
    *("buildings_damaged", "equipment_destroyed", "intercepted"),
)
"""Measures whose doer, where a sentence leaves it open, is the last who acted."""

VICTIMS = ("deaths", "civilian_deaths", "combatant_deaths", "injured", "casualties", "displaced", "facilities_out")
"""Measures of what befell people: their doer is only who is named, or who attacked in the same breath."""

HOSTILE = (
    *("strikes", "engagements", "munitions", "attacks", "targets_hit", "violations", "buildings_damaged", "injured"),
    *("deaths", "civilian_deaths", "combatant_deaths", "casualties", "neutralised", "sorties", "abducted"),
)

OWN_ACT = ("strike", "sortie", "attack", "violation", "operation", "engagement", "munition", "drone", "aircraft")
"""Classes of things that the adjective of a party makes its own acts: 'Israeli strikes'."""

LOST = ("equipment_destroyed", "intercepted")
"""Measures of things lost: whose they were."""

MEMBERS = ("partners", "personnel", "territory_lost")
"""Measures of what a party has: it is whose, not by whom."""

AIMED = ("strikes", "engagements", "munitions", "targets_hit", "attacks", "sorties", "operations")
"""Measures of acts that are done at somebody."""

NOBODYS = ("surrendered", "territory_taken", "hazards_cleared", "turnout", "neutralised", "returns")
"""Measures whose counted are in another role than 'of'."""

PERSONS = ("person", "civilian", "combatant", "displaced", "prisoner", "hostage", "trainee", "voter")
UNSAID = (
    "families",
    "killed-noun",
    "injured-noun",
    "casualties",
    "missing-noun",
    "dead",
    "injured",
    "civilian-deaths",
    "returnees",
    "arrivals",
)
"""Nouns that count persons and do not say who they are."""


@dataclass(frozen=True, slots=True)
class Filled:
    """Who fills a role, by which rule, and the phrases that say so."""

    mentions: tuple[Mention, ...]
    rule: str
    named: tuple[Named, ...] = ()

    @property
    def actors(self) -> tuple[str, ...]:
        """The ids of those that are known."""
        return tuple(mention.id for mention in self.mentions if mention.id)

    @property
    def own(self) -> bool:
        """Whether it is the speaker's side."""
        return any(named.side == "own" for named in self.named)


_OPENING = 12
"""Letters that may stand before the one who opens a sentence."""


@dataclass(slots=True)
class Memory:
    """Who acted and who was acted on in the sentences before, and the phrases of the one that is read."""

    doer: Filled | None = None
    lost: Filled | None = None
    launched: Filled | None = None
    enemy: Filled | None = None
    hostile: bool = False
    counted: Filled | None = None
    status: tuple[str, Filled] | None = None
    enemy_lost: bool = False
    voice: str = ""
    sentence: Sentence | None = None
    named: tuple[Named, ...] = ()

    def speaks(self, voice: str) -> None:
        """Another voice goes on: what the one before said of doers is not handed down to it."""
        if voice != self.voice:
            self.voice, self.doer, self.hostile = voice, None, False

    def leave(self, sentence: Sentence, *, acted: bool) -> None:
        """Whoever opens a sentence in which nothing was counted acts on in the next: 'Our forces entered the town.'"""
        if acted or self.sentence is not sentence:
            return
        opens = next((n for n in self.named if n.kind not in ("nation", "place", "ours", "arm")), None)
        if opens is not None and not opens.cue and opens.start - sentence.start <= _OPENING and not opens.verb:
            span = sentence.folded.span(opens.start, opens.end)
            self.doer, self.hostile = (
                Filled((Mention(opens.actor, span),), "text_before", (opens,)),
                opens.side == "enemy",
            )

    def names(self, sentence: Sentence, catalogue: Catalogue) -> tuple[Named, ...]:
        """The phrases of the sentence that is being read."""
        if self.sentence is not sentence:
            self.sentence, self.named = sentence, named_in(sentence, catalogue)
        return self.named


@dataclass(slots=True)
class Roles:
    """One figure (or event) of a sentence whose roles are asked for; ``first`` says that none stands before it."""

    sentence: Sentence
    catalogue: Catalogue
    nth: int | None
    what: Counted
    offset: int
    memory: Memory
    measure: str = ""
    named: tuple[Named, ...] = ()
    found: dict[str, Filled] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.measure = self.what.measure
        self.named = self.memory.names(self.sentence, self.catalogue)

    @property
    def end(self) -> int:
        """Where the figure with its noun ends."""
        item = self.sentence.stated[self.nth].end if self.nth is not None else self.offset
        return max(item, self.what.noun.whole[1] if self.what.noun is not None else 0)

    @property
    def text(self) -> str:
        return self.sentence.text

    @property
    def arabic(self) -> bool:
        return self.sentence.statement.language == "ar"

    def cues(self, name: str) -> frozenset[str]:
        """The words before a phrase that give it a role."""
        return role_words(self.sentence.statement.language, name)

    @property
    def act(self) -> str:
        """What was done, by the name of the act."""
        return self.what.did.id if self.what.did is not None else ""

    def filled(self, chain: Sequence[Named], rule: str) -> Filled:
        """A chain of phrases as who fills a role."""
        span = self.sentence.folded.span
        mentions = tuple(Mention(n.actor, None if n.verb else span(n.start, n.end)) for n in chain)
        return Filled(mentions, rule, tuple(chain))

    def chain(self, first: Named) -> list[Named]:
        """A phrase with those that 'and' joins to it."""
        if first not in self.named:
            return [first]
        at = self.named.index(first)
        while at and self.named[at].linked:
            at -= 1
        chain = [self.named[at]]
        for phrase in self.named[at + 1 :]:
            if not phrase.linked:
                break
            chain.append(phrase)
        return chain

    def mine(self, phrase: Named) -> bool:
        """Whether a phrase stands nearest to this figure of its sentence."""
        return self.nth is None or owner(self.sentence, phrase.start, phrase.end) == self.nth

    def nearest(self, phrases: Sequence[Named]) -> Named:
        """The phrase that stands nearest to the figure."""
        return min(phrases, key=lambda phrase: abs(phrase.start - self.offset))

    def counted(self, phrase: Named) -> bool:
        """Whether a phrase is what is counted itself."""
        noun = self.what.noun
        return noun is not None and phrase.start < noun.whole[1] and noun.whole[0] < phrase.end

    def is_noun(self, phrase: Named) -> bool:
        """Whether a phrase is what any figure of the sentence counts: '12 soldiers', not a doer."""
        for item in self.sentence.stated:
            if item.start < phrase.end and phrase.start < item.end:
                return True
            gap = self.text[item.end : phrase.start]
            if item.end <= phrase.start and len(gap.split()) <= 1 and not re.search(r"[,،;:.]", gap):
                return True
        return False
