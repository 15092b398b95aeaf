"""The slices of a quarter: what its pages can depend on, and what those can that tell of its documents alone."""

from __future__ import annotations

from collections.abc import Mapping

import polars as pl

from scorecard.measures.quarters import in_quarter, is_figure, quarter_of_period
from scorecard.measures.series import PAGE_ROW
from scorecard.measures.slice_rows import (
    CELL,
    HASH,
    LISTED,
    NAMING,
    ROW,
    at_or_naming,
    ends,
    numbers_at,
    places,
    those,
    with_rows,
)
from scorecard.measures.ticks import FAILS
from scorecard.periods import Quarter
from scorecard.schema import UNJUDGED

Tables = Mapping[str, pl.DataFrame]
YEARS_OF_MONTHS = 3
"""So many years up to a quarter's end its pages may show month by month, or hold its figures against. Trends have
thirteen months; what is compared is compared with the year before, and counted from the April before that."""
_RUNNING = ("month", "year_to_date")
"""Kinds of periods of which older ones are not shown, but for the last month of each quarter."""
_PLAIN = ("in-month", "month-end", "rolling-12-months")
"""How a month's figure counts that is surely the month's: what sentences give for it beside a table is no figure."""
_TOLD = ("value", "of", "forecast")
"""What a claim must be to give a figure of its own, or to be held against a later one."""
_SUBJECT = ["document", "indicator", "period"]
_MEASURE = ["indicator", "authority", "unit", "period"]
_AT_OTHERS = ("thresholds", "signals")
"""Tables that are looked up by the document and the measure of a figure."""


def of_documents(tables: Tables, quarter: Quarter) -> dict[str, pl.DataFrame]:
    """What the pages can depend on that tell how a quarter's documents were read, and what was found in them.

    All that is kept of these documents, but for what figures say of each other (thresholds, signals and measures). Of
    others ``tables``, which say on which page of a pack a place is that a comparison names; and those that could not be
    read, of which nobody knows what quarter they would have stood behind.
    """
    own = behind(tables, quarter)
    cut = {n: f if n in UNJUDGED or "document" not in f.columns else those(f, own) for n, f in tables.items()}
    cut |= {name: cut[name].clear() for name in (*_AT_OTHERS, "measures")}
    linked = places(cut["ticks"], NAMING["ticks"]).select("document").unique()
    return cut | {"tables": those(tables["tables"], pl.concat([own, linked]).unique())}


def of_quarter(
    tables: Tables, quarter: Quarter, named_by_measures: pl.DataFrame, *, in_full: bool, again: bool
) -> dict[str, pl.DataFrame]:
    """What the pages can depend on that show the figures of a quarter: see `Slices.of_quarter`.

    ``named_by_measures``: the places that each answer names (`places`). ``again``: are the tables such a slice already?
    """
    observations, claims = tables["observations"], tables["claims"]
    own = _of(behind(tables, quarter))
    cut = {"observations": observations.filter(own | _is_early(quarter))}
    cut["claims"] = claims.filter(
        own | (_is_early_claim(claims, quarter) & (in_full | _is_figure_alone(tables, own, quarter)))
    )
    dated = (
        cut["observations"].filter(own | pl.col("period_end").is_not_null()),
        cut["claims"].filter(own | ends(cut["claims"]).is_not_null()),
        tables["documents"].filter(own),
    )
    documents = pl.concat([frame.select("document") for frame in dated]).unique()
    cut = {name: those(frame, documents) for name, frame in cut.items()}
    rest = {n: f for n, f in tables.items() if n not in cut}
    cut |= {n: those(f, documents) if "document" in f.columns else f for n, f in rest.items()}
    figures = cut["observations"] if in_full else cut["observations"].filter(own | _is_shown(quarter))
    cells = figures.select(CELL).unique()
    printed = pl.concat([cells, *(cut[name].select(CELL) for name in _AT_OTHERS)]).unique()
    cut["headers"] = cut["headers"].filter(own)
    cut["unread"] = with_rows(cut["unread"], own, numbers_at(cut["unread"], printed))
    cut["coverage"] = with_rows(cut["coverage"], own, numbers_at(cut["coverage"], cells))
    ticks, findings = (tables[name] for name in ("ticks", "findings"))
    if not again:
        # what contradicts a figure that is shown may stand in a document of which nothing else is
        early = claims.filter(_is_early_claim(claims, quarter), ends(claims).is_not_null()).select("document")
        speaking = pl.concat([documents, early]).unique()
        ticks, findings = those(ticks, speaking), those(findings, speaking)
    cut["ticks"] = _ticks_of(ticks, own, printed)
    cut["findings"] = _findings_of(findings, own, printed, figures.select(_SUBJECT).unique())
    answers, every = _numbered(tables["measures"]), cut["observations"].select(CELL).unique()
    whole = (own | _is_early(quarter)) & _of(documents)
    cut["measures"] = _answers(answers, whole, every, named_by_measures)
    return cut


def behind(tables: Tables, quarter: Quarter) -> pl.DataFrame:
    """The documents that print or quote a figure of the quarter."""
    both = (tables[name].filter(in_quarter(quarter)).select("document") for name in ("observations", "claims"))
    return pl.concat(both).unique()


def _of(documents: pl.DataFrame) -> pl.Expr:
    return pl.col("document").is_in(documents["document"].implode())


def _is_early(quarter: Quarter) -> pl.Expr:
    """Is it about the quarter's time or an earlier one, or of no time that is known?"""
    return pl.col("period_end").is_null() | (pl.col("period_end") <= quarter.end)


def _is_early_claim(claims: pl.DataFrame, quarter: Quarter) -> pl.Expr:
    told_until = ends(claims)
    return told_until.is_null() | (told_until <= quarter.end)


def _is_figure_alone(tables: Tables, own: pl.Expr, quarter: Quarter) -> pl.Expr:
    """Can a claim of another document be a figure, or a forecast, of a measure that the quarter's documents tell of?

    Not if it says of no time, nor if a table prints its month. All claims of a line go together, as they are read so.
    """
    observations, claims = tables["observations"], tables["claims"]
    measures = pl.concat([f.filter(own)["indicator"] for f in (observations, claims)]).drop_nulls().unique()
    monthly = observations.filter(
        pl.col("period_kind") == "month",
        pl.col("basis").is_in(_PLAIN),
        pl.col("value").is_not_null(),
        pl.col("breakdown").is_null(),
        pl.col("area_kind") == "authority",
    ).select(_MEASURE)
    dated = claims.with_columns(pl.coalesce("period", "heading_period").alias("period"))
    of_them = pl.col("indicator").is_in(measures.implode()) & pl.col("relation").is_in(_TOLD)
    told = dated.filter(of_them & (ends(dated) <= quarter.end))
    alone = told.join(monthly.unique(), on=_MEASURE, how="anti")
    line = pl.concat_str("document", "line", separator=":")
    return line.is_in(alone.select(line).to_series().unique().implode())


def _is_shown(quarter: Quarter) -> pl.Expr:
    """Early figures of which a page may give the proof: of months that are long past the last of each quarter alone.

    Of each document by itself: so which of them are shown does not hang on another one.
    """
    end = pl.col("period_end")
    since = Quarter(quarter.year - YEARS_OF_MONTHS, quarter.number).end
    long_past = (pl.col("period_kind").is_in(_RUNNING) & (end <= since)).fill_null(False)
    last = pl.when(is_figure()).then(end).max().over("document", *PAGE_ROW, quarter_of_period())
    of_a_quarter = (pl.col("period_kind") == "month") & (end == last)
    return _is_early(quarter) & (~long_past | of_a_quarter.fill_null(False))


def _numbered(frame: pl.DataFrame) -> pl.DataFrame:
    """With the number of each row, and without its hash: the rows become others."""
    return frame.drop(HASH, strict=False).with_row_index(ROW)


def _answers(
    answers: pl.DataFrame, whole: pl.Expr, cells: pl.DataFrame, named_by_measures: pl.DataFrame
) -> pl.DataFrame:
    """The ``whole`` answers, and of others that use a figure that is shown just that.

    A proof says which questions use its figure, and nothing of what is answered: so of an answer of another time
    its measure is kept with the place, once for all that ask the same of it; ``sure`` is null there and
    nowhere else. What the latest benchmark was (in ``settings``) is said on the page of the measure.
    """
    kept = answers.filter(whole)
    of_benchmark = pl.col("measure") == "against-benchmark"
    settings = pl.when(of_benchmark).then(pl.lit(None, pl.String)).otherwise("settings").alias("settings")
    used = named_by_measures.join(cells, on=CELL, how="semi").join(kept, on=ROW, how="anti")
    at = pl.concat_str(*CELL, separator=":").alias("inputs")
    naming = used.select(ROW, at).join(answers.select(ROW, "measure", *CELL), on=ROW).sort(ROW, "inputs")
    shown = naming.join(cells.with_columns(pl.lit(True).alias("_own")), on=CELL, how="left", maintain_order="left")
    place = [pl.when("_own").then(pl.col(part)).otherwise(None).alias(part) for part in CELL]
    once = shown.select(ROW, "inputs", "measure", *place).unique(
        ["inputs", "measure", *CELL], keep="first", maintain_order=True
    )
    both = pl.concat([kept.with_columns(settings), once], how="diagonal")
    return both.sort(ROW, maintain_order=True).drop(ROW)


def _ticks_of(ticks: pl.DataFrame, own: pl.Expr, printed: pl.DataFrame) -> pl.DataFrame:
    """All comparisons of a quarter's own documents, and of others those that contradict what is shown.

    From both sides, where both were made: they are told as one.
    """
    place = pl.concat_str(*CELL, separator=":")
    sides = pl.concat_list(pl.col(NAMING["ticks"]).str.split(LISTED).fill_null([]), place)
    key = pl.concat_str("rule", sides.list.drop_nulls().list.unique().list.sort().list.join(LISTED), separator=" ")
    numbered = ticks.with_row_index(ROW).with_columns(key.alias("_key"))
    failing = numbered.filter(pl.col("outcome") == FAILS)
    told = failing.filter(pl.col(ROW).is_in(at_or_naming(failing, "ticks", printed).implode()))
    return with_rows(ticks, own, numbered.filter(pl.col("_key").is_in(told["_key"].implode()))[ROW])


def _findings_of(findings: pl.DataFrame, own: pl.Expr, printed: pl.DataFrame, told_of: pl.DataFrame) -> pl.DataFrame:
    """All findings in a quarter's own documents, and of others the facts about what is shown.

    What names no cell is about the figures of its document, measure and time: ``told_of`` are those that are shown. Of
    others ``places`` are those that are shown: a proof asks whether a fact names its figure, not what else it names.
    """
    numbered = _numbered(findings)
    loose = those(numbered.filter(pl.col("cell").is_null()), told_of)[ROW]
    told = pl.concat([at_or_naming(numbered, "findings", printed), loose])
    facts = numbered.filter(own | pl.col(ROW).is_in(told.implode())).select("fact").unique()
    shown = places(numbered.drop(ROW), NAMING["findings"]).join(printed, on=CELL, how="semi", maintain_order="left")
    at = pl.concat_str(*CELL, separator=":").str.join(LISTED).alias("_shown")
    named = pl.when(own).then("places").otherwise("_shown").alias("places")
    cut = those(numbered, facts).join(
        shown.group_by(ROW, maintain_order=True).agg(at), on=ROW, how="left", maintain_order="left"
    )
    return cut.with_columns(named).drop(ROW, "_shown")
