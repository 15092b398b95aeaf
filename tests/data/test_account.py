"""The committed packs are read as they were read before: a change of figures is wanted, or it is a mistake."""

from __future__ import annotations

import polars as pl

from tests.data.account import ACCOUNT, account, read_packs


def test_every_table_of_the_packs_is_read_as_recorded() -> None:
    recorded = pl.read_csv(ACCOUNT, separator="\t", infer_schema=False)
    now = account(read_packs()).cast(pl.String)
    key = ["document", "table", "kind"]
    pairs = recorded.join(now, on=key, how="full", suffix="_now", coalesce=True, nulls_equal=True)
    parts = [c for c in recorded.columns if c not in key]
    changed = pairs.filter(pl.any_horizontal(pl.col(c).ne_missing(pl.col(f"{c}_now")) for c in parts)).sort(key)
    assert changed.is_empty(), (
        f"{changed.height} tables are read otherwise than {ACCOUNT.name} records. If that is wanted, list the figures "
        f"under Figures in CHANGELOG.md and run `python tests/data/account.py`.\n{changed.to_dicts()[:5]}"
    )
