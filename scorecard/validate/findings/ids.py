"""Findings: what was found, under ids that stay the same from run to run.

An id is made of the rule and of what the finding says (document, indicator, area, breakdown, period, what is
printed, what was expected), not of where it stands: a finding keeps its id when its line moves. Findings that
say exactly the same are numbered in the order of their places.
"""

from __future__ import annotations

import hashlib
from pathlib import Path

import polars as pl

from scorecard.files import write_atomic
from scorecard.schema import DISAGREEMENT, SCHEMAS, conform, write_table
from scorecard.validate.findings.facts import with_facts

CONTENT = ["document", "rule", "indicator", "area", "breakdown", "period", "published", "expected"]
PLACE = ["document", "table", "line", "cell"]
ORDER = ["document", "line", "cell", "rule", "finding"]
LATER = ("finding", "fact", "role", "places", "acknowledged", "note")
"""Columns of the contract that a finding gets once all are there."""
# A finding on its way to an id: the contract's columns, and what only its id and its fact need.
DRAFT_SCHEMA: dict[str, pl.DataType] = {
    **{name: kind for name, kind in SCHEMAS["findings"].items() if name not in LATER},
    "breakdown": pl.String(),
    "compared_with": pl.String(),
    "cause": pl.String(),
    "side": pl.String(),
}
# a rule, and the rule that says the same more fully
REPEATING = {"linked-counts": "percentage"}
_DIGITS = 10


def conform_drafts(frame: pl.DataFrame) -> pl.DataFrame:
    """``frame`` with exactly the columns of a draft; absent ones are null."""
    if frame.is_empty():  # a select of nothing but literals would make a row of them
        return pl.DataFrame(schema=DRAFT_SCHEMA)
    return frame.select(
        pl.col(c).cast(t) if c in frame.columns else pl.lit(None, dtype=t).alias(c) for c, t in DRAFT_SCHEMA.items()
    )


def finding_id(rule: str, content: tuple[str | None, ...]) -> str:
    """``totals-3fa94c21b7``: the rule and ten hexadecimal digits of what the finding says."""
    text = "\x1f".join("\x00" if part is None else part for part in content)
    return f"{rule}-{hashlib.sha256(text.encode()).hexdigest()[:_DIGITS]}"


def drop_repeats(drafts: pl.DataFrame) -> pl.DataFrame:
    """``drafts`` without those of `REPEATING` rules that say of the same place what a fuller rule says already.

    A percentage beside its x of y is checked from the cell itself and, where the registry links the counts, from
    the counts: the first is kept. Another expected figure is another finding.
    """
    fuller = drafts.filter(pl.col("rule").is_in(list(REPEATING.values()))).select(
        *PLACE, "expected", pl.col("rule").alias("_fuller")
    )
    said = drafts.with_columns(pl.col("rule").replace_strict(REPEATING, default=None).alias("_fuller"))
    repeats = said.join(fuller.unique(), on=[*PLACE, "expected", "_fuller"], how="anti", nulls_equal=False)
    return repeats.select(drafts.columns)


def name_findings(drafts: pl.DataFrame, observations: pl.DataFrame | None = None) -> pl.DataFrame:
    """``findings`` of the contract, one row per finding, sorted by place; nobody has acknowledged any yet.

    With ``observations``, the places of a fact are also those that print its figure again.

    The same content at the same place is one finding, whoever said it first; the same content at several places
    is several, numbered ``-2``, ``-3`` … in order of place.
    """
    sortable = conform_drafts(drafts).sort([*PLACE, "rule", *CONTENT[2:], "explanation"], nulls_last=True)
    unique = sortable.unique([*PLACE, *CONTENT], keep="first", maintain_order=True)
    ids = [finding_id(row[1], row) for row in unique.select(CONTENT).rows()]
    named = unique.with_columns(pl.Series("finding", ids, dtype=pl.String))
    twin = pl.int_range(1, pl.len() + 1).over("finding")
    numbered = pl.when(twin == 1).then(pl.col("finding")).otherwise(pl.format("{}-{}", "finding", twin))
    told = (numbered.alias("finding"), pl.col("nature").fill_null(DISAGREEMENT))
    ordered = named.with_columns(*told).sort(ORDER, nulls_last=True)
    return conform("findings", with_facts(ordered, observations))


def compare_findings(current: pl.DataFrame, previous: pl.DataFrame | None) -> pl.DataFrame:
    """Current and earlier findings with the ``state`` of their fact: ``new``, ``persisting`` or ``gone``.

    One row per finding; of facts that are gone, the rows of the run before. Without an earlier run everything is new.
    ``by``: what made a new fact, ``rule`` where the run before knew its rule and in another version, else ``data``.
    """
    before = conform("findings", pl.DataFrame(schema=SCHEMAS["findings"])) if previous is None else previous
    known = pl.col("fact").is_in(before["fact"].to_list())
    here = current.with_columns(
        pl.when(known).then(pl.lit("persisting")).otherwise(pl.lit("new")).alias("state"),
        pl.when(~known).then(_made_by(before)).alias("by"),
    )
    gone = before.join(current, on="fact", how="anti").with_columns(
        pl.lit("gone").alias("state"), pl.lit(None, dtype=pl.String).alias("by")
    )
    return pl.concat([here, gone.select(here.columns)]).sort(ORDER, nulls_last=True)


def _made_by(before: pl.DataFrame) -> pl.Expr:
    versions = before.drop_nulls("rule_version")
    same = pl.struct("rule", "rule_version").is_in(
        versions.select(pl.struct("rule", "rule_version")).to_series().implode()
    )
    changed = pl.col("rule").is_in(versions["rule"].unique().to_list()) & ~same
    return pl.when(changed).then(pl.lit("rule")).otherwise(pl.lit("data"))


def previous_findings(folder: Path) -> pl.DataFrame | None:
    """The findings of the last run that found something else than the present one; None if there is none."""
    return _earlier(folder / "findings_previous.parquet")


def _earlier(path: Path) -> pl.DataFrame | None:
    """Findings of an earlier run; null if there are none, or the file is damaged: it is only compared with."""
    try:
        return conform("findings", pl.read_parquet(path))
    except (OSError, pl.exceptions.PolarsError):
        return None


def write_findings(folder: Path, findings: pl.DataFrame) -> pl.DataFrame:
    """Write ``findings.parquet`` and return it with the ``state`` of each finding against the run before.

    The run before is the last that found something else, so repeating a run changes nothing and says the same.
    """
    path = folder / "findings.parquet"
    last = _earlier(path)
    if last is not None and set(last["finding"]) != set(findings["finding"]):
        write_atomic(folder / "findings_previous.parquet", path.read_bytes())
    write_table(folder, "findings", findings)
    return compare_findings(findings, previous_findings(folder))


def put_findings_aside(folder: Path) -> None:
    """Take away the findings of earlier data, so that nothing is published with them; the next run compares with
    them."""
    path = folder / "findings.parquet"
    if path.exists():
        path.replace(folder / "findings_previous.parquet")
