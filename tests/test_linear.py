"""The ladder to exact multipliers: rounded, solved, weaker, refused; nothing the solver says is used unproved."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord import linear, repeated
from onrecord.errors import OnrecordError
from onrecord.inequality import Inequality, Known, reduced
from onrecord.linear import Combination, can_be_filled, cheapest, conflict, least_cost, ratio_ceiling
from onrecord.repeated import Repeated

THIRD, SEVENTH = Fraction(1, 3), Fraction(1, 7)


def at_most(name: str, cost: int, **cover: int) -> Inequality:
    """The sum over cells a, b, c (numbered by letter) is at most the cost."""
    return Inequality(name, "high", Fraction(cost), {ord(cell) - ord("a"): Fraction(n) for cell, n in cover.items()})


def only(proposal: Sequence[float]) -> Callable[..., list[float]]:
    """A solver that says the same whatever it is asked."""
    return lambda *_, **__: list(proposal)


def rows(size: int) -> list[Inequality]:
    """``size`` times the count is at most 10."""
    return [at_most("r", 10, a=size)]


ONE = {0: Fraction(1)}


@pytest.mark.parametrize(
    ("size", "proposal", "multiplier"),
    [
        pytest.param(1, 1.0000000001, Fraction(1), id="rounded to a whole number"),
        pytest.param(2, 0.4999999999, Fraction(1, 2), id="rounded to a half"),
        pytest.param(3, 0.3333333333, THIRD, id="rounded to a third"),
        pytest.param(60, 0.0166666667, Fraction(1, 60), id="rounded to a sixtieth"),
        pytest.param(7, 0.1428571428, SEVENTH, id="no denominator fits: solved exactly"),
        pytest.param(9973, 1 / 9973, Fraction(1, 9973), id="a large denominator: solved exactly"),
    ],
)
def test_a_proposal_near_the_truth_becomes_it(
    monkeypatch: pytest.MonkeyPatch, size: int, proposal: float, multiplier: Fraction
) -> None:
    monkeypatch.setattr(linear, "_solve", only([proposal]))
    assert cheapest(rows(size), ONE) == Combination({0: multiplier}, 10 * multiplier)


def test_where_no_exact_solution_is_found_a_weaker_bound_is_proved(monkeypatch: pytest.MonkeyPatch) -> None:
    """A proposal that falls just short is raised until it holds; the bound given is said not to be best."""
    monkeypatch.setattr(linear, "_solve", only([0.1428571428]))
    monkeypatch.setattr(linear, "_basis", lambda *_: None)
    found = cheapest(rows(7), ONE)
    assert found is not None
    assert not found.best
    assert SEVENTH < found.multipliers[0] < SEVENTH * Fraction(1_000_002, 1_000_000)


@pytest.mark.parametrize("proposal", [[0.0], [0.5]], ids=["nothing", "half of what is needed"])
def test_a_proposal_that_proves_nothing_is_refused(monkeypatch: pytest.MonkeyPatch, proposal: list[float]) -> None:
    monkeypatch.setattr(linear, "_solve", only(proposal))
    monkeypatch.setattr(linear, "_basis", lambda *_: None)
    with pytest.raises(OnrecordError, match="no exact proof of a bound"):
        cheapest(rows(1), ONE)


def test_what_proves_another_bound_is_not_taken_for_the_solvers(monkeypatch: pytest.MonkeyPatch) -> None:
    """Rounding up gives a proof, but of 10 instead of 9.7: no."""
    monkeypatch.setattr(linear, "_solve", only([0.97]))
    assert linear._exact(rows(1), ONE, [0.97], least=9.7) is None


@pytest.mark.parametrize(
    ("known", "target", "cost"),
    [
        pytest.param([at_most("r", 10, a=1)], {0: 1}, 10, id="one row"),
        pytest.param([at_most("r", 10, a=1), at_most("s", 9, a=1)], {0: 1}, 9, id="the closer of two"),
        pytest.param([at_most("r", 10, a=1, b=1), at_most("s", -4, b=-1)], {0: 1}, 6, id="a whole less a part"),
        pytest.param([at_most("r", 10, a=3)], {0: 1}, Fraction(10, 3), id="a third"),
        pytest.param([at_most("r", 1, a=1, b=1), at_most("s", 1, b=1, c=1), at_most("t", 1, a=1, c=1)],
                     {0: 1, 1: 1, 2: 1}, Fraction(3, 2), id="half of each of three that overlap"),
        pytest.param([at_most("r", 10, a=1)], {1: 1}, None, id="nothing speaks of it"),
        pytest.param([], {0: 1}, None, id="nothing on record"),
        pytest.param([], {0: -1}, 0, id="counts are never negative"),
    ],
)  # fmt: skip
def test_the_cheapest_multipliers(known: list[Inequality], target: dict[int, int], cost: Fraction | None) -> None:
    found = cheapest(known, {cell: Fraction(amount) for cell, amount in target.items()})
    assert (None if found is None else found.cost) == cost
    assert found is None or found.best


def test_of_proofs_of_one_bound_the_shortest_is_taken() -> None:
    """Three rows in a row would do; the one that says it at once is taken, wherever it stands."""
    parts = [at_most(f"part{n}", 4, **{cell: 1}) for n, cell in enumerate("abc")]
    whole = at_most("whole", 12, a=1, b=1, c=1)
    target = dict.fromkeys(range(3), Fraction(1))
    for known in ([*parts, whole], [whole, *parts]):
        found = cheapest(known, target)
        assert found is not None
        assert linear.names(known, found.multipliers) == {"whole"}


def test_a_conflict_is_told_with_its_least_multiplier_one() -> None:
    known = [at_most("whole", 10, a=1, b=1), at_most("a", -7, a=-1), at_most("b", -8, b=-1), at_most("c", 1, c=1)]
    found = conflict(known)
    assert found == Combination({0: Fraction(1), 1: Fraction(1), 2: Fraction(1)}, Fraction(-5))
    assert conflict(known[:2]) is None


@pytest.mark.parametrize(
    ("known", "filled"),
    [
        pytest.param([], True, id="nothing on record"),
        pytest.param([at_most("r", 10, a=1), at_most("s", -10, a=-1)], True, id="just one number is left"),
        pytest.param([at_most("r", 10, a=1), at_most("s", -11, a=-1)], False, id="one too many"),
        pytest.param([at_most("r", 10**9, a=1), at_most("s", -(10**9) - 1, a=-1)], False, id="one of many too many"),
        pytest.param([at_most("r", 10**13, a=1)], False, id="more than a float can tell: not shown, though there are"),
    ],
)
def test_counts_that_satisfy_all_are_shown_only_where_there_are_any(known: list[Inequality], filled: bool) -> None:
    assert can_be_filled(known) is filled


def test_what_the_solver_shows_is_looked_at(monkeypatch: pytest.MonkeyPatch) -> None:
    """Counts that miss a row are none, whatever the solver says."""
    monkeypatch.setattr(linear, "_run", lambda *_: [11.0])
    assert not can_be_filled(rows(1))


def test_a_quotient_has_a_ceiling_where_something_ties_the_two() -> None:
    known = [at_most("top", 30, a=1), at_most("bottom", -12, b=-1)]
    assert ratio_ceiling(known, ONE, {1: Fraction(1)}) == pytest.approx(2.5)
    assert ratio_ceiling(known[:1], ONE, {1: Fraction(1)}) is None


@pytest.mark.parametrize(
    ("rows", "unknowns", "solution"),
    [
        pytest.param([[2, 0, 4], [0, 4, 2]], 2, [2, Fraction(1, 2)], id="one solution"),
        pytest.param([[0, 1, 3], [1, 1, 5]], 2, [2, 3], id="rows out of order"),
        pytest.param([[1, 1, 5]], 2, None, id="too few rows"),
        pytest.param([[1, 5], [1, 6]], 1, None, id="rows that disagree"),
        pytest.param([[1, 5], [2, 10]], 1, [5], id="a row too many that agrees"),
    ],
)
def test_elimination(rows: list[list[int]], unknowns: int, solution: list[Fraction] | None) -> None:
    assert linear._eliminate([[Fraction(entry) for entry in row] for row in rows], unknowns) == solution


# ------------------------------------------------------------------- cells that single rows give, taken out of programs


SYSTEMS = st.lists(
    st.tuples(st.sets(st.integers(0, 5), min_size=1, max_size=4), st.booleans()), min_size=1, max_size=10
)


def true_rows(drawn: list[tuple[set[int], bool]], counts: list[int]) -> Known:
    """Rows that some counts satisfy: both sides of each, or (loosely) only a side that has room."""
    found: list[Inequality] = []
    for number, (cells, exactly) in enumerate(drawn):
        total = Fraction(sum(counts[cell] for cell in cells))
        found.append(
            Inequality(f"r{number}", "high", total if exactly else total + 1, dict.fromkeys(cells, Fraction(1)))
        )
        if exactly:
            found.append(Inequality(f"r{number}", "low", -total, dict.fromkeys(cells, Fraction(-1))))
    return Known(found)


@given(drawn=SYSTEMS, counts=st.lists(st.integers(0, 9), min_size=6, max_size=6), asked=st.sets(st.integers(0, 5)))
def test_a_program_without_the_cells_that_rows_give_has_the_same_optimum(
    drawn: list[tuple[set[int], bool]], counts: list[int], asked: set[int]
) -> None:
    known = true_rows(drawn, counts)
    for sign in (1, -1):
        target = dict.fromkeys(asked, Fraction(sign))
        whole, left = least_cost(tuple(known), target), least_cost(known, target)
        assert (whole is None) == (left is None)
        assert whole is None or left == pytest.approx(whole)
    assert can_be_filled(known)


@given(drawn=SYSTEMS, counts=st.lists(st.integers(0, 9), min_size=6, max_size=6), asked=st.sets(st.integers(0, 5)))
def test_premises_are_left_out_of_a_reduced_program_as_of_the_whole_one(
    drawn: list[tuple[set[int], bool]], counts: list[int], asked: set[int]
) -> None:
    known, target = true_rows(drawn, counts), dict.fromkeys(asked, Fraction(1))
    names = sorted({inequality.premise for inequality in known})
    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(repeated, "MOST_SHORTENED", 0)
        program = Repeated(known, target, names[::2])
        for name in names[::2]:
            found = program.without(name)
            other = cheapest([inequality for inequality in known if inequality.premise != name], target)
            assert (found and found.cost) == (other and other.cost)


def test_what_a_row_gives_is_taken_out_and_stays_where_it_is_going_to_be_left_out() -> None:
    known = true_rows([({0}, True), ({0, 1}, True), ({2}, True), ({1, 2}, False)], [3, 4, 5, 0, 0, 0])
    given_all, given_one = reduced(known), reduced(known, {"r0"})
    assert given_all is not None
    assert given_one is not None
    assert [known[number].premise for number in given_all.numbers] == ["r1", "r1", "r3"]
    assert list(given_all.costs) == [4, -4, 5]
    assert [known[number].premise for number in given_one.numbers] == ["r0", "r0", "r1", "r1", "r3"]


def test_rows_that_give_a_cell_two_counts_cannot_be_filled() -> None:
    rows = [*true_rows([({0}, True), ({1}, True)], [3, 4, 0, 0, 0, 0]), *true_rows([({0}, True)], [5, 0, 0, 0, 0, 0])]
    assert not can_be_filled(Known(rows))
    assert conflict(Known(rows)) is not None
