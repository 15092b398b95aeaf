"""The cell reader: what figures a printed cell holds, as polars expressions.

``with_reading`` is one pass of expressions over a column of text, so that it can run on a streamed frame
of any length. It never invents a digit: every number it gives stands in the cell.
"""

from __future__ import annotations

from collections.abc import Sequence

import polars as pl

from scorecard.text.marks import MISSING_MARKS
from scorecard.text.numbers import DECIMALS, MINUS, NUMBER, OF, OUT_OF, PERCENT, POUND, SIGN
from scorecard.text.plain import INVISIBLE
from scorecard.text.spans import SECOND_YEAR, SLASH, SPAN, YEAR

_SIGNED = f"{SIGN}?{NUMBER}"
_NOTE = r"(?: ?\*+)?(?: [A-Za-z(£].*| ?\(.*| ?[.;,])?"
_BRACKET_PERIOD = r"(?: ?\([^()]*\))?"

PATTERNS: dict[str, str] = {
    # 144 of 220, 4 out of 5, 581/603; one stray letter before "of" is what damage leaves of its "o"
    "ratio": rf"^({NUMBER}){OF}({NUMBER})\*?$",
    "damaged_ratio": rf"^({NUMBER}) [a-zA-Z0] ?of ?({NUMBER})$",
    "ratio_percent": rf"^({NUMBER}){OF}({NUMBER}) ?[=(:,]? ?({NUMBER}){PERCENT} ?\)?$",
    "percent_ratio": rf"^({NUMBER}){PERCENT} ?\(? ?({NUMBER}){OF}({NUMBER}) ?\)?$",
    "percent_count": rf"^({NUMBER}){PERCENT} ?\( ?({NUMBER}) ?\)$",
    "count_percent": rf"^({NUMBER}) ?\( ?({NUMBER}){PERCENT} ?\)$",
    "two_percents": rf"^({NUMBER}){PERCENT}{_BRACKET_PERIOD} ?/ ?({NUMBER}){PERCENT}.*$",
    # 106.5 per 10,000 resident population* (498 hospital admissions). (2014/2015)
    "rate_count": rf"^({NUMBER}) per 100?,?000?[^(]*\( ?({NUMBER}) [a-z].*$",
    "money": rf"^({SIGN}?) ?{POUND}({NUMBER}){_NOTE}$",
    "percent": rf"^({_SIGNED}){PERCENT}{_NOTE}$",
    "number": rf"^({_SIGNED}){_NOTE}$",
}

# an x whose y is lost or damaged ("144 of", "144 of 22O") is no count
_HALF_RATIO = rf"^{_SIGNED}(?:{OF}$|{OUT_OF}[0-9])"

# "2015/16" is a year, not 2015 of 16; "12.3% (2017)" carries a year, not a count
YEARS = f"^{SPAN}$"
_ALONE = ("money", "percent", "number")
PERCENT_OF_YEAR = rf"^{NUMBER}{PERCENT} ?\({YEAR}(?:{SLASH}{SECOND_YEAR})?\)$"

# ten digits before the stop are the most that a figure of a pack has; more are damage, or a telephone number, and the
# millionths in which rules compare would not hold them
_TOO_LONG = "(?:^|[^0-9.])[0-9]{11}|[0-9]{17}|[0-9]{2}(?:[,'][0-9]{3}){3}|(?:[,'][0-9]{3}){4}"

SPACES = "[\\s\u00a0\u2000-\u200a\u202f]+"
FONT_TAGS = r"</?(?:[uUbBiI]|em|strong|sup|sub)>|\*\*"
"""Mark-up of the print itself. Any other tag is no part of a figure, and a cell that has one stays text."""

READ_SCHEMA: dict[str, pl.DataType] = {
    "kind": pl.String(),
    "value": pl.Float64(),
    "decimals": pl.Int8(),
    "numerator": pl.Float64(),
    "denominator": pl.Float64(),
    "second_value": pl.Float64(),
    "second_decimals": pl.Int8(),
}


def plain_text(cell: pl.Expr) -> pl.Expr:
    """The cell without mark-up, invisible characters and outer blanks, with single spaces."""
    return (
        cell.str.replace_all(FONT_TAGS, "")
        .str.replace_all(f"[{INVISIBLE}]", "")
        .str.replace_all(SPACES, " ")
        .str.strip_chars()
    )


def as_number(text: pl.Expr) -> pl.Expr:
    """The value of a column of printed numbers (``numbers.NUMBER`` with its sign); null for other text."""
    bare = text.str.replace_all(r"[,'\s]", "").str.replace(MINUS, "-").str.strip_prefix("+")
    return bare.cast(pl.Float64, strict=False)


def as_decimals(text: pl.Expr) -> pl.Expr:
    """How many decimals the first number of a text that has some is printed with; 0 if none has."""
    return text.str.extract(DECIMALS, 1).str.len_chars().fill_null(0).cast(pl.Int8)


def _first_of(cases: Sequence[tuple[pl.Expr, pl.Expr]], otherwise: pl.Expr) -> pl.Expr:
    """The result of the first case that holds."""
    chosen = otherwise
    for condition, result in reversed(cases):
        chosen = pl.when(condition).then(result).otherwise(chosen)
    return chosen


def cell_kind(text: pl.Expr) -> pl.Expr:
    """The form of a plain cell: blank, missing, one of PATTERNS, or text."""
    cases = [
        (text.is_null() | (text == ""), pl.lit("blank")),
        (text.str.to_lowercase().str.contains(MISSING_MARKS), pl.lit("missing")),
        (text.str.contains(YEARS) | text.str.contains(_TOO_LONG), pl.lit("text")),
        (text.str.contains(PERCENT_OF_YEAR), pl.lit("percent")),
        *((text.str.contains(pattern), pl.lit(name)) for name, pattern in PATTERNS.items() if name not in _ALONE),
        (text.str.contains(_HALF_RATIO), pl.lit("text")),
        *((text.str.contains(PATTERNS[name]), pl.lit(name)) for name in _ALONE),
    ]
    return _first_of(cases, pl.lit("text"))


def _group(text: pl.Expr, pattern: str, index: int) -> pl.Expr:
    return text.str.extract(PATTERNS[pattern], index)


# which group of a pattern holds what: (value, numerator, denominator, second value)
GROUPS: dict[str, tuple[int | None, int | None, int | None, int | None]] = {
    "ratio": (None, 1, 2, None),
    "damaged_ratio": (None, 1, 2, None),
    "ratio_percent": (3, 1, 2, None),
    "percent_ratio": (1, 2, 3, None),
    "percent_count": (1, 2, None, None),
    "count_percent": (2, 1, None, None),
    "two_percents": (1, None, None, 2),
    "rate_count": (1, 2, None, None),
    "percent": (1, None, None, None),
    "number": (1, None, None, None),
}


def _pick(text: pl.Expr, kind: pl.Expr, place: int) -> pl.Expr:
    """The text of the value (place 0), numerator, denominator or second value of a cell; null if it has none."""
    cases = [(kind == name, _group(text, name, g[place] or 0)) for name, g in GROUPS.items() if g[place] is not None]
    if place == 0:
        money = pl.concat_str(_group(text, "money", 1), _group(text, "money", 2))
        cases.append((kind == "money", money))
    return _first_of(cases, pl.lit(None, dtype=pl.String))


def with_reading(frame: pl.LazyFrame, cell: str) -> pl.LazyFrame:
    """``frame`` with the columns of READ_SCHEMA for its column ``cell`` of printed cells.

    ``kind`` is ``blank``, ``missing``, ``text`` or a name of PATTERNS. ``value`` is the first figure
    that is not a count behind it; ``decimals`` counts its printed decimals; ``numerator`` and
    ``denominator`` are x and y of "x of y", or the count in brackets; ``second_value`` is the second
    of two figures in one cell. What a cell does not print is null.

    >>> pl.LazyFrame({"c": ["144 of 220"]}).pipe(with_reading, "c").collect().select("numerator", "denominator").row(0)
    (144.0, 220.0)
    """
    return (
        frame.with_columns(_plain=plain_text(pl.col(cell)))
        .with_columns(_kind=cell_kind(pl.col("_plain")))
        .with_columns(_read(pl.col("_plain"), pl.col("_kind")))
        .drop("_plain", "_kind")
    )


def _read(text: pl.Expr, kind: pl.Expr) -> list[pl.Expr]:
    value, second = _pick(text, kind, 0), _pick(text, kind, 3)
    return [
        kind.alias("kind"),
        as_number(value).alias("value"),
        pl.when(value.is_not_null()).then(as_decimals(value)).alias("decimals"),
        as_number(_pick(text, kind, 1)).alias("numerator"),
        as_number(_pick(text, kind, 2)).alias("denominator"),
        as_number(second).alias("second_value"),
        pl.when(second.is_not_null()).then(as_decimals(second)).alias("second_decimals"),
    ]


class CellReader:
    """Reads lists of cells, each distinct text once: what the interpreters of tables ask while they look around."""

    def __init__(self) -> None:
        self._known: dict[str, tuple[str, float | None, float | None, float | None]] = {}

    def read(self, texts: list[str]) -> list[tuple[str, float | None, float | None, float | None]]:
        """Kind, value, numerator and denominator of each text."""
        new = sorted({t for t in texts if t not in self._known})
        if new:
            frame = with_reading(pl.LazyFrame({"text": new}, schema={"text": pl.String}), "text").collect()
            self._known |= dict(zip(new, frame.select("kind", "value", "numerator", "denominator").rows(), strict=True))
        return [self._known[t] for t in texts]

    def kinds(self, texts: list[str]) -> list[str]:
        return [kind for kind, *_ in self.read(texts)]
