"""The cell reader: what figures a printed cell holds, as polars expressions.

``with_reading`` is one pass of expressions over a column of text, so that it can run on a streamed frame
of any length. It never invents a digit: every number it gives stands in the cell, and a figure with words behind it is
read only where these are understood.
"""

from __future__ import annotations

import polars as pl

from scorecard.text.behind import bare_and_mark, unit_said, units_pattern
from scorecard.text.bounds import read_bounds, reason_of_bound
from scorecard.text.expressions import as_decimals, as_number, first_of, plain_text
from scorecard.text.marks import reasons
from scorecard.text.numbers import NUMBER, OF, PERCENT, POUND, SIGN
from scorecard.text.spans import SPAN

_SIGNED = f"{SIGN}?{NUMBER}"
_OF = f"(?:{OF}| from | out of an? (?:possible|total of) )"
"""Between x and y of a cell: beside the usual words ``39 from 41`` and ``38 out of a possible 40``."""
_BRACKET_PERIOD = r"(?: ?\([^()]*\))?"
_WORDS_OF_MONEY = "(?: [a-z]+)*"
"""Behind a sum of money words may go on: the pound sign says what is counted."""
_SCALE = "(?i:k|m|mn|bn|thousand|million|billion)"

PATTERNS: dict[str, str] = {
    # 144 of 220, 4 out of 5, 581/603; one stray letter before "of" is what damage leaves of its "o"
    "ratio": rf"^({NUMBER}){_OF}({NUMBER})$",
    "damaged_ratio": rf"^({NUMBER}) [a-zA-Z0] ?of ?({NUMBER})$",
    "ratio_percent": rf"^({NUMBER}){_OF}({NUMBER}) ?[=(:,]? ?({NUMBER}){PERCENT} ?\)?$",
    "percent_ratio": rf"^({NUMBER}){PERCENT} ?\(? ?({NUMBER}){_OF}({NUMBER}) ?\)?$",
    "percent_count": rf"^({NUMBER}){PERCENT} ?\( ?({NUMBER}) ?\)$",
    "count_percent": rf"^({NUMBER}) ?\( ?({NUMBER}){PERCENT} ?\)$",
    "two_percents": rf"^({NUMBER}){PERCENT}{_BRACKET_PERIOD} ?/ ?({NUMBER}){PERCENT}.*$",
    # 106.5 per 10,000 resident population* (498 hospital admissions). (2014/2015)
    "rate_count": rf"^({NUMBER}) per 100?,?000?[^(]*\( ?({NUMBER}) [a-z].*$",
    "money": rf"^({SIGN}?) ?{POUND}({NUMBER}){_WORDS_OF_MONEY}$",
    "percent": rf"^({_SIGNED}){PERCENT}$",
    "number": rf"^({_SIGNED})(?: ?UNITS)?$",
}
"""The forms of figures in the order in which they are tried. A cell is taken without what may stand behind a figure
(``behind``); UNITS are the words that say what it counts. See ``GROUPS`` for what the groups hold."""

# an x whose y is lost or damaged ("144 of", "144 of 22O") is no count; "£1.2m" is another sum than 1.2
_NO_FIGURE = rf"^{_SIGNED}{OF}$|^{SIGN}? ?{POUND}{NUMBER} ?{_SCALE}\b"

# "2015/16" is a year, not 2015 of 16
YEARS = f"^{SPAN}$"
_ALONE = ("money", "percent", "number")
_NO_VALUE = ("blank", "missing", "bound", "text")

# ten digits before the stop are the most that a figure of a pack has; more are damage, or a telephone number, and the
# millionths in which rules compare would not hold them
_TOO_LONG = "(?:^|[^0-9.])[0-9]{11}|[0-9]{17}|[0-9]{2}(?:[,'][0-9]{3}){3}|(?:[,'][0-9]{3}){4}"

READ_SCHEMA: dict[str, pl.DataType] = {
    "kind": pl.String(),
    "value": pl.Float64(),
    "decimals": pl.Int8(),
    "numerator": pl.Float64(),
    "denominator": pl.Float64(),
    "second_value": pl.Float64(),
    "second_decimals": pl.Int8(),
    "lower": pl.Float64(),
    "upper": pl.Float64(),
    "missing_reason": pl.String(),
    "mark": pl.String(),
    "unit_said": pl.String(),
}


def pattern_of(name: str) -> str:
    """The pattern of a form of figures, with the words that say what it counts in it."""
    return PATTERNS[name].replace("UNITS", units_pattern())


def _group(core: pl.Expr, pattern: str, index: int) -> pl.Expr:
    return core.str.extract(pattern_of(pattern), index)


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


def _pick(core: pl.Expr, kind: pl.Expr, place: int) -> pl.Expr:
    """The text of the value (place 0), numerator, denominator or second value of a cell; null if it has none."""
    cases = [(kind == name, _group(core, name, g[place] or 0)) for name, g in GROUPS.items() if g[place] is not None]
    if place == 0:
        money = pl.concat_str(_group(core, "money", 1), _group(core, "money", 2))
        cases.append((kind == "money", money))
    return first_of(cases, pl.lit(None, dtype=pl.String))


def with_reading(frame: pl.LazyFrame, cell: str) -> pl.LazyFrame:
    """``frame`` with the columns of READ_SCHEMA for its column ``cell`` of printed cells.

    ``kind`` is ``blank``, ``missing``, ``bound``, ``text`` or a name of PATTERNS. ``value`` is the first figure
    that is not a count behind it; ``decimals`` counts its printed decimals; ``numerator`` and
    ``denominator`` are x and y of "x of y", or the count in brackets; ``second_value`` is the second
    of two figures in one cell. ``lower`` and ``upper`` are what a bound leaves (``5 or fewer``), ``missing_reason``
    why there is no figure, ``mark`` the sign behind a figure (``†``, ``[r]``), ``unit_said`` the unit that the words
    behind it name. What a cell does not print is null.

    >>> pl.LazyFrame({"c": ["144 of 220"]}).pipe(with_reading, "c").collect().select("numerator", "denominator").row(0)
    (144.0, 220.0)
    """
    pattern, of_groups = reasons()
    text, said, behind, bounds = (pl.col(name) for name in ("_plain", "_said", "_behind", "_bounds"))
    return (
        frame.with_columns(_plain=plain_text(pl.col(cell)))
        .with_columns(_said=text.str.extract_groups(pattern), _behind=bare_and_mark(text), _bounds=read_bounds(text))
        .with_columns(
            _core=behind.struct.field("core"),
            missing_reason=pl.coalesce(
                pl.when(said.struct.field(str(group)).is_not_null()).then(pl.lit(reason))
                for group, reason in enumerate(of_groups, start=1)
            ),
            lower=bounds.struct.field("lower"),
            upper=bounds.struct.field("upper"),
            mark=behind.struct.field("mark").str.strip_chars(),
        )
        .with_columns(kind=_kind(text, pl.col("_core")))
        .with_columns(_read(pl.col("_core"), pl.col("kind")))
        .drop("_plain", "_said", "_behind", "_bounds", "_core")
    )


def _kind(text: pl.Expr, core: pl.Expr) -> pl.Expr:
    """The form of a plain cell: blank, missing, one of PATTERNS, bound, or text; ``core`` lacks what stands behind."""
    cases = [
        (text.is_null() | (text == ""), pl.lit("blank")),
        (pl.col("missing_reason").is_not_null(), pl.lit("missing")),
        (core.str.contains(YEARS) | text.str.contains(_TOO_LONG), pl.lit("text")),
        *((core.str.contains(pattern_of(name)), pl.lit(name)) for name in PATTERNS if name not in _ALONE),
        (text.str.contains(_NO_FIGURE), pl.lit("text")),
        *((core.str.contains(pattern_of(name)), pl.lit(name)) for name in _ALONE),
        (pl.col("lower").is_not_null() | pl.col("upper").is_not_null(), pl.lit("bound")),
    ]
    return first_of(cases, pl.lit("text"))


def _read(core: pl.Expr, kind: pl.Expr) -> list[pl.Expr]:
    """The columns of READ_SCHEMA beside the kind, each null for the kinds that do not have it."""
    value, second, bound = _pick(core, kind, 0), _pick(core, kind, 3), kind == "bound"
    return [
        as_number(value).alias("value"),
        pl.when(value.is_not_null()).then(as_decimals(value)).alias("decimals"),
        as_number(_pick(core, kind, 1)).alias("numerator"),
        as_number(_pick(core, kind, 2)).alias("denominator"),
        as_number(second).alias("second_value"),
        pl.when(second.is_not_null()).then(as_decimals(second)).alias("second_decimals"),
        pl.when(bound).then("lower").alias("lower"),
        pl.when(bound).then("upper").alias("upper"),
        pl.when(bound).then(reason_of_bound(pl.col("upper"))).otherwise("missing_reason").alias("missing_reason"),
        pl.when(~kind.is_in(_NO_VALUE)).then("mark").alias("mark"),
        pl.when(kind == "number").then(unit_said(core)).alias("unit_said"),
    ]


class CellReader:
    """Reads lists of cells, each distinct text once: what the interpreters of tables ask while they look around."""

    def __init__(self) -> None:
        self._known: dict[str, tuple[str, float | None, float | None, float | None]] = {}

    def read(self, texts: list[str]) -> list[tuple[str, float | None, float | None, float | None]]:
        """Kind, value, numerator and denominator of each text."""
        new = sorted({t for t in texts if t not in self._known})
        if new:
            read = with_reading(pl.LazyFrame({"text": new}, schema={"text": pl.String}), "text")
            asked = read.select("kind", "value", "numerator", "denominator").collect()
            self._known |= dict(zip(new, asked.rows(), strict=True))
        return [self._known[t] for t in texts]

    def kinds(self, texts: list[str]) -> list[str]:
        return [kind for kind, *_ in self.read(texts)]
