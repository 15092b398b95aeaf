"""What a table says as a whole: its subject, the names over its columns and beside its rows."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

from scorecard.clean.tables.general.columns import OF_FIGURES, VALUE, Column
from scorecard.clean.tables.general.header import NO_FIGURE
from scorecard.clean.tables.general.meanings import Meanings
from scorecard.clean.tables.general.roles import BodyRow, TableRoles
from scorecard.clean.tables.general.sections import Sections
from scorecard.clean.tables.general.totals import is_total
from scorecard.clean.tables.general.words import HeaderWords
from scorecard.clean.tables.shared.lexicon import Lexicon
from scorecard.general.printed import PrintedCell
from scorecard.general.sums import TableSums
from scorecard.general.times import TableTimes
from scorecard.periods import Period
from scorecard.text.letters import letters

_OF_ALL = "All"
"""What figures of open data are of where its file says nothing but totals."""
_SHARE_OF = re.compile(r"(?:%|percent|percentage|share|proportion) of (?:the )?(.+)", re.IGNORECASE)
_EXTREME = re.compile(
    r"(?:highest|maximum|max|largest|longest|greatest|most|lowest|minimum|min|smallest|shortest|oldest|youngest|"
    r"average|mean|median)\b",
    re.IGNORECASE,
)
"""What opens the name of a figure of one among several, or of a mean: those of parts do not add up."""
_WHOLES = ("total", "all", "whole", "grandtotal", "allchildren")
_NUMBERED = re.compile(r"^(?:table|figure|chart) ?[0-9]{1,3}[a-z]?(?:\.[0-9]{1,3})*\s*[:.–-]\s+", re.IGNORECASE)
"""What numbers a caption: ``Table 2: ``."""


@dataclass(frozen=True)
class TableFacts:
    """A table with its columns and rows told apart, and what its own words and figures say of all of it.

    ``caption`` are the words that stand over it in its document, the nearest first; ``default`` is the period of
    figures over which none stands; ``cut`` says that a page ends right above it.
    """

    roles: TableRoles
    lexicon: Lexicon
    caption: tuple[str, ...]
    default: Period
    cut: bool = False

    @property
    def home(self) -> str:
        """The authority whose table it is."""
        return self.roles.grid.authority

    @cached_property
    def meanings(self) -> Meanings:
        return Meanings(self.lexicon.registry)

    @cached_property
    def words(self) -> HeaderWords:
        return HeaderWords(self.lexicon.registry, self.home, regions=self.roles.regions)

    @cached_property
    def sums(self) -> TableSums:
        return TableSums(self)

    @cached_property
    def sections(self) -> Sections:
        return Sections(self.roles, bool(self.sums.categories))

    @cached_property
    def times(self) -> TableTimes:
        return TableTimes(self)

    @cached_property
    def subject(self) -> str:
        """What the table as a whole is about: its title, its caption, or the heading of its labels."""
        if self.times.is_open_data:
            return self.times.divided_by or _OF_ALL
        named = [_NUMBERED.sub("", text, count=1) for text in (*self.roles.title, *self.caption)]
        head = self.roles.name.header if self.roles.name and self.roles.name.words else ""
        return next((text for text in named if text), "") or head or "table"

    @cached_property
    def is_scaled(self) -> bool:
        """Whether the words over the table say that its figures are in thousands or millions."""
        return any(map(self.meanings.is_scaled, [*self.roles.title, *self.caption[:1]]))

    @cached_property
    def named(self) -> list[Column]:
        """The columns of figures under words that are no unit, no share of a column beside it and no remark."""
        named = [c for c in self.roles.named_columns if not self.meanings.is_unit(c.words) or self._is_an_average(c)]
        return [c for c in named if c not in self.shares]

    def _is_an_average(self, column: Column) -> bool:
        """Whether a column is a measure of its own beside others: "Average caseload" says more than a unit."""
        others = [c for c in self.roles.of_role(VALUE) if c is not column]
        return self.roles.rows != "measure" and bool(others) and is_extreme(column.words)

    @cached_property
    def shares(self) -> list[Column]:
        """The columns that are the share of another: ``% of contacts`` beside ``Contacts``, ``% of all``."""
        columns = self.roles.named_columns
        return [c for c in columns if (of := _SHARE_OF.fullmatch(c.words)) and self._is_a_whole(of[1], c)]

    def _is_a_whole(self, words: str, share: Column) -> bool:
        others = {letters(c.words) for c in self.roles.named_columns if c is not share}
        return letters(words) in others or letters(words) in _WHOLES

    @cached_property
    def strange(self) -> list[Column]:
        """Columns under words of their own beside others without any, or without a header beside others with names.

        What their figures are of nobody knows.
        """
        plain = [c for c in self.roles.of_role(VALUE) if c not in self.named and not c.area]
        if self.roles.rows == "measure":
            beside = plain or any(c.area for c in self.roles.of_role(VALUE))
            return self.divided if beside else []
        return [c for c in plain if not c.header] if self.named else []

    @cached_property
    def divided(self) -> list[Column]:
        """The columns under words that are neither a unit nor a part of the authority: measures, or categories."""
        return [c for c in self.named if c not in self.sums.areas and c not in self.sums.of_home]

    @cached_property
    def cohorts(self) -> list[Column]:
        """The columns of words that tell apart rows of one measure, one time and one area: of whom each is.

        In a list with a figure a row one column may say "Aged 16 and 17" and the next "Aged 18 to 21".
        """
        if self.roles.rows != "measure":
            return []
        told = [c for c in self.times.period_columns.values() if c]
        first = self.first_of_figures()
        keys = [
            (letters(row.label), *(row.row.text(c.position) for c in self._beside(told))) for row in self.roles.body
        ]
        used: list[Column] = []
        for column in self.roles.of_role("other"):
            if column in told or column.position >= first or not column.header or len(set(keys)) == len(keys):
                continue
            finer = [(*key, row.row.text(column.position)) for key, row in zip(keys, self.roles.body, strict=True)]
            if len(set(finer)) > len(set(keys)) and self._are_words(column):
                keys, used = finer, [*used, column]
        return used

    def _beside(self, times: Sequence[Column]) -> list[Column]:
        """The columns that say of each row its time, its area and what of the measure it is."""
        return [*dict.fromkeys(times), *self.roles.of_role("area", "number", "unit", "part")]

    def _are_words(self, column: Column) -> bool:
        kinds = self.lexicon.cells.kinds(self.texts(column))
        return 2 * sum(kind == "text" for kind in kinds) > len(kinds)

    def cohort(self, row: BodyRow) -> str | None:
        """Of whom a row of such a list is; null for all of them."""
        said = [row.row.text(c.position) for c in self.cohorts]
        return ", ".join(text for text in said if text and not is_total(text)) or None

    @cached_property
    def has_total(self) -> bool:
        return any(row.is_total for row in self.roles.body)

    @cached_property
    def repeated(self) -> set[str]:
        """Labels that stand in several rows: only their groups tell them apart."""
        times = Counter((letters(row.label), row.part) for row in self.roles.body)
        return {label for (label, _), count in times.items() if count > 1}

    @cached_property
    def compared(self) -> set[str]:
        """The areas that are no part of the publisher: comparators and authorities."""
        registry = self.lexicon.registry
        return {*registry.comparators, *registry.authorities} - {self.home}

    def texts(self, column: Column) -> list[str]:
        """What the rows of figures print in a column."""
        return [text for row in self.roles.body if (text := row.row.text(column.position))]

    def heads_a_unit(self, column: Column) -> bool:
        """Whether all that stands over a column is what it counts: ``%``, ``Number``, ``Rate per 10,000``."""
        if column in self.shares:
            return True
        words = column.words or ("" if column.time or column.area else column.header)
        lowest = words or _beside_its_time(column) or column.header.rsplit(" ", 1)[-1]
        return self.meanings.is_unit(lowest) or lowest.lower() in ("rate", "rates")

    def unit_over(self, column: Column) -> str:
        """The words over a column that say what it counts, below a name of its own or alone; empty if none do.

        A "No." over "1 of 2" counts nothing: it is the percentage beside it.
        """
        below = column.heads[-1] if len(column.heads) > 1 and column.words else ""
        if self.words.counts(below) and not self._are_pairs(column):
            return below
        return column.words or _beside_its_time(column) or column.header if self.heads_a_unit(column) else ""

    def _are_pairs(self, column: Column) -> bool:
        kinds = self.lexicon.cells.kinds(self.texts(column))
        return 2 * sum(kind in ("ratio", "damaged_ratio") for kind in kinds) > len(kinds)

    def is_figure(self, row: BodyRow, column: Column) -> bool:
        return self.lexicon.cells.kinds([row.row.text(column.position)])[0] not in NO_FIGURE

    def are_figures(self, cells: Sequence[PrintedCell]) -> bool:
        return all(kind not in NO_FIGURE for kind in self.lexicon.cells.kinds([one.cell.plain for one in cells]))

    def first_of_figures(self) -> int:
        """The position of the first column of figures."""
        return min(c.position for c in self.roles.of_role(*OF_FIGURES))


def is_extreme(name: str) -> bool:
    """Whether a measure is the figure of one among several, or a mean ("Highest caseload"): no others add up to it."""
    return bool(_EXTREME.match(name))


def _beside_its_time(column: Column) -> str:
    """What a header cell says beside its time and nothing else: ``%`` of "% Q1"; empty where it has none."""
    if column.time is None or len(column.heads) != 1:
        return ""
    before, _, behind = column.header.partition(column.time.published)
    return f"{before} {behind}".strip()
