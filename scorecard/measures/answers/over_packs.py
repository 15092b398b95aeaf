"""What only several packs tell: tolerances that moved, measures no longer reported, forecasts beside what came."""

from __future__ import annotations

import polars as pl

from scorecard import column_words as said
from scorecard.frames import looked_up
from scorecard.measures.answers.material import Material
from scorecard.measures.answers.rows import DEPENDS, LISTED, answers, figure, subject
from scorecard.measures.rag import rag
from scorecard.periods import Period

_ALIKE = 0.5
"""Of a pack's measures so many stand in the one before, if both are of one kind."""
_METHOD = "the tolerances of an earlier pack of the same council"


def moved_goalposts(material: Material, banded: pl.DataFrame) -> pl.DataFrame:
    """More rows of ``rag``: the colour of a figure under the tolerances of an earlier pack (``against``), if another.

    ``banded`` are the figures with the ``band`` of their own tolerances.
    """
    documents = material.tables["documents"].select("document", pl.col("publisher").alias("authority"), "as_at")
    toleranced = material.tables["thresholds"].select("document", "indicator").unique()
    earlier = toleranced.join(documents, on="document").rename({"document": "old_document", "as_at": "old_as_at"})
    coloured = banded.filter(pl.col("band").is_not_null() & ~pl.col("quoted"))
    pairs = (
        coloured.join(earlier, on=["indicator", "authority"])
        .filter(pl.col("old_as_at") < pl.col("as_at"))
        .rename({"document": "own_document", "band": "own_band"})
        .rename({"old_document": "document"})
    )
    under = rag(pairs.drop("undecided", "_row", strict=False), material.tables["thresholds"])
    moved = under.filter(pl.col("band").is_not_null() & (pl.col("band") != pl.col("own_band"))).rename(
        {"document": "against", "own_document": "document"}
    )
    words = pl.format(
        "{}: {} is {}; under the tolerances of {} it would be {}.", subject(), figure(), "own_band", "against", "band"
    )
    return answers(
        moved.with_columns(
            pl.col("band").alias("verdict"),
            pl.lit(_METHOD).alias("method"),
            pl.format("own tolerances: {}", "own_band").alias("settings"),
            pl.lit(DEPENDS).alias("sure"),
            words.alias("words"),
            pl.col("place").alias("inputs"),
        ),
        "rag",
    )


def no_longer_reported(material: Material, banded: pl.DataFrame) -> pl.DataFrame:
    """One row per pack and measure that the council's pack before printed by months or quarters, and it does not.

    Only of themes that the later pack reports, if half of its measures are those of the earlier one: packs for other
    readers report other things. What the later pack quotes in a sentence is reported. ``document`` is the later pack,
    ``as_at`` its date; the other columns are the last figure, with its ``band``.
    """
    observed = material.tables["observations"]
    printed = observed.select("document", "indicator").unique()
    quoted = material.tables["claims"].select("document", "indicator").drop_nulls().unique()
    lost = (
        _pairs_of_packs(material, observed.filter(pl.col("period_kind") == "month"))
        .join(printed.rename({"document": "before"}), on="before")
        .join(pl.concat([printed, quoted]).unique(), on=["document", "indicator"], how="anti")
        .join(material.rules.select("indicator", "theme"), on="indicator")
        .join(observed.select("document", "theme").unique(), on=["document", "theme"], how="semi")
    )
    place = ["document", "line", "cell", "indicator", "period"]
    colour = banded.select(*place, "band").unique(place, keep="first", maintain_order=True)
    last = (
        material.figures.filter(
            (pl.col("area_kind") == "authority") & pl.col("breakdown").is_null() & ~pl.col("quoted"),
            pl.col("period_kind").is_in(["month", "quarter", "academic_term"]),
        )
        .sort("period_end", pl.col("period_kind") == "month")
        .unique(["document", "indicator"], keep="last", maintain_order=True)
        .rename({"document": "before"})
        .drop("as_at", "theme")
    )
    told = lost.join(last, on=["before", "indicator"])
    beside = looked_up(told, colour.rename({"document": "before"}), ["before", *place[1:]])
    return beside.sort("document", "position", "indicator")


def _pairs_of_packs(material: Material, monthly: pl.DataFrame) -> pl.DataFrame:
    """One row per pack with months and the council's one ``before`` it, if half of its measures stand there too."""
    printed = monthly.select("document", "indicator").unique()
    packs = (
        material.tables["documents"]
        .join(printed.select("document").unique(), on="document", how="semi")
        .sort("publisher", "as_at", "document")
        .select("document", "as_at", "publisher", pl.col("document").shift(1).over("publisher").alias("before"))
        .drop_nulls("before")
    )
    both = packs.join(printed, on="document").join(
        printed.rename({"document": "before"}).with_columns(pl.lit(True).alias("there")),
        on=["before", "indicator"],
        how="left",
    )
    alike = both.group_by("document").agg(pl.col("there").fill_null(False).mean().alias("alike"))
    return packs.join(alike.filter(pl.col("alike") >= _ALIKE), on="document", how="semi")


def forecasts(material: Material) -> pl.DataFrame:
    """One row per forecast of a sentence and figure that is printed for its time: ``forecast``, its place, ``value``.

    A forecast without a date is none: there is nothing to hold it against.
    """
    told = material.tables["claims"].filter(
        (pl.col("relation") == "forecast") & pl.col("indicator").is_not_null() & pl.col("value").is_not_null()
    )
    ends = [(label, period.end) for label in told["period"].drop_nulls().unique() if (period := Period.of_label(label))]
    dated = told.join(
        pl.DataFrame(ends, schema={"period": pl.String, "forecast_end": pl.Date}, orient="row"), on="period"
    ).select(
        "authority",
        "indicator",
        "unit",
        "period",
        "forecast_end",
        pl.col("value").alias("forecast"),
        pl.col("published").alias("forecast_published"),
        pl.col("document").alias("forecast_document"),
        pl.col("line").alias("forecast_line"),
    )
    whole = material.figures.filter((pl.col("area_kind") == "authority") & pl.col("breakdown").is_null())
    documents = material.tables["documents"].select("document", "as_at")
    dates = documents.rename({"document": "forecast_document", "as_at": "said_at"})
    pairs = dated.join(dates, on="forecast_document").join(
        whole.rename({"period": "told_period"}), on=["authority", "indicator", "unit"]
    )
    same = (pl.col("told_period") == pl.col("period")) & (pl.col("period_end") == pl.col("forecast_end"))
    later = pairs.filter(same & (pl.col("as_at") > pl.col("said_at")))
    return later.sort("forecast_document", "forecast_line", "indicator", "forecast", "document", "line").unique(
        ["forecast_document", "indicator", "period", "forecast"], keep="first", maintain_order=True
    )


def forecast_words() -> pl.Expr:
    """A forecast beside what came, in one sentence."""
    kept = (
        pl.when(pl.col("value") == pl.col("forecast"))
        .then(pl.lit("as forecast"))
        .when(pl.col("value") > pl.col("forecast"))
        .then(pl.lit("more than forecast"))
        .otherwise(pl.lit("fewer than forecast"))
    )
    return pl.format(
        "{}: {} was forecast for {} (line {} of {}); {} is printed, {}.",
        said.about(),
        figure("forecast"),
        "told_period",
        "forecast_line",
        "forecast_document",
        figure(),
        kept,
    )


def forecast_inputs() -> pl.Expr:
    """The places of a forecast and of what came."""
    return pl.concat_str(pl.format("{}:{}", "forecast_document", "forecast_line"), "place", separator=LISTED)
