"""What the figures of a table add up to, across its columns and down its areas."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from scorecard.clean.tables.general.columns import VALUE, Column
from scorecard.clean.tables.general.roles import BodyRow, TableRoles
from scorecard.clean.tables.general.totals import is_total
from scorecard.clean.tables.general.words import is_nameless
from scorecard.text.counts import count_in
from scorecard.text.numbers import number_of

if TYPE_CHECKING:
    from scorecard.general.facts import TableFacts


@dataclass(frozen=True)
class TableSums:
    """The sums of one table."""

    facts: TableFacts

    @property
    def _roles(self) -> TableRoles:
        return self.facts.roles

    @cached_property
    def categories(self) -> list[Column]:
        """Columns that are categories of one measure, with their total; none where no column is one, so that each is a
        measure.

        What is counted otherwise is none of them, and neither is what stands behind the total where those before it
        add up to it.
        """
        whole = next((c for c in self.facts.named if is_total(c.words)), None)
        if whole is None:
            return []
        counted = [
            c for c in self.facts.named if c is not whole and self.facts.meanings.unit(c.words) in (None, "count")
        ]
        before = [c for c in counted if c.position < whole.position]
        parts = before if len(before) > 1 and self._sums_to(whole, before) else counted
        return [*parts, whole]

    @cached_property
    def categories_add_up(self) -> bool:
        """Whether the columns of most rows add up to the one that is called their total."""
        return bool(self.categories) and self._sums_to(self.categories[-1], self.categories[:-1])

    @cached_property
    def areas(self) -> list[Column]:
        """Columns that are parts of the authority: in most rows they add up to the one under its own name.

        Where a number and a share stand under each, the numbers prove it for both.
        """
        return [c for c in self._parts if c.words in self._proved]

    @cached_property
    def of_home(self) -> list[Column]:
        """The columns of the authority itself beside those of its parts, also under "County" or "Borough wide"."""
        return self._wholes if self._proved else []

    @cached_property
    def _wholes(self) -> list[Column]:
        every = self._roles.of_role(VALUE)
        named = [c for c in every if c.area == self.facts.home and not c.words]
        return named or [c for c in every if c.area is None and is_nameless(c.words)]

    @cached_property
    def _parts(self) -> list[Column]:
        return [c for c in self.facts.named if c.area is None and not is_total(c.words) and c not in self._wholes]

    @cached_property
    def _proved(self) -> set[str]:
        """What the columns of parts are called that add up to the whole."""
        own, parts = self._wholes, self._parts
        proved: set[str] = set()
        for whole in own:
            beside = [c for c in parts if len(own) == 1 or self._lowest(c) == self._lowest(whole)]
            if len({c.words for c in beside}) > 1 and self._is_whole(whole, beside):
                proved |= {c.words for c in beside}
        return proved

    def _is_whole(self, whole: Column, parts: Sequence[Column]) -> bool:
        """Whether in most rows columns add up to one; a row in which it is no more than the greatest is of averages."""
        rows = [(row.row.text(whole.position), [row.row.text(c.position) for c in parts]) for row in self._roles.body]
        counts = [(count_in(own), [count_in(text) or 0 for text in others]) for own, others in rows]
        return _mostly_equal([(sum(others), own) for own, others in counts if own is None or own > max(others)])

    def _lowest(self, column: Column) -> str:
        return column.heads[-1].lower() if column.heads else ""

    def _sums_to(self, whole: Column, parts: Sequence[Column]) -> bool:
        rows = [(self._sum(row, parts), number_of(row.row.text(whole.position))) for row in self._roles.body]
        return _mostly_equal(rows)

    @cached_property
    def areas_add_up(self) -> bool:
        """Whether the areas add up to one that is called their total, or in most columns to the authority itself."""
        of_home = [row for row in self._roles.body if self.facts.words.area(row.label) == self.facts.home]
        if self.facts.has_total or len(of_home) != 1:
            return self.facts.has_total
        others = [row for row in self._roles.body if row is not of_home[0] and not self.facts.words.area(row.label)]
        sums = [
            (
                sum(number_of(row.row.text(c.position)) or 0 for row in others),
                number_of(of_home[0].row.text(c.position)),
            )
            for c in self.facts.named
        ]
        return len(others) > 1 and _mostly_equal(sums)

    def _sum(self, row: BodyRow, columns: Sequence[Column]) -> float:
        return sum(number_of(row.row.text(c.position)) or 0 for c in columns)


def _mostly_equal(pairs: Sequence[tuple[float, float | None]]) -> bool:
    """Whether two numbers are the same in more than half of the pairs that have both, and in two at least."""
    both = [(one, other) for one, other in pairs if other is not None]
    same = sum(one == other for one, other in both)
    return same > 1 and 2 * same > len(both)
