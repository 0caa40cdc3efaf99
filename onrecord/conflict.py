"""Whether a text speaks of an armed conflict at all: of others no figure is a claim, whatever its words may count.

What says so are the words of a table (data/conflict.toml), a war or an armed party by its name, or, where the text
itself is silent, who spoke and who published it: an army's bulletin need not say that it is at war.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import cache

from onrecord import patterns as re
from onrecord.data import table
from onrecord.normal import Word, fold
from onrecord.scope import Catalogue
from onrecord.setwords import by_letter
from onrecord.statement import Statement

_ARMED = ("forces", "group", "coalition")
"""Kinds of actors whose name alone tells of a conflict."""

_ENOUGH = 2
"""Different words of the weaker sort that tell of a conflict together."""

_CLITICS = "[وف]?(?:[بكل]?ال|لل|[بكل])?"


def speaks_of_conflict(statement: Statement, folded: str, words: Sequence[Word], catalogue: Catalogue) -> bool:
    """Whether a statement tells of an armed conflict: its folded text with the words found there, or who gave it."""
    if _words("sure").search(folded) or any(_is_of_war(word, catalogue) for word in words):
        return True
    if _may_tell(folded, in_a_land=_in_a_land(words, catalogue)):
        return True
    if statement.speaker is not None and _armed(statement.speaker, catalogue):
        return True
    given = fold(f"{statement.publisher}\n{statement.speaker_name}\n{statement.title}").text
    return _words("sure").search(given) is not None or _may_tell(given)


def _may_tell(folded: str, *, in_a_land: bool = False) -> bool:
    """Whether words none of which is enough tell of one; ``in_a_land`` says that a place is named where one is."""
    if _words("mishap").search(folded):
        return False
    ordinary = _words("ordinary").search(folded) is not None
    if not ordinary and (in_a_land or _words("harm").search(folded)):
        return True
    enough = _ENOUGH + ordinary - in_a_land
    seen: set[str] = set()
    for found in _words("weak").finditer(folded):
        seen.add(found["stem"])
        if len(seen) >= enough:
            return True
    return False


def is_ordinary(folded: str) -> bool:
    """Whether a sentence tells of sport, trade, weather or the arts, and of no conflict."""
    told = ("sure", "harm", "weak")
    return _words("ordinary").search(folded) is not None and not any(_words(sort).search(folded) for sort in told)


def _is_of_war(word: Word, catalogue: Catalogue) -> bool:
    """Whether a word names a war or an armed party, or is of an entry that only a war has."""
    if "war" in word.kinds:
        return True
    senses = table("conflict")["senses"]
    return any(
        sense.id in senses.get(sense.kind, ()) or (sense.kind == "actor" and _armed(sense.id, catalogue))
        for sense in word.senses
    )


def _armed(actor: str, catalogue: Catalogue) -> bool:
    return actor in catalogue.actors and catalogue.actors[actor].kind in _ARMED


def _in_a_land(words: Iterable[Word], catalogue: Catalogue) -> bool:
    """Whether a place is named in one of the lands of which a conflict is expected."""
    lands = table("conflict")["lands"]
    named = (sense.id for word in words if "place" in word.kinds for sense in word.senses if sense.kind == "place")
    return any(catalogue.places.country(place) in lands for place in named)


@cache
def _words(sort: str) -> re.Pattern[str]:
    """One pattern of all the words of a sort, in both languages, folded."""
    english = by_letter(_form(form) for form in table("conflict")[sort]["en"])
    arabic = by_letter(_form(form) for form in table("conflict")[sort]["ar"])
    return re.compile(rf"(?<!\w)(?:{_CLITICS}(?=[\u0600-\u06ff])|(?=[a-z]))(?P<stem>{english}|{arabic})")


def _form(form: str) -> str:
    """The pattern of one word, with any end where it has a star."""
    return re.escape(fold(form.removesuffix("*")).text) + ("" if form.endswith("*") else r"(?!\w)")
