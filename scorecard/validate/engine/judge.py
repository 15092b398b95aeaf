"""Running stored expectations: an ephemeral context, the pandas engine over plain numpy columns, nothing else.

No analytics, no Data Docs, no network; see `scorecard.validate.engine.start`. Suites come from
`scorecard.validate.engine.suites`; frames are polars frames and are handed over in batches of whole documents, so that
memory stays bounded.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

import great_expectations as gx
import numpy as np
import pandas as pd
import polars as pl
from great_expectations.core.expectation_suite import ExpectationSuite

from scorecard import words
from scorecard.errors import IntegrityFailed
from scorecard.validate.engine.judgement import Judgement
from scorecard.validate.engine.suites import StoredExpectation, columns_used

BATCH_ROWS = 400_000
"""Rows that GX is handed at once: about a gigabyte of observations as Python objects."""
_FEW_WORDS = 0.2
"""Text columns of which at most this part is distinct share their strings instead of having one each."""
_ALWAYS_FEW = 1_000
"""So many distinct strings are few in a column of any length."""
_RESULT_FORMAT = {
    "result_format": "COMPLETE",
    "exclude_unexpected_values": True,
    "return_unexpected_index_query": False,
}


class Judge:
    """Runs stored expectations on polars frames. One object per process: importing GX is what costs."""

    def __init__(self) -> None:
        self._context = gx.get_context(mode="ephemeral")
        self._context.variables.progress_bars = {"globally": False, "metric_calculations": False}
        asset = self._context.data_sources.add_pandas("memory").add_dataframe_asset("frame")
        self._batches = asset.add_batch_definition_whole_dataframe("whole")

    def judge(
        self,
        expectations: Sequence[StoredExpectation],
        frame: pl.DataFrame,
        *,
        parameters: Mapping[str, Any] | None = None,
        name: str = "suite",
    ) -> list[Judgement]:
        """One judgement per expectation, in order. Raises IntegrityFailed if GX loads fewer than are stored."""
        suite = load_expectations(name, expectations)
        wanted = columns_used(expectations)
        parts = [
            self._judge_batch(suite, expectations, batch, offset, wanted, dict(parameters or {}))
            for offset, batch in _batches_of(frame)
        ]
        return [_merge(judgements) for judgements in zip(*parts, strict=True)]

    def _judge_batch(
        self,
        suite: ExpectationSuite,
        expectations: Sequence[StoredExpectation],
        batch: pl.DataFrame,
        offset: int,
        wanted: set[str],
        parameters: dict[str, Any],
    ) -> list[Judgement]:
        plain = to_plain_pandas(batch.select(c for c in batch.columns if c in wanted or not wanted))
        loaded = self._batches.get_batch(batch_parameters={"dataframe": plain})
        outcome = loaded.validate(suite, result_format=_RESULT_FORMAT, expectation_parameters=parameters)
        if len(outcome.results) != len(expectations):
            raise _lost(suite.name, len(expectations), len(outcome.results))
        by_check = {result.expectation_config.meta["check"]: result for result in outcome.results}
        return [_judgement(stored, by_check[stored.meta.check], offset, batch.height) for stored in expectations]


def load_expectations(name: str, expectations: Sequence[StoredExpectation]) -> ExpectationSuite:
    """A GX suite of exactly these expectations. Raises IntegrityFailed if GX takes fewer: it drops what it
    does not know with no more than a log line, and the rest then "succeeds"."""
    stored = [
        {
            "type": one.type,
            "kwargs": one.kwargs,
            "description": one.description,
            "severity": one.severity,
            "meta": one.meta.model_dump(exclude_none=True),
        }
        for one in expectations
    ]
    try:
        suite = ExpectationSuite(name=name, expectations=stored)
    except Exception as error:  # GX lets pydantic's error through for an argument that is not allowed
        raise IntegrityFailed(
            f"the suite {name} cannot be loaded: {' '.join(str(error).split())}",
            where=f"expectations/{name}.json",
            do="mend the arguments of the expectation that is named",
        ) from error
    if len(suite.expectations) != len(stored):
        raise _lost(name, len(stored), len(suite.expectations))
    return suite


def _lost(name: str, stored: int, loaded: int) -> IntegrityFailed:
    return IntegrityFailed(
        f"the suite {name} holds {words.counted(stored, 'expectation')}, but only {loaded} could be loaded",
        where=f"expectations/{name}.json",
        expected="every stored expectation is known, with all its arguments",
        do="look for a misspelt type or argument; custom classes stand in scorecard/validate/engine/expectations",
    )


def _judgement(stored: StoredExpectation, result: Any, offset: int, height: int) -> Judgement:
    """Read one GX result; an expectation that could not be evaluated has failed, and says why."""
    raised = _raised(result.exception_info)
    if raised:
        return Judgement(stored, height, [], False, raised)
    counts = result.result
    missing = int(counts.get("missing_count") or 0) if "column" in stored.kwargs else 0
    failing = [int(row) + offset for row in counts.get("unexpected_index_list") or []]
    return Judgement(stored, int(counts.get("element_count", height)) - missing, failing, bool(result.success))


def _raised(info: Any) -> str | None:
    """The message of an exception inside GX, which comes flat or keyed by metric."""
    entries: Iterable[Any] = [info] if "raised_exception" in info else info.values()
    messages = [str(entry.get("exception_message")) for entry in entries if entry and entry.get("raised_exception")]
    return "; ".join(sorted(set(messages))) or None


def _merge(judgements: Sequence[Judgement]) -> Judgement:
    """One judgement over all batches."""
    return Judgement(
        judgements[0].expectation,
        sum(one.checked for one in judgements),
        [row for one in judgements for row in one.failing],
        all(one.success for one in judgements),
        next((one.error for one in judgements if one.error), None),
    )


def _batches_of(frame: pl.DataFrame) -> list[tuple[int, pl.DataFrame]]:
    """``frame`` in pieces of about BATCH_ROWS rows with their offsets; no document is cut in two.

    Keys hold within a document, so they can be judged piece by piece. A frame whose documents do not stand
    together is one piece.
    """
    if frame.height <= BATCH_ROWS or "document" not in frame.columns:
        return [(0, frame)]
    run = frame["document"].rle_id()
    if run.n_unique() != frame["document"].n_unique():
        return [(0, frame)]
    starts = np.flatnonzero(np.diff(run.to_numpy(), prepend=-1))
    cuts = [0]
    for start in starts:
        if start - cuts[-1] >= BATCH_ROWS:
            cuts.append(int(start))
    ends = [*cuts[1:], frame.height]
    return [(begin, frame.slice(begin, end - begin)) for begin, end in zip(cuts, ends, strict=True)]


def to_plain_pandas(frame: pl.DataFrame) -> pd.DataFrame:
    """A pandas frame of plain numpy columns: GX is slow on Arrow-backed ones. Nulls are NaN, NaT or None."""
    return pd.DataFrame({name: _plain_column(frame[name]) for name in frame.columns}, copy=False)


def _plain_column(column: pl.Series) -> pd.Series:
    if column.dtype == pl.String:
        return pd.Series(_shared_strings(column), dtype=object)
    if column.dtype == pl.Boolean and column.null_count():
        return pd.Series(column.to_numpy(), dtype=object)
    return pd.Series(column.to_numpy())


def _shared_strings(column: pl.Series) -> Any:
    """Strings as Python objects, each distinct one made once where there are few."""
    words = column.unique(maintain_order=True)
    if len(words) > max(_ALWAYS_FEW, _FEW_WORDS * len(column)):
        return column.to_numpy(allow_copy=True)
    index = pl.DataFrame({"word": words}).with_row_index("at")
    at = column.to_frame("word").join(index, on="word", how="left", nulls_equal=True, maintain_order="left")["at"]
    return np.array(words.to_list(), dtype=object)[at.to_numpy()]
