"""Targets as strangers print them, through the whole way of the data."""

from __future__ import annotations

from pathlib import Path

import polars as pl
import pytest

from tests.fixtures.one_pack import read_text, summary_head

HEAD = summary_head("June 2021", "2021 / 22", ("Apr-21", "May-21", "Jun-21"), ("2019/20", "2020/21"))
PLANS = "6.19	% of eligible LAC with an up to date plan	High	Percentage	91.0%	92.5%	96.1%	-	↑	Green	{}	{}	{}	90%	91%		\n"
REVIEWS = "6.8	LAC cases reviewed within timescales	High	Percentage	95.1%	94.2%	96.3%	-	↑	Green	<85%	85%>	95%+	94.0%	95.0%		\n"
NAME = "2021-06-corporate-parenting-panel"


def row(red: str, amber: str, green: str, folder: Path) -> dict[str, pl.DataFrame]:
    """The tables of a pack of two rows: one with these tolerances, one with plain ones."""
    tables = read_text(HEAD + REVIEWS + PLANS.format(red, amber, green), NAME, folder)
    return {name: of_line(frame, 10) for name, frame in tables.items()} | {"all": tables["observations"]}


def of_line(frame: pl.DataFrame, line: int) -> pl.DataFrame:
    return frame.filter(pl.col("line") == line) if "line" in frame.columns else frame


def printed(frame: pl.DataFrame) -> list[tuple[object, ...]]:
    return frame.select("band", "published", "lower", "upper", "lower_closed", "upper_closed").rows()


@pytest.mark.parametrize(
    ("red", "amber", "green", "edges"),
    [
        ("<90%", "90-95%", "≥95%", [(None, 90), (90, 95), (95, None)]),
        ("below 90%", "90% - 95%", "95% or more", [(None, 90), (90, 95), (95, None)]),
        ("less than 90%", "between 90% and 95%", "at least 95%", [(None, 90), (90, 95), (95, None)]),
        ("<=90%", ">90% & <95%", ">=95%", [(None, 90), (90, 95), (95, None)]),
    ],
)
def test_usual_tolerances_are_read_and_move_no_figure(
    red: str, amber: str, green: str, edges: list[tuple[int | None, int | None]], tmp_path: Path
) -> None:
    tables = row(red, amber, green, tmp_path)
    assert tables["thresholds"].select("lower", "upper").rows() == edges
    figures = tables["observations"].filter(pl.col("value").is_not_null())
    assert figures.select("period", "value").rows() == [
        ("2021-04", 91.0),
        ("2021-05", 92.5),
        ("2021-06", 96.1),
        ("2019/20", 90.0),
        ("2020/21", 91.0),
    ]
    colours = tables["signals"].filter(pl.col("signal") == "rag")
    assert colours.select("read_as", "computed").rows() == [("green", "green")]
    assert tables["unread"].is_empty()


def test_what_is_a_figure_and_no_legible_tolerance_is_listed_as_unread(tmp_path: Path) -> None:
    tables = row("<90%", "9O to 9S%", "Additional 800", tmp_path)
    assert printed(tables["thresholds"]) == [
        ("red", "<90%", None, 90.0, None, False),
        ("amber", "9O to 9S%", None, None, None, None),
        ("green", "Additional 800", None, None, None, None),
    ]
    assert tables["unread"].select("published", "reason").rows() == [
        ("9O to 9S%", "a tolerance: it prints a figure, but no tolerance that can be read"),
        ("Additional 800", "a tolerance: a target of a change, not of a level"),
    ]


def test_words_cut_over_the_cells_of_the_bands_are_words_and_no_targets(tmp_path: Path) -> None:
    tables = row("ra", "nge to be s", "et", tmp_path)
    assert tables["thresholds"].select("band", "read_as", "lower", "upper").rows() == [
        ("green", "range to be set", None, None)
    ]
    assert tables["unread"].is_empty()
    assert tables["signals"].filter(pl.col("signal") == "rag")["computed"].to_list() == [None]


def test_targets_of_a_table_of_no_known_form_are_listed_whatever_words_they_have(tmp_path: Path) -> None:
    text = """Exampleton plan

As at Month End: April 2022

Rotherham council, www.rotherham.gov.uk

Ref	Indicator	Good is	Target 2022/23
K1	Kites checked	High	91%
K2	Kites lost	Low	No more than 40
K3	Kites late	Low	below 12%
K4	Kite days	High	60 more
K5	Kite clubs	High	To be agreed
"""
    unread = read_text(text, "2022-04-kites", tmp_path)["unread"]
    assert unread["published"].to_list() == ["91%", "No more than 40", "below 12%", "60 more"]
