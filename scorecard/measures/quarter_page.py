"""The quarter on a page: one row per indicator with everything that belongs beside its latest figure."""

from __future__ import annotations

from datetime import timedelta

import polars as pl

from scorecard.frames import Frame, looked_up
from scorecard.measures.caveats import not_judged_for_caveats, with_caveats
from scorecard.measures.contested import with_contested
from scorecard.measures.direction import with_direction
from scorecard.measures.gaps import benchmarks, gap_to_target
from scorecard.measures.judgeable import NOTHING, with_not_judged
from scorecard.measures.quarter_data import QuarterData
from scorecard.measures.quarters import in_quarter, is_figure
from scorecard.measures.rag import limits, rag
from scorecard.measures.series import PAGE_ROW
from scorecard.measures.year_on_year import SERIES, month_on_month, year_on_year
from scorecard.periods import Quarter

# Below this denominator one child moves a percentage by more than five points.
SMALL_DENOMINATOR = 20
_WHERE = ["document", "indicator", "unit"]
_PRINTED = {"direction": "printed_arrow", "rag": "printed_band"}


def latest_in_quarter(known: Frame, quarter: Quarter) -> Frame:
    """One row per indicator, authority, area, unit and breakdown: its latest figure about the quarter.

    A month comes before a quarter's figure that ends on the same day. An "x of y" without a percentage is kept
    only where the same indicator, area and breakdown has no other figure in the quarter.
    """
    printed = known.filter(is_figure(), in_quarter(quarter), pl.col("area_kind") != "comparator")
    place = ["indicator", "authority", "area", "breakdown"]
    beside = printed.filter(pl.col("unit") != "ratio").select(place).unique()
    alone = printed.filter(pl.col("unit") == "ratio").join(beside, on=place, how="anti", nulls_equal=True)
    return (
        pl.concat([printed.filter(pl.col("unit") != "ratio"), alone])
        .sort("period_end", pl.col("period_kind") == "month", "period", nulls_last=False)
        .unique(PAGE_ROW, keep="last", maintain_order=True)
        .sort(*PAGE_ROW, nulls_last=True)
    )


def quarter_page(data: QuarterData) -> pl.DataFrame:
    """One row per indicator, authority, area, unit and breakdown that has a figure in the quarter.

    Beside the figure (columns of `as_known_at`): ``title``, ``theme_title``, ``theme_order``, ``good``;
    ``previous`` (month before), ``since`` (end of the quarter before), ``last_year``, ``annual`` and
    ``annual_before`` (the last whole year and the one before it), ``year_to_date``, the benchmarks;
    ``printed_arrow``, ``printed_band`` and what we compute: ``arrow`` and ``moved`` (on the month before), ``band``,
    ``undecided``, ``gap``, ``target``; whether a move is for the better is for the table ``measures`` to say;
    ``small``: rests on fewer than 20 cases; ``not_judged``: why neither target nor direction judges the figure;
    ``caveats``: the kinds of warning that its document gives of it; ``contested``: what else is printed of it
    that would give it another colour.
    """
    judged = with_not_judged(data.known, data.tables["observations"], data.indicators)
    compared = data.known.filter(judged["not_judged"].ne_missing(NOTHING))
    latest = (
        latest_in_quarter(judged, data.quarter)
        .pipe(with_caveats, data.tables["caveats"], data.tables["documents"])
        .pipe(not_judged_for_caveats, data.caveat_kinds)
    )
    return (
        latest.pipe(_named, data)
        .pipe(month_on_month, compared)
        .pipe(year_on_year, compared)
        .pipe(_since_last_quarter, compared, data.quarter)
        .pipe(_averages_of_nothing)
        .pipe(_annual, data.known, data.quarter)
        .pipe(_year_to_date, data.known, data.quarter)
        .pipe(_starts_again)
        .pipe(_benchmarks, data)
        .pipe(_printed_signals, data.tables["signals"])
        .pipe(looked_up, limits(data.tables["thresholds"]), ["document", "indicator"])
        .pipe(with_direction)
        .drop("judgement")
        .pipe(rag, data.tables["thresholds"])
        .pipe(with_contested, data.tables["thresholds"], data.tables["signals"])
        .pipe(_against_target)
        .with_columns(_small().alias("small"))
        .sort("theme_order", "position", "number_order", "indicator", "unit", "area", "breakdown", nulls_last=True)
    )


def number_order(column: str = "indicator_number") -> pl.Expr:
    """A printed number as something that sorts: 6.2 before 6.10, A1 after all plain numbers; null last."""
    parts = pl.col(column).str.extract_all(r"\d+").list.eval(pl.element().str.zfill(4)).list.join(".")
    letters = pl.col(column).str.extract(r"^([A-Za-z]+)", 1).fill_null("")
    return pl.when(pl.col(column).is_not_null()).then(letters + parts).alias("number_order")


def _named(latest: pl.DataFrame, data: QuarterData) -> pl.DataFrame:
    registered = data.indicators.select("indicator", pl.col("name").alias("title"), "good", "position")
    themes = data.themes.select("theme", pl.col("title").alias("theme_title"), pl.col("order").alias("theme_order"))
    return (
        latest.pipe(looked_up, registered, ["indicator"])
        .pipe(looked_up, themes, ["theme"])
        .with_columns(
            pl.coalesce("title", "indicator_name", "indicator").alias("title"),
            pl.coalesce("theme_title", "theme", pl.lit("Other")).alias("theme_title"),
            number_order(),
        )
    )


def _since_last_quarter(figures: pl.DataFrame, known: pl.DataFrame, quarter: Quarter) -> pl.DataFrame:
    """``since``: the figure at the end of the quarter before (its last month, or that quarter's own figure)."""
    end = quarter.start - timedelta(days=1)
    before = known.filter(
        pl.col("period_end") == end, pl.col("period_kind").is_in(["month", "quarter"]), pl.col("value").is_not_null()
    ).select(
        *SERIES,
        pl.col("value").alias("since"),
        pl.col("period").alias("since_period"),
        pl.col("numerator").alias("since_numerator"),
        pl.col("denominator").alias("since_denominator"),
    )
    return looked_up(figures, before, SERIES)


def _starts_again(figures: pl.DataFrame) -> pl.DataFrame:
    """Without the comparisons that reach back over 1 April, for figures of the year so far: they start again then."""
    year = pl.col("period_start").dt.offset_by("-3mo").dt.year()
    restarts = pl.col("basis").eq_missing("year-to-date")
    blank = []
    for column in ("previous", "since"):
        earlier = (
            pl.concat_str(pl.col(f"{column}_period"), pl.lit("-01"))
            .str.to_date(strict=False)
            .dt.offset_by("-3mo")
            .dt.year()
        )
        other_year = restarts & (earlier != year)
        parts = (column, f"{column}_numerator", f"{column}_denominator", f"{column}_period")
        blank += [pl.when(~other_year.fill_null(False)).then(pl.col(c)).alias(c) for c in parts]
    return figures.with_columns(blank)


def _averages_of_nothing(figures: pl.DataFrame) -> pl.DataFrame:
    """Averages of nothing without the figures they would be compared with."""
    compared = [c for c in figures.columns if c.startswith(("previous", "since", "last_year")) or c == "year_change"]
    nothing = pl.col("not_judged") == NOTHING
    return figures.with_columns(pl.when(~nothing.fill_null(False)).then(pl.col(c)).alias(c) for c in compared)


def _against_target(figures: pl.DataFrame) -> pl.DataFrame:
    """``gap``: the distance to the target; it and the limits are null for a figure that no target judges."""
    judged = pl.col("not_judged").is_null()
    limits = [pl.when(judged).then(pl.col(c)).alias(c) for c in ("limit_lower", "limit_upper")]
    return figures.with_columns(limits).with_columns(gap_to_target().alias("gap"))


def _annual(figures: pl.DataFrame, known: pl.DataFrame, quarter: Quarter) -> pl.DataFrame:
    """``annual``: the figure of the last year that ended by the quarter's end; ``annual_before``: a year earlier."""
    years = known.filter(
        pl.col("period_kind").is_in(["financial_year", "academic_year"]),
        pl.col("value").is_not_null(),
        pl.col("period_end") <= quarter.end,
    )
    last = (
        years.sort("period_end", "period_kind")
        .unique(PAGE_ROW, keep="last", maintain_order=True)
        .pipe(year_on_year, years)
        .select(
            *PAGE_ROW,
            pl.col("period").alias("annual_period"),
            pl.col("value").alias("annual"),
            pl.col("last_year").alias("annual_before"),
            pl.col("last_year_period").alias("annual_before_period"),
        )
    )
    return looked_up(figures, last, PAGE_ROW)


def _year_to_date(figures: pl.DataFrame, known: pl.DataFrame, quarter: Quarter) -> pl.DataFrame:
    """``year_to_date``: the printed year to date that ends on the day the figure is about."""
    so_far = known.filter(
        pl.col("period_kind") == "year_to_date",
        pl.col("value").is_not_null(),
        pl.col("period_end").is_between(quarter.start, quarter.end),
    ).select(
        *PAGE_ROW, "period_end", pl.col("value").alias("year_to_date"), pl.col("period").alias("year_to_date_period")
    )
    return looked_up(figures, so_far, [*PAGE_ROW, "period_end"])


def _benchmarks(figures: pl.DataFrame, data: QuarterData) -> pl.DataFrame:
    """A column for each comparator: the benchmark that the quoted document prints."""
    return looked_up(figures, benchmarks(data.tables["observations"], data.comparators), _WHERE)


def _printed_signals(figures: pl.DataFrame, signals: pl.DataFrame) -> pl.DataFrame:
    """The arrow and the colour that the quoted document prints for the figure's own month.

    Packs print them for the whole authority: a locality or a category gets none.
    """
    key = ["document", "indicator", "period"]
    whole = (pl.col("area_kind") == "authority") & pl.col("breakdown").is_null()
    for signal, column in _PRINTED.items():
        printed = (
            signals.filter(pl.col("signal") == signal)
            .sort(*key, "line", "cell")
            .unique(key, keep="first", maintain_order=True)
            .select(*key, pl.col("read_as").alias(column), pl.col("published").alias(f"{column}_published"), "meaning")
        )
        figures = looked_up(figures, printed, key, suffix="_rag")
    printed_columns = [c for column in _PRINTED.values() for c in (column, f"{column}_published")]
    return (
        figures.rename({"meaning": "arrows_mean"})
        .drop("meaning_rag")
        .with_columns(pl.when(whole).then(pl.col(c)).alias(c) for c in printed_columns)
    )


def _small() -> pl.Expr:
    fewest = pl.min_horizontal("denominator", "since_denominator")
    return (fewest < SMALL_DENOMINATOR).fill_null(False)
