"""The card of one source in words: what it is, what it covers, what its codes mean, and what it cannot show."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from onrecord.arabic import comma
from onrecord.phrase import actor_words, fill, has_template, measure_words, period_words, place_words, template
from onrecord.reader import CodeShape, packaged_readers
from onrecord.scope import Catalogue
from onrecord.source import Card

if TYPE_CHECKING:
    from onrecord.statement import Language


@dataclass(frozen=True, slots=True)
class CardLine:
    """A line of a card; ``under`` the line before it that is not. ``quoted`` stands behind the words as the card has
    it, in English whatever the language."""

    words: str
    under: bool = False
    quoted: str = ""


def card_lines(card: Card, catalogue: Catalogue, language: Language) -> Iterator[CardLine]:
    """Everything a card says, and what the codes of its tables mean in days and metres."""
    yield from _fields(card, catalogue, language)
    if not card.settles:
        yield CardLine(template("card.leads", language))
    yield from _lateness(card, catalogue, language)
    yield from _releases(card, language)
    yield from _coverage(card, catalogue, language)
    yield from _codes(card, language)


def _fields(card: Card, catalogue: Catalogue, language: Language) -> Iterator[CardLine]:
    """The fields of one line."""
    rule = f"{comma(language)}{card.rule}" if card.rule else ""
    yield _quoting("publisher", card.publisher, language)
    yield CardLine(fill("card.voice", language, value=actor_words((card.voice,), catalogue, language) + rule))
    yield CardLine(fill("card.rows", language, value=_licence(card.licence, language)))
    yield CardLine(fill("card.totals", language, value=_licence(card.totals, language)))
    for key in ("address", "codebook", "get", "clock", "limits"):
        if value := getattr(card, key):
            yield _quoting(key, value, language)


def _quoting(key: str, value: str, language: Language) -> CardLine:
    return CardLine(fill(f"card.{key}", language, value=""), quoted=value)


def _licence(licence: str, language: Language) -> str:
    key = f"licences.{licence.replace('.', '_')}"
    return template(key, language) if has_template(key) else licence


def _lateness(card: Card, catalogue: Catalogue, language: Language) -> Iterator[CardLine]:
    if card.late is None:
        yield CardLine(template("card.late_unknown", language))
        return
    told = (f"{measure_words(measure, catalogue, language)} {late}" for measure, late in card.late.items())
    yield CardLine(fill("card.late", language, value=comma(language).join(told)))
    yield CardLine("", under=True, quoted=card.late_note)


def _releases(card: Card, language: Language) -> Iterator[CardLine]:
    if card.releases:
        told = (f"{version} {day.isoformat()}" for version, day in card.releases.items())
        yield CardLine(fill("card.releases", language, value=comma(language).join(told)))
        yield CardLine("", under=True, quoted=card.releases_note)


def _coverage(card: Card, catalogue: Catalogue, language: Language) -> Iterator[CardLine]:
    if card.coverage:
        yield CardLine(template("card.coverage", language))
    for part in card.coverage:
        told = (
            measure_words(part.measure, catalogue, language),
            place_words(part.places, catalogue, language, label=True),
            period_words(part.period, language),
            template(f"card.{part.completeness}", language),
        )
        yield CardLine(comma(language).join(told), under=True)


def _codes(card: Card, language: Language) -> Iterator[CardLine]:
    """What the codes in the tables of this source mean: from the codebook, as its reader holds it."""
    for reader in packaged_readers().values():
        if reader.card != card.id:
            continue
        for name, column in sorted(reader.columns.items()):
            if not column.codes:
                continue
            yield CardLine(fill("card.codes", language, value=f"{reader.id}, {name}"))
            for code, shape in column.codes.items():
                told = comma(language).join(_meaning(shape, language))
                yield CardLine(f"{code}{' (' + told + ')' if told else ''}: ", under=True, quoted=shape.doc or code)


def _meaning(shape: CodeShape, language: Language) -> Iterator[str]:
    """How far a code leaves place and day open."""
    if shape.metres is not None:
        yield fill("card.metres", language, value=shape.metres)
    if any(shape.days):
        yield fill("card.days", language, before=shape.days[0], after=shape.days[1])
