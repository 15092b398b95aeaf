"""Changes and directions that a sentence states, beside the figures that they should follow from."""

from __future__ import annotations

import polars as pl

from scorecard import column_words as words
from scorecard.column_words import MICROS
from scorecard.text.numbers import NUMBER
from scorecard.validate.rules.shared import claims
from scorecard.validate.rules.shared.pairs import held_against, nearest, others
from scorecard.validate.rules.shared.shares import HUNDRED

_SUBJECT = ["document", "line", "indicator"]
_MEASURE = ["document", "indicator", "unit"]
_VALUE = ["micro", "half", "published"]
_TOGETHER = 2
"""Claims of a line between which a change is still of a move."""
_ROUGHLY = MICROS // 20
"""Millionths by which a change in per cent may miss besides rounding: its two values were rounded themselves."""


def changes(said: pl.DataFrame, printed: pl.DataFrame) -> pl.DataFrame:
    """Stated changes with at least two values of the measure in the same line, or two neighbouring months printed.

    A count's change is the difference; a percentage's is the difference in points or in per cent of the older
    value. It holds where one pair gives it; otherwise the pair that comes closest is shown. A change that fits in
    points alone is told apart (``points``).
    """
    asked = said.filter((pl.col("relation") == "change") & pl.col("micro").is_not_null())
    pairs = _judged(_with_two_values(asked, said, printed))
    missed_by = (_size() - pl.col("difference")).abs()
    order: list[pl.Expr | str] = [
        ~pl.col("fits"),
        ~pl.col("in_per_cent"),
        ~pl.col("sure"),
        missed_by,
        _other_way(),
        "new_micro",
        "old_micro",
    ]
    closest = nearest(pairs, *order)
    # if one change of the line fits its values, another one has a base that the line does not name
    explained = pl.col("fits").any().over(_SUBJECT)
    near = missed_by <= pl.col("difference") // 2
    told = closest.filter(pl.col("fits") | (pl.col("sure") & ~explained & near))
    points = pl.col("in_points") & ~pl.col("in_per_cent") & (pl.col("unit") == "percent")
    meant = pl.when(points).then(-_size()).when("fits").then(_size()).otherwise("difference") / MICROS
    sized = told.with_columns(points.alias("points"), (_size() / MICROS).alias("size"))
    return held_against(sized, meant, meant, value="size")


def _other_way() -> pl.Expr:
    """Whether two values lie the other way than the sentence says: "from 603 to 574" is told of no rise."""
    up, down = pl.col("direction") == "up", pl.col("direction") == "down"
    falls = pl.col("new_micro") < pl.col("old_micro")
    return ((up & falls) | (down & ~falls)).fill_null(False)


def _size() -> pl.Expr:
    """How large the stated change is, in millionths."""
    return pl.col("micro").abs()


def _with_two_values(asked: pl.DataFrame, said: pl.DataFrame, printed: pl.DataFrame) -> pl.DataFrame:
    """Changes with every two values they may lie between (``new_micro``, ``old_micro`` …): of their own line
    (``sure``), or of two months of the tables."""
    values = _values(said)
    in_line = others(values, [*_SUBJECT, "unit"], *_VALUE, prefix="new").join(
        others(values, [*_SUBJECT, "unit"], *_VALUE, prefix="old"), on=[*_SUBJECT, "unit"]
    )
    differing = in_line.filter(pl.col("new_micro") != pl.col("old_micro"))
    of_months = asked.join(_steps(printed), on=["document", "indicator"], suffix="_of").filter(
        pl.col("period").is_null() | (pl.col("period") == pl.col("new_period"))
    )
    return pl.concat(
        [
            asked.join(differing, on=_SUBJECT, suffix="_of").with_columns(pl.lit(True).alias("sure")),
            of_months.with_columns(pl.lit(False).alias("sure")),
        ],
        how="diagonal",
    )


def _values(said: pl.DataFrame) -> pl.DataFrame:
    """Values of the same line that a change may lie between; none lies between ours and a comparator's."""
    ours = pl.col("period").fill_null("") != "latest"
    values = said.filter(pl.col("relation").is_in(claims.STATED) & pl.col("micro").is_not_null() & ours)
    move = pl.col("relation") == "from-to"
    # "65.1% from 59.6%" is two figures, of which the value is the one that it went to
    return values.with_columns(pl.when(move).then(words.figure()).otherwise("published").alias("published"))


def _judged(pairs: pl.DataFrame) -> pl.DataFrame:
    """``pairs`` with their ``difference``, and whether the change ``fits`` it ``in_points`` or ``in_per_cent``."""
    apart = (pl.col("new_micro") - pl.col("old_micro")).abs()
    slack = pl.col("half") + pl.col("new_half") + pl.col("old_half")
    one_unit, percent = pl.col("unit") == pl.col("unit_of"), pl.col("unit") == "percent"
    in_points = one_unit & ((_size() - apart).abs() <= slack)
    relative = (HUNDRED * apart / pl.col("old_micro").abs()).round(0).cast(pl.Int64, strict=False)
    in_per_cent = percent & ((_size() - relative).abs() <= slack + _ROUGHLY)
    judged = pairs.filter(one_unit | percent).with_columns(
        in_points.fill_null(False).alias("in_points"),
        in_per_cent.fill_null(False).alias("in_per_cent"),
        pl.when(one_unit).then(apart).otherwise(relative).alias("difference"),
    )
    # there is no change in per cent of nought
    told = judged.filter(pl.col("difference").is_not_null())
    return told.with_columns((pl.col("in_points") | pl.col("in_per_cent")).alias("fits"))


def _steps(printed: pl.DataFrame) -> pl.DataFrame:
    """Each printed month of a measure with the month before and the same month a year before."""
    months = printed.filter(pl.col("period_kind") == "month").unique(
        ["document", "indicator", "period"], keep="first", maintain_order=True
    )
    old = others(months, _MEASURE, *_VALUE, "period_start", prefix="old")
    new = others(months, [*_MEASURE, "period_start"], *_VALUE, "period", prefix="new").with_columns(
        months["line"].alias("other_line")
    )
    steps = [
        new.with_columns(pl.col("period_start").dt.offset_by(by).alias("old_period_start")).join(
            old, on=[*_MEASURE, "old_period_start"]
        )
        for by in ("-1mo", "-1y")
    ]
    return pl.concat(steps).drop("period_start")


def moves(said: pl.DataFrame, told: pl.DataFrame) -> pl.DataFrame:
    """Stated changes beside the one move of their line, whatever they are about: ``from 500 to 420, a fall of 95``.

    Move and change stand together, have one unit and go the same way, or the change is in per cent of the older value.
    Changes that are ``told`` already are left out.
    """
    both = pl.col("published").str.extract_all(rf"{NUMBER}").list
    ends = both.eval(pl.element().str.replace_all("[,']", "").cast(pl.Float64, strict=False))
    moved = said.filter((pl.col("relation") == "from-to") & (ends.list.len() == 2)).with_columns(
        ends.list.first().alias("first"), ends.list.last().alias("last")
    )
    forward = pl.col("published").str.contains(" to ")
    sides = moved.filter(pl.len().over("document", "line") == 1).select(
        "document",
        "line",
        pl.col("place").alias("other_place"),
        pl.col("direction").alias("went"),
        pl.col("unit").alias("unit_of"),
        pl.col("half").alias("new_half"),
        pl.col("half").alias("old_half"),
        (pl.when(forward).then("last").otherwise("first") * MICROS).round(0).cast(pl.Int64).alias("new_micro"),
        (pl.when(forward).then("first").otherwise("last") * MICROS).round(0).cast(pl.Int64).alias("old_micro"),
        pl.when(forward).then(both.last()).otherwise(both.first()).alias("new_published"),
        pl.when(forward).then(both.first()).otherwise(both.last()).alias("old_published"),
    )
    asked = said.filter((pl.col("relation") == "change") & pl.col("micro").is_not_null() & (pl.col("micro") != 0))
    pairs = asked.join(told.select("row"), on="row", how="anti").join(sides, on=["document", "line"])
    together = (pl.col("place").cast(pl.Int64) - pl.col("other_place").cast(pl.Int64)).abs() <= _TOGETHER
    same_way = pl.col("direction").is_null() | (pl.col("direction") == pl.col("went"))
    judged = _judged(pairs.filter(together & same_way & (pl.col("old_micro") != pl.col("new_micro"))))
    sized = judged.with_columns((_size() / MICROS).alias("size"), pl.lit(False).alias("points"))
    meant = pl.when("fits").then(_size()).otherwise("difference") / MICROS
    return held_against(sized, meant, meant, value="size")


def change_words(failing: pl.DataFrame) -> pl.DataFrame:
    """Points called per cent are information; a change that fits no two values of its line is a warning."""
    whole = (pl.col("unit") == "count") & (pl.col("difference") % MICROS == 0)
    decimals = pl.when(whole).then(0).otherwise(pl.max_horizontal("decimals", pl.lit(1)))
    meant = words.with_unit(words.number(pl.col("difference"), decimals), pl.col("unit"))
    points = pl.format(
        "{}: a change of {} is printed; from {} to {} it is that many percentage points, not per cent.",
        claims.subject(),
        "published",
        "old_published",
        "new_published",
    )
    other = pl.format(
        "{}: a change of {} is printed, but from {} to {} it is {}.",
        claims.subject(),
        "published",
        "old_published",
        "new_published",
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
    with_new = pairs.join(stated.select("document", "line", pl.col("micro").alias("new")), on=["document", "line"])
    sign = pl.when(pl.col("direction") == "up").then(1).otherwise(-1)
    older = pl.col("new") - sign * pl.col("n")

    def fits(base: pl.Expr) -> pl.Expr:
        share_of_base = HUNDRED * pl.col("n") / base
        return ((share_of_base - pl.col("micro").abs()).abs() <= pl.col("half") + 1) & (base > 0)

    judged = with_new.with_columns(fits(older).alias("old_fits"), fits(pl.col("new")).alias("new_fits"))
    closest = nearest(judged.filter(pl.col("old_fits") | pl.col("new_fits")), ~pl.col("old_fits"), "new")
    percent = pl.col("micro").abs() / MICROS
    right = 100.0 * pl.col("n") / (pl.col("new") - sign * pl.col("n"))
    bound = pl.when("old_fits").then(percent).otherwise(right)
    compared = closest.with_columns(percent.alias("called"), (right * MICROS).alias("right"))
    return held_against(compared, bound, bound, value="called")


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


def directions(said: pl.DataFrame, printed: pl.DataFrame) -> pl.DataFrame:
    """Sentences that say a measure rose or fell in a month, beside the month before and the year before.

    Codes: up 1, down -1. It holds where either of the two steps goes that way.
    """
    asked = said.filter(
        pl.col("direction").is_in(["up", "down"])
        & pl.col("relation").is_in(claims.STATED)
        & pl.col("period").is_not_null()
    )
    way = (pl.col("new_micro") - pl.col("old_micro")).sign().cast(pl.Float64).alias("way")
    steps = _steps(printed).with_columns(way).rename({"new_period": "period"})
    pairs = asked.join(steps, on=[*_MEASURE, "period"]).filter(pl.col("new_micro") == pl.col("micro"))
    stated = pl.when(pl.col("direction") == "up").then(1.0).otherwise(-1.0).alias("stated")
    both_ways = pairs.with_columns(
        stated, pl.col("way").min().over("row").alias("least"), pl.col("way").max().over("row").alias("most")
    )
    month_before = nearest(both_ways, -pl.col("old_period_start").to_physical())
    return held_against(month_before, pl.col("least"), pl.col("most"), value="stated")


def years_moved(said: pl.DataFrame, printed: pl.DataFrame) -> pl.DataFrame:
    """Certain changes told of a year, beside the way that its figure has moved since the year before in the tables.

    Codes as in `directions`. Only the first change of a measure in its line is asked: the next may be since another
    year.
    """
    way_told = pl.col("direction").is_in(["up", "down"]) & (pl.col("certainty") == "certain")
    first = pl.col("place") == pl.col("place").min().over("document", "line", "indicator", "unit", "relation")
    asked = said.filter((pl.col("relation") == "change") & way_told & first)
    years = printed.filter(pl.col("period_kind") == "financial_year").unique(
        ["document", "indicator", "period"], keep="first", maintain_order=True
    )
    key = ["document", "indicator"]
    kept = ["micro", "published", "line", "cell"]
    before = others(years, key, *kept, "period_start", prefix="old")
    steps = (
        others(years, key, *kept, "period", "period_start", prefix="new")
        .join(before, on=key)
        .filter(pl.col("old_period_start").dt.offset_by("1y") == pl.col("new_period_start"))
        .rename({"new_period": "period"})
    )
    way = (pl.col("new_micro") - pl.col("old_micro")).sign().cast(pl.Float64)
    stated = pl.when(pl.col("direction") == "up").then(1.0).otherwise(-1.0)
    pairs = asked.join(steps, on=[*key, "period"]).with_columns(
        way.alias("way"), stated.alias("stated"), pl.col("new_line").alias("other_line")
    )
    return held_against(nearest(pairs, "new_line"), pl.col("way"), pl.col("way"), value="stated")


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
            "{}: the sentence tells of a {} {} {}, but the table's figure {} from {} to {} (line {}).",
            claims.subject(),
            said,
            pl.when(pl.col("relation") == "change").then(pl.lit("of")).otherwise(pl.lit("to")),
            "published",
            went,
            "old_published",
            "new_published",
            "other_line",
        ).alias("explanation"),
    )
