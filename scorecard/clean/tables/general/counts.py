"""Which column of figures the x and the y of a table's rows belong to: the one of their time, or the one they prove."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from scorecard.clean.tables.general.columns import Column
from scorecard.clean.tables.general.roles import BodyRow, TableRoles
from scorecard.text.figures import is_figure
from scorecard.text.numbers import decimals_of, number_of

_MOST = 0.5
"""More than this share of the rows must bear out a column among several."""
_EDGE = 1e-6
"""What floats may differ by at the edge of rounding."""


@dataclass(frozen=True)
class Counts:
    """A column of x, that of y behind it, and that of the figures that they make; null where none is sure."""

    x: Column | None
    y: Column | None
    figures: Column | None


def counts_of(roles: TableRoles, own: Sequence[Column]) -> list[Counts]:
    """The columns of x and y of a table, in pairs; one without the other beside it has no figures."""
    rest = {column.position: column for column in roles.of_role("denominator")}
    pairs: list[Counts] = []
    for x in roles.of_role("numerator"):
        y = rest.pop(x.position + 1, None)
        pairs.append(Counts(x, y, _figures_of(x, y, roles, own) if y else None))
    return [*pairs, *(Counts(None, y, None) for y in rest.values())]


def with_proved_counts(roles: TableRoles) -> TableRoles:
    """The roles with the y beside an x whose header does not say that it is one, where most rows prove it.

    Right of "Count" may stand "Total" or "Cohort size": it is the y if 100 x/y is the percentage of the row.
    """
    columns = {column.position: column for column in roles.columns}
    shares = [c for c in roles.of_role("value") if any("%" in body.row.text(c.position) for body in roles.body)]
    for x in roles.of_role("numerator"):
        y = columns.get(x.position + 1)
        if y and y.role == "value" and y not in shares and any(_borne_out(x, y, share, roles) for share in shares):
            columns[y.position] = replace(y, role="denominator", words="")
    return replace(roles, columns=tuple(columns.values()))


def _borne_out(x: Column, y: Column, share: Column, roles: TableRoles) -> bool:
    rows = [body for body in roles.body if body.row.text(x.position) and body.row.text(y.position)]
    return len(rows) > 1 and sum(_proves(body, x, y, share) for body in rows) > _MOST * len(rows)


def _figures_of(x: Column, y: Column, roles: TableRoles, own: Sequence[Column]) -> Column | None:
    """The column whose percentages are 100 x/y: the only one there is, the one of their time, or the one they prove.

    Null where there is none, or two do equally well.
    """
    if len(own) == 1:
        return own[0]
    if x.period:
        same = [column for column in own if column.period == x.period]
        return same[0] if len(same) == 1 else None
    borne_out = [sum(_proves(body, x, y, column) for body in roles.body) for column in own]
    rows = sum(bool(body.row.text(x.position) and body.row.text(y.position)) for body in roles.body)
    best = max(borne_out, default=0)
    return own[borne_out.index(best)] if best > _MOST * rows and borne_out.count(best) == 1 else None


def _proves(body: BodyRow, x: Column, y: Column, column: Column) -> bool:
    texts = [body.row.text(c.position) for c in (x, y, column)]
    if not all(is_figure(text) for text in texts):
        return False
    numerator, denominator, share = (number_of(text.rstrip("% ")) for text in texts)
    if numerator is None or not denominator or share is None:
        return False
    half = 0.5 * 10.0 ** -decimals_of(texts[2])
    return abs(100 * numerator / denominator - share) <= half + _EDGE
