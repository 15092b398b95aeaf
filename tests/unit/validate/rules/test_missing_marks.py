"""A mark for a missing figure that the pack prints elsewhere, or gives by its counts."""

from __future__ import annotations

import pytest

from scorecard.registry.models import ShareOf
from scorecard.validate.rules import missing_marks
from tests.unit.validate.rule_frames import failing, figure, indicator, pack, registry
from tests.unit.validate.rules.in_detail import only

REGISTRY = registry(
    indicator("reviewed"),
    indicator("children", kind="stock"),
    indicator("share", unit="percent", kind="share", share_of=ShareOf(numerator="reviewed", denominator="children")),
)


def run(*rows):
    return missing_marks.compare(pack(list(rows)), REGISTRY)


def mark(**more):
    return figure("share", "2020-06", None, **{"line": 1, "unit": "percent", **more}) | {"published": "n/a"}


def test_a_mark_with_no_print_elsewhere_holds():
    result = run(mark(), figure("share", "2020-05", "65.5%", line=9), figure("children", "2020-06", "12", line=8))
    assert result.rows.height == 1 and failing(result).is_empty()


def test_a_figure_of_another_line_is_told_with_its_place():
    row = only(run(mark(), figure("share", "2020-06", "65.5%", line=9, table="page")))
    assert (row["line"], row["published"], row["expected"], row["severity"]) == (1, "n/a", "65.5%", "information")
    assert row["explanation"] == "Share, June 2020: “n/a” stands for a missing figure, but line 9 prints it: 65.5%."
    assert row["compared_with"] == "pack:9:2"


@pytest.mark.parametrize("other", [{"area": "East"}, {"breakdown": "a"}, {"document": "other"}, {"line": 1}])
def test_another_area_category_or_pack_and_the_same_line_are_no_print_of_it(other):
    told = figure("share", "2020-06", "65.5%", **{"line": 9, "cell": 5, **other})
    assert failing(run(mark(), told)).is_empty()


def test_counts_give_a_share_of_nobody_too():
    row = only(run(mark(), figure("reviewed", "2020-06", "0", line=3), figure("children", "2020-06", "12", line=4)))
    assert row["expected"] == "0%" and "0 of 12 (lines 3 and 4) give it: 0%" in row["explanation"]
    row = only(run(mark(), figure("reviewed", "2020-06", "4", line=3), figure("children", "2020-06", "12", line=4)))
    assert row["expected"] == "33.3%"


@pytest.mark.parametrize(
    "counts",
    [
        [figure("reviewed", "2020-06", "0", line=3), figure("children", "2020-06", "0", line=4)],
        [figure("reviewed", "2020-06", "4", line=3), figure("children", "2020-05", "12", line=4)],
        [figure("reviewed", "2020-06", "4", line=3)],
        [
            figure("reviewed", "2020-06", "4", line=3),
            figure("reviewed", "2020-06", "5", line=9),
            figure("children", "2020-06", "12", line=4),
        ],
    ],
    ids=["of nobody", "of another month", "no y", "two counts that differ"],
)
def test_counts_that_give_no_share(counts):
    assert failing(run(mark(), *counts)).is_empty()


def test_a_print_goes_before_the_counts_and_is_told_once():
    counts = [figure("reviewed", "2020-06", "4", line=3), figure("children", "2020-06", "12", line=4)]
    prints = [figure("share", "2020-06", "33.3%", line=n, table="page") for n in (12, 9)]
    row = only(run(mark(), *counts, *prints))
    assert "line 9 prints it" in row["explanation"] and row["published_value"] == 2.0


def test_without_marks_the_rule_does_not_run():
    assert run(figure("share", "2020-06", "65.5%", line=1)).not_run


def sources(*rows):
    """A table of categories with May, June and the year to date; a row is its line and its printed cells."""
    return [
        figure("reviewed", label, value, line=line, cell=cell, breakdown=f"source {line}")
        for line, *cells in rows
        for (cell, label), value in zip(enumerate(("2020-05", "2020-06", "2020/21 YTD"), 2), cells)
        if value
    ]


FULL = ((1, "4", "5", "9"), (2, "1", "2", "3"))


def test_a_category_without_the_total_that_the_others_have():
    row = only(run(*sources(*FULL, (3, "2", "1", ""))))
    assert row["explanation"] == (
        "Reviewed – source 3, 2020/21 to date: no total is printed, though the other categories have one and this one "
        "has figures (May 2020: 2, June 2020: 1)."
    )
    assert (row["line"], row["severity"], row["expected"]) == (3, "information", "a total")


@pytest.mark.parametrize("row", [(3, "2", "1", "3"), (3, "0", "0", ""), (3, "", "", "")])
def test_a_total_that_is_there_or_is_of_nothing_is_no_finding(row):
    assert failing(run(*sources(*FULL, row))).is_empty()


def test_where_few_categories_have_a_total_none_is_missing():
    assert failing(run(*sources((1, "4", "5", "9"), (2, "1", "2", ""), (3, "2", "1", "")))).is_empty()


def test_months_of_another_year_are_in_no_total():
    rows = sources(*FULL)
    earlier = figure("reviewed", "2019-06", "7", line=3, breakdown="source 3")
    assert failing(run(*rows, earlier)).is_empty()
