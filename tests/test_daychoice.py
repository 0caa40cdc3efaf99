"""What the options of the days of a figure are told by."""

from __future__ import annotations

import pytest

from onrecord.daychoice import _length


@pytest.mark.parametrize(
    ("days", "said"),
    [
        pytest.param(None, "open", id="no end"),
        pytest.param(1, "day", id="one day"),
        pytest.param(2, "days", id="two days"),
        pytest.param(10, "days", id="ten days"),
        pytest.param(31, "month", id="a long month"),
        pytest.param(92, "quarter", id="a long quarter"),
        pytest.param(366, "year", id="a leap year"),
        pytest.param(367, "long", id="more than a year"),
    ],
)
def test_a_length_is_told_in_a_word(days: int | None, said: str) -> None:
    assert _length(days) == said
