"""All that joins counts of packs: sums, parts of wholes, months of years, x within y, percentages.

Each is a sum of variables times whole numbers between two bounds. What is printed and does not fulfil an equation (a
mistake, a restatement) makes it no equation: nobody can work anything out from it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

import polars as pl

from scorecard.categories import CROSSED, TOTAL, category_counts
from scorecard.disclosure.quantities import SUBJECT, all_prints
from scorecard.disclosure.shares import shares_of
from scorecard.disclosure.times import time_sums
from scorecard.frames import looked_up

if TYPE_CHECKING:
    from scorecard.registry import Registry

EQUAL, AT_LEAST, AT_MOST = "equal", "at-least", "at-most"
"""How a whole stands to the sum of its parts."""
_OF = ["authority", "area", "breakdown", "when", "rolling"]
_TABLE = ["document", "table"]
TERMS = {
    "equation": pl.Int64,
    "kind": pl.String,
    "variable": pl.Int64,
    "coefficient": pl.Int64,
    "lower": pl.Float64,
    "upper": pl.Float64,
}


@dataclass(frozen=True)
class Equations:
    """What joins the counts of some tables of the contract.

    ``variables``: one row per count, with its ``subject``, its ``number`` (null where it is printed nowhere) and what
    it is about; those of kind ``rest`` are y less x and are printed nowhere. ``prints``: one row per place where a
    variable is printed or stands behind a figure. ``shares``: one row per printed percentage with its ``x``, its
    ``y`` and the variable of its ``rest``. ``rates``: rows of rates with the subject of their count. ``terms``: one row
    per equation and variable. ``broken``: the number of equations that the printed figures do not fulfil, by kind.
    """

    variables: pl.DataFrame
    prints: pl.DataFrame
    shares: pl.DataFrame
    rates: pl.DataFrame
    terms: pl.DataFrame
    broken: pl.DataFrame


def find_equations(
    observations: pl.DataFrame, claims: pl.DataFrame, registry: Registry, documents: pl.DataFrame | None = None
) -> Equations:
    """The equations between all counts that cells and sentences print; ``documents`` tell which of two is later."""
    prints = all_prints(observations, claims, registry)
    variables = _variables(prints)
    shares, rests = shares_of(prints, variables.height)
    known = pl.concat([variables, rests.select(variables.columns)])
    counted = _with_rules(prints, registry)
    found = [
        *_category_sums(counted),
        *_sums_of_wholes(counted, registry),
        *_area_sums(counted),
        *time_sums(counted, registry, documents),
        *_flows(counted, registry),
        _rests(rests),
    ]
    terms = _numbered(found)
    true = _with_truth(terms, known)
    broken = true.filter(~pl.col("holds")).unique("equation").group_by("kind").len().sort("kind")
    return Equations(
        variables=known,
        prints=prints,
        shares=shares,
        rates=_rates(observations, prints, registry),
        terms=true.filter("holds").select(*TERMS),
        broken=broken,
    )


def _variables(prints: pl.DataFrame) -> pl.DataFrame:
    """One row per variable, in the order of their numbers."""
    about = prints.with_columns(pl.col("area_kind").fill_null("authority"))
    return (
        about.group_by("variable", maintain_order=True)
        .agg(
            pl.lit("count").alias("of_kind"),
            pl.col("subject").first(),
            pl.col("number").first(),
            pl.col("quantity", "area", "area_kind", "breakdown", "period").first(),
            (pl.col("shown") & (pl.col("what") == "value")).any().alias("own_print"),
        )
        .sort("variable")
    )


def _with_rules(prints: pl.DataFrame, registry: Registry) -> pl.DataFrame:
    """``prints`` with what the registry says of the measure that each counts, and whether it adds up."""
    names = ["adds_up", "areas_add_up", "unique_persons", "parts_of", "partition", "subset_of"]
    rules = registry.frame().select(pl.col("indicator").alias("quantity"), *names)
    bare = prints.drop("adds_up", "areas_add_up", "unique_persons", "parts_of")
    told = looked_up(bare, rules, "quantity").with_columns(
        pl.col("adds_up", "areas_add_up", "unique_persons").fill_null(False)
    )
    piece = pl.col("what") != "value"
    of_share = piece & pl.col("quantity").str.contains(":") & (pl.col("usual_basis") == "in-month")
    return told.with_columns(
        (pl.col("adds_up") | of_share.fill_null(False)).alias("adds_up"),
        (pl.col("areas_add_up") | piece).alias("areas_add_up"),
    )


# --- sums ------------------------------------------------------------------------------------------------------------


def sums(wholes: pl.DataFrame, parts: pl.DataFrame, by: list[str], kind: str, sense: pl.Expr) -> pl.DataFrame:
    """Terms of one equation per whole: it, less its parts, which share ``by``; ``sense`` is that of `EQUAL` …

    ``group`` tells equations apart. Wholes without a part are left out.
    """
    asked = wholes.select(list(dict.fromkeys([*by, "variable"]))).unique(maintain_order=True).with_row_index("group")
    inside = asked.rename({"variable": "top"}).join(
        parts.select(*by, "variable", sense.alias("sense")), on=by, how="inner", nulls_equal=True
    )
    pieces = inside.filter(pl.col("variable") != pl.col("top")).unique(["group", "variable"], maintain_order=True)
    senses = pieces.group_by("group").agg(pl.col("sense").first())
    tops = asked.join(senses, on="group", how="inner", validate="1:1")
    both = pl.concat(
        [
            tops.select("group", "variable", "sense", pl.lit(1, dtype=pl.Int64).alias("coefficient")),
            pieces.select("group", "variable", "sense", pl.lit(-1, dtype=pl.Int64).alias("coefficient")),
        ]
    )
    return bounded(both, kind)


def bounded(terms: pl.DataFrame, kind: str) -> pl.DataFrame:
    """Terms with the bounds of their ``sense``: what whole less parts may be."""
    infinite = pl.lit(float("inf"))
    return terms.with_columns(
        pl.lit(kind).alias("kind"),
        pl.when(pl.col("sense") == AT_MOST).then(-infinite).otherwise(0.0).alias("lower"),
        pl.when(pl.col("sense") == AT_LEAST).then(infinite).otherwise(0.0).alias("upper"),
    ).drop("sense")


def _either(wholes: pl.DataFrame, parts: pl.DataFrame, by: list[str], kind: str) -> Iterator[pl.DataFrame]:
    """Sums that are the whole, or, of people who may stand in two parts, no less than it and every part no more.

    A whole that is more than its parts (a category that is not printed) is at least their sum.
    """
    people = pl.col("unique_persons")
    yield sums(wholes.filter(~people), parts, by, kind, pl.lit(EQUAL))
    yield sums(wholes.filter(~people), parts, by, kind, pl.lit(AT_LEAST))
    yield sums(wholes.filter(people), parts, by, kind, pl.lit(AT_MOST))
    yield each_within(wholes.filter(people), parts, by, kind)


def each_within(wholes: pl.DataFrame, parts: pl.DataFrame, by: list[str], kind: str) -> pl.DataFrame:
    """Terms of one equation per whole and part: no part is more than its whole."""
    numbered = parts.with_columns(pl.col("variable").alias("_own"))
    spread = wholes.select(list(dict.fromkeys([*by, "variable"]))).join(
        numbered.select(*by, "_own"), on=by, how="inner", nulls_equal=True
    )
    return sums(spread, numbered.unique(), [*by, "_own"], kind, pl.lit(AT_LEAST))


def _category_sums(counted: pl.DataFrame) -> Iterator[pl.DataFrame]:
    """Rows, columns and totals of a table's categories."""
    told = category_counts(counted)
    by = [*_TABLE, "quantity", "authority", "area", "when", "rolling"]
    cell, row, column, total = (
        told.filter(pl.col("role") == role) for role in ("cell", "row total", "column total", "total")
    )
    crossed, plain = cell.filter(pl.col("down").is_not_null()), cell.filter(pl.col("down").is_null())
    yield from _either(total.join(row, on=by, how="anti", nulls_equal=True), plain, by, "categories")
    yield from _either(row, crossed, [*by, "across"], "row of a table")
    yield from _either(column, crossed, [*by, "down"], "column of a table")
    yield from _either(total, row, by, "total of rows")
    yield from _either(total, column, by, "total of columns")


def _sums_of_wholes(counted: pl.DataFrame, registry: Registry) -> Iterator[pl.DataFrame]:
    """Parts that the registry names: categories, outcomes, what a measure includes, and subsets."""
    frame = registry.frame()
    single = pl.col("breakdown").is_null() | ~pl.col("breakdown").str.contains(TOTAL)
    named = counted.filter(pl.col("parts_of").is_not_null() & single)
    parts = named.with_columns(pl.col("parts_of").alias("whole"), pl.col("quantity").alias("of"))
    wholes = counted.with_columns(pl.col("quantity").alias("whole"))
    apart = pl.col("breakdown").is_not_null() & pl.col("partition").is_null()
    plain = apart & ~pl.col("breakdown").str.contains(CROSSED, literal=True)
    of_document = ["document", "whole", "authority", "area", "when", "rolling"]
    placed = parts.with_columns(pl.col("table").alias("parts_table"))
    pairs = placed.select("document", "whole", "of", "parts_table").unique(maintain_order=True)
    alone = wholes.filter(pl.col("breakdown").is_null()).join(pairs, on=["document", "whole"], how="inner")
    by = [*of_document, "of", "parts_table"]
    yield from _either(alone, placed.filter(plain), by, "categories of a whole")
    yield from _either(alone, placed.filter(apart), by, "categories of a whole")
    over = pl.col("breakdown").str.split_exact(CROSSED, 1).struct[0].alias("over")
    nested = parts.filter(apart & ~plain).with_columns(over)
    yield from _either(
        wholes.with_columns(pl.col("breakdown").alias("over")), nested, [*of_document, "over"], "sub-categories"
    )
    yield from _outcomes(parts, wholes, frame)
    yield from _included(counted, frame)


def _outcomes(parts: pl.DataFrame, wholes: pl.DataFrame, frame: pl.DataFrame) -> Iterator[pl.DataFrame]:
    """Wholes that are the sum of all members of a partition."""
    members = frame.filter(pl.col("partition").is_not_null()).group_by("partition").agg(pl.len().alias("members"))
    joined = parts.filter(pl.col("partition").is_not_null()).join(members, on="partition", how="inner")
    for where in (_TABLE, ["document"]):
        by = [*where, "whole", *_OF]
        once = joined.sort("line", "cell").unique([*by, "quantity"], keep="first", maintain_order=True)
        complete = once.filter(pl.len().over([*by, "partition"]) == pl.col("members"))
        yield sums(wholes, complete, by, "outcomes of a whole", pl.lit(EQUAL))
        yield sums(wholes, once, by, "outcomes of a whole", pl.lit(AT_LEAST))


def _included(counted: pl.DataFrame, frame: pl.DataFrame) -> Iterator[pl.DataFrame]:
    """What a measure includes, together, and each subset alone, are no more than it."""
    included = frame.filter(pl.col("includes").list.len() > 0).select(
        pl.col("indicator").alias("whole"), pl.col("includes").alias("quantity")
    )
    subsets = frame.filter(pl.col("subset_of").is_not_null()).select(
        pl.col("subset_of").alias("whole"), pl.col("indicator").alias("quantity")
    )
    wholes = counted.with_columns(pl.col("quantity").alias("whole"))
    by = ["document", "whole", *_OF]
    for links, kind in ((included.explode("quantity"), "included in a whole"), (subsets, "subset")):
        parts = counted.join(links, on="quantity", how="inner")
        once = parts.sort("line", "cell").unique([*by, "quantity"], keep="first", maintain_order=True)
        yield (
            sums(wholes, once, by, kind, pl.lit(AT_LEAST)) if kind != "subset" else each_within(wholes, once, by, kind)
        )


def _area_sums(counted: pl.DataFrame) -> Iterator[pl.DataFrame]:
    """The authority is the sum of its areas, and of its categories that no area has ("no area specified")."""
    table = [*_TABLE, "quantity"]
    by = [*table, "authority", "breakdown", "when", "rolling", "what"]
    inside = counted.filter((pl.col("area_kind") == "locality") & (pl.col("areas_add_up") | pl.col("unique_persons")))
    whole = counted.filter(pl.col("area_kind") == "authority")
    rest = whole.filter(pl.col("breakdown").is_not_null() & ~pl.col("breakdown").str.contains(TOTAL)).join(
        inside, on=[*table, "breakdown"], how="anti", nulls_equal=True
    )
    beside = rest.join(inside.filter(pl.col("breakdown").is_null()), on=table, how="semi")
    parts = pl.concat([inside, beside.with_columns(pl.lit(None, dtype=pl.String).alias("breakdown"))])
    all_areas = inside.group_by(_TABLE).agg(pl.col("area").n_unique().alias("areas"))
    localities = pl.col("area").filter(pl.col("area_kind") == "locality").n_unique()
    counts = looked_up(parts.with_columns(localities.over(by).alias("there")), all_areas, _TABLE)
    complete = counts.filter(pl.col("there") == pl.col("areas"))
    adds = whole.filter("areas_add_up")
    yield sums(adds, complete, by, "areas", pl.lit(EQUAL))
    yield sums(adds, counts, by, "areas", pl.lit(AT_LEAST))
    people = whole.filter(pl.col("unique_persons") & ~pl.col("areas_add_up"))
    yield sums(people, complete, by, "areas", pl.lit(AT_MOST))
    yield each_within(people, counts, by, "areas")


def _flows(counted: pl.DataFrame, registry: Registry) -> Iterator[pl.DataFrame]:
    """The end of a month is the end of the month before, and who came, less who left; remainders are y less x."""
    flows = registry.frame().filter(pl.col("flow_in").is_not_null()).select("indicator", "flow_in", "flow_out")
    months = counted.filter((pl.col("period_kind") == "month") & ~pl.col("rolling")).with_columns(
        (pl.col("period_start").dt.year() * 12 + pl.col("period_start").dt.month()).cast(pl.Int64).alias("month")
    )
    key = ["document", "authority", "area", "breakdown"]
    once = months.sort("what", "line", "cell", descending=[True, False, False]).unique(
        [*key, "quantity", "month"], keep="first", maintain_order=True
    )
    ends = once.join(flows, left_on="quantity", right_on="indicator", how="inner").with_row_index("group")
    before = once.select(*key, "quantity", (pl.col("month") + 1).alias("month"), pl.col("variable").alias("before"))
    told = ends.join(before, on=[*key, "quantity", "month"], how="inner", nulls_equal=True)
    for way in ("flow_in", "flow_out"):
        moved = once.select(*key, pl.col("quantity").alias(way), "month", pl.col("variable").alias(f"{way}_variable"))
        told = told.join(moved, on=[*key, way, "month"], how="inner", nulls_equal=True)
    signs = {"variable": 1, "before": -1, "flow_in_variable": -1, "flow_out_variable": 1}
    pieces = [
        told.select("group", pl.col(name).alias("variable"), pl.lit(sign, dtype=pl.Int64).alias("coefficient"))
        for name, sign in signs.items()
    ]
    yield bounded(pl.concat(pieces).with_columns(pl.lit(EQUAL).alias("sense")), "stock and flow")
    yield _remainders(counted, registry)


def _remainders(counted: pl.DataFrame, registry: Registry) -> pl.DataFrame:
    """Counts of those that a share leaves: x and they make y."""
    links = (
        registry.frame()
        .filter(pl.col("remainder_of").is_not_null())
        .select(pl.col("indicator").alias("quantity"), pl.col("remainder_of").alias("of_share"))
    )
    by = ["document", "of_share", *_OF]
    left = counted.join(links, on="quantity", how="inner")
    shares = counted.filter(pl.col("what") != "value").with_columns(pl.col("indicator").alias("of_share"))
    x = shares.filter(pl.col("what") == "x")
    parts = pl.concat(
        [left.select(*by, "variable"), x.join(left, on=by, how="semi", nulls_equal=True).select(*by, "variable")]
    )
    wholes = shares.filter(pl.col("what") == "y").join(left, on=by, how="semi", nulls_equal=True)
    return sums(wholes, parts.unique(maintain_order=True), by, "remainder of a share", pl.lit(EQUAL))


def _rests(rests: pl.DataFrame) -> pl.DataFrame:
    """The rest of a share is y less x."""
    numbered = rests.with_row_index("group")
    signs = {"y": 1, "x": -1, "variable": -1}
    pieces = [
        numbered.select("group", pl.col(name).alias("variable"), pl.lit(sign, dtype=pl.Int64).alias("coefficient"))
        for name, sign in signs.items()
    ]
    return bounded(pl.concat(pieces).with_columns(pl.lit(EQUAL).alias("sense")), "rest of a share")


# --- together --------------------------------------------------------------------------------------------------------


def _numbered(found: Iterable[pl.DataFrame]) -> pl.DataFrame:
    """All terms with a number for each equation; one that stands there twice is kept once."""
    terms = pl.concat(
        [
            one.select(pl.concat_str(pl.lit(f"{n}:"), pl.col("group")).alias("name"), *list(TERMS)[1:])
            for n, one in enumerate(found)
        ]
    )
    merged = terms.group_by("name", "kind", "variable", "lower", "upper", maintain_order=True).agg(
        pl.col("coefficient").sum()
    )
    written = (
        merged.filter(pl.col("coefficient") != 0)
        .sort("name", "variable")
        .group_by("name", maintain_order=True)
        .agg(
            pl.format("{}*{}", "coefficient", "variable").str.join(" ").alias("written"),
            pl.col("kind", "lower", "upper").first(),
            pl.col("variable", "coefficient"),
        )
        .filter(pl.col("variable").list.len() > 1)
        .unique(["written", "lower", "upper"], keep="first", maintain_order=True)
        .with_row_index("equation")
    )
    return written.explode("variable", "coefficient").select(pl.col(name).cast(dtype) for name, dtype in TERMS.items())


def _with_truth(terms: pl.DataFrame, variables: pl.DataFrame) -> pl.DataFrame:
    """``terms`` with ``holds``: can what is printed fulfil the equation, with any numbers for what is not printed?"""
    told = looked_up(terms, variables.select("variable", "number"), "variable")
    known, up = pl.col("number").is_not_null(), pl.col("coefficient") > 0
    total = (pl.col("number") * pl.col("coefficient")).filter(known).sum()
    can_rise, can_fall = (~known & up).any(), (~known & ~up).any()
    enough = can_rise | (total >= pl.col("lower").first())
    not_more = can_fall | (total <= pl.col("upper").first())
    judged = told.group_by("equation").agg((enough & not_more).alias("holds"))
    return looked_up(terms, judged, "equation")


def _rates(observations: pl.DataFrame, prints: pl.DataFrame, registry: Registry) -> pl.DataFrame:
    """One row per printed rate whose count is printed: the subject of the count."""
    links = (
        registry.frame()
        .filter(pl.col("rate_count").is_not_null())
        .select("indicator", pl.col("rate_count").alias("quantity"))
    )
    rows = observations.with_row_index("row").filter(
        pl.col("unit").str.starts_with("rate_") & pl.col("value").is_not_null() & (pl.col("area_kind") != "comparator")
    )
    key = ["authority", "quantity", "area", "breakdown", "period", "period_end"]
    counts = prints.select(*key, "subject").unique()
    return (
        rows.with_columns(pl.col("row").cast(pl.Int64))
        .join(links, on="indicator", how="inner")
        .join(counts, on=key, how="inner", nulls_equal=True)
        .select("row", "subject")
        .unique(maintain_order=True)
    )


__all__ = ["SUBJECT", "Equations", "bounded", "each_within", "find_equations", "sums"]
