"""What every key message has in common: its kind, its columns, and whose it is."""

from __future__ import annotations

import polars as pl

KINDS = {
    "crossed-worse": "Crossed into a worse colour",
    "crossed-better": "Crossed into a better colour",
    "signal": "Out of the ordinary",
    "target-missed": "Other measures that are red",
    "declined": "Got worse",
    "improved": "Got better",
    "worse-depends": "Worse, but not plainly",
    "better-depends": "Better, but not plainly",
    "came-true": "Forecast, and what came",
    "not-clear": "Not clear",
    "not-reported": "Not found again",
    "not-known": "Not yet known",
}
"""Kinds of messages in the order of consequence, and what pages call them."""
SCHEMA = {
    "kind": pl.String,
    "indicator": pl.String,
    "title": pl.String,
    "period": pl.String,
    "words": pl.String,
    "sure": pl.String,
    "inputs": pl.String,
    "facts": pl.String,
    "document": pl.String,
    "line": pl.Int32,
    "cell": pl.Int32,
}
WHOSE = ["authority", "indicator"]
MEASURE = [*WHOSE, "of_unit"]
"""What tells the measures of the answers apart."""


def of_several(told: list[tuple[str, str, str]]) -> pl.DataFrame:
    """Messages of no single measure, each ``words``, ``sure`` and ``inputs``: what is not known of several."""
    columns = {"words": pl.String, "sure": pl.String, "inputs": pl.String}
    empty = [pl.lit(None, kind).alias(name) for name, kind in SCHEMA.items() if name not in (*columns, "kind")]
    rows = pl.DataFrame(told, schema=columns, orient="row")
    return rows.with_columns(pl.lit("not-known").alias("kind"), *empty).select(*SCHEMA)


def but_of(told: list[pl.DataFrame], rows: pl.DataFrame) -> pl.DataFrame:
    """``rows`` of the measures of which none of the messages ``told`` tells."""
    return rows.join(pl.concat([one.select(*WHOSE) for one in told]), on=WHOSE, how="anti")
