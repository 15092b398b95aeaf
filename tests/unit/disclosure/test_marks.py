"""A mark that hides in vain is told with its number and the figures that give it."""

from __future__ import annotations

from datetime import date
from typing import Any

import polars as pl
import pytest

from tests.unit.disclosure.packs import claim, marks, tables_of
from tests.unit.validate.rule_frames import figure


def mark(id: str, label: str, *, line: int, text: str = "c", **more: Any) -> dict[str, Any]:
    """A figure that the pack hides."""
    return figure(id, label, None, line=line, **{"missing_reason": "suppressed", **more}) | {"published": text}


def verdict(*rows: dict[str, Any], **more: Any) -> tuple[Any, ...]:
    """Verdict, number and places of the only mark."""
    report = marks(tables_of(*rows, **more))
    assert report.height == 1
    return report.select("verdict", "number", "places").row(0)


def test_a_total_gives_the_category_that_is_hidden() -> None:
    rows = [
        figure("reasons", "2020-06", "12", line=1, breakdown="A"),
        mark("reasons", "2020-06", line=2, breakdown="B"),
        figure("reasons", "2020-06", "15", line=3, breakdown="Total"),
    ]
    assert verdict(*rows) == ("could-be-worked-out", 3.0, "pack:1:2; pack:3:2")


def test_two_hidden_categories_keep_each_other() -> None:
    rows = [
        mark("reasons", "2020-06", line=1, breakdown="A"),
        mark("reasons", "2020-06", line=2, breakdown="B"),
        figure("reasons", "2020-06", "15", line=3, breakdown="Total"),
    ]
    report = marks(tables_of(*rows))
    assert report.select("verdict", "least", "most").rows() == [("narrowed", 0, 15)] * 2


def test_months_give_the_month_that_the_year_to_date_holds() -> None:
    rows = [
        figure("due", "2020-04", "20", line=1),
        mark("due", "2020-05", line=2),
        figure("due", "2020-06", "30", line=3),
        figure("due", "2020/21 YTD", "54", line=4),
    ]
    assert verdict(*rows)[:2] == ("could-be-worked-out", 4.0)


def test_an_earlier_pack_gives_the_month_that_a_later_one_hides() -> None:
    days = {"earlier": date(2020, 5, 31), "later": date(2020, 6, 30)}
    earlier = figure("due", "2020/21 YTD", "20", line=1, document="earlier", period_end=date(2020, 5, 31))
    later = [
        figure("due", "2020/21 YTD", "23", line=1, document="later"),
        mark("due", "2020-06", line=2, document="later"),
    ]
    assert verdict(earlier, *later, documents=days) == ("could-be-worked-out", 3.0, "earlier:1:2; later:1:2")


def test_a_percentage_and_its_whole_give_the_count() -> None:
    rows = [
        mark("seen", "2020-06", line=1),
        figure("due", "2020-06", "40", line=2),
        figure("seen_share", "2020-06", "7.5%", line=3),
    ]
    assert verdict(*rows) == ("could-be-worked-out", 3.0, "pack:2:2; pack:3:2")


def test_counts_give_the_percentage_that_is_hidden() -> None:
    rows = [
        figure("seen", "2020-06", "3", line=1),
        figure("due", "2020-06", "40", line=2),
        mark("seen_share", "2020-06", line=3, unit="percent"),
    ]
    assert verdict(*rows)[:2] == ("could-be-worked-out", 7.5)


def test_areas_give_the_area_that_is_hidden() -> None:
    rows = [
        figure("due", "2020-06", "40", line=1, cell=1),
        figure("due", "2020-06", "38", line=1, cell=2, area="East"),
        mark("due", "2020-06", line=1, cell=3, area="West"),
    ]
    assert verdict(*rows)[:2] == ("could-be-worked-out", 2.0)


def test_a_sentence_gives_what_the_table_hides() -> None:
    said = [claim("due", "2020-06", 4.0, line=50)]
    assert verdict(mark("due", "2020-06", line=1), claims=said) == ("could-be-worked-out", 4.0, "pack:50")


def test_bounds_that_others_narrow_are_told_as_such() -> None:
    rows = [
        mark("seen", "2020-06", line=1, text="<5", lower=0.0, upper=4.0),
        figure("due", "2020-06", "2", line=2),
    ]
    assert verdict(*rows)[0] == "narrowed"


def test_bounds_alone_are_kept() -> None:
    assert verdict(mark("seen", "2020-06", line=1, text="<5", lower=0.0, upper=4.0)) == ("kept", None, None)


@pytest.mark.parametrize("reason", ["not-available", "unstated", "not-yet-due"])
def test_a_mark_that_hides_nothing_is_not_asked(reason: str) -> None:
    row = mark("due", "2020-06", line=1) | {"missing_reason": reason}
    assert marks(tables_of(row)).is_empty()


def test_figures_that_cannot_all_be_right_are_told_as_such() -> None:
    rows = [
        mark("reasons", "2020-06", line=1, breakdown="A", text="<5", lower=0.0, upper=4.0),
        figure("reasons", "2020-06", "10", line=2, breakdown="B"),
        figure("reasons", "2020-06", "20", line=3, breakdown="Total"),
    ]
    report: pl.DataFrame = marks(tables_of(*rows))
    assert report["verdict"].to_list() == ["contradictory"]
