"""Against neighbours, region and nation: each comparator that a figure's own document prints, and the latest known.

Shares with x and y are set against control limits round the benchmark, for the local denominator; of other figures the
plain difference is told, with no test, as printed percentages allow no more (METHODS.md, section 5, items 3 and 4).
"""

from __future__ import annotations

import polars as pl

from scorecard.measures.answers.material import Material
from scorecard.measures.answers.robust import robustness, sure, with_agreement
from scorecard.measures.answers.rows import (
    DEPENDS,
    LISTED,
    answers,
    blocked,
    difference,
    difference_unit,
    few,
    figure,
    from_micros,
    micros,
    subject,
    why,
)
from scorecard.measures.gaps import benchmark_time
from scorecard.statistics.comparison import (
    against_fixed,
    against_limits,
    control_limits,
    quartile_bands,
    rank,
    target_single,
)
from scorecard.statistics.intervals import byar
from scorecard.units import units

CONFIDENCE = 0.95
_CONTROL = "control limits round the benchmark for the local denominator, 95%"
_PLAIN = "plain difference, no test"
_KEY = ["document", "indicator", "unit", "area"]
_YEARS = ("financial_year", "academic_year")
_SAME_FIGURE = ["indicator", "unit", "basis", "period_kind", "period", "period_end"]
LEAST_AUTHORITIES = 4
"""Fewer have no quarters."""
_WAYS = (
    "plain difference, control limits, interval of the rate, latest known benchmark; without what a finding disputes"
)
_SAME, _SIMILAR = "same", "similar"


def _printed(material: Material) -> pl.DataFrame:
    """Every printed benchmark: ``comparator`` (its id), ``own`` value, period, place and decimals."""
    ids = {one.name: one.id for one in material.comparators}
    whole = material.tables["observations"].filter(
        pl.col("area").is_in(list(ids)), pl.col("value").is_not_null(), pl.col("breakdown").is_null()
    )
    return whole.select(
        *_KEY,
        pl.col("area").replace_strict(ids).alias("comparator"),
        pl.col("value").alias("benchmark"),
        pl.col("decimals").alias("benchmark_decimals"),
        pl.col("period").alias("benchmark_period"),
        pl.col("period_kind").alias("benchmark_kind"),
        benchmark_time().alias("benchmark_time"),
        pl.col("period_end").alias("benchmark_end"),
        pl.concat_str("document", "line", "cell", separator=":").alias("benchmark_place"),
        "line",
        "cell",
    )


def _of_document(figures: pl.DataFrame, printed: pl.DataFrame) -> pl.DataFrame:
    """One row per figure and comparator of its document: of its own year if that is printed, else the latest then."""
    year = (pl.col("benchmark_end") == pl.col("period_end")) & pl.col("period_kind").is_in(_YEARS)
    undated = pl.col("benchmark_kind") == "latest"
    # a benchmark without a year is the latest one when the document was written: nothing to set an old year against
    new = pl.col("period_end") > pl.col("as_at").dt.offset_by("-12mo")
    past = (
        pl.when(undated)
        .then(new)
        .otherwise((pl.col("benchmark_end") <= pl.col("period_end")) | ~pl.col("period_kind").is_in(_YEARS))
    )
    beside = figures.with_row_index("_row").join(
        printed.rename({"line": "b_line", "cell": "b_cell"}).drop("area"), on=["document", "indicator", "unit"]
    )
    return (
        beside.filter(past)
        .with_columns(year.fill_null(False).alias("_year"), undated.alias("_undated"))
        .sort(
            "_row",
            "comparator",
            "_year",
            "_undated",
            "benchmark_end",
            "b_line",
            "b_cell",
            descending=[False, False, True, True, True, False, False],
            nulls_last=True,
        )
        .unique(["_row", "comparator"], keep="first", maintain_order=True)
    )


def _latest(printed: pl.DataFrame, documents: pl.DataFrame) -> pl.DataFrame:
    """One row per indicator, unit and comparator: its newest benchmark of the newest document."""
    dated = printed.join(documents.select("document", "as_at"), on="document")
    return (
        dated.sort("as_at", "benchmark_end", "line", "cell", descending=[True, True, False, False], nulls_last=False)
        .unique(["indicator", "unit", "comparator"], keep="first", maintain_order=True)
        .select(
            "indicator",
            "unit",
            "comparator",
            pl.col("benchmark").alias("latest"),
            pl.col("benchmark_period").alias("latest_period"),
            pl.col("benchmark_decimals").alias("latest_decimals"),
            pl.col("document").alias("latest_document"),
        )
    )


def benchmarks(material: Material) -> pl.DataFrame:
    """Measure ``against-benchmark``: one row per figure of the whole authority and comparator (``against``).

    ``answer_value`` is the difference; ``answer_lower`` and ``answer_upper`` are the control limits where there are
    some. ``against_period`` is the benchmark's own year.
    """
    figures = material.figures.filter((pl.col("area_kind") == "authority") & pl.col("breakdown").is_null())
    printed = _printed(material)
    titles = {one.id: one.title for one in material.comparators}
    beside = _of_document(figures, printed).join(
        _latest(printed, material.tables["documents"]),
        on=["indicator", "unit", "comparator"],
        how="left",
        validate="m:1",
    )
    tested = (pl.col("unit") == "percent") & (pl.col("denominator") > 0) & pl.col("numerator").is_not_null()
    polar = pl.when(pl.col("good").is_in(["high", "low"])).then("good")
    limits = control_limits(pl.col("benchmark") / 100, "denominator", CONFIDENCE)
    share = pl.col("numerator") / pl.col("denominator")
    plain = (
        pl.when(micros("value") == micros("benchmark"))
        .then(pl.lit(_SAME))
        .otherwise(target_single("value", pl.col("benchmark"), good=polar))
    )
    reason = pl.coalesce(
        blocked(),
        few(pl.col("cases")),
    )
    judged = beside.with_columns(
        pl.when(tested).then(against_limits(share, limits, good=polar)).otherwise(plain).alias("told"),
        *(
            pl.when(tested).then(100 * end).alias(f"answer_{name}")
            for end, name in zip(limits, ("lower", "upper"), strict=True)
        ),
        pl.when(tested).then(pl.lit(_CONTROL)).otherwise(pl.lit(_PLAIN)).alias("method"),
        reason.alias("reason"),
        from_micros(micros("value") - micros("benchmark")).alias("answer_value"),
        difference_unit().alias("answer_unit"),
        pl.max_horizontal("decimals", "benchmark_decimals").alias("most_decimals"),
        pl.col("comparator")
        .replace_strict(titles, default=pl.col("comparator"), return_dtype=pl.String)
        .alias("_title"),
    )
    decided = with_agreement(
        judged.with_columns(
            pl.when(pl.col("reason").is_null()).then("told").alias("verdict"),
            pl.col("comparator").alias("against"),
            pl.col("benchmark_period").alias("against_period"),
            _age().alias("settings"),
            pl.concat_str("place", "benchmark_place", separator=LISTED).alias("inputs"),
        ),
        _ways(polar),
    ).with_columns(sure().alias("sure"))
    told = answers(decided.with_columns(_words().alias("words")), "against-benchmark")
    return pl.concat([told, robustness(decided, "against-benchmark", _WAYS)])


def ranks(material: Material) -> pl.DataFrame:
    """More rows of ``against-benchmark``: rank and quartile band among the authorities that print the same figure.

    ``against`` is ``authorities``, ``answer_value`` the rank (1 is best), ``verdict`` the band, A the best quarter.
    """
    own = material.figures.filter(
        (pl.col("area_kind") == "authority") & pl.col("breakdown").is_null() & ~pl.col("quoted") & blocked().is_null()
    )
    asked = own.filter(pl.col("good").is_in(["high", "low"]) & (pl.len().over(_SAME_FIGURE) >= LEAST_AUTHORITIES))
    ranked = quartile_bands(rank(asked, by=_SAME_FIGURE, good="good"), by=_SAME_FIGURE, good="good")
    words = pl.format("{}: {} is rank {} of {} authorities, band {}.", subject(), figure(), "rank", "ranked", "band")
    return answers(
        ranked.sort(*_SAME_FIGURE, "authority").with_columns(
            pl.col("rank").cast(pl.Float64).alias("answer_value"),
            pl.lit("rank").alias("answer_unit"),
            pl.lit("authorities").alias("against"),
            pl.lit("best is 1, ties take the better rank; R's quantiles, type 7, upper ends included").alias("method"),
            pl.format("{} authorities print it", "ranked").alias("settings"),
            pl.col("band").alias("verdict"),
            pl.lit(DEPENDS).alias("sure"),
            words.alias("words"),
            pl.col("place").str.join(LISTED).over(_SAME_FIGURE).alias("inputs"),
        ),
        "against-benchmark",
    )


def _ways(polar: pl.Expr) -> dict[str, pl.Expr]:
    """The ways of looking at a figure beside a benchmark, each with its answer.

    The denominator of the limits may be the registry's whole; the interval is that of a rate's count.
    """
    of_whole = control_limits(pl.col("benchmark") / 100, "cases", CONFIDENCE)
    by_limits = against_limits(pl.col("value") / 100, of_whole, good=polar)
    ends = byar("cases", CONFIDENCE)
    factor = pl.col("value") / pl.col("cases")
    by_interval = against_fixed(pl.col("benchmark"), (ends[0] * factor, ends[1] * factor), good=polar)
    rated = pl.col("unit").is_in([u.id for u in units().values() if u.per]) & (pl.col("cases") > 0)
    latest = target_single("value", pl.col("latest"), good=polar)
    return {
        "plain difference": target_single("value", pl.col("benchmark"), good=polar),
        "control limits": pl.when(pl.col("unit") == "percent").then(by_limits),
        "interval of the rate": pl.when(rated).then(by_interval),
        "latest known benchmark": pl.when(pl.col("latest") != pl.col("benchmark")).then(latest),
    }


def _age() -> pl.Expr:
    """How old the benchmark is, and what the latest known one is where that is another."""
    months = (pl.col("period_end").dt.year().cast(pl.Int32) - pl.col("benchmark_end").dt.year().cast(pl.Int32)) * 12 + (
        pl.col("period_end").dt.month().cast(pl.Int32) - pl.col("benchmark_end").dt.month().cast(pl.Int32)
    )
    age = (
        pl.when(months > 0)
        .then(pl.format("{} months older than the figure", months))
        .when(months == 0)
        .then(pl.lit("of the figure's own time"))
        .when(months < 0)
        .then(pl.lit("of a later year than the figure"))
        .otherwise(pl.lit("its year is not printed"))
    )
    other = (pl.col("latest") != pl.col("benchmark")) | (pl.col("latest_period") != pl.col("benchmark_period"))
    latest = pl.format(
        "; latest known {} ({}, {})", figure("latest", "latest_decimals"), "latest_period", "latest_document"
    )
    return pl.concat_str(age, pl.when(other).then(latest).otherwise(pl.lit("")))


def _words() -> pl.Expr:
    year = pl.format(" {}", "benchmark_time").fill_null("")
    above = pl.when(pl.col("answer_value") > 0).then(pl.lit("above")).otherwise(pl.lit("below"))
    apart = (
        pl.when(pl.col("answer_value") == 0)
        .then(pl.lit("the same"))
        .otherwise(pl.format("{} {} it", difference("answer_value", "most_decimals"), above))
    )
    judged = (
        pl.when(pl.col("verdict").is_in(["better", "worse"]))
        .then(pl.format(", {}", "verdict"))
        .when(pl.col("verdict") == _SIMILAR)
        .then(pl.lit(", which chance alone can explain"))
        .otherwise(pl.lit(""))
    )
    told = (
        pl.when(pl.col("reason").is_null())
        .then(judged)
        .otherwise(pl.concat_str(pl.lit("; whether that is better or worse is not said: "), why()))
    )
    return pl.concat_str(
        subject(),
        pl.lit(": "),
        figure(),
        pl.lit(" against "),
        figure("benchmark", "benchmark_decimals"),
        pl.format(" ({}{}), ", "_title", year),
        apart,
        told,
        pl.lit("."),
    )
