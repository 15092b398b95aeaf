"""The fields of a council's ``layouts.yml``: what a layout may say about a small table."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Literal

from pydantic import BaseModel, ConfigDict, model_validator


class ColumnLayout(BaseModel):
    """What one column of figures is about; what is null comes from the row or the layout.

    ``role``: the column prints no figure of its own but the x, the y or the target of the row's figure.
    """

    model_config = ConfigDict(extra="forbid", frozen=True)

    role: Literal["numerator", "denominator", "target"] | None = None
    indicator: str | None = None
    area: str | None = None
    breakdown: str | None = None
    period: str | None = None
    header: str | None = None
    skip: bool = False


class Part(BaseModel):
    """One of several figures of a cell: the first group of ``find`` counts ``breakdown``."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    find: str
    breakdown: str


class RowLayout(BaseModel):
    """An indicator a row, known by its label: one indicator for counts and one for percentages."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    label: str
    count: str | None = None
    percent: str | None = None
    breakdown: str | None = None
    parts: list[Part] = []


class Pattern(BaseModel):
    """A figure inside a cell of words: the first group of ``find`` is a figure of ``indicator``."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    find: str
    indicator: str


class Layout(BaseModel):
    """The layout of one kind of table.

    ``match``: phrases of the header, all of which must be there (damage allowed). ``rows``: what a row's
    label says. ``columns``: the columns in printed order, or ``cycle`` repeated for each area, breakdown
    or period of the header. ``period``: the period where neither row nor column prints one: ``as-at``
    (the pack's month), ``section`` (the year of the annual report), ``section-end`` (that year's last month),
    ``year-to-date``, or a label.
    ``unlabelled``: what the columns of a row without label are about (it belongs to the row above).
    ``total_last``: the last column of each area adds up the others; a part that does not add up is not read.
    ``then``: the columns after a second header in the middle of the table.
    """

    model_config = ConfigDict(extra="forbid", frozen=True)

    id: str
    family: str
    match: list[str]
    heading: str | None = None
    rows: Literal["period", "breakdown", "area", "indicator", "none"]
    label: int | None = None
    period: str | None = None
    period_from: Literal["header", "header-year"] | None = None
    indicator: str | None = None
    percent_indicator: str | None = None
    columns: list[ColumnLayout] = []
    cycle: list[ColumnLayout] = []
    areas: list[str] = []
    breakdowns: list[str] = []
    joins_breakdown: bool = False
    fixed: bool = False
    row_indicators: list[RowLayout] = []
    unlabelled: list[ColumnLayout] = []
    then: list[ColumnLayout] = []
    patterns: list[list[Pattern]] = []
    labelled_counts: bool = False
    total_row: str | None = None
    total_last: bool = False

    @model_validator(mode="after")
    def _has_an_indicator(self) -> Layout:
        named = [self.indicator, self.columns, self.cycle, self.row_indicators, self.patterns]
        if not any(named):
            raise ValueError("a layout names its indicators in columns, cycle, row_indicators, patterns or indicator")
        return self

    def indicators(self) -> Iterator[str]:
        """The id of every indicator that the layout names."""
        columns = (*self.columns, *self.cycle, *self.unlabelled, *self.then)
        yield from filter(None, (self.indicator, self.percent_indicator, *(c.indicator for c in columns)))
        yield from filter(None, (i for row in self.row_indicators for i in (row.count, row.percent)))
        yield from (pattern.indicator for patterns in self.patterns for pattern in patterns)
