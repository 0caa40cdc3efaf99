"""What is counted: the catalogue of measures, and how a claim uses one (its form)."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Literal

from onrecord.errors import UsageError

Kind = Literal["flow", "stock", "ratio", "distinct", "extreme", "occurrence"]
Form = Literal["amount", "change", "ratio", "share", "comparison", "occurrence", "presence"]


@dataclass(frozen=True, slots=True)
class Measure:
    """One thing that is counted.

    ``kind`` says over what its counts add: a flow over place, time and actor; a stock over place and actor, not
    time; a ratio over nothing. ``whole`` is true where only whole numbers can occur. ``settled_by`` says what
    would settle a claim about it, per language.
    """

    id: str
    unit: str
    kind: Kind
    whole: bool
    names: Mapping[str, str]
    doc: Mapping[str, str]
    settled_by: Mapping[str, str]


class Measures:
    """The catalogue, by id."""

    def __init__(self, measures: Iterable[Measure]) -> None:
        self._by_id = {measure.id: measure for measure in measures}

    def __getitem__(self, measure_id: str) -> Measure:
        if measure_id not in self._by_id:
            raise UsageError(f"no measure {measure_id!r}; there are: {', '.join(sorted(self._by_id))}")
        return self._by_id[measure_id]

    def __iter__(self) -> Iterator[Measure]:
        return iter(self._by_id.values())

    def __contains__(self, measure_id: object) -> bool:
        return measure_id in self._by_id
