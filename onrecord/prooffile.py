"""Proofs read back from JSON, and checked: a file of proofs needs no project and no solver.

Standard library only, as :mod:`onrecord.proof`. ``tools/check_proof.py`` does the same, written apart, for a stranger.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterable, Mapping, Sequence
from fractions import Fraction
from typing import Any

from onrecord.box import ROLES, Box, Ground, Part, ProofError, Stint
from onrecord.proof import FORMAT, KINDS, TERMS, Occurrences, Premise, Proof, Step, check, digest

# An exact number as we write them; 1e999999999 would fill the memory.
_NUMBER = re.compile(r"-?[0-9]{1,400}(?:\.[0-9]{1,400}|/[1-9][0-9]{0,399})?")


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
        terms=_one_of(document.get("terms", ""), TERMS),
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
        kind=_one_of(document["kind"], KINDS),
        parts=_read_parts(document["parts"]),
        low=None if document["low"] is None else _number(document["low"]),
        high=None if document["high"] is None else _number(document["high"]),
        because=dict(document["because"]),
        events=tuple(_read_occurrences(found) for found in document.get("events", ())),
        listings=tuple(_read_box(box) for box in document.get("listings", ())),
    )


def _read_occurrences(found: Mapping[str, Any]) -> Occurrences:
    listed = tuple(
        (_text(event["id"]), _number(event["low"]), None if event["high"] is None else _number(event["high"]))
        for event in found["listed"]
    )
    return Occurrences(_read_box(found["box"]), listed)


def _read_step(step: Mapping[str, Any]) -> Step:
    side = _one_of(step["side"], ("low", "high"))
    return Step(_number(step["multiplier"]), _text(step["premise"]), side, _number(step["value"]))


def _read_ground(ground: Mapping[str, Any]) -> Ground:
    trees = [ground[name].items() for name in ("places", "actors")]
    places, actors = ({key: None if whole is None else _text(whole) for key, whole in tree} for tree in trees)
    regions = {key: (_texts(covers["inner"]), _texts(covers["outer"])) for key, covers in ground["regions"].items()}
    kinds = {key: _text(kind) for key, kind in ground["kinds"].items()}
    names, because = ({key: dict(held) for key, held in ground.get(name, {}).items()} for name in ("names", "because"))
    stints = {_text(key): _read_stint(told) for key, told in ground.get("stints", {}).items()}
    return Ground(places, regions, actors, kinds, names, because, stints)


def _read_stint(told: Mapping[str, Any]) -> Stint:
    days = [tuple(dt.date.fromisoformat(_text(day)) for day in span) for span in told["days"]]
    return Stint(tuple((start, end) for start, end in days), _text(told["why"]))


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
