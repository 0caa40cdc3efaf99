"""The words of pages as HTML: what stands around the findings, and every sentence with its numbers kept in order.

Inside Arabic each number is isolated, and each formula is one stretch that runs left to right; else they turn round.
A statement's own text never passes through here.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Any

from markupsafe import Markup

from onrecord import wording
from onrecord.data import table
from onrecord.scope import Catalogue
from onrecord.statement import Language

LONGEST_UNBROKEN = 24
"""A formula of more characters than this may break over lines: a phone has no more room."""
MONTH_PAIR = re.compile(r"(?:[\u0621-\u064a]+ )?[\u0621-\u064a]+/(?:[\u0621-\u064a]+ )?[\u0621-\u064a]+")


def speak(text: str, language: Language) -> Markup:
    """A sentence of ours as HTML: escaped, its formulas and (in Arabic) its numbers isolated."""
    parts = [_segment(kind, words, language) for kind, words in wording.segments(text)]
    return Markup("").join(parts)


def _segment(kind: str, words: str, language: Language) -> Markup:
    if kind == "formula":
        # The first sign of a stretch may follow a blank that belongs to the sentence.
        lead = words[: len(words) - len(words.lstrip())]
        cls = "ltr" if len(words) <= LONGEST_UNBROKEN else "ltr long"
        return Markup('{}<span class="{}">{}</span>').format(lead, cls, words.lstrip())
    if language != "ar":
        return Markup.escape(words)
    if kind == "number":
        return Markup("<bdi>{}</bdi>").format(words)
    return Markup(MONTH_PAIR.sub(lambda m: f'<span class="nb">{m.group()}</span>', str(Markup.escape(words))))


@dataclass(frozen=True, slots=True)
class Tongue:
    """One language of the pages, with the names that things are printed under."""

    language: Language
    catalogue: Catalogue

    def say(self, key: str, **words: object) -> Markup:
        """The packaged phrase, its brackets filled in, as HTML."""
        return speak(self.text(key, **words), self.language)

    def text(self, key: str, **words: object) -> str:
        """The same as plain text, for attributes and titles."""
        found: Any = table("pages")
        for part in key.split("."):
            found = found[part]
        return str(found[self.language]).format(**words)

    def html(self, text: str) -> Markup:
        """A sentence that the project made, as HTML."""
        return speak(text, self.language)

    @property
    def direction(self) -> str:
        return "rtl" if self.language == "ar" else "ltr"
