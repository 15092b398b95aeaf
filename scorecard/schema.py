"""The contract of ``data/processed``: the columns of every table and their types.

``observations`` has one row per printed figure or printed missing mark; see ``docs/data-contract.md``
for the meaning of each column. Columns may be added, never renamed or given another meaning.
"""

from __future__ import annotations

import io
from pathlib import Path

import polars as pl

from scorecard.errors import InputError
from scorecard.files import write_atomic

UNKNOWN_AUTHORITY = "Unknown authority"
"""Whose figures a document prints that was extracted before ``extract`` asked for it."""
AREA_KINDS = ("authority", "locality", "comparator")
BASES = ("in-month", "month-end", "year-to-date", "rolling-12-months", "annual", "termly", "quarterly", "benchmark")
STATUSES = ("reported", "missing", "corrected")
SEVERITIES = ("error", "warning", "information")
DISAGREEMENT, CHANGE = "disagreement", "change"
"""What a finding tells of: figures that do not agree, or something that has changed since."""

PRINTED_AT: dict[str, pl.DataType] = {
    "place": pl.String(),
    "page": pl.Int32(),
    "box": pl.String(),
    "sheet": pl.String(),
    "sheet_cell": pl.String(),
}
"""Where a print stands in a file that is no text; null for text. ``box``: left, top, right, bottom in points."""

SCHEMAS: dict[str, dict[str, pl.DataType]] = {
    "documents": {
        "document": pl.String(),
        "title": pl.String(),
        "publisher": pl.String(),
        "family": pl.String(),
        "as_at": pl.Date(),
        "as_at_from": pl.String(),
        "published": pl.Date(),
        "sha256": pl.String(),
    },
    "observations": {
        "document": pl.String(),
        "table": pl.String(),
        "line": pl.Int32(),
        "cell": pl.Int32(),
        "indicator": pl.String(),
        "indicator_number": pl.String(),
        "indicator_name": pl.String(),
        "theme": pl.String(),
        "breakdown": pl.String(),
        "authority": pl.String(),
        "area": pl.String(),
        "area_kind": pl.String(),
        "period": pl.String(),
        "period_kind": pl.String(),
        "period_start": pl.Date(),
        "period_end": pl.Date(),
        "basis": pl.String(),
        "value": pl.Float64(),
        "decimals": pl.Int8(),
        "unit": pl.String(),
        "numerator": pl.Float64(),
        "denominator": pl.Float64(),
        "published": pl.String(),
        "status": pl.String(),
        "correction": pl.String(),
        "part": pl.Int32(),
        "missing_reason": pl.String(),
        "lower": pl.Float64(),
        "upper": pl.Float64(),
        "mark": pl.String(),
        "share": pl.Float64(),
        **PRINTED_AT,
    },
    "thresholds": {
        "document": pl.String(),
        "authority": pl.String(),
        "line": pl.Int32(),
        "cell": pl.Int32(),
        "indicator": pl.String(),
        "band": pl.String(),
        "published": pl.String(),
        "lower": pl.Float64(),
        "upper": pl.Float64(),
        "lower_closed": pl.Boolean(),
        "upper_closed": pl.Boolean(),
        "table": pl.String(),
        "read_as": pl.String(),
        "reason": pl.String(),
        **PRINTED_AT,
    },
    # what clean reads of arrows and colours; the step signals puts beside it what the figures give
    "printed_signals": {
        "document": pl.String(),
        "authority": pl.String(),
        "line": pl.Int32(),
        "cell": pl.Int32(),
        "indicator": pl.String(),
        "period": pl.String(),
        "signal": pl.String(),
        "published": pl.String(),
        "read_as": pl.String(),
        "meaning": pl.String(),
        "table": pl.String(),
        **PRINTED_AT,
    },
    "signals": {
        "document": pl.String(),
        "authority": pl.String(),
        "line": pl.Int32(),
        "cell": pl.Int32(),
        "indicator": pl.String(),
        "period": pl.String(),
        "signal": pl.String(),
        "published": pl.String(),
        "read_as": pl.String(),
        "computed": pl.String(),
        "meaning": pl.String(),
        "table": pl.String(),
        **PRINTED_AT,
    },
    "claims": {
        "document": pl.String(),
        "authority": pl.String(),
        "line": pl.Int32(),
        "published": pl.String(),
        "relation": pl.String(),
        "indicator": pl.String(),
        "period": pl.String(),
        "value": pl.Float64(),
        "unit": pl.String(),
        "numerator": pl.Float64(),
        "denominator": pl.Float64(),
        "direction": pl.String(),
        "certainty": pl.String(),
        "area": pl.String(),
        "part": pl.Int32(),
        "heading_period": pl.String(),
        **PRINTED_AT,
    },
    # one row per warning of a document about its own figures and indicator that it covers
    "caveats": {
        "document": pl.String(),
        "line": pl.Int32(),
        "part": pl.Int32(),
        "kind": pl.String(),
        "scope": pl.String(),
        "indicator": pl.String(),
        "period": pl.String(),
        "period_start": pl.Date(),
        "period_end": pl.Date(),
        "from_line": pl.Int32(),
        "to_line": pl.Int32(),
        "about": pl.String(),
        "authority": pl.String(),
    },
    "findings": {
        "finding": pl.String(),
        "document": pl.String(),
        "line": pl.Int32(),
        "table": pl.String(),
        "indicator": pl.String(),
        "period": pl.String(),
        "rule": pl.String(),
        "severity": pl.String(),
        "published": pl.String(),
        "expected": pl.String(),
        "explanation": pl.String(),
        "suggestion": pl.String(),
        "acknowledged": pl.String(),
        "note": pl.String(),
        "area": pl.String(),
        "cell": pl.Int32(),
        "fact": pl.String(),
        "role": pl.String(),
        "places": pl.String(),
        "rule_version": pl.String(),
        "nature": pl.String(),
    },
    # one row per comparison that can confirm a figure: its place, what it was compared with, and what came of it
    "ticks": {
        "rule": pl.String(),
        "document": pl.String(),
        "table": pl.String(),
        "line": pl.Int32(),
        "cell": pl.Int32(),
        "indicator": pl.String(),
        "area": pl.String(),
        "breakdown": pl.String(),
        "period": pl.String(),
        "published": pl.String(),
        "outcome": pl.String(),
        "compared_with": pl.String(),
    },
    # one row per printed figure: is it confirmed or contradicted by other figures, and if neither, why
    "coverage": {
        "document": pl.String(),
        "table": pl.String(),
        "line": pl.Int32(),
        "cell": pl.Int32(),
        "part": pl.Int8(),
        "indicator": pl.String(),
        "theme": pl.String(),
        "area": pl.String(),
        "period": pl.String(),
        "state": pl.String(),
        "confirmed_by": pl.Int32(),
        "contradicted_by": pl.Int32(),
        "reason": pl.String(),
    },
    # one row per figure and question asked of it: what it answers, by what method, how sure that is and of what it is
    # made (docs/measures.md)
    "measures": {
        "authority": pl.String(),
        "indicator": pl.String(),
        "title": pl.String(),
        "theme": pl.String(),
        "area": pl.String(),
        "area_kind": pl.String(),
        "breakdown": pl.String(),
        "period": pl.String(),
        "period_kind": pl.String(),
        "period_start": pl.Date(),
        "period_end": pl.Date(),
        "basis": pl.String(),
        "of_unit": pl.String(),
        "figure": pl.Float64(),
        "measure": pl.String(),
        "against": pl.String(),
        "against_period": pl.String(),
        "value": pl.Float64(),
        "lower": pl.Float64(),
        "upper": pl.Float64(),
        "unit": pl.String(),
        "method": pl.String(),
        "settings": pl.String(),
        "verdict": pl.String(),
        "words": pl.String(),
        "sure": pl.String(),
        "reason": pl.String(),
        "inputs": pl.String(),
        "facts": pl.String(),
        "quoted": pl.Boolean(),
        "document": pl.String(),
        "line": pl.Int32(),
        "cell": pl.Int32(),
    },
    # one row per table of a document: what was read and what was not
    "tables": {
        "document": pl.String(),
        "table": pl.String(),
        "first_line": pl.Int32(),
        "last_line": pl.Int32(),
        "shape": pl.String(),
        "family": pl.String(),
        "figures_read": pl.Int32(),
        "figures_corrected": pl.Int32(),
        "figures_unread": pl.Int32(),
        "missing_marks": pl.Int32(),
        "sha256": pl.String(),
    },
    # one row per header cell or label of a line that says a period; doubt: why it cannot be told, expected: what its
    # neighbours leave for it
    "headers": {
        "document": pl.String(),
        "table": pl.String(),
        "line": pl.Int32(),
        "cell": pl.Int32(),
        "published": pl.String(),
        "period": pl.String(),
        "period_kind": pl.String(),
        "doubt": pl.String(),
        "expected": pl.String(),
    },
    # one row per printed figure that could not be given a meaning
    "unread": {
        "document": pl.String(),
        "table": pl.String(),
        "line": pl.Int32(),
        "cell": pl.Int32(),
        "published": pl.String(),
        "reason": pl.String(),
        "indicator": pl.String(),
        "period": pl.String(),
        **PRINTED_AT,
    },
    # one row per document of data/raw that could not be read; the commands end with its reason
    "left_out": {"document": pl.String(), "reason": pl.String()},
    # one row per ledger entry or proved reading that was used
    "corrections": {
        "document": pl.String(),
        "table": pl.String(),
        "line": pl.Int32(),
        "cell": pl.Int32(),
        "published": pl.String(),
        "read_as": pl.String(),
        "kind": pl.String(),
        "reason": pl.String(),
    },
}


BETWEEN_STEPS = ("printed_signals",)
"""Tables that one step writes for the next: no check and no page reads them."""
UNJUDGED = ("left_out",)
"""Tables of what is not in the data: pages tell it, and no check has anything to look at."""
OF_VALIDATION = ("findings", "ticks", "coverage")
"""Tables that validation writes: they are empty where it has not run."""
OF_MEASURES = ("measures",)
"""Tables that are worked out of all the others, findings among them."""


def conform(name: str, frame: pl.DataFrame) -> pl.DataFrame:
    """``frame`` with exactly the contract's columns, in its order and types; absent ones are null."""
    schema = SCHEMAS[name]
    return frame.select(
        pl.col(c).cast(t) if c in frame.columns else pl.lit(None, dtype=t).alias(c) for c, t in schema.items()
    )


def write_table(folder: Path, name: str, frame: pl.DataFrame) -> None:
    """Write one table of the contract as parquet, whole or not at all; same frame, same bytes."""
    write_atomic(folder / f"{name}.parquet", parquet(conform(name, frame)))


def parquet(frame: pl.DataFrame) -> bytes:
    """A table's bytes as parquet, made in memory, so that a disk that refuses them says so itself."""
    stream = io.BytesIO()
    frame.write_parquet(stream, compression="zstd")
    return stream.getvalue()


def read_tables(folder: Path) -> dict[str, pl.DataFrame]:
    """Every processed table that pages show, by name; those of validation are empty where it has not run."""
    tables = {
        name: read_table(folder, name)
        for name in SCHEMAS
        if name not in (*OF_VALIDATION, *OF_MEASURES, *BETWEEN_STEPS, *UNJUDGED)
    }
    validated = (folder / f"{OF_VALIDATION[0]}.parquet").exists()
    judged = {
        name: read_table(folder, name) if validated else pl.DataFrame(schema=SCHEMAS[name]) for name in OF_VALIDATION
    }
    return tables | judged | {name: read_if_there(folder, name) for name in UNJUDGED}


def read_if_there(folder: Path, name: str) -> pl.DataFrame:
    """A table of the contract; an empty one if nobody has made it, as where tables come from elsewhere."""
    return read_table(folder, name) if (folder / f"{name}.parquet").exists() else pl.DataFrame(schema=SCHEMAS[name])


def read_homes(folder: Path) -> pl.DataFrame | None:
    """Where the tables are a slice: the last quarter of each document, which only all figures together tell."""
    path = folder / "homes.parquet"
    return pl.read_parquet(path) if path.exists() else None


def read_checks_made(folder: Path) -> pl.DataFrame:
    """One row per check of the last validation: its id (``check``), ``kind`` (integrity, published) and ``status``.

    Empty if none ran.
    """
    path, schema = folder / "checks.parquet", {"check": pl.String, "kind": pl.String, "status": pl.String}
    return pl.read_parquet(path, columns=list(schema)) if path.exists() else pl.DataFrame(schema=schema)


def read_table(folder: Path, name: str) -> pl.DataFrame:
    """Read one table of the contract.

    Raises InputError if it is not there yet or is not a parquet file with the contract's columns.
    """
    path = folder / f"{name}.parquet"
    if not path.exists():
        raise InputError(
            f"the table {name} has not been made yet",
            where=str(path),
            do="run: python pipeline.py clean && python pipeline.py validate",
        )
    try:
        frame = pl.read_parquet(path)
    except (pl.exceptions.PolarsError, OSError) as error:
        raise InputError(
            f"{path.name} is not a readable parquet file ({type(error).__name__})",
            where=str(path),
            do="delete it and run: python pipeline.py clean",
        ) from error
    lacking = [c for c in SCHEMAS[name] if c not in frame.columns]
    if lacking:
        raise InputError(
            f"{path.name} lacks the columns {', '.join(lacking)}",
            where=str(path),
            expected="a table written by this version",
            do="run: python pipeline.py clean",
        )
    return frame
