"""What phrases may name between angle brackets: numbers, months, years and what is made of them.

Texts are in lower case. ``#`` is a digit that names something and was blotted out.
"""

from __future__ import annotations

from scorecard.text.months import MONTH
from scorecard.text.numbers import NUMBER
from scorecard.text.spans import SECOND_YEAR, SHORT_SPAN, YEAR

_LISTED = r",\s*(?=\d{1,2}\s*(?:,|and\b|or\b|&))"
"""A comma in a list of numbers: ``16, 17 and 18``; in ``aged 0-5, 31%`` it ends a clause."""
_JOIN = rf"(?:\s*(?:[-–/&]|to|and|or|{_LISTED})\s*)"
_AGE = r"(?:\d{1,2}(?!\d|\s*%|[.,]\d)|seven)"
_DAY_OF_MONTH = r"\d{1,2}"
TIME = r"(?:(?:working\s+)?(?:days?|weeks?|months?|mths?|years?(?![- ]to)|yrs?|hours?|hrs?|minutes?|miles?))"

NUMBERS = {"month": MONTH, "n": r"\d+", "d": r"\d", "dd": _DAY_OF_MONTH, "yyyy": YEAR, "blank": r"\s*"}
"""What every row may name: a month, a number, one digit, up to two, four, blanks or none."""

SAYINGS = {
    **NUMBERS,
    "start": r"^\W*",
    "first words": r"(?:\w+\W+){0,4}?",
    "dash": r"(?<=\s)[–-](?=\s)",
    "bracketed": r"\([^()]*\)",
    "dates": r"[\d#-]+",
    "opening": r"[\s,:(]*(?:both\s+)?",
    "opening @": r"(?<![^\W])^\W*@",
    "stop": r"(?=\s*(?:[.,;]|$))",
    "clause @": r"(?:^|(?<=[;:,]))[\s(–-]*@",
}
"""What sayings and counts may name besides: stops and brackets, and ``@`` where it opens a text."""

MASKS = {
    **NUMBERS,
    "number": NUMBER,
    "years": rf"(?<![.,])(?:{YEAR}/\d\d){{2,}}(?!%)",
    "lengths": rf"(?<![.,£%]){NUMBER}(?:(?:\s*[,–-]\s*|\s+(?:and|to|or)\s+){NUMBER})*\s*[-+]?\s*",
    "time": TIME,
    "ages": rf"{_AGE}(?:{_JOIN}{_AGE})*",
    "to": r"\s*(?:-|–|to|and)\s*",
    "rest": r"\S+",
    "line": r"\W*\(?\d[\d\s()-]*",
    "percent": "%",
    "colon": ":",
    "dash": "-",
    "clock": r"\d{1,2}(?:[.:]\d{2})?\s*(?:[ap]\.?m\b\.?|noon)",
    "age limit": r"(?:5s?|1\d|2[0-5]|50)s?",
    "stops": r"(?=\s*(?:[.,;)]|$|\())",
    "young ages": r"(?<![,.£%])(?:0|2|4|5|6|8|9|1\d)\s*[-–]\s*(?:4|5|1[0-9]|2[0-5])"
    r"(?!%|[.,]\d|\s*(?:cases|children|days|weeks|families))",
    "school year": r"(?:[1-9]|1[0-3])",
    "telephone": r"\(?0\d{2,4}\)?[\s-]?\d{3,4}[\s-]?\d{3,4}",
    "ends": r"(?=\s*(?:only)?$)",
    "numbered": r"\s?[-–]?\s?\d+(?:[.]\d+)*(?:\(\d+\w?\))*"
    rf"(?:\s?(?:[-–/&]|to|and|{_LISTED})\s?\d{{1,3}}(?!\d|,\d| at\b)(?:[.]\d+)*(?:\(\d+\))?(?![\d%]|\s*%))*"
    r"[a-z]?(?!\w)(?!\s*(?:%|\.\d))",
    "quarters": r"\s?[1-4](?:\s?(?:[-–/&]|to|and)\s?[1-4])*(?!\w)(?!\s*%|[.,]\d)",
}
"""What masks may name besides: what belongs to a number that is no figure."""

ORDER = {"first": 1, "second": 2, "third": 3, "fourth": 4, "one": 1, "two": 2, "three": 3, "four": 4}
"""Quarters counted in words."""

PERIODS = {
    **NUMBERS,
    "year": YEAR,
    "quarter": "[1-4]",
    "order": "|".join(ORDER),
    "ago": "a|one|two|three",
    "opens": r"[\s(–-]*",
    "terms": "autumn|spring|summer",
    "which": "the|this|last|previous",
    "financial": "financial",
    "last year": r"last\s+year",
    "the year before": r"last\s+year|(?:(?:of|in|for)?\s*the\s+previous\s+(?:financial\s+)?year|the\s+year\s+before)",
    "yy": SECOND_YEAR,
    "span": rf"(?P<first>{YEAR})\s*[-–/]\s*(?P<last>{SECOND_YEAR})(?!\d)",
    "short": rf"(?P<short>(?<![.,£])(?<!aged )(?<!age )(?<!ages ){SHORT_SPAN}"
    r"(?!%|\s*(?:years?|yrs?|population)\b))",
    "april 1": r"0?1(?:st)?(?:[./]0?4[./]|\s+(?:of\s+)?april,?\s+)",
    "march 31": r"31(?:st)?(?:[./]0?3[./]|\s+(?:of\s+)?march,?\s+)",
    "day": r"\d{1,2}",
    "date": rf"(?:the\s+)?(?:(?P<part>end|beginning|start|middle)\s+of\s+)?(?:(?P<day>\d{{1,2}})(?:st|nd|rd|th)?\s+)?"
    rf"(?:of\s+)?(?P<month>{MONTH})(?:,?\s+(?P<year>{YEAR}))?",
}
"""What forms of periods may name besides: years, spans of years, dates."""
