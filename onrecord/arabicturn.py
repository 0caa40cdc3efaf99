"""What other words of its clause make of an Arabic act: people moved to a hospital were hurt, not brought out.

Each turn names the verbs that it is said of and the words that turn them: entries of ``turn-verb`` and ``turn-word`` in
``data/lexicon/ar/grammar.toml``.
"""

from __future__ import annotations

from functools import cache

from onrecord import patterns as re
from onrecord.arabicact import Near
from onrecord.patterns import named
from onrecord.predicate import act_named
from onrecord.sentence import Sentence
from onrecord.setwords import forms, one_of

__all__ = ["turned"]

_TURNS = {
    "hospital": "injure",
    "rubble": "rescue",
    "nowhere": "abduct",
    "selves": "surrender",
    "corridor": "evacuate",
    "captive": "arrest",
    "home": "release",
}
"""The act that each turn makes of a verb."""

_PEOPLE = ("person", "civilian", "combatant", "staff", "displaced", "prisoner", "")


def turned(sentence: Sentence, near: Near | None, kind: str) -> Near | None:
    """An act that is done to people as the words of its clause turn it: اقتيد خمسة إلى جهة مجهولة were abducted."""
    if near is None or kind not in _PEOPLE:
        return near
    rank, word, sense = near
    for name, act in _TURNS.items():
        if sense.id == act or not sentence.text.startswith(forms("ar", "turn-verb", name), word.start):
            continue
        first, last = sentence.clause(word.start)
        told = _words(name).search(sentence.text, first, last)
        if told is not None and not _SICK.search(sentence.text, first, last):
            return rank, word, act_named(act)
    return near


_SICK = named("arabicturn", "sick")


@cache
def _words(name: str) -> re.Pattern[str]:
    return re.compile(rf"(?<!\w)[وفبل]?{one_of('ar', 'turn-word', name)}(?!\w)")
