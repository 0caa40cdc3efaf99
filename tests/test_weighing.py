"""Choosing among what a slot may hold: the heaviest option, and weights that are what they should be."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord import weighing
from onrecord.quantity import Span
from onrecord.weighing import Option, Prefixed, Traits, by_weight, kept, weight, weights_of

HERE = Span(0, 1)
WEIGHTS = {"near": 40, "far": -25, "first": 5, "date|near": 7, "near|first": -3}
traits = st.lists(st.sampled_from(["near", "far", "first", "unknown"]), max_size=4).map(tuple)


@pytest.fixture(autouse=True)
def few_weights(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    monkeypatch.setattr(weighing, "weights_of", lambda slot: WEIGHTS)
    weighing.prefixed_weights_of.cache_clear()
    yield
    weighing.prefixed_weights_of.cache_clear()


@pytest.mark.parametrize(
    ("options", "expected"),
    [
        pytest.param([("far",), ("near",)], 1, id="the-heaviest"),
        pytest.param([("near",), ("near",)], 0, id="the-first-of-equals"),
        pytest.param([("unknown",), ("far",)], 0, id="an-unknown-trait-weighs-nothing"),
        pytest.param([("near", "far"), ("first",)], 0, id="traits-add-up"),
    ],
)
def test_the_heaviest_option_is_chosen(options: Sequence[tuple[str, ...]], expected: int) -> None:
    given = [Option(nth, (Traits(held),)) for nth, held in enumerate(options)]
    assert by_weight("days", HERE, given).value == expected


@given(st.lists(traits, min_size=1, max_size=8))
def test_none_outweighs_what_is_chosen(options: list[tuple[str, ...]]) -> None:
    given = [Option(nth, (Traits(held),)) for nth, held in enumerate(options)]
    assert by_weight("days", HERE, given).value == by_weight_of(given)


@given(st.lists(traits, max_size=4))
def test_traits_told_together_weigh_what_each_weighs(told: list[tuple[str, ...]]) -> None:
    option = Option(0, tuple(map(Traits, told)))
    assert option.weight("days") == weight(option.texts, WEIGHTS)
    assert option.weight("days") == weight(option.texts, WEIGHTS)  # as kept from before


@given(st.sampled_from(("date", "near", "nothing")), st.lists(traits, max_size=4))
def test_traits_that_begin_alike_weigh_what_each_weighs(prefix: str, told: list[tuple[str, ...]]) -> None:
    option = Option(0, tuple(Prefixed(prefix, texts) for texts in told))
    assert option.texts == tuple(f"{prefix}|{text}" for texts in told for text in texts)
    assert option.weight("days") == weight(option.texts, WEIGHTS)


def test_what_is_told_of_the_same_is_told_once() -> None:
    asked = []

    @kept
    def tell(how: str) -> Iterator[str]:
        asked.append(how)
        yield f"date|{how}"

    assert tell("near") is tell("near")
    assert (tell("far").texts, asked) == (("date|far",), ["near", "far"])


def by_weight_of(options: Sequence[Option[int]]) -> int:
    """The slow obvious way: look at all, keep the first that none outweighs."""
    for option in options:
        if all(weight(option.texts, WEIGHTS) >= weight(other.texts, WEIGHTS) for other in options):
            return option.value
    raise AssertionError("one of them is the heaviest")


def test_packaged_weights_are_whole_hundredths_of_odds(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.undo()
    held = weights_of("days")
    assert held
    assert all(isinstance(value, int) and 5 <= abs(value) < 1000 for value in held.values())
