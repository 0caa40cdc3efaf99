"""Parts that a statement says are among those of a figure: '12 people, including 15 children'.

Only where the words leave no doubt: the part stands right behind the figure, with nothing between but the word that
says that it is among them, or a colon before a list of several; further parts stand right behind it. Parts are added up
only where nobody can be in two of them; each by itself is at most the whole.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache

from onrecord.claim import Claim
from onrecord.data import table
from onrecord.normal import Folded, form_of

PERSON = "person"
FARTHEST = 40
"""Characters between a figure and the word that opens its parts."""


def among(folded: Folded, language: str, claims: Sequence[Claim]) -> Iterator[tuple[Claim, list[Claim]]]:
    """Each figure of people with the parts that are said to be among them, those apart that may overlap."""
    for number, whole in enumerate(claims):
        parts: list[Claim] = []
        for part in claims[number + 1 :]:
            behind = _goes_on(folded, parts[-1], part) if parts else _opens(folded, language, whole, part)
            if not behind or not _of_one_kind(whole, part):
                break
            parts.append(part)
        listed = bool(parts) and ":" in (_between(folded, whole, parts[0]) or "")
        yield from ((whole, group) for group in _apart(parts) if len(group) > 1 or not listed)


def is_all(folded: Folded, whole: Claim, parts: Sequence[Claim]) -> bool:
    """Whether parts behind a colon leave nobody out: the dead are civilians or fighters."""
    kinds = {part.scope.measure for part in parts}
    exhaustive = [set(group) for group in table("slips")["exhaustive"]["groups"]]
    return kinds in exhaustive and ":" in (_between(folded, whole, parts[0]) or "")


def _of_one_kind(whole: Claim, part: Claim) -> bool:
    """Whether both count people to whom the same happened; some of the dead are civilians, or fighters."""
    quantities = (whole.quantity, part.quantity)
    if any(each is None or each.unit != PERSON or each.vague for each in quantities) or part.form != "amount":
        return False
    measures = {whole.scope.measure, part.scope.measure}
    killed = whole.scope.measure == "deaths" and measures <= {"deaths", "civilian_deaths", "combatant_deaths"}
    told = whole.modality == part.modality and whole.speaker == part.speaker and whole.form == "amount"
    return told and (killed or len(measures) == 1)


def _opens(folded: Folded, language: str, whole: Claim, part: Claim) -> bool:
    """Whether a part stands right behind its whole, as one of them."""
    gap = _between(folded, whole, part)
    if gap is None or len(gap) > FARTHEST or re.search(r"\d|[.;؛()]", gap):
        return False
    said = rf"(?:{_forms('among', language)})"
    if re.search(rf"(?:{said}|:)(?: (?:{_forms('so_many', language)}))?$", gap.strip()):
        return gap.count(",") + gap.count("،") <= 1
    assert part.quantity is not None
    noun, figure = part.slots.get("measure"), part.quantity.span
    if noun is None or figure is None or noun.start <= figure.end or not re.fullmatch(r"[^,،]*[,،]", gap.strip()):
        return False
    return re.fullmatch(said, folded.text[folded.index(figure.end) : folded.index(noun.start)].strip()) is not None


def _goes_on(folded: Folded, before: Claim, part: Claim) -> bool:
    """Whether a part stands right behind another in one list."""
    gap = _between(folded, before, part)
    return gap is not None and gap.replace(",", "").replace("،", "").strip() in ("", "and", "و")


def _between(folded: Folded, one: Claim, other: Claim) -> str | None:
    """What stands between the figure and noun of one claim and the figure of the next."""
    spans = [span for span in (one.slots.get("quantity"), one.slots.get("measure")) if span is not None]
    if not spans or "quantity" not in other.slots:
        return None
    start, end = max(span.end for span in spans), other.slots["quantity"].start
    return folded.text[folded.index(start) : folded.index(end)] if start <= end else None


def _apart(parts: Sequence[Claim]) -> Iterator[list[Claim]]:
    """All parts together where nobody can be in two of them, else each alone."""
    kinds = [part.scope.of or (part.scope.measure,) for part in parts]
    groups = [set(group) for group in table("slips")["disjoint"]["groups"]]
    together = len(set(kinds)) == len(kinds) and any({k for kind in kinds for k in kind} <= group for group in groups)
    if parts and together:
        yield list(parts)
    else:
        yield from ([part] for part in parts)


@cache
def _forms(kind: str, language: str) -> str:
    words = table("slips")["words"][kind][language]
    return "|".join(sorted((re.escape(form_of(word)) for word in words), key=len, reverse=True))
