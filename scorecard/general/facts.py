"""What a table says as a whole: its subject and time, the names over its columns, what adds up to what."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import takewhile

from scorecard.clean.tables.general.columns import OF_FIGURES, VALUE, Column
from scorecard.clean.tables.general.counts import counts_of
from scorecard.clean.tables.general.header import NO_FIGURE
from scorecard.clean.tables.general.roles import BodyRow, TableRoles
from scorecard.clean.tables.general.totals import is_total
from scorecard.clean.tables.general.words import HeaderWords
from scorecard.clean.tables.shared.labels import Label, read_labels
from scorecard.clean.tables.shared.lexicon import Lexicon
from scorecard.general.meanings import Meanings
from scorecard.general.printed import PrintedCell
from scorecard.general.time import names_a_time, own_period
from scorecard.periods import Period
from scorecard.text.letters import letters
from scorecard.text.numbers import number_of
from scorecard.text.periods import NOT_STATED

_FILTER = re.compile(r"[a-z][a-z0-9_]*: .+")
_OF_ALL = "All"
"""What figures of open data are of where its file says nothing but totals."""
_SHARE_OF = re.compile(r"(?:%|percent|percentage|share|proportion) of (?:the )?(.+)", re.IGNORECASE)
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
        return HeaderWords(self.lexicon.registry, self.home)

    @cached_property
    def period(self) -> Period:
        """The period of columns over which none stands: that of the nearest words over the table that name one.

        Where these name several, or a year of the calendar, nothing says which it is.
        """
        caption = self.caption[self._filters :]
        for texts in ([*self.roles.title, *caption[:1]], *([text] for text in caption[1:])):
            if any(map(names_a_time, texts)):
                return own_period(texts) or NOT_STATED
        return self.default

    @cached_property
    def _filters(self) -> int:
        """How many captions say what open data was divided by (``characteristic: Male``), over a table of areas."""
        first = self.roles.name.header if self.roles.name else ""
        if self.roles.rows != "area" or first != "Area":
            return 0
        return sum(1 for _ in takewhile(_FILTER.fullmatch, self.caption))

    @cached_property
    def divided_by(self) -> str:
        """What the figures of a table of open data are of, as its file divides them; totals say nothing."""
        parts = [text.partition(": ")[2] for text in reversed(self.caption[: self._filters])]
        return ", ".join(part for part in parts if not is_total(part))

    @cached_property
    def subject(self) -> str:
        """What the table as a whole is about: its title, its caption, or the heading of its labels."""
        if self._filters:
            return self.divided_by or _OF_ALL
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
        named = [c for c in self.roles.named_columns if not self.meanings.is_unit(c.words)]
        return [c for c in named if c not in self.shares]

    @cached_property
    def shares(self) -> list[Column]:
        """The columns that are the share of another: ``% of contacts`` beside ``Contacts``, ``% of all``."""
        columns = self.roles.named_columns
        return [c for c in columns if (of := _SHARE_OF.fullmatch(c.words)) and self._is_a_whole(of[1], c)]

    def _is_a_whole(self, words: str, share: Column) -> bool:
        others = {letters(c.words) for c in self.roles.named_columns if c is not share}
        return letters(words) in others or is_total(words)

    @cached_property
    def strange(self) -> list[Column]:
        """Columns under words of their own beside others without any, or without a header beside others with names.

        What their figures are of nobody knows.
        """
        plain = [c for c in self.roles.of_role(VALUE) if c not in self.named and not c.area]
        if self.roles.rows == "measure":
            return self.named if plain else []
        return [c for c in plain if not c.header] if self.named else []

    @cached_property
    def has_total(self) -> bool:
        return any(row.is_total for row in self.roles.body)

    @cached_property
    def repeated(self) -> set[str]:
        """Labels that stand in several rows: only their groups tell them apart."""
        times = Counter((letters(row.label), row.part) for row in self.roles.body)
        return {label for (label, _), count in times.items() if count > 1}

    @cached_property
    def labels(self) -> Mapping[int, Label]:
        """Of a table with a period a row, the label of each line."""
        name = self.roles.name
        if self.roles.rows != "period" or name is None:
            return {}
        grid = self.roles.grid
        read = read_labels(grid, name.position, self.lexicon.registry)
        return {grid.rows[position].line: label for position, label in read.items()}

    @cached_property
    def figures_of(self) -> Mapping[int, Column]:
        """By the position of a column of x or y, the column of the figures that they make, where one is sure."""
        own = [c for c in self.roles.of_role(VALUE) if c.area is None]
        told = {}
        for counts in counts_of(self.roles, own):
            for column in filter(None, (counts.x, counts.y)):
                if counts.figures:
                    told[column.position] = counts.figures
        return told

    @cached_property
    def across(self) -> list[Column]:
        """Columns that are categories of one measure, with their total; none where no column is one, so that each is a
        measure.

        What is counted otherwise is none of them, and neither is what stands behind the total where those before it
        add up to it.
        """
        whole = next((c for c in self.named if is_total(c.words)), None)
        if whole is None:
            return []
        counted = [c for c in self.named if c is not whole and self.meanings.unit(c.words) in (None, "count")]
        before = [c for c in counted if c.position < whole.position]
        parts = before if len(before) > 1 and self._sums_to(whole, before) else counted
        return [*parts, whole]

    @cached_property
    def adds_up_across(self) -> bool:
        """Whether the columns of most rows add up to the one that is called their total."""
        return bool(self.across) and self._sums_to(self.across[-1], self.across[:-1])

    @cached_property
    def areas_across(self) -> list[Column]:
        """Columns that are parts of the authority: in most rows they add up to the one under its own name."""
        own = [c for c in self.roles.of_role(VALUE) if c.area == self.home and not c.words]
        parts = [c for c in self.named if c.area is None and not is_total(c.words)]
        return parts if len(own) == 1 and len(parts) > 1 and self._sums_to(own[0], parts) else []

    def _sums_to(self, whole: Column, parts: Sequence[Column]) -> bool:
        rows = [(self._sum(row, parts), number_of(row.row.text(whole.position))) for row in self.roles.body]
        return mostly_equal(rows)

    @cached_property
    def areas_add_up(self) -> bool:
        """Whether the areas add up to one that is called their total, or in most columns to the authority itself."""
        of_home = [row for row in self.roles.body if self.words.area(row.label) == self.home]
        if self.has_total or len(of_home) != 1:
            return self.has_total
        others = [row for row in self.roles.body if row is not of_home[0] and not self.words.area(row.label)]
        sums = [
            (
                sum(number_of(row.row.text(c.position)) or 0 for row in others),
                number_of(of_home[0].row.text(c.position)),
            )
            for c in self.named
        ]
        return len(others) > 1 and mostly_equal(sums)

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
        lowest = words or column.header.rsplit(" ", 1)[-1]
        return self.meanings.is_unit(lowest) or lowest.lower() in ("rate", "rates")

    def is_figure(self, row: BodyRow, column: Column) -> bool:
        return self.lexicon.cells.kinds([row.row.text(column.position)])[0] not in NO_FIGURE

    def are_figures(self, cells: Sequence[PrintedCell]) -> bool:
        return all(kind not in NO_FIGURE for kind in self.lexicon.cells.kinds([one.cell.plain for one in cells]))

    def first_of_figures(self) -> int:
        """The position of the first column of figures."""
        return min(c.position for c in self.roles.of_role(*OF_FIGURES))

    def _sum(self, row: BodyRow, columns: Sequence[Column]) -> float:
        return sum(number_of(row.row.text(c.position)) or 0 for c in columns)


def mostly_equal(pairs: Sequence[tuple[float, float | None]]) -> bool:
    """Whether two numbers are the same in more than half of the pairs that have both, and in two at least."""
    both = [(one, other) for one, other in pairs if other is not None]
    same = sum(one == other for one, other in both)
    return same > 1 and 2 * same > len(both)
