"""Parties that were part of others for some days only: their counts against a slow and obvious program."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Iterator, Sequence
from dataclasses import replace
from fractions import Fraction

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from onrecord.actor import ALWAYS, Actor, Actors, Stint
from onrecord.bounds import bound, ratio
from onrecord.box import Stint as Told
from onrecord.byday import record_by_day, scope_by_day
from onrecord.contradiction import contradictions
from onrecord.figure import Figure
from onrecord.gazetteer import packaged
from onrecord.period import parse_edtf
from onrecord.pinning import Pinning
from onrecord.proof import ProofError, check
from onrecord.prooffile import check_document, from_document
from onrecord.scope import Catalogue, Scope
from tests import engine_oracles as slow
from tests.checker import stranger
from tests.engine_oracles import DAYS, a_figure, a_record, a_scope, all_of, an_event, day

SOME = settings(max_examples=50, deadline=None)
JOINED, LEFT = 2, 4
"""The first day on which c1 is part of c, and the last."""


def world(*stints: Stint) -> Catalogue:
    """The small world, but that c1 is part of c on some days only, and d is the only member of c1."""
    actors = [Actor("c", {"en": "c"}), Actor("c1", {"en": "c1"}, stints=stints), Actor("d", {"en": "d"}, "c1")]
    return replace(slow.WORLD, actors=Actors(actors))


DATED = world(Stint("c", day(JOINED), day(LEFT), "said so"))


def above(key: str | None, number: int) -> Sequence[str]:
    """An actor with all that it lies in on a day, one after another."""
    there = {"c": None, "c1": "c" if JOINED <= number <= LEFT else None, "d": "c1"}
    found = []
    while key is not None:
        found.append(key)
        key = there[key]
    return found


@pytest.fixture(autouse=True, scope="module")
def _dated() -> Iterator[None]:
    """The slow program counts by who was part of whom on the day."""
    plain = slow.covers

    def covers(scope: Scope, atom: slow.Atom, outer: bool) -> bool:
        _, _, by, number = atom
        named = not scope.by or any(whole in scope.by for whole in above(by, number))
        return named and plain(replace(scope, by=()), atom, outer)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(slow, "ACTOR_NODES", (None, "c", "c1", "d"))
        patch.setattr(slow, "covers", covers)
        yield


# ------------------------------------------------------------------------------------------------- who was what, when


@pytest.mark.parametrize(
    ("days", "named", "expected"),
    [
        pytest.param((0, 2), ("c1",), ("c1",), id="before it joined"),
        pytest.param((2, 5), ("c1",), ("c1@c",), id="while it was part"),
        pytest.param((5, 6), ("c1",), ("c1",), id="after it left"),
        pytest.param((1, 3), ("c1",), ("c1", "c1@c"), id="across the day it joined"),
        pytest.param((3, 4), ("d",), ("d@c1@c",), id="its own part goes with it"),
        pytest.param((0, 6), ("c",), ("c",), id="the whole stays itself"),
        pytest.param((2, 3), ("c", "c1"), ("c", "c1@c"), id="a union"),
    ],
)
def test_a_scope_names_what_a_party_was_on_its_days(
    days: tuple[int, int], named: tuple[str, ...], expected: tuple[str, ...]
) -> None:
    scope = scope_by_day(a_scope(days=days, by=named), DATED.actors)
    assert scope.by == expected
    assert scope_by_day(scope, DATED.actors) == scope


def test_what_nobody_in_it_changed_is_the_same_record() -> None:
    record = a_record([a_figure("f", a_scope(by=["c"]), 3)])
    assert record_by_day(record, DATED) is record


@pytest.mark.parametrize(
    ("stints", "expected"),
    [
        pytest.param((), ALWAYS, id="none: always"),
        pytest.param((Stint("c", None, day(1)),), ((dt.date.min, day(2)),), id="until a day"),
        pytest.param(
            (Stint("c", day(0), day(1)), Stint("c", day(3), None)),
            ((day(0), day(2)), (day(3), dt.date.max)),
            id="left and came back",
        ),
    ],
)
def test_days_within(stints: tuple[Stint, ...], expected: tuple[tuple[dt.date, dt.date], ...]) -> None:
    known = world(*stints) if stints else slow.WORLD
    assert known.actors.days_within("c", "c1") == expected
    assert known.actors.days_within("c", "c1", surely=False) == expected
    assert known.actors.days_within("c1", "c") == ()


def test_one_that_went_from_one_whole_to_another() -> None:
    actors = packaged().actors
    on = [actors.on(("jabhat-al-nusra",), parse_edtf(year)) for year in ("2012", "2015", "2016-09", "2018")]
    assert on == [
        ("jabhat-al-nusra",),
        ("jabhat-al-nusra@al-qaeda",),
        ("jabhat-al-nusra",),
        ("jabhat-al-nusra@hayat-tahrir-al-sham",),
    ]
    assert actors["jabhat-al-nusra@al-qaeda"].names["en"] == "Jabhat al-Nusra (part of al-Qaeda)"


def test_a_stint_that_is_not_believed_may_have_been_on_any_day() -> None:
    actors = DATED.actors.doubting(["c1@c"])
    assert actors.on(("c1",), parse_edtf("2019")) == ("c1@c", "c1")
    assert actors.days_within("c", "c1") == ()
    assert actors.days_within("c", "c1", surely=False) == ALWAYS


# ------------------------------------------------------------------------------------------------- against the oracle

_atoms = st.tuples(
    st.just("strikes"),
    st.sampled_from(slow.PLACE_NODES),
    st.sampled_from([None, "c", "c1", "d"]),
    st.integers(0, DAYS - 1),
)


@st.composite
def scopes(draw: st.DrawFn) -> Scope:
    start = draw(st.integers(0, DAYS - 1))
    where = draw(st.lists(st.sampled_from(["A", "A1", "B", "region:edge"]), max_size=1))
    by = draw(st.sampled_from([(), ("c",), ("c1",), ("d",), ("c", "c1")]))
    return a_scope("strikes", where, (start, draw(st.integers(start + 1, DAYS))), by)


@st.composite
def figures_with(draw: st.DrawFn, *, right: bool) -> tuple[Figure, ...]:
    """Figures of what happened, or (not right) of anything."""
    truth = draw(st.dictionaries(_atoms, st.integers(1, 5), max_size=8))
    found = []
    for number, scope in enumerate(draw(st.lists(scopes(), min_size=1, max_size=6))):
        value = slow.total(truth, scope) if right else draw(st.integers(0, 9))
        sense = draw(st.sampled_from(["equal", "equal", "at_least", "at_most"]))
        found.append(a_figure(f"f{number}", scope, value, value, sense))
    return tuple(found)


@SOME
@given(st.data())
def test_bounds_are_those_of_the_plain_program_and_proved(data: st.DataObject) -> None:
    record, asked = a_record(data.draw(figures_with(right=True))), data.draw(scopes())
    found = bound(asked, "v", "", record, DATED)
    plain = slow.plain_bounds(record, asked, ("strikes",))
    assert plain is not None
    low, high = plain
    assert float(found.low or 0) == pytest.approx(low, abs=1e-6) or (found.low or 0) == -(-low // 1)
    assert (found.high is None and high == slow.INF) or (found.high is not None and found.high == high // 1)
    for proof in (found.low_proof, found.high_proof):
        if proof is not None:
            document = json.loads(json.dumps(proof.to_document()))
            assert from_document(document) == proof
            check_document(document)
            stranger.check(document)


@SOME
@given(st.data())
def test_contradictions_are_found_just_where_no_counts_satisfy_all(data: st.DataObject) -> None:
    record = a_record(data.draw(figures_with(right=False)))
    plain = slow.program(record, ("strikes",))
    agrees = slow.least(plain, 0 * plain.indicator(set())) is not None
    assert agrees == (not contradictions(record, DATED).found)


@SOME
@given(st.data())
def test_what_is_pinned_is_what_bounds_give(data: st.DataObject) -> None:
    record, asked = a_record(data.draw(figures_with(right=True))), data.draw(scopes())
    exact = bound(asked, "v", "", record, DATED, withdrawals=False)
    near = Pinning([asked], ("v", ""), record, DATED).value(asked)
    assert near == (exact.low if exact.pinned else None)


@SOME
@given(st.data())
def test_bounds_without_a_stint_are_never_narrower(data: st.DataObject) -> None:
    record, asked = a_record(data.draw(figures_with(right=True))), data.draw(scopes())
    found = bound(asked, "v", "", record, DATED)
    for withdrawal in found.hangs_on:
        if withdrawal.premise == "c1@c":
            assert (withdrawal.low or 0) <= (found.low or 0)
            assert withdrawal.high is None or (found.high is not None and withdrawal.high >= found.high)


# ------------------------------------------------------------------------------------------------- single cases


def test_a_part_counts_under_its_whole_only_while_it_was_part() -> None:
    record = a_record([a_figure(f"day{n}", a_scope(days=(n, n + 1), by=["c1"]), 10**n) for n in range(DAYS)])
    found = bound(a_scope(by=["c"]), "v", "", record, DATED)
    assert found.low == 100 + 1000 + 10000
    (doubt,) = (each for each in found.hangs_on if each.premise == "c1@c")
    assert (doubt.low, doubt.high) == (None, None) or doubt.low == 0
    assert found.low_proof is not None
    assert found.low_proof.ground.believed == {"c1@c": Told(((day(JOINED), day(LEFT + 1)),), "said so")}


def test_a_total_across_the_day_is_one_total() -> None:
    record = a_record(
        [a_figure("a", a_scope(days=(0, 2), by=["c1"]), 3), a_figure("b", a_scope(days=(2, 6), by=["c1"]), 4)]
    )
    found = bound(a_scope(by=["c1"]), "v", "", record, DATED)
    assert (found.low, found.high) == (7, 7)
    share = ratio((a_scope(days=(0, 2), by=["c1"]), a_scope(by=["c1"])), "v", "", record, DATED)
    assert (share.low, share.high) == (Fraction(300, 7), Fraction(300, 7))


def test_an_event_that_may_lie_before_it_joined_counts_for_the_party_alone() -> None:
    events = [an_event("e", a_scope(days=(1, 3), by=["c1"]), 5), all_of(a_scope(by=["c1"]))]
    record = a_record(events)
    whole, part = (bound(a_scope(by=[who]), "v", "", record, DATED) for who in ("c", "c1"))
    assert not whole.low
    assert (part.low, part.high) == (5, 5)


@pytest.mark.parametrize(
    ("bridge", "days", "expected"),
    [
        pytest.param(slow.NOBODY_LEFT, (2, 5), False, id="nobody left, over the day it left"),
        pytest.param(slow.NOBODY_LEFT, (2, 4), True, id="nobody left, while it was part"),
    ],
)
def test_a_stock_may_fall_where_a_part_left(bridge: object, days: tuple[int, int], expected: bool) -> None:
    first, last = (a_scope("partners", (), (n, n + 1), ["c"]) for n in days)
    record = a_record([a_figure("then", first, 9)], [bridge])  # type: ignore[list-item]
    assert (bound(last, "v", "", record, DATED).low == 9) == expected


def test_a_proof_that_claims_other_days_does_not_hold() -> None:
    figures = [a_figure("f", a_scope(days=(2, 5), by=["c1"]), 3), a_figure("g", a_scope(days=(0, 2), by=["c1"]), 2)]
    found = bound(a_scope(days=(0, 5), by=["c1"]), "v", "", a_record(figures), DATED).high_proof
    assert found is not None
    check(found)
    wrong = replace(found, ground=replace(found.ground, stints={"c1@c": Told(((day(3), day(9)),), "x")}))
    with pytest.raises(ProofError):
        check(wrong)
    with pytest.raises(ValueError, match="the steps count"):
        stranger.check(json.loads(json.dumps(wrong.to_document())))
