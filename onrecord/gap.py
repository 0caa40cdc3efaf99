"""Why there is no upper bound: a cell of the question that nothing on record bounds from above."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from onrecord.boxed import boxes
from onrecord.cell import Cover, System
from onrecord.inequality import Inequality
from onrecord.linear import bounded_cells
from onrecord.place import PART
from onrecord.scope import Catalogue


@dataclass(frozen=True, slots=True)
class Gap:
    """Why there is no upper bound: a cell of the question that no figure covers from above."""

    places: tuple[str, ...]
    without: tuple[str, ...]
    start: str
    end: str
    measure: str


def gap_in(system: System, known: Sequence[Inequality], target: Cover, catalogue: Catalogue) -> Gap | None:
    """A cell of the question that nothing bounds from above: the earliest, widest one."""
    bounded = bounded_cells(known)
    found = [
        (box, system.cells[cell].kind)
        for cell in sorted(target)
        if cell not in bounded
        for box in boxes(system.cells[cell].pieces, system.cells[cell].kind, system.axes, catalogue)
    ]
    if not found:
        return None
    box, kind = min(found, key=lambda entry: (entry[0].start, entry[0].start - entry[0].end, entry[0].places))
    # A part of a place is told by the place.
    places, left_out = (sorted({name.partition(PART)[0] for name in names}) for names in (box.places, box.without))
    without = tuple(name for name in left_out if name not in places)
    return Gap(tuple(places), without, box.start.isoformat(), box.end.isoformat(), kind[2])
