"""Counting in Arabic, where the noun agrees with the number, and in English, where it hardly does.

Unvocalised newsroom Arabic with European digits: one and two are words (ضربة واحدة، ضربتان), 3 to 10 take the plural,
11 to 99 the singular of specification (شريكاً), whole hundreds the plain singular; above a hundred the last two digits
decide, except that 101 and 102 take the singular (101 ضربة). None is "no" and the noun.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from fractions import Fraction
from functools import lru_cache
from typing import TYPE_CHECKING, Any, Literal

from onrecord.data import table

if TYPE_CHECKING:
    from onrecord.statement import Language

Case = Literal["nominative", "accusative", "genitive"]


@dataclass(frozen=True, slots=True)
class Noun:
    """A counted noun: its two English forms and its five Arabic ones, with its gender."""

    id: str
    one: str
    many: str
    singular: str
    dual: str
    dual_genitive: str
    plural: str
    accusative: str
    gender: Literal["m", "f"]
    measures: tuple[str, ...] = ()
    units: tuple[str, ...] = ()


@lru_cache(maxsize=1)
def nouns() -> dict[str, Noun]:
    """All counted nouns by id, as packaged."""
    return {key: _noun(key, entry) for key, entry in table("nouns").items()}


def _noun(key: str, entry: dict[str, Any]) -> Noun:
    one, many = entry["en"]
    singular, dual, dual_genitive, plural, accusative = entry["ar"]
    forms = (one, many, singular, dual, dual_genitive, plural, accusative)
    return Noun(key, *forms, entry["gender"], tuple(entry["measures"]), tuple(entry["units"]))


def noun_for(measure: str, unit: str) -> Noun:
    """The noun that names what a measure counts in this unit, else the noun of the unit, else 'unit'."""
    known = nouns()
    for noun in known.values():
        if measure in noun.measures and (unit in noun.units or not unit):
            return noun
    fitting = [noun for noun in known.values() if unit in noun.units and not noun.measures]
    return fitting[0] if fitting else known.get(unit, known["unit"])


# --------------------------------------------------------------------------------------------------------- numbers


def number_words(value: Fraction | int) -> str:
    """A number exactly as it is: 29,225; 98.5; 1/3. The minus sign is a true one."""
    exact = Fraction(value)
    sign, size = ("−" if exact < 0 else ""), abs(exact)
    if size.denominator == 1:
        return f"{sign}{size.numerator:,}"
    places = _finite_places(size.denominator)
    if places is None:
        return f"{sign}{size.numerator:,}/{size.denominator:,}"
    return sign + fixed(size, places)


def is_finite(value: Fraction) -> bool:
    """Whether the number can be written out as a decimal to its end."""
    return _finite_places(value.denominator) is not None


def fixed(value: Fraction, places: int) -> str:
    """The number with this many digits after the point, the last one rounded half up."""
    scaled = abs(value) * 10**places
    rounded = (scaled.numerator * 2 + scaled.denominator) // (2 * scaled.denominator)
    whole, rest = divmod(rounded, 10**places)
    sign = "−" if value < 0 and rounded else ""
    return f"{sign}{whole:,}" + (f".{rest:0{places}d}" if places else "")


def outward_words(value: Fraction, *, up: bool) -> str:
    """A bound in digits: exact where it ends, else to two digits, rounded so that it stays a bound."""
    if is_finite(value):
        return number_words(value)
    hundredths = value * 100
    whole = math.ceil(hundredths) if up else math.floor(hundredths)
    return number_words(Fraction(whole, 100))


def _finite_places(denominator: int) -> int | None:
    """How many digits after the point a fraction with this denominator needs, or None where it never ends."""
    twos = fives = 0
    while denominator % 2 == 0:
        denominator, twos = denominator // 2, twos + 1
    while denominator % 5 == 0:
        denominator, fives = denominator // 5, fives + 1
    return max(twos, fives) if denominator == 1 else None


# -------------------------------------------------------------------------------------------------------- counting


def count_words(value: Fraction | int, noun: Noun, language: Language, case: Case = "nominative") -> str:
    """A number and its noun, as the language counts."""
    return arabic_count(value, noun, case) if language == "ar" else english_count(value, noun)


def english_count(value: Fraction | int, noun: Noun) -> str:
    """One strike, 2 strikes, no strikes, 98.5 tonnes."""
    if value == 0:
        return f"no {noun.many}"
    return f"{number_words(value)} {noun.one if value == 1 else noun.many}"


def arabic_count(value: Fraction | int, noun: Noun, case: Case = "nominative") -> str:
    """The count with its noun in the form that the number asks for; ``case`` shows in one and two only."""
    exact = Fraction(value)
    if exact == 0:
        return f"لا {noun.plural}"
    if exact == 1:
        return _one(noun, case)
    if exact == 2:
        return noun.dual if case == "nominative" else noun.dual_genitive
    return f"{number_words(exact)} {arabic_form(exact, noun)}"


def arabic_form(value: Fraction | int, noun: Noun) -> str:
    """The form of the noun that stands after the number written in digits."""
    exact = Fraction(value)
    last = abs(exact.numerator) % 100
    if exact.denominator != 1:
        return noun.singular
    if 3 <= last <= 10:
        return noun.plural
    return noun.accusative if 11 <= last <= 99 else noun.singular


def _one(noun: Noun, case: Case) -> str:
    """One of it, with 'one' in the noun's gender; the masculine accusative shows in writing."""
    word = "واحدة" if noun.gender == "f" else "واحداً" if case == "accusative" else "واحد"
    head, of, kind = (noun.accusative if case == "accusative" else noun.singular).partition(" من ")
    return f"{head} {word}{of}{kind}"


# ----------------------------------------------------------------------------------------------------------- names


def genitive(name: str) -> str:
    """A printed name as it stands after a preposition: definite plurals in -un become -in (المدنيون، المدنيين)."""
    kept = table("sentences")["not_plurals"]
    return " ".join(
        f"{word[:-2]}ين" if word.startswith("ال") and word.endswith("ون") and word not in kept else word
        for word in name.split(" ")
    )


def joined(words: list[str], language: Language) -> str:
    """A list of words with 'and' before the last; in Arabic before each."""
    if language == "ar":
        return " و".join(words)
    return words[0] if len(words) == 1 else f"{', '.join(words[:-1])} and {words[-1]}"


def capital(text: str, language: Language) -> str:
    """The text as it begins a sentence."""
    return text[:1].upper() + text[1:] if language == "en" else text


def lower(text: str, language: Language) -> str:
    """The text as it goes on inside a sentence."""
    return text[:1].lower() + text[1:] if language == "en" else text


def comma(language: Language) -> str:
    """The comma of the language, with its space."""
    return "، " if language == "ar" else ", "
