"""Two uses of one region's name: where nobody drew its edge, it is the same unknown area in both.

A region has two covers, because nobody knows what of its outer cover it holds. A figure of the valley then bounds the
valley's inner cover only, and a question about the valley is bounded by its outer one, so that the two never meet.
But one voice that speaks of the valley twice means one area, wherever its edge is. So each place on the edge is parted
in two, what lies in the region and what does not: how much lies in which part is as unknown as every other count. The
region is then the inner cover and these parts, exactly, in every use; nothing is assumed of where the edge runs, and
it may even move from day to day.

Only regions that are one area are shared (``one_area``). A name that may mean a city or its province may mean one here
and the other there.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import replace

from onrecord.place import PART, Places
from onrecord.row import Row, Term
from onrecord.scope import Catalogue


def share_regions(
    catalogue: Catalogue, question: Sequence[Term], rows: Sequence[Row], named: Sequence[Term] = ()
) -> Catalogue:
    """The catalogue with every region that is one area and is named more than once made of whole places and parts."""
    places = catalogue.places
    users = [_regions([*question, *named], places), *(_regions(row.terms, places) for row in rows)]
    counted = Counter(region for used in users for region in used)
    asked = _regions([*question, *named], places)
    # Of regions that may overlap one is shared: the one asked about, else the one told most often.
    several: list[str] = []
    repeated = [region for region, count in counted.items() if count > 1]
    for region in sorted(repeated, key=lambda each: (each not in asked, -counted[each], each)):
        if not any(_meet(region, other, places) for other in several):
            several.append(region)
    if not several:
        return catalogue
    terms = [*question, *named, *(term for row in rows for term in row.terms)]
    spoken = {place for term in terms for place in (*term.scope.places, *term.scope.without)}
    axis = {*places.inner(spoken), *places.outer(spoken)}
    covers = {region: (*places[region].inner, *_parts(region, axis, places)) for region in several}
    return replace(catalogue, places=places.with_covers(covers))


def _regions(terms: Iterable[Term], places: Places) -> set[str]:
    """The regions of one area that some terms name."""
    named = {place for term in terms for place in (*term.scope.places, *term.scope.without)}
    return {place for place in named if places[place].one_area}


def _meet(region: str, other: str, places: Places) -> bool:
    """Whether two regions may overlap: then the parts of one would have to be parted again, so that one is shared."""
    return region != other and places.tree.meet(places[region].outer, places[other].outer)


def _parts(region: str, axis: Iterable[str], places: Places) -> list[str]:
    """The part of each named place on the edge that lies in the region."""
    tree, whole = places.tree, places[region]
    return sorted(
        f"{place}{PART}{region}"
        for place in axis
        if any(tree.holds(outer, place) for outer in whole.outer)
        and not any(tree.holds(inner, place) for inner in whole.inner)
    )
