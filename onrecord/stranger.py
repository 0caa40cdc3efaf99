"""Who acts by grammar alone, where no table knows them: 'The Hashd opened its operations', 'by local masons', ألويتنا.

In English whoever stands before an active verb, or behind 'by'; in Arabic whoever stands right behind a verb or opens a
clause before one. What is found is only offered: the weights tell whether such a phrase is a figure's.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cache

from onrecord import patterns as re
from onrecord.nounphrase import grammar
from onrecord.partyname import PERSONS, Named, role_words, side_of
from onrecord.patterns import named
from onrecord.role import names_of
from onrecord.scope import Catalogue
from onrecord.sentence import Sentence
from onrecord.valueclass import dataclass

_TOKEN = re.compile(r"[^\W_](?:[\w'’./-]*\w)?")
_BARRIER = re.compile(r"[,،;؛:()\"«»—–]|\.(?= )")
_VERBS = ("act", "predicate", "attribution", "records", "promise", "denial", "undertakes")
_LONGEST = 14
"""Words before a verb among which its subject is looked for."""


@dataclass(frozen=True, slots=True)
class Doer:
    """A phrase that acts by grammar, how it does, and where its verb stands."""

    label: str
    phrase: Named
    verb: int


@dataclass(frozen=True, slots=True)
class _Token:
    start: int
    end: int
    text: str
    barred: bool
    """Whether a comma, a bracket or the like stands before it."""


def doers_in(sentence: Sentence, catalogue: Catalogue) -> tuple[Doer, ...]:
    """Whoever acts in a sentence by grammar, in their order; asked often, told once."""
    asked, found = sentence.kept.get("doers", (None, ()))
    if asked is not catalogue:
        reader = _Arabic if sentence.statement.language == "ar" else _English
        told = sorted(reader(sentence, catalogue).doers(), key=lambda doer: doer.verb)
        found = tuple(told)
        sentence.kept["doers"] = catalogue, found
    doers: tuple[Doer, ...] = found
    return doers


def aims_in(sentence: Sentence, catalogue: Catalogue) -> tuple[Named, ...]:
    """What something is aimed at by grammar: 'attacks on aid convoys', 'rockets at our towns', هجوم على الأسواق."""
    asked, found = sentence.kept.get("aims", (None, ()))
    if asked is not catalogue:
        reader = _Arabic if sentence.statement.language == "ar" else _English
        found = tuple(reader(sentence, catalogue).aims())
        sentence.kept["aims"] = catalogue, found
    aims: tuple[Named, ...] = found
    return aims


def phrase_behind(sentence: Sentence, catalogue: Catalogue, offset: int) -> Named | None:
    """The Arabic phrase that begins at an offset, known or not: جند مالي, فنيينا."""
    reader = _Arabic(sentence, catalogue)
    first = next((nth for nth, token in enumerate(reader.tokens) if token.start == offset), None)
    return None if first is None else reader.starting_at(first)


class _Reader:
    """What both languages share: the written words of a sentence and what is known of them."""

    def __init__(self, sentence: Sentence, catalogue: Catalogue) -> None:
        self.sentence, self.catalogue = sentence, catalogue
        self.language = sentence.statement.language
        self.named = names_of(sentence, catalogue)
        self.tokens = list(_tokens(sentence))
        self.known = {word.start: word for word in sentence.words}
        for word in sentence.words:
            self.known.setdefault(word.whole[0], word)

    def figured(self, token: _Token) -> bool:
        """Whether a token is of a figure."""
        return self.sentence.meets_figure(token.start, token.end)

    def dated(self, token: _Token) -> bool:
        """Whether a token is of a date."""
        return self.sentence.meets_date(token.start, token.end)

    def means(self, token: _Token, *kinds: str) -> bool:
        """Whether the tables know a token, by itself, as one of these kinds."""
        word = self.known.get(token.start)
        return word is not None and word.end <= token.end and not word.kinds.isdisjoint(kinds)

    def phrase(self, start: int, end: int, head: _Token, kind: str = "") -> Named:
        """The phrase that the tables know there, where it holds the head; else a new one."""
        for known in self.named:
            if known.start < head.end and head.start < known.end and known.kind not in ("place", "ours"):
                return known
        kind = kind or self._kind(head)
        own = kind == "own"
        actor = (side_of(self.sentence.statement, self.catalogue) or "") if own else ""
        return Named(start, end, start, kind, actor, "own" if own else "")

    def _kind(self, head: _Token) -> str:
        word = self.known.get(head.start)
        if word is not None and word.means("place"):
            return "town"
        noun = word.sense("noun", "dual") if word is not None else None
        if noun is not None:
            kind = str(noun.data.get("class"))
            return "folk" if kind in PERSONS else kind
        if word is not None:
            return "word"
        if self.language == "en" and head.text.endswith(_PEOPLE) and head.text not in role_words("en", "not_people"):
            return "people"
        named = self.sentence.folded.original[self.sentence.folded.origin(head.start)].isupper()
        return "name" if named and head.start > self.sentence.start else "stranger"


_PEOPLE = ("men", "women", "ers", "ists", "ors", "ians", "folk")
"""Ends of words for people: tribesmen, raiders, arsonists."""


def _tokens(sentence: Sentence) -> Iterator[_Token]:
    last = sentence.start
    text = sentence.text
    for match in _TOKEN.finditer(text, sentence.start, sentence.end):
        start, end = match.span()
        barred = text[last:start] != " " and _BARRIER.search(text, last, start) is not None
        yield _Token(start, end, match.group(), barred)
        last = end


# ------------------------------------------------------------------------------------------------------------ English

_LAID = {"to": "attributed", "on": "blamed"}
"""The roles of the words that lay a deed to those who stand behind a preposition."""
_LAID_WORDS = 8
"""How many words may stand between a deed that is laid to somebody and who that is."""


@cache
def _shut() -> frozenset[str]:
    """Words over which no noun phrase goes, but for 'and' and 'of' and what may open one."""
    opens = role_words("en", "determiners") | role_words("en", "opening")
    return (grammar("ends", "joint") - opens) | role_words("en", "conjunctions")


class _English(_Reader):
    """Whoever acts in an English sentence."""

    def __init__(self, sentence: Sentence, catalogue: Catalogue) -> None:
        super().__init__(sentence, catalogue)
        self.have, self.be = role_words("en", "have"), role_words("en", "be")

    def doers(self) -> Iterator[Doer]:
        """Those before active verbs, and those behind 'by'."""
        helpers = self.have | role_words("en", "modals")
        for nth, token in enumerate(self.tokens):
            text = token.text
            if (text == "by" or ((text == "of" or text in _LAID) and self._lays(nth))) and nth + 1 < len(self.tokens):
                yield from self._agent(nth)
            elif (text in helpers or self._is_verb(token)) and self._acts(nth):
                yield from self._subject(nth)
            elif text.endswith("ing") and (helper := self._goes_on(nth)) is not None:
                yield from self._subject(helper)
            elif text in role_words("en", "answerable") and (verb := self._answers(nth)) is not None:
                yield from self._subject(verb)

    def aims(self) -> Iterator[Named]:
        """Those behind 'against', 'on' and 'at'."""
        for nth, token in enumerate(self.tokens[:-1]):
            if token.text in role_words("en", "at") and not self.dated(self.tokens[nth + 1]):
                yield from (doer.phrase for doer in self._agent(nth))

    def _lays(self, nth: int) -> bool:
        """Whether what stands behind a token has a deed laid to it: 'attributed 45 percent to', 'at the hands of'."""
        text = self.tokens[nth].text
        if text == "of":
            return self.sentence.text.endswith("at the hands ", self.sentence.start, self.tokens[nth].start)
        laid = role_words("en", _LAID[text])
        for token in reversed(self.tokens[max(0, nth - _LAID_WORDS) : nth]):
            if token.text in laid:
                return True
            if token.barred or token.text == text:
                return False
        return False

    def _answers(self, nth: int) -> int | None:
        """The verb before 'responsible for', which has the one who did it before it, or None."""
        behind = self.tokens[nth + 1].text if nth + 1 < len(self.tokens) else ""
        if behind != "for":
            return None
        verb = nth - 1
        while verb > 0 and self._beside(self.tokens[verb]):
            verb -= 1
        judged = self.tokens[verb].text in role_words("en", "judged")
        told = judged or self.tokens[verb].text in self.be | role_words("en", "remain")
        return verb - judged if told and verb > judged else None

    def _goes_on(self, nth: int) -> int | None:
        """The auxiliary of a verb that goes on, with the one who does it before it: 'they are holding', or None."""
        token, verb = self.tokens[nth], nth - 1
        if not self.means(token, *_VERBS):
            return None
        while verb > 0 and self._beside(self.tokens[verb]):
            verb -= 1
        if verb <= 0 or self.tokens[verb].text not in self.be:
            return None
        return verb - (self.tokens[verb - 1].text in self.have)

    def _acts(self, nth: int) -> bool:
        """Whether a verb, or a word that helps one, begins an active verb."""
        token, modals = self.tokens[nth], role_words("en", "modals")
        helps = token.text in self.have or token.text in modals
        if not nth:
            return False
        before = self.tokens[nth - 1].text
        if (token.barred and before == "and") or self.figured(token) or self.dated(token):
            return False
        if helps:
            late = [t.text for t in self.tokens[nth + 1 : nth + 4]]
            return not self.be.intersection(late)
        if token.text in self.be or before in self.be or before in self.have or before in modals:
            return False
        if before in role_words("en", "no_subject") or before in role_words("en", "determiners"):
            return False
        behind = self.tokens[nth + 1].text if nth + 1 < len(self.tokens) else ""
        joined = behind == "by" or before in grammar("ends", "preposition")
        return not joined and not self.figured(self.tokens[nth - 1])

    def _is_verb(self, token: _Token) -> bool:
        """Whether a word may be an active verb by itself."""
        if token.text in role_words("en", "past") or (token.text.endswith("ed") and len(token.text) > 4):
            return True
        finite = self.means(token, *_VERBS) and not token.text.endswith("ing")
        return finite and not self.means(token, "noun", "actor", "party")

    def _subject(self, verb: int) -> Iterator[Doer]:
        last = verb - 1
        while last >= 0 and not self.tokens[last + 1].barred and self._beside(self.tokens[last]):
            last -= 1
        if last < 0 or self.tokens[last + 1].barred:
            return
        first, reason = self._reach(last)
        phrase = self._cut(first, last, reason)
        if phrase is None:
            return
        behind = self.tokens[verb + 1] if verb + 1 < len(self.tokens) else None
        bare = behind is None or behind.barred or behind.text in grammar("ends", "preposition")
        tells = self.means(self.tokens[verb], "attribution", "records")
        yield Doer("tells" if tells else "acts alone" if bare else "acts", phrase, self.tokens[verb].start)

    def _beside(self, token: _Token) -> bool:
        """Whether a token may stand between a subject and its verb."""
        return token.text.endswith("ly") or token.text in grammar("beside", "adverb") or self.dated(token)

    def _reach(self, last: int) -> tuple[int, str]:
        """How far before a verb its subject may begin, and why no further."""
        first = last
        while first > 0 and last - first < _LONGEST:
            if self.tokens[first].barred:
                return first, "barred"
            token = self.tokens[first - 1]
            if self.figured(token) and not self._ordinal(first - 1):
                return first, "figure"
            if token.text in _shut() or token.text in self.have or token.text in self.be:
                return first, "shut"
            if self.means(token, *_VERBS) and not self.means(token, "noun", "actor", "party", "nation"):
                return first, "said" if self.means(token, "attribution", "records") else "verb"
            if token.text in role_words("en", "past"):
                return first, "verb"
            first -= 1
        return first, "start"

    def _ordinal(self, nth: int) -> bool:
        """Whether a number belongs to a phrase: 'our 48 platoons'."""
        return nth > 0 and self.tokens[nth - 1].text in role_words("en", "determiners")

    def _cut(self, first: int, last: int, reason: str) -> Named | None:
        """The subject among the words before a verb."""
        tokens = self.tokens[first : last + 1]
        if reason in ("figure", "verb"):
            joints = [nth for nth, token in enumerate(tokens) if token.text == "and"]
            if not joints:
                return None
            tokens = tokens[joints[-1] + 1 :]
        held = [self._stripped(part) for part in self._parts(tokens)]
        held = [part for part in held if part]
        if not held:
            return None
        led = tokens[0].text in grammar("ends", "preposition")
        return self._noun_phrase(held[-1] if led else held[0], tail=led)

    def _parts(self, tokens: Sequence[_Token]) -> Iterator[list[_Token]]:
        """The stretches between prepositions other than 'of'."""
        part: list[_Token] = []
        for token in tokens:
            if token.text in grammar("ends", "preposition") and token.text != "of":
                yield part
                part = []
            else:
                part.append(token)
        yield part

    def _stripped(self, part: list[_Token]) -> list[_Token]:
        """A stretch without dates, places and joints at its head."""
        while part and (
            self.dated(part[0]) or part[0].text in ("and", "of") or (self.means(part[0], "place") and len(part) > 1)
        ):
            if self.means(part[0], "place") and self.means(part[0], "nation", "party", "actor"):
                break
            part = part[1:]
        return part

    def _noun_phrase(self, part: list[_Token], *, tail: bool) -> Named | None:
        if tail:
            starts = [n for n, t in enumerate(part) if t.text in role_words("en", "determiners")]
            part = part[starts[-1] :] if starts else part
        heads = part
        for nth, token in enumerate(part):
            if token.text == "of" and nth:
                heads = part[:nth]
                break
        head = heads[-1]
        verb = head.text in role_words("en", "past") and not self.means(head, "noun", "party", "actor")
        if (
            verb
            or head.text in role_words("en", "back")
            or head.text in _shut()
            or self.dated(head)
            or self.figured(head)
        ):
            return None
        first = part[0].text
        kind = "own" if first in role_words("en", "ours") else "theirs" if first in role_words("en", "theirs") else ""
        return self.phrase(part[0].start, part[-1].end, head, kind)

    def _agent(self, by: int) -> Iterator[Doer]:
        """Whoever stands behind 'by'."""
        end = by + 1
        while end < len(self.tokens) and end - by < 8:
            token = self.tokens[end]
            shut = token.text in _shut() or (token.text in grammar("ends", "preposition") and token.text != "of")
            if token.barred or shut or self.figured(token) or self.dated(token) or token.text in self.have | self.be:
                break
            if end > by + 1 and (token.text in role_words("en", "determiners") or self._ends_agent(end)):
                break
            end += 1
        part = self.tokens[by + 1 : end]
        while part and part[-1].text in role_words("en", "trailing"):
            part = part[:-1]
        accounts = part and part[-1].text in role_words("en", "accounts")
        if part and not part[0].text.endswith("ing") and not accounts:
            phrase = self._noun_phrase(part, tail=False)
            if phrase is not None:
                yield Doer("agent", phrase, self.tokens[by].start)

    def _ends_agent(self, nth: int) -> bool:
        """Whether a verb stands where an agent has ended: 'by our allies carried 400 people', not 'by armed men'."""
        if not self._is_verb(self.tokens[nth]) or self.means(self.tokens[nth], "noun", "party", "actor"):
            return False
        if nth + 1 == len(self.tokens):
            return True
        behind = self.tokens[nth + 1]
        opens = behind.text in role_words("en", "determiners") or behind.text in grammar("ends", "preposition")
        return opens or behind.barred or self.figured(behind)


# ------------------------------------------------------------------------------------------------------------- Arabic

_OURS = named("stranger", "ours")
_CLOSED = ("ون", "ين", "نا", "هم", "ها", "ه")
_AGENT = named("stranger", "agent")
_WHOSE_DEED = named("stranger", "whose-deed")
_OPENS = named("stranger", "opens")
_THAT = named("stranger", "that")


class _Arabic(_Reader):
    """Whoever acts in an Arabic sentence."""

    def doers(self) -> Iterator[Doer]:
        """Those right behind verbs, those that open a clause before one, and those by whose hands it was done."""
        for nth, token in enumerate(self.tokens):
            word = self.known.get(token.start) or self.known.get(token.start + 1)
            if token.text.lstrip("وف") in role_words("ar", "answers"):
                yield from self._behind(nth)
                continue
            if word is None or not word.sense(*_VERBS) or word.sense("noun", "own_side", "party", "actor"):
                continue
            if self._passive(word.start) or token.text.lstrip("وف") in role_words("ar", "auxiliaries"):
                continue
            yield from self._behind(nth)
            yield from self._ahead(nth)
        for pattern in (_AGENT, _WHOSE_DEED):
            for match in pattern.finditer(self.sentence.text, self.sentence.start, self.sentence.end):
                first = next((n for n, t in enumerate(self.tokens) if t.start >= match.end()), None)
                if first is not None and (phrase := self.starting_at(first)) is not None:
                    yield Doer("agent", phrase, match.start())

    def aims(self) -> Iterator[Named]:
        """Those behind على, ضد and what is like them."""
        for nth, token in enumerate(self.tokens[:-1]):
            if token.text in role_words("ar", "at") and not self.tokens[nth + 1].barred:
                if (phrase := self.starting_at(nth + 1)) is not None:
                    yield phrase

    def _passive(self, start: int) -> bool:
        origin = self.sentence.folded.origin(start)
        return self.sentence.folded.original[origin + 1 : origin + 2] == "\u064f"

    def _may_open(self, token: _Token) -> bool:
        """Whether a phrase may begin with a token."""
        if self.figured(token) or self.dated(token) or token.text[0].isdigit():
            return False
        original = self.sentence.folded.original
        end = self.sentence.folded.origin(token.end - 1) + 1
        if original[end - 1 : end] == "\u064b" or original[end - 2 : end] in ("\u064b\u0627", "\u0627\u064b"):
            return False
        if any(token.text in role_words("ar", name) for name in ("objects", "places", "no_names")):
            return False
        return not self.means(token, "date_lead", "negative", "comparator", "number", "hypothetical", *_VERBS)

    def starting_at(self, first: int) -> Named | None:
        """The phrase that begins with a token: its head with what is joined to it."""
        head = self.tokens[first]
        if not self._may_open(head):
            return None
        last = first
        while last + 1 < len(self.tokens) and last - first < 3:
            here, token = self.tokens[last], self.tokens[last + 1]
            if token.barred or not self._may_open(token) or token.text[:1] in ("و", "ب", "ل"):
                break
            adjective = token.text.startswith("ال")
            joined = not here.text.startswith("ال") and not here.text.endswith(_CLOSED)
            if not adjective and not joined:
                break
            last += 1
        ours = last == first and len(head.text) > 4 and _OURS.match(head.text) is not None
        return self.phrase(head.start, self.tokens[last].end, head, "own" if ours else "")

    def _behind(self, verb: int) -> Iterator[Doer]:
        """Whoever stands right behind a verb."""
        if verb + 1 < len(self.tokens) and not self.tokens[verb + 1].barred:
            phrase = self.starting_at(verb + 1)
            if phrase is not None:
                yield Doer(self._manner(verb), phrase, self.tokens[verb].start)

    def _manner(self, verb: int) -> str:
        """Whether a verb tells something, leaves to a noun what was done, or says it itself."""
        if self.means(self.tokens[verb], "attribution", "records"):
            return "tells"
        return "undertakes" if self.means(self.tokens[verb], "undertakes") else "acts"

    def _ahead(self, verb: int) -> Iterator[Doer]:
        """Whoever opens a clause before a verb."""
        first = verb
        while first > 0 and verb - first < 5 and not self.tokens[first].barred:
            if _OPENS.fullmatch(self.tokens[first - 1].text):
                break
            first -= 1
        opens = not first or self.tokens[first].barred or _THAT.fullmatch(self.tokens[first - 1].text) is not None
        if first == verb or not opens:
            return
        if self.tokens[verb].text[:1] in ("و", "ف") and self.tokens[verb].start not in self.known:
            return
        tokens = self.tokens[first:verb]
        if all(self._may_open(token) for token in tokens) and len(tokens) < 5:
            yield Doer("acts first", self.phrase(tokens[0].start, tokens[-1].end, tokens[0]), self.tokens[verb].start)
