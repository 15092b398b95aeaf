"""A printed percentage beside x of y, and the whole numbers of y that could have given it."""

from __future__ import annotations

import polars as pl
import pytest

from scorecard.validate.rules.shared.pairs import misses
from scorecard.validate.rules.shared.shares import against_share, with_whole_numerators

MICROS = 1_000_000


def percentages(*printed: tuple[float, int, float, float]) -> pl.DataFrame:
    """Percentages with their decimals, x and y."""
    return pl.DataFrame(
        [
            {
                "value": value,
                "micro": round(value * MICROS),
                "step": 10 ** (6 - decimals),
                "half": 10 ** (6 - decimals) // 2,
                "numerator": x,
                "denominator": y,
            }
            for value, decimals, x, y in printed
        ],
        schema_overrides={"micro": pl.Int64, "step": pl.Int64, "half": pl.Int64},
    )


@pytest.mark.parametrize(
    ("printed", "agrees"),
    [
        ((92.0, 1, 412, 448), True),  # 91.964…
        ((91.9, 1, 412, 448), False),
        ((92.1, 1, 412, 448), False),
        # exactly half way agrees either way
        ((13.0, 0, 1, 8), True),
        ((12.0, 0, 1, 8), True),
        ((12.5, 1, 1, 8), True),
        ((150.0, 0, 3, 2), True),
    ],
)
def test_a_percentage_agrees_within_half_of_its_last_decimal(
    printed: tuple[float, int, float, float], agrees: bool
) -> None:
    compared = against_share(percentages(printed))
    assert compared["expected_value"].to_list() == [100 * printed[2] / printed[3]]
    assert compared.select(misses()).to_series().to_list() == [not agrees]


@pytest.mark.parametrize(
    ("value", "decimals", "y", "low", "fits"),
    [
        (50.0, 1, 20, 10, True),
        (48.5, 1, 37, 17, False),  # the GRIM question: 17 of 37 is 45.9 %, 18 of 37 is 48.6 %
        (48.6, 1, 37, 17, True),
        (0.0, 0, 5, 0, True),
        (160.0, 0, 50, 80, True),
    ],
)
def test_the_whole_numerators_on_either_side(value: float, decimals: int, y: int, low: int, fits: bool) -> None:
    row = with_whole_numerators(percentages((value, decimals, 0, y))).row(0, named=True)
    assert (row["low"], row["high"], row["fits"]) == (low, low + 1, fits)


@pytest.mark.parametrize(("value", "decimals", "y"), [(48.5, 1, 1000), (48.5, 1, 0), (-1.0, 0, 50)])
def test_what_cannot_be_told_is_left_out(value: float, decimals: int, y: int) -> None:
    """Of a thousand every tenth of a per cent is possible; of 999 not."""
    assert with_whole_numerators(percentages((value, decimals, 0, y))).is_empty()
    assert with_whole_numerators(percentages((48.5, 1, 0, 999))).height == 1
    assert with_whole_numerators(percentages((48.5, 1, 0, 1))).height == 1
