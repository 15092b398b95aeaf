"""Everything printed at a place: a figure or a mark for none, a tolerance, a sign, a quoted figure, an unread one."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

import polars as pl

from scorecard.errors import UsageError

FIGURE, MISSING, LIMIT, SIGN, QUOTED, UNREAD = "figure", "missing", "limit", "sign", "quoted", "unread"
KINDS = (FIGURE, MISSING, LIMIT, SIGN, QUOTED, UNREAD)
"""What may be printed at a place, in the order in which a place tells of it."""
PLACE = ["document", "line", "cell"]
_PLACE_SCHEMA = {"document": pl.String, "line": pl.Int32, "cell": pl.Int32}
SPELLED = r"^(.+?):(\d{1,9})(?::(\d{1,9}))?$"


def place_of(document: str = "document", line: str = "line", cell: str = "cell") -> pl.Expr:
    """A place from its columns: ``document:line:cell``, or ``document:line`` of a sentence, which has no cells."""
    return pl.concat_str(document, line, cell, separator=":", ignore_nulls=True)


def as_places(places: pl.DataFrame | Iterable[str]) -> pl.DataFrame:
    """Places as a frame of ``document``, ``line`` and ``cell`` (null: a sentence), each once, in the order given.

    Takes such a frame (more columns do not matter), or texts like ``2020-06-…:545:3``. Raises UsageError for a text
    that is no place.
    """
    if isinstance(places, pl.DataFrame):
        asked = places.select(pl.col(name).cast(kind) for name, kind in _PLACE_SCHEMA.items())
        return asked.unique(PLACE, keep="first", maintain_order=True)
    texts = pl.DataFrame({"text": list(places)}, schema={"text": pl.String})
    groups = [pl.col("text").str.extract(SPELLED, number) for number in (1, 2, 3)]
    asked = texts.select("text", **dict(zip(PLACE, groups, strict=True)))
    wrong = asked.filter(pl.col("document").is_null())
    if wrong.height:
        raise UsageError(f"{wrong['text'][0]!r} is no place", expected="DOCUMENT:LINE:CELL, or DOCUMENT:LINE of a text")
    return as_places(asked)


def prints_at(tables: Mapping[str, pl.DataFrame], asked: pl.DataFrame) -> pl.DataFrame:
    """One row per print at the places ``asked`` (`as_places`), in their order: ``place``, ``kind`` and what it says.

    The columns are those of ``observations``, where a kind has them; ``band`` of a tolerance, ``signal``, ``computed``
    and ``meaning`` of a sign, ``relation`` and ``certainty`` of a quoted figure, ``why_not_read`` of an unread one;
    ``as_read`` is the text as which a tolerance or a sign was read. ``printed_at`` is where it stands in the file, in
    words (null for text). Of a cell with several figures each is a row.
    """
    numbered = asked.with_row_index("_order")
    missing = pl.col("status") == "missing"
    kind = pl.when(missing).then(pl.lit(MISSING)).otherwise(pl.lit(FIGURE))
    as_read = pl.col("read_as").alias("as_read")
    why_no_interval = pl.col("reason").alias("why_no_interval")
    edges = ["lower", "upper", "lower_closed", "upper_closed"]
    limit: list[str | pl.Expr] = ["band", *edges, as_read, why_no_interval]
    sign: list[str | pl.Expr] = ["signal", as_read, "computed", "meaning", "period"]
    parts: dict[str, list[str | pl.Expr]] = {
        "observations": [kind.alias("kind"), pl.all()],
        "thresholds": [pl.lit(LIMIT).alias("kind"), "indicator", "authority", *limit],
        "signals": [pl.lit(SIGN).alias("kind"), "indicator", "authority", *sign],
        "claims": [pl.lit(QUOTED).alias("kind"), pl.exclude("direction", "heading_period", *_OWN)],
        "unread": [pl.lit(UNREAD).alias("kind"), "indicator", "period", pl.col("reason").alias("why_not_read")],
    }
    found = [
        _asked_of(tables[name], numbered).select("_order", *_told(name, columns)) for name, columns in parts.items()
    ]
    order = pl.col("kind").replace_strict({name: at for at, name in enumerate(KINDS)}, return_dtype=pl.Int8)
    return (
        pl.concat(found, how="diagonal")
        .with_columns(place_of().alias("place"), pl.col("part").fill_null(0))
        .sort("_order", order, "part", "band", maintain_order=True)
        .drop("_order")
    )


AT = ("printed_at", "page", "box", "sheet", "sheet_cell")
"""Where a print stands in a file that is no text."""
_OWN = ("document", "line", "cell", "published", "table", "_order", *AT)
"""What every print has, or a join adds."""


def _told(name: str, columns: list[str | pl.Expr]) -> list[str | pl.Expr]:
    if name == "observations":
        return [pl.exclude("_order"), columns[0]]
    own = ["document", "line", "published", *AT] + ([] if name == "claims" else ["cell", "table"])
    return [*own, *columns]


def _asked_of(table: pl.DataFrame, asked: pl.DataFrame) -> pl.DataFrame:
    """The rows of a table that stand at the places asked, with the order in which they were."""
    table = table.rename({"place": "printed_at"}, strict=False)
    if "cell" in table.columns:
        return table.join(asked, on=PLACE, how="inner", nulls_equal=True)
    whole = asked.filter(pl.col("cell").is_null()).drop("cell")
    return table.join(whole, on=["document", "line"], how="inner")
