"""Putting a rule's rows together: words only for the comparisons that fail."""

from __future__ import annotations

from collections.abc import Callable, Iterable

import polars as pl

from scorecard.validate.rules.shared.agreement import Comparisons, Rule, conform_comparisons, holds

_ORDER = ["document", "line", "cell", "indicator", "period", "area", "breakdown", "expected", "published"]


# the rows of one question and the function that finds the words for those that fail
Part = tuple[pl.DataFrame, Callable[[pl.DataFrame], pl.DataFrame]]


def concluded(
    rule: Rule,
    parts: Iterable[Part],
    not_run: Iterable[str] = (),
) -> Comparisons:
    """The comparisons of a rule from its parts: each a frame of numbers and the function that finds the words.

    The words (``expected``, ``severity``, ``explanation``, ``basis``) are made for failing rows only: explaining
    two million figures that agree would cost more than comparing them.
    """
    pieces = [conform_comparisons(pl.DataFrame())]
    for rows, words in parts:
        if rows.is_empty():
            continue
        failing = rows.filter(~holds())
        pieces.append(conform_comparisons(rows.filter(holds()).drop("severity", strict=False)))
        if failing.height:
            pieces.append(conform_comparisons(words(failing)))
    return Comparisons(rule.id, pl.concat(pieces).sort(_ORDER, nulls_last=True), list(not_run))
