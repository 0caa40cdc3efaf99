"""What the packaged record says of 2018, sum by sum, and the cases that small records make plain."""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction
from functools import cache

import pytest

from onrecord import frame
from onrecord.bounds import Bounds, bound, ratio
from onrecord.contradiction import contradictions
from onrecord.errors import UsageError
from onrecord.figure import packaged_figures
from onrecord.gap import Gap
from onrecord.gazetteer import catalogue, resolve_place
from onrecord.period import parse_edtf
from onrecord.proof import check
from onrecord.row import Bridge, Holdings, Record, build_record, packaged_bridges
from onrecord.scope import Scope
from onrecord.source import packaged_cards
from tests import engine_oracles as slow
from tests.engine_oracles import MORE_ENGAGEMENTS, NOBODY_LEFT, WORLD, a_figure, a_record, a_scope, day

BOTH = "Iraq; Syria"
VALLEY = "region:middle-euphrates-valley"


@cache
def packaged() -> Record:
    return build_record(Holdings(packaged_figures(), packaged_cards(), packaged_bridges()))


def of(measure: str, places: str, period: str) -> Scope:
    """By the coalition, against Daesh."""
    found = tuple(resolve_place(name.strip()) or name.strip() for name in places.split(";"))
    return Scope(measure, ("coalition",), ("daesh",), (), found, parse_edtf(period))


@cache
def asked(scope: Scope) -> Bounds:
    return bound(scope, "coalition", "", packaged(), catalogue())


def formulas(found: Bounds) -> tuple[str | None, str | None]:
    low, high = found.low_proof, found.high_proof
    return None if low is None else low.formula, None if high is None else high.formula


def row(measure: str, period: str, value: int, places: str = BOTH) -> str:
    """The id of the packaged row that says so."""
    scope = of(measure, places, period)
    (found,) = [row.id for row in packaged().rows if row.terms[0].scope == scope and row.low == value]
    return found


PARTNERS = Scope("partners", of=("coalition",), period=parse_edtf("2018-05-19"))
SPINE = [
    pytest.param(
        of("strikes", BOTH, "2018-05-01/2018-05-17"),
        132,
        132,
        "184 − 52 = 132",
        "184 − 52 = 132",
        id="strikes in both countries up to 17 May",
    ),
    pytest.param(
        of("engagements", BOTH, "2018-05-01/2018-05-17"),
        161,
        161,
        "231 − 70 = 161",
        "231 − 70 = 161",
        id="engagements in both countries up to 17 May",
    ),
    pytest.param(
        of("strikes", "Abu Kamal", "2018-05-01/2018-05-17"),
        9,
        128,
        "4 + 4 + 1 = 9",
        "184 − 3 − 1 − 52 = 128",
        id="strikes on Abu Kamal up to 17 May",
    ),
    pytest.param(
        of("strikes", "Syria", "2018-05-01/2018-05-17"),
        10,
        129,
        "5 + 4 + 1 = 10",
        "184 − 3 − 52 = 129",
        id="strikes in Syria up to 17 May",
    ),
    pytest.param(
        of("strikes", BOTH, "2018-05-01/2018-05-22"),
        132,
        176,
        "184 − 52 = 132",
        "184 − 6 − 2 = 176",
        id="strikes in both countries up to 22 May",
    ),
    pytest.param(
        of("strikes", "Abu Kamal", "2018-05-01/2018-05-22"),
        9,
        172,
        "4 + 4 + 1 = 9",
        "184 − 3 − 1 − 6 − 2 = 172",
        id="strikes on Abu Kamal up to 22 May",
    ),
    pytest.param(
        of("strikes", BOTH, "2018-04-01/2018-04-12"),
        113,
        113,
        "183 + 5 + 3 + 4 + 1 − 30 − 26 − 27 = 113",
        "183 + 5 + 3 + 4 + 1 − 30 − 26 − 27 = 113",
        id="strikes in both countries up to 12 April",
    ),
    pytest.param(
        of("strikes", "Iraq", "2018-05"),
        5,
        203,
        "3 + 2 = 5",
        "225 − 5 − 4 − 1 − 6 − 6 = 203",
        id="strikes in Iraq in May",
    ),
    pytest.param(
        of("strikes", "Iraq; Syria; Turkey", "2018-05"),
        225,
        None,
        "225 = 225",
        None,
        id="strikes in three countries in May",
    ),
    pytest.param(
        of("strikes", VALLEY, "2018-05-01/2018-05-17"),
        9,
        128,
        "4 + 4 + 1 = 9",
        "184 − 2 − 1 − 1 − 52 = 128",
        id="strikes in the valley up to 17 May",
    ),
    pytest.param(
        of("strikes", VALLEY, "2018-05-01/2018-05-19"),
        9,
        172,
        "4 + 4 + 1 = 9",
        "184 − 2 − 1 − 1 − 6 − 2 = 172",
        id="strikes in the valley up to 19 May",
    ),
    pytest.param(PARTNERS, 75, 79, "75 = 75", "79 = 79", id="partners on 19 May 2018"),
]


@pytest.mark.parametrize(("scope", "low", "high", "low_sum", "high_sum"), SPINE)
def test_what_the_record_allows(scope: Scope, low: int, high: int | None, low_sum: str, high_sum: str | None) -> None:
    found = asked(scope)
    assert (found.low, found.high) == (low, high)
    assert formulas(found) == (low_sum, high_sum)
    assert found.tight
    assert found.consistent
    assert found.pinned == (low == high)


STRIKES_17, STRIKES_24 = ("strikes", "2018-05-18/2018-05-24", 52), ("strikes", "2018-05-01/2018-05-24", 184)


@pytest.mark.parametrize(
    ("scope", "withdrawn", "low", "high", "high_sum"),
    [
        pytest.param(
            of("strikes", BOTH, "2018-04-01/2018-04-12"),
            ("strikes", "2018-04", 183),
            0,
            None,
            None,
            id="without the April 183 nothing bounds the first days of April",
        ),
        pytest.param(
            of("strikes", BOTH, "2018-05-01/2018-05-17"),
            STRIKES_17,
            117,
            156,
            "231 + 3 − 8 − 70 = 156",
            id="without the 52: 117 to 156, by engagements",
        ),
        pytest.param(
            of("strikes", BOTH, "2018-05-01/2018-05-17"),
            STRIKES_24,
            132,
            132,
            "225 − 52 − 41 = 132",
            id="without the 184 still 132, by the month",
        ),
        pytest.param(
            of("engagements", BOTH, "2018-05-01/2018-05-17"),
            ("engagements", "2018-05-01/2018-05-24", 231),
            161,
            161,
            "280 − 70 − 49 = 161",
            id="without the 231 still 161 engagements",
        ),
        pytest.param(
            of("strikes", "Abu Kamal", "2018-05-01/2018-05-17"),
            STRIKES_17,
            9,
            152,
            "231 − 8 − 1 − 70 = 152",
            id="Abu Kamal without the 52",
        ),
        pytest.param(
            of("strikes", "Iraq; Syria; Turkey", "2018-05"),
            ("strikes", "2018-05", 225),
            225,
            None,
            None,
            id="three countries without the 225: by the weeks",
        ),
    ],
)
def test_what_an_answer_hangs_on(
    scope: Scope, withdrawn: tuple[str, str, int], low: int, high: int | None, high_sum: str | None
) -> None:
    (found,) = [w for w in asked(scope).hangs_on if w.premise == row(*withdrawn)]
    assert (found.low, found.high) == (low, high)
    assert (None if found.high_proof is None else found.high_proof.formula) == high_sum


def test_what_leaves_nothing_comes_first_among_what_an_answer_hangs_on() -> None:
    first = asked(of("strikes", BOTH, "2018-04-01/2018-04-12")).hangs_on[0]
    assert first.premise == row("strikes", "2018-04", 183)


def test_partners_hang_on_the_premise_that_nobody_left() -> None:
    """It is ours, stated and switchable: without it no count of another day says anything of this one."""
    (first, *others) = asked(PARTNERS).hangs_on
    assert (first.premise, first.low, first.high) == ("partners-never-leave", 0, None)
    assert [(other.low, other.high) for other in others] == [(75, 82), (74, 79)]
    without = bound(PARTNERS, "coalition", "", packaged().without("partners-never-leave"), catalogue())
    assert (without.low, without.high) == (0, None)


def test_the_gap_is_named() -> None:
    """Nobody covers Turkey, so nothing bounds a total that holds it."""
    found = asked(of("strikes", "Iraq; Syria; Turkey", "2018-05"))
    assert found.gap == Gap(("TR",), (), "2018-05-01", "2018-06-01", "strikes")


@pytest.mark.parametrize(
    ("top", "bottom", "low", "high"),
    [
        pytest.param(
            of("strikes", "Abu Kamal", "2018-05-01/2018-05-17"),
            of("strikes", "Syria", "2018-05-01/2018-05-17"),
            Fraction(3, 43),
            Fraction(128, 129),
            id="Abu Kamal's share of the strikes in Syria",
        ),
        pytest.param(
            of("strikes", BOTH, "2018-05-01/2018-05-17"),
            of("engagements", BOTH, "2018-05-01/2018-05-17"),
            Fraction(132, 161),
            Fraction(132, 161),
            id="strikes an engagement",
        ),
        pytest.param(
            of("strikes", BOTH, "2018-05"),
            of("strikes", BOTH, "2018-03"),
            Fraction(225, 74),
            Fraction(225, 74),
            id="May over March",
        ),
        pytest.param(
            of("strikes", BOTH, "2018-05"),
            of("strikes", BOTH, "2018-04"),
            Fraction(225, 183),
            Fraction(225, 183),
            id="May over April",
        ),
        pytest.param(
            of("strikes", "Turkey", "2018-05"),
            of("strikes", BOTH, "2018-05"),
            Fraction(0),
            None,
            id="nobody covers the top",
        ),
    ],
)
def test_quotients(top: Scope, bottom: Scope, low: Fraction, high: Fraction | None) -> None:
    """Never by dividing two ranges: 9/129 to 128/10 would be the share of Abu Kamal."""
    found = ratio((top, bottom), "coalition", "", packaged(), catalogue())
    assert (found.low, found.high) == (100 * low, None if high is None else 100 * high)
    for proof in (found.low_proof, found.high_proof):
        if proof is not None:
            check(proof)


def test_the_packaged_record_does_not_contradict_itself() -> None:
    assert contradictions(packaged(), catalogue()).found == ()


def test_another_voice_has_counts_of_its_own() -> None:
    """What the coalition counted bounds nothing that others counted."""
    scope = of("strikes", BOTH, "2018-05-01/2018-05-17")
    found = bound(scope, "united-states", "", packaged(), catalogue())
    assert (found.low, found.high, found.figures_used, found.figures_known) == (0, None, 0, 0)


# -------------------------------------------------------------------------------------------------- small records


def small(scope: Scope, *figures: object, bridges: tuple[Bridge, ...] = ()) -> Bounds:
    return bound(scope, "v", "", a_record(figures, bridges), WORLD)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("asked_of", "stated_of", "low", "high"),
    [
        pytest.param(("A1",), ("A1",), 5, 5, id="the place itself"),
        pytest.param(
            ("region:edge",), ("A1", "B"), 0, 5, id="a question of a region: low by its inner part, high by its outer"
        ),
        pytest.param(("region:edge",), ("A1",), 5, None, id="only the inner part is covered: nothing from above"),
        pytest.param(
            ("A1", "B"), ("region:edge",), 5, None, id="a figure of a region: at least so many in its outer part"
        ),
        pytest.param(("A1",), ("region:edge",), 0, 5, id="and at most so many in its inner part"),
        pytest.param(("A",), ("region:fringe",), 0, None, id="regions that only may overlap"),
    ],
)
def test_regions_have_two_covers(
    asked_of: tuple[str, ...], stated_of: tuple[str, ...], low: int, high: int | None
) -> None:
    found = small(a_scope(places=asked_of), a_figure("f", a_scope(places=stated_of), 5))
    assert (found.low, found.high) == (low, high)


def test_a_share_of_a_region_is_the_share_of_that_region() -> None:
    """What adds over nothing is one unknown for the scope as stated, uncertain edges and all."""
    scope = a_scope("share", ("region:edge",), (0, 1))
    found = small(scope, a_figure("f", scope, 98))
    assert (found.low, found.high) == (98, 98)


@pytest.mark.parametrize(
    ("on", "held", "low", "high"),
    [
        pytest.param(2, True, 75, 79, id="between two counts"),
        pytest.param(0, True, 75, 75, id="on the day of a count"),
        pytest.param(5, True, 79, None, id="after the last: from below only"),
        pytest.param(2, False, 0, None, id="between two counts, the premise withdrawn"),
    ],
)
def test_a_stock_that_never_falls(on: int, held: bool, low: int, high: int | None) -> None:
    counts = [a_figure(f"f{n}", a_scope("partners", days=(n, n + 1)), value) for n, value in ((0, 75), (4, 79))]
    found = small(a_scope("partners", days=(on, on + 1)), *counts, bridges=(NOBODY_LEFT,) if held else ())
    assert (found.low, found.high) == (low, high)


def test_the_other_members_of_an_actor_are_left_out_by_role() -> None:
    """Of 10 strikes by c, 4 were by its member c1: the proof for the others leaves c1 out of the doers."""
    figures = [a_figure("all", a_scope(by=("c",)), 10), a_figure("member", a_scope(by=("c1",)), 4)]
    engaged = a_figure("engaged", a_scope("engagements", by=("c1",)), 3, sense="at_most")
    found = small(a_scope(by=("c",), places=("A",)), figures[0], engaged, bridges=(MORE_ENGAGEMENTS,))
    assert (found.low, found.high) == (0, 10)
    together = small(a_scope(), *figures, bridges=(MORE_ENGAGEMENTS,))
    assert (together.low, together.high) == (10, None)
    assert together.gap is not None


def test_a_proof_by_a_bridge_leaves_out_what_the_bridge_is_not_needed_for() -> None:
    figures = [
        a_figure("mine", a_scope(by=("c1",)), 2),
        a_figure("engaged", a_scope("engagements", by=("c",)), 9),
        a_figure("mine engaged", a_scope("engagements", by=("c1",)), 5),
    ]
    found = small(a_scope(by=("c",)), *figures, bridges=(MORE_ENGAGEMENTS,))
    assert formulas(found) == ("2 = 2", "9 + 2 − 5 = 6")
    assert found.high_proof is not None
    (lesser, greater) = found.high_proof.premises["more-engagements"].parts
    assert (lesser.box.by, lesser.box.without) == (("c",), ("by:c1",))
    assert greater.box == replace(lesser.box, measure="engagements")


def test_a_contradiction_is_told_as_a_sum_with_its_size() -> None:
    """7 and 8 of 10: 5 too many; without any one of the three the others agree."""
    whole = a_figure("whole", a_scope(days=(0, 2)), 10)
    parts = [
        a_figure(name, a_scope(days=(n, n + 1)), value) for n, (name, value) in enumerate((("one", 7), ("two", 8)))
    ]
    bystander = a_figure("bystander", a_scope(places=("B",), days=(1, 2)), 1)
    record = a_record([whole, *parts, bystander])
    (found,) = contradictions(record, WORLD).found
    assert (found.premises, found.size, found.proof.formula) == (("one", "two", "whole"), 5, "10 − 7 − 8 = −5")
    asked_of = bound(a_scope(days=(0, 1)), "v", "", record, WORLD)
    assert not asked_of.consistent
    assert (asked_of.low, asked_of.high, asked_of.low_proof, asked_of.high_proof) == (None, None, None, None)
    ways = {w.premise: (w.low, w.high) for w in asked_of.hangs_on}
    assert ways == {"one": (2, 2), "two": (7, 7), "whole": (7, 7)}


def test_contradictions_that_only_the_withdrawn_held_together_are_all_found() -> None:
    """The whole contradicts each part; two figures of one part, and of the other, contradict each other too."""
    figures = [a_figure("whole", a_scope(places=("A", "B")), 1)]
    for place in ("A", "B"):
        figures += [a_figure(f"{place}{value}", a_scope(places=(place,)), value) for value in (30, 40)]
    found = contradictions(a_record(figures), WORLD)
    assert sorted(entry.premises for entry in found.found) == [
        ("A30", "A40"),
        ("A30", "whole"),
        ("A40", "whole"),
        ("B30", "B40"),
        ("B30", "whole"),
        ("B40", "whole"),
    ]
    assert found.exhausted
    assert len(found.withdrawn) == 3
    assert slow.is_feasible(a_record(figures).without(*found.withdrawn))


def test_what_many_figures_witness_is_withdrawn_last() -> None:
    """Three releases say 5 of the day, one says 8: the 8 is the lighter to withdraw."""
    said = [replace(a_figure(f"five-{n}", a_scope(), 5), source=f"s{n}") for n in range(3)]
    found = contradictions(a_record([*said, a_figure("eight", a_scope(), 8)]), WORLD)
    assert len(found.found) == 1
    assert found.withdrawn == ("eight",)


def test_a_cap_on_contradictions_is_said() -> None:
    figures = [a_figure(f"f{value}", a_scope(), value) for value in range(6)]
    found = contradictions(a_record(figures), WORLD, most=4)
    assert (len(found.found), found.exhausted) == (4, False)
    assert slow.is_feasible(a_record(figures).without(*found.withdrawn))
    assert contradictions(a_record(figures), WORLD).exhausted


def test_two_independent_contradictions_around_a_question_are_withdrawn_together() -> None:
    """No single premise restores agreement, so that what the rest gives is told without one of each."""
    figures = [a_figure(f"{place}{value}", a_scope(places=(place,)), value) for place in "AB" for value in (3, 4)]
    found = small(
        a_scope(places=("A", "B")), *figures, a_figure("both", a_scope(places=("A", "B")), 9, sense="at_most")
    )
    assert not found.consistent
    (way,) = found.hangs_on
    assert len(way.also) == 1
    assert way.low is not None
    assert way.high_proof is not None


def test_a_contradiction_may_rest_on_a_bridge() -> None:
    figures = [a_figure("s", a_scope(places=("A",)), 5), a_figure("e", a_scope("engagements"), 3)]
    (found,) = contradictions(a_record(figures, (MORE_ENGAGEMENTS,)), WORLD).found
    assert (found.premises, found.size) == (("e", "more-engagements", "s"), 2)
    assert contradictions(a_record(figures), WORLD).found == ()


@pytest.mark.parametrize(
    ("one", "other"),
    [
        pytest.param(3, 5, id="small counts"),
        pytest.param(10**6, 10**6 + 1, id="one in a million"),
        pytest.param(10**9, 2 * 10**9, id="billions"),
        pytest.param(3, 10**12, id="counts of very different size"),
    ],
)
def test_a_contradiction_is_found_whatever_the_size_of_the_counts(one: int, other: int) -> None:
    """Six days had fewer than three of them."""
    figures = [a_figure("six", a_scope(), one), a_figure("three", a_scope(days=(0, 3)), other)]
    (found,) = contradictions(a_record(figures), WORLD).found
    assert (found.premises, found.size) == (("six", "three"), other - one)


@pytest.mark.parametrize(
    ("scope", "message"),
    [
        pytest.param(a_scope("partners"), "ask for one day", id="a stock over days"),
    ],
)
def test_what_cannot_be_asked_is_said(scope: Scope, message: str) -> None:
    with pytest.raises(UsageError, match=message):
        small(scope)


def test_there_is_no_share_of_nothing() -> None:
    nothing = a_figure("none", a_scope(days=(0, 1)), 0)
    found = ratio((a_scope(days=(1, 2)), a_scope(days=(0, 1))), "v", "", a_record([nothing]), WORLD)
    assert (found.low, found.high) == (None, None)


def test_a_half_is_rounded_inwards_to_a_whole_count() -> None:
    """Each two of three places had at most 1: together at most 1.5, so 1."""
    pairs = [("A1", "A2"), ("A1", "B"), ("A2", "B")]
    found = small(
        a_scope(places=("A1", "A2", "B")), *(a_figure(f"f{n}", a_scope(places=p), 1) for n, p in enumerate(pairs))
    )
    assert found.high_proof is not None
    assert (found.high_proof.bound, found.high) == (Fraction(3, 2), 1)
    assert found.high_proof.formula == "0.5 × 1 + 0.5 × 1 + 0.5 × 1 = 1.5"


# ------------------------------------------------------------------------------------------------- growing outwards


def chain(length: int) -> Record:
    """Windows of two days, each crossing the next: 1 strike in each."""
    return a_record([a_figure(f"f{n:03}", a_scope(days=(n, n + 2)), 1) for n in range(length)])


def test_past_the_budget_bounds_hold_but_are_not_called_tight(monkeypatch: pytest.MonkeyPatch) -> None:
    """The far end of the chain would say that the first day has at most 1; near by, it says so too."""
    question = a_scope(days=(0, 1))
    ended = a_record([*(row.figures[0] for row in chain(40).rows), a_figure("none", a_scope(days=(40, 41)), 0)])
    whole = bound(question, "v", "", ended, WORLD)
    assert whole.tight
    monkeypatch.setattr(frame, "MOST_CELLS", 10)
    early = bound(question, "v", "", ended, WORLD)
    assert not early.tight
    assert early.figures_used < whole.figures_used == early.figures_known
    assert early.low is not None
    assert whole.low is not None
    assert whole.high is not None
    assert early.low <= whole.low <= whole.high
    assert early.high is None or early.high >= whole.high


def test_the_gap_leaves_out_what_is_covered() -> None:
    found = small(a_scope(places=("A",), days=(0, 2)), a_figure("f", a_scope(places=("A1",)), 1))
    assert found.gap == Gap(("A",), ("A1",), day(0).isoformat(), day(2).isoformat(), "strikes")


@cache
def large() -> slow.Large:
    return slow.large_record(2_000)


@pytest.mark.parametrize("most", [4_000, 500], ids=["all of it", "the nearest figures only"])
@pytest.mark.parametrize(
    ("places", "days"),
    [
        pytest.param(("C0",), (100, 117), id="a country for a fortnight and a half"),
        pytest.param(("C0P1T1",), (300, 330), id="a town for a month"),
        pytest.param(("C0", "C1"), (200, 260), id="both countries for two months"),
    ],
)
def test_a_record_of_thousands_of_figures_is_answered(
    monkeypatch: pytest.MonkeyPatch, most: int, places: tuple[str, ...], days: tuple[int, int]
) -> None:
    """2,000 figures over two years and 34 places: the truth is inside, and not far, whether all are used or not."""
    monkeypatch.setattr(frame, "MOST_CELLS", most)
    found = bound(a_scope(places=places, days=days), "v", "", large().record, large().catalogue, withdrawals=False)
    truth = large().total(places, days)
    assert found.low is not None
    assert found.high is not None
    assert found.low <= truth <= found.high
    assert found.high - found.low <= 150
    assert found.tight == (most == 4_000)
    assert found.figures_known == 2_000
    assert (found.figures_used > 1_900) == found.tight  # a few touch nothing
