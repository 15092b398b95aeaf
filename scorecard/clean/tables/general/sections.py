"""Groups of rows with totals of their own: which rows add up to which total, and which total is of all."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

from scorecard.categories import CROSSED
from scorecard.clean.tables.general.columns import OF_FIGURES
from scorecard.clean.tables.general.roles import BodyRow, TableRoles
from scorecard.clean.tables.general.totals import is_total, may_be_total
from scorecard.text.counts import count_in
from scorecard.text.letters import letters

TOTAL = "Total"
"""The category of a total, whatever it is called."""
_OF_A_GROUP = re.compile(r"\b(?:sub|grand|overall)?[ -]?total\b|\ball\b|\bof\b|[()]", re.IGNORECASE)
"""Words of a total that do not say what it is a total of."""
_ENDS_WITH_TOTAL = re.compile(r".+\b(?:sub[ -]?)?total", re.IGNORECASE)
_EDGES = " ,:;-–"
_EDGE = 1e-6
"""What floats may differ by."""


@dataclass(frozen=True)
class Sections:
    """The groups of the rows of a table by category. ``is_crossed``: its columns divide the measure too."""

    roles: TableRoles
    is_crossed: bool

    def category(self, row: BodyRow, name: str) -> str:
        """What a row is of its table: a category, one of a group, the total of a group, or that of all."""
        at = self._at[id(row)]
        if at == self._of_all:
            return TOTAL
        group = self._groups[at] if self._are_told_apart else ""
        if not group or not (self._are_whole or self._repeat):
            return TOTAL if row.is_total else name
        if not self._are_whole:
            return f"{group}: {name}"
        if at in self._totals:
            return f"{group}{CROSSED}{name if is_total(name) and letters(name) != letters(TOTAL) else TOTAL}"
        return f"{group}{CROSSED}{name}"

    @property
    def divide(self) -> bool:
        """Whether groups have totals of their own, and all rows but the total of all are of one."""
        return self._are_whole

    def stands_apart(self, row: BodyRow) -> bool:
        """Whether a row is the total of a group among rows of none, so that no sum of the table holds it."""
        return self._at[id(row)] in self._totals and not self._are_whole

    def is_of_all(self, row: BodyRow) -> bool:
        """Whether a row counts all others of its table, and not those of a group alone."""
        return self._at[id(row)] == self._of_all

    @cached_property
    def _at(self) -> dict[int, int]:
        return {id(row): at for at, row in enumerate(self._body)}

    @property
    def _body(self) -> Sequence[BodyRow]:
        return self.roles.body

    @cached_property
    def _are_told_apart(self) -> bool:
        """Whether groups have totals of their own, or categories stand in several groups."""
        return bool(self._totals) or self._repeat

    @cached_property
    def _repeat(self) -> bool:
        """Whether categories stand in several groups."""
        keys = [letters(row.label) for row in self._body]
        return len(set(keys)) < len(keys) and all(row.group for row in self._body[:-1])

    @cached_property
    def _are_whole(self) -> bool:
        """Whether every row but the total of all is of a group with a total, so that all totals add up."""
        inside = {position for at, parts in self._totals.items() for position in (*parts, at)}
        rest = {at for at in range(len(self._body)) if at != self._of_all} - inside
        return bool(self._totals) and not rest and not self.is_crossed

    @cached_property
    def _totals(self) -> dict[int, range]:
        """By the position of a group's total the rows that it counts; its figures prove it in some column.

        Without a label over the group it counts as many of the rows before it as add up to it.
        """
        proved: dict[int, range] = {}
        first = 0
        for at, row in enumerate(self._body):
            begins = at and row.group != self._body[at - 1].group
            first = at if begins else first
            if self._may_be_total(row) and (parts := self._counted_by(at, first)):
                proved[at] = parts
                first = at + 1
        last = len(self._body) - 1
        return proved if proved.keys() - {last} else {}

    def _counted_by(self, at: int, first: int) -> range | None:
        starts = range(first, at - 1) if not self._body[at].group else [first]
        return next(
            (range(start, at) for start in starts if at - start > 1 and self._counts(at, range(start, at))), None
        )

    @cached_property
    def _of_all(self) -> int | None:
        """The position of the total of all rows: the last, unless it is the total of the last group alone."""
        last = len(self._body) - 1
        if last in self._totals or last < 0:
            return None
        row = self._body[last]
        if row.is_total:
            return last
        others = [at for at in range(last) if at not in self._totals]
        proved = self._totals and (self._counts(last, sorted(self._totals)) or self._counts(last, others))
        return last if proved and self._may_be_total(row) else None

    @cached_property
    def _groups(self) -> list[str]:
        """The group of each row: the label over it, or what its total is called."""
        named = [row.group or "" for row in self._body]
        for number, (at, parts) in enumerate(self._totals.items(), start=1):
            if not named[at]:
                own = _OF_A_GROUP.sub(" ", self._body[at].label)
                name = " ".join(own.split()).strip(_EDGES) or f"Group {number}"
                for position in (*parts, at):
                    named[position] = name
        return named

    def _may_be_total(self, row: BodyRow) -> bool:
        return row.is_total or may_be_total(row.label) or bool(_ENDS_WITH_TOTAL.fullmatch(row.label))

    def _counts(self, whole: int, parts: Sequence[int]) -> bool:
        """Whether in some column a row prints the sum of others, all of which print a figure there."""
        return any(self._adds_up(whole, parts, column.position) for column in self.roles.of_role(*OF_FIGURES))

    def _adds_up(self, whole: int, parts: Sequence[int], position: int) -> bool:
        total, *counts = (count_in(self._body[at].row.text(position)) for at in (whole, *parts))
        known = [count for count in counts if count is not None]
        return bool(total) and len(known) == len(counts) > 1 and abs(sum(known) - (total or 0)) <= _EDGE
