"""Scopes: unions without order or repetition, and their edits."""

from __future__ import annotations

from onrecord.period import Period, parse_edtf
from onrecord.scope import Scope


def test_a_union_has_neither_order_nor_repetition() -> None:
    one = Scope("strikes", ("b", "a"), ("d",), ("f", "e", "f"), ("SY", "IQ", "SY"), without=("TR", "LB"))
    other = Scope("strikes", ("a", "b"), ("d",), ("e", "f"), ("IQ", "SY"), without=("LB", "TR"))
    assert one == other
    assert hash(one) == hash(other)
    assert (one.by, one.of, one.places, one.without) == (("a", "b"), ("e", "f"), ("IQ", "SY"), ("LB", "TR"))


def test_an_edit_changes_what_it_names_and_nothing_else() -> None:
    may = parse_edtf("2018-05")
    scope = Scope("strikes", ("coalition",), places=("IQ",), period=may)
    assert scope.but(places=("SY", "IQ")) == Scope("strikes", ("coalition",), places=("IQ", "SY"), period=may)
    assert scope == Scope("strikes", ("coalition",), places=("IQ",), period=may)


def test_a_scope_says_nothing_of_when_unless_told() -> None:
    assert Scope("strikes").period == Period(None, None)
