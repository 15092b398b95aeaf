"""Figures whose colour by today's tolerances is another than that of the quarter, or else the year, before.

A crossing is news only if it is new: one that a print before this quarter had made already, or from which the figure
is coming back, is none. One to a colour that was left within the year, or that another comparison contradicts, is told
with that doubt. One that hangs on a last decimal or on one case, of either figure, is not called a crossing.
"""

from __future__ import annotations

import polars as pl

from scorecard import column_words as said
from scorecard.frames import looked_up
from scorecard.measures.answers.change import compared, in_between
from scorecard.measures.answers.material import Material
from scorecard.measures.answers.rows import DEPENDS, HANGS_ON, LISTED, ROBUST, decimals_of, figure
from scorecard.measures.as_known_at import FIGURE_KEY
from scorecard.measures.rag import rag_of_line

RANK = {"red": 0, "amber": 1, "green": 2}
_DISTANCES = ("change-on-quarter", "change-on-year")
_BY_A_HAIR = "one case|the last printed decimal|the rounding"
"""What a colour hangs on that the smallest change would make another."""
_SERIES = ["indicator", "authority", "area", "breakdown", "unit"]
_KEY = [c for c in FIGURE_KEY if c != "unit"]


def crossings(material: Material, latest: pl.DataFrame) -> pl.DataFrame:
    """One row per figure of ``latest`` (answers) whose colour changed: both bands, and the columns of a message."""
    asked = latest.filter((pl.col("measure") == "rag") & pl.col("verdict").is_not_null())
    pairs = [_pairs(material, measure, asked, at) for at, measure in enumerate(_DISTANCES)]
    both = _coloured(pl.concat(pairs), material.tables["thresholds"])
    contrary = pl.col("verdict").filter(pl.col("verdict").is_in(["better", "worse"])).n_unique().over(FIGURE_KEY) > 1
    first = (
        both.with_columns(contrary.alias("contrary"))
        .sort("_at")
        .unique(FIGURE_KEY, keep="first", maintain_order=True)
        .filter(pl.col("band") != pl.col("before_band"))
        .with_row_index("_row")
    )
    told = looked_up(first, _between(first, material), "_row").with_columns(
        pl.col(c).fill_null(False) for c in ("already", "told_before", "beyond", "left")
    )
    new = told.filter(~(((pl.col("_at") == 1) & pl.col("already")) | pl.col("told_before") | pl.col("beyond")))
    thresholds = material.tables["thresholds"]
    now = _printed_besides(new, thresholds, "value", "same_document").rename({"also": "also_now"})
    then = _printed_besides(new, thresholds, "previous", "previous_same_document").rename({"also": "also_then"})
    return _in_words(looked_up(looked_up(new, now, "_row"), then, "_row", suffix="_then"))


def _pairs(material: Material, measure: str, asked: pl.DataFrame, at: int) -> pl.DataFrame:
    """The figures asked for with the earlier one, where a change can be judged."""
    colours = asked.select(*_KEY, pl.col("of_unit").alias("unit"), _hangs_on().alias("hangs_on"))
    judged = compared(material, measure).filter(pl.col("verdict").is_in(["better", "worse"]))
    joined = judged.join(colours, on=[*_KEY, "unit"], nulls_equal=True, validate="m:1")
    return joined.with_columns(pl.lit(at).alias("_at"))


def _hangs_on() -> pl.Expr:
    """What a colour hangs on, of the rows of the question ``rag``."""
    return pl.col("settings").str.extract(f"{HANGS_ON}(.*)$", 1)


def _coloured(pairs: pl.DataFrame, thresholds: pl.DataFrame) -> pl.DataFrame:
    """``pairs`` with both colours by the tolerances of the later figure's line or document, if both can be said."""
    now = rag_of_line(pairs, thresholds)
    smallest = pl.lit(10.0).pow(-pl.col("previous_decimals").cast(pl.Int32))
    before, above, below = (
        rag_of_line(pairs.with_columns((pl.col("previous") + step).round(6).alias("value")), thresholds)["band"]
        for step in (0.0, smallest, -smallest)
    )
    both = now.with_columns(
        before.alias("before_band"),
        (now["band"].eq_missing(above) | now["band"].eq_missing(below)).alias("before_at_an_edge"),
    )
    return both.filter(pl.col("band").is_not_null() & pl.col("before_band").is_not_null())


def _between(crossed: pl.DataFrame, material: Material) -> pl.DataFrame:
    """What the prints of the year up to a crossing, and since the earlier figure, say of it, per ``_row``.

    ``already``: one in between had the new colour; ``told_before``: one of them before this quarter. ``beyond``: one in
    between went further the same way, so that the figure comes back from there. ``left``: the new colour was there in
    the year before, and was left again.
    """
    prints = material.series.select(*_SERIES, pl.col("period_end").alias("at"), pl.col("value").alias("then"))
    year = pl.col("at") > pl.col("period_end").dt.offset_by("-12mo")
    kept = ["_row", *_SERIES, "document", "line", "period_end", "previous_period_end", "before_band", "not_judged"]
    inside = (
        crossed.select(*kept, pl.col("band").alias("own_band"))
        .join(prints, on=_SERIES, nulls_equal=True)
        .filter((pl.col("at") < pl.col("period_end")) & (year | (pl.col("at") >= pl.col("previous_period_end"))))
        .unique(["_row", "at"], keep="first", maintain_order=True)
    )
    coloured = rag_of_line(inside.with_columns(pl.col("then").alias("value")), material.tables["thresholds"])
    known = coloured.filter(pl.col("band").is_not_null()).sort("_row", "at")
    strictly = pl.col("at") > pl.col("previous_period_end")
    own = pl.col("band") == pl.col("own_band")
    rank = {c: pl.col(c).replace_strict(RANK, return_dtype=pl.Int8) for c in ("band", "own_band", "before_band")}
    further = (rank["band"] - rank["own_band"]) * (rank["own_band"] - rank["before_band"]) > 0
    return known.group_by("_row", maintain_order=True).agg(
        (strictly & own).any().alias("already"),
        (strictly & own & (pl.col("at") < pl.col("period_end").dt.truncate("1q"))).any().alias("told_before"),
        (strictly & further).any().alias("beyond"),
        (own.shift(1).fill_null(False) & ~own & year).any().alias("left"),
    )


def _printed_besides(crossed: pl.DataFrame, thresholds: pl.DataFrame, value: str, others: str) -> pl.DataFrame:
    """What a document prints besides a figure, per ``_row``: ``also``, in words, and the ``least`` and ``most`` band.

    The bands are ranks of `RANK`, of the figure itself too.
    """
    listed = pl.concat_list(value, pl.col(others).fill_null([]))
    each = crossed.with_columns(listed.alias("value"), pl.col(value).alias("_itself")).explode("value")
    coloured = rag_of_line(each, thresholds).filter(pl.col("band").is_not_null())
    rank = pl.col("band").replace_strict(RANK, return_dtype=pl.Int8)
    other = coloured.with_columns(decimals_of(pl.col("value")).alias("_places"), rank.alias("_rank"))
    shown = figure("value", "_places").filter(pl.col("value") != pl.col("_itself"))
    return other.group_by("_row", maintain_order=True).agg(
        shown.str.join(" and ").alias("also"), pl.col("_rank").min().alias("least"), pl.col("_rank").max().alias("most")
    )


def _in_words(crossed: pl.DataFrame) -> pl.DataFrame:
    """The crossings as messages, each with its doubt."""
    rank = {c: pl.col(c).replace_strict(RANK, return_dtype=pl.Int8) for c in ("band", "before_band")}
    worse = rank["band"] < rank["before_band"]
    stays = (worse & (pl.col("most") < pl.col("least_then"))) | (~worse & (pl.col("least") > pl.col("most_then")))
    crossing = pl.when(worse).then(pl.lit("crossed-worse")).otherwise(pl.lit("crossed-better"))
    at_an_edge = pl.col("hangs_on").fill_null("").str.contains(_BY_A_HAIR) | pl.col("before_at_an_edge")
    kind = pl.when(stays & ~at_an_edge).then(crossing).otherwise(pl.lit("not-clear"))
    other = pl.when(pl.col("_at") == 0).then(pl.lit("year")).otherwise(pl.lit("quarter"))
    besides = (
        ("also_now", said.period()),
        ("also_then", said.period("previous_period", "period_kind", "previous_period_start")),
    )
    doubts = [
        pl.col("hangs_on"),
        pl.when("before_at_an_edge").then(
            pl.format("{} lies at the edge of {}", figure("previous", "previous_decimals"), "before_band")
        ),
        pl.when("left").then(pl.lit("it had been there within the year, and left again")),
        pl.when("contrary").then(pl.format("on the {} before it went the other way", other)),
        *(
            pl.when(pl.col(also) != "").then(pl.format("{} is printed too for {}", also, when))
            for also, when in besides
        ),
    ]
    doubt = pl.concat_str(*doubts, separator="; ", ignore_nulls=True)
    hedge = pl.when(doubt == "").then(pl.lit("")).otherwise(pl.format(" ({})", doubt))
    open_one = pl.when(stays).then(pl.lit("")).otherwise(pl.lit("by one of several prints "))
    sentence = pl.format(
        "{}: {}from {} to {}{}: {} in {} against {} in {}{}.",
        said.about(),
        open_one,
        "before_band",
        "band",
        hedge,
        figure(),
        said.period(),
        figure("previous", "previous_decimals"),
        said.period("previous_period", "period_kind", "previous_period_start"),
        in_between(),
    )
    return crossed.with_columns(
        kind.alias("kind"),
        sentence.alias("words"),
        pl.when(doubt == "").then(pl.lit(ROBUST)).otherwise(pl.lit(DEPENDS)).alias("sure"),
        pl.col("facts").list.join(LISTED).replace("", None).alias("facts"),
    )
