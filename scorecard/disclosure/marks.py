"""Figures that a pack hides in vain: marks and bounds whose number other figures give."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import polars as pl

from scorecard.disclosure.equations import Equations, find_equations
from scorecard.disclosure.quantities import PRINT
from scorecard.disclosure.system import Mask, System, Whole, build_system, exact_prints

if TYPE_CHECKING:
    from scorecard.registry import Registry

HIDDEN = ["suppressed", "low"]
"""Reasons that say that there is a figure which is not shown."""
WORKED_OUT, NARROWED, KEPT, CONTRADICTORY = "could-be-worked-out", "narrowed", "kept", "contradictory"
COLUMNS: dict[str, pl.DataType] = {
    "document": pl.String(),
    "table": pl.String(),
    "line": pl.Int32(),
    "cell": pl.Int32(),
    "part": pl.Int32(),
    "indicator": pl.String(),
    "area": pl.String(),
    "breakdown": pl.String(),
    "period": pl.String(),
    "published": pl.String(),
    "least": pl.Int64(),
    "most": pl.Int64(),
    "verdict": pl.String(),
    "number": pl.Float64(),
    "unit": pl.String(),
    "places": pl.String(),
    "words": pl.String(),
}


def worked_out(
    observations: pl.DataFrame, claims: pl.DataFrame, registry: Registry, documents: pl.DataFrame
) -> pl.DataFrame:
    """One row per count or percentage that a pack marks as hidden or low, or of which it prints only bounds.

    ``least`` and ``most`` are what the printed figures of all packs and sentences leave of the count (of a percentage:
    of its x); ``most`` is null where nothing bounds it. ``verdict``: ``could-be-worked-out`` with its ``number``;
    ``narrowed`` to fewer than the mark's own bounds say; ``kept``; ``contradictory`` where no number fulfils all that
    is printed. ``places`` are those of a smallest set of figures that give it (``document:line:cell``). Columns as in
    `COLUMNS`. A mark without bounds (``c``) may stand for any number.
    """
    equations = find_equations(observations, claims, registry, documents)
    marks = _marks(equations)
    shown = pl.concat([exact_prints(equations), _bounds(marks)])
    system = build_system(equations, shown, equations.shares)
    visible = np.ones(system.rows.height, dtype=bool)
    ranges = [_range(system, equations, visible, variable) for variable in marks["variable"].unique().sort()]
    schema = {"variable": pl.Int64, "least": pl.Int64, "most": pl.Int64, "possible": pl.Boolean, "places": pl.String}
    told = marks.join(
        pl.DataFrame(ranges, schema=schema, orient="row"), on="variable", how="left", maintain_order="left"
    )
    return _judged(told).select(pl.col(name).cast(dtype) for name, dtype in COLUMNS.items())


def _marks(equations: Equations) -> pl.DataFrame:
    """Marked counts, and marked percentages by their x and the number of their y."""
    hidden = pl.col("missing_reason").is_in(HIDDEN) | pl.col("lower").is_not_null() | pl.col("upper").is_not_null()
    marked = equations.prints.filter((pl.col("status") == "missing") & hidden.fill_null(False))
    of_y = marked.filter(pl.col("what") == "y").select(*PRINT, pl.col("number").alias("y_number"))
    return (
        marked.filter(pl.col("what").is_in(["value", "x"]))
        .join(of_y, on=PRINT, how="left", maintain_order="left")
        .sort("document", "line", "cell", "part")
    )


def _bounds(marks: pl.DataFrame) -> pl.DataFrame:
    """What bounds of a count say of it, ends included."""
    counted = marks.filter(
        (pl.col("what") == "value") & (pl.col("lower").is_not_null() | pl.col("upper").is_not_null())
    )
    return counted.select(
        *PRINT,
        "variable",
        pl.col("lower").fill_null(0).ceil().cast(pl.Int64).alias("least"),
        pl.col("upper").fill_null(2**40).floor().cast(pl.Int64).alias("most"),
    )


def _range(
    system: System, equations: Equations, visible: Mask, variable: int
) -> tuple[int, int | None, int | None, bool, str | None]:
    """A variable with its least, its most, whether there is any, and the places that give it if it is but one."""
    low, high = (int(bound[variable]) for bound in system.bounds(visible))
    if low >= high:
        return variable, low, high, low == high, _printed_at(equations, np.array([variable]))
    parts = system.components(visible)
    members, rules = parts.groups[parts.of_variable[variable]]
    system.settle(members, rules, visible)
    if system.contradictory[rules].any():
        return variable, None, None, False, None
    least, most = (system.extreme(variable, members, rules, visible, sign) for sign in (1, -1))
    places = None
    if least is not None and least == most:
        places = _places(system, equations, visible, variable, members, rules)
    return variable, least, None if most == system.ceiling else most, least is not None, places


def _places(
    system: System, equations: Equations, visible: Mask, variable: int, members: Whole, rules: Whole
) -> str | None:
    """The places of the figures in a smallest set of equations that leaves the variable one number.

    Equations are left out one by one, those farther on first, as long as the number stays the only one.
    """
    needed = rules
    for rule in rules[::-1]:
        fewer = needed[needed != rule]
        if _only_one(system, visible, variable, members, fewer):
            needed = fewer
    used = np.unique(system.matrix[needed].nonzero()[1])
    owners = system.owner[needed]
    return _printed_at(equations, used[used != variable], system.rows["at"].is_in(owners[owners >= 0]), system)


def _only_one(system: System, visible: Mask, variable: int, members: Whole, rules: Whole) -> bool:
    least, most = (system.extreme(variable, members, rules, visible, sign) for sign in (1, -1))
    return least is not None and least == most


def _printed_at(
    equations: Equations, variables: Whole, rows: pl.Series | None = None, system: System | None = None
) -> str | None:
    """The first place of each of some variables, and the places of some rows."""
    known = equations.prints.filter("shown")
    first = known.filter(pl.col("variable").is_in(variables.tolist())).unique(
        "variable", keep="first", maintain_order=True
    )
    pieces = [first]
    if rows is not None and system is not None:
        shares = equations.prints.join(system.rows.filter(rows), on=PRINT, how="semi")
        pieces.append(shares.unique(PRINT, keep="first", maintain_order=True))
    cell = pl.when(pl.col("cell").is_null()).then(pl.lit("")).otherwise(pl.format(":{}", "cell"))
    at = pl.concat(pieces).select(pl.format("{}:{}{}", "document", "line", cell).alias("at"))["at"]
    return "; ".join(at.unique(maintain_order=True)) or None


def _judged(told: pl.DataFrame) -> pl.DataFrame:
    """``told`` with verdict, number and one plain sentence."""
    percent = pl.col("what") == "x"
    only = pl.col("least") == pl.col("most")
    share = pl.when(pl.col("y_number") > 0).then(100 * pl.col("least") / pl.col("y_number")).round(1)
    own_least, own_most = pl.col("lower").fill_null(0), pl.col("upper").fill_null(float("inf"))
    tighter = (pl.col("least") > own_least) | (pl.col("most").fill_null(float("inf")) < own_most)
    number = pl.when(only & percent).then(share).when(only).then(pl.col("least").cast(pl.Float64))
    judged = told.with_columns(
        pl.when(pl.col("possible").not_())
        .then(pl.lit(CONTRADICTORY))
        .when(number.is_not_null())
        .then(pl.lit(WORKED_OUT))
        .when(tighter)
        .then(pl.lit(NARROWED))
        .otherwise(pl.lit(KEPT))
        .alias("verdict"),
        number.alias("number"),
    )
    as_percent = pl.format("{}%", "number")
    said = (
        pl.when(pl.col("verdict") == WORKED_OUT)
        .then(pl.format("can only be {}", pl.when(percent).then(as_percent).otherwise(pl.col("least").cast(pl.String))))
        .when(pl.col("verdict") == NARROWED)
        .then(pl.coalesce(pl.format("lies between {} and {}", "least", "most"), pl.format("is at least {}", "least")))
        .when(pl.col("verdict") == CONTRADICTORY)
        .then(pl.lit("fits no number, as printed figures do not agree"))
        .otherwise(pl.lit("cannot be worked out"))
    )
    return judged.with_columns(
        pl.format("The figure behind {} on line {} {}.", "published", "line", said).alias("words")
    )
