"""The examples in docstrings of the statistics say what the code says."""

from __future__ import annotations

import doctest

import pytest

from scorecard.statistics import columns, comparison, intervals, xmr


@pytest.mark.parametrize("module", [columns, comparison, intervals, xmr])
def test_examples(module: object) -> None:
    tried = doctest.testmod(module)  # type: ignore[arg-type]
    assert tried.attempted > 0
    assert tried.failed == 0
