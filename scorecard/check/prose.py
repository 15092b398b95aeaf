"""How sentences speak of the measures of a document: with their own names, and in the nation's wordings of these."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TypeVar

from scorecard.general.matching import CERTAIN, Proposal
from scorecard.registry.prose import Count, Measure, Prose

Row = TypeVar("Row", Count, Measure)


def with_proposed(prose: Prose, proposals: Sequence[Proposal]) -> Prose:
    """The words of prose with the national wordings of measures whose name is certainly that of an indicator.

    "There were 290 children looked after" counts what a table calls so. Only the wording is taken: the measure stays
    the document's own.
    """
    certain = [(one.indicator, one.measure) for one in proposals if one.sure == CERTAIN]
    first = dict(reversed(certain))
    counts = [_of(row, first) for row in prose.counts if row.indicator in first]
    measures = [_of(row, first) for row in prose.measures if row.indicator in first]
    return prose.model_copy(update={"counts": [*prose.counts, *counts], "measures": [*prose.measures, *measures]})


def _of(row: Row, measures: Mapping[str, str]) -> Row:
    """The row for the measure that is proposed for its indicator."""
    return row.model_copy(update={"indicator": measures[row.indicator]})
