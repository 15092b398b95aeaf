"""Which comparisons hold a printed figure and which do not, each told once, from whichever side it was made."""

from __future__ import annotations

import polars as pl

BETWEEN = "; "
"""What stands between the places that a figure was compared with."""
HOLDS = ("agrees", "within-rounding")
FAILS = "disagrees"
_GRAVITY = {"within-bounds": 0, "agrees": 1, "within-rounding": 2, FAILS: 3}


def comparisons(ticks: pl.DataFrame, *, of: pl.Series | None = None) -> pl.DataFrame:
    """One row per place and comparison that it takes part in, in order of both; of the places ``of``, or of all.

    ``ticks`` is the processed table with ``place`` ("document:line:cell"). ``others``: the other places of the
    comparison; ``outcome``: the gravest told of it; ``confirms``: it holds with both bounds; ``contradicts``: it does
    not hold, and the place is the one checked or the one other of a pair. Of a comparison with several figures that
    fails, only the one that it is about is contradicted: nobody knows which of the others is wrong. The same two
    figures held against each other from both sides are one comparison.
    """
    numbered = ticks.select("rule", "outcome", checked="place", others=pl.col("compared_with").str.split(BETWEEN))
    told = numbered.with_row_index("_tick")
    own = told.select("_tick", place="checked", first=pl.lit(True))
    compared = told.select("_tick", place="others", first=pl.lit(False)).explode("place")
    every = pl.concat([own, compared.filter(pl.col("place").is_not_null() & (pl.col("place") != ""))])
    asked = every if of is None else every.join(pl.DataFrame({"place": of.unique()}), on="place", how="semi")
    here = told.join(asked.select("_tick").unique(), on="_tick", how="semi")
    sides = pl.concat_list(pl.col("others").fill_null([]), "checked").list.drop_nulls().list.unique().list.sort()
    between = here.select("_tick", "rule", "outcome", sides.alias("sides"), pair=pl.col("others").list.len() == 1)
    fails = pl.col("outcome") == FAILS
    return (
        asked.join(between.with_columns(key=pl.col("sides").list.join(BETWEEN)), on="_tick", validate="m:1")
        .with_columns(
            confirms=pl.col("outcome").is_in(HOLDS),
            contradicts=fails & (pl.col("first") | pl.col("pair").fill_null(False)),
            gravity=pl.col("outcome").replace_strict(_GRAVITY, default=0, return_dtype=pl.Int8),
        )
        .sort("place", "rule", "key", "gravity", descending=[False, False, False, True])
        .group_by("place", "rule", "key", maintain_order=True)
        .agg(pl.col("sides", "outcome").first(), pl.col("confirms", "contradicts").any())
        .with_columns(others=pl.col("sides").list.set_difference(pl.concat_list("place")).list.sort())
        .select("place", "rule", "outcome", "confirms", "contradicts", "others")
    )
