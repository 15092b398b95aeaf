"""A percentage printed beside its x of y: is it x ÷ y, in the rounding of its own table?"""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

import numpy as np
import polars as pl

from scorecard import column_words as words
from scorecard.column_words import bare_number, bare_units
from scorecard.validate.rules.shared import percentages, rounding
from scorecard.validate.rules.shared.agreement import Comparisons, Rule
from scorecard.validate.rules.shared.causes.shares import suggested_shares
from scorecard.validate.rules.shared.consequences import with_colours

if TYPE_CHECKING:
    from scorecard.registry import Registry

RULE = Rule(
    id="percentage",
    title="A percentage printed beside its x of y is x ÷ y, rounded the way its own table rounds.",
    asks="is the percentage its x of y, in the rounding of its own table?",
    source=(
        "GRIM test (Brown and Heathers 2017) with the rounding rules of the scrutiny package; "
        "half up as in force at DfE"
    ),
    scope="one document",
    confirms=True,
)


def compare(tables: Mapping[str, pl.DataFrame], registry: Registry) -> Comparisons:
    """One row per printed percentage whose x and y are printed too, with its table's habit."""
    cells = percentages.with_habit(percentages.percentage_cells(tables["observations"]))
    return Comparisons(RULE.id, cells, [] if cells.height else [percentages.NOTHING])


def explain(failing: pl.DataFrame, compared: pl.DataFrame, tables: Mapping[str, pl.DataFrame]) -> pl.DataFrame:
    """The words for failing percentages: what x of y gives, how grave it is, and which mistake would explain it."""
    return suggested_shares(explained(failing, tables), compared)


def explained(failing: pl.DataFrame, tables: Mapping[str, pl.DataFrame]) -> pl.DataFrame:
    """``failing`` percentages with ``expected``, ``severity`` and ``explanation`` in plain English.

    Severity is by consequence: ``error`` where the share itself falls into another colour band or on the other
    side of the month before than the printed percentage, ``information`` where only a tie or the table's own
    habit differs, otherwise ``warning``.
    """
    defined = pl.col("class") != rounding.UNDEFINED
    expected = pl.when(defined).then(bare_units("expected_units", "decimals") + "%")
    printed = bare_units("printed_units", "decimals") + "%"
    counts = pl.format("{} of {}", bare_number("numerator"), bare_number("denominator"))
    told = failing.with_columns(
        _exact_share(failing),
        _possible_numerators(failing),
        expected.alias("expected"),
        printed.alias("_printed"),
        counts.alias("_of"),
    )
    subject = [words.about("indicator_name"), words.period()]
    of_nothing = pl.format("{}, {}: {} is printed for {}", *subject, "_printed", "_of")
    sentence = pl.format("{}, which is {}% and rounds to {}.", of_nothing, "_share", "expected")
    said = pl.concat_str(pl.when(defined).then(sentence).otherwise(of_nothing + "."), _detail())
    judged = told.with_columns(said.alias("explanation")).pipe(_with_severity, tables)
    return judged.drop("_share", "_possible", "_printed", "_of")


def _detail() -> pl.Expr:
    """What kind of disagreement it is, or which numerators would have given the printed percentage."""
    code = pl.col("class")
    return (
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


def _exact_share(failing: pl.DataFrame) -> pl.Series:
    """100·x/y with two decimals more than printed, ``…`` where it goes on."""
    finer = failing.with_columns(pl.col("decimals") + 2, pl.lit(0.0).alias("value"))
    shares = percentages.shares_of(finer)
    units = pl.Series("units", percentages.small_units(shares.sign * shares.floor), dtype=pl.Int64)
    more = pl.Series("more", np.asarray(shares.remainder != 0, dtype=bool))
    text = pl.concat_str(bare_units("units", "decimals"), pl.when("more").then(pl.lit("…")).otherwise(pl.lit("")))
    return finer.select("decimals").with_columns(units, more).select(text.alias("_share")).to_series()


def _possible_numerators(failing: pl.DataFrame) -> pl.Series:
    """In words, the whole numerators that would give the printed percentage (the GRIM question)."""
    wanted = failing.select("printed_units", "decimals", "denominator", "class").rows()
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


def _with_severity(failing: pl.DataFrame, tables: Mapping[str, pl.DataFrame]) -> pl.DataFrame:
    exact = 100 * pl.col("numerator") / pl.col("denominator")
    numbered = failing.with_row_index("_row").with_columns(exact.alias("_exact"))
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


def _other_colour(failing: pl.DataFrame, thresholds: pl.DataFrame) -> pl.DataFrame:
    """Rows whose share has another colour by the document's own thresholds than the printed percentage."""
    defined = failing.filter(pl.col("class") != rounding.UNDEFINED)
    other = with_colours(defined, thresholds, printed="value", expected="_exact").filter("changes_colour")
    words = pl.format("The printed figure falls into {}, x of y into {}.", "colour_printed", "colour_expected")
    return other.select("_row", words.alias("reason"))


def _other_side(failing: pl.DataFrame, observations: pl.DataFrame) -> pl.DataFrame:
    """Rows whose share lies on the other side of the month before, printed in the same table, than the print."""
    series = ["document", "table", "indicator", "area", "breakdown"]
    months = failing.filter((pl.col("period_kind") == "month") & (pl.col("class") != rounding.UNDEFINED))
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
    words = pl.format("Against {}% the month before, the direction changes.", bare_number("before"))
    return pairs.filter(moved != meant).select("_row", words.alias("reason"))
