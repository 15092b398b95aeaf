"""Columns of shares that are called nothing but "%": the x of y left of them says of what they are the share."""

from __future__ import annotations

from dataclasses import replace

from scorecard.clean.tables.general.columns import VALUE, Column
from scorecard.clean.tables.general.roles import BodyRow, TableRoles
from scorecard.text.counts import pair_in
from scorecard.text.numbers import decimals_of, number_of

_EDGE = 1e-9
"""What floats may differ by at the edge of rounding."""


def with_shares_named(roles: TableRoles) -> TableRoles:
    """A table in which a column without a name has that of the x of y right before it, where most rows prove it the
    share of these: "281 of 291" under "Plans on time", "96.6%" under "%"."""
    columns = {column.position: column for column in roles.columns}
    for share in roles.of_role(VALUE):
        pair = columns.get(share.position - 1)
        if pair and _is_nameless(share) and _is_pair_of(pair, share) and _proves(pair, share, roles):
            columns[share.position] = replace(share, words=pair.words)
    return replace(roles, columns=tuple(columns.values()))


def _is_nameless(column: Column) -> bool:
    return column.area is None and (column.words or column.header).strip() == "%"


def _is_pair_of(pair: Column, share: Column) -> bool:
    return pair.role == VALUE and bool(pair.words) and (pair.period, pair.area) == (share.period, share.area)


def _proves(pair: Column, share: Column, roles: TableRoles) -> bool:
    told = [fits for body in roles.body if (fits := _fits(body, pair, share)) is not None]
    return len(told) > 1 and 2 * sum(told) > len(told)


def _fits(body: BodyRow, pair: Column, share: Column) -> bool | None:
    """Whether a row's share is that of its x of y, in its own rounding; null where it has not both with its sign."""
    xy, text = pair_in(body.row.text(pair.position)), body.row.text(share.position)
    value = number_of(text.rstrip("% "))
    if xy is None or not xy[1] or value is None or "%" not in text:
        return None
    return abs(100 * xy[0] / xy[1] - value) <= 0.5 * 10.0 ** -decimals_of(text.rstrip("% ")) + _EDGE
