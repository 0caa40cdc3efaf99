"""What is found in a text: the one way in which tests read a sentence; each says only what it is about."""

from __future__ import annotations

import datetime as dt
from typing import Any, Literal

from onrecord.annotation import as_annotation
from onrecord.claim import Claim, find_claims
from onrecord.gazetteer import catalogue
from onrecord.statement import Statement, statement_from_text
from tests.factories import BULLETIN

Language = Literal["ar", "en"]


def bulletin(text: str, day: dt.date | None, **said: Any) -> Statement:
    """A statement of that day, under a title that says that there is a war; ``said`` is what else it says of itself."""
    return statement_from_text(text, published_on=day, **{"title": BULLETIN} | said)


def claims_in(text: str, day: dt.date | None, **said: Any) -> list[Claim]:
    """The claims of a bulletin."""
    return find_claims(bulletin(text, day, **said), catalogue())


def worded_in(text: str, day: dt.date | None, **said: Any) -> list[tuple[str, Claim]]:
    """Its claims with a figure, each with the words of the figure, in the order in which the figures stand."""
    spans = ((claim.quantity and claim.quantity.span, claim) for claim in claims_in(text, day, **said))
    found = [(span.start, span.of(text), claim) for span, claim in spans if span]
    return [(words, claim) for _, words, claim in sorted(found, key=lambda one: one[0])]


def figures_in(text: str, day: dt.date | None, **said: Any) -> list[Claim]:
    """Its claims with a figure, in the order in which the figures stand."""
    return [claim for _, claim in worded_in(text, day, **said)]


def annotations_in(text: str, day: dt.date | None, **said: Any) -> list[dict[str, Any]]:
    """Its claims with a figure as an annotation has them, in the order in which the figures stand."""
    statement = bulletin(text, day, **said)
    return [as_annotation(claim, statement, catalogue()) for claim in figures_in(text, day, **said)]
