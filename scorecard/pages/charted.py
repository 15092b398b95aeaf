"""One indicator, charted: its months and its years, each with the table of its figures and their places."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from typing import Any, TypeAlias

import polars as pl
from markupsafe import Markup

from scorecard import words
from scorecard.charts.months import Reference, monthly_chart
from scorecard.charts.years import annual_chart
from scorecard.comparators import Comparator
from scorecard.html.blocks import Blocks
from scorecard.html.markup import Column, details, el, join, table
from scorecard.measures.answers.material import AS_AT_THE_END
from scorecard.measures.band_areas import Areas
from scorecard.measures.series import with_missing_years
from scorecard.pages import marked, points
from scorecard.pages.proofs import Proofs
from scorecard.schema import SCHEMAS

Row = Mapping[str, Any]
Kinds: TypeAlias = list[tuple[str, pl.DataFrame]]
LEAST_POINTS = 3
"""Fewer figures than these are no line."""
_NO_LIMITS = " has no limits: "
"""What stands in the answer of ``measures`` between a figure and the reason why it has no limits."""
YEAR_NAMES = {"financial_year": "financial year", "academic_year": "school year"}


def _no_changes() -> pl.DataFrame:
    return pl.DataFrame(schema={"indicator": pl.String, "changed": pl.Date, "kind": pl.String, "reason": pl.String})


@dataclass(frozen=True)
class Beside:
    """What stands beside the figures of a chart.

    ``areas``: the printed tolerances as stretches of the scale; ``changes``: of measures (see
    ``Registry.change_frame``); ``limits``: the answers to the question ``limits`` by `key`; ``caveat_words``: what each
    kind of warning says.
    """

    comparators: Sequence[Comparator] = ()
    areas: Areas = field(default_factory=dict)
    documents: pl.DataFrame = field(default_factory=lambda: pl.DataFrame(schema=SCHEMAS["documents"]))
    changes: pl.DataFrame = field(default_factory=_no_changes)
    limits: Mapping[tuple[Any, ...], Row] = field(default_factory=dict)
    caveat_words: Mapping[str, str] = field(default_factory=dict)
    proofs: Proofs = field(default_factory=lambda: Proofs({}))

    def limits_of(self, row: Row) -> Row | None:
        """What is answered to the question for limits of a row's figure; null if it was not asked."""
        return self.limits.get(key(row, row["unit"]))

    @cached_property
    def touching(self) -> dict[tuple[Any, ...], list[dict[str, Any]]]:
        """The changes that touch figures, by measure."""
        return marked.touching(self.changes)

    def changes_of(self, row: Row) -> list[dict[str, Any]]:
        """The changes of a row's measure that touch its figures."""
        return marked.changes_of(row, self.touching) if self.touching else []


def key(row: Row, unit: str) -> tuple[Any, ...]:
    """What tells one figure from another: indicator, authority, area, category, unit and period."""
    return (*(row[c] for c in ("indicator", "authority", "area", "breakdown")), unit, row["period"])


def limits_by_key(answers: pl.DataFrame) -> dict[tuple[Any, ...], Row]:
    """The answers to the question for XmR limits, by `key`."""
    asked = answers.filter(pl.col("measure") == "limits", pl.col("against").is_null())
    return {key(answer, answer["of_unit"]): answer for answer in asked.to_dicts()}


def charted(row: Row, months: pl.DataFrame | None, years: pl.DataFrame | None, beside: Beside) -> Blocks:
    """One indicator, below its title: what is to be known, its charts, and their tables.

    A chart of months where there are three or more figures, else a sentence; bars of years where there are two or more
    of a kind.
    """
    drawn, kinds = _month_charts(row, months, beside), _kinds(years)
    bars = _year_charts(row, kinds, beside)
    tables = [*_month_tables(row, months, beside), *_year_tables(row, kinds, beside)]
    frames = [frame for frame in (months, years) if frame is not None]
    said = [
        *([] if drawn else [_why_no_line(months)]),
        *([_limits_said(row, beside)] if drawn else []),
        *_changes_said(row, months, years, beside),
    ]
    source = points.sources(frames, beside.documents) if frames else "No figure is printed by month or year."
    about = [el("p", join([*said, source, *_marks_explained(frames)], " "), class_="about")]
    folded = [details("The figures as a table, each with its place", *tables)] if tables else []
    return Blocks(*about, *drawn, *bars, *folded)


def of_months(row: Row, months: pl.DataFrame, beside: Beside) -> Blocks:
    """The months of one indicator alone: as `charted`, without years."""
    return charted(row, months, None, beside)


def of_years(row: Row, years: pl.DataFrame, beside: Beside) -> Blocks:
    """The years of one indicator alone: bars and their tables."""
    said = [*_changes_said(row, None, years, beside), points.sources([years], beside.documents)]
    about = el("p", join([*said, *_marks_explained([years])], " "), class_="about")
    kinds = _kinds(years)
    folded = details("The figures as a table, each with its place", *_year_tables(row, kinds, beside))
    return Blocks(about, *_year_charts(row, kinds, beside), folded)


def _why_no_line(months: pl.DataFrame | None) -> str:
    count = 0 if months is None else months["value"].drop_nulls().len()
    if not count:
        return "No month is printed."
    return f"{words.many(count, 'month').capitalize()} of figures: too few for a line, see the table."


def _limits_said(row: Row, beside: Beside) -> str | None:
    """The rule set under a chart with limits; without limits the reason."""
    limits = beside.limits_of(row)
    if limits is None:
        return None
    if limits["reason"] is None:
        return f"{limits['settings']} A limit that no figure can reach is drawn at the edge, and keeps its number."
    return f"No limits: {limits['words'].partition(_NO_LIMITS)[2] or limits['words']}"


def _changes_said(row: Row, months: pl.DataFrame | None, years: pl.DataFrame | None, beside: Beside) -> list[str]:
    """The reason of each change that lies within the charts."""
    starts: list[date] = [d for f in (months, years) if f is not None for d in f["period_start"].drop_nulls()]
    if not starts:
        return []
    within = [c for c in beside.changes_of(row) if min(starts) < c["changed"] <= max(starts)]
    return [f"{words.day(c['changed'])}: {c['reason']}" for c in within]


def _marks_explained(frames: Iterable[pl.DataFrame]) -> list[str]:
    under = sum(frame.filter(pl.col("findings").list.len() > 0).height for frame in frames)
    return [f"Hollow marks: {words.many(under, 'figure')} under a finding."] if under else []


def _month_charts(row: Row, months: pl.DataFrame | None, beside: Beside) -> list[dict[str, Any]]:
    if months is None or months["value"].drop_nulls().len() < LEAST_POINTS:
        return []
    references = [
        *marked.references(row, beside.comparators),
        *marked.limit_lines(row, beside.limits_of(row)),
    ]
    starts: list[date] = months["period_start"].to_list()
    changes = beside.changes_of(row)
    moments = [*marked.month_breaks(starts, changes), *marked.warnings(months, beside.caveat_words)]
    chart = monthly_chart(
        months.with_columns((pl.col("findings").list.len() > 0).alias("marked")),
        unit=row["unit"],
        description=month_words(row, months) + _beside_words(references, [m.content for m in moments]),
        references=references,
        bands=marked.bands(row, beside.areas),
        moments=moments,
    )
    return [chart]


def month_words(row: Row, months: pl.DataFrame) -> str:
    """The months in a sentence: first, last, lowest and highest figure, and which months have none."""
    known = [m for m in months.select("period", "value", "decimals").to_dicts() if m["value"] is not None]
    values = [m["value"] for m in known]
    ends = (known[0], known[-1], known[values.index(min(values))], known[values.index(max(values))])
    said = [f"{points.figure_of(row, m)} in {words.period(m['period'])}" for m in ends]
    gaps = [words.period(m["period"]) for m in months.to_dicts() if m["value"] is None]
    missing = f" No figure for {words.listed(gaps)}." if gaps else ""
    return f"{row['title']}: from {said[0]} to {said[1]}; lowest {said[2]}, highest {said[3]}.{missing}"


def _beside_words(references: Sequence[Reference], moments: Sequence[str]) -> str:
    lines = f" Lines: {words.listed([r.name for r in references])}." if references else ""
    return lines + "".join(f" {moment}." for moment in moments)


def _kinds(years: pl.DataFrame | None) -> Kinds:
    """The years by kind, financial years first; each without a hole."""
    if years is None:
        return []
    kinds = [(kind, years.filter(pl.col("period_kind") == kind)) for kind in YEAR_NAMES]
    return [(kind, with_missing_years(mine)) for kind, mine in kinds if mine.height]


def _year_charts(row: Row, kinds: Kinds, beside: Beside) -> list[dict[str, Any]]:
    """Bars of each kind of year that has two figures or more."""
    charts = []
    for kind, mine in kinds:
        if mine["value"].drop_nulls().len() < LEAST_POINTS - 1:
            continue
        shown = mine.with_columns((pl.col("findings").list.len() > 0).fill_null(False).alias("marked"))
        changes, at_the_end = beside.changes_of(row), row.get("basis") in AS_AT_THE_END
        moments = marked.year_breaks(shown.to_dicts(), changes, at_the_end=at_the_end)
        charts.append(
            annual_chart(
                shown,
                unit=row["unit"],
                kind=YEAR_NAMES[kind],
                moments=moments,
                description=_year_words(row, mine, kind) + "".join(f" {m.content}." for m in moments),
            )
        )
    return charts


def _year_words(row: Row, years: pl.DataFrame, kind: str) -> str:
    told = [f"{_year_name(y['period'])} {points.figure_of(row, y)}" for y in years.to_dicts()]
    return f"{row['title']} by {YEAR_NAMES[kind]}: {words.listed(told)}."


def _year_name(period: str) -> str:
    return period.replace(" academic", "")


def _month_tables(row: Row, months: pl.DataFrame | None, beside: Beside) -> list[Markup]:
    if months is None or months.is_empty():
        return []
    rows = [{"when": words.period(m["period"])} | points.point_cells(row, m, beside.proofs) for m in months.to_dicts()]
    lines = marked.references(row, beside.comparators)
    compared = el("p", f"Compare with: {words.listed([r.name for r in lines])}.", class_="about") if lines else ""
    columns = [Column("when", "Month", "row"), *points.COLUMNS]
    return [join([table(rows, columns, caption=f"{row['title']}, by month"), compared])]


def _year_tables(row: Row, kinds: Kinds, beside: Beside) -> list[Markup]:
    tables = []
    for kind, mine in kinds:
        rows = [{"when": _year_name(y["period"])} | points.point_cells(row, y, beside.proofs) for y in mine.to_dicts()]
        columns = [Column("when", YEAR_NAMES[kind].capitalize(), "row"), *points.COLUMNS]
        tables.append(table(rows, columns, caption=f"{row['title']}, by {YEAR_NAMES[kind]}"))
    return tables
