"""Changes and directions that a sentence states, beside the figures that they should follow from."""

from __future__ import annotations

import polars as pl

from scorecard.validate.rules.shared import claims, words
from scorecard.validate.rules.shared.figures import MICROS

_SUBJECT = ["document", "line", "indicator"]


def _values(said: pl.DataFrame) -> pl.DataFrame:
    """Values of the same line that a change may lie between; none lies between ours and a comparator's."""
    ours = pl.col("period").fill_null("") != "latest"
    stated = said.filter(pl.col("relation").is_in(claims.STATED) & pl.col("micro").is_not_null() & ours)
    return stated.select(*_SUBJECT, "unit", pl.col("micro").alias("v"), pl.col("half").alias("h"), "published")


def changes(said: pl.DataFrame, found: pl.DataFrame) -> pl.DataFrame:
    """Stated changes with at least two values of the measure in the same line, or two neighbouring months printed.

    A count's change is the difference; a percentage's is the difference in points or in per cent of the older
    value. It holds where one pair gives it; otherwise the pair that comes closest is shown. A change that fits in
    points alone is told apart (``points``).
    """
    asked = said.filter((pl.col("relation") == "change") & pl.col("micro").is_not_null())
    own_values = _values(said)
    pairs = own_values.join(own_values, on=[*_SUBJECT, "unit"], suffix="_old").filter(pl.col("v") != pl.col("v_old"))
    in_line = asked.join(
        pairs.rename({"published": "new_text", "published_old": "old_text"}), on=_SUBJECT, suffix="_of"
    )
    table = asked.join(_steps(found), on=["document", "indicator"], suffix="_of").filter(
        pl.col("period").is_null() | (pl.col("period") == pl.col("new_period"))
    )
    both = pl.concat(
        [in_line.with_columns(pl.lit(True).alias("sure")), table.with_columns(pl.lit(False).alias("sure"))],
        how="diagonal",
    )
    size, difference = pl.col("micro").abs(), (pl.col("v") - pl.col("v_old")).abs()
    slack = pl.col("half") + pl.col("h") + pl.col("h_old")
    kind = pl.col("unit") == pl.col("unit_of")
    in_points = kind & ((size - difference).abs() <= slack)
    relative = (100.0 * MICROS * difference / pl.col("v_old").abs()).round(0).cast(pl.Int64, strict=False)
    in_per_cent = (pl.col("unit") == "percent") & ((size - relative).abs() <= slack + MICROS // 20)
    judged = both.filter(kind | (pl.col("unit") == "percent")).with_columns(
        in_points.fill_null(False).alias("in_points"),
        in_per_cent.fill_null(False).alias("in_per_cent"),
        pl.when(kind).then(difference).otherwise(relative).alias("difference"),
    )
    fits = pl.col("in_points") | pl.col("in_per_cent")
    order = judged.with_columns(fits.alias("fits")).sort(
        "row",
        ~pl.col("fits"),
        ~pl.col("in_per_cent"),
        ~pl.col("sure"),
        (size - pl.col("difference")).abs(),
        "v",
        "v_old",
    )
    best = order.unique("row", keep="first", maintain_order=True)
    # if one change of the line fits its values, another one has a base that the line does not name
    explained = pl.col("fits").any().over(_SUBJECT)
    near = (size - pl.col("difference")).abs() <= pl.col("difference") // 2
    best = best.filter(pl.col("fits") | (pl.col("sure") & ~explained & near))
    points = pl.col("in_points") & ~pl.col("in_per_cent") & (pl.col("unit") == "percent")
    meant = (
        pl.when(pl.col("fits") & ~points)
        .then(size)
        .otherwise(pl.when(points).then(-size).otherwise(pl.col("difference")))
    )
    bound = meant.cast(pl.Float64) / MICROS
    return best.with_columns(
        points.alias("points"), (size / MICROS).alias("published_value"), bound.alias("lower"), bound.alias("upper")
    )


def _steps(found: pl.DataFrame) -> pl.DataFrame:
    """Each printed month of a measure with the month before and the same month a year before."""
    months = found.filter(pl.col("period_kind") == "month").unique(
        ["document", "indicator", "period"], keep="first", maintain_order=True
    )
    old = months.select(
        "document",
        "indicator",
        "unit",
        pl.col("micro").alias("v_old"),
        pl.col("half").alias("h_old"),
        pl.col("published").alias("old_text"),
        pl.col("period_start").alias("old_start"),
    )
    new = months.select(
        "document",
        "indicator",
        "unit",
        pl.col("micro").alias("v"),
        pl.col("half").alias("h"),
        pl.col("published").alias("new_text"),
        pl.col("period").alias("new_period"),
        pl.col("period_start").alias("start"),
        pl.col("line").alias("other_line"),
    )
    steps = [
        new.with_columns(pl.col("start").dt.offset_by(by).alias("old_start")).join(
            old, on=["document", "indicator", "unit", "old_start"]
        )
        for by in ("-1mo", "-1y")
    ]
    return pl.concat(steps).drop("start")


def change_words(failing: pl.DataFrame) -> pl.DataFrame:
    """Points called per cent are information; a change that fits no two values of its line is a warning."""
    meant = words.with_unit(
        words.number(pl.col("difference"), pl.max_horizontal("decimals", pl.lit(1))), pl.col("unit")
    )
    points = pl.format(
        "{}: a change of {} is printed; from {} to {} it is that many percentage points, not per cent.",
        claims.subject(),
        "published",
        "old_text",
        "new_text",
    )
    other = pl.format(
        "{}: a change of {} is printed, but from {} to {} it is {}.",
        claims.subject(),
        "published",
        "old_text",
        "new_text",
        meant,
    )
    return failing.with_columns(
        pl.when("points").then(pl.lit("percentage points")).otherwise(meant).alias("expected"),
        pl.when(~pl.col("points")).then(pl.lit("warning")).otherwise(pl.lit("information")).alias("severity"),
        pl.when("points").then(points).otherwise(other).alias("explanation"),
    )


def new_base(said: pl.DataFrame) -> pl.DataFrame:
    """Changes given as a number and its percentage ("136 more, 51%") with the new value in the same line.

    It holds where the number is that percentage of the older value of some count of the line; a row fails where it
    is that percentage of the new value instead. Other cases name no base and are not judged.
    """
    key = ["document", "line", "period", "direction"]
    told = said.filter((pl.col("relation") == "change") & (pl.col("micro") != 0) & pl.col("direction").is_not_null())
    number = told.filter(pl.col("unit") == "count").select(*key, pl.col("micro").abs().alias("n"), "value")
    share = told.filter(pl.col("unit") == "percent")
    pairs = share.drop("value").join(number.filter(pl.len().over(key) == 1), on=key, nulls_equal=True)
    stated = said.filter(pl.col("relation").is_in(claims.STATED) & (pl.col("unit") == "count") & (pl.col("micro") > 0))
    joined = pairs.join(stated.select("document", "line", pl.col("micro").alias("new")), on=["document", "line"])
    sign = pl.when(pl.col("direction") == "up").then(1).otherwise(-1)
    older = pl.col("new") - sign * pl.col("n")

    def fits(base: pl.Expr) -> pl.Expr:
        share_of_base = 100.0 * MICROS * pl.col("n") / base
        return ((share_of_base - pl.col("micro").abs()).abs() <= pl.col("half") + 1) & (base > 0)

    judged = joined.with_columns(fits(older).alias("old_fits"), fits(pl.col("new")).alias("new_fits"))
    known = judged.filter(pl.col("old_fits") | pl.col("new_fits")).sort("row", ~pl.col("old_fits"), "new")
    first = known.unique("row", keep="first", maintain_order=True)
    percent = pl.col("micro").abs() / MICROS
    right = 100.0 * pl.col("n") / (pl.col("new") - sign * pl.col("n"))
    bound = pl.when("old_fits").then(percent).otherwise(right)
    return first.with_columns(
        percent.alias("published_value"), bound.alias("lower"), bound.alias("upper"), (right * MICROS).alias("right")
    )


def new_base_words(failing: pl.DataFrame) -> pl.DataFrame:
    """A change divided by the new instead of the old value."""
    right = words.number(pl.col("right").round(0).cast(pl.Int64), pl.max_horizontal("decimals", pl.lit(1))) + "%"
    return failing.with_columns(
        right.alias("expected"),
        pl.lit("warning").alias("severity"),
        pl.format(
            "{}: a change of {} is called {}, but it is {} of the value before; {} is its share of the new value.",
            claims.subject(),
            words.count("value"),
            "published",
            right,
            "published",
        ).alias("explanation"),
        pl.lit("Fits exactly: divided by the new instead of the old value.").alias("suggestion"),
    )


def directions(said: pl.DataFrame, found: pl.DataFrame) -> pl.DataFrame:
    """Sentences that say a measure rose or fell in a month, beside the month before and the year before.

    Codes: up 1, down -1. It holds where either of the two steps goes that way.
    """
    asked = said.filter(
        pl.col("direction").is_in(["up", "down"])
        & pl.col("relation").is_in(claims.STATED)
        & pl.col("period").is_not_null()
    )
    steps = _steps(found).with_columns((pl.col("v") - pl.col("v_old")).sign().cast(pl.Float64).alias("way"))
    joined = asked.join(
        steps.rename({"new_period": "period"}), on=["document", "indicator", "unit", "period"], suffix="_of"
    ).filter(pl.col("v") == pl.col("micro"))
    code = pl.when(pl.col("direction") == "up").then(1.0).otherwise(-1.0)
    ways = joined.group_by("row").agg(pl.col("way").min().alias("lower"), pl.col("way").max().alias("upper"))
    first = joined.sort("row", "old_start", descending=[False, True]).unique("row", keep="first", maintain_order=True)
    return first.join(ways, on="row", validate="1:1").with_columns(code.alias("published_value"))


def direction_words(failing: pl.DataFrame) -> pl.DataFrame:
    """Information: a sentence may compare with another month than the one before."""
    went = (
        pl.when(pl.col("way") > 0)
        .then(pl.lit("rose"))
        .when(pl.col("way") < 0)
        .then(pl.lit("fell"))
        .otherwise(pl.lit("stayed"))
    )
    said = pl.when(pl.col("direction") == "up").then(pl.lit("rise")).otherwise(pl.lit("fall"))
    return failing.with_columns(
        went.alias("expected"),
        pl.lit("information").alias("severity"),
        pl.format(
            "{}: the sentence tells of a {} to {}, but the table's figure {} from {} to {} (line {}).",
            claims.subject(),
            said,
            "published",
            went,
            "old_text",
            "new_text",
            "other_line",
        ).alias("explanation"),
    )
