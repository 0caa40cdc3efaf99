"""Comparisons without a number: 'the lowest figure since March', 'fewer than last week', أعلى حصيلة منذ.

Two closed kinds, both about a figure that stands before them. A superlative ranks it over a time: it must be said of
the figure, behind a comma or a verb of being, and the time must stand right behind 'since', or behind 'of any month'. A
comparative sets it against another time, named right behind 'than'. Anything else is left alone: 'the largest city' and
'more than a hundred' are no comparisons of two times.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Sequence
from functools import cache

from onrecord import patterns as re
from onrecord.assertion import REASONS, Base, Because, Claim, Than, checkable_as
from onrecord.data import table
from onrecord.manner import Manner
from onrecord.patterns import named
from onrecord.period import Period
from onrecord.sentence import Sentence
from onrecord.valueclass import dataclass, replace


@dataclass(frozen=True, slots=True)
class Ranked:
    """One comparison, by folded offsets: its words, which way it goes, and the time it is with, where that is named."""

    start: int
    end: int
    than: Than
    rival: tuple[int, int]
    period: Period | None
    noun: str = ""


# ------------------------------------------------------------------------------------------------------- in the words


def ranked(sentence: Sentence) -> list[Ranked]:
    """The comparisons without a number of a sentence, in the order of its text."""
    language = sentence.statement.language
    if not sentence.says(*_hints(language)):  # it is faster than the pattern, and nearly always tells
        return []
    if not _HINT[language].search(sentence.text, sentence.start, sentence.end):
        return []
    return sorted([*_superlatives(sentence), *_comparatives(sentence)], key=lambda found: found.start)


@cache
def _hints(language: str) -> tuple[str, ...]:
    """The words of which every comparison has one."""
    words = table("ranking")["words"]
    return tuple(form for kind in ("most", "fewest", "more", "fewer", "exceeds") for form in words[kind][language])


_HINT = {"en": named("ranking", "hint"), "ar": named("ranking", "arabic-hint")}
_SUPERLATIVE = {"en": named("ranking", "superlative"), "ar": named("ranking", "arabic-superlative")}


def _superlatives(sentence: Sentence) -> Iterator[Ranked]:
    text = sentence.text
    for found in _SUPERLATIVE[sentence.statement.language].finditer(text, sentence.start, sentence.end):
        than: Than = "most" if found.group("most") else "fewest"
        start, link = found.start("own"), found.start("link")
        within = found.group("link") in ("of", "in")
        rival = _any_of(sentence, found) if within else _time_at(sentence, link) or _unnamed(sentence, link)
        if rival is not None:
            yield Ranked(start, rival[0][1], than, *rival, found.group("between"))


Rival = tuple[tuple[int, int], Period | None]
"""Where the time of a comparison stands, and the time."""


def _time_at(sentence: Sentence, link: int) -> Rival | None:
    """The time named at 'since', from its first day on."""
    for dated in sentence.dated:
        if link <= dated.start <= link + len("since ") and dated.period.start is not None:
            return (link, dated.end), Period(dated.period.start, None, "since")
    year = _YEAR.match(sentence.text, link)
    if year is None:
        return None
    return (link, year.end()), Period(dt.date(int(year.group(1)), 1, 1), None, "since")


_YEAR = named("ranking", "year")
_EVENT = named("ranking", "event")


def _unnamed(sentence: Sentence, link: int) -> Rival | None:
    """A time named by an event, whose day the words do not give: 'since the war began'."""
    found = _EVENT.match(sentence.text, link, sentence.clause(link)[1])
    return None if found is None else (found.span(), None)


def _any_of(sentence: Sentence, found: re.Match[str]) -> Rival | None:
    """Any day, week or month of a time that is named: 'of any month this year'."""
    link = found.start("link")
    kind = _ANY.match(sentence.text, found.end("link") + 1)
    if kind is None:
        return None
    for dated in sentence.dated:
        if dated.start < kind.end():
            continue
        if _OF_TIME.fullmatch(sentence.text, kind.end(), dated.start):
            return (link, dated.end), dated.period
    return None


_ANY = named("ranking", "any")
_OF_TIME = named("ranking", "of-time")
_COMPARATIVE = {"en": named("ranking", "comparative"), "ar": named("ranking", "arabic-comparative")}


def _comparatives(sentence: Sentence) -> Iterator[Ranked]:
    """Comparatives whose other time stands right behind 'than', and that no figure is the size of."""
    text, language = sentence.text, sentence.statement.language
    for found in _COMPARATIVE[language].finditer(text, sentence.start, sentence.end):
        if _SIZED.search(text, max(sentence.start, found.start() - 12), found.start()) or _sized(sentence, found):
            continue
        other = _other_time(sentence, found.end())
        if other is None:
            continue
        rival, any_of = other
        up = not found.group("fewer")
        than: Than = ("most" if up else "fewest") if any_of else ("more" if up else "fewer")
        start = found.start() + (text[found.start()] in "وف" and text[found.start() + 1 : found.start() + 2] == "ه")
        yield Ranked(start, rival[0][1], than, *rival)


_SIZED = named("ranking", "sized")


def _sized(sentence: Sentence, found: re.Match[str]) -> bool:
    """Whether a figure is by how much: '40 fewer raids than', 'three times more than', اكثر ب 40 من."""
    near = (sentence.between(item.end, found.start()) for item in sentence.stated if item.end <= found.start())
    inside = any(found.start() <= item.start < found.end() for item in sentence.stated)
    return inside or any(gap.count(" ") <= 1 and not set(",،;:()") & set(gap) and not _AS.search(gap) for gap in near)


_AS = named("ranking", "as")


def _other_time(sentence: Sentence, end: int) -> tuple[Rival, bool] | None:
    """The time right behind 'than', and whether it is any of its kind: 'in any month since May'."""
    text, language = sentence.text, sentence.statement.language
    any_of = _ANY_SINCE[language].match(text, end, sentence.end)
    if any_of is not None:
        rival = _time_at(sentence, any_of.start("since"))
        return None if rival is None else (((end + 1, rival[0][1]), rival[1]), True)
    for dated in (dated for dated in sentence.dated if dated.start >= end):
        told = set(sentence.between(end, dated.start).split()) <= _than(language)
        if dated.period.start is None or not told or text[dated.end : dated.end + 2] == "'s":
            return None
        return ((end + 1, dated.end), dated.period), False
    return None


_ANY_SINCE = {"en": named("ranking", "any-since"), "ar": named("ranking", "arabic-any-since")}


@cache
def _than(language: str) -> frozenset[str]:
    return frozenset(table("ranking")["words"]["than"][language])


# --------------------------------------------------------------------------------------------------------- as a claim


def figure_of(sentence: Sentence, found: Ranked, claims: Sequence[Claim]) -> Claim | None:
    """The figure that a comparison is about: the last one before it in its sentence, or in the sentence before."""
    at = sentence.folded.span(found.start, found.end)
    first = sentence.folded.span(sentence.start, sentence.end).start
    before = [claim for claim in claims if claim.span.start < at.start and claim.form in ("amount", "share")]
    if not before:
        return None
    figure = before[-1]
    if figure.span.start >= first:
        return figure
    opening = sentence.between(sentence.start, found.start)
    return figure if _POINTING.fullmatch(opening) else None


_POINTING = named("ranking", "pointing")


def same_thing(sentence: Sentence, found: Ranked, figure: Claim) -> bool:
    """Whether no noun of a comparison names what its figure does not count: not '40 dead, the largest raid since'.

    A day or month that is ranked itself is ranked by something that is not said, but for 'the deadliest'.
    """
    language, said = sentence.statement.language, set(sentence.between(found.start, found.rival[0]).split())
    if said & set(table("ranking")["words"]["deadly"][language]):
        return figure.scope.measure in DEADLY
    if set(found.noun.split()[:1]) & set(table("ranking")["words"]["any"]["times"]):
        return False
    nouns = [
        sense.data
        for word in sentence.inside(found.start, found.rival[0], "noun")
        for sense in word.senses
        if sense.kind == "noun"
    ]
    measures = {str(data["measure"]) for data in nouns if "measure" in data}
    return not nouns or figure.scope.measure in measures or any(data.get("unit") == "person" for data in nouns)


DEADLY = ("deaths", "civilian_deaths", "combatant_deaths", "casualties")


def compared_claim(sentence: Sentence, found: Ranked, figure: Claim, manner: Manner) -> Claim:
    """The comparison as a claim about what its figure counts; said by whoever says the figure, in one sentence."""
    span, rival = sentence.folded.span(found.start, found.end), sentence.folded.span(*found.rival)
    base = Base(rival.of(sentence.statement.text), None, found.period, rival, found.than)
    speaker, named = manner.speaker(sentence)
    modality = manner.modality
    if modality == "asserted" and figure.span.start >= sentence.folded.span(sentence.start, sentence.end).start:
        modality, speaker, named = figure.modality, figure.speaker, figure.slots.get("speaker")
    checkable, key = checkable_as("comparison", figure.scope, None, modality, base)
    kept = {slot: held for slot, held in figure.slots.items() if slot not in ("quantity", "speaker")}
    because = {**figure.because, "form": Because("comparison", (span,))}
    return replace(
        figure,
        span=span,
        form="comparison",
        quantity=None,
        base=base,
        modality=modality,
        speaker=speaker,
        checkable=checkable,
        reason=REASONS.get(key, ""),
        reason_key=key,
        slots={**kept, "base": rival, **({"speaker": named} if named is not None else {})},
        because=because,
    )
