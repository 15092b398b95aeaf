"""What all our GX expectations share: a yes-or-no question about the columns of each row, and a sentence."""

from __future__ import annotations

from typing import Any, ClassVar, Literal

import pandas as pd
from great_expectations.execution_engine import PandasExecutionEngine
from great_expectations.expectations.expectation import MulticolumnMapExpectation
from great_expectations.expectations.metrics.map_metric_provider import MulticolumnMapMetricProvider
from great_expectations.expectations.metrics.map_metric_provider.multicolumn_condition_partial import (
    multicolumn_condition_partial,
)
from great_expectations.render.components import LegacyRendererType, RenderedStringTemplateContent
from great_expectations.render.renderer.renderer import renderer
from great_expectations.render.renderer_configuration import RendererConfiguration, RendererValueType


class RowExpectation(MulticolumnMapExpectation):
    """A question answered row by row. Sub-classes name their metric, their arguments and their sentence.

    Arguments of sub-classes are required: GX does not store arguments that equal a default, and a stored suite
    must say all that it asks.
    """

    # every row is a figure to be judged; rows whose columns are all missing are no exception
    ignore_row_if: Literal["all_values_are_missing", "any_value_is_missing", "never"] = "never"
    sentence: ClassVar[str] = ""
    shown_arguments: ClassVar[tuple[tuple[str, RendererValueType], ...]] = ()
    args_keys: ClassVar[tuple[str, ...]] = ("column_list",)

    @classmethod
    def is_abstract(cls) -> bool:
        return cls.map_metric is None or super().is_abstract()

    @classmethod
    def _prescriptive_template(cls, renderer_configuration: RendererConfiguration) -> RendererConfiguration:
        """The sentence for GX's own Data Docs, with the arguments in it."""
        for name, kind in cls.shown_arguments:
            renderer_configuration.add_param(name=name, param_type=kind)
        renderer_configuration.template_str = cls.sentence
        return renderer_configuration

    @classmethod
    @renderer(renderer_type=LegacyRendererType.PRESCRIPTIVE)
    def _prescriptive_renderer(
        cls, configuration: Any = None, result: Any = None, runtime_configuration: Any = None, **kwargs: Any
    ) -> list[RenderedStringTemplateContent]:
        given = dict(configuration.kwargs) if configuration else {}
        template = {
            "template": (configuration and configuration.description) or cls.sentence,
            "params": {name: given.get(name) for name, _ in cls.shown_arguments},
            "styling": (runtime_configuration or {}).get("styling"),
        }
        return [RenderedStringTemplateContent(content_block_type="string_template", string_template=template)]


class RowMetric(MulticolumnMapMetricProvider):
    """A metric for pandas: `answer` returns one boolean per row, true where the row is as expected."""

    @classmethod
    def answer(cls, rows: pd.DataFrame, **arguments: Any) -> Any:
        raise NotImplementedError

    @multicolumn_condition_partial(engine=PandasExecutionEngine)
    def _pandas(cls, column_list: pd.DataFrame, **arguments: Any) -> pd.Series:
        # GX hands over the columns in the suite's order, and its own metrics beside our arguments
        own = {name: value for name, value in arguments.items() if name in cls.condition_value_keys}
        return pd.Series(cls.answer(column_list, **own), index=column_list.index, dtype=bool)


def known(column: pd.Series) -> Any:
    """True where a value is there."""
    return column.notna().to_numpy()
