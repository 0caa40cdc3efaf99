"""Sentences, each with the words, figures and dates that stand in it."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import field
from typing import Any

from onrecord import patterns as re
from onrecord.datewords import numbers_thread
from onrecord.dating import DURATION_KINDS, Lasting, find_durations, find_periods, may_be_dated
from onrecord.normal import Folded, Word
from onrecord.numeral import NUMBER_KINDS
from onrecord.ordinal import find_ordinals
from onrecord.patterns import named, needs
from onrecord.period import Dated
from onrecord.quantity import Number, Stated, find_numbers, find_quantities
from onrecord.statement import Statement
from onrecord.valueclass import cached_property, dataclass

_SENTENCE_END = re.compile(r"[.!?؟…]+[\"')\]]*(?=\s|$)|\n+")
_CLAUSE_END = re.compile(r"[,،;؛:](?=\s|$)|\s-+\s")
_BREAK = named("sentence", "break")
_BREAK_LAST = named("sentence", "break-last")
LONGEST_SENTENCE = 1000
"""Code points; what goes on longer without a full stop is a table or a list, and is read in pieces."""

_SIGNED = re.compile(r"(?:[%$€£<>≤≥~≈±]=? ?|-)\d")
"""A number with the sign that belongs to it, where a sentence may begin; a dash with a blank behind it opens a list."""

_NTH_DAY = named("sentence", "nth-day")
_NTH_OF = named("sentence", "nth-of")


_HOUR = named("sentence", "hour")

_FUTURE = named("sentence", "future")
_NAME_AHEAD = named("sentence", "name-ahead")


@dataclass(frozen=True, eq=False)  # without slots: what is asked of a sentence again and again is kept beside it
class Sentence:
    """One sentence with everything that the word tables find in it, by folded offsets."""

    statement: Statement
    folded: Folded
    start: int
    end: int
    words: tuple[Word, ...]
    stated: tuple[Stated, ...]
    kinds: frozenset[str]
    """The kinds of all its words."""
    numbered: tuple[Dated, ...] | None = None
    """Its dates where they were told from its numbers; of a sentence without numbers they are looked for when asked."""
    text: str = field(init=False, repr=False)
    """The folded text of the whole statement."""
    kept: dict[str, tuple[Any, Any]] = field(init=False, repr=False, default_factory=dict)
    """What was asked of the sentence before: by name, the question and its answer."""
    owners: dict[tuple[int, int], int | None] = field(init=False, repr=False, default_factory=dict)
    """Whose the stretches are of which it was asked: the numbers of their figures."""

    def __post_init__(self) -> None:
        object.__setattr__(self, "text", self.folded.text)

    @cached_property
    def dated(self) -> tuple[Dated, ...]:
        """Its dates."""
        if self.numbered is not None:
            return self.numbered
        return tuple(_dates(self.statement, self.folded, (self.start, self.end), self.words, self.kinds))

    @cached_property
    def by_kind(self) -> Mapping[str, list[Word]]:
        """The words of each kind."""
        found: dict[str, list[Word]] = {}
        for word in self.words:
            for kind in word.kinds:
                found.setdefault(kind, []).append(word)
        return found

    @cached_property
    def _of_kinds(self) -> dict[tuple[str, ...], list[Word]]:
        """The words of several kinds that were asked for."""
        return {}

    @cached_property
    def _cuts(self) -> list[int]:
        """Where clauses start, and the end."""
        return [self.start, *(m.end() for m in _CLAUSE_END.finditer(self.text, self.start, self.end)), self.end]

    @cached_property
    def unjoined(self) -> set[int]:
        """Where words stand that begin with the letter of 'and' themselves."""
        return {word.start for word in self.words if not word.lead and self.text[word.start] == "و"}

    @cached_property
    def breaks(self) -> list[tuple[int, int]]:
        """The commas and 'and's of the whole sentence; a word that only begins like 'and' in Arabic is none."""
        return [
            match.span()
            for match in _BREAK.finditer(self.text, self.start, self.end)
            if match.group() != "و" or match.start() not in self.unjoined
        ]

    @cached_property
    def asides(self) -> list[tuple[int, int]]:
        """The stretches with figures that only part the figure before: in brackets, or from 'including' to a comma."""
        if not self.stated[1:]:
            return []
        found = (match.span() for match in _ASIDE.finditer(self.text, self.start, self.end))
        return [
            (start, end)
            for start, end in found
            if self.stated[0].end <= start and any(start < item.start < end for item in self.stated)
        ]

    @cached_property
    def relatives(self) -> list[tuple[int, int]]:
        """The clauses between commas with a figure of what was named before: ', which has 5,100 troops,'."""
        if not (self.stated and self.may_match(_RELATIVE)):
            return []
        found = (match.span() for match in _RELATIVE.finditer(self.text, self.start, self.end))
        return [(start, end) for start, end in found if any(start < item.start < end for item in self.stated)]

    def related(self, one: int, other: int) -> bool:
        """Whether two places stand in the same of these clauses, or both in none."""
        return all((start < one < end) == (start < other < end) for start, end in self.relatives)

    @cached_property
    def futures(self) -> list[int]:
        """Where sa- stands on a verb in the imperfect: three letters or more that the tables know as nothing else."""
        if not self.says("س"):
            return []
        plain = [word for word in self.words if not word.means("imperfect") and not word.lead.endswith("س")]
        known = {word.start - len(word.lead) for word in plain}
        inside = [word for word in plain if " " in self.text[word.start : word.end]]
        return [
            match.start()
            for match in _FUTURE.finditer(self.text, self.start, self.end)
            if match.start() not in known
            and not any(word.start < match.start() < word.end for word in inside)  # شمال سيناء
            and _NAME_AHEAD.search(self.text, max(self.start, match.start() - 10), match.start()) is None
        ]

    def between(self, start: int, end: int) -> str:
        """The folded text of a stretch."""
        return self.folded.text[start:end]

    def says(self, *pieces: str) -> bool:
        """Whether one of these pieces of text stands anywhere in it: what tells fast that a pattern matches nothing."""
        find, start, end = self.text.find, self.start, self.end
        for piece in pieces:  # noqa: SIM110  # asked of every sentence, and a generator takes half as long again
            if find(piece, start, end) >= 0:
                return True
        return False

    def may_match(self, pattern: re.Pattern[str]) -> bool:
        """Whether one of the pieces stands in it that each match of a pattern needs."""
        return self.says(*needs(pattern))

    def matches(self, pattern: re.Pattern[str]) -> Iterable[re.Match[str]]:
        """Every match of a pattern that needs some piece of text, in the order of the text."""
        return pattern.finditer(self.text, self.start, self.end) if self.may_match(pattern) else ()

    def clause(self, offset: int) -> tuple[int, int]:
        """The clause that holds an offset: from one comma to the next."""
        cuts = self._cuts
        at = bisect_right(cuts, offset)
        return cuts[at - 1 if at else 0], cuts[at if at < len(cuts) else -1]

    def of_kinds(self, *kinds: str) -> list[Word]:
        """The words of these kinds."""
        if self.kinds.isdisjoint(kinds):
            return []
        held = self.by_kind
        here = [kind for kind in kinds if kind in held]
        if len(here) == 1:
            return held[here[0]]
        if kinds not in self._of_kinds:
            self._of_kinds[kinds] = [word for word in self.words if not word.kinds.isdisjoint(kinds)]
        return self._of_kinds[kinds]

    def meets_figure(self, start: int, end: int) -> bool:
        """Whether one of its figures shares a letter with a stretch."""
        return any(item.start < end and start < item.end for item in self.stated)

    def meets_date(self, start: int, end: int) -> bool:
        """Whether one of its dates shares a letter with a stretch."""
        return any(dated.start < end and start < dated.end for dated in self.dated)

    def left_end(self, nth: int) -> int:
        """Where the words begin that may be a figure's: behind the figure before it, or where the sentence begins."""
        return self.stated[nth - 1].end if nth else self.start

    def right_end(self, nth: int) -> int:
        """Where they end: before the next figure, or where the sentence ends."""
        return self.stated[nth + 1].start if nth + 1 < len(self.stated) else self.end

    def behind_figures(self, at: int) -> int:
        """Where the last figure before a place ends, or where the sentence begins."""
        return max((item.end for item in self.stated if item.end <= at), default=self.start)

    def numbers_in(self, within: tuple[int, int]) -> list[Number]:
        """The numbers of a stretch."""
        return find_numbers(self.folded, self._words_in(within), self.statement.language, within)

    def number_in(self, within: tuple[int, int]) -> int:
        """The first number of a stretch, 0 where there is none."""
        found = self.numbers_in(within)
        return int(found[0].low) if found else 0

    def ordinal_in(self, within: tuple[int, int]) -> int:
        """The first ordinal of a stretch, 0 where there is none."""
        found = find_ordinals(self.folded, self._words_in(within), within)
        return int(found[0].low) if found else 0

    def _words_in(self, within: tuple[int, int]) -> list[Word]:
        """The words of any kind that stand in a stretch."""
        return [word for word in self.words if within[0] <= word.start and word.end <= within[1]]

    @cached_property
    def durations(self) -> list[Lasting]:
        """The lengths of time in it that are part of no date."""
        if self.kinds.isdisjoint(DURATION_KINDS):
            return []
        within = (self.start, self.end)
        return find_durations(self.folded, self.words, self.numbers_in(within), within)

    def inside(self, start: int, end: int, *kinds: str) -> list[Word]:
        """The words of these kinds that stand in a stretch."""
        if end <= start or self.kinds.isdisjoint(kinds):
            return []
        return [word for word in self.of_kinds(*kinds) if start <= word.start and word.end <= end]


def sentences(statement: Statement, folded: Folded, words: Sequence[Word]) -> Iterable[Sentence]:
    """The sentences of a statement, each with its words, figures and dates."""
    at = 0
    dotted = {word.end - 1 for word in words if folded.text[word.end - 1] == "."}
    for start, end in _bounds(folded, dotted):
        mine = []
        while at < len(words) and words[at].start < end:
            if words[at].start >= start:
                mine.append(words[at])
            at += 1
        if mine:
            yield _sentence(statement, folded, (start, end), tuple(mine))


def _bounds(folded: Folded, dotted: set[int]) -> Iterable[tuple[int, int]]:
    """Where sentences start and end; the full stop of an initial ('U.S.') or of a known word ('Sept.') ends none."""
    start = 0
    for match in _SENTENCE_END.finditer(folded.text):
        before = folded.text[max(0, match.start() - 2) : match.start()]
        if match.start() in dotted:
            continue
        initial = match.group() == "." and before[-1:].isascii() and before[-1:].isalpha()
        if initial and not before[:1].isalnum() and not _closes_clock(folded, match.start()):
            continue
        yield from _trimmed(folded.text, start, match.start())
        start = match.end()
    yield from _trimmed(folded.text, start, len(folded.text))


def _closes_clock(folded: Folded, stop: int) -> bool:
    """Whether the full stop of 'p.m.' ends its sentence too: a capital follows."""
    rest = folded.text[stop + 1 : stop + 3]
    if folded.text[max(0, stop - 3) : stop] not in ("a.m", "p.m") or len(rest) < len(" A") or rest[0] != " ":
        return False
    return folded.original[folded.origin(stop + 2)].isupper()


def _trimmed(text: str, start: int, end: int) -> Iterable[tuple[int, int]]:
    while start < end and not text[start].isalnum() and _SIGNED.match(text, start, end) is None:
        start += 1
    while start < end and text[end - 1].isspace():
        end -= 1
    while end - start > LONGEST_SENTENCE:
        cut = text.rfind(" ", start, start + LONGEST_SENTENCE)
        cut = cut if cut > start else start + LONGEST_SENTENCE
        yield start, cut
        start = cut
    if start < end:
        yield start, end


_NO_KINDS: frozenset[str] = frozenset()
_DIGIT = re.compile(r"\d")


def _sentence(statement: Statement, folded: Folded, within: tuple[int, int], words: tuple[Word, ...]) -> Sentence:
    kinds = _NO_KINDS.union(*[word.kinds for word in words])
    digits = _DIGIT.search(folded.text, *within) is not None
    may_count = digits or not kinds.isdisjoint(NUMBER_KINDS)
    numbers = find_numbers(folded, words, statement.language, within, counting=True) if may_count else []
    if not numbers:
        return Sentence(statement, folded, *within, words, (), kinds)
    dated = _dates(statement, folded, within, words, kinds, numbers)
    free = [n for n in numbers if not any(d.start <= n.start < d.end for d in dated)]
    free = [n for n in free if not numbers_thread(folded.text, n.start, n.end)]
    telling = [word for word in words if "no_figure" in word.kinds or "noun" in word.kinds]
    telling = [word for word in telling if not any(d.start <= word.start < d.end for d in dated)]
    stated = [s for s in find_quantities(folded, words, free) if not no_figure(folded, telling, s)]
    return Sentence(statement, folded, *within, words, tuple(stated), kinds, tuple(dated))


def _dates(
    statement: Statement,
    folded: Folded,
    within: tuple[int, int],
    words: Sequence[Word],
    kinds: frozenset[str],
    numbers: Sequence[Number] = (),
) -> list[Dated]:
    """The dates of a stretch with words of these kinds and these numbers."""
    if not may_be_dated(folded.text, kinds, numbers, within):
        return []
    return find_periods(folded, words, numbers, statement.published_on, within)


def no_figure(folded: Folded, words: Sequence[Word], stated: Stated) -> str:
    """What a number is that is no figure (a telephone or document number, an age, a length of time, a year), or ''."""
    for word in words:
        sense = word.sense("no_figure")
        if sense is None:
            continue
        behind = word.whole[0] >= stated.end and not apart(folded.text, stated.end, word.start, 1)
        behind = behind and folded.text[stated.end : word.start].strip() != "the"  # '12 the day before'
        ahead = word.end <= stated.start and not apart(folded.text, word.end, stated.start, 3)
        if behind and (sense.data.get("unit") or sense.id == "age") and not _names(words, stated.end, word):
            return sense.id
        if ahead and not sense.data.get("unit"):
            return sense.id
    if _HYPHENATED.match(folded.text, stated.end):
        return "length"
    if _NTH_DAY.search(folded.text, max(0, stated.start - 12), stated.start) and _NTH_OF.match(folded.text, stated.end):
        return "day"
    if _HOUR.match(folded.text, stated.end):
        return "hour"
    bare = folded.text[stated.start : stated.end]
    year = len(bare) == 4 and bare.isdigit() and 1900 <= int(bare) <= 2100
    return "year" if year and not counts(folded, words, stated.end) else ""


def _names(words: Sequence[Word], start: int, unit: Word) -> bool:
    """Whether a counted noun stands before a word that may be a unit: أربعون ضربة دقيقة."""
    return any(word.means("noun") and start <= word.start and word.whole[1] <= unit.whole[0] for word in words)


_HYPHENATED = named("sentence", "hyphenated")


def counts(folded: Folded, words: Sequence[Word], end: int) -> bool:
    """Whether a counted noun stands right behind a figure that ends there."""
    return any(
        word.sense("noun") and word.start >= end and not apart(folded.text, end, word.start, 1) for word in words
    )


def told_noun(sentence: Sentence, nth: int) -> Word | None:
    """The noun that reading the number found: a dual, the noun within a share, what a word for none leaves at none."""
    item = sentence.stated[nth]
    at = item.number.start if item.number.kind == "dual" else item.number.noun
    if at >= 0:
        return next((word for word in sentence.words if word.start == at), None)
    within = sentence.inside(item.number.end, item.end, "noun")
    return within[0] if within else None  # ألف شخص على الأقل


def apart(text: str, start: int, end: int, most: int) -> bool:
    """Whether more than ``most`` words or any punctuation stand in a stretch."""
    between = text[start:end]
    return _PARTS.search(between) is not None or len(between.split()) > most


_PARTS = re.compile(r"[,،.;؛:!?؟\n()]")


def break_at(sentence: Sentence, start: int, end: int) -> list[tuple[int, int]]:
    """The commas and 'and's that stand in a stretch, one at its very end whatever stands behind it."""
    inside = [span for span in sentence.breaks if start <= span[0] and span[1] <= end]
    if sentence.text.endswith(needs(_BREAK_LAST), start, end) and (not inside or inside[-1][1] != end):
        inside += [match.span() for match in _BREAK_LAST.finditer(sentence.text, start, end)]
    return inside


def breaks(sentence: Sentence, start: int, end: int) -> bool:
    """Whether a comma or 'and' stands in a stretch."""
    spans = sentence.breaks
    at = bisect_left(spans, (start, start))
    if at < len(spans) and spans[at][1] <= end:
        return True
    return (
        sentence.text.endswith(needs(_BREAK_LAST), start, end)
        and _BREAK_LAST.search(sentence.text, start, end) is not None
    )


_ASIDE = named("sentence", "aside")
_RELATIVE = named("sentence", "relative")

LIST_MARK = r"(?:--?|[*•·–—▪▫■□●○◾◽◼◻➢➤►▶▸‣⁃✓✔✅🔸🔹🔻🔴]\ufe0f?|\(?(?:\d{1,2}|[a-z])\s?[.)-])"
"""The pattern of what opens an item of a list: a bullet, a dash, a number or a letter."""

_LISTED = re.compile(rf"[:;,،؛]\s*\n|\n[^\W\d_][^\n:.!؟]{{1,40}}: ?\(?\d|\n[ \t]*{LIST_MARK}[ \t]+")
"""Lines that go on with what stands above them: behind a colon, the items of a list, a label with its figure."""


_LABEL = 45
"""Code points in which a label and the first digit of its figure stand."""


def in_brackets(sentence: Sentence, nth: int) -> bool:
    """Whether a figure stands inside round brackets."""
    text, item = sentence.text, sentence.stated[nth]
    opened = text.rfind("(", sentence.start, item.start)
    return opened > text.rfind(")", sentence.start, item.start) and text.find(")", item.end, sentence.end) >= 0


def begins_paragraph(sentence: Sentence, read: int) -> bool:
    """Whether a sentence begins a paragraph, where everything up to ``read`` stands before it."""
    gap = sentence.text[max(0, read - 1) : sentence.start]
    if "\n" not in gap:
        return False
    return _LISTED.search(sentence.text, max(0, read - 1), min(sentence.end, sentence.start + _LABEL)) is None
