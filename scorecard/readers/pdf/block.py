"""A block of a page: a table or a paragraph with where it stands."""

from __future__ import annotations

from dataclasses import dataclass

from scorecard.readers.pdf.marks import Box
from scorecard.readers.printed import Paragraph, Table


@dataclass(frozen=True)
class OnPage:
    """A block with where it stands; ``columns`` are the left and right edges of a table's columns.

    ``turned``: its print runs up or down the page, so that its left is below or above. ``between``: from where to where
    the rules run between which it stands, null without such.
    """

    block: Paragraph | Table
    box: Box
    columns: tuple[tuple[float, float], ...] = ()
    turned: bool = False
    between: tuple[float, float] | None = None
