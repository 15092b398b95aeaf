"""One expectation per rule about published figures. All compare the three numbers that a rule's rows carry.

The rules build comparisons (`scorecard.validate.rules.agreement`); whether a figure is right is decided here, from
the printed number and the closed interval that would agree with it.
"""

from __future__ import annotations

from typing import Any, ClassVar

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


class PublishedFigureExpectation(RowExpectation):
    """Base: the published value lies between the lower and the upper figure that would agree with it.

    Args:
        column_list: published_value, lower, upper. A missing bound is open.
        rule: the id of the rule whose comparisons are judged. Required.
        tolerance: how far outside still counts as inside; only for the last binary digit of a fraction. Required.
    """

    rule: str = pydantic.Field(description="The rule whose comparisons are judged")
    tolerance: float = pydantic.Field(description="How far outside its bounds a figure may lie", ge=0)

    judges: ClassVar[str] = ""
    success_keys = ("mostly", "rule", "tolerance")
    args_keys = ("column_list", "rule", "tolerance")
    shown_arguments = (("rule", RendererValueType.STRING), ("tolerance", RendererValueType.NUMBER))

    @pydantic.validator("rule")
    def _own_rule(cls, value: str) -> str:
        if cls.judges and value != cls.judges:
            raise ValueError(f"{cls.__name__} judges the rule {cls.judges!r}, not {value!r}")
        return value


class ExpectPercentagesToMatchLinkedCounts(PublishedFigureExpectation):
    """Expect a printed percentage to be the share of the two counts that the registry links it to."""

    judges = "linked-counts"
    map_metric = "multicolumn_values.published_value_within_bounds"
    sentence = "A percentage must be the share of the two measures it is a share of."


class ExpectTotalsToEqualTheirParts(PublishedFigureExpectation):
    """Expect totals by row, column, area, month and year to be what their parts add up to."""

    judges = "totals"
    map_metric = "multicolumn_values.published_value_within_bounds"
    sentence = "A total must be what its parts add up to."


class ExpectPartitionsToFillTheWhole(PublishedFigureExpectation):
    """Expect the parts of a partition to add up to the whole, their shares to 100, and no part to exceed it."""

    judges = "partitions"
    map_metric = "multicolumn_values.published_value_within_bounds"
    sentence = "The parts of a whole must add up to it, and none may exceed it."


class ExpectStocksToFollowTheirFlows(PublishedFigureExpectation):
    """Expect the number at the end to be the number at the start plus those who came less those who left."""

    judges = "stock-and-flow"
    map_metric = "multicolumn_values.published_value_within_bounds"
    sentence = "The number at the end must be the number at the start, plus those who came, less those who left."


class ExpectSameFigureToBeTheSameEverywhere(PublishedFigureExpectation):
    """Expect a figure that one document prints in several places to be the same in all of them."""

    judges = "same-figure"
    map_metric = "multicolumn_values.published_value_within_bounds"
    sentence = "A figure printed twice in one document must be the same both times."


class ExpectFiguresToAgreeBetweenPacks(PublishedFigureExpectation):
    """Expect a figure for a past period to be what an earlier document said; what differs is a restatement."""

    judges = "between-packs"
    map_metric = "multicolumn_values.published_value_within_bounds"
    sentence = "A figure for a past period must be what the earlier pack printed, or its restatement is shown."


class ExpectArrowsToFollowTheValues(PublishedFigureExpectation):
    """Expect a direction-of-travel arrow to be what the two values, the polarity and the family's meaning give."""

    judges = "arrows"
    map_metric = "multicolumn_values.published_value_within_bounds"
    sentence = "An arrow must point the way that the values, and what good looks like, give."


class ExpectColoursToFollowTheThresholds(PublishedFigureExpectation):
    """Expect a red, amber or green rating to be the band of the printed thresholds in which the value lies."""

    judges = "rag"
    map_metric = "multicolumn_values.published_value_within_bounds"
    sentence = "A red, amber or green rating must be the band in which the value lies."


class ExpectThresholdsToFitTogether(PublishedFigureExpectation):
    """Expect the bands of an indicator to neither overlap nor leave gaps, and to be the same on every page."""

    judges = "thresholds"
    map_metric = "multicolumn_values.published_value_within_bounds"
    sentence = "Red, amber and green must meet without gap or overlap, and be the same on every page."


class ExpectRatesToImplyOnePopulation(PublishedFigureExpectation):
    """Expect the populations that counts and their rates imply to agree within a table and period."""

    judges = "rates"
    map_metric = "multicolumn_values.published_value_within_bounds"
    sentence = "Counts and their rates must imply the same population."


class ExpectProseToMatchTheTables(PublishedFigureExpectation):
    """Expect a figure quoted in prose to be the figure of the table, and its arithmetic to be right."""

    judges = "prose"
    map_metric = "multicolumn_values.published_value_within_bounds"
    sentence = "A figure in a sentence must be the figure of the table."


class ExpectBenchmarksToBeInOrder(PublishedFigureExpectation):
    """Expect best, top quartile and average in the order that polarity demands, each with one value in a pack."""

    judges = "benchmarks"
    map_metric = "multicolumn_values.published_value_within_bounds"
    sentence = "Best, top quartile and average must stand in the order that polarity demands."


class ExpectRowsNotToRepeatAnother(PublishedFigureExpectation):
    """Expect a row, month or area not to repeat another exactly where the rest does not."""

    judges = "copies"
    map_metric = "multicolumn_values.published_value_within_bounds"
    sentence = "A row, month or area must not repeat another exactly where the rest does not."


RULE_EXPECTATIONS: dict[str, type[PublishedFigureExpectation]] = {
    expectation.judges: expectation for expectation in PublishedFigureExpectation.__subclasses__()
}
