"""From placed cells to observations: units, bases, x and y beside a percentage, proofs of corrections."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

import polars as pl
import pytest

from scorecard.clean.contract.marks import thresholds
from scorecard.clean.contract.observations import (
    figures,
    observations,
    placement_frame,
    read_texts,
    unread_table,
)
from scorecard.clean.tables.shared.reading import Placement
from scorecard.periods import Period
from scorecard.registry import load_registry
from scorecard.registry.council import Council
from scorecard.registry.models import Authority, Locality

REGISTRY = load_registry()
FAMILY = "corporate-parenting-monthly"
COUNT = next(i.id for i in REGISTRY.indicators.values() if i.unit == "count" and i.basis == "month-end")
SHARE = next(i for i in REGISTRY.indicators.values() if i.unit == "percent" and i.share_of and i.share_of.numerator)
ABOUT = pl.DataFrame(
    [("d", date(2020, 6, 30), "Kiteham")],
    schema={"document": pl.String, "as_at": pl.Date, "authority": pl.String},
    orient="row",
)


def placed(text: str, **changes: Any) -> Placement:
    base = Placement(
        7, 3, text, text, "value", indicator=COUNT, area="Kiteham", period=Period.month(2020, 6), unit="count"
    )
    return replace(base, **changes)


def observed(*placements: Placement) -> pl.DataFrame:
    return observations(read_texts(placement_frame([("d", "t", FAMILY, p) for p in placements])), REGISTRY, ABOUT)


def one(*placements: Placement) -> dict[str, Any]:
    (row,) = observed(*placements).to_dicts()
    return row


@pytest.mark.parametrize(
    ("text", "unit", "value", "x", "y"),
    [
        ("603", "count", 603.0, None, None),
        ("65.5%", "percent", 65.5, None, None),
        ("2.71% (7)", "percent", 2.71, 7.0, None),
        ("144 of 220", "ratio", None, 144.0, 220.0),
        ("£75,222", "gbp", 75222.0, None, None),
        ("-£139", "gbp", -139.0, None, None),
    ],
)
def test_the_cell_says_its_unit(text: str, unit: str, value: float | None, x: float | None, y: float | None) -> None:
    row = one(placed(text))
    assert (row["unit"], row["value"], row["numerator"], row["denominator"]) == (unit, value, x, y)
    assert row["status"] == "reported" and row["published"] == text


def test_a_missing_mark_is_a_row_without_value() -> None:
    row = one(placed("n/a"))
    assert (row["status"], row["value"], row["published"]) == ("missing", None, "n/a")


def unread(*placements: Placement) -> list[tuple[str, str]]:
    frame = placement_frame([("d", "t", FAMILY, p) for p in placements])
    none = thresholds(frame.filter(pl.col("role") == "threshold"), REGISTRY)
    return unread_table(frame, read_texts(frame), none).select("published", "reason").rows()


def test_blanks_are_nothing_and_what_is_no_figure_is_unread() -> None:
    cells = [placed(text) for text in ("", "words", "6O3", "1,65", "(18)")]
    read = read_texts(placement_frame([("d", "t", FAMILY, cell) for cell in cells]))
    assert figures(read.lazy()).collect().is_empty()
    assert [(text, why.split(" but ")[0]) for text, why in unread(*cells)] == [
        ("words", "the cell prints neither a figure nor a known mark for a missing one"),
        ("6O3", "the cell prints digits"),
        ("1,65", "the cell prints digits"),
        ("(18)", "the cell prints digits"),
    ]


@pytest.mark.parametrize(
    ("text", "reason"),
    [("n/a", "unstated"), ("[c]", "suppressed"), ("[x]", "not-available"), ("#N/A", "error-in-source")],
)
def test_a_missing_mark_says_why(text: str, reason: str) -> None:
    row = one(placed(text))
    assert (row["status"], row["value"], row["missing_reason"]) == ("missing", None, reason)
    assert one(placed("603"))["missing_reason"] is None


@pytest.mark.parametrize(
    ("text", "lower", "upper"),
    [("5 or fewer", 0.0, 5.0), ("1 to 4", 1.0, 4.0), ("10+", 10.0, None), (">95%", 95.0, None)],
)
def test_a_bound_is_kept_as_one_and_is_no_figure(text: str, lower: float | None, upper: float | None) -> None:
    row = one(placed(text))
    assert (row["status"], row["value"], row["lower"], row["upper"]) == ("missing", None, lower, upper)
    assert row["missing_reason"] == "suppressed" and row["published"] == text


def test_a_mark_behind_a_figure_is_kept_beside_it() -> None:
    row = one(placed("642†"))
    assert (row["status"], row["value"], row["mark"]) == ("reported", 642.0, "†")


def test_a_share_behind_a_count_is_kept_beside_it() -> None:
    row = one(placed("18 (3%)"))
    assert (row["value"], row["unit"], row["share"], row["numerator"]) == (18.0, "count", 3.0, None)
    row = one(placed("18 (3%)", indicator=SHARE.id, unit="percent"))
    assert (row["value"], row["unit"], row["share"], row["numerator"]) == (3.0, "percent", None, 18.0)


def test_words_that_count_something_else_than_the_measure_make_a_cell_unread() -> None:
    assert unread(placed("18 days"), placed("18 cases"), placed("18 children", line=8)) == [
        ("18 days", "the cell says that it counts days, its measure does not")
    ]


def test_a_fraction_among_percentages_is_unread() -> None:
    row = [share("94.0%", 3), share("95.1%", 4), share("0.951", 5), share("1", 6), share("0.5%", 7), share("0", 8)]
    assert [text for text, _ in unread(*row)] == ["0.951", "1"]
    small = [share("1.2", 3), share("0.9", 4), share("1.4", 5)]
    assert unread(*small) == []
    assert len(unread(share("0.951", 3), share("0.942", 4))) == 2


def test_two_figures_of_a_cell_are_two_rows() -> None:
    rows = observed(placed("8.4% (2014/15) / 9.0% Autumn Term 2015"), placed("16/18 = 88.9%", line=8)).to_dicts()
    assert [(r["line"], r["part"], r["unit"], r["value"]) for r in rows] == [
        (7, 1, "percent", 8.4),
        (7, 2, "percent", 9.0),
        (8, 1, "ratio", None),
        (8, 2, "percent", 88.9),
    ]
    assert [(r["numerator"], r["denominator"]) for r in rows[2:]] == [(16.0, 18.0), (16.0, 18.0)]


def test_a_damaged_o_is_a_correction_that_says_so() -> None:
    row = one(placed("165 c of 492"))
    assert (row["status"], row["numerator"], row["denominator"]) == ("corrected", 165.0, 492.0)
    assert "damaged" in row["correction"]


@pytest.mark.parametrize(
    ("period", "basis"),
    [
        (Period.month(2020, 6), "month-end"),
        (Period.quarter(2020, 1), "quarterly"),
        (Period.financial_year(2019), "annual"),
        (Period.financial_year(2020), "year-to-date"),
        (Period.academic_year(2018), "annual"),
        (Period.term(2019, "Autumn"), "termly"),
        (Period.year_to_date(2020, date(2020, 6, 30)), "year-to-date"),
    ],
)
def test_the_basis_follows_the_period(period: Period, basis: str) -> None:
    assert one(placed("603", period=period))["basis"] == basis


def test_a_comparator_is_a_benchmark_and_an_unknown_place_a_locality() -> None:
    row = one(placed("603", area="National average", period=Period.latest()))
    assert (row["area_kind"], row["basis"]) == ("comparator", "benchmark")
    assert one(placed("603", area="Kiteham"))["area_kind"] == "authority"
    assert one(placed("603", area="Windy Corner"))["area_kind"] == "locality"


def test_an_indicator_that_the_registry_does_not_know_is_kept_and_said_so() -> None:
    row = one(placed("603", indicator="unknown_kites"))
    assert (row["indicator"], row["theme"], row["basis"]) == ("unknown_kites", "not-in-registry", "in-month")


def share(text: str, cell: int, **changes: Any) -> Placement:
    return placed(text, cell=cell, indicator=SHARE.id, unit="percent", **changes)


def counts_of(rows: pl.DataFrame) -> list[tuple[float | None, float | None]]:
    return rows.filter(pl.col("unit") == "percent").select("numerator", "denominator").rows()


def test_a_percentage_takes_x_and_y_from_the_ratio_beside_it() -> None:
    assert counts_of(observed(share("144 of 220", 3), share("65.5%", 4))) == [(144.0, 220.0)]


def test_a_ratio_of_another_line_month_or_area_is_not_taken() -> None:
    percent = share("65.5%", 4)
    assert counts_of(observed(share("144 of 220", 3, line=8), percent)) == [(None, None)]
    assert counts_of(observed(share("144 of 220", 3, period=Period.month(2020, 5)), percent)) == [(None, None)]
    assert counts_of(observed(share("144 of 220", 3, area="Windy Corner"), percent)) == [(None, None)]


def test_of_two_ratios_for_one_key_none_is_taken() -> None:
    assert counts_of(observed(share("144 of 220", 3), share("145 of 220", 5), share("65.5%", 4))) == [(None, None)]


def test_x_and_y_come_from_the_linked_counts_of_the_line_only_together() -> None:
    assert SHARE.share_of is not None
    x = placed("144", cell=3, indicator=SHARE.share_of.numerator)
    y = placed("220", cell=4, indicator=SHARE.share_of.denominator)
    assert counts_of(observed(x, y, share("65.5%", 5))) == [(144.0, 220.0)]
    assert counts_of(observed(x, share("65.5%", 5))) == [(None, None)]


def test_in_a_table_by_category_x_is_the_count_in_the_cell_before() -> None:
    rows = observed(placed("12", cell=3, breakdown="Red"), share("5%", 4, breakdown="Red"))
    assert counts_of(rows) == [(12.0, None)]
    apart = observed(placed("12", cell=2, breakdown="Red"), share("5%", 4, breakdown="Red"))
    assert counts_of(apart) == [(None, None)]


def test_a_correction_is_proved_by_the_line_that_prints_the_same_figure() -> None:
    rows = observed(placed("603", correction="a letter for a zero"), placed("603", line=9)).to_dicts()
    assert rows[0]["correction"] == "a letter for a zero; the same figure stands for it on line 9"
    assert rows[1]["correction"] is None and rows[1]["status"] == "reported"
    other = observed(placed("603", correction="a letter for a zero"), placed("604", line=9)).to_dicts()
    assert other[0]["correction"] == "a letter for a zero"


def test_thresholds_keep_what_is_printed_where_it_cannot_be_read() -> None:
    cells = [
        placed(t, cell=c, role="threshold", detail="green") for c, t in enumerate(("<33", "range to be set"), start=3)
    ]
    rows = thresholds(placement_frame([("d", "t", FAMILY, p) for p in cells]), REGISTRY)
    assert rows.select("band", "published", "lower", "upper").rows() == [
        ("green", "<33", None, 33.0),
        ("green", "range to be set", None, None),
    ]


def test_an_area_belongs_to_the_authority_of_its_pack() -> None:
    """What one council's folder calls its locality is an authority for the nation, and a comparator for the others."""
    second = Council("windham", Authority(name="Windham"), (Locality(name="Kiteham Valley"), Locality(name="Leeds")))
    registry = replace(REGISTRY, councils=REGISTRY.councils | {"windham": second})
    areas = ("Leeds", "Kiteham Valley", "Windham", "Rotherham", "National average", "North")
    about = ABOUT.head(0).vstack(ABOUT.with_columns(document=pl.lit("w"), authority=pl.lit("Windham")))
    about = about.vstack(ABOUT.with_columns(document=pl.lit("b"), authority=pl.lit("Barnsley")))
    cells = [(document, "t", FAMILY, placed("603", area=area)) for document in ("w", "b") for area in areas]
    rows = observations(read_texts(placement_frame(cells)), registry, about)
    kinds = {(whose, area): kind for whose, area, kind in rows.select("authority", "area", "area_kind").rows()}
    assert kinds == {
        ("Windham", "Leeds"): "locality",
        ("Windham", "Kiteham Valley"): "locality",
        ("Windham", "Windham"): "authority",
        ("Windham", "Rotherham"): "comparator",
        ("Windham", "National average"): "comparator",
        ("Windham", "North"): "locality",
        ("Barnsley", "Leeds"): "comparator",
        ("Barnsley", "Kiteham Valley"): "locality",
        ("Barnsley", "Windham"): "comparator",
        ("Barnsley", "Rotherham"): "comparator",
        ("Barnsley", "National average"): "comparator",
        ("Barnsley", "North"): "locality",
    }
