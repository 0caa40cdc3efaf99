"""Words that the rules of a language look for beside a figure: the entries of data/lexicon/{en,ar}/grammar.toml.

Unlike the words of the other tables these have no meaning of their own; a rule looks for them where it stands.
"""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache

from onrecord import patterns as re
from onrecord.data import table


@cache
def forms(language: str, kind: str, *names: str) -> tuple[str, ...]:
    """The folded forms of a kind of words, or of some entries of it, the longest first."""
    from onrecord.normal import fold  # reading numbers needs these words, and the normal form a number's span

    rows = table(f"lexicon/{language}/grammar")[kind]
    held = {fold(form).text for name, row in rows.items() if not names or name in names for form in row["forms"]}
    return tuple(sorted(held, key=lambda form: (-len(form), form)))


@cache
def one_of(language: str, kind: str, *names: str) -> str:
    """A pattern for any of the forms; what must stand around them is said where it is used."""
    return either(forms(language, kind, *names))


def either(words: Iterable[str]) -> str:
    """A pattern for any of some words as they are written, the longest first."""
    return f"(?:{by_letter(sorted(map(re.escape, words), key=len, reverse=True))})"


def by_letter(patterns: Iterable[str]) -> str:
    """Patterns that each begin with a letter as alternatives in their order, those of one letter behind it together.

    Of hundreds of words only those are tried that begin with the letter that stands in the text.
    """
    begun: dict[str, list[str]] = {}
    for pattern in patterns:
        letter = pattern[: 1 + pattern.startswith("\\")]
        begun.setdefault(letter, []).append(pattern[len(letter) :])
    return "|".join(f"{letter}(?:{'|'.join(rests)})" for letter, rests in begun.items())
