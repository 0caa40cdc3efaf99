"""A proof in words, from the proof alone: what it shows, its sum line by line, and what has to be believed for it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import TYPE_CHECKING, Any

from onrecord.actor import Actor, Actors
from onrecord.arabic import capital, count_words, nouns, number_words
from onrecord.box import ROLES, Box, Ground, Part
from onrecord.cell import FIRST_DAY, LAST_DAY
from onrecord.explanation import clause_words, stint_words
from onrecord.measure import Measure, Measures
from onrecord.period import Period
from onrecord.phrase import (
    actor_words,
    fill,
    place_words,
    range_words,
    scope_words,
    template,
    term_words,
    where_and_when,
)
from onrecord.place import PART, Place, Places
from onrecord.scope import Catalogue, Scope

if TYPE_CHECKING:
    from onrecord.proof import Premise, Proof, Step
    from onrecord.statement import Language

MOST_ADDED = 12
"""Events of a line up to which their numbers are written out."""


@dataclass(frozen=True, slots=True)
class Witness:
    """Where a figure of a proof was published."""

    id: str
    source: str
    published_on: dt.date | None
    address: str


@dataclass(frozen=True, slots=True)
class SumLine:
    """One figure of a sum: its signed number, what it counts, and who put it on record."""

    number: str
    words: str
    witnesses: tuple[Witness, ...]


def catalogue_of(ground: Ground) -> Catalogue:
    """The places, actors and measures that a proof describes, under the names it gives them."""
    names: Mapping[str, Mapping[str, str]] = ground.names
    places = [Place(key, "place", names.get(key, {}), within) for key, within in ground.places.items()]
    regions = [Place(key, "region", names.get(key, {}), None, *covers) for key, covers in ground.regions.items()]
    actors = [Actor(key, names.get(key, {}), within) for key, within in ground.actors.items()]
    others = [Actor(key, given) for key, given in names.items() if key not in {*ground.places, *ground.actors}]
    kinds: Mapping[str, Any] = ground.kinds
    measures = [Measure(key, "", kind, False, names.get(key, {}), {}, {}) for key, kind in kinds.items()]
    return Catalogue(Measures(measures), Places([*places, *regions]), Actors([*actors, *others]))


# --------------------------------------------------------------------------------------------------- what it shows


def shows(proof: Proof, catalogue: Catalogue, language: Language) -> str:
    """What the proof shows: strikes by the coalition, Iraq, May 2018, as counted by the coalition: at most 203."""
    if proof.is_contradiction:
        return template("sums.impossible", language)
    what = "".join(_part_words(part, catalogue, language, first=n == 0) for n, part in enumerate(proof.question))
    key = "most" if proof.side == "high" else "least"
    return fill(f"sums.{key}", language, what=what, n=number_words(proof.value))


def _part_words(part: Part, catalogue: Catalogue, language: Language, *, first: bool = True) -> str:
    words, times = box_words(part.box, catalogue, language), abs(part.coefficient)
    sign = ("−" if first else " − ") if part.coefficient < 0 else "" if first else " + "
    alone = first and part.coefficient == 1
    return words if alone else f"{sign}{'' if times == 1 else f'{number_words(times)} × '}({words})"


def box_words(box: Box, catalogue: Catalogue, language: Language) -> str:
    """What a box counts, and whose count it is."""
    words = scope_words(scope_of(box), catalogue, language) + _left_out(box, catalogue, language)
    voice = actor_words((box.voice,), catalogue, language)
    words = fill("sums.counted_by", language, what=words, voice=voice)
    return words + (f" ({box.rule})" if box.rule else "")


def scope_of(box: Box) -> Scope:
    """What a box counts, its period open where it runs to the end of the calendar."""
    start, end = (None if box.start <= FIRST_DAY else box.start), (None if box.end >= LAST_DAY else box.end)
    without = tuple(entry for entry in box.without if entry.partition(":")[0] not in ROLES)
    return Scope(box.measure, box.by, box.against, box.of, box.places, Period(start, end), without)


def _left_out(box: Box, catalogue: Catalogue, language: Language) -> str:
    """The actors that a box leaves out, each in its role."""
    words = ""
    for role, _, actor in (entry.partition(":") for entry in box.without):
        if role in ROLES:
            named = actor_words((actor,), catalogue, language)
            words += fill("sums.left_out", language, role=fill(f"scope.{role}", language, actors=named))
    return words


# ------------------------------------------------------------------------------------------------- line by line


def sum_lines(proof: Proof, catalogue: Catalogue, language: Language) -> list[SumLine]:
    """The figures of a proof in the order of its sum; one of nothing is named too, for it still bounds."""
    steps = [step for step in proof.steps if proof.premises[step.premise].kind in ("figure", "events")]
    return [
        SumLine(_signed(step, first=number == 0), _counted(proof, step, catalogue, language), _witnesses(proof, step))
        for number, step in enumerate(steps)
    ]


def _signed(step: Step, *, first: bool) -> str:
    """One step's number with its sign, the multiplier before it where it is not one."""
    sign = "−" if step.multiplier * step.value < 0 or (step.multiplier < 0 and not step.value) else "+"
    return ("" if first and sign == "+" else sign) + term_words(abs(step.multiplier), abs(step.value))


def _counted(proof: Proof, step: Step, catalogue: Catalogue, language: Language) -> str:
    """What a figure counts: where and when, the rest where the question has it otherwise, and its range if any."""
    premise = proof.premises[step.premise]
    asked = [_kind(part.box) for part in proof.question]
    words = " + ".join(_counted_part(part, asked, catalogue, language) for part in premise.parts)
    if premise.kind == "events":
        return _events(premise, words, step.side, language)
    if premise.low == premise.high or not premise.parts:
        return words
    measure = premise.parts[0].box.measure
    unit = catalogue.measures[measure].unit if measure in catalogue.measures else ""
    return f"{words}: {range_words(premise.low, premise.high, measure, unit, language)}"


def _events(premise: Premise, words: str, side: str, language: Language) -> str:
    """How many events a line adds up, and where they are few, their numbers."""
    listed = [event for found in premise.events for event in found.listed]
    count = count_words(len(listed), nouns()["event"], language)
    numbers = [number_words((low if side == "low" else high) or Fraction(0)) for _, low, high in listed]
    if 1 < len(numbers) <= MOST_ADDED:
        return fill("sums.events_of", language, what=words, n=count, sum=" + ".join(numbers))
    return fill("sums.events", language, what=words, n=count)


def _kind(box: Box) -> tuple[object, ...]:
    return box.voice, box.rule, box.measure, box.by, box.against, box.of


def _counted_part(part: Part, asked: Sequence[tuple[object, ...]], catalogue: Catalogue, language: Language) -> str:
    box, scope = part.box, scope_of(part.box)
    if _kind(box) in asked and part.coefficient == 1:
        return where_and_when(scope, catalogue, language) + _left_out(box, catalogue, language)
    if [kind[:2] for kind in asked] == [(box.voice, box.rule)] and part.coefficient == 1:
        return scope_words(scope, catalogue, language) + _left_out(box, catalogue, language)
    return _part_words(part, catalogue, language)


def _witnesses(proof: Proof, step: Step) -> tuple[Witness, ...]:
    """Where the figure was published, as far as the proof says; the premise's own name where it does not."""
    listed = proof.premises[step.premise].because.get("figures")
    entries = [entry for entry in listed if isinstance(entry, Mapping)] if isinstance(listed, list | tuple) else []
    found = [_witness(entry) for entry in entries]
    return tuple(found) or (Witness(step.premise, "", None, ""),)


def _witness(entry: Mapping[str, Any]) -> Witness:
    named = {key: str(entry.get(key) or "") for key in ("id", "source", "published_on", "address")}
    try:
        day = dt.date.fromisoformat(named["published_on"])
    except ValueError:
        day = None
    return Witness(named["id"], named["source"], day, named["address"])


# ------------------------------------------------------------------------------------------------ what it rests on


def assumptions(proof: Proof, catalogue: Catalogue, language: Language) -> list[str]:
    """What has to be believed beside the figures: bridges, whole counts, what lies in what."""
    words = [clause for clause, _ in bridges(proof, catalogue, language)]
    listing = [premise for premise in proof.premises.values() if premise.kind == "events" and premise.listings]
    sources = dict.fromkeys(str(premise.because.get("source") or premise.id) for premise in listing)
    words += [fill("sums.listing", language, source=source) for source in sources]
    if proof.value != proof.bound:
        words.append(template("sums.whole", language))
    return [
        f"{capital(text, language)}." for text in dict.fromkeys([*words, *_inside(proof.ground, catalogue, language)])
    ]


def bridges(proof: Proof, catalogue: Catalogue, language: Language) -> list[tuple[str, str]]:
    """The bridges of a proof, and when who was part of whom, each once: its clause, and its source."""
    used = [proof.premises[step.premise] for step in proof.steps]
    found = [premise for premise in used if premise.kind not in ("figure", "events")]
    clauses = [(_clause(p, catalogue, language), str(p.because.get("source") or "")) for p in found]
    clauses += [
        (clause_words(kind, "", "", catalogue, language), str(held.get("source") or ""))
        for kind, held in proof.ground.because.items()
    ]
    for key, stint in proof.ground.believed.items():
        days = [Period(_end(start), _end(end)) for start, end in stint.days]
        clauses.append((stint_words(key, days, catalogue, language), stint.why))
    return list(dict.fromkeys(clauses))


def _end(day: dt.date) -> dt.date | None:
    """An end of a stretch of days; None where it is the calendar's."""
    return None if day in (FIRST_DAY, LAST_DAY) else day


def _clause(premise: Premise, catalogue: Catalogue, language: Language) -> str:
    lesser, greater = (str(premise.because.get(key) or "") for key in ("lesser", "greater"))
    return clause_words(premise.kind, lesser, greater, catalogue, language)


def _inside(ground: Ground, catalogue: Catalogue, language: Language) -> list[str]:
    """What lies in what, and the two covers of each region."""

    def place(*ids: str) -> str:
        return place_words(ids, catalogue, language, label=True) if ids else template("sums.nothing", language)

    def lies_in(part: str, whole: str) -> str:
        return fill("sums.lies_in", language, part=part, whole=whole)

    whole_places = [(part, whole) for part, whole in sorted(ground.places.items()) if PART not in part]
    words = [lies_in(place(part), place(whole)) for part, whole in whole_places if whole is not None]
    for part, whole in sorted(ground.actors.items()):
        if whole is not None:
            words.append(lies_in(actor_words((part,), catalogue, language), actor_words((whole,), catalogue, language)))
    for region, (inner, outer) in sorted(ground.regions.items()):
        if any(PART in name for name in outer):
            words.append(fill("sums.one_area", language, region=place(region)))
        surely = place(*(name for name in inner if PART not in name))
        possibly = place(*sorted({name.partition(PART)[0] for name in outer}))
        words.append(fill("sums.region", language, region=place(region), inner=surely, outer=possibly))
    return words


# ----------------------------------------------------------------------------------------------------- for documents


def shows_alone(proof: Proof) -> str:
    """What the proof shows, in English, under the names that the proof itself gives."""
    return shows(proof, catalogue_of(proof.ground), "en")


def believed_alone(proof: Proof) -> list[str]:
    """All that has to be believed, in English, under the proof's own names: its figures, then the rest."""
    catalogue = catalogue_of(proof.ground)
    lines = []
    for line in sum_lines(proof, catalogue, "en"):
        cited = [(w.id, w.source, str(w.published_on or ""), w.address) for w in line.witnesses]
        lines.append(f"{line.number}  {line.words} [{'; '.join(' '.join(filter(None, entry)) for entry in cited)}]")
    return [*lines, *assumptions(proof, catalogue, "en")]
