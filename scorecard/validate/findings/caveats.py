"""Which findings a warning of the documents themselves explains, and in which words."""

from __future__ import annotations

from collections.abc import Mapping

import polars as pl

from scorecard.frames import in_its_time, of_its_year
from scorecard.periods import Period
from scorecard.registry.prose import CaveatMeaning

_REPORT = "report"
_BETWEEN = "; "
"""What stands between the places that a finding was compared with."""


def told_by_caveats(
    drafts: pl.DataFrame, caveats: pl.DataFrame, documents: pl.DataFrame, kinds: Mapping[str, CaveatMeaning]
) -> pl.DataFrame:
    """One row per finding that a warning explains: its ``row`` in ``drafts``, ``said`` and ``colours``.

    A finding is under a warning if it or a print that it was compared with stands in the same document, either about a
    measure that the warning covers or on the lines of a report that it is about, for a period that overlaps. One that
    names no time is about what began in the twelve months up to its document's own: not about columns of past years. Of
    several warnings the first is told, one that explains even a change of colour (``colours``) before others.
    """
    of_report = pl.col("scope") == _REPORT
    explaining = (
        caveats.with_columns(of_report.alias("of_report"))
        .join(_explains(kinds), on=["kind", "of_report"])
        .join(documents.select("document", "as_at"), on="document", validate="m:1")
        .rename({"indicator": "covered", "line": "warns_on"})
    )
    beside = _places(drafts).join(explaining, on=["document", "rule"])
    under = (pl.col("covered") == pl.col("indicator")) | (
        pl.col("of_report") & pl.col("line").is_between("from_line", "to_line")
    )
    told = beside.filter(under, in_its_time("first_day", "last_day"), of_its_year("first_day"))
    own = pl.col("document") == pl.col("own_document")
    pack = pl.when(own).then(pl.lit("The pack itself")).otherwise(pl.format("The pack {} itself", "document"))
    said = pl.format("{} warns at line {}: {}.", pack, "warns_on", "words")
    first = told.sort("row", pl.col("colours").not_(), own.not_(), "document", "warns_on", "part", nulls_last=True)
    return first.unique("row", keep="first", maintain_order=True).select("row", said.alias("said"), "colours")


def _explains(kinds: Mapping[str, CaveatMeaning]) -> pl.DataFrame:
    """One row per kind of warning and rule whose findings it explains, for a measure's and for a whole report's."""
    rows = [
        (one.kind, one.words, one.explains_colours, of_report, rule)
        for one in kinds.values()
        for of_report, rules in ((False, one.explains), (True, one.of_report))
        for rule in rules
    ]
    schema = {
        "kind": pl.String,
        "words": pl.String,
        "colours": pl.Boolean,
        "of_report": pl.Boolean,
        "rule": pl.String,
    }
    return pl.DataFrame(rows, schema=schema, orient="row")


def _places(drafts: pl.DataFrame) -> pl.DataFrame:
    """One row per finding and place that it is about or was compared with, with the first and last day of its time."""
    rows = drafts.with_row_index("row").join(_days(drafts["period"]), on="period", how="left", validate="m:1")
    about = ("row", "rule", "indicator", "first_day", "last_day", pl.col("document").alias("own_document"))
    own = rows.select(*about, "document", "line")
    place = pl.col("place").str.split_exact(":", 2).struct
    compared = (
        rows.with_columns(pl.col("compared_with").str.split(_BETWEEN).alias("place"))
        .explode("place")
        .drop_nulls("place")
        .select(*about, place.field("field_0").alias("document"), place.field("field_1").cast(pl.Int32, strict=False))
        .rename({"field_1": "line"})
    )
    return pl.concat([own, compared]).unique(maintain_order=True)


def _days(labels: pl.Series) -> pl.DataFrame:
    """First and last day of each period; null for one without dates."""
    known = [(label, Period.of_label(label)) for label in labels.drop_nulls().unique().sort()]
    rows = [(label, period and period.start, period and period.end) for label, period in known]
    return pl.DataFrame(rows, schema={"period": pl.String, "first_day": pl.Date, "last_day": pl.Date}, orient="row")
