"""Tiny makers of the things tests speak of; each test names only what it is about."""

from __future__ import annotations

import csv
import datetime as dt
from fractions import Fraction
from io import StringIO
from typing import Any

from onrecord.bounds import Answer, Bounds
from onrecord.box import Box, Ground, Part
from onrecord.claim import Claim
from onrecord.figure import COLUMNS, Figure
from onrecord.finding import Finding, Outcome
from onrecord.period import parse_edtf
from onrecord.place import Place
from onrecord.proof import Premise, Proof, Step
from onrecord.quantity import Quantity, Span
from onrecord.row import Term
from onrecord.scope import Scope
from onrecord.statement import Statement

ADDRESS = "https://example.org/release"

BULLETIN = "war bulletin"
"""The title of sentences of tests, so that they need not say themselves that there is a war."""


CARD = """
[card]
id = "a-monitor"
names = { en = "A monitor", ar = "جهة رصد" }
publisher = "A monitor"
voice = "airwars"
licence = "not-redistributable"
totals = "free"
address = "https://example.org/"
doc = { en = "Strikes.", ar = "ضربات." }
coverage = [{ measure = "strikes", places = ["SY"], period = "2018", completeness = "complete" }]
"""
"""The card of a monitor whose table holds all the strikes on Syria in 2018."""

MAPPING = """
id = "my-table"
[columns]
day = { type = "day", filled = true, formats = ["%d/%m/%Y"], also = ["#date"] }
where = { also = ["#loc+name"] }
n = { type = "count", filled = true, also = ["#affected"] }
[when]
first = "day"
[where]
country = "=Syria"
place = "where"
[[counts]]
measure = "strikes"
low = "n"
high = "n"
by = "=coalition"
"""
"""How its table is laid out."""


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


def quantity(low: int | None = 132, comparator: Any = "=", unit: str = "strike", **changes: Any) -> Quantity:
    """A number as stated: one end of a comparison, or both where it is exact or about."""
    value = None if low is None else Fraction(low)
    given = {
        "low": None if comparator in ("<", "<=") else value,
        "high": None if comparator in (">", ">=") else value,
        "comparator": comparator,
        "unit": unit,
    }
    return Quantity(**given | changes)


def claim(claim_id: str = "c1", asked: Scope | None = None, **changes: Any) -> Claim:
    """A claim of 132 strikes, asserted by the coalition, unless said otherwise."""
    given: dict[str, Any] = {
        "id": claim_id,
        "statement": "s1",
        "span": Span(0, 10),
        "form": "amount",
        "scope": asked or scope(),
        "quantity": quantity(),
        "modality": "asserted",
        "speaker": "coalition",
        "checkable": "yes",
        "reason": "",
    }
    return Claim(**given | changes)


def statement(text: str = "The Coalition made 132 strikes.", **changes: Any) -> Statement:
    """A statement of the coalition's, published on 19 May 2018."""
    given: dict[str, Any] = {
        "id": "s1",
        "text": text,
        "language": "en",
        "published_on": dt.date(2018, 5, 19),
        "speaker": "coalition",
    }
    return Statement(**given | changes)


def premise(premise_id: str, value: int, asked: Scope | None = None) -> Premise:
    """A figure as a premise of a proof; not meant to be checked."""
    counted = asked or scope()
    start, end = counted.period.start, counted.period.end
    assert start is not None
    assert end is not None
    roles = {role: getattr(counted, role) for role in ("by", "against", "of", "places", "without")}
    box = Box("coalition", "", counted.measure, **roles, start=start, end=end)
    exactly = Fraction(value)
    return Premise(premise_id, "figure", (Part(Fraction(1), box),), exactly, exactly, {"figures": []})


def proof(side: Any, *values: int, question: Scope | None = None, multiplier: Fraction = Fraction(1)) -> Proof:
    """A proof that adds up values, negative ones taken away: proof("high", 184, -52). Not meant to be checked."""
    steps = tuple(
        Step(multiplier if value > 0 else -multiplier, f"f{n}", side, Fraction(abs(value)))
        for n, value in enumerate(values, 1)
    )
    premises = {f"f{n}": premise(f"f{n}", abs(value), question) for n, value in enumerate(values, 1)}
    total = sum((step.multiplier * step.value for step in steps), Fraction(0))
    asked = () if question is None else premise("question", 0, question).parts
    return Proof(asked, side, steps, premises, total, True, Ground({}, {}, {}, {}, {}))


def bounds(low: int | None, high: int | None, asked: Scope | None = None, **changes: Any) -> Bounds:
    """Bounds on the coalition's count of one scope, without proofs unless given."""
    ends = [None if end is None else Fraction(end) for end in (low, high)]
    question = (Term(Fraction(1), "coalition", "", asked or scope()),)
    given: dict[str, Any] = {"question": question, "low": ends[0], "high": ends[1]}
    rest = {"low_proof": None, "high_proof": None, "hangs_on": (), "tight": True, "figures_used": 3, "figures_known": 9}
    return Bounds(**given | rest | changes)


def answer(low: Any, high: Any, asked: Scope | None = None, **changes: Any) -> Answer:
    """The answer to an amount: one part, with the same ends."""
    ends = [None if end is None else Fraction(end) for end in (low, high)]
    whole = [None if end is None else int(end) for end in ends]
    return Answer("amount", *ends, (bounds(*whole, asked, **changes),))


def finding(outcome: str, held: Answer | None, made: Claim | None = None, **changes: Any) -> Finding:
    """A finding of that outcome, resting on the coalition's own figures."""
    named = Outcome(outcome)
    given: dict[str, Any] = {
        "claim": made or claim(),
        "outcome": named,
        "by_voice": (),
        "known_now": held,
        "known_then": None,
        "as_reported": named,
        "allowing_lateness": None,
        "own_side_only": True,
        "readings": (),
        "contradictions": (),
    }
    return Finding(**given | changes)
