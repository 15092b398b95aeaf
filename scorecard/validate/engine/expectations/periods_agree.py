"""Do a period's label, kind and dates say the same? Judged once per distinct period, not once per row."""

from __future__ import annotations

import re
from datetime import date
from functools import lru_cache
from typing import Any

import numpy as np
import pandas as pd

from scorecard.periods import YEAR_LABEL, Period, follow_each_other, month_end

# schools report by half terms; councils print them from the first: "Half Term 1", "Half Terms 1-3"
_HALF_TERMS = re.compile(YEAR_LABEL + r" Half Term(?: [1-6]|s [1-5]-[2-6])")


@lru_cache(maxsize=100_000)
def period_holds(label: str, kind: str, start: date | None, end: date | None) -> bool:
    """True where the label is well formed for its kind and the dates are its own.

    >>> period_holds("2020-06", "month", date(2020, 6, 1), date(2020, 6, 30))
    True
    >>> period_holds("2020-06", "quarter", date(2020, 6, 1), date(2020, 6, 30))
    False
    """
    if kind == "latest":
        # a figure without any printed period says so, and has no dates
        undated = label == "not stated" and start is None and end is None
        return undated or (label == "latest" and (start is None or end is None or start <= end))
    half_terms = _HALF_TERMS.fullmatch(label) if kind == "academic_term" else None
    if half_terms:
        year = int(half_terms[1]) if follow_each_other(half_terms[1], half_terms[2]) else None
        return _within_academic_year(year, start, end)
    period = Period.of_label(label, kind)
    if period is None or start is None or end is None:
        return False
    if kind == "year_to_date":
        month_ends = end == month_end(end.year, end.month)
        return start == period.start and month_ends and start <= end <= (period.end or end)
    return (start, end) == (period.start, period.end)


def _within_academic_year(year: int | None, start: date | None, end: date | None) -> bool:
    """Whole months of the academic year, in order. Councils set their own half terms, so no more is certain."""
    if year is None or start is None or end is None:
        return False
    whole_months = start.day == 1 and end == month_end(end.year, end.month)
    return whole_months and date(year, 9, 1) <= start <= end <= date(year + 1, 8, 31)


def period_agrees(label: pd.Series, kind: pd.Series, start: pd.Series, end: pd.Series) -> Any:
    """One boolean per row; equal periods are judged once."""
    frame = pd.DataFrame({"label": label, "kind": kind, "start": start, "end": end})
    group = frame.groupby(list(frame), sort=False, dropna=False).ngroup().to_numpy()
    first = np.unique(group, return_index=True)[1]
    distinct = frame.iloc[first]
    holds = np.array([period_holds(*_plain(row)) for row in distinct.itertuples(index=False)], dtype=bool)
    return holds[group] if len(holds) else np.zeros(0, dtype=bool)


def _plain(row: Any) -> tuple[str, str, date | None, date | None]:
    label, kind = (value if isinstance(value, str) else "" for value in (row.label, row.kind))
    start, end = (None if pd.isna(day) else pd.Timestamp(day).date() for day in (row.start, row.end))
    return label, kind, start, end
