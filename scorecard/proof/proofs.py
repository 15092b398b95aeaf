"""The proof of printed figures: each with all that an auditor asks of it, for many at once."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

import polars as pl

from scorecard.frames import looked_up
from scorecard.measures.answers.rows import decimals_of
from scorecard.proof import evidence, worked
from scorecard.proof.prints import as_places, prints_at

LISTS = ("corrections", "ticks", "findings", "measures", "limits", "signs", "caveats")
"""The columns of a proof that hold several things; none of them is ever null."""
_COVERAGE = ["document", "table", "line", "cell", "part"]


def proofs(
    tables: Mapping[str, pl.DataFrame],
    places: pl.DataFrame | Iterable[str],
    *,
    indicators: pl.DataFrame | None = None,
) -> pl.DataFrame:
    """One row per print at ``places``, in their order; several of a place where its cell holds several figures.

    ``tables``: the processed tables by name, with ``ticks`` and ``measures`` (empty where nobody made them).
    ``places``: a frame with ``document``, ``line``, ``cell`` (null: a figure quoted on that line), or texts like
    ``2020-06-…:545:3``. A place at which nothing is known has no row. ``indicators``: the registry's frame, for
    ``title``, the measure's name; without it the name as printed.

    The columns:

    - where: ``place`` (document:line:cell), ``where`` (in words), ``part`` (of several figures of a cell),
      ``document``, ``document_title``, ``publisher``, ``as_at``, ``published_on``, ``table``, ``line``, ``cell``;
      ``document_sha256`` of the document, ``table_sha256`` of the raw table (null for a quoted figure)
      ``printed_at``, ``page``, ``box``, ``sheet``, ``sheet_cell``: its place in a file that is no text
    - what is printed: ``kind`` (`prints.KINDS`), ``published`` (the text of the cell)
    - how it was read: ``read`` (the number with its unit), ``value``, ``decimals``, ``unit``, ``numerator``,
      ``denominator``, ``lower``, ``upper``, ``status``, ``missing_reason``, ``mark``, ``indicator``, ``title``,
      ``indicator_number``, ``indicator_name``, ``theme``, ``breakdown``, ``authority``, ``area``, ``area_kind``,
      ``period``, ``period_kind``, ``period_start``, ``period_end``, ``basis``; of other kinds what `prints_at` says
    - ``correction``: why it was read otherwise than printed; ``corrections``: published, read_as, kind, reason, line,
      cell of each entry behind it
    - ``worked``: ``144 ÷ 220 = 65.4545…%, printed 65.5%``
    - ``state`` (confirmed, contradicted, untested; null: nothing to test), ``confirmed_by``, ``contradicted_by``,
      ``untested_because``; ``ticks``: rule, outcome, confirms, contradicts, others (places) of each comparison
    - ``findings``: how (about, beside), fact, rule, severity, nature, explanation, suggestion, published, expected,
      acknowledged; ``caveats``: kinds of warnings of its document
    - ``limits``: band, published, as_read, line, cell and edges of the tolerances that judge it; ``signs``: signal,
      published, as_read, computed, meaning, line, cell
    - ``measures``: own (is it about this figure?), measure, title, area, breakdown, period, against, against_period,
      verdict, sure, words
    """
    prints = prints_at(tables, as_places(places)).with_row_index("_print")
    told = (
        prints.pipe(_with_document, tables["documents"])
        .pipe(looked_up, _hashes(tables["tables"]), ["document", "table"])
        .pipe(looked_up, _states(tables["coverage"]), _COVERAGE)
        .pipe(_with_title, indicators)
        .with_columns(pl.coalesce("decimals", decimals_of(pl.col("value"))))
        .with_columns(worked.figure().alias("read"), worked.division().alias("worked"), _where().alias("where"))
    )
    for name in LISTS:
        told = looked_up(told, getattr(evidence, name)(prints, tables), "_print")
    return told.with_columns(pl.col(name).fill_null([]) for name in LISTS).drop("_print")


def _with_document(prints: pl.DataFrame, documents: pl.DataFrame) -> pl.DataFrame:
    about = documents.select(
        "document",
        "publisher",
        "as_at",
        document_title="title",
        published_on="published",
        document_sha256="sha256",
    )
    return looked_up(prints, about, "document")


def _hashes(tables: pl.DataFrame) -> pl.DataFrame:
    return tables.select("document", "table", table_sha256="sha256")


def _states(coverage: pl.DataFrame) -> pl.DataFrame:
    return coverage.select(
        *_COVERAGE[:-1],
        pl.col("part").cast(pl.Int32),
        "state",
        "confirmed_by",
        "contradicted_by",
        untested_because="reason",
    )


def _with_title(prints: pl.DataFrame, indicators: pl.DataFrame | None) -> pl.DataFrame:
    """``title``: the registry's name of the measure, else the printed one."""
    printed = pl.coalesce("indicator_name", "indicator")
    if indicators is None:
        return prints.with_columns(printed.alias("title"))
    named = looked_up(prints, indicators.select("indicator", title="name"), "indicator")
    return named.with_columns(pl.coalesce("title", printed))


def _where() -> pl.Expr:
    """``line 743, cell 6 of 07-looked-after-children-placements``; of a sentence its line alone.

    Before it stands its place in a file that is no text: ``page 4, table 1, row 7, column 3 (line 743, ...)``.
    """
    line = pl.format("line {}", "line")
    told = pl.concat_str(line, pl.format(", cell {}", "cell"), pl.format(" of {}", "table"), ignore_nulls=True)
    return pl.coalesce(pl.format("{} ({})", "printed_at", told), told)
