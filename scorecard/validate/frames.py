"""The frames that suites look at besides the processed tables themselves."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING

import polars as pl

from scorecard.frames import first_day, looked_up
from scorecard.schema import BETWEEN_STEPS, OF_MEASURES, OF_VALIDATION, SCHEMAS, UNJUDGED, read_table

if TYPE_CHECKING:
    from scorecard.registry import Registry

PROCESSED = tuple(name for name in SCHEMAS if name not in (*OF_VALIDATION, *OF_MEASURES, *BETWEEN_STEPS, *UNJUDGED))
"""Every table that is judged; the others are validation's own."""
CONTRACT = "contract"
"""The name of `contract_frame` in a suite."""
_CONTRACT_SCHEMA = {"table": pl.String(), "column": pl.String(), "type": pl.String(), "contract_type": pl.String()}


def read_processed(folder: Path) -> dict[str, pl.DataFrame]:
    """Every table that is judged. Raises InputError for one that is missing or lacks columns."""
    return {name: read_table(folder, name) for name in PROCESSED}


def contract_frame(tables: Mapping[str, pl.DataFrame]) -> pl.DataFrame:
    """One row per table and column of the contract: the type it has and the type it should have.

    Columns that a later version added are no concern of the contract.
    """
    rows = [
        {
            "table": name,
            "column": column,
            "contract_type": str(kind),
            "type": str(tables[name].schema.get(column, "absent")),
        }
        for name in PROCESSED
        for column, kind in SCHEMAS[name].items()
    ]
    return pl.DataFrame(rows, schema=_CONTRACT_SCHEMA)


def frame_of_suite(tables: Mapping[str, pl.DataFrame], name: str, registry: Registry) -> pl.DataFrame:
    """What an integrity suite looks at: a processed table, `contract_frame`, or figures with their document's month.

    Printed figures have ``share_of``: "whole" for a percentage that cannot pass 100, "target" for one of a target.
    """
    if name in ("observations", "claims"):
        dated = looked_up(tables[name], tables["documents"].select("document", "as_at"), "document")
        return _with_share(dated, registry) if name == "observations" else dated.with_columns(period_start=first_day())
    return contract_frame(tables) if name == CONTRACT else tables[name]


def _with_share(figures: pl.DataFrame, registry: Registry) -> pl.DataFrame:
    of_target = [one.id for one in registry.indicators.values() if one.share_of_target]
    share = pl.when(pl.col("indicator").is_in(of_target)).then(pl.lit("target")).otherwise(pl.lit("whole"))
    return figures.with_columns(pl.when(pl.col("unit") == "percent").then(share).alias("share_of"))


def suite_parameters(tables: Mapping[str, pl.DataFrame], registry: Registry) -> dict[str, list[str]]:
    """What integrity suites ask for by name (``$PARAMETER``): the words that are known to the data and the registry."""
    return {
        "known_documents": sorted(tables["documents"]["document"].drop_nulls().unique()),
        "known_indicators": sorted(registry.indicators),
        "known_units": sorted(registry.units),
    }


def in_order_of_place(tables: Mapping[str, pl.DataFrame]) -> dict[str, pl.DataFrame]:
    """The tables sorted by document and place, so that results do not depend on the order of rows."""
    return {
        name: frame.sort(_place_columns(frame), nulls_last=True, maintain_order=True) for name, frame in tables.items()
    }


def _place_columns(frame: pl.DataFrame) -> list[str]:
    return [c for c in ("document", "table", "line", "cell", "part", "first_line") if c in frame.columns]
