"""What the readers make of the real packs, held against a sample of their cells read by eye.

The sample is not part of the repository (it stands beside the original documents); without it these
tests skip. They compare places, values and meanings, never wordings.
"""

from __future__ import annotations

from pathlib import Path

import polars as pl
import pytest

from scorecard.clean.raw.load import load_raw
from scorecard.clean.step import read_documents
from scorecard.registry import load_registry

AREAS = {"RIA": "Regional average"}
PERIODS = {"latest benchmarking": "latest"}


@pytest.fixture(scope="module")
def tables(project: Path) -> dict[str, pl.DataFrame]:
    return read_documents(load_raw(project / "data" / "raw"), load_registry())


@pytest.fixture(scope="module")
def sample(documents: Path) -> pl.DataFrame:
    path = documents.parent / "answer_sample.csv"
    if not path.exists():
        pytest.skip(f"the sample read by eye is not at {path}")
    return (
        pl.read_csv(path, infer_schema=False)
        .filter(pl.col("column") == "value")
        .with_columns(pl.col("line").cast(pl.Int32), pl.col("value", "numerator", "denominator").cast(pl.Float64))
        .with_columns(pl.col("area").replace(AREAS), pl.col("period").replace(PERIODS))
        .with_row_index("cell_of_sample")
    )


def _figures(sample: pl.DataFrame) -> pl.DataFrame:
    return sample.filter(pl.col("kind") != "missing")


def _same_place_and_value(sample: pl.DataFrame, tables: dict[str, pl.DataFrame]) -> pl.DataFrame:
    """Pairs of a cell of the sample and an observation of the same line with the same figure."""
    ours = tables["observations"].select(
        "document", "line", "indicator_number", "unit", ours_value="value", ours_x="numerator", ours_y="denominator",
        ours_area="area", ours_period="period",
    )
    pairs = _figures(sample).join(ours, on=["document", "line"], suffix="_ours")
    same_x, same_y = pl.col("ours_x") == pl.col("numerator"), pl.col("ours_y") == pl.col("denominator")
    ratio = (pl.col("unit") == "ratio") & same_x & same_y
    value = (pl.col("ours_value") - pl.col("value")).abs() < 1e-9
    return pairs.filter(pl.when(pl.col("kind") == "ratio").then(ratio).otherwise(value))


def test_every_figure_of_the_sample_is_found_at_its_place(
    sample: pl.DataFrame, tables: dict[str, pl.DataFrame]
) -> None:
    found = _same_place_and_value(sample, tables)["cell_of_sample"].n_unique()
    assert found >= 0.995 * _figures(sample).height


def test_the_figures_have_the_right_indicator_area_and_period(
    sample: pl.DataFrame, tables: dict[str, pl.DataFrame]
) -> None:
    pairs = _same_place_and_value(sample, tables)
    stated = pl.col("period").str.contains(r"^\d{4}|^latest$")  # a row category stands in the column for others
    right = pairs.filter(
        (pl.col("indicator_number").fill_null("") == pl.col("indicator_number_ours").fill_null(""))
        & (pl.col("area") == pl.col("ours_area"))
        & (~stated | (pl.col("period") == pl.col("ours_period")))
    )
    assert right["cell_of_sample"].n_unique() >= 0.99 * _figures(sample).height


def test_missing_marks_of_the_sample_are_rows_without_a_value(
    sample: pl.DataFrame, tables: dict[str, pl.DataFrame]
) -> None:
    marks = sample.filter(pl.col("kind") == "missing")
    ours = tables["observations"].filter(pl.col("status") == "missing").select("document", "line", "area", "period")
    found = marks.join(ours.unique(), on=["document", "line", "area", "period"], how="semi")
    assert found.height >= 0.97 * marks.height


def test_percentages_carry_the_x_and_y_printed_beside_them(
    sample: pl.DataFrame, tables: dict[str, pl.DataFrame]
) -> None:
    shares = sample.filter((pl.col("kind") == "percent") & pl.col("denominator").is_not_null())
    pairs = _same_place_and_value(sample, tables).join(shares.select("cell_of_sample"), on="cell_of_sample", how="semi")
    right = pairs.filter((pl.col("ours_x") == pl.col("numerator")) & (pl.col("ours_y") == pl.col("denominator")))
    assert right["cell_of_sample"].n_unique() >= 0.99 * shares.height
