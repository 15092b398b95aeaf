"""What a spreadsheet shows of a number under its number format: 0.941 under ``0.0%`` is ``94.1%``."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from decimal import ROUND_HALF_UP, Decimal

from scorecard.periods import MONTH_NAMES

_DAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
_TOKEN = re.compile(
    r'"(?P<quoted>[^"]*)"|\\(?P<escaped>.)|_.|\*.|\[(?P<bracket>[^\]]*)\]|(?P<general>General)|'
    r"(?P<date>[yY]+|[mM]+|[dD]+|[hH]+|[sS]+|AM/PM|am/pm|A/P)|(?P<digits>[0#?][0#?,]*(?:\.[0#?]*)?,*|\.[0#?]+)|"
    r"(?P<exponent>[eE][+-])|(?P<other>.)",
    re.DOTALL,
)
_CURRENCY = re.compile(r"\$([^-\]]*)")
_CONDITION = re.compile(r"(<=|>=|<>|<|>|=)(-?[\d.]+)")
_EPOCH, _EPOCH_1904 = datetime(1899, 12, 30), datetime(1904, 1, 1)  # noqa: DTZ001 - a sheet's times have no zone
_LAST_DAY = 2_958_465
"""9999-12-31, the last day that a spreadsheet knows."""
_SHORT_DATE = "mm-dd-yy"
"""The day as its reader's country writes it, which files keep under its American name."""
_DIGITS_SHOWN = 15
"""A spreadsheet keeps so many digits of a number; those behind are noise of its binary fractions."""
_GENERAL_WIDTH = 11


@dataclass(frozen=True)
class _Token:
    kind: str
    text: str


def shown(value: object, number_format: str = "General", *, epoch_1904: bool = False) -> str | None:
    """The text that a cell shows; null where its format is not understood and the number stands for nothing sure.

    >>> shown(0.941, "0.0%"), shown(1651, "#,##0"), shown(3.0), shown(True)
    ('94.1%', '1,651', '3', 'TRUE')
    """
    if value is None:
        return ""
    if isinstance(value, bool):
        return "TRUE" if value else "FALSE"
    if isinstance(value, str):
        return value
    if isinstance(value, (datetime, date, time, timedelta)):
        return _dated(value, number_format)
    if isinstance(value, (int, float)):
        return _number_or_day(value, number_format, epoch_1904=epoch_1904)
    return str(value)


def _number_or_day(value: float, number_format: str, *, epoch_1904: bool) -> str | None:
    number = _exact(value)
    section, signed = _section_for(number, number_format or "General")
    tokens = _tokens(section)
    if any(token.kind == "date" for token in tokens):
        if not 0 <= value <= _LAST_DAY:
            return None
        moment = (_EPOCH_1904 if epoch_1904 else _EPOCH) + timedelta(days=float(value))
        return _as_date(_to_second(moment), tokens)
    return _as_number(number if signed else abs(number), tokens)


def _exact(value: float) -> Decimal:
    """A number as a spreadsheet keeps it: fifteen digits."""
    return Decimal(value) if isinstance(value, int) else Decimal(f"{value:.{_DIGITS_SHOWN}g}")


def _sections(number_format: str) -> list[str]:
    """The parts of a format between semicolons that no quotes hold."""
    parts, part, quoted, at = [], "", False, 0
    while at < len(number_format):
        sign = number_format[at]
        if sign == "\\" and not quoted:
            part += number_format[at : at + 2]
            at += 2
            continue
        quoted ^= sign == '"'
        if sign == ";" and not quoted:
            parts.append(part)
            part = ""
        else:
            part += sign
        at += 1
    return [*parts, part]


def _section_for(number: Decimal, number_format: str) -> tuple[str, bool]:
    """The section that shows a number, and whether it shows a minus sign of itself."""
    sections = _sections(number_format)
    conditions = [_CONDITION.search(section) for section in sections]
    if any(conditions):
        chosen = next(
            (s for s, c in zip(sections, conditions, strict=True) if c is None or _holds(number, c[1], c[2])),
            sections[-1],
        )
        return chosen, True
    if number < 0 and len(sections) > 1:
        return sections[1], False
    if number == 0 and len(sections) > 2:
        return sections[2], False
    return sections[0], True


def _holds(number: Decimal, sign: str, bound: str) -> bool:
    limit = Decimal(bound)
    return {
        "<": number < limit,
        ">": number > limit,
        "<=": number <= limit,
        ">=": number >= limit,
        "=": number == limit,
        "<>": number != limit,
    }[sign]


def _tokens(section: str) -> list[_Token]:
    tokens = []
    for match in _TOKEN.finditer(section):
        kind = match.lastgroup or ""
        if kind == "bracket":
            tokens += _of_bracket(match["bracket"])
        elif kind in ("quoted", "escaped"):
            tokens.append(_Token("literal", match[kind]))
        elif kind:
            tokens.append(_Token(kind, match[kind]))
    return tokens


def _of_bracket(text: str) -> list[_Token]:
    """A currency's sign is shown, hours that go on are a time; colours and conditions show nothing."""
    if currency := _CURRENCY.match(text):
        return [_Token("literal", currency[1])]
    return [_Token("date", text)] if re.fullmatch(r"[hmsHMS]+", text) else []


def _as_number(number: Decimal, tokens: list[_Token]) -> str | None:
    kinds = {token.kind for token in tokens}
    if "exponent" in kinds or (any(t.kind == "other" and t.text == "/" for t in tokens) and "digits" in kinds):
        return None
    percents = sum(token.kind == "other" and token.text == "%" for token in tokens)
    scaled = number * (100**percents)
    text, first = "", True
    for token in tokens:
        if token.kind == "digits" and first:
            text += _digits(scaled, token.text)
            first = False
        elif token.kind == "general":
            text += _general(scaled)
        elif token.kind == "other" and token.text == "@":
            text += _general(number)
        elif token.kind in ("literal", "other"):
            text += token.text
    minus = scaled < 0 and any(sign in "123456789" for sign in text)
    return ("-" if minus else "") + text.strip()


def _digits(number: Decimal, pattern: str) -> str:
    """The digits of a number without its sign, as a pattern of ``0``, ``#`` and ``?`` asks."""
    scaled = pattern.rstrip(",")  # each comma behind the digits leaves three of them out
    whole, _, places = scaled.partition(".")
    thousands, grouped = len(pattern) - len(scaled), "," in whole
    least, most = places.count("0"), len(places)
    rounded = (abs(number) / 1000**thousands).quantize(Decimal(1).scaleb(-most), rounding=ROUND_HALF_UP)
    digits, _, decimals = f"{rounded:f}".partition(".")
    decimals = decimals[:least] + decimals[least:].rstrip("0")
    digits = digits.lstrip("0").rjust(whole.count("0"), "0")
    if grouped and digits:
        digits = f"{int(digits):,}".rjust(len(digits), "0")
    return digits + (f".{decimals}" if decimals else "." if "." in pattern and least else "")


def _general(number: Decimal) -> str:
    """A number without a format: no more digits than a column shows, no ``.0`` behind a whole one."""
    magnitude = abs(number)
    if magnitude == magnitude.to_integral_value():
        return f"{int(magnitude)}"
    whole = len(str(int(magnitude)))
    places = max(0, _GENERAL_WIDTH - 1 - whole)
    return f"{magnitude.quantize(Decimal(1).scaleb(-places), rounding=ROUND_HALF_UP):f}".rstrip("0").rstrip(".")


def _dated(value: datetime | date | time | timedelta, number_format: str) -> str | None:
    if isinstance(value, timedelta):
        return None
    if isinstance(value, time):
        value = datetime.combine(date(1900, 1, 1), value)
    moment = value if isinstance(value, datetime) else datetime(value.year, value.month, value.day)  # noqa: DTZ001
    tokens = _tokens(_sections(number_format)[0])
    if number_format == _SHORT_DATE or not any(token.kind == "date" for token in tokens):
        midnight = moment.time() == time()
        return f"{moment:%d/%m/%Y}" if midnight else f"{moment:%d/%m/%Y %H:%M}"
    return _as_date(_to_second(moment), tokens)


def _to_second(moment: datetime) -> datetime:
    return (moment + timedelta(milliseconds=500)).replace(microsecond=0)


def _as_date(moment: datetime, tokens: list[_Token]) -> str:
    half = any(token.kind == "date" and "/" in token.text for token in tokens)
    text, before = "", ""
    dates = [token.text.lower() for token in tokens if token.kind == "date"]
    at = -1
    for token in tokens:
        if token.kind != "date":
            text += token.text if token.kind in ("literal", "other", "digits") else ""
            continue
        at += 1
        code = token.text.lower()
        after = dates[at + 1] if at + 1 < len(dates) else ""
        minutes = code in ("m", "mm") and (before.startswith("h") or after.startswith("s"))
        text += _of_time(moment, code, half=half) if minutes or code[0] in "hsa" else _of_day(moment, code)
        before = code
    return text.strip()


def _of_day(moment: datetime, code: str) -> str:
    month, weekday = MONTH_NAMES[moment.month - 1], _DAYS[moment.weekday()]
    shown_as = {
        "d": str(moment.day),
        "dd": f"{moment.day:02d}",
        "ddd": weekday[:3],
        "m": str(moment.month),
        "mm": f"{moment.month:02d}",
        "mmm": month[:3],
        "mmmm": month,
        "mmmmm": month[0],
        "y": f"{moment.year % 100:02d}",
        "yy": f"{moment.year % 100:02d}",
    }
    return shown_as.get(code, weekday if code.startswith("d") else str(moment.year))


def _of_time(moment: datetime, code: str, *, half: bool) -> str:
    if code[0] == "a":
        return "PM" if moment.hour >= 12 else "AM"
    hour = (moment.hour % 12 or 12) if half else moment.hour
    number = {"h": hour, "m": moment.minute, "s": moment.second}[code[0]]
    return f"{number:02d}" if len(code) > 1 else str(number)
