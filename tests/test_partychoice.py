"""Who did it and whose the counted are, as the weights choose: in sentences of our own, and what must not change it."""

from __future__ import annotations

import datetime as dt
from typing import Literal

import pytest

from onrecord.claim import find_claims
from onrecord.gazetteer import catalogue
from onrecord.partychoice import ASKED
from onrecord.statement import statement_from_text
from tests.factories import BULLETIN

DAY = dt.date(2018, 6, 6)
Language = Literal["ar", "en"]
Parties = dict[str, list[str | None]]


def parties(text: str, language: Language, speaker: str | None = None) -> list[Parties]:
    """Who fills each role of each figure of a text, by the words that name them."""
    statement = statement_from_text(text, published_on=DAY, speaker=speaker, language=language, title=BULLETIN)
    claims = [claim for claim in find_claims(statement, catalogue()) if claim.quantity is not None]
    return [
        {
            role: [None if m.span is None else m.span.of(text) for m in claim.mentions[role]]
            for role in ASKED
            if claim.mentions.get(role)
        }
        for claim in claims
    ]


CHOSEN: list[tuple[Language, str, Parties, str]] = [
    (
        "en",
        "The rebels killed 12 soldiers near Homs.",
        {"by": ["The rebels"], "of": ["soldiers"]},
        "killers and killed",
    ),
    ("en", "Forty civilians were killed by the militia.", {"by": ["the militia"], "of": ["civilians"]}, "passive"),
    ("en", "Russian warplanes carried out 30 air strikes.", {"by": ["Russian warplanes"]}, "a nation's arms"),
    ("en", "Some 30 people were wounded.", {}, "nobody is told"),
    ("ar", "قتل المسلحون 12 جنديا.", {"by": ["المسلحون"], "of": ["جنديا"]}, "killers and killed, in Arabic"),
    ("ar", "دمرت قواتنا ست دبابات.", {"by": ["قواتنا"]}, "our own, in Arabic"),
    ("ar", "أصيب 30 شخصا.", {}, "nobody is told, in Arabic"),
]


@pytest.mark.parametrize(
    ("language", "text", "who"), [pytest.param(lang, text, who, id=name) for lang, text, who, name in CHOSEN]
)
def test_who_fills_the_roles(language: Language, text: str, who: Parties) -> None:
    assert parties(text, language) == [who]


@pytest.mark.parametrize(("language", "text"), [pytest.param(lang, text, id=name) for lang, text, _, name in CHOSEN])
def test_a_sentence_behind_changes_nobody(language: Language, text: str) -> None:
    behind = {"en": " The museum is open.", "ar": " المتحف مفتوح."}[language]
    assert parties(text + behind, language) == parties(text, language)
