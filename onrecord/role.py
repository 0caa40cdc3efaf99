"""The figure whose parties are asked for, and who fills a role of it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import field

from onrecord import patterns as re
from onrecord.counting import Counted
from onrecord.partyname import Named, named_in, role_words
from onrecord.scope import Catalogue
from onrecord.sentence import Sentence
from onrecord.slot import Mention, owner
from onrecord.valueclass import cached_property, dataclass

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


_PARTS = re.compile("[,،;:.]")


@dataclass(frozen=True)  # without slots: what is asked of it again and again is kept beside it
class Filled:
    """Who fills a role, by which rule, and the phrases that say so."""

    mentions: tuple[Mention, ...]
    rule: str
    named: tuple[Named, ...] = ()

    @cached_property
    def actors(self) -> tuple[str, ...]:
        """The ids of those that are known."""
        return tuple([mention.id for mention in self.mentions if mention.id])

    @cached_property
    def key(self) -> tuple[object, ...]:
        """What they are known by where they are named again."""
        return tuple([mention.id or mention.span for mention in self.mentions])

    @cached_property
    def whom(self) -> frozenset[Mention]:
        """They in no order."""
        return frozenset(self.mentions)

    @cached_property
    def side(self) -> str:
        """On which side they are, as far as the words tell."""
        if not self.mentions:
            return "nobody"
        return next((phrase.side for phrase in self.named if phrase.side), "known" if self.actors else "unknown")


def names_of(sentence: Sentence, catalogue: Catalogue) -> tuple[Named, ...]:
    """The phrases of a sentence that name parties, asked often, told once."""
    asked, found = sentence.kept.get("named", (None, ()))
    if asked is not catalogue:
        found = named_in(sentence, catalogue)
        sentence.kept["named"] = catalogue, found
    named: tuple[Named, ...] = found
    return named


@dataclass(slots=True)
class Roles:
    """One figure of a sentence whose roles are asked for; ``stances``: how phrases stand to it, once looked up;
    ``told``: what else was looked up of it, by name."""

    sentence: Sentence
    catalogue: Catalogue
    nth: int
    what: Counted
    offset: int
    measure: str = ""
    named: tuple[Named, ...] = ()
    stances: dict[Named, list[str]] | None = None
    told: dict[str, str] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.measure = self.what.measure
        self.named = names_of(self.sentence, self.catalogue)

    @property
    def end(self) -> int:
        """Where the figure with its noun ends."""
        item = self.sentence.stated[self.nth]
        return max(item.end, self.what.noun.whole[1] if self.what.noun is not None else 0)

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
        return owner(self.sentence, phrase.start, phrase.end) == self.nth

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
            if item.end <= phrase.start and len(gap.split()) <= 1 and _PARTS.search(gap) is None:
                return True
        return False
