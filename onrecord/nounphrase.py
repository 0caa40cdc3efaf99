"""The English noun phrase behind a figure: its head, and the words that only describe the head.

    225 precise coalition air strikes on the outskirts        strikes
    14 Houthi naval mines                                     mines
    six wounded miners who                                    miners, wounded

The phrase goes on to the first word that cannot stand in one (a preposition, a verb, a conjunction) and its head is its
last noun. A head that no word table knows is made a word of its own, so that what was done may say what it is.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator
from functools import cache

from onrecord import patterns as re
from onrecord.data import table
from onrecord.lexicon import packaged_entries
from onrecord.normal import Sense, Word
from onrecord.patterns import named
from onrecord.sentence import Sentence
from onrecord.valueclass import dataclass

_TOKEN = re.compile(r"\d+(?:[.-]?\d)*-?[a-z][\w-]*|[^\W\d_](?:[\w'/&-]|\.(?=[a-z]\.?))*")
"""A written word, or a calibre: '155mm'."""

_GAP = re.compile(r"[ \t\"'\u00a0\x1b\[-]*")
_PARTITIVE = named("nounphrase", "partitive")

_LONGEST = 9
"""Words of a noun phrase."""

_PARTICIPLE = named("nounphrase", "participle")

_ONLY_ENDS = frozenset(
    (
        "ellipsis",
        "date_lead",
        "month",
        "weekday",
        "relative",
        "pointer",
        "comparator",
        "percent",
        "times",
        "of_whole",
        "per",
    )
)
"""Kinds of words that stand in no noun phrase."""

_LAND = Sense("noun", "land", {"class": "territory", "unit": "km2"})
"""Ground that a share is taken of."""

UNKNOWN = "unknown"
"""The id of a noun that no table knows."""


@dataclass(frozen=True, slots=True)
class Phrase:
    """A noun phrase: its head, what was done with it where that stands before the head, and its extent."""

    head: Word
    start: int
    end: int
    acts: tuple[Word, ...] = ()


@cache
def grammar(kind: str, *names: str) -> frozenset[str]:
    """The forms of a kind of words, or of some entries of it."""
    rows = table("lexicon/en/grammar")[kind]
    return frozenset(form for name, row in rows.items() if not names or name in names for form in row["forms"])


@cache
def _makes() -> tuple[tuple[re.Pattern[str], Sense], ...]:
    """How the names of makes look (F-16s, T-72), each with what it is."""
    rows = table("lexicon/en/grammar")["make"].values()
    return tuple(
        (
            re.compile(rf"(?:{'|'.join(sorted(row['forms'], key=len, reverse=True))})-?\d+[a-z0-9-]*"),
            Sense("noun", "make", {"class": row["class"], "unit": row["unit"]}),
        )
        for row in rows
    )


def phrase_behind(sentence: Sentence, offset: int, stop: int, *, one: bool = False) -> Phrase | None:
    """The noun phrase that begins at an offset (behind a figure), none where something else follows.

    ``one`` takes a singular for the head: 'one miner'.
    """
    start = _whole_start(sentence, offset, stop)
    reader = _Reader(sentence, start, stop, one)
    reader.read()
    return reader.phrase()


def _whole_start(sentence: Sentence, offset: int, stop: int) -> int:
    """Where the phrase begins: behind the 'of the' of a part and its whole."""
    partitive = _PARTITIVE.match(sentence.text, offset, stop)
    if partitive is None:
        return offset
    first = partitive.start() + len(partitive.group().partition("of ")[0]) + 3
    word = word_at(sentence, first)
    return first if word is not None and word.sense("noun", "ground") else partitive.end()


def place_behind(sentence: Sentence, offset: int, stop: int) -> Word | None:
    """The place that a share is taken of: '95 percent of Mosul'."""
    if _PARTITIVE.match(sentence.text, offset, stop) is None:
        return None
    start = _whole_start(sentence, offset, stop)
    word = word_at(sentence, start)
    if word is None or not word.means("place"):
        return None
    return Word(word.start, word.end, (_LAND,))


def phrase_at(sentence: Sentence, offset: int, stop: int) -> Phrase | None:
    """The noun phrase at an offset, without what leads from a part to its whole."""
    reader = _Reader(sentence, offset, stop, one=False)
    reader.read()
    return reader.phrase()


def plural(text: str) -> bool:
    """Whether a word looks like a plural."""
    last = text.rsplit(" ", 1)[-1]
    if last in grammar("number", "plural") or last.endswith(("men", "women", "people", "children", "folk")):
        return True
    return len(last) > 2 and last.endswith("s") and not last.endswith(tuple(grammar("number", "no-plural")))


def word_at(sentence: Sentence, start: int) -> Word | None:
    """The word of the tables that starts at an offset."""
    nth = bisect_left(sentence.words, start, key=lambda word: word.start)
    return sentence.words[nth] if nth < len(sentence.words) and sentence.words[nth].start == start else None


def word_ending(sentence: Sentence, end: int) -> Word | None:
    """The word of the tables that ends at an offset."""
    nth = bisect_left(sentence.words, end, key=lambda word: word.end)
    return sentence.words[nth] if nth < len(sentence.words) and sentence.words[nth].end == end else None


def capital(sentence: Sentence, start: int) -> bool:
    """Whether a word is written with a capital in the text as received."""
    folded = sentence.folded
    return folded.original[folded.origin(start)].isupper()


class _Reader:
    """Reads one noun phrase word by word, keeping the head found so far."""

    def __init__(self, sentence: Sentence, start: int, stop: int, one: bool) -> None:
        self.sentence, self.start, self.stop, self.one = sentence, start, stop, one
        self.head: Word | None = None
        self.last = -1
        """Where the name ends that was read last."""
        self.acts: list[Word] = []
        self.name: Word | None = None

    def read(self) -> None:
        """Take words into the phrase until one ends it."""
        at = self.start
        for _ in range(_LONGEST):
            token = self._token(at)
            if token is None:
                return
            word = word_at(self.sentence, token.start())
            if word is not None and word.end < token.end() and self.sentence.text[word.end] == "-":
                at = token.end()  # 'home-made guns': a part of another word
                continue
            taken = self._known(word) if word is not None else self._unknown(token.start(), token.end())
            if taken is None and not self._joins_names(token):
                return
            at = token.end() if taken is None else taken

    def _joins_names(self, token: re.Match[str]) -> bool:
        """Whether an 'and' joins two names before the head: 'Saudi and Sudanese soldiers'."""
        if token.group() not in ("and", "or") or self.head is not None or self.last != token.start() - 1:
            return False
        return capital(self.sentence, min(token.end() + 1, self.stop - 1))

    def _token(self, at: int) -> re.Match[str] | None:
        """The next written word, where only blanks and quotation marks stand before it."""
        gap = _GAP.match(self.sentence.text, at, self.stop)
        if gap is None:
            return None
        token = _TOKEN.match(self.sentence.text, gap.end(), self.stop)
        return token if token is not None and (token.start() > at or at == self.start) else None

    def _known(self, word: Word) -> int | None:
        """Take a word of the tables; where the phrase goes on, or None where it ended before the word."""
        text = self.sentence.text[word.start : word.end]
        if word.means("noun") and (owner := re.compile(r"'s?(?= [a-z])").match(self.sentence.text, word.end)):
            return owner.end()  # 'soldiers' families': whose, not who
        if word.means("noun"):
            return self._noun(word, text)
        if self.sentence.text.startswith("'s ", word.end):  # 'the town's 16 mosques'
            return word.end + 2
        if word.means("ground", "area") and text.startswith("the "):
            if self.head is None:
                self.head = Word(word.start, word.end, (_LAND,))
                return word.end
            return None
        if word.sense("actor", "place"):
            if self.head is not None and self._whole(self.head):
                return None
            self.name, self.last = word, word.end
            if not self.sentence.text.startswith("'", word.end):
                self.head = _people_of(word, text) or self.head
            return word.end
        if word.means("act"):
            return self._act(word, text)
        if self.head is None and word.means("party") and (people := _people_of(word, text)) is not None:
            self.head = people
            return word.end
        if not word.kinds.isdisjoint(_ONLY_ENDS) and text not in grammar("beside"):
            return None
        return self._unknown(word.start, word.end)

    def _act(self, word: Word, text: str) -> int | None:
        """Take an act that describes the head: 'wounded miners'; any other ends the phrase."""
        if not _PARTICIPLE.fullmatch(text) or (self.head is not None and not self._describes(word)):
            return None
        self.acts.append(word)
        return word.end

    def _noun(self, word: Word, text: str) -> int | None:
        """Take a noun: the head, unless one that is whole stands before it."""
        if self.head is not None and self._whole(self.head) and (word.means("act") or self._attribute() is None):
            return None
        if self.head is not None and not self._whole(self.head) and word.means("act") and not plural(text):
            return None
        self.head = word
        return word.end

    def _attribute(self) -> Word | None:
        """The head so far, where it may stand before another noun: 'arms depots'."""
        assert self.head is not None
        text = self.sentence.text[self.head.start : self.head.end]
        return self.head if text.rsplit(" ", 1)[-1] in grammar("number", "attributive") else None

    def _describes(self, word: Word) -> bool:
        """Whether an act behind a noun belongs to a longer phrase: 'rocket launching sites'."""
        text = self.sentence.text
        if self.one or self.head is None or self._whole(self.head) or not text[word.start : word.end].endswith("ing"):
            return False
        following = word_at(self.sentence, word.end + 1)
        return text[word.end : word.end + 1] == " " and following is not None and following.means("noun")

    def _whole(self, head: Word) -> bool:
        """Whether a head is in the plural, so that nothing but a verb or an adverb follows it."""
        text = self.sentence.text[head.start : head.end]
        return plural(text) and text.rsplit(" ", 1)[-1] not in grammar("number", "attributive")

    def _unknown(self, start: int, end: int) -> int | None:
        """Take a word of no table: an adjective, a noun before another, or the head."""
        text = self.sentence.text[start:end]
        if text.partition(" ")[0] in grammar("ends"):
            return None
        if text in grammar("beside") or (text.endswith("ly") and len(text) > 4):
            return end if self.head is None else None
        if self.head is not None and self._whole(self.head):
            return None
        if text in grammar("never") and (plural(text) or not self._goes_on(end)):
            if self.head is None or self.head.means("noun", UNKNOWN):
                self.head = self.name = None
            return None
        if self.head is not None and text.endswith(("ed", "ing")) and not self._goes_on(end):
            return None
        if capital(self.sentence, start):
            self.last = end
        if self._may_be_head(text):
            self.head = Word(start, end, (self._guess(start, text),))
        return end

    def _goes_on(self, end: int) -> bool:
        """Whether another word that may be a noun follows."""
        token = self._token(end)
        return token is not None and token.group() not in grammar("ends") | grammar("beside")

    def _may_be_head(self, text: str) -> bool:
        return plural(text) or (self.one and self.head is None and not text.endswith(("ed", "ing", "ly")))

    def _guess(self, start: int, text: str) -> Sense:
        """What an unknown head is by its looks: a make, people by their trade or origin, or nothing known."""
        for pattern, sense in _makes():
            if pattern.fullmatch(text):
                return sense
        if self.sentence.text.endswith(_OURS, 0, start) and (known := _nouns().get(text)) is not None:
            return known
        name = capital(self.sentence, start)
        person = text.endswith(tuple(grammar("person")))
        guess = "person" if name else "civilian" if person else ""
        return Sense("noun", UNKNOWN, {"class": guess, "unit": "", "name": name})

    def phrase(self) -> Phrase | None:
        """What was read, where it has a head."""
        head = self.head
        if head is None and self.name is not None and self.name.means("actor"):
            head = Word(self.name.start, self.name.end, (_NAMED,))
        if head is None:
            return None
        head = _through(self.sentence, head, self.stop)
        acts = tuple(act for act in self.acts if act.start < head.start)
        end, second = self._second(head.whole[1])
        if second is not None and _class(head) == "person" and _class(second) == "civilian":  # 'citizens and residents'
            head = Word(head.start, head.end, second.senses)
        return Phrase(head, self.start, end, acts)

    def _second(self, end: int) -> tuple[int, Word | None]:
        """A second head that an 'and' joins to the first without a figure, and its end: 'fighters and relatives'."""
        link = _AND.match(self.sentence.text, end, self.stop)
        if link is None or self.stop == self.sentence.end == end:
            return end, None
        reader = _Reader(self.sentence, link.end(), self.stop, one=False)
        reader.read()
        if reader.head is None or reader.acts or not plural(self.sentence.text[reader.head.start : reader.head.end]):
            return end, None
        return reader.head.end, reader.head


def _class(word: Word) -> str:
    """The class of a noun."""
    sense = word.sense("noun")
    return str(sense.data.get("class", "")) if sense is not None else ""


_OURS = ("our ", "our own ")
"""Behind these a noun may be a part of the words for a side: 'nine of our aircraft'."""

_AND = named("nounphrase", "and")
_NAMED = Sense("noun", "members", {"class": "member", "unit": "person"})
"""Members of a party named by its name: 'twelve Houthis'."""


@cache
def _nouns() -> dict[str, Sense]:
    """The plural nouns of one word, by their forms."""
    found: dict[str, Sense] = {}
    for entry in packaged_entries():
        if entry.sense.kind == "noun":
            found.update((form, entry.sense) for form in entry.forms if form.isascii() and form not in found)
    return found


def hidden_nouns(sentence: Sentence, start: int, end: int) -> list[Word]:
    """The nouns of a stretch that stand within other words of the tables: 'the displaced', 'the territory'."""
    found = []
    for word in sentence.inside(start, end, "actor", "party", "ground"):
        text = sentence.text[word.start : word.end]
        if word.means("ground", "area"):
            found.append(Word(word.start, word.end, (_LAND,)))
        elif (people := _people_of(word, text)) is not None:
            found.append(people)
    return found


def _people_of(word: Word, text: str) -> Word | None:
    """The noun that the name of a party ends with: 'Ukrainian soldiers'."""
    last = text.rpartition(" ")[2]
    sense = _nouns().get(last) if plural(last) and last != text else None
    return Word(word.end - len(last), word.end, (sense,)) if sense is not None else None


_OF = named("nounphrase", "of")
_OF_OR_FROM = named("nounphrase", "of-or-from")


def _through(sentence: Sentence, head: Word, stop: int) -> Word:
    """The noun behind the 'of' of a head that only measures it out, reaching from that head: 'pieces of artillery'."""
    text = sentence.text
    if text[head.start : head.end].rsplit(" ", 1)[-1] not in grammar("light"):
        return head
    linked = _OF if text[head.start : head.end].endswith("rounds") else _OF_OR_FROM
    link = linked.match(text, head.end, stop)
    if link is None:
        return head
    body = next(_bodies(sentence, link.end(), stop), None)
    if body is not None:
        return Word(head.start, body, (_ARMED,))
    phrase = phrase_at(sentence, link.end(), stop)
    if phrase is None:
        phrase = _mass(sentence, link.end(), stop)
    if phrase is None or phrase.head.means("noun", UNKNOWN):
        return head
    return Word(head.start, phrase.head.end, phrase.head.senses)


_ARMED = Sense("noun", "members", {"class": "combatant", "measure": "personnel", "unit": "person"})


def _bodies(sentence: Sentence, start: int, stop: int) -> Iterator[int]:
    """Where the name of an armed body ends that stands within a few words."""
    at = start
    for _ in range(4):
        token = _TOKEN.match(sentence.text, at, stop)
        if token is None or token.group() in grammar("ends"):
            return
        if token.group() in grammar("armed"):
            yield token.end()
        at = token.end() + 1


def _mass(sentence: Sentence, start: int, stop: int) -> Phrase | None:
    """A noun without a plural behind 'pieces of': 'unexploded ordnance', 'military equipment'."""
    for word in sentence.words:
        if word.start >= start and word.end <= stop and word.means("noun"):
            gap = sentence.text[start : word.start].split()
            if len(gap) <= 2 and not grammar("ends").intersection(gap):
                return Phrase(word, start, word.end)
            return None
    return None
