"""Why a claim was read as it was: for each slot the words, their entries in the tables and the rule that filled it.

And why a figure became no claim. Finding claims keeps the rules with each claim (:class:`onrecord.assertion.Because`);
here the words are looked up again and the numbers that were never looked at as figures are given their reason.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache

from onrecord.assertion import Because, Claim
from onrecord.claim import read_claims
from onrecord.data import table
from onrecord.lexicon import TABLES, build_lexicon
from onrecord.normal import Folded, Sense, Word, fold
from onrecord.quantity import Number, Span, find_numbers, find_quantities
from onrecord.scope import Catalogue
from onrecord.sentence import Sentence, no_figure, sentences
from onrecord.statement import Statement

SLOTS = ("form", "measure", "quantity", "by", "against", "of", "place", "period", "base", "modality", "speaker")
"""The slots in the order in which they are told."""

KINDS: Mapping[str, frozenset[str]] = {
    "measure": frozenset({"noun", "dual", "act", "event_word"}),
    "place": frozenset({"place"}),
    **dict.fromkeys(("by", "against", "of", "speaker"), frozenset({"actor", "own_side", "noun"})),
}
"""The kinds of entry that fill a slot, where a word may mean more than it is taken for there."""

FILLING = {"quantity": ("numbers", "quantities"), "period": ("dates", "timing", "wars")}
"""The tables whose entries fill a slot."""

NEVER = frozenset({"role", "ellipsis", "against_base", "predicate", "pointer"})
"""Kinds of entry that only hold a sentence together, and fill nothing."""


@dataclass(frozen=True, slots=True)
class Clue:
    """Words of the statement, and the entries of the tables that they were found by, as ``table: kind id``."""

    span: Span
    entries: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Filled:
    """How one slot of a claim was filled: the key of the rule, and the words that it went by."""

    slot: str
    rule: str
    clues: tuple[Clue, ...]


@dataclass(frozen=True, slots=True)
class Unclaimed:
    """A figure or number that became no claim: the key of the reason, and the word that gave it, where one did."""

    span: Span
    why: str
    clue: Clue | None = None


@dataclass(frozen=True, slots=True)
class Explanation:
    """The claims of a statement, how each slot of each was filled, and the numbers that became none."""

    claims: tuple[Claim, ...]
    filled: Mapping[str, tuple[Filled, ...]]
    unclaimed: tuple[Unclaimed, ...]


def explain_claims(statement: Statement, catalogue: Catalogue) -> Explanation:
    """The claims of a statement as :func:`onrecord.claim.find_claims` gives them, and why they are what they are."""
    claims, aside = read_claims(statement, catalogue)
    folded = fold(statement.text)
    words = build_lexicon(catalogue).find(folded)
    found = _Words(folded, words)
    filled = {claim.id: tuple(_filled(claim, statement.text, found)) for claim in claims}
    left = [Unclaimed(each.span, each.why, None if each.word is None else found.clue(each.word)) for each in aside]
    taken = [span for claim in claims for span in (claim.slots.get("quantity"), claim.slots.get("base")) if span]
    held = _Stretches((span, ()) for span in (*taken, *(each.span for each in left)))
    for span, why in dict.fromkeys(_numbers(statement, folded, words)):
        if why == "date" or not held.over(span):
            left.append(Unclaimed(span, why, found.within(span)))
    return Explanation(tuple(claims), filled, tuple(sorted(left, key=lambda each: each.span.start)))


class _Stretches:
    """Stretches of a text with what stands in each, to be asked for those that overlap another."""

    def __init__(self, held: Iterable[tuple[Span, tuple[Sense, ...]]]) -> None:
        self._held = sorted(held, key=lambda each: (each[0].start, each[0].end))
        self._starts = [span.start for span, _ in self._held]
        self._longest = max((span.end - span.start for span, _ in self._held), default=0)

    def over(self, span: Span) -> list[tuple[Span, tuple[Sense, ...]]]:
        """Those that overlap a span."""
        first = bisect_left(self._starts, span.start - self._longest)
        near = self._held[first : bisect_left(self._starts, span.end)]
        return [each for each in near if each[0].overlaps(span)]


class _Words:
    """The words that the tables know in a text, by where they stand in it as received."""

    def __init__(self, folded: Folded, words: Iterable[Word]) -> None:
        self._found = _Stretches((folded.span(*word.whole), word.senses) for word in words)

    def clue(self, span: Span, slot: str = "") -> Clue:
        """A stretch with the entries of the words in it: of those that can fill the slot, where there are any."""
        senses = [sense for _, held in self._found.over(span) for sense in held if sense.kind not in NEVER]
        meant = [sense for sense in senses if _fills(sense.kind, slot)]
        return Clue(span, tuple(dict.fromkeys(entry_of(sense) for sense in meant or senses)))

    def within(self, span: Span) -> Clue | None:
        """The entries of a number in words; None for one in digits."""
        clue = self.clue(span)
        return clue if clue.entries else None


def _fills(kind: str, slot: str) -> bool:
    return kind in KINDS.get(slot, ()) or _tables().get(kind, "") in FILLING.get(slot, ())


def entry_of(sense: Sense) -> str:
    """Where a meaning stands in the tables: ``measures: noun strike``, ``places: SY-DY-abukamal``."""
    if sense.kind in ("place", "actor"):
        return f"{sense.kind}s: {sense.id}"
    return f"{_tables().get(sense.kind, sense.kind)}: {sense.kind} {sense.id}"


@cache
def _tables() -> dict[str, str]:
    """The word table that holds the entries of each kind."""
    held = {name: table(f"lexicon/{name}") for name in TABLES}
    return {row.get("kind", kind): name for name in TABLES for kind, rows in held[name].items() for row in rows}


def _filled(claim: Claim, text: str, found: _Words) -> Iterator[Filled]:
    """How each slot of a claim was filled."""
    because = dict(claim.because)
    if (span := claim.slots.get("quantity")) is not None:
        digits = any(letter.isdigit() for letter in span.of(text))
        because["quantity"] = Because("digits" if digits else "words", (span,))
    if (span := claim.slots.get("base")) is not None:
        because.setdefault("base", Because(claim.form, (span,)))
    if (span := claim.slots.get("speaker")) is not None:
        because.setdefault("speaker", Because("beside_attribution", (span,)))
    for slot in (*SLOTS, *sorted(because.keys() - set(SLOTS))):
        if slot in because:
            why = because[slot]
            yield Filled(slot, why.rule, tuple(found.clue(span, slot) for span in why.words))


def _numbers(statement: Statement, folded: Folded, words: Sequence[Word]) -> Iterator[tuple[Span, str]]:
    """Every number of a text that was not looked at as a figure, with the key of the reason; a date as a whole."""
    read = list(sentences(statement, folded, words))
    starts = [sentence.start for sentence in read]
    for number in find_numbers(folded, words, statement.language):
        start, end, why = number.start, number.end, "no_words"
        at = bisect_right(starts, number.start) - 1
        held = read[at] if at >= 0 and number.start < read[at].end else None
        if held is not None:
            dated = next((each for each in held.dated if each.start < number.end and number.start < each.end), None)
            start, end = (start, end) if dated is None else (dated.start, dated.end)
            why = _why_none(held, number) if dated is None else "date"
        yield folded.span(start, end), why


def _why_none(sentence: Sentence, number: Number) -> str:
    """Why a number of a sentence, and of no date in it, is no figure."""
    if number.kind == "zero":
        return "zero"
    stated = find_quantities(sentence.folded, sentence.words, [number])
    why = no_figure(sentence.folded, sentence.words, stated[0]) if stated else ""
    return why or "part_of_another"
