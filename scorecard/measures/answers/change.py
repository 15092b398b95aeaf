"""Direction of travel: against the month before, the quarter before and the same period a year earlier.

The dates decide what is compared, never "the row before" (`year_on_year`). Better and worse need a direction that is
good; for what is for information it is higher or lower. A comparison over a change of the measure, under a warning of
the document, of a figure under an error or of few cases has no verdict (METHODS.md, section 5, "Direction of travel").
"""

from __future__ import annotations

import polars as pl

from scorecard import column_words as said
from scorecard.measures.answers.change_votes import VERDICTS, fewest, votes_of, with_sure
from scorecard.measures.answers.material import Material
from scorecard.measures.answers.robust import robustness
from scorecard.measures.answers.rows import (
    LISTED,
    answers,
    blocked,
    difference,
    difference_unit,
    few,
    figure,
    from_micros,
    micros,
    subject,
    why,
)
from scorecard.measures.direction import judgement, moved, moved_by_counts
from scorecard.measures.year_on_year import with_period_before
from scorecard.statistics.intervals import newcombe

STEPS = {"change-on-previous": 1, "change-on-quarter": 3, "change-on-year": 12}
"""How many months the compared periods lie apart."""
_KINDS = {
    "change-on-previous": ("month",),
    "change-on-quarter": ("month", "quarter"),
    "change-on-year": ("month", "quarter", "academic_term", "year_to_date", "financial_year", "academic_year"),
}
_EARLIER = {
    "change-on-previous": "the month before",
    "change-on-quarter": "the quarter before",
    "change-on-year": "the year before",
}
_TOLD = (
    "numerator",
    "denominator",
    "period",
    "period_start",
    "period_end",
    "document",
    "line",
    "place",
    "cases",
    "severity",
    "under_caveat",
    "not_judged",
    "quoted",
    "decimals",
    "basis",
    "facts",
    "same_document",
)
_A_YEAR = "-12mo"
_WAYS = (
    "month, quarter and year before; as printed and from x of y; a size and cases to speak of; without what is disputed"
)
METHOD = "difference of two figures as printed; dates decide which two"


def changes(material: Material) -> pl.DataFrame:
    """The three measures of change: one row per figure of a period that can have an earlier one at that distance."""
    pairs = {measure: compared(material, measure) for measure in STEPS}
    votes = pl.concat([_votes_on(material, measure) for measure in STEPS])
    agreed = {measure: with_sure(material, rows, votes, _EARLIER[measure]) for measure, rows in pairs.items()}
    told = [answers(rows, measure) for measure, rows in agreed.items()]
    return pl.concat([*told, *(robustness(rows, measure, _WAYS) for measure, rows in agreed.items())])


def change_since(material: Material, months: int, earlier: str, kind: str = "month") -> pl.DataFrame:
    """One row per month (or other ``kind`` of period) and its change on the figure so many ``months`` before.

    They are rows of ``measures``, each with one that tells of its robustness. Robust where the month, quarter and year
    before, as far as they are printed, do not contradict it.
    """
    rows = compared_since(material, months, earlier, kind)
    votes = pl.concat([*(_votes_on(material, step) for step in STEPS), votes_of(rows, earlier)])
    agreed = with_sure(material, rows, votes, earlier)
    return pl.concat([answers(agreed, "change-since"), robustness(agreed, "change-since", _WAYS)])


def compared(material: Material, measure: str) -> pl.DataFrame:
    """One row per figure, with the earlier one (``previous``…) and the verdict on the change, before `answers`."""

    def pairs() -> pl.DataFrame:
        figures = material.figures.filter(pl.col("period_kind").is_in(_KINDS[measure]))
        return _pairs(material, figures, STEPS[measure], _EARLIER[measure])

    return material.once(("compared", measure), pairs)


def compared_since(material: Material, months: int, earlier: str, kind: str = "month") -> pl.DataFrame:
    """`compared` with the figure so many ``months`` before."""

    def pairs() -> pl.DataFrame:
        return _pairs(material, material.figures.filter(pl.col("period_kind") == kind), months, earlier)

    return material.once(("since", months, earlier, kind), pairs)


def _votes_on(material: Material, measure: str) -> pl.DataFrame:
    return material.once(("votes", measure), lambda: votes_of(compared(material, measure), _EARLIER[measure]))


def _pairs(material: Material, figures: pl.DataFrame, months: int, earlier: str) -> pl.DataFrame:
    return (
        with_period_before(figures, material.series, months=months, prefix="previous", columns=_TOLD)
        .pipe(_of_one_basis)
        .pipe(_with_breaks, material.breaks)
        .pipe(with_events, material.events)
        .with_columns(moved().alias("moved"), moved_by_counts().alias("moved_by_counts"))
        .with_columns(judgement().alias("judgement"), judgement(move="moved_by_counts").alias("judgement_by_counts"))
        .pipe(_answered, earlier)
    )


def _of_one_basis(pairs: pl.DataFrame) -> pl.DataFrame:
    """The earlier figure only where it is of the same basis: no month beside a rolling year."""
    same = pl.col("basis").eq_missing(pl.col("previous_basis"))
    earlier = [c for c in pairs.columns if c == "previous" or c.startswith("previous_")]
    return pairs.with_columns(pl.when(same).then(pl.col(c)).alias(c) for c in earlier)


def _with_breaks(pairs: pl.DataFrame, breaks: pl.DataFrame) -> pl.DataFrame:
    """``changed`` and ``changed_why``: the last change of the measure that lies between the two figures.

    What is counted over a period is of the old kind as long as a day of it is; what is counted at its end is not.
    """
    begins = (
        pl.when(pl.col("usual_basis") == "month-end")
        .then("previous_period_end")
        .when(pl.col("basis") == "rolling-12-months")
        .then(pl.col("previous_period_end").dt.offset_by(_A_YEAR))
        .otherwise("previous_period_start")
    )
    rows = pairs.with_row_index("_row")
    concerned = pl.col("whose").is_null() | (pl.col("whose") == pl.col("authority"))
    between = (pl.col("changed") > begins) & (pl.col("changed") <= pl.col("period_end"))
    crossed = (
        rows.select(
            "_row",
            "indicator",
            "authority",
            "basis",
            "usual_basis",
            "period_end",
            "previous_period_end",
            "previous_period_start",
        )
        .join(breaks, on="indicator")
        .filter(concerned & between)
        .sort("_row", "changed", "reason")
        .unique("_row", keep="last", maintain_order=True)
        .select("_row", "changed", pl.col("reason").alias("changed_why"))
    )
    return rows.join(crossed, on="_row", how="left", validate="1:1", maintain_order="left").drop("_row")


def with_events(pairs: pl.DataFrame, events: pl.DataFrame) -> pl.DataFrame:
    """``happened``: in words, what the registry names that began after the first day of the earlier figure's time."""
    rows = pairs.with_row_index("_row")
    concerned = pl.col("whose").is_null() | (pl.col("whose") == pl.col("authority"))
    between = (pl.col("changed") > pl.col("previous_period_start")) & (pl.col("changed") <= pl.col("period_end"))
    told = pl.format("{}, from {}", pl.col("reason").str.strip_suffix("."), pl.col("changed").dt.strftime("%B %Y"))
    happened = (
        rows.select("_row", "indicator", "authority", "period_end", "previous_period_start")
        .join(events, on="indicator")
        .filter(concerned & between)
        .sort("_row", "changed", "reason")
        .group_by("_row", maintain_order=True)
        .agg(told.str.join(LISTED).alias("happened"))
    )
    return rows.join(happened, on="_row", how="left", validate="1:1", maintain_order="left").drop("_row")


def in_between() -> pl.Expr:
    """The clause of a sentence that names what happened between two figures; empty where nothing did."""
    return pl.format(" (in between: {})", "happened").fill_null("")


def breaks_before(figures: pl.DataFrame, breaks: pl.DataFrame) -> pl.DataFrame:
    """``figures`` with ``breaks``, how many changes of their measure lie before them, and ``changed``, the last one.

    A period in which the measure changed belongs to the old kind.
    """
    rows = figures.with_row_index("_row")
    concerned = pl.col("whose").is_null() | (pl.col("whose") == pl.col("authority"))
    began = (
        rows.select("_row", "indicator", "authority", "period_start")
        .join(breaks, on="indicator")
        .filter(concerned & (pl.col("changed") <= pl.col("period_start")))
        .group_by("_row")
        .agg(pl.len().alias("breaks"), pl.col("changed").max())
    )
    joined = rows.join(began, on="_row", how="left", validate="1:1", maintain_order="left")
    return joined.with_columns(pl.col("breaks").fill_null(0)).drop("_row")


def _within_a_year() -> pl.Expr:
    """Whether the two figures are of different times of the year."""
    return pl.col("period_end").dt.month() != pl.col("previous_period_end").dt.month()


def _reason() -> pl.Expr:
    earlier = pl.col("previous_severity") == "error"
    nothing = pl.col("previous_not_judged") == "average-of-nothing"
    return (
        pl.when(pl.col("previous").is_null())
        .then(pl.lit("no-earlier-figure"))
        .when(blocked() == "under-error")
        .then(pl.lit("under-error"))
        .when(earlier)
        .then(pl.lit("under-error"))
        .when(_within_a_year() & (pl.col("basis") == "year-to-date"))
        .then(pl.lit("counts-on"))
        .when(_within_a_year() & pl.col("seasonal").fill_null(False))
        .then(pl.lit("seasonal"))
        .when(pl.col("changed").is_not_null())
        .then(pl.lit("across-break"))
        .when(blocked().is_not_null())
        .then(blocked())
        .when(pl.col("previous_under_caveat").is_not_null())
        .then(pl.lit("under-caveat"))
        .when(nothing)
        .then(pl.lit("average-of-nothing"))
        .otherwise(few(fewest()))
        .alias("reason")
    )


def _answered(pairs: pl.DataFrame, earlier: str) -> pl.DataFrame:
    change = from_micros(micros("value") - micros("previous"))
    told = pl.coalesce("judgement", "moved").replace_strict(VERDICTS, default=None, return_dtype=pl.String)
    level = pl.when(pl.col("moved") == "level").then(pl.lit("no-change"))
    inside = (pl.col("good") == "within-limits") & pl.col("judgement").is_null() & (pl.col("moved") != "level")
    reasoned = pairs.with_columns(
        change.alias("answer_value"),
        difference_unit().alias("answer_unit"),
        pl.max_horizontal("decimals", "previous_decimals").alias("most_decimals"),
        *_interval(),
        _reason(),
        pl.lit(METHOD).alias("method"),
        pl.lit("level where both print the same; limits: Newcombe's interval of the difference of x of y, 95%").alias(
            "settings"
        ),
    ).with_columns(pl.when(inside).then(pl.coalesce("reason", pl.lit("no-limits"))).otherwise("reason").alias("reason"))
    reasoned = reasoned.with_columns(pl.coalesce("reason", _below_the_limits()).alias("reason"))
    judged = pl.col("reason").is_null()
    return reasoned.with_columns(
        pl.when(judged).then(pl.coalesce(level, told)).alias("verdict"),
        pl.col("previous_period").alias("against_period"),
        pl.lit(earlier).alias("against"),
        (pl.col("quoted") | pl.col("previous_quoted").fill_null(False)).alias("quoted"),
        pl.concat_str("place", "previous_place", separator=LISTED, ignore_nulls=True).alias("inputs"),
        pl.col("facts")
        .list.concat(pl.col("previous_facts").fill_null([]))
        .list.unique(maintain_order=True)
        .alias("facts"),
    ).with_columns(_words(earlier).alias("words"))


def _below_the_limits() -> pl.Expr:
    """``no-colour-below`` for what moved below a range beneath which its document prints no worse colour.

    Where only too many are red, nobody says that fewer are worse.
    """
    below = (pl.min_horizontal("value", "previous") < pl.col("limit_lower")) & ~pl.col("colour_below")
    within = (pl.col("good") == "within-limits") & (pl.col("moved") != "level")
    return pl.when(within & below).then(pl.lit("no-colour-below"))


def _interval() -> list[pl.Expr]:
    """``answer_lower`` and ``answer_upper`` in points, where x and y of both figures are printed."""
    whole = ["numerator", "denominator", "previous_numerator", "previous_denominator"]
    counted = (pl.col("unit") == "percent") & pl.all_horizontal(pl.col(c).is_not_null() for c in whole)
    _, lower, upper = newcombe("numerator", "denominator", "previous_numerator", "previous_denominator")
    ends = {"answer_lower": lower, "answer_upper": upper}
    return [pl.when(counted).then(100 * end).alias(name) for name, end in ends.items()]


def _overlap() -> pl.Expr:
    """The clause that says that two rolling years have months in common; empty for others, and without a verdict."""
    rolling = pl.col("basis").eq_missing(pl.lit("rolling-12-months")) & pl.col("covers").is_null()
    apart = [pl.col(end).dt.year() * 12 + pl.col(end).dt.month() for end in ("period_end", "previous_period_end")]
    told = rolling & (apart[0] - apart[1] < 12) & pl.col("verdict").is_in(["better", "worse"]).fill_null(False)
    return pl.when(told.fill_null(False)).then(pl.lit("; the twelve months of the two overlap")).otherwise(pl.lit(""))


def _words(earlier: str) -> pl.Expr:
    """The comparison in one sentence, with its judgement in words that carry polarity, or why there is none."""
    before = pl.concat_str(
        figure("previous", "previous_decimals"),
        pl.lit(" in "),
        said.period("previous_period", "period_kind", "previous_period_start"),
        pl.when(pl.col("previous_quoted").fill_null(False))
        .then(pl.format(" (quoted at line {})", "previous_line"))
        .otherwise(pl.lit("")),
    )
    way = pl.col("moved").replace_strict({"up": "up ", "down": "down "}, default="", return_dtype=pl.String)
    moved_by = (
        pl.when(pl.col("moved") == "level")
        .then(pl.lit("no change"))
        .otherwise(pl.concat_str(way, difference("answer_value", "most_decimals")))
    )
    polar = (
        pl.when(pl.col("verdict").is_in(["better", "worse"]))
        .then(pl.concat_str(pl.lit(", "), "verdict"))
        .otherwise(pl.lit(""))
    )
    changed = pl.format(" ({})", pl.col("changed_why").str.strip_suffix(".")).fill_null("")
    not_said = pl.concat_str(pl.lit("; whether that is better or worse is not said: "), why(), changed)
    alone = pl.format("{}: {}; no figure of {} is printed.", subject(), figure(), pl.lit(earlier))
    compared = pl.concat_str(
        subject(),
        pl.lit(": "),
        figure(),
        pl.lit(" against "),
        before,
        pl.lit(", "),
        moved_by,
        pl.when(pl.col("reason").is_null()).then(polar).otherwise(not_said),
        _overlap(),
        pl.when(pl.col("verdict").is_in(["better", "worse"])).then(in_between()).otherwise(pl.lit("")),
        pl.lit("."),
    )
    return pl.when(pl.col("previous").is_null()).then(alone).otherwise(compared)
