"""How frames show in a session: a table with figures to the right, readable without its style, harmless."""

from __future__ import annotations

import polars as pl
import pytest
from IPython.core.interactiveshell import InteractiveShell
from markupsafe import Markup

from scorecard.html.pictures import apart, picture_of
from scorecard.html.session import MOST_ROWS, frame_html, show_properly
from scorecard.measures.quarter_data import QuarterData
from scorecard.periods import Quarter
from tests.fixtures.processed import COMPARATORS, INDICATORS, THEMES, tables


def text(frame: pl.DataFrame) -> str:
    shown = str(frame_html(frame)).partition("</style>")[2]
    return " ".join(Markup(shown.replace("<", " <")).striptags().split())


def test_a_frame_is_a_table_with_figures_to_the_right():
    shown = str(frame_html(pl.DataFrame({"name": ["a"], "value": [1234.5]})))
    assert '<th class="number" scope="col">value</th>' in shown or 'class="number"' in shown
    assert "1,234.5" in shown
    assert "1 row × 2 columns" in text(pl.DataFrame({"a": [1], "b": [2]}))


def test_a_float_is_shown_as_it_would_be_written():
    assert "0.3" in text(pl.DataFrame({"a": [0.1 + 0.2]}))
    assert "30000000000000004" not in text(pl.DataFrame({"a": [0.1 + 0.2]}))


@pytest.mark.parametrize("odd", [float("nan"), float("inf"), None, 0.0, -0.5])
def test_every_number_can_be_shown(odd):
    assert text(pl.DataFrame({"a": [odd]}, schema={"a": pl.Float64}))


def test_nought_is_not_missing():
    assert text(pl.DataFrame({"a": [0.0]})).endswith(" 0")
    assert text(pl.DataFrame({"a": [None]}, schema={"a": pl.Float64})).endswith(" ·")


def test_a_long_frame_says_how_much_of_it_is_shown():
    frame = pl.select(a=pl.int_range(MOST_ROWS + 1))
    assert f"the first {MOST_ROWS} rows" in text(frame)
    assert f" {MOST_ROWS} " not in text(frame).partition("shown")[2] + " "


def test_a_hostile_cell_is_shown_and_not_run():
    shown = str(frame_html(pl.DataFrame({"<script>": ["<img src=x onerror=alert(1)>" * 9]})))
    assert "<script>" not in shown and "<img" not in shown


@pytest.mark.parametrize(
    ("markup", "words"),
    [
        ('<td>99.1<span class="small">6.8 above</span></td>', "99.1 6.8 above"),
        ("<td>June 2020<small>116 of 123</small></td>", "June 2020 116 of 123"),
        ("<td><span>a</span><span>b</span></td>", "a b"),
        ("<p>from <b>1</b> to <b>2</b>.</p>", "from 1 to 2."),
    ],
)
def test_parts_do_not_run_together_without_a_style(markup, words):
    assert " ".join(apart(Markup(markup)).striptags().split()) == words


def test_a_picture_has_its_words_and_asks_nobody(monkeypatch):
    spec = {"mark": "point", "data": {"values": [{"a": 1}]}, "encoding": {}, "description": 'A "chart" <b>'}
    shown = str(picture_of(spec))
    assert 'alt="A &#34;chart&#34; &lt;b&gt;"' in shown
    assert 'src="data:image/svg+xml;base64,' in shown


def test_frames_of_a_session_are_shown_our_way():
    shell = InteractiveShell.instance()
    try:
        show_properly()
        show_properly()
        data, _ = shell.display_formatter.format(pl.DataFrame({"a": [1]}))
        assert "1 row × 1 column" in data["text/html"]
    finally:
        InteractiveShell.clear_instance()


def test_outside_a_notebook_nothing_is_registered_and_nothing_fails():
    show_properly()


def test_a_quarter_in_a_cell_is_a_few_lines():
    data = QuarterData.of(
        tables(),
        quarter=Quarter.parse("2020-21-Q1"),
        on=None,
        indicators=INDICATORS,
        themes=THEMES,
        comparators=COMPARATORS,
        validated=True,
    )
    lines = repr(data).splitlines()
    assert len(lines) < 10
    assert lines[0] == "Quarter 1 of 2020/21 (April to June 2020), with all that is known"
    assert "shape:" not in repr(data)
