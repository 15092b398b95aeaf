"""Numbers that are no figures: dates, ages, laws, pages, names of things, lengths of time in a definition.

Every row of ``masks`` blots out the digits its phrases cover, so that what is left in a sentence counts or measures
something. The blot has the same length as the print: places in the sentence stay where they are.
"""

from __future__ import annotations

import re
from datetime import date

from scorecard.passages.wordings import Wordings
from scorecard.text.months import MONTH, MONTH_STARTS
from scorecard.text.numbers import NUMBER
from scorecard.text.phrases import holds_one
from scorecard.text.running import BLOT
from scorecard.text.spans import CENTURIES, SHORT_SPAN, SLASHES, SPAN, YEAR, span_start

_DIGIT = re.compile(r"\d")
_MONTH_YEAR = re.compile(rf"\b({MONTH})(?:\s*['’]?|\s*-\s*)(\d{{2}})(?!\d|[.,]\d|\s*%)")
_SPAN = re.compile(rf"\b{SPAN}(?!%)")
_SHORT_YEARS = re.compile(rf"(?<!\d)(?<![.,£/-]){SHORT_SPAN}(?![\d%/]|\s*%)")
_YEAR = re.compile(rf"(?<!\d)(?<![,.£])({YEAR})(?!,\d|[\d%]|\s*%)")
_SHARE_AFTER = re.compile(rf"\s*\({NUMBER}\s*%\)")
_YEARS = range(1950, 2050)
"""What a bare number may be to be read as a year."""
_NEAR_YEARS = (-8, 5)
"""How many years before and after its own a report shortens to two digits behind a month."""


def masked(text: str, as_at: date, says: Wordings) -> str:
    """A sentence in lower case, with every digit blotted out that belongs to no figure; same length."""
    blotted = _years(_blot_all("date", text, text, says), as_at, says)
    for kind in ("length", "code", "named"):
        if not _DIGIT.search(blotted):
            break
        blotted = _blot_all(kind, blotted, text, says)
    return blotted


def _blot_all(kind: str, blotted: str, text: str, says: Wordings) -> str:
    for mask, phrase in says.masks[kind].may_be_in(text):
        keeps = mask.unless_measured and says.within("days are measured", text)
        blotted = phrase.compiled.sub(_blot_all_but_days if keeps else _blot, blotted)
    return blotted


def _blot(match: re.Match[str]) -> str:
    return _DIGIT.sub(BLOT, match.group())


def _blot_all_but_days(match: re.Match[str]) -> str:
    """Lengths of time belong to definitions, except where days are what is measured."""
    return match.group() if "day" in match.group() else _blot(match)


def _years(text: str, as_at: date, says: Wordings) -> str:
    if holds_one(MONTH_STARTS, text):
        text = _MONTH_YEAR.sub(lambda match: _month_year(match, as_at, says), text)
    for span, needed in ((_SPAN, CENTURIES), (_SHORT_YEARS, SLASHES)):
        if holds_one(needed, text):
            text = span.sub(lambda match: match.group() if span_start(match.group()) is None else _blot(match), text)
    return _YEAR.sub(lambda match: _year(match, says), text) if holds_one(CENTURIES, text) else text


def _month_year(match: re.Match[str], as_at: date, says: Wordings) -> str:
    """``June 20`` is a month of 2020 if that is near; in ``In January 77 families`` the number counts."""
    earliest, latest = _NEAR_YEARS
    near = earliest <= int(match[2]) - as_at.year % 100 <= latest
    counts = says.after("counted", match.string[match.end() :])
    return _blot(match) if near and not counts else match.group()


def _year(match: re.Match[str], says: Wordings) -> str:
    """A number that can be a year is one, unless the words say that it counts something."""
    before, after = match.string[: match.start()], match.string[match.end() :]
    counts = (_SHARE_AFTER.match(after) or says.after("counted", after)) and not says.before("in a year", before)
    return _blot(match) if int(match[1]) in _YEARS and not counts else match.group()
