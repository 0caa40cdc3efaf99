"""What a statement hands down is the same whether each sentence is read when it is come by or when a claim asks."""

from __future__ import annotations

import datetime as dt

import pytest

from onrecord.claim import find_claims
from onrecord.gazetteer import catalogue
from onrecord.setting import Setting
from onrecord.statement import Statement, statement_from_text
from tests.eval import gate
from tests.eval.own import own_rows

DAY = dt.date(2019, 3, 14)
QUIET = "The mayor of Tikrit opened a school on Monday, 11 March. Farmers of the valley thanked the council."


def read_at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    """The slow obvious way: take every sentence in as soon as it is come to."""
    enter = Setting.enter

    def enter_and_take_in(self: Setting, *args: object, **kwargs: object) -> None:
        enter(self, *args, **kwargs)  # type: ignore[arg-type]  # handed on as they came
        self.take_in()

    monkeypatch.setattr(Setting, "enter", enter_and_take_in)


def statements() -> list[Statement]:
    return [gate.statement_of(row) for row in own_rows()[::7]]


def test_the_claims_are_those_of_reading_every_sentence_at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    found = [find_claims(each, catalogue()) for each in statements()]
    read_at_once(monkeypatch)
    assert found == [find_claims(each, catalogue()) for each in statements()]


@pytest.mark.parametrize(
    ("text", "taken"),
    [
        pytest.param(QUIET, 0, id="no claim"),
        pytest.param(f"Two soldiers were killed in Mosul. {QUIET}", 1, id="a claim before the others"),
        pytest.param(f"{QUIET} Two soldiers were killed.", 3, id="a claim behind the others"),
    ],
)
def test_a_sentence_is_taken_in_when_a_claim_asks(text: str, taken: int, monkeypatch: pytest.MonkeyPatch) -> None:
    entered = []
    take_in = Setting.take_in

    def counted(self: Setting) -> None:
        entered.extend(self.waiting)
        take_in(self)

    monkeypatch.setattr(Setting, "take_in", counted)
    find_claims(statement_from_text(text, published_on=DAY), catalogue())
    assert len(entered) == taken
