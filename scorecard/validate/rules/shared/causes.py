"""The ordinary mistakes, tried on every failing figure: the ones that fit exactly are named, nothing is corrected.

A neighbour's figure, the figure of the period before, a moved decimal point, two digits exchanged, a last decimal cut
off, a part left out of a sum or taken twice. Each try is a join of the failing figures with the printed ones, or
arithmetic on whole columns; where several fit, all are said.
"""

from __future__ import annotations

from collections.abc import Iterable

import polars as pl

from scorecard.validate.rules.shared.diagnosis import suggest_causes
from scorecard.validate.rules.shared.figures import MICROS
from scorecard.validate.rules.shared.words import number

_NAMED = 3
_LONGEST = 7
_SERIES = ["document", "indicator", "area", "breakdown", "unit"]


def suggested(failing: pl.DataFrame, found: pl.DataFrame, *more: pl.DataFrame) -> pl.DataFrame:
    """``failing`` with ``suggestion``: the mistakes that give the printed figure exactly, null where none does.

    ``failing`` needs the place and subject of each figure, ``micro``, ``decimals``, ``lower`` and ``upper``;
    ``found`` is every printed number (see `_figures.figures`); ``more`` are tries of the rule's own
    (``row``, ``words``, ``order``), ``row`` being the index in ``failing``.
    """
    numbered = failing.drop("row", strict=False).with_row_index("row")
    said = found.filter(pl.col("micro").is_not_null())
    said = said.filter(pl.col("what") == "value") if "what" in said.columns else said
    tries = [
        _other_period(numbered, said),
        _neighbour(numbered, said),
        _exchanged(numbered),
        _decimal_point(numbered),
        _digits(numbered),
        _cut_off(numbered),
    ]
    return named(numbered, [*tries, *more]).drop("row")


def named(numbered: pl.DataFrame, tries: Iterable[pl.DataFrame]) -> pl.DataFrame:
    """``numbered`` with the suggestion that its fitting tries make together."""
    all_tries = pl.concat(
        [t.select(pl.col("row").cast(pl.UInt32), "words", pl.col("order").cast(pl.Int32)) for t in tries]
    )
    told = (
        all_tries.filter(pl.col("words").is_not_null())
        .sort("row", "order", "words")
        .unique(["row", "words"], keep="first", maintain_order=True)
        .group_by("row", maintain_order=True)
        .agg(pl.len().alias("fits"), pl.col("words").head(_NAMED).str.join("; ").alias("all"))
    )
    one, many = pl.format("Fits exactly: {}.", "all"), pl.format("{} explanations fit: {}.", "fits", "all")
    sentence = pl.when(pl.col("fits") == 1).then(one).otherwise(many)
    joined = numbered.drop("suggestion", strict=False).join(
        told.select(pl.col("row"), sentence.alias("suggestion")), on="row", how="left", validate="1:1"
    )
    return joined.sort("row")


def try_of(frame: pl.DataFrame, words: pl.Expr | str, order: pl.Expr | int) -> pl.DataFrame:
    """The rows of ``frame`` as tries with these words; the lower ``order`` is named first."""
    said = pl.lit(words) if isinstance(words, str) else words
    rank = pl.lit(order) if isinstance(order, int) else order
    return frame.select("row", said.alias("words"), rank.cast(pl.Int32).alias("order"))


def years_apart(label: str, other: str) -> pl.Expr:
    """How many years lie between two labels that begin with their year ("2015/16"); null for other labels."""
    year = pl.col(label).str.extract(r"^(\d{4})/\d{2}$").cast(pl.Int32)
    return (year - pl.col(other).str.extract(r"^(\d{4})/\d{2}$").cast(pl.Int32)).abs()


def telling(micro: str = "micro") -> pl.Expr:
    """Nothing, everything and the smallest numbers are equal to too many others to explain anything."""
    value = pl.col(micro)
    return (value.abs() >= 3 * MICROS) & (value != 100 * MICROS)


def _others(found: pl.DataFrame, *columns: str) -> pl.DataFrame:
    kept = ["line", "cell", "micro", "period", "period_kind", "period_start", "table", "indicator"]
    wanted = [c for c in kept if c not in columns]
    return found.select(*columns, *(pl.col(c).alias(f"{c}_near") for c in wanted))


def _other_period(numbered: pl.DataFrame, found: pl.DataFrame) -> pl.DataFrame:
    """The same measure prints this very figure for the period before or after, or for the same month a year away."""
    pairs = numbered.filter(telling()).join(_others(found, *_SERIES, "micro"), on=[*_SERIES, "micro"], nulls_equal=True)
    days = (pl.col("period_start") - pl.col("period_start_near")).dt.total_days().abs()
    alike = (pl.col("period_kind") == pl.col("period_kind_near")) & (
        days.is_between(28, 31) | days.is_between(365, 366)
    )
    near = alike | (years_apart("period", "period_near") == 1)
    elsewhere = pl.col("line") != pl.col("line_near")
    words = pl.format("it is the figure of {} (line {})", "period_near", "line_near")
    order = pl.when(elsewhere).then(0).otherwise(1)
    return try_of(pairs.filter(near.fill_null(False) & (pl.col("period") != pl.col("period_near"))), words, order)


def _beside(numbered: pl.DataFrame, found: pl.DataFrame) -> pl.DataFrame:
    """Pairs of a failing figure with the figures of its unit next to it: ``side`` says which."""
    table = ["document", "table"]
    ranks = (
        found.select(*table, "line")
        .unique()
        .with_columns(pl.col("line").rank("dense").over(table).cast(pl.Int64).alias("rank"))
    )
    own = numbered.join(ranks, on=[*table, "line"], how="inner", validate="m:1")
    near = _others(found, *table, "unit", "area", "breakdown").join(
        ranks.rename({"line": "line_near", "rank": "rank_near"}), on=[*table, "line_near"], validate="m:1"
    )
    apart, aside = pl.col("rank_near") - pl.col("rank"), pl.col("cell_near") - pl.col("cell")
    side = (
        pl.when((apart == -1) & (aside == 0))
        .then(pl.lit("the row above"))
        .when((apart == 1) & (aside == 0))
        .then(pl.lit("the row below"))
        .when((apart == 0) & aside.is_in([-2, -1]))
        .then(pl.lit("the column to the left"))
        .when((apart == 0) & aside.is_in([1, 2]))
        .then(pl.lit("the column to the right"))
    )
    pairs = own.join(near.rename({"area": "area_near", "breakdown": "breakdown_near"}), on=[*table, "unit"])
    return pairs.with_columns(side.alias("side")).filter(pl.col("side").is_not_null())


def _neighbour(numbered: pl.DataFrame, found: pl.DataFrame) -> pl.DataFrame:
    """The row above or below, or the next column, prints this very figure."""
    pairs = _beside(numbered.filter(telling()), found)
    words = pl.format("it is the figure of {}", "side")
    return try_of(pairs.filter(pl.col("micro") == pl.col("micro_near")), words, 1)


def _exchanged(numbered: pl.DataFrame) -> pl.DataFrame:
    """Another failing figure of the same line, or of the same column, would fit here, and this one there."""
    judged = numbered.filter(pl.col("lower").is_not_null() & pl.col("upper").is_not_null())
    kept = ["row", "line", "cell", "micro", "lower", "upper", "published"]
    other = judged.select("document", "table", "unit", *(pl.col(c).alias(f"{c}_near") for c in kept))
    pairs = judged.join(other, on=["document", "table", "unit"]).filter(
        (pl.col("row") != pl.col("row_near"))
        & ((pl.col("line") == pl.col("line_near")) | (pl.col("cell") == pl.col("cell_near")))
    )
    here = (pl.col("micro_near") / MICROS).is_between("lower", "upper")
    there = (pl.col("micro") / MICROS).is_between("lower_near", "upper_near")
    words = pl.format("it has changed places with {} at line {}", "published_near", "line_near")
    return try_of(pairs.filter(here & there & (pl.col("micro") != pl.col("micro_near"))), words, 0)


def _within(micro: pl.Expr) -> pl.Expr:
    """A number lies in the row's interval, to its last printed decimal."""
    slack = pl.lit(10.0).pow(-pl.col("decimals").fill_null(0).cast(pl.Int64) - 1) * 5
    value = micro / MICROS
    both = pl.col("lower").is_not_null() & pl.col("upper").is_not_null()
    return both & (value >= pl.col("lower") - slack) & (value <= pl.col("upper") + slack)


def _decimal_point(numbered: pl.DataFrame) -> pl.DataFrame:
    """Ten or a hundred times the figure, or a tenth or hundredth of it, would fit."""
    found = []
    for factor, words in ((10, "ten"), (100, "a hundred")):
        for moved, way in ((pl.col("micro") * factor, "small"), (pl.col("micro") / factor, "large")):
            fits = _within(moved) & telling()
            found.append(
                try_of(numbered.filter(fits), f"it is {words} times too {way}: the decimal point has moved", 3)
            )
    return pl.concat(found)


def _digits(numbered: pl.DataFrame) -> pl.DataFrame:
    """Two neighbouring digits in the other order would fit."""
    places = pl.col("decimals").fill_null(0).cast(pl.Int64).clip(0, 5)
    unit = MICROS // pl.lit(10, dtype=pl.Int64).pow(places).cast(pl.Int64)
    digits = (pl.col("micro") // unit).cast(pl.String)
    found = []
    for at in range(_LONGEST - 1):
        first, second = digits.str.slice(at, 1), digits.str.slice(at + 1, 1)
        swapped = pl.concat_str(digits.str.slice(0, at), second, first, digits.str.slice(at + 2))
        meant = swapped.cast(pl.Int64, strict=False) * unit
        possible = (pl.col("micro") >= 0) & (digits.str.len_chars() >= at + 2) & (first != second)
        words = pl.format("two digits have changed places ({} for {})", "published", number(meant, places))
        found.append(try_of(numbered.filter(possible & _exactly(meant)), words, 2))
    return pl.concat(found)


def _exactly(micro: pl.Expr) -> pl.Expr:
    value = micro / MICROS
    return (value >= pl.col("lower")) & (value <= pl.col("upper"))


def _cut_off(numbered: pl.DataFrame) -> pl.DataFrame:
    """The last decimal was cut off: the figure is what is left of the expected one."""
    if "expected_value" not in numbered.columns:
        return numbered.clear().select("row", pl.lit("").alias("words"), pl.lit(0).alias("order"))
    unit = pl.lit(10.0).pow(pl.col("decimals").fill_null(0).cast(pl.Int64))
    cut = ((pl.col("expected_value") * unit + 1e-9).floor() == (pl.col("published_value") * unit).round(0)) & (
        pl.col("unit") != "count"
    )
    return try_of(
        numbered.filter(cut & (pl.col("expected_value") > pl.col("published_value"))),
        "it was cut off instead of rounded",
        1,
    )


def parts_of_sums(failing: pl.DataFrame, found: pl.DataFrame) -> pl.DataFrame:
    """Tries for a whole that is not its sum: one part is left out, or taken twice, or the parts are another period's.

    Needs ``sum``, ``gaps`` and the lists ``part_micros`` and ``part_names`` of its parts.
    """
    numbered = failing.drop("row", strict=False).with_row_index("row")
    listed = numbered.select("row", "micro", "sum", "part_micros", "part_names", "gaps")
    parts = listed.explode("part_micros", "part_names").filter(pl.col("part_micros") != 0)
    out = parts.filter(pl.col("sum") - pl.col("micro") == pl.col("part_micros"))
    twice = parts.filter((pl.col("micro") - pl.col("sum") == pl.col("part_micros")) & (pl.col("gaps") == 0))
    near = found.filter(pl.col("what") == "value").select(
        *_SERIES, pl.col("micro").alias("sum"), pl.col("period").alias("period_near"), pl.col("line").alias("line_near")
    )
    other = numbered.filter(telling("sum")).join(near, on=[*_SERIES, "sum"], nulls_equal=True)
    moved = other.filter(years_apart("period", "period_near") == 1)
    return pl.concat(
        [
            try_of(out, pl.format("it leaves out {}", "part_names"), 1),
            try_of(twice, pl.format("it takes {} twice", "part_names"), 1),
            try_of(moved, pl.format("the parts make the whole of {} (line {})", "period_near", "line_near"), 0),
        ]
    )


def share_causes(failing: pl.DataFrame, pairs: pl.DataFrame) -> pl.DataFrame:
    """``failing`` with the ordinary mistakes of a percentage and its x of y as ``suggestion``.

    Both need ``numerator`` and ``denominator``; the counts of the neighbours are taken from ``pairs``.
    """
    x, y = pl.col("numerator").cast(pl.Int64), pl.col("denominator").cast(pl.Int64)
    more = [
        pl.lit("half up").alias("habit"),
        (pl.col("micro") // pl.col("step")).alias("printed_units"),
        ((200 * MICROS * x + pl.col("step") * y) // (2 * pl.col("step") * y)).alias("expected_units"),
    ]
    asked, known = (frame.drop("row", strict=False).with_columns(more) for frame in (failing, pairs))
    causes = suggest_causes(asked, known).rename({"row": "_row"})
    numbered = failing.drop("suggestion", strict=False).with_row_index("_row")
    return numbered.join(causes, on="_row", how="left", validate="1:1").sort("_row").drop("_row")
