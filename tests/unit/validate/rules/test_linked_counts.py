"""Percentages against the counts of the measures they are made of."""

from __future__ import annotations

import polars as pl

from scorecard.registry import ShareOf
from scorecard.validate.rules import linked_counts
from tests.unit.validate.rule_frames import failing, figure, indicator, pack, registry, threshold, x_of_y

REGISTRY = registry(
    indicator("children", kind="stock"),
    indicator("fostered", kind="stock"),
    indicator(
        "fostered_share", unit="percent", kind="share", share_of=ShareOf(numerator="fostered", denominator="children")
    ),
    indicator("stable_share", unit="percent", kind="share", share_of=ShareOf(numerator=None, denominator="children")),
)
COUNTS = [figure("children", "2020-06", "603", line=1), figure("fostered", "2020-06", "409", line=2)]


def run(*rows, **more):
    return linked_counts.compare(pack([*COUNTS, *rows], **more), REGISTRY)


def test_a_share_of_the_printed_counts_holds():
    result = run(figure("fostered_share", "2020-06", "67.8%", line=3))
    assert result.rows.height == 1
    assert failing(result).is_empty()


def test_another_share_is_a_warning_that_shows_the_sum():
    (row,) = failing(run(figure("fostered_share", "2020-06", "68.7%", line=3))).rows(named=True)
    assert (row["line"], row["expected"], row["severity"]) == (3, "67.8%", "warning")
    assert "409 of 603 is 67.8%, but 68.7% is printed" in row["explanation"]
    assert row["compared_with"] == "pack:2:2; pack:1:2"


def test_a_share_that_would_have_another_colour_is_an_error():
    bands = [
        threshold("fostered_share", "red", "<68%", None, 68.0, closed=(True, False)),
        threshold("fostered_share", "green", "68%+", 68.0, None),
    ]
    (row,) = failing(run(figure("fostered_share", "2020-06", "68.7%", line=3), thresholds=bands)).rows(named=True)
    assert row["severity"] == "error"
    assert "red instead of green" in row["explanation"]


def test_rounding_is_no_disagreement():
    for printed in ("67.83%", "68%"):
        assert failing(run(figure("fostered_share", "2020-06", printed, line=3))).is_empty()


def test_a_half_may_go_either_way():
    counts = [figure("children", "2020-05", "8", line=4), figure("fostered", "2020-05", "1", line=5)]
    for printed, fails in (("12%", 0), ("13%", 0), ("11%", 1)):
        assert failing(run(*counts, figure("fostered_share", "2020-05", printed, line=6))).height == fails


def test_a_percentage_no_whole_number_gives_is_impossible():
    few = figure("children", "2020-05", "37", line=4)
    (row,) = failing(run(few, figure("stable_share", "2020-05", "48.5%", line=5))).rows(named=True)
    assert row["expected"] == "45.9% or 48.6%"
    assert "no whole number of 37" in row["explanation"]
    assert failing(run(few, figure("stable_share", "2020-05", "48.6%", line=5))).is_empty()


def test_every_percentage_is_possible_for_a_large_number():
    many = figure("children", "2020-05", "1,000", line=4)
    result = run(many, figure("stable_share", "2020-05", "48.5%", line=5))
    assert result.rows.is_empty()


def test_a_printed_y_is_held_against_its_measure():
    close = run(x_of_y("stable_share", "2020-06", 61, 602, line=7))
    (row,) = failing(close).rows(named=True)
    assert (row["severity"], row["expected"]) == ("information", "603")
    far = run(x_of_y("stable_share", "2020-06", 61, 506, line=7))
    assert failing(far)["severity"].to_list() == ["warning"]
    assert failing(run(x_of_y("stable_share", "2020-06", 61, 603, line=7))).is_empty()


def test_counts_of_another_period_area_or_document_are_not_used():
    elsewhere = [
        figure("fostered_share", "2020-05", "12.0%", line=8),
        figure("fostered_share", "2020-06", "12.0%", line=9, area="East"),
    ]
    assert run(*elsewhere).rows.is_empty()


def test_of_two_printed_counts_one_that_agrees_is_enough():
    other = figure("fostered", "2020-06", "999", line=20, table="page")
    assert failing(run(other, figure("fostered_share", "2020-06", "67.8%", line=3))).is_empty()


def test_without_links_the_rule_does_not_run():
    result = linked_counts.compare(pack(COUNTS), registry(indicator("children"), indicator("fostered")))
    assert result.rows.is_empty() and result.not_run


def test_row_order_does_not_matter():
    rows = [*COUNTS, figure("fostered_share", "2020-06", "68.7%", line=3)]
    tables = pack(rows)
    turned = {**tables, "observations": tables["observations"].reverse()}
    first, second = (linked_counts.compare(t, REGISTRY).rows for t in (tables, turned))
    assert first.equals(second) and isinstance(first, pl.DataFrame)


def test_shares_of_one_whole_have_one_y():
    two = registry(
        indicator("children", kind="stock"),
        *(
            indicator(i, unit="percent", kind="share", share_of=ShareOf(numerator=None, denominator="children"))
            for i in ("one", "two", "three")
        ),
    )
    rows = [
        x_of_y(i, "2020-06", 9, y, line=1, cell=n) for n, (i, y) in enumerate((("one", 90), ("two", 90), ("three", 91)))
    ]
    found = failing(linked_counts.compare(pack([*rows, figure("children", "2019-06", "90", line=9)]), two))
    assert found.select("indicator", "published_value", "expected").rows() == [("three", 91.0, "90")]


def test_a_numerator_printed_only_in_its_parts_is_added_up():
    stepped = registry(
        indicator("submitted"),
        indicator("allocated", includes=["early", "partners"]),
        *(indicator(i, parts_of="submitted", partition="outcome") for i in ("early", "partners", "rejected")),
        indicator(
            "rate", unit="percent", kind="share", share_of=ShareOf(numerator="allocated", denominator="submitted")
        ),
    )
    counts = [
        figure(i, "2020-06", v, line=1, cell=n)
        for n, (i, v) in enumerate((("submitted", "45"), ("early", "29"), ("partners", "6")))
    ]
    for printed, fails in (("78%", 0), ("80%", 1)):
        result = linked_counts.compare(pack([*counts, figure("rate", "2020-06", printed, line=1, cell=9)]), stepped)
        assert failing(result).height == fails, printed


def test_a_flow_in_the_month_is_not_a_rolling_year():
    rows = [
        figure("fostered", "2020-05", "10", line=5),
        figure("children", "2020-05", "100", line=5, cell=3, basis="in-month"),
    ]
    rolling = figure("fostered_share", "2020-05", "50.0%", line=5, cell=4, basis="rolling-12-months")
    assert run(*rows, rolling).rows.is_empty()
