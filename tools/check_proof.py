"""The stranger's checker: whether the proofs in an exported JSON file hold. Standard library; nothing of onrecord.

    python tools/check_proof.py FILE.json        a line for each proof; 5 where one fails, 3 where there is none

Written apart from onrecord/proof.py, to be read in one sitting. A proof is a signed sum: each step takes one side of
one premise (low <= sum of counts <= high) times a multiplier. Cut the world at every place, actor and day that is
named; in each of the pieces, what the steps count must come to at least (for an upper bound; for a lower one, at most)
what the question counts there. Counts are never negative, so the bound follows. A contradiction asks for nothing and
comes to less than nothing.
"""

import datetime as dt
import itertools
import json
import math
import sys
from collections.abc import Iterator
from fractions import Fraction
from pathlib import Path
from typing import Any

ROLES, MOST_PIECES = ("by", "against", "of"), 20_000_000


def need(holds: object, why: str) -> None:
    if not holds:
        raise ValueError(why)


def days(box: Any) -> tuple[dt.date, dt.date]:
    start, end = dt.date.fromisoformat(box["start"]), dt.date.fromisoformat(box["end"])
    need(start < end, f"{start} is not before {end}")
    return start, end


def above(tree: Any, node: str | None) -> list[str]:
    """A place or actor with all that it lies in; a loop or a gap in the tree is refused."""
    chain: list[str] = []
    while node is not None:
        need(node in tree and node not in chain, f"{node!r} is not described, or lies in itself")
        chain.append(node)
        node = tree[node]
    return chain


def left_out(box: Any, role: str) -> list[str]:
    """What a box leaves out: actors of a role, written 'role:actor', or without a role the places."""
    split = [entry.partition(":") for entry in box["without"]]
    if role:
        return [name for head, _, name in split if head == role]
    return ["".join(entry) for entry in split if entry[0] not in ROLES]


def spread(places: Any, outer: bool, ground: Any) -> list[str]:
    """Regions as the places that they surely (inner) or possibly (outer) hold."""
    cover = "outer" if outer else "inner"
    return [one for p in places for one in (ground["regions"][p][cover] if p in ground["regions"] else [p])]


def counts(box: Any, outer: bool, piece: Any, ground: Any) -> bool:
    """Whether a box counts what happens in a piece of the world."""
    (start, end), (place, *actors, day) = days(box), piece
    if not start <= day < end:
        return False
    for role, actor in zip(ROLES, actors, strict=True):
        chain = set(above(ground["actors"], actor))
        if (box[role] and chain.isdisjoint(box[role])) or not chain.isdisjoint(left_out(box, role)):
            return False
    chain = set(above(ground["places"], place))
    if box["places"] and chain.isdisjoint(spread(box["places"], outer, ground)):
        return False
    return chain.isdisjoint(spread(left_out(box, ""), not outer, ground))


def check_box(box: Any, ground: Any) -> None:
    start, end = days(box)
    need(ground["kinds"][box["measure"]] == "flow" or (end - start).days == 1, "what is no flow adds over no time")
    for outer in (True, False):
        for place in spread(box["places"] + left_out(box, ""), outer, ground):
            above(ground["places"], place)
    for role in ROLES:
        for actor in box[role] + left_out(box, role):
            above(ground["actors"], actor)


def check_bridge(premise: Any, ground: Any) -> None:
    """One count is at most another of the same scope: of another measure, or of the same stock on a later day."""
    boxes = [part["box"] for part in premise["parts"]]
    signs = [Fraction(part["coefficient"]) for part in premise["parts"]]
    need(premise["low"] is None and Fraction(premise["high"]) == 0, "a bridge says: at most nothing")
    need(len(boxes) % 2 == 0 and signs == [1, -1] * (len(boxes) // 2), "a bridge takes one count from another")
    for lesser, greater in zip(boxes[::2], boxes[1::2], strict=True):
        same = [name for name in lesser if name not in ("measure", "start", "end")]
        need(all(lesser[name] == greater[name] for name in same), "a bridge's two sides are of the same scope")
        need(not {*lesser["places"], *left_out(lesser, "")} & set(ground["regions"]), "a bridge needs certain edges")
        because = premise["because"]
        need((lesser["measure"], greater["measure"]) == (because["lesser"], because["greater"]), "not its measures")
        if premise["kind"] == "at_most":
            need(days(lesser) == days(greater), "a bridge between measures is of the same days")
        else:
            need(premise["kind"] == "never_falls" and lesser["measure"] == greater["measure"], "no known bridge")
            need(ground["kinds"][lesser["measure"]] != "flow" and days(lesser) < days(greater), "no stock on two days")


def check_pieces(have: Any, asked: Any, up: bool, ground: Any) -> None:
    """One voice's count of one measure, in every piece of the world that the boxes tell apart."""
    boxes = [box for _, box, _ in have + asked]
    if ground["kinds"][boxes[0]["measure"]] not in ("flow", "stock"):  # adds over nothing: one and the same scope
        scopes = {json.dumps([box[name] for name in ("places", "without", *ROLES)]) for box in boxes}
        need(len(scopes) == 1, "what adds over nothing must be the same throughout")
        have, asked = [(m, box, True) for m, box, _ in have], [(m, box, True) for m, box, _ in asked]
    named = {p for box in boxes for o in (True, False) for p in spread(box["places"] + left_out(box, ""), o, ground)}
    actors = [{None, *(a for box in boxes for a in box[role] + left_out(box, role))} for role in ROLES]
    starts = sorted({day for box in boxes for day in days(box)})[:-1]
    axes: list[Any] = [{None, *named}, *actors, starts]
    need(math.prod(map(len, axes)) * len(boxes) <= MOST_PIECES, "more pieces than can be checked")
    for piece in itertools.product(*axes):
        got, wanted = (
            sum((m for m, box, outer in held if counts(box, outer, piece, ground)), Fraction(0))
            for held in (have, asked)
        )
        need(got >= wanted if up else got <= wanted, f"at {piece}: {got} for {wanted}")


def check(proof: Any) -> str:
    """Refuse the proof with a reason, or return its sum as a line."""
    ground, up, total = proof["ground"], proof["side"] == "high", Fraction(0)
    have: list[Any] = []
    for premise in proof["premises"].values():
        for part in premise["parts"]:
            check_box(part["box"], ground)
        if premise["kind"] != "figure":
            check_bridge(premise, ground)
    for step in proof["steps"]:
        times, premise = Fraction(step["multiplier"]), proof["premises"][step["premise"]]
        need(times and step["side"] == ("high" if (times > 0) == up else "low"), "a step uses the wrong side")
        need(Fraction(premise[step["side"]]) == Fraction(step["value"]), "a premise does not say so")
        total += times * Fraction(step["value"])
        for part in premise["parts"]:
            size = Fraction(part["coefficient"])
            have.append((times * size, part["box"], (step["side"] == "low") == (size > 0)))
    need(total == Fraction(proof["bound"]), f"the steps come to {total}, not to {proof['bound']}")
    sizes = [(Fraction(part["coefficient"]), part["box"]) for part in proof["question"]]
    asked = [(size, box, up == (size > 0)) for size, box in sizes]
    for size, box in sizes:
        check_box(box, ground)
        whole = size.denominator == 1 and ground["kinds"][box["measure"]] != "ratio"
        need(whole or not proof["whole"], "a fraction or a ratio need not be whole")
    need(asked or (up and total < 0), "nothing asked, and nothing wrong")
    rounded = (math.floor if up else math.ceil)(total) if proof["whole"] else total
    need(Fraction(proof["value"]) == rounded, f"{proof['value']} is not {total} in whole units")
    names = ("voice", "rule", "measure")
    for kind in {tuple(box[n] for n in names) for _, box, _ in have + asked}:
        mine, theirs = ([e for e in held if tuple(e[1][n] for n in names) == kind] for held in (have, asked))
        check_pieces(mine, theirs, up, ground)
    return f"{proof['side']} {proof['value']}: {proof['formula']}"


def proofs_in(node: Any) -> Iterator[Any]:
    """Every proof in a document, wherever it stands."""
    if isinstance(node, dict) and node.get("onrecord") == "proof/1":
        yield node
    elif isinstance(node, (dict, list)):
        for held in node.values() if isinstance(node, dict) else node:
            yield from proofs_in(held)


if __name__ == "__main__":
    try:
        found = list(proofs_in(json.loads(Path(sys.argv[1]).read_bytes())))
        print("\n".join(check(proof) for proof in found) or "there is no proof in it")
    except (ValueError, KeyError, TypeError, ArithmeticError, RecursionError) as error:
        print(f"does not hold: {type(error).__name__}: {error}", file=sys.stderr)
        sys.exit(5)
    sys.exit(0 if found else 3)
