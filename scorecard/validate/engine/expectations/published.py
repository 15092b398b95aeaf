"""The expectation of every rule about published figures: it compares the three numbers that a rule's rows carry.

The rules build comparisons (`scorecard.validate.rules.shared.agreement`); whether a figure is right is decided here,
from the printed number and the closed interval that would agree with it.
"""

from __future__ import annotations

from typing import Any

import pandas as pd
from great_expectations.compatibility import pydantic
from great_expectations.render.renderer_configuration import RendererValueType

from scorecard.validate.engine.expectations.base import RowExpectation, RowMetric, known


class PublishedValueWithinBounds(RowMetric):
    condition_metric_name = "multicolumn_values.published_value_within_bounds"
    condition_value_keys = ("tolerance",)

    @classmethod
    def answer(cls, rows: pd.DataFrame, **arguments: Any) -> Any:
        tolerance = arguments["tolerance"]
        value, lower, upper = (rows.iloc[:, at].astype(float) for at in range(3))
        enough = ~known(lower) | (value >= lower - tolerance).to_numpy()
        not_more = ~known(upper) | (value <= upper + tolerance).to_numpy()
        return enough & not_more & known(value)


class ExpectPublishedFiguresToAgree(RowExpectation):
    """Expect a printed figure to lie between the lower and the upper figure that would agree with it.

    Args:
        column_list: published_value, lower, upper. A missing bound is open.
        rule: the id of the rule whose comparisons are judged. Required.
        tolerance: how far outside still counts as inside; only for the last binary digit of a fraction. Required.
    """

    rule: str = pydantic.Field(description="The rule whose comparisons are judged", min_length=1)
    tolerance: float = pydantic.Field(description="How far outside its bounds a figure may lie", ge=0)

    map_metric = "multicolumn_values.published_value_within_bounds"
    success_keys = ("mostly", "rule", "tolerance")
    args_keys = ("column_list", "rule", "tolerance")
    shown_arguments = (("rule", RendererValueType.STRING), ("tolerance", RendererValueType.NUMBER))
    sentence = "A figure that the rule $rule compares must be what agrees with it, within $tolerance."
