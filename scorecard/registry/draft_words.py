"""``drafts.yml``: the words by which the folder of a new council is drafted. Nothing is read with them."""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path

from scorecard.entries import Entry, load_one
from scorecard.registry.headings import SignWords
from scorecard.workspace import Workspace


class DraftWords(Entry):
    """What a draft knows of the words of packs.

    ``same`` are wordings of one thing, ``idle`` words that say how a measure is counted, ``filling`` those that say
    nothing; ``polarity`` what says what good looks like, ``signs`` what colours and arrows are printed as, set by set,
    ``no_sign`` what stands where there is none,
    ``of_performance`` and ``of_the_number`` the words of arrows that settle what these mean. ``comparators`` are words
    of headers by the comparator that they name, ``compared`` words of any of them. ``stocks``, ``averages`` and
    ``units`` are words of measures, ``titles`` those of titles, ``beside_titles`` those
    that stand beside them and are no names.
    """

    same: list[list[str]]
    idle: list[str]
    filling: list[str]
    polarity: dict[str, list[str]]
    signs: list[SignWords]
    no_sign: list[str]
    of_performance: list[str]
    of_the_number: list[str]
    comparators: dict[str, list[str]]
    compared: list[str]
    stocks: list[str]
    averages: list[str]
    units: dict[str, list[str]]
    titles: list[str]
    beside_titles: list[str]


def draft_words(workspace: Workspace) -> DraftWords:
    """The words of a workspace. Raises InputError for a file that is malformed."""
    return _read_once(workspace.registry / "drafts.yml")


@lru_cache(maxsize=4)
def _read_once(path: Path) -> DraftWords:
    return load_one(path, DraftWords, "the words of drafts")
