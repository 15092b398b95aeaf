"""Stock and flow: the number at the end is the number at the start, plus those who came, less those who went.

Always information: people who come and go within a month, late records and episodes counted instead of children
make honest gaps. The size of the gap is what is worth reading.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

import polars as pl

from scorecard import column_words as words
from scorecard.periods import YEAR_LABEL
from scorecard.validate.rules.shared.agreement import Comparisons, Rule, no_comparisons
from scorecard.validate.rules.shared.claims import STATED, read_claims, subject
from scorecard.validate.rules.shared.conclusions import Part, concluded
from scorecard.validate.rules.shared.figures import figures, numbers, own, place, with_rules
from scorecard.validate.rules.shared.pairs import held_against, nearest, others

if TYPE_CHECKING:
    from scorecard.registry import Registry

RULE = Rule(
    id="stock-and-flow",
    title="The number at the end is the number at the start, plus those who came, less those who left.",
    asks="is end = start + in − out, in tables and as sentences tell it?",
    source="Stock-flow identity of demography (balancing equation)",
    scope="one document",
    confirms=True,
    needs=("flow",),
)
_KEY = ["document", "area", "breakdown", "period_kind", "at"]
_STRETCHES = {"month": 1, "quarter": 3, "financial_year": 12}
"""The kinds of periods that follow on each other, in months."""
_NEAR = 60
"""Lines that the sentences of one balance may lie apart, added up: a page or two of one report."""


def _once(counts: pl.DataFrame) -> pl.DataFrame:
    """Counts, one per measure and period: of the table that prints most of its kind."""
    series = ["document", "table", "indicator", "area", "breakdown", "period_kind"]
    return (
        counts.with_columns(pl.len().over(series).alias("_many"))
        .sort("_many", "table", "line", "cell", descending=[True, False, False, False])
        .unique([*_KEY, "indicator"], keep="first", maintain_order=True)
        .drop("_many")
    )


def _values(counts: pl.DataFrame, role: str) -> pl.DataFrame:
    """Counts with the columns they have as ``role`` of a stock."""
    return others(counts, _KEY, "indicator", "value", "line", "cell", prefix=role).rename({f"{role}_value": role})


def compare(tables: Mapping[str, pl.DataFrame], registry: Registry) -> Comparisons:
    """One row per period of a stock of which the one before, inflow and outflow are printed in the same document.

    Tables and sentences are asked for themselves: a sentence that repeats a table adds nothing.
    """
    in_tables, said = _in_tables(tables, registry), _in_sentences(tables, registry)
    if in_tables is None and said.is_empty():
        return no_comparisons(RULE.id, "no printed stock has an inflow and an outflow linked to it in the registry")
    parts: list[Part] = [] if in_tables is None else [(in_tables, _explained)]
    return concluded(RULE, [*parts, (said, _said_words)])


def _in_tables(tables: Mapping[str, pl.DataFrame], registry: Registry) -> pl.DataFrame | None:
    """Stocks of tables beside what they were before and what came and went; None where no stock has such links."""
    start, months = pl.col("period_start"), pl.col("period_kind").replace_strict(_STRETCHES, default=None)
    month = start.dt.year().cast(pl.Int64) * 12 + start.dt.month()
    counts = _once(
        with_rules(numbers(own(figures(tables))), registry, "flow_in", "flow_out")
        .filter((pl.col("unit") == "count") & months.is_not_null())
        .with_columns((month // months).alias("at"))
    )
    stocks = counts.filter(pl.col("flow_in").is_not_null())
    if stocks.is_empty():
        return None
    before = _values(stocks, "before").with_columns(pl.col("at") + 1)
    balanced = _beside(stocks, before, "indicator", "before")
    for role, link in (("inflow", "flow_in"), ("outflow", "flow_out")):
        balanced = _beside(balanced, _values(counts, role), link, role)
    end = pl.col("before") + pl.col("inflow") - pl.col("outflow")
    return held_against(balanced.with_columns(end.alias("end")), pl.col("end"), pl.col("end"))


def _in_sentences(tables: Mapping[str, pl.DataFrame], registry: Registry) -> pl.DataFrame:
    """Stocks that sentences tell of a quarter or year, beside the one before and what came and went, as they say.

    The one before is told itself, or by a change that stands right before the number ("rose by 6 to 535"). Of several
    sentences those nearest to the stock's are taken: a pack may bind the reports of two quarters.
    """
    said = _said_counts(tables, registry)
    stated = said.filter(pl.col("relation").is_in(STATED))
    stocks = stated.filter(pl.col("flow_in").is_not_null())
    key = ["document", "area", "length", "at", "indicator"]
    before = pl.concat([stated.with_columns(pl.col("at") + 1).select(*key, "value", "line"), _moved(said, key)])
    balanced = stocks
    for role, link, rows in (
        ("before", "indicator", before),
        ("inflow", "flow_in", stated),
        ("outflow", "flow_out", stated),
    ):
        theirs = rows.select(
            *key[:-1],
            pl.col("indicator").alias("_of"),
            pl.col("value").alias(role),
            pl.col("line").alias(f"{role}_line"),
        )
        balanced = balanced.join(
            theirs, left_on=[*key[:-1], link], right_on=[*key[:-1], "_of"], how="inner", nulls_equal=True
        )
    end = pl.col("before") + pl.col("inflow") - pl.col("outflow")
    far = pl.sum_horizontal((pl.col(f"{role}_line") - pl.col("line")).abs() for role in ("before", "inflow", "outflow"))
    near = balanced.with_columns(end.alias("end"), far.alias("far")).filter(pl.col("far") <= _NEAR)
    compared = held_against(near, pl.col("end"), pl.col("end"))
    once = nearest(compared, "far", "before_line", "inflow_line", "outflow_line")
    return once.unique(["document", "indicator", "area", "asked", "value", "end"], keep="first", maintain_order=True)


def _said_counts(tables: Mapping[str, pl.DataFrame], registry: Registry) -> pl.DataFrame:
    """Counts of sentences with a quarter or a year: what the words say, else the heading above for the first of a line.

    ``asked`` is its label, ``length`` its months and ``at`` its number among the periods of this length.
    """
    links = registry.frame().select("indicator", "flow_in", "flow_out")
    counts = read_claims(tables, registry).filter((pl.col("unit") == "count") & pl.col("indicator").is_not_null())
    first = pl.col("place") == pl.col("place").min().over("document", "line", "indicator", "relation")
    label = pl.coalesce("period", pl.when(first).then("heading_period"))
    year, quarter = label.str.slice(0, 4).cast(pl.Int64, strict=False), label.str.extract(r" Q([1-4])$").cast(pl.Int64)
    whole_year = label.str.contains(f"^{YEAR_LABEL}$")
    return (
        counts.with_columns(
            label.alias("asked"),
            pl.when(quarter.is_not_null()).then(3).when(whole_year).then(12).cast(pl.Int64).alias("length"),
            pl.when(quarter.is_not_null()).then(4 * year + quarter).when(whole_year).then(year).alias("at"),
        )
        .filter(pl.col("at").is_not_null())
        .join(links, on="indicator", how="left", validate="m:1", maintain_order="left")
    )


def _moved(said: pl.DataFrame, key: list[str]) -> pl.DataFrame:
    """What a stock was before, by a change that stands right before it in its sentence: one row per such pair."""
    change = pl.col("relation") == "change"
    sign = pl.when(pl.col("direction") == "up").then(1).when(pl.col("direction") == "down").then(-1)
    moved = said.filter(change).select(
        "document",
        "line",
        "indicator",
        "asked",
        (pl.col("place") + 1).alias("place"),
        (sign * pl.col("value").abs()).alias("moved"),
    )
    pairs = said.filter(~change).join(moved, on=["document", "line", "indicator", "asked", "place"], how="inner")
    told = pairs.filter(pl.col("moved").is_not_null()).with_columns(pl.col("value") - pl.col("moved"))
    return told.select(*key, "value", "line")


def _beside(stocks: pl.DataFrame, values: pl.DataFrame, link: str, role: str) -> pl.DataFrame:
    """``stocks`` of which the measure named by ``link`` has a value, with that value as ``role``."""
    theirs = [*_KEY, f"{role}_indicator"]
    return stocks.join(values, left_on=[*_KEY, link], right_on=theirs, nulls_equal=True, validate="m:1")


def _said_words(failing: pl.DataFrame) -> pl.DataFrame:
    """Information, as for tables; the sentence names the lines, for they are those of other sentences."""
    gap = (pl.col("published_value") - pl.col("end")).alias("gap")
    lines = [pl.concat_str("document", pl.lit(":"), pl.col(f"{role}_line")) for role in ("before", "inflow", "outflow")]
    return failing.with_columns(gap, gap.abs().alias("size")).with_columns(
        words.count("end").alias("expected"),
        pl.lit("information").alias("severity"),
        pl.format(
            "{}, {}: sentences tell of {} before (line {}), {} that came (line {}) and {} that left (line {}), "
            "which makes {}; this one says {}, {} {}.",
            subject(),
            words.labelled("asked"),
            words.count("before"),
            "before_line",
            words.count("inflow"),
            "inflow_line",
            words.count("outflow"),
            "outflow_line",
            words.count("end"),
            words.count("value"),
            words.count("size"),
            pl.when(pl.col("gap") > 0).then(pl.lit("more")).otherwise(pl.lit("fewer")),
        ).alias("explanation"),
        pl.concat_str(lines, separator="; ").alias("compared_with"),
    )


def _explained(failing: pl.DataFrame) -> pl.DataFrame:
    gap = (pl.col("published_value") - pl.col("end")).alias("gap")
    return failing.with_columns(gap, gap.abs().alias("size")).with_columns(
        words.count("end").alias("expected"),
        pl.lit("information").alias("severity"),
        pl.format(
            "{}, {}: {} at the end of the {} before, plus {} that came and less {} that left, makes {}; "
            "{} is printed, {} {}.",
            words.about(),
            words.period(),
            words.count("before"),
            pl.col("period_kind").replace({"financial_year": "year"}),
            words.count("inflow"),
            words.count("outflow"),
            words.count("end"),
            words.figure(),
            words.count("size"),
            pl.when(pl.col("gap") > 0).then(pl.lit("more")).otherwise(pl.lit("fewer")),
        ).alias("explanation"),
        pl.concat_str(place("before_"), pl.lit("; "), place("inflow_"), pl.lit("; "), place("outflow_")).alias(
            "compared_with"
        ),
    )
