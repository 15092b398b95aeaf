"""The figures of a quarter as a capsule carries them: a row of texts for each print, in printed order."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import polars as pl

from scorecard.frames import looked_up
from scorecard.measures.findings import entries, with_findings
from scorecard.measures.quarters import in_quarter
from scorecard.periods import Quarter
from scorecard.proof.prints import PLACE

COLUMNS = (
    "id",
    "document",
    "table",
    "line",
    "cell",
    "published",
    "read_as",
    "status",
    "value",
    "unit",
    "numerator",
    "denominator",
    "missing_reason",
    "correction",
    "indicator",
    "indicator_number",
    "title",
    "breakdown",
    "area",
    "period",
    "basis",
    "findings",
)
"""What a row holds. ``read_as``: the text that a correction reads instead of the printed one; null for none.
``findings``: the facts about the figure, with a blank between."""
Row = list[str | int | None]
_LEDGER = "ledger"
"""Entries that mend the text of a cell; a reading that was proved gives a cell another meaning, and no other text."""
_BETWEEN_CELLS = "│"
"""What stands between the cells of an entry that moves a figure and leaves its text as it is."""
_FACT = ("rule", "severity", "explanation")


def quarter_figures(tables: Mapping[str, pl.DataFrame], quarter: Quarter, indicators: pl.DataFrame) -> pl.DataFrame:
    """One row per print of a table about the quarter or one of its months: ``observations`` with `COLUMNS`.

    ``id`` is the place, with the number of the part where one cell prints several figures.
    """
    names = indicators.select("indicator", title="name")
    part = pl.when(pl.col("part") > 0).then(pl.format("#{}", "part")).otherwise(pl.lit(""))
    return (
        tables["observations"]
        .filter(in_quarter(quarter))
        .pipe(with_findings, tables["findings"])
        .pipe(looked_up, names, "indicator")
        .pipe(_with_mended_text, tables["corrections"])
        .with_columns(
            pl.coalesce("title", "indicator_name", "indicator").alias("title"),
            pl.format("{}:{}:{}{}", "document", "line", "cell", part).alias("id"),
            pl.col("findings").list.join(" ").alias("findings"),
        )
        .sort("document", "line", "cell", "part")
    )


def _with_mended_text(figures: pl.DataFrame, corrections: pl.DataFrame) -> pl.DataFrame:
    one_cell = ~pl.col("read_as").str.contains(_BETWEEN_CELLS, literal=True)
    ledger = corrections.filter((pl.col("kind") == _LEDGER) & one_cell)
    mended = ledger.select(*PLACE, "read_as").drop_nulls().unique(PLACE, keep="first", maintain_order=True)
    corrected = looked_up(figures, mended, PLACE)
    return corrected.with_columns(pl.when(pl.col("status") == "corrected").then("read_as").alias("read_as"))


def as_rows(figures: pl.DataFrame) -> list[Row]:
    """`quarter_figures` as lists of texts and whole numbers: numbers as they are written, so that all read alike."""
    written = figures.with_columns(written_number(name).alias(name) for name in ("value", "numerator", "denominator"))
    return [list(row) for row in written.select(COLUMNS).iter_rows()]


def written_number(column: str) -> pl.Expr:
    """A number in decimal digits, as short as it can be: ``65.5``, ``144``; null stays null."""
    text = pl.col(column).map_elements(decimal_text, return_dtype=pl.String)
    return pl.when(pl.col(column).is_not_null()).then(text)


def decimal_text(value: float) -> str:
    """A float in decimal digits without an exponent, to a millionth.

    >>> decimal_text(144.0), decimal_text(65.5), decimal_text(-0.1), decimal_text(1e7)
    ('144', '65.5', '-0.1', '10000000')
    """
    return f"{value:.6f}".rstrip("0").rstrip(".")


def facts_about(figures: pl.DataFrame, findings: pl.DataFrame) -> dict[str, Sequence[str]]:
    """Rule, severity and explanation by the id of each fact that ``figures`` names."""
    named = set(figures["findings"].str.split(" ").explode().drop_nulls()) - {""}
    told = entries(findings).filter(pl.col("fact").is_in(named)).sort("fact")
    return {fact: list(said) for fact, *said in told.select("fact", *_FACT).iter_rows()}
