"""Exact proofs of bounds, and their checker. Standard library only; nothing of ours is imported.

A proof shows that a total asked about is at most (or at least) a number, *if* the cited premises hold. It is a
signed sum: each step takes one side of one premise, times an exact multiplier. The checker needs no solver and
trusts no matrix. It cuts the world anew, at every place, actor and day that the premises name, into atoms, and
looks at each atom:

* for an upper bound, the signed covers of the steps must come to at least what the question counts there;
* for a lower bound, to at most that.

Counts are never negative, so the bound follows by adding up (Farkas' lemma, read forwards). A contradiction is the
same object for a question that asks for nothing: its sum is less than nothing.

What a reader still has to believe is listed in the document itself: the figures as published, what lies in what,
the bridges. Two places, or two actors, of which neither is said to lie in the other are disjoint.
"""

from __future__ import annotations

import datetime as dt
import hashlib
import itertools
import json
import math
import re
import sys
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from fractions import Fraction
from typing import Any, Literal

Side = Literal["low", "high"]
FORMAT = "proof/1"

# A proof of a hundred steps over a hundred places makes some millions of atoms and takes seconds; past this the
# document is not a proof that anybody can read, and is refused rather than worked on for hours.
MOST_ATOMS = 20_000_000

# An exact number as we write them; 1e999999999 would fill the memory.
_NUMBER = re.compile(r"-?[0-9]{1,400}(?:\.[0-9]{1,400}|/[1-9][0-9]{0,399})?")


class ProofError(Exception):
    """The document is not a proof: says which step, premise or atom fails."""


ROLES = ("by", "against", "of")
ADD_OVER_PLACES = ("flow", "stock")  # and over actors; a flow adds over time too; other kinds add over nothing


@dataclass(frozen=True, slots=True)
class Box:
    """What is counted, by whom: one voice, rule and measure, over actors, places and days [start, end).

    Roles and places are unions; an empty one is everyone, or everywhere. ``without`` leaves out places, and actors
    written with their role: ``against:daesh``.
    """

    voice: str
    rule: str
    measure: str
    by: tuple[str, ...]
    against: tuple[str, ...]
    of: tuple[str, ...]
    places: tuple[str, ...]
    without: tuple[str, ...]
    start: dt.date
    end: dt.date


@dataclass(frozen=True, slots=True)
class Part:
    """A multiple of the unknown total of one box."""

    coefficient: Fraction
    box: Box


@dataclass(frozen=True, slots=True)
class Premise:
    """low <= sum of parts <= high, and why: a figure as published, or a bridge."""

    id: str
    kind: Literal["figure", "at_most", "never_falls"]
    parts: tuple[Part, ...]
    low: Fraction | None
    high: Fraction | None
    because: Mapping[str, Any] = field(hash=False, compare=False)


@dataclass(frozen=True, slots=True)
class Step:
    """One side of one premise, times a multiplier; ``value`` repeats the number used, for the reader."""

    multiplier: Fraction
    premise: str
    side: Side
    value: Fraction


@dataclass(frozen=True, slots=True)
class Ground:
    """What lies in what: each place and actor with its whole (None: the root), regions with their two covers,
    measures with their kind."""

    places: Mapping[str, str | None]
    regions: Mapping[str, tuple[tuple[str, ...], tuple[str, ...]]]
    actors: Mapping[str, str | None]
    kinds: Mapping[str, str]
    names: Mapping[str, Mapping[str, str]]


@dataclass(frozen=True, slots=True)
class Proof:
    """That the question's total is at most (``side`` high) or at least (low) ``bound``.

    With ``whole``, the counts are whole numbers and ``value`` is the bound rounded inwards.
    """

    question: tuple[Part, ...]
    side: Side
    steps: tuple[Step, ...]
    premises: Mapping[str, Premise]
    bound: Fraction
    whole: bool
    ground: Ground

    @property
    def value(self) -> Fraction:
        """The bound; of whole counts, the next whole number inwards."""
        if not self.whole:
            return self.bound
        return Fraction(math.floor(self.bound) if self.side == "high" else math.ceil(self.bound))

    @property
    def is_contradiction(self) -> bool:
        return not self.question

    @property
    def formula(self) -> str:
        """The sum in one line: ``184 - 52 = 132``, with a true minus sign, zero terms left out."""
        return formula(self.steps, self.bound)

    def to_document(self) -> dict[str, Any]:
        """The proof as plain JSON values, complete in itself."""
        return _to_document(self)


def formula(steps: Sequence[Step], total: Fraction | None = None) -> str:
    """The signed sum of the steps, each multiplier shown where it is not one."""
    words: list[str] = []
    for step in steps:
        if step.value == 0:
            continue
        amount = step.multiplier * step.value
        sign = "−" if amount < 0 else "+"
        size = abs(step.multiplier)
        shown = exact(abs(step.value)) if size == 1 else f"{exact(size)} × {exact(abs(step.value))}"
        words.append(f"{sign} {shown}" if words else (f"−{shown}" if amount < 0 else shown))
    text = " ".join(words) or "0"
    return text if total is None else f"{text} = {exact(total).replace('-', '−')}"


def exact(number: Fraction) -> str:
    """An exact number as people write it: 132, 98.5, or 1/3 where no finite decimal is the same."""
    places, rest = 0, number.denominator
    for prime in (2, 5):
        power = 0
        while rest % prime == 0:
            rest, power = rest // prime, power + 1
        places = max(places, power)
    if rest != 1 or places == 0:
        return str(number)
    digits = str(abs(number.numerator) * 10**places // number.denominator).rjust(places + 1, "0")
    return f"{'-' if number < 0 else ''}{digits[:-places]}.{digits[-places:]}"


# ---------------------------------------------------------------------------------------------------- checking


def check(proof: Proof) -> None:
    """Raise ProofError unless the proof holds; needs nothing but the proof itself."""
    _check_trees(proof.ground)
    for premise in proof.premises.values():
        _check_premise(premise, proof.ground)
    total = Fraction(0)
    for number, step in enumerate(proof.steps, 1):
        total += step.multiplier * _stated(step, number, proof)
    if total != proof.bound:
        raise ProofError(f"the steps add up to {total}, not to the bound {proof.bound}")
    if proof.is_contradiction and not (proof.side == "high" and proof.bound < 0):
        raise ProofError(f"not a contradiction: nothing at all would have to be at most {proof.bound}")
    split = (p.coefficient.denominator > 1 or proof.ground.kinds.get(p.box.measure) == "ratio" for p in proof.question)
    if proof.whole and any(split):
        raise ProofError("the question asks for a ratio or a fraction of a count: its total need not be whole")
    _check_covers(proof)


def _check_trees(ground: Ground) -> None:
    """Each place and actor leads to its root without a loop."""
    for what, tree in (("place", ground.places), ("actor", ground.actors)):
        for node in tree:
            seen, at = {node}, tree[node]
            while at is not None:
                if at in seen or at not in tree:
                    raise ProofError(f"{what} {node!r} leads to {at!r}, which is a loop or is not described")
                seen.add(at)
                at = tree[at]


def _check_premise(premise: Premise, ground: Ground) -> None:
    """A premise has the form that its kind allows."""
    for part in premise.parts:
        _check_box(part.box, ground, f"premise {premise.id}")
    if premise.kind == "figure":
        return
    if len(premise.parts) % 2 or premise.high != 0 or premise.low is not None:
        raise ProofError(f"premise {premise.id}: a bridge says that one count less another is at most 0, in pairs")
    for lesser, greater in zip(premise.parts[::2], premise.parts[1::2], strict=True):
        if lesser.coefficient != 1 or greater.coefficient != -1:
            raise ProofError(f"premise {premise.id}: a bridge takes one count from another, once")
        _check_bridge(premise, lesser.box, greater.box, ground)


def _check_bridge(premise: Premise, lesser: Box, greater: Box, ground: Ground) -> None:
    """The two sides of a bridge cover the same, but for what the bridge is about."""
    declared = (premise.because.get("lesser"), premise.because.get("greater"))
    if (lesser.measure, greater.measure) != declared:
        raise ProofError(f"premise {premise.id}: is about {declared}, not {lesser.measure} and {greater.measure}")
    same = ("voice", "rule", "by", "against", "of", "places", "without")
    if any(getattr(lesser, name) != getattr(greater, name) for name in same):
        raise ProofError(f"premise {premise.id}: its two sides cover different things")
    if {*lesser.places, *_left_out_places(lesser)} & set(ground.regions):
        raise ProofError(f"premise {premise.id}: a bridge needs places with certain edges")
    if premise.kind == "at_most" and (lesser.start, lesser.end) != (greater.start, greater.end):
        raise ProofError(f"premise {premise.id}: its two sides cover different days")
    if premise.kind == "never_falls":
        if lesser.measure != greater.measure or ground.kinds.get(lesser.measure) == "flow":
            raise ProofError(f"premise {premise.id}: 'never falls' is about one stock on two days")
        if not lesser.start < greater.start:
            raise ProofError(f"premise {premise.id}: 'never falls' runs from the earlier day to the later one")


def _check_box(box: Box, ground: Ground, where: str) -> None:
    """Everything that a box names is described, and its days are in order."""
    left_out = [entry.partition(":")[2] for entry in box.without if _is_actor(entry)]
    for place in (*box.places, *_left_out_places(box)):
        covers = ground.regions.get(place)
        for known in (place,) if covers is None else covers[0] + covers[1]:
            if known not in ground.places:
                raise ProofError(f"{where}: place {known!r} has no place in the hierarchy given")
    for actor in (*box.by, *box.against, *box.of, *left_out):
        if actor not in ground.actors:
            raise ProofError(f"{where}: actor {actor!r} has no place in the hierarchy given")
    if box.measure not in ground.kinds:
        raise ProofError(f"{where}: measure {box.measure!r} is not described")
    if not box.start < box.end:
        raise ProofError(f"{where}: {box.start} is not before {box.end}")
    if ground.kinds[box.measure] != "flow" and (box.end - box.start).days != 1:
        raise ProofError(f"{where}: {box.measure} does not add over time; name one day")


def _is_actor(entry: str) -> bool:
    """Whether an entry of ``without`` is an actor with its role, not a place."""
    return entry.partition(":")[0] in ROLES


def _left_out_places(box: Box) -> tuple[str, ...]:
    return tuple(entry for entry in box.without if not _is_actor(entry))


def _stated(step: Step, number: int, proof: Proof) -> Fraction:
    """The number that a step may use, from the premise itself."""
    premise = proof.premises.get(step.premise)
    if premise is None:
        raise ProofError(f"step {number}: no premise {step.premise!r}")
    if step.multiplier == 0:
        raise ProofError(f"step {number}: multiplies by nothing")
    wanted: Side = proof.side if step.multiplier > 0 else ("low" if proof.side == "high" else "high")
    if step.side != wanted:
        raise ProofError(f"step {number}: a multiplier of {step.multiplier} needs the {wanted} side")
    stated = premise.low if step.side == "low" else premise.high
    if stated is None:
        raise ProofError(f"step {number}: {premise.id} gives no {step.side} side")
    if stated != step.value:
        raise ProofError(f"step {number}: {premise.id} says {stated}, not {step.value}")
    return stated


def _check_covers(proof: Proof) -> None:
    """At every atom, the signed covers come to what the question needs."""
    weighed: list[tuple[Fraction, Box, bool]] = []  # multiple, box, outer cover?
    for step in proof.steps:
        for part in proof.premises[step.premise].parts:
            outer = (step.side == "low") == (part.coefficient > 0)
            weighed.append((step.multiplier * part.coefficient, part.box, outer))
    asked = [(part.coefficient, part.box, (proof.side == "high") == (part.coefficient > 0)) for part in proof.question]
    for part in proof.question:
        _check_box(part.box, proof.ground, "the question")
    kinds = sorted({(box.voice, box.rule, box.measure) for _, box, _ in weighed + asked})
    for kind in kinds:
        mine = [entry for entry in weighed if _kind(entry[1]) == kind]
        theirs = [entry for entry in asked if _kind(entry[1]) == kind]
        _check_atoms(mine, theirs, proof)


def _kind(box: Box) -> tuple[str, str, str]:
    return box.voice, box.rule, box.measure


def _check_atoms(mine: list[tuple[Fraction, Box, bool]], asked: list[tuple[Fraction, Box, bool]], proof: Proof) -> None:
    """One voice's count of one measure: every combination of place, actors and days that the boxes tell apart."""
    ground = proof.ground
    boxes = [box for _, box, _ in mine + asked]
    if ground.kinds[boxes[0].measure] not in ADD_OVER_PLACES:
        if len({(b.places, b.without, b.by, b.against, b.of) for b in boxes}) > 1:
            raise ProofError(f"{boxes[0].measure} adds over nothing: its places and actors must be the same throughout")
        mine, asked = ([(m, box, True) for m, box, _ in entries] for entries in (mine, asked))  # one and the same place
    days = sorted({day for box in boxes for day in (box.start, box.end)})
    places = sorted(
        {p for box in boxes for o in (True, False) for p in _places((*box.places, *_left_out_places(box)), o, ground)}
    )
    roles = [sorted({a for box in boxes for a in _actors(box, role)}) for role in ROLES]
    nodes: list[list[str | None]] = [[None, *axis] for axis in (places, *roles)]
    if math.prod(len(axis) for axis in nodes) * len(days) * len(boxes) > MOST_ATOMS:
        raise ProofError("the proof tells apart more places, actors and days than can be checked")
    for (place, by, against, of), (start, end) in itertools.product(
        itertools.product(*nodes), itertools.pairwise(days)
    ):
        atom = (place, by, against, of, start)
        have = sum((m for m, box, outer in mine if _covers(box, outer, atom, ground)), Fraction(0))
        need = sum((m for m, box, outer in asked if _covers(box, outer, atom, ground)), Fraction(0))
        if have < need if proof.side == "high" else have > need:
            where = f"{place or 'elsewhere'}, {start} to {end} (excluded), {by or 'anyone'} on {against or 'anyone'}"
            raise ProofError(f"at {where}: the steps count {have} times what the question counts {need} times")


def _actors(box: Box, role: str) -> tuple[str, ...]:
    """The actors that a box names in a role, left out or not."""
    return (*getattr(box, role), *_left_out_actors(box, role))


def _left_out_actors(box: Box, role: str) -> tuple[str, ...]:
    return tuple(entry.partition(":")[2] for entry in box.without if entry.partition(":")[0] == role)


def _places(named: Iterable[str], outer: bool, ground: Ground) -> tuple[str, ...]:
    """Regions replaced by the places of one of their covers."""
    found: list[str] = []
    for place in named:
        covers = ground.regions.get(place)
        found.extend((place,) if covers is None else covers[1] if outer else covers[0])
    return tuple(found)


def _covers(box: Box, outer: bool, atom: tuple[Any, ...], ground: Ground) -> bool:
    """Whether the box counts what happens at the atom."""
    place, by, against, of, day = atom
    if not box.start <= day < box.end:
        return False
    for role, actor in zip(ROLES, (by, against, of), strict=True):
        named = getattr(box, role)
        if named and not _within(actor, named, ground.actors):
            return False
        if _within(actor, _left_out_actors(box, role), ground.actors):
            return False
    if box.places and not _within(place, _places(box.places, outer, ground), ground.places):
        return False
    return not _within(place, _places(_left_out_places(box), not outer, ground), ground.places)


def _within(node: str | None, wholes: Sequence[str], tree: Mapping[str, str | None]) -> bool:
    """Whether the node is one of the wholes or lies in one."""
    while node is not None:
        if node in wholes:
            return True
        node = tree[node]
    return False


# ------------------------------------------------------------------------------------------------------- JSON


def digest(content: Any) -> str:
    """SHA-256 over canonical JSON: keys sorted, no blanks, UTF-8."""
    text = json.dumps(content, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(text.encode()).hexdigest()


def _box_document(box: Box) -> dict[str, Any]:
    lists = {name: list(getattr(box, name)) for name in ("by", "against", "of", "places", "without")}
    return {"voice": box.voice, "rule": box.rule, "measure": box.measure, **lists,
            "start": box.start.isoformat(), "end": box.end.isoformat()}  # fmt: skip


def _parts_document(parts: Iterable[Part]) -> list[dict[str, Any]]:
    return [{"coefficient": str(part.coefficient), "box": _box_document(part.box)} for part in parts]


def _premise_document(premise: Premise) -> dict[str, Any]:
    content: dict[str, Any] = {
        "kind": premise.kind,
        "parts": _parts_document(premise.parts),
        "low": None if premise.low is None else str(premise.low),
        "high": None if premise.high is None else str(premise.high),
        "because": dict(premise.because),
    }
    return {**content, "digest": digest(content)}


def _to_document(proof: Proof) -> dict[str, Any]:
    ground = proof.ground
    content: dict[str, Any] = {
        "onrecord": FORMAT,
        "question": _parts_document(proof.question),
        "side": proof.side,
        "bound": str(proof.bound),
        "whole": proof.whole,
        "value": str(proof.value),
        "formula": proof.formula,
        "steps": [
            {"multiplier": str(s.multiplier), "premise": s.premise, "side": s.side, "value": str(s.value)}
            for s in proof.steps
        ],
        "premises": {key: _premise_document(premise) for key, premise in sorted(proof.premises.items())},
        "ground": {
            "places": dict(sorted(ground.places.items())),
            "regions": {
                key: {"inner": list(inner), "outer": list(outer)}
                for key, (inner, outer) in sorted(ground.regions.items())
            },
            "actors": dict(sorted(ground.actors.items())),
            "kinds": dict(sorted(ground.kinds.items())),
            "names": {key: dict(names) for key, names in sorted(ground.names.items())},
        },
    }
    return {**content, "digest": digest(content)}


def from_document(document: Any) -> Proof:
    """Read an exported proof; raise ProofError where it is not one, or not as it was exported."""
    try:
        return _from_document(document)
    except (KeyError, TypeError, ValueError, AttributeError, ArithmeticError, RecursionError) as error:
        raise ProofError(f"not an exported proof: {type(error).__name__}: {error}") from error


def _from_document(document: Any) -> Proof:
    if document.get("onrecord") != FORMAT:
        raise ProofError(f"expected a document of the form {FORMAT!r}, found {document.get('onrecord')!r}")
    content = {key: value for key, value in document.items() if key != "digest"}
    premises = {key: _read_premise(key, value) for key, value in document["premises"].items()}
    if digest(content) != document["digest"]:
        raise ProofError("the document was changed after it was exported: its digest differs")
    proof = Proof(
        question=_read_parts(document["question"]),
        side=_one_of(document["side"], ("low", "high")),
        steps=tuple(_read_step(step) for step in document["steps"]),
        premises=premises,
        bound=_number(document["bound"]),
        whole=_one_of(document["whole"], (True, False)),
        ground=_read_ground(document["ground"]),
    )
    if _number(document["value"]) != proof.value:
        raise ProofError(f"the value {document['value']} is not the bound {proof.bound} in whole units")
    if document["formula"] != proof.formula:
        raise ProofError(f"the formula {document['formula']!r} is not what the steps say: {proof.formula}")
    return proof


def _text(value: Any) -> str:
    if not isinstance(value, str):
        raise TypeError(f"found {value!r}, expected text")
    return value


def _texts(values: Any) -> tuple[str, ...]:
    if not isinstance(values, list):
        raise TypeError(f"found {values!r}, expected a list")
    return tuple(_text(value) for value in values)


def _number(value: Any) -> Fraction:
    if not _NUMBER.fullmatch(_text(value)):
        raise ValueError(f"found {value[:50]!r}, expected an exact number as '184', '98.5' or '1/3'")
    return Fraction(value)


def _one_of(value: Any, allowed: Sequence[Any]) -> Any:
    if value not in allowed:
        raise ProofError(f"{value!r} is not one of {', '.join(map(str, allowed))}")
    return value


def _read_premise(key: str, document: Mapping[str, Any]) -> Premise:
    content = {name: value for name, value in document.items() if name != "digest"}
    if digest(content) != document["digest"]:
        raise ProofError(f"premise {key} was changed after it was exported: its digest differs")
    return Premise(
        id=key,
        kind=_one_of(document["kind"], ("figure", "at_most", "never_falls")),
        parts=_read_parts(document["parts"]),
        low=None if document["low"] is None else _number(document["low"]),
        high=None if document["high"] is None else _number(document["high"]),
        because=dict(document["because"]),
    )


def _read_step(step: Mapping[str, Any]) -> Step:
    side = _one_of(step["side"], ("low", "high"))
    return Step(_number(step["multiplier"]), _text(step["premise"]), side, _number(step["value"]))


def _read_ground(ground: Mapping[str, Any]) -> Ground:
    trees = [ground[name].items() for name in ("places", "actors")]
    places, actors = ({key: None if whole is None else _text(whole) for key, whole in tree} for tree in trees)
    regions = {key: (_texts(covers["inner"]), _texts(covers["outer"])) for key, covers in ground["regions"].items()}
    kinds = {key: _text(kind) for key, kind in ground["kinds"].items()}
    return Ground(places, regions, actors, kinds, {key: dict(names) for key, names in ground["names"].items()})


def _read_parts(parts: Iterable[Mapping[str, Any]]) -> tuple[Part, ...]:
    return tuple(Part(_number(part["coefficient"]), _read_box(part["box"])) for part in parts)


def _read_box(box: Mapping[str, Any]) -> Box:
    return Box(
        voice=_text(box["voice"]),
        rule=_text(box["rule"]),
        measure=_text(box["measure"]),
        **{name: _texts(box[name]) for name in (*ROLES, "places", "without")},
        start=dt.date.fromisoformat(box["start"]),
        end=dt.date.fromisoformat(box["end"]),
    )


# -------------------------------------------------------------------------------------------- for a reader alone


def check_document(document: Any) -> list[Proof]:
    """Check an exported proof, or every proof inside an exported document; raise ProofError where one fails.

    A bound that stands beside its proof must be the one that the proof gives, and none but 0 stands without one.
    """
    checked: list[Proof] = []
    waiting = [document]
    while waiting:
        found = waiting.pop()
        if isinstance(found, list):
            waiting.extend(reversed(found))
        elif isinstance(found, dict) and found.get("onrecord") == FORMAT:
            proof = from_document(found)
            check(proof)
            checked.append(proof)
        elif isinstance(found, dict):
            _check_beside(found)
            waiting.extend(reversed(list(found.values())))
    return checked


def _check_beside(bounds: Mapping[str, Any]) -> None:
    """Where a document holds a bound and its proof side by side, they say the same."""
    for side in ("low", "high"):
        if side not in bounds or f"{side}_proof" not in bounds:
            continue
        stated, proof = bounds[side], bounds[f"{side}_proof"]
        if proof is None:
            if stated not in (None, 0, "0"):
                raise ProofError(f"a {side} bound of {stated} stands without a proof")
            continue
        read = from_document(proof)
        if not _NUMBER.fullmatch(str(stated)) or _number(str(stated)) != _proved(read, side):
            raise ProofError(f"a {side} bound of {stated} stands beside a proof of something else: {read.formula}")


def _proved(proof: Proof, side: str) -> Fraction | None:
    """The bound that a proof gives on one side: of a total, or of one total as a percentage of another."""
    if len(proof.question) != 2:
        return proof.value if proof.side == side else None
    over, under = (part.coefficient for part in proof.question)
    if not (over > 0 >= under and proof.side == "high" and proof.value <= 0) or (under == 0 and side == "low"):
        return None
    return 100 * (-under / over if side == "high" else over / -under)


def main() -> int:
    """``python -I -S proof.py < FILE.json``: the checker with nothing of ours around it; 5 where a proof fails."""
    try:
        proofs = check_document(json.loads(sys.stdin.buffer.read()))
        if not proofs:
            raise ValueError("there is no proof in it")
    except (ValueError, RecursionError, ProofError) as error:
        sys.stderr.write(f"{error}\n")
        return 5 if isinstance(error, ProofError) else 3
    sys.stdout.buffer.write("".join(f"{proof.formula}\n" for proof in proofs).encode())
    return 0


if __name__ == "__main__":
    sys.exit(main())
