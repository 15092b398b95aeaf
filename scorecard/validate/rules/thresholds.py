"""Printed thresholds: bands that meet without gap or overlap, and one target on every page, in prose and tables."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

import polars as pl

from scorecard import column_words as words
from scorecard.measures.rag import UNDECIDED
from scorecard.measures.rag import rag as judge
from scorecard.schema import CHANGE
from scorecard.validate.rules.shared.agreement import Comparisons, Rule, no_comparisons
from scorecard.validate.rules.shared.conclusions import concluded
from scorecard.validate.rules.shared.figures import place, with_rules
from scorecard.validate.rules.shared.pairs import held_against, marked, nearest, others
from scorecard.validate.rules.shared.signals import borough

if TYPE_CHECKING:
    from scorecard.registry import Registry

RULE = Rule(
    id="thresholds",
    title="Red, amber and green meet without gap or overlap, and a target is the same on every page.",
    asks="do bands meet without gap or overlap; is a target the same on every page, in prose, in the next document?",
    source="Interval arithmetic on the printed edges; see scorecard.measures.rag",
    scope="between documents",
    needs=("unit",),
)
_WHOLE_UNITS = ["count", "cases"]
_KEY = ["document", "indicator"]
_PRINT = ["usual_unit", "decimals"]
_OTHER_EDGE = pl.col("other_edge"), pl.col("other_edge")


def _bands(tables: Mapping[str, pl.DataFrame], registry: Registry) -> pl.DataFrame:
    """Thresholds with an interval and a known indicator, in order of place."""
    printed = tables["thresholds"].filter(
        pl.col("indicator").is_not_null() & (pl.col("lower").is_not_null() | pl.col("upper").is_not_null())
    )
    return with_rules(printed, registry, "unit", "good", "decimals").sort("document", "table", "line", "cell")


def _edges(bands: pl.DataFrame) -> pl.DataFrame:
    """The edges of each indicator's bands in order, one row each, with the ``next`` higher one."""
    return (
        pl.concat([bands.select(*_KEY, *_PRINT, pl.col(edge).alias("edge")) for edge in ("lower", "upper")])
        .filter(pl.col("edge").is_not_null())
        .unique()
        .sort(*_KEY, "edge")
        .with_columns(pl.col("edge").shift(-1).over(_KEY).alias("next"))
    )


def _within_bands(edges: pl.DataFrame, bands: pl.DataFrame) -> pl.DataFrame:
    """``edges`` without the outermost ones beyond which no band is printed at all: that is no gap."""
    beyond = bands.group_by(_KEY).agg(
        pl.col("lower").is_null().any().alias("below"), pl.col("upper").is_null().any().alias("above")
    )
    first, last = (pl.col("edge") == end.over(_KEY) for end in (pl.col("edge").min(), pl.col("edge").max()))
    outermost = (first & ~pl.col("below")) | (last & ~pl.col("above"))
    return edges.join(beyond, on=_KEY, validate="m:1").filter(~outermost)


def _as_printed(value: pl.Expr) -> pl.Expr:
    """A number with the usual decimals of its measure; as it is where these are not known."""
    scale = pl.lit(10.0).pow(pl.col("decimals").cast(pl.Int64))
    return pl.coalesce((value * scale).round(0) / scale, value)


def _trial_points(bands: pl.DataFrame) -> pl.DataFrame:
    """Values to try, one row each: the edges, and half way between two neighbours of an indicator, as it could be
    printed.

    A count or a caseload is only tried where a whole number lies between the edges, a share or a rate where one of its
    usual decimals does: 84.9 and 85 meet.
    """
    edges = _edges(bands)
    whole = pl.col("usual_unit").is_in(_WHOLE_UNITS)
    middle = _as_printed((pl.col("edge") + pl.col("next")) / 2)
    point = pl.when(whole).then(pl.col("edge").floor() + 1).otherwise(middle)
    between = edges.with_columns(point.alias("value")).filter(
        pl.col("next").is_not_null() & (pl.col("value") > pl.col("edge")) & (pl.col("value") < pl.col("next"))
    )
    at_edge = _within_bands(edges, bands).with_columns(pl.col("edge").alias("value"))
    return pl.concat([between, at_edge], how="diagonal").select(*_KEY, "value").unique().sort(*_KEY, "value")


def _fitting(bands: pl.DataFrame, tables: Mapping[str, pl.DataFrame]) -> pl.DataFrame:
    """One row per indicator with at least two bands: how many trial points lie in no band or in two.

    ``example`` is the first of them, ``met`` whether a monthly figure of the document is one.
    """
    several = bands.filter(pl.col("band").n_unique().over(_KEY) >= 2)
    tried = judge(_trial_points(several), tables["thresholds"]).with_columns(
        pl.col("undecided").is_in(["gap", "overlap"]).alias("bad")
    )
    monthly = borough(tables).filter(pl.col("period_kind") == "month").select(*_KEY, "value")
    met = judge(monthly, tables["thresholds"]).filter(pl.col("undecided").is_in(["gap", "overlap"]))
    facts = tried.group_by(_KEY).agg(
        pl.col("bad").sum().cast(pl.Float64).alias("bad_points"),
        pl.col("value").filter("bad").sort().first().alias("example"),
        pl.col("undecided").filter("bad").first().alias("why"),
    )
    printed = several.group_by(_KEY, maintain_order=True).agg(
        pl.format("{} {}", "band", "published").unique(maintain_order=True).str.join(", ").alias("bands")
    )
    first = several.unique(_KEY, keep="first", maintain_order=True)
    counted = first.join(facts, on=_KEY, validate="1:1").join(printed, on=_KEY, validate="1:1")
    return held_against(marked(counted, met, _KEY, "met"), pl.lit(0.0), pl.lit(0.0), value="bad_points")


def _fitting_words(failing: pl.DataFrame) -> pl.DataFrame:
    """A warning where a printed figure falls into the gap or overlap, else information."""
    why = pl.col("why").replace_strict(UNDECIDED, default="no band can be told", return_dtype=pl.String)
    return failing.with_columns(
        pl.lit("bands that meet").alias("expected"),
        pl.col("bands").alias("published"),
        pl.when("met").then(pl.lit("warning")).otherwise(pl.lit("information")).alias("severity"),
        pl.format(
            "{}: the thresholds ({}) do not fit together: at {}, for example, {}.",
            pl.coalesce("title", "indicator"),
            "bands",
            words.count("example"),
            why,
        ).alias("explanation"),
    )


def _edge() -> pl.Expr:
    """The number that a threshold turns on: its lower edge, or its upper one where it has no lower."""
    return pl.coalesce("lower", "upper")


def _elsewhere(bands: pl.DataFrame) -> pl.DataFrame:
    """Each threshold beside another print of the same band in the same document, one that differs if there is one.

    Two rows of one table may have two targets, one for the month and one for the year.
    """
    # what lies on either side of an interval is one print in two rows
    prints = bands.unique([*_KEY, "band", "table", "line", "cell"], keep="first", maintain_order=True)
    rows = prints.with_row_index("row").with_columns(_edge().alias("edge"))
    key = [*_KEY, "band"]
    pairs = rows.join(others(rows, key, "row", "edge", "published", "table", "line", "cell"), on=key).filter(
        (pl.col("row") != pl.col("other_row")) & (pl.col("table") != pl.col("other_table"))
    )
    agrees = pl.col("edge") == pl.col("other_edge")
    return held_against(nearest(pairs, agrees, "other_line"), *_OTHER_EDGE, value="edge")


def _elsewhere_words(failing: pl.DataFrame) -> pl.DataFrame:
    return failing.with_columns(
        pl.col("other_published").alias("expected"),
        pl.lit("warning").alias("severity"),
        pl.format(
            "{}: {} is {} here, but {} at line {} of the same document.",
            pl.coalesce("title", "indicator"),
            "band",
            "published",
            "other_published",
            "other_line",
        ).alias("explanation"),
        place("other_").alias("compared_with"),
    )


def _in_prose(bands: pl.DataFrame, claims: pl.DataFrame) -> pl.DataFrame:
    """Targets named in sentences beside the green threshold of the same document; a range may be told by either end."""
    told = claims.filter(
        (pl.col("relation") == "target") & pl.col("indicator").is_not_null() & pl.col("value").is_not_null()
    ).with_row_index("row")
    greens = pl.concat(
        [bands.with_columns(edge.alias("edge")) for edge in (_edge(), pl.coalesce("upper", "lower"))]
    ).filter(pl.col("band") == "green")
    green = others(greens, [*_KEY, "title", "usual_unit"], "edge", "published", "line", "cell")
    pairs = told.join(green.unique(maintain_order=True), on=_KEY).filter(pl.col("unit") == pl.col("usual_unit"))
    differs = pl.col("value") != pl.col("other_edge")
    return held_against(nearest(pairs, differs, "other_line"), *_OTHER_EDGE)


def _prose_words(failing: pl.DataFrame) -> pl.DataFrame:
    return failing.with_columns(
        pl.col("other_published").alias("expected"),
        pl.lit("information").alias("severity"),
        pl.format(
            "{}: a sentence names the target {}, the table at line {} prints {}.",
            pl.coalesce("title", "indicator"),
            "published",
            "other_line",
            "other_published",
        ).alias("explanation"),
        place("other_").alias("compared_with"),
    )


def _between_documents(bands: pl.DataFrame, documents: pl.DataFrame) -> pl.DataFrame:
    """Green thresholds beside those of the same publisher's last earlier document."""
    dated = (
        bands.filter(pl.col("band") == "green")
        .unique(_KEY, keep="first", maintain_order=True)
        .join(documents.select("document", "publisher", "as_at"), on="document", validate="m:1")
        .with_columns(_edge().alias("edge"))
        .sort("as_at", "document")
    )
    kept = ["edge", "published", "line", "cell", "document", "as_at"]
    before = [pl.col(c).shift(1).over("indicator", "publisher").alias(f"other_{c}") for c in kept]
    later = dated.with_columns(before).filter(pl.col("other_as_at") < pl.col("as_at"))
    return held_against(later, *_OTHER_EDGE, value="edge")


def _between_words(failing: pl.DataFrame) -> pl.DataFrame:
    return failing.with_columns(
        pl.col("other_published").alias("expected"),
        pl.lit("information").alias("severity"),
        pl.format(
            "{}: the target is {} here and was {} in {} (line {}).",
            pl.coalesce("title", "indicator"),
            "published",
            "other_published",
            "other_document",
            "other_line",
        ).alias("explanation"),
        pl.lit(CHANGE).alias("nature"),
        place("other_", "other_document").alias("compared_with"),
    )


def compare(tables: Mapping[str, pl.DataFrame], registry: Registry) -> Comparisons:
    """One row per set of bands, per second print of a band, per target in prose, and per target of a later document."""
    bands = _bands(tables, registry)
    if bands.is_empty():
        return no_comparisons(RULE.id, "no threshold with an interval is printed")
    return concluded(
        RULE,
        [
            (_fitting(bands, tables), _fitting_words),
            (_elsewhere(bands), _elsewhere_words),
            (_in_prose(bands, tables["claims"]), _prose_words),
            (_between_documents(bands, tables["documents"]), _between_words),
        ],
    )
