"""Slices of the tables: the rows that one page can depend on, and no others.

A page that is made from its slice is a function of it: whatever happens to other rows, its bytes stay. Rows keep their
order, and a slice of what is not there is empty.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable, Mapping
from dataclasses import dataclass
from functools import cached_property
from hashlib import sha256
from typing import Any, TypeVar

import polars as pl

from scorecard.council_quarter import council_of
from scorecard.measures import by_council, pack_slice, quarter_slice, theme_slice
from scorecard.measures.slice_rows import CELL, HASH, NAMING, ROW, by_key, places, those
from scorecard.periods import Quarter

Tables = Mapping[str, pl.DataFrame]
Made = TypeVar("Made")
_OF_INDICATOR = ("thresholds", "signals", "claims", "caveats", "unread")
"""Tables of which a page shows the rows of its indicator, and no more."""
_AT_CELLS = ("observations", "coverage", *NAMING)
"""Tables of which it shows what stands at the cells of its figures too: a cell may print several measures."""
_OF_DOCUMENTS = ("documents", "tables", "headers")
HOMES = "homes"
"""In a slice: on the pages of which quarter the findings of each of its documents stand (`by_council.homes_of`).

All figures together decide it."""


@dataclass(eq=False)
class Slices:
    """The processed tables by name, cut for one page after the other. ``tables`` may be a slice, with its ``homes``.

    ``whole_homes``: those of the documents of all tables, where these are one council's.
    """

    tables: Tables
    whole_homes: pl.DataFrame | None = None

    def of_indicator(self, indicator: str) -> dict[str, pl.DataFrame]:
        """What the page of one indicator can depend on: its figures, and all that is told of them or names them."""
        own = {
            name: self.tables[name][rows[indicator]] if indicator in rows else self.tables[name].clear()
            for name, rows in self._rows.items()
        }
        named = pl.concat([frame.select("document") for frame in own.values()]).unique()
        whole = {name: those(self.tables[name], named) for name in _OF_DOCUMENTS}
        homes = those(self._homes, named)
        return {name: frame.clear() for name, frame in self.tables.items()} | own | whole | {HOMES: homes}

    def of_pack(self, document: str) -> dict[str, pl.DataFrame]:
        """What the pages of an annotated pack can depend on (`pack_slice.OfPacks`)."""
        cut = self._packs.of(document)
        return (
            {name: frame.clear() for name, frame in self.tables.items()}
            | cut
            | {HOMES: those(self._homes, cut["documents"].select("document"))}
        )

    @cached_property
    def _packs(self) -> pack_slice.OfPacks:
        return pack_slice.OfPacks(self.tables)

    @cached_property
    def _homes(self) -> pl.DataFrame:
        if HOMES in self.tables:  # a slice cannot tell of itself which quarter is the last of a document
            return self.tables[HOMES]
        if self.whole_homes is not None:
            return self.whole_homes
        return by_council.homes_of(self.tables["observations"], self.tables["documents"])

    def of_council(self, council: str | None) -> Slices:
        """The tables of one council alone, to be cut further; null for all. What is a slice already is of one.

        Raises UsageError for a council that has no document, with those that have.
        """
        if council is None or HOMES in self.tables:
            return self
        return self._once(("council", council), lambda: self._of_council(council))

    def _of_council(self, council: str) -> Slices:
        own = by_council.of_council(self.tables, council)
        return Slices(own, those(self._homes, own["documents"].select("document")))

    def whole(self) -> dict[str, pl.DataFrame]:
        """All of it, with its ``homes``."""
        return {**self.tables, HOMES: self._homes}

    def of_quarter(self, quarter: Quarter, *, in_full: bool = False) -> dict[str, pl.DataFrame]:
        """What the pages of a quarter's figures can depend on: what documents print of its time and of earlier ones.

        Of a document that prints a figure of the quarter itself all that it prints, as its tables are shown whole. Of
        others their figures, what sentences tell that no table does, and what stands at a figure that may be shown, or
        names one: each of the last three years, and of months before that the last of each quarter. ``in_full``: with
        all that is told of its time and before, which an analyst's note on the quarter may be about, and of which a
        page may show what was known at a date. ``homes``: the last quarter of each document, on whose pages its
        findings stand.
        """
        return self._once(("figures", quarter, in_full), lambda: self._of_quarter(quarter, in_full))

    def _of_quarter(self, quarter: Quarter, in_full: bool) -> dict[str, pl.DataFrame]:
        again = HOMES in self.tables
        cut = quarter_slice.of_quarter(self.tables, quarter, self._named_by_measures, in_full=in_full, again=again)
        return cut | {HOMES: those(self._homes, cut["documents"].select("document"))}

    def of_theme(self, quarter: Quarter, theme: str) -> dict[str, pl.DataFrame]:
        """Of the slice of a quarter's figures what the page of one theme can depend on (`theme_slice.OfThemes`)."""
        figures = self.of_quarter(quarter)
        return self._once(("themes", quarter), lambda: theme_slice.OfThemes(figures, quarter)).of(theme)

    def _once(self, asked: tuple[Hashable, ...], make: Callable[[], Made]) -> Made:
        """What ``make`` makes, once for the pages of a quarter, which follow each other; the last of a kind stays."""
        kept = self._kept.get(asked[0])
        if kept is None or kept[0] != asked:
            self._kept[asked[0]] = kept = asked, make()
        made: Made = kept[1]
        return made

    @cached_property
    def _kept(self) -> dict[Hashable, tuple[tuple[Hashable, ...], Any]]:
        return {}

    def of_documents(self, quarter: Quarter) -> dict[str, pl.DataFrame]:
        """What the pages of a quarter can depend on that tell of the documents behind it, and of no other figure."""
        cut = quarter_slice.of_documents(self.tables, quarter)
        return cut | {HOMES: those(self._homes, cut["documents"].select("document"))}

    @cached_property
    def _named_by_measures(self) -> pl.DataFrame:
        return places(self.tables["measures"], NAMING["measures"])

    @cached_property
    def _rows(self) -> dict[str, dict[str, pl.Series]]:
        """By table and indicator: the numbers of the rows that its page can depend on."""
        figures = self.tables["observations"].select("indicator", *CELL, "table").unique()
        cells = figures.select("indicator", *CELL).unique()
        told = {name: self._about(name) for name in _OF_INDICATOR}
        told |= {name: pl.concat([self._about(name), self._at(name, cells)]) for name in _AT_CELLS}
        for name, column in NAMING.items():
            named = places(self.tables[name], column).join(cells, on=CELL).select("indicator", ROW)
            told[name] = pl.concat([told[name], named])
        findings = self.tables["findings"].select("fact").with_row_index(ROW)
        facts = told["findings"].join(findings, on=ROW).select("indicator", "fact").unique()
        told["findings"] = facts.join(findings, on="fact").select("indicator", ROW)
        corrections = self.tables["corrections"].select("document", "table").with_row_index(ROW)
        told["corrections"] = figures.join(corrections, on=["document", "table"]).select("indicator", ROW)
        return {name: by_key(rows) for name, rows in told.items()}

    def _about(self, name: str) -> pl.DataFrame:
        return self.tables[name].select("indicator").with_row_index(ROW).drop_nulls().select("indicator", ROW)

    def _at(self, name: str, cells: pl.DataFrame) -> pl.DataFrame:
        """The rows of a table that stand at a cell of an indicator's figures."""
        rows = self.tables[name].select(CELL).with_row_index(ROW)
        return rows.join(cells, on=CELL).select("indicator", ROW)


@dataclass(frozen=True)
class QuarterCut:
    """Which slice of a quarter a page is made from: ``its_documents`` alone, or its figures, ``in_full`` or not.

    Of the quarter of one council (`CouncilQuarter`) only what is that council's. ``theme``: the one of whose figures
    the page tells. It is made from the quarter's slice all the same, which many pages share; but what it can depend on
    is less (`theme_slice`), and tests hold it to that. ``everything``: all there is of any time.
    """

    quarter: Quarter
    its_documents: bool = False
    in_full: bool = False
    theme: str | None = None
    everything: bool = False

    def __call__(self, slices: Slices) -> dict[str, pl.DataFrame]:
        """Cut it."""
        slices = slices.of_council(council_of(self.quarter))
        if self.everything:
            return slices.whole()
        if self.its_documents:
            return slices.of_documents(self.quarter)
        if self.theme is not None:
            return slices.of_theme(self.quarter, self.theme)
        return slices.of_quarter(self.quarter, in_full=self.in_full)


def hashes(tables: Tables, cuts: Mapping[str, Callable[[Slices], Tables]]) -> dict[str, str]:
    """By name, one hash of the rows of each cut, in their order: rows that stay as they are have the same one."""
    marked = Slices({name: _marked(frame) for name, frame in tables.items()})
    return {name: _hash(cut(marked)) for name, cut in cuts.items()}


def _marked(frame: pl.DataFrame) -> pl.DataFrame:
    return frame.with_columns(frame.hash_rows(seed=0).alias(HASH))


def _hash(cut: Tables) -> str:
    digest = sha256()
    for name, frame in sorted(cut.items()):
        rows = frame if HASH in frame.columns else _marked(frame)
        digest.update(f"{name} {rows.height}\n".encode() + rows[HASH].to_numpy().tobytes())
    return digest.hexdigest()
