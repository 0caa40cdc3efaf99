"""Which act is said of what a figure counts, told in English by where it stands in the sentence.

The object of a verb right before it ('killed 12 miners', 'the killing of 12 miners') and the subject of a passive or
of a participle right behind it ('12 miners were killed') come first, then a verb elsewhere in the same part of the
sentence, then a participle within the phrase ('12 wounded miners'), then the verb that a list shares, then any other.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import lru_cache

from onrecord import patterns as re
from onrecord.lexicon import packaged_entries
from onrecord.normal import Sense, Word
from onrecord.nounphrase import Phrase, grammar, phrase_behind
from onrecord.patterns import named
from onrecord.sentence import Sentence, told_noun

WIDER = {
    **dict.fromkeys(
        ("civilian", "combatant", "staff", "displaced", "prisoner", "hostage", "trainee", "member"), "person"
    ),
    **dict.fromkeys(("aircraft", "ship", "car_bomb"), "equipment"),
    "post": "target",
    "artefact": "site",
}
"""The class a class lies in: what is done to people is done to civilians."""

SAID, DIRECT, BEHIND, BEFORE, PART, WITHIN, LISTED, CARRIED, FAR, NEVER = range(10)
"""Ranks of an act: right behind a bare figure; the verb of the object, of the subject; elsewhere in its part; in the
phrase; of the list; others."""

_NEAR = 12
"""Words that may stand between a verb and what it is said of, in one part of a sentence."""

_BREAK = named("predicate", "break")
_SUBJECT = named("predicate", "subject")
_ASIDE = named("predicate", "aside")
_TOLD_ASIDE = named("predicate", "told-aside")
_TOLD_BY = named("predicate", "told-by")
_LONGEST_LINK = 10
_JOINS = named("predicate", "joins")


# ------------------------------------------------------------------------------------------------- acts and classes


def made_of(act: Sense, kind: str) -> tuple[str, str]:
    """The measure, and the unit where it changes, that an act makes of a class; '' where it can be done to none."""
    named = str(act.data.get(kind) or act.data.get(WIDER.get(kind, ""), ""))
    measure, _, unit = named.partition(":")
    return measure, unit


@lru_cache
def act_named(name: str) -> Sense:
    """The act of the word tables with that id: the one that a noun implies."""
    return next(entry.sense for entry in packaged_entries() if entry.sense.kind == "act" and entry.sense.id == name)


def can_be_done(act: Sense, kind: str) -> bool:
    """Whether an act can be done to a class; without a class, to people or things that no table knows."""
    if kind == SURE:
        return bool(act.data.get("people")) or not act.data.get("known")
    if kind:
        return bool(made_of(act, kind)[0])
    return bool(act.data.get("people") or things_of(act))


def things_of(act: Sense) -> str:
    """The class of things that an act is done to where no word table knows them, '' where it is done to none."""
    return next((kind for kind in _THINGS if act.id in grammar("done-to", kind)), "")


_THINGS = ("equipment", "building", "target", "facility", "munition", "hazard", "weapon", "goods")

SURE = "*"
"""The class of what has no noun: any act may be done to it that says by itself what it is done to."""


def acts(sentence: Sentence, kind: str) -> Iterable[tuple[Word, Sense]]:
    """The acts of a sentence that can be done to a class, each with the meaning that can."""
    for word in sentence.of_kinds("act"):
        if _describes(sentence, word):
            continue
        for sense in word.senses:
            if sense.kind == "act" and can_be_done(sense, kind):
                yield word, sense
                break


_EQUIPPED = named("predicate", "equipped")
_OF_PARTS = named("predicate", "of-parts")
_IS = named("predicate", "is")


def _describes(sentence: Sentence, word: Word) -> bool:
    """Whether what was given only tells what a thing has: 'fighting vehicles equipped with launchers'."""
    if sentence.statement.language != "en":
        return False
    if sentence.text.endswith(", ", 0, word.start) and _OF_PARTS.match(sentence.text, word.start):
        return any(
            item.end < word.start for item in sentence.stated
        )  # '66 rebels, comprising 8 men and 58 boys, gave up'
    if _EQUIPPED.match(sentence.text, word.start) is None:
        return False
    return word.start > sentence.start and _IS.search(sentence.text, sentence.start, word.start) is None


# ------------------------------------------------------------------------------------------------- figures and lists


@lru_cache(maxsize=4)
def phrases(sentence: Sentence) -> tuple[Phrase | None, ...]:
    """The noun phrase behind every figure of an English sentence."""
    found = []
    for nth, item in enumerate(sentence.stated):
        stop = sentence.right_end(nth)
        told = told_noun(sentence, nth)
        own = None if told is None else Phrase(told, *told.whole)
        if own is None or item.number.kind == "zero":
            behind = _behind_make(sentence, nth)
            own = behind or phrase_behind(sentence, item.end, stop, one=item.quantity.stated == 1) or own
        found.append(own)
    return tuple(found)


_MAKE = re.compile(r" (?:[A-Z][\w-]+ ){1,2}")


def _behind_make(sentence: Sentence, nth: int) -> Phrase | None:
    """The noun behind a make whose name ends in a number: 'four Hermes 450 drones'."""
    if nth + 1 == len(sentence.stated):
        return None
    item, make = sentence.stated[nth], sentence.stated[nth + 1]
    original, origin = sentence.folded.original, sentence.folded.origin
    gap = original[origin(item.end - 1) + 1 : origin(make.start)]
    if make.number.kind != "digits" or make.quantity.unit or _MAKE.fullmatch(gap) is None:
        return None
    if any(word.start < make.start and word.end > make.end for word in sentence.words):  # 'Leopard 2 tanks'
        return None
    stop = sentence.stated[nth + 2].start if nth + 2 < len(sentence.stated) else sentence.end
    return phrase_behind(sentence, make.end, stop)


def extent(sentence: Sentence, nth: int) -> tuple[int, int]:
    """Where a figure and the noun phrase behind it stand."""
    item, phrase = sentence.stated[nth], phrases(sentence)[nth]
    return item.start, max(item.end, phrase.end if phrase is not None else 0)


@lru_cache(maxsize=4)
def lists(sentence: Sentence) -> tuple[tuple[int, int], ...]:
    """For every figure, the first and the last figure of the list that it stands in."""
    chains: list[list[int]] = []
    for nth in range(len(sentence.stated)):
        if nth and _linked(sentence, nth - 1, nth) and not _back_to_whole(sentence, chains[-1][0], nth):
            chains[-1].append(nth)
        else:
            chains.append([nth])
    return tuple((chain[0], chain[-1]) for chain in chains for _ in chain)


def _back_to_whole(sentence: Sentence, first: int, nth: int) -> bool:
    """Whether a figure goes on with the whole behind a list of its parts: '9 died, including 4 boys, and 21 others'."""
    start = sentence.stated[first].start
    if not first or not any(start - word.end <= 1 for word in sentence.inside(sentence.start, start, "pointer")):
        return False
    if _OTHERS.match(sentence.text, sentence.stated[nth].end) is not None:
        return True
    part, other = (_counted_as(phrases(sentence)[at]) for at in (nth - 1, nth))
    return not other or bool(part and part != other)


def _counted_as(phrase: Phrase | None) -> str:
    """The unit of what the noun of a phrase counts, or "" where that is not told."""
    sense = phrase.head.sense("noun") if phrase is not None else None
    return str(sense.data.get("unit", "")) if sense is not None else ""


def _linked(sentence: Sentence, one: int, other: int) -> bool:
    """Whether two figures that follow each other are members of one list: no verb stands between them."""
    start, end = extent(sentence, one)[1], sentence.stated[other].start
    if end < start:  # the number of a make within the phrase
        return True
    gap = sentence.text[start:end]
    words = gap.split()
    if len(words) > _LONGEST_LINK or ";" in gap or not _JOINS.search(gap):
        return False
    if not grammar("between", "be", "clause").isdisjoint(words):
        return False
    between = [w for w in sentence.inside(start, end, "act", "attribution") if not _describes(sentence, w)]
    return all(word.means("noun") and not word.means("attribution") for word in between)


# ------------------------------------------------------------------------------------------------------------- ranks


def nearest(
    sentence: Sentence, nth: int, kind: str, noun: Word | None = None, at: tuple[int, int] | None = None
) -> tuple[int, Word, Sense] | None:
    """The act that is said of a figure, with its rank; ``at`` is where the counted stands, if not behind its figure."""
    start, end = at or extent(sentence, nth)
    if noun is not None and at is None:
        end = max(end, noun.whole[1])
    best: tuple[tuple[int, int], Word, Sense] | None = None
    for word, sense in acts(sentence, kind):
        if noun is not None and word.start == noun.start:
            continue
        rank = _rank(sentence, nth, (start, end), word, sense)
        if rank[0] < NEVER and (best is None or rank < best[0]):
            best = rank, word, sense
    return None if best is None else (best[0][0], best[1], best[2])


def told_acts(sentence: Sentence, nth: int, kind: str) -> Iterator[tuple[int, Word, Sense]]:
    """Every act of a sentence that may be said of a figure of a class, with its rank."""
    stretch = extent(sentence, nth)
    for word, sense in acts(sentence, kind):
        rank, _ = _rank(sentence, nth, stretch, word, sense)
        if rank < NEVER:
            yield rank, word, sense


def _rank(sentence: Sentence, nth: int, at: tuple[int, int], word: Word, sense: Sense) -> tuple[int, int]:
    """How near an act is to what stands at a stretch: the lower, the nearer."""
    if not sentence.related(at[0], word.start):
        return NEVER, 0
    if word.sense("reaches", "change") and not _IS_DONE.match(sentence.text, word.start):
        if _leads_to_number(sentence, word):
            return NEVER, 0
    if word.start >= at[1]:
        return _rank_behind(sentence, nth, at[1], word, sense)
    if sense.data.get("subject"):
        return NEVER, 0
    if word.end <= at[0]:
        return _rank_before(sentence, nth, at[0], word)
    phrase = phrases(sentence)[nth]
    return (WITHIN if phrase is not None and word in phrase.acts else NEVER), 0


def _leads_to_number(sentence: Sentence, word: Word) -> bool:
    """Whether a verb only says which number something reached: 'rose to 240', 'reached 12'."""
    for nth, item in enumerate(sentence.stated):
        if item.start >= word.end:
            pointed = sentence.text.startswith(" of th", item.end)
            bare = phrases(sentence)[nth] is None and not pointed
            size = word.means("change") and (item.start > word.end + 1 or bool(item.quantity.unit))
            return (bare or size) and grammar("between", "number").issuperset(
                sentence.text[word.end : item.start].split()
            )
    return False


def _rank_before(sentence: Sentence, nth: int, start: int, word: Word) -> tuple[int, int]:
    """The rank of an act before the figure."""
    gap = sentence.text[word.end : start]
    words = gap.split()
    if words[-1:] == ["by"]:
        return NEVER, 0
    before = sentence.left_end(nth)
    if _HEADED.fullmatch(gap) and _OPENS.search(
        sentence.text[before : word.start] if nth else f"; {_lead(sentence, word)}"
    ):
        return PART, 0
    if word.start < before:
        first = lists(sentence)[nth][0]
        if first < nth and word.end <= sentence.stated[first].start:
            rank, far = _rank_before(sentence, first, sentence.stated[first].start, word)
            return (LISTED, far) if rank <= BEFORE else (CARRIED, len(words))
        return CARRIED, len(words)
    if len(words) <= 2 and grammar("between", "object").issuperset(word.strip(",") for word in words):
        return DIRECT, len(words)
    if _BREAK.search(gap) or sentence.inside(word.end, start, "attribution"):
        return CARRIED, len(words)
    return (BEFORE if len(words) <= _NEAR else CARRIED), len(words)


def _rank_behind(sentence: Sentence, nth: int, end: int, word: Word, sense: Sense) -> tuple[int, int]:
    """The rank of an act behind the figure's noun phrase."""
    end = aside_end(sentence, end, word.start)
    gap = sentence.text[end : word.start]
    words = gap.split()
    if not words and end == sentence.stated[nth].end:
        return SAID, 0
    after = next((item.start for item in sentence.stated[nth + 1 :] if item.start >= end), sentence.end)
    if word.start >= after:
        last = lists(sentence)[nth][1]
        if last > nth and word.start >= (stop := extent(sentence, last)[1]):
            rank, far = _rank_behind(sentence, last, stop, word, sense)
            return (LISTED, far) if rank <= PART else (FAR, len(words))
        return FAR, len(words)
    subject = _SUBJECT.match(sentence.text, end, word.start)
    rest = sentence.text[subject.end() if subject is not None else end : word.start].lstrip(", \n").split()
    if _is_doer(sentence, end, rest, word, sense) or (sense.id == "depart" and _is_left(sentence, words, word)):
        return NEVER, 0
    if words[-1:] and words[-1] in grammar("between", "article") and " " not in sentence.text[word.start : word.end]:
        return FAR, len(words)
    if words[-1:] and words[-1] in grammar("between", "pronoun"):  # 'the house they left'
        return FAR, len(words)
    if all(part in grammar("between", "be", "subject") or part.endswith("ly") for part in rest):
        if not rest and _of_shared(sentence, nth, sense):
            return CARRIED, len(words)
        told = "," not in gap or grammar("between", "be", "have").intersection(words)
        return (BEHIND if told else FAR), len(words)
    if _BREAK.search(gap):
        return (PART if _JOINT.search(gap) and _goes_on(gap, sense) else FAR), len(words)
    return (PART if len(words) <= _NEAR else FAR), len(words)


def _of_shared(sentence: Sentence, nth: int, sense: Sense) -> bool:
    """Whether a participle only tells which arms a list names whose verb stands before it: 'downed 3 jets and 12 drones
    fired at'."""
    first = lists(sentence)[nth][0]
    if first == nth:
        return False
    start = sentence.stated[first].start
    return any(
        word.end <= start
        and only_fired(sense, held, "munition")
        and _rank_before(sentence, first, start, word)[0] == DIRECT
        for word, held in acts(sentence, "munition")
    )


def only_fired(act: Sense, done: Sense, kind: str) -> bool:
    """Whether an act only tells which arms those are to which something else was done: 'downed 12 drones fired at'."""
    return made_of(act, "munition")[0] == "munitions" and made_of(done, kind)[0] not in ("", "munitions")


def _is_left(sentence: Sentence, between: list[str], word: Word) -> bool:
    """Whether those before a verb were left by others, not those who left: '12 were left'; not 'are leaving'."""
    leaving = sentence.text[word.start : word.end].endswith("ing")
    return not leaving and not grammar("between", "be").isdisjoint(between)


def aside_end(sentence: Sentence, start: int, stop: int | None = None) -> int:
    """Where the verb may stand that belongs to a subject ending at an offset: behind an aside, where one follows."""
    stop = sentence.end if stop is None else stop
    text = sentence.text
    patterns = (_ASIDE, _COMPARED_ASIDE, _TOLD_ASIDE, _TOLD_BY)
    aside = next((found for pattern in patterns if (found := pattern.match(text, start, stop)) is not None), None)
    return aside.end() if aside is not None else start


_COMPARED_ASIDE = named("predicate", "compared-aside")
_OTHERS = named("predicate", "others")


def _goes_on(gap: str, sense: Sense) -> bool:
    """Whether a verb behind an 'and' is said of the same subject: '12 men walked in and laid down their arms'."""
    last = _JOINT.split(gap)[-1].split()
    helped = not grammar("between", "be").isdisjoint(last)
    if not helped and sense.id not in grammar("act", "subject"):
        return False
    return all(part in grammar("between", "be", "have", "subject") or part.endswith("ly") for part in last)


_JOINT = named("predicate", "joint")


_IS_DONE = named("predicate", "is-done")
_FAILING = named("predicate", "failing")

_HEADED = re.compile(r"(?:,|(?:,? [\w-]+){0,9}:| -| =) ")
_OPENS = named("predicate", "opens")


def _lead(sentence: Sentence, word: Word) -> str:
    """What stands in a sentence before a word."""
    return sentence.text[sentence.start : word.start]


_OBJECT = named("predicate", "object")


def _is_doer(sentence: Sentence, end: int, between: list[str], word: Word, sense: Sense) -> bool:
    """Whether what stands before a verb is who did it to somebody else: '12 gunmen killed a judge'."""
    text = sentence.text[word.start : word.end]
    if sense.id in grammar("act", "subject") or not grammar("between", "be").isdisjoint((*between, text.split()[0])):
        return False
    if any(item.end == end for item in sentence.stated):
        return False
    if text.endswith(("ing", "dead", "died")) or _FAILING.match(text):
        return False
    behind = _OBJECT.match(sentence.text, word.end)
    if behind is None:
        return False
    following = sentence.text[behind.end() : sentence.end].split(maxsplit=2)[:2]
    return not any(part.strip(",.") in grammar("never", "time") for part in following)
