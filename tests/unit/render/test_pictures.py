"""What an executed notebook gets for whoever opens it: a picture for each chart, drawn once, and a style for tables."""

from __future__ import annotations

import nbformat

from scorecard.charts import svg
from scorecard.charts.drawings import sparkline
from scorecard.charts.svg import to_svg
from scorecard.html.blocks import VEGALITE_MIME
from scorecard.render.notebook.pictures import with_pictures

CHART = sparkline([1.0, 3.0], description="From 1 to 3.")


def notebook(*outputs):
    cell = nbformat.v4.new_code_cell("x", outputs=[nbformat.v4.new_output("display_data", data) for data in outputs])
    return nbformat.v4.new_notebook(cells=[cell])


def shown(made):
    return [output["data"] for output in made.cells[0].outputs]


def test_a_chart_gets_its_picture_beside_its_specification():
    (data,) = shown(with_pictures(notebook({VEGALITE_MIME: CHART, "text/plain": "c"})))
    assert data["text/html"].startswith('<img alt="From 1 to 3." src="data:image/svg+xml;base64,')
    assert data[VEGALITE_MIME] == CHART


def test_a_table_gets_a_style_and_text_stays_as_it_is():
    html, text = shown(with_pictures(notebook({"text/html": "<table></table>"}, {"text/plain": "1"})))
    assert html["text/html"].startswith("<style>")
    assert text == {"text/plain": "1"}


def test_the_notebook_of_the_page_is_left_alone():
    made = notebook({VEGALITE_MIME: CHART})
    with_pictures(made)
    assert shown(made) == [{VEGALITE_MIME: CHART}]


def test_nothing_is_drawn_twice(monkeypatch):
    to_svg(CHART)
    monkeypatch.setattr(svg, "compiled", lambda chart: (_ for _ in ()).throw(AssertionError("drawn again")))
    with_pictures(notebook({VEGALITE_MIME: CHART}))
