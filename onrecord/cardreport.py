"""The card of one source, whole: what it is, what it covers, what its codes mean, and what it cannot show."""

from __future__ import annotations

from collections.abc import Iterator

from onrecord.arabic import comma
from onrecord.phrase import actor_words, fill, has_template, measure_words, period_words, place_words, template
from onrecord.reader import CodeShape, packaged_readers
from onrecord.source import Card
from onrecord.terminal import QUIET, Page


def card_report(page: Page, card: Card) -> None:
    """Everything a card says, and what the codes of its tables mean in days and metres."""
    page.line(f"{card.id}: {card.names.get(page.language, card.publisher)}", style="bold")
    page.line(card.doc.get(page.language, ""))
    for key, value in _fields(page, card):
        if value:
            page.line(fill(f"card.{key}", page.language, value=value), 2)
    if not card.settles:
        page.line(template("card.leads", page.language), 2)
    _lateness(page, card)
    _releases(page, card)
    _coverage(page, card)
    _codes(page, card)


def _fields(page: Page, card: Card) -> Iterator[tuple[str, str]]:
    """The fields of one line."""
    yield "publisher", card.publisher
    rule = f"{comma(page.language)}{card.rule}" if card.rule else ""
    yield "voice", actor_words((card.voice,), page.catalogue, page.language) + rule
    yield "rows", _licence(page, card.licence)
    yield "totals", _licence(page, card.totals)
    yield from (("address", card.address), ("codebook", card.codebook), ("get", card.get), ("clock", card.clock))
    yield "limits", card.limits


def _licence(page: Page, licence: str) -> str:
    key = f"licences.{licence.replace('.', '_')}"
    return template(key, page.language) if has_template(key) else licence


def _lateness(page: Page, card: Card) -> None:
    if card.late is None:
        page.line(template("card.late_unknown", page.language), 2)
        return
    told = (f"{measure_words(measure, page.catalogue, page.language)} {late}" for measure, late in card.late.items())
    page.line(fill("card.late", page.language, value=comma(page.language).join(told)), 2)
    page.line(card.late_note, 4, QUIET)


def _releases(page: Page, card: Card) -> None:
    if card.releases:
        told = (f"{version} {day.isoformat()}" for version, day in card.releases.items())
        page.line(fill("card.releases", page.language, value=comma(page.language).join(told)), 2)
        page.line(card.releases_note, 4, QUIET)


def _coverage(page: Page, card: Card) -> None:
    if card.coverage:
        page.line(template("card.coverage", page.language), 2)
    for part in card.coverage:
        told = (
            measure_words(part.measure, page.catalogue, page.language),
            place_words(part.places, page.catalogue, page.language, label=True),
            period_words(part.period, page.language),
            template(f"card.{part.completeness}", page.language),
        )
        page.line(comma(page.language).join(told), 4)


def _codes(page: Page, card: Card) -> None:
    """What the codes in the tables of this source mean: from the codebook, as its reader holds it."""
    for reader in packaged_readers().values():
        if reader.card != card.id:
            continue
        for name, column in sorted(reader.columns.items()):
            if not column.codes:
                continue
            page.line(fill("card.codes", page.language, value=f"{reader.id}, {name}"), 2)
            for code, shape in column.codes.items():
                page.line(f"{code}: {comma(page.language).join(_meaning(page, shape)) or code}", 4, QUIET)


def _meaning(page: Page, shape: CodeShape) -> Iterator[str]:
    """What one code means, in words, metres and days."""
    if shape.doc:
        yield shape.doc
    if shape.metres is not None:
        yield fill("card.metres", page.language, value=shape.metres)
    if any(shape.days):
        yield fill("card.days", page.language, before=shape.days[0], after=shape.days[1])
