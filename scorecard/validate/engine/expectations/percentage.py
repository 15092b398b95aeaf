"""Expectations about printed percentages; the arithmetic is in `scorecard.validate.rules.shared.rounding`."""

from __future__ import annotations

from typing import Any

import numpy as np
import pandas as pd
from great_expectations.compatibility import pydantic
from great_expectations.render.renderer_configuration import RendererValueType

from scorecard.validate.engine.expectations.base import RowExpectation, RowMetric
from scorecard.validate.rules.shared import rounding


def _shares(rows: pd.DataFrame) -> rounding.Shares:
    value, decimals, numerator, denominator = (rows.iloc[:, at].to_numpy(dtype=float) for at in range(4))
    return rounding.read_shares(value, decimals, numerator, denominator)


class PercentageMatchesItsCounts(RowMetric):
    condition_metric_name = "multicolumn_values.percentage_matches_its_counts"
    condition_value_keys = ("rounding", "ties")

    @classmethod
    def answer(cls, rows: pd.DataFrame, **arguments: Any) -> Any:
        return percentage_matches(rows, arguments["rounding"], arguments["ties"])


def percentage_matches(rows: pd.DataFrame, habit: str, ties: str) -> Any:
    """True where the printed percentage is x of y in the rounding asked for.

    ``habit``: one of `rounding.HABITS` for all rows, or ``of the table``, then the fifth column holds each row's
    habit. ``ties``: ``half up``, or ``either`` to let a tie fall to the even digit too.
    """
    shares = _shares(rows)
    wanted = rows.iloc[:, 4].to_numpy(dtype=object) if habit == "of the table" else np.full(len(rows), habit)
    holds = np.zeros(len(rows), dtype=bool)
    for name in rounding.HABITS:
        holds |= (wanted == name) & rounding.matches(shares, name)
    if ties == "either":
        holds |= shares.is_tie() & rounding.matches(shares, "half to even")
    return holds


class ExpectPublishedPercentageToMatchItsCounts(RowExpectation):
    """Expect a percentage printed beside "x of y" to be 100·x/y, rounded as told.

    Exact whole-number arithmetic: the percentage is taken as the whole number of its last printed decimal. A
    denominator of nought, or a number that is not known exactly, does not match.

    Args:
        column_list: value (percentage points), decimals as printed, numerator, denominator, and - for
            ``rounding="of the table"`` - the table's habit.
        rounding: ``half up``, ``half to even``, ``cut off``, ``always up`` or ``of the table``. Required.
        ties: ``half up``, or ``either`` where a tie may also go to the even digit. Required.

    Source: the GRIM test, Brown and Heathers (2017), doi:10.1177/1948550616673876.
    """

    rounding: str = pydantic.Field(description="How the percentage is expected to be rounded")
    ties: str = pydantic.Field(description="Where an exact half may go")

    map_metric = "multicolumn_values.percentage_matches_its_counts"
    success_keys = ("mostly", "rounding", "ties")
    args_keys = ("column_list", "rounding", "ties")
    shown_arguments = (("rounding", RendererValueType.STRING), ("ties", RendererValueType.STRING))
    sentence = "The printed percentage must be x ÷ y, rounded $rounding (an exact half: $ties)."

    @pydantic.validator("rounding")
    def _known_rounding(cls, value: str) -> str:
        if value not in (*rounding.HABITS, "of the table"):
            raise ValueError(f"rounding must be one of {', '.join(rounding.HABITS)} or 'of the table', not {value!r}")
        return value

    @pydantic.validator("ties")
    def _known_ties(cls, value: str) -> str:
        if value not in ("half up", "either"):
            raise ValueError(f"ties must be 'half up' or 'either', not {value!r}")
        return value


class TableRoundsOneWay(RowMetric):
    condition_metric_name = "multicolumn_values.table_rounds_as_told"
    condition_value_keys = ("habit",)

    @classmethod
    def answer(cls, rows: pd.DataFrame, **arguments: Any) -> Any:
        return (rows.iloc[:, 0] == arguments["habit"]).to_numpy()


class ExpectTableToRoundPercentagesHalfUp(RowExpectation):
    """Expect the rounding habit inferred for a table to be the one in force.

    One row per table. Which habit a table has is inferred from the figures that show one; see
    `scorecard.validate.rules.shared.percentages.table_habits`.

    Args:
        column_list: the inferred habit, and how many figures show it.
        habit: the habit in force. Required.

    Source: DfE analysts' guide (round half up); dfeR ``round_five_up``.
    """

    habit: str = pydantic.Field(description="The rounding in force")

    map_metric = "multicolumn_values.table_rounds_as_told"
    success_keys = ("mostly", "habit")
    args_keys = ("column_list", "habit")
    shown_arguments = (("habit", RendererValueType.STRING),)
    sentence = "Each table must round its percentages $habit."


class PercentageHidesNobody(RowMetric):
    condition_metric_name = "multicolumn_values.percentage_hides_nobody"

    @classmethod
    def answer(cls, rows: pd.DataFrame, **arguments: Any) -> Any:
        value, numerator, denominator = (rows.iloc[:, at].to_numpy(dtype=float) for at in range(3))
        hidden = ((value == 0) & (numerator > 0)) | ((value == 100) & (numerator < denominator))
        return ~hidden


class ExpectPercentageNotToHideChildren(RowExpectation):
    """Expect 0% to mean none and 100% to mean all.

    1 of 201 printed as 0% is rounded correctly and still hides a child: it should be shown as low, not as nought.

    Args:
        column_list: value (percentage points), numerator, denominator.

    Source: DfE open data standard, the symbol "low" for figures that round to nought.
    """

    map_metric = "multicolumn_values.percentage_hides_nobody"
    sentence = "0% must mean none and 100% must mean all."
