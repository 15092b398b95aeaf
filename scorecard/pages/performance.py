"""Performance on a page: the leaders' view of one quarter on one sheet of paper."""

from __future__ import annotations

from scorecard.pages.messages import key_messages
from scorecard.pages.whole import Sheet, Whole
from scorecard.periods import Quarter


def sheet(data: Whole, subject: str) -> Sheet:
    """The sheet of a quarter, named as in parameters (``2020-21-Q1``)."""
    quarter = Quarter.parse(subject)
    pages = data.quarter(quarter)
    return Sheet(
        title=f"Performance on a page: {quarter.title}",
        lead="What the quarter's figures say.",
        sections=[("Key messages", key_messages(pages)), ("Proofs", data.proofs.section())],
    )
