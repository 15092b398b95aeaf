"""A file of notes: what stands under which heading, what is prose, and HTML that does nothing."""

from __future__ import annotations

from html.parser import HTMLParser

import pytest
from hypothesis import given
from hypothesis import strategies as st

from scorecard.notes.read import as_html, own_figures, read_notes

TEXT = """# Title

<!-- a comment
with 5 lines -->

## 6.20

First line
of a paragraph.

- an item
- another

## Children in care ##
One.
"""


def test_notes_stand_under_headings_of_the_second_rank():
    notes, loose = read_notes(TEXT)
    assert [(note.heading, note.line) for note in notes] == [("6.20", 6), ("Children in care", 14)]
    assert loose == []


def test_a_paragraph_is_one_text_and_each_item_another():
    note = read_notes(TEXT)[0][0]
    assert [(part.first_line, part.text) for part in note.paragraphs] == [
        (8, "First line of a paragraph."),
        (11, "an item"),
        (12, "another"),
    ]


def test_text_under_no_heading_is_named_by_its_lines():
    assert read_notes("# T\n\nloose\n\n## 6.1\nfine")[1] == [3]
    assert read_notes("loose")[1] == [1]


def test_marks_of_markdown_and_own_figures_are_no_prose():
    (note,), _ = read_notes("## 6.1\n**65.5%** of [them](http://example.org/9) and `3` teams ![5](x.png)\n")
    assert note.paragraphs[0].text == "65.5% of them and teams 5"
    assert own_figures(note) == 1


@pytest.mark.parametrize("ends", ["\r\n", "\n"])
def test_line_ends_do_not_matter(ends):
    assert [note.line for note in read_notes(TEXT.replace("\n", ends))[0]] == [6, 14]


class _Page(HTMLParser):
    def __init__(self, html):
        super().__init__()
        self.tags, self.attributes = set(), []
        self.feed(html)

    def handle_starttag(self, tag, attrs):
        self.tags.add(tag)
        self.attributes += attrs


HARMLESS = {"p", "strong", "em", "ul", "ol", "li", "blockquote", "br", "hr", "pre", "code", "del", "table", "h2"}


@pytest.mark.parametrize(
    "hostile",
    [
        "<script>alert(1)</script>",
        "<img src=x onerror=alert(1)>",
        "[x](javascript:alert(1))",
        "![x](http://example.org/x.png)",
        "<http://example.org>",
        "[x]: http://example.org\n\n[x]",
        "<style>*{display:none}</style>",
        '`"><img src=x onerror=alert(1)>`',
        "```html\n<script>alert(1)</script>\n```",
        "### <b>bold</b>",
    ],
)
def test_nothing_in_a_note_runs_loads_or_leads_away(hostile):
    (note,), _ = read_notes(f"## 6.1\n\n{hostile}\n")
    page = _Page(str(as_html(note)))
    assert page.tags <= HARMLESS
    assert [name for name, _ in page.attributes if name != "class"] == []


@given(st.text())
def test_any_text_is_harmless(text):
    notes, _ = read_notes(f"## 6.1\n{text}")
    for note in notes:
        page = _Page(str(as_html(note)))
        assert page.tags <= HARMLESS
        assert all(name in ("class", "start") for name, _ in page.attributes)


def test_an_own_figure_is_told_from_the_packs():
    (note,), _ = read_notes("## 6.1\nWe asked `3` teams.")
    assert str(as_html(note)) == '<p>We asked <em class="own">3</em> teams.</p>\n'
