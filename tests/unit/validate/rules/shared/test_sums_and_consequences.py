"""A whole beside its parts, and what a wrong figure would change."""

from __future__ import annotations

from typing import Any

import polars as pl
import pytest

from scorecard.column_words import MICROS
from scorecard.validate.rules.shared.consequences import weighed, with_colours
from scorecard.validate.rules.shared.figures import figures
from scorecard.validate.rules.shared.sums import added_up, against_sum
from tests.unit.validate.rule_frames import figure, pack, threshold


def parts(*rows: dict[str, Any], **columns: Any) -> pl.DataFrame:
    found = figures(pack(list(rows))).with_columns(clouded=pl.lit(None, dtype=pl.Boolean), title="indicator")
    return added_up(found.with_columns(**columns), ["indicator"])


def test_parts_are_added_in_order_of_time_with_their_words_and_places() -> None:
    row = parts(
        figure("a", "2020-06", "1,200", line=3, cell=4),
        figure("a", "2020-04", "19", line=3, cell=2),
        figure("a", "2020-05", "12", line=3, cell=3),
    ).row(0, named=True)
    assert (row["sum"], row["parts"], row["gaps"], row["slack"]) == (1231 * MICROS, 3, 0, 0)
    assert (row["least"], row["greatest"]) == (12 * MICROS, 1200 * MICROS)
    assert row["shown"] == "April 2020: 19, May 2020: 12, June 2020: 1,200"
    assert row["parts_basis"] == "pack:3:2; pack:3:3; pack:3:4"
    assert row["part_names"] == ["April 2020 (19)", "May 2020 (12)", "June 2020 (1,200)"]


def test_the_halves_of_rounded_parts_add_up_to_the_slack() -> None:
    row = parts(figure("a", "2020-04", "1.5%", line=1), figure("a", "2020-05", "2%", line=1)).row(0, named=True)
    assert (row["sum"], row["slack"]) == (3_500_000, 50_000 + 500_000)


def test_a_part_is_named_by_its_category_else_its_locality_else_its_period() -> None:
    row = parts(
        figure("a", "2020-06", "1", line=1, breakdown="Under 1", area="East"),
        figure("a", "2020-06", "2", line=2, area="East"),
        figure("a", "2020-06", "3", line=3),
    ).row(0, named=True)
    assert row["part_names"] == ["Under 1 (1)", "East (2)", "June 2020 (3)"]


def test_a_part_without_figure_and_one_on_a_line_not_read_are_gaps() -> None:
    rows = [figure("a", label, "5", line=n) for n, label in enumerate(("2020-04", "2020-05", "2020-06"))]
    row = parts(*rows, micro=pl.when(pl.col("line") > 0).then("micro"), clouded=pl.col("line") == 2).row(0, named=True)
    assert (row["parts"], row["gaps"], row["shown"], row["sum"]) == (2, 2, "May 2020: 5, June 2020: 5", 10 * MICROS)


@pytest.mark.parametrize(("many", "shown"), [(14, ", ".join(["June 2020: 5"] * 14)), (15, "15 figures")])
def test_a_long_sum_is_told_by_its_number_of_figures(many: int, shown: str) -> None:
    row = parts(*[figure("a", "2020-06", "5", line=n) for n in range(many)]).row(0, named=True)
    assert row["shown"] == shown


@pytest.mark.parametrize(
    ("slack", "half", "gaps", "bounds"),
    [(0, 0, 0, (42.0, 42.0)), (1_500_000, 500_000, 0, (40.0, 44.0)), (0, 0, 1, (42.0, None)), (0, 0, 2, (42.0, None))],
)
def test_a_sum_allows_its_rounding_and_where_parts_are_missing_anything_above(
    slack: int, half: int, gaps: int, bounds: tuple[float, float | None]
) -> None:
    whole = pl.DataFrame(
        {"value": 50.0, "sum": 42 * MICROS, "slack": slack, "half": half, "gaps": gaps, "step": MICROS}
    )
    row = against_sum(whole).row(0, named=True)
    assert (row["lower"], row["upper"]) == bounds
    assert (row["published_value"], row["expected_value"]) == (50, 42)


# ---- colours

BANDS = [
    threshold("a", "red", "<90", None, 90, closed=(True, False)),
    threshold("a", "green", "90+", 90, None, closed=(True, False)),
]


def judged(printed: float, expected: float | None, **changes: Any) -> dict[str, Any]:
    row = {
        "document": "pack",
        "indicator": "a",
        "line": 7,
        "breakdown": None,
        "area_kind": "authority",
        "period_kind": "month",
        "published_value": printed,
        "expected_value": expected,
    } | changes
    schema = {c: pl.Float64 if c.endswith("value") else pl.String for c in row} | {"line": pl.Int32}
    return weighed(pl.DataFrame([row], schema=schema, orient="row"), pack([], thresholds=BANDS)).row(0, named=True)


def test_a_figure_whose_colour_would_be_another_is_an_error_and_says_so() -> None:
    row = judged(85, 92)
    assert row["severity"] == "error"
    assert row["consequence"] == " Its colour would be green instead of red."
    assert "changes_colour" not in row


@pytest.mark.parametrize(
    ("expected", "changes"),
    [
        (86, {}),
        (None, {}),
        (92, {"breakdown": "Under 1"}),
        (92, {"area_kind": "locality"}),
        (92, {"period_kind": "financial_year"}),
        (92, {"indicator": "b"}),
    ],
)
def test_any_other_figure_is_a_warning(expected: float | None, changes: dict[str, Any]) -> None:
    row = judged(85, expected, **changes)
    assert (row["severity"], row["consequence"]) == ("warning", "")


@pytest.mark.parametrize("kind", ["month", "quarter", "year_to_date", "academic_term"])
def test_figures_of_each_kind_of_running_period_have_a_colour(kind: str) -> None:
    assert judged(85, 92, period_kind=kind)["severity"] == "error"
    assert judged(85, 92, period_kind=kind, area_kind=None)["severity"] == "error"


def test_a_line_with_thresholds_of_its_own_is_weighed_by_them() -> None:
    lenient = [threshold("a", "green", "80+", 80, None, line=9), threshold("a", "red", "<80", None, 80, line=9)]
    for line, severity in ((7, "error"), (9, "warning")):
        row = figures(pack([figure("a", "2020-06", "85%", line=line)]))
        failing = row.with_columns(published_value=pl.lit(85.0), expected_value=pl.lit(92.0))
        weighty = weighed(failing, pack([], thresholds=[*BANDS, *lenient]))
        assert weighty["severity"].to_list() == [severity]


def test_both_colours_are_told() -> None:
    rows = pl.DataFrame(
        {
            "document": "pack",
            "indicator": "a",
            "line": pl.Series([7, 8], dtype=pl.Int32),
            "breakdown": pl.Series([None, None], dtype=pl.String),
            "area_kind": "authority",
            "period_kind": "month",
            "now": [85.0, 92.0],
            "then": [92.0, 95.0],
        }
    )
    coloured = with_colours(rows, pack([], thresholds=BANDS)["thresholds"], printed="now", expected="then")
    columns = ["colour_printed", "colour_expected", "changes_colour"]
    assert coloured.select(columns).rows() == [("red", "green", True), ("green", "green", False)]


def test_a_part_without_a_figure_was_not_rounded() -> None:
    rows = [figure("a", label, "5%", line=n) for n, label in enumerate(("2020-04", "2020-05", "2020-06"))]
    row = parts(*rows, micro=pl.when(pl.col("line") > 0).then("micro")).row(0, named=True)
    assert (row["slack"], row["gaps"]) == (2 * 500_000, 1)
