"""Small numbers that the packs print: what each cell or sentence exposes (`scorecard.disclosure`)."""

from __future__ import annotations

import polars as pl

from scorecard.frames import first_day, looked_up
from scorecard.measures.answers.material import Material
from scorecard.measures.answers.rows import ROBUST
from scorecard.schema import conform

_PLACE = ["document", "line", "cell", "part"]


def exposures(material: Material) -> pl.DataFrame:
    """Measure ``exposure``: one row per printed figure that tells of one to five, or leaves so few out.

    ``verdict`` is what it exposes (``count``, ``numerator``, ``rest``, or one that is worked out of a percentage). The
    packs are public: this reports, and hides nothing.
    """
    from scorecard.disclosure import exposure  # it loads a solver, which no page needs

    tables = material.tables
    told = exposure(tables["observations"], tables["claims"], material.registry, tables["documents"])
    own = ["theme", "authority", "area_kind", "period_kind", "period_start", "period_end", "basis", "unit", "value"]
    printed = tables["observations"].select(*_PLACE, *own).unique(_PLACE, keep="first", maintain_order=True)
    titles = material.rules.select("indicator", pl.col("name").alias("title"))
    starts = pl.coalesce("period_start", first_day())
    ends = (
        pl.when(pl.col("period").str.contains(" Q")).then(starts.dt.offset_by("2mo")).otherwise(starts).dt.month_end()
    )
    dated = (
        looked_up(told, printed, _PLACE)
        .pipe(looked_up, titles, ["indicator"])
        .with_columns(pl.coalesce("period_end", ends).alias("period_end"), starts.alias("period_start"))
    )
    rows = dated.with_columns(
        pl.lit("exposure").alias("measure"),
        pl.col("unit").alias("of_unit"),
        pl.col("value").alias("figure"),
        pl.col("number").cast(pl.Float64).alias("value"),
        pl.lit(None, pl.Float64).alias("lower"),
        pl.lit(None, pl.Float64).alias("upper"),
        pl.lit("cases").alias("unit"),
        pl.lit("1 to 5, of those counted or of the rest").alias("method"),
        pl.col("what").alias("verdict"),
        pl.lit(ROBUST).alias("sure"),
        pl.concat_str("document", "line", "cell", separator=":", ignore_nulls=True).alias("inputs"),
        pl.col("cell").is_null().alias("quoted"),
    )
    return conform("measures", rows)
