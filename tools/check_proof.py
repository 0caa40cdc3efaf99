"""The stranger's checker: python tools/check_proof.py FILE.json checks every proof in it. Nothing of onrecord.

A proof is a signed sum: each step takes one side of one premise (low <= sum of counts <= high) times a multiplier. Cut
the world at every place, actor and day named: in each piece the steps must count at least (for a lower bound, at most)
what the question counts there. Counts are never negative, so the bound follows. Exit code 5: one fails; 3: none there.
"""

import datetime as dt
import itertools
import json
import math
import sys
from fractions import Fraction
from pathlib import Path
from typing import Any

AXES, KIND, MOST_PIECES = ("places", "by", "against", "of"), ("voice", "rule", "measure"), 20_000_000


def need(holds: object, why: str) -> None:
    if not holds:
        raise ValueError(why)


class World:
    def __init__(self, ground: Any) -> None:
        self.trees = {axis: ground["places" if axis == "places" else "actors"] for axis in AXES}
        self.regions, self.kinds, self.stints = ground["regions"], ground["kinds"], ground.get("stints", {})

    def above(self, tree: Any, node: str | None, below: tuple[str, ...] = ()) -> tuple[str, ...]:
        """A place or actor with all that it lies in; a loop or a gap in the tree is refused."""
        need(node is None or (node in tree and node not in below), f"{node!r} is not described, or lies in itself")
        return below if node is None else self.above(tree, tree[node], (*below, node))

    def named(self, box: Any, axis: str, outer: bool) -> list[list[str]]:
        """What a box names on an axis and what it leaves out ('role:actor' or a place), each region as its cover."""
        apart = [(entry.split(":")[0], entry.removeprefix(f"{axis}:")) for entry in box["without"]]
        left = [name for head, name in apart if axis == (head if head in AXES[1:] else "places")]
        covers = zip((box[axis], left), ("outer", "inner") if outer else ("inner", "outer"), strict=True)
        return [[one for name in held for one in self.regions.get(name, {c: [name]})[c]] for held, c in covers]

    def nodes(self, box: Any, axis: str) -> set[str]:
        """All that a box names on an axis; refused where its days are none, or too many for what it counts."""
        start, end = (dt.date.fromisoformat(box[name]) for name in ("start", "end"))
        need(start < end and [str(start), str(end)] == [box["start"], box["end"]], f"not from {start} to {end}")
        need(self.kinds[box["measure"]] in ("flow", "distinct") or (end - start).days == 1, "adds over no time")
        return {node for outer in (True, False) for held in self.named(box, axis, outer) for node in held}

    def counts(self, box: Any, outer: bool, piece: Any) -> bool:
        """Whether a box counts what happens in a piece of the world."""
        for axis, node in zip(AXES, piece, strict=False):
            chain, (inside, outside) = set(self.above(self.trees[axis], node)), self.named(box, axis, outer)
            parts = chain & self.stints.keys() if axis != "places" else ()  # "a@b" is "a" while it was part of "b"
            gone = any(not any(a <= piece[-1] < b for a, b in self.stints[part]["days"]) for part in parts)
            if gone or (box[axis] and chain.isdisjoint(inside)) or not chain.isdisjoint(outside):
                return False
        return bool(box["start"] <= piece[-1] < box["end"])

    def check_bridge(self, premise: Any) -> None:
        """One count is no more than another like it; or a stock, less that before, less joins, with leaves, is 0."""
        parts = [(Fraction(part["coefficient"]), part["box"]) for part in premise["parts"]]
        why, kind, boxes = premise["because"], premise["kind"], [box for _, box in parts]
        balance, zero = kind in ("balance", "balance_most"), "0" if kind == "balance" else None
        need(Fraction(premise["high"]) == 0 and premise["low"] == zero, "a bridge comes to nothing")
        pairs = [boxes[:2]] if balance else list(zip(boxes[::2], boxes[1::2], strict=True))
        for one, other in pairs:
            (a, b, mine), (c, d, theirs) = ((box["start"], box["end"], bool(box["rule"])) for box in (one, other))
            inside = mine != theirs and (c <= a and b < d if mine else c < a and b <= d)
            counted, apart = self.kinds[one["measure"]], {name for name in one if one[name] != other[name]}
            fits = kind == "at_most" and apart <= {"measure"} and other["measure"] == why["greater"]
            fits |= kind == "clock" and apart <= {"rule", "start", "end"} and inside and counted == "flow"
            fits |= kind == "never_falls" and apart <= {"start", "end"} and a < c and counted != "flow"
            fits |= balance and apart <= {"start", "end"} and c < a and counted == "stock"
            edges = self.regions.keys().isdisjoint([*one["places"], *one["without"]])
            need(fits and edges and one["measure"] == why["lesser"], "no such two counts")
        same: list[Any] = [(sign, box) for pair in pairs for sign, box in zip((1, -1), pair, strict=True)]
        if balance:
            came, turned = {**boxes[0], "start": boxes[1]["end"]}, {"by": [], "against": boxes[0]["by"]}
            same += [(-1, {**came, "measure": n}) for n in why["joins"]]
            same += [(1, {**came, **(turned if n in why["turned"] else {}), "measure": n}) for n in why["leaves"]]
            need({self.kinds[n] for n in why["joins"] + why["leaves"]} == {"flow"}, "what joins or leaves flows")
        need(parts == same, "not the counts named")

    def check_events(self, premise: Any) -> None:
        """Events add up: from below those surely in the parts; from above all listed, where nothing else is counted."""
        boxes, spots = ([held["box"] for held in premise[name]] for name in ("parts", "events"))
        listed, side = [e for held in premise["events"] for e in held["listed"]], "low" if premise["low"] else "high"
        once = len({event["id"] for event in listed}) == len(listed) and None in (premise["low"], premise["high"])
        need(once and all(Fraction(part["coefficient"]) == 1 for part in premise["parts"]), "events count once")
        need(sum(Fraction(event[side]) for event in listed) == Fraction(premise[side]), "they come to something else")
        for box in [*boxes, *spots, *premise["listings"]]:
            same = self.nodes(box, "places") is not None and all(box[name] == boxes[0][name] for name in KIND)
            need(same and self.kinds[box["measure"]] == "flow", "not one flow")
        wholes, inside = (boxes, spots) if side == "low" else (premise["listings"], boxes)
        for box in inside:
            self.check_pieces([*((1, whole) for whole in wholes), (-1, box)], True)
        if side == "high":  # nothing counted twice
            ever = {**boxes[0], **dict.fromkeys((*AXES, "without"), ()), "start": "0001-01-01", "end": "9999-12-31"}
            self.check_pieces([*((1, box) for box in boxes), (-1, ever)], False)

    def check_pieces(self, terms: Any, up: bool) -> None:
        """What is had less what is asked of one voice's count in each piece of the world; of things, in any at once."""
        boxes, adds = [box for _, box in terms], self.kinds[terms[0][1]["measure"]] in ("flow", "stock", "distinct")
        need(adds or all(box[n] == boxes[0][n] for box in boxes for n in (*AXES, "without")), "it adds over nothing")
        turns = {day for held in self.stints.values() for span in held["days"] for day in span}
        axes: list[Any] = [{None}.union(*(self.nodes(box, axis) for box in boxes)) for axis in AXES]
        axes.append(sorted(turns.union(*((box["start"], box["end"]) for box in boxes)))[:-1])
        need(math.prod(map(len, axes)) * len(boxes) <= MOST_PIECES, "too many pieces")
        pieces = itertools.product(*axes)
        found = {tuple(self.counts(box, not adds or (m > 0) != up, piece) for m, box in terms) for piece in pieces}
        most = sum((m < 0) == up for m, _ in terms) if self.kinds[boxes[0]["measure"]] == "distinct" else 1
        need(len(found) ** most * len(terms) <= MOST_PIECES, "too many pieces")
        for met in itertools.chain(*(itertools.combinations(found, number + 1) for number in range(most))):
            held = sum(m for (m, _), *inside in zip(terms, *met, strict=True) if any(inside))
            need(held * (1 if up else -1) >= 0, f"somewhere the steps count {held} too many or too few")


def check(proof: Any) -> str:
    """Refuse the proof with a reason, or return its sum as a line."""
    world, premises, up, total = World(proof["ground"]), proof["premises"], proof["side"] == "high", Fraction(0)
    terms = [(-Fraction(part["coefficient"]), part["box"]) for part in proof["question"]]
    split = any(times.denominator > 1 or world.kinds[box["measure"]] == "ratio" for times, box in terms)
    for step in proof["steps"]:
        times, side, premise = Fraction(step["multiplier"]), step["side"], premises[step["premise"]]
        if premise["kind"] != "figure":
            (world.check_events if premise["kind"] == "events" else world.check_bridge)(premise)
        need(times and side == ("high" if (times > 0) == up else "low"), "a step uses the wrong side")
        need(Fraction(premise[side]) == Fraction(step["value"]), "a premise does not say so")
        total += times * Fraction(step["value"])
        terms += [(times * Fraction(part["coefficient"]), part["box"]) for part in premise["parts"]]
    need(total == Fraction(proof["bound"]), f"the steps come to {total}, not to {proof['bound']}")
    need(not (split and proof["whole"]) and (proof["question"] or (up and total < 0)), "not whole; or nothing is wrong")
    value = total if not proof["whole"] else math.floor(total) if up else math.ceil(total)
    need(Fraction(proof["value"]) == value, f"{proof['value']} is not {total} in whole units")
    for kind in {tuple(box[name] for name in KIND) for _, box in terms}:
        world.check_pieces([term for term in terms if tuple(term[1][name] for name in KIND) == kind], up)
    return f"{proof['side']} {proof['value']}: {proof['formula']}"


if __name__ == "__main__":
    found: Any = []  # every proof in the document, wherever it stands
    try:
        text = Path(sys.argv[1]).read_bytes()
        json.loads(text, object_hook=lambda node: found.append(node) if node.get("onrecord") == "proof/1" else node)
        print("\n".join(check(proof) for proof in found) or "there is no proof in it")
    except (ValueError, KeyError, TypeError, ArithmeticError, RecursionError) as error:
        print(f"does not hold: {type(error).__name__}: {error}", file=sys.stderr)
        sys.exit(5)
    sys.exit(0 if found else 3)
