"""By what a list of places is known where the text names it again."""

from __future__ import annotations

from onrecord.placechoice import _key
from onrecord.quantity import Span
from onrecord.slot import Mention


def test_a_known_place_is_the_same_wherever_it_is_named() -> None:
    assert _key([Mention("aleppo", Span(3, 9))]) == _key([Mention("aleppo", Span(70, 76))])


def test_an_unknown_place_is_known_by_where_it_stands() -> None:
    assert _key([Mention("", Span(3, 9))]) == _key([Mention("", Span(3, 9))])
    assert _key([Mention("", Span(3, 9))]) != _key([Mention("", Span(70, 76))])


def test_a_list_is_more_than_its_places() -> None:
    both = [Mention("aleppo", Span(3, 9)), Mention("homs", Span(14, 18))]
    assert _key(both) != _key(both[:1])
    assert _key(()) == ()
