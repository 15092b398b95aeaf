"""Documents that are not in the data, told wherever a reader would miss them."""

from __future__ import annotations

import polars as pl
from markupsafe import Markup

from scorecard import words
from scorecard.html.markup import el, note


def left_out(documents: pl.DataFrame) -> Markup | None:
    """A note that names each document that could not be read, and why; null if all were.

    ``documents``: the table ``left_out``. Of a reason its first line stands here: what follows is for the command line,
    with folders of the machine it ran on.
    """
    if documents.is_empty():
        return None
    one = documents.height == 1
    said = f"{words.many(documents.height, 'document')} of data/raw {'is' if one else 'are'} left out of the data. "
    what = "What it prints stands on no page: " if one else "What they print stands on no page: "
    reasons = documents.sort("document").with_columns(pl.col("reason").str.split("\n").list.first())
    listed = [el("li", el("code", name), f": {reason}") for name, reason in reasons.iter_rows()]
    return note(el("strong", said.capitalize() if one else said), what, el("ul", *listed), kind="warning")
