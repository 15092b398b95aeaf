"""The figures that a note quotes, read as the figures of a pack's sentences are; with what its heading says of them."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import polars as pl

from scorecard.clean.contract.claims import read_claims
from scorecard.notes.read import Paragraph
from scorecard.passages.now import Context
from scorecard.passages.read import Passage, Passages
from scorecard.periods import Quarter
from scorecard.quotes import COLUMNS, claims_of, vocabulary_of
from scorecard.registry import Registry
from scorecard.text.numbers import DECIMALS, DIGITS, PERCENT
from scorecard.text.sentences import lists_staff, plain, sentences, told

_SURELY_A_FIGURE = re.compile(rf"{DIGITS}{DECIMALS}(?:{PERCENT})?|{DIGITS}{PERCENT}")
"""What has decimals or is a percentage is no date, no age and no name."""
_IN_WORDS = re.compile(
    r"\b(?:(?:thir|four|fif|six|seven|eigh|nine)teen|(?:twen|thir|for|fif|six|seven|eigh|nine)ty|hundred|thousand)s?\b",
    re.IGNORECASE,
)
"""Numbers in words that prose is not read for: those up to twelve are."""


@dataclass(frozen=True)
class Subject:
    """What a note is about: the indicator and the authority of its heading.

    ``periods`` gives, by indicator, the latest period of the quarter: what a figure without a time is about.
    """

    indicator: str
    unit: str
    authority: str
    periods: Mapping[str, str]


def claims_in(
    paragraphs: Sequence[Paragraph], subject: Subject, quarter: Quarter, registry: Registry, *, heading_first: bool
) -> pl.DataFrame:
    """One row per figure or pair that the paragraphs quote, with the columns of ``claims``; ``line`` counts paragraphs.

    What the words leave open is what the heading says: the measure, where the unit fits it, and the quarter's latest
    period of it. With ``heading_first`` the heading's measure also stands for what words would take for another.
    """
    text = _passages(paragraphs, quarter)
    council = registry.of(subject.authority)
    rows = claims_of(text, council.made(vocabulary_of), subject.authority)
    told_of = [["note", *("" if row[column] is None else str(row[column]) for column in COLUMNS)] for row in rows]
    schema = {"document": pl.String, **dict.fromkeys(COLUMNS, pl.String)}
    read = read_claims(pl.DataFrame(told_of, schema=schema, orient="row"), registry=council)
    return _with_subject(read, subject, heading_first=heading_first)


def _passages(paragraphs: Sequence[Paragraph], quarter: Quarter) -> Passages:
    now = Context(quarter.end, "month")
    lines = [paragraph.text for paragraph in paragraphs]
    return Passages(lines, set(), set(), [Passage(at, line, now, in_table=False) for at, line in enumerate(lines)])


def _with_subject(claims: pl.DataFrame, subject: Subject, *, heading_first: bool) -> pl.DataFrame:
    fits = pl.col("unit").is_in([subject.unit, "ratio"]) | (pl.col("relation") == "change")
    own = pl.col("area").is_null() | (pl.col("area") == subject.authority)
    takes = fits & (own | pl.col("indicator").is_null()) & (pl.col("indicator").is_null() | pl.lit(heading_first))
    return claims.with_columns(
        pl.when(takes).then(pl.lit(subject.indicator)).otherwise("indicator").alias("indicator"),
        pl.when(takes).then(pl.lit("certain")).otherwise("certainty").alias("certainty"),
        pl.when(takes).then(pl.lit(subject.authority)).otherwise("area").alias("area"),
        pl.lit(subject.authority).alias("authority"),
    ).with_columns(
        pl.col("period").fill_null(
            pl.col("indicator").replace_strict(dict(subject.periods), default=None, return_dtype=pl.String)
        )
    )


def not_for_a_page(paragraph: Paragraph) -> str | None:
    """Why a paragraph is not read at all; null for one that is. What speaks of one person belongs on no page."""
    text = plain(paragraph.text)
    if lists_staff(text):
        return "names somebody and their post, or how to reach them"
    parts = list(sentences(text))
    if len(told(parts)) < len(parts):
        return "speaks of one person"
    return None


def not_read(paragraph: Paragraph, quoted: Sequence[str]) -> list[str]:
    """What is surely a figure and was not read as one: with decimals or a percentage sign, or a number in words.

    A whole number may be a day, an age or a time limit: what prose takes for that is held against nothing.
    """
    known = " ".join(quoted).replace(" ", "")
    digits = [found[0] for found in _SURELY_A_FIGURE.finditer(paragraph.text)]
    left = [figure for figure in digits if figure.replace(" ", "").rstrip("%") not in known]
    return left + [found[0] for found in _IN_WORDS.finditer(paragraph.text)]
