"""Numbers, periods and places in words as expressions over whole columns; `words` says the same of one value."""

from __future__ import annotations

import polars as pl

from scorecard.units import units
from scorecard.words import TO_DATE

MICROS = 1_000_000
"""Numbers are held as whole millionths where they must be exact."""


def number(micro: pl.Expr, decimals: pl.Expr) -> pl.Expr:
    """A number in millionths with its decimals and thousands separated: ``1,651`` or ``65.5``."""
    places = decimals.fill_null(0).cast(pl.Int64)
    size = micro.abs()
    whole, rest = size // MICROS, size % MICROS
    thousands = whole.cast(pl.String)
    for comma in (1000, 1_000_000, 1_000_000_000):
        thousands = pl.when(whole >= comma).then(_with_commas(whole, comma)).otherwise(thousands)
    fraction = (
        pl.when(places > 0)
        .then(pl.concat_str(pl.lit("."), rest.cast(pl.String).str.zfill(6).str.slice(0, places)))
        .otherwise(pl.lit(""))
    )
    return pl.concat_str(pl.when(micro < 0).then(pl.lit("-")).otherwise(pl.lit("")), thousands, fraction)


def _with_commas(whole: pl.Expr, first: int) -> pl.Expr:
    """A whole number of at least ``first`` (1000, a million …) with a comma before every three digits."""
    groups, left = [], first
    while left >= 1000:
        groups += [pl.lit(","), (whole // (left // 1000) % 1000).cast(pl.String).str.zfill(3)]
        left //= 1000
    return pl.concat_str((whole // first).cast(pl.String), *groups)


def with_unit(text: pl.Expr, unit: pl.Expr) -> pl.Expr:
    """A number's text with the sign of its unit: ``65.5%``, ``£75,222``, ``105.9 per 10,000``."""
    before = unit.replace_strict({u.id: u.before for u in units().values()}, default="", return_dtype=pl.String)
    after = unit.replace_strict({u.id: u.after for u in units().values()}, default="", return_dtype=pl.String)
    minus = text.str.starts_with("-")
    return pl.concat_str(
        pl.when(minus).then(pl.lit("-")).otherwise(pl.lit("")), before, text.str.strip_prefix("-"), after
    )


def figure(micro: str = "micro", decimals: str = "decimals", unit: str = "unit") -> pl.Expr:
    """A printed figure in words, from its columns."""
    return with_unit(number(pl.col(micro), pl.col(decimals)), pl.col(unit).fill_null(""))


def expected() -> pl.Expr:
    """The figure that was expected in words (``expected_value``), with the decimals and the unit of the printed one."""
    micro = (pl.col("expected_value") * MICROS).round(0).cast(pl.Int64)
    return with_unit(number(micro, pl.col("decimals")), pl.col("unit"))


def count(value: str) -> pl.Expr:
    """A float column of counts in words: no decimals where it is whole, else as many as it needs (up to two)."""
    micro = (pl.col(value) * MICROS).round(0).cast(pl.Int64)
    decimals = (
        pl.when(micro % MICROS == 0).then(0).when(micro % (MICROS // 10) == 0).then(1).otherwise(2).cast(pl.Int64)
    )
    return number(micro, decimals)


def exact_percent(top: str, bottom: str) -> pl.Expr:
    """100 x top / bottom in words, rounded half up to the row's decimals and never fewer than one."""
    places = pl.col("decimals").fill_null(0).clip(1, 5).cast(pl.Int64)
    unit = pl.lit(10, dtype=pl.Int64).pow(places).cast(pl.Int64)
    x, y = (pl.col(c).round(0).cast(pl.Int64) for c in (top, bottom))
    units = (2 * 100 * unit * x + y) // (2 * y)
    return number(units * (MICROS // unit), places) + "%"


def period(label: str = "period", kind: str = "period_kind", start: str = "period_start") -> pl.Expr:
    """A period in words: ``June 2020`` for a month, otherwise as printed."""
    return (
        pl.when(pl.col(kind) == "month")
        .then(pl.col(start).dt.strftime("%B %Y"))
        .when(pl.col(kind) == "latest")
        .then(pl.lit("a time not named"))
        .otherwise(pl.col(label).str.replace(r" YTD$", TO_DATE))
    )


def labelled(label: str = "period") -> pl.Expr:
    """A period in words where only its label is at hand: ``June 2020`` for ``2020-06``, otherwise as printed."""
    month = (pl.col(label) + "-01").str.to_date("%Y-%m-%d", strict=False).dt.strftime("%B %Y")
    latest = pl.when(pl.col(label) == "latest").then(pl.lit("a time not named"))
    return pl.coalesce(month, latest, pl.col(label).str.replace(r" YTD$", TO_DATE))


def about(title: str = "title") -> pl.Expr:
    """What a figure is about: its indicator's name, the category, and the area where it is not the authority."""
    name = pl.coalesce(pl.col(title), pl.col("indicator_name"), pl.col("indicator"))
    category = (
        pl.when(pl.col("breakdown").is_null())
        .then(pl.lit(""))
        .otherwise(pl.concat_str(pl.lit(" – "), pl.col("breakdown")))
    )
    area = (
        pl.when(pl.col("area_kind") == "authority")
        .then(pl.lit(""))
        .otherwise(pl.concat_str(pl.lit(", "), pl.col("area")))
        .fill_null("")
    )
    return pl.concat_str(name, category, area)


def at(line: str = "other_line", document: str | None = None) -> pl.Expr:
    """Where something else is printed: ``line 549``, with the document where it is another one."""
    words = pl.concat_str(pl.lit("line "), pl.col(line).cast(pl.String))
    return words if document is None else pl.concat_str(words, pl.lit(" of "), pl.col(document))


def letter() -> pl.Expr:
    """``x = `` or ``y = `` before a number that is one half of an "x of y", else nothing."""
    return pl.when(pl.col("what") == "value").then(pl.lit("")).otherwise(pl.format("{} = ", "what"))


def bare_number(number: str | pl.Expr) -> pl.Expr:
    """A count without commas, without decimals where it is whole (``1448``), else as short as exact (``12.5``)."""
    value = pl.col(number) if isinstance(number, str) else number
    whole = value == value.round(0)
    return pl.when(whole).then(value.cast(pl.Int64).cast(pl.String)).otherwise(value.cast(pl.String))


def bare_units(units: str | pl.Expr, decimals: str | pl.Expr) -> pl.Expr:
    """``91.9`` for 919 units of one decimal; the decimals are kept even where they are noughts."""
    amount = (pl.col(units) if isinstance(units, str) else units).cast(pl.Int64)
    places = (pl.col(decimals) if isinstance(decimals, str) else decimals).cast(pl.Int64)
    scale = pl.lit(10, dtype=pl.Int64).pow(places).cast(pl.Int64)
    sign = pl.when(amount < 0).then(pl.lit("-")).otherwise(pl.lit(""))
    whole = (amount.abs() // scale).cast(pl.String)
    rest = (amount.abs() % scale).cast(pl.String).str.zfill(places)
    return pl.when(places > 0).then(sign + whole + "." + rest).otherwise(sign + whole)
