"""Figures quoted in prose: rows of ``claims.tsv`` to the table ``claims`` of the contract.

The numbers are read from ``published`` once more: a row whose value, numerator or denominator is not what it
prints is refused, so that no figure can enter by another way than print.
"""

from __future__ import annotations

from collections.abc import Sequence

import polars as pl

from scorecard import words
from scorecard.clean.raw.load import RawDocument
from scorecard.errors import InputError
from scorecard.frames import first_day, looked_up
from scorecard.periods import ANY_LABEL
from scorecard.quotes import COLUMNS, RELATIONS
from scorecard.registry import Registry
from scorecard.schema import conform
from scorecard.text.expressions import as_number
from scorecard.text.numbers import DIGITS, IN_WORDS, NUMBER, OF, SCALES, number_in_words

DIRECTIONS = ("up", "down", "level")
CERTAINTIES = ("certain", "likely")
COMING = ("target", "forecast")
"""The relations of figures that may be about a time to come."""
PERIOD = f"^(?:{ANY_LABEL})$"

_SCALE = f"({'|'.join(SCALES)})%?$"
_NUMBER = f"[-+−]?£?{NUMBER}(?:{'|'.join(SCALES)})?%?"
_NOT_DIGITS = r"[^\d.]"
_OF = f"({DIGITS}){OF}({DIGITS})"
_TO = r"^\S+ to (\S+)$|^(\S+) from \S+$"


def claims_table(documents: Sequence[RawDocument], registry: Registry) -> pl.DataFrame:
    """The table ``claims`` of raw documents."""
    # rows of an earlier version end before the columns that were added since
    rows = [[d.id, *cells, *[""] * (len(COLUMNS) - len(cells))] for d in documents for cells in d.claims[1:]]
    schema = {"document": pl.String, **dict.fromkeys(COLUMNS, pl.String)}
    read = read_claims(pl.DataFrame(rows, schema=schema, orient="row"), registry=registry)
    months = [(d.id, d.entry["as_at"]) for d in documents]
    return none_ahead(read, pl.DataFrame(months, schema={"document": pl.String, "as_at": pl.Date}, orient="row"))


def none_ahead(claims: pl.DataFrame, documents: pl.DataFrame) -> pl.DataFrame:
    """``claims`` without the period of what is said of a month or quarter that had not begun, unless it is promised or
    foreseen. ``documents`` gives the month end of each (``as_at``)."""
    dated = looked_up(claims, documents, "document")
    ahead = (first_day() > pl.col("as_at")) & ~pl.col("relation").is_in(COMING)
    return conform("claims", dated.with_columns(period=pl.when(~ahead.fill_null(value=False)).then("period")))


def read_claims(frame: pl.DataFrame, *, registry: Registry) -> pl.DataFrame:
    """The table ``claims``: one row per figure, or pair of figures, quoted in prose or a caption.

    ``frame`` holds the rows of ``claims.tsv`` as text with the column ``document`` before them, in printed order,
    which is kept. ``value`` is the printed number (percentages in points, ``£4.4m`` is 4,400,000); null for x of y
    without a percentage. ``indicator`` and ``period`` are null where the words leave them open. Raises
    InputError for a code or an indicator that is not known and for numbers that ``published`` does not print.
    """
    read = frame.with_columns(_blank_is_null(frame)).pipe(_typed)
    _check_codes(read, registry)
    _check_numbers(read)
    return conform("claims", read)


def _blank_is_null(frame: pl.DataFrame) -> list[pl.Expr]:
    return [pl.col(name).replace("", None) for name, kind in frame.schema.items() if kind == pl.String]


def _typed(frame: pl.DataFrame) -> pl.DataFrame:
    numbers = [pl.col(c).cast(pl.Float64, strict=False) for c in ("value", "numerator", "denominator")]
    return frame.with_columns(pl.col("line").cast(pl.Int32), *numbers)


def _number_printed() -> pl.Expr:
    """The number of ``_printed``: ``£4.4m`` is 4,400,000, ``12'255`` is 12,255, ``-14`` is -14, ``nine`` is 9."""
    text = pl.col("_printed").str.to_lowercase()
    digits = text.str.replace_all(_NOT_DIGITS, "").replace("", None).cast(pl.Float64, strict=False)
    scale = text.str.extract(_SCALE).replace_strict(SCALES, default=1.0, return_dtype=pl.Float64)
    sign = pl.when(text.str.contains(r"^[-−]")).then(-1.0).otherwise(1.0)
    words = text.str.extract(rf"^({IN_WORDS})%?$").map_elements(number_in_words, return_dtype=pl.Int64)
    return pl.coalesce(words, sign * (digits * scale).map_batches(_rounded, return_dtype=pl.Float64))


def _rounded(numbers: pl.Series) -> pl.Series:
    """Numbers to six decimals as ``extract`` rounds them, which polars does not do exactly from some millions on."""
    return pl.Series(numbers.name, [None if n is None else round(n, 6) for n in numbers], dtype=pl.Float64)


def _printed_numbers(frame: pl.DataFrame) -> pl.DataFrame:
    """The numbers of each text in ``published``, once: ``published`` and the list ``_numbers``."""
    pattern = rf"(?i){_NUMBER}|\b{IN_WORDS}\b"
    texts = frame.select("published").unique().with_columns(_printed=pl.col("published").str.extract_all(pattern))
    return texts.explode("_printed").with_columns(_numbers=_number_printed()).group_by("published").agg("_numbers")


def _check_numbers(frame: pl.DataFrame) -> None:
    """Every number of a row is printed in it, in the role the print gives it."""
    read = looked_up(frame, _printed_numbers(frame), "published")
    printed = [
        pl.col(column).is_null() | pl.col("_numbers").list.contains(pl.col(column))
        for column in ("value", "numerator", "denominator")
    ]
    x, y = (as_number(pl.col("published").str.extract(_OF, group)) for group in (1, 2))
    pair = (
        (pl.col("relation") != "of")
        | pl.col("published").str.contains(_OF).not_()
        | (pl.col("numerator").eq_missing(x) & pl.col("denominator").eq_missing(y))
    )
    end = pl.coalesce(pl.col("published").str.extract(_TO, 1), pl.col("published").str.extract(_TO, 2))
    moved = (pl.col("relation") != "from-to") | _number_of(end).eq_missing(pl.col("value"))
    share = (pl.col("unit") != "percent") | pl.col("published").str.contains("%|-|–") | pl.col("value").is_not_null()
    money = (pl.col("unit") == "gbp") == pl.col("published").str.contains("£")
    some = pl.any_horizontal(pl.col("value", "numerator", "denominator").is_not_null())
    _refuse(read, pl.all_horizontal(*printed, pair, moved, share, money, some), "numbers that are not the printed ones")


def _number_of(text: pl.Expr) -> pl.Expr:
    digits = text.str.replace_all(_NOT_DIGITS, "").replace("", None).cast(pl.Float64, strict=False)
    return pl.when(text.str.contains(r"^[-−]")).then(-digits).otherwise(digits)


def _check_codes(frame: pl.DataFrame, registry: Registry) -> None:
    known = pl.Series(sorted(registry.indicators), dtype=pl.String)
    _refuse(frame, pl.col("relation").is_in(RELATIONS), "a relation that is not known")
    _refuse(frame, pl.col("unit").is_in(list(registry.units)), "a unit that is not known")
    _refuse(frame, _null_or("direction", pl.col("direction").is_in(DIRECTIONS)), "a direction that is not known")
    _refuse(frame, _null_or("certainty", pl.col("certainty").is_in(CERTAINTIES)), "a certainty that is not known")
    _refuse(
        frame,
        _null_or("indicator", pl.col("indicator").is_in(known.implode())),
        "an indicator that the registry does not hold",
    )
    _refuse(
        frame,
        _null_or("period", pl.col("period").str.contains(PERIOD)),
        "a period that is not written as the contract asks",
    )
    _refuse(
        frame,
        _null_or("heading_period", pl.col("heading_period").str.contains(PERIOD)),
        "a heading's period that is not written as the contract asks",
    )
    _refuse(
        frame,
        pl.col("indicator").is_null() == pl.col("certainty").is_null(),
        "a certainty without an indicator, or the reverse",
    )


def _null_or(column: str, holds: pl.Expr) -> pl.Expr:
    return pl.col(column).is_null() | holds


def _refuse(frame: pl.DataFrame, holds: pl.Expr, what: str) -> None:
    wrong = frame.filter(holds.fill_null(value=False).not_())
    if not wrong.is_empty():
        first = wrong.row(0, named=True)
        raise InputError(
            f"{first['document']}: claims.tsv has {what} ({words.counted(wrong.height, 'row')})",
            where=f"claims.tsv of {first['document']}, line {first['line']} of the source: {first['published']}",
            expected="rows as extract writes them",
            do="extract the document again, or undo the change in claims.tsv",
        )
