"""Tolerances: what a printed target allows, as an interval.

A tolerance is rewritten, rule by rule, until it reads as mathematics writes intervals: words become signs ("at least
95%" is ``≥95``), and signs become an interval (``[95..)``). What no rule turns into one is not read, and
`Tolerance.reason` says why where it prints a figure.
"""

from __future__ import annotations

import re
from functools import cache, lru_cache
from typing import NamedTuple

import polars as pl

from scorecard.text.months import MONTH
from scorecard.text.numbers import MINUS, NUMBER, PERCENT, POUND, TO, number_of
from scorecard.text.plain import plain
from scorecard.text.spans import SPAN, YEAR

Rules = tuple[tuple[str, str], ...]

_HIGHER = "more|above|over|higher|greater|upwards"
_LOWER = "fewer|less|below|under|lower"
_CHANGED = (
    "additional|extra|increase[sd]?|decrease[sd]?|reduc[a-z]+|improv[a-z]+|rise|fall|drop|cut|gain|growth|change"
    "|points?|pp|by"
)
"""Words that make a number one by which something changes, and no level."""
_NO_UNIT = rf"\b(?:{_HIGHER}|{_LOWER}|{_CHANGED}|than|average|national|range|or)\b"
"""Words that are no unit of the number before them."""
_UNIT_WORDS = r"((?: [a-z]+){0,2})"
"""What is counted, behind a number: "families", "working days"."""
_PER = r" ?\bper 100?,?000\b"
_JOINED = "(?: ?(?:and|&|,|-|to) ?| ?)"

_AS_SIGNS: Rules = (
    (r"\^\{([^{}]*)\}", r"\g<1>"),  # superscript, as text recognition writes it
    (r"\btarget\b ?:?|\(.*\)", ""),
    (rf"({NUMBER})(?:{PERCENT}| ?per ?cent\b)", r"\g<1>"),
    (rf"{POUND}({NUMBER})", r"\g<1>"),
    (r"\+ ?/ ?[-‐-―−]|\+[-‐-―−]|\bplus or minus\b", "±"),
    (MINUS, "-"),
    (rf" by (?:the )?(?:end of )?(?:{MONTH} )?(?:{SPAN}|{YEAR})$| or better$", ""),
    (rf"^({NUMBER}) min(?:imum)?$", r"≥\g<1>"),
    (rf"^({NUMBER}) max(?:imum)?$", r"≤\g<1>"),
    (rf"{_PER}(?: [a-z]+)*$", ""),
    (r"> ?=|= ?>|⩾|≧", "≥"),
    (r"< ?=|= ?<|⩽|≦", "≤"),
    (rf"\b(?:between|from) ({NUMBER}) (?:and|to|-) ({NUMBER})", r"\g<1>-\g<2>"),
    (rf"^({NUMBER}) to ({NUMBER})", r"\g<1>-\g<2>"),
    (rf"\bwithin ({NUMBER}) of ", r"±\g<1> of "),
    (rf"^({NUMBER}){_UNIT_WORDS} ?(?:or|and|&) (?:{_HIGHER}){_UNIT_WORDS}$", r"≥\g<1>\g<2>\g<3>"),
    (rf"^({NUMBER}){_UNIT_WORDS} ?(?:or|and|&) (?:{_LOWER}){_UNIT_WORDS}$", r"≤\g<1>\g<2>\g<3>"),
    (
        rf"\b(?:at least|(?:no|not) (?:less|fewer|lower) than|not (?:below|under)|minimum(?: of)?|from) ({NUMBER})",
        r"≥\g<1>",
    ),
    (
        r"\b(?:at most|(?:no|not) (?:more|greater|higher) than|not (?:above|over|exceeding)|maximum(?: of)?|up to)"
        rf" ({NUMBER})",
        r"≤\g<1>",
    ),
    (rf"\b(?:(?:more|greater|higher) than|above|over|exceeding) ([±]?{NUMBER})", r">\g<1>"),
    (rf"\b(?:(?:fewer|less|lower) than|below|under) ({NUMBER})", r"<\g<1>"),
)
"""Words as the signs that they stand for."""

_AS_INTERVALS: Rules = (
    (rf"^([<≤]) ?({NUMBER}){_JOINED}([>≥]) ?({NUMBER})$", r"\g<3>\g<4> \g<1>\g<2>"),
    (rf"^> ?({NUMBER}){_JOINED}< ?({NUMBER})$", r"(\g<1>..\g<2>)"),
    (rf"^> ?({NUMBER}){_JOINED}≤ ?({NUMBER})$", r"(\g<1>..\g<2>]"),
    (rf"^≥ ?({NUMBER}){_JOINED}< ?({NUMBER})$", r"[\g<1>..\g<2>)"),
    (rf"^≥ ?({NUMBER}){_JOINED}≤ ?({NUMBER})$", r"[\g<1>..\g<2>]"),
    (rf"^({NUMBER}){_JOINED}< ?({NUMBER})$", r"[\g<1>..\g<2>)"),  # "90%<95%"
    (rf"^({NUMBER}){_JOINED}≤ ?({NUMBER})$", r"[\g<1>..\g<2>]"),
    (rf"^> ?({NUMBER}){TO}({NUMBER})$", r"(\g<1>..\g<2>]"),
    (rf"^({NUMBER}){TO}({NUMBER})$", r"{\g<1>..\g<2>}"),  # in either order
    (rf"^≥ ?({NUMBER})$|^({NUMBER}) ?[>+≥]$", r"[\g<1>\g<2>..)"),  # "33%>" and "35%+" mean "from"
    (rf"^> ?({NUMBER})$", r"(\g<1>..)"),
    (rf"^< ?({NUMBER})$|^({NUMBER}) ?<$", r"(..\g<1>\g<2>)"),  # "13%<" means "below"
    (rf"^≤ ?({NUMBER})$|^({NUMBER}) ?≤$", r"(..\g<1>\g<2>]"),
    (rf"^(?:up to )?± ?({NUMBER}) of ({NUMBER})$", r"\g<2>±\g<1>"),
)
"""Signs as intervals; a number between braces may be either end."""

_INTERVAL = re.compile(rf"([\[({{])({NUMBER})?\.\.({NUMBER})?([\])}}])")
_ABOUT = re.compile(rf"({NUMBER}) ?± ?({NUMBER})")
_TARGET = re.compile(NUMBER)
_REACH = re.compile(rf"(>|≤)? ?({NUMBER})?(\+)? ?(above|below) (?:the )?range")
_AROUND = re.compile(rf"(?:up to )?(>)? ?± ?({NUMBER})")
_UNITS_BEHIND = re.compile(rf"(?<=[0-9]){_UNIT_WORDS}$")
_NOT_A_UNIT = re.compile(_NO_UNIT)
_OF_A_CHANGE = re.compile(rf"\b(?:{_CHANGED})\b")
_WORD = re.compile(r"(?!and\b)\b[a-z]{3}")
_PERCENT = re.compile("%|per ?cent", re.IGNORECASE)
_RATE = re.compile(_PER, re.IGNORECASE)
_YEAR = re.compile(rf"\b(?:{SPAN}|{YEAR})\b")
_DIGIT = re.compile("[0-9]")
_TOO_LONG = re.compile("[0-9]{11}")
_SAYS_TOLERANCE = re.compile(
    rf"[<>≤≥=±].*\d|{NUMBER} ?%? ?[<>≤≥+]|{NUMBER}(?:{PERCENT})?(?:{TO}| to ){NUMBER}"
    rf"|{NUMBER}.* (?:{_HIGHER}|{_LOWER})\b"
    r"|(?:at (?:least|most)|between|within|up to|minimum|maximum|additional)\b.*\d"
    rf"|not? (?:{_HIGHER}|{_LOWER})\b.*\d"
    rf"|(?:(?:{_HIGHER}|{_LOWER}) than|above|over|below|under)\b.*\d",
    re.IGNORECASE,
)

OTHER_UNIT = "not in the unit of its measure"
OF_A_CHANGE = "a target of a change, not of a level"
CONTRADICTION = "its two ends contradict each other"
NO_SIDE = "a single number, and neither high nor low is good for its measure"
RELATIVE = "relative to a range that its row does not print"
ILLEGIBLE = "it prints a figure, but no tolerance that can be read"


class Tolerance(NamedTuple):
    """A tolerance as read: its interval, or how it is relative to a range, or the reason why neither is known.

    Null bounds are unbounded. ``side`` is ``above``, ``below`` or ``around`` for "1+ above range" and "+/-10", which
    say nothing without the range of their row; ``reach`` is how far (null: any distance), ``beyond`` whether it starts
    ``from`` there or ``over`` it (null: it ends there). ``middle`` is the 40 of "+/-5 of 40". ``reason`` is null where
    something is read, and where nothing is because no figure is printed ("range to be set", "n/a", "lower by 2020").
    """

    lower: float | None = None
    upper: float | None = None
    lower_closed: bool | None = None
    upper_closed: bool | None = None
    middle: float | None = None
    side: str | None = None
    reach: float | None = None
    beyond: str | None = None
    reason: str | None = None


TOLERANCE_SCHEMA: dict[str, pl.DataType] = {
    "lower": pl.Float64(),
    "upper": pl.Float64(),
    "lower_closed": pl.Boolean(),
    "upper_closed": pl.Boolean(),
    "middle": pl.Float64(),
    "side": pl.String(),
    "reach": pl.Float64(),
    "beyond": pl.String(),
    "reason": pl.String(),
}
"""The fields of a `Tolerance` as columns."""


@lru_cache(maxsize=10_000)
def read_tolerance(printed: str, good: str, unit: str | None = None) -> Tolerance:
    """A printed tolerance of a measure: what is ``good`` (high, low, …) and its unit, null where it is not known.

    ``33%>`` and ``35%+`` mean "from", ``13%<`` and ``<33%`` mean "below"; ``95-90%`` is the interval either way round;
    a single number is a target, open on the good side. Words behind a number are allowed unless the unit is percent,
    a percent sign only where it is.

    >>> read_tolerance("at least 33%", "low")[:4], read_tolerance("33%", "low")[:4]
    ((33.0, None, True, None), (None, 33.0, None, True))
    """
    text = plain(printed).lower()
    signs = _rewritten(text, _AS_SIGNS).strip(" :.;,")
    if relative := _relative(signs):
        return Tolerance(reason=OTHER_UNIT) if unit and _is_in_other_unit(text, "", unit) else relative
    if not _DIGIT.search(_YEAR.sub("", text)):
        return Tolerance()
    if _TOO_LONG.search(signs):
        return Tolerance(reason=ILLEGIBLE)
    if _OF_A_CHANGE.search(signs):
        return Tolerance(reason=OF_A_CHANGE)
    if unit and _is_in_other_unit(text, signs, unit):
        return Tolerance(reason=OTHER_UNIT)
    counted = unit != "percent" and not _NOT_A_UNIT.search(signs)
    bare = _UNITS_BEHIND.sub("", signs) if counted else signs
    return _target(bare, good) if _TARGET.fullmatch(bare) else _interval(_rewritten(bare, _AS_INTERVALS))


def says_tolerance(text: str) -> bool:
    """Whether a plain cell looks like a tolerance rather than a figure: what columns are told apart by."""
    return bool(_SAYS_TOLERANCE.match(text))


def is_tolerance(text: str) -> bool:
    """Whether a text is one tolerance, whatever its measure is; a single number is one too."""
    read = read_tolerance(text, "high")
    return read.lower is not None or read.upper is not None or read.side is not None


def _rewritten(text: str, rules: Rules) -> str:
    for pattern, said in _compiled(rules):
        text = pattern.sub(said, text)
    return text


@cache
def _compiled(rules: Rules) -> list[tuple[re.Pattern[str], str]]:
    return [(re.compile(pattern), said) for pattern, said in rules]


def _is_in_other_unit(text: str, signs: str, unit: str) -> bool:
    """Whether a tolerance is printed in another unit: "822 families" of a percentage, "100%" of a count."""
    percent = bool(_PERCENT.search(text))
    other = bool(_WORD.search(signs)) and not percent if unit == "percent" else percent
    return other or ("£" in text and unit != "gbp") or bool(_RATE.search(text) and not unit.startswith("rate"))


def _relative(signs: str) -> Tolerance | None:
    if of_range := _REACH.fullmatch(signs):
        over, reach, and_more, side = of_range.groups()
        starts = "over" if over == ">" else "from" if and_more else None
        return Tolerance(side=side, reach=_number(reach), beyond=starts)
    if around := _AROUND.fullmatch(signs):
        return Tolerance(side="around", reach=_number(around[2]), beyond="over" if around[1] else None)
    return None


def _target(number: str, good: str) -> Tolerance:
    """A single number, as the interval on its good side."""
    if good == "high":
        return Tolerance(lower=_number(number), lower_closed=True)
    return Tolerance(upper=_number(number), upper_closed=True) if good == "low" else Tolerance(reason=NO_SIDE)


def _interval(written: str) -> Tolerance:
    """What an interval as mathematics writes it holds; one that holds nothing is a contradiction."""
    if about := _ABOUT.fullmatch(written):
        middle, width = float(_number(about[1]) or 0), float(_number(about[2]) or 0)
        # "1 +/-15" is no level around 1
        ends = Tolerance(middle - width, middle + width, True, True, middle)
        return ends if middle >= width else Tolerance(reason=ILLEGIBLE)
    interval = _INTERVAL.fullmatch(written)
    if not interval:
        return Tolerance(reason=ILLEGIBLE)
    opens, closes = interval[1] != "(", interval[4] != ")"
    lower, upper = _number(interval[2]), _number(interval[3])
    if lower is None or upper is None:
        return Tolerance(lower, upper, None if lower is None else opens, None if upper is None else closes)
    if interval[1] == "{":
        lower, upper = sorted((lower, upper))
    holds_something = lower < upper or (lower == upper and opens and closes)
    return Tolerance(lower, upper, opens, closes) if holds_something else Tolerance(reason=CONTRADICTION)


def _number(text: str | None) -> float | None:
    return None if text is None else number_of(text)
