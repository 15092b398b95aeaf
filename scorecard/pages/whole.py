"""What a sheet is made from: all that is known, of every quarter and document."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property

import polars as pl

from scorecard.comparators import Comparator
from scorecard.html.blocks import Blocks
from scorecard.measures.answers.material import Material
from scorecard.measures.as_known_at import as_known_at
from scorecard.measures.quality import checks_of_documents
from scorecard.pages.proofs import Proofs
from scorecard.pages.quarter import QuarterPages
from scorecard.periods import Quarter
from scorecard.registry import Registry
from scorecard.workspace import Workspace


@dataclass(frozen=True)
class Sheet:
    """A page without a notebook: its title, the sentence below it, and its sections by heading, in order.

    ``paper``: so many of the sections, the first ones, go to paper; null for all.
    """

    title: str
    lead: str
    sections: Sequence[tuple[str, Blocks]]
    paper: int | None = None


@dataclass(eq=False)
class Whole:
    """All tables, the registry and what is asked of them; one for many sheets, with ``proofs`` anew for each.

    ``tables``: the processed tables by name. ``checks``: how the last validation ended, one row per check. ``homes``:
    on the pages of which quarter the findings of each document stand (`homes_of`). ``of_one_of_several``: are the
    tables those of one council, and are there others?
    """

    workspace: Workspace
    tables: Mapping[str, pl.DataFrame]
    registry: Registry
    validated: bool
    checks: pl.DataFrame
    homes: pl.DataFrame
    of_one_of_several: bool = False
    proofs: Proofs = field(init=False)

    def __post_init__(self) -> None:
        self.begin()

    def checks_of(self, document: str) -> pl.DataFrame:
        """How the last validation ended; of one council among several how for a document."""
        if not self.of_one_of_several:
            return self.checks
        return checks_of_documents(self.checks, self.tables["findings"].filter(pl.col("document") == document))

    def begin(self) -> None:
        """Begin a sheet: no figure is shown yet."""
        self.proofs = Proofs(self.tables, self.indicators)

    @cached_property
    def known(self) -> pl.DataFrame:
        """One row per figure, as known from all documents (see `as_known_at`)."""
        return as_known_at(self.tables["observations"], self.tables["documents"])

    @cached_property
    def material(self) -> Material:
        """What the figures are asked about."""
        return Material.of(self.tables, self.registry, None)

    @property
    def answers(self) -> pl.DataFrame:
        """The table ``measures``."""
        return self.tables["measures"]

    @cached_property
    def indicators(self) -> pl.DataFrame:
        """One row per indicator of the registry."""
        return self.registry.frame()

    @cached_property
    def comparators(self) -> list[Comparator]:
        """What figures are set against, in printed order."""
        return list(self.registry.comparators.values())

    def quarter(self, quarter: Quarter) -> QuarterPages:
        """One quarter of it, with the proofs of the sheet that is being made; that of a council as its tables are."""
        data = QuarterPages.of(
            self.tables,
            quarter=quarter,
            on=None,
            indicators=self.indicators,
            themes=self.registry.theme_frame(),
            comparators=self.comparators,
            validated=self.validated,
            caveat_kinds=self.registry.caveat_frame(),
        )
        return replace(data.asking(self.material, self.checks, self.proofs), homes=self.homes)
