"""A total set against another, as a person asks: each way, on the shipped facts, and over random records."""

from __future__ import annotations

import itertools
import json
from collections.abc import Mapping
from fractions import Fraction
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner
from hypothesis import given, settings
from hypothesis import strategies as st

import onrecord
from onrecord import schema
from onrecord.cli import main
from onrecord.comparing import answers, compared, lies_in, settled, since
from onrecord.errors import UsageError
from onrecord.place import Place, Places
from onrecord.prooffile import check_document
from onrecord.scope import Catalogue, Scope
from tests import engine_oracles as slow
from tests.engine_oracles import DAYS, WORLD, Atom, a_figure, a_record, a_scope
from tests.test_bounds_properties import checks, records, true_figures, truths

DAESH: dict[str, Any] = {"by": "Coalition", "against": "Daesh"}
MAY_17 = "2018-05-01/2018-05-17"
BOTH = "Iraq; Syria"


def ends(*given: str) -> list[tuple[Fraction | None, Fraction | None]]:
    return [tuple(None if end == "" else Fraction(end) for end in pair.split(" to ")) for pair in given]  # type: ignore[misc]


# ------------------------------------------------------------------------------------------------ on the shipped facts

ASKED = [
    pytest.param("Abu Kamal", MAY_17, {"share_of": "Syria"}, ["300/43 to 12800/129"], id="a share of a wider place"),
    pytest.param(BOTH, MAY_17, {"per": "engagements"}, ["132/161 to 132/161"], id="a quotient of two measures"),
    pytest.param(BOTH, "2018-05", {"per": "day"}, ["225/31 to 225/31"], id="so many a day"),
    pytest.param(BOTH, "2018-05", {"per": "month"}, ["225 to 225"], id="so many a month"),
    pytest.param(BOTH, "2018-05", {"per": ["measure=strikes", "period=2018-03"]}, ["225/74 to 225/74"], id="twice"),
    pytest.param(BOTH, "2018-05", {"change_from": "2018-03"}, ["7550/37 to 7550/37"], id="a change in percent"),
    pytest.param(BOTH, "2018-05", {"compared_with": "2018-04"}, ["42 to 42"], id="more than a month before"),
    pytest.param("Syria", MAY_17, {"compared_with": "place=Abu Kamal"}, ["1 to 120"], id="more than a part of it"),
    pytest.param(BOTH, "2018-05", {"highest_since": "2018-03"}, ["42 to 42", "151 to 151"], id="the highest"),
    pytest.param(BOTH, "2018-04", {"lowest_since": "2018-03"}, ["109 to 109"], id="not the lowest"),
]


@pytest.mark.parametrize(("place", "period", "against", "expected"), ASKED)
def test_what_follows(place: str, period: str, against: dict[str, Any], expected: list[str]) -> None:
    found = onrecord.compare("strikes", places=place, period=period, **DAESH, **against)
    assert [(each.low, each.high) for each in found] == ends(*expected)
    for proof in (proof for each in found for proof in (each.low_proof, each.high_proof)):
        checks(proof)


def test_a_stock_is_compared_from_day_to_day() -> None:
    (found,) = onrecord.compare("partners", of="Coalition", period="2018-05-19", compared_with="2018-02-13")
    assert (found.low, found.high) == (Fraction(0), Fraction(4))
    (less,) = onrecord.compare(
        "partners", of="Coalition", period="2018-05-19", compared_with="2018-02-13", without="partners-never-leave"
    )
    assert (less.low, less.high) == (Fraction(-75), None)


REFUSED = [
    pytest.param({"share_of": "Iraq"}, "Syria", "--per", id="a share of what it does not lie in"),
    pytest.param({"share_of": "Syria"}, "Syria", "both totals are the same", id="of itself"),
    pytest.param({"share_of": ["Syria", "period=2018-04"]}, "Abu Kamal", "--per", id="a share of another month"),
    pytest.param({"compared_with": "measure=engagements"}, "Syria", "--per", id="two units"),
    pytest.param({"change_from": "measure=engagements"}, "Syria", "--per", id="a change to another unit"),
    pytest.param({"per": "fortnight"}, "Syria", "no measure 'fortnight'", id="no such time"),
    pytest.param({"highest_since": "2018-05"}, "Syria", "no earlier period", id="nothing before it"),
    pytest.param({"share_of": "colour=red"}, "Syria", "no slot 'colour'", id="no such slot"),
    pytest.param({"share_of": "Syria", "per": "day"}, "Syria", "one way at a time", id="two ways"),
    pytest.param({}, "Syria", "one way at a time", id="no way"),
]


@pytest.mark.parametrize(("against", "place", "said"), REFUSED)
def test_what_makes_no_sense_is_refused(against: dict[str, Any], place: str, said: str) -> None:
    with pytest.raises(UsageError, match=said):
        onrecord.compare("strikes", places=place, period="2018-05", **DAESH, **against)


def test_a_share_is_not_divided() -> None:
    with pytest.raises(UsageError, match="--compared-with"):
        onrecord.compare("territory_lost", of="Daesh", period="2018-12-01", share_of="Syria")


def test_a_rate_needs_whole_months() -> None:
    with pytest.raises(UsageError, match="whole months"):
        onrecord.compare("strikes", places=BOTH, period=MAY_17, per="month", **DAESH)


# ---------------------------------------------------------------------------------------------------- the command


def run(*more: str, language: str = "en") -> str:
    asked = ("ask", "strikes", "--by", "Coalition", "--against", "Daesh", "--language", language)
    result = CliRunner().invoke(main, [*asked, *more])
    assert result.exit_code == 0, result.stderr
    return result.stdout


@pytest.fixture(autouse=True)
def elsewhere(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)


PRINTED = [
    pytest.param(("--share-of", "Syria"), "between 6.97 and 99.23 percent", "ما بين 6.97 و99.23", id="a share"),
    pytest.param(
        ("--share-of", "Syria"), "At most 128/129 of it, for 129 × the first", "لأن 129 × المجموع", id="proved"
    ),
    pytest.param(
        ("--compared-with", "place=Iraq"), "113 strikes less to 125 strikes more", "125 ضربة", id="either way"
    ),
    pytest.param(("--all-of", "Syria"), "The coalition: not all of them.", "ليس كلها", id="not all"),
    pytest.param(
        ("--most-of", "Syria"), "leaves open whether it is more than half", "لا يحسم السجل", id="perhaps most"
    ),
    pytest.param(("--none-of", "Syria"), "The coalition: some of them.", "بعضها", id="some"),
    pytest.param(("--per", "day"), "strikes per day", "ضربة في كل يوم", id="a rate"),
    pytest.param(("--lowest-since", "2018-03-15"), "leaves open whether it is the lowest", "لا يحسم", id="left open"),
]


@pytest.mark.parametrize(("more", "english", "arabic"), PRINTED)
def test_the_report_says_it_in_both_languages(more: tuple[str, ...], english: str, arabic: str) -> None:
    asked = ("--place", "Abu Kamal", "--period", MAY_17, *more)
    assert english in " ".join(run(*asked).split())
    assert arabic in " ".join(run(*asked, language="ar").split())


@pytest.mark.parametrize("more", [case.values[0] for case in PRINTED])
def test_the_document_keeps_the_contract_and_its_proofs_check_out(more: tuple[str, ...]) -> None:
    printed = run("--place", "Abu Kamal", "--period", MAY_17, *more, "--json")
    schema.ENVELOPES["answer"].model_validate_json(printed)
    assert check_document(json.loads(printed))


# ------------------------------------------------------------------------------------------- over random small records


@settings(max_examples=40)
@given(st.data(), truths(), st.integers(1, DAYS - 1), st.sampled_from(["highest_since", "lowest_since"]))
def test_what_is_settled_is_so(data: st.DataObject, truth: dict[Atom, int], length: int, which: Any) -> None:
    """A record of right figures never settles it against what happened; each difference holds the true one."""
    record = a_record(data.draw(true_figures(truth, places=("A", "A1"), roles=False)))
    scope = a_scope(places=("A",), days=(DAYS - length, DAYS))
    first = a_scope(days=(0, DAYS)).period
    if 2 * length > DAYS:
        with pytest.raises(UsageError, match="no earlier period"):
            since(which, scope, first, WORLD)
        return
    asked = since(which, scope, first, WORLD)
    found = answers(asked, ("v", ""), record, WORLD)
    passed = [slow.total(truth, scope) - slow.total(truth, base) for base in asked.bases]
    for each, true in zip(found, passed, strict=True):
        assert each.low is None or each.low <= true
        assert each.high is None or each.high >= true
        checks(each.low_proof)
        checks(each.high_proof)
    happened = all((true > 0) if which == "highest_since" else (true < 0) for true in passed)
    assert settled(asked, found) in (None, happened)


@settings(max_examples=30)
@given(records(), st.integers(1, DAYS - 1))
def test_a_comparison_is_that_of_the_plain_program(record: Any, length: int) -> None:
    scope, base = a_scope(places=("A1",), days=(DAYS - length, DAYS)), a_scope(places=("A1",), days=(0, length))
    if scope == base:
        return
    (found,) = answers(compared("compared_with", scope, base, WORLD), ("v", ""), record, WORLD)
    low, high = slow.plain_difference(record, scope, base)
    assert (-slow.INF if found.low_proof is None else float(found.low_proof.bound)) == pytest.approx(low, abs=1e-6)
    assert (slow.INF if found.high_proof is None else float(found.high_proof.bound)) == pytest.approx(high, abs=1e-6)


def test_the_highest_of_too_many_periods_is_refused() -> None:
    with pytest.raises(UsageError, match="more than can be asked"):
        onrecord.compare("strikes", places=BOTH, period="2018-05-31", highest_since="2017", **DAESH)


# ------------------------------------------------------------------------------------------------ what lies in what

INSIDE = [
    pytest.param({}, {}, True, id="itself"),
    pytest.param({"places": ("A1",)}, {"places": ("A",)}, True, id="a part"),
    pytest.param({"places": ("A",)}, {"places": ("A1",)}, False, id="a whole"),
    pytest.param({"places": ()}, {"places": ("A",)}, False, id="anywhere in a place"),
    pytest.param({"places": ("A",)}, {"places": ()}, True, id="a place in anywhere"),
    pytest.param({"by": ("c1",)}, {"by": ("c",)}, True, id="a branch"),
    pytest.param({}, {"by": ("c",)}, False, id="anyone in a party"),
    pytest.param({"days": (1, 2)}, {"days": (0, 3)}, True, id="a day of several"),
    pytest.param({"days": (0, 3)}, {"days": (1, 2)}, False, id="several days in one"),
    pytest.param({"measure": "engagements"}, {}, False, id="another measure"),
]


@pytest.mark.parametrize(("part", "whole", "expected"), INSIDE)
def test_what_lies_in_what(part: Mapping[str, Any], whole: Mapping[str, Any], *, expected: bool) -> None:
    assert lies_in(a_scope(**part), a_scope(**whole), WORLD) is expected


def test_a_region_lies_in_what_its_outer_cover_lies_in() -> None:
    region = Place("R", "region", {}, None, inner=("A1",), outer=("A1", "B"))
    places = Places([*(Place(p, "town", {}, w) for p, w in (("A", None), ("A1", "A"), ("B", None))), region])
    world = Catalogue(WORLD.measures, places, WORLD.actors)

    def inside(part: str, *whole: str) -> bool:
        return lies_in(Scope("strikes", places=(part,)), Scope("strikes", places=whole), world)

    assert inside("R", "A", "B")
    assert not inside("R", "A")
    assert inside("A1", "R")
    assert not inside("B", "R")


# ---------------------------------------------------------------------------------------------------- every settlement

SETTLED = [
    pytest.param((3, 3), (1, 1), True, id="more than the one rival"),
    pytest.param((3, 3), (3, 3), False, id="as many"),
    pytest.param((1, 1), (3, 3), False, id="fewer"),
    pytest.param((3, 5), (2, 4), None, id="left open"),
    pytest.param((3, 5), (0, 9), None, id="wide open"),
]


@pytest.mark.parametrize(("now", "before", "expected"), SETTLED)
def test_the_highest_is_settled_where_every_count_says_so(
    now: tuple[int, int], before: tuple[int, int], expected: bool | None
) -> None:
    last, first = a_scope(days=(1, 2)), a_scope(days=(0, 1))
    record = a_record([a_figure("now", last, *now), a_figure("before", first, *before)])
    asked = since("highest_since", last, first.period, WORLD)
    found = answers(asked, ("v", ""), record, WORLD)
    assert settled(asked, found) is expected
    pairs = itertools.product(range(now[0], now[1] + 1), range(before[0], before[1] + 1))
    outcomes = {a > b for a, b in pairs}
    assert settled(asked, found) is (outcomes.pop() if len(outcomes) == 1 else None)


PARTS = [
    pytest.param((3, 3), (3, 3), "all_of", True, id="all"),
    pytest.param((3, 3), (4, 4), "all_of", False, id="all but one"),
    pytest.param((3, 3), (3, 5), "all_of", None, id="all, if there were no more"),
    pytest.param((0, 0), (3, 5), "none_of", True, id="none"),
    pytest.param((1, 3), (3, 5), "none_of", False, id="some"),
    pytest.param((0, 3), (3, 5), "none_of", None, id="perhaps some"),
    pytest.param((3, 4), (4, 5), "most_of", True, id="most"),
    pytest.param((2, 2), (4, 4), "most_of", False, id="half is not most"),
    pytest.param((2, 3), (4, 5), "most_of", None, id="perhaps most"),
    pytest.param((0, 0), (0, 0), "all_of", None, id="of nothing there is no part"),
]


@pytest.mark.parametrize(("part", "whole", "which", "expected"), PARTS)
def test_all_none_and_most_are_settled_where_every_count_says_so(
    part: tuple[int, int], whole: tuple[int, int], which: Any, expected: bool | None
) -> None:
    """Against every pair of whole counts that the record allows, one by one."""
    town, country = a_scope(places=("A1",)), a_scope(places=("A",))
    record = a_record([a_figure("part", town, *part), a_figure("whole", country, *whole)])
    asked = compared(which, town, country, WORLD)
    found = answers(asked, ("v", ""), record, WORLD)
    assert settled(asked, found) is expected
    pairs = [(a, b) for a in range(part[0], part[1] + 1) for b in range(whole[0], whole[1] + 1) if a <= b and b]
    outcomes = {{"all_of": a == b, "none_of": a == 0, "most_of": 2 * a > b}[which] for a, b in pairs}
    assert settled(asked, found) is (outcomes.pop() if len(outcomes) == 1 else None)
    for proof in (found[0].low_proof, found[0].high_proof):
        checks(proof)


@settings(max_examples=40)
@given(st.data(), truths(), st.sampled_from(["all_of", "none_of", "most_of"]))
def test_no_part_is_settled_against_what_happened(data: st.DataObject, truth: dict[Atom, int], which: Any) -> None:
    record = a_record(data.draw(true_figures(truth, places=("A", "A1"), roles=False)))
    town, country = a_scope(places=("A1",)), a_scope(places=("A",))
    part, whole = slow.total(truth, town), slow.total(truth, country)
    if not whole:
        return
    asked = compared(which, town, country, WORLD)
    happened = {"all_of": part == whole, "none_of": part == 0, "most_of": 2 * part > whole}[which]
    assert settled(asked, answers(asked, ("v", ""), record, WORLD)) in (None, happened)


def test_what_anybody_did_is_asked_for_by_an_empty_slot() -> None:
    (found,) = onrecord.compare("strikes", places=BOTH, period=MAY_17, all_of="by=", **DAESH)
    assert (found.low, found.high) == (Fraction(0), Fraction(100)), "what others did, the coalition does not count"


# ------------------------------------------------------------------------------------------------------- statements

SAID = [
    pytest.param("All of the strikes on 3 May 2018 were in Syria.", "borne_out", id="all"),
    pytest.param("None of the strikes on 3 May 2018 were in Iraq.", "borne_out", id="none"),
    pytest.param("None of the 56 strikes in May 2018 were in Iraq.", "below_record", id="none of so many"),
    pytest.param("Not one of the 56 strikes in May 2018 was in Iraq.", "below_record", id="not one of so many"),
    pytest.param("All but one of the 5 strikes on 1 May 2018 were in Abu Kamal.", "borne_out", id="all but one"),
    pytest.param("Most of the strikes in May 2018 were in Syria.", "possible", id="most: left open"),
    pytest.param(
        "All of the 12 strikes on 3 May 2018 were carried out by the Coalition.", "above_record", id="by whom"
    ),
    pytest.param("جميع الضربات في 3 أيار 2018 كانت في سوريا.", "borne_out", id="all, in Arabic"),
]


@pytest.mark.parametrize(("text", "outcome"), SAID)
def test_claims_of_all_none_and_most_are_measured(text: str, outcome: str) -> None:
    language = "ar" if text > "\u0600" else "en"
    (finding,) = onrecord.check(text, published_on="2018-06-10", speaker="coalition", language=language)
    assert finding.outcome == outcome
