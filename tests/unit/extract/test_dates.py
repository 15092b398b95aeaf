"""When a pack speaks and when it was published: only dates that its text gives."""

from __future__ import annotations

from datetime import date

import pytest

from scorecard.extract.dates import find_dates
from scorecard.extract.table import RawTable


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
        ("Tuesday, 1st September 2020", date(2020, 8, 31)),  # the last month that was over
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


@pytest.mark.parametrize(
    ("lines", "as_at", "published", "told"),
    [
        # the paper says so
        (["Tuesday, 13th September, 2022", "Monitoring - June, 2022 (Quarter 1)"], "2022-06-30", "2022-09-13", "says"),
        (["13 September 2022", "The Quarter 1 2022/23 figures were looked at."], "2022-06-30", "2022-09-13", "says"),
        (["13/09/2022", "Figures of 2022/23 Q1"], "2022-06-30", "2022-09-13", "says"),
        (["13/09/2022", "Figures of Q1 22/23"], "2022-06-30", "2022-09-13", "says"),
        (["13/09/2022", "In the first quarter of 2022/23 all was well."], "2022-06-30", "2022-09-13", "says"),
        (["13/09/2022", "Performance, Quarter One 2022-23"], "2022-06-30", "2022-09-13", "says"),
        (["26th August 2015", "Figures up to the end of July are shown."], "2015-07-31", "2015-08-26", "says"),
        (["8 January 2015", "Figures up to the end of November are shown."], "2014-11-30", "2015-01-08", "says"),
        (["Data as at 31/03/2021"], "2021-03-31", None, "says"),
        (["Position at 2021-03-31"], "2021-03-31", None, "says"),
        (["Position as at Jun-20"], "2020-06-30", None, "says"),
        (["Period ending Sept. 2022"], "2022-09-30", None, "says"),
        # its item's heading does, a meeting's minutes and what is due do not
        (["4 May 2021", "Children in care: March 2021"], "2021-03-31", "2021-05-04", "heading"),
        (["4 May 2021", "Minutes of March 2021", "Next report June 2021"], "2021-04-30", "2021-05-04", "meeting"),
        # only the meeting's date: the last month that was over, the last quarter in a paper of quarters
        (["11 October 2023", "79% had a check."], "2023-09-30", "2023-10-11", "meeting"),
        (
            ["Date of meeting: 13 September 2022", "118 at the end of the quarter"],
            "2022-06-30",
            "2022-09-13",
            "meeting",
        ),
        (["30 September 2022", "118 at the end of the quarter"], "2022-09-30", "2022-09-30", "meeting"),
    ],
)
def test_what_tells_the_month(lines: list[str], as_at: str, published: str | None, told: str) -> None:
    dates = find_dates(lines)
    assert dates is not None
    assert (str(dates.as_at), dates.published and str(dates.published), dates.as_at_from) == (as_at, published, told)


@pytest.mark.parametrize(
    "printed",
    [
        "11 October 2023",
        "11th October, 2023",
        "Wednesday 11 October 2023",
        "11/10/2023",
        "11.10.2023",
        "2023-10-11",
        "October 11, 2023",
        "11th of October 2023",
        "Wed: 11 Oct. 2023",
        "Panel, 11 October 2023",
    ],
)
def test_a_paper_is_published_on_a_date_of_any_usual_form(printed: str) -> None:
    dates = find_dates(["Panel", printed, "79% had a check."])
    assert dates is not None and dates.published == date(2023, 10, 11)


@pytest.mark.parametrize(
    "line",
    [
        "Minutes of 11 October 2023",
        "Data to 11 October 2023",
        "Next meeting: 11 October 2023",
        "Updated 11 October 2023",
        "On 11 October 2023 the panel met, and 79% had a check.",
        "31 September 2023",
        "11/13/2023",
    ],
)
def test_a_date_of_something_else_is_no_publication(line: str) -> None:
    dates = find_dates(["As at Month End: June 2023", line])
    assert dates is not None and dates.published is None


def test_no_month_is_after_publication() -> None:
    lines = [
        "Tuesday 11 May 2021",
        "All plans by the end of March 2022.",
        "Health: at the end of March 2021 it was 79%.",
    ]
    dates = find_dates(lines)
    assert dates is not None and dates.as_at == date(2021, 3, 31)


def test_the_last_month_of_its_tables_tells_a_paper_that_does_not_say_it() -> None:
    columns = RawTable([(3, ["Measure", "Apr-21", "May-21", "Jun-21", "Jul-21"]), (4, ["Plans", "3", "4", "5", ""])])
    rows = RawTable([(6, ["Month", "Plans"]), (7, ["April 2021", "3"]), (8, ["May 2021", "4"]), (9, ["June 2021", ""])])
    lines = ["20 August 2021"]
    for tables, as_at in (([columns], date(2021, 6, 30)), ([rows], date(2021, 5, 31))):
        dates = find_dates(lines, tables)
        assert dates is not None and (dates.as_at, dates.as_at_from) == (as_at, "tables")
