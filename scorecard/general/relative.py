"""Columns whose time is said by that of the figures beside them: ``Same quarter last year``."""

from __future__ import annotations

import re
from dataclasses import replace

from scorecard.clean.tables.general.columns import VALUE, Column
from scorecard.clean.tables.general.roles import TableRoles
from scorecard.clean.tables.shared.reading import PrintedHeader
from scorecard.periods import Period

_UNIT = re.compile(r"\b(month|quarter)\b", re.IGNORECASE)
_SURE = ("month", "quarter", "year")
"""How far before another time a header may say that its own lies, so that it is sure which one that is."""


def with_relative_times(roles: TableRoles, default: Period) -> TableRoles:
    """A table in which such a column has its time, where that of the table's own figures is known.

    That is ``default``, the document's, where no time stands over them, or else the latest that does. A header that
    speaks of a quarter says nothing where the figures are of a month, nor does "previous", which may be any before.
    """
    own = [c for c in roles.of_role(VALUE) if c.area is None and c.relative is None]
    printed = [c.period for c in own if c.period and c.period.kind in ("month", "quarter", "financial_year")]
    now = any(c.time is None and not c.words for c in own)
    base = default if now or not printed else max(printed, key=lambda period: str(period.end))
    if not own or (printed and len({period.kind for period in printed}) > 1):
        return roles
    return replace(roles, columns=tuple(_dated(column, base, roles) for column in roles.columns))


def _dated(column: Column, base: Period, roles: TableRoles) -> Column:
    said = column.relative
    if column.role != VALUE or column.time or said is None or said.unit not in _SURE:
        return column
    unit = _UNIT.search(column.header)
    period = said.before(base) if unit is None or unit[1].lower() == base.kind else None
    head = next((row for row in reversed(roles.header) if row.text(column.position)), None)
    if period is None or head is None or len(column.heads) != 1:
        return column
    time = PrintedHeader(head.line, head.cells[column.position].index, column.header, period)
    return replace(column, words="", time=time, relative=None)
