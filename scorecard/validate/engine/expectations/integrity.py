"""What GX has no expectation for about our own dataset: rows that contradict themselves are our fault, not the
document's. All other questions are GX's own, asked of the rows that a ``row_condition`` names."""

from __future__ import annotations

from typing import Any

import numpy as np
import pandas as pd

from scorecard.validate.engine.expectations.base import RowExpectation, RowMetric
from scorecard.validate.engine.expectations.periods_agree import period_agrees


class PeriodAgrees(RowMetric):
    condition_metric_name = "multicolumn_values.period_agrees_with_kind_and_dates"

    @classmethod
    def answer(cls, rows: pd.DataFrame, **arguments: Any) -> Any:
        return period_agrees(*(rows.iloc[:, at] for at in range(4)))


class ExpectPeriodToAgreeWithItsKindAndDates(RowExpectation):
    """Expect a period's label to be well formed for its kind and its dates to be those that the label names.

    A year to date may end with any month of its year; ``latest`` has no dates, or those of the day it stands for.

    Args:
        column_list: period, period_kind, period_start, period_end.
    """

    map_metric = "multicolumn_values.period_agrees_with_kind_and_dates"
    sentence = "A period's label, kind, first day and last day must say the same."


class ValueHasPrintedDecimals(RowMetric):
    condition_metric_name = "multicolumn_values.value_has_no_more_decimals_than_printed"

    @classmethod
    def answer(cls, rows: pd.DataFrame, **arguments: Any) -> Any:
        value, decimals = (rows.iloc[:, at].to_numpy(dtype=float) for at in range(2))
        scaled = np.nan_to_num(value) * 10.0 ** np.nan_to_num(decimals)
        exact = np.abs(scaled - np.rint(scaled)) <= 1e-9 * np.maximum(1.0, np.abs(scaled))
        return np.isnan(value) | (~np.isnan(decimals) & exact)


class ExpectValueToHaveNoMoreDecimalsThanPrinted(RowExpectation):
    """Expect a value to have its number of printed decimals recorded, and no digits beyond them.

    Args:
        column_list: value, decimals.
    """

    map_metric = "multicolumn_values.value_has_no_more_decimals_than_printed"
    sentence = "A value must have no more decimals than are printed."
