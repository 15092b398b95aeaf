"""What documents warn of about their own figures: rows of ``caveats.tsv`` to the table ``caveats`` of the contract."""

from __future__ import annotations

from collections.abc import Sequence
from typing import get_args

import polars as pl

from scorecard.caveats import COLUMNS as CAVEAT_COLUMNS
from scorecard.caveats import SCOPES, things_named
from scorecard.clean.raw.load import RawDocument
from scorecard.errors import InputError
from scorecard.frames import in_its_time
from scorecard.periods import Period
from scorecard.registry import Registry
from scorecard.registry.prose import CaveatKind
from scorecard.schema import SCHEMAS, conform

REPORT = "report"
"""The scope of a warning about a whole report: it names no measure."""
ROW = "row"
"""The scope of a note in a row of a table."""
_CAVEAT = ["document", "line", "part"]
_OF_LINE = {"line_start": pl.Date, "line_end": pl.Date}
"""The time of the figures that a line quotes."""


def caveats_table(
    documents: Sequence[RawDocument], observations: pl.DataFrame, claims: pl.DataFrame, registry: Registry
) -> pl.DataFrame:
    """The table ``caveats``: one row per warning and indicator that it covers, in printed order.

    An indicator is covered if a figure of it is printed on the lines of the warning, for a period that overlaps the one
    that the warning names, if it names any. Where the warning names the things that it is of (``about``), only
    indicators of these are; if none stands on its lines, those of its document. A warning that covers none so is of
    those that its own line quotes a figure of, and of the time of these figures if it names none itself; so is a note
    in a row whose figures are of one time. ``indicator``
    is null where there is none, and for a whole report. Raises InputError for a row that is not as ``extract`` writes
    it.
    """
    rows = [
        {"document": d.id, **dict(zip(d.caveats[0], cells, strict=False))} for d in documents for cells in d.caveats[1:]
    ]
    schema = {"document": pl.String, **dict.fromkeys(CAVEAT_COLUMNS, pl.String)}
    caveats = _typed(pl.DataFrame(rows, schema=schema)).with_columns(_label().alias("period"))
    asked = caveats.filter(pl.col("scope") != REPORT)
    covered = _covered(asked, observations, registry)
    alone = asked.select(_CAVEAT).join(covered, on=_CAVEAT, how="anti")
    in_line = alone.join(_quoted(claims), on=["document", "line"]).select(*covered.columns, *_OF_LINE)
    of_rows = covered.join(asked.select(*_CAVEAT, "scope"), on=_CAVEAT, how="left", maintain_order="left")
    timed = of_rows.with_columns(pl.when(pl.col("scope") == ROW).then("line").alias("row")).join(
        _of_one_time(observations), left_on=["document", "row"], right_on=["document", "line"], how="left"
    )
    covered = pl.concat([timed.select(*covered.columns, *_OF_LINE), in_line], how="diagonal")
    told = caveats.join(covered, on=_CAVEAT, how="left", validate="1:m", maintain_order="left")
    named = pl.col("period_start").is_not_null() | pl.col("period_end").is_not_null()
    dated = told.with_columns(
        pl.when(named).then(own).otherwise(of_line).alias(own)
        for own, of_line in zip(("period_start", "period_end"), _OF_LINE, strict=True)
    )
    return conform("caveats", dated.with_columns(_label().alias("period")).sort(*_CAVEAT, "indicator"))


def _of_one_time(observations: pl.DataFrame) -> pl.DataFrame:
    """One row per line whose figures are all of one period, with its first and its last day."""
    first, last = _OF_LINE
    dated = observations.select(
        "document", "line", pl.col("period_start").alias(first), pl.col("period_end").alias(last)
    )
    return dated.unique().filter(pl.len().over("document", "line") == 1).drop_nulls()


def _quoted(claims: pl.DataFrame) -> pl.DataFrame:
    """One row per line and measure that it quotes a figure of, with the first and the last day of their periods."""
    labels = claims["period"].drop_nulls().unique().sort()
    known = [(one, p.start, p.end) for one in labels if (p := Period.of_label(one)) is not None and p.start and p.end]
    times = pl.DataFrame(known, schema=["period", *_OF_LINE], orient="row", schema_overrides=_OF_LINE)
    dated = (
        claims.select("document", "line", "indicator", "period")
        .drop_nulls("indicator")
        .join(times.cast({"period": pl.String}), on="period", how="left")
    )
    first, last = _OF_LINE
    return dated.group_by("document", "line", "indicator").agg(pl.col(first).min(), pl.col(last).max())


def _typed(read: pl.DataFrame) -> pl.DataFrame:
    """Rows of text with the contract's types; blanks are null."""
    kinds = {c: SCHEMAS["caveats"][c] for c in CAVEAT_COLUMNS}
    numbers = [pl.col(c).cast(kind, strict=False) for c, kind in kinds.items() if kind.is_integer()]
    dates = [pl.col(c).str.to_date("%Y-%m-%d", strict=False) for c, kind in kinds.items() if kind == pl.Date]
    about = pl.when(pl.col("about") != "").then("about")
    typed = read.with_columns(*numbers, *dates, about.alias("about"))
    given = pl.all_horizontal(pl.col("line", "part", "from_line", "to_line").is_not_null())
    known = pl.col("kind").is_in(get_args(CaveatKind)) & pl.col("scope").is_in(SCOPES)
    dated = pl.all_horizontal(pl.col(c).is_not_null() | (read[c] == "") for c in ("period_start", "period_end"))
    wrong = typed.filter(~(given & known & dated).fill_null(value=False))
    if not wrong.is_empty():
        first = wrong.row(0, named=True)
        raise InputError(
            f"{first['document']}: caveats.tsv has a row that extract does not write",
            where=f"caveats.tsv of {first['document']}, line {first['line']} of the source",
            expected=f"a kind ({', '.join(get_args(CaveatKind))}), a scope ({', '.join(SCOPES)}), lines and dates",
            do="extract the document again, or undo the change in caveats.tsv",
        )
    return typed


def _label() -> pl.Expr:
    """The contract's label of a stretch of time that is one month, quarter or financial year; else null."""
    start, end = pl.col("period_start"), pl.col("period_end")
    begins = start.dt.day() == 1
    of_months = {n: begins & (start.dt.offset_by(f"{n}mo").dt.offset_by("-1d") == end) for n in (1, 3, 12)}
    year = start.dt.offset_by("-3mo").dt.year()
    years = pl.format("{}/{}", year, ((year + 1) % 100).cast(pl.String).str.zfill(2))
    quarter = (start.dt.month() - 4) % 12 // 3 + 1
    return (
        pl.when(of_months[1])
        .then(start.dt.strftime("%Y-%m"))
        .when(of_months[3] & (start.dt.month() % 3 == 1))
        .then(pl.format("{} Q{}", years, quarter))
        .when(of_months[12] & (start.dt.month() == 4))
        .then(years)
    )


def _covered(caveats: pl.DataFrame, observations: pl.DataFrame, registry: Registry) -> pl.DataFrame:
    """The measures that each warning covers: its place and ``indicator``."""
    told = caveats.drop_nulls("about").select(*_CAVEAT, pl.col("about").str.split(" ")).explode("about")
    things = _things(observations.join(told, on="document", how="semi"), registry)
    of_things = told.join(things, on=["document", "about"]).select(*_CAVEAT, "indicator").unique()
    figures = observations.select(
        "document", "indicator", figure_line="line", figure_start="period_start", figure_end="period_end"
    ).unique()
    beside = caveats.select(*_CAVEAT, "from_line", "to_line", "period_start", "period_end").join(figures, on="document")
    in_time = beside.filter(in_its_time("figure_start", "figure_end"))
    lines = in_time.filter(pl.col("figure_line").is_between("from_line", "to_line"))
    near = lines.select(*_CAVEAT, "indicator").unique()
    meant = near.join(of_things, on=[*_CAVEAT, "indicator"], how="semi")
    unmeant = near.join(meant, on=_CAVEAT, how="anti")
    elsewhere = in_time.join(of_things, on=[*_CAVEAT, "indicator"], how="semi").select(*_CAVEAT, "indicator").unique()
    return pl.concat([meant, unmeant, elsewhere.join(near, on=_CAVEAT, how="anti")])


def _things(observations: pl.DataFrame, registry: Registry) -> pl.DataFrame:
    """One row per ``document``, ``indicator`` and thing of the trade (``about``) that the document names it by."""
    names = observations.select("document", "indicator", "indicator_name").unique().drop_nulls()
    things = things_named(names["indicator_name"].unique(), registry) if names.height else {}
    rows = [(*row[:2], thing) for row in names.iter_rows() for thing in things[row[2]]]
    schema = {"document": pl.String, "indicator": pl.String, "about": pl.String}
    return pl.DataFrame(rows, schema=schema, orient="row").unique()
