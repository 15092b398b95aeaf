"""What a chart of months or years shows beside its figures: comparisons, limits, tolerances, breaks, warnings."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date, timedelta
from typing import Any

import polars as pl

from scorecard import words
from scorecard.charts.months import Band, Moment, Reference
from scorecard.comparators import Comparator, shown_in
from scorecard.frames import rows_of
from scorecard.measures.band_areas import Areas

Row = Mapping[str, Any]
_CHANGES = {
    "definition": "change of the definition",
    "method": "change of the method",
    "system": "change in the case system",
    "population": "change of who is counted",
    "basis": "change of the basis",
    "event": "event",
}
"""What each kind of change is called on a chart; of the others (names, numbers) no figure is touched."""
_BREAKS = tuple(kind for kind in _CHANGES if kind != "event")
"""The kinds over which figures are not compared."""
_SHORT = 40


def references(row: Row, comparators: Iterable[Comparator]) -> list[Reference]:
    """The lines to compare with: both ends of the target that are printed, and the averages."""
    shown = [
        Reference(f"Target {row['target']}", row[c], "target")
        for c in ("limit_lower", "limit_upper")
        if row[c] is not None
    ]
    return shown + [
        Reference(_benchmark(row, one), row[one.id], "benchmark")
        for one in shown_in("chart", comparators)
        if row[one.id] is not None
    ]


def _benchmark(row: Row, one: Comparator) -> str:
    """``England 12%``, with the year that it is of, where one is printed: ``England 12% (2017)``."""
    time = row.get(f"{one.id}_time")
    year = f" ({words.period(time, short=True)})" if time else ""
    return f"{one.title} {words.figure(row[one.id], row['unit'], short=True)}{year}"


def limit_lines(row: Row, limits: Row | None) -> list[Reference]:
    """Mean and process limits of the months, where there are any; they are not cut at 0 or 100."""
    if limits is None or limits["value"] is None:
        return []
    places = (row["decimals"] or 0) + 1
    named = (("Upper limit", "upper"), ("Mean", "value"), ("Lower limit", "lower"))
    return [
        Reference(f"{name} {words.figure(limits[c], row['unit'], places, short=True)}", limits[c], "limit")
        for name, c in named
        if limits[c] is not None
    ]


def bands(row: Row, areas: Areas) -> list[Band]:
    """The tolerances of the row's document, as areas; none where no target judges the figure."""
    if row.get("not_judged") is not None:
        return []
    return [Band(*area) for area in areas.get((row["document"], row["indicator"]), [])]


def touching(changes: pl.DataFrame) -> dict[tuple[Any, ...], list[dict[str, Any]]]:
    """The changes that touch figures, by measure and in order of time."""
    of_figures = changes.filter(pl.col("kind").is_in(list(_CHANGES)))
    return rows_of(of_figures.sort("changed", "kind", maintain_order=True), ["indicator"])


def changes_of(row: Row, changes: Mapping[tuple[Any, ...], list[dict[str, Any]]]) -> list[dict[str, Any]]:
    """The changes of the row's measure (of `touching`) that touch its figures: its own and its authority's."""
    its_own = [c for c in changes.get((row["indicator"],), []) if c["whose"] in (None, row["authority"])]
    told: dict[tuple[Any, ...], dict[str, Any]] = {}
    for change in its_own:
        told.setdefault((change["changed"], change["kind"], change["reason"]), change)
    return list(told.values())


def change_name(change: Row) -> str:
    """A change in few words: what its reason begins with, where that is a name, else what kind it is."""
    opening = change["reason"].split(":")[0].split(";")[0].rstrip(".")
    return opening if len(opening) <= _SHORT else _CHANGES[change["kind"]].capitalize()


def month_breaks(months: Sequence[date], changes: Iterable[Row]) -> list[Moment]:
    """The changes that lie between two months of a chart, each before the first month that it touches.

    ``months``: first days, one after the other. A change in the last days of a month touches the month it falls in.
    """
    moments = []
    for change in changes:
        at = next((i for i, month in enumerate(months) if (month.year, month.month) >= _month_of(change)), None)
        if at:
            moments.append(_moment(change, at))
    return moments


def _moment(change: Row, at: int) -> Moment:
    """A change before the month or year of this number, with its day and its name."""
    told = f"{words.day(change['changed'])}: {change_name(change)}"
    return Moment(told, at - 0.5, at - 0.5, breaks=change["kind"] in _BREAKS)


def breaks_between(earlier: str, later: str, changes: Iterable[Row]) -> bool:
    """Did the measure change after the month ``earlier`` and by the month ``later`` (labels like ``2016-09``)?"""
    return any(c["kind"] in _BREAKS and earlier < f"{c['changed']:%Y-%m}" <= later for c in changes)


def _month_of(change: Row) -> tuple[int, int]:
    return change["changed"].year, change["changed"].month


def year_breaks(years: Sequence[Row], changes: Iterable[Row], *, at_the_end: bool) -> list[Moment]:
    """The changes that lie between two years of a chart, each before the first year that is wholly of the new kind.

    What is counted over a year is of the old kind as long as a day of it is; what is as at its end (``at_the_end``)
    is of the kind of its last day.
    """
    moments = []
    spans = _spans(years)
    for change in changes:
        new = (end >= change["changed"] if at_the_end else start >= change["changed"] for start, end in spans)
        at = next((i for i, is_new in enumerate(new) if is_new), None)
        if at:
            moments.append(_moment(change, at))
    return moments


def _spans(years: Sequence[Row]) -> list[tuple[date, date]]:
    """First and last day of each year, also of those without a figure; years that begin in April if none has one."""
    month = next((y["period_start"].month for y in years if y["period_start"] is not None), 4)
    firsts = [date(int(str(y["period"])[:4]), month, 1) for y in years]
    return [(first, first.replace(year=first.year + 1) - timedelta(days=1)) for first in firsts]


def warnings(months: pl.DataFrame, caveat_words: Mapping[str, str]) -> list[Moment]:
    """What the documents warn of, each from the first month that it is about to the last; of one span together."""
    told: dict[str, list[int]] = {}
    for i, kinds in enumerate(months["caveats"].to_list()):
        for kind in kinds or ():
            told.setdefault(kind, []).append(i)
    spans: dict[tuple[int, int], list[str]] = {}
    for kind, at in told.items():
        spans.setdefault((min(at), max(at)), []).append(kind)
    return [Moment(_warned(kinds, caveat_words), first - 0.3, last + 0.3) for (first, last), kinds in spans.items()]


def _warned(kinds: Sequence[str], caveat_words: Mapping[str, str]) -> str:
    """One warning in its words; several by their names."""
    several = ", ".join(kind.replace("-", " ") for kind in kinds)
    return f"‡ The pack warns: {caveat_words.get(kinds[0], kinds[0]) if len(kinds) == 1 else several}"
