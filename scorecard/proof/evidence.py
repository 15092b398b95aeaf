"""What speaks for and against printed figures and what is made of them: lists of facts, one list for each print.

Every function takes ``prints`` (`prints_at`, with ``_print``, a number for each) and gives one row per ``_print`` that
has something, with one column: a list of structs in a fixed order. A print that has nothing is not there.
"""

from __future__ import annotations

from collections.abc import Mapping

import polars as pl

from scorecard.measures.answers.rows import LISTED
from scorecard.measures.caveats import with_caveats
from scorecard.measures.findings import ranked, with_findings
from scorecard.measures.ticks import FAILS, HOLDS, comparisons
from scorecard.proof.prints import FIGURE, MISSING, PLACE, QUOTED, place_of

ABOUT, BESIDE = "about", "beside"
"""Is a finding about the figure itself, or about another one that it was held against?"""
_FACT = ["fact", "rule", "severity", "nature", "explanation", "suggestion", "published", "expected", "acknowledged"]
_MEASURE = ["measure", "title", "area", "breakdown", "period", "against", "against_period", "verdict", "sure", "words"]
_LIMIT = ["band", "published", "as_read", "line", "cell", "lower", "upper", "lower_closed", "upper_closed"]
_SIGN = ["signal", "published", "as_read", "computed", "meaning", "line", "cell"]
_CORRECTION = ["published", "read_as", "kind", "reason", "line", "cell"]


def _listed(rows: pl.DataFrame, name: str, columns: list[str]) -> pl.DataFrame:
    """One row per ``_print``, in the order of the rows: a list of structs of ``columns``, called ``name``."""
    return rows.group_by("_print", maintain_order=True).agg(pl.struct(columns).alias(name))


def corrections(prints: pl.DataFrame, tables: Mapping[str, pl.DataFrame]) -> pl.DataFrame:
    """``corrections``: the ledger's entries and proved readings by which a figure was read, the nearest first.

    Those of its own cell, and those of other cells (a label, a header) whose reason the figure's ``correction`` gives.
    """
    told = tables["corrections"].with_columns(pl.col("reason").alias("_reason"))
    own = prints.select("_print", *PLACE).join(told, on=PLACE).with_columns(pl.lit(0).alias("_far"))
    corrected = prints.filter(pl.col("correction").is_not_null())
    elsewhere = (
        corrected.select("_print", "document", "correction", own_line="line", own_cell="cell")
        .join(told.filter(pl.col("kind") == "ledger"), on="document")
        .filter(
            pl.col("correction").str.contains(pl.col("_reason"), literal=True),
            (pl.col("line") != pl.col("own_line")) | pl.col("cell").ne_missing(pl.col("own_cell")),
        )
        .with_columns(((pl.col("line") - pl.col("own_line")).abs() + 1).alias("_far"))
    )
    columns = ["_print", "_far", *_CORRECTION]
    both = pl.concat([own.select(columns), elsewhere.select(columns)], how="vertical_relaxed")
    return _listed(both.sort("_print", "_far", "line", "cell", "kind", "read_as"), "corrections", _CORRECTION)


def ticks(prints: pl.DataFrame, tables: Mapping[str, pl.DataFrame]) -> pl.DataFrame:
    """``ticks``: each comparison that a print takes part in (`comparisons`), those that contradict it first."""
    columns = ["rule", "outcome", "confirms", "contradicts", "others"]
    figures, quoted = (prints.filter(pl.col("kind").eq(QUOTED) == is_quoted) for is_quoted in (False, True))
    asked = figures.select("_print", "place")
    placed = tables["ticks"].with_columns(place_of().alias("place"))
    held = asked.join(comparisons(placed, of=asked["place"]), on="place")
    every = pl.concat([rows.select("_print", *columns) for rows in (held, _of_quoted(quoted, tables["ticks"]))])
    order = every.sort(
        "_print", "contradicts", "confirms", "rule", "others", descending=[False, True, True, False, False]
    )
    return _listed(order, "ticks", columns)


def _of_quoted(quoted: pl.DataFrame, ticks: pl.DataFrame) -> pl.DataFrame:
    """The comparisons of quoted figures: a line quotes several, so each is known by what it prints and means."""
    own = ["document", "line", "published", "indicator"]
    told = ticks.filter(pl.col("cell").is_null()).select(
        *own,
        "rule",
        "outcome",
        confirms=pl.col("outcome").is_in(HOLDS),
        contradicts=pl.col("outcome") == FAILS,
        others=pl.col("compared_with").str.split(LISTED).fill_null([]),
    )
    return quoted.select("_print", *own).join(told, on=own, nulls_equal=True)


def findings(prints: pl.DataFrame, tables: Mapping[str, pl.DataFrame]) -> pl.DataFrame:
    """``findings``: the facts about a print, the gravest first, then those of figures that it was held against.

    ``how`` says which (`ABOUT`, `BESIDE`).
    """
    told = ranked(tables["findings"]).with_row_index("_rank")
    leading = told.sort(pl.col("role") != "leading", "_rank").unique("fact", keep="first", maintain_order=True)
    figures, quoted = (prints.filter(pl.col("kind").eq(QUOTED) == is_quoted) for is_quoted in (False, True))
    of_figures = (
        with_findings(figures, tables["findings"]).select("_print", fact="findings").explode("fact").drop_nulls()
    )
    of_sentences = _of_sentences(quoted, tables["findings"])
    about = pl.concat([of_figures, of_sentences]).with_columns(pl.lit(ABOUT).alias("how"))
    named = leading.select("fact", place=pl.col("places").str.split(LISTED)).explode("place")
    beside = (
        prints.select("_print", "place").join(named, on="place").select("_print", "fact", pl.lit(BESIDE).alias("how"))
    )
    every = pl.concat([about, beside]).unique(["_print", "fact"], keep="first", maintain_order=True)
    rows = every.join(leading.select("_rank", *_FACT), on="fact").sort("_print", "how", "_rank")
    return _listed(rows, "findings", ["how", *_FACT])


def _of_sentences(quoted: pl.DataFrame, findings: pl.DataFrame) -> pl.DataFrame:
    """The facts about quoted figures: those of the same line that name no cell, and the same measure and period."""
    told = findings.filter(pl.col("cell").is_null()).select("document", "line", "indicator", "fact", of_period="period")
    same_period = (pl.col("of_period") == pl.col("period")).fill_null(True)
    return quoted.join(told, on=["document", "line", "indicator"]).filter(same_period).select("_print", "fact")


def measures(prints: pl.DataFrame, tables: Mapping[str, pl.DataFrame]) -> pl.DataFrame:
    """``measures``: the answers whose ``inputs`` name the place of a print, those about itself first (``own``)."""
    asked = prints.select("_print", "place")
    answered = tables["measures"].with_row_index("_answer").with_columns(pl.col("inputs").str.split(LISTED))
    used = (
        answered.select("_answer", place="inputs")
        .explode("place")
        .join(asked, on="place")
        .unique(["_print", "_answer"], maintain_order=True)
        .join(answered.select("_answer", *_MEASURE, own_place=place_of()), on="_answer", validate="m:1")
        .with_columns((pl.col("own_place") == pl.col("place")).fill_null(False).alias("own"))
        .sort("_print", "own", "_answer", descending=[False, True, False])
    )
    return _listed(used, "measures", ["own", *_MEASURE])


def limits(prints: pl.DataFrame, tables: Mapping[str, pl.DataFrame]) -> pl.DataFrame:
    """``limits``: the printed tolerances that judge a figure: those of its own line, else of its document.

    Benchmarks, pairs of counts and missing figures have none.
    """
    judged = prints.filter(
        pl.col("kind") == FIGURE, pl.col("value").is_not_null(), pl.col("area_kind") != "comparator"
    ).select("_print", "document", "indicator", own_line="line")
    read = tables["thresholds"].select("document", "indicator", pl.col("read_as").alias("as_read"), *_without(_LIMIT))
    every = judged.join(read, on=["document", "indicator"]).with_columns(
        (pl.col("line") == pl.col("own_line")).alias("_own")
    )
    kept = every.filter(pl.col("_own") | ~pl.col("_own").any().over("_print"))
    order = pl.col("band").replace_strict({"red": 0, "amber": 1, "green": 2}, default=3, return_dtype=pl.Int8)
    return _listed(kept.sort("_print", order, "line", "cell"), "limits", _LIMIT)


def signs(prints: pl.DataFrame, tables: Mapping[str, pl.DataFrame]) -> pl.DataFrame:
    """``signs``: the arrow and the colour that a figure's own line prints for its period, of the whole authority."""
    key = ["document", "line", "indicator", "period"]
    whole = prints.filter(
        pl.col("kind").is_in([FIGURE, MISSING]), pl.col("area_kind") == "authority", pl.col("breakdown").is_null()
    )
    read = tables["signals"].select(*key, pl.col("read_as").alias("as_read"), *_without(_SIGN, "line"))
    return _listed(whole.select("_print", *key).join(read, on=key).sort("_print", "signal", "cell"), "signs", _SIGN)


def caveats(prints: pl.DataFrame, tables: Mapping[str, pl.DataFrame]) -> pl.DataFrame:
    """``caveats``: the kinds of warning of its own document that cover a figure, as codes."""
    told = with_caveats(prints, tables["caveats"], tables["documents"])
    return told.select("_print", "caveats").filter(pl.col("caveats").list.len() > 0)


def _without(columns: list[str], *gone: str) -> list[str]:
    return [c for c in columns if c not in ("as_read", *gone)]
