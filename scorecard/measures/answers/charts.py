"""Signal or noise: XmR limits, the four special causes and the target, of the months up to a figure.

A month is asked with the unbroken months before it: a gap, a change of the measure or an end of the printed series
begins anew. Below thirteen there are no limits (METHODS.md, sections 1 and 2). Figures that share months with their
neighbours (rolling years, years to date) have none: each is mostly the one before. Shares of x and y have limits of
their own denominators too, over time (p-chart) and over the localities of one period (funnel).
"""

from __future__ import annotations

import polars as pl

from scorecard import column_words as said
from scorecard.measures.answers.change import breaks_before
from scorecard.measures.answers.material import Material
from scorecard.measures.answers.robust import robustness, sure, with_agreement
from scorecard.measures.answers.rows import (
    DEPENDS,
    FEWEST_CASES,
    LISTED,
    NOT_DECIDABLE,
    REASONS,
    ROBUST,
    answers,
    blocked,
    few,
    figure,
    subject,
    why,
)
from scorecard.measures.year_on_year import SERIES
from scorecard.statistics import xmr
from scorecard.statistics.charts_of_proportions import funnel, p_chart

OTHER_RUN = 6
"""The other length of runs in use: where it says something else, that is told."""
_OVERLAPPING = ("rolling-12-months", "year-to-date")
_LEAST_AREAS = 3
_COMMON = "within what the months before let expect"
_CAUSES = {
    "outside": ("unusually high", "unusually low"),
    "trend": (f"the last of {xmr.RUN} or more months that rose", f"the last of {xmr.RUN} or more months that fell"),
    "next_trend": (
        f"the last of {xmr.RUN} or more months that rose",
        f"the last of {xmr.RUN} or more months that fell",
    ),
    "two_of_three": (
        "close to the upper limit, as another of three months",
        "close to the lower limit, as another of three months",
    ),
    "shift": (
        f"the last of {xmr.RUN} or more months above their mean",
        f"the last of {xmr.RUN} or more months below their mean",
    ),
}
"""What each special cause is in words, upwards and downwards."""
_MEANT = {"improvement": ", an improvement", "concern": ", a concern"}
_ASSURANCE = {
    "passes": "the target is met month for month",
    "fails": "the target will not be met unless something changes",
    "hit-or-miss": "whether the target is met is left to chance",
}
_POINTS = ["_end", "value", "period", "place", "cases", "numerator", "denominator"]


def charted(material: Material, *, minimum: int = xmr.MINIMUM_POINTS) -> tuple[pl.DataFrame, pl.DataFrame]:
    """The months with ``points`` (how many stand in a row up to each) and ``reason``; and, for each with enough, them.

    The second frame has one row per month and point of its stretch, in order of time: ``_end`` is the row of the month.
    """
    months = _stretches(material)
    reason = (
        pl.when(blocked().is_not_null())
        .then(blocked())
        .when(pl.col("basis").is_in(_OVERLAPPING))
        .then(pl.lit("overlapping"))
        .when(pl.col("points") < minimum)
        .then(pl.lit("too-few-points"))
    )
    asked = months.with_columns(reason.alias("reason")).with_row_index("_end")
    ends = asked.filter(pl.col("reason").is_null()).select(
        "_end", "_stretch", pl.col("period_start").alias("_last"), "good"
    )
    points = asked.drop("_end", "good").join(ends, on="_stretch").filter(pl.col("period_start") <= pl.col("_last"))
    ordered = points.sort("_end", "period_start").select(*_POINTS, "good", "unit")
    # what is typical is told by the months up to the one that is asked
    few_cases = (pl.col("unit") == "percent") & (pl.col("cases").median().over("_end") < FEWEST_CASES)
    small = ordered.filter(few_cases)["_end"].unique()
    told = pl.when(pl.col("_end").is_in(small.implode())).then(pl.lit("few-cases")).otherwise("reason")
    enough = ordered.filter(~few_cases.fill_null(False)).drop("unit")
    return asked.with_columns(told.alias("reason")), enough


def _stretches(material: Material) -> pl.DataFrame:
    """Printed months with ``_stretch``, their unbroken run, and ``points``, how many months of it come up to them."""
    months = material.figures.filter((pl.col("period_kind") == "month") & ~pl.col("quoted"))
    series = [c for c in SERIES if c != "period_kind"]
    number = pl.col("period_start").dt.year().cast(pl.Int32) * 12 + pl.col("period_start").dt.month().cast(pl.Int32)
    ordered = (
        breaks_before(months, material.breaks)
        .sort(*series, "period_start")
        .with_columns(number.alias("_number"), pl.col("severity").eq_missing(pl.lit("error")).alias("_wrong"))
        # a month under an error is a gap between those before and after it
        .with_columns((pl.col("_number") - pl.int_range(pl.len()).over([*series, "_wrong"])).alias("_offset"))
    )
    key = [*series, "basis", "breaks", "_offset", "_wrong"]
    return ordered.with_columns(
        pl.struct(key).rank("dense").alias("_stretch"), (pl.int_range(pl.len()).over(key) + 1).alias("points")
    ).drop("_offset", "_number", "_wrong", "breaks")


def charts(material: Material) -> pl.DataFrame:
    """The measures ``limits``, ``variation`` and ``assurance`` of every printed month."""
    asked, points = charted(material)
    last = _judged(points, xmr.RUN)
    other = _judged(points, OTHER_RUN).select("_end", pl.col("variation").alias("other_variation"))
    screened = _judged(points, xmr.RUN, screening=True).select("_end", pl.col("variation").alias("screened_variation"))
    told = asked.drop("points").join(
        asked.select("_end", pl.col("points").alias("in_a_row")), on="_end", validate="1:1", maintain_order="left"
    )
    told = told.join(last.drop("value", "good"), on="_end", how="left", validate="1:1", maintain_order="left")
    for other_way in (other, screened):
        told = told.join(other_way, on="_end", how="left", validate="1:1", maintain_order="left")
    inputs = points.group_by("_end", maintain_order=True).agg(pl.col("place").str.join(LISTED).alias("inputs"))
    told = told.join(inputs, on="_end", how="left", validate="1:1", maintain_order="left").with_columns(
        pl.coalesce("inputs", "place").alias("inputs"),
        pl.lit("XmR").alias("method"),
        _settings().alias("settings"),
        pl.col("lower_limit").alias("answer_lower"),
        pl.col("upper_limit").alias("answer_upper"),
    )
    decided = with_agreement(
        told.with_columns(pl.col("variation").alias("verdict")),
        {
            f"runs of {xmr.RUN}": pl.col("variation"),
            f"runs of {OTHER_RUN}": pl.col("other_variation"),
            "screened moving ranges": pl.col("screened_variation"),
        },
    )
    ways = f"runs of {xmr.RUN} and of {OTHER_RUN}; moving ranges screened; without what a finding disputes"
    return pl.concat([_limits(told), _variation(decided), _assurance(told), robustness(decided, "variation", ways)])


def _judged(points: pl.DataFrame, run: int, *, screening: bool = False) -> pl.DataFrame:
    """One row per month asked: the limits of its stretch up to it, and what its own point is (``variation``)."""
    limited = xmr.limits(
        points.drop("period", "place", "cases", "numerator", "denominator"), by="_end", screening=screening
    )
    judged = xmr.variation(xmr.special_causes(limited, by="_end", run=run), good="good")
    return judged.group_by("_end", maintain_order=True).last().rename({"lower": "lower_limit", "upper": "upper_limit"})


def _settings() -> pl.Expr:
    numbers = pl.format(
        "{} points, mean moving range {}, sigma {}.",
        "in_a_row",
        pl.col("mean_moving_range").round(2),
        pl.col("sigma").round(2),
    )
    return pl.concat_str(pl.lit(xmr.settings_words() + " "), numbers)


def _undecided(told: pl.DataFrame) -> pl.DataFrame:
    """The rows with ``sure`` and the sentence for those that have no limits, which says why."""
    some = pl.col("reason").is_null()
    since = pl.format(" since the measure changed on {}", pl.col("changed").dt.strftime("%-d %B %Y")).fill_null("")
    too_few = (
        pl.when(pl.col("reason") == "too-few-points")
        .then(pl.format(" ({} of {}{})", "in_a_row", pl.lit(xmr.MINIMUM_POINTS), since))
        .otherwise(pl.lit(""))
    )
    return told.with_columns(
        pl.when(some).then(pl.lit(ROBUST)).otherwise(pl.lit(NOT_DECIDABLE)).alias("sure"),
        pl.format("{}: {} has no limits: {}{}.", subject(), figure(), why(), too_few).alias("undecided"),
    )


def _limits(told: pl.DataFrame) -> pl.DataFrame:
    centre, low, high = (_shown(c) for c in ("centre", "lower_limit", "upper_limit"))
    words = pl.format(
        "{}: {}; the {} months up to it give {} to {} round a mean of {}.",
        subject(),
        figure(),
        "in_a_row",
        low,
        high,
        centre,
    )
    rows = _undecided(told).with_columns(
        pl.col("centre").alias("answer_value"),
        pl.col("unit").alias("answer_unit"),
        pl.when(pl.col("reason").is_null()).then(words).otherwise("undecided").alias("words"),
    )
    return answers(rows, "limits")


def _variation(told: pl.DataFrame) -> pl.DataFrame:
    differs = pl.col("variation").ne_missing(pl.col("other_variation"))
    words = pl.format("{}: {} is {}.", subject(), figure(), _cause_in_words())
    rows = _undecided(told).with_columns(
        sure().alias("sure"),
        pl.when(differs)
        .then(pl.format("{} Runs of {} give {}.", "settings", pl.lit(OTHER_RUN), "other_variation"))
        .otherwise("settings")
        .alias("settings"),
        pl.when(pl.col("reason").is_null()).then(words).otherwise("undecided").alias("words"),
    )
    return answers(rows, "variation")


def _cause_in_words() -> pl.Expr:
    """The first special cause of a month that has the direction of its variation, and what that means."""
    way = pl.col("variation").str.extract(r"-(high|low)$", 1)
    causes = [
        pl.when((pl.col(cause) == way) & (way == direction)).then(pl.lit(said))
        for cause, both in _CAUSES.items()
        for direction, said in zip((xmr.HIGH, xmr.LOW), both, strict=True)
    ]
    means = pl.col("variation").str.extract(r"^(\w+)-", 1).replace_strict(_MEANT, default="", return_dtype=pl.String)
    common = pl.col("variation") == xmr.COMMON_CAUSE
    return pl.when(common).then(pl.lit(_COMMON)).otherwise(pl.concat_str(pl.coalesce(causes), means.fill_null("")))


def _assurance(told: pl.DataFrame) -> pl.DataFrame:
    """The green edge of the figure's tolerances against its limits; a range within limits has no one target."""
    edge = pl.when(pl.col("good") == "high").then("limit_lower").when(pl.col("good") == "low").then("limit_upper")
    part = pl.col("not_judged") == "part-of-year"
    reason = (
        pl.when(pl.col("reason").is_not_null())
        .then("reason")
        .when(part)
        .then(pl.lit("part-of-year"))
        .when(~pl.col("good").is_in(["high", "low"]))
        .then(pl.lit("no-direction"))
        .when(pl.col("edge").is_null())
        .then(pl.lit("no-target"))
    )
    asked = told.with_columns(edge.alias("edge")).with_columns(reason.alias("reason"))
    judged = xmr.assurance(
        asked.with_columns(pl.col("lower_limit").alias("lower"), pl.col("upper_limit").alias("upper")),
        good="good",
        target="edge",
    )
    verdict = pl.when(pl.col("reason").is_null()).then("assurance")
    meant = pl.col("assurance").replace_strict(_ASSURANCE, default=None, return_dtype=pl.String)
    words = pl.format("{}: at {}, {} (target {}).", subject(), figure(), meant, "target")
    undecided = pl.format("{}: {}; nothing is said of a target: {}.", subject(), figure(), why())
    rows = judged.with_columns(
        pl.col("edge").alias("answer_value"),
        pl.col("unit").alias("answer_unit"),
        pl.col("target").alias("against"),
        verdict.alias("verdict"),
        pl.when(pl.col("reason").is_null()).then(pl.lit(ROBUST)).otherwise(pl.lit(NOT_DECIDABLE)).alias("sure"),
        pl.when(pl.col("reason").is_null()).then(words).otherwise(undecided).alias("words"),
    )
    return answers(rows, "assurance")


def _shown(column: str) -> pl.Expr:
    """A worked-out number with one decimal more than the figure prints, and its unit."""
    places = (pl.col("decimals").fill_null(0) + 1).clip(0, 5)
    micro = (pl.col(column) * said.MICROS).round(0).cast(pl.Int64)
    step = pl.lit(10, dtype=pl.Int64).pow(6 - places.cast(pl.Int64)).cast(pl.Int64)
    rounded = (micro.abs() + step // 2) // step * step * micro.sign()
    return said.with_unit(said.number(rounded, places), pl.col("unit"))


def proportions(material: Material) -> pl.DataFrame:
    """More rows of ``limits``: of each share's own denominator, over time (p-chart) and over localities (funnel)."""
    sound = (pl.col("unit") == "percent") & (pl.col("denominator") > 0) & pl.col("numerator").is_not_null()
    shares = material.figures.filter(sound & blocked().is_null())
    return pl.concat([_p_charts(material, sound), _funnels(shares)])


def _p_charts(material: Material, sound: pl.Expr) -> pl.DataFrame:
    asked, points = charted(material)
    complete = (pl.col("denominator") > 0).all().over("_end") & pl.col("numerator").is_not_null().all().over("_end")
    limited = p_chart(points.filter(complete.fill_null(False)), by="_end")
    last = limited.group_by("_end", maintain_order=True).agg(
        pl.col("proportion", "centre", "lower", "upper").last(), pl.col("place").str.join(LISTED).alias("inputs")
    )
    rows = asked.filter(sound).join(last.rename({"lower": "low", "upper": "high"}), on="_end", validate="1:1")
    return _proportion_rows(rows, "p-chart", pl.format("3 sigma, {} points", "points"), "the months up to it")


def _funnels(shares: pl.DataFrame) -> pl.DataFrame:
    key = ["authority", "indicator", "breakdown", "period", "period_kind", "document"]
    areas = shares.filter(pl.col("area_kind") == "locality").filter(pl.len().over(key) >= _LEAST_AREAS)
    plain = funnel(areas.drop("lower", "upper").sort(*key, "area"), by=key)
    spread = funnel(areas.drop("lower", "upper").sort(*key, "area"), by=key, over_dispersion=True)
    rows = plain.with_columns(
        pl.col("pooled").alias("centre"),
        pl.col("lower_998").alias("low"),
        pl.col("upper_998").alias("high"),
        pl.col("place").str.join(LISTED).over(key).alias("inputs"),
        spread["lower_998"].alias("wide_low"),
        spread["upper_998"].alias("wide_high"),
        pl.len().over(key).alias("areas"),
    )
    settings = pl.format(
        "99.8%, {} localities, dispersion {}; allowing for it {} to {}",
        "areas",
        pl.col("phi").round(2),
        (100 * pl.col("wide_low")).round(1),
        (100 * pl.col("wide_high")).round(1),
    ).fill_null(pl.format("99.8%, {} localities", "areas"))
    return _proportion_rows(rows, "funnel", settings, "the localities together")


def _proportion_rows(rows: pl.DataFrame, method: str, settings: pl.Expr, of: str) -> pl.DataFrame:
    share = 100 * pl.col("proportion")
    way = (
        pl.when(share > 100 * pl.col("high")).then(pl.lit("high")).when(share < 100 * pl.col("low")).then(pl.lit("low"))
    )
    shown = [pl.col(c).mul(100).clip(0, 100).round(1) for c in ("low", "high", "centre")]
    reason, few_cases = few(pl.col("denominator")), pl.lit(REASONS["few-cases"])
    words = pl.format(
        "{}: {}; for {} of them {} let expect {}% to {}% round {}%.",
        subject(),
        figure(),
        said.count("denominator"),
        pl.lit(of),
        *shown,
    )
    return answers(
        rows.with_columns(
            pl.lit(method).alias("method"),
            pl.lit(method).alias("against"),
            settings.alias("settings"),
            (100 * pl.col("centre")).alias("answer_value"),
            (100 * pl.col("low")).alias("answer_lower"),
            (100 * pl.col("high")).alias("answer_upper"),
            pl.lit("percent").alias("answer_unit"),
            reason.alias("reason"),
            pl.when(reason.is_null()).then(pl.coalesce(way, pl.lit("within"))).alias("verdict"),
            pl.when(reason.is_null()).then(pl.lit(DEPENDS)).otherwise(pl.lit(NOT_DECIDABLE)).alias("sure"),
            pl.when(reason.is_null())
            .then(words)
            .otherwise(pl.format("{}; nothing is said of it: {}.", words.str.strip_suffix("."), few_cases))
            .alias("words"),
        ),
        "limits",
    )
