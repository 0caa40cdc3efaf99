"""The checker of proofs: a valid one holds; every kind of tampering is refused, by digest and by the mathematics."""

from __future__ import annotations

import contextlib
import copy
import json
from collections.abc import Callable
from dataclasses import replace
from fractions import Fraction
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from onrecord import proof as proofs
from onrecord.actor import Actor, Actors, Stint
from onrecord.bounds import bound, ratio
from onrecord.box import ProofError
from onrecord.contradiction import contradictions
from onrecord.proof import Proof, check
from onrecord.prooffile import check_document, from_document
from onrecord.row import Record
from tests.engine_oracles import (
    AT_MOST_COME,
    CHANGES_HANDS,
    CLOCKS,
    COME_AND_GO,
    MORE_ENGAGEMENTS,
    NOBODY_LEFT,
    WORLD,
    a_figure,
    a_record,
    a_scope,
    all_of,
    an_event,
    day,
)

Document = dict[str, Any]
Change = Callable[[Document], object]


# ------------------------------------------------------------------------------------------------------- the examples


def spine() -> Record:
    """184 in six days and 52 in the last two, 3 of them in A1 on the first day; more engagements; partners."""
    figures = [
        a_figure("all", a_scope(places=("A", "B")), 184),
        a_figure("last", a_scope(places=("A", "B"), days=(4, 6)), 52),
        a_figure("town", a_scope(places=("A1",), days=(0, 1)), 3),
        a_figure("engaged", a_scope("engagements", ("A", "B"), (0, 4)), 161),
        a_figure("mine", a_scope(places=("A",), days=(0, 1), by=("c1",)), 2, sense="at_least"),
        a_figure("edge", a_scope(places=("region:edge",), days=(1, 2)), 7),
        a_figure("before", a_scope("partners", days=(0, 1)), 75),
        a_figure("after", a_scope("partners", days=(4, 5)), 79),
        a_figure("lost", a_scope("share", ("A",), (0, 1)), 98),
    ]
    return a_record(figures, (MORE_ENGAGEMENTS, NOBODY_LEFT))


def one(side: str, record: Record | None = None, **scope: Any) -> Proof:
    """The proof of one side of a question."""
    found = bound(a_scope(**scope), "v", "", record or spine(), WORLD, withdrawals=False)
    proof = found.high_proof if side == "high" else found.low_proof
    assert proof is not None
    return proof


def clash() -> Proof:
    """Two parts of a whole that come to 5 too many."""
    whole, parts = a_figure("whole", a_scope(days=(0, 2)), 10), [
        a_figure(f"part{n}", a_scope(days=(n, n + 1)), value) for n, value in enumerate((7, 8))
    ]  # fmt: skip
    (found,) = contradictions(a_record([whole, *parts]), WORLD).found
    return found.proof


def larger() -> Proof:
    """More fighters in A and B together than in A and in B."""
    known = (("all", ("A", "B"), 12), ("a", ("A",), 7), ("b", ("B",), 4))
    record = a_record([a_figure(name, a_scope("fighters", places), value) for name, places, value in known])
    (found,) = contradictions(record, WORLD).found
    return found.proof


def quotient() -> Proof:
    """That the town's share of the first four days is at most some part."""
    found = ratio(
        (a_scope(places=("A1",), days=(0, 1)), a_scope(places=("A", "B"), days=(0, 4))), "v", "", spine(), WORLD
    )
    assert found.high_proof is not None
    return found.high_proof


def occurrences() -> Record:
    """5 in A1 on the first day, 3 there on some day, 4 somewhere in A on the first day; nothing else in A."""
    return a_record([
        an_event("first", a_scope(places=("A1",), days=(0, 1)), 5),
        an_event("some day", a_scope(places=("A1",)), 3),
        an_event("somewhere", a_scope(places=("A",), days=(0, 1)), 4),
        all_of(a_scope(places=("A",))),
    ])  # fmt: skip


def crowd() -> Record:
    """Distinct fighters: 20 in A and B together, 12 in A, 9 in B."""
    known = (("all", ("A", "B"), 20), ("a", ("A",), 12), ("b", ("B",), 9))
    return a_record([a_figure(name, a_scope("fighters", places), value) for name, places, value in known])


def comings() -> Record:
    """75 partners at first; 3 joined and 1 left in the three days that followed."""
    return a_record([
        a_figure("then", a_scope("partners", days=(0, 1)), 75),
        a_figure("came", a_scope("joined", days=(1, 4)), 3),
        a_figure("went", a_scope("left", days=(1, 4)), 1),
    ], (COME_AND_GO,))  # fmt: skip


def overnight() -> Record:
    """75 partners on one day, and 2 joined and none left on the next."""
    joined, left = (
        a_figure("came", a_scope("joined", days=(1, 2)), 2),
        a_figure("went", a_scope("left", days=(1, 2)), 0),
    )
    return a_record([a_figure("then", a_scope("partners", days=(0, 1)), 75), joined, left], (COME_AND_GO,))


def hours() -> Record:
    """9 in two windows from 08:00, and 2 on a civil day."""
    window = replace(a_figure("window", a_scope(days=(0, 2)), 9), rule="08:00")
    return a_record([window, a_figure("day", a_scope(days=(4, 5)), 2)], (CLOCKS,))


def joiners() -> Record:
    """75 partners at first and 79 three days later, 1 of the first gone: how many joined?"""
    later = a_figure("later", a_scope("partners", days=(3, 4)), 79)
    return a_record([*(row.figures[0] for row in comings().without("came").rows), later], (COME_AND_GO,))


def lands() -> Record:
    """c held 40 at first, took 7 and lost 5."""
    lost = a_figure("lost", a_scope("taken", days=(1, 4)), 5)
    return a_record([
        a_figure("then", a_scope("area", days=(0, 1), by=("c",)), 40),
        a_figure("gained", a_scope("taken", days=(1, 4), by=("c",)), 7),
        replace(lost, scope=lost.scope.but(against=("c",))),
    ], (CHANGES_HANDS,))  # fmt: skip


def a_joining() -> Proof:
    """All that c1 did over the day on which it became part of c, from what it did before that and as part of it."""
    actors = Actors([Actor("c", {"en": "c"}), Actor("c1", {"en": "c1"}, stints=(Stint("c", day(2), day(3), "said"),))])
    parts = [
        a_figure("before", a_scope(days=(0, 2), by=["c1"]), 3),
        a_figure("as part", a_scope(days=(2, 4), by=["c"]), 4),
    ]
    asked = a_scope(days=(0, 4), by=["c1"])
    found = bound(asked, "v", "", a_record(parts), replace(WORLD, actors=actors)).high_proof
    assert found is not None
    return found


EXAMPLES: dict[str, Callable[[], Proof]] = {
    "difference": lambda: one("high", places=("A", "B"), days=(0, 4)),
    "difference from below": lambda: one("low", places=("A", "B"), days=(0, 4)),
    "part of a whole": lambda: one("high", places=("A2",), days=(0, 4)),
    "others of an actor": lambda: one("high", places=("B",), days=(0, 4), by=("c",)),
    "bridge": lambda: one("high", spine().without("all"), places=("A",), days=(0, 4)),
    "stock": lambda: one("high", measure="partners", days=(2, 3)),
    "stock from below": lambda: one("low", measure="partners", days=(2, 3)),
    "balance": lambda: one("high", comings(), measure="partners", days=(3, 4)),
    "balance from below": lambda: one("low", comings(), measure="partners", days=(3, 4)),
    "balance at most": lambda: one(
        "high", replace(comings(), bridges=(AT_MOST_COME,)), measure="partners", days=(3, 4)
    ),
    "clock": lambda: one("high", hours(), days=(1, 2)),
    "clock from below": lambda: one("low", hours(), days=(0, 3)),
    "balance overnight": lambda: one("high", overnight(), measure="partners", days=(1, 2)),
    "balance turned": lambda: one("high", lands(), measure="area", days=(3, 4), by=("c",)),
    "who joined": lambda: one("low", joiners(), measure="joined", days=(1, 4)),
    "share": lambda: one("high", measure="share", places=("A",), days=(0, 1)),
    "region": lambda: one("low", places=("A", "B"), days=(1, 3)),
    "nothing": lambda: one("low", places=("A2",), days=(2, 3)),
    "a party that joined": a_joining,
    "events": lambda: one("low", occurrences(), places=("A1",)),
    "events from above": lambda: one("high", occurrences(), places=("A1",), days=(0, 1)),
    "distinct": lambda: one("high", crowd().without("all"), measure="fighters", places=("A", "B")),
    "distinct from below": lambda: one("low", crowd().without("a"), measure="fighters", places=("A",)),
    "contradiction": clash,
    "distinct that conflict": larger,
    "quotient": quotient,
}
FORMULAS = {
    "a party that joined": "3 + 4 = 7",
    "difference": "184 − 52 = 132",
    "difference from below": "184 − 52 = 132",
    "part of a whole": "184 − 3 − 7 − 52 = 122",
    "others of an actor": "184 − 3 − 52 = 129",
    "bridge": "161 = 161",
    "stock": "79 = 79",
    "stock from below": "75 = 75",
    "balance": "75 + 3 − 1 = 77",
    "balance from below": "75 + 3 − 1 = 77",
    "balance at most": "75 + 3 − 1 = 77",
    "clock": "9 = 9",
    "clock from below": "9 = 9",
    "balance overnight": "75 + 2 = 77",
    "balance turned": "40 + 7 − 5 = 42",
    "who joined": "1 + 79 − 75 = 5",
    "share": "98 = 98",
    "region": "7 = 7",
    "nothing": "0 = 0",
    "events": "8 = 8",
    "events from above": "12 = 12",
    "distinct": "12 + 9 = 21",
    "distinct from below": "20 − 9 = 11",
    "distinct that conflict": "7 + 4 − 12 = −1",
    "contradiction": "10 − 7 − 8 = −5",
    "quotient": "44 × 3 + 52 − 184 = 0",
}


@pytest.mark.parametrize("name", EXAMPLES)
def test_a_valid_proof_holds_and_says_its_sum(name: str) -> None:
    proof = EXAMPLES[name]()
    check(proof)
    assert proof.formula == FORMULAS[name]


@pytest.mark.parametrize("name", EXAMPLES)
def test_the_document_is_the_proof(name: str) -> None:
    """Through JSON text and back nothing is lost, and what a reader is handed holds by itself."""
    proof = EXAMPLES[name]()
    document = json.loads(json.dumps(proof.to_document()))
    assert from_document(document) == proof
    assert from_document(document).to_document() == document
    assert [dict(p.because) for p in from_document(document).premises.values()] == [
        dict(proof.premises[key].because) for key in sorted(proof.premises)
    ]
    assert check_document({"deep": [{"inside": document}]}) == [proof]


# -------------------------------------------------------------------------------------------------------- tampering


def sealed(document: Document) -> Document:
    """The document with every digest, the formula and the value in whole units made anew: a careful forger."""
    for premise in document["premises"].values():
        premise["digest"] = proofs.digest({key: value for key, value in premise.items() if key != "digest"})
    steps = [
        proofs.Step(Fraction(s["multiplier"]), s["premise"], s["side"], Fraction(s["value"])) for s in document["steps"]
    ]
    document["formula"] = proofs.formula(steps, Fraction(document["bound"]))
    if document["whole"] and Fraction(document["bound"]).denominator == 1:
        document["value"] = document["bound"]
    return {**document, "digest": proofs.digest({key: value for key, value in document.items() if key != "digest"})}


def step(document: Document, premise: str) -> Document:
    return next(s for s in document["steps"] if s["premise"] == premise)


def box(document: Document, premise: str, part: int = 0) -> Document:
    return document["premises"][premise]["parts"][part]["box"]


def asked(document: Document) -> Document:
    return document["question"][0]["box"]


def boxes_of(document: Document, premise: str) -> list[Document]:
    return [part["box"] for part in document["premises"][premise]["parts"]]


def _double(d: Document) -> None:
    step(d, "last")["multiplier"] = "-2"
    d["bound"] = "80"


def _forget(d: Document) -> None:
    del d["steps"][0]
    d["bound"] = "-52"


def _from_above(d: Document) -> None:
    """Uses 'at least 2 by c1' as if it were all."""
    d["premises"]["mine"] = {**copy.deepcopy(d["premises"]["town"]), "low": "2", "high": None}
    d["steps"] = [{"multiplier": "1", "premise": "mine", "side": "high", "value": "2"}]
    d["bound"] = "2"


def _grounded(kind: str, node: str, whole: str | None) -> Change:
    return lambda d: d["ground"][kind].update({node: whole})


def _all(*changes: Change) -> Change:
    return lambda d: [change(d) for change in changes]


def _both(premise: str, **changes: object) -> Change:
    return lambda d: [found.update(changes) for found in boxes_of(d, premise)]


def _multiplied_by_nothing(d: Document) -> None:
    d["steps"].append({"multiplier": "0", "premise": "all", "side": "high", "value": "184"})


def _halved(d: Document) -> None:
    """Half of the question, half of every step: 66, but a half of a count need not be whole."""
    d["question"][0]["coefficient"] = "1/4"
    for found in d["steps"]:
        found["multiplier"] = str(Fraction(found["multiplier"]) / 4)
    d["bound"] = "33"


LIST = "events:s:v:strikes"


def occurrence(document: Document, name: str) -> Document:
    """The events of one box, by one of them."""
    boxes = document["premises"][LIST]["events"]
    return next(found for found in boxes if any(event["id"] == name for event in found["listed"]))


def _twice(document: Document) -> None:
    """An event listed twice, and the sum made to fit."""
    held = occurrence(document, "first")["listed"]
    held.append(held[0])
    for at in (document["premises"][LIST], step(document, LIST), document):
        at.update({key: "13" for key in ("low", "value", "bound") if key in at})


def _elsewhere(document: Document) -> None:
    """What is counted twice: the same part again, and what is asked for too."""
    premise = document["premises"][LIST]
    premise["parts"].append(copy.deepcopy(premise["parts"][0]))


def _halves(document: Document) -> None:
    """Half of what is in each of two places, as if everybody were in both."""
    for premise in ("a", "b"):
        step(document, premise)["multiplier"] = "1/2"
    document.update(bound="21/2", whole=False, value="21/2")


def _less(document: Document) -> None:
    """What is in B is at most all less what is in A, were nobody in both."""
    document.update(side="high", bound="11", value="11")
    for premise, side in (("all", "high"), ("b", "low")):
        step(document, premise)["side"] = side


def _added(document: Document) -> None:
    """All are at least those in A and those in B, were nobody in both."""
    document["question"][0]["box"]["places"] = ["A", "B"]
    box(document, "all")["places"] = ["A"]
    step(document, "b").update(multiplier="1", side="low")
    document.update(bound="29", value="29")


def _balance_box(part: int, **changes: object) -> Change:
    return lambda d: box(d, "come-and-go", part).update(**changes)


def _balance_is(**changes: object) -> Change:
    return lambda d: d["premises"]["come-and-go"].update(**changes)


def _balance_because(**changes: object) -> Change:
    return lambda d: d["premises"]["come-and-go"]["because"].update(**changes)


def _knows_c(d: Document) -> None:
    d["ground"]["actors"]["c"] = None


BALANCE = [
    pytest.param(
        "clock",
        _all(lambda d: box(d, "clocks").update(start="2020-01-01"), lambda d: asked(d).update(start="2020-01-01")),
        "does not lie in",
        id="a civil day that begins before its window",
    ),
    pytest.param(
        "clock from below",
        _all(lambda d: box(d, "clocks", 1).update(end="2020-01-03"), lambda d: asked(d).update(end="2020-01-03")),
        "does not lie in",
        id="a window that ends after its civil days",
    ),
    pytest.param(
        "clock",
        _all(lambda d: box(d, "clocks", 1).update(rule=""), lambda d: box(d, "window").update(rule="")),
        "windows of places",
        id="two counts of one clock",
    ),
    pytest.param(
        "clock",
        _all(_knows_c, lambda d: box(d, "clocks", 1).update(by=["c"])),
        "different things",
        id="another party's hours",
    ),
    pytest.param(
        "clock",
        lambda d: d["ground"]["kinds"].update(strikes="distinct"),
        "do not add up",
        id="the hours of the distinct",
    ),
    pytest.param(
        "balance overnight",
        lambda d: d["ground"]["kinds"].update(joined="stock"),
        "a stock and what flows",
        id="a stock joins a stock",
    ),
    pytest.param("balance", _balance_is(high="2"), "is nothing", id="a balance with room"),
    pytest.param("balance from below", _balance_is(low="2"), "is nothing", id="a balance with room below"),
    pytest.param(
        "balance at most",
        lambda d: d["premises"]["at-most-come"].update(low="0"),
        "is nothing",
        id="an equality made of it",
    ),
    pytest.param("balance", _balance_because(leaves=[]), "in this order", id="a balance that names no leaves"),
    pytest.param("balance", _balance_because(joins=["left"]), "in this order", id="a balance that names other joins"),
    pytest.param("balance", _balance_because(lesser="joined"), "in this order", id="a balance of another stock"),
    pytest.param(
        "balance",
        lambda d: d["premises"]["come-and-go"]["parts"][3].update(coefficient="-1"),
        "is added, once",
        id="who went counted as come",
    ),
    pytest.param("balance", _balance_box(2, end="2020-01-06"), "other days", id="who came later counted"),
    pytest.param("balance", _balance_box(2, start="2020-01-01"), "other days", id="who came before counted"),
    pytest.param("balance", _all(_knows_c, _balance_box(3, by=["c"])), "another scope", id="who went of one party"),
    pytest.param(
        "balance", _all(_knows_c, _balance_box(1, by=["c"])), "an earlier day", id="the stock of another party"
    ),
    pytest.param(
        "balance",
        _all(
            _balance_box(1, start="2020-01-05", end="2020-01-06"),
            _balance_box(2, start="2020-01-06"),
            _balance_box(3, start="2020-01-06"),
        ),
        "is not before",
        id="from a later day back",
    ),
    pytest.param(
        "balance turned",
        lambda d: box(d, "changes-hands", 3).update(by=["c"], against=[]),
        "another scope",
        id="what its holder took as lost",
    ),
    pytest.param(
        "balance", lambda d: d["ground"]["kinds"].update(partners="ratio"), "a stock and what flows", id="a share kept"
    ),
    pytest.param(
        "balance",
        lambda d: d["ground"]["kinds"].update(left="distinct"),
        "a stock and what flows",
        id="the distinct leave",
    ),
]


def _stayed(*days: str) -> Change:
    """Another first day, and day after the last, of being part of the whole."""
    return lambda d: d["ground"]["stints"]["c1@c"].update(days=[list(days)])


TAMPERING = [
    pytest.param(
        "a party that joined", _stayed("2020-01-02", "2020-01-05"), "the steps count 0 times", id="joined a day before"
    ),
    pytest.param(
        "a party that joined", lambda d: d["ground"].update(stints={}), "the steps count 0 times", id="always"
    ),
    *BALANCE,
    pytest.param(
        "distinct that conflict",
        _all(lambda d: step(d, "all").update(multiplier="-2"), lambda d: d.update(bound="-13")),
        "distinct things",
        id="a distinct count taken twice",
    ),
    pytest.param(
        "distinct that conflict",
        _all(lambda d: d["steps"].remove(step(d, "b")), lambda d: d.update(bound="-5")),
        "distinct things",
        id="a distinct count not covered",
    ),
    pytest.param("distinct", _halves, "distinct things", id="halves of distinct things"),
    pytest.param("distinct from below", _less, "distinct things", id="distinct things taken away"),
    pytest.param("distinct from below", _added, "distinct things", id="distinct things added up from below"),
    pytest.param("events", _twice, "counts once", id="an event listed twice"),
    pytest.param(
        "events",
        lambda d: occurrence(d, "first")["listed"][0].update(low="6"),
        "do not add up to 8",
        id="an event's number",
    ),
    pytest.param(
        "events",
        lambda d: occurrence(d, "some day")["box"].update(places=["A"]),
        "the steps count 0 times what the question counts 1",
        id="an event that may lie elsewhere",
    ),
    pytest.param(
        "events",
        lambda d: occurrence(d, "some day")["box"].update(end="2020-01-09"),
        "2020-01-07",
        id="an event that may lie later",
    ),
    pytest.param(
        "events",
        lambda d: occurrence(d, "first")["box"].update(voice="w"),
        "not of its own count",
        id="another's event",
    ),
    pytest.param(
        "events from above", lambda d: d["premises"][LIST]["listings"].clear(), "counts? 0 times", id="no listing"
    ),
    pytest.param(
        "events from above",
        lambda d: d["premises"][LIST]["listings"][0].update(start="2020-01-02"),
        "2020-01-01",
        id="a listing that begins later",
    ),
    pytest.param("events from above", _elsewhere, "count 2 times", id="a part of the scope twice"),
    pytest.param(
        "events from above",
        lambda d: occurrence(d, "first")["listed"].clear(),
        "do not add up to 12",
        id="an event gone",
    ),
    pytest.param(
        "events from above",
        lambda d: d["premises"][LIST].update(low="0"),
        "from one side at a time",
        id="both sides at once",
    ),
    pytest.param("difference", _double, "the steps count", id="a multiplier doubled, the sum made to fit"),
    pytest.param("difference", lambda d: step(d, "last").update(multiplier="-2"), "add up to", id="a multiplier alone"),
    pytest.param("difference", lambda d: step(d, "all").update(value="180"), "says 184, not 180", id="a step's value"),
    pytest.param(
        "difference", lambda d: d["premises"]["all"].update(high="180"), "says 180, not 184", id="a premise's value"
    ),
    pytest.param("difference", lambda d: d.update(bound="131"), "add up to 132", id="the bound"),
    pytest.param("difference", lambda d: d.update(side="low"), "needs the low side", id="the side of the proof"),
    pytest.param(
        "difference", lambda d: step(d, "all").update(side="low"), "needs the high side", id="the side of a step"
    ),
    pytest.param(
        "difference",
        lambda d: box(d, "last").update(start="2020-01-04"),
        "2020-01-04",
        id="a premise begins a day sooner",
    ),
    pytest.param(
        "difference", lambda d: box(d, "all").update(end="2020-01-04"), "2020-01-04", id="a premise ends sooner"
    ),
    pytest.param(
        "difference", lambda d: box(d, "all").update(end="2020-01-01"), "is not before", id="a premise of no day"
    ),
    pytest.param(
        "difference", lambda d: box(d, "all").update(places=["A"]), "at B", id="a premise covers fewer places"
    ),
    pytest.param(
        "difference",
        lambda d: box(d, "last").update(places=[]),
        "at elsewhere",
        id="what is taken away covers more places",
    ),
    pytest.param(
        "difference",
        _all(_grounded("actors", "c", None), lambda d: box(d, "all").update(by=["c"])),
        "anyone on",
        id="an actor named in the whole",
    ),
    pytest.param(
        "difference", lambda d: box(d, "all").update(voice="w"), "the steps count 0 times", id="another voice"
    ),
    pytest.param(
        "difference", lambda d: box(d, "all").update(rule="r"), "the steps count 0 times", id="another counting rule"
    ),
    pytest.param("difference", lambda d: asked(d).update(end="2020-01-06"), "2020-01-05", id="the question's period"),
    pytest.param("difference", lambda d: asked(d).update(places=[]), "at elsewhere", id="the question's place"),
    pytest.param(
        "difference", lambda d: d["question"][0].update(coefficient="2"), "counts 2 times", id="the question's multiple"
    ),
    pytest.param(
        "difference", lambda d: asked(d).update(measure="fights"), "not described", id="a measure that is not described"
    ),
    pytest.param(
        "difference",
        lambda d: asked(d).update(places=["Z"]),
        "no place in the hierarchy",
        id="a place that is not described",
    ),
    pytest.param("difference", lambda d: asked(d).update(by=["z"]), "actor 'z'", id="an actor that is not described"),
    pytest.param("difference", _forget, "the steps count", id="a step dropped, the sum made to fit"),
    pytest.param("difference", lambda d: d["premises"].pop("last"), "no premise 'last'", id="a premise dropped"),
    pytest.param("difference", _multiplied_by_nothing, "by nothing", id="a step for show"),
    pytest.param("difference", _halved, "need not be whole", id="part of a count called whole"),
    pytest.param(
        "difference from below",
        lambda d: box(d, "last").update(start="2020-01-06"),
        "2020-01-05",
        id="from below: a shorter window taken away",
    ),
    pytest.param("part of a whole", _grounded("places", "A2", None), "at A2", id="a containment removed"),
    pytest.param("part of a whole", _grounded("places", "A", "A2"), "loop", id="a containment turned into a loop"),
    pytest.param("part of a whole", _grounded("places", "A", "A"), "loop", id="a place within itself"),
    pytest.param("part of a whole", _grounded("places", "A", "Z"), "not described", id="a place within an unknown one"),
    pytest.param("part of a whole", _grounded("places", "A1", "A2"), "at A1", id="a containment added"),
    pytest.param("part of a whole", _from_above, "gives no high side", id="an at-least figure used from above"),
    pytest.param("others of an actor", _grounded("actors", "c", "c"), "actor 'c'", id="an actor within itself"),
    pytest.param(
        "others of an actor",
        _all(lambda d: asked(d).update(by=[]), lambda d: box(d, "all").update(by=["c"])),
        "the steps count",
        id="an actor widened in the question",
    ),
    pytest.param(
        "bridge", _both("more-engagements", without=[]), "the steps count", id="what a bridge leaves out dropped"
    ),
    pytest.param(
        "bridge",
        lambda d: box(d, "more-engagements", 2).update(by=["c1"]),
        "different things",
        id="the sides of a bridge differ in actors",
    ),
    pytest.param(
        "bridge",
        lambda d: box(d, "more-engagements", 2).update(without=[]),
        "different things",
        id="one side of a bridge leaves out less",
    ),
    pytest.param(
        "bridge",
        lambda d: box(d, "more-engagements").update(end="2020-01-03"),
        "different days",
        id="the sides of a bridge differ in days",
    ),
    pytest.param(
        "bridge",
        lambda d: box(d, "more-engagements").update(measure="engagements"),
        "is about",
        id="a bridge about other measures",
    ),
    pytest.param(
        "bridge", lambda d: d["premises"]["more-engagements"].update(high="5"), "at most 0", id="a bridge with room"
    ),
    pytest.param(
        "bridge",
        lambda d: d["premises"]["more-engagements"]["parts"].pop(),
        "in pairs",
        id="a bridge with one side missing",
    ),
    pytest.param(
        "bridge",
        lambda d: d["premises"]["more-engagements"]["parts"][0].update(coefficient="2"),
        "takes one count from another",
        id="a bridge weighted",
    ),
    pytest.param(
        "bridge",
        lambda d: d["premises"]["more-engagements"].update(kind="never_falls"),
        "one stock",
        id="a bridge of another kind",
    ),
    pytest.param(
        "stock",
        lambda d: box(d, "nobody-left").update(start="2020-01-06", end="2020-01-07"),
        "earlier day",
        id="never falls, run backwards",
    ),
    pytest.param(
        "stock", lambda d: asked(d).update(start="2020-01-01"), "does not add over time", id="a stock asked over days"
    ),
    pytest.param(
        "stock",
        lambda d: box(d, "after").update(end="2020-01-07"),
        "does not add over time",
        id="a stock summed over days",
    ),
    pytest.param(
        "stock", lambda d: d["ground"]["kinds"].update(partners="flow"), "one stock", id="a stock called a flow"
    ),
    pytest.param(
        "share",
        _all(_grounded("places", "A1", "A"), lambda d: box(d, "lost").update(places=["A1"])),
        "adds over nothing",
        id="a ratio of another place",
    ),
    pytest.param(
        "share",
        _all(_grounded("places", "A1", "A"), lambda d: asked(d).update(without=["A1"])),
        "adds over nothing",
        id="a ratio of part of a place",
    ),
    pytest.param("region", lambda d: asked(d).update(places=["A"]), "at B", id="a region that may lie elsewhere"),
    pytest.param(
        "region",
        _all(_grounded("places", "A2", None), lambda d: d["ground"]["regions"]["region:edge"]["outer"].append("A2")),
        "at A2",
        id="a region's edge moved out",
    ),
    pytest.param(
        "contradiction",
        _all(lambda d: step(d, "part0").update(multiplier="-2"), lambda d: d.update(bound="-12")),
        "count -1 times",
        id="a contradiction of other multiples",
    ),
    pytest.param(
        "contradiction",
        _all(lambda d: d["steps"].pop(), lambda d: d.update(bound="3")),
        "not a contradiction",
        id="a contradiction that is none",
    ),
    pytest.param(
        "contradiction",
        lambda d: box(d, "part1").update(start="2020-01-01"),
        "the steps count -1 times",
        id="a contradiction whose parts overlap",
    ),
    pytest.param(
        "quotient", lambda d: d["question"][0].update(coefficient="45"), "the steps count", id="a quotient made smaller"
    ),
]


@pytest.mark.parametrize(("name", "change", "reason"), TAMPERING)
def test_a_changed_document_is_refused(name: str, change: Change, reason: str) -> None:
    """Whatever was changed after the export, the digests show it."""
    document = EXAMPLES[name]().to_document()
    change(document)
    with pytest.raises(ProofError, match="changed after it was exported"):
        from_document(document)


@pytest.mark.parametrize(("name", "change", "reason"), TAMPERING)
def test_a_careful_forgery_is_refused_by_the_mathematics(name: str, change: Change, reason: str) -> None:
    document = EXAMPLES[name]().to_document()
    change(document)
    forged = from_document(sealed(document))
    with pytest.raises(ProofError, match=reason):
        check(forged)


@pytest.mark.parametrize("name", EXAMPLES)
def test_sealing_alone_changes_nothing(name: str) -> None:
    """So that the forgeries above are refused for what was changed, not for how they were sealed."""
    document = EXAMPLES[name]().to_document()
    assert sealed(copy.deepcopy(document)) == document


@pytest.mark.parametrize(
    ("change", "reason"),
    [
        pytest.param(lambda d: d.update(value="131"), "in whole units", id="the value"),
        pytest.param(lambda d: d.update(formula="184 − 53 = 131"), "not what the steps say", id="the formula"),
        pytest.param(lambda d: d.update(side="up"), "not one of low, high", id="a third side"),
        pytest.param(
            lambda d: d["premises"]["all"].update(kind="hope"), "not one of figure", id="a premise of no kind"
        ),
        pytest.param(lambda d: d.update(bound="1e999999999"), "exact number", id="a number without end"),
        pytest.param(lambda d: d.update(bound="132/0"), "not an exported proof", id="a division by nothing"),
        pytest.param(lambda d: d.update(bound=132), "expected text", id="a number not written exactly"),
        pytest.param(lambda d: asked(d).update(places="AB"), "expected a list", id="a place for a list of places"),
        pytest.param(lambda d: d["ground"]["places"].update(A=["B"]), "expected text", id="a place within a list"),
        pytest.param(lambda d: d.update(onrecord="proof/2"), "of the form", id="another form"),
    ],
)
def test_what_is_no_export_of_ours_is_refused_at_reading(change: Change, reason: str) -> None:
    document = EXAMPLES["difference"]().to_document()
    change(document)
    for premise in document["premises"].values():
        premise["digest"] = proofs.digest({key: value for key, value in premise.items() if key != "digest"})
    document["digest"] = proofs.digest({key: value for key, value in document.items() if key != "digest"})
    with pytest.raises(ProofError, match=reason):
        from_document(document)


def test_more_atoms_than_can_be_checked_are_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    proof = EXAMPLES["difference"]()
    monkeypatch.setattr(proofs, "MOST_ATOMS", 5)
    with pytest.raises(ProofError, match="more places, actors and days than can be checked"):
        check(proof)


# ---------------------------------------------------------------------------------------------- documents of any kind

_json = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | st.text(max_size=5),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=5), inner, max_size=3),
    max_leaves=8,
)


@settings(max_examples=60)
@given(_json)
def test_garbage_is_refused_and_nothing_else(garbage: Any) -> None:
    with pytest.raises(ProofError):
        from_document(garbage)
    with pytest.raises(ProofError):
        from_document({"onrecord": proofs.FORMAT, "premises": garbage, "digest": ""})


def paths_in(value: Any, path: tuple[Any, ...] = ()) -> list[tuple[Any, ...]]:
    """The way to everything inside a JSON value."""
    inside = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    return [path, *(found for key, item in inside for found in paths_in(item, (*path, key)))]


@settings(max_examples=150)
@given(st.data(), st.sampled_from(["difference", "bridge", "stock", "region", "contradiction"]), _json)
def test_a_document_with_anything_put_anywhere_is_read_or_refused(data: st.DataObject, name: str, put: Any) -> None:
    """Even with every digest made anew: a ProofError or a proof, never another failure."""
    document = EXAMPLES[name]().to_document()
    path = data.draw(st.sampled_from([found for found in paths_in(document) if found]))
    at: Any = document
    for key in path[:-1]:
        at = at[key]
    at[path[-1]] = put
    for premise in document["premises"].values() if isinstance(document["premises"], dict) else ():
        if isinstance(premise, dict):
            premise["digest"] = proofs.digest({key: value for key, value in premise.items() if key != "digest"})
    document["digest"] = proofs.digest({key: value for key, value in document.items() if key != "digest"})
    with contextlib.suppress(ProofError):
        check(from_document(document))


# ----------------------------------------------------------------------------------------------- bounds beside proofs


@pytest.mark.parametrize(
    ("beside", "reason"),
    [
        pytest.param({"high": 131}, "beside a proof of something else", id="another bound"),
        pytest.param({"high": None}, "beside a proof of something else", id="no bound"),
        pytest.param({"low": 1, "low_proof": None}, "without a proof", id="a bound without a proof"),
        pytest.param({"low": 132, "low_proof": "?"}, "not an exported proof", id="a proof that is none"),
    ],
)
def test_a_bound_must_be_the_one_that_its_proof_gives(beside: Document, reason: str) -> None:
    document = {"high": 132, "high_proof": EXAMPLES["difference"]().to_document(), "low": 0, "low_proof": None}
    assert len(check_document(document)) == 1
    with pytest.raises(ProofError, match=reason):
        check_document({**document, **beside})
