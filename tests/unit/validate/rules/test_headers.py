"""Headers that contradict one another: one finding of a table, whatever stands under them."""

from __future__ import annotations

from typing import Any

import pytest

from scorecard.validate.rules import headers
from tests.unit.validate.rule_frames import failing, header, pack, registry

REGISTRY = registry()


def run(*printed: dict[str, Any]):  # type: ignore[no-untyped-def]
    return headers.compare(pack([], headers=list(printed)), REGISTRY)


def months(*doubts: str | None, **more: Any) -> list[dict[str, Any]]:
    """Header cells of April, May, June …, in doubt as said."""
    return [
        header(f"{month}-20", f"2020-{4 + i:02d}", 5 + i, doubt=doubt, **more)
        for i, (month, doubt) in enumerate(zip(("Apr", "May", "Jun", "Jul"), doubts, strict=False))
    ]


def test_headers_that_go_on_from_one_another_hold_and_are_counted_by_table() -> None:
    result = run(*months(None, None, None), *months(None, None, table="other"))
    assert result.rows.height == 2 and failing(result).is_empty()


def test_a_month_twice_is_one_finding_that_names_it_and_what_may_be_meant() -> None:
    twice = {"doubt": "twice"}
    result = run(
        header("Apr-20", "2020-04", 5),
        header("May-20", "2020-05", 6, **twice),
        header("May-20", "2020-05", 7, **twice, expected="2020-06"),
    )
    (row,) = failing(result).rows(named=True)
    assert (row["line"], row["cell"], row["published"], row["expected"]) == (1, 6, "May-20", "2020-06")
    assert row["severity"] == "error" and row["indicator"] is None
    assert row["explanation"] == (
        "The header of this table: May-20 stands over several columns with different figures. "
        "The figures under it are not read."
    )
    assert row["suggestion"] == "2020-06 may be meant, by the headers beside it."


def test_several_doubts_of_one_table_are_one_finding() -> None:
    (row,) = failing(run(*months("twice", "twice", "other-year", "ahead"))).rows(named=True)
    assert "Apr-20, May-20 stands over" in row["explanation"]
    assert "the year of Jun-20" in row["explanation"] and "Jul-20 comes after the month" in row["explanation"]
    assert (row["expected"], row["suggestion"]) == ("each period once, in turn", None)


@pytest.mark.parametrize("doubt", ["year-or-day", "no-year"])
def test_what_only_we_cannot_tell_is_no_finding(doubt: str) -> None:
    result = run(*months(doubt, doubt))
    assert result.rows.height == 1 and failing(result).is_empty()


@pytest.mark.parametrize("doubt", ["twice", "other-year", "out-of-order", "against-year", "ahead"])
def test_every_doubt_about_print_is_a_finding(doubt: str) -> None:
    assert failing(run(*months(None, doubt))).height == 1


def test_without_headers_of_time_there_is_nothing_to_compare() -> None:
    assert run().not_run and run().rows.is_empty()


def test_what_is_meant_is_told_once_and_only_where_it_is_known() -> None:
    result = run(
        header("Apr-20", "2020-04", 5, doubt="twice"),
        header("May-19", "2019-05", 6, doubt="other-year", expected="2020-05"),
        header("May-2019", "2019-05", 7, doubt="other-year", expected="2020-05"),
    )
    (row,) = failing(result).rows(named=True)
    assert (row["expected"], row["published_value"], row["lower"], row["upper"]) == ("2020-05", 3, 0, 0)
