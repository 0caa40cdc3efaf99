"""Claims with their numbers in the units that claims are given in, and the measure that a unit tells."""

from __future__ import annotations

from collections.abc import Sequence

from onrecord.assertion import Claim
from onrecord.conversion import converted, counted_in, differs, is_area, units
from onrecord.nearby import base_of
from onrecord.place import NOT_STATED
from onrecord.quantity import Quantity
from onrecord.scope import Catalogue
from onrecord.valueclass import replace


def measured_out(claims: Sequence[Claim], catalogue: Catalogue) -> list[Claim]:
    """The claims, each with its number and its base's converted exactly, and with the measure that its unit tells.

    A unit whose size differs from country to country is that of the claim's own places; of a claim that names none,
    that of the only country that the statement's claims lie in. Else the number stays as it was stated.
    """
    local = any(
        quantity is not None and differs(quantity.unit)
        for claim in claims
        for quantity in (claim.quantity, _value(claim))
    )
    whole = frozenset(country for claim in claims for country in _countries(claim, catalogue)) if local else frozenset()
    return [_measured_out(claim, whole, catalogue) for claim in claims]


def _measured_out(claim: Claim, whole: frozenset[str], catalogue: Catalogue) -> Claim:
    quantity, value = claim.quantity, _value(claim)
    stated = [each.unit for each in (quantity, value) if each is not None]
    if quantity is None or not any(counted_in(unit) in units() for unit in stated):
        return claim
    countries = whole
    if claim.scope.places and any(map(differs, stated)):
        countries = _countries(claim, catalogue)
    if value is not None and claim.base is not None:
        claim = replace(claim, base=replace(claim.base, value=converted(value, countries)))
    return _as_area(replace(claim, quantity=converted(quantity, countries)))


def _as_area(claim: Claim) -> Claim:
    """The claim with the measure that its unit tells: ground held is a share of a place, or an area."""
    if claim.scope.measure != "territory_held" or claim.quantity is None or not is_area(claim.quantity.unit):
        return claim
    return replace(
        claim,
        scope=claim.scope.but(measure="area_held"),
        doubts={
            slot: replace(doubt, instead=doubt.instead.but(measure="area_held"))
            if slot != "measure" and doubt.instead is not None
            else doubt
            for slot, doubt in claim.doubts.items()
        },
    )


def _value(claim: Claim) -> Quantity | None:
    return claim.base.value if claim.base is not None else None


def _countries(claim: Claim, catalogue: Catalogue) -> frozenset[str]:
    """The countries that a claim's places lie in; none where one of them lies in none, or in several."""
    places = [base_of(place) or place for place in claim.scope.places]
    found = [None if place == NOT_STATED.id else catalogue.places.country(place) for place in places]
    known = frozenset(country for country in found if country is not None)
    return known if None not in found else frozenset()
