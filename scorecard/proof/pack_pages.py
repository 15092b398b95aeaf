"""On which page an annotated pack shows a table: a long pack has several pages, each of whole tables."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import polars as pl

FOLDER = "packs"
MOST_FIGURES = 1300
"""A page shows about so many figures and marks, so that none is too large to be opened from an e-mail."""
_BETWEEN = "--"


@dataclass(frozen=True)
class PackPages:
    """The pages of the annotated packs. ``of_lines``: by document first line, last line and page of each table."""

    of_lines: Mapping[str, list[tuple[int, int, int]]]

    @classmethod
    def of(cls, tables: pl.DataFrame) -> PackPages:
        """The pages for the table ``tables``: tables in printed order, a new page where the next would be too much."""
        paged = paged_tables(tables)
        columns = ["document", "first_line", "last_line", "page"]
        listed: dict[str, list[tuple[int, int, int]]] = {}
        for document, *rest in paged.select(columns).iter_rows():
            listed.setdefault(document, []).append(tuple(rest))
        return cls(listed)

    def count(self, document: str) -> int:
        """How many pages a document has."""
        return max((page for _, _, page in self.of_lines.get(document, [])), default=1)

    def page_of(self, document: str, line: int) -> int | None:
        """The page that shows the table of a line; null for a line of no table, which stands on the last page."""
        inside = (page for first, last, page in self.of_lines.get(document, []) if first <= line <= last)
        return next(inside, None)

    def link(
        self, document: str, line: int, cell: int | None = None, *, here: str | None = None, up: str = "../"
    ) -> str:
        """The address of a print on the annotated pack; without a cell that of a whole line, in a table or a sentence.

        From a folder that ``up`` leads out of to that of the packs, or from the page of a pack that is named ``here``.
        """
        subject = subject_of(document, self.page_of(document, line) or self.count(document))
        folder = f"{up}{FOLDER}/" if here is None else ""
        return f"{'' if subject == here else f'{folder}{subject}.html'}#{anchor(line, cell)}"


def paged_tables(tables: pl.DataFrame) -> pl.DataFrame:
    """``tables`` in printed order with ``page``, counted from 1 in each document."""
    size = pl.sum_horizontal("figures_read", "missing_marks", "figures_unread").fill_null(0)
    before = (size.cum_sum() - size).over("document")
    ordered = tables.sort("document", "first_line", "table")
    return ordered.with_columns((before // MOST_FIGURES).rank("dense").over("document").cast(pl.Int32).alias("page"))


def anchor(line: int, cell: int | None = None) -> str:
    """Where on the page of its pack a print stands: ``743:3``, a sentence ``344``; ``trace`` takes such a link."""
    return f"{line}" if cell is None else f"{line}:{cell}"


def subject_of(document: str, page: int) -> str:
    """The name of a page: the document's own for the first, ``…--2`` for the second.

    >>> subject_of("pack", 1), subject_of("pack", 2)
    ('pack', 'pack--2')
    """
    return document if page == 1 else f"{document}{_BETWEEN}{page}"


def document_and_page(subject: str) -> tuple[str, int]:
    """What a page's name names.

    >>> document_and_page("pack--2"), document_and_page("pack")
    (('pack', 2), ('pack', 1))
    """
    document, between, page = subject.rpartition(_BETWEEN)
    return (document, int(page)) if between and page.isdecimal() else (subject, 1)


def subjects(tables: Mapping[str, pl.DataFrame], documents: list[str]) -> list[str]:
    """The names of all pages of some documents."""
    pages = PackPages.of(tables["tables"])
    return [subject_of(name, page) for name in documents for page in range(1, pages.count(name) + 1)]
