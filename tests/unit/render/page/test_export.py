"""The page of a notebook: one h1, anchors, code hidden, everything escaped."""

import nbformat
import pytest

from scorecard.render.page.export import contents, page, prose
from scorecard.render.plan.jobs import Job

JOB = Job("2020-21-Q1/x", "x", "Title <&>", "2020-21-Q1", "Quarter 1", {"quarter": "2020-21-Q1"})


def made(*outputs, source="show()"):
    outputs = outputs or [nbformat.v4.new_output("display_data", {"text/plain": "shown"})]
    cells = [
        nbformat.v4.new_markdown_cell("# Title\n\nAbout.", id="a"),
        nbformat.v4.new_code_cell("quarter = 1", id="p"),
        nbformat.v4.new_markdown_cell("## First part\n\nA sentence with <script>alert(1)</script>.", id="b"),
        nbformat.v4.new_code_cell(source, outputs=list(outputs), id="c"),
    ]
    return page(nbformat.v4.new_notebook(cells=cells), JOB, siblings=[{"title": "Other", "href": "other.html"}])


def out(**data):
    return nbformat.v4.new_output("display_data", {k.replace("_", "/"): v for k, v in data.items()})


def test_title_is_the_first_heading_with_the_quarter():
    html = made()
    assert "<title>Title &lt;&amp;&gt;: Quarter 1</title>" in html
    assert html.count("<h1>") == 1
    assert "<h1>Title &lt;&amp;&gt;: Quarter 1</h1>" in html


def test_headings_have_anchors_and_are_listed():
    html = made()
    assert '<h2 id="first-part">First part</h2>' in html
    assert '<a href="#first-part">First part</a>' in html


def test_language_skip_link_and_viewport():
    html = made()
    assert html.startswith('<!doctype html>\n<html lang="en-GB">')
    assert '<a class="skip" href="#main">' in html
    assert 'content="width=device-width, initial-scale=1"' in html


def test_nothing_may_be_loaded():
    assert "default-src 'none'" in made()


def test_html_in_prose_is_shown_and_not_used():
    assert "&lt;script&gt;alert(1)" in made()
    assert "<b>" not in prose("a <b>c</b>")


def test_code_is_there_and_hidden_and_escaped():
    html = made(out(text_html="<p>shown</p>"), source='print("<script>")')
    assert (
        '<details class="code"><summary>Code</summary><pre tabindex="0"><code>print(&#34;&lt;script&gt;&#34;)' in html
    )


def test_code_without_output_stands_at_the_end():
    html = made(out(text_html="<p>shown</p>"))
    assert html.index("Code that loads the data") < html.index("quarter = 1")


@pytest.mark.parametrize(
    ("output", "shown"),
    [
        (out(text_html="<p>rich</p>", text_plain="poor"), "<p>rich</p>"),
        (out(text_plain="a < b"), "a &lt; b"),
        (nbformat.v4.new_output("stream", name="stdout", text="1 < 2"), "1 &lt; 2"),
        (nbformat.v4.new_output("error", ename="E", evalue="<x>", traceback=[]), "E: &lt;x&gt;"),
    ],
)
def test_outputs(output, shown):
    html = made(output)
    assert shown in html
    assert "poor" not in html


def test_contents_lists_second_level_headings_only():
    cells = [nbformat.v4.new_markdown_cell("# A\n## B b\n### C\n## D")]
    listed = contents(nbformat.v4.new_notebook(cells=cells))
    assert listed == [{"title": "B b", "href": "#b-b"}, {"title": "D", "href": "#d"}]


def test_a_heading_with_nothing_below_it_is_left_out_of_page_and_contents():
    text, code = nbformat.v4.new_markdown_cell, nbformat.v4.new_code_cell
    cells = [
        text("# Title", id="t"),
        text("## Nothing here\n\nA sentence.", id="a"),
        code("nothing()", id="b"),
        text("## Something\n\nA sentence.", id="c"),
        code("something()", outputs=[out(text_html="<p>shown</p>")], id="d"),
        text("## Words alone", id="e"),
        text("## Nothing either", id="f"),
        code("nothing()", id="g"),
    ]
    html = page(nbformat.v4.new_notebook(cells=cells), JOB, siblings=[])
    assert "Nothing here" not in html and "Nothing either" not in html
    assert html.count("Something</") == 2 and html.count("Words alone</") == 2
    assert html.count("<section") == html.count("</section>")


def test_two_equal_headings_have_anchors_of_their_own_and_the_contents_lead_to_each():
    cells = [nbformat.v4.new_markdown_cell("## Notes\n### Kites\n## Notes"), nbformat.v4.new_markdown_cell("## Notes")]
    notebook = nbformat.v4.new_notebook(cells=cells)
    assert [one["href"] for one in contents(notebook)] == ["#notes", "#notes-2", "#notes-3"]
    html = page(notebook, JOB, siblings=[])
    assert [html.count(f'id="{anchor}"') for anchor in ("notes", "kites", "notes-2", "notes-3")] == [1, 1, 1, 1]
