"""What two versions find in one text: claims gained, lost, and changed, with the slots that changed.

Claims of both are told by the same slots, whether they come as annotations (a line of ``claims --jsonl``) or as the
document of ``claims --json``. Two claims are the same one where their figures overlap; without a figure, where their
quotations share half of their union. Each is met once, the best overlap first.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import Any

Stretch = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Held:
    """A claim as one version has it: where it and its figure stand, its words, and what each slot holds."""

    at: Stretch
    figure: Stretch | None
    quote: str
    slots: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Changed:
    """A claim that both versions have, with the slots in which they differ."""

    old: Held
    new: Held
    slots: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Difference:
    """What changed from one version to the other in one text."""

    gained: tuple[Held, ...] = ()
    lost: tuple[Held, ...] = ()
    changed: tuple[Changed, ...] = ()
    same: int = 0

    def __bool__(self) -> bool:
        return bool(self.gained or self.lost or self.changed)


def compare(old: Sequence[Held], new: Sequence[Held]) -> Difference:
    """The claims of the new version beside those of the old one."""
    met = pairs(old, new)
    changed, same = [], 0
    for i, j in sorted(met.items(), key=lambda pair: new[pair[1]].at):
        slots = tuple(name for name in new[j].slots if old[i].slots.get(name) != new[j].slots[name])
        same += not slots
        if slots:
            changed.append(Changed(old[i], new[j], slots))
    taken = set(met.values())
    return Difference(
        tuple(claim for j, claim in enumerate(new) if j not in taken),
        tuple(claim for i, claim in enumerate(old) if i not in met),
        tuple(changed),
        same,
    )


def pairs(old: Sequence[Held], new: Sequence[Held]) -> dict[int, int]:
    """For each old claim that is met the new one, each once, the best overlap first."""
    order = sorted(range(len(new)), key=lambda j: _key(new[j])[0])
    starts = [_key(new[j])[0] for j in order]
    longest = max((end - start for start, end in map(_key, new)), default=0)
    near = []
    for i, first in enumerate(old):
        start, end = _key(first)
        within = range(bisect_left(starts, start - longest), bisect_left(starts, end))
        near += [(closeness(first, new[order[at]]), i, order[at]) for at in within]
    met: dict[int, int] = {}
    taken: set[int] = set()
    for close, i, j in sorted(near, key=lambda entry: (-entry[0], entry[1], entry[2])):
        if close > 0 and i not in met and j not in taken:
            met[i] = j
            taken.add(j)
    return met


def _key(claim: Held) -> Stretch:
    """Where a claim is looked for: at its figure, else at its words."""
    return claim.figure or claim.at


def closeness(first: Held, second: Held) -> Fraction:
    """The part of their union that two figures share; of two claims without figures their quotations, from a half."""
    if (first.figure is None) != (second.figure is None):
        return Fraction(0)
    if first.figure is not None and second.figure is not None:
        return _shared(first.figure, second.figure)
    shared = _shared(first.at, second.at)
    return shared if 2 * shared >= 1 else Fraction(0)


def _shared(a: Stretch, b: Stretch) -> Fraction:
    return Fraction(max(0, min(a[1], b[1]) - max(a[0], b[0])), max(1, max(a[1], b[1]) - min(a[0], b[0])))


# ------------------------------------------------------------------------------------------------ claims of either form


def of_annotation(claim: Mapping[str, Any]) -> Held:
    """A claim in the form of annotations."""
    quantity, period = claim.get("quantity"), claim.get("period")
    actors = claim.get("actors") or {}
    slots = {
        "form": claim.get("form"),
        "measure": claim.get("measure"),
        "quantity": None if quantity is None else _number(quantity),
        **{role: _names(actors.get(role)) for role in ("by", "against", "of")},
        "place": _names(claim.get("places")),
        "period": None if period is None else _days(period),
        "base": (claim.get("base") or {}).get("what"),
        "modality": claim.get("modality"),
        "speaker": claim.get("speaker"),
        "checkable": claim.get("checkable"),
        "span": f"{claim['start']}-{claim['end']}",
    }
    figure = None if quantity is None or quantity.get("start") is None else (quantity["start"], quantity["end"])
    return Held((claim["start"], claim["end"]), figure, claim.get("quote", ""), _told(slots))


def of_document(claim: Mapping[str, Any]) -> Held:
    """A claim as the JSON contract has it."""
    quantity, scope, at = claim.get("quantity"), claim["scope"], claim["span"]
    slots = {
        "form": claim["form"],
        "measure": scope["measure"],
        "quantity": None if quantity is None else _number(quantity),
        **{role: "; ".join(scope[role]) for role in ("by", "against", "of")},
        "place": "; ".join(scope["places"]),
        "period": _days(scope["period"]),
        "base": (claim.get("base") or {}).get("what"),
        "modality": claim["modality"],
        "speaker": claim["speaker"],
        "checkable": claim["checkable"],
        "span": f"{at['start']}-{at['end']}",
    }
    span = None if quantity is None else quantity["span"]
    figure = None if span is None else (span["start"], span["end"])
    return Held((at["start"], at["end"]), figure, at["quote"], _told(slots))


def _told(slots: Mapping[str, object]) -> dict[str, str]:
    return {name: "" if value is None else str(value) for name, value in slots.items()}


def _number(quantity: Mapping[str, Any]) -> str:
    low, high = (_side(quantity.get(side)) for side in ("low", "high"))
    number = low if low == high else f"{low or '..'} to {high or '..'}"
    told = (quantity.get("comparator"), number, quantity.get("unit"), quantity.get("direction"))
    return " ".join(str(part) for part in told if part)


def _side(value: object) -> str:
    """A number of either form; an annotation has 2 where a document of shares has "2"."""
    return "" if value is None else str(value)


def _names(entries: Sequence[Mapping[str, Any]] | None) -> str:
    return "; ".join(str(entry.get("surface") or entry.get("name")) for entry in entries or ())


def _days(period: Mapping[str, Any]) -> str:
    start, end = period.get("start"), period.get("end")
    return "" if start is None and end is None else f"{start or '..'} until {end or '..'}, {period.get('kind')}"
