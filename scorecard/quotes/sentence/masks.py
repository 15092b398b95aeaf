"""Numbers that are no figures: dates, ages, laws, pages, names of things, lengths of time in a definition.

Every pattern blots out the digits it covers, so that what is left in a sentence counts or measures something.
The blot has the same length as the print: places in the sentence stay where they are.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from datetime import date

from scorecard.periods import MONTHS
from scorecard.quotes.sentence.folded import folded, lower_of

BLOT = "#"
MONTH = (
    r"(?:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?"
    r"|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)"
)
_PEOPLE = r"(?:children|young|families|people|cases|contacts|pupils|reviews|adults|adoptions|looked|new|of the|were)\b"
_JOIN = r"(?:\s*(?:[-–/&,]|to|and|or)\s*)"
_TIME = r"(?:working\s+)?(?:days?|weeks?|months?|mths?|years?(?![- ]to)|yrs?|hours?|hrs?|minutes?|miles?)\b"
_AGE = r"(?:\d{1,2}|seven)"

_MONTHS = tuple(short.lower() for short in MONTHS)
_CENTURIES = ("19", "20")
_NAMED = (
    r"sections?|regulations?|\(?reg\)?|regs|paragraphs?|parts?|schedules?|articles?|minute|nos?\.|item|pages?"
    r"|appendix"
    r"|appendices|tables?|figs?\.?|figure|notes?|outcomes?|levels?|stages?|phases?|case|day|options?|modules?"
    r"|recommendations?|issue|step|tier|annex|rule|form|version|type|teams?|half[- ]terms?|terms?|quarters?|qtr"
    r"|measures?|progress|covid|key stages?|priority|grade|chapter|post|ref|charity|ext"
)
_ORDINALS = ("st", "nd", "rd", "th")
# each pattern with words of which one must be in the sentence (in lower case) for it to find anything
_DATES: tuple[tuple[tuple[str, ...], str], ...] = (
    (("/", "."), r"\b\d{1,2}[./]\d{1,2}[./](?:\d{4}|\d{2})\b"),
    (_MONTHS, rf"\b\d{{1,2}}(?:st|nd|rd|th)?,?\s+(?:of\s+)?{MONTH}\b(?!\s+(?:have|be|not)\b)"),
    (_MONTHS, rf"\b{MONTH}\s+\d{{1,2}}(?:st|nd|rd|th)\b"),
    (_CENTURIES, r"(?:(?:19|20)\d\d/\d\d){2,}|(?<![\d,.])(?:19|20)\d\d\s*[-–/]\s*(?:20)?\d\d(?![\d%])"),
)
_CODES: tuple[tuple[tuple[str, ...], str], ...] = (
    (("http", "www", "@"), r"https?://\S+|www\.\S+|\S+@\S+"),
    (("ext", "tel", "ref", "charity", "mob"), r"\b(?:ext|tel|ref|charity|telephone|mob)\b\W*\(?\d[\d\s()-]*"),
    (("0",), r"\(?\b0\d{2,4}\)?[\s-]?\d{3,4}[\s-]?\d{3,4}\b"),
    ((), r"\b[A-Z]{1,2}\d[A-Z\d]?\s+\d[A-Z]{2}\b"),
    (("/", ":"), r"\b24\s*/\s*7\b|\b\d+\s*:\s*\d+\b"),
    ((":", "."), r"\b\d{1,2}(?:[.:]\d{2})?\s*(?:-|–|to)\s*\d{1,2}[.:]\d{2}\s*(?:[ap]\.?m\b\.?)?"),
    (("m", "noon"), r"\b\d{1,2}(?:[.:]\d{2})?\s*(?:[ap]\.?m\b\.?|noon\b)"),
    (_ORDINALS, r"\b\d+\s*\^?\s*(?:st|nd|rd|th)\b(?:\s+most\s+\w+\s+out\s+of\s+\d+)?"),
    ((), r"(?<![A-Za-z])[A-Za-z]{1,12}\d+[A-Za-z]?\d*\b(?!%)"),
    (("wk", "yr", "mth", "hr", "yo"), r"\b\d+(?:wk|wkly|wks|yr|yrs|mth|mths|hr|hrs|yo)\+?(?![a-z])"),
    (("-",), r"\b\d+-(?:bed|week|month|year|hour|day|mile|minute)\w*"),
    (("10", "per", "of"), r"\b10\s?k\b|\b(?:per|of)\s+(?:10,000|100,000|1,000|10000|100)\b(?!%)"),
    (
        ("post", "+"),
        r"\bpost[- ]?1[68]\b|\b1[68]\s?\+(?=\s*provision)"
        r"|\b\d+\+(?!%)(?=\s*(?:placements?|sessions|weeks|years|months))",
    ),
    ((" or ",), r"\b(?:three|\d+(?:\.\d+)?%?)\s+or\s+(?:more|over|under|less|fewer)\b"),
    (("(",), r"\(\d\)(?=\s*(?:that|to)\b)|\b(?:chapter|resolved\s*:-)\s*\(\d\)|\(\d\)(?=\s+of\s+the\b)"),
    (("deprived", "lower super", "lsoa"), r"\b\d+%\s+(?:most deprived|lower super|lsoa)|most deprived\s+\d+%"),
    (
        ("class", "glasses", "scaled"),
        r"\bclass sizes of \d+|\b\d+-\d+ glasses|\bscaled at either \d or \d",
    ),
    (
        ("page", "paragraph", "section"),
        r"\bpages?\s+\d+\s+\d+|\bparagraph\(s\)\s+\d+(?:,\s*\d+)*|\bsections?\s+\d+\(\w+\)\s*\d*",
    ),
    (
        ("experience", "progress", "level"),
        r"\bexperience\s+\d\s+placement|\bprogress\s+8\b|\blevel\s+\d\s+at\s+\d\d",
    ),
)
_AGES: tuple[tuple[tuple[str, ...], str], ...] = (
    (
        ("age",),
        r"\b(?:aged?|ages)(?:\s+(?:over|under|of|between|ranging|ranges|from|range))*\s+"
        rf"{_AGE}(?:{_JOIN}{_AGE})*(?:\s*{_TIME})?\+?|\baged \d\+",
    ),
    (
        ("under", "over"),
        r"\b(?:under|over)\s?-?\s?(?:5s?|1\d|2[0-5]|50)s?(?=\s*(?:[.,;)]|$|\(|year|who|this|are|and over|health))",
    ),
    (("under",), r"\bunder\s+1[68]s?\b"),
    (
        ("year", "yr"),
        rf"\b\d{{1,2}}(?:{_JOIN}\d{{1,2}})*[\s-]*(?:years?|yrs?)[\s-]*(?:olds?|of age|and \d+ months)\b",
    ),
    (("reach",), r"\breach(?:es|ed)?\s+\d{1,2}\s+years(?:\s+and\s+\d+\s+months)?"),
    (("year", "yr", "month"), rf"\b(?:between\s+)?\d{{1,2}}{_JOIN}\d{{1,2}}\*?\s*(?:years?|yrs?|months?)\b"),
    (
        ("year", "age", "population", "study", "students", "provision", "looking", "public"),
        r"\b\d{1,2}\s*(?:-|–|to|and)\s*\d{1,2}\s*"
        r"(?:year|age|population|study|students|provision|and looking|public health)",
    ),
    (
        ("to", "young", "("),
        r"\b(?:birth|16|18)\s+to\s+(?:19|25)\b|\(\s*25 for young|\(\d{1,2}\s*\+?\)(?=\s*(?:only)?$)",
    ),
    (
        ("-", "–"),
        r"(?<![\d,.£%])(?:0|2|4|5|6|8|9|1\d)\s*[-–]\s*(?:4|5|1[0-9]|2[0-5])"
        r"(?![\d%]|[.,]\d|\s*(?:cases|children|days|weeks|families))",
    ),
    (("0s", "age"), r"\b(?:in|into|of|within) their \d0s\b|\b\d0s\b|\b\d\d\s*-\s*\d\d\s+age\b"),
    (("children (",), r"\bchildren\s+\(\d{1,2}-\d{1,2}\)"),
)
_UNITS_OF_TIME = ("day", "week", "month", "mth", "year", "yr", "hour", "hr", "minute", "mile")
_DURATIONS: tuple[tuple[tuple[str, ...], str], ...] = (
    (
        _UNITS_OF_TIME,
        r"(?<![\d.,%£])\d+(?:\.\d+)?(?:(?:\s*,\s*|\s+and\s+|\s*[-–]\s*|\s+to\s+|\s+or\s+)\d+(?:\.\d+)?)*"
        rf"\s*[-+]?\s*{_TIME}\+?",
    ),
    (
        ("working", "calendar", "rolling", "monthly", "week", "terms"),
        r"\b\d+\s+(?:working|calendar|rolling)\s+\w+|\b\d+\s+(?:monthly|weekly)\s+(?:basis|thereafter)"
        r"|\ba\s+\d+\s+monthly\b|\bweek\s+\d+\b|\b\d+\s+terms\b",
    ),
)
_NAMED_NUMBER = folded(
    rf"""(?:\b(?:{_NAMED})|(?<!the\s)(?<!this\s)(?<!last\s)\byears?(?=\s(?:[1-9]|1[0-3])\b))
    \s?[-–]?\s?\d+(?:\.\d+)*(?:\(\d+\w?\))*
    (?:\s?(?:[-–/&]|to|and)\s?\d{{1,3}}(?![\d,])(?:\.\d+)*(?:\(\d+\))?(?![\d%]|\s*%))*[a-z]?(?!\w)(?!\s*(?:%|\.\d))""",
    re.VERBOSE,
)
_DIGIT = re.compile(r"\d")
_Gated = tuple[tuple[tuple[str, ...], re.Pattern[str]], ...]


def _gated(patterns: Sequence[tuple[tuple[str, ...], str]]) -> _Gated:
    return tuple((words, folded(pattern)) for words, pattern in patterns)


_DATE_RE, _CODE_RE, _DURATION_RE = _gated(_DATES), _gated((*_CODES, *_AGES)), _gated(_DURATIONS)
_DAYS_MEASURED = folded(
    r"number of days|\bA1 measure|\bA2 measure|\bA10\b|average (?:number of )?days|days between"
    r"|sick days",
)
_OF_DAYS = ("day", "a1", "a2")
_DAYS = folded(r"\d\s*days?\b")
_MONTH_YEAR = folded(rf"\b({MONTH})(?:\s*['’]?|\s*-\s*)(\d{{2}})(?!\d|[.,]\d|\s*%)")
_MONTH_DAY_YEAR = folded(rf"\b({MONTH}),?\s+((?:19|20)\d\d)\b")
_SHORT_YEARS = re.compile(r"(?<![\d.,£/-])(\d\d)\s?[-/]\s?(\d\d)(?![\d%/]|\s*%)")
_YEAR = re.compile(r"(?<![\d,.£])((?:19[5-9]|20[0-4])\d)(?![\d%,]\d|[\d%]|\s*%)")
_NOT_A_YEAR_BEFORE = folded(r"\b(?:high|low|total|peak|number|maximum) of\s*$|£$")
_YEAR_BEFORE = folded(
    r"\b(?:in|to|than|from|since|of|for|during|by|until|the|and|compared to|summer|autumn|spring)\s*$"
)
_COUNTED = folded(rf"^\s*(?:\(\d+(?:\.\d+)?\s*%\)|{_PEOPLE})")


_PEOPLE_FOLLOW = folded(rf"\s*{_PEOPLE}")


def _blotted(text: str) -> str:
    return _DIGIT.sub(BLOT, text)


def _blot(pattern: re.Pattern[str], text: str) -> str:
    return pattern.sub(_blot_match, text)


def _blot_match(match: re.Match[str]) -> str:
    return _blotted(match.group())


def mask(text: str, as_at: date) -> str:
    """The sentence in lower case, with every digit blotted out that belongs to no figure; same length."""
    lower = lower_of(text)
    masked = _years(_blot_all(_DATE_RE, lower, lower), lower, as_at)
    if not _DIGIT.search(masked):
        return masked
    masked = _durations(masked, lower, measured=says_one(_OF_DAYS, lower) and bool(_DAYS_MEASURED.search(lower)))
    masked = _blot_all(_CODE_RE, masked, lower)
    return _blot(_NAMED_NUMBER, masked) if _DIGIT.search(masked) else masked


def _blot_all(gated: _Gated, text: str, lower: str) -> str:
    """Blot what the patterns cover, each only where a word that it needs is in the sentence."""
    for words, pattern in gated:
        if not words or says_one(words, lower):
            text = pattern.sub(_blot_match, text)
    return text


def says_one(words: Iterable[str], lower: str) -> bool:
    """Whether one of the words stands in a text in lower case."""
    # a plain loop: this is asked tens of thousands of times, and any() takes thrice as long
    for word in words:  # noqa: SIM110
        if word in lower:
            return True
    return False


def _years(text: str, lower: str, as_at: date) -> str:
    if says_one(_MONTHS, lower):
        text = _MONTH_YEAR.sub(lambda m: _month_year(m, as_at), text)
        text = _blot(_MONTH_DAY_YEAR, text)
    text = _SHORT_YEARS.sub(lambda m: _blotted(m.group()) if int(m[2]) == int(m[1]) + 1 else m.group(), text)
    return _YEAR.sub(_year, text)


def _month_year(match: re.Match[str], as_at: date) -> str:
    """``June 20`` is a month of 2020 if that is near; in ``In January 77 families`` the number counts."""
    near = -8 <= int(match[2]) - as_at.year % 100 <= 5
    counted = _PEOPLE_FOLLOW.match(match.string, match.end())
    return _blotted(match.group()) if near and not counted else match.group()


def _year(match: re.Match[str]) -> str:
    """A number from 1950 to 2049 is a year, unless the words say that it counts something."""
    before, after = match.string[: match.start()], match.string[match.end() :]
    if _NOT_A_YEAR_BEFORE.search(before):
        return match.group()
    counted = _COUNTED.match(after) and not _YEAR_BEFORE.search(before)
    return match.group() if counted else _blotted(match.group())


def _durations(text: str, lower: str, *, measured: bool) -> str:
    """Lengths of time belong to definitions, except where days are what is measured."""
    for words, pattern in _DURATION_RE:
        if says_one(words, lower):
            text = pattern.sub(
                lambda m: m.group() if measured and _DAYS.search(m.group()) else _blotted(m.group()), text
            )
    return text
