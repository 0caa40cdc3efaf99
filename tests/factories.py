"""Tiny makers of the things tests speak of; each test names only what it is about."""

from __future__ import annotations

import csv
import datetime as dt
from fractions import Fraction
from io import StringIO
from typing import Any

from onrecord.figure import COLUMNS, Figure
from onrecord.period import parse_edtf
from onrecord.place import Place
from onrecord.scope import Scope

ADDRESS = "https://example.org/release"


def scope(
    measure: str = "strikes", places: tuple[str, ...] = ("IQ", "SY"), period: str = "2018-05", **roles: Any
) -> Scope:
    """What is counted; by the coalition against Daesh unless said otherwise."""
    return Scope(
        measure, places=places, period=parse_edtf(period), **{"by": ("coalition",), "against": ("daesh",)} | roles
    )


def figure(figure_id: str = "f1", low: int | None = 5, high: int | None = None, **changes: Any) -> Figure:
    """A figure; exactly ``low`` unless ``high`` is given too."""
    given: dict[str, Any] = {
        "id": figure_id,
        "source": "cjtf-oir",
        "voice": "coalition",
        "rule": "",
        "scope": scope(),
        "low": None if low is None else Fraction(low),
        "high": Fraction(high) if high is not None else None if low is None else Fraction(low),
        "sense": "equal",
        "published_on": dt.date(2018, 6, 1),
        "address": ADDRESS,
    }
    return Figure(**given | changes)


def place(place_id: str, within: str | None = None, **changes: Any) -> Place:
    """A place of the tree, printed under its id."""
    names = {"en": place_id, "ar": place_id}
    return Place(**{"id": place_id, "kind": "town", "names": names, "within": within} | changes)


ROW = (
    "t-1,CJTF-OIR,Coalition,strikes,Coalition,Daesh,,Iraq; Syria,2018-05-02,5,5,equal,2018-05-04,,"
    "https://example.org/release,"
)


def figures_row(**changes: str) -> dict[str, str]:
    """One row of a file of figures: 5 strikes in Iraq and Syria on a day of May 2018."""
    return dict(zip(COLUMNS, ROW.split(","), strict=True)) | changes


def figures_csv(*rows: dict[str, str]) -> bytes:
    """A file of figures as it would be received."""
    text = StringIO()
    writer = csv.DictWriter(text, COLUMNS, lineterminator="\n")
    writer.writeheader()
    writer.writerows(rows or [figures_row()])
    return text.getvalue().encode("utf-8")
