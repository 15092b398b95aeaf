"""GX's own Data Docs, for those who want them: local, opt-in, not for publishing.

They load styles, fonts and a logo from the network when opened, and show no status offline; nothing of ours
links to them. ``reports/validation.html`` is the page to publish.
"""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING

import great_expectations as gx
import polars as pl
from great_expectations.checkpoint import Checkpoint
from great_expectations.core.validation_definition import ValidationDefinition

from scorecard.validate.compare import find_rules, rule_material
from scorecard.validate.engine.expectations import register_expectations
from scorecard.validate.engine.judge import load_expectations, to_plain_pandas
from scorecard.validate.engine.suites import StoredSuite, load_suites
from scorecard.validate.frames import frame_of_suite, in_order_of_place, read_processed, suite_parameters
from scorecard.validate.rules.shared.agreement import RuleModule
from scorecard.workspace import Workspace

if TYPE_CHECKING:
    from scorecard.registry import Registry


def build_data_docs(workspace: Workspace, registry: Registry) -> Path:
    """Run every suite in a file context of GX and build its pages; returns their index.

    The folder is ``reports/gx-data-docs``. Rules that have nothing to compare are left out.
    """
    register_expectations()
    folder = workspace.reports / "gx-data-docs"
    folder.mkdir(parents=True, exist_ok=True)
    context = gx.get_context(mode="file", project_root_dir=folder)
    context.variables.progress_bars = {"globally": False, "metric_calculations": False}
    source = context.data_sources.add_or_update_pandas("memory")
    tables = in_order_of_place(read_processed(workspace.processed))
    rules, parameters = find_rules(), suite_parameters(tables, registry)
    for suite in load_suites(workspace.expectations, {id: module.RULE for id, module in rules.items()}):
        for name, frame in _frames(suite, tables, registry, rules).items():
            _run_suite(context, source, suite, name, frame, parameters)
    context.build_data_docs()
    return folder / "gx" / "uncommitted" / "data_docs" / "local_site" / "index.html"


def _frames(
    suite: StoredSuite, tables: Mapping[str, pl.DataFrame], registry: Registry, rules: Mapping[str, RuleModule]
) -> dict[str, pl.DataFrame]:
    """The frames that a suite looks at, without empty ones."""
    if suite.meta.kind == "integrity":
        frames = {suite.meta.frame: frame_of_suite(tables, suite.meta.frame, registry)}
    else:
        frames = {
            suite.frame_of(one): rule_material(rules[one.meta.check], tables, registry).frame
            for one in suite.expectations
        }
    return {name: frame for name, frame in frames.items() if frame.height}


def _run_suite(
    context: gx.data_context.AbstractDataContext,
    source: gx.datasource.fluent.PandasDatasource,
    suite: StoredSuite,
    name: str,
    frame: pl.DataFrame,
    parameters: dict[str, list[str]],
) -> None:
    """Store one suite for one frame, run it, and keep the result for the pages."""
    own = [one for one in suite.expectations if suite.frame_of(one) == name]
    title = f"{suite.name}-{name.replace(':', '-')}"
    stored = context.suites.add_or_update(load_expectations(title, own))
    batch = source.add_dataframe_asset(title).add_batch_definition_whole_dataframe("whole")
    definition = context.validation_definitions.add_or_update(
        ValidationDefinition(name=title, data=batch, suite=stored)
    )
    checkpoint = context.checkpoints.add_or_update(Checkpoint(name=title, validation_definitions=[definition]))
    checkpoint.run(batch_parameters={"dataframe": to_plain_pandas(frame)}, expectation_parameters=parameters)
