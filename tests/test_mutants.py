"""Mutants of the checkers: every condition taken out or turned is noticed by some proof that holds, or some forgery."""

from __future__ import annotations

import ast
import copy
import itertools
import json
import signal
from collections.abc import Iterator
from fractions import Fraction
from typing import Any

import pytest

from tests.checker import CHECKER
from tests.test_proof import EXAMPLES, TAMPERING, box, sealed, step

LONGEST = 3.0
"""Seconds for one document, which takes some hundredths."""
REFUSALS = (ValueError, KeyError, TypeError, ArithmeticError, RecursionError, AttributeError, IndexError)
TURNED = {
    ast.Eq: ast.NotEq, ast.NotEq: ast.Eq, ast.Lt: ast.GtE, ast.GtE: ast.Lt, ast.Gt: ast.LtE, ast.LtE: ast.Gt,
    ast.In: ast.NotIn, ast.NotIn: ast.In,
}  # fmt: skip


def documents() -> tuple[list[Any], list[Any]]:
    """Proofs that hold, and careful forgeries of them."""
    held = {name: json.loads(json.dumps(make().to_document())) for name, make in EXAMPLES.items()}
    forged = []
    for case in TAMPERING:
        name, change, _ = case.values
        document = copy.deepcopy(held[str(name)])
        change(document)  # type: ignore[operator]
        forged.append(sealed(document))
    forged += [sealed(change(copy.deepcopy(held[name]))) for name, change in CAREFUL]
    forged.append(_written_otherwise(copy.deepcopy(held["difference"])))  # to seal it would write it as it should be
    return list(held.values()), forged


BRIDGE = "more-engagements"


def _shorter(document: Any) -> Any:
    """Strikes of four days said to be at most the engagements of one."""
    box(document, BRIDGE, 1)["end"] = "2020-01-02"
    return document


def _other_measures(document: Any) -> Any:
    document["premises"][BRIDGE]["because"]["greater"] = "strikes"
    return document


def _less_than_nothing(document: Any) -> Any:
    """A bridge that takes fifty away, the sum made to fit."""
    document["premises"][BRIDGE]["high"] = "-50"
    step(document, BRIDGE)["value"] = "-50"
    document["bound"] = str(Fraction(document["bound"]) - 50)
    return document


def _surely(document: Any) -> Any:
    """What is possibly in a region put for what surely is."""
    document["question"][0]["box"]["places"] = ["region:edge"]
    document["ground"]["regions"]["region:edge"] = {"inner": ["A"], "outer": ["A", "B"]}
    return document


def _unheard_of(document: Any) -> Any:
    document["premises"]["come-and-go"]["kind"] = "balance_of_all"
    document["premises"]["come-and-go"]["low"] = None
    return document


def _written_otherwise(document: Any) -> Any:
    """A first day written so that it stands behind all others, though it lies before them."""
    document["question"][0]["box"]["start"] = "2020-W01-1"
    return document


CAREFUL = (("balance", _unheard_of), ("bridge", _shorter), ("bridge", _other_measures), ("bridge", _less_than_nothing),
           ("difference from below", _surely))  # fmt: skip


def mutants(tree: ast.Module) -> Iterator[tuple[str, ast.Module]]:
    """The checker without one of its conditions, and with one of its comparisons turned round."""
    for number, node in enumerate(ast.walk(tree)):
        if isinstance(node, ast.Expr) and isinstance(node.value, ast.Call) and _name(node.value) == "need":
            yield f"line {node.lineno}: no {ast.unparse(node.value.args[0])}", _changed(tree, number, ast.Pass())
        elif isinstance(node, ast.Compare) and type(node.ops[0]) in TURNED and node.lineno < LAST_LINE:
            turned = ast.Compare(node.left, [TURNED[type(node.ops[0])](), *node.ops[1:]], node.comparators)
            yield f"line {node.lineno}: {ast.unparse(turned)}", _changed(tree, number, turned)


LAST_LINE = CHECKER.read_text(encoding="utf-8").partition("if __name__")[0].count("\n")
"""After it proofs are looked for in a file, not judged."""


def _name(call: ast.Call) -> str:
    return call.func.id if isinstance(call.func, ast.Name) else ""


def _changed(tree: ast.Module, number: int, new: ast.AST) -> ast.Module:
    """A copy of the tree with the node of that number exchanged."""
    made = copy.deepcopy(tree)
    old = next(itertools.islice(ast.walk(made), number, None))

    class Exchange(ast.NodeTransformer):
        def visit(self, node: ast.AST) -> ast.AST:
            return ast.copy_location(new, node) if node is old else self.generic_visit(node)

    Exchange().visit(made)
    return ast.fix_missing_locations(made)


def judged(check: Any, documents: list[Any]) -> list[bool]:
    """Whether each document is held; one that is worked on without end is not."""
    found = []
    signal.signal(signal.SIGALRM, _stop)
    for document in documents:
        signal.setitimer(signal.ITIMER_REAL, LONGEST)
        try:
            check(document)
        except REFUSALS:
            found.append(False)
        else:
            found.append(True)
        finally:
            signal.setitimer(signal.ITIMER_REAL, 0)
    return found


def _stop(*_: object) -> None:
    raise ValueError("worked on without end")


def loaded(tree: ast.Module) -> Any:
    space: dict[str, Any] = {"__name__": "mutant"}
    exec(compile(tree, str(CHECKER), "exec"), space)
    return space["check"]


TREE = ast.parse(CHECKER.read_text(encoding="utf-8"))
HELD, FORGED = documents()

UNNOTICED = {
    "node is None or (node in tree and node not in below)": "what is not described is no key, and a loop has no end",
    "math.prod(map(len, axes)) * len(boxes) <= MOST_PIECES": "no document here is so large",
    "len(found) ** most * len(terms) <= MOST_PIECES": "nor so many things apart",
    "total == Fraction(proof['bound'])": "a bound that is not the sum has a value that is not its rounding",
    "Fraction(proof['value']) == value": "and the other way round",
}
"""Conditions that another one stands behind, by why no document tells them apart."""


@pytest.mark.parametrize(("name", "mutant"), [
    pytest.param(name, tree, id=name) for name, tree in mutants(TREE) if name.partition(": no ")[2] not in UNNOTICED
])  # fmt: skip
def test_a_mutant_is_noticed(name: str, mutant: ast.Module) -> None:
    check = loaded(mutant)
    assert not (all(judged(check, HELD)) and not any(judged(check, FORGED)))


def test_the_checker_itself_judges_all_rightly() -> None:
    assert all(judged(loaded(TREE), HELD))
    assert not any(judged(loaded(TREE), FORGED))
