"""Days that are told by how far they stand from an event, and what stands somewhere on the day of publication."""

from __future__ import annotations

import pytest

from tests.test_claim_periods import TODAY, periods


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param("On the eve of the vote of 2 June two policemen were killed.", "2021-06-01 within", id="eve"),
        pytest.param(
            "In the six weeks before the truce of 1 June 212 civilians were killed.",
            "2021-04-20/2021-05-31 within",
            id="weeks-before",
        ),
        pytest.param(
            "In the ten weeks up to the vote of 2 June 200 civilians were killed.",
            "2021-03-24/2021-06-01 within",
            id="weeks-up-to",
        ),
        pytest.param(
            "Within hours of the truce taking effect on 11 June eight soldiers were killed.",
            "2021-06-11 within",
            id="hours-of",
        ),
        pytest.param(
            "On 3 May fourteen tanks crossed. In the three days that followed we lost 9 soldiers.",
            "2021-05-04/2021-05-06 within",
            id="days-that-followed",
        ),
        pytest.param(
            "We took the fort on 3 May with fourteen tanks, and over the next three days lost 9 soldiers.",
            "2021-05-04/2021-05-06 within",
            id="next-days-told-as-past",
        ),
        pytest.param(
            "The army took the fort on 3 May. In the week after that 40 soldiers fell.",
            "2021-05-04/2021-05-10 within",
            id="week-after-that",
        ),
        pytest.param(
            "The army's assault began on 3 May. In the ten days that followed 40 soldiers fell.",
            "2021-05-04/2021-05-13 within",
            id="days-after-a-beginning",
        ),
        pytest.param(
            "The offensive began on 3 May. In the third assault, on the tenth day, 9 soldiers fell.",
            "2021-05-12 within",
            id="which-ordinal",
        ),
        pytest.param(
            "More civilians died in March than in any month since the war began in 2012: 1,204 in all.",
            "2021-03 within",
            id="any-month-since",
        ),
        pytest.param(
            "Operation Dawn: two years complete on 17 June. 2,763 militants killed.",
            "2019-06-17/2021-06-15 since",
            id="years-complete",
        ),
        pytest.param(
            "Ten days after the lorry bomb at the junction, the ministry counts 358 people killed.",
            "2021-06-05 within",
            id="days-after",
        ),
        pytest.param(
            "On 2 May, when the truce was signed, 4 men died. They have freed 208 soldiers since the truce.",
            "2021-05-02/2021-06-15 since",
            id="when-signed",
        ),
        pytest.param(
            "On 31 May 12 soldiers died. Between 20 March 2003 and that date 127 soldiers died.",
            "2003-03-20/2021-05-31 within",
            id="that-date",
        ),
        pytest.param(
            "On Sunday we took the gaol. They have struck us 100 times since that morning.",
            "2021-06-13/2021-06-15 since",
            id="that-morning",
        ),
        pytest.param(
            "In the last 24 hours to 8 a.m. on Monday, 31 soldiers were killed.",
            "2021-06-13/2021-06-14 within",
            id="to-an-hour",
        ),
        pytest.param(
            "Weekly summary, 07/06 - 13/06: 31 civilians killed.", "2021-06-07/2021-06-13 within", id="numeric"
        ),
        pytest.param(
            "In the quarter just ended 31 civilians were killed.", "2021-01-01/2021-03-31 within", id="just-ended"
        ),
        pytest.param("The month so far has cost us 31 dead.", "2021-06-01/2021-06-15 since", id="the-month-so-far"),
        pytest.param("A year ago today 31 civilians were killed.", "2020-06-15 within", id="ago-today"),
        pytest.param("As of 06:00 today 31 bodies had been recovered.", "../2021-06-15 since", id="as-of-the-hour"),
        pytest.param(
            "In Operation Dawn, which has been going on since 17 April, 432 militants were killed to date.",
            "2021-04-17/2021-06-15 since",
            id="going-on-since",
        ),
        pytest.param(
            "On the 6th the enemy crossed. From that day to yesterday we knocked out 140 tanks.",
            "2021-06-06/2021-06-14 within",
            id="that-day-to",
        ),
        pytest.param(
            "The evacuation, which began on 5 June, was completed on 12 June. In all 3,500 people were evacuated.",
            "2021-06-05/2021-06-12 within",
            id="began-and-ended",
        ),
        pytest.param(
            "Nine days after the first tanks crossed the border, 3,100 civilians have been killed.",
            "2021-06-06/2021-06-15 within",
            id="days-after-tanks-crossed",
        ),
    ],
)
def test_days_are_told_by_what_stands_around_a_date(text: str, expected: str) -> None:
    assert periods(text)[-1] == expected


@pytest.mark.parametrize(
    "text",
    [
        "Since 3 May 10,000 people have fled; 3,500 are on the roads.",
        "Since the crossing on 6 May 303 aircraft were shot down. Prisoners in our hands: 241.",
        "At Cerska 6,000 people have been without bread for nine days.",
        "On 6 May 303 people fled the town. Of these 150 are in the camps at the border.",
    ],
)
def test_where_they_are_now_is_as_of_publication(text: str) -> None:
    assert periods(text)[-1] == TODAY
