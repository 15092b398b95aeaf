"""Putting a rule's rows together: words only for the comparisons that fail."""

from __future__ import annotations

from collections.abc import Callable, Iterable

import polars as pl

from scorecard.validate.rules.shared.agreement import Comparisons, Rule, conform_comparisons, holds
from scorecard.validate.rules.shared.causes.tries import causes_wanted
from scorecard.validate.rules.shared.pairs import compared_places

_ORDER = ["document", "line", "cell", "indicator", "period", "area", "breakdown", "expected", "published"]


# the rows of one question and the function that finds the words for those that fail
Part = tuple[pl.DataFrame, Callable[[pl.DataFrame], pl.DataFrame]]


_MOST_LINES = 6
"""So many lines a sentence names; of more the first and the last."""


def _with_lines(told: pl.DataFrame) -> pl.DataFrame:
    """The explanations that name no line, with the other lines of the document that were compared."""
    place = (
        pl.col("compared_with")
        .str.split("; ")
        .list.eval(pl.element().str.extract(r"^.*?:(\d+)(?::\d+)?$", 1).cast(pl.Int64, strict=False))
    )
    lines = place.list.unique().list.drop_nulls().list.set_difference(pl.concat_list(pl.col("line").cast(pl.Int64)))
    ordered = lines.list.sort()
    named = (
        pl.when(ordered.list.len() == 1)
        .then(pl.format(" The other figure stands at line {}.", ordered.list.first()))
        .when(ordered.list.len() <= _MOST_LINES)
        .then(
            pl.format(
                " The others stand at lines {} and {}.",
                ordered.list.head(ordered.list.len() - 1).cast(pl.List(pl.String)).list.join(", "),
                ordered.list.last(),
            )
        )
        .otherwise(pl.format(" The others stand at lines {} to {}.", ordered.list.first(), ordered.list.last()))
    )
    bare = ~pl.col("explanation").str.contains(r"\bline") & (ordered.list.len() > 0)
    said = pl.when(bare.fill_null(False)).then(pl.col("explanation") + named).otherwise("explanation")
    return told.with_columns(said.alias("explanation"))


def concluded(
    rule: Rule,
    parts: Iterable[Part],
    not_run: Iterable[str] = (),
) -> Comparisons:
    """The comparisons of a rule from its parts: each a frame of numbers and the function that finds the words.

    The words (``expected``, ``severity``, ``explanation``) are made for failing rows only: explaining two million
    figures that agree would cost more than comparing them. What each figure was compared with is said of all, from the
    columns in which pairs keep it (`compared_places`), unless the words of failing rows say more.
    """
    holding, told = [conform_comparisons(pl.DataFrame())], [conform_comparisons(pl.DataFrame())]
    for rows, words in parts:
        if rows.is_empty():
            continue
        placed = rows.with_columns(compared_places(rows).alias("compared_with"))
        failing = placed.filter(~holds()).rechunk()  # see `tries.try_of`
        if failing.height < placed.height:
            held = placed.filter(holds()) if failing.height else placed
            holding.append(conform_comparisons(held, without="severity"))
        if failing.height:
            told.append(conform_comparisons(words(failing)))
    failures = pl.concat(told)
    if failures.height and causes_wanted():
        failures = _with_lines(failures)
    return Comparisons(rule.id, pl.concat([*holding, failures]).sort(_ORDER, nulls_last=True), list(not_run))
