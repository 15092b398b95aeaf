"""Expectations about our own dataset: rows that contradict themselves are our fault, not the document's."""

from __future__ import annotations

from typing import Any

import numpy as np
import pandas as pd
from great_expectations.compatibility import pydantic
from great_expectations.render.renderer_configuration import RendererValueType

from scorecard.validate.engine.expectations.base import RowExpectation, RowMetric, known
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


class ReportedHasNumbers(RowMetric):
    condition_metric_name = "multicolumn_values.reported_figure_has_its_numbers"

    @classmethod
    def answer(cls, rows: pd.DataFrame, **arguments: Any) -> Any:
        status, unit = rows.iloc[:, 0], rows.iloc[:, 1]
        value, numerator, denominator = (known(rows.iloc[:, at]) for at in (2, 3, 4))
        enough = np.where(unit == "ratio", numerator & denominator, value)
        return ~status.isin(["reported", "corrected"]).to_numpy() | enough


class ExpectReportedFiguresToHaveTheirNumbers(RowExpectation):
    """Expect a reported or corrected figure to have a value or, where its unit is a ratio, both its x and its y.

    Args:
        column_list: status, unit, value, numerator, denominator.
    """

    map_metric = "multicolumn_values.reported_figure_has_its_numbers"
    sentence = "A reported or corrected figure must have a value; an x of y must have both."


class MissingHasNone(RowMetric):
    condition_metric_name = "multicolumn_values.missing_mark_has_no_number"

    @classmethod
    def answer(cls, rows: pd.DataFrame, **arguments: Any) -> Any:
        numbers = known(rows.iloc[:, 1])
        return ~(rows.iloc[:, 0] == "missing").to_numpy() | ~numbers


class ExpectMissingMarksToHaveNoNumbers(RowExpectation):
    """Expect a missing mark to have no value: a blank is not a zero.

    Args:
        column_list: status, value.
    """

    map_metric = "multicolumn_values.missing_mark_has_no_number"
    sentence = "A missing mark must have no value."


class CorrectionSaysWhat(RowMetric):
    condition_metric_name = "multicolumn_values.correction_says_what_was_mended"

    @classmethod
    def answer(cls, rows: pd.DataFrame, **arguments: Any) -> Any:
        said = rows.iloc[:, 1].fillna("").astype(str).str.strip() != ""
        return ~(rows.iloc[:, 0] == "corrected").to_numpy() | said.to_numpy()


class ExpectCorrectionsToSayWhatWasMended(RowExpectation):
    """Expect a corrected figure to say in words what damage was mended and how that is proved.

    Args:
        column_list: status, correction.
    """

    map_metric = "multicolumn_values.correction_says_what_was_mended"
    sentence = "A corrected figure must say what was mended and how that is proved."


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


class UnitBoundsValue(RowMetric):
    condition_metric_name = "multicolumn_values.unit_bounds_its_value"
    condition_value_keys = ("unit", "lowest", "highest")

    @classmethod
    def answer(cls, rows: pd.DataFrame, **arguments: Any) -> Any:
        unit, lowest, highest = (arguments[name] for name in cls.condition_value_keys)
        value = rows.iloc[:, 1].astype(float)
        return (rows.iloc[:, 0] != unit).to_numpy() | ~known(value) | value.between(lowest, highest).to_numpy()


class ExpectUnitToBoundItsValues(RowExpectation):
    """Expect values of one unit to lie between two figures, both included.

    Args:
        column_list: unit, value.
        unit: the unit that is judged; rows of other units pass. Required.
        lowest, highest: the bounds, in that unit. Required.
    """

    unit: str = pydantic.Field(description="The unit that is judged")
    lowest: float = pydantic.Field(description="The lowest value that makes sense")
    highest: float = pydantic.Field(description="The highest value that makes sense")

    map_metric = "multicolumn_values.unit_bounds_its_value"
    success_keys = ("mostly", "unit", "lowest", "highest")
    args_keys = ("column_list", "unit", "lowest", "highest")
    shown_arguments = (
        ("unit", RendererValueType.STRING),
        ("lowest", RendererValueType.NUMBER),
        ("highest", RendererValueType.NUMBER),
    )
    sentence = "A value in $unit must lie between $lowest and $highest."


class NumeratorWithinDenominator(RowMetric):
    condition_metric_name = "multicolumn_values.numerator_within_denominator"

    @classmethod
    def answer(cls, rows: pd.DataFrame, **arguments: Any) -> Any:
        numerator, denominator = (rows.iloc[:, at].to_numpy(dtype=float) for at in range(2))
        return ~(numerator > denominator)


class ExpectNumeratorNotToExceedDenominator(RowExpectation):
    """Expect the x of an "x of y" not to exceed its y. Rows without both pass.

    Args:
        column_list: numerator, denominator.
    """

    map_metric = "multicolumn_values.numerator_within_denominator"
    sentence = "The x of an x of y must not exceed its y."


class SignalReadAsItsKind(RowMetric):
    condition_metric_name = "multicolumn_values.signal_read_as_its_kind"
    condition_value_keys = ("readings",)

    @classmethod
    def answer(cls, rows: pd.DataFrame, **arguments: Any) -> Any:
        readings: dict[str, list[str]] = arguments["readings"]
        signal, read_as = rows.iloc[:, 0], rows.iloc[:, 1]
        holds = ~known(read_as) & signal.isin(list(readings)).to_numpy()
        for kind, words in readings.items():
            holds |= (signal == kind).to_numpy() & read_as.isin(words).to_numpy()
        return holds


class ExpectSignalToBeReadAsOneOfItsKind(RowExpectation):
    """Expect an arrow to be read as a direction and a colour as a colour; illegible ones have no reading.

    Args:
        column_list: signal, and the reading (``read_as`` or ``computed``).
        readings: the words allowed for each kind of signal. Required.
    """

    readings: dict[str, list[str]] = pydantic.Field(description="The words allowed for each kind of signal")

    map_metric = "multicolumn_values.signal_read_as_its_kind"
    success_keys = ("mostly", "readings")
    args_keys = ("column_list", "readings")
    sentence = "An arrow must be read as a direction, and a colour as a colour."
