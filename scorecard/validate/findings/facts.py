"""Facts: findings that tell of one and the same thing, joined into one entry.

Two prints that differ are told from both places, a wrong figure is contradicted by several rules, and a figure that two
packs tell differently may disagree with a third place too. All of that is one fact, and a reader meets it once.

Findings belong to one fact where
- they dispute the same cell;
- both are about the same measure, area, breakdown and period, and one's cell is among those that the other was compared
  with, or one rule says the same of both: of a figure printed twice, or of an "x of y" and its percentage on one line;
- one rule expects the same of them because of the same cells: a whole of 432 where three lines print "of 431".

What comes of one proved cause (`validate.trials`) is one fact too, that of the cause, and of no other.
"""

from __future__ import annotations

import hashlib

import polars as pl

from scorecard.schema import CHANGE, SEVERITIES

SUBJECT = ["indicator", "area", "breakdown", "period"]
_PLACE = ["document", "line", "cell"]
_DIGITS = 10
_FEW = 3
"""Figures that a finding was compared with whose other prints are places of the fact too."""
_BETWEEN = "; "
"""What stands between the places of a list of them."""


def with_facts(findings: pl.DataFrame, observations: pl.DataFrame | None = None) -> pl.DataFrame:
    """``findings`` with ``fact``, ``role`` and ``places``; one row per finding, in their order.

    Needs the columns of a draft (``compared_with``, ``breakdown``, ``cause``, ``side``).

    - ``fact`` is made of what the first of its places prints and what that is about: it stays the same when lines move
      or another rule finds it too.
    - ``role`` is ``leading`` for the finding that is told first, the cause or else the gravest, ``consequence`` for
      what comes of a cause, and ``also-here`` for the others.
    - ``places``: every ``document:line:cell`` that the fact's findings are about or were compared with, and, where the
      ``observations`` are given, those that print one of these figures again: a summary and its page repeat a mistake,
      and whoever mends it has to mend both. In order.
    """
    rows = findings.with_row_index("row").with_columns(pl.format("{}:{}:{}", *_PLACE).alias("place"))
    grouped = rows.join(_groups(rows), on="row", validate="1:1", maintain_order="left")
    named = grouped.join(_names(grouped), on="group", validate="m:1", maintain_order="left")
    named = named.join(_places(grouped, observations), on="group", validate="m:1", maintain_order="left")
    leads = pl.col("row").is_in(_leading(named)["row"].to_list())
    comes_of_it = pl.when(pl.col("cause").is_null()).then(pl.lit("also-here")).otherwise(pl.lit("consequence"))
    role = pl.when(leads).then(pl.lit("leading")).otherwise(comes_of_it)
    return named.with_columns(role.alias("role")).drop("row", "place", "group")


def _leading(rows: pl.DataFrame) -> pl.DataFrame:
    """The finding of each group that is told first.

    Its cause, then what disagrees before what has changed, then the gravest, then that of the print in doubt, then one
    with a likely cause, then the first by place.
    """
    order = {name: at for at, name in enumerate(SEVERITIES)}
    gravity = pl.col("severity").replace_strict(order, default=len(order), return_dtype=pl.Int8)
    ranked = rows.with_columns(
        (pl.col("cause") != pl.col("place")).fill_null(True).alias("comes"),
        (pl.col("nature") == CHANGE).alias("change"),
        gravity.alias("gravity"),
        (pl.col("side") != "this").fill_null(True).alias("undecided"),
        pl.col("suggestion").is_null().alias("bare"),
    )
    by = ["group", "comes", "change", "gravity", "undecided", "bare", *_PLACE, "row"]
    return ranked.sort(by, nulls_last=True).unique("group", keep="first", maintain_order=True)


def _groups(rows: pl.DataFrame) -> pl.DataFrame:
    """Columns row and ``group``: the least row that a finding is joined with, directly or over others."""
    told = ["document", "rule"]
    alone, caused = rows.filter(pl.col("cause").is_null()), rows.filter(pl.col("cause").is_not_null())
    # a sentence has no cells: its figures may tell of different things, and be held against what it does not speak of
    of_cells = alone.filter(pl.col("cell").is_not_null())
    compared = of_cells.filter(pl.col("compared_with").is_not_null())
    pairs = pl.concat(
        [
            _same(caused, ["cause"]),
            _same(alone, ["document", "table", "line", "cell", *SUBJECT, "published"]),
            _same(alone, [*told, *SUBJECT, "published", "expected"]),
            _same(of_cells, [*told, *SUBJECT, "table", "line"]),
            _same(compared, [*told, "area", "period", "compared_with", "expected"]),
            _beside_each_other(alone),
        ]
    ).unique()
    both = pl.concat([pairs, pairs.select(one="other", other="one")])
    groups = rows.select("row", group="row")
    while True:
        near = both.join(groups, left_on="other", right_on="row").group_by("one").agg(pl.col("group").min())
        joined = groups.join(near, left_on="row", right_on="one", how="left", suffix="_near", maintain_order="left")
        nearer = joined.select("row", group=pl.min_horizontal("group", "group_near"))
        if nearer.equals(groups):
            return groups
        groups = nearer


def _same(rows: pl.DataFrame, columns: list[str]) -> pl.DataFrame:
    """Pairs of findings that are the same in all ``columns``."""
    return rows.select(one=pl.col("row").first().over(columns), other="row")


def _beside_each_other(rows: pl.DataFrame) -> pl.DataFrame:
    """Pairs of findings about the same, of which one was compared with the cell of the other."""
    compared = rows.select("row", *SUBJECT, place=pl.col("compared_with").str.split(_BETWEEN)).explode("place")
    disputed = rows.filter(pl.col("cell").is_not_null()).select("row", *SUBJECT, "place")
    joined = compared.join(disputed, on=["place", *SUBJECT], how="inner", nulls_equal=True, suffix="_other")
    return joined.select(one="row", other="row_other")


def _places(rows: pl.DataFrame, observations: pl.DataFrame | None) -> pl.DataFrame:
    """One row per group: all places of its findings, each once, in the order of documents, lines and cells."""
    own = rows.select("group", pl.format("{}:{}:{}", "document", "line", pl.col("cell").fill_null(0)).alias("place"))
    compared = rows.select("group", place=pl.col("compared_with").str.split(_BETWEEN)).explode("place")
    parts = pl.col("place").str.split_exact(":", 2).struct
    return (
        pl.concat([own, compared, *([] if observations is None else [_printed_again(rows, observations)])])
        .drop_nulls()
        .unique()
        .with_columns(
            parts.field("field_0").alias("document"),
            parts.field("field_1").cast(pl.Int64, strict=False).alias("line"),
            parts.field("field_2").cast(pl.Int64, strict=False).alias("cell"),
        )
        .sort("group", "document", "line", "cell")
        .group_by("group", maintain_order=True)
        .agg(pl.col("place").str.strip_suffix(":0").str.join(_BETWEEN).alias("places"))
    )


def _printed_again(rows: pl.DataFrame, observations: pl.DataFrame) -> pl.DataFrame:
    """One row per group and place at which a document prints one of its figures again: same subject, same figure.

    Of what a finding was compared with where it is not more than a few figures: a sum's parts are told once.
    """
    figure = ["document", *SUBJECT, "unit", "value", "numerator", "denominator"]
    printed = observations.filter(pl.col("status") != "missing").select(*_PLACE, *figure[1:])
    disputed = rows.select("group", *_PLACE, *SUBJECT).join(printed, on=[*_PLACE, *SUBJECT], nulls_equal=True)
    few = rows.select("group", places=pl.col("compared_with").str.split(_BETWEEN)).filter(
        pl.col("places").list.len() <= _FEW
    )
    placed = printed.with_columns(place=pl.format("{}:{}:{}", *_PLACE))
    compared = few.explode("places").join(placed, left_on="places", right_on="place", how="inner")
    prints = pl.concat([disputed.select("group", *figure), compared.select("group", *figure)])
    again = prints.unique().join(printed, on=figure, nulls_equal=True)
    return again.select("group", pl.format("{}:{}:{}", *_PLACE).alias("place"))


def _names(rows: pl.DataFrame) -> pl.DataFrame:
    """One row per group: its ``fact``. Facts that would have one name are numbered in the order of their places."""
    first = rows.sort(*_PLACE, "row", nulls_last=True).unique("group", keep="first", maintain_order=True)
    content = first.select("document", *SUBJECT, "published").rows()
    names = first.select("group").with_columns(pl.Series("fact", [fact_id(one) for one in content], dtype=pl.String))
    twin = pl.int_range(1, pl.len() + 1).over("fact")
    numbered = pl.when(twin == 1).then(pl.col("fact")).otherwise(pl.format("{}-{}", "fact", twin))
    return names.with_columns(numbered.alias("fact"))


def fact_id(content: tuple[str | None, ...]) -> str:
    """``fact-3fa94c21b7``: ten hexadecimal digits of document, subject and print."""
    text = "\x1f".join("\x00" if part is None else part for part in content)
    return f"fact-{hashlib.sha256(text.encode()).hexdigest()[:_DIGITS]}"
