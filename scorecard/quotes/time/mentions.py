"""The periods a sentence names, as the contract of ``data/processed`` writes them.

``last year`` and ``the same point`` are read against the period the sentence itself speaks of; an earlier part of a
year has no label. Which figure a period belongs to is settled in ``claims_periods``.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from scorecard.periods import MONTHS, Period, Quarter, month_end, year_label
from scorecard.quotes.sentence.figures import Line
from scorecard.quotes.sentence.masks import MONTH, says_one
from scorecard.quotes.time.now import Context, month_number, span_start

_SPAN = r"(?P<first>(?:20|19)\d\d)\s*[-–/]\s*(?P<last>(?:20)?\d\d)(?!\d)"
_SHORT = (
    r"(?P<short>(?<![\d,.£])(?<!aged )(?<!age )(?<!ages )\d\d\s?[/-]\s?\d\d"
    r"(?![\d%]|\s*(?:years?|yrs?|population)\b))"
)
_M = rf"(?P<month>{MONTH})"
_DATE = (
    r"(?:the\s+)?(?:(?P<part>end|beginning|start|middle)\s+of\s+)?"
    rf"(?:(?P<day>\d{{1,2}})(?:st|nd|rd|th)?\s+)?(?:of\s+)?{_M}"
)
_OF_YEAR = r"(?:,?\s+(?P<year>20\d\d))?\b"
MONTH_NAME = r"(?:January|February|March|April|May|June|July|August|September|October|November|December)"


@dataclass(frozen=True)
class Mention:
    """A period in the words: its place and label; ``relative`` ones lean on the sentence's own period."""

    start: int
    end: int
    label: str | None
    relative: bool = False


_Reader = Callable[[re.Match[str], Context, str | None], str | None]


def _calendar(name: str, year: int) -> str:
    return f"{year}-{month_number(name):02d}"


def _long_year(text: str, context: Context) -> int:
    return int(text) if len(text) == 4 else context.end.year // 100 * 100 + int(text)


def _from_to(match: re.Match[str], context: Context, main: str | None) -> str | None:
    """April to December 2022 is a year to date, twelve months are kept under the last one, three may be a quarter."""
    last = _long_year(match["year"], context)
    start_month, end_month = month_number(match["month"]), month_number(match["to"])
    first = _long_year(match["from_year"], context) if match["from_year"] else last - (start_month > end_month)
    months = (last - first) * 12 + end_month - start_month + 1
    if start_month == 4 and months == 12:
        return year_label(first)
    if months == 3 and start_month % 3 == 1:
        return quarter_label(last, end_month)
    if start_month == 4 and 1 < months < 12:
        ends_now = context.current and (last, end_month) == (context.end.year, context.end.month)
        return f"{year_label(first)} YTD" if ends_now else None
    return f"{last}-{end_month:02d}" if months == 12 else None


def quarter_label(year: int, month: int) -> str:
    """The quarter that a month of a calendar year lies in."""
    quarter = Quarter.containing(month_end(year, month))
    return Period.quarter(quarter.year, quarter.number).label


def _year_of_dates(match: re.Match[str], context: Context, main: str | None) -> str | None:
    """From 1 April to 31 March is a financial year."""
    first, last = (int(match[name]) % 100 for name in ("from_year", "to_year"))
    return year_label(2000 + first) if last == first + 1 else None


def _day(match: re.Match[str], context: Context, main: str | None) -> str | None:
    """A day is the end of its month or no period of ours."""
    return _calendar(match["month"], int(match["year"])) if int(match["day"]) >= 28 else None


def _month_year(match: re.Match[str], context: Context, main: str | None) -> str | None:
    year = _long_year(match["year"], context)
    if abs(year - context.end.year) > 8 and len(match["year"]) == 2:
        return None
    return _calendar(match["month"], year)


def _since(match: re.Match[str], context: Context, main: str | None) -> str | None:
    """What was counted since or until a month is not that month's; since this April it is the year to date."""
    if not match["since"] or month_number(match["month"]) != 4 or match["day"] not in (None, "1"):
        return None
    if (match["part"] or "start").lower() not in ("beginning", "start"):
        return None
    this_year = int(match["year"]) == context.year if match["year"] else context.kind != "other"
    return _to_date(match, context, main) if this_year else None


def _counted_by(match: re.Match[str], context: Context, main: str | None) -> str | None:
    """``By the end of June there had been``: all that the year had brought until then, not what June brought.

    A sentence that opens with "from June" says where a time or a move began; "by 3 June" is before the month's end.
    """
    if not match["by"] or (match["part"] or "end").lower() != "end" or int(match["day"] or 31) < 28:
        return None
    month, year = month_number(match["month"]), match["year"]
    ends_now = month == context.end.month and year in (None, str(context.end.year))
    return _to_date(match, context, main) if ends_now else None


def _month(match: re.Match[str], context: Context, main: str | None) -> str | None:
    return None if context.kind == "other" else context.latest_month(month_number(match["month"]))


def _start_of(match: re.Match[str], context: Context) -> int | None:
    groups = match.groupdict()
    if groups.get("first"):
        return span_start(match)
    if groups.get("short"):
        first, last = (int(part) for part in re.findall(r"\d\d", groups["short"]))
        return 2000 + first if last == first + 1 else None
    return None


def _quarter(match: re.Match[str], context: Context, main: str | None) -> str | None:
    number, start = int(match["number"]), _start_of(match, context)
    if start is None and context.kind == "other":
        return None
    if start is None:
        now = int(context.quarter_label()[-1])
        start = context.year if number <= now else context.year - 1
        start -= 1 if match.groupdict().get("lastyear") else 0
    return f"{year_label(start)} Q{number}"


def _last_quarter(match: re.Match[str], context: Context, main: str | None) -> str | None:
    start = span_start(match)
    return None if start is None else f"{year_label(start)} Q4"


def _this_quarter(match: re.Match[str], context: Context, main: str | None) -> str | None:
    ends = context.kind == "quarter" or (context.kind == "month" and context.end.month % 3 == 0)
    return context.quarter_label(1 if match["which"].lower() in ("last", "previous") else 0) if ends else None


def _term(match: re.Match[str], context: Context, main: str | None) -> str | None:
    start = _start_of(match, context)
    name = match["term"]
    if start is not None:
        return f"{year_label(start)} {name.capitalize()}"
    return None if context.kind == "other" else context.latest_term(name.lower())


def _financial_year(match: re.Match[str], context: Context, main: str | None) -> str | None:
    """A year that is still running is the year to date."""
    start = _start_of(match, context)
    if start is None:
        return None
    running = start == context.year and context.kind in ("month", "quarter") and context.end.month != 3
    return _to_date(match, context, main) if running else year_label(start)


def _to_date(match: re.Match[str], context: Context, main: str | None) -> str | None:
    """The document's own year to date. An earlier part of a year has no label of its own."""
    return f"{year_label(context.year)} YTD" if context.current else None


def shifted(label: str | None, years: int) -> str | None:
    """The same period some years earlier or later; null for null and for a year to date, which has no label then."""
    if label is None or label.endswith("YTD"):
        return None
    if match := re.match(r"(\d{4})/\d\d(.*)", label):
        return year_label(int(match[1]) + years) + match[2]
    match = re.match(r"(\d{4})-(\d\d)$", label)
    return f"{int(match[1]) + years}-{match[2]}" if match else None


def _last_year(match: re.Match[str], context: Context, main: str | None) -> str | None:
    return shifted(main, -1)


def _same_point(match: re.Match[str], context: Context, main: str | None) -> str | None:
    """The same point in 2021/22, or in 2021: the sentence's period moved to that year."""
    start = _start_of(match, context)
    if main is None:
        return None
    if start is not None:
        own = re.match(r"(\d{4})/", main)
        first = int(own[1]) if own else int(main[:4]) - (int(main[5:7]) < 4)
        return shifted(main, start - first)
    if not match.groupdict().get("calendar"):
        return shifted(main, -1) if match.groupdict().get("ago") else None
    end = _end_year(main)
    return None if end is None else shifted(main, int(match["calendar"]) - end)


def _end_year(label: str) -> int | None:
    if match := re.fullmatch(r"(\d{4})/\d\d Q(\d)", label):
        return int(match[1]) + (match[2] == "4")
    match = re.fullmatch(r"(\d{4})-\d\d", label)
    return int(match[1]) if match else None


def _outturn(match: re.Match[str], context: Context, main: str | None) -> str | None:
    return None if context.kind == "other" else year_label(context.year - 1)


def _month_before(match: re.Match[str], context: Context, main: str | None) -> str | None:
    return context.month_label(1) if context.kind == "month" else None


def _now(match: re.Match[str], context: Context, main: str | None) -> str | None:
    return context.label if context.kind == "year" else context.month_label() if context.kind != "other" else None


def _this_year(match: re.Match[str], context: Context, main: str | None) -> str | None:
    if context.kind == "year":
        return context.label
    return _to_date(match, context, main) if "financial" in match.group().lower() else None


def _no_period(match: re.Match[str], context: Context, main: str | None) -> str | None:
    return None


def _compiled(pattern: str) -> re.Pattern[str]:
    return re.compile(pattern, re.IGNORECASE)


_READERS: tuple[tuple[re.Pattern[str], _Reader, bool], ...] = (
    (_compiled(r"\b0?1(?:st)?(?:[./]0?4[./]|\s+(?:of\s+)?April,?\s+)(?P<from_year>(?:20)?\d\d)\s*(?:to|until|and|-|–)"
               r"\s*(?:the\s+)?31(?:st)?(?:[./]0?3[./]|\s+(?:of\s+)?March,?\s+)(?P<to_year>(?:20)?\d\d)\b"),
     _year_of_dates, False),
    (_compiled(rf"\b{_M}\s*(?P<from_year>(?:20)?\d\d)?\s*(?:to|-"
               rf"|–)\s*(?P<to>{MONTH})\s*(?P<year>(?:20)?\d\d)\b"), _from_to, False),
    (re.compile(rf"\b{MONTH_NAME}(?:\s+20\d\d)?\s*(?:&|and)\s*{MONTH_NAME}(?:\s+(?:20)?\d\d)?\b"), _no_period, False),
    (_compiled(rf"\b(?:\d{{1,2}}\s+{MONTH}\s+20\d\d|between\s+{MONTH},?(?:\s+20\d\d)?)\s+(?:to"
               rf"|and)\s+(?:\d{{1,2}}\s+)?{MONTH}(?:\s+20\d\d)?\b"), _no_period, False),
    (_compiled(rf"\b(?:(?P<since>since)|until|till)\s+{_DATE}{_OF_YEAR}"), _since, False),
    (_compiled(rf"(?:^\W*from|\b(?P<by>by)(?=\s[^.;]{{3,70}}\s(?:had|have|has)\s+(?:been|become|\w+ed)\b))\s+{_DATE}{_OF_YEAR}"),
     _counted_by, False),
    (_compiled(rf"\b(?P<day>\d{{1,2}})(?:st|nd|rd|th)?\s+{_M},?\s+(?P<year>20\d\d)\b"), _day, False),
    (_compiled(rf"\b{_M}\s+(?P<day>\d{{1,2}})(?:st|nd|rd|th)\s+(?P<year>20\d\d)\b"), _day, False),
    (_compiled(rf"\b\d{{1,2}}(?:st|nd|rd|th)?\s+{_M}\b|\b\d{{1,2}}[/.]\d{{1,2}}[/.]\d{{2,4}}\b"), _no_period, False),
    (_compiled(rf"\b{_M},?\s+(?P<year>20\d\d)\b"), _month_year, False),
    (_compiled(rf"\b{_M}\s*-?\s?(?P<year>\d\d)(?![\d.,%]\d|[%\d])(?!\s+(?:children|families|new|young|people"
               rf"|cases))"), _month_year, False),
    (_compiled(rf"\b(?P<term>autumn|spring|summer)\s+term\s*\(?(?:{_SPAN}|{_SHORT})?"), _term, False),
    (_compiled(rf"\b(?:Q|quarter\s+|qtr\s+)(?P<number>[1-4])\b(?:\s*[-–]?\s*\(?(?:{_SPAN}"
               rf"|{_SHORT}))?(?P<lastyear>\s+last\s+year)?"), _quarter, False),
    (_compiled(
        rf"\bsame\s+(?:point|period|time|quarter|month|term)(?:\s+(?:in|of|pre-pandemic)\s+(?:{_SPAN}|{_SHORT}"
        rf"|(?P<calendar>20\d\d))|(?P<ago>"
        r"\s+(?:last\s+year|(?:of|in|for)?\s*the\s+previous\s+(?:financial\s+)?year|the\s+year\s+before)))?"
    ), _same_point, True),
    (_compiled(r"\blast\s+year['’]?s\s+(?:outturn|achievement|total|figure)"), _outturn, False),
    (_compiled(r"\b(?:last\s+year|previous\s+(?:reporting\s+|financial\s+)?year|the\s+year\s+(?:before"
               r"|prior))\b"), _last_year, True),
    (_compiled(r"\b(?:year[\s-]to[\s-]date|ytd|total\s+to\s+date"
               r"|(?:the\s+)?(?:year\s+)?so\s+far)\b"), _to_date, False),
    (_compiled(rf"\b(?:last|final)\s+quarter\s+of\s+{_SPAN}"), _last_quarter, False),
    (_compiled(r"\b(?P<which>the|this|last|previous)\s+(?:quarter"
               r"|three[\s-]month\s+period)\b"), _this_quarter, False),
    (_compiled(rf"\b(?:first|second|latter)\s+(?:half|part)\s+of\s+(?:the\s+year|{_SPAN})"), _no_period, False),
    (_compiled(_SPAN), _financial_year, False),
    (_compiled(_SHORT), _financial_year, False),
    (_compiled(r"\b(?:last|previous|past)\s+(?:two|three|few|six|twelve|\d+)\s+(?:months"
               r"|years)\b"), _no_period, True),
    (_compiled(r"\b(?:last|previous)\s+month\b"), _month_before, True),
    (_compiled(r"\bthere\s+now\b"), _now, False),
    (_compiled(r"\b(?:(?:the|this|reporting|current)\s+month|period\s+end|end\s+of\s+(?:the\s+)?period"
               r"|reporting\s+period)\b"), _now, False),
    (_compiled(r"\b(?:this|the|whole)\s+(?:financial\s+)?year\b(?!\s+(?:before|prior|end|to))"), _this_year, False),
    (re.compile(r"\b(?P<month>(?:Jan|Febr)uary|March|April|May|June|July|August|September|October|November"
                r"|December|Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept?|Oct|Nov"
                r"|Dec)(?:['’]?s)?\b"), _month, False),
    (_compiled(r"\b(?:19|20)\d\d\b"), _no_period, False),
)  # fmt: skip
_MONTHS = tuple(short.lower() for short in MONTHS)
_CENTURIES = ("19", "20")
_NEEDED: dict[_Reader, tuple[str, ...]] = {
    _year_of_dates: ("31",), _counted_by: ("by ", "from "), _from_to: _MONTHS, _since: ("since", "until", "till"),
    _day: _MONTHS, _month_year: _MONTHS, _month: _MONTHS, _term: ("term",),
    _quarter: ("q1", "q2", "q3", "q4", "quarter", "qtr"), _same_point: ("same",), _outturn: ("last year",),
    _last_year: ("year",), _to_date: ("ytd", "date", "so far"), _this_quarter: ("quarter", "period"),
    _last_quarter: ("quarter",), _financial_year: ("/", "-", "–"), _month_before: ("month",),
    _now: ("now", "month", "period"), _this_year: ("year",),
    _no_period: (*_CENTURIES, *_MONTHS, "half", "part", "months", "years", "/", "."),
}  # fmt: skip
"""Words of which one must be there for a reader to find anything: most sentences name one period or none."""
_COMPARE_WORDS = (
    "compar", "rather", "previous", "following", "against", "from the", "in line", "similar", "as in",
    "ement on", "ease on", "tion on", "drop on",
)  # fmt: skip
COMPARE = re.compile(
    r"\b(?:when\s+)?(?:compared\s+(?:to|with)|in\s+comparison\s+(?:to|with)|as\s+compared|rather\s+than|previously)\b"
    r"|^\W*following\b|\bfollowing\s+(?:an?|the)\s+(?:\w+\s+)?(?:low|high|peak|dip|declin|fall|drop|ris|increas|decreas|reduc)\w*\b"
    r"|\bagainst\b(?!\s+(?:[\w’'-]+\s+){0,3}standards?\b)"
    r"|\bfrom\s+the\s+(?:previous|same|last)\b|\bin\s+line\s+with\b|\bsimilar\s+to\b|\bas\s+in\b|\b(?:improvement"
    r"|increase|decrease|reduction|drop)\s+on\b",
    re.IGNORECASE,
)


def compares(text: str) -> bool:
    """Whether a sentence may compare: only then COMPARE is worth a look."""
    return says_one(_COMPARE_WORDS, " ".join(text.lower().split()))


def find_mentions(line: Line, context: Context, before: str | None) -> list[Mention]:
    """The periods the sentence names, in printed order; ``before`` is the period the text spoke of before it."""
    found: list[Mention] = []
    lower = line.text.lower()
    for pattern, reader, relative in _READERS:
        if not says_one(_NEEDED[reader], lower):
            continue
        for match in pattern.finditer(line.text):
            if any(match.start() < m.end and m.start < match.end() for m in found) or _is_figure(line, match):
                continue
            label = None if relative else reader(match, context, None)
            found.append(Mention(match.start(), match.end(), label, relative))
    main = main_label(line, found) or before or context.label
    return [_resolved(mention, line, context, main) for mention in sorted(found, key=lambda m: m.start)]


def _is_figure(line: Line, match: re.Match[str]) -> bool:
    return any(f.start < match.end() and match.start() < f.end for f in line.figures)


def _resolved(mention: Mention, line: Line, context: Context, main: str | None) -> Mention:
    if not mention.relative:
        return mention
    text = line.text[mention.start : mention.end]
    for pattern, reader, relative in _READERS:
        if relative and (match := pattern.match(text)):
            return Mention(mention.start, mention.end, reader(match, context, main), True)
    return mention


def main_label(line: Line, mentions: Sequence[Mention]) -> str | None:
    """The period the sentence mainly speaks of: the first one named outside a comparison and outside brackets."""
    for mention in sorted(mentions, key=lambda m: m.start):
        compared = compares(line.text) and COMPARE.search(line.text[: mention.start])
        if mention.label and not mention.relative and not compared and bracket_of(line.text, mention.start) is None:
            return mention.label
    return None


def bracket_of(text: str, place: int) -> tuple[int, int] | None:
    """The brackets round a place."""
    opening = text.rfind("(", 0, place)
    if opening < 0 or text.rfind(")", 0, place) > opening:
        return None
    closing = text.find(")", place)
    return (opening, closing) if closing >= 0 else None
