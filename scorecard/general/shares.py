"""Columns of shares that do not say of what they are the share: the figures right before them say it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from scorecard.clean.tables.general.columns import VALUE, Column
from scorecard.clean.tables.general.roles import BodyRow, TableRoles
from scorecard.text.counts import pair_in
from scorecard.text.numbers import decimals_of, number_of

_OF_ALL = re.compile(r"%|(?:%|percent|percentage|share|proportion) of .+|share|percentage", re.IGNORECASE)
"""What heads shares of the column before it."""
_POINT = 1.0
"""A share is that of its count to within a point: rounded, or of a total of which some are not printed."""
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


def with_shares_dated(roles: TableRoles) -> TableRoles:
    """A table in which columns of shares without a time have that of the counts right before them.

    "30 June 2024", "% of plans", "30 September 2024", "% of plans": two at least stand so, under the same words, and
    are in most rows the shares of these counts in their sum.
    """
    columns = {column.position: column for column in roles.columns}
    pairs = [
        (columns[share.position - 1], share)
        for share in roles.of_role(VALUE)
        if share.position - 1 in columns and _may_be_share_of(columns[share.position - 1], share)
    ]
    same = len({share.header for _, share in pairs}) == 1 and len(pairs) > 1
    if same and all(_are_shares_of_all(count, share, roles.body) for count, share in pairs):
        for count, share in pairs:
            told = replace(share, time=count.time, words="", header="%", heads=("%",))
            columns[share.position] = told
    return replace(roles, columns=tuple(columns.values()))


def _may_be_share_of(count: Column, share: Column) -> bool:
    undated = share.time is None and share.area is None and bool(_OF_ALL.fullmatch(share.words or share.header))
    return undated and count.role == VALUE and bool(count.period) and not count.words


def _are_shares_of_all(count: Column, share: Column, body: Sequence[BodyRow]) -> bool:
    rows = [(number_of(one.row.text(count.position)), one) for one in body]
    parts = [(number, one) for number, one in rows if number is not None and not one.is_total]
    whole = sum(number for number, _ in parts)
    shares = [(number, number_of(one.row.text(share.position).rstrip("% "))) for number, one in parts]
    told = [abs(100 * x / whole - percent) <= _POINT for x, percent in shares if percent is not None and whole]
    return len(told) > 1 and 2 * sum(told) > len(told)


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
