"""Every figure of a pack's own summary stands on its quarter's page, in a row that begins with the measure's number."""

from __future__ import annotations

import re
import shutil
from html.parser import HTMLParser

import polars as pl
import pytest

from scorecard import cli
from scorecard.schema import read_table

SUMMARIES = {
    "2020-06-corporate-parenting-panel": ("2020-21-Q1", 398),
    "2023-03-corporate-parenting-panel": ("2022-23-Q3", 160),
    "2023-09-children-in-care-summary": ("2023-24-Q2", 243),
}
"""By pack its quarter, and how many figures with a number its summary prints, 801 in all."""


class Rows(HTMLParser):
    """The text of each row of a page's tables; pictures have none."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.rows: list[str] = []
        self.parts: list[str] | None = None
        self.drawn = 0
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: object) -> None:
        self.drawn += tag == "svg"
        if tag == "tr":
            self.parts = []

    def handle_endtag(self, tag: str) -> None:
        self.drawn -= tag == "svg"
        if tag == "tr" and self.parts is not None:
            self.rows.append(" ".join(" ".join(self.parts).split()))
            self.parts = None

    def handle_data(self, data: str) -> None:
        if self.parts is not None and not self.drawn:
            self.parts.append(data)


@pytest.fixture(scope="module")
def made(project, tmp_path_factory):
    """A workspace with the packs and the pages of their quarters."""
    folder = tmp_path_factory.mktemp("summaries")
    for pack in SUMMARIES:
        shutil.copytree(project / "data" / "raw" / pack, folder / "data" / "raw" / pack)
    quarters = [argument for quarter, _ in SUMMARIES.values() for argument in ("--quarter", quarter)]
    where = ["--data", str(folder / "data"), "--reports", str(folder / "reports")]
    assert cli.main(["run", *quarters, "--notebook", "scorecard", *where]) == 0
    return folder


def summary_of(folder, pack):
    """The figures of a pack's summary: measure's number, value and what is printed."""
    processed = folder / "data" / "processed"
    shapes = read_table(processed, "tables").filter(pl.col("shape") == "summary").select("document", "table")
    rows = read_table(processed, "observations").join(shapes, on=["document", "table"], how="semi")
    return rows.filter(pl.col("document") == pack, pl.col("status") != "missing").select(
        "indicator_number", "value", "published"
    )


def spellings(value, published):
    """How a page may write a figure: with the decimals that it has, or as it is printed."""
    exact = {f"{value:,.{places}f}" for places in range(4) if abs(round(value, places) - value) < 1e-9}
    return exact | {published.strip("%£ ")}


@pytest.mark.parametrize("pack", SUMMARIES)
def test_every_figure_of_the_summary_is_in_the_row_of_its_measure(made, pack):
    quarter, count = SUMMARIES[pack]
    rows = Rows((made / "reports" / quarter / "scorecard.html").read_text(encoding="utf-8")).rows
    figures = summary_of(made, pack)
    assert figures.height == count
    lacking = [
        (number, published)
        for number, value, published in figures.iter_rows()
        if not any(
            re.search(rf"(?<![\d.,]){re.escape(text)}(?!\d|\.\d)", row)
            for row in rows
            if row.startswith(f"{number} ")
            for text in spellings(value, published)
        )
    ]
    assert lacking == []
