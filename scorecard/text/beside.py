"""What a label prints beside a period: words that say nothing of its time, and words that make it something else."""

from __future__ import annotations

import re

from scorecard.text.notes import NUMBERED, SIGN
from scorecard.text.numbers import NUMBER

_LONGEST_LABEL = 60
"""A label of a period is a few words; longer text is a name or prose that speaks of one."""
_PLAIN_FIGURE = re.compile(rf"(?:£?{NUMBER}%?)?")
"""What most cells print, and no label of a period; nor does a blank one."""
_NOT_REPORTED = re.compile(
    r"\b(?:targets?|forecasts?|projected|projections?|predicted|planned|plan|budget|trajectory|expected|change[sd]?|"
    r"difference|diff|variance|variation|compared|comparison|vs?|versus|since|from|against|movement|trend)\b",
    re.IGNORECASE,
)
"""What a label prints with one of these words is no figure of its period: it is promised, or a step from it."""
_WORDS = r"actuals?|out-?turn|performance|results?|position|figures?|final|provisional|value"
_NOTE = rf" ?(?:{SIGN}|{NUMBERED}|\([0-9]\)|(?<=[0-9])[rp])"
"""A sign of a note, its number in brackets, or the letter of a revised or provisional figure."""
_BESIDE = re.compile(
    rf"^(?:(?:{_WORDS}|as at|at|(?:the )?end of|month of|(?:month|quarter)[ -]end(?:ing|ed)?|for|reporting)\b"
    r"[ :,-]*)+|"
    rf"(?:[ :,-]*\b(?:{_WORDS}|average|(?:month|quarter|year)[ -]end|full[ -]year|financial(?: year| period)?))+$|"
    rf" ?\([^()0-9]*\)$|[ :;,.]+$|{_NOTE}$",
    re.IGNORECASE,
)
"""Words that stand beside a period and do not make another one of it."""


def may_be_a_period(text: str) -> bool:
    """Whether a label is short enough for a period, more than a figure, and says nothing that is none.

    >>> may_be_a_period("2022/23 outturn"), may_be_a_period("2022/23 target"), may_be_a_period("95.1%")
    (True, False, False)
    """
    return len(text) <= _LONGEST_LABEL and not _PLAIN_FIGURE.fullmatch(text) and not _NOT_REPORTED.search(text)


def one_line(text: str) -> str:
    """A label with single blanks, and with dashes as hyphens."""
    return " ".join(text.replace("–", "-").replace("—", "-").split())


def without_words_beside(text: str) -> str:
    """A label without the words that say nothing of its time.

    >>> without_words_beside("Actual 2022/23 (provisional)*"), without_words_beside("Jun-24 ¹ [note 2]")
    ('2022/23', 'Jun-24')
    """
    while (shorter := _BESIDE.sub("", text).strip()) != text:
        text = shorter
    return text
