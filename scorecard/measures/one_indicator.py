"""All that is known of one indicator: its months in unbroken stretches, its years, its prints in every document."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import polars as pl

from scorecard.comparators import Comparator
from scorecard.frames import looked_up
from scorecard.measures.caveats import not_judged_for_caveats, with_caveats
from scorecard.measures.findings import with_findings
from scorecard.measures.gaps import benchmarks
from scorecard.measures.judgeable import with_not_judged
from scorecard.measures.rag import limits, rag
from scorecard.measures.series import PAGE_ROW, printed_years

LONGEST_GAP = 12
"""So many months without a figure part two stretches: a chart of both would be mostly empty."""
_MONTHS_A_YEAR = 12
Tables = Mapping[str, pl.DataFrame]


def whole_authority(known: pl.DataFrame, indicator: str) -> pl.DataFrame:
    """The known figures of the indicator for whole authorities, without categories and "x of y" alone."""
    return known.filter(
        pl.col("indicator") == indicator,
        pl.col("area_kind") == "authority",
        pl.col("breakdown").is_null(),
        pl.col("unit") != "ratio",
        pl.col("value").is_not_null(),
    )


def month_stretches(own: pl.DataFrame, tables: Tables) -> list[pl.DataFrame]:
    """The months of ``own`` (`whole_authority`) by authority and unit, in stretches without a gap of a year or more.

    One row per month from the first to the last of its stretch; a month without a figure is null but for its period.
    Added: ``findings``, ``severity`` and ``caveats``.
    """
    months = own.filter(pl.col("period_kind") == "month").with_columns(_number().alias("_number"))
    told = _told(months, tables)
    row = [c for c in PAGE_ROW if c != "breakdown"]
    ordered = told.sort(*row, "_number").with_columns(
        (pl.col("_number").diff().over(row).fill_null(1) > LONGEST_GAP).cum_sum().over(row).alias("_stretch")
    )
    return [_filled(stretch) for _, stretch in ordered.group_by(*row, "_stretch", maintain_order=True)]


def _told(figures: pl.DataFrame, tables: Tables) -> pl.DataFrame:
    """``figures`` with what their documents warn of, and with what was found about them or the counts beside them."""
    warned = with_caveats(figures, tables["caveats"], tables["documents"])
    return with_findings(warned, tables["findings"], counts=tables["observations"])


def _number() -> pl.Expr:
    start = pl.col("period_start").dt
    return start.year().cast(pl.Int32) * _MONTHS_A_YEAR + start.month().cast(pl.Int32)


def _filled(stretch: pl.DataFrame) -> pl.DataFrame:
    """One row for each month from the first to the last."""
    first, last = stretch["period_start"][0], stretch["period_start"][-1]
    months = pl.select(pl.date_range(pl.lit(first), pl.lit(last), interval="1mo", eager=False).alias("period_start"))
    grid = months.with_columns(pl.col("period_start").dt.strftime("%Y-%m").alias("period"))
    kept = [c for c in stretch.columns if c not in ("period", "period_start", "_number", "_stretch")]
    joined = grid.join(stretch.select("period", *kept), on="period", how="left", validate="1:1", maintain_order="left")
    return joined.with_columns(pl.col("findings", "caveats").fill_null([]))


def year_series(own: pl.DataFrame, tables: Tables) -> list[pl.DataFrame]:
    """The whole years of ``own`` by authority and unit, in order of time, with their findings and warnings."""
    years = printed_years(own)
    told = _told(years, tables)
    row = [c for c in PAGE_ROW if c != "breakdown"]
    ordered = told.sort(*row, "period_end", "period_kind")
    return [mine for _, mine in ordered.group_by(row, maintain_order=True)]


def beside_their_documents(
    figures: pl.DataFrame,
    tables: Tables,
    *,
    rules: pl.DataFrame,
    kinds: pl.DataFrame,
    comparators: Sequence[Comparator],
) -> pl.DataFrame:
    """``figures`` with what their own documents set beside them: target, colour, and a column for each comparator.

    ``rules``: the registry's frame; ``kinds``: what documents may warn of. Added: ``title``, ``good``, ``not_judged``,
    ``limit_lower``, ``limit_upper`` and ``target`` (null where no target judges the figure), ``band``, ``undecided``.
    """
    about = rules.select("indicator", pl.col("name").alias("title"), "good")
    thresholds = tables["thresholds"].join(figures.select("indicator").unique(), on="indicator", how="semi")
    printed = tables["observations"].join(figures.select("indicator").unique(), on="indicator", how="semi")
    told = (
        figures.pipe(looked_up, about, "indicator")
        .with_columns(pl.coalesce("title", "indicator").alias("title"))
        .pipe(with_not_judged, tables["observations"], rules)
        .pipe(not_judged_for_caveats, kinds)
        .pipe(looked_up, limits(thresholds), ["document", "indicator"])
        .pipe(rag, thresholds)
        .pipe(looked_up, benchmarks(printed, comparators), ["document", "indicator", "unit"])
    )
    judged = pl.col("not_judged").is_null()
    return told.with_columns(pl.when(judged).then(pl.col(c)).alias(c) for c in ("limit_lower", "limit_upper"))


def printed_again(own: pl.DataFrame) -> pl.DataFrame:
    """The figures of ``own`` that more than one document prints: the latest print with its ``earlier`` ones."""
    return own.filter(pl.col("earlier").list.len() > 0).sort(
        *[c for c in PAGE_ROW if c != "breakdown"], "period_end", "period_kind", nulls_last=True
    )
