"""What each rule about published figures costs on two million of them.

The observations of one document are repeated for as many authorities and quarters as make up the number asked for,
with one figure in a hundred changed, and every rule is run once. Times are of this machine and this run.

    python bench/rules_cost.py [--data DIR] [--document ID] [--figures N]
"""

from __future__ import annotations

import argparse
import resource
import sys
import time
from pathlib import Path

import polars as pl

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from scorecard.registry import load_registry
from scorecard.schema import read_table
from scorecard.validate.compare import find_rules
from scorecard.validate.rules.shared.agreement import ExplainingRule, holds

TABLES = ("observations", "documents", "thresholds", "signals", "claims", "unread", "tables")
AUTHORITIES = 150
ONE_IN = 100


def copies(documents: pl.DataFrame, times: int) -> pl.DataFrame:
    """One row per copy of the document: its id, its authority and how many quarters later it was published."""
    numbers = pl.DataFrame({"copy": range(times)})
    return (
        documents.select("document")
        .join(numbers, how="cross")
        .with_columns(
            pl.format("copy-{}", "copy").alias("new"),
            pl.format("Authority {}", pl.col("copy") % AUTHORITIES).alias("authority"),
            (pl.col("copy") // AUTHORITIES).alias("later"),
        )
    )


def enlarged(tables: dict[str, pl.DataFrame], document: str, figures: int) -> dict[str, pl.DataFrame]:
    """The tables of one document repeated until there are ``figures`` observations, one in a hundred changed."""
    own = {name: frame.filter(pl.col("document") == document) for name, frame in tables.items()}
    many = copies(own["documents"], -(-figures // own["observations"].height))
    grown = {name: frame.join(many, on="document", how="inner") for name, frame in own.items()}
    documents = grown["documents"].with_columns(
        pl.col("as_at").dt.offset_by(pl.format("{}mo", 3 * pl.col("later"))).dt.month_end()
    )
    observations = (
        grown["observations"]
        .with_row_index("number")
        .with_columns(
            pl.when(pl.col("area_kind") == "authority")
            .then(pl.col("authority"))
            .otherwise(pl.col("area"))
            .alias("area"),
            pl.when(pl.col("number") % ONE_IN == 0).then(pl.col("value") + 1).otherwise(pl.col("value")).alias("value"),
        )
    )
    documents = documents.with_columns(pl.col("authority").alias("publisher"))
    grown |= {"documents": documents, "observations": observations}
    return {
        name: frame.with_columns(pl.col("new").alias("document")).select(tables[name].columns)
        for name, frame in grown.items()
    }


def main() -> None:
    """Run every rule once and print what it compared, what failed and what it took."""
    parser = argparse.ArgumentParser(description="What each rule costs on many figures")
    parser.add_argument("--data", type=Path, default=Path("data/processed"))
    parser.add_argument("--document", default="2020-06-corporate-parenting-panel")
    parser.add_argument("--figures", type=int, default=2_000_000)
    options = parser.parse_args()
    tables = {name: read_table(options.data, name) for name in TABLES}
    grown, registry = enlarged(tables, options.document, options.figures), load_registry()
    print(f"{grown['observations'].height:,} figures of {grown['documents'].height:,} documents")
    spent = 0.0
    for name, rule in find_rules().items():
        started = time.perf_counter()
        rows = rule.compare(grown, registry).rows
        seconds = time.perf_counter() - started
        spent += seconds
        # rows of its own columns are judged by GX
        failing = "" if isinstance(rule, ExplainingRule) else f" {rows.filter(~holds()).height:9,} fail"
        print(f"{name:16s} {seconds:7.1f} s  {rows.height:10,} compared{failing}", flush=True)
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024**2
    print(f"{'all':16s} {spent:7.1f} s  at most {peak:.1f} GiB")


if __name__ == "__main__":
    main()
