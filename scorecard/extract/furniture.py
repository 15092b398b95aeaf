"""What belongs to a page and not to its text: page numbers, running titles, form feeds, blank lines."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Container, Sequence

from scorecard.text.months import MONTH
from scorecard.text.plain import plain
from scorecard.text.spans import YEAR

_FURNITURE = re.compile(
    r" ?(?:page )?[0-9]{1,3}(?: of [0-9]{1,3})? ?|this page is intentionally left blank|"
    rf".*\bperformance ?- ?{MONTH} {YEAR}\b.*|[0-9]+ of [0-9]+.*",
    re.IGNORECASE,
)
_DIGITS = re.compile(r"\d+")
_NEAR = 2
"""So many lines may stand between two parts of a table whatever they say: a caption, a note."""
_LONGEST = 10
"""So many lines at most stand between the parts of a table that a page break cut."""
_AGAIN_AND_AGAIN = 4
"""A line that a document prints so often, whatever number stands in it, is a running title."""
_LONGEST_TITLE = 90
"""Characters of a running title."""


def is_near(between: Sequence[str], titles: Container[str]) -> bool:
    """Whether the lines between two runs of table lines are two at most, or the end of a page and nothing else."""
    texts = [text for line in between if (text := plain(line))]
    if len(between) <= _NEAR:
        return True
    ends_a_page = bool(texts) or any("\f" in line for line in between)
    return (
        ends_a_page
        and len(between) <= _LONGEST
        and all(_FURNITURE.fullmatch(text) or _numberless(text) in titles for text in texts)
    )


def running_titles(lines: Sequence[str]) -> set[str]:
    """The lines that a document prints again and again, with ``#`` for whatever number stands in them."""
    times = Counter(_numberless(text) for line in lines if "\t" not in line and (text := plain(line)))
    return {text for text, count in times.items() if count >= _AGAIN_AND_AGAIN and len(text) <= _LONGEST_TITLE}


def is_furniture(text: str) -> bool:
    """Whether a plain line is a page's number or running title: these have digits, or speak of the page."""
    return bool((_DIGITS.search(text) or "page" in text.lower()) and _FURNITURE.fullmatch(text))


def _numberless(text: str) -> str:
    return _DIGITS.sub("#", text)
