"""Performance on a page: the leaders' view of one quarter on one sheet of paper."""

from __future__ import annotations

from typing import Any

import polars as pl
from markupsafe import Markup

from scorecard import words
from scorecard.charts.palette import BANDS
from scorecard.council_quarter import council_of, parse_quarter
from scorecard.frames import rows_of
from scorecard.html.blocks import Blocks
from scorecard.html.markup import el, note
from scorecard.pages import questions
from scorecard.pages.board import board_rows
from scorecard.pages.made import how_made
from scorecard.pages.messages import message_items
from scorecard.pages.quarter import QuarterPages
from scorecard.pages.whole import Sheet, Whole

_HEADLINES = ("crossed-worse", "crossed-better", "signal", "declined", "improved", "worse-depends", "better-depends")
_MOST = 8
"""So many headlines fit beside ten questions."""
_COLOURS = (
    "The printed colour of the latest figure; where none is printed, the one by the printed tolerances, with a dotted "
    "edge. A grey dot: no colour. Each leads to its row on the scorecard."
)
_NO_COLOUR = ("", "·", "", "")


def sheet(data: Whole, subject: str) -> Sheet:
    """The sheet of a quarter, named as in parameters (``2020-21-Q1``, or ``2020-21-Q1@anytown`` among several)."""
    quarter = parse_quarter(subject)
    pages = data.quarter(quarter)
    whose = words.listed(pages.authorities)
    named = f"{whose}, " if council_of(quarter) and whose else ""
    return Sheet(
        title=f"Performance on a page: {named}{quarter.title}",
        lead=f"What {whose} printed for the quarter, what changed, and what to ask."
        if whose
        else "Nothing is printed.",
        sections=[
            ("Every measure by colour", _by_colour(pages)),
            ("Headlines", _headlines(pages)),
            ("Questions for the meeting", _questions(pages)),
            ("Forecast, and what came", _forecasts(pages)),
            ("How this page was made", how_made(pages, "scorecard")),
            ("Proofs", data.proofs.section()),
        ],
        paper=4,
    )


def _by_colour(data: QuarterPages) -> Blocks:
    """A strip of all measures of each theme, each with its number, colour and shape."""
    blocks = Blocks()
    for name, own in data.by_authority.items():
        rows = board_rows(own)
        if rows.is_empty():
            continue
        strips = [_strip(str(theme), part, own) for (theme,), part in rows_of(rows, ["theme_title"]).items()]
        blocks += Blocks(
            *([el("h3", name)] if len(data.by_authority) > 1 else []),
            el("dl", *[part for strip in strips for part in strip], class_="strips"),
        )
    if not blocks.blocks:
        return Blocks(el("p", f"No table prints a figure of {data.quarter.title} for a whole authority."))
    return blocks + Blocks(note(_COLOURS))


def _strip(theme: str, rows: list[dict[str, Any]], data: QuarterPages) -> tuple[Markup, Markup]:
    return el("dt", theme), el("dd", *[_tile(row, data) for row in rows])


def _tile(row: dict[str, Any], data: QuarterPages) -> Markup:
    """One measure as a small coloured tile: shape, number and, for those who listen, name and colour."""
    band = row["printed_band"] or row["band"]
    word, shape, *_ = BANDS.get(band, _NO_COLOUR)
    how = "" if row["printed_band"] or not band else " ours"
    said = f"{row['title']}: {word.lower() if word else 'no colour'}{' by the tolerances' if how else ''}"
    number = row["number"] or row["title"]
    return el(
        "a",
        el("span", shape, aria_hidden="true"),
        f" {number}",
        el("span", f", {said}", class_="hidden"),
        href=f"../{data.quarter}/scorecard.html#{row['anchor']}",
        class_=f"tag {band or 'grey'}{how}",
        title=said,
    )


def _headlines(data: QuarterPages) -> Blocks:
    """The gravest messages of each kind, in the order of consequence."""
    messages = data.messages.filter(pl.col("kind").is_in(_HEADLINES)).head(_MOST)
    if messages.is_empty():
        return Blocks(
            el("p", "Nothing can be said to have got better or worse: the scorecard's key messages tell why.")
        )
    left = data.messages.filter(pl.col("kind").is_in(_HEADLINES)).height - messages.height
    more = (
        [el("p", f"{words.many(left, 'more headline').capitalize()} on the scorecard.", class_="about")] if left else []
    )
    return Blocks(message_items(messages, data), *more)


def _questions(data: QuarterPages) -> Blocks:
    asked = questions.questions(data)
    return (
        Blocks(questions.listed(asked)) if asked else Blocks(el("p", "The figures leave nothing open that we can see."))
    )


def _forecasts(data: QuarterPages) -> Blocks:
    """What an earlier pack or minute said would come by now."""
    came = data.messages.filter(pl.col("kind") == "came-true")
    if came.is_empty():
        return Blocks(
            el(
                "p",
                "No sentence of an earlier pack or of minutes that we could read forecasts a figure of this quarter.",
            )
        )
    return Blocks(message_items(came, data))
