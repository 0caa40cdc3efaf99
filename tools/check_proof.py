"""The stranger's checker of exported proofs, to be read in one sitting. Standard library; nothing of onrecord.

    python tools/check_proof.py FILE.json        a line for each proof; 5 where one fails, 3 where there is none

A proof is a signed sum: each step takes one side of one premise (low <= sum of counts <= high) times a multiplier. Cut
the world at every place, actor and day named: in each piece the steps must count at least (for a lower bound, at most)
what the question counts there. Counts are never negative, so the bound follows.
"""

import datetime as dt
import itertools
import json
import math
import sys
from fractions import Fraction
from pathlib import Path
from typing import Any

ROLES, KIND, MOST_PIECES = ("by", "against", "of"), ("voice", "rule", "measure"), 20_000_000


def need(holds: object, why: str) -> None:
    if not holds:
        raise ValueError(why)


def days(box: Any) -> tuple[dt.date, dt.date]:
    start, end = dt.date.fromisoformat(box["start"]), dt.date.fromisoformat(box["end"])
    need(start < end, f"{start} is not before {end}")
    return start, end


def above(tree: Any, node: str | None, below: tuple[str, ...] = ()) -> tuple[str, ...]:
    """A place or actor with all that it lies in; a loop or a gap in the tree is refused."""
    need(node is None or (node in tree and node not in below), f"{node!r} is not described, or lies in itself")
    return below if node is None else above(tree, tree[node], (*below, node))


def left_out(box: Any, role: str) -> list[str]:
    """What a box leaves out: actors of a role, written 'role:actor', or without a role the places."""
    heads = [(entry.partition(":")[0], entry) for entry in box["without"]]
    return [entry.removeprefix(f"{role}:") for head, entry in heads if (head == role if role else head not in ROLES)]


def spread(places: Any, outer: bool, ground: Any) -> list[str]:
    """Regions as the places that they surely (inner) or possibly (outer) hold."""
    regions, cover = ground["regions"], "outer" if outer else "inner"
    return [one for place in places for one in (regions[place][cover] if place in regions else [place])]


def counts(box: Any, outer: bool, piece: Any, ground: Any) -> bool:
    """Whether a box counts what happens in a piece of the world."""
    (start, end), (place, *actors, day), held = days(box), piece, ground["stints"]
    for role, actor in zip(ROLES, actors, strict=True) if start <= day < end else ():
        chain = set(above(ground["actors"], actor))  # "a@b" is "a" while it was part of "b", and nobody on other days
        gone = any(all(not a <= str(day) < b for a, b in held[one]["days"]) for one in chain & held.keys())
        if gone or (box[role] and chain.isdisjoint(box[role])) or not chain.isdisjoint(left_out(box, role)):
            return False
    chain = set(above(ground["places"], place))
    inside = start <= day < end and (not box["places"] or not chain.isdisjoint(spread(box["places"], outer, ground)))
    return inside and chain.isdisjoint(spread(left_out(box, ""), not outer, ground))


def check_box(box: Any, ground: Any) -> None:
    (start, end), kind = days(box), ground["kinds"][box["measure"]]
    need(kind in ("flow", "distinct") or (end - start).days == 1, "what is no flow adds over no time")
    for place in (p for outer in (True, False) for p in spread(box["places"] + left_out(box, ""), outer, ground)):
        above(ground["places"], place)
    for actor in (actor for role in ROLES for actor in box[role] + left_out(box, role)):
        above(ground["actors"], actor)


def check_bridge(premise: Any, ground: Any) -> None:
    """No count is more than another of its scope: of another measure, of the same stock later, of days in which its own
    lie by another clock. Or a balance: a stock, less the one before, less all that joined, with all that left, is 0."""
    why, kind, same, balance = premise["because"], premise["kind"], list[Any](), "balance" in premise["kind"]
    kinds = {"clock": ("flow",), "never_falls": ("stock", "ratio", "distinct")}.get(kind, ("stock",))
    boxes = [part["box"] for part in premise["parts"]]
    need(kind in ("at_most", "never_falls", "clock", "balance", "balance_most"), "no known bridge")
    need(Fraction(premise["high"]) == 0 and premise["low"] == {"balance": "0"}.get(kind), "a bridge comes to nothing")
    for one, other in [boxes[:2]] if balance else zip(boxes[::2], boxes[1::2], strict=True):
        apart = {"measure": why["greater"]} if kind == "at_most" else {n: other[n] for n in ("rule", "start", "end")}
        same += [(1, {**one, "measure": why["lesser"]}), (-1, {**one, **apart})]
        edges = balance or not {*one["places"], *left_out(one, "")} & set(ground["regions"])
        (a, b), (c, d), (mine, theirs) = days(one), days(other), (one["rule"], other["rule"])
        inside = bool(mine) != bool(theirs) and (c <= a and b < d if mine else c < a and b <= d)
        fits = inside if kind == "clock" else mine == theirs and (c < a if balance else a < c)
        need(edges and (kind == "at_most" or (fits and ground["kinds"][one["measure"]] in kinds)), "no such two counts")
    if balance:
        came, turned = {**boxes[0], "start": boxes[1]["end"]}, {"by": [], "against": boxes[0]["by"]}
        same += [(-1, {**came, "measure": n}) for n in why["joins"]]
        same += [(1, {**came, **(turned if n in why["turned"] else {}), "measure": n}) for n in why["leaves"]]
        need({ground["kinds"][n] for n in why["joins"] + why["leaves"]} == {"flow"}, "what joins or leaves flows")
    need([(Fraction(part["coefficient"]), part["box"]) for part in premise["parts"]] == same, "not the counts named")


def check_events(premise: Any, ground: Any) -> None:
    """Events add up: from below those surely in the parts; from above all listed, where nothing else is counted."""
    boxes, held, up = [part["box"] for part in premise["parts"]], premise["events"], premise["low"] is None
    side, listed = "high" if up else "low", [event for found in held for event in found["listed"]]
    once = len({event["id"] for event in listed}) == len(listed) and (up or premise["high"] is None)
    need(once and all(Fraction(part["coefficient"]) == 1 for part in premise["parts"]), "events count once")
    need(sum(Fraction(event[side]) for event in listed) == Fraction(premise[side]), "the events come to something else")
    for box in [*boxes, *(found["box"] for found in held), *premise["listings"]]:
        check_box(box, ground)
        need(ground["kinds"][box["measure"]] == "flow" and all(box[n] == boxes[0][n] for n in KIND), "not one flow")
    for found in [] if up else held:
        check_pieces([(1, box, False) for box in boxes], [(1, found["box"], True)], True, ground)
    if up:  # nothing counted twice, and all of it where the source lists all that it counts
        ends = {"start": min(box["start"] for box in boxes), "end": max(box["end"] for box in boxes)}
        everywhere = {**boxes[0], **ends, **{name: [] for name in (*ROLES, "places", "without")}}
        check_pieces([(1, box, True) for box in boxes], [(1, everywhere, True)], False, ground)
        for box in boxes:
            check_pieces([(1, whole, False) for whole in premise["listings"]], [(1, box, True)], True, ground)


def check_pieces(have: Any, asked: Any, up: bool, ground: Any) -> None:
    """One voice's count of one measure, in every piece of the world; of distinct things, in any pieces at once."""
    terms = have + [(-m, box, outer) for m, box, outer in asked]
    boxes, kind = [box for _, box, _ in terms], ground["kinds"][terms[0][1]["measure"]]
    if kind not in ("flow", "stock", "distinct"):  # adds over nothing: one and the same scope
        need(all(box[name] == boxes[0][name] for name in ("places", "without", *ROLES) for box in boxes), "apart")
        terms = [(m, box, True) for m, box, _ in terms]
    named = {p for box in boxes for o in (True, False) for p in spread(box["places"] + left_out(box, ""), o, ground)}
    turns = (dt.date.fromisoformat(day) for held in ground["stints"].values() for span in held["days"] for day in span)
    roles = ({None, *(actor for box in boxes for actor in box[role] + left_out(box, role))} for role in ROLES)
    axes: list[Any] = [{None, *named}, *roles, sorted({*turns, *(day for box in boxes for day in days(box))})[:-1]]
    need(math.prod(map(len, axes)) * len(boxes) <= MOST_PIECES, "too many pieces")
    found = {tuple(counts(box, o, piece, ground) for _, box, o in terms) for piece in itertools.product(*axes)}
    most = sum((m < 0) == up for m, _, _ in terms) if kind == "distinct" else 1  # as many as can speak against the sum
    need(len(found) ** most * len(terms) <= MOST_PIECES, "too many pieces")
    for met in itertools.chain(*(itertools.combinations(found, number + 1) for number in range(most))):
        held = sum(m for (m, _, _), *inside in zip(terms, *met, strict=True) if any(inside))
        need(held * (1 if up else -1) >= 0, f"somewhere the steps count {held}")


def check(proof: Any) -> str:
    """Refuse the proof with a reason, or return its sum as a line."""
    ground, up, total, have = {"stints": {}, **proof["ground"]}, proof["side"] == "high", Fraction(0), list[Any]()
    for part in [*proof["question"], *(part for held in proof["premises"].values() for part in held["parts"])]:
        check_box(part["box"], ground)
    for premise in (held for held in proof["premises"].values() if held["kind"] != "figure"):
        (check_events if premise["kind"] == "events" else check_bridge)(premise, ground)
    for step in proof["steps"]:
        times, premise = Fraction(step["multiplier"]), proof["premises"][step["premise"]]
        need(times and step["side"] == ("high" if (times > 0) == up else "low"), "a step uses the wrong side")
        need(Fraction(premise[step["side"]]) == Fraction(step["value"]), "a premise does not say so")
        total += times * Fraction(step["value"])
        sizes = [(Fraction(part["coefficient"]), part["box"]) for part in premise["parts"]]
        have += [(times * size, box, (step["side"] == "low") == (size > 0)) for size, box in sizes]
    need(total == Fraction(proof["bound"]), f"the steps come to {total}, not to {proof['bound']}")
    asked = [(Fraction(p["coefficient"]), p["box"], up == (Fraction(p["coefficient"]) > 0)) for p in proof["question"]]
    split = any(size.denominator > 1 or ground["kinds"][box["measure"]] == "ratio" for size, box, _ in asked)
    need(not (split and proof["whole"]) and (asked or (up and total < 0)), "not whole; or nothing asked, nothing wrong")
    inwards = (math.floor if up else math.ceil) if proof["whole"] else Fraction
    need(Fraction(proof["value"]) == inwards(total), f"{proof['value']} is not {total} in whole units")
    for kind in {tuple(box[n] for n in KIND) for _, box, _ in have + asked}:
        mine, theirs = ([e for e in held if tuple(e[1][n] for n in KIND) == kind] for held in (have, asked))
        check_pieces(mine, theirs, up, ground)
    return f"{proof['side']} {proof['value']}: {proof['formula']}"


def proofs_in(node: Any) -> list[Any]:
    """Every proof in a document, wherever it stands."""
    held = node.values() if isinstance(node, dict) else node if isinstance(node, list) else ()
    mine = isinstance(node, dict) and node.get("onrecord") == "proof/1"
    return [node] if mine else [proof for inside in held for proof in proofs_in(inside)]


if __name__ == "__main__":
    try:
        found = proofs_in(json.loads(Path(sys.argv[1]).read_bytes()))
        print("\n".join(check(proof) for proof in found) or "there is no proof in it")
    except (ValueError, KeyError, TypeError, ArithmeticError, RecursionError) as error:
        print(f"does not hold: {type(error).__name__}: {error}", file=sys.stderr)
        sys.exit(5)
    sys.exit(0 if found else 3)
