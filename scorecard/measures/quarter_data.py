"""Everything one quarter's pages are made from, in one object of frames."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from functools import cached_property
from typing import Self

import polars as pl

from scorecard import words
from scorecard.comparators import Comparator
from scorecard.council_quarter import CouncilQuarter, council_of
from scorecard.measures.as_known_at import as_known_at
from scorecard.measures.by_council import councils, whose
from scorecard.measures.quarters import in_quarter, is_figure, quarter_of_period
from scorecard.periods import Quarter
from scorecard.words import many


def _no_kinds() -> pl.DataFrame:
    return pl.DataFrame(
        schema={"kind": pl.String, "words": pl.String, "not_judged": pl.Boolean, "takes_back": pl.Boolean}
    )


@dataclass(eq=False, repr=False)
class QuarterData:
    """One quarter, as known at a date (null: everything known).

    ``quarter``: among several councils it may be that of one (`CouncilQuarter`), of whom the tables then are.
    ``tables``: the processed tables by name (see ``scorecard.schema``), of every document. ``known``: one row
    per figure as known at the date. ``indicators``: one row per registry entry (``indicator``, ``name``,
    ``good``, ``position`` in printed order). ``themes``: ``theme``, ``title``, ``order``, ``description``.
    ``comparators``: what figures are set against, in printed order. ``validated``: has validation run? Without it
    nothing is marked, and the page must say so. ``heading``: the rank of a section's own headings. ``caveat_kinds``:
    what documents may warn of: ``kind``, ``words``, ``not_judged``.
    """

    quarter: Quarter
    as_known_at: date | None
    tables: Mapping[str, pl.DataFrame]
    known: pl.DataFrame
    indicators: pl.DataFrame
    themes: pl.DataFrame
    comparators: Sequence[Comparator]
    validated: bool
    heading: str = "h3"
    caveat_kinds: pl.DataFrame = field(default_factory=_no_kinds)

    @classmethod
    def of(
        cls,
        tables: Mapping[str, pl.DataFrame],
        *,
        quarter: Quarter,
        on: date | None,
        indicators: pl.DataFrame,
        themes: pl.DataFrame,
        comparators: Sequence[Comparator],
        validated: bool,
        caveat_kinds: pl.DataFrame | None = None,
    ) -> Self:
        """Put a quarter's data together from the processed tables and the registry's frames."""
        known = as_known_at(tables["observations"], tables["documents"], on=on)
        kinds = _no_kinds() if caveat_kinds is None else caveat_kinds
        return cls(quarter, on, tables, known, indicators, themes, comparators, validated=validated, caveat_kinds=kinds)

    def __repr__(self) -> str:
        """The quarter in a few lines: its tables are for functions, not for a screen."""
        figures = self.known.filter(is_figure(), in_quarter(self.quarter))
        known = f"as known at {words.day(self.as_known_at)}" if self.as_known_at else "with all that is known"
        return "\n".join(
            [
                f"{self.quarter.title}, {known}",
                f"{many(figures.height, 'figure')} of {many(figures['indicator'].n_unique(), 'indicator')}"
                f"{'' if self.validated else '; not validated'}",
                *(f"behind it: {title} ({document})" for document, title in self._titles()),
                "tables: " + ", ".join(f"{name} {table.height:,}" for name, table in self.tables.items()),
            ]
        )

    def _titles(self) -> list[tuple[str, str]]:
        return self.documents.select("document", "title").rows()

    @cached_property
    def documents(self) -> pl.DataFrame:
        """The documents behind the quarter: those with a figure or a claim about it, as known at the date."""
        behind = self.tables["documents"].join(self._mentions(), on="document", how="semi")
        if self.as_known_at is not None:
            behind = behind.filter(pl.col("as_at") <= self.as_known_at)
        return behind.sort("as_at", "document", descending=[True, False])

    @cached_property
    def authorities(self) -> list[str]:
        """Whose documents stand behind the quarter, by name."""
        return sorted(set(self.documents.select(whose()).to_series()))

    @cached_property
    def by_authority(self) -> dict[str, Self]:
        """The same of each authority alone, with headings one rank lower; of several each with a quarter of its own."""
        return {name: self._of_authority(name) for name in self.authorities}

    def _quarter_of(self, name: str) -> Quarter:
        """The quarter as that of one authority, which has pages of its own where there are several."""
        known = councils(self.tables["documents"])
        if len(known) < 2 or council_of(self.quarter) is not None:
            return self.quarter
        return CouncilQuarter(self.quarter.year, self.quarter.number, known[name])

    def _of_authority(self, name: str) -> Self:
        documents = self.tables["documents"].filter(whose() == name)
        of_it = {
            key: table.join(documents.select("document"), on="document", how="semi")
            for key, table in self.tables.items()
        }
        known = self.known.filter(pl.col("authority") == name)
        return replace(self, quarter=self._quarter_of(name), tables=of_it, known=known, heading="h4")

    def of_documents(self, name: str) -> pl.DataFrame:
        """One processed table, only the rows of the documents behind the quarter."""
        return self.tables[name].join(self.documents.select("document"), on="document", how="semi")

    def _mentions(self) -> pl.DataFrame:
        printed = self.tables["observations"].filter(is_figure(), in_quarter(self.quarter)).select("document")
        quoted = self.tables["claims"].filter(in_quarter(self.quarter)).select("document")
        return pl.concat([printed, quoted]).unique()


def figures_per_quarter(observations: pl.DataFrame) -> pl.DataFrame:
    """One row per quarter: ``quarter``, ``figures`` printed for it, ``indicators`` they belong to, ``documents``."""
    return (
        observations.filter(is_figure(), pl.col("basis").ne_missing("benchmark"))
        .with_columns(quarter_of_period())
        .drop_nulls("quarter")
        .group_by("quarter")
        .agg(
            pl.len().alias("figures"),
            pl.col("indicator").n_unique().alias("indicators"),
            pl.col("document").unique().sort().alias("documents"),
        )
        .sort("quarter")
    )


def claims_per_quarter(claims: pl.DataFrame) -> pl.DataFrame:
    """One row per quarter: ``quarter``, ``claims`` (figures quoted in prose about it), ``documents``."""
    return (
        claims.with_columns(quarter_of_period())
        .drop_nulls("quarter")
        .group_by("quarter")
        .agg(pl.len().alias("claims"), pl.col("document").unique().sort().alias("documents"))
        .sort("quarter")
    )


def themes_per_quarter(observations: pl.DataFrame) -> dict[str, list[str]]:
    """By quarter, the themes with a printed figure in it, sorted."""
    printed = observations.filter(is_figure(), pl.col("basis").ne_missing("benchmark"), pl.col("theme").is_not_null())
    themes = printed.with_columns(quarter_of_period()).drop_nulls("quarter").select("quarter", "theme").unique()
    grouped = themes.group_by("quarter").agg(pl.col("theme").sort())
    return dict(sorted(grouped.iter_rows()))
