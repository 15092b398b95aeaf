"""What packs print where there is no figure, and what they print behind one: rows of ``registry/*.yml`` as patterns.

The patterns have no groups of their own and read alike in polars and Python; they expect plain cells.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import lru_cache
from typing import Literal

from pydantic import Field

from scorecard.entries import Entry, load_list
from scorecard.workspace import Workspace

NO_DATA = "[no data]"
"""What stands in ``data/raw`` for running text that says that there is no figure."""

WORDS_WITHOUT_TARGET = ("range to be set", "target to be set", "to be set", "to be confirmed", "no target", "not set")
"""What is printed where a target is still to be set; text recognition cuts such words over several cells."""

Reason = Literal[
    "not-applicable",
    "not-available",
    "suppressed",
    "low",
    "not-yet-due",
    "not-collected",
    "error-in-source",
    "unstated",
]
"""Why a figure is missing, as far as its cell says."""

_BEHIND_WORDS = r"(?:[ ,.;:(-].*)?"
"""What may follow the words with which a missing mark opens."""


class MissingMark(Entry):
    """One reason for a missing figure and how it is printed; see ``registry/missing.yml`` for the keys."""

    reason: Reason
    codes: list[str] = []
    texts: list[str] = []
    opens: list[str] = []
    holds: list[str] = []
    repeated: str = ""
    fewest: int = 1
    source: str
    examples: list[str] = Field(min_length=1)

    @property
    def pattern(self) -> str:
        """What a plain cell that says this prints, from its first sign to its last."""
        any_case = [
            *map(re.escape, self.texts),
            *(re.escape(words) + _BEHIND_WORDS for words in self.opens),
            *(f".*{re.escape(words)}.*" for words in self.holds),
        ]
        forms = [
            *([f"(?i:{_any_of(any_case)})"] if any_case else []),
            *([_any_of([code, *_in_square_brackets(code)]) for code in self.codes]),
            *([f"[{re.escape(self.repeated)}]{{{self.fewest},}}"] if self.repeated else []),
        ]
        return _any_of(forms)


class Mark(Entry):
    """What may stand behind a figure; see ``registry/marks.yml`` for the keys. ``unit`` is what its words count."""

    mark: str | None = None
    unit: str | None = None
    signs: str = ""
    codes: list[str] = []
    numbered: list[str] = []
    bracketed: list[str] = []
    words: list[str] = []
    source: str | None = None
    examples: list[str] = Field(min_length=1)


def _any_of(patterns: Iterable[str]) -> str:
    return f"(?:{'|'.join(patterns)})"


def _in_square_brackets(code: str) -> list[str]:
    return [rf"\[{code}\]", rf"\[{code.upper()}\]"] if len(code) == 1 else [rf"\[(?i:{code})\]"]


@lru_cache(maxsize=1)
def missing_marks() -> list[MissingMark]:
    """The missing marks of the project's own ``registry/`` in their order, read once per process."""
    return load_list(Workspace().registry / "missing.yml", "missing", MissingMark, label="reason")


@lru_cache(maxsize=1)
def figure_marks() -> list[Mark]:
    """What may stand behind a figure, from the project's own ``registry/``, read once per process."""
    return load_list(Workspace().registry / "marks.yml", "marks", Mark, label="mark")


@lru_cache(maxsize=1)
def missing_pattern() -> str:
    """A plain cell that says that its figure is missing, not asked for or not to be shown."""
    return f"^{_any_of(row.pattern for row in missing_marks())}$"


@lru_cache(maxsize=1)
def reasons() -> tuple[str, list[str]]:
    """A plain cell that says why there is no figure, with a group for each row; and the reasons of the groups."""
    rows = missing_marks()
    return f"^(?:{'|'.join(f'({row.pattern})' for row in rows)})$", [row.reason for row in rows]


@lru_cache(maxsize=1)
def mark_pattern() -> str:
    """A mark behind a figure, with the blank before it: ``†``, ``r``, `` (p)``, `` [note 3]``."""
    rows = figure_marks()
    signs = re.escape("".join(row.signs for row in rows))
    codes = sorted((code for row in rows for code in row.codes), key=len, reverse=True)
    notes = _any_of(name for row in rows for name in row.numbered)
    in_brackets = [word for row in rows for word in row.bracketed]
    bracketed = _any_of([*codes, *in_brackets, f"{notes} ?[0-9]{{1,2}}"])
    one = [
        f"[{signs}]{{1,3}}",
        _any_of(code for code in codes if len(code) == 1),
        rf"\[(?i:{bracketed}|[0-9]{{1,2}})\]",
        rf"\((?i:{bracketed})\)",
    ]
    return f"(?: ?{_any_of(one)})"


@lru_cache(maxsize=1)
def units_by_words() -> dict[str, str]:
    """The words behind a figure that say what it counts, in lower case, each with the id of the unit."""
    return {words.lower(): row.unit for row in figure_marks() if row.unit for words in row.words}
