"""Direction of travel, case by case: what moved, which arrow a family prints, and whether that is good."""

import polars as pl
import pytest

from scorecard.measures.direction import with_direction

CASES = [
    # sentence, value, month before, good, arrows mean, moved, arrow, judgement
    ("more children reviewed in time is better", 96.0, 95.0, "high", "performance", "up", "up", "better"),
    ("fewer reviewed in time is worse", 94.0, 95.0, "high", "performance", "down", "down", "worse"),
    (
        "a lower rate is better, and a performance arrow points up for it",
        92.0,
        95.0,
        "low",
        "performance",
        "down",
        "up",
        "better",
    ),
    (
        "a higher rate is worse, and a performance arrow points down",
        98.0,
        95.0,
        "low",
        "performance",
        "up",
        "down",
        "worse",
    ),
    (
        "where arrows mean the number, a higher rate points up and is still worse",
        98.0,
        95.0,
        "low",
        "number",
        "up",
        "up",
        "worse",
    ),
    (
        "a count for information points the way of the number and is not judged",
        603.0,
        595.0,
        "info",
        "performance",
        "up",
        "up",
        None,
    ),
    ("the same printed figure is level", 603.0, 603.0, "info", "performance", "level", "level", None),
    ("level stays level where low is good", 9.8, 9.8, "low", "performance", "level", "level", "no change"),
    (
        "a caseload that falls back into its range got better; the arrow shows the number",
        19.0,
        22.0,
        "within-limits",
        "performance",
        "down",
        "down",
        "better",
    ),
    ("a caseload that leaves its range got worse", 21.0, 19.0, "within-limits", "number", "up", "up", "worse"),
    (
        "a caseload that moves inside its range did not change for the worse",
        17.0,
        18.0,
        "within-limits",
        "number",
        "down",
        "down",
        "no change",
    ),
    ("below the range, further down is worse", 12.0, 13.0, "within-limits", "number", "down", "down", "worse"),
    ("no figure for the month before: nothing is said", 96.0, None, "high", "performance", None, None, None),
    ("no figure now: nothing is said", None, 95.0, "high", "performance", None, None, None),
    ("a family whose arrows have no known meaning gets no arrow", 96.0, 95.0, "high", None, "up", None, "better"),
    (
        "an indicator without polarity gets neither arrow nor judgement",
        96.0,
        95.0,
        None,
        "performance",
        "up",
        None,
        None,
    ),
]


@pytest.mark.parametrize(
    ("value", "previous", "good", "arrows_mean", "moved", "arrow", "judgement"),
    [case[1:] for case in CASES],
    ids=[case[0] for case in CASES],
)
def test_direction(value, previous, good, arrows_mean, moved, arrow, judgement):
    schema = {"value": pl.Float64, "previous": pl.Float64, "good": pl.String, "arrows_mean": pl.String}
    row = pl.DataFrame([(value, previous, good, arrows_mean)], schema=schema, orient="row")
    got = with_direction(row.with_columns(limit_lower=pl.lit(14.0), limit_upper=pl.lit(20.0))).row(0, named=True)
    assert (got["moved"], got["arrow"], got["judgement"]) == (moved, arrow, judgement)


BY_COUNTS = [
    ("59 of 603 and 59 of 602 print the same, but the second is more", 59, 602, 59, 603, "up"),
    ("1 of 3 and 2 of 6 are exactly the same", 1, 3, 2, 6, "level"),
    ("5 of 6 after 6 of 6 is less", 5, 6, 6, 6, "down"),
    ("nobody was due this month: nothing is said", 0, 0, 6, 6, None),
    ("nobody was due the month before: nothing is said", 6, 6, 0, 0, None),
    ("of one child each, one more is more", 1, 1, 0, 1, "up"),
    ("no counts are printed: nothing is said", None, None, 6, 6, None),
]


@pytest.mark.parametrize(("n", "d", "n0", "d0", "moved"), [c[1:] for c in BY_COUNTS], ids=[c[0] for c in BY_COUNTS])
def test_counts_behind_equal_percentages(n, d, n0, d0, moved):
    columns = ("numerator", "denominator", "previous_numerator", "previous_denominator")
    row = pl.DataFrame(
        [(n, d, n0, d0, 9.8, 9.8, "high", "number")],
        schema={
            **dict.fromkeys((*columns, "value", "previous"), pl.Float64),
            "good": pl.String,
            "arrows_mean": pl.String,
        },
        orient="row",
    )
    got = with_direction(row).row(0, named=True)
    assert got["moved_by_counts"] == moved
    assert got["moved"] == "level"
    assert got["judgement"] == "no change"
