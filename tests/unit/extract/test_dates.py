"""When a pack speaks and when it was published: only dates that its text gives."""

from __future__ import annotations

from datetime import date

import pytest

from scorecard.extract.dates import find_dates


@pytest.mark.parametrize(
    ("line", "as_at"),
    [
        ("As at Month End: June 2020", date(2020, 6, 30)),
        ("as at period end February 2020", date(2020, 2, 29)),
        ("Data as at 31st March 2023", date(2023, 3, 31)),
        ("at the end of September 2021", date(2021, 9, 30)),
        ("Position at: Sept 2021", date(2021, 9, 30)),
        ("**As at** month end: <b>June</b> 2020", date(2020, 6, 30)),
        ("As at\tJune 2020", date(2020, 6, 30)),
        ("Performance report for February 2020", date(2020, 2, 29)),
        ("Quarter ending March 2020", date(2020, 3, 31)),
        ("Tuesday, 1st September 2020", date(2020, 9, 30)),
    ],
)
def test_the_month_that_a_pack_speaks_of(line: str, as_at: date) -> None:
    dates = find_dates([line])
    assert dates is not None and dates.as_at == as_at


def test_the_month_that_is_named_most_often_counts_and_the_meeting_is_the_publication() -> None:
    lines = ["Tuesday 1st September 2020", "as at month end: May 2020", *["as at month end: June 2020"] * 2]
    dates = find_dates(lines)
    assert dates is not None and (dates.as_at, dates.published) == (date(2020, 6, 30), date(2020, 9, 1))


@pytest.mark.parametrize(
    "line", ["", "June 2020", "as at month end: Smarch 2020", "Monday 32nd June 2020", "as at 1999"]
)
def test_no_date_is_made_up(line: str) -> None:
    assert find_dates([line]) is None


def test_a_plainer_wording_counts_before_one_that_stands_more_often() -> None:
    dates = find_dates(["performance report for May 2020", "performance report: May 2020", "as at month end June 2020"])
    assert dates is not None and dates.as_at == date(2020, 6, 30)


def test_of_two_months_that_are_named_as_often_the_later_one_counts() -> None:
    dates = find_dates(["as at month end May 2020", "as at month end June 2020"])
    assert dates is not None and dates.as_at == date(2020, 6, 30)


def test_a_day_that_its_month_does_not_have_is_passed_over() -> None:
    dates = find_dates(["Monday 31st June 2020", "Tuesday 30th June 2020"])
    assert dates is not None and dates.published == date(2020, 6, 30)


def test_the_date_of_the_meeting_stands_on_the_first_pages() -> None:
    far = [*["words"] * 80, "Tuesday 30th June 2020"]
    assert find_dates(far) is None
    near = find_dates(far[1:])
    assert near is not None and near.published == date(2020, 6, 30)
