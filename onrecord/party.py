"""Who did it, at whom, and whose: the roles that the phrases of a sentence play for one figure.

Who acts stands before an active verb (in Arabic also right behind it), behind 'by', or as the adjective of the act
itself ('Israeli strikes'). What is done to somebody is done *at* them or is *theirs*, as the measure has it. Where a
sentence leaves it unsaid, an act is that of the last who acted, and what one side destroys is the other's.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from onrecord.counting import Counted
from onrecord.normal import Word
from onrecord.partyname import Named, named_in, role_words
from onrecord.scope import Catalogue
from onrecord.sentence import Sentence, breaks
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
UNSAID = ("families", "killed-noun", "injured-noun", "casualties", "missing-noun", "dead", "injured", "civilian-deaths")
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


@dataclass(slots=True)
class Memory:
    """Who acted and who was acted on in the sentences before, and the phrases of the one that is read."""

    doer: Filled | None = None
    other: Filled | None = None
    launched: Filled | None = None
    enemy: Filled | None = None
    hostile: bool = False
    counted: Filled | None = None
    sentence: Sentence | None = None
    named: tuple[Named, ...] = ()

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


# -------------------------------------------------------------------------------------------------------- who did it

_PASSIVE = re.compile(r"\b(?:was|were|been|being|be|is|are|got|get)(?: \w+ly| \w+)? ?$")
_ACTIVE_GAP = re.compile(
    r"(?:[ ,]*(?:have|has|had|also|then|now|since|already|again|alone|later|reportedly|only|just|still|who|which|that|"
    r"themselves|itself|jointly|together|yesterday|today|did|not|in turn|for its part|\w+ly)\b)*[ ,]*"
)
_ARABIC_GAP = re.compile(r"(?: *(?:قد|كانت|كان|كانوا|ايضا|بدورها|بدوره|التي|الذي|الذين|انها|انه|وحدها|وحده)\b)* *")
_GAPPED = re.compile(r" ?(?:a further|another|some|about|a total of|اكثر من)? ?")
_ARABIC_AGENT = re.compile(
    r"(?:علي (?:يد|ايدي)|من (?:قبل|جانب)|بيد|بايدي|بنيران|برصاص|بواسطه|في (?:ايدي|يد|قبضه)) ?[«\"]?$"
)
_VERBS = ("act", "predicate", "attribution", "records", "event_word")


def doer(roles: Roles) -> Filled | None:
    """Who did what is counted, by the words of the sentence."""
    if roles.measure in MEMBERS or roles.what.whose:
        return None
    if roles.measure in ("surrendered", "returns"):
        return _themselves(roles)
    start = min(roles.offset, roles.what.act.start if roles.what.act is not None else roles.offset)
    agents = [n for n in roles.named if _is_agent(roles, n) and n.start > start]
    if agents:
        return roles.filled(roles.chain(agents[0]), "by")
    beside = _beside(roles)
    if beside is not None and roles.what.kind in OWN_ACT and roles.measure not in LOST:
        return roles.filled(roles.chain(beside), "of_the_act")
    if beside is not None and roles.measure == "equipment_moved":
        return roles.filled([beside], "of_the_act")
    deed = _deed(roles)
    if deed is not None:
        return roles.filled([deed], "of_the_act")
    subject = _subject(roles)
    return None if subject is None or roles.act in ("lose", "repel") else roles.filled(roles.chain(subject), "subject")


def _is_agent(roles: Roles, phrase: Named) -> bool:
    """Whether 'by', 'at the hands of', على يد, من قبل stand before a phrase."""
    before = roles.text[max(0, phrase.start - 18) : phrase.start]
    if roles.arabic:
        return bool(_ARABIC_AGENT.search(before))
    return phrase.cue == "by" or before.endswith(("at the hands of ", "courtesy of "))


def _deed(roles: Roles) -> Named | None:
    """Whose aggression, strikes or shelling harmed the people that are counted: 'killed in Israeli strikes'."""
    if roles.measure not in (*VICTIMS, "buildings_damaged"):
        return None
    deeds = [
        w for w in roles.sentence.words if (s := w.sense("noun")) is not None and s.data.get("class") in OWN_ACT[:3]
    ]
    first, last = roles.sentence.clause(roles.offset)
    for phrase in roles.named:
        if phrase.deed and (phrase.start < roles.offset or first <= phrase.start < last):
            return phrase
        for word in deeds:
            if not first <= word.start < last or word is roles.what.noun:
                continue
            gap = roles.text[word.whole[1] : phrase.start] if roles.arabic else roles.text[phrase.end : word.whole[0]]
            if gap in (" ", "'s ") and (phrase.start > word.start) == roles.arabic and not phrase.cue:
                return phrase
    return None


def _themselves(roles: Roles) -> Filled | None:
    """Those who give up or go home do it themselves."""
    noun = roles.what.noun
    if noun is not None and _says_who(noun):
        return _with_owners(roles, noun)
    if noun is None and roles.memory.counted is not None:
        return roles.memory.counted
    free = [n for n in roles.named if n.side != "own" and not n.verb and n.cue in ("", "of", "from", "من")]
    return roles.filled([roles.nearest(free)], "subject") if free and roles.measure == "surrendered" else None


def _beside(roles: Roles) -> Named | None:
    """The phrase that stands right before the counted noun in English, right behind it in Arabic."""
    noun = roles.what.noun
    if noun is None:
        return None
    start, end = noun.whole
    figure = roles.sentence.stated[roles.nth].end if roles.nth is not None else start
    for phrase in roles.named:
        if roles.arabic:
            if phrase.start > end and roles.text[end : phrase.start] == " " and not phrase.cue:
                return phrase
        elif phrase.end < start and (
            figure <= phrase.start or roles.text[phrase.end : start].strip(" -") in ("", "'s", "'")
        ):
            if not phrase.cue or figure <= phrase.start:
                return phrase
    return None


def _subject(roles: Roles) -> Named | None:
    """The nearest phrase before the figure that an active verb belongs to."""
    sentence = roles.sentence
    verb = _governing(roles)
    gapped = _gapped(roles)
    if gapped is not None:
        return gapped
    if roles.arabic:
        found = _arabic_subject(roles, verb)
        if found is not None:
            return found
        if verb is not None and _is_passive_form(sentence, verb):
            return None
    elif (
        verb is not None and _PASSIVE.search(roles.text[max(sentence.start, verb.whole[0] - 20) : verb.whole[0]])
    ) or (verb is not None and verb.start > roles.offset and verb.means("act") and verb is roles.what.act):
        return None
    limit = roles.offset if verb is None or verb.start > roles.offset else verb.whole[0]
    for phrase in reversed(roles.named):
        if phrase.start >= limit or not phrase.free or roles.is_noun(phrase) or phrase.kind == "nation":
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


def _governing(roles: Roles) -> Word | None:
    """The verb that the figure hangs on: its own act where that stands before it, else the nearest verb before it."""
    act, item = roles.what.act, roles.offset
    if act is not None and act.start < item:
        return act
    words = [w for w in roles.sentence.words if w.sense("act", "predicate", "records") and not w.means("noun")]
    before = [word for word in words if word.end <= item]
    if act is not None and (not before or breaks(roles.sentence, before[-1].end, item)):
        return act
    return before[-1] if before else None


def _english_doer(roles: Roles, phrase: Named) -> bool:
    """Whether the first verb behind a phrase is active and not one of saying or counting."""
    sentence, text = roles.sentence, roles.text
    verbs = [w for w in sentence.words if w.start >= phrase.end and w.sense(*_VERBS) and not w.means("noun")]
    before = [w for w in sentence.words if w.end <= phrase.start and w.means("attribution")]
    if before and text[before[-1].end : phrase.start].strip() in ("", "of", "the", "to"):
        return False
    if not verbs or not verbs[0].sense("act", "predicate"):
        return False
    if verbs[0].means("records") or verbs[0].means("attribution"):
        return False
    return _PASSIVE.search(text[phrase.end : verbs[0].whole[0]][-20:]) is None


def _is_passive_form(sentence: Sentence, verb: Word) -> bool:
    """Whether a damma on its first letter or an auxiliary says that an Arabic verb is passive."""
    origin = sentence.folded.origin(verb.start)
    before = sentence.text[max(0, verb.start - 5) : verb.start]
    return sentence.folded.original[origin + 1 : origin + 2] == "\u064f" or bool(
        re.search(r"\b(?:تم|تمت|جري) ?$", before)
    )


def _arabic_subject(roles: Roles, verb: Word | None) -> Named | None:
    """The phrase right behind the verb that the figure hangs on, or right before it."""
    if verb is None or verb.means("records"):
        return None
    for phrase in roles.named:
        if phrase.verb and phrase.start <= verb.start < phrase.end:
            return phrase
        if phrase.start > verb.end and roles.text[verb.whole[1] : phrase.start].strip(' «"') == "" and not phrase.cue:
            return None if roles.is_noun(phrase) else phrase
        near = roles.text[phrase.end : verb.whole[0]]
        if phrase.end < verb.start and phrase.free and _ARABIC_GAP.fullmatch(near):
            return phrase
    return None


def _arabic_doer(roles: Roles, phrase: Named) -> bool:
    """Whether a verb of doing stands right before a phrase, or right behind it."""
    if phrase.verb:
        return True
    for word in roles.sentence.words:
        if not word.sense("act", "predicate") or word.means("records") or word.means("noun"):
            continue
        if word.end < phrase.start and roles.text[word.whole[1] : phrase.start].strip(' «"') == "":
            return True
        if word.start > phrase.end and _ARABIC_GAP.fullmatch(roles.text[phrase.end : word.whole[0]]):
            return True
    return False


# ------------------------------------------------------------------------------------------------------------- whose


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
    if roles.act == "lose" and roles.measure in (*VICTIMS, *LOST, "missing", "territory_lost"):
        loser = _subject(roles)
        if loser is not None:
            return roles.filled([loser], "loser")
    if roles.measure in (*VICTIMS, *LOST, "missing") and (loser := _losses(roles)) is not None:
        return roles.filled([loser], "losses")
    if noun is not None and roles.what.kind in PERSONS:
        return _people(roles, noun)
    if roles.measure == "territory_lost" and (held := [n for n in roles.named if n.cue == "by"]):
        return roles.filled(held[:1], "nearest")
    if roles.measure in LOST and noun is not None and (owners := _owners(roles, noun)):
        return roles.filled(owners[:1], "beside")
    if roles.measure in MEMBERS or roles.what.whose:
        free = [n for n in roles.named if not roles.is_noun(n) and n.kind != "arm"]
        near = [n for n in free if roles.mine(n)] or free
        return roles.filled([roles.nearest(near)], "nearest") if near else None
    return None


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
        loser = _subject(roles) if roles.act == "lose" else None
        found = [
            n
            for n in roles.named
            if n.cue in roles.cues("from") and n.side != "own" and n.kind in ("party", "actor", "nation")
        ]
        found = [loser] if loser is not None else found
        return roles.filled([found[0]], "from") if found else None
    if roles.act == "repel":
        subject = _subject(roles)
        return roles.filled([subject], "subject") if subject is not None else None
    if roles.measure == "attacks" and roles.what.kind not in ("attack", "") and noun is not None:
        owners = _owners(roles, noun)
        return roles.filled(owners[:1], "beside") if owners else None
    if roles.measure in AIMED:
        return _aimed(roles)
    return None


def _aimed(roles: Roles) -> Filled | None:
    """The phrase that an act is said to be against, or whose targets were hit."""
    found = [n for n in roles.named if n.cue in roles.cues("at") and not roles.is_noun(n)]
    near = [n for n in found if roles.mine(n)] or found
    if near:
        return roles.filled(roles.chain(roles.nearest(near)), "against")
    noun = roles.what.noun
    if noun is not None and roles.what.kind in ("target", "post") and (owners := _owners(roles, noun)):
        return roles.filled(owners[:1], "beside")
    return None


# -------------------------------------------------------------------------------------------------------- all of them


def fill_roles(roles: Roles) -> dict[str, Filled]:
    """Every role of a figure; what is remembered of it serves the figures behind."""
    found = roles.found
    for role, rule in (("by", doer), ("against", against), ("of", whose)):
        filled = rule(roles)
        if filled is not None:
            found[role] = filled
    if "by" in found and "of" in found and set(found["of"].mentions) & set(found["by"].mentions):
        del found["by" if roles.measure not in GOES_ON else "of"]
    _go_on(roles)
    _remember(roles)
    return found


def _go_on(roles: Roles) -> None:
    """What the sentence leaves unsaid and the ones before it said."""
    memory, found, measure = roles.memory, roles.found, roles.measure
    if "of" not in found and roles.what.noun is None and memory.counted is not None and roles.what.kind in PERSONS:
        if measure not in NOBODYS:
            found["of"] = memory.counted
    victim = found.get("of") or found.get("against")
    counted = any(w.means("records") for w in roles.sentence.words if w.start < roles.offset)
    if "by" not in found and not (victim is not None and victim.own):
        if measure == "munitions" and memory.launched is not None and not counted:
            found["by"] = memory.launched
        elif roles.act == "repel" and memory.enemy is not None:
            found["by"] = memory.enemy
        elif (
            measure in GOES_ON and roles.act not in ("lose", "repel") and memory.doer is not None and not counted
        ) or (measure in (*VICTIMS, "buildings_damaged") and memory.hostile and memory.doer is not None):
            found["by"] = memory.doer
    if "of" not in found and measure == "intercepted" and (memory.launched or memory.enemy) is not None:
        found["of"] = memory.launched or memory.enemy  # type: ignore[assignment]
    elif "of" not in found and measure == "equipment_destroyed" and memory.enemy is not None and "by" in found:
        if found["by"].own:
            found["of"] = memory.enemy


def goes_on_in(measure: str, what: Counted) -> bool:
    """Whether who did the measure before in the sentence did this too: '63 strikes, in which nine were killed'."""
    if what.measure == measure:
        return True
    if what.did is not None and what.did.id in ("lose", "repel"):
        return False
    return (what.measure in GOES_ON) or (what.measure in VICTIMS and measure in HOSTILE)


def _remember(roles: Roles) -> None:
    memory, found = roles.memory, roles.found
    by = found.get("by")
    if by is not None and roles.measure not in ("surrendered", "returns"):
        memory.doer = by
        if by.named:
            memory.hostile = any(n.side == "enemy" for n in by.named)
        if roles.measure == "munitions":
            memory.launched = by
    for role in ("against", "of", "by"):
        filled = found.get(role)
        if filled is not None and any(n.side == "enemy" for n in filled.named):
            memory.enemy = filled
    if roles.what.noun is not None and roles.what.kind in PERSONS:
        memory.counted = found.get("of") or (by if roles.measure in ("surrendered", "returns") else None)
        if roles.measure == "neutralised":
            memory.counted = found.get("against")
