"""Red, amber, green: the band of the printed tolerances, and how far the figure is from another one.

The colour is decided on the figure as it is printed (`scorecard.measures.rag`), and said beside the printed colour. How
many cases lie between a share and another band is searched in whole numbers: a case more or fewer among those that
count, or one more or fewer that does not, decided on the exact fraction of x and y. A quotient of two whole numbers
below 10^13 is the float of a printed edge only where it is that edge, so comparing them is exact.
"""

from __future__ import annotations

import polars as pl

from scorecard.frames import looked_up
from scorecard.measures.answers.material import Material
from scorecard.measures.answers.over_packs import moved_goalposts
from scorecard.measures.answers.robust import disputed, robustness, sure, with_agreement
from scorecard.measures.answers.rows import (
    DEPENDS,
    FEWEST_CASES,
    HANGS_ON,
    LISTED,
    ROBUST,
    answers,
    blocked,
    difference,
    difference_unit,
    figure,
    subject,
    why,
)
from scorecard.measures.rag import rag_of_line

_PLACE = ["document", "line", "indicator", "period"]
_BY_TOLERANCES = "the printed tolerances of the figure's own line, else of its document, on the figure as printed"
_BY_FRACTIONS = "whole numbers searched, decided on the exact fraction of x and y"
_NEAR = (-1, 0, 1)
"""How far about an edge whole numbers are tried."""
_ONE_CASE = 1
_SAME = 1e-6
_WAYS = "as printed, by x of y, one case or one printed decimal away, enough cases; without what a finding disputes"


def with_bands(material: Material) -> pl.DataFrame:
    """The figures with ``band`` or the ``reason`` for none, ``printed_band`` of their line and period, ``edges``."""
    figures = material.figures.with_columns(blocked(target=True).alias("reason"))
    judged = rag_of_line(figures.with_columns(pl.col("reason").alias("not_judged")), material.tables["thresholds"])
    printed = (
        material.tables["signals"]
        .filter(pl.col("signal") == "rag")
        .sort(*_PLACE, "cell")
        .unique(_PLACE, keep="first", maintain_order=True)
        .select(*_PLACE, pl.col("read_as").alias("printed_band"))
    )
    whole = (pl.col("area_kind") == "authority") & pl.col("breakdown").is_null() & (pl.col("period_kind") == "month")
    coloured = looked_up(judged, printed, _PLACE).with_columns(
        pl.when(whole).then("printed_band").alias("printed_band"), pl.col("undecided").alias("reason")
    )
    return coloured.filter(pl.col("reason").ne_missing("no-target") | pl.col("printed_band").is_not_null())


def colours(banded: pl.DataFrame, nearest: pl.DataFrame) -> pl.DataFrame:
    """Measure ``rag``: one row per figure of a line or document with tolerances, or with a printed colour.

    ``nearest``: per ``_row`` the smallest ``step`` in cases, the ``exact_band`` of x and y and the smallest ``margin``.
    """
    printed = (
        pl.when(pl.col("printed_band").is_null())
        .then(pl.lit("no colour is printed"))
        .when(pl.col("printed_band") == pl.col("band"))
        .then(pl.format("{} is printed", "printed_band"))
        .otherwise(pl.format("but {} is printed", "printed_band"))
    )
    coloured = pl.format("{}: {} is {} by the printed tolerances; {}.", subject(), figure(), "band", printed)
    undecided = (
        pl.when(pl.col("printed_band").is_null())
        .then(pl.format("{}: {} has no colour ({}); no colour is printed.", subject(), figure(), why()))
        .otherwise(
            pl.format("{}: {} is printed {}, which is not checked: {}.", subject(), figure(), "printed_band", why())
        )
    )
    smallest = pl.lit(10.0).pow(-pl.col("decimals").cast(pl.Int32))
    close = looked_up(banded, nearest, "_row").with_columns(pl.col("step").abs(), smallest.alias("smallest"))
    one = (pl.col("step") <= _ONE_CASE).fill_null(False)
    last = (pl.col("margin").abs() <= pl.col("smallest") * (1 + _SAME)).fill_null(False)
    hanging = [
        (one, "one case"),
        (last, "the last printed decimal"),
        ((pl.col("cases") < FEWEST_CASES).fill_null(False), f"fewer than {FEWEST_CASES} cases"),
        ((pl.col("exact_band") != pl.col("band")).fill_null(False), "the rounding"),
        (disputed("severity") | (pl.col("same_document").list.len().fill_null(0) > 0), "a disputed figure"),
    ]
    hangs = pl.concat_str(
        *(pl.when(hang).then(pl.lit(told)) for hang, told in hanging), separator=", ", ignore_nulls=True
    )
    decided = with_agreement(
        close.with_columns(pl.col("band").alias("verdict")),
        {
            "as printed": pl.col("band"),
            "the exact fraction of x and y": pl.col("exact_band"),
            "one case more or fewer": pl.when(pl.col("step").is_not_null()).then(
                pl.when(one).then("step_band").otherwise("exact_band")
            ),
            "the last printed decimal up or down": pl.when(last).then("margin_band").otherwise("band"),
            f"{FEWEST_CASES} cases or more": pl.when(pl.col("cases") < FEWEST_CASES).then(pl.lit("fewer")),
        },
    ).with_columns(sure().alias("sure"))
    told = answers(
        decided.with_columns(
            pl.lit(_BY_TOLERANCES).alias("method"),
            pl.concat_str(
                pl.format("printed: {}", "printed_band"),
                pl.when(pl.col("sure") == DEPENDS).then(pl.concat_str(pl.lit(HANGS_ON), hangs)),
                separator=LISTED,
                ignore_nulls=True,
            )
            .replace("", None)
            .alias("settings"),
            pl.when(pl.col("band").is_null()).then(undecided).otherwise(coloured).alias("words"),
            pl.col("place").alias("inputs"),
        ),
        "rag",
    )
    return pl.concat([told, robustness(decided.with_columns(pl.col("place").alias("inputs")), "rag", _WAYS)])


def _edges(banded: pl.DataFrame, thresholds: pl.DataFrame) -> pl.DataFrame:
    """One row per coloured figure and printed edge of its line's tolerances, else of its document's: ``edge``."""
    ends = thresholds.unpivot(
        ["lower", "upper"], index=["document", "indicator", "line"], value_name="edge", variable_name="end"
    ).filter(pl.col("edge").is_not_null())
    at_line = ends.select("document", "indicator", "line").unique().with_columns(pl.lit(True).alias("own"))
    asked = banded.filter(pl.col("band").is_not_null())
    told = looked_up(asked, at_line, ["document", "indicator", "line"])
    own = told.filter("own").join(ends, on=["document", "indicator", "line"])
    of_document = told.filter(pl.col("own").is_null()).join(ends.drop("line"), on=["document", "indicator"])
    return (
        pl.concat([own.drop("own"), of_document.drop("own")], how="diagonal")
        .unique(["_row", "edge"])
        .sort("_row", "edge")
    )


def _tried(candidates: pl.DataFrame, thresholds: pl.DataFrame) -> pl.DataFrame:
    """``candidates`` (a figure's row with another ``value`` to try) with the ``other_band`` that it would have."""
    tried = rag_of_line(
        candidates.drop("band", "undecided").with_columns(pl.lit(None, pl.String).alias("not_judged")), thresholds
    )
    return tried.rename({"band": "other_band"})


def nearest_margins(banded: pl.DataFrame, thresholds: pl.DataFrame) -> pl.DataFrame:
    """One row per figure with a colour (``_row``) and another in reach: the moves of `_both_ways` of its value.

    ``gap``: the smaller move on the way to the nearest one, after which the figure is in none of the printed bands.
    """
    smallest = pl.lit(10.0).pow(-pl.col("decimals").cast(pl.Int32))
    edges = _edges(banded, thresholds).with_columns(pl.col("value").alias("printed"), smallest.alias("smallest"))
    # values that the figure can print: those next to an edge, in its own decimals
    below = (pl.col("edge") / pl.col("smallest") + _SAME).floor()
    tries = [((below + n) * pl.col("smallest")).round(6).alias("value") for n in (*_NEAR, 2)]
    possible = (pl.col("value") >= 0) & ((pl.col("unit") != "percent") | (pl.col("value") <= 100))
    candidates = pl.concat([edges.with_columns(value) for value in tries]).filter(possible)
    tried = (
        _tried(candidates, thresholds)
        .join(banded.select("_row", "band"), on="_row", validate="m:1")
        .with_columns((pl.col("value") - pl.col("printed")).round(6).alias("step"))
    )
    others = pl.col("other_band").is_not_null() & (pl.col("other_band") != pl.col("band"))
    nearest = _both_ways(tried.filter(others))
    none = tried.filter((pl.col("undecided") == "gap") & (pl.col("step") != 0)).select(
        "_row", pl.col("step").alias("gap")
    )
    on_the_way = (pl.col("gap").sign() == pl.col("step").sign()) & (pl.col("gap").abs() < pl.col("step").abs())
    gaps = nearest.join(none, on="_row").filter(on_the_way).sort("_row", pl.col("gap").abs())
    return looked_up(nearest, gaps.unique("_row", keep="first", maintain_order=True).select("_row", "gap"), "_row")


def margins(banded: pl.DataFrame, nearest: pl.DataFrame) -> pl.DataFrame:
    """Measure ``margin-to-next-band``: how far the printed figure may move until its colour is another one.

    ``answer_value`` is the smaller move with its sign, ``answer_lower`` the one down, ``answer_upper`` the one up, each
    null where that way no other colour is reached; in the figure's unit (points for percentages).
    """
    asked = looked_up(banded.filter(pl.col("band").is_not_null()), nearest, "_row")
    way = pl.when(pl.col("step") > 0).then(pl.lit("more")).otherwise(pl.lit("less"))
    no_longer = pl.format("{} {} and it is no longer {}, ", difference("gap"), way, "band")
    words = (
        pl.when(pl.col("step").is_null())
        .then(pl.format("{}: {} is {}; no other colour can be reached.", subject(), figure(), "band"))
        .otherwise(
            pl.format(
                "{}: {} is {}; {}{} {} and it is {}.",
                subject(),
                figure(),
                "band",
                no_longer.fill_null(""),
                difference("step"),
                way,
                "step_band",
            )
        )
    )
    return answers(
        asked.with_columns(
            pl.col("step").alias("answer_value"),
            pl.col("down").alias("answer_lower"),
            pl.col("up").alias("answer_upper"),
            difference_unit().alias("answer_unit"),
            pl.col("step_band").alias("verdict"),
            pl.lit(_BY_TOLERANCES).alias("method"),
            pl.lit("the smallest move of the last printed decimal").alias("settings"),
            pl.lit(ROBUST).alias("sure"),
            words.alias("words"),
            pl.col("place").alias("inputs"),
        ),
        "margin-to-next-band",
    )


def _both_ways(others: pl.DataFrame) -> pl.DataFrame:
    """One row per figure: the smallest ``step`` to another band with it, and the smallest ``down`` and ``up``."""
    ordered = others.sort("_row", pl.col("step").abs(), "step", "other_band")
    return ordered.group_by("_row", maintain_order=True).agg(
        pl.col("step").first(),
        pl.col("other_band").first().alias("step_band"),
        pl.col("step").filter(pl.col("step") < 0).first().alias("down"),
        pl.col("other_band").filter(pl.col("step") < 0).first().alias("down_band"),
        pl.col("step").filter(pl.col("step") > 0).first().alias("up"),
        pl.col("other_band").filter(pl.col("step") > 0).first().alias("up_band"),
    )


def nearest_cases(banded: pl.DataFrame, thresholds: pl.DataFrame) -> pl.DataFrame:
    """One row per share with x and y (``_row``): the steps of `_both_ways` for x, ``rest_…`` for those not counted."""
    shares = banded.filter(
        (pl.col("unit") == "percent") & (pl.col("denominator") > 0) & pl.col("numerator").is_not_null()
    )
    edges = _edges(shares, thresholds).rename({"numerator": "x", "denominator": "y"})
    present = _tried(
        shares.with_columns((100 * pl.col("numerator") / pl.col("denominator")).alias("value")), thresholds
    )
    exact = present.select("_row", pl.col("other_band").alias("exact_band"))
    about = (pl.col("edge") * pl.col("y") / 100).floor()
    counted = pl.concat(
        [edges.with_columns((about + n).alias("tried_x"), pl.col("y").alias("tried_y")) for n in (*_NEAR, 2)]
    )
    whole = (100 * pl.col("x") / pl.col("edge")).floor()
    rest = pl.concat(
        [
            edges.filter(pl.col("edge") > 0).with_columns(pl.col("x").alias("tried_x"), (whole + n).alias("tried_y"))
            for n in (*_NEAR, 2)
        ]
    )
    of_x, of_y = (
        _both_ways(
            _tried(
                tries.filter(_is_possible()).with_columns((100 * pl.col("tried_x") / pl.col("tried_y")).alias("value")),
                thresholds,
            )
            .join(exact, on="_row", validate="m:1")
            .filter(pl.col("other_band").is_not_null() & pl.col("other_band").ne_missing(pl.col("exact_band")))
            .with_columns((pl.col(f"tried_{part}") - pl.col(part)).alias("step"))
        )
        for tries, part in ((counted, "x"), (rest, "y"))
    )
    of_rest = of_y.rename({c: f"rest_{c}" for c in of_y.columns if c != "_row"})
    both = shares.select("_row").join(of_x, on="_row", how="left", validate="1:1", maintain_order="left")
    return both.join(of_rest, on="_row", how="left", validate="1:1", maintain_order="left").pipe(
        looked_up, exact, "_row"
    )


def _is_possible() -> pl.Expr:
    """No part greater than its whole, and nobody fewer than none."""
    return (pl.col("tried_x") >= 0) & (pl.col("tried_y") > 0) & (pl.col("tried_x") <= pl.col("tried_y"))


def cases(banded: pl.DataFrame, nearest: pl.DataFrame) -> pl.DataFrame:
    """Measure ``children-to-next-band``: how many more or fewer of y would have to count for another colour.

    ``answer_value`` is the smaller number with its sign, ``answer_lower`` how many fewer, ``answer_upper`` how many
    more;
    ``settings`` says how many more or fewer that do not count would do the same.
    """
    asked = banded.filter(pl.col("band").is_not_null()).join(nearest, on="_row", validate="1:1", maintain_order="left")
    other = (
        pl.when(pl.col("exact_band") != pl.col("band"))
        .then(pl.format(", {} by the exact fraction", "exact_band"))
        .otherwise(pl.lit(""))
    )
    ways = [
        pl.when(pl.col(step).is_not_null()).then(
            pl.format("{} {} and it is {}", pl.col(step).abs().cast(pl.Int64), pl.lit(word), band)
        )
        for step, word, band in (("down", "fewer", "down_band"), ("up", "more", "up_band"))
    ]
    told = pl.concat_str(*ways, separator="; ", ignore_nulls=True)
    rest = [
        pl.when(pl.col(step).is_not_null()).then(
            pl.format("{} {} that do not count: {}", pl.col(step).abs().cast(pl.Int64), pl.lit(word), band)
        )
        for step, word, band in (("rest_down", "fewer", "rest_down_band"), ("rest_up", "more", "rest_up_band"))
    ]
    x_of_y = pl.format("{} of {}", pl.col("numerator").cast(pl.Int64), pl.col("denominator").cast(pl.Int64))
    nothing = pl.col("step").is_null()
    return answers(
        asked.with_columns(
            pl.col("step").alias("answer_value"),
            pl.col("down").alias("answer_lower"),
            pl.col("up").alias("answer_upper"),
            pl.lit("cases").alias("answer_unit"),
            pl.col("step_band").alias("verdict"),
            pl.lit(_BY_FRACTIONS).alias("method"),
            pl.concat_str(*rest, separator="; ", ignore_nulls=True).replace("", None).alias("settings"),
            pl.lit(ROBUST).alias("sure"),
            pl.when(nothing)
            .then(pl.format("{}: {} is {}{}; no other colour can be reached.", subject(), x_of_y, "band", other))
            .otherwise(pl.format("{}: {} is {}{}; {}.", subject(), x_of_y, "band", other, told))
            .alias("words"),
            pl.col("place").alias("inputs"),
        ),
        "children-to-next-band",
    )


def bands(material: Material) -> pl.DataFrame:
    """The measures ``rag``, ``margin-to-next-band`` and ``children-to-next-band`` of every figure that has them."""
    banded, thresholds = with_bands(material).with_row_index("_row"), material.tables["thresholds"]
    of_cases, of_value = nearest_cases(banded, thresholds), nearest_margins(banded, thresholds)
    closest = banded.select("_row").pipe(looked_up, of_cases.select("_row", "step", "step_band", "exact_band"), "_row")
    closest = looked_up(
        closest,
        of_value.select("_row", pl.col("step").alias("margin"), pl.col("step_band").alias("margin_band")),
        "_row",
    )
    return pl.concat(
        [
            colours(banded, closest),
            moved_goalposts(material, banded),
            margins(banded, of_value),
            cases(banded, of_cases),
        ]
    )
