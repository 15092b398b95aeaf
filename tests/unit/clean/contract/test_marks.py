"""Tolerances, arrows and colours beside figures, as the tables that hold them. All measures are invented."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import polars as pl
import pytest

from scorecard.clean.contract.marks import signals, thresholds
from scorecard.clean.contract.observations import placement_frame
from scorecard.clean.tables.shared.reading import Placement
from scorecard.periods import Period
from scorecard.registry import Registry
from scorecard.registry.headings import SignWords
from scorecard.text.tolerances import ILLEGIBLE, RELATIVE
from tests.unit.validate.rule_frames import FAMILY, indicator, registry

JUNE, MAY = Period.month(2020, 6), Period.month(2020, 5)
REGISTRY = registry(indicator("kites", good="low"), indicator("back", unit="percent", good="high"))


def mark(role: str, text: str, detail: str, *, cell: int = 4, line: int = 7, **more: Any) -> Placement:
    about = {"indicator": "kites", "area": "Kiteham", "period": JUNE, "unit": "count", "detail": detail}
    return Placement(line, cell, text, text, role, **{**about, **more})


def banded(*placements: Placement, known: Registry = REGISTRY) -> list[dict[str, Any]]:
    return thresholds(placement_frame([("pack", "t", FAMILY, p) for p in placements]), known).to_dicts()


# ---- tolerances


def test_a_tolerance_is_its_band_with_its_interval_and_the_polarity_of_its_measure() -> None:
    (row,) = banded(mark("threshold", "20+", "red"))
    assert (row["band"], row["lower"], row["upper"], row["good"], row["unit"]) == ("red", 20.0, None, "low", "count")
    assert (row["read_as"], row["reason"]) == ("20+", None)


def test_a_measure_that_nobody_knows_is_read_as_one_for_information() -> None:
    (row,) = banded(mark("threshold", "20+", "green", indicator="unknown_zoos"))
    assert (row["good"], row["lower"]) == ("info", 20.0)


@pytest.mark.parametrize(
    ("text", "reason"), [("9S or 90", ILLEGIBLE), ("1 above range", RELATIVE), ("range to be set", None), ("20+", None)]
)
def test_a_tolerance_without_an_interval_says_why_if_it_prints_a_figure(text: str, reason: str | None) -> None:
    (row,) = banded(mark("threshold", text, "amber"))
    assert row["reason"] == reason
    assert (row["lower"], row["upper"]) == ((20.0, None) if text == "20+" else (None, None))


def test_a_count_beside_a_share_of_the_year_s_target_is_the_target_of_what_is_counted() -> None:
    known = registry(indicator("kites"), indicator("aimed", unit="percent", share_of_target="kites"))
    own, target = (
        banded(mark("threshold", text, "green", indicator="aimed"), known=known)[0] for text in ("100%", "80 kites")
    )
    assert (own["indicator"], own["lower"], target["indicator"], target["lower"]) == ("aimed", 100.0, "kites", 80.0)


def test_a_tolerance_beside_its_range_has_an_interval_and_no_reason() -> None:
    green, amber = banded(mark("threshold", "14-20", "green"), mark("threshold", "1 above range", "amber", cell=5))
    assert (green["lower"], green["upper"]) == (14.0, 20.0)
    assert (amber["lower"], amber["upper"], amber["reason"]) == (20.0, 21.0, None)


def test_the_range_of_another_line_or_measure_is_not_beside_a_tolerance() -> None:
    amber = mark("threshold", "1 above range", "amber", cell=5)
    for changes in ({"line": 8}, {"indicator": "back"}):
        rows = banded(mark("threshold", "14-20", "green", **changes), amber)  # type: ignore[arg-type]
        (beside,) = [row for row in rows if row["band"] == "amber"]
        assert (beside["upper"], beside["reason"]) == (None, RELATIVE)


def test_of_two_green_ranges_of_a_row_the_first_is_the_one_that_others_are_relative_to() -> None:
    first, second = mark("threshold", "14-20", "green"), mark("threshold", "30-40", "green", cell=5)
    *_, amber = banded(first, second, mark("threshold", "1 above range", "amber", cell=6))
    assert (amber["lower"], amber["upper"]) == (20.0, 21.0)


def test_where_red_starts_twice_the_nearer_start_ends_amber() -> None:
    reds = [mark("threshold", f"{n}+ above range", "red", cell=4 + n) for n in (1, 2)]
    amber = mark("threshold", "1 above range", "amber", cell=9)
    rows = banded(mark("threshold", "14-20", "green"), *reds, amber)
    assert [row["upper_closed"] for row in rows if row["band"] == "amber"] == [False]


def test_tolerances_stand_in_the_order_of_the_pack() -> None:
    placements = [mark("threshold", "20+", "red", line=line, cell=cell) for line, cell in ((9, 4), (7, 5), (7, 4))]
    assert [(row["line"], row["cell"]) for row in banded(*placements)] == [(7, 4), (7, 5), (9, 4)]


def test_a_tolerance_of_which_nobody_knows_the_measure_is_kept() -> None:
    (row,) = banded(mark("threshold", "20+", "amber", indicator=None))
    assert (row["indicator"], row["band"], row["lower"]) == (None, "amber", 20.0)


# ---- arrows and colours


def shown(*placements: Placement, known: Registry = REGISTRY, values: tuple[Placement, ...] = ()) -> pl.DataFrame:
    schema = {"document": pl.String, "line": pl.Int64, "period": pl.String, "value": pl.Float64}
    rows = [("pack", p.line, p.period.label if p.period else None, float(p.text) if p.text else None) for p in values]
    printed = pl.DataFrame(rows, schema=schema, orient="row")
    return signals(placement_frame([("pack", "t", FAMILY, p) for p in placements]), known, printed)


DASH = mark("signal", "-", "direction")


@pytest.mark.parametrize(
    ("value", "read_as"),
    [
        (mark("value", "603", ""), "level"),
        (mark("value", "0", ""), "level"),
        (mark("value", "", ""), None),
        (mark("value", "603", "", line=8), None),
        (mark("value", "603", "", period=MAY), None),
    ],
    ids=["a figure", "nought", "a missing mark", "another line", "another month"],
)
def test_a_dash_says_no_movement_only_beside_a_figure_of_its_line_and_month(
    value: Placement, read_as: str | None
) -> None:
    town = replace(REGISTRY.councils["town"], signs=SignWords(level=["-"]))
    known = replace(REGISTRY, councils={"town": town})
    assert shown(DASH, known=known, values=(value,))["read_as"].to_list() == [read_as]


def test_an_arrow_means_what_its_family_says_and_a_colour_needs_no_meaning() -> None:
    for arrows_mean in ("performance", "number"):
        known = registry(indicator("kites"), arrows_mean=arrows_mean)
        rows = shown(mark("signal", "Green", "rag", cell=5), mark("signal", "↑", "direction"), known=known)
        assert rows.select("signal", "read_as", "meaning").rows() == [
            ("direction", "up", arrows_mean),
            ("rag", "green", None),
        ]


def test_two_figures_of_one_line_and_month_leave_one_signal() -> None:
    values = (mark("value", "603", ""), mark("value", "604", "", cell=3))
    assert shown(mark("signal", "↑", "direction"), values=values).height == 1


def test_signals_stand_in_the_order_of_the_pack() -> None:
    placements = [mark("signal", "↑", "direction", line=line, cell=cell) for line, cell in ((9, 4), (7, 5), (7, 4))]
    assert shown(*placements).select("line", "cell").rows() == [(7, 4), (7, 5), (9, 4)]
