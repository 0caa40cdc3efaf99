"""What is found in a text: the one way in which tests read a sentence; each says only what it is about."""

from __future__ import annotations

import datetime as dt
from pathlib import Path
from typing import Any, Literal

import pytest

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


EVAL = Path(__file__).parent / "eval"
UNREAD = "~ "
"""Before a line of a file under eval that is known to be read otherwise: its case must fail until it is read so."""


def lines_of(name: str) -> list[tuple[str, list[pytest.MarkDecorator]]]:
    """The lines of a file under eval but for comments, each with the marks of its case."""
    unread = pytest.mark.xfail(strict=True, reason="known not to be read so")
    lines = (EVAL / name).read_text(encoding="utf-8").splitlines()
    held = [line for line in lines if line.strip() and not line.startswith("#")]
    return [(line.removeprefix(UNREAD), [unread] if line.startswith(UNREAD) else []) for line in held]


def cases_of(name: str) -> list[Any]:
    """The cases of such a file whose lines are cut at ' | '."""
    rows = [(line.split(" | "), marks) for line, marks in lines_of(name)]
    return [pytest.param(*row, id=max(row, key=len), marks=marks) for row, marks in rows]
