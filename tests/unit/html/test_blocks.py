"""What a cell shows: words always, HTML or a chart, and a picture where JupyterLab could not draw the chart."""

import altair as alt
from markupsafe import Markup

from scorecard.charts.drawings import sparkline
from scorecard.html.blocks import PAGES_VARIABLE, VEGALITE_MIME, Blocks, bundle, enable_renderer

CHART = sparkline([1.0, 2.0], description="From 1 to 2.")


def test_html_has_its_words():
    assert bundle(Markup("<td>a</td><td>b</td>")) == {"text/html": "<td>a</td><td>b</td>", "text/plain": "a b"}


def test_a_chart_for_a_page_is_its_specification(monkeypatch):
    monkeypatch.setenv(PAGES_VARIABLE, "1")
    assert bundle(CHART) == {VEGALITE_MIME: CHART, "text/plain": "From 1 to 2."}


def test_a_chart_for_an_analyst_brings_its_picture(monkeypatch):
    monkeypatch.delenv(PAGES_VARIABLE, raising=False)
    assert bundle(CHART)["image/svg+xml"].startswith("<svg ")


def test_the_renderer_gives_a_type_that_notebooks_accept(monkeypatch):
    monkeypatch.setenv(PAGES_VARIABLE, "1")
    enable_renderer()
    try:
        shown = alt.Chart(alt.Data(values=[{"a": 1}])).mark_point().properties(description="One.")._repr_mimebundle_()
        assert VEGALITE_MIME in shown
        assert VEGALITE_MIME.endswith("+json")
        assert shown["text/plain"] == "One."
    finally:
        alt.renderers.enable("default")


def test_blocks_are_shown_one_after_the_other(monkeypatch):
    monkeypatch.setenv(PAGES_VARIABLE, "1")
    shown = []
    monkeypatch.setattr("IPython.display.display", lambda data, raw: shown.append((sorted(data), raw)))
    (Blocks(Markup("<p>a</p>")) + Blocks(CHART))._ipython_display_()
    assert shown == [(["text/html", "text/plain"], True), ([VEGALITE_MIME, "text/plain"], True)]
