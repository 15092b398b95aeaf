"""The rule *percentage and its x of y*: which figures it checks, and each table's own rounding habit.

Published tables round in different ways: most half up, some cut the last decimal off. The habit is inferred
per table and said once; a figure is then held against its own table's habit. Method: see
`scorecard.validate.rules.shared.rounding`.
"""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np
import polars as pl

from scorecard.validate.rules.agreement import Rule
from scorecard.validate.rules.shared import rounding
from scorecard.validate.rules.shared.numbers import number_text, units_text

RULE = Rule(
    "percentage",
    "A percentage printed beside its x of y is x ÷ y, rounded the way its own table rounds.",
    "GRIM test (Brown and Heathers 2017) with the rounding rules of the scrutiny package; half up as in force at DfE",
)
HABIT_RULE = Rule(
    "rounding-habit",
    "Each table rounds its percentages half up, the rule in force for published statistics.",
    "DfE analysts' guide: round half up; habits inferred per table from the figures that show one",
)
HIDDEN_RULE = Rule(
    "hidden-children",
    "A percentage of 0% or 100% does not hide children: 0% means none and 100% means all.",
    "DfE open data standard: 'low' for figures that round to zero",
)
TABLE = ["document", "table"]
# A habit other than half up is believed from three telling figures, and when it explains twice as many as half up.
TELLING_FIGURES, TIMES_AS_MANY = 3, 2


def percentage_cells(observations: pl.DataFrame) -> pl.DataFrame:
    """One row per printed percentage whose x and y are printed too, in order of place.

    Adds ``class`` (a code of `rounding.CLASS_NAMES`), ``printed_units`` and ``half_up``/``half_to_even``/
    ``cut_off``/``always_up``: what each habit would print, in units of the last decimal; null if undefined.
    """
    cells = observations.filter(
        (pl.col("unit") == "percent")
        & (pl.col("status") != "missing")
        & pl.all_horizontal(pl.col("value", "numerator", "denominator").is_not_null())
    ).sort("document", "table", "line", "cell", "part", maintain_order=True)
    shares = shares_of(cells)
    outcomes = [
        pl.Series(habit.replace(" ", "_"), _small(shares.rounded(habit)), dtype=pl.Int64) for habit in rounding.HABITS
    ]
    return cells.with_columns(
        pl.Series("class", rounding.classify(shares), dtype=pl.Int8),
        pl.Series("printed_units", _small(shares.printed), dtype=pl.Int64),
        pl.Series("tie", shares.is_tie()),
        *outcomes,
    )


def shares_of(cells: pl.DataFrame) -> rounding.Shares:
    """The exact shares of a frame with value, decimals, numerator and denominator."""
    columns = (
        cells[name].cast(pl.Float64).fill_null(float("nan")).to_numpy()
        for name in ("value", "decimals", "numerator", "denominator")
    )
    return rounding.read_shares(*columns)


def _small(units: rounding.Array) -> rounding.Array:
    """Back to 64 bits where Python's whole numbers were needed; results are percentages and always fit."""
    return np.asarray(units).astype(np.int64)


def table_habits(cells: pl.DataFrame) -> pl.DataFrame:
    """One row per document and table: its rounding habit and how many figures show it.

    ``checked``: percentages with counts. ``telling``: those where cutting off, or rounding always up, would print
    another figure than half up. ``habit``: one of `rounding.HABITS`. ``explained``, ``broken``: telling figures
    that follow and that break the habit.
    """
    defined = pl.col("class") != rounding.UNDEFINED
    printed = pl.col("printed_units")

    def for_habit(column: str) -> pl.Expr:
        return (defined & (pl.col(column) != pl.col("half_up")) & (printed == pl.col(column))).sum()

    def against_habit(column: str) -> pl.Expr:
        return (defined & (pl.col(column) != pl.col("half_up")) & (printed != pl.col(column))).sum()

    others = ("half_to_even", "cut_off", "always_up")
    counts = cells.group_by(TABLE).agg(
        defined.sum().alias("checked"),
        pl.col("line").min(),
        *(for_habit(name).alias(f"for_{name}") for name in others),
        *(against_habit(name).alias(f"against_{name}") for name in others),
    )
    habit, explained, broken = pl.lit("half up"), pl.lit(0), pl.lit(0)
    for name in others:
        follow, break_it = pl.col(f"for_{name}"), pl.col(f"against_{name}")
        # where two habits explain as much, the one that differs least from half up is enough
        enough = (follow >= TELLING_FIGURES) & (follow >= TIMES_AS_MANY * break_it) & (follow > explained)
        habit = pl.when(enough).then(pl.lit(name.replace("_", " "))).otherwise(habit)
        explained = pl.when(enough).then(pl.col(f"for_{name}")).otherwise(explained)
        broken = pl.when(enough).then(pl.col(f"against_{name}")).otherwise(broken)
    return counts.select(
        *TABLE, "line", "checked", habit.alias("habit"), explained.alias("explained"), broken.alias("broken")
    ).sort(TABLE)


def with_habit(cells: pl.DataFrame, habits: pl.DataFrame) -> pl.DataFrame:
    """``cells`` with ``habit`` and ``expected_units``: what their table's habit makes of x of y."""
    expected = pl.col("half_up")
    for name in ("half_to_even", "cut_off", "always_up"):
        expected = pl.when(pl.col("habit") == name.replace("_", " ")).then(pl.col(name)).otherwise(expected)
    joined = cells.join(habits.select(*TABLE, "habit"), on=TABLE, how="left", validate="m:1", maintain_order="left")
    return joined.with_columns(expected.alias("expected_units"))


def explain(failed: pl.DataFrame, tables: Mapping[str, pl.DataFrame]) -> pl.DataFrame:
    """``failed`` percentages with ``expected``, ``severity`` and ``explanation`` in plain English.

    Severity is by consequence: ``error`` where the share itself falls into another colour band or on the other
    side of the month before than the printed percentage, ``information`` where only a tie or the table's own
    habit differs, otherwise ``warning``.
    """
    share, possible = _exact_share(failed), _possible_numerators(failed)
    defined = pl.col("class") != rounding.UNDEFINED
    expected = pl.when(defined).then(units_text("expected_units", "decimals") + "%")
    printed = units_text("printed_units", "decimals") + "%"
    counts = pl.format("{} of {}", number_text("numerator"), number_text("denominator"))
    told = failed.with_columns(
        share, possible, expected.alias("expected"), printed.alias("_printed"), counts.alias("_of")
    )
    code = pl.col("class")
    detail = (
        pl.when(code == rounding.UNDEFINED)
        .then(pl.lit(" A share of nothing is not defined."))
        .when(code == rounding.TRUNCATED)
        .then(pl.lit(" The decimals are cut off instead of rounded."))
        .when(code == rounding.ROUNDED_UP)
        .then(pl.lit(" It is rounded up although the next digit is below 5."))
        .when(code == rounding.TIE_TO_EVEN)
        .then(pl.lit(" It lies exactly half way and was rounded to the even digit."))
        .when(code == rounding.OK)
        .then(pl.format(" That is half up, while the table otherwise is: {}.", "habit"))
        .otherwise(pl.col("_possible"))
    )
    sentence = pl.format("Printed {} for {}, which is {}%", "_printed", "_of", "_share")
    rounded = (
        pl.when(code == rounding.UNDEFINED)
        .then(pl.format("Printed {} for {}.", "_printed", "_of"))
        .otherwise(pl.format("{} and rounds to {}.", sentence, "expected"))
    )
    told = told.with_columns(pl.concat_str(rounded, detail).alias("explanation"))
    return told.pipe(_with_severity, tables).drop("_share", "_possible", "_printed", "_of")


def _exact_share(failed: pl.DataFrame) -> pl.Series:
    """100·x/y with two decimals more than printed, ``…`` where it goes on."""
    finer = failed.with_columns(pl.col("decimals") + 2, pl.lit(0.0).alias("value"))
    shares = shares_of(finer)
    units = pl.Series("units", _small(shares.sign * shares.floor), dtype=pl.Int64)
    more = pl.Series("more", np.asarray(shares.remainder != 0, dtype=bool))
    text = pl.concat_str(units_text("units", "decimals"), pl.when("more").then(pl.lit("…")).otherwise(pl.lit("")))
    return finer.select("decimals").with_columns(units, more).select(text.alias("_share")).to_series()


def _possible_numerators(failed: pl.DataFrame) -> pl.Series:
    """In words, the whole numerators that would give the printed percentage (the GRIM question)."""
    wanted = failed.select("printed_units", "decimals", "denominator", "class").rows()
    return pl.Series("_possible", [_numerators_in_words(*row) for row in wanted], dtype=pl.String)


def _numerators_in_words(units: int, decimals: int | None, denominator: float, code: int) -> str:
    if code == rounding.UNDEFINED or decimals is None or denominator != int(denominator):
        return ""
    fitting, of = rounding.numerators_that_fit(units, decimals, int(denominator)), int(denominator)
    printed = rounding.percent_text(units, decimals)
    if not fitting:
        return f" No whole number out of {of} gives {printed}."
    if len(fitting) == 1:
        return f" Only {fitting[0]} of {of} gives {printed}."
    word = "or" if len(fitting) == 2 else "to"
    return f" {fitting[0]} {word} {fitting[-1]} of {of} give {printed}."


def _with_severity(failed: pl.DataFrame, tables: Mapping[str, pl.DataFrame]) -> pl.DataFrame:
    exact = 100 * pl.col("numerator") / pl.col("denominator")
    numbered = failed.with_row_index("_row").with_columns(exact.alias("_exact"))
    crossed = pl.concat([_other_colour(numbered, tables["thresholds"]), _other_side(numbered, tables["observations"])])
    reasons = crossed.group_by("_row").agg(pl.col("reason").sort().str.join(" ").alias("_reason"))
    joined = numbered.join(reasons, on="_row", how="left", validate="1:1").sort("_row")
    harmless = pl.col("class").is_in([rounding.OK, rounding.TIE_TO_EVEN, rounding.UNDEFINED])
    severity = (
        pl.when(harmless)
        .then(pl.lit("information"))
        .when(pl.col("_reason").is_not_null())
        .then(pl.lit("error"))
        .otherwise(pl.lit("warning"))
    )
    added = pl.when(harmless).then(pl.lit("")).otherwise((" " + pl.col("_reason")).fill_null(""))
    return joined.with_columns(severity.alias("severity"), (pl.col("explanation") + added).alias("explanation")).drop(
        "_row", "_exact", "_reason"
    )


def _within(value: str) -> pl.Expr:
    """True where ``value`` lies in a threshold's interval; an open end excludes its bound."""
    number, lower, upper = pl.col(value), pl.col("lower"), pl.col("upper")
    above = pl.when(pl.col("lower_closed").fill_null(True)).then(number >= lower).otherwise(number > lower)
    below = pl.when(pl.col("upper_closed").fill_null(True)).then(number <= upper).otherwise(number < upper)
    return above.fill_null(True) & below.fill_null(True) & (lower.is_not_null() | upper.is_not_null())


def _other_colour(failed: pl.DataFrame, thresholds: pl.DataFrame) -> pl.DataFrame:
    """Rows whose share falls into one colour band of their document while the printed figure falls into another."""
    bands = thresholds.select("document", "indicator", "band", "lower", "upper", "lower_closed", "upper_closed")
    rows = failed.filter(pl.col("class") != rounding.UNDEFINED)
    met = rows.select("_row", "document", "indicator", "value", "_exact").join(
        bands.unique(), on=["document", "indicator"]
    )

    def band_of(value: str) -> pl.DataFrame:
        # exactly one band must hold, else nothing is decided
        return (
            met.filter(_within(value))
            .group_by("_row")
            .agg(pl.col("band").unique())
            .filter(pl.col("band").list.len() == 1)
            .select("_row", pl.col("band").list.first())
        )

    both = (
        band_of("value")
        .join(band_of("_exact"), on="_row", suffix="_exact")
        .filter(pl.col("band") != pl.col("band_exact"))
    )
    words = pl.format("The printed figure falls into {}, x of y into {}.", "band", "band_exact")
    return both.select("_row", words.alias("reason"))


def _other_side(failed: pl.DataFrame, observations: pl.DataFrame) -> pl.DataFrame:
    """Rows whose share lies on the other side of the month before, printed in the same table, than the print."""
    series = ["document", "table", "indicator", "area", "breakdown"]
    months = failed.filter((pl.col("period_kind") == "month") & (pl.col("class") != rounding.UNDEFINED))
    before = observations.filter(
        (pl.col("period_kind") == "month") & (pl.col("unit") == "percent") & pl.col("value").is_not_null()
    ).select(*series, pl.col("period_end").dt.offset_by("1mo").dt.month_end(), pl.col("value").alias("before"))
    once = before.unique([*series, "period_end"], keep="none")
    pairs = months.with_columns(pl.col("period_end").dt.month_end()).join(
        once, on=[*series, "period_end"], nulls_equal=True, validate="m:1"
    )
    scale = pl.lit(10.0).pow(pl.col("decimals").cast(pl.Int64))
    moved = (pl.col("value") - pl.col("before")).round(9).sign()
    meant = (pl.col("expected_units") / scale - pl.col("before")).round(9).sign()
    words = pl.format("Against {}% the month before, the direction changes.", number_text("before"))
    return pairs.filter(moved != meant).select("_row", words.alias("reason"))
