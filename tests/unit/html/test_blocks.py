"""What a cell shows: words always, HTML or a chart, and a picture where JupyterLab could not draw the chart."""

import altair as alt
import pytest
from markupsafe import Markup

from scorecard.charts.drawings import sparkline
from scorecard.html.blocks import PAGES_VARIABLE, VEGALITE_MIME, Blocks, bundle
from scorecard.html.session import DRAWN_IN_THE_LAB, show_properly

CHART = sparkline([1.0, 2.0], description="From 1 to 2.")


@pytest.fixture
def session():
    """A session that shows charts our way, and altair's way again afterwards."""
    show_properly()
    yield
    alt.renderers.enable("default")


def own_chart():
    return alt.Chart(alt.Data(values=[{"a": 1}])).mark_point().properties(description="One.")


def test_html_has_its_words(monkeypatch):
    monkeypatch.setenv(PAGES_VARIABLE, "1")
    assert bundle(Markup("<td>a</td><td>b</td>")) == {"text/html": "<td>a</td><td>b</td>", "text/plain": "a b"}


def test_a_chart_for_a_page_is_its_specification(monkeypatch):
    monkeypatch.setenv(PAGES_VARIABLE, "1")
    assert bundle(CHART) == {VEGALITE_MIME: CHART, "text/plain": "From 1 to 2."}


def test_a_chart_for_an_analyst_brings_its_picture(monkeypatch):
    """As an image that carries its own bytes: a picture of type SVG is not shown in a notebook of somebody else's."""
    monkeypatch.delenv(PAGES_VARIABLE, raising=False)
    shown = bundle(CHART)
    assert shown["text/html"].startswith('<img alt="From 1 to 2." src="data:image/svg+xml;base64,')
    assert VEGALITE_MIME in shown


def test_html_for_an_analyst_has_a_style_and_is_readable_without_it(monkeypatch):
    monkeypatch.delenv(PAGES_VARIABLE, raising=False)
    shown = bundle(Markup('<td>99.1<span class="small">6.8 above</span></td>'))["text/html"]
    assert shown.startswith("<style>.scorecard ")
    assert Markup(shown.partition("</style>")[2]).striptags() == "99.1 6.8 above"


def test_a_chart_of_ones_own_on_a_page_is_a_type_that_notebooks_accept(monkeypatch, session):
    monkeypatch.setenv(PAGES_VARIABLE, "1")
    shown = own_chart()._repr_mimebundle_()
    assert VEGALITE_MIME in shown
    assert VEGALITE_MIME.endswith("+json")
    assert shown["text/plain"] == "One."


def test_a_chart_of_ones_own_in_the_lab_is_drawn_there_and_offers_no_address_outside(monkeypatch, session):
    monkeypatch.delenv(PAGES_VARIABLE, raising=False)
    shown, about = own_chart()._repr_mimebundle_()
    assert shown.keys() == {DRAWN_IN_THE_LAB, "image/svg+xml", "text/plain"}
    assert shown["image/svg+xml"].startswith("<svg ")
    assert "http" not in shown["image/svg+xml"].replace("http://www.w3.org/", "")
    assert about[DRAWN_IN_THE_LAB]["embed_options"]["actions"]["editor"] is False


def test_the_same_chart_gives_the_same_bytes(monkeypatch, session):
    monkeypatch.delenv(PAGES_VARIABLE, raising=False)
    assert own_chart()._repr_mimebundle_() == own_chart()._repr_mimebundle_()


def test_blocks_are_shown_one_after_the_other(monkeypatch):
    monkeypatch.setenv(PAGES_VARIABLE, "1")
    shown = []
    monkeypatch.setattr("IPython.display.display", lambda data, raw: shown.append((sorted(data), raw)))
    (Blocks(Markup("<p>a</p>")) + Blocks(CHART))._ipython_display_()
    assert shown == [(["text/html", "text/plain"], True), ([VEGALITE_MIME, "text/plain"], True)]
