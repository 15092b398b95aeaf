"""Nothing from a cell becomes code, and no table has an empty cell."""

from html.parser import HTMLParser

import pytest
from hypothesis import given
from hypothesis import strategies as st

from scorecard.html.markup import Column, band_tag, el, slug, table

COLUMNS = [Column("name", "Name", "row"), Column("value", "Value", "number")]


class _Tags(HTMLParser):
    def __init__(self, html):
        super().__init__()
        self.tags, self.attributes, self.text = [], [], []
        self.feed(str(html))

    def handle_starttag(self, tag, attrs):
        self.tags.append(tag)
        self.attributes += attrs

    def handle_data(self, data):
        self.text.append(data)


@given(st.text())
def test_text_stays_text(hostile):
    parsed = _Tags(table([{"name": hostile, "value": hostile}], COLUMNS, caption=hostile))
    assert parsed.tags == ["div", "table", "caption", "thead", "tr", "th", "th", "tbody", "tr", "th", "td"]


@pytest.mark.parametrize("hostile", ["<script>alert(1)</script>", '"><img src=x onerror=alert(1)>', "</td><i>"])
def test_a_hostile_cell_is_shown_and_not_run(hostile):
    html = str(table([{"name": hostile, "value": 1}], COLUMNS, caption="c"))
    assert hostile not in html
    assert hostile in "".join(_Tags(html).text)


def test_a_hostile_attribute_cannot_end_its_value():
    parsed = _Tags(el("a", "x", href='" onclick="alert(1)'))
    assert parsed.attributes == [("href", '" onclick="alert(1)')]


def test_missing_cells_say_no_data():
    parsed = _Tags(
        table([{"name": "a", "value": None}, {"name": "b"}, {"name": "c", "value": ""}], COLUMNS, caption="c")
    )
    assert parsed.text.count("no data") == 3


def test_a_zero_is_not_missing():
    assert "no data" not in table([{"name": "a", "value": 0}], COLUMNS, caption="c")


def test_a_table_has_caption_scopes_and_a_box_that_the_keyboard_reaches():
    parsed = _Tags(table([{"name": "a", "value": 1}], COLUMNS, caption="Caption"))
    assert parsed.attributes.count(("scope", "col")) == 2
    assert parsed.attributes.count(("scope", "row")) == 1
    assert {("role", "region"), ("tabindex", "0"), ("aria-label", "Caption")} <= set(parsed.attributes)


def test_control_characters_do_not_reach_a_page():
    assert "\x00" not in el("p", "a\x00b")


def test_a_band_is_a_word():
    assert "Amber" in str(band_tag("amber"))
    assert band_tag(None) is None


@given(st.text())
def test_an_anchor_is_always_an_anchor(text):
    assert slug(text).strip("abcdefghijklmnopqrstuvwxyz0123456789-") == ""
    assert slug(text)
