"""Mutation test of the rules: is every changed x, y or percentage noticed?

Every printed percentage that has its x and y is changed by one unit of its last digit, up and down, and so are its
x and its y, in memory. A change is noticed when the rules say something about the document that they did not say
before. Changed documents are laid side by side as documents of their own, many in one run of the rules, so that the
test asks the rules and not a model of them.

    python bench/mutations.py [--data DIR] [--batch N] [--document ID] [--missed]

Prints the score by kind of change. Two kinds of changes that nothing notices are counted apart: those that put a wrong
figure right, and those that leave the percentage true (1,502 of 1,658 and of 1,657 are both 90.6 %) where the changed
number is printed nowhere else. What is left is missed, and ``--missed`` lists it.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterator
from importlib import import_module
from pathlib import Path

import polars as pl

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from scorecard.registry import Registry, load_registry
from scorecard.schema import read_table
from scorecard.validate.rules.shared import percentages, rounding
from scorecard.validate.rules.shared.agreement import holds

# the rules that look inside one document; a copy of a document restates nothing
RULES = ("linked_counts", "totals", "partitions", "same_figure", "rates", "stock_and_flow", "copies")
PLACE = ["document", "table", "line", "indicator", "area", "breakdown", "period"]
_SAID = ["rule", "line", "cell", "indicator", "area", "breakdown", "period", "published", "expected", "explanation"]
_TABLES = ("observations", "documents", "thresholds", "signals", "claims", "unread", "tables")


def changes(observations: pl.DataFrame) -> pl.DataFrame:
    """One row per change to make: the percentage it concerns, ``kind`` (x, y, percentage), ``by`` (+1, -1)."""
    cells = percentages.percentage_cells(observations).filter(pl.col("class") != rounding.UNDEFINED)
    kinds = pl.DataFrame({"kind": ["x", "x", "y", "y", "percentage", "percentage"], "by": [1, -1, 1, -1, 1, -1]})
    wanted = cells.select(*PLACE, "cell", "part", "value", "decimals", "numerator", "denominator").join(
        kinds, how="cross"
    )
    below_nought = (
        ((pl.col("kind") == "x") & (pl.col("numerator") + pl.col("by") < 0))
        | ((pl.col("kind") == "y") & (pl.col("denominator") + pl.col("by") <= 0))
        | ((pl.col("kind") == "percentage") & (pl.col("value") == 0) & (pl.col("by") < 0))
    )
    return wanted.filter(~below_nought).with_row_index("change")


def changed(observations: pl.DataFrame, batch: pl.DataFrame, registry: Registry) -> pl.DataFrame:
    """The observations of every change's document with that change made, as the document ``<id>#<change>``.

    An x or y is changed wherever its cell is read: beside its percentage and, where the count is a figure of its
    own on the same line, there too.
    """
    links = registry.frame().select("indicator", pl.col("numerator").alias("x_id"), pl.col("denominator").alias("y_id"))
    asked = batch.join(links, on="indicator", how="left", validate="m:1").rename(
        {c: f"_{c}" for c in (*PLACE[1:], "cell", "part", "value", "decimals", "numerator", "denominator")}
    )
    copies = observations.join(asked, on="document", how="inner")
    here = pl.all_horizontal(pl.col(c).eq_missing(pl.col(f"_{c}")) for c in PLACE[1:])
    line = pl.all_horizontal(
        pl.col(c).eq_missing(pl.col(f"_{c}")) for c in ("table", "line", "area", "breakdown", "period")
    )
    own_count = line & (pl.col("unit") == "count")
    x_cell = own_count & (pl.col("indicator") == pl.col("x_id")) & (pl.col("value") == pl.col("_numerator"))
    y_cell = own_count & (pl.col("indicator") == pl.col("y_id")) & (pl.col("value") == pl.col("_denominator"))
    # a y without an "x of y" cell of its own stands in one cell for all the shares of its line
    split = ~(here & (pl.col("unit") == "ratio")).any().over("change")
    shared = line & split & (pl.col("denominator") == pl.col("_denominator"))
    is_x, is_y, is_p = (pl.col("kind") == k for k in ("x", "y", "percentage"))
    percent = (
        here & (pl.col("unit") == "percent") & (pl.col("cell") == pl.col("_cell")) & (pl.col("part") == pl.col("_part"))
    )
    by = pl.col("by").cast(pl.Float64)
    unit = pl.lit(10.0).pow(pl.col("_decimals").cast(pl.Int64))
    moved = ((pl.col("value") * unit).round(0) + by) / unit
    return copies.with_columns(
        pl.format("{}#{}", "document", "change").alias("document"),
        pl.when(is_x & here).then(pl.col("numerator") + by).otherwise(pl.col("numerator")).alias("numerator"),
        pl.when(is_y & (here | shared))
        .then(pl.col("denominator") + by)
        .otherwise(pl.col("denominator"))
        .alias("denominator"),
        pl.when(is_p & percent)
        .then(moved)
        .when((is_x & x_cell) | (is_y & y_cell))
        .then(pl.col("value") + by)
        .otherwise(pl.col("value"))
        .alias("value"),
    ).select(observations.columns)


def said(tables: dict[str, pl.DataFrame], registry: Registry) -> pl.DataFrame:
    """What the rules say about each document: one row per failing comparison, without the document's name."""
    cells = percentages.percentage_cells(tables["observations"])
    judged = percentages.with_habit(cells)
    wrong = judged.filter(
        (pl.col("class") != rounding.UNDEFINED) & (pl.col("printed_units") != pl.col("expected_units"))
    )
    numbers = pl.format("{} {} {}", "numerator", "denominator", "value")
    first = wrong.with_columns(
        pl.lit("percentage").alias("rule"),
        pl.lit(None, dtype=pl.String).alias("expected"),
        numbers.alias("explanation"),
    )
    found = [first.select("document", *_SAID)]
    for name in RULES:
        rows = import_module(f"scorecard.validate.rules.{name}").compare(tables, registry).rows
        found.append(rows.filter(~holds()).with_columns(pl.lit(name).alias("rule")).select("document", *_SAID))
    return pl.concat(found)


def with_document(frame: pl.DataFrame, names: pl.DataFrame) -> pl.DataFrame:
    """A table's rows for every changed copy of their document."""
    return frame.join(names, on="document", how="inner").with_columns(pl.col("copy").alias("document")).drop("copy")


def noticed(
    tables: dict[str, pl.DataFrame], registry: Registry, batch: pl.DataFrame, before: pl.DataFrame
) -> pl.DataFrame:
    """``batch`` with ``rules``: the rules that say something new about the changed document (empty: none does)."""
    names = batch.select("document", pl.format("{}#{}", "document", "change").alias("copy"))
    copied = {name: with_document(tables[name], names) for name in _TABLES if name != "observations"}
    copied["observations"] = changed(tables["observations"], batch, registry)
    after = said(copied, registry).with_columns(
        pl.col("document").str.extract(r"#(\d+)$").cast(pl.UInt32).alias("change"),
        pl.col("document").str.replace(r"#\d+$", ""),
        pl.col("explanation").str.replace_all(r"#\d+", ""),
    )
    new = after.join(before, on=["document", *_SAID], how="anti", nulls_equal=True)
    told = new.group_by("change").agg(pl.col("rule").unique().sort().alias("rules"))
    return batch.join(told, on="change", how="left", validate="1:1")


def told_apart(results: pl.DataFrame) -> pl.DataFrame:
    """``results`` with ``outcome``: noticed, put right, still true (neither can be noticed), or missed."""
    by = pl.col("by").cast(pl.Float64)
    unit = pl.lit(10.0).pow(pl.col("decimals").cast(pl.Int64))
    after = results.with_columns(
        pl.when(pl.col("kind") == "x").then(pl.col("numerator") + by).otherwise("numerator").alias("numerator"),
        pl.when(pl.col("kind") == "y").then(pl.col("denominator") + by).otherwise("denominator").alias("denominator"),
        pl.when(pl.col("kind") == "percentage").then(pl.col("value") + by / unit).otherwise("value").alias("value"),
    )
    agree = [pl.Series(rounding.agrees(percentages.shares_of(frame))) for frame in (results, after)]
    return results.with_columns(
        pl.when(pl.col("rules").is_not_null())
        .then(pl.lit("noticed"))
        .when(agree[1] & ~agree[0])
        .then(pl.lit("put right"))
        .when(agree[1])
        .then(pl.lit("still true"))
        .otherwise(pl.lit("missed"))
        .alias("outcome")
    )


def batches(frame: pl.DataFrame, size: int) -> Iterator[pl.DataFrame]:
    """The changes in slices of ``size``."""
    for start in range(0, frame.height, size):
        yield frame.slice(start, size)


def scores(results: pl.DataFrame) -> pl.DataFrame:
    """One row per document and kind of change: how many were made, and how many of them had which outcome."""
    counted = [
        (pl.col("outcome") == o).sum().alias(o.replace(" ", "_"))
        for o in ("noticed", "put right", "still true", "missed")
    ]
    return results.group_by("document", "kind").agg(pl.len().alias("changes"), *counted).sort("document", "kind")


def line(name: str, kind: str, row: dict[str, int]) -> str:
    """One line of the printed score; the percentage leaves out what cannot be noticed."""
    possible = row["changes"] - row["put_right"] - row["still_true"]
    share = f"{100 * row['noticed'] / max(possible, 1):6.2f} %"
    rest = f"{row['put_right']} put right, {row['still_true']} still true, {row['missed']} missed"
    return f"{name:45s} {kind:10s} {row['noticed']:5d} of {possible:5d} {share}   ({rest})"


def main() -> None:
    """Run the mutation test and print the score by document and kind."""
    parser = argparse.ArgumentParser(description="Is every changed x, y or percentage noticed?")
    parser.add_argument("--data", type=Path, default=Path("data/processed"))
    parser.add_argument("--batch", type=int, default=150)
    parser.add_argument("--document", help="only this document")
    parser.add_argument("--missed", action="store_true", help="list the changes that nothing noticed")
    options = parser.parse_args()
    tables = {name: read_table(options.data, name) for name in _TABLES}
    if options.document:
        tables["observations"] = tables["observations"].filter(pl.col("document") == options.document)
    registry = load_registry()
    wanted, before = changes(tables["observations"]), said(tables, registry)
    results = told_apart(
        pl.concat([noticed(tables, registry, batch, before) for batch in batches(wanted, options.batch)])
    )
    table = scores(results)
    for row in table.iter_rows(named=True):
        print(line(row["document"], row["kind"], row))
    print(line("all", "", table.select(pl.exclude("document", "kind").sum()).row(0, named=True)))
    by_rule = results.explode("rules").group_by("rules").len().sort("len", descending=True).drop_nulls()
    print("noticed by:", ", ".join(f"{rule} {count}" for rule, count in by_rule.iter_rows()))
    if options.missed:
        for row in results.filter(pl.col("outcome") != "noticed").iter_rows(named=True):
            figure = f"{row['numerator']:g} of {row['denominator']:g} = {row['value']:g}%"
            where = f"{row['document']}:{row['line']} {row['indicator']} {row['period']}"
            print(f"{row['outcome']}: {where} {figure}: {row['kind']} {row['by']:+d}")


if __name__ == "__main__":
    main()
