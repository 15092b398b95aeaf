"""Key messages: what a quarter's figures say, in sentences that are earned.

A message is made of verified figures only, and none of a figure under an error. What is said plainly is robust: every
reasonable way of looking at it agrees. The order is that of consequence: a colour that changed, a figure out of the
ordinary, a target missed, a change; what cannot be told comes last, with the reasons.
"""

from __future__ import annotations

import polars as pl

from scorecard import column_words as said
from scorecard import words
from scorecard.measures.answers.bands import with_bands
from scorecard.measures.answers.change import compared
from scorecard.measures.answers.material import Material
from scorecard.measures.answers.over_packs import (
    forecast_inputs,
    forecast_words,
    forecasts,
    no_longer_reported,
)
from scorecard.measures.answers.rows import DEPENDS, LISTED, REASONS, ROBUST, figure
from scorecard.measures.as_known_at import FIGURE_KEY
from scorecard.measures.rag import rag_of_line
from scorecard.periods import Quarter

KINDS = {
    "crossed-worse": "Crossed into a worse colour",
    "crossed-better": "Crossed into a better colour",
    "signal": "Out of the ordinary",
    "target-missed": "Red by the printed tolerances",
    "declined": "Got worse",
    "improved": "Got better",
    "came-true": "Forecast, and what came",
    "not-clear": "Not clear",
    "not-reported": "No longer reported",
    "not-known": "Not yet known",
}
"""Kinds of messages in the order of consequence, and what pages call them."""
_SHOWN = 12
"""So many of a long list are named."""
_LOST = ("kind", "words", "sure", "inputs", "document")
_RANK = {"red": 0, "amber": 1, "green": 2}
SCHEMA = {
    "kind": pl.String,
    "indicator": pl.String,
    "title": pl.String,
    "period": pl.String,
    "words": pl.String,
    "sure": pl.String,
    "inputs": pl.String,
    "facts": pl.String,
    "document": pl.String,
    "line": pl.Int32,
    "cell": pl.Int32,
}
_HEADLINES = {"change-on-year": 0, "change-on-quarter": 1}
"""The changes that make a headline, the first that is told before the other; one month says little."""


def key_messages(material: Material, measures: pl.DataFrame, quarter: Quarter) -> pl.DataFrame:
    """One row per message about the whole authority in a quarter, by consequence; `SCHEMA`.

    ``measures`` are the answers of the material. Each measure is told of at its latest figure in the quarter.
    """
    latest = _latest(measures, quarter)
    crossed = _crossings(material, latest)
    told = [crossed, _signals(latest), _targets(latest, crossed), *_changes(latest, crossed)]
    told += [_forecasts(material, quarter), _not_reported(material, quarter), _not_known(latest)]
    order = {kind: at for at, kind in enumerate(KINDS)}
    positions = material.rules.select("indicator", "position")
    messages = pl.concat([one.select(*SCHEMA) for one in told if one.height] or [pl.DataFrame(schema=SCHEMA)])
    return (
        messages.join(positions, on="indicator", how="left", maintain_order="left")
        .sort(
            pl.col("kind").replace_strict(order, return_dtype=pl.Int8),
            "position",
            "indicator",
            "words",
            nulls_last=True,
        )
        .drop("position")
    )


def _latest(measures: pl.DataFrame, quarter: Quarter) -> pl.DataFrame:
    """The answers about the whole authority at each measure's latest month in a quarter, or at the quarter itself."""
    asked = measures.filter(
        pl.col("period_end").is_between(quarter.start, quarter.end),
        pl.col("period_kind").is_in(["month", "quarter"]),
        pl.col("area_kind") == "authority",
        pl.col("breakdown").is_null(),
    )
    key = ["authority", "indicator", "of_unit"]
    month = pl.col("period_kind") == "month"
    ends = asked.select(*key, "period", "period_end", month.alias("month")).unique()
    last = ends.sort("period_end", "month").unique(key, keep="last", maintain_order=True)
    return asked.join(last.select(*key, "period"), on=[*key, "period"], how="semi")


def _of(latest: pl.DataFrame, measure: str) -> pl.DataFrame:
    return latest.filter((pl.col("measure") == measure) & pl.col("verdict").is_not_null())


def _crossings(material: Material, latest: pl.DataFrame) -> pl.DataFrame:
    """Figures whose colour by today's tolerances is another than that of the quarter, or else the year, before."""
    asked = latest.filter(pl.col("measure") == "rag").filter(pl.col("sure").is_in([ROBUST, DEPENDS]))
    key = [c for c in FIGURE_KEY if c != "unit"]
    pairs = pl.concat(
        [
            compared(material, measure)
            .filter(pl.col("verdict").is_not_null())
            .rename({"unit": "of_unit"})
            .join(
                asked.select(
                    *key, "of_unit", pl.col("sure").alias("rag_sure"), pl.col("settings").alias("rag_settings")
                ),
                on=[*key, "of_unit"],
                nulls_equal=True,
            )
            .rename({"of_unit": "unit"})
            .with_columns(pl.lit(at).alias("_at"), pl.lit(words).alias("since"))
            for at, (measure, words) in enumerate(
                (("change-on-quarter", "the quarter before"), ("change-on-year", "the year before"))
            )
        ],
        how="diagonal",
    )
    now = rag_of_line(pairs, material.tables["thresholds"])
    before = rag_of_line(pairs.with_columns(pl.col("previous").alias("value")), material.tables["thresholds"])
    crossed = (
        now.with_columns(before["band"].alias("before_band"))
        .filter(pl.col("band").is_not_null() & pl.col("before_band").is_not_null())
        .sort("_at")
        .unique(FIGURE_KEY, keep="first", maintain_order=True)
        .filter(pl.col("band") != pl.col("before_band"))
    )
    rank = {c: pl.col(c).replace_strict(_RANK, return_dtype=pl.Int8) for c in ("band", "before_band")}
    kind = pl.when(rank["band"] < rank["before_band"]).then(pl.lit("crossed-worse")).otherwise(pl.lit("crossed-better"))
    hedge = (
        pl.when(pl.col("rag_sure") == DEPENDS)
        .then(pl.lit(", but only just or on a disputed figure"))
        .otherwise(pl.lit(""))
    )
    sentence = pl.format(
        "{}: from {} to {}{}: {} in {} against {} in {}.",
        said.about(),
        "before_band",
        "band",
        hedge,
        figure(),
        said.period(),
        figure("previous", "previous_decimals"),
        said.period("previous_period", "period_kind", "previous_period_start"),
    )
    return crossed.with_columns(
        kind.alias("kind"),
        sentence.alias("words"),
        pl.col("rag_sure").alias("sure"),
        pl.col("facts").list.join(LISTED).replace("", None).alias("facts"),
    )


def _signals(latest: pl.DataFrame) -> pl.DataFrame:
    told = _of(latest, "variation").filter((pl.col("verdict") != "common-cause") & (pl.col("sure") == ROBUST))
    return told.with_columns(pl.lit("signal").alias("kind"))


def _targets(latest: pl.DataFrame, crossed: pl.DataFrame) -> pl.DataFrame:
    """Figures that are red whichever way one looks, and did not become so just now."""
    red = _of(latest, "rag").filter((pl.col("verdict") == "red") & (pl.col("sure") == ROBUST))
    told = red.join(crossed.filter(pl.col("band") == "red"), on="indicator", how="anti")
    margin = latest.filter(pl.col("measure") == "margin-to-next-band").select(
        "indicator", "of_unit", pl.col("words").alias("far")
    )
    beside = told.join(margin, on=["indicator", "of_unit"], how="left", validate="1:1", maintain_order="left")
    return beside.with_columns(pl.lit("target-missed").alias("kind"), pl.coalesce("far", "words").alias("words"))


def _changes(latest: pl.DataFrame, crossed: pl.DataFrame) -> list[pl.DataFrame]:
    """What got better or worse on the year or the quarter before, and what is better one way and worse another."""
    judged = latest.filter(pl.col("measure").is_in(list(_HEADLINES)) & pl.col("verdict").is_in(["better", "worse"]))
    at = pl.col("measure").replace_strict(_HEADLINES, return_dtype=pl.Int8)
    key = ["indicator", "of_unit"]
    mixed = pl.col("verdict").n_unique().over(key) > 1
    clear = judged.filter((pl.col("sure") == ROBUST) & ~mixed).sort(at).unique(key, keep="first", maintain_order=True)
    told = clear.join(crossed, on="indicator", how="anti")
    kind = pl.when(pl.col("verdict") == "worse").then(pl.lit("declined")).otherwise(pl.lit("improved"))
    unclear = (
        judged.filter(mixed)
        .sort(at)
        .group_by(key, maintain_order=True)
        .agg(
            pl.col("words").str.join(" ").alias("words"),
            pl.col("inputs").str.join(LISTED).alias("inputs"),
            pl.exclude("words", "inputs").first(),
        )
    )
    return [
        told.with_columns(kind.alias("kind")),
        unclear.with_columns(pl.lit("not-clear").alias("kind"), pl.lit(DEPENDS).alias("sure")),
    ]


def _forecasts(material: Material, quarter: Quarter) -> pl.DataFrame:
    """Forecasts for a time that ends in the quarter, beside what a later pack prints for it."""
    ended = forecasts(material).filter(pl.col("forecast_end").is_between(quarter.start, quarter.end))
    return ended.with_columns(
        pl.lit("came-true").alias("kind"),
        pl.col("told_period").alias("period"),
        forecast_words().alias("words"),
        forecast_inputs().alias("inputs"),
        pl.lit(ROBUST).alias("sure"),
        pl.col("facts").list.join(LISTED).replace("", None).alias("facts"),
    )


def _not_reported(material: Material, quarter: Quarter) -> pl.DataFrame:
    """Measures that the council's pack before printed and this quarter's does not, with their last figures."""
    lost = no_longer_reported(material, with_bands(material)).filter(
        pl.col("as_at").is_between(quarter.start, quarter.end)
    )
    colour = pl.when(pl.col("band").is_null()).then(pl.lit("")).otherwise(pl.format(", {}", "band"))
    shown = pl.format("{} ({} in {}{})", "title", figure(), said.period(), colour)
    order = pl.col("band").replace_strict(_RANK, default=len(_RANK), return_dtype=pl.Int8)
    told = (
        lost.sort(order, "position")
        .group_by("document", "before", maintain_order=True)
        .agg(
            pl.len().alias("many"),
            shown.head(_SHOWN).str.join(", ").alias("shown"),
            pl.col("place").head(_SHOWN).str.join(LISTED).alias("inputs"),
        )
    )
    rest = (
        pl.when(pl.col("many") > _SHOWN).then(pl.format(" and {} more", pl.col("many") - _SHOWN)).otherwise(pl.lit(""))
    )
    empty = [pl.lit(None, kind).alias(name) for name, kind in SCHEMA.items() if name not in _LOST]
    return told.with_columns(
        *empty,
        pl.lit("not-reported").alias("kind"),
        pl.format("{} measures of {} are not in {}: {}{}.", "many", "before", "document", "shown", rest).alias("words"),
        pl.lit(ROBUST).alias("sure"),
    )


def _not_known(latest: pl.DataFrame) -> pl.DataFrame:
    """How many measures with a good direction cannot be compared with the quarter or the year before, and why."""
    asked = latest.filter(pl.col("measure").is_in(list(_HEADLINES)))
    key = ["indicator", "of_unit"]
    open_ones = asked.filter(pl.col("verdict").is_null().all().over(key))
    at = pl.col("measure").replace_strict(_HEADLINES, return_dtype=pl.Int8)
    nothing = pl.col("reason") == "no-earlier-figure"
    first = open_ones.sort(nothing, at).unique(key, keep="first", maintain_order=True)
    rows = first.group_by("reason", maintain_order=True).agg(
        pl.len().alias("many"),
        pl.col("title").sort().str.join(", ").alias("titles"),
        pl.col("inputs").str.join(LISTED).alias("inputs"),
    )
    told = [
        (
            "not-known",
            None,
            None,
            None,
            f"{words.counted(many, 'measure')} cannot be compared with the quarter or the year before: "
            f"{REASONS.get(reason, reason)} ({titles}).",
            ROBUST,
            inputs,
            None,
            None,
            None,
            None,
        )
        for reason, many, titles, inputs in rows.sort("many", "reason", descending=[True, False]).iter_rows()
    ]
    return pl.DataFrame(told, schema=SCHEMA, orient="row")
