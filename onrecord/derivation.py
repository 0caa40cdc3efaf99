"""Proofs written out: multipliers of inequalities become the signed sum of cited premises that a reader adds up."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from fractions import Fraction
from typing import Any, cast

from onrecord.actor import AS_PART
from onrecord.balance import joined_up
from onrecord.box import ROLES, Box, Ground, Part, ProofError, Stint
from onrecord.boxed import boxes
from onrecord.cell import Piece, System, days_of
from onrecord.errors import OnrecordError
from onrecord.eventsteps import box_of, event_steps, witness
from onrecord.inequality import Inequality
from onrecord.linear import Combination
from onrecord.nearby import base_of
from onrecord.place import Tree
from onrecord.proof import Premise, PremiseKind, Proof, Side, Step, check, summed
from onrecord.row import Bridge, Record, Row, Term
from onrecord.scope import Catalogue


def write_proof(
    system: System,
    known: Sequence[Inequality],
    found: Combination,
    asked: tuple[Side, tuple[Term, ...]],
    record: Record,
    catalogue: Catalogue,
) -> Proof:
    """The proof that ``found`` gives for one side of a question, checked by the checker that readers use."""
    side, question = asked
    steps, premises = _figure_steps(system, known, found, side, record)
    bridged = _bridge_steps(system, known, found, record, catalogue)
    for step, premise in bridged:
        sign = 1 if side == "high" else -1
        steps.append(Step(sign * step.multiplier, step.premise, "high", step.value))
        premises[premise.id] = premise
    for step, premise in _balance_steps(system, known, found, side):
        steps.append(step)
        premises[premise.id] = premise
    for step, premise in event_steps(system, known, found, asked, record, catalogue):
        steps.append(step)
        premises[premise.id] = premise
    parts = tuple(Part(term.coefficient, box_of(term)) for term in question)
    proof = Proof(
        terms=found.terms,
        question=parts,
        side=side,
        steps=tuple(steps),
        premises=premises,
        bound=summed((step.multiplier, step.value) for step in steps),
        whole=all(catalogue.measures[term.scope.measure].whole for term in question)
        and all(term.coefficient.denominator == 1 for term in question),
        ground=_ground([box for premise in premises.values() for box in _boxes(premise)], parts, record, catalogue),
    )
    try:
        check(proof)
    except ProofError as error:
        raise OnrecordError(f"a proof of ours does not hold, so its bound is refused: {error}") from error
    return proof


def _figure_steps(
    system: System, known: Sequence[Inequality], found: Combination, side: Side, record: Record
) -> tuple[list[Step], dict[str, Premise]]:
    """A step for each assertion used: what is added first, then what is taken away, in order of days."""
    rows = _rows_of(system, record)
    net: list[Step] = []
    for number, multiplier in found.multipliers.items():
        inequality = known[number]
        if inequality.link is not None or inequality.cell is not None or inequality.balance is not None:
            continue
        # ``cover . x <= cost`` of a low side is the row's low turned round; a low bound turns the whole sum round.
        turned = (inequality.side == "low") != (side == "low")
        value = -inequality.cost if inequality.side == "low" else inequality.cost
        net.append(Step(-multiplier if turned else multiplier, inequality.premise, inequality.side, value))
    net.sort(key=lambda step: (step.multiplier < 0, _first_day(rows[step.premise]), -abs(step.value), step.premise))
    return net, {step.premise: _figure_premise(rows[step.premise], record) for step in net}


def _rows_of(system: System, record: Record) -> dict[str, Row]:
    """The rows of a system by id; those of the last one are kept, since many proofs are of one system."""
    held = record.orders.get(_ROWS)
    if not isinstance(held, tuple) or held[0] is not system.rows:
        held = record.orders[_ROWS] = (system.rows, {row.id: row for row in system.rows})
    found: dict[str, Row] = held[1]
    return found


def _first_day(row: Row) -> Any:
    return min(days_of(term.scope)[0] for term in row.terms)


_MADE, _ROWS = "premises", "rows"


def _figure_premise(row: Row, record: Record) -> Premise:
    """A row as a premise; made once, since what a bound hangs on takes it again and again."""
    made = record.orders.setdefault(_MADE, {})
    assert isinstance(made, dict)
    if id(row) not in made:
        parts = tuple(Part(term.coefficient, box_of(term)) for term in row.terms)
        because = {"figures": [witness(figure) for figure in row.figures]}
        made[id(row)] = row, Premise(row.id, "figure", parts, row.low, row.high, because)
    premise: Premise = made[id(row)][1]
    return premise


def _bridge_steps(
    system: System, known: Sequence[Inequality], found: Combination, record: Record, catalogue: Catalogue
) -> list[tuple[Step, Premise]]:
    """A step for each bridge and multiplier, over all the cells where it is used so many times."""
    uses: dict[tuple[str, Fraction], list[int]] = {}
    for number, multiplier in found.multipliers.items():
        link = known[number].link
        if link is not None:
            uses.setdefault((known[number].premise, multiplier), []).append(link)
    bridges = {bridge.id: bridge for bridge in record.bridges}
    counts: dict[str, int] = {}
    steps: list[tuple[Step, Premise]] = []
    for (bridge_id, multiplier), links in sorted(uses.items()):
        counts[bridge_id] = counts.get(bridge_id, 0) + 1
        name = bridge_id if counts[bridge_id] == 1 else f"{bridge_id}#{counts[bridge_id]}"
        premise = _bridge_premise(name, bridges[bridge_id], links, system, catalogue)
        steps.append((Step(multiplier, name, "high", Fraction(0)), premise))
    return steps


def _balance_steps(
    system: System, known: Sequence[Inequality], found: Combination, side: Side
) -> Iterator[tuple[Step, Premise]]:
    """A step for each stretch of days over which a stock is tied to itself."""
    used: dict[str, list[tuple[Row, Fraction]]] = {}
    for number, multiplier in sorted(found.multipliers.items()):
        inequality = known[number]
        if inequality.balance is not None:
            turned = (inequality.side == "low") != (side == "low")
            signed = -multiplier if turned else multiplier
            used.setdefault(inequality.premise, []).append((system.rows[inequality.balance], signed))
    for name, rows in sorted(used.items()):
        told = _clock_pairs(rows) if _bridge_of(rows[0][0]).kind == "clock" else joined_up(rows)
        for number, (terms, multiplier, balance) in enumerate(told):
            premise = _balance_premise(name if not number else f"{name}#{number + 1}", terms, balance)
            taken: Side = side if multiplier > 0 else ("low" if side == "high" else "high")
            yield Step(multiplier, premise.id, taken, Fraction(0)), premise


def _clock_pairs(rows: Sequence[tuple[Row, Fraction]]) -> Iterator[tuple[tuple[Term, ...], Fraction, Bridge]]:
    """What ties two clocks, as one premise for each multiplier and measure."""
    for key in sorted({(each, row.terms[0].scope.measure) for row, each in rows}):
        mine = [row for row, each in rows if (each, row.terms[0].scope.measure) == key]
        yield tuple(term for row in mine for term in row.terms), key[0], _bridge_of(mine[0])


def _bridge_of(row: Row) -> Bridge:
    assert row.bridge is not None
    return row.bridge


def _balance_premise(name: str, terms: Sequence[Term], balance: Bridge) -> Premise:
    parts = tuple(Part(term.coefficient, box_of(term)) for term in terms)
    because = {
        "bridge": balance.id,
        "lesser": balance.lesser,
        "greater": balance.greater,
        "joins": list(balance.joins),
        "leaves": list(balance.leaves),
        "turned": list(balance.turned),
        "doc": dict(sorted(balance.doc.items())),
        "source": balance.source,
    }
    low = Fraction(0) if balance.kind == "balance" else None
    if balance.kind == "clock":
        because["lesser"] = because["greater"] = terms[0].scope.measure
    return Premise(name, cast(PremiseKind, balance.kind), parts, low, Fraction(0), because)


def _bridge_premise(name: str, bridge: Bridge, links: Sequence[int], system: System, catalogue: Catalogue) -> Premise:
    if bridge.kind == "at_most":
        pieces = [piece for link in links for piece in system.cells[system.links[link].lesser].pieces]
        pairs = _paired(bridge, pieces, pieces, system, catalogue)
    else:
        pairs = []
        for link in links:
            earlier, later = system.cells[system.links[link].lesser], system.cells[system.links[link].greater]
            pairs += _paired(bridge, earlier.pieces, later.pieces, system, catalogue)
    parts = tuple(
        part for lesser, greater in pairs for part in (Part(Fraction(1), lesser), Part(Fraction(-1), greater))
    )
    because = {
        "bridge": bridge.id,
        "lesser": bridge.lesser,
        "greater": bridge.greater,
        "doc": dict(sorted(bridge.doc.items())),
        "source": bridge.source,
    }
    return Premise(name, cast(PremiseKind, bridge.kind), parts, None, Fraction(0), because)


def _paired(
    bridge: Bridge, lesser: Iterable[Piece], greater: Iterable[Piece], system: System, catalogue: Catalogue
) -> list[tuple[Box, Box]]:
    """The same boxes on both sides of a bridge, but for the measure or the day."""
    left = boxes(lesser, (bridge.voice, bridge.rule, bridge.lesser), system.axes, catalogue)
    right = boxes(greater, (bridge.voice, bridge.rule, bridge.greater), system.axes, catalogue)
    return list(zip(left, right, strict=True))


# ------------------------------------------------------------------------------------------------------- the ground


def _boxes(premise: Premise) -> Iterator[Box]:
    """Every box that a premise speaks of."""
    yield from (part.box for part in premise.parts)
    yield from (found.box for found in premise.events)
    yield from premise.listings


def _ground(boxed: Sequence[Box], asked: Sequence[Part], record: Record, catalogue: Catalogue) -> Ground:
    """Whatever the boxes name, with all that it lies in, and the names to print."""
    boxed = [*(part.box for part in asked), *boxed]
    entries = [entry for box in boxed for entry in box.without]
    actors = {a for box in boxed for role in ROLES for a in getattr(box, role)}
    actors |= {entry.partition(":")[2] for entry in entries if entry.partition(":")[0] in ROLES}
    named = {p for box in boxed for p in box.places}
    named |= {entry for entry in entries if entry.partition(":")[0] not in ROLES}
    regions = {
        p: (catalogue.places[p].inner, catalogue.places[p].outer) for p in named if catalogue.places[p].is_region
    }
    places = {p for p in named if p not in regions} | {p for covers in regions.values() for c in covers for p in c}
    place_tree = _chains(places, catalogue.places.tree)
    actor_tree = _chains(actors, catalogue.actors.tree)
    measures = sorted({box.measure for box in boxed})
    names = {p: dict(catalogue.places[p].names) for p in {*place_tree, *regions}}
    names |= {
        a: dict(catalogue.actors[a].names)
        for a in {*actor_tree, *(key.partition(AS_PART)[0] for key in actor_tree), *(box.voice for box in boxed)}
        if a in catalogue.actors
    }
    names |= {m: dict(catalogue.measures[m].names) for m in measures}
    kinds: dict[str, str] = {measure: catalogue.measures[measure].kind for measure in measures}
    because: dict[str, dict[str, Any]] = {
        bridge.kind: {"bridge": bridge.id, "doc": dict(sorted(bridge.doc.items())), "source": bridge.source}
        for bridge in record.bridges
        if bridge.kind == "near" and any(base_of(region) for region in regions)
    }
    stints = {key: Stint(days, why) for key, days, why in catalogue.actors.told_apart(actor_tree)}
    return Ground(place_tree, regions, actor_tree, kinds, names, because, stints)


def _chains(nodes: Iterable[str], tree: Tree) -> dict[str, str | None]:
    """Each node with its whole, up to the root (None), which stands there itself only where it is named."""
    named = sorted(nodes)
    found: dict[str, str | None] = {}
    for node in named:
        chain = [link for link in tree.chain(node) if link != tree.root or tree.root in named]
        found.update(zip(chain, [*chain[1:], None], strict=True))
    return found
