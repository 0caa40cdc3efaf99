"""Marks over a statement's text: each claim at its exact span, however spans nest or overlap; the text is untouched.

HTML elements nest, spans need not. So the text is cut at every border of a claim or its quantity, and each piece is
marked for itself; pieces carry a background only, so letters join across the cuts.
"""

from __future__ import annotations

import itertools
import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from markupsafe import Markup

from onrecord.quantity import Span

PARAGRAPH_BREAK = re.compile(r"[\r\n]+")


@dataclass(frozen=True, slots=True)
class Marked:
    """A claim to be marked: its id, its span, its quantity's span, and its outcome (a class of the style sheet)."""

    id: str
    span: Span
    quantity: Span | None
    outcome: str


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of text under the same claims throughout. ``claims`` are those it lies in, the shortest first;
    ``begins`` those of them whose first piece this is; ``is_quantity`` where the shortest one's quantity stands."""

    start: int
    end: int
    claims: tuple[str, ...]
    begins: tuple[str, ...]
    outcome: str
    is_quantity: bool


def paragraphs(text: str) -> list[Span]:
    """The paragraphs of a text; what lies between them is line breaks only."""
    found, at = [], 0
    for gap in [*PARAGRAPH_BREAK.finditer(text), None]:
        end = len(text) if gap is None else gap.start()
        if text[at:end].strip():
            found.append(Span(at, end))
        at = len(text) if gap is None else gap.end()
    return found


def cut(within: Span, marks: Iterable[Marked]) -> list[Piece]:
    """A stretch of text cut at every border of the marks; put together again, the pieces are that stretch."""
    here = sorted((m for m in marks if m.span.overlaps(within)), key=lambda m: (_length(m.span), m.span.start, m.id))
    borders = {within.start, within.end}
    for mark in here:
        for span in (mark.span, mark.quantity):
            borders.update(() if span is None else (span.start, span.end))
    kept = sorted(border for border in borders if within.start <= border <= within.end)
    return [_piece(Span(start, end), within, here) for start, end in itertools.pairwise(kept)]


def _length(span: Span) -> int:
    return span.end - span.start


def _piece(span: Span, within: Span, marks: Sequence[Marked]) -> Piece:
    over = [mark for mark in marks if mark.span.overlaps(span)]
    begins = tuple(mark.id for mark in over if max(mark.span.start, within.start) == span.start)
    first = over[0] if over else None
    quantity = any(mark.quantity is not None and mark.quantity.overlaps(span) for mark in over)
    ids = tuple(mark.id for mark in over)
    return Piece(span.start, span.end, ids, begins, first.outcome if first else "", quantity)


def marked_text(text: str, within: Span, marks: Sequence[Marked], link: Callable[[str], str]) -> Markup:
    """The stretch as HTML: a mark for each piece under a claim, linked to its shortest claim's card.

    A claim that began in an earlier paragraph has no id here: ids stand once, where the claim begins.
    """
    starts = {mark.id: mark.span.start for mark in marks}
    parts = []
    for piece in cut(within, marks):
        words = Markup.escape(text[piece.start : piece.end])
        if piece.is_quantity:
            words = Markup('<span class="q">{}</span>').format(words)
        if piece.claims:
            ids = [claim for claim in piece.begins if starts[claim] == piece.start]
            words = _mark(words, piece, ids, link(piece.claims[0]))
        parts.append(words)
    return Markup("").join(parts)


def _mark(words: Markup, piece: Piece, ids: Sequence[str], address: str) -> Markup:
    """One marked piece: the first id on the mark, further ones on spans around its words."""
    linked = Markup('<a href="{}">{}</a>').format(address, words)
    for claim in ids[1:]:
        linked = Markup('<span id="{}">{}</span>').format(claim, linked)
    name = Markup(' id="{}"').format(ids[0]) if ids else Markup("")
    claims = " ".join(piece.claims)
    return Markup('<mark class="{}"{} data-claims="{}">{}</mark>').format(piece.outcome, name, claims, linked)
